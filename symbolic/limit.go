package symbolic

import "math/big"

// LimitAtInfinity gives the limit of a rational function as a variable tends to plus or minus infinity. It fails where there is
// no finite limit, or where the leading coefficient of the denominator is no number.
func LimitAtInfinity(f RationalFunction, name string, budget *Budget) (limit RationalFunction, ok bool) {
	above, below := f.numerator.Degree(name), f.Denominator().Degree(name)
	if f.IsZero() || above < below {
		return FromInt(0), true
	}
	if above > below {
		return limit, false
	}
	leading := f.Denominator().Coefficients(name)[below]
	if !leading.IsConstant() {
		return limit, false
	}
	limit, err := FromPolynomial(f.numerator.Coefficients(name)[above]).Quo(FromPolynomial(leading), budget)
	return limit, err == nil
}

// LimitOfSequence gives the limit of an expression as its index tends to infinity: of a rational function, of a product of
// one with powers, factorials and binomial coefficients whose quotient of neighbours tends to a number between -1 and 1, and
// of sums, products and quotients of such. It fails for all others.
func LimitOfSequence(e Expression, index string, budget *Budget) (limit RationalFunction, ok bool) {
	if depth(e, maxDepth) > maxDepth {
		return limit, false
	}
	return newGosper(index, budget).limit(e)
}

// limit does the work of [LimitOfSequence].
func (g *gosper) limit(e Expression) (limit RationalFunction, ok bool) {
	if t, is := g.term(e); is {
		if limit, ok = g.limitOfTerm(t); ok {
			return limit, true
		}
	}
	join := func(parts []Expression, with func(a, b RationalFunction, budget *Budget) (RationalFunction, error)) (RationalFunction, bool) {
		total, ok := g.limit(parts[0])
		for _, part := range parts[1:] {
			next, is := g.limit(part)
			if ok = ok && is; !ok {
				return total, false
			}
			var err error
			if total, err = with(total, next, g.budget); err != nil {
				return total, false
			}
		}
		return total, ok
	}
	switch e := e.(type) {
	case Negation:
		limit, ok = g.limit(e.Of)
		return limit.Neg(), ok
	case Addition:
		if len(e.Terms) > 0 {
			return join(e.Terms, RationalFunction.Add)
		}
	case Multiplication:
		if len(e.Factors) > 0 {
			return join(e.Factors, RationalFunction.Mul)
		}
	case Division:
		return join([]Expression{e.Numerator, e.Denominator}, RationalFunction.Quo) // fails where the denominator tends to zero
	}
	return limit, false
}

// limitOfTerm is the limit of a hypergeometric term.
func (g *gosper) limitOfTerm(t hypergeometric) (limit RationalFunction, ok bool) {
	if len(t.factors) == 0 {
		return LimitAtInfinity(t.rational, g.index, g.budget)
	}
	ratio := FromInt(1)
	for _, f := range t.factors {
		r, err := f.ratio.Pow(int(f.degree), g.budget)
		if err != nil {
			return limit, false
		}
		if ratio, err = ratio.Mul(r, g.budget); err != nil {
			return limit, false
		}
	}
	// The quotient of neighbours of the rational factor tends to 1.
	tends, ok := LimitAtInfinity(ratio, g.index, g.budget)
	if !ok {
		return limit, false
	}
	c, constant := tends.AsConstant()
	return FromInt(0), constant && new(big.Rat).Abs(c).Cmp(big.NewRat(1, 1)) < 0
}
