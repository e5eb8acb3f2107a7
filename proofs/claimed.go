package proofs

import (
	"slices"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// expressions converts trees together: an element such as g_0 may stand before the
// g_i that tells that g is a sequence, and then all are converted again.
func (e *evaluator) expressions(trees ...syntax.Node) (v *converter, all []symbolic.Expression, ok bool) {
	v = e.converter()
	for {
		known := len(v.arbitrary)
		all, ok = make([]symbolic.Expression, len(trees)), true
		for i, n := range trees {
			x, converted := v.expression(n)
			all[i], ok = x, ok && converted
		}
		if len(v.arbitrary) == 0 || known > 0 {
			return v, all, ok
		}
		again := e.converter()
		again.arbitrary = v.arbitrary
		v = again
	}
}

// proveExpressions proves one relation for all values of its index, from where
// the text says. It says why where it cannot try.
func (s *surroundings) proveExpressions(v *converter, a, b symbolic.Expression, relation symbolic.Relation, c showing, trees []syntax.Node) (proof symbolic.Proof, index string, from int64, says string) {
	sequences, ok := v.sequences()
	if !ok {
		return proof, "", 0, "a sequence in this claim has no rule or no first value here"
	}
	index = s.indexOf(v, c, trees)
	from, said := s.rangeOfClaim(index, c)
	if c.from != nil {
		from, said = *c.from, true
	}
	if c.half != nil {
		index, from, said = c.half.letter, c.half.from, true
	}
	if !said {
		from = defaultFrom(v, sequences)
	}
	for i, q := range sequences {
		// Readers know the index by the letter of the claim.
		if rule := q.Rule; rule != nil && !holdsSymbol(rule, index) {
			sequences[i].Index, sequences[i].Rule = index, symbolic.Replace(rule, q.Index, symbolic.Sym(index))
		}
	}
	v.system = sequences
	claim := symbolic.Claim{
		Left: a, Right: b, Relation: relation, Index: index, From: from, Assume: s.assumptionsFor(index, c),
	}
	claim.Where = v.evaluator.tiedLetters(claim, sequences)
	for _, o := range s.orders {
		for i := 1; i < len(o.letters); i++ {
			claim.Ordered = append(claim.Ordered, [2]string{o.letters[i-1], o.letters[i]})
		}
	}
	for _, letter := range sortedKeys(v.indices) {
		if letter != index {
			claim.Natural = append(claim.Natural, letter)
		}
	}
	for {
		proof = symbolic.Prove(claim, sequences, v.evaluator.proofBudget())
		late := proof.Verdict == symbolic.Unknown && proof.Reason == symbolic.ReasonUndefinedValue && proof.FailsAt != nil && *proof.FailsAt == claim.From
		if said || !late || claim.From >= from+latestFirst {
			return proof, proof.Claim.Index, proof.Claim.From, ""
		}
		claim.From++ // the first index that has a value
	}
}

// tiedLetters solves the conditions that tie letters of a claim to each other, such as
// rho + sigma = 1, for one letter each, where that takes no division by a letter.
func (e *evaluator) tiedLetters(claim symbolic.Claim, sequences []symbolic.Sequence) map[string]symbolic.RationalFunction {
	where := map[string]symbolic.RationalFunction{}
	conditions := e.env.allConditions()
	if len(conditions) > 20 {
		return nil
	}
	occurs := func(name string) bool {
		if holdsSymbol(claim.Left, name) || holdsSymbol(claim.Right, name) {
			return true
		}
		for _, q := range sequences {
			if q.Rule != nil && holdsSymbol(q.Rule, name) {
				return true
			}
		}
		return false
	}
	for _, k := range conditions {
		if k.relation != "=" {
			continue
		}
		f, err := k.difference.Substitute(where, e.budget)
		if err != nil || !f.IsPolynomial() {
			continue
		}
		p := f.Numerator()
		names := p.Variables()
		if slices.Contains(names, claim.Index) || !slices.ContainsFunc(names, occurs) {
			continue
		}
		for i := len(names) - 1; i >= 0; i-- {
			if p.Degree(names[i]) != 1 {
				continue
			}
			parts := p.Coefficients(names[i])
			lead, constant := parts[1].AsConstant()
			if !constant {
				continue
			}
			solved, err := symbolic.FromPolynomial(parts[0].Neg()).Quo(symbolic.FromRat(lead), e.budget)
			if err != nil {
				break
			}
			for name, value := range where {
				if value, err = value.Substitute(map[string]symbolic.RationalFunction{names[i]: solved}, e.budget); err == nil {
					where[name] = value
				}
			}
			where[names[i]] = solved
			break
		}
	}
	return where
}

// latestFirst bounds how far behind the least index the first value is looked for.
const latestFirst = 8

// holdsSymbol says whether the rule of a sequence holds the symbol.
func holdsSymbol(x symbolic.Expression, name string) bool {
	return symbolic.Replace(x, name, symbolic.Int(0)).String() != x.String()
}

// indexOf chooses the letter of the induction: one that the text bounds, or one
// that stands in an exponent, a bound or an index, by habit n first.
func (s *surroundings) indexOf(v *converter, c showing, trees []syntax.Node) string {
	present := map[string]bool{}
	for _, n := range trees {
		for _, letter := range v.lettersOf(n) {
			present[letter] = true
		}
	}
	for letter := range v.indices {
		present[letter] = true
	}
	habit := []string{"n", "m", "k", "t", "N", "i", "j", "r", "p", "q"}
	if here := s.sentenceOf(c); here >= 0 { // the one letter that the claim's own sentence bounds
		own := ""
		for _, letter := range sortedKeys(present) {
			if _, bounded := s.sentences[here].rangeOf(letter, c); bounded {
				if own != "" {
					own = ""
					break
				}
				own = letter
			}
		}
		if v.indices[own] || slices.Contains(habit, own) {
			return own
		}
	}
	for _, bounded := range []bool{true, false} {
		for _, indices := range []bool{true, false} {
			for _, letter := range habit {
				if present[letter] && (!bounded || s.isBounded(letter, c)) && (!indices || v.indices[letter]) {
					return letter
				}
			}
			for _, letter := range sortedKeys(present) {
				if v.indices[letter] && (!bounded || s.isBounded(letter, c)) {
					return letter
				}
			}
		}
	}
	return "n"
}

func (s *surroundings) isBounded(letter string, c showing) bool {
	for _, b := range s.bounds {
		if b.letter == letter && b.number.IsInt() && (b.relation == `\ge` || b.relation == ">") && b.block <= c.block+2 {
			return true
		}
	}
	return false
}

// defaultFrom is where a claim's range starts if the text is silent: at the
// lower bound of its sums, else at the first index that has a value, else at 1.
func defaultFrom(v *converter, sequences []symbolic.Sequence) int64 {
	if len(v.starts) > 0 {
		from := v.starts[0]
		for _, k := range v.starts {
			from = max(from, k)
		}
		return from
	}
	if len(sequences) > 0 {
		from := sequences[0].First
		for _, q := range sequences {
			from = max(from, q.First)
		}
		if from >= 0 || len(v.extra) == 0 {
			return from
		}
	}
	return 1
}
