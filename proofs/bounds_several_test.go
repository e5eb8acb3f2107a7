package proofs

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
)

// Inequalities between several unknowns follow from bounds on them, or are left open.
func TestBoundsOnSeveral(t *testing.T) {
	for _, test := range []struct {
		text    string
		verdict Verdict
	}{
		{"Let $c \\ge 1$ and $n \\ge 1$. Then we have $c n^2 - c n + n \\le c n^2$.", Proved},
		{"Let $a, b > 0$. Then $a^2 + 2ab + b^2 > a^2 + b^2$.", Proved},
		{"Let $a, b \\ge 0$. Then $a^2 + 2ab + b^2 > a^2 + b^2$.", Unknown},
		{"Let $a, b > 0$. Hence $\\frac{a}{a + b} < 1$.", Proved},
		{"Suppose $u \\ge v$ and $v > 0$. Then $u^3 \\ge v^3$.", Proved},
		{"Suppose $u \\ge v$. Then $u^2 \\ge v^2$.", Unknown},
		{"Suppose $m > 2$ and $k \\ge 3$. It follows that $mk > 6$.", Proved},
		{"Suppose $m > 2$ and $k \\ge 3$. It follows that $mk > 7$.", Unknown},
		{"Suppose $0 < s < 1$ and $0 < t < 1$. So $s + t - st < 1$.", Proved},
		{"Suppose $0 < s \\le 1$ and $0 < t \\le 1$. So $s + t - st < 1$.", Unknown},
		{"Suppose $d > 1$ and $n \\ge 1$. Then $c n \\lg n - d n + n \\le c n \\lg n$.", Proved},
		{"Suppose $x > 0$ and $y > x$. Then $\\frac1y < \\frac1x$.", Proved},
	} {
		r, err := Check(context.Background(), Source{Name: "a.md", Text: test.text}, Options{Limits: DefaultLimits()})
		require.NoError(t, err)
		last := r.Links[len(r.Links)-1]
		require.Equal(t, test.verdict, last.Verdict, "%s: %s", test.text, last.Says)
	}
}
