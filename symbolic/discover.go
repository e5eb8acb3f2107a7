package symbolic

import (
	"cmp"
	"math/big"
	"slices"
)

// maxDiscoveredOrder bounds the order of a recurrence with constant coefficients that is looked for.
const maxDiscoveredOrder = 8

// Discover finds the closed form, for every index from first on, of an expression: a sum of hypergeometric terms that is one
// itself (Gosper), or an expression that satisfies a recurrence with constant coefficients and characteristic roots that are
// rational or conjugate in one real quadratic field: a sum of polynomials times geometric sequences. A symbol such as
// \sqrt{5} stands for a root in the form. Forms are conjectured and returned only with their proof. Otherwise says tells
// what stood in the way.
func Discover(e Expression, recurrences []Sequence, index string, first int64, budget *Budget) (form Expression, proof Proof, says string) {
	if depth(e, maxDepth) > maxDepth {
		return nil, Proof{}, "it is too deep"
	}
	var without string
	if sum, rest, ok := summed(e, recurrences, index); ok {
		form, says := ClosedSum(sum, budget)
		if says == "" {
			if number, is := rest.(Number); rest != nil && !(is && number.Value.Sign() == 0) {
				form = Plus(form, rest)
			}
			form = tidied(form, index)
			proof = Prove(Claim{Left: e, Right: form, Relation: Equals, Index: index, From: first}, recurrences, budget)
			if proof.Verdict == Proved {
				return form, proof, ""
			}
		}
		without = says
	}
	form, proof, says = discoverPowers(e, recurrences, index, first, budget)
	if says != "" {
		if guess, found, ok := discoverGuess(e, recurrences, index, first, budget); ok {
			return guess, found, ""
		}
		if without != "" {
			says += ", and " + without
		}
	}
	return form, proof, says
}

// summed gives the sum that an expression is: as it stands, or as a sequence each of whose elements is the one before plus
// a term, which begins with the rest.
func summed(e Expression, recurrences []Sequence, index string) (sum Summation, rest Expression, ok bool) {
	if s, is := e.(Summation); is {
		return s, nil, mentions(s.To, index)
	}
	t, is := e.(Term)
	if !is || len(recurrences) != 1 || recurrences[0].Name != t.Sequence {
		return sum, nil, false
	}
	s := recurrences[0]
	rule, is := s.Rule.(Addition)
	if a, known := affineOf(t.Argument, map[string]affine{index: {1, 0}}, nil); !is || !known || a != (affine{1, 0}) || len(s.Initial) == 0 {
		return sum, nil, false
	}
	var terms []Expression
	before := false
	for _, x := range rule.Terms {
		if element, is := x.(Term); is && element.Sequence == s.Name && !before {
			if a, affine := affineOf(element.Argument, map[string]affine{s.Index: {1, 0}}, nil); affine && a.slope == 1 && a.offset == -1 {
				before = true
				continue
			}
		}
		if countSequence(x, s.Name) > 0 {
			return sum, nil, false
		}
		terms = append(terms, x)
	}
	if !before || len(terms) == 0 {
		return sum, nil, false
	}
	k := s.Index + "'"
	return Summation{Index: k, From: Int(s.ruleFrom()), To: Sym(index), Body: Replace(Plus(terms...), s.Index, Sym(k))}, s.Initial[len(s.Initial)-1], true
}

// tidied writes sums of the index and numbers with one number.
func tidied(e Expression, index string) Expression {
	if sum, ok := e.(Addition); ok {
		if a, affine := affineOf(sum, map[string]affine{index: {1, 0}}, nil); affine {
			return affineExpression(a, index)
		}
	}
	return mapChildren(e, func(c Expression) Expression { return tidied(c, index) })
}

// discoverProduct finds the closed form of a sequence each of whose elements is the one before times a product and quotient
// of numbers and factors n + b, with whole b: powers and factorials.
func discoverProduct(e Expression, recurrences []Sequence, index string, budget *Budget) (Expression, bool) {
	t, is := e.(Term)
	if !is || len(recurrences) != 1 || recurrences[0].Name != t.Sequence || len(recurrences[0].Initial) == 0 {
		return nil, false
	}
	s := recurrences[0]
	const before = "\x00before"
	isBefore := func(e Expression) bool {
		element, is := e.(Term)
		if !is {
			return false
		}
		a, known := affineOf(element.Argument, map[string]affine{s.Index: {1, 0}}, nil)
		return known && a == affine{1, -1}
	}
	var plug func(e Expression) Expression
	plug = func(e Expression) Expression {
		if isBefore(e) {
			return Symbol{before}
		}
		return mapChildren(e, plug)
	}
	rule, err := newEvaluator(&system{}, nil, budget).value(plug(s.Rule), nil)
	if err != nil || rule.numerator.Degree(before) != 1 || rule.Denominator().Degree(before) > 0 || !rule.numerator.Coefficients(before)[0].IsZero() {
		return nil, false
	}
	ratio, err := rule.Quo(Var(before), budget)
	if err != nil {
		return nil, false
	}
	last := s.ruleFrom() - 1
	constant := FromInt(1)
	above, below := []Expression{s.Initial[len(s.Initial)-1]}, []Expression{}
	for i, p := range []Polynomial{ratio.Numerator(), ratio.Denominator()} {
		factors, err := p.Factors(budget)
		if err != nil {
			return nil, false
		}
		for _, f := range factors {
			c := f.Factor.Coefficients(s.Index)
			part := FromPolynomial(f.Factor)
			if len(c) == 2 {
				part = FromPolynomial(c[1])
				b, err := FromPolynomial(c[0]).Quo(part, budget)
				offset, whole := b.AsInteger()
				if err != nil || !whole || last+offset < 0 || max(offset, -offset) > 100 {
					return nil, false
				}
				for range f.Multiplicity {
					up, down := Expression(Factorial{affineExpression(affine{1, offset}, index)}), Expression(Factorial{Int(last + offset)})
					if last+offset < 2 {
						down = Int(1)
					}
					if i == 1 {
						up, down = down, up
					}
					above, below = append(above, up), append(below, down)
				}
			} else if len(c) > 2 {
				return nil, false
			}
			if i == 1 {
				part = part.inverse()
			}
			if part, err = part.Pow(f.Multiplicity, budget); err == nil {
				constant, err = constant.Mul(part, budget)
			}
			if err != nil {
				return nil, false
			}
		}
	}
	if !constant.IsOne() {
		above = append(above, Power{ExpressionOf(constant), affineExpression(affine{1, -last}, index)})
	}
	notOne := func(all []Expression) []Expression {
		return slices.DeleteFunc(all, func(e Expression) bool { return isNumber(e, 1) })
	}
	above, below = notOne(above), notOne(below)
	form := Int(1)
	if len(above) > 0 {
		form = Times(above...)
	}
	if len(below) > 0 {
		form = Over(form, Times(below...))
	}
	return form, true
}

// discoverGuess finds the closed form of values that have parameters.
func discoverGuess(e Expression, recurrences []Sequence, index string, first int64, budget *Budget) (Expression, Proof, bool) {
	const shown = 6
	all, err := newSystem(recurrences)
	if err != nil {
		return nil, Proof{}, false
	}
	var forms []Expression
	if t, ok := e.(Term); ok && len(recurrences) == 1 && recurrences[0].Name == t.Sequence {
		if form, _, ok := ClosedForm(recurrences[0], budget); ok {
			forms = append(forms, Replace(form, recurrences[0].Index, Sym(index)))
		}
	}
	if form, ok := discoverProduct(e, recurrences, index, budget); ok {
		forms = append(forms, form)
	}
	evaluate := newEvaluator(all, nil, budget)
	values := make([]RationalFunction, shown)
	for i := range values {
		if values[i], err = evaluate.value(e, map[string]int64{index: first + int64(i)}); err != nil {
			return nil, Proof{}, false
		}
	}
	if form, ok := Guess(values, first, index, budget); ok {
		forms = append(forms, form)
	}
	for _, form := range forms {
		if proof := Prove(Claim{Left: e, Right: form, Relation: Equals, Index: index, From: first}, recurrences, budget); proof.Verdict == Proved {
			return form, proof, true
		}
	}
	return nil, Proof{}, false
}

// discoverPowers finds a sum of polynomials times geometric sequences. The recurrence is conjectured from values (Berlekamp
// and Massey).
func discoverPowers(e Expression, recurrences []Sequence, index string, first int64, budget *Budget) (form Expression, proof Proof, says string) {
	const outside = "no sum of polynomials times geometric sequences has its values"
	all, err := newSystem(recurrences)
	if err != nil || depth(e, maxDepth) > maxDepth {
		return nil, Proof{}, "its rule is outside of what is understood"
	}
	evaluate := newEvaluator(all, nil, budget)
	values := make([]*big.Rat, 2*maxDiscoveredOrder+6)
	for i := range values {
		v, err := evaluate.value(e, map[string]int64{index: first + int64(i)})
		if err != nil {
			return nil, Proof{}, "its first values are not known"
		}
		number, ok := v.AsConstant()
		if !ok {
			return nil, Proof{}, "its values are not numbers"
		}
		values[i] = number
	}
	recurrence, err := shortestRecurrence(values, budget)
	switch {
	case err != nil:
		return nil, Proof{}, "the work budget is used up"
	case len(recurrence) > maxDiscoveredOrder:
		return nil, Proof{}, outside
	}
	characteristic := Integer(0)
	order := len(recurrence)
	for i := 0; i <= order; i++ {
		c := Integer(1)
		if i < order {
			c = Constant(recurrence[order-1-i]).Neg()
		}
		characteristic = characteristic.Add(c.shiftExponent("x", int32(i)))
	}
	var roots []rationalRoot
	var pairs []conjugates
	if order > 0 {
		factors, err := characteristic.Factors(budget)
		if err != nil {
			return nil, Proof{}, "the work budget is used up"
		}
		for _, f := range factors {
			if f.Factor.IsConstant() {
				continue
			}
			if f.Factor.TotalDegree() > 1 {
				pair, ok := conjugatesOf(f.Factor)
				if !ok || f.Multiplicity > 1 || len(pairs) > 0 && pairs[0].radicand != pair.radicand {
					return nil, Proof{}, "the roots of its characteristic polynomial " + f.Factor.String() + " are not in one real quadratic field, or are double"
				}
				pairs = append(pairs, pair)
				continue
			}
			c := f.Factor.Coefficients("x")
			low, _ := c[0].AsConstant()
			high, _ := c[1].AsConstant()
			value := new(big.Rat).Quo(low, high)
			if value.Neg(value).Sign() == 0 {
				return nil, Proof{}, "its first values do not follow the form of the others"
			}
			roots = append(roots, rationalRoot{value, f.Multiplicity})
		}
	}
	slices.SortFunc(roots, func(a, b rationalRoot) int {
		return cmp.Or(new(big.Rat).Abs(b.value).Cmp(new(big.Rat).Abs(a.value)), b.value.Cmp(a.value))
	})
	// values[i] = sum of c_(r,j) n^j r^(n - first) with n = first + i
	system := make([][]*big.Rat, order)
	for i := range system {
		n := big.NewRat(first+int64(i), 1)
		for _, r := range roots {
			term := power(r.value, i)
			for range r.multiplicity {
				system[i] = append(system[i], term)
				term = new(big.Rat).Mul(term, n)
			}
		}
		for _, p := range pairs {
			a, b := p.power(i)
			system[i] = append(system[i], a, b)
		}
		system[i] = append(system[i], values[i])
	}
	if !solveInPlace(system) {
		return nil, Proof{}, outside
	}
	var terms []Expression
	column := 0
	for _, r := range roots {
		scale := power(r.value, int(max(first, -first)))
		if first > 0 {
			scale.Inv(scale)
		}
		p := Integer(0)
		for j := range r.multiplicity {
			c := new(big.Rat).Mul(system[column][order], scale)
			p = p.Add(Constant(c).shiftExponent(index, int32(j)))
			column++
		}
		terms = append(terms, geometricTerm(p, r.value, index)...)
	}
	rational := append([]Expression{}, terms...)
	further := recurrences
	for i, p := range pairs {
		shown, proved, sequences := p.write(system[column][order], system[column+1][order], index, first, i)
		column += 2
		terms, rational, further = append(terms, shown...), append(rational, proved), append(further[:len(further):len(further)], sequences...)
	}
	form = Int(0)
	if len(terms) > 0 {
		form = Plus(terms...)
	}
	proved := form
	if len(pairs) > 0 {
		proved = Plus(rational...)
	}
	proof = Prove(Claim{Left: e, Right: proved, Relation: Equals, Index: index, From: first}, further, budget)
	if proof.Verdict != Proved {
		return nil, proof, "its first values are those of a closed form that is not proved"
	}
	return form, proof, ""
}

// A rationalRoot is one of a characteristic polynomial.
type rationalRoot struct {
	value        *big.Rat
	multiplicity int
}

// geometricTerm writes p r^index; for the root 1, the terms of p.
func geometricTerm(p Polynomial, r *big.Rat, index string) []Expression {
	if r.Cmp(oneRat()) == 0 {
		if sum, ok := polynomialExpression(p).(Addition); ok {
			return sum.Terms
		}
		return []Expression{polynomialExpression(p)}
	}
	geometric := Power{Number{r}, Symbol{index}}
	c, constant := p.AsConstant()
	if !constant {
		return []Expression{Times(polynomialExpression(p), geometric)}
	}
	var term Expression = geometric
	if magnitude := new(big.Rat).Abs(c); magnitude.Cmp(oneRat()) != 0 {
		term = Times(Number{magnitude}, geometric)
	}
	if c.Sign() < 0 {
		term = Negation{term}
	}
	return []Expression{term}
}

func power(r *big.Rat, n int) *big.Rat {
	product := oneRat()
	for range n {
		product.Mul(product, r)
	}
	return product
}

// shortestRecurrence returns the c of the shortest v[i] = c[0] v[i-1] + c[1] v[i-2] + ... that holds for the
// values (Massey, Shift-register synthesis and BCH decoding, 1969).
func shortestRecurrence(values []*big.Rat, budget *Budget) ([]*big.Rat, error) {
	var current, before []*big.Rat
	failed, mismatch := -1, new(big.Rat) // where before failed, and by how much
	for i := range values {
		if err := budget.Spend(int64(len(current)+1) * int64(values[i].Num().BitLen()+1)); err != nil {
			return nil, err
		}
		difference := new(big.Rat).Set(values[i])
		for j, c := range current {
			difference.Sub(difference, new(big.Rat).Mul(c, values[i-1-j]))
		}
		if difference.Sign() == 0 {
			continue
		}
		if failed < 0 {
			failed, mismatch = i, difference
			current = zeros(i + 1)
			continue
		}
		factor := new(big.Rat).Quo(difference, mismatch)
		next := zeros(max(len(current), i-failed+len(before)))
		for j, c := range current {
			next[j].Set(c)
		}
		next[i-failed-1].Add(next[i-failed-1], factor)
		for j, c := range before {
			next[i-failed+j].Sub(next[i-failed+j], new(big.Rat).Mul(factor, c))
		}
		if i-len(current) > failed-len(before) {
			before, failed, mismatch = current, i, difference
		}
		current = next
	}
	return current, nil
}

func zeros(n int) []*big.Rat {
	all := make([]*big.Rat, n)
	for i := range all {
		all[i] = new(big.Rat)
	}
	return all
}

// solveInPlace brings the augmented rows of a square system to the identity and its solution. It reports
// whether there is exactly one.
func solveInPlace(rows [][]*big.Rat) bool {
	for k := range rows {
		pivot := slices.IndexFunc(rows[k:], func(row []*big.Rat) bool { return row[k].Sign() != 0 })
		if pivot < 0 {
			return false
		}
		rows[k], rows[k+pivot] = rows[k+pivot], rows[k]
		for i := range rows {
			factor := new(big.Rat).Quo(rows[i][k], rows[k][k])
			if i == k {
				factor = new(big.Rat).Sub(oneRat(), new(big.Rat).Inv(rows[k][k]))
			}
			for j := range rows[i] {
				rows[i][j] = new(big.Rat).Sub(rows[i][j], new(big.Rat).Mul(factor, rows[k][j]))
			}
		}
	}
	return true
}
