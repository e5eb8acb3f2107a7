package symbolic

import (
	"cmp"
	"math/big"
	"slices"
)

// Guess conjectures an expression in the named index that has the given values at first, first+1, ....
// It tries polynomials in the index, geometric sequences with a constant added, and sums of monomials
// whose exponents are affine and whose coefficients are polynomial in the index, also in numerator and
// denominator. At least one value more than the form has unknowns must agree, so that it says nothing for a single
// value. A guess is a conjecture: it agrees with the values given and is not proved.
func Guess(values []RationalFunction, first int64, index string, budget *Budget) (Expression, bool) {
	if len(values) < 2 {
		return nil, false
	}
	for _, v := range values {
		if slices.Contains(v.Variables(), index) {
			return nil, false
		}
	}
	if e, ok := guessPolynomial(values, first, index, budget); ok {
		return e, true
	}
	if e, ok := guessGeometric(values, first, index); ok {
		return e, true
	}
	nums, dens := make([]Polynomial, len(values)), make([]Polynomial, len(values))
	fraction := false
	for i, v := range values {
		nums[i], dens[i] = v.parts()
		fraction = fraction || !dens[i].isOne()
	}
	num, ok := guessMonomials(nums, first, index, budget)
	if ok && !fraction {
		return num, true
	}
	if !ok {
		// Not with common denominators: with the denominators as they are.
		if num, ok = guessConstantDenominator(values, first, index, budget); !ok {
			return nil, false
		}
		return num, true
	}
	den, ok := guessMonomials(dens, first, index, budget)
	if !ok {
		return nil, false
	}
	return Over(num, den), true
}

// guessConstantDenominator handles values whose polynomial numerators have varying rational coefficients.
func guessConstantDenominator(values []RationalFunction, first int64, index string, budget *Budget) (Expression, bool) {
	nums := make([]Polynomial, len(values))
	for i, v := range values {
		if !v.IsPolynomial() {
			return nil, false
		}
		nums[i] = v.numerator
	}
	return guessMonomials(nums, first, index, budget)
}

// guessPolynomial finds a polynomial in the index whose degree is at most two less than the number of
// values, by differences.
func guessPolynomial(values []RationalFunction, first int64, index string, budget *Budget) (Expression, bool) {
	differences := slices.Clone(values)
	var leading []RationalFunction
	for len(differences) > 1 {
		constant := true
		for _, d := range differences[1:] {
			constant = constant && d.Equal(differences[0])
		}
		leading = append(leading, differences[0])
		if constant {
			// Newton's formula in n - first.
			n := Variable(index).Sub(Integer(first))
			basis := FromInt(1)
			sum := RationalFunction{}
			for j, c := range leading {
				t, err := c.Mul(basis, budget)
				if err != nil {
					return nil, false
				}
				if sum, err = sum.Add(t, budget); err != nil {
					return nil, false
				}
				factor := n.Sub(Integer(int64(j))).Scale(big.NewRat(1, int64(j)+1))
				if basis, err = basis.Mul(FromPolynomial(factor), budget); err != nil {
					return nil, false
				}
			}
			return ExpressionOf(sum), true
		}
		next := make([]RationalFunction, len(differences)-1)
		for i := range next {
			d, err := differences[i+1].Sub(differences[i], budget)
			if err != nil {
				return nil, false
			}
			next[i] = d
		}
		differences = next
	}
	return nil, false
}

// guessGeometric finds a r^n + b for numbers, from four values on, or a r^n from three.
func guessGeometric(values []RationalFunction, first int64, index string) (Expression, bool) {
	numbers := make([]*big.Rat, len(values))
	for i, v := range values {
		c, ok := v.AsConstant()
		if !ok {
			return nil, false
		}
		numbers[i] = c
	}
	offset := new(big.Rat)
	ratio, ok := commonRatio(numbers)
	if !ok {
		if len(numbers) < 4 {
			return nil, false
		}
		differences := make([]*big.Rat, len(numbers)-1)
		for i := range differences {
			differences[i] = new(big.Rat).Sub(numbers[i+1], numbers[i])
		}
		if ratio, ok = commonRatio(differences); !ok {
			return nil, false
		}
		// values a r^i + b: the first difference is a (r - 1)
		a := new(big.Rat).Sub(ratio, oneRat())
		a.Quo(differences[0], a)
		offset.Sub(numbers[0], a)
	} else if len(numbers) < 3 {
		return nil, false
	}
	start := new(big.Rat).Sub(numbers[0], offset)
	// a r^(n - first) = (a / r^first) r^n
	scale := new(big.Rat).Set(start)
	for range max(first, -first) {
		if first > 0 {
			scale.Quo(scale, ratio)
		} else {
			scale.Mul(scale, ratio)
		}
		if scale.Num().BitLen()+scale.Denom().BitLen() > 512 {
			return nil, false
		}
	}
	var power Expression = Power{Number{ratio}, Symbol{index}}
	if scale.Cmp(oneRat()) != 0 {
		if new(big.Rat).Neg(scale).Cmp(oneRat()) == 0 {
			power = Negation{power}
		} else {
			power = Times(Number{scale}, power)
		}
	}
	switch offset.Sign() {
	case 0:
		return power, true
	case 1:
		return Plus(power, Number{offset}), true
	}
	return Minus(power, Number{offset.Neg(offset)}), true
}

// commonRatio returns the ratio of successive numbers, if it is common, and not 0, 1 or of fewer than three.
func commonRatio(numbers []*big.Rat) (*big.Rat, bool) {
	if len(numbers) < 3 || numbers[0].Sign() == 0 {
		return nil, false
	}
	ratio := new(big.Rat).Quo(numbers[1], numbers[0])
	if ratio.Sign() == 0 || ratio.Cmp(oneRat()) == 0 {
		return nil, false
	}
	for i := 1; i+1 < len(numbers); i++ {
		if new(big.Rat).Mul(numbers[i], ratio).Cmp(numbers[i+1]) != 0 {
			return nil, false
		}
	}
	return ratio, true
}

// guessMonomials matches the terms of the polynomials with each other: those that are the same in all
// make a constant part, and the others are taken in the order of their exponents.
func guessMonomials(values []Polynomial, first int64, index string, budget *Budget) (Expression, bool) {
	type term struct {
		monomial    map[string]int
		coefficient *big.Rat
	}
	var constant []Polynomial
	rests := make([][]term, len(values))
	if len(values) < 3 {
		return nil, false
	}
	for m, c := range values[0].Terms() {
		t := Constant(c)
		for _, v := range m {
			t = t.shiftExponent(v.Name, int32(v.Exponent))
		}
		everywhere := true
		for _, v := range values[1:] {
			// the term is in v if taking it away leaves one term less
			everywhere = everywhere && v.Sub(t).Len() == v.Len()-1
		}
		if everywhere {
			constant = append(constant, t)
		}
	}
	for i, v := range values {
		for m, c := range v.Sub(Sum(constant...)).Terms() {
			t := term{map[string]int{}, c}
			for _, f := range m {
				t.monomial[f.Name] = f.Exponent
			}
			rests[i] = append(rests[i], t)
		}
	}
	count := len(rests[0])
	for _, r := range rests {
		if len(r) != count {
			return nil, false
		}
	}
	var names []string
	for _, v := range values {
		names = unionOf(names, v.variables)
	}
	for _, r := range rests {
		slices.SortStableFunc(r, func(a, b term) int {
			for _, name := range names {
				if d := cmp.Compare(a.monomial[name], b.monomial[name]); d != 0 {
					return d
				}
			}
			return 0
		})
	}
	n := Symbol{index}
	var terms []Expression
	addTerm := func(coefficient Expression, negative bool, factors []Expression) {
		if len(factors) == 0 || !isNumber(coefficient, 1) {
			factors = append([]Expression{coefficient}, factors...)
		}
		e := Times(factors...)
		if negative {
			e = Negation{e}
		}
		terms = append(terms, e)
	}
	for j := range count {
		numbers := make([]RationalFunction, len(values))
		allNegative := true
		for i := range values {
			numbers[i] = FromRat(rests[i][j].coefficient)
			allNegative = allNegative && rests[i][j].coefficient.Sign() < 0
		}
		if allNegative {
			for i := range numbers {
				numbers[i] = numbers[i].Neg()
			}
		}
		coefficient, ok := guessPolynomial(numbers, first, index, budget)
		if !ok {
			if coefficient, ok = guessGeometric(numbers, first, index); !ok {
				return nil, false
			}
		}
		var factors []Expression
		for _, name := range names {
			e0 := int64(rests[0][j].monomial[name])
			slope := int64(rests[1][j].monomial[name]) - e0
			for i := range values {
				if int64(rests[i][j].monomial[name]) != e0+slope*int64(i) {
					return nil, false
				}
			}
			switch {
			case slope == 0 && e0 == 0:
			case slope == 0 && e0 == 1:
				factors = append(factors, Symbol{name})
			default:
				factors = append(factors, Power{Symbol{name}, affineExpression(affine{slope, e0 - slope*first}, n.Name)})
			}
		}
		addTerm(coefficient, allNegative, factors)
	}
	result := []Expression{}
	if c := Sum(constant...); !c.IsZero() {
		result = append(result, polynomialExpression(c))
	}
	result = append(result, terms...)
	if len(result) == 0 {
		return Int(0), true
	}
	return Plus(result...), true
}

// ClosedForm solves a recurrence of order one with constant coefficients, s_n = a s_(n-1) + b with a
// and b free of the index: s_n = a^(n-f) s_f + b (1 - a^(n-f))/(1 - a), or s_f + (n-f) b for a = 1, where f is
// the last index with a given value. The result is an expression in the sequence's index, valid from
// f on where the divisor, returned if there is one, is not zero.
func ClosedForm(s Sequence, budget *Budget) (closed Expression, divisor *RationalFunction, ok bool) {
	if len(s.Initial) == 0 || s.Rule == nil || depth(s.Rule, maxDepth) > maxDepth {
		return nil, nil, false
	}
	all, err := newSystem([]Sequence{s})
	if err != nil || all.measureLags() != nil || all.lag[s.Name] != 1 {
		return nil, nil, false
	}
	// The rule is affine in the element before: read off its coefficients with a symbol for it.
	none := &system{}
	const before = "\x00before"
	var plug func(e Expression) Expression
	plug = func(e Expression) Expression {
		if t, is := e.(Term); is {
			if a, affine := affineOf(t.Argument, map[string]affine{s.Index: {1, 0}}, nil); !affine || a.slope != 1 || a.offset != -1 {
				return Term{"\x00none", Int(0)}
			}
			return Symbol{before}
		}
		return mapChildren(e, plug)
	}
	rule, err := newEvaluator(none, nil, budget).value(plug(s.Rule), nil)
	if err != nil || slices.Contains(rule.Variables(), s.Index) || rule.Denominator().Degree(before) > 0 || rule.numerator.Degree(before) > 1 {
		return nil, nil, false
	}
	at := func(v int64) (RationalFunction, bool) {
		r, err := rule.Substitute(map[string]RationalFunction{before: FromInt(v)}, budget)
		return r, err == nil
	}
	b, ok0 := at(0)
	ab, ok1 := at(1)
	if !ok0 || !ok1 {
		return nil, nil, false
	}
	a, err := ab.Sub(b, budget)
	if err != nil {
		return nil, nil, false
	}
	last := s.ruleFrom() - 1
	count := affineExpression(affine{1, -last}, s.Index)
	initial, err := newEvaluator(none, nil, budget).value(s.Initial[len(s.Initial)-1], nil)
	if err != nil {
		return nil, nil, false
	}
	if a.IsOne() {
		return Plus(ExpressionOf(initial), Times(ExpressionOf(b), count)), nil, true
	}
	// a^(n-f) (s_f - c) + c with the fixed point c = b/(1 - a)
	d, err := FromInt(1).Sub(a, budget)
	if err != nil {
		return nil, nil, false
	}
	fixed, err := b.Quo(d, budget)
	if err != nil {
		return nil, nil, false
	}
	rest, err := initial.Sub(fixed, budget)
	if err != nil {
		return nil, nil, false
	}
	var terms []Expression
	if !fixed.IsZero() {
		terms = append(terms, ExpressionOf(fixed))
	}
	if !rest.IsZero() {
		negative := rest.numerator.leading().sign() < 0
		if negative {
			rest = rest.Neg()
		}
		e := joinProduct(ExpressionOf(rest), Power{ExpressionOf(a), count})
		if negative {
			e = Negation{e}
		}
		terms = append(terms, e)
	}
	if len(terms) == 0 {
		terms = append(terms, Int(0))
	}
	if !fixed.IsPolynomial() {
		divisor = &d
	}
	return Plus(terms...), divisor, true
}
