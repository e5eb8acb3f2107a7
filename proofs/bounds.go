package proofs

import (
	"math/big"
	"slices"
	"strings"

	"github.com/hence-math/hence/symbolic"
)

// opposite is what holds where a relation does not.
var opposite = map[string]string{"<": `\ge`, ">": `\le`, `\le`: ">", `\ge`: "<"}

// mostBounds is how many conditions an inequality is compared with, the nearest first.
const mostBounds = 6

// concludeOrder proves an inequality that nothing else decided: it holds for all real
// numbers, or for all that the conditions on its one unknown leave.
func (c *checker) concludeOrder(ch *chain, i int, w words, outcomes []outcome, chosen []int) {
	l := &c.links[ch.links[i]]
	relation := relationOf(ch.operators[i].Name)
	if _, bounds := mirrored[relation]; !bounds || l.Verdict != Given && (l.Verdict != Unknown || l.Reason != Conditional && l.Reason != Unsupported) ||
		i == 0 && w.isLaidDown() || c.isSheet || c.isComplex() {
		return
	}
	left, divisors, ok := c.unknown(ch.members[i], outcomes[i], chosen[i])
	right, more, also := c.unknown(ch.members[i+1], outcomes[i+1], chosen[i+1])
	if !ok || !also {
		return
	}
	budget := c.share(concludeSteps, concludeBits)
	d, err := left.Sub(right, budget)
	if err != nil {
		return
	}
	p, ok := c.signCarrier(d, budget)
	if !ok || p.TotalDegree() == 0 || c.holdsCalls(p) || slices.ContainsFunc(p.Variables(), c.evaluator(false).mayBeComplex) {
		return
	}
	divisors = append(append(divisors, more...), d.Denominator())
	plain := !c.functions.Holds(p) // else a number for each symbol need not be possible
	if c.holdsForAll(p, relation, divisors, budget) {
		l.Verdict, l.Reason, l.Says = Proved, "", "holds for all real numbers"
		return
	}
	if alone := i == 0 && len(ch.links) == 1; alone && !consequenceWords.MatchString(w.before) && !c.continuesRow(ch) || !c.mayFollow(ch, w, consequence{}) {
		return
	}
	if plain && c.holdsForAll(p, opposite[relation], divisors, budget) && !c.isQuoted(ch, w) {
		if witness, ok := c.witness(p, divisors); ok {
			l.Conditions = []string{}
			c.refute(l, witness)
			l.Says = l.Left + " " + l.Relation + " " + l.Right + " holds for no real numbers, as not at " + witnessInWords(l.Witness)
		}
		return
	}
	var used []condition
	var r region
	names := p.Variables()
	if len(names) == 1 && plain {
		r = c.regionOf(p, names[0], ch.links[i], budget)
		used, ok = r.holds(relation)
	} else {
		used, ok = c.holdsWithinBounds(p, relation, ch.links[i], budget)
	}
	if ok {
		says := c.writtenConditions(used)
		if slices.Contains(says, writtenLink(l)) {
			return // a condition said again
		}
		for _, written := range says {
			l.Conditions = appendNew(l.Conditions, written)
		}
		l.Verdict, l.Reason = Proved, ""
		l.Says = "follows from " + strings.Join(says, " and ")
		return
	}
	if used, ok := r.holds(opposite[relation]); ok && !c.isQuoted(ch, w) {
		if at, ok := r.turnedAt(used); ok {
			l.Conditions = []string{}
			c.refute(l, map[string]*big.Rat{names[0]: at})
			l.Says = "not so at " + witnessInWords(l.Witness) + ", nor wherever " + strings.Join(c.writtenConditions(used), " and ")
		}
	}
}

// writtenConditions are conditions as they are written.
func (c *checker) writtenConditions(conditions []condition) []string {
	var all []string
	for _, k := range conditions {
		written := k.difference.String() + " " + k.relation + " 0"
		if k.link >= 0 {
			written = writtenLink(&c.links[k.link])
		}
		all = appendNew(all, written)
	}
	return all
}

// signCarrier is a polynomial that has the sign of a difference wherever this has a
// value: its numerator times its denominator. Its symbols are unknowns and values of
// functions.
func (c *checker) signCarrier(d symbolic.RationalFunction, budget *symbolic.Budget) (symbolic.Polynomial, bool) {
	p, err := d.Numerator().Mul(d.Denominator(), budget)
	if err != nil || p.Len() > mostPremiseTerms || p.TotalDegree() > mostPremiseDegree {
		return p, false
	}
	for _, name := range p.Variables() {
		if !isUnknownName(name) && !c.functions.Holds(symbolic.Variable(name)) || name == "i" && c.isImaginary() {
			return p, false
		}
	}
	return p, true
}

// holdsForAll says whether a polynomial has a sign for all real numbers: each of its
// factors is a square, has no real root, or is a sum of squares.
func (c *checker) holdsForAll(p symbolic.Polynomial, relation string, divisors []symbolic.Polynomial, budget *symbolic.Budget) bool {
	factors, err := p.Factors(budget)
	if err != nil {
		return false
	}
	sign, strict := 1, true
	for _, f := range factors {
		if constant, ok := f.Factor.AsConstant(); ok {
			sign *= constant.Sign()
			continue
		}
		isDivisor := slices.ContainsFunc(divisors, func(q symbolic.Polynomial) bool {
			_, divides, err := q.Quotient(f.Factor, budget)
			return err == nil && divides
		})
		of, never := 1, false
		if f.Multiplicity%2 == 1 || !isDivisor {
			if of, never = definite(f.Factor, budget); f.Multiplicity%2 == 1 && of == 0 {
				return false
			}
		}
		if f.Multiplicity%2 == 1 {
			sign *= of
		}
		strict = strict && (never || isDivisor)
	}
	switch relation {
	case "<":
		return sign < 0 && strict
	case ">":
		return sign > 0 && strict
	case `\le`:
		return sign < 0
	case `\ge`:
		return sign > 0
	}
	return strict
}

// definite says whether a polynomial is nowhere negative, 1, or nowhere positive, -1, and
// whether it is known to be nowhere 0.
func definite(p symbolic.Polynomial, budget *symbolic.Budget) (sign int, never bool) {
	if names := p.Variables(); len(names) == 1 {
		line, err := symbolic.NewLine(names[0], []symbolic.Polynomial{p}, budget)
		if err != nil {
			return 0, false
		}
		signs, err := line.Signs(p, budget)
		if err != nil || slices.Contains(signs, 1) && slices.Contains(signs, -1) {
			return 0, false
		}
		return signs[0], !slices.Contains(signs, 0)
	}
	for _, sign := range []int{1, -1} {
		q := p
		if sign < 0 {
			q = p.Neg()
		}
		if rest, ok := sumOfSquares(q, budget); ok {
			return sign, rest
		}
	}
	return 0, false
}

// sumOfSquares says whether completing squares leaves nothing negative of a polynomial of
// degree two, and whether a positive number is left over.
func sumOfSquares(p symbolic.Polynomial, budget *symbolic.Budget) (positive, ok bool) {
	for range len(p.Variables()) + 1 {
		names := p.Variables()
		if len(names) == 0 {
			constant, _ := p.AsConstant()
			return constant.Sign() > 0, constant.Sign() >= 0
		}
		if p.TotalDegree() > 2 || p.Degree(names[0]) != 2 {
			return false, false
		}
		parts := p.Coefficients(names[0])
		lead, isNumber := parts[2].AsConstant()
		if !isNumber || lead.Sign() <= 0 {
			return false, false
		}
		// a x^2 + b x + c = a (x + b/2a)^2 + c - b^2/4a
		square, err := parts[1].Mul(parts[1], budget)
		if err != nil {
			return false, false
		}
		quarter, err := symbolic.FromPolynomial(square).Quo(symbolic.FromPolynomial(symbolic.Constant(lead).Add(symbolic.Constant(lead)).Add(symbolic.Constant(lead)).Add(symbolic.Constant(lead))), budget)
		if err != nil || !quarter.IsPolynomial() {
			return false, false
		}
		p = parts[0].Sub(quarter.Numerator())
	}
	return false, false
}

// boundsAt lists the conditions that bind at a link: not those that an earlier sentence
// supposed in passing, as in "if $x > 4$ both are positive".
func (c *checker) boundsAt(link int) []condition {
	here := c.judged[link].chain
	return slices.DeleteFunc(c.env.allConditions(), func(k condition) bool {
		if k.link < 0 || k.link >= len(c.judged) || c.judged[k.link].chain == nil || here == nil {
			return false
		}
		there := c.judged[k.link].chain
		w := c.sentenceWords(there)
		return w.supposes() && !lastingSupposition.MatchString(w.before) && !c.inOneSentence(there.block, here.block)
	})
}

// holdsWithinBounds says whether a polynomial in several unknowns has the sign that a
// relation to zero asks for wherever linear bounds in scope hold, and which.
func (c *checker) holdsWithinBounds(p symbolic.Polynomial, relation string, link int, budget *symbolic.Budget) ([]condition, bool) {
	if relation == "<" || relation == `\le` {
		p, relation = p.Neg(), mirrored[relation]
	}
	var conditions []condition
	var bounds []symbolic.Bound
	all := c.boundsAt(link)
	for j := len(all) - 1; j >= 0 && len(bounds) < mostBounds; j-- {
		k := all[j]
		if _, order := mirrored[k.relation]; !order || k.relation == `\ne` || k.link == link || k.modulus != nil || !k.difference.IsPolynomial() ||
			k.difference.Numerator().TotalDegree() != 1 || !holdsAny(k.difference.Numerator(), nameSet(p)) {
			continue
		}
		q := k.difference.Numerator()
		if k.relation == "<" || k.relation == `\le` {
			q = q.Neg()
		}
		conditions = append(conditions, k)
		bounds = append(bounds, symbolic.Bound{Of: q, Strict: k.relation == "<" || k.relation == ">"})
	}
	for _, name := range p.Variables() {
		if c.functions.NeverNegative(name) || !c.functions.Holds(symbolic.Variable(name)) && c.isPositive(name) {
			x := symbolic.Variable(name)
			conditions = append(conditions, condition{relation: `\ge`, difference: symbolic.FromPolynomial(x), link: -1})
			bounds = append(bounds, symbolic.Bound{Of: x})
		}
	}
	if len(bounds) == 0 {
		return nil, false
	}
	holds, strict, needed := c.signWithin(p, bounds, budget)
	if !holds || relation == ">" && !strict {
		return nil, false
	}
	var used []condition
	for _, i := range needed {
		used = append(used, conditions[i])
	}
	return used, true
}

// signWithin says whether a polynomial is not negative, or positive, where bounds hold:
// as a whole, or as the product of its factors.
func (c *checker) signWithin(p symbolic.Polynomial, bounds []symbolic.Bound, budget *symbolic.Budget) (holds, positive bool, used []int) {
	if holds, positive, used = symbolic.NotNegativeWithin(p, bounds, budget); holds {
		return holds, positive, used
	}
	factors, err := p.Factors(budget)
	if err != nil {
		return false, false, nil
	}
	sign := 1
	positive = true
	for _, f := range factors {
		if constant, ok := f.Factor.AsConstant(); ok {
			sign *= constant.Sign()
			continue
		}
		of, never := definite(f.Factor, budget)
		for _, s := range []int{1, -1} {
			if never || of != 0 && f.Multiplicity%2 == 0 {
				break
			}
			q := f.Factor
			if s < 0 {
				q = q.Neg()
			}
			if holds, strict, needed := symbolic.NotNegativeWithin(q, bounds, budget); holds {
				of, never, used = s, strict, append(used, needed...)
				break
			}
		}
		if f.Multiplicity%2 == 0 {
			of = 1
		}
		if of == 0 {
			return false, false, nil
		}
		sign *= of
		positive = positive && never
	}
	slices.Sort(used)
	return sign > 0, positive, slices.Compact(used)
}

func nameSet(p symbolic.Polynomial) map[string]bool {
	names := map[string]bool{}
	for _, name := range p.Variables() {
		names[name] = true
	}
	return names
}
