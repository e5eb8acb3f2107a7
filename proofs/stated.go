package proofs

import (
	"slices"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// stated is what a tree says, entry by entry, in formulas that nothing has simplified:
// the counterpart of a candidate. A scalar has one entry.
type stated struct {
	rows, columns int
	isMatrix      bool
	entries       []symbolic.Expression
	by            readings
}

func scalarStated(x symbolic.Expression) stated {
	return stated{rows: 1, columns: 1, entries: []symbolic.Expression{x}}
}

// single gives a matrix of one entry as that entry.
func (x stated) single() stated {
	if x.isMatrix && len(x.entries) == 1 {
		x.isMatrix = false
	}
	return x
}

func (x stated) isVector() bool { return x.isMatrix && (x.rows == 1 || x.columns == 1) }

// at is the entry in a row and a column, which begin again where there are no more.
func (x stated) at(i, j int) symbolic.Expression {
	return x.entries[min(i, x.rows-1)*x.columns+min(j, x.columns-1)]
}

func (x stated) transposed() stated {
	if !x.isMatrix {
		return x
	}
	entries := make([]symbolic.Expression, 0, len(x.entries))
	for j := range x.columns {
		for i := range x.rows {
			entries = append(entries, x.at(i, j))
		}
	}
	return stated{rows: x.columns, columns: x.rows, isMatrix: true, entries: entries, by: x.by}
}

// asStated writes out a value that a name has.
func asStated(c candidate) stated {
	out := stated{rows: c.value.rows(), columns: c.value.columns(), isMatrix: c.value.isMatrix, by: c.by}
	for _, x := range c.value.entries() {
		out.entries = append(out.entries, symbolic.ExpressionOf(x))
	}
	return out
}

func (s *stater) negated(x stated) stated {
	entries := make([]symbolic.Expression, len(x.entries))
	for i, entry := range x.entries {
		entries[i] = symbolic.Negation{Of: entry}
	}
	x.entries = entries
	return x
}

// entryWise joins the entries of x and y; one of one row or entry meets all.
func entryWise(x, y stated, join func(a, b symbolic.Expression) symbolic.Expression) stated {
	out := stated{rows: max(x.rows, y.rows), columns: max(x.columns, y.columns), isMatrix: x.isMatrix || y.isMatrix}
	for i := range out.rows {
		for j := range out.columns {
			out.entries = append(out.entries, join(x.at(i, j), y.at(i, j)))
		}
	}
	return out
}

func plusOf(a, b symbolic.Expression) symbolic.Expression {
	if sum, ok := a.(symbolic.Addition); ok && len(sum.Terms) > 1 {
		return symbolic.Addition{Terms: append(slices.Clone(sum.Terms), b)}
	}
	return symbolic.Plus(a, b)
}

func timesOf(a, b symbolic.Expression) symbolic.Expression { return symbolic.Times(a, b) }

func (s *stater) add(x, y stated) ([]stated, error) {
	with := func(a, b stated, by readings) []stated {
		z := entryWise(a, b, plusOf)
		z.by = by
		return []stated{z}
	}
	isZero := func(x stated) bool {
		n, ok := x.entries[0].(symbolic.Number)
		return ok && !x.isMatrix && n.Value.Sign() == 0
	}
	switch {
	case x.isMatrix == y.isMatrix && x.rows == y.rows && x.columns == y.columns:
		return with(x, y, 0), nil
	case x.single().isMatrix != y.single().isMatrix:
		if isZero(x) || isZero(y) {
			return with(x, y, 0), nil
		}
		return with(x, y, elementWise), nil
	case x.isVector() && y.isVector() && x.rows == y.columns && x.columns == y.rows:
		return append(with(x, y.transposed(), orientation), with(x.transposed(), y, orientation)...), nil
	case x.columns == y.columns && (x.rows == 1 || y.rows == 1):
		return with(x, y, elementWise), nil
	}
	return nil, unstated("a sum of different shapes")
}

// matrixProduct writes out rows times columns.
func matrixProduct(x, y stated) stated {
	out := stated{rows: x.rows, columns: y.columns, isMatrix: true}
	for i := range x.rows {
		for j := range y.columns {
			terms := make([]symbolic.Expression, x.columns)
			for k := range terms {
				terms[k] = symbolic.Times(x.at(i, k), y.at(k, j))
			}
			out.entries = append(out.entries, symbolic.Plus(terms...))
		}
	}
	return out
}

func (s *stater) multiply(x, y stated, operator string) ([]stated, error) {
	xs, ys := x.single(), y.single()
	if !xs.isMatrix || !ys.isMatrix {
		if operator == `\circ` || operator == `\ast` {
			return nil, unstated("the operation " + operator)
		}
		return []stated{entryWise(xs, ys, timesOf)}, nil
	}
	switch operator {
	case `\odot`, `\circ`:
		if x.rows == y.rows && x.columns == y.columns {
			return []stated{entryWise(x, y, timesOf)}, nil
		}
		return nil, unstated("a product of different shapes")
	case `\otimes`, `\ast`:
		return nil, unstated("the operation " + operator)
	case `\times`:
		if x.isVector() && y.isVector() && x.columns != y.rows {
			return nil, unstated("a cross product")
		}
	}
	var all []stated
	product := func(a, b stated, by readings) {
		z := matrixProduct(a, b)
		z.by = by
		all = append(all, z)
	}
	switch {
	case x.columns == y.rows:
		product(x, y, 0)
	case x.columns == 1 && x.rows == y.rows:
		product(x.transposed(), y, orientation)
	case y.rows == 1 && x.columns == y.columns:
		product(x, y.transposed(), orientation)
	}
	if operator == `\cdot` && x.columns == 1 && y.rows == 1 && x.rows == y.columns && x.rows > 1 {
		product(x.transposed(), y.transposed(), orientation)
	}
	if x.rows == 1 && y.rows > 1 && x.columns == y.columns {
		z := entryWise(x, y, timesOf)
		z.by = scaledColumns
		all = append(all, z)
	}
	if len(all) == 0 {
		return nil, unstated("a product of different shapes")
	}
	return all, nil
}

func (s *stater) divide(x, y stated) ([]stated, error) {
	x, y = x.single(), y.single()
	z := entryWise(x, y, symbolic.Over)
	if y.isMatrix {
		if x.isMatrix && (x.rows != y.rows || x.columns != y.columns) {
			return nil, unstated("a quotient of different shapes")
		}
		z.by = elementWise
	}
	return []stated{z}, nil
}

// factors are what a product is made of, on its way to a statement.
type statedFactor struct {
	operator string
	node     syntax.Node
	cases    []stated
}

func (s *stater) multiplyAll(factors []statedFactor) ([]stated, error) {
	total := factors[0].cases
	var err error
	for _, f := range factors[1:] {
		total, err = s.pairs(total, f.cases, func(x, y stated) ([]stated, error) {
			switch f.operator {
			case "/", `\div`:
				return s.divide(x, y)
			case "", `\cdot`, `\times`, "*", `\ast`, `\odot`, `\otimes`, `\circ`, `\cdotp`, `\bullet`:
				return s.multiply(x, y, f.operator)
			}
			return nil, unstated("the operation " + f.operator)
		})
		if err != nil {
			return nil, err
		}
	}
	return total, nil
}

// sideBySideColumns reads a run of vectors written out and set side by side as the columns
// of a matrix, or as its rows; nil where there is none.
func sideBySideColumns(factors []statedFactor) [][]statedFactor {
	written := func(f statedFactor) bool {
		n := f.node
		if script, ok := n.(*syntax.Script); ok && script.Sub == nil && script.Sup != nil && isTranspose(script.Sup) {
			n = unwrapped(script.Base)
		}
		_, ok := n.(*syntax.Matrix)
		return ok && f.cases[0].isVector() && f.cases[0].by == 0
	}
	for i := range factors {
		end := i
		for end < len(factors) && written(factors[end]) && (end == i || factors[end].operator == "" &&
			factors[end].cases[0].rows == factors[i].cases[0].rows && factors[end].cases[0].columns == factors[i].cases[0].columns) {
			end++
		}
		if end-i < 2 {
			continue
		}
		rows := stated{rows: end - i, columns: len(factors[i].cases[0].entries), isMatrix: true}
		for _, f := range factors[i:end] {
			rows.entries = append(rows.entries, f.cases[0].entries...)
		}
		var all [][]statedFactor
		for _, joined := range []stated{rows.transposed(), rows} {
			variant := slices.Clone(factors[:i])
			variant = append(variant, statedFactor{operator: factors[i].operator, node: factors[i].node, cases: []stated{joined}})
			all = append(all, append(variant, factors[end:]...))
		}
		return all
	}
	return nil
}

func slashesReaching(factors []statedFactor) (out []statedFactor, changed bool) {
	out = slices.Clone(factors)
	dividing := false
	for i := range out {
		switch out[i].operator {
		case "/", `\div`:
			dividing = true
		case "":
			if dividing {
				out[i].operator, changed = "/", true
			}
		default:
			dividing = false
		}
	}
	return out, changed
}

func (s *stater) power(x stated, k int64) ([]stated, error) {
	if x = x.single(); !x.isMatrix {
		return []stated{scalarStated(symbolic.Raise(x.entries[0], symbolic.Int(k)))}, nil
	}
	var all []stated
	if k == -1 {
		return s.inverse(x)
	}
	if x.rows == x.columns && k >= 1 && k <= 8 {
		z := x
		for range k - 1 {
			z = matrixProduct(z, x)
		}
		z.by = 0
		all = append(all, z)
	}
	if k >= 2 {
		z := x
		z.entries, z.by = nil, elementWise
		for _, entry := range x.entries {
			z.entries = append(z.entries, symbolic.Raise(entry, symbolic.Int(k)))
		}
		all = append(all, z)
	}
	if len(all) == 0 {
		return nil, unstated("this power of a matrix")
	}
	return all, nil
}

// entry picks an entry, as [component] does.
func (s *stater) entry(x stated, parts []syntax.Node) ([]stated, error) {
	var at []int
	for _, part := range parts {
		k, ok := s.evaluator.integer(part)
		if !ok || k < 1 {
			return nil, unstated("an index that is no number")
		}
		at = append(at, int(k))
	}
	switch {
	case !x.isMatrix:
		return nil, unstated("an index on a number")
	case len(at) == 1 && x.isVector() && at[0] <= len(x.entries):
		return []stated{scalarStated(x.entries[at[0]-1])}, nil
	case len(at) == 2 && at[0] <= x.rows && at[1] <= x.columns:
		return []stated{scalarStated(x.at(at[0]-1, at[1]-1))}, nil
	case len(at) == 1 && !x.isVector() && at[0] <= x.columns:
		column := stated{rows: x.rows, columns: 1, isMatrix: true}
		for i := range x.rows {
			column.entries = append(column.entries, x.at(i, at[0]-1))
		}
		return []stated{column}, nil
	}
	return nil, unstated("an index on a value that has no such entry")
}

// mostExpanded is the largest side of a matrix whose determinant is written out.
const mostExpanded = 5

// determinant writes out an expansion along the first row.
func (s *stater) determinant(x stated) ([]stated, error) {
	if x.rows != x.columns || x.rows > mostExpanded {
		return nil, unstated("a determinant of this size")
	}
	return []stated{scalarStated(expansion(x))}, nil
}

func expansion(x stated) symbolic.Expression {
	if x.rows == 1 {
		return x.entries[0]
	}
	terms := make([]symbolic.Expression, x.columns)
	for j := range terms {
		terms[j] = symbolic.Times(x.at(0, j), expansion(x.minor(0, j)))
		if j%2 == 1 {
			terms[j] = symbolic.Negation{Of: terms[j]}
		}
	}
	return symbolic.Plus(terms...)
}

// minor leaves out a row and a column.
func (x stated) minor(row, column int) stated {
	out := stated{rows: x.rows - 1, columns: x.columns - 1, isMatrix: true}
	for i := range x.rows {
		for j := range x.columns {
			if i != row && j != column {
				out.entries = append(out.entries, x.at(i, j))
			}
		}
	}
	return out
}

// inverse writes out the cofactors over the determinant.
func (s *stater) inverse(x stated) ([]stated, error) {
	if x.rows != x.columns || x.rows > mostExpanded-1 {
		return nil, unstated("an inverse of this size")
	}
	determinant := expansion(x)
	out := stated{rows: x.rows, columns: x.columns, isMatrix: true}
	for i := range x.rows {
		for j := range x.columns {
			cofactor := symbolic.Int(1)
			if x.rows > 1 {
				cofactor = expansion(x.minor(j, i))
			}
			if (i+j)%2 == 1 {
				cofactor = symbolic.Negation{Of: cofactor}
			}
			out.entries = append(out.entries, symbolic.Over(cofactor, determinant))
		}
	}
	return []stated{out}, nil
}
