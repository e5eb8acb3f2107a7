package main

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
)

// sheets runs prove or solve on a fake engine: each word of the sheet is a
// claim with that verdict; "lost" is a find without answer, "found" one with.
func sheets(t *testing.T, sheet string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	claims := func(text string) (claims []proofs.ClaimResult) {
		for _, word := range strings.Fields(text) {
			if word != "lost" && word != "found" {
				claims = append(claims, proofs.ClaimResult{Claim: word, Line: 1, Verdict: proofs.Verdict(word)})
			}
		}
		return claims
	}
	var out, errs bytes.Buffer
	a := &application{stdin: strings.NewReader(sheet), stdout: &out, stderr: &errs}
	a.engine.prove = func(_ context.Context, s proofs.Source, _ proofs.Limits) (*proofs.ProveResult, error) {
		return &proofs.ProveResult{Version: 1, Document: s.Name, Claims: claims(s.Text)}, nil
	}
	a.engine.solve = func(_ context.Context, s proofs.Source, _ proofs.SolveOptions) (*proofs.SolveResult, error) {
		r := &proofs.SolveResult{Version: 1, Document: s.Name, Claims: claims(s.Text), Title: "Solution"}
		for _, word := range strings.Fields(s.Text) {
			switch word {
			case "found":
				r.Finds = append(r.Finds, proofs.Found{Name: "x", Value: "2", Exact: true})
			case "lost":
				r.Finds = append(r.Finds, proofs.Found{Name: "y", Says: "no rule leads there"})
			}
		}
		return r, nil
	}
	status = a.run(t.Context(), args)
	return status, out.String(), errs.String()
}

func TestProve(t *testing.T) {
	status, stdout, _ := sheets(t, "proved", "prove", "-")
	require.Equal(t, statusRight, status)
	require.Contains(t, stdout, "$$proved$$")
	for _, verdict := range []string{"refuted", "unknown"} {
		status, _, _ = sheets(t, "proved "+verdict, "prove", "-")
		require.Equal(t, statusWrong, status)
	}
	status, stdout, _ = sheets(t, "refuted", "prove", "-", "--format", "json")
	require.Equal(t, statusWrong, status)
	require.Contains(t, stdout, `"fails_at": null`)
	status, _, stderr := sheets(t, "lost", "prove", "-")
	require.Equal(t, statusUnusable, status)
	require.Contains(t, stderr, "hence: -: nothing to prove")
}

func TestSolve(t *testing.T) {
	status, stdout, _ := sheets(t, "found proved", "solve", "-")
	require.Equal(t, statusRight, status)
	require.Contains(t, stdout, "# Solution")
	status, _, stderr := sheets(t, "found lost unknown", "solve", "-")
	require.Equal(t, statusWrong, status)
	require.Equal(t, "hence: -: y is not found: no rule leads there\nhence: -: the claim in line 1 is unknown\n", stderr)
	status, stdout, _ = sheets(t, "found", "solve", "-", "--format", "latex")
	require.Equal(t, statusRight, status)
	require.Contains(t, stdout, `\end{document}`)
}

// The solution goes to a file as a whole, in the format of its ending, and the
// answers to standard output. A link is followed, permissions stay.
func TestSolveToAFile(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.WriteFile("solution.tex", []byte("old"), 0o600))
	require.NoError(t, os.Symlink("solution.tex", "link.tex"))
	status, stdout, stderr := sheets(t, "found", "solve", "-", "-o", "link.tex")
	require.Equal(t, statusRight, status, stderr)
	require.Equal(t, "x = 2\n", stdout)
	written, err := os.ReadFile("solution.tex")
	require.NoError(t, err)
	require.Contains(t, string(written), `\end{document}`)
	info, err := os.Stat("solution.tex")
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())

	status, _, _ = sheets(t, "found", "solve", "-", "-o", "new.json")
	require.Equal(t, statusRight, status)
	written, err = os.ReadFile("new.json")
	require.NoError(t, err)
	require.Contains(t, string(written), `"finds": [`)

	entries, err := os.ReadDir(".")
	require.NoError(t, err)
	require.Len(t, entries, 3, "no temporary file is left")

	status, _, stderr = sheets(t, "found", "solve", "-", "-o", "no/such/folder.md")
	require.Equal(t, statusUnusable, status)
	require.Contains(t, stderr, "no such file or directory")
}
