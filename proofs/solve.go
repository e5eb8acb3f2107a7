package proofs

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// Solve runs the rules of a sheet exactly and answers every Find, with the
// worked solution: each quantity the answers rest on, in the order in which it
// is needed. Claims under Show are proved. The error is a *syntax.Error for what
// cannot be read as a document, or the context's.
func Solve(ctx context.Context, source Source, limits Limits) (*SolveResult, error) {
	s, err := readSheet(ctx, source, limits)
	if err != nil {
		return nil, err
	}
	w := &worker{ctx: ctx, sheet: s, evaluator: s.checker.evaluator(true), done: map[string]bool{}}
	w.evaluator.env = s.env
	result := &SolveResult{Version: 1, Document: source.Name, Finds: []Found{}, Findings: []Finding{}, Title: s.title}
	if s.env.find("e") == nil && s.checker.names.bare["e"] > 0 {
		s.checker.functions.Euler("e")
	}
	w.given()
	for _, f := range s.finds {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		result.Finds = append(result.Finds, w.answer(f))
	}
	result.Steps = w.steps
	claims, err := s.prove(ctx)
	if err != nil {
		return nil, err
	}
	result.Claims = claims
	return result, nil
}

// worker writes a worked solution.
type worker struct {
	ctx       context.Context
	sheet     *sheet
	evaluator *evaluator
	steps     []WorkedStep
	done      map[string]bool
	step      string // the heading the next equations stand under
	number    int
}

// given restates what the sheet gives, so that the solution stands by itself.
func (w *worker) given() {
	if len(w.sheet.around.shows) > 0 || len(w.sheet.env.functions) > 0 {
		// The proofs of the claims rest on the rules too, and calls on functions.
		if all := w.sheet.givenFormulas(); len(all) > 0 {
			w.steps = append(w.steps, WorkedStep{Sentence: "Given $" + strings.Join(all, "$, $") + "$."})
		}
		for key, b := range w.sheet.env.bindings {
			w.done[key] = b.definition != nil && closed(b.definition)
		}
		return
	}
	var stated []string
	for _, ch := range w.sheet.checker.chains {
		if ch.alone || len(ch.members) != 2 || ch.head() == nil || ch.members[1] == nil || !defines(ch.operators[0].Name) {
			continue
		}
		id, ok := identify(ch.head())
		if !ok {
			continue
		}
		b := w.sheet.env.find(w.evaluator.settle(id).key())
		if b == nil || !b.fromSheet || !b.hasCorrect || !closed(ch.members[1]) || b.definition != ch.members[1] {
			continue
		}
		stated = append(stated, "$"+syntax.Print(ch.head())+" = "+syntax.Print(ch.members[1])+"$")
		w.done[w.evaluator.settle(id).key()] = true
	}
	if len(stated) > 0 {
		w.steps = append(w.steps, WorkedStep{Sentence: "Given " + listInWords(stated) + "."})
	}
}

func listInWords(all []string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:len(all)-1], ", ") + " and " + all[len(all)-1]
}

// answer finds one quantity and writes the steps that lead to it.
func (w *worker) answer(f find) Found {
	found := Found{Name: w.label(f), Exact: true}
	if id, ok := identify(f.node); ok {
		w.quantity(id, 0)
	} else {
		w.needs(f.node, 0)
	}
	cs, failed := w.evaluator.evaluate(f.node)
	if failed != nil {
		found.Exact = false
		found.Says = failed.says
		return found
	}
	v := cs[0].value
	if text, digits, ok := w.inexact(v); ok {
		found.Value, found.Exact, found.Digits = text, false, &digits
		return found
	}
	if id, ok := identify(f.node); ok {
		key := w.evaluator.settle(id).key()
		for _, name := range v.variables() {
			if name == key {
				found.Exact, found.Says = false, "the sheet gives it no value"
				return found
			}
		}
	}
	if v.opaque {
		found.Exact = false
		found.Says = "hence has no exact value for this"
		return found
	}
	found.Value = v.String()
	if _, named := identify(f.node); !named {
		if n, ok := valueNode(v); ok {
			w.equation([]string{syntax.Print(f.node), syntax.Print(n)})
		}
	}
	return found
}

// inexact writes a value with roots by its certain decimal places, as many for
// every entry. It fails for a rational value and for one that cannot be enclosed.
func (w *worker) inexact(v value) (text string, digits int, ok bool) {
	if v.isConstant() {
		return "", 0, false
	}
	var all []interval
	for _, entry := range v.entries() {
		a, ok := enclose(w.evaluator.functions, scalarValue(entry))
		if !ok {
			return "", 0, false
		}
		all = append(all, a)
	}
	digits = mostCertain
	for _, a := range all {
		_, places, ok := a.decimals(digits)
		if !ok {
			return "", 0, false
		}
		digits = min(digits, places)
	}
	rows := make([]string, v.rows())
	for i := range rows {
		entries := make([]string, v.columns())
		for j := range entries {
			entries[j] = all[i*v.columns()+j].low.FloatString(digits)
		}
		rows[i] = strings.Join(entries, ", ")
	}
	text = strings.Join(rows, "; ")
	if v.isMatrix {
		text = "[" + text + "]"
	}
	return text, digits, true
}

// label names a find as the contract does: without bold.
func (w *worker) label(f find) string {
	if id, ok := identify(f.node); ok {
		s := w.evaluator.settle(id)
		name := s.plain
		for _, i := range s.indices {
			if len([]rune(i.text)) == 1 {
				name += string(i.kind) + i.text
			} else {
				name += string(i.kind) + "{" + i.text + "}"
			}
		}
		return name
	}
	return syntax.Print(f.node)
}

// quantity writes the equation of a name, after those of all it rests on.
func (w *worker) quantity(id identifier, depth int) {
	e := w.evaluator
	s := e.settle(id)
	key := s.key()
	if w.done[key] || depth > w.sheet.checker.limits.Iterations || w.ctx.Err() != nil {
		return
	}
	w.done[key] = true
	if b := e.env.find(key); b != nil {
		if b.definition == nil || b.name.base == "" {
			return
		}
		w.needs(b.definition, depth+1)
		w.write(id.node(), b.definition, e, "")
		return
	}
	for _, r := range e.env.allRules() {
		t, ok := e.instance(r, s)
		if !ok {
			continue
		}
		inner := e.withIndex(r.variable, t)
		at := *w
		at.evaluator = inner
		at.needs(r.body, depth+1)
		w.steps, w.number, w.step = at.steps, at.number, at.step
		heading := fmt.Sprintf("Step $%s = %d$", r.variable, t)
		if heading != w.step {
			w.step = heading
			w.steps = append(w.steps, WorkedStep{Heading: heading, Level: 2})
		}
		w.write(instanceOf(r, t+r.offset), r.body, inner, r.variable)
		return
	}
	if b := e.namesake(s); b != nil && b.definition != nil && !w.done[b.name.key()] {
		w.done[b.name.key()] = true
		w.needs(b.definition, depth+1)
		w.write(b.name.node(), b.definition, e, "")
	}
	if id.sub != nil {
		whole := id
		whole.sub = nil
		if sup := e.settle(whole); sup.key() != key {
			w.quantity(whole, depth+1)
		}
	}
}

// needs writes the equations of all names in a tree.
func (w *worker) needs(n syntax.Node, depth int) {
	syntax.Inspect(n, func(m syntax.Node) bool {
		if b, ok := m.(*syntax.Big); ok {
			// The names in a sum are needed for the values of its index.
			if variable, from, failed := w.evaluator.lowerBound(b); failed == nil {
				low, ok := w.evaluator.integer(from)
				high, known := w.evaluator.integer(b.Upper)
				if ok && known && high-low < int64(w.sheet.checker.limits.Iterations) {
					for k := low; k <= high; k++ {
						at := *w
						at.evaluator = w.evaluator.withIndex(variable, k)
						at.needs(b.Body, depth)
						w.steps, w.number, w.step = at.steps, at.number, at.step
					}
					return false
				}
			}
			return true
		}
		if id, ok := identify(m); ok {
			w.quantity(id, depth)
			return false
		}
		return true
	})
}

// write writes one equation: the name, its formula, the formula with numbers,
// and the value.
func (w *worker) write(name, body syntax.Node, e *evaluator, variable string) {
	e.trace = newTrace()
	cs, failed := e.evaluate(body)
	if failed != nil {
		return
	}
	result, exact := valueNode(cs[0].value)
	if !exact {
		text, _, ok := w.inexact(cs[0].value)
		if !ok {
			return
		}
		parsed := syntax.ParseFormula(text)
		if parsed.Unread != nil || cs[0].value.isMatrix {
			return // only numbers are written by their decimals
		}
		result = parsed.Rows[0].Clauses[0].Chain.Members[0]
	}
	formula := body
	if variable != "" {
		formula = e.withNumbers(body, variable)
	}
	chain := []string{syntax.Print(name), syntax.Print(formula)}
	if numbers, ok := e.substituted(body); ok {
		if text := syntax.Print(numbers); text != chain[len(chain)-1] {
			chain = append(chain, text)
		}
	}
	if text := syntax.Print(result); text != chain[len(chain)-1] {
		chain = append(chain, text)
	}
	w.equation(chain)
	w.steps[len(w.steps)-1].Inexact = !exact
}

func (w *worker) equation(chain []string) {
	w.number++
	w.steps = append(w.steps, WorkedStep{Chain: chain, Tag: strconv.Itoa(w.number)})
}

// node writes the identifier as a tree with its indices as they were written.
func (id identifier) node() syntax.Node {
	if id.sub == nil && id.sup == nil {
		return id.written
	}
	return &syntax.Script{At: id.at, Base: id.written, Sub: id.sub, Sup: id.sup}
}
