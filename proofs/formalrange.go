package proofs

import (
	"slices"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// big is a sum or product, with those directly within.
func (v *formalConverter) big(n *syntax.Big) (symbolic.RationalFunction, bool) {
	var none symbolic.RationalFunction
	if n.Operator != `\sum` && n.Operator != `\prod` {
		return none, false
	}
	v.used = true
	outer := v.bound
	v.bound = map[string]symbolic.RationalFunction{}
	for name, x := range outer {
		v.bound[name] = x
	}
	defer func() { v.bound = outer }()
	var indices []string
	var limits, factors []symbolic.RationalFunction
	body := syntax.Node(n)
	for {
		b, ok := unwrapped(body).(*syntax.Big)
		if !ok || b.Operator != n.Operator || len(indices) > 0 && n.Operator == `\prod` {
			break
		}
		names, more, ok := v.rangeOf(b)
		if !ok {
			return none, false
		}
		indices, limits = append(indices, names...), append(limits, more...)
		body = b.Body
		if n.Operator != `\sum` {
			break
		}
		// Conditions in brackets and factors before another sum.
		p, ok := unwrapped(body).(*syntax.Product)
		if !ok {
			if more, ok := v.bracketed(body); ok {
				limits = append(limits, more...)
				body = nil
				break
			}
			continue
		}
		var rest []syntax.Factor
		for _, f := range p.Factors {
			more, ok := v.bracketed(f.Value)
			if ok && (f.Operator == "" || f.Operator == `\cdot`) {
				limits = append(limits, more...)
				continue
			}
			rest = append(rest, f)
		}
		if len(rest) == 0 {
			body = nil
			break
		}
		last := len(rest) - 1
		if inner, ok := unwrapped(rest[last].Value).(*syntax.Big); ok && last > 0 && inner.Operator == `\sum` && !division(rest[last].Operator) {
			x, ok := v.product(rest[:last])
			if !ok {
				return none, false
			}
			factors = append(factors, x)
			body = inner
			continue
		}
		rest[0].Operator = ""
		body = &syntax.Product{At: p.At, Factors: rest}
		if len(rest) == 1 {
			body = rest[0].Value
		}
	}
	x := symbolic.FromInt(1)
	ok := true
	if body != nil {
		x, ok = v.value(body)
	}
	if !ok {
		return none, false
	}
	var err error
	for _, f := range factors {
		if x, err = x.Mul(f, v.budget); err != nil {
			return none, false
		}
	}
	if n.Operator == `\prod` {
		x, err = v.formal.Product(indices, limits, x)
	} else {
		x, err = v.formal.Sum(indices, limits, x)
	}
	return x, err == nil
}

// bracketed reads a condition in brackets, 1 where it holds and 0 elsewhere, as limits.
func (v *formalConverter) bracketed(n syntax.Node) ([]symbolic.RationalFunction, bool) {
	g, ok := unwrapped(n).(*syntax.Group)
	if !ok || g.Open != "[" {
		return nil, false
	}
	r, ok := g.Inner.(*syntax.Relation)
	if !ok {
		return nil, false
	}
	return v.limitsOf(r)
}

// limitsOf gives what is not negative where a chain of comparisons of integers holds.
func (v *formalConverter) limitsOf(r *syntax.Relation) ([]symbolic.RationalFunction, bool) {
	var all []symbolic.RationalFunction
	for i, sign := range r.Operators {
		a, ok := v.value(r.Members[i])
		if !ok {
			return nil, false
		}
		b, ok := v.value(r.Members[i+1])
		if !ok {
			return nil, false
		}
		name := relationOf(sign.Name)
		if name == ">" || name == `\ge` {
			a, b = b, a
		}
		d, err := b.Sub(a, v.budget)
		if err != nil {
			return nil, false
		}
		switch name {
		case "=":
			all = append(all, d, d.Neg())
		case "<", ">":
			if d, err = d.Sub(symbolic.FromInt(1), v.budget); err != nil {
				return nil, false
			}
			all = append(all, d)
		case `\le`, `\ge`:
			all = append(all, d)
		default:
			return nil, false
		}
	}
	return all, true
}

// rangeOf binds the indices of a sum and gives the limits of their range.
func (v *formalConverter) rangeOf(n *syntax.Big) (indices []string, limits []symbolic.RationalFunction, ok bool) {
	var relations []*syntax.Relation
	var letters []string
	switch lower := n.Lower.(type) {
	case *syntax.Relation:
		relations = append(relations, lower)
	case *syntax.List:
		for _, item := range lower.Items {
			if r, is := item.(*syntax.Relation); is {
				relations = append(relations, r)
			} else if names := lettersListed(item); len(names) == 1 {
				letters = append(letters, names...)
			} else {
				return nil, nil, false
			}
		}
	default:
		if letters = lettersListed(n.Lower); len(letters) != 1 {
			return nil, nil, false
		}
	}
	for _, r := range relations {
		if slices.Contains(r.Members, nil) {
			return nil, nil, false
		}
		last := len(r.Members) - 1
		if last == 1 { // `k = 0`, `k \ge 0`
			names := lettersListed(r.Members[0])
			if len(names) != 1 || relationOf(r.Operators[0].Name) == "=" && n.Upper == nil {
				return nil, nil, false
			}
			letters = append(letters, names...)
			continue
		}
		for _, m := range r.Members[1:last] {
			names := lettersListed(m)
			if len(names) == 0 {
				return nil, nil, false
			}
			letters = append(letters, names...)
		}
	}
	if n.Upper != nil && (len(relations) != 1 || len(letters) != 1 || relationOf(relations[0].Operators[0].Name) != "=") {
		return nil, nil, false
	}
	shadowed := map[string]symbolic.RationalFunction{}
	for _, name := range letters {
		if _, twice := shadowed[name]; twice {
			return nil, nil, false
		}
		index := v.formal.Index()
		indices = append(indices, index)
		shadowed[name] = symbolic.Var(index)
		v.indices[name] = true
	}
	if n.Upper != nil { // the bounds do not hold the index
		low, ok := v.value(relations[0].Members[1])
		if !ok {
			return nil, nil, false
		}
		if end, is := n.Upper.(*syntax.Symbol); is && end.Name == `\infty` {
			below, err := shadowed[letters[0]].Sub(low, v.budget)
			v.bound[letters[0]] = shadowed[letters[0]]
			return indices, []symbolic.RationalFunction{below}, err == nil
		}
		high, ok := v.value(n.Upper)
		if !ok {
			return nil, nil, false
		}
		index := shadowed[letters[0]]
		below, err := index.Sub(low, v.budget)
		if err != nil {
			return nil, nil, false
		}
		above, err := high.Sub(index, v.budget)
		if err != nil {
			return nil, nil, false
		}
		v.bound[letters[0]] = index
		return indices, []symbolic.RationalFunction{below, above}, true
	}
	for name, x := range shadowed {
		v.bound[name] = x
	}
	for _, r := range relations {
		more, ok := v.limitsOf(r)
		if !ok {
			return nil, nil, false
		}
		limits = append(limits, more...)
	}
	return indices, limits, true
}
