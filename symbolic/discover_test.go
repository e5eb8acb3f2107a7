package symbolic

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestDiscover holds each form against the values of the recurrence, for n up to 30.
func TestDiscover(t *testing.T) {
	n := Sym("n")
	before := func(k int64) Expression { return Term{"a", Minus(n, Int(k))} }
	for name, test := range map[string]struct {
		rule    Expression
		initial []Expression
		want    string // what stands in the way
	}{
		"hanoi":         {Plus(Times(Int(2), before(1)), Int(1)), []Expression{Int(0)}, ""},
		"two roots":     {Minus(Times(Int(5), before(1)), Times(Int(6), before(2))), []Expression{Int(2), Int(5)}, ""},
		"repeated root": {Minus(Times(Int(6), before(1)), Times(Int(9), before(2))), []Expression{Int(1), Int(6)}, ""},
		"resonance":     {Plus(Times(Int(3), before(1)), Times(n, Raise(Int(3), n))), []Expression{Int(1)}, ""},
		"squares":       {Plus(before(1), Raise(n, Int(2))), []Expression{Int(0)}, ""},
		"alternating":   {Plus(Negation{before(1)}, n), []Expression{Int(4)}, ""},
		"fractions":     {Plus(Over(before(1), Int(3)), Int(2)), []Expression{Int(7)}, ""},
		"zero":          {before(1), []Expression{Int(0)}, ""},
		"factorial":     {Times(n, before(1)), []Expression{Int(1)}, ""},
		"parameter":     {Times(Sym("r"), before(1)), []Expression{Int(1)}, ""},
		"factorials":    {Plus(before(1), Times(n, Factorial{n})), []Expression{Int(2)}, ""},
		"hockey stick":  {Plus(before(1), Binomial{n, Int(40)}), []Expression{Int(0)}, ""},
		"harmonic": {
			Plus(before(1), Over(Int(1), n)),
			[]Expression{Int(0)},
			"no sum of polynomials times geometric sequences has its values, and no hypergeometric term sums it, by Gosper's algorithm",
		},
		// n (n-1) ... (n-40) is zero for as many n as are looked at, and no form of the rule.
		"late": {
			Plus(before(1), Times(Binomial{n, Int(40)}, Factorial{n})),
			[]Expression{Int(0)},
			"its first values are those of a closed form that is not proved, and no hypergeometric term sums it, by Gosper's algorithm",
		},
	} {
		t.Run(name, func(t *testing.T) {
			all := []Sequence{{Name: "a", Initial: test.initial, Rule: test.rule, Index: "n"}}
			budget := NewBudget(20_000_000, 1<<16)
			form, proof, says := Discover(Term{"a", n}, all, "n", 0, budget)
			require.Equal(t, test.want, says)
			if says != "" {
				assert.Nil(t, form)
				return
			}
			assert.Equal(t, Proved, proof.Verdict)
			system, err := newSystem(all)
			require.NoError(t, err)
			evaluate := newEvaluator(system, nil, budget)
			for k := range int64(31) {
				want, err := evaluate.value(Term{"a", n}, map[string]int64{"n": k})
				require.NoError(t, err)
				got, err := evaluate.value(form, map[string]int64{"n": k})
				require.NoError(t, err)
				assert.True(t, got.Equal(want), "n = %d: %s is %s, not %s", k, form, got, want)
			}
		})
	}
}
