package proofs

import (
	"math/big"

	"github.com/hence-math/hence/symbolic"
)

// interval encloses a real number between two rational ones.
type interval struct {
	low, high *big.Rat
}

// enclosureBits is how many binary places enclosures have: some 70 decimal ones.
const enclosureBits = 240

// enclose encloses a value that holds no free symbols.
func enclose(f *symbolic.Functions, v value) (interval, bool) {
	v = v.single()
	if v.isMatrix {
		return interval{}, false
	}
	if c, ok := v.scalar.AsConstant(); ok {
		return interval{c, c}, true
	}
	e, ok := f.Enclose(v.scalar, nil, enclosureBits)
	if !ok {
		return interval{}, false
	}
	low, high := e.Bounds()
	return interval{low, high}, true
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
