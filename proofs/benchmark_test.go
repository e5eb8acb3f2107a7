package proofs_test

import (
	"testing"

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

// BenchmarkSolve solves the sheet of three updates with momentum.
func BenchmarkSolve(b *testing.B) {
	sheet := load(b, momentumSheet)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := proofs.Solve(b.Context(), sheet, proofs.DefaultLimits()); err != nil {
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
