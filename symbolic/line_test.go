package symbolic_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hence-math/hence/symbolic"
)

func polynomialOf(t require.TestingT, roots []int64, more ...symbolic.Polynomial) symbolic.Polynomial {
	p := symbolic.Integer(1)
	for _, r := range roots {
		var err error
		p, err = p.Mul(symbolic.Variable("x").Sub(symbolic.Integer(r)), nil)
		require.NoError(t, err)
	}
	for _, q := range more {
		var err error
		p, err = p.Mul(q, nil)
		require.NoError(t, err)
	}
	return p
}

// Irrational roots that two polynomials share are one, and of two that are near each
// other each has its own cell.
func TestLine(t *testing.T) {
	square := func(n int64) symbolic.Polynomial {
		return polynomialOf(t, nil, polynomialOf(t, []int64{0, 0}).Sub(symbolic.Integer(n)))
	}
	p := polynomialOf(t, nil, square(2), square(3))
	q := polynomialOf(t, []int64{0}, square(2))
	l, err := symbolic.NewLine("x", []symbolic.Polynomial{p, q}, nil)
	require.NoError(t, err)
	signs, err := l.Signs(p, nil)
	require.NoError(t, err)
	assert.Equal(t, []int{1, 0, -1, 0, 1, 1, 1, 0, -1, 0, 1}, signs)
	signs, err = l.Signs(q, nil)
	require.NoError(t, err)
	assert.Equal(t, []int{-1, -1, -1, 0, 1, 0, -1, 0, 1, 1, 1}, signs)

	l, err = symbolic.NewLine("x", []symbolic.Polynomial{square(-1)}, nil)
	require.NoError(t, err)
	signs, err = l.Signs(square(-1), nil)
	require.NoError(t, err)
	assert.Equal(t, []int{1}, signs, "no real root")
}

// The signs in the intervals are those at every number in them.
func TestLineSigns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		integers := rapid.SliceOfN(rapid.Int64Range(-4, 4), 0, 5)
		var ps []symbolic.Polynomial
		for range 2 {
			ps = append(ps, polynomialOf(t, integers.Draw(t, "roots")).Add(symbolic.Integer(rapid.Int64Range(-2, 2).Draw(t, "shift"))))
		}
		if ps[0].IsZero() || ps[1].IsZero() {
			return
		}
		l, err := symbolic.NewLine("x", ps, nil)
		require.NoError(t, err)
		for _, p := range ps {
			signs, err := l.Signs(p, nil)
			require.NoError(t, err)
			// Going right, the line meets the signs in its order.
			cell := 0
			for at := int64(-200); at <= 200; at++ {
				value, err := p.Evaluate(map[string]*big.Rat{"x": big.NewRat(at, 31)}, nil)
				require.NoError(t, err)
				for cell < len(signs) && signs[cell] != value.Sign() {
					cell++
				}
				require.Less(t, cell, len(signs), "%s at %d/31: %v", p, at, signs)
			}
		}
	})
}
