package certificate

import (
	"math/big"
	"strings"

	"github.com/hence-math/hence/symbolic"
)

// How tightly Coq's signs bind, loosest first.
const (
	bindsSum = iota
	bindsProduct
	bindsSign
	bindsPower
	bindsAtom
)

// writer writes expressions in Coq's notation.
type writer struct {
	names *naming
	// values stand in the place of symbols, already in Coq's notation.
	values map[string]string
	// integers says that the numbers are integers, of Coq's type Z.
	integers bool
	failed   error
}

// write writes an expression, in parentheses if it binds less tightly than wanted.
func (w *writer) write(x symbolic.Expression, wanted int) string {
	text, binds := w.text(x)
	if binds < wanted {
		return "(" + text + ")"
	}
	return text
}

func (w *writer) fail(says string) (string, int) {
	if w.failed == nil {
		w.failed = errMissing(says)
	}
	return "", bindsAtom
}

func (w *writer) text(x symbolic.Expression) (text string, binds int) {
	switch x := x.(type) {
	case symbolic.Number:
		return w.number(x.Value)
	case symbolic.Symbol:
		if text, ok := w.values[x.Name]; ok {
			return text, bindsAtom
		}
		return w.names.of(x.Name), bindsAtom
	case symbolic.Addition:
		return w.sum(x.Terms)
	case symbolic.Multiplication:
		if len(x.Factors) == 0 {
			return "1", bindsAtom
		}
		text := w.write(x.Factors[0], bindsProduct)
		for _, f := range x.Factors[1:] {
			text += " * " + w.write(f, bindsSign)
		}
		return text, bindsProduct
	case symbolic.Division:
		if w.integers {
			return w.fail("a quotient among integers")
		}
		return w.write(x.Numerator, bindsProduct) + " / " + w.write(x.Denominator, bindsSign), bindsProduct
	case symbolic.Negation:
		return "- " + w.write(x.Of, bindsPower), bindsSign
	case symbolic.Power:
		n, ok := x.Exponent.(symbolic.Number)
		if !ok || !n.Value.IsInt() {
			return w.fail("a power with a letter or a fraction above")
		}
		if n.Value.Sign() < 0 {
			if w.integers {
				return w.fail("a quotient among integers")
			}
			return "1 / " + w.write(x.Base, bindsAtom) + " ^ " + new(big.Int).Neg(n.Value.Num()).String(), bindsProduct
		}
		return w.write(x.Base, bindsAtom) + " ^ " + n.Value.Num().String(), bindsPower
	}
	return w.fail("a part of it has no form in Coq here")
}

func (w *writer) sum(terms []symbolic.Expression) (string, int) {
	if len(terms) == 0 {
		return "0", bindsAtom
	}
	if len(terms) == 1 {
		return w.text(terms[0])
	}
	text := w.write(terms[0], bindsSum)
	for _, t := range terms[1:] {
		if n, ok := t.(symbolic.Negation); ok {
			text += " - " + w.write(n.Of, bindsProduct)
			continue
		}
		text += " + " + w.write(t, bindsProduct)
	}
	return text, bindsSum
}

// mostDigits is how many decimals a number may have that is written as a decimal.
const mostDigits = 60

func (w *writer) number(r *big.Rat) (string, int) {
	if r.IsInt() {
		if r.Sign() < 0 {
			return "(" + r.Num().String() + ")", bindsAtom
		}
		return r.Num().String(), bindsAtom
	}
	if w.integers {
		return w.fail("a fraction among integers")
	}
	if text := symbolic.FormatRat(r); !strings.Contains(text, "/") && len(text) <= mostDigits {
		if r.Sign() < 0 {
			text = "(" + text + ")"
		}
		return text, bindsAtom
	}
	return "(" + r.Num().String() + " # " + r.Denom().String() + ")", bindsAtom
}
