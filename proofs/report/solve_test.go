package report

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
)

// sampleSolution is a solution with something of everything.
func sampleSolution() *proofs.SolveResult {
	digits := 6
	return &proofs.SolveResult{
		Version: 1, Document: "descent.md", Title: "Descent with β = 50% & more_or_less",
		Finds: []proofs.Found{
			{Name: "p_2", Value: "[1, 1]", Exact: true},
			{Name: `\|p_2\|`, Value: "1.41421", Digits: &digits},
			{Name: "p_9", Says: "no rule leads there"},
		},
		Steps: []proofs.WorkedStep{
			{Heading: "First step", Level: 2},
			{Sentence: "The velocity, with $\\alpha = 0.2$ and a cost of \\$5, **is**"},
			{Chain: []string{"u_1", `0.8 \cdot \begin{bmatrix} 0 & 0 \end{bmatrix} - 0.2 \cdot \begin{bmatrix} 0 & -5 \end{bmatrix}`, `\begin{bmatrix} 0 & 1 \end{bmatrix}`}, Tag: "1"},
			{Sentence: "and so", Chain: []string{"p_1", "1 + 1", "2"}, Tag: "2a"},
		},
		Claims: sampleProofs().Claims[:1],
	}
}

// sampleProofs is a claim that is proved, one that is false, one that is open.
func sampleProofs() *proofs.ProveResult {
	three := int64(3)
	return &proofs.ProveResult{
		Version: 1, Document: "sums.md",
		Claims: []proofs.ClaimResult{
			{
				Tag: "1", Claim: `\sum_{k=0}^{n} q^k = \frac{1 - q^{n+1}}{1 - q}`, Verdict: proofs.Proved, Conditions: []string{`q \ne 1`},
				Obligations: []proofs.Obligation{{Code: "base", Verdict: proofs.Proved}, {Code: "step", Verdict: proofs.Proved}},
				Proof:       []string{"*Base.* For $n = 0$ both sides are $1$.", "*Step.* Add $q^{n+1}$:\n$$\\frac{1 - q^{n+1}}{1 - q} + q^{n+1} = \\frac{1 - q^{n+2}}{1 - q}.$$"},
			},
			{
				Claim: `2^n > n^2`, Verdict: proofs.Refuted, FailsAt: &three, Left: "8", Right: "9",
				Obligations: []proofs.Obligation{{Code: "base", Verdict: proofs.Refuted, Says: "n = 3"}, {Code: "step", Verdict: proofs.Proved}},
			},
			{Tag: "3", Claim: `5 \mid 6^n - 1`, Verdict: proofs.Unknown, Reason: proofs.Unsupported, Says: "divisibility is not decided."},
		},
		Findings: []proofs.Finding{{Code: "show-unread", Severity: proofs.SeverityWarning, Says: "a claim has no relation sign", Line: 9, Column: 2}},
	}
}

func TestMarkdown(t *testing.T) {
	var b strings.Builder
	require.NoError(t, Markdown(&b, sampleSolution()))
	golden(t, "solution.md", b.String())
}

func TestProofs(t *testing.T) {
	var b strings.Builder
	require.NoError(t, Proofs(&b, sampleProofs()))
	golden(t, "proofs.md", b.String())
}

func TestFinds(t *testing.T) {
	var b strings.Builder
	require.NoError(t, Finds(&b, sampleSolution()))
	require.Equal(t, "p_2 = [1, 1]\n\\|p_2\\| ≈ 1.41421 (6 certain digits)\np_9: not found: no rule leads there\n", b.String())
}

func TestLaTeX(t *testing.T) {
	var b strings.Builder
	require.NoError(t, LaTeX(&b, sampleSolution()))
	golden(t, "solution.tex", b.String())
}

// What is written compiles, where a plain distribution is at hand: a sample of everything, and the solutions of all
// sheets of testdata, one behind the other in one document.
func TestLaTeXCompiles(t *testing.T) {
	if _, err := exec.LookPath("pdflatex"); err != nil {
		t.Skip("pdflatex is not installed: apt-get install --no-install-recommends texlive-latex-base")
	}
	results := []*proofs.SolveResult{sampleSolution()}
	for _, pattern := range []string{"*.*", "*/*.*"} {
		names, err := filepath.Glob(filepath.Join("../../testdata/sheets", pattern))
		require.NoError(t, err)
		for _, name := range names {
			text, err := os.ReadFile(name)
			require.NoError(t, err)
			r, err := proofs.Solve(t.Context(), proofs.Source{Name: name, Text: string(text)}, proofs.SolveOptions{Limits: proofs.DefaultLimits()})
			require.NoError(t, err)
			results = append(results, r)
		}
	}
	require.Greater(t, len(results), 50)
	const begin, end = "\\begin{document}\n", "\\end{document}\n"
	var all strings.Builder
	preamble := ""
	for _, r := range results {
		var b strings.Builder
		require.NoError(t, LaTeX(&b, r))
		head, rest, ok := strings.Cut(b.String(), begin)
		require.True(t, ok)
		body, after, ok := strings.Cut(rest, end)
		require.True(t, ok)
		require.Empty(t, after)
		require.True(t, preamble == "" || preamble == head, "all have one preamble")
		preamble = head
		all.WriteString(body)
	}
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "solution.tex"), []byte(preamble+begin+all.String()+end), 0o600))
	command := exec.Command("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "solution.tex")
	command.Dir = dir
	output, err := command.CombinedOutput()
	require.NoError(t, err, "%s", output)
}

func TestProse(t *testing.T) {
	for _, test := range [][2]string{
		{`50% of a_1 & #2`, `50\% of a\_1 \& \#2`},
		{`$a_1 \& b$ costs \$5`, `$a_1 \& b$ costs \$5`},
		{`a $ alone`, `a \$ alone`},
		{"see\n$$a = b$$", "see\n\\[a = b\\]"},
		{`**bold $x$** and **not`, `\textbf{bold $x$} and **not`},
		{`*Step.* a * b *`, `\emph{Step.} a * b *`},
		{`a < b ≤ β, x^2~\y {}`, `a $<$ b $\le$ $\beta$, x\textasciicircum{}2\textasciitilde{}\textbackslash{}y \{\}`},
	} {
		require.Equal(t, test[1], prose(test[0]))
	}
}

// A chain that is long stands one member below the other.
func TestChain(t *testing.T) {
	require.Equal(t, "a = b = c", chain([]string{"a", "b", "c"}, false))
	long := strings.Repeat("x + ", 30) + "x"
	require.Equal(t, "\\begin{aligned}\na &= "+long+" \\\\\n&= c\n\\end{aligned}", chain([]string{"a", long, "c"}, false))
	require.Equal(t, long+" = c", chain([]string{long, "c"}, false))
}
