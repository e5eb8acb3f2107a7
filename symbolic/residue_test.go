package symbolic

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func TestResidueIsHomomorphic(t *testing.T) {
	at := func(name string) (Residue, bool) { return ResidueFor(name), true }
	rapid.Check(t, func(t *rapid.T) {
		a, b := rationals().Draw(t, "a"), rationalGenerator().Draw(t, "b")
		x, ok := a.Residue(at)
		y, also := b.Residue(at)
		if !ok || !also {
			t.Skip("a denominator vanishes")
		}
		for _, c := range []struct {
			of   func(RationalFunction, *Budget) (RationalFunction, error)
			want Residue
		}{
			{a.Add, x.Add(y)}, {a.Sub, x.Add(y.Neg())}, {a.Mul, x.Mul(y)},
		} {
			r, err := c.of(b, nil)
			assert.NoError(t, err)
			got, ok := r.Residue(at)
			assert.True(t, ok)
			assert.Equal(t, c.want, got)
		}
	})
}

func TestResidueOfNumbers(t *testing.T) {
	third, ok := ResidueOf(big.NewRat(-1, 3))
	assert.True(t, ok)
	assert.True(t, third.Mul(3).IsSmall(1))
	assert.False(t, third.IsSmall(1_000_000))
	assert.Equal(t, Residue(0), third.Mul(3).Add(1))
	_, ok = ResidueOf(new(big.Rat).SetFrac(big.NewInt(1), big.NewInt(residuePrime)))
	assert.False(t, ok)
	long := new(big.Int).Exp(big.NewInt(7), big.NewInt(90), nil)
	power, _ := ResidueOf(new(big.Rat).SetInt(long))
	assert.Equal(t, Residue(7).Pow(90), power)
	_, ok = Var("x").Residue(func(string) (Residue, bool) { return 0, false })
	assert.False(t, ok)
}
