package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/hence-math/hence/proofs"
)

// Markdown writes the worked solution of a sheet: its steps, then the proof of
// every claim. What it writes is a document that hence can check.
func Markdown(w io.Writer, r *proofs.SolveResult) error {
	m := &markdown{w: bufio.NewWriter(w)}
	solution(m, r)
	return m.w.Flush()
}

// Proofs writes, for every claim of a sheet, its proof, or the obligation that
// fails and where. What is proved reads as a document that hence can check.
func Proofs(w io.Writer, r *proofs.ProveResult) error {
	m := &markdown{w: bufio.NewWriter(w)}
	if r.Title != "" {
		m.heading(1, r.Title)
	}
	if len(r.Given) > 0 {
		m.paragraph("Given $" + strings.Join(r.Given, "$, $") + "$.")
	}
	claims(m, r.Claims)
	m.findings(r.Document, r.Findings)
	return m.w.Flush()
}

// markdown is a document being written. Errors stick in w and come back from
// its Flush.
type markdown struct {
	w     *bufio.Writer
	begun bool // something stands above the next block
}

// block writes a block and the blank line before it.
func (m *markdown) block(s string) {
	if m.begun {
		fmt.Fprintln(m.w)
	}
	m.begun = true
	fmt.Fprintln(m.w, s)
}

// heading writes a heading of a level from 1 to 6.
func (m *markdown) heading(level int, s string) {
	m.block(strings.Repeat("#", min(level, 6)) + " " + clean(s))
}

// paragraph writes a paragraph.
func (m *markdown) paragraph(s string) { m.block(strings.TrimSpace(cleanLines(s))) }

// list writes points one below the other.
func (m *markdown) list(items []string) { m.block("- " + strings.Join(items, "\n- ")) }

// display writes a displayed formula with its tag.
func (m *markdown) display(formula, tag string) {
	m.block("$$" + tagged(formula, tag) + "$$")
}

// tagged puts the tag behind a formula.
func tagged(formula, tag string) string {
	if tag == "" {
		return formula
	}
	return formula + ` \tag{` + clean(tag) + "}"
}

// shortChain is the length in bytes up to which a chain stands on one line.
const shortChain = 120

// chain joins the members of an equation: on one line, or one below the other
// where that would be long. The last one of an inexact equation is only near.
func chain(members []string, inexact bool) string {
	cleaned := make([]string, len(members))
	signs := make([]string, len(members))
	length := 0
	for i, s := range members {
		cleaned[i], signs[i] = clean(s), "="
		length += len(cleaned[i]) + len(" = ")
	}
	if inexact {
		signs[len(signs)-1] = `\approx`
	}
	join := func(before string) string {
		line := cleaned[0]
		for i, s := range cleaned[1:] {
			if i > 0 {
				line += before
			} else {
				line += " "
			}
			if strings.Contains(before, "\n") {
				line += "&"
			}
			line += signs[i+1] + " " + s
		}
		return line
	}
	if length-len(" = ") <= shortChain || len(members) < 3 {
		return join(" ")
	}
	return "\\begin{aligned}\n" + join(" \\\\\n") + "\n\\end{aligned}"
}

// findings lists what is wrong with the sheet itself.
func (m *markdown) findings(document string, findings []proofs.Finding) {
	var items []string
	for _, f := range findings {
		items = append(items, clean(document)+":"+integer(int64(f.Line))+":"+integer(int64(f.Column))+": "+
			string(f.Severity)+": "+clean(f.Says)+" ["+f.Code+"]")
	}
	if len(items) > 0 {
		m.heading(2, "Findings")
		m.list(items)
	}
}
