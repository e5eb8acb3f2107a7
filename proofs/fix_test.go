package proofs

import (
	"context"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// fixed fixes a document.
func fixed(t require.TestingT, name, text string, sheet *Source) *FixResult {
	r, err := Fix(context.Background(), Source{Name: name, Text: text}, Options{Sheet: sheet, Limits: DefaultLimits()})
	require.NoError(t, err)
	return r
}

// What is refuted is written anew in the notation of what stood there.
func TestFix(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a number", "$2 + 3 = 6$", "$2 + 3 = 5$"},
		{"right already", "$2 + 3 = 5$", "$2 + 3 = 5$"},
		{"a decimal", "$0.1 + 0.2 = 0.4$", "$0.1 + 0.2 = 0.3$"},
		{"a fraction", `$\frac12 + \frac13 = \frac25$`, `$\frac12 + \frac13 = \frac{5}{6}$`},
		{"a slashed fraction", `$1/2 + 1/3 = 2/5$`, `$1/2 + 1/3 = 5/6$`},
		{"no decimal end", `$2 \cdot 0.5 / 3 = 0.4$`, `$2 \cdot 0.5 / 3 = \frac{1}{3}$`},
		{"rounded", `$\frac23 \approx 0.66567$`, `$\frac23 \approx 0.66667$`},
		{"a decimal comma", "$0{,}1 + 0{,}2 = 0{,}4$", "$0{,}1 + 0{,}2 = 0{,}3$"},
		{"a sign", "$3 - 5 = 2$", "$3 - 5 = -2$"},
		{"a column", `$2 \begin{pmatrix} 1 \\ 2 \end{pmatrix} = \begin{pmatrix} 2 \\ 5 \end{pmatrix}$`, `$2 \begin{pmatrix} 1 \\ 2 \end{pmatrix} = \begin{pmatrix} 2 \\ 4 \end{pmatrix}$`},
		{"a row with gaps", `$[1 \quad 2] + [3 \quad 4] = [4 \quad 7]$`, `$[1 \quad 2] + [3 \quad 4] = [4 \quad 6]$`},
		{"a row with commas", `$[1, 2] - [3, 4] = [2, 2]$`, `$[1, 2] - [3, 4] = [-2, -2]$`},
		{"plain text", "2 + 3 = 6", "2 + 3 = 5"},
		{
			"what inherits it", "Let $a = 2$. Then $b = 3a = 7$ and $c = b + 1 = 7 + 1 = 8$, so $d = -c = -8$.",
			"Let $a = 2$. Then $b = 3a = 6$ and $c = b + 1 = 6 + 1 = 7$, so $d = -c = -7$.",
		},
		{
			"a negative number takes its place", "Let $a = 2$. Then $b = 3 - a = 5$ and $c = 4b - b = 4 \\cdot 5 - 5 = 15$, $d = 1 + b = 1 + 5 = 6$.",
			"Let $a = 2$. Then $b = 3 - a = 1$ and $c = 4b - b = 4 \\cdot 1 - 1 = 3$, $d = 1 + b = 1 + 1 = 2$.",
		},
		{
			"brackets for a sign", "Let $a = 5$. Then $b = 3 - a = 2$ and $c = 4b = 4 \\cdot 2 = 8$ and $d = 1 + b = 1 + 2 = 3$.",
			"Let $a = 5$. Then $b = 3 - a = -2$ and $c = 4b = 4 \\cdot (-2) = -8$ and $d = 1 + b = 1 - 2 = -1$.",
		},
		{"a denominator", `$\frac{20 + 40}{5} = \frac{60}{4} = 15$`, `$\frac{20 + 40}{5} = \frac{60}{5} = 12$`},
		{"a sign within", "$3 \\cdot 1 - 2 \\cdot 4 = 3 + 8 = 11$", "$3 \\cdot 1 - 2 \\cdot 4 = 3 - 8 = -5$"},
		{"an identity", "We compute $(a + b)^2 = a^2 + 2ab + b^2 = a^2 + 3ab + b^2$.", "We compute $(a + b)^2 = a^2 + 2ab + b^2 = a^2 + 2ab + b^2$."},
	} {
		name := "document.md"
		if c.name == "plain text" {
			name = "document.txt"
		}
		r := fixed(t, name, c.text, nil)
		assert.Equal(t, c.want, r.Text, c.name)
		assert.Empty(t, r.Unfixed, c.name)
		assert.Zero(t, r.After.Summary.Refuted, c.name)
	}
}

// What has no one right value is left as it is, and the reason said.
func TestNotFixed(t *testing.T) {
	for _, text := range []string{"$3 > 5$", `$2 \ne 2$`, "% hence: nothing\n\n$7 < 6$"} {
		r := fixed(t, "document.md", text, nil)
		assert.Equal(t, text, r.Text)
		assert.Zero(t, r.Edits)
		require.Len(t, r.Unfixed, 1)
		assert.Contains(t, r.Unfixed[0].Says, "has no one right value")
	}
}

// skeleton is a text without its numbers, signs and brackets around them.
func skeleton(text string) string {
	return regexp.MustCompile(`[-+()\d.]+|\s+`).ReplaceAllString(text, "")
}

// The submission comes to the right weights, and nothing but numbers changes.
func TestFixSubmission(t *testing.T) {
	const folder = "../testdata/"
	text, err := os.ReadFile(folder + "reject/momentum-submission.md")
	require.NoError(t, err)
	sheet, err := os.ReadFile(folder + "sheets/momentum.md")
	require.NoError(t, err)
	for _, s := range []*Source{nil, {Name: "momentum.md", Text: string(sheet)}} {
		r := fixed(t, "submission.md", string(text), s)
		assert.Equal(t, 3, r.Before.Summary.Refuted)
		assert.Zero(t, r.After.Summary.Refuted)
		assert.Empty(t, r.Unfixed)
		assert.Equal(t, skeleton(string(text)), skeleton(r.Text), "more than numbers was changed")
		assert.Len(t, r.After.Links, len(r.Before.Links))
		for i, l := range r.After.Links {
			if l.Tag == "15" {
				assert.Equal(t, "[2.6, 1.04]", l.Claims, "link %d", i)
			}
			if was := r.Before.Links[i]; !strings.Contains(l.Claims, ";") && l.Claims != "" && was.Correct != "" && len(was.Carried) > 0 {
				assert.Equal(t, was.Correct, l.Claims, "(%s)", l.Tag)
			}
		}
	}
}

// Every document of testdata that is refuted is put right or says why not; none
// becomes worse.
func TestFixTestdata(t *testing.T) {
	names, err := filepath.Glob("../testdata/reject/*.*")
	require.NoError(t, err)
	seen := 0
	for _, name := range names {
		if strings.HasSuffix(name, ".want") {
			continue
		}
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		r := fixed(t, name, string(text), nil)
		assert.LessOrEqual(t, r.After.Summary.Refuted, r.Before.Summary.Refuted, name)
		assert.Len(t, r.Unfixed, r.After.Summary.Refuted, name)
		assert.LessOrEqual(t, r.After.Summary.Unknown, r.Before.Summary.Unknown, name)
		assert.Len(t, r.After.Links, len(r.Before.Links), name)
		for _, u := range r.Unfixed {
			assert.NotEmpty(t, u.Says)
		}
		if r.Edits == 0 {
			assert.Equal(t, string(text), r.Text)
		}
		if r.Before.Summary.Refuted > 0 {
			seen++
		}
	}
	require.Positive(t, seen)
	names, err = filepath.Glob("../testdata/accept/*.*")
	require.NoError(t, err)
	for _, name := range names {
		if strings.HasSuffix(name, ".want") {
			continue
		}
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		r := fixed(t, name, string(text), nil)
		assert.Equal(t, string(text), r.Text, name)
	}
}

// A computation with one wrong value, and all that follows from it, is put back
// into the text it was before the slip.
func TestFixLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := func(label string) *big.Rat {
			return big.NewRat(rapid.Int64Range(-99, 99).Draw(t, label), 10)
		}
		write := func(r *big.Rat) string { return strings.TrimSuffix(strings.TrimRight(r.FloatString(4), "0"), ".") }
		// bracketed puts a negative number that stands behind a sign in brackets.
		bracketed := func(r *big.Rat) string {
			if r.Sign() < 0 {
				return "(" + write(r) + ")"
			}
			return write(r)
		}
		w0, g, by := number("w"), number("g"), rapid.Int64Range(1, 9).Draw(t, "by")
		document := func(slip *big.Rat) string {
			eta := big.NewRat(1, 10)
			d := new(big.Rat).Add(new(big.Rat).Mul(eta, g), slip)
			w1 := new(big.Rat).Sub(w0, d)
			w2 := new(big.Rat).Sub(w1, d)
			return fmt.Sprintf("Let $w_0 = %s$, $g = %s$ and $\\eta = 0.1$. Then $d = \\eta g = 0.1 \\cdot %s = %s$.\n\n"+
				"$$w_1 = w_0 - d = %s - %s = %s$$\n\n$$w_2 = w_1 - d = %s - %s = %s$$\n",
				write(w0), write(g), bracketed(g), write(d), write(w0), bracketed(d), write(w1), write(w1), bracketed(d), write(w2))
		}
		right := document(new(big.Rat))
		require.Equal(t, right, fixed(t, "document.md", right, nil).Text)
		wrong := document(big.NewRat(by, 10))
		r := fixed(t, "document.md", wrong, nil)
		require.Equal(t, 1, r.Before.Summary.Refuted, wrong)
		require.Zero(t, r.After.Summary.Refuted, "%s\n%s", wrong, r.Text)
		values := func(r *Report) (all []string) {
			for _, l := range r.Links {
				all = append(all, l.Claims)
			}
			return all
		}
		check, err := Check(context.Background(), Source{Name: "document.md", Text: right}, Options{Limits: DefaultLimits()})
		require.NoError(t, err)
		require.Equal(t, values(check), values(r.After), r.Text)
	})
}

func FuzzFix(f *testing.F) {
	for _, seed := range []string{
		"$2 + 3 = 6$", "$b = 3 \\cdot 2 = 7$ and $c = b + 1 = 7 + 1 = 8$", "$[1 \\quad 2] = [1, 3]$", "\\newcommand{\\x}{5} $2 + 2 = \\x$",
		"$$\\begin{aligned} a &= 2 \\\\ &= 3 \\end{aligned}$$", "$s_n = 1 + n = n - 1$",
	} {
		f.Add(seed)
	}
	limits := DefaultLimits()
	limits.Steps, limits.Iterations = 20_000, 200
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 300 {
			return
		}
		r, err := Fix(context.Background(), Source{Name: "fuzz.md", Text: text}, Options{Limits: limits})
		if err != nil {
			return
		}
		require.Equal(t, r.Edits == 0, r.Text == text)
		require.Len(t, r.Unfixed, r.After.Summary.Refuted)
	})
}
