package bench_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
)

// generator writes documents that are right by construction: every number in
// them is computed from numbers drawn at random. A result that a step computes
// stands between marks, so that it can be replaced by a wrong one.
type generator struct {
	*rand.Rand
	format string // markdown, latex or text
}

// template writes the steps of one kind of document.
type template struct {
	kind  string
	plain bool // its formulas can stand in plain text
	write func(g *generator) []string
}

// made is a generated document.
type made struct {
	ID         string   `json:"id"`
	Kind       string   `json:"kind"`
	Format     string   `json:"format,omitempty"`
	Text       string   `json:"text,omitempty"`
	Steps      []string `json:"steps,omitempty"`
	FirstWrong *int     `json:"first_wrong"`
}

var mark = regexp.MustCompile(`«([^»]*)»`)

// n draws a whole number.
func (g *generator) n(low, high int) int { return low + g.IntN(high-low+1) }

// two draws two different numbers, the smaller first.
func (g *generator) two(low, high int) (a, b int) {
	a, b = g.n(low, high-1), g.n(low, high-1)
	if b >= a {
		return a, b + 1
	}
	return b, a
}

// pick draws one of several wordings.
func (g *generator) pick(words ...string) string { return words[g.IntN(len(words))] }

// f writes an inline formula.
func (g *generator) f(format string, values ...any) string {
	s := fmt.Sprintf(format, values...)
	switch g.format {
	case "latex":
		return g.pick("$"+s+"$", `\(`+s+`\)`)
	case "text":
		return s
	}
	return "$" + s + "$"
}

// d writes a displayed formula.
func (g *generator) d(format string, values ...any) string {
	s := fmt.Sprintf(format, values...)
	if g.format == "latex" {
		return g.pick(`\[ `+s+` \]`, "\\begin{equation}\n"+s+"\n\\end{equation}", `\[`+s+`.\]`)
	}
	return g.pick("$$"+s+"$$", "$$\n"+s+"\n$$", `\[`+s+`\]`)
}

// chain writes a chain of equal members, displayed in one row or in several.
func (g *generator) chain(members ...string) string {
	if g.IntN(2) == 0 {
		return g.d("%s", strings.Join(members, " = "))
	}
	rows := members[0] + " &= " + strings.Join(members[1:], ` \\`+"\n&= ")
	if g.format == "latex" {
		return g.pick("\\begin{align*}\n"+rows+"\n\\end{align*}", "\\[\\begin{aligned}\n"+rows+"\n\\end{aligned}\\]")
	}
	return "$$\\begin{aligned}\n" + rows + "\n\\end{aligned}$$"
}

// result marks what a step computes.
func result(v any) string { return fmt.Sprintf("«%v»", v) }

// frac writes a fraction in lowest terms.
func frac(a, b int) string {
	r := big.NewRat(int64(a), int64(b))
	if r.IsInt() {
		return r.Num().String()
	}
	sign := ""
	if r.Sign() < 0 {
		sign = "-"
	}
	return fmt.Sprintf(`%s\frac{%s}{%s}`, sign, new(big.Int).Abs(r.Num()), r.Denom())
}

// decimal writes n divided by 10^places.
func decimal(n, places int) string {
	r := new(big.Rat).SetFrac(big.NewInt(int64(n)), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
	s := strings.TrimRight(r.FloatString(places), "0")
	return strings.TrimSuffix(s, ".")
}

// signed writes a term behind another: "+ 3" or "- 3".
func signed(n int) string {
	if n < 0 {
		return fmt.Sprintf("- %d", -n)
	}
	return fmt.Sprintf("+ %d", n)
}

// times writes a coefficient before a letter.
func times(n int, letter string) string {
	switch n {
	case 1:
		return letter
	case -1:
		return "-" + letter
	}
	return fmt.Sprint(n, letter)
}

// then writes a further term with a letter, such as "- 3x".
func then(n int, letter string) string {
	switch {
	case n == 0:
		return ""
	case n < 0:
		return "- " + times(-n, letter)
	}
	return "+ " + times(n, letter)
}

// power computes a whole power.
func power(base, exponent int) int {
	p := 1
	for range exponent {
		p *= base
	}
	return p
}

// generate writes the document of a template for a seed, with its marks.
func generate(number int, t template, seed uint64) (format string, steps []string) {
	r := rand.New(rand.NewPCG(seed, uint64(number)))
	format = []string{"markdown", "markdown", "latex"}[r.IntN(3)]
	if t.plain && r.IntN(2) == 0 {
		format = "text"
	}
	return format, t.write(&generator{r, format})
}

// unmarked takes the marks off.
func unmarked(steps []string) []string {
	var all []string
	for _, s := range steps {
		all = append(all, mark.ReplaceAllString(s, "$1"))
	}
	return all
}

// altered replaces one marked result by a wrong one, and tells its step. The
// seed picks which, among those that are whole numbers.
func altered(steps []string, seed uint64) ([]string, int) {
	r := rand.New(rand.NewPCG(seed, 99))
	type place struct{ step, from, to int }
	var places []place
	for k, s := range steps {
		for _, m := range mark.FindAllStringSubmatchIndex(s, -1) {
			if _, err := strconv.Atoi(s[m[2]:m[3]]); err == nil {
				places = append(places, place{k, m[2], m[3]})
			}
		}
	}
	p := places[r.IntN(len(places))]
	right, _ := strconv.Atoi(steps[p.step][p.from:p.to])
	wrong := right + []int{1, -1, 10, 2, -2}[r.IntN(5)]
	if r.IntN(4) == 0 && right > 20 && right%10 != right/10%10 { // two digits change places
		wrong = right/100*100 + right%10*10 + right/10%10
	}
	if wrong == -right || right < 0 {
		wrong = right - 3
	}
	all := append([]string(nil), steps...)
	all[p.step] = steps[p.step][:p.from] + strconv.Itoa(wrong) + steps[p.step][p.to:]
	return unmarked(all), p.step
}
