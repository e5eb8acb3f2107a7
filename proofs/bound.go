package proofs

import (
	"math/big"
	"slices"
)

// bound reads a condition such as 2x - 6 > 0 as a bound of one symbol: x > 3.
func (k condition) bound() (name, relation string, at *big.Rat, ok bool) {
	p := k.difference.Numerator()
	names := p.Variables()
	if len(names) != 1 || p.Degree(names[0]) != 1 || !k.difference.IsPolynomial() {
		return "", "", nil, false
	}
	relation = k.relation
	opposite, isOrder := mirrored[relation]
	if !isOrder {
		return "", "", nil, false
	}
	parts := p.Coefficients(names[0])
	lead, _ := parts[1].AsConstant()
	rest, _ := parts[0].AsConstant()
	if lead.Sign() < 0 {
		relation = opposite
	}
	return names[0], relation, new(big.Rat).Neg(new(big.Rat).Quo(rest, lead)), true
}

// excludes says whether no number meets both bounds: the earlier one was for another
// case.
func (k condition) excludes(earlier condition) bool {
	name, relation, at, ok := k.bound()
	if !ok {
		return false
	}
	other, opposite, limit, ok := earlier.bound()
	if !ok || other != name {
		return false
	}
	isLower := func(relation string) bool { return relation == ">" || relation == `\ge` }
	if isLower(relation) == isLower(opposite) {
		return false
	}
	order := at.Cmp(limit)
	if !isLower(relation) {
		order = -order
	}
	return order > 0 || order == 0 && (relation == ">" || relation == "<" || opposite == ">" || opposite == "<")
}

// openCase forgets the bounds that a new one excludes, and what was derived since.
func (c *checker) openCase(now condition) {
	at := slices.IndexFunc(c.env.conditions, now.excludes)
	if at < 0 {
		return
	}
	since := c.env.conditions[at].link
	c.env.conditions = slices.DeleteFunc(c.env.conditions, now.excludes)
	c.premises.drop(func(x premise) bool { return !x.problem && x.link > since })
}
