package syntax

// Inspect walks a tree in the order of the source, calling f for each node; the
// parts of a node are passed over where f returns false. It never calls f with
// nil.
func Inspect(n Node, f func(Node) bool) {
	if n == nil || !f(n) {
		return
	}
	for _, child := range children(n) {
		Inspect(child, f)
	}
}

// children gives the parts of a node that are there.
func children(n Node) []Node {
	var parts []Node
	add := func(nodes ...Node) {
		for _, node := range nodes {
			if node != nil {
				parts = append(parts, node)
			}
		}
	}
	switch n := n.(type) {
	case *Accent:
		add(n.Over)
	case *Script:
		add(n.Base, n.Sub, n.Sup)
	case *Group:
		add(n.Inner)
	case *List:
		add(n.Items...)
	case *Matrix:
		for _, row := range n.Rows {
			add(row...)
		}
	case *Sum:
		for _, term := range n.Terms {
			add(term.Value)
		}
	case *Product:
		for _, factor := range n.Factors {
			add(factor.Value)
		}
	case *Fraction:
		add(n.Numerator, n.Denominator)
	case *Root:
		add(n.Index, n.Radicand)
	case *Postfix:
		add(n.Operand)
	case *Application:
		add(n.Function, n.Argument)
	case *Big:
		add(n.Lower, n.Upper, n.Body)
	case *Wrapped:
		add(n.Inner)
	case *Relation:
		add(n.Members...)
	}
	return parts
}

// cover widens the spans of a tree until each node covers its parts. Only
// macros make that needed: what they bring forth bears the span of the call,
// their arguments bear their own.
func cover(n Node) Span {
	at := n.Span()
	for _, child := range children(n) {
		at = join(at, cover(child))
	}
	switch n := n.(type) {
	case *Accent:
		n.At = at
	case *Script:
		n.At = at
	case *Group:
		n.At = at
	case *List:
		n.At = at
	case *Matrix:
		n.At = at
	case *Sum:
		n.At = at
	case *Product:
		n.At = at
	case *Fraction:
		n.At = at
	case *Root:
		n.At = at
	case *Postfix:
		n.At = at
	case *Application:
		n.At = at
	case *Big:
		n.At = at
	case *Wrapped:
		n.At = at
	case *Relation:
		n.At = at
	}
	return at
}
