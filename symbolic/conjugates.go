package symbolic

import (
	"fmt"
	"math/big"
)

// conjugates are the roots a + b r and a - b r of a quadratic polynomial, where r is the square root of a whole number.
type conjugates struct {
	a, b     *big.Rat
	radicand int64
}

// conjugatesOf solves a quadratic polynomial in x with irrational real roots.
func conjugatesOf(p Polynomial) (conjugates, bool) {
	c := p.Coefficients("x")
	if len(c) != 3 {
		return conjugates{}, false
	}
	numbers := make([]*big.Rat, 3)
	for i := range c {
		var ok bool
		if numbers[i], ok = c[i].AsConstant(); !ok {
			return conjugates{}, false
		}
	}
	double := new(big.Rat).Mul(numbers[2], big.NewRat(2, 1))
	under := new(big.Rat).Mul(numbers[1], numbers[1])
	under.Sub(under, new(big.Rat).Mul(big.NewRat(4, 1), new(big.Rat).Mul(numbers[2], numbers[0])))
	// The root of n/d is the root of n d, over d; squares come out of it.
	inside := new(big.Int).Mul(under.Num(), under.Denom())
	if inside.Sign() <= 0 || inside.BitLen() > 40 {
		return conjugates{}, false
	}
	radicand, outside := inside.Int64(), int64(1)
	for f := int64(2); f <= 1<<12 && f*f <= radicand; f++ {
		for radicand%(f*f) == 0 {
			radicand, outside = radicand/(f*f), outside*f
		}
	}
	b := new(big.Rat).SetFrac(big.NewInt(outside), under.Denom())
	a := new(big.Rat).Quo(numbers[1], double)
	return conjugates{a.Neg(a), b.Abs(b.Quo(b, double)), radicand}, radicand > 1
}

// power gives the x and y of (a + b r)^n = x + y r, as the columns of what c (a + b r)^n and its conjugate add up to for c = 1
// and c = r.
func (p conjugates) power(n int) (one, root *big.Rat) {
	x, y := oneRat(), new(big.Rat)
	d := big.NewRat(p.radicand, 1)
	for range n {
		next := new(big.Rat).Mul(p.b, y)
		next.Add(next.Mul(next, d), new(big.Rat).Mul(p.a, x))
		y = new(big.Rat).Add(new(big.Rat).Mul(p.a, y), new(big.Rat).Mul(p.b, x))
		x = next
	}
	two := big.NewRat(2, 1)
	return x.Mul(x, two), new(big.Rat).Mul(new(big.Rat).Mul(y, d), two)
}

// write writes (u + v r)(a + b r)^(n-first) and its conjugate, and their sum by two sequences x and y with
// (a + b r)^n = x_n + y_n r, which are free of the root.
func (p conjugates) write(u, v *big.Rat, index string, first int64, number int) (shown []Expression, rational Expression, sequences []Sequence) {
	r := Sym(fmt.Sprintf(`\sqrt{%d}`, p.radicand))
	// The exponent is n: the coefficient takes the power of the root that this leaves over.
	d := big.NewRat(p.radicand, 1)
	norm := new(big.Rat).Sub(new(big.Rat).Mul(p.a, p.a), new(big.Rat).Mul(d, new(big.Rat).Mul(p.b, p.b)))
	for range max(first, -first) {
		a, b := p.a, new(big.Rat).Neg(p.b)
		if first < 0 {
			b = p.b
		}
		nextU := new(big.Rat).Add(new(big.Rat).Mul(u, a), new(big.Rat).Mul(d, new(big.Rat).Mul(v, b)))
		v = new(big.Rat).Add(new(big.Rat).Mul(u, b), new(big.Rat).Mul(v, a))
		u = nextU
		if first > 0 {
			u, v = u.Quo(u, norm), v.Quo(v, norm)
		}
	}
	for _, sign := range []int64{1, -1} {
		base := surdExpression(p.a, new(big.Rat).Mul(p.b, big.NewRat(sign, 1)), r)
		c := surdExpression(u, new(big.Rat).Mul(v, big.NewRat(sign, 1)), r)
		power := Expression(Power{base, Sym(index)})
		switch c := c.(type) {
		case Negation:
			shown = append(shown, Negation{Times(c.Of, power)})
		case Number:
			if c.Value.Cmp(oneRat()) != 0 {
				power = Times(c, power)
			}
			shown = append(shown, power)
		default:
			shown = append(shown, Times(c, power))
		}
	}
	x, y := fmt.Sprintf("x'%d", number), fmt.Sprintf("y'%d", number)
	before := func(name string) Expression { return Term{name, Plus(Sym(index), Int(-1))} }
	times := func(c *big.Rat, e Expression) Expression { return Times(Number{c}, e) }
	sequences = []Sequence{
		{Name: x, Index: index, Initial: []Expression{Int(1)}, Rule: Plus(times(p.a, before(x)), times(new(big.Rat).Mul(d, p.b), before(y)))},
		{Name: y, Index: index, Initial: []Expression{Int(0)}, Rule: Plus(times(p.b, before(x)), times(p.a, before(y)))},
	}
	two := big.NewRat(2, 1)
	return shown, Plus(times(new(big.Rat).Mul(two, u), Term{x, Sym(index)}), times(new(big.Rat).Mul(two, new(big.Rat).Mul(d, v)), Term{y, Sym(index)})), sequences
}

// surdExpression writes u + v r over one denominator; it is a Negation where only v is not zero and negative.
func surdExpression(u, v *big.Rat, r Expression) Expression {
	den := new(big.Int).Mul(u.Denom(), v.Denom())
	den.Quo(den, new(big.Int).GCD(nil, nil, u.Denom(), v.Denom()))
	whole := func(x *big.Rat) *big.Rat { return new(big.Rat).Mul(x, new(big.Rat).SetInt(den)) }
	over := func(e Expression) Expression {
		if den.IsInt64() && den.Int64() == 1 {
			return e
		}
		return Over(e, Number{new(big.Rat).SetInt(den)})
	}
	times := r
	if size := new(big.Rat).Abs(whole(v)); size.Cmp(oneRat()) != 0 {
		times = Times(Number{size}, r)
	}
	switch {
	case v.Sign() == 0:
		return over(Number{whole(u)})
	case u.Sign() == 0 && v.Sign() < 0:
		return Negation{over(times)}
	case u.Sign() == 0:
		return over(times)
	case v.Sign() < 0:
		return over(Plus(Number{whole(u)}, Negation{times}))
	}
	return over(Plus(Number{whole(u)}, times))
}
