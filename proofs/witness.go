package proofs

import (
	"math/big"

	"github.com/hence-math/hence/symbolic"
)

// mostTries bounds the search for a witness among small numbers.
const mostTries = 4000

// witness finds small values of the symbols at which p is not zero, none of
// avoid is, and every condition in scope holds whose symbols can all be given
// values. It is an exact witness: p is evaluated exactly there.
func (c *checker) witness(p symbolic.Polynomial, avoid []symbolic.Polynomial) (map[string]*big.Rat, bool) {
	names := map[string]bool{}
	for _, name := range p.Variables() {
		names[name] = true
	}
	conditions := c.conditionsOn(names)
	if c.holdFunctions(p, avoid, conditions) {
		return c.functionWitness(p, avoid)
	}
	budget := c.budget()
	for _, q := range avoid {
		for _, name := range q.Variables() {
			names[name] = true
		}
	}
	letters := sortedKeys(names)
	natural := naturalLetters(p)
	for try := range mostTries {
		at := map[string]*big.Rat{}
		rest := try
		for _, name := range letters {
			if name == "i" && c.isImaginary() {
				return nil, false // a witness must be exact
			}
			choices := someNumbers
			if natural[name] {
				choices = someNaturals
			}
			at[name] = choices[rest%len(choices)]
			rest /= len(choices)
		}
		if rest > 0 {
			break
		}
		if c.isWitness(p, avoid, conditions, at, budget) {
			kept := map[string]*big.Rat{}
			for _, name := range p.Variables() {
				kept[name] = at[name]
			}
			return kept, true
		}
	}
	return nil, false
}

func (c *checker) isWitness(p symbolic.Polynomial, avoid []symbolic.Polynomial, conditions []condition, at map[string]*big.Rat, budget *symbolic.Budget) bool {
	value, err := p.Evaluate(at, budget)
	if err != nil || value.Sign() == 0 {
		return false
	}
	for _, q := range avoid {
		value, err := q.Evaluate(at, budget)
		if err != nil || value.Sign() == 0 {
			return false
		}
	}
	for _, k := range conditions {
		value, err := k.difference.Evaluate(at, budget)
		if err != nil || !satisfies(k.relation, value.Sign()) {
			return false
		}
	}
	return true
}

// satisfies says whether a difference of that sign satisfies the relation to zero.
func satisfies(relation string, sign int) bool {
	switch relation {
	case "<":
		return sign < 0
	case ">":
		return sign > 0
	case `\le`:
		return sign <= 0
	case `\ge`:
		return sign >= 0
	case `\ne`:
		return sign != 0
	case "=":
		return sign == 0
	}
	return false
}

// conditionsOn gathers the conditions in scope that hold one of the names, and
// adds the other names that these hold.
func (c *checker) conditionsOn(names map[string]bool) []condition {
	var all []condition
	taken := map[int]bool{}
	stated := append(c.env.allConditions(), c.openSteps()...)
	for again := true; again; {
		again = false
		for i, k := range stated {
			if taken[i] {
				continue
			}
			for _, name := range k.difference.Variables() {
				if !names[name] {
					continue
				}
				taken[i], again = true, true
				all = append(all, k)
				for _, other := range k.difference.Variables() {
					names[other] = true
				}
				break
			}
		}
	}
	return all
}

// openSteps are the equations within chains that nothing decided, such as c = 2t in "let a = c = 2t".
func (c *checker) openSteps() []condition {
	var all []condition
	for _, x := range c.premises.all {
		if x.computed && x.chain != nil && x.chain.links[0] != x.link {
			all = append(all, condition{relation: "=", difference: symbolic.FromPolynomial(x.equation), link: x.link})
		}
	}
	return all
}

var (
	someNumbers   = rats("1", "2", "3", "-1", "1/2", "0", "5", "-2", "10", "1/3", "100", "1/10")
	somePositives = rats("1", "2", "3", "1/2", "5", "10", "1/3", "100", "1/10")
	someNaturals  = rats("1", "2", "3", "4", "5", "7", "10", "12", "30", "100")
)

func rats(texts ...string) []*big.Rat {
	all := make([]*big.Rat, len(texts))
	for i, t := range texts {
		all[i], _ = new(big.Rat).SetString(t)
	}
	return all
}
