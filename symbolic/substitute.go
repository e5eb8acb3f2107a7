package symbolic

import (
	"cmp"
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
	var touched []replacement
	var names []string // of the other variables
	for v, name := range p.variables {
		value, ok := values[name]
		if !ok {
			names = append(names, name)
			continue
		}
		r, below, err := p.replace(v, value, budget)
		if err != nil {
			return Polynomial{}, Polynomial{}, err
		}
		if !below.isOne() {
			if den, err = den.Mul(below, budget); err != nil {
				return Polynomial{}, Polynomial{}, err
			}
		}
		touched = append(touched, r)
	}
	if len(touched) == 0 {
		return p, den, nil
	}
	// Terms with the same exponents of the touched variables share one product.
	order := make([]int, p.Len())
	for i := range order {
		order[i] = i
	}
	compare := func(i, j int) int {
		for _, r := range touched {
			if c := cmp.Compare(p.row(i)[1+r.variable], p.row(j)[1+r.variable]); c != 0 {
				return c
			}
		}
		return 0
	}
	slices.SortStableFunc(order, compare)
	terms := make([]Polynomial, 0, len(order))
	for len(order) > 0 {
		same := 1
		for same < len(order) && compare(order[0], order[same]) == 0 {
			same++
		}
		term := p.without(touched, order[:same], names)
		for _, r := range touched {
			if term, err = term.Mul(r.at(p.row(order[0])[1+r.variable]), budget); err != nil {
				return Polynomial{}, Polynomial{}, err
			}
		}
		terms = append(terms, term)
		order = order[same:]
	}
	return Sum(terms...), den, nil
}

// A replacement is what stands for the powers of a variable.
type replacement struct {
	variable  int
	exponents []int32 // that occur, rising
	powers    []Polynomial
}

func (r replacement) at(exponent int32) Polynomial {
	i, _ := slices.BinarySearch(r.exponents, exponent)
	return r.powers[i]
}

// replace returns what stands for the powers of the v-th variable at a/b, a^e * b^(degree-e), and b^degree.
func (p Polynomial) replace(v int, value RationalFunction, budget *Budget) (r replacement, below Polynomial, err error) {
	r = replacement{variable: v, exponents: p.exponentsAt(v)}
	if r.powers, err = powersOf(value.numerator, r.exponents, budget); err != nil || value.IsPolynomial() {
		return r, Integer(1), err
	}
	degree := p.degreeAt(v)
	missing := []int32{degree}
	for _, e := range r.exponents {
		missing = append(missing, degree-e)
	}
	slices.Sort(missing)
	missing = slices.Compact(missing)
	b := replacement{exponents: missing}
	if b.powers, err = powersOf(value.denominator, missing, budget); err != nil {
		return r, below, err
	}
	for i, e := range r.exponents {
		if r.powers[i], err = r.powers[i].Mul(b.at(degree-e), budget); err != nil {
			return r, below, err
		}
	}
	return r, b.at(degree), nil
}

// without returns the sum of some terms with the replaced variables left out, where these have equal
// exponents in all of them.
func (p Polynomial) without(replaced []replacement, terms []int, names []string) Polynomial {
	if len(names) == 0 {
		return fraction(p.coefficients[terms[0]], p.den())
	}
	rows := make([]int32, 0, len(terms)*(len(names)+1))
	coefficients := make([]integer, len(terms))
	for k, i := range terms {
		row, at, next := p.row(i), len(rows), 0
		rows = append(rows, row[0])
		for v, e := range row[1:] {
			if next < len(replaced) && replaced[next].variable == v {
				rows[at] -= e
				next++
			} else {
				rows = append(rows, e)
			}
		}
		coefficients[k] = p.coefficients[i]
	}
	return canonical(names, rows, coefficients, p.denominator)
}

// exponentsAt returns the exponents of the v-th variable that occur, rising.
func (p Polynomial) exponentsAt(v int) []int32 {
	all := make([]int32, p.Len())
	for i := range all {
		all[i] = p.row(i)[1+v]
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// powersOf returns the powers of p with the given rising exponents, each from the one before.
func powersOf(p Polynomial, exponents []int32, budget *Budget) ([]Polynomial, error) {
	powers := make([]Polynomial, len(exponents))
	last, at := Integer(1), int32(0)
	for i, e := range exponents {
		factor, err := p.Pow(int(e-at), budget)
		if err != nil {
			return nil, err
		}
		if last, err = last.Mul(factor, budget); err != nil {
			return nil, err
		}
		at = e
		powers[i] = last
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
