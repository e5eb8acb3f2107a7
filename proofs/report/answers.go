package report

import (
	"fmt"
	"io"

	"github.com/hence-math/hence/proofs"
)

// ExamineAnswers lists the outcomes of testing a sheet. What is not proved is a
// failure, the unknown too: a test that settles nothing does not pass.
func ExamineAnswers(r *proofs.TestResult) Examined {
	e := Examined{Document: r.Document}
	text := newSource(r.Source)
	add := func(o Outcome, verdict proofs.Verdict, reason proofs.Reason) {
		o.Code, o.Level = string(verdict), Failure
		switch {
		case verdict == proofs.Proved:
			o.Level = Passed
		case reason != "":
			o.Code += "/" + string(reason)
		}
		e.Outcomes = append(e.Outcomes, o)
	}
	for _, a := range r.Answers {
		o := Outcome{
			Name: clip(a.Name+" "+a.Relation+" "+a.Stated, 160), Says: answerSays(a), Line: a.Line, Column: a.Column,
			Fingerprint: fingerprint(string(a.Verdict), a.Name, a.Relation, a.Stated),
		}
		if a.Span[1] > a.Span[0] {
			o.Line, o.Column = text.place(a.Span[0])
			o.EndLine, o.EndColumn = text.place(a.Span[1])
		}
		add(o, a.Verdict, a.Reason)
	}
	for _, c := range r.Claims {
		add(Outcome{
			Name: clip(c.Claim, 160), Says: clip(c.Says, 400), Line: c.Line, Column: 1,
			Fingerprint: fingerprint(string(c.Verdict), c.Claim),
		}, c.Verdict, c.Reason)
	}
	return e
}

// Failures counts the outcomes that make a run fail.
func (e Examined) Failures() int {
	n := 0
	for _, o := range e.Outcomes {
		if o.Level == Failure {
			n++
		}
	}
	return n
}

// answerSays is one sentence on an answer, with its name.
func answerSays(a proofs.Answer) string {
	if a.Name == "" {
		return clip(a.Says, 600)
	}
	if a.Says == "" {
		return clip(a.Name+" "+a.Relation+" "+a.Stated, 600)
	}
	return clip(a.Name+": "+a.Says, 600)
}

// Answers writes the test of a sheet for people: each answer and claim that does
// not hold with the line it stands on, and a closing line.
func Answers(w io.Writer, r *proofs.TestResult, options TextOptions) error {
	t := newText(w, &proofs.Report{Document: r.Document, Source: r.Source}, options)
	t.source = newSource(r.Source)
	for _, a := range r.Answers {
		if a.Verdict == proofs.Proved {
			continue
		}
		t.section()
		t.line("%s %s: %s", t.place("", a.Line, a.Column), t.answerVerdict(a.Verdict, a.Reason), t.short(answerSays(a)))
		t.excerpt(proofs.Link{At: a.At, RightSpan: a.Span, Relation: a.Relation})
	}
	for _, c := range r.Claims {
		if c.Verdict == proofs.Proved {
			continue
		}
		t.section()
		says := t.short(c.Claim)
		if c.Says != "" {
			says += ": " + t.short(c.Says)
		}
		t.line("%s %s: %s", t.place("", c.Line, 1), t.answerVerdict(c.Verdict, c.Reason), says)
	}
	t.section()
	wrong := ExamineAnswers(r).Failures()
	state := t.palette.paint(green, "ok")
	if wrong > 0 {
		state = t.palette.paint(red, "FAIL")
	}
	counts := plural(len(r.Answers), "answer")
	if len(r.Claims) > 0 {
		counts += ", " + plural(len(r.Claims), "claim")
	}
	t.line("%s %s: %s, %d right, %d wrong", state, t.palette.paint(bold, clean(r.Document)), counts, len(r.Answers)+len(r.Claims)-wrong, wrong)
	return t.w.Flush()
}

// answerVerdict is a verdict in its colour, with its reason.
func (t *text) answerVerdict(v proofs.Verdict, reason proofs.Reason) string {
	s := t.palette.verdict(v)
	if reason != "" {
		s += fmt.Sprintf(" [%s]", reason)
	}
	return s
}
