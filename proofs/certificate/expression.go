package certificate

import (
	"fmt"
	"maps"
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
	bindsCall
	bindsAtom
)

// writer writes expressions in Coq's notation.
type writer struct {
	names *naming
	// values stand in the place of symbols, already in Coq's notation.
	values map[string]string
	// indices are the texts of letters for natural numbers, and before what precedes one by j.
	indices map[string]string
	before  func(name string, j int64) string
	calls   map[string]string // sequences with their parameters
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
		if text, ok := w.indices[x.Name]; ok {
			return "number " + text, bindsCall
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
		if !ok && w.indices != nil {
			return "power " + w.write(x.Base, bindsAtom) + " " + w.natural(x.Exponent), bindsCall
		}
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
	if w.indices == nil {
		return w.fail("a part of it has no form in Coq here")
	}
	switch x := x.(type) {
	case symbolic.Factorial:
		return "factorial " + w.natural(x.Of), bindsCall
	case symbolic.Harmonic:
		return w.text(harmonic(x))
	case symbolic.Summation:
		return w.series("sum", x.Index, x.From, x.To, x.Body)
	case symbolic.IteratedProduct:
		return w.series("product", x.Index, x.From, x.To, x.Body)
	case symbolic.Term:
		call, ok := w.calls[x.Sequence]
		if !ok {
			return w.fail("the sequence " + x.Sequence)
		}
		return call + " " + w.natural(x.Argument), bindsCall
	}
	return w.fail("a part of it has no form in Coq here")
}

// natural writes an index.
func (w *writer) natural(x symbolic.Expression) string {
	a, ok := naturalOf(x)
	text, is := a.text(w.indices, w.before)
	if !ok || !is {
		text, _ = w.fail("the index " + x.String())
	}
	if strings.Contains(text, " ") && !(strings.HasPrefix(text, "(") && strings.Index(text, ")") == len(text)-1) {
		return "(" + text + ")"
	}
	return text
}

// series writes a sum or a product from a number to another.
func (w *writer) series(name, index string, from, to, body symbolic.Expression) (string, int) {
	low, high := w.natural(from), w.natural(to)
	inner := *w
	inner.indices = maps.Clone(w.indices)
	inner.indices[index] = w.names.of(index)
	text := fmt.Sprintf("%s %s %s (fun %s => %s)", name, low, high, w.names.of(index), inner.write(body, bindsAtom))
	if w.failed == nil {
		w.failed = inner.failed
	}
	return text, bindsCall
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
