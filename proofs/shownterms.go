package proofs

import (
	"fmt"
	"math/big"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// shownTerms are the terms around an ellipsis that ends at a number, as in
// `1^2 + 2^2 + \cdots + 20^2`: the same form with literals that run evenly, or numbers
// of which each is the same multiple of the one before.
type shownTerms struct {
	adding bool
	before []syntax.Term
	last   *syntax.Term // nil of a series without end
	after  []syntax.Term
}

// generalTerm is what the terms shown have in common.
type generalTerm struct {
	series syntax.Node // a sum or product over the index, or the sum of a series without end
	apart  int         // how many terms at the front do not belong to it
	says   string
	count  int64 // of its terms
	// sure says that no other term is as natural, so that what is false with this
	// one is false.
	sure bool
}

// shape is a tree without its literals, and these.
type shape struct {
	form     string
	literals []*big.Rat
}

// literalSign stands for a literal in a form.
const literalSign = "#"

// mostOmitted bounds the terms that an ellipsis stands for, and mostWrittenOut those
// that are evaluated one by one.
const (
	mostOmitted    = 4_000
	mostWrittenOut = 100
)

func (e *evaluator) shapeOf(t syntax.Term) (shape, bool) {
	s, known := shape{}, true
	form := rewrite(t.Value, func(n syntax.Node) (syntax.Node, bool) {
		number, ok := n.(*syntax.Number)
		if !ok {
			return nil, false
		}
		r, failed := e.numeral(number)
		known = known && failed == nil
		s.literals = append(s.literals, r)
		return &syntax.Symbol{Name: literalSign}, true
	})
	s.form = syntax.Print(form)
	return s, known && len(s.literals) > 0
}

// generalTermOf reads the terms shown.
func (e *evaluator) generalTermOf(s shownTerms) (generalTerm, bool) {
	negative, alternating, ok := s.signs()
	if !ok {
		return generalTerm{}, false
	}
	if s.last == nil {
		return e.withoutEnd(s, negative, alternating)
	}
	last, ok := e.shapeOf(*s.last)
	if !ok {
		return generalTerm{}, false
	}
	var shapes []shape // those at the end with the form of the last
	for i := len(s.before) - 1; i >= 0; i-- {
		one, ok := e.shapeOf(s.before[i])
		if !ok || one.form != last.form || len(one.literals) != len(last.literals) {
			break
		}
		shapes = append([]shape{one}, shapes...)
	}
	g := generalTerm{apart: len(s.before) - len(shapes)}
	var steps []*big.Rat
	var count int64
	switch len(shapes) {
	case 0:
		return e.fromLast(s, last, negative, alternating)
	case 1:
		steps, count, ok = unitSteps(shapes[0], last)
	default:
		steps, count, ok = evenSteps(shapes, last)
		for !ok && len(shapes) > 2 && len(s.after) > 0 {
			g.apart++
			shapes = shapes[1:]
			steps, count, ok = evenSteps(shapes, last)
		}
		if !ok || len(shapes) == 2 && last.form == literalSign {
			if multiple, fits := e.multiples(s, negative, alternating); fits {
				return multiple, !ok // two readings, and the terms do not say which
			}
		}
	}
	if !ok || alternating && (count%2 == 0) != (s.before[g.apart].Sign == "-" == (s.last.Sign == "-")) {
		return generalTerm{}, false
	}
	body, index := stepped(*s.last, shapes[0].literals, steps)
	first := 0
	for first > -g.apart && e.isTermAt(body, index, int64(first-1), s.before[g.apart+first-1], negative != (alternating && (g.apart+first-1)%2 != 0)) {
		first--
	}
	shown := len(shapes) - first + e.goesOn(s.after, body, index, count)
	if shown < 2 || g.apart+first > 0 && shown < 4 && last.form == literalSign {
		return generalTerm{}, false
	}
	g.apart += first
	g.sure = shown > 2 || hasStructure(s.last.Value) && agree(steps)
	if first < 0 {
		front := make([]*big.Rat, len(steps))
		for p, r := range shapes[0].literals {
			front[p] = new(big.Rat).Add(r, new(big.Rat).Mul(steps[p], ratOf(int64(first))))
		}
		body, index = stepped(*s.last, front, steps)
	}
	g.set(s.adding, body, index, count-int64(first), negative != (alternating && g.apart%2 != 0), alternating)
	return g, true
}

// goesOn counts the terms behind the last that go on with the series.
func (e *evaluator) goesOn(after []syntax.Term, body syntax.Node, index string, count int64) int {
	for i, t := range after {
		if !e.isTermAt(body, index, count+int64(i)+1, t, false) {
			return i
		}
	}
	return len(after)
}

// signs are those of the terms: all alike, or by turns.
func (s shownTerms) signs() (negative, alternating, ok bool) {
	for i, t := range s.before {
		minus := t.Sign == "-"
		switch {
		case t.Sign == `\pm` || t.Sign == `\mp`:
			return false, false, false
		case i == 0:
			negative = minus
		case i == 1:
			alternating = minus != negative
		}
		if minus != (negative != (alternating && i%2 != 0)) {
			return false, false, false
		}
	}
	if s.last != nil && !alternating && (s.last.Sign == "-") != negative {
		return false, false, false
	}
	return negative, alternating, true
}

// evenSteps are the differences of the literals of terms of one form, and the number
// of steps from the first to the last.
func evenSteps(shapes []shape, last shape) (steps []*big.Rat, count int64, ok bool) {
	for p := range last.literals {
		step := new(big.Rat).Sub(shapes[1].literals[p], shapes[0].literals[p])
		for i := 2; i < len(shapes); i++ {
			if new(big.Rat).Sub(shapes[i].literals[p], shapes[i-1].literals[p]).Cmp(step) != 0 {
				return nil, 0, false
			}
		}
		steps = append(steps, step)
	}
	count, ok = stepsTo(shapes[0], last, steps)
	return steps, count, ok && count >= int64(len(shapes))
}

// unitSteps are steps of one up or down, from a term to the last.
func unitSteps(from, last shape) (steps []*big.Rat, count int64, ok bool) {
	for p := range last.literals {
		steps = append(steps, ratOf(int64(last.literals[p].Cmp(from.literals[p]))))
	}
	count, ok = stepsTo(from, last, steps)
	return steps, count, ok && count >= 1
}

// stepsTo counts the steps between two terms; all literals that change must agree.
func stepsTo(from, to shape, steps []*big.Rat) (count int64, ok bool) {
	for p, step := range steps {
		distance := new(big.Rat).Sub(to.literals[p], from.literals[p])
		if step.Sign() == 0 {
			if distance.Sign() != 0 {
				return 0, false
			}
			continue
		}
		q := distance.Quo(distance, step)
		if !q.IsInt() || q.Sign() <= 0 || !q.Num().IsInt64() || q.Num().Int64() > mostOmitted || count != 0 && count != q.Num().Int64() {
			return 0, false
		}
		count = q.Num().Int64()
	}
	return count, count > 0
}

// agree says whether two terms show the law of their literals: several run, or one by
// ones.
func agree(steps []*big.Rat) bool {
	running := 0
	byOne := true
	for _, s := range steps {
		if s.Sign() != 0 {
			running++
			byOne = byOne && new(big.Rat).Abs(s).Cmp(ratOf(1)) == 0
		}
	}
	return running > 1 || byOne
}

// hasStructure says whether a term is more than one literal and its fraction, root or
// sign, whose law two terms do not show.
func hasStructure(n syntax.Node) bool {
	literals, others := 0, 0
	syntax.Inspect(n, func(m syntax.Node) bool {
		switch m := m.(type) {
		case *syntax.Number:
			if m.Text != "1" {
				literals++
			}
		case *syntax.Fraction:
			if binomial, _ := fractionKind(m.Command); binomial {
				others++
			}
		case *syntax.Group, *syntax.Root, *syntax.Wrapped:
		default:
			others++
		}
		return true
	})
	return literals > 1 || others > 0
}

// stepped is a term whose literals run from the first ones by steps, as a function of
// an index.
func stepped(t syntax.Term, first, steps []*big.Rat) (body syntax.Node, index string) {
	index = ellipsisIndex
	for _, other := range []string{"k", "i", "m", "r"} {
		if !mentions(t.Value, index) {
			break
		}
		index = other
	}
	p := -1
	var run func(n syntax.Node) (syntax.Node, bool)
	run = func(n syntax.Node) (syntax.Node, bool) {
		switch n := n.(type) {
		case *syntax.Number:
			if p++; steps[p].Sign() == 0 {
				return n, true
			}
			return evenly(first[p], steps[p], index, n.At), true
		case *syntax.Script:
			// In brackets an exponent may be an index.
			out := &syntax.Script{At: n.At, Base: rewrite(n.Base, run), Primes: n.Primes}
			if n.Sub != nil {
				out.Sub = unwrapped(rewrite(n.Sub, run))
			}
			if n.Sup != nil {
				out.Sup = rewrite(n.Sup, run)
				if _, literal := n.Sup.(*syntax.Number); literal {
					out.Sup = unwrapped(out.Sup)
				}
			}
			return out, true
		}
		return nil, false
	}
	return rewrite(t.Value, run), index
}

// evenly writes first + step * index.
func evenly(first, step *big.Rat, index string, at syntax.Span) syntax.Node {
	var multiple syntax.Node = &syntax.Symbol{At: at, Name: index}
	size := new(big.Rat).Abs(step)
	if size.Cmp(ratOf(1)) != 0 {
		multiple = &syntax.Product{At: at, Factors: []syntax.Factor{{Value: rationalNode(size)}, {Value: multiple}}}
	}
	sign := "+"
	if step.Sign() < 0 {
		sign = "-"
	}
	if first.Sign() == 0 {
		if sign == "+" {
			return multiple
		}
		return bracketed(&syntax.Sum{At: at, Terms: []syntax.Term{{Sign: sign, Value: multiple}}})
	}
	return bracketed(&syntax.Sum{At: at, Terms: []syntax.Term{{Value: rationalNode(first)}, {Sign: sign, Value: multiple}}})
}

// set makes the series of a body.
func (g *generalTerm) set(adding bool, body syntax.Node, index string, to int64, negative, alternating bool) {
	at := body.Span()
	if alternating {
		minus := bracketed(&syntax.Sum{At: at, Terms: []syntax.Term{{Sign: "-", Value: &syntax.Number{At: at, Text: "1"}}}})
		body = &syntax.Product{At: at, Factors: []syntax.Factor{{Value: &syntax.Script{At: at, Base: minus, Sup: &syntax.Symbol{At: at, Name: index}}}, {Operator: `\cdot`, Value: grouped(body)}}}
	}
	if negative {
		body = bracketed(&syntax.Sum{At: at, Terms: []syntax.Term{{Sign: "-", Value: grouped(body)}}})
	}
	operator := `\prod`
	if adding {
		operator = `\sum`
	}
	g.series = &syntax.Big{
		At: at, Operator: operator, Body: body, Upper: numberNode(to),
		Lower: &syntax.Relation{At: at, Members: []syntax.Node{&syntax.Symbol{At: at, Name: index}, numberNode(0)}, Operators: []syntax.Operator{{Name: "="}}},
	}
	g.count = to + 1
	g.says = fmt.Sprintf(`$%s$ for $%s = 0, \ldots, %d$`, syntax.Print(body), index, to)
}

// grouped brackets what is not one thing.
func grouped(n syntax.Node) syntax.Node {
	switch n.(type) {
	case *syntax.Number, *syntax.Symbol, *syntax.Group:
		return n
	}
	return bracketed(n)
}

// isTermAt says whether the general term is a term shown, at a value of its index.
func (e *evaluator) isTermAt(body syntax.Node, index string, at int64, t syntax.Term, negative bool) bool {
	if (t.Sign == "-") != negative {
		return false
	}
	quiet := *e
	quiet.trace = newTrace()
	x, failed := quiet.withIndex(index, at).scalar(body)
	if failed != nil {
		return false
	}
	y, failed := quiet.scalar(t.Value)
	return failed == nil && x.Equal(y)
}

// fromLast reads terms of which none shown first has the form of the last, as in
// `1 + q + \cdots + q^5`: some of its literals run by ones, in the one way that gives
// the terms shown.
func (e *evaluator) fromLast(s shownTerms, last shape, negative, alternating bool) (generalTerm, bool) {
	const mostLiterals, highest = 3, 4
	if len(s.before) < 2 || len(last.literals) > mostLiterals || alternating {
		return generalTerm{}, false
	}
	var found []generalTerm
	for chosen := 1; chosen < 1<<len(last.literals); chosen++ {
		steps, first := make([]*big.Rat, len(last.literals)), make([]*big.Rat, len(last.literals))
		lead := ratOf(0)
		for p, r := range last.literals {
			steps[p] = ratOf(int64(chosen >> p & 1))
			if steps[p].Sign() > 0 && r.Cmp(lead) > 0 {
				lead = r
			}
		}
		if !lead.IsInt() || lead.Cmp(ratOf(mostOmitted)) > 0 {
			continue
		}
		for start := int64(-1); start <= highest && start+int64(len(s.before)) <= lead.Num().Int64(); start++ {
			count := lead.Num().Int64() - start
			for p, r := range last.literals {
				first[p] = new(big.Rat).Sub(r, new(big.Rat).Mul(steps[p], ratOf(count)))
			}
			if body, index, ok := e.fits(s, first, steps, negative); ok {
				g := generalTerm{sure: true}
				g.set(s.adding, body, index, count, negative, false)
				found = append(found, g)
			}
		}
	}
	if len(found) != 1 {
		return generalTerm{}, false
	}
	return found[0], true
}

// fits says whether all terms shown are those of the last with its literals run back.
func (e *evaluator) fits(s shownTerms, first, steps []*big.Rat, negative bool) (body syntax.Node, index string, ok bool) {
	for _, r := range first {
		if r.Sign() < 0 {
			return nil, "", false
		}
	}
	body, index = stepped(*s.last, first, steps)
	for i, t := range s.before {
		if !e.isTermAt(body, index, int64(i), t, negative) {
			return nil, "", false
		}
	}
	return body, index, true
}

// multiples reads numbers of which each is the same multiple of the one before.
func (e *evaluator) multiples(s shownTerms, negative, alternating bool) (generalTerm, bool) {
	values, ok := e.numbersOf(s.before)
	if !ok || len(values) < 2 {
		return generalTerm{}, false
	}
	ratio, ok := ratioOf(values)
	if !ok {
		return generalTerm{}, false
	}
	end, ok := e.numbersOf([]syntax.Term{*s.last})
	if !ok {
		return generalTerm{}, false
	}
	count := int64(0)
	at := new(big.Rat).Set(values[0])
	// A prime of the ratio goes one way only: no term is longer than the first and the last together.
	longest := bitsOf(values[0]) + bitsOf(end[0])
	for grows := ratio.Cmp(ratOf(1)); at.Cmp(end[0]) == -grows && count < 1_000 && bitsOf(at) <= longest; count++ {
		at.Mul(at, ratio)
	}
	if at.Cmp(end[0]) != 0 || count < int64(len(values)) || alternating && (count%2 == 0) != (negative == (s.last.Sign == "-")) {
		return generalTerm{}, false
	}
	g := generalTerm{sure: len(values) > 2}
	place := s.last.Value.Span()
	power := &syntax.Script{At: place, Base: grouped(rationalNode(ratio)), Sup: &syntax.Symbol{At: place, Name: ellipsisIndex}}
	body := &syntax.Product{At: place, Factors: []syntax.Factor{{Value: rationalNode(values[0])}, {Operator: `\cdot`, Value: power}}}
	g.set(s.adding, body, ellipsisIndex, count, negative, alternating)
	return g, true
}

// bitsOf is the length of a number in bits.
func bitsOf(r *big.Rat) int { return r.Num().BitLen() + r.Denom().BitLen() }

// withoutEnd adds numbers of which each is the same part of the one before.
func (e *evaluator) withoutEnd(s shownTerms, negative, alternating bool) (generalTerm, bool) {
	values, ok := e.numbersOf(s.before)
	if !ok || len(values) < 3 || !s.adding {
		return generalTerm{}, false
	}
	ratio, ok := ratioOf(values)
	if !ok || ratio.Cmp(ratOf(1)) >= 0 {
		return generalTerm{}, false
	}
	if alternating {
		ratio.Neg(ratio)
	}
	total := new(big.Rat).Quo(values[0], new(big.Rat).Sub(ratOf(1), ratio))
	series := rationalNode(total)
	if negative {
		series = bracketed(&syntax.Sum{At: series.Span(), Terms: []syntax.Term{{Sign: "-", Value: series}}})
	}
	return generalTerm{series: series, sure: true, says: fmt.Sprintf("each term times $%s$", symbolic.FormatRat(ratio))}, true
}

// numbersOf are the sizes of terms that are positive numbers.
func (e *evaluator) numbersOf(terms []syntax.Term) ([]*big.Rat, bool) {
	quiet := *e
	quiet.trace = newTrace()
	var values []*big.Rat
	for _, t := range terms {
		x, failed := quiet.scalar(t.Value)
		if failed != nil {
			return nil, false
		}
		r, constant := x.AsConstant()
		if !constant || r.Sign() <= 0 {
			return nil, false
		}
		values = append(values, r)
	}
	return values, true
}

// ratioOf is the quotient of neighbours, which must be the same throughout, and not 1.
func ratioOf(values []*big.Rat) (*big.Rat, bool) {
	ratio := new(big.Rat).Quo(values[1], values[0])
	for i := 2; i < len(values); i++ {
		if new(big.Rat).Quo(values[i], values[i-1]).Cmp(ratio) != 0 {
			return nil, false
		}
	}
	return ratio, ratio.Cmp(ratOf(1)) != 0
}

// dotsAmong is where the only ellipsis stands among parts, -1 if there is none or more.
func dotsAmong(count int, part func(int) syntax.Node) int {
	at := -1
	for i := range count {
		if _, is := part(i).(*syntax.Dots); is {
			if at >= 0 {
				return -1
			}
			at = i
		}
	}
	return at
}

// withSeries is a sum whose ellipsis is written out as a series.
func (e *evaluator) withSeries(n *syntax.Sum) (syntax.Node, generalTerm, bool) {
	dots := dotsAmong(len(n.Terms), func(i int) syntax.Node { return n.Terms[i].Value })
	if dots < 2 {
		return nil, generalTerm{}, false
	}
	s := shownTerms{adding: true, before: n.Terms[:dots]}
	if dots+1 < len(n.Terms) {
		s.last, s.after = &n.Terms[dots+1], n.Terms[dots+2:]
	}
	g, ok := e.generalTermOf(s)
	if !ok {
		return nil, g, false
	}
	out := &syntax.Sum{At: n.At, Terms: append([]syntax.Term{}, n.Terms[:g.apart]...)}
	out.Terms = append(out.Terms, syntax.Term{Sign: "+", Value: bracketed(g.series)})
	if s.last != nil {
		out.Terms = append(out.Terms, n.Terms[dots+2:]...)
	}
	return out, g, true
}

// withSeriesProduct is a product whose ellipsis is written out as one.
func (e *evaluator) withSeriesProduct(n *syntax.Product) (syntax.Node, generalTerm, bool) {
	dots := dotsAmong(len(n.Factors), func(i int) syntax.Node { return n.Factors[i].Value })
	if dots < 2 || dots+1 >= len(n.Factors) {
		return nil, generalTerm{}, false
	}
	var terms []syntax.Term
	for _, f := range n.Factors {
		if f.Operator != "" && f.Operator != `\cdot` && f.Operator != `\times` && f.Operator != "*" {
			return nil, generalTerm{}, false
		}
		terms = append(terms, syntax.Term{Value: f.Value})
	}
	g, ok := e.generalTermOf(shownTerms{before: terms[:dots], last: &terms[dots+1], after: terms[dots+2:]})
	if !ok {
		return nil, g, false
	}
	out := &syntax.Product{At: n.At, Factors: append([]syntax.Factor{}, n.Factors[:g.apart]...)}
	out.Factors = append(out.Factors, syntax.Factor{Operator: `\cdot`, Value: bracketed(g.series)})
	out.Factors = append(out.Factors, n.Factors[dots+2:]...)
	return out, g, true
}

// withEllipsisWritten is a sum or a product whose ellipsis is written out.
func (e *evaluator) withEllipsisWritten(n syntax.Node) (syntax.Node, generalTerm, bool) {
	switch n := n.(type) {
	case *syntax.Sum:
		return e.withSeries(n)
	case *syntax.Product:
		return e.withSeriesProduct(n)
	}
	return nil, generalTerm{}, false
}

// seriesShown evaluates a sum or a product with an ellipsis, where the terms shown
// leave one reading.
func (e *evaluator) seriesShown(n syntax.Node) ([]candidate, *failure, bool) {
	written, g, ok := e.withEllipsisWritten(n)
	if !ok || !g.sure {
		return nil, nil, false
	}
	if series, is := g.series.(*syntax.Big); is && g.count > mostWrittenOut && (series.Operator != `\sum` || !isPolynomialIn(series.Body, ellipsisIndex)) {
		return nil, nil, false
	}
	e.trace.ellipses = appendNew(e.trace.ellipses, g.says)
	cs, failed := e.evaluate(written)
	return cs, failed, true
}
