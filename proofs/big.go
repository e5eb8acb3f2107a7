package proofs

import (
	"math/big"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// mostSymbols is how many different symbols a sum written out may have.
const mostSymbols = 64

// big gives the value of a sum or product with literal bounds.
func (e *evaluator) big(n *syntax.Big) ([]candidate, *failure) {
	if n.Operator != `\sum` && n.Operator != `\prod` {
		if n.Lower == nil && n.Upper == nil {
			if cs, failed, known := e.ofSeveral(n.Operator, n.Body, n); known {
				return cs, failed
			}
		}
		if n.Operator == `\lim` {
			return e.limit(n)
		}
		return e.integral(n)
	}
	variable, from, failed := e.lowerBound(n)
	if failed != nil {
		return nil, failed
	}
	low, lowKnown := e.integer(from)
	high, highKnown := e.integer(n.Upper)
	if from == nil && n.Upper == nil || lowKnown && n.Upper == nil {
		// Without bounds the index runs over the entries it picks.
		if count := e.indexedLength(n.Body, variable); count > 0 {
			if !lowKnown {
				low = 1
			}
			high, lowKnown, highKnown = int64(count), true, true
		}
	}
	if s, is := n.Upper.(*syntax.Symbol); is && s.Name == `\infty` && n.Operator == `\sum` {
		return e.series(n, variable, from)
	}
	if !lowKnown || !highKnown {
		return nil, unsupported(n, "a sum whose bounds are not numbers here")
	}
	if high-low+1 > int64(e.limits.Iterations) {
		return nil, &failure{verdict: Unknown, reason: Limit, at: n.At, says: "this sum has too many terms"}
	}
	if n.Operator == `\sum` && !mentions(n.Body, variable) && high >= low {
		return e.sumOfConstant(n, high-low+1)
	}
	if total, ok := e.sumOfPowers(n, variable, low, high); ok {
		return one(scalarValue(total)), nil
	}
	if high < low {
		if n.Operator == `\prod` {
			return one(integerValue(1)), nil
		}
		return one(integerValue(0)), nil
	}
	inner, index := e.indexed(variable)
	var sums partialSums
	symbols := map[string]bool{}
	for k := low; k <= high; k++ {
		index.set(k)
		term, failed := inner.evaluate(n.Body)
		if failed != nil {
			if failed.reason == UndefinedSymbol && n.Operator == `\sum` {
				return e.sumOverExamples(n, variable, high-low+1, failed)
			}
			return nil, failed
		}
		if len(term[0].value.variables()) > 0 {
			for _, name := range term[0].value.variables() {
				symbols[name] = true
			}
			if (k-low)%16 == 15 && len(symbols) > mostSymbols {
				return nil, &failure{verdict: Unknown, reason: Limit, at: n.At, says: "this sum has too many different symbols"}
			}
		}
		if failed = sums.add(e, n, term); failed != nil {
			return nil, failed
		}
	}
	return sums.total(e, n)
}

// partialSums are the terms of a sum or the factors of a product so far, joined in runs of equal length, so that
// none meets a long one often.
type partialSums []struct {
	value []candidate
	terms int
}

// add joins a term with the runs that have become as long.
func (s *partialSums) add(e *evaluator, n *syntax.Big, term []candidate) *failure {
	terms := 1
	for last := len(*s) - 1; last >= 0 && (*s)[last].terms == terms; last-- {
		var failed *failure
		if term, failed = e.joinTerms(n, (*s)[last].value, term); failed != nil {
			return failed
		}
		terms *= 2
		*s = (*s)[:last]
	}
	*s = append(*s, struct {
		value []candidate
		terms int
	}{term, terms})
	return nil
}

// total joins all runs, of which there is one at least.
func (s partialSums) total(e *evaluator, n *syntax.Big) ([]candidate, *failure) {
	total := s[len(s)-1].value
	for i := len(s) - 2; i >= 0; i-- {
		var failed *failure
		if total, failed = e.joinTerms(n, s[i].value, total); failed != nil {
			return nil, failed
		}
	}
	return total, nil
}

// joinTerms adds or multiplies two parts of a sum or product.
func (e *evaluator) joinTerms(n *syntax.Big, left, right []candidate) ([]candidate, *failure) {
	return combine(left, right, func(x, y value) ([]candidate, *failure) {
		if n.Operator == `\prod` {
			return e.multiply(x, y, "", n.At)
		}
		return e.add(x, y, n.At)
	})
}

// lowerBound splits `i = 1` below a sum; a lone `i` has no bound.
func (e *evaluator) lowerBound(n *syntax.Big) (variable string, from syntax.Node, failed *failure) {
	switch lower := n.Lower.(type) {
	case *syntax.Relation:
		if len(lower.Members) == 2 && lower.Operators[0].Name == "=" {
			if s, ok := lower.Members[0].(*syntax.Symbol); ok {
				return s.Name, lower.Members[1], nil
			}
		}
	case *syntax.Symbol:
		return lower.Name, nil, nil
	case nil:
		return "", nil, nil
	}
	return "", nil, unsupported(n, "a sum over what is no plain range")
}

// mentions says whether a symbol stands anywhere in a tree, indices included.
func mentions(n syntax.Node, variable string) bool {
	found := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		if s, ok := m.(*syntax.Symbol); ok && s.Name == variable {
			found = true
		}
		return !found
	})
	return found
}

// indexedLength is the number of entries of the vectors whose entries the body
// picks by the index, 0 where there is none or they disagree.
func (e *evaluator) indexedLength(body syntax.Node, variable string) int {
	count := 0
	quiet := *e
	quiet.trace = newTrace()
	syntax.Inspect(body, func(m syntax.Node) bool {
		id, ok := identify(m)
		if !ok || id.sub == nil || !indexIs(id.sub, variable) {
			return true
		}
		id.sub = nil
		cs, failed := quiet.name(id)
		if failed == nil && cs[0].value.isVector() {
			n := len(cs[0].value.entries())
			if count != 0 && count != n {
				count = -1
			} else if count == 0 {
				count = n
			}
		}
		return false
	})
	return max(count, 0)
}

// sumOfConstant sums a body that lacks the index: so many times the body, or,
// loosely, the examples of the body added up.
func (e *evaluator) sumOfConstant(n *syntax.Big, count int64) ([]candidate, *failure) {
	body, failed := e.evaluate(n.Body)
	if failed != nil {
		return nil, failed
	}
	return transform(body, func(x value) ([]candidate, *failure) {
		times, failed := e.multiply(integerValue(count), x, "", n.At)
		if failed != nil {
			return nil, failed
		}
		if x.isVector() && int64(len(x.entries())) == count {
			total, failed := e.total(x, n)
			if failed != nil {
				return nil, failed
			}
			times = append(times, candidate{value: total, by: sumOfExamples})
		}
		return times, nil
	})
}

// total adds up the entries.
func (e *evaluator) total(x value, n syntax.Node) (value, *failure) {
	sum := symbolic.FromInt(0)
	for _, entry := range x.entries() {
		var err error
		if sum, err = sum.Add(entry, e.budget); err != nil {
			return value{}, fromError(err, n.Span())
		}
	}
	return value{scalar: sum, opaque: x.opaque}, nil
}

// sumOverExamples reads `\sum_{i=1}^{m} L(\hat y^{(i)}, y)` with (i) as the i-th
// example of the latest instance, where by the letter it has no value.
func (e *evaluator) sumOverExamples(n *syntax.Big, variable string, count int64, literal *failure) ([]candidate, *failure) {
	inner := *e
	inner.exampleIndex = variable
	body, failed := inner.evaluate(n.Body)
	if failed != nil {
		return nil, literal
	}
	return transform(body, func(x value) ([]candidate, *failure) {
		if !x.isVector() || int64(len(x.entries())) != count {
			return nil, literal
		}
		total, failed := e.total(x, n)
		if failed != nil {
			return nil, failed
		}
		return []candidate{{value: total, by: exampleIndex}}, nil
	})
}

// sumOfPowers adds a long sum whose body is a polynomial in the index with numbers for
// coefficients, without evaluating the body for each number.
func (e *evaluator) sumOfPowers(n *syntax.Big, variable string, low, high int64) (symbolic.RationalFunction, bool) {
	const long = 16
	if n.Operator != `\sum` || high-low < long || !isPolynomialIn(n.Body, variable) {
		return symbolic.RationalFunction{}, false
	}
	inner := e.withOwnFormals()
	inner.formals[variable] = scalarValue(symbolic.Var(variable))
	r, failed := inner.scalar(n.Body)
	if failed != nil || !r.IsPolynomial() {
		return symbolic.RationalFunction{}, false
	}
	total := new(big.Rat)
	for d, part := range r.Numerator().Coefficients(variable) {
		c, number := part.AsConstant()
		if !number || e.budget.Spend(high-low) != nil {
			return symbolic.RationalFunction{}, false
		}
		sum, power := new(big.Int), big.NewInt(int64(d))
		for k := low; k <= high; k++ {
			sum.Add(sum, new(big.Int).Exp(big.NewInt(k), power, nil))
		}
		total.Add(total, c.Mul(c, new(big.Rat).SetInt(sum)))
	}
	x, err := symbolic.FromRat(total).Quo(symbolic.FromPolynomial(r.Denominator()), e.budget)
	return x, err == nil
}

// isPolynomialIn says whether a tree is made of a letter and numbers by adding,
// multiplying and powers with literal exponents.
func isPolynomialIn(n syntax.Node, letter string) bool {
	ok := true
	syntax.Inspect(n, func(m syntax.Node) bool {
		switch m := m.(type) {
		case *syntax.Number, *syntax.Sum, *syntax.Product:
		case *syntax.Symbol:
			ok = ok && m.Name == letter
		case *syntax.Fraction:
			binomial, known := fractionKind(m.Command)
			ok = ok && known && !binomial
		case *syntax.Group:
			ok = ok && m.Open == "(" && m.Close == ")"
		case *syntax.Script:
			_, literal := m.Sup.(*syntax.Number)
			ok = ok && literal && m.Sub == nil && m.Primes == 0
		default:
			ok = false
		}
		return ok
	})
	return ok
}
