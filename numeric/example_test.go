package numeric_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/hence-math/hence/numeric"
)

func ExampleScalar_Add() {
	sum, err := numeric.MustParse("0.1").Add(numeric.MustParse("0.2"))
	fmt.Println(sum, err)
	// Output: 0.3 <nil>
}

func ExampleScalar_Quo() {
	quotient, err := numeric.NewInt(2).Quo(numeric.NewInt(6))
	fmt.Println(quotient, quotient.Terminates(), err)
	// Output: 1/3 false <nil>
}

func ExampleScalar_QuoDecimal() {
	_, err := numeric.NewInt(2).QuoDecimal(numeric.NewInt(6))
	fmt.Println(errors.Is(err, numeric.ErrNotTerminating), err)
	// Output: true decimal expansion does not terminate: 1/3
}

func ExampleParse() {
	for _, text := range []string{"2.50", "12e-3", "10/4", "1e1000000000"} {
		s, err := numeric.Parse(text)
		fmt.Println(s, err)
	}
	// Output:
	// 2.5 <nil>
	// 0.012 <nil>
	// 2.5 <nil>
	// 0 1e1000000000: number exceeds the limits on digits or exponent
}

func ExampleMatrix_Mul() {
	_, err := numeric.MustMatrix("1 0; 1 0").Mul(numeric.MustMatrix("2 -1"))
	fmt.Println(err)
	// Output: matrix product: shapes do not match of 2x2 and 1x2
}

// Three updates with momentum on two examples, as an exercise sheet sets them.
func ExampleRun() {
	model, err := numeric.NewLinear(numeric.MustMatrix("2 -1; -1 3"), numeric.MustVector("3", "1"), numeric.Mean)
	if err != nil {
		fmt.Println(err)
		return
	}
	rule := numeric.Momentum{Rate: numeric.MustParse("0.2"), Decay: numeric.MustParse("0.8")}
	start := numeric.State{Weights: numeric.MustVector("1", "0"), Velocity: numeric.ZeroVector(2)}
	steps, err := numeric.Run(context.Background(), model, rule, start, 3)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, step := range steps {
		fmt.Println(step.Number, step.Losses, step.Gradient, step.Velocity, step.Weights)
	}
	// Output:
	// 1 [1, 4] [0, -5] [0, 1] [1, 1]
	// 2 [4, 1] [-5, 5] [1, -0.2] [2, 0.8]
	// 3 [0.04, 0.36] [1, -2] [0.6, 0.24] [2.6, 1.04]
}
