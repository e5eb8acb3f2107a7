package proofs

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// SolveOptions says how a sheet is solved and how much of the work is written.
type SolveOptions struct {
	Limits Limits
	// Digits is how many decimal places of an inexact number are written, all of them certain; 0 stands for 15.
	Digits int
	Depth  Depth
	// Steps says which steps of a rule are written; nil stands for all.
	Steps func(step int64) bool
}

// Depth is how much of the work a solution shows.
type Depth int

const (
	// EverySubstitution shows each formula, the formula with numbers, and its value.
	EverySubstitution Depth = iota
	// EveryStep shows each formula and its value.
	EveryStep
	// AnswersOnly shows what was asked for and its value.
	AnswersOnly
)

// defaultDigits is how many decimal places of an inexact answer are written.
const defaultDigits = 15

// Solve runs the rules of a sheet exactly and answers every Find, with the
// worked solution: each quantity the answers rest on, in the order in which it
// is needed. Claims under Show are proved. The error is a *syntax.Error for what
// cannot be read as a document, or the context's.
func Solve(ctx context.Context, source Source, options SolveOptions) (*SolveResult, error) {
	s, err := readSheet(ctx, source, options.Limits)
	if err != nil {
		return nil, err
	}
	w := newWorker(ctx, s, options)
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
	result.Findings = append(result.Findings, s.checker.findings...)
	result.Steps = w.steps
	claims, err := s.prove(ctx)
	if err != nil {
		return nil, err
	}
	if len(w.claims) > 0 {
		claims = slices.Concat(w.claims, claims)
	}
	result.Claims = claims
	return result, nil
}

// worker writes a worked solution.
type worker struct {
	ctx       context.Context
	sheet     *sheet
	options   SolveOptions
	evaluator *evaluator
	steps     []WorkedStep
	lacking   map[string]bool // the symbols that findings name
	claims    []ClaimResult   // the closed forms that were found, with their proofs
	done      map[string]bool
	step      string // the heading the next equations stand under
	number    int
	hidden    bool // this step is not among those to be written
}

func newWorker(ctx context.Context, s *sheet, options SolveOptions) *worker {
	if options.Digits <= 0 {
		options.Digits = defaultDigits
	}
	return &worker{ctx: ctx, sheet: s, options: options, claims: []ClaimResult{}, evaluator: s.checker.evaluator(true), done: map[string]bool{}, lacking: map[string]bool{}}
}

// given restates what the sheet gives, so that the solution stands by itself.
func (w *worker) given() {
	if len(w.sheet.around.shows) > 0 || w.asksForm() {
		// The proofs of the claims rest on the rules too.
		var all []string
		for _, d := range w.sheet.tabled {
			all = append(all, syntax.Print(d.name)+" = "+syntax.Print(d.value))
		}
		all = append(all, w.sheet.givenFormulas()...)
		if len(all) > 0 {
			w.steps = append(w.steps, WorkedStep{Sentence: "Given $" + strings.Join(all, "$, $") + "$."})
		}
		for key, b := range w.sheet.env.bindings {
			w.done[key] = b.definition != nil && closed(b.definition)
		}
		return
	}
	var stated []string
	for _, ch := range w.sheet.checker.chains {
		if ch.alone || ch.head() == nil || ch.last() == nil || !defines(ch.operators[0].Name) || !closed(ch.last()) {
			continue
		}
		text, whole := "", true
		var keys []string
		for _, m := range ch.members[:len(ch.members)-1] {
			id, ok := identify(m)
			if !ok {
				whole = false
				break
			}
			key := w.evaluator.settle(id).key()
			b := w.sheet.env.find(key)
			whole = whole && b != nil && b.fromSheet && b.hasCorrect && b.definition == ch.last()
			text += syntax.Print(m) + " = "
			keys = append(keys, key)
		}
		if !whole {
			continue
		}
		stated = append(stated, "$"+text+syntax.Print(ch.last())+"$")
		for _, key := range keys {
			w.done[key] = true
		}
	}
	for _, d := range w.sheet.tabled {
		stated = append(stated, "$"+syntax.Print(d.name)+" = "+syntax.Print(d.value)+"$")
		if id, ok := identify(d.name); ok {
			w.done[w.evaluator.settle(id).key()] = true
		}
	}
	for _, b := range w.sheet.started {
		if v, ok := valueNode(b.correct); ok {
			stated = append(stated, "$"+syntax.Print(b.name.node())+" = "+syntax.Print(v)+"$")
			w.done[b.name.key()] = true
		}
	}
	for _, ch := range w.sheet.checker.chains {
		if !ch.alone && w.sheet.isFunction(ch) {
			stated = append(stated, "$"+printRelation(&syntax.Relation{Operators: ch.operators, Members: ch.members})+"$")
		}
	}
	said := ""
	if len(stated) > 0 {
		said = "Given " + listInWords(stated) + "."
	}
	if names := w.sheet.checker.names; names.sigmoid && names.applied[`\sigma`] > 0 && w.sheet.env.findFunction(functionKey(`\sigma`, 1)) == nil {
		said = strings.TrimSpace(said + " Here $\\sigma$ is the sigmoid.")
	}
	if said != "" {
		w.steps = append(w.steps, WorkedStep{Sentence: said})
	}
}

// isFunction says whether a chain defines a function of the sheet.
func (s *sheet) isFunction(ch *chain) bool {
	for scope := s.env; scope != nil; scope = scope.parent {
		for _, fn := range scope.functions {
			if fn.body == ch.members[1] {
				return true
			}
		}
	}
	return false
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
	formed := func() Found {
		var claim ClaimResult
		found.Value, claim, found.Says = w.sheet.closedForm(f)
		if found.Exact = found.Says == ""; found.Exact {
			w.claims = append(w.claims, claim)
		}
		return found
	}
	if sum, is := f.node.(*syntax.Big); is && sum.Operator == `\sum` {
		if _, free := w.sheet.freeLetter(sum); free {
			return formed()
		}
	}
	if id, ok := identify(f.node); ok {
		w.quantity(id, 0)
	} else if body, at, letter, ok := w.evaluator.statedAt(f.node); ok {
		inner := *w
		inner.evaluator = at
		inner.needs(body, 0)
		w.steps, w.number, w.step = inner.steps, inner.number, inner.step
		w.write(f.node, body, at, letter)
	} else {
		w.needs(f.node, 0)
	}
	cs, failed := w.evaluator.evaluate(f.node)
	if failed != nil {
		found.Exact = false
		found.Says = failed.says + w.sheet.where(failed.at)
		return found
	}
	v := cs[0].value.single()
	if entries, digits, ok := w.inexact(v); ok {
		found.Value, found.Exact, found.Digits = inexactText(v, entries), false, &digits
		w.answered(f.node, inexactNode(v, entries), true)
		return found
	}
	if id, ok := identify(f.node); ok {
		key := w.evaluator.settle(id).key()
		for _, name := range v.variables() {
			if name == key {
				return formed()
			}
		}
	}
	if v.opaque {
		found.Exact = false
		found.Says = "hence has no exact value for this"
		return found
	}
	found.Value = v.String()
	w.lacks(f, v)
	if n, ok := valueNode(v); ok {
		w.answered(f.node, n, false)
	}
	return found
}

// inexact writes the entries of a value that is not rational by its certain decimal
// places, as many for every entry and at most as many as are wanted. It fails for a
// rational value and for one that cannot be enclosed.
func (w *worker) inexact(v value) (entries []string, digits int, ok bool) {
	if v.isConstant() {
		return nil, 0, false
	}
	most := w.options.Digits
	start := uint(enclosureBits + 4*most)
	for bits := start; ; bits *= 2 {
		digits = most
		var all []interval
		for _, entry := range v.entries() {
			a, ok := encloseTo(w.evaluator.functions, scalarValue(entry), bits)
			if !ok {
				all = nil
				break
			}
			_, digits, _ = a.decimals(digits)
			all = append(all, a)
		}
		if (digits < most || all == nil) && bits < 8*start {
			continue // wide enclosures may hold zero where narrow ones do not
		}
		if digits == 0 || all == nil {
			return nil, 0, false
		}
		for _, a := range all {
			entries = append(entries, a.low.FloatString(digits))
		}
		return entries, digits, true
	}
}

// inexactText writes entries in the notation of the contract.
func inexactText(v value, entries []string) string {
	if !v.isMatrix {
		return entries[0]
	}
	rows := make([]string, v.rows())
	for i := range rows {
		rows[i] = strings.Join(entries[i*v.columns():(i+1)*v.columns()], ", ")
	}
	return "[" + strings.Join(rows, "; ") + "]"
}

// inexactNode writes entries as a tree.
func inexactNode(v value, entries []string) syntax.Node {
	if !v.isMatrix {
		return decimalNode(entries[0])
	}
	rows := make([][]syntax.Node, v.rows())
	for i := range rows {
		for j := range v.columns() {
			rows[i] = append(rows[i], decimalNode(entries[i*v.columns()+j]))
		}
	}
	return &syntax.Matrix{Environment: "bmatrix", Rows: rows}
}

// decimalNode is the tree of a decimal literal that may bear a sign.
func decimalNode(text string) syntax.Node {
	positive := strings.TrimPrefix(text, "-")
	number := &syntax.Number{Text: positive}
	if positive == text {
		return number
	}
	return &syntax.Sum{Terms: []syntax.Term{{Sign: "-", Value: number}}}
}

// label names a find as the contract does: without bold.
func (w *worker) label(f find) string {
	if id, ok := identify(f.node); ok {
		s := w.evaluator.settle(id)
		if written := w.sheet.document.Text(id.at); len(s.indices) == 1 && strings.HasSuffix(written, "]") && !strings.ContainsAny(written, "_^") {
			return s.plain + "[" + s.indices[0].text + "]" // an element x[2] of a sequence
		}
		name, square := strings.CutSuffix(s.plain, "^{2}")
		for _, i := range s.indices {
			if len([]rune(i.text)) == 1 {
				name += string(i.kind) + i.text
			} else {
				name += string(i.kind) + "{" + i.text + "}"
			}
		}
		if square {
			name += "^2"
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
		w.write(b.name.node(), b.definition, e)
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
		// Each quantity may cost as much as one alone: those before it are remembered.
		e.budget = symbolic.NewBudget(w.sheet.checker.limits.Steps, w.sheet.checker.limits.Bits)
		e.byRule(s, s.at)
		heading := fmt.Sprintf("Step $%s = %d$", r.variable, t)
		w.hidden = w.options.Steps != nil && !w.options.Steps(t)
		if heading != w.step && !w.hidden && w.options.Depth != AnswersOnly {
			w.step = heading
			w.steps = append(w.steps, WorkedStep{Heading: heading, Level: 2})
		}
		w.write(instanceOf(r, t+r.offset), r.body, inner, r.variable)
		w.hidden = false
		return
	}
	for _, a := range e.env.allArrays() {
		inner, ok := e.element(a, s)
		if !ok {
			continue
		}
		at := *w
		at.evaluator = inner
		at.needs(a.body, depth+1)
		w.steps, w.number, w.step = at.steps, at.number, at.step
		w.write(e.elementNode(a, s), a.body, inner, a.letters()...)
		return
	}
	if b := e.namesake(s); b != nil && b.definition != nil && !w.done[b.name.key()] {
		w.done[b.name.key()] = true
		w.needs(b.definition, depth+1)
		w.write(b.name.node(), b.definition, e)
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
		if power, ok := m.(*syntax.Script); ok && (power.Sub != nil || power.Primes > 0) && power.Sup != nil {
			// In g_k^2 the name is g_k.
			if id, ok := identify(withoutSuperscript(power)); ok {
				w.quantity(id, depth)
				w.needs(power.Sup, depth)
				return false
			}
		}
		return true
	})
}

// write writes one equation: the name, its formula, the formula with numbers,
// and the value.
func (w *worker) write(name, body syntax.Node, e *evaluator, variables ...string) {
	if w.options.Depth == AnswersOnly || w.hidden {
		return
	}
	e.trace = newTrace()
	cs, failed := e.evaluate(body)
	if failed != nil {
		return
	}
	result, exact := valueNode(cs[0].value)
	if !exact {
		entries, _, ok := w.inexact(cs[0].value)
		if !ok {
			return
		}
		result = inexactNode(cs[0].value, entries)
	}
	formula := body
	for _, variable := range variables {
		formula = e.withNumbers(formula, variable)
	}
	chain := []string{syntax.Print(name), syntax.Print(formula)}
	if numbers, ok := e.substituted(body); ok && w.options.Depth == EverySubstitution {
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

// answered writes what was asked for with its value: where nothing else shows it, for
// a name has been written already.
func (w *worker) answered(asked, result syntax.Node, inexact bool) {
	_, named := identify(asked)
	if _, _, _, stated := w.evaluator.statedAt(asked); (named || stated) && w.options.Depth != AnswersOnly {
		return
	}
	w.number++
	w.steps = append(w.steps, WorkedStep{
		Chain: []string{syntax.Print(asked), syntax.Print(result)}, Tag: strconv.Itoa(w.number), Inexact: inexact,
	})
}

func (w *worker) equation(chain []string) {
	w.number++
	w.steps = append(w.steps, WorkedStep{Chain: chain, Tag: strconv.Itoa(w.number)})
}

// node writes the identifier as a tree with its indices as they were written.
func (id identifier) node() syntax.Node {
	primes := len(id.base) - len(strings.TrimRight(id.base, "'"))
	if id.sub == nil && id.sup == nil && primes == 0 {
		return id.written
	}
	return &syntax.Script{At: id.at, Base: id.written, Sub: id.sub, Sup: id.sup, Primes: primes}
}
