package symbolic

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
)

// An evaluator computes expressions at integers, exactly and straight from their meaning. It shares no
// code with the ring of generators, whose results it checks at the base cases.
type evaluator struct {
	system *system
	where  map[string]RationalFunction
	budget *Budget
	values map[element]RationalFunction
	busy   map[element]bool
	under  map[string]int64 // the index that is being computed, by sequence
	// divisors holds every polynomial in the parameters that was divided by.
	divisors []Polynomial
	seen     map[string]bool
}

type element struct {
	sequence string
	index    int64
}

func newEvaluator(s *system, where map[string]RationalFunction, budget *Budget) *evaluator {
	return &evaluator{
		system: s, where: where, budget: budget,
		values: map[element]RationalFunction{}, busy: map[element]bool{}, under: map[string]int64{}, seen: map[string]bool{},
	}
}

// maxIndex bounds the integers that are evaluated at.
const maxIndex = 20_000

// divide returns a/b and remembers that b must not vanish.
func (v *evaluator) divide(a, b RationalFunction) (RationalFunction, error) {
	if b.IsZero() {
		return RationalFunction{}, undefined("division by zero")
	}
	if num := b.Numerator(); !num.IsConstant() {
		v.divisor(num)
	}
	return a.Quo(b, v.budget)
}

// divisor remembers a polynomial that must not vanish.
func (v *evaluator) divisor(p Polynomial) {
	p, _ = p.splitContent()
	if key := p.String(); !v.seen[key] {
		v.seen[key] = true
		v.divisors = append(v.divisors, p)
	}
}

// integer returns the value of e where that is an integer.
func (v *evaluator) integer(e Expression, env map[string]int64) (int64, error) {
	r, err := v.value(e, env)
	if err != nil {
		return 0, err
	}
	c, ok := r.AsConstant()
	switch {
	case !ok:
		return 0, unsupported("%s is not known to be an integer", e)
	case !c.IsInt():
		return 0, unsupported("%s is not an integer", e)
	case !c.Num().IsInt64():
		return 0, ErrLimit
	}
	return c.Num().Int64(), nil
}

// value returns the value of e with the indices at the given integers.
func (v *evaluator) value(e Expression, env map[string]int64) (RationalFunction, error) {
	zero := RationalFunction{}
	if err := v.budget.Spend(1); err != nil {
		return zero, err
	}
	switch e := e.(type) {
	case Number:
		return FromRat(e.Value), nil
	case Symbol:
		if n, ok := env[e.Name]; ok {
			return FromInt(n), nil
		}
		if r, ok := v.where[e.Name]; ok {
			if !r.IsPolynomial() {
				v.divisor(r.Denominator())
			}
			return r, nil
		}
		return Var(e.Name), nil
	case Addition:
		sum := zero
		for _, t := range e.Terms {
			a, err := v.value(t, env)
			if err != nil {
				return zero, err
			}
			if sum, err = sum.Add(a, v.budget); err != nil {
				return zero, err
			}
		}
		return sum, nil
	case Multiplication:
		product := FromInt(1)
		for _, f := range e.Factors {
			a, err := v.value(f, env)
			if err != nil {
				return zero, err
			}
			if product, err = product.Mul(a, v.budget); err != nil {
				return zero, err
			}
		}
		return product, nil
	case Negation:
		a, err := v.value(e.Of, env)
		return a.Neg(), err
	case Division:
		a, err := v.value(e.Numerator, env)
		if err != nil {
			return zero, err
		}
		b, err := v.value(e.Denominator, env)
		if err != nil {
			return zero, err
		}
		return v.divide(a, b)
	case Power:
		base, err := v.value(e.Base, env)
		if err != nil {
			return zero, err
		}
		n, err := v.integer(e.Exponent, env)
		if err != nil {
			return zero, err
		}
		if n < 0 {
			if base, err = v.divide(FromInt(1), base); err != nil {
				return zero, err
			}
			n = -n
		}
		if n < 0 || n > maxDegree {
			return zero, ErrLimit
		}
		return base.Pow(int(n), v.budget)
	case Factorial:
		n, err := v.integer(e.Of, env)
		if err != nil {
			return zero, err
		}
		return v.factorial(n, 1)
	case DoubleFactorial:
		n, err := v.integer(e.Of, env)
		if err != nil {
			return zero, err
		}
		if n == -1 {
			return FromInt(1), nil
		}
		return v.factorial(n, 2)
	case Binomial:
		upper, err := v.value(e.Upper, env)
		if err != nil {
			return zero, err
		}
		if !upper.IsConstant() {
			return v.binomialPolynomial(upper, e.Lower, env)
		}
		n, err := v.integer(e.Upper, env)
		if err != nil {
			return zero, err
		}
		k, err := v.integer(e.Lower, env)
		if err != nil {
			return zero, err
		}
		if k < 0 || n >= 0 && k > n {
			return zero, nil
		}
		if n >= 0 && n-k < k {
			k = n - k
		}
		if k > maxIndex || max(n, -n) > maxAffine {
			return zero, ErrLimit
		}
		if err := v.budget.Spend(k * (1 + k/8)); err != nil {
			return zero, err
		}
		product := big.NewInt(1)
		for i := range k {
			product.Mul(product, big.NewInt(n-i))
			product.Quo(product, big.NewInt(i+1))
		}
		return FromPolynomial(fraction(fromBig(product), word(1))), nil
	case Harmonic:
		return v.value(Summation{"k", Int(1), e.Of, Division{Int(1), Symbol{"k"}}}, env)
	case Summation:
		return v.iterate(e.Index, e.From, e.To, e.Body, env, RationalFunction{}, RationalFunction.Add)
	case IteratedProduct:
		return v.iterate(e.Index, e.From, e.To, e.Body, env, FromInt(1), RationalFunction.Mul)
	case Term:
		n, err := v.integer(e.Argument, env)
		if err != nil {
			return zero, err
		}
		return v.element(element{e.Sequence, n})
	}
	return zero, unsupported("%T", e)
}

// binomialPolynomial is a binomial coefficient whose upper argument is made of parameters.
func (v *evaluator) binomialPolynomial(upper RationalFunction, lower Expression, env map[string]int64) (RationalFunction, error) {
	product := FromInt(1)
	k, err := v.integer(lower, env)
	if err != nil || k < 0 {
		return RationalFunction{}, err
	}
	if k > 100 {
		return product, ErrLimit
	}
	for i := range k {
		factor, err := upper.Add(FromInt(-i), v.budget)
		if err != nil {
			return product, err
		}
		if factor, err = factor.Quo(FromInt(i+1), v.budget); err != nil {
			return product, err
		}
		if product, err = product.Mul(factor, v.budget); err != nil {
			return product, err
		}
	}
	return product, nil
}

func (v *evaluator) factorial(n, step int64) (RationalFunction, error) {
	if n < 0 {
		return RationalFunction{}, undefined("factorial of %d", n)
	}
	if n > maxIndex {
		return RationalFunction{}, ErrLimit
	}
	if err := v.budget.Spend(n * (1 + n/16)); err != nil {
		return RationalFunction{}, err
	}
	product := big.NewInt(1)
	for i := n; i > 1; i -= step {
		product.Mul(product, big.NewInt(i))
	}
	if !v.budget.allowsBits(int64(product.BitLen())) {
		return RationalFunction{}, ErrLimit
	}
	return FromPolynomial(fraction(fromBig(product), word(1))), nil
}

func (v *evaluator) iterate(index string, from, to, body Expression, env map[string]int64, start RationalFunction, join func(a, b RationalFunction, budget *Budget) (RationalFunction, error)) (RationalFunction, error) {
	lo, err := v.integer(from, env)
	if err != nil {
		return start, err
	}
	hi, err := v.integer(to, env)
	if err != nil {
		return start, err
	}
	if hi >= lo && hi-lo > maxIndex || lo < -maxAffine || hi > maxAffine {
		return start, ErrLimit
	}
	inner := make(map[string]int64, len(env)+1)
	for name, n := range env {
		inner[name] = n
	}
	result := start
	for k := lo; k <= hi; k++ {
		inner[index] = k
		a, err := v.value(body, inner)
		if err != nil {
			return start, err
		}
		if result, err = join(result, a, v.budget); err != nil {
			return start, err
		}
		if err := v.budget.Spend(result.weight()); err != nil {
			return start, err
		}
	}
	return result, nil
}

// weight is about what it takes to reduce a number to lowest terms, and 0 for anything else.
func (f RationalFunction) weight() int64 {
	c, ok := f.AsConstant()
	if !ok {
		return int64(f.numerator.Len())
	}
	words := int64(c.Num().BitLen()+c.Denom().BitLen()) / 64
	return words * words / 4
}

// element returns an element of a sequence, computing the earlier ones first.
func (v *evaluator) element(at element) (RationalFunction, error) {
	if r, ok := v.values[at]; ok {
		return r, nil
	}
	s, ok := v.system.sequences[at.sequence]
	if !ok {
		return RationalFunction{}, unsupported("unknown sequence %s", at.sequence)
	}
	switch {
	case at.index < s.First:
		return RationalFunction{}, undefined("%s(%d), the first is at %d", at.sequence, at.index, s.First)
	case at.index-s.First > maxIndex:
		return RationalFunction{}, ErrLimit
	case s.Rule == nil:
		return Var(fmt.Sprintf("%s_{%d}", at.sequence, at.index)), nil
	case v.looksAhead(at):
		return RationalFunction{}, unsupported("%s(%d) depends on a later element", at.sequence, v.under[at.sequence])
	case v.busy[at]:
		return RationalFunction{}, undefined("%s(%d) depends on itself", at.sequence, at.index)
	}
	// Fill in from the last known one, so that the recursion stays shallow.
	from := at.index
	for from > s.First && !v.busy[element{at.sequence, from - 1}] {
		if _, known := v.values[element{at.sequence, from - 1}]; known {
			break
		}
		from--
	}
	if outer, open := v.under[at.sequence]; open {
		defer func() { v.under[at.sequence] = outer }()
	} else {
		defer delete(v.under, at.sequence)
	}
	for i := from; i <= at.index; i++ {
		v.under[at.sequence] = i
		here := element{at.sequence, i}
		v.busy[here] = true
		r, err := v.computeElement(s, i)
		delete(v.busy, here)
		if err != nil {
			return RationalFunction{}, err
		}
		v.values[here] = r
	}
	return v.values[at], nil
}

// looksAhead reports whether the rule of a sequence asks for a later element than the one it is to
// give: that could go on up to the last index.
func (v *evaluator) looksAhead(at element) bool {
	index, open := v.under[at.sequence]
	return open && at.index > index
}

func (v *evaluator) computeElement(s Sequence, i int64) (RationalFunction, error) {
	if j := i - s.First; j < int64(len(s.Initial)) {
		return v.value(s.Initial[j], nil)
	}
	return v.value(s.Rule, map[string]int64{s.Index: i})
}

// Value returns the value of an expression with the given indices at integers, for sequences given by
// recurrences and parameters replaced by the values in where, together with the polynomials in the
// parameters that it divides by. It fails with [ErrUndefined], [ErrUnsupported] or [ErrLimit].
func Value(e Expression, indices map[string]int64, recurrences []Sequence, where map[string]RationalFunction, budget *Budget) (RationalFunction, []Polynomial, error) {
	if depth(e, maxDepth) > maxDepth {
		return RationalFunction{}, nil, ErrLimit
	}
	s, err := newSystem(recurrences)
	if err != nil {
		return RationalFunction{}, nil, err
	}
	v := newEvaluator(s, where, budget)
	r, err := v.value(e, indices)
	if errors.Is(err, ErrDivisionByZero) {
		err = undefined("division by zero")
	}
	return r, slices.Clone(v.divisors), err
}
