package proofs

import (
	"fmt"
	"math/big"

	"github.com/hence-math/hence/symbolic"
)

// congruent decides a congruence between integers, between fractions whose
// denominators have an inverse, and between polynomials in letters for integers: from
// its own form or from the congruences that the text states before.
func (c *checker) congruent(l *Link, ch *chain, i int, x, y value, k claim) {
	m, ok := c.modulusOf(ch)
	if x, y = x.single(), y.single(); !ok || x.isMatrix || y.isMatrix {
		l.Verdict, l.Reason, l.Says = Unknown, Unsupported, "a congruence between what are no numbers"
		return
	}
	budget := c.budget()
	d, err := x.scalar.Sub(y.scalar, budget)
	if err != nil {
		l.Verdict, l.Reason, l.Says = Unknown, Limit, "comparing the members would exceed the budget"
		return
	}
	p, ok := wholeModulo(d, m)
	if !ok || c.functions.Holds(p) {
		l.Verdict, l.Reason, l.Says = Unknown, Unsupported, "a congruence between what are no numbers"
		return
	}
	if p.IsZero() {
		l.Verdict, l.Reason = Proved, ""
		for _, name := range d.Variables() {
			l.Assumed = appendNew(l.Assumed, name+" is an integer")
		}
		return
	}
	if p.IsConstant() {
		l.Verdict, l.Reason = Refuted, ""
		l.Says = fmt.Sprintf("the difference is not divisible by %s", m)
		return
	}
	rest, solved := c.afterCongruences(p, m)
	switch is := rest.IsConstant(); {
	case rest.IsZero():
		l.Verdict, l.Reason = Proved, ""
		return
	case solved && is && c.isSure(p, ch):
		l.Verdict, l.Reason, l.Says = Refuted, "", "what was said before gives another remainder modulo "+m.String()
		return
	case solved && is:
		l.Verdict, l.Reason, l.Says = Unknown, Conditional, "not so for what was said before, modulo "+m.String()
		return
	}
	if i == 0 && !ch.severed && !k.words.concludes() && !c.inCongruence(p) {
		l.Verdict, l.Reason = Given, ""
		return
	}
	l.Verdict, l.Reason = Unknown, Conditional
	l.Says = "true only where " + clip(p.LaTeX()) + " is divisible by " + m.String()
}

// modulusOf is the modulus of a chain, where it is a number.
func (c *checker) modulusOf(ch *chain) (*big.Int, bool) {
	if ch.modulus == nil {
		return nil, false
	}
	r, failed := c.evaluator(false).scalar(ch.modulus)
	if failed != nil {
		return nil, false
	}
	m, ok := r.AsConstant()
	if !ok || !m.IsInt() || m.Sign() == 0 {
		return nil, false
	}
	return new(big.Int).Abs(m.Num()), true
}

// wholeModulo writes a polynomial with coefficients between 0 and m: a denominator
// that has an inverse modulo m is turned into it.
func wholeModulo(r symbolic.RationalFunction, m *big.Int) (symbolic.Polynomial, bool) {
	below, ok := r.Denominator().AsConstant()
	if !ok {
		return symbolic.Polynomial{}, false
	}
	p := r.Numerator().Scale(new(big.Rat).Inv(below))
	common := big.NewInt(1)
	for _, c := range p.Terms() {
		divisor := new(big.Int).GCD(nil, nil, common, c.Denom())
		common.Mul(common, new(big.Int).Quo(c.Denom(), divisor))
	}
	inverse := new(big.Int).ModInverse(common, m)
	if m.Cmp(big.NewInt(1)) == 0 {
		inverse = new(big.Int)
	}
	if inverse == nil {
		return p, false
	}
	p = p.Scale(new(big.Rat).SetInt(common))
	return modulo(modulo(p, m).Scale(new(big.Rat).SetInt(inverse)), m), true
}

// mostCongruences bounds the congruences that a conclusion is drawn from.
const mostCongruences = 12

// afterCongruences eliminates symbols from p by the congruences in scope that hold
// modulo m: each gives one symbol that it holds linearly, with a coefficient that has
// an inverse. The last result says whether any did and none was left over.
func (c *checker) afterCongruences(p symbolic.Polynomial, m *big.Int) (symbolic.Polynomial, bool) {
	var all []symbolic.Polynomial
	for _, k := range c.env.allConditions() {
		q, ok := k.modulo(m)
		if ok && !q.IsZero() && len(all) < mostCongruences {
			all = append(all, q)
		}
	}
	budget := c.share(c.limits.Steps/4, c.limits.Bits)
	used := false
	for len(all) > 0 {
		at, name, value := -1, "", symbolic.Polynomial{}
		for i, q := range all {
			if name, value = solvedModulo(q, m); name != "" {
				at = i
				break
			}
		}
		if at < 0 {
			return p, false
		}
		used = true
		substituted := func(q symbolic.Polynomial) symbolic.Polynomial {
			r, err := q.SubstitutePolynomials(map[string]symbolic.Polynomial{name: value}, budget)
			if err != nil {
				return q
			}
			return modulo(r, m)
		}
		p = substituted(p)
		rest := all[:0:0]
		for i, q := range all {
			if i == at {
				continue
			}
			if q = substituted(q); q.IsZero() {
				continue
			}
			if q.IsConstant() {
				return symbolic.Variable("#"), false // they contradict: nothing follows
			}
			rest = append(rest, q)
		}
		all = rest
	}
	return p, used
}

// solvedModulo solves a congruence for a symbol that it holds linearly and with a
// unit for coefficient.
func solvedModulo(q symbolic.Polynomial, m *big.Int) (name string, value symbolic.Polynomial) {
	for _, name := range q.Variables() {
		if q.Degree(name) != 1 {
			continue
		}
		parts := q.Coefficients(name)
		c, ok := parts[1].AsConstant()
		if !ok {
			continue
		}
		inverse := new(big.Int).ModInverse(c.Num(), m)
		if inverse == nil {
			continue
		}
		return name, modulo(parts[0].Neg().Scale(new(big.Rat).SetInt(inverse)), m)
	}
	return "", symbolic.Polynomial{}
}

// modulo gives the difference of a condition modulo m, where it is a congruence for
// a multiple of m.
func (k condition) modulo(m *big.Int) (symbolic.Polynomial, bool) {
	if k.modulus == nil || new(big.Int).Mod(k.modulus, m).Sign() != 0 {
		return symbolic.Polynomial{}, false
	}
	return wholeModulo(k.difference, m)
}

// inCongruence says whether a congruence in scope holds one of the symbols.
func (c *checker) inCongruence(p symbolic.Polynomial) bool {
	names := map[string]bool{}
	for _, name := range p.Variables() {
		names[name] = true
	}
	for _, k := range c.env.allConditions() {
		if k.modulus == nil {
			continue
		}
		for _, name := range k.difference.Variables() {
			if names[name] {
				return true
			}
		}
	}
	return false
}

// equalModulo decides an equation in a chain whose last member bears a modulus, as in
// `2^{10} = 24 \pmod{1000}`.
func (c *checker) equalModulo(l *Link, ch *chain, i int, x, y value, k claim) bool {
	if ch.modulus == nil || sameShape(x, y) && c.same(x, y) {
		return false
	}
	c.congruent(l, ch, i, x, y, k)
	return true
}
