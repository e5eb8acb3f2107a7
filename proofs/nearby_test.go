package proofs_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/hence-math/hence/proofs"
)

// TestNearby: a line that one change makes a consequence of what stands before it was
// meant to be it, also where no word says so.
func TestNearby(t *testing.T) {
	for name, text := range map[string]string{
		"a sign":                        "Let $x$ and $y$ satisfy $3x + 2y = 12$.\n\nDividing both sides by $2$ leads to $y = 6 + \\frac{3}{2} x$.",
		"a step of a chain":             `Always $n^2 + (10 - n)^2 = 2n^2 + 20n + 100$, as one sees: $n^2 + (10 - n)^2 = n^2 + 100 - 20n + n^2 = 2n^2 - 20n + 100$.`,
		"a sum for a product":           `We write $4(x + 7) = 4x + 28$, so $2x - 6 = 4 + (x + 7) = 4x + 28$.`,
		"an exponent of a function":     `We have $25^{x + 2} = (5^2)^{x + 2} = 5^{3(x + 2)} = 5^{2x + 4}$.`,
		"an irrational solution":        "The ellipse is $3x^2 - 12x + 2y^2 + 8y + 2 = 0$.\n\nCompleting the square in both, we get $3(x - 2)^2 + 2(y + 2)^2 = 28$.",
		"a complex solution":            "Let $z$ be a complex number with $z + \\frac{1}{z} = 1$.\n\nMultiplying by $z$, we find $z^2 - z - 1 = 0$.",
		"an identity":                   `Since $x^2 + 3x - 10 = (x + 5)(x - 3)$, it vanishes at $-5$.`,
		"an identity that stands alone": "The square of a sum:\n\n$$(4t + 7)^2 = 16t^2 - 56t + 49$$",
		"a number of things":            `There are $3 \cdot 4 \cdot 7 = 85\text{ ways}$ to choose.`,
		"a product of two":              `The path is $12 + 7 = \boxed{84\text{ units}}$ long.`,
		"said in another way":           "Squaring both sides of $y = x - 3$ gives $y^2 = x^2 - 6x + 9$, or $y^2 - x^2 - 6x = 9$.",
		"lengths":                       `Then $(CD + AB)^2 - (CD - AB)^2 = (2 \cdot CD)(2 \cdot AB) = 4 \cdot CD + AB$.`,
		"a letter of a chain":           `We have $(p + q)^2 - (p - q)^2 = 2pq + 2pq = 4pp$.`,
		"a letter that is excluded":     "Solve $5u + v = 27$ and $v = 2$.\n\nSubtracting, we get $5v = 25$, so $u = 5$.",
		"before its other form":         "Solve $4u + 7 = 31$.\n\nSubtracting $7$ from both sides gives $4u = 34$, or $u = 6$.",
		"if we operate":                 "Let $a + b = 9$ and $a - b = 3$.\n\nIf we add both equations, we get $3a + b - b = 12$.",
		"a digit of several":            "The price $p$ has $12p + 40 = 340$.\n\nSubtracting, this is the same as $12p = 390$, so $p = 25$.",
	} {
		assert.NotZero(t, verdictsOf(t, text)[proofs.Refuted], name)
	}
}

// TestNotNearby: what is close to a consequence may be laid down by itself.
func TestNotNearby(t *testing.T) {
	for name, text := range map[string]string{
		"an equation with no solution":  "Solve $2(x + 3) = 2x + 5$.\n\nExpanding, $2x + 6 = 2x + 5$ has no solution.",
		"an equation to solve":          "The next equation is $$(x + 2)^2 = x^2 + 5x + 4$$ and it holds for one number.",
		"an equation that is asked for": "For how many $x$ is $(x + 2)^2 = x^2 + 3x + 4$?",
		"an equation and its solution":  "We come to $$(x + 2)^2 = x^2 + 3x + 4.$$ Solving it, we find that $x = 0$.",
		"a fixed point":                 `With $x = 0$ we get $f(0)^2 = f(0)$.`,
		"a root of unity":               "Let $w$ be a root of $x^5 = 1$. Since $w^5 = 1$, we have $w^5 - 1 = 0$.",
		"values of a function":          "Setting $x = 3$, we get $15 q(7) = 0$. Setting $x = 5$, we get $6q(-2) = 6(-3)q(2)$.",
		"a period":                      `Thus $a_{k+4} = a_k$ for all $k$.`,
		"sides of a triangle":           `The triangle $KLM$ is isosceles, so $KL = LM = 5$.`,
		"the same of another letter":    "We know that $a = 2b$ and $c = 8$.\n\nBy symmetry, we get $c = 2b$.",
		"a factor or another":           "Solve $u^2 = 5u$ for $u > 0$.\n\nThen $u(u - 5) = 0$, so $u - 2 = 0$ or $u = 5$ is no way to go on.",
		"two cases":                     "We have $(x - 3)(x + 3) = 0$.\n\nEither $x - 3 = 0$, or $x + 3 = 0$.",
		"two ranges":                    "We look at $|x| = x^2 - 12$.\n\nIf $x \\ge 0$, then we have $x = x^2 - 12$, so $x = 4$.\n\nIf $x < 0$, then we have $-x = x^2 - 12$, so $x = -4$.",
		"two curves":                    `The line $y = 2x + 1$ meets the line $y = 2x - 1$ nowhere.`,
		"matching coefficients":         "We have $5x + 1 = A(x + 2) + B(x - 1)$.\n\nComparing coefficients, we see that $A + B = 5$ and $2A - B = 1$.",
		"equations solved in turn":      "Solving $5x - 3x = 6$, we find $x = 3$. Solving $5x - 3 = 6$, we find $x = \\frac{9}{5}$.",
		"a unit of several":             `As $3 \cdot 12 = 1\text{ yard}$ and $7 \cdot 24 = 1\text{ week}$, we convert.`,
		"a factor that converts":        `She runs $7$ miles in an hour, so $\frac{7\text{ miles}}{1\text{ hour}} = 1$.`,
		"one or the other":              `So $2x + y = 5$ or $2x - y = 5$.`,
		"a system of two":               "\\begin{align*} x + y &= 7, \\\\ x - y &= 7 \\end{align*}",
	} {
		count := verdictsOf(t, text)
		assert.Zero(t, count[proofs.Refuted]+count[proofs.IllTyped], "%s: %v", name, count)
	}
}
