package proofs_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
	"github.com/hence-math/hence/proofs/report"
)

// A hundred variants of the momentum exercise differ, are solved, and each solution
// checks as proved.
func TestVariants(t *testing.T) {
	sheet := load(t, "../testdata/sheets/momentum.md")
	texts := map[string]bool{sheet.Text: true}
	for seed := range uint64(100) {
		variant, err := proofs.Variant(t.Context(), sheet, proofs.VariantOptions{Seed: seed, Limits: proofs.DefaultLimits()})
		require.NoError(t, err, "seed %d", seed)
		texts[variant.Text] = true
		solved, err := proofs.Solve(t.Context(), variant, proofs.SolveOptions{Limits: proofs.DefaultLimits()})
		require.NoError(t, err)
		var text strings.Builder
		require.NoError(t, report.Markdown(&text, solved))
		assert.NotRegexp(t, `\\frac\{\d{2}|\d{7}|\d\.\d{6}|\d{2}\.\d{5}`, text.String(), "at most six digits")
		r := check(t, proofs.Source{Name: "variant.md", Text: text.String()})
		assert.Equal(t, proofs.Proved, r.Verdict, "seed %d: %v", seed, r.Findings)
	}
	assert.Greater(t, len(texts), 98, "all differ, but for two at most")
}

// The seed alone decides.
func TestVariantAgain(t *testing.T) {
	sheet := load(t, "../testdata/sheets/momentum.md")
	options := proofs.VariantOptions{Seed: 7, Limits: proofs.DefaultLimits()}
	one, err := proofs.Variant(t.Context(), sheet, options)
	require.NoError(t, err)
	other, err := proofs.Variant(t.Context(), sheet, options)
	require.NoError(t, err)
	assert.Equal(t, one, other)
}

// offDiagonal finds the entries of a matrix of two rows outside of the diagonal.
var offDiagonal = regexp.MustCompile(`& (-\d) \\\\ (-\d) &`)

// What stays of a sheet, and of what kind the new numbers are.
func TestVariantKeeps(t *testing.T) {
	for _, c := range []struct{ name, sheet, want string }{
		{
			"signs, zeros, counts and exponents",
			`Given $a = -2.5$, $n = 3$, $z = 0$, $c = 10^{-3}$ and $s = \sum_{k=1}^{n} a k + z + c$. Find $s$.`,
			`^Given \$a = -[1-9]\.[1-9]\$, \$n = 3\$, \$z = 0\$, \$c = 10\^\{-3\}\$ and \$s = \\sum_\{k=1\}\^\{n\} a k \+ z \+ c\$\. Find \$s\$\.$`,
		},
		{
			"rates",
			`Given $a = 0.1$, $b = 0.9$, $c = 0.999$, $d = 0.01$, $e = 0.00000001$ and $s = a + b + c + d + e$. Find $s$.`,
			`\$a = 0\.[1-5]\$, \$b = 0\.[5-9]\$, \$c = 0\.99[5-9]\$, \$d = 0\.0[1-9]\$, \$e = 0\.00000001\$`,
		},
		{
			"a count that is divided by, and a mark that is taken from one",
			`Given $N = 4$, $y = 1$, $p = 0.5$ and $s = \frac{1}{N} (y p + (1 - y)(1 - p))$. Find $s$.`,
			`\$N = 4\$, \$y = 1\$, \$p = 0\.[1-5]\$`,
		},
		{
			"a table",
			"Given\n\n| $i$ | $x_i$ |\n|---|---|\n| 1 | -4 |\n| 2 | 0.5 |\n\nFind $x_1 x_2$.",
			`\| 1 \| -[1-9] \|\n\| 2 \| 0\.[1-5] \|`,
		},
		{
			"marks for classes",
			`Given $y_1 = 0$, $y_2 = 1$, $h = (1, 0, 0)$, $z = 3$ and $s = y_1 + y_2 z$. Find $s$.`,
			`\$y_1 = 0\$, \$y_2 = 1\$, \$h = \(1, 0, 0\)\$`,
		},
		{
			"what e is raised to is no count",
			`Given $z_1 = 2$, $z_2 = 5$ and $p = e^{z_1} + e^{z_2}$. Find $p$.`,
			`\$z_1 = [1-9]\$, \$z_2 = [1-9]\$ and`,
		},
		{
			"a symmetric matrix and a distribution",
			`Given $A = \begin{pmatrix} 2 & -1 \\ -1 & 3 \end{pmatrix}$ and $q = (0.2, 0.8)$. Find $A$ and $q$.`,
			`\\begin\{pmatrix\} [1-9] & -[1-9] \\\\ -[1-9] & [1-9] .* \$q = \((0\.2, 0\.8|0\.8, 0\.2)\)`,
		},
		{
			"a value stated twice",
			`Given $x = 3$. Use $x = 3$ and $y = x^2$. Find $y$.`,
			`^Given \$x = [1-9]\$. Use \$x = [1-9]\$`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			for seed := range uint64(5) {
				source := proofs.Source{Name: "sheet.md", Text: c.sheet}
				variant, err := proofs.Variant(t.Context(), source, proofs.VariantOptions{Seed: seed, Digits: 12, Limits: proofs.DefaultLimits()})
				require.NoError(t, err)
				assert.Regexp(t, c.want, variant.Text)
				assert.NotEqual(t, c.sheet, variant.Text)
				if m := offDiagonal.FindStringSubmatch(variant.Text); m != nil {
					assert.Equal(t, m[1], m[2], "the matrix is symmetric")
				}
			}
		})
	}
}

// Answers that a sheet states are stated for the new data, as exactly or as rounded as before.
func TestVariantAnswers(t *testing.T) {
	sheet := proofs.Source{Name: "sheet.md", Text: `Given $a = 2$ and $b = 7$. Let $s = \frac{a}{b}$ and $v = (a, 2b)$.

**Find** $s$, $v = \begin{pmatrix} 2 \\ 14 \end{pmatrix}$ and $s \approx 0.286$.`}
	for seed := range uint64(20) {
		variant, err := proofs.Variant(t.Context(), sheet, proofs.VariantOptions{Seed: seed, Limits: proofs.DefaultLimits()})
		require.NoError(t, err)
		r, err := proofs.Test(t.Context(), variant, proofs.DefaultLimits())
		require.NoError(t, err)
		require.Len(t, r.Answers, 2, variant.Text)
		for _, a := range r.Answers {
			assert.Equal(t, proofs.Proved, a.Verdict, "%s: %s", variant.Text, a.Says)
		}
	}
}

// What has no variant says why.
func TestNoVariant(t *testing.T) {
	for _, c := range []struct{ name, sheet, says string }{
		{"no data", "**Find** $1 + 1$.", "gives no name a number"},
		{"zeros", "**Given** $a_0 = 0$ and $b = a_0 + 1$. **Find** $b$.", "gives no name a number"},
		{"unsolved", "**Given** $a = 2$. **Find** $z = \\frac{1}{a - 2}$.", "not solved"},
		{"too long", "**Given** $a = 25$ and $b = a^3$. **Find** $b$.", "at most 2 digits"},
	} {
		options := proofs.VariantOptions{Digits: 2, Limits: proofs.DefaultLimits()}
		_, err := proofs.Variant(t.Context(), proofs.Source{Name: "sheet.md", Text: c.sheet}, options)
		require.ErrorContains(t, err, c.says, c.name)
	}
}
