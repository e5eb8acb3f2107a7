package symbolic

import (
	"iter"
	"math/big"
	"slices"
)

// A Polynomial is a polynomial with rational coefficients in any number of variables, which are
// named by strings; every string is a name. It is immutable, its zero value is 0, and its
// representation is unique. Terms are ordered by total degree, highest first, and among equals
// lexicographically with the variables in the order of their names; the first is the leading term.
type Polynomial struct {
	variables []string // sorted; each occurs in some term
	// exponents has a row for each term: its total degree, then the exponent of each variable. Rows
	// decrease strictly in lexicographic order.
	exponents    []int32
	coefficients []integer // nonzero, and coprime together with the denominator
	denominator  integer   // positive; 0 stands for 1
}

// Constant returns r as a polynomial. A nil r is 0.
func Constant(r *big.Rat) Polynomial {
	if r == nil {
		return Polynomial{}
	}
	if n, d := r.Num(), r.Denom(); n.IsInt64() && d.IsInt64() {
		return fraction(word(n.Int64()), word(d.Int64()))
	}
	return fraction(fromBig(new(big.Int).Set(r.Num())), fromBig(new(big.Int).Set(r.Denom())))
}

// constantRow is the exponents of a constant; nothing changes exponents.
var constantRow = []int32{0}

// Integer returns n as a polynomial.
func Integer(n int64) Polynomial { return fraction(word(n), word(1)) }

// Variable returns the variable of the given name as a polynomial.
func Variable(name string) Polynomial {
	return Polynomial{variables: []string{name}, exponents: []int32{1, 1}, coefficients: []integer{word(1)}, denominator: word(1)}
}

// fraction returns the constant n/d, for d nonzero.
func fraction(n, d integer) Polynomial {
	if n.isZero() {
		return Polynomial{}
	}
	if d.sign() < 0 {
		n, d = n.neg(), d.neg()
	}
	if !d.isOne() {
		if g := n.gcd(d); !g.isOne() {
			n, d = n.exact(g), d.exact(g)
		}
	}
	return lowestTerms(n, d)
}

// lowestTerms is fraction for n not 0, coprime with d, and d positive.
func lowestTerms(n, d integer) Polynomial {
	if n.long == nil && 0 < n.word && n.word < int64(len(smallIntegers)) {
		return Polynomial{exponents: constantRow, coefficients: smallIntegers[n.word : n.word+1 : n.word+1], denominator: d}
	}
	return Polynomial{exponents: constantRow, coefficients: []integer{n}, denominator: d}
}

// smallIntegers are the coefficients of the commonest constants; nothing changes coefficients.
var smallIntegers = func() (all [64]integer) {
	for i := range all {
		all[i] = word(int64(i))
	}
	return all
}()

// canonical makes a polynomial of terms that are in order and nonzero: it cancels the content
// against the denominator and drops variables that do not occur. It takes over all arguments.
func canonical(variables []string, exponents []int32, coefficients []integer, denominator integer) Polynomial {
	if len(coefficients) == 0 {
		return Polynomial{}
	}
	if !denominator.isOne() {
		g := denominator
		for _, c := range coefficients {
			if g = g.gcd(c); g.isOne() {
				break
			}
		}
		if !g.isOne() {
			denominator = denominator.exact(g)
			for i, c := range coefficients {
				coefficients[i] = c.exact(g)
			}
		}
	}
	p := Polynomial{variables, exponents, coefficients, denominator}
	return p.dropUnused()
}

// dropUnused removes the variables that occur in no term.
func (p Polynomial) dropUnused() Polynomial {
	var used []int
	for v := range p.variables {
		if p.occurs(v) {
			if used != nil {
				used = append(used, v)
			}
			continue
		}
		if used == nil { // the first that does not
			used = make([]int, v, len(p.variables))
			for i := range used {
				used[i] = i
			}
		}
	}
	if used == nil {
		return p
	}
	width := len(p.variables) + 1
	names := make([]string, len(used))
	for i, v := range used {
		names[i] = p.variables[v]
	}
	rows := make([]int32, 0, len(p.coefficients)*(len(used)+1))
	for i := 0; i < len(p.exponents); i += width {
		rows = append(rows, p.exponents[i])
		for _, v := range used {
			rows = append(rows, p.exponents[i+1+v])
		}
	}
	p.variables, p.exponents = names, rows
	return p
}

// occurs reports whether the v-th variable is in some term.
func (p Polynomial) occurs(v int) bool {
	width := len(p.variables) + 1
	for i := 1 + v; i < len(p.exponents); i += width {
		if p.exponents[i] != 0 {
			return true
		}
	}
	return false
}

// isCanonical reports whether the representation is the unique one; tests assert it.
func (p Polynomial) isCanonical() bool {
	width := len(p.variables) + 1
	if len(p.coefficients) == 0 {
		return len(p.variables) == 0 && len(p.exponents) == 0 && (p.denominator.isZero() || p.denominator.isOne())
	}
	if !slices.IsSorted(p.variables) || len(slices.Compact(slices.Clone(p.variables))) != len(p.variables) {
		return false
	}
	if len(p.exponents) != width*len(p.coefficients) || p.denominator.sign() <= 0 {
		return false
	}
	g := p.denominator
	for i, c := range p.coefficients {
		if c.isZero() || c.long != nil && c.long.IsInt64() {
			return false
		}
		g = g.gcd(c)
		row := p.row(i)
		total := int32(0)
		for _, e := range row[1:] {
			if e < 0 {
				return false
			}
			total += e
		}
		if total != row[0] || i > 0 && slices.Compare(p.row(i-1), row) <= 0 {
			return false
		}
	}
	return g.isOne() && len(p.dropUnused().variables) == len(p.variables)
}

func (p Polynomial) row(i int) []int32 {
	width := len(p.variables) + 1
	return p.exponents[i*width : (i+1)*width]
}

func (p Polynomial) den() integer {
	if p.denominator.isZero() {
		return word(1)
	}
	return p.denominator
}

// IsZero reports whether p is 0.
func (p Polynomial) IsZero() bool { return len(p.coefficients) == 0 }

// IsConstant reports whether p has no variables.
func (p Polynomial) IsConstant() bool { return len(p.variables) == 0 }

func (p Polynomial) isOne() bool {
	return len(p.variables) == 0 && len(p.coefficients) == 1 && p.coefficients[0].isOne() && p.denominator.isOne()
}

// AsConstant returns the value of p if p has no variables.
func (p Polynomial) AsConstant() (*big.Rat, bool) {
	if len(p.variables) > 0 {
		return nil, false
	}
	if p.IsZero() {
		return new(big.Rat), true
	}
	return p.rat(0), true
}

// rat returns the coefficient of the i-th term.
func (p Polynomial) rat(i int) *big.Rat {
	c := p.coefficients[i]
	switch {
	case p.denominator.isOne() && c.long == nil:
		return new(big.Rat).SetInt64(c.word)
	case p.denominator.isOne():
		return new(big.Rat).SetInt(c.long)
	}
	return new(big.Rat).SetFrac(c.shared(), p.denominator.shared())
}

// Variables returns the names of the variables that occur, sorted. They must not be changed.
func (p Polynomial) Variables() []string { return p.variables[:len(p.variables):len(p.variables)] }

// Len returns the number of terms.
func (p Polynomial) Len() int { return len(p.coefficients) }

// steps is what passing over all terms costs: a term of many variables counts as many.
func (p Polynomial) steps() int64 { return int64(p.Len()) * int64(1+len(p.variables)/8) }

// TotalDegree returns the largest sum of exponents in a term; that of 0 is 0.
func (p Polynomial) TotalDegree() int {
	if p.IsZero() {
		return 0
	}
	return int(p.exponents[0])
}

// Degree returns the largest exponent of the named variable; 0 if it does not occur.
func (p Polynomial) Degree(name string) int {
	v, ok := slices.BinarySearch(p.variables, name)
	if !ok {
		return 0
	}
	return int(p.degreeAt(v))
}

func (p Polynomial) degreeAt(v int) int32 {
	width := len(p.variables) + 1
	d := int32(0)
	for i := 1 + v; i < len(p.exponents); i += width {
		d = max(d, p.exponents[i])
	}
	return d
}

// bitLen returns the length of the longest coefficient or of the denominator.
func (p Polynomial) bitLen() int {
	n := p.denominator.bitLen()
	for _, c := range p.coefficients {
		n = max(n, c.bitLen())
	}
	return n
}

// Equal reports whether p and q are the same polynomial.
func (p Polynomial) Equal(q Polynomial) bool {
	return len(p.coefficients) == len(q.coefficients) &&
		p.den().equal(q.den()) &&
		slices.Equal(p.variables, q.variables) &&
		slices.Equal(p.exponents, q.exponents) &&
		slices.EqualFunc(p.coefficients, q.coefficients, integer.equal)
}

// A VariablePower is a variable raised to a positive exponent, a factor of a monomial.
type VariablePower struct {
	Name     string
	Exponent int
}

// Terms yields the terms of p, the leading one first: the monomial, by name, and its coefficient. The
// caller may keep and change both.
func (p Polynomial) Terms() iter.Seq2[[]VariablePower, *big.Rat] {
	return func(yield func([]VariablePower, *big.Rat) bool) {
		for i := range p.coefficients {
			if !yield(p.monomial(i), p.rat(i)) {
				return
			}
		}
	}
}

func (p Polynomial) monomial(i int) []VariablePower {
	var m []VariablePower
	for v, e := range p.row(i)[1:] {
		if e != 0 {
			m = append(m, VariablePower{p.variables[v], int(e)})
		}
	}
	return m
}

// Coefficients returns p as a polynomial in the named variable: the coefficient of its i-th power is
// the i-th element, so the result has one element more than the degree. That for 0 is empty.
func (p Polynomial) Coefficients(name string) []Polynomial {
	if p.IsZero() {
		return nil
	}
	v, ok := slices.BinarySearch(p.variables, name)
	if !ok {
		return []Polynomial{p}
	}
	result := make([]Polynomial, p.degreeAt(v)+1)
	names := slices.Delete(slices.Clone(p.variables), v, v+1)
	for i, c := range p.coefficients {
		row := p.row(i)
		e := row[1+v]
		r := &result[e]
		r.exponents = append(r.exponents, row[0]-e)
		r.exponents = append(r.exponents, row[1:1+v]...)
		r.exponents = append(r.exponents, row[2+v:]...)
		r.coefficients = append(r.coefficients, c)
	}
	for e, r := range result {
		result[e] = canonical(names, r.exponents, r.coefficients, p.denominator)
	}
	return result
}

// fromCoefficients is the inverse of Coefficients for coefficients free of the variable.
func fromCoefficients(coefficients []Polynomial, name string) Polynomial {
	terms := make([]Polynomial, 0, len(coefficients))
	for e, c := range coefficients {
		terms = append(terms, c.shiftExponent(name, int32(e)))
	}
	return Sum(terms...)
}

// shiftExponent multiplies p by the e-th power of a variable, where the degree stays in bounds and e
// may be negative if every term has that power.
func (p Polynomial) shiftExponent(name string, e int32) Polynomial {
	if e == 0 || p.IsZero() {
		return p
	}
	v, ok := slices.BinarySearch(p.variables, name)
	variables := p.variables
	if !ok {
		variables = slices.Insert(slices.Clone(p.variables), v, name)
	}
	rows := p.rowsOver(variables)
	if ok {
		rows = slices.Clone(rows)
	}
	for i := 0; i < len(rows); i += len(variables) + 1 {
		rows[i] += e
		rows[i+1+v] += e
	}
	return Polynomial{variables, rows, p.coefficients, p.denominator}.dropUnused()
}

// leading returns the coefficient of the leading term.
func (p Polynomial) leading() integer {
	if p.IsZero() {
		return integer{}
	}
	return p.coefficients[0]
}

// content returns the greatest common divisor of the numerators of the coefficients.
func (p Polynomial) content() integer {
	g := integer{}
	for _, c := range p.coefficients {
		if g = g.gcd(c); g.isOne() {
			break
		}
	}
	return g
}

// primitive is splitContent with the number as such.
func (p Polynomial) primitive() (Polynomial, *big.Rat) {
	p, content := p.splitContent()
	return p, content.rat(0)
}

// splitContent returns p divided by a rational number such that the coefficients are coprime integers
// and the leading one is positive, and that number. For 0 it returns 0 and 1.
func (p Polynomial) splitContent() (primitive, content Polynomial) {
	if p.IsZero() {
		return p, Integer(1)
	}
	g := p.content()
	if p.leading().sign() < 0 {
		g = g.neg()
	}
	content = lowestTerms(g, p.den())
	if g.isOne() {
		p.denominator = word(1)
		return p, content
	}
	coefficients := make([]integer, len(p.coefficients))
	for i, c := range p.coefficients {
		coefficients[i] = c.exact(g)
	}
	return Polynomial{p.variables, p.exponents, coefficients, word(1)}, content
}
