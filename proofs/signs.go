package proofs

import (
	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// sign is which of its two values a part with \pm takes.
type sign int

const (
	noSign    sign = iota // \pm has no value
	upperSign             // \pm is plus and \mp minus
	lowerSign             // \pm is minus and \mp plus
)

// isNegative says whether a term with that sign is subtracted.
func (s sign) isNegative(written string) bool {
	switch written {
	case "-":
		return true
	case `\pm`:
		return s == lowerSign
	case `\mp`:
		return s == upperSign
	}
	return false
}

// holdsSigns says whether a \pm stands in a tree.
func holdsSigns(n syntax.Node) bool {
	found := false
	if n != nil {
		syntax.Inspect(n, func(m syntax.Node) bool {
			if sum, ok := m.(*syntax.Sum); ok {
				for _, t := range sum.Terms {
					found = found || t.Sign == `\pm` || t.Sign == `\mp`
				}
			}
			return !found
		})
	}
	return found
}

// withSign evaluates a member with all its upper or all its lower signs.
func (c *checker) withSign(n syntax.Node, s sign) outcome {
	e := c.evaluator(false)
	e.sign = s
	cs, failed := e.evaluate(n)
	for i := range cs {
		cs[i].value = withoutDegrees(cs[i].value)
	}
	return outcome{cases: cs, failed: failed, trace: e.trace}
}

// bySigns decides an equation of members that hold \pm: their values must agree for
// the upper signs and for the lower ones, or crosswise. A member without that sign
// has one value, which cannot equal two.
func (c *checker) bySigns(l *Link, ch *chain, i int) bool {
	left, right := ch.members[i], ch.members[i+1]
	if !defines(relationOf(ch.operators[i].Name)) || !holdsSigns(left) && !holdsSigns(right) {
		return false
	}
	var values [2][2]value
	var traces [2]*trace
	for side, n := range []syntax.Node{left, right} {
		for k, s := range []sign{upperSign, lowerSign} {
			o := c.withSign(n, s)
			if o.failed != nil || len(o.cases) == 0 || o.cases[0].value.isMatrix {
				return false
			}
			values[side][k], traces[side] = o.cases[0].value, o.trace
		}
	}
	c.members, c.factsKnown = traces, false
	if !holdsSigns(right) && i == 0 {
		return false // "\pm 3 = x" may be a case
	}
	l.Value, l.Claims = values[0][0].String()+" or "+values[0][1].String(), values[1][0].String()+" or "+values[1][1].String()
	if !holdsSigns(left) {
		return i == 0 && c.bothSolve(l, values[0][0], values[1])
	}
	agree := func(a, b int) bool { return c.same(values[0][0], values[1][a]) && c.same(values[0][1], values[1][b]) }
	switch {
	case agree(0, 1) || agree(1, 0):
		l.Verdict, l.Reason, l.Says = Proved, "", ""
		return true
	case !holdsSigns(right):
		l.Verdict, l.Reason, l.Says = Unknown, Conditional, "one of two values"
		return true
	}
	for k := range values[0] {
		if c.differAsNumbers(values[0][k], values[1][0]) && c.differAsNumbers(values[0][k], values[1][1]) {
			c.refute(l, nil)
			return true
		}
	}
	l.Verdict, l.Reason, l.Says = Unknown, Conditional, "the values with the upper signs, or those with the lower ones, differ"
	return true
}

// differAsNumbers says whether two values are surely different numbers.
func (c *checker) differAsNumbers(x, y value) bool {
	p, ok := c.difference(x.scalar, y.scalar)
	return ok && c.isUnderstood(x) && c.isUnderstood(y) && c.numberFree(p) && c.surelyNotZero(p)
}

// numberFree says whether a polynomial holds no free symbol but the imaginary unit.
func (c *checker) numberFree(p symbolic.Polynomial) bool {
	for _, name := range c.freeSymbols(p) {
		if name != "i" || !c.isImaginary() {
			return false
		}
	}
	return true
}

// bothSolve proves `x = \pm a` where a condition in scope is a quadratic equation in x
// alone and both values solve it: then it has no third solution.
func (c *checker) bothSolve(l *Link, x value, values [2]value) bool {
	budget := c.budget()
	names := c.freeSymbols(x.scalar.Numerator())
	if len(names) != 1 || !x.scalar.Equal(symbolic.Var(names[0])) || !c.differAsNumbers(values[0], values[1]) {
		return false
	}
	for _, k := range c.env.allConditions() {
		p := k.difference.Numerator()
		if free := c.freeSymbols(p); k.relation != "=" || len(free) != 1 || free[0] != names[0] || p.Degree(names[0]) != 2 || c.functions.Holds(p) || !k.difference.IsPolynomial() {
			continue
		}
		solves := true
		for _, v := range values {
			r, err := symbolic.FromPolynomial(p).Substitute(map[string]symbolic.RationalFunction{names[0]: v.scalar}, budget)
			solves = solves && err == nil && c.same(scalarValue(r), integerValue(0))
		}
		if solves {
			l.Verdict, l.Reason, l.Says = Proved, "", "both values solve the equation, and it has no others"
			return true
		}
	}
	return false
}
