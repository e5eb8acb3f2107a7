package proofs_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/hence-math/hence/proofs"
)

// TestRecursion: a function defined by itself is unfolded as often as a link needs.
func TestRecursion(t *testing.T) {
	checkCourseWork(t, []courseWork{{
		"recurrence.md", `## A recurrence

Let $T(n) = 2T(n/2) + n$ and $T(1) = 1$.

Then $T(2) = 2T(1) + 2 = 4$ and $T(4) = 2T(2) + 4 = 12$.

In general $T(n) = 2(2T(n/4) + n/2) + n = 4T(n/4) + 2n$.
`, [][2]string{
			{`2T(1) + 2 = 4`, `2T(1) + 2 = 5`},
			{`= 12`, `= 13`},
		},
	}})
	for text, proved := range map[string]int{
		`$T(n) = 2T(n/2) + n = 2(2T(n/4) + n/2) + n = 4T(n/4) + 2n$`: 2,
		`Let $T(n) = T(n-1) + n$. Then $T(n) = T(n-2) + (n+1) + n$.`: 0,
		`$T(n) = 2T(n/2) + \Theta(n) = \Theta(n \lg n)$`:             0,
		`$O(n) - O(n) = 0$`: 0,
	} {
		assert.Equal(t, proved, verdictsOf(t, text)[proofs.Proved], text)
	}
}
