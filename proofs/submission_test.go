package proofs_test

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
)

const (
	submissionName  = "../testdata/reject/momentum-submission.md"
	submissionTable = "../testdata/reject/momentum-submission.verdicts.tsv"
	momentumSheet   = "../testdata/sheets/momentum.md"
)

// verdictRow is what is true of one link: any of the verdicts will do.
type verdictRow struct {
	tag      string
	link     int
	verdicts []proofs.Verdict
}

// verdictTable reads the table of a document, one row for each of its links.
func verdictTable(t testing.TB, path string) []verdictRow {
	t.Helper()
	var rows []verdictRow
	for line := range strings.Lines(load(t, path).Text) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		require.GreaterOrEqual(t, len(fields), 3, line)
		if fields[0] == "tag" {
			continue
		}
		link, err := strconv.Atoi(fields[1])
		require.NoError(t, err)
		row := verdictRow{tag: fields[0], link: link}
		for verdict := range strings.SplitSeq(fields[2], "|") {
			row.verdicts = append(row.verdicts, proofs.Verdict(verdict))
		}
		rows = append(rows, row)
	}
	return rows
}

// eachSubmission checks the submission alone and with its sheet.
func eachSubmission(t *testing.T, test func(t *testing.T, r *proofs.Report)) {
	t.Helper()
	sheet := load(t, momentumSheet)
	for name, options := range map[string]proofs.Options{
		"alone":      {Limits: proofs.DefaultLimits()},
		"with sheet": {Limits: proofs.DefaultLimits(), Sheet: &sheet},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := proofs.Check(t.Context(), load(t, submissionName), options)
			require.NoError(t, err)
			test(t, r)
		})
	}
}

// TestSubmissionTable holds check to every row of the table.
func TestSubmissionTable(t *testing.T) {
	rows := verdictTable(t, submissionTable)
	require.Len(t, rows, 99)
	eachSubmission(t, func(t *testing.T, r *proofs.Report) {
		require.Len(t, r.Links, len(rows))
		for i, l := range r.Links {
			assert.Equal(t, rows[i].tag, l.Tag, "row %d", i+1)
			assert.Equal(t, rows[i].link, l.Link, "row %d", i+1)
			assert.Contains(t, rows[i].verdicts, l.Verdict, "(%s) link %d: %s", l.Tag, l.Link, l.Says)
			assert.True(t, l.Read, "(%s) link %d", l.Tag, l.Link)
		}
		assert.Equal(t, proofs.Refuted, r.Verdict)
		require.NotNil(t, r.FirstWrong)
		assert.Equal(t, "1a", r.Links[*r.FirstWrong].Tag)
	})
}

// TestSubmissionSlips: three links are refuted, each for the sign of its second term.
func TestSubmissionSlips(t *testing.T) {
	type slip struct{ tag, value, correct, claims string }
	want := []slip{
		{"4", "[0, 1]", "[0, 1]", "[0, -1]"},
		{"9", "[-1, 2.2]", "[1, -0.2]", "[1, -3.8]"},
		{"14", "[-5, 8.56]", "[0.6, 0.24]", "[6.6, -14.64]"},
	}
	eachSubmission(t, func(t *testing.T, r *proofs.Report) {
		var got []slip
		for _, l := range r.Links {
			if l.Verdict != proofs.Refuted {
				continue
			}
			got = append(got, slip{l.Tag, l.Value, l.Correct, l.Claims})
			if assert.NotEmpty(t, l.Slips, "(%s)", l.Tag) {
				assert.Equal(t, "sign", l.Slips[0].Code, "(%s)", l.Tag)
				assert.Contains(t, l.Slips[0].Says, "second term", "(%s)", l.Tag)
			}
			assert.NotEmpty(t, l.Margin)
		}
		assert.Equal(t, want, got)
	})
}

// TestSubmissionIllTyped: the products in the middle of the predictions have no
// meaning, though the ends of their chains agree.
func TestSubmissionIllTyped(t *testing.T) {
	eachSubmission(t, func(t *testing.T, r *proofs.Report) {
		got := map[string]int{}
		for _, l := range r.Links {
			if l.Verdict == proofs.IllTyped {
				got[l.Tag]++
				assert.Contains(t, l.Remarks, "ends-agree", "(%s)", l.Tag)
				assert.Contains(t, l.Says, "2x2", "(%s)", l.Tag)
			}
		}
		assert.Equal(t, map[string]int{"1a": 2, "6a": 2, "11a": 2}, got)
	})
}

// TestSubmissionCarried: what rests on the three slips, and on which of them.
func TestSubmissionCarried(t *testing.T) {
	rests := map[string][]string{}
	for on, tags := range map[string]string{
		"4": "5 6a 6b 7a 7b 8 9", "4 9": "10 11a 11b 12a 12b 13 14", "4 9 14": "15",
	} {
		for tag := range strings.FieldsSeq(tags) {
			rests[tag] = strings.Fields(on)
		}
	}
	eachSubmission(t, func(t *testing.T, r *proofs.Report) {
		for _, l := range r.Links {
			var got []string
			for _, i := range l.Carried {
				require.Equal(t, proofs.Refuted, r.Links[i].Verdict)
				got = append(got, r.Links[i].Tag)
			}
			assert.Equal(t, rests[l.Tag], got, "(%s) link %d", l.Tag, l.Link)
			switch {
			case len(got) == 0:
				assert.NotContains(t, l.Remarks, "inherited", "(%s) link %d", l.Tag, l.Link)
			case l.Verdict == proofs.Refuted:
				assert.Contains(t, l.Remarks, "wrong-again", "(%s) link %d", l.Tag, l.Link)
			default:
				assert.Contains(t, l.Remarks, "inherited", "(%s) link %d", l.Tag, l.Link)
			}
		}
	})
}

// TestSubmissionCorrected: the exact run by the rule as it is stated.
func TestSubmissionCorrected(t *testing.T) {
	want := map[string][2]string{ // claimed, correct
		`\mathbf{v}^{(1)}`: {"[0, -1]", "[0, 1]"}, `\mathbf{w}^{(1)}`: {"[1, -1]", "[1, 1]"},
		`\mathbf{v}^{(2)}`: {"[1, -3.8]", "[1, -0.2]"}, `\mathbf{w}^{(2)}`: {"[2, -4.8]", "[2, 0.8]"},
		`\mathbf{v}^{(3)}`: {"[6.6, -14.64]", "[0.6, 0.24]"}, `\mathbf{w}^{(3)}`: {"[8.6, -19.44]", "[2.6, 1.04]"},
		`\hat{\mathbf{y}}^{(1)}`: {"[3, -4]", "[1, 2]"}, `\hat{\mathbf{y}}^{(2)}`: {"[8.8, -16.4]", "[3.2, 0.4]"},
	}
	eachSubmission(t, func(t *testing.T, r *proofs.Report) {
		got := map[string][2]string{}
		for _, c := range r.Corrected {
			if _, listed := want[c.Name]; listed {
				got[c.Name] = [2]string{c.Claimed, c.Correct}
			}
		}
		assert.Equal(t, want, got)
	})
}

// TestSubmissionInferred: without a sheet the document itself tells its data,
// and no value comes from a slip.
func TestSubmissionInferred(t *testing.T) {
	assumed := map[string]bool{}
	for _, l := range check(t, load(t, submissionName)).Links {
		for _, a := range l.Assumed {
			assumed[a] = true
		}
	}
	assert.Equal(t, []string{
		`\alpha = 0.2`, `\beta = 0.8`, `\mathbf{X} = [2, -1; -1, 3]`, `\mathbf{v}^{(0)} = [0, 0]`,
		`\mathbf{w}^{(0)} = [1, 0]`, `\mathbf{y} = [3, 1]`,
	}, slices.Sorted(maps.Keys(assumed)))
}

// TestSubmissionInduction: four cases hold under their conditions and for every
// g, the step is missing, and it is supplied.
func TestSubmissionInduction(t *testing.T) {
	eachSubmission(t, func(t *testing.T, r *proofs.Report) {
		conditions := map[string]string{
			"16b": `1 - \rho^{1} \ne 0`, "17b": `1 - \rho^{2} \ne 0`, "18c": `1 - \rho^{3} \ne 0`, "19c": `1 - \rho^{4} \ne 0`,
		}
		for _, l := range r.Links {
			if condition, corrects := conditions[l.Tag]; corrects && l.Link == 2 {
				assert.Equal(t, proofs.Proved, l.Verdict)
				assert.Contains(t, l.Conditions, condition)
				assert.Equal(t, "g", l.Claims)
				delete(conditions, l.Tag)
			}
		}
		assert.Empty(t, conditions)

		require.Len(t, r.Findings, 1)
		assert.Equal(t, "induction-step-missing", r.Findings[0].Code)
		assert.Equal(t, proofs.SeverityError, r.Findings[0].Severity)

		var corrected *proofs.Induction
		for i, induction := range r.Inductions {
			assert.Equal(t, "conjectured", induction.Source)
			assert.Equal(t, proofs.Proved, induction.Verdict, induction.Claim)
			assert.Nil(t, induction.FailsAt)
			if strings.Contains(induction.Claim, `\hat{s}`) {
				corrected = &r.Inductions[i]
			}
		}
		require.NotNil(t, corrected, "the claim of the four cases")
		assert.NotEmpty(t, corrected.Conditions)
		assert.NotEmpty(t, corrected.Proof)
		shown := map[string]bool{}
		for _, o := range corrected.Obligations {
			assert.Equal(t, proofs.Proved, o.Verdict, o.Code)
			shown[o.Code] = o.Shown
		}
		assert.Equal(t, map[string]bool{"base": true, "step": false}, shown)
	})
}
