package proofs

import (
	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

var (
	// namesPlace stands right before an equation that names a place: "a hole at $x = 2$".
	namesPlace = newPhrase(`(?:^|[^a-z])(?:(?:holes?|asymptotes?|discontinuit(?:y|ies)|poles?|singularit(?:y|ies)|zeros?|roots?|extremum|extrema|minim(?:um|a)|maxim(?:um|a)|vertex|turning points?|inflection points?)\s+(?:(?:of|the|it|its|is|are|occurs?|lies|only|graph|curve|function|` + otherMark + `)\s+)*at|(?:asymptotes?|directrix|axis of symmetry)(?:\s+(?:is|are|being|has|have))?)\s+` + kindOfPlace + `$`)
	// aboutMirror stands right before one that names a mirror, where movesOver has said what
	// is done with it: "reflected about the line $y = 3$".
	aboutMirror = newPhrase(`(?:^|[^a-z])(?:about|over|across|around|along|in|to)\s+` + kindOfPlace + `$`)
	movesOver   = newPhrase(`(?:^|[^a-z])(?:reflect|rotat|revolv|symmetr|mirror|flip)`)
	// namesRoot stands right behind a number for an unknown that is one of several:
	// "$x = 2$ is a root of".
	namesRoot = newPhrase(`^\s*,?\s*(?:(?:is|be|being|was)\s+(?:(?:also|always|clearly|indeed|certainly|obviously)\s+)*(?:an?|one|another)|(?:are|as|were)(?:\s+(?:an?|both|all|also|clearly|two|three|four|the))*)\s+(?:(?:double|repeated|real|complex|rational|integer|trivial|possible|obvious|extraneous|common|other)\s+)*(?:roots?|zero(?:e?s)?|solutions?|poles?|asymptotes?)(?:$|[^a-z])`)
	// refusedBehind and refusedBefore deny an equation.
	refusedBehind = newPhrase(`^\s*,?\s*(?:cannot|can't|can not|could not|will not|won't|would|does not|doesn't|do not|don't|is not|isn't|are not|fails?|(?:is|are) (?:too|impossible|extraneous|invalid|excluded|rejected|never|out of))(?:$|[^a-z])`)
	refusedBefore = newPhrase(`(?:^|[^a-z])(?:no [a-z ]{1,20}\x00? ?(?:where|with|such that|for which|at which)|(?:cannot|can't|can not|could not|not|never|impossible|neither|nor|rather than|instead of|unlike|unless)\s+(?:(?:be|have|that|to|equal|the case|for|possible|true)\s+)*)\s*$`)
)

// kindOfPlace may stand between such words and the equation.
const kindOfPlace = `(?:(?:the|its|vertical|horizontal|slanted|line|axis|plane|point|diagonal|given by|with equation)\s+)*`

// isUnasserted says whether the words right beside an equation deny it or take it for the
// name of a place, a mirror or a root, so that it is no condition and gives no name a
// value.
func (c *checker) isUnasserted(ch *chain) bool {
	if ch.alone || len(ch.members) != 2 {
		return false
	}
	w := wordsAround(c.document, ch)
	if refusedBehind.MatchString(w.after) || refusedBefore.MatchString(w.before) || namesPlace.MatchString(w.before) ||
		movesOver.MatchString(w.before) && aboutMirror.MatchString(w.before) || supposedWords.MatchString(w.before) {
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
			if isPlainLetter(key) && left.trace.names[key] && right.trace.names[key] {
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

// generalizes says that what follows, or stands before it, is meant for all values.
var (
	generalizes       = newPhrase(`(?:^|[^a-z])(?:in general|generally|(?:for|with) (?:all|every|any|each|arbitrary))(?:$|[^a-z])`)
	generalizesBehind = newPhrase(`^\s*,?\s*(?:holds )?for (?:all|every|any|each|arbitrary)(?:$|[^a-z])`)
)

// holdsInGeneral says whether a link that the text claims for all values is true without
// the bare numbers that the letters were given.
func (c *checker) holdsInGeneral(a, b syntax.Node, left, right outcome, w words) bool {
	if !generalizes.MatchString(w.before) && !generalizesBehind.MatchString(w.after) {
		return true
	}
	formals := map[string]value{}
	for _, o := range []outcome{left, right} {
		for key := range o.trace.names {
			if found := c.env.find(key); isPlainLetter(key) && found != nil && found.hasClaimed && !found.fromSheet && !found.claimed.isMatrix && found.claimed.isConstant() &&
				(found.definition == nil || closed(found.definition)) {
				formals[key] = scalarValue(symbolic.Var(key))
			}
		}
	}
	return len(formals) == 0 || c.equalWith(formals, a, b)
}

// opensAnew stands right before a letter that is to be any number again.
var opensAnew = newPhrase(`(?:^|[^a-z])(?:let|for (?:any|every|all|each|an arbitrary|arbitrary)|pick|fix|choose)\s+(?:(?:now|an?|any|arbitrary|real|integer|numbers?|values?|of)\s+)*$`)

// openAnew forgets the number of a letter that the text lets be arbitrary: "now let $x$
// be arbitrary".
func (c *checker) openAnew(ch *chain) {
	id, ok := identify(ch.head())
	if !ok || !opensAnew.MatchString(wordsAround(c.document, ch).before) {
		return
	}
	s := c.evaluator(false).settle(id)
	if c.assumes != nil {
		c.assumes.remove(s.key())
	}
	b := c.env.find(s.key())
	if b == nil || b.fromSheet || b.scope == nil || !b.hasClaimed || !b.claimed.isConstant() || c.computed(b) {
		return
	}
	b.scope.remove(s.key())
	c.premises.drop(func(x premise) bool { return !x.problem && x.equation.Degree(s.key()) > 0 })
}

// withdrawDenied forgets an equation that the text now says is false, as at the end of a
// proof by contradiction, and what was derived from it.
func (c *checker) withdrawDenied(ch *chain, i int, outcomes []outcome, chosen []int) {
	p, _, ok := c.unknowns(ch, i, outcomes, chosen)
	if !ok || p.IsZero() {
		return
	}
	for _, x := range c.premises.all {
		if x.problem || x.equation.TotalDegree() != p.TotalDegree() {
			continue
		}
		q, exact, err := x.equation.Quotient(p, c.share(concludeSteps, concludeBits))
		if err != nil || !exact || !q.IsConstant() {
			continue
		}
		first := x.link
		c.unbind(x)
		c.premises.drop(func(y premise) bool { return !y.problem && y.link >= first })
		return
	}
}

// unbind takes back the value that a supposition gave a name.
func (c *checker) unbind(x premise) {
	for _, key := range x.equation.Variables() {
		if b := c.env.find(key); b != nil && b.link == x.link && b.scope != nil && !b.fromSheet {
			b.scope.remove(key)
		}
	}
}
