package proofs

import (
	"math/big"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// isNorm says whether a node is something between double bars.
func isNorm(n syntax.Node) bool {
	g, ok := unwrapped(n).(*syntax.Group)
	return ok && (g.Open == `\|` || g.Open == `\Vert` || g.Open == `\lVert`)
}

// normKind tells which norm a subscript stands for.
type normKind int

const (
	euclidean   normKind = iota
	sumNorm              // \|x\|_1
	maximumNorm          // \|x\|_\infty
	frobenius            // \|A\|_F, of matrices as of vectors
	unknownNorm
)

func (e *evaluator) normKind(sub syntax.Node) normKind {
	if sub == nil {
		return euclidean
	}
	if s, ok := unwrapped(sub).(*syntax.Symbol); ok {
		switch s.Name {
		case `\infty`:
			return maximumNorm
		case "F", "Fro", "fro":
			return frobenius
		}
	}
	switch k, ok := e.integer(sub); {
	case ok && k == 1:
		return sumNorm
	case ok && k == 2:
		return euclidean
	}
	return unknownNorm
}

// norm gives \|x\|, with its subscript and its power, each nil where absent.
func (e *evaluator) norm(n *syntax.Group, sub, power, whole syntax.Node) ([]candidate, *failure) {
	kind := e.normKind(sub)
	if kind == unknownNorm {
		return nil, unsupported(whole, "a norm that hence does not know")
	}
	cs, failed := e.evaluate(n.Inner)
	if failed != nil {
		return nil, failed
	}
	times := int64(1)
	if power != nil {
		k, ok := e.integer(power)
		if !ok || k < 1 || k > 64 {
			return nil, unsupported(whole, "this power of a norm")
		}
		times = k
	}
	return transform(cs, func(x value) ([]candidate, *failure) {
		switch {
		case kind == sumNorm || kind == maximumNorm:
			v, failed := e.absoluteNorm(x, kind, whole)
			if failed != nil {
				return nil, failed
			}
			return e.power(v, symbolic.FromInt(times), "", whole)
		case kind == euclidean && x.isMatrix && !x.isVector():
			return nil, unsupported(whole, "the norm of a matrix, of which there are several")
		}
		squared, failed := e.sumOfSquares(x, whole)
		if failed != nil {
			return nil, failed
		}
		if times%2 == 0 {
			return e.power(squared, symbolic.FromInt(times/2), "", whole)
		}
		roots, failed := e.rootOf(squared, 2, whole)
		if failed != nil || times == 1 {
			return roots, failed
		}
		return transform(roots, func(r value) ([]candidate, *failure) { return e.power(r, symbolic.FromInt(times), "", whole) })
	})
}

func (e *evaluator) sumOfSquares(x value, n syntax.Node) (value, *failure) {
	total := symbolic.FromInt(0)
	for _, entry := range x.entries() {
		square, err := entry.Mul(entry, e.budget)
		if err == nil {
			total, err = total.Add(square, e.budget)
		}
		if err != nil {
			return value{}, fromError(err, n.Span())
		}
	}
	return value{scalar: total, opaque: x.opaque}, nil
}

// absoluteNorm gives the 1-norm or the maximum norm: of a matrix the largest sum
// of absolute values along a column, or along a row.
func (e *evaluator) absoluteNorm(x value, kind normKind, n syntax.Node) (value, *failure) {
	rows, columns := x.rows(), x.columns()
	if x.isVector() && columns > 1 {
		x, rows, columns = x.transposed(), columns, rows // a row is a vector too
	}
	absolute := make([][]*big.Rat, rows)
	for i := range rows {
		for j := range columns {
			r, ok := x.at(i, j).AsConstant()
			if !ok {
				return value{}, unsupported(n, "absolute values of what are no rational numbers")
			}
			absolute[i] = append(absolute[i], new(big.Rat).Abs(r))
		}
	}
	largest := new(big.Rat)
	along := func(count, others int, at func(i, j int) *big.Rat) {
		for i := range count {
			sum := new(big.Rat)
			for j := range others {
				sum.Add(sum, at(i, j))
			}
			if sum.Cmp(largest) > 0 {
				largest = sum
			}
		}
	}
	if kind == sumNorm {
		along(columns, rows, func(j, i int) *big.Rat { return absolute[i][j] })
	} else {
		along(rows, columns, func(i, j int) *big.Rat { return absolute[i][j] })
	}
	return scalarValue(symbolic.FromRat(largest)), nil
}
