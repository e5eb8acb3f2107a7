package proofs

import (
	"github.com/hence-math/hence/symbolic"
)

// This file tells whether a verdict rests on the imaginary unit.

// usesUnit says whether a difference of the members holds the imaginary unit.
func (c *checker) usesUnit(left, right outcome) bool {
	for _, x := range left.cases {
		for _, y := range right.cases {
			if x.value.equal(y.value) {
				return false
			}
		}
	}
	return true
}

// isImaginary says whether i is the imaginary unit, as far as the document uses
// it: it is no index and no name with a value.
func (c *checker) isImaginary() bool { return !c.names.index && c.env.find("i") == nil }

// reduceUnit replaces the square of the imaginary unit by -1.
func (c *checker) reduceUnit(p symbolic.Polynomial, budget *symbolic.Budget) (symbolic.Polynomial, bool) {
	if p.Degree("i") < 2 || !c.isImaginary() {
		return p, true
	}
	p, err := unitReduced(p, budget)
	return p, err == nil
}

// unitReduced replaces i^2 by -1.
func unitReduced(p symbolic.Polynomial, budget *symbolic.Budget) (symbolic.Polynomial, error) {
	if p.Degree("i") < 2 {
		return p, nil
	}
	total := symbolic.Polynomial{}
	for k, part := range p.Coefficients("i") {
		if k%4 >= 2 {
			part = part.Neg()
		}
		if k%2 == 1 {
			var err error
			if part, err = part.Mul(symbolic.Variable("i"), budget); err != nil {
				return p, err
			}
		}
		total = symbolic.Sum(total, part)
	}
	return total, nil
}

// withoutUnit gives the real part of a complex number, or its imaginary part where
// that is zero: it is not zero where the whole is not. With other symbols, which
// need not be real, there is no telling.
func (c *checker) withoutUnit(p symbolic.Polynomial) symbolic.Polynomial {
	if p.Degree("i") != 1 || len(c.freeSymbols(p)) > 1 || !c.isImaginary() {
		return p
	}
	parts := p.Coefficients("i")
	if parts[0].IsZero() {
		return parts[1]
	}
	return parts[0]
}
