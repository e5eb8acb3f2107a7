package symbolic

import (
	"errors"
	"fmt"
	"iter"
	"slices"
)

// A pair is a product of an expression free of a summation index and one of that index and
// parameters alone.
type pair struct{ outer, inner Expression }

// linear is outer*n + inner*k + offset.
type linear struct{ outer, inner, offset int64 }

// linearOf reads e as an affine form with integer coefficients in n and k.
func linearOf(e Expression, n, k string, where map[string]RationalFunction) (linear, bool) {
	at := func(v int64) (affine, bool) { return affineOf(e, map[string]affine{n: {1, 0}, k: {0, v}}, where) }
	// An affine form is known from its values at k = 0, 1, 2: affineOf refuses products of n and k
	// only if k varies, so the third value detects them.
	a, ok := at(0)
	b, ok1 := at(1)
	c, ok2 := at(2)
	if !ok || !ok1 || !ok2 || a.slope != b.slope || b.slope != c.slope || b.offset-a.offset != c.offset-b.offset {
		return linear{}, false
	}
	if _, ok := affineOf(e, map[string]affine{n: {0, 1}, k: {1, 0}}, where); !ok {
		return linear{}, false // of higher degree in k
	}
	return linear{a.slope, b.offset - a.offset, a.offset}, true
}

func isNumber(e Expression, n int64) bool {
	v, ok := e.(Number)
	return ok && v.Value.IsInt() && v.Value.Num().IsInt64() && v.Value.Num().Int64() == n
}

func joinProduct(a, b Expression) Expression {
	switch {
	case isNumber(a, 1):
		return b
	case isNumber(b, 1):
		return a
	}
	return Times(a, b)
}

// maxPairs bounds how far products of sums are multiplied out.
const maxPairs = 120

// separate writes e as a sum of products of a factor free of k and one free of n.
func separate(e Expression, n, k string, where map[string]RationalFunction) ([]pair, bool) {
	one := Int(1)
	if l, ok := linearOf(e, n, k, where); ok {
		switch {
		case l.inner == 0:
			return []pair{{affineExpression(affine{l.outer, l.offset}, n), one}}, true
		case l.outer == 0:
			return []pair{{one, affineExpression(affine{l.inner, l.offset}, k)}}, true
		}
		return []pair{{affineExpression(affine{l.outer, 0}, n), one}, {one, affineExpression(affine{l.inner, l.offset}, k)}}, true
	}
	if !mentions(e, k) {
		return []pair{{e, one}}, true
	}
	if !mentions(e, n) {
		return []pair{{one, e}}, true
	}
	switch e := e.(type) {
	case Addition:
		var all []pair
		for _, t := range e.Terms {
			p, ok := separate(t, n, k, where)
			if !ok || len(all)+len(p) > maxPairs {
				return nil, false
			}
			all = append(all, p...)
		}
		return all, true
	case Negation:
		p, ok := separate(e.Of, n, k, where)
		for i := range p {
			p[i].inner = joinProduct(Int(-1), p[i].inner)
		}
		return p, ok
	case Multiplication:
		product := []pair{{one, one}}
		for _, f := range e.Factors {
			p, ok := separate(f, n, k, where)
			if !ok {
				return nil, false
			}
			if product, ok = multiplyPairs(product, p); !ok {
				return nil, false
			}
		}
		return product, true
	case Division:
		p, ok := separate(e.Numerator, n, k, where)
		if !ok {
			return nil, false
		}
		q, ok := separate(e.Denominator, n, k, where)
		if !ok || len(q) != 1 {
			return nil, false
		}
		for i := range p {
			if !isNumber(q[0].outer, 1) {
				p[i].outer = Over(p[i].outer, q[0].outer)
			}
			if !isNumber(q[0].inner, 1) {
				p[i].inner = Over(p[i].inner, q[0].inner)
			}
		}
		return p, true
	case Power:
		l, ok := linearOf(e.Exponent, n, k, where)
		if !ok {
			return nil, false
		}
		if l.outer != 0 || l.inner != 0 {
			if mentions(e.Base, n) || mentions(e.Base, k) {
				return nil, false
			}
			var p pair
			p.outer, p.inner = one, one
			if l.outer != 0 || l.offset != 0 {
				p.outer = Power{e.Base, affineExpression(affine{l.outer, l.offset}, n)}
			}
			if l.inner != 0 {
				p.inner = Power{e.Base, affineExpression(affine{l.inner, 0}, k)}
			}
			return []pair{p}, true
		}
		base, ok := separate(e.Base, n, k, where)
		switch {
		case !ok:
			return nil, false
		case len(base) == 1:
			return []pair{{Power{base[0].outer, Int(l.offset)}, Power{base[0].inner, Int(l.offset)}}}, true
		case l.offset < 0 || l.offset > 12:
			return nil, false
		}
		product := []pair{{one, one}}
		for range l.offset {
			if product, ok = multiplyPairs(product, base); !ok {
				return nil, false
			}
		}
		return product, true
	case Summation:
		return separateSum(e, n, k, where)
	case Factorial, DoubleFactorial, Harmonic, Binomial, Term:
		// The arguments may cancel n or k although they mention them.
		outer, inner := true, true
		simple := mapChildren(e, func(c Expression) Expression {
			l, ok := linearOf(c, n, k, where)
			outer, inner = outer && ok && l.inner == 0, inner && ok && l.outer == 0
			if l.inner == 0 {
				return affineExpression(affine{l.outer, l.offset}, n)
			}
			return affineExpression(affine{l.inner, l.offset}, k)
		})
		switch {
		case outer:
			return []pair{{simple, one}}, true
		case inner:
			return []pair{{one, simple}}, true
		}
	}
	return nil, false
}

// separateSum separates a sum whose bounds depend on one of n and k only.
func separateSum(e Summation, n, k string, where map[string]RationalFunction) ([]pair, bool) {
	from, ok := linearOf(e.From, n, k, where)
	to, ok2 := linearOf(e.To, n, k, where)
	if _, given := where[e.Index]; given || !ok || !ok2 || e.Index == n || e.Index == k {
		return nil, false
	}
	switch {
	case from.inner == 0 && to.inner == 0: // bounds in n: take out what has k
		e.From, e.To = affineExpression(affine{from.outer, from.offset}, n), affineExpression(affine{to.outer, to.offset}, n)
	case from.outer == 0 && to.outer == 0: // bounds in k: take out what has n
		e.From, e.To = affineExpression(affine{from.inner, from.offset}, k), affineExpression(affine{to.inner, to.offset}, k)
	default:
		return nil, false
	}
	boundsInN := from.inner == 0 && to.inner == 0
	other := n
	if boundsInN {
		other = k
	}
	// The body as a sum of (free of other) * (free of the sum's index).
	parts, ok := separate(e.Body, other, e.Index, where)
	if !ok {
		return nil, false
	}
	var all []pair
	for _, p := range parts {
		// p.outer is free of the sum's index and has `other`; p.inner has the index and is free of it.
		sum := Expression(Summation{e.Index, e.From, e.To, p.inner})
		rest, ok := separate(p.outer, n, k, where)
		if !ok || mentions(p.inner, other) || len(all)+len(rest) > maxPairs {
			return nil, false
		}
		for _, q := range rest {
			if boundsInN {
				q.outer = joinProduct(q.outer, sum)
			} else {
				q.inner = joinProduct(q.inner, sum)
			}
			all = append(all, q)
		}
	}
	return all, true
}

func multiplyPairs(a, b []pair) ([]pair, bool) {
	if len(a)*len(b) > maxPairs {
		return nil, false
	}
	product := make([]pair, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			product = append(product, pair{joinProduct(x.outer, y.outer), joinProduct(x.inner, y.inner)})
		}
	}
	return product, true
}

// buildSum returns a sum as an element.
func (r *ring) buildSum(e Summation) (RationalFunction, error) {
	zero := RationalFunction{}
	from, ok := r.affine(e.From)
	to, ok2 := r.affine(e.To)
	if !ok || !ok2 {
		return zero, unsupported("bounds of %s", e)
	}
	if e.Index == r.variable || mentions(e.From, e.Index) || mentions(e.To, e.Index) {
		fresh := e.Index + "'"
		for mentions(e.Body, fresh) || fresh == r.variable || mentions(e.From, fresh) || mentions(e.To, fresh) {
			fresh += "'"
		}
		e.Body, e.Index = Replace(e.Body, e.Index, Symbol{fresh}), fresh
	}
	if _, given := r.where[e.Index]; given {
		return zero, unsupported("index %s is also a parameter", e.Index)
	}
	if from.slope == 0 && to.slope == 0 {
		if to.offset-from.offset > maxUnrolled {
			return zero, ErrLimit
		}
		return r.unrolled(e.Body, e.Index, from, max(0, to.offset-from.offset+1), zero, r.add)
	}
	// A sum that is empty from some n on is 0.
	if gap := (affine{to.slope - from.slope, to.offset - from.offset}); gap.slope < 0 {
		return zero, r.require(affine{-gap.slope, -gap.offset}, 1)
	} else if gap.slope == 0 && gap.offset < 0 {
		return zero, nil
	} else if gap.slope == 0 && gap.offset <= maxUnrolled { // as many terms for every n
		return r.unrolled(e.Body, e.Index, from, gap.offset+1, zero, r.add)
	}
	for x := range r.reindexed(e.Body, e.Index, from, to, sumTurns) {
		if pairs, ok := separate(x.body, r.variable, e.Index, r.where); ok {
			return r.sumPairs(pairs, e.Index, x.from, x.to)
		}
	}
	if split, ok := r.splitInner(e, from, to); ok {
		return r.buildSum(split)
	}
	sum, err := r.sumBinomials(e, from, to)
	if errors.Is(err, ErrUnsupported) {
		return r.telescope(e, from, to)
	}
	return sum, err
}

// unrolled joins as many terms, from one index on.
func (r *ring) unrolled(body Expression, index string, from affine, count int64, start RationalFunction, join func(x, y RationalFunction) (RationalFunction, error)) (RationalFunction, error) {
	total := start
	for k := range count {
		t, err := r.build(Replace(body, index, affineExpression(affine{from.slope, from.offset + k}, r.variable)))
		if err == nil {
			total, err = join(total, t)
		}
		if err != nil {
			return RationalFunction{}, err
		}
	}
	return total, nil
}

// turn is the substitution k -> sign*k + slope*n of an index.
type turn struct{ sign, slope int64 }

// sumTurns are tried in this order, the plain one first.
var sumTurns = []turn{{1, 0}, {1, -1}, {-1, 1}, {1, 1}, {1, -2}, {-1, 2}}

// ranged is the body of a sum or product with its range.
type ranged struct {
	body     Expression
	from, to affine
}

// reindexed gives the body after each of the turns that leaves the bounds growing or constant.
func (r *ring) reindexed(body Expression, index string, from, to affine, turns []turn) iter.Seq[ranged] {
	return func(yield func(ranged) bool) {
		for _, t := range turns {
			x := ranged{body, from, to}
			if t.slope != 0 {
				x.body = Replace(body, index, Plus(Times(Int(t.sign), Symbol{index}), Times(Int(t.slope), Symbol{r.variable})))
				x.from, x.to = affine{from.slope - t.slope, from.offset}, affine{to.slope - t.slope, to.offset}
				if t.sign < 0 {
					x.from, x.to = affine{-x.to.slope, -x.to.offset}, affine{-x.from.slope, -x.from.offset}
				}
			}
			if x.from.slope >= 0 && x.to.slope >= 0 && !yield(x) {
				return
			}
		}
	}
}

// splitInner rewrites the sum over j = k .. n inside a sum over k as that over all j up to n without that over j < k,
// where the range is never less than empty.
func (r *ring) splitInner(e Summation, from, to affine) (Summation, bool) {
	inner, ok := e.Body.(Summation)
	if !ok || inner.Index == e.Index || inner.Index == r.variable || from.slope != 0 {
		return e, false
	}
	lo, ok := linearOf(inner.From, r.variable, e.Index, r.where)
	hi, ok2 := linearOf(inner.To, r.variable, e.Index, r.where)
	if !ok || !ok2 || lo.outer != 0 || lo.inner != 1 || hi.inner != 0 || hi.outer == 0 {
		return e, false
	}
	// hi >= lo - 1 for the largest k
	if r.require(affine{hi.outer - to.slope, hi.offset - to.offset - lo.offset}, -1) != nil {
		return e, false
	}
	start := Int(from.offset + lo.offset)
	if containsTerm(inner.Body) {
		return e, false
	}
	e.Body = Minus(
		Summation{inner.Index, start, inner.To, inner.Body},
		Summation{inner.Index, start, Minus(inner.From, Int(1)), inner.Body},
	)
	return e, true
}

// sumPairs adds up pairs, with one generator for each different outer factor.
func (r *ring) sumPairs(pairs []pair, index string, from, to affine) (RationalFunction, error) {
	type group struct {
		outer RationalFunction
		inner []Expression
	}
	var groups []group
	for _, p := range pairs {
		outer, err := r.build(p.outer)
		if err != nil {
			return RationalFunction{}, err
		}
		if outer.IsZero() {
			continue
		}
		_, unit := outer.numerator.primitive()
		outer.numerator = outer.numerator.Scale(unit.Inv(unit))
		inner := joinProduct(Number{unit.Inv(unit)}, p.inner)
		i := slices.IndexFunc(groups, func(g group) bool { return g.outer.Equal(outer) })
		if i < 0 {
			groups = append(groups, group{outer, []Expression{inner}})
		} else {
			groups[i].inner = append(groups[i].inner, inner)
		}
	}
	sum := RationalFunction{}
	for _, g := range groups {
		s, err := r.seriesBetween(Plus(g.inner...), index, from, to, true)
		if err != nil {
			return RationalFunction{}, err
		}
		if s, err = r.mul(s, g.outer); err != nil {
			return RationalFunction{}, err
		}
		if sum, err = r.add(sum, s); err != nil {
			return RationalFunction{}, err
		}
	}
	return sum, nil
}

// seriesBetween returns the sum or product of a body free of n between bounds that do not decrease.
func (r *ring) seriesBetween(body Expression, index string, from, to affine, sum bool) (RationalFunction, error) {
	zero := RationalFunction{}
	if from.slope < 0 || to.slope < 0 || from.slope > maxSlope || to.slope > maxSlope {
		return zero, unsupported("bounds of a series of %s", body)
	}
	start := from.offset
	if err := r.require(affine{to.slope - from.slope, to.offset - from.offset}, -1); err != nil {
		return zero, err
	}
	if from.slope != 0 {
		first := max(r.from, r.validFrom)
		if gap := (affine{to.slope - from.slope, to.offset - from.offset + 1}); gap.slope > 0 {
			first = max(r.from, ceilDiv(-gap.offset, gap.slope))
		}
		start = from.at(first)
	}
	upper, err := r.series(body, index, start, to, sum)
	if err != nil || from.slope == 0 {
		return upper, err
	}
	lower, err := r.series(body, index, start, affine{from.slope, from.offset - 1}, sum)
	if err != nil {
		return zero, err
	}
	if sum {
		return r.add(upper, lower.Neg())
	}
	// A product is divided only if no factor can be zero.
	inner := newRing(r.system, index, start, r.where, r.budget)
	fs, err := inner.elements(body)
	if err != nil {
		return zero, err
	}
	for _, g := range inner.list {
		if g.kind != powerGenerator && g.kind != factorialGenerator {
			return zero, unsupported("quotient of products of %s", body)
		}
	}
	roots, err := inner.zerosFrom(fs[0].Numerator(), start)
	if err != nil || len(roots) > 0 || fs[0].Numerator().Len() > 1 && len(inner.list) > 0 {
		return zero, unsupported("quotient of products of %s", body)
	}
	return r.quo(upper, lower)
}

// series returns the sum or product of a body free of n from a fixed start up to a(n).
func (r *ring) series(body Expression, index string, start int64, to affine, sum bool) (RationalFunction, error) {
	if to.slope == 0 {
		e := Expression(Summation{index, Int(start), Int(to.offset), body})
		if !sum {
			e = IteratedProduct{index, Int(start), Int(to.offset), body}
		}
		return r.build(e)
	}
	kind, join := sumGenerator, r.add
	if !sum {
		kind, join = productGenerator, r.mul
	}
	key := fmt.Sprint("series ", sum, " ", to.slope, " ", start, " ", Replace(body, index, Symbol{"\x00"}))
	extend := func(f *family, to int64) (RationalFunction, error) {
		result := f.generators[0].element()
		for i := f.low + 1; i <= to; i++ {
			t, err := r.build(Replace(f.body, f.index, affineExpression(affine{f.slope, i}, r.variable)))
			if err != nil {
				return RationalFunction{}, err
			}
			if result, err = join(result, t); err != nil {
				return RationalFunction{}, err
			}
		}
		return result, nil
	}
	f, err := r.family(key, to.slope, to.offset, func(f *family) error {
		f.body, f.index, f.start = body, index, start
		low := affine{f.slope, f.low}
		var meaning Expression = Summation{index, Int(start), affineExpression(low, r.variable), body}
		if !sum {
			meaning = IteratedProduct{index, Int(start), affineExpression(low, r.variable), body}
		}
		if _, err := r.generate(f, kind, meaning); err != nil {
			return err
		}
		f.compute = func(int) (RationalFunction, error) { return extend(f, f.low+f.slope) }
		return r.require(low, start-1)
	})
	if err != nil {
		return RationalFunction{}, err
	}
	return extend(f, to.offset)
}

// buildProduct returns a product as an element.
func (r *ring) buildProduct(e IteratedProduct) (RationalFunction, error) {
	zero := RationalFunction{}
	from, ok := r.affine(e.From)
	to, ok2 := r.affine(e.To)
	if !ok || !ok2 {
		return zero, unsupported("bounds of %s", e)
	}
	if e.Index == r.variable || mentions(e.From, e.Index) || mentions(e.To, e.Index) {
		return zero, unsupported("index of %s", e)
	}
	if _, given := r.where[e.Index]; given {
		return zero, unsupported("index %s is also a parameter", e.Index)
	}
	gap := affine{to.slope - from.slope, to.offset - from.offset}
	if gap.slope < 0 {
		return FromInt(1), r.require(affine{-gap.slope, -gap.offset}, 1)
	}
	if gap.slope == 0 {
		if gap.offset > maxUnrolled {
			return zero, ErrLimit
		}
		return r.unrolled(e.Body, e.Index, from, max(0, gap.offset+1), FromInt(1), r.mul)
	}
	for x := range r.reindexed(e.Body, e.Index, from, to, sumTurns[:3]) {
		pairs, ok := separate(x.body, r.variable, e.Index, r.where)
		if !ok {
			continue
		}
		inner := make([]Expression, 0, len(pairs))
		for _, p := range pairs {
			if mentions(p.outer, r.variable) {
				ok = false
			}
			inner = append(inner, joinProduct(p.outer, p.inner))
		}
		if ok {
			return r.seriesBetween(Plus(inner...), e.Index, x.from, x.to, false)
		}
	}
	return zero, unsupported("%s", e)
}

// sumBinomials handles a sum over a row of Pascal's triangle: a binomial coefficient of n + c over k + e
// times polynomials in k and powers with k in the exponent, times anything free of k. By Pascal's rule
// such sums are closed under the shift, without any division.
func (r *ring) sumBinomials(e Summation, from, to affine) (RationalFunction, error) {
	zero := RationalFunction{}
	refuse := unsupported("%s", e)
	if from.slope != 0 || to.slope != 1 {
		return zero, refuse
	}
	factors := flattenProduct(e.Body)
	var kernel *Binomial
	var rest []Expression
	for _, f := range factors {
		b, ok := f.(Binomial)
		if ok && kernel == nil && mentions(b, e.Index) && mentions(b, r.variable) {
			kernel = &b
			continue
		}
		rest = append(rest, f)
	}
	if kernel == nil {
		return zero, refuse
	}
	upper, ok := linearOf(kernel.Upper, r.variable, e.Index, r.where)
	lower, ok2 := linearOf(kernel.Lower, r.variable, e.Index, r.where)
	if !ok || !ok2 || upper.outer != 1 || upper.inner != 0 {
		return zero, refuse
	}
	if lower.outer == 1 && lower.inner == -1 { // C(N, K) = C(N, N-K)
		lower = linear{0, 1, upper.offset - lower.offset}
	}
	if lower.outer != 0 || lower.inner != 1 {
		return zero, refuse
	}
	pairs, ok := separate(Times(rest...), r.variable, e.Index, r.where)
	if !ok {
		return zero, refuse
	}
	// In terms of i = k + lower.offset the full row is i = 0 .. n + upper.offset.
	row := affine{1, upper.offset}
	if err := r.require(row, 0); err != nil {
		return zero, err
	}
	total := zero
	for _, p := range pairs {
		outer, err := r.build(p.outer)
		if err != nil {
			return zero, err
		}
		inner := Replace(p.inner, e.Index, affineExpression(affine{1, -lower.offset}, e.Index))
		s, err := r.row(inner, e.Index, row)
		if err != nil {
			return zero, err
		}
		if s, err = r.mul(s, outer); err != nil {
			return zero, err
		}
		if total, err = r.add(total, s); err != nil {
			return zero, err
		}
	}
	// Take away the ends of the row that the sum does not have.
	low, high := from.offset+lower.offset, affine{1, to.offset + lower.offset}
	if low > 20 || row.offset-high.offset > 20 {
		return zero, refuse
	}
	if err := r.require(high, low-1); err != nil {
		return zero, err
	}
	var missing []Expression
	for i := range max(0, low) {
		missing = append(missing, Replace(e.Body, e.Index, Int(i-lower.offset)))
		if err := r.require(row, i); err != nil {
			return zero, err
		}
	}
	for i := high.offset + 1; i <= row.offset; i++ {
		missing = append(missing, Replace(e.Body, e.Index, affineExpression(affine{1, i - lower.offset}, r.variable)))
		if err := r.require(affine{1, i}, max(0, low)); err != nil {
			return zero, err
		}
	}
	for _, m := range missing {
		t, err := r.build(m)
		if err != nil {
			return zero, err
		}
		if total, err = r.add(total, t.Neg()); err != nil {
			return zero, err
		}
	}
	return total, nil
}

func flattenProduct(e Expression) []Expression {
	switch e := e.(type) {
	case Multiplication:
		var all []Expression
		for _, f := range e.Factors {
			all = append(all, flattenProduct(f)...)
		}
		return all
	case Negation:
		return append([]Expression{Int(-1)}, flattenProduct(e.Of)...)
	case Division:
		all := flattenProduct(e.Numerator)
		return append(all, Over(Int(1), e.Denominator))
	}
	return []Expression{e}
}

// row returns the sum of C(N, i) f(i) over i = 0 .. N for f a sum of i^j b^i.
func (r *ring) row(f Expression, index string, row affine) (RationalFunction, error) {
	zero := RationalFunction{}
	inner := newRing(r.system, index, 0, r.where, r.budget)
	es, err := inner.elements(f)
	if err != nil {
		return zero, err
	}
	if inner.validFrom > 0 {
		return zero, unsupported("%s over a row", f)
	}
	// The denominator must be a product of powers and of something free of the index.
	num, den := es[0].Numerator(), es[0].Denominator()
	base := func(p Polynomial, i int) (beta, coefficient RationalFunction, j int64, err error) {
		beta, coefficient = FromInt(1), FromRat(p.rat(i))
		for _, v := range p.monomial(i) {
			g := inner.byName[v.Name]
			switch {
			case v.Name == index:
				j = int64(v.Exponent)
			case g == nil:
				c, err := Var(v.Name).Pow(v.Exponent, r.budget)
				if err != nil {
					return zero, zero, 0, err
				}
				if coefficient, err = coefficient.Mul(c, r.budget); err != nil {
					return zero, zero, 0, err
				}
			case g.base.IsZero():
				return zero, zero, 0, unsupported("%s over a row", f)
			default:
				b, err := g.base.Pow(v.Exponent, r.budget)
				if err != nil {
					return zero, zero, 0, err
				}
				if beta, err = beta.Mul(b, r.budget); err != nil {
					return zero, zero, 0, err
				}
			}
		}
		return beta, coefficient, j, nil
	}
	divisor := FromInt(1) // its power
	below := FromInt(1)
	if !den.isOne() {
		monomial, rest := den.splitMonomial()
		for _, name := range rest.variables {
			if name == index || inner.byName[name] != nil {
				return zero, unsupported("%s over a row", f)
			}
		}
		if below, err = FromInt(1).Quo(FromPolynomial(rest), r.budget); err != nil {
			return zero, err
		}
		beta, coefficient, j, err := base(monomial, 0)
		if err != nil {
			return zero, err
		}
		if j != 0 {
			return zero, unsupported("%s over a row", f)
		}
		divisor = beta
		if below, err = below.Quo(coefficient, r.budget); err != nil {
			return zero, err
		}
	}
	sum := zero
	for i := range num.coefficients {
		beta, coefficient, j, err := base(num, i)
		if err != nil {
			return zero, err
		}
		if beta, err = beta.Quo(divisor, r.budget); err != nil {
			return zero, err
		}
		if coefficient, err = coefficient.Mul(below, r.budget); err != nil {
			return zero, err
		}
		t, err := r.rowMoment(beta, j, row)
		if err != nil {
			return zero, err
		}
		if t, err = r.mul(t, coefficient); err != nil {
			return zero, err
		}
		if sum, err = r.add(sum, t); err != nil {
			return zero, err
		}
	}
	return sum, nil
}

// rowMoment returns T_j(N), the sum of C(N, i) i^j beta^i over i = 0 .. N, for N = n + c. Pascal's rule
// gives T_j(N+1) = T_j(N) + beta * sum of C(j, t) T_t(N) over t.
func (r *ring) rowMoment(beta RationalFunction, j int64, at affine) (RationalFunction, error) {
	zero := RationalFunction{}
	if j > 12 {
		return zero, ErrLimit
	}
	key := fmt.Sprint("row ", beta)
	f, err := r.family(key, 1, at.offset, func(f *family) error {
		f.base = beta
		f.compute = func(g int) (RationalFunction, error) { return r.rowStep(f, g) }
		return r.require(affine{1, f.low}, 0)
	})
	if err != nil {
		return zero, err
	}
	for int64(len(f.generators)) <= j {
		t := int64(len(f.generators))
		i := Symbol{"i"}
		row := affineExpression(affine{1, f.low}, r.variable)
		body := []Expression{Binomial{row, i}}
		if t > 0 {
			body = append(body, Power{i, Int(t)})
		}
		if !beta.IsOne() {
			body = append(body, Power{ExpressionOf(beta), i})
		}
		if _, err := r.generate(f, binomialGenerator, Summation{"i", Int(0), row, Times(body...)}); err != nil {
			return zero, err
		}
	}
	moments := make([]RationalFunction, j+1)
	for t := range moments {
		moments[t] = f.generators[t].element()
	}
	for range at.offset - f.low {
		next := make([]RationalFunction, len(moments))
		for t := range moments {
			if next[t], err = r.pascal(moments, t, beta); err != nil {
				return zero, err
			}
		}
		moments = next
	}
	return moments[j], nil
}

func (r *ring) pascal(moments []RationalFunction, j int, beta RationalFunction) (RationalFunction, error) {
	sum := RationalFunction{}
	c := int64(1)
	for t := 0; t <= j; t++ {
		m, err := r.mul(moments[t], FromInt(c))
		if err != nil {
			return sum, err
		}
		if sum, err = r.add(sum, m); err != nil {
			return sum, err
		}
		c = c * int64(j-t) / int64(t+1)
	}
	sum, err := r.mul(sum, beta)
	if err != nil {
		return sum, err
	}
	return r.add(sum, moments[j])
}

func (r *ring) rowStep(f *family, g int) (RationalFunction, error) {
	moments := make([]RationalFunction, g+1)
	for t := range moments {
		moments[t] = f.generators[t].element()
	}
	return r.pascal(moments, g, f.base)
}
