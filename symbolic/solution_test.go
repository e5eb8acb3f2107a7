package symbolic_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/symbolic"
)

// A solution is found where none is rational, and told by the polynomial of its root.
func TestSolution(t *testing.T) {
	x, y := symbolic.Variable("x"), symbolic.Variable("y")
	square := func(p symbolic.Polynomial) symbolic.Polynomial {
		q, err := p.Mul(p, nil)
		require.NoError(t, err)
		return q
	}
	budget := symbolic.NewBudget(10_000, 1_000)
	ideal := symbolic.NewIdeal([]symbolic.Polynomial{square(x).Sub(symbolic.Integer(2)), y.Sub(symbolic.Integer(5))}, budget)

	s, ok := ideal.Solution([]string{"x", "y"}, []symbolic.Polynomial{x.Sub(y)}, budget)
	require.True(t, ok)
	assert.Zero(t, s.Values["y"].Cmp(big.NewRat(5, 1)))
	assert.Equal(t, "x^2 - 2", s.Roots["x"].String())

	_, ok = ideal.Solution([]string{"x"}, []symbolic.Polynomial{square(x).Sub(symbolic.Integer(2))}, budget)
	assert.False(t, ok, "nowhere else")
	product, err := x.Mul(y, nil)
	require.NoError(t, err)
	s, ok = symbolic.NewIdeal([]symbolic.Polynomial{product.Sub(symbolic.Integer(1)), square(x).Add(square(y)).Sub(symbolic.Integer(5))}, budget).Solution([]string{"x"}, nil, budget)
	require.True(t, ok)
	assert.Equal(t, "x^4 - 5*x^2 + 1", s.Roots["x"].String(), "by its powers")
	_, ok = symbolic.NewIdeal([]symbolic.Polynomial{x, x.Sub(symbolic.Integer(1))}, budget).Solution(nil, nil, budget)
	assert.False(t, ok, "no solution")
}
