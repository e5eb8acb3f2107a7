package proofs_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// This file computes claims in LaTeX at given numbers, straight from their meaning and without any code of
// hence, to find the smallest n at which a claim fails.

// numbers are the values of letters while a formula is computed.
type numbers map[string]*big.Rat

// formula computes a value; it is nil where there is none.
type formula func(numbers) *big.Rat

// bruteSequence is a sequence given by first values and a rule for its element at n.
type bruteSequence struct {
	first   int64
	initial []formula
	rule    formula
	known   map[string]*big.Rat
}

// bruteReader reads formulas.
type bruteReader struct {
	t         *testing.T
	tokens    []string
	at        int
	sequences map[string]*bruteSequence
	letters   map[string]bool // letters met that no sum binds
	bound     map[string]int
}

func bruteTokens(text string) []string {
	var all []string
	for i := 0; i < len(text); {
		c := text[i]
		j := i + 1
		switch {
		case c == ' ':
			i++
			continue
		case c == '\\':
			for j < len(text) && (text[j] >= 'a' && text[j] <= 'z' || text[j] >= 'A' && text[j] <= 'Z') {
				j++
			}
			if word := text[i:j]; word == `\left` || word == `\right` || word == `\cdot` {
				i = j
				continue
			}
		case c >= '0' && c <= '9':
			for j < len(text) && text[j] >= '0' && text[j] <= '9' {
				j++
			}
		case strings.HasPrefix(text[i:], "!!"):
			j = i + 2
		}
		all = append(all, text[i:j])
		i = j
	}
	return all
}

func (r *bruteReader) read(text string) formula {
	outer, at := r.tokens, r.at
	r.tokens, r.at = bruteTokens(text), 0
	f := r.sum()
	require.Equal(r.t, len(r.tokens), r.at, "left over in %s: %v", text, r.tokens[r.at:])
	r.tokens, r.at = outer, at
	return f
}

func (r *bruteReader) peek() string {
	if r.at < len(r.tokens) {
		return r.tokens[r.at]
	}
	return ""
}

func (r *bruteReader) take() string {
	token := r.peek()
	r.at++
	return token
}

func (r *bruteReader) want(token string) { require.Equal(r.t, token, r.take(), "%v", r.tokens) }

func binary(a, b formula, join func(z, x, y *big.Rat) *big.Rat) formula {
	return func(n numbers) *big.Rat {
		x := a(n)
		if x == nil {
			return nil
		}
		y := b(n)
		if y == nil {
			return nil
		}
		return join(new(big.Rat), x, y)
	}
}

func quotient(z, x, y *big.Rat) *big.Rat {
	if y.Sign() == 0 {
		return nil
	}
	return z.Quo(x, y)
}

func (r *bruteReader) sum() formula {
	zero := func(numbers) *big.Rat { return new(big.Rat) }
	var f formula
	switch r.peek() {
	case "-":
		r.take()
		f = binary(zero, r.product(), (*big.Rat).Sub)
	default:
		f = r.product()
	}
	for {
		switch r.peek() {
		case "+":
			r.take()
			f = binary(f, r.product(), (*big.Rat).Add)
		case "-":
			r.take()
			f = binary(f, r.product(), (*big.Rat).Sub)
		default:
			return f
		}
	}
}

func (r *bruteReader) product() formula {
	f := r.power()
	const ends = "+-)}]"
	for r.peek() != "" && !strings.Contains(ends, r.peek()) {
		f = binary(f, r.power(), (*big.Rat).Mul)
	}
	return f
}

func (r *bruteReader) power() formula {
	f := r.atom()
	for {
		switch r.peek() {
		case "^":
			r.take()
			f = binary(f, r.group(), bruteRaise)
		case "!", "!!":
			step := int64(len(r.take()))
			of := f
			f = func(n numbers) *big.Rat { return bruteFactorial(of(n), step) }
		default:
			return f
		}
	}
}

func bruteRaise(_, x, y *big.Rat) *big.Rat {
	if !y.IsInt() || !y.Num().IsInt64() || y.Num().BitLen() > 9 {
		return nil
	}
	k := y.Num().Int64()
	if k < 0 {
		if x.Sign() == 0 {
			return nil
		}
		x, k = new(big.Rat).Inv(x), -k
	}
	exponent := big.NewInt(k)
	return new(big.Rat).SetFrac(new(big.Int).Exp(x.Num(), exponent, nil), new(big.Int).Exp(x.Denom(), exponent, nil))
}

func bruteFactorial(x *big.Rat, step int64) *big.Rat {
	if x == nil || !x.IsInt() || x.Num().BitLen() > 12 || x.Sign() < 0 && (step == 1 || x.Cmp(big.NewRat(-1, 1)) < 0) {
		return nil
	}
	product := big.NewInt(1)
	for i := x.Num().Int64(); i > 1; i -= step {
		product.Mul(product, big.NewInt(i))
	}
	return new(big.Rat).SetInt(product)
}

// group reads `{...}` or one digit or letter.
func (r *bruteReader) group() formula {
	if r.peek() == "{" {
		r.take()
		f := r.sum()
		r.want("}")
		return f
	}
	if token := r.peek(); token[0] >= '0' && token[0] <= '9' && len(token) > 1 {
		r.tokens[r.at] = token[1:]
		digit := int64(token[0] - '0')
		return func(numbers) *big.Rat { return big.NewRat(digit, 1) }
	}
	return r.atom()
}

func (r *bruteReader) atom() formula {
	token := r.take()
	switch token {
	case "(", "{":
		f := r.sum()
		r.want(map[string]string{"(": ")", "{": "}"}[token])
		return f
	case `\frac`:
		a := r.group()
		return binary(a, r.group(), quotient)
	case `\binom`:
		a := r.group()
		return binary(a, r.group(), bruteBinomial)
	case `\sum`, `\prod`:
		return r.series(token == `\sum`)
	}
	require.NotEmpty(r.t, token, "%v", r.tokens)
	if token[0] >= '0' && token[0] <= '9' {
		x, _ := new(big.Rat).SetString(token)
		return func(numbers) *big.Rat { return x }
	}
	if r.peek() == "_" {
		return r.element(token)
	}
	if r.bound[token] == 0 {
		r.letters[token] = true
	}
	return func(n numbers) *big.Rat { return n[token] }
}

func bruteBinomial(_, x, y *big.Rat) *big.Rat {
	if !x.IsInt() || !y.IsInt() || !y.Num().IsInt64() {
		return nil
	}
	if y.Sign() < 0 {
		return new(big.Rat)
	}
	product := big.NewRat(1, 1)
	for i := range y.Num().Int64() {
		product.Mul(product, new(big.Rat).Sub(x, big.NewRat(i, 1)))
		product.Quo(product, big.NewRat(i+1, 1))
	}
	return product
}

func (r *bruteReader) series(adds bool) formula {
	r.want("_")
	r.want("{")
	index := r.take()
	r.want("=")
	from := r.sum()
	r.want("}")
	r.want("^")
	to := r.group()
	r.bound[index]++
	body := r.product()
	r.bound[index]--
	return func(n numbers) *big.Rat {
		lo, hi := from(n), to(n)
		if lo == nil || hi == nil || new(big.Rat).Sub(hi, lo).Cmp(big.NewRat(600, 1)) > 0 {
			return nil
		}
		inner := numbers{}
		for name, x := range n {
			inner[name] = x
		}
		total := new(big.Rat)
		if !adds {
			total.SetInt64(1)
		}
		for k := lo.Num().Int64(); k <= hi.Num().Int64(); k++ {
			inner[index] = big.NewRat(k, 1)
			x := body(inner)
			switch {
			case x == nil:
				return nil
			case adds:
				total.Add(total, x)
			default:
				total.Mul(total, x)
			}
		}
		return total
	}
}

// element reads F_{n+1}, a letter with a digit below it, H_n, or an element of a sequence without a rule.
func (r *bruteReader) element(name string) formula {
	r.want("_")
	if s := r.sequences[name]; s == nil && r.peek() != "{" && r.peek()[0] >= '0' && r.peek()[0] <= '9' {
		letter := name + "_" + r.take()
		r.letters[letter] = true
		return func(n numbers) *big.Rat { return n[letter] }
	}
	argument := r.group()
	return func(n numbers) *big.Rat {
		at := argument(n)
		if at == nil || !at.IsInt() {
			return nil
		}
		k := at.Num().Int64()
		if s := r.sequences[name]; s != nil {
			return s.element(k, n)
		}
		if name == "H" {
			total := new(big.Rat)
			for i := int64(1); i <= k; i++ {
				total.Add(total, big.NewRat(1, i))
			}
			return total
		}
		return big.NewRat(k*k+3*int64(name[len(name)-1]%7)+1, k*k+2)
	}
}

func (s *bruteSequence) element(k int64, n numbers) *big.Rat {
	i := k - s.first
	if i < 0 {
		return nil
	}
	if i < int64(len(s.initial)) {
		return s.initial[i](n)
	}
	key := fmt.Sprint(k, n["sample"])
	if x, ok := s.known[key]; ok {
		return x
	}
	inner := numbers{}
	for name, x := range n {
		inner[name] = x
	}
	inner["n"] = big.NewRat(k, 1)
	x := s.rule(inner)
	s.known[key] = x
	return x
}

var bruteSigns = []string{`\mid`, `\equiv`, `\le `, `\ge `, `\geq`, `\ne `, "=", "<", ">"}

// relation reads a claim. The result says whether it holds, and whether it has a value.
func (r *bruteReader) relation(text string) func(numbers) (holds, defined bool) {
	modulus := formula(nil)
	if left, right, ok := strings.Cut(text, `\pmod`); ok {
		text, modulus = left, r.read(strings.Trim(right, "{} "))
	}
	depth := 0
	for i := range text {
		depth += strings.Count(text[i:i+1], "{") - strings.Count(text[i:i+1], "}")
		for _, sign := range bruteSigns {
			if depth > 0 || !strings.HasPrefix(text[i:], sign) {
				continue
			}
			left, right := r.read(text[:i]), r.read(text[i+len(sign):])
			return func(n numbers) (bool, bool) {
				a, b := left(n), right(n)
				if a == nil || b == nil {
					return false, false
				}
				switch strings.TrimSpace(sign) {
				case `\mid`:
					return a.Sign() != 0 && new(big.Rat).Quo(b, a).IsInt() || b.Sign() == 0, true
				case `\equiv`:
					return new(big.Rat).Quo(new(big.Rat).Sub(a, b), modulus(n)).IsInt(), true
				case `\le`:
					return a.Cmp(b) <= 0, true
				case `\ge`, `\geq`:
					return a.Cmp(b) >= 0, true
				case `\ne`:
					return a.Cmp(b) != 0, true
				case "<":
					return a.Cmp(b) < 0, true
				case ">":
					return a.Cmp(b) > 0, true
				}
				return a.Cmp(b) == 0, true
			}
		}
	}
	require.Fail(r.t, "no relation", text)
	return nil
}
