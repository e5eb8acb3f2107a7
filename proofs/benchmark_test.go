package proofs_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
	"github.com/hence-math/hence/proofs/syntax"
)

// BenchmarkRead reads the equations of the submission.
func BenchmarkRead(b *testing.B) {
	source := load(b, submissionName)
	b.SetBytes(int64(len(source.Text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := syntax.Read(source.Name, source.Text, syntax.Markdown, syntax.DefaultLimits()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCheck reads and checks the equations of the submission.
func BenchmarkCheck(b *testing.B) {
	source, sheet := load(b, submissionName), load(b, momentumSheet)
	for name, options := range map[string]proofs.Options{
		"alone":      {Limits: proofs.DefaultLimits()},
		"with sheet": {Limits: proofs.DefaultLimits(), Sheet: &sheet},
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(source.Text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := proofs.Check(b.Context(), source, options); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkLinks checks right documents of our own, by their kind, and gives the
// links that are checked in a second.
func BenchmarkLinks(b *testing.B) {
	names, err := filepath.Glob("../testdata/accept/*.md")
	require.NoError(b, err)
	documents := map[string][]proofs.Source{"accept": nil}
	for _, name := range names {
		documents["accept"] = append(documents["accept"], load(b, name))
	}
	records, err := os.ReadFile("../testdata/corpus/generated.jsonl")
	require.NoError(b, err)
	for line := range bytes.Lines(records) {
		var record struct{ ID, Text, Kind string }
		require.NoError(b, json.Unmarshal(line, &record))
		documents[record.Kind] = append(documents[record.Kind], proofs.Source{Name: record.ID + ".md", Text: record.Text})
	}
	for kind, sources := range documents {
		b.Run(kind, func(b *testing.B) {
			b.ReportAllocs()
			links := 0
			for b.Loop() {
				for _, source := range sources {
					report, err := proofs.Check(b.Context(), source, proofs.Options{Limits: proofs.DefaultLimits()})
					if err != nil {
						b.Fatal(err)
					}
					links += len(report.Links)
				}
			}
			b.ReportMetric(float64(links)/b.Elapsed().Seconds(), "links/s")
		})
	}
}

// BenchmarkSolve solves the sheet of three updates with momentum.
func BenchmarkSolve(b *testing.B) {
	sheet := load(b, momentumSheet)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := proofs.Solve(b.Context(), sheet, proofs.SolveOptions{Limits: proofs.DefaultLimits()}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkProve proves the two claims about the running mean for every n.
func BenchmarkProve(b *testing.B) {
	sheet := load(b, "../testdata/sheets/bias-correction.md")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := proofs.Prove(b.Context(), sheet, proofs.DefaultLimits()); err != nil {
			b.Fatal(err)
		}
	}
}
