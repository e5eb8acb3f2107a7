package proofs

import (
	"slices"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// closedForm looks for the closed form of an element of a sequence that is asked for at a free
// letter, such as a_n, and proves it as a claim of the sheet. Says tells why there is none.
func (s *sheet) closedForm(f find) (form string, claim ClaimResult, says string) {
	noRule := "the sheet gives it no value and no rule" + s.where(f.at)
	if f.chain == nil {
		return "", claim, noRule
	}
	e := s.checker.evaluator(true)
	e.env = newEnvironment(s.env)
	v := e.converter()
	letter, ok := s.freeLetter(f.node)
	if !ok {
		return "", claim, noRule
	}
	element, ok := v.expression(f.node)
	if !ok {
		return "", claim, noRule
	}
	sequences, ok := v.sequences()
	if !ok {
		return "", claim, noRule
	}
	from := defaultFrom(v, sequences)
	found, _, says := symbolic.Discover(element, sequences, letter, from, e.proofBudget())
	if says != "" {
		return "", claim, "hence finds no closed form: " + says
	}
	parsed := syntax.ParseFormula(found.LaTeX())
	if parsed.Unread != nil || len(parsed.Rows) != 1 || len(parsed.Rows[0].Clauses) != 1 || parsed.Rows[0].Clauses[0].Chain == nil {
		return "", claim, "hence finds no closed form that it can write"
	}
	claim = s.proveClaim(showing{
		relation: &syntax.Relation{
			At: f.at, Members: []syntax.Node{f.node, parsed.Rows[0].Clauses[0].Chain.Members[0]},
			Operators: []syntax.Operator{{Name: "=", At: f.at}},
		},
		block: f.chain.block, at: f.at.Start, end: f.at.End, from: &from,
	})
	if claim.Verdict != Proved {
		return "", claim, "hence finds a form that fits the first values, and no proof of it"
	}
	return found.String(), claim, ""
}

// freeLetter is the letter without a value at which an element, or the end of a sum, is asked for.
func (s *sheet) freeLetter(n syntax.Node) (string, bool) {
	var index syntax.Node
	if big, sum := n.(*syntax.Big); sum {
		index = big.Upper
	} else if id, ok := identify(n); ok {
		index = id.sub
	}
	found := ""
	if _, label := differentialHead(index); index == nil || label {
		return "", false
	}
	eachName(index, func(id identifier) {
		if id.sub == nil && id.sup == nil && s.env.find(id.base) == nil && !s.isStarted(id) {
			found = id.base
		}
	})
	return found, found != ""
}

// isStarted says whether updates give a name new values.
func (s *sheet) isStarted(id identifier) bool {
	return slices.ContainsFunc(s.started, func(b *binding) bool { return b.name.base == id.base })
}

// asksForm says whether the sheet asks for an element at a letter: the proof of its form rests on the rules.
func (w *worker) asksForm() bool {
	for _, f := range w.sheet.finds {
		id, ok := identify(f.node)
		if _, free := w.sheet.freeLetter(f.node); ok && free && w.evaluator.hasRule(w.evaluator.settle(id)) {
			return true
		}
	}
	return false
}
