package symbolic

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestNotNegativeWithin(t *testing.T) {
	x, y, z := Variable("x"), Variable("y"), Variable("z")
	one := Integer(1)
	times := func(p, q Polynomial) Polynomial { return must(p.Mul(q, nil)) }
	positive := func(p Polynomial) Bound { return Bound{Of: p, Strict: true} }
	for _, test := range []struct {
		name   string
		p      Polynomial
		bounds []Bound
		want   string
	}{
		{"product of positive numbers", times(x, y), []Bound{positive(x), positive(y)}, "positive"},
		{"a bound that may be met", times(x, y), []Bound{{Of: x}, positive(y)}, "not negative"},
		{"order", times(x, x).Sub(times(y, y)), []Bound{{Of: x.Sub(y)}, positive(y)}, "not negative"},
		{"order of three", x.Sub(z), []Bound{positive(y.Sub(z)), positive(x.Sub(y))}, "positive"},
		{"interval", times(one.Sub(x), x), []Bound{positive(x), positive(one.Sub(x))}, "positive"},
		{"closed interval", times(one.Sub(x), x), []Bound{{Of: x}, {Of: one.Sub(x)}}, "not negative"},
		{"upper end of a closed interval", one.Sub(x), []Bound{positive(x), {Of: one.Sub(x)}}, "not negative"},
		{"a square needs no bound", times(x, x).Add(y), []Bound{positive(y)}, "positive"},
		{"false", x.Sub(one), []Bound{positive(x)}, ""},
		{"order in a circle", x.Sub(one), []Bound{positive(x.Sub(y)), positive(y.Sub(x))}, ""},
		{"bounds that contradict each other", x.Sub(one), []Bound{positive(x), positive(x.Neg())}, ""},
	} {
		holds, strictly, _ := NotNegativeWithin(test.p, test.bounds, nil)
		got := ""
		if holds {
			got = map[bool]string{true: "positive", false: "not negative"}[strictly]
		}
		require.Equal(t, test.want, got, test.name)
	}
}

// What is said to be not negative is so at every point that keeps the bounds.
func TestNotNegativeWithinAtPoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := []string{"x", "y", "z"}
		small := rapid.Int64Range(-3, 3)
		linear := func(label string) Polynomial {
			p := Integer(small.Draw(t, label))
			for _, name := range names {
				if rapid.Bool().Draw(t, label+name) {
					p = p.Add(Variable(name).Scale(big.NewRat(small.Draw(t, label), 1)))
				}
			}
			return p
		}
		p := Integer(1)
		for range rapid.IntRange(1, 3).Draw(t, "factors") {
			p = must(p.Mul(linear("p"), nil))
		}
		p = p.Add(linear("q"))
		var bounds []Bound
		for range rapid.IntRange(1, 4).Draw(t, "bounds") {
			bounds = append(bounds, Bound{Of: linear("b"), Strict: rapid.Bool().Draw(t, "strict")})
		}
		holds, positive, _ := NotNegativeWithin(p, bounds, nil)
		if !holds {
			return
		}
		for range 40 {
			at := map[string]*big.Rat{}
			for _, name := range names {
				at[name] = big.NewRat(rapid.Int64Range(-20, 20).Draw(t, "at"), rapid.Int64Range(1, 4).Draw(t, "over"))
			}
			inside := true
			for _, b := range bounds {
				v := must(b.Of.Evaluate(at, nil))
				inside = inside && (v.Sign() > 0 || v.Sign() == 0 && !b.Strict)
			}
			if v := must(p.Evaluate(at, nil)); inside {
				require.GreaterOrEqual(t, v.Sign(), 0, "%s at %v under %v", p, at, bounds)
				require.False(t, positive && v.Sign() == 0, "%s at %v under %v", p, at, bounds)
			}
		}
	})
}
