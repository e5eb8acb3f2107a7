package symbolic

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
)

// A Solution is a common solution of polynomial equations, as far as it is written down: rational values,
// and for other variables a polynomial of which the value is a root.
type Solution struct {
	Values map[string]*big.Rat
	Roots  map[string]Polynomial
}

// Solution shows that the equations have a common solution among the complex numbers at which none of
// avoid is 0, and gives it for the named variables. Other variables have some value that it does not tell.
//
// Source: J. L. Rabinowitsch, Zum Hilbertschen Nullstellensatz (1929).
func (d Ideal) Solution(names []string, avoid []Polynomial, budget *Budget) (Solution, bool) {
	product := Variable("#t")
	for _, q := range avoid {
		var err error
		if product, err = product.Mul(q, budget); err != nil {
			return Solution{}, false
		}
	}
	if len(avoid) > 0 {
		d = d.With([]Polynomial{product.Sub(Integer(1))}, budget)
	}
	s := Solution{Values: map[string]*big.Rat{}, Roots: map[string]Polynomial{}}
	if !d.IsConsistent() {
		return s, false
	}
	for _, name := range names {
		candidates, root := d.candidates(name, budget)
		found := false
		for _, r := range candidates {
			if at := d.With([]Polynomial{Variable(name).Sub(Constant(r))}, budget); at.IsConsistent() {
				d, found = at, true
				s.Values[name] = r
				break
			}
		}
		if found {
			continue
		}
		if root.IsZero() {
			if root = d.minimal(name, budget); root.IsZero() {
				return s, false
			}
		}
		s.Roots[name] = root
	}
	return s, true
}

// candidates lists rational values that a variable may have, and the polynomial in it alone that
// determines it, 0 where none is in the basis.
func (d Ideal) candidates(name string, budget *Budget) ([]*big.Rat, Polynomial) {
	for _, g := range d.Basis() {
		if names := g.Variables(); len(names) == 1 && names[0] == name {
			return rationalRoots(g, name, budget), g
		}
	}
	return smallNumbers, Polynomial{}
}

// mostMinimal bounds the degree of the polynomials that are sought for single variables.
const mostMinimal = 12

// minimal is the polynomial of least degree in one variable that is in the ideal, 0 where none of a
// small degree is: the first linear relation between the remainders of its powers.
func (d Ideal) minimal(name string, budget *Budget) Polynomial {
	type row struct {
		rest     map[string]*big.Rat // the coefficients of a remainder by their monomials
		pivot    string
		relation Polynomial // in powers of the variable, with that remainder
	}
	var rows []row
	power := Integer(1)
	for range mostMinimal {
		// The remainder is scaled, and a variable that no equation holds shows by what.
		remainder, err := d.Remainder(power.Add(Variable("#u")), budget)
		if err != nil {
			return Polynomial{}
		}
		next := row{rest: map[string]*big.Rat{}, relation: power}
		scale, _ := remainder.Coefficients("#u")[1].AsConstant()
		for monomial, coefficient := range remainder.Coefficients("#u")[0].Terms() {
			next.rest[fmt.Sprint(monomial)] = coefficient.Quo(coefficient, scale)
		}
		for _, r := range rows {
			if next.rest[r.pivot] == nil {
				continue
			}
			factor := new(big.Rat).Quo(next.rest[r.pivot], r.rest[r.pivot])
			next.relation = next.relation.Sub(r.relation.Scale(factor))
			for monomial, coefficient := range r.rest {
				if next.rest[monomial] == nil {
					next.rest[monomial] = new(big.Rat)
				}
				next.rest[monomial].Sub(next.rest[monomial], new(big.Rat).Mul(factor, coefficient))
			}
		}
		maps.DeleteFunc(next.rest, func(_ string, r *big.Rat) bool { return r.Sign() == 0 })
		if len(next.rest) == 0 {
			return next.relation
		}
		next.pivot = slices.Min(slices.Collect(maps.Keys(next.rest)))
		rows = append(rows, next)
		if power, err = power.Mul(Variable(name), budget); err != nil {
			return Polynomial{}
		}
	}
	return Polynomial{}
}
