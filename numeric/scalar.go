package numeric

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// Scalar is an exact rational number within the limits of the package. The zero value is 0.
type Scalar struct {
	// dec holds the value, without trailing zeros, if rat is nil.
	dec decimal.Decimal
	// rat holds a value whose decimal expansion does not end. It is never changed.
	rat *big.Rat
}

// NewInt returns n.
func NewInt(n int64) Scalar {
	return Scalar{dec: decimal.NewFromInt(n).Normalize()}
}

// NewDecimal returns the value of d.
func NewDecimal(d decimal.Decimal) (Scalar, error) {
	d = d.Normalize()
	if exponent := d.Exponent(); exponent > MaxExponent || exponent < -MaxExponent || !fits(d.Coefficient()) {
		return Scalar{}, ErrLimit
	}
	return Scalar{dec: d}, nil
}

// NewRat returns the value of r, which it copies.
func NewRat(r *big.Rat) (Scalar, error) {
	if !fits(r.Num(), r.Denom()) {
		return Scalar{}, ErrLimit
	}
	coefficient, places, ends := expand(r)
	if !ends {
		return Scalar{rat: new(big.Rat).Set(r)}, nil
	}
	if places > MaxExponent {
		return Scalar{}, ErrLimit
	}
	return NewDecimal(decimal.NewFromBigInt(coefficient, -int32(places)))
}

// expand writes r as coefficient / 10^places and reports whether that is possible. Where it would take more
// than MaxExponent places it returns no coefficient.
func expand(r *big.Rat) (coefficient *big.Int, places int, ends bool) {
	twos := int(r.Denom().TrailingZeroBits())
	rest := new(big.Int).Rsh(r.Denom(), uint(twos))
	rest, fives := divideOut(rest, 5)
	if !rest.IsInt64() || rest.Int64() != 1 {
		return nil, 0, false
	}
	places = max(twos, fives)
	if places > MaxExponent {
		return nil, places, true
	}
	coefficient = power(10, places)
	coefficient.Quo(coefficient, r.Denom())
	return coefficient.Mul(coefficient, r.Num()), places, true
}

// divideOut divides n by p as often as that leaves no remainder. It tries growing powers of p, so the number
// of divisions grows with the logarithm of the count.
func divideOut(n *big.Int, p int64) (rest *big.Int, count int) {
	powers := []*big.Int{big.NewInt(p)}
	quotient, remainder := new(big.Int), new(big.Int)
	rest = new(big.Int).Set(n)
	for {
		largest := powers[len(powers)-1]
		if quotient.QuoRem(rest, largest, remainder); remainder.Sign() != 0 {
			break
		}
		rest, quotient = quotient, rest
		count += 1 << (len(powers) - 1)
		powers = append(powers, new(big.Int).Mul(largest, largest))
	}
	for i := len(powers) - 2; i >= 0; i-- {
		if quotient.QuoRem(rest, powers[i], remainder); remainder.Sign() == 0 {
			rest, quotient = quotient, rest
			count += 1 << i
		}
	}
	return rest, count
}

// power returns base^exponent for exponent >= 0.
func power(base int64, exponent int) *big.Int {
	return new(big.Int).Exp(big.NewInt(base), big.NewInt(int64(exponent)), nil)
}

// Terminates reports whether the decimal expansion of s ends.
func (s Scalar) Terminates() bool { return s.rat == nil }

// Decimal returns s as a decimal, and false if its expansion does not end.
func (s Scalar) Decimal() (decimal.Decimal, bool) { return s.dec, s.rat == nil }

// Rat returns s as a fraction. The caller may change it.
func (s Scalar) Rat() *big.Rat { return new(big.Rat).Set(s.asRat()) }

// asRat is Rat without the promise of a copy.
func (s Scalar) asRat() *big.Rat {
	if s.rat != nil {
		return s.rat
	}
	coefficient, exponent := s.dec.Coefficient(), int(s.dec.Exponent())
	if exponent >= 0 {
		return new(big.Rat).SetInt(coefficient.Mul(coefficient, power(10, exponent)))
	}
	return new(big.Rat).SetFrac(coefficient, power(10, -exponent))
}

// String returns s in its canonical form: a plain decimal without superfluous zeros, or p/q in lowest terms if
// the decimal does not end. Parse reads it back.
func (s Scalar) String() string {
	if s.rat != nil {
		return s.rat.String()
	}
	return s.dec.String()
}

// Sign returns -1, 0 or 1.
func (s Scalar) Sign() int {
	if s.rat != nil {
		return s.rat.Sign()
	}
	return s.dec.Sign()
}

// IsZero reports whether s is 0.
func (s Scalar) IsZero() bool { return s.Sign() == 0 }

// Cmp returns -1, 0 or 1 as s is less than, equal to or greater than t.
func (s Scalar) Cmp(t Scalar) int {
	if s.rat == nil && t.rat == nil {
		return s.dec.Cmp(t.dec)
	}
	return s.asRat().Cmp(t.asRat())
}

// Equal reports whether s and t are the same number.
func (s Scalar) Equal(t Scalar) bool {
	return s.Terminates() == t.Terminates() && s.Cmp(t) == 0
}

// Neg returns -s.
func (s Scalar) Neg() Scalar {
	if s.rat != nil {
		return Scalar{rat: new(big.Rat).Neg(s.rat)}
	}
	return Scalar{dec: s.dec.Neg().Normalize()}
}

// Add returns s + t.
func (s Scalar) Add(t Scalar) (Scalar, error) {
	return combine(s, t, decimal.Decimal.Add, (*big.Rat).Add)
}

// Sub returns s - t.
func (s Scalar) Sub(t Scalar) (Scalar, error) {
	return combine(s, t, decimal.Decimal.Sub, (*big.Rat).Sub)
}

// Mul returns s t.
func (s Scalar) Mul(t Scalar) (Scalar, error) {
	return combine(s, t, decimal.Decimal.Mul, (*big.Rat).Mul)
}

// combine applies one operation, to decimals if both operands are such and to fractions otherwise. Its work
// is bounded as the operands are: no exponent is further than 2 MaxExponent from another.
func combine(
	s, t Scalar,
	decimals func(a, b decimal.Decimal) decimal.Decimal,
	fractions func(z, a, b *big.Rat) *big.Rat,
) (Scalar, error) {
	if s.rat == nil && t.rat == nil {
		return NewDecimal(decimals(s.dec, t.dec))
	}
	return NewRat(fractions(new(big.Rat), s.asRat(), t.asRat()))
}

// Quo returns the exact quotient s / t, a fraction where the decimal would not end.
func (s Scalar) Quo(t Scalar) (Scalar, error) {
	if t.IsZero() {
		return Scalar{}, ErrDivisionByZero
	}
	return NewRat(new(big.Rat).Quo(s.asRat(), t.asRat()))
}

// QuoDecimal returns s / t if its decimal expansion ends, and otherwise a *NotTerminatingError holding the
// fraction.
func (s Scalar) QuoDecimal(t Scalar) (Scalar, error) {
	quotient, err := s.Quo(t)
	if err == nil && !quotient.Terminates() {
		return Scalar{}, &NotTerminatingError{quotient: quotient.Rat()}
	}
	return quotient, err
}
