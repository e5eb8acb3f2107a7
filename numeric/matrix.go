package numeric

import (
	"fmt"
	"strings"
)

// Matrix is an immutable matrix of scalars. The zero value has no rows.
type Matrix struct {
	shape Shape
	// entries holds the rows one after another.
	entries []Scalar
}

// NewMatrix returns the matrix with the given rows, which must have one length.
func NewMatrix(rows ...Vector) (Matrix, error) {
	if len(rows) == 0 {
		return Matrix{}, nil
	}
	m := Matrix{shape: Shape{Rows: len(rows), Columns: rows[0].Len()}}
	for i, row := range rows {
		if row.Len() != m.shape.Columns {
			return Matrix{}, fmt.Errorf("row %d: %w", i+1,
				&ShapeError{Operation: "stack rows", Left: rows[0].Row().shape, Right: row.Row().shape})
		}
		m.entries = append(m.entries, row.entries...)
	}
	return m, nil
}

// NewColumns returns the matrix with the given columns, which must have one length.
func NewColumns(columns ...Vector) (Matrix, error) {
	m, err := NewMatrix(columns...)
	return m.Transpose(), err
}

// MustMatrix returns a matrix from literals in a program, rows between semicolons and entries between
// spaces, such as "2 -1; -1 3". It panics if an entry is not a number or the rows differ in length.
func MustMatrix(text string) Matrix {
	var rows []Vector
	for row := range strings.SplitSeq(text, ";") {
		rows = append(rows, MustVector(strings.Fields(row)...))
	}
	m, err := NewMatrix(rows...)
	if err != nil {
		panic("numeric.MustMatrix: " + err.Error())
	}
	return m
}

// Identity returns the n by n identity matrix; a negative n counts as 0.
func Identity(n int) Matrix {
	n = max(n, 0)
	m := Matrix{shape: Shape{Rows: n, Columns: n}, entries: make([]Scalar, n*n)}
	for i := range n {
		m.entries[i*n+i] = NewInt(1)
	}
	return m
}

// Shape returns the numbers of rows and columns.
func (m Matrix) Shape() Shape { return m.shape }

// At returns the entry in row i and column j, counted from 0. It panics if there is none, as indexing a
// slice does.
func (m Matrix) At(i, j int) Scalar { return m.Row(i).At(j) }

// Row returns row i, counted from 0. It panics if there is none, as indexing a slice does.
func (m Matrix) Row(i int) Vector {
	from, to := i*m.shape.Columns, (i+1)*m.shape.Columns
	return Vector{entries: m.entries[from:to:to]}
}

// Column returns column j, counted from 0. It panics if there is none, as indexing a slice does.
func (m Matrix) Column(j int) Vector {
	column := make([]Scalar, m.shape.Rows)
	for i := range column {
		column[i] = m.At(i, j)
	}
	return Vector{entries: column}
}

// String returns the rows between semicolons, such as [1, 2; 3, 4].
func (m Matrix) String() string {
	rows := make([]string, m.shape.Rows)
	for i := range rows {
		rows[i] = strings.Trim(m.Row(i).String(), "[]")
	}
	return "[" + strings.Join(rows, "; ") + "]"
}

// Equal reports whether m and n have the same shape and the same entries.
func (m Matrix) Equal(n Matrix) bool { return m.shape == n.shape && equalEntries(m.entries, n.entries) }

// Terminates reports whether every entry has a finite decimal expansion.
func (m Matrix) Terminates() bool { return allTerminate(m.entries) }

// Neg returns -m.
func (m Matrix) Neg() Matrix { return Matrix{shape: m.shape, entries: negate(m.entries)} }

// Add returns m + n.
func (m Matrix) Add(n Matrix) (Matrix, error) { return m.zip("add", n, Scalar.Add) }

// Sub returns m - n.
func (m Matrix) Sub(n Matrix) (Matrix, error) { return m.zip("subtract", n, Scalar.Sub) }

// MulElements returns the element-wise product of m and n.
func (m Matrix) MulElements(n Matrix) (Matrix, error) {
	return m.zip("multiply element by element", n, Scalar.Mul)
}

// QuoElements returns the element-wise quotient of m and n.
func (m Matrix) QuoElements(n Matrix) (Matrix, error) {
	return m.zip("divide element by element", n, Scalar.Quo)
}

// Scale returns s m.
func (m Matrix) Scale(s Scalar) (Matrix, error) {
	entries, err := scale(m.entries, s)
	if err != nil {
		return Matrix{}, err
	}
	return Matrix{shape: m.shape, entries: entries}, nil
}

// Transpose returns the matrix whose rows are the columns of m.
func (m Matrix) Transpose() Matrix {
	t := Matrix{shape: Shape{Rows: m.shape.Columns, Columns: m.shape.Rows}}
	for j := range m.shape.Columns {
		t.entries = append(t.entries, m.Column(j).entries...)
	}
	return t
}

// Mul returns the matrix product m n.
func (m Matrix) Mul(n Matrix) (Matrix, error) {
	if m.shape.Columns != n.shape.Rows {
		return Matrix{}, &ShapeError{Operation: "matrix product", Left: m.shape, Right: n.shape}
	}
	product := Matrix{shape: Shape{Rows: m.shape.Rows, Columns: n.shape.Columns}}
	columns := n.Transpose()
	for i := range product.shape.Rows {
		for j := range product.shape.Columns {
			entry, err := m.Row(i).Dot(columns.Row(j))
			if err != nil {
				return Matrix{}, err
			}
			product.entries = append(product.entries, entry)
		}
	}
	return product, nil
}

// MulVector returns the product m v with v as a column.
func (m Matrix) MulVector(v Vector) (Vector, error) {
	product, err := m.Mul(v.Column())
	return Vector{entries: product.entries}, err
}

// zip combines entries of the same place.
func (m Matrix) zip(name string, n Matrix, operation func(a, b Scalar) (Scalar, error)) (Matrix, error) {
	if m.shape != n.shape {
		return Matrix{}, &ShapeError{Operation: name, Left: m.shape, Right: n.shape}
	}
	entries, err := zip(m.entries, n.entries, operation)
	if err != nil {
		return Matrix{}, err
	}
	return Matrix{shape: m.shape, entries: entries}, nil
}
