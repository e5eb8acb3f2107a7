package proofs

import (
	"fmt"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// grid is a matrix of sequence expressions.
type grid [][]symbolic.Expression

func (g grid) isSquare() bool { return len(g) > 0 && len(g) == len(g[0]) }

// maxPowerSide bounds the side of a matrix whose powers are sequences.
const maxPowerSide = 4

// grid converts a tree whose value is a matrix that depends on an index: powers
// with a symbolic exponent, and sums and products with them.
func (v *converter) grid(n syntax.Node) (grid, bool) {
	switch n := n.(type) {
	case *syntax.Wrapped:
		return v.grid(n.Inner)
	case *syntax.Group:
		if n.Inner == nil || n.Open != "(" && n.Open != "[" {
			return nil, false
		}
		return v.grid(n.Inner)
	case *syntax.Matrix:
		return v.entries(n)
	case *syntax.Sum:
		return v.gridSum(n)
	case *syntax.Product:
		return v.gridProduct(n)
	case *syntax.Script:
		if n.Sup != nil && n.Sub == nil {
			if g, ok := v.gridPower(n); ok {
				return g, true
			}
		}
	}
	if id, ok := identify(n); ok {
		return v.valueGrid(id)
	}
	return nil, false
}

func (v *converter) entries(n *syntax.Matrix) (grid, bool) {
	if n.Environment == "cases" || n.Environment == "vmatrix" || len(n.Rows) == 0 {
		return nil, false
	}
	var g grid
	for _, row := range n.Rows {
		var line []symbolic.Expression
		for _, cell := range row {
			x, ok := v.expression(cell)
			if !ok {
				return nil, false
			}
			line = append(line, x)
		}
		if len(line) != len(n.Rows[0]) {
			return nil, false
		}
		g = append(g, line)
	}
	return g, true
}

// valueGrid is the value of a name.
func (v *converter) valueGrid(id identifier) (grid, bool) {
	e := v.evaluator
	s := e.settle(id)
	b := e.env.find(s.key())
	if b == nil {
		return nil, false
	}
	value, known := b.claimed, b.hasClaimed
	if e.correct {
		value, known = b.correct, b.hasCorrect
	}
	value = value.single()
	if !known || !value.isMatrix || value.opaque {
		return nil, false
	}
	var g grid
	for i := range value.matrix.Rows() {
		var line []symbolic.Expression
		for j := range value.matrix.Columns() {
			line = append(line, symbolic.ExpressionOf(value.matrix.At(i, j)))
		}
		g = append(g, line)
	}
	return g, true
}

func (v *converter) gridSum(n *syntax.Sum) (grid, bool) {
	var total grid
	for _, t := range n.Terms {
		g, ok := v.grid(t.Value)
		if !ok || t.Sign != "" && t.Sign != "+" && t.Sign != "-" {
			return nil, false
		}
		if t.Sign == "-" {
			g = g.each(func(x symbolic.Expression) symbolic.Expression { return symbolic.Negation{Of: x} })
		}
		if total == nil {
			total = g
			continue
		}
		if len(g) != len(total) || len(g[0]) != len(total[0]) {
			return nil, false
		}
		for i := range g {
			for j := range g[i] {
				g[i][j] = symbolic.Plus(total[i][j], g[i][j])
			}
		}
		total = g
	}
	return total, true
}

func (g grid) each(f func(symbolic.Expression) symbolic.Expression) grid {
	out := make(grid, len(g))
	for i, row := range g {
		for _, x := range row {
			out[i] = append(out[i], f(x))
		}
	}
	return out
}

func (v *converter) gridProduct(n *syntax.Product) (grid, bool) {
	var total grid
	var scalars []symbolic.Expression
	for _, f := range n.Factors {
		if f.Operator != "" && f.Operator != `\cdot` && f.Operator != `\times` {
			return nil, false
		}
		if g, ok := v.grid(f.Value); ok {
			if total == nil {
				total = g
			} else if total, ok = total.times(g); !ok {
				return nil, false
			}
			continue
		}
		x, ok := v.expression(f.Value)
		if !ok {
			return nil, false
		}
		scalars = append(scalars, x)
	}
	if total == nil {
		return nil, false
	}
	if len(scalars) > 0 {
		total = total.each(func(x symbolic.Expression) symbolic.Expression {
			return symbolic.Times(append(append([]symbolic.Expression{}, scalars...), x)...)
		})
	}
	return total, true
}

func (g grid) times(h grid) (grid, bool) {
	if len(g[0]) != len(h) {
		return nil, false
	}
	out := make(grid, len(g))
	for i := range g {
		for j := range h[0] {
			var terms []symbolic.Expression
			for k := range h {
				terms = append(terms, symbolic.Times(g[i][k], h[k][j]))
			}
			out[i] = append(out[i], symbolic.Plus(terms...))
		}
	}
	return out, true
}

// gridPower is a power of a square matrix that is free of the index. Its entries
// are sequences that refer to each other.
func (v *converter) gridPower(n *syntax.Script) (grid, bool) {
	base, ok := v.grid(n.Base)
	if !ok || !base.isSquare() || len(base) > maxPowerSide || isTranspose(n.Sup) {
		return nil, false
	}
	if k, ok := v.evaluator.integer(n.Sup); ok {
		if k < 1 || k > 8 {
			return nil, false
		}
		g := base
		for range k - 1 {
			g, _ = g.times(base)
		}
		return g, true
	}
	exponent, ok := v.expression(n.Sup)
	if !ok {
		return nil, false
	}
	v.note(n.Sup)
	v.starts = append(v.starts, 1)
	names := make([][]string, len(base))
	power := len(v.extra)
	for i := range base {
		for j := range base {
			names[i] = append(names[i], fmt.Sprintf("p^{%d,%d,%d}", power, i+1, j+1))
		}
	}
	before := symbolic.Plus(symbolic.Sym(sequenceIndex), symbolic.Int(-1))
	g := make(grid, len(base))
	for i := range base {
		for j := range base {
			var terms []symbolic.Expression
			for k := range base {
				terms = append(terms, symbolic.Times(symbolic.Term{Sequence: names[i][k], Argument: before}, base[k][j]))
			}
			unit := int64(0)
			if i == j {
				unit = 1
			}
			v.extra = append(v.extra, symbolic.Sequence{
				Name: names[i][j], Index: sequenceIndex, Initial: []symbolic.Expression{symbolic.Int(unit)}, Rule: symbolic.Plus(terms...),
			})
			g[i] = append(g[i], symbolic.Term{Sequence: names[i][j], Argument: exponent})
		}
	}
	return g, true
}

// proveEntries proves an equation between matrices entry by entry. The last
// result is false where the members are no such matrices.
func (s *sheet) proveEntries(e *evaluator, c showing, left, right syntax.Node, sign syntax.Operator, result *ClaimResult) bool {
	v := e.converter()
	a, ok := v.grid(left)
	if !ok || sign.Name != "=" {
		return false
	}
	b, ok := v.grid(right)
	if !ok || len(v.extra) == 0 || len(a) != len(b) || len(a[0]) != len(b[0]) {
		return false
	}
	entry := func(n syntax.Node, i, j int) syntax.Node {
		if m, ok := n.(*syntax.Matrix); ok {
			return m.Rows[i][j]
		}
		return &syntax.Script{Base: bracketed(n), Sub: &syntax.List{Items: []syntax.Node{numberNode(int64(i + 1)), numberNode(int64(j + 1))}, Separator: ","}}
	}
	s.proveGrids(v, c, a, b, []syntax.Node{left, right}, sign, result, func(i, j int) (string, syntax.Node, syntax.Node) {
		return fmt.Sprintf("entry %d,%d", i+1, j+1), entry(left, i, j), entry(right, i, j)
	})
	return true
}

// proveGrids proves equations one by one that make a claim together. Each has a
// name and members to print.
func (s *sheet) proveGrids(v *converter, c showing, a, b grid, trees []syntax.Node, sign syntax.Operator, result *ClaimResult, part func(i, j int) (string, syntax.Node, syntax.Node)) {
	verdict := Proved
	for i := range a {
		for j := range a[i] {
			name, left, right := part(i, j)
			proof, index, from, says := s.around.proveExpressions(v, a[i][j], b[i][j], symbolic.Equals, c, trees)
			one := ClaimResult{Conditions: result.Conditions}
			if says != "" {
				one.Verdict, one.Reason, one.Says = Unknown, Unsupported, says
			} else {
				writeProof(proof, claimText{left: left, right: right, sign: sign.Name, index: index, from: from, ellipses: v.ellipses, isPart: true}, &one)
			}
			result.Conditions = one.Conditions
			for _, o := range one.Obligations {
				o.Says = name + ": " + o.Says
				result.Obligations = append(result.Obligations, o)
			}
			result.Proof = append(append(result.Proof, "*"+upperFirst(name)+".*"), one.Proof...)
			switch {
			case one.Verdict == Refuted && (verdict != Refuted || *one.FailsAt < *result.FailsAt):
				verdict, result.FailsAt, result.Left, result.Right = Refuted, one.FailsAt, one.Left, one.Right
				result.Reason, result.Says = "", name+": "+one.Says
			case one.Verdict == Unknown && verdict == Proved:
				verdict, result.Reason, result.Says = Unknown, one.Reason, one.Says
			}
		}
	}
	result.Verdict = verdict
}
