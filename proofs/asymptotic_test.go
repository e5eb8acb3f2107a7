package proofs

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestGrowth proves links with asymptotic notation, and none of the twins that are false.
func TestGrowth(t *testing.T) {
	for _, c := range []struct{ text, twin string }{
		{`2n + 5 = O(n)`, `2n + 5 = O(\lg n)`},
		{`2^{n+1} = O(2^n)`, `2^{2n} = O(2^n)`},
		{`\Theta(n \lg n) - 1 = \Theta(n \lg n)`, `\Theta(n \lg n) - n^2 = \Theta(n \lg n)`},
		{`(n-1) n + \frac{2}{3} (n^2-1) + \Theta(n^2) = \Theta(n^2)`, `(n-1) n + \frac{2}{3} (n^2-1) + \Theta(n^2) = \Theta(n)`},
		{`\Theta(n^{\log_4 2}) = \Theta(\sqrt n)`, `\Theta(n^{\log_4 2}) = \Theta(\sqrt[3] n)`},
		{`\Theta(\lg \log_4 n) = \Theta(\lg \lg n)`, `\Theta(\lg \log_4 n) = \Theta(\lg n)`},
		{`\lg(n!) = \Theta(n \lg n)`, `\lg(n!) = \Theta(n)`},
		{`n! = \Omega(2^n)`, `2^n = \Omega(n!)`},
		{`O(n) + O(n^2) = O(n^2)`, `O(n) + O(n^2) = O(n)`},
		{`O(n) = O(n^2)`, `O(n) = \Theta(n)`},
		{`4^n \ne O(2^n)`, `2^n \ne O(4^n)`},
		{`4^{\lg n} = \Theta(n^2)`, `4^{\lg n} = \Theta(n)`},
		{`n^{1.5} = o(n^2)`, `n^2 + n = o(n^2)`},
		{`\lg^2 n = O(\sqrt n)`, `\sqrt n = O(\lg^2 n)`},
		{`n \cdot O(n \lg n) = O(n^2 \lg n)`, `n \cdot O(n \lg n) = O(n \lg n)`},
		{`n^2 - n = \Theta(n^2)`, `n^2 - (n^2 - n) = \Theta(n^2)`},
	} {
		t.Run(c.text, func(t *testing.T) {
			words := "Running times are compared by $\\Theta$ and $\\lg$. "
			got, r := verdictsOf(t, words+"$$"+c.text+"$$\n")
			assert.Equal(t, "proved", got, r.Links[0].Says)
			got, _ = verdictsOf(t, words+"$$"+c.twin+"$$\n")
			assert.NotContains(t, got, "proved", c.twin)
		})
	}
	got, _ := verdictsOf(t, `As $x \to 0$, $$x^2 + x = O(x^2).$$`)
	assert.NotContains(t, got, "proved")
}
