package proofs

import "github.com/hence-math/hence/proofs/syntax"

// sequenceCalls are the letters that a sheet writes as functions of an index and
// that are sequences: T(0) = 0, T(n) = 2 T(n - 1) + 1.
type sequenceCalls map[string]bool

// callOf takes `T(n)` apart.
func callOf(n syntax.Node) (id identifier, argument syntax.Node, ok bool) {
	p, is := unwrapped(n).(*syntax.Product)
	if !is || len(p.Factors) != 2 || p.Factors[1].Operator != "" {
		return id, nil, false
	}
	return pairOf(p.Factors[0].Value, p.Factors[1].Value)
}

// pairOf reads a letter and the parentheses behind it as a call with one argument.
func pairOf(f, g syntax.Node) (id identifier, argument syntax.Node, ok bool) {
	group, is := g.(*syntax.Group)
	if !is || group.Open != "(" || group.Close != ")" || group.Inner == nil {
		return id, nil, false
	}
	if _, list := group.Inner.(*syntax.List); list {
		return id, nil, false
	}
	id, ok = identify(f)
	return id, group.Inner, ok && id.sub == nil && id.sup == nil
}

// calls finds the sequences that the sheet writes with parentheses: a chain gives
// the letter a value at an index, and the letter never stands without parentheses.
func (s *sheet) calls() sequenceCalls {
	found := sequenceCalls{}
	e := s.checker.evaluator(true)
	for _, ch := range s.checker.chains {
		if ch.alone || ch.head() == nil {
			continue
		}
		id, argument, ok := callOf(ch.head())
		if !ok || !defines(ch.operators[0].Name) {
			continue
		}
		if _, _, affine := e.affineIndex(argument); affine {
			found[id.base] = true
		}
	}
	if len(found) == 0 {
		return found
	}
	bare := map[string]int{}
	for _, ch := range s.checker.chains {
		for _, m := range ch.members {
			if m == nil {
				continue
			}
			syntax.Inspect(m, func(n syntax.Node) bool {
				if id, ok := identify(n); ok && id.sub == nil && id.sup == nil {
					bare[id.base]++
				}
				if p, ok := n.(*syntax.Product); ok {
					for i := range p.Factors[:len(p.Factors)-1] {
						if id, ok := identify(p.Factors[i].Value); ok && p.Factors[i+1].Operator == ":" && isSet(p.Factors[i+1].Value) {
							bare[id.base]-- // `f : \mathbb{N} \to \mathbb{N}`
						}
						if id, _, ok := pairOf(p.Factors[i].Value, withoutPower(p.Factors[i+1].Value)); ok && p.Factors[i+1].Operator == "" {
							bare[id.base]--
						}
					}
				}
				return true
			})
		}
	}
	for letter := range found {
		if bare[letter] > 0 {
			delete(found, letter)
		}
	}
	return found
}

// isSet says whether a tree is a set of numbers such as `\mathbb{N}_0`.
func isSet(n syntax.Node) bool {
	if s, ok := n.(*syntax.Script); ok {
		n = s.Base
	}
	s, ok := n.(*syntax.Symbol)
	return ok && s.Font == "mathbb"
}

// withoutPower is the base of a power of parentheses.
func withoutPower(n syntax.Node) syntax.Node {
	if s, ok := n.(*syntax.Script); ok && s.Sub == nil && s.Sup != nil {
		return s.Base
	}
	return n
}

// asIndices writes T_{n} for T(n).
func (c sequenceCalls) asIndices(n syntax.Node) syntax.Node {
	if len(c) == 0 || n == nil {
		return n
	}
	return rewrite(n, func(m syntax.Node) (syntax.Node, bool) {
		p, ok := m.(*syntax.Product)
		if !ok {
			return nil, false
		}
		out := &syntax.Product{At: p.At}
		changed := false
		for i := 0; i < len(p.Factors); i++ {
			f := p.Factors[i]
			if i+1 < len(p.Factors) && p.Factors[i+1].Operator == "" {
				behind := p.Factors[i+1].Value
				if id, argument, ok := pairOf(f.Value, withoutPower(behind)); ok && c[id.base] {
					element := &syntax.Script{At: f.Value.Span(), Base: f.Value, Sub: c.asIndices(argument)}
					if power, ok := behind.(*syntax.Script); ok {
						element.Sup = c.asIndices(power.Sup)
					}
					out.Factors = append(out.Factors, syntax.Factor{Operator: f.Operator, OperatorAt: f.OperatorAt, Value: element})
					changed = true
					i++
					continue
				}
			}
			out.Factors = append(out.Factors, syntax.Factor{Operator: f.Operator, OperatorAt: f.OperatorAt, Value: c.asIndices(f.Value)})
		}
		if !changed {
			return nil, false
		}
		if len(out.Factors) == 1 {
			return out.Factors[0].Value, true
		}
		return out, true
	})
}

// addCalls gives an environment the rules and values that the sheet states with
// parentheses.
func (s *sheet) addCalls(e *evaluator, calls sequenceCalls) {
	if len(calls) == 0 {
		return
	}
	part := parts(s.document)
	for _, ch := range s.checker.chains {
		if part[ch.block] != givenPart || ch.alone || ch.head() == nil || len(ch.members) < 2 || ch.members[1] == nil {
			continue
		}
		letter, _, ok := callOf(ch.head())
		if !ok || !calls[letter.base] || !defines(ch.operators[0].Name) {
			continue
		}
		id, ok := identify(calls.asIndices(ch.head()))
		if !ok {
			continue
		}
		name, body := e.settle(id), calls.asIndices(ch.last())
		if r, ok := s.checker.ruleHead(e, name, body); ok {
			r.scope = e.env
			e.env.rules = append(e.env.rules, r)
			continue
		}
		if o := s.checker.outcome(body, true); o.failed == nil && len(o.cases) > 0 {
			v := o.cases[0].value
			e.env.bind(&binding{name: name, definition: body, claimed: v, correct: v, hasClaimed: true, hasCorrect: true, link: -1, fromSheet: true})
		}
	}
}
