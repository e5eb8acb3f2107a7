package symbolic

import (
	"errors"
	"fmt"
	"math/bits"
	"strings"
)

// ErrShape says that the shapes of matrices do not fit together. It is wrapped with the shapes.
var ErrShape = errors.New("symbolic: shapes do not agree")

// A Matrix is a rectangular array of rational functions. It is immutable; its zero value has no rows.
type Matrix struct {
	rows, columns int
	entries       []RationalFunction // row after row
}

// NewMatrix returns the matrix of the given rows. It fails with [ErrShape] if they differ in length.
func NewMatrix(rows [][]RationalFunction) (Matrix, error) {
	if len(rows) == 0 {
		return Matrix{}, nil
	}
	m := Matrix{rows: len(rows), columns: len(rows[0])}
	for i, row := range rows {
		if len(row) != m.columns {
			return Matrix{}, fmt.Errorf("%w: row 1 has %d entries, row %d has %d", ErrShape, m.columns, i+1, len(row))
		}
		m.entries = append(m.entries, row...)
	}
	return m, nil
}

// Identity returns the identity matrix of size n. It panics if n is negative.
func Identity(n int) Matrix {
	if n < 0 {
		panic("symbolic: negative size of a matrix")
	}
	m := Matrix{n, n, make([]RationalFunction, n*n)}
	for i := range n {
		m.entries[i*n+i] = FromInt(1)
	}
	return m
}

// Rows returns the number of rows.
func (m Matrix) Rows() int { return m.rows }

// Columns returns the number of columns.
func (m Matrix) Columns() int { return m.columns }

// At returns the entry in row i and column j, counted from 0. It panics outside the matrix.
func (m Matrix) At(i, j int) RationalFunction {
	if i < 0 || i >= m.rows || j < 0 || j >= m.columns {
		panic(fmt.Sprintf("symbolic: entry (%d, %d) of a %d x %d matrix", i, j, m.rows, m.columns))
	}
	return m.entries[i*m.columns+j]
}

// shape describes the shape, as in "2 x 3".
func (m Matrix) shape() string { return fmt.Sprintf("%d x %d", m.rows, m.columns) }

// Equal reports whether m and o have the same shape and entries.
func (m Matrix) Equal(o Matrix) bool {
	if m.rows != o.rows || m.columns != o.columns {
		return false
	}
	for i, a := range m.entries {
		if !a.Equal(o.entries[i]) {
			return false
		}
	}
	return true
}

// Map returns the matrix whose entries are f of those of m. It fails with the first error of f.
func (m Matrix) Map(f func(i, j int, entry RationalFunction) (RationalFunction, error)) (Matrix, error) {
	r := Matrix{m.rows, m.columns, make([]RationalFunction, len(m.entries))}
	for i := range r.entries {
		var err error
		if r.entries[i], err = f(i/m.columns, i%m.columns, m.entries[i]); err != nil {
			return Matrix{}, err
		}
	}
	return r, nil
}

func (m Matrix) zip(o Matrix, f func(a, b RationalFunction) (RationalFunction, error)) (Matrix, error) {
	if m.rows != o.rows || m.columns != o.columns {
		return Matrix{}, fmt.Errorf("%w: %s and %s", ErrShape, m.shape(), o.shape())
	}
	return m.Map(func(i, j int, a RationalFunction) (RationalFunction, error) {
		return f(a, o.entries[i*o.columns+j])
	})
}

// Add returns m + o, entry by entry.
func (m Matrix) Add(o Matrix, budget *Budget) (Matrix, error) {
	return m.zip(o, func(a, b RationalFunction) (RationalFunction, error) { return a.Add(b, budget) })
}

// Sub returns m - o, entry by entry.
func (m Matrix) Sub(o Matrix, budget *Budget) (Matrix, error) {
	return m.zip(o, func(a, b RationalFunction) (RationalFunction, error) { return a.Sub(b, budget) })
}

// Scale returns r times m.
func (m Matrix) Scale(r RationalFunction, budget *Budget) (Matrix, error) {
	return m.Map(func(_, _ int, a RationalFunction) (RationalFunction, error) { return a.Mul(r, budget) })
}

// Mul returns the matrix product m o.
func (m Matrix) Mul(o Matrix, budget *Budget) (Matrix, error) {
	if m.columns != o.rows {
		return Matrix{}, fmt.Errorf("%w: product of %s and %s", ErrShape, m.shape(), o.shape())
	}
	r := Matrix{m.rows, o.columns, make([]RationalFunction, m.rows*o.columns)}
	for i := range m.rows {
		for j := range o.columns {
			sum := RationalFunction{}
			for k := range m.columns {
				p, err := m.entries[i*m.columns+k].Mul(o.entries[k*o.columns+j], budget)
				if err != nil {
					return Matrix{}, err
				}
				if sum, err = sum.Add(p, budget); err != nil {
					return Matrix{}, err
				}
			}
			r.entries[i*o.columns+j] = sum
		}
	}
	return r, nil
}

// Transpose returns m with rows and columns exchanged.
func (m Matrix) Transpose() Matrix {
	r := Matrix{m.columns, m.rows, make([]RationalFunction, len(m.entries))}
	for i := range m.rows {
		for j := range m.columns {
			r.entries[j*m.rows+i] = m.entries[i*m.columns+j]
		}
	}
	return r
}

// Trace returns the sum of the diagonal of a square matrix.
func (m Matrix) Trace(budget *Budget) (RationalFunction, error) {
	sum := RationalFunction{}
	if err := m.requireSquare(); err != nil {
		return sum, err
	}
	var err error
	for i := range m.rows {
		if sum, err = sum.Add(m.entries[i*m.columns+i], budget); err != nil {
			return RationalFunction{}, err
		}
	}
	return sum, nil
}

func (m Matrix) requireSquare() error {
	if m.rows != m.columns {
		return fmt.Errorf("%w: %s is not square", ErrShape, m.shape())
	}
	return nil
}

// Power returns the n-th power of a square matrix; a negative one is a power of the inverse, and fails
// with [ErrDivisionByZero] if there is none.
func (m Matrix) Power(n int, budget *Budget) (Matrix, error) {
	if err := m.requireSquare(); err != nil {
		return Matrix{}, err
	}
	if n < 0 {
		inverse, _, err := m.Inverse(budget)
		if err != nil {
			return Matrix{}, err
		}
		if n == -n { // the least int has no negative
			return Matrix{}, ErrLimit
		}
		m, n = inverse, -n
	}
	result := Identity(m.rows)
	var err error
	for n > 0 {
		if n&1 == 1 {
			if result, err = result.Mul(m, budget); err != nil {
				return Matrix{}, err
			}
		}
		if n >>= 1; n > 0 {
			if m, err = m.Mul(m, budget); err != nil {
				return Matrix{}, err
			}
		}
	}
	return result, nil
}

// Determinant returns the determinant of a square matrix; that of the empty matrix is 1.
func (m Matrix) Determinant(budget *Budget) (RationalFunction, error) {
	if err := m.requireSquare(); err != nil {
		return RationalFunction{}, err
	}
	if m.rows > maxMinors {
		return m.determinantByElimination(budget)
	}
	return m.minor(allOf(m.rows), allOf(m.rows), budget)
}

// maxMinors is the largest size whose determinant is expanded along rows, which needs no division.
const maxMinors = 7

func allOf(n int) uint { return 1<<uint(n) - 1 }

// minor returns the determinant of the given rows and as many columns, expanding along the rows and
// keeping the minors of the last rows.
func (m Matrix) minor(rows, columns uint, budget *Budget) (RationalFunction, error) {
	known := map[uint]RationalFunction{0: FromInt(1)}
	var expand func(rows, columns uint) (RationalFunction, error)
	expand = func(rows, columns uint) (RationalFunction, error) {
		if d, ok := known[columns]; ok {
			return d, nil
		}
		i := bits.TrailingZeros(rows)
		sum := RationalFunction{}
		negative := false
		for left := columns; left != 0; left &= left - 1 {
			j := bits.TrailingZeros(left)
			if a := m.entries[i*m.columns+j]; !a.IsZero() {
				d, err := expand(rows&(rows-1), columns&^(1<<uint(j)))
				if err != nil {
					return RationalFunction{}, err
				}
				if d, err = d.Mul(a, budget); err != nil {
					return RationalFunction{}, err
				}
				if negative {
					d = d.Neg()
				}
				if sum, err = sum.Add(d, budget); err != nil {
					return RationalFunction{}, err
				}
			}
			negative = !negative
		}
		known[columns] = sum
		return sum, nil
	}
	return expand(rows, columns)
}

// determinantByElimination multiplies the pivots of Gaussian elimination.
func (m Matrix) determinantByElimination(budget *Budget) (RationalFunction, error) {
	d, _, err := m.eliminate(0, budget)
	return d, err
}

// eliminate brings m to reduced row echelon form by its square part on the left, whose determinant it
// returns; if that is zero, the form is not complete.
func (m Matrix) eliminate(extra int, budget *Budget) (RationalFunction, Matrix, error) {
	r := Matrix{m.rows, m.columns, append([]RationalFunction(nil), m.entries...)}
	determinant := FromInt(1)
	size := m.columns - extra
	var err error
	for c := range size {
		// The pivot with the fewest terms keeps entries short.
		pivot, terms := -1, 0
		for i := c; i < r.rows; i++ {
			a := r.entries[i*r.columns+c]
			if n := a.numerator.Len() + a.denominator.Len(); !a.IsZero() && (pivot < 0 || n < terms) {
				pivot, terms = i, n
			}
		}
		if pivot < 0 {
			return RationalFunction{}, r, nil
		}
		if pivot != c {
			for j := range r.columns {
				r.entries[c*r.columns+j], r.entries[pivot*r.columns+j] = r.entries[pivot*r.columns+j], r.entries[c*r.columns+j]
			}
			determinant = determinant.Neg()
		}
		p := r.entries[c*r.columns+c]
		if determinant, err = determinant.Mul(p, budget); err != nil {
			return RationalFunction{}, r, err
		}
		for j := c; j < r.columns; j++ {
			if r.entries[c*r.columns+j], err = r.entries[c*r.columns+j].Quo(p, budget); err != nil {
				return RationalFunction{}, r, err
			}
		}
		for i := range r.rows {
			f := r.entries[i*r.columns+c]
			if i == c || f.IsZero() || i < c && extra == 0 {
				continue
			}
			for j := c; j < r.columns; j++ {
				t, err := r.entries[c*r.columns+j].Mul(f, budget)
				if err != nil {
					return RationalFunction{}, r, err
				}
				if r.entries[i*r.columns+j], err = r.entries[i*r.columns+j].Sub(t, budget); err != nil {
					return RationalFunction{}, r, err
				}
			}
		}
	}
	return determinant, r, nil
}

// Inverse returns the inverse of a square matrix and its determinant, which must not vanish wherever
// the inverse is used: the caller records that as a condition. It fails with [ErrDivisionByZero] if the
// determinant is zero.
func (m Matrix) Inverse(budget *Budget) (inverse Matrix, determinant RationalFunction, err error) {
	if err := m.requireSquare(); err != nil {
		return Matrix{}, RationalFunction{}, err
	}
	n := m.rows
	if n > 4 {
		wide := Matrix{n, 2 * n, make([]RationalFunction, 2*n*n)}
		for i := range n {
			copy(wide.entries[i*2*n:], m.entries[i*n:(i+1)*n])
			wide.entries[i*2*n+n+i] = FromInt(1)
		}
		determinant, wide, err = wide.eliminate(n, budget)
		if err != nil {
			return Matrix{}, RationalFunction{}, err
		}
		if determinant.IsZero() {
			return Matrix{}, determinant, ErrDivisionByZero
		}
		inverse = Matrix{n, n, nil}
		for i := range n {
			inverse.entries = append(inverse.entries, wide.entries[i*2*n+n:(i+1)*2*n]...)
		}
		return inverse, determinant, nil
	}
	if determinant, err = m.Determinant(budget); err != nil {
		return Matrix{}, RationalFunction{}, err
	}
	if determinant.IsZero() {
		return Matrix{}, determinant, ErrDivisionByZero
	}
	inverse = Matrix{n, n, make([]RationalFunction, n*n)}
	for i := range n {
		for j := range n {
			c, err := m.minor(allOf(n)&^(1<<uint(i)), allOf(n)&^(1<<uint(j)), budget)
			if err != nil {
				return Matrix{}, RationalFunction{}, err
			}
			if (i+j)%2 == 1 {
				c = c.Neg()
			}
			if inverse.entries[j*n+i], err = c.Quo(determinant, budget); err != nil {
				return Matrix{}, RationalFunction{}, err
			}
		}
	}
	return inverse, determinant, nil
}

// String writes a row as "[0, 1]", a column as "[0; 1]" and a matrix as "[1, 2; 3, 4]".
func (m Matrix) String() string {
	return "[" + m.format("; ", ", ", RationalFunction.String) + "]"
}

// LaTeX writes m as a bmatrix.
func (m Matrix) LaTeX() string {
	return `\begin{bmatrix} ` + m.format(` \\ `, " & ", RationalFunction.LaTeX) + ` \end{bmatrix}`
}

func (m Matrix) format(row, column string, entry func(RationalFunction) string) string {
	var b strings.Builder
	for i, a := range m.entries {
		switch {
		case i == 0:
		case i%m.columns == 0:
			b.WriteString(row)
		default:
			b.WriteString(column)
		}
		b.WriteString(entry(a))
	}
	return b.String()
}
