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
// # Statements about every n
//
// An [Expression] denotes a rational function of the parameters at each integer n. It is computed in
// two ways that share no code: at a given n straight from its meaning, and for all n at once as an
// element of a ring whose generators stand for sequences with a known shift n -> n+1, such as n itself,
// b^n, n!, sums, products and elements of sequences given by recurrences. [Prove] takes the difference D
// of the two members of a claim in that ring and looks for a relation
//
//	c_0(n) D(n) + ... + c_r(n) D(n+r) = 0
//
// by exact linear algebra. Such a relation is an induction step, and the claim follows from the cases at
// the start and from those that the step does not reach because c_r or a denominator vanishes there; these cases
// are computed. What keeps this sound:
//
//   - An equality in the ring only ever has to imply the equality of the sequences, never the reverse.
//     (-1)^n is no free generator but one whose square is 1, and bases are split into primes and
//     coprime factors merely so that more is found.
//   - An element is trusted only from the n on at which all its generators have their meaning (no sum has
//     fewer than no terms, no factorial is of a negative number, no element precedes the first), and cases before
//     that are computed.
//   - Whatever a member, a rule or the body of a sum divides by is shown to be nonzero, as a function of the
//     parameters, at every n in range; where it vanishes for some values of the parameters only, a
//     [Condition] says for which.
//   - A sum over k with n in its body is rewritten until its generator's body is free of n, by taking out what is free of
//     k and by substitutions k -> k - n; sums over a row of Pascal's triangle use Pascal's rule; the rest get
//     a recurrence by creative telescoping, whose certificate is a checked identity of polynomials, without
//     poles.
//   - Refuted is decided by computing a case, never by comparing forms.
//
// # Work and failure
//
// Everything that can take long takes a [Budget] and fails with [ErrLimit] when it is used up. A
// budget counts coefficient operations, never time, so that the same input gives the same answer on
// every machine. Dividing by zero is [ErrDivisionByZero]. Nothing here panics on any input except
// where a function says so, and nothing is ever rounded.
package symbolic
