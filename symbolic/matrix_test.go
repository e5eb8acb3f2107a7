package symbolic

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func drawMatrix(t *rapid.T, label string, rows, columns int) Matrix {
	entries := make([][]RationalFunction, rows)
	for i := range entries {
		for range columns {
			entries[i] = append(entries[i], FromPolynomial(drawPolynomial(t, label, 2, 1)))
		}
	}
	return must(NewMatrix(entries))
}

func TestMatrixLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 3).Draw(t, "n")
		a, b, c := drawMatrix(t, "a", n, 2), drawMatrix(t, "b", 2, n), drawMatrix(t, "c", n, 2)
		mul := func(a, b Matrix) Matrix { return must(a.Mul(b, nil)) }
		equal := func(want, got Matrix) {
			t.Helper()
			if !want.Equal(got) {
				t.Fatalf("want %s, got %s", want, got)
			}
		}
		equal(mul(mul(a, b), c), mul(a, mul(b, c)))
		equal(mul(must(a.Add(c, nil)), b), must(mul(a, b).Add(mul(c, b), nil)))
		equal(mul(a, b).Transpose(), mul(b.Transpose(), a.Transpose()))
		equal(must(a.Sub(a, nil)), must(a.Scale(RationalFunction{}, nil)))
		if !must(mul(a, b).Trace(nil)).Equal(must(mul(b, a).Trace(nil))) {
			t.Fatalf("trace of ab and ba differ")
		}
		s, o := drawMatrix(t, "s", n, n), drawMatrix(t, "o", n, n)
		ds, do := must(s.Determinant(nil)), must(o.Determinant(nil))
		if !must(mul(s, o).Determinant(nil)).Equal(must(ds.Mul(do, nil))) {
			t.Fatalf("determinant of the product")
		}
		inverse, d, err := s.Inverse(nil)
		if ds.IsZero() {
			assert.ErrorIs(t, err, ErrDivisionByZero)
			return
		}
		require.NoError(t, err)
		if !d.Equal(ds) {
			t.Fatalf("Inverse returns another determinant")
		}
		equal(Identity(n), mul(s, inverse))
		equal(must(s.Power(-2, nil)), mul(inverse, inverse))
		equal(must(s.Power(3, nil)), mul(s, mul(s, s)))
	})
}

func TestLargeMatrices(t *testing.T) {
	for _, n := range []int{5, 9} { // elimination on the right of the limits
		rows := make([][]RationalFunction, n)
		for i := range rows {
			for j := range n {
				entry := FromInt(int64(i*j%7 + i - j))
				if i == j {
					entry = must(entry.Add(Var("x"), nil))
				}
				rows[i] = append(rows[i], entry)
			}
		}
		m := must(NewMatrix(rows))
		d := must(m.Determinant(nil))
		inverse, di, err := m.Inverse(nil)
		require.NoError(t, err)
		assert.True(t, d.Equal(di), "%s, %s", d, di)
		assert.True(t, must(m.Mul(inverse, nil)).Equal(Identity(n)))
		viaElimination, err := m.determinantByElimination(nil)
		require.NoError(t, err)
		assert.True(t, d.Equal(viaElimination))
	}
}

func TestMatrixShapesAndText(t *testing.T) {
	of := func(rows ...[]int64) Matrix {
		var entries [][]RationalFunction
		for _, row := range rows {
			var r []RationalFunction
			for _, n := range row {
				r = append(r, FromInt(n))
			}
			entries = append(entries, r)
		}
		return must(NewMatrix(entries))
	}
	assert.Equal(t, "[0, 1]", of([]int64{0, 1}).String())
	assert.Equal(t, "[0; 1]", of([]int64{0}, []int64{1}).String())
	assert.Equal(t, "[1, 2; 3, 4]", of([]int64{1, 2}, []int64{3, 4}).String())
	assert.Equal(t, "[5]", of([]int64{5}).String())
	assert.Equal(t, `\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}`, of([]int64{1, 2}, []int64{3, 4}).LaTeX())
	_, err := NewMatrix([][]RationalFunction{{FromInt(1)}, {}})
	assert.ErrorIs(t, err, ErrShape)
	_, err = of([]int64{1, 2}).Mul(of([]int64{1, 2}), nil)
	assert.ErrorIs(t, err, ErrShape)
	_, err = of([]int64{1, 2}).Add(of([]int64{1}, []int64{2}), nil)
	assert.ErrorIs(t, err, ErrShape)
	_, err = of([]int64{1, 2}).Determinant(nil)
	assert.ErrorIs(t, err, ErrShape)
	assert.Panics(t, func() { of([]int64{1}).At(1, 0) })
	fibonacci := must(of([]int64{1, 1}, []int64{1, 0}).Power(10, nil))
	assert.Equal(t, "[89, 55; 55, 34]", fibonacci.String())
	assert.Equal(t, "1", must(Matrix{}.Determinant(nil)).String())
}
