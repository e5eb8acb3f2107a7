package symbolic

import (
	"math/big"
)

// Indefinite summation by Gosper's algorithm (Decision procedure for indefinite hypergeometric summation, 1978). A term
// t(k) whose ratio t(k+1)/t(k) is rational has a sum T(k) with T(k+1) - T(k) = t(k) and a rational ratio of its own exactly
// when a(k) x(k+1) - b(k-1) x(k) = c(k) has a polynomial solution x, where the ratio is a(k) c(k+1) / (b(k) c(k))
// and a(k) and b(k+h) have no common factor for any h >= 0.

// maxDispersion bounds the shifts at which common factors are looked for.
const maxDispersion = 120

// A hypergeometric is a term in k: a rational function times factors such as k! or 2^k, each with its own rational ratio.
type hypergeometric struct {
	rational RationalFunction
	factors  []hyperfactor
}

// A hyperfactor is a factor of a hypergeometric term, or divides it.
type hyperfactor struct {
	of     Expression
	degree int64
	ratio  RationalFunction // of `of` at k+1 to k
}

// gosper is a computation with terms in one index.
type gosper struct {
	index  string
	budget *Budget
	plain  *evaluator
}

func newGosper(index string, budget *Budget) *gosper {
	return &gosper{index: index, budget: budget, plain: newEvaluator(&system{}, nil, budget)}
}

// term reads an expression as a hypergeometric term.
func (g *gosper) term(e Expression) (hypergeometric, bool) {
	if v, err := g.plain.value(e, nil); err == nil {
		return hypergeometric{rational: v}, true
	}
	one := hypergeometric{rational: FromInt(1)}
	switch e := e.(type) {
	case Negation:
		t, ok := g.term(e.Of)
		t.rational = t.rational.Neg()
		return t, ok
	case Multiplication:
		total := one
		for _, f := range e.Factors {
			t, ok := g.term(f)
			if !ok {
				return one, false
			}
			if total, ok = g.times(total, t, 1); !ok {
				return one, false
			}
		}
		return total, true
	case Division:
		above, ok := g.term(e.Numerator)
		if !ok {
			return one, false
		}
		below, ok := g.term(e.Denominator)
		if !ok || below.rational.IsZero() {
			return one, false
		}
		return g.times(above, below, -1)
	case Power:
		if n, ok := e.Exponent.(Number); ok && n.Value.IsInt() && n.Value.Num().IsInt64() && max(n.Value.Num().Int64(), -n.Value.Num().Int64()) <= 8 {
			t, ok := g.term(e.Base)
			if !ok || t.rational.IsZero() {
				return one, false
			}
			return g.times(one, t, n.Value.Num().Int64())
		}
	}
	ratio, ok := g.ratio(e)
	if !ok {
		return one, false
	}
	one.factors = []hyperfactor{{of: e, degree: 1, ratio: ratio}}
	return one, true
}

// times returns a b^n.
func (g *gosper) times(a, b hypergeometric, n int64) (hypergeometric, bool) {
	r, err := b.rational.Pow(int(n), g.budget)
	if err != nil {
		return a, false
	}
	if a.rational, err = a.rational.Mul(r, g.budget); err != nil {
		return a, false
	}
	factors := append([]hyperfactor{}, a.factors...)
	for _, f := range b.factors {
		f.degree *= n
		factors = append(factors, f)
	}
	return hypergeometric{a.rational, factors}, true
}

// slope gives the whole number by which an argument grows with the index.
func (g *gosper) slope(e Expression) (value RationalFunction, slope int64, ok bool) {
	value, err := g.plain.value(e, nil)
	if err != nil || !value.IsPolynomial() || value.numerator.Degree(g.index) > 1 {
		return value, 0, false
	}
	parts := value.numerator.Coefficients(g.index)
	if len(parts) < 2 {
		return value, 0, true
	}
	slope, ok = FromPolynomial(parts[1]).AsInteger()
	return value, slope, ok && max(slope, -slope) <= 6
}

// ratio is that of a power, factorial or binomial coefficient at k+1 to k.
func (g *gosper) ratio(e Expression) (RationalFunction, bool) {
	switch e := e.(type) {
	case Power:
		base, err := g.plain.value(e.Base, nil)
		_, slope, ok := g.slope(e.Exponent)
		if err != nil || !ok || base.IsZero() || base.numerator.Degree(g.index) > 0 || base.Denominator().Degree(g.index) > 0 {
			return base, false
		}
		r, err := base.Pow(int(slope), g.budget)
		return r, err == nil
	case Factorial:
		return g.factorialRatio(e.Of, 1)
	case DoubleFactorial:
		if _, slope, ok := g.slope(e.Of); ok && slope%2 == 0 {
			return g.factorialRatio(e.Of, 2)
		}
	case Binomial:
		above, ok := g.factorialRatio(e.Upper, 1)
		if !ok {
			return above, false
		}
		for _, below := range []Expression{e.Lower, Minus(e.Upper, e.Lower)} {
			r, ok := g.factorialRatio(below, 1)
			if !ok || r.IsZero() {
				return above, false
			}
			var err error
			if above, err = above.Quo(r, g.budget); err != nil {
				return above, false
			}
		}
		return above, true
	}
	return RationalFunction{}, false
}

// factorialRatio is that of a factorial, whose argument goes down in the given steps.
func (g *gosper) factorialRatio(of Expression, step int64) (RationalFunction, bool) {
	value, slope, ok := g.slope(of)
	if !ok {
		return value, false
	}
	product := FromInt(1)
	up, at := slope > 0, int64(0)
	for range max(slope, -slope) / step {
		if up {
			at += step
		}
		f, err := value.Add(FromInt(at), g.budget)
		if err != nil {
			return f, false
		}
		if !up {
			at -= step
		}
		if product, err = product.Mul(f, g.budget); err != nil {
			return f, false
		}
	}
	if !up {
		if product.IsZero() {
			return product, false
		}
		product = product.inverse()
	}
	return product, true
}

// at returns a rational function at the index moved by a number.
func (g *gosper) at(f RationalFunction, by int64) (RationalFunction, error) {
	moved := Variable(g.index).Add(Integer(by))
	return f.Substitute(map[string]RationalFunction{g.index: FromPolynomial(moved)}, g.budget)
}

func (g *gosper) polynomialAt(p Polynomial, by int64) (Polynomial, error) {
	return p.SubstitutePolynomials(map[string]Polynomial{g.index: Variable(g.index).Add(Integer(by))}, g.budget)
}

// whole returns the ratio of a term.
func (g *gosper) whole(t hypergeometric) (RationalFunction, error) {
	next, err := g.at(t.rational, 1)
	if err != nil {
		return next, err
	}
	if next, err = next.Quo(t.rational, g.budget); err != nil {
		return next, err
	}
	for _, f := range t.factors {
		r, err := f.ratio.Pow(int(f.degree), g.budget)
		if err != nil {
			return next, err
		}
		if next, err = next.Mul(r, g.budget); err != nil {
			return next, err
		}
	}
	return next, nil
}

// dispersion bounds the h at which a(k) and b(k+h) can have a common factor; it reports false where it finds no bound, as
// where the coefficients have parameters.
func (g *gosper) dispersion(a, b Polynomial) (int64, bool) {
	total := int64(2)
	for _, p := range []Polynomial{a, b} {
		c := p.Coefficients(g.index)
		if len(c) == 1 {
			continue // no roots
		}
		lead, ok := c[len(c)-1].AsConstant()
		if !ok {
			return maxDispersion / 10, false
		}
		bound := new(big.Rat) // Cauchy's, less one
		for _, q := range c[:len(c)-1] {
			x, constant := q.AsConstant()
			if !constant {
				return maxDispersion / 10, false
			}
			x = x.Quo(x, lead)
			if x.Abs(x).Cmp(bound) > 0 {
				bound = x
			}
		}
		up := new(big.Int).Quo(bound.Num(), bound.Denom())
		if !up.IsInt64() || up.Int64() > maxDispersion {
			return maxDispersion, false
		}
		total += up.Int64() + 2
	}
	return min(total, maxDispersion), total <= maxDispersion
}

// sum returns the rational function R with T(k) = R(k) t(k). It reports found = false where there is no T of that kind, and
// decided = false where that could not be settled.
func (g *gosper) sum(t hypergeometric) (certificate RationalFunction, found, decided bool) {
	ratio, err := g.whole(t)
	if err != nil || ratio.IsZero() {
		return certificate, false, false
	}
	a, b, c := ratio.Numerator(), ratio.Denominator(), Integer(1)
	limit, bounded := g.dispersion(a, b)
	for h := int64(0); h <= limit; h++ {
		moved, err := g.polynomialAt(b, h)
		if err != nil {
			return certificate, false, false
		}
		common, err := GCD(a, moved, g.budget)
		if err != nil {
			return certificate, false, false
		}
		if common.Degree(g.index) <= 0 {
			continue
		}
		back, err := g.polynomialAt(common, -h)
		if err != nil {
			return certificate, false, false
		}
		var divides bool
		if a, divides, err = a.Quotient(common, g.budget); err != nil || !divides {
			return certificate, false, false
		}
		if b, divides, err = b.Quotient(back, g.budget); err != nil || !divides {
			return certificate, false, false
		}
		for i := int64(1); i <= h; i++ {
			factor, err := g.polynomialAt(common, -i)
			if err != nil {
				return certificate, false, false
			}
			if c, err = c.Mul(factor, g.budget); err != nil {
				return certificate, false, false
			}
		}
	}
	before, err := g.polynomialAt(b, -1)
	if err != nil {
		return certificate, false, false
	}
	x, ok, err := g.polynomialSolution(a, before, c)
	if err != nil || !ok {
		return certificate, false, err == nil && bounded
	}
	certificate, err = x.Mul(FromPolynomial(before), g.budget)
	if err != nil {
		return certificate, false, false
	}
	certificate, err = certificate.Quo(FromPolynomial(c), g.budget)
	return certificate, err == nil, err == nil
}

// polynomialSolution solves a(k) x(k+1) - b(k) x(k) = c(k) for a polynomial x.
func (g *gosper) polynomialSolution(a, b, c Polynomial) (RationalFunction, bool, error) {
	degree := func(p Polynomial) int { return max(p.Degree(g.index), 0) }
	high := c.Degree(g.index) - max(degree(a), degree(b))
	if d := degree(a); d == degree(b) {
		as, bs := a.Coefficients(g.index), b.Coefficients(g.index)
		if as[d].Equal(bs[d]) {
			high++
			if d > 0 {
				r, err := FromPolynomial(bs[d-1].Sub(as[d-1])).Quo(FromPolynomial(as[d]), g.budget)
				if err != nil {
					return r, false, err
				}
				if k, ok := r.AsInteger(); ok && k >= 0 && k <= 64 {
					high = max(high, int(k))
				}
			}
		}
	}
	if high < 0 || high > 64 {
		return RationalFunction{}, false, nil
	}
	var columns []RationalFunction
	power, next := Integer(1), Integer(1)
	for range high + 1 {
		up, err := a.Mul(next, g.budget)
		if err != nil {
			return RationalFunction{}, false, err
		}
		here, err := b.Mul(power, g.budget)
		if err != nil {
			return RationalFunction{}, false, err
		}
		columns = append(columns, FromPolynomial(up.Sub(here)))
		power = power.shiftExponent(g.index, 1)
		if next, err = next.Mul(Variable(g.index).Add(Integer(1)), g.budget); err != nil {
			return RationalFunction{}, false, err
		}
	}
	solution, err := (&ring{budget: g.budget}).nullVector(append(columns, FromPolynomial(c.Neg())), g.index, len(columns))
	if err != nil || solution == nil {
		return RationalFunction{}, false, err
	}
	x := RationalFunction{}
	for i := range columns {
		term, err := solution[i].Mul(FromPolynomial(Integer(1).shiftExponent(g.index, int32(i))), g.budget)
		if err != nil {
			return x, false, err
		}
		if x, err = x.Add(term, g.budget); err != nil {
			return x, false, err
		}
	}
	x, err = x.Quo(solution[len(columns)], g.budget)
	return x, err == nil, err
}

// ClosedSum finds the closed form of a sum whose term is hypergeometric: free of sums, a rational function times powers,
// factorials and binomial coefficients. Otherwise says tells what stood in the way; that there is no such form is said only
// where that is certain. The form is not proved here.
func ClosedSum(s Summation, budget *Budget) (form Expression, says string) {
	const fails = "its term is no product of powers, factorials and rational functions"
	if depth(s, maxDepth) > maxDepth {
		return nil, fails
	}
	low, ok := affineOf(s.From, nil, nil)
	if !ok || low.slope != 0 || mentions(s.To, s.Index) {
		return nil, "its lower bound is no number"
	}
	g := newGosper(s.Index, budget)
	t, ok := g.term(s.Body)
	if !ok {
		return nil, fails
	}
	if t.rational.IsZero() {
		return Int(0), ""
	}
	certificate, found, decided := g.sum(t)
	switch {
	case !found && decided:
		return nil, "no hypergeometric term sums it, by Gosper's algorithm"
	case !found:
		return nil, "no hypergeometric term that sums it was found"
	}
	// The sum from the first index at which the certificate has a value, and the terms before it.
	for skipped := range int64(3) {
		if form, ok := g.definite(s, t, certificate, low.offset, low.offset+skipped); ok {
			return form, ""
		}
	}
	return nil, "the sum of its terms has no value at its lower bound"
}

// definite writes the sum of the terms: those from `first` to `from`, and then what the certificate gives.
func (g *gosper) definite(s Summation, t hypergeometric, certificate RationalFunction, first, from int64) (Expression, bool) {
	rational, err := certificate.Mul(t.rational, g.budget)
	if err != nil {
		return nil, false
	}
	value := func(f RationalFunction, k int64) (RationalFunction, bool) {
		v, err := f.Substitute(map[string]RationalFunction{g.index: FromInt(k)}, g.budget)
		for _, h := range t.factors {
			if err != nil {
				return v, false
			}
			var of, power RationalFunction
			if of, err = g.plain.value(Replace(h.of, g.index, Int(k)), nil); err != nil || of.IsZero() && h.degree < 0 {
				return v, false
			}
			if power, err = of.Pow(int(h.degree), g.budget); err == nil {
				v, err = v.Mul(power, g.budget)
			}
		}
		return v, err == nil
	}
	start, ok := value(rational, from)
	if !ok {
		return nil, false
	}
	start = start.Neg()
	for k := first; k < from; k++ {
		v, ok := value(t.rational, k)
		if !ok {
			return nil, false
		}
		if start, err = start.Add(v, g.budget); err != nil {
			return nil, false
		}
	}
	// T at the upper bound plus one, with the factors there or at the bound itself, whichever is shorter.
	top, err := g.at(rational, 1)
	if err != nil {
		return nil, false
	}
	moved := top
	for _, h := range t.factors {
		r, err := h.ratio.Pow(int(h.degree), g.budget)
		if err != nil {
			return nil, false
		}
		if moved, err = moved.Mul(r, g.budget); err != nil {
			return nil, false
		}
	}
	length := func(f RationalFunction) int { return f.numerator.Len() + f.Denominator().Len() }
	at := s.To
	if len(t.factors) > 0 && length(top) < length(moved) {
		at = sumOf(s.To, 1)
	} else {
		top = moved
	}
	if len(t.factors) == 0 {
		total, err := top.Add(start, g.budget)
		if err != nil {
			return nil, false
		}
		return Replace(ExpressionOf(total), g.index, s.To), true
	}
	num, den := top.parts()
	var above, below []Expression
	if c, ok := num.AsConstant(); !ok || c.Cmp(oneRat()) != 0 {
		above = append(above, Replace(polynomialExpression(num), g.index, s.To))
	}
	if c, ok := den.AsConstant(); !ok || c.Cmp(oneRat()) != 0 {
		below = append(below, Replace(polynomialExpression(den), g.index, s.To))
	}
	for _, h := range t.factors {
		f := Replace(h.of, g.index, at)
		for range max(h.degree, -h.degree) {
			if h.degree > 0 {
				above = append(above, f)
			} else {
				below = append(below, f)
			}
		}
	}
	form := Times(above...)
	if len(above) == 0 {
		form = Int(1)
	}
	if len(below) > 0 {
		form = Over(form, Times(below...))
	}
	if start.IsZero() {
		return form, true
	}
	return Plus(form, ExpressionOf(start)), true
}

// sumOf adds a number to an expression, joining it with a number that stands at the end.
func sumOf(e Expression, n int64) Expression {
	if sum, ok := e.(Addition); ok {
		if last, number := sum.Terms[len(sum.Terms)-1].(Number); number {
			total := new(big.Rat).Add(last.Value, big.NewRat(n, 1))
			terms := append([]Expression{}, sum.Terms[:len(sum.Terms)-1]...)
			if total.Sign() != 0 {
				terms = append(terms, Number{total})
			}
			return Plus(terms...)
		}
	}
	return Plus(e, Int(n))
}
