package proofs

import (
	"math/big"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// This file refutes what one change would make equal in value, where the members are no
// polynomials in unknowns that premises could be compared with: lengths of a figure, high
// powers, numbers of things.

// refuteByValues refutes a link whose members would have one value with one change,
// at values of their symbols at which they differ.
func (c *checker) refuteByValues(l *Link, ch *chain, i int, w words, outcomes []outcome, chosen []int) {
	members := outcomes[i : i+2]
	p, ok := c.differenceOf(members)
	if !ok || p.IsZero() || holdsOrder(ch.members[i]) || holdsOrder(ch.members[i+1]) || !c.mayFollow(ch, w, consequence{}) {
		return
	}
	for _, name := range c.functions.FreeSymbols(p) {
		if !isUnknownName(name) || !isSegment(name) && capital(name) || strings.ContainsAny(name, "(^") {
			return
		}
	}
	if i == 0 && !consequenceWords.MatchString(w.before) && !c.continuesRow(ch) && !assertWords.MatchString(w.before) && len(ch.links) == 1 {
		return
	}
	found, ok := c.nearby(ch, i, consequence{}, outcomes, chosen)
	if !ok || found.weak || found.copied {
		return
	}
	var avoid []symbolic.Polynomial
	for _, m := range members {
		for _, d := range m.trace.nonzero {
			avoid = append(avoid, d.value.Numerator())
		}
	}
	c.members = [2]*trace{members[0].trace, members[1].trace}
	witness, ok := c.witness(p, avoid)
	if !ok || len(witness) == 0 {
		return
	}
	l.Witness = map[string]string{}
	for name, r := range witness {
		l.Witness[name] = symbolic.FormatRat(r)
	}
	c.refuteBeside(l, consequence{}, found, "the members differ")
}

// refuteAmount refutes a computation of a number of things, `3 \cdot 4 = 13 \text{ ways}`,
// that one other sign, operator or digit would make right. Without one, the unit may
// stand for several.
func (c *checker) refuteAmount(l *Link, ch *chain, i int, w words, outcomes []outcome) bool {
	amounts := func(members []outcome) (symbolic.Polynomial, bool) {
		var numbers [2]symbolic.RationalFunction
		units := 0
		for side, m := range members {
			if m.failed != nil || len(m.cases) == 0 || m.cases[0].value.single().isMatrix {
				return symbolic.Polynomial{}, false
			}
			a, ok := amountOf(m.cases[0].value.single().scalar, c.budget())
			if !ok {
				return symbolic.Polynomial{}, false
			}
			for _, power := range a.units {
				if power < 0 {
					return symbolic.Polynomial{}, false // a factor that converts
				}
			}
			units += min(len(a.units), 1)
			numbers[side] = a.number
		}
		p, ok := c.difference(numbers[0], numbers[1])
		return p, ok && units == 1
	}
	if isComputedFrom(ch.members[i]) == isComputedFrom(ch.members[i+1]) {
		return false // a computation is compared with a plain number
	}
	members := outcomes[i : i+2]
	p, ok := amounts(members)
	if !ok || p.IsZero() || len(c.functions.FreeSymbols(p)) > 0 || !c.mayFollow(ch, w, consequence{}) {
		return false
	}
	for side := range 2 {
		other := ch.members[i+1-side]
		for _, changed := range changesOf(ch.members[i+side], mostChanges) {
			values := []outcome{members[0], members[1]}
			values[side] = c.outcome(changed.node, false)
			p, ok := amounts(values)
			if !ok {
				continue
			}
			found, ok := c.makesConsequence(p, changed, other, symbolic.Ideal{})
			if !ok || changed.open && !isDigitOf(found.number, changed.number) {
				continue
			}
			l.Value, l.Claims = members[0].cases[0].value.String(), members[1].cases[0].value.String()
			c.refute(l, nil)
			return true
		}
	}
	return false
}

// isComputedFrom says whether a member computes with several numbers.
func isComputedFrom(n syntax.Node) bool {
	numbers := 0
	syntax.Inspect(n, func(m syntax.Node) bool {
		if _, ok := m.(*syntax.Number); ok {
			numbers++
		}
		return true
	})
	return numbers > 1
}

// isDigitOf says whether a number is another one with a single other digit.
func isDigitOf(number, written string) bool {
	r, ok := new(big.Rat).SetString(number)
	return ok && r.Sign() >= 0 && (differsInOneDigit(number, written) || len(number) == 1 && len(written) == 1)
}
