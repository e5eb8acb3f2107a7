package proofs_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
)

// corpusDocument is a document of testdata with what is expected of it.
type corpusDocument struct {
	folder string // accept, reject or unknown
	source proofs.Source
	want   []expectation
}

// expectation is a line `LINE VERDICT [CODE]` of a .want file. The code is that
// of the first slip of a refuted link, or the reason of an unknown one.
type expectation struct {
	line    int
	verdict proofs.Verdict
	code    string
}

func (e expectation) String() string {
	return strings.TrimSpace(fmt.Sprint(e.line, " ", e.verdict, " ", e.code))
}

// load reads a document.
func load(t testing.TB, path string) proofs.Source {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	return proofs.Source{Name: path, Text: string(text)}
}

// corpus reads the documents of some folders of testdata that have a .want file.
func corpus(t testing.TB, folders ...string) []corpusDocument {
	t.Helper()
	var all []corpusDocument
	for _, folder := range folders {
		wants, err := filepath.Glob("../testdata/" + folder + "/*.want")
		require.NoError(t, err)
		require.NotEmpty(t, wants, "testdata/%s holds no document", folder)
		for _, want := range wants {
			stem := strings.TrimSuffix(want, ".want")
			documents, err := filepath.Glob(stem + ".[mt][de]*")
			require.NoError(t, err)
			require.Len(t, documents, 1, "%s stands beside one document", want)
			all = append(all, corpusDocument{folder, load(t, documents[0]), expectations(t, want)})
		}
	}
	return all
}

// expectations reads a .want file.
func expectations(t testing.TB, path string) []expectation {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	var all []expectation
	for line := range strings.Lines(string(text)) {
		var e expectation
		_, err := fmt.Sscan(line, &e.line, &e.verdict)
		require.NoError(t, err, "%s: %q", path, line)
		if fields := strings.Fields(line); len(fields) > 2 {
			e.code = fields[2]
		}
		all = append(all, e)
	}
	return all
}

// check checks a document on its own.
func check(t testing.TB, source proofs.Source) *proofs.Report {
	t.Helper()
	r, err := proofs.Check(t.Context(), source, proofs.Options{Limits: proofs.DefaultLimits()})
	require.NoError(t, err, source.Name)
	return r
}

// sound says whether a verdict is none that a .want file lists.
func sound(v proofs.Verdict) bool {
	return v == proofs.Proved || v == proofs.Given || v == proofs.Definition
}

// observed is what a .want file would say of a link; without the code, where
// the file has none.
func observed(l proofs.Link, withCode bool) expectation {
	e := expectation{line: l.Line, verdict: l.Verdict}
	switch {
	case !withCode:
	case l.Reason != "":
		e.code = string(l.Reason)
	case len(l.Slips) > 0:
		e.code = l.Slips[0].Code
	}
	return e
}

// TestCorpusIsComplete: no document of testdata goes without an expectation.
func TestCorpusIsComplete(t *testing.T) {
	for _, folder := range []string{"accept", "reject", "unknown"} {
		documents, err := filepath.Glob("../testdata/" + folder + "/*.[mt][de]*")
		require.NoError(t, err)
		for _, d := range documents {
			stem := strings.TrimSuffix(d, filepath.Ext(d))
			_, noWant := os.Stat(stem + ".want")
			_, noTable := os.Stat(stem + ".verdicts.tsv")
			assert.False(t, noWant != nil && noTable != nil, "%s stands beside no .want", d)
		}
	}
}

// TestCorpus checks every document of testdata and compares with its .want
// file both ways: what is expected must be found, and nothing else.
func TestCorpus(t *testing.T) {
	for _, d := range corpus(t, "accept", "reject", "unknown") {
		t.Run(d.folder+"/"+filepath.Base(d.source.Name), func(t *testing.T) {
			r := check(t, d.source)
			open := append([]expectation{}, d.want...)
		links:
			for _, l := range r.Links {
				if sound(l.Verdict) {
					continue
				}
				for i, e := range open {
					if e == observed(l, e.code != "") {
						open = append(open[:i], open[i+1:]...)
						continue links
					}
				}
				t.Errorf("unexpected at %d:%d: %s (%s), in %q", l.Line, l.Column, observed(l, true), l.Says, l.Left+" "+l.Relation+" "+l.Right)
			}
			for _, e := range open {
				t.Errorf("expected, and not found: %s", e)
			}
			settled(t, d, r)
		})
	}
}

// settled asserts what a folder says of its documents as a whole.
func settled(t *testing.T, d corpusDocument, r *proofs.Report) {
	switch d.folder {
	case "accept":
		assert.Equal(t, proofs.Proved, r.Verdict, "%v", r.Findings)
		assert.Nil(t, r.FirstWrong)
	case "reject":
		require.NotEmpty(t, d.want)
		assert.True(t, r.Verdict.Wrong(), "the document is %s", r.Verdict)
		if assert.NotNil(t, r.FirstWrong) {
			first := r.Links[*r.FirstWrong]
			assert.Equal(t, d.want[0], observed(first, d.want[0].code != ""), "the first wrong link")
			assert.NotEmpty(t, first.Margin, "what a teacher writes beside it")
			for _, l := range r.Links[:*r.FirstWrong] {
				assert.False(t, l.Verdict.Wrong(), "line %d", l.Line)
			}
		}
	case "unknown":
		assert.Equal(t, proofs.Unknown, r.Verdict)
		assert.Nil(t, r.FirstWrong)
	}
}

// TestSpans holds every link to its place: the offset is that of the relation
// sign, line and column agree with it, and the members stand where they say.
func TestSpans(t *testing.T) {
	for _, d := range corpus(t, "accept", "reject", "unknown") {
		r := check(t, d.source)
		last := -1
		for _, l := range r.Links {
			require.Greater(t, l.At, last, "%s: links stand in order", d.source.Name)
			last = l.At
			require.True(t, strings.HasPrefix(d.source.Text[l.At:], strings.TrimLeft(l.Relation, "&")), "%s: %q at %d", d.source.Name, l.Relation, l.At)
			before := d.source.Text[:l.At]
			require.Equal(t, 1+strings.Count(before, "\n"), l.Line)
			require.Equal(t, 1+len([]rune(before[strings.LastIndexByte(before, '\n')+1:])), l.Column)
			for _, m := range [][2]any{{l.LeftSpan, l.Left}, {l.RightSpan, l.Right}} {
				if span := m[0].([2]int); span[1] > span[0] {
					require.Equal(t, m[1], strings.TrimSpace(d.source.Text[span[0]:span[1]]), "%s:%d", d.source.Name, l.Line)
				}
			}
		}
	}
}

// TestSameTwice holds that a report depends on the document alone.
func TestSameTwice(t *testing.T) {
	for _, d := range corpus(t, "accept", "reject", "unknown") {
		first := check(t, d.source)
		require.Equal(t, first, check(t, d.source), d.source.Name)
	}
}
