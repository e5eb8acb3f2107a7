// Package symbolic computes exactly with polynomials, rational functions and matrices over the
// rational numbers, and proves statements about every integer n by induction.
//
// # Model
//
// A [Polynomial] is a finite sum of monomials with rational coefficients in named variables. A
// [RationalFunction] is a quotient of two polynomials in canonical form, so that two of them are
// equal as elements of the field Q(x, y, ...) exactly when their representations are. A [Matrix] is
// a rectangular array of rational functions. All values are immutable and their zero values are the
// zero of their type (the zero [Matrix] is empty).
//
// # Equality and side conditions
//
// Equality is equality in the field of fractions: (x^2-1)/(x-1) equals x+1 there, although the two
// differ at x = 1, where the first has no value. Functions that cancel a factor therefore hand it
// back, and whoever uses the result must keep it as a condition "!= 0".
//
// # Work and failure
//
// Everything that can take long takes a [Budget] and fails with [ErrLimit] when it is used up. A
// budget counts coefficient operations, never time, so that the same input gives the same answer on
// every machine. Dividing by zero is [ErrDivisionByZero]. Nothing here panics on any input except
// where a function says so, and nothing is ever rounded.
package symbolic
