package proofs

import (
	"math"
	"slices"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// A search through all small changes of a member asks of a hundred trees, nearly the same,
// whether they make the link follow, and the answer is no. Where they do not is told by
// one common solution of the premises, at which the changed members must agree: a tree of sums,
// products and powers is evaluated there with a few operations on words, in residues. What passes
// is evaluated exactly as before.

// sieve tells which changes of a link cannot make it a consequence.
type sieve struct {
	// views are the two members with their names as unknowns, and with their values: either may
	// decide.
	views [][2]*residues
}

// newSieve prepares a sieve for a link and an ideal. Where it cannot tell anything it is nil.
func (c *checker) newSieve(ch *chain, i int, k consequence) *sieve {
	if !k.ideal.IsConsistent() {
		return nil
	}
	for seed := range uint64(mostSeeds) {
		point, ok := k.ideal.Residues(seed)
		if !ok {
			continue
		}
		point[degreeUnit] = 1
		s, again := c.sieveAt(ch, i, point, seed)
		if !again {
			return s
		}
	}
	return nil
}

// mostSeeds bounds the solutions tried, for not every one gives every root a value.
const mostSeeds = 8

// sieveAt prepares a sieve at a solution. Where a member has no value there it is nil; again is that
// it may have one at another solution.
func (c *checker) sieveAt(ch *chain, i int, point map[string]symbolic.Residue, seed uint64) (s *sieve, again bool) {
	s = &sieve{}
	for _, named := range []bool{true, false} {
		var view [2]*residues
		same := true
		for side := range view {
			member := ch.members[i+side]
			e := c.evaluator(false)
			if named {
				e.formals = c.namesAsUnknowns(member, e)
				same = same && e.formals == nil
			}
			view[side] = &residues{checker: c, evaluator: e, point: point, seed: seed, known: map[syntax.Node]residue{}, pairs: map[[2]syntax.Node]residue{}}
			if !view[side].composes(member) {
				return nil, view[side].undefined
			}
		}
		s.views = append(s.views, view)
		if same {
			break // no name has a value
		}
	}
	return s, false
}

// mayFollow says whether the link may hold at the solution with a change on one side.
func (s *sieve) mayFollow(side int, changed change, other syntax.Node) bool {
	if s == nil {
		return true
	}
	for _, view := range s.views {
		want, ok := view[1-side].of(other)
		if !ok || view[side].mayBe(changed, want) {
			return true
		}
	}
	return false
}

// residue is the value of a node at the solution, where it has one in residues.
type residue struct {
	value symbolic.Residue
	ok    bool
}

// residues evaluates trees at a solution.
type residues struct {
	checker   *checker
	evaluator *evaluator
	point     map[string]symbolic.Residue // with that of changedNumber
	seed      uint64
	undefined bool // a function had no value
	known     map[syntax.Node]residue
	pairs     map[[2]syntax.Node]residue
}

// composes says whether the value of a member is composed of those of its parts as of takes it to be.
func (r *residues) composes(n syntax.Node) bool {
	walked, ok := r.of(n)
	if !ok {
		return false
	}
	cs, failed := r.evaluator.evaluate(n)
	if failed != nil {
		return false
	}
	exact := r.residueOf(cs[0].value)
	return exact.ok && exact.value == walked
}

// mayBe says whether a changed member may have the given value, for some number that could
// stand at the open place.
func (r *residues) mayBe(changed change, want symbolic.Residue) bool {
	if !changed.open {
		got, ok := r.of(changed.node)
		return !ok || got == want
	}
	var at [3]symbolic.Residue
	for i := range at {
		r.point[changedNumber] = symbolic.Residue(i)
		var ok bool
		if at[i], ok = r.of(changed.node); !ok {
			return true
		}
	}
	slope := at[1].Add(at[0].Neg())
	if at[1].Add(slope) != at[2] {
		return true // not linear in the number
	}
	divisor, ok := slope.Inverse()
	if !ok {
		return at[0] == want
	}
	whole, most, ok := wholeLike(changed.number)
	return !ok || want.Add(at[0].Neg()).Mul(divisor).Mul(whole).IsSmall(most)
}

// wholeLike gives the power of ten that makes a whole number of every number like the
// written one (see [isLike]), and a bound for that.
func wholeLike(written string) (scale symbolic.Residue, most uint64, ok bool) {
	const longest = 16 // digits that a word holds
	if len(written) > longest {
		return 0, 0, false
	}
	scale, most = 1, 10
	point := false
	for i := range len(written) {
		most *= 10
		if point {
			scale = scale.Mul(10)
		}
		point = point || written[i] == '.'
	}
	return scale, most, true
}

// of gives the value of a node at the solution.
func (r *residues) of(n syntax.Node) (symbolic.Residue, bool) {
	if s, ok := n.(*syntax.Symbol); ok && s.Name == changedNumber {
		return r.point[changedNumber], true
	}
	if x, ok := r.known[n]; ok {
		return x.value, x.ok
	}
	x, fixed := r.compute(n)
	if fixed {
		r.known[n] = x
	}
	return x.value, x.ok
}

// compute is of without what is known. Fixed is that the value does not depend on the open number.
func (r *residues) compute(n syntax.Node) (x residue, fixed bool) {
	switch n := n.(type) {
	case nil:
		return residue{}, true
	case *syntax.Sum:
		return r.sum(n)
	case *syntax.Product:
		return r.product(n)
	case *syntax.Fraction:
		if binomial, known := fractionKind(n.Command); known && !binomial {
			return r.quotient(n.Numerator, n.Denominator)
		}
	case *syntax.Group:
		_, list := n.Inner.(*syntax.List)
		if _, cases := casesOf(n); !list && !cases && (n.Open == "(" && n.Close == ")" || n.Open == "[" && n.Close == "]") {
			return r.part(n.Inner)
		}
	case *syntax.Wrapped:
		return r.part(n.Inner)
	case *syntax.Script:
		if k, ok := n.Sup.(*syntax.Number); ok && n.Sub == nil && n.Primes == 0 {
			if exponent, whole := r.evaluator.integer(k); whole && exponent >= 0 && exponent < math.MaxInt32 {
				x, fixed = r.part(n.Base)
				x.value = x.value.Pow(uint64(exponent))
				x.ok = x.ok && (exponent > 0 || x.value != 0)
				return x, fixed
			}
		}
	}
	return r.exactly(n)
}

// exactly evaluates a node as every member is.
func (r *residues) exactly(n syntax.Node) (x residue, fixed bool) {
	fixed = true
	syntax.Inspect(n, func(m syntax.Node) bool {
		s, ok := m.(*syntax.Symbol)
		fixed = fixed && !(ok && s.Name == changedNumber)
		return fixed
	})
	cs, failed := r.evaluator.evaluate(n)
	if failed != nil || len(cs) != 1 || cs[0].by != 0 {
		return residue{}, fixed
	}
	return r.residueOf(cs[0].value), fixed
}

// part gives the value of a part, and whether it does not depend on the open number.
func (r *residues) part(n syntax.Node) (x residue, fixed bool) {
	x.value, x.ok = r.of(n)
	_, fixed = r.known[n]
	return x, fixed
}

func (r *residues) sum(n *syntax.Sum) (x residue, fixed bool) {
	x, fixed = residue{ok: true}, true
	for _, t := range n.Terms {
		y, same := r.part(t.Value)
		if t.Sign == "-" {
			y.value = y.value.Neg()
		}
		x.value = x.value.Add(y.value)
		x.ok = x.ok && y.ok && t.Sign != `\pm` && t.Sign != `\mp`
		fixed = fixed && same
	}
	return x, fixed
}

func (r *residues) product(n *syntax.Product) (x residue, fixed bool) {
	x, fixed = residue{value: 1, ok: true}, true
	for i := 0; i < len(n.Factors); i++ {
		f := n.Factors[i]
		y, same := r.part(f.Value)
		if i+1 < len(n.Factors) && n.Factors[i+1].Operator == "" && areOne(f.Value, n.Factors[i+1].Value) {
			i++
			y, same = r.pair(f.Value, n.Factors[i].Value)
		}
		switch f.Operator {
		case "", `\cdot`, `\times`, "*", `\cdotp`:
		case "/", `\div`:
			divisor, ok := y.value.Inverse()
			y.value, y.ok = divisor, y.ok && ok
		default:
			y.ok = false
		}
		x.value = x.value.Mul(y.value)
		x.ok = x.ok && y.ok
		fixed = fixed && same
	}
	return x, fixed
}

// areOne says whether two neighbours may be no product: a segment named by its ends, or a call.
func areOne(a, b syntax.Node) bool {
	id, ok := identify(a)
	if !ok {
		return false
	}
	if isArgument(baseOf(b)) || inBrackets(b) {
		return true
	}
	other, ok := identify(baseOf(b))
	return ok && isCapital(id) && isCapital(other)
}

// pair gives two neighbours their value together.
func (r *residues) pair(a, b syntax.Node) (x residue, fixed bool) {
	key := [2]syntax.Node{a, b}
	if x, fixed = r.pairs[key]; fixed {
		return x, true
	}
	if x, fixed = r.exactly(&syntax.Product{At: spanOver(a, b), Factors: []syntax.Factor{{Value: a}, {Value: b}}}); fixed {
		r.pairs[key] = x
	}
	return x, fixed
}

func (r *residues) quotient(a, b syntax.Node) (x residue, fixed bool) {
	x, fixed = r.part(a)
	y, same := r.part(b)
	divisor, ok := y.value.Inverse()
	return residue{value: x.value.Mul(divisor), ok: x.ok && y.ok && ok}, fixed && same
}

// residueOf gives a value at the solution.
func (r *residues) residueOf(v value) residue {
	v = v.single()
	if v.isMatrix || v.holdsVectorSymbol() || r.checker.isImaginary() && slices.Contains(v.variables(), "i") {
		return residue{}
	}
	x, ok := r.checker.functions.Residue(v.scalar, r.point, r.seed)
	r.undefined = r.undefined || !ok
	return residue{x, ok}
}
