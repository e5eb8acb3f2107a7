package hencetest

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// userTest is a test file as somebody writes it who imports the package.
const userTest = `package shares_test

import (
	"math/big"
	"testing"

	"github.com/hence-math/hence/proofs/hencetest"
)

func TestRight(t *testing.T) {
	hencetest.Exact(t, "2/3", big.NewRat(4, 6))
	hencetest.Require(t).Proved("solution.md")
	hencetest.Answers(t, "sheet.md")
}

func TestRounded(t *testing.T) {
	hencetest.Exact(t, "0.667", big.NewRat(2, 3), "the share of one in three")
}

func TestEnded(t *testing.T) {
	hencetest.Require(t).Identical("(a + b)^2", "a^2 + b^2")
	t.Log("not reached")
}
`

// inAnotherModule runs a test file in a module of its own, without a network, and
// gives what go test wrote.
func inAnotherModule(t *testing.T, test string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("builds another module")
	}
	goCommand, err := exec.LookPath("go")
	if err != nil {
		t.Skip("no go command to build with")
	}
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	module, err := os.ReadFile(filepath.Join(root, "go.mod"))
	require.NoError(t, err)
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	require.NoError(t, err)
	_, rest, found := strings.Cut(string(module), "\n")
	require.True(t, found)
	folder := t.TempDir()
	for name, text := range map[string]string{
		"go.mod": "module example.com/shares\n" + regexp.MustCompile(`(?m)^(ignore|exclude|replace|tool) .*$`).ReplaceAllString(rest, "") +
			"\nrequire github.com/hence-math/hence v0.0.0\n\nreplace github.com/hence-math/hence => " + root + "\n",
		"go.sum":         string(sums),
		"shares.go":      "// Package shares is empty.\npackage shares\n",
		"shares_test.go": test,
		"solution.md":    "$0.1 + 0.2 = 0.3$\n",
		"sheet.md":       "**Given** $r = \\frac{2}{3}$. **Find** $r \\approx 0.667$.\n",
	} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600))
	}
	cmd := exec.CommandContext(t.Context(), goCommand, "test", "-count=1", ".")
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "GOPROXY=off", "GOFLAGS=-mod=mod", "GOWORK=off", "GONOSUMDB=*", "CGO_ENABLED=0")
	output, err := cmd.CombinedOutput()
	var failed *exec.ExitError
	require.ErrorAs(t, err, &failed, "%s", output)
	return string(output)
}

// The package works from a module of its own.
func TestFromAnotherModule(t *testing.T) {
	text := inAnotherModule(t, userTest)
	assert.NotContains(t, text, "--- FAIL: TestRight")
	assert.Contains(t, text, "--- FAIL: TestRounded")
	assert.Contains(t, text, "first difference: the first digit that differs is the 3rd decimal place: 6, not 7")
	assert.Contains(t, text, "the share of one in three")
	assert.Contains(t, text, "shares_test.go:17", "the failure names the line of the user's test")
	assert.Contains(t, text, "--- FAIL: TestEnded")
	assert.NotContains(t, text, "not reached")
}

var readmeTest = regexp.MustCompile("(?s)<!-- go test -->\n```go\n(.*?)```\n.*?(<!-- output of go test -->\n```text\n)(.*?)(```\n<!-- end of output -->)")

// What the README shows of a failing test is what go test writes, but for times
// and the trace of the error. HENCE_UPDATE=1 rewrites it.
func TestReadme(t *testing.T) {
	const name = "../../README.md"
	page, err := os.ReadFile(name)
	require.NoError(t, err)
	parts := readmeTest.FindStringSubmatchIndex(string(page))
	require.NotNil(t, parts)
	test := "package shares_test\n\nimport (\n\t\"math/big\"\n\t\"testing\"\n\n\t\"github.com/hence-math/hence/proofs/hencetest\"\n)\n\n" +
		string(page[parts[2]:parts[3]])
	var shown strings.Builder
	trace := false
	for line := range strings.Lines(inAnotherModule(t, test)) {
		trace = strings.Contains(line, "Error Trace:") || trace && strings.Contains(line, ".go:")
		if trace || strings.HasPrefix(line, "FAIL") {
			continue
		}
		line = regexp.MustCompile(`\(\d+\.\d+s\)`).ReplaceAllString(line, "(0.00s)")
		shown.WriteString(strings.TrimRight(strings.ReplaceAll(line, "\t", "    "), " \n") + "\n")
	}
	if os.Getenv("HENCE_UPDATE") != "" && shown.String() != string(page[parts[6]:parts[7]]) {
		updated := string(page[:parts[6]]) + shown.String() + string(page[parts[7]:])
		require.NoError(t, os.WriteFile(name, []byte(updated), 0o644))
		return
	}
	assert.Equal(t, string(page[parts[6]:parts[7]]), shown.String())
}
