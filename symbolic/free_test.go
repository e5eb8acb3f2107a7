package symbolic_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hence-math/hence/symbolic"
)

// TestFreeLaws: transposing reverses, traces are cyclic, inverses cancel on both sides.
func TestFreeLaws(t *testing.T) {
	a := symbolic.NewFreeAlgebra(symbolic.NewBudget(1_000_000, 10_000))
	product := func(ps ...symbolic.FreePolynomial) symbolic.FreePolynomial {
		total := ps[0]
		for _, p := range ps[1:] {
			var err error
			total, err = a.Mul(total, p)
			require.NoError(t, err)
		}
		return total
	}
	A, B := a.Letter("A"), a.Letter("B")
	turned, err := a.Transpose(product(A, B))
	require.NoError(t, err)
	assert.Equal(t, "B^{T} A^{T}", turned.String())

	left, err := a.Trace(product(A, B))
	require.NoError(t, err)
	right, err := a.Trace(product(B, A))
	require.NoError(t, err)
	assert.True(t, left.Equal(right))

	sum, err := a.Add(A, a.Scalar(symbolic.FromInt(1)))
	require.NoError(t, err)
	inverse, err := a.Inverse(sum, func(string) bool { return false })
	require.NoError(t, err)
	for _, p := range []symbolic.FreePolynomial{product(sum, inverse), product(inverse, sum)} {
		one, ok := p.AsScalar()
		require.True(t, ok, p.String())
		assert.True(t, one.Equal(symbolic.FromInt(1)))
	}
	_, err = a.Inverse(symbolic.FreePolynomial{}, func(string) bool { return false })
	assert.ErrorIs(t, err, symbolic.ErrDivisionByZero)
}

// TestFreeNumbers: what stands between a transposed column and a column is a number.
func TestFreeNumbers(t *testing.T) {
	a := symbolic.NewFreeAlgebra(nil)
	a.Column("x")
	a.Column("y")
	x, y := a.Letter("x"), a.Letter("y")
	row, err := a.Transpose(x)
	require.NoError(t, err)
	number, err := a.Mul(row, y)
	require.NoError(t, err)
	back, err := a.Transpose(number)
	require.NoError(t, err)
	d, err := a.Sub(number, back)
	require.NoError(t, err)
	assert.True(t, d.IsZero(), d.String())
	_, ok := number.AsScalar()
	assert.True(t, ok)
}

// TestFreeEvaluates: a free polynomial comes to the same as the matrices it stands for.
func TestFreeEvaluates(t *testing.T) {
	entry := rapid.Int64Range(-3, 3)
	matrix := rapid.Custom(func(t *rapid.T) symbolic.Matrix {
		var rows [][]symbolic.RationalFunction
		for range 2 {
			rows = append(rows, []symbolic.RationalFunction{symbolic.FromInt(entry.Draw(t, "entry")), symbolic.FromInt(entry.Draw(t, "entry"))})
		}
		m, err := symbolic.NewMatrix(rows)
		require.NoError(t, err)
		return m
	})
	rapid.Check(t, func(t *rapid.T) {
		at := map[string]symbolic.Matrix{"A": matrix.Draw(t, "A"), "B": matrix.Draw(t, "B")}
		a := symbolic.NewFreeAlgebra(nil)
		p, direct := a.Scalar(symbolic.FromInt(1)), symbolic.Identity(2)
		for range rapid.IntRange(0, 6).Draw(t, "steps") {
			name := rapid.SampledFrom([]string{"A", "B"}).Draw(t, "letter")
			var err error
			switch rapid.IntRange(0, 2).Draw(t, "operation") {
			case 0:
				if p, err = a.Mul(p, a.Letter(name)); err == nil {
					direct, err = direct.Mul(at[name], nil)
				}
			case 1:
				if p, err = a.Sub(p, a.Letter(name)); err == nil {
					direct, err = direct.Sub(at[name], nil)
				}
			default:
				if p, err = a.Transpose(p); err == nil {
					direct = direct.Transpose()
				}
			}
			require.NoError(t, err)
		}
		value, err := a.Evaluate(p, at, 2)
		require.NoError(t, err)
		assert.True(t, value.Equal(direct), "%s: %s, not %s", p, value, direct)
	})
}
