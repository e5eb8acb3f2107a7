// Package docs_test runs what the pages of this folder say.
package docs_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
	"github.com/hence-math/hence/proofs/syntax"
)

// row is one row of a table in a page.
type row struct {
	line    int
	section string            // the heading above it
	format  string            // what the comment above the table says, or markdown
	cells   map[string]string // by the words of the head of their column
}

var formatComment = regexp.MustCompile(`^<!-- format: (\w+) -->$`)

// readTables lists the rows of all tables of a page.
func readTables(t *testing.T, name string) []row {
	t.Helper()
	page, err := os.ReadFile(name)
	require.NoError(t, err)
	var rows []row
	var columns []string
	section, format, number := "", "markdown", 0
	for line := range strings.Lines(string(page)) {
		number++
		line = strings.TrimSpace(line)
		comment := formatComment.FindStringSubmatch(line)
		switch {
		case strings.HasPrefix(line, "#"):
			section, format = strings.TrimSpace(strings.TrimLeft(line, "#")), "markdown"
		case comment != nil:
			format = comment[1]
		case !strings.HasPrefix(line, "|"):
			columns = nil
		case columns == nil:
			columns = cells(line)
		case strings.HasPrefix(line, "| ---"):
		default:
			r := row{line: number, section: section, format: format, cells: map[string]string{}}
			values := cells(line)
			require.Len(t, values, len(columns), "%s:%d", name, number)
			for i, column := range columns {
				r.cells[column] = values[i]
			}
			rows = append(rows, r)
		}
	}
	return rows
}

// cells cuts a line of a table at the bars that no backslash precedes.
func cells(line string) []string {
	const bar = "\x00"
	line = strings.Trim(strings.ReplaceAll(line, `\|`, bar), "|")
	all := strings.Split(line, "|")
	for i, cell := range all {
		all[i] = strings.TrimSpace(strings.ReplaceAll(cell, bar, "|"))
	}
	return all
}

// spans lists the pieces of code in a cell, with ends of lines for ↵.
func spans(cell string) []string {
	var all []string
	for {
		start := strings.IndexByte(cell, '`')
		if start < 0 {
			return all
		}
		cell = cell[start:]
		fence := cell[:len(cell)-len(strings.TrimLeft(cell, "`"))]
		code, rest, closed := strings.Cut(cell[len(fence):], fence)
		if !closed {
			return all
		}
		if len(fence) > 1 {
			code = strings.TrimSpace(code)
		}
		all, cell = append(all, strings.ReplaceAll(code, "↵", "\n")), rest
	}
}

var endings = map[string]string{"markdown": ".md", "latex": ".tex", "text": ".txt"}

// check checks an example.
func check(t *testing.T, text, format string, options proofs.Options) *proofs.Report {
	t.Helper()
	options.Limits = proofs.DefaultLimits()
	r, err := proofs.Check(context.Background(), proofs.Source{Name: "example" + endings[format], Text: text}, options)
	require.NoError(t, err)
	return r
}

// verdicts lists the verdicts of a report, each unknown with its reason.
func verdicts(r *proofs.Report) string {
	var all []string
	for _, l := range r.Links {
		s := string(l.Verdict)
		if l.Reason != "" {
			s += fmt.Sprintf(" (%s)", l.Reason)
		}
		all = append(all, s)
	}
	return strings.Join(all, ", ")
}

// whole are the pieces of code that are documents of their own; others are formulas.
var whole = regexp.MustCompile(`\$|\\\(|\\\[|\\begin\{(align|equation)\}`)

// TestTrusted checks the examples of trusted.md.
func TestTrusted(t *testing.T) {
	for _, r := range readTables(t, "trusted.md") {
		for _, example := range spans(r.cells["example"]) {
			require.Equal(t, r.cells["verdicts"], verdicts(check(t, example, r.format, proofs.Options{})), example)
		}
	}
}

// TestNotation reads what each row of notation.md shows, prints it back, and
// checks its example.
func TestNotation(t *testing.T) {
	for _, r := range readTables(t, "notation.md") {
		if r.section == "Answers of a sheet" {
			continue // TestAnswers
		}
		t.Run(fmt.Sprintf("line %d", r.line), func(t *testing.T) {
			for _, code := range spans(r.cells["write"]) {
				if strings.Contains(code, "hence:") || code == `\newcommand` || code == `\section` {
					continue // shown by the example only
				}
				text := code
				if r.format != "text" && (!whole.MatchString(text) || strings.Contains(text, `\$`)) {
					text = "$$" + text + "$$"
				}
				d, err := syntax.Read("example"+endings[r.format], text, syntax.FormatOf("example"+endings[r.format]), syntax.DefaultLimits())
				require.NoError(t, err)
				formulas := 0
				for _, b := range d.Blocks {
					if b.Formula != nil {
						formulas++
						if !strings.Contains(r.cells["verdicts"], string(proofs.Unread)) {
							require.Nil(t, b.Formula.Unread, code)
							require.True(t, syntax.Faithful(d, b.Formula), "%s is not printed back", code)
						}
					}
				}
				require.Positive(t, formulas, code)
			}
			examples := spans(r.cells["example"])
			require.Len(t, examples, 1)
			require.Equal(t, r.cells["verdicts"], verdicts(check(t, examples[0], r.format, proofs.Options{})), examples[0])
		})
	}
}

// TestAnswers recomputes the answers of the sheets in notation.md.
func TestAnswers(t *testing.T) {
	sheets := 0
	for _, r := range readTables(t, "notation.md") {
		if r.section != "Answers of a sheet" {
			continue
		}
		sheets++
		text := spans(r.cells["sheet"])
		require.Len(t, text, 1)
		result, err := proofs.Test(context.Background(), proofs.Source{Name: "sheet.md", Text: text[0]}, proofs.DefaultLimits())
		require.NoError(t, err)
		var all []string
		for _, a := range result.Answers {
			s := string(a.Verdict)
			if a.Reason != "" {
				s += fmt.Sprintf(" (%s)", a.Reason)
			}
			all = append(all, s)
		}
		require.Equal(t, r.cells["answers"], strings.Join(all, ", "), text[0])
	}
	require.Greater(t, sheets, 10)
}

// TestInside wants every file that inside.md names to exist.
func TestInside(t *testing.T) {
	page, err := os.ReadFile("inside.md")
	require.NoError(t, err)
	named := 0
	for _, name := range spans(string(page)) {
		if !regexp.MustCompile(`\.(go|md|txt)$`).MatchString(name) {
			continue
		}
		named++
		found := false
		for _, folder := range []string{"..", "../proofs", "../proofs/syntax"} {
			_, err := os.Stat(filepath.Join(folder, name))
			found = found || err == nil
		}
		require.True(t, found, name)
	}
	require.Greater(t, named, 50)
}
