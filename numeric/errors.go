package numeric

import (
	"errors"
	"fmt"
	"math/big"
)

var (
	// ErrSyntax reports a literal that is not a decimal number or a fraction of two.
	ErrSyntax = errors.New("not a number")
	// ErrLimit reports a number larger or longer than a Scalar may be.
	ErrLimit = errors.New("number exceeds the limits on digits or exponent")
	// ErrDivisionByZero reports a zero divisor.
	ErrDivisionByZero = errors.New("division by zero")
	// ErrNotTerminating reports a quotient without a finite decimal expansion. The error that wraps it is a
	// *NotTerminatingError and holds the quotient.
	ErrNotTerminating = errors.New("decimal expansion does not terminate")
	// ErrNegative reports the the square root of a negative number.
	ErrNegative = errors.New("square root of a negative number")
	// ErrUncertain reports a number that its enclosure, or the digits allowed, do not settle.
	ErrUncertain = errors.New("not settled to the digits at hand")
	// ErrShape reports operands whose shapes do not match. The error that wraps it is a *ShapeError.
	ErrShape = errors.New("shapes do not match")
)

// NotTerminatingError is the error of a division that has an exact value but no finite decimal expansion.
type NotTerminatingError struct {
	quotient *big.Rat
}

// Quotient returns the exact value as a fraction. The caller may change it.
func (e *NotTerminatingError) Quotient() *big.Rat { return new(big.Rat).Set(e.quotient) }

// Error implements error.
func (e *NotTerminatingError) Error() string {
	return ErrNotTerminating.Error() + ": " + e.quotient.RatString()
}

// Unwrap makes errors.Is find ErrNotTerminating.
func (e *NotTerminatingError) Unwrap() error { return ErrNotTerminating }

// Shape is a number of rows and of columns. A vector of n entries counts as n rows and one column.
type Shape struct {
	Rows, Columns int
}

// String returns the shape as it is written in mathematics, such as 2x3.
func (s Shape) String() string { return fmt.Sprintf("%dx%d", s.Rows, s.Columns) }

// ShapeError is the error of an operation whose operands do not fit together.
type ShapeError struct {
	Operation   string
	Left, Right Shape
}

// Error implements error.
func (e *ShapeError) Error() string {
	return fmt.Sprintf("%s: %v of %v and %v", e.Operation, ErrShape, e.Left, e.Right)
}

// Unwrap makes errors.Is find ErrShape.
func (e *ShapeError) Unwrap() error { return ErrShape }
