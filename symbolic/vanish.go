package symbolic

import (
	"math/big"
	"slices"
)

// Simplify reduces the powers of function values in x, if it holds any.
func (f *Functions) Simplify(x RationalFunction, budget *Budget) (RationalFunction, error) {
	if !f.Holds(x.numerator) && !f.Holds(x.denominator) {
		return x, nil
	}
	num, err := f.Reduce(x.numerator, nil, budget)
	if err != nil || x.IsPolynomial() {
		return FromPolynomial(num), err
	}
	den, err := f.Reduce(x.denominator, nil, budget)
	if err != nil {
		return x, err
	}
	if den.IsZero() {
		return x, ErrDivisionByZero
	}
	r, _, err := Rational(num, den, budget)
	return r, err
}

// mostRounds bounds how often the reductions are repeated: each may make work for another.
const mostRounds = 12

// Reduce gives a polynomial that is equal to p wherever the facts, polynomials that are not
// negative there, hold and every function in p is defined: with powers of roots below their index, no
// squares of sines and of absolute values, and bars only where the sign is not known.
func (f *Functions) Reduce(p Polynomial, facts []Polynomial, budget *Budget) (Polynomial, error) {
	for range mostRounds {
		before := p
		var err error
		if p, err = f.joinRoots(p, facts, budget); err != nil {
			return p, err
		}
		if p, err = f.joinExponentials(p, budget); err != nil {
			return p, err
		}
		if p, err = f.expandAngles(p, budget); err != nil {
			return p, err
		}
		for _, name := range p.Variables() {
			a := f.given[name]
			if a == nil {
				continue
			}
			if p, err = f.reducePowers(p, name, a, facts, budget); err != nil {
				return p, err
			}
		}
		if p.Equal(before) {
			break
		}
	}
	return p, nil
}

// reducePowers writes powers of one name in lower ones.
func (f *Functions) reducePowers(p Polynomial, name string, a *application, facts []Polynomial, budget *Budget) (Polynomial, error) {
	bound := 2
	var replacement func(power int) (Polynomial, error) // of name^(bound*power)
	switch a.kind {
	case root:
		bound = a.index
		replacement = func(power int) (Polynomial, error) {
			inside := a.argument.numerator
			if a.index%2 == 1 || power%2 == 0 || f.notNegative(inside, facts) {
				return inside.Pow(power, budget)
			}
			bars, err := f.absoluteOf(inside, absolute, budget)
			if err != nil {
				return p, err
			}
			return bars.Pow(power, budget)
		}
	case absolute:
		inside := a.argument.numerator
		switch {
		case f.notNegative(inside, facts):
			return p.SubstitutePolynomials(map[string]Polynomial{name: inside}, budget)
		case f.notNegative(inside.Neg(), facts):
			return p.SubstitutePolynomials(map[string]Polynomial{name: inside.Neg()}, budget)
		}
		replacement = func(power int) (Polynomial, error) { return inside.Pow(2*power, budget) }
	case sine:
		if a.constant {
			return p, nil
		}
		c, _, err := f.CosSin(a.argument, budget)
		if err != nil {
			return p, err
		}
		square, err := c.numerator.Pow(2, budget)
		if err != nil {
			return p, err
		}
		replacement = func(power int) (Polynomial, error) { return Integer(1).Sub(square).Pow(power, budget) }
	case exponential:
		c, ok := a.argument.AsConstant()
		if !ok || !c.Denom().IsInt64() || c.Num().Int64() != 1 {
			return p, nil
		}
		bound = int(c.Denom().Int64())
		replacement = func(power int) (Polynomial, error) { return f.Euler("e").numerator.Pow(power, budget) }
	default:
		return p, nil
	}
	if p.Degree(name) < bound {
		return p, nil
	}
	var parts []Polynomial
	for power, part := range p.Coefficients(name) {
		if part.IsZero() {
			continue
		}
		r, err := replacement(power / bound)
		if err == nil {
			part, err = part.Mul(r, budget)
		}
		if err == nil && power%bound > 0 {
			var rest Polynomial
			if rest, err = Variable(name).Pow(power%bound, budget); err == nil {
				part, err = part.Mul(rest, budget)
			}
		}
		if err != nil {
			return p, err
		}
		parts = append(parts, part)
	}
	return Sum(parts...), nil
}

// joinRoots writes roots of one argument with several indices as powers of one root.
func (f *Functions) joinRoots(p Polynomial, facts []Polynomial, budget *Budget) (Polynomial, error) {
	indices := map[string][]string{}
	for _, name := range p.variables {
		if a := f.given[name]; a != nil && a.kind == root {
			key := a.argument.String()
			indices[key] = append(indices[key], name)
		}
	}
	values := map[string]Polynomial{}
	for _, names := range indices {
		if len(names) < 2 {
			continue
		}
		common, even, odd := 1, false, false
		for _, name := range names {
			k := f.given[name].index
			common = common / gcdInt(common, k) * k
			even, odd = even || k%2 == 0, odd || k%2 == 1
		}
		inside := f.given[names[0]].argument.numerator
		if common > 360 || even && odd && !f.notNegative(inside, facts) {
			continue
		}
		joined, err := f.rootName(inside, common)
		if err != nil {
			return p, err
		}
		for _, name := range names {
			if k := f.given[name].index; k != common {
				if values[name], err = joined.Pow(common/k, budget); err != nil {
					return p, err
				}
			}
		}
	}
	if len(values) == 0 {
		return p, nil
	}
	return p.SubstitutePolynomials(values, budget)
}

// joinExponentials writes exponentials of fractions of one monomial as powers of one of them.
func (f *Functions) joinExponentials(p Polynomial, budget *Budget) (Polynomial, error) {
	type member struct {
		name  string
		index int64
	}
	groups := map[string][]member{}
	forms := map[string]RationalFunction{}
	for _, name := range p.variables {
		a := f.given[name]
		if a == nil || a.kind != exponential {
			continue
		}
		_, c := a.argument.numerator.primitive()
		_, d := a.argument.Denominator().primitive()
		c.Quo(c, d)
		form, err := a.argument.Quo(FromRat(c), budget)
		if err != nil {
			return p, err
		}
		key := form.String()
		groups[key], forms[key] = append(groups[key], member{name, c.Denom().Int64()}), form
	}
	values := map[string]Polynomial{}
	for key, members := range groups {
		if len(members) < 2 {
			continue
		}
		common := int64(1)
		for _, m := range members {
			common = saturatingMul(common/gcd64(common, m.index), m.index)
		}
		if common > 360 {
			continue
		}
		joined, err := f.expName(forms[key], int(common))
		if err != nil {
			return p, err
		}
		for _, m := range members {
			if m.index != common {
				if values[m.name], err = joined.Pow(int(common/m.index), budget); err != nil {
					return p, err
				}
			}
		}
	}
	if len(values) == 0 {
		return p, nil
	}
	return p.SubstitutePolynomials(values, budget)
}

// notNegative says whether p is surely at least 0 where the facts are.
func (f *Functions) notNegative(p Polynomial, facts []Polynomial) bool {
	if f.isNumber(p) {
		sign, ok := f.Sign(FromPolynomial(p), nil)
		return ok && sign >= 0
	}
	primitive, content := p.primitive()
	for _, fact := range facts {
		q, unit := fact.primitive()
		if q.Equal(primitive) && unit.Sign() == content.Sign() {
			return true
		}
	}
	for monomial, c := range p.Terms() {
		sign := c.Sign()
		for _, v := range monomial {
			if v.Exponent%2 == 0 {
				continue
			}
			switch {
			case f.nameNotNegative(v.Name, facts):
			case f.nameNotNegative(v.Name, nil):
			case f.IsConstant(v.Name):
				s, ok := f.Sign(Var(v.Name), nil)
				if !ok {
					return false
				}
				sign *= s
			default:
				return false
			}
		}
		if sign < 0 {
			return false
		}
	}
	return true
}

// NeverNegative reports whether a symbol is the value of a function whose values are at least 0, such as a
// square root or an absolute value.
func (f *Functions) NeverNegative(name string) bool { return f.nameNotNegative(name, nil) }

func (f *Functions) nameNotNegative(name string, facts []Polynomial) bool {
	if a := f.given[name]; a != nil && a.neverNegative() {
		return true
	}
	for _, fact := range facts {
		if len(fact.variables) == 1 && fact.variables[0] == name && fact.Len() == 1 && fact.Degree(name)%2 == 1 && leadingSign(fact) > 0 {
			return true
		}
	}
	return false
}

// neverNegative says whether the values of the function are at least 0.
func (a *application) neverNegative() bool {
	switch a.kind {
	case absolute, complexBars, circle, euler, exponential:
		return true
	}
	return a.kind == root && a.index%2 == 0
}

// IsZero says whether p is zero wherever the facts hold and its functions are defined, and whether that
// answer is sure: where p holds free symbols, a "no" never is.
func (f *Functions) IsZero(p Polynomial, facts []Polynomial, budget *Budget) (zero, sure bool) {
	p, err := f.Reduce(p, facts, budget)
	if err != nil {
		return false, false
	}
	if p.IsZero() {
		return true, true
	}
	number := true
	groups, _ := f.groupBy(p, func(name string) bool { return f.IsConstant(name) })
	for key, part := range groups {
		number = number && key == ""
		zero, sure := f.numberIsZero(part, budget)
		if !zero {
			return false, sure && len(groups) == 1 && key == ""
		}
	}
	return true, true
}

// groupBy sorts the terms by the powers of the names that are not inner, keyed by how these are written.
func (f *Functions) groupBy(p Polynomial, inner func(name string) bool) (groups map[string]Polynomial, keys []string) {
	terms := map[string][]Polynomial{}
	for monomial, c := range p.Terms() {
		key := ""
		inside := Constant(c)
		for _, v := range monomial {
			if !inner(v.Name) {
				key += v.Name + "^" + big.NewInt(int64(v.Exponent)).String() + "*"
				continue
			}
			power, err := Variable(v.Name).Pow(v.Exponent, nil)
			if err == nil {
				inside, err = inside.Mul(power, nil)
			}
			if err != nil {
				return map[string]Polynomial{"": p}, []string{""}
			}
		}
		if terms[key] == nil {
			keys = append(keys, key)
		}
		terms[key] = append(terms[key], inside)
	}
	slices.Sort(keys)
	groups = map[string]Polynomial{}
	for key, parts := range terms {
		groups[key] = Sum(parts...)
	}
	return groups, keys
}

// isAlgebraic says whether a name stands for an algebraic number.
func (f *Functions) isAlgebraic(name string) bool {
	a := f.given[name]
	if a == nil || !a.constant {
		return false
	}
	switch a.kind {
	case root:
		return f.allAlgebraic(a.argument.numerator)
	case cosine:
		turns, rest := f.splitTurns(a.argument, nil)
		return rest.IsZero() && turns.Sign() != 0
	}
	return false
}

func (f *Functions) allAlgebraic(p Polynomial) bool {
	for _, name := range p.variables {
		if !f.isAlgebraic(name) {
			return false
		}
	}
	return true
}

// numberIsZero decides whether a polynomial without free symbols is zero. Numbers that are not algebraic
// are taken for independent of each other to prove it; that pi is transcendental is used
// to refute it.
func (f *Functions) numberIsZero(p Polynomial, budget *Budget) (zero, sure bool) {
	if f.rootsOfPrimesOnly(p) {
		return p.IsZero(), true
	}
	for _, bits := range []uint{96, 320} {
		if e, ok := f.Enclose(FromPolynomial(p), nil, bits); ok && e.Sign() != 0 {
			return false, true
		}
	}
	if f.angleIsZero(p, budget) {
		return true, true
	}
	groups, keys := f.groupBy(p, f.isAlgebraic)
	powersOfPi := true
	for _, name := range p.variables {
		powersOfPi = powersOfPi && (name == PiName || f.isAlgebraic(name))
	}
	for _, key := range keys {
		zero, sure := f.algebraicIsZero(groups[key], budget)
		if !zero {
			return false, sure && powersOfPi
		}
	}
	return true, true
}

// rootsOfPrimesOnly says whether p is reduced and holds square roots of primes only, which are
// independent over the rational numbers.
func (f *Functions) rootsOfPrimesOnly(p Polynomial) bool {
	for _, name := range p.variables {
		a := f.given[name]
		if a == nil || a.kind != root || a.index != 2 {
			return false
		}
		c, ok := a.argument.AsConstant()
		if !ok || !c.IsInt() || c.Num().BitLen() > 63 || !c.Num().ProbablyPrime(0) || p.Degree(name) > 1 {
			return false
		}
	}
	return true
}

// mostBits bounds the precision to which a number is computed to see that it is zero.
const mostBits = 1 << 14

// algebraicIsZero decides whether an algebraic number is zero. A multiple of it is an algebraic integer of
// degree at most D with conjugates of absolute value at most U, so that its norm, an integer,
// is zero or at least 1: the number is zero, or that multiple at least U^(1-D). (The idea of
// separation bounds: Mignotte; Burnikel, Fleischer, Mehlhorn and Schirra.)
func (f *Functions) algebraicIsZero(p Polynomial, budget *Budget) (zero, sure bool) {
	if f.rootsOfPrimesOnly(p) {
		return p.IsZero(), true
	}
	seen := map[string]bool{}
	degree, circle := int64(1), int64(1)
	var visit func(p Polynomial)
	visit = func(p Polynomial) {
		for _, name := range p.variables {
			if seen[name] {
				continue
			}
			seen[name] = true
			a := f.given[name]
			if a.kind == root {
				degree = saturatingMul(degree, int64(a.index))
				visit(a.argument.numerator)
				continue
			}
			turns, _ := f.splitTurns(a.argument, nil)
			n := 2 * turns.Denom().Int64()
			circle = saturatingMul(circle/gcd64(circle, n), n)
		}
	}
	visit(p)
	if circle > 1<<20 {
		return false, false
	}
	degree = saturatingMul(degree, max(totient(circle*2/gcd64(circle, 2)), 1))
	halves, size := f.conjugates(p)
	_, content := p.primitive()
	scale := int64(content.Denom().BitLen()) + int64(halves) // p times 2^scale is at least the integer
	if degree > mostBits {
		return false, false
	}
	bits := saturatingMul(degree-1, size+scale) + scale
	if bits > mostBits || budget.Spend(bits*bits/4096*int64(len(seen)+p.Len())) != nil {
		return false, false
	}
	precision := uint(bits) + 128 + uint(size)
	e, ok := f.Enclose(FromPolynomial(p), nil, precision)
	if !ok {
		return false, false
	}
	if e.Sign() != 0 {
		return false, true
	}
	limit := new(big.Int).Lsh(big.NewInt(1), precision-uint(bits)-1)
	if e.low.CmpAbs(limit) < 0 && e.high.CmpAbs(limit) < 0 {
		return true, true
	}
	return false, false
}

// conjugates gives the power of two by which p must be multiplied, beside its common denominator, to
// be an algebraic integer, and the binary logarithm of a bound of its conjugates.
func (f *Functions) conjugates(p Polynomial) (halves int, size int64) {
	for monomial, c := range p.Terms() {
		h, bits := 0, int64(c.Num().BitLen()-c.Denom().BitLen()+1)
		for _, v := range monomial {
			a := f.given[v.Name]
			if a.kind == root {
				inner, innerSize := f.conjugates(a.argument.numerator)
				h += v.Exponent * inner
				bits += int64(v.Exponent) * max((innerSize+int64(a.index)-1)/int64(a.index), 0)
				continue
			}
			h += v.Exponent // twice a cosine is an algebraic integer; the cosines are at most 1
		}
		halves, size = max(halves, h), max(size, bits)
	}
	terms := int64(1)
	for n := p.Len(); n > 1; n = (n + 1) / 2 {
		terms++
	}
	return halves, max(size, 0) + terms
}

func gcd64(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// totient is the number of units modulo n, the degree of the n-th cyclotomic field.
func totient(n int64) int64 {
	result := n
	for p := int64(2); p*p <= n; p++ {
		if n%p == 0 {
			result -= result / p
			for n%p == 0 {
				n /= p
			}
		}
	}
	if n > 1 {
		result -= result / n
	}
	return result
}

// precisions are the numbers of binary places tried, one after the other, to tell a number from zero.
var precisions = []uint{96, 320, 1200, 5000}

// Sign gives the sign of a number without free symbols, if it can be settled.
func (f *Functions) Sign(x RationalFunction, budget *Budget) (sign int, ok bool) {
	if c, constant := x.AsConstant(); constant {
		return c.Sign(), true
	}
	for i, bits := range precisions {
		if e, ok := f.Enclose(x, nil, bits); ok && e.Sign() != 0 {
			return e.Sign(), true
		}
		if i > 0 {
			continue
		}
		if zero, sure := f.IsZero(x.numerator, nil, budget); zero && sure {
			return 0, true
		}
	}
	return 0, false
}

// Floor gives the largest integer that is not above a number without free symbols, if it can be settled.
func (f *Functions) Floor(x RationalFunction, budget *Budget) (*big.Int, bool) {
	if c, ok := x.AsConstant(); ok {
		return new(big.Int).Div(c.Num(), c.Denom()), true // Euclidean, and the denominator is positive
	}
	if !f.isNumber(x.numerator) || !f.isNumber(x.denominator) {
		return nil, false
	}
	for _, bits := range precisions {
		e, ok := f.Enclose(x, nil, bits)
		if !ok {
			continue
		}
		if n, ok := e.Floor(); ok {
			return n, true
		}
		// An integer lies in the enclosure, and the number may be just that.
		n := new(big.Int).Rsh(e.high, e.bits)
		d, err := x.Sub(FromRat(new(big.Rat).SetInt(n)), budget)
		if err != nil {
			return nil, false
		}
		if zero, sure := f.IsZero(d.numerator, nil, budget); zero && sure {
			return n, true
		}
	}
	return nil, false
}

// Enclose encloses the value of x where the free symbols have the given values. It fails
// where a symbol has none, where a function is unknown or not defined, and where a denominator may be
// zero.
func (f *Functions) Enclose(x RationalFunction, at map[string]*big.Rat, bits uint) (Enclosure, bool) {
	s := &session{f: f, at: at, bits: bits, memo: map[string]Enclosure{}}
	return s.rational(x)
}

// session computes enclosures at one point and to one precision.
type session struct {
	f    *Functions
	at   map[string]*big.Rat
	bits uint
	memo map[string]Enclosure
}

func (s *session) rational(x RationalFunction) (Enclosure, bool) {
	top, ok := s.polynomial(x.numerator)
	if !ok || x.IsPolynomial() {
		return top, ok
	}
	bottom, ok := s.polynomial(x.denominator)
	if !ok {
		return top, false
	}
	below, ok := bottom.inverse()
	if !ok {
		return top, false
	}
	return top.mul(below), true
}

// mostEnclosed bounds the terms and the degree of what is enclosed.
const mostEnclosed = 400

// mostRadicand bounds the length of the integer whose root encloses a root.
const mostRadicand = 1 << 18

func (s *session) polynomial(p Polynomial) (Enclosure, bool) {
	if p.Len() > mostEnclosed || p.TotalDegree() > mostEnclosed {
		return Enclosure{}, false
	}
	total := EncloseRat(new(big.Rat), s.bits)
	for monomial, c := range p.Terms() {
		term := EncloseRat(c, s.bits)
		for _, v := range monomial {
			x, ok := s.value(v.Name)
			if !ok {
				return total, false
			}
			for range v.Exponent {
				term = term.mul(x)
			}
			if term.high.BitLen() > mostBits*4 || term.low.BitLen() > mostBits*4 {
				return total, false
			}
		}
		total = total.add(term)
	}
	return total, true
}

func (s *session) value(name string) (Enclosure, bool) {
	if r, ok := s.at[name]; ok {
		return EncloseRat(r, s.bits), true
	}
	if known, ok := s.memo[name]; ok {
		return known, known.low != nil
	}
	a := s.f.given[name]
	constant := a != nil && a.constant
	if constant {
		if known, ok := s.f.enclosed[toBits{name, s.bits}]; ok {
			return known, true
		}
	}
	v, ok := s.compute(name)
	if ok && constant && len(s.f.enclosed) < mostRemembered {
		s.f.enclosed[toBits{name, s.bits}] = v
	}
	if !ok {
		v = Enclosure{}
	}
	s.memo[name] = v
	return v, ok
}

func (s *session) compute(name string) (Enclosure, bool) {
	a := s.f.given[name]
	if a == nil || a.kind == unknown {
		return Enclosure{}, false
	}
	switch a.kind {
	case circle:
		return Pi(s.bits), true
	case euler:
		return EncloseRat(big.NewRat(1, 1), s.bits).exp()
	}
	x, ok := s.rational(a.argument)
	if !ok {
		return x, false
	}
	switch a.kind {
	case named:
		return x, true
	case root:
		if a.index%2 == 0 {
			x = x.abs()
		}
		if uint(a.index)*s.bits > mostRadicand {
			return x, false
		}
		return x.root(a.index)
	case absolute, complexBars:
		return x.abs(), true
	case exponential:
		return x.exp()
	case logarithm:
		return x.abs().log()
	case cosine:
		c, _ := x.cosSin()
		return c, true
	case sine:
		_, v := x.cosSin()
		return v, true
	case arctangent:
		return x.arctan(), true
	case arcsine:
		cos, ok := EncloseRat(big.NewRat(1, 1), s.bits).add(x.mul(x).neg()).root(2)
		if !ok {
			return x, false
		}
		below, ok := cos.inverse()
		return x.mul(below).arctan(), ok
	}
	return x, false
}

func (a Enclosure) abs() Enclosure {
	switch {
	case a.low.Sign() >= 0:
		return a
	case a.high.Sign() <= 0:
		return a.neg()
	}
	high := a.high
	if a.low.CmpAbs(high) > 0 {
		high = new(big.Int).Neg(a.low)
	}
	return Enclosure{new(big.Int), high, a.bits}
}
