package hencetest_test

import (
	"context"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/hence-math/hence/numeric"
	"github.com/hence-math/hence/proofs/hencetest"
)

// printer stands for a test, so that the examples can show how one fails.
type printer struct{}

// Errorf prints what testify writes behind the trace of the error.
func (printer) Errorf(format string, args ...any) {
	_, message, _ := strings.Cut(fmt.Sprintf(format, args...), "Error:")
	for line := range strings.Lines(message) {
		if line = strings.TrimSpace(line); line != "" {
			fmt.Println(line)
		}
	}
}

func ExampleExact() {
	var t printer // a *testing.T in a test
	share := new(big.Rat).Quo(big.NewRat(4, 1), big.NewRat(6, 1))
	hencetest.Exact(t, "2/3", share)
	hencetest.Exact(t, "0.667", share)
	sum := 0.1
	sum += 0.2
	hencetest.Exact(t, "0.3", sum)
	// Output:
	// Not exactly equal:
	// expected        : 0.667
	// actual          : 2/3
	// difference      : 1/3000 (expected less actual)
	// first difference: the first digit that differs is the 3rd decimal place: 6, not 7
	// Not exactly equal:
	// expected        : 0.3
	// actual          : 0.3000000000000000444089209850062616169452667236328125
	// difference      : -0.0000000000000000444089209850062616169452667236328125 (expected less actual)
	// first difference: the first digit that differs is the 17th decimal place: 4, not 0
}

func ExampleIdentical() {
	var t printer
	hencetest.Identical(t, "(a - b)(a + b)", "a^2 - b^2")
	hencetest.Identical(t, "(a - b)^2", "a^2 - b^2")
	// Output:
	// Not identically equal:
	// left            : (a - b)^2 = a^2 - 2*a*b + b^2
	// right           : a^2 - b^2
	// difference      : -2*a*b + 2*b^2 (left less right)
	// counterexample  : for a = 2, b = 1 the left one is 1, the right one 3
}

func ExampleTrace() {
	var t printer
	model, err := numeric.NewLinear(numeric.MustMatrix("2 -1; -1 3"), numeric.MustVector("3", "1"), numeric.Mean)
	if err != nil {
		fmt.Println(err)
		return
	}
	start := numeric.State{Weights: numeric.MustVector("1", "0")}
	steps, err := numeric.Run(context.Background(), model, numeric.Descent{Rate: numeric.MustParse("0.2")}, start, 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	hencetest.Trace(t, `
		| step | gradient | weights  |
		| ---- | -------- | -------- |
		| 1    | [0, -5]  | [1, 1]   |
		| 2    | [-5, 5]  | [2, 0.1] |`, steps)
	// Output:
	// The trace is not the table:
	// row 2, weights:
	// expected        : [2, 0.1]
	// actual          : [2, 0]
	// difference      : [0, 0.1] (expected less actual)
	// first difference: entry 2: the first digit that differs is the 1st decimal place: 0, not 1
}

func ExampleProvedText() {
	var t printer
	hencetest.ProvedText(t, `Let $x = 3$. Then $2x + 1 = 8$.`)
	// Output:
	// The document is not proved:
	// document.md:1:27: refuted: should be 7, not 8
	// 1 | Let $x = 3$. Then $2x + 1 = 8$.
	// |                             ^
	// = slip: it was added before the multiplication or division [order-of-operations]
	// = or: 1 was taken one off [off-by-one]; 1 was misread as 2 [digit-misread]
	// = margin: It was added before the multiplication or division. This line comes to 7, not 8.
	// document.md: refuted: 2 links: 1 refuted, 1 given
}

func ExampleRequire() {
	check := func(t *testing.T) {
		must := hencetest.Require(t) // each assertion ends the test where it fails
		must.Exact("0.5", big.NewRat(1, 2))
		must.Identical("2(x + 1)", "2x + 2")
	}
	_ = check
}
