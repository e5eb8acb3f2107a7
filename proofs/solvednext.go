package proofs

import "github.com/hence-math/hence/symbolic"

// isSolvedNext says whether the next chain of the paragraph is what a false link comes to
// as an equation: $4m + 6 = 2(m + 6) = 2m + 12$, so $2m = 6$.
func (c *checker) isSolvedNext(ch *chain, i int, left, right outcome) bool {
	if c.at+1 >= len(c.chains) || c.chains[c.at] != ch || left.failed != nil || right.failed != nil || relationOf(ch.operators[i].Name) != "=" {
		return false
	}
	next := c.chains[c.at+1]
	if !isEquation(next) || c.document.Blocks[next.block].Paragraph != c.document.Blocks[ch.block].Paragraph {
		return false
	}
	budget := c.share(concludeSteps, concludeBits)
	p, ok := differenceOf(left, right, budget)
	if !ok || p.IsConstant() {
		return false
	}
	q, ok := differenceOf(c.outcome(next.members[0], false), c.outcome(next.members[1], false), budget)
	if !ok || q.IsConstant() {
		return false
	}
	_, divides, err := p.Quotient(q, budget)
	return err == nil && divides
}

// differenceOf is what two members differ by, without its denominator.
func differenceOf(left, right outcome, budget *symbolic.Budget) (symbolic.Polynomial, bool) {
	if left.failed != nil || right.failed != nil {
		return symbolic.Polynomial{}, false
	}
	x, y := left.cases[0].value, right.cases[0].value
	if x.isMatrix || y.isMatrix {
		return symbolic.Polynomial{}, false
	}
	difference, err := x.scalar.Sub(y.scalar, budget)
	return difference.Numerator(), err == nil
}
