package numeric

import (
	"context"
	"fmt"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// exercise is the problem of the submission: two weights, two examples.
func exercise(t testing.TB, reduction Reduction) Linear {
	model, err := NewLinear(MustMatrix("2 -1; -1 3"), MustVector("3", "1"), reduction)
	require.NoError(t, err)
	return model
}

// table renders a trace the way the exercise's tables are written.
func table(steps []Step) []string {
	lines := make([]string, len(steps))
	for i, s := range steps {
		lines[i] = fmt.Sprint(s.Number, " ", s.Prediction, s.Losses, s.Gradient, s.Velocity, s.Weights)
	}
	return lines
}

func TestMomentumOnTheExercise(t *testing.T) {
	start := State{Weights: MustVector("1", "0"), Velocity: ZeroVector(2)}
	byTheRule := []string{
		"1 [2, -1] [1, 4] [0, -5] [0, 1] [1, 1]",
		"2 [1, 2] [4, 1] [-5, 5] [1, -0.2] [2, 0.8]",
		"3 [3.2, 0.4] [0.04, 0.36] [1, -2] [0.6, 0.24] [2.6, 1.04]",
	}
	withTheSlip := []string{
		"1 [2, -1] [1, 4] [0, -5] [0, -1] [1, -1]",
		"2 [3, -4] [0, 25] [5, -15] [1, -3.8] [2, -4.8]",
		"3 [8.8, -16.4] [33.64, 302.76] [29, -58] [6.6, -14.64] [8.6, -19.44]",
	}
	for _, c := range []struct {
		name      string
		rule      Rule
		reduction Reduction
		want      []string
	}{
		{"by the stated rule", Momentum{Rate: MustParse("0.2"), Decay: MustParse("0.8")}, Mean, byTheRule},
		{"half the sum is the mean of two", Momentum{Rate: MustParse("0.2"), Decay: MustParse("0.8")}, HalfSum, byTheRule},
		{"with the sign used", Momentum{Rate: MustParse("-0.2"), Decay: MustParse("0.8")}, Mean, withTheSlip},
	} {
		steps, err := Run(context.Background(), exercise(t, c.reduction), c.rule, start, 3)
		require.NoError(t, err, c.name)
		assert.Equal(t, c.want, table(steps), c.name)
	}
}

func TestBufferMomentumOnTheTensorFlowTrace(t *testing.T) {
	objective := ConstantGradient{Gradient: MustVector("1/10")}
	rule := BufferMomentum{Rate: NewInt(2), Decay: MustParse("0.9")}
	steps, err := Run(context.Background(), objective, rule, State{Weights: MustVector("1"), Velocity: ZeroVector(1)}, 2)
	require.NoError(t, err)
	assert.Equal(t, "[0.1] [0.8]", fmt.Sprint(steps[0].Velocity, " ", steps[0].Weights))
	assert.Equal(t, "[0.19] [0.42]", fmt.Sprint(steps[1].Velocity, " ", steps[1].Weights))
}

// finalWeights lists where each rule arrives after three steps on the exercise. Worked out apart, with
// Python's fractions.
var finalWeights = []struct {
	name string
	rule Rule
	want string
}{
	{"descent", Descent{Rate: MustParse("0.1")}, "[1.375, 0.625]"},
	{"momentum", Momentum{Rate: MustParse("0.1"), Decay: MustParse("0.9")}, "[1.825, 1.03]"},
	{"buffer momentum", BufferMomentum{Rate: MustParse("0.1"), Decay: MustParse("0.9")}, "[1.825, 1.03]"},
	{"Nesterov", Nesterov{Rate: MustParse("0.1"), Decay: MustParse("0.9")}, "[1.70125, 0.95125]"},
	{"Keras Nesterov", KerasNesterov{Rate: MustParse("0.1"), Decay: MustParse("0.9")}, "[1.904875, 1.357375]"},
	{"buffer Nesterov", BufferNesterov{Rate: MustParse("0.1"), Decay: MustParse("0.9")}, "[1.904875, 1.357375]"},
}

func TestFinalWeights(t *testing.T) {
	for _, c := range finalWeights {
		start := State{Weights: MustVector("1", "0"), Velocity: ZeroVector(2)}
		steps, err := Run(context.Background(), exercise(t, Mean), c.rule, start, 3)
		require.NoError(t, err)
		assert.Equal(t, c.want, steps[2].Weights.String(), c.name)
	}
}

// The mean over three examples divides by 3: the run goes on in fractions.
func TestThreeExamplesStayExact(t *testing.T) {
	model, err := NewLinear(MustMatrix("1 2 -1; 0 1 3"), MustVector("1", "0", "2"), Mean)
	require.NoError(t, err)
	rule := Momentum{Rate: MustParse("0.1"), Decay: MustParse("0.5")}
	steps, err := Run(context.Background(), model, rule, State{Weights: MustVector("1", "1"), Velocity: ZeroVector(2)}, 2)
	require.NoError(t, err)
	assert.Equal(t, []string{
		"1 [1, 3, 2] [0, 9, 0] [4, 2] [-0.4, -0.2] [0.6, 0.8]",
		"2 [0.6, 2, 1.8] [0.16, 4, 0.04] [38/15, 14/15] [-34/75, -29/150] [11/75, 91/150]",
	}, table(steps))
	assert.False(t, steps[1].Weights.Terminates())

	_, err = MustParse("1").QuoDecimal(MustParse("3"))
	assert.ErrorIs(t, err, ErrNotTerminating)
}

func TestThreeWeightsFiveExamples(t *testing.T) {
	model, err := NewLinear(
		MustMatrix("1 0 2 -1 0.5; 0 1 -1 2 1.5; 1 1 0 0 -2"), MustVector("1", "2", "-1", "0.5", "3"), Mean)
	require.NoError(t, err)
	rule := BufferMomentum{Rate: MustParse("0.05"), Decay: MustParse("0.6")}
	steps, err := Run(context.Background(), model, rule, State{Weights: MustVector("1", "-1", "0.5"), Velocity: ZeroVector(3)}, 3)
	require.NoError(t, err)
	assert.Equal(t, []string{
		"1 [1.5, -0.5, 3, -3, -2] [0.25, 6.25, 16, 12.25, 25] [3.8, -8.4, 3.2] [3.8, -8.4, 3.2] [0.81, -0.58, 0.34]",
		"2 [1.15, -0.24, 2.2, -1.97, -1.145] [0.0225, 5.0176, 10.24, 6.1009, 17.181025] [2.779, -6.639, 2.48] [5.059, -11.679, 4.4] [0.55705, 0.00395, 0.12]",
		"3 [0.67705, 0.12395, 1.11015, -0.54915, 0.04445] [0.1042967025, 3.5195636025, 4.4527330225, 1.1007157225, 8.7352758025] [1.38749, -4.20713, 1.48484] [4.42289, -11.21453, 4.12484] [0.3359055, 0.5646765, -0.086242]",
	}, table(steps))
	assert.True(t, steps[2].Weights.Terminates())
}

func TestReductions(t *testing.T) {
	w := MustVector("1", "0")
	for _, c := range []struct {
		reduction      Reduction
		loss, gradient string
	}{
		{Mean, "2.5", "[0, -5]"},
		{HalfMean, "1.25", "[0, -2.5]"},
		{Sum, "5", "[0, -10]"},
		{HalfSum, "2.5", "[0, -5]"},
	} {
		model := exercise(t, c.reduction)
		loss, err := model.Loss(w)
		require.NoError(t, err)
		assert.Equal(t, c.loss, loss.String())
		gradient, err := model.Gradient(w)
		require.NoError(t, err)
		assert.Equal(t, c.gradient, gradient.String())
		losses, err := model.SquaredErrors(w)
		require.NoError(t, err)
		assert.Equal(t, "[1, 4]", losses.String())
	}
}

func TestModelShapes(t *testing.T) {
	_, err := NewLinear(MustMatrix("1 2; 3 4"), MustVector("1"), Mean)
	assert.EqualError(t, err, "examples and targets: shapes do not match of 2x2 and 1x1")
	_, err = NewLinear(Matrix{}, Vector{}, Mean)
	assert.ErrorIs(t, err, ErrShape)
	_, err = exercise(t, Mean).Gradient(MustVector("1", "2", "3"))
	assert.EqualError(t, err, "matrix product: shapes do not match of 1x3 and 2x2")
	_, err = exercise(t, Mean).Loss(MustVector("1"))
	assert.ErrorIs(t, err, ErrShape)
}

func TestRunStops(t *testing.T) {
	rule := Momentum{Rate: MustParse("0.2"), Decay: MustParse("0.8")}
	_, err := Run(context.Background(), exercise(t, Mean), rule, State{Weights: MustVector("1", "0"), Velocity: ZeroVector(3)}, 1)
	assert.EqualError(t, err, "step 1: add: shapes do not match of 3x1 and 2x1")

	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	steps, err := Run(cancelled, exercise(t, Mean), rule, State{Weights: MustVector("1", "0"), Velocity: ZeroVector(2)}, 5)
	assert.ErrorIs(t, err, context.Canceled)
	assert.Empty(t, steps)

	growing := Descent{Rate: MustParse("1e30000")}
	steps, err = Run(context.Background(), exercise(t, Mean), growing, State{Weights: MustVector("1", "0"), Velocity: ZeroVector(2)}, 100)
	assert.ErrorIs(t, err, ErrLimit)
	assert.NotEmpty(t, steps)
}

// The gradient of a quadratic is its symmetric difference quotient, exactly.
func TestGradientIsTheSlope(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		features := rapid.IntRange(1, 4).Draw(t, "features")
		examples := rapid.IntRange(1, 5).Draw(t, "examples")
		reduction := rapid.SampledFrom([]Reduction{Mean, HalfMean, Sum, HalfSum}).Draw(t, "reduction")
		model, err := NewLinear(
			drawMatrix(t, "x", features, examples), drawMatrix(t, "y", 1, examples).Row(0), reduction)
		require.NoError(t, err)
		w := drawMatrix(t, "w", 1, features).Row(0)
		gradient, err := model.Gradient(w)
		require.NoError(t, err)
		for i := range features {
			unit := Identity(features).Row(i)
			above, err := w.Add(unit)
			require.NoError(t, err)
			below, err := w.Sub(unit)
			require.NoError(t, err)
			high, err := model.Loss(above)
			require.NoError(t, err)
			low, err := model.Loss(below)
			require.NoError(t, err)
			slope := new(big.Rat).Sub(high.Rat(), low.Rat())
			require.Zero(t, slope.Quo(slope, big.NewRat(2, 1)).Cmp(gradient.At(i).Rat()))
		}
	})
}

// The two conventions of momentum, and the two of Nesterov at the weights, make the same run when the rate
// does not change.
func TestConventionsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		model, err := NewLinear(drawMatrix(t, "x", 2, 3), drawMatrix(t, "y", 1, 3).Row(0), Mean)
		require.NoError(t, err)
		rate, decay := drawMatrix(t, "rate", 1, 1).At(0, 0), drawMatrix(t, "decay", 1, 1).At(0, 0)
		start := State{Weights: drawMatrix(t, "w", 1, 2).Row(0), Velocity: ZeroVector(2)}
		for _, pair := range [][2]Rule{
			{Momentum{Rate: rate, Decay: decay}, BufferMomentum{Rate: rate, Decay: decay}},
			{KerasNesterov{Rate: rate, Decay: decay}, BufferNesterov{Rate: rate, Decay: decay}},
			{Momentum{Rate: rate}, Descent{Rate: rate}},
		} {
			one, err := Run(context.Background(), model, pair[0], start, 4)
			require.NoError(t, err)
			two, err := Run(context.Background(), model, pair[1], start, 4)
			require.NoError(t, err)
			for i := range one {
				require.True(t, one[i].Weights.Equal(two[i].Weights))
			}
		}
	})
}

func BenchmarkMomentum(b *testing.B) {
	rule := Momentum{Rate: MustParse("0.2"), Decay: MustParse("0.8")}
	start := State{Weights: MustVector("1", "0"), Velocity: ZeroVector(2)}
	for _, updates := range []int{10, 100, 1000} {
		b.Run(fmt.Sprint(updates), func(b *testing.B) {
			model := exercise(b, Mean)
			for b.Loop() {
				if _, err := Run(context.Background(), model, rule, start, updates); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
