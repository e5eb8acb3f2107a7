package symbolic

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func equalRationals(t rapid.TB, want, got RationalFunction) {
	t.Helper()
	if !want.isCanonical() || !got.isCanonical() {
		t.Fatalf("not canonical: %s, %s", want, got)
	}
	if !want.Equal(got) {
		t.Fatalf("want %s, got %s", want, got)
	}
}

func TestRationalFunctionLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := drawRational(t, "a"), drawRational(t, "b"), drawRational(t, "c")
		add := func(a, b RationalFunction) RationalFunction { return must(a.Add(b, nil)) }
		mul := func(a, b RationalFunction) RationalFunction { return must(a.Mul(b, nil)) }
		equalRationals(t, add(a, b), add(b, a))
		equalRationals(t, add(add(a, b), c), add(a, add(b, c)))
		equalRationals(t, mul(a, b), mul(b, a))
		equalRationals(t, mul(mul(a, b), c), mul(a, mul(b, c)))
		equalRationals(t, mul(a, add(b, c)), add(mul(a, b), mul(a, c)))
		equalRationals(t, must(a.Sub(a, nil)), RationalFunction{})
		if !b.IsZero() {
			equalRationals(t, mul(must(a.Quo(b, nil)), b), a)
			equalRationals(t, must(b.Pow(-2, nil)), must(FromInt(1).Quo(mul(b, b), nil)))
		}
		equalRationals(t, must(a.Pow(3, nil)), mul(a, mul(a, a)))
		equalRationals(t,
			must(mul(a, b).Derivative("x", nil)),
			add(mul(must(a.Derivative("x", nil)), b), mul(a, must(b.Derivative("x", nil)))))
		at := map[string]*big.Rat{"a": big.NewRat(3, 2), "b": big.NewRat(-5, 7), "x": big.NewRat(11, 3), "y": big.NewRat(2, 9)}
		x, err1 := a.Evaluate(at, nil)
		y, err2 := b.Evaluate(at, nil)
		if err1 == nil && err2 == nil {
			z := must(add(a, b).Evaluate(at, nil))
			if z.Cmp(x.Add(x, y)) != 0 {
				t.Fatalf("evaluation is not additive")
			}
		}
	})
}

func TestCancelledFactorsAreReturned(t *testing.T) {
	rho := Variable("rho")
	one := Integer(1)
	square := must(rho.Pow(2, nil))
	r, cancelled, err := Rational(one.Sub(square), one.Sub(rho), nil)
	require.NoError(t, err)
	assert.Equal(t, "rho + 1", r.String())
	require.Len(t, cancelled, 1)
	assert.Equal(t, "rho - 1", cancelled[0].String())

	r, cancelled, err = Rational(Polynomial{}, square.Sub(one), nil)
	require.NoError(t, err)
	assert.True(t, r.IsZero())
	assert.Len(t, cancelled, 2, "0/(rho^2-1) has no value at 1 and -1")

	_, _, err = Rational(one, Polynomial{}, nil)
	assert.ErrorIs(t, err, ErrDivisionByZero)
	_, err = FromInt(1).Quo(RationalFunction{}, nil)
	assert.ErrorIs(t, err, ErrDivisionByZero)
	_, err = RationalFunction{}.Pow(-1, nil)
	assert.ErrorIs(t, err, ErrDivisionByZero)
	zeroth, err := RationalFunction{}.Pow(0, nil)
	require.NoError(t, err)
	assert.True(t, zeroth.IsOne())

	inverse, err := FromInt(1).Quo(Var("x"), nil)
	require.NoError(t, err)
	_, err = inverse.Substitute(map[string]RationalFunction{"x": {}}, nil)
	assert.ErrorIs(t, err, ErrDivisionByZero)
	_, err = inverse.Evaluate(map[string]*big.Rat{"x": new(big.Rat)}, nil)
	assert.ErrorIs(t, err, ErrDivisionByZero)
}

func TestRationalFunctionText(t *testing.T) {
	half := FromRat(big.NewRat(-19, 5))
	assert.Equal(t, "-3.8", half.String())
	g := Var("g")
	r := must(g.Quo(must(Var("rho").Sub(FromInt(1), nil)), nil))
	assert.Equal(t, "g/(rho - 1)", r.String())
	assert.Equal(t, `\frac{g}{\rho - 1}`, r.LaTeX())
	r = must(r.Mul(FromRat(big.NewRat(-1, 2)), nil))
	assert.Equal(t, "-g/(2*rho - 2)", r.String())
	assert.Equal(t, `-\frac{g}{2 \rho - 2}`, r.LaTeX())
	assert.Equal(t, "0", RationalFunction{}.String())
	assert.Equal(t, []string{"g", "rho"}, r.Variables())
}
