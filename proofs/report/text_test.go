package report

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
)

// written is what a writer of reports writes.
func written(t testing.TB, r *proofs.Report, options TextOptions) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, Text(&b, r, options))
	return b.String()
}

func TestText(t *testing.T) {
	for name, options := range map[string]TextOptions{
		"text.golden":    {},
		"all.golden":     {All: true},
		"explain.golden": {Explain: true},
		"quiet.golden":   {Quiet: true},
		"colour.golden":  {Color: true},
		"narrow.golden":  {Width: 40},
	} {
		t.Run(name, func(t *testing.T) { golden(t, name, written(t, sample(t), options)) })
	}
}

// The underline covers the wrong member, no more and no less: the characters
// above it are read back and must be the member as written.
func TestTextUnderlinesTheWrongMember(t *testing.T) {
	r := sample(t)
	lines := strings.Split(written(t, r, TextOptions{}), "\n")
	var marked []string
	for i, line := range lines {
		if from := strings.IndexByte(line, '^'); from >= 0 && strings.Trim(line, " |^~") == "" {
			marked = append(marked, lines[i-1][from:from+len(strings.TrimLeft(line, " |"))])
		}
	}
	require.Equal(t, []string{`[0 \ -1]`, "11"}, marked)
}

// What is coloured is what is not coloured, plus colours.
func TestTextColourAddsNothingElse(t *testing.T) {
	coloured := written(t, sample(t), TextOptions{Color: true, All: true, Explain: true})
	for _, c := range []string{bold, faint, red, green, yellow, blue, "0"} {
		coloured = strings.ReplaceAll(coloured, "\x1b["+c+"m", "")
	}
	require.Equal(t, written(t, sample(t), TextOptions{All: true, Explain: true}), coloured)
}

// A slip shows what became of the work after it.
func TestTextTellsThreeKindsOfHeirsApart(t *testing.T) {
	r := sample(t)
	r.Links[8].Carried, r.Links[8].Claims, r.Links[8].Correct = []int{1}, "g", "g"
	r.Links[5].Verdict = proofs.Refuted
	got := written(t, r, TextOptions{})
	require.Contains(t, got, "= inherited by (2)\n")
	require.Contains(t, got, "= inherited, and wrong again on their own: (3)\n")
	require.Contains(t, got, "= right although this is not: line 11\n")
	require.Contains(t, got, "= wrong on its own, and rests on (1)\n")
}

func TestTextShortensLongLists(t *testing.T) {
	r := sample(t)
	for i := range 30 {
		r.Links = append(r.Links, proofs.Link{Tag: fmt.Sprint("x", i), Verdict: proofs.Proved, Carried: []int{1}},
			proofs.Link{Tag: fmt.Sprint("y", i), Verdict: proofs.Proved})
	}
	require.Contains(t, written(t, r, TextOptions{}), "inherited by (2), (x0), (x1), (x2), (x3), (x4), (x5), (x6), (x7), (x8), (x9), (x10) and 19 more\n")
	require.NotContains(t, written(t, r, TextOptions{All: true}), "more\n")
}

// What follows each other in the document is a range.
func TestTextNamesRanges(t *testing.T) {
	var links []proofs.Link
	for _, tag := range []string{"1", "2a", "2a", "2b", "3", "", "4", "5"} {
		links = append(links, proofs.Link{Tag: tag, Line: 9})
	}
	for _, test := range []struct {
		indices []int
		want    string
	}{
		{[]int{0}, "(1)"},
		{[]int{0, 1}, "(1), (2a)"},
		{[]int{0, 1, 2, 3}, "(1) to (2b)"},
		{[]int{0, 1, 3, 4, 5, 7}, "(1) to line 9, (5)"},
		{[]int{1, 2, 4, 6, 7}, "(2a), (3), (4), (5)"},
		{[]int{7, 3, 3, 99, -1}, "(5), (2b)"},
	} {
		require.Equal(t, test.want, labels(links, test.indices, 0))
	}
}

// A member that fits neither of its neighbours is one diagnostic.
func TestTextOfAMemberThatDoesNotFit(t *testing.T) {
	r := sample(t)
	r.Links[4].Verdict, r.Links[4].Says, r.Links[4].Value, r.Links[4].Claims = proofs.IllTyped, "a row and a matrix", "[1, 2]", "[1, 2; 3, 4]"
	r.Links[4].Margin = "This has no meaning (a row and a matrix), sorry."
	got := written(t, r, TextOptions{})
	require.Equal(t, 1, strings.Count(got, "ill-typed (3)"), got)
	require.Contains(t, got, "= nor does the sign behind it fit (column 29): a 1x2 row cannot be multiplied by a 1x2 row\n")
	require.Contains(t, got, "= margin: This has no meaning, sorry.\n")
	require.NotContains(t, got, "should be [1, 2]")
}

// Slips that explain as much stand behind the likeliest.
func TestTextOfSeveralSlips(t *testing.T) {
	r := sample(t)
	r.Links[1].Slips = append(r.Links[1].Slips, proofs.Slip{Code: "sign", Says: "5 lost its sign"}, proofs.Slip{Code: "digit-misread", Says: "0 for 1"})
	require.Contains(t, written(t, r, TextOptions{}), "= slip: the second term was added [sign]\n      = or: 5 lost its sign; 0 for 1 [digit-misread]\n")
}

// Many unknown links are counted, a few are listed, and those of a formula that
// was not read are one.
func TestTextOfUnknownLinks(t *testing.T) {
	r := sample(t)
	require.Equal(t, 1, strings.Count(written(t, r, TextOptions{}), "unknown [unread]"))
	for i := range 9 {
		r.Links = append(r.Links, proofs.Link{Equation: 10 + i, Line: 20 + i, Verdict: proofs.Unknown, Reason: proofs.Conditional})
	}
	got := written(t, r, TextOptions{})
	require.Contains(t, got, "unknown: 2 unread: line 9\nunknown: 9 conditional: line 20 to line 28\n")
	require.Equal(t, 11, strings.Count(written(t, r, TextOptions{All: true}), ": unknown ["))
}

// A document may not speak to the terminal.
func TestTextStripsControlCharacters(t *testing.T) {
	r := sample(t)
	r.Source = strings.Replace(r.Source, `\quad (1)`, "\x1b[2J\u202e\x07(1)", 1)
	r.Document = "a\x1b]0;title\x07.md"
	r.Links[1].Value, r.Links[1].Says, r.Links[1].Tag = "\x1b[31m", "says\r\x1b[2K", "\u009b1"
	got := written(t, r, TextOptions{All: true, Explain: true})
	for _, c := range "\x1b\x07\r\u202e\u009b" {
		require.NotContains(t, got, string(c))
	}
	require.Contains(t, got, "\uFFFD[2J\uFFFD\uFFFD(1)")
}

// An order relation has no value that "should be" there.
func TestTextOfAnOrderRelation(t *testing.T) {
	for _, relation := range []string{`\le`, "<", `\neq`, "≥"} {
		require.Equal(t, []string{"the left member is 2, the right one 1"},
			shouldBe(proofs.Link{Verdict: proofs.Refuted, Relation: relation, Value: "2", Claims: "1"}))
	}
	require.Equal(t, []string{"should be 2, not 1", "without the earlier slip it would be 3"},
		shouldBe(proofs.Link{Verdict: proofs.Refuted, Relation: `\approx`, Value: "2", Claims: "1", Correct: "3"}))
}

func TestTextWithoutALink(t *testing.T) {
	got := written(t, &proofs.Report{Document: "empty.md", Verdict: proofs.Unknown}, TextOptions{})
	require.Equal(t, "empty.md: unknown: no relation sign found\n", got)
}

// Offsets that point nowhere are brought back into the source.
func TestTextSurvivesAnyOffset(t *testing.T) {
	for _, span := range [][2]int{{-5, -1}, {-1, 9999}, {9999, 10000}, {20, 10}, {len(sampleSource), len(sampleSource) + 1}} {
		r := sample(t)
		r.Links[1].RightSpan, r.Links[1].Carried = span, []int{-1, 77}
		*r.FirstWrong = 77
		require.NotPanics(t, func() { written(t, r, TextOptions{}); written(t, r, TextOptions{Quiet: true}) })
	}
}

// broken is a writer that fails.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWritersReturnTheErrorOfTheirWriter(t *testing.T) {
	require.ErrorContains(t, Text(broken{}, sample(t), TextOptions{}), "disk full")
	require.ErrorContains(t, JSON(broken{}, sample(t)), "disk full")
	require.ErrorContains(t, Markdown(broken{}, &proofs.SolveResult{Title: "x"}), "disk full")
	require.ErrorContains(t, LaTeX(broken{}, &proofs.SolveResult{}), "disk full")
	require.ErrorContains(t, Proofs(broken{}, sampleProofs()), "disk full")
}
