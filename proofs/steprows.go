package proofs

import (
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// continuesRow says whether a chain follows from other rows of its display, or from an arrow.
func (c *checker) continuesRow(ch *chain) bool {
	return strings.Contains(ch.lead, "so") || strings.Contains(ch.lead, "then") || ch.row > 0 && c.isDerivation(ch.block)
}

// isDerivation says whether the rows of a display are steps, and no list of equations
// side by side: words present them so, or they end in what is solved for.
func (c *checker) isDerivation(block int) bool {
	if c.derivations == nil {
		c.derivations = map[int]bool{}
	}
	if known, ok := c.derivations[block]; ok {
		return known
	}
	f := c.document.Blocks[block].Formula
	steps := false
	if f != nil && f.Display {
		for r, row := range f.Rows {
			for i, clause := range row.Clauses {
				if r+i > 0 && clause.Lead != "" && consequenceWords.MatchString(strings.ToLower(clause.Lead)) {
					steps = true
				}
				if r == len(f.Rows)-1 && clause.Chain != nil && givesNumber(clause.Chain) {
					steps = true
				}
			}
		}
		steps = steps || c.announcesSteps(block)
	}
	c.derivations[block] = steps
	return steps
}

// givesNumber says whether a chain gives a name a number.
func givesNumber(r *syntax.Relation) bool {
	last := r.Members[len(r.Members)-1]
	return r.Members[0] != nil && isName(r.Members[0]) && last != nil && closed(last)
}

// stepsWord announces the steps of a computation, listWord equations side by side.
var (
	stepsWord = newPhrase(`(?:^|[^a-z])(solv\w*|simplify\w*|rearrang\w*|isolat\w*|step by step|comput\w*|calculat\w*|work(?:ing|ed)? (?:out|through))(?:$|[^a-z])`)
	listWord  = newPhrase(`(?:^|[^a-z])(systems?|simultaneous\w*|equations|two|three|pairs?|both|each|following|lists?|either|lines)(?:$|[^a-z])`)
)

// announcesSteps says whether the words before a display present its rows as steps.
func (c *checker) announcesSteps(block int) bool {
	i := slices.IndexFunc(c.chains, func(ch *chain) bool { return ch.block == block })
	if i < 0 {
		return false
	}
	w := wordsAround(c.document, c.chains[i])
	return (consequenceWords.MatchString(w.before) || stepsWord.MatchString(w.before)) && !listWord.MatchString(w.before)
}

// itemMark begins an item of a list.
var itemMark = newPhrase(`^\s*(?:>\s*)?(?:[-*+•]|\(?(?:\d+|[a-z])\\?[.)]|\\item(?:\[[^\]]*\])?)\s*\$`)

// standsBeside says whether an equation stands beside others, as a row of a display that
// derives nothing or as an item of a list without words.
func (c *checker) standsBeside(ch *chain, i int) bool {
	if i > 0 || len(ch.links) > 1 {
		return false
	}
	if ch.row > 0 && c.document.Blocks[ch.block].Formula.Display {
		return !c.continuesRow(ch)
	}
	source, at := c.document.Source, c.document.Blocks[ch.block].At.Start
	line := strings.LastIndexByte(source[:at], '\n') + 1
	return at-line < 40 && itemMark.MatchString(source[line:min(len(source), at+1)])
}

// isAngleElsewhere says whether the name that a chain computes stands for degrees in the
// conditions in force, and for none here: A is an angle, and an area.
func (c *checker) isAngleElsewhere(ch *chain, i int) bool {
	id, ok := identify(ch.members[i])
	if !ok || i > 0 || holdsDegrees(c.document.Text(ch.last().Span())) {
		return false
	}
	key := c.evaluator(false).settle(id).key()
	for _, k := range c.env.allConditions() {
		if k.link >= 0 && k.difference.Numerator().Degree(key) > 0 && holdsDegrees(c.links[k.link].Right) {
			return true
		}
	}
	return false
}

func holdsDegrees(text string) bool {
	return strings.Contains(text, `\circ`) || strings.Contains(text, "°")
}
