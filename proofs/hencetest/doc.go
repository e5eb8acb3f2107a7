// Package hencetest lets Go tests assert exact answers, in the conventions of
// testify: every assertion takes the test first, a message for its failure last,
// and returns whether it holds. [Require] gives the same assertions that end the
// test at once.
//
//	hencetest.Exact(t, "2/3", share)                      // a value is exactly this number
//	hencetest.Identical(t, "(a + b)^2", "a^2 + 2ab + b^2") // for all values of a and b
//	hencetest.Trace(t, table, steps)                      // an optimizer's trace is this table
//	hencetest.Proved(t, "testdata/solution.md")           // every link of a document is proved
//	hencetest.Answers(t, "testdata/exercise.md")          // a sheet's answers are right
//
// Nothing is compared in floating point: a float64 counts as the binary fraction
// that it is, so that 0.1+0.2 is not exactly 0.3 and the failure says by how much. A
// failure shows both values, their exact difference, and the first digit that
// differs or values of the symbols at which two expressions differ. What hence cannot
// decide fails too, and says why.
//
// # Literals
//
// Values and expressions are written as in documents (docs/notation.md): 0.25,
// 2/3, \sqrt{2}, [2.6, 1.04] for a row or a column, [1, 2; 3, 4] or a LaTeX
// environment for a matrix.
//
// # Failure
//
// Assertions never panic on the values they are given; a value that is no number
// is a failure of the test.
package hencetest
