package hencetest

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/stretchr/testify/assert"

	"github.com/hence-math/hence/proofs"
	"github.com/hence-math/hence/proofs/report"
)

// TestingT is what an assertion needs of *testing.T.
type TestingT = assert.TestingT

// helper is what *testing.T has beside it.
type helper interface{ Helper() }

// Exact asserts that a value is exactly the number, row or matrix that the
// literal want says. The value may be a number of Go, math/big, shopspring/decimal or
// package numeric, a slice of these, or a text.
func Exact(t TestingT, want string, got any, msgAndArgs ...any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	text, err := literal(got)
	if err != nil {
		return assert.Fail(t, "No exact value: "+err.Error(), msgAndArgs...)
	}
	c, err := compare(want, text)
	if err != nil {
		return assert.Fail(t, err.Error(), msgAndArgs...)
	}
	if c.Verdict == proofs.Proved {
		return true
	}
	return assert.Fail(t, "Not exactly equal: "+describe(c, "expected", want, "actual", text), msgAndArgs...)
}

// Identical asserts that two expressions are equal for all values of their
// symbols. It fails with values at which they differ.
func Identical(t TestingT, left, right string, msgAndArgs ...any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	c, err := compare(left, right)
	if err != nil {
		return assert.Fail(t, err.Error(), msgAndArgs...)
	}
	if c.Verdict == proofs.Proved {
		return true
	}
	return assert.Fail(t, "Not identically equal: "+describe(c, "left", left, "right", right), msgAndArgs...)
}

// compare decides between two expressions.
func compare(left, right string) (*proofs.Comparison, error) {
	return proofs.Compare(context.Background(), matrixLiteral(left), matrixLiteral(right), proofs.DefaultLimits())
}

// describe lays a comparison that does not hold out in lines.
func describe(c *proofs.Comparison, leftName, left, rightName, right string) string {
	var b strings.Builder
	line := func(name, says string) {
		if says != "" {
			fmt.Fprintf(&b, "\n%-16s: %s", name, clip(says))
		}
	}
	line(leftName, withValue(left, c.Left))
	line(rightName, withValue(right, c.Right))
	line("difference", c.Difference)
	if c.Difference != "" {
		b.WriteString(" (" + leftName + " less " + rightName + ")")
	}
	if c.Differs != nil {
		line("first difference", c.Differs.Says())
	}
	line("counterexample", c.Counterexample)
	if c.Verdict != proofs.Refuted {
		reason := string(c.Verdict)
		if c.Reason != "" {
			reason += " [" + string(c.Reason) + "]"
		}
		line(reason, c.Says)
	}
	return b.String()
}

// withValue is a text, with its value where that is written otherwise.
func withValue(text, value string) string {
	if value == "" || value == text || strings.HasPrefix(text, `\begin{bmatrix}`) || strings.HasPrefix(text, `\frac`) {
		if value != "" {
			return value
		}
		return text
	}
	return text + " = " + value
}

// clip cuts what would fill the screen.
func clip(s string) string {
	const most = 600
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + fmt.Sprintf("... (%d bytes)", len(s))
}

// Proved asserts that hence proves the document in a file, which its ending says
// to be Markdown, LaTeX or text: that it has a link, and that every link is
// proved, rounded, a definition or given and nothing else is found wrong.
func Proved(t TestingT, name string, msgAndArgs ...any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return assert.Fail(t, "The document cannot be read: "+err.Error(), msgAndArgs...)
	}
	return proved(t, proofs.Source{Name: name, Text: string(text)}, nil, msgAndArgs)
}

// ProvedText asserts the same of a document in Markdown.
func ProvedText(t TestingT, text string, msgAndArgs ...any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	return proved(t, proofs.Source{Name: "document.md", Text: text}, nil, msgAndArgs)
}

// ProvedWithSheet asserts the same of the document in a file, where the sheet in
// another states the problem.
func ProvedWithSheet(t TestingT, name, sheet string, msgAndArgs ...any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	var sources [2]proofs.Source
	for i, file := range []string{name, sheet} {
		text, err := os.ReadFile(file)
		if err != nil {
			return assert.Fail(t, "The document cannot be read: "+err.Error(), msgAndArgs...)
		}
		sources[i] = proofs.Source{Name: file, Text: string(text)}
	}
	return proved(t, sources[0], &sources[1], msgAndArgs)
}

func proved(t TestingT, doc proofs.Source, sheet *proofs.Source, msgAndArgs []any) bool {
	r, err := proofs.Check(context.Background(), doc, proofs.Options{Sheet: sheet, Limits: proofs.DefaultLimits()})
	if err != nil {
		return assert.Fail(t, fmt.Sprintf("%s cannot be read: %v", doc.Name, err), msgAndArgs...)
	}
	if r.Verdict == proofs.Proved {
		return true
	}
	var b strings.Builder
	if err := report.Text(&b, r, report.TextOptions{}); err != nil {
		b.WriteString(err.Error())
	}
	return assert.Fail(t, "The document is not proved:\n"+b.String(), msgAndArgs...)
}

// Answers asserts that every answer that the sheet in a file states is right, and
// every claim under Show proved. A sheet that states nothing fails.
func Answers(t TestingT, name string, msgAndArgs ...any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return assert.Fail(t, "The sheet cannot be read: "+err.Error(), msgAndArgs...)
	}
	r, err := proofs.Test(context.Background(), proofs.Source{Name: name, Text: string(text)}, proofs.DefaultLimits())
	switch {
	case err != nil:
		return assert.Fail(t, fmt.Sprintf("%s cannot be read: %v", name, err), msgAndArgs...)
	case len(r.Answers)+len(r.Claims) == 0:
		return assert.Fail(t, name+" states no answer and no claim", msgAndArgs...)
	case report.ExamineAnswers(r).Failures() == 0:
		return true
	}
	var b strings.Builder
	if err := report.Answers(&b, r, report.TextOptions{}); err != nil {
		b.WriteString(err.Error())
	}
	return assert.Fail(t, "The answers are not right:\n"+b.String(), msgAndArgs...)
}
