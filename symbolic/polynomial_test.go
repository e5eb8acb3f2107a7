package symbolic

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// must unwraps a result that no budget can fail.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// equalPolynomials asserts equality and that both are canonical.
func equalPolynomials(t rapid.TB, want, got Polynomial) {
	t.Helper()
	if !want.isCanonical() || !got.isCanonical() {
		t.Fatalf("not canonical: %#v, %#v", want, got)
	}
	if !want.Equal(got) {
		t.Fatalf("want %s, got %s", want, got)
	}
}

func TestPolynomialLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q, r := drawPolynomial(t, "p", 5, 3), drawPolynomial(t, "q", 5, 3), drawPolynomial(t, "r", 4, 2)
		mul := func(a, b Polynomial) Polynomial {
			m := must(a.Mul(b, nil))
			if !m.isCanonical() {
				t.Fatalf("not canonical: %#v", m)
			}
			return m
		}
		equalPolynomials(t, p.Add(q), q.Add(p))
		equalPolynomials(t, p.Add(q).Add(r), p.Add(q.Add(r)))
		equalPolynomials(t, p.Add(q).Add(r), Sum(p, q, r))
		equalPolynomials(t, Sum(p, q, r, p.Neg(), q.Neg(), r.Neg()), Polynomial{})
		equalPolynomials(t, p.Sub(q), p.Add(q.Neg()))
		equalPolynomials(t, p.Sub(p), Polynomial{})
		equalPolynomials(t, mul(p, q), mul(q, p))
		equalPolynomials(t, mul(mul(p, q), r), mul(p, mul(q, r)))
		equalPolynomials(t, mul(p, q.Add(r)), mul(p, q).Add(mul(p, r)))
		equalPolynomials(t, mul(p, Integer(1)), p)
		c := drawRat(t, "c")
		equalPolynomials(t, p.Scale(c), mul(p, Constant(c)))
		equalPolynomials(t, must(p.Pow(3, nil)), mul(p, mul(p, p)))
		for _, name := range lawNames {
			equalPolynomials(t, mul(p, q).Derivative(name), mul(p.Derivative(name), q).Add(mul(p, q.Derivative(name))))
			equalPolynomials(t, fromCoefficients(p.Coefficients(name), name), p)
		}
		if !q.IsZero() {
			d, ok, err := mul(p, q).Quotient(q, nil)
			if err != nil || !ok {
				t.Fatalf("%s does not divide its product with %s: %v", q, p, err)
			}
			equalPolynomials(t, p, d)
			if d, ok, _ := p.Quotient(q, nil); ok {
				equalPolynomials(t, p, mul(d, q))
			}
		}
	})
}

func TestSubstitutionIsAHomomorphism(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q := drawPolynomial(t, "p", 3, 2), drawPolynomial(t, "q", 3, 2)
		values := map[string]RationalFunction{"a": drawRational(t, "value of a"), "x": drawRational(t, "value of x")}
		at := func(p Polynomial) RationalFunction {
			r := must(p.Substitute(values, nil))
			if !r.isCanonical() {
				t.Fatalf("not canonical: %s", r)
			}
			return r
		}
		if got, want := at(p.Add(q)), must(at(p).Add(at(q), nil)); !got.Equal(want) {
			t.Fatalf("sum: want %s, got %s", want, got)
		}
		if got, want := at(must(p.Mul(q, nil))), must(at(p).Mul(at(q), nil)); !got.Equal(want) {
			t.Fatalf("product: want %s, got %s", want, got)
		}
	})
}

func TestGCDDividesAndLeavesCoprime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q, c := drawPolynomial(t, "p", 3, 2), drawPolynomial(t, "q", 3, 2), drawPolynomial(t, "c", 3, 2)
		p, q = must(p.Mul(c, nil)), must(q.Mul(c, nil))
		g := must(GCD(p, q, nil))
		if p.IsZero() && q.IsZero() {
			equalPolynomials(t, Polynomial{}, g)
			return
		}
		if !g.isCanonical() || g.leading().sign() < 0 || !g.content().isOne() {
			t.Fatalf("not normal: %s", g)
		}
		a, ok, _ := p.Quotient(g, nil)
		b, ok2, _ := q.Quotient(g, nil)
		if !ok || !ok2 {
			t.Fatalf("%s does not divide", g)
		}
		if _, ok, _ := g.Quotient(c, nil); !ok {
			t.Fatalf("%s lacks %s", g, c)
		}
		equalPolynomials(t, Integer(1), must(GCD(a, b, nil)))
		if !p.IsZero() && !q.IsZero() {
			// the fallback agrees
			pp, _ := p.primitive()
			qq, _ := q.primitive()
			for _, name := range pp.variables {
				if qq.Degree(name) > 0 {
					equalPolynomials(t, g, must(gcdRemainders(pp, qq, name, nil)))
					break
				}
			}
		}
	})
}

func TestFactorsMultiplyBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := must(drawPolynomial(t, "p", 2, 1).Mul(drawPolynomial(t, "q", 2, 1), nil))
		p = must(p.Mul(must(drawPolynomial(t, "r", 2, 1).Pow(2, nil)), nil))
		factors := must(p.Factors(nil))
		product := Integer(1)
		for i, f := range factors {
			product = must(product.Mul(must(f.Factor.Pow(f.Multiplicity, nil)), nil))
			for _, g := range factors[:i] {
				if !p.IsZero() && !must(GCD(f.Factor, g.Factor, nil)).isOne() {
					t.Fatalf("%s and %s are not coprime", f.Factor, g.Factor)
				}
			}
		}
		equalPolynomials(t, p, product)
	})
}

func x() Polynomial { return Variable("x") }

func TestFactorsInWords(t *testing.T) {
	for _, test := range []struct {
		p    Polynomial
		want string
	}{
		{must(x().Pow(4, nil)).Sub(Integer(1)), "[x - 1]^1 [x + 1]^1 [x^2 + 1]^1 "},
		{Integer(6), "[6]^1 "},
		{Polynomial{}, "[0]^1 "},
		{must(x().Scale(big.NewRat(2, 1)).Sub(Integer(1)).Pow(3, nil)).Neg(), "[-1]^1 [2*x - 1]^3 "},
		{must(x().Mul(Variable("y"), nil)).Sub(must(x().Pow(2, nil))), "[-1]^1 [x]^1 [x - y]^1 "},
	} {
		got := ""
		for _, f := range must(test.p.Factors(nil)) {
			got += fmt.Sprintf("[%s]^%d ", f.Factor, f.Multiplicity)
		}
		assert.Equal(t, test.want, got)
	}
}

func TestPolynomialText(t *testing.T) {
	g, rho := Variable("g"), Variable(`\rho`)
	p := must(g.Mul(must(rho.Pow(2, nil)), nil)).Sub(g).Add(Constant(big.NewRat(1, 2)))
	assert.Equal(t, `\rho^2*g - g + 1/2`, p.String())
	assert.Equal(t, `\rho^{2} g - g + \frac{1}{2}`, p.LaTeX())
	p = must(g.Mul(must(Variable("rho").Pow(2, nil)), nil)).Sub(g).Add(Constant(big.NewRat(1, 2)))
	assert.Equal(t, `g*rho^2 - g + 1/2`, p.String())
	assert.Equal(t, `g \rho^{2} - g + \frac{1}{2}`, p.LaTeX())
	assert.Equal(t, "-1/3*x", x().Scale(big.NewRat(-1, 3)).String())
	assert.Equal(t, "0", Polynomial{}.String())
	assert.Equal(t, `3 \cdot 2^n`, Variable("2^n").Scale(big.NewRat(3, 1)).LaTeX())
	assert.Equal(t, []string{"g", "rho"}, p.Variables())
	assert.Equal(t, 3, p.TotalDegree())
	assert.Equal(t, 2, p.Degree("rho"))
	var terms []string
	for m, c := range p.Terms() {
		terms = append(terms, fmt.Sprint(m, c))
	}
	assert.Equal(t, []string{"[{g 1} {rho 2}] 1/1", "[{g 1}] -1/1", "[] 1/2"}, terms)
}

func TestFormatRat(t *testing.T) {
	for text, want := range map[string]string{
		"1/2": "0.5", "-19/5": "-3.8", "2": "2", "1/3": "1/3", "-7/30": "-7/30",
		"1/1048576": "0.00000095367431640625", "3/1000": "0.003", "0": "0", "1/3125": "0.00032",
	} {
		r, ok := new(big.Rat).SetString(text)
		require.True(t, ok)
		assert.Equal(t, want, FormatRat(r))
	}
	assert.Equal(t, "0", FormatRat(nil))
}

func TestHugePowersAreRefusedAtOnce(t *testing.T) {
	for _, budget := range []*Budget{nil, NewBudget(1_000_000, 100_000)} {
		_, err := Integer(2).Pow(1_000_000_000_000, budget)
		assert.ErrorIs(t, err, ErrLimit)
		_, err = x().Add(Integer(1)).Pow(1_000_000, budget)
		assert.ErrorIs(t, err, ErrLimit)
		_, err = x().Pow(1_000_000_000_000, budget)
		assert.ErrorIs(t, err, ErrLimit)
		p, err := Integer(-1).Pow(1_000_000_000_001, budget)
		assert.NoError(t, err)
		assert.Equal(t, "-1", p.String())
	}
	budget := NewBudget(1_000_000, 100_000)
	_, err := x().Add(Integer(1)).Pow(1_000_000, budget)
	assert.ErrorIs(t, err, ErrLimit)
	assert.Equal(t, int64(1_000_000), budget.Left(), "refused before computing")
	_, err = Integer(2).Pow(100_001, budget)
	assert.ErrorIs(t, err, ErrLimit)
	p, err := x().Pow(1_000_000, budget)
	require.NoError(t, err)
	_, err = p.Evaluate(map[string]*big.Rat{"x": big.NewRat(2, 1)}, budget)
	assert.ErrorIs(t, err, ErrLimit)
	// squaring again and again
	q := Integer(3)
	for err = nil; err == nil; {
		q, err = q.Mul(q, budget)
	}
	assert.ErrorIs(t, err, ErrLimit)
}

func TestDegreesBeyondAWordArePackedInStrings(t *testing.T) {
	// 20 variables with large exponents do not fit in a machine word
	p, q := Integer(1), Integer(-1)
	for i := range 20 {
		m := must(Variable(fmt.Sprintf("x%02d", i)).Pow(1000+i, nil))
		p, q = p.Add(m), q.Add(m)
	}
	product := must(p.Mul(q, nil))
	assert.True(t, product.isCanonical())
	d, ok, err := product.Quotient(p, nil)
	require.NoError(t, err)
	assert.True(t, ok)
	equalPolynomials(t, q, d)
	_, ok, err = product.Add(Integer(1)).Quotient(p, nil)
	require.NoError(t, err)
	assert.False(t, ok)
	equalPolynomials(t, Sum(p, q, p), p.Add(q).Add(p))
}

func TestBudgetEnds(t *testing.T) {
	b := NewBudget(10, 64)
	assert.NoError(t, b.Spend(10))
	assert.ErrorIs(t, b.Spend(1), ErrLimit)
	assert.NoError(t, (*Budget)(nil).Spend(1<<62))
	b = NewBudget(10, 64)
	part := b.Split(7)
	assert.NoError(t, part.Spend(5))
	b.Return(part)
	assert.Equal(t, int64(5), b.Left())
}

func TestWitness(t *testing.T) {
	w, ok := Witness(x(), nil, nil)
	require.True(t, ok)
	assert.Equal(t, "1", FormatRat(w["x"]))
	// x (x-1) (x-2) is not 0 first at -1; y must avoid 0 and 1
	p := must(must(x().Mul(x().Sub(Integer(1)), nil)).Mul(x().Sub(Integer(2)), nil))
	w, ok = Witness(p, []Polynomial{Variable("y"), Variable("y").Sub(Integer(1))}, nil)
	require.True(t, ok)
	assert.Equal(t, "-1", FormatRat(w["x"]))
	assert.Equal(t, "2", FormatRat(w["y"]))
	w, ok = Witness(p, nil, map[string]int64{"x": 1})
	require.True(t, ok)
	assert.Equal(t, "3", FormatRat(w["x"]))
	_, ok = Witness(Polynomial{}, nil, nil)
	assert.False(t, ok)
}

// sparse returns a polynomial of about n terms in the given variables.
func sparse(n int, seed uint64, names ...string) Polynomial {
	terms := make([]Polynomial, n)
	for i := range terms {
		seed = seed*6364136223846793005 + 1442695040888963407
		term := Integer(int64(seed>>50) - 8000)
		for j, name := range names {
			term = term.shiftExponent(name, int32(seed>>(8*uint(j)+10))&31)
		}
		terms[i] = term
	}
	return Sum(terms...)
}

func BenchmarkMulSparse(b *testing.B) {
	p, q := sparse(500, 1, "x", "y", "z"), sparse(500, 2, "x", "y", "z")
	b.ReportAllocs()
	for b.Loop() {
		must(p.Mul(q, nil))
	}
}

func BenchmarkMulConstants(b *testing.B) {
	p, q := FromRat(big.NewRat(3, 7)), FromRat(big.NewRat(-2, 5))
	b.ReportAllocs()
	for b.Loop() {
		must(p.Mul(q, nil))
	}
}

func BenchmarkGCD(b *testing.B) {
	for _, size := range []int{3, 6, 12} {
		b.Run(fmt.Sprint(size, "terms"), func(b *testing.B) {
			small := func(seed uint64) Polynomial {
				p := Polynomial{}
				for m, c := range sparse(size, seed, "x", "y", "z").Terms() {
					term := Constant(c)
					for _, f := range m {
						term = term.shiftExponent(f.Name, int32(f.Exponent%4))
					}
					p = p.Add(term)
				}
				return p
			}
			c := small(3)
			p, q := must(small(4).Mul(c, nil)), must(small(5).Mul(c, nil))
			b.ReportAllocs()
			for b.Loop() {
				must(GCD(p, q, nil))
			}
		})
	}
}

func BenchmarkSum300000(b *testing.B) {
	terms := make([]Polynomial, 300_000)
	for i := range terms {
		terms[i] = Integer(int64(i)+1).shiftExponent("x", int32(i%50_000)).shiftExponent("y", int32(i%7))
	}
	b.ReportAllocs()
	for b.Loop() {
		Sum(terms...)
	}
}
