package symbolic

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"
)

const (
	maxOrder     = 12
	maxMonomials = 400
)

// A vector holds the coefficients, free of generators, of an element by its monomials in the generators.
type vector map[string]RationalFunction

// A field says which generators count as coefficients. Powers and factorials, which are never zero, may; a
// sign may not, for 1 + (-1)^n has no inverse.
type field map[generatorKind]bool

func plainField() field { return field{} }

func wideField() field { return field{powerGenerator: true, factorialGenerator: true} }

// isCoordinate reports whether a variable is a generator outside of the field.
func (r *ring) isCoordinate(name string, k field) bool {
	g := r.byName[name]
	return g != nil && !k[g.kind]
}

// vector splits an element. It reports false if the denominator is more than a monomial in the
// generators outside of the field times something free of them.
func (r *ring) vector(f RationalFunction, k field) (vector, bool, error) {
	shift := map[string]int{}
	den := f.Denominator()
	if !den.isOne() {
		monomial, rest := den.splitMonomial()
		for _, name := range rest.variables {
			if r.isCoordinate(name, k) {
				return nil, false, nil
			}
		}
		den = rest
		for _, v := range monomial.monomial(0) {
			if r.isCoordinate(v.Name, k) {
				shift[v.Name] = v.Exponent
			} else {
				den = den.shiftExponent(v.Name, int32(v.Exponent))
			}
		}
	}
	names := slices.Sorted(maps.Keys(shift))
	parts := map[string][]Polynomial{}
	for i := range f.numerator.coefficients {
		exponents := map[string]int{}
		for _, name := range names {
			exponents[name] = -shift[name]
		}
		coefficient := fraction(f.numerator.coefficients[i], f.numerator.denominator)
		for _, v := range f.numerator.monomial(i) {
			if r.isCoordinate(v.Name, k) {
				exponents[v.Name] += v.Exponent
			} else {
				coefficient = coefficient.shiftExponent(v.Name, int32(v.Exponent))
			}
		}
		var key strings.Builder
		for _, name := range slices.Sorted(maps.Keys(exponents)) {
			if exponents[name] != 0 {
				fmt.Fprintf(&key, "%d %s\x00", exponents[name], name)
			}
		}
		parts[key.String()] = append(parts[key.String()], coefficient)
	}
	v := vector{}
	for key, terms := range parts {
		c, err := reduced(Sum(terms...), den, r.budget)
		if err != nil {
			return nil, false, err
		}
		if !c.IsZero() {
			v[key] = c
		}
	}
	return v, true, nil
}

// annihilator finds the smallest order and polynomials c_0, ..., c_order in n, the parameters and the
// generators of the field, c_order not zero, with the sum of c_i times the i-th shift of f zero. It returns the shifts too, and no
// coefficients if there are none in reach.
func (r *ring) annihilator(f RationalFunction, k field) (coefficients []RationalFunction, shifts []RationalFunction, err error) {
	type row struct {
		pivot  string
		vector vector
		combo  []RationalFunction // of the shifts
	}
	var rows []row
	shifts = []RationalFunction{f}
	for order := 0; order <= maxOrder; order++ {
		if order > 0 {
			next, err := r.shift(shifts[order-1])
			if err != nil {
				return nil, shifts, err
			}
			shifts = append(shifts, next)
		}
		v, ok, err := r.vector(shifts[order], k)
		if err != nil || !ok || len(v) > maxMonomials {
			return nil, shifts, err
		}
		combo := make([]RationalFunction, order+1)
		combo[order] = FromInt(1)
		for _, w := range rows {
			c, ok := v[w.pivot]
			if !ok {
				continue
			}
			c, err := c.Quo(w.vector[w.pivot], r.budget)
			if err != nil {
				return nil, shifts, err
			}
			c = c.Neg()
			for _, key := range slices.Sorted(maps.Keys(w.vector)) {
				t, err := w.vector[key].Mul(c, r.budget)
				if err != nil {
					return nil, shifts, err
				}
				if t, err = v[key].Add(t, r.budget); err != nil {
					return nil, shifts, err
				}
				if t.IsZero() {
					delete(v, key)
				} else {
					v[key] = t
				}
			}
			for i := range w.combo {
				t, err := w.combo[i].Mul(c, r.budget)
				if err != nil {
					return nil, shifts, err
				}
				if combo[i], err = combo[i].Add(t, r.budget); err != nil {
					return nil, shifts, err
				}
			}
		}
		if len(v) == 0 {
			coefficients, err = clearDenominators(combo, r.budget)
			return coefficients, shifts, err
		}
		// The simplest coefficient makes the next pivot.
		pivot := ""
		size := 0
		for _, key := range slices.Sorted(maps.Keys(v)) {
			n := v[key].numerator.Len() + v[key].denominator.Len()
			if pivot == "" && size == 0 || n < size {
				pivot, size = key, n
			}
		}
		rows = append(rows, row{pivot, v, combo})
	}
	return nil, shifts, nil
}

// clearDenominators multiplies all by the same factor to make them coprime polynomials.
func clearDenominators(fs []RationalFunction, budget *Budget) ([]RationalFunction, error) {
	common := Integer(1)
	for _, f := range fs {
		if f.IsPolynomial() {
			continue
		}
		g, err := GCD(common, f.denominator, budget)
		if err != nil {
			return nil, err
		}
		rest, _, err := f.denominator.Quotient(g, budget)
		if err != nil {
			return nil, err
		}
		if common, err = common.Mul(rest, budget); err != nil {
			return nil, err
		}
	}
	cleared := make([]RationalFunction, len(fs))
	divisor := Polynomial{}
	for i, f := range fs {
		var err error
		if cleared[i], err = f.Mul(FromPolynomial(common), budget); err != nil {
			return nil, err
		}
		if divisor, err = GCD(divisor, cleared[i].numerator, budget); err != nil {
			return nil, err
		}
	}
	if divisor.IsConstant() {
		return cleared, nil
	}
	for i := range cleared {
		q, _, err := cleared[i].numerator.Quotient(divisor, budget)
		if err != nil {
			return nil, err
		}
		cleared[i] = FromPolynomial(q)
	}
	return cleared, nil
}

// zerosFrom returns the integers n >= start, increasing, at which p, a polynomial in n and parameters,
// is zero for all values of the parameters.
func (r *ring) zerosFrom(p Polynomial, start int64) ([]int64, error) {
	return integerZeros(p, r.variable, start, r.budget)
}

func integerZeros(p Polynomial, variable string, start int64, budget *Budget) ([]int64, error) {
	if p.IsZero() {
		return []int64{start}, nil
	}
	// The coefficients by the other variables have a common zero there.
	parts := map[string][]Polynomial{}
	for i := range p.coefficients {
		key := ""
		c := fraction(p.coefficients[i], p.denominator)
		for _, v := range p.monomial(i) {
			if v.Name == variable {
				c = c.shiftExponent(variable, int32(v.Exponent))
			} else {
				key += fmt.Sprint(v.Exponent, " ", v.Name, "\x00")
			}
		}
		parts[key] = append(parts[key], c)
	}
	g := Polynomial{}
	for _, key := range slices.Sorted(maps.Keys(parts)) {
		var err error
		if g, err = GCD(g, Sum(parts[key]...), budget); err != nil {
			return nil, err
		}
		if g.IsConstant() {
			return nil, nil
		}
	}
	factors, err := g.Factors(budget)
	if err != nil {
		return nil, err
	}
	var zeros []int64
	for _, f := range factors {
		if f.Factor.TotalDegree() != 1 {
			continue
		}
		c := f.Factor.Coefficients(variable)
		a, _ := c[0].AsConstant()
		b, _ := c[1].AsConstant()
		root := new(big.Rat).Quo(a.Neg(a), b)
		if !root.IsInt() || root.Cmp(new(big.Rat).SetInt64(start)) < 0 {
			continue
		}
		if !root.Num().IsInt64() {
			return nil, ErrLimit
		}
		zeros = append(zeros, root.Num().Int64())
	}
	slices.Sort(zeros)
	return slices.Compact(zeros), nil
}
