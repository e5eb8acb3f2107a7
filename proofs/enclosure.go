package proofs

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/hence-math/hence/symbolic"
)

// interval encloses a real number between two rational ones.
type interval struct {
	low, high *big.Rat
}

// enclosureBits is how many binary places enclosures have: some 70 decimal ones.
const enclosureBits = 240

// enclose encloses a value that holds no free symbols.
func enclose(f *symbolic.Functions, v value) (interval, bool) { return encloseTo(f, v, enclosureBits) }

// encloseTo encloses a value without free symbols to so many binary places.
func encloseTo(f *symbolic.Functions, v value, bits uint) (interval, bool) {
	v = v.single()
	if v.isMatrix {
		return interval{}, false
	}
	if c, ok := v.scalar.AsConstant(); ok {
		return interval{c, c}, true
	}
	e, ok := f.Enclose(v.scalar, nil, bits)
	if !ok {
		return interval{}, false
	}
	low, high := e.Bounds()
	return interval{low, high}, true
}

// lightened gives the entries of a value that are numbers of long forms names of their
// own, made from that of the value: a recurrence with roots would else grow beyond all
// bounds.
func lightened(f *symbolic.Functions, v value, key string) value {
	entries := v.entries()
	changed := false
	for i, entry := range entries {
		if !f.Heavy(entry) {
			continue
		}
		hint := `\langle ` + strings.ReplaceAll(key, `\mathbf{`, `{`) // the entry is a scalar
		hint += `\rangle`
		if v.isMatrix {
			hint += "_{" + strconv.Itoa(i/v.columns()+1) + "," + strconv.Itoa(i%v.columns()+1) + "}"
		}
		if short, err := f.Named(hint, entry); err == nil {
			entries[i], changed = short, true
		}
	}
	switch {
	case !changed:
		return v
	case v.isMatrix:
		return reshape(v.rows(), v.columns(), entries, v.opaque)
	}
	v.scalar = entries[0]
	return v
}

// encloseEntries encloses every entry of a value, row by row.
func encloseEntries(f *symbolic.Functions, v value, bits uint) ([]interval, bool) {
	entries := v.entries()
	all := make([]interval, len(entries))
	for i, entry := range entries {
		var ok bool
		if all[i], ok = encloseTo(f, scalarValue(entry), bits); !ok {
			return nil, false
		}
	}
	return all, true
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
