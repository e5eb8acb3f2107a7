package proofs_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
)

// courseWork is a piece of homework that is right, and what one altered symbol
// makes wrong in it: each alteration is refuted at the link it stands in.
type courseWork struct {
	name, text string
	altered    [][2]string
}

var linearAlgebra = []courseWork{
	{
		"eigenvalues.md", `## Eigenvalues

Let $A = \begin{bmatrix} 4 & 1 \\ 2 & 3 \end{bmatrix}$. The characteristic polynomial is

$$\det(A - \lambda I) = \begin{vmatrix} 4 - \lambda & 1 \\ 2 & 3 - \lambda \end{vmatrix} = (4 - \lambda)(3 - \lambda) - 2 = \lambda^2 - 7\lambda + 10 = (\lambda - 2)(\lambda - 5).$$

An eigenvector for the eigenvalue 5 is found by

$$A \begin{bmatrix} 1 \\ 1 \end{bmatrix} = \begin{bmatrix} 5 \\ 5 \end{bmatrix} = 5 \begin{bmatrix} 1 \\ 1 \end{bmatrix}.$$

Also $\operatorname{tr} A = 4 + 3 = 7$, $\det A = 4 \cdot 3 - 1 \cdot 2 = 10$ and $A^2 - 7A + 10I = 0$.
`, [][2]string{
			{`(4 - \lambda)(3 - \lambda) - 2`, `(4 - \lambda)(3 - \lambda) + 2`},
			{`\begin{bmatrix} 5 \\ 5 \end{bmatrix}`, `\begin{bmatrix} 5 \\ 6 \end{bmatrix}`},
			{`4 + 3 = 7`, `4 + 3 = 8`},
			{`A^2 - 7A + 10I = 0`, `A^2 - 7A + 11I = 0`},
		},
	},
	{
		"elimination.tex", `\section{Elimination}
We row reduce the augmented matrix:
\[
\left[\begin{array}{ccc|c} 1 & 2 & 1 & 4 \\ 2 & 5 & 3 & 9 \\ 1 & 3 & 4 & 7 \end{array}\right]
\xrightarrow{R_2 - 2R_1}
\left[\begin{array}{ccc|c} 1 & 2 & 1 & 4 \\ 0 & 1 & 1 & 1 \\ 1 & 3 & 4 & 7 \end{array}\right]
\xrightarrow{R_3 \leftarrow R_3 - R_1}
\left[\begin{array}{ccc|c} 1 & 2 & 1 & 4 \\ 0 & 1 & 1 & 1 \\ 0 & 1 & 3 & 3 \end{array}\right]
\sim
\left[\begin{array}{ccc|c} 1 & 0 & -1 & 2 \\ 0 & 1 & 1 & 1 \\ 0 & 0 & 2 & 2 \end{array}\right]
\]
`, [][2]string{
			{`0 & 1 & 1 & 1 \\ 1 & 3 & 4 & 7`, `0 & 1 & 1 & 2 \\ 1 & 3 & 4 & 7`},
			{`0 & 0 & 2 & 2`, `0 & 0 & 2 & 3`},
		},
	},
	{
		"vectors.md", `Let $u = \begin{pmatrix} 1 \\ 2 \\ 2 \end{pmatrix}$ and $v = \begin{pmatrix} 3 \\ 0 \\ -4 \end{pmatrix}$.
Then $u^T v = 3 + 0 - 8 = -5$, $\lVert u \rVert = \sqrt{1 + 4 + 4} = 3$, $\lVert v \rVert_1 = 7$, $\lVert v \rVert_\infty = 4$,
$\langle u, v \rangle = -5$, $u \times v = \begin{pmatrix} -8 \\ 10 \\ -6 \end{pmatrix}$ and
$u v^T = \begin{pmatrix} 3 & 0 & -4 \\ 6 & 0 & -8 \\ 6 & 0 & -8 \end{pmatrix}$.
`, [][2]string{
			{`= -5$, $\lVert`, `= -6$, $\lVert`},
			{`\lVert v \rVert_1 = 7`, `\lVert v \rVert_1 = 8`},
			{`10 \\ -6`, `-10 \\ -6`},
			{`6 & 0 & -8 \end`, `6 & 0 & 8 \end`},
		},
	},
	{
		"projection.md", `Let $P = A(A^T A)^{-1} A^T$. Then

$$P^T = A \left((A^T A)^{-1}\right)^T A^T = A (A^T A)^{-1} A^T = P$$

and $P^2 = A(A^T A)^{-1} A^T A (A^T A)^{-1} A^T = A (A^T A)^{-1} A^T = P$.

For vectors $x$ and $y$, $\lVert x + y \rVert^2 = (x + y)^T (x + y) = x^T x + 2 x^T y + y^T y = \lVert x \rVert^2 + 2 \langle x, y \rangle + \lVert y \rVert^2$.
`, nil,
	},
	{
		"products.md", `Let $A$ and $B$ be $n \times n$ matrices. Then

$$(A + B)^2 = A^2 + AB + BA + B^2, \qquad (A - B)(A + B) = A^2 + AB - BA - B^2 = A(A + B) - B(A + B).$$

Moreover $\operatorname{tr}(AB) = \operatorname{tr}(BA)$ and $\det(AB) = \det(A) \det(B) = \det(BA)$.
`, [][2]string{
			{`A^2 + AB - BA - B^2`, `A^2 + AB + BA - B^2`},
		},
	},
	{
		"facts.md", `Let $Q$ be an orthogonal matrix and $x$ a vector. Then $\lVert Qx \rVert^2 = (Qx)^T (Qx) = x^T Q^T Q x = x^T x = \lVert x \rVert^2$.

Let $H = I - 2 u u^T$ where $u^T u = 1$. Then $H^T = I - 2 (u u^T)^T = I - 2 u u^T = H$ and $H^2 = I - 4 u u^T + 4 u u^T u u^T = I$.

Suppose $A v = \lambda v$ for a matrix $A$ and a vector $v$. Then $A^2 v = A (A v) = A (\lambda v) = \lambda A v = \lambda^2 v$.
`, nil,
	},
}

// checkCourseWork holds each document and each alteration of it to the verdicts it must get.
func checkCourseWork(t *testing.T, all []courseWork) {
	t.Helper()
	for _, work := range all {
		report := check(t, proofs.Source{Name: work.name, Text: work.text})
		assert.NotEmpty(t, report.Links, work.name)
		for _, l := range report.Links {
			switch l.Verdict {
			case proofs.Proved, proofs.Definition, proofs.Given, proofs.Rounded:
			default:
				assert.Failf(t, "not proved", "%s:%d: %s = %s: %v (%v: %s)", work.name, l.Line, l.Left, l.Right, l.Verdict, l.Reason, l.Says)
			}
		}
		for _, alteration := range work.altered {
			require.Equal(t, 1, strings.Count(work.text, alteration[0]), "%s: %s", work.name, alteration[0])
			at := strings.Index(work.text, alteration[0])
			altered := strings.Replace(work.text, alteration[0], alteration[1], 1)
			found := false
			for _, l := range check(t, proofs.Source{Name: work.name, Text: altered}).Links {
				near := l.LeftSpan[0] <= at+len(alteration[1]) && at <= l.RightSpan[1]
				assert.False(t, l.Verdict == proofs.Refuted && !near, "%s: %s: %s = %s", work.name, alteration[1], l.Left, l.Right)
				found = found || l.Verdict == proofs.Refuted
			}
			assert.True(t, found, "%s: %s is not refuted", work.name, alteration[1])
		}
	}
}

func TestLinearAlgebra(t *testing.T) { checkCourseWork(t, linearAlgebra) }

// TestMatricesNotProved: what holds of numbers only, or of some matrices only.
func TestMatricesNotProved(t *testing.T) {
	for _, text := range []string{
		`$\operatorname{tr}(ABC) = \operatorname{tr}(ACB)$`,
		`$(AB)^T = A^T B^T$`,
		`$A (A^T A)^{-1} A^T = I$`,
		`Let $A$ and $B$ be matrices. $AB = BA$`,
		`Over complex vectors, $\langle x, y \rangle = \langle y, x \rangle$.`,
		`Let $A$ be symmetric. Now let $A$ be any matrix. We have $A^T = A$.`,
		`$x^T A y = y^T A x$`,
		`Let $A = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}$. $A + 1 = A + I$`,
		`Let $A = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}$. $A I_3 = A$`,
		`The map sends $\begin{bmatrix} 1 \\ 2 \end{bmatrix} \to \begin{bmatrix} 2 \\ 4 \end{bmatrix}$.`,
	} {
		assert.Zero(t, verdictsOf(t, text)[proofs.Proved], text)
	}
}

// TestMatricesNotRefuted: what may be meant, though it is not true of all matrices.
func TestMatricesNotRefuted(t *testing.T) {
	for _, text := range []string{
		`Let $A$ and $B$ be commuting matrices. $(A + B)^2 = A^2 + AB + BA + B^2 = A^2 + 2AB + B^2$.`,
		`Let $A$ be a matrix with $A^2 = A$. $A^3 = A \cdot A^2 = A$.`,
		`Let $A$ and $B$ be matrices. It is false in general that $A^2 - B^2 = (A-B)(A+B) = (A + B)(A - B)$.`,
		`These are similar, $\begin{bmatrix} 1 & 2 \\ 0 & 1 \end{bmatrix} \sim \begin{bmatrix} 1 & 1 \\ 0 & 1 \end{bmatrix}$.`,
		`Rows: exchange columns by column operations, $\begin{bmatrix} 1 & 2 & 0 \\ 0 & 1 & 0 \end{bmatrix} \to \begin{bmatrix} 1 & 0 & 2 \\ 0 & 0 & 1 \end{bmatrix}$.`,
	} {
		count := verdictsOf(t, text)
		assert.Zero(t, count[proofs.Refuted]+count[proofs.IllTyped], text)
	}
}
