package proofs

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// stepsOf is what checking a document spends, which is counted and not timed.
func stepsOf(t *testing.T, text string, limits Limits) (steps int64, links int) {
	c, err := newChecker(t.Context(), Source{Name: "growth.md", Text: text}, newEnvironment(nil), limits)
	require.NoError(t, err)
	c.lookAround()
	c.chains, c.links = assemble(c.document, false)
	c.judged = make([]judged, len(c.links))
	require.NoError(t, c.run())
	return c.spent, len(c.links)
}

// Four times the text costs about four times the steps.
func TestWorkGrowsWithTheText(t *testing.T) {
	each := func(n int, format string) string {
		var text strings.Builder
		for i := range n {
			fmt.Fprintf(&text, format, i)
		}
		return text.String()
	}
	for name, document := range map[string]func(n int) string{
		"links of a chain":        func(n int) string { return "$x + 1" + each(n, " = x - %[1]d + 1 + %[1]d") + "$" },
		"formulas of a paragraph": func(n int) string { return each(n, "So $%[1]d x + x = x + %[1]d x$. ") },
		"definitions": func(n int) string {
			return each(n, "\n\nLet $a_{%[1]d} = %[1]d + x$. Then $2 a_{%[1]d} = 2 x + 2 \\cdot %[1]d$.")
		},
		"terms of a sum": func(n int) string { return "$x" + each(n, " + %d x") + " = 0$" },
		"conditions":     func(n int) string { return each(n, "\n\nSuppose $x_{%[1]d} + y_{%[1]d} = %[1]d$.") },
		"elements of a sequence": func(n int) string {
			return fmt.Sprintf("$a_0 = 1$ and $a_{n+1} = a_n + 2$ for $n \\ge 0$, so $a_{%d} = %d$.", n, 2*n+1)
		},
	} {
		t.Run(name, func(t *testing.T) {
			small, _ := stepsOf(t, document(50), DefaultLimits())
			large, _ := stepsOf(t, document(200), DefaultLimits())
			assert.Positive(t, small)
			assert.LessOrEqual(t, large, 5*small+1000)
		})
	}
}

// What a document may spend is bounded by its links, however hard each is.
func TestWorkIsBoundedByTheLinks(t *testing.T) {
	limits := DefaultLimits()
	limits.Steps = 20_000
	const hard = "$\\sum_{k=1}^{30} \\frac{1}{x_k + k} = %d$\n\n" // exceeds the budget of a link
	for _, n := range []int{1, 40, 160} {
		var text strings.Builder
		for i := range n {
			fmt.Fprintf(&text, hard, i)
		}
		steps, links := stepsOf(t, text.String(), limits)
		require.Equal(t, n, links)
		late := 4*leastShare + limits.Steps/linkShare // a late link has a few budgets
		assert.LessOrEqual(t, steps, (fullShares+1)*limits.Steps+int64(links)*late)
	}
}

// BenchmarkGrowth reports the time for a link of short and of long documents, which should be about
// the same.
func BenchmarkGrowth(b *testing.B) {
	for name, format := range map[string]string{
		"conditions": "Let $x_{%[1]d} + y_{%[1]d} = %[1]d$.\n\n",
		"sections":   "## Part %[1]d\n\nLet $a = %[1]d$, so $2 a = 2 \\cdot %[1]d$.\n\n",
		"paragraph":  "We have $%[1]d + 1 = 1 + %[1]d$. ",
		"sentence":   "$%[1]d + 1 = 1 + %[1]d$ and ",
		"mistakes":   "$d_{%[1]d} = 3 \\cdot %[1]d + 2 = 3 \\cdot %[1]d + 7$\n\n",
	} {
		for _, n := range []int{200, 2000} {
			var text strings.Builder
			for i := range n {
				fmt.Fprintf(&text, format, i)
			}
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				links := 0
				for b.Loop() {
					r, err := Check(b.Context(), Source{Name: "growth.md", Text: text.String()}, Options{Limits: DefaultLimits()})
					require.NoError(b, err)
					links += len(r.Links)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(links), "ns/link")
			})
		}
	}
}

// The column of an offset does not depend on what was asked before.
func TestPositionsInAnyOrder(t *testing.T) {
	const text = "aé = ü\n\nβγ = δ ε\nx"
	var starts []int // of characters
	for at := range text {
		starts = append(starts, at)
	}
	rapid.Check(t, func(t *rapid.T) {
		p := newPositions(text, nil)
		for _, offset := range rapid.SliceOfN(rapid.SampledFrom(starts), 1, 8).Draw(t, "offsets") {
			line, column := p.of(offset)
			before := text[:offset]
			assert.Equal(t, strings.Count(before, "\n")+1, line)
			assert.Equal(t, utf8.RuneCountInString(before[strings.LastIndex(before, "\n")+1:])+1, column)
		}
	})
}
