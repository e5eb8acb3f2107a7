package proofs

import (
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
