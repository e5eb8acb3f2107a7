package report

import "fmt"

// explain writes every formula as it was understood, beside what was written,
// so that a misreading can be seen.
func (t *text) explain() {
	for _, u := range t.report.Understood {
		t.section()
		name := ""
		if u.Tag != "" {
			name = " (" + clip(u.Tag, 40) + ")"
		}
		t.line("%s%s %s", t.place(u.File, u.Line, u.Column), name, t.short(u.Source))
		if u.Unread != "" {
			t.line("  %s %s", t.palette.paint(yellow, "not read:"), t.short(u.Unread))
			continue
		}
		t.line("  read as %s", t.short(u.Printed))
		for i, m := range u.Members {
			value := "has no value"
			if m.Value != "" {
				value = "is " + m.Value
			}
			if m.Note != "" {
				value += fmt.Sprintf(" (%s)", m.Note)
			}
			t.line("  %3d. %s %s", i+1, t.short(m.Source), t.short(value))
		}
	}
}
