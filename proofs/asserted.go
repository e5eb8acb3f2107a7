package proofs

import (
	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

var (
	// namesPlace stands right before an equation that names a place or a mirror: "a hole
	// at $x = 2$", "reflected about the line $y = 3$".
	namesPlace = newPhrase(`(?:^|[^a-z])(?:(?:holes?|asymptotes?|discontinuit(?:y|ies)|poles?|singularit(?:y|ies)|zeros?|roots?|extremum|extrema|minim(?:um|a)|maxim(?:um|a)|vertex|turning points?|inflection points?)\s+(?:(?:of|the|it|its|is|are|occurs?|lies|only|graph|curve|function|` + otherMark + `)\s+)*at|(?:asymptotes?|directrix|axis of symmetry)(?:\s+(?:is|are|being|has|have))?|(?:reflect|rotat|revolv|symmetr|mirror|flip)[a-z]*[^.]{0,60}(?:about|over|across|around|along|in|to))\s+(?:(?:the|its|vertical|horizontal|slanted|line|axis|plane|point|diagonal|given by|with equation)\s+)*$`)
	// namesRoot stands right behind a number for an unknown that is one of several:
	// "$x = 2$ is a root of".
	namesRoot = newPhrase(`^\s*,?\s*(?:(?:is|be|being|was)\s+(?:(?:also|always|clearly|indeed|certainly|obviously)\s+)*(?:an?|one|another)|(?:are|as|were)(?:\s+(?:an?|both|all|also|clearly|two|three|four|the))*)\s+(?:(?:double|repeated|real|complex|rational|integer|trivial|possible|obvious|extraneous|common|other)\s+)*(?:roots?|zero(?:e?s)?|solutions?|poles?|asymptotes?)(?:$|[^a-z])`)
	// refusedBehind and refusedBefore deny an equation.
	refusedBehind = newPhrase(`^\s*,?\s*(?:cannot|can't|can not|could not|will not|won't|would|does not|doesn't|do not|don't|is not|isn't|are not|fails?|(?:is|are) (?:too|impossible|extraneous|invalid|excluded|rejected|never|out of))(?:$|[^a-z])`)
	refusedBefore = newPhrase(`(?:^|[^a-z])(?:cannot|can't|can not|could not|not|never|impossible|neither|nor|rather than|instead of|unlike)\s+(?:(?:be|have|that|to|equal|the case|for|possible)\s+)*$`)
)

// isUnasserted says whether the words right beside an equation deny it or take it for the
// name of a place, a mirror or a root, so that it is no condition and gives no name a
// value.
func (c *checker) isUnasserted(ch *chain) bool {
	if ch.alone || len(ch.members) != 2 {
		return false
	}
	w := wordsAround(c.document, ch)
	if refusedBehind.MatchString(w.after) || refusedBefore.MatchString(w.before) || namesPlace.MatchString(w.before) {
		return true
	}
	return ch.last() != nil && (closed(ch.last()) || tupleItems(ch.last()) != nil) && namesRoot.MatchString(w.after)
}

// holdsForNumbersOnly says whether two formulas in the same letters are equal only for
// the numbers that these were given: the text may mean them for all.
func (c *checker) holdsForNumbersOnly(a, b syntax.Node, left, right outcome) bool {
	if closed(a) || closed(b) {
		return false
	}
	shared := false
	formals := map[string]value{}
	for _, o := range []outcome{left, right} {
		for key := range o.trace.names {
			found := c.env.find(key)
			if found == nil || !found.hasClaimed {
				continue
			}
			if found.fromSheet || found.claimed.isMatrix || found.definition != nil && !closed(found.definition) || !found.claimed.isConstant() {
				return false // what was computed need not be a number put in
			}
			if left.trace.names[key] && right.trace.names[key] {
				shared = true
				formals[key] = scalarValue(symbolic.Var(key))
			}
		}
	}
	return shared && !c.equalWith(formals, a, b)
}

// verifies are the words of a text that puts numbers into an equation to see whether it
// holds.
var verifies = newPhrase(`(?:^|[^a-z])(check\w*|verif\w*|satisf\w*|indeed|confirm\w*|works?|values?)(?:$|[^a-z])`)
