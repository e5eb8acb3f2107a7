package proofs_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
)

// The answers that the sheets in other wordings state were worked out apart from them.
func TestWordings(t *testing.T) {
	sheets, err := filepath.Glob("../testdata/sheets/wordings/*.*")
	require.NoError(t, err)
	require.NotEmpty(t, sheets)
	for _, path := range sheets {
		r, err := proofs.Test(t.Context(), load(t, path), proofs.DefaultLimits())
		require.NoError(t, err)
		assert.NotEmpty(t, r.Answers, path)
		for _, a := range r.Answers {
			assert.Equal(t, proofs.Proved, a.Verdict, "%s:%d: %s", path, a.Line, a.Says)
		}
	}
}

// The softmax of a vector, and functions of a number entry by entry, are what their
// definitions give.
func TestEntrywise(t *testing.T) {
	for _, c := range []struct {
		left, right string
		verdict     proofs.Verdict
	}{
		{`\max(0, z)`, `\begin{bmatrix} 0 & 1 & 2 \end{bmatrix}`, proofs.Proved},
		{`\max(0, z)`, `\begin{bmatrix} -1 & 1 & 2 \end{bmatrix}`, proofs.Refuted},
		{`\min(z, u)`, `\begin{bmatrix} -1 & 0 & 2 \end{bmatrix}`, proofs.Proved},
		{`\operatorname{ReLU}(z)`, `\begin{bmatrix} 0 & 1 & 2 \end{bmatrix}`, proofs.Proved},
		{`\operatorname{softmax}(u)`, `\begin{bmatrix} 1/3 & 1/3 & 1/3 \end{bmatrix}`, proofs.Refuted},
		{`\operatorname{sigmoid}(0)`, `\frac{1}{2}`, proofs.Proved},
		{`\operatorname{sign}(z)`, `\begin{bmatrix} -1 & 1 & 1 \end{bmatrix}`, proofs.Proved},
		{`\operatorname{sgn}(1 - \sqrt{2})`, `1`, proofs.Refuted},
		{`\operatorname{sign}(0)`, `0`, proofs.Proved},
	} {
		text := `Given $z = \begin{bmatrix} -1 & 1 & 2 \end{bmatrix}$ and $u = \begin{bmatrix} 0 & 0 & 3 \end{bmatrix}$. Then $` +
			c.left + " = " + c.right + "$."
		r := check(t, proofs.Source{Name: "entries.md", Text: text})
		assert.Equal(t, c.verdict, r.Links[len(r.Links)-1].Verdict, "%s: %s", text, r.Links[len(r.Links)-1].Says)
	}
}
