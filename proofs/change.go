package proofs

import (
	"strconv"

	"github.com/hence-math/hence/proofs/syntax"
)

// changedNumber is the symbol that stands for a number of a member: no
// document can write it.
const changedNumber = "#"

// mostChanges bounds the changes of one member that are tried.
const mostChanges = 90

// mostLetterChanges bounds the letters put in for others.
const mostLetterChanges = 40

// change is a member with one sign, operator, number, exponent or letter changed.
type change struct {
	node   syntax.Node
	open   bool   // changedNumber stands in it for a number
	alone  bool   // that number is a factor, an exponent or a base
	number string // the number that stood there
	says   string // what was changed
	letter bool   // another letter stands in it
}

// changesOf lists the changes of one sign, operator, number or exponent in a member,
// those first that say most, and then those of one letter to one of some others.
func changesOf(n syntax.Node, most int, others ...string) []change {
	l := &changes{most: most, others: others}
	same := func(m syntax.Node) syntax.Node { return m }
	l.negated(n, same)
	l.of(n, place{}, same)
	return append(append(l.signs, l.numbers...), l.letters...)
}

// changes gathers the changes of a member.
type changes struct {
	signs, numbers, letters []change
	most                    int
	others                  []string // the letters that may stand for others
}

func (l *changes) add(to *[]change, c change) {
	if len(l.signs)+len(l.numbers) < l.most {
		*to = append(*to, c)
	}
}

// place is where in a member a part stands.
type place struct {
	stepwise bool // the member is no polynomial in a number that stands there
	alone    bool // 0 and 1 would make something vanish there: a factor, an exponent or a base
}

// isTrivial says whether nobody writes a number as a factor, an exponent or a base.
func isTrivial(number string) bool { return number == "0" || number == "1" }

// of lists the changes in a part of a member. Where the value of the member is no
// polynomial in a number, as in an exponent, its other digits are tried one by one.
func (l *changes) of(n syntax.Node, at place, rebuild func(syntax.Node) syntax.Node) {
	if n == nil || len(l.signs)+len(l.numbers) >= l.most {
		return
	}
	switch n := n.(type) {
	case *syntax.Sum:
		l.ofSum(n, place{stepwise: at.stepwise}, rebuild)
	case *syntax.Product:
		for i, f := range n.Factors {
			other := map[string]string{"*": "/", "/": `\cdot`, `\cdot`: "/", `\times`: "/"}[f.Operator]
			if other != "" && i > 0 {
				l.add(&l.signs, change{
					node: rebuild(withFactor(n, i, syntax.Factor{Operator: other, OperatorAt: f.OperatorAt, Value: f.Value})),
					says: other + " before " + syntax.Print(f.Value),
				})
			}
			l.of(f.Value, place{stepwise: at.stepwise, alone: len(n.Factors) > 1 || at.alone}, func(m syntax.Node) syntax.Node {
				return rebuild(withFactor(n, i, syntax.Factor{Operator: f.Operator, OperatorAt: f.OperatorAt, Value: m}))
			})
		}
	case *syntax.Fraction:
		l.of(n.Numerator, at, func(m syntax.Node) syntax.Node {
			return rebuild(&syntax.Fraction{At: n.At, Command: n.Command, Numerator: m, Denominator: n.Denominator})
		})
		l.of(n.Denominator, place{stepwise: at.stepwise, alone: true}, func(m syntax.Node) syntax.Node {
			return rebuild(&syntax.Fraction{At: n.At, Command: n.Command, Numerator: n.Numerator, Denominator: m})
		})
	case *syntax.Script:
		script := func(base, sub, sup syntax.Node) syntax.Node {
			return rebuild(&syntax.Script{At: n.At, Base: base, Sub: sub, Sup: sup, Primes: n.Primes})
		}
		l.of(n.Sup, place{stepwise: true, alone: true}, func(m syntax.Node) syntax.Node { return script(n.Base, n.Sub, m) })
		l.of(n.Sub, place{stepwise: true}, func(m syntax.Node) syntax.Node { return script(n.Base, m, n.Sup) })
		_, isNumber := n.Sup.(*syntax.Number)
		l.of(n.Base, place{stepwise: at.stepwise || n.Sub != nil || n.Sup != nil && !isNumber, alone: true}, func(m syntax.Node) syntax.Node { return script(m, n.Sub, n.Sup) })
	case *syntax.Group:
		inside := func(m syntax.Node) syntax.Node {
			return rebuild(&syntax.Group{At: n.At, Open: n.Open, Close: n.Close, Inner: m})
		}
		l.negated(n.Inner, inside)
		l.of(n.Inner, at, inside)
	case *syntax.Wrapped:
		l.of(n.Inner, at, func(m syntax.Node) syntax.Node {
			return rebuild(&syntax.Wrapped{At: n.At, Command: n.Command, Inner: m})
		})
	case *syntax.Root:
		l.of(n.Radicand, place{stepwise: true}, func(m syntax.Node) syntax.Node {
			root := *n
			root.Radicand = m
			return rebuild(&root)
		})
	case *syntax.Number:
		l.ofNumber(n, at, rebuild)
	case *syntax.Symbol:
		if len(n.Name) != 1 || isCapitalLetter(n.Name) {
			return // it may name a point
		}
		for _, other := range l.others {
			if other != n.Name && len(l.letters) < mostLetterChanges {
				l.letters = append(l.letters, change{node: rebuild(&syntax.Symbol{At: n.At, Name: other}), letter: true, says: other + " for " + n.Name})
			}
		}
	}
}

// negated adds a sign before a part that has none.
func (l *changes) negated(n syntax.Node, rebuild func(syntax.Node) syntax.Node) {
	switch n.(type) {
	case nil, *syntax.Sum, *syntax.List, *syntax.Relation:
		return
	}
	l.add(&l.signs, change{node: rebuild(sumOf([]syntax.Term{{Sign: "-", Value: n}})), says: "the other sign before " + syntax.Print(n)})
}

func (l *changes) ofSum(n *syntax.Sum, at place, rebuild func(syntax.Node) syntax.Node) {
	for i, t := range n.Terms {
		if t.Sign == `\pm` || t.Sign == `\mp` {
			continue
		}
		flipped := otherSign(t.Sign)
		l.add(&l.signs, change{
			node: rebuild(withTerm(n, i, syntax.Term{Sign: flipped, SignAt: t.SignAt, Value: t.Value})), says: "the other sign before " + syntax.Print(t.Value),
		})
		if i > 0 && t.Sign == "+" {
			last := n.Terms[i-1]
			merged := syntax.Term{Sign: last.Sign, SignAt: last.SignAt, Value: times(last.Value, t.Value)}
			terms := append(append(append([]syntax.Term{}, n.Terms[:i-1]...), merged), n.Terms[i+1:]...)
			l.add(&l.signs, change{node: rebuild(sumOf(terms)), says: "a product of " + syntax.Print(last.Value) + " and " + syntax.Print(t.Value)})
		}
	}
	for i, t := range n.Terms {
		l.of(t.Value, at, func(m syntax.Node) syntax.Node {
			return rebuild(withTerm(n, i, syntax.Term{Sign: t.Sign, SignAt: t.SignAt, Value: m}))
		})
	}
}

func (l *changes) ofNumber(n *syntax.Number, at place, rebuild func(syntax.Node) syntax.Node) {
	if n.Repeating != "" {
		return
	}
	if !at.stepwise {
		l.add(&l.numbers, change{node: rebuild(&syntax.Symbol{At: n.At, Name: changedNumber}), open: true, alone: at.alone, number: n.Text, says: " for " + n.Text})
		return
	}
	for i, digit := range n.Text {
		for d := '0'; d <= '9' && digit >= '0' && digit <= '9'; d++ {
			text := n.Text[:i] + string(d) + n.Text[i+1:]
			if d != digit && (d != '0' || i > 0) && !(at.alone && isTrivial(text)) {
				l.add(&l.numbers, change{node: rebuild(&syntax.Number{At: n.At, Text: text, Written: text}), says: strconv.Quote(text) + " for " + n.Text})
			}
		}
	}
}
