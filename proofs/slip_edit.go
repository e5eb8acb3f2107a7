package proofs

import (
	"strconv"

	"github.com/hence-math/hence/proofs/syntax"
)

// addEdit offers a changed part, and the slip that changes it so.
type addEdit func(node syntax.Node, code, format string, a ...any)

// mostEdited bounds the parts of a sum or product whose changes are tried by
// evaluating the whole of it.
const mostEdited = 12

// editAt offers the changes of a computation at its root.
func editAt(n syntax.Node, add addEdit) {
	switch n := n.(type) {
	case *syntax.Sum:
		if len(n.Terms) <= mostEdited {
			editSum(n, add)
		}
	case *syntax.Product:
		if len(n.Factors) <= mostEdited {
			editProduct(n, add)
		}
	case *syntax.Fraction:
		editFraction(n, add)
	case *syntax.Script:
		editScript(n, add)
	case *syntax.Root:
		editRoot(n, add)
	case *syntax.Application:
		editApplication(n, add)
	case *syntax.Big:
		editBounds(n, add)
	case *syntax.Postfix:
		editPostfix(n, add)
	}
}

// editParts offers the changes of each term of a sum and each factor of a product.
func editParts(n syntax.Node, add addEdit) {
	switch n := n.(type) {
	case *syntax.Sum:
		for i, t := range n.Terms {
			add(withTerm(n, i, syntax.Term{Sign: otherSign(t.Sign), SignAt: t.SignAt, Value: t.Value}), "sign", "the %s term was %s", ordinal(i), wrongSign(n, i))
			if len(n.Terms) > 1 {
				add(sumOf(without(n.Terms, i)), "term-dropped", "the %s term was left out", ordinal(i))
			}
		}
	case *syntax.Product:
		for i, f := range n.Factors {
			rest := without(n.Factors, i)
			if len(rest) > 0 && (i > 0 || !division(rest[0].Operator)) {
				add(productOf(rest), "factor-forgotten", "the factor %s was forgotten", syntax.Print(f.Value))
			}
		}
	}
}

func without[E any](all []E, i int) []E { return append(append([]E{}, all[:i]...), all[i+1:]...) }

func otherSign(sign string) string {
	if sign == "-" {
		return "+"
	}
	return "-"
}

// The small trees that edits are made of.

// enclosed puts a part in brackets, which keep it together in a larger one.
func enclosed(n syntax.Node) syntax.Node {
	return &syntax.Group{At: n.Span(), Open: "(", Close: ")", Inner: n}
}

func sumOf(terms []syntax.Term) syntax.Node {
	if len(terms) == 1 && terms[0].Sign != "-" {
		return terms[0].Value
	}
	return &syntax.Sum{At: terms[0].Value.Span(), Terms: terms}
}

func productOf(factors []syntax.Factor) syntax.Node {
	if len(factors) == 1 {
		return factors[0].Value
	}
	factors = append([]syntax.Factor{}, factors...)
	factors[0].Operator = ""
	return &syntax.Product{At: factors[0].Value.Span(), Factors: factors}
}

func plus(a, b syntax.Node) syntax.Node {
	return sumOf([]syntax.Term{{Value: a}, {Sign: "+", Value: b}})
}

func minus(a, b syntax.Node) syntax.Node {
	return sumOf([]syntax.Term{{Value: a}, {Sign: "-", Value: enclosed(b)}})
}

func times(a, b syntax.Node) syntax.Node {
	return productOf([]syntax.Factor{{Value: enclosed(a)}, {Operator: `\cdot`, Value: enclosed(b)}})
}

func quotientOf(a, b syntax.Node) syntax.Node {
	return &syntax.Fraction{At: a.Span(), Command: "frac", Numerator: a, Denominator: b}
}

func raised(a, b syntax.Node) syntax.Node {
	return &syntax.Script{At: a.Span(), Base: enclosed(a), Sup: b}
}

func integerNode(at syntax.Node, n int) syntax.Node {
	text := strconv.Itoa(n)
	return &syntax.Number{At: at.Span(), Text: text, Written: text}
}

// powerOf splits a power; ok is false for an index, a transpose and the like.
func powerOf(n syntax.Node) (base, exponent syntax.Node, ok bool) {
	s, is := unwrapped(n).(*syntax.Script)
	if !is || s.Sup == nil || s.Sub != nil || s.Primes > 0 || isTranspose(s.Sup) {
		return nil, nil, false
	}
	return s.Base, s.Sup, true
}

// termsOf gives the terms of a sum of two or more, brackets taken off.
func termsOf(n syntax.Node) []syntax.Term {
	if n == nil {
		return nil
	}
	if s, ok := unwrapped(n).(*syntax.Sum); ok && len(s.Terms) > 1 && len(s.Terms) <= mostEdited {
		return s.Terms
	}
	return nil
}

// factorsOf gives the factors of a product without division.
func factorsOf(n syntax.Node) []syntax.Factor {
	if n == nil {
		return nil
	}
	p, ok := unwrapped(n).(*syntax.Product)
	if !ok || len(p.Factors) > mostEdited {
		return nil
	}
	for _, f := range p.Factors {
		if division(f.Operator) {
			return nil
		}
	}
	return p.Factors
}

// fractionOf gives a fraction, brackets taken off.
func fractionOf(n syntax.Node) *syntax.Fraction {
	f, ok := unwrapped(n).(*syntax.Fraction)
	if !ok || isBinomial(f.Command) || isDerivativeSign(f) {
		return nil
	}
	return f
}

// eachTerm applies a function to every term of a sum.
func eachTerm(terms []syntax.Term, f func(syntax.Node) syntax.Node) []syntax.Term {
	all := make([]syntax.Term, len(terms))
	for i, t := range terms {
		all[i] = syntax.Term{Sign: t.Sign, Value: f(t.Value)}
	}
	return all
}

func sameText(a, b syntax.Node) bool { return syntax.Print(unwrapped(a)) == syntax.Print(unwrapped(b)) }

func editSum(n *syntax.Sum, add addEdit) {
	terms := n.Terms
	if len(terms) == 2 && terms[1].Sign == "-" && terms[0].Sign == "" {
		add(minus(terms[1].Value, terms[0].Value), "operands-swapped", "the two terms were subtracted the wrong way round")
	}
	if across, ok := addedAcross(n); ok {
		add(across, "added-across", "numerators and denominators were added")
		add(acrossOneDenominator(n), "added-across", "the numerators were added without being brought to the common denominator")
	}
	for i, t := range terms {
		if inner := termsOf(t.Value); t.Sign == "-" && inner != nil {
			kept := append([]syntax.Term{}, terms[:i]...)
			for k, u := range inner {
				if k == 0 {
					u.Sign = otherSign(u.Sign)
				} else if u.Sign == "" {
					u.Sign = "+"
				}
				kept = append(kept, u)
			}
			add(sumOf(append(kept, terms[i+1:]...)), "sign-in-brackets", "the minus before the brackets was applied to the first term only")
		}
		if base, exponent, ok := powerOf(t.Value); ok && i == 0 && t.Sign == "-" {
			opposite := sumOf([]syntax.Term{{Sign: "-", Value: base}})
			add(withTerm(n, i, syntax.Term{Sign: "+", Value: raised(opposite, exponent)}), "order-of-operations", "the minus was raised to the power too")
		}
	}
	for i := 0; i+1 < len(terms); i++ {
		editNeighbours(n, i, add)
	}
	if len(terms) == 2 && terms[0].Sign == "" {
		add(times(terms[0].Value, terms[1].Value), "operation-confused", "it was multiplied instead of %s", map[bool]string{true: "subtracted", false: "added"}[terms[1].Sign == "-"])
	}
}

// editNeighbours offers what binds two terms of a sum in the wrong order.
func editNeighbours(n *syntax.Sum, i int, add addEdit) {
	a, b := n.Terms[i], n.Terms[i+1]
	merged := func(v syntax.Node) syntax.Node {
		terms := append([]syntax.Term{}, n.Terms[:i]...)
		terms = append(terms, syntax.Term{Sign: a.Sign, Value: enclosed(v)})
		return sumOf(append(terms, n.Terms[i+2:]...))
	}
	pair := func(x, y syntax.Node) syntax.Node {
		sign := b.Sign
		if a.Sign == "-" {
			sign = otherSign(sign)
		}
		return enclosed(sumOf([]syntax.Term{{Value: x}, {Sign: sign, Value: y}}))
	}
	const says = "it was %s before the %s"
	what := "added"
	if b.Sign == "-" {
		what = "subtracted"
	}
	if p, ok := b.Value.(*syntax.Product); ok {
		add(merged(productOf(append([]syntax.Factor{{Value: pair(a.Value, p.Factors[0].Value)}}, p.Factors[1:]...))),
			"order-of-operations", says, what, "multiplication or division")
	}
	if p, ok := a.Value.(*syntax.Product); ok {
		last := len(p.Factors) - 1
		add(merged(withFactor(p, last, syntax.Factor{Operator: p.Factors[last].Operator, Value: pair(p.Factors[last].Value, b.Value)})),
			"order-of-operations", says, what, "multiplication or division")
	}
	if f := fractionOf(b.Value); f != nil {
		add(merged(quotientOf(pair(a.Value, f.Numerator), f.Denominator)), "order-of-operations", says, what, "division")
	}
	if base, exponent, ok := powerOf(b.Value); ok {
		add(merged(raised(pair(a.Value, base), exponent)), "order-of-operations", says, what, "power was taken")
		if under, other, ok := powerOf(a.Value); ok && sameText(under, base) {
			add(merged(raised(base, plus(other, exponent))), "exponent-arithmetic", "powers were added as if they were multiplied")
		}
	}
	if r, ok := b.Value.(*syntax.Root); ok {
		if q, ok := a.Value.(*syntax.Root); ok {
			add(merged(&syntax.Root{At: r.At, Index: r.Index, Radicand: pair(q.Radicand, r.Radicand)}), "root-distributed", "two roots were taken for the root of the whole")
		}
	}
	if f, ok := b.Value.(*syntax.Application); ok {
		if g, ok := a.Value.(*syntax.Application); ok && sameText(f.Function, g.Function) {
			add(merged(&syntax.Application{At: f.At, Function: f.Function, Argument: pair(g.Argument, f.Argument)}),
				"function-distributed", "the arguments of %s were %s", syntax.Print(f.Function), what)
		}
	}
	if b.Sign == "-" && i+2 < len(n.Terms) {
		terms := append([]syntax.Term{}, n.Terms[:i+1]...)
		add(sumOf(append(terms, syntax.Term{Sign: "-", Value: enclosed(sumOf(append([]syntax.Term{{Value: b.Value}}, n.Terms[i+2:]...)))})),
			"order-of-operations", "all that follows the minus was subtracted")
	}
}

// addedAcross is the slip a/b + c/d = (a+c)/(b+d).
func addedAcross(n *syntax.Sum) (syntax.Node, bool) {
	top, bottom := &syntax.Sum{At: n.At}, &syntax.Sum{At: n.At}
	for _, t := range n.Terms {
		f, ok := t.Value.(*syntax.Fraction)
		if !ok || isBinomial(f.Command) {
			return nil, false
		}
		top.Terms = append(top.Terms, syntax.Term{Sign: t.Sign, Value: f.Numerator})
		bottom.Terms = append(bottom.Terms, syntax.Term{Sign: t.Sign, Value: f.Denominator})
	}
	return &syntax.Fraction{At: n.At, Command: "frac", Numerator: top, Denominator: bottom}, len(n.Terms) > 1
}

// acrossOneDenominator is the slip a/b + c/d = (a+c)/(bd).
func acrossOneDenominator(n *syntax.Sum) syntax.Node {
	var top []syntax.Term
	var bottom []syntax.Factor
	for _, t := range n.Terms {
		f := t.Value.(*syntax.Fraction)
		top = append(top, syntax.Term{Sign: t.Sign, Value: f.Numerator})
		bottom = append(bottom, syntax.Factor{Operator: `\cdot`, Value: enclosed(f.Denominator)})
	}
	return quotientOf(sumOf(top), productOf(bottom))
}

func withTerm(n *syntax.Sum, i int, t syntax.Term) syntax.Node {
	terms := append([]syntax.Term{}, n.Terms...)
	terms[i] = t
	return &syntax.Sum{At: n.At, Terms: terms}
}

func editProduct(n *syntax.Product, add addEdit) {
	for i := range n.Factors {
		editFactor(n, i, add)
	}
	if len(n.Factors) == 2 {
		editPair(n, n.Factors[0].Value, n.Factors[1], add)
	}
	for i := 1; i+1 < len(n.Factors); i++ {
		if division(n.Factors[i].Operator) && !division(n.Factors[i+1].Operator) {
			factors := append([]syntax.Factor{}, n.Factors[:i+1]...)
			rest := productOf(n.Factors[i:])
			factors[i].Value = enclosed(rest)
			add(productOf(factors), "order-of-operations", "all that follows the division sign was divided by")
		}
	}
}

// editFactor offers what was done wrongly with one factor of a product.
func editFactor(n *syntax.Product, i int, add addEdit) {
	f := n.Factors[i]
	if division(f.Operator) {
		return
	}
	rest := without(n.Factors, i)
	if len(rest) > 0 && i == 0 && division(rest[0].Operator) {
		return
	}
	if inner := termsOf(f.Value); inner != nil {
		for k := range inner {
			if k > 0 && k < len(inner)-1 {
				continue
			}
			terms := append([]syntax.Term{}, inner...)
			terms[k].Value = times(productOf(rest), inner[k].Value)
			add(sumOf(terms), "distributed-in-part", "the factor was multiplied with one term of the brackets only")
		}
		if other := termsOf(productOf(rest)); len(rest) == 1 && other != nil && i == 0 {
			last, end := inner[len(inner)-1], other[len(other)-1]
			sign := "+"
			if (last.Sign == "-") != (end.Sign == "-") {
				sign = "-"
			}
			add(sumOf([]syntax.Term{{Sign: inner[0].Sign, Value: times(inner[0].Value, other[0].Value)}, {Sign: sign, Value: times(last.Value, end.Value)}}),
				"distributed-in-part", "only first was multiplied with first and last with last")
		}
	}
	if fraction := fractionOf(f.Value); fraction != nil && len(rest) > 0 {
		k := productOf(rest)
		add(quotientOf(times(k, fraction.Numerator), times(k, fraction.Denominator)), "multiplied-through", "numerator and denominator were both multiplied")
	}
	if base, exponent, ok := powerOf(f.Value); ok && i > 0 {
		add(withFactors(n, i-1, raised(times(n.Factors[i-1].Value, base), exponent)), "order-of-operations", "it was multiplied before the power was taken")
	}
}

// withFactors puts one factor in place of the factors i and i+1.
func withFactors(n *syntax.Product, i int, v syntax.Node) syntax.Node {
	factors := append([]syntax.Factor{}, n.Factors[:i]...)
	factors = append(factors, syntax.Factor{Operator: n.Factors[i].Operator, Value: enclosed(v)})
	return productOf(append(factors, n.Factors[i+2:]...))
}

// editPair offers what was done wrongly with a product or quotient of two.
func editPair(n *syntax.Product, a syntax.Node, f syntax.Factor, add addEdit) {
	b := f.Value
	p, m, power := powerOf(a)
	q, k, both := powerOf(b)
	if both = both && power; !both {
		p, m, q, k = a, integerNode(a, 1), b, integerNode(b, 1)
	}
	if division(f.Operator) {
		add(productOf([]syntax.Factor{{Value: b}, {Operator: f.Operator, Value: enclosed(a)}}), "fraction-inverted", "the division was done the wrong way round")
		add(times(a, b), "operation-confused", "it was multiplied instead of divided")
		add(minus(a, b), "operation-confused", "it was subtracted instead of divided")
		if both && sameText(p, q) {
			add(raised(p, quotientOf(m, k)), "exponent-arithmetic", "the exponents were divided, not subtracted")
		}
		return
	}
	if both && sameText(p, q) {
		add(raised(p, times(m, k)), "exponent-arithmetic", "the exponents were multiplied, not added")
		add(raised(times(p, q), plus(m, k)), "exponent-arithmetic", "the bases were multiplied and the exponents added")
	} else if both {
		add(raised(times(p, q), plus(m, k)), "exponent-arithmetic", "the exponents of different bases were added")
		add(raised(times(p, q), times(m, k)), "exponent-arithmetic", "the exponents of different bases were multiplied")
	}
	if x, y := fractionOf(a), fractionOf(b); x != nil && y != nil {
		add(quotientOf(times(x.Numerator, y.Denominator), times(x.Denominator, y.Numerator)), "cross-multiplied", "the fractions were multiplied crosswise")
	}
	add(productOf([]syntax.Factor{{Value: b}, {Operator: f.Operator, Value: a}}), "operands-swapped", "the two factors were exchanged")
	add(plus(a, b), "operation-confused", "it was added instead of multiplied")
	add(quotientOf(a, b), "operation-confused", "it was divided instead of multiplied")
	if _, ok := b.(*syntax.Number); ok && f.Operator != "" {
		add(raised(a, b), "operation-confused", "it was raised to a power instead of multiplied")
	}
}

func withFactor(n *syntax.Product, i int, f syntax.Factor) syntax.Node {
	factors := append([]syntax.Factor{}, n.Factors...)
	factors[i] = f
	return &syntax.Product{At: n.At, Factors: factors}
}

func editFraction(n *syntax.Fraction, add addEdit) {
	if isBinomial(n.Command) || isDerivativeSign(n) {
		return
	}
	a, b := n.Numerator, n.Denominator
	add(quotientOf(b, a), "fraction-inverted", "the fraction was turned upside down")
	add(times(a, b), "operation-confused", "it was multiplied instead of divided")
	add(minus(a, b), "operation-confused", "it was subtracted instead of divided")
	if p, m, ok := powerOf(a); ok {
		if q, k, ok := powerOf(b); ok && sameText(p, q) {
			add(raised(p, quotientOf(m, k)), "exponent-arithmetic", "the exponents were divided, not subtracted")
			add(raised(p, plus(m, k)), "exponent-arithmetic", "the exponents were added, not subtracted")
		}
	}
	top, bottom := termsOf(a), termsOf(b)
	for i, t := range top {
		rest := sumOf(without(top, i))
		if sameText(t.Value, b) {
			add(rest, "term-cancelled", "%s was cancelled, although it is only one term of the numerator", syntax.Print(b))
		}
		divided := append([]syntax.Term{}, top...)
		divided[i].Value = quotientOf(t.Value, b)
		add(sumOf(divided), "term-cancelled", "one term of the numerator was divided, and the rest was not")
		for k, u := range bottom {
			if sameText(t.Value, u.Value) {
				add(quotientOf(rest, sumOf(without(bottom, k))), "term-cancelled", "%s was cancelled, although it is a term and not a factor", syntax.Print(t.Value))
			}
		}
	}
	for k, u := range bottom {
		if sameText(u.Value, a) {
			add(quotientOf(integerNode(a, 1), sumOf(without(bottom, k))), "term-cancelled", "%s was cancelled, although it is only one term of the denominator", syntax.Print(a))
		}
	}
	if bottom != nil {
		add(sumOf(eachTerm(bottom, func(u syntax.Node) syntax.Node { return quotientOf(a, u) })), "fraction-split", "the fraction was split at the sum in its denominator")
	}
}

func editScript(n *syntax.Script, add addEdit) {
	if n.Sup == nil {
		return
	}
	if isTranspose(n.Sup) {
		add(n.Base, "transposed", "rows and columns were exchanged")
		return
	}
	base, exponent, ok := powerOf(n)
	if !ok {
		return
	}
	if k, is := exponent.(*syntax.Number); is {
		if v, err := strconv.Atoi(k.Text); err == nil && v < 1000 {
			for _, near := range []int{v + 1, v - 1} {
				if near == 1 {
					add(base, "exponent-off-by-one", "the exponent %s was forgotten", k.Text)
				} else if near >= 0 {
					add(raised(base, integerNode(k, near)), "exponent-off-by-one", "the exponent %s was taken for %d", k.Text, near)
				}
			}
			if v == 0 {
				add(integerNode(k, 0), "exponent-arithmetic", "the power 0 was taken to be 0")
				add(base, "exponent-arithmetic", "the power 0 was taken to change nothing")
			}
		}
	}
	what := "it was multiplied by the exponent instead of raised to it"
	if syntax.Print(exponent) == "2" {
		what = "it was doubled instead of squared"
	}
	add(times(exponent, base), "operation-confused", "%s", what)
	if f := fractionOf(exponent); f != nil {
		add(quotientOf(base, f.Denominator), "exponent-arithmetic", "it was divided by %s instead of the root taken", syntax.Print(f.Denominator))
		add(raised(base, quotientOf(f.Denominator, f.Numerator)), "exponent-arithmetic", "root and power were exchanged")
	}
	if s, is := unwrapped(exponent).(*syntax.Sum); is && len(s.Terms) == 1 && s.Terms[0].Sign == "-" {
		positive := raised(base, s.Terms[0].Value)
		add(positive, "exponent-arithmetic", "the minus of the exponent was forgotten")
		add(sumOf([]syntax.Term{{Sign: "-", Value: positive}}), "exponent-arithmetic", "the minus of the exponent was put before the power")
	}
	if inner, m, is := powerOf(base); is {
		add(raised(inner, plus(m, exponent)), "exponent-arithmetic", "the exponents were added, not multiplied")
		add(raised(inner, raised(m, exponent)), "exponent-arithmetic", "the exponent was raised to a power, not multiplied")
	}
	powerInside(base, exponent, add)
}

// powerInside offers the wrong ways to take a power of a sum, product or quotient.
func powerInside(base, exponent syntax.Node, add addEdit) {
	what := "power"
	if syntax.Print(exponent) == "2" {
		what = "square"
	}
	raise := func(t syntax.Node) syntax.Node { return raised(t, exponent) }
	if terms := termsOf(base); terms != nil {
		each := eachTerm(terms, raise)
		add(sumOf(each), "power-distributed", "the %s of a sum was taken term by term", what)
		for i := 1; i < len(each); i++ {
			flipped := append([]syntax.Term{}, each...)
			flipped[i].Sign = otherSign(flipped[i].Sign)
			add(sumOf(flipped), "power-distributed", "the %s of a sum was taken term by term", what)
		}
		if len(terms) == 2 {
			add(sumOf([]syntax.Term{each[0], {Sign: terms[1].Sign, Value: times(terms[0].Value, terms[1].Value)}, {Sign: "+", Value: each[1].Value}}),
				"power-distributed", "the product of the two terms was not doubled")
		}
	}
	if factors := factorsOf(base); factors != nil {
		for i, f := range factors {
			one := append([]syntax.Factor{}, factors...)
			one[i].Value = raise(f.Value)
			add(productOf(one), "power-distributed", "the %s was applied to one factor only", what)
		}
	}
	if f := fractionOf(base); f != nil {
		add(quotientOf(raise(f.Numerator), f.Denominator), "power-distributed", "the %s was applied to the numerator only", what)
		add(quotientOf(f.Numerator, raise(f.Denominator)), "power-distributed", "the %s was applied to the denominator only", what)
	}
}

func editRoot(n *syntax.Root, add addEdit) {
	root := func(t syntax.Node) syntax.Node { return &syntax.Root{At: n.At, Index: n.Index, Radicand: t} }
	if terms := termsOf(n.Radicand); terms != nil {
		add(sumOf(eachTerm(terms, root)), "root-distributed", "the root of a sum was taken term by term")
	}
	for i, f := range factorsOf(n.Radicand) {
		p := unwrapped(n.Radicand).(*syntax.Product)
		add(withFactor(p, i, syntax.Factor{Operator: f.Operator, Value: root(f.Value)}), "root-distributed", "the root was taken of one factor only")
	}
	add(n.Radicand, "operation-confused", "the root was forgotten")
	if n.Index == nil {
		add(quotientOf(n.Radicand, integerNode(n, 2)), "operation-confused", "it was halved instead of the root taken")
	}
}

func editApplication(n *syntax.Application, add addEdit) {
	name := syntax.Print(n.Function)
	apply := func(t syntax.Node) syntax.Node {
		return &syntax.Application{At: n.At, Function: n.Function, Argument: enclosed(t)}
	}
	const says = "%s was applied to each part of its argument"
	if terms := termsOf(n.Argument); terms != nil {
		add(sumOf(eachTerm(terms, apply)), "function-distributed", says, name)
		if len(terms) == 2 && terms[1].Sign == "-" {
			add(quotientOf(apply(terms[0].Value), apply(terms[1].Value)), "function-distributed", says, name)
		} else if len(terms) == 2 {
			add(times(apply(terms[0].Value), apply(terms[1].Value)), "function-distributed", says, name)
		}
	}
	if factors := factorsOf(n.Argument); factors != nil {
		rest := productOf(factors[1:])
		add(times(factors[0].Value, apply(rest)), "function-distributed", "%s was taken out of %s", syntax.Print(factors[0].Value), name)
		add(times(apply(factors[0].Value), apply(rest)), "function-distributed", says, name)
	}
	if f := fractionOf(n.Argument); f != nil {
		add(quotientOf(apply(f.Numerator), apply(f.Denominator)), "function-distributed", says, name)
		add(quotientOf(apply(f.Numerator), f.Denominator), "function-distributed", "the denominator was taken out of %s", name)
	}
	if base, exponent, ok := powerOf(n.Argument); ok {
		add(raised(apply(base), exponent), "function-distributed", "the power was taken of %s and not of its argument", name)
	}
}

func editBounds(n *syntax.Big, add addEdit) {
	if n.Operator != `\sum` && n.Operator != `\prod` || n.Lower == nil || n.Upper == nil {
		return
	}
	one := integerNode(n, 1)
	what := map[string]string{`\sum`: "sum", `\prod`: "product"}[n.Operator]
	bounds := func(lower, upper syntax.Node) syntax.Node {
		return &syntax.Big{At: n.At, Operator: n.Operator, Lower: lower, Upper: upper, Body: n.Body}
	}
	add(bounds(n.Lower, minus(n.Upper, one)), "bound-off-by-one", "the last term of the %s is missing", what)
	add(bounds(n.Lower, plus(n.Upper, one)), "bound-off-by-one", "the %s went one term too far", what)
	r, ok := n.Lower.(*syntax.Relation)
	if !ok || len(r.Members) != 2 || r.Members[1] == nil {
		return
	}
	from := func(lower syntax.Node) syntax.Node {
		return &syntax.Relation{At: r.At, Members: []syntax.Node{r.Members[0], lower}, Operators: r.Operators}
	}
	add(bounds(from(plus(r.Members[1], one)), n.Upper), "bound-off-by-one", "the first term of the %s is missing", what)
	add(bounds(from(minus(r.Members[1], one)), n.Upper), "bound-off-by-one", "the %s began one term too early", what)
}

func editPostfix(n *syntax.Postfix, add addEdit) {
	one := integerNode(n, 1)
	after := func(m syntax.Node) syntax.Node {
		return &syntax.Postfix{At: n.At, Operator: n.Operator, Operand: enclosed(m)}
	}
	switch n.Operator {
	case "!":
		add(after(minus(n.Operand, one)), "bound-off-by-one", "the largest factor of the factorial is missing")
		add(after(plus(n.Operand, one)), "bound-off-by-one", "the factorial went one factor too far")
	case `\%`, "%":
		add(n.Operand, "percent", "the percent sign was overlooked")
		add(minus(one, n), "percent", "what is left was taken for the percentage, or the other way round")
		add(plus(one, n), "percent", "the percentage was added to the whole")
		add(quotientOf(n.Operand, integerNode(n, 10)), "percent", "the percentage was divided by 10 instead of 100")
	}
}

func withEntry(n *syntax.Matrix, i, j int, entry syntax.Node) syntax.Node {
	rows := append([][]syntax.Node{}, n.Rows...)
	rows[i] = append([]syntax.Node{}, rows[i]...)
	rows[i][j] = entry
	return &syntax.Matrix{At: n.At, Environment: n.Environment, Rows: rows}
}

var ordinals = []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}

func ordinal(i int) string {
	if i < len(ordinals) {
		return ordinals[i]
	}
	return strconv.Itoa(i+1) + "th"
}
