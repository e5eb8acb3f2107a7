package proofs_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
)

// Notes are no sheets, whatever word their headings begin with.
func TestNotesAreNoSheets(t *testing.T) {
	for _, c := range []struct {
		text    string
		marked  bool
		answers int
	}{
		{"# What is momentum?\n\nLet $v = 3$. Then $v + 1 = 4$.", false, 0},
		{"## State of the art\n\nAdam has $\\beta_1 = 0.9$.", false, 0},
		{"## Give and take\n\n$x = 3$", false, 0},
		{"## Required reading\n\nChapter 3, where $n = 4$.", false, 0},
		{"## Theorem 3\n\n$x = x$", false, 0},
		{"We use the chain rule to find $g = 6$.", false, 1},
		{"## Find\n\n$2 + 2 = 4$", true, 1},
		{"## What is asked\n\n$2 + 2 = 4$", true, 1},
		{"**What is** $2 + 2 = 4$", true, 1},
		{"## What to compute\n\n$2 + 2 = 4$", true, 1},
		{"**Give** $2 + 2 = 4$", true, 1},
		{"### Give the sum\n\n$2 + 2 = 4$", true, 1},
		{"What is $2 + 2$?\n\n## Answer\n\n$4$", true, 1},
		{"Give $2 + 2$.\n\n## Answer\n\n$4$", true, 1},
	} {
		r, err := proofs.Test(t.Context(), proofs.Source{Name: "notes.md", Text: c.text}, proofs.DefaultLimits())
		require.NoError(t, err)
		assert.Equal(t, c.marked, r.Marked, c.text)
		assert.Len(t, r.Answers, c.answers, c.text)
	}
}
