package symbolic_test

import (
	"fmt"

	"github.com/hence-math/hence/symbolic"
)

// The bias correction of a moving average: s_0 = 0 and s_n = rho s_{n-1} + (1 - rho) g imply
// s_n/(1 - rho^n) = g for every n >= 1.
func ExampleProve() {
	n, rho, g := symbolic.Sym("n"), symbolic.Sym("rho"), symbolic.Sym("g")
	one := symbolic.Int(1)
	s := symbolic.Sequence{
		Name:    "s",
		Initial: []symbolic.Expression{symbolic.Int(0)},
		Index:   "n",
		Rule: symbolic.Plus(
			symbolic.Times(rho, symbolic.Term{Sequence: "s", Argument: symbolic.Minus(n, one)}),
			symbolic.Times(symbolic.Minus(one, rho), g),
		),
	}
	claim := symbolic.Claim{
		Left:     symbolic.Over(symbolic.Term{Sequence: "s", Argument: n}, symbolic.Minus(one, symbolic.Raise(rho, n))),
		Right:    g,
		Relation: symbolic.Equals,
		Index:    "n",
		From:     1,
	}
	proof := symbolic.Prove(claim, []symbolic.Sequence{s}, symbolic.NewBudget(1_000_000, 10_000))
	fmt.Println(proof.Verdict, "by", proof.Method)
	for _, c := range proof.Conditions {
		fmt.Println("unless", c.Says)
	}
	for _, o := range proof.Obligations {
		fmt.Println(o.Code, "at", o.At, o.Verdict)
	}
	fmt.Println("D(n+1) + (", proof.Coefficients[0], ") D(n) = 0")

	claim.Right = symbolic.Times(n, g)
	proof = symbolic.Prove(claim, []symbolic.Sequence{s}, nil)
	fmt.Println(proof.Verdict, "at", *proof.FailsAt, proof.LeftValue, "is not", proof.RightValue)
	// Output:
	// proved by induction
	// unless [rho = 1 rho = -1 when n is even]
	// base at 1 proved
	// step at 1 proved
	// D(n+1) + ( -rho ) D(n) = 0
	// refuted at 2 g is not 2*g
}

func ExampleGuess() {
	g, rho := symbolic.Var("g"), symbolic.Var("rho")
	var values []symbolic.RationalFunction
	for n := 1; n <= 4; n++ { // g - g rho^n
		power, _ := rho.Pow(n, nil)
		power, _ = power.Mul(g, nil)
		v, _ := g.Sub(power, nil)
		values = append(values, v)
	}
	e, ok := symbolic.Guess(values, 1, "n", nil)
	fmt.Println(e, ok)
	// Output: g - g*rho^n true
}
