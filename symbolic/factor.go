package symbolic

import (
	"math/big"
	"slices"
	"strings"
)

// A PolynomialFactor is a factor of a polynomial and how often it occurs.
type PolynomialFactor struct {
	Factor       Polynomial
	Multiplicity int
}

// Factors splits p into a constant (first, if it is not 1) and primitive, pairwise coprime factors
// with positive leading coefficient whose powers multiply to p. It finds variables, factors free of some
// variable, repeated factors, and in one variable the linear ones; a factor returned is not always
// irreducible. Factors of 0 is 0 once.
func (p Polynomial) Factors(budget *Budget) ([]PolynomialFactor, error) {
	if p.IsConstant() {
		return []PolynomialFactor{{p, 1}}, nil
	}
	rest, unit := p.primitive()
	var factors []PolynomialFactor
	monomial, rest := rest.splitMonomial()
	for v, name := range monomial.variables {
		factors = append(factors, PolynomialFactor{Variable(name), int(monomial.exponents[1+v])})
	}
	found, err := rest.splitFactors(budget)
	if err != nil {
		return nil, err
	}
	factors = append(factors, found...)
	slices.SortStableFunc(factors, func(a, b PolynomialFactor) int {
		if d := a.Factor.TotalDegree() - b.Factor.TotalDegree(); d != 0 {
			return d
		}
		if d := a.Factor.Len() - b.Factor.Len(); d != 0 {
			return d
		}
		if d := slices.Compare(a.Factor.variables, b.Factor.variables); d != 0 {
			return d
		}
		return strings.Compare(b.Factor.String(), a.Factor.String()) // x - 1 before x + 1
	})
	if u := Constant(unit); !u.isOne() {
		factors = slices.Insert(factors, 0, PolynomialFactor{u, 1})
	}
	return factors, nil
}

// splitFactors factors a primitive polynomial that no variable divides.
func (p Polynomial) splitFactors(budget *Budget) ([]PolynomialFactor, error) {
	if p.IsConstant() {
		return nil, nil
	}
	// Contents are factors free of a variable.
	if len(p.variables) > 1 {
		for _, name := range p.variables {
			c, err := p.contentIn(name, budget)
			if err != nil {
				return nil, err
			}
			if c.IsConstant() {
				continue
			}
			q, _, err := p.Quotient(c, budget)
			if err != nil {
				return nil, err
			}
			a, err := c.splitFactors(budget)
			if err != nil {
				return nil, err
			}
			b, err := q.splitFactors(budget)
			return append(a, b...), err
		}
	}
	parts, err := p.squareFree(budget)
	if err != nil {
		return nil, err
	}
	var factors []PolynomialFactor
	for _, part := range parts {
		if len(part.Factor.variables) != 1 {
			factors = append(factors, part)
			continue
		}
		linear, rest, err := part.Factor.linearFactors(budget)
		if err != nil {
			return nil, err
		}
		for _, f := range linear {
			factors = append(factors, PolynomialFactor{f, part.Multiplicity})
		}
		if !rest.IsConstant() {
			factors = append(factors, PolynomialFactor{rest, part.Multiplicity})
		}
	}
	return factors, nil
}

// squareFree splits a primitive polynomial without content in any variable into square-free factors by
// their multiplicity (Yun's method, in the first variable).
func (p Polynomial) squareFree(budget *Budget) ([]PolynomialFactor, error) {
	name := p.variables[0]
	d := p.Derivative(name)
	g, err := GCD(p, d, budget)
	if err != nil {
		return nil, err
	}
	if g.IsConstant() {
		return []PolynomialFactor{{p, 1}}, nil
	}
	w, _, err := p.Quotient(g, budget)
	if err != nil {
		return nil, err
	}
	y, _, err := d.Quotient(g, budget)
	if err != nil {
		return nil, err
	}
	var factors []PolynomialFactor
	for i := 1; !w.IsConstant(); i++ {
		z := y.Sub(w.Derivative(name))
		f := w
		if !z.IsZero() {
			if f, err = GCD(w, z, budget); err != nil {
				return nil, err
			}
		}
		if !f.IsConstant() {
			f, _ = f.splitContent()
			factors = append(factors, PolynomialFactor{f, i})
		}
		if w, _, err = w.Quotient(f, budget); err != nil {
			return nil, err
		}
		if z.IsZero() {
			break
		}
		if y, _, err = z.Quotient(f, budget); err != nil {
			return nil, err
		}
	}
	return factors, nil
}

// linearFactors splits a square-free primitive polynomial in one variable into its linear factors over
// the rationals and the rest.
func (p Polynomial) linearFactors(budget *Budget) (linear []Polynomial, rest Polynomial, err error) {
	name := p.variables[0]
	if p.TotalDegree() == 1 {
		return []Polynomial{p}, Integer(1), nil
	}
	roots, err := p.rationalRoots(budget)
	if err != nil {
		return nil, Polynomial{}, err
	}
	rest = p
	for _, r := range roots {
		f, _ := Variable(name).Sub(Constant(r)).splitContent()
		q, ok, err := rest.Quotient(f, budget)
		if err != nil {
			return nil, Polynomial{}, err
		}
		if ok {
			linear = append(linear, f)
			rest = q
		}
	}
	return linear, rest, nil
}

// rationalRoots returns the rational roots of a square-free primitive polynomial in one variable, in
// increasing order. It lifts the roots modulo a prime that keeps the polynomial square-free, and
// returns only what is checked to be a root.
func (p Polynomial) rationalRoots(budget *Budget) ([]*big.Rat, error) {
	if p.TotalDegree() > maxDenseDegree {
		return nil, ErrLimit
	}
	name := p.variables[0]
	coefficients := make([]*big.Int, p.TotalDegree()+1)
	for i := range coefficients {
		coefficients[i] = new(big.Int)
	}
	for i, c := range p.coefficients {
		coefficients[p.row(i)[0]].Set(c.shared())
	}
	degree := len(coefficients) - 1
	// |u|, |v| of a root u/v are at most these.
	height := new(big.Int).Abs(coefficients[degree])
	for _, c := range coefficients {
		if c.Sign() != 0 {
			if low := new(big.Int).Abs(c); low.Cmp(height) > 0 {
				height = low
			}
			break
		}
	}
	wanted := new(big.Int).Mul(height, height)
	wanted.Lsh(wanted, 2)
	for _, prime := range []uint64{101, 211, 307, 401, 503, 601, 701, 809, 907, 1009, 1103, 1201, 2003, 4001, 8009} {
		reduced := make([]uint64, degree+1)
		for i, c := range coefficients {
			reduced[i] = fromBig(c).mod(prime)
		}
		if reduced[degree] == 0 {
			continue
		}
		if err := budget.Spend(int64(prime) * int64(degree)); err != nil {
			return nil, err
		}
		var start []uint64
		simple := true
		for x := range prime {
			value, slope := uint64(0), uint64(0)
			for i := degree; i >= 0; i-- {
				slope = (slope*x + value) % prime
				value = (value*x + reduced[i]) % prime
			}
			if value == 0 {
				start = append(start, x)
				simple = simple && slope != 0
			}
		}
		if !simple {
			continue
		}
		var roots []*big.Rat
		for _, x := range start {
			if err := budget.Spend(int64(degree) * int64(1+wanted.BitLen()/16)); err != nil {
				return nil, err
			}
			r := liftRoot(coefficients, x, prime, wanted)
			if r == nil {
				continue
			}
			value, err := p.Evaluate(map[string]*big.Rat{name: r}, budget)
			if err != nil {
				return nil, err
			}
			if value.Sign() == 0 {
				roots = append(roots, r)
			}
		}
		slices.SortFunc(roots, (*big.Rat).Cmp)
		return roots, nil
	}
	return nil, nil
}

// liftRoot lifts a simple root modulo a prime until the modulus exceeds wanted and returns the rational
// number it is the image of, if there is one that small.
func liftRoot(coefficients []*big.Int, x, prime uint64, wanted *big.Int) *big.Rat {
	m := new(big.Int).SetUint64(prime)
	r := new(big.Int).SetUint64(x)
	for m.Cmp(wanted) <= 0 {
		m.Mul(m, m)
		value, slope := new(big.Int), new(big.Int)
		for i := len(coefficients) - 1; i >= 0; i-- {
			slope.Mul(slope, r).Add(slope, value).Mod(slope, m)
			value.Mul(value, r).Add(value, coefficients[i]).Mod(value, m)
		}
		inverse := new(big.Int).ModInverse(slope, m)
		if inverse == nil {
			return nil
		}
		r.Sub(r, value.Mul(value, inverse)).Mod(r, m)
	}
	// Rational reconstruction: the first remainder below the square root of m/2.
	limit := new(big.Int).Rsh(m, 1)
	limit.Sqrt(limit)
	a, b := new(big.Int).Set(m), new(big.Int).Set(r)
	s, t := new(big.Int), big.NewInt(1)
	for b.Cmp(limit) > 0 {
		q := new(big.Int).Quo(a, b)
		a, b = b, new(big.Int).Sub(a, new(big.Int).Mul(q, b))
		s, t = t, new(big.Int).Sub(s, new(big.Int).Mul(q, t))
	}
	if t.Sign() == 0 {
		return nil
	}
	return new(big.Rat).SetFrac(b, t)
}
