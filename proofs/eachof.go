package proofs

import (
	"slices"

	"github.com/hence-math/hence/proofs/syntax"
)

// decideEach decides a bound on several names at once, `a, b > 0`, as the bounds on
// each of them: it is what they are, where they are all the same.
func (c *checker) decideEach(ch *chain, i int, right outcome, b int, k claim) bool {
	names, ok := namesBounded(ch, i)
	if !ok || right.failed != nil {
		return false
	}
	l := &c.links[ch.links[i]]
	before := *l
	var verdict Verdict
	for _, item := range names {
		*l = before
		one := *ch
		one.members = slices.Clone(ch.members)
		one.members[i] = item
		c.decide(&one, i, c.outcome(item, false), right, 0, b, k)
		if verdict != "" && l.Verdict != verdict || l.Verdict.Wrong() {
			l.Verdict, l.Reason, l.Says = Unknown, Conditional, "not the same of each"
			return true
		}
		verdict = l.Verdict
	}
	return verdict != ""
}

// namesBounded are the names of a list that stands before a bound; what an ellipsis
// among them stands for is left out.
func namesBounded(ch *chain, i int) (names []syntax.Node, ok bool) {
	list, ok := ch.members[i].(*syntax.List)
	if _, order := mirrored[relationOf(ch.operators[i].Name)]; !ok || !order || len(list.Items) > mostAlternatives {
		return nil, false
	}
	for _, item := range list.Items {
		if _, dots := item.(*syntax.Dots); dots {
			continue
		}
		if !isName(item) {
			return nil, false
		}
		names = append(names, item)
	}
	return names, len(names) > 0
}

// each is a member's outcome, or those of the names that it lists before a bound.
func (c *checker) each(ch *chain, i int, whole outcome) []outcome {
	names, ok := namesBounded(ch, i)
	if !ok {
		return []outcome{whole}
	}
	all := make([]outcome, len(names))
	for j, n := range names {
		all[j] = c.outcome(n, false)
	}
	return all
}
