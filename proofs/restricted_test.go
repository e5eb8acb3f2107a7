package proofs_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
)

// What the text says of the letters of an inequality rules witnesses out.
var restrictedClaims = []struct {
	text string
	want proofs.Verdict
}{
	{`Let $x_k \ge 0$. Prove that $\prod_{k=1}^n (1+x_k) \ge 1 + \sum_{k=1}^n x_k$ for all $n \ge 1$.`, proofs.Proved},
	{`Let $x_k > -1$. Prove that $\prod_{k=1}^n (1+x_k) \ge 1 + \sum_{k=1}^n x_k$ for all $n \ge 1$.`, proofs.Refuted},
	{`Let $0 \le x_k \le 1$. Prove that $\prod_{k=1}^n (1+x_k) \ge 1$ for all $n \ge 1$.`, proofs.Proved},
	{`Let $0 \le x_k \le 1$ for all $k$. Prove that $\prod_{k=1}^n (1-x_k) \ge 1 - \sum_{k=1}^n x_k$ for all $n \ge 1$.`, proofs.Unknown},
	{`Let $x_1, x_2, \ldots$ be positive real numbers. Prove that $\prod_{k=1}^n (1+x_k) > \sum_{k=1}^n x_k$ for all $n \ge 1$.`, proofs.Unknown},
	{`Let $a$ be a positive real number. Prove that $(1+a)^n \ge 1 + na$ for $n \ge 1$.`, proofs.Proved},
	{`Prove that for every positive real number $x$ and every integer $n \ge 2$, $(1+x)^n > 1 + nx$.`, proofs.Proved},
	{`Prove that $\sum_{k=0}^{n} q^k \ge 1$ for every positive integer $n$.`, proofs.Refuted},
	{`Let $\rho + \sigma = 1$. Let $s_0 = 0$ and $s_n = \rho s_{n-1} + \sigma g$ for $n \ge 1$. Prove that $s_n = (1-\rho^n) g$ for $n \ge 1$.`, proofs.Proved},
	{`Prove that $\sum_{k=0}^{n} \binom{m}{k} = 2^m$ for all integers $n \ge m \ge 0$.`, proofs.Unknown},
	{`Let $m \ge 0$ be an integer. Prove that $\sum_{k=0}^{n} \binom{m}{k} = 2^m$ for all $n \ge 0$.`, proofs.Refuted},
}

func TestRestrictedClaims(t *testing.T) {
	for _, c := range restrictedClaims {
		result, err := proofs.Prove(context.Background(), proofs.Source{Name: "claim.md", Text: c.text}, proofs.DefaultLimits())
		require.NoError(t, err)
		if assert.Len(t, result.Claims, 1, c.text) {
			assert.Equal(t, c.want, result.Claims[0].Verdict, "%s\n%s", c.text, result.Claims[0].Says)
		}
	}
}
