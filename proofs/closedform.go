package proofs

import (
	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// closedForm looks for the closed form of an element of a sequence that is asked for at a free
// letter, such as a_n, and proves it as a claim of the sheet. Says tells why there is none.
func (s *sheet) closedForm(f find) (form string, claim ClaimResult, says string) {
	const noRule = "the sheet gives it no value"
	id, ok := identify(f.node)
	if !ok || f.chain == nil {
		return "", claim, noRule
	}
	letter, ok := id.sub.(*syntax.Symbol)
	if !ok {
		return "", claim, noRule
	}
	e := s.checker.evaluator(true)
	e.env = newEnvironment(s.env)
	v := e.converter()
	element, ok := v.expression(f.node)
	if !ok || s.env.find(letter.Name) != nil {
		return "", claim, noRule
	}
	sequences, ok := v.sequences()
	if !ok || len(sequences) == 0 {
		return "", claim, noRule
	}
	found, _, says := symbolic.Discover(element, sequences, letter.Name, defaultFrom(v, sequences), e.proofBudget())
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
		block: f.chain.block, at: f.at.Start, end: f.at.End,
	})
	if claim.Verdict != Proved {
		return "", claim, "hence finds a form that fits the first values, and no proof of it"
	}
	return found.String(), claim, ""
}

// asksForm says whether the sheet asks for an element at a letter: the proof of its form rests on the rules.
func (w *worker) asksForm() bool {
	for _, f := range w.sheet.finds {
		id, ok := identify(f.node)
		if letter, symbol := id.sub.(*syntax.Symbol); ok && symbol && w.sheet.env.find(letter.Name) == nil && w.evaluator.hasRule(w.evaluator.settle(id)) {
			return true
		}
	}
	return false
}
