package symbolic

import (
	"errors"
	"fmt"
)

// A Sequence is given by its first values and a rule for all others. Sequences of one system may
// refer to each other.
type Sequence struct {
	Name string
	// First is the smallest index that has a value.
	First int64
	// Initial are the values at First, First+1, ....
	Initial []Expression
	// Rule gives the value at Index, from First+len(Initial) on, in terms of Index, parameters and
	// elements of this and other sequences. An element of this sequence must come earlier, one of
	// another earlier or at the same index, and no element may depend on itself. A sum in a rule may run
	// over all earlier elements. Without a rule the sequence is arbitrary: its element at i is a parameter named Name_{i}, and
	// Initial must be empty.
	Rule  Expression
	Index string
}

// ruleFrom is the first index the rule applies to.
func (s Sequence) ruleFrom() int64 { return s.First + int64(len(s.Initial)) }

// Errors of evaluation. They steer control; their texts do not.
var (
	// ErrUndefined says that an expression has no value: it divides by zero, takes the factorial of a
	// negative number, or an element of a sequence before the first.
	ErrUndefined = errors.New("symbolic: no value")
	// ErrUnsupported says that an expression is outside of what is understood.
	ErrUnsupported = errors.New("symbolic: not supported")
)

func unsupported(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrUnsupported, fmt.Sprintf(format, args...))
}

func undefined(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrUndefined, fmt.Sprintf(format, args...))
}

// A system is a set of sequences by name, with the longest lag at which the rules refer to each.
type system struct {
	sequences map[string]Sequence
	lag       map[string]int64
	order     []string // as given
	measured  bool     // lag is known
}

// maxLag bounds the order of a recurrence.
const maxLag = 24

// maxDepth bounds the height of expressions.
const maxDepth = 200

func newSystem(recurrences []Sequence) (*system, error) {
	s := &system{sequences: map[string]Sequence{}, lag: map[string]int64{}}
	for _, q := range recurrences {
		if _, twice := s.sequences[q.Name]; twice {
			return nil, unsupported("two rules for %s", q.Name)
		}
		if q.Rule == nil && len(q.Initial) > 0 || q.Rule != nil && depth(q.Rule, maxDepth) > maxDepth {
			return nil, unsupported("rule of %s", q.Name)
		}
		for _, v := range q.Initial {
			if depth(v, maxDepth) > maxDepth {
				return nil, unsupported("initial value of %s", q.Name)
			}
		}
		s.sequences[q.Name] = q
		s.order = append(s.order, q.Name)
	}
	return s, nil
}

// measureLags finds how far back the rules look. It fails if an argument is not the index plus a constant.
func (s *system) measureLags() error {
	var walk func(q Sequence, e Expression) error
	walk = func(q Sequence, e Expression) error {
		if sum, ok := e.(Summation); ok && containsTerm(sum.Body) {
			to, ok := affineOf(sum.To, map[string]affine{q.Index: {1, 0}}, nil)
			if !ok || to.slope != 1 || containsTerm(sum.From) {
				return unsupported("%s in the rule of %s", sum, q.Name)
			}
			return s.checkHistory(q, sum, to.offset)
		}
		if t, ok := e.(Term); ok {
			if _, known := s.sequences[t.Sequence]; !known {
				return unsupported("unknown sequence %s", t.Sequence)
			}
			l, ok := affineOf(t.Argument, map[string]affine{q.Index: {1, 0}}, nil)
			if !ok || l.slope != 0 && l.slope != 1 {
				return unsupported("argument of %s", t)
			}
			if l.slope == 1 {
				if l.offset > 0 || l.offset == 0 && t.Sequence == q.Name {
					return unsupported("%s in the rule of %s", t, q.Name)
				}
				s.lag[t.Sequence] = max(s.lag[t.Sequence], -l.offset)
				if -l.offset > maxLag {
					return unsupported("order of %s", t.Sequence)
				}
			}
		}
		for _, c := range children(e) {
			if err := walk(q, c); err != nil {
				return err
			}
		}
		return nil
	}
	for _, name := range s.order {
		if s.sequences[name].Rule == nil {
			continue
		}
		if err := walk(s.sequences[name], s.sequences[name].Rule); err != nil {
			return err
		}
	}
	s.measured = true
	return nil
}

// checkHistory makes sure that a sum in a rule uses only elements before the index.
func (s *system) checkHistory(q Sequence, sum Summation, last int64) error {
	var walk func(e Expression) error
	walk = func(e Expression) error {
		switch e := e.(type) {
		case Term:
			if _, known := s.sequences[e.Sequence]; !known {
				return unsupported("unknown sequence %s", e.Sequence)
			}
			a, ok := affineOf(e.Argument, map[string]affine{sum.Index: {1, 0}}, nil)
			if !ok || a.slope != 1 && a.slope != 0 || a.slope == 1 && a.offset+last > -1 {
				return unsupported("%s in the rule of %s", e, q.Name)
			}
		case Summation, IteratedProduct:
			return unsupported("nested sums in the rule of %s", q.Name)
		}
		for _, c := range children(e) {
			if err := walk(c); err != nil {
				return err
			}
		}
		return nil
	}
	return walk(sum.Body)
}

// affine is slope*n + offset for an index n.
type affine struct{ slope, offset int64 }

func (a affine) at(n int64) int64 { return a.slope*n + a.offset }

// bound of coefficients in affine forms, so that they never overflow
const maxAffine = 1 << 40

// affineOf reads e as an affine form with integer coefficients in one index, given those of the symbols.
func affineOf(e Expression, env map[string]affine, where map[string]RationalFunction) (affine, bool) {
	ok := func(a affine) (affine, bool) {
		return a, a.slope < maxAffine && a.slope > -maxAffine && a.offset < maxAffine && a.offset > -maxAffine
	}
	switch e := e.(type) {
	case Number:
		if e.Value.IsInt() && e.Value.Num().IsInt64() {
			return ok(affine{0, e.Value.Num().Int64()})
		}
	case Symbol:
		if a, bound := env[e.Name]; bound {
			return a, true
		}
		if v, given := where[e.Name]; given {
			if c, constant := v.AsConstant(); constant && c.IsInt() && c.Num().IsInt64() {
				return ok(affine{0, c.Num().Int64()})
			}
		}
	case Addition:
		sum := affine{}
		for _, t := range e.Terms {
			a, is := affineOf(t, env, where)
			if !is {
				return affine{}, false
			}
			if sum, is = ok(affine{sum.slope + a.slope, sum.offset + a.offset}); !is {
				return affine{}, false
			}
		}
		return sum, true
	case Negation:
		a, is := affineOf(e.Of, env, where)
		return affine{-a.slope, -a.offset}, is
	case Multiplication:
		product := affine{0, 1}
		for _, f := range e.Factors {
			a, is := affineOf(f, env, where)
			if !is || a.slope != 0 && product.slope != 0 {
				return affine{}, false
			}
			if max(a.slope, -a.slope, a.offset, -a.offset) > 1<<20 || max(product.slope, -product.slope, product.offset, -product.offset) > 1<<20 {
				return affine{}, false
			}
			product = affine{product.slope*a.offset + product.offset*a.slope, product.offset * a.offset}
		}
		return product, true
	}
	return affine{}, false
}

// list returns the sequences in the order given.
func (s *system) list() []Sequence {
	list := make([]Sequence, len(s.order))
	for i, name := range s.order {
		list[i] = s.sequences[name]
	}
	return list
}
