package symbolic

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// valuesOf evaluates an expression in n at first, ..., first+count-1.
func valuesOf(t *testing.T, text string, given string, first int64, count int) []RationalFunction {
	var values []RationalFunction
	for n := first; n < first+int64(count); n++ {
		v, _, err := Value(parse(text), map[string]int64{"n": n}, sequences[given], nil, nil)
		require.NoError(t, err)
		values = append(values, v)
	}
	return values
}

func TestGuess(t *testing.T) {
	for _, test := range []struct {
		given, values string
		first         int64
		count         int
		want          string
	}{
		{"ema", "s(n)", 1, 4, "g - g*rho^n"},
		{"ema", "s(n)", 2, 3, "g - g*rho^n"},
		{"ema2", "s(n)", 1, 4, "g^2 - g^2*rho^n"},
		{"ema", "s(n)/(1-rho^n)", 1, 4, "g"},
		{"", "n*(n+1)/2", 1, 4, "1/2*n^2 + 1/2*n"},
		{"", "2^n-1", 1, 5, "2^n - 1"},
		{"", "3*2^n", 1, 4, "3*2^n"},
		{"hanoi", "T(n)", 0, 5, "2^n - 1"},
		{"", "n*x^n", 1, 4, "n*x^n"},
		{"", "n*x^(2*n+1)", 1, 4, "n*x^(2*n + 1)"},
		{"", "(n+1)*a", 1, 4, "a*n + a"},
		{"", "-rho^n/2^n", 1, 5, "(-rho^n)/2^n"},
		{"", "n/(n+1)", 1, 5, "n/(n + 1)"},
		{"fibonacci", "F(n)", 0, 8, ""},
		{"", "n", 1, 1, ""},
		{"", "n^2", 1, 2, ""},
	} {
		t.Run(test.values, func(t *testing.T) {
			e, ok := Guess(valuesOf(t, test.values, test.given, test.first, test.count), test.first, "n", nil)
			if test.want == "" {
				assert.False(t, ok, "%v", e)
				return
			}
			require.True(t, ok)
			assert.Equal(t, test.want, e.String())
		})
	}
}

func TestGuessThenProve(t *testing.T) {
	e, ok := Guess(valuesOf(t, "s(n)", "ema", 1, 4), 1, "n", nil)
	require.True(t, ok)
	claim := Claim{Left: parse("s(n)"), Right: e, Relation: Equals, Index: "n", From: 1}
	assert.Equal(t, Proved, Prove(claim, sequences["ema"], nil).Verdict)
	assert.Equal(t, `g - g \rho^{n}`, e.LaTeX())
}

func TestClosedForm(t *testing.T) {
	for _, test := range []struct{ given, want, divisor string }{
		{"ema", "g - g*rho^n", ""},
		{"ema from c", "g + (c - g)*rho^n", ""},
		{"hanoi", "-1 + 2^n", ""},
		{"decay", "c*(-eta*lambda + 1)^n", ""},
	} {
		closed, divisor, ok := ClosedForm(sequences[test.given][0], nil)
		require.True(t, ok)
		assert.Equal(t, test.want, closed.String())
		assert.Nil(t, divisor)
		claim := Claim{Left: Term{sequences[test.given][0].Name, Sym("n")}, Right: closed, Relation: Equals, Index: "n"}
		assert.Equal(t, Proved, Prove(claim, sequences[test.given], nil).Verdict)
	}
	closed, divisor, ok := ClosedForm(sequences["momentum"][0], nil)
	require.True(t, ok)
	require.NotNil(t, divisor)
	assert.Equal(t, "-beta + 1", divisor.String())
	claim := Claim{Left: parse("v(n)"), Right: closed, Relation: Equals, Index: "n"}
	p := Prove(claim, sequences["momentum"], nil)
	assert.Equal(t, Proved, p.Verdict)
	assert.Equal(t, []string{"beta = 1"}, says(p))
	_, _, ok = ClosedForm(sequences["fibonacci"][0], nil)
	assert.False(t, ok)
	_, _, ok = ClosedForm(sequences["factorial"][0], nil)
	assert.False(t, ok)
	closed, _, ok = ClosedForm(sequence("c", 1, "c(n-1)+d", "a"), nil)
	require.True(t, ok)
	assert.Equal(t, "a + d*(n - 1)", closed.String())
}

func TestExpressionText(t *testing.T) {
	e := parse("sum(k=1..n, rho^(n-k)*g)/(1-rho^n) - s(n-1) + -3*x!!*binom(n,2) - H(n)/(2*n)")
	assert.Equal(t, "sum(k = 1 .. n, rho^(n - k)*g)", e.(Addition).Terms[0].(Division).Numerator.String())
	assert.Equal(t, `\frac{\sum_{k=1}^{n} \rho^{n - k} g}{1 - \rho^{n}} - s_{n - 1} + \left(-3\right) x!! \binom{n}{2} - \frac{H_{n}}{2 n}`, e.LaTeX())
	assert.Equal(t, "-1/2 + x", Plus(Number{big.NewRat(-1, 2)}, Sym("x")).String())
	assert.Equal(t, "sum(k' = 1 .. k, k' + k)", Replace(parse("sum(k=1..n, k+n)"), "n", Sym("k")).String())
}

func TestValue(t *testing.T) {
	v, divisors, err := Value(parse("s(3)/(1-rho^3)"), nil, sequences["ema"], nil, nil)
	require.NoError(t, err)
	assert.Equal(t, "g", v.String())
	require.Len(t, divisors, 1)
	assert.Equal(t, "rho^3 - 1", divisors[0].String())
	_, _, err = Value(parse("1/(n-2)"), map[string]int64{"n": 2}, nil, nil, nil)
	assert.ErrorIs(t, err, ErrUndefined)
	_, _, err = Value(parse("(n-3)!"), map[string]int64{"n": 2}, nil, nil, nil)
	assert.ErrorIs(t, err, ErrUndefined)
	_, _, err = Value(parse("x^y"), nil, nil, nil, nil)
	assert.ErrorIs(t, err, ErrUnsupported)
}
