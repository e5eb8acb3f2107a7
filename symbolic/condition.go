package symbolic

import (
	"fmt"
	"math/big"
	"slices"
)

// A place is the range of an index that an expression is computed for.
type place struct {
	index string
	from  int64
	to    *int64 // nil if there is no last
	outer *place
	// the bounds of the index as affine forms in the index of the outer place
	low, high affine
	bounded   bool
}

// checkDivisors goes through everything that the members and the rules divide by: it records the
// conditions on parameters and shows that nothing vanishes for all parameters at some n. Its error is
// ErrUndefined where something does.
func (p *prover) checkDivisors() error {
	top := &place{index: p.claim.Index, from: p.claim.From}
	for _, e := range []Expression{p.claim.Left, p.claim.Right} {
		if err := p.checkDivisorsOf(e, top, false); err != nil {
			return err
		}
	}
	for _, name := range p.system.order {
		q := p.system.sequences[name]
		if q.Rule == nil {
			continue
		}
		rule := &place{index: q.Index, from: q.ruleFrom()}
		if dividesByTerm(q.Rule) {
			return unsupported("the rule of %s divides by elements of sequences", name)
		}
		if err := p.checkDivisorsOf(q.Rule, rule, true); err != nil {
			return err
		}
	}
	for _, v := range p.claim.Where {
		if !v.IsPolynomial() {
			p.addCondition(Condition{Nonzero: FromPolynomial(v.Denominator()), Index: p.claim.Index}, nil, p.claim.From)
		}
	}
	return nil
}

func (p *prover) checkDivisorsOf(e Expression, at *place, each bool) error {
	switch e := e.(type) {
	case Division:
		for _, f := range flattenProduct(e.Denominator) {
			if err := p.checkDivisor(f, at, each); err != nil {
				return err
			}
		}
	case Power:
		least, ok := leastValue(e.Exponent, at, p.claim.Where)
		if !ok || least < 0 {
			if err := p.checkPowerBase(e, at, each, ok); err != nil {
				return err
			}
		}
	case Summation:
		return p.checkSeries(e.Index, e.From, e.To, e.Body, at, each)
	case IteratedProduct:
		return p.checkSeries(e.Index, e.From, e.To, e.Body, at, each)
	}
	for _, c := range children(e) {
		if err := p.checkDivisorsOf(c, at, each); err != nil {
			return err
		}
	}
	return nil
}

// dividesByTerm reports whether an element of a sequence is in a divisor or a power in e.
func dividesByTerm(e Expression) bool {
	switch e := e.(type) {
	case Division:
		if containsTerm(e.Denominator) {
			return true
		}
	case Power:
		if n, ok := affineOf(e.Exponent, nil, nil); containsTerm(e.Base) && (!ok || n.offset < 0) {
			return true
		}
	}
	return slices.ContainsFunc(children(e), dividesByTerm)
}

func divides(e Expression) bool {
	switch e := e.(type) {
	case Division, Power:
		return true
	default:
		return slices.ContainsFunc(children(e), divides)
	}
}

func (p *prover) checkSeries(index string, from, to, body Expression, at *place, each bool) error {
	if !divides(body) {
		return nil
	}
	lo, ok := affineOf(from, map[string]affine{at.index: {1, 0}}, p.claim.Where)
	hi, ok2 := affineOf(to, map[string]affine{at.index: {1, 0}}, p.claim.Where)
	inner := &place{index: index, outer: at, low: lo, high: hi, bounded: ok && ok2}
	switch {
	case ok && lo.slope >= 0:
		inner.from = lo.at(at.from)
	case ok && lo.slope < 0 && ok2 && at.to != nil:
		inner.from = lo.at(*at.to)
	default:
		return unsupported("division in a sum from %s: %s", from, body)
	}
	if ok2 && hi.slope == 0 {
		inner.to = &hi.offset
	}
	return p.checkDivisorsOf(body, inner, true)
}

// leastValue returns the least value of an affine form in the indices of a place.
func leastValue(e Expression, at *place, where map[string]RationalFunction) (int64, bool) {
	if at.outer == nil || !mentions(e, at.outer.index) {
		a, ok := affineOf(e, map[string]affine{at.index: {1, 0}}, where)
		if ok && a.slope == 0 {
			return a.offset, true
		}
	}
	if at.outer == nil {
		a, ok := affineOf(e, map[string]affine{at.index: {1, 0}}, where)
		if !ok || a.slope < 0 {
			return 0, false
		}
		return a.at(at.from), true
	}
	l, ok := linearOf(e, at.outer.index, at.index, where)
	if !ok || !at.bounded {
		return 0, false
	}
	bound := at.low
	if l.inner < 0 {
		bound = at.high
	}
	if at.outer.outer != nil {
		if l.outer != 0 || bound.slope != 0 {
			// Only simple nesting: the form of the outer index again.
			reduced := affineExpression(affine{l.outer + l.inner*bound.slope, l.offset + l.inner*bound.offset}, at.outer.index)
			return leastValue(reduced, at.outer, where)
		}
	}
	a := affine{l.outer + l.inner*bound.slope, l.offset + l.inner*bound.offset}
	if a.slope < 0 {
		return 0, false
	}
	return a.at(at.outer.from), true
}

// checkPowerBase records that a base must not be zero, because its exponent can be negative.
func (p *prover) checkPowerBase(e Power, at *place, each, known bool) error {
	if a, ok := affineOf(e.Exponent, map[string]affine{at.index: {1, 0}}, p.claim.Where); ok && a.slope == 0 {
		for _, f := range flattenProduct(e.Base) {
			if err := p.checkDivisor(f, at, each); err != nil {
				return err
			}
		}
		return nil
	}
	// A base that varies with a varying exponent is refused later, one without parameters is checked by
	// the cases that are computed.
	v, err := p.evaluator.value(e.Base, nil)
	if err != nil {
		return err
	}
	if v.IsZero() {
		return unsupported("%s", e)
	}
	if v.IsConstant() {
		return nil
	}
	if !known {
		// The exponent is not affine with increasing bounds: assume the worst.
		each = true
	}
	return p.conditionOn(FromPolynomial(v.Numerator()), nil, at, each)
}

// checkDivisor shows that an expression that is divided by vanishes nowhere for all parameters, and
// records the condition that it does not vanish for those at hand.
func (p *prover) checkDivisor(e Expression, at *place, each bool) error {
	if c, ok := e.(Number); ok && c.Value.Sign() != 0 {
		return nil
	}
	if w, ok := e.(Power); ok { // it vanishes where its base does
		if least, ok := leastValue(w.Exponent, at, p.claim.Where); ok && least >= 0 {
			if _, fixed := affineOf(w.Exponent, nil, p.claim.Where); fixed {
				e = w.Base
			}
		}
	}
	if _, ok := e.(Factorial); ok {
		return nil
	}
	for place := at.outer; place != nil; place = place.outer {
		if mentions(e, place.index) {
			if mentions(e, at.index) {
				// In two indices: only affine forms that stay positive.
				if least, ok := leastValue(e, at, p.claim.Where); ok && least > 0 {
					return nil
				}
				if least, ok := leastValue(Negation{e}, at, p.claim.Where); ok && least > 0 {
					return nil
				}
				return unsupported("division by %s", e)
			}
			return p.checkDivisor(e, place, each)
		}
	}
	r := newRing(p.system, at.index, at.from, p.claim.Where, p.budget)
	es, err := r.elements(e)
	if err != nil {
		return err
	}
	f := es[0]
	if f.IsZero() {
		return undefined("%s is zero", e)
	}
	if len(r.list) == 0 && r.isConstant(f) {
		if f.IsConstant() {
			return nil
		}
		return p.conditionOn(FromPolynomial(f.Numerator()), r, at, each)
	}
	for n := at.from; n < r.validFrom; n++ {
		v, err := p.evaluator.value(e, map[string]int64{at.index: n})
		if err != nil {
			return err
		}
		if v.IsZero() {
			return p.vanishes(e, n, at)
		}
	}
	factors, err := f.Numerator().Factors(p.budget)
	if err != nil {
		return err
	}
	decided := true
	for _, factor := range factors {
		g := factor.Factor
		free := true
		for _, name := range g.variables {
			if r.byName[name] != nil {
				free = false
			}
		}
		switch {
		case free:
			zeros, err := r.zerosFrom(g, r.validFrom)
			if err != nil {
				return err
			}
			for _, n := range zeros {
				if at.to == nil || n <= *at.to {
					return p.vanishes(e, n, at)
				}
			}
		case g.Len() == 1:
			k := r.byName[g.variables[0]].kind
			decided = decided && (k == powerGenerator || k == factorialGenerator || k == signGenerator)
		default:
			decided = false
		}
	}
	if !decided {
		if err := p.nonvanishing(e, at, r.validFrom); err != nil {
			return err
		}
	}
	return p.conditionOn(FromPolynomial(f.Numerator()), r, at, each)
}

// vanishes reports that an expression that is divided by is zero at n.
func (p *prover) vanishes(e Expression, n int64, at *place) error {
	if at.outer == nil && at.index == p.claim.Index {
		if n-p.claim.From > maxIndex {
			return unsupported("%s is zero at %s = %d", e, at.index, n)
		}
		// Everything before may be a failure of the claim.
		for m := p.claim.From; m <= n; m++ {
			if !p.checkEquationOrDefined(m) {
				return errStop
			}
		}
	}
	return unsupported("%s is zero at %s = %d", e, at.index, n)
}

// checkEquationOrDefined looks at one case where something is suspected to have no value.
func (p *prover) checkEquationOrDefined(n int64) bool {
	if p.claim.Relation == Equals {
		return p.checkEquation(n, false)
	}
	if _, _, err := p.values(n); err != nil {
		p.failAt(n, err)
		return false
	}
	return true
}

// nonvanishing shows that an expression is not zero at any integer from some n on, by giving the
// parameters values for which it is positive or negative there.
func (p *prover) nonvanishing(e Expression, at *place, from int64) error {
	names := map[string]bool{}
	collectNames(e, names)
	for _, q := range p.system.sequences {
		if q.Rule != nil {
			collectNames(q.Rule, names)
		}
		for _, v := range q.Initial {
			collectNames(v, names)
		}
	}
	for _, choice := range [][]int64{{2, 3, 5, 7}, {3, 2, 7, 5}, {1, 1, 1, 1}, {5, 7, 2, 3}} {
		where := map[string]RationalFunction{}
		for name, v := range p.claim.Where {
			where[name] = v
			for _, inner := range v.Variables() {
				names[inner] = true
			}
		}
		i := 0
		values := map[string]RationalFunction{}
		for _, name := range sortedKeys(names) {
			if name == at.index {
				continue
			}
			if _, given := p.claim.Where[name]; !given {
				values[name] = FromInt(choice[i%len(choice)] + int64(i/len(choice)))
				i++
			}
		}
		bad := false
		for name, v := range p.claim.Where {
			w, err := v.Substitute(values, p.budget)
			if err != nil {
				bad = true
				break
			}
			where[name] = w
		}
		if bad {
			continue
		}
		for name, v := range values {
			where[name] = v
		}
		bound := map[string]bool{}
		collectBound(e, bound)
		for _, q := range p.system.sequences {
			bound[q.Name], bound[q.Index] = true, true
			if q.Rule != nil {
				collectBound(q.Rule, bound)
			}
		}
		for name := range bound {
			delete(where, name)
		}
		for _, relation := range []Relation{Greater, Less} {
			inner := &prover{
				claim:  Claim{Left: e, Right: Int(0), Relation: relation, Index: at.index, From: from, Where: where},
				budget: p.budget, nested: true,
			}
			if err := inner.prepare(p.system.list()); err != nil {
				return err
			}
			inner.proveInequality()
			if inner.proof.Verdict == Proved {
				return nil
			}
		}
		if i == 0 {
			break
		}
	}
	return unsupported("%s was not shown to be nonzero", e)
}

func sortedKeys(m map[string]bool) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// conditionOn records a condition on the parameters, if there are any in it.
func (p *prover) conditionOn(f RationalFunction, r *ring, at *place, each bool) error {
	parameters := false
	for _, name := range f.Variables() {
		if name != at.index && (r == nil || r.byName[name] == nil) {
			parameters = true
		}
		if r != nil && r.byName[name] != nil {
			parameters = parameters || r.byName[name].parameters(r.variable)
		}
	}
	if !parameters {
		return nil
	}
	c := Condition{Nonzero: f, Each: each, Index: at.index}
	p.addCondition(c, r, at.from)
	return nil
}

func (p *prover) addCondition(c Condition, r *ring, from int64) {
	factors, err := c.Nonzero.Numerator().Factors(p.budget)
	if err != nil {
		factors = []PolynomialFactor{{c.Nonzero.Numerator(), 1}}
	}
	for _, f := range factors {
		if f.Factor.IsConstant() {
			continue
		}
		said := p.saysZeros(f.Factor, r, from)
		for _, s := range said {
			if !slices.Contains(c.Says, s) {
				c.Says = append(c.Says, s)
			}
		}
	}
	if len(c.Says) == 0 {
		return
	}
	p.proof.Conditions = mergeConditions(p.proof.Conditions, []Condition{c})
}

// mergeConditions joins lists without repetition; a condition at each index swallows the same at one.
func mergeConditions(a, b []Condition) []Condition {
	result := slices.Clone(a)
	for _, c := range b {
		i := slices.IndexFunc(result, func(d Condition) bool { return d.Nonzero.Equal(c.Nonzero) && d.Index == c.Index })
		if i < 0 {
			result = append(result, c)
		} else {
			result[i].Each = result[i].Each || c.Each
		}
	}
	return result
}

// saysZeros says in words where a factor of a condition vanishes.
func (p *prover) saysZeros(f Polynomial, r *ring, from int64) []string {
	var said []string
	generators := false
	for _, name := range f.variables {
		generators = generators || r != nil && (r.byName[name] != nil || name == r.variable)
	}
	if !generators {
		if len(f.variables) == 1 {
			name := f.variables[0]
			if f.TotalDegree() == 1 {
				c := f.Coefficients(name)
				a, _ := c[0].AsConstant()
				b, _ := c[1].AsConstant()
				return []string{name + " = " + FormatRat(a.Quo(a.Neg(a), b))}
			}
			if f.hasNoRealRoot() {
				return nil
			}
			return []string{f.String() + " = 0"}
		}
		// a - b = 0 reads a = b
		if f.Len() == 2 && f.TotalDegree() == 1 && f.coefficients[0].isOne() && f.coefficients[1].neg().isOne() {
			return []string{f.variables[0] + " = " + f.variables[1]}
		}
		return []string{f.String() + " = 0"}
	}
	// With powers of parameters: try the values at which powers are simple.
	if f.Len() == 1 {
		g := r.byName[f.variables[0]]
		if g != nil && g.kind == powerGenerator && !g.base.IsConstant() {
			return p.saysZeros(g.base.Numerator(), nil, from)
		}
		if g != nil && g.kind != termGenerator && g.kind != sumGenerator && g.kind != productGenerator {
			return nil
		}
		return []string{f.String() + " = 0"}
	}
	parameters := map[string]bool{}
	simple := true
	for _, name := range f.variables {
		g := r.byName[name]
		switch {
		case name == r.variable:
		case g == nil:
			parameters[name] = true
		case g.kind == powerGenerator && !g.base.IsZero():
			for _, v := range g.base.Variables() {
				parameters[v] = true
			}
		case g.kind == signGenerator:
		default:
			simple = false
		}
	}
	if simple {
		for _, name := range sortedKeys(parameters) {
			for _, value := range []int64{1, -1} {
				even, odd := p.vanishesAt(f, r, name, value, false), p.vanishesAt(f, r, name, value, true)
				text := fmt.Sprintf("%s = %d", name, value)
				switch {
				case even && odd:
					said = append(said, text)
				case even:
					said = append(said, text+" when "+r.variable+" is even")
				case odd:
					said = append(said, text+" when "+r.variable+" is odd")
				}
			}
		}
	}
	if len(said) == 0 {
		said = append(said, f.String()+" = 0")
	}
	return said
}

// vanishesAt reports whether f is zero for all n of one parity where a parameter is 1 or -1.
func (p *prover) vanishesAt(f Polynomial, r *ring, name string, value int64, odd bool) bool {
	at := map[string]RationalFunction{name: FromInt(value)}
	for _, v := range f.variables {
		g := r.byName[v]
		if g == nil {
			continue
		}
		if g.kind == signGenerator {
			at[v] = FromInt(1)
			if odd {
				at[v] = FromInt(-1)
			}
			continue
		}
		base, err := g.base.Substitute(map[string]RationalFunction{name: FromInt(value)}, p.budget)
		if err != nil {
			return false
		}
		if c, ok := base.AsConstant(); ok {
			switch {
			case c.Sign() == 0:
				at[v] = RationalFunction{}
			case c.Cmp(big.NewRat(1, 1)) == 0:
				at[v] = FromInt(1)
			case c.Cmp(big.NewRat(-1, 1)) == 0:
				at[v] = FromInt(1)
				if odd {
					at[v] = FromInt(-1)
				}
			}
		}
	}
	z, err := f.Substitute(at, p.budget)
	return err == nil && z.IsZero()
}

// hasNoRealRoot reports whether a polynomial in one variable is plainly positive or negative everywhere:
// even powers only, with coefficients of one sign and a constant term.
func (p Polynomial) hasNoRealRoot() bool {
	last := p.row(p.Len() - 1)
	if last[0] != 0 {
		return false
	}
	for i, c := range p.coefficients {
		if p.row(i)[0]%2 != 0 || c.sign() != p.coefficients[0].sign() {
			return false
		}
	}
	return true
}
