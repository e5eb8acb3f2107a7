package numeric

import "strings"

// Vector is an immutable list of scalars without orientation. The zero value has no entries.
type Vector struct {
	entries []Scalar
}

// NewVector returns the vector with copies of the given entries.
func NewVector(entries ...Scalar) Vector {
	return Vector{entries: append([]Scalar(nil), entries...)}
}

// ParseVector reads each entry with Parse.
func ParseVector(entries ...string) (Vector, error) {
	v := make([]Scalar, len(entries))
	for i, text := range entries {
		var err error
		if v[i], err = Parse(text); err != nil {
			return Vector{}, err
		}
	}
	return Vector{entries: v}, nil
}

// MustVector is ParseVector for literals in a program. It panics if an entry is not a number.
func MustVector(entries ...string) Vector {
	v, err := ParseVector(entries...)
	if err != nil {
		panic("numeric.MustVector: " + err.Error())
	}
	return v
}

// ZeroVector returns n zeros; a negative n counts as 0.
func ZeroVector(n int) Vector { return Vector{entries: make([]Scalar, max(n, 0))} }

// Len returns the number of entries.
func (v Vector) Len() int { return len(v.entries) }

// At returns entry i, counted from 0. It panics if there is none, as indexing a slice does.
func (v Vector) At(i int) Scalar { return v.entries[i] }

// Entries returns a copy of the entries.
func (v Vector) Entries() []Scalar { return append([]Scalar(nil), v.entries...) }

// Shape returns the shape of v as a column.
func (v Vector) Shape() Shape { return Shape{Rows: len(v.entries), Columns: 1} }

// Row returns v as a matrix of one row.
func (v Vector) Row() Matrix {
	return Matrix{shape: Shape{Rows: 1, Columns: len(v.entries)}, entries: v.entries}
}

// Column returns v as a matrix of one column.
func (v Vector) Column() Matrix { return Matrix{shape: v.Shape(), entries: v.entries} }

// String returns the entries as a row, such as [2.6, 1.04].
func (v Vector) String() string {
	texts := make([]string, len(v.entries))
	for i, entry := range v.entries {
		texts[i] = entry.String()
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

// Equal reports whether v and u have the same length and the same entries.
func (v Vector) Equal(u Vector) bool { return equalEntries(v.entries, u.entries) }

// Terminates reports whether every entry has a finite decimal expansion.
func (v Vector) Terminates() bool { return allTerminate(v.entries) }

// Neg returns -v.
func (v Vector) Neg() Vector { return Vector{entries: negate(v.entries)} }

// Add returns v + u.
func (v Vector) Add(u Vector) (Vector, error) { return v.zip("add", u, Scalar.Add) }

// Sub returns v - u.
func (v Vector) Sub(u Vector) (Vector, error) { return v.zip("subtract", u, Scalar.Sub) }

// MulElements returns the element-wise product of v and u.
func (v Vector) MulElements(u Vector) (Vector, error) {
	return v.zip("multiply element by element", u, Scalar.Mul)
}

// QuoElements returns the element-wise quotient of v and u.
func (v Vector) QuoElements(u Vector) (Vector, error) {
	return v.zip("divide element by element", u, Scalar.Quo)
}

// Scale returns s v.
func (v Vector) Scale(s Scalar) (Vector, error) {
	entries, err := scale(v.entries, s)
	return Vector{entries: entries}, err
}

// Dot returns the sum of the products of the entries of v and u.
func (v Vector) Dot(u Vector) (Scalar, error) {
	products, err := v.zip("dot product", u, Scalar.Mul)
	if err != nil {
		return Scalar{}, err
	}
	return products.Sum()
}

// Sum returns the sum of the entries.
func (v Vector) Sum() (Scalar, error) {
	var sum Scalar
	for _, entry := range v.entries {
		var err error
		if sum, err = sum.Add(entry); err != nil {
			return Scalar{}, err
		}
	}
	return sum, nil
}

// zip combines entries of the same index.
func (v Vector) zip(name string, u Vector, operation func(a, b Scalar) (Scalar, error)) (Vector, error) {
	if v.Len() != u.Len() {
		return Vector{}, &ShapeError{Operation: name, Left: v.Shape(), Right: u.Shape()}
	}
	entries, err := zip(v.entries, u.entries, operation)
	return Vector{entries: entries}, err
}
