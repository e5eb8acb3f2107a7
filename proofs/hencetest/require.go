package hencetest

import (
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/numeric"
)

// Requirements makes the assertions of this package and ends the test where one
// does not hold, as testify's package require does.
type Requirements struct{ t require.TestingT }

// Require gives the assertions that end the test t.
func Require(t require.TestingT) Requirements { return Requirements{t} }

// check ends the test unless an assertion holds.
func (r Requirements) check(holds bool) {
	if h, ok := r.t.(helper); ok {
		h.Helper()
	}
	if !holds {
		r.t.FailNow()
	}
}

// Exact is [Exact], and ends the test where it does not hold.
func (r Requirements) Exact(want string, got any, msgAndArgs ...any) {
	r.check(Exact(r.t, want, got, msgAndArgs...))
}

// Identical is [Identical], and ends the test where it does not hold.
func (r Requirements) Identical(left, right string, msgAndArgs ...any) {
	r.check(Identical(r.t, left, right, msgAndArgs...))
}

// Trace is [Trace], and ends the test where it does not hold.
func (r Requirements) Trace(table string, steps []numeric.Step, msgAndArgs ...any) {
	r.check(Trace(r.t, table, steps, msgAndArgs...))
}

// Table is [Table], and ends the test where it does not hold.
func (r Requirements) Table(table string, got [][]any, msgAndArgs ...any) {
	r.check(Table(r.t, table, got, msgAndArgs...))
}

// Proved is [Proved], and ends the test where it does not hold.
func (r Requirements) Proved(name string, msgAndArgs ...any) {
	r.check(Proved(r.t, name, msgAndArgs...))
}

// ProvedText is [ProvedText], and ends the test where it does not hold.
func (r Requirements) ProvedText(text string, msgAndArgs ...any) {
	r.check(ProvedText(r.t, text, msgAndArgs...))
}

// ProvedWithSheet is [ProvedWithSheet], and ends the test where it does not hold.
func (r Requirements) ProvedWithSheet(name, sheet string, msgAndArgs ...any) {
	r.check(ProvedWithSheet(r.t, name, sheet, msgAndArgs...))
}

// Answers is [Answers], and ends the test where it does not hold.
func (r Requirements) Answers(name string, msgAndArgs ...any) {
	r.check(Answers(r.t, name, msgAndArgs...))
}
