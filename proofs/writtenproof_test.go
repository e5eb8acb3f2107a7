package proofs_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
)

// inductionClaims are claims with the parts that a proof of them has: the hypothesis, the first case, and the step.
var inductionClaims = []struct{ claim, first, hypothesis, wrong, step, down, stepDown, next string }{
	{
		`\sum_{i=1}^{n} i = \frac{n(n+1)}{2}`, `\sum_{i=1}^{1} i = 1 = \frac{1 \cdot 2}{2}`,
		`\sum_{i=1}^{k} i = \frac{k(k+1)}{2}`, `\sum_{i=1}^{k} i = \frac{k(k-1)}{2}`,
		`\sum_{i=1}^{k+1} i = \sum_{i=1}^{k} i + (k+1) = \frac{k(k+1)}{2} + (k+1) = \frac{(k+1)(k+2)}{2}`,
		`\sum_{i=1}^{n-1} i = \frac{(n-1)n}{2}`,
		`\sum_{i=1}^{n} i = \sum_{i=1}^{n-1} i + n = \frac{(n-1)n}{2} + n = \frac{n(n+1)}{2}`,
		`\sum_{i=1}^{k+1} i = \frac{(k+1)(k+2)}{2}`,
	},
	{
		`\sum_{i=1}^{n} (2i-1) = n^2`, `\sum_{i=1}^{1} (2i-1) = 1 = 1^2`,
		`\sum_{i=1}^{k} (2i-1) = k^2`, `\sum_{i=1}^{k} (2i-1) = k^2 + 1`,
		`\sum_{i=1}^{k+1} (2i-1) = \sum_{i=1}^{k} (2i-1) + (2k+1) = k^2 + 2k + 1 = (k+1)^2`,
		`\sum_{i=1}^{n-1} (2i-1) = (n-1)^2`,
		`\sum_{i=1}^{n} (2i-1) = \sum_{i=1}^{n-1} (2i-1) + (2n-1) = (n-1)^2 + 2n - 1 = n^2`,
		`\sum_{i=1}^{k+1} (2i-1) = (k+1)^2`,
	},
	{
		`\sum_{i=1}^{n} \frac{1}{i(i+1)} = \frac{n}{n+1}`, `\sum_{i=1}^{1} \frac{1}{i(i+1)} = \frac{1}{2}`,
		`\sum_{i=1}^{k} \frac{1}{i(i+1)} = \frac{k}{k+1}`, `\sum_{i=1}^{k} \frac{1}{i(i+1)} = \frac{k+1}{k+2}`,
		`\sum_{i=1}^{k+1} \frac{1}{i(i+1)} = \frac{k}{k+1} + \frac{1}{(k+1)(k+2)} = \frac{k+1}{k+2}`,
		`\sum_{i=1}^{n-1} \frac{1}{i(i+1)} = \frac{n-1}{n}`,
		`\sum_{i=1}^{n} \frac{1}{i(i+1)} = \frac{n-1}{n} + \frac{1}{n(n+1)} = \frac{n}{n+1}`,
		`\sum_{i=1}^{k+1} \frac{1}{i(i+1)} = \frac{k+1}{k+2}`,
	},
}

// writtenProofs are proofs in many wordings, and the finding that each deserves.
var writtenProofs = []struct{ name, text, finding string }{
	{"plain", "We prove by induction that $CLAIM$ for all $n \\ge 1$.\n\n**Base case.** For $n = 1$ we have $FIRST$.\n\n**Induction step.** Assume that $HYPOTHESIS$ for some $k \\ge 1$. Then\n$$STEP.$$\nThis completes the induction.\n", ""},
	{"clear base", "**Claim.** $CLAIM$ for all $n \\geq 1$.\n\n*Proof* by induction. For $n = 1$ the statement is clear. Suppose that $HYPOTHESIS$. Then\n\\[STEP.\\]\n", ""},
	{"n_0", "Show that $CLAIM$ for every integer $n \\ge 1$.\n\nWe use induction with $n_0 = 1$: $FIRST$. Let $k \\ge 1$ and suppose $HYPOTHESIS$. We get $$STEP.$$\n", ""},
	{"from n-1", "We show that $CLAIM$ for all $n \\ge 1$ by induction on $n$. The case $n = 1$ is trivial. Let $n \\ge 2$ and assume that $DOWN$. Then\n$$STEPDOWN.$$\n", ""},
	{"strong", "We show by strong induction that $CLAIM$ for all integers $n \\ge 1$.\n\nFor $n = 1$, $FIRST$. Assume that the statement holds for all $m \\le k$; in particular suppose $HYPOTHESIS$. So $$STEP.$$\n", ""},
	{"want to show", "**Theorem.** For all $n \\ge 1$, $CLAIM$.\n\n**Proof.** Induction. Base: $n = 1$, $FIRST$. Hypothesis: suppose that $HYPOTHESIS$ holds. We want to show that $NEXT$. Indeed\n$$STEP.$$\n", ""},
	{"headings", "## Claim\n\n$CLAIM$ for all $n \\ge 1$.\n\n## Proof by induction\n\n### Base case\n\n$n = 1$: $FIRST$.\n\n### Induction hypothesis\n\nSuppose $HYPOTHESIS$ for some $k$.\n\n### Induction step\n\n$$STEP$$\n", ""},
	{"two cases", "For all $n \\ge 1$ we prove $CLAIM$ by induction. It holds for $n = 1$ since $FIRST$, and also for $n = 2$. Assume $HYPOTHESIS$. Then $$STEP.$$\n", ""},
	{"assumption in words", "Prove $CLAIM$ for all $n \\ge 1$.\n\nInduction. The base case $n = 1$ is easily checked. Assume the formula is true for $k$. Then $$STEP,$$ as was to be shown.\n", ""},
	{"contrary", "We prove by induction that $CLAIM$ for all $n \\ge 1$. For $n = 1$: $FIRST$. By the induction hypothesis $HYPOTHESIS$, so $$STEP.$$\n", ""},
	{"no step", "We prove by induction that $CLAIM$ for all $n \\ge 1$. For $n = 1$ we have $FIRST$. The rest follows.\n", "induction-step-missing"},
	{"base late", "We prove by induction that $CLAIM$ for all $n \\ge 1$.\n\n**Base case.** For $n = 3$ the claim is true.\n\n**Induction step.** Assume that $HYPOTHESIS$ for some $k \\ge 3$. Then\n$$STEP.$$\n", "induction-base-wrong"},
	{"hypothesis wrong", "We prove by induction that $CLAIM$ for all $n \\ge 1$. For $n = 1$ we have $FIRST$. Assume that $WRONG$ for some $k \\ge 1$. Then\n$$STEP.$$\n", "induction-hypothesis-wrong"},
	{"hypothesis wrong, strong", "**Claim.** $CLAIM$ for all $n \\ge 1$.\n\nInduction on $n$. The case $n = 1$ is clear. Induction hypothesis: $WRONG$. Then $$STEP.$$\n", "induction-hypothesis-wrong"},
	{"circular", "We prove by induction that $CLAIM$ for all $n \\ge 1$. For $n = 1$ we have $FIRST$. Suppose that $NEXT$. This is true, so the claim holds for $k + 1$.\n", "induction-circular"},
	{"no base", "We prove by induction that $CLAIM$ for all $n \\ge 1$. Assume that $HYPOTHESIS$. Then\n$$STEP.$$\n", "induction-base-missing"},
}

// TestWrittenProofs audits each proof of each claim: a right one has no finding, a wrong one its own.
func TestWrittenProofs(t *testing.T) {
	for _, w := range writtenProofs {
		for _, c := range inductionClaims {
			t.Run(w.name, func(t *testing.T) {
				text := strings.NewReplacer("CLAIM", c.claim, "FIRST", c.first, "HYPOTHESIS", c.hypothesis, "WRONG", c.wrong,
					"STEPDOWN", c.stepDown, "STEP", c.step, "DOWN", c.down, "NEXT", c.next).Replace(w.text)
				report, err := proofs.Check(context.Background(), proofs.Source{Name: "proof.md", Text: text}, proofs.Options{Limits: proofs.DefaultLimits()})
				require.NoError(t, err)
				var codes []string
				for _, f := range report.Findings {
					codes = append(codes, f.Code)
				}
				if w.finding == "" {
					assert.Empty(t, codes, "%s\n%v", text, report.Findings)
				} else {
					assert.Contains(t, codes, w.finding, "%s", text)
				}
			})
		}
	}
}

// TestWrittenProofsOfManyKinds: proofs of sums, recurrences, inequalities and divisibility, and what each deserves: that
// it is proved, that a link is refuted, or the one finding.
func TestWrittenProofsOfManyKinds(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "testdata", "claims", "written.txt"))
	require.NoError(t, err)
	all := strings.Split(string(text), "=== ")[1:]
	require.NotEmpty(t, all)
	for _, proof := range all {
		header, body, _ := strings.Cut(proof, "\n")
		parts := strings.Split(header, " | ")
		require.Len(t, parts, 3, header)
		t.Run(parts[0], func(t *testing.T) {
			r := check(t, proofs.Source{Name: "proof." + parts[1], Text: body})
			var codes []string
			for _, f := range r.Findings {
				if f.Severity != proofs.SeverityNote {
					codes = append(codes, f.Code)
				}
			}
			switch want := parts[2]; want {
			case "proved":
				assert.Empty(t, codes)
				assert.Equal(t, proofs.Proved, r.Verdict)
			case "refuted":
				assert.Equal(t, proofs.Refuted, r.Verdict)
			default:
				want, wrong := strings.CutSuffix(want, " at a wrong link")
				assert.Equal(t, []string{want}, codes)
				assert.Equal(t, wrong, r.Summary.Refuted > 0)
			}
		})
	}
}

// TestRestatedRule: a recurrence that is copied wrongly from the sheet is found, and one in other letters is not.
func TestRestatedRule(t *testing.T) {
	sheet := proofs.Source{Name: "sheet.md", Text: "## Given\n\n$a_1 = 2$ and $a_{n+1} = 2a_n + 1$ for $n \\ge 1$.\n\n## Show\n\n$a_n = 3 \\cdot 2^{n-1} - 1$ for all $n \\ge 1$.\n"}
	for text, want := range map[string]string{
		"Let $a_1 = 2$ and $a_{n+1} = 2a_n + 2$ for $n \\ge 1$.": "given-mismatch",
		"Let $a_1 = 2$ and $a_{n+1} = 2a_n + 1$ for $n \\ge 1$.": "",
		"Let $a_1 = 2$ and $a_k = 2a_{k-1} + 1$ for $k \\ge 2$.": "",
		"Let $a_1 = 2$ and $a_k = 3a_{k-1} + 1$ for $k \\ge 2$.": "given-mismatch",
	} {
		r, err := proofs.Check(t.Context(), proofs.Source{Name: "proof.md", Text: text + "\n"}, proofs.Options{Limits: proofs.DefaultLimits(), Sheet: &sheet})
		require.NoError(t, err)
		var codes []string
		for _, f := range r.Findings {
			codes = append(codes, f.Code)
		}
		if want == "" {
			assert.NotContains(t, codes, "given-mismatch", text)
			continue
		}
		assert.Contains(t, codes, want, text)
	}
}
