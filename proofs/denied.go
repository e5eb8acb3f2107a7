package proofs

import (
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// This file tells what a document says is not so.

// deniedWords say that what is written is not so.
var deniedWords = newPhrase(`(?:^|[^a-z])(contradict\w*|impossib\w*|absurd\w*|false|incorrect\w*|wrong\w*|mistake\w*|not true|untrue|invalid|no solutions?|inconsistent|never|does not|doesn't|do not|don't|is not|isn't|are not|cannot|can't|fails?|too (?:small|big|large|high|low))(?:$|[^a-z])`)

var (
	// supposedWords say what would be so if something else were.
	supposedWords = newPhrase(`(?:^|[^a-z])((?:first|earlier|previous|initial) (?:attempt|try|guess|version|draft)|(?:student|pupil|friend|someone|somebody)s? (?:writes?|wrote|claims?|claimed|says?|said|thinks?|thought|computes?|computed|argues?|argued)|would (?:also |then |have to )?(?:be|get|have|give|imply|mean|need|yield|follow|require|equal|become|lead)|tempt\w*|beware|one might (?:think|expect|hope|guess|say|try|be)|naive(?:ly)?|common (?:error|mistake)s?|does not (?:equal|hold)|do not (?:equal|hold))(?:$|[^a-z])`)
	// mistakenWords present an argument in which an error is to be found.
	mistakenWords = newPhrase(`(?i)(?:^|[^a-z])((?:what|which|where|find|spot|locate|identify|explain)[^.?!]{0,25} (?:wrong|mistakes?|errors?|flaws?|fallacy|goes wrong)|fallac\w*|sophisms?|bogus|["“”'` + "`" + `‘’]proof["“”'` + "`" + `‘’])`)
	// contradictionWords end an argument whose last lines are false on purpose.
	contradictionWords = newPhrase(`(?i)(?:^|[^a-z])(contradict\w*|absurd\w*|(?:what|which|find|where) .{0,20}(?:wrong|mistake|error|flaw)|incorrect(?:ly)?|fallac\w*)(?:$|[^a-z])`)
	// falseWords say outright that what is written is false.
	falseWords = newPhrase(`(?:^|[^a-z])(contradict\w*|impossib\w*|not possible|absurd\w*|false|incorrect\w*|wrong\w*|mistake\w*|(?:not|never) (?:be )?true|untrue|invalid|erroneous\w*|forgot|misread\w*|misplac\w*|nonsense|no solutions?)(?:$|[^a-z])`)
)

// failsBehind denies what stands right before it.
var failsBehind = newPhrase(`^\W*(?:(?:which|this|that|it) )?(?:fails?|does not|doesn't (?:hold|work)|is not (?:true|so|the case|valid)|is (?:false|wrong)|no longer|cannot (?:hold|be true))(?:$|[^a-z])`)

// isDenied says whether the sentence or what follows it, within two sentences, says
// that what was written is not so, or the text before announces an error. Of a
// computation it must say so outright.
func (c *checker) isDenied(ch *chain, k claim, computation bool) bool {
	after := k.words.after
	if computation && len(after) > 50 {
		after = after[:50]
	}
	if falseWords.MatchString(k.words.before) || falseWords.MatchString(after) || supposedWords.MatchString(k.words.before) || failsBehind.MatchString(after) {
		return true
	}
	if c.seeksMistake() {
		return true
	}
	if !computation && (len(ch.links) == 1 && deniedWords.MatchString(k.words.before) || deniedWords.MatchString(k.words.after)) {
		return true
	}
	b := c.document.Blocks[ch.block]
	text, stops := "", 0
	for i := ch.block + 1; i < len(c.document.Blocks) && c.document.Blocks[i].Paragraph <= b.Paragraph+1 && stops < 2; i++ {
		if block := c.document.Blocks[i]; block.Kind == syntax.Prose {
			text += " " + block.Text
			stops += strings.Count(block.Text+" ", ". ")
		}
	}
	if contradictionWords.MatchString(text) || !computation && falseWords.MatchString(strings.ToLower(text)) {
		return true
	}
	for i := ch.block - 1; i >= 0 && c.document.Blocks[i].Paragraph >= b.Paragraph-1; i-- {
		if block := c.document.Blocks[i]; block.Kind != syntax.Math && contradictionWords.MatchString(block.Text) {
			return true
		}
	}
	return false
}

// seeksMistake says whether the document or its problem presents an argument in which an error is to be found.
func (c *checker) seeksMistake() bool {
	if c.mistaken == nil {
		found := slices.ContainsFunc(c.allBlocks(), func(b syntax.Block) bool {
			return b.Kind != syntax.Math && mistakenWords.MatchString(b.Text)
		})
		c.mistaken = &found
	}
	return *c.mistaken
}
