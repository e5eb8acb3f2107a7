package symbolic

import (
	"maps"
	"math/big"
	"slices"
)

// Substitute returns p with the given variables replaced, all at once, by rational functions.
func (p Polynomial) Substitute(values map[string]RationalFunction, budget *Budget) (RationalFunction, error) {
	num, den, err := p.homogenise(values, budget)
	if err != nil {
		return RationalFunction{}, err
	}
	r, _, err := Rational(num, den, budget)
	return r, err
}

// SubstitutePolynomials is Substitute for polynomial values, which need no division.
func (p Polynomial) SubstitutePolynomials(values map[string]Polynomial, budget *Budget) (Polynomial, error) {
	rational := make(map[string]RationalFunction, len(values))
	for name, v := range values {
		rational[name] = FromPolynomial(v)
	}
	num, _, err := p.homogenise(rational, budget)
	return num, err
}

// homogenise returns p at a_v/b_v as num/den, where den is the product of b_v to the degree of p in v.
func (p Polynomial) homogenise(values map[string]RationalFunction, budget *Budget) (num, den Polynomial, err error) {
	den = Integer(1)
	var touched []int
	for v, name := range p.variables {
		if _, ok := values[name]; ok {
			touched = append(touched, v)
		}
	}
	if len(touched) == 0 {
		return p, den, nil
	}
	// numerators[v][e] = a_v^e * b_v^(degree-e), for the exponents e that occur
	numerators := make([]map[int32]Polynomial, len(p.variables))
	for _, v := range touched {
		value := values[p.variables[v]]
		degree := p.degreeAt(v)
		a, b := value.Numerator(), value.Denominator()
		used := p.exponentsAt(v)
		powers, err := powersOf(a, used, budget)
		if err != nil {
			return Polynomial{}, Polynomial{}, err
		}
		if !b.isOne() {
			missing := []int32{degree}
			for _, e := range used {
				missing = append(missing, degree-e)
			}
			below, err := powersOf(b, missing, budget)
			if err != nil {
				return Polynomial{}, Polynomial{}, err
			}
			for _, e := range used {
				if powers[e], err = powers[e].Mul(below[degree-e], budget); err != nil {
					return Polynomial{}, Polynomial{}, err
				}
			}
			if den, err = den.Mul(below[degree], budget); err != nil {
				return Polynomial{}, Polynomial{}, err
			}
		}
		numerators[v] = powers
	}
	// Terms with the same exponents of the touched variables share one product.
	var names []string
	for v, name := range p.variables {
		if numerators[v] == nil {
			names = append(names, name)
		}
	}
	groups := make(map[string]int)
	type group struct {
		first        int
		rows         []int32
		coefficients []integer
	}
	var parts []group
	packing := stringPacking{len(touched)}
	selected := make([]int32, len(touched))
	for i, c := range p.coefficients {
		row := p.row(i)
		moved := int32(0)
		for t, v := range touched {
			selected[t] = row[1+v]
			moved += row[1+v]
		}
		k := packing.pack(selected)
		g, ok := groups[k]
		if !ok {
			g = len(parts)
			groups[k] = g
			parts = append(parts, group{first: i})
		}
		parts[g].rows = append(parts[g].rows, row[0]-moved)
		for v, e := range row[1:] {
			if numerators[v] == nil {
				parts[g].rows = append(parts[g].rows, e)
			}
		}
		parts[g].coefficients = append(parts[g].coefficients, c)
	}
	terms := make([]Polynomial, 0, len(parts))
	for _, g := range parts {
		term := canonical(names, g.rows, g.coefficients, p.denominator)
		for _, v := range touched {
			if term, err = term.Mul(numerators[v][p.row(g.first)[1+v]], budget); err != nil {
				return Polynomial{}, Polynomial{}, err
			}
		}
		terms = append(terms, term)
	}
	return Sum(terms...), den, nil
}

// exponentsAt returns the exponents of the v-th variable that occur, sorted.
func (p Polynomial) exponentsAt(v int) []int32 {
	seen := make(map[int32]bool)
	for i := range p.coefficients {
		seen[p.row(i)[1+v]] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

// powersOf returns the powers of p with the given exponents, each from the one before.
func powersOf(p Polynomial, exponents []int32, budget *Budget) (map[int32]Polynomial, error) {
	exponents = slices.Clone(exponents)
	slices.Sort(exponents)
	powers := make(map[int32]Polynomial, len(exponents))
	last, at := Integer(1), int32(0)
	for _, e := range slices.Compact(exponents) {
		factor, err := p.Pow(int(e-at), budget)
		if err != nil {
			return nil, err
		}
		if last, err = last.Mul(factor, budget); err != nil {
			return nil, err
		}
		at = e
		powers[e] = last
	}
	return powers, nil
}

// Evaluate returns p with every variable at the given value; a variable without one stands for 0.
func (p Polynomial) Evaluate(values map[string]*big.Rat, budget *Budget) (*big.Rat, error) {
	at := make(map[string]RationalFunction, len(p.variables))
	for _, name := range p.variables {
		at[name] = FromRat(values[name])
	}
	num, den, err := p.homogenise(at, budget)
	if err != nil {
		return nil, err
	}
	n, _ := num.AsConstant()
	d, _ := den.AsConstant()
	return n.Quo(n, d), nil
}
