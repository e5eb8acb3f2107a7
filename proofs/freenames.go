package proofs

import (
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// This file tells names that nothing in the document has bound.

// anyPlainName says whether a name in the members that is not bold and has no value of
// its own passes a test.
func (c *checker) anyPlainName(members []syntax.Node, test func(e *evaluator, s settled) bool) bool {
	return c.anyName(members, func(e *evaluator, s settled) bool { return !s.bold && test(e, s) })
}

// anyName says whether a name in the members that has no value of its own passes a test.
func (c *checker) anyName(members []syntax.Node, test func(e *evaluator, s settled) bool) bool {
	e := c.evaluator(false)
	found := false
	for _, m := range members {
		eachName(m, func(id identifier) {
			s := e.settle(id)
			found = found || e.env.find(s.key()) == nil && test(e, s)
		})
	}
	return found
}

// mayBeCondition says whether a link of a chain may constrain its symbols rather
// than restate an expression: one member is a number as it is written, both are
// names that have no value, or the right one brings symbols that no member
// before it has.
func (c *checker) mayBeCondition(ch *chain, i int) bool {
	a, b := ch.members[i], ch.members[i+1]
	if closed(a) != closed(b) || c.isFreeName(a) && c.isFreeName(b) {
		return true
	}
	known := map[string]bool{}
	for _, m := range ch.members[:i+1] {
		for name := range c.freeNames(m) {
			known[name] = true
		}
	}
	if i == 0 && c.isCall(a) && !closed(b) {
		// The form of a function found in two ways: it fixes its parameters.
		for _, name := range c.freeSymbolsOf(a) {
			if !c.freeNames(b)[name] {
				return true
			}
		}
	}
	for name := range c.freeNames(b) {
		if !known[name] {
			return true
		}
	}
	return c.holdsLateName(ch, i)
}

// holdsLateName says whether two members hold a name that the chain brought in on its
// way, and more than once: what it has to do with the others may be said nowhere.
func (c *checker) holdsLateName(ch *chain, i int) bool {
	const late = 2 // the second member may introduce what the first stands for
	if i < late {
		return false
	}
	first := map[string]bool{}
	for _, m := range ch.members[:late] {
		for name := range c.freeNames(m) {
			first[name] = true
		}
		for _, name := range c.freeSymbolsOf(m) {
			first[name] = true
		}
	}
	here := c.freeNames(ch.members[i])
	for name := range here {
		if first[name] || len(here) == 1 || mentionsLetter(ch.members[:late], name) {
			continue
		}
		times := 0
		for _, m := range ch.members[late : i+2] {
			if c.freeNames(m)[name] {
				times++
			}
		}
		if times > 1 {
			return true
		}
	}
	return false
}

// mentionsLetter says whether one of the members holds a letter, as an index too.
func mentionsLetter(members []syntax.Node, letter string) bool {
	return slices.ContainsFunc(members, func(m syntax.Node) bool { return m != nil && mentions(m, letter) })
}

// isCall says whether a member is a function applied to an argument.
func (c *checker) isCall(n syntax.Node) bool {
	p, ok := unwrapped(n).(*syntax.Product)
	return ok && len(p.Factors) == 2 && p.Factors[1].Operator == "" && c.evaluator(false).isCall(p.Factors[0].Value, p.Factors[1].Value)
}

// freeSymbolsOf lists the free symbols of a member's value.
func (c *checker) freeSymbolsOf(n syntax.Node) []string {
	o := c.outcome(n, false)
	if o.failed != nil {
		return nil
	}
	return c.evaluator(false).freeSymbolsOf(o.cases[0].value)
}

func (c *checker) isFreeName(n syntax.Node) bool {
	id, ok := identify(n)
	if !ok {
		return false
	}
	return c.env.find(c.evaluator(false).settle(id).key()) == nil && !c.evaluator(false).hasRule(c.evaluator(false).settle(id))
}

// freeNames lists the names of a tree that have no value, but for functions and
// the indices of sums.
func (c *checker) freeNames(n syntax.Node) map[string]bool {
	names := map[string]bool{}
	if n == nil {
		return names
	}
	e := c.evaluator(false)
	running := map[string]bool{}
	syntax.Inspect(n, func(m syntax.Node) bool {
		if b, ok := m.(*syntax.Big); ok {
			if variable, _, failed := e.lowerBound(b); failed == nil {
				running[variable] = true
			}
		}
		return true
	})
	applied := map[syntax.Node]bool{}
	syntax.Inspect(n, func(m syntax.Node) bool {
		if a, ok := m.(*syntax.Application); ok {
			applied[a.Function] = true
		}
		if applied[m] {
			return false // the cos of \cos x is no name
		}
		id, ok := identify(m)
		if !ok {
			return true
		}
		s := e.settle(id)
		switch {
		case running[id.base], e.env.find(s.key()) != nil, e.hasRule(s), e.namesake(s) != nil, e.latest(id) != nil, id.base == `\pi`, id.base == "e":
		case e.env.findFunction(functionKey(s.key(), 1)) != nil, c.names.isFunction(id.base):
		case id.base == "i" && c.isImaginary():
		default:
			names[s.key()] = true
		}
		return false
	})
	return names
}

// holdsName says whether a symbol is the name, or a function or power of what
// holds it, such as `\sqrt[3]{2*x - 4}` of x.
func holdsName(symbol, key string) bool {
	if symbol == key {
		return true
	}
	if len(symbol) < len(key) || isPlainLetter(symbol) || key == "" {
		return false
	}
	letter := func(i int) bool {
		return i >= 0 && i < len(symbol) && (symbol[i] >= 'a' && symbol[i] <= 'z' || symbol[i] >= 'A' && symbol[i] <= 'Z' || symbol[i] == '\\')
	}
	for at := 0; ; {
		i := strings.Index(symbol[at:], key)
		if i < 0 {
			return false
		}
		i += at
		if !letter(i-1) && !letter(i+len(key)) {
			return true
		}
		at = i + 1
	}
}
