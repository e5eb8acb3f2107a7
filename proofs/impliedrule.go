package proofs

import "github.com/hence-math/hence/proofs/syntax"

// impliedRules adds the rules that equations of the problem imply for the newest element in them:
// `a_{n+1} - 2 a_n = 3^n` is the rule `a_{n+1} = 2 a_n + 3^n`.
func (s *sheet) impliedRules(stated []*chain) {
	e := s.checker.evaluator(true)
	for _, ch := range stated {
		if ch.alone || ch.head() == nil || len(ch.members) != 2 || ch.members[1] == nil || ch.operators[0].Name != "=" {
			continue
		}
		if _, named := identify(ch.head()); named {
			continue
		}
		id, body, ok := e.solvedForNewest(ch.members[0], ch.members[1])
		if !ok {
			continue
		}
		name := e.settle(id)
		if e.hasRule(name) {
			continue
		}
		if r, ok := s.checker.ruleHead(e, name, body); ok {
			r.scope = s.env
			s.env.rules = append(s.env.rules, r)
		}
	}
}

// hasElements says whether the left member holds two elements of one family, as `a_n - a_{n-1}` does.
func hasElements(ch *chain) bool {
	bases := map[string]int{}
	syntax.Inspect(ch.head(), func(n syntax.Node) bool {
		if id, ok := identify(n); ok {
			if _, _, single := indexNode(id); single {
				bases[id.base]++
				return false
			}
		}
		return true
	})
	for _, count := range bases {
		if count > 1 {
			return true
		}
	}
	return false
}

// newest finds the one element of a family whose index is furthest on.
func (e *evaluator) newest(members ...syntax.Node) (found identifier, ok bool) {
	offset, variable := int64(0), ""
	for _, m := range members {
		syntax.Inspect(m, func(n syntax.Node) bool {
			id, is := identify(n)
			_, index, single := indexNode(id)
			if !is || !single {
				return true
			}
			letter, k, affine := e.affineIndex(index)
			switch {
			case !affine || isCapitalLabel(letter):
			case variable == "" || letter == variable && k > offset:
				found, offset, variable, ok = id, k, letter, true
			case letter != variable || k == offset && id.plain != found.plain:
				ok = ok && k < offset
			}
			return false
		})
	}
	return found, ok
}

// solvedForNewest solves an equation for the newest element where it is linear in that.
func (e *evaluator) solvedForNewest(left, right syntax.Node) (id identifier, body syntax.Node, ok bool) {
	id, ok = e.newest(left, right)
	if !ok {
		return id, nil, false
	}
	_, index, _ := indexNode(id)
	written := syntax.Print(index)
	isIt := func(n syntax.Node) bool {
		other, is := identify(n)
		_, at, single := indexNode(other)
		return is && single && other.base == id.base && syntax.Print(at) == written
	}
	holds := func(n syntax.Node) bool {
		found := false
		syntax.Inspect(n, func(m syntax.Node) bool {
			found = found || isIt(m)
			return !found
		})
		return found
	}
	var coefficients, rest []syntax.Term
	add := func(n syntax.Node, turn bool) bool {
		terms := []syntax.Term{{Value: n}}
		if sum, is := n.(*syntax.Sum); is {
			terms = sum.Terms
		}
		for _, t := range terms {
			minus := t.Sign == "-"
			if t.Sign != "" && t.Sign != "+" && !minus {
				return false
			}
			if !holds(t.Value) {
				rest = append(rest, signed(t.Value, minus == turn))
				continue
			}
			k, linear := withoutFactor(t.Value, isIt, holds)
			if !linear {
				return false
			}
			coefficients = append(coefficients, signed(k, minus != turn))
		}
		return true
	}
	if !add(left, false) || !add(right, true) || len(coefficients) == 0 {
		return id, nil, false
	}
	if len(rest) == 0 {
		rest = []syntax.Term{{Value: numberNode(0)}}
	}
	body = &syntax.Sum{At: left.Span(), Terms: rest}
	if k, whole := wholeLiteral(coefficients[0].Value); len(coefficients) > 1 || coefficients[0].Sign == "-" || !whole || k != 1 {
		body = &syntax.Fraction{At: left.Span(), Command: "frac", Numerator: body, Denominator: &syntax.Sum{At: left.Span(), Terms: coefficients}}
	}
	return id, body, true
}

// signed is a term that is taken away, or added.
func signed(n syntax.Node, minus bool) syntax.Term {
	if minus {
		return syntax.Term{Sign: "-", Value: bracketed(n)}
	}
	return syntax.Term{Sign: "+", Value: bracketed(n)}
}

// withoutFactor gives what an element is multiplied by in a term.
func withoutFactor(n syntax.Node, isIt, holds func(syntax.Node) bool) (syntax.Node, bool) {
	if isIt(n) {
		return numberNode(1), true
	}
	switch n := n.(type) {
	case *syntax.Fraction:
		if n.Command != "frac" && n.Command != "dfrac" && n.Command != "tfrac" || holds(n.Denominator) {
			return nil, false
		}
		above, ok := withoutFactor(n.Numerator, isIt, holds)
		return &syntax.Fraction{At: n.At, Command: n.Command, Numerator: above, Denominator: n.Denominator}, ok
	case *syntax.Product:
		out := &syntax.Product{At: n.At}
		found := false
		for i, f := range n.Factors {
			switch {
			case !holds(f.Value):
				out.Factors = append(out.Factors, f)
			case found || !isIt(f.Value) || i > 0 && division(f.Operator):
				return nil, false
			default:
				found = true
				out.Factors = append(out.Factors, syntax.Factor{Operator: f.Operator, OperatorAt: f.OperatorAt, Value: numberNode(1)})
			}
		}
		return out, found
	}
	return nil, false
}
