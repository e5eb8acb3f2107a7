package syntax

import (
	"errors"
	"path/filepath"
	"sort"
	"strings"
	"unicode/utf8"
)

// FormatOf tells by the extension of its name how a document is written.
// Without a known extension it is Markdown.
func FormatOf(name string) Format {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".tex", ".latex", ".ltx":
		return LaTeX
	case ".txt", ".text":
		return Plain
	}
	return Markdown
}

// Read reads a document. It fails with an *Error only for what cannot be one:
// too large, not UTF-8, or binary. A formula that cannot be read is no failure:
// it stands in the document with its Unread error.
func Read(name, source string, format Format, limits Limits) (*Document, error) {
	if limits.Bytes > 0 && len(source) > limits.Bytes {
		return nil, tooMuch(Span{limits.Bytes, len(source)}, "the document is too large; split it")
	}
	if at := strings.IndexByte(source, 0); at >= 0 {
		return nil, unread(Span{at, at + 1}, "this is no text: it holds a zero byte")
	}
	if !utf8.ValidString(source) {
		at := invalidUTF8(source)
		return nil, unread(Span{at, at + 1}, "this is not UTF-8 text; save it as UTF-8")
	}
	d := &Document{Name: name, Source: source, Format: format, limits: limits, macros: &macroTable{}}
	d.comma, d.macros.plainComma = decimalComma(source)
	d.macros.decimalComma = d.comma.End > 0
	sc := newScanner(d)
	switch format {
	case LaTeX:
		sc.latex()
	case Plain:
		sc.plain()
	default:
		sc.markdown()
	}
	d.Blocks = sc.blocks
	d.masked = string(sc.text)
	left := limits.Nodes
	for i := range d.Blocks {
		if f := d.Blocks[i].Formula; f != nil {
			left -= d.parse(f, left)
		}
	}
	return d, nil
}

// ReadFile reads a document that may be put together from several parts: a
// notebook, whose name ends in .ipynb, from its Markdown cells, and a LaTeX
// document from the files it reads in, which open reads; a nil open reads none.
// The offsets of the document count in what was put together, and its Origin
// leads back. Errors are those of [Read], with offsets in the source.
func ReadFile(name, source string, open Opener, limits Limits) (*Document, error) {
	if limits.Bytes > 0 && len(source) > limits.Bytes {
		return nil, tooMuch(Span{limits.Bytes, len(source)}, "the document is too large; split it")
	}
	format := FormatOf(name)
	text := source
	var origin *Origin
	var missing []Error
	switch {
	case strings.EqualFold(filepath.Ext(name), ".ipynb"):
		var err *Error
		if text, origin, err = notebook(name, source); err != nil {
			return nil, err
		}
	case format == LaTeX:
		text, origin, missing = inputs(name, source, open, limits)
	}
	d, err := Read(name, text, format, limits)
	var e *Error
	if errors.As(err, &e) && origin != nil {
		_, at := origin.Of(e.At.Start)
		return nil, &Error{At: Span{at, at}, Code: e.Code, Says: e.Says}
	}
	if err != nil {
		return nil, err
	}
	d.Origin, d.Missing = origin, missing
	return d, nil
}

// DecimalComma gives the place of the first decimal that is written with a comma, where the document writes them so: as
// `0{,}5`, then every comma in braces between digits is one; or as `0,5`, then every comma directly between digits is.
func (d *Document) DecimalComma() (at Span, ok bool) { return d.comma, d.macros.decimalComma }

// invalidUTF8 is the offset of the first byte that is not UTF-8.
func invalidUTF8(source string) int {
	for at := 0; at < len(source); {
		r, size := utf8.DecodeRuneInString(source[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return len(source)
}

// ParseFormula reads a lone formula without delimiters, as if it were
// displayed. Its spans count in text.
func ParseFormula(text string) *Formula {
	d := &Document{Source: text, Format: LaTeX, limits: DefaultLimits(), masked: text}
	f := &Formula{At: Span{0, len(text)}, Inner: Span{0, len(text)}, Display: true}
	d.parse(f, d.limits.Nodes)
	return f
}

// ParseFormula reads a lone formula as [ParseFormula] does, with the macros and the
// decimal comma of the document.
func (d *Document) ParseFormula(text string) *Formula {
	alone := &Document{Source: text, Format: d.Format, limits: d.limits, masked: text, macros: d.macros}
	f := &Formula{At: Span{0, len(text)}, Inner: Span{0, len(text)}, Display: true}
	alone.parse(f, d.limits.Nodes)
	return f
}

// Text is the source text of a span.
func (d *Document) Text(s Span) string {
	start, end := max(0, min(s.Start, len(d.Source))), max(0, min(s.End, len(d.Source)))
	if start >= end {
		return ""
	}
	return d.Source[start:end]
}

// Position gives the line and column of a byte offset, both from 1; the column
// counts characters.
func (d *Document) Position(offset int) (line, column int) {
	offset = max(0, min(offset, len(d.Source)))
	d.findLines.Do(func() {
		d.lines = append(d.lines, 0)
		for i := 0; i < len(d.Source); i++ {
			if d.Source[i] == '\n' {
				d.lines = append(d.lines, i+1)
			}
		}
	})
	line = sort.SearchInts(d.lines, offset+1)
	return line, utf8.RuneCountInString(d.Source[d.lines[line-1]:offset]) + 1
}

// prepare brings the tokens of a formula into rows and statements.
func (d *Document) prepare(f *Formula) ([]token, []line, *Error) {
	tokens, _, err := d.tokens(f, d.limits.Nodes)
	if err != nil {
		return tokens, nil, err
	}
	return d.layOut(tokens, f)
}

// tokens cuts a formula into tokens, macros expanded. It gives also how many
// were cut.
func (d *Document) tokens(f *Formula, most int) ([]token, int, *Error) {
	tokens, full := lex(d.masked, f.Inner, d.Format == Plain || f.prose, d.macros, most)
	count := len(tokens)
	if full {
		return tokens, count, tooMuch(f.At, "the formulas of this document are too long; split it")
	}
	expanded, err := expand(tokens, d.macros, d.limits, most)
	if err != nil {
		return tokens, count, err
	}
	return expanded, max(count, len(expanded)), nil
}

// layOut normalizes tokens and brings them into rows and statements.
func (d *Document) layOut(tokens []token, f *Formula) ([]token, []line, *Error) {
	tokens, err := normalize(tokens, d.limits, d.Format == Plain || f.prose)
	if err != nil {
		return tokens, nil, err
	}
	return layOut(tokens, f.Display, d.limits)
}

// parse reads a formula and gives how many tokens it has; most is how many it
// may have.
func (d *Document) parse(f *Formula, most int) int {
	tokens, count, err := d.tokens(f, most)
	if err == nil {
		err = d.build(f, tokens)
	}
	if err != nil {
		f.Rows = nil
		f.Unread = err
		tokens, _, _ = d.tokens(f, most)
		f.Signs = signsOf(tokens)
	}
	return count
}

// signsOf gives the relation signs that stand outside braces.
func signsOf(tokens []token) []Operator {
	var found []Operator
	depth := 0
	for i := range tokens {
		t := &tokens[i]
		switch t.kind {
		case tOpen:
			depth++
		case tClose:
			depth--
		case tRelation:
			if depth == 0 {
				found = append(found, Operator{At: t.at, Name: t.text})
			}
		}
	}
	return found
}

// build parses the statements of a formula into f.Rows.
func (d *Document) build(f *Formula, tokens []token) *Error {
	tokens, lines, err := d.layOut(tokens, f)
	if err != nil {
		return err
	}
	lines = withStatements(lines)
	for k := range lines {
		l := &lines[k]
		row := Row{Tag: l.tag}
		for c := range l.statements {
			clause, err := d.clause(f, tokens, &l.statements[c])
			if err != nil {
				return err
			}
			if c == 0 {
				row.At = clause.At
			}
			row.At = join(row.At, clause.At)
			row.Clauses = append(row.Clauses, clause)
		}
		f.Rows = append(f.Rows, row)
	}
	return nil
}

// withStatements drops the rows that have none; their labels go to the row
// before.
func withStatements(lines []line) []line {
	kept := lines[:0:0]
	for _, l := range lines {
		if len(l.statements) > 0 {
			kept = append(kept, l)
		} else if last := len(kept); l.tag != "" && last > 0 && kept[last-1].tag == "" {
			kept[last-1].tag = l.tag
		}
	}
	return kept
}

// clause parses one statement and makes sure that it prints back.
func (d *Document) clause(f *Formula, tokens []token, s *statement) (Clause, *Error) {
	c := Clause{Lead: strings.Join(s.lead, " "), Trail: strings.Join(s.trail, " ")}
	p := &parser{src: d.masked, tokens: tokens, limits: d.limits}
	if s.from >= s.to { // nothing but words
		c.At = f.Inner
		var words Node = &Text{At: f.Inner, Command: "text", Content: c.Lead}
		if strings.HasPrefix(c.Lead, `\`) && isWord(c.Lead[1:]) {
			words = &Symbol{At: f.Inner, Name: c.Lead}
		}
		c.Chain = &Relation{At: f.Inner, Members: []Node{words}}
		return c, nil
	}
	c.At = join(tokens[s.from].at, tokens[s.to-1].at)
	n := p.statement(s.from, s.to)
	if p.err == nil && s.modFrom < s.mod {
		c.Modulus = p.inner(s.modFrom, s.mod)
	}
	if p.err != nil {
		return c, p.err
	}
	if d.macros.used() {
		cover(n)
		if c.Modulus != nil {
			cover(c.Modulus)
		}
	}
	chain, ok := n.(*Relation)
	if !ok {
		chain = &Relation{At: n.Span(), Members: []Node{n}}
	}
	c.Chain = chain
	c.At = join(c.At, chain.At)
	if c.Modulus != nil {
		c.At = join(c.At, c.Modulus.Span())
	}
	if !d.printsBack(f, tokens, s.from, s.to, n) || c.Modulus != nil && !d.printsBack(f, tokens, s.modFrom, s.mod, c.Modulus) {
		return c, unread(c.At, "cannot print back what was understood")
	}
	return c, nil
}

// statement parses the tokens of one statement.
func (p *parser) statement(from, to int) Node {
	return p.within(from, to, func() Node {
		if to == from+1 {
			return p.scope(false)
		}
		separators := 0
		for i := from; i < to; i++ {
			if p.tokens[i].kind == tComma && p.tokens[i].text == ";" {
				separators++
			}
			if p.tokens[i].kind == tInfix {
				return p.scope(false)
			}
			if p.tokens[i].partner > int32(i) {
				i = int(p.tokens[i].partner)
			}
		}
		if separators > 0 {
			return p.scope(false)
		}
		return p.chain(true, true)
	})
}
