package proofs_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
)

// What the tables of a sheet give, by what is asked for.
func TestTables(t *testing.T) {
	for _, c := range []struct{ name, table, find, want string }{
		{"a column for each name", "| $i$ | $x_i$ | $y_i$ |\n|---|:-:|--:|\n| 1 | 2 | -3 |\n| 2 | $\\frac{1}{2}$ | 4.5 |", `\sum_{i=1}^2 x_i y_i`, "-3.75"},
		{"names without an index", "| n | $x$ | $y$ |\n|--|--|--|\n| 1 | 2 | 3 |\n| 2 | 5 | 7 |", `x_2 - y_1`, "2"},
		{"no column of numbers", "| $x_i$ | $y_i$ |\n|--|--|\n| 4 | 3 |\n| 5 | 7 |", `x_2 y_1`, "15"},
		{"a superscript", "| $i$ | $x^{(i)}$ |\n|--|--|\n| 1 | 4 |\n| 2 | 6 |", `x^{(1)} + x^{(2)}`, "10"},
		{"vectors", "| $i$ | $\\mathbf{x}_i$ |\n|--|--|\n| 1 | $(1, 2)^T$ |\n| 2 | $(3, 4)^T$ |", `\mathbf{x}_1^T \mathbf{x}_2`, "11"},
		{"a row for each name", "| t | 0 | 1 | 2 |\n|--|--|--|--|\n| $g_t$ | 1 | 3 | 5 |\n| $h_t$ | 2 | 4 | 6 |", `g_2 h_0`, "10"},
		{"parameters", "| Symbol | Meaning | Value |\n|--|--|--|\n| $\\alpha$ | step size | 0.2 |\n| $w_0$ | start | −1 |", `\alpha + w_0`, "-0.8"},
		{"parameters across", "| $\\alpha$ | $\\beta$ |\n|--|--|\n| 0.2 | 0.5 |", `\alpha \beta`, "0.1"},
		{"with carriage returns", "| $i$ | $x_i$ |\r\n|--|--|\r\n| 1 | 2 |\r\n| 2 | 3 |\r\n", `x_1 x_2`, "6"},
		{"a bar in a formula", "| $i$ | $x_i$ |\n|--|--|\n| 1 | $|-2|$ |", `x_1`, "2"},
		{"cells to fill in", "| $i$ | $x_i$ |\n|--|--|\n| 1 | |\n| 2 | ? |", `x_1 + 1`, "x_{1} + 1"},
		{"no bars at the ends", "t | g_t\n--|--\n1 | 4\n2 | $-3$\n", `g_1 + g_2`, "1"},
		{"an array", "$$\\begin{array}{c|cc} i & 1 & 2 \\\\ \\hline x_i & 3 & -4 \\end{array}$$", `x_1 x_2`, "-12"},
		{"prose with a bar", "f | g\n\n| $i$ | $x_i$ |\n|--|--|\n| 1 | 2 |", `x_1`, "2"},
		{"no rule below the heading", "| $i$ | $x_i$ |\n| 1 | 2 |\n", `x_1 + 1`, "x_{1} + 1"},
		{"prose", "| name | what |\n|--|--|\n| $x_1$ | a number |", `x_1 + 1`, "x_{1} + 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			sheet := proofs.Source{Name: "sheet.md", Text: "## Given\n\n" + c.table + "\n\n## Find\n\n$" + c.find + "$\n"}
			r, err := proofs.Solve(t.Context(), sheet, proofs.SolveOptions{Limits: proofs.DefaultLimits()})
			require.NoError(t, err)
			require.Len(t, r.Finds, 1)
			assert.Equal(t, c.want, r.Finds[0].Value, r.Finds[0].Says)
		})
	}
}

// A table that is asked for gives nothing, and an equation outweighs a table.
func TestTableGivesNothing(t *testing.T) {
	for _, text := range []string{
		"**Given** $y = x_1$. **Find** $y$.\n\n| $i$ | $x_i$ |\n|--|--|\n| 1 | 2 |\n",
		"**Given** $y = x_1$.\n\n| $i$ | $x_i$ |\n|--|--|\n" + strings.Repeat("|", 3000) + "\n\n**Find** $y$.",
	} {
		r, err := proofs.Solve(t.Context(), proofs.Source{Name: "sheet.md", Text: text}, proofs.SolveOptions{Limits: proofs.DefaultLimits()})
		require.NoError(t, err)
		for _, f := range r.Finds {
			if f.Name == "y" {
				assert.Equal(t, "x_{1}", f.Value)
			}
		}
	}
}
