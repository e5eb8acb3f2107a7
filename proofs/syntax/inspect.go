package syntax

// Inspect walks a tree in the order of the source, calling f for each node; the
// parts of a node are passed over where f returns false. It never calls f with
// nil.
func Inspect(n Node, f func(Node) bool) {
	if n == nil || !f(n) {
		return
	}
	switch n := n.(type) {
	case *Accent:
		Inspect(n.Over, f)
	case *Script:
		Inspect(n.Base, f)
		Inspect(n.Sub, f)
		Inspect(n.Sup, f)
	case *Group:
		Inspect(n.Inner, f)
	case *List:
		for _, item := range n.Items {
			Inspect(item, f)
		}
	case *Matrix:
		for _, row := range n.Rows {
			for _, entry := range row {
				Inspect(entry, f)
			}
		}
	case *Sum:
		for _, term := range n.Terms {
			Inspect(term.Value, f)
		}
	case *Product:
		for _, factor := range n.Factors {
			Inspect(factor.Value, f)
		}
	case *Fraction:
		Inspect(n.Numerator, f)
		Inspect(n.Denominator, f)
	case *Root:
		Inspect(n.Index, f)
		Inspect(n.Radicand, f)
	case *Postfix:
		Inspect(n.Operand, f)
	case *Application:
		Inspect(n.Function, f)
		Inspect(n.Argument, f)
	case *Big:
		Inspect(n.Lower, f)
		Inspect(n.Upper, f)
		Inspect(n.Body, f)
	case *Wrapped:
		Inspect(n.Inner, f)
	case *Relation:
		for _, member := range n.Members {
			Inspect(member, f)
		}
	}
}

// children gives the parts of a node that are there.
func children(n Node) []Node {
	var parts []Node
	Inspect(n, func(m Node) bool {
		if m != n {
			parts = append(parts, m)
		}
		return m == n
	})
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
