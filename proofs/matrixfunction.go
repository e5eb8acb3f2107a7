package proofs

import (
	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// matrixFunctions are the functions of a matrix that are known by their names.
var matrixFunctions map[string]func(e *evaluator, argument, n syntax.Node) ([]candidate, *failure)

func init() {
	matrixFunctions = map[string]func(e *evaluator, argument, n syntax.Node) ([]candidate, *failure){
		"det": ofMatrix((*evaluator).determinant), "tr": ofMatrix((*evaluator).matrixTrace), "Tr": ofMatrix((*evaluator).matrixTrace),
		"trace": ofMatrix((*evaluator).matrixTrace), "rank": ofMatrix((*evaluator).rank), "rk": ofMatrix((*evaluator).rank),
		"adj": ofMatrix((*evaluator).adjugate), "diag": (*evaluator).diagonal,
	}
}

// ofMatrix applies f to the values of the argument.
func ofMatrix(f func(e *evaluator, x value, n syntax.Node) ([]candidate, *failure)) func(e *evaluator, argument, n syntax.Node) ([]candidate, *failure) {
	return func(e *evaluator, argument, n syntax.Node) ([]candidate, *failure) {
		cs, failed := e.evaluate(argument)
		if failed != nil {
			return nil, failed
		}
		return transform(cs, func(x value) ([]candidate, *failure) {
			if !x.isMatrix {
				if !x.scalar.IsConstant() {
					return nil, &failure{verdict: Unknown, reason: UndefinedSymbol, at: argument.Span(), says: "nothing says which matrix this is"}
				}
			}
			return f(e, asMatrix(x), n)
		})
	}
}

func (e *evaluator) determinant(x value, n syntax.Node) ([]candidate, *failure) {
	x = asMatrix(x)
	if x.rows() != x.columns() {
		return nil, &failure{verdict: IllTyped, at: n.Span(), says: "the determinant of a " + x.shape() + " matrix"}
	}
	d, err := x.matrix.Determinant(e.budget)
	if err != nil {
		return nil, fromError(err, n.Span())
	}
	return one(value{scalar: d, opaque: x.opaque}), nil
}

func (e *evaluator) matrixTrace(x value, n syntax.Node) ([]candidate, *failure) {
	if x.rows() != x.columns() {
		return nil, &failure{verdict: IllTyped, at: n.Span(), says: "the trace of a " + x.shape() + " matrix"}
	}
	t, err := x.matrix.Trace(e.budget)
	if err != nil {
		return nil, fromError(err, n.Span())
	}
	return one(value{scalar: t, opaque: x.opaque}), nil
}

// rank counts the independent rows of a matrix of numbers.
func (e *evaluator) rank(x value, n syntax.Node) ([]candidate, *failure) {
	if !x.isConstant() || x.opaque {
		return nil, unsupported(n, "the rank of a matrix with symbols, which depends on their values")
	}
	_, pivots, failed := e.reduced(x, n)
	if failed != nil {
		return nil, failed
	}
	return one(integerValue(int64(pivots))), nil
}

// reduced gives the reduced row echelon form of a matrix of numbers, and the
// number of its pivots.
func (e *evaluator) reduced(x value, n syntax.Node) (value, int, *failure) {
	rows := make([][]symbolic.RationalFunction, x.rows())
	for i := range rows {
		for j := range x.columns() {
			rows[i] = append(rows[i], x.at(i, j))
		}
	}
	pivots := 0
	for j := 0; j < x.columns() && pivots < len(rows); j++ {
		at := pivots
		for at < len(rows) && rows[at][j].IsZero() {
			at++
		}
		if at == len(rows) {
			continue
		}
		rows[at], rows[pivots] = rows[pivots], rows[at]
		lead := rows[pivots][j]
		for k := range rows[pivots] {
			quotient, err := rows[pivots][k].Quo(lead, e.budget)
			if err != nil {
				return value{}, 0, fromError(err, n.Span())
			}
			rows[pivots][k] = quotient
		}
		for i := range rows {
			if i == pivots || rows[i][j].IsZero() {
				continue
			}
			factor := rows[i][j]
			for k := range rows[i] {
				product, err := factor.Mul(rows[pivots][k], e.budget)
				if err == nil {
					rows[i][k], err = rows[i][k].Sub(product, e.budget)
				}
				if err != nil {
					return value{}, 0, fromError(err, n.Span())
				}
			}
		}
		pivots++
	}
	entries := make([]symbolic.RationalFunction, 0, x.rows()*x.columns())
	for _, row := range rows {
		entries = append(entries, row...)
	}
	return reshape(x.rows(), x.columns(), entries, x.opaque), pivots, nil
}

// adjugate is the transposed matrix of cofactors.
func (e *evaluator) adjugate(x value, n syntax.Node) ([]candidate, *failure) {
	size := x.rows()
	if size != x.columns() {
		return nil, &failure{verdict: IllTyped, at: n.Span(), says: "the adjugate of a " + x.shape() + " matrix"}
	}
	if size > 8 {
		return nil, &failure{verdict: Unknown, reason: Limit, at: n.Span(), says: "the adjugate of a matrix of this size"}
	}
	entries := make([]symbolic.RationalFunction, size*size)
	for i := range size {
		for j := range size {
			var rows [][]symbolic.RationalFunction
			for k := range size {
				if k == i {
					continue
				}
				var row []symbolic.RationalFunction
				for l := range size {
					if l != j {
						row = append(row, x.at(k, l))
					}
				}
				rows = append(rows, row)
			}
			minor, err := symbolic.NewMatrix(rows)
			if err != nil {
				return nil, fromError(err, n.Span())
			}
			d, err := minor.Determinant(e.budget)
			if err != nil {
				return nil, fromError(err, n.Span())
			}
			if (i+j)%2 == 1 {
				d = d.Neg()
			}
			entries[j*size+i] = d
		}
	}
	return one(reshape(size, size, entries, x.opaque)), nil
}

// diagonal is the matrix with the given numbers, or the entries of a vector, on
// its diagonal and zeros elsewhere.
func (e *evaluator) diagonal(argument, n syntax.Node) ([]candidate, *failure) {
	if g, ok := argument.(*syntax.Group); ok && g.Inner != nil {
		if _, list := g.Inner.(*syntax.List); !list {
			argument = g.Inner
		}
	}
	cs, failed := e.evaluate(argument)
	if failed != nil {
		return nil, failed
	}
	return transform(cs, func(x value) ([]candidate, *failure) {
		if !x.isVector() {
			return nil, unsupported(n, "the diagonal of what is no list of numbers")
		}
		diagonal := x.entries()
		if len(diagonal)*len(diagonal) > e.limits.Iterations {
			return nil, &failure{verdict: Unknown, reason: Limit, at: n.Span(), says: "a matrix of this size"}
		}
		entries := make([]symbolic.RationalFunction, len(diagonal)*len(diagonal))
		for i := range entries {
			entries[i] = symbolic.FromInt(0)
		}
		for i, entry := range diagonal {
			entries[i*len(diagonal)+i] = entry
		}
		return one(reshape(len(diagonal), len(diagonal), entries, x.opaque)), nil
	})
}

// crossProduct is the product of two vectors of three entries that is a vector.
func (e *evaluator) crossProduct(x, y value, at syntax.Span) ([]candidate, *failure) {
	a, b := x.entries(), y.entries()
	if len(a) != 3 || len(b) != 3 {
		return nil, mismatch("cross product", x, y, at)
	}
	entries := make([]symbolic.RationalFunction, 3)
	for i := range entries {
		j, k := (i+1)%3, (i+2)%3
		left, err := a[j].Mul(b[k], e.budget)
		if err != nil {
			return nil, fromError(err, at)
		}
		right, err := a[k].Mul(b[j], e.budget)
		if err == nil {
			entries[i], err = left.Sub(right, e.budget)
		}
		if err != nil {
			return nil, fromError(err, at)
		}
	}
	return one(reshape(x.rows(), x.columns(), entries, x.opaque || y.opaque)), nil
}

// kronecker is the Kronecker product; of two vectors it may be meant as their
// outer product too.
func (e *evaluator) kronecker(x, y value, at syntax.Span) ([]candidate, *failure) {
	rows, columns := x.rows()*y.rows(), x.columns()*y.columns()
	if rows*columns > e.limits.Iterations {
		return nil, &failure{verdict: Unknown, reason: Limit, at: at, says: "a Kronecker product of this size"}
	}
	entries := make([]symbolic.RationalFunction, 0, rows*columns)
	for i := range rows {
		for j := range columns {
			product, err := x.at(i/y.rows(), j/y.columns()).Mul(y.at(i%y.rows(), j%y.columns()), e.budget)
			if err != nil {
				return nil, fromError(err, at)
			}
			entries = append(entries, product)
		}
	}
	all := one(reshape(rows, columns, entries, x.opaque || y.opaque))
	if x.columns() == 1 && y.columns() == 1 && x.rows() > 1 && y.rows() > 1 {
		all = append(all, candidate{value: reshape(x.rows(), y.rows(), entries, x.opaque || y.opaque)})
	}
	return all, nil
}
