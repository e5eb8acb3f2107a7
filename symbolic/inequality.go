package symbolic

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// maxMultiplierDepth bounds how often the remainder of an inequality is itself proved by induction.
const maxMultiplierDepth = 4

// maxAttempts bounds how many inequalities are tried for one claim.
const maxAttempts = 500

// proveInequality proves <, <=, >, >= and !=. With D the difference that must be positive, it looks for
// c >= 0 with D(n+1) - c D(n) >= 0 from some n on, and checks the cases before.
func (p *prover) proveInequality() {
	from := p.claim.From
	quick := int64(12)
	if p.nested {
		quick = 3
	}
	if !p.quickInequalities(quick) {
		return
	}
	err := p.multiplierProof()
	if err == nil || p.settled() || p.relax() {
		return
	}
	if !p.nested && p.proof.HoldsTo >= from+quick-1 { // else the cases take too long
		if !p.casesHold(manyCases, p.checkInequality) && p.settled() {
			return
		}
	}
	p.proof.Obligations = nil
	p.giveUp(err)
}

// quickInequalities checks the first cases within a part of the budget. It reports whether to go on.
func (p *prover) quickInequalities(count int64) bool {
	whole := p.budget
	part := whole.Split(whole.Left() / 8)
	p.budget, p.evaluator.budget = part, part
	defer func() {
		whole.Return(part)
		p.budget, p.evaluator.budget = whole, whole
	}()
	if p.casesHold(count, p.checkInequality) {
		return true
	}
	if p.proof.Reason == ReasonLimit && !p.settled() && p.proof.HoldsTo > p.claim.From {
		p.proof.Reason, p.proof.Says = "", ""
		return true
	}
	return false
}

// sides returns what must be greater and what smaller, and whether strictly.
func (p *prover) sides() (greater, smaller Expression, strict bool) {
	switch p.claim.Relation {
	case Less, LessOrEqual:
		return p.claim.Right, p.claim.Left, p.claim.Relation == Less
	}
	return p.claim.Left, p.claim.Right, p.claim.Relation != GreaterOrEqual
}

// checkInequality looks for a failure at n. It reports whether none was found; that alone proves nothing
// if there are parameters.
func (p *prover) checkInequality(n int64) bool {
	left, right, err := p.values(n)
	if err != nil {
		p.failAt(n, err)
		return false
	}
	d, err := left.Sub(right, p.budget)
	if err != nil {
		p.giveUp(err)
		return false
	}
	if c, ok := d.AsConstant(); ok {
		if holds(c.Sign(), p.claim.Relation) {
			return true
		}
		witness, ok := p.witness(nil, Integer(1), left, right)
		if !ok {
			p.giveUp(unsupported("no allowed values of the parameters were found"))
			return false
		}
		p.refute(n, left, right, witness)
		return false
	}
	witness, ok := p.witness(func(w map[string]*big.Rat) bool {
		v, err := d.Evaluate(w, p.budget)
		return err == nil && !holds(v.Sign(), p.claim.Relation)
	}, Integer(1), left, right)
	if ok {
		p.refute(n, left, right, witness)
		return false
	}
	return true
}

// multiplierProof proves the inequality for all n.
func (p *prover) multiplierProof() error {
	if err := p.system.measureLags(); err != nil {
		return err
	}
	if err := p.checkDivisors(); err != nil {
		return err
	}
	relations := []Relation{p.claim.Relation}
	if p.claim.Relation == NotEquals {
		relations = []Relation{Greater, Less}
	}
	var last error
	for _, relation := range relations {
		attempt := *p
		attempt.claim.Relation = relation
		if last = attempt.onesided(); last == nil {
			attempt.claim.Relation = p.claim.Relation
			*p = attempt
			return nil
		}
		if errors.Is(last, ErrLimit) {
			return last
		}
	}
	return last
}

func (p *prover) onesided() error {
	greater, smaller, strict := p.sides()
	r := newRing(p.system, p.claim.Index, p.claim.From, p.claim.Where, p.budget)
	members, err := r.elements(greater, smaller)
	if err != nil {
		return err
	}
	d, err := r.add(members[0], members[1].Neg())
	if err != nil {
		return err
	}
	start := max(p.claim.From, r.validFrom)
	for _, g := range r.list { // cases where a shift has no value
		_, den := g.shift.Denominator().splitGenerators(r)
		zeros, err := r.zerosFrom(den, start)
		if err != nil {
			return err
		}
		if len(zeros) > 0 {
			start = zeros[len(zeros)-1] + 1
		}
	}
	for _, den := range r.divided {
		zeros, err := r.zerosFrom(den, start)
		if err != nil {
			return err
		}
		if len(zeros) > 0 {
			start = zeros[len(zeros)-1] + 1
		}
	}
	if start-p.claim.From > 1000 {
		return ErrLimit
	}
	q := &comparison{ring: r, prover: p}
	// Shallow proofs from any start come before deep ones.
	starts := []int64{0, 1, 2, 3, 4, 5, 7, 9, 12, 16, 24, 40, 80}
	for try := range 3 * len(starts) {
		depth := []int{1, 2, maxMultiplierDepth}[try/len(starts)]
		first := start + starts[try%len(starts)]
		q.steps, q.split = nil, false
		ok, err := q.positive(d, first, strict, depth)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		// The cases up to the first, each by itself.
		last := first
		for _, s := range q.steps {
			last = max(last, first+int64(len(s.multipliers))-1)
		}
		p.proof.Obligations = nil
		for n := p.claim.From; n <= last; n++ {
			if err := p.proveCase(n, strict); err != nil {
				return err
			}
		}
		p.proof.Method = MethodIdentity
		code := CodeIdentity
		switch {
		case q.split:
			p.proof.Method, code = MethodMultiplier, CodeStep
			p.proof.Order, p.proof.Coefficients = 0, nil
		case len(q.steps) > 0:
			p.proof.Method, code = MethodMultiplier, CodeStep
			outer := q.steps[len(q.steps)-1]
			p.proof.Order = len(outer.multipliers)
			p.proof.Coefficients = append(slices.Clone(outer.multipliers), FromInt(1))
			for i := range p.proof.Order {
				p.proof.Coefficients[i] = p.proof.Coefficients[i].Neg()
			}
		}
		o := Obligation{
			Code: code, At: first, Verdict: Proved, Remainder: d,
			Says: fmt.Sprintf("the difference is positive as it stands from %s = %d on", p.claim.Index, first),
		}
		if !strict {
			o.Says = fmt.Sprintf("the difference is not negative from %s = %d on", p.claim.Index, first)
		}
		if q.split {
			o.Says = fmt.Sprintf("the difference is positive from %s = %d on with (-1)^%s replaced by 1, and by -1", p.claim.Index, first, p.claim.Index)
		} else if len(q.steps) > 0 {
			o.Remainder = q.steps[len(q.steps)-1].remainder
			o.Says = fmt.Sprintf("the difference at %s + %d minus nonnegative multiples of the earlier ones is %s, which is not negative from %s = %d on",
				p.claim.Index, p.proof.Order, o.Remainder, p.claim.Index, first)
		}
		o.Left, err = r.shift(members[0])
		if err != nil {
			return err
		}
		if o.Right, err = r.shift(members[1]); err != nil {
			return err
		}
		if p.claim.Relation == Less || p.claim.Relation == LessOrEqual {
			o.Left, o.Right = o.Right, o.Left
		}
		p.proof.Obligations = append(p.proof.Obligations, o)
		// A remainder may need an induction of its own; the outermost step comes first.
		if q.split {
			for _, step := range q.steps {
				p.proof.Obligations = append(p.proof.Obligations, Obligation{
					Code: CodeStep, At: first, Verdict: Proved, Remainder: step.remainder,
					Says: fmt.Sprintf("minus %s times the earlier ones there remains %s, which is not negative", listed(step.multipliers), step.remainder),
				})
			}
			q.steps = nil
		}
		for i := len(q.steps) - 2; i >= 0; i-- {
			p.proof.Obligations = append(p.proof.Obligations, Obligation{
				Code: CodeStep, At: first, Verdict: Proved, Remainder: q.steps[i].remainder,
				Says: fmt.Sprintf("that remainder is not negative in turn: its value at %s + %d minus %s times the earlier ones is %s, which is not negative",
					p.claim.Index, len(q.steps[i].multipliers), listed(q.steps[i].multipliers), q.steps[i].remainder),
			})
		}
		p.finish(r)
		return nil
	}
	return unsupported("no multiplier was found")
}

func listed(fs []RationalFunction) string {
	var parts []string
	for _, f := range fs {
		parts = append(parts, f.String())
	}
	return strings.Join(parts, ", ")
}

// proveCase proves the inequality at one n for all allowed parameters.
func (p *prover) proveCase(n int64, strict bool) error {
	left, right, err := p.values(n)
	if err != nil {
		p.failAt(n, err)
		return errStop
	}
	d, err := left.Sub(right, p.budget)
	if err != nil {
		return err
	}
	if p.claim.Relation == Less || p.claim.Relation == LessOrEqual {
		d = d.Neg()
	}
	if c, ok := d.AsConstant(); ok {
		if c.Sign() < 0 || strict && c.Sign() == 0 {
			if p.claim.Relation == NotEquals || p.nested {
				return unsupported("the sign changes at %d", n)
			}
			if !p.checkInequality(n) {
				return errStop
			}
			return unsupported("the case %d", n)
		}
	} else {
		empty := newRing(p.system, p.claim.Index, n, p.claim.Where, p.budget)
		q := &comparison{ring: empty, prover: p}
		ok, err := q.direct(d, n, strict)
		if err != nil {
			return err
		}
		if !ok {
			return unsupported("the case %s = %d, %s", p.claim.Index, n, d)
		}
	}
	p.proof.Obligations = append(p.proof.Obligations, Obligation{
		Code: CodeBase, At: n, Verdict: Proved, Left: left, Right: right,
		Says: fmt.Sprintf("for %s = %d the members are %s and %s", p.claim.Index, n, left, right),
	})
	return nil
}

// A comparison shows that elements of a ring are positive from some n on.
type comparison struct {
	ring   *ring
	prover *prover
	steps  []multiplierStep // the outermost last
	// split says that even and odd n were treated apart, so that no single step covers all.
	split    bool
	attempts int
	found    map[string][]stepCandidate // by what an element is written as
	// known says of generators from `knownFrom` on: present if never negative, true if positive.
	known     map[string]bool
	knownFrom int64
	assuming  map[string]bool // while the signs of generators are being proved
	// apart says that parameters assumed to be nonzero are taken as such, and not by their bounds.
	apart bool
}

// A multiplierStep says that D(n+r) - sum of multipliers[i] D(n+i) is the remainder.
type multiplierStep struct {
	multipliers []RationalFunction
	remainder   RationalFunction
}

// positive shows that f > 0 (or >= 0 if not strict) for every n >= first.
func (q *comparison) positive(f RationalFunction, first int64, strict bool, depth int) (bool, error) {
	if f.IsZero() {
		return !strict, nil
	}
	if ok, err := q.direct(f, first, strict); err != nil || ok || depth == 0 {
		return ok, err
	}
	if q.attempts++; q.attempts > maxAttempts {
		return false, nil
	}
	r := q.ring
	if r.sign != "" && slices.Contains(f.Variables(), r.sign) {
		// f is one of two elements without the sign; both positive is enough.
		q.split = true
		for _, s := range []int64{1, -1} {
			part, err := f.Substitute(map[string]RationalFunction{r.sign: FromInt(s)}, r.budget)
			if errors.Is(err, ErrDivisionByZero) {
				return false, nil
			}
			if err != nil {
				return false, err
			}
			if ok, err := q.positive(part, first, strict, depth); err != nil || !ok {
				return false, err
			}
		}
		return true, nil
	}
	candidates, err := q.candidates(f)
	if err != nil {
		return false, err
	}
	for i := range candidates {
		multipliers := candidates[i].multipliers
		good := true
		anyPositive := false
		for _, c := range multipliers {
			ok, err := q.direct(c, first, false)
			if err != nil {
				return false, err
			}
			good = good && (c.IsZero() || ok)
			if ok && !c.IsZero() {
				ok, err := q.direct(c, first, true)
				if err != nil {
					return false, err
				}
				anyPositive = anyPositive || ok
			}
		}
		if !good {
			continue
		}
		if err := candidates[i].subtract(f, r); err != nil {
			return false, err
		}
		remainder := *candidates[i].remainder
		// The cases to start from.
		start := true
		for i := range multipliers {
			ok, err := q.positiveAt(f, first+int64(i), strict)
			if err != nil {
				return false, err
			}
			start = start && ok
		}
		if !start {
			return false, nil
		}
		mark := len(q.steps)
		// With f > 0 and some positive multiplier, a remainder >= 0 is enough.
		ok, err := q.positive(remainder, first, strict && !anyPositive, depth-1)
		if err != nil {
			return false, err
		}
		if ok {
			q.steps = append(q.steps, multiplierStep{multipliers, remainder})
			return true, nil
		}
		q.steps = q.steps[:mark]
	}
	return false, nil
}

// A stepCandidate is a step that may prove that an element is positive, from whatever case on.
type stepCandidate struct {
	multipliers []RationalFunction
	remainder   *RationalFunction // nil until it is asked for
}

// candidates is multipliers, asked for once for each element.
func (q *comparison) candidates(f RationalFunction) ([]stepCandidate, error) {
	key := f.String()
	if known, ok := q.found[key]; ok {
		return known, nil
	}
	all, err := q.multipliers(f)
	if err != nil {
		return nil, err
	}
	found := make([]stepCandidate, len(all))
	for i, multipliers := range all {
		found[i].multipliers = multipliers
	}
	if q.found == nil {
		q.found = map[string][]stepCandidate{}
	}
	q.found[key] = found
	return found, nil
}

// subtract finds the remainder of a step for f.
func (s *stepCandidate) subtract(f RationalFunction, r *ring) (err error) {
	if s.remainder != nil {
		return nil
	}
	remainder := f
	for range s.multipliers {
		if remainder, err = r.shift(remainder); err != nil {
			return err
		}
	}
	for i, c := range s.multipliers {
		if i > 0 {
			if f, err = r.shift(f); err != nil {
				return err
			}
		}
		t, err := r.mul(c, f)
		if err != nil {
			return err
		}
		if remainder, err = r.add(remainder, t.Neg()); err != nil {
			return err
		}
	}
	s.remainder = &remainder
	return nil
}

// multipliers lists candidates for the multiples of the earlier cases: 1, the factors by which monomials
// in f grow, and the rules of sequences.
func (q *comparison) multipliers(f RationalFunction) ([][]RationalFunction, error) {
	r := q.ring
	candidates := [][]RationalFunction{{FromInt(1)}}
	add := func(c RationalFunction) {
		for _, d := range candidates {
			if len(d) == 1 && d[0].Equal(c) {
				return
			}
		}
		if len(candidates) < 8 {
			candidates = append(candidates, []RationalFunction{c})
		}
	}
	monomials := [][]VariablePower{}
	for i := range f.numerator.coefficients {
		monomials = append(monomials, f.numerator.monomial(i))
	}
	var below []VariablePower
	if d := f.Denominator(); d.Len() == 1 {
		below = d.monomial(0)
	}
	for _, m := range monomials {
		factor := FromInt(1)
		simple := true
		for sign, part := range [][]VariablePower{m, below} {
			for _, v := range part {
				g := r.byName[v.Name]
				if g == nil {
					continue
				}
				if !g.shifted {
					simple = false
					break
				}
				ratio, err := g.shift.Quo(g.element(), r.budget)
				if err != nil {
					return nil, err
				}
				for _, name := range ratio.Variables() {
					if other := r.byName[name]; other != nil && other.kind != arbitraryGenerator {
						simple = false
					}
				}
				if !simple {
					break
				}
				e := v.Exponent
				if sign == 1 {
					e = -e
				}
				if ratio, err = ratio.Pow(e, r.budget); err != nil {
					return nil, err
				}
				if factor, err = r.mul(factor, ratio); err != nil {
					return nil, err
				}
			}
		}
		if simple {
			add(factor)
		}
	}
	// Rules that are linear in one generator: s(n+1) = c s(n) + ....
	for _, g := range r.list {
		if !g.shifted || !slices.Contains(f.Variables(), g.name) || g.shift.denominator.Degree(g.name) > 0 || g.shift.numerator.Degree(g.name) != 1 {
			continue
		}
		c, err := reduced(g.shift.numerator.Coefficients(g.name)[1], g.shift.Denominator(), r.budget)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(c.Variables(), func(name string) bool { return r.byName[name] != nil }) {
			add(c)
		}
	}
	// Rules with constant coefficients: s(n+d) = sum of c_i s(n+i).
	for _, g := range r.list {
		if g.kind != termGenerator || !slices.Contains(f.Variables(), g.name) {
			continue
		}
		if coefficients, _, err := r.annihilator(g.element(), plainField()); err == nil && len(coefficients) > 2 {
			order := len(coefficients) - 1
			multipliers := make([]RationalFunction, order)
			for i := range multipliers {
				c, err := coefficients[i].Quo(coefficients[order], r.budget)
				if err != nil {
					return nil, err
				}
				multipliers[i] = c.Neg()
			}
			candidates = append(candidates, multipliers)
			break
		}
	}
	return candidates, nil
}

// positiveAt evaluates f, an element, at n.
func (q *comparison) positiveAt(f RationalFunction, n int64, strict bool) (bool, error) {
	r := q.ring
	values := map[string]RationalFunction{}
	env := map[string]int64{r.variable: n}
	for _, name := range f.Variables() {
		if name == r.variable {
			values[name] = FromInt(n)
		} else if g := r.byName[name]; g != nil {
			v, err := q.prover.evaluator.value(g.meaning, env)
			if err != nil {
				return false, err
			}
			values[name] = v
		}
	}
	v, err := f.Substitute(values, r.budget)
	if errors.Is(err, ErrDivisionByZero) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return q.direct(v, n, strict)
}

// direct shows that f is positive for every n >= first by the signs of its coefficients, with
// n = first + m and growing generators written as their first value plus something not negative.
func (q *comparison) direct(f RationalFunction, first int64, strict bool) (bool, error) {
	if f.IsZero() {
		return !strict, nil
	}
	if c, ok := f.AsConstant(); ok {
		return c.Sign() > 0, nil
	}
	if err := q.learnSigns(first); err != nil {
		return false, err
	}
	sign := 1
	if !f.IsPolynomial() {
		s, err := q.signOf(f.Denominator(), first, true)
		if err != nil || s == 0 {
			return false, err
		}
		sign = s
	}
	s, err := q.signOf(f.numerator, first, strict)
	return s*sign == 1, err
}

// signOf returns 1 or -1 if p (or -p) is never negative from first on, never zero if strict, and 0 if
// that was not shown.
func (q *comparison) signOf(p Polynomial, first int64, strict bool) (int, error) {
	sign, err := q.signByParts(p, first, strict)
	if sign != 0 || err != nil || !slices.ContainsFunc(q.prover.claim.Assume, func(a Assumption) bool { return a.Relation == NotEquals }) {
		return sign, err
	}
	q.apart = true
	defer func() { q.apart = false }()
	return q.signByParts(p, first, strict)
}

func (q *comparison) signByParts(p Polynomial, first int64, strict bool) (int, error) {
	expanded, kinds, err := q.expand(p, first)
	if err != nil {
		return 0, err
	}
	if s := signOfCoefficients(expanded, kinds, strict); s != 0 {
		return s, nil
	}
	// Factor by factor; even powers of real numbers are not negative.
	factors, err := p.Factors(q.ring.budget)
	if err != nil || len(factors) < 2 && (len(factors) == 0 || factors[0].Multiplicity == 1) {
		return 0, err
	}
	sign := 1
	for _, f := range factors {
		even := f.Multiplicity%2 == 0
		if even && !strict {
			continue
		}
		expanded, kinds, err := q.expand(f.Factor, first)
		if err != nil {
			return 0, err
		}
		s := signOfCoefficients(expanded, kinds, strict)
		if s == 0 {
			return 0, nil
		}
		if !even {
			sign *= s
		}
	}
	return sign, nil
}

// A signKind is what is known of a variable of an expanded polynomial.
type signKind int

const (
	freeSign signKind = iota
	nonzeroSign
	notNegative
	positiveSign
)

func signOfCoefficients(p Polynomial, kinds map[string]signKind, strict bool) int {
	sign := 0
	nonzero := false
	for i, c := range p.coefficients {
		if sign == 0 {
			sign = c.sign()
		} else if sign != c.sign() {
			return 0
		}
		surely := true
		for _, v := range p.monomial(i) {
			switch kinds[v.Name] {
			case freeSign, nonzeroSign:
				if v.Exponent%2 != 0 {
					return 0
				}
				surely = surely && kinds[v.Name] == nonzeroSign
			case notNegative:
				surely = false
			}
		}
		nonzero = nonzero || surely
	}
	if strict && !nonzero {
		return 0
	}
	return sign
}

// expand writes p in variables whose signs are known as far as possible.
func (q *comparison) expand(p Polynomial, first int64) (Polynomial, map[string]signKind, error) {
	r := q.ring
	kinds := map[string]signKind{}
	values := map[string]RationalFunction{}
	env := map[string]int64{r.variable: first}
	for _, name := range p.variables {
		if name == r.variable {
			values[name] = FromPolynomial(Variable(name).Add(Integer(first)))
			kinds[name] = notNegative
			continue
		}
		g := r.byName[name]
		if g == nil {
			q.expandParameter(name, name, values, kinds)
			continue
		}
		switch {
		case g.kind == arbitraryGenerator:
			q.expandParameter(name, g.meaning.(Term).Sequence+"_{}", values, kinds)
		case g.kind == powerGenerator && g.base.IsConstant() && !g.base.IsZero():
			// atoms are integers >= 2: b^n = b^first (1 + u)
			v, err := q.prover.evaluator.value(g.meaning, env)
			if err != nil {
				return Polynomial{}, nil, err
			}
			values[name] = RationalFunction{numerator: Variable(name).Add(Integer(1)).Scale(mustConstant(v))}
			kinds[name] = notNegative
		case g.kind == factorialGenerator:
			v, err := q.prover.evaluator.value(g.meaning, env)
			if err != nil {
				return Polynomial{}, nil, err
			}
			values[name] = RationalFunction{numerator: Variable(name).Add(Integer(1)).Scale(mustConstant(v))}
			kinds[name] = notNegative
		case g.kind == powerGenerator && !g.base.IsZero():
			if s, ok := q.parameterSign(g.base); ok {
				kinds[name] = s
			}
		default:
			signs := q.known
			if q.assuming != nil {
				signs = q.assuming
			}
			if positive, ok := signs[name]; ok {
				kinds[name] = notNegative
				if positive {
					kinds[name] = positiveSign
				}
			}
		}
	}
	s, err := p.Substitute(values, r.budget)
	return s.numerator, kinds, err
}

func mustConstant(f RationalFunction) *big.Rat {
	c, ok := f.AsConstant()
	if !ok {
		return new(big.Rat)
	}
	return c
}

// expandParameter uses a bound of a parameter: x = bound + t or x = bound - t with t >= 0.
// It is the parameter of the given name, or an element that the name stands for.
func (q *comparison) expandParameter(name, of string, values map[string]RationalFunction, kinds map[string]signKind) {
	for _, n := range q.prover.claim.Natural {
		if n == of {
			values[name] = FromPolynomial(Variable(name).Add(Integer(q.prover.claim.least(n))))
			kinds[name] = notNegative
			return
		}
	}
	if q.apart && slices.ContainsFunc(q.prover.claim.Assume, func(a Assumption) bool {
		return a.concerns(of) && a.Relation == NotEquals && a.Bound.Sign() == 0
	}) {
		kinds[name] = nonzeroSign
		return
	}
	for _, a := range q.prover.claim.Assume {
		if !a.concerns(of) {
			continue
		}
		kind := notNegative
		if a.Relation == Greater || a.Relation == Less {
			kind = positiveSign
		}
		switch a.Relation {
		case Greater, GreaterOrEqual:
			values[name] = FromPolynomial(Variable(name).Add(Constant(a.Bound)))
			kinds[name] = kind
			return
		case Less, LessOrEqual:
			values[name] = FromPolynomial(Constant(a.Bound).Sub(Variable(name)))
			kinds[name] = kind
			return
		}
	}
}

// elementSign is parameterSign of a value with elements of bounded sequences in it.
func (q *comparison) elementSign(v RationalFunction) (signKind, bool) {
	if !slices.ContainsFunc(q.prover.claim.Assume, func(a Assumption) bool { return a.Elements }) {
		return freeSign, false
	}
	return q.parameterSign(v)
}

// parameterSign says whether a base made of parameters is never negative.
func (q *comparison) parameterSign(base RationalFunction) (signKind, bool) {
	values, kinds := map[string]RationalFunction{}, map[string]signKind{}
	for _, name := range base.Variables() {
		q.expandParameter(name, name, values, kinds)
	}
	v, err := base.Substitute(values, q.ring.budget)
	if err != nil || !v.IsPolynomial() {
		return freeSign, false
	}
	if signOfCoefficients(v.numerator, kinds, true) == 1 {
		return positiveSign, true
	}
	if signOfCoefficients(v.numerator, kinds, false) == 1 {
		return notNegative, true
	}
	return freeSign, false
}

// learnSigns finds the generators that are never negative from first on: those that are not at first and
// whose shifts are not either, given that all of them are not.
func (q *comparison) learnSigns(first int64) error {
	if q.assuming != nil || q.known != nil && q.knownFrom == first {
		return nil
	}
	r := q.ring
	assumed := map[string]bool{}
	for _, g := range r.list {
		switch g.kind {
		case termGenerator, sumGenerator, productGenerator, binomialGenerator, telescopedGenerator:
			v, err := q.prover.evaluator.value(g.meaning, map[string]int64{r.variable: first})
			if err != nil {
				continue
			}
			if c, ok := v.AsConstant(); ok && c.Sign() >= 0 {
				assumed[g.name] = c.Sign() > 0
			} else if sign, known := q.elementSign(v); !ok && known {
				assumed[g.name] = sign == positiveSign
			}
		}
	}
	for changed := true; changed; {
		changed = false
		q.assuming = assumed
		for _, g := range r.list {
			positive, ok := assumed[g.name]
			if !ok {
				continue
			}
			if positive {
				still, err := q.direct(g.shift, first, true)
				if err != nil {
					q.assuming = nil
					return err
				}
				if still {
					continue
				}
				assumed[g.name] = false
				changed = true
			}
			still, err := q.direct(g.shift, first, false)
			if err != nil {
				q.assuming = nil
				return err
			}
			if !still {
				delete(assumed, g.name)
				changed = true
			}
		}
	}
	q.assuming = nil
	q.known, q.knownFrom = assumed, first
	return nil
}
