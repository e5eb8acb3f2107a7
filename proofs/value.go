package proofs

import (
	"fmt"
	"strings"

	"github.com/hence-math/hence/symbolic"
)

// value is what a member comes to: a scalar or a matrix, exactly, in the free
// symbols of the document. A tuple is a row that was written with commas.
type value struct {
	scalar   symbolic.RationalFunction
	matrix   symbolic.Matrix
	isMatrix bool
	// opaque says that the value holds functions or powers hence has no normal
	// form for: equal forms prove, different ones refute nothing.
	opaque bool
}

func scalarValue(r symbolic.RationalFunction) value { return value{scalar: r} }

func integerValue(n int64) value { return value{scalar: symbolic.FromInt(n)} }

// shape names the shape in words: "a scalar", "1x2".
func (v value) shape() string {
	if !v.isMatrix {
		return "scalar"
	}
	return fmt.Sprintf("%dx%d", v.matrix.Rows(), v.matrix.Columns())
}

// isVector says whether the value is a row or a column of two entries or more.
func (v value) isVector() bool {
	return v.isMatrix && (v.matrix.Rows() == 1 || v.matrix.Columns() == 1)
}

func (v value) rows() int {
	if !v.isMatrix {
		return 1
	}
	return v.matrix.Rows()
}

func (v value) columns() int {
	if !v.isMatrix {
		return 1
	}
	return v.matrix.Columns()
}

// single gives a 1x1 matrix as its entry, and everything else unchanged.
func (v value) single() value {
	if v.isMatrix && v.matrix.Rows() == 1 && v.matrix.Columns() == 1 {
		return value{scalar: v.matrix.At(0, 0), opaque: v.opaque}
	}
	return v
}

// at gives the entry in row i and column j of a matrix, or the scalar itself.
func (v value) at(i, j int) symbolic.RationalFunction {
	if !v.isMatrix {
		return v.scalar
	}
	return v.matrix.At(i, j)
}

// entries lists all entries, row by row.
func (v value) entries() []symbolic.RationalFunction {
	if !v.isMatrix {
		return []symbolic.RationalFunction{v.scalar}
	}
	return v.entriesOfMatrix()
}

func (v value) entriesOfMatrix() []symbolic.RationalFunction {
	all := make([]symbolic.RationalFunction, 0, v.rows()*v.columns())
	for i := range v.rows() {
		for j := range v.columns() {
			all = append(all, v.matrix.At(i, j))
		}
	}
	return all
}

// reshape gives a value of the given shape with these entries, row by row.
func reshape(rows, columns int, entries []symbolic.RationalFunction, opaque bool) value {
	grid := make([][]symbolic.RationalFunction, rows)
	for i := range grid {
		grid[i] = entries[i*columns : (i+1)*columns]
	}
	m, err := symbolic.NewMatrix(grid)
	if err != nil { // rows of one length cannot be ragged
		return value{}
	}
	return value{matrix: m, isMatrix: true, opaque: opaque}
}

// transposed exchanges rows and columns.
func (v value) transposed() value {
	if !v.isMatrix {
		return v
	}
	return value{matrix: v.matrix.Transpose(), isMatrix: true, opaque: v.opaque}
}

// sameShape says whether the values agree in shape. A 1x1 matrix agrees with a
// scalar.
func sameShape(a, b value) bool {
	a, b = a.single(), b.single()
	if a.isMatrix != b.isMatrix {
		return false
	}
	return a.rows() == b.rows() && a.columns() == b.columns()
}

// isConstant says whether the value holds no symbols.
func (v value) isConstant() bool {
	for _, e := range v.entries() {
		if !e.IsConstant() {
			return false
		}
	}
	return true
}

// isVectorSymbol says whether a symbol stands for a vector or matrix of unknown
// shape: it is written in bold.
func isVectorSymbol(name string) bool {
	return strings.Contains(name, `\mathbf{`) && !strings.Contains(name, "#")
}

// holdsVectorSymbol says whether a value holds such a symbol.
func (v value) holdsVectorSymbol() bool {
	for _, name := range v.variables() {
		if isVectorSymbol(name) {
			return true
		}
	}
	return false
}

// linearInVectors says whether the arithmetic of numbers is right for a scalar
// that holds symbols of unknown shape: every term holds one of them, or a power of
// one, and none divides. Two different ones might not commute.
func (v value) linearInVectors() bool {
	if !v.holdsVectorSymbol() {
		return true
	}
	for _, entry := range v.entries() {
		for _, name := range entry.Denominator().Variables() {
			if isVectorSymbol(name) {
				return false
			}
		}
		holds, other := false, false
		for monomial := range entry.Numerator().Terms() {
			vectors := 0
			for _, x := range monomial {
				if isVectorSymbol(x.Name) {
					vectors++
				}
			}
			holds = holds || vectors > 0
			other = other || vectors != 1
		}
		if holds && other {
			return false
		}
	}
	return true
}

// isZero says whether every entry is zero.
func (v value) isZero() bool {
	for _, e := range v.entries() {
		if !e.IsZero() {
			return false
		}
	}
	return true
}

// variables lists the free symbols, sorted and each once.
func (v value) variables() []string {
	if !v.isMatrix {
		return v.scalar.Variables()
	}
	seen := map[string]bool{}
	for _, e := range v.entries() {
		for _, name := range e.Variables() {
			seen[name] = true
		}
	}
	return sortedKeys(seen)
}

// String writes the value in the notation of the contract.
func (v value) String() string {
	if !v.isMatrix {
		return v.scalar.String()
	}
	return v.matrix.String()
}

// equal says whether the forms are the same, entry by entry. The shapes must agree.
func (v value) equal(w value) bool {
	v, w = v.single(), w.single()
	if !v.isMatrix && !w.isMatrix {
		return v.scalar.Equal(w.scalar)
	}
	a, b := v.entries(), w.entries()
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !a[i].Equal(b[i]) {
			return false
		}
	}
	return true
}
