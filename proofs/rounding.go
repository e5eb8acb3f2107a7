package proofs

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// literal gives the decimal that a member is: its value and the number of decimal
// places it shows.
func literal(n syntax.Node) (places int, ok bool) {
	n = unwrapped(n)
	if s, ok := n.(*syntax.Sum); ok && len(s.Terms) == 1 {
		n = unwrapped(s.Terms[0].Value)
	}
	number, ok := n.(*syntax.Number)
	if !ok || number.Repeating != "" {
		return 0, false
	}
	_, decimals, _ := strings.Cut(number.Text, ".")
	return len(decimals), true
}

// rightToPlaces says whether shown is x to that many decimal places: rounded to
// the nearest, or cut off, in which case truncated is set.
func rightToPlaces(x, shown *big.Rat, places int) (right, truncated bool) {
	unit := new(big.Rat).SetFrac(big.NewInt(1), powerOfTen(places))
	d := new(big.Rat).Sub(x, shown)
	distance := new(big.Rat).Abs(d)
	half := new(big.Rat).Mul(unit, big.NewRat(1, 2))
	if distance.Cmp(half) <= 0 {
		return true, false
	}
	// Cut off: the digits shown are those of x.
	return distance.Cmp(unit) < 0 && d.Sign() == x.Sign(), true
}

// rightToPlaces says so of every number in the interval.
func (a interval) rightToPlaces(shown *big.Rat, places int) (right, truncated bool) {
	low, cut := rightToPlaces(a.low, shown, places)
	high, alsoCut := rightToPlaces(a.high, shown, places)
	return low && high, cut || alsoCut
}

// isRounded gives the verdict rounded where one member is a decimal literal whose
// every digit is right.
func (c *checker) isRounded(l *Link, ch *chain, i int, x, y value, k claim) bool {
	for side, n := range []syntax.Node{ch.members[i+1], ch.members[i]} {
		places, ok := literal(n)
		if !ok || places == 0 && !k.rounds {
			continue
		}
		exact, shown := x, y
		if side == 1 {
			exact, shown = y, x
		}
		e, ok := enclose(c.functions, exact)
		s, known := constantOf(shown)
		if !ok || !known {
			continue
		}
		if right, truncated := e.rightToPlaces(s, places); right {
			l.Verdict, l.Reason = Rounded, ""
			l.Says = fmt.Sprintf("not exact, but right to the %d decimal places shown", places)
			if truncated {
				l.Remarks = append(l.Remarks, "truncated")
				l.Says = fmt.Sprintf("not exact: cut off after %d decimal places, not rounded", places)
			}
			return true
		}
	}
	return false
}

// approximately decides `\approx` between numbers, entry by entry: to the digits shown.
func (c *checker) approximately(l *Link, ch *chain, i int, x, y value) {
	if sameShape(x, y) && c.same(x, y) {
		l.Verdict, l.Reason = Proved, ""
		return
	}
	x, y = x.single(), y.single()
	functions, assumed := c.functions, false
	if c.env.find("e") == nil && (slices.Contains(x.variables(), "e") || slices.Contains(y.variables(), "e")) {
		functions, assumed = functions.AssumingEuler("e"), true
	}
	if !sameShape(x, y) {
		l.Verdict, l.Reason, l.Says = Unknown, Unsupported, "an approximation between different shapes"
		return
	}
	for side, n := range []syntax.Node{ch.members[i+1], ch.members[i]} {
		places, ok := shownPlaces(n, len(x.entries()))
		if !ok {
			continue
		}
		exact, shown := x, y
		if side == 1 {
			exact, shown = y, x
		}
		c.asShown(l, functions, exact, shown, places)
		if assumed && l.Verdict == Proved {
			l.Assumed = append(l.Assumed, "e is Euler's number")
		}
		if assumed && l.Verdict == Refuted {
			l.Verdict, l.Reason, l.Says = Unknown, UndefinedSymbol, "e has no value here"
		}
		return
	}
	l.Verdict, l.Reason, l.Says = Unknown, Conditional, "how close is meant is not said"
}

// asShown decides whether the entries of a value are those shown to so many decimal
// places each.
func (c *checker) asShown(l *Link, f *symbolic.Functions, exact, shown value, places []int) {
	var numbers, written []interval
	for bits := uint(enclosureBits); ; bits *= 4 {
		var ok, also bool
		numbers, ok = encloseEntries(f, exact, bits)
		written, also = encloseEntries(f, shown, bits)
		if !ok || !also {
			l.Verdict, l.Reason, l.Says = Unknown, Unsupported, "an approximation of what hence cannot enclose"
			return
		}
		settled := true
		for k, a := range numbers {
			settled = settled && a.settles(written[k].low, places[k])
		}
		if settled {
			break
		}
		if bits > mostEnclosureBits {
			l.Verdict, l.Reason, l.Says = Unknown, Limit, "the digits shown are not settled"
			return
		}
	}
	l.Verdict, l.Reason, l.Says = Proved, "", fmt.Sprintf("to the %d decimal places shown", slices.Max(places))
	for k, number := range written {
		if right, _ := numbers[k].rightToPlaces(number.low, places[k]); right {
			continue
		}
		switch {
		case places[k] >= binaryDigits && numbers[k].isNear(number.low, places[k]):
			l.Verdict, l.Reason = Unknown, Conditional
			l.Says = "a machine's number: its last digits are not right"
		case places[k] > 0:
			l.Verdict, l.Reason = Refuted, ""
			l.Says = fmt.Sprintf("the left member is %s, which is not %s to the digits shown", l.Value, l.Claims)
			return
		default:
			l.Verdict, l.Reason, l.Says = Unknown, Conditional, "how close is meant is not said"
		}
	}
}

// settles says whether all numbers of the interval are right to the places shown, or all
// are wrong.
func (a interval) settles(shown *big.Rat, places int) bool {
	low, cut := rightToPlaces(a.low, shown, places)
	high, alsoCut := rightToPlaces(a.high, shown, places)
	if low != high || low && cut != alsoCut {
		return false
	}
	// Two wrong ends on both sides of what is shown settle nothing.
	return low || a.low.Cmp(shown) > 0 || a.high.Cmp(shown) < 0
}

// shownPlaces gives the decimal places that each of so many entries of a member shows. It
// fails where one is no literal.
func shownPlaces(n syntax.Node, count int) ([]int, bool) {
	entries := []syntax.Node{n}
	if m, ok := unwrapped(n).(*syntax.Matrix); ok {
		entries = slices.Concat(m.Rows...)
	}
	all := make([]int, len(entries))
	for i, entry := range entries {
		var ok bool
		if all[i], ok = literal(entry); !ok {
			return nil, false
		}
	}
	return all, len(all) == count
}

// binaryDigits is how many decimal places a number must have to be taken for one that a
// machine printed from its binary form.
const binaryDigits = 13

// isNear says whether all of the interval is within a hundred units of the last place
// shown.
func (a interval) isNear(shown *big.Rat, places int) bool {
	margin := new(big.Rat).SetFrac(big.NewInt(100), powerOfTen(places))
	above, below := new(big.Rat).Sub(a.high, shown), new(big.Rat).Sub(shown, a.low)
	return above.Cmp(margin) <= 0 && below.Cmp(margin) <= 0
}
