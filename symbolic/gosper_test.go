package symbolic

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestClosedSum(t *testing.T) {
	k, n := Sym("k"), Sym("n")
	for name, c := range map[string]struct {
		from int64
		body Expression
		want string // empty where there is no hypergeometric sum
	}{
		"k k!":              {1, Times(k, Factorial{k}), "(n + 1)! - 1"},
		"1/(k(k+1))":        {1, Over(Int(1), Times(k, Plus(k, Int(1)))), "n/(n + 1)"},
		"k/(k+1)!":          {0, Over(k, Factorial{Plus(k, Int(1))}), "(-1)/(n + 1)! + 1"},
		"geometric":         {0, Raise(Int(3), k), "3*3^n/2 - 1/2"},
		"reciprocals":       {1, Over(Int(1), k), ""},
		"squares below":     {1, Over(Int(1), Times(k, k)), ""},
		"factorials":        {1, Factorial{k}, ""},
		"odd reciprocals":   {0, Over(Int(1), Plus(Times(Int(2), k), Int(1))), ""},
		"middle binomial":   {0, Binomial{Times(Int(2), k), k}, ""},
		"powers over index": {1, Over(Raise(Int(2), k), k), ""},
	} {
		form, says := ClosedSum(Summation{Index: "k", From: Int(c.from), To: n, Body: c.body}, NewBudget(10_000_000, 1<<16))
		if c.want == "" {
			assert.Equal(t, "no hypergeometric term sums it, by Gosper's algorithm", says, name)
			continue
		}
		if assert.Empty(t, says, name) {
			assert.Equal(t, c.want, form.String(), name)
		}
	}
}

// TestClosedSumInverts: the differences of a hypergeometric term are summed again.
func TestClosedSumInverts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := Sym("k")
		numbers := rapid.Int64Range(-4, 4)
		polynomial := func(name string) Expression {
			return Plus(Int(numbers.Draw(t, name)), Times(Int(numbers.Draw(t, name)), k), Times(Int(numbers.Draw(t, name)), k, k))
		}
		factor := rapid.SampledFrom([]Expression{
			Int(1), Raise(Int(2), k), Raise(Int(-3), k),
			Factorial{k},
			Over(Int(1), Factorial{k}), Raise(Sym("q"), k),
			Binomial{Times(Int(2), k), k},
			Over(Int(1), Plus(k, Int(5))),
		}).Draw(t, "factor")
		whole := Times(polynomial("sum"), factor)
		// As one term: the factor's ratio is rational, and so is the difference over the factor.
		g := newGosper("k", NewBudget(50_000_000, 1<<16))
		after, ok := g.term(factor)
		require.True(t, ok)
		ratio, err := g.whole(after)
		require.NoError(t, err)
		body := Times(Minus(Times(Replace(polynomialOf(whole), "k", Plus(k, Int(1))), ExpressionOf(ratio)), polynomialOf(whole)), factor)
		form, says := ClosedSum(Summation{Index: "k", From: Int(1), To: Sym("n"), Body: body}, NewBudget(50_000_000, 1<<16))
		require.Empty(t, says, "%s", body)
		p := Prove(Claim{
			Left: Summation{Index: "k", From: Int(1), To: Sym("n"), Body: body}, Right: form, Relation: Equals, Index: "n", From: 1,
		}, nil, NewBudget(50_000_000, 1<<16))
		require.Equal(t, Proved, p.Verdict, "%s: %s", form, p.Says)
	})
}

// polynomialOf is the first factor of a product.
func polynomialOf(e Expression) Expression { return e.(Multiplication).Factors[0] }

func TestDiscoverWithRoots(t *testing.T) {
	before := func(k int64) Expression { return Term{"a", Plus(Sym("n"), Int(-k))} }
	for want, s := range map[string]Sequence{
		`\sqrt{5}/5*((1 + \sqrt{5})/2)^n - \sqrt{5}/5*((1 - \sqrt{5})/2)^n`: {Initial: []Expression{Int(0), Int(1)}, Rule: Plus(before(1), before(2))},
		`((1 + \sqrt{5})/2)^n + ((1 - \sqrt{5})/2)^n`:                       {First: 3, Initial: []Expression{Int(4), Int(7)}, Rule: Plus(before(1), before(2))},
		`3^n - 2^n`: {Initial: []Expression{Int(0), Int(1)}, Rule: Plus(Times(Int(5), before(1)), Times(Int(-6), before(2)))},
		`n!`:        {First: 1, Initial: []Expression{Int(1)}, Rule: Times(Sym("n"), before(1))},
		``:          {Initial: []Expression{Int(0), Int(1)}, Rule: Plus(before(1), Negation{before(2)})}, // complex roots
	} {
		s.Name, s.Index = "a", "n"
		form, _, says := Discover(Term{"a", Sym("n")}, []Sequence{s}, "n", s.First, NewBudget(50_000_000, 1<<16))
		if want == "" {
			assert.Contains(t, says, "not in one real quadratic field")
			continue
		}
		if assert.Empty(t, says) {
			assert.Equal(t, want, form.String())
		}
	}
}
