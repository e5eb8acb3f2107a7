package proofs_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
)

// verdictsOf checks a text and counts its verdicts.
func verdictsOf(t *testing.T, text string) map[proofs.Verdict]int {
	t.Helper()
	count := map[proofs.Verdict]int{}
	for _, l := range check(t, proofs.Source{Name: "text.md", Text: text}).Links {
		count[l.Verdict]++
	}
	return count
}

// TestNoFalseAlarm: what a document means in another way than its formulas alone
// say is not called wrong.
func TestNoFalseAlarm(t *testing.T) {
	for name, text := range map[string]string{
		"two roots":                  `We have $x - 2 = 5$ or $x - 2 = -5$, so $x = 7$ or $x = -3$.`,
		"two cases":                  `If $t + 1 = 4$, we have $t = 3$, and if $t + 1 = -4$, we have $t = -5$.`,
		"an absolute value":          `Since $|u - 1| = 6$, $u - 1 = 6$ gives $u = 7$. In the second case $u - 1 = -6$ gives $u = -5$.`,
		"numbers for a moment":       "Say $p = 12$ when $q = 5$.\n\nHence when $q = 10$, $pq = 60$ and $p = 6$.",
		"rows of a table":            "\\begin{align*} x = 1 &\\Rightarrow y = 2 \\\\ x = 2 &\\Rightarrow y = 5 \\\\ x = 3 &\\Rightarrow y = 10 \\end{align*}",
		"a range":                    "Let $k = 0$.\n\nFor the other terms $k \\ge 1$ and $k < 9$.",
		"a new schedule":             "Then $c_1 = 8$ and $c_2 = 5$. If the jobs are exchanged, then $c_1 = 3$ and $c_2 = 8$.",
		"an equation in a chain":     `Cubing both sides of $\sqrt[3]{3x - 1} = 2\sqrt[3]{x + 2}$, $3x - 1 = 8(x + 2) = 8x + 16$.`,
		"an equation at the end":     `The sum is $(m - 2) + m + (m + 2) = 3m = 41k$ for some $k$.`,
		"equality occurs":            `Equality occurs when $a = b = c$.`,
		"an exponent to be found":    `We rewrite it as $(7^2)^y = 7^{2y} = 7$, so $2y = 1$.`,
		"a row of its own":           "\\begin{align*} y &= x^2 - 4x + 1, \\\\ -y &= x^2 + 4x + 1 \\end{align*}",
		"the imaginary unit":         `Multiplying out, $(3 + 2i)(1 - i) = 3 - 3i + 2i - 2i^2 = 5 - i$.`,
		"complex unknowns":           `Solve $1 - 2iz = 4 + iz$ for $z$.`,
		"an inverse function":        `With $f(x) = 3x$ and $g(x) = x + 1$ we have $g(f^{-1}(6)) = g(2) = 3$ and $f^{-1}(9) = 3$.`,
		"values of a function":       `The graph of $y = f(x)$ shows that $f(2) = 5$, $f(3) = 8$ and $f(4) = 1$.`,
		"an expectation":             `In general $E[X^2] = E[X]^2 + 4$ and $E[X] = 3$.`,
		"a coefficient":              `Put $G(z) = \frac{1}{1-z}$. Then $[z^4] G(z) = 1$.`,
		"lengths":                    `Since $AB = 5$ and $BC = 12$, $AC^2 = AB^2 + BC^2 = 169$ and $AM = \frac12 (AC) = \frac{13}{2}$.`,
		"points":                     `The points are $A = (1, 2)$, $B = (4, 6)$, so $AB = 5$.`,
		"an operation":               `If $a * b = ab + a$, then $2 * 3 = 8$.`,
		"a sign between formulas":    `We compute $(4)$ x $(7) = 121$.`,
		"a common divisor":           `As $(12, 35) = 1$, we are done.`,
		"modulo, in words":           "Reading everything modulo $31$,\n\\begin{align*} a &\\equiv 12 - 20 \\\\ &\\equiv -8 \\\\ &\\equiv 23. \\end{align*}",
		"a base":                     `In base seven, $35 + 43 = 111$.`,
		"from one base into another": `In binary, $11 = 1011$ and in octal $11 = 13$.`,
		"hours":                      `A clock shows the hours: $10 + 5 = 3$.`,
		"modulo, without a sign":     `Modulo $31$ we find $5^3 = 125 = 1$.`,
		"numerals between bars":      `The digits go over one by one, $101 \mid 011_2 = 5 \mid 3_8$.`,
		"a remainder":                `As $47 \div 5 = 9$ with remainder 2, we stop.`,
		"a contradiction":            `Setting $x = 1$ gives $2 + 3 = 7$, a contradiction.`,
		"a quoted error":             "What is wrong with this?\n\n$$\\frac12 + \\frac13 = \\frac25$$",
		"a step of a program":        `Each round executes $q = q + 1$.`,
		"mixed numbers":              `Let $x = 2\frac12$. Then $4x = 10$ and $3\frac14 + 1\frac14 = 4\frac12$.`,
		"Stirling numbers":           `There are $\genfrac{[}{]}{0pt}{}{4}{2} = 11$ of them.`,
		"a power as an index":        `Let $f(x) = x^{(x+1)}$. Then $f(2) = 8$.`,
		"another case":               `Suppose $x > 2$. Then $|x - 2| = x - 2$, and $|x - 2| = 5$ gives $x = 7$. Suppose $x \le 2$. Then $|x - 2| = 2 - x$, so $2 - x = 5$.`,
		"a first attempt":            `My first attempt was $3 \cdot 17 = 41$, and then I saw that $3 \cdot 17 = 51$.`,
		"a first value":              `Let $y' = 2y$ with $y(0) = 3$.`,
		"rounded up":                 `The size is $n = (9.8)^2 = 96.04$, so $n = 97$.`,
		"cents":                      `That is $\$\frac{9}{10} = 90$ cents.`,
		"words between":              "It takes $30$ mph $\\times 3$ hours $= 90$ miles.",
		"units in running text":      "She needs 72 cubic ft * 3/4 = 54 cubic ft and 40 rolls - 18 = 22 rolls, 3 tickets * $1 = $3.",
		"mixed, in running text":     "They eat 158 * 1 1/2 = 237 fish. Each gets 4 / 3 = 1 and 1/3. He uses 600 x 30 = 18 000 watts.",
		"uneven slashes":             "He gets 28 / 1/5 = 28 * 5 = 140 cups.",
		"letters in running text":    "So x+4=32-7, (2x-10)-8=2x-18 and 1100=11x, 9:00-6:00 = 3 hours.",
		"percent":                    "This means 100% - 80% = 20 %, and 100 - 15 = 85% of it.",
		"another letter's range":     `For $n \ge 2$, $5^x \ge 5 \cdot 2^x + 5$.`,
		"an upper bound":             `Let $a_k = \binom{31}{k}$. We have $a_{k+1} > a_k$ for $k \le 14$.`,
		"constants to be found":      "Let $s_1 = 3$ and $s_n = 2s_{n-1} + 1$ for $n \\ge 2$. It can be written in the form $s_n = p \\cdot 2^n + r$.",
		"no solution":                `Expanding gives $3y + 4 = 3y + 1$, so $4 = 1$, and there is none.`,
		"a question":                 `Is it true that $\sqrt{4 + 9} = 2 + 3$?`,
		"solved next":                `Let $m$ be her age. $5m + 8 = 3(m + 8) = 3m + 24$, so $2m = 16$ and $m = 8$.`,
		"a new value":                `Let $s$ be the side. As $4s = 20$, $s = 5$. The new side is $s = 5 + 3 = 8$.`,
		"pairs beside or":            `From $y + 1 = \pm 6$ we get $y + 1 = 6$ and $y = 5$, or $y + 1 = -6$ and $y = -7$.`,
		"no solution, to be solved":  `Solve $y + 4 = y + 7$. There is no such $y$.`,
		"an operation in a box":      `The box gives the sum of the divisors: $\boxed{9} = 1 + 3 + 9 = 13$.`,
		"a sign behind its operand":  `We have $n\heartsuit = 1 + 2 + \cdots + n$. So $7\heartsuit = 28$ and $8\heartsuit = 36$, thus $8\heartsuit - 7\heartsuit = 8$.`,
		"a question mark":            `Let $n? = n^2 + 1$. Then $3? = 10$ and $4? = 17$.`,
		"two planes":                 "The planes $x + y - z + 2 = 0$ and $2x + 2y - 2z + 9 = 0$ are parallel. Take the point $(-2, 0, 0)$.",
		"a foreign language":         "令 $n = 2$ 时，$S_n = 1$。当 $n = 3$ 时，$S_n = 4$，又 $n > 5$。因此 $2n + 1 = 9$。",
	} {
		count := verdictsOf(t, text)
		assert.Zero(t, count[proofs.Refuted]+count[proofs.IllTyped], "%s: %s: %v", name, text, count)
	}
}

// TestStillRefuted: the same words beside a plain error do not hide it.
func TestStillRefuted(t *testing.T) {
	for _, text := range []string{
		`Expanding gives $(a + b)^2 \ne a^2 + 2ab + b^2$.`,
		`Hence $\begin{bmatrix} 1 & 2 \end{bmatrix} + \begin{bmatrix} 1 & 1 \end{bmatrix} \ne \begin{bmatrix} 2 & 3 \end{bmatrix}$.`,
		`If $x = 3$, then $2x + 1 = 8$.`,
		`There are $2^6 = 65$ possible outcomes, and you cannot get more.`,
		`The area of both bases is $\frac{6(2 + 4)}{2} = 19$.`,
		`We have $(3 + 2i)(1 - i) = 5 + i$.`,
		`Thus $3\frac14 + 1\frac14 = 5\frac12$.`,
		`Expanding, $(x + 1)^2 = x^2 + x + x + 2 = x^2 + 2x + 2$.`,
		`As $x + 2 = 5$, we find $x = 4$.`,
		"She sold 48/2 = <<48/2=24>>25 clips and paid 3 * $4 = $13.",
		`Since $20\% = 0.3$, we are done.`,
		`In base seven $10 = 7$. The number $35$ in base seven is $3 \cdot 7 + 5 = 27$ in base ten.`,
		`Modulo $31$ we find $5^3 = 126$.`,
		`As $47 = 5 \cdot 9 + 3$, the remainder is found.`,
	} {
		assert.NotZero(t, verdictsOf(t, text)[proofs.Refuted], text)
	}
}

// TestNotProved: what holds only under a reading that nobody means.
func TestNotProved(t *testing.T) {
	for _, text := range []string{
		`$1\frac{1}{2} + 2\frac{3}{4} = 4\frac{3}{4}$`, // mixed numbers and products in one line
		`Let $f(x) = x + 1$. Always $f(2)^2 = f \cdot 4$.`,
		`In general $E[X^2] - E[X]^2 = 0$.`,
		// Names of places, mirrors and roots lay nothing down.
		`The graph has a hole at $x = -5$. So $\frac{x + 5}{x^2 + 1} = \frac{x + 5}{x^2 + 3}$.`,
		`The curve $v = au^2 + bu + k$ is reflected about the line $v = k$. The equation of the image parabola is $v = -au^5 - bu + k$.`,
		`Note that $r = 2$ is a root of the cubic. Then $(r - 2)(r^2 + r + 7) = 0$.`,
		`Here $s = 0$ cannot be a solution. Then $s^3 + 4s = 0$.`,
		`With $m = 12$ is too big. Therefore $m = 12$.`,
		// Values put in for a moment.
		`Setting $x = 0$, we get $g = 3$. Then the polynomial is $x^4 - x^2 = x^2(x - 7)(x + 1)$.`,
		// A wrong step says nothing of the next.
		`We know that $p = 2q + 1$ and $q = 3r$. Then $p = 5q + 1 = 6r + 1$.`,
		// Either, not both.
		`For an integer $u$ we have $4x = v = 2u + 1$ or $4x = w = 2u + 3$. Then $v = w$.`,
		// A curve is no other curve at the points that both have.
		`The line $w = 2z - 2$ meets the other. The equation of the other line is $w = cz + d$ with $d = 3$, so the equation of that line is $w = -z + 1$.`,
		// What a proof by contradiction supposed is false.
		`Suppose, to the contrary, that $u = v + 1$. This leads to a contradiction. Consequently $2u = 2v + 2$.`,
		`Suppose $r = s + 1$. If so, we are stuck, so $r \neq s + 1$. Therefore $2r = 2s + 2$.`,
		`It is not true that $c = d + 1$. Hence $2c = 2d + 2$.`,
		`Unless $m = n$, we have no luck. Hence $m^2 = n^2$.`,
		`A student claims $h = 3k$. We get $h^2 = 9k^2$.`,
		// Each case has its own bounds, and a letter that is arbitrary has no number.
		`Case 1: $x \ge 0$. Case 2: $x < 0$. Then $|x| = x$.`,
		`Suppose $x = 2$. Now let $x$ be arbitrary. Then $x^2 = 4$.`,
		`If $k = 1$ it is small. If $k = 2$ it is large. In general, $2k + 1 = 5$.`,
		`We complete the square on both sides. Now $\sqrt{y^2} = y$.`,
		`Here $(x + y)^3 = x^3 + 8xy^2 + y^3 + 3x^2y$, and $(2x)^3 = 2x^3$. Then $(x + y)^3 = y^3$.`,
		// An exponent need not be an integer.
		`For real $x$, $4^x - 2 \ne 0$.`,
		`We look for the least $n$ with $\frac{1}{2^n} \le \frac{1}{225}$, that is $2^n \ge 225$, so $n \ge 8$.`,
	} {
		assert.Zero(t, verdictsOf(t, text)[proofs.Proved], text)
	}
}

// TestNoFalseAlarmBesideAProblem: words and signs of the problem that comes with a
// solution mean there what they mean in it.
func TestNoFalseAlarmBesideAProblem(t *testing.T) {
	for problem, text := range map[string]string{
		"The operation $*$ is given by $a * b = a^2 - b$. Find $(3 * 1) * 2$.":                                           `$(3 * 1) * 2 = (3^2 - 1) * 2 = 8 * 2 = 8^2 - 2 = 62$.`,
		"Add $25$ and $36$ in base seven.":                                                                               `$25 + 36 = 64$.`,
		"The rows of a table are numbered from $n = 0$, and the sum of row $n$ is $3n + 4$. Which row has the sum $19$?": `We look for the $n$ that satisfies $19 = 3n + 4$. It is $5$.`,
		"Let $g(m) = m/2$ if $m$ is even and $g(m) = 3m + 5$ if $m$ is odd. Find $g(9)$.":                                `As $9$ is odd, $g(9) = 32$ and $g(32) = 16$.`,
		"For odd $m$, $g(m) = m^2$, and for even $m$, $g(m) = m - 3$. Find $g(10)$.":                                     `We have $g(10) = 7$ and $g(7) = 49$.`,
		"On a map with the scale $1\\text{ cm} = 4\\text{ km}$ two towns are $6$ cm apart. How far is it?":               `It is $6\text{ cm} = 6 \cdot 4\text{ km} = 24\text{ km}$.`,
		"Let $f(a, b) = \\frac{a}{b}$ if $a > b$ and $f(a, b) = ab$ if $a \\le b$. Find $f(2, 7)$.":                      `It is $f(2, 7) = 2 \cdot 7 = 14$.`,
		"The polynomial $p(x)$ has $p(2) = 12$ and $(x - 1) p(x + 1) = x p(x) - 6$. Find $p(0)$.": "With $x = 1$ we get $0 = p(1) - 6$.\n\nLet $q(x) = p(x) - 6x$ and $q(x) = q_n x^n + \\dots + q_0$. " +
			"Then $q(1) = q(2)$, so $q(x) = c$.\n\nWith $x = 2$ we get $c = 0$.",
	} {
		report, err := proofs.Check(t.Context(), proofs.Source{Name: "text.md", Text: text}, proofs.Options{
			Problem: &proofs.Source{Name: "problem.md", Text: problem}, Limits: proofs.DefaultLimits(),
		})
		require.NoError(t, err)
		for _, l := range report.Links {
			assert.False(t, l.Verdict.Wrong(), "%s: %s %s %s is %s: %s", problem, l.Left, l.Relation, l.Right, l.Verdict, l.Says)
		}
	}
}

// TestValuesOfTheProblem: what a problem gives has no place among the links of the document.
func TestValuesOfTheProblem(t *testing.T) {
	_, err := proofs.Check(t.Context(), proofs.Source{Name: "text.md", Text: `Then $c^2 = 3^2 + 4^2 - 3 \cdot 4 = 13$, so $c = \sqrt{13}$.`}, proofs.Options{
		Problem: &proofs.Source{Name: "problem.md", Text: `It has $a = 3$ and $b = 4$. If $C = 90^\circ$, $c = 5$. What is $c$ if $C = 60^\circ$?`}, Limits: proofs.DefaultLimits(),
	})
	require.NoError(t, err)
}
