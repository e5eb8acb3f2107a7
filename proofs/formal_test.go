package proofs

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestFormulas proves links between formulas whose parts have no value, and none of the twins that one
// symbol makes false.
func TestFormulas(t *testing.T) {
	for _, c := range []struct{ name, text, twin string }{
		{"two series", `\sum_{i=1}^n (f(i) + c) = \sum_{i=1}^n f(i) + nc`, `\sum_{i=1}^n (f(i) + c) = \sum_{i=1}^n f(i) + c`},
		{"an index renamed and moved", `\sum_{k=0}^{n-1} f(k) = \sum_{j=1}^{n} f(j-1)`, `\sum_{k=0}^{n-1} f(k) = \sum_{j=1}^{n} f(j)`},
		{"an index turned round", `\sum_{k=1}^{n} f(n-k) = \sum_{j=0}^{n-1} f(j)`, `\sum_{k=1}^{n} f(n-k) = \sum_{j=1}^{n} f(j)`},
		{"a first term", `\sum_{k \ge 0} a_k z^k = a_0 + z \sum_{k \ge 0} a_{k+1} z^k`, `\sum_{k \ge 0} a_k z^k = a_1 + z \sum_{k \ge 0} a_{k+1} z^k`},
		{"a last term", `\sum_{k=1}^{n+1} f(k) = f(n+1) + \sum_{k=1}^{n} f(k)`, `\sum_{k=1}^{n+1} f(k) = f(n) + \sum_{k=1}^{n} f(k)`},
		{"telescoped", `\sum_{k=1}^{n} (f(k+1) - f(k)) = f(n+1) - f(1)`, `\sum_{k=1}^{n} (f(k+1) - f(k)) = f(n) - f(1)`},
		{"interchanged", `\sum_{i=1}^n \sum_{j=1}^m g(i,j) = \sum_{j=1}^m \sum_{i=1}^n g(i,j)`, `\sum_{i=1}^n \sum_{j=1}^m g(i,j) = \sum_{j=1}^m \sum_{i=1}^n g(j,i)`},
		{"a triangle", `\sum_{j=2}^n \sum_{i=1}^{j-1} g(i,j) = \sum_{i=1}^{n-1} \sum_{j=i+1}^n g(i,j)`, `\sum_{j=2}^n \sum_{i=1}^{j-1} g(i,j) = \sum_{i=1}^{n-1} \sum_{j=i}^n g(i,j)`},
		{"a triangle by one condition", `\sum_{1 \le i < j \le n} g(i,j) = \sum_{i=1}^{n-1} \sum_{j=i+1}^n g(i,j)`, `\sum_{1 \le i \le j \le n} g(i,j) = \sum_{i=1}^{n-1} \sum_{j=i+1}^n g(i,j)`},
		{"a product of sums", `\Bigl(\sum_{j=1}^n a_j\Bigr)\Bigl(\sum_{k=1}^m b_k\Bigr) = \sum_{j=1}^n \sum_{k=1}^m a_j b_k`, `\Bigl(\sum_{j=1}^n a_j\Bigr)\Bigl(\sum_{k=1}^n b_k\Bigr) = \sum_{j=1}^n a_j b_j`},
		{"a difference for an index", `\sum_{i=1}^{n-1} \sum_{j=i+1}^n \frac{2}{j-i+1} = \sum_{i=1}^{n-1} \sum_{k=1}^{n-i} \frac{2}{k+1}`, `\sum_{i=1}^{n-1} \sum_{j=i+1}^n \frac{2}{j-i+1} = \sum_{i=1}^{n-1} \sum_{k=1}^{n-i} \frac{2}{k}`},
		{"a condition in brackets", `\sum_{k} [1 \le k \le n] f(k) = \sum_{k=1}^n f(k)`, `\sum_{k} [1 \le k < n] f(k) = \sum_{k=1}^n f(k)`},
		{"a logarithm of a constant", `\sum_{k=1}^n \lg m = n \lg m`, `\sum_{k=0}^n \lg m = n \lg m`},
		{"a real bound", `\sum_{i=0}^{\lg n - 1} c n = c n \lg n`, `\sum_{i=0}^{\lg n} c n = c n \lg n`},
		{"all of a row", `\sum_k \binom{n}{k} k = n 2^{n-1}`, `\sum_k \binom{n}{k} k = n 2^n`},
		{"absorption", `(k+1) \binom{n+1}{k+1} = (n+1) \binom{n}{k}`, `(k+1) \binom{n+1}{k+1} = n \binom{n}{k}`},
		{"an upper argument negated", `\binom{k-r-1}{k} = (-1)^k \binom{r}{k}`, `\binom{k-r-1}{k} = (-1)^k \binom{r+1}{k}`},
		{"halves", `\binom{r}{k} \binom{r-1/2}{k} = \frac{\binom{2r}{2k} \binom{2k}{k}}{2^{2k}}`, `\binom{r}{k} \binom{r-1/2}{k} = \frac{\binom{2r}{2k} \binom{2k}{k}}{2^k}`},
		{"factorials", `\frac{(m-i-1)!}{(m-i+1)!} = \frac{1}{(m-i+1)(m-i)}`, `\frac{(m-i-1)!}{(m-i+1)!} = \frac{1}{(m-i)(m-i-1)}`},
		{"falling powers", `x^{\underline{m+n}} = x^{\underline{m}} (x-m)^{\underline{n}}`, `x^{\underline{m+n}} = x^{\underline{m}} x^{\underline{n}}`},
		{"logarithms of unknown values", `\lg(c g(n)) = \lg c + \lg g(n)`, `\lg(c g(n)) = \lg c \cdot \lg g(n)`},
		{"an exponent of logarithms", `f(n) a^{\log_b n} = f(n) n^{\log_b a}`, `f(n) a^{\log_b n} = f(n) n^{\log_a b}`},
		{"whole numbers out of a floor", `\sum_{k=1}^n \lfloor x + k \rfloor f(k) = \lfloor x \rfloor \sum_{k=1}^n f(k) + \sum_{k=1}^n k f(k)`, `\sum_{k=1}^n \lfloor k x \rfloor f(k) = \lfloor x \rfloor \sum_{k=1}^n k f(k)`},
		{"the same class on both sides", `\sum_{i=0}^{m-1} 2^i n + \Theta(n^2) = (2^m - 1) n + \Theta(n^2)`, `\sum_{i=0}^{m-1} 2^i n + \Theta(n^2) = (2^m - 1) n`},
		{"a sum without end", `\sum_{k=0}^{\infty} f(k) = f(0) + \sum_{k=0}^{\infty} f(k+1)`, `\sum_{k=1}^n f(k) + \infty = f(1) + \infty + \sum_{k=2}^n f(k)`},
		{"transposes do not commute", `f(1) x_1 = x_1 f(1)`, `\sum_{i=1}^n x_i^T A x_i = \sum_{i=1}^n A x_i^T x_i`},
		{"names that are transposed", `f(1) x_1 = x_1 f(1)`, `x^T x = A^T A$$ and $$\sum_{i=1}^n A x c_i = \sum_{i=1}^n c_i x A`},
		{"a difference operator", `f(1) x_1 = x_1 f(1)`, `f(1) \Delta (x y) = f(1) y \Delta (x)`},
		{"asymptotic notation is no function", `f(n) + 1 = 1 + f(n)`, `O(n) - O(n) = 0 \cdot f(n)`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, r := verdictsOf(t, "We find\n\n$$"+c.text+"$$\n")
			assert.Equal(t, "proved", got, "%s: %s", c.text, r.Links[0].Says)
			got, _ = verdictsOf(t, "We find\n\n$$"+c.twin+"$$\n")
			assert.NotContains(t, got, "proved", c.twin)
		})
	}
}

// TestFormulaConditions says what a formula rests on besides.
func TestFormulaConditions(t *testing.T) {
	_, r := verdictsOf(t, `$$\sum_{i=0}^{\lg n - 1} c n = c n \lg n$$`)
	assert.Contains(t, r.Links[0].Conditions[0], `\ge 0`)
	_, r = verdictsOf(t, `$$\sum_{k=m}^{n} f(k) = f(m) + \sum_{k=m+1}^{n} f(k)$$`)
	assert.Equal(t, []string{`-m + n + 1 \ge 0`, `-m + n \ge 0`}, r.Links[0].Conditions)
	assert.Contains(t, r.Links[0].Assumed, "m is an integer")
}
