package hencetest

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hence-math/hence/numeric"
)

// recorder is a test that notes how it failed.
type recorder struct {
	failures []string
	ended    bool
}

func (r *recorder) Errorf(format string, args ...any) {
	r.failures = append(r.failures, fmt.Sprintf(format, args...))
}

func (r *recorder) FailNow() { r.ended = true }

// said is what an assertion wrote on failing; empty where it held.
func said(t *testing.T, assertion func(r *recorder) bool) string {
	t.Helper()
	r := &recorder{}
	held := assertion(r)
	require.Equal(t, held, len(r.failures) == 0, "it returns whether it holds")
	require.LessOrEqual(t, len(r.failures), 1)
	return strings.Join(r.failures, "\n")
}

func TestExact(t *testing.T) {
	tenth := 0.1
	for _, c := range []struct {
		want string
		got  any
		says string // empty where it holds
	}{
		{"0.3", decimal.NewFromInt(1).Add(decimal.RequireFromString("-0.7")), ""},
		{"0.3", decimal.RequireFromString("0.300"), ""},
		{"0.3", tenth + 0.2, "difference      : -0.0000000000000000444089209850062616169452667236328125 (expected less actual)"},
		{"0.3", tenth + 0.2, "first difference: the first digit that differs is the 17th decimal place: 4, not 0"},
		{"0.5", 0.5, ""},
		{"2/3", big.NewRat(4, 6), ""},
		{`\frac{2}{3}`, big.NewRat(2, 3), ""},
		{"0.667", big.NewRat(2, 3), "first difference: the first digit that differs is the 3rd decimal place: 6, not 7"},
		{"-7", -7, ""},
		{"7", uint8(7), ""},
		{"1024", new(big.Int).Lsh(big.NewInt(1), 10), ""},
		{"0.25", big.NewFloat(0.25), ""},
		{"[2.6, 1.04]", numeric.MustVector("2.6", "1.04"), ""},
		{"[2.6, 1.04]", []string{"2.6", "1.04"}, ""},
		{"[2.6, 1.04]", []float64{2.6, 1.04}, "entry 1: the first digit that differs"},
		{"[2, 1]", [2]int{2, 1}, ""},
		{"[1, 2; 3, 4]", numeric.MustMatrix("1 2; 3 4"), ""},
		{"[1, 2; 3, 4]", [][]int{{1, 2}, {3, 5}}, "entry (2, 2): the first digit that differs is the units: 5, not 4"},
		{"[1, 2; 3, 4]", "[1, 2; 3, 4]", ""},
		{"[1, 2]", []int{1, 2, 3}, "ill-typed"},
		{`\sqrt{8}`, `2\sqrt{2}`, ""},
		{"1", nil, "nil is no number"},
		{"1", (*big.Rat)(nil), "nil *big.Rat"},
		{"1", struct{}{}, "is no number that hence knows"},
		{"1", decimal.New(1, 1<<30), "beyond 10000"},
		{"one and", 1, "Not exactly equal"},
	} {
		text := said(t, func(r *recorder) bool { return Exact(r, c.want, c.got, "share of %d", 3) })
		if c.says == "" {
			assert.Empty(t, text, "%v", c)
			continue
		}
		assert.Contains(t, text, c.says)
		assert.Contains(t, text, "share of 3", "the message of the test is shown")
	}
}

// Whatever rational a test computes, its own text is exactly it, and nothing else is.
func TestExactLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := big.NewRat(rapid.Int64().Draw(t, "numerator"), rapid.Int64Range(1, 1<<40).Draw(t, "denominator"))
		by := big.NewRat(1, rapid.Int64Range(1, 1<<40).Draw(t, "by"))
		r := &recorder{}
		require.True(t, Exact(r, x.RatString(), x), r.failures)
		require.False(t, Exact(r, x.RatString(), new(big.Rat).Add(x, by)))
		require.Contains(t, r.failures[0], "difference")
	})
}

func TestIdentical(t *testing.T) {
	assert.Empty(t, said(t, func(r *recorder) bool { return Identical(r, "(a + b)^2", "a^2 + 2ab + b^2") }))
	text := said(t, func(r *recorder) bool { return Identical(r, "(a + b)^2", "a^2 + b^2") })
	assert.Contains(t, text, "difference      : 2*a*b (left less right)")
	assert.Contains(t, text, "counterexample  : for a = 1, b = 1 the left one is 4, the right one 2")
	assert.Contains(t, said(t, func(r *recorder) bool { return Identical(r, `\lim_{x \to 0} \sin(1/x)`, `0`) }), "unknown [unsupported]")
}

const momentumTable = `
| step | gradient  | velocity    | weights     |
| ---- | --------- | ----------- | ----------- |
| 1    | [0, -5]   | [0, 1]      | [1, 1]      |
| 2    | [-5, 5]   | [1, -0.2]   | [2, 0.8]    |
| 3    | [1, -2]   | [0.6, 0.24] | [2.6, 1.04] |
`

func momentum(t testing.TB) []numeric.Step {
	t.Helper()
	model, err := numeric.NewLinear(numeric.MustMatrix("2 -1; -1 3"), numeric.MustVector("3", "1"), numeric.Mean)
	require.NoError(t, err)
	rule := numeric.Momentum{Rate: numeric.MustParse("0.2"), Decay: numeric.MustParse("0.8")}
	start := numeric.State{Weights: numeric.MustVector("1", "0"), Velocity: numeric.ZeroVector(2)}
	steps, err := numeric.Run(t.Context(), model, rule, start, 3)
	require.NoError(t, err)
	return steps
}

func TestTrace(t *testing.T) {
	steps := momentum(t)
	require.Empty(t, said(t, func(r *recorder) bool { return Trace(r, momentumTable, steps) }))
	wrong := strings.Replace(momentumTable, "[2.6, 1.04]", "[2.6, 1.05]", 1)
	assert.Contains(t, said(t, func(r *recorder) bool { return Trace(r, wrong, steps) }),
		"entry 2: the first digit that differs is the 2nd decimal place: 4, not 5")
	assert.Contains(t, said(t, func(r *recorder) bool { return Trace(r, momentumTable, steps[:2]) }), "the table has 3 rows, the trace 2 rows")
	assert.Contains(t, said(t, func(r *recorder) bool { return Trace(r, "| epoch |\n| 1 |", steps) }), `a column "epoch"`)
	assert.Contains(t, said(t, func(r *recorder) bool { return Trace(r, "", steps) }), "it has no head")
	assert.Contains(t, said(t, func(r *recorder) bool { return Trace(r, "| a |\n| 1 | 2 |", steps) }), "has 2 cells")
	assert.Empty(t, said(t, func(r *recorder) bool { return Table(r, "| n | square |\n|--|--|\n| 2 | $4$ |", [][]any{{2, 4}}) }))
	assert.Contains(t, said(t, func(r *recorder) bool { return Table(r, "| n | square |\n| 2 | 4 |", [][]any{{2, 5}}) }), "row 1, square:")
	assert.Contains(t, said(t, func(r *recorder) bool { return Table(r, "| n |\n| 2 |", [][]any{{2, 5}}) }), "2 values, and the table has 1 column")
}

func TestProved(t *testing.T) {
	assert.Empty(t, said(t, func(r *recorder) bool { return ProvedText(r, "$0.1 + 0.2 = 0.3$") }))
	text := said(t, func(r *recorder) bool { return ProvedText(r, "$0.1 + 0.2 = 0.4$") })
	assert.Contains(t, text, "document.md:1:12: refuted: should be 0.3, not 0.4")
	assert.Contains(t, said(t, func(r *recorder) bool { return ProvedText(r, "words") }), "no relation sign")
	const folder = "../../testdata/"
	assert.Contains(t, said(t, func(r *recorder) bool { return Proved(r, folder+"reject/momentum-submission.md") }), "should be [0, 1], not [0, -1]")
	assert.Contains(t, said(t, func(r *recorder) bool { return Proved(r, "missing.md") }), "cannot be read")
	assert.Contains(t, said(t, func(r *recorder) bool {
		return ProvedWithSheet(r, folder+"reject/momentum-submission.md", folder+"sheets/momentum.md")
	}), "refuted")
}

func TestRequire(t *testing.T) {
	r := &recorder{}
	Require(r).Exact("1", 1)
	require.False(t, r.ended)
	for _, fails := range []func(Requirements){
		func(r Requirements) { r.Exact("1", 2) },
		func(r Requirements) { r.Identical("x", "y") },
		func(r Requirements) { r.Trace("| step |\n| 1 |", nil) },
		func(r Requirements) { r.Table("| n |\n| 1 |", nil) },
		func(r Requirements) { r.Proved("missing.md") },
		func(r Requirements) { r.ProvedText("$1 = 2$") },
		func(r Requirements) { r.ProvedWithSheet("missing.md", "missing.md") },
		func(r Requirements) { r.Answers("missing.md") },
	} {
		r := &recorder{}
		fails(Require(r))
		require.True(t, r.ended)
		require.Len(t, r.failures, 1)
	}
}
