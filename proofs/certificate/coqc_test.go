package certificate_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
	"github.com/hence-math/hence/proofs/certificate"
)

// coqc compiles a file that must be accepted.
func coqc(t *testing.T, text string) string {
	t.Helper()
	out, err := attempt(t, text)
	require.NoError(t, err, "%s", out)
	return out
}

// compiles compiles a file that need not be accepted.
func compiles(t *testing.T, text string) string {
	t.Helper()
	out, _ := attempt(t, text)
	return out
}

// attempt runs coqc. Without Coq the test is skipped, but never in CI.
func attempt(t *testing.T, text string) (string, error) {
	t.Helper()
	path := findCoq(t)
	return run(path, t.TempDir(), text)
}

// findCoq finds coqc, or skips the test.
func findCoq(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("Coq is run by the full tests")
	}
	if os.Getenv("HENCE_UPDATE") != "" {
		t.Skip("Coq has no golden files")
	}
	path, err := exec.LookPath("coqc")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("coqc is not installed, and CI must have it: apt-get install coq")
		}
		t.Skip("coqc is not installed: apt-get install coq")
	}
	return path
}

// run compiles a file in a folder, where coqc leaves files.
func run(path, folder, text string) (string, error) {
	if err := os.WriteFile(filepath.Join(folder, "certificate.v"), []byte(text), 0o600); err != nil {
		return "", err
	}
	limited, cancel := context.WithTimeout(context.Background(), 10*time.Minute) // a proof that never ends
	defer cancel()
	command := exec.CommandContext(limited, path, "-q", "certificate.v")
	command.Dir = folder
	out, err := command.CombinedOutput()
	return string(out), err
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

// claimsOf proves the claims of a sheet and gives their statements.
func claimsOf(t *testing.T, number int, text string) []certificate.Statement {
	t.Helper()
	r, err := proofs.Prove(context.Background(), proofs.Source{Name: "sheet.md", Text: text}, proofs.DefaultLimits())
	require.NoError(t, err)
	var all []certificate.Statement
	for _, c := range r.Claims {
		for _, s := range c.Statements {
			s.Name = fmt.Sprintf("sheet_%d_%s", number, s.Name)
			all = append(all, s)
		}
	}
	return all
}

// provedForAll are claims about every n that have a certificate.
var provedForAll = []string{
	`**Given** $s_0 = 0$ and $s_n = \rho s_{n-1} + (1 - \rho) g$ for $n \ge 1$. **Show** that $\frac{s_n}{1 - \rho^n} = g$ for $n \ge 1$.`,
	`**Given** $F_0 = 0$, $F_1 = 1$ and $F_n = F_{n-1} + F_{n-2}$ for $n \ge 2$. **Show** that $F_{n+1} F_{n-1} - F_n^2 = (-1)^n$ for $n \ge 1$.`,
	`**Given** $a_0 = 2$, $a_1 = 5$ and $a_n = 5 a_{n-1} - 6 a_{n-2}$ for $n \ge 2$. **Show** that $a_n = 2^n + 3^n$ for $n \ge 0$.`,
	`**Show** that $\sum_{k=1}^{n} k^3 = \frac{n^2 (n+1)^2}{4}$ for $n \ge 1$.`,
	`**Show** that $\sum_{k=0}^{n} x^k = \frac{1 - x^{n+1}}{1 - x}$ for $n \ge 0$.`,
	`**Show** that $\sum_{k=1}^{n} \frac{1}{k (k+1)} = \frac{n}{n+1}$ for $n \ge 1$.`,
	`**Show** that $\sum_{k=1}^{n} k q^k = \frac{q (1 - (n+1) q^n + n q^{n+1})}{(1-q)^2}$ for $n \ge 1$ and $q \ne 1$.`,
	`**Show** that $\sum_{k=1}^{n} k \cdot k! = (n+1)! - 1$ for $n \ge 1$.`,
	`**Show** that $\prod_{k=2}^{n} \left(1 - \frac{1}{k}\right) = \frac{1}{n}$ for $n \ge 2$.`,
	`**Show** that $1 + 3 + 5 + \dots + (2n - 1) = n^2$ for $n \ge 1$.`,
	`**Given** $s_0 = 0$ and $s_n = \rho s_{n-1} + (1 - \rho) g_n$ for $n \ge 1$. **Show** that $s_n = (1 - \rho) \sum_{i=1}^{n} \rho^{n-i} g_i$ for $n \ge 1$.`,
	`**Given** $F_0 = 0$, $F_1 = 1$ and $F_n = F_{n-1} + F_{n-2}$ for $n \ge 2$. **Show** that $F_{2n} = F_n (F_{n+1} + F_{n-1})$ for $n \ge 1$.`,
	`**Show** that $\prod_{k=1}^{n} (2k - 1) = \frac{(2n)!}{2^n n!}$ for $n \ge 1$.`,
	`**Show** that $\sum_{k=2}^{n} \binom{k}{2} = \binom{n+1}{3}$ for $n \ge 2$.`,
	`**Show** that $2^n > n^2$ for $n \ge 5$.`,
	`**Show** that $7 \mid 8^n - 1$ for $n \ge 0$.`,
	`**Show** that $\sum_{k=0}^{n} 4^k = \frac{(2^n)^2 \cdot 4 - 1}{3}$ for $n \ge 0$.`,
}

func TestKernelAcceptsInductions(t *testing.T) {
	var all []certificate.Statement
	for i, text := range provedForAll {
		claims := claimsOf(t, i, text)
		require.Len(t, claims, 1, text)
		require.Empty(t, claims[0].Missing, text)
		require.False(t, claims[0].Refuted, text)
		all = append(all, claims...)
	}
	var b strings.Builder
	missing, err := certificate.Coq(&b, "claims", all)
	require.NoError(t, err)
	require.Empty(t, missing)
	assert.Equal(t, len(all), strings.Count(coqc(t, b.String()), closed))
}

// A claim that fails somewhere is refuted there, and forced to be proved it has no certificate.
func TestInductionOnFalseClaims(t *testing.T) {
	var all []certificate.Statement
	for i, text := range []string{
		`**Show** that $\sum_{k=1}^{n} k = \frac{n (n+2)}{2}$ for $n \ge 1$.`,
		`**Show** that $\sum_{k=0}^{n} x^k = \frac{1 - x^{n}}{1 - x}$ for $n \ge 0$.`,
		`**Given** $s_0 = 0$ and $s_n = \rho s_{n-1} + (1 - \rho) g$ for $n \ge 1$. **Show** that $s_n = (1 - \rho^{n+1}) g$ for $n \ge 1$.`,
		`**Show** that $2^n > n^2$ for $n \ge 0$.`,
	} {
		all = append(all, claimsOf(t, i, text)...)
	}
	var b strings.Builder
	missing, err := certificate.Coq(&b, "claims", all)
	require.NoError(t, err)
	require.Empty(t, missing)
	require.Len(t, all, 4)
	for i := range all {
		require.True(t, all[i].Refuted)
		forced := all[i]
		forced.Refuted = false
		var untrue strings.Builder
		missing, err := certificate.Coq(&untrue, "untrue", []certificate.Statement{forced})
		require.NoError(t, err)
		if len(missing) == 0 {
			assert.NotContains(t, compiles(t, untrue.String()), closed)
		}
	}
	assert.Equal(t, len(all), strings.Count(coqc(t, b.String()), closed))
}

// closed is what Coq says of a theorem that rests on no axiom.
const closed = "Closed under the global context"

// batch is how many statements are compiled together.
const batch = 80

// TestKernelAcceptsTestdata compiles the certificate of everything in testdata: claims with their twins, sheets,
// documents and the corpus. Outside CI it takes every tenth statement.
func TestKernelAcceptsTestdata(t *testing.T) {
	path := findCoq(t)
	groups, statements := statementsByGroup(t)
	var texts []string
	var counts []int
	seen := 0
	for _, group := range groups {
		var certified []certificate.Statement
		for _, s := range statements[group] {
			if text, missing := written(t, s); !missing {
				certified = append(certified, s)
			} else {
				assert.Contains(t, text, "Without a certificate")
			}
		}
		t.Logf("%s: %d of %d statements certified", group, len(certified), len(statements[group]))
		if os.Getenv("CI") != "true" {
			certified = slices.DeleteFunc(certified, func(certificate.Statement) bool { seen++; return seen%10 != 0 })
		}
		for some := range slices.Chunk(certified, batch) {
			var b strings.Builder
			missing, err := certificate.Coq(&b, "testdata", some)
			require.NoError(t, err)
			require.Empty(t, missing)
			for _, word := range []string{"Axiom", "Admitted", "Parameter", "admit"} {
				assert.NotRegexp(t, `(?m)^\s*`+word, b.String())
			}
			texts, counts = append(texts, b.String()), append(counts, len(some))
		}
	}
	outs, errs := make([]string, len(texts)), make([]error, len(texts))
	next := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		folder := t.TempDir()
		workers.Go(func() {
			for i := range next {
				outs[i], errs[i] = run(path, folder, texts[i])
			}
		})
	}
	for i := range texts {
		next <- i
	}
	close(next)
	workers.Wait()
	for i, out := range outs {
		if !assert.NoError(t, errs[i], "%s", out) {
			keep := filepath.Join(os.TempDir(), fmt.Sprintf("certificate_%d.v", i))
			assert.NoError(t, os.WriteFile(keep, []byte(texts[i]), 0o600))
			t.Log("see " + keep)
		}
		assert.Equal(t, counts[i], strings.Count(out, closed))
		assert.NotContains(t, out, "Axioms:")
	}
}

// written is the certificate of one statement, and whether it only says why there is none.
func written(t *testing.T, s certificate.Statement) (text string, without bool) {
	var b strings.Builder
	missing, err := certificate.Coq(&b, "testdata", []certificate.Statement{s})
	require.NoError(t, err)
	return b.String(), len(missing) > 0
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
		if s.Missing == "" && len(s.Derivatives) == 0 && s.Induction == nil {
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
