package symbolic

import (
	"math/big"
	"slices"
)

// Creative telescoping. For a sum S(n) of F(n, k) over k = l .. u(n), with F a product of factorials of
// affine forms in n and k, powers and polynomials, it looks for polynomials c_i(n) and x(k) with
//
//	sum of c_i(n) F(n+i, k) over i = G(n, k+1) - G(n, k)
//
// which, summed over k, is a recurrence for S. To have no poles to worry about, everything is written
// as a polynomial times one term H(n, k) that is defined for every integer k >= l, with 1/m! = 0 for negative
// m: F(n+i, k) = p_i H, H(n, k+1) b(k) = H(n, k) a(k), and G(n, k) = x(k) b(k-1) H(n, k), so that
// the equation above is one between polynomials:
//
//	x(k+1) a(k) - x(k) b(k-1) = sum of c_i p_i(k).

// A hyperterm is such an F.
type hyperterm struct {
	polynomial RationalFunction // in n, k and parameters, a polynomial in k
	above      []linear         // factorials in the numerator
	below      []linear         // and in the denominator
	powers     []Power          // of bases free of n and k
	exponents  []linear
}

// maxTelescopeOrder bounds the order of a recurrence that is looked for.
const maxTelescopeOrder = 3

// hyperterm reads the body of a sum.
func (r *ring) hyperterm(body Expression, k string) (hyperterm, error) {
	h := hyperterm{polynomial: FromInt(1)}
	var read func(e Expression, inverse bool) error
	multiply := func(f RationalFunction) error {
		var err error
		h.polynomial, err = h.polynomial.Mul(f, r.budget)
		return err
	}
	factorial := func(l linear, inverse bool) {
		if inverse {
			h.below = append(h.below, l)
		} else {
			h.above = append(h.above, l)
		}
	}
	linearOf := func(e Expression) (linear, error) {
		l, ok := linearOf(e, r.variable, k, r.where)
		if !ok || max(l.outer, -l.outer, l.inner, -l.inner) > 4 || max(l.offset, -l.offset) > 50 {
			return l, unsupported("%s in a sum", e)
		}
		return l, nil
	}
	read = func(e Expression, inverse bool) error {
		if v, ok := r.plainRational(e); ok {
			if inverse {
				if v.IsZero() {
					return undefined("division by zero")
				}
				v = v.inverse()
			}
			return multiply(v)
		}
		switch e := e.(type) {
		case Multiplication:
			for _, f := range e.Factors {
				if err := read(f, inverse); err != nil {
					return err
				}
			}
			return nil
		case Negation:
			if err := multiply(FromInt(-1)); err != nil {
				return err
			}
			return read(e.Of, inverse)
		case Division:
			if err := read(e.Numerator, inverse); err != nil {
				return err
			}
			return read(e.Denominator, !inverse)
		case Factorial:
			l, err := linearOf(e.Of)
			factorial(l, inverse)
			return err
		case Binomial:
			upper, err := linearOf(e.Upper)
			if err != nil {
				return err
			}
			lower, err := linearOf(e.Lower)
			if err != nil {
				return err
			}
			if inverse {
				return unsupported("division by %s", e)
			}
			h.above = append(h.above, upper)
			h.below = append(h.below, lower, linear{upper.outer - lower.outer, upper.inner - lower.inner, upper.offset - lower.offset})
			return nil
		case Power:
			l, err := linearOf(e.Exponent)
			if err != nil {
				return err
			}
			if l.outer == 0 && l.inner == 0 {
				if l.offset < 0 {
					inverse, l.offset = !inverse, -l.offset
				}
				if l.offset > 6 {
					return unsupported("%s in a sum", e)
				}
				for range l.offset {
					if err := read(e.Base, inverse); err != nil {
						return err
					}
				}
				return nil
			}
			base, ok := r.plainBase(e.Base)
			if !ok || mentions(e.Base, k) || base.IsZero() {
				return unsupported("%s in a sum", e)
			}
			if inverse {
				l = linear{-l.outer, -l.inner, -l.offset}
			}
			h.powers = append(h.powers, Power{Base: e.Base})
			h.exponents = append(h.exponents, l)
			return nil
		}
		return unsupported("%s in a sum", e)
	}
	if err := read(body, false); err != nil {
		return h, err
	}
	// 1/L = (L-1)!/L! for a linear denominator with k
	den := h.polynomial.Denominator()
	if den.Degree(k) > 0 {
		factors, err := den.Factors(r.budget)
		if err != nil {
			return h, err
		}
		for _, f := range factors {
			if f.Factor.Degree(k) == 0 {
				continue
			}
			l, err := linearOf(ExpressionOf(FromPolynomial(f.Factor)))
			if err != nil {
				return h, err
			}
			if l.inner < 0 {
				return h, unsupported("division by %s in a sum", f.Factor)
			}
			for range f.Multiplicity {
				h.above = append(h.above, linear{l.outer, l.inner, l.offset - 1})
				h.below = append(h.below, l)
				if h.polynomial, err = h.polynomial.Mul(FromPolynomial(f.Factor), r.budget); err != nil {
					return h, err
				}
			}
		}
	}
	return h, nil
}

// plainRational evaluates arithmetic in n, k and parameters.
func (r *ring) plainRational(e Expression) (RationalFunction, bool) {
	var arithmetic func(e Expression) bool
	arithmetic = func(e Expression) bool {
		switch e := e.(type) {
		case Number, Symbol:
			return true
		case Addition, Multiplication, Negation, Division:
		case Power:
			if a, ok := affineOf(e.Exponent, nil, r.where); !ok || max(a.offset, -a.offset) > 50 {
				return false
			}
		default:
			return false
		}
		return !slices.ContainsFunc(children(e), func(c Expression) bool { return !arithmetic(c) })
	}
	if !arithmetic(e) {
		return RationalFunction{}, false
	}
	v, err := r.constant(e)
	return v, err == nil
}

// form returns an affine form in n and k as a polynomial.
func (r *ring) form(l linear, k string) Polynomial {
	return Sum(
		Variable(r.variable).Scale(big.NewRat(l.outer, 1)),
		Variable(k).Scale(big.NewRat(l.inner, 1)),
		Integer(l.offset),
	)
}

// product returns (f+1)(f+2)...(f+count).
func (r *ring) product(l linear, k string, count int64) (RationalFunction, error) {
	p := FromInt(1)
	var err error
	for j := int64(1); j <= count; j++ {
		if p, err = p.Mul(FromPolynomial(r.form(linear{l.outer, l.inner, l.offset + j}, k)), r.budget); err != nil {
			return p, err
		}
	}
	return p, nil
}

// telescope handles a sum that has a recurrence found by creative telescoping.
func (r *ring) telescope(e Summation, from, to affine) (RationalFunction, error) {
	zero := RationalFunction{}
	if from.slope != 0 || to.slope < 1 || to.slope > 2 {
		return zero, unsupported("%s", e)
	}
	key := "telescope " + e.String()
	if f := r.families[key]; f != nil {
		if len(f.generators) == 0 {
			return f.base, nil
		}
		return f.generators[0].element(), nil
	}
	h, err := r.hyperterm(e.Body, e.Index)
	if err != nil {
		return zero, err
	}
	// The factorials in the numerator must have arguments that are not negative.
	for _, l := range h.above {
		if l.inner < 0 || l.outer < 0 {
			return zero, unsupported("%s", e)
		}
		if err := r.require(affine{l.outer, l.inner*from.offset + l.offset}, 0); err != nil {
			return zero, err
		}
	}
	if err := r.require(to, from.offset-1); err != nil {
		return zero, err
	}
	for order := int64(0); order <= maxTelescopeOrder; order++ {
		t, err := r.certificate(h, e.Index, order)
		if err != nil {
			return zero, err
		}
		if t == nil {
			continue
		}
		return r.telescoped(key, e, h, t, from, to)
	}
	return zero, unsupported("no recurrence for %s", e)
}

// A certificate is a solution of the equation between polynomials above.
type certificate struct {
	order int64
	c     []RationalFunction // polynomials in n
	x     RationalFunction   // a polynomial in k
	b     RationalFunction   // b(k-1)
	above []linear           // of H
	below []linear
}

// certificate looks for a solution with the given order; it returns nil if there is none in reach.
func (r *ring) certificate(h hyperterm, k string, order int64) (*certificate, error) {
	t := &certificate{order: order}
	p := make([]RationalFunction, order+1)
	shiftN := func(f RationalFunction, by int64) (RationalFunction, error) {
		return f.Substitute(map[string]RationalFunction{r.variable: r.n(affine{1, by})}, r.budget)
	}
	var err error
	for i := range p {
		if p[i], err = shiftN(h.polynomial, int64(i)); err != nil {
			return nil, err
		}
		for j, l := range h.exponents { // b^(outer (n+i) + ...)
			f, err := r.powerOf(h.powers[j].Base, l.outer*int64(i))
			if err != nil {
				return nil, err
			}
			if p[i], err = p[i].Mul(f, r.budget); err != nil {
				return nil, err
			}
		}
	}
	a, b := FromInt(1), FromInt(1)
	for _, l := range h.above { // outer >= 0: H has the least argument
		t.above = append(t.above, l)
		for i := range p {
			f, err := r.product(l, k, l.outer*int64(i))
			if err != nil {
				return nil, err
			}
			if p[i], err = p[i].Mul(f, r.budget); err != nil {
				return nil, err
			}
		}
		f, err := r.product(l, k, l.inner)
		if err != nil {
			return nil, err
		}
		if a, err = a.Mul(f, r.budget); err != nil {
			return nil, err
		}
	}
	for _, l := range h.below { // H has the greatest argument
		top := l
		top.offset += max(0, l.outer*order)
		t.below = append(t.below, top)
		for i := range p {
			at := linear{l.outer, l.inner, l.offset + l.outer*int64(i)}
			f, err := r.product(at, k, top.offset-at.offset)
			if err != nil {
				return nil, err
			}
			if p[i], err = p[i].Mul(f, r.budget); err != nil {
				return nil, err
			}
		}
		if l.inner >= 0 {
			f, err := r.product(top, k, l.inner)
			if err != nil {
				return nil, err
			}
			if b, err = b.Mul(f, r.budget); err != nil {
				return nil, err
			}
		} else {
			low := top
			low.offset += l.inner
			f, err := r.product(low, k, -l.inner)
			if err != nil {
				return nil, err
			}
			if a, err = a.Mul(f, r.budget); err != nil {
				return nil, err
			}
		}
	}
	for j, l := range h.exponents {
		f, err := r.powerOf(h.powers[j].Base, l.inner)
		if err != nil {
			return nil, err
		}
		if a, err = a.Mul(f, r.budget); err != nil {
			return nil, err
		}
	}
	// Denominators free of k do not matter to x and c.
	if t.b, err = b.Substitute(map[string]RationalFunction{k: FromPolynomial(Variable(k).Sub(Integer(1)))}, r.budget); err != nil {
		return nil, err
	}
	highest := 0
	for _, f := range p {
		highest = max(highest, f.numerator.Degree(k))
	}
	lowest := max(a.numerator.Degree(k), b.numerator.Degree(k))
	limit := min(max(highest-lowest+1, 0)+1, 10)
	for degree := 0; degree <= limit; degree++ {
		// The unknowns are x_0 .. x_degree and c_0 .. c_order.
		var columns []RationalFunction
		power, next := FromInt(1), FromInt(1)
		for range degree + 1 {
			u, err := next.Mul(a, r.budget)
			if err != nil {
				return nil, err
			}
			v, err := power.Mul(t.b, r.budget)
			if err != nil {
				return nil, err
			}
			if u, err = u.Sub(v, r.budget); err != nil {
				return nil, err
			}
			columns = append(columns, u)
			if power, err = power.Mul(Var(k), r.budget); err != nil {
				return nil, err
			}
			if next, err = next.Mul(FromPolynomial(Variable(k).Add(Integer(1))), r.budget); err != nil {
				return nil, err
			}
		}
		for _, f := range p {
			columns = append(columns, f.Neg())
		}
		solution, err := r.nullVector(columns, k, degree+1)
		if err != nil {
			return nil, err
		}
		if solution == nil {
			continue
		}
		// Check what was solved.
		check := RationalFunction{}
		for i, s := range solution {
			u, err := s.Mul(columns[i], r.budget)
			if err != nil {
				return nil, err
			}
			if check, err = check.Add(u, r.budget); err != nil {
				return nil, err
			}
		}
		if !check.IsZero() {
			return nil, unsupported("certificate does not check")
		}
		power = FromInt(1)
		for _, s := range solution[:degree+1] {
			u, err := s.Mul(power, r.budget)
			if err != nil {
				return nil, err
			}
			if t.x, err = t.x.Add(u, r.budget); err != nil {
				return nil, err
			}
			if power, err = power.Mul(Var(k), r.budget); err != nil {
				return nil, err
			}
		}
		t.c = solution[degree+1:]
		for t.order > 0 && t.c[t.order].IsZero() {
			t.order--
		}
		return t, nil
	}
	return nil, nil
}

// powerOf returns a base free of n to a fixed exponent.
func (r *ring) powerOf(base Expression, n int64) (RationalFunction, error) {
	v, ok := r.plainBase(base)
	if !ok {
		return v, unsupported("%s", base)
	}
	return v.Pow(int(n), r.budget)
}

// nullVector returns polynomials s_i in n and parameters, not all from the first unknown `from` on zero,
// with the sum of s_i columns[i] zero for every power of k, or nil.
func (r *ring) nullVector(columns []RationalFunction, k string, from int) ([]RationalFunction, error) {
	// All columns over one denominator free of k.
	cleared, err := clearDenominators(columns, r.budget)
	if err != nil {
		return nil, err
	}
	rows := 0
	coefficients := make([][]Polynomial, len(cleared))
	for i, f := range cleared {
		coefficients[i] = f.numerator.Coefficients(k)
		rows = max(rows, len(coefficients[i]))
	}
	// Gaussian elimination, unknown by unknown; the first that depends on those before with a nonzero
	// entry among the last ones is the solution.
	matrix := make([][]RationalFunction, rows)
	for i := range matrix {
		matrix[i] = make([]RationalFunction, len(columns))
		for j := range columns {
			if i < len(coefficients[j]) {
				matrix[i][j] = FromPolynomial(coefficients[j][i])
			}
		}
	}
	pivots := []int{} // the column of each pivot row
	row := 0
	for j := range columns {
		pivot := -1
		for i := row; i < rows; i++ {
			if !matrix[i][j].IsZero() && (pivot < 0 || matrix[i][j].numerator.Len() < matrix[pivot][j].numerator.Len()) {
				pivot = i
			}
		}
		if pivot < 0 {
			if j < from {
				continue // x alone: it says nothing about the sum
			}
			solution := make([]RationalFunction, len(columns))
			solution[j] = FromInt(1)
			for i, column := range pivots {
				solution[column] = matrix[i][j].Neg()
			}
			return clearDenominators(solution, r.budget)
		}
		matrix[row], matrix[pivot] = matrix[pivot], matrix[row]
		inverse := matrix[row][j].inverse()
		for l := j; l < len(columns); l++ {
			if matrix[row][l], err = matrix[row][l].Mul(inverse, r.budget); err != nil {
				return nil, err
			}
		}
		for i := range rows {
			f := matrix[i][j]
			if i == row || f.IsZero() {
				continue
			}
			for l := j; l < len(columns); l++ {
				t, err := matrix[row][l].Mul(f, r.budget)
				if err != nil {
					return nil, err
				}
				if matrix[i][l], err = matrix[i][l].Sub(t, r.budget); err != nil {
					return nil, err
				}
			}
		}
		pivots = append(pivots, j)
		row++
	}
	return nil, nil
}

// telescoped makes the generators S(n), ..., S(n+order-1) of a sum with a certificate.
func (r *ring) telescoped(key string, e Summation, h hyperterm, t *certificate, from, to affine) (RationalFunction, error) {
	zero := RationalFunction{}
	f := &family{key: key, slope: 1}
	r.families[key] = f
	for i := range t.order {
		meaning := Replace(e, r.variable, affineExpression(affine{1, i}, r.variable))
		if _, err := r.generate(f, telescopedGenerator, meaning); err != nil {
			return zero, err
		}
	}
	// boundary is G(n, k) at an affine k.
	boundary := func(k affine) (RationalFunction, error) {
		g, err := t.x.Mul(t.b, r.budget)
		if err != nil {
			return zero, err
		}
		if g, err = g.Substitute(map[string]RationalFunction{e.Index: r.n(k)}, r.budget); err != nil {
			return zero, err
		}
		at := func(l linear) affine { return affine{l.outer + l.inner*k.slope, l.inner*k.offset + l.offset} }
		for _, l := range t.below {
			switch a := at(l); {
			case a.slope == 0 && a.offset < 0:
				return zero, nil
			case a.slope < 0:
				return zero, r.require(affine{-a.slope, -a.offset}, 1)
			default:
				d, err := r.build(Factorial{affineExpression(a, r.variable)})
				if err != nil {
					return zero, err
				}
				if g, err = r.quo(g, d); err != nil {
					return zero, err
				}
			}
		}
		for _, l := range t.above {
			m, err := r.build(Factorial{affineExpression(at(l), r.variable)})
			if err != nil {
				return zero, err
			}
			if g, err = r.mul(g, m); err != nil {
				return zero, err
			}
		}
		for j, l := range h.exponents {
			m, err := r.build(Power{h.powers[j].Base, affineExpression(at(l), r.variable)})
			if err != nil {
				return zero, err
			}
			if g, err = r.mul(g, m); err != nil {
				return zero, err
			}
		}
		return g, nil
	}
	// rest is the sum of c_i S(n+i): the boundary and the terms beyond u(n).
	rest, err := boundary(affine{to.slope, to.offset + 1})
	if err != nil {
		return zero, err
	}
	low, err := boundary(affine{0, from.offset})
	if err != nil {
		return zero, err
	}
	if rest, err = r.add(rest, low.Neg()); err != nil {
		return zero, err
	}
	for i := range t.order + 1 {
		if t.c[i].IsZero() {
			continue
		}
		for j := int64(1); j <= to.slope*i; j++ {
			body := Replace(e.Body, r.variable, affineExpression(affine{1, i}, r.variable))
			body = Replace(body, e.Index, affineExpression(affine{to.slope, to.offset + j}, r.variable))
			term, err := r.build(body)
			if err != nil {
				return zero, err
			}
			if term, err = r.mul(term, t.c[i]); err != nil {
				return zero, err
			}
			if rest, err = r.add(rest, term); err != nil {
				return zero, err
			}
		}
		if i < t.order {
			s, err := r.mul(t.c[i], f.generators[i].element())
			if err != nil {
				return zero, err
			}
			if rest, err = r.add(rest, s.Neg()); err != nil {
				return zero, err
			}
		}
	}
	leading := t.c[t.order]
	r.divided = append(r.divided, leading.Numerator())
	next, err := r.quo(rest, leading)
	if err != nil {
		return zero, err
	}
	if t.order == 0 {
		f.base = next
		return next, nil
	}
	f.compute = func(g int) (RationalFunction, error) {
		if g+1 < len(f.generators) {
			return f.generators[g+1].element(), nil
		}
		return next, nil
	}
	return f.generators[0].element(), nil
}
