package proofs

import (
	"math/big"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// series is a run of shown terms around one ellipsis: `1 + q + \cdots + q^{n-1}`.
type series struct {
	before []syntax.Node
	after  []syntax.Node
}

// ellipsis reads a sum with an ellipsis by its general term.
func (v *converter) ellipsis(n *syntax.Sum) (symbolic.Expression, bool) {
	dots := -1
	alternating := false
	for i, t := range n.Terms {
		if _, is := t.Value.(*syntax.Dots); is {
			if dots >= 0 {
				return nil, false
			}
			dots = i
		}
		if t.Sign == "-" {
			alternating = true
		}
	}
	if dots < 1 || dots == len(n.Terms)-1 {
		return nil, false
	}
	s := series{}
	for i, t := range n.Terms {
		value := t.Value
		if alternating && t.Sign == "-" {
			value = &syntax.Sum{At: t.Value.Span(), Terms: []syntax.Term{{Sign: "-", Value: t.Value}}}
		}
		switch {
		case i < dots:
			s.before = append(s.before, value)
		case i > dots:
			s.after = append(s.after, value)
		}
	}
	return v.general(s, true)
}

// ellipsisProduct reads a product with an ellipsis by its general factor.
func (v *converter) ellipsisProduct(n *syntax.Product) (symbolic.Expression, bool) {
	dots := -1
	for i, f := range n.Factors {
		if _, is := f.Value.(*syntax.Dots); is {
			if dots >= 0 {
				return nil, false
			}
			dots = i
		}
		if division(f.Operator) {
			return nil, false
		}
	}
	if dots < 1 || dots == len(n.Factors)-1 {
		return nil, false
	}
	s := series{}
	for i, f := range n.Factors {
		switch {
		case i < dots:
			s.before = append(s.before, f.Value)
		case i > dots:
			s.after = append(s.after, f.Value)
		}
	}
	return v.general(s, false)
}

// general finds the natural general term that fits all terms shown. The term
// behind the ellipsis, as a function of its letter, must give the first terms at
// consecutive numbers; what follows it is added by itself. A falling series is
// read from its other end.
func (v *converter) general(s series, adding bool) (symbolic.Expression, bool) {
	if x, ok := v.rising(s.before, s.after, adding); ok {
		return x, true
	}
	reversed := func(all []syntax.Node) []syntax.Node {
		out := make([]syntax.Node, len(all))
		for i, n := range all {
			out[len(all)-1-i] = n
		}
		return out
	}
	return v.rising(reversed(s.after), reversed(s.before), adding)
}

// join adds or multiplies.
func join(adding bool, all ...symbolic.Expression) symbolic.Expression {
	if adding {
		return symbolic.Plus(all...)
	}
	return symbolic.Times(all...)
}

// over is the sum or product of a body over a range.
func over(adding bool, index string, from, to, body symbolic.Expression) symbolic.Expression {
	if adding {
		return symbolic.Summation{Index: index, From: from, To: to, Body: body}
	}
	return symbolic.IteratedProduct{Index: index, From: from, To: to, Body: body}
}

const ellipsisIndex = "j"

func (v *converter) rising(before, after []syntax.Node, adding bool) (symbolic.Expression, bool) {
	letters := v.lettersOf(after[0])
	for _, letter := range letters {
		if x, ok := v.byLetter(letter, before, after, adding); ok {
			return x, true
		}
	}
	if len(letters) == 0 {
		return v.progression(before, after, adding)
	}
	return nil, false
}

// lettersOf lists the plain letters of a tree, those that are indices by habit
// first.
func (v *converter) lettersOf(n syntax.Node) []string {
	seen := map[string]bool{}
	syntax.Inspect(n, func(m syntax.Node) bool {
		if id, ok := identify(m); ok {
			if id.sub == nil && id.sup == nil && v.evaluator.env.find(id.base) == nil {
				seen[id.base] = true
			}
			return id.sub != nil
		}
		return true
	})
	var first, rest []string
	for _, name := range sortedKeys(seen) {
		switch name {
		case "n", "m", "k", "N", "M", "t", "K":
			first = append(first, name)
		default:
			rest = append(rest, name)
		}
	}
	return append(first, rest...)
}

// byLetter reads the term behind the ellipsis as f(letter).
func (v *converter) byLetter(letter string, before, after []syntax.Node, adding bool) (symbolic.Expression, bool) {
	at := func(n syntax.Node, x symbolic.Expression) (symbolic.Expression, bool) {
		old, had := v.symbols[letter]
		v.symbols[letter] = x
		out, ok := v.expression(n)
		if had {
			v.symbols[letter] = old
		} else {
			delete(v.symbols, letter)
		}
		return out, ok
	}
	shown := make([]symbolic.Expression, len(before))
	for i, n := range before {
		x, ok := v.expression(n)
		if !ok {
			return nil, false
		}
		shown[i] = x
	}
	for start := int64(-2); start <= 6; start++ {
		fits := true
		for i := range shown {
			x, ok := at(after[0], symbolic.Int(start+int64(i)))
			if !ok || !v.equalNow(x, shown[i]) {
				fits = false
				break
			}
		}
		if !fits {
			continue
		}
		body, ok := at(after[0], symbolic.Sym(ellipsisIndex))
		if !ok {
			return nil, false
		}
		total := []symbolic.Expression{over(adding, ellipsisIndex, symbolic.Int(start), symbolic.Sym(letter), body)}
		for _, n := range after[1:] {
			x, ok := v.expression(n)
			if !ok {
				return nil, false
			}
			total = append(total, x)
		}
		v.indices[letter] = true
		v.starts = append(v.starts, start)
		v.ellipses = append(v.ellipses, `$`+body.LaTeX()+`$ for $`+ellipsisIndex+` = `+big.NewInt(start).String()+`, \ldots, `+letter+`$`)
		return join(adding, total...), true
	}
	return nil, false
}

// progression reads a series of numbers as an arithmetic or a geometric one.
func (v *converter) progression(before, after []syntax.Node, adding bool) (symbolic.Expression, bool) {
	if len(before) < 2 {
		return nil, false
	}
	number := func(n syntax.Node) (*big.Rat, bool) {
		quiet := *v.evaluator
		quiet.trace = newTrace()
		r, failed := quiet.scalar(n)
		if failed != nil {
			return nil, false
		}
		return r.AsConstant()
	}
	var shown []*big.Rat
	for _, n := range before {
		r, ok := number(n)
		if !ok {
			return nil, false
		}
		shown = append(shown, r)
	}
	last, ok := number(after[0])
	if !ok {
		return nil, false
	}
	step := new(big.Rat).Sub(shown[1], shown[0])
	for i := 2; i < len(shown); i++ {
		if new(big.Rat).Sub(shown[i], shown[i-1]).Cmp(step) != 0 {
			return nil, false
		}
	}
	if step.Sign() == 0 {
		return nil, false
	}
	count := new(big.Rat).Quo(new(big.Rat).Sub(last, shown[0]), step)
	if !count.IsInt() || count.Sign() <= 0 || !count.Num().IsInt64() {
		return nil, false
	}
	body := symbolic.Plus(symbolic.Number{Value: shown[0]}, symbolic.Times(symbolic.Number{Value: step}, symbolic.Sym(ellipsisIndex)))
	total := []symbolic.Expression{over(adding, ellipsisIndex, symbolic.Int(0), symbolic.Number{Value: count}, body)}
	for _, n := range after[1:] {
		x, ok := v.expression(n)
		if !ok {
			return nil, false
		}
		total = append(total, x)
	}
	v.ellipses = append(v.ellipses, `$`+body.LaTeX()+`$ for $`+ellipsisIndex+` = 0, \ldots, `+count.Num().String()+`$`)
	return join(adding, total...), true
}

// equalNow says whether two expressions without sums are the same rational
// function in their symbols.
func (v *converter) equalNow(a, b symbolic.Expression) bool {
	x, _, err := symbolic.Value(a, nil, nil, nil, v.evaluator.budget)
	if err != nil {
		return false
	}
	y, _, err := symbolic.Value(b, nil, nil, nil, v.evaluator.budget)
	return err == nil && x.Equal(y)
}
