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

// asides writes what holds with a reservation: remarks, loose readings, what
// was assumed and what must be true beside it. Each kind is a paragraph, or with
// All a list. What a diagnostic or another kind has said is left out.
func (t *text) asides() {
	kinds := []struct {
		name  string
		codes func(proofs.Link) []string
	}{
		{"remark", t.remarks},
		{"read as", func(l proofs.Link) []string { return unlessWrong(l, l.Readings) }},
		{"assumed", func(l proofs.Link) []string {
			if l.Verdict == proofs.IllTyped {
				return l.Assumed
			}
			return unlessWrong(l, l.Assumed)
		}},
		{"provided", func(l proofs.Link) []string { return unlessWrong(l, l.Conditions) }},
	}
	first := true
	for _, kind := range kinds {
		groups := grouped(t.report.Links, kind.codes)
		if len(groups) == 0 {
			continue
		}
		if first {
			t.section()
			first = false
		}
		name := t.palette.paint(faint, pad(kind.name+":", len("provided: ")))
		if t.options.All {
			for _, g := range groups {
				t.line("%s%s: %s", name, t.short(g.code), t.names(g.links))
			}
			continue
		}
		var says []string
		for _, g := range groups {
			says = append(says, t.short(g.code)+" in "+t.names(g.links))
		}
		for i, line := range wrapped(says, "; ", t.width-len("provided: ")) {
			if i > 0 {
				name = strings.Repeat(" ", len("provided: "))
			}
			t.line("%s%s", name, line)
		}
	}
}

// remarks are the remarks of a link that nothing else in the report says.
func (t *text) remarks(l proofs.Link) []string {
	if t.options.All {
		return l.Remarks
	}
	var left []string
	for _, r := range l.Remarks {
		switch {
		case r == "inherited", r == "wrong-again", r == "right-again":
		case r == "ends-agree" && l.Verdict.Wrong():
		case r == "loose-notation" && len(l.Readings) > 0:
		default:
			left = append(left, r)
		}
	}
	return left
}

// wrapped joins parts into lines of at most width columns, if the parts allow.
func wrapped(parts []string, separator string, width int) []string {
	var lines []string
	line := ""
	for i, p := range parts {
		if i < len(parts)-1 {
			p += separator
		}
		if line != "" && columnsOf(line+strings.TrimRight(p, " "), width+1) > width {
			lines = append(lines, strings.TrimRight(line, " "))
			line = ""
		}
		line += p
	}
	return append(lines, line)
}

// unlessWrong drops what a diagnostic has said already.
func unlessWrong(l proofs.Link, codes []string) []string {
	if l.Verdict.Wrong() {
		return nil
	}
	return codes
}

// fewUnknown is how many unknown links are listed rather than counted.
const fewUnknown = 8

// unknown writes the links without a verdict: one by one where they are few,
// else counted by reason. A formula that says the same of each is one of them.
func (t *text) unknown() {
	groups := grouped(t.report.Links, func(l proofs.Link) []string {
		if l.Verdict != proofs.Unknown || l.Known {
			return nil
		}
		return []string{string(l.Reason)}
	})
	if len(groups) == 0 {
		return
	}
	t.section()
	var listed []proofs.Link
	for _, l := range t.report.Links {
		if l.Verdict != proofs.Unknown || l.Known {
			continue
		}
		if n := len(listed); n > 0 && !t.options.All &&
			listed[n-1].Equation == l.Equation && listed[n-1].Reason == l.Reason && listed[n-1].Says == l.Says {
			continue
		}
		listed = append(listed, l)
	}
	if t.options.All || len(listed) <= fewUnknown {
		for _, l := range listed {
			t.line("%s %s", t.place(l.File, l.Line, l.Column), t.header(l, l.Says))
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
	if n := known(r); n > 0 {
		parts = append(parts, fmt.Sprintf("%d known to the baseline", n))
	}
	line := fmt.Sprintf("%s %s: %s: %s", name, t.palette.verdict(r.Verdict), plural(s.Links, "link"), strings.Join(parts, ", "))
	if t.options.Quiet {
		if l, ok := firstWrong(r); ok {
			line += "; first wrong at " + l.File
			if l.File != "" {
				line += ":"
			}
			line += fmt.Sprintf("%d:%d", l.Line, l.Column)
			if l.Tag != "" {
				line += " " + label(l)
			}
		} else if f := firstError(r.Findings); f != nil {
			line += fmt.Sprintf("; %s at %d:%d", f.Code, f.Line, f.Column)
		}
	}
	t.line("%s", line)
}

// firstWrong is the first wrong link that no baseline accepts.
func firstWrong(r *proofs.Report) (proofs.Link, bool) {
	if r.FirstWrong != nil {
		for _, l := range r.Links[min(max(*r.FirstWrong, 0), len(r.Links)):] {
			if l.Verdict.Wrong() && !l.Known {
				return l, true
			}
		}
	}
	return proofs.Link{}, false
}

// known is the number of links and findings that a baseline accepts.
func known(r *proofs.Report) int {
	n := 0
	for _, l := range r.Links {
		if l.Known {
			n++
		}
	}
	for _, f := range r.Findings {
		if f.Known {
			n++
		}
	}
	return n
}

// firstError is the first finding that is an error, or nil.
func firstError(findings []proofs.Finding) *proofs.Finding {
	for i := range findings {
		if findings[i].Severity == proofs.SeverityError && !findings[i].Known {
			return &findings[i]
		}
	}
	return nil
}
