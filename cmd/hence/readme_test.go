package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
)

// readme reads README.md and makes its folder the current one, so that its
// commands can be run as they stand.
func readme(t *testing.T) string {
	t.Helper()
	t.Chdir("../..")
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	return string(text)
}

// ran is what the command writes to standard output, and its exit status.
func ran(t *testing.T, arguments string) (string, int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	status := run(strings.Fields(arguments), strings.NewReader(""), &stdout, &stderr)
	require.Less(t, status, statusUnusable, "hence %s: %s", arguments, stderr.String())
	return stdout.String(), status
}

// left stands where the README leaves out parts of an output.
const left = "[...]"

// parts picks some of the parts that blank lines separate: "2, 5, last".
func parts(t *testing.T, output, wanted string) string {
	t.Helper()
	if wanted == "" {
		return output
	}
	all := strings.Split(strings.TrimRight(output, "\n"), "\n\n")
	var picked []string
	shown := 0 // parts up to here are shown or left out
	for name := range strings.SplitSeq(wanted, ", ") {
		number := len(all)
		if name != "last" {
			var err error
			number, err = strconv.Atoi(name)
			require.NoError(t, err)
		}
		require.Greater(t, number, shown, "part %s of %d", name, len(all))
		require.LessOrEqual(t, number, len(all))
		if number > shown+1 {
			picked = append(picked, left)
		}
		picked = append(picked, all[number-1])
		shown = number
	}
	if shown < len(all) {
		picked = append(picked, left)
	}
	return strings.Join(picked, "\n\n") + "\n"
}

var readmeOutput = regexp.MustCompile("(?s)(<!-- output: ([^,>]*?)(?:, parts ([^>]*?))? -->\n```text\n)(.*?)(```\n<!-- end of output -->)")

// TestReadmeOutput: the outputs in the README are what the command writes.
// HENCE_UPDATE=1 rewrites them.
func TestReadmeOutput(t *testing.T) {
	text := readme(t)
	found := 0
	updated := readmeOutput.ReplaceAllStringFunc(text, func(block string) string {
		found++
		m := readmeOutput.FindStringSubmatch(block)
		require.Contains(t, text, "go run ./cmd/hence "+m[2]+"\n", "the command stands beside its output")
		output, _ := ran(t, m[2])
		return m[1] + parts(t, output, m[3]) + m[5]
	})
	require.Positive(t, found)
	if os.Getenv("HENCE_UPDATE") != "" && updated != text { // another test reads it at the same time
		require.NoError(t, os.WriteFile("README.md", []byte(updated), 0o644))
		return
	}
	require.Equal(t, updated, text)
}

// TestReadmeCommands: every command of the README runs.
func TestReadmeCommands(t *testing.T) {
	text := readme(t)
	commands := regexp.MustCompile(`(?m)^go run \./cmd/hence (.*)$`).FindAllStringSubmatch(text, -1)
	require.NotEmpty(t, commands)
	for _, c := range commands {
		output, status := ran(t, c[1])
		assert.NotEmpty(t, output, c[1])
		want := statusRight
		if strings.Contains(c[1], "/reject/") {
			want = statusWrong
		}
		assert.Equal(t, want, status, c[1])
	}
}

// TestReadmeLinks: what the README points to is there, and its verdicts are
// those of the program.
func TestReadmeLinks(t *testing.T) {
	text := readme(t)
	for _, m := range regexp.MustCompile(`\]\(([^)]*)\)`).FindAllStringSubmatch(text, -1) {
		if strings.HasPrefix(m[1], "https://") {
			continue
		}
		_, err := os.Stat(filepath.FromSlash(m[1]))
		assert.NoError(t, err)
	}
	_, table, found := strings.Cut(text, "## What a verdict is worth")
	require.True(t, found)
	for _, v := range []proofs.Verdict{
		proofs.Proved, proofs.Refuted, proofs.Rounded, proofs.IllTyped, proofs.Definition, proofs.Given, proofs.Unknown,
	} {
		assert.Contains(t, table, "`"+string(v)+"`")
	}
}
