package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hence-math/hence/proofs"
)

// examined is a run over the sample, a document that could not be read, and one
// without a mistake.
func examined(t testing.TB) []Examined {
	r := sample(t)
	r.Findings = append(r.Findings,
		proofs.Finding{Code: "slip-made-trivial", Severity: proofs.SeverityNote, Says: "an easy way", Line: 3, Column: 1},
		proofs.Finding{Code: "solution-lost", Severity: proofs.SeverityWarning, Says: "divided by what may be zero"})
	return []Examined{
		Examine(r, false),
		{Document: "a folder/100%, no: such\nthing.md", Failed: "no such file"},
		{Document: "/right.md", Outcomes: []Outcome{{Name: "1 + 1 = 2", Code: "proved", Level: Passed, Line: 1, Column: 1}}},
	}
}

// schema compiles the published schema of SARIF 2.1.0.
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile("testdata/sarif/sarif-schema-2.1.0.json")
	require.NoError(t, err)
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	require.NoError(t, c.AddResource(sarifSchema, parsed))
	s, err := c.Compile(sarifSchema)
	require.NoError(t, err)
	return s
}

func TestSARIF(t *testing.T) {
	s := schema(t)
	known := examined(t)
	for i := range known[0].Outcomes {
		if known[0].Outcomes[i].Level == Failure {
			known[0].Outcomes[i].Level = Known
			break
		}
	}
	for name, run := range map[string][]Examined{"nothing": nil, "run": examined(t), "known": known} {
		var b bytes.Buffer
		require.NoError(t, SARIF(&b, "v1.2.3", run))
		parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
		require.NoError(t, err)
		require.NoError(t, s.Validate(parsed), name)
		if name == "known" {
			golden(t, "run.sarif", b.String())
		}
	}
	broken, err := jsonschema.UnmarshalJSON(strings.NewReader(`{"version": "2.1.0", "runs": [{}]}`))
	require.NoError(t, err)
	require.Error(t, s.Validate(broken), "the schema refuses a run without a tool")
}

func TestJUnit(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, JUnit(&b, examined(t)))
	golden(t, "run.junit.xml", b.String())
	var read junitSuites
	require.NoError(t, xml.Unmarshal(b.Bytes(), &read))
	require.Len(t, read.Suites, 3)
	tests, failures := 0, 0
	for _, suite := range read.Suites {
		tests += len(suite.Cases)
		for _, c := range suite.Cases {
			if c.Failure != nil {
				failures++
			}
		}
	}
	assert.Equal(t, tests, read.Tests)
	assert.Equal(t, failures, read.Failures)
	assert.Equal(t, 3, read.Failures)
	assert.Equal(t, 1, read.Errors)
	assert.Equal(t, 2, read.Skipped)
}

func TestAnnotations(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, Annotations(&b, examined(t)))
	golden(t, "run.annotations", b.String())
}

// Whatever a document holds, each format stays one that its readers take: valid
// against the schema, well-formed, one command on each line.
func TestHostileOutcomes(t *testing.T) {
	s := schema(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String()
		line := rapid.IntRange(0, 3)
		o := Outcome{
			Name: text.Draw(t, "name"), Code: "refuted", Says: text.Draw(t, "says"), Line: line.Draw(t, "line"), Column: 1,
			Level: rapid.SampledFrom([]Level{Passed, Known, Skipped, Note, Warning, Failure}).Draw(t, "level"),
		}
		run := []Examined{{Document: text.Draw(t, "document"), Failed: text.Draw(t, "failed"), Outcomes: []Outcome{o}}}
		var b bytes.Buffer
		require.NoError(t, SARIF(&b, "v0", run))
		parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
		require.NoError(t, err)
		require.NoError(t, s.Validate(parsed), b.String())
		require.True(t, json.Valid(b.Bytes()))
		b.Reset()
		require.NoError(t, JUnit(&b, run))
		require.NoError(t, xml.Unmarshal(b.Bytes(), new(junitSuites)), b.String())
		b.Reset()
		require.NoError(t, Annotations(&b, run))
		for command := range strings.Lines(b.String()) {
			require.Regexp(t, `^::(error|warning|notice) file=[^:,\n]*(,(line|col|title)=[^:,\n]*)*::[^\n]*\n$`, command)
		}
	})
}

// A fingerprint does not change with white space or with the place, and does
// with the text and the verdict.
func TestFingerprints(t *testing.T) {
	l := proofs.Link{Verdict: proofs.Refuted, Left: "1 + 1", Relation: "=", Right: "3"}
	moved := l
	moved.Line, moved.At, moved.Left = 9, 99, "1  +\n1"
	assert.Equal(t, LinkFingerprint(l), LinkFingerprint(moved))
	for _, change := range []func(*proofs.Link){
		func(l *proofs.Link) { l.Verdict = proofs.IllTyped },
		func(l *proofs.Link) { l.Left = "1 + 2" },
		func(l *proofs.Link) { l.Right = "4" },
		func(l *proofs.Link) { l.Left, l.Relation = "1", "+ 1 =" },
	} {
		other := l
		change(&other)
		assert.NotEqual(t, LinkFingerprint(l), LinkFingerprint(other))
	}
	r := &proofs.Report{Source: "a\n\nb\n"}
	f := proofs.Finding{Code: "conflicting-values", Says: "x is 1 (line 3)", Line: 3, Column: 1}
	below := &proofs.Report{Source: "new\na\n\nb\n"}
	g := proofs.Finding{Code: "conflicting-values", Says: "x is 1 (line 4)", Line: 4, Column: 1}
	assert.Equal(t, FindingFingerprint(r, f), FindingFingerprint(below, g))
	g.Line = 2
	assert.NotEqual(t, FindingFingerprint(r, f), FindingFingerprint(below, g))
}
