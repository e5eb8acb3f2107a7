package proofs

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// wasRounded says whether a number stands behind \approx before an offset.
func (c *checker) wasRounded(number string, at int) bool {
	before := c.document.Source[:at]
	return strings.Contains(before, `\approx `+number) || strings.Contains(before, `\approx`+number) || strings.Contains(before, "≈ "+number)
}

// literal gives the decimal that a member is: the number of decimal places it
// shows.
func literal(n syntax.Node) (places int, ok bool) {
	n = unsigned(n)
	number, ok := n.(*syntax.Number)
	if !ok || number.Repeating != "" {
		return 0, false
	}
	_, decimals, _ := strings.Cut(number.Text, ".")
	return len(decimals), true
}

// unsigned is a member without brackets and without its sign.
func unsigned(n syntax.Node) syntax.Node {
	n = unwrapped(n)
	if s, ok := n.(*syntax.Sum); ok && len(s.Terms) == 1 {
		n = unwrapped(s.Terms[0].Value)
	}
	return n
}

// scaledLiteral is as [literal], of decimals in degrees or with a power of ten behind
// them too. The power shifts the places, to a negative number if it is large.
func scaledLiteral(n syntax.Node) (places int, ok bool) {
	n = unsigned(n)
	switch m := n.(type) {
	case *syntax.Script:
		if m.Sub == nil && m.Sup != nil && hasSign(m.Sup, `\circ`) {
			return literal(m.Base)
		}
	case *syntax.Product:
		if len(m.Factors) != 2 || m.Factors[1].Operator != `\times` && m.Factors[1].Operator != `\cdot` || !strings.Contains(syntax.Print(m.Factors[0].Value), ".") {
			return 0, false
		}
		places, ok = literal(m.Factors[0].Value)
		exponent, isPower := powerOfTenWritten(m.Factors[1].Value)
		return places - exponent, ok && isPower
	}
	return literal(n)
}

// mostExponent bounds the exponents of ten with which numbers are compared to the
// digits they show.
const mostExponent = 400

// powerOfTenWritten gives the exponent of a power of ten.
func powerOfTenWritten(n syntax.Node) (int, bool) {
	s, ok := n.(*syntax.Script)
	if !ok || s.Sub != nil || s.Sup == nil || syntax.Print(unwrapped(s.Base)) != "10" {
		return 0, false
	}
	exponent, err := strconv.Atoi(syntax.Print(unwrapped(s.Sup)))
	return exponent, err == nil && exponent >= -mostExponent && exponent <= mostExponent
}

func isPowerOfTen(n syntax.Node) bool {
	_, ok := powerOfTenWritten(n)
	return ok
}

// isDecimal says whether a factor is a number as it is written.
func isDecimal(n syntax.Node) bool {
	_, ok := n.(*syntax.Number)
	return ok
}

// unitOfPlace is the worth of a decimal place, of one before the point where places
// is negative.
func unitOfPlace(places int) *big.Rat {
	if places < 0 {
		return new(big.Rat).SetInt(powerOfTen(-places))
	}
	return new(big.Rat).SetFrac(big.NewInt(1), powerOfTen(places))
}

// isLooselyRounded says whether the members, one irrational and the other a computation
// with decimals, agree as nearly as these decimals show. Beside \approx neither need be
// irrational if the decimals were rounded before.
func (c *checker) isLooselyRounded(relation string, a, b syntax.Node, x, y value) bool {
	for range 2 {
		exact, ok := enclose(c.functions, x)
		shown, known := constantOf(y)
		_, isConstant := constantOf(x)
		_, isLiteral := literal(b)
		if ok && known && (!isConstant || relation == `\approx`) && !isLiteral && shown.Sign() != 0 {
			margin := new(big.Rat)
			syntax.Inspect(b, func(m syntax.Node) bool {
				number, is := m.(*syntax.Number)
				if !is || number.Repeating != "" {
					return true
				}
				if isConstant && !c.wasRounded(number.Text, a.Span().Start) {
					return true
				}
				_, decimals, _ := strings.Cut(number.Text, ".")
				if v, ok := new(big.Rat).SetString(number.Text); ok && decimals != "" && v.Sign() > 0 && len(decimals) < mostExponent {
					margin.Add(margin, new(big.Rat).Quo(unitOfPlace(len(decimals)), v))
				}
				return true
			})
			margin.Mul(margin, shown).Abs(margin)
			above, below := new(big.Rat).Sub(exact.high, shown), new(big.Rat).Sub(shown, exact.low)
			if margin.Sign() > 0 && above.Cmp(margin) <= 0 && below.Cmp(margin) <= 0 {
				return true
			}
		}
		a, b, x, y = b, a, y, x
	}
	return false
}

// rightToPlaces says whether shown is x to that many decimal places: rounded to
// the nearest, or cut off, in which case truncated is set.
func rightToPlaces(x, shown *big.Rat, places int) (right, truncated bool) {
	unit := unitOfPlace(places)
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
		places, ok := scaledLiteral(n)
		if !ok || !strings.Contains(syntax.Print(n), ".") && !k.rounds {
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

// restsOnEuler says whether e is among what a value is computed from.
func (c *checker) restsOnEuler(v value) bool {
	return slices.ContainsFunc(v.entries(), func(r symbolic.RationalFunction) bool {
		return slices.Contains(c.functions.FreeSymbols(r.Numerator()), "e") || slices.Contains(c.functions.FreeSymbols(r.Denominator()), "e")
	})
}

// approximately decides `\approx` between numbers, entry by entry: to the digits shown.
func (c *checker) approximately(l *Link, ch *chain, i int, x, y value) {
	if sameShape(x, y) && c.same(x, y) {
		l.Verdict, l.Reason = Proved, ""
		return
	}
	x, y = x.single(), y.single()
	functions, assumed := c.functions, false
	if c.env.find("e") == nil && (c.restsOnEuler(x) || c.restsOnEuler(y)) {
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
	margin := new(big.Rat).Mul(big.NewRat(100, 1), unitOfPlace(places))
	above, below := new(big.Rat).Sub(a.high, shown), new(big.Rat).Sub(shown, a.low)
	return above.Cmp(margin) <= 0 && below.Cmp(margin) <= 0
}

// isWholeNextTo says whether a member is a whole number next to a number that is none,
// as where a count is rounded up.
func isWholeNextTo(n syntax.Node, o outcome) bool {
	whole, isNumber := unwrapped(n).(*syntax.Number)
	if !isNumber || o.failed != nil || len(o.cases) == 0 {
		return false
	}
	value, constant := constantOf(o.cases[0].value)
	w, ok := new(big.Rat).SetString(whole.Text)
	if !constant || !ok || value.IsInt() || !w.IsInt() {
		return false
	}
	d := new(big.Rat).Sub(w, value)
	return d.Abs(d).Cmp(big.NewRat(1, 1)) < 0
}
