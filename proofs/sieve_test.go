package proofs

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSieve: what passes is few of all changes, and every change by which the members would
// be equal passes.
func TestSieve(t *testing.T) {
	for _, c := range []struct {
		text string // its last link is false, and one change makes it hold
		fits int    // how many changes do
	}{
		{`$(a + b)^2 = a^2 - 2ab + b^2$`, 4},
		{`$\frac{x + 1}{x - 1} - 1 = \frac{3}{x - 1}$`, 2},
		{`$x(x + 2) = x^2 + 3x$`, 2},
		{`$\sqrt{12 x} + \sqrt{27 x} = 4 \sqrt{3 x}$`, 1},
		{`$\sin^2 t + \cos^2 t = 2$`, 1},
		{`$\sin (2t) = 3 \sin t \cos t$`, 1},
		{`$2^{n + 1} - 2^n = 3^n$`, 1},
		{`$\ln (x y) = \ln x - \ln y$`, 1},
		{`$AB \cdot CD + AB \cdot CD = 3 AB \cdot CD$`, 1},
		{`Let $k = 5$. Then $k t + t = 7 t$.`, 1},
		{`$0.5 x + 0.25 x = 0.85 x$`, 3},
	} {
		checker, err := newChecker(t.Context(), Source{Name: "a.md", Text: c.text}, newEnvironment(nil), DefaultLimits())
		require.NoError(t, err)
		checker.lookAround()
		checker.chains, checker.links = assemble(checker.document, false)
		checker.judged = make([]judged, len(checker.links))
		require.NoError(t, checker.run())
		ch := checker.chains[len(checker.chains)-1]
		sieve := checker.newSieve(ch, 0, consequence{})
		require.NotNil(t, sieve, c.text)
		fits, passed, all := 0, 0, 0
		for side := range 2 {
			other := ch.members[1-side]
			for _, changed := range changesOf(ch.members[side], mostChanges) {
				passes := sieve.mayFollow(side, changed, other)
				outcomes := []outcome{checker.outcome(ch.members[0], false), checker.outcome(ch.members[1], false)}
				outcomes[side] = checker.outcome(changed.node, false)
				p, ok := checker.differenceOf(outcomes)
				if ok {
					_, ok = checker.makesConsequence(p, changed, other, consequence{}.ideal)
				}
				if all++; passes {
					passed++
				}
				if ok {
					fits++
					assert.True(t, passes, "%s: %s", c.text, changed.says)
				}
			}
		}
		assert.Equal(t, c.fits, fits, c.text)
		assert.Less(t, 2*(passed-fits), all+2, c.text)
	}
}
