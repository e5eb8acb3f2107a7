package proofs

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
)

// What an ellipsis that ends at a number stands for, and that false sums with it are
// refuted only where the terms shown leave one reading.
func TestShownTerms(t *testing.T) {
	for _, test := range []struct {
		link    string
		verdict Verdict
		reading string
	}{
		{`1^2 + 2^2 + \cdots + 15^2 = 1240`, Proved, `$(1 + j)^{2}$ for $j = 0, \ldots, 14$`},
		{`1^2 + 2^2 + \cdots + 15^2 = 1241`, Refuted, `$(1 + j)^{2}$ for $j = 0, \ldots, 14$`},
		{`\binom{6}{0} + \binom{6}{1} + \cdots + \binom{6}{5} + \binom{6}{6} = 2^6`, Proved, `$\binom{6}{j}$ for $j = 0, \ldots, 5$`},
		{`1 - 2 + 3 - 4 + \cdots + 29 - 30 = -15`, Proved, `$(-1)^{j} \cdot (1 + j)$ for $j = 0, \ldots, 28$`},
		{`1 - 2 + 3 - 4 + \cdots + 29 + 30 = -15`, Refuted, `$(-1)^{j} \cdot (1 + j)$ for $j = 0, \ldots, 28$`},
		{`(1 - 3) + (5 - 7) + \cdots + (97 - 99) = -50`, Proved, `$((1 + 4 j) - (3 + 4 j))$ for $j = 0, \ldots, 24$`},
		{`(\sqrt 2 - 1) + (\sqrt 3 - \sqrt 2) + \cdots + (\sqrt{50} - \sqrt{49}) = 5 \sqrt 2 - 1`, Proved, `$(\sqrt{(2 + j)} - \sqrt{(1 + j)})$ for $j = 0, \ldots, 48$`},
		{`\left(1 - \frac12\right)\left(1 - \frac13\right) \cdots \left(1 - \frac1{40}\right) = \frac1{40}`, Proved, `$(1 - \frac{1}{(2 + j)})$ for $j = 0, \ldots, 38$`},
		{`1 + q + \cdots + q^7 = \frac{1 - q^8}{1 - q}`, Proved, `$q^{j}$ for $j = 0, \ldots, 7$`},
		{`1 + q + \cdots + q^7 = \frac{1 - q^7}{1 - q}`, Refuted, `$q^{j}$ for $j = 0, \ldots, 7$`},
		{`1 + 2q + 3q^2 + \cdots + 6 q^5 = \frac{1 - 7q^6 + 6q^7}{(1 - q)^2}`, Proved, `$(1 + j) q^{j}$ for $j = 0, \ldots, 5$`},
		{`3 + 6 + 12 + \cdots + 384 = 765`, Proved, `$3 \cdot 2^{j}$ for $j = 0, \ldots, 7$`},
		{`\frac12 - \frac14 + \frac18 - \cdots = \frac13`, Proved, `each term times $-0.5$`},
		{`12 + 1 + 2 + 3 + \cdots + 10 + 11 = 78`, Proved, `$(1 + j)$ for $j = 0, \ldots, 9$`},
		// 1, 2, 4, ..., or 1, 2, 3, ...
		{`1 + 2 + \cdots + 64 = 127`, Unknown, ""},
		// squares, or every third number
		{`1 + 4 + \cdots + 100 = 385`, Unknown, ""},
		{`1 + 1 + 2 + 3 + 5 + \cdots + 89 = 232`, Unknown, ""},
		{`5 + 1 + 2 + \cdots + 10 = 61`, Unknown, ""},
	} {
		r, err := Check(context.Background(), Source{Name: "a.md", Text: "We have $" + test.link + "$."}, Options{Limits: DefaultLimits()})
		require.NoError(t, err)
		require.Equal(t, test.verdict, r.Links[0].Verdict, "%s: %s", test.link, r.Links[0].Says)
		if test.reading != "" {
			require.Equal(t, []string{"the ellipsis stands for " + test.reading}, r.Links[0].Assumed, test.link)
		}
	}
}
