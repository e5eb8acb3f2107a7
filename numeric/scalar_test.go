package numeric

import (
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// literals lists number texts and the canonical form of each.
var literals = []struct{ text, canonical string }{
	{"0", "0"},
	{"-0", "0"},
	{"0e99999999999999999999", "0"},
	{"007", "7"},
	{"+3", "3"},
	{"-3.80", "-3.8"},
	{"\u22123.8", "-3.8"},
	{".5", "0.5"},
	{"1.000", "1"},
	{"1200", "1200"},
	{"12e2", "1200"},
	{"12E-3", "0.012"},
	{"2.50e+1", "25"},
	{"1e0000000000001", "10"},
	{"302.76", "302.76"},
	{"0.00000000000000000000000000000000000000001", "0.00000000000000000000000000000000000000001"},
	{"123456789012345678901234567890", "123456789012345678901234567890"},
	{"1/3", "1/3"},
	{"-2/6", "-1/3"},
	{"2/-6", "-1/3"},
	{"1/8", "0.125"},
	{"0.1/0.3", "1/3"},
	{"6/3", "2"},
}

func TestParse(t *testing.T) {
	for _, c := range literals {
		s, err := Parse(c.text)
		require.NoError(t, err, c.text)
		assert.Equal(t, c.canonical, s.String(), c.text)
	}
}

func TestParseRefusesWhatIsNoNumber(t *testing.T) {
	for _, text := range []string{
		"", " ", "-", "+", ".", "5.", "1..2", "1.2.3", "--1", "1 2", "1_000", "1,5", "0x10", "1e", "1e+", "1e1.5",
		"1e5e5", "e5", "Inf", "NaN", "1/", "/2", "1/2/3", "٣", "1\x00", "½", "1e--1",
	} {
		_, err := Parse(text)
		assert.ErrorIs(t, err, ErrSyntax, "%q", text)
	}
	_, err := Parse("1/0")
	assert.ErrorIs(t, err, ErrDivisionByZero)
	_, err = Parse("1/0.0")
	assert.ErrorIs(t, err, ErrDivisionByZero)
}

func TestHostileLiterals(t *testing.T) {
	million := strings.Repeat("7", 1_000_000)
	hostile := []string{
		"1e1000000000", "1e-1000000000", "1e99999999999999999999", "-1E999999999", "1e100001", "1e-100001", "1/1e-100001",
		million, "0." + million, million + "." + million, million + "/" + million, "1e" + million,
		strings.Repeat("7", MaxDigits+2),
		strings.Repeat("7", MaxDigits) + "0e" + "100000",
		"1/" + strings.Repeat("7", MaxDigits+2),
	}
	for _, text := range hostile {
		_, err := Parse(text)
		assert.ErrorIs(t, err, ErrLimit, shorten(text))
		if err != nil {
			assert.Less(t, len(err.Error()), 200)
		}
	}
}

func TestLargestLiteralsReadBack(t *testing.T) {
	for _, text := range []string{"1e100000", "1e-100000", strings.Repeat("7", MaxDigits), "0." + strings.Repeat("3", MaxExponent)} {
		s, err := Parse(text)
		require.NoError(t, err)
		back, err := Parse(s.String())
		require.NoError(t, err)
		assert.True(t, s.Equal(back))
	}
}

func TestOperationsStopAtTheLimits(t *testing.T) {
	large, small := MustParse("1e100000"), MustParse("1e-100000")
	_, err := large.Mul(large)
	assert.ErrorIs(t, err, ErrLimit)
	_, err = small.Mul(small)
	assert.ErrorIs(t, err, ErrLimit)
	_, err = large.Add(small)
	assert.ErrorIs(t, err, ErrLimit)
	_, err = large.Quo(small)
	assert.ErrorIs(t, err, ErrLimit)
	one, err := large.Mul(small)
	require.NoError(t, err)
	assert.Equal(t, "1", one.String())
	assert.Equal(t, 1, large.Cmp(small))
	assert.Equal(t, -1, large.Neg().Cmp(small))

	s := MustParse("1/3")
	for err == nil {
		s, err = s.Mul(s)
	}
	assert.ErrorIs(t, err, ErrLimit)

	_, err = NewDecimal(decimal.New(1, 1_000_000_000))
	assert.ErrorIs(t, err, ErrLimit)
	_, err = NewDecimal(decimal.New(10, 2147483647))
	assert.ErrorIs(t, err, ErrLimit)
	_, err = NewRat(new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), MaxExponent+1)))
	assert.ErrorIs(t, err, ErrLimit)
	_, err = NewRat(new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), 4*MaxDigits)))
	assert.ErrorIs(t, err, ErrLimit)
}

func TestDecimalsThatTheLibraryRoundsStayExact(t *testing.T) {
	s, err := NewInt(1).QuoDecimal(NewInt(1 << 20))
	require.NoError(t, err)
	assert.Equal(t, "0.00000095367431640625", s.String())
	assert.True(t, s.Terminates())
}

func TestQuoDecimal(t *testing.T) {
	_, err := NewInt(2).QuoDecimal(NewInt(6))
	require.ErrorIs(t, err, ErrNotTerminating)
	var notTerminating *NotTerminatingError
	require.ErrorAs(t, err, &notTerminating)
	assert.Equal(t, "1/3", notTerminating.Quotient().String())
	assert.Equal(t, "decimal expansion does not terminate: 1/3", err.Error())

	notTerminating.Quotient().SetInt64(7)
	assert.Equal(t, "1/3", notTerminating.Quotient().String())

	_, err = NewInt(2).QuoDecimal(Scalar{})
	assert.ErrorIs(t, err, ErrDivisionByZero)
}

func TestScalarsAreImmutable(t *testing.T) {
	r := big.NewRat(1, 3)
	s, err := NewRat(r)
	require.NoError(t, err)
	r.SetInt64(5)
	s.Rat().SetInt64(7)
	assert.Equal(t, "1/3", s.String())

	n := big.NewInt(12)
	d, err := NewDecimal(decimal.NewFromBigInt(n, 0))
	require.NoError(t, err)
	n.SetInt64(13)
	d.Rat().SetInt64(7)
	assert.Equal(t, "12", d.String())
}

func TestDecimal(t *testing.T) {
	d, ok := MustParse("-0.20").Decimal()
	assert.True(t, ok)
	assert.True(t, d.Equal(decimal.New(-2, -1)))
	_, ok = MustParse("1/7").Decimal()
	assert.False(t, ok)
}

func TestMustParsePanics(t *testing.T) {
	assert.Panics(t, func() { MustParse("one") })
	assert.Panics(t, func() { MustVector("1", "one") })
	assert.Panics(t, func() { MustMatrix("1 2; 3") })
}

// drawRat draws a fraction, often one whose decimal expansion ends.
func drawRat(t *rapid.T, label string) *big.Rat {
	numerator := rapid.Int64().Draw(t, label+" numerator")
	denominator := rapid.OneOf(
		rapid.SampledFrom([]int64{1, 2, 5, 8, 10, 1000, 1_000_000_000}),
		rapid.Int64Range(1, 1000),
	).Draw(t, label+" denominator")
	return big.NewRat(numerator, denominator)
}

// requireCanonical fails unless s is r in the one representation that r has.
func requireCanonical(t require.TestingT, r *big.Rat, s Scalar) {
	require.Zero(t, r.Cmp(s.Rat()), "got %v, want %v", s, r)
	again, err := NewRat(r)
	require.NoError(t, err)
	require.Equal(t, again, s)
	require.True(t, again.Equal(s))
	require.Equal(t, r.Sign(), s.Sign())
	_, places, ends := expand(r)
	require.Equal(t, ends, s.Terminates())
	if ends {
		require.Equal(t, strings.TrimSuffix(r.FloatString(places), "."), s.String())
	} else {
		require.Equal(t, r.String(), s.String())
	}
}

func checkArithmetic(t *rapid.T) {
	a, b := drawRat(t, "a"), drawRat(t, "b")
	x, err := NewRat(a)
	require.NoError(t, err)
	y, err := NewRat(b)
	require.NoError(t, err)
	for _, c := range []struct {
		plain func(z, a, b *big.Rat) *big.Rat
		ours  func(x, y Scalar) (Scalar, error)
	}{
		{(*big.Rat).Add, Scalar.Add},
		{(*big.Rat).Sub, Scalar.Sub},
		{(*big.Rat).Mul, Scalar.Mul},
		{(*big.Rat).Quo, Scalar.Quo},
	} {
		if y.IsZero() {
			_, err := x.Quo(y)
			require.ErrorIs(t, err, ErrDivisionByZero)
			continue
		}
		got, err := c.ours(x, y)
		require.NoError(t, err)
		requireCanonical(t, c.plain(new(big.Rat), a, b), got)
	}
	requireCanonical(t, new(big.Rat).Neg(a), x.Neg())
	require.Equal(t, a.Cmp(b), x.Cmp(y))
	require.Equal(t, a.Cmp(b) == 0, x.Equal(y))
}

func checkReadsBack(t *rapid.T) {
	s, err := NewRat(drawRat(t, "value"))
	require.NoError(t, err)
	back, err := Parse(s.String())
	require.NoError(t, err)
	require.Equal(t, s, back)
}

func checkParseAgreesWithRat(t *rapid.T) {
	text := rapid.StringMatching(`-?[0-9]{1,20}(\.[0-9]{1,20})?(e[+-]?[0-9]{1,2})?`).Draw(t, "literal")
	want, ok := new(big.Rat).SetString(text)
	require.True(t, ok)
	got, err := Parse(text)
	require.NoError(t, err)
	requireCanonical(t, want, got)
}

func TestArithmeticAgreesWithRat(t *testing.T) { rapid.Check(t, checkArithmetic) }
func TestPrintedScalarsReadBack(t *testing.T)  { rapid.Check(t, checkReadsBack) }
func TestParseAgreesWithRat(t *testing.T)      { rapid.Check(t, checkParseAgreesWithRat) }

func FuzzParse(f *testing.F) {
	for _, c := range literals {
		f.Add(c.text)
	}
	f.Add("1e1000000000")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Parse(text)
		if err != nil {
			return
		}
		back, err := Parse(s.String())
		require.NoError(t, err)
		require.Equal(t, s, back)
	})
}
