package main

import (
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// What unified writes, patch applies: to the very bytes.
func TestUnified(t *testing.T) {
	patch, err := exec.LookPath("patch")
	if err != nil {
		t.Skip("no patch command")
	}
	t.Chdir(t.TempDir())
	line := rapid.SampledFrom([]string{"a\n", "b\n", "\n", "-\n", "+ x\n"})
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(line, 1, 40).Draw(t, "lines")
		before, after := "", ""
		for _, l := range lines {
			before += l
			if rapid.IntRange(0, 6).Draw(t, "change") == 0 {
				l = rapid.SampledFrom([]string{"c\n", "d\n", "--- e\n"}).Draw(t, "line")
			}
			after += l
		}
		text := unified("text", before, after)
		require.Equal(t, before == after, text == "")
		if text == "" {
			return
		}
		require.NoError(t, os.WriteFile("text", []byte(before), 0o600))
		require.NoError(t, os.WriteFile("text.diff", []byte(text), 0o600))
		output, err := exec.CommandContext(t.Context(), patch, "-s", "text", "text.diff").CombinedOutput()
		require.NoError(t, err, "%s\n%s", output, text)
		patched, err := os.ReadFile("text")
		require.NoError(t, err)
		require.Equal(t, after, string(patched))
	})
}
