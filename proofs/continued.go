package proofs

import (
	"strings"
	"unicode"

	"github.com/hence-math/hence/proofs/syntax"
)

// citedWord introduces a formula that a sentence only cites: "using a = b, we get".
var citedWord = newPhrase(`(?i)(?:^|[^a-z])(using|since|because|as|by|from|where|with|recall\w*|applying|noting|note)\b[^.;:!?]*$`)

// continuedBy is the chain that a formula which begins with a relation sign goes on
// from: the last one, but for chains that the sentence between them only cites.
func (a *assembler) continuedBy(block int) *chain {
	const most = 3 // formulas that a sentence may cite in a row
	for i := len(a.chains) - 1; i >= max(0, len(a.chains)-most); i-- {
		ch := a.chains[i]
		if ch.block == block || !a.isCited(ch, block) {
			return ch
		}
	}
	return nil
}

// isCited says whether the words before a chain cite it and the sentence, or the next
// one, goes on in words before the formula of a block.
func (a *assembler) isCited(ch *chain, block int) bool {
	blocks := a.document.Blocks
	if ch.block == 0 || blocks[ch.block-1].Kind != syntax.Prose || blocks[ch.block-1].Paragraph != blocks[ch.block].Paragraph {
		return false
	}
	goesOn := false
	for _, b := range blocks[ch.block+1 : block] {
		goesOn = goesOn || b.Kind == syntax.Prose && strings.ContainsFunc(b.Text, unicode.IsLetter)
	}
	before := blocks[ch.block-1].Text
	return goesOn && citedWord.MatchString(before[max(0, lastStop(before)):])
}
