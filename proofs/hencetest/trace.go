package hencetest

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/stretchr/testify/assert"

	"github.com/hence-math/hence/numeric"
	"github.com/hence-math/hence/proofs"
)

// columns are what a table may show of a step, by the heads of its columns.
var columns = map[string]func(numeric.Step) any{
	"step":       func(s numeric.Step) any { return s.Number },
	"point":      func(s numeric.Step) any { return s.Point },
	"prediction": func(s numeric.Step) any { return s.Prediction },
	"losses":     func(s numeric.Step) any { return s.Losses },
	"gradient":   func(s numeric.Step) any { return s.Gradient },
	"velocity":   func(s numeric.Step) any { return s.Velocity },
	"weights":    func(s numeric.Step) any { return s.Weights },
}

// Trace asserts that the steps of an optimizer are exactly those of a table in
// Markdown: a row for each step, and columns with the heads step, point,
// prediction, losses, gradient, velocity or weights, any of them in any order.
//
//	| step | gradient | velocity | weights |
//	| ---- | -------- | -------- | ------- |
//	| 1    | [0, -5]  | [0, 1]   | [1, 1]  |
func Trace(t TestingT, table string, steps []numeric.Step, msgAndArgs ...any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	heads, rows, err := readTable(table)
	if err != nil {
		return assert.Fail(t, "No table: "+err.Error(), msgAndArgs...)
	}
	got := make([][]any, len(steps))
	for i, s := range steps {
		for _, head := range heads {
			column, ok := columns[strings.ToLower(head)]
			if !ok {
				return assert.Fail(t, fmt.Sprintf("No table of a trace: a column %q; it may have step, point, prediction, losses, gradient, velocity and weights", head), msgAndArgs...)
			}
			got[i] = append(got[i], column(s))
		}
	}
	return sameTable(t, heads, rows, got, msgAndArgs)
}

// Table asserts that rows of values are exactly those of a table in Markdown, for
// traces that are not of package numeric. The head of the table names the columns.
func Table(t TestingT, table string, got [][]any, msgAndArgs ...any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	heads, rows, err := readTable(table)
	if err != nil {
		return assert.Fail(t, "No table: "+err.Error(), msgAndArgs...)
	}
	return sameTable(t, heads, rows, got, msgAndArgs)
}

// readTable reads a table in Markdown.
func readTable(table string) (heads []string, rows [][]string, err error) {
	for line := range strings.Lines(table) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		inner, ok := strings.CutPrefix(line, "|")
		if !ok {
			return nil, nil, fmt.Errorf("%q does not begin with |", line)
		}
		inner = strings.TrimSuffix(inner, "|")
		if strings.Trim(inner, "-:| ") == "" {
			continue // the rule below the heads
		}
		var cells []string
		for cell := range strings.SplitSeq(inner, "|") {
			cells = append(cells, strings.Trim(strings.TrimSpace(cell), "$"))
		}
		if heads == nil {
			heads = cells
			continue
		}
		if len(cells) != len(heads) {
			return nil, nil, fmt.Errorf("%q has %d cells, and the head has %d", line, len(cells), len(heads))
		}
		rows = append(rows, cells)
	}
	if heads == nil {
		return nil, nil, fmt.Errorf("it has no head")
	}
	return heads, rows, nil
}

// sameTable compares cell by cell and tells every difference, the first few in full.
func sameTable(t TestingT, heads []string, want [][]string, got [][]any, msgAndArgs []any) bool {
	var wrong []string
	if len(want) != len(got) {
		wrong = append(wrong, fmt.Sprintf("the table has %s, the trace %s", counted(len(want), "row"), counted(len(got), "row")))
	}
	for i := range min(len(want), len(got)) {
		if len(got[i]) != len(heads) {
			wrong = append(wrong, fmt.Sprintf("row %d: %s, and the table has %s", i+1, counted(len(got[i]), "value"), counted(len(heads), "column")))
			continue
		}
		for j, head := range heads {
			text, err := literal(got[i][j])
			if err != nil {
				wrong = append(wrong, fmt.Sprintf("row %d, %s: %v", i+1, head, err))
				continue
			}
			c, err := compare(want[i][j], text)
			if err != nil {
				wrong = append(wrong, fmt.Sprintf("row %d, %s: %v", i+1, head, err))
				continue
			}
			if c.Verdict != proofs.Proved {
				wrong = append(wrong, fmt.Sprintf("row %d, %s:%s", i+1, head, describe(c, "expected", want[i][j], "actual", text)))
			}
		}
	}
	const shown = 5
	switch n := len(wrong); {
	case n == 0:
		return true
	case n > shown:
		wrong = append(wrong[:shown], fmt.Sprintf("and %s more", counted(n-shown, "difference")))
	}
	return assert.Fail(t, "The trace is not the table:\n"+strings.Join(wrong, "\n"), msgAndArgs...)
}

// counted is "1 row", "2 rows".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
