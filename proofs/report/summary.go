package report

import (
	"fmt"
	"strings"

	"github.com/hence-math/hence/proofs"
)

// group is a code with the links that bear it.
type group struct {
	code  string
	links []int
}

// grouped sorts links by the codes they bear: codes in the order of their first link.
func grouped(links []proofs.Link, codes func(proofs.Link) []string) []group {
	var groups []group
	at := map[string]int{}
	for i, l := range links {
		for _, code := range codes(l) {
			k, known := at[code]
			if !known {
				k = len(groups)
				at[code] = k
				groups = append(groups, group{code: code})
			}
			groups[k].links = append(groups[k].links, i)
		}
	}
	return groups
}

// asides writes what holds with a reservation: loose readings, remarks, what
// was assumed and what must be true beside it.
func (t *text) asides() {
	kinds := []struct {
		name  string
		codes func(proofs.Link) []string
	}{
		{"remark", func(l proofs.Link) []string { return l.Remarks }},
		{"read as", func(l proofs.Link) []string { return unlessWrong(l, l.Readings) }},
		{"assumed", func(l proofs.Link) []string { return unlessWrong(l, l.Assumed) }},
		{"provided", func(l proofs.Link) []string { return unlessWrong(l, l.Conditions) }},
	}
	first := true
	for _, kind := range kinds {
		for _, g := range grouped(t.report.Links, kind.codes) {
			if first {
				t.section()
				first = false
			}
			t.line("%s %s: %s", t.palette.paint(faint, kind.name+":"), t.short(g.code), t.names(g.links))
		}
	}
}

// unlessWrong drops what a diagnostic has said already.
func unlessWrong(l proofs.Link, codes []string) []string {
	if l.Verdict.Wrong() {
		return nil
	}
	return codes
}

// unknown writes the links without a verdict: counted by reason, or one by one.
func (t *text) unknown() {
	groups := grouped(t.report.Links, func(l proofs.Link) []string {
		if l.Verdict != proofs.Unknown {
			return nil
		}
		return []string{string(l.Reason)}
	})
	if len(groups) == 0 {
		return
	}
	t.section()
	if t.options.All {
		for _, l := range t.report.Links {
			if l.Verdict == proofs.Unknown {
				t.line("%s %s", t.place(l.Line, l.Column), t.header(l))
			}
		}
		return
	}
	for _, g := range groups {
		t.line("%s %d %s: %s", t.palette.paint(yellow, string(proofs.Unknown)+":"), len(g.links), g.code, t.names(g.links))
	}
}

// closing writes the line that counts, and what is true of the document.
func (t *text) closing() {
	t.section()
	r := t.report
	name := t.palette.paint(bold, clean(r.Document)+":")
	if r.Summary.Links == 0 {
		t.line("%s %s: no relation sign found", name, t.palette.verdict(r.Verdict))
		return
	}
	s := r.Summary
	var parts []string
	for _, count := range []struct {
		n    int
		noun string
	}{
		{s.Proved, "proved"}, {s.Refuted, "refuted"}, {s.IllTyped, "ill-typed"}, {s.Rounded, "rounded"},
	} {
		if count.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", count.n, count.noun))
		}
	}
	if s.Definition > 0 {
		parts = append(parts, plural(s.Definition, "definition"))
	}
	if s.Given > 0 {
		parts = append(parts, fmt.Sprintf("%d given", s.Given))
	}
	if s.Unknown > 0 {
		parts = append(parts, fmt.Sprintf("%d unknown", s.Unknown))
	}
	if s.Read < s.Links {
		parts = append(parts, fmt.Sprintf("%d not read", s.Links-s.Read))
	}
	line := fmt.Sprintf("%s %s: %s: %s", name, t.palette.verdict(r.Verdict), plural(s.Links, "link"), strings.Join(parts, ", "))
	if t.options.Quiet {
		if i := r.FirstWrong; i != nil && *i >= 0 && *i < len(r.Links) {
			l := r.Links[*i]
			line += fmt.Sprintf("; first wrong at %d:%d", l.Line, l.Column)
			if l.Tag != "" {
				line += " " + label(l)
			}
		} else if f := firstError(r.Findings); f != nil {
			line += fmt.Sprintf("; %s at %d:%d", f.Code, f.Line, f.Column)
		}
	}
	t.line("%s", line)
}

// firstError is the first finding that is an error, or nil.
func firstError(findings []proofs.Finding) *proofs.Finding {
	for i := range findings {
		if findings[i].Severity == proofs.SeverityError {
			return &findings[i]
		}
	}
	return nil
}
