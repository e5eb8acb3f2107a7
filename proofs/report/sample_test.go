package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
)

// sampleSource is the document that the sample report speaks of.
const sampleSource = `# Two steps downhill

$$u_1 = 0.8 \cdot [0 \ 0] - 0.2 \cdot [0 \ -5] = [0 \ -1] \quad (1)$$

$$p_1 = [1 \ 0] + [0 \ -1] = [1 \ -1] \quad (2)$$

$$q = [1 \ 2] \cdot [3 \ 4] = 11 \quad (3)$$

$$r = \foo{7} = 3$$

By induction $\frac{(1-\rho) g}{1-\rho} = g$ for all n.
`

// link builds a link of the sample: the occurrence of the formula tells where
// it stands, its last member is the right one.
func link(t testing.TB, left, right string, set func(*proofs.Link)) proofs.Link {
	t.Helper()
	text := left + " = " + right
	from := strings.Index(sampleSource, text)
	require.GreaterOrEqual(t, from, 0, "the sample has no %q", text)
	at := from + len(left) + 1
	before := sampleSource[:at]
	l := proofs.Link{
		At: at, Line: 1 + strings.Count(before, "\n"),
		Column:   1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]),
		Equation: 1, Link: 1, Relation: "=", Read: true, Left: left, Right: right,
		LeftSpan: [2]int{from, from + len(left)}, RightSpan: [2]int{at + 2, at + 2 + len(right)},
	}
	set(&l)
	return l
}

// sample is a report with something of everything.
func sample(t testing.TB) *proofs.Report {
	first, seven := 1, int64(7)
	links := []proofs.Link{
		link(t, "u_1", `0.8 \cdot [0 \ 0] - 0.2 \cdot [0 \ -5]`, func(l *proofs.Link) {
			l.Tag, l.Verdict = "1", proofs.Definition
			l.Assumed = []string{`\alpha = 0.2`}
		}),
		link(t, `0.8 \cdot [0 \ 0] - 0.2 \cdot [0 \ -5]`, `[0 \ -1]`, func(l *proofs.Link) {
			l.Tag, l.Link, l.Verdict = "1", 2, proofs.Refuted
			l.Value, l.Claims, l.Correct = "[0, 1]", "[0, -1]", "[0, 1]"
			l.Says = "the two sides differ"
			l.Slips = []proofs.Slip{{Code: "sign", Says: "the second term was added"}}
			l.Margin = "minus times minus is plus"
		}),
		link(t, "p_1", `[1 \ 0] + [0 \ -1]`, func(l *proofs.Link) {
			l.Tag, l.Verdict, l.Carried = "2", proofs.Definition, []int{1}
		}),
		link(t, `[1 \ 0] + [0 \ -1]`, `[1 \ -1]`, func(l *proofs.Link) {
			l.Tag, l.Link, l.Verdict, l.Carried = "2", 2, proofs.Proved, []int{1}
			l.Value, l.Claims, l.Correct = "[1, -1]", "[1, -1]", "[1, 1]"
			l.Readings, l.Remarks = []string{"element-wise"}, []string{"loose-product"}
		}),
		link(t, "q", `[1 \ 2] \cdot [3 \ 4]`, func(l *proofs.Link) { l.Tag, l.Verdict = "3", proofs.Definition }),
		link(t, `[1 \ 2] \cdot [3 \ 4]`, "11", func(l *proofs.Link) {
			l.Tag, l.Link, l.Verdict = "3", 2, proofs.IllTyped
			l.Says, l.Carried = "a 1x2 row cannot be multiplied by a 1x2 row", []int{1}
			l.Witness = map[string]string{"b": "2", "a": "1/2"}
		}),
		link(t, "r", `\foo{7}`, func(l *proofs.Link) {
			l.Read, l.Reason, l.Verdict, l.Says = false, proofs.Unread, proofs.Unknown, `\foo is not a command hence knows`
		}),
		link(t, `\foo{7}`, "3", func(l *proofs.Link) {
			l.Read, l.Reason, l.Verdict, l.Says = false, proofs.Unread, proofs.Unknown, `\foo is not a command hence knows`
		}),
		link(t, `\frac{(1-\rho) g}{1-\rho}`, "g", func(l *proofs.Link) {
			l.Verdict, l.Conditions = proofs.Proved, []string{`1 - \rho \ne 0`}
		}),
	}
	return &proofs.Report{
		Version: 1, Document: "steps.md", Verdict: proofs.Refuted, FirstWrong: &first, Links: links,
		Findings: []proofs.Finding{{
			Code: "induction-step-missing", Severity: proofs.SeverityError,
			Says: "cases are shown, no step from n to n + 1", Line: 11, Column: 1,
		}},
		Corrected: []proofs.Corrected{
			{Name: "u_1", Claimed: "[0, -1]", Correct: "[0, 1]", Line: 3, Link: 1},
			{Name: "p_1", Claimed: "[1, -1]", Correct: "[1, 1]", Line: 5, Link: 3},
		},
		Inductions: []proofs.Induction{{
			Claim: `s_n = (1 - \rho^n) g`, Source: "conjectured", Verdict: proofs.Unknown, FailsAt: &seven,
			Obligations: []proofs.Obligation{
				{Code: "base", Verdict: proofs.Proved, Shown: true, Says: "n = 1"},
				{Code: "step", Verdict: proofs.Proved, Says: "from n to n + 1"},
			},
			Conditions: []string{`\rho \ne 1`},
			Proof:      []string{"Let $n = 1$.", "Then\nthis follows."}, Line: 11,
		}},
		Summary: proofs.Summary{
			Links: 9, Read: 7, Proved: 2, Refuted: 1, IllTyped: 1, Definition: 3, Unknown: 2,
		},
		Understood: []proofs.Understood{
			{
				Line: 3, Column: 1, Tag: "1", Source: `u_1 = 0.8 \cdot [0 \ 0]`, Printed: `u_1 = 0.8 · [0, 0]`,
				Members: []proofs.UnderstoodMember{{Source: "u_1", Note: "not bound before"}, {Source: `0.8 \cdot [0 \ 0]`, Value: "[0, 0]"}},
			},
			{Line: 9, Column: 1, Source: `r = \foo{7} = 3`, Unread: `\foo is not a command hence knows`},
		},
		Source: sampleSource,
	}
}

// golden compares output with a file of testdata; HENCE_UPDATE=1 rewrites it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("HENCE_UPDATE") != "" {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
		return
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "run with HENCE_UPDATE=1 to write it")
	require.Equal(t, string(want), got)
}
