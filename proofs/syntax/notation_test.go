package syntax

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const notationFile = "testdata/notation.txt"

// notation gives the formulas of the table.
func notation(t testing.TB) []string {
	data, err := os.ReadFile(notationFile)
	require.NoError(t, err)
	var formulas []string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if line != "" && line[0] != '#' && line[0] != '\t' {
			formulas = append(formulas, line)
		}
	}
	return formulas
}

// TestNotation compares the table with what is read. HENCE_UPDATE rewrites it.
func TestNotation(t *testing.T) {
	data, err := os.ReadFile(notationFile)
	require.NoError(t, err)
	var got strings.Builder
	for line := range strings.Lines(string(data)) {
		if line[0] == '\t' {
			continue
		}
		got.WriteString(line)
		if formula := strings.TrimSuffix(line, "\n"); formula != "" && line[0] != '#' {
			got.WriteString("\t" + dumpFormula(ParseFormula(formula)) + "\n")
		}
	}
	if os.Getenv("HENCE_UPDATE") != "" {
		require.NoError(t, os.WriteFile(notationFile, []byte(got.String()), 0o644))
		return
	}
	want, have := strings.Split(string(data), "\n"), strings.Split(got.String(), "\n")
	for k := range min(len(want), len(have)) {
		if want[k] != have[k] {
			assert.Equal(t, want[k], have[k], "the tree of %s", have[k-1])
		}
	}
	assert.Len(t, have, len(want))
}
