package symbolic

import (
	"math/big"
	"slices"
	"strings"
)

// An Expression is a tree that denotes, at each integer value of an index, a rational function of the
// parameters. Expressions are what claims and recurrences are written in; they are data and must not
// be changed once they are used. The types that implement it are listed here and no others: [Number],
// [Symbol], [Addition], [Multiplication], [Division], [Negation], [Power], [Factorial],
// [DoubleFactorial], [Binomial], [Harmonic], [Summation], [IteratedProduct] and [Term].
type Expression interface {
	// String writes the expression in a plain form such as "rho*s(n-1) + (1 - rho)*g".
	String() string
	// LaTeX writes the expression as LaTeX.
	LaTeX() string
	precedence() int
}

// Number is a rational number.
type Number struct{ Value *big.Rat }

// Symbol is an index if a claim, a rule, a sum or a product around it binds its name, and a parameter
// otherwise. Indices are integers, parameters are real numbers about which nothing is known.
type Symbol struct{ Name string }

// Addition is a sum of several terms; of none, 0.
type Addition struct{ Terms []Expression }

// Multiplication is a product of several factors; of none, 1.
type Multiplication struct{ Factors []Expression }

// Division is a quotient. It has no value where the denominator is zero.
type Division struct{ Numerator, Denominator Expression }

// Negation is the negative of an expression.
type Negation struct{ Of Expression }

// Power is a power with an integer exponent, which may depend on indices where the base does not.
// Anything to the power 0 is 1, also 0.
type Power struct{ Base, Exponent Expression }

// Factorial is n! for an integer n >= 0.
type Factorial struct{ Of Expression }

// DoubleFactorial is n!! for an integer n >= -1.
type DoubleFactorial struct{ Of Expression }

// Binomial is the binomial coefficient, 0 where the lower argument is negative or, for a nonnegative upper
// argument, exceeds the upper.
type Binomial struct{ Upper, Lower Expression }

// Harmonic is 1 + 1/2 + ... + 1/n, 0 for n = 0.
type Harmonic struct{ Of Expression }

// Summation adds up Body for Index = From, ..., To; it is 0 if To < From.
type Summation struct {
	Index          string
	From, To, Body Expression
}

// IteratedProduct multiplies Body for Index = From, ..., To; it is 1 if To < From.
type IteratedProduct struct {
	Index          string
	From, To, Body Expression
}

// Term is an element of a [Sequence].
type Term struct {
	Sequence string
	Argument Expression
}

// Int returns an integer as an expression.
func Int(n int64) Expression { return Number{big.NewRat(n, 1)} }

// Sym returns the symbol of the given name.
func Sym(name string) Expression { return Symbol{name} }

// Plus returns the sum of terms.
func Plus(terms ...Expression) Expression {
	if len(terms) == 1 {
		return terms[0]
	}
	return Addition{terms}
}

// Minus returns a - b.
func Minus(a, b Expression) Expression { return Addition{[]Expression{a, Negation{b}}} }

// Times returns the product of factors.
func Times(factors ...Expression) Expression {
	if len(factors) == 1 {
		return factors[0]
	}
	return Multiplication{factors}
}

// Over returns a / b.
func Over(a, b Expression) Expression { return Division{a, b} }

// Raise returns base to the exponent.
func Raise(base, exponent Expression) Expression { return Power{base, exponent} }

const (
	precedenceSum = iota
	precedenceProduct
	precedencePower
	precedenceAtom
)

func (e Number) precedence() int {
	switch {
	case e.Value.Sign() < 0:
		return precedenceSum
	case !e.Value.IsInt():
		return precedenceProduct
	}
	return precedenceAtom
}
func (Symbol) precedence() int          { return precedenceAtom }
func (Addition) precedence() int        { return precedenceSum }
func (Multiplication) precedence() int  { return precedenceProduct }
func (Division) precedence() int        { return precedenceProduct }
func (Negation) precedence() int        { return precedenceSum }
func (Power) precedence() int           { return precedencePower }
func (Factorial) precedence() int       { return precedencePower }
func (DoubleFactorial) precedence() int { return precedencePower }
func (Binomial) precedence() int        { return precedenceAtom }
func (Harmonic) precedence() int        { return precedenceAtom }
func (Summation) precedence() int       { return precedenceSum }
func (IteratedProduct) precedence() int { return precedenceSum }
func (Term) precedence() int            { return precedenceAtom }

// plain and latex put parentheses around e if it binds less tightly than wanted.
func plain(e Expression, precedence int) string {
	if e.precedence() < precedence {
		return "(" + e.String() + ")"
	}
	return e.String()
}

func latex(e Expression, precedence int) string {
	if e.precedence() < precedence {
		return `\left(` + e.LaTeX() + `\right)`
	}
	return e.LaTeX()
}

// String implements [Expression].
func (e Number) String() string { return e.Value.RatString() }

// LaTeX implements [Expression].
func (e Number) LaTeX() string { return latexRat(e.Value) }

// String implements [Expression].
func (e Symbol) String() string { return e.Name }

// LaTeX implements [Expression].
func (e Symbol) LaTeX() string { return latexName(e.Name) }

func writeSum(terms []Expression, write func(Expression, int) string) string {
	if len(terms) == 0 {
		return "0"
	}
	var b strings.Builder
	for i, t := range terms {
		negative := false
		if n, ok := t.(Negation); ok {
			negative, t = true, n.Of
		} else if n, ok := t.(Number); ok && n.Value.Sign() < 0 {
			negative, t = true, Number{new(big.Rat).Neg(n.Value)}
		}
		switch {
		case i == 0 && negative:
			b.WriteString("-")
		case negative:
			b.WriteString(" - ")
		case i > 0:
			b.WriteString(" + ")
		}
		if negative || i > 0 {
			b.WriteString(write(t, precedenceProduct))
		} else {
			b.WriteString(write(t, precedenceSum))
		}
	}
	return b.String()
}

// String implements [Expression].
func (e Addition) String() string { return writeSum(e.Terms, plain) }

// LaTeX implements [Expression].
func (e Addition) LaTeX() string { return writeSum(e.Terms, latex) }

// String implements [Expression].
func (e Negation) String() string { return "-" + plain(e.Of, precedenceProduct) }

// LaTeX implements [Expression].
func (e Negation) LaTeX() string { return "-" + latex(e.Of, precedenceProduct) }

// String implements [Expression].
func (e Multiplication) String() string {
	if len(e.Factors) == 0 {
		return "1"
	}
	parts := make([]string, len(e.Factors))
	for i, f := range e.Factors {
		precedence := precedenceProduct
		if _, ok := f.(Division); ok && i > 0 {
			precedence = precedencePower
		}
		parts[i] = plain(f, precedence)
	}
	return strings.Join(parts, "*")
}

// LaTeX implements [Expression].
func (e Multiplication) LaTeX() string {
	if len(e.Factors) == 0 {
		return "1"
	}
	text := latex(e.Factors[0], precedenceProduct)
	for _, f := range e.Factors[1:] {
		text = latexStyle.join(text, latex(f, precedenceProduct))
	}
	return text
}

// String implements [Expression].
func (e Division) String() string {
	return plain(e.Numerator, precedenceProduct) + "/" + plain(e.Denominator, precedencePower)
}

// LaTeX implements [Expression].
func (e Division) LaTeX() string {
	return `\frac{` + e.Numerator.LaTeX() + "}{" + e.Denominator.LaTeX() + "}"
}

// String implements [Expression].
func (e Power) String() string {
	return plain(e.Base, precedenceAtom) + "^" + plain(e.Exponent, precedenceAtom)
}

// LaTeX implements [Expression].
func (e Power) LaTeX() string { return latex(e.Base, precedenceAtom) + "^{" + e.Exponent.LaTeX() + "}" }

// String implements [Expression].
func (e Factorial) String() string { return plain(e.Of, precedenceAtom) + "!" }

// LaTeX implements [Expression].
func (e Factorial) LaTeX() string { return latex(e.Of, precedenceAtom) + "!" }

// String implements [Expression].
func (e DoubleFactorial) String() string { return plain(e.Of, precedenceAtom) + "!!" }

// LaTeX implements [Expression].
func (e DoubleFactorial) LaTeX() string { return latex(e.Of, precedenceAtom) + "!!" }

// String implements [Expression].
func (e Binomial) String() string {
	return "binomial(" + e.Upper.String() + ", " + e.Lower.String() + ")"
}

// LaTeX implements [Expression].
func (e Binomial) LaTeX() string { return `\binom{` + e.Upper.LaTeX() + "}{" + e.Lower.LaTeX() + "}" }

// String implements [Expression].
func (e Harmonic) String() string { return "H(" + e.Of.String() + ")" }

// LaTeX implements [Expression].
func (e Harmonic) LaTeX() string { return "H_{" + e.Of.LaTeX() + "}" }

// String implements [Expression].
func (e Summation) String() string {
	return "sum(" + e.Index + " = " + e.From.String() + " .. " + e.To.String() + ", " + e.Body.String() + ")"
}

// LaTeX implements [Expression].
func (e Summation) LaTeX() string {
	return `\sum_{` + latexName(e.Index) + "=" + e.From.LaTeX() + "}^{" + e.To.LaTeX() + "} " + latex(e.Body, precedenceProduct)
}

// String implements [Expression].
func (e IteratedProduct) String() string {
	return "product(" + e.Index + " = " + e.From.String() + " .. " + e.To.String() + ", " + e.Body.String() + ")"
}

// LaTeX implements [Expression].
func (e IteratedProduct) LaTeX() string {
	return `\prod_{` + latexName(e.Index) + "=" + e.From.LaTeX() + "}^{" + e.To.LaTeX() + "} " + latex(e.Body, precedenceProduct)
}

// String implements [Expression].
func (e Term) String() string { return e.Sequence + "(" + e.Argument.String() + ")" }

// LaTeX implements [Expression].
func (e Term) LaTeX() string { return latexName(e.Sequence) + "_{" + e.Argument.LaTeX() + "}" }

// children returns the expressions directly below e.
func children(e Expression) []Expression {
	switch e := e.(type) {
	case Addition:
		return e.Terms
	case Multiplication:
		return e.Factors
	case Division:
		return []Expression{e.Numerator, e.Denominator}
	case Negation:
		return []Expression{e.Of}
	case Power:
		return []Expression{e.Base, e.Exponent}
	case Factorial:
		return []Expression{e.Of}
	case DoubleFactorial:
		return []Expression{e.Of}
	case Binomial:
		return []Expression{e.Upper, e.Lower}
	case Harmonic:
		return []Expression{e.Of}
	case Summation:
		return []Expression{e.From, e.To, e.Body}
	case IteratedProduct:
		return []Expression{e.From, e.To, e.Body}
	case Term:
		return []Expression{e.Argument}
	}
	return nil
}

// mentions reports whether the symbol of the given name occurs free in e.
func mentions(e Expression, name string) bool {
	switch e := e.(type) {
	case Symbol:
		return e.Name == name
	case Summation:
		return mentions(e.From, name) || mentions(e.To, name) || e.Index != name && mentions(e.Body, name)
	case IteratedProduct:
		return mentions(e.From, name) || mentions(e.To, name) || e.Index != name && mentions(e.Body, name)
	}
	return slices.ContainsFunc(children(e), func(c Expression) bool { return mentions(c, name) })
}

// collectNames adds every name that occurs in e, bound or free.
func collectNames(e Expression, names map[string]bool) {
	switch e := e.(type) {
	case Symbol:
		names[e.Name] = true
	case Summation:
		names[e.Index] = true
	case IteratedProduct:
		names[e.Index] = true
	case Term:
		names[e.Sequence] = true
	}
	for _, c := range children(e) {
		collectNames(c, names)
	}
}

// collectBound adds the index of every sum and product in e.
func collectBound(e Expression, names map[string]bool) {
	switch e := e.(type) {
	case Summation:
		names[e.Index] = true
	case IteratedProduct:
		names[e.Index] = true
	}
	for _, c := range children(e) {
		collectBound(c, names)
	}
}

// freshIndices renames the indices of sums and products in e that are in taken, by adding primes.
func freshIndices(e Expression, taken map[string]bool) Expression {
	rename := func(index string, body Expression) (string, Expression) {
		if !taken[index] {
			return index, body
		}
		fresh := index + "'"
		for taken[fresh] || mentions(body, fresh) {
			fresh += "'"
		}
		return fresh, Replace(body, index, Symbol{fresh})
	}
	e = mapChildren(e, func(c Expression) Expression { return freshIndices(c, taken) })
	switch e := e.(type) {
	case Summation:
		e.Index, e.Body = rename(e.Index, e.Body)
		return e
	case IteratedProduct:
		e.Index, e.Body = rename(e.Index, e.Body)
		return e
	}
	return e
}

// depth returns the height of the tree of e, counting no further than limit.
func depth(e Expression, limit int) int {
	if e == nil || limit <= 0 {
		return limit + 1
	}
	if n, ok := e.(Number); ok && n.Value == nil {
		return limit + 1 // as good as missing
	}
	d := 0
	for _, c := range children(e) {
		d = max(d, depth(c, limit-1))
		if d > limit {
			return d
		}
	}
	return d + 1
}

// mapChildren returns e with f applied to the expressions directly below it.
func mapChildren(e Expression, f func(Expression) Expression) Expression {
	all := func(es []Expression) []Expression {
		r := make([]Expression, len(es))
		for i, c := range es {
			r[i] = f(c)
		}
		return r
	}
	switch e := e.(type) {
	case Addition:
		return Addition{all(e.Terms)}
	case Multiplication:
		return Multiplication{all(e.Factors)}
	case Division:
		return Division{f(e.Numerator), f(e.Denominator)}
	case Negation:
		return Negation{f(e.Of)}
	case Power:
		return Power{f(e.Base), f(e.Exponent)}
	case Factorial:
		return Factorial{f(e.Of)}
	case DoubleFactorial:
		return DoubleFactorial{f(e.Of)}
	case Binomial:
		return Binomial{f(e.Upper), f(e.Lower)}
	case Harmonic:
		return Harmonic{f(e.Of)}
	case Summation:
		return Summation{e.Index, f(e.From), f(e.To), f(e.Body)}
	case IteratedProduct:
		return IteratedProduct{e.Index, f(e.From), f(e.To), f(e.Body)}
	case Term:
		return Term{e.Sequence, f(e.Argument)}
	}
	return e
}

// Replace returns e with every free occurrence of the named symbol replaced. Indices of sums and
// products that the replacement mentions are renamed by adding primes.
func Replace(e Expression, name string, by Expression) Expression {
	rebind := func(index string, body Expression) (string, Expression) {
		if index == name {
			return index, body
		}
		if mentions(by, index) && mentions(body, name) {
			fresh := index + "'"
			for mentions(by, fresh) || mentions(body, fresh) {
				fresh += "'"
			}
			body = Replace(body, index, Symbol{fresh})
			index = fresh
		}
		return index, Replace(body, name, by)
	}
	switch e := e.(type) {
	case Symbol:
		if e.Name == name {
			return by
		}
		return e
	case Summation:
		index, body := rebind(e.Index, e.Body)
		return Summation{index, Replace(e.From, name, by), Replace(e.To, name, by), body}
	case IteratedProduct:
		index, body := rebind(e.Index, e.Body)
		return IteratedProduct{index, Replace(e.From, name, by), Replace(e.To, name, by), body}
	}
	return mapChildren(e, func(c Expression) Expression { return Replace(c, name, by) })
}
