package proofs

import (
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// align goes through a formula and the computation that shows its numbers, and
// puts the right value of each name, or of each part that was computed, in its
// place. A name whose value was right all along may stand for anything.
func (p *placing) align(a, b syntax.Node, signA, signB string) bool {
	if a == nil || b == nil {
		return false
	}
	a, b = unwrapped(a), unwrappedKeeping(b)
	if _, name := identify(a); name || isLiteral(b) {
		return p.alignValue(a, b, signA != signB)
	}
	inner := unwrapped(b)
	switch a := a.(type) {
	case *syntax.Sum:
		other, ok := inner.(*syntax.Sum)
		if !ok || len(a.Terms) != len(other.Terms) {
			break
		}
		for i, t := range a.Terms {
			u := other.Terms[i]
			same := plainSign(t.Sign) == plainSign(u.Sign)
			before := len(p.edits)
			if !same && u.Sign != "" && (!isLiteral(u.Value) || p.shows(t.Value, u.Value)) {
				// The wrong sign stands before the right thing.
				if !p.align(t.Value, u.Value, "+", "+") || p.document.Text(u.SignAt) != u.Sign {
					return false
				}
				p.replace(u.SignAt, plainSign(t.Sign))
				continue
			}
			if !p.align(t.Value, u.Value, plainSign(t.Sign), plainSign(u.Sign)) {
				return false
			}
			p.mergeSign(u, i == 0, before)
		}
		return true
	case *syntax.Product:
		if other, ok := inner.(*syntax.Product); ok {
			return p.alignProducts(a, other)
		}
	case *syntax.Fraction:
		if other, ok := inner.(*syntax.Fraction); ok {
			return p.align(a.Numerator, other.Numerator, "+", "+") && p.align(a.Denominator, other.Denominator, "+", "+")
		}
	case *syntax.Root:
		if other, ok := inner.(*syntax.Root); ok && a.Index == nil && other.Index == nil {
			return p.align(a.Radicand, other.Radicand, "+", "+")
		}
	case *syntax.Script:
		if other, ok := inner.(*syntax.Script); ok && a.Sup != nil && other.Sup != nil && a.Sub == nil && other.Sub == nil &&
			syntax.Print(a.Sup) == syntax.Print(other.Sup) {
			return p.align(a.Base, other.Base, "+", "+")
		}
	}
	return p.alignValue(a, b, signA != signB)
}

// shows says whether a literal is what the document has for a part of a formula.
func (p *placing) shows(a, b syntax.Node) bool {
	was, failed := p.valueOf(p.claimed, a)
	shown, also := p.valueOf(p.claimed, b)
	return !failed && !also && sameShape(was[0], shown[0]) && p.same(was[0], shown[0])
}

// unwrappedKeeping is the tree without decoration, but with its brackets.
func unwrappedKeeping(n syntax.Node) syntax.Node {
	for {
		w, ok := n.(*syntax.Wrapped)
		if !ok {
			return n
		}
		n = w.Inner
	}
}

// mergeSign writes a + behind which a negative number came to stand as a minus.
func (p *placing) mergeSign(u syntax.Term, first bool, before int) {
	if len(p.edits) != before+1 || u.Sign != "+" && u.Sign != "-" || p.document.Text(u.SignAt) != u.Sign {
		return
	}
	e := &p.edits[before]
	rest, negative := strings.CutPrefix(e.text, "-")
	if !negative || e.span != u.Value.Span() {
		return
	}
	e.text = rest
	other := "-"
	switch {
	case u.Sign == "-" && first:
		other = ""
	case u.Sign == "-":
		other = "+"
	}
	p.replace(u.SignAt, other)
}

// isLiteral says whether a tree is a number or an array of numbers.
func isLiteral(n syntax.Node) bool {
	if _, ok := signedNumber(n); ok {
		return true
	}
	switch n := unwrapped(n).(type) {
	case *syntax.Matrix:
		for _, row := range n.Rows {
			for _, entry := range row {
				if _, ok := signedNumber(entry); entry == nil || !ok {
					return false
				}
			}
		}
		return true
	case *syntax.Group:
		if list, ok := n.Inner.(*syntax.List); ok {
			for _, item := range list.Items {
				if _, ok := signedNumber(item); !ok {
					return false
				}
			}
			return true
		}
	case *syntax.Script:
		return n.Sub == nil && n.Sup != nil && isTranspose(n.Sup) && isLiteral(n.Base)
	}
	return false
}

// alignValue puts the right value of a part of a formula where its number stands.
func (p *placing) alignValue(a, b syntax.Node, negate bool) bool {
	now, failed := p.valueOf(p.correct, a)
	if failed {
		return false
	}
	if was, failed := p.valueOf(p.claimed, a); !failed && !negate && p.unchanged(was, now) {
		// The document may show it in any form; a wrong copy is another matter.
		shown, failed := p.valueOf(p.claimed, b)
		if failed || !sameShape(shown[0], now[0]) || p.same(shown[0], now[0]) {
			return true
		}
	}
	for _, v := range now {
		if negate {
			v = negated(v)
		}
		mark, numbers := len(p.edits), len(p.numbers)
		if p.place(b, v) {
			p.bracket(b, mark)
			return true
		}
		p.edits, p.numbers = p.edits[:mark], p.numbers[:numbers]
		if v.isVector() {
			if p.place(b, v.transposed()) {
				return true
			}
			p.edits, p.numbers = p.edits[:mark], p.numbers[:numbers]
		}
	}
	return false
}

// bracket sets brackets around a negative number that stands where a positive
// one did; in front of a sum it needs none, and mergeSign takes it into the sign.
func (p *placing) bracket(b syntax.Node, mark int) {
	if _, number := b.(*syntax.Number); !number || len(p.edits) != mark+1 || !p.factor {
		return
	}
	if strings.HasPrefix(p.edits[mark].text, "-") || strings.HasPrefix(p.edits[mark].text, "−") {
		p.edits[mark].text = "(" + p.edits[mark].text + ")"
	}
}

// valueOf lists the values of a part under its readings.
func (p *placing) valueOf(e *evaluator, n syntax.Node) ([]value, bool) {
	quiet := *e
	quiet.trace = newTrace()
	cs, failed := quiet.evaluate(n)
	if failed != nil || len(cs) == 0 {
		return nil, true
	}
	all := make([]value, len(cs))
	for i, k := range cs {
		all[i] = k.value
	}
	return all, false
}

func (p *placing) unchanged(was, now []value) bool {
	return len(was) == len(now) && sameShape(was[0], now[0]) && p.same(was[0], now[0])
}

// alignProducts aligns factor by factor. Columns set side by side may stand for
// one factor, the value of which was right all along.
func (p *placing) alignProducts(a, b *syntax.Product) bool {
	extra := len(b.Factors) - len(a.Factors)
	if extra < 0 {
		return p.alignShorter(a, b)
	}
	for wide := range a.Factors {
		mark, numbers := len(p.edits), len(p.numbers)
		if extra > 0 {
			now, failed := p.valueOf(p.correct, a.Factors[wide].Value)
			was, also := p.valueOf(p.claimed, a.Factors[wide].Value)
			if failed || also || !p.unchanged(was, now) {
				continue
			}
		}
		ok := true
		for i, f := range a.Factors {
			k := i
			if i > wide {
				k += extra
			}
			if extra > 0 && i == wide {
				continue
			}
			g := b.Factors[k]
			if division(f.Operator) != division(g.Operator) {
				ok = false
				break
			}
			was := p.factor
			p.factor = k > 0
			ok = p.align(f.Value, g.Value, "+", "+")
			p.factor = was
			if !ok {
				break
			}
		}
		if ok {
			return true
		}
		p.edits, p.numbers = p.edits[:mark], p.numbers[:numbers]
		if extra == 0 {
			return false
		}
	}
	return false
}

// alignShorter aligns a product with a shorter one in which some of its factors,
// next to each other, were multiplied out.
func (p *placing) alignShorter(a, b *syntax.Product) bool {
	out := len(a.Factors) - len(b.Factors)
	for wide := range b.Factors {
		mark, numbers := len(p.edits), len(p.numbers)
		ok := true
		for k, g := range b.Factors {
			i := k
			if k > wide {
				i += out
			}
			part := a.Factors[i].Value
			if k == wide {
				factors := append([]syntax.Factor{}, a.Factors[i:i+out+1]...)
				factors[0].Operator = ""
				part = &syntax.Product{At: part.Span(), Factors: factors}
			}
			if division(a.Factors[i].Operator) != division(g.Operator) || !isLiteral(g.Value) && k == wide {
				ok = false
				break
			}
			was := p.factor
			p.factor = k > 0
			ok = p.align(part, g.Value, "+", "+")
			p.factor = was
			if !ok {
				break
			}
		}
		if ok {
			return true
		}
		p.edits, p.numbers = p.edits[:mark], p.numbers[:numbers]
	}
	return false
}
