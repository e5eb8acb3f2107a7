package proofs

import (
	"math/big"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// script gives the value of a base with a superscript that is an operation: a
// power, an inverse, a transpose.
func (e *evaluator) script(n *syntax.Script) ([]candidate, *failure) {
	if cs, failed, is := e.bar(n); is {
		return cs, failed
	}
	if isNorm(n.Base) && (n.Sup == nil || !isTranspose(n.Sup)) {
		return e.norm(unwrapped(n.Base).(*syntax.Group), n.Sub, n.Sup, n)
	}
	if n.Sup == nil {
		if cs, failed, is := e.inBase(n); is {
			return cs, failed
		}
		return e.entryOf(n)
	}
	base := withoutSuperscript(n)
	if w, ok := n.Sup.(*syntax.Wrapped); ok && w.Command == "underline" {
		return nil, unsupported(n, "a power of falling factors")
	}
	if isDegree(n.Sup) {
		xs, failed := e.evaluate(base)
		if failed != nil {
			return nil, failed
		}
		return transform(xs, func(x value) ([]candidate, *failure) {
			return e.multiply(x, scalarValue(symbolic.Var(degreeUnit)), "", n.At)
		})
	}
	xs, failed := e.evaluate(base)
	if failed != nil {
		return nil, failed
	}
	if isTranspose(n.Sup) {
		return transform(xs, func(x value) ([]candidate, *failure) {
			if !x.isMatrix {
				if !x.scalar.IsConstant() {
					return nil, &failure{verdict: Unknown, reason: UndefinedSymbol, at: n.At, says: "the shape of what is transposed is not known"}
				}
			}
			return one(x.transposed()), nil
		})
	}
	exponent, failed := e.scalar(n.Sup)
	if failed != nil {
		return nil, failed
	}
	written := syntax.Print(unwrapped(base))
	return transform(xs, func(x value) ([]candidate, *failure) { return e.power(x, exponent, written, n) })
}

// entryOf gives an entry of a value that is no name: `(Xw)_i`.
func (e *evaluator) entryOf(n *syntax.Script) ([]candidate, *failure) {
	xs, failed := e.evaluate(n.Base)
	if failed != nil {
		return nil, failed
	}
	var at []int64
	for _, part := range indexParts(n.Sub) {
		k, ok := e.integer(part)
		if !ok {
			return nil, unsupported(n, "the index of an entry is not a number here")
		}
		at = append(at, k)
	}
	return transform(xs, func(x value) ([]candidate, *failure) { return component(x, at, n) })
}

// component gives the entry of x at the indices, which count from 1.
func component(x value, at []int64, n syntax.Node) ([]candidate, *failure) {
	if !x.isMatrix {
		return nil, unsupported(n, "an index on a number")
	}
	entries := x.entries()
	k := int64(-1)
	switch {
	case len(at) == 1 && x.isVector():
		k = at[0] - 1
	case len(at) == 2 && at[0] >= 1 && at[0] <= int64(x.rows()) && at[1] >= 1 && at[1] <= int64(x.columns()):
		k = (at[0]-1)*int64(x.columns()) + at[1] - 1
	case len(at) == 1 && at[0] >= 1 && at[0] <= int64(x.columns()):
		// One index on a matrix of examples picks the example: a column.
		column := make([]symbolic.RationalFunction, x.rows())
		for i := range column {
			column[i] = x.at(i, int(at[0])-1)
		}
		return one(reshape(x.rows(), 1, column, x.opaque)), nil
	}
	if k < 0 || k >= int64(len(entries)) {
		return nil, &failure{verdict: Unknown, reason: UndefinedValue, at: n.Span(), says: "a " + x.shape() + " value has no such entry"}
	}
	return one(value{scalar: entries[k], opaque: x.opaque}), nil
}

// degreeUnit is the symbol of the unit. Degrees come and go in what people write, so
// it is dropped where two members are compared; within a function it stays.
const degreeUnit = `{}^{\circ}`

// withoutDegrees drops the unit.
func withoutDegrees(v value) value {
	for _, name := range v.variables() {
		if name == degreeUnit {
			entries := v.entries()
			for i, entry := range entries {
				plain, err := entry.Substitute(map[string]symbolic.RationalFunction{degreeUnit: symbolic.FromInt(1)}, nil)
				if err != nil {
					return v
				}
				entries[i] = plain
			}
			if !v.isMatrix {
				return value{scalar: entries[0], opaque: v.opaque}
			}
			return reshape(v.rows(), v.columns(), entries, v.opaque)
		}
	}
	return v
}

// isDegree says whether a superscript is the sign of a degree.
func isDegree(sup syntax.Node) bool {
	s, ok := sup.(*syntax.Symbol)
	return ok && s.Name == `\circ`
}

// power raises a value to an exponent.
func (e *evaluator) power(x value, exponent symbolic.RationalFunction, written string, n syntax.Node) ([]candidate, *failure) {
	at := n.Span()
	x = x.single()
	k, whole := wholeNumber(exponent)
	if whole && (k > 1<<30 || k < -(1<<30)) {
		if c, constant := x.scalar.AsConstant(); constant && !x.isMatrix && (c.Sign() == 0 || c.IsInt() && c.Num().IsInt64() && (c.Num().Int64() == 1 || c.Num().Int64() == -1)) {
			k = k%2 + 2 // 0, 1 and -1 have the same power for every exponent of this parity
		} else {
			return nil, &failure{verdict: Unknown, reason: Limit, at: at, says: "this power is too long to compute"}
		}
	}
	if !x.isMatrix {
		if whole {
			return e.wholePower(x, int(k), written, at)
		}
		if c, constant := exponent.AsConstant(); constant {
			return e.rationalPower(x, c, n)
		}
		if c, constant := exponent.AsConstant(); !constant || !c.IsInt() {
			if !exponent.IsConstant() && !bounded(exponent) {
				return nil, &failure{verdict: Unknown, reason: Limit, at: at, says: "this exponent is too long"}
			}
		}
		return e.symbolicPower(x, exponent, written, n)
	}
	if !whole {
		return nil, &failure{verdict: Unknown, reason: Unsupported, at: at, says: "a matrix with an exponent that is no number"}
	}
	var all []candidate
	var failed *failure
	if x.rows() == x.columns() {
		switch {
		case k >= 0:
			m, err := x.matrix.Power(int(k), e.budget)
			if err != nil {
				return nil, fromError(err, at)
			}
			all = append(all, candidate{value: value{matrix: m, isMatrix: true, opaque: x.opaque}})
		default:
			inverse, determinant, err := e.inverse(x, at)
			if err != nil {
				return nil, err
			}
			if !determinant.IsConstant() {
				e.trace.nonzero = append(e.trace.nonzero, denominator{written: `\det ` + written, value: determinant})
			}
			m, failed := inverse.matrix.Power(int(-k), e.budget)
			if failed != nil {
				return nil, fromError(failed, at)
			}
			return one(value{matrix: m, isMatrix: true, opaque: x.opaque}), nil
		}
	}
	if k >= 2 {
		entries := x.entries()
		for i, entry := range entries {
			p, err := entry.Pow(int(k), e.budget)
			if err != nil {
				return nil, fromError(err, at)
			}
			entries[i] = p
		}
		all = append(all, candidate{value: reshape(x.rows(), x.columns(), entries, x.opaque), by: elementWise})
	}
	if len(all) == 0 {
		failed = &failure{verdict: IllTyped, at: at, says: "this power of a " + x.shape() + " matrix has no meaning"}
		return nil, failed
	}
	return all, nil
}

// bounded says whether an exponent is short enough to print and compare.
func bounded(r symbolic.RationalFunction) bool {
	return r.Numerator().Len() <= 64 && r.Denominator().Len() <= 64
}

func (e *evaluator) inverse(x value, at syntax.Span) (value, symbolic.RationalFunction, *failure) {
	d, err := x.matrix.Determinant(e.budget)
	if err != nil {
		return value{}, d, fromError(err, at)
	}
	if d.IsZero() {
		return value{}, d, &failure{verdict: Unknown, reason: UndefinedValue, at: at, says: "this matrix has no inverse: its determinant is 0"}
	}
	m, _, err := x.matrix.Inverse(e.budget)
	if err != nil {
		return value{}, d, fromError(err, at)
	}
	return value{matrix: m, isMatrix: true, opaque: x.opaque}, d, nil
}

func (e *evaluator) wholePower(x value, k int, written string, at syntax.Span) ([]candidate, *failure) {
	if k < 0 {
		if x.scalar.IsZero() {
			return nil, &failure{verdict: Unknown, reason: UndefinedValue, at: at, says: "this divides by zero"}
		}
		if !x.scalar.IsConstant() {
			e.trace.nonzero = append(e.trace.nonzero, denominator{written: written, value: x.scalar})
		}
	}
	r, err := x.scalar.Pow(k, e.budget)
	if err != nil {
		return nil, fromError(err, at)
	}
	return one(value{scalar: r, opaque: x.opaque}), nil
}

// rationalPower handles exponents such as 1/2: a root of a power.
func (e *evaluator) rationalPower(x value, exponent *big.Rat, n syntax.Node) ([]candidate, *failure) {
	if !exponent.Denom().IsInt64() || !exponent.Num().IsInt64() || exponent.Denom().Int64() > 64 || exponent.Num().BitLen() > 16 {
		return nil, &failure{verdict: Unknown, reason: Limit, at: n.Span(), says: "this exponent is too long"}
	}
	roots, failed := e.rootOf(x, int(exponent.Denom().Int64()), n)
	if failed != nil {
		return nil, failed
	}
	return transform(roots, func(r value) ([]candidate, *failure) {
		return e.wholePower(r, int(exponent.Num().Int64()), syntax.Print(n), n.Span())
	})
}

// symbolicPower gives b^m, for an exponent with symbols, a normal form that
// follows the laws of exponents: the exponent is split into its terms and the
// base into its factors, each pair being a symbol of its own. The symbols of the
// exponent are taken for integers.
func (e *evaluator) symbolicPower(x value, exponent symbolic.RationalFunction, written string, n syntax.Node) ([]candidate, *failure) {
	at := n.Span()
	if exponent.Numerator().Degree("i") > 0 && e.imaginary() {
		return e.complexPower(x, exponent, n)
	}
	if e.isPositive(x.scalar) || e.isRealExponent(exponent) && !e.holdsComplex(x.scalar) {
		r, err := e.functions.Power(x.scalar, exponent, e.budget)
		if err == nil {
			if !e.isPositive(x.scalar) {
				e.needs(x.scalar, written)
			}
			return one(value{scalar: r, opaque: x.opaque || e.holdsFunctions(r)}), nil
		}
	}
	if !exponent.Denominator().IsConstant() {
		return e.opaqueFunction(`{` + x.String() + `}^{` + exponent.String() + `}`)
	}
	type atom struct {
		form  string
		power int
	}
	var bases []atom
	add := func(form string, power int) { bases = append(bases, atom{form, power}) }
	for i, part := range []symbolic.Polynomial{x.scalar.Numerator(), x.scalar.Denominator()} {
		direction := 1 - 2*i
		if c, ok := part.AsConstant(); ok {
			if !e.splitConstant(c, direction, add) {
				return e.opaqueFunction(`{` + x.String() + `}^{` + exponent.String() + `}`)
			}
			continue
		}
		if part.Len() == 1 {
			for monomial, c := range part.Terms() {
				if !e.splitConstant(c, direction, add) {
					return e.opaqueFunction(`{` + x.String() + `}^{` + exponent.String() + `}`)
				}
				for _, v := range monomial {
					add(v.Name, direction*v.Exponent)
				}
			}
			continue
		}
		add(`\left(`+part.String()+`\right)`, direction)
	}
	denominators, _ := exponent.Denominator().AsConstant()
	result := symbolic.FromInt(1)
	times := func(r symbolic.RationalFunction, k int64) *failure {
		if k > 1<<20 || k < -(1<<20) {
			return &failure{verdict: Unknown, reason: Limit, at: at, says: "this power is too long to compute"}
		}
		p, err := r.Pow(int(k), e.budget)
		if err == nil {
			result, err = result.Mul(p, e.budget)
		}
		if err != nil {
			return fromError(err, at)
		}
		return nil
	}
	for monomial, c := range exponent.Numerator().Terms() {
		c = new(big.Rat).Quo(c, denominators)
		if !c.IsInt() || !c.Num().IsInt64() {
			return e.opaqueFunction(`{` + x.String() + `}^{` + exponent.String() + `}`)
		}
		k := c.Num().Int64()
		if len(monomial) == 0 {
			if failed := times(x.scalar, k); failed != nil {
				return nil, failed
			}
			continue
		}
		form := symbolic.Integer(1)
		for _, v := range monomial {
			note(&e.trace.integers, v.Name)
			p, err := symbolic.Variable(v.Name).Pow(v.Exponent, e.budget)
			if err == nil {
				form, err = form.Mul(p, e.budget)
			}
			if err != nil {
				return nil, fromError(err, at)
			}
		}
		for _, b := range bases {
			if failed := times(e.functions.Opaque(b.form+"^{"+form.String()+"}"), k*int64(b.power)); failed != nil {
				return nil, failed
			}
		}
	}
	return one(value{scalar: result, opaque: true}), nil
}

// complexPower gives e^(a + bi), by Euler's formula.
func (e *evaluator) complexPower(x value, exponent symbolic.RationalFunction, n syntax.Node) ([]candidate, *failure) {
	parts := exponent.Numerator().Coefficients("i")
	if len(parts) > 2 || exponent.Denominator().Degree("i") > 0 || !e.isPositive(x.scalar) {
		return e.opaqueFunction(`{` + x.String() + `}^{` + exponent.String() + `}`)
	}
	log, err := e.functions.Log(x.scalar, e.budget)
	var a, b, size, cos, sin symbolic.RationalFunction
	below := symbolic.FromPolynomial(exponent.Denominator())
	if err == nil {
		if a, err = symbolic.FromPolynomial(parts[0]).Quo(below, e.budget); err == nil {
			a, err = a.Mul(log, e.budget)
		}
	}
	if err == nil {
		if b, err = symbolic.FromPolynomial(parts[1]).Quo(below, e.budget); err == nil {
			b, err = b.Mul(log, e.budget)
		}
	}
	if err == nil {
		b, err = e.inRadians(b)
	}
	if err == nil {
		size, err = e.functions.Exp(a, e.budget)
	}
	if err == nil {
		cos, sin, err = e.functions.CosSin(b, e.budget)
	}
	if err == nil {
		if sin, err = sin.Mul(symbolic.Var("i"), e.budget); err == nil {
			if cos, err = cos.Add(sin, e.budget); err == nil {
				cos, err = cos.Mul(size, e.budget)
			}
		}
	}
	return e.fromFunction(cos, err, x.opaque, n)
}

// isPositive says whether a base is a positive number, e among them.
func (e *evaluator) isPositive(x symbolic.RationalFunction) bool {
	if x.Equal(symbolic.Var("e")) && e.env.find("e") == nil {
		e.functions.Euler("e")
	}
	if len(e.functions.FreeSymbols(x.Numerator())) > 0 || len(e.functions.FreeSymbols(x.Denominator())) > 0 {
		return false
	}
	sign, ok := e.functions.Sign(x, e.budget)
	return ok && sign > 0
}

// isRealExponent says whether an exponent is no whole number by its form: it holds a
// logarithm, a fraction, or a root. Then the base must be positive.
func (e *evaluator) isRealExponent(x symbolic.RationalFunction) bool {
	if e.functions.Holds(x.Numerator()) || e.functions.Holds(x.Denominator()) {
		return true
	}
	if !x.Denominator().IsConstant() {
		return true
	}
	for _, c := range x.Numerator().Terms() {
		if !c.IsInt() {
			return true
		}
	}
	return false
}

// splitConstant splits a rational base over small primes.
func (e *evaluator) splitConstant(c *big.Rat, direction int, add func(string, int)) bool {
	if c.Sign() == 0 {
		return false
	}
	if c.Sign() < 0 {
		add("(-1)", direction)
	}
	for i, part := range []*big.Int{new(big.Int).Abs(c.Num()), c.Denom()} {
		factors, rest := symbolic.PrimeFactors(part)
		if rest.Cmp(big.NewInt(1)) != 0 {
			return false
		}
		for _, f := range factors {
			add(f.Prime.String(), direction*(1-2*i)*f.Power)
		}
	}
	return true
}
