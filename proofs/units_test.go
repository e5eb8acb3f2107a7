package proofs_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/hence-math/hence/proofs"
)

// firstLetters are the verdicts on the links of a document, by their first letters.
func firstLetters(t *testing.T, name, text string) string {
	t.Helper()
	var all strings.Builder
	for _, l := range check(t, proofs.Source{Name: name, Text: text}).Links {
		all.WriteByte(l.Verdict[0])
	}
	return all.String()
}

// Units are converted within one system, ignored where they stand on one side
// of numbers that agree, and left alone where the text may mean something else.
// The letters are those of the verdicts: proved, refuted, given, definition, unknown.
func TestUnits(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{`$1 \text{ yd}^2 = 9 \text{ ft}^2$ and $1 \text{ yd}^2 = 8 \text{ ft}^2$`, "pr"},
		{`$\$0.25 = 25 \text{ cents}$ and $\$0.25 = 24 \text{ cents}$`, "pr"},
		{`$100 \text{ cents} = 1 \text{ dollar}$, $3 \times \$1.20 = 360\text{ cents}$`, "pp"},
		{`$2.5\text{ km} = 2500\text{ m}$ and $2.5\text{ km} = 250\text{ m}$`, "pr"},
		{`$1 \text{ mile} = 5280 \text{ feet}$, $3 \text{ lbs} = 48 \text{ oz}$, $2 \text{ gallons} = 8 \text{ quarts}$`, "ppp"},
		{`$2 \text{ h} = 120 \text{ min} = 7200 \text{ s}$`, "pp"},
		{`$2 \text{ weeks} = 14 \text{ days} = 335 \text{ hours}$`, "pu"}, // so near that it may be rounded
		{`$1 \text{ L} = 1000 \text{ cm}^3$ and $1 \text{ m}^3 = 1000 \text{ L}$`, "pp"},
		{`$60 \frac{\text{miles}}{\text{hour}} \cdot 2 \text{ hours} = 120 \text{ miles}$`, "p"},
		{`$36 \text{ km/h} = 10 \text{ m/s}$, $60\text{ mph} \cdot 2 \text{ hours} = 120 \text{ miles}$`, "pp"},
		{`$3\text{ m} + 20\text{ cm} = 3.2\text{ m}$ and $3\text{ m} + 20\text{ cm} = 330\text{ cm}$`, "pr"},
		{`$4 \cdot 5 = 20\text{ square feet}$ and $4 \text{ cm} \cdot 5 \text{ cm} = 20$`, "pp"},
		{`$5 \text{ apples} + 1 \text{ apple} = 6 \text{ apples}$ and $5 \text{ apples} + 2 \text{ apples} = 8 \text{ apples}$`, "pr"},
		{`$x \text{ km} = 1000x \text{ m}$`, "p"},
		{`$15 \text{ cm} > 0.1 \text{ m}$ and $15 \text{ cm} < 0.1 \text{ m}$`, "pr"},
		{`Let $d = 5 \text{ km}$. Then $2d = 10000 \text{ m}$.`, "gp"},
		{`$3\,\mathrm{cm} + 4\,\mathrm{cm} = 7\,\mathrm{cm}$, $1\,\mathrm{m} = 100\,\mathrm{cm}$, $1\,\mathrm{m} = 10\,\mathrm{cm}$`, "ppr"},
		{`$1\,\mathrm{m}^2 = 10000\,\mathrm{cm}^2$, $90\,\mathrm{km/h} = 25\,\mathrm{m/s}$`, "pp"},
		{`$3 \text{ ft } 4 \text{ inches} = 40 \text{ inches}$, $2 \text{ h } 30 \text{ min} = 160 \text{ min}$`, "pr"},
		// What is not sure.
		{`$\mathrm{m} = 2$ and $3 \mathrm{m} = 6$`, "dp"},
		{`$4 \text{ inches } 3 \text{ ft} = 40 \text{ inches}$`, "u"},
		{`$3 \text{ m} = 300$`, "u"},
		{`$3 \text{ m} + 20 \text{ cm} = 23$`, "u"},
		{`$5 \cdot 3 = 16 \text{ apples}$`, "r"},
		{`$3 \cdot 12 = 1 \text{ yard}$ and $2 \cdot 6 = 1 \text{ dozen}$`, "uu"},
		{`$4 \text{ quarters} = \$1$`, "u"},
		{`$1 \text{ mi} = 1.6 \text{ km}$`, "u"},
		{`$10 \text{ ft} / 3 = 3.3 \text{ ft}$`, "u"},
		{`$1 \text{ year} = 12 \text{ months}$, $1 \text{ year} = 365 \text{ days}$.`, "pu"},
		{`On the map, $1 \text{ cm} = 5 \text{ km}$.`, "u"},
	} {
		assert.Equal(t, test.want, firstLetters(t, "a.md", test.text), test.text)
	}
}

// A modulus at the end of a row is that of every sign in it, equations too.
func TestModulusOfARow(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{`$2^{10} = 24^1 = 24 \pmod{1000}$`, "pp"},
		{`$2^{10} = 24^1 = 24 \mod 1000$`, "pp"},
		{`$7^2 = 49 = 4 \pmod 5$`, "pp"},
		{`$17 = 3 \pmod 5$`, "r"},
		{`$17 \equiv 3 \pmod 5$`, "r"},
	} {
		assert.Equal(t, test.want, firstLetters(t, "a.md", test.text), test.text)
	}
}

// Commas are decimal ones where a document can mean nothing else by them.
func TestDecimalComma(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{`$0,5 + 0,25 = 0,75$ und $1,5 \cdot 2 = 4$, $f(x) = 1,25x$, $f(2) = 2,5$`, "prdp"},
		{`$12,5\% \cdot 80 = 10$`, "p"},
		{`$1,000 + 2,000 = 3,000$`, "p"},
		{`$[-11+1,3+1] = [-10,4]$`, "p"},
		{`$0.5 + 0,25 = 0,75$`, "u"},
		{`Let $a_{1,2} = 3$ and $i = 0,1,2$. Then $2a_{1,2} = 6$.`, "ggp"},
	} {
		assert.Equal(t, test.want, firstLetters(t, "a.md", test.text), test.text)
	}
}

// A division may give a quotient and a remainder.
func TestQuotient(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{`$200 \div 7 = 28 \text{ R } 4$, $200 \div 7 = 28 R 4$ and $\frac{100}{8} = 12 \text{ remainder } 4$`, "ppp"},
		{`$200 \div 7 = 28 \text{ R } 5$ and $200 \div 7 = 27 \text{ R } 11$`, "rr"},
		{`$17 \div 5 = 3$ R $2$, and $18/4 = 4$ with remainder 2.`, "pp"},
		{`$17 \div 5 = 3$ red balls.`, "r"},
		{`Let $R = 2$. Then $24 \div 2 = 3 R 2$.`, "gp"},
		{`$7 \div 2 = 3 \text{ R } x$`, "u"},
	} {
		assert.Equal(t, test.want, firstLetters(t, "a.md", test.text), test.text)
	}
}

// Words that take a part of what follows belong to it.
func TestPartOf(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a.txt", `50% of 80 = 40`, "u"},
		{"a.md", `So 50% of 80 = 40 are left.`, "u"},
		{"a.md", `and $20\%$ of $50 = 10$.`, "u"},
		{"a.md", `half of $50 = 25$`, "u"},
		{"a.md", `The sum of $2+3=6$.`, "r"},
	} {
		assert.Equal(t, test.want, firstLetters(t, test.name, test.text), test.text)
	}
}

// Degrees equal parts of pi, and nothing is refuted between them.
func TestDegreesAndRadians(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{`$90^\circ = \frac{\pi}{2}$ and $90^\circ = \frac{\pi}{3}$`, "pu"},
		{`$\sin 30^\circ = \sin \frac{\pi}{6} = \frac12$`, "pp"},
		{`$\frac{60^\circ}{360^\circ} \cdot \pi \cdot 6^2 = 6\pi$`, "p"},
		{`$180 - 55 = 125^\circ$ and $180 - 55 = 124^\circ$`, "pr"},
	} {
		assert.Equal(t, test.want, firstLetters(t, "a.md", test.text), test.text)
	}
}

// How the rows of a formula and the macros of a document are read.
func TestRowsAndMacros(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a.tex", `\[\begin{cases} 2x = 6 \\ y = x + 1 \end{cases}\] so $x = 3$ and $y = 4$.`, "gdpp"},
		{"a.tex", "\\begin{align*}\n1+1&=2\\\\[2pt]\n\\intertext{and}\n2+2&=5\n\\end{align*}", "pr"},
		{"a.tex", `\let\eps\varepsilon $\eps - \eps = 0$`, "p"},
		{"a.tex", `\DeclareMathOperator{\lcm}{lcm} $\lcm(4,6)=12$`, "p"},
		{"a.md", "$`1+1=3`$", "r"},
		{"a.tex", `\begin{eqnarray} 2+3 &=& 5 \\ &=& 6 \end{eqnarray}`, "pr"},
		{"a.tex", `\begin{multline} 1+2+3 \\ +4 = 10 \end{multline}`, "p"},
		{"a.tex", `\begin{alignat}{2} 2+3 &= 5 & \quad 3+3 &= 6 \\ 1+1 &= 2 & 2+2 &= 5 \end{alignat}`, "pppr"},
	} {
		assert.Equal(t, test.want, firstLetters(t, test.name, test.text), test.text)
	}
}
