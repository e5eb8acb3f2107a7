package proofs

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestBounds(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"both sides alike", `Solve $3x + 2 < 14$. Then $3x < 12$, so $x < 4$.`, "given proved proved"},
		{"turned by a negative factor", `Solve $-2y \ge 6$. Then $y \le -3$.`, "given proved"},
		{"not turned", `Solve $-2y \ge 6$. Then $y \ge -3$.`, "given unknown"},
		{"strict, and not turned", `Solve $-2y > 6$. Then $y > -3$.`, "given refuted"},
		{"the other side of a root", `Solve $x^2 - 5x + 6 < 0$. Factoring gives $(x - 2)(x - 3) > 0$.`, "given refuted"},
		{"squeezed", `We have $2t \ge 6$, so $t \ge 3$. Also $4t \le 12$, so $t \le 3$.`, "unknown proved given proved"},
		{"the other half, and said so", `Solve $2t > 6$. Then $t > 3$. The second one gives $t < 3$, a contradiction.`, "given unknown unknown"},
		{"the other case", `Solve $2t > 6$. Then $t > 3$. Otherwise, we get $t < 3$.`, "given proved unknown"},
		{"another bound", `Solve $2t > 6$. Then $t > 3$. The second one gives $t < 1$.`, "given proved unknown"},
		{"factored", `Solve $x^2 - 5x + 6 < 0$. Factoring gives $(x - 2)(x - 3) < 0$, so $2 < x < 3$.`, "given proved proved proved"},
		{"weaker", `Solve $x^2 - 5x + 6 < 0$. Thus $x < 4$.`, "given proved"},
		{"too strong", `Solve $x^2 - 5x + 6 < 0$. Thus $x < 5/2$.`, "given unknown"},
		{"an irrational bound", `Suppose that $r^2 < 2$. Thus $r < 3/2$.`, "given proved"},
		{"an irrational bound, too strong", `Suppose that $r^2 < 2$. Thus $r < 7/5$.`, "given unknown"},
		{"a fraction", `Suppose that $t > 2$. Thus $\frac{1}{t} < \frac12$.`, "given proved"},
		{"two conditions", `We know that $0 \le a$ and $a \le 1$. Then $a(1 - a) \ge 0$.`, "given given proved"},
		{"a square", `Note that $(u - 3)^2 \ge 0$.`, "proved"},
		{"a square may be zero", `Note that $(u - 3)^2 > 0$.`, "given"},
		{"no real root", `Note that $v^2 + v + 1 > 0$.`, "proved"},
		{"two symbols", `We know that $a^2 + b^2 \ge 2ab$.`, "given"},
		{"two symbols, claimed", `Hence $a^2 + b^2 \ge 2ab$.`, "proved"},
		{"three symbols", `Hence $a^2 + b^2 + c^2 \ge ab + bc + ca$.`, "proved"},
		{"a quotient of squares", `Hence $\frac{p}{1 + p^2} \le \frac12$.`, "proved"},
		{"no square", `Hence $a^2 + b^2 < 2ab - 1$.`, "refuted"},
		{"no square, and said so", `Hence $a^2 + b^2 < 2ab - 1$, which is impossible.`, "unknown"},
		{"two cases that exclude each other", `If $x < 2$, then $y = 1$. Suppose that $x > 5$. Thus $x > 4$.`, "given definition given proved"},
		{"a function", `Let $f$ be a function. Hence $f(a + b)^2 \ge 4f(a)f(b)$.`, "unknown"},
		{"the imaginary unit", `Let $z = 2 + i$. Then $z^2 < 0$.`, "given unknown"},
		{"complex numbers", `Let $z$ be a complex number. Hence $z^2 \ge 0$.`, "unknown"},
	} {
		got, r := verdictsOf(t, c.text)
		for _, l := range r.Links {
			if l.Verdict == Proved {
				assert.NotEmpty(t, l.Says, c.name)
			}
		}
		assert.Equal(t, c.want, got, c.name)
	}
}

// Only what is needed is a condition.
func TestBoundsAreNamed(t *testing.T) {
	_, r := verdictsOf(t, `Solve $-9 \le z < -8$. Then $2z < -16$.`)
	assert.Equal(t, []string{"z < -8"}, r.Links[2].Conditions)
}
