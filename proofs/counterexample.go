package proofs

import (
	"math/big"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// This file tells counterexamples that are the document's own.

// isCounterexample says whether the failure of a claim for all values of an index
// is one of the document's: the index and the parameters have values that the
// text allows, and nothing else is said of them.
func (c *checker) isCounterexample(proof symbolic.Proof, index string, relation symbolic.Relation, at showing, members ...syntax.Node) bool {
	if proof.FailsAt == nil || !c.around.allows(index, ratOf(*proof.FailsAt), at) {
		return false
	}
	for _, b := range c.around.bounds {
		if b.letter != index && c.sameSentence(b.block, at.block) && !mentions(members[0], b.letter) && !mentions(members[1], b.letter) {
			return false // the range of another letter, which may be meant for this one
		}
	}
	for _, name := range sortedKeys(proof.Witness) {
		if name == index {
			continue
		}
		if !isPlainLetter(name) || c.constrained(name) || relation != symbolic.Equals && !c.around.bounded(name) || !c.around.allows(name, proof.Witness[name], at) {
			return false
		}
	}
	for _, m := range members {
		for name := range c.freeNames(m) {
			if name != index && c.constrained(name) {
				return false
			}
		}
	}
	return true
}

// isPlainLetter says whether a symbol is a letter, and no root, function or
// element of a sequence.
func isPlainLetter(name string) bool { return !strings.ContainsAny(name, "_^({|") }

// allows says whether no bound in the paragraph of a claim excludes the value.
func (s *surroundings) allows(letter string, x *big.Rat, c showing) bool {
	for _, b := range s.bounds {
		if b.letter == letter && s.document.Blocks[b.block].Paragraph == s.document.Blocks[c.block].Paragraph && !satisfies(b.relation, x.Cmp(b.number)) {
			return false
		}
	}
	return true
}

// concludesRange says whether the bounds of a letter come only behind a claim, and
// not as its range: "2^n > 225, so n > 7" says nothing of n before.
func (s *surroundings) concludesRange(letter string, c showing) bool {
	after := false
	for _, b := range s.bounds {
		if b.letter != letter {
			continue
		}
		if b.at < c.at || b.block == c.block && b.row == c.row || c.end < b.at && b.at-c.end < 200 && rangeBehind.MatchString(s.document.Source[c.end:b.at]) {
			return false
		}
		after = true
	}
	return after
}

// rangeBehind introduces the range of a claim behind it.
var rangeBehind = newPhrase(`(?i)^[\s,$]*(for|whenever|when|if|where|provided|with)\b[^.:;]*$`)

// bounded says whether the document says anywhere in which range a letter lies.
func (s *surroundings) bounded(letter string) bool {
	for _, b := range s.bounds {
		if b.letter == letter {
			return true
		}
	}
	return false
}
