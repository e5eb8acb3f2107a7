package proofs

import (
	"strings"
	"unicode"

	"github.com/hence-math/hence/proofs/syntax"
)

// This file tells members that are torn from what belongs to them.

// isCut says whether a member is torn from what belongs to it: it begins with an
// operator, stands in another formula of the sentence with words between, or has
// letters right behind it.
func (c *checker) isCut(ch *chain, i int) bool {
	a, b := ch.members[i], ch.members[i+1]
	if p, ok := a.(*syntax.Product); ok && p.Factors[0].Operator != "" {
		return true
	}
	if here := c.blockAt(a.Span().Start); here > 0 && i == 0 {
		block, before := c.document.Blocks[here], c.document.Blocks[here-1]
		if before.Kind == syntax.Math && before.Paragraph == block.Paragraph && block.Formula.At == block.Formula.Inner {
			return true // numbers in the text right behind a formula
		}
	}
	source := c.document.Source
	if at := a.Span().Start; i == 0 && isPartOf(source[max(0, at-40):at]) {
		return true
	}
	if strings.HasSuffix(strings.TrimRight(source[:a.Span().Start], " "), `\mid`) || strings.HasPrefix(strings.TrimLeft(source[b.Span().End:], " "), `\mid`) {
		return true // a row of numerals between bars
	}
	if sum, ok := a.(*syntax.Sum); ok && i == 0 && sum.Terms[0].Sign == "+" {
		return true // what is added to stands before it
	}
	if end := b.Span().End; end < len(source) && (isASCIILetter(source[end]) && source[end-1] != ' ' || restBehind.MatchString(source[end:min(end+20, len(source))])) {
		return true
	}
	if end := b.Span().End; end+1 < len(source) && source[end] == '.' && isASCIILetter(source[end+1]) && source[end+1] != 'e' {
		return true
	}
	if pointBefore.MatchString(source[max(0, a.Span().Start-20):a.Span().Start]) || pointBehind.MatchString(source[b.Span().End:min(len(source), b.Span().End+20)]) {
		return true // a full stop that may multiply
	}
	sign := ch.operators[i].At.Start
	left, right := c.blockAt(a.Span().Start), c.blockAt(sign)
	if left == right || left < 0 || right < 0 || c.document.Blocks[right].Formula == nil || c.document.Blocks[right].Formula.Display {
		return false
	}
	for _, block := range c.document.Blocks[left+1 : right] {
		if block.Kind != syntax.Math && strings.ContainsFunc(block.Text, unicode.IsLetter) {
			return true
		}
	}
	return false
}

// isPartOf says whether text ends in words that take a part of what follows:
// 50% of 80.
func isPartOf(before string) bool {
	part, is := strings.CutSuffix(strings.TrimRight(before, ` $(\`), " of")
	if !is {
		return false
	}
	part = strings.TrimRight(strings.ToLower(part), " $")
	for _, word := range []string{"%", "percent", "half", "third", "thirds", "quarter", "quarters", "fourths", "fifth", "fifths", "}"} {
		if strings.HasSuffix(part, word) {
			return true
		}
	}
	return part != "" && part[len(part)-1] >= '0' && part[len(part)-1] <= '9'
}

// pointBefore and pointBehind are full stops within a formula between what may be factors.
var (
	pointBefore = newPhrase(`[0-9})]\.\s*(?:\\left)?$`)
	pointBehind = newPhrase(`^(?:\\right\s*\))?\.[ ]*(?:[0-9(]|\\(?:frac|dfrac|tfrac|sqrt|left|binom|sin|cos|tan|log|ln)(?:$|[^a-z]))`)
)

// restBehind is the rest of a mixed number in words: 1 and 1/3.
var restBehind = newPhrase(`^ *and \d+/\d`)

func isASCIILetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// blockAt is the index of the block that holds an offset, -1 for none.
func (c *checker) blockAt(offset int) int {
	for i, b := range c.document.Blocks {
		if b.Kind == syntax.Math && b.At.Start <= offset && offset < b.At.End {
			return i
		}
	}
	return -1
}

// followsSign says whether the formula continues another one over a sign that
// stands in the text between: `$(3)$ x $(5) = 64$`.
func (c *checker) followsSign(ch *chain) bool {
	if ch.block < 2 || c.document.Blocks[ch.block-2].Kind != syntax.Math || c.document.Blocks[ch.block-2].Paragraph != c.document.Blocks[ch.block].Paragraph {
		return false
	}
	switch strings.ToLower(strings.TrimSpace(c.document.Blocks[ch.block-1].Text)) {
	case "x", "×", "+", "-", "–", "−", "*", "/", "÷", "times", "plus", "minus", "over", "divided by", "of":
		return true
	}
	return false
}
