package proofs

import (
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// exerciseLabel is what the text of an exercise begins with: "Problem 3.", "Exercise B:",
// a bold "Example", or a number such as 5.4-3 in a heading.
var (
	exerciseLabel  = newPhrase(`^(?i)\W*(?:exercise|problem|question|task|example|quiz|homework)\s*(?:no\.?|number|#)?\s*\(?(?:\d+(?:[.\-]\d+)*[a-z]?|[A-Z]|[IVX]+)\)?\s*(?:[.:)\]]|\(|$)`)
	exerciseWord   = newPhrase(`^(?i)\W*(?:exercise|problem|question|task|example)\s*(?:\d|[.:(]|$)`)
	exerciseNumber = newPhrase(`^\W*\d+(?:\.\d+)*-\d+\W*(?:$|[*★])`)
)

// beginsExercise says whether a block is the first of an exercise, whose values end
// with it.
func beginsExercise(d *syntax.Document, i int) bool {
	b := d.Blocks[i]
	switch {
	case b.Kind == syntax.Heading:
		return exerciseLabel.MatchString(b.Text) || exerciseWord.MatchString(b.Text) || exerciseNumber.MatchString(b.Text)
	case b.Kind != syntax.Prose || i > 0 && d.Blocks[i-1].Kind != syntax.Heading && d.Blocks[i-1].Paragraph == b.Paragraph:
		return false
	}
	return exerciseLabel.MatchString(b.Text) || b.Bold && exerciseWord.MatchString(b.Text)
}

// numberMark begins an item of a numbered list, which may be a task of its own.
var numberMark = newPhrase(`^\s*(?:>\s*)?\(?(?:\d+|[a-z])\\?[.)]\s`)

// goesBack says that a sentence speaks of what was found before it.
var goesBack = newPhrase(`(?:^|[^a-z])(so|thus|hence|therefore|recall\w*|above|found|previous\w*|earlier|again|back|step)(?:$|[^a-z])`)

// inOtherItem says whether a name got its value in another item of a numbered list than
// the chain stands in, and the chain does not speak of it.
func (c *checker) inOtherItem(b *binding, ch *chain, w words) bool {
	if b.link < 0 || c.judged[b.link].chain == nil || goesBack.MatchString(w.before) {
		return false
	}
	from, to := c.itemAt(c.judged[b.link].chain.block), c.itemAt(ch.block)
	return from != to && to >= 0
}

// itemAt is the first block of the numbered item that a block stands in, -1 for none.
func (c *checker) itemAt(block int) int {
	blocks := c.document.Blocks
	for i := block; i >= 0 && blocks[i].Kind != syntax.Heading; i-- {
		if i > 0 && blocks[i-1].Paragraph == blocks[i].Paragraph {
			continue
		}
		source, at := c.document.Source, blocks[i].At.Start
		line := strings.LastIndexByte(source[:at], '\n') + 1
		if numberMark.MatchString(source[line:min(len(source), at+1)]) {
			return i
		}
		if block-i > mostBlocksOfItem {
			break
		}
	}
	return -1
}

// mostBlocksOfItem bounds how far back the beginning of an item is looked for.
const mostBlocksOfItem = 60
