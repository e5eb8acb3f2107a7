package proofs

import (
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// chain is a run of members joined by relation signs, put together from the
// clauses, rows and formulas it is spread over.
type chain struct {
	members   []syntax.Node
	operators []syntax.Operator
	links     []int  // index of each operator's link in the report
	block     int    // index of the block it begins in
	row       int    // index of its row in the formula
	lead      string // words of the formula before it
	trail     string // words behind it
	modulus   syntax.Node
	// alone is set where the clause is a lone expression: no link.
	alone bool
	// severed is set where a sign that is no link, such as \in, stands before it.
	severed bool
	around  words // see wordsAround
}

// head is the first member.
func (c *chain) head() syntax.Node { return c.members[0] }

// last is the last member.
func (c *chain) last() syntax.Node { return c.members[len(c.members)-1] }

// relationOf gives the one spelling of a relation sign that is a link, or "".
func relationOf(sign string) string {
	switch sign {
	case "=", ":=", `\coloneqq`, `\triangleq`, `\stackrel{\text{def}}{=}`, `\equiv`, "<", ">":
		return sign
	case `\approx`, `\simeq`, `\cong`, `\doteq`:
		if sign == `\cong` {
			return ""
		}
		return `\approx`
	case `\ne`, `\neq`:
		return `\ne`
	case `\le`, `\leq`, `\leqslant`:
		return `\le`
	case `\ge`, `\geq`, `\geqslant`:
		return `\ge`
	}
	return ""
}

// defines says whether a sign can introduce a name.
func defines(sign string) bool {
	switch sign {
	case "=", ":=", `\coloneqq`, `\triangleq`, `\equiv`, `\leftarrow`, `\gets`:
		return true
	}
	return false
}

// isAssignment says whether a sign gives the name before it a new value.
func isAssignment(sign string) bool { return sign == `\leftarrow` || sign == `\gets` }

// assembler puts chains and links together from the formulas of a document.
type assembler struct {
	document *syntax.Document
	chains   []*chain
	links    []Link
	position *positions
	equation int
	// assignments makes `x \leftarrow ...` a definition, as in a sheet's rules.
	assignments bool
}

// assemble lists the chains of the document and a blank link for every relation
// sign, in the order of the source.
func assemble(d *syntax.Document, assignments bool) ([]*chain, []Link) {
	a := &assembler{document: d, position: newPositions(d.Source, d.Origin), assignments: assignments}
	for i, b := range d.Blocks {
		if b.Formula != nil {
			a.formula(i, b.Formula)
		}
	}
	return a.chains, a.links
}

func (a *assembler) formula(block int, f *syntax.Formula) {
	before := len(a.links)
	a.equation++
	if f.Unread != nil {
		a.unread(f)
		return
	}
	number := 0
	for r, row := range f.Rows {
		for i := range row.Clauses {
			clause := &row.Clauses[i]
			if clause.Chain == nil {
				continue
			}
			a.clause(block, r, i, row, clause, &number)
		}
		if row.Tag != "" {
			number = 0
		}
	}
	if len(a.links) == before {
		a.equation--
	}
}

// unread makes one unknown link for each relation sign, at least one.
func (a *assembler) unread(f *syntax.Formula) {
	signs := f.Signs
	kept := signs[:0:0]
	for _, s := range signs {
		if relationOf(s.Name) != "" {
			kept = append(kept, s)
		}
	}
	if len(kept) == 0 {
		kept = []syntax.Operator{{At: f.Inner}}
	}
	for i, s := range kept {
		l := a.blank(s, i+1, "")
		l.Read = false
		l.Reason = Unread
		if f.Unread.Code == "limit" {
			l.Reason = Limit
		}
		l.Says = f.Unread.Says
		left, right := f.Inner.Start, f.Inner.End
		if i > 0 {
			left = kept[i-1].At.End
		}
		if i+1 < len(kept) {
			right = kept[i+1].At.Start
		}
		if s.Name != "" {
			l.LeftSpan, l.RightSpan = [2]int{left, s.At.Start}, [2]int{s.At.End, right}
		} else {
			l.LeftSpan = [2]int{left, right}
			l.RightSpan = l.LeftSpan
		}
		l.Left = clip(strings.TrimSpace(a.document.Source[l.LeftSpan[0]:l.LeftSpan[1]]))
		l.Right = clip(strings.TrimSpace(a.document.Source[l.RightSpan[0]:l.RightSpan[1]]))
		a.links = append(a.links, l)
	}
}

// clip keeps a report short where a member is very long.
func clip(s string) string {
	const most = 4000
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "..."
}

func (a *assembler) blank(sign syntax.Operator, number int, tag string) Link {
	line, column := a.position.of(sign.At.Start)
	return Link{
		At: sign.At.Start, File: a.position.file(sign.At.Start), Line: line, Column: column, Tag: tag, Equation: a.equation, Link: number,
		Relation: a.document.Source[sign.At.Start:min(sign.At.End, sign.At.Start+40)], Read: true, Verdict: Unknown, Reason: Unsupported,
		Readings: []string{}, Remarks: []string{}, Assumed: []string{}, Carried: []int{}, Slips: []Slip{},
		Conditions: []string{}, Witness: map[string]string{},
	}
}

// clause adds the links of one clause, joining it to what went before where it
// begins with a relation sign or, in a further row, with a plus or minus.
func (a *assembler) clause(block, r, i int, row syntax.Row, clause *syntax.Clause, number *int) {
	members, operators := clause.Chain.Members, clause.Chain.Operators
	var current *chain
	switch {
	case members[0] == nil:
		current = a.continuedBy(block)
	case i > 0 && strings.TrimSpace(clause.Lead) == "of" && len(a.chains) > 0:
		// "three quarters of 12"
		current = a.chains[len(a.chains)-1]
		last := len(current.members) - 1
		if current.members[last] != nil {
			current.members[last] = joinProducts(current.members[last], &syntax.Product{At: members[0].Span(), Factors: []syntax.Factor{{Operator: `\cdot`, Value: members[0]}}})
		}
	case i == 0 && r > 0 && len(a.chains) > 0 && a.chains[len(a.chains)-1].block == block && !a.startsAnew(block, r, clause):
		last := a.chains[len(a.chains)-1]
		end := len(last.members) - 1
		switch s := members[0].(type) {
		case *syntax.Sum:
			if s.Terms[0].Sign != "" {
				current = last
				current.members[end] = joinSums(current.members[end], s)
			}
		case *syntax.Product:
			if s.Factors[0].Operator != "" && last.members[end] != nil {
				current = last
				current.members[end] = joinProducts(current.members[end], s)
			}
		}
	}
	if current == nil {
		current = &chain{block: block, row: r, lead: clause.Lead, members: []syntax.Node{members[0]}, alone: true}
		a.chains = append(a.chains, current)
	}
	current.trail = clause.Trail
	if clause.Modulus != nil {
		current.modulus = clause.Modulus
	}
	for k, sign := range operators {
		right := members[k+1]
		if relationOf(sign.Name) == "" && !(a.assignments && isAssignment(sign.Name)) && !a.isRowStep(current.last(), sign, right) {
			current = &chain{block: block, row: r, members: []syntax.Node{right}, alone: true, severed: true}
			a.chains = append(a.chains, current)
			continue
		}
		*number++
		l := a.blank(sign, *number, row.Tag)
		left := current.last()
		if left != nil {
			l.LeftSpan = [2]int{left.Span().Start, left.Span().End}
			l.Left = clip(a.document.Text(left.Span()))
		}
		if right != nil {
			l.RightSpan = [2]int{right.Span().Start, right.Span().End}
			l.Right = clip(a.document.Text(right.Span()))
		}
		current.members = append(current.members, right)
		current.operators = append(current.operators, sign)
		current.links = append(current.links, len(a.links))
		current.alone = false
		a.links = append(a.links, l)
	}
}

// startsAnew says whether a row that begins with a sign is an equation of its
// own: its relation is aligned with the others, or the row before was ended.
func (a *assembler) startsAnew(block, r int, clause *syntax.Clause) bool {
	f := a.document.Blocks[block].Formula
	row, before := f.Rows[r], f.Rows[r-1]
	if len(clause.Chain.Operators) == 0 || clause.Chain.Members[0] == nil {
		return false
	}
	first, sign := clause.Chain.Members[0].Span(), clause.Chain.Operators[0].At
	lead := a.document.Source[min(row.At.Start, first.Start):first.Start]
	if !strings.Contains(lead, "&") && strings.Contains(a.document.Source[min(first.Start, sign.Start):sign.Start], "&") {
		return true
	}
	end := strings.TrimRight(strings.TrimSpace(a.document.Text(before.At)), `\ &`)
	for _, stop := range []string{",", ";", ".", `\Rightarrow`, `\Longrightarrow`, `\implies`, `\quad`, `\iff`} {
		if strings.HasSuffix(end, stop) {
			return true
		}
	}
	return false
}

// joinSums continues a member with the terms of a wrapped row.
func joinSums(member syntax.Node, more *syntax.Sum) syntax.Node {
	if member == nil {
		return more
	}
	joined := &syntax.Sum{At: syntax.Span{Start: member.Span().Start, End: more.At.End}}
	if s, ok := member.(*syntax.Sum); ok {
		joined.Terms = append(joined.Terms, s.Terms...)
	} else {
		joined.Terms = append(joined.Terms, syntax.Term{Value: member})
	}
	joined.Terms = append(joined.Terms, more.Terms...)
	return joined
}

// joinProducts continues a member with the factors of a wrapped row, which belong
// to its last term.
func joinProducts(member syntax.Node, more *syntax.Product) syntax.Node {
	span := syntax.Span{Start: member.Span().Start, End: more.At.End}
	switch m := member.(type) {
	case *syntax.Sum:
		terms := append([]syntax.Term{}, m.Terms...)
		last := &terms[len(terms)-1]
		last.Value = joinProducts(last.Value, more)
		return &syntax.Sum{At: span, Terms: terms}
	case *syntax.Product:
		return &syntax.Product{At: span, Factors: append(append([]syntax.Factor{}, m.Factors...), more.Factors...)}
	}
	return &syntax.Product{At: span, Factors: append([]syntax.Factor{{Value: member}}, more.Factors...)}
}
