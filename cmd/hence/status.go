package main

import (
	"errors"

	"github.com/hence-math/hence/proofs"
)

// The exit statuses. Of several, the largest counts.
const (
	statusRight    = 0 // nothing refuted, ill-typed or found wrong
	statusWrong    = 1 // something is; for prove, a claim is not proved
	statusUnusable = 2 // wrong usage, an input that cannot be read, a lone document without any link
	statusBug      = 3 // hence itself failed
)

// errWrong ends a command with statusWrong and no message: the report said it.
var errWrong = errors.New("something is wrong")

// errReported ends a command with statusUnusable and no message: each
// document's own was written already.
var errReported = errors.New("something could not be read")

// statusOf is the exit status that an error stands for.
func statusOf(err error) int {
	var b *bug
	switch {
	case err == nil:
		return statusRight
	case errors.As(err, &b):
		return statusBug
	case errors.Is(err, errWrong):
		return statusWrong
	}
	return statusUnusable
}

// worse is whichever of two errors has the larger exit status, the first of equals.
func worse(a, b error) error {
	if statusOf(b) > statusOf(a) {
		return b
	}
	return a
}

// judged is errWrong if a report has something wrong in it that no baseline
// accepts, or something unknown where that counts as failure.
func judged(r *proofs.Report, failOnUnknown bool) error {
	for _, l := range r.Links {
		if !l.Known && (l.Verdict.Wrong() || failOnUnknown && l.Verdict == proofs.Unknown) {
			return errWrong
		}
	}
	if wrong(r.Findings) {
		return errWrong
	}
	return nil
}

// wrong says whether a finding is an error that no baseline accepts.
func wrong(findings []proofs.Finding) bool {
	for _, f := range findings {
		if f.Severity == proofs.SeverityError && !f.Known {
			return true
		}
	}
	return false
}
