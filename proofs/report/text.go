package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/hence-math/hence/proofs"
)

// TextOptions are how a report is written for people.
type TextOptions struct {
	// Color allows ANSI colours.
	Color bool
	// Width is the number of columns an excerpt may take, 0 for 100.
	Width int
	// Explain adds every formula as it was understood.
	Explain bool
	// All lists every unknown link and every name instead of counting them,
	// and cuts no value.
	All bool
	// Quiet writes the closing line alone, with the place of the first error.
	Quiet bool
}

// Text writes a report for people: each wrong link with the line it stands on,
// what it should be, how it may have come about and what inherits it; then what
// is wrong with the whole, the inductions, the corrected values, what could not
// be decided, and a closing line that counts.
func Text(w io.Writer, r *proofs.Report, options TextOptions) error {
	t := newText(w, r, options)
	if !options.Quiet {
		t.wrongLinks()
		t.findings(r.Findings)
		t.inductions()
		t.corrected()
		t.asides()
		t.unknown()
		if options.Explain {
			t.explain()
		}
	}
	t.closing()
	return t.w.Flush()
}

// defaultWidth is the width of a report that goes to a file or a pipe.
const defaultWidth = 100

// text is a report being written. Errors of the writer stick in w and come
// back from its Flush.
type text struct {
	w       *bufio.Writer
	report  *proofs.Report
	options TextOptions
	width   int
	source  *source
	palette palette
	begun   bool // something stands above the next section
}

// newText prepares to write a report.
func newText(w io.Writer, r *proofs.Report, options TextOptions) *text {
	t := &text{w: bufio.NewWriter(w), report: r, options: options, width: options.Width, palette: palette{options.Color}}
	if t.width <= 0 {
		t.width = defaultWidth
	}
	if !options.Quiet {
		t.source = newSource(r.Source)
	}
	return t
}

// line writes one line.
func (t *text) line(format string, arguments ...any) {
	fmt.Fprintf(t.w, format+"\n", arguments...)
}

// section sets a blank line before what follows, unless nothing precedes it.
func (t *text) section() {
	if t.begun {
		fmt.Fprintln(t.w)
	}
	t.begun = true
}

// short cuts a value or a sentence that would fill the screen.
func (t *text) short(s string) string {
	if t.options.All {
		return clean(s)
	}
	return clip(s, 4*t.width)
}

// place is where something stands, in the form that editors follow; in the
// document itself where no file is named.
func (t *text) place(file string, line, column int) string {
	if file == "" {
		file = t.report.Document
	}
	return t.palette.paint(bold, fmt.Sprintf("%s:%d:%d:", clean(file), line, column))
}

// namesShown is how many names of links a list shows unless all are asked for.
func (t *text) namesShown() int {
	if t.options.All {
		return 0
	}
	return 12
}

// names names links, all of them or the first few.
func (t *text) names(indices []int) string {
	return labels(t.report.Links, indices, t.namesShown())
}

// wrongLinks writes a diagnostic for each wrong link. A member whose shape fits
// neither of its neighbours gets one for both of its signs.
func (t *text) wrongLinks() {
	all := t.report.Links
	heirs := inherited(all)
	for i := 0; i < len(all); i++ {
		if !all[i].Verdict.Wrong() || all[i].Known {
			continue
		}
		t.section()
		var next *proofs.Link
		if i+1 < len(all) && misfit(all[i], all[i+1]) {
			next = &all[i+1]
		}
		t.wrongLink(all[i], next, heirsOf(all, heirs[i]))
		if next != nil {
			i++
		}
	}
}

// misfit says whether two links are ill-typed by the member that stands
// between them.
func misfit(l, next proofs.Link) bool {
	return l.Verdict == proofs.IllTyped && next.Verdict == proofs.IllTyped &&
		l.Equation == next.Equation && l.RightSpan == next.LeftSpan && l.RightSpan[0] < l.RightSpan[1]
}

// wrongLink writes the diagnostic of one link, and of the next where that is
// wrong by the same member.
func (t *text) wrongLink(l proofs.Link, next *proofs.Link, h heirs) {
	should := shouldBe(l)
	says := l.Says
	if len(should) > 0 && restates(l) {
		says, should = should[0], should[1:]
	}
	t.line("%s %s", t.place(l.File, l.Line, l.Column), t.header(l, says))
	gutter := t.excerpt(l)
	note := func(format string, arguments ...any) {
		t.line("%s %s %s", gutter, t.palette.paint(blue, "="), fmt.Sprintf(format, arguments...))
	}
	if next != nil {
		note("nor does the sign behind it fit (column %d): %s", next.Column, t.short(next.Says))
	}
	for _, s := range should {
		note("%s", t.short(s))
	}
	t.slips(l.Slips, note)
	if at := witness(l.Witness); at != "" && !strings.Contains(l.Says, at) {
		note("for %s", t.short(at))
	}
	if l.Verdict != proofs.IllTyped {
		if len(l.Readings) > 0 {
			note("read as: %s", t.short(strings.Join(l.Readings, ", ")))
		}
		if len(l.Assumed) > 0 {
			note("assumed: %s", t.short(strings.Join(l.Assumed, ", ")))
		}
		if len(l.Carried) > 0 {
			note("wrong on its own, and rests on %s", t.names(l.Carried))
		}
	}
	if len(h.follow) > 0 {
		note("inherited by %s", t.names(h.follow))
	}
	if len(h.wrong) > 0 {
		note("inherited, and wrong again on their own: %s", t.names(h.wrong))
	}
	if len(h.right) > 0 {
		note("right although this is not: %s", t.names(h.right))
	}
	if m := margin(l); m != "" {
		note("margin: %s", t.short(m))
	}
}

// slips writes the likeliest slip, and those that explain as much on one line.
func (t *text) slips(slips []proofs.Slip, note func(string, ...any)) {
	if len(slips) == 0 {
		return
	}
	note("slip: %s", t.short(withCode(slips[0].Code, slips[0].Says)))
	var others []string
	for _, s := range slips[1:] {
		if s.Code == slips[0].Code && s.Says != "" {
			others = append(others, s.Says)
		} else {
			others = append(others, withCode(s.Code, s.Says))
		}
	}
	if len(others) > 0 {
		note("or: %s", t.short(strings.Join(others, "; ")))
	}
}

// restates says whether what a link says is no more than its two values.
func restates(l proofs.Link) bool {
	return l.Says == "" || l.Says == fmt.Sprintf("the left member is %s, not %s", l.Value, l.Claims) ||
		l.Says == fmt.Sprintf("the left member is %s, the right one %s", l.Value, l.Claims)
}

// margin is the note of a teacher, without what the header has said.
func margin(l proofs.Link) string {
	if l.Verdict != proofs.IllTyped || l.Says == "" {
		return l.Margin
	}
	m := strings.Replace(l.Margin, " ("+l.Says+")", "", 1)
	if strings.Contains(m, l.Says) {
		return ""
	}
	return m
}

// header is the first line of a diagnostic, behind its place.
func (t *text) header(l proofs.Link, says string) string {
	s := t.palette.verdict(l.Verdict)
	if l.Reason != "" {
		s += " [" + string(l.Reason) + "]"
	}
	if l.Tag != "" {
		s += " (" + clip(l.Tag, 40) + ")"
	}
	if says == "" {
		return s
	}
	return s + ": " + t.short(says)
}

// excerpt shows where the wrong member of a link stands: the right one, or the
// relation sign where that has no place of its own. It returns the gutter for
// the notes below.
func (t *text) excerpt(l proofs.Link) (gutter string) {
	if t.report.Source == "" {
		return "  "
	}
	span := l.RightSpan
	if span[1] <= span[0] {
		span = [2]int{l.At, l.At + len(l.Relation)}
	}
	const number = 5 // digits of a line number for which the gutter leaves room
	source := t.source
	if l.File != "" {
		source = newSource(t.report.Files[l.File])
	}
	e := source.excerpt(span, t.width-number-3)
	blanks, mark := e.underline()
	gutter = strings.Repeat(" ", number)
	bar := t.palette.paint(blue, "|")
	t.line("%s %s %s", t.palette.paint(blue, fmt.Sprintf("%*d", number, e.Line)), bar, e.Text)
	t.line("%s %s %s%s", gutter, bar, blanks, t.palette.paint(red, mark))
	return gutter
}

// shouldBe says what ought to stand in the place of the right member. Where the
// shapes do not fit there is no saying.
func shouldBe(l proofs.Link) []string {
	var says []string
	switch {
	case l.Verdict == proofs.IllTyped:
		return nil
	case l.Value == "" && l.Correct == "":
	case l.Value == "":
		says = append(says, "should be "+l.Correct)
	case l.Verdict == proofs.Refuted && !equates(l.Relation):
		says = append(says, fmt.Sprintf("the left member is %s, the right one %s", l.Value, l.Claims))
	case l.Claims == "" || l.Claims == l.Value:
		says = append(says, "should be "+l.Value)
	default:
		says = append(says, fmt.Sprintf("should be %s, not %s", l.Value, l.Claims))
	}
	if l.Value != "" && l.Correct != "" && l.Correct != l.Value {
		says = append(says, "without the earlier slip it would be "+l.Correct)
	}
	return says
}

// equates says whether a relation sign sets its members equal, so that one of
// them can be said to be what the other should be.
func equates(relation string) bool {
	switch strings.TrimSpace(relation) {
	case "<", ">", "≤", "≥", "≠", "<=", ">=", "!=":
		return false
	}
	for _, command := range []string{"\\ne", "\\le", "\\ge", "\\lt", "\\gt", "\\not", "\\mid", "\\nmid"} {
		if strings.HasPrefix(relation, command) {
			return false
		}
	}
	return true
}

// withCode is a sentence with its code behind it.
func withCode(code, says string) string {
	switch {
	case says == "":
		return code
	case code == "":
		return says
	}
	return says + " [" + code + "]"
}

// witness lists values of symbols in the order of their names.
func witness(values map[string]string) string {
	var parts []string
	for _, name := range sortedKeys(values) {
		parts = append(parts, name+" = "+values[name])
	}
	return strings.Join(parts, ", ")
}

// findings writes what is wrong with the whole.
func (t *text) findings(findings []proofs.Finding) {
	begun := false
	for _, f := range findings {
		if f.Known {
			continue
		}
		if !begun {
			t.section()
			begun = true
		}
		place := t.palette.paint(bold, clean(t.report.Document)+":")
		if f.Line > 0 {
			place = t.place(f.File, f.Line, f.Column)
		}
		t.line("%s %s: %s [%s]", place, t.palette.severity(f.Severity), t.short(f.Says), f.Code)
	}
}
