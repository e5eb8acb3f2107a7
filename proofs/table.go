package proofs

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// datumInTable is a name with the value that a table gives it.
type datumInTable struct{ name, value syntax.Node }

// cell is one cell of a table. Its node is nil where it holds words or nothing.
type cell struct {
	text string
	span syntax.Span
	node syntax.Node
}

// takeTables gives the names in the tables of the Given part their values. A table has a
// column for each name with its index (`x_i`), or a row for each, or it lists
// parameters: a name and a number in each row. Other tables give nothing.
func (s *sheet) takeTables(part []part) {
	var all [][][]cell
	switch {
	case s.document.Format == syntax.Markdown && strings.Contains(s.document.Source, "|"):
		all = tables(s.document)
	case s.document.Format == syntax.LaTeX && strings.Contains(s.document.Source, `\begin{tabular`):
		all = tabulars(s.document)
	}
	for _, rows := range append(all, arrays(s.document)...) {
		at := rows[0][0].span.Start
		in := givenPart
		for i, b := range s.document.Blocks {
			if b.At.Start <= at {
				in = part[i]
			}
		}
		if in == givenPart {
			s.takeTable(rows[0], rows[1:])
		}
	}
}

// takeTable reads one table by its heading.
func (s *sheet) takeTable(heading []cell, rows [][]cell) {
	across := len(heading) > 1
	for _, c := range heading[1:] {
		_, whole := wholeIn(c)
		across = across && whole
	}
	named := 0
	for _, c := range heading {
		if _, ok := nameIn(c); ok {
			named++
		}
	}
	switch {
	case across:
		for _, row := range rows {
			for i := 1; i < min(len(row), len(heading)); i++ {
				at, _ := wholeIn(heading[i])
				s.takeElement(row[0], at, row[i])
			}
		}
	case named > 0:
		s.takeColumns(heading, rows)
	default:
		for _, row := range rows {
			s.takeParameter(row)
		}
	}
}

// takeColumns reads a table with a column for each name. The first column may number
// the rows; else they count from 1. The one row of a table without such a column
// gives the names themselves their values.
func (s *sheet) takeColumns(heading []cell, rows [][]cell) {
	numbered := true
	for _, row := range rows {
		_, whole := wholeIn(row[0])
		numbered = numbered && whole
	}
	if id, ok := nameIn(heading[0]); ok && (id.sub != nil || id.sup != nil) {
		numbered = false // x_i with whole numbers
	}
	for k, row := range rows {
		at, first := int64(k+1), 0
		if numbered {
			at, _ = wholeIn(row[0])
			first = 1
		}
		for i := first; i < min(len(row), len(heading)); i++ {
			if !numbered && len(rows) == 1 {
				s.takeValue(heading[i].node, row[i])
			} else {
				s.takeElement(heading[i], at, row[i])
			}
		}
	}
}

// takeParameter reads a row with one name and one value.
func (s *sheet) takeParameter(row []cell) {
	var name, value []cell
	for _, c := range row {
		if _, ok := nameIn(c); ok {
			name = append(name, c)
		} else if c.node != nil && closed(c.node) {
			value = append(value, c)
		}
	}
	if len(name) == 1 && len(value) == 1 {
		s.takeValue(name[0].node, value[0])
	}
}

// takeElement gives an element of a family its value: x_3 by `x_i` or `x`. A name with a
// fixed index is no family.
func (s *sheet) takeElement(family cell, at int64, c cell) {
	id, ok := nameIn(family)
	if !ok {
		return
	}
	if id.sub == nil && id.sup == nil {
		s.takeValue(&syntax.Script{At: family.span, Base: family.node, Sub: numberNode(at)}, c)
		return
	}
	for _, place := range []syntax.Node{id.sup, id.sub} {
		if g, ok := place.(*syntax.Group); ok {
			place = g.Inner
		}
		if letter, ok := place.(*syntax.Symbol); ok && len(letter.Name) == 1 {
			s.takeValue(s.checker.evaluator(true).withIndex(letter.Name, at).withNumbers(family.node, letter.Name), c)
			return
		}
	}
}

// takeValue binds a name that has no value yet.
func (s *sheet) takeValue(name syntax.Node, c cell) {
	id, ok := identify(name)
	if !ok || c.node == nil || !closed(c.node) {
		return
	}
	settled := s.checker.evaluator(true).settle(id)
	if s.checker.env.find(settled.key()) != nil {
		return
	}
	o := s.checker.outcome(c.node, true)
	if o.failed != nil {
		return
	}
	v := o.cases[0].value
	s.checker.env.bind(&binding{
		name: settled, definition: c.node, link: -1, claimed: v, correct: v, hasClaimed: true, hasCorrect: true,
	})
	s.tabled = append(s.tabled, datumInTable{name, c.node})
}

// nameIn gives the name that a cell holds. An index letter alone is one too.
func nameIn(c cell) (identifier, bool) {
	if c.node == nil {
		return identifier{}, false
	}
	return identify(c.node)
}

// wholeIn gives the whole number that a cell holds.
func wholeIn(c cell) (int64, bool) {
	if c.node == nil {
		return 0, false
	}
	k, ok := smallInteger(c.node)
	return int64(k), ok
}

// tables lists the tables of a Markdown document: lines with bars, the second one of
// dashes. That one is left out.
func tables(d *syntax.Document) [][][]cell {
	var all [][][]cell
	var rows [][]cell
	ruled := false
	finish := func() {
		if ruled && len(rows) > 1 {
			all = append(all, rows)
		}
		rows, ruled = nil, false
	}
	formulas := formulasByStart(d)
	at := 0
	for line := range strings.Lines(d.Source) {
		trimmed := strings.TrimSpace(line)
		switch {
		case !strings.Contains(trimmed, "|"):
			finish()
		case tableRule.MatchString(trimmed):
			ruled = ruled || len(rows) == 1
		default:
			if len(rows) == 1 && !ruled {
				finish() // prose with a bar
			}
			from := strings.IndexByte(line, '|') + 1
			if trimmed[0] != '|' {
				from = 0
			}
			rows = append(rows, cells(formulas, line, at, from))
		}
		at += len(line)
	}
	finish()
	return all
}

// tableRule is the line below the heading of a table.
var tableRule = regexp.MustCompile(`^[-:| \t]*-[-:| \t]*$`)

// cells cuts a line that begins at an offset into its cells, the first of which begins
// at from.
func cells(formulas map[int]*syntax.Formula, line string, offset, from int) []cell {
	var all []cell
	end := len(strings.TrimRight(line, " \t\r\n"))
	inFormula := false
	for i := from; i <= end; i++ {
		if i < end && line[i] == '\\' {
			i++
			continue
		}
		if i < end && line[i] == '$' {
			inFormula = !inFormula
		}
		if from == end && len(all) > 0 {
			break // behind the last bar
		}
		if i < end && (line[i] != '|' || inFormula) {
			continue
		}
		text := line[from:i]
		start := offset + from + len(text) - len(strings.TrimLeft(text, " \t"))
		text = strings.TrimSpace(text)
		c := cell{text: text, span: syntax.Span{Start: start, End: start + len(text)}}
		c.node = nodeIn(formulas, c)
		all = append(all, c)
		from = i + 1
	}
	return all
}

// plainName is a name in a cell without dollars: x, g_t.
var plainName = regexp.MustCompile(`^([A-Za-z])(?:_([A-Za-z]|[0-9]{1,3}))?$`)

// labelOfName are words before a name in a cell.
var labelOfName = regexp.MustCompile(`^[A-Za-z][A-Za-z ,-]*[ (]$`)

// plainNumber is a number in a cell without dollars.
var plainNumber = regexp.MustCompile(`^([-−]?)([0-9]+(?:\.[0-9]+)?)$`)

// nodeIn reads a cell that is one formula or one number.
func nodeIn(formulas map[int]*syntax.Formula, c cell) syntax.Node {
	if f := formulas[c.span.Start]; f != nil && f.At.End == c.span.End && f.Unread == nil && len(f.Rows) == 1 && len(f.Rows[0].Clauses) == 1 {
		if r := f.Rows[0].Clauses[0].Chain; r != nil && len(r.Operators) == 0 {
			return r.Members[0]
		}
		return nil
	}
	if before, rest, ok := strings.Cut(c.text, "$"); ok && labelOfName.MatchString(before) && strings.Count(rest, "$") == 1 && strings.HasSuffix(rest, "$") {
		// "learning rate $\eta$"
		named := cell{text: c.text[len(before):], span: syntax.Span{Start: c.span.Start + len(before), End: c.span.End}}
		if node := nodeIn(formulas, named); node != nil {
			if _, ok := identify(node); ok {
				return node
			}
		}
		return nil
	}
	if m := plainName.FindStringSubmatch(c.text); m != nil {
		var name syntax.Node = &syntax.Symbol{At: c.span, Name: m[1]}
		if k, err := strconv.ParseInt(m[2], 10, 64); err == nil {
			name = &syntax.Script{At: c.span, Base: name, Sub: numberNode(k)}
		} else if m[2] != "" {
			name = &syntax.Script{At: c.span, Base: name, Sub: &syntax.Symbol{At: c.span, Name: m[2]}}
		}
		return name
	}
	m := plainNumber.FindStringSubmatch(c.text)
	if m == nil {
		return nil
	}
	number := &syntax.Number{At: syntax.Span{Start: c.span.End - len(m[2]), End: c.span.End}, Text: m[2], Written: m[2]}
	if m[1] == "" {
		return number
	}
	return &syntax.Sum{At: c.span, Terms: []syntax.Term{{Sign: "-", Value: number}}}
}
