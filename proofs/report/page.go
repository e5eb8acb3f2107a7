package report

import (
	"strings"

	"github.com/hence-math/hence/proofs"
)

// page is a document being written, in Markdown or in LaTeX. Paragraphs and points
// are Markdown with formulas between dollars.
type page interface {
	heading(level int, s string)
	paragraph(s string)
	display(formula, tag string)
	list(items []string)
}

// solution writes the steps of a worked solution, then the proof of every claim.
func solution(p page, r *proofs.SolveResult) {
	if r.Title != "" {
		p.heading(1, r.Title)
	}
	for _, s := range r.Steps {
		if s.Heading != "" {
			p.heading(max(s.Level, 1), s.Heading)
		}
		if s.Sentence != "" {
			p.paragraph(s.Sentence)
		}
		if len(s.Chain) > 0 {
			p.display(chain(s.Chain, s.Inexact), s.Tag)
		}
	}
	claims(p, r.Claims)
}

// claims writes claims with their proofs.
func claims(p page, claims []proofs.ClaimResult) {
	for _, c := range claims {
		name := "Claim"
		if c.Tag != "" {
			name += " (" + c.Tag + ")"
		}
		p.heading(2, name+": "+string(c.Verdict))
		if c.Range != "" {
			p.paragraph("For every integer $" + clean(c.Range) + "$")
		}
		if c.Claim != "" {
			p.display(clean(c.Claim), c.Tag)
		}
		if c.Verdict == proofs.Proved {
			for _, part := range c.Proof {
				p.paragraph(part)
			}
			continue
		}
		failure(p, c)
	}
}

// failure says why a claim is not proved: where it fails first and with what
// values, and which of its obligations were not met.
func failure(p page, c proofs.ClaimResult) {
	if c.FailsAt != nil {
		says := "It fails first at `" + indexOf(c) + " = " + integer(*c.FailsAt) + "`"
		if c.Left != "" || c.Right != "" {
			says += ": the left side is `" + clip(c.Left, 400) + "`, the right side `" + clip(c.Right, 400) + "`"
		}
		p.paragraph(says + ".")
	}
	if c.Says != "" && (c.FailsAt == nil || c.Left == "") {
		p.paragraph(c.Says)
	}
	if c.Verdict == proofs.Unknown && c.Reason != "" {
		p.paragraph("Not decided: `" + string(c.Reason) + "`.")
	}
	var items []string
	for _, o := range c.Obligations {
		items = append(items, strings.TrimSpace(o.Code+": "+string(o.Verdict)+". "+clean(o.Says)))
	}
	if len(items) > 0 {
		p.list(items)
	}
}

// indexOf names the index of a claim: its range begins with it.
func indexOf(c proofs.ClaimResult) string {
	name, _, ok := strings.Cut(c.Range, " ")
	if !ok {
		return "n"
	}
	return clean(name)
}
