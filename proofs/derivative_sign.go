package proofs

import (
	"strconv"

	"github.com/hence-math/hence/proofs/syntax"
)

// mostDerivatives is the highest order of a derivative that is computed.
const mostDerivatives = 12

// splitDerivative reads a fraction as a derivative: \frac{\partial f}{\partial x}, \frac{df}{dx}, \frac{d^2 f}{dx^2},
// \frac{\partial^2 f}{\partial x \partial y}. The function is nil where the sign stands alone, \frac{d}{dx}. The
// variables are listed once for each time that they are differentiated by; there are none where the order is no small
// number, or not the one that the denominator has.
func splitDerivative(n *syntax.Fraction) (function syntax.Node, by []syntax.Node, ok bool) {
	function, sign, order, ok := derivativeAbove(n.Numerator)
	if !ok {
		return nil, nil, false
	}
	if order == 1 {
		variable, below, one, ok := derivativeAbove(n.Denominator)
		if !ok || below != sign || one != 1 || variable == nil {
			return nil, nil, false
		}
		return function, []syntax.Node{variable}, true
	}
	by, ok = derivativeBelow(n.Denominator, sign)
	if !ok || order > 0 && len(by) != order && sign == "d" {
		return nil, nil, false // a quotient of d, a distance perhaps
	}
	if len(by) != order {
		return function, nil, true
	}
	return function, by, true
}

// derivativeAbove takes a leading \partial or d off a node, or a power of it. The order is 0 where the exponent is no
// small number.
func derivativeAbove(n syntax.Node) (rest syntax.Node, sign string, order int, ok bool) {
	first := n
	product, isProduct := n.(*syntax.Product)
	if isProduct {
		first = product.Factors[0].Value
	}
	first, order, ok = withOrder(first)
	s, isSymbol := first.(*syntax.Symbol)
	if !ok || !isSymbol || s.Name != `\partial` && s.Name != "d" {
		return nil, "", 0, false
	}
	if !isProduct {
		return nil, s.Name, order, true
	}
	if product.Factors[1].Operator != "" {
		return nil, "", 0, false
	}
	if len(product.Factors) == 2 {
		return product.Factors[1].Value, s.Name, order, true
	}
	remaining := &syntax.Product{At: product.At, Factors: product.Factors[1:]}
	remaining.At.Start = product.Factors[1].Value.Span().Start
	return remaining, s.Name, order, true
}

// derivativeBelow lists the variables of dx, dx^2, \partial x \partial y, each as often as its exponent says.
func derivativeBelow(n syntax.Node, sign string) (by []syntax.Node, ok bool) {
	p, isProduct := n.(*syntax.Product)
	if !isProduct || len(p.Factors)%2 != 0 {
		return nil, false
	}
	for i := 0; i < len(p.Factors); i += 2 {
		s, isSymbol := p.Factors[i].Value.(*syntax.Symbol)
		if !isSymbol || s.Name != sign || p.Factors[i].Operator != "" || p.Factors[i+1].Operator != "" {
			return nil, false
		}
		variable, order, ok := withOrder(p.Factors[i+1].Value)
		if !ok || order == 0 { // an upper index
			variable, order = p.Factors[i+1].Value, 1
		}
		for range order {
			by = append(by, variable)
		}
	}
	return by, true
}

// withOrder splits d^2 or x_1^2 into what stands below and the exponent, 1 where there is none and 0 where it is no
// small number.
func withOrder(n syntax.Node) (base syntax.Node, order int, ok bool) {
	script, scripted := n.(*syntax.Script)
	if !scripted || script.Sup == nil {
		return n, 1, true
	}
	if script.Primes > 0 {
		return nil, 0, false
	}
	base = script.Base
	if script.Sub != nil {
		base = &syntax.Script{At: script.At, Base: script.Base, Sub: script.Sub}
	}
	if k, isNumber := script.Sup.(*syntax.Number); isNumber {
		order, err := strconv.Atoi(k.Text)
		if err != nil || order < 2 || order > mostDerivatives {
			return base, 0, true
		}
		return base, order, true
	}
	return base, 0, true
}

// isDerivativeSign says whether a fraction is a derivative, of something or of what follows.
func isDerivativeSign(n *syntax.Fraction) bool {
	_, _, ok := splitDerivative(n)
	return ok
}

// isDerivative says whether a node is a derivative or a gradient of something.
func isDerivative(n syntax.Node) bool {
	switch n := n.(type) {
	case *syntax.Fraction:
		function, _, ok := splitDerivative(n)
		return ok && function != nil
	case *syntax.Application:
		f := n.Function
		if s, ok := f.(*syntax.Script); ok {
			f = s.Base
		}
		s, ok := f.(*syntax.Symbol)
		return ok && s.Name == `\nabla`
	}
	return false
}
