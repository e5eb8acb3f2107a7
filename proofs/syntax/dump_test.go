package syntax

import (
	"fmt"
	"strings"
)

// dump writes a tree so that every level of it can be seen: words name the
// nodes, parentheses hold their parts.
func dump(n Node) string {
	var parts []string
	add := func(format string, values ...any) { parts = append(parts, fmt.Sprintf(format, values...)) }
	name := strings.ToLower(strings.TrimPrefix(fmt.Sprintf("%T", n), "*syntax."))
	switch n := n.(type) {
	case nil:
		return "-"
	case *Number:
		if n.Repeating != "" {
			return n.Text + "~" + n.Repeating
		}
		return n.Text
	case *Symbol:
		if n.Font != "" {
			return n.Font + ":" + n.Name
		}
		return n.Name
	case *Text:
		return fmt.Sprintf("%q", n.Content)
	case *Dots:
		return "dots"
	case *Accent:
		name = n.Command
		add("%s", dump(n.Over))
	case *Script:
		add("%s%s", dump(n.Base), strings.Repeat("'", n.Primes))
		if n.Sub != nil {
			add("_ %s", dump(n.Sub))
		}
		if n.Sup != nil {
			add("^ %s", dump(n.Sup))
		}
	case *Group:
		name = "group" + n.Open + n.Close
		if n.Inner != nil {
			add("%s", dump(n.Inner))
		}
	case *List:
		name += n.Separator
		for _, item := range n.Items {
			add("%s", dump(item))
		}
	case *Matrix:
		name = "matrix " + n.Environment
		for _, row := range n.Rows {
			var cells []string
			for _, cell := range row {
				cells = append(cells, dump(cell))
			}
			add("[%s]", strings.Join(cells, ", "))
		}
	case *Sum:
		for _, term := range n.Terms {
			add("%s", strings.TrimSpace(term.Sign+" "+dump(term.Value)))
		}
	case *Product:
		for _, factor := range n.Factors {
			add("%s", strings.TrimSpace(factor.Operator+" "+dump(factor.Value)))
		}
	case *Fraction:
		name = n.Command
		add("%s", dump(n.Numerator))
		add("%s", dump(n.Denominator))
	case *Root:
		if n.Index != nil {
			add("%s", dump(n.Index))
		}
		add("%s", dump(n.Radicand))
	case *Postfix:
		name = "postfix" + n.Operator
		add("%s", dump(n.Operand))
	case *Application:
		name = "apply"
		add("%s", dump(n.Function))
		add("%s", dump(n.Argument))
	case *Big:
		name = n.Operator
		if n.Lower != nil {
			add("_ %s", dump(n.Lower))
		}
		if n.Upper != nil {
			add("^ %s", dump(n.Upper))
		}
		if n.Body != nil {
			add("%s", dump(n.Body))
		}
	case *Wrapped:
		name = n.Command
		add("%s", dump(n.Inner))
	case *Relation:
		var b strings.Builder
		for k, member := range n.Members {
			if k > 0 {
				fmt.Fprintf(&b, " %s ", n.Operators[k-1].Name)
			}
			b.WriteString(dump(member))
		}
		return "{" + b.String() + "}"
	}
	return name + "(" + strings.Join(parts, ", ") + ")"
}

// dumpFormula writes all rows and clauses of a formula.
func dumpFormula(f *Formula) string {
	if f.Unread != nil {
		return "unread: " + f.Unread.Says
	}
	var rows []string
	for _, row := range f.Rows {
		var clauses []string
		for _, c := range row.Clauses {
			text := dump(c.Chain)
			if len(c.Chain.Members) == 1 {
				text = dump(c.Chain.Members[0])
			}
			if c.Lead != "" {
				text = "<" + c.Lead + "> " + text
			}
			if c.Modulus != nil {
				text += " mod " + dump(c.Modulus)
			}
			if c.Trail != "" {
				text += " <" + c.Trail + ">"
			}
			clauses = append(clauses, text)
		}
		line := strings.Join(clauses, "; ")
		if row.Tag != "" {
			line += " #" + row.Tag
		}
		rows = append(rows, line)
	}
	return strings.Join(rows, " // ")
}
