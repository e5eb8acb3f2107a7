package proofs_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/hence-math/hence/proofs"
)

var calculus = []courseWork{
	{
		"derivatives.md", `## Derivatives

1. Let $f(x) = x^2 \sin x$. Then $f'(x) = 2x \sin x + x^2 \cos x$.
2. By the chain rule, $\frac{d}{dx} \ln(x^2 + 1) = \frac{2x}{x^2 + 1}$.
3. We have $\frac{d}{dx} \left[ x^2 e^{3x} \right] = 2x e^{3x} + 3x^2 e^{3x} = x(2 + 3x) e^{3x}$.
4. Also $\frac{d}{dx} \sqrt{x^2 + 1} = \frac{x}{\sqrt{x^2 + 1}}$.
`, [][2]string{
			{`2x \sin x + x^2 \cos x`, `2x \sin x - x^2 \cos x`},
			{`\frac{2x}{x^2 + 1}`, `\frac{2x}{x^2 - 1}`},
			{`= x(2 + 3x)`, `= x(3 + 3x)`},
			{`\frac{x}{\sqrt{x^2 + 1}}`, `\frac{2x}{\sqrt{x^2 + 1}}`},
		},
	},
	{
		"limits.md", `## Limits and series

1. We have $\lim_{x \to 2} \frac{x^2 - 4}{x - 2} = 4$ and $\lim_{x \to \infty} \frac{3x + 1}{x - 2} = 3$.
2. By the rule of l'Hôpital $\lim_{x \to 0} \frac{1 - \cos x}{x^2} = \frac12$, $\lim_{x \to 0} \frac{e^{2x} - 1}{x} = 2$ and $\lim_{x \to 9} \frac{\sqrt{x} - 3}{x - 9} = \frac16$.
3. As for sequences, $\lim_{n \to \infty} \frac{n^2}{3^n} = 0$ and $\lim_{n \to \infty} \sum_{k=1}^{n} \frac{1}{k(k+1)} = 1$.
4. The series are $\sum_{k=0}^{\infty} \frac{1}{3^k} = \frac32$, $\sum_{k=1}^{\infty} \frac{k}{2^k} = 2$ and $\sum_{i=1}^{\infty} 6 \left(\frac14\right)^{i-1} = 8$.
5. Let $f(x) = x^3$. Then $\lim_{h \to 0} \frac{f(x + h) - f(x)}{h} = 3x^2$.
`, [][2]string{
			{`{x - 2} = 4`, `{x - 2} = 2`},
			{`= 3$.`, `= 2$.`},
			{`= \frac12$`, `= \frac13$`},
			{`= 2$ and $\lim_{x \to 9}`, `= 1$ and $\lim_{x \to 9}`},
			{`= \frac16`, `= \frac13`},
			{`{3^n} = 0`, `{3^n} = 1`},
			{`= \frac32`, `= \frac23`},
			{`{2^k} = 2`, `{2^k} = 3`},
			{`= 8$`, `= 6$`},
			{`= 3x^2`, `= 2x^2`},
		},
	},
	{
		"higher.md", `## Second derivatives

1. Let $f(x) = x^4 - 2x$. Then $\frac{df}{dx} = 4x^3 - 2$ and $\frac{d^2 f}{dx^2} = 12x^2$; further $\frac{d^3}{dx^3} x^5 = 60x^2$.
2. Let $g(x, y) = x^2 y + y^3$. Then $\frac{\partial g}{\partial y} = x^2 + 3y^2$, $\frac{\partial^2 g}{\partial x \partial y} = 2x$ and $\frac{\partial^2 g}{\partial y^2}(1, 2) = 12$.
3. Let $s = \sin 2t$. Then $\frac{d^2 s}{dt^2} + 4s = 0$, and $\frac{ds}{dt} \Big|_{t=0} = 2$.
4. We have $\int_0^2 (3x^2 - 1) \, dx = x^3 - x \Big|_0^2 = 6$.
`, [][2]string{
			{`= 12x^2$`, `= 11x^2$`},
			{`= 60x^2`, `= 50x^2`},
			{`\partial y} = 2x`, `\partial y} = 2y`},
			{`= 12$.`, `= 13$.`},
			{`= 2$.`, `= 3$.`},
			{`x^3 - x \Big`, `x^3 + x \Big`},
		},
	},
	{
		"partial.md", `## Partial derivatives

Let $g(x, y) = x^2 y + y^3$. Then $g_x = 2xy$, $g_y = x^2 + 3y^2$ and $g_{xy} = 2x$, so $g_{xx} g_{yy} - g_{xy}^2 = 12y^2 - 4x^2$.

At $(1, 2)$ we have $g_x(1, 2) = 4$.
`, [][2]string{
			{`g_x(1, 2) = 4`, `g_x(1, 2) = 5`},
		},
	},
	{
		"integrals.md", `## Integrals

$$\int_0^2 (3x^2 - 2x + 1) \, dx = \left[ x^3 - x^2 + x \right]_0^2 = 8 - 4 + 2 = 6$$

By parts, $\int x e^x \, dx = x e^x - \int e^x \, dx = x e^x - e^x + C$.

$$\int_0^\pi \sin x \, dx = \left. -\cos x \right|_0^\pi = 1 + 1 = 2$$

$$\int_0^1 \int_0^x xy \, dy \, dx = \int_0^1 \frac{x^3}{2} \, dx = \frac18$$
`, [][2]string{
			{`3x^2 - 2x + 1`, `3x^2 - 2x + 2`},
			{`x e^x - \int`, `x e^x + \int`},
			{`1 + 1 = 2`, `1 - 1 = 2`},
			{`= \frac18`, `= \frac16`},
		},
	},
	{
		"substitution.tex", `\section{Substitution}
Let $u = x^2 + 1$, so that $du = 2x \, dx$. Then
\[ \int 2x (x^2 + 1)^3 \, dx = \int u^3 \, du = \frac{u^4}{4} + C = \frac{(x^2 + 1)^4}{4} + C. \]
Further, $\int \frac{dx}{x} = \ln |x| + C$ and $\int \cos(2t) \, dt = \frac12 \sin(2t) + C$.
`, [][2]string{
			{`\int u^3 \, du`, `\int u^2 \, du`},
			{`\frac12 \sin(2t)`, `\frac12 \cos(2t)`},
		},
	},
}

func TestCalculus(t *testing.T) { checkCourseWork(t, calculus) }

// TestIntegralsOutOfReach: what has no value, or none that an antiderivative gives.
func TestIntegralsOutOfReach(t *testing.T) {
	for _, text := range []string{
		`$\int_{-1}^{1} \frac{1}{x} \, dx = 0$`,
		`$\int_{-1}^{1} \frac{1}{x^2} \, dx = -2$`,
		`$\int_0^2 \frac{1}{x^2 - 2} \, dx = 0$`,
		`$\int_0^3 \tan x \, dx = 0$`,
		`$\int_{-2}^{2} \sqrt{x} \, dx = 0$`,
		`$\int_a^b \frac{1}{x} \, dx = \ln b - \ln a$`,
		`$\int_0^\infty e^{-x} \, dx = 2$`,
		`$\int_0^1 e^{x^2} \, dx = 1$`,
		`Let $\int_0^1 f(x) \, dx = 3$.`,
		`Suppose $\int f(x) \, dx = x^2 + C$.`,
	} {
		count := verdictsOf(t, text)
		assert.Zero(t, count[proofs.Proved]+count[proofs.Refuted], text)
	}
}

// TestDerivativesNotRefuted: equations between derivatives that are to be solved, or
// about functions that nothing is known of.
func TestDerivativesNotRefuted(t *testing.T) {
	for _, text := range []string{
		`Solve $\frac{dy}{dx} = 2y$.`,
		`$\frac{d}{dx} x^n = n x^{n-1}$`,
		`$\frac{d}{dx} f(x) g(x) = f'(x) g(x) + f(x) g'(x)$`,
		`$\frac{d}{dx} (f(x))^2 = 2 f(x) f'(x)$`,
		`The point where $\frac{d}{dx} (x^2 - 4x) = 0$ is the vertex.`,
	} {
		count := verdictsOf(t, text)
		assert.Zero(t, count[proofs.Refuted]+count[proofs.IllTyped], text)
	}
}

// A limit that does not exist, or that hence does not find, is neither proved nor refuted.
func TestLimitsOutOfReach(t *testing.T) {
	for _, text := range []string{
		`\lim_{x \to 0} \frac{1}{x} = 0`, `\lim_{x \to 0} \frac{|x|}{x} = 1`, `\lim_{x \to 0} \sin(1/x) = 0`, `\lim_{x \to 0} \lfloor x \rfloor = 0`,
		`\lim_{n \to \infty} (-1)^n = 1`, `\lim_{x \to \infty} \lfloor x \rfloor / x = 1`, `\lim_{n \to \infty} n = 3`, `\lim_{x \to 2} g(x) = 5`,
		`\lim_{x \to 0} \frac{u(x)}{x} = 3`, `\lim_{n \to \infty} a_n = 3`, `\lim_{x \to 3} a_x = 2`, `\lim_{x \to \infty} \frac{ax}{bx + 1} = \frac ab`,
		`\sum_{k=0}^{\infty} (-1)^k = \frac12`, `\sum_{k=0}^{\infty} 2^k = -1`, `\sum_{k=1}^{\infty} \frac1k = 5`, `\sum_{k=0}^{\infty} x^k = \frac{1}{1 - x}`,
		`\sum_{k=0}^{\infty} \frac{1}{(k - 5)(k - 4)} = -\frac16`, `\sum_{k=1}^{\infty} \frac{1}{k(k - 1)} = 1`, `\lim_{x \to a} \sqrt{x} = \sqrt{a}`,
	} {
		r := check(t, proofs.Source{Name: "limits.md", Text: "We compute $" + text + "$."})
		assert.Contains(t, []proofs.Verdict{proofs.Unknown, proofs.Given}, r.Links[0].Verdict, "%s: %s", text, r.Links[0].Says)
	}
}
