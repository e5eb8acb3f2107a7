package report

import (
	"fmt"
	"sort"
	"strings"
)

// columnWidths is how wide each column of a table must be.
func columnWidths(rows [][]string) []int {
	var widths []int
	for _, row := range rows {
		for i, s := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], columnsOf(s, len(s)*tabColumns))
		}
	}
	return widths
}

// corrected writes the table of names whose value is not what it should be.
// The last one is what the document came to, and is marked.
func (t *text) corrected() {
	if len(t.report.Corrected) == 0 {
		return
	}
	t.section()
	limit := t.width / 3
	if t.options.All {
		limit = 1 << 20
	}
	rows := [][]string{{"name", "claimed", "correct", ""}}
	for _, c := range t.report.Corrected {
		at := ""
		if c.Link >= 0 && c.Link < len(t.report.Links) {
			at = label(t.report.Links[c.Link])
		}
		name, _ := cut(c.Name, limit)
		rows = append(rows, []string{name, clip(c.Claimed, limit), clip(c.Correct, limit), at})
	}
	widths := columnWidths(rows)
	for i, row := range rows {
		first, colour := "  ", ""
		switch {
		case i == 0:
			colour = faint
		case i == len(rows)-1:
			first, colour = "> ", bold
		}
		var b strings.Builder
		for j, s := range row {
			fmt.Fprintf(&b, "%s  ", pad(s, widths[j]))
		}
		line := first + strings.TrimRight(b.String(), " ")
		if colour != "" {
			line = t.palette.paint(colour, line)
		}
		t.line("%s", line)
	}
}

// sortedKeys are the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
