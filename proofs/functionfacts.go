package proofs

import (
	"math/big"
	"regexp"
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// This file decides about values that hold functions: what is not negative where they are defined, whether
// they are zero, and where they are not.

// facts are what is known not to be negative where both members have a value:
// what stands below even roots, the arguments of logarithms, the lengths of
// segments, and what the conditions in scope say.
func (c *checker) facts(p symbolic.Polynomial) []symbolic.Polynomial {
	if !c.factsKnown {
		c.factsKnown, c.known = true, nil
		for _, t := range c.members {
			if t == nil {
				continue
			}
			for _, d := range t.domain {
				q, err := d.value.Numerator().Mul(d.value.Denominator(), c.share(10_000, c.limits.Bits))
				if err == nil {
					c.known = append(c.known, withOddFactor(q)...)
				}
			}
		}
		for _, k := range c.env.allConditions() {
			q := k.difference.Numerator()
			if !k.difference.Denominator().IsConstant() || len(c.known) > mostFacts {
				continue
			}
			switch k.relation {
			case ">", `\ge`:
				c.known = append(c.known, q)
			case "<", `\le`:
				c.known = append(c.known, q.Neg())
			}
		}
	}
	facts := c.known
	for _, name := range c.functions.FreeSymbols(p) {
		if isSegment(name) {
			facts = append(facts[:len(facts):len(facts)], symbolic.Variable(name))
		}
	}
	return facts
}

// saysPositive finds what a text says of a letter that is not negative: it is called so,
// or is a measure.
var saysPositive = newPhrase(`(?:^|[^a-z])(?:positive|non-?negative|lengths?|sides?|radius|radii|diameters?|distances?|heights?|widths?|perimeters?|areas?|volumes?)(?:$|[^a-z])`)

// sidesOfEquation are no lengths.
var sidesOfEquation = newPhrase(`(?:both|two|each|left|right|hand|other|one) sides?`)

// allBlocks lists the blocks of the problem, if there is one, and of the document.
func (c *checker) allBlocks() []syntax.Block {
	if c.problem == nil {
		return c.document.Blocks
	}
	return slices.Concat(c.problem.document.Blocks, c.document.Blocks)
}

// byPositivity decides two members that agree wherever no symbol is negative, such as
// \sqrt{s^2} and s.
func (c *checker) byPositivity(l *Link, x, y value) bool {
	names := map[string]bool{}
	for _, v := range []value{x, y} {
		for _, entry := range v.entries() {
			for _, name := range append(c.functions.FreeSymbols(entry.Numerator()), c.functions.FreeSymbols(entry.Denominator())...) {
				names[name] = true
			}
		}
	}
	before := c.known
	c.facts(symbolic.Polynomial{})
	c.known = append(c.known[:len(c.known):len(c.known)], variables(sortedKeys(names))...)
	c.compared = nil
	agree := c.same(x, y)
	c.known, c.factsKnown, c.compared = before, false, nil
	if !agree {
		return false
	}
	for _, name := range sortedKeys(names) {
		if !c.isPositive(name) {
			l.Verdict, l.Reason = Unknown, Conditional
			l.Says = "true only where symbols are not negative: " + strings.Join(sortedKeys(names), ", ")
			return true
		}
	}
	l.Verdict, l.Reason = Proved, ""
	for _, name := range sortedKeys(names) {
		l.Conditions = appendNew(l.Conditions, name+` \ge 0`)
	}
	return true
}

// mostFacts bounds the conditions that are looked at for the sign of a symbol.
const mostFacts = 100

// isSegment says whether a name is that of a segment, such as AB, whose length is
// meant.
func isSegment(name string) bool {
	return len(name) == 2 && name[0] >= 'A' && name[0] <= 'Z' && name[1] >= 'A' && name[1] <= 'Z'
}

// withOddFactor gives what is not negative if p is not: p, and its one factor where
// p is a power of it.
func withOddFactor(p symbolic.Polynomial) []symbolic.Polynomial {
	all := []symbolic.Polynomial{p}
	factors, err := p.Factors(symbolic.NewBudget(20_000, 4096))
	if err != nil || len(factors) == 0 {
		return all
	}
	sign := 1
	if constant, ok := factors[0].Factor.AsConstant(); ok {
		sign = constant.Sign()
		factors = factors[1:]
	}
	if len(factors) == 1 && factors[0].Multiplicity%2 == 1 {
		f := factors[0].Factor
		if sign < 0 {
			f = f.Neg()
		}
		all = append(all, f)
	}
	return all
}

// vanishes says whether a polynomial that holds function values is zero wherever both
// members have a value, and gives it reduced.
func (c *checker) vanishes(p symbolic.Polynomial, budget *symbolic.Budget) (reduced symbolic.Polynomial, zero, ok bool) {
	reduced, err := c.functions.Reduce(p, c.facts(p), budget)
	if err != nil {
		return p, false, false
	}
	if reduced, ok = c.reduceUnit(reduced, budget); !ok {
		return p, false, false
	}
	zero, _ = c.functions.IsZero(reduced, c.facts(p), budget)
	return reduced, zero, true
}

// surelyNotZero says whether a polynomial without free symbols, but perhaps the
// imaginary unit, is a number other than zero.
func (c *checker) surelyNotZero(p symbolic.Polynomial) bool {
	if !c.functions.Holds(p) {
		return !p.IsZero()
	}
	budget := c.budget()
	parts := []symbolic.Polynomial{p}
	if p.Degree("i") > 0 && c.isImaginary() {
		parts = p.Coefficients("i")
	}
	for _, part := range parts {
		if zero, sure := c.functions.IsZero(part, nil, budget); sure && !zero {
			return true
		}
	}
	return false
}

// isUnderstood says whether a value holds nothing but free symbols and values of
// functions that are known.
func (c *checker) isUnderstood(v value) bool {
	for _, entry := range v.entries() {
		if !c.functions.Understands(entry.Numerator()) || !c.functions.Understands(entry.Denominator()) {
			return false
		}
	}
	return true
}

// functionWitness finds values of the free symbols at which both members are defined
// and their difference p is enclosed away from zero.
func (c *checker) functionWitness(p symbolic.Polynomial, avoid []symbolic.Polynomial) (map[string]*big.Rat, bool) {
	names := map[string]bool{}
	for _, name := range c.functions.FreeSymbols(p) {
		names[name] = true
	}
	conditions := c.conditionsOn(names)
	var positive []symbolic.RationalFunction
	for _, t := range c.members {
		if t == nil {
			continue
		}
		for _, d := range t.domain {
			positive = append(positive, d.value)
			for _, name := range append(c.functions.FreeSymbols(d.value.Numerator()), c.functions.FreeSymbols(d.value.Denominator())...) {
				names[name] = true
			}
		}
	}
	for _, q := range avoid {
		for _, name := range c.functions.FreeSymbols(q) {
			names[name] = true
		}
	}
	for _, k := range conditions {
		for _, name := range c.functions.FreeSymbols(k.difference.Numerator()) {
			names[name] = true
		}
	}
	letters := sortedKeys(names)
	natural := naturalLetters(symbolic.Sum(variables(letters)...))
	settles := func(r symbolic.RationalFunction, at map[string]*big.Rat) (int, bool) {
		v, ok := c.functions.Enclose(r, at, 128)
		return v.Sign(), ok && v.Sign() != 0
	}
	for try := range mostFunctionTries / (1 + p.Len()/20) {
		at := map[string]*big.Rat{}
		rest := try
		for _, name := range letters {
			if name == "i" && c.isImaginary() || strings.HasPrefix(name, `\text{`) || strings.HasPrefix(name, `\overline{`) || strings.HasPrefix(name, `\bar{`) {
				return nil, false
			}
			choices := someNumbers
			if natural[name] {
				choices = someNaturals
			}
			if isSegment(name) {
				choices = somePositives
			}
			at[name] = choices[rest%len(choices)]
			rest /= len(choices)
		}
		if rest > 0 {
			break
		}
		good := true
		for _, q := range avoid {
			_, ok := settles(symbolic.FromPolynomial(q), at)
			good = good && ok
		}
		for _, r := range positive {
			sign, ok := settles(r, at)
			good = good && ok && sign > 0
		}
		for _, k := range conditions {
			sign, ok := settles(k.difference, at)
			if v, err := k.difference.Evaluate(at, nil); err == nil {
				sign, ok = v.Sign(), true
			}
			good = good && ok && satisfies(k.relation, sign)
		}
		if !good {
			continue
		}
		if _, ok := settles(symbolic.FromPolynomial(p), at); ok {
			kept := map[string]*big.Rat{}
			for _, name := range c.functions.FreeSymbols(p) {
				kept[name] = at[name]
			}
			return kept, true
		}
	}
	return nil, false
}

// mostFunctionTries bounds the search for a witness with functions.
const mostFunctionTries = 300

func variables(names []string) []symbolic.Polynomial {
	all := make([]symbolic.Polynomial, len(names))
	for i, name := range names {
		all[i] = symbolic.Variable(name)
	}
	return all
}

// holdFunctions says whether anything that a witness is tried on holds function
// values or the circle's number.
func (c *checker) holdFunctions(p symbolic.Polynomial, avoid []symbolic.Polynomial, conditions []condition) bool {
	holds := func(q symbolic.Polynomial) bool { return c.functions.Holds(q) || q.Degree(symbolic.PiName) > 0 }
	for _, q := range avoid {
		if holds(q) {
			return true
		}
	}
	for _, k := range conditions {
		if holds(k.difference.Numerator()) || holds(k.difference.Denominator()) {
			return true
		}
	}
	return holds(p)
}

// byBase decides a link in which logarithms without a base stand: it holds for one of
// the usual bases, or, where both members are multiples of one power of it, for none.
func (c *checker) byBase(l *Link, p symbolic.Polynomial) bool {
	if p.Degree(unknownBase) < 1 {
		return false
	}
	budget := c.budget()
	for _, base := range []symbolic.RationalFunction{symbolic.FromInt(10), c.functions.Euler("e"), symbolic.FromInt(2)} {
		log, err := c.functions.Log(base, budget)
		if err != nil {
			return false
		}
		q, err := p.SubstitutePolynomials(map[string]symbolic.Polynomial{unknownBase: log.Numerator()}, budget)
		if err != nil {
			return false
		}
		if _, zero, ok := c.vanishes(q, budget); ok && zero {
			l.Verdict, l.Reason = Proved, ""
			l.Readings = append(l.Readings, logarithmBase.codes()...)
			l.Says = "with the base " + base.String() + " for the logarithm"
			return true
		}
	}
	return false
}

// withoutBase divides by the power of the unknown base's logarithm that all terms
// share: it is not zero.
func (c *checker) withoutBase(p symbolic.Polynomial) symbolic.Polynomial {
	parts := p.Coefficients(unknownBase)
	var only symbolic.Polynomial
	for _, part := range parts {
		if part.IsZero() {
			continue
		}
		if !only.IsZero() {
			return p
		}
		only = part
	}
	return only
}

// valueOfFunction finds names such as f(2), a letter's value at a number.
var valueOfFunction = regexp.MustCompile(`^[a-np-zA-NP-Z]\(-?[0-9./]+\)$`)

// onUnknownFunctions takes an equation that holds values of unknown functions, such as
// f(2) = 4, as a condition on these: it is laid down, or follows from others.
func (c *checker) onUnknownFunctions(l *Link, ch *chain, i int, x, y value, k claim, left, right outcome) {
	p, ok := c.difference(x.scalar, y.scalar)
	if !ok || p.IsZero() || len(left.trace.loose) == 0 && len(right.trace.loose) == 0 && c.numberFree(p) {
		return
	}
	for _, name := range append(c.freeSymbols(p), p.Variables()...) {
		if !isPlainLetter(name) && !valueOfFunction.MatchString(name) {
			return
		}
	}
	before := *l
	l.Says = ""
	if c.condition(l, ch, i, x, y, k, p, left, right); l.Verdict != Proved && l.Verdict != Given {
		*l = before
	}
}
