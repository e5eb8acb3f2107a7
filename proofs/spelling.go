package proofs

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// spellings are the names that a document writes in a way that reads as something
// else: a variance `\sigma^2` that is a quantity of its own, the elements `x[n]` of a
// sequence, and partial derivatives `f_x`.
type spellings struct {
	squares   map[string]bool // letters that stand squared only, and are given a value so
	sequences map[string]bool // letters that stand before square brackets only
	gradients map[string]bool // functions whose gradients are given, and that are not
	words     []string        // functions with a word for a name that the document defines
	labels    bool            // some index is a word of three letters or more, as in w_{new}
	// differentials are the letters of which `dW` is a name, as in programs.
	differentials map[string]bool
	// partials are the functions of several variables, with these, of a document that speaks of derivatives or does not say
	// what `f_x` is: there it is one.
	partials map[string][]string
}

func (s spellings) none() bool {
	return len(s.squares)+len(s.sequences)+len(s.gradients)+len(s.partials)+len(s.words)+len(s.differentials) == 0 && !s.labels
}

// respelled is the document with such names as names. A document without any is
// returned as it is.
func respelled(d *syntax.Document) *syntax.Document {
	if !strings.Contains(d.Source, "^") && !strings.Contains(d.Source, "[") && !strings.Contains(d.Source, `\nabla`) && !strings.Contains(d.Source, "_") && !strings.Contains(d.Source, "d") && !strings.Contains(d.Source, `\operatorname`) {
		return d
	}
	s := spellingsOf(d)
	if s.none() {
		return d
	}
	return mapMembers(d, s.respell)
}

// mapMembers is a document with other trees for the members of its relations.
func mapMembers(d *syntax.Document, f func(syntax.Node) syntax.Node) *syntax.Document {
	blocks := slices.Clone(d.Blocks)
	for i, b := range blocks {
		if b.Formula == nil {
			continue
		}
		formula := *b.Formula
		formula.Rows = slices.Clone(formula.Rows)
		for r := range formula.Rows {
			clauses := slices.Clone(formula.Rows[r].Clauses)
			for k := range clauses {
				if clauses[k].Chain == nil {
					continue
				}
				relation := *clauses[k].Chain
				relation.Members = slices.Clone(relation.Members)
				for m := range relation.Members {
					relation.Members[m] = f(relation.Members[m])
				}
				clauses[k].Chain = &relation
			}
			formula.Rows[r].Clauses = clauses
		}
		blocks[i].Formula = &formula
	}
	return d.WithBlocks(blocks)
}

// eachRelation calls f with every relation of a document.
func eachRelation(d *syntax.Document, f func(r *syntax.Relation)) {
	for _, b := range d.Blocks {
		if b.Formula == nil {
			continue
		}
		for _, row := range b.Formula.Rows {
			for _, clause := range row.Clauses {
				if clause.Chain != nil && len(clause.Chain.Members) > 0 {
					f(clause.Chain)
				}
			}
		}
	}
}

// spellingsOf finds them: by the heads of definitions, and by what stands elsewhere.
func spellingsOf(d *syntax.Document) spellings {
	s := spellings{squares: map[string]bool{}, sequences: map[string]bool{}, gradients: map[string]bool{}, partials: map[string][]string{}}
	s.differentials = differentialsOf(d)
	s.labels = wordBelow.MatchString(d.Source)
	known := map[string]bool{} // sequences with a first value
	eachRelation(d, func(r *syntax.Relation) {
		if len(r.Operators) == 0 || r.Members[0] == nil || !defines(r.Operators[0].Name) {
			return
		}
		if base, ok := squared(r.Members[0]); ok {
			s.squares[base] = true
		}
		if name, ok := definesWordFunction(r); ok {
			s.words = append(s.words, name)
		}
		if id, index, ok := elementOf(r.Members[0]); ok {
			s.sequences[id.base] = true
			if _, literal := index.(*syntax.Number); literal {
				known[id.base] = true
			}
		}
		if f, of, ok := functionOfSeveral(r.Members[0]); ok && (speaksOfDerivatives.MatchString(d.Source) || !definesBelow(d, f)) {
			s.partials[f] = of
		}
		if f, at, ok := gradientCall(r.Members[0]); ok && at.sub == nil && at.sup == nil {
			s.gradients[f] = true // a rule, and not the gradient at one step
		}
	})
	if len(known) == 0 {
		s.sequences = map[string]bool{}
	}
	if s.none() {
		return s
	}
	eachRelation(d, func(r *syntax.Relation) {
		for i, m := range r.Members {
			if m == nil {
				continue
			}
			if id, _, ok := callOf(m); ok && i == 0 && len(r.Operators) > 0 {
				delete(s.gradients, id.base) // the function itself is given
			}
			s.strikeOut(m)
		}
	})
	return s
}

// strikeOut takes out the letters that stand otherwise in a tree.
func (s spellings) strikeOut(n syntax.Node) {
	syntax.Inspect(n, func(m syntax.Node) bool {
		if _, ok := squared(m); ok {
			return false
		}
		if p, ok := m.(*syntax.Product); ok {
			for i, f := range p.Factors {
				if i+1 < len(p.Factors) {
					if _, index, ok := elementPair(f.Value, p.Factors[i+1]); ok {
						s.strikeOut(index)
						continue
					}
				}
				s.strikeOut(f.Value)
			}
			return false
		}
		if id, ok := identify(m); ok {
			delete(s.squares, id.base)
			delete(s.sequences, id.base)
			return false
		}
		return true
	})
}

var speaksOfDerivatives = regexp.MustCompile(`(?i)\b(partial )?derivatives?\b|\bgradient|\bhessian|\\partial|\b(?:de|a)scent\b|\btangent|\bcritical point|\bstationary`)

// functionOfSeveral splits `f(x, y)` into the function and its variables, which are single letters.
func functionOfSeveral(n syntax.Node) (f string, variables []string, ok bool) {
	p, is := n.(*syntax.Product)
	if !is || len(p.Factors) != 2 || p.Factors[1].Operator != "" {
		return "", nil, false
	}
	s, named := p.Factors[0].Value.(*syntax.Symbol)
	g, grouped := p.Factors[1].Value.(*syntax.Group)
	if !named || !grouped || g.Open != "(" {
		return "", nil, false
	}
	list, listed := g.Inner.(*syntax.List)
	if !listed {
		return "", nil, false
	}
	for _, item := range list.Items {
		x, plain := item.(*syntax.Symbol)
		if !plain || len(x.Name) != 1 {
			return "", nil, false
		}
		variables = append(variables, x.Name)
	}
	return s.Name, variables, true
}

// definesBelow says whether a document says what some `f_x` is.
func definesBelow(d *syntax.Document, f string) bool {
	defined := false
	eachRelation(d, func(r *syntax.Relation) {
		if g, ok := subscripted(r.Members[0]); ok && len(r.Operators) > 0 {
			defined = defined || f == g
		}
	})
	return defined
}

// subscripted gives the f of `f_x` and of `f_x(1, 2)`.
func subscripted(n syntax.Node) (f string, ok bool) {
	if p, is := n.(*syntax.Product); is {
		n = p.Factors[0].Value
	}
	script, is := n.(*syntax.Script)
	if !is || script.Sub == nil {
		return "", false
	}
	s, is := script.Base.(*syntax.Symbol)
	return syntax.Print(script.Base), is && s.Name != ""
}

// partial writes `f_x` and `f_{xy}` as fractions.
func (s spellings) partial(n *syntax.Script) (syntax.Node, bool) {
	f, named := n.Base.(*syntax.Symbol)
	if !named || n.Sub == nil || n.Primes > 0 || s.partials[f.Name] == nil {
		return nil, false
	}
	factors := []syntax.Factor{{Value: n.Sub}}
	if p, several := n.Sub.(*syntax.Product); several {
		factors = p.Factors
	}
	var below []syntax.Factor
	for _, factor := range factors {
		x, plain := factor.Value.(*syntax.Symbol)
		if !plain || factor.Operator != "" || !slices.Contains(s.partials[f.Name], x.Name) {
			return nil, false
		}
		below = append(below, syntax.Factor{Value: &syntax.Symbol{At: x.At, Name: `\partial`}}, syntax.Factor{Value: x})
	}
	var sign syntax.Node = &syntax.Symbol{At: f.At, Name: `\partial`}
	if order := len(factors); order > 1 {
		sign = &syntax.Script{At: f.At, Base: sign, Sup: &syntax.Number{At: f.At, Text: strconv.Itoa(order), Written: strconv.Itoa(order)}}
	}
	derivative := &syntax.Fraction{
		At: n.At, Command: "frac",
		Numerator:   &syntax.Product{At: f.At, Factors: []syntax.Factor{{Value: sign}, {Value: f}}},
		Denominator: &syntax.Product{At: n.Sub.Span(), Factors: below},
	}
	if n.Sup != nil {
		return &syntax.Script{At: n.At, Base: &syntax.Group{At: n.At, Open: "(", Close: ")", Inner: derivative}, Sup: s.respell(n.Sup)}, true
	}
	return derivative, true
}

// squared gives the letter of a variance: `\sigma^2`, `\sigma_B^2`, `s^2`.
func squared(n syntax.Node) (base string, ok bool) {
	script, is := unwrapped(n).(*syntax.Script)
	if !is || script.Sup == nil || script.Primes > 0 {
		return "", false
	}
	two, is := script.Sup.(*syntax.Number)
	if !is || two.Text != "2" {
		return "", false
	}
	id, named := identify(script.Base)
	if !named || id.sup != nil || id.sub != nil {
		return "", false
	}
	switch letterOf(id.plain) {
	case `\sigma`, "s", `\varsigma`:
		return id.base, true
	}
	return "", false
}

// elementOf takes `x[n]` apart.
func elementOf(n syntax.Node) (id identifier, index syntax.Node, ok bool) {
	p, is := n.(*syntax.Product)
	if !is || len(p.Factors) != 2 {
		return id, nil, false
	}
	return elementPair(p.Factors[0].Value, p.Factors[1])
}

// elementPair reads a letter and the square brackets behind it as an element of a
// sequence.
func elementPair(f syntax.Node, behind syntax.Factor) (id identifier, index syntax.Node, ok bool) {
	if behind.Operator != "" {
		return id, nil, false
	}
	switch g := withoutPower(behind.Value).(type) {
	case *syntax.Group:
		if g.Open != "[" || g.Close != "]" || g.Inner == nil {
			return id, nil, false
		}
		index = g.Inner
	case *syntax.Matrix:
		if g.Environment != "[" || len(g.Rows) != 1 || len(g.Rows[0]) != 1 || g.Rows[0][0] == nil {
			return id, nil, false
		}
		index = g.Rows[0][0]
	default:
		return id, nil, false
	}
	if _, list := index.(*syntax.List); list {
		return id, nil, false
	}
	id, ok = identify(f)
	eachName(index, func(name identifier) { ok = ok && !isCapital(name) }) // E[X] is no sequence
	return id, index, ok && id.sub == nil && id.sup == nil
}

// gradientCall gives the function of `\nabla f(w)`.
func gradientCall(n syntax.Node) (f string, at identifier, ok bool) {
	a, is := n.(*syntax.Application)
	if !is {
		return "", at, false
	}
	if sign, is := a.Function.(*syntax.Symbol); !is || sign.Name != `\nabla` {
		return "", at, false
	}
	id, argument, ok := callOf(a.Argument)
	if !ok {
		return "", at, false
	}
	at, named := identify(argument)
	return id.base, at, named
}

// respell writes such names as names.
func (s spellings) respell(n syntax.Node) syntax.Node {
	if n == nil {
		return nil
	}
	return rewrite(n, func(m syntax.Node) (syntax.Node, bool) {
		switch m := m.(type) {
		case *syntax.Script:
			if d, ok := s.partial(m); ok {
				return d, true
			}
			if _, label := differentialHead(m.Sub); label && len(s.differentials) > 0 {
				out := *m
				out.Base, out.Sup = s.respell(m.Base), s.respell(m.Sup)
				return &out, true // v_{dw}
			}
			if word, ok := indexWord(m.Sub); ok {
				out := *m
				out.Base, out.Sub, out.Sup = s.respell(m.Base), word, s.respell(m.Sup)
				return &out, true
			}
			base, ok := squared(m)
			if !ok || !s.squares[base] {
				return nil, false
			}
			var name syntax.Node = &syntax.Symbol{At: m.Base.Span(), Name: syntax.Print(m.Base) + "^{2}"}
			if m.Sub != nil {
				name = &syntax.Script{At: m.At, Base: name, Sub: s.respell(m.Sub)}
			}
			return name, true
		case *syntax.Fraction:
			if _, _, ok := derivativeFraction(m); ok && len(s.differentials) > 0 {
				return m, true
			}
		case *syntax.Application:
			if call, ok := s.asCall(m); ok {
				return call, true
			}
			id, argument, ok := callOf(m.Argument)
			if sign, is := m.Function.(*syntax.Symbol); !ok || !is || sign.Name != `\nabla` || !s.gradients[id.base] {
				return nil, false
			}
			name := &syntax.Symbol{At: m.At, Name: `\nabla ` + syntax.Print(id.written)}
			group := &syntax.Group{At: argument.Span(), Open: "(", Close: ")", Inner: s.respell(argument)}
			return &syntax.Product{At: m.At, Factors: []syntax.Factor{{Value: name}, {Value: group}}}, true
		case *syntax.Product:
			if named, ok := s.respellDifferentials(m); ok {
				return named, true
			}
			return s.respellProduct(m)
		}
		return nil, false
	})
}

// respellProduct writes `x[n]` with its index below it.
func (s spellings) respellProduct(p *syntax.Product) (syntax.Node, bool) {
	if len(s.sequences) == 0 {
		return nil, false
	}
	out := &syntax.Product{At: p.At}
	for i := 0; i < len(p.Factors); i++ {
		f := p.Factors[i]
		if i+1 < len(p.Factors) {
			if id, index, ok := elementPair(f.Value, p.Factors[i+1]); ok && s.sequences[id.base] {
				element := &syntax.Script{At: f.Value.Span(), Base: f.Value, Sub: s.respell(index)}
				if power, ok := p.Factors[i+1].Value.(*syntax.Script); ok {
					element.Sup = s.respell(power.Sup)
				}
				element.At.End = p.Factors[i+1].Value.Span().End
				out.Factors = append(out.Factors, syntax.Factor{Operator: f.Operator, OperatorAt: f.OperatorAt, Value: element})
				i++
				continue
			}
		}
		out.Factors = append(out.Factors, syntax.Factor{Operator: f.Operator, OperatorAt: f.OperatorAt, Value: s.respell(f.Value)})
	}
	if len(out.Factors) == 1 {
		return out.Factors[0].Value, true
	}
	return out, true
}
