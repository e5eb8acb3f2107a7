package symbolic

import "math/big"

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
		switch {
		case found:
		case root.IsZero():
			return s, false
		default:
			s.Roots[name] = root
		}
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
	small := make([]*big.Rat, 9)
	for i := range small {
		small[i] = candidate(i, nil, "")
	}
	return small, Polynomial{}
}
