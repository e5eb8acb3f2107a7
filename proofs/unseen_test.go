package proofs_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/hence-math/hence/proofs"
)

// TestUnseenNoFalseAlarm: ways of writing that documents of many authors share are not called wrong.
func TestUnseenNoFalseAlarm(t *testing.T) {
	for name, text := range map[string]string{
		"parallel equations":                  "Here are the lines:\n\n$$x + y = 5 \\\\ x + y = 8$$\n\nThey never meet.",
		"a list of equations":                 "For practice:\n\n$$\\begin{aligned} 2u + 1 &= 9 \\\\ u + 2 &= 11 \\end{aligned}$$",
		"equations that words list":           "And two more: $$\\begin{align} 2w + 3 &= 7 \\\\ w + 1 &= 4 \\end{align}$$",
		"items of a list":                     "On the blackboard:\n\n- $2w + 3 = 7$\n- $w + 1 = 4$",
		"values of a probability":             "Let $A$ and $B$ be events with $P(A) = 0.4$, $P(B) = 0.5$ and $P(A^c) = 0.6$.",
		"a vector without index":              "With $B = \\begin{pmatrix} 4 & 1 \\\\ 0 & 5 \\end{pmatrix}$ we want $B \\mathbf{u} = \\mu \\mathbf{u}$. For $\\mu_1 = 4$ we have $\\mathbf{u}_1 = \\begin{pmatrix} 1 \\\\ 0 \\end{pmatrix}$. For $\\mu_2 = 5$: $$(B - 5I) \\mathbf{u} = \\begin{pmatrix} -1 & 1 \\\\ 0 & 0 \\end{pmatrix} \\mathbf{u} = \\mathbf{0}$$",
		"a statement to check":                "1. $14 \\equiv 5 \\pmod{6}$\n\n   We need to check if 6 divides the difference.\n\n   $14 - 5 = 9$",
		"a formula that is cited":             "We have $\\sum_{j=1}^{m+1} 2j = \\sum_{j=1}^{m} 2j + 2(m+1)$. Using the hypothesis $\\sum_{j=1}^{m} 2j = m(m+1)$, we get:\n\n$$= m(m+1) + 2(m+1)$$\n\n$$= (m+1)(m+2)$$",
		"a name said nowhere":                 "We find $M = \\sum_{j=1}^{3} r = 3r = 2r + r(r + s) = r(2 + r + s) = 3r(r + s)$.",
		"other exercises":                     "**Problem 1.** Let $x = 3$ and $y = 5$.\n\n**Problem 2.** Then $x + y = 11$ holds on a line.",
		"exercises with a dash":               "## 2.3-1\n\nHere $r = 4$.\n\n## 2.3-2\n\nSo $3r + 1 = 10$ must be solved.",
		"environments of exercises":           "\\begin{problem}\nHere $r = 4$ and $s = r + 1$.\n\\end{problem}\n\\begin{problem}\nThus $s - r = 7$ for the two.\n\\end{problem}",
		"differential equations":              "The solution is $y = c(x - 3)$.\n\nNow solve $\\frac{dy}{dx} = \\frac{y}{x}$, $y(1) = 4$.",
		"values of several events":            "The table shows $f(R) = 0.1$, $f(S) = 0.9$.",
		"elements of a group":                 "Let $G$ be a group and fix $g, h \\in G$. If all elements have order two, $gh = (gh)^{-1} = h^{-1} g^{-1}$, and $g = g^{-1}$.",
		"a point that multiplies":             "We get $2.\\frac{3}{4} - 1 = \\frac12$ and $5 - 4. \\frac{1}{2} = 3$.",
		"names of letters and digits":         "By Kirchhoff $i1 = i2 + i3$.",
		"a question before":                   "Which of these holds? $\\frac12 + \\frac14 = \\frac26$; $\\frac12 + \\frac14 = \\frac34$.",
		"a number in another item":            "1. The slope is $m = \\frac{9 - 3}{5 - 2} = 2$.\n\n2. The mass is $m = 7$ kg.",
		"a function of a numbered name":       "At $p = 4$ we sell $q = 30$, at $p = 5$ we sell $q = 28$. In general $R(p) = p(38 - 2p)$ and $R'(p) = 38 - 4p = 0$.",
		"an angle and an area":                "Let $A$ be an angle with $\\cos A = \\frac45$, so $A = 36.87^\\circ$. The area is $A = \\frac12 \\cdot 3 \\cdot 4 = 6$.",
		"a segment of two points":             "In the triangle, $A = 30^\\circ$ and $B = 60^\\circ$, and $AB = 7$.",
		"a volume and a function":             "The volume is $V = \\frac83$.\n\nA box has $V(x) = x(10 - 2x)^2$, so $V(2) = 2 \\cdot 36$.",
		"denied right behind":                 "For $n = 3$: $8 > 9$ fails.",
		"a case that a sentence ends":         "We want $y(y - 6) < 0$. If $y > 6$ both are positive. So $0 < y < 6$.",
		"by parts, with a constant":           "$\\int \\ln t \\, dt = t \\ln t - \\int t \\cdot \\frac1t dt = t \\ln t - t + C$",
		"a bar that is not an absolute value": "$p(z = 1 \\lvert x) = 0.3$ and $p(z = 2 \\lvert x) = 0.7$.",
	} {
		t.Run(name, func(t *testing.T) {
			r := check(t, proofs.Source{Name: format(text), Text: text})
			for _, l := range r.Links {
				assert.False(t, l.Verdict.Wrong(), "%s %s %s: %s", l.Left, l.Relation, l.Right, l.Says)
			}
		})
	}
}

// format is the name of a document, by what it is written in.
func format(text string) string {
	if text[0] == '\\' {
		return "text.tex"
	}
	return "text.md"
}

// TestUnseenStillRefuted: the twins of these with an error of their own are.
func TestUnseenStillRefuted(t *testing.T) {
	for name, text := range map[string]string{
		"steps that end in the answer": "Find $u$.\n\n$$\\begin{aligned} 2u + 1 &= 9 \\\\ 2u &= 10 \\\\ u &= 5 \\end{aligned}$$",
		"steps that words announce":    "Solving $2u + 1 = 9$ gives\n\n$$\\begin{aligned} 2u + 1 &= 9 \\\\ 2u &= 10 \\end{aligned}$$",
		"a constant function":          "Let $f(x) = x + 1$ and $g(x) = 3$. Then $g(5) + f(1) = 6$.",
		"goes on after a citation":     "We have $(m+1)(m+2) - m(m+1)$. Since $m > 0$, this is a number. Now $m(m+1) + 2(m+1) = (m+1)(m+3)$.",
		"values of the same exercise":  "**Problem 1.** Let $x = 3$ and $y = 5$. Hence $x + y = 9$.",
		"a name of the first members":  "We have $(r + s)^2 = r^2 + 2rs + s^2 = r(r + 2s) + s^2 = r^2 + rs + s^2$.",
		"by parts, with an error":      `$\int \ln t \, dt = t \ln t - \int 2 dt = t \ln t - t + C$`,
		"an integral of a constant":    `$\int 3 dt = 4t + C$`,
		"a check at the end":           "So $x = 4$. Check: $3 \\cdot 4 + 2 = 15$.",
	} {
		t.Run(name, func(t *testing.T) {
			assert.NotZero(t, verdictsOf(t, text)[proofs.Refuted])
		})
	}
}

// TestUnseenNotProved: nothing is proved with a meaning that the text need not have.
func TestUnseenNotProved(t *testing.T) {
	for name, text := range map[string]string{
		"an index in brackets":         `At first $s = 0$. Then $s = a[0]$.`,
		"what no point has":            `We saw that $f'(c) = 0$ for one. There is no point $c$ where $f'(c) = 0$.`,
		"a group that may not commute": `Let $G$ be a group. Then $(ab)^2 = a^2 b^2$.`,
		"a point of two functions":     `Let $f(x)$ and $g(x)$ be such that $f(c) = g(c)$. Suppose that $f(x) \le g(x)$.`,
		"growth without words":         `We use $\Theta$ here. $x^2 + x = O(x^2)$.`,
		"a probability elsewhere":      `We know $P(A) = 0.4$ and so $P(C) = 0.4$.`,
		"an unknown with two roots":    `The roots of $x^2 + 6 = 5x$ are $x_1 = 2$ and $x_2 = 3$. Where $x + 1 = 4$?`,
	} {
		t.Run(name, func(t *testing.T) {
			assert.Zero(t, verdictsOf(t, text)[proofs.Proved])
		})
	}
}
