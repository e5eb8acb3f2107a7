package numeric

import "math/big"

// Enclosure is a closed interval with rational ends that holds a real number: the number itself where both ends
// are equal. The zero value is the number 0. Enclosures are immutable.
type Enclosure struct {
	low, high Scalar
}

// Exactly returns the enclosure that holds s alone.
func Exactly(s Scalar) Enclosure { return Enclosure{low: s, high: s} }

// Low returns the lower end.
func (e Enclosure) Low() Scalar { return e.low }

// High returns the upper end.
func (e Enclosure) High() Scalar { return e.high }

// Exact returns the number that e holds, and false where e does not settle it.
func (e Enclosure) Exact() (Scalar, bool) { return e.low, e.low.Equal(e.high) }

// Contains reports whether s lies in e.
func (e Enclosure) Contains(s Scalar) bool { return e.low.Cmp(s) <= 0 && s.Cmp(e.high) <= 0 }

// Places returns how many decimal places of the number are certain, at most the given number: rounded to so
// many places, half away from zero, every number of e is the same. It returns -1 where not even the rounding
// to an integer is settled.
func (e Enclosure) Places(most int) int {
	low, high := e.low.asRat(), e.high.asRat()
	for places := most; places >= 0; places-- {
		if low.FloatString(places) == high.FloatString(places) {
			return places
		}
	}
	return -1
}

// Text returns the number rounded to the given count of decimal places, half away from zero. It is right where
// Places says that so many are certain; elsewhere it is the rounded lower end.
func (e Enclosure) Text(places int) string { return e.low.asRat().FloatString(places) }

// String returns an exact number as Scalar.String does, and otherwise both ends, such as [1.41, 1.42].
func (e Enclosure) String() string {
	if s, exact := e.Exact(); exact {
		return s.String()
	}
	return "[" + e.low.String() + ", " + e.high.String() + "]"
}

// Precision is the number of significant digits to which the ends of an enclosure are rounded outward. Exact
// numbers stay exact as long as they have no more than so many digits (a fraction: in numerator and
// denominator). A precision below 1 counts as 1.
type Precision int

// Add returns an enclosure of a + b.
func (p Precision) Add(a, b Enclosure) (Enclosure, error) {
	return p.ends(func() (Scalar, error) { return a.low.Add(b.low) }, func() (Scalar, error) { return a.high.Add(b.high) })
}

// Sub returns an enclosure of a - b.
func (p Precision) Sub(a, b Enclosure) (Enclosure, error) {
	return p.Add(a, Enclosure{low: b.high.Neg(), high: b.low.Neg()})
}

// Mul returns an enclosure of a b.
func (p Precision) Mul(a, b Enclosure) (Enclosure, error) {
	var product Enclosure
	for i, x := range []Scalar{a.low, a.high} {
		for j, y := range []Scalar{b.low, b.high} {
			z, err := x.Mul(y)
			if err != nil {
				return Enclosure{}, err
			}
			first := i == 0 && j == 0
			if first || z.Cmp(product.low) < 0 {
				product.low = z
			}
			if first || z.Cmp(product.high) > 0 {
				product.high = z
			}
		}
	}
	return p.round(product)
}

// Square returns an enclosure of a^2, which is never negative.
func (p Precision) Square(a Enclosure) (Enclosure, error) {
	square, err := p.Mul(a, a)
	if err == nil && square.low.Sign() < 0 {
		square.low = Scalar{}
	}
	return square, err
}

// Quo returns an enclosure of a / b. Where b is 0 the error is ErrDivisionByZero, and ErrUncertain where b holds
// 0 among other numbers.
func (p Precision) Quo(a, b Enclosure) (Enclosure, error) {
	switch low, high := b.low.Sign(), b.high.Sign(); {
	case low == 0 && high == 0:
		return Enclosure{}, ErrDivisionByZero
	case low <= 0 && high >= 0:
		return Enclosure{}, ErrUncertain
	}
	low, err := NewInt(1).Quo(b.high)
	if err != nil {
		return Enclosure{}, err
	}
	high, err := NewInt(1).Quo(b.low)
	if err != nil {
		return Enclosure{}, err
	}
	return p.Mul(a, Enclosure{low: low, high: high})
}

// Sqrt returns an enclosure of the square root of a, the root itself where a is exact and its root rational.
// Where a is negative the error is ErrNegative, and ErrUncertain where a holds negative numbers among others.
func (p Precision) Sqrt(a Enclosure) (Enclosure, error) {
	switch {
	case a.high.Sign() < 0:
		return Enclosure{}, ErrNegative
	case a.low.Sign() < 0:
		return Enclosure{}, ErrUncertain
	}
	lowest, err := p.sqrt(a.low)
	if err != nil {
		return Enclosure{}, err
	}
	highest, err := p.sqrt(a.high)
	if err != nil {
		return Enclosure{}, err
	}
	return p.round(Enclosure{low: lowest.low, high: highest.high})
}

// Max returns an enclosure of the larger of a and b.
func Max(a, b Enclosure) Enclosure {
	if a.low.Cmp(b.low) < 0 {
		a.low = b.low
	}
	if a.high.Cmp(b.high) < 0 {
		a.high = b.high
	}
	return a
}

// sqrt encloses the square root of s >= 0: the root itself if it is rational, else two neighbours of p digits.
func (p Precision) sqrt(s Scalar) (Enclosure, error) {
	r := s.asRat()
	root := new(big.Rat).SetFrac(new(big.Int).Sqrt(r.Num()), new(big.Int).Sqrt(r.Denom()))
	if new(big.Rat).Mul(root, root).Cmp(r) == 0 {
		exact, err := NewRat(root)
		return Exactly(exact), err
	}
	// The integer part of the root of r 10^(2 places) has the digits wanted.
	places := int(p.atLeastOne()) + 1 + (digitsOf(r.Denom())-digitsOf(r.Num()))/2
	scaled := floorScaled(r, 2*places)
	scaled.Sqrt(scaled)
	low, err := NewRat(overPowerOfTen(scaled, places))
	if err != nil {
		return Enclosure{}, err
	}
	high, err := NewRat(overPowerOfTen(scaled.Add(scaled, big.NewInt(1)), places))
	return Enclosure{low: low, high: high}, err
}

// ends makes an enclosure of two computed ends.
func (p Precision) ends(low, high func() (Scalar, error)) (Enclosure, error) {
	l, err := low()
	if err != nil {
		return Enclosure{}, err
	}
	h, err := high()
	if err != nil {
		return Enclosure{}, err
	}
	return p.round(Enclosure{low: l, high: h})
}

// round moves the ends outward to the precision, unless e is exact and short.
func (p Precision) round(e Enclosure) (Enclosure, error) {
	if s, exact := e.Exact(); exact && p.short(s) {
		return e, nil
	}
	low, err := p.floor(e.low)
	if err != nil {
		return Enclosure{}, err
	}
	high, err := p.floor(e.high.Neg())
	return Enclosure{low: low, high: high.Neg()}, err
}

// short reports whether s has no more digits than p allows.
func (p Precision) short(s Scalar) bool {
	if dec, ends := s.Decimal(); ends {
		return digitsOf(dec.Coefficient()) <= int(p.atLeastOne())
	}
	return digitsOf(s.rat.Num()) <= int(p.atLeastOne()) && digitsOf(s.rat.Denom()) <= int(p.atLeastOne())
}

// floor returns the largest decimal of p digits that is no larger than s.
func (p Precision) floor(s Scalar) (Scalar, error) {
	if s.IsZero() || s.Terminates() && p.short(s) {
		return s, nil
	}
	r := s.asRat()
	places := int(p.atLeastOne()) - (digitsOf(r.Num()) - digitsOf(r.Denom()))
	return NewRat(overPowerOfTen(floorScaled(r, places), places))
}

// floorScaled returns the integer part of r 10^places, rounded towards minus infinity.
func floorScaled(r *big.Rat, places int) *big.Int {
	numerator, denominator := r.Num(), r.Denom()
	if places >= 0 {
		numerator = new(big.Int).Mul(numerator, power(10, places))
	} else {
		denominator = new(big.Int).Mul(denominator, power(10, -places))
	}
	// The denominator is positive, so Euclid's division is the floor.
	return new(big.Int).Div(numerator, denominator)
}

// overPowerOfTen returns n / 10^places.
func overPowerOfTen(n *big.Int, places int) *big.Rat {
	if places < 0 {
		return new(big.Rat).SetInt(new(big.Int).Mul(n, power(10, -places)))
	}
	return new(big.Rat).SetFrac(n, power(10, places))
}

// digitsOf returns the number of decimal digits of n, or one more.
func digitsOf(n *big.Int) int {
	// log10(2) < 0.30103
	return n.BitLen()*30103/100_000 + 1
}

func (p Precision) atLeastOne() Precision { return max(p, 1) }
