package proofs

import (
	"math/big"
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// limit gives the value of `\lim_{x \to a}`: at a number of what is made of continuous functions, at infinity of a rational
// function by its degrees and of a sequence with [symbolic.LimitOfSequence].
func (e *evaluator) limit(n *syntax.Big) ([]candidate, *failure) {
	undecided := unsupported(n, "hence does not decide this limit")
	r, ok := n.Lower.(*syntax.Relation)
	if !ok || n.Body == nil || n.Upper != nil || len(r.Members) != 2 || r.Members[1] == nil || r.Operators[0].Name != `\to` && r.Operators[0].Name != `\rightarrow` {
		return nil, undecided
	}
	id, ok := identify(r.Members[0])
	if !ok {
		return nil, undecided
	}
	key := e.settle(id).key()
	formal := integrationSymbol(key)
	f, domain, failed := e.boundScalar(n.Body, key, formal)
	delete(e.trace.integers, formal)
	if isInfinite(r.Members[1]) {
		if failed == nil && len(domain) == 0 && !isWithin(f, formal) {
			if value, ok := symbolic.LimitAtInfinity(f, formal, e.budget); ok {
				return one(scalarValue(value)), nil
			}
		} else if value, ok := e.limitOfSequence(n.Body, id, r.Members[1]); ok {
			return one(scalarValue(value)), nil
		}
		return nil, undecided
	}
	if failed != nil || isFamilyOver(n.Body, id.base) {
		return nil, undecided
	}
	at, failed := e.oneScalar(withoutSide(r.Members[1]))
	if failed != nil {
		return nil, undecided
	}
	value, ok := e.limitAt(f, domain, formal, at)
	if !ok {
		return nil, undecided
	}
	return one(e.withFunctions(value)), nil
}

// withoutSide is the number that `0^+` and `0^-` come to.
func withoutSide(n syntax.Node) syntax.Node {
	if s, ok := n.(*syntax.Script); ok && s.Sub == nil && s.Primes == 0 && s.Sup != nil {
		if side := syntax.Print(s.Sup); side == "+" || side == "-" {
			return s.Base
		}
	}
	return n
}

// isWithin says whether a function or power in a value is taken of a symbol.
func isWithin(f symbolic.RationalFunction, symbol string) bool {
	return slices.ContainsFunc(f.Variables(), func(name string) bool { return name != symbol && strings.Contains(name, symbol) })
}

// isFamilyOver says whether a letter is an index in a tree.
func isFamilyOver(n syntax.Node, letter string) bool {
	over := false
	eachName(n, func(id identifier) {
		over = over || id.sub != nil && mentions(id.sub, letter) || id.sup != nil && mentions(id.sup, letter)
	})
	return over
}

// mostQuotients bounds the quotients of derivatives that a limit is looked for in.
const mostQuotients = 6

// limitAt is the limit of a quotient at a number: that of the first derivatives of its members of which the lower is not zero
// there, if all before are zero and all are continuous nearby (l'Hôpital).
func (e *evaluator) limitAt(f symbolic.RationalFunction, domain []symbolic.RationalFunction, symbol string, at symbolic.RationalFunction) (limit symbolic.RationalFunction, ok bool) {
	near := symbolic.FromRat(big.NewRat(1, 1<<20))
	lower, err := at.Sub(near, e.budget)
	upper, also := at.Add(near, e.budget)
	if err != nil || also != nil {
		return limit, false
	}
	for _, d := range domain {
		if !e.functions.NotNegative(d, symbol, lower, upper, e.budget) {
			return limit, false
		}
	}
	value := func(r symbolic.RationalFunction) (symbolic.RationalFunction, bool) {
		if !e.continuous(r, symbol, lower, upper) {
			return r, false
		}
		r, err := e.functions.Substitute(r, map[string]symbolic.RationalFunction{symbol: at}, e.budget)
		if err == nil {
			r, err = e.functions.Simplify(r, e.budget)
		}
		return r, err == nil
	}
	above, below := symbolic.FromPolynomial(f.Numerator()), symbolic.FromPolynomial(f.Denominator())
	for range mostQuotients {
		a, ok := value(above)
		b, also := value(below)
		if !ok || !also {
			return limit, false
		}
		if c, constant := b.AsConstant(); constant && c.Sign() != 0 {
			limit, err = a.Quo(b, e.budget)
			return limit, err == nil
		}
		if !a.IsZero() || !b.IsZero() {
			return limit, false
		}
		if above, err = e.functions.Derivative(above, symbol, e.budget); err != nil {
			return limit, false
		}
		if below, err = e.functions.Derivative(below, symbol, e.budget); err != nil {
			return limit, false
		}
	}
	return limit, false
}

// limitOfSequence is the limit at plus infinity of a formula that holds one letter.
func (e *evaluator) limitOfSequence(body syntax.Node, letter identifier, target syntax.Node) (value symbolic.RationalFunction, ok bool) {
	if s, is := target.(*syntax.Symbol); !is || s.Name != `\infty` || !holdsOnly(body, letter) {
		return value, false
	}
	v := e.converter()
	v.indices[letter.base] = true
	x, ok := v.expression(body)
	if !ok {
		return value, false
	}
	if value, ok = symbolic.LimitOfSequence(x, letter.base, e.budget); ok {
		return value, true
	}
	form, _, says := symbolic.Discover(x, nil, letter.base, 1, e.proofBudget())
	if says != "" {
		return value, false
	}
	return symbolic.LimitOfSequence(form, letter.base, e.budget)
}

// series gives the sum of infinitely many terms: the limit of the closed form of its partial sums, which is proved.
func (e *evaluator) series(n *syntax.Big, variable string, from syntax.Node) ([]candidate, *failure) {
	undecided := unsupported(n, "hence has no closed form for this infinite sum")
	first, ok := e.integer(from)
	if !ok || n.Body == nil || !holdsOnly(n.Body, identifier{base: variable}) {
		return nil, undecided
	}
	end := "m"
	if variable == end {
		end = "n"
	}
	v := e.converter()
	v.indices[variable] = true
	body, ok := v.expression(n.Body)
	if !ok {
		return nil, undecided
	}
	sum := symbolic.Summation{Index: variable, From: symbolic.Int(first), To: symbolic.Sym(end), Body: body}
	form, _, says := symbolic.Discover(sum, nil, end, first, e.proofBudget())
	if says != "" {
		return nil, undecided
	}
	value, ok := symbolic.LimitOfSequence(form, end, e.budget)
	if !ok {
		return nil, undecided
	}
	return one(scalarValue(value)), nil
}

// holdsOnly says whether the only name in a formula is a letter, but for those that sums in it run over.
func holdsOnly(n syntax.Node, letter identifier) bool {
	bound := map[string]bool{letter.base: true}
	syntax.Inspect(n, func(m syntax.Node) bool {
		if b, ok := m.(*syntax.Big); ok {
			if r, ok := b.Lower.(*syntax.Relation); ok && len(r.Members) > 0 {
				if s, ok := r.Members[0].(*syntax.Symbol); ok {
					bound[s.Name] = true
				}
			}
		}
		return true
	})
	only := true
	eachName(n, func(id identifier) { only = only && bound[id.base] && id.sub == nil && id.sup == nil })
	return only
}
