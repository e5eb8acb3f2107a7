package syntax

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// scanCase is a document and its blocks: the paragraph, the kind (h with its
// level, p for prose, b for bold, $ for a formula in the text, d for a displayed
// one), a star for an item of a list, and the text.
type scanCase struct {
	name   string
	format Format
	source string
	blocks string
}

// scanFile holds the cases: `== name`, the format, the document, `--`, the blocks.
const scanFile = "testdata/scan.txt"

func readScanCases(t testing.TB) []scanCase {
	data, err := os.ReadFile(scanFile)
	require.NoError(t, err)
	var cases []scanCase
	for k, part := range strings.Split(string(data), "\n== ") {
		if k == 0 {
			continue // what the file says of itself
		}
		head, rest, _ := strings.Cut(part, "\n")
		name, format, _ := strings.Cut(head, ": ")
		source, blocks, _ := strings.Cut(rest, "\n--\n")
		formats := map[string]Format{"markdown": Markdown, "latex": LaTeX, "plain": Plain}
		known, ok := formats[format]
		require.True(t, ok, "the format of %s", name)
		cases = append(cases, scanCase{name, known, source, strings.TrimRight(blocks, "\n")})
	}
	return cases
}

// dumpBlocks writes the blocks of a document.
func dumpBlocks(d *Document) string {
	var lines []string
	for _, b := range d.Blocks {
		kind, text := "p", b.Text
		switch {
		case b.Kind == Heading:
			kind = fmt.Sprintf("h%d", b.Level)
		case b.Formula != nil && b.Formula.Display:
			kind, text = "d", d.Text(b.Formula.Inner)
		case b.Formula != nil:
			kind, text = "$", d.Text(b.Formula.Inner)
		case b.Bold:
			kind = "b"
		}
		if b.Formula != nil && b.Formula.Environment != "" {
			text = b.Formula.Environment + ": " + text
		}
		if b.Formula != nil && b.Formula.Unread != nil {
			text += "  (unread: " + b.Formula.Unread.Says + ")"
		}
		if b.Item {
			kind = "*" + kind
		}
		lines = append(lines, fmt.Sprintf("%d %s %s", b.Paragraph, kind, strings.ReplaceAll(strings.TrimSpace(text), "\n", "⏎")))
	}
	return strings.Join(lines, "\n")
}

// TestScan reads the documents of the table. HENCE_UPDATE rewrites it.
func TestScan(t *testing.T) {
	data, err := os.ReadFile(scanFile)
	require.NoError(t, err)
	intro, _, _ := strings.Cut(string(data), "\n== ")
	rewritten := intro + "\n"
	names := map[Format]string{Markdown: "markdown", LaTeX: "latex", Plain: "plain"}
	for _, c := range readScanCases(t) {
		d, err := Read(c.name, c.source, c.format, DefaultLimits())
		require.NoError(t, err, c.name)
		got := dumpBlocks(d)
		rewritten += "== " + c.name + ": " + names[c.format] + "\n" + c.source + "\n--\n" + got + "\n\n"
		if os.Getenv("HENCE_UPDATE") == "" {
			assert.Equal(t, c.blocks, got, c.name)
			assert.NoError(t, checkDocument(d), c.name)
		}
	}
	if os.Getenv("HENCE_UPDATE") != "" {
		require.NoError(t, os.WriteFile(scanFile, []byte(strings.TrimRight(rewritten, "\n")+"\n"), 0o644))
	}
}
