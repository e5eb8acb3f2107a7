package certificate_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
	"github.com/hence-math/hence/proofs/certificate"
)

// coqc compiles a file. Without Coq the test is skipped, but never in CI.
func coqc(t *testing.T, text string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("Coq is run by the full tests")
	}
	path, err := exec.LookPath("coqc")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("coqc is not installed, and CI must have it: apt-get install coq")
		}
		t.Skip("coqc is not installed: apt-get install coq")
	}
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "certificate.v"), []byte(text), 0o600))
	command := exec.Command(path, "-q", "certificate.v")
	command.Dir = folder // coqc leaves files there
	out, err := command.CombinedOutput()
	require.NoError(t, err, "%s", out)
	return string(out)
}

// documents are the documents of testdata that a certificate may be asked of.
func documents(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, folder := range []string{"accept", "reject", "unknown"} {
		for _, ending := range []string{"*.md", "*.tex"} {
			names, err := filepath.Glob(filepath.Join("..", "..", "testdata", folder, ending))
			require.NoError(t, err)
			all = append(all, names...)
		}
	}
	require.NotEmpty(t, all)
	return all
}

// statementsOf checks a document and gives its statements, with names that no other
// document has.
func statementsOf(t *testing.T, number int, name string) []certificate.Statement {
	t.Helper()
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	r, err := proofs.Check(context.Background(), proofs.Source{Name: name, Text: string(text)}, proofs.Options{Limits: proofs.DefaultLimits(), Certify: true})
	require.NoError(t, err, name)
	for i := range r.Statements {
		r.Statements[i].Name = fmt.Sprintf("document_%d_%s", number, r.Statements[i].Name)
	}
	return r.Statements
}

func allStatements(t *testing.T) []certificate.Statement {
	t.Helper()
	var all []certificate.Statement
	for i, name := range documents(t) {
		all = append(all, statementsOf(t, i, name)...)
	}
	return all
}

// closed is what Coq says of a theorem that rests on no axiom.
const closed = "Closed under the global context"

func TestKernelAcceptsTestdata(t *testing.T) {
	statements := allStatements(t)
	var b strings.Builder
	missing, err := certificate.Coq(&b, "testdata", statements)
	require.NoError(t, err)
	for _, word := range []string{"Axiom", "Admitted", "Parameter", "admit"} {
		assert.NotRegexp(t, `(?m)^\s*`+word, b.String())
	}
	certified := len(statements) - len(missing)
	t.Logf("%d of %d statements certified", certified, len(statements))
	out := coqc(t, b.String())
	assert.Equal(t, certified, strings.Count(out, closed))
	assert.NotContains(t, out, "Axioms:")
}

// The submission is certified whole.
func TestSubmissionIsCertified(t *testing.T) {
	var b strings.Builder
	missing, err := certificate.Coq(&b, "submission", statementsOf(t, 0, "../../testdata/reject/momentum-submission.md"))
	require.NoError(t, err)
	assert.Empty(t, missing)
	assert.Equal(t, 64, strings.Count(b.String(), "\nTheorem "))
}

var (
	theoremLine = regexp.MustCompile(`(?m)^Theorem \w+ :$`)
	proofLine   = regexp.MustCompile(`(?m)^Proof\. (.*)\. Qed\.$`)
	assumptions = regexp.MustCompile(`(?m)^Print Assumptions .*\n`)
)

// No untrue statement gets a proof: what was refuted is stated as proved, and what was
// proved as refuted, and the kernel must reject each.
func TestKernelRejectsTheOpposite(t *testing.T) {
	var opposite []certificate.Statement
	for _, s := range allStatements(t) {
		if s.Missing == "" && len(s.Derivatives) == 0 {
			s.Refuted = !s.Refuted
			opposite = append(opposite, s)
		}
	}
	var b strings.Builder
	missing, err := certificate.Coq(&b, "untrue", opposite)
	require.NoError(t, err)
	require.Greater(t, len(opposite)-len(missing), 100)
	text := theoremLine.ReplaceAllString(b.String(), "Goal")
	text = proofLine.ReplaceAllString(text, "Proof. Fail (solve [ $1 ]). Abort.")
	coqc(t, assumptions.ReplaceAllString(text, ""))
}
