package proofs

import (
	"math/big"

	"github.com/hence-math/hence/symbolic"
)

// interval encloses a real number between two rational ones.
type interval struct {
	low, high *big.Rat
}

// enclosureDigits is how many decimal places enclosures of roots and of \pi have.
const enclosureDigits = 60

// piDigits are the decimal places of \pi, cut off: it lies between this and one
// unit more in the last place. (Any table; checked in a test by Machin's formula.)
const piDigits = "3.141592653589793238462643383279502884197169399375105820974944"

// enclose encloses a value that holds no symbols but roots of primes and \pi.
func enclose(v value) (interval, bool) {
	v = v.single()
	if v.isMatrix || v.opaque {
		return interval{}, false
	}
	top, ok := enclosePolynomial(v.scalar.Numerator())
	if !ok {
		return interval{}, false
	}
	bottom, ok := enclosePolynomial(v.scalar.Denominator())
	if !ok || bottom.low.Sign() <= 0 && bottom.high.Sign() >= 0 {
		return interval{}, false
	}
	inverse := interval{new(big.Rat).Inv(bottom.high), new(big.Rat).Inv(bottom.low)}
	return top.times(inverse), true
}

func enclosePolynomial(p symbolic.Polynomial) (interval, bool) {
	if p.Len() > 200 || p.TotalDegree() > 200 {
		return interval{}, false
	}
	total := interval{new(big.Rat), new(big.Rat)}
	for monomial, c := range p.Terms() {
		term := interval{c, c}
		for _, x := range monomial {
			factor, ok := encloseSymbol(x.Name)
			if !ok {
				return interval{}, false
			}
			for range x.Exponent {
				term = term.times(factor)
			}
		}
		total.low = new(big.Rat).Add(total.low, term.low)
		total.high = new(big.Rat).Add(total.high, term.high)
	}
	return total, true
}

func encloseSymbol(name string) (interval, bool) {
	unit := new(big.Rat).SetFrac(big.NewInt(1), powerOfTen(enclosureDigits))
	if name == `\pi` {
		low, ok := new(big.Rat).SetString(piDigits)
		return interval{low, new(big.Rat).Add(low, unit)}, ok
	}
	square, ok := squareOfRoot(name)
	if !ok {
		return interval{}, false
	}
	scaled := new(big.Int).Mul(square.Num(), powerOfTen(2*enclosureDigits))
	low := new(big.Rat).SetFrac(scaled.Sqrt(scaled), powerOfTen(enclosureDigits))
	return interval{low, new(big.Rat).Add(low, unit)}, true
}

func (a interval) times(b interval) interval {
	var out interval
	for _, x := range []*big.Rat{a.low, a.high} {
		for _, y := range []*big.Rat{b.low, b.high} {
			p := new(big.Rat).Mul(x, y)
			if out.low == nil || p.Cmp(out.low) < 0 {
				out.low = p
			}
			if out.high == nil || p.Cmp(out.high) > 0 {
				out.high = p
			}
		}
	}
	return out
}

// sign gives the sign of every number in the interval, 0 where it is not settled.
func (a interval) sign() int {
	switch {
	case a.low.Sign() > 0:
		return 1
	case a.high.Sign() < 0:
		return -1
	}
	return 0
}
