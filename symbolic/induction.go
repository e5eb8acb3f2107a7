package symbolic

import (
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"
)

const (
	quickCases = 6  // checked before anything is proved
	manyCases  = 60 // checked where nothing can be proved

	maxWitnessGrid = 600 // points tried where parameters are restricted
)

// Prove decides a claim about sequences given by recurrences, for every integer from the claim's first
// on. It is sound in both directions: Proved means that an induction has been carried out, and Refuted
// comes with the smallest n at which the claim fails and values of the parameters. Everything else is
// Unknown with a reason. Prove never panics on any input; the budget bounds its work.
func Prove(claim Claim, recurrences []Sequence, budget *Budget) Proof {
	p := &prover{claim: claim, budget: budget, proof: Proof{Claim: claim, HoldsTo: claim.From - 1}}
	if err := p.prepare(recurrences); err != nil {
		p.giveUp(err)
		return p.proof
	}
	switch claim.Relation {
	case Equals:
		p.proveEquation()
		if p.proof.Verdict == Unknown && p.proof.Reason == ReasonUnsupported {
			p.proveParameters(recurrences)
		}
	case Divides:
		p.proveDivisibility()
	case NotEquals, Less, LessOrEqual, Greater, GreaterOrEqual:
		p.proveInequality()
	default:
		p.giveUp(unsupported("relation %q", claim.Relation))
	}
	return p.proof
}

// A prover carries one claim through its proof.
type prover struct {
	claim     Claim
	system    *system
	evaluator *evaluator
	budget    *Budget
	proof     Proof
	nested    bool // proves a part of another proof
}

// giveUp sets the verdict Unknown with the reason that an error stands for.
func (p *prover) giveUp(err error) {
	p.proof.Verdict = Unknown
	p.proof.Says = err.Error()
	switch {
	case errors.Is(err, ErrLimit):
		p.proof.Reason = ReasonLimit
	case errors.Is(err, ErrUndefined) || errors.Is(err, ErrDivisionByZero):
		p.proof.Reason = ReasonUndefinedValue
	default:
		p.proof.Reason = ReasonUnsupported
	}
}

func (p *prover) prepare(recurrences []Sequence) error {
	c := p.claim
	for _, e := range []Expression{c.Left, c.Right} {
		if e == nil || depth(e, maxDepth) > maxDepth {
			return unsupported("a member is missing or too deep")
		}
	}
	if max(c.From, -c.From) > 1<<30 {
		return ErrLimit
	}
	if _, given := c.Where[c.Index]; given {
		return unsupported("the index %s is also a parameter", c.Index)
	}
	for _, v := range c.Where {
		if slices.Contains(v.Variables(), c.Index) {
			return unsupported("a parameter depends on the index %s", c.Index)
		}
	}
	all, err := newSystem(recurrences)
	if err != nil {
		return err
	}
	// Keep what the claim needs.
	needed := map[string]bool{}
	var need func(e Expression)
	need = func(e Expression) {
		if t, ok := e.(Term); ok && !needed[t.Sequence] {
			needed[t.Sequence] = true
			if q, ok := all.sequences[t.Sequence]; ok {
				if q.Rule != nil {
					need(q.Rule)
				}
				for _, v := range q.Initial {
					need(v)
				}
			}
		}
		for _, child := range children(e) {
			need(child)
		}
	}
	need(c.Left)
	need(c.Right)
	var kept []Sequence
	for _, name := range all.order {
		if q := all.sequences[name]; needed[name] {
			if q.Rule != nil && q.Index != c.Index && mentions(q.Rule, c.Index) {
				return unsupported("the rule of %s has a parameter %s", name, c.Index)
			}
			for _, v := range q.Initial {
				if mentions(v, c.Index) {
					return unsupported("an initial value of %s has a parameter %s", name, c.Index)
				}
			}
			kept = append(kept, q)
		}
	}
	// An index must not have the name of a parameter that comes in by a value, nor that of the claim's.
	taken := map[string]bool{c.Index: true}
	for name, v := range c.Where {
		taken[name] = true
		for _, inner := range v.Variables() {
			taken[inner] = true
		}
	}
	for _, q := range kept {
		for _, v := range q.Initial {
			collectNames(v, taken)
		}
	}
	p.claim.Left, p.claim.Right = freshIndices(c.Left, taken), freshIndices(c.Right, taken)
	for i, q := range kept {
		if q.Rule == nil {
			continue
		}
		if q.Index != c.Index && taken[q.Index] {
			fresh := q.Index + "'"
			for taken[fresh] || mentions(q.Rule, fresh) {
				fresh += "'"
			}
			kept[i].Rule, kept[i].Index = Replace(q.Rule, q.Index, Symbol{fresh}), fresh
		} else if q.Index == c.Index && slices.ContainsFunc(q.Initial, func(v Expression) bool { return mentions(v, q.Index) }) {
			return unsupported("%s is an index and a parameter", q.Index)
		}
		kept[i].Rule = freshIndices(kept[i].Rule, taken)
	}
	if p.system, err = newSystem(kept); err != nil {
		return err
	}
	p.evaluator = newEvaluator(p.system, c.Where, p.budget)
	return nil
}

// values returns both members at n.
func (p *prover) values(n int64) (left, right RationalFunction, err error) {
	env := map[string]int64{p.claim.Index: n}
	if left, err = p.evaluator.value(p.claim.Left, env); err != nil {
		return left, right, err
	}
	right, err = p.evaluator.value(p.claim.Right, env)
	return left, right, err
}

// checkEquation checks the claim at n. It reports whether to go on; otherwise the verdict is set.
func (p *prover) checkEquation(n int64, record bool) bool {
	left, right, err := p.values(n)
	if err != nil {
		p.failAt(n, err)
		return false
	}
	if left.Equal(right) {
		if record {
			p.proof.Obligations = append(p.proof.Obligations, Obligation{
				Code: CodeBase, At: n, Verdict: Proved, Left: left, Right: right,
				Says: fmt.Sprintf("for %s = %d both members are %s", p.claim.Index, n, left),
			})
		}
		return true
	}
	d, err := left.Sub(right, p.budget)
	if err != nil {
		p.giveUp(err)
		return false
	}
	witness, ok := p.witness(nil, d.Numerator(), left, right)
	if !ok {
		p.giveUp(unsupported("the members differ at %s = %d, but no allowed values of the parameters were found", p.claim.Index, n))
		return false
	}
	p.refute(n, left, right, witness)
	return false
}

// settled reports whether the claim fails somewhere, or has no value there.
func (p *prover) settled() bool { return p.proof.Verdict == Refuted || p.proof.FailsAt != nil }

// casesHold checks the first cases, as many as count, but for those that are known to hold.
func (p *prover) casesHold(count int64, check func(n int64) bool) bool {
	for n := p.proof.HoldsTo + 1; n < p.claim.From+count; n++ {
		if !check(n) {
			return false
		}
		p.proof.HoldsTo = n
	}
	return true
}

func (p *prover) refute(n int64, left, right RationalFunction, witness map[string]*big.Rat) {
	p.proof.Verdict, p.proof.Reason = Refuted, ""
	p.proof.FailsAt = &n
	p.proof.LeftValue, p.proof.RightValue, p.proof.Witness = left, right, witness
	p.proof.Obligations = append(p.proof.Obligations, Obligation{
		Code: CodeBase, At: n, Verdict: Refuted, Left: left, Right: right,
		Says: fmt.Sprintf("for %s = %d the left member is %s and the right member %s", p.claim.Index, n, left, right),
	})
}

// failAt records that the members cannot be computed at n.
func (p *prover) failAt(n int64, err error) {
	p.giveUp(err)
	if p.proof.Reason == ReasonUndefinedValue {
		p.proof.FailsAt = &n
	}
}

// witness finds allowed values of the parameters at which the given polynomial is not zero, everything
// that was divided by is not zero either, and accept, unless nil, agrees.
func (p *prover) witness(accept func(map[string]*big.Rat) bool, nonzero Polynomial, values ...RationalFunction) (map[string]*big.Rat, bool) {
	avoid := slices.Clone(p.evaluator.divisors)
	natural := map[string]int64{}
	for _, name := range p.claim.Natural {
		natural[name] = p.claim.least(name)
	}
	for _, v := range values {
		if !v.IsPolynomial() {
			avoid = append(avoid, v.Denominator())
		}
	}
	if len(p.claim.Assume) == 0 && accept == nil {
		w, ok := Witness(nonzero, avoid, natural)
		if ok {
			completeWitness(w, values)
		}
		return w, ok
	}
	// Search a grid.
	names := nonzero.variables
	for _, q := range avoid {
		names = unionOf(names, q.variables)
	}
	for _, v := range values {
		names = unionOf(names, v.Variables())
	}
	names = slices.Clone(names)
	candidates := make([][]*big.Rat, len(names))
	total := int64(1)
	for i, name := range names {
		for j := 0; len(candidates[i]) < 14 && j < 80; j++ {
			c := candidate(j, natural, name)
			if p.allowed(name, c) {
				candidates[i] = append(candidates[i], c)
			}
		}
		for _, a := range p.claim.Assume { // values near a bound
			if a.concerns(name) {
				for _, d := range []*big.Rat{new(big.Rat), big.NewRat(1, 2), big.NewRat(-1, 2), big.NewRat(1, 10), big.NewRat(-1, 10), big.NewRat(1, 1), big.NewRat(-1, 1)} {
					if c := new(big.Rat).Add(a.Bound, d); p.allowed(name, c) && (!isNatural(natural, name) || c.IsInt() && c.Cmp(big.NewRat(natural[name], 1)) >= 0) {
						candidates[i] = append(candidates[i], c)
					}
				}
			}
		}
		total = saturatingMul(total, int64(len(candidates[i])))
	}
	if total == 0 {
		return nil, false
	}
	point := make([]int, len(names))
	for range min(total, maxWitnessGrid) {
		w := map[string]*big.Rat{}
		for i, name := range names {
			w[name] = candidates[i][point[i]]
		}
		good := true
		for _, q := range append([]Polynomial{nonzero}, avoid...) {
			v, err := q.Evaluate(w, p.budget)
			if err != nil {
				return nil, false
			}
			good = good && v.Sign() != 0
		}
		if good && (accept == nil || accept(w)) {
			return w, true
		}
		for i := range point {
			if point[i]++; point[i] < len(candidates[i]) {
				break
			}
			point[i] = 0
		}
	}
	return nil, false
}

// completeWitness gives values to parameters that occur but do not matter.
func completeWitness(w map[string]*big.Rat, values []RationalFunction) {
	for _, v := range values {
		for _, name := range v.Variables() {
			if w[name] == nil {
				w[name] = big.NewRat(1, 1)
			}
		}
	}
}

// allowed reports whether the assumptions allow a value of a parameter.
func (p *prover) allowed(name string, v *big.Rat) bool {
	for _, a := range p.claim.Assume {
		if a.concerns(name) && !holds(v.Cmp(a.Bound), a.Relation) {
			return false
		}
	}
	return true
}

// holds reports whether a relation holds between numbers that compare like that.
func holds(cmp int, relation Relation) bool {
	switch relation {
	case Equals:
		return cmp == 0
	case NotEquals:
		return cmp != 0
	case Less:
		return cmp < 0
	case LessOrEqual:
		return cmp <= 0
	case Greater:
		return cmp > 0
	case GreaterOrEqual:
		return cmp >= 0
	}
	return false
}

func (p *prover) proveEquation() {
	check := func(n int64) bool { return p.checkEquation(n, false) }
	// Few cases first: most false claims end here.
	if !p.casesHold(quickCases, check) {
		return
	}
	err := p.induction()
	if err == nil || p.settled() {
		return
	}
	if again := p.substitution(); again == nil || p.settled() {
		return
	}
	p.proof.Obligations = nil
	// Nothing could be proved: look for a failure.
	if p.casesHold(manyCases, check) || !p.settled() {
		p.giveUp(err)
	}
}

// membersInRing gives both members as elements of the ring of generators, where nothing divides by zero.
func (p *prover) membersInRing() (*ring, []RationalFunction, error) {
	if err := p.system.measureLags(); err != nil {
		return nil, nil, err
	}
	if err := p.checkDivisors(); err != nil {
		return nil, nil, err
	}
	r := newRing(p.system, p.claim.Index, p.claim.From, p.claim.Where, p.budget)
	members, err := r.elements(p.claim.Left, p.claim.Right)
	return r, members, err
}

// induction proves the equation in the ring of generators. An error says why it could not; the verdict may
// still have been set by a case that fails.
func (p *prover) induction() error {
	r, members, err := p.membersInRing()
	if err != nil {
		return err
	}
	left, right := members[0], members[1]
	d, err := r.add(left, right.Neg())
	if err != nil {
		return err
	}
	if _, ok, err := r.vector(d, plainField()); err != nil {
		return err
	} else if !ok {
		d = FromPolynomial(d.Numerator())
	}
	if d.IsZero() {
		p.proof.Method = MethodIdentity
		cases, err := p.exceptionalCases(r, []RationalFunction{left, right}, nil, 0)
		if err != nil {
			return err
		}
		if !p.checkCases(cases) {
			return errStop
		}
		p.proof.Obligations = append(p.proof.Obligations, Obligation{
			Code: CodeIdentity, At: r.validFrom, Verdict: Proved, Left: left, Right: right,
			Says: "both members are the same",
		})
		p.finish(r)
		return nil
	}
	coefficients, shifts, err := r.annihilator(d, plainField())
	if err != nil {
		return err
	}
	if coefficients == nil {
		if coefficients, shifts, err = r.annihilator(d, wideField()); err != nil {
			return err
		}
	}
	if coefficients == nil {
		return unsupported("no recurrence for the difference of the members was found")
	}
	order := len(coefficients) - 1
	if order == 0 { // d is not zero, so its annihilator has a positive order
		return unsupported("the difference of the members is not zero")
	}
	cases, err := p.exceptionalCases(r, shifts, coefficients[order:], order)
	if err != nil {
		return err
	}
	if !p.checkCases(cases) {
		return errStop
	}
	p.proof.Order, p.proof.Coefficients = order, coefficients
	p.proof.Method = MethodRecurrence
	if order == 1 {
		p.proof.Method = MethodInduction
	}
	nextLeft, err := r.shift(left)
	if err != nil {
		return err
	}
	nextRight, err := r.shift(right)
	if err != nil {
		return err
	}
	p.proof.Obligations = append(p.proof.Obligations, Obligation{
		Code: CodeStep, At: r.validFrom, Verdict: Proved, Left: nextLeft, Right: nextRight,
		Says: p.saysStep(order),
	})
	p.finish(r)
	return nil
}

func (p *prover) saysStep(order int) string {
	if order == 1 {
		return fmt.Sprintf("from %s to %s + 1 by the hypothesis at %s", p.claim.Index, p.claim.Index, p.claim.Index)
	}
	return fmt.Sprintf("from the %d cases before to the next one", order)
}

// errStop says that the verdict is set.
var errStop = errors.New("symbolic: verdict is set")

// exceptionalCases returns the cases that must be checked one by one: all before the step begins, as many
// as its order, and those that it does not reach because a leading coefficient or a denominator vanishes.
func (p *prover) exceptionalCases(r *ring, elements, leading []RationalFunction, order int) ([]int64, error) {
	start := max(p.claim.From, r.validFrom)
	if start-p.claim.From > 2000 {
		return nil, ErrLimit
	}
	cases := map[int64]bool{}
	for n := p.claim.From; n < start+int64(order); n++ {
		cases[n] = true
	}
	add := func(n int64) {
		if n >= p.claim.From {
			cases[n] = true
		}
	}
	for _, c := range leading {
		zeros, err := p.zerosOfElement(r, c.Numerator(), start)
		if err != nil {
			return nil, err
		}
		for _, n := range zeros {
			add(n + int64(order))
		}
	}
	var dens []Polynomial
	for _, e := range elements {
		dens = append(dens, e.Denominator())
	}
	for _, g := range r.list {
		dens = append(dens, g.shift.Denominator())
	}
	dens = append(dens, r.divided...)
	for _, den := range dens {
		_, den = den.splitGenerators(r)
		zeros, err := r.zerosFrom(den, start-int64(order))
		if err != nil {
			return nil, err
		}
		for _, n := range zeros {
			for i := -order; i <= order+1; i++ {
				add(n + int64(i))
			}
		}
	}
	return slices.Sorted(maps.Keys(cases)), nil
}

// zerosOfElement returns the n >= start at which an element may vanish for all parameters. It fails if a factor
// with generators is not shown to be positive or negative throughout.
func (p *prover) zerosOfElement(r *ring, f Polynomial, start int64) ([]int64, error) {
	plain := !slices.ContainsFunc(f.variables, func(name string) bool { return r.byName[name] != nil })
	if plain {
		return r.zerosFrom(f, start)
	}
	factors, err := f.Factors(p.budget)
	if err != nil {
		return nil, err
	}
	var zeros []int64
	q := &comparison{ring: r, prover: p}
	for _, factor := range factors {
		g := factor.Factor
		if !slices.ContainsFunc(g.variables, func(name string) bool { return r.byName[name] != nil }) {
			z, err := r.zerosFrom(g, start)
			if err != nil {
				return nil, err
			}
			zeros = append(zeros, z...)
			continue
		}
		if k := r.byName[g.variables[0]]; g.Len() == 1 && g.TotalDegree() == 1 && (k.kind == powerGenerator || k.kind == factorialGenerator) {
			continue
		}
		positive, err := q.positive(FromPolynomial(g), start, true, 2)
		if err != nil {
			return nil, err
		}
		if !positive {
			if positive, err = q.positive(FromPolynomial(g.Neg()), start, true, 2); err != nil {
				return nil, err
			}
		}
		if !positive {
			return nil, unsupported("%s was not shown to be nonzero", g)
		}
	}
	return zeros, nil
}

// splitGenerators divides p into a part with generators, which is not looked at further, and a part that
// is free of them, as far as monomials go.
func (p Polynomial) splitGenerators(r *ring) (with, without Polynomial) {
	if p.IsZero() {
		return Integer(1), p
	}
	monomial, rest := p.splitMonomial()
	with, without = Integer(1), Integer(1)
	for _, v := range monomial.monomial(0) {
		if r.byName[v.Name] == nil {
			without = without.shiftExponent(v.Name, int32(v.Exponent))
		}
	}
	for _, name := range rest.variables {
		if r.byName[name] != nil {
			return rest, without
		}
	}
	without, err := without.Mul(rest, nil)
	if err != nil {
		return with, rest
	}
	return with, without
}

// checkCases checks the claim at the given n, in order.
func (p *prover) checkCases(cases []int64) bool {
	for _, n := range cases {
		if n-p.claim.From > maxIndex {
			p.giveUp(ErrLimit)
			return false
		}
		if !p.checkEquation(n, true) {
			if p.proof.Verdict == Unknown && p.proof.FailsAt == nil {
				p.proof.HoldsTo = n - 1
			}
			return false
		}
	}
	return true
}

// finish marks the claim as proved and explains the generators.
func (p *prover) finish(r *ring) {
	p.proof.Verdict, p.proof.Reason, p.proof.Says = Proved, "", ""
	p.proof.Generators = nil
	for _, g := range r.sortedGenerators() {
		if err := r.needShift(g); err != nil {
			continue
		}
		p.proof.Generators = append(p.proof.Generators, Generator{g.name, g.meaning, g.shift})
	}
}

// substitution proves s(n+b) = F(n), F free of sequences, where the rule of s is not linear: F has the
// initial values and satisfies the rule, and the rule determines all values.
func (p *prover) substitution() error {
	refuse := unsupported("no closed form to substitute")
	t, ok := p.claim.Left.(Term)
	closed := p.claim.Right
	if !ok {
		if t, ok = p.claim.Right.(Term); !ok {
			return refuse
		}
		closed = p.claim.Left
	}
	if len(p.system.order) != 1 || p.nested || containsTerm(closed) {
		return refuse
	}
	a, ok := affineOf(t.Argument, map[string]affine{p.claim.Index: {1, 0}}, p.claim.Where)
	if !ok || a.slope != 1 {
		return refuse
	}
	q := p.system.sequences[t.Sequence]
	if q.Rule == nil {
		return refuse
	}
	lag := p.system.lag[q.Name]
	if !p.system.measured || lag == 0 {
		return refuse
	}
	// closedAt is the closed form of s at an index.
	closedAt := func(argument Expression) Expression {
		return Replace(closed, p.claim.Index, Plus(argument, Int(-a.offset)))
	}
	rule := Replace(q.Rule, q.Index, affineExpression(affine{1, a.offset}, p.claim.Index)) // s(n+b) by the rule
	supported := true
	var plug func(e Expression) Expression
	plug = func(e Expression) Expression {
		if t, ok := e.(Term); ok {
			at, ok := affineOf(t.Argument, map[string]affine{p.claim.Index: {1, 0}}, p.claim.Where)
			supported = supported && ok && at.slope == 1 && at.offset < a.offset && a.offset-at.offset <= lag
			return closedAt(t.Argument)
		}
		return mapChildren(e, plug)
	}
	// The rule is used from the first n on at which it applies and all it needs is in range.
	start := max(p.claim.From+lag, q.ruleFrom()-a.offset)
	if start-p.claim.From > 1000 {
		return ErrLimit
	}
	for n := p.claim.From; n < start; n++ {
		if !p.checkEquation(n, true) {
			return errStop
		}
	}
	// From n - lag to n, written from n to n + lag, so that exponents keep integer coefficients.
	forward := func(e Expression) Expression {
		return Replace(e, p.claim.Index, Plus(Symbol{p.claim.Index}, Int(lag)))
	}
	step := Claim{
		Left: forward(plug(rule)), Right: forward(closed), Relation: Equals, Index: p.claim.Index, From: start - lag,
		Where: p.claim.Where, Assume: p.claim.Assume, Natural: p.claim.Natural,
	}
	if !supported {
		return refuse
	}
	inner := &prover{claim: step, budget: p.budget, nested: true, proof: Proof{Claim: step, HoldsTo: start - lag - 1}}
	if err := inner.prepare(nil); err != nil {
		return err
	}
	inner.proveEquation()
	if inner.proof.Verdict != Proved {
		p.proof.Obligations = nil
		return unsupported("the closed form was not shown to satisfy the rule: %s", inner.proof.Says)
	}
	p.proof.Method = MethodSubstitution
	p.proof.Conditions = mergeConditions(p.proof.Conditions, inner.proof.Conditions)
	p.proof.Obligations = append(p.proof.Obligations, Obligation{
		Code: CodeStep, At: start, Verdict: Proved,
		Says: fmt.Sprintf("with the closed form for the earlier elements the rule gives %s, which equals %s", step.Left, step.Right),
	})
	for _, o := range inner.proof.Obligations {
		if o.Code != CodeBase {
			last := &p.proof.Obligations[len(p.proof.Obligations)-1]
			last.Left, last.Right = o.Left, o.Right
		}
	}
	p.proof.Generators = inner.proof.Generators
	p.proof.Verdict, p.proof.Reason, p.proof.Says = Proved, "", ""
	return nil
}

func containsTerm(e Expression) bool {
	if _, ok := e.(Term); ok {
		return true
	}
	return slices.ContainsFunc(children(e), containsTerm)
}
