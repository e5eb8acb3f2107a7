package proofs

import (
	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// isHypothesis says whether a chain restates the claim for a letter and adds nothing.
func (p *writtenProof) isHypothesis(ch *chain) bool {
	if len(ch.members) != 2 || ch.head() == nil {
		return false
	}
	_, offset, ok := p.instance(ch.members[p.subject()-p.link])
	return ok && offset == 0
}

// byTheClaim are words that give the claim itself as the reason.
var byTheClaim = newPhrase(`(?i)\b(?:by|from|using|applying|because of) (?:the |our |this )?(?:claim|formula|statement|theorem|proposition|identity|assertion|result)\b[^.\x00]*$|\b(?:since|because)\b[^.\x00]*$`)

// auditCircle looks for a step that states the next case and gives the claim as its reason.
func (p *writtenProof) auditCircle(ch *chain) {
	if len(ch.members) != 2 || ch.members[1] == nil || !byTheClaim.MatchString(wordsAround(p.checker.document, ch).before) {
		return
	}
	letter, offset, ok := p.instance(ch.members[p.subject()-p.link])
	if !ok || offset != 1 {
		return
	}
	if p.agrees(ch.members[p.other()-p.link], letter, offset) {
		p.checker.find("induction-circular", SeverityError, ch.operators[0].At.Start, "the claim for %s, which the step is to prove, is its reason", shiftedText(letter, offset))
	}
}

// isWhole says whether what the claim is about is a sum, a product or an element of a sequence: a step from one to
// the next shows the one before.
func (p *writtenProof) isWhole() bool {
	subject := p.claim.members[p.subject()]
	if _, big := subject.(*syntax.Big); big {
		return true
	}
	id, ok := identify(subject)
	_, _, single := indexNode(id)
	return ok && single
}

// goesBack says whether a chain holds what the claim is about for a letter, and not for the next number.
func (p *writtenProof) goesBack(ch *chain) bool {
	found := false
	for _, m := range ch.members {
		if m == nil {
			continue
		}
		syntax.Inspect(m, func(n syntax.Node) bool {
			if _, offset, ok := p.instance(n); ok && offset < 1 {
				found = true
			}
			return !found
		})
	}
	return found
}

// auditUses looks at the links of the step that are not proved: one that puts the claim for a wrong number in the
// place of what it is about.
func (p *writtenProof) auditUses() {
	c := p.checker
	for i := range c.links {
		l, j := &c.links[i], c.judged[i]
		if l.Verdict != Refuted && l.Verdict != Unknown || j.chain == nil || j.chain == p.claim || j.chain.block < p.claim.block || relationOf(l.Relation) != "=" {
			continue
		}
		left, right := j.chain.members[j.index], j.chain.members[j.index+1]
		if left == nil || right == nil || relationOf(p.claim.operators[p.link].Name) != "=" {
			continue
		}
		letter, offset, ok := "", int64(0), false
		syntax.Inspect(left, func(n syntax.Node) bool {
			if n != left && !ok {
				letter, offset, ok = p.instance(n)
			}
			return !ok
		})
		if !ok {
			continue
		}
		for _, by := range []int64{-1, 1} {
			if p.comesFrom(left, right, letter, offset, by) {
				c.find("induction-hypothesis-wrong", SeverityError, l.At, "the hypothesis is used for %s in the place of %s", shiftedText(letter, offset+by), shiftedText(letter, offset))
				return
			}
		}
	}
}

// comesFrom says whether the right member is the left one with the claim for offset + by in the place of its instance.
func (p *writtenProof) comesFrom(left, right syntax.Node, letter string, offset, by int64) bool {
	put := bracketed(inPlaceOf(p.claim.members[p.other()], p.index, shiftedNode(letter, offset+by)))
	used := rewrite(left, func(n syntax.Node) (syntax.Node, bool) {
		if l, o, ok := p.instance(n); ok && l == letter && o == offset {
			return put, true
		}
		return nil, false
	})
	v, sides, ok := p.checker.evaluator(false).expressions(used, right)
	if !ok {
		return false
	}
	sequences, ok := v.sequences()
	if !ok {
		return false
	}
	claim := symbolic.Claim{Left: sides[0], Right: sides[1], Relation: symbolic.Equals, Index: letter, From: p.from + 1}
	return symbolic.Prove(claim, sequences, p.checker.proofBudget()).Verdict == symbolic.Proved
}

// auditFirstValues looks for a first case whose numbers are wrong.
func (p *writtenProof) auditFirstValues() {
	c := p.checker
	for i := range c.links {
		l, j := &c.links[i], c.judged[i]
		if l.Verdict != Refuted || j.chain == nil || j.chain == p.claim || j.chain.block < p.claim.block {
			continue
		}
		left, right := j.chain.members[j.index], j.chain.members[j.index+1]
		if left == nil || right == nil || !closed(right) {
			continue
		}
		if k, ok := p.caseBefore(j.chain); ok && k >= p.from && k <= p.from+1 {
			c.find("induction-base-wrong", SeverityError, l.At, "the case %s = %d that is shown is not true as written", p.index, k)
			return
		}
	}
}

// caseBefore is the number of the case that a chain treats: said last before it in its paragraph, as `n = 1` or P(1).
func (p *writtenProof) caseBefore(ch *chain) (k int64, ok bool) {
	c := p.checker
	for _, other := range c.chains {
		if other.block > ch.block || other == ch || other.head() == nil || other.block < p.claim.block ||
			c.document.Blocks[other.block].Paragraph != c.document.Blocks[ch.block].Paragraph {
			continue
		}
		if id, argument, call := callOf(other.head()); call && isCapital(id) {
			if at, whole := wholeLiteral(argument); whole {
				k, ok = at, true
			}
		}
		if id, named := identify(other.head()); named && id.sub == nil && id.sup == nil && len(other.members) == 2 && other.operators[0].Name == "=" {
			if at, whole := wholeLiteral(other.members[1]); whole && firstWord.MatchString(wordsAround(c.document, other).before) {
				k, ok = at, true
			}
		}
	}
	return k, ok
}
