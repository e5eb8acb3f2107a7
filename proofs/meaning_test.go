package proofs_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/hence-math/hence/proofs"
)

// TestOtherMeaning: signs and brackets that mean something else than in ordinary
// arithmetic, numbers that were rounded on the way, and what a supposition leads to.
func TestOtherMeaning(t *testing.T) {
	for _, text := range []string{
		`In base $9$, $8 + 1 = 10$ and $88 + 1 = 100$.`,
		`Das gilt im Oktalsystem: $7 + 1 = 10$.`,
		`In $\mathbb{Z}_6$, $4 + 5 = 3$ and $2 \cdot 3 = 0$.`,
		`In $\mathbb{F}_5$ we have $2 \cdot 3 = 1$, so $\frac{1}{2} = 3$.`,
		`Over $GF(2)$, $1 + 1 = 0$.`,
		`In Boolean algebra $1 + 1 = 1$.`,
		`Here $AB + A\overline{B} = A(B + \overline{B}) = A \cdot 1 = A$.`,
		`In tropical arithmetic $2 \oplus 3 = 2$ and $2 \otimes 3 = 5$.`,
		`With $a + b$ meaning $\min(a, b)$, $2 + 3 = 2$.`,
		`$\{2.75\} = 0.75$, $[2.5] = 2$ and $[-0.5] = -1$.`,
		`$(84, 36) = 12$ and $[4, 6] = 12$.`,
		`Since $9 = 2 \pmod 7$, $\left(\frac{2}{7}\right) = 1$ and $\left(\frac{3}{7}\right) = -\left(\frac{7}{3}\right) = -\left(\frac13\right) = -1$.`,
		`The permutation $\sigma = (1\ 2\ 3)(4\ 5)$ has $\sigma(1) = 2$ and $\sigma^2 = (1\ 3\ 2)$.`,
		`In $S_3$, $(1\,2)(2\,3) = (1\,2\,3)$.`,
		`A student writes $\frac{1}{2} + \frac{1}{3} = \frac{2}{5}$. Tell her what to do instead.`,
		`It is tempting to write $(a+b)^2 = a^2 + b^2$, but taking $a = b = 1$ shows that $4 \ne 2$.`,
		"Here is a \"proof\" that $1 + 1 = 1$. Let $a = b$. Where is the error?",
		`For $k = 2$ we obtain $5 = 7$, so $k = 2$ does not work.`,
		`If the line passed through the origin we would get $0 = 3 \cdot 0 + 2$. So it does not.`,
		`Substituting gives $4 = 5$. The lines are parallel.`,
		`We get $\sin^{-1} \frac12 = 30^\circ$ and $\theta = \tan^{-1}\left(\frac{3}{4}\right) = 36.87^\circ = 36.9^\circ$.`,
		`$h = 20 \tan 35^\circ = 20 (0.7002) = 14.0$ m.`,
		`Use $\pi = \frac{22}{7}$.`,
		`Let $r = 7$. Taking $\pi \approx \frac{22}{7}$, the area is $A = \pi r^2 = \frac{22}{7} \cdot 49 = 154$, and $\pi \cdot 10^2 = 314$.`,
		`$3.0\times 10^8 / 500\times 10^{-9} = 6.0 \times 10^{14}$ Hz, $6.63 \times 10^{-34} \cdot 6.0 \times 10^{14} = 4.0 \times 10^{-19}$ J.`,
		`We get $s^2 = \frac{91}{12}$, so $s = 2.75$. Also $7x = 22$, so $x = 3.14$.`,
		`$(x, y) = (1, 2)$ or $(2, 1)$. For $(x,y) = (2,1)$ we have $x - y = 1$; for $(x,y) = (1,2)$ we have $x - y = -1$.`,
	} {
		count := verdictsOf(t, text)
		assert.Zero(t, count[proofs.Refuted]+count[proofs.IllTyped], "%s: %v", text, count)
	}
}

// TestOrdinaryMeaning: the same notation with a plain error.
func TestOrdinaryMeaning(t *testing.T) {
	for _, text := range []string{
		`The triangle of base $9$ has area $\frac12 \cdot 9 \cdot 4 = 19$.`,
		`There are $5! = 121$ permutations.`,
		`$[2 + 3] \cdot 4 = 21$`,
		`$\left(\frac{2}{7} + 1\right) = 2$`,
		`$4 \cdot 3 = 13$`,
		`$6.63 \times 10^{-34} \cdot 6.0 \times 10^{14} = 4.1 \times 10^{-19}$`,
		`$20 \tan 35^\circ = 20 (0.7102)$`,
		`$2\pi = \frac{45}{7}$`,
		`$36.87^\circ = 36.8^\circ + 0.1^\circ$`,
	} {
		assert.NotZero(t, verdictsOf(t, text)[proofs.Refuted], text)
	}
}

// TestStepShown: an induction whose step hence cannot follow is not said to lack one.
func TestStepShown(t *testing.T) {
	for _, text := range []string{
		`We prove by induction that $2^n > n$ for all $n \ge 0$. Base: $2^0 = 1 > 0$. Step: if $2^n > n$ then $2^{n+1} = 2 \cdot 2^n \ge 2(n + 1) > n + 1$.`,
		`We use induction to show $n! > 2^n$ for all $n \ge 4$. First, $24 > 16$. Then $(n+1)! = (n+1) n! > (n + 1) 2^n > 2^{n+1}$.`,
	} {
		for _, f := range check(t, proofs.Source{Name: "text.md", Text: text}).Findings {
			assert.NotEqual(t, "induction-step-missing", f.Code, text)
		}
	}
	missing := `We prove by induction that $1 + 2 + \dots + n = \frac{n(n+1)}{2}$ for all $n \ge 1$. For $n = 1$ it says $1 = 1$. Hence it holds for all $n$.`
	assert.NotEmpty(t, check(t, proofs.Source{Name: "text.md", Text: missing}).Findings)
}
