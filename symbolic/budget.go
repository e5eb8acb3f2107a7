package symbolic

import (
	"errors"
	"math"
)

// ErrLimit says that a computation was given up because its [Budget] was used up or because a value
// grew beyond what is ever represented. It says nothing about the value.
var ErrLimit = errors.New("symbolic: limit reached")

// ErrDivisionByZero says that a divisor, or a denominator after a substitution, is zero.
var ErrDivisionByZero = errors.New("symbolic: division by zero")

// maxBits bounds the length of every coefficient even without a budget: longer numbers could not be
// held in memory.
const maxBits = 1 << 31

// maxDegree bounds the total degree of every polynomial.
const maxDegree = math.MaxInt32

// A Budget bounds the work of the computations it is passed to and the length of their coefficients.
// One budget may be shared by many computations, one after the other. It is not safe for concurrent
// use. A nil *Budget bounds nothing.
type Budget struct {
	steps int64
	bits  int
	spent *int64 // the sum of what several budgets spend, or nil
}

// NewBudget returns a budget of the given number of steps, which are elementary operations on
// coefficients (a long coefficient counts as many), for coefficients of at most bits bits.
func NewBudget(steps int64, bits int) *Budget {
	return &Budget{steps: steps, bits: bits}
}

// CountIn adds whatever is spent from now on to a sum, which may be that of many budgets.
func (b *Budget) CountIn(spent *int64) { b.spent = spent }

// Spend takes n steps from the budget. It returns [ErrLimit] if fewer were left, and from then on
// always. A negative n counts as an overflow of the caller's estimate and uses the budget up.
func (b *Budget) Spend(n int64) error {
	if b == nil {
		return nil
	}
	if n < 0 || n > b.steps {
		n = b.steps
		b.count(n)
		b.steps = 0
		return ErrLimit
	}
	b.count(n)
	b.steps -= n
	return nil
}

func (b *Budget) count(n int64) {
	if b.spent != nil {
		*b.spent += n
	}
}

// Left returns the number of steps left, or [math.MaxInt64] for a nil budget.
func (b *Budget) Left() int64 {
	if b == nil {
		return math.MaxInt64
	}
	return b.steps
}

// Split returns a new budget with at most the given number of steps, taken from b. What is not used
// can be returned with [Budget.Return]. It serves attempts that may fail without failing the whole.
func (b *Budget) Split(steps int64) *Budget {
	if b == nil {
		return &Budget{steps: steps, bits: maxBits}
	}
	steps = min(steps, b.steps)
	b.steps -= steps
	return &Budget{steps: steps, bits: b.bits, spent: b.spent}
}

// Return gives what is left of part, which [Budget.Split] took from b, back to b.
func (b *Budget) Return(part *Budget) {
	if b != nil && part != nil {
		b.steps += part.steps
		part.steps = 0
	}
}

// overhead is what an operation on polynomials costs however short they are.
const overhead = 8

// allowsBits reports whether a coefficient may have the given length.
func (b *Budget) allowsBits(n int64) bool {
	if n < 0 || n > maxBits {
		return false
	}
	return b == nil || n <= int64(b.bits)
}

// saturatingMul returns the product of two counts, or MaxInt64 if it overflows.
func saturatingMul(x, y int64) int64 {
	if x == 0 || y == 0 {
		return 0
	}
	if x > math.MaxInt64/y {
		return math.MaxInt64
	}
	return x * y
}
