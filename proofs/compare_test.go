package proofs

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCompare(t *testing.T) {
	for _, c := range []struct{ left, right, verdict, says string }{
		{"(a + b)^2", "a^2 + 2ab + b^2", "proved", ""},
		{"(a + b)^2", "a^2 + b^2", "refuted", "for a = 1, b = 1 the left one is 4, the right one 2"},
		{"0.1 + 0.2", "0.3", "proved", ""},
		{"2/3", "0.667", "refuted", "the first digit that differs is the 3rd decimal place: 7, not 6"},
		{"[1, 2]", `\begin{bmatrix} 1 \\ 2 \end{bmatrix}`, "proved", ""},
		{`\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}`, `\begin{bmatrix} 1 & 2 \\ 3 & 5 \end{bmatrix}`, "refuted", "entry (2, 2): the first digit that differs is the units: 5, not 4"},
		{"[1, 2]", "[1, 2, 3]", "ill-typed", "a row of 2 (1x2), the right one a row of 3"},
		{`\frac{x^2 - 1}{x - 1}`, "x + 1", "proved", ""},
		{`\sqrt{8}`, `2\sqrt{2}`, "proved", ""},
		{`\sqrt{8}`, "2.83", "refuted", "2nd decimal place: 3, not 2"},
		{"x = 1", "1", "unknown", "not one expression"},
		{"1 $ and $ 2", "1", "unknown", "not one expression"},
		{"1$$ $$2", "1", "unknown", "not one expression"},
		{`\foo`, "1", "unknown", ""},
		{"", "1", "unknown", ""},
		{`\frac{1}{0}`, `\frac{1}{0}`, "unknown", ""},
		{"2^{10^{10}}", "1", "unknown", ""},
		{`\mathbf{A}\mathbf{B}`, `\mathbf{B}\mathbf{A}`, "unknown", ""},
		{"f(x)", "f(y)", "unknown", ""},
	} {
		r, err := Compare(context.Background(), c.left, c.right, DefaultLimits())
		require.NoError(t, err)
		assert.Equal(t, c.verdict, string(r.Verdict), "%s and %s: %s", c.left, c.right, r.Says)
		assert.Contains(t, r.Says, c.says)
	}
	r, err := Compare(context.Background(), `\frac{x^2 - 1}{x - 1}`, "x + 1", DefaultLimits())
	require.NoError(t, err)
	assert.Equal(t, []string{`x - 1 \ne 0`}, r.Conditions)
}
