package certificate

import (
	"errors"
	"math/big"
	"slices"

	"github.com/hence-math/hence/symbolic"
)

// Statement is what one verdict says, in formulas. A statement with a reason in
// Missing has no formulas: it is listed as having no certificate.
type Statement struct {
	Name   string   // a Coq identifier, such as link_12
	Place  string   // line:column in the document
	Source string   // the text of the document
	Notes  []string // loose readings and what else a reader must know
	// Missing says why there is no certificate; empty where there is one.
	Missing string

	Derivatives []Derivative
	Entries     []Entry // all of them hold, or, in a refutation, not all of them
	Relation    symbolic.Relation
	// Within is how far the members may be apart at most, for digits that are rounded; nil
	// where the relation is meant exactly.
	Within *big.Rat
	// Modulus is what divides the difference of the members, nil where there is none.
	Modulus *big.Int
	// Refuted says that the statement is the negation of its entries at the witness.
	Refuted bool
	// Induction is, for a claim about every value of an index, the claim; the fields
	// for links are then empty.
	Induction *Induction
	Witness   map[string]*big.Rat
}

// Entry is one equation or order between numbers: of a matrix, the members at one
// place.
type Entry struct {
	Left, Right symbolic.Expression
}

// Derivative says that the symbol Name is the derivative of Of by the symbol By at a
// point: Of at the point with By moved by h is Of there, plus h times the derivative,
// plus h^2 times a polynomial, which [Coq] finds.
type Derivative struct {
	Name string
	Of   symbolic.Expression
	By   string
	// At gives the values of symbols at the point, of By and of those beside it.
	At map[string]symbolic.Expression
}

// errMissing says why a statement has no certificate.
type errMissing string

func (e errMissing) Error() string { return string(e) }

// value is the rational function that an expression denotes.
func value(x symbolic.Expression) (symbolic.RationalFunction, error) {
	r, _, err := symbolic.Value(x, nil, nil, nil, symbolic.NewBudget(steps, bits))
	switch {
	case errors.Is(err, symbolic.ErrLimit):
		return r, errMissing("the members are too long to write a proof")
	case errors.Is(err, symbolic.ErrDivisionByZero), errors.Is(err, symbolic.ErrUndefined):
		return r, errMissing("a member divides by zero")
	case err != nil:
		return r, errMissing("a part of it has no form in Coq here")
	}
	return r, nil
}

// The budget of one value.
const (
	steps = 2_000_000
	bits  = 1 << 17
)

// Symbols lists the symbols of an expression, sorted and each once.
func Symbols(x symbolic.Expression) []string { return symbols(x) }

// symbols lists the free symbols of expressions, sorted and each once.
func symbols(all ...symbolic.Expression) []string {
	seen := map[string]bool{}
	for _, x := range all {
		walk(x, func(x symbolic.Expression) {
			if s, ok := x.(symbolic.Symbol); ok {
				seen[s.Name] = true
			}
		})
	}
	names := make([]string, 0, len(seen))
	for name := range seen {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// walk calls f with every expression in x, those within others first.
func walk(x symbolic.Expression, f func(symbolic.Expression)) {
	for _, c := range parts(x) {
		walk(c, f)
	}
	f(x)
}

// parts are the expressions directly below x.
func parts(x symbolic.Expression) []symbolic.Expression {
	switch x := x.(type) {
	case symbolic.Addition:
		return x.Terms
	case symbolic.Multiplication:
		return x.Factors
	case symbolic.Division:
		return []symbolic.Expression{x.Numerator, x.Denominator}
	case symbolic.Negation:
		return []symbolic.Expression{x.Of}
	case symbolic.Power:
		return []symbolic.Expression{x.Base, x.Exponent}
	case symbolic.Factorial:
		return []symbolic.Expression{x.Of}
	case symbolic.DoubleFactorial:
		return []symbolic.Expression{x.Of}
	case symbolic.Binomial:
		return []symbolic.Expression{x.Upper, x.Lower}
	case symbolic.Harmonic:
		return []symbolic.Expression{x.Of}
	case symbolic.Summation:
		return []symbolic.Expression{x.From, x.To, x.Body}
	case symbolic.IteratedProduct:
		return []symbolic.Expression{x.From, x.To, x.Body}
	case symbolic.Term:
		return []symbolic.Expression{x.Argument}
	}
	return nil
}

// mapped applies f to every expression in x, those within others first.
func mapped(x symbolic.Expression, f func(symbolic.Expression) symbolic.Expression) symbolic.Expression {
	all := func(xs []symbolic.Expression) []symbolic.Expression {
		out := make([]symbolic.Expression, len(xs))
		for i, x := range xs {
			out[i] = mapped(x, f)
		}
		return out
	}
	switch y := x.(type) {
	case symbolic.Addition:
		x = symbolic.Addition{Terms: all(y.Terms)}
	case symbolic.Multiplication:
		x = symbolic.Multiplication{Factors: all(y.Factors)}
	case symbolic.Division:
		x = symbolic.Division{Numerator: mapped(y.Numerator, f), Denominator: mapped(y.Denominator, f)}
	case symbolic.Negation:
		x = symbolic.Negation{Of: mapped(y.Of, f)}
	case symbolic.Power:
		x = symbolic.Power{Base: mapped(y.Base, f), Exponent: mapped(y.Exponent, f)}
	case symbolic.Summation:
		x = symbolic.Summation{Index: y.Index, From: mapped(y.From, f), To: mapped(y.To, f), Body: mapped(y.Body, f)}
	case symbolic.IteratedProduct:
		x = symbolic.IteratedProduct{Index: y.Index, From: mapped(y.From, f), To: mapped(y.To, f), Body: mapped(y.Body, f)}
	case symbolic.Term:
		x = symbolic.Term{Sequence: y.Sequence, Argument: mapped(y.Argument, f)}
	}
	return f(x)
}

// denominators lists what the expressions divide by and that is no plain number, each once.
func denominators(all ...symbolic.Expression) []symbolic.Expression {
	var found []symbolic.Expression
	seen := map[string]bool{}
	add := func(d symbolic.Expression) {
		if len(symbols(d)) > 0 && !seen[d.String()] {
			seen[d.String()] = true
			found = append(found, d)
		}
	}
	for _, x := range all {
		walk(x, func(x symbolic.Expression) {
			switch x := x.(type) {
			case symbolic.Division:
				add(x.Denominator)
			case symbolic.Power:
				if n, ok := x.Exponent.(symbolic.Number); ok && n.Value.Sign() < 0 {
					add(x.Base)
				}
			}
		})
	}
	return found
}
