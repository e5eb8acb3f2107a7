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

// atoms are the enclosures of symbols that stand for one number: a root of
// something that is no rational number, keyed by the name of the symbol.
type atoms map[string]interval

// eulerDigits are the decimal places of e, cut off.
const eulerDigits = "2.718281828459045235360287471352662497757247093699959574966967"

// withEuler lets the letter e stand for Euler's number.
func (t atoms) withEuler() {
	low, ok := new(big.Rat).SetString(eulerDigits)
	if ok {
		t["e"] = interval{low, new(big.Rat).Add(low, new(big.Rat).SetFrac(big.NewInt(1), powerOfTen(enclosureDigits)))}
	}
}

// enclose encloses a value that holds no symbols but roots of primes, \pi and atoms.
func (t atoms) enclose(v value) (interval, bool) {
	v = v.single()
	if v.isMatrix {
		return interval{}, false
	}
	top, ok := t.polynomial(v.scalar.Numerator())
	if !ok {
		return interval{}, false
	}
	bottom, ok := t.polynomial(v.scalar.Denominator())
	if !ok || bottom.low.Sign() <= 0 && bottom.high.Sign() >= 0 {
		return interval{}, false
	}
	inverse := interval{new(big.Rat).Inv(bottom.high), new(big.Rat).Inv(bottom.low)}
	return top.times(inverse), true
}

func (t atoms) polynomial(p symbolic.Polynomial) (interval, bool) {
	if p.Len() > 200 || p.TotalDegree() > 200 {
		return interval{}, false
	}
	total := interval{new(big.Rat), new(big.Rat)}
	for monomial, c := range p.Terms() {
		term := interval{c, c}
		for _, x := range monomial {
			factor, ok := t.symbol(x.Name)
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

func (t atoms) symbol(name string) (interval, bool) {
	unit := new(big.Rat).SetFrac(big.NewInt(1), powerOfTen(enclosureDigits))
	if name == `\pi` {
		low, ok := new(big.Rat).SetString(piDigits)
		return interval{low, new(big.Rat).Add(low, unit)}, ok
	}
	if known, ok := t[name]; ok {
		return known, true
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

// mostAtoms bounds how many numbers without normal form a document may hold.
const mostAtoms = 10_000

// root notes the enclosure of a k-th root of a value that can be enclosed.
func (t atoms) root(name string, x value, k int) {
	if t == nil || len(t) >= mostAtoms {
		return
	}
	inside, ok := t.enclose(x)
	if !ok || inside.low.Sign() < 0 {
		return
	}
	unit := new(big.Rat).SetFrac(big.NewInt(1), powerOfTen(enclosureDigits))
	t[name] = interval{floorRoot(inside.low, k), new(big.Rat).Add(floorRoot(inside.high, k), unit)}
}

// floorRoot is the k-th root of a nonnegative number, cut off at the last place.
func floorRoot(r *big.Rat, k int) *big.Rat {
	scaled := new(big.Int).Mul(r.Num(), powerOfTen(k*enclosureDigits))
	scaled.Quo(scaled, r.Denom())
	var root *big.Int
	if k == 2 {
		root = scaled.Sqrt(scaled)
	} else {
		low, high := new(big.Int), new(big.Int).Lsh(big.NewInt(1), uint(scaled.BitLen()/k+1))
		for low.Cmp(high) < 0 { // the largest whose k-th power is not too large
			middle := new(big.Int).Add(low, high)
			middle.Add(middle, big.NewInt(1)).Rsh(middle, 1)
			if new(big.Int).Exp(middle, big.NewInt(int64(k)), nil).Cmp(scaled) <= 0 {
				low = middle
			} else {
				high = middle.Sub(middle, big.NewInt(1))
			}
		}
		root = low
	}
	return new(big.Rat).SetFrac(root, powerOfTen(enclosureDigits))
}

// mostCertain is how many decimal places of an inexact answer are written.
const mostCertain = 15

// decimals writes the decimal places that all numbers of the interval share when
// rounded, at most the given number, and how many these are.
func (a interval) decimals(most int) (text string, places int, ok bool) {
	for places = most; places >= 1; places-- {
		low, high := a.low.FloatString(places), a.high.FloatString(places)
		if low == high {
			return low, places, true
		}
	}
	return "", 0, false
}
