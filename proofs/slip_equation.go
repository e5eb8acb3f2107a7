package proofs

import (
	"math/big"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// mostEarlier bounds how many links back the equation is sought that a refuted one
// was made from.
const mostEarlier = 6

// ofEquation names what turned an earlier equation into one that does not follow
// from it.
func (s *slipSearch) ofEquation(link int) {
	here := s.judged[link]
	if s.links[link].Relation != "=" || here.left.single().isMatrix || here.right.single().isMatrix || len(here.left.variables())+len(here.right.variables()) == 0 {
		return
	}
	for i := link - 1; i >= 0 && i >= link-mostEarlier && len(s.found) == 0; i-- {
		j := s.judged[i]
		if s.links[i].Relation != "=" || s.links[i].Verdict == Refuted || !j.known || j.left.single().isMatrix || j.right.single().isMatrix {
			continue
		}
		s.moved(j, here)
	}
}

// equationTerms lists the signed terms of an equation brought to one side, with
// what is written for each.
func (s *slipSearch) equationTerms(j judged) (terms []symbolic.RationalFunction, written []syntax.Node, ok bool) {
	for side, m := range []syntax.Node{j.chain.members[j.index], j.chain.members[j.index+1]} {
		if m == nil {
			return nil, nil, false
		}
		n, isSum := unwrapped(m).(*syntax.Sum)
		if !isSum {
			n = &syntax.Sum{At: m.Span(), Terms: []syntax.Term{{Value: m}}}
		}
		if len(n.Terms) > mostEdited {
			return nil, nil, false
		}
		all, ok := s.signedTerms(n)
		if !ok {
			return nil, nil, false
		}
		for i, v := range all {
			if side == 1 {
				v = v.Neg()
			}
			terms, written = append(terms, v), append(written, n.Terms[i].Value)
		}
	}
	return terms, written, true
}

// moved names the step from one equation to another.
func (s *slipSearch) moved(from, to judged) {
	l, r := from.left.single().scalar, from.right.single().scalar
	x, y := to.left.single().scalar, to.right.single().scalar
	before, err := l.Sub(r, s.budget)
	if err != nil {
		return
	}
	after, err := x.Sub(y, s.budget)
	if err != nil || after.IsZero() || before.IsZero() || s.proportional(before, after) {
		return
	}
	terms, written, ok := s.equationTerms(from)
	if !ok {
		return
	}
	for i, t := range terms {
		if len(terms) < 3 {
			break // with two, a sign more or less is another slip
		}
		twice, err := t.Add(t, s.budget)
		if err != nil {
			return
		}
		if without, err := before.Sub(t, s.budget); err == nil && s.proportional(without, after) {
			s.note("term-dropped", "the term %s of the equation was left out", syntax.Print(written[i]))
		}
		if flipped, err := before.Sub(twice, s.budget); err == nil && s.proportional(flipped, after) {
			s.note("moved-without-sign", "%s was moved across the equals sign without changing its sign", syntax.Print(written[i]))
		}
	}
	if y.Equal(r) && s.scaled(l, x) || x.Equal(l) && s.scaled(r, y) {
		s.note("one-side-only", "only one side of the equation was multiplied or divided")
	}
	for i := range terms {
		for k := range terms {
			// a x = b + c with one term divided alone
			if len(terms) > 2 && i != k {
				s.dividedAlone(terms, i, k, after)
			}
		}
	}
	s.solved(before, x, y)
}

// dividedAlone notes an equation in which two terms were multiplied or divided by
// a number and the others were not.
func (s *slipSearch) dividedAlone(terms []symbolic.RationalFunction, i, k int, after symbolic.RationalFunction) {
	c, ok := coefficientLike(terms[i])
	if !ok || i > k && coefficientIs(terms[k]) {
		return
	}
	sum, err := symbolic.FromInt(0), error(nil)
	for t, v := range terms {
		if t == i || t == k {
			if v, err = v.Quo(symbolic.FromRat(c), s.budget); err != nil {
				return
			}
		}
		if sum, err = sum.Add(v, s.budget); err != nil {
			return
		}
	}
	if s.proportional(sum, after) {
		s.note("one-side-only", "not every term of the equation was divided by %s", symbolic.FormatRat(c))
	}
}

// coefficientLike is the number before a single term with a symbol, if it is none
// of 1 and -1.
func coefficientLike(t symbolic.RationalFunction) (*big.Rat, bool) {
	if !t.IsPolynomial() || t.Numerator().Len() != 1 || len(t.Variables()) == 0 {
		return nil, false
	}
	for _, c := range t.Numerator().Terms() {
		c = new(big.Rat).Abs(c)
		return c, c.Cmp(big.NewRat(1, 1)) != 0
	}
	return nil, false
}

func coefficientIs(t symbolic.RationalFunction) bool { _, ok := coefficientLike(t); return ok }

// proportional says whether one formula is a number other than zero times another.
func (s *slipSearch) proportional(a, b symbolic.RationalFunction) bool {
	if a.IsZero() || b.IsZero() {
		return false
	}
	q, err := a.Quo(b, s.budget)
	if err != nil {
		return false
	}
	ok := q.IsConstant()
	return ok
}

// scaled says whether b is a multiple of a, and not a itself.
func (s *slipSearch) scaled(a, b symbolic.RationalFunction) bool {
	return !a.Equal(b) && !a.Equal(b.Neg()) && s.proportional(a, b)
}

// solved names the slip in the last step to x = claimed, from an equation that is
// linear in x.
func (s *slipSearch) solved(before, x, claimed symbolic.RationalFunction) {
	names := x.Variables()
	p := before.Numerator()
	if len(names) != 1 || !x.Equal(symbolic.Var(names[0])) || p.Degree(names[0]) != 1 {
		return
	}
	parts := p.Coefficients(names[0])
	factor, ok := parts[1].AsConstant()
	constant, known := parts[0].AsConstant()
	shown, isNumber := claimed.AsConstant()
	if !ok || !known || !isNumber {
		return
	}
	constant = new(big.Rat).Neg(constant) // factor * x = constant
	right := new(big.Rat).Quo(constant, factor)
	is := func(r *big.Rat) bool { return r.Cmp(shown) == 0 }
	switch {
	case is(new(big.Rat).Mul(constant, factor)):
		s.note("operation-confused", "it was multiplied by %s instead of divided", symbolic.FormatRat(factor))
	case is(new(big.Rat).Sub(constant, factor)):
		s.note("operation-confused", "%s was subtracted instead of divided by", symbolic.FormatRat(factor))
	case is(new(big.Rat).Add(constant, factor)):
		s.note("operation-confused", "%s was added instead of divided by", symbolic.FormatRat(factor))
	case is(constant):
		s.note("one-side-only", "the division by %s was forgotten", symbolic.FormatRat(factor))
	case constant.Sign() != 0 && is(new(big.Rat).Quo(factor, constant)):
		s.note("fraction-inverted", "the division was done the wrong way round")
	default:
		s.ofConstant(right, shown)
	}
}
