package report

import (
	"fmt"
	"strings"

	"github.com/hence-math/hence/proofs"
)

// inductions writes every claim for all n with what its proof owes.
func (t *text) inductions() {
	for _, in := range t.report.Inductions {
		t.section()
		t.induction(in)
	}
}

// induction writes one claim: what became of it, its obligations, and the
// proof that a marker would accept.
func (t *text) induction(in proofs.Induction) {
	from := in.Source
	if from != "" {
		from = ", " + from
	}
	t.line("%s induction%s: %s: %s", t.place(in.File, in.Line, 1), from, t.palette.verdict(in.Verdict), t.short(in.Claim))
	if in.FailsAt != nil {
		t.line("  fails first at index %d", *in.FailsAt)
	}
	t.obligations(in.Obligations, true)
	for _, c := range in.Conditions {
		t.line("  condition: %s", t.short(c))
	}
	if len(in.Proof) > 0 {
		t.line("  proof:")
		for _, paragraph := range in.Proof {
			for _, line := range strings.Split(cleanLines(strings.ReplaceAll(paragraph, "**", "")), "\n") {
				t.line("%s", strings.TrimRight("    "+line, " "))
			}
		}
	}
}

// obligations writes a table of obligations; shown adds whether the document
// shows each of them.
func (t *text) obligations(obligations []proofs.Obligation, shown bool) {
	var rows [][]string
	for _, o := range obligations {
		row := []string{o.Code, string(o.Verdict)}
		if shown {
			row = append(row, map[bool]string{true: "shown", false: "not shown"}[o.Shown])
		}
		rows = append(rows, append(row, t.short(o.Says)))
	}
	widths := columnWidths(rows)
	for _, row := range rows {
		var b strings.Builder
		for i, s := range row {
			s = pad(s, widths[i])
			if i == 1 {
				s = strings.Replace(s, row[1], t.palette.verdict(proofs.Verdict(row[1])), 1)
			}
			fmt.Fprintf(&b, "  %s", s)
		}
		t.line("%s", strings.TrimRight(b.String(), " "))
	}
}
