package proofs

import (
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// constantWord says that a function has one value for all arguments.
var constantWord = newPhrase(`(?:^|[^a-z])(constant\w*|identically|for (?:all|every|any|each))(?:$|[^a-z])`)

// isValueAtName says whether `P(A) = 0.3` tells a value at one argument and defines no
// function: its body is a number, and nothing shows that its argument runs.
func (c *checker) isValueAtName(f identifier, parameters []syntax.Node, ch *chain) bool {
	if !closed(ch.members[1]) {
		return ch.operators[0].Name == "=" && c.isStatedAtPoint(f, parameters, ch)
	}
	if c.callsOf(f).atNumber {
		return false
	}
	if c.callsOf(f).atEvent {
		return true
	}
	w := wordsAround(c.document, ch)
	if constantWord.MatchString(w.before) || constantWord.MatchString(w.after) {
		return false
	}
	running := c.runningParameters()
	for _, p := range parameters {
		if id, ok := identify(p); ok && running[id.base] {
			return false
		}
	}
	return true
}

// isFirstValue says whether a chain begins with the first value that the document gives
// an unknown function at an argument: it is stated, as that of a name is.
func (c *checker) isFirstValue(ch *chain, x value, k claim) bool {
	_, _, call := callOf(ch.head())
	if !call || !closed(ch.members[1]) || k.words.concludes() || x.isMatrix {
		return false
	}
	names := x.scalar.Numerator().Variables()
	return len(names) == 1 && x.scalar.Equal(symbolic.Var(names[0])) && c.firstOf(x.scalar.Numerator(), false)
}

// givesValueAtName says whether a link gives one call its value, and not a function.
func (c *checker) givesValueAtName(ch *chain, i int) bool {
	id, argument, call := callOf(ch.members[i])
	return call && i == 0 && closed(ch.members[1]) && c.isValueAtName(id, []syntax.Node{argument}, ch)
}

// definesFunction is said before a function is defined, pointWord before what holds of a
// point.
var (
	definesFunction = newPhrase(`(?:^|[^a-z])(let|set|put|choose|consider|denote|defin\w*|given by|writ\w*|functions?|call)(?:$|[^a-z])`)
	pointWord       = newPhrase(`(?:^|[^a-z])(such that|so that|satisf\w*|at which|for which|points?)(?:$|[^a-z])`)
)

// isStatedAtPoint says whether `f(c) = g(c)` states something at a point: the body holds
// its argument in calls only, the document calls the function with other names too, and
// no words define it.
func (c *checker) isStatedAtPoint(f identifier, parameters []syntax.Node, ch *chain) bool {
	before := wordsAround(c.document, ch).before
	if len(parameters) != 1 || definesFunction.MatchString(before) && !pointWord.MatchString(before) {
		return false
	}
	point, ok := identify(parameters[0])
	if !ok || !c.callsWithOther(f, point) {
		return false
	}
	inCalls, outside := false, false
	var visit func(n syntax.Node) bool
	visit = func(n syntax.Node) bool {
		if p, ok := n.(*syntax.Product); ok {
			for i, factor := range p.Factors {
				if i > 0 && factor.Operator == "" {
					if _, argument, ok := pairOf(p.Factors[i-1].Value, factor.Value); ok && mentions(argument, point.base) {
						inCalls = true
						continue
					}
				}
				syntax.Inspect(factor.Value, visit)
			}
			return false
		}
		if id, ok := identify(n); ok {
			outside = outside || id.base == point.base
			return false
		}
		return true
	}
	syntax.Inspect(ch.members[1], visit)
	return inCalls && !outside
}

// callsWithOther says whether the document calls a letter with a name other than this one.
func (c *checker) callsWithOther(f, point identifier) bool {
	if c.calledWith == nil {
		c.calledWith = map[string]string{}
		for _, ch := range c.chains {
			for _, m := range ch.members {
				if m != nil {
					syntax.Inspect(m, c.noteArguments)
				}
			}
		}
	}
	with := c.calledWith[f.base]
	return with != "" && with != point.base
}

// severalNames stands for arguments that differ.
const severalNames = ","

// noteArguments notes the names that a product calls letters with.
func (c *checker) noteArguments(n syntax.Node) bool {
	if p, ok := n.(*syntax.Product); ok {
		for i := range p.Factors[:len(p.Factors)-1] {
			id, argument, ok := pairOf(p.Factors[i].Value, p.Factors[i+1].Value)
			if !ok || p.Factors[i+1].Operator != "" {
				continue
			}
			name, ok := identify(argument)
			switch before := c.calledWith[id.base]; {
			case !ok:
			case before == "" || before == name.base:
				c.calledWith[id.base] = name.base
			default:
				c.calledWith[id.base] = severalNames
			}
		}
	}
	return true
}

// definesAnew is said where a letter gets another function than it had.
var definesAnew = newPhrase(`(?:^|[^a-z])(?:let|define|consider|take|set|redefine)(?:\s+(?:now|us|the|a|another|new|functions?|map|also|instead|example))*\s*$`)

// isDefinedAnew says whether words define a function that the document defined in another
// paragraph already, as the next example does: the body is another one, without the function.
func (c *checker) isDefinedAnew(fn *function, name settled, ch *chain) bool {
	body := ch.members[1]
	return c.document.Blocks[ch.block].Paragraph != fn.paragraph && definesAnew.MatchString(wordsAround(c.document, ch).before) &&
		!callsLetter(body, name.base) && syntax.Print(body) != syntax.Print(fn.body)
}

// forgetDerivatives drops what was stated of the derivatives of a function that is
// defined anew.
func (s *environment) forgetDerivatives(key string) {
	for name := range s.functions {
		if strings.HasPrefix(name, key+"'") {
			delete(s.functions, name)
		}
	}
}

// A callKind is what a document calls a letter with.
type callKind struct{ atNumber, atEvent bool }

// callsOf says what the document calls a letter with besides names.
func (c *checker) callsOf(f identifier) callKind {
	if c.calls == nil {
		c.calls = map[string]callKind{}
		for _, ch := range c.chains {
			for _, m := range ch.members {
				if m != nil {
					syntax.Inspect(m, c.noteCalls)
				}
			}
		}
	}
	return c.calls[f.base]
}

// noteCalls notes the letters that a product calls.
func (c *checker) noteCalls(n syntax.Node) bool {
	if p, ok := n.(*syntax.Product); ok {
		for i := range p.Factors[:len(p.Factors)-1] {
			id, argument, ok := pairOf(p.Factors[i].Value, p.Factors[i+1].Value)
			if !ok || p.Factors[i+1].Operator != "" {
				continue
			}
			kind := c.calls[id.base]
			kind.atNumber = kind.atNumber || closed(argument)
			kind.atEvent = kind.atEvent || isEvent(argument)
			c.calls[id.base] = kind
		}
	}
	return true
}

// runningParameters lists the letters that the body of some function of the document
// holds as its parameters.
func (c *checker) runningParameters() map[string]bool {
	if c.running != nil {
		return c.running
	}
	c.running = map[string]bool{}
	chains := c.chains
	if c.problem != nil {
		chains = append(append([]*chain{}, chains...), c.problem.chains...)
	}
	for _, ch := range chains {
		if ch.alone || ch.head() == nil || ch.members[1] == nil {
			continue
		}
		p, ok := unwrapped(ch.head()).(*syntax.Product)
		if !ok || len(p.Factors) != 2 || p.Factors[1].Operator != "" || !isArgument(p.Factors[1].Value) {
			continue
		}
		inner := p.Factors[1].Value.(*syntax.Group).Inner
		items := []syntax.Node{inner}
		if list, ok := inner.(*syntax.List); ok {
			items = list.Items
		}
		for _, item := range items {
			if id, ok := identify(item); ok && mentions(ch.members[1], id.base) {
				c.running[id.base] = true
			}
		}
	}
	return c.running
}
