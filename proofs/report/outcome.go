package report

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hence-math/hence/proofs"
)

// Level is how much an outcome matters, in the terms that the systems that run
// checks share.
type Level string

// The levels. Only a Failure makes a run fail.
const (
	Passed  Level = "passed"
	Known   Level = "known"   // a failure that a baseline accepts
	Skipped Level = "skipped" // undecided, where that is allowed
	Note    Level = "note"
	Warning Level = "warning"
	Failure Level = "failure"
)

// Outcome is what became of one thing that was checked: a link, a finding, an
// answer or a claim of a sheet.
type Outcome struct {
	Name   string // what was checked, on one line
	Code   string // a verdict, for an unknown with its reason behind a slash, or the code of a finding
	Level  Level
	Says   string
	File   string // the file it stands in, empty for the document itself
	Line   int    // from 1, 0 where the whole document is meant
	Column int    // from 1, in characters
	// EndLine and EndColumn are the place behind the last character, 0 where it is
	// not known.
	EndLine, EndColumn int
	// Fingerprint is the same for the same text with the same verdict, wherever it
	// stands in the document.
	Fingerprint string
}

// Examined is one document of a run with what became of everything in it.
type Examined struct {
	Document string
	// Failed says why the document could not be checked at all; empty otherwise.
	Failed   string
	Outcomes []Outcome
}

// Examine lists the outcomes of a check. Links that are unknown are skipped, or
// failures where failOnUnknown is set.
func Examine(r *proofs.Report, failOnUnknown bool) Examined {
	e := Examined{Document: r.Document}
	text := newSource(r.Source)
	for _, l := range r.Links {
		o := Outcome{
			Name: strings.TrimSpace(label(l) + ": " + clip(l.Left, 80) + " " + clip(l.Relation, 20) + " " + clip(l.Right, 80)),
			Code: string(l.Verdict), Says: saysOf(l), File: l.File, Line: l.Line, Column: l.Column,
			Fingerprint: LinkFingerprint(l),
		}
		if span := l.RightSpan; span[1] > span[0] && l.Step == nil && l.File == "" {
			o.Line, o.Column = text.place(span[0])
			o.EndLine, o.EndColumn = text.place(span[1])
		}
		switch {
		case l.Verdict.Wrong():
			o.Level = Failure
		case l.Verdict == proofs.Unknown:
			o.Code += "/" + string(l.Reason)
			o.Level = Skipped
			if failOnUnknown {
				o.Level = Failure
			}
		default:
			o.Level = Passed
		}
		if l.Known && o.Level == Failure {
			o.Level = Known
		}
		e.Outcomes = append(e.Outcomes, o)
	}
	for _, f := range r.Findings {
		o := Outcome{
			Name: f.Code, Code: f.Code, Says: clean(f.Says), File: f.File, Line: f.Line, Column: f.Column,
			Fingerprint: FindingFingerprint(r, f),
		}
		switch f.Severity {
		case proofs.SeverityError:
			o.Level = Failure
		case proofs.SeverityWarning:
			o.Level = Warning
		default:
			o.Level = Note
		}
		if f.Known && o.Level == Failure {
			o.Level = Known
		}
		e.Outcomes = append(e.Outcomes, o)
	}
	return e
}

// saysOf is one sentence about a link: what should stand there, and the slip.
func saysOf(l proofs.Link) string {
	should := shouldBe(l)
	says := clip(l.Says, 400)
	if len(should) > 0 && restates(l) {
		says, should = clip(should[0], 400), should[1:]
	}
	parts := []string{says}
	for _, s := range should {
		parts = append(parts, clip(s, 400))
	}
	if len(l.Slips) > 0 {
		parts = append(parts, clip(l.Slips[0].Says, 200))
	}
	if at := witness(l.Witness); at != "" && !strings.Contains(l.Says, at) {
		parts = append(parts, "for "+clip(at, 200))
	}
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	if l.Tag != "" && l.Verdict.Wrong() {
		return label(l) + ": " + strings.Join(kept, "; ")
	}
	return strings.Join(kept, "; ")
}

// place is the line and the column, counted in characters, both from 1, of an
// offset.
func (s *source) place(offset int) (line, column int) {
	offset = min(max(offset, 0), len(s.text))
	number := 1
	start := 0
	if len(s.starts) > 0 {
		number, start, _ = s.line(offset)
	}
	return number, 1 + utf8.RuneCountInString(s.text[start:offset])
}

// LinkFingerprint tells a link with its verdict from others, by its text and not
// by its place.
func LinkFingerprint(l proofs.Link) string {
	return fingerprint(string(l.Verdict), l.Left, l.Relation, l.Right)
}

// numbered finds the places in a sentence of a finding, which change with edits
// elsewhere.
var numbered = regexp.MustCompile(`\b(lines?|column) \d+|\b\d+:\d+\b`)

// FindingFingerprint tells a finding from others by its code, its words without
// the places in them, and the line of the document it stands on.
func FindingFingerprint(r *proofs.Report, f proofs.Finding) string {
	line := ""
	if f.Line > 0 && f.File == "" {
		text := newSource(r.Source)
		if f.Line <= len(text.starts) {
			_, start, end := text.line(text.starts[f.Line-1])
			line = r.Source[start:end]
		}
	}
	return fingerprint(f.Code, numbered.ReplaceAllString(f.Says, "$1"), line)
}

// fingerprint hashes texts without regard to their white space.
func fingerprint(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		p = strings.Join(strings.Fields(p), " ")
		h.Write([]byte(strconv.Itoa(len(p)) + ":" + p))
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}
