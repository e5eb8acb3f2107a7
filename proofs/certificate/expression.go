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
	// least are the least values of such letters, and ranges those between which sums move others.
	least  map[string]int64
	ranges map[string][2]natural
	calls  map[string]string // sequences with their parameters
	free   map[string]bool   // sequences that are arbitrary
	// tables, where not nil, gives the element of a sequence so far before the one that is defined.
	tables map[string]func(before int64) string
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
			if a, affine := naturalOf(x.Exponent); affine && !w.isNatural(a) && w.isNatural(natural{}.plus(a, -1)) {
				return "1 / power " + w.write(x.Base, bindsAtom) + " " + w.natural(symbolic.Negation{Of: x.Exponent}), bindsProduct
			}
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
	case symbolic.DoubleFactorial:
		// Nothing is multiplied from -1 on, as from 0.
		return "double_factorial " + w.index(x.Of, -1), bindsCall
	case symbolic.Binomial:
		return "binomial " + w.write(x.Upper, bindsAtom) + " " + w.natural(x.Lower), bindsCall
	case symbolic.Harmonic:
		return w.text(harmonic(x))
	case symbolic.Summation:
		return w.series("sum", x.Index, x.From, x.To, x.Body)
	case symbolic.IteratedProduct:
		return w.series("product", x.Index, x.From, x.To, x.Body)
	case symbolic.Term:
		if table := w.tables[x.Sequence]; table != nil {
			a, ok := naturalOf(x.Argument)
			if !ok || len(a.slopes) != 1 || a.offset >= 0 {
				return w.fail("the sequence " + x.Sequence)
			}
			return table(-a.offset), bindsCall
		}
		call, ok := w.calls[x.Sequence]
		if !ok {
			return w.fail("the sequence " + x.Sequence)
		}
		return w.element(x.Sequence, call, w.natural(x.Argument)), bindsCall
	}
	return w.fail("a part of it has no form in Coq here")
}

// element writes an element of a sequence. Coq knows only of what is defined that its argument is an index.
func (w *writer) element(sequence, call, index string) string {
	if w.free[sequence] {
		index += "%nat"
	}
	return call + " " + index
}

// isNatural says whether an affine form is not negative where its letters are as they may be.
func (w *writer) isNatural(a natural) bool {
	for range len(w.ranges) {
		for name, bounds := range w.ranges {
			if m := a.slopes[name]; m != 0 {
				bound := bounds[0]
				if m < 0 {
					bound = bounds[1]
				}
				a = a.plus(natural{slopes: map[string]int64{name: 1}}, -m).plus(bound, m)
			}
		}
	}
	total := a.offset
	for name, m := range a.slopes {
		if m < 0 {
			return false
		}
		total += m * w.least[name]
	}
	return total >= 0
}

// natural writes an index.
func (w *writer) natural(x symbolic.Expression) string { return w.index(x, 0) }

// index writes an index that is at least a number.
func (w *writer) index(x symbolic.Expression, least int64) string {
	if power, ok := x.(symbolic.Power); ok {
		return "(" + w.natural(power.Base) + " ^ " + w.natural(power.Exponent) + ")%nat"
	}
	a, ok := naturalOf(x)
	text, is := a.text(w.indices, w.before)
	switch {
	case !ok || !is:
		text, _ = w.fail("the index " + x.String())
	case w.before == nil && !w.isNatural(a.plus(natural{offset: least}, -1)):
		text, _ = w.fail("an index that may be negative: " + x.String())
	}
	if strings.Contains(text, " ") && !(strings.HasPrefix(text, "(") && strings.Index(text, ")") == len(text)-1) {
		return "(" + text + ")"
	}
	return text
}

// series writes a sum or a product from a number to another.
func (w *writer) series(name, index string, from, to, body symbolic.Expression) (string, int) {
	low, lowKnown := naturalOf(from)
	high, highKnown := naturalOf(to)
	inner := *w
	inner.indices, inner.ranges = maps.Clone(w.indices), maps.Clone(w.ranges)
	inner.indices[index] = w.names.of(index)
	if inner.ranges == nil {
		inner.ranges = map[string][2]natural{}
	}
	if lowKnown && highKnown {
		inner.ranges[index] = [2]natural{low, high}
	}
	end := to
	if w.before == nil && highKnown && !w.isNatural(high) { // it may end at -1
		name, end = name+"_of", symbolic.Plus(to, symbolic.Int(1), symbolic.Negation{Of: from})
	}
	text := fmt.Sprintf("%s %s %s (fun %s => %s)", name, w.natural(from), w.natural(end), w.names.of(index), inner.write(body, bindsAtom))
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
