package proofs

import (
	"github.com/hence-math/hence/proofs/syntax"
)

// otherwiseText is the condition of the last case.
var otherwiseText = newPhrase(`(?i)\b(otherwise|else)\b`)

// casesOf gives the rows of a definition by cases: `\begin{cases}`, or an array behind one large brace.
func casesOf(n syntax.Node) (m *syntax.Matrix, ok bool) {
	if g, is := n.(*syntax.Group); is && g.Open == `\{` && g.Close == "." {
		m, ok = g.Inner.(*syntax.Matrix)
		return m, ok
	}
	m, ok = n.(*syntax.Matrix)
	return m, ok && (m.Environment == "cases" || m.Environment == "dcases" || m.Environment == "rcases")
}

// byCases gives the value of a definition by cases: that of the first case whose
// condition holds, where the conditions before it are known to fail.
func (e *evaluator) byCases(n *syntax.Matrix) ([]candidate, *failure) {
	for _, row := range n.Rows {
		if len(row) != 2 || row[0] == nil || row[1] == nil {
			return nil, unsupported(n, "a definition by cases without conditions")
		}
		holds, known := e.conditionHolds(row[1])
		if !known {
			return nil, unsupported(n, "which case applies is not known here")
		}
		if holds {
			return e.evaluate(row[0])
		}
	}
	return nil, &failure{verdict: Unknown, reason: UndefinedValue, at: n.At, says: "no case applies"}
}

// conditionHolds decides the condition of a case between numbers.
func (e *evaluator) conditionHolds(n syntax.Node) (holds, known bool) {
	var relation *syntax.Relation
	otherwise := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		switch m := m.(type) {
		case *syntax.Relation:
			relation = m
			return false
		case *syntax.Text:
			otherwise = otherwise || otherwiseText.MatchString(m.Content)
		}
		return true
	})
	if relation == nil {
		return otherwise, otherwise
	}
	for i, sign := range relation.Operators {
		if relation.Members[i] == nil {
			return false, false
		}
		a, failed := e.scalar(relation.Members[i])
		if failed != nil {
			return false, false
		}
		b, failed := e.scalar(relation.Members[i+1])
		if failed != nil {
			return false, false
		}
		d, err := a.Sub(b, e.budget)
		if err != nil {
			return false, false
		}
		between, ok := enclose(e.functions, scalarValue(d))
		if !ok || !d.IsZero() && between.sign() == 0 {
			return false, false
		}
		if !satisfies(relationOf(sign.Name), between.sign()) {
			return false, true
		}
	}
	return true, true
}

// repeatsFunction says whether a chain defines a function just as before: its cases
// hold for all arguments alike, whichever applies.
func (c *checker) repeatsFunction(ch *chain) bool {
	p, ok := unwrapped(ch.head()).(*syntax.Product)
	if !ok || len(p.Factors) != 2 || !isArgument(p.Factors[1].Value) {
		return false
	}
	id, ok := identify(p.Factors[0].Value)
	if !ok {
		return false
	}
	parameters := indexParts(p.Factors[1].Value.(*syntax.Group).Inner)
	fn := c.env.findFunction(functionKey(c.evaluator(false).settle(id).key(), len(parameters)))
	if fn == nil || fn.body == nil || len(ch.members) != 2 || len(fn.parameters) != len(parameters) {
		return false
	}
	if _, cases := casesOf(fn.body); !cases {
		return false
	}
	for i, a := range parameters {
		if syntax.Print(a) != syntax.Print(fn.parameters[i]) {
			return false
		}
	}
	return syntax.Print(fn.body) == syntax.Print(ch.members[1])
}
