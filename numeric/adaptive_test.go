package numeric

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// adaptiveRuns lists where each rule arrives on the exercise from [1, 0]. Worked out apart, with 90 digits of
// Python's decimal module.
var adaptiveRuns = []struct {
	name  string
	rule  AdaptiveRule
	steps int
	want  [2]string
}{
	{
		"AdaGrad",
		AdaGrad{Rate: MustParse("0.5"), Epsilon: MustParse("0.001")},
		3,
		[2]string{"1.4999999400020191906189550504801811047732", "0.7234952567959810941677680559033980157046"},
	},
	{
		"AdaGrad, epsilon inside",
		AdaGrad{Rate: MustParse("0.5"), Epsilon: MustParse("0.001"), Place: InsideRoot},
		3,
		[2]string{"1.4999999974002700092311303265965917710629", "0.7235889101152279177471054165263517050314"},
	},
	{
		"RMSProp",
		RMSProp{Rate: MustParse("0.1"), Decay: MustParse("0.9"), Epsilon: MustParse("0.001")},
		3,
		[2]string{"1.4283761321968829529188523017776553041762", "0.5650483446608408120329931840115095356416"},
	},
	{
		"RMSProp, epsilon inside",
		RMSProp{Rate: MustParse("0.1"), Decay: MustParse("0.9"), Epsilon: MustParse("0.001"), Place: InsideRoot},
		3,
		[2]string{"1.4284332634051970696202283692851306614283", "0.5651729866953936861172090882919561335367"},
	},
	{
		"centred RMSProp",
		RMSProp{Rate: MustParse("0.1"), Decay: MustParse("0.9"), Epsilon: MustParse("0.001"), Centred: true},
		3,
		[2]string{"1.4491595726363141173249088446705731380929", "0.5962056547491427227653746613379326757708"},
	},
	{
		"centred RMSProp, epsilon inside",
		RMSProp{Rate: MustParse("0.1"), Decay: MustParse("0.9"), Epsilon: MustParse("0.001"), Place: InsideRoot, Centred: true},
		3,
		[2]string{"1.4492067395469286114573510739154462901650", "0.5963255988781244649784787901016577088292"},
	},
	{
		"Adam", adam("0.99"), 3,
		[2]string{"1.1598338946074798586728330928285235060359", "0.2963594105122899370725496333349724849638"},
	},
	{
		"Adam with a short memory", adam("0.5"), 5,
		[2]string{"1.2828495632190667439509909452140357473561", "0.5450540621118508760115962803941632708149"},
	},
	{
		"AMSGrad", with(adam("0.5"), func(r *Adam) { r.Maximum = true }), 5,
		[2]string{"1.2863427529069236399023424055020119083230", "0.4809716804059755497604280541204492585055"},
	},
	{
		"Adam with a penalty", with(adam("0.99"), func(r *Adam) { r.Penalty = MustParse("0.1") }), 3,
		[2]string{"1.0483199077279914507308385074176814961664", "0.2930976228004076139421928438729704591596"},
	},
	{
		"AdamW", with(adam("0.99"), func(r *Adam) { r.WeightDecay = MustParse("0.1") }), 3,
		[2]string{"1.1292542574849699419437003097214546434317", "0.2930320693915252648298564453442202569312"},
	},
}

func adam(secondDecay string) Adam {
	return Adam{
		Rate: MustParse("0.1"), FirstDecay: MustParse("0.9"), SecondDecay: MustParse(secondDecay), Epsilon: MustParse("1e-8"),
	}
}

func with(r Adam, change func(*Adam)) Adam {
	change(&r)
	return r
}

func TestAdaptiveRuns(t *testing.T) {
	for _, c := range adaptiveRuns {
		trace, err := RunAdaptive(context.Background(), exercise(t, Mean), c.rule, MustVector("1", "0"), c.steps, 40)
		require.NoError(t, err, c.name)
		require.Len(t, trace, c.steps, c.name)
		last := trace[c.steps-1]
		assert.Equal(t, c.steps, last.Updates, c.name)
		for i, w := range last.Weights {
			assert.GreaterOrEqual(t, w.Places(40), 40, c.name)
			assert.Equal(t, c.want[i], w.Text(40), c.name)
		}
	}
}

// A constant gradient makes every root of Adam rational: each step is the rate, exactly.
func TestAdamOnAConstantGradientIsExact(t *testing.T) {
	rule := Adam{Rate: MustParse("0.1"), FirstDecay: MustParse("0.9"), SecondDecay: MustParse("0.99")}
	objective := ConstantGradient{Gradient: MustVector("-3", "0.25")}
	trace, err := RunAdaptive(context.Background(), objective, rule, ZeroVector(2), 4, 5)
	require.NoError(t, err)
	assert.Equal(t, "[0.4 -0.4]", fmt.Sprint(trace[3].Weights))
}

func TestMoreDigitsOnDemand(t *testing.T) {
	few, err := RunAdaptive(context.Background(), exercise(t, Mean), adam("0.99"), MustVector("1", "0"), 3, 10)
	require.NoError(t, err)
	many, err := RunAdaptive(context.Background(), exercise(t, Mean), adam("0.99"), MustVector("1", "0"), 3, 1000)
	require.NoError(t, err)
	for i, w := range many[2].Weights {
		assert.GreaterOrEqual(t, w.Places(1000), 1000)
		assert.Equal(t, w.Text(10), few[2].Weights[i].Text(10))
		assert.True(t, few[2].Weights[i].Contains(w.Low()))
	}
}

func TestAdaptiveSchedule(t *testing.T) {
	halving := AdaptiveSchedule(func(update int) AdaptiveRule {
		rate, err := NewInt(1).Quo(NewInt(1 << update))
		require.NoError(t, err)
		return AdaGrad{Rate: rate}
	})
	trace, err := RunAdaptive(
		context.Background(), ConstantGradient{Gradient: MustVector("2")}, halving, MustVector("1"), 4, 0)
	require.NoError(t, err)
	// The steps are 1/2, 1/(4 sqrt 2), 1/(8 sqrt 3) and 1/32.
	assert.Equal(t, "0.5", trace[0].Weights[0].String())
	_, exact := trace[1].Weights[0].Exact()
	assert.False(t, exact)
}

func TestAdaptiveErrors(t *testing.T) {
	start := MustVector("1", "0")
	_, err := RunAdaptive(context.Background(), exercise(t, Mean), AdaGrad{Rate: NewInt(1)}, start, 1, 5)
	assert.EqualError(t, err, "step 1: division by zero") // the gradient is [0, -5]
	_, err = RunAdaptive(context.Background(), exercise(t, Mean), adam("0.9"), MustVector("1"), 1, 5)
	assert.ErrorIs(t, err, ErrShape)
	_, err = RunAdaptive(context.Background(), ConstantGradient{Gradient: MustVector("1")}, adam("0.9"), start, 1, 5)
	assert.ErrorIs(t, err, ErrShape)
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = RunAdaptive(cancelled, exercise(t, Mean), adam("0.9"), start, 1, 5)
	assert.ErrorIs(t, err, context.Canceled)
	_, err = Precision(5).Sqrt(Exactly(NewInt(-1)))
	assert.ErrorIs(t, err, ErrNegative)
	_, err = Precision(5).Quo(Exactly(NewInt(1)), Enclosure{low: NewInt(-1), high: NewInt(1)})
	assert.ErrorIs(t, err, ErrUncertain)
}

func TestSchedulePenaltyAndDampening(t *testing.T) {
	model := exercise(t, Mean)
	start := State{Weights: MustVector("1", "0"), Velocity: ZeroVector(2)}
	halving := Schedule(func(update int) Rule {
		rate, err := MustParse("0.2").Quo(NewInt(1 << (update - 1)))
		require.NoError(t, err)
		return Descent{Rate: rate}
	})
	for _, c := range []struct {
		name string
		rule Rule
		want string
	}{
		// With Python's fractions.
		{"halving rates", halving, "[1.5, 0.625]"},
		{"penalty", Penalised{Rule: Descent{Rate: MustParse("0.1")}, Penalty: MustParse("0.5")}, "[1.254875, 0.56625]"},
		{
			"dampening",
			BufferMomentum{Rate: MustParse("0.1"), Decay: MustParse("0.9"), Dampening: MustParse("0.5")},
			"[1.44375, 1.16125]",
		},
	} {
		steps, err := Run(context.Background(), model, c.rule, start, 3)
		require.NoError(t, err, c.name)
		assert.Equal(t, c.want, steps[2].Weights.String(), c.name)
	}
}

// Whatever the precision, the enclosure of an operation holds the exact result.
func TestEnclosuresHoldTheResult(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Precision(rapid.IntRange(-1, 12).Draw(t, "precision"))
		a, b := drawScalar(t, "a"), drawScalar(t, "b")
		for name, pair := range map[string]struct {
			enclosed func(a, b Enclosure) (Enclosure, error)
			exact    func(a, b Scalar) (Scalar, error)
		}{
			"add": {p.Add, Scalar.Add}, "sub": {p.Sub, Scalar.Sub}, "mul": {p.Mul, Scalar.Mul}, "quo": {p.Quo, Scalar.Quo},
		} {
			want, wrong := pair.exact(a, b)
			got, err := pair.enclosed(Exactly(a), Exactly(b))
			require.Equal(t, wrong, err, name)
			if err == nil {
				require.True(t, got.Contains(want), "%s: %v is not in %v", name, want, got)
			}
		}
		square, err := a.Mul(a)
		require.NoError(t, err)
		root, err := p.Sqrt(Exactly(square))
		require.NoError(t, err)
		if a.Sign() < 0 {
			a = a.Neg()
		}
		require.True(t, root.Contains(a))
		if b.Sign() < 0 {
			b = b.Neg()
		}
		root, err = p.Sqrt(Exactly(b))
		require.NoError(t, err)
		low, err := root.Low().Mul(root.Low())
		require.NoError(t, err)
		high, err := root.High().Mul(root.High())
		require.NoError(t, err)
		require.True(t, Enclosure{low: low, high: high}.Contains(b), "%v encloses the root of %v", root, b)
	})
}

func drawScalar(t *rapid.T, name string) Scalar {
	s, err := NewInt(rapid.Int64Range(-1e6, 1e6).Draw(t, name)).Quo(NewInt(rapid.Int64Range(1, 1000).Draw(t, name+" over")))
	require.NoError(t, err)
	return s
}

func BenchmarkAdam(b *testing.B) {
	for _, places := range []int{50, 1000} {
		b.Run(fmt.Sprintf("digits=%d", places), func(b *testing.B) {
			model := exercise(b, Mean)
			for b.Loop() {
				if _, err := RunAdaptive(context.Background(), model, adam("0.99"), MustVector("1", "0"), 10, places); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
