package symbolic

import (
	"fmt"
	"math/big"
	"slices"
)

// This file proves inequalities that no multiplier settles by proving stronger ones, which one does settle. Only
// a proof is taken over from these: cases are computed from the claim as it stands.

// relax tries the stronger claims. It reports whether the claim is proved.
func (p *prover) relax() bool {
	if p.claim.Relation == NotEquals || p.nested || p.claim.nested {
		return false
	}
	return p.relaxBounded() || p.relaxBlocks() || p.relaxPowers()
}

// implied proves a claim that is only a means.
func (p *prover) implied(left, right Expression, relation Relation, from int64, further ...Sequence) (Proof, bool) {
	c := p.claim
	c.nested = true
	c.Left, c.Right, c.Relation, c.From = left, right, relation, from
	part := p.budget.Split(40_000)
	defer p.budget.Return(part)
	proof := Prove(c, append(p.system.list(), further...), part)
	return proof, proof.Verdict == Proved
}

// casesBefore proves the claim at each n below a bound.
func (p *prover) casesBefore(to int64) bool {
	p.proof.Obligations = nil
	_, _, strict := p.sides()
	for n := p.claim.From; n < to; n++ {
		if p.proveCase(n, strict) != nil {
			return false
		}
	}
	return true
}

func (p *prover) relaxed(says string, proofs ...Proof) bool {
	p.proof.Verdict, p.proof.Reason, p.proof.Says, p.proof.FailsAt = Proved, "", "", nil
	p.proof.Method = MethodMultiplier
	for _, further := range proofs {
		p.proof.Conditions = mergeConditions(p.proof.Conditions, further.Conditions)
		for i, o := range further.Obligations {
			if i == 0 {
				o.Says = says + ": " + o.Says
			}
			o.Left, o.Right = RationalFunction{}, RationalFunction{}
			p.proof.Obligations = append(p.proof.Obligations, o)
		}
	}
	return true
}

// relaxBounded proves sum(k=a..n, f(k)) < C as sum(k=a..n, f(k)) + g(n) <= C for a g > 0 that is about
// as large as the terms to come.
func (p *prover) relaxBounded() bool {
	greater, smaller, _ := p.sides()
	sum, ok := smaller.(Summation)
	n := p.claim.Index
	to, ok2 := affineOf(sum.To, map[string]affine{n: {1, 0}}, nil)
	if !ok || !ok2 || to.slope != 1 || mentions(sum.Body, n) || mentions(sum.From, n) || mentions(greater, n) {
		return false
	}
	term := func(at int64) Expression {
		return Replace(sum.Body, sum.Index, Plus(Symbol{n}, Int(to.offset+at)))
	}
	env := func(at int64) map[string]int64 { return map[string]int64{n: at} }
	bound, err := p.evaluator.value(greater, env(p.claim.From))
	limit, number := bound.AsConstant()
	if err != nil || !number {
		return false
	}
	for _, grows := range []bool{true, false} {
		for _, factor := range []*big.Rat{big.NewRat(1, 1), big.NewRat(1, 2), big.NewRat(2, 1), big.NewRat(1, 3), big.NewRat(3, 1), big.NewRat(1, 4)} {
			rest := func(at int64) Expression {
				if grows {
					return Times(Number{factor}, Plus(Symbol{n}, Int(to.offset+at)), term(at))
				}
				return Times(Number{factor}, term(at))
			}
			for first := p.claim.From; first < p.claim.From+8; first++ {
				total, err := p.evaluator.value(Plus(sum, rest(0)), env(first))
				if err != nil {
					continue
				}
				c, number := total.AsConstant()
				if !number {
					return false
				}
				if c.Cmp(limit) > 0 {
					continue
				}
				positive, ok := p.implied(rest(0), Int(0), Greater, first)
				if !ok {
					break
				}
				step, ok := p.implied(Plus(term(1), rest(1)), rest(0), LessOrEqual, first)
				if !ok {
					continue
				}
				if !p.casesBefore(first + 1) {
					return false
				}
				return p.relaxed(fmt.Sprintf("the stronger claim that the sum plus %s is at most %s", rest(0), greater), step, positive)
			}
		}
	}
	return false
}

// relaxBlocks bounds a sum up to a power b^n of a decreasing body by its blocks from b^(n-1) to b^n.
func (p *prover) relaxBlocks() bool {
	n := p.claim.Index
	greater, smaller, _ := p.sides()
	for _, below := range []bool{true, false} {
		side := smaller
		if below {
			side = greater
		}
		if h, ok := side.(Harmonic); ok {
			side = Summation{"k", Int(1), h.Of, Over(Int(1), Symbol{"k"})}
		}
		sum, ok := side.(Summation)
		if !ok || mentions(sum.Body, n) || sum.Index == n {
			continue
		}
		base, offset, ok := powerBound(sum.To, n)
		from, ok2 := affineOf(sum.From, nil, nil)
		if !ok || !ok2 || from.slope != 0 || from.offset < 1 || p.claim.From < 0 {
			continue
		}
		body := func(at Expression) Expression { return Replace(sum.Body, sum.Index, at) }
		decreasing, ok := p.implied(body(Plus(Symbol{n}, Int(1))), body(Symbol{n}), LessOrEqual, from.offset)
		if !ok {
			continue
		}
		start, err := p.evaluator.value(sum, map[string]int64{n: p.claim.From})
		if err != nil {
			continue
		}
		power := func(e Expression) Expression { return Power{Int(base), e} }
		before := Minus(Symbol{n}, Int(1))
		count := Minus(power(Symbol{n}), power(before))
		at := Plus(power(Symbol{n}), Int(offset))
		if !below {
			at = Plus(power(before), Int(offset+1))
		}
		s := Sequence{Name: "block", First: p.claim.From, Initial: []Expression{ExpressionOf(start)}, Index: n}
		s.Rule = Plus(Term{"block", before}, Times(count, body(at)))
		left, right := p.claim.Left, p.claim.Right
		if left.String() == p.memberOf(below).String() {
			left = Term{"block", Symbol{n}}
		} else {
			right = Term{"block", Symbol{n}}
		}
		proof, ok := p.implied(left, right, p.claim.Relation, p.claim.From, s)
		if !ok {
			continue
		}
		p.proof.Obligations = nil
		says := fmt.Sprintf("the terms decrease, so the block from %s to %s is at least their number times the last", power(before), power(Symbol{n}))
		if !below {
			says = fmt.Sprintf("the terms decrease, so the block from %s to %s is at most their number times the first", power(before), power(Symbol{n}))
		}
		return p.relaxed(says, proof, decreasing)
	}
	return false
}

func (p *prover) memberOf(greater bool) Expression {
	g, s, _ := p.sides()
	if greater {
		return g
	}
	return s
}

// powerBound reads b^n + c with b >= 2.
func powerBound(e Expression, n string) (base, offset int64, ok bool) {
	if sum, is := e.(Addition); is {
		rest := Expression(nil)
		for _, t := range sum.Terms {
			if a, constant := affineOf(t, nil, nil); constant && a.slope == 0 {
				offset += a.offset
			} else if rest == nil {
				rest = t
			} else {
				return 0, 0, false
			}
		}
		if rest == nil {
			return 0, 0, false
		}
		e = rest
	}
	power, is := e.(Power)
	if !is {
		return 0, 0, false
	}
	b, constant := affineOf(power.Base, nil, nil)
	x, linear := affineOf(power.Exponent, map[string]affine{n: {1, 0}}, nil)
	return b.offset, offset, constant && linear && b.offset >= 2 && b.offset < 100 && x == affine{1, 0} && offset >= -1 && offset <= 0
}

// relaxPowers proves inequalities between products with powers such as n^n and (n+1)^(n-1). With
// P(m) = m^m, P(m+1) = (m+1) r P(m), where r = ((m+1)/m)^m lies in [2, 3) for m >= 1.
func (p *prover) relaxPowers() bool {
	n := p.claim.Index
	greater, smaller, strict := p.sides()
	least, most, found := int64(0), int64(0), false
	var scan func(e Expression)
	scan = func(e Expression) {
		if c, _, _, ok := varyingPower(e, n); ok {
			if !found {
				least, most, found = c, c, true
			}
			least, most = min(least, c), max(most, c)
			return
		}
		for _, child := range children(e) {
			scan(child)
		}
	}
	scan(greater)
	scan(smaller)
	if !found || most-least > 1 {
		return false
	}
	for first := max(p.claim.From, 1-least); first < max(p.claim.From, 1-least)+6; first++ {
		if !p.casesBefore(first) {
			return false
		}
		var proofs []Proof
		for _, ratio := range []int64{2, 3} {
			g, ok := p.plainPowers(greater, least, ratio, first)
			s, ok2 := p.plainPowers(smaller, least, ratio, first)
			if !ok || !ok2 {
				return false
			}
			name := "P"
			grows := Sequence{Name: name, First: first + least, Index: n, Initial: []Expression{Power{Int(first + least), Int(first + least)}}}
			factor := int64(2)
			switch inGreater, inSmaller := countSequence(g, name) > 0, countSequence(s, name) > 0; {
			case inGreater && inSmaller: // both are multiples of P
				if countSequence(g, name) != 1 || countSequence(s, name) != 1 {
					return false
				}
				g, s = withoutSequence(g, name), withoutSequence(s, name)
			case inSmaller:
				factor = 3
			}
			grows.Rule = Times(Int(factor), Symbol{n}, Term{name, Minus(Symbol{n}, Int(1))})
			relation := GreaterOrEqual
			if strict && (ratio == 2 || most == least) {
				relation = Greater // r < 3: at the other end equality is enough
			}
			proof, ok := p.implied(g, s, relation, first, grows)
			if !ok {
				break
			}
			proofs = append(proofs, proof)
			if most == least {
				break
			}
		}
		if len(proofs) == 2 || len(proofs) == 1 && most == least {
			return p.relaxed("with m^m growing by a factor (m+1)((m+1)/m)^m, where 2 <= ((m+1)/m)^m < 3", proofs...)
		}
	}
	return false
}

// varyingPower reads (n+c)^(n+d), or that of (n+c)/q.
func varyingPower(e Expression, n string) (c, d int64, divisor Expression, ok bool) {
	power, is := e.(Power)
	if !is || !mentions(power.Base, n) {
		return 0, 0, nil, false
	}
	base := power.Base
	if q, is := base.(Division); is {
		if v, number := q.Denominator.(Number); number && v.Value.Sign() > 0 {
			base, divisor = q.Numerator, q.Denominator
		}
	}
	b, ok := affineOf(base, map[string]affine{n: {1, 0}}, nil)
	x, ok2 := affineOf(power.Exponent, map[string]affine{n: {1, 0}}, nil)
	return b.offset, x.offset, divisor, ok && ok2 && b.slope == 1 && x.slope == 1 && max(b.offset, -b.offset, x.offset, -x.offset) < 20
}

// plainPowers rewrites a product of positive factors with P in the place of varying powers.
func (p *prover) plainPowers(e Expression, least, ratio, from int64) (Expression, bool) {
	n := p.claim.Index
	switch e := e.(type) {
	case Multiplication:
		factors := make([]Expression, len(e.Factors))
		for i, f := range e.Factors {
			var ok bool
			if factors[i], ok = p.plainPowers(f, least, ratio, from); !ok {
				return nil, false
			}
		}
		return Multiplication{factors}, true
	case Division:
		numerator, ok := p.plainPowers(e.Numerator, least, ratio, from)
		if !ok || slices.ContainsFunc([]Expression{e.Denominator}, func(d Expression) bool { return hasVaryingPower(d, n) }) {
			return nil, false
		}
		_, ok = p.plainPowers(e.Denominator, least, ratio, from)
		return Over(numerator, e.Denominator), ok
	case Number:
		return e, e.Value.Sign() > 0
	case Factorial:
		return e, true
	}
	if c, d, divisor, ok := varyingPower(e, n); ok {
		shifted := func(by int64) Expression { return Plus(Symbol{n}, Int(by)) }
		result := []Expression{Term{"P", shifted(least)}, Power{shifted(c), Int(d - c)}}
		if c > least {
			result = append(result, shifted(c), Int(ratio))
		}
		if divisor != nil {
			result = append(result, Power{divisor, Negation{shifted(d)}})
		}
		return Multiplication{result}, true
	}
	if a, ok := affineOf(e, map[string]affine{n: {1, 0}}, nil); ok {
		return e, a.slope >= 0 && a.at(from) > 0
	}
	if power, ok := e.(Power); ok && !mentions(power.Base, n) {
		b, number := power.Base.(Number)
		return e, number && b.Value.Sign() > 0
	}
	if power, ok := e.(Power); ok && !mentions(power.Exponent, n) {
		_, ok := p.plainPowers(power.Base, least, ratio, from)
		return e, ok && !hasVaryingPower(power.Base, n)
	}
	return nil, false
}

func hasVaryingPower(e Expression, n string) bool {
	if _, _, _, ok := varyingPower(e, n); ok {
		return true
	}
	return slices.ContainsFunc(children(e), func(c Expression) bool { return hasVaryingPower(c, n) })
}

func countSequence(e Expression, name string) int {
	if t, ok := e.(Term); ok && t.Sequence == name {
		return 1
	}
	count := 0
	for _, c := range children(e) {
		count += countSequence(c, name)
	}
	return count
}

func withoutSequence(e Expression, name string) Expression {
	if t, ok := e.(Term); ok && t.Sequence == name {
		return Int(1)
	}
	return mapChildren(e, func(c Expression) Expression { return withoutSequence(c, name) })
}
