package symbolic

import (
	"maps"
	"math/big"
	"slices"
)

// This file proves claims with integer parameters beside the index, such as
//
//	sum(k=m..n, binomial(k, m)) = binomial(n+1, m+1)   and   F(m+n) = F(m) F(n+1) + F(m-1) F(n).
//
// A binomial coefficient whose lower argument is free of parameters is a polynomial in the upper one, and so it
// is enough to prove the claim for a parameter that is any number. Where the lower argument has the parameter m,
// n is written as m + j with j >= 0, after which the difference of the arguments is free of it, or m as
// n + 1 + j, after which the coefficients are zero. An element F(m+i) of a sequence whose rule has constant
// coefficients is, for fixed m, an element of a sequence with the same rule whose first values
// are parameters.

// An integerForm is a sum of multiples of symbols and a constant, all integers.
type integerForm struct {
	multiples map[string]int64
	constant  int64
}

// integerFormOf reads e as an integer form with small coefficients.
func integerFormOf(e Expression) (integerForm, bool) {
	f := integerForm{multiples: map[string]int64{}}
	if depth(e, 12) > 12 {
		return f, false
	}
	var add func(e Expression, by int64) bool
	add = func(e Expression, by int64) bool {
		if max(by, -by) > 1000 {
			return false
		}
		switch e := e.(type) {
		case Number:
			if !e.Value.IsInt() || e.Value.Num().BitLen() > 16 {
				return false
			}
			f.constant += by * e.Value.Num().Int64()
			return true
		case Symbol:
			f.multiples[e.Name] += by
			if f.multiples[e.Name] == 0 {
				delete(f.multiples, e.Name)
			}
			return true
		case Negation:
			return add(e.Of, -by)
		case Addition:
			return !slices.ContainsFunc(e.Terms, func(t Expression) bool { return !add(t, by) })
		case Multiplication:
			rest := Expression(nil)
			for _, factor := range e.Factors {
				if n, ok := factor.(Number); ok && n.Value.IsInt() && n.Value.Num().BitLen() <= 8 {
					by *= n.Value.Num().Int64()
				} else if rest == nil {
					rest = factor
				} else {
					return false
				}
			}
			if rest == nil {
				rest = Int(1)
			}
			return add(rest, by)
		}
		return false
	}
	return f, add(e, 1)
}

// plus returns f + by*g.
func (f integerForm) plus(g integerForm, by int64) integerForm {
	sum := integerForm{maps.Clone(f.multiples), f.constant + by*g.constant}
	for name, c := range g.multiples {
		sum.multiples[name] += by * c
		if sum.multiples[name] == 0 {
			delete(sum.multiples, name)
		}
	}
	return sum
}

// put replaces a symbol by a form.
func (f integerForm) put(name string, by integerForm) integerForm {
	c := f.multiples[name]
	if c == 0 {
		return f
	}
	rest := integerForm{maps.Clone(f.multiples), f.constant}
	delete(rest.multiples, name)
	return rest.plus(by, c)
}

func (f integerForm) expression() Expression {
	var terms []Expression
	for _, name := range slices.Sorted(maps.Keys(f.multiples)) {
		switch c := f.multiples[name]; c {
		case 1:
			terms = append(terms, Symbol{name})
		case -1:
			terms = append(terms, Negation{Symbol{name}})
		default:
			terms = append(terms, Times(Int(c), Symbol{name}))
		}
	}
	if f.constant != 0 || len(terms) == 0 {
		terms = append(terms, Int(f.constant))
	}
	return Plus(terms...)
}

// A rearrangement rewrites expressions whose binomial coefficients and bounds have parameters.
type rearrangement struct {
	parameters map[string]bool
	least      map[string]int64 // of parameters and indices that are known to be integers
	most       map[string]integerForm
}

// atLeast returns a lower bound of a form.
func (r *rearrangement) atLeast(f integerForm) (int64, bool) {
	bound := f.constant
	for name, c := range f.multiples {
		least, known := r.least[name]
		if !known || c < 0 {
			return 0, false
		}
		bound += c * least
	}
	return bound, true
}

// negative reports whether a form is negative for all values of its symbols, those of sums at most their upper bounds.
func (r *rearrangement) negative(f integerForm) bool {
	for range 4 {
		for _, name := range slices.Sorted(maps.Keys(f.multiples)) {
			if most, ok := r.most[name]; ok && f.multiples[name] > 0 {
				f = f.put(name, most)
			}
		}
	}
	least, ok := r.atLeast(integerForm{multiples: map[string]int64{}}.plus(f, -1))
	return ok && least > 0
}

func (r *rearrangement) free(f integerForm) bool {
	return !slices.ContainsFunc(slices.Collect(maps.Keys(f.multiples)), func(name string) bool { return r.parameters[name] })
}

// rewrite returns an expression with the same values whose binomial coefficients have lower
// arguments free of parameters, and whose sums have lower bounds free of them, as far as that can be had.
func (r *rearrangement) rewrite(e Expression) Expression {
	switch e := e.(type) {
	case Binomial:
		upper, ok := integerFormOf(e.Upper)
		lower, ok2 := integerFormOf(e.Lower)
		if !ok || !ok2 {
			return e
		}
		rest := upper.plus(lower, -1)
		if least, ok := r.atLeast(upper); ok && least >= 0 {
			if r.negative(rest) {
				return Int(0)
			}
			if !r.free(lower) && r.free(rest) {
				lower = rest
			}
		}
		return Binomial{upper.expression(), lower.expression()}
	case Summation:
		return r.rewriteSum(e)
	case Multiplication:
		factors := make([]Expression, len(e.Factors))
		for i, f := range e.Factors {
			if factors[i] = r.rewrite(f); isNumber(factors[i], 0) {
				return Int(0)
			}
		}
		return Multiplication{factors}
	case Term, Factorial, DoubleFactorial, Harmonic:
		return mapChildren(e, func(c Expression) Expression {
			if f, ok := integerFormOf(c); ok {
				return f.expression()
			}
			return c
		})
	}
	return mapChildren(e, r.rewrite)
}

func (r *rearrangement) rewriteSum(e Summation) Expression {
	from, ok := integerFormOf(e.From)
	to, ok2 := integerFormOf(e.To)
	if !ok || !ok2 || r.parameters[e.Index] {
		return e
	}
	within := func(from, to integerForm, body Expression) Expression {
		least, known := r.atLeast(from)
		inner := &rearrangement{parameters: r.parameters, least: maps.Clone(r.least), most: maps.Clone(r.most)}
		inner.most[e.Index] = to
		if delete(inner.least, e.Index); known {
			inner.least[e.Index] = least
		}
		return inner.rewrite(body)
	}
	if r.free(from) && !r.free(to) {
		// The terms up to the part of the bound that is made of parameters may vanish.
		part := integerForm{map[string]int64{}, 0}
		for name, c := range to.multiples {
			if r.parameters[name] {
				part.multiples[name] = c
			}
		}
		before := part.plus(integerForm{map[string]int64{}, 1}, -1)
		if isNumber(within(from, before, e.Body), 0) {
			if least, ok := r.atLeast(part.plus(from, -1)); ok && least >= 0 {
				from = part
			}
		}
	}
	if !r.free(from) { // k from p + a on: k = p + k'
		part := integerForm{map[string]int64{}, 0}
		for name, c := range from.multiples {
			if r.parameters[name] {
				part.multiples[name] = c
			}
		}
		e.Body = Replace(e.Body, e.Index, Plus(part.expression(), Symbol{e.Index}))
		from, to = from.plus(part, -1), to.plus(part, -1)
	}
	e.From, e.To, e.Body = from.expression(), to.expression(), within(from, to, e.Body)
	if isNumber(e.Body, 0) {
		return Int(0)
	}
	return e
}

// least returns the least value of a natural parameter.
func (c *Claim) least(name string) int64 {
	least, said := int64(1), false
	for _, a := range c.Assume {
		if a.Elements || a.Name != name || a.Bound == nil || a.Relation != Greater && a.Relation != GreaterOrEqual {
			continue
		}
		bound := ceilDiv(a.Bound.Num().Int64(), a.Bound.Denom().Int64())
		if a.Relation == Greater && a.Bound.IsInt() {
			bound++
		}
		if !said || bound > least {
			least, said = bound, true
		}
	}
	return least
}

// maxInstances bounds how many values of the parameters are tried.
const maxInstances = 64

// proveParameters proves or refutes an equation whose integer parameters stand where only integers may. It
// leaves the verdict as it is where it cannot.
func (p *prover) proveParameters(recurrences []Sequence) {
	c := p.claim
	if c.Relation != Equals || len(c.Natural) == 0 || len(c.Natural) > 3 || c.nested {
		return
	}
	if p.refuteInstance(recurrences) {
		return
	}
	for _, attempt := range c.rearranged() {
		sequences, ok := recurrences, true
		for i := range attempt {
			if sequences, ok = shiftSequences(&attempt[i], sequences); !ok {
				break
			}
		}
		if !ok {
			continue
		}
		var proofs []Proof
		for _, part := range attempt {
			proof := Prove(part, sequences, p.budget)
			if proof.Verdict != Proved {
				break
			}
			proofs = append(proofs, proof)
		}
		if len(proofs) < len(attempt) {
			continue
		}
		whole := proofs[0]
		for _, further := range proofs[1:] {
			whole.Conditions = mergeConditions(whole.Conditions, further.Conditions)
			for _, o := range further.Obligations {
				o.Says = "where " + further.Claim.Says + ": " + o.Says
				whole.Obligations = append(whole.Obligations, o)
			}
		}
		p.proof = whole
		return
	}
}

// rearranged lists ways to prove a claim: each is a list of claims that together imply it.
func (c Claim) rearranged() [][]Claim {
	var all [][]Claim
	restated := func(index string, from int64, left, right Expression, naturals []string, least map[string]int64, says string) Claim {
		r := &rearrangement{parameters: map[string]bool{}, least: maps.Clone(least), most: map[string]integerForm{}}
		for _, name := range naturals {
			r.parameters[name] = true
		}
		r.least[index] = from
		part := c
		part.nested, part.Says = true, says
		part.Index, part.From = index, from
		part.Left, part.Right = r.rewrite(left), r.rewrite(right)
		part.Natural = naturals
		part.Assume = nil
		for _, a := range c.Assume {
			if !slices.Contains(naturals, a.Name) && a.Name != index {
				part.Assume = append(part.Assume, a)
			}
		}
		for _, name := range naturals {
			part.Assume = append(part.Assume, Assumption{Name: name, Relation: GreaterOrEqual, Bound: big.NewRat(r.least[name], 1)})
		}
		return part
	}
	letters := append([]string{c.Index}, c.Natural...)
	least := map[string]int64{c.Index: c.From}
	for _, name := range c.Natural {
		least[name] = c.least(name)
	}
	others := func(index string) []string {
		return slices.DeleteFunc(slices.Clone(letters), func(name string) bool { return name == index })
	}
	for _, index := range letters {
		all = append(all, []Claim{restated(index, least[index], c.Left, c.Right, others(index), least, "")})
	}
	// n = m + j, and m = n + 1 + j where m may exceed n
	fresh := "j"
	for slices.Contains(letters, fresh) || mentions(c.Left, fresh) || mentions(c.Right, fresh) {
		fresh += "'"
	}
	for _, n := range letters {
		for _, m := range others(n) {
			if least[n] < 0 || least[m] < 0 {
				continue
			}
			sum := Plus(Symbol{m}, Symbol{fresh})
			above := restated(fresh, 0, Replace(c.Left, n, sum), Replace(c.Right, n, sum), others(n), least, n+" >= "+m)
			way := []Claim{above}
			if !slices.ContainsFunc(c.Ordered, func(o [2]string) bool { return o == [2]string{n, m} }) {
				sum = Plus(Symbol{n}, Int(1), Symbol{fresh})
				with := maps.Clone(least)
				with[fresh] = 0
				naturals := append(others(m), fresh)
				naturals = slices.DeleteFunc(naturals, func(name string) bool { return name == n })
				way = append(way, restated(n, least[n], Replace(c.Left, m, sum), Replace(c.Right, m, sum), naturals, with, n+" < "+m))
			}
			all = append(all, way)
		}
	}
	return all
}

// refuteInstance looks for small values of the parameters at which the claim fails.
func (p *prover) refuteInstance(recurrences []Sequence) bool {
	c := p.claim
	count := 1
	for range c.Natural {
		count *= 4
	}
	for n := c.From; n < c.From+quickCases; n++ {
		for i := range min(count, maxInstances) {
			where := maps.Clone(c.Where)
			if where == nil {
				where = map[string]RationalFunction{}
			}
			witness := map[string]*big.Rat{}
			rest, ordered := int64(i), true
			value := map[string]int64{c.Index: n}
			for _, name := range c.Natural {
				value[name] = c.least(name) + rest%4
				where[name] = FromInt(value[name])
				witness[name] = big.NewRat(value[name], 1)
				rest /= 4
			}
			for _, o := range c.Ordered {
				ordered = ordered && value[o[0]] >= value[o[1]]
			}
			if !ordered {
				continue
			}
			instance := &prover{claim: c, budget: p.budget, nested: true}
			instance.claim.Where, instance.claim.Natural = where, nil
			instance.claim.Assume = slices.DeleteFunc(slices.Clone(c.Assume), func(a Assumption) bool { return slices.Contains(c.Natural, a.Name) })
			if instance.prepare(recurrences) != nil || instance.checkEquation(n, false) || instance.proof.Verdict != Refuted {
				continue
			}
			p.proof.Verdict, p.proof.Reason, p.proof.Says = Refuted, "", ""
			p.proof.FailsAt, p.proof.Witness = instance.proof.FailsAt, instance.proof.Witness
			maps.Copy(p.proof.Witness, witness)
			p.proof.LeftValue, p.proof.RightValue = instance.proof.LeftValue, instance.proof.RightValue
			p.proof.Obligations = instance.proof.Obligations
			return true
		}
	}
	return false
}

// shiftSequences replaces the elements s(i + p) with p made of parameters by elements of sequences with the
// same rule whose first values are new parameters. It reports false where a rule does not allow that.
func shiftSequences(c *Claim, recurrences []Sequence) ([]Sequence, bool) {
	system, err := newSystem(recurrences)
	if err != nil || system.measureLags() != nil {
		return nil, false
	}
	type shifted struct {
		name  string
		part  string
		least int64 // offset
		low   int64 // least value of the part
	}
	met := map[string]*shifted{}
	var order []string
	good := true
	split := func(t Term) (part, rest integerForm, shifts bool) {
		f, ok := integerFormOf(t.Argument)
		part, rest = integerForm{map[string]int64{}, 0}, integerForm{map[string]int64{}, f.constant}
		for name, k := range f.multiples {
			if slices.Contains(c.Natural, name) {
				part.multiples[name] = k
			} else {
				rest.multiples[name] = k
			}
		}
		return part, rest, ok && len(part.multiples) > 0
	}
	nameOf := func(t Term, part integerForm) string { return t.Sequence + "(" + part.expression().String() + ")" }
	var collect func(e Expression)
	collect = func(e Expression) {
		if t, ok := e.(Term); ok {
			if part, rest, shifts := split(t); shifts {
				r := &rearrangement{least: map[string]int64{}}
				for _, name := range c.Natural {
					r.least[name] = c.least(name)
				}
				low, known := r.atLeast(part)
				key := nameOf(t, part)
				if met[key] == nil {
					met[key] = &shifted{t.Sequence, part.expression().String(), 0, low}
					order = append(order, key)
				}
				met[key].least = min(met[key].least, rest.constant)
				good = good && known && low >= 0
			}
		}
		for _, child := range children(e) {
			collect(child)
		}
	}
	collect(c.Left)
	collect(c.Right)
	if len(order) == 0 {
		return recurrences, true
	}
	all := slices.Clone(recurrences)
	for _, key := range order {
		m := met[key]
		q, ok := system.sequences[m.name]
		lag := int64(0)
		if ok {
			lag = system.lag[m.name]
		}
		if !good || !ok || q.Rule == nil || lag == 0 || !constantRule(q.Rule, q) || m.low+m.least+lag < q.ruleFrom() || m.low+m.least < q.First {
			return nil, false
		}
		s := Sequence{Name: key, First: m.least, Index: q.Index, Rule: renameTerms(q.Rule, m.name, key)}
		for i := range lag {
			s.Initial = append(s.Initial, Symbol{elementName(key, m.least+i)})
		}
		all = append(all, s)
	}
	var replace func(e Expression) Expression
	replace = func(e Expression) Expression {
		if t, ok := e.(Term); ok {
			if part, rest, shifts := split(t); shifts {
				return Term{nameOf(t, part), rest.expression()}
			}
		}
		return mapChildren(e, replace)
	}
	c.Left, c.Right = replace(c.Left), replace(c.Right)
	return all, true
}

func elementName(sequence string, at int64) string { return sequence + "_" + big.NewInt(at).String() }

// constantRule reports whether a rule refers to its own sequence alone and is free of its index otherwise.
func constantRule(e Expression, q Sequence) bool {
	if t, ok := e.(Term); ok {
		f, ok := integerFormOf(t.Argument)
		return ok && t.Sequence == q.Name && len(f.multiples) == 1 && f.multiples[q.Index] == 1
	}
	if s, ok := e.(Symbol); ok && s.Name == q.Index {
		return false
	}
	return !slices.ContainsFunc(children(e), func(c Expression) bool { return !constantRule(c, q) })
}

func renameTerms(e Expression, from, to string) Expression {
	if t, ok := e.(Term); ok && t.Sequence == from {
		return Term{to, t.Argument}
	}
	return mapChildren(e, func(c Expression) Expression { return renameTerms(c, from, to) })
}
