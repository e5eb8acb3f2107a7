package syntax

import (
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// hostile are formulas that are made to be long or deep.
func hostile() map[string]string {
	const many, deep = 100_000, 10_000
	nested := func(open, inside, shut string, n int) string {
		return strings.Repeat(open, n) + inside + strings.Repeat(shut, n)
	}
	return map[string]string{
		"terms":              "x" + strings.Repeat(" + x", 3*many),
		"factors":            strings.Repeat("x ", many),
		"members":            "x" + strings.Repeat(" = x", many),
		"items":              "x" + strings.Repeat(", x", many),
		"digits":             strings.Repeat("7", many),
		"statements":         "x = 1" + strings.Repeat(", x = 1", many/4),
		"commas":             strings.Repeat(",", many),
		"points":             strings.Repeat(".", many),
		"colons":             "x" + strings.Repeat(" : ", many),
		"breaks":             "x +" + strings.Repeat(`\\`, many),
		"rows":               strings.Repeat(`x &= 1 \\ `, many/4),
		"marks":              strings.Repeat("x & ", many),
		"marks related":      "x = 1 " + strings.Repeat(" & x", many),
		"signs":              strings.Repeat("-", many),
		"primes":             "f" + strings.Repeat("'", many),
		"factorials":         "n" + strings.Repeat(" !", many),
		"scripts":            "x" + strings.Repeat("^2", many),
		"scripts open":       strings.Repeat("x^(", many),
		"scripts nested":     nested("x^{", "x", "}", deep),
		"scripts bare":       strings.Repeat("x^", many) + "x",
		"parentheses":        nested("(", "x", ")", deep),
		"parentheses open":   strings.Repeat("(", many),
		"parentheses shut":   strings.Repeat(")", many),
		"braces":             nested("{", "x", "}", deep),
		"braces open":        strings.Repeat("{", many),
		"brackets":           nested("[", "x", "]", deep),
		"fractions":          nested(`\frac{1}{`, "x", "}", deep),
		"fractions bare":     strings.Repeat(`\frac`, many) + "1",
		"roots":              nested(`\sqrt{`, "x", "}", deep),
		"roots bare":         strings.Repeat(`\sqrt`, many) + "1",
		"roots open":         strings.Repeat(`\sqrt[`, many),
		"functions":          strings.Repeat(`\sin `, many) + "x",
		"sums":               strings.Repeat(`\sum `, many) + "x",
		"integrals":          strings.Repeat(`\int `, many) + "x" + strings.Repeat(" dx", many),
		"gradients":          strings.Repeat(`\nabla `, many) + "f",
		"bars":               strings.Repeat("|", many),
		"bars related":       strings.Repeat("a | b, ", many/4),
		"bars nested":        strings.Repeat("|a - ", deep) + "x" + strings.Repeat("|", deep),
		"environments":       nested(`\begin{bmatrix}`, "x", `\end{bmatrix}`, deep),
		"environments open":  strings.Repeat(`\begin{bmatrix}`, many/10),
		"entries":            `\begin{bmatrix}` + strings.Repeat(" 1 &", many) + ` \end{bmatrix}`,
		"gaps":               "[" + strings.Repeat(`1 \ `, many) + "1]",
		"fonts":              strings.Repeat(`\mathbf`, many) + "x",
		"fonts nested":       nested(`\mathbf{`, "x", "}", deep),
		"accents":            nested(`\hat{`, "x", "}", deep),
		"texts open":         strings.Repeat(`\text{`, many/10),
		"texts":              strings.Repeat(`\text{if } x `, many/10),
		"texts and commas":   strings.Repeat(`, \text{cm}`, many/10),
		"moduli":             "a = b = c" + strings.Repeat(` \mod 2`, many/10),
		"boxes":              nested(`\boxed{`, "x=1", "}", deep),
		"negations":          strings.Repeat(`\not`, many),
		"stacks":             nested(`\overset{`, "x", "}{=}", deep),
		"arrows":             strings.Repeat(`\Rightarrow `, many),
		"ands":               "x = 1" + strings.Repeat(` \land x`, many),
		"quantifiers":        strings.Repeat(`\forall `, many),
		"overs":              strings.Repeat(`a \over `, many/10),
		"labels":             strings.Repeat(`\quad (4) `, many/10),
		"tags":               strings.Repeat(`\tag{4} `, many/10),
		"spliced":            strings.Repeat(`\begin{aligned} a \\ \end{aligned} \\`, many/50),
		"unknown":            strings.Repeat(`\unknown `, many),
		"backslashes":        strings.Repeat(`\`, many),
		"dollars":            strings.Repeat(`$`, many),
		"substacks":          nested(`\substack{`, "x", "}", deep),
		"matrix of matrices": strings.Repeat(`\begin{matrix} `+strings.Repeat(`1 2 \\ `, 50)+` \end{matrix} `, 500),
	}
}

// TestHostileFormulas reads each, as a formula or with an error. What it takes is
// shown with -v and not asserted: it is the machine's business too.
func TestHostileFormulas(t *testing.T) {
	for name, text := range hostile() {
		start := time.Now()
		f := ParseFormula(text)
		took := time.Since(start)
		if f.Unread != nil {
			assert.Contains(t, []string{codeUnread, codeLimit}, f.Unread.Code, name)
			assert.NotEqual(t, "cannot print back what was understood", f.Unread.Says, name)
		}
		if testing.Verbose() {
			says := ""
			if f.Unread != nil {
				says = f.Unread.Code + ": " + f.Unread.Says
			}
			t.Logf("%-20s %6d ms %s", name, took.Milliseconds(), says)
		}
	}
}

// TestDeepIsALimit asserts the code of what is too deep.
func TestDeepIsALimit(t *testing.T) {
	formulas := hostile()
	for _, name := range []string{
		"parentheses", "braces", "fractions", "roots", "scripts nested", "environments", "functions", "sums",
		"signs", "factorials", "scripts", "bars nested",
	} {
		f := ParseFormula(formulas[name])
		if assert.NotNil(t, f.Unread, name) {
			assert.Equal(t, codeLimit, f.Unread.Code, "%s: %s", name, f.Unread.Says)
		}
	}
}

// TestHostileDocuments reads documents made to be slow.
func TestHostileDocuments(t *testing.T) {
	const many = 50_000
	for name, text := range map[string]string{
		"dollars":     strings.Repeat("$a ", many),
		"lines":       strings.Repeat("$a\n", many),
		"braces":      strings.Repeat("${ ", many),
		"inline":      strings.Repeat(`\( a`+"\n", many),
		"displayed":   strings.Repeat(`\[ a`+"\n", many),
		"double":      strings.Repeat("$$ a\n\n# b\n", many),
		"begins":      strings.Repeat(`\begin{align} `, many),
		"ticks":       strings.Repeat("`` ` ", many),
		"comments":    strings.Repeat("<!-- ", many),
		"tags":        strings.Repeat("<a ", many),
		"calculators": strings.Repeat("<< ", many),
		"stars":       strings.Repeat("**a ", many),
		"lists":       strings.Repeat("- ", many),
		"quotes":      strings.Repeat("> ", many),
		"links":       strings.Repeat("[a](", many),
		"fences":      strings.Repeat("```\n", many),
		"numbers":     strings.Repeat("1 + ", many),
		"equals":      strings.Repeat("1 = ", many),
		"parens":      strings.Repeat("(1 ", many),
		"definitions": strings.Repeat(`\newcommand{\a}{`, many),
		"textbf":      strings.Repeat(`\textbf{`, many),
		"sections":    strings.Repeat(`\section{`, many),
		"percent":     strings.Repeat("%\n", many),
		"spaces":      strings.Repeat(" ", 20*many),
		"newlines":    strings.Repeat("\n", 20*many),
		"words":       strings.Repeat("word ", many),
		"formulas":    strings.Repeat("$x = 1$ and ", many/4),
		"growing":     `\newcommand{\a}[1]{#1#1} $` + strings.Repeat(`\a{`, 40) + "x" + strings.Repeat("}", 40) + "$",
		"vanishing": `\def\a{\b\b}\def\b{\c\c}\def\c{\d\d}\def\d{\e\e}\def\e{\f\f}\def\f{\g\g}\def\g{\h\h}\def\h{\i\i}\def\i{\j\j}` +
			`\def\j{\k\k}\def\k{\l\l}\def\l{\m\m}\def\m{\n\n}\def\n{\o\o}\def\o{\p\p}\def\p{\q\q}\def\q{\r\r}\def\r{\s\s}\def\s{\t\t}` +
			`\def\t{\u\u}\def\u{\v\v}\def\v{\w\w}\def\w{\x\x}\def\x{\y\y}\def\y{\z\z}\def\z{\aa\aa}\def\aa{\ab\ab}\def\ab{\ac\ac}\def\ac{} $\a = 1$`,
		"swallowing": `\def\a{\b\b\b\b\b\b\b\b}\def\b{\c\c\c\c\c\c\c\c}\def\c{\d\d\d\d\d\d\d\d}\def\d{xxxxxxxxxxxxxxxx}\def\e#1{} $` +
			strings.Repeat(`\e{\a}`, many/10) + "$",
		"doubling": `\def\a{\b\b}\def\b{\c\c}\def\c{\d\d}\def\d{\e\e}\def\e{\f\f}\def\f{\g\g}\def\g{\h\h}\def\h{\i\i}\def\i{\j\j}` +
			`\def\j{\k\k}\def\k{\l\l}\def\l{\m\m}\def\m{\n\n}\def\n{\o\o}\def\o{\p\p}\def\p{\q\q}\def\q{\r\r}\def\r{\s\s}\def\s{\t\t}\def\t{xxxx} $\a = 1$`,
	} {
		for _, format := range []Format{Markdown, LaTeX, Plain} {
			start := time.Now()
			d, err := Read(name, text, format, DefaultLimits())
			took := time.Since(start)
			require.NoError(t, err, name)
			assert.NotNil(t, d)
			if testing.Verbose() && took > 100*time.Millisecond {
				t.Logf("%-20s format %d %6d ms", name, format, took.Milliseconds())
			}
		}
	}
}

// TestNoDocument asserts what cannot be read at all.
func TestNoDocument(t *testing.T) {
	limits := DefaultLimits()
	limits.Bytes = 10
	for _, c := range []struct {
		source, code string
		at           Span
	}{
		{"a\x00b", codeUnread, Span{1, 2}},
		{"ab\xff", codeUnread, Span{2, 3}},
		{"12345678901", codeLimit, Span{10, 11}},
	} {
		_, err := Read("x", c.source, Markdown, limits)
		var failure *Error
		require.ErrorAs(t, err, &failure, "%q", c.source)
		assert.Equal(t, c.code, failure.Code)
		assert.Equal(t, c.at, failure.At)
	}
}

// homework is a document of about a megabyte.
func homework(size int) string {
	const page = "## Step\n\nBy the rule $s_{n+1} = \\rho s_n + (1 - \\rho) g$ with **given** $\\rho = 0.9$\n\n" +
		"$$\\hat{s}_n = \\frac{s_n}{1 - \\rho^n} = \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}^T \\cdot [2 \\ -1] \\quad (4)$$\n\n" +
		"so that 1/4 = 0.25, and the sum $\\sum_{k=1}^n k = \\frac{n(n+1)}{2}$ follows.\n\n"
	return strings.Repeat(page, size/len(page)+1)
}

func BenchmarkRead(b *testing.B) {
	for _, size := range []struct {
		name  string
		bytes int
	}{{"250KB", 250_000}, {"1MB", 1_000_000}} {
		b.Run(size.name, func(b *testing.B) {
			text := homework(size.bytes)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read("x", text, Markdown, DefaultLimits()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestMemory reports what the greatest document takes; HENCE_MEMORY asks for it.
func TestMemory(t *testing.T) {
	if os.Getenv("HENCE_MEMORY") == "" {
		t.Skip("HENCE_MEMORY is not set")
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f := ParseFormula(strings.Repeat("x + ", 499_999) + "x")
	runtime.ReadMemStats(&after)
	t.Logf("%d MiB from the system, %v", after.Sys>>20, f.Unread)
}
