package proofs

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The findings on solutions that a text loses or gains while it solves an equation.
func TestSolutions(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"Solve $x^2 = 7x$.\n\nDividing both sides by $x$ gives $x = 7$.", "solution-lost: the division loses x = 0, which satisfies x^2 = 7x (line 1)"},
		{"Solve $2\\sin t \\cos t = \\sin t$.\n\nWe cancel $\\sin t$ and get $2\\cos t = 1$.", "solution-lost: the division loses \\sin(t) = 0, which satisfies 2\\sin t \\cos t = \\sin t (line 1)"},
		{"Find all $y$ with $y^2 = 16$.\n\nTaking roots, $y = 4$.", "solution-lost: this step loses y = -4, which satisfies y^2 = 16 (line 1)"},
		{"Solve $x^2 = 7x$ for $x \\ne 0$.\n\nDividing by $x$ we have $x = 7$.", ""},
		{"Solve $x^2 = 7x$ where $x$ is positive.\n\nDividing by $x$ we have $x = 7$.", ""},
		{"Solve $x^2 = 7x$.\n\nWe divide by $x$ and get $x = 7$. There is also the solution $x = 0$.", ""},
		{"Solve $x^2 = 7x$.\n\nThis is $x(x - 7) = 0$. As $x = 0$ is one solution, we divide by $x$ and find $x = 7$.", ""},
		{"Solve $x^3 + x = 2x^2 + 2$.\n\nDividing both sides by $x^2 + 1$ gives $x = 2$.", ""},
		{"A square has the area $x^2 = 49$, so its side is $x = 7$.", ""},
		{"Solve $\\sqrt{x + 6} = x$.\n\nSquaring, $x + 6 = x^2$, so $x = 3$ or $x = -2$.", "solution-extraneous: x = -2 is no solution of \\sqrt{x + 6} = x (line 1): there the left member is 2 and the right one -2"},
		{"Solve $\\frac{x^2 - 9}{x - 3} = 6$.\n\nThen $x^2 - 9 = 6(x - 3)$ and $x = 3$.", "solution-extraneous: x = 3 is no solution of \\frac{x^2 - 9}{x - 3} = 6 (line 1), which has no value there"},
		{"Solve $\\log_2 x + \\log_2 (x - 2) = 3$.\n\nHence $x(x - 2) = 8$, and $x = 4$ or $x = -2$.", "solution-extraneous: x = -2 is no solution of \\log_2 x + \\log_2 (x - 2) = 3 (line 1), which has no value there"},
		{"Solve $\\sqrt{x + 6} = x$.\n\nWe square: $x + 6 = x^2$, so $x = 3$ or $x = -2$. As $\\sqrt{-2 + 6} = 2$, the second is extraneous.", ""},
		{"Solve $\\sqrt{x + 6} = x$.\n\nWe square: $x + 6 = x^2$, so $x = 3$ or $x = -2$.\n\nThe answer is $x = 3$.", ""},
		{"Solve $\\sqrt{x + 6} = x$.\n\nSquaring, $x + 6 = x^2$, so $x = 3$.", ""},
	} {
		r, err := Check(context.Background(), Source{Name: "a.md", Text: test.text}, Options{Limits: DefaultLimits()})
		require.NoError(t, err)
		var got []string
		for _, f := range r.Findings {
			got = append(got, f.Code+": "+f.Says)
		}
		require.Equal(t, test.want, strings.Join(got, "; "), test.text)
	}
}
