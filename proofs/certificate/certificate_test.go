package certificate

import (
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hence-math/hence/symbolic"
)

func TestComment(t *testing.T) {
	for text, want := range map[string]string{
		"a (* b":           "a ( * b",
		"a *) Axiom x.":    "a * ) Axiom x.",
		"(*) \"open":       "( * ) 'open",
		"two\nlines\r\tup": "two lines up",
		"(**)":             "( ** )",
		"\u202eback\x00":   "?back?",
		`\frac{1}{2}·é`:    `\frac{1}{2}·é`,
	} {
		assert.Equal(t, want, comment(text), text)
	}
}

func TestCommentCannotEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := comment(rapid.StringOf(rapid.SampledFrom([]rune("(*)\"\n\\a\u2028 "))).Draw(t, "text"))
		for _, mark := range []string{"(*", "*)", `"`, "\n", "\u2028"} {
			require.NotContains(t, text, mark)
		}
	})
}

func TestNaming(t *testing.T) {
	n := newNaming()
	for _, c := range []struct{ name, want string }{
		{`\rho`, "rho"},
		{`s_{0}`, "s_0"},
		{`\mathbf{w}^{(1)}`, "w_1"},
		{`w_{1}`, "w_1_2"},
		{`\rho`, "rho"},
		{`Q`, "Q_2"},
		{`forall`, "forall_2"},
		{`1*) Axiom`, "x1_Axiom"},
		{`'`, "x_prime"},
	} {
		assert.Equal(t, c.want, n.of(c.name), c.name)
	}
	assert.LessOrEqual(t, len(n.of(strings.Repeat("long", 100))), 2*mostLetters)
}

// x and one are the symbol x and the number 1.
var x, one = symbolic.Sym("x"), symbolic.Int(1)

func TestTheorem(t *testing.T) {
	square := symbolic.Raise(x, symbolic.Int(2))
	for _, c := range []struct {
		about string
		s     Statement
		want  string
	}{
		{
			"numbers are computed",
			Statement{Name: "a", Relation: symbolic.Equals, Entries: []Entry{{symbolic.Plus(one, one), symbolic.Int(2)}}},
			"Theorem a :\n  1 + 1 == 2.\nProof. intros; repeat apply conj; calculate. Qed.\n",
		},
		{
			"a divisor is a hypothesis",
			Statement{Name: "a", Relation: symbolic.Equals, Entries: []Entry{{symbolic.Over(x, x), one}}},
			"Theorem a :\n  forall x : Q,\n  ~ x == 0 ->\n  x / x == 1.\nProof. intros; repeat apply conj; intros; algebra. Qed.\n",
		},
		{
			"a derivative is a symbol with what makes it one",
			Statement{
				Name: "a", Relation: symbolic.Equals,
				Derivatives: []Derivative{{Name: "#D_7", Of: square, By: "x", At: map[string]symbolic.Expression{"x": x}}},
				Entries:     []Entry{{symbolic.Sym("#D_7"), symbolic.Times(symbolic.Int(2), x)}},
			},
			"Theorem a :\n  forall x : Q,\n  exists D_1 : Q,\n" +
				"  (forall h : Q, (x + h) ^ 2 == x ^ 2 + h * D_1 + h ^ 2 * 1) /\\\n  D_1 == 2 * x.\n" +
				"Proof. intros; exists (2 * x); repeat apply conj; intros; algebra. Qed.\n",
		},
		{
			"a refutation stands at its witness",
			Statement{
				Name: "a", Relation: symbolic.Equals, Refuted: true, Witness: map[string]*big.Rat{"x": big.NewRat(1, 2)},
				Entries: []Entry{{symbolic.Over(one, x), x}},
			},
			"(* The members are 2 and 0.5. *)\nTheorem a :\n  exists x : Q,\n  ~ x == 0 /\\\n  ~ (1 / x == x).\n" +
				"Proof. exists 0.5; repeat apply conj; refute. Qed.\n",
		},
		{
			"digits are near",
			Statement{
				Name: "a", Relation: symbolic.Equals, Within: big.NewRat(1, 200),
				Entries: []Entry{{symbolic.Number{Value: big.NewRat(1, 3)}, symbolic.Number{Value: big.NewRat(33, 100)}}},
			},
			"Theorem a :\n  Qabs ((1 # 3) - (0.33)) <= 0.005.\nProof. intros; repeat apply conj; calculate. Qed.\n",
		},
		{
			"a congruence is one of integers",
			Statement{
				Name: "a", Relation: symbolic.Equals, Modulus: big.NewInt(7),
				Entries: []Entry{{symbolic.Raise(symbolic.Int(2), symbolic.Int(10)), symbolic.Int(2)}},
			},
			"Theorem a :\n  ((2 ^ 10 - (2)) mod 7 = 0)%Z.\nProof. intros; repeat apply conj; calculate. Qed.\n",
		},
	} {
		text, err := theorem(c.s)
		require.NoError(t, err, c.about)
		assert.Equal(t, c.want, text, c.about)
	}
}

func TestMissing(t *testing.T) {
	for _, c := range []struct {
		about string
		x     symbolic.Expression
	}{
		{"a division by zero", symbolic.Over(x, symbolic.Minus(x, x))},
		{"a letter above", symbolic.Raise(symbolic.Int(2), x)},
		{"a factorial", symbolic.Factorial{Of: x}},
	} {
		var b strings.Builder
		missing, err := Coq(&b, "doc.md", []Statement{{Name: "a", Place: "1:2", Relation: symbolic.Equals, Entries: []Entry{{c.x, c.x}}}})
		require.NoError(t, err, c.about)
		require.Len(t, missing, 1, c.about)
		assert.NotEmpty(t, missing[0].Missing, c.about)
		assert.Contains(t, b.String(), "a at 1:2: "+missing[0].Missing, c.about)
		assert.NotContains(t, b.String(), "Theorem", c.about)
	}
}
