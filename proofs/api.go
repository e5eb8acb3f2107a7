package proofs

import "github.com/hence-math/hence/proofs/syntax"

// Options are what a check is asked to do.
type Options struct {
	// Sheet states the problem; nil to infer what can be inferred.
	Sheet *Source
	// Problem is a text that counts as given: what a record of a stream was
	// asked. Nil where there is none.
	Problem *Source
	// Strict makes remarks on loose notation findings of severity error.
	Strict bool
	// Certify asks for a statement of each verdict, for a certificate.
	Certify bool
	Limits  Limits
}

// Source is a document to be read: its name (which tells its format by its
// ending) and its text.
type Source struct {
	Name string
	Text string
	// Open reads the files that a LaTeX document reads in; nil to read none.
	Open syntax.Opener
}
