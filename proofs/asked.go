package proofs

import (
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// askedWord asks whether a statement holds, questionBehind asks it behind the statement.
var (
	askedWord      = newPhrase(`(?:^|[^a-z])(?:true or false|(?:check|decide|determine|verify|see|tell|say|state|find out|ask|asks|asked|judge|test) (?:if|whether|which|the following)|which of (?:the following|these)|whether or not|is it (?:true|the case) that)(?:$|[^a-z])`)
	questionBehind = newPhrase(`^\W*(?:\?|(?:this is|is this|is it|is|it is)?\W*(?:true|false|correct|incorrect)\W)`)
)

// isAsked says whether a text asks whether a lone statement holds: in its sentence, in the
// heading or the words of its exercise, or right behind it.
func (c *checker) isAsked(ch *chain, w words) bool {
	if len(ch.links) != 1 {
		return false
	}
	const near, far = 3, 4 // blocks before and behind that are looked at
	if askedWord.MatchString(w.before) || questionBehind.MatchString(w.after) {
		return true
	}
	paragraph := c.document.Blocks[ch.block].Paragraph
	for i := ch.block - 1; i >= max(0, ch.block-near) && c.document.Blocks[i].Paragraph == paragraph; i-- {
		if b := c.document.Blocks[i]; b.Kind != syntax.Math && strings.Contains(b.Text, "?") && askedWord.MatchString(strings.ToLower(b.Text)) {
			return true
		}
	}
	// The next sentences of the same item take it for a question.
	for i := ch.block + 1; i < len(c.document.Blocks) && i <= ch.block+far; i++ {
		b := c.document.Blocks[i]
		if b.Kind == syntax.Heading {
			break
		}
		if b.Kind == syntax.Prose && asksLater.MatchString(strings.ToLower(b.Text)) {
			return true
		}
	}
	return false
}

// asksLater takes what was just written for a question.
var asksLater = newPhrase(`(?:^|[^a-z])(?:need|have|want|let us|let's|must)?\s*(?:to )?(?:check|see|ask|decide|determine|test) (?:if|whether)(?:$|[^a-z])`)

// asksAbout are the words of a question that what follows is asked about.
var asksAbout = newPhrase(`(?:^|[^a-z])(is|are|does|do|did|was|can|could|will|what|which|how|when|why|who)(?:$|[^a-z])`)

// isQuestion says whether a chain stands in a question, behind the words that ask: "is it
// true that $2 + 2 = 5$?" says nothing.
func (c *checker) isQuestion(ch *chain) bool {
	blocks := c.document.Blocks
	for i := ch.block + 1; i < len(blocks) && blocks[i].Paragraph == blocks[ch.block].Paragraph; i++ {
		if endsSentence(c.document, i-1) {
			return false
		}
		if blocks[i].Kind == syntax.Math {
			continue
		}
		if stop := strings.IndexAny(blocks[i].Text, ".?!"); stop >= 0 {
			return blocks[i].Text[stop] == '?' && asksAbout.MatchString(c.sentenceWords(ch).before)
		}
	}
	return false
}
