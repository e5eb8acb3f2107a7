package symbolic_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/hence-math/hence/symbolic"
)

func TestLimitOfSequence(t *testing.T) {
	n, two := symbolic.Sym("n"), symbolic.Int(2)
	over := func(a, b symbolic.Expression) symbolic.Expression {
		return symbolic.Division{Numerator: a, Denominator: b}
	}
	power := func(a, b symbolic.Expression) symbolic.Expression { return symbolic.Power{Base: a, Exponent: b} }
	for _, c := range []struct {
		name string
		of   symbolic.Expression
		want string // empty where there is none, or none is found
	}{
		{"a quotient", over(symbolic.Plus(n, symbolic.Int(1)), symbolic.Plus(n, two)), "1"},
		{"degrees", over(n, symbolic.Plus(power(n, two), symbolic.Int(1))), "0"},
		{"unbounded", n, ""},
		{"a power beats the index", over(power(n, symbolic.Int(3)), power(two, n)), "0"},
		{"a factorial beats a power", over(power(two, n), symbolic.Factorial{Of: n}), "0"},
		{"a power grows", over(power(two, n), n), ""},
		{"it alternates", power(symbolic.Int(-1), n), ""},
		{"a sum", symbolic.Plus(two, over(symbolic.Int(1), power(symbolic.Int(-3), n))), "2"},
		{"a quotient of limits", over(symbolic.Plus(symbolic.Int(6), over(symbolic.Int(1), power(two, n))), symbolic.Plus(two, over(symbolic.Int(1), power(two, n)))), "3"},
		{"a quotient by what tends to zero", over(symbolic.Plus(symbolic.Int(1), over(symbolic.Int(1), power(two, n))), over(symbolic.Int(1), power(two, n))), ""},
		{"a parameter in the lead", over(n, symbolic.Multiplication{Factors: []symbolic.Expression{symbolic.Sym("a"), n}}), ""},
		{"another letter", over(symbolic.Sym("a"), symbolic.Sym("n")), "0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			limit, ok := symbolic.LimitOfSequence(c.of, "n", symbolic.NewBudget(100_000, 4096))
			assert.Equal(t, c.want != "", ok)
			if ok && c.want != "" {
				assert.Equal(t, c.want, limit.String())
			}
		})
	}
}
