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

// The first number of a call is stated, as that of a name is, and what is computed with
// it follows or is refuted.
func TestStatedCalls(t *testing.T) {
	for _, test := range []struct {
		text string
		want []proofs.Verdict
	}{
		{`$P(A) = 0.3$ and $P(B) = 0.5$. Then $P(A) P(B) = 0.15$ and $P(A) + P(B) = 0.9$.`, []proofs.Verdict{proofs.Given, proofs.Given, proofs.Proved, proofs.Refuted}},
		{`It is known that $P(A) = 0.3$, $P(B) = 0.5$ and $P(A \cap B) = 0.1$. So $P(A \cup B) = P(A) + P(B) - P(B \cap A) = 0.3 + 0.5 - 0.1 = 0.7$.`, []proofs.Verdict{proofs.Given, proofs.Given, proofs.Given, proofs.Unknown, proofs.Proved, proofs.Proved}},
		{`It is known that $P(A) = 0.3$, $P(B) = 0.5$ and $P(A \cap B) = 0.1$. So $P(A \cup B) = P(A) + P(B) - P(A \cap B) = 0.3 + 0.5 + 0.1$.`, []proofs.Verdict{proofs.Given, proofs.Given, proofs.Given, proofs.Unknown, proofs.Refuted}},
		{`Suppose $P(A) = \frac13$, $P(B | A) = \frac14$ and $P(B | A^c) = \frac12$. Hence $P(B) = P(B | A) P(A) + P(B | A^c) \cdot \frac23 = \frac14 \cdot \frac13 + \frac12 \cdot \frac23$.`, []proofs.Verdict{proofs.Given, proofs.Given, proofs.Given, proofs.Unknown, proofs.Proved}},
		{`Suppose $P(A) = \frac13$, $P(B | A) = \frac14$ and $P(B | A^c) = \frac12$. Hence $P(B) = P(B | A) P(A) + P(B | A^c) \cdot \frac23 = \frac14 \cdot \frac13 + \frac13 \cdot \frac23$.`, []proofs.Verdict{proofs.Given, proofs.Given, proofs.Given, proofs.Unknown, proofs.Refuted}},
		{`Suppose $P(X \ge 3) = \frac23$ and $P(X = 1) = \frac16$. So $P(X \ge 3) + P(X = 1) = \frac56$.`, []proofs.Verdict{proofs.Given, proofs.Given, proofs.Proved}},
	} {
		r := check(t, proofs.Source{Name: "events.md", Text: test.text})
		var got []proofs.Verdict
		for _, l := range r.Links {
			got = append(got, l.Verdict)
		}
		assert.Equal(t, test.want, got, test.text)
	}
}
