package oracle_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs/bench/oracle"
)

func TestValue(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{`1 + 2 \cdot 3`, "7"},
		{`(3-9)(5-15)`, "60"},
		{`-2^2`, "-4"},
		{`\frac12 + \dfrac{1}{3}`, "5/6"},
		{`\left(1 - \frac{1}{4}\right)^2`, "9/16"},
		{`1{,}000 / 8`, "125"},
		{`12,\!345`, "12345"},
		{`0.25 * 8`, "2"},
		{`50\% \cdot 8`, "4"},
		{`5!`, "120"},
		{`\binom{5}{2}`, "10"},
		{`2^{-3}`, "1/8"},
		{`2^{10} - 24.`, "1000"},
		{`\sqrt{49} \div 2`, "7/2"},
		{`[2 + 3] 4^1`, ""}, // a number behind a bracket
		{`3\frac12`, ""},
		{`1/2(3)`, ""},
		{`\sqrt2`, ""},
		{`1/0`, ""},
		{`0^0`, ""},
		{`2^3^2`, ""},
		{`2^{999999}`, ""},
		{`1, 2`, ""},
		{`\sin 3`, ""},
		{`3 \text{ cm}`, ""},
		{`(1 + 2`, ""},
		{`x`, ""},
		{``, ""},
	} {
		v, ok := oracle.Value(test.text, oracle.Constants)
		if test.want == "" {
			assert.False(t, ok, "%s is %v", test.text, v)
			continue
		}
		require.True(t, ok, test.text)
		assert.Equal(t, test.want, v.RatString(), test.text)
	}
}

func TestCompare(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want oracle.Judgement
	}{
		{`(x+1)^2`, `x^2 + 2x + 1`, oracle.Same},
		{`(x+1)^2`, `x^2 + 3x + 1`, oracle.Different},
		{`\alpha_1 x_{12}`, `\alpha_1 x_{13}`, oracle.Different},
		{`w^{(1)} - 2`, `w^{(0)} - 2`, oracle.Different},
		{`2^{n+1}`, `2 \cdot 2^n`, oracle.Same},
		{`90^\circ - x`, `90^\circ + x`, oracle.Different},
		{`i^2`, `i^6`, oracle.CannotJudge},
		{`f(2)`, `f(3)`, oracle.CannotJudge},
		{`\frac{d}{dx} x^2`, `\frac{d}{dx} x^3`, oracle.CannotJudge},
	} {
		assert.Equal(t, test.want, oracle.Compare(test.a, test.b), "%s and %s", test.a, test.b)
	}
}

// Whatever text there is, evaluating it ends without a panic.
func FuzzValue(f *testing.F) {
	for _, seed := range []string{`\frac{1}{2}(x+1)^2`, `((((`, `x_`, `\binom{5}{2}!`, `2^{2^{2^{2}}}`, `^{(`, "\\sqrt", `{,}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, ok := oracle.Value(text, oracle.Letters(1))
		assert.Equal(t, ok, v != nil)
	})
}
