package symbolic

import (
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"
)

// A generatorKind says how a generator behaves under the shift.
type generatorKind int

const (
	powerGenerator      generatorKind = iota // b^n, never zero
	signGenerator                            // (-1)^n, whose square is 1
	factorialGenerator                       // (an+c)!, never zero
	sumGenerator                             // a sum up to an+c
	productGenerator                         // a product up to an+c
	binomialGenerator                        // a sum over a row of Pascal's triangle
	arbitraryGenerator                       // an element of a sequence without a rule
	telescopedGenerator                      // a sum with a recurrence found by creative telescoping
	termGenerator                            // an element of a sequence
)

// A generator stands for a sequence of n. Its shift is its value at n+1 as an element of the ring.
type generator struct {
	name    string
	kind    generatorKind
	meaning Expression
	base    RationalFunction // of a power
	family  *family
	shift   RationalFunction
	shifted bool // shift is known
}

// A family is what generates all elements of one kind, such as s(2n+d) for every d, from its generators.
type family struct {
	key        string
	slope      int64
	low        int64 // the offset of the generators
	generators []*generator
	compute    func(g int) (RationalFunction, error) // the shift of the g-th generator
	// of sums and products
	body  Expression
	index string
	start int64
	// of binomial sums
	base RationalFunction
}

// A ring is the set of rational functions in an index n, parameters, and generators that are built on
// demand. Every element denotes a sequence that is defined from validFrom on, provided that what was
// divided by does not vanish; the shift n -> n+1 is an endomorphism.
type ring struct {
	variable  string
	from      int64 // elements matter from here on
	system    *system
	where     map[string]RationalFunction
	budget    *Budget
	used      map[string]bool
	lowest    map[string]int64 // by family, over all attempts
	families  map[string]*family
	byName    map[string]*generator
	list      []*generator
	validFrom int64
	sign      string // the name of (-1)^n if it occurs
	bases     []Polynomial
	divided   []Polynomial // in n and parameters; where one vanishes no element is to be trusted
}

// errRestart says that a generator must be built with a lower offset than assumed.
var errRestart = errors.New("symbolic: restart with lower offsets")

const (
	maxSlope      = 16
	maxOffset     = 400
	maxGenerators = 60
	maxUnrolled   = 400
)

func newRing(s *system, index string, from int64, where map[string]RationalFunction, budget *Budget) *ring {
	r := &ring{variable: index, from: from, system: s, where: where, budget: budget, used: map[string]bool{}, lowest: map[string]int64{}}
	for _, q := range s.sequences {
		if q.Rule != nil {
			collectNames(q.Rule, r.used)
		}
		for _, v := range q.Initial {
			collectNames(v, r.used)
		}
	}
	for _, v := range where {
		for _, name := range v.Variables() {
			r.used[name] = true
		}
	}
	r.clear()
	return r
}

func (r *ring) clear() {
	r.families, r.byName, r.list = map[string]*family{}, map[string]*generator{}, nil
	r.validFrom, r.sign, r.divided = r.from, "", nil
}

// elements builds expressions in the index and the parameters, and the shifts of all generators that
// they need.
func (r *ring) elements(es ...Expression) ([]RationalFunction, error) {
	for _, e := range es {
		collectNames(e, r.used)
	}
	for range 200 {
		r.clear()
		result, err := r.attempt(es)
		if !errors.Is(err, errRestart) {
			return result, err
		}
	}
	return nil, ErrLimit
}

func (r *ring) attempt(es []Expression) ([]RationalFunction, error) {
	r.bases = nil
	for _, e := range es {
		if err := r.collectBases(e); err != nil {
			return nil, err
		}
	}
	for _, name := range r.system.order {
		if rule := r.system.sequences[name].Rule; rule != nil {
			if err := r.collectBases(rule); err != nil {
				return nil, err
			}
		}
	}
	result := make([]RationalFunction, len(es))
	for i, e := range es {
		var err error
		if result[i], err = r.build(e); err != nil {
			return nil, err
		}
	}
	for i := 0; i < len(r.list); i++ { // shifts may need further generators
		g := r.list[i]
		if g.kind == arbitraryGenerator {
			continue // each needs the next: on demand
		}
		if err := r.needShift(g); err != nil {
			return nil, err
		}
	}
	return result, nil
}

func (r *ring) needShift(g *generator) error {
	if g.shifted {
		return nil
	}
	s, err := g.family.compute(slices.Index(g.family.generators, g))
	if err != nil {
		return err
	}
	g.shift, g.shifted = s, true
	return nil
}

// shift returns the element at n+1.
func (r *ring) shift(f RationalFunction) (RationalFunction, error) {
	values := map[string]RationalFunction{}
	for _, name := range f.Variables() {
		if name == r.variable {
			values[name] = FromPolynomial(Variable(name).Add(Integer(1)))
		} else if g, ok := r.byName[name]; ok {
			if err := r.needShift(g); err != nil {
				return RationalFunction{}, err
			}
			values[name] = g.shift
		}
	}
	s, err := f.Substitute(values, r.budget)
	if err != nil {
		return RationalFunction{}, err
	}
	return r.reduce(s)
}

// reduce applies ((-1)^n)^2 = 1.
func (r *ring) reduce(f RationalFunction) (RationalFunction, error) {
	if r.sign == "" {
		return f, nil
	}
	num := r.reduceSign(f.numerator)
	if f.denominator.Degree(r.sign) == 0 {
		if f.numerator.Degree(r.sign) < 2 {
			return f, nil
		}
		return reduced(num, f.Denominator(), r.budget)
	}
	den := r.reduceSign(f.denominator)
	// 1/(a + b s) = (a - b s)/(a^2 - b^2)
	c := append(den.Coefficients(r.sign), Polynomial{}, Polynomial{})
	b := c[1].shiftExponent(r.sign, 1)
	conjugate := c[0].Sub(b)
	num, err := num.Mul(conjugate, r.budget)
	if err != nil {
		return RationalFunction{}, err
	}
	if den, err = den.Mul(conjugate, r.budget); err != nil {
		return RationalFunction{}, err
	}
	if den = r.reduceSign(den); den.IsZero() {
		return RationalFunction{}, undefined("division by zero for every second %s", r.variable)
	}
	return reduced(r.reduceSign(num), den, r.budget)
}

func (r *ring) reduceSign(p Polynomial) Polynomial {
	if p.Degree(r.sign) < 2 {
		return p
	}
	var terms []Polynomial
	for e, c := range p.Coefficients(r.sign) {
		terms = append(terms, c.shiftExponent(r.sign, int32(e%2)))
	}
	return Sum(terms...)
}

func (r *ring) add(a, b RationalFunction) (RationalFunction, error) { return a.Add(b, r.budget) }

func (r *ring) mul(a, b RationalFunction) (RationalFunction, error) {
	m, err := a.Mul(b, r.budget)
	if err != nil {
		return m, err
	}
	return r.reduce(m)
}

func (r *ring) quo(a, b RationalFunction) (RationalFunction, error) {
	if b.IsZero() {
		return RationalFunction{}, undefined("division by zero")
	}
	m, err := a.Quo(b, r.budget)
	if err != nil {
		return m, err
	}
	return r.reduce(m)
}

// pow is a power with a fixed exponent.
func (r *ring) pow(a RationalFunction, n int64) (RationalFunction, error) {
	if n < 0 && a.IsZero() {
		return RationalFunction{}, undefined("negative power of zero")
	}
	if n > maxDegree || n < -maxDegree {
		return RationalFunction{}, ErrLimit
	}
	m, err := a.Pow(int(n), r.budget)
	if err != nil {
		return m, err
	}
	return r.reduce(m)
}

// n returns slope*n + offset as an element and as an expression.
func (r *ring) n(a affine) RationalFunction {
	return FromPolynomial(Variable(r.variable).Scale(big.NewRat(a.slope, 1)).Add(Integer(a.offset)))
}

func affineExpression(a affine, name string) Expression {
	var e Expression
	switch a.slope {
	case 0:
		return Int(a.offset)
	case 1:
		e = Symbol{name}
	case -1:
		e = Negation{Symbol{name}}
	default:
		e = Times(Int(a.slope), Symbol{name})
	}
	switch {
	case a.offset > 0:
		return Plus(e, Int(a.offset))
	case a.offset < 0:
		return Minus(e, Int(-a.offset))
	}
	return e
}

// affine reads e as slope*n + offset.
func (r *ring) affine(e Expression) (affine, bool) {
	return affineOf(e, map[string]affine{r.variable: {1, 0}}, r.where)
}

// require makes sure that a(n) >= bound holds from validFrom on.
func (r *ring) require(a affine, bound int64) error {
	switch {
	case a.slope < 0:
		return unsupported("%s decreases", affineExpression(a, r.variable))
	case a.slope == 0:
		if a.offset < bound {
			return undefined("%d is below %d", a.offset, bound)
		}
	default:
		r.validFrom = max(r.validFrom, ceilDiv(bound-a.offset, a.slope))
	}
	return nil
}

// ceilDiv returns the least integer that is at least a/b, for b > 0.
func ceilDiv(a, b int64) int64 {
	q := a / b
	if a%b > 0 {
		q++
	}
	return q
}

// constant evaluates what does not depend on n.
func (r *ring) constant(e Expression) (RationalFunction, error) {
	return newEvaluator(r.system, r.where, r.budget).value(e, nil)
}

// build returns e as an element.
func (r *ring) build(e Expression) (RationalFunction, error) {
	zero := RationalFunction{}
	if err := r.budget.Spend(4); err != nil {
		return zero, err
	}
	switch e := e.(type) {
	case Number:
		return FromRat(e.Value), nil
	case Symbol:
		if v, ok := r.where[e.Name]; ok && e.Name != r.variable {
			return v, nil
		}
		return Var(e.Name), nil
	case Addition:
		sum := zero
		for _, t := range e.Terms {
			a, err := r.build(t)
			if err != nil {
				return zero, err
			}
			if sum, err = r.add(sum, a); err != nil {
				return zero, err
			}
		}
		return sum, nil
	case Multiplication:
		product := FromInt(1)
		for _, f := range e.Factors {
			a, err := r.build(f)
			if err != nil {
				return zero, err
			}
			if product, err = r.mul(product, a); err != nil {
				return zero, err
			}
		}
		return product, nil
	case Negation:
		a, err := r.build(e.Of)
		return a.Neg(), err
	case Division:
		a, err := r.build(e.Numerator)
		if err != nil {
			return zero, err
		}
		b, err := r.build(e.Denominator)
		if err != nil {
			return zero, err
		}
		return r.quo(a, b)
	case Power:
		return r.buildPower(e)
	case Factorial:
		a, ok := r.affine(e.Of)
		switch {
		case !ok || a.slope < 0 || a.slope > maxSlope:
			return zero, unsupported("%s", e)
		case a.slope == 0:
			return r.constant(e)
		}
		return r.factorial(a)
	case DoubleFactorial:
		a, ok := r.affine(e.Of)
		switch {
		case !ok || a.slope < 0 || a.slope%2 != 0 || a.slope > maxSlope:
			return zero, unsupported("%s", e)
		case a.slope == 0:
			return r.constant(e)
		}
		// (2k)!! = 2^k k! and (2k-1)!! = (2k)!/(2^k k!)
		odd := a.offset&1 == 1
		k := affineExpression(affine{a.slope / 2, (a.offset + a.offset&1) / 2}, r.variable)
		even := Times(Power{Int(2), k}, Factorial{k})
		if odd {
			return r.build(Over(Factorial{Times(Int(2), k)}, even))
		}
		return r.build(even)
	case Binomial:
		return r.buildBinomial(e)
	case Harmonic:
		return r.build(Summation{"k", Int(1), e.Of, Over(Int(1), Symbol{"k"})})
	case Summation:
		return r.buildSum(e)
	case IteratedProduct:
		return r.buildProduct(e)
	case Term:
		a, ok := r.affine(e.Argument)
		switch {
		case !ok || a.slope < 0 || a.slope > maxSlope:
			return zero, unsupported("%s", e)
		case a.slope == 0:
			return r.constant(e)
		}
		return r.term(e.Sequence, a)
	}
	return zero, unsupported("%T", e)
}

// family returns the family of the given key, making it with the lowest offset asked for so far. It
// fails with errRestart if it was made for a higher one.
func (r *ring) family(key string, slope, offset int64, start func(f *family) error) (*family, error) {
	if low, ok := r.lowest[key]; !ok || offset < low {
		r.lowest[key] = offset
		if r.families[key] != nil {
			return nil, errRestart
		}
	}
	low := r.lowest[key]
	if offset-low > maxOffset {
		return nil, ErrLimit
	}
	f := r.families[key]
	if f == nil {
		f = &family{key: key, slope: slope, low: low}
		r.families[key] = f
		if err := start(f); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// generate adds a generator to a family.
func (r *ring) generate(f *family, kind generatorKind, meaning Expression) (*generator, error) {
	if len(r.list) >= maxGenerators {
		return nil, ErrLimit
	}
	name := meaning.String()
	for r.byName[name] != nil || r.used[name] || name == r.variable {
		name += "'"
	}
	g := &generator{name: name, kind: kind, meaning: meaning, family: f}
	f.generators = append(f.generators, g)
	r.list = append(r.list, g)
	r.byName[name] = g
	return g, nil
}

// parameters reports whether a generator depends on parameters, or may.
func (g *generator) parameters(index string) bool {
	switch g.kind {
	case signGenerator, factorialGenerator:
		return false
	case powerGenerator:
		names := map[string]bool{}
		collectNames(g.meaning, names)
		delete(names, index)
		return len(names) > 0
	}
	return true
}

func (g *generator) element() RationalFunction { return Var(g.name) }

// factorial returns a(n)! for a slope > 0.
func (r *ring) factorial(a affine) (RationalFunction, error) {
	f, err := r.family(fmt.Sprint("factorial ", a.slope), a.slope, a.offset, func(f *family) error {
		low := affine{f.slope, f.low}
		f.compute = func(int) (RationalFunction, error) {
			return r.rising(f, f.low+f.slope, f.generators[0].element())
		}
		if _, err := r.generate(f, factorialGenerator, Factorial{affineExpression(low, r.variable)}); err != nil {
			return err
		}
		return r.require(low, 0)
	})
	if err != nil {
		return RationalFunction{}, err
	}
	return r.rising(f, a.offset, f.generators[0].element())
}

// rising multiplies by an+low+1, ..., an+to.
func (r *ring) rising(f *family, to int64, product RationalFunction) (RationalFunction, error) {
	var err error
	for i := f.low + 1; i <= to; i++ {
		if product, err = r.mul(product, r.n(affine{f.slope, i})); err != nil {
			return product, err
		}
	}
	return product, nil
}

func (r *ring) buildBinomial(e Binomial) (RationalFunction, error) {
	zero := RationalFunction{}
	n, ok := r.affine(e.Upper)
	k, ok2 := r.affine(e.Lower)
	if !ok && ok2 {
		return r.binomialOfParameters(e, k)
	}
	if !ok || !ok2 || n.slope > maxSlope || k.slope > maxSlope {
		return zero, unsupported("%s", e)
	}
	rest := affine{n.slope - k.slope, n.offset - k.offset}
	switch {
	case k.slope == 0 && n.slope == 0:
		return r.constant(e)
	case k.slope == 0:
		return r.fallingBinomial(n, k.offset)
	case n.slope < 0 || n.slope == 0 && n.offset < 0:
		return zero, unsupported("%s", e)
	case rest.slope == 0:
		if err := r.require(n, 0); err != nil {
			return zero, err
		}
		return r.fallingBinomial(n, rest.offset)
	case k.slope < 0: // zero once k is negative
		return zero, errors.Join(r.require(affine{-k.slope, -k.offset}, 1), r.requireIf(n, 0))
	case rest.slope < 0: // zero once k exceeds n
		return zero, errors.Join(r.require(affine{-rest.slope, -rest.offset}, 1), r.requireIf(n, 0))
	}
	top, err := r.factorial(n)
	if err != nil {
		return zero, err
	}
	for _, a := range []affine{k, rest} {
		below, err := r.factorial(a)
		if err != nil {
			return zero, err
		}
		if top, err = r.quo(top, below); err != nil {
			return zero, err
		}
	}
	return top, nil
}

// binomialOfParameters is a binomial coefficient whose upper argument has parameters: a product of
// as many factors as the lower argument says.
func (r *ring) binomialOfParameters(e Binomial, k affine) (RationalFunction, error) {
	upper, ok := integerFormOf(e.Upper)
	if !ok || k.slope < 0 || k.slope > maxSlope {
		return RationalFunction{}, unsupported("%s", e)
	}
	if err := r.requireIf(k, 0); err != nil || k.slope == 0 && k.offset < 0 {
		return RationalFunction{}, err
	}
	i := "i"
	for upper.multiples[i] != 0 || i == r.variable || r.used[i] {
		i += "'"
	}
	below := upper.plus(integerForm{map[string]int64{r.variable: k.slope}, k.offset}, -1)
	switch {
	case k.slope == 0:
		if k.offset > 100 {
			return RationalFunction{}, ErrLimit
		}
		var factors []Expression
		for j := range k.offset {
			factors = append(factors, Over(Minus(e.Upper, Int(j)), Int(j+1)))
		}
		return r.build(Multiplication{factors})
	case upper.multiples[r.variable] == 0: // m (m-1) ... (m-k+1) / k!
		return r.build(IteratedProduct{i, Int(1), e.Lower, Over(Plus(upper.expression(), Int(1), Negation{Symbol{i}}), Symbol{i})})
	case below.multiples[r.variable] == 0: // (m+1) (m+2) ... (m+k) / k!
		return r.build(IteratedProduct{i, Int(1), e.Lower, Over(Plus(below.expression(), Symbol{i}), Symbol{i})})
	}
	return RationalFunction{}, unsupported("%s", e)
}

// requireIf is require for a form that may be constant and is known to satisfy the bound then.
func (r *ring) requireIf(a affine, bound int64) error {
	if a.slope == 0 {
		return nil
	}
	return r.require(a, bound)
}

// fallingBinomial is the binomial coefficient with a fixed lower argument, a polynomial in the upper.
func (r *ring) fallingBinomial(n affine, k int64) (RationalFunction, error) {
	if k < 0 {
		return RationalFunction{}, nil
	}
	if k > 100 {
		return RationalFunction{}, ErrLimit
	}
	product := FromInt(1)
	var err error
	for i := range k {
		if product, err = r.mul(product, r.n(affine{n.slope, n.offset - i})); err != nil {
			return product, err
		}
		if product, err = r.quo(product, FromInt(i+1)); err != nil {
			return product, err
		}
	}
	return product, nil
}

// collectBases prepares pairwise coprime factors of the bases of all powers whose exponent varies.
func (r *ring) collectBases(e Expression) error {
	if p, ok := e.(Power); ok {
		if a, constant := affineOf(p.Exponent, nil, r.where); !constant || a.slope != 0 {
			// Only what is plainly made of parameters and numbers counts; the rest fails later.
			if base, ok := r.plainBase(p.Base); ok {
				for _, q := range []Polynomial{base.Numerator(), base.Denominator()} {
					if err := r.addBase(q); err != nil {
						return err
					}
				}
			}
		}
	}
	for _, c := range children(e) {
		if err := r.collectBases(c); err != nil {
			return err
		}
	}
	return nil
}

// plainBase evaluates a base made of parameters, numbers and arithmetic.
func (r *ring) plainBase(e Expression) (RationalFunction, bool) {
	var arithmetic func(e Expression) bool
	arithmetic = func(e Expression) bool {
		switch e := e.(type) {
		case Number:
			return true
		case Symbol:
			return e.Name != r.variable
		case Addition, Multiplication, Negation, Division:
		case Power:
			if _, ok := affineOf(e.Exponent, nil, r.where); !ok {
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

// addBase refines the list of bases by the factors of p.
func (r *ring) addBase(p Polynomial) error {
	factors, err := p.Factors(r.budget)
	if err != nil {
		return err
	}
	for _, f := range factors {
		if f.Factor.IsConstant() {
			continue
		}
		queue := []Polynomial{f.Factor}
		for len(queue) > 0 {
			q := queue[0]
			queue = queue[1:]
			for i := 0; i < len(r.bases) && !q.IsConstant(); i++ {
				g, err := GCD(q, r.bases[i], r.budget)
				if err != nil {
					return err
				}
				if g.IsConstant() {
					continue
				}
				old := r.bases[i]
				rest, _, err := old.Quotient(g, r.budget)
				if err != nil {
					return err
				}
				if q, _, err = q.Quotient(g, r.budget); err != nil {
					return err
				}
				q, _ = q.splitContent()
				if !rest.IsConstant() {
					rest, _ = rest.splitContent()
					r.bases = slices.Delete(r.bases, i, i+1)
					queue = append(queue, g, rest)
					i--
				}
			}
			if !q.IsConstant() {
				r.bases = append(r.bases, q)
			}
		}
	}
	return nil
}

// An atom is a prime number or a base, with a multiplicity.
type atom struct {
	value        RationalFunction
	multiplicity int64
}

// atoms splits a base that is not 0 into the sign and atoms.
func (r *ring) atoms(base RationalFunction) (negative bool, atoms []atom, err error) {
	for _, part := range []struct {
		p    Polynomial
		sign int64
	}{{base.Numerator(), 1}, {base.Denominator(), -1}} {
		p, unit := part.p.primitive()
		if unit.Sign() < 0 {
			negative = !negative
			unit.Neg(unit)
		}
		for _, c := range []struct {
			n    *big.Int
			sign int64
		}{{unit.Num(), part.sign}, {unit.Denom(), -part.sign}} {
			rest := new(big.Int).Set(c.n)
			for d := int64(2); d < 2000 && rest.IsInt64() && rest.Int64() > 1 || d < 2000 && !rest.IsInt64(); d++ {
				if rest.IsInt64() && d*d > rest.Int64() {
					break
				}
				m := int64(0)
				for {
					q, remainder := new(big.Int).QuoRem(rest, big.NewInt(d), new(big.Int))
					if remainder.Sign() != 0 {
						break
					}
					rest = q
					m++
				}
				if m > 0 {
					atoms = append(atoms, atom{FromInt(d), c.sign * m})
				}
			}
			if rest.Cmp(big.NewInt(1)) > 0 {
				atoms = append(atoms, atom{FromPolynomial(fraction(fromBig(rest), word(1))), c.sign})
			}
		}
		for _, b := range r.bases {
			for !p.IsConstant() {
				q, ok, err := p.Quotient(b, r.budget)
				if err != nil {
					return false, nil, err
				}
				if !ok {
					break
				}
				p = q
				atoms = append(atoms, atom{FromPolynomial(b), part.sign})
			}
		}
		if !p.IsConstant() {
			// A base that was not foreseen: it is its own atom, and stays one for later.
			q, _ := p.splitContent()
			r.bases = append(r.bases, q)
			atoms = append(atoms, atom{FromPolynomial(q), part.sign})
			p, _, _ = p.Quotient(q, nil)
		}
		if c, _ := p.AsConstant(); c.Sign() < 0 {
			negative = !negative
		}
	}
	// Add up equal ones.
	var merged []atom
	for _, a := range atoms {
		i := slices.IndexFunc(merged, func(m atom) bool { return m.value.Equal(a.value) })
		if i < 0 {
			merged = append(merged, a)
		} else {
			merged[i].multiplicity += a.multiplicity
		}
	}
	merged = slices.DeleteFunc(merged, func(a atom) bool { return a.multiplicity == 0 })
	return negative, merged, nil
}

func (r *ring) buildPower(e Power) (RationalFunction, error) {
	zero := RationalFunction{}
	if a, ok := r.affine(e.Exponent); ok && a.slope == 0 {
		base, err := r.build(e.Base)
		if err != nil {
			return zero, err
		}
		return r.pow(base, a.offset)
	}
	base, err := r.build(e.Base)
	if err != nil {
		return zero, err
	}
	if !r.isConstant(base) {
		return zero, unsupported("%s: the base varies", e)
	}
	exponent, err := r.build(e.Exponent)
	if err != nil {
		return zero, err
	}
	exponent, towers, ok := r.splitTowers(exponent)
	if !ok {
		return zero, unsupported("exponent of %s", e)
	}
	coefficients, ok := r.binomialBasis(exponent)
	if !ok {
		return zero, unsupported("exponent of %s", e)
	}
	if len(towers) > 0 && (base.IsZero() || base.IsConstant() && mustConstant(base).Sign() < 0) {
		return zero, unsupported("%s", e)
	}
	if base.IsZero() {
		// 0^(an+c) is 0 once the exponent is positive, and 1 where it is zero.
		if len(coefficients) != 2 || coefficients[1] <= 0 {
			return zero, unsupported("%s", e)
		}
		return zero, r.require(affine{coefficients[1], coefficients[0]}, 1)
	}
	if base.IsOne() {
		return base, nil
	}
	negative, atoms, err := r.atoms(base)
	if err != nil {
		return zero, err
	}
	if negative && len(towers) > 0 {
		return zero, unsupported("%s", e)
	}
	result := FromInt(1)
	if negative {
		if len(coefficients) > 2 {
			return zero, unsupported("%s", e)
		}
		if coefficients[1]&1 != 0 {
			if result, err = r.signPower(); err != nil {
				return zero, err
			}
		}
		if coefficients[0]&1 != 0 {
			result = result.Neg()
		}
	}
	for _, a := range atoms {
		for j, c := range coefficients {
			if c == 0 {
				continue
			}
			g := a.value
			if j > 0 {
				if g, err = r.atomPower(a.value, j); err != nil {
					return zero, err
				}
			}
			if max(c, -c) > 1<<20 {
				return zero, ErrLimit
			}
			if g, err = r.pow(g, c*a.multiplicity); err != nil {
				return zero, err
			}
			if result, err = r.mul(result, g); err != nil {
				return zero, err
			}
		}
		for _, t := range towers {
			g, err := r.tower(a.value, t.ratio)
			if err != nil {
				return zero, err
			}
			if g, err = r.pow(g, t.multiple*a.multiplicity); err != nil {
				return zero, err
			}
			if result, err = r.mul(result, g); err != nil {
				return zero, err
			}
		}
	}
	return result, nil
}

// A towerTerm is multiple * ratio^n in an exponent.
type towerTerm struct{ ratio, multiple int64 }

// splitTowers takes the terms m*c^n with integers m and c >= 2 out of an exponent.
func (r *ring) splitTowers(f RationalFunction) (RationalFunction, []towerTerm, bool) {
	if !f.IsPolynomial() {
		return f, nil, false
	}
	var towers []towerTerm
	var rest []Polynomial
	for i := range f.numerator.coefficients {
		ratio, plain, other := int64(1), true, false
		for _, v := range f.numerator.monomial(i) {
			g := r.byName[v.Name]
			if g == nil {
				other = true
				continue
			}
			plain = false
			b, ok := g.base.AsConstant()
			if g.kind != powerGenerator || !ok || !b.IsInt() || !b.Num().IsInt64() || v.Exponent > 8 {
				return f, nil, false
			}
			for range v.Exponent {
				if ratio, ok = mulWords(ratio, b.Num().Int64()); !ok || ratio > 1000 {
					return f, nil, false
				}
			}
		}
		if plain {
			term := fraction(f.numerator.coefficients[i], f.numerator.denominator)
			for _, v := range f.numerator.monomial(i) {
				term = term.shiftExponent(v.Name, int32(v.Exponent))
			}
			rest = append(rest, term)
			continue
		}
		c := f.numerator.rat(i)
		if other || !c.IsInt() || !c.Num().IsInt64() || ratio < 2 {
			return f, nil, false
		}
		towers = append(towers, towerTerm{ratio, c.Num().Int64()})
	}
	return FromPolynomial(Sum(rest...)), towers, true
}

// tower returns value^(ratio^n), whose shift is its power by the ratio.
func (r *ring) tower(value RationalFunction, ratio int64) (RationalFunction, error) {
	f, err := r.family(fmt.Sprint("tower ", ratio, " ", value), 1, 0, func(f *family) error {
		g, err := r.generate(f, powerGenerator, Power{ExpressionOf(value), Power{Int(ratio), Symbol{r.variable}}})
		if err != nil {
			return err
		}
		f.compute = func(int) (RationalFunction, error) { return r.pow(g.element(), ratio) }
		return r.require(affine{1, 0}, 0)
	})
	if err != nil {
		return RationalFunction{}, err
	}
	return f.generators[0].element(), nil
}

// isConstant reports whether an element is free of n and of generators.
func (r *ring) isConstant(f RationalFunction) bool {
	for _, name := range f.Variables() {
		if name == r.variable || r.byName[name] != nil {
			return false
		}
	}
	return true
}

// binomialBasis writes a polynomial in n as a sum of c_j binomial(n, j) with integers c_j, at least two.
func (r *ring) binomialBasis(f RationalFunction) ([]int64, bool) {
	if !f.IsPolynomial() || f.numerator.Degree(r.variable) > 4 {
		return nil, false
	}
	degree := f.numerator.Degree(r.variable)
	values := make([]*big.Rat, degree+1)
	for i := range values {
		v, err := f.Substitute(map[string]RationalFunction{r.variable: FromInt(int64(i))}, r.budget)
		if err != nil {
			return nil, false
		}
		c, ok := v.AsConstant()
		if !ok {
			return nil, false
		}
		values[i] = c
	}
	coefficients := []int64{0, 0}
	for j := 0; j <= degree; j++ { // forward differences at 0
		if !values[0].IsInt() || !values[0].Num().IsInt64() || max(values[0].Num().Int64(), -values[0].Num().Int64()) > maxAffine {
			return nil, false
		}
		if j < 2 {
			coefficients[j] = values[0].Num().Int64()
		} else {
			coefficients = append(coefficients, values[0].Num().Int64())
		}
		for i := 0; i+1 < len(values); i++ {
			values[i] = new(big.Rat).Sub(values[i+1], values[i])
		}
		values = values[:len(values)-1]
	}
	return coefficients, true
}

// signPower returns (-1)^n.
func (r *ring) signPower() (RationalFunction, error) {
	f, err := r.family("sign", 1, 0, func(f *family) error {
		g, err := r.generate(f, signGenerator, Power{Int(-1), Symbol{r.variable}})
		if err != nil {
			return err
		}
		r.sign = g.name
		g.base = FromInt(-1)
		f.compute = func(int) (RationalFunction, error) { return g.element().Neg(), nil }
		return nil
	})
	if err != nil {
		return RationalFunction{}, err
	}
	return f.generators[0].element(), nil
}

// atomPower returns atom^binomial(n, j) for j >= 1.
func (r *ring) atomPower(value RationalFunction, j int) (RationalFunction, error) {
	f, err := r.family(fmt.Sprint("power ", j, " ", value), 1, 0, func(f *family) error {
		var exponent Expression = Symbol{r.variable}
		if j > 1 {
			exponent = Binomial{exponent, Int(int64(j))}
		}
		g, err := r.generate(f, powerGenerator, Power{ExpressionOf(value), exponent})
		if err != nil {
			return err
		}
		if j == 1 {
			g.base = value
		}
		f.compute = func(int) (RationalFunction, error) {
			factor := value
			if j > 1 {
				if factor, err = r.atomPower(value, j-1); err != nil {
					return RationalFunction{}, err
				}
			}
			return r.mul(g.element(), factor)
		}
		return nil
	})
	if err != nil {
		return RationalFunction{}, err
	}
	return f.generators[0].element(), nil
}

// term returns the element of a sequence at a(n), for a slope > 0.
func (r *ring) term(name string, a affine) (RationalFunction, error) {
	q, ok := r.system.sequences[name]
	if !ok {
		return RationalFunction{}, unsupported("unknown sequence %s", name)
	}
	if q.Rule == nil {
		return r.arbitrary(q, a)
	}
	// All sequences of the system share the offset of their last generator.
	lag := r.system.lag[name]
	key := fmt.Sprint("terms ", a.slope)
	lowest := a.offset
	if lag > 0 {
		lowest += lag - 1
	} else if low, ok := r.lowest[key]; ok {
		lowest = low // it has no generators of its own
	}
	f, err := r.family(key, a.slope, lowest, func(f *family) error {
		for _, s := range r.system.order {
			if r.system.sequences[s].Rule == nil {
				continue
			}
			for i := range r.system.lag[s] {
				at := affine{f.slope, f.low - r.system.lag[s] + 1 + i}
				if _, err := r.generate(f, termGenerator, Term{s, affineExpression(at, r.variable)}); err != nil {
					return err
				}
			}
		}
		f.compute = func(g int) (RationalFunction, error) {
			t := f.generators[g].meaning.(Term)
			at, _ := r.affine(t.Argument)
			return r.term(t.Sequence, affine{at.slope, at.offset + at.slope})
		}
		return nil
	})
	if err != nil {
		return RationalFunction{}, err
	}
	if lag > 0 && a.offset <= f.low {
		if err := r.require(a, q.First); err != nil {
			return RationalFunction{}, err
		}
		meaning := Term{name, affineExpression(a, r.variable)}.String()
		for _, g := range f.generators {
			if t := g.meaning.(Term); t.String() == meaning {
				return g.element(), nil
			}
		}
		return RationalFunction{}, errRestart
	}
	if a.offset-f.low > maxOffset {
		return RationalFunction{}, ErrLimit
	}
	// Later elements come from the rule.
	if err := r.require(a, q.ruleFrom()); err != nil {
		return RationalFunction{}, err
	}
	memo := fmt.Sprint("element ", name, " ", a.slope, " ", a.offset)
	if known, ok := r.families[memo]; ok {
		return known.base, nil
	}
	v, err := r.build(Replace(q.Rule, q.Index, affineExpression(a, r.variable)))
	if err != nil {
		return RationalFunction{}, err
	}
	r.families[memo] = &family{key: memo, base: v}
	return v, nil
}

// arbitrary returns the element at a(n) of a sequence that has no rule.
func (r *ring) arbitrary(q Sequence, a affine) (RationalFunction, error) {
	if err := r.require(a, q.First); err != nil {
		return RationalFunction{}, err
	}
	key := fmt.Sprint("arbitrary ", a.slope, " ", a.offset, " ", q.Name)
	f := r.families[key]
	if f == nil {
		f = &family{key: key, slope: a.slope}
		r.families[key] = f
		if _, err := r.generate(f, arbitraryGenerator, Term{q.Name, affineExpression(a, r.variable)}); err != nil {
			return RationalFunction{}, err
		}
		f.compute = func(int) (RationalFunction, error) {
			return r.arbitrary(q, affine{a.slope, a.offset + a.slope})
		}
	}
	return f.generators[0].element(), nil
}

// sortedGenerators returns the generators by name.
func (r *ring) sortedGenerators() []*generator {
	names := slices.Sorted(maps.Keys(r.byName))
	gs := make([]*generator, len(names))
	for i, name := range names {
		gs[i] = r.byName[name]
	}
	return gs
}

// ExpressionOf returns a rational function as an expression in its variables.
func ExpressionOf(f RationalFunction) Expression {
	if f.IsPolynomial() {
		return polynomialExpression(f.numerator)
	}
	num, den := f.parts()
	return Over(polynomialExpression(num), polynomialExpression(den))
}

func polynomialExpression(p Polynomial) Expression {
	var terms []Expression
	for m, c := range p.Terms() {
		negative := c.Sign() < 0
		c.Abs(c)
		var factors []Expression
		if len(m) == 0 || c.Cmp(oneRat()) != 0 {
			factors = append(factors, Number{c})
		}
		for _, v := range m {
			if v.Exponent == 1 {
				factors = append(factors, Symbol{v.Name})
			} else {
				factors = append(factors, Power{Symbol{v.Name}, Int(int64(v.Exponent))})
			}
		}
		t := Times(factors...)
		if negative {
			t = Negation{t}
		}
		terms = append(terms, t)
	}
	if len(terms) == 0 {
		return Int(0)
	}
	return Plus(terms...)
}
