package syntax

// group parses brackets and what is inside: an expression, a list, or a row
// whose entries are parted by gaps.
func (p *parser) group(t *token) Node {
	from, shut := p.i+1, int(t.partner)
	p.i = shut + 1
	at := join(t.at, p.tokens[shut].at)
	if from == shut {
		return &Group{At: at, Open: t.text, Close: p.tokens[shut].text}
	}
	if (t.text == "[" && p.tokens[shut].text == "]") || (t.text == "(" && p.tokens[shut].text == ")") {
		if starts := p.entries(from, shut, t.text); len(starts) > 1 {
			m := &Matrix{At: at, Environment: t.text, Rows: [][]Node{p.row(starts, shut)}}
			return m
		}
	}
	inner := p.bracketed(from, shut)
	if p.err != nil {
		return nil
	}
	return &Group{At: at, Open: t.text, Close: p.tokens[shut].text, Inner: inner}
}

// row parses the entries that begin at starts.
func (p *parser) row(starts []int, end int) []Node {
	row := make([]Node, 0, len(starts))
	for k, from := range starts {
		to := end
		if k+1 < len(starts) {
			to = starts[k+1]
		}
		row = append(row, p.inner(from, to))
	}
	return row
}

// entries finds where the entries of a row begin that are parted by gaps only:
// between brackets, or in a matrix without alignment marks, for which open is
// empty. It gives nothing where the gaps part nothing.
//
// A new entry begins behind a gap where an operand ends and another begins,
// or a sign with no space behind it. A wide gap or `\ ` parts any entries.
// Plain and thin spaces part numbers only, for numbers side by side are never
// a product; and in parentheses they leave `(2 -1)` a difference.
func (p *parser) entries(from, to int, open string) []int {
	var wide, narrow []int
	plain := true // every entry is a number with or without a sign
	begin := true // an entry begins here
	for i := from; i < to; i++ {
		t := &p.tokens[i]
		if t.kind == tComma || t.kind == tAmpersand || t.kind == tBreak || t.kind == tRelation || t.kind == tText || t.kind == tArrow {
			return nil
		}
		if i > from && t.space {
			before := &p.tokens[i-1]
			sign := t.kind == tSign && i+1 < to && !p.tokens[i+1].space
			if before.ends() && (t.starts() || sign) {
				if t.gap >= gapSpace {
					wide = append(wide, i)
				}
				if !sign || open != "(" || t.gap != gapNone {
					narrow = append(narrow, i)
					begin = true
				}
			}
		}
		switch {
		case t.kind == tNumber && (begin || i > from && p.tokens[i-1].kind == tSign):
			begin = false
		case t.kind == tSign && begin && i+1 < to && p.tokens[i+1].kind == tNumber:
			begin = false
		default:
			plain = false
		}
		if t.partner > int32(i) {
			i = int(t.partner)
		}
	}
	starts := []int{from}
	switch {
	case plain && len(narrow) > 0:
		return append(starts, narrow...)
	case len(wide) > 0:
		return append(starts, wide...)
	}
	return nil
}

// matrix parses an environment.
func (p *parser) matrix(t *token) Node {
	from, shut := p.i+1, int(t.partner)
	if !matrices[t.text] && !aligned[t.text] {
		return p.fail(t.at, "the environment "+t.text+" is not known")
	}
	p.i = shut + 1
	m := &Matrix{At: join(t.at, p.tokens[shut].at), Environment: t.text}
	m.Rows = p.cells(from, shut)
	if p.err != nil {
		return nil
	}
	return m
}

// cells parses the rows and entries between from and to. Where no alignment
// mark stands, gaps may part the entries if they part every row alike.
func (p *parser) cells(from, to int) [][]Node {
	var rows [][]Node
	marks := false
	type span struct{ from, to int }
	var lines []span
	start := from
	for i := from; i < to; i++ {
		t := &p.tokens[i]
		switch t.kind {
		case tAmpersand:
			marks = true
		case tBreak:
			lines = append(lines, span{start, i})
			start = i + 1
		}
		if t.partner > int32(i) {
			i = int(t.partner)
		}
	}
	lines = append(lines, span{start, to})
	if !marks {
		var parted [][]int
		for _, l := range lines {
			if l.from == l.to {
				continue
			}
			starts := p.entries(l.from, l.to, "")
			if len(starts) < 2 || len(parted) > 0 && len(parted[0]) != len(starts)+1 {
				parted = nil
				break
			}
			parted = append(parted, append(starts, l.to))
		}
		if len(parted) > 0 {
			for _, starts := range parted {
				last := len(starts) - 1
				rows = append(rows, p.row(starts[:last], starts[last]))
			}
			return rows
		}
	}
	for _, l := range lines {
		if l.from == l.to {
			continue
		}
		var row []Node
		begin := l.from
		cell := func(end int) {
			row = append(row, p.cell(begin, end))
			begin = end + 1
		}
		for i := l.from; i < l.to && p.err == nil; i++ {
			t := &p.tokens[i]
			if t.kind == tAmpersand {
				cell(i)
			}
			if t.partner > int32(i) {
				i = int(t.partner)
			}
		}
		cell(l.to)
		if len(row) == 1 && row[0] == nil {
			continue // nothing but a point
		}
		rows = append(rows, row)
	}
	return rows
}

// cell parses one entry, which may be empty.
func (p *parser) cell(from, to int) Node {
	for to > from && (p.tokens[to-1].kind == tComma || p.tokens[to-1].kind == tPoint || p.tokens[to-1].kind == tTag) {
		to--
	}
	if from == to || p.err != nil {
		return nil
	}
	return p.inner(from, to)
}
