package numeric

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestVectorOperations(t *testing.T) {
	a, b := MustVector("1", "-3.8"), MustVector("0.5", "1/3")
	for _, c := range []struct {
		name, want string
		operation  func(Vector, Vector) (Vector, error)
	}{
		{"add", "[1.5, -52/15]", Vector.Add},
		{"subtract", "[0.5, -62/15]", Vector.Sub},
		{"multiply element by element", "[0.5, -19/15]", Vector.MulElements},
		{"divide element by element", "[2, -11.4]", Vector.QuoElements},
	} {
		got, err := c.operation(a, b)
		require.NoError(t, err, c.name)
		assert.Equal(t, c.want, got.String(), c.name)

		_, err = c.operation(a, MustVector("1", "2", "3"))
		var shapes *ShapeError
		require.ErrorAs(t, err, &shapes, c.name)
		assert.ErrorIs(t, err, ErrShape)
		assert.Equal(t, c.name+": shapes do not match of 2x1 and 3x1", err.Error())
	}
	dot, err := a.Dot(b)
	require.NoError(t, err)
	assert.Equal(t, "-23/30", dot.String())
	_, err = a.Dot(ZeroVector(1))
	assert.ErrorIs(t, err, ErrShape)
	_, err = a.QuoElements(ZeroVector(2))
	assert.ErrorIs(t, err, ErrDivisionByZero)
	assert.Equal(t, "[-1, 3.8]", a.Neg().String())
	assert.True(t, a.Terminates())
	assert.False(t, b.Terminates())
	assert.False(t, a.Equal(ZeroVector(3)))
	assert.Equal(t, "[]", Vector{}.String())
	assert.Equal(t, "[]", ZeroVector(-1).String())
}

func TestMatrixOperations(t *testing.T) {
	x := MustMatrix("2 -1; -1 3")
	product, err := MustMatrix("1 -1").Mul(x)
	require.NoError(t, err)
	assert.Equal(t, "[3, -4]", product.String())
	assert.Equal(t, "[2, -1; -1, 3]", x.String())

	sum, err := x.Add(Identity(2))
	require.NoError(t, err)
	assert.Equal(t, "[3, -1; -1, 4]", sum.String())
	difference, err := sum.Sub(x)
	require.NoError(t, err)
	assert.True(t, difference.Equal(Identity(2)))
	squares, err := x.MulElements(x)
	require.NoError(t, err)
	assert.Equal(t, "[4, 1; 1, 9]", squares.String())
	ones, err := x.QuoElements(x)
	require.NoError(t, err)
	assert.Equal(t, "[1, 1; 1, 1]", ones.String())
	half, err := x.Scale(MustParse("1/3"))
	require.NoError(t, err)
	assert.Equal(t, "[2/3, -1/3; -1/3, 1]", half.String())
	assert.True(t, x.Terminates())
	assert.False(t, half.Terminates())
	assert.Equal(t, "[-2, 1; 1, -3]", x.Neg().String())

	tall := MustMatrix("1 2; 3 4; 5 6")
	assert.Equal(t, "[1, 3, 5; 2, 4, 6]", tall.Transpose().String())
	assert.Equal(t, "3x2", tall.Shape().String())
	assert.Equal(t, "[2, 4, 6]", tall.Column(1).String())
	columns, err := NewColumns(MustVector("1", "3", "5"), MustVector("2", "4", "6"))
	require.NoError(t, err)
	assert.True(t, columns.Equal(tall))
	image, err := tall.MulVector(MustVector("1", "-1"))
	require.NoError(t, err)
	assert.Equal(t, "[-1, -1, -1]", image.String())
}

func TestShapeErrorsNameTheShapes(t *testing.T) {
	a, b := MustMatrix("1 2; 3 4"), MustMatrix("1 2 3")
	_, err := a.Mul(b)
	assert.EqualError(t, err, "matrix product: shapes do not match of 2x2 and 1x3")
	_, err = a.Add(b)
	assert.EqualError(t, err, "add: shapes do not match of 2x2 and 1x3")
	_, err = a.MulVector(MustVector("1"))
	assert.EqualError(t, err, "matrix product: shapes do not match of 2x2 and 1x1")
	_, err = NewMatrix(MustVector("1"), MustVector("1", "2"))
	assert.EqualError(t, err, "row 2: stack rows: shapes do not match of 1x1 and 1x2")
	_, err = NewColumns(MustVector("1"), MustVector("1", "2"))
	assert.ErrorIs(t, err, ErrShape)
	empty, err := NewMatrix()
	require.NoError(t, err)
	assert.Equal(t, "[]", empty.Transpose().String())
}

func TestMatricesAreImmutable(t *testing.T) {
	entries := []Scalar{NewInt(1), NewInt(2)}
	v := NewVector(entries...)
	entries[0] = NewInt(9)
	v.Entries()[1] = NewInt(9)
	assert.Equal(t, "[1, 2]", v.String())

	m := MustMatrix("1 2; 3 4")
	row := m.Row(0)
	_, err := NewMatrix(row, row)
	require.NoError(t, err)
	_ = append(row.entries, NewInt(9))
	assert.Equal(t, "[1, 2; 3, 4]", m.String())
}

// drawMatrix draws a matrix of small fractions.
func drawMatrix(t *rapid.T, label string, rows, columns int) Matrix {
	m := Matrix{shape: Shape{Rows: rows, Columns: columns}}
	for range rows * columns {
		s, err := NewRat(big.NewRat(rapid.Int64Range(-99, 99).Draw(t, label), rapid.Int64Range(1, 12).Draw(t, label)))
		require.NoError(t, err)
		m.entries = append(m.entries, s)
	}
	return m
}

func TestMatrixProductAgreesWithRat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.IntRange(1, 4)
		r, k, c := size.Draw(t, "rows"), size.Draw(t, "inner"), size.Draw(t, "columns")
		a, b := drawMatrix(t, "a", r, k), drawMatrix(t, "b", k, c)
		product, err := a.Mul(b)
		require.NoError(t, err)
		for i := range r {
			for j := range c {
				want := new(big.Rat)
				for l := range k {
					want.Add(want, new(big.Rat).Mul(a.At(i, l).Rat(), b.At(l, j).Rat()))
				}
				requireCanonical(t, want, product.At(i, j))
			}
		}
		turned, err := b.Transpose().Mul(a.Transpose())
		require.NoError(t, err)
		require.True(t, turned.Equal(product.Transpose()))
	})
}
