package proofs

import "github.com/hence-math/hence/proofs/syntax"

// Limits bound the work that a document may cause. They count work, never
// seconds: the same document gets the same verdicts on every machine.
type Limits struct {
	Syntax syntax.Limits
	// Steps is the number of elementary coefficient operations that deciding
	// one link may take.
	Steps int64
	// Bits is the length of the longest number that may be computed.
	Bits int
	// Iterations is the largest number of terms of a sum with literal bounds,
	// and of steps of a recurrence.
	Iterations int
	// Depth is how deep definitions and rules may rest on each other.
	Depth int
}

// DefaultLimits are the limits of the command.
func DefaultLimits() Limits {
	return Limits{
		Syntax:     syntax.DefaultLimits(),
		Steps:      2_000_000,
		Bits:       1 << 17,
		Iterations: 10_000,
		Depth:      200,
	}
}
