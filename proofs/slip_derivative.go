package proofs

import (
	"github.com/hence-math/hence/proofs/syntax"
)

// derivativeOf splits what is differentiated from the sign of it: d/dx before a
// part, or a prime behind a function that the document defines.
func (s *slipSearch) derivativeOf(n syntax.Node) (derive func(syntax.Node) syntax.Node, body syntax.Node) {
	p, ok := n.(*syntax.Product)
	if !ok {
		return nil, nil
	}
	if f, ok := p.Factors[0].Value.(*syntax.Fraction); ok {
		if function, _, ok := splitDerivative(f); ok && function == nil {
			derive = func(m syntax.Node) syntax.Node {
				return productOf([]syntax.Factor{{Value: f}, {Value: enclosed(m)}})
			}
			return derive, unwrapped(productOf(p.Factors[1:]))
		}
		return nil, nil
	}
	script, ok := p.Factors[0].Value.(*syntax.Script)
	if !ok || script.Primes != 1 || script.Sub != nil || script.Sup != nil || len(p.Factors) != 2 {
		return nil, nil
	}
	g, ok := p.Factors[1].Value.(*syntax.Group)
	if !ok || g.Inner == nil {
		return nil, nil
	}
	x, ok := g.Inner.(*syntax.Symbol)
	f := s.env.findFunction(functionKey(syntax.Print(script.Base), 1))
	if !ok || f == nil || len(f.parameters) != 1 || syntax.Print(f.parameters[0]) != syntax.Print(x) || f.isRecursive() {
		return nil, nil
	}
	d := &syntax.Symbol{At: n.Span(), Name: "d"}
	sign := &syntax.Fraction{
		At: n.Span(), Command: "frac", Numerator: d,
		Denominator: &syntax.Product{At: n.Span(), Factors: []syntax.Factor{{Value: d}, {Value: x}}},
	}
	derive = func(m syntax.Node) syntax.Node {
		return productOf([]syntax.Factor{{Value: sign}, {Value: enclosed(m)}})
	}
	return derive, unwrapped(f.body)
}

// editDerivative offers the wrong rules of differentiation.
func (s *slipSearch) editDerivative(n syntax.Node, add addEdit) {
	derive, body := s.derivativeOf(n)
	if derive == nil {
		return
	}
	terms := []syntax.Term{{Value: body}}
	if several := termsOf(body); several != nil {
		terms = several
	}
	for i, t := range terms {
		editRule(derive, unwrapped(t.Value), func(m syntax.Node, code, format string, a ...any) {
			all := eachTerm(terms, derive)
			all[i].Value = enclosed(m)
			add(sumOf(all), code, format, a...)
		})
	}
}

// editRule offers what one term may have been differentiated to wrongly.
func editRule(derive func(syntax.Node) syntax.Node, n syntax.Node, add addEdit) {
	if base, exponent, ok := powerOf(n); ok {
		lowered := enclosed(minus(exponent, integerNode(n, 1)))
		inner := derive(base)
		add(times(times(exponent, n), inner), "power-rule", "the exponent was not lowered by one")
		add(times(raised(base, lowered), inner), "power-rule", "the factor %s of the power rule is missing", syntax.Print(exponent))
		add(times(times(exponent, raised(base, plus(exponent, integerNode(n, 1)))), inner), "power-rule", "the exponent was raised by one instead of lowered")
		add(times(lowered, raised(base, lowered)), "power-rule", "the exponent was lowered before it became a factor")
		add(quotientOf(raised(base, plus(exponent, integerNode(n, 1))), plus(exponent, integerNode(n, 1))), "power-rule", "it was integrated instead of differentiated")
		add(times(exponent, raised(base, lowered)), "chain-rule", "the derivative of the inner function is missing")
		add(raised(inner, exponent), "chain-rule", "only the inner function was differentiated")
	}
	if f, ok := n.(*syntax.Application); ok {
		if outer := outerDerivative(f); outer != nil {
			add(outer, "chain-rule", "the derivative of the inner function is missing")
			add(times(sumOf([]syntax.Term{{Sign: "-", Value: outer}}), derive(f.Argument)), "sign", "the derivative of %s has the other sign", syntax.Print(f.Function))
		}
		add(&syntax.Application{At: f.At, Function: f.Function, Argument: enclosed(derive(f.Argument))}, "chain-rule", "only the inner function was differentiated")
	}
	if factors := factorsOf(n); len(factors) > 1 {
		for i := 1; i < len(factors); i++ {
			u, v := productOf(factors[:i]), productOf(factors[i:])
			add(times(derive(u), derive(v)), "product-rule", "the factors were differentiated one by one and multiplied")
			add(times(derive(u), v), "product-rule", "the second term of the product rule is missing")
			add(times(u, derive(v)), "product-rule", "the first term of the product rule is missing")
			add(minus(times(derive(u), v), times(u, derive(v))), "product-rule", "the terms of the product rule were subtracted")
			editRule(derive, unwrapped(v), func(m syntax.Node, code, format string, a ...any) {
				add(plus(times(derive(u), v), times(u, m)), code, format, a...)
			})
		}
	}
	if f := fractionOf(n); f != nil {
		u, v := f.Numerator, f.Denominator
		first, second := times(derive(u), v), times(u, derive(v))
		square := raised(v, integerNode(n, 2))
		add(quotientOf(derive(u), derive(v)), "quotient-rule", "numerator and denominator were differentiated one by one")
		add(quotientOf(plus(first, second), square), "quotient-rule", "the terms of the quotient rule were added")
		add(quotientOf(minus(second, first), square), "quotient-rule", "the terms of the quotient rule were subtracted the wrong way round")
		add(quotientOf(minus(first, second), v), "quotient-rule", "the denominator was not squared")
		add(minus(first, second), "quotient-rule", "the denominator of the quotient rule is missing")
	}
}

// outerDerivative is the derivative of a function by its argument, for the
// commonest functions.
func outerDerivative(f *syntax.Application) syntax.Node {
	apply := func(name string) syntax.Node {
		return &syntax.Application{At: f.At, Function: &syntax.Symbol{At: f.At, Name: name}, Argument: f.Argument}
	}
	switch syntax.Print(f.Function) {
	case `\sin`:
		return apply(`\cos`)
	case `\cos`:
		return sumOf([]syntax.Term{{Sign: "-", Value: apply(`\sin`)}})
	case `\exp`, `\sinh`:
		if syntax.Print(f.Function) == `\sinh` {
			return apply(`\cosh`)
		}
		return f
	case `\ln`, `\log`:
		return quotientOf(integerNode(f, 1), f.Argument)
	}
	return nil
}
