package symbolic

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Numbers that are equal in another form, and near ones that are not.
func TestNumbersWithFunctions(t *testing.T) {
	f := NewFunctions(1000)
	number := func(a, b int64) RationalFunction { return FromRat(big.NewRat(a, b)) }
	must := func(r RationalFunction, err error) RationalFunction {
		require.NoError(t, err)
		return r
	}
	root := func(x RationalFunction, k int) RationalFunction { return must(f.Root(x, k, nil)) }
	plus := func(x, y RationalFunction) RationalFunction { return must(x.Add(y, nil)) }
	minus := func(x, y RationalFunction) RationalFunction { return must(x.Sub(y, nil)) }
	times := func(x, y RationalFunction) RationalFunction { return must(x.Mul(y, nil)) }
	over := func(x, y RationalFunction) RationalFunction { return must(x.Quo(y, nil)) }
	log := func(x RationalFunction) RationalFunction { return must(f.Log(x, nil)) }
	cos := func(a, b int64) RationalFunction {
		c, _, err := f.CosSin(times(number(a, b), Var(PiName)), nil)
		return must(c, err)
	}
	n := func(a int64) RationalFunction { return number(a, 1) }
	cases := []struct {
		name        string
		left, right RationalFunction
		equal       bool
	}{
		{"square roots", times(root(n(6), 2), root(n(10), 2)), times(n(2), root(n(15), 2)), true},
		{"root of a fraction", root(number(1, 3), 2), over(root(n(3), 2), n(3)), true},
		{"denominator made rational", over(n(1), minus(root(n(3), 2), root(n(2), 2))), plus(root(n(3), 2), root(n(2), 2)), true},
		{"denested", root(plus(n(3), times(n(2), root(n(2), 2))), 2), plus(n(1), root(n(2), 2)), true},
		{"near it", root(plus(n(3), times(n(2), root(n(2), 2))), 2), plus(n(1), root(n(3), 2)), false},
		{"cube roots", root(plus(n(2), root(n(5), 2)), 3), over(plus(n(1), root(n(5), 2)), n(2)), true},
		{"cube root of a negative number", root(n(-16), 3), times(n(-2), root(n(2), 3)), true},
		{"fourth root of a square", root(n(9), 4), root(n(3), 2), true},
		{"16th root", times(minus(root(n(5), 16), n(1)), plus(root(n(5), 16), n(1))), minus(root(n(5), 8), n(1)), true},
		{"sum of cube roots", plus(root(plus(n(7), times(n(5), root(n(2), 2))), 3), root(minus(n(7), times(n(5), root(n(2), 2))), 3)), n(2), true},
		{"golden angle", cos(1, 5), over(plus(n(1), root(n(5), 2)), n(4)), true},
		{"15 degrees", cos(1, 12), over(plus(root(n(6), 2), root(n(2), 2)), n(4)), true},
		{"product of cosines", times(times(cos(1, 9), cos(2, 9)), cos(4, 9)), number(1, 8), true},
		{"not that product", times(times(cos(1, 9), cos(2, 9)), cos(1, 3)), number(1, 8), false},
		{"cosines of the seventh", plus(plus(cos(1, 7), cos(3, 7)), cos(5, 7)), number(1, 2), true},
		{"logarithms", log(n(6)), plus(log(n(2)), log(n(3))), true},
		{"ratio of logarithms", over(log(n(8)), log(n(4))), number(3, 2), true},
		{"logarithm of a root", log(root(n(5), 2)), over(log(n(5)), n(2)), true},
		{"logarithm of a power of e", log(must(f.Euler("e").Pow(3, nil))), n(3), true},
		{"power of e", must(f.Exp(times(n(2), log(n(3))), nil)), n(9), true},
		{"roots of e", times(must(f.Exp(number(1, 2), nil)), must(f.Exp(number(1, 2), nil))), f.Euler("e"), true},
		{"not a logarithm", log(n(6)), times(log(n(2)), log(n(3))), false},
		{"pi", times(n(7), Var(PiName)), n(22), false},
		{"arctangent", must(f.Arctan(n(1), nil)), number(3, 4), false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := minus(c.left, c.right)
			zero, sure := f.IsZero(d.Numerator(), nil, NewBudget(50_000_000, 1<<17))
			assert.True(t, sure)
			assert.Equal(t, c.equal, zero, "%s and %s", c.left, c.right)
			if c.equal {
				agreeInResidues(t, f, c.left, c.right)
			}
		})
	}
}

// Identities in symbols, with the facts they need.
func TestIdentitiesWithFunctions(t *testing.T) {
	f := NewFunctions(1000)
	must := func(r RationalFunction, err error) RationalFunction {
		require.NoError(t, err)
		return r
	}
	parse := func(s string) RationalFunction {
		r, _, err := Value(parse(s), nil, nil, nil, nil)
		return must(r, err)
	}
	root := func(s string, k int) RationalFunction { return must(f.Root(parse(s), k, nil)) }
	times := func(x, y RationalFunction) RationalFunction { return must(x.Mul(y, nil)) }
	cos := func(s string) RationalFunction {
		c, _, err := f.CosSin(parse(s), nil)
		return must(c, err)
	}
	sin := func(s string) RationalFunction {
		_, v, err := f.CosSin(parse(s), nil)
		return must(v, err)
	}
	abs := func(s string) RationalFunction { return must(f.Abs(parse(s), nil)) }
	log := func(s string) RationalFunction { return must(f.Log(parse(s), nil)) }
	plus := func(x, y RationalFunction) RationalFunction { return must(x.Add(y, nil)) }
	inverse := func(x RationalFunction) RationalFunction { return must(x.Pow(-1, nil)) }
	cases := []struct {
		name        string
		left, right RationalFunction
		facts       []string
		equal       bool
	}{
		{"bars of a square", root("x^2", 2), abs("x"), nil, true},
		{"no bars", root("x^2", 2), parse("x"), nil, false},
		{"no bars needed", root("x^2", 2), parse("x"), []string{"x"}, true},
		{"square of a root", times(root("x", 2), root("x", 2)), parse("x"), []string{"x"}, true},
		{"root of a reciprocal", must(f.Root(inverse(parse("n")), 2, nil)), inverse(root("n", 2)), []string{"n"}, true},
		{"roots of a product", root("x*y", 2), times(root("x", 2), root("y", 2)), []string{"x", "y"}, true},
		{"several indices", times(root("x", 2), root("x", 3)), must(root("x", 6).Pow(5, nil)), []string{"x"}, true},
		{"cube root of a cube", root("x^3", 3), parse("x"), nil, true},
		{"sum of squares", times(root("x^2 + y^2", 2), root("x^2 + y^2", 2)), parse("x^2 + y^2"), nil, true},
		{"bars of the opposite", abs("x - 1"), abs("1 - x"), nil, true},
		{"Pythagoras", plus(times(sin("x"), sin("x")), times(cos("x"), cos("x"))), parse("1"), nil, true},
		{"double angle", sin("2*x"), times(parse("2"), times(sin("x"), cos("x"))), nil, true},
		{"half angle", cos("x"), plus(parse("1"), times(parse("-2"), times(sin("1/2*x"), sin("1/2*x")))), nil, true},
		{"sum of angles", sin("x + y"), plus(times(sin("x"), cos("y")), times(cos("x"), sin("y"))), nil, true},
		{"wrong sum", cos("x + y"), plus(times(cos("x"), cos("y")), times(sin("x"), sin("y"))), nil, false},
		{"logarithm of a product", log("x*y"), plus(log("x"), log("y")), nil, true},
		{"logarithm of a power", log("8*x^3"), times(parse("3"), plus(log("2"), log("x"))), nil, true},
		{"wrong logarithm", log("x + y"), plus(log("x"), log("y")), nil, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var facts []Polynomial
			for _, s := range c.facts {
				facts = append(facts, parse(s).Numerator())
			}
			d := must(c.left.Sub(c.right, nil))
			zero, _ := f.IsZero(d.Numerator(), facts, NewBudget(1_000_000, 1<<17))
			assert.Equal(t, c.equal, zero, "%s and %s", c.left, c.right)
			if c.equal {
				agreeInResidues(t, f, c.left, c.right)
			}
		})
	}
}

// agreeInResidues wants the residues of two equal values to be equal wherever both have one.
func agreeInResidues(t *testing.T, f *Functions, left, right RationalFunction) {
	for seed := range uint64(16) {
		a, ok := f.Residue(left, nil, seed)
		b, also := f.Residue(right, nil, seed)
		if ok && also {
			assert.Equal(t, a, b, "%s and %s", left, right)
		}
	}
}

// Values that differ have other residues, but for the sign of what is not known to be positive.
func TestResiduesTellFunctionsApart(t *testing.T) {
	f := NewFunctions(1000)
	x := Var("x")
	value := func(of func(RationalFunction, *Budget) (RationalFunction, error), at RationalFunction) RationalFunction {
		r, err := of(at, nil)
		require.NoError(t, err)
		return r
	}
	root := func(at RationalFunction, budget *Budget) (RationalFunction, error) { return f.Root(at, 2, budget) }
	cos := func(at RationalFunction, budget *Budget) (RationalFunction, error) {
		c, _, err := f.CosSin(at, budget)
		return c, err
	}
	double := must(x.Mul(FromInt(2), nil))
	values := []RationalFunction{
		value(root, FromInt(2)), value(root, FromInt(3)), value(root, x), value(root, double), value(cos, x), value(cos, double),
		value(f.Exp, x), value(f.Exp, double), value(f.Log, x), value(f.Log, double), value(f.Arctan, x), x, double, f.Euler("e"), Var(PiName),
	}
	seen := map[Residue]string{}
	for _, v := range values {
		found := false
		for seed := uint64(0); seed < 16 && !found; seed++ {
			var r Residue
			if r, found = f.Residue(v, nil, seed); found {
				assert.NotContains(t, seen, r, "%s", v)
				seen[r] = v.String()
			}
		}
		assert.True(t, found, "%s", v)
	}
}

func TestFunctionsAreUndefined(t *testing.T) {
	f := NewFunctions(10)
	_, err := f.Root(FromInt(-1), 2, nil)
	assert.ErrorIs(t, err, ErrNotReal)
	_, err = f.Log(FromInt(0), nil)
	assert.ErrorIs(t, err, ErrNotReal)
	for i := range 20 {
		_, err = f.Root(FromInt(int64(i*i+2)), 5, nil)
	}
	assert.ErrorIs(t, err, ErrLimit)
}
