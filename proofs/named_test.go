package proofs_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
)

// A solution is checked against its sheet though its numbers with roots grow so long that
// they are known by names only.
func TestLongNumbersAgainstTheSheet(t *testing.T) {
	sheet := proofs.Source{Name: "sheet.md", Text: `**Given** $w_0 = 1$, $s_0 = 0$, $g_1 = 2$, $g_2 = -1$, $g_3 = 0.5$,
$s_t = 0.9 s_{t-1} + 0.1 g_t^2$ and $w_t = w_{t-1} - \frac{0.01 g_t}{\sqrt{s_t} + \epsilon}$ with $\epsilon = 10^{-8}$. **Find** $w_3$.`}
	for solution, verdict := range map[string]proofs.Verdict{
		`$w_3 = w_2 - \frac{0.01 g_3}{\sqrt{s_3} + \epsilon} \approx 0.9755750555$`: proofs.Proved,
		`$w_3 = w_2 - \frac{0.01 g_3}{\sqrt{s_3} + \epsilon} \approx 0.9755750556$`: proofs.Refuted,
		`$w_3 = w_2 - \frac{0.01 g_3}{\sqrt{s_3} - \epsilon} \approx 0.9755750555$`: proofs.Refuted,
	} {
		r, err := proofs.Check(t.Context(), proofs.Source{Name: "solution.md", Text: solution}, proofs.Options{Sheet: &sheet, Limits: proofs.DefaultLimits()})
		require.NoError(t, err)
		assert.Equal(t, verdict, r.Verdict, solution)
	}
}
