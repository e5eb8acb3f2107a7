package syntax

import "strings"

// The levels of binding, from the loosest. A node that binds looser than its
// place demands is printed in braces, which are invisible.
const (
	bindList = iota
	bindRelation
	bindSum
	bindProduct
	bindFactor // an application or a big operator: it takes what follows
	bindOperand
	bindAtom
)

// Print writes a tree as LaTeX. What it writes is read as the same tree, but
// for spans and for the way numerals and brackets were typed.
func Print(n Node) string {
	pr := printer{}
	pr.inner(n)
	return pr.b.String()
}

// printer writes LaTeX.
type printer struct {
	b       strings.Builder
	command bool // a command with letters was written last
}

// write adds a piece, with a space where it would run into a command.
func (pr *printer) write(piece string) {
	if piece == "" {
		return
	}
	if pr.command && isLetter(piece[0]) {
		pr.b.WriteByte(' ')
	}
	pr.b.WriteString(piece)
	pr.command = false
	for i := len(piece) - 1; i >= 0; i-- {
		if piece[i] == '\\' && i < len(piece)-1 {
			pr.command = true
		}
		if !isLetter(piece[i]) {
			break
		}
	}
}

// bind tells how tightly a node binds.
func bind(n Node) int {
	switch n := n.(type) {
	case *List:
		return bindList
	case *Relation:
		return bindRelation
	case *Sum:
		return bindSum
	case *Product:
		if worded(n) {
			return bindList
		}
		return bindProduct
	case *Application:
		if symbol := functionName(n); symbol == `\nabla` {
			return bindProduct
		}
		return bindFactor
	case *Big:
		return bindFactor
	case *Script, *Postfix:
		return bindOperand
	}
	return bindAtom
}

// functionName is the name of the symbol that an application applies.
func functionName(n *Application) string {
	f := n.Function
	if script, ok := f.(*Script); ok {
		f = script.Base
	}
	if symbol, ok := f.(*Symbol); ok {
		return symbol.Name
	}
	return ""
}

// node prints n in a place that demands least.
func (pr *printer) node(n Node, least int) {
	if bind(n) < least {
		pr.braced(n)
		return
	}
	pr.bare(n)
}

// braced prints n in braces.
func (pr *printer) braced(n Node) {
	pr.write("{")
	if n != nil {
		pr.inner(n)
	}
	pr.write("}")
}

// inner prints n where a list or a chain may stand bare: in braces, in a cell,
// or alone.
func (pr *printer) inner(n Node) {
	switch n := n.(type) {
	case nil:
	case *List:
		pr.innerList(n)
	case *Relation:
		pr.chain(n, true)
	case *Product:
		if worded(n) {
			pr.worded(n)
			return
		}
		pr.bare(n)
	default:
		pr.bare(n)
	}
}

// bracketed prints n between brackets, where each comma parts items.
func (pr *printer) bracketed(n Node) {
	switch n := n.(type) {
	case nil:
	case *List:
		pr.list(n, pr.itemInBrackets)
	case *Relation:
		pr.chain(n, false)
	default:
		pr.inner(n)
	}
}

// list prints items; those of a list with semicolons may be lists with commas.
func (pr *printer) list(l *List, item func(Node, bool)) {
	for k, n := range l.Items {
		if k > 0 {
			pr.write(l.Separator + " ")
		}
		item(n, l.Separator == ";")
	}
}

// innerList prints a list in braces or alone. A single statement among its
// items gets braces, for bare it would take the other items for its members.
func (pr *printer) innerList(l *List) {
	statements := 0
	for _, n := range l.Items {
		if _, ok := n.(*Relation); ok {
			statements++
		}
	}
	if statements == 1 && l.Separator == "," {
		pr.list(l, func(n Node, _ bool) { pr.node(n, bindSum) })
		return
	}
	pr.list(l, pr.item)
}

func (pr *printer) item(n Node, semicolons bool) {
	if inner, ok := n.(*List); ok && (!semicolons || inner.Separator == ";") {
		pr.braced(n)
		return
	}
	pr.inner(n)
}

func (pr *printer) itemInBrackets(n Node, semicolons bool) {
	if inner, ok := n.(*List); ok && (!semicolons || inner.Separator == ";") {
		pr.braced(n)
		return
	}
	pr.bracketed(n)
}

// chain prints members and signs. With lists, a member may be one bare.
func (pr *printer) chain(r *Relation, lists bool) {
	if len(r.Operators) == 0 && len(r.Members) == 1 {
		pr.inner(r.Members[0])
		return
	}
	congruent := len(r.Operators) > 1
	for _, o := range r.Operators {
		congruent = congruent || o.Name == `\equiv` || o.Name == `\not\equiv` || o.Name == `\cong`
	}
	for k, member := range r.Members {
		if k > 0 {
			if k > 1 || member != nil && r.Members[0] != nil {
				pr.write(" ")
			}
			pr.write(r.Operators[k-1].Name + " ")
		}
		if member == nil {
			continue
		}
		if l, ok := member.(*List); ok && lists {
			pr.list(l, func(n Node, _ bool) { pr.node(n, bindSum) })
			continue
		}
		if congruent && reduces(member) {
			pr.braced(member)
			continue
		}
		pr.node(member, bindSum)
	}
}

// reduces tells whether a member ends with an operator `\mod` of its own, which
// bare would be taken for the modulus of the chain.
func reduces(n Node) bool {
	if sum, ok := n.(*Sum); ok {
		n = sum.Terms[len(sum.Terms)-1].Value
	}
	product, ok := n.(*Product)
	if !ok || product.Factors[0].Operator != "" {
		return false
	}
	for _, f := range product.Factors {
		if f.Operator == `\mod` || f.Operator == `\bmod` {
			return true
		}
	}
	return false
}

// worded tells whether a product is one of statements and words.
func worded(n *Product) bool {
	for _, f := range n.Factors {
		if text, ok := f.Value.(*Text); ok && f.Operator == "" && isConnective(text.Content) {
			return true
		}
	}
	return false
}

// worded prints the statements and words of such a product.
func (pr *printer) worded(n *Product) {
	for k, f := range n.Factors {
		if k > 0 {
			pr.write(" ")
		}
		if text, ok := f.Value.(*Text); ok {
			pr.bare(text)
			continue
		}
		if l, ok := f.Value.(*List); ok {
			pr.braced(l)
			continue
		}
		pr.inner(f.Value)
	}
}

// bare prints n without braces around it.
func (pr *printer) bare(n Node) {
	switch n := n.(type) {
	case *Number:
		pr.write(n.Text)
		if n.Repeating != "" {
			pr.write(`\overline{` + n.Repeating + "}")
		}
	case *Symbol:
		pr.symbol(n)
	case *Accent:
		pr.write(`\` + n.Command)
		pr.braced(n.Over)
	case *Script:
		pr.node(n.Base, bindAtom)
		pr.scripts(n.Sub, n.Sup, n.Primes)
	case *Group:
		pr.group(n)
	case *List:
		pr.innerList(n)
	case *Relation:
		pr.chain(n, true)
	case *Matrix:
		pr.matrix(n)
	case *Sum:
		pr.sum(n)
	case *Product:
		pr.product(n)
	case *Fraction:
		pr.fraction(n)
	case *Root:
		pr.write(`\sqrt`)
		if n.Index != nil {
			pr.write("[")
			pr.inner(n.Index)
			pr.write("]")
		}
		pr.braced(n.Radicand)
	case *Postfix:
		if _, postfix := n.Operand.(*Postfix); postfix {
			pr.braced(n.Operand)
		} else {
			pr.node(n.Operand, bindOperand)
		}
		pr.write(n.Operator)
	case *Application:
		pr.application(n)
	case *Big:
		pr.big(n)
	case *Text:
		pr.write(`\` + n.Command + "{" + n.Content + "}")
	case *Dots:
		if strings.HasPrefix(n.Command, ".") {
			pr.write(n.Command)
			return
		}
		pr.write(`\` + n.Command)
	case *Wrapped:
		pr.write(`\` + n.Command)
		switch n.Command {
		case "color", "textcolor", "colorbox":
			pr.write("{black}")
		}
		pr.braced(n.Inner)
	}
}

func (pr *printer) symbol(n *Symbol) {
	if n.Font == "" {
		pr.write(n.Name)
		return
	}
	pr.write(`\` + n.Font + "{" + n.Name + "}")
}

// scripts prints what hangs on a base.
func (pr *printer) scripts(sub, sup Node, primes int) {
	if primes > 0 {
		pr.write(strings.Repeat("'", primes))
	}
	if sub != nil {
		pr.write("_")
		pr.braced(sub)
	}
	if sup != nil {
		pr.write("^")
		pr.braced(sup)
	}
}

func (pr *printer) group(n *Group) {
	sized := n.Open == "|" || n.Open == `\|` || n.Open == "." || n.Close == "." || n.Close == "|" || n.Close == `\|` ||
		!pairs(&token{kind: tBracketOpen, text: n.Open}, &token{kind: tBracketClose, text: n.Close})
	if sized {
		pr.write(`\left`)
	}
	pr.write(n.Open)
	pr.bracketed(n.Inner)
	if sized {
		pr.write(` \right`)
	}
	pr.write(n.Close)
}

func (pr *printer) matrix(n *Matrix) {
	switch n.Environment {
	case "[", "(":
		pr.write(n.Environment)
		for _, row := range n.Rows {
			for k, entry := range row {
				if k > 0 {
					pr.write(` \quad `)
				}
				pr.entry(entry)
			}
		}
		pr.write(map[string]string{"[": "]", "(": ")"}[n.Environment])
		return
	case "substack":
		pr.write(`\substack{`)
	default:
		pr.write(`\begin{` + n.Environment + "}")
		if withColumns[n.Environment] {
			pr.write("{c}")
		}
		pr.write(" ")
	}
	for r, row := range n.Rows {
		if r > 0 {
			pr.write(` \\ `)
		}
		for k, entry := range row {
			if k > 0 {
				pr.write(" & ")
			}
			pr.inner(entry)
		}
	}
	if n.Environment == "substack" {
		pr.write("}")
		return
	}
	pr.write(` \end{` + n.Environment + "}")
}

// entry prints an entry that only a gap parts from the next.
func (pr *printer) entry(n Node) {
	switch n.(type) {
	case *List, *Relation:
		pr.braced(n)
	default:
		pr.inner(n)
	}
}

func (pr *printer) sum(n *Sum) {
	for k, term := range n.Terms {
		switch {
		case k > 0:
			pr.write(" " + term.Sign + " ")
		case term.Sign != "":
			pr.write(term.Sign)
		}
		if inner, ok := term.Value.(*Sum); ok && len(inner.Terms) == 1 && inner.Terms[0].Sign != "" {
			pr.braced(inner)
			continue
		}
		pr.node(term.Value, bindProduct)
	}
}

func (pr *printer) product(n *Product) {
	for k, f := range n.Factors {
		last := k == len(n.Factors)-1
		switch {
		case f.Operator == `\pmod` || f.Operator == `\pod`:
			pr.write(" " + f.Operator)
			pr.braced(f.Value)
			continue
		case f.Operator == ".":
			pr.write(".")
		case f.Operator != "":
			if k > 0 {
				pr.write(" ")
			}
			pr.write(f.Operator + " ")
		case k > 0:
			pr.write(" ")
			if _, number := f.Value.(*Number); number {
				if _, before := n.Factors[k-1].Value.(*Number); before {
					pr.braced(f.Value)
					continue
				}
			}
		}
		switch value := f.Value.(type) {
		case *Symbol, *Script:
			if !last && applies(value) {
				pr.braced(value)
			} else {
				pr.node(value, bindFactor)
			}
		case *Big:
			if last {
				pr.node(value, bindFactor)
			} else {
				pr.braced(value)
			}
		case *Application:
			if functionName(value) == `\nabla` && last {
				pr.bare(value)
			} else {
				pr.node(value, bindFactor)
			}
		default:
			pr.node(value, bindFactor)
		}
	}
}

// applies tells whether a node is the symbol of an operator, alone or with
// scripts, which would take what is printed behind it for its argument.
func applies(n Node) bool {
	if script, ok := n.(*Script); ok {
		n = script.Base
	}
	symbol, ok := n.(*Symbol)
	if !ok {
		return false
	}
	kind := commands[strings.TrimPrefix(symbol.Name, `\`)].kind
	return symbol.Font == "operatorname" || symbol.Font == "" && (kind == tFunction || kind == tBig || symbol.Name == `\nabla`)
}

func (pr *printer) fraction(n *Fraction) {
	switch n.Command {
	case "over", "choose", "atop", "brace", "brack":
		pr.write("{")
		pr.inner(n.Numerator)
		pr.write(` \` + n.Command + " ")
		pr.inner(n.Denominator)
		pr.write("}")
		return
	}
	pr.write(`\` + n.Command)
	pr.braced(n.Numerator)
	pr.braced(n.Denominator)
}

func (pr *printer) application(n *Application) {
	pr.bare(n.Function)
	pr.write(" ")
	if functionName(n) == `\nabla` {
		pr.node(n.Argument, bindProduct)
		return
	}
	switch argument := n.Argument.(type) {
	case *Group:
		pr.bare(argument)
		return
	case *Script:
		if _, ok := argument.Base.(*Group); ok {
			pr.bare(argument)
			return
		}
	}
	pr.braced(n.Argument)
}

func (pr *printer) big(n *Big) {
	pr.write(n.Operator)
	pr.scripts(n.Lower, n.Upper, 0)
	if n.Body == nil {
		return
	}
	pr.write(" ")
	pr.node(n.Body, bindProduct)
}
