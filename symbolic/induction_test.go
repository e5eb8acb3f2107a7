package symbolic

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// says lists what the conditions of a proof say.
func says(p Proof) []string {
	var all []string
	for _, c := range p.Conditions {
		text := ""
		for i, s := range c.Says {
			if i > 0 {
				text += "; "
			}
			text += s
		}
		if c.Each {
			text += " (each)"
		}
		all = append(all, text)
	}
	return all
}

func TestBiasCorrection(t *testing.T) {
	p := proveText("ema", 1, "s(n)/(1-rho^n) = g")
	require.Equal(t, Proved, p.Verdict)
	assert.Equal(t, MethodInduction, p.Method)
	assert.Equal(t, []string{"rho = 1; rho = -1 when n is even"}, says(p))
	require.Len(t, p.Obligations, 2)
	assert.Equal(t, CodeBase, p.Obligations[0].Code)
	assert.Equal(t, int64(1), p.Obligations[0].At)
	assert.Equal(t, CodeStep, p.Obligations[1].Code)
	assert.Equal(t, "[-rho 1]", fmt.Sprint(p.Coefficients), "D(n+1) = rho D(n)")

	p = proveText("ema", 1, "s(n) = (1-rho^n)*g")
	require.Equal(t, Proved, p.Verdict)
	assert.Empty(t, p.Conditions)
	assert.Equal(t, "[-rho 1]", fmt.Sprint(p.Coefficients))
	step := p.Obligations[len(p.Obligations)-1]
	assert.Equal(t, "-g*rho + rho*s(n) + g", step.Left.String())
	assert.Equal(t, "-g*rho*rho^n + g", step.Right.String())

	p = proveText("ema", 0, "s(n)/(1-rho^n) = g")
	assert.Equal(t, Unknown, p.Verdict, "0/0 at n = 0")
	assert.Equal(t, ReasonUndefinedValue, p.Reason)
	assert.Equal(t, int64(0), *p.FailsAt)

	p = proveText("ema", 0, "s(n) = (1-rho)*sum(i=1..n, rho^(n-i)*g)")
	require.Equal(t, Proved, p.Verdict)
	assert.Empty(t, p.Conditions, "rho = 0 is no exception")

	p = proveText("corrected", 1, "h(n) = g")
	require.Equal(t, Proved, p.Verdict)
	assert.Equal(t, []string{"rho = 1; rho = -1 when n is even (each)"}, says(p))
}

func TestFalseTwinsOfTheBiasCorrection(t *testing.T) {
	p := proveText("ema", 1, "s(n)/(1-rho^n) = g + prod(k=1..20, n-k)")
	require.Equal(t, Refuted, p.Verdict)
	assert.Equal(t, int64(21), *p.FailsAt)
	assert.Equal(t, "g", p.LeftValue.String())
	assert.Equal(t, "g + 2432902008176640000", p.RightValue.String())
	for _, n := range []int64{1, 2, 21} { // the witness is not where something is undefined
		v := new(big.Rat).SetInt64(1)
		for range n {
			v.Mul(v, p.Witness["rho"])
		}
		assert.NotEqual(t, 0, v.Cmp(oneRat()))
	}
}

// TestUnsoundInductions holds what a careless induction would accept.
func TestUnsoundInductions(t *testing.T) {
	for _, test := range []struct {
		given   string
		from    int64
		claim   string
		verdict Verdict
		at      int64
	}{
		// the body depends on n: F(n+1) - F(n) = f(n+1, n+1) is not the step
		{"", 1, "sum(k=1..n, n-k) = 0", Refuted, 2},
		{"", 1, "sum(k=1..n, k*(n-k)) = 0", Refuted, 2},
		{"", 1, "sum(k=1..n, n) = n^2", Proved, 0},
		{"", 1, "sum(k=1..n, n) = n*(n+1)/2", Refuted, 2},
		// one base case is not enough for a recurrence of order two
		{"order 2", 0, "u(n) = 0", Refuted, 1},
		{"fibonacci", 0, "F(n) = n", Refuted, 2},
		{"order 4", 0, "u(n) = n^3", Proved, 0},
		// agrees at 1..20 and at as many as one likes
		{"", 1, "prod(k=1..20, n-k) = 0", Refuted, 21},
		{"", 0, "binom(n,25) = 0", Refuted, 25},
		{"", 1, "sum(k=1..n, k) = n*(n+1)/2 + binom(n,41)", Refuted, 41},
		{"", 0, "n!*binom(n,30) = 0", Refuted, 30},
		{"", 1, "sum(k=1..n, k!*prod(j=1..70, k-j)) = 0", Refuted, 71},
		// the base lies, the step is right
		{"", 1, "sum(k=1..n, k) = n*(n+1)/2 + 1", Refuted, 1},
		{"", 0, "2^n = 2^(n+1)", Refuted, 0},
		// roots of unity
		{"", 0, "(1+(-1)^n)*(1-(-1)^n) = 0", Proved, 0},
		{"", 0, "(-1)^n = 1", Refuted, 1},
		{"", 0, "(-1)^(2*n) = 1", Proved, 0},
		{"", 0, "(-2)^n = (-1)^n*2^n", Proved, 0},
		{"", 0, "(-rho)^n = (-1)^n*rho^n", Proved, 0},
		{"", 0, "(-1)^n*(-1)^n = 1", Proved, 0},
		{"", 0, "((-1)^n)^3 = (-1)^n", Proved, 0},
		// a quotient that has no value for every second n
		{"", 1, "(1-(-1)^n)/(1-(-1)^n) = 1", Unknown, 2},
		{"", 1, "1/(1+(-1)^n) = 1/(1+(-1)^n)", Unknown, 1},
		{"", 1, "1/(n-3) = 1/(n-3)", Unknown, 3},
		{"", 1, "(n-30)/(n-30) = 1", Unknown, 30},
		{"", 1, "sum(k=1..n, 1/(k-40)) = sum(k=1..n, 1/(k-40))", Unknown, 40},
		{"", 0, "1/(2^n-8) = 1/(2^n-8)", Unknown, 3},
		{"", 1, "sum(k=1..n, 1/(k-4)) = n", Refuted, 1},
		// 0^0 = 1
		{"", 0, "sum(k=0..n, 0^k) = 1", Proved, 0},
		{"", 0, "0^n = 0", Refuted, 0},
		{"", 1, "0^n = 0", Proved, 0},
		{"", 1, "0^(n-1) = 0", Refuted, 1},
		// 1^n, relations between bases
		{"", 0, "1^n = 1", Proved, 0},
		{"", 0, "4^n = (2^n)^2", Proved, 0},
		{"", 0, "(1/2)^n*2^n = 1", Proved, 0},
		{"", 0, "(4/9)^n = (2/3)^(2*n)", Proved, 0},
		{"", 0, "(a^2-b^2)^n = (a-b)^n*(a+b)^n", Proved, 0},
		{"", 0, "(a^2+b^2)^n = (a+b)^n*(a+b)^n", Refuted, 1},
		// sums that are empty at first
		{"", 0, "sum(k=1..n, k) = n*(n+1)/2", Proved, 0},
		{"", 0, "sum(k=3..n, k) = n*(n+1)/2-3", Refuted, 0},
		{"", 2, "sum(k=3..n, k) = n*(n+1)/2-3", Proved, 0},
		{"", 1, "sum(k=n+1..n, k) = 0", Proved, 0},
		{"", 1, "sum(k=2*n..n, k) = 0", Refuted, 0 + 0},
		// a sum over an index that hides a parameter of the same name
		{"", 1, "k*sum(k=1..n, 1) = n*k", Proved, 0},
		{"", 1, "sum(k=1..n, k) = n*k", Refuted, 1},
		// elements before the first
		{"fibonacci", 0, "F(n)-F(n-1) = F(n-2)", Unknown, 0},
		{"fibonacci", 2, "F(n)-F(n-1) = F(n-2)", Proved, 0},
	} {
		t.Run(fmt.Sprint(test.from, " ", test.claim), func(t *testing.T) {
			if test.claim == "sum(k=2*n..n, k) = 0" {
				test.verdict = Proved // empty for every n >= 1
			}
			p := proveText(test.given, test.from, test.claim)
			require.Equal(t, test.verdict.String(), p.Verdict.String(), "%s %s", p.Reason, p.Says)
			switch test.verdict {
			case Refuted:
				assert.Equal(t, test.at, *p.FailsAt)
				assert.False(t, p.LeftValue.Equal(p.RightValue))
			case Unknown:
				assert.Equal(t, ReasonUndefinedValue, p.Reason, p.Says)
				assert.Equal(t, test.at, *p.FailsAt)
			}
		})
	}
}

func TestRelationsBetweenParameters(t *testing.T) {
	claim := claimOf("a^(2*n) = b^n", 0)
	assert.Equal(t, Refuted, Prove(claim, nil, nil).Verdict)
	claim.Where = map[string]RationalFunction{"b": must(Var("a").Pow(2, nil))}
	assert.Equal(t, Proved, Prove(claim, nil, nil).Verdict)

	claim = claimOf("s(n)/(1-rho^n) = g", 1)
	claim.Where = map[string]RationalFunction{"rho": FromRat(big.NewRat(1, 2))}
	p := Prove(claim, sequences["ema"], nil)
	assert.Equal(t, Proved, p.Verdict)
	assert.Empty(t, p.Conditions, "1 - 1/2^n is never zero")
	claim.Where["rho"] = FromInt(1)
	p = Prove(claim, sequences["ema"], nil)
	assert.Equal(t, ReasonUndefinedValue, p.Reason)
	assert.Equal(t, int64(1), *p.FailsAt)
	claim.Where["rho"] = FromInt(-1)
	p = Prove(claim, sequences["ema"], nil)
	assert.Equal(t, ReasonUndefinedValue, p.Reason)
	assert.Equal(t, int64(2), *p.FailsAt)
	claim.Where["rho"] = RationalFunction{}
	p = Prove(claim, sequences["ema"], nil)
	assert.Equal(t, Proved, p.Verdict, "%s", p.Says)
}

func TestIndicesMayHaveTheNameOfAParameter(t *testing.T) {
	claim := claimOf("k*sum(k=1..n, k) = 3*n*(n+1)/2", 1)
	claim.Where = map[string]RationalFunction{"k": FromInt(3)}
	assert.Equal(t, Proved, Prove(claim, nil, nil).Verdict)
	claim.Where["k"] = FromInt(2)
	assert.Equal(t, Refuted, Prove(claim, nil, nil).Verdict)
	claim.Where = map[string]RationalFunction{"k": Var("n")}
	assert.Equal(t, Unknown, Prove(claim, nil, nil).Verdict, "a value cannot depend on the index")
	// the rule has the index m, the claim a parameter m
	rule := Sequence{Name: "s", Index: "m", Rule: parse("s(m-1)+m"), Initial: []Expression{parse("c")}}
	claim = claimOf("s(n)+m = c+m+n*(n+1)/2", 0)
	assert.Equal(t, Proved, Prove(claim, []Sequence{rule}, nil).Verdict)
	rule.Initial[0] = parse("m")
	claim = claimOf("s(n) = m+n*(n+1)/2", 0)
	p := Prove(claim, []Sequence{rule}, nil)
	assert.Equal(t, Proved, p.Verdict, p.Says)
	claim.Where = map[string]RationalFunction{"m": FromInt(5)}
	assert.Equal(t, Proved, Prove(claim, []Sequence{rule}, nil).Verdict)
	claim = claimOf("s(n) = 5+n*(n+1)/2", 0)
	assert.Equal(t, Refuted, Prove(claim, []Sequence{rule}, nil).Verdict)
}

func TestConditionsInWords(t *testing.T) {
	for _, test := range []struct {
		given string
		from  int64
		claim string
		want  []string
	}{
		{"", 1, "rho^(n-1)*rho = rho^n", nil},
		{"", 0, "rho^(n-1)*rho = rho^n", []string{"rho = 0"}},
		{"", 1, "sum(i=1..n, rho^(n-i)) = (1-rho^n)/(1-rho)", []string{"rho = 1"}},
		{"", 1, "sum(k=0..n-1, x^k*y^(n-1-k)) = (x^n-y^n)/(x-y)", []string{"x = y"}},
		{"", 1, "n/(a+n)+a/(a+n) = 1", []string{"a + n = 0"}},
		{"", 0, "(rho^n)^2/(1+rho^2) = rho^(2*n)/(rho^2+1)", nil},
		{"", 1, "(1-rho^(2*n))/(1-rho^n) = 1+rho^n", []string{"rho = 1; rho = -1 when n is even"}},
		{"", 0, "x/(2*beta-1) = x/(2*beta-1)", []string{"beta = 0.5"}},
		{"", 0, "1/(1+rho^n) = 1-rho^n/(1+rho^n)", []string{"rho = -1 when n is odd"}},
		{"", 1, "sum(k=1..n, 1/((a+k)*(a+k-1))) = 1/a - 1/(a+n)", []string{"a + k = 0 (each)", "a + k - 1 = 0 (each)", "a = 0", "a + n = 0"}},
		{"", 1, "a/(b-b^2) = a/b/(1-b)", []string{"b = 0; b = 1", "b = 1", "b = 0"}},
	} {
		t.Run(test.claim, func(t *testing.T) {
			p := proveText(test.given, test.from, test.claim)
			require.Equal(t, Proved, p.Verdict, "%s %s", p.Reason, p.Says)
			assert.Equal(t, test.want, says(p))
		})
	}
}

func TestBernoulli(t *testing.T) {
	claim := claimOf("(1+x)^n >= 1+n*x", 0)
	p := Prove(claim, nil, NewBudget(10_000_000, 10_000))
	assert.NotEqual(t, Proved, p.Verdict, "false at x = -4, n = 3")
	claim.Assume = []Assumption{{Name: "x", Relation: GreaterOrEqual, Bound: big.NewRat(-1, 1)}}
	p = Prove(claim, nil, NewBudget(10_000_000, 10_000))
	require.Equal(t, Proved, p.Verdict, "%s", p.Says)
	claim = claimOf("(1+x)^n > 1+n*x", 2)
	claim.Assume = []Assumption{{Name: "x", Relation: GreaterOrEqual, Bound: big.NewRat(-1, 1)}}
	p = Prove(claim, nil, NewBudget(10_000_000, 10_000))
	require.Equal(t, Refuted, p.Verdict)
	assert.Equal(t, "0", FormatRat(p.Witness["x"]))
}

func TestHostileClaimsEndSoon(t *testing.T) {
	for _, text := range []string{
		"2^(10^12) = 1", "(1+x)^1000000 = 1", "n!^n = 1", "2^(2^n) = 2^(2^n)+1", "binom(n^2,n) = 0",
		"sum(k=1..1000000000, k) = n", "sum(k=1..n^5, k) = n^5*(n^5+1)/2", "F(1000000000) = n",
		"(n+1)^1000000000 = 0", "1000000000! = n", "prod(k=1..n, prod(j=1..k, sum(i=1..j, i^j))) = 1",
		"(a+b+c+d+e)^200 = n", "H(1000000000000) = 1", "n^(n^2) >= n!", "F(n*n) = 1",
	} {
		p := Prove(claimOf(text, 1), sequences["fibonacci"], NewBudget(5_000_000, 100_000))
		assert.NotEqual(t, Proved, p.Verdict, text)
		if p.Verdict == Unknown {
			assert.NotEmpty(t, p.Reason, text)
		}
	}
	deep := Expression(Symbol{"n"})
	for range 100_000 {
		deep = Negation{deep}
	}
	assert.Equal(t, Unknown, Prove(Claim{Left: deep, Right: deep, Relation: Equals, Index: "n"}, nil, nil).Verdict)
	assert.Equal(t, Unknown, Prove(Claim{}, nil, nil).Verdict)
	p := Prove(claimOf("F(n) = G(n)", 0), sequences["fibonacci"], nil)
	assert.Equal(t, ReasonUnsupported, p.Reason)
	loop := []Sequence{sequence("u", 0, "v(n)", "1"), sequence("v", 0, "u(n)", "1")}
	assert.Equal(t, Unknown, Prove(claimOf("u(n) = 1", 0), loop, NewBudget(1_000_000, 1000)).Verdict)
	forward := []Sequence{sequence("u", 0, "u(n+1)", "1")}
	assert.Equal(t, Unknown, Prove(claimOf("u(n) = 1", 0), forward, NewBudget(1_000_000, 1000)).Verdict)
}

func TestNonlinearRulesBySubstitution(t *testing.T) {
	p := proveText("harmonic", 1, "u(n) = 1/n")
	require.Equal(t, Proved, p.Verdict)
	assert.Equal(t, MethodSubstitution, p.Method)
	p = proveText("square", 0, "u(n) = c")
	assert.Equal(t, Refuted, p.Verdict)
}

// drawExpression draws an expression in n with parameters a, b that is defined for n >= 1 and mostly
// within what the ring covers.
func drawExpression(t *rapid.T, depth int) string {
	leaf := []string{
		"n", "1", "2", "a", "2^n", "(-1)^n", "a^n", "(n+1)", "n!", "F(n)", "F(n+2)", "3^(n-1)", "sum(k=1..n, k)",
		"sum(k=1..n, k*2^k)", "sum(k=0..n-1, a^k)", "sum(k=1..n, k*(n-k))", "H(n)", "sum(k=1..n, a^(n-k)*k)", "binom(n,2)",
		"binom(2*n,n)", "sum(k=0..n, binom(n,k)*b^k)", "F(2*n-1)", "(2*n-1)!!", "s(n)", "sum(k=1..n, F(k))", "prod(k=1..n, a+k)",
		"sum(k=1..n, sum(j=1..k, (-1)^j*j))", "sum(k=n..2*n, 1/k)", "(n-1)!", "s(n+1)", "0^(n-1)", "2^binom(n,2)", "sum(k=0..n, binom(n,k)^2)", "sum(k=0..n, binom(n+1,k)/(k+1))", "sum(k=1..n-1, binom(n+1,k+1)*k*2^k)", "sum(k=0..n, binom(n,n-k)*a^k)",
		"sum(k=0..n+2, binom(n+1,k))", "prod(k=1..n, n+k)", "sum(k=1..n, 1/(n+k))", "sum(k=0..n, binom(n,2*k+1)*a^k)", "sum(k=1..2*n, k*binom(2*n,k)*(-1)^k)", "sum(k=0..n, (n+k)!/k!)", "(-a)^(n+1)", "sum(k=1..2*n+1, (-1)^k)",
	}
	if depth == 0 || rapid.IntRange(0, 2).Draw(t, "leaf") == 0 {
		return rapid.SampledFrom(leaf).Draw(t, "which")
	}
	a, b := drawExpression(t, depth-1), drawExpression(t, depth-1)
	switch rapid.IntRange(0, 5).Draw(t, "op") {
	case 0, 1:
		return "(" + a + "+" + b + ")"
	case 2:
		return "(" + a + "-" + b + ")"
	case 3, 4:
		return a + "*" + b
	}
	return "(" + a + ")^2"
}

var propertySystem = append(append([]Sequence{}, sequences["fibonacci"]...), sequence("s", 0, "a*s(n-1)+n", "b"))

// TestRingAgreesWithEvaluation compares both ways to compute an expression, and the shift.
func TestRingAgreesWithEvaluation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawExpression(t, 3)
		e := parse(text)
		budget := NewBudget(20_000_000, 100_000)
		s := must(newSystem(propertySystem))
		if err := s.measureLags(); err != nil {
			t.Fatal(err)
		}
		r := newRing(s, "n", 1, nil, budget)
		fs, err := r.elements(e)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		next, err := r.shift(fs[0])
		if err != nil {
			t.Fatal(err)
		}
		v := newEvaluator(s, nil, budget)
		at := func(f RationalFunction, n int64) RationalFunction {
			values := map[string]RationalFunction{"n": FromInt(n)}
			for name, g := range r.byName {
				values[name] = must(v.value(g.meaning, map[string]int64{"n": n}))
			}
			return must(f.Substitute(values, nil))
		}
		for n := r.validFrom; n < r.validFrom+4; n++ {
			want := must(v.value(e, map[string]int64{"n": n}))
			if got := at(fs[0], n); !got.Equal(want) {
				t.Fatalf("%s at %d: %s, want %s (element %s)", text, n, got, want, fs[0])
			}
			want = must(v.value(e, map[string]int64{"n": n + 1}))
			if got := at(next, n); !got.Equal(want) {
				t.Fatalf("shift of %s at %d: %s, want %s (element %s)", text, n, got, want, next)
			}
		}
	})
}

// TestVerdictsAgreeWithInstances checks verdicts on random claims against the first forty cases.
func TestVerdictsAgreeWithInstances(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		left := drawExpression(t, 2)
		right := left
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			right = drawExpression(t, 2)
		case 1:
			m := rapid.IntRange(1, 9).Draw(t, "until")
			right = fmt.Sprintf("%s + prod(k=1..%d, n-k)*%s", left, m, drawExpression(t, 1))
		case 2:
			right = left + "+" + drawExpression(t, 1) + "*0"
		}
		claim := claimOf(left+" = "+right, 1)
		p := Prove(claim, propertySystem, NewBudget(3_000_000, 50_000))
		v := newEvaluator(must(newSystem(propertySystem)), nil, nil)
		for n := int64(1); n < 14; n++ {
			l := must(v.value(claim.Left, map[string]int64{"n": n}))
			r := must(v.value(claim.Right, map[string]int64{"n": n}))
			equal := l.Equal(r)
			if p.Verdict == Proved && !equal {
				t.Fatalf("proved %s = %s, false at %d", left, right, n)
			}
			if p.Verdict == Refuted {
				if n < *p.FailsAt && !equal {
					t.Fatalf("%s = %s fails at %d already, not first at %d", left, right, n, *p.FailsAt)
				}
				if n == *p.FailsAt {
					x := must(p.LeftValue.Evaluate(p.Witness, nil))
					y := must(p.RightValue.Evaluate(p.Witness, nil))
					if equal || x.Cmp(y) == 0 || !p.LeftValue.Equal(l) || !p.RightValue.Equal(r) {
						t.Fatalf("%s = %s: no failure at %d", left, right, n)
					}
				}
			}
		}
	})
}

// TestInequalitiesAgreeWithInstances checks verdicts on random inequalities.
func TestInequalitiesAgreeWithInstances(t *testing.T) {
	leaf := []string{"n", "n^2", "2^n", "3^n", "n!", "F(n)", "H(n)", "sum(k=1..n, k^2)", "(-1)^n", "1/n", "5", "40", "(1/2)^n", "sum(k=1..n, 1/k^2)", "binom(2*n,n)", "-n^3"}
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string) string {
			text := rapid.SampledFrom(leaf).Draw(t, label)
			for range rapid.IntRange(0, 2).Draw(t, "more") {
				text += rapid.SampledFrom([]string{"+", "-", "*"}).Draw(t, "op") + "(" + rapid.SampledFrom(leaf).Draw(t, label) + ")"
			}
			return text
		}
		relation := rapid.SampledFrom([]string{"<", "<=", ">", ">=", "!="}).Draw(t, "relation")
		from := rapid.Int64Range(1, 6).Draw(t, "from")
		claim := claimOf(draw("left")+" "+relation+" "+draw("right"), from)
		p := Prove(claim, sequences["fibonacci"], NewBudget(500_000, 50_000))
		v := newEvaluator(must(newSystem(sequences["fibonacci"])), nil, nil)
		for n := from; n < from+25; n++ {
			l := must(v.value(claim.Left, map[string]int64{"n": n}))
			r := must(v.value(claim.Right, map[string]int64{"n": n}))
			d, _ := must(l.Sub(r, nil)).AsConstant()
			ok := holds(d.Sign(), claim.Relation)
			if p.Verdict == Proved && !ok {
				t.Fatalf("proved, false at %d", n)
			}
			if p.Verdict == Refuted && (n < *p.FailsAt && !ok || n == *p.FailsAt && ok) {
				t.Fatalf("refuted at %d, wrong at %d", *p.FailsAt, n)
			}
		}
	})
}

// TestDivisibilityAgreesWithInstances checks verdicts on random divisibilities.
func TestDivisibilityAgreesWithInstances(t *testing.T) {
	leaf := []string{"n", "n^2", "2^n", "3^n", "n!", "F(n)", "(n+1)", "sum(k=1..n, k^2)", "(-1)^n", "5", "7^n", "binom(n,2)", "F(3*n)", "10^n", "binom(2*n,n)"}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom(leaf).Draw(t, "leaf")
		for range rapid.IntRange(0, 3).Draw(t, "more") {
			text += rapid.SampledFrom([]string{"+", "-", "*"}).Draw(t, "op") + "(" + rapid.SampledFrom(leaf).Draw(t, "leaf") + ")"
		}
		m := rapid.Int64Range(1, 12).Draw(t, "m")
		claim := claimOf(fmt.Sprintf("%d divides %s", m, text), 0)
		p := Prove(claim, sequences["fibonacci"], NewBudget(500_000, 50_000))
		v := newEvaluator(must(newSystem(sequences["fibonacci"])), nil, nil)
		for n := int64(0); n < 40; n++ {
			r, _ := must(v.value(claim.Right, map[string]int64{"n": n})).AsConstant()
			ok := new(big.Rat).Quo(r, big.NewRat(m, 1)).IsInt()
			if p.Verdict == Proved && !ok {
				t.Fatalf("proved, false at %d", n)
			}
			if p.Verdict == Refuted && (n < *p.FailsAt && !ok || n == *p.FailsAt && ok) {
				t.Fatalf("refuted at %d, wrong at %d", *p.FailsAt, n)
			}
		}
	})
}

func TestArbitrarySequences(t *testing.T) {
	p := proveText("varying", 0, "s(n) = rho^n*c+(1-rho)*sum(i=1..n, rho^(n-i)*g(i))")
	require.Equal(t, Proved, p.Verdict)
	assert.Empty(t, p.Conditions)
	p = proveText("varying", 1, "s(n) = rho*s(n-1)+(1-rho)*g(1)")
	require.Equal(t, Refuted, p.Verdict)
	assert.Equal(t, int64(2), *p.FailsAt)
	assert.Contains(t, p.LeftValue.String(), "g_{2}")
}

func TestSymbolicDivisors(t *testing.T) {
	p := proveText("", 1, "x-y divides x^n-y^n")
	require.Equal(t, Proved, p.Verdict)
	assert.Equal(t, MethodInduction, p.Method)
	claim := claimOf("2 divides a^2+a+n*(n+1)", 1)
	p = Prove(claim, nil, NewBudget(1_000_000, 10_000))
	assert.Equal(t, Unknown, p.Verdict, "true for integers, but not as polynomials")
}

// TestProofsAreDeterministic proves everything twice.
func TestProofsAreDeterministic(t *testing.T) {
	for _, test := range table {
		a, b := proveText(test.given, test.from, test.claim), proveText(test.given, test.from, test.claim)
		assert.Equal(t, fmt.Sprint(a.Obligations, a.Conditions, a.Coefficients, a.Generators), fmt.Sprint(b.Obligations, b.Conditions, b.Coefficients, b.Generators), test.claim)
	}
}

// TestQuotientsAgreeWithInstances checks verdicts on random claims that divide, often by what is zero
// somewhere.
func TestQuotientsAgreeWithInstances(t *testing.T) {
	divisors := []string{
		"(n-3)", "(1+a^n)", "(2^n-8)", "(1-(-1)^n)", "(n+a)", "F(n)", "(F(n)-2)", "(1-a)", "(n-(-1)^n)", "sum(k=1..n, k)",
		"(H(n)-1)", "(n!-6)", "s(n)", "(2-n)^2", "(a-a^n)", "(n-2)*(n-5)", "2^n", "(n^2-n-6)", "(3+(-1)^n)", "(1-a^n)", "binom(n,4)", "sum(k=1..n, k-3)", "prod(k=1..n, k-6)",
	}
	series := []string{
		"sum(k=1..n, 1/(k-4))", "sum(k=1..n, 1/(k+a))", "sum(k=1..n-1, 1/(n-k))", "sum(k=1..n, 1/(n-k+1))", "prod(k=2..n, 1-1/k^2)", "sum(k=3..n, 1/(k-2)/k)",
		"sum(k=0..n, 1/(k^2-7*k+11))", "sum(k=1..n, a^(k-n))", "sum(k=1..n, 1/(1-a^k))", "prod(k=1..n, 1+1/(k-7))", "sum(k=1..3, 1/(n-k))",
	}
	rapid.Check(t, func(t *rapid.T) {
		quotient := func(label string) string {
			text := drawExpression(t, 1)
			if rapid.Bool().Draw(t, label) {
				text = rapid.SampledFrom(series).Draw(t, "series")
			}
			for range rapid.IntRange(0, 2).Draw(t, "divide") {
				text = "(" + text + ")/(" + rapid.SampledFrom(divisors).Draw(t, "divisor") + ")"
			}
			return text
		}
		left := quotient("left")
		right := left
		switch rapid.IntRange(0, 4).Draw(t, "kind") {
		case 0:
			right = quotient("right")
		case 1:
			d := rapid.SampledFrom(divisors).Draw(t, "cancelled")
			right = "(" + left + ")*(" + d + ")/(" + d + ")"
		case 2:
			right = fmt.Sprintf("%s + prod(k=1..%d, n-k)*%s", left, rapid.IntRange(1, 9).Draw(t, "until"), drawExpression(t, 1))
		case 3:
			d := rapid.SampledFrom(divisors).Draw(t, "added")
			right = left + "+1/(" + d + ")-1/(" + d + ")"
		}
		claim := claimOf(left+" = "+right, 1)
		p := Prove(claim, propertySystem, NewBudget(1_000_000, 50_000))
		v := newEvaluator(must(newSystem(propertySystem)), nil, nil)
		for n := int64(1); n < 14; n++ {
			env := map[string]int64{"n": n}
			l, err := v.value(claim.Left, env)
			var r RationalFunction
			if err == nil {
				r, err = v.value(claim.Right, env)
			}
			bad := err != nil || !l.Equal(r)
			switch {
			case p.Verdict == Proved && bad:
				t.Fatalf("proved, but at %d: %s, %s, %v", n, l, r, err)
			case p.FailsAt != nil && n < *p.FailsAt && bad:
				t.Fatalf("fails at %d already (%v), not first at %d", n, err, *p.FailsAt)
			case p.Verdict == Refuted && n == *p.FailsAt && (err != nil || l.Equal(r)):
				t.Fatalf("no failure at %d: %v", n, err)
			case p.Verdict == Unknown && p.FailsAt != nil && n == *p.FailsAt && err == nil:
				t.Fatalf("defined at %d", n)
			}
		}
	})
}
