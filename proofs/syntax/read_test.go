package syntax

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFormatOf(t *testing.T) {
	for name, want := range map[string]Format{
		"a.md": Markdown, "a.markdown": Markdown, "a.tex": LaTeX, "a.LaTeX": LaTeX, "a.txt": Plain, "a": Markdown, "-": Markdown,
	} {
		assert.Equal(t, want, FormatOf(name), name)
	}
}

func TestPosition(t *testing.T) {
	d, err := Read("x", "αβ $x = 1$\n\n$y$", Markdown, DefaultLimits())
	require.NoError(t, err)
	sign := d.Blocks[1].Formula.Rows[0].Clauses[0].Chain.Operators[0].At
	line, column := d.Position(sign.Start)
	assert.Equal(t, []int{1, 7}, []int{line, column})
	assert.Equal(t, "=", d.Text(sign))
	line, column = d.Position(d.Blocks[2].At.Start)
	assert.Equal(t, []int{3, 1}, []int{line, column})
	line, column = d.Position(1000)
	assert.Equal(t, []int{3, 4}, []int{line, column})
	assert.Empty(t, d.Text(Span{5, 3}))
	assert.Empty(t, d.Text(Span{500, 600}))
}

// TestSigns asserts that the relation signs of an unread formula are found,
// but for those in braces.
func TestSigns(t *testing.T) {
	f := ParseFormula(`\foo_{i=1} x = (y \le \text{a = b}`)
	require.NotNil(t, f.Unread)
	assert.Empty(t, f.Rows)
	var names []string
	for _, sign := range f.Signs {
		names = append(names, sign.Name)
	}
	assert.Equal(t, []string{"=", `\le`}, names)
	assert.Equal(t, Span{13, 14}, f.Signs[0].At)
}

// TestSpansOfMacros asserts that what a macro brings forth bears the span of
// its call, and its arguments their own.
func TestSpansOfMacros(t *testing.T) {
	const source = `\newcommand{\half}[1]{\frac{#1}{2}} $\half{xyz} + 1$`
	d, err := Read("x", source, Markdown, DefaultLimits())
	require.NoError(t, err)
	sum := d.Blocks[0].Formula.Rows[0].Clauses[0].Chain.Members[0].(*Sum)
	fraction := sum.Terms[0].Value.(*Fraction)
	assert.Equal(t, `\half{xyz}`, d.Text(fraction.At))
	assert.Equal(t, `xyz`, d.Text(fraction.Numerator.Span()))
	assert.Equal(t, `\half{xyz}`, d.Text(fraction.Denominator.Span()))
}

// TestInspect walks a chain and passes over the parts of a fraction.
func TestInspect(t *testing.T) {
	chain := ParseFormula(`a = \boxed{b = \frac{1}{c}}`).Rows[0].Clauses[0].Chain
	var seen []string
	Inspect(chain, func(n Node) bool {
		switch n := n.(type) {
		case *Symbol:
			seen = append(seen, n.Name)
		case *Fraction:
			return false
		}
		return true
	})
	assert.Equal(t, []string{"a", "b"}, seen)
	Inspect(nil, func(Node) bool { t.Fatal("nil is no node"); return true })
}
