package symbolic

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func TestResidueIsHomomorphic(t *testing.T) {
	at := func(name string) (Residue, bool) { return ResidueFor(name, 1), true }
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawRational(t, "a"), drawRational(t, "b")
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
	at := func(string) (Residue, bool) { return 0, false }
	third, ok := FromRat(big.NewRat(-1, 3)).Residue(at)
	assert.True(t, ok)
	assert.True(t, third.Mul(3).IsSmall(1))
	assert.False(t, third.IsSmall(1_000_000))
	assert.Equal(t, Residue(0), third.Mul(3).Add(1))
	_, ok = FromRat(new(big.Rat).SetFrac(big.NewInt(1), big.NewInt(residuePrime))).Residue(at)
	assert.False(t, ok)
	long := new(big.Int).Exp(big.NewInt(7), big.NewInt(90), nil)
	power, _ := FromRat(new(big.Rat).SetInt(long)).Residue(at)
	assert.Equal(t, Residue(7).Pow(90), power)
	_, ok = Var("x").Residue(at)
	assert.False(t, ok)
}

func TestIdealDiffersSomewhere(t *testing.T) {
	for _, c := range []struct {
		equations, p, nonzero string
		differs               bool
	}{
		{"x^2 - 4", "x - 2", "", true}, // where x is -2
		{"x^2 - 4", "x - 2", "x + 2", false},
		{"x*y - x", "y - 1", "", true}, // where x is 0
		{"x*y - x", "y - 1", "x", false},
		{"x^2 - y^2", "x^4 - y^4", "", false},
		{"x^2 - 2*y", "y - 1", "", true},
		{"x^2 - 2*y", "y - 1", "z - z", false},
	} {
		d := NewIdeal(polynomials(t, c.equations), nil)
		got := d.differsSomewhere(polynomials(t, c.p)[0], polynomials(t, c.nonzero))
		assert.Equal(t, c.differs, got, "%s |- %s", c.equations, c.p)
		if got {
			assert.False(t, d.Vanishes(polynomials(t, c.p)[0], polynomials(t, c.nonzero), nil))
		}
	}
}

func TestIdealResidues(t *testing.T) {
	for _, c := range []struct {
		equations string
		found     bool
	}{
		{"", true},
		{"x + y - 5; x - y - 1", true},
		{"x*y - 6; x + z - 2", true},
		{"x^2 - 4", true},
		{"x^2 - 2*y; z - x*y", false}, // a free variable is not known to be bound,
		{"x^3 - 2", false},            // no square root leads there
		{"x - 1; x - 2", false},
	} {
		equations := polynomials(t, c.equations)
		at, ok := NewIdeal(equations, nil).Residues(1)
		assert.Equal(t, c.found, ok, c.equations)
		for _, p := range equations {
			if ok {
				r, _ := p.residue(func(name string) (Residue, bool) { return at[name], true })
				assert.Equal(t, Residue(0), r, c.equations)
			}
		}
	}
}
