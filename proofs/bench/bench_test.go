package bench_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
	"github.com/hence-math/hence/proofs/bench"
	"github.com/hence-math/hence/proofs/bench/oracle"
)

// check checks a document.
func check(t *testing.T, name, text string) (proofs.Source, *proofs.Report) {
	t.Helper()
	doc := proofs.Source{Name: name, Text: text}
	r, err := proofs.Check(t.Context(), doc, proofs.Options{Limits: proofs.DefaultLimits()})
	require.NoError(t, err)
	return doc, r
}

func TestFigures(t *testing.T) {
	var f bench.Figures
	for _, text := range []string{
		`$1 + 1 = 2$ and $2 + 2 = 5$`, `Let $x = 3$. $x^2 = 9$`, `$0.33 = 1/3$`, `$A = \xymatrix{A & B}$`,
	} {
		_, r := check(t, "a.md", text)
		f.Add(r, "school", nil, time.Second)
	}
	assert.Equal(t, 4, f.Documents)
	assert.Equal(t, proofs.Summary{Links: 6, Read: 5, Proved: 2, Refuted: 1, Rounded: 1, Given: 1, Unknown: 1}, f.Summary)
	assert.Equal(t, 4, f.Decided)
	assert.Equal(t, map[proofs.Reason]int{proofs.Unread: 1}, f.Reasons)
	assert.InDelta(t, 1.0, f.DocumentsPerSecond, 1e-9)
	assert.InDelta(t, 1.5, f.LinksPerSecond, 1e-9)
	assert.Equal(t, f.Summary, f.Groups["school"].Summary)
	assert.Nil(t, f.FirstStep)
}

// Precision, recall and F1 of finding the first wrong step.
func TestFirstStep(t *testing.T) {
	step := func(n int) *int { return &n }
	var f bench.Figures
	for _, test := range []struct{ truth, named *int }{
		{step(1), step(1)}, {step(0), step(0)}, {step(2), step(2)}, // found
		{step(2), step(3)},         // elsewhere
		{step(2), nil},             // missed
		{nil, nil}, {nil, step(1)}, // right, and an alarm
	} {
		r := &proofs.Report{WrongStep: test.named}
		f.Add(r, "", &bench.Label{FirstWrong: test.truth}, 0)
	}
	s := f.FirstStep
	assert.Equal(t, []int{5, 3, 1, 1, 2, 1}, []int{s.Wrong, s.Found, s.Elsewhere, s.Missed, s.Right, s.Alarms})
	assert.InDelta(t, 3.0/5, s.Precision, 1e-9)
	assert.InDelta(t, 3.0/5, s.Recall, 1e-9)
	assert.InDelta(t, 3.0/5, s.F1, 1e-9)
}

// Without steps, the label is that of a link.
func TestLabelOfALink(t *testing.T) {
	_, r := check(t, "a.md", `$1 + 1 = 2$ and $2 + 2 = 5$`)
	var f bench.Figures
	second := 1
	f.Add(r, "", &bench.Label{FirstWrong: &second}, 0)
	assert.Equal(t, 1, f.FirstStep.Found)
}

const sample = `We have $(2x + 3y) \cdot 2 = 4x + 6y$ and $5^2 - 4 = 21$ and $12 / 4 = 3 < 4$.`

// Every alteration changes one symbol of a member, or one relation sign, and
// nothing else; each kind occurs; the same seed gives the same ones.
func TestAlterations(t *testing.T) {
	doc, r := check(t, "a.md", sample)
	all := bench.Alterations(doc, r, 1, 1000)
	kinds := map[bench.Kind]int{}
	for _, a := range all {
		kinds[a.Kind]++
		was := doc.Text[a.Start:a.End]
		require.NotEqual(t, was, a.With)
		require.Equal(t, doc.Text, a.In(doc.Text)[:a.Start]+was+a.In(doc.Text)[a.Start+len(a.With):])
		switch a.Kind {
		case bench.Digit, bench.Exponent:
			require.Contains(t, "0123456789", was)
		case bench.Sign:
			require.Contains(t, "+-", was)
		case bench.Letter:
			require.Contains(t, "xy", was)
		}
	}
	assert.Equal(t, map[bench.Kind]int{bench.Digit: 14, bench.Sign: 3, bench.Operator: 2, bench.Exponent: 1, bench.Letter: 4, bench.Relation: 4}, kinds)
	seventh, again := bench.Alterations(doc, r, 7, 5), bench.Alterations(doc, r, 7, 5)
	assert.Equal(t, seventh, again)
	assert.NotEqual(t, seventh, bench.Alterations(doc, r, 8, 5))
	assert.Len(t, seventh, 5)
}

// Names of commands, words, environments and indices of functions stay.
func TestNoSymbol(t *testing.T) {
	doc, r := check(t, "a.md", `$\frac{6}{2} \text{ cm} = 3 \text{ cm}$ and $\begin{bmatrix} 1 \\ 2 \end{bmatrix} = \begin{bmatrix} 1 \\ 2 \end{bmatrix}$`)
	for _, a := range bench.Alterations(doc, r, 1, 1000) {
		if a.Kind != bench.Relation {
			assert.Contains(t, "12360", doc.Text[a.Start:a.End])
		}
	}
}

// The report of the altered document tells the outcome.
func TestOutcome(t *testing.T) {
	doc, r := check(t, "a.md", sample)
	var m bench.Mutations
	for _, a := range bench.Alterations(doc, r, 1, 1000) {
		judgement := a.Judge(doc.Text)
		_, now := check(t, "a.md", a.In(doc.Text))
		m.Add(a.Kind, judgement, a.Outcome(now))
		if judgement == oracle.Different {
			assert.NotEqual(t, bench.Survived, a.Outcome(now), a.In(doc.Text))
		} else if judgement == oracle.Same {
			assert.NotEqual(t, bench.Found, a.Outcome(now), a.In(doc.Text))
		}
	}
	assert.Equal(t, m.Altered, m.Changed+m.Same+m.Unknown)
	assert.Equal(t, m.Changed, m.Total())
	assert.Greater(t, m.Share, 0.5)
	var out strings.Builder
	bench.WriteMutations(&out, &m)
	assert.Contains(t, out.String(), "all ")
}

// What a congruence or rounded digits still allow is not judged.
func TestNotJudged(t *testing.T) {
	for _, text := range []string{`$17 \equiv 2 \pmod 5$`, `$\frac13 \approx 0.33$`, `$2^{10} = 24^1 = 24 \pmod{1000}$`} {
		doc, r := check(t, "a.md", text)
		for _, a := range bench.Alterations(doc, r, 1, 1000) {
			if a.Kind != bench.Relation {
				assert.Equal(t, oracle.CannotJudge, a.Judge(text), a.In(text))
			}
		}
	}
}
