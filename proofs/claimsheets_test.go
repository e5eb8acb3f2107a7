package proofs_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
)

// TestClaimSheets: sheets as different authors word them. Each true one is proved; its twin, in which one part
// is replaced, is refuted at the smallest n for which it is false, worked out by hand; what is out of reach is unknown.
func TestClaimSheets(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "testdata", "claims", "sheets.txt"))
	require.NoError(t, err)
	sheets := strings.Split(string(text), "=== ")[1:]
	require.NotEmpty(t, sheets)
	verdicts := func(t *testing.T, text string) (proved, refuted, all int, failsAt *int64) {
		r, err := proofs.Prove(t.Context(), proofs.Source{Name: "sheet.md", Text: text + "\n"}, proofs.DefaultLimits())
		require.NoError(t, err)
		for _, c := range r.Claims {
			switch c.Verdict {
			case proofs.Proved:
				proved++
			case proofs.Refuted:
				refuted++
				if failsAt == nil || *c.FailsAt < *failsAt {
					failsAt = c.FailsAt
				}
			}
		}
		return proved, refuted, len(r.Claims), failsAt
	}
	for _, sheet := range sheets {
		name, rest, _ := strings.Cut(sheet, "\n")
		t.Run(name, func(t *testing.T) {
			text, twin, ok := strings.Cut(strings.TrimSpace(rest), "\n--- ")
			require.True(t, ok)
			proved, refuted, all, _ := verdicts(t, text)
			assert.Zero(t, refuted, text)
			if twin == "unknown" {
				assert.Zero(t, proved, text)
				return
			}
			assert.NotZero(t, all, text)
			assert.Equal(t, all, proved, text)
			change, at, ok := strings.Cut(twin, " @ ")
			require.True(t, ok)
			old, new, ok := strings.Cut(change, " -> ")
			require.True(t, ok)
			require.Contains(t, text, old)
			want, err := strconv.ParseInt(at, 10, 64)
			require.NoError(t, err)
			_, _, _, failsAt := verdicts(t, strings.ReplaceAll(text, old, new))
			if assert.NotNil(t, failsAt, "%s for %s", new, old) {
				assert.Equal(t, want, *failsAt)
			}
		})
	}
}
