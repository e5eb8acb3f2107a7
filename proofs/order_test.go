package proofs

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A line that says that two members differ is refuted where they are equal for all
// values, or by the equations in force.
func TestDifferencesThatAreNone(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"an identity", `Expanding, $(x + 3)^2 \ne x^2 + 6x + 9$.`, "refuted"},
		{"an identity whose names have values", "Let $u = 7$.\n\nThe expression is $u^{2 + 3} \\ne u^5$.", "given refuted"},
		{"within a chain", `We find that $(y - 1)(y + 1) = y^2 - 1 \ne (y^2 - 4) + 3$.`, "proved refuted"},
		{"a root", `We get $\sqrt{12} \ne 2\sqrt{3}$.`, "refuted"},
		{"beside a modulus", "We work modulo $9$. Adding the digits, $4 + 5 \\ne 9$.", "refuted"},
		{"a number that was derived", `Solve $3x + 4 = 19$. Subtracting gives $3x = 15$, so $x \ne 5$.`, "given proved refuted"},
		{"a form of an equation", `Solve $x(x + 2) = 15$. Expanding gives $x^2 + 2x - 15 \ne 0$.`, "given refuted"},
		{"or, in another form", `Solve $6x - 4 = 2$. Adding 4 to both sides gives $6x \ne 6$, or $x = 1$.`, "given refuted given"},
		{"no rational root", `Let $r$ be the side. We know that $r^2 + 1 = 6$. Thus $r^2 \ne 5$.`, "given refuted"},
		{"two unknowns", `We know that $x + y = 7$ and $x - y = 1$. Adding gives $2x \ne 8$.`, "given given refuted"},
		{"since", `Let $a$ and $b$ satisfy $a^2 + b^2 = 10$ and $ab = 3$. Since $a^2 + 2ab + b^2 \ne 16$, we have $(a + b)^2 = 16$.`, "given given refuted proved"},
		{"rewritten", `Solve $y^2 = 3(y + 6)$. Expanding gives $y^2 = 3y + 18$ or $y^2 - 3y - 18 \ne 0$.`, "given proved refuted"},
		{"lengths", `We know that $KL = 4$ and $LM = 5$. So $KL + LM \ne 9$.`, "given given refuted"},
		{"digits that no other base has", "In octal, $7$ is a digit. We have $9 \\ne 3^2$ pens.", "refuted"},
		{"rows", "Solve\n\\begin{align*} 4t + 1 &= 13, \\\\ 4t &\\ne 12, \\\\ t &= 3. \\end{align*}", "given refuted proved"},
	} {
		got, r := verdictsOf(t, c.text)
		assert.Equal(t, c.want, got, "%s: %+v", c.name, r.Links)
	}
}

// What a text says to differ may be laid down, deny what it supposed, or keep a divisor
// from zero.
func TestDifferencesThatAreMeant(t *testing.T) {
	for name, text := range map[string]string{
		"a divisor":             `Solve $\frac{x^2 - 9}{x - 3} = 4$, where $x \ne 3$. Then $x + 3 = 4$, so $x = 1$.`,
		"a root that is none":   `Multiplying out gives $x^2 = 2x$, so $x = 2$. But then $x \ne 2$ is needed, for we divided by $x - 2$.`,
		"a supposition":         `Suppose $n = 3$. Then $n^2 = 9$, which is odd. So $n \ne 3$.`,
		"in another form":       `If $2n = 8$, then $n^2 = 16$, and this is too large. Hence $n \ne 4$.`,
		"the other case":        `If $k = 0$, then both sides vanish. If $k \ne 0$, then we divide by $k$.`,
		"either":                `Either $a = b$ or $a \ne b$.`,
		"a contradiction":       `Assume that $m = 2$. Then $m + 1 \ne 3$ is a contradiction.`,
		"distinct numbers":      `The numbers are distinct, so $p \ne q$. If $p = q$, then we are done.`,
		"a true one":            `With $f(2) = 3$ and $g(2) = 5$ we have $f(2) = 3 \ne 5 = g(2)$.`,
		"products of matrices":  `In general $AB \ne BA$ and $CAB \ne ABC$.`,
		"a base":                `In base 5, $13 + 4 \ne 17$.`,
		"quoted":                `A student writes $2 + 2 \ne 4$, which is wrong.`,
		"excluded":              `First, $x = 1$. Next take $x \ne 1$. Thus $x - 1 \ne 0$, and we may divide.`,
		"where it is satisfied": `If $u = 0$, the power is $1$. So $(1 + u)^3 \ne 1$ as long as $u \ne 0$.`,
		"a form of a case":      `If $2a + b = 0$, then $b = -2a$. If $2a + b \ne 0$, then we divide.`,
		"matrices":              `Let $A$ and $B$ be as above. Then $AB \ne BA$.`,
		"a range":               `For $x = 1$ the fraction is $2$. For $x \ne 1$ it is $x + 1$.`,
		"one of two roots":      `The roots of $x^2 - 5x + 6 = 0$ are $2$ and $3$, so $x = 2$ or $x = 3$. Since $x$ is odd, $x \ne 2$.`,
		"what follows for none": `We know that $a + b = 4$. Then $a \ne 4$, for $b$ is not zero.`,
	} {
		_, r := verdictsOf(t, text)
		for _, l := range r.Links {
			assert.NotEqual(t, Refuted, l.Verdict, "%s: %s %s %s: %s", name, l.Left, l.Relation, l.Right, l.Says)
		}
	}
}

// A case of a solution ends without a word for it, and what its problem states is no
// part of it.
func TestSuppositionIsLeft(t *testing.T) {
	r, err := Check(context.Background(), Source{
		Name: "a.md",
		Text: "We have $f(1) = 1 + p + q + s = 1$, so $p + q + s = 0$. Then $s(3s + 7) = 0,$ so $s = 0$ or $s = -\\frac73.$\n\n" +
			"If $s = 0,$ then $p = q = 0$, which violates the condition that $f(x)$ have two roots. Therefore, $s = -\\frac73.$",
	}, Options{
		Limits:  DefaultLimits(),
		Problem: &Source{Name: "b.md", Text: "A cubic $f(x) = x^3 + px^2 + qx + s$ with two different roots has $f(1) = 1$.\n\nFind $s$."},
	})
	require.NoError(t, err)
	for _, l := range r.Links {
		assert.NotEqual(t, Refuted, l.Verdict, "%s %s %s: %s", l.Left, l.Relation, l.Right, l.Says)
	}
}
