// Package numeric computes with exact numbers, vectors and matrices, and runs optimizer updates on them.
//
// A [Scalar] is a rational number. It is kept as a decimal while its decimal expansion ends and as a
// reduced fraction otherwise, and says which with [Scalar.Terminates]. No operation rounds: an operation
// returns the exact value or an error. The decimals are those of github.com/shopspring/decimal, of which only
// the exact operations are used; its division, powers and roots round by package variables and are
// never called.
//
// # Values
//
// Scalars, vectors and matrices are immutable and canonical: equal numbers have equal representations and
// print alike. A vector has no orientation; [Vector.Row] and [Vector.Column] give it one. The zero Scalar is
// the number 0, the zero Vector has no entries, the zero Matrix has no rows.
//
// # Limits
//
// A Scalar has about [MaxDigits] significant digits at most (for a fraction: in the numerator and in the
// denominator) and, as a decimal, an exponent of at most [MaxExponent] either way. What would be larger is
// [ErrLimit]. Reading a literal checks its length and its exponent before anything is computed.
//
// # Errors
//
// Vectors that do not match give a [ShapeError] naming both shapes, a quotient without a decimal
// expansion gives a [NotTerminatingError] holding the fraction when a decimal was asked for, and dividing by
// zero gives [ErrDivisionByZero]. Only the Must functions panic, on arguments that a programmer wrote.
//
// # Models
//
// [Linear] is the model whose examples are the columns of a matrix X and whose prediction is w^T X. A
// [Rule] turns one [State] (weights and velocity) into the next; [Run] applies it step by step and keeps
// everything a worked solution shows. The rules are written out by hand, one for each convention in use, so
// that they can be held against what another engine computes.
//
// An [AdaptiveRule] takes square roots. [RunAdaptive] runs one in interval arithmetic: each [Enclosure] is exact or
// holds the number between two decimals, and the digits asked for are certain in every weight.
package numeric
