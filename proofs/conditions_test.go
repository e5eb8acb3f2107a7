package proofs

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// verdictsOf lists the verdicts of a document's links, by their first letters.
func verdictsOf(t require.TestingT, text string) (string, *Report) {
	r, err := Check(context.Background(), Source{Name: "a.md", Text: text}, Options{Limits: DefaultLimits()})
	require.NoError(t, err)
	var all []string
	for _, l := range r.Links {
		all = append(all, string(l.Verdict))
	}
	return strings.Join(all, " "), r
}

func TestConditions(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"both sides alike", `Solve $x + 2 = 5$. Then $x = 3$.`, "given proved"},
		{"altered", `Solve $2x + 2 = 8$. So $x = 4$.`, "given refuted"},
		{"two unknowns", `We know that $x + y = 7$ and $x - y = 1$. Adding gives $2x = 8$, so $x = 4$ and $y = 3$.`, "given given proved proved proved"},
		{"two unknowns, altered", `We know that $x + y = 7$ and $x - y = 1$. Adding gives $2x = 9$.`, "given given refuted"},
		{"a system in braces", `$\begin{cases} x + y = 5 \\ x - y = 1 \end{cases}$ Adding, $2x = 6$.`, "given given proved"},
		{"a system as an array", `$$\left\{\begin{array}{l} x + y = 5 \\ x - y = 1 \end{array}\right.$$ Adding gives $2x = 8$.`, "given given refuted"},
		{"cases as an array", `Let $$f(x) = \left\{\begin{array}{ll} x^2 & x > 0 \\ -x & x \le 0 \end{array}\right.$$ Then $f(-2) = 2$ and $f(3) = 8$.`, "given proved refuted"},
		{"parameters", `Suppose $ax + b = c$. Subtracting gives $ax = c - b$.`, "given proved"},
		{"factored", `Let $x^2 - 5x + 6 = 0$. Then $(x - 2)(x - 3) = 0$.`, "given proved"},
		{"factored wrongly", `Let $x^2 - 5x + 6 = 0$. This factors as $(x - 1)(x - 6) = 0$.`, "given refuted"},
		{"alternatives", `Let $x^2 - 5x + 6 = 0$. Thus $x = 2$ or $x = 3$.`, "given proved proved"},
		{"alternatives, one wrong", `Let $x^2 - 5x + 6 = 0$. Thus $x = 2$ or $x = 4$.`, "given given refuted"},
		{"alternatives, one missing", `Let $x^3 - 6x^2 + 11x - 6 = 0$. Thus $x = 2$ or $x = 3$.`, "given given given"},
		{"both signs", `Let $x^2 = 16$. Thus $x = \pm 4$.`, "given proved"},
		{"quadratic formula", `Let $x^2 + 2x - 1 = 0$. Thus $x = \frac{-2 \pm \sqrt{8}}{2} = -1 \pm \sqrt{2}$.`, "given proved proved"},
		{"one of two roots", `Let $x^2 = 16$. Hence $x = 4$.`, "given unknown"},
		{"power sums", `Let $a + b = 5$ and $ab = 3$. Then $a^2 + b^2 = 19$ and $a^3 + b^3 = 80$.`, "given given proved proved"},
		{"a square that is zero", `Let $(x - 3)^2 = 0$. Then $x = 3$.`, "given proved"},
		{"cleared of denominators", `Let $\frac{6}{x} = x - 1$. Then $6 = x^2 - x$.`, "given proved"},
		{"cases", `We have $t^2 = 1$ and $a = t + 3$. If $t = 1$, then $a = 4$. If $t = -1$, then $a = 2$.`, "given definition given proved given proved"},
		{"a contradiction ends a case", `Let $x + y = 5$. If $x = y + 6$ and $x = y$, then $0 = 6$, a contradiction.`, ""},
		{"nothing from a contradiction", `Let $x = y + 1$. Let $y = z + 1$. Let $z = x + 1$. Then $x + y = 17$.`, ""},
		{"dividing by what may vanish", `Let $xy = x$. Dividing by $x$ gives $y = 1$.`, "given unknown"},
		{"alternatives that restate", `Let $x^2 = 9$. Then $x^2 - 9 = 0$, or $(x - 3)(x + 3) = 0$.`, "given proved proved"},
		{"an idle alternative", `Let $x = 3$ be given, with $y = 2x$. Then $y - 6 = 0$ or $y - 7 = 0$.`, ""},
		{"positive", `Let $x$ be a positive number with $x^2 = 16$. Hence $x = 4$.`, "given proved"},
		{"not said to be positive", `Let $x^2 = 3x + 10$. Hence $x = 5$.`, "given unknown"},
		{"irrational roots", `Let $4u^2 - 2u - 1 = 0$. Then $8u^2 = 4u + 2$ and we get $8u^2 - 4u = 3$.`, "given proved refuted"},
		{"values put in", `We have $6t + 2 = a(t - 1) + b(t + 1)$ for all $t$. Setting $t = 1$, we get $2b = 8$. Setting $t = -1$, we get $-2a = -4$. Hence $a + b = 6$.`, "given given proved given proved proved"},
		{"a bound opens a case", `Let $s = m + k$. If $n > 3$, then $m = 2$. If $n < 3$, then $m = 5$, so $s = 5 + k$.`, ""},
		{"named by line", `Suppose $3u - 2v = 4$. Then $6u - 4v = 8$ and $v = \frac{3u - 4}{2}$.`, "given proved proved"},
		{"one number from a consequence", `Suppose $ux + vy = w$. Then $2ux + 2vy = 3w$.`, "given refuted"},
		{"one sign from a consequence", `Let $(p + q)^2 = 64$. Expanding gives $p^2 + 2pq - q^2 = 64$.`, "given refuted"},
		{"one exponent from a consequence", `Let $s = r^2 + 1$ with $r \ne 0$. Then we get $3s = 3r^3 + 3$.`, "given given refuted"},
		{"one number from an identity, in a chain", `We see that $(p + q)^2 = p^2 + 3pq + q^2 = 64$.`, "refuted unknown"},
		{"far from every consequence", `Suppose $x + y = 10$. Since they are two apart, we get $x - y = 2$.`, ""},
		{"an equation of another case", `If $x \ge 0$, then we have $5x = x^2 - 24$. If $x < 0$, then we have $-5x = x^2 - 24$.`, ""},
		{"one of two possibilities", `Let $|x - 4| = 12$. Thus either $x - 4 = 12$, meaning $x = 16$, or $x - 4 = -12$, meaning $x = -8$.`, ""},
		{"a value put in does not outlive its sentence", `Let $x^2 + cx + d = 0$ for all $x$. Setting $x = 0$, we get $d = 0$. But then the polynomial is $x^3 - x = x(x - 1)(d + c + 3)$.`, "given given proved unknown"},
		{"a value of a case that has ended", `Let $p$ be a root.↵↵If $p = 2 - p$, then $p = 1$.↵↵Otherwise, the quartic is $(x - p)^2 (x + p)^2 = x^4 - 2 p^2 x^2 + p$.`, "given proved unknown"},
		{"one side of a case that has ended", `Let $p$ be a root.↵↵If $p = -p$, then it is a double root.↵↵Otherwise, the quartic is $(x - p)^2 (x + p)^2 = x^4 - 2 p^2 x + p^4$.`, "given unknown"},
		{"a range is no premise", `We have $s + 2r = 3k$ for $s - 2r = 3k$. From the first equation we get $k = \frac{3k + 2r}{5}$.`, ""},
		{"two names for one value", `Let $a = c = \frac29 t$. Therefore $b = t - a - c = \frac59 t$.`, "given unknown definition proved"},
		{"two names for one value, altered", `Let $a = c = \frac29 t$. Therefore $b = t - a - c = \frac49 t$.`, "given unknown definition refuted"},
		{"a value from before a turn", `We have $d = \frac13 m = \frac29 t$. Similarly, $a = c = \frac29 t$. Therefore $b = t - a - c - d = \frac39 t$.`, ""},
		{"a function beside its first value", `We have $N(t) = N_0 2^{t/3}$, so $N(6) = 4N_0$ and $N(9) = 8 N_0$.`, "definition proved proved"},
		{"two functions of time", `We have $v(t) = v_0 + at$ and $s(t) = s_0 + v_0 t + \frac12 at^2$, so $v(2) = v_0 + 2a$ and $s(2) = s_0 + 2v_0 + 2a$.`, "definition definition proved proved"},
		{"a first value before a parenthesis", `Let $a_1 = 3$ and $q = 2$. Then $S = a_1(1 + q) = 9$.`, "given given definition proved"},
		{"another approach", `Let $p$ satisfy $2p = 10$, so $p = 5$. Alternatively, let $p = 7$, so $p + 1 = 8$.`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, r := verdictsOf(t, strings.ReplaceAll(c.text, "↵", "\n"))
			if c.want == "" {
				for _, l := range r.Links {
					assert.NotEqual(t, Refuted, l.Verdict, "%s %s %s: %s", l.Left, l.Relation, l.Right, l.Says)
				}
				return
			}
			assert.Equal(t, c.want, got)
		})
	}
}

func TestConditionsAreNamed(t *testing.T) {
	_, r := verdictsOf(t, "We know that $x + y = 7$.\nAlso $x - y = 1$.\nSo $y = 3$.")
	last := r.Links[2]
	assert.Equal(t, Proved, last.Verdict)
	assert.ElementsMatch(t, []string{"x + y = 7", "x - y = 1"}, last.Conditions)
	assert.Contains(t, last.Says, "line 2")
	_, r = verdictsOf(t, "We know that $x + y = 7$.\nAlso $x - y = 1$.\nSo $y = 5$.")
	last = r.Links[2]
	assert.Equal(t, Refuted, last.Verdict)
	assert.Equal(t, map[string]string{"x": "4", "y": "3"}, last.Witness)
}

// Of a random system with one solution its values are proved, and others are not;
// what a document derives is judged by evaluation at the solution.
func TestLinearSystemsAgreeWithTheirSolution(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		small := rapid.IntRange(-6, 6)
		x, y := small.Draw(t, "x"), small.Draw(t, "y")
		a, b := rapid.IntRange(1, 5).Draw(t, "a"), small.Draw(t, "b")
		c, d := small.Draw(t, "c"), rapid.IntRange(1, 5).Draw(t, "d")
		p, q, r := small.Draw(t, "p"), small.Draw(t, "q"), small.Draw(t, "r")
		text := fmt.Sprintf("Suppose that $%dx + (%d)y = %d$ and that $(%d)x + %dy = %d$.\n\nThen we get $(%d)x + (%d)y + xy = %d$.",
			a, b, a*x+b*y, c, d, c*x+d*y, p, q, p*x+q*y+x*y+r)
		_, report := verdictsOf(t, text)
		last := report.Links[2]
		if r != 0 && last.Verdict == Proved || r == 0 && last.Verdict == Refuted {
			t.Fatalf("%s: %s, %s", text, last.Verdict, last.Says)
		}
		if a*d != b*c && r == 0 && last.Verdict != Proved && last.Verdict != Given {
			t.Fatalf("%s: %s, %s", text, last.Verdict, last.Says)
		}
	})
}

// A bound that two statements enclose, of which the second has a letter in its range.
func TestBoundBetweenTwoStatements(t *testing.T) {
	got, _ := verdictsOf(t, `Recall that $b^p\div b^q=b^{p-q}$ for positive integers $p>q$ and $b^p\cdot b^q=b^{p-q}$.`)
	assert.Equal(t, "proved given given", got)
}
