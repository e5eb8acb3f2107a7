package proofs

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// byQuotient decides a division of whole numbers that gives a quotient and a remainder: `200 \div 7 = 28 \text{ R } 4`,
// or `200 \div 7 = 28` before the words "remainder 4". It reports whether the link is one.
func (c *checker) byQuotient(l *Link, ch *chain, i int, k claim) bool {
	if i+2 != len(ch.members) || relationOf(ch.operators[i].Name) != "=" {
		return false
	}
	dividend, divisor := quotientParts(unwrapped(ch.members[i]))
	if dividend == nil {
		return false
	}
	quotient, rest, ok := c.quotientAndRest(unwrapped(ch.members[i+1]))
	if !ok || rest == nil && !opensRemainder(k.words.after) {
		return false
	}
	a, b, q := c.wholeNumber(dividend), c.wholeNumber(divisor), c.wholeNumber(quotient)
	if a == nil || b == nil || q == nil || a.Sign() < 0 || b.Sign() <= 0 {
		return false
	}
	whole, left := new(big.Int).QuoRem(a, b, new(big.Int))
	l.Value, l.Claims = fmt.Sprintf("%s R %s", whole, left), fmt.Sprintf("%s R …", q)
	holds := whole.Cmp(q) == 0
	if rest != nil {
		r := c.wholeNumber(rest)
		if r == nil {
			return false
		}
		l.Claims = fmt.Sprintf("%s R %s", q, r)
		holds = holds && left.Cmp(r) == 0
	}
	if holds {
		l.Verdict, l.Reason = Proved, ""
		l.Says = fmt.Sprintf("%s = %s * %s + %s", a, whole, b, left)
		return true
	}
	l.Verdict, l.Reason = Refuted, ""
	l.Says = fmt.Sprintf("%s divided by %s is %s with the remainder %s", a, b, whole, left)
	return true
}

// quotientParts gives the two numbers of a division written with `\div`, a slash or as a fraction.
func quotientParts(n syntax.Node) (dividend, divisor syntax.Node) {
	switch n := n.(type) {
	case *syntax.Product:
		if len(n.Factors) == 2 && division(n.Factors[1].Operator) {
			return n.Factors[0].Value, n.Factors[1].Value
		}
	case *syntax.Fraction:
		if binomial, known := fractionKind(n.Command); known && !binomial {
			return n.Numerator, n.Denominator
		}
	}
	return nil, nil
}

// quotientAndRest splits `28 \text{ R } 4`. Any other number has no rest.
func (c *checker) quotientAndRest(n syntax.Node) (quotient, rest syntax.Node, ok bool) {
	p, is := n.(*syntax.Product)
	if !is {
		return n, nil, true
	}
	if len(p.Factors) != 3 || p.Factors[1].Operator != "" || p.Factors[2].Operator != "" {
		return nil, nil, false
	}
	var sign string
	switch word := p.Factors[1].Value.(type) {
	case *syntax.Text:
		sign = word.Content
	case *syntax.Symbol:
		if c.env.find(word.Name) == nil {
			sign = word.Name
		}
	}
	switch strings.ToLower(strings.Trim(sign, " .~")) {
	case "r", "rem", "remainder", "with remainder":
		return p.Factors[0].Value, p.Factors[2].Value, true
	}
	return nil, nil, false
}

// opensRemainder says whether the words behind a formula begin with the remainder of its division.
func opensRemainder(behind string) bool {
	behind = strings.ToLower(strings.TrimLeft(behind, " ,("))
	for _, word := range []string{"with a remainder", "with remainder", "and a remainder", "remainder", "rem.", "r"} {
		if rest, is := strings.CutPrefix(behind, word); is {
			return rest == "" || rest[0] == ' ' || rest[0] == ':' || rest[0] == '.'
		}
	}
	return false
}

// wholeNumber is the value of a tree where it is an integer, else nil.
func (c *checker) wholeNumber(n syntax.Node) *big.Int {
	if !closed(n) {
		return nil
	}
	o := c.outcome(n, false)
	if o.failed != nil {
		return nil
	}
	r, ok := constantOf(o.cases[0].value)
	if !ok || !r.IsInt() {
		return nil
	}
	return r.Num()
}
