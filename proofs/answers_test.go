package proofs

import (
	"context"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// descent is the given part of the sheets below.
const descent = "**Given** $w_0 = [1, 0]$, $g = [2, -1]$, $r = \\frac{2}{3}$ and, for $t \\ge 0$, $w_{t+1} = w_t - 0.1 g$.\n\n"

// Every answer has its verdict, and the sentence names the first wrong digit.
func TestAnswersStated(t *testing.T) {
	for _, c := range []struct{ sheet, verdict, says string }{
		{"**Find** $w_2 = [0.6, 0.2]$.", "proved", ""},
		{"**Find** $w_2 = \\begin{bmatrix} 0.6 \\\\ 0.2 \\end{bmatrix}$.", "proved", ""}, // a row may stand for a column
		{"**Find** $w_2 = [0.6, 0.3]$.", "refuted", "entry 2: the first digit that differs is the 1st decimal place: 3, not 2"},
		{"**Find** $w_2 = [-0.6, 0.2]$.", "refuted", "entry 1: the sign differs: -, not +"},
		{"**Find** $w_2 = [0.6, 0.2, 0]$.", "ill-typed", "row of 3"},
		{"**Find** $w_2 = 0.6$.", "ill-typed", "number"},
		{"**Find** $r = 0.6666666666666666667$.", "refuted", "the 19th decimal place: 7, not 6; a rounded answer is stated with \\approx"},
		{"**Find** $r = 0.65$.", "refuted", "2nd decimal place: 5, not 6"},
		{"**Find** $r = \\frac{4}{6}$.", "proved", ""},
		{"**Find** $1000 r = 66.6$.", "refuted", "the hundreds: 0, not 6"},
		{"**Find** $r \\approx 0.666$.", "refuted", "which rounded half up is 0.667; the first digit that differs is the 3rd decimal place: 6, not 7"},
		{"**Find** $r \\approx 1$.", "proved", ""},
		{"**Find** $3 r \\approx 2.00$.", "proved", ""},
		{"**Find** $w_2 \\approx [0.6, 0.25]$.", "refuted", "entry 2"},
		{"**Find** $w_2 \\approx 0.6$.", "ill-typed", ""},
		{"**Find** $r \\approx 67\\%$.", "proved", ""},
		{"**Find** $r \\approx 66\\%$.", "refuted", "which rounded half up is 0.67"},
		{"**Find** $r \\approx \\frac{2}{3}$.", "unknown", "must show decimals"},
		{"**Find** $q = 7$.", "unknown", "the sheet gives it no value"},
		{"**Find** $w_2 > 7$.", "unknown", "an answer is stated with ="},
		{"**Find** $\\sqrt{2} = 1.4142$.", "refuted", "exactly 1.414213562373095; the first digit that differs is the 5th decimal place: 0, not 1"},
		{"**Find** $\\sqrt{2} \\approx 1.4143$.", "refuted", "4th decimal place: 3, not 2"},
		{"**Find** $\\sqrt{2} \\approx 1.41421356237309504880168872420969807856967187537694807317667973799073$.", "proved", ""},
		{"**Find** $\\sqrt{2} \\approx 1.41421356237309504880168872420969807856967187537694807317667973799074$.", "refuted", "68th decimal place: 4, not 3"},
		{"**Answers** $(a + b)^2 = a^2 + b^2$.", "refuted", "for a = 1, b = 1 the one is 2, the other 4"},
		{"**Answers** $7$.", "unknown", "nothing says which question"},
	} {
		r, err := Test(context.Background(), Source{Name: "sheet.md", Text: descent + c.sheet}, DefaultLimits())
		require.NoError(t, err)
		require.Len(t, r.Answers, 1, c.sheet)
		a := r.Answers[0]
		assert.Equal(t, c.verdict, string(a.Verdict), "%s: %s", c.sheet, a.Says)
		assert.Contains(t, a.Says, c.says, c.sheet)
		assert.Equal(t, a.Verdict == Proved, a.Says == "", c.sheet)
		assert.Equal(t, a.Stated, r.Source[a.Span[0]:a.Span[1]])
		assert.Equal(t, 3, a.Line)
	}
}

// What the solver computes is an answer that the test accepts, and any change of a
// digit is refuted at that digit.
func TestAnswersOfSolve(t *testing.T) {
	sheet := descent + "**Find** $w_1$, $w_2$, $w_3$ and $7 r$."
	solved, err := Solve(context.Background(), Source{Name: "sheet.md", Text: sheet}, SolveOptions{Limits: DefaultLimits()})
	require.NoError(t, err)
	require.Len(t, solved.Finds, 4)
	var stated []string
	for _, f := range solved.Finds {
		stated = append(stated, "$"+f.Name+" = "+f.Value+"$")
	}
	r, err := Test(context.Background(), Source{Name: "sheet.md", Text: sheet + "\n\n**Answers** " + strings.Join(stated, ", ")}, DefaultLimits())
	require.NoError(t, err)
	require.Len(t, r.Answers, 4)
	for _, a := range r.Answers {
		assert.Equal(t, Proved, a.Verdict, a.Says)
	}
}

// Rounding gives a multiple of the unit, on the side and at the distance that its
// rule says, and leaves multiples alone.
func TestRoundingLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := big.NewRat(rapid.Int64Range(-1e9, 1e9).Draw(t, "numerator"), rapid.Int64Range(1, 1e4).Draw(t, "denominator"))
		unit := rapid.IntRange(-6, 4).Draw(t, "unit")
		rule := rapid.SampledFrom(roundingRules).Draw(t, "rule").rule
		y := rule.round(x, unit)
		scale, _ := new(big.Rat).SetString("1e" + big.NewInt(int64(unit)).String())
		steps := new(big.Rat).Quo(y, scale)
		require.True(t, steps.IsInt())
		require.Zero(t, rule.round(y, unit).Cmp(y))
		d := new(big.Rat).Quo(new(big.Rat).Sub(y, x), scale)
		far := new(big.Rat).Abs(d)
		require.Negative(t, far.Cmp(big.NewRat(1, 1)))
		outwards := d.Sign() * x.Sign()
		half := far.Cmp(big.NewRat(1, 2))
		switch rule {
		case halfUp, halfEven, halfDown:
			require.LessOrEqual(t, half, 0)
			if half == 0 {
				switch rule {
				case halfUp:
					require.Positive(t, outwards)
				case halfDown:
					require.Negative(t, outwards)
				case halfEven:
					require.Zero(t, steps.Num().Bit(0))
				}
			}
		case roundedDown:
			require.LessOrEqual(t, outwards, 0)
		case roundedUp:
			require.GreaterOrEqual(t, outwards, 0)
		case roundedFloor:
			require.LessOrEqual(t, d.Sign(), 0)
		case roundedCeiling:
			require.GreaterOrEqual(t, d.Sign(), 0)
		}
	})
}

// Two decimals of one length differ first where their digits do.
func TestDigitsDiffer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.StringMatching(`[1-9][0-9]{3}\.[0-9]{5}`).Draw(t, "a")
		b := []byte(a)
		at := rapid.SampledFrom([]int{0, 1, 2, 3, 5, 6, 7, 8, 9}).Draw(t, "at")
		b[at] = '0' + (b[at]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "by")))%10
		x, _ := new(big.Rat).SetString(a)
		y, _ := new(big.Rat).SetString(string(b))
		d := digitsDiffer(y, interval{x, x})
		require.NotNil(t, d)
		place := 3 - at
		if at > 4 {
			place = 4 - at
		}
		require.Equal(t, place, d.Place, "%s and %s", a, b)
		require.Equal(t, string(b[at]), d.Stated)
		require.Equal(t, string(a[at]), d.Exact)
		require.Nil(t, digitsDiffer(x, interval{x, x}))
	})
}

// No sheet, however hostile, makes the test of its answers crash or hang.
func TestHostileAnswers(t *testing.T) {
	for _, answer := range []string{
		`2^{1000000} = 1`, `10^{100000000} \approx 1`, `1 \approx 1e1000000`, `1 \approx 1 \times 10^{99999}`, `1 \approx 1 \times 10^{-9999}`,
		`\frac{1}{0} = 1`, `0 = \frac{1}{0}`, `= 3`, `x = `, `[1, 2] \approx [1`, `1 \approx [1, 2]^T`, `1 = 1 + 10^{-3000}`, `w_{100000000} = 1`,
	} {
		text := descent + "**Find** $" + answer + "$.\n\n**Answers** $" + answer + "$ and " + answer
		r, err := Test(context.Background(), Source{Name: "sheet.md", Text: text}, DefaultLimits())
		require.NoError(t, err, answer)
		for _, a := range r.Answers {
			assert.NotEqual(t, Proved, a.Verdict, answer)
			assert.NotEmpty(t, a.Says, answer)
		}
	}
}

func FuzzAnswers(f *testing.F) {
	for _, seed := range []string{`w_2 = [0.6, 0.2]`, `r \approx 0.667`, `\sqrt{2} \approx 1.41`, `7`, `r = 2/3 = 0.67`} {
		f.Add(seed)
	}
	limits := DefaultLimits()
	limits.Steps, limits.Iterations = 20_000, 200
	f.Fuzz(func(t *testing.T, answer string) {
		if len(answer) > 200 {
			return
		}
		r, err := Test(context.Background(), Source{Name: "sheet.md", Text: descent + "**Find** $" + answer + "$\n\n**Answers** $" + answer + "$"}, limits)
		if err != nil {
			return
		}
		for _, a := range r.Answers {
			require.True(t, 0 <= a.Span[0] && a.Span[0] <= a.Span[1] && a.Span[1] <= len(r.Source))
			require.NotEmpty(t, a.Verdict)
		}
	})
}
