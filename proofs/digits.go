package proofs

import (
	"fmt"
	"math/big"
)

// firstDifference finds the first digit in which two values of numbers differ. It
// fails where an entry holds free symbols, or where the enclosures overlap.
func (c *checker) firstDifference(x, y value) (*DigitDifference, bool) {
	x, y = x.single(), y.single()
	as, bs := x.entries(), y.entries()
	for i := range as {
		if as[i].Equal(bs[i]) {
			continue
		}
		var a, b interval
		apart := false
		for bits := enclosureBits; bits <= mostEnclosureBits && !apart; bits *= 4 {
			var ok, also bool
			a, ok = encloseTo(c.functions, scalarValue(as[i]), uint(bits))
			b, also = encloseTo(c.functions, scalarValue(bs[i]), uint(bits))
			if !ok || !also {
				return nil, false
			}
			apart = a.low.Cmp(b.high) > 0 || b.low.Cmp(a.high) > 0
			if a.low.Cmp(a.high) == 0 && b.low.Cmp(b.high) == 0 {
				break
			}
		}
		if !apart {
			continue // they may be equal
		}
		d := digitsDiffer(b.low, a)
		if d == nil {
			return nil, false
		}
		if x.isMatrix {
			d.locate(i, x)
		}
		return d, true
	}
	return nil, false
}

// locate says in which entry of a value the difference is.
func (d *DigitDifference) locate(entry int, v value) {
	d.Row, d.Column = entry/v.columns()+1, entry%v.columns()+1
	if v.isVector() {
		d.rank = entry + 1
	}
}

// mostPlaces is how many decimal places two numbers are compared to.
const mostPlaces = 58

// mostEnclosureBits is how many binary places an enclosure may have where fewer
// do not settle a question: some 1,100 decimal ones.
const mostEnclosureBits = 16 * enclosureBits

// digitsDiffer finds the first digit in which a stated number differs from an
// exact one, or nil where that is not among the places compared.
func digitsDiffer(stated *big.Rat, exact interval) *DigitDifference {
	if s, t := stated.Sign(), exact.sign(); s*t < 0 {
		return &DigitDifference{Sign: true, Stated: signOf(s), Exact: signOf(t)}
	}
	places := mostPlaces
	for _, r := range []*big.Rat{stated, exact.low} {
		// Numbers that are close, and small, may differ behind that.
		places = max(places, len(r.Denom().String())+mostPlaces)
	}
	places = min(places, 2*maxDigitsCompared)
	if width := new(big.Rat).Sub(exact.high, exact.low); width.Sign() > 0 {
		width.Inv(width)
		places = len(new(big.Int).Quo(width.Num(), width.Denom()).String()) - 1
	}
	a, b := cutOff(stated, places), cutOff(exact.low, places)
	for len(a) < len(b) {
		a = "0" + a
	}
	for len(b) < len(a) {
		b = "0" + b
	}
	for i := range a {
		if a[i] != b[i] {
			return &DigitDifference{Place: len(a) - places - 1 - i, Stated: a[i : i+1], Exact: b[i : i+1]}
		}
	}
	return nil
}

// maxDigitsCompared bounds the work of comparing long numbers.
const maxDigitsCompared = 5000

// cutOff writes the digits of |r| with so many decimal places, without a point.
func cutOff(r *big.Rat, places int) string {
	n := new(big.Int).Mul(new(big.Int).Abs(r.Num()), powerOfTen(places))
	return n.Quo(n, r.Denom()).String()
}

func signOf(s int) string {
	if s < 0 {
		return "-"
	}
	return "+"
}

// says tells the difference in words.
func (d *DigitDifference) says() string {
	where := ""
	switch {
	case d.rank > 0:
		where = fmt.Sprintf("entry %d: ", d.rank)
	case d.Row > 0:
		where = fmt.Sprintf("entry (%d, %d): ", d.Row, d.Column)
	}
	if d.Sign {
		return where + fmt.Sprintf("the sign differs: %s, not %s", d.Stated, d.Exact)
	}
	return where + fmt.Sprintf("the first digit that differs is the %s: %s, not %s", placeInWords(d.Place), d.Stated, d.Exact)
}

// placeInWords names the place of a digit.
func placeInWords(place int) string {
	switch place {
	case 0:
		return "units"
	case 1:
		return "tens"
	case 2:
		return "hundreds"
	case 3:
		return "thousands"
	}
	if place > 0 {
		return fmt.Sprintf("digit of 10^%d", place)
	}
	ordinal := "th"
	if n := -place % 100; n < 11 || n > 13 {
		switch -place % 10 {
		case 1:
			ordinal = "st"
		case 2:
			ordinal = "nd"
		case 3:
			ordinal = "rd"
		}
	}
	return fmt.Sprintf("%d%s decimal place", -place, ordinal)
}
