package proofs

import (
	"fmt"
	"sort"
	"strings"
	"unicode"

	"github.com/hence-math/hence/proofs/syntax"
)

// report puts together what the stages found. It decides nothing about links.
func (c *checker) report(doc Source) *Report {
	c.nameSlips()
	c.remarkCarried()
	c.findDisputes()
	c.answerFinds()
	inductions := c.auditInductions()
	c.auditRules()
	c.writeMargins()
	c.strictFindings()
	for _, missing := range c.document.Missing {
		c.find("input-not-read", SeverityWarning, missing.At.Start, "%s", missing.Says)
	}
	if at, comma := c.document.DecimalComma(); comma {
		c.find("decimal-comma", SeverityNote, at.Start, "commas between digits are read as decimal commas here, as in %s", strings.TrimSpace(c.document.Text(at)))
	}
	sort.SliceStable(c.findings, func(i, j int) bool {
		a, b := c.findings[i], c.findings[j]
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Code < b.Code
	})
	r := &Report{
		Version: 1, Document: doc.Name, Links: c.links, Findings: c.findings, Corrected: c.corrected(),
		Inductions: inductions, Summary: summarise(c.links), Understood: c.understood(), Source: doc.Text,
	}
	c.position.relocate(r.Links)
	if o := c.document.Origin; o != nil && len(o.Files) > 1 {
		r.Files = map[string]string{}
		for _, f := range o.Files[1:] {
			r.Files[f.Name] = f.Text
		}
	}
	for i, l := range r.Links {
		if l.Verdict.Wrong() {
			r.FirstWrong = &i
			break
		}
	}
	r.Verdict = c.overall(r)
	if c.certify {
		r.Statements = c.certified()
	}
	return r
}

// overall is the verdict on the whole document: proved when it has a link and
// every link, induction and question is settled.
func (c *checker) overall(r *Report) Verdict {
	if r.Summary.Refuted > 0 {
		return Refuted
	}
	if r.Summary.IllTyped > 0 {
		return IllTyped
	}
	if r.Summary.Unknown > 0 || len(r.Links) == 0 {
		return Unknown
	}
	for _, f := range r.Findings {
		if f.Severity == SeverityError {
			return Unknown
		}
	}
	for _, i := range r.Inductions {
		if i.Verdict != Proved {
			return Unknown
		}
		for _, o := range i.Obligations {
			if o.Verdict != Proved {
				return Unknown
			}
		}
	}
	return Proved
}

func (c *checker) find(code string, severity Severity, at int, format string, a ...any) {
	line, column := c.position.of(at)
	c.findings = append(c.findings, Finding{
		Code: code, Severity: severity, Says: fmt.Sprintf(format, a...), File: c.position.file(at), Line: line, Column: column,
	})
}

// findDisputes reports the names two places disagree about.
func (c *checker) findDisputes() {
	said := map[string]bool{}
	for _, d := range c.disputes {
		if said[d.key] {
			continue
		}
		said[d.key] = true
		at := 0
		var shown []string
		for _, v := range d.votes {
			if at == 0 {
				at = c.links[v.link].At
			}
			shown = append(shown, fmt.Sprintf("%s (line %d)", v.value, c.links[v.link].Line))
		}
		if len(shown) > 0 {
			c.find("conflicting-values", SeverityError, at, "the document gives %s different values and does not say which is meant: %s", d.key, strings.Join(shown, ", "))
			continue
		}
		open := false
		for _, l := range c.links {
			if l.Reason == Conditional && strings.Contains(l.Says, d.key) {
				at, open = l.At, true
				break
			}
		}
		if !open {
			continue // settled since
		}
		c.find("conflicting-values", SeverityError, at, "the value of %s is shown in one place only, and another place does not agree with it", d.key)
	}
}

// remarkCarried tells apart what is rightly inherited from an earlier error, what
// is wrong again on its own, and what is right again although it rests on one.
func (c *checker) remarkCarried() {
	for i := range c.links {
		l := &c.links[i]
		if len(l.Carried) == 0 {
			continue
		}
		switch {
		case l.Verdict == Refuted:
			l.Remarks = append(l.Remarks, "wrong-again")
		case l.Verdict == Proved && l.Correct != "" && l.Claims != "" && l.Correct == l.Claims:
			l.Remarks = append(l.Remarks, "right-again")
		default:
			l.Remarks = append(l.Remarks, "inherited")
		}
	}
	for _, s := range c.settled {
		b := s.binding
		if len(c.links[s.link].Carried) > 0 && c.links[s.link].Verdict != Refuted && b.hasClaimed && b.hasCorrect && b.claimed.isZero() && !b.correct.isZero() {
			c.find("slip-made-trivial", SeverityNote, c.links[s.link].At,
				"an earlier slip made %s zero; without it, it would be %s, and the work that rests on it would be harder", b.name.key(), b.correct)
			break
		}
	}
}

// corrected lists the names whose claimed values are not what they should be.
func (c *checker) corrected() []Corrected {
	all := []Corrected{}
	for _, s := range c.settled {
		b := s.binding
		if !b.hasClaimed || !b.hasCorrect || sameShape(b.claimed, b.correct) && c.same(b.claimed, b.correct) {
			continue
		}
		if !sameShape(b.claimed, b.correct) || b.claimed.opaque || b.correct.opaque || len(b.rests) == 0 {
			continue
		}
		all = append(all, Corrected{Name: b.name.key(), Claimed: b.claimed.String(), Correct: b.correct.String(), Line: s.line, Link: s.link})
	}
	return all
}

// understood lists every formula as it was read.
func (c *checker) understood() []Understood {
	values := map[int][2]string{}
	for _, l := range c.links {
		values[l.At] = [2]string{l.Value, l.Claims}
	}
	all := []Understood{}
	for _, b := range c.document.Blocks {
		f := b.Formula
		if f == nil {
			continue
		}
		line, column := c.position.of(f.At.Start)
		u := Understood{File: c.position.file(f.At.Start), Line: line, Column: column, Source: clip(c.document.Text(f.Inner))}
		if f.Unread != nil {
			u.Unread = f.Unread.Says
			all = append(all, u)
			continue
		}
		var printed []string
		for _, row := range f.Rows {
			if row.Tag != "" {
				u.Tag = row.Tag
			}
			for _, clause := range row.Clauses {
				if clause.Chain == nil {
					continue
				}
				printed = append(printed, printRelation(clause.Chain))
				c.understoodMembers(&u, clause.Chain, values)
			}
		}
		u.Printed = clip(strings.Join(printed, ", "))
		all = append(all, u)
	}
	return all
}

func (c *checker) understoodMembers(u *Understood, r *syntax.Relation, values map[int][2]string) {
	for i, m := range r.Members {
		if m == nil {
			continue
		}
		member := UnderstoodMember{Source: clip(c.document.Text(m.Span()))}
		if i > 0 {
			member.Value = values[r.Operators[i-1].At.Start][1]
		}
		if member.Value == "" && i < len(r.Operators) {
			member.Value = values[r.Operators[i].At.Start][0]
		}
		u.Members = append(u.Members, member)
	}
}

func printRelation(r *syntax.Relation) string {
	var b strings.Builder
	for i, m := range r.Members {
		if i > 0 {
			b.WriteString(" " + r.Operators[i-1].Name + " ")
		}
		if m != nil {
			b.WriteString(syntax.Print(m))
		}
	}
	return strings.TrimSpace(b.String())
}

// writeMargins writes what a teacher would put beside each wrong link.
func (c *checker) writeMargins() {
	for i := range c.links {
		l := &c.links[i]
		if !l.Verdict.Wrong() {
			continue
		}
		if l.Verdict == IllTyped {
			l.Margin = "These shapes do not go together: " + l.Says + "."
			if contains(l.Remarks, "ends-agree") {
				l.Margin = "As written this step has no meaning (" + l.Says + "), though the values before and after it agree."
			}
			continue
		}
		var parts []string
		if len(l.Slips) > 0 {
			parts = append(parts, upperFirst(l.Slips[0].Says)+".")
		}
		if l.Value != "" && len(l.Witness) == 0 && l.Relation == "=" {
			parts = append(parts, "This line comes to "+l.Value+", not "+l.Claims+".")
		} else if l.Says != "" {
			parts = append(parts, upperFirst(l.Says)+".")
		}
		if contains(l.Remarks, "wrong-again") {
			parts = append(parts, "(Marked on its own: your earlier error is not counted twice.)")
		}
		l.Margin = strings.Join(parts, " ")
	}
}

func contains(all []string, s string) bool {
	for _, t := range all {
		if t == s {
			return true
		}
	}
	return false
}

// startsWithWord says whether a sentence starts with a word and not with a formula.
func startsWithWord(s string) bool {
	end := strings.IndexFunc(s, func(r rune) bool { return r != '-' && !unicode.IsLetter(r) })
	word := s
	if end >= 0 {
		word = s[:end]
	}
	return len(word) > 1 || len(s) > 2 && s[:2] == "a " && unicode.IsLetter(rune(s[2]))
}

// upperFirst begins a sentence with a capital letter, unless a formula stands there.
func upperFirst(s string) string {
	if !startsWithWord(s) {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// strictFindings makes remarks on loose notation errors, where asked.
func (c *checker) strictFindings() {
	if !c.strict {
		return
	}
	for _, l := range c.links {
		if contains(l.Remarks, "loose-notation") {
			c.find("loose-notation", SeverityError, l.At, "this holds only under loose readings of the notation: %s", strings.Join(l.Readings, ", "))
		}
	}
}
