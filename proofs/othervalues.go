package proofs

import (
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// This file tells names that may have other values than those in scope.

// readsLatest says whether a name without an index takes its value from the
// latest element of a family of the same letter.
func (c *checker) readsLatest(members ...syntax.Node) bool {
	return c.anyName(members, func(e *evaluator, s settled) bool {
		return len(s.indices) == 0 && e.namesake(s) == nil && e.latest(s.identifier) != nil
	})
}

// holdsForAssumedOnly says whether two formulas are equal only for the numbers that
// other places show for letters of both: they say more than those places do.
func (c *checker) holdsForAssumedOnly(a, b syntax.Node, left, right outcome) bool {
	formals := map[string]value{}
	for _, key := range sortedKeys(left.trace.assumed) {
		if found := c.env.find(key); right.trace.assumed[key] && found != nil && found.hasClaimed && !found.claimed.isMatrix {
			formals[key] = scalarValue(symbolic.Var(key))
		}
	}
	if len(formals) == 0 {
		return false
	}
	return !c.equalWith(formals, a, b)
}

// equalWith says whether two members are equal, or one has no value, where names have
// the given values.
func (c *checker) equalWith(formals map[string]value, a, b syntax.Node) bool {
	value := func(n syntax.Node) ([]candidate, bool) {
		e := c.evaluator(false)
		e.formals = formals
		cs, failed := e.evaluate(n)
		return cs, failed == nil
	}
	xs, ok := value(a)
	if !ok {
		return true
	}
	ys, ok := value(b)
	if !ok {
		return true
	}
	for _, x := range xs {
		for _, y := range ys {
			if sameShape(x.value, y.value) && c.same(x.value, y.value) {
				return true
			}
		}
	}
	return false
}

// callsUnsettled says whether a member calls a function that the document defines
// in more than one way, under a supposition, or for some arguments only.
func (c *checker) callsUnsettled(members ...syntax.Node) bool {
	unsettled := c.unsettledFunctions()
	if len(unsettled) == 0 {
		return false
	}
	found := false
	for _, m := range members {
		syntax.Inspect(m, func(n syntax.Node) bool {
			if p, ok := n.(*syntax.Product); ok {
				for i, f := range p.Factors[:len(p.Factors)-1] {
					if id, ok := identify(f.Value); ok && isArgument(baseOf(p.Factors[i+1].Value)) && unsettled[strings.TrimRight(id.base, "'")] {
						found = true
					}
				}
			}
			return !found
		})
	}
	return found
}

var (
	suppositionWords = newPhrase(`(?:^|[^a-z])(suppose|supposing|assume|assuming|otherwise|or|either|if)(?:$|[^a-z])`)
	limitedBehind    = newPhrase(`^\s*[,;]?\s*(?:for|when|if|whenever|or)\s*(?:$|[^a-z\s]|(?:some|positive|negative|odd|even|all\s*\x00)(?:$|[^a-z]))`)
)

// holdsSegment says whether a value holds a length of a figure, such as AB, which
// another figure of the document may have differently.
func holdsSegment(v value) bool {
	for _, name := range v.variables() {
		if len(name) == 2 && name[0] >= 'A' && name[0] <= 'Z' && name[1] >= 'A' && name[1] <= 'Z' {
			return true
		}
	}
	return false
}

// supposesBetween says whether the prose between two blocks opens another case.
func (c *checker) supposesBetween(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if b := c.document.Blocks[i]; b.Kind != syntax.Math && suppositionWords.MatchString(strings.ToLower(b.Text)) {
			return true
		}
	}
	return false
}

// unsettledFunctions lists the letters of such functions, in the problem of a record as
// in its solution.
func (c *checker) unsettledFunctions() map[string]bool {
	unsettled := map[string]bool{}
	if c.problem != nil {
		unsettled = c.problem.unsettledFunctions()
	}
	bodies := map[string]string{}
	for _, ch := range c.chains {
		if ch.alone || ch.head() == nil || ch.members[1] == nil || !defines(ch.operators[0].Name) {
			continue
		}
		p, ok := unwrapped(ch.head()).(*syntax.Product)
		if !ok || len(p.Factors) != 2 || p.Factors[1].Operator != "" || !isArgument(p.Factors[1].Value) {
			continue
		}
		id, ok := identify(p.Factors[0].Value)
		if !ok {
			continue
		}
		argument, isName := identify(p.Factors[1].Value.(*syntax.Group).Inner)
		isName = isName || areNames(tupleItems(p.Factors[1].Value))
		if !isName && (!closed(p.Factors[1].Value) || !closed(ch.members[1])) {
			continue
		}
		w := wordsAround(c.document, ch)
		call := syntax.Print(ch.head())
		body := syntax.Print(unwrapped(ch.members[1]))
		if old, ok := bodies[call]; ok && old != body && len(ch.links) == 1 {
			unsettled[id.base] = true
		}
		bodies[call] = body
		if isName && (argument.sub != nil || suppositionWords.MatchString(w.before) && !c.asksIn(ch.block) || limitedBehind.MatchString(w.after)) {
			unsettled[id.base] = true
		}
	}
	return unsettled
}

// areNames says whether there are several nodes and all are names.
func areNames(nodes []syntax.Node) bool {
	return len(nodes) > 1 && !slices.ContainsFunc(nodes, func(n syntax.Node) bool {
		_, ok := identify(n)
		return !ok
	})
}

// waveringNames lists the names that the document, or the problem, gives more than
// one bare number.
func (c *checker) waveringNames() map[string]bool {
	wavering := map[string]bool{}
	if c.problem != nil {
		wavering = c.problem.waveringNames()
	}
	numbers := map[string]string{}
	for _, ch := range c.chains {
		if ch.alone || ch.head() == nil || len(ch.links) != 1 || ch.members[1] == nil || !closed(ch.members[1]) || ch.operators[0].Name != "=" {
			continue
		}
		id, ok := identify(ch.head())
		if !ok {
			continue
		}
		key, number := c.evaluator(false).settle(id).key(), syntax.Print(unwrapped(ch.members[1]))
		if old, ok := numbers[key]; ok && old != number {
			wavering[key] = true
		}
		numbers[key] = number
	}
	return wavering
}

// restsOnOtherValues says whether a false link rests on numbers that were given to
// names elsewhere and need not be meant here.
func (c *checker) restsOnOtherValues(ch *chain, left, right outcome, k claim) bool {
	paragraph := c.document.Blocks[ch.block].Paragraph
	text := k.words.before + " " + k.words.after
	goesOn := !k.words.isLaidDown() && !otherwiseWords.MatchString(text)
	var wavering map[string]bool
	for _, o := range []outcome{left, right} {
		for _, key := range sortedKeys(o.trace.names) {
			b := c.env.find(key)
			if b != nil && c.problem != nil && b.scope == c.problem.env && c.problem.waveringNames()[key] {
				return true
			}
			if b == nil || b.fromSheet || b.assumed || b.link < 0 || c.judged[b.link].chain == nil {
				continue
			}
			if strings.Contains(k.words.before, "otherwise") && !c.computed(b) || holdsSegment(b.claimed) {
				return true
			}
			if wavering == nil {
				wavering = c.waveringNames()
			}
			at := c.judged[b.link].chain.block
			if wavering[key] && !c.computed(b) && c.supposesBetween(at, ch.block) {
				return true
			}
			if c.document.Blocks[at].Paragraph == paragraph {
				continue
			}
			if wavering[key] || len(ch.links) == 1 && !c.computed(b) && !goesOn {
				return true
			}
		}
	}
	return false
}

// callsNumberedName says whether a chain is about a function of a name, `R(p) = p^2`, that
// has a bare number elsewhere, on which a member rests.
func (c *checker) callsNumberedName(ch *chain, left, right outcome) bool {
	if ch.head() == nil {
		return false
	}
	found := false
	syntax.Inspect(ch.head(), func(n syntax.Node) bool {
		p, ok := n.(*syntax.Product)
		if !ok {
			return !found
		}
		for i := range p.Factors[:len(p.Factors)-1] {
			_, argument, ok := pairOf(p.Factors[i].Value, p.Factors[i+1].Value)
			if !ok || p.Factors[i+1].Operator != "" {
				continue
			}
			if id, ok := identify(argument); ok {
				key := c.evaluator(false).settle(id).key()
				b := c.env.find(key)
				found = found || b != nil && !b.fromSheet && !c.computed(b) && (left.trace.names[key] || right.trace.names[key])
			}
		}
		return !found
	})
	return found
}

// computed says whether a name got its value by a computation of the document's,
// and not as a bare number that may be one of several.
func (c *checker) computed(b *binding) bool {
	if b == nil || b.assumed || b.passing {
		return false
	}
	if b.fromSheet {
		return true
	}
	if b.link < 0 {
		return false
	}
	ch := c.judged[b.link].chain
	return ch != nil && (len(ch.links) > 1 || !closed(ch.members[1]))
}

// isHeldTo says whether a number restated for a name that has another value is
// held to it: the name was computed, and the sentence goes on from there.
func (c *checker) isHeldTo(b *binding, w words) bool {
	text := w.before + " " + w.after
	return c.computed(b) && (followsWords.MatchString(w.before) || recallWords.MatchString(w.before)) &&
		!otherwiseWords.MatchString(text) && !deniedWords.MatchString(text) && !w.isLaidDown() && !c.isForeign()
}

// forgetBeside takes back the bare numbers that were given in the same sentence
// as a number that is now another: `p = 28 when q = 7` says nothing of q = 49.
func (c *checker) forgetBeside(old *binding) {
	if old.link < 0 || c.judged[old.link].chain == nil {
		return
	}
	at := c.judged[old.link].chain.block
	for scope := c.env; scope != nil; scope = scope.parent {
		for _, key := range append([]string{}, scope.order...) {
			b := scope.bindings[key]
			if b == old || b.fromSheet || b.assumed || b.link < 0 || c.judged[b.link].chain == nil || c.computed(b) {
				continue
			}
			if c.sameSentence(at, c.judged[b.link].chain.block) {
				scope.remove(key)
			}
		}
	}
}

// sameSentence says whether two blocks of a paragraph stand in one sentence.
func (c *checker) sameSentence(a, b int) bool {
	if a > b {
		a, b = b, a
	}
	if c.document.Blocks[a].Paragraph != c.document.Blocks[b].Paragraph {
		return false
	}
	for i := a + 1; i < b; i++ {
		if block := c.document.Blocks[i]; block.Kind != syntax.Math && lastStop(block.Text) >= 0 {
			return false
		}
	}
	return true
}
