package proofs_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/hence-math/hence/proofs"
)

// The transpose or a power of a name with a prime is that of the name, and not of the
// name without it.
func TestPrimesBelowSuperscripts(t *testing.T) {
	given := `Let $w = [1, 2]$, $w' = [3, 4]$, $y = 2$, $y' = 3$, $a_1 = 5$ and $a_1' = 7$. Then $`
	for _, c := range []struct {
		link    string
		verdict proofs.Verdict
	}{
		{`w'^T = [3, 4]^T`, proofs.Proved},
		{`w'^T = [1, 2]^T`, proofs.Refuted},
		{`w w'^T = 11`, proofs.Proved},
		{`w w'^T = 5`, proofs.Refuted},
		{`y'^2 = 9`, proofs.Proved},
		{`y'^2 = 4`, proofs.Refuted},
		{`a_1'^2 = 49`, proofs.Proved},
		{`a_1'^2 = 25`, proofs.Refuted},
	} {
		r := check(t, proofs.Source{Name: "primes.md", Text: given + c.link + "$."})
		assert.Equal(t, c.verdict, r.Links[len(r.Links)-1].Verdict, c.link)
	}
}
