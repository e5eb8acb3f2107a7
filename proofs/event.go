package proofs

import (
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// eventForm writes an argument that has no value of its own, an event, in one way: a
// name or its complement, intersections and unions whatever their order, and what
// relates such things and values, as in `P(A \cap B \mid C)` and `P(X \ge 3)`.
func (e *evaluator) eventForm(n syntax.Node) (string, bool) {
	n = unwrapped(n)
	if isName(n) {
		return syntax.Print(n), true
	}
	switch n := n.(type) {
	case *syntax.Accent:
		return syntax.Print(n), isName(n.Over)
	case *syntax.Script:
		return syntax.Print(n), isName(n.Base) && n.Sub == nil && isName(n.Sup)
	case *syntax.Product:
		if !joinsSets(n) {
			return "", false
		}
		var parts []string
		for _, f := range n.Factors {
			part, ok := e.eventForm(f.Value)
			if !ok {
				return "", false
			}
			if joinsSets(f.Value) {
				part = "(" + part + ")"
			}
			parts = append(parts, part)
		}
		slices.Sort(parts)
		return strings.Join(parts, " "+n.Factors[1].Operator+" "), true
	case *syntax.Relation:
		form := ""
		for i, m := range n.Members {
			part, ok := e.eventForm(m)
			if !ok {
				quiet := *e
				quiet.trace = newTrace()
				cs, failed := quiet.evaluate(m)
				if failed != nil {
					return "", false
				}
				part = cs[0].value.String()
			}
			if i > 0 {
				form += " " + n.Operators[i-1].Name + " "
			}
			form += part
		}
		return form, true
	}
	return "", false
}

// joinsSets says whether a tree is an intersection or a union, and nothing else.
func joinsSets(n syntax.Node) bool {
	p, ok := unwrapped(n).(*syntax.Product)
	if !ok {
		return false
	}
	operator := p.Factors[1].Operator
	for _, f := range p.Factors[1:] {
		if f.Operator != operator {
			return false
		}
	}
	return operator == `\cap` || operator == `\cup`
}

// isEvent says whether a tree is no value, but what may happen.
func isEvent(n syntax.Node) bool {
	_, relation := unwrapped(n).(*syntax.Relation)
	return relation || joinsSets(n)
}
