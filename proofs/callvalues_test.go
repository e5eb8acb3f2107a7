package proofs_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/hence-math/hence/proofs"
)

// Numbers stated for two calls of a letter define no constant function: of the product of
// two probabilities nothing false is proved and nothing true refuted.
func TestValuesOfCalls(t *testing.T) {
	r := check(t, proofs.Source{Name: "events.md", Text: `We know $P(A) = 0.3$ and $P(B) = 0.5$. So $P(A) P(B) = 0.15$.`})
	assert.NotEqual(t, proofs.Refuted, r.Links[2].Verdict)
	r = check(t, proofs.Source{Name: "events.md", Text: `We know $P(A) = 0.3$ and $P(B) = 0.5$. So $P(A) P(B) = 0.09$.`})
	assert.NotEqual(t, proofs.Proved, r.Links[2].Verdict)
	r = check(t, proofs.Source{Name: "constant.md", Text: `Let $f(x) = 3$. Then $f(2) + f(5) = 6$.`})
	assert.Equal(t, proofs.Proved, r.Links[1].Verdict)
}
