package proofs

import (
	"errors"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// mostNames bounds how many values of functions a document may hold.
const mostNames = 10_000

// fromFunction makes a value of what a function comes to, or of its error.
func (e *evaluator) fromFunction(r symbolic.RationalFunction, err error, opaque bool, n syntax.Node) ([]candidate, *failure) {
	switch {
	case errors.Is(err, symbolic.ErrNotReal):
		return nil, &failure{verdict: Unknown, reason: UndefinedValue, at: n.Span(), says: "this has no real value"}
	case err != nil:
		return nil, fromError(err, n.Span())
	}
	return one(value{scalar: r, opaque: opaque || e.holdsFunctions(r)}), nil
}

// holdsFunctions says whether r holds values of functions other than roots of
// primes.
func (e *evaluator) holdsFunctions(r symbolic.RationalFunction) bool {
	for _, p := range []symbolic.Polynomial{r.Numerator(), r.Denominator()} {
		if !e.functions.Holds(p) {
			continue
		}
		for _, name := range p.Variables() {
			if _, root := squareOfRoot(name); !root {
				return true
			}
		}
	}
	return false
}

// needs records that x must not be negative for a part of the member to have a
// value.
func (e *evaluator) needs(x symbolic.RationalFunction, written string) {
	if !x.IsConstant() {
		e.trace.domain = append(e.trace.domain, denominator{written: written, value: x})
	}
}

// namedFunction gives sin, cos, log, ... their values. The last result is false for
// other functions.
func (e *evaluator) namedFunction(name string, subscript, argument syntax.Node, n syntax.Node) ([]candidate, *failure, bool) {
	plain := strings.TrimPrefix(name, `\`)
	switch plain {
	case "sin", "cos", "tan", "cot", "sec", "csc", "cis":
		if subscript != nil {
			return nil, nil, false
		}
		cs, failed := e.trigonometric(plain, argument, n)
		return cs, failed, true
	case "arcsin", "arccos", "arctan", "arccot":
		if subscript != nil {
			return nil, nil, false
		}
		cs, failed := e.inverseTrigonometric(plain, argument, n)
		return cs, failed, true
	case "sinh", "cosh", "tanh", "coth", "sech", "csch":
		if subscript != nil {
			return nil, nil, false
		}
		cs, failed := e.hyperbolic(plain, argument, n)
		return cs, failed, true
	case "log", "ln", "lg":
		cs, failed := e.logarithm(plain, subscript, argument, n)
		return cs, failed, true
	}
	return nil, nil, false
}

// scalarWith gives the value of an argument and whether it holds unknown functions.
func (e *evaluator) scalarWith(n syntax.Node) (symbolic.RationalFunction, bool, *failure) {
	cs, failed := e.evaluate(n)
	if failed != nil {
		return symbolic.RationalFunction{}, false, failed
	}
	v := cs[0].value.single()
	if v.isMatrix {
		return symbolic.RationalFunction{}, false, unsupported(n, "a function of a %s value", v.shape())
	}
	return v.scalar, v.opaque, nil
}

// angleSteps is what a cosine or a sine costs.
const angleSteps = 500

// trigonometric gives the functions of an angle. A bare number may be meant in degrees
// or not be an angle at all: nothing is known of its functions.
func (e *evaluator) trigonometric(name string, argument, n syntax.Node) ([]candidate, *failure) {
	x, opaque, failed := e.scalarWith(argument)
	if failed != nil {
		return nil, failed
	}
	x, err := e.inRadians(x)
	if err != nil {
		return nil, fromError(err, n.Span())
	}
	if c, constant := x.AsConstant(); constant && c.Sign() != 0 {
		return e.opaqueFunction(`\` + name + "(" + x.String() + ")")
	}
	if err := e.budget.Spend(angleSteps); err != nil {
		return nil, fromError(err, n.Span())
	}
	cos, sin, err := e.functions.CosSin(x, e.budget)
	if err != nil {
		return e.fromFunction(x, err, opaque, n)
	}
	var result symbolic.RationalFunction
	over := func(a, b symbolic.RationalFunction) {
		if b.IsZero() {
			err = symbolic.ErrDivisionByZero
			return
		}
		if !b.IsConstant() {
			e.trace.nonzero = append(e.trace.nonzero, denominator{written: b.String(), value: b})
		}
		result, err = a.Quo(b, e.budget)
	}
	one := symbolic.FromInt(1)
	switch name {
	case "sin":
		result = sin
	case "cos":
		result = cos
	case "tan":
		over(sin, cos)
	case "cot":
		over(cos, sin)
	case "sec":
		over(one, cos)
	case "csc":
		over(one, sin)
	case "cis":
		if !e.imaginary() {
			return nil, unsupported(n, "cis without the imaginary unit i")
		}
		if result, err = sin.Mul(symbolic.Var("i"), e.budget); err == nil {
			result, err = cos.Add(result, e.budget)
		}
	}
	return e.fromFunction(result, err, opaque, n)
}

// inverseTrigonometric gives the angles of arcsin, arccos, arctan and arccot.
func (e *evaluator) inverseTrigonometric(name string, argument, n syntax.Node) ([]candidate, *failure) {
	x, opaque, failed := e.scalarWith(argument)
	if failed != nil {
		return nil, failed
	}
	for _, symbol := range append(e.functions.FreeSymbols(x.Numerator()), e.functions.FreeSymbols(x.Denominator())...) {
		if symbol == degreeUnit {
			return nil, unsupported(n, "the angle whose sine is an angle")
		}
	}
	quarter, err := symbolic.Var(symbolic.PiName).Quo(symbolic.FromInt(2), e.budget)
	if err != nil {
		return nil, fromError(err, n.Span())
	}
	var angle symbolic.RationalFunction
	if name == "arcsin" || name == "arccos" {
		if angle, err = e.functions.Arcsin(x, e.budget); err == nil {
			if square, err := x.Mul(x, e.budget); err == nil {
				e.needs(symbolic.FromPolynomial(square.Denominator().Sub(square.Numerator())), "1 - "+bracketedText(syntax.Print(unwrapped(argument)))+"^2")
			}
		}
	} else {
		angle, err = e.functions.Arctan(x, e.budget)
	}
	if err == nil && (name == "arccos" || name == "arccot") {
		angle, err = quarter.Sub(angle, e.budget)
	}
	return e.fromFunction(angle, err, opaque, n)
}

// bracketedText puts parentheses around what is more than one letter.
func bracketedText(s string) string {
	if len(s) > 1 {
		return "(" + s + ")"
	}
	return s
}

// hyperbolic gives the hyperbolic functions, in exponentials.
func (e *evaluator) hyperbolic(name string, argument, n syntax.Node) ([]candidate, *failure) {
	x, opaque, failed := e.scalarWith(argument)
	if failed != nil {
		return nil, failed
	}
	if e.holdsComplex(x) {
		return e.opaqueFunction(`\` + name + "(" + x.String() + ")")
	}
	up, err := e.functions.Exp(x, e.budget)
	if err != nil {
		return e.fromFunction(x, err, opaque, n)
	}
	down, err := symbolic.FromInt(1).Quo(up, e.budget)
	if err != nil {
		return nil, fromError(err, n.Span())
	}
	sum, err := up.Add(down, e.budget)
	if err != nil {
		return nil, fromError(err, n.Span())
	}
	difference, err := up.Sub(down, e.budget)
	if err != nil {
		return nil, fromError(err, n.Span())
	}
	two := symbolic.FromInt(2)
	parts := map[string][2]symbolic.RationalFunction{
		"sinh": {difference, two}, "cosh": {sum, two}, "tanh": {difference, sum},
		"coth": {sum, difference}, "sech": {two, sum}, "csch": {two, difference},
	}[name]
	if parts[1].IsZero() {
		return nil, fromError(symbolic.ErrDivisionByZero, n.Span())
	}
	result, err := parts[0].Quo(parts[1], e.budget)
	return e.fromFunction(result, err, opaque, n)
}

// inRadians writes the unit of degrees in an angle as \pi / 180.
func (e *evaluator) inRadians(x symbolic.RationalFunction) (symbolic.RationalFunction, error) {
	degree, err := symbolic.Var(symbolic.PiName).Quo(symbolic.FromInt(180), e.budget)
	if err != nil {
		return x, err
	}
	return x.Substitute(map[string]symbolic.RationalFunction{degreeUnit: degree}, e.budget)
}

// imaginary says whether the letter i is the imaginary unit, as far as the document
// uses it so.
func (e *evaluator) imaginary() bool {
	return e.names != nil && !e.names.index && e.env.find("i") == nil
}

// unknownBase stands for the natural logarithm of a base that is not written.
const unknownBase = `\ln b_{\log}`

// logarithm gives a logarithm as the natural one over that of the base. Where no base
// is written, that is a symbol of its own.
func (e *evaluator) logarithm(name string, base, argument, n syntax.Node) ([]candidate, *failure) {
	x, opaque, failed := e.scalarWith(argument)
	if failed != nil {
		return nil, failed
	}
	if e.env.find("e") == nil {
		e.functions.Euler("e")
	}
	result, err := e.functions.Log(x, e.budget)
	if err != nil {
		return e.fromFunction(x, err, opaque, n)
	}
	e.needs(x, syntax.Print(unwrapped(argument)))
	divisor := symbolic.FromInt(1)
	switch {
	case base != nil:
		b, alsoOpaque, failed := e.scalarWith(base)
		if failed != nil {
			return nil, failed
		}
		opaque = opaque || alsoOpaque
		if divisor, err = e.functions.Log(b, e.budget); err != nil {
			return e.fromFunction(b, err, opaque, n)
		}
		e.needs(b, syntax.Print(unwrapped(base)))
	case name != "ln" && (e.names == nil || !e.names.naturalLogarithm):
		divisor = symbolic.Var(unknownBase)
	}
	if divisor.IsZero() {
		return nil, &failure{verdict: Unknown, reason: UndefinedValue, at: n.Span(), says: "1 is no base of a logarithm"}
	}
	result, err = result.Quo(divisor, e.budget)
	return e.fromFunction(result, err, opaque, n)
}

// absolute gives the absolute value of a number: of a complex one the modulus.
func (e *evaluator) absolute(x value, n syntax.Node) ([]candidate, *failure) {
	form := `\left|` + x.String() + `\right|`
	free := append(e.functions.FreeSymbols(x.scalar.Numerator()), e.functions.FreeSymbols(x.scalar.Denominator())...)
	if x.scalar.Numerator().Degree("i") > 0 && e.imaginary() {
		return e.modulus(x, free, form, n)
	}
	for _, name := range free {
		if isCapitalLetter(name) && len(free) > 1 {
			return e.opaqueFunction(form) // a matrix or a set
		}
		if e.mayBeComplex(name) {
			r, err := e.functions.Modulus(x.scalar, e.budget)
			return e.fromFunction(r, err, x.opaque, n)
		}
	}
	if len(free) == 1 && isCapitalLetter(free[0]) && !x.scalar.Equal(symbolic.Var(free[0])) {
		return e.opaqueFunction(form)
	}
	r, err := e.functions.Abs(x.scalar, e.budget)
	return e.fromFunction(r, err, x.opaque, n)
}

// modulus is the absolute value of a + bi.
func (e *evaluator) modulus(x value, free []string, form string, n syntax.Node) ([]candidate, *failure) {
	for _, name := range free {
		if name != "i" && isComplexLetter(name) {
			return e.opaqueFunction(form)
		}
	}
	squared, err := e.normOfComplex(x.scalar)
	if err != nil {
		return e.opaqueFunction(form)
	}
	r, err := e.functions.Root(squared, 2, e.budget)
	return e.fromFunction(r, err, x.opaque, n)
}

// normOfComplex is a^2 + b^2 for a + bi, or the quotient of two of these.
func (e *evaluator) normOfComplex(x symbolic.RationalFunction) (symbolic.RationalFunction, error) {
	var parts [2]symbolic.Polynomial
	for i, p := range []symbolic.Polynomial{x.Numerator(), x.Denominator()} {
		reduced, err := unitReduced(p, e.budget)
		if err != nil {
			return x, err
		}
		for _, c := range reduced.Coefficients("i") {
			square, err := c.Mul(c, e.budget)
			if err != nil {
				return x, err
			}
			parts[i] = parts[i].Add(square)
		}
	}
	return symbolic.FromPolynomial(parts[0]).Quo(symbolic.FromPolynomial(parts[1]), e.budget)
}

// mayBeComplex says whether a letter may stand for a complex number: the document
// speaks of such numbers, or has the imaginary unit.
func (e *evaluator) mayBeComplex(name string) bool {
	return e.imaginary() && (e.names.bare["i"] > 0 || e.names.complex) && name != symbolic.PiName
}

// isComplexLetter says whether a letter is a complex number by habit where the
// imaginary unit stands beside it.
func isComplexLetter(name string) bool {
	switch name[:1] {
	case "z", "w", "u", "v":
		return true
	}
	for _, letter := range []string{`\omega`, `\zeta`, `\alpha`, `\beta`, `\gamma`, `\xi`} {
		if strings.HasPrefix(name, letter) {
			return true
		}
	}
	return isCapitalLetter(name)
}

func isCapitalLetter(name string) bool { return len(name) == 1 && name[0] >= 'A' && name[0] <= 'Z' }

// knownApplication gives the value of a function known by its name, raised to a
// power in `\sin^2 x`. The last result is false for other functions.
func (e *evaluator) knownApplication(function *syntax.Symbol, script *syntax.Script, n *syntax.Application) ([]candidate, *failure, bool) {
	var subscript, power syntax.Node
	if script != nil {
		subscript, power = script.Sub, script.Sup
		if script.Primes > 0 {
			return nil, nil, false
		}
	}
	if power != nil {
		k, ok := e.integer(power)
		if plain := strings.TrimPrefix(function.Name, `\`); ok && k == -1 && subscript == nil && (plain == "sin" || plain == "cos" || plain == "tan" || plain == "cot") {
			return e.namedFunction("arc"+plain, nil, n.Argument, n)
		}
		if !ok || k < 1 || k > 1000 {
			return nil, nil, false // an inverse function, or no power at all
		}
	}
	cs, failed, known := e.namedFunction(function.Name, subscript, n.Argument, n)
	if known && failed != nil {
		each, alsoFailed, ok := e.entrywise([]syntax.Node{n.Argument}, func(inner *evaluator, x []syntax.Node) ([]candidate, *failure) {
			cs, failed, _ := inner.namedFunction(function.Name, subscript, x[0], n)
			return cs, failed
		})
		if ok {
			cs, failed = withReading(each, elementWise), alsoFailed
		}
	}
	if !known || failed != nil || power == nil {
		return cs, failed, known
	}
	cs, failed = e.raise(cs, power, syntax.Print(n), n)
	return cs, failed, true
}
