package symbolic

import (
	"fmt"
	"math/big"
	"strings"
)

// A small reader of expressions, for tests only:
//
//	sum(k=1..n, k^2)  prod(k=1..n, k)  binom(n,k)  H(n)  n!  (2*n)!!  s(n-1)

type testReader struct {
	text string
	at   int
}

func parse(text string) Expression {
	r := &testReader{text: strings.ReplaceAll(text, " ", "")}
	e := r.sum()
	if r.at != len(r.text) {
		panic(fmt.Sprintf("%q: stopped at %q", text, r.text[r.at:]))
	}
	return e
}

func (r *testReader) peek() byte {
	if r.at < len(r.text) {
		return r.text[r.at]
	}
	return 0
}

func (r *testReader) take(s string) bool {
	if strings.HasPrefix(r.text[r.at:], s) {
		r.at += len(s)
		return true
	}
	return false
}

func (r *testReader) expect(s string) {
	if !r.take(s) {
		panic(fmt.Sprintf("%q: want %q at %q", r.text, s, r.text[r.at:]))
	}
}

func (r *testReader) sum() Expression {
	var terms []Expression
	negative := r.take("-")
	for {
		t := r.product()
		if negative {
			t = Negation{t}
		}
		terms = append(terms, t)
		switch {
		case r.take("+"):
			negative = false
		case r.take("-"):
			negative = true
		default:
			return Plus(terms...)
		}
	}
}

func (r *testReader) product() Expression {
	e := r.power()
	for {
		switch {
		case r.peek() == '*':
			r.at++
			e = Times(e, r.power())
		case r.peek() == '/':
			r.at++
			e = Over(e, r.power())
		default:
			return e
		}
	}
}

func (r *testReader) power() Expression {
	if r.take("-") {
		return Negation{r.power()}
	}
	e := r.atom()
	for {
		switch {
		case r.take("!!"):
			e = DoubleFactorial{e}
		case r.peek() == '!' && !strings.HasPrefix(r.text[r.at:], "!="):
			r.at++
			e = Factorial{e}
		case r.take("^"):
			return Power{e, r.power()}
		default:
			return e
		}
	}
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == '\\' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }

func (r *testReader) atom() Expression {
	start := r.at
	switch {
	case r.take("("):
		e := r.sum()
		r.expect(")")
		return e
	case isDigit(r.peek()):
		for isDigit(r.peek()) || r.peek() == '.' && !strings.HasPrefix(r.text[r.at:], "..") {
			r.at++
		}
		v, ok := new(big.Rat).SetString(r.text[start:r.at])
		if !ok {
			panic(r.text[start:r.at])
		}
		return Number{v}
	case isLetter(r.peek()):
		for isLetter(r.peek()) || isDigit(r.peek()) {
			r.at++
		}
		name := r.text[start:r.at]
		if !r.take("(") {
			return Symbol{name}
		}
		defer r.expect(")")
		switch name {
		case "sum", "prod":
			at := r.at
			for isLetter(r.peek()) {
				r.at++
			}
			index := r.text[at:r.at]
			r.expect("=")
			from := r.sum()
			r.expect("..")
			to := r.sum()
			r.expect(",")
			body := r.sum()
			if name == "sum" {
				return Summation{index, from, to, body}
			}
			return IteratedProduct{index, from, to, body}
		case "binom":
			a := r.sum()
			r.expect(",")
			return Binomial{a, r.sum()}
		case "H":
			return Harmonic{r.sum()}
		}
		return Term{name, r.sum()}
	}
	panic(fmt.Sprintf("%q: unexpected %q", r.text, r.text[r.at:]))
}

// claimOf reads "left relation right" for n >= from.
func claimOf(text string, from int64) Claim {
	for _, relation := range []Relation{"divides", "<=", ">=", "!=", "<", ">", "="} {
		for i := 0; i < len(text); i++ {
			if strings.HasPrefix(text[i:], " "+string(relation)+" ") {
				return Claim{
					Left: parse(text[:i]), Right: parse(text[i+len(relation)+2:]),
					Relation: relation, Index: "n", From: from,
				}
			}
		}
	}
	panic(text)
}

// sequence makes a sequence with the index n.
func sequence(name string, first int64, rule string, initial ...string) Sequence {
	s := Sequence{Name: name, First: first, Rule: parse(rule), Index: "n"}
	for _, v := range initial {
		s.Initial = append(s.Initial, parse(v))
	}
	return s
}
