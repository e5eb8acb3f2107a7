package proofs

import "slices"

// leadsToAbsurdity says whether the next chain of the paragraph equates two different
// numbers, such as $3 = 2$ behind an equation that has no solution.
func (c *checker) leadsToAbsurdity(ch *chain) bool {
	at := slices.Index(c.chains, ch) + 1
	if at == 0 || at == len(c.chains) {
		return false
	}
	next := c.chains[at]
	if len(next.links) != 1 || relationOf(next.operators[0].Name) != "=" || !areBareNumbers(next.members[0], next.members[1]) {
		return false
	}
	a, ok := signedNumber(next.members[0])
	b, also := signedNumber(next.members[1])
	return ok && also && a.Cmp(b) != 0 && c.document.Blocks[next.block].Paragraph == c.document.Blocks[ch.block].Paragraph
}
