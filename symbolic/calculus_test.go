package symbolic_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hence-math/hence/symbolic"
)

// TestIntegrateInverts: the integral of a derivative has that derivative.
func TestIntegrateInverts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := symbolic.NewFunctions(200)
		budget := symbolic.NewBudget(5_000_000, 10_000)
		x := symbolic.Var("x")
		r := symbolic.FromInt(0)
		for range rapid.IntRange(1, 3).Draw(t, "terms") {
			c := symbolic.FromInt(rapid.Int64Range(-5, 5).Draw(t, "factor"))
			term, err := x.Pow(rapid.IntRange(0, 4).Draw(t, "power"), budget)
			require.NoError(t, err)
			form, err := x.Mul(symbolic.FromInt(rapid.Int64Range(1, 4).Draw(t, "slope")), budget)
			require.NoError(t, err)
			function := symbolic.FromInt(1)
			switch rapid.IntRange(0, 3).Draw(t, "function") {
			case 1:
				function, err = f.Exp(form, budget)
			case 2:
				function, _, err = f.CosSin(form, budget)
			case 3:
				_, function, err = f.CosSin(form, budget)
			}
			require.NoError(t, err)
			for _, factor := range []symbolic.RationalFunction{c, function} {
				term, err = term.Mul(factor, budget)
				require.NoError(t, err)
			}
			r, err = r.Add(term, budget)
			require.NoError(t, err)
		}
		integral, ok := f.Integrate(r, "x", budget)
		require.True(t, ok, r.String())
		d, err := f.Derivative(integral, "x", budget)
		require.NoError(t, err)
		d, err = d.Sub(r, budget)
		require.NoError(t, err)
		zero, sure := f.IsZero(d.Numerator(), nil, budget)
		assert.True(t, zero && sure, "%s of %s", integral, r)
	})
}

// TestContinuous: poles and ends of domains are seen, inside and at the bounds.
func TestContinuous(t *testing.T) {
	f := symbolic.NewFunctions(100)
	budget := symbolic.NewBudget(1_000_000, 10_000)
	x := symbolic.Var("x")
	quotient := func(p symbolic.RationalFunction) symbolic.RationalFunction {
		r, err := symbolic.FromInt(1).Quo(p, budget)
		require.NoError(t, err)
		return r
	}
	square, err := x.Pow(2, budget)
	require.NoError(t, err)
	minusTwo, err := square.Sub(symbolic.FromInt(2), budget)
	require.NoError(t, err)
	log, err := f.Log(x, budget)
	require.NoError(t, err)
	root, err := f.Root(x, 2, budget)
	require.NoError(t, err)
	for _, c := range []struct {
		r         symbolic.RationalFunction
		low, high int64
		want      bool
	}{
		{x, -5, 5, true},
		{quotient(x), 1, 2, true},
		{quotient(x), -2, -1, true},
		{quotient(x), -1, 1, false},
		{quotient(x), 0, 1, false},
		{quotient(minusTwo), 0, 2, false},
		{quotient(minusTwo), 2, 3, true},
		{quotient(minusTwo), 3, 2, true},
		{log, 1, 3, true},
		{log, 0, 3, false},
		{root, 0, 3, true},
		{root, -1, 3, false},
		{quotient(root), 0, 3, false},
	} {
		got, err := f.Continuous(c.r, "x", symbolic.FromInt(c.low), symbolic.FromInt(c.high), budget)
		require.NoError(t, err)
		assert.Equal(t, c.want, got, "%s from %d to %d", c.r, c.low, c.high)
	}
}
