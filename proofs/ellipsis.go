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
	return v.shownOr(n, func() (symbolic.Expression, bool) { return v.general(s, true) })
}

// shownOr reads an ellipsis that ends at a number by the terms shown if they leave one
// reading, else as other does, and else by any reading.
func (v *converter) shownOr(n syntax.Node, other func() (symbolic.Expression, bool)) (symbolic.Expression, bool) {
	series, g, ok := v.evaluator.withEllipsisWritten(n)
	if !ok || !g.sure {
		if x, found := other(); found {
			return x, true
		}
	}
	if !ok {
		return nil, false
	}
	v.ellipses = append(v.ellipses, g.says)
	return v.expression(series)
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
	return v.shownOr(n, func() (symbolic.Expression, bool) { return v.generalFactors(n, dots) })
}

// generalFactors reads a product with an ellipsis at a place.
func (v *converter) generalFactors(n *syntax.Product, dots int) (symbolic.Expression, bool) {
	// What stands before the series may be factors of its own: `2^n \cdot 1 \cdot 3 \cdots (2n - 1)`.
	for first := 0; first < dots; first++ {
		s := series{}
		for i, f := range n.Factors[first:] {
			switch {
			case first+i < dots:
				s.before = append(s.before, f.Value)
			case first+i > dots:
				s.after = append(s.after, f.Value)
			}
		}
		if first > 0 && len(s.before) < 2 {
			break
		}
		x, ok := v.general(s, false)
		if !ok {
			continue
		}
		if first == 0 {
			return x, true
		}
		front, ok := v.product(n.Factors[:first])
		return symbolic.Times(front, x), ok
	}
	return nil, false
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
		return nil, false
	}
	return v.byDifference(letters, before, after, adding)
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
			_, _, single := indexNode(id)
			return id.sub != nil || single
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
			if !ok || !v.same(x, shown[i]) {
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
		total := []symbolic.Expression{over(adding, ellipsisIndex, symbolic.Int(start), v.letter(letter), body)}
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

// letter is what a letter stands for here.
func (v *converter) letter(name string) symbolic.Expression {
	if x, ok := v.symbols[name]; ok {
		return x
	}
	return symbolic.Sym(name)
}

// byDifference reads a series whose first terms hold the letter too, such as
// `(n+1)(n+2)\cdots(2n)`: where the second term differs from the first, the
// general one goes on by the same difference.
func (v *converter) byDifference(letters []string, before, after []syntax.Node, adding bool) (symbolic.Expression, bool) {
	var shown []symbolic.Expression
	for _, n := range before {
		x, ok := v.expression(n)
		if !ok {
			return nil, false
		}
		shown = append(shown, x)
	}
	last, ok := v.expression(after[0])
	if !ok {
		return nil, false
	}
	if len(before) < 2 {
		return v.byOnes(letters, shown[0], last, after, adding)
	}
	sign := symbolic.Expression(nil)
	if alternate, bare := withoutSigns(shown); alternate {
		// The signs go by the parity of the place, so the last place has to have one.
		negative, rest := withoutSign(last)
		shown, last = bare, rest
		sign = symbolic.Raise(symbolic.Int(-1), symbolic.Sym(ellipsisIndex))
		if first, _ := withoutSign(mustExpression(v, before[0])); first {
			negative, sign = !negative, symbolic.Negation{Of: sign}
		}
		return v.continued(letters, shown, last, after, adding, sign, negative)
	}
	return v.continued(letters, shown, last, after, adding, nil, false)
}

func mustExpression(v *converter, n syntax.Node) symbolic.Expression {
	x, _ := v.expression(n)
	return x
}

// withoutSign takes the sign off a term.
func withoutSign(x symbolic.Expression) (negative bool, rest symbolic.Expression) {
	switch x := x.(type) {
	case symbolic.Negation:
		negative, rest = withoutSign(x.Of)
		return !negative, rest
	case symbolic.Addition:
		if len(x.Terms) == 1 {
			return withoutSign(x.Terms[0])
		}
	}
	return false, x
}

// withoutSigns says whether the signs of terms alternate, and gives the terms
// without them.
func withoutSigns(shown []symbolic.Expression) (alternate bool, bare []symbolic.Expression) {
	first, _ := withoutSign(shown[0])
	for i, x := range shown {
		negative, rest := withoutSign(x)
		if negative != (first != (i%2 == 1)) {
			return false, nil
		}
		bare = append(bare, rest)
	}
	return true, bare
}

// byOnes reads a series of which only the first term is shown before the dots: it
// goes on by ones to the last, as in `\frac{1}{n+1} + \cdots + \frac{1}{2n}`.
func (v *converter) byOnes(letters []string, first, last symbolic.Expression, after []syntax.Node, adding bool) (symbolic.Expression, bool) {
	var count *symbolic.RationalFunction
	body, ok := v.stepByOne(first, last, symbolic.Sym(ellipsisIndex), &count)
	if !ok || count == nil {
		return nil, false
	}
	end := symbolic.ExpressionOf(*count)
	for _, letter := range letters {
		for start := int64(0); start <= 8; start++ {
			x, _, err := symbolic.Value(symbolic.Replace(end, letter, symbolic.Int(start)), nil, nil, nil, v.evaluator.budget)
			if err != nil {
				break
			}
			if k, ok := x.AsConstant(); ok && k.IsInt() && k.Sign() >= 0 {
				return v.series(letter, start, end, body, after, adding)
			}
		}
	}
	return nil, false
}

// stepByOne puts a + j wherever two expressions of the same form differ; count is
// the difference, the same everywhere.
func (v *converter) stepByOne(a, b, j symbolic.Expression, count **symbolic.RationalFunction) (symbolic.Expression, bool) {
	if v.same(a, b) {
		return a, true
	}
	if x, _, err := symbolic.Value(symbolic.Minus(b, a), nil, nil, nil, v.evaluator.budget); err == nil && x.IsPolynomial() {
		if *count != nil && !(*count).Equal(x) {
			return nil, false
		}
		*count = &x
		return symbolic.Plus(a, j), true
	}
	return byParts(a, b, func(a, b symbolic.Expression) (symbolic.Expression, bool) { return v.stepByOne(a, b, j, count) })
}

// series is the sum or product from 0 to the end, and what stands behind it.
func (v *converter) series(letter string, start int64, end, body symbolic.Expression, after []syntax.Node, adding bool) (symbolic.Expression, bool) {
	total := []symbolic.Expression{over(adding, ellipsisIndex, symbolic.Int(0), end, body)}
	for _, n := range after[1:] {
		x, ok := v.expression(n)
		if !ok {
			return nil, false
		}
		total = append(total, x)
	}
	v.indices[letter] = true
	v.starts = append(v.starts, start)
	v.ellipses = append(v.ellipses, body.LaTeX()+` for `+ellipsisIndex+` = 0, \ldots, `+end.LaTeX())
	return join(adding, total...), true
}

// continued finds the general term of a series of which two terms or more are
// shown. With a sign, the terms are multiplied by it, and negative says the sign of
// the last against that of the first.
func (v *converter) continued(letters []string, shown []symbolic.Expression, last symbolic.Expression, after []syntax.Node, adding bool, sign symbolic.Expression, negative bool) (symbolic.Expression, bool) {
	for _, term := range []func(symbolic.Expression) (symbolic.Expression, bool){
		func(j symbolic.Expression) (symbolic.Expression, bool) { return v.goOn(shown[0], shown[1], j, false) },
		func(j symbolic.Expression) (symbolic.Expression, bool) { return v.goOn(shown[0], shown[1], j, true) },
		func(j symbolic.Expression) (symbolic.Expression, bool) {
			return v.goOnInExponents(shown[0], shown[1], j)
		},
	} {
		fits := true
		for i := range shown {
			x, ok := term(symbolic.Int(int64(i)))
			if !ok || !v.same(x, shown[i]) {
				fits = false
				break
			}
		}
		if !fits {
			continue
		}
		for _, letter := range letters {
			for slope := int64(1); slope <= 3; slope++ {
				for offset := int64(-4); offset <= 4; offset++ {
					end := symbolic.Plus(symbolic.Times(symbolic.Int(slope), v.letter(letter)), symbolic.Int(offset))
					if x, ok := term(end); !ok || !v.same(x, last) {
						continue
					}
					body, ok := term(symbolic.Sym(ellipsisIndex))
					if !ok {
						return nil, false // the budget is used up
					}
					if sign != nil {
						if slope%2 != 0 || (offset%2 != 0) != negative {
							return nil, false
						}
						body = symbolic.Times(sign, body)
					}
					start := new(big.Int).Neg(new(big.Int).Div(big.NewInt(offset), big.NewInt(slope))).Int64()
					return v.series(letter, max(start, 0), end, body, after, adding)
				}
			}
		}
	}
	return nil, false
}

// goOn is a + (b - a) j, wherever two expressions of the same form differ by a
// number. Fractions go on above and below.
func (v *converter) goOn(a, b, j symbolic.Expression, fractions bool) (symbolic.Expression, bool) {
	if v.same(a, b) {
		return a, true
	}
	_, first := a.(symbolic.Division)
	_, second := b.(symbolic.Division)
	if fractions && (first || second) {
		if !first {
			a = symbolic.Over(a, symbolic.Int(1))
		}
		if !second {
			b = symbolic.Over(b, symbolic.Int(1))
		}
	} else if step, ok := v.difference(a, b); ok {
		return symbolic.Plus(a, symbolic.Times(symbolic.Number{Value: step}, j)), true
	}
	if p, is := a.(symbolic.Power); is {
		if _, power := b.(symbolic.Power); !power && v.same(p.Base, b) {
			b = symbolic.Power{Base: b, Exponent: symbolic.Int(1)}
		}
	} else if p, is := b.(symbolic.Power); is && v.same(p.Base, a) {
		a = symbolic.Power{Base: a, Exponent: symbolic.Int(1)}
	}
	return byParts(a, b, func(a, b symbolic.Expression) (symbolic.Expression, bool) { return v.goOn(a, b, j, fractions) })
}

// byParts joins the parts of two expressions of one form.
func byParts(a, b symbolic.Expression, join func(a, b symbolic.Expression) (symbolic.Expression, bool)) (symbolic.Expression, bool) {
	x, y := takenApart(a), takenApart(b)
	if x == nil || y == nil || x.kind != y.kind || len(x.of) != len(y.of) {
		return nil, false
	}
	var all []symbolic.Expression
	for i := range x.of {
		c, ok := join(x.of[i], y.of[i])
		if !ok {
			return nil, false
		}
		all = append(all, c)
	}
	return x.with(all), true
}

// difference gives b - a where it is a number and neither is a power of one.
func (v *converter) difference(a, b symbolic.Expression) (*big.Rat, bool) {
	x, _, err := symbolic.Value(symbolic.Minus(b, a), nil, nil, nil, v.evaluator.budget)
	if err != nil {
		return nil, false
	}
	r, ok := x.AsConstant()
	return r, ok && r.Sign() != 0
}

// parted is an expression taken apart.
type parted struct {
	kind string
	of   []symbolic.Expression
	with func([]symbolic.Expression) symbolic.Expression
}

func takenApart(x symbolic.Expression) *parted {
	switch x := x.(type) {
	case symbolic.Addition:
		return &parted{"+", x.Terms, func(c []symbolic.Expression) symbolic.Expression { return symbolic.Addition{Terms: c} }}
	case symbolic.Multiplication:
		return &parted{"*", x.Factors, func(c []symbolic.Expression) symbolic.Expression { return symbolic.Multiplication{Factors: c} }}
	case symbolic.Division:
		return &parted{"/", []symbolic.Expression{x.Numerator, x.Denominator}, func(c []symbolic.Expression) symbolic.Expression { return symbolic.Over(c[0], c[1]) }}
	case symbolic.Negation:
		return &parted{"-", []symbolic.Expression{x.Of}, func(c []symbolic.Expression) symbolic.Expression { return symbolic.Negation{Of: c[0]} }}
	case symbolic.Power:
		return &parted{"^", []symbolic.Expression{x.Base, x.Exponent}, func(c []symbolic.Expression) symbolic.Expression { return symbolic.Raise(c[0], c[1]) }}
	case symbolic.Factorial:
		return &parted{"!", []symbolic.Expression{x.Of}, func(c []symbolic.Expression) symbolic.Expression { return symbolic.Factorial{Of: c[0]} }}
	case symbolic.Binomial:
		return &parted{"binomial", []symbolic.Expression{x.Upper, x.Lower}, func(c []symbolic.Expression) symbolic.Expression { return symbolic.Binomial{Upper: c[0], Lower: c[1]} }}
	case symbolic.Term:
		return &parted{"term " + x.Sequence, []symbolic.Expression{x.Argument}, func(c []symbolic.Expression) symbolic.Expression {
			return symbolic.Term{Sequence: x.Sequence, Argument: c[0]}
		}}
	}
	return nil
}

// goOnInExponents continues a series of products of powers: x^{n-1}, x^{n-2} y.
func (v *converter) goOnInExponents(a, b, j symbolic.Expression) (symbolic.Expression, bool) {
	x, y := powers{}, powers{}
	if !x.take(a, symbolic.Int(1)) || !y.take(b, symbolic.Int(1)) {
		return nil, false
	}
	var all []symbolic.Expression
	for _, base := range sortedKeys(x.with(y)) {
		from, to := x.of(base), y.of(base)
		step, ok := v.difference(from.exponent, to.exponent)
		switch {
		case v.same(from.exponent, to.exponent):
			all = append(all, symbolic.Raise(from.base, from.exponent))
		case ok && step.IsInt():
			all = append(all, symbolic.Raise(y.with(x)[base].base, symbolic.Plus(from.exponent, symbolic.Times(symbolic.Number{Value: step}, j))))
		default:
			return nil, false
		}
	}
	return symbolic.Times(all...), len(all) > 0
}

// powers is a product of powers by the bases.
type powers map[string]power

type power struct{ base, exponent symbolic.Expression }

func (p powers) with(q powers) powers {
	all := powers{}
	for base, x := range q {
		all[base] = x
	}
	for base, x := range p {
		all[base] = x
	}
	return all
}

func (p powers) of(base string) power {
	if x, ok := p[base]; ok {
		return x
	}
	return power{symbolic.Int(1), symbolic.Int(0)}
}

// take multiplies by a product of powers to an exponent.
func (p powers) take(x, exponent symbolic.Expression) bool {
	switch x := x.(type) {
	case symbolic.Multiplication:
		for _, f := range x.Factors {
			if !p.take(f, exponent) {
				return false
			}
		}
		return true
	case symbolic.Power:
		return p.take(x.Base, symbolic.Times(x.Exponent, exponent))
	case symbolic.Number:
		if x.Value.Cmp(big.NewRat(1, 1)) == 0 {
			return true
		}
	case symbolic.Symbol, symbolic.Term:
	default:
		return false
	}
	key := x.String()
	if old, ok := p[key]; ok {
		exponent = symbolic.Plus(old.exponent, exponent)
	}
	p[key] = power{x, exponent}
	return true
}

// same says whether two expressions are the same rational function, or of the
// same form with parts that are.
func (v *converter) same(a, b symbolic.Expression) bool {
	if v.equalNow(a, b) {
		return true
	}
	x, y := powers{}, powers{}
	if x.take(a, symbolic.Int(1)) && y.take(b, symbolic.Int(1)) {
		alike := true
		for base := range x.with(y) {
			alike = alike && v.equalNow(x.of(base).exponent, y.of(base).exponent)
		}
		if alike && len(x) > 0 {
			return true
		}
	}
	p, q := takenApart(a), takenApart(b)
	if p == nil || q == nil || p.kind != q.kind || len(p.of) != len(q.of) {
		return false
	}
	for i := range p.of {
		if !v.same(p.of[i], q.of[i]) {
			return false
		}
	}
	return true
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
