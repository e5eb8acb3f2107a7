package symbolic

import (
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// polynomials reads "x + y - 5; x - y - 1".
func polynomials(t require.TestingT, text string) []Polynomial {
	var all []Polynomial
	for part := range strings.SplitSeq(text, ";") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		r, _, err := Value(parse(part), nil, nil, nil, nil)
		require.NoError(t, err)
		all = append(all, r.Numerator())
	}
	return all
}

func TestIdeal(t *testing.T) {
	for _, c := range []struct {
		equations, p, nonzero string
		follows               string // "in" the ideal, "radical", "no", or "never" 0
	}{
		{"x + 2 - 5", "x - 3", "", "in"},
		{"x + 2 - 5", "x - 4", "", "never"},
		{"x + y - 5; x - y - 1", "x*y - 6", "", "in"},
		{"x + y - 5; x - y - 1", "x^2 + y^2 - 12", "", "never"},
		{"x + y - 5", "x - 3", "", "no"},
		{"x^2 - 5*x + 6", "(x - 2)*(x - 3)", "", "in"},
		{"x^2 - 5*x + 6", "x - 2", "", "no"},
		{"x^2 - 5*x + 6", "x - 4", "", "never"},
		{"x^2", "x", "", "radical"},
		{"(x - 1)^2 + y^2; y^3", "x - 1", "", "radical"},
		{"x*y - x", "y - 1", "", "no"},
		{"x*y - x", "y - 1", "x", "radical"},
		{"a + b + c - 3; a*b + b*c + c*a - 1; a*b*c + 1", "a^2 + b^2 + c^2 - 7", "", "in"},
		{"a + b + c - 3; a*b + b*c + c*a - 1; a*b*c + 1", "a^3 + b^3 + c^3 - 15", "", "in"},
		{"a + b + c - 3; a*b + b*c + c*a - 1; a*b*c + 1", "a^3 + b^3 + c^3 - 16", "", "never"},
		{"s^2 - 2; x - 3*s", "x^2 - 18", "", "in"},
		{"x - y; y - z; z - x - 1", "x", "", "in"},
		{"", "x", "", "no"},
	} {
		t.Run(c.equations+" |- "+c.p, func(t *testing.T) {
			budget := NewBudget(1_000_000, 10_000)
			d := NewIdeal(polynomials(t, c.equations), budget)
			p := polynomials(t, c.p)[0]
			nonzero := polynomials(t, c.nonzero)
			assert.Equal(t, c.follows == "in", d.Contains(p, budget), "contains")
			assert.Equal(t, c.follows == "in" || c.follows == "radical", d.Vanishes(p, nonzero, budget), "vanishes")
			assert.Equal(t, c.follows == "never", d.Excludes(p, budget), "excludes")
		})
	}
}

func TestIdealWithoutSolution(t *testing.T) {
	for _, equations := range []string{"x - 1; x - 2", "a - b - 1; b - c - 1; c - a - 1", "x*y - 1; x", "x^2 + 1; x - 3"} {
		d := NewIdeal(polynomials(t, equations), nil)
		assert.True(t, d.IsUnit(), equations)
		_, ok := d.Point(nil, nil)
		assert.False(t, ok, equations)
	}
}

func TestIdealPoint(t *testing.T) {
	for _, c := range []struct{ equations, avoid, want string }{
		{"x + y - 5; x - y - 1", "", "x = 3, y = 2"},
		{"x^2 - 5*x + 6", "x - 2", "x = 3"},
		{"x^2 + y^2 - 25; x - 3", "", "x = 3, y = 4"},
		{"x*y - 6; x + y - 5", "x - 2", "x = 3, y = 2"},
		{"x - y", "x; z", "x = 1, y = 1, z = 1"},
		{"x^2 - 2", "", ""},
	} {
		point, ok := NewIdeal(polynomials(t, c.equations), nil).Point(polynomials(t, c.avoid), NewBudget(1_000_000, 1000))
		var parts []string
		for _, name := range []string{"x", "y", "z"} {
			if point[name] != nil {
				parts = append(parts, name+" = "+FormatRat(point[name]))
			}
		}
		assert.Equal(t, c.want != "", ok, c.equations)
		assert.Equal(t, c.want, strings.Join(parts, ", "), c.equations)
	}
}

// What holds at a point cannot be excluded by equations that hold there, and what follows from them
// holds there too.
func TestIdealAgreesWithItsPoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := map[string]*big.Rat{}
		for _, name := range lawNames {
			at[name] = big.NewRat(rapid.Int64Range(-3, 3).Draw(t, name), 1)
		}
		through := func(p Polynomial) Polynomial { return p.Sub(Constant(must(p.Evaluate(at, nil)))) }
		var equations []Polynomial
		combination := Polynomial{}
		for range rapid.IntRange(0, 4).Draw(t, "equations") {
			p := through(drawPolynomial(t, "p", 3, 2))
			equations = append(equations, p)
			combination = combination.Add(must(p.Mul(drawPolynomial(t, "factor", 2, 2), nil)))
		}
		budget := NewBudget(200_000, 2000)
		d := NewIdeal(equations, budget)
		if d.IsUnit() {
			t.Fatalf("%v have a common zero", equations)
		}
		r, err := d.Remainder(combination, NewBudget(200_000, 2000))
		if d.IsConsistent() && err == nil && !r.IsZero() {
			t.Fatalf("%s follows from %v", combination, equations)
		}
		q := drawPolynomial(t, "q", 3, 2)
		if d.Excludes(through(q), budget) {
			t.Fatalf("%s vanishes with %v", through(q), equations)
		}
		if value := must(q.Evaluate(at, nil)); value.Sign() != 0 && d.Vanishes(q, nil, budget) {
			t.Fatalf("%s is %s at a common zero of %v", q, value, equations)
		}
	})
}

// Where the equations give variables by the others, what vanishes and what is excluded is
// told without the algebra for the general case, and alike.
func TestIdealOfFormulasAgreesWithTheGeneralCase(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var equations []Polynomial
		for i := range rapid.IntRange(1, len(lawNames)-1).Draw(t, "equations") {
			p := drawPolynomial(t, "p", 3, 2)
			values := map[string]Polynomial{}
			for _, name := range lawNames[:i+1] {
				values[name] = Integer(2)
			}
			equations = append(equations, Variable(lawNames[i]).Sub(must(p.SubstitutePolynomials(values, nil))))
		}
		budget := NewBudget(200_000, 2000)
		d := NewIdeal(equations, budget)
		q := drawPolynomial(t, "q", 3, 2)
		p := must(q.Mul(drawPolynomial(t, "factor", 2, 1), nil))
		product := must(p.Mul(must(q.Mul(Variable("#t"), nil)), nil))
		vanishes := d.With([]Polynomial{product.Sub(Integer(1))}, budget).IsUnit()
		excludes := d.With([]Polynomial{p}, budget).IsUnit()
		if !d.IsConsistent() || budget.Left() == 0 {
			t.Skip("too long")
		}
		if d.Vanishes(p, []Polynomial{q}, budget) != vanishes {
			t.Fatalf("%v: %s, where %s is not zero: %v", equations, p, q, vanishes)
		}
		if d.Excludes(p, budget) != excludes {
			t.Fatalf("%v exclude %s: %v", equations, p, excludes)
		}
	})
}

// A linear system with one solution is solved, and every other value excluded.
func TestIdealSolvesLinearSystems(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := lawNames[:rapid.IntRange(1, len(lawNames)).Draw(t, "unknowns")]
		solution := map[string]*big.Rat{}
		for _, name := range names {
			solution[name] = drawRat(t, name)
		}
		var equations []Polynomial
		for range len(names) + 2 {
			p := Polynomial{}
			for _, name := range names {
				p = p.Add(Variable(name).Scale(drawRat(t, "coefficient")))
			}
			equations = append(equations, p.Sub(Constant(must(p.Evaluate(solution, nil)))))
		}
		d := NewIdeal(equations, nil)
		if d.IsUnit() || !d.IsConsistent() {
			t.Fatalf("%v has a solution", equations)
		}
		point, ok := d.Point(nil, NewBudget(1_000_000, 10_000))
		if !ok {
			t.Fatalf("no point of %v", equations)
		}
		for _, p := range equations {
			if must(p.Evaluate(point, nil)).Sign() != 0 {
				t.Fatalf("%v is no solution of %s", point, p)
			}
		}
		if len(d.Basis()) == len(names) {
			for _, name := range names {
				if point[name].Cmp(solution[name]) != 0 {
					t.Fatalf("%s is %s, not %s", name, solution[name], point[name])
				}
				other := new(big.Rat).Add(solution[name], big.NewRat(1, 1))
				if !d.Excludes(Variable(name).Sub(Constant(other)), nil) {
					t.Fatalf("%s = %s is not excluded", name, other)
				}
			}
		}
	})
}

func TestIdealIsBounded(t *testing.T) {
	// Cyclic 7 is out of reach of any small budget.
	names := strings.Split("abcdefg", "")
	var equations []Polynomial
	for length := 1; length <= len(names); length++ {
		sum := Polynomial{}
		for first := range names {
			product := Integer(1)
			for k := range length {
				product = must(product.Mul(Variable(names[(first+k)%len(names)]), nil))
			}
			sum = sum.Add(product)
			if length == len(names) {
				sum = product.Sub(Integer(1))
			}
		}
		equations = append(equations, sum)
	}
	d := NewIdeal(equations, NewBudget(20_000, 1000))
	assert.False(t, d.IsUnit())
	assert.False(t, d.IsConsistent())
}
