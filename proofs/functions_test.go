package proofs_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/hence-math/hence/proofs"
)

// marks writes the verdicts of a text in order, one letter a link.
func marks(t *testing.T, text string) string {
	t.Helper()
	letters := map[proofs.Verdict]string{
		proofs.Proved: "p", proofs.Refuted: "r", proofs.Rounded: "o", proofs.Definition: "d", proofs.Given: "g",
		proofs.Unknown: "u", proofs.IllTyped: "i",
	}
	var b strings.Builder
	for _, l := range check(t, proofs.Source{Name: "text.md", Text: text}).Links {
		b.WriteString(letters[l.Verdict])
	}
	return b.String()
}

// TestFunctions: each line holds formulas, and the marks that its links get: p
// proved, r refuted, o rounded, u unknown, g given, d a definition.
func TestFunctions(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// Roots.
		{`$\sqrt{48} + \sqrt{27} = 7\sqrt{3}$`, "p"},
		{`$\sqrt{48} + \sqrt{27} = \sqrt{75}$`, "r"},
		{`$\sqrt{7 + 4\sqrt{3}} = 2 + \sqrt{3}$`, "p"},
		{`$\sqrt{7 + 4\sqrt{3}} = 3 + \sqrt{2}$`, "r"},
		{`$\frac{2}{\sqrt{7} - \sqrt{5}} = \sqrt{7} + \sqrt{5}$`, "p"},
		{`$\sqrt[3]{54} = 3\sqrt[3]{2}$, $\sqrt[3]{-27} = -3$, $\sqrt[4]{25} = \sqrt{5}$`, "ppp"},
		{`$\sqrt[3]{54} = 2\sqrt[3]{3}$`, "r"},
		{`$\frac{1}{\sqrt[3]{2} - 1} = \sqrt[3]{4} + \sqrt[3]{2} + 1$`, "p"},
		{`$8^{2/3} = 4$, $8^{-1/3} = \frac12$, $2^{1/2} \cdot 8^{1/2} = 4$`, "ppp"},
		{`$\sqrt{1/n} = 1/\sqrt{n}$`, "p"},
		{`$\sqrt{x^2} = |x|$`, "p"},
		{`$\sqrt{x^2} = x$`, "u"},
		{`The square has sides of length $s$. Its diagonal is $\sqrt{2s^2} = s\sqrt{2}$.`, "p"},
		{`$x\sqrt{x} = x^{3/2}$`, "p"},
		{`$(\sqrt{a} + \sqrt{b})^2 = a + b + 2\sqrt{ab} = a + 2b + \sqrt{ab}$`, "pr"},
		{`$\sqrt{16 + 9} = 4 + 3 = 7$`, "rp"},
		{`$\sqrt{12} = 3.46$, $\sqrt{12} \approx 3.464$, $\sqrt{12} \approx 3.465$`, "opr"},
		{`$\sqrt{2} < 1.5$, $\sqrt[3]{3} > \sqrt{2}$, $\pi > \frac{22}{7}$`, "ppr"},
		// Bars and complex numbers.
		{`$|{-3}| + |2 - 5| = 6$`, "p"},
		{`$|\sqrt{2} - 2| = 2 - \sqrt{2} = \sqrt{2} - 2$`, "pr"},
		{`$|x - 1| = |1 - x|$`, "p"},
		{`$|3 - 4i| = \sqrt{9 + 16} = 5$`, "pp"},
		{`For complex numbers $z$ and $w$, $|zw| = |z| \cdot |w|$.`, "p"},
		{`For a complex number $z$, we have $|z|^2 = z^2$.`, "g"},
		{`$e^{i\pi} + 1 = 0$, $e^{i\pi/3} = \frac12 + \frac{\sqrt 3}{2} i$`, "pp"},
		// Logarithms and exponents.
		{`$\log_2 8 = 3$, $\log_4 8 = \frac32$, $\log_3 \frac19 = -2$`, "ppp"},
		{`$\log_2 8 = 4$`, "r"},
		{`$\log 6 = \log 2 + \log 3$, $\log 100 = 2$`, "pp"},
		{`$\log 6 = \log 2 \cdot \log 3$`, "u"},
		{`$\log 6 = \log 2 + \log 4$`, "r"},
		{`$\ln e^3 = 3$, $e^{\ln 5} = 5$, $e^{2\ln 3} = 9$, $\ln 1 = 0$`, "pppp"},
		{`$\ln e^3 = 1$`, "r"},
		{`$\log_a (xy) = \log_a x + \log_a y$`, "p"},
		{`$\log_9 x = \frac{\log_3 x}{2}$`, "p"},
		{`$2^{x+3} = 8 \cdot 2^x$, $4^x = 2^{2x}$, $3^{\log_3 x} = x$`, "ppp"},
		{`$\ln 2 \approx 0.693$, $\ln 2 \approx 0.694$, $e^2 \approx 7.389$`, "prp"},
		// Angles.
		{`$\sin 30^\circ = \frac12$, $\cos 135^\circ = -\frac{\sqrt 2}{2}$, $\tan 60^\circ = \sqrt 3$`, "ppp"},
		{`$\cos 120^\circ = \frac12$`, "r"},
		{`$\sin 75^\circ = \frac{\sqrt6 + \sqrt2}{4}$, $\cos 36^\circ = \frac{1 + \sqrt5}{4}$`, "pp"},
		{`$\cos\frac{\pi}{7} - \cos\frac{2\pi}{7} + \cos\frac{3\pi}{7} = \frac12$`, "p"},
		{`$\sin\frac{\pi}{8} = \frac{\sqrt{2 - \sqrt2}}{2}$`, "p"},
		{`$\sin^2 x + \cos^2 x = 1$, $\sin 2x = 2 \sin x \cos x$, $\cos 2x = 1 - 2\sin^2 x$`, "ppp"},
		{`$1 + \tan^2 x = \sec^2 x = \frac{1}{\cos^2 x}$`, "pp"},
		{`$\sin(90^\circ - x) = \cos x$, $\sin(x + 2\pi) = \sin x$`, "pp"},
		{`$\sin 3x = 3 \sin x - 4 \sin^3 x = 3 \sin x - 2 \sin^3 x$`, "pr"},
		{`$\sin 30 = \frac12$`, "u"},
		{`$\arctan 1 = \frac{\pi}{4}$, $\arcsin\frac12 = \frac{\pi}{6}$, $\cos^{-1}\left(-\frac{1}{\sqrt2}\right) = \frac{3\pi}{4}$`, "ppp"},
		{`$\arcsin\frac12 = \frac{\pi}{3}$, $\arccos 1 = 0$, $\arcsin(-1) = -\frac{\pi}{2}$`, "rpp"},
		{`$\arctan\frac12 + \arctan\frac13 = \frac{\pi}{4}$, $\arctan\frac12 + \arctan\frac14 = \frac{\pi}{4}$`, "pr"},
		{`$\arcsin x + \arccos x = \frac{\pi}{2}$, $\cos(\arccos x) = x$, $\tan(\arctan x) = x$`, "ppp"},
		{`$\cos(\arctan x) = \frac{1}{\sqrt{1 + x^2}}$`, "p"},
		{`$\cosh^2 x - \sinh^2 x = 1$, $\sinh 2x = 2\sinh x \cosh x$`, "pp"},
		// Two values.
		{`$\frac{6 \pm \sqrt{36 - 16}}{2} = \frac{6 \pm 2\sqrt5}{2} = 3 \pm \sqrt5$`, "pp"},
		{`$\frac{6 \pm \sqrt{36 - 16}}{2} = \frac{6 \pm 2\sqrt5}{2} = 3 \pm 2\sqrt5$`, "pr"},
		{`$2 \pm \sqrt{9} = 2 \mp 3$`, "p"},
		{`Since $x^2 - 6x + 4 = 0$, we have $x = \frac{6 \pm \sqrt{36 - 16}}{2} = 3 \pm \sqrt5$.`, "gpp"},
		// Integers.
		{`$\gcd(84, 36) = 12$, $\text{gcd}\,(84, 36) = 6$, $\operatorname{lcm}(4, 6) = 12$`, "prp"},
		{`$\gcd(9n + 4, 2n + 1) = \gcd(n, 2n + 1) = 1$`, "pp"},
		{`$\gcd(6n + 4, 4n + 2) = 1$`, "r"},
		{`The graph shows $f(2) = 5$ and $f(3) = 8$, so $f(2) + f(3) = 13$.`, "ggp"},
		{`$\max(3, \pi) = \pi$, $\min\{2, -5, 4\} = -5$, $\max(a, b) + \min(a, b) = a + b$`, "ppp"},
		{`$38 \bmod 7 = 3$, $-1 \bmod 7 = 6$, $38 \bmod 7 = 4$`, "ppr"},
		{`$2^{10} \equiv 2 \pmod 7$, $20^{-1} \equiv 4 \pmod{79}$, $3^4 \equiv 2 \pmod 5$`, "ppr"},
		{`$7^3 = 343 = 43 \pmod{100}$`, "pp"},
		{`Let $a \equiv 4 \pmod{15}$ and $2b \equiv 1 \pmod{15}$. Then $b \equiv 8 \pmod{15}$ and $a + b \equiv 12 \pmod{15}$.`, "ggpp"},
		{`$52_8 = 42$, $1011_2 = 11$, $13_6 - 5_6 = 4_6$, $25_b = 2b + 5$`, "pppp"},
		// Floors.
		{`$\lfloor \sqrt{45} \rfloor = 6$, $\lceil \pi \rceil = 4$, $\lfloor -\frac72 \rfloor = -4$`, "ppp"},
		{`$\lfloor \sqrt{50} \rfloor = 6$`, "r"},
		{`$\lfloor \sqrt{7} \rceil = 3$`, "p"},
	} {
		assert.Equal(t, c.want, marks(t, c.text), c.text)
	}
}
