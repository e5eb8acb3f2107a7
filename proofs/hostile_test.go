package proofs_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
	"github.com/hence-math/hence/proofs/syntax"
)

// hostileDocument is a document made to be slow, large or broken.
type hostileDocument struct {
	text string
	// reason is that of the link on which it ought to founder, or one of the
	// words below; it is empty where the document may be proved.
	reason proofs.Reason
}

const (
	noDocument proofs.Reason = "error"      // there is no document
	anyReason  proofs.Reason = "unknown"    // some link is unknown
	notProved  proofs.Reason = "not proved" // the document is not proved
)

func hostileDocuments() map[string]hostileDocument {
	nested := func(open, inside, shut string, n int) string {
		return strings.Repeat(open, n) + inside + strings.Repeat(shut, n)
	}
	return map[string]hostileDocument{
		"unclosed brace":        {`So $\frac{1}{2 = 0.5$ holds.`, proofs.Unread},
		"unopened brace":        {`So $\frac{1}{2}} = 0.5$ holds.`, proofs.Unread},
		"unclosed display":      {"So\n\n$$1 + 1 = 3\n\nholds.", notProved},
		"ragged matrix":         {`$A = \begin{bmatrix} 1 & 2 \\ 3 \end{bmatrix} = B$`, proofs.Unsupported},
		"division by zero":      {`$\frac{1}{0} = \frac{1}{0}$`, proofs.UndefinedValue},
		"division by nothing":   {`$\frac{x}{x - x} = 1$`, proofs.UndefinedValue},
		"symbol before value":   {`$b = a + 1 = 3$ and $b = 4$, where $a = 2$.`, proofs.Conditional},
		"binary":                {"$1 = \x00\x01\x02$", noDocument},
		"no text":               {"$1 = \xff\xfe$", noDocument},
		"huge exponent":         {`$1e1000000000 = 1e1000000000 + 1$`, proofs.Limit},
		"huge power":            {`$10^{1000000000} = 10^{1000000000} + 1$`, proofs.Limit},
		"tower":                 {`$9^{9^{9^9}} = 9^{9^{9^9}} + 1$`, proofs.Limit},
		"huge polynomial":       {`$(1 + x)^{1000000} = (x + 1)^{1000000} + 1 - x$`, proofs.Limit},
		"many variables":        {`$(a + b + c + d + e + f + g + h)^{60} = (h + g + f + e + d + c + b)^{60}$`, proofs.Limit},
		"huge factorial":        {`$1000000000! = 1000000000! + 1$`, proofs.Limit},
		"huge binomial":         {`$\binom{1000000000}{500000000} = 1$`, proofs.Unsupported},
		"huge sum":              {`$\sum_{k=1}^{1000000000} \frac{1}{k^3} = 1.2$`, proofs.Limit},
		"huge root":             {`$\sqrt[1000000]{2} = 1.0000001$`, ""},
		"huge decimal":          {"$0." + strings.Repeat("7", 300_000) + " = 0.8$", ""},
		"nested parentheses":    {"$" + nested("(", "1", ")", 10_000) + " = 1$", proofs.Unread},
		"nested fractions":      {"$" + nested(`\frac{1}{`, "1", "}", 10_000) + " = 1$", proofs.Unread},
		"nested roots":          {"$" + nested(`\sqrt{`, "1", "}", 10_000) + " = 1$", proofs.Unread},
		"nested powers":         {"$" + nested("2^{", "1", "}", 10_000) + " = 1$", proofs.Unread},
		"nested within limits":  {"$" + nested("(", "1", ")", 90) + " = 1$", ""},
		"continued fraction":    {"$" + nested(`1 + \frac{1}{`, "x", "}", 60) + " = x$", ""},
		"long sum":              {"$x" + strings.Repeat(" + x", 300_000) + " = 300001 x$", ""},
		"long sum of letters":   {"$x" + strings.Repeat(" + x_{1} y^2", 100_000) + " = 0$", ""},
		"long product":          {"$x" + strings.Repeat(" (x + 1)", 20_000) + " = 0$", ""},
		"long chain":            {"$1" + strings.Repeat(" = 1", 50_000) + "$", ""},
		"long line of chains":   {strings.Repeat("$x = 1$, ", 5_000), ""},
		"many names":            {manyNames(5_000), ""},
		"long recurrence":       {"$a_0 = 1$ and $a_{n+1} = 3 a_n + 1$ for $n \\ge 0$, so $a_{1000000} = 1$.", proofs.Limit},
		"doubling recurrence":   {"$a_0 = 2$ and $a_{n+1} = a_n^2 + 1$ for $n \\ge 0$, so $a_{60} = 1$.", proofs.Limit},
		"definitions in a ring": {`Let $a = b + 1$, $b = c + 1$ and $c = a + 1$. Then $a = 1$.`, anyReason},
		"definition of itself":  {`Let $x = x + 1$. Then $x = 1$.`, anyReason},
		"large matrices":        {largeMatrices(60), ""},
		"large determinant":     {`$\det ` + matrixOf(40, func(i, j int) string { return fmt.Sprintf("x_{%d %d}", i, j) }) + ` = 0$`, proofs.Limit},
		"many conditions":       {manyConditions(200), ""},
		"long ellipsis":         {`$1 + 2 + \cdots + 1000000000000 = 5$`, ""},
		"induction on a tower":  {"For all $n \\ge 1$ we show $2^{2^{n}} = 4^{2^{n-1}}$ by induction. For $n = 1$: $2^2 = 4$. By induction it holds for all $n$.", ""},
	}
}

func manyNames(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "$x_{%d} = x_{%d} + 1 = %d$\n\n", i+1, i, i+1)
	}
	return "$x_{0} = 0$\n\n" + b.String()
}

func matrixOf(n int, entry func(i, j int) string) string {
	var rows []string
	for i := range n {
		var row []string
		for j := range n {
			row = append(row, entry(i, j))
		}
		rows = append(rows, strings.Join(row, " & "))
	}
	return `\begin{pmatrix} ` + strings.Join(rows, ` \\ `) + ` \end{pmatrix}`
}

func largeMatrices(n int) string {
	m := matrixOf(n, func(i, j int) string { return fmt.Sprint((i*7 + j*3) % 10) })
	return "$A = " + m + "$ and $A^{20} = 0$ and $A A A = A^3$."
}

func manyConditions(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "Let $x_{%d}^2 + x_{%d} = %d$. ", i, (i+1)%n, i)
	}
	return b.String() + "Then $x_0 = 1$."
}

// TestHostile: whatever the document, check comes back, with an error that has
// a place or with links that do, and gives up where it ought to. What it takes
// is measured and not asserted: HENCE_HOSTILE=folder writes the documents there.
func TestHostile(t *testing.T) {
	documents := hostileDocuments()
	for _, name := range slices.Sorted(maps.Keys(documents)) {
		t.Run(name, func(t *testing.T) {
			d := documents[name]
			if testing.Short() && len(d.text) > 100_000 {
				t.Skip("a large document")
			}
			source := proofs.Source{Name: strings.ReplaceAll(name, " ", "-") + ".md", Text: d.text}
			if folder := os.Getenv("HENCE_HOSTILE"); folder != "" {
				require.NoError(t, os.WriteFile(filepath.Join(folder, source.Name), []byte(d.text), 0o644))
				return
			}
			r, err := proofs.Check(t.Context(), source, proofs.Options{Limits: proofs.DefaultLimits()})
			if d.reason == noDocument {
				var placed *syntax.Error
				require.ErrorAs(t, err, &placed)
				assert.Equal(t, 5, placed.At.Start)
				assert.NotEmpty(t, placed.Says)
				return
			}
			require.NoError(t, err)
			require.NotEmpty(t, r.Links)
			founders := false
			for _, l := range r.Links {
				require.Positive(t, l.Line)
				require.Positive(t, l.Column)
				if l.Verdict == proofs.Unknown {
					require.NotEmpty(t, l.Reason, "line %d", l.Line)
					require.NotEmpty(t, l.Says, "line %d: %s", l.Line, l.Reason)
				}
				founders = founders || d.reason == notProved || l.Verdict == proofs.Unknown &&
					(l.Reason == d.reason || d.reason == anyReason || d.reason == proofs.Unread && l.Reason == proofs.Limit)
			}
			if d.reason != "" {
				l := r.Links[len(r.Links)-1]
				assert.True(t, founders, "the last link is %s %s: %s", l.Verdict, l.Reason, l.Says)
				assert.NotEqual(t, proofs.Proved, r.Verdict)
			}
		})
	}
}
