package proofs

import (
	"regexp"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// formulasByStart finds formulas by where they begin.
func formulasByStart(d *syntax.Document) map[int]*syntax.Formula {
	formulas := map[int]*syntax.Formula{}
	for _, b := range d.Blocks {
		if b.Formula != nil {
			formulas[b.Formula.At.Start] = b.Formula
		}
	}
	return formulas
}

var (
	tabularBegin = regexp.MustCompile(`\\begin\{tabular[a-z]*\*?\}(?:\[[a-z]*\])?(?:\{[^{}]*\})*`)
	tabularEnd   = regexp.MustCompile(`\\end\{tabular`)
	tabularRule  = regexp.MustCompile(`^\s*\\(?:hline|toprule|midrule|bottomrule|cline\{[^{}]*\}|cmidrule(?:\([a-z]*\))?\{[^{}]*\})`)
)

// tabulars lists the tables of a LaTeX document, without rules.
func tabulars(d *syntax.Document) [][][]cell {
	var all [][][]cell
	formulas := formulasByStart(d)
	text := d.Source
	for at := 0; ; {
		begin := tabularBegin.FindStringIndex(text[at:])
		if begin == nil {
			return all
		}
		from := at + begin[1]
		end := tabularEnd.FindStringIndex(text[from:])
		if end == nil {
			return all
		}
		if rows := tabularRows(formulas, text[from:from+end[0]], from); len(rows) > 1 {
			all = append(all, rows)
		}
		at = from + end[1]
	}
}

// tabularRows cuts the inside of a table that begins at an offset into its rows.
func tabularRows(formulas map[int]*syntax.Formula, text string, offset int) [][]cell {
	var rows [][]cell
	var row []cell
	from, inFormula := 0, false
	take := func(to int) {
		for {
			rule := tabularRule.FindString(text[from:to])
			if rule == "" {
				break
			}
			from += len(rule)
		}
		part := text[from:to]
		start := offset + from + len(part) - len(strings.TrimLeft(part, " \t\r\n"))
		part = strings.TrimSpace(part)
		c := cell{text: part, span: syntax.Span{Start: start, End: start + len(part)}}
		c.node = nodeIn(formulas, c)
		row = append(row, c)
	}
	finish := func() {
		if len(row) > 1 || len(row) == 1 && row[0].text != "" {
			rows = append(rows, row)
		}
		row = nil
	}
	for i := 0; i < len(text); i++ {
		switch {
		case strings.HasPrefix(text[i:], `\\`):
			take(i)
			finish()
			i++
			from = i + 1
			if strings.HasPrefix(text[from:], "[") {
				if to := strings.IndexByte(text[from:], ']'); to > 0 {
					from += to + 1
				}
			}
			i = from - 1
		case text[i] == '\\':
			i++
		case text[i] == '$':
			inFormula = !inFormula
		case text[i] == '&' && !inFormula:
			take(i)
			from = i + 1
		}
	}
	take(len(text))
	finish()
	return rows
}

// arrays lists the tables that are formulas: an array that stands alone and whose first
// row or first column bears names.
func arrays(d *syntax.Document) [][][]cell {
	var all [][][]cell
	for _, b := range d.Blocks {
		if b.Formula == nil || b.Formula.Unread != nil || len(b.Formula.Rows) != 1 || len(b.Formula.Rows[0].Clauses) != 1 {
			continue
		}
		r := b.Formula.Rows[0].Clauses[0].Chain
		if r == nil || len(r.Operators) > 0 {
			continue
		}
		m, ok := r.Members[0].(*syntax.Matrix)
		if !ok || m.Environment != "array" && m.Environment != "tabular" || len(m.Rows) < 2 {
			continue
		}
		rows := make([][]cell, len(m.Rows))
		for i, entries := range m.Rows {
			for _, entry := range entries {
				c := cell{node: entry}
				if entry != nil {
					c.span = entry.Span()
					c.text = d.Text(c.span)
				} else {
					c.span = m.At
				}
				rows[i] = append(rows[i], c)
			}
		}
		if len(rows[0]) > 1 {
			all = append(all, rows)
		}
	}
	return all
}
