package proofs

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
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

// approximately decides `\approx` between numbers: to the digits shown.
func (c *checker) approximately(l *Link, ch *chain, i int, x, y value) {
	if sameShape(x, y) && c.same(x, y) {
		l.Verdict, l.Reason = Proved, ""
		return
	}
	a, aOK := enclose(c.functions, x)
	b, bOK := enclose(c.functions, y)
	if !aOK || !bOK {
		l.Verdict, l.Reason, l.Says = Unknown, Unsupported, "an approximation of what hence cannot enclose"
		return
	}
	for side, n := range []syntax.Node{ch.members[i+1], ch.members[i]} {
		places, ok := literal(n)
		if !ok {
			continue
		}
		exact, shown := a, b
		if side == 1 {
			exact, shown = b, a
		}
		if right, _ := exact.rightToPlaces(shown.low, places); right {
			l.Verdict, l.Reason = Proved, ""
			l.Says = fmt.Sprintf("to the %d decimal places shown", places)
			return
		}
		if places >= binaryDigits && exact.isNear(shown.low, places) {
			l.Verdict, l.Reason = Unknown, Conditional
			l.Says = "a machine's number: its last digits are not right"
			return
		}
		if places > 0 {
			l.Verdict, l.Reason = Refuted, ""
			l.Says = fmt.Sprintf("the left member is %s, which is not %s to the digits shown", l.Value, l.Claims)
			return
		}
	}
	l.Verdict, l.Reason, l.Says = Unknown, Conditional, "how close is meant is not said"
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
