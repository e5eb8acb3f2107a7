package proofs

import (
	"math/big"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// surds converts trees that hold one square root, such as Binet's formula: a
// value is a + b times the root, and powers of such numbers are two sequences that
// refer to each other.
type surds struct {
	v    *converter
	root int64 // what stands below the root
}

// surd is a + b times the root; nil parts are zero.
type surd struct{ a, b symbolic.Expression }

// rootIn finds the one square root in trees and in what their names stand for. It
// fails where there is none, more than one, or one of a square.
func (e *evaluator) rootIn(trees ...syntax.Node) (int64, bool) {
	var root int64
	good := true
	seen := map[string]bool{}
	var look func(n syntax.Node)
	look = func(n syntax.Node) {
		syntax.Inspect(n, func(m syntax.Node) bool {
			if r, ok := m.(*syntax.Root); ok {
				k, whole := e.integer(r.Radicand)
				if r.Index != nil || !whole || k < 2 || root != 0 && root != k {
					good = false
				}
				root = k
				return false
			}
			if id, ok := identify(m); ok {
				if b := e.env.find(e.settle(id).key()); b != nil && b.definition != nil && !seen[id.base] {
					seen[id.base] = true
					look(b.definition)
				}
			}
			return good
		})
	}
	for _, n := range trees {
		look(n)
	}
	if !good || root == 0 {
		return 0, false
	}
	s := new(big.Int).Sqrt(big.NewInt(root))
	return root, s.Mul(s, s).Cmp(big.NewInt(root)) != 0
}

func (s *surds) convert(n syntax.Node) (surd, bool) {
	if _, has := s.v.evaluator.rootIn(n); !has {
		x, ok := s.v.expression(n)
		return surd{x, symbolic.Int(0)}, ok
	}
	switch n := n.(type) {
	case *syntax.Wrapped:
		return s.convert(n.Inner)
	case *syntax.Group:
		if n.Inner == nil || n.Open != "(" && n.Open != "[" && n.Open != "{" && n.Open != `\{` {
			return surd{}, false
		}
		return s.convert(n.Inner)
	case *syntax.Root:
		return surd{symbolic.Int(0), symbolic.Int(1)}, true
	case *syntax.Sum:
		return s.sum(n)
	case *syntax.Product:
		return s.product(n)
	case *syntax.Fraction:
		if isBinomial(n.Command) {
			return surd{}, false
		}
		top, ok := s.convert(n.Numerator)
		if !ok {
			return surd{}, false
		}
		bottom, ok := s.convert(n.Denominator)
		if !ok {
			return surd{}, false
		}
		return s.quotient(top, bottom), true
	case *syntax.Script:
		if n.Sup != nil && n.Sub == nil {
			return s.power(n)
		}
	}
	if id, ok := identify(n); ok {
		e := s.v.evaluator
		if b := e.env.find(e.settle(id).key()); b != nil && b.definition != nil {
			return s.convert(b.definition)
		}
	}
	return surd{}, false
}

func (s *surds) sum(n *syntax.Sum) (surd, bool) {
	var as, bs []symbolic.Expression
	for _, t := range n.Terms {
		x, ok := s.convert(t.Value)
		if !ok || t.Sign != "" && t.Sign != "+" && t.Sign != "-" {
			return surd{}, false
		}
		if t.Sign == "-" {
			x = surd{symbolic.Negation{Of: x.a}, symbolic.Negation{Of: x.b}}
		}
		as, bs = append(as, x.a), append(bs, x.b)
	}
	return surd{symbolic.Plus(as...), symbolic.Plus(bs...)}, true
}

func (s *surds) product(n *syntax.Product) (surd, bool) {
	total := surd{symbolic.Int(1), symbolic.Int(0)}
	for _, f := range n.Factors {
		x, ok := s.convert(f.Value)
		if !ok {
			return surd{}, false
		}
		switch {
		case division(f.Operator):
			total = s.quotient(total, x)
		case f.Operator == "" || f.Operator == `\cdot` || f.Operator == `\times` || f.Operator == "*":
			total = s.times(total, x)
		default:
			return surd{}, false
		}
	}
	return total, true
}

func (s *surds) times(x, y surd) surd {
	return surd{
		symbolic.Plus(symbolic.Times(x.a, y.a), symbolic.Times(symbolic.Int(s.root), x.b, y.b)),
		symbolic.Plus(symbolic.Times(x.a, y.b), symbolic.Times(x.b, y.a)),
	}
}

func (s *surds) quotient(x, y surd) surd {
	norm := symbolic.Minus(symbolic.Times(y.a, y.a), symbolic.Times(symbolic.Int(s.root), y.b, y.b))
	top := s.times(x, surd{y.a, symbolic.Negation{Of: y.b}})
	return surd{symbolic.Over(top.a, norm), symbolic.Over(top.b, norm)}
}

// power is a power with a whole or a symbolic exponent.
func (s *surds) power(n *syntax.Script) (surd, bool) {
	base, ok := s.convert(n.Base)
	if !ok {
		return surd{}, false
	}
	one := surd{symbolic.Int(1), symbolic.Int(0)}
	if k, ok := s.v.evaluator.integer(n.Sup); ok {
		if k < -16 || k > 16 {
			return surd{}, false
		}
		total := one
		for range max(k, -k) {
			total = s.times(total, base)
		}
		if k < 0 {
			total = s.quotient(one, total)
		}
		return total, true
	}
	exponent, ok := s.v.expression(n.Sup)
	if !ok {
		return surd{}, false
	}
	s.v.note(n.Sup)
	power := len(s.v.extra)
	a, b := symbolic.Sequence{Name: primed("a", power), Index: sequenceIndex}, symbolic.Sequence{Name: primed("b", power), Index: sequenceIndex}
	before := func(name string) symbolic.Expression {
		return symbolic.Term{Sequence: name, Argument: symbolic.Plus(symbolic.Sym(sequenceIndex), symbolic.Int(-1))}
	}
	next := s.times(surd{before(a.Name), before(b.Name)}, base)
	a.Initial, a.Rule = []symbolic.Expression{symbolic.Int(1)}, next.a
	b.Initial, b.Rule = []symbolic.Expression{symbolic.Int(0)}, next.b
	s.v.extra = append(s.v.extra, a, b)
	return surd{symbolic.Term{Sequence: a.Name, Argument: exponent}, symbolic.Term{Sequence: b.Name, Argument: exponent}}, true
}

// primed makes names that no text has.
func primed(letter string, number int) string {
	for range number/2 + 1 {
		letter += "'"
	}
	return letter
}

// proveSurds proves an equation between numbers with a square root: the rational
// parts agree and the multiples of the root do.
func (s *sheet) proveSurds(e *evaluator, c showing, left, right syntax.Node, sign syntax.Operator, result *ClaimResult) bool {
	root, ok := e.rootIn(left, right)
	if !ok || sign.Name != "=" {
		return false
	}
	convert := &surds{e.converter(), root}
	a, ok := convert.convert(left)
	if !ok {
		return false
	}
	b, ok := convert.convert(right)
	if !ok || len(convert.v.extra) == 0 {
		return false
	}
	names := []string{"the rational part", "the multiple of the root"}
	s.proveGrids(convert.v, c, grid{{a.a, a.b}}, grid{{b.a, b.b}}, []syntax.Node{left, right}, sign, result, func(_, j int) (string, syntax.Node, syntax.Node) {
		return names[j], left, right
	})
	return true
}
