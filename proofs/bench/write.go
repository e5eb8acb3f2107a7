package bench

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"
)

// Write writes figures for people. Errors of w are for w to keep.
func Write(w io.Writer, f *Figures) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	s := f.Summary
	row := func(name string, n, of int) {
		fmt.Fprintf(t, "%d\t%s\t %s\n", n, percent(n, of), name)
	}
	fmt.Fprintf(t, "%d\t\t documents\n", f.Documents)
	if f.Failed > 0 {
		fmt.Fprintf(t, "%d\t\t not checked\n", f.Failed)
	}
	fmt.Fprintf(t, "%d\t\t links\n", s.Links)
	row("read", s.Read, s.Links)
	row("decided", f.Decided, s.Links)
	row("  proved", s.Proved, s.Links)
	row("  refuted", s.Refuted, s.Links)
	row("  ill-typed", s.IllTyped, s.Links)
	row("  rounded", s.Rounded, s.Links)
	row("definitions", s.Definition, s.Links)
	row("givens", s.Given, s.Links)
	row("unknown", s.Unknown, s.Links)
	for _, reason := range slices.Sorted(maps.Keys(f.Reasons)) {
		row("  "+string(reason), f.Reasons[reason], s.Links)
	}
	for _, code := range slices.Sorted(maps.Keys(f.Findings)) {
		fmt.Fprintf(t, "%d\t\t finding %s\n", f.Findings[code], code)
	}
	_ = t.Flush() // w keeps its error
	if len(f.Groups) > 0 {
		fmt.Fprintln(w)
		t = tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t, "group\tdocuments\tlinks\tread\tdecided\tproved\trefuted\tunknown")
		for _, name := range slices.Sorted(maps.Keys(f.Groups)) {
			g := f.Groups[name]
			s := g.Summary
			fmt.Fprintf(t, "%s\t%d\t%d\t%s\t%s\t%d\t%d\t%d\n", name, g.Documents, s.Links, percent(s.Read, s.Links),
				percent(g.Decided, s.Links), s.Proved, s.Refuted, s.Unknown)
		}
		_ = t.Flush()
	}
	if l := f.FirstStep; l != nil {
		fmt.Fprintf(w, "\nfirst wrong step: %d of %d found, %d named elsewhere, %d missed; %d of %d right documents left alone\n",
			l.Found, l.Wrong, l.Elsewhere, l.Missed, l.Right-l.Alarms, l.Right)
		fmt.Fprintf(w, "precision %.3f, recall %.3f, F1 %.3f\n", l.Precision, l.Recall, l.F1)
	}
	fmt.Fprintf(w, "\n%.2f s: %.0f documents/s, %.0f links/s\n", f.Seconds, f.DocumentsPerSecond, f.LinksPerSecond)
}

// percent is a share in percent, or nothing of nothing.
func percent(n, of int) string {
	if of == 0 {
		return ""
	}
	return fmt.Sprintf("%.1f%%", 100*float64(n)/float64(of))
}

// WriteMutations writes what became of alterations, for people. Errors of w
// are for w to keep.
func WriteMutations(w io.Writer, m *Mutations) {
	fmt.Fprintf(w, "%d alterations: %d change a value, %d do not, %d not judged\n\n", m.Altered, m.Changed, m.Same, m.Unknown)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "altered\tvalue-changing\trefuted there\tshare\trefuted elsewhere\tundecided\tstill proved")
	row := func(name string, y *Tally) {
		fmt.Fprintf(t, "%s\t%d\t%d\t%s\t%d\t%d\t%d\n", name, y.Total(), y.Found, percent(y.Found, y.Total()), y.Elsewhere, y.Undecided, y.Survived)
	}
	for _, k := range Kinds {
		if y := m.ByKind[k]; y != nil {
			row(string(k), y)
		}
	}
	row("all", &m.Tally)
	_ = t.Flush()
}
