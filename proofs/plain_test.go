package proofs_test

import (
	"errors"
	"fmt"
	"math/big"
	"regexp"
	"strings"
	"unicode"
)

// This file is a second, plain way to tell whether a document is true, for the
// mutation test. It shares nothing with the checker: formulas are found with
// regular expressions, and members are computed with math/big at a few points
// for the letters that have no value. It decides less, and where it cannot
// compute a member it says so.

// plainFormula is a stretch of a document between the delimiters of a formula.
type plainFormula struct{ start, end int }

var plainDelimiters = regexp.MustCompile(`(?s)\$\$.*?\$\$|\$[^$]+\$|\\\[.*?\\\]|\\\(.*?\\\)|\\begin\{(align|equation)\*?\}.*?\\end\{(align|equation)\*?\}`)

// plainFormulas finds the formulas of a document.
func plainFormulas(text string) []plainFormula {
	var all []plainFormula
	for _, at := range plainDelimiters.FindAllStringIndex(text, -1) {
		all = append(all, plainFormula{at[0], at[1]})
	}
	return all
}

var (
	plainNoise = regexp.MustCompile(`\\(begin|end)\{(aligned|align\*?|equation\*?)\}|\\(tag|label)\{[^}]*\}|\\quad *\([0-9a-z]+\)|\\nonumber|\\(left|right|displaystyle|medskip)([^a-z]|$)|\\[,;!]|^\$+|\$+$|^\\[\[(]|\\[\])]$`)
	plainSplit = regexp.MustCompile(`\\q?quad|\\text\{[^}]*\}`)
	plainSigns = regexp.MustCompile(`=|\\approx|\\neq?|\\leq?|\\geq?|<|>`)
)

// plainChain is a chain: the members as written and the signs between them.
type plainChain struct {
	members, signs []string
	formula        int
}

// plainChains reads the chains of a document. A row that begins with a sign
// goes on with the chain before it.
func plainChains(text string) []plainChain {
	var all []plainChain
	for f, at := range plainFormulas(text) {
		inner := plainNoise.ReplaceAllStringFunc(text[at.start:at.end], func(s string) string {
			if m := regexp.MustCompile(`^\\(?:left|right|displaystyle|medskip)(.)`).FindStringSubmatch(s); m != nil && m[1] != " " {
				return m[1]
			}
			return " "
		})
		for _, row := range plainRows(inner) {
			for _, clause := range plainClauses(row) {
				clause = strings.TrimRight(strings.TrimSpace(clause), ".")
				at := plainTopSigns(clause)
				if len(at) == 0 {
					continue
				}
				c := plainChain{formula: f}
				from := 0
				for _, s := range at {
					c.members = append(c.members, strings.TrimSpace(clause[from:s[0]]))
					c.signs = append(c.signs, clause[s[0]:s[1]])
					from = s[1]
				}
				c.members = append(c.members, strings.TrimSpace(clause[from:]))
				if last := len(all) - 1; c.members[0] == "" && last >= 0 && all[last].formula == f {
					all[last].members = append(all[last].members, c.members[1:]...)
					all[last].signs = append(all[last].signs, c.signs...)
					continue
				}
				all = append(all, c)
			}
		}
	}
	return all
}

// plainRows splits at \\ outside matrices and drops the marks of columns there.
func plainRows(s string) []string {
	var rows []string
	var b strings.Builder
	depth := 0
	for i := 0; i < len(s); i++ {
		rest := s[i:]
		switch {
		case strings.HasPrefix(rest, `\begin`):
			depth++
		case strings.HasPrefix(rest, `\end`):
			depth--
		case depth == 0 && strings.HasPrefix(rest, `\\`):
			rows = append(rows, b.String())
			b.Reset()
			i++
			continue
		case depth == 0 && s[i] == '&':
			continue
		}
		b.WriteByte(s[i])
	}
	return append(rows, b.String())
}

// plainTop calls f at each offset outside brackets and environments.
func plainTop(s string, f func(i int)) {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch {
		case strings.HasPrefix(s[i:], `\begin`):
			depth++
		case strings.HasPrefix(s[i:], `\end`):
			depth--
		case strings.IndexByte("({[", s[i]) >= 0:
			depth++
		case strings.IndexByte(")}]", s[i]) >= 0:
			depth--
		case depth == 0:
			f(i)
		}
	}
}

// plainClauses splits a row at commas and wide gaps.
func plainClauses(row string) []string {
	row = plainSplit.ReplaceAllString(row, ",")
	var clauses []string
	from := 0
	plainTop(row, func(i int) {
		if row[i] == ',' {
			clauses = append(clauses, row[from:i])
			from = i + 1
		}
	})
	return append(clauses, row[from:])
}

// plainTopSigns finds the relation signs outside brackets.
func plainTopSigns(clause string) [][2]int {
	var all [][2]int
	plainTop(clause, func(i int) {
		if at := plainSigns.FindStringIndex(clause[i:]); at != nil && at[0] == 0 {
			end := i + at[1]
			if clause[i] == '\\' && end < len(clause) && unicode.IsLetter(rune(clause[end])) {
				return // a longer command, such as \left
			}
			all = append(all, [2]int{i, end})
		}
	})
	return all
}

// plainValue is a matrix of fractions; a number is one by one.
type plainValue struct {
	rows, columns int
	entries       []*big.Rat
}

func plainNumber(r *big.Rat) plainValue { return plainValue{1, 1, []*big.Rat{r}} }

func (v plainValue) scalar() bool { return len(v.entries) == 1 }

// same compares values; a row and a column with the same entries are the same.
func (v plainValue) same(w plainValue, within *big.Rat) bool {
	flat := v.rows == 1 && w.columns == 1 || v.columns == 1 && w.rows == 1
	if len(v.entries) != len(w.entries) || !flat && v.rows != w.rows {
		return false
	}
	for i := range v.entries {
		difference := new(big.Rat).Sub(v.entries[i], w.entries[i])
		if difference.Abs(difference).Cmp(within) > 0 {
			return false
		}
	}
	return true
}

func (v plainValue) each(f func(*big.Rat) *big.Rat) plainValue {
	w := plainValue{v.rows, v.columns, make([]*big.Rat, len(v.entries))}
	for i, e := range v.entries {
		w.entries[i] = f(e)
	}
	return w
}

func (v plainValue) transposed() plainValue {
	w := plainValue{v.columns, v.rows, nil}
	for j := range v.columns {
		for i := range v.rows {
			w.entries = append(w.entries, v.entries[i*v.columns+j])
		}
	}
	return w
}

var errPlain = errors.New("not computed")

func plainAdd(v, w plainValue, sign int64) (plainValue, error) {
	if v.rows != w.rows || v.columns != w.columns {
		return v, errPlain
	}
	sum := plainValue{v.rows, v.columns, nil}
	for i := range v.entries {
		e := new(big.Rat).Mul(w.entries[i], big.NewRat(sign, 1))
		sum.entries = append(sum.entries, e.Add(e, v.entries[i]))
	}
	return sum, nil
}

func plainMultiply(v, w plainValue) (plainValue, error) {
	if v.scalar() {
		return w.each(func(e *big.Rat) *big.Rat { return new(big.Rat).Mul(v.entries[0], e) }), nil
	}
	if w.scalar() {
		return plainMultiply(w, v)
	}
	if v.columns != w.rows {
		return v, errPlain
	}
	product := plainValue{v.rows, w.columns, nil}
	for i := range v.rows {
		for j := range w.columns {
			sum := new(big.Rat)
			for k := range v.columns {
				sum.Add(sum, new(big.Rat).Mul(v.entries[i*v.columns+k], w.entries[k*w.columns+j]))
			}
			product.entries = append(product.entries, sum)
		}
	}
	return product, nil
}

// plainDeterminant expands along the first row.
func plainDeterminant(v plainValue) (*big.Rat, error) {
	if v.rows != v.columns {
		return nil, errPlain
	}
	if v.scalar() {
		return v.entries[0], nil
	}
	total := new(big.Rat)
	for j := range v.columns {
		minor, err := plainDeterminant(v.without(0, j))
		if err != nil {
			return nil, err
		}
		term := new(big.Rat).Mul(v.entries[j], minor)
		if j%2 == 1 {
			term.Neg(term)
		}
		total.Add(total, term)
	}
	return total, nil
}

func (v plainValue) without(row, column int) plainValue {
	w := plainValue{v.rows - 1, v.columns - 1, nil}
	for i := range v.rows {
		for j := range v.columns {
			if i != row && j != column {
				w.entries = append(w.entries, v.entries[i*v.columns+j])
			}
		}
	}
	return w
}

func plainInverse(v plainValue) (plainValue, error) {
	d, err := plainDeterminant(v)
	if err != nil || d.Sign() == 0 {
		return v, errPlain
	}
	if v.scalar() {
		return plainNumber(new(big.Rat).Inv(d)), nil
	}
	w := plainValue{v.rows, v.columns, nil}
	for i := range v.rows {
		for j := range v.columns {
			minor, err := plainDeterminant(v.without(j, i))
			if err != nil {
				return v, err
			}
			minor = new(big.Rat).Quo(minor, d)
			if (i+j)%2 == 1 {
				minor.Neg(minor)
			}
			w.entries = append(w.entries, minor)
		}
	}
	return w, nil
}

func plainPower(v plainValue, n int64) (plainValue, error) {
	if n < 0 {
		inverse, err := plainInverse(v)
		if err != nil {
			return v, err
		}
		return plainPower(inverse, -n)
	}
	if n > 60 || v.rows != v.columns {
		return v, errPlain
	}
	power := plainValue{v.rows, v.columns, nil}
	for i := range v.rows {
		for j := range v.columns {
			e := new(big.Rat)
			if i == j {
				e.SetInt64(1)
			}
			power.entries = append(power.entries, e)
		}
	}
	for range n {
		power, _ = plainMultiply(power, v)
	}
	return power, nil
}

// plainRule is an equation for every value of an index or of an argument.
type plainRule struct {
	variable string
	offset   int64
	body     string
}

// plainMind is what a document has said so far, at one point for the letters
// that have no value.
type plainMind struct {
	point   int64
	bound   map[string]plainValue
	rules   map[string]plainRule // by the name before its index
	calls   map[string]plainRule // functions of one argument
	letters map[string]*big.Rat  // free letters and their values at the point
	asked   map[string]bool      // free letters used since last cleared
	depth   int
}

func newPlainMind(point int64) *plainMind {
	return &plainMind{
		point: point, bound: map[string]plainValue{}, rules: map[string]plainRule{}, calls: map[string]plainRule{},
		letters: map[string]*big.Rat{}, asked: map[string]bool{},
	}
}

const plainIndices = "nktij"

// free is the value of a letter at the point: a small integer for one that
// counts, another fraction for each of the others.
func (m *plainMind) free(name string) plainValue {
	m.asked[name] = true
	if strings.Contains(plainIndices, name) {
		return plainNumber(big.NewRat(m.point+1, 1))
	}
	if m.letters[name] == nil {
		n := int64(len(m.letters))
		m.letters[name] = big.NewRat(7+3*n+2*m.point, 3+n%4)
	}
	return plainNumber(m.letters[name])
}

// plainParser computes a member as it reads it.
type plainParser struct {
	mind *plainMind
	s    string
	i    int
	vars map[string]int64 // indices of sums and of rules
}

// value computes a member.
func (m *plainMind) value(s string, vars map[string]int64) (v plainValue, err error) {
	if m.depth > 40 {
		return v, errPlain
	}
	m.depth++
	defer func() { m.depth-- }()
	p := &plainParser{mind: m, s: s, vars: vars}
	if v, err = p.sum(); err == nil && p.peek() != 0 {
		err = fmt.Errorf("%w: %q", errPlain, p.s[p.i:])
	}
	return v, err
}

// peek is the next character that is no space, or 0.
func (p *plainParser) peek() byte {
	for p.i < len(p.s) && (p.s[p.i] == ' ' || p.s[p.i] == '\n' || p.s[p.i] == '~' || strings.HasPrefix(p.s[p.i:], `\ `)) {
		p.i++
	}
	if p.i == len(p.s) {
		return 0
	}
	return p.s[p.i]
}

// command is the command that comes next, or "".
func (p *plainParser) command() string {
	if p.peek() != '\\' {
		return ""
	}
	end := p.i + 1
	for end < len(p.s) && unicode.IsLetter(rune(p.s[end])) {
		end++
	}
	return p.s[p.i:end]
}

// eat takes a text that comes next.
func (p *plainParser) eat(s string) bool {
	p.peek()
	if !strings.HasPrefix(p.s[p.i:], s) || s[0] == '\\' && p.command() != s {
		return false
	}
	p.i += len(s)
	return true
}

func (p *plainParser) sum() (plainValue, error) {
	negative := p.eat("-")
	if !negative {
		p.eat("+")
	}
	total, err := p.product()
	if negative {
		total = total.each(func(e *big.Rat) *big.Rat { return new(big.Rat).Neg(e) })
	}
	for err == nil {
		sign := int64(1)
		switch {
		case p.eat("-"):
			sign = -1
		case p.eat("+"):
		default:
			return total, nil
		}
		var next plainValue
		if next, err = p.product(); err == nil {
			total, err = plainAdd(total, next, sign)
		}
	}
	return total, err
}

func (p *plainParser) product() (plainValue, error) {
	total, err := p.power()
	for err == nil {
		divide := false
		switch {
		case p.eat(`\cdot`), p.eat(`\times`):
		case p.eat(`\div`), p.eat("/"):
			divide = true
		default:
			c := p.peek()
			if c == 0 || strings.IndexByte("+-)]}&,|", c) >= 0 || strings.HasPrefix(p.s[p.i:], `\\`) || p.command() == `\end` {
				return total, nil
			}
		}
		var next plainValue
		if next, err = p.power(); err == nil && divide {
			next, err = plainInverse(next)
		}
		if err == nil {
			total, err = plainMultiply(total, next)
		}
	}
	return total, err
}

// power reads an atom with what stands behind it.
func (p *plainParser) power() (plainValue, error) {
	v, err := p.atom()
	for err == nil {
		switch {
		case p.eat("!"):
			n, integer := plainInteger(v)
			if !integer || n < 0 || n > 30 {
				return v, errPlain
			}
			v = plainNumber(new(big.Rat).SetInt(new(big.Int).MulRange(1, n)))
		case p.eat("^"):
			exponent := p.argument()
			if exponent == "T" || exponent == `\top` {
				v = v.transposed()
				continue
			}
			var e plainValue
			if e, err = p.mind.value(exponent, p.vars); err != nil {
				return v, err
			}
			n, integer := plainInteger(e)
			if !integer {
				return v, errPlain
			}
			v, err = plainPower(v, n)
		default:
			return v, nil
		}
	}
	return v, err
}

func plainInteger(v plainValue) (int64, bool) {
	if !v.scalar() || !v.entries[0].IsInt() || !v.entries[0].Num().IsInt64() {
		return 0, false
	}
	return v.entries[0].Num().Int64(), true
}

// argument takes the argument of a command or the script behind ^ or _, as text.
func (p *plainParser) argument() string {
	if p.peek() == 0 {
		return ""
	}
	from := p.i
	if p.s[p.i] != '{' {
		if c := p.command(); c != "" {
			p.i += len(c)
		} else {
			p.i++
		}
		return p.s[from:p.i]
	}
	depth := 0
	for ; p.i < len(p.s); p.i++ {
		switch p.s[p.i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				p.i++
				return p.s[from+1 : p.i-1]
			}
		}
	}
	return ""
}

var plainLiteral = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?`)

// atom reads what stands for itself.
func (p *plainParser) atom() (plainValue, error) {
	none := plainValue{}
	c := p.peek()
	command := p.command()
	switch {
	case c == 0, command == `\lim`:
		return none, errPlain
	case c == '-':
		p.i++
		v, err := p.power()
		return v.each(func(e *big.Rat) *big.Rat { return new(big.Rat).Neg(e) }), err
	case c == '(':
		return p.bracketed("(", ")")
	case c == '[':
		return p.bracketed("[", "]")
	case c == '|':
		v, err := p.bracketed("|", "|")
		return v.each(func(e *big.Rat) *big.Rat { return new(big.Rat).Abs(e) }), err
	case c == '{':
		return p.mind.value(p.argument(), p.vars)
	case plainLiteral.MatchString(p.s[p.i:]):
		text := plainLiteral.FindString(p.s[p.i:])
		p.i += len(text)
		r, _ := new(big.Rat).SetString(text)
		return plainNumber(r), nil
	case command == `\frac`, command == `\tfrac`, command == `\dfrac`, command == `\binom`:
		p.i += len(command)
		a, err := p.mind.value(p.argument(), p.vars)
		if err != nil {
			return none, err
		}
		b, err := p.mind.value(p.argument(), p.vars)
		if err != nil {
			return none, err
		}
		if command == `\binom` {
			n, _ := plainInteger(a)
			k, _ := plainInteger(b)
			return plainNumber(new(big.Rat).SetInt(new(big.Int).Binomial(n, k))), nil
		}
		if b, err = plainInverse(b); err != nil {
			return none, err
		}
		return plainMultiply(a, b)
	case command == `\sum`:
		p.i += len(command)
		return p.series()
	case command == `\det`:
		p.i += len(command)
		v, err := p.power()
		if err != nil {
			return none, err
		}
		d, err := plainDeterminant(v)
		return plainNumber(d), err
	case command == `\begin`:
		return p.matrix()
	}
	name := p.name()
	if name == "" {
		return none, errPlain
	}
	return p.named(name)
}

func (p *plainParser) bracketed(open, shut string) (plainValue, error) {
	p.eat(open)
	v, err := p.sum()
	if err == nil && !p.eat(shut) {
		err = errPlain
	}
	return v, err
}

// series reads the bounds and the body of a sum and adds up.
func (p *plainParser) series() (plainValue, error) {
	total := plainNumber(new(big.Rat))
	if !p.eat("_") {
		return total, errPlain
	}
	variable, from, found := strings.Cut(p.argument(), "=")
	if !found || !p.eat("^") {
		return total, errPlain
	}
	low, err := p.mind.value(from, p.vars)
	if err != nil {
		return total, err
	}
	high, err := p.mind.value(p.argument(), p.vars)
	if err != nil {
		return total, err
	}
	a, first := plainInteger(low)
	b, last := plainInteger(high)
	if !first || !last || b-a > 60 {
		return total, errPlain
	}
	body := *p
	if a > b { // read the body, to come behind it
		a = b + 1
	}
	for k := min(a, b); k <= b; k++ {
		body.i = p.i
		body.vars = map[string]int64{strings.TrimSpace(variable): k}
		for name, value := range p.vars {
			if _, inner := body.vars[name]; !inner {
				body.vars[name] = value
			}
		}
		v, err := body.product()
		if err != nil {
			return total, err
		}
		if k >= a {
			if total, err = plainAdd(total, v, 1); err != nil {
				return total, err
			}
		}
	}
	p.i = body.i
	return total, nil
}

// matrix reads an environment with rows of entries.
func (p *plainParser) matrix() (plainValue, error) {
	p.eat(`\begin`)
	environment := p.argument()
	v := plainValue{rows: 1}
	if !strings.HasSuffix(environment, "matrix") {
		return v, errPlain
	}
	column := 0
	for {
		e, err := p.sum()
		if err != nil || !e.scalar() {
			return v, errPlain
		}
		v.entries = append(v.entries, e.entries[0])
		column++
		switch {
		case p.eat("&"):
		case strings.HasPrefix(p.s[p.i:], `\\`):
			p.i += 2
			v.rows++
			column = 0
		case p.eat(`\end`):
			p.argument()
			v.columns = column
			if len(v.entries) != v.rows*v.columns {
				return v, errPlain
			}
			if environment == "vmatrix" {
				d, err := plainDeterminant(v)
				return plainNumber(d), err
			}
			return v, nil
		default:
			return v, errPlain
		}
	}
}

var plainName = regexp.MustCompile(`^(\\(mathbf|boldsymbol|bar|hat|vec) *(\{[^{}]*\})|\\[a-zA-Z]+|[a-zA-Z])`)

// name takes a letter, without its index.
func (p *plainParser) name() string {
	p.peek()
	name := plainName.FindString(p.s[p.i:])
	p.i += len(name)
	return name
}

// indexed takes the index of a name: `_{...}` or `^{(...)}`, as text.
func (p *plainParser) indexed() (string, bool) {
	at := p.i
	if p.eat("_") {
		return p.argument(), true
	}
	if p.eat("^") {
		if a := strings.TrimSpace(p.argument()); strings.HasPrefix(a, "(") && strings.HasSuffix(a, ")") {
			return a[1 : len(a)-1], true
		}
	}
	p.i = at
	return "", false
}

// named computes a name with its index or its argument.
func (p *plainParser) named(name string) (plainValue, error) {
	if k, running := p.vars[name]; running {
		return plainNumber(big.NewRat(k, 1)), nil
	}
	m := p.mind
	if f, called := m.calls[name]; called {
		primed := p.eat("'")
		if p.peek() != '(' {
			return plainValue{}, errPlain
		}
		a, err := p.bracketed("(", ")")
		if err != nil || !a.scalar() {
			return a, errPlain
		}
		if !primed {
			return m.call(f, a.entries[0])
		}
		return m.slope(f, a.entries[0])
	}
	index, has := p.indexed()
	if !has {
		if v, bound := m.bound[name]; bound {
			return v, nil
		}
		return m.free(name), nil
	}
	i, err := m.value(index, p.vars)
	if err != nil {
		return i, err
	}
	k, integer := plainInteger(i)
	if !integer {
		return i, errPlain
	}
	return m.member(name, k)
}

// member is the value of a name with an index: bound, or by its rule.
func (m *plainMind) member(name string, k int64) (plainValue, error) {
	if v, bound := m.bound[fmt.Sprintf("%s %d", name, k)]; bound {
		return v, nil
	}
	r, ruled := m.rules[name]
	if !ruled || k-r.offset < 0 {
		return m.free(fmt.Sprintf("%s %d", name, k)), nil
	}
	return m.value(r.body, map[string]int64{r.variable: k - r.offset})
}

// call computes a function at an argument.
func (m *plainMind) call(f plainRule, x *big.Rat) (plainValue, error) {
	was, had := m.letters[f.variable]
	bound, isBound := m.bound[f.variable]
	m.bound[f.variable] = plainNumber(x)
	v, err := m.value(f.body, nil)
	delete(m.bound, f.variable)
	if isBound {
		m.bound[f.variable] = bound
	}
	if had {
		m.letters[f.variable] = was
	}
	return v, err
}

// slope is the derivative of a polynomial of at most the second degree: half
// the difference of its values one step on and one step back.
func (m *plainMind) slope(f plainRule, x *big.Rat) (plainValue, error) {
	one := big.NewRat(1, 1)
	on, err := m.call(f, new(big.Rat).Add(x, one))
	if err != nil {
		return on, err
	}
	back, err := m.call(f, new(big.Rat).Sub(x, one))
	if err != nil {
		return back, err
	}
	v, err := plainAdd(on, back, -1)
	return v.each(func(e *big.Rat) *big.Rat { return new(big.Rat).Mul(e, big.NewRat(1, 2)) }), err
}

// plainHead is what a first member introduces.
var (
	plainHeadIndexed = regexp.MustCompile(`^(\\(?:mathbf|boldsymbol|bar|hat|vec) *\{[^{}]*\}|\\[a-zA-Z]+|[a-zA-Z])(?:_([a-z0-9])|_\{([^{}]*)\}|\^\{\(([^{}()]*)\)\})$`)
	plainHeadPlain   = regexp.MustCompile(`^(\\(?:mathbf|boldsymbol|bar|hat|vec) *\{[^{}]*\}|\\[a-zA-Z]+|[a-zA-Z])$`)
	plainHeadCall    = regexp.MustCompile(`^(\\[a-zA-Z]+|[a-zA-Z])\(([a-z])\)$`)
	plainIndexOffset = regexp.MustCompile(`^([a-z]) *(?:\+ *([0-9]))?$`)
	plainJustNumber  = regexp.MustCompile(`^-?[0-9]+$`)
	plainDecimal     = regexp.MustCompile(`^-?[0-9]+\.([0-9]+)$`)
)

// judge says what is true of a chain at the point, and takes up what it
// introduces: for each link whether it holds and whether that was computed, and
// whether some member could not be computed.
func (m *plainMind) judge(c plainChain) (holds, computed []bool, open bool) {
	holds, computed = make([]bool, len(c.signs)), make([]bool, len(c.signs))
	values := make([]*plainValue, len(c.members))
	free := make([]map[string]bool, len(c.members))
	introduces := m.introduce(c)
	for i, member := range c.members {
		if i == 0 && introduces {
			continue
		}
		m.asked = map[string]bool{}
		if v, err := m.value(member, nil); err == nil {
			values[i] = &v
		} else {
			open = true
		}
		free[i] = m.asked
	}
	if last := lastComputed(values); introduces && last > 0 {
		if s := plainHeadIndexed.FindStringSubmatch(c.members[0]); s != nil && m.rules[s[1]].body == "" {
			if v, err := m.value(s[2]+s[3]+s[4], nil); err == nil {
				if k, integer := plainInteger(v); integer {
					m.bound[fmt.Sprintf("%s %d", s[1], k)] = *values[last]
				}
			}
		} else if plainHeadPlain.MatchString(c.members[0]) && !strings.Contains(plainIndices, c.members[0]) {
			m.bound[c.members[0]] = *values[last]
		}
	}
	// A member with letters of its own, none of which another has, lays a
	// condition down or tells what its letters stand for.
	for i := range c.members {
		apart := len(free[i]) > 0
		for name := range free[i] {
			apart = apart && !othersHave(free, i, name)
		}
		if apart {
			values[i] = nil
		}
	}
	last := -1
	for i := range c.members {
		if values[i] == nil {
			continue
		}
		if last >= 0 {
			sign := c.signs[i-1]
			within := new(big.Rat)
			if len(free[last])+len(free[i]) == 0 {
				within = plainRounding(c.members[last], c.members[i])
			}
			computed[i-1] = last == i-1
			holds[i-1] = true
			switch sign {
			case "=", `\approx`:
				holds[i-1] = values[last].same(*values[i], within)
			default:
				if len(free[last])+len(free[i]) > 0 || !values[last].scalar() || !values[i].scalar() {
					computed[i-1] = false
					break
				}
				order := values[last].entries[0].Cmp(values[i].entries[0])
				switch strings.TrimRight(sign, "q") {
				case "<":
					holds[i-1] = order < 0
				case ">":
					holds[i-1] = order > 0
				case `\le`:
					holds[i-1] = order <= 0
				case `\ge`:
					holds[i-1] = order >= 0
				case `\ne`:
					holds[i-1] = order != 0
				}
			}
		}
		last = i
	}
	return holds, computed, open
}

// plainRounding is how far two members may lie apart where one is a decimal
// with few digits: half a unit of its last.
func plainRounding(members ...string) *big.Rat {
	within := new(big.Rat)
	for _, m := range members {
		if d := plainDecimal.FindStringSubmatch(m); d != nil {
			unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(len(d[1]))), nil)
			if half := new(big.Rat).SetFrac(big.NewInt(1), unit.Lsh(unit, 1)); half.Cmp(within) > 0 {
				within = half
			}
		}
	}
	return within
}

// lastComputed is the place of the last member that was computed, or 0.
func lastComputed(values []*plainValue) int {
	last := len(values) - 1
	for last > 0 && values[last] == nil {
		last--
	}
	return last
}

func othersHave(all []map[string]bool, but int, name string) bool {
	for i, has := range all {
		if i != but && has[name] {
			return true
		}
	}
	return false
}

// introduce takes up a name, a rule or a function that a chain introduces, and
// says whether its first member has no value apart from it.
func (m *plainMind) introduce(c plainChain) bool {
	if c.signs[0] != "=" {
		return false
	}
	head := c.members[0]
	if s := plainHeadCall.FindStringSubmatch(head); s != nil {
		if _, known := m.calls[s[1]]; known {
			return false
		}
		m.calls[s[1]] = plainRule{variable: s[2], body: c.members[1]}
		return true
	}
	if s := plainHeadIndexed.FindStringSubmatch(head); s != nil {
		index := s[2] + s[3] + s[4]
		if o := plainIndexOffset.FindStringSubmatch(index); o != nil && !plainJustNumber.MatchString(index) {
			if _, known := m.rules[s[1]]; known {
				return false
			}
			r := plainRule{variable: o[1], body: c.members[1]}
			if o[2] != "" {
				r.offset = int64(o[2][0] - '0')
			}
			m.rules[s[1]] = r
			return true
		}
		_, bound := m.bound[s[1]+" "+index]
		_, ruled := m.rules[s[1]]
		return !bound && !ruled
	}
	if plainHeadPlain.MatchString(head) {
		_, bound := m.bound[head]
		return !bound
	}
	return false
}

// plainTruth is what the plain way says of a document.
type plainTruth struct {
	links    int
	computed int          // links that were computed
	wrong    []string     // links that do not hold, as written
	open     map[int]bool // formulas with a member that was not computed at any point
}

// plainJudge judges a document at a few points.
func plainJudge(text string) plainTruth {
	truth := plainTruth{open: map[int]bool{}}
	chains := plainChains(text)
	computed, open, wrong := make([][]bool, len(chains)), make([]int, len(chains)), map[string]bool{}
	const points = 3
	for point := int64(1); point <= points; point++ {
		m := newPlainMind(point)
		for i, c := range chains {
			holds, known, failed := m.judge(c)
			if failed {
				open[i]++
			}
			if computed[i] == nil {
				computed[i] = known
			}
			for j := range holds {
				computed[i][j] = computed[i][j] || known[j]
				if says := c.members[j] + " " + c.signs[j] + " " + c.members[j+1]; !holds[j] && known[j] && !wrong[says] {
					wrong[says] = true
					truth.wrong = append(truth.wrong, says)
				}
			}
		}
	}
	for i, c := range chains {
		if open[i] == points {
			truth.open[c.formula] = true
		}
		for _, known := range computed[i] {
			truth.links++
			if known {
				truth.computed++
			}
		}
	}
	return truth
}
