package symbolic

import (
	"math/big"
	"strings"
)

// CosSin gives cosine and sine of x, an angle in radians. Rational multiples of pi are taken out and brought
// into the first eighth of the circle.
func (f *Functions) CosSin(x RationalFunction, budget *Budget) (cos, sin RationalFunction, err error) {
	x, err = f.Simplify(x, budget)
	if err != nil {
		return x, x, err
	}
	turns, rest := f.splitTurns(x, budget)
	c, s, err := f.turned(turns, budget)
	if err != nil || rest.IsZero() {
		return c, s, err
	}
	if c, s, rest, err = f.splitArctangents(c, s, rest, budget); err != nil || rest.IsZero() {
		return c, s, err
	}
	sign := int64(1)
	if leadingSign(rest.numerator) < 0 {
		rest, sign = rest.Neg(), -1
	}
	a, err := f.name(`\cos(`+rest.String()+")", application{kind: cosine, argument: rest})
	if err != nil {
		return x, x, err
	}
	b, err := f.name(`\sin(`+rest.String()+")", application{kind: sine, argument: rest})
	if err != nil {
		return x, x, err
	}
	restCos, restSin := FromPolynomial(a), FromPolynomial(b.Scale(big.NewRat(sign, 1)))
	return addAngles(restCos, restSin, c, s, budget)
}

func leadingSign(p Polynomial) int {
	if p.IsZero() {
		return 0
	}
	return p.leading().sign()
}

// addAngles gives cosine and sine of a sum.
func addAngles(c1, s1, c2, s2 RationalFunction, budget *Budget) (cos, sin RationalFunction, err error) {
	product := func(a, b RationalFunction) RationalFunction {
		if err != nil {
			return a
		}
		var r RationalFunction
		r, err = a.Mul(b, budget)
		return r
	}
	cc, ss, sc, cs := product(c1, c2), product(s1, s2), product(s1, c2), product(c1, s2)
	if err == nil {
		cos, err = cc.Sub(ss, budget)
	}
	if err == nil {
		sin, err = sc.Add(cs, budget)
	}
	return cos, sin, err
}

// splitTurns splits an angle into a rational multiple of pi and the rest.
func (f *Functions) splitTurns(x RationalFunction, budget *Budget) (turns *big.Rat, rest RationalFunction) {
	turns = new(big.Rat)
	if !x.IsPolynomial() || x.numerator.Degree(PiName) < 1 {
		return turns, x
	}
	for monomial, c := range x.numerator.Terms() {
		if len(monomial) == 1 && monomial[0].Name == PiName && monomial[0].Exponent == 1 {
			turns = c
		}
	}
	return turns, FromPolynomial(x.numerator.Sub(Variable(PiName).Scale(turns)))
}

// turned gives cosine and sine of a rational multiple of pi.
func (f *Functions) turned(turns *big.Rat, budget *Budget) (cos, sin RationalFunction, err error) {
	if turns.Denom().BitLen() > 32 {
		return cos, sin, ErrLimit
	}
	// Reduce to [0, 2), then to [0, 1/2].
	two := new(big.Int).Lsh(turns.Denom(), 1)
	q := new(big.Rat).SetFrac(new(big.Int).Mod(turns.Num(), two), turns.Denom())
	flip, negate, mirror := false, false, false
	if q.Cmp(big.NewRat(1, 1)) >= 0 { // cos and sin change sign after half a turn
		q.Sub(q, big.NewRat(1, 1))
		negate = true
	}
	if q.Cmp(big.NewRat(1, 2)) > 0 {
		q.Sub(big.NewRat(1, 1), q)
		mirror = true
	}
	if q.Cmp(big.NewRat(1, 4)) > 0 {
		q.Sub(big.NewRat(1, 2), q)
		flip = true
	}
	switch q.RatString() {
	case "0":
		cos, sin = FromInt(1), FromInt(0)
	case "1/6":
		cos, err = f.Root(FromRat(big.NewRat(3, 4)), 2, budget)
		sin = FromRat(big.NewRat(1, 2))
	case "1/4":
		cos, err = f.Root(FromRat(big.NewRat(1, 2)), 2, budget)
		sin = cos
	default:
		// The sine is the cosine of the complement: one name serves both.
		if cos, err = f.cosineName(q); err == nil {
			sin, err = f.cosineName(new(big.Rat).Sub(big.NewRat(1, 2), q))
		}
	}
	if flip {
		cos, sin = sin, cos
	}
	if mirror {
		cos = cos.Neg()
	}
	if negate {
		cos, sin = cos.Neg(), sin.Neg()
	}
	return cos, sin, err
}

func (f *Functions) cosineName(turns *big.Rat) (RationalFunction, error) {
	angle := FromPolynomial(Variable(PiName).Scale(turns))
	p, err := f.name(`\cos(`+angle.String()+")", application{kind: cosine, argument: angle})
	return FromPolynomial(p), err
}

// splitArctangents takes whole multiples of arctangents and arcsines out of an angle: cosine and sine of the part that
// has been taken out are brought along.
func (f *Functions) splitArctangents(cos, sin, rest RationalFunction, budget *Budget) (c, s, left RationalFunction, err error) {
	if !rest.IsPolynomial() {
		return cos, sin, rest, nil
	}
	for monomial, k := range rest.numerator.Terms() {
		if len(monomial) != 1 || monomial[0].Exponent != 1 || !k.IsInt() || !k.Num().IsInt64() || k.Num().CmpAbs(big.NewInt(mostMultiple)) > 0 {
			continue
		}
		a := f.given[monomial[0].Name]
		if a == nil || a.kind != arctangent && a.kind != arcsine {
			continue
		}
		x, y, err := f.ofInverse(a, budget)
		if err != nil {
			return cos, sin, rest, err
		}
		times := k.Num().Int64()
		if times < 0 {
			times, y = -times, y.Neg()
		}
		for range times {
			if cos, sin, err = addAngles(cos, sin, x, y, budget); err == nil {
				if cos, err = f.Simplify(cos, budget); err == nil {
					sin, err = f.Simplify(sin, budget)
				}
			}
			if err != nil {
				return cos, sin, rest, err
			}
		}
		rest.numerator = rest.numerator.Sub(Variable(monomial[0].Name).Scale(k))
	}
	return cos, sin, rest, nil
}

// ofInverse gives cosine and sine of an arctangent or an arcsine.
func (f *Functions) ofInverse(a *application, budget *Budget) (cos, sin RationalFunction, err error) {
	square, err := a.argument.Mul(a.argument, budget)
	if err != nil {
		return cos, sin, err
	}
	if a.kind == arcsine {
		if square, err = FromInt(1).Sub(square, budget); err == nil {
			cos, err = f.Root(square, 2, budget)
		}
		return cos, a.argument, err
	}
	// The cosine of the arctangent of t is 1 over the root of 1 + t^2, its sine t times that.
	if square, err = square.Add(FromInt(1), budget); err == nil {
		square, err = f.Root(square, 2, budget)
	}
	if err == nil {
		cos, err = FromInt(1).Quo(square, budget)
	}
	if err == nil {
		sin, err = a.argument.Mul(cos, budget)
	}
	return cos, sin, err
}

// Arcsin gives the angle between -pi/2 and pi/2 whose sine is x. It returns [ErrNotReal] for numbers beyond 1.
func (f *Functions) Arcsin(x RationalFunction, budget *Budget) (RationalFunction, error) {
	x, err := f.Simplify(x, budget)
	if err != nil || x.IsZero() {
		return x, err
	}
	if leadingSign(x.numerator) < 0 {
		r, err := f.Arcsin(x.Neg(), budget)
		return r.Neg(), err
	}
	if f.isNumber(x.numerator) && f.isNumber(x.Denominator()) {
		cos, _, err := f.ofInverse(&application{kind: arcsine, argument: x}, budget)
		if err != nil {
			return x, err
		}
		if !cos.IsZero() {
			if x, err = x.Quo(cos, budget); err != nil {
				return x, err
			}
			return f.Arctan(x, budget)
		}
		half := big.NewRat(1, 2)
		if sign, ok := f.Sign(x, budget); !ok || sign < 0 {
			half.Neg(half)
		}
		return FromPolynomial(Variable(PiName).Scale(half)), nil
	}
	p, err := f.name(`\arcsin(`+withoutBrackets(x.String())+")", application{kind: arcsine, argument: x})
	return FromPolynomial(p), err
}

func withoutBrackets(text string) string {
	if strings.HasPrefix(text, "(") && enclosed(text) {
		return text[1 : len(text)-1]
	}
	return text
}

// Arctan gives the angle between -pi/2 and pi/2 whose tangent is x: a rational multiple of pi where it is one
// with a small denominator.
func (f *Functions) Arctan(x RationalFunction, budget *Budget) (RationalFunction, error) {
	x, err := f.Simplify(x, budget)
	if err != nil || x.IsZero() {
		return x, err
	}
	if leadingSign(x.numerator) < 0 {
		r, err := f.Arctan(x.Neg(), budget)
		return r.Neg(), err
	}
	if f.isNumber(x.numerator) && f.isNumber(x.Denominator()) {
		if turns, ok := f.turnsOf(x, budget); ok {
			return FromPolynomial(Variable(PiName).Scale(turns)), nil
		}
	}
	p, err := f.name(`\arctan(`+withoutBrackets(x.String())+")", application{kind: arctangent, argument: x})
	return FromPolynomial(p), err
}

// mostParts is the largest denominator of the multiples of pi that are looked for.
const mostParts = 60

// turnsOf finds the rational multiple of pi whose tangent is x: the one near the enclosed angle, if sine and
// cosine there are exactly in the ratio x.
func (f *Functions) turnsOf(x RationalFunction, budget *Budget) (*big.Rat, bool) {
	e, ok := f.Enclose(x, nil, 96)
	if !ok {
		return nil, false
	}
	inverse, _ := Pi(96).inverse()
	low, high := e.arctan().mul(inverse).Bounds()
	for d := int64(1); d <= mostParts; d++ {
		scaled := new(big.Rat).Mul(high, big.NewRat(d, 1))
		turns := new(big.Rat).SetFrac(new(big.Int).Div(scaled.Num(), scaled.Denom()), big.NewInt(d))
		if turns.Cmp(low) < 0 {
			continue
		}
		cos, sin, err := f.turned(turns, budget)
		if err != nil {
			return nil, false
		}
		product, err := cos.Mul(x, budget)
		if err == nil {
			product, err = product.Sub(sin, budget)
		}
		if err != nil {
			return nil, false
		}
		zero, sure := f.IsZero(product.numerator, nil, budget)
		return turns, zero && sure && !cos.IsZero()
	}
	return nil, false
}

// angleIsZero says whether a sum of rational multiples of arctangents of numbers and of pi is surely zero: a
// whole multiple of it is near zero and has the sine 0.
func (f *Functions) angleIsZero(p Polynomial, budget *Budget) bool {
	common := big.NewInt(1)
	for monomial, c := range p.Terms() {
		if len(monomial) != 1 || monomial[0].Exponent != 1 {
			return false
		}
		if a := f.given[monomial[0].Name]; a == nil || a.kind != arctangent && a.kind != circle {
			return false
		}
		common.Mul(common, new(big.Int).Quo(c.Denom(), new(big.Int).GCD(nil, nil, common, c.Denom())))
		if common.BitLen() > 8 {
			return false
		}
	}
	p = p.Scale(new(big.Rat).SetInt(common))
	e, ok := f.Enclose(FromPolynomial(p), nil, 96)
	if !ok {
		return false
	}
	low, high := e.Bounds()
	if low.Cmp(big.NewRat(-1, 1)) < 0 || high.Cmp(big.NewRat(1, 1)) > 0 {
		return false
	}
	_, sin, err := f.CosSin(FromPolynomial(p), budget)
	if err != nil {
		return false
	}
	zero, sure := f.IsZero(sin.numerator, nil, budget)
	return zero && sure
}

// mostMultiple bounds the multiples of an angle whose functions are expanded.
const mostMultiple = 24

// expandAngles writes the cosines and sines in p in those of angles no two of which are multiples of
// one: cos(2x) in cos(x) and sin(x), sin(x + y) in four functions.
func (f *Functions) expandAngles(p Polynomial, budget *Budget) (Polynomial, error) {
	// The parts of the angles: for each monomial, the largest rational number of which all its
	// coefficients are multiples.
	type part struct {
		form RationalFunction // the monomial
		unit *big.Rat
	}
	parts := map[string]*part{}
	split := func(x RationalFunction) (forms []RationalFunction, coefficients []*big.Rat) {
		if !x.IsPolynomial() {
			n, c := x.numerator.primitive()
			m, d := x.denominator.primitive()
			return []RationalFunction{quotientOfCoprime(n, m)}, []*big.Rat{c.Quo(c, d)}
		}
		for monomial, c := range x.numerator.Terms() {
			form := Integer(1)
			for _, v := range monomial {
				power, err := Variable(v.Name).Pow(v.Exponent, budget)
				if err == nil {
					form, err = form.Mul(power, budget)
				}
				if err != nil {
					return nil, nil
				}
			}
			forms, coefficients = append(forms, FromPolynomial(form)), append(coefficients, c)
		}
		return forms, coefficients
	}
	var angles []string
	for _, name := range p.variables {
		a := f.given[name]
		if a == nil || a.kind != cosine && a.kind != sine || a.constant {
			continue
		}
		angles = append(angles, name)
		forms, coefficients := split(a.argument)
		for i, form := range forms {
			key := form.String()
			if parts[key] == nil {
				parts[key] = &part{form, new(big.Rat).Abs(coefficients[i])}
				continue
			}
			parts[key].unit = gcdRat(parts[key].unit, coefficients[i])
		}
	}
	if len(angles) == 0 {
		return p, nil
	}
	values := map[string]Polynomial{}
	for _, name := range angles {
		a := f.given[name]
		forms, coefficients := split(a.argument)
		cos, sin := FromInt(1), FromInt(0)
		for i, form := range forms {
			unit := parts[form.String()].unit
			k := new(big.Rat).Quo(coefficients[i], unit)
			if !k.IsInt() || !k.Num().IsInt64() || k.Num().Int64() > mostMultiple || k.Num().Int64() < -mostMultiple {
				return p, ErrLimit
			}
			scaled, err := form.Mul(FromRat(unit), budget)
			if err != nil {
				return p, err
			}
			c, s, err := f.CosSin(scaled, budget)
			if err != nil {
				return p, err
			}
			times := k.Num().Int64()
			if times < 0 {
				times, s = -times, s.Neg()
			}
			for range times {
				if cos, sin, err = addAngles(cos, sin, c, s, budget); err != nil {
					return p, err
				}
			}
		}
		v := cos
		if a.kind == sine {
			v = sin
		}
		if !v.IsPolynomial() {
			return p, nil
		}
		if !v.numerator.Equal(Variable(name)) {
			values[name] = v.numerator
		}
	}
	if len(values) == 0 {
		return p, nil
	}
	return p.SubstitutePolynomials(values, budget)
}

// gcdRat is the largest rational number of which both are multiples.
func gcdRat(a, b *big.Rat) *big.Rat {
	num := new(big.Int).GCD(nil, nil, new(big.Int).Mul(a.Num(), b.Denom()), new(big.Int).Abs(new(big.Int).Mul(b.Num(), a.Denom())))
	return new(big.Rat).SetFrac(num, new(big.Int).Mul(a.Denom(), b.Denom()))
}
