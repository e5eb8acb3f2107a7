package proofs

import (
	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// Limits bound the work that a document may cause. They count work, never
// seconds: the same document gets the same verdicts on every machine.
type Limits struct {
	Syntax syntax.Limits
	// Steps is the number of elementary coefficient operations that deciding
	// one link may take. A document may spend four times as many, and a hundredth
	// more for each of its links; a link behind that has a fiftieth, which is
	// enough for nearly all.
	Steps int64
	// Bits is the length of the longest number that may be computed.
	Bits int
	// Iterations is the largest number of terms of a sum with literal bounds,
	// and of steps of a recurrence.
	Iterations int
	// Depth is how deep definitions and rules may rest on each other.
	Depth int
}

// What a document may spend before its links have to do with less, and how much
// less, in shares of the steps of a link.
const (
	fullShares = 4
	linkShare  = 100 // of these a link adds one
	lateShare  = 50
	leastShare = 2_000 // steps
)

// budget is that of one computation for a link.
func (c *checker) budget() *symbolic.Budget { return c.share(c.limits.Steps, c.limits.Bits) }

// proofBudget is that of one proof for all values of an index. What is provable
// takes far less.
func (c *checker) proofBudget() *symbolic.Budget {
	if c.isSheet { // its claims are what was asked for
		return symbolic.NewBudget(c.limits.Steps/2, c.limits.Bits)
	}
	return c.share(c.limits.Steps/2, c.limits.Bits)
}

// share is a budget that counts in what the document spends.
func (c *checker) share(steps int64, bits int) *symbolic.Budget {
	if c.spent > fullShares*c.limits.Steps+int64(len(c.links))*c.limits.Steps/linkShare {
		steps = max(1, steps/lateShare, min(steps, leastShare))
	}
	b := symbolic.NewBudget(steps, bits)
	b.CountIn(&c.spent)
	return b
}

// DefaultLimits are the limits of the command.
func DefaultLimits() Limits {
	return Limits{
		Syntax:     syntax.DefaultLimits(),
		Steps:      500_000,
		Bits:       1 << 17,
		Iterations: 10_000,
		Depth:      200,
	}
}
