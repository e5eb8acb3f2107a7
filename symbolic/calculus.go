package symbolic

import (
	"errors"
	"maps"
	"slices"
	"strings"
)

// ErrNoDerivative says that how a value depends on a symbol is not known.
var ErrNoDerivative = errors.New("symbolic: how this depends on the symbol is not known")

// Derivative differentiates r by a symbol, through the functions whose names r holds. It returns
// [ErrNoDerivative] where a name that is not understood may depend on the symbol.
func (f *Functions) Derivative(r RationalFunction, symbol string, budget *Budget) (RationalFunction, error) {
	return f.derivative(r, symbol, budget, 0)
}

// mostNested bounds the depth of functions in arguments of functions.
const mostNested = 50

func (f *Functions) derivative(r RationalFunction, symbol string, budget *Budget, depth int) (RationalFunction, error) {
	if depth > mostNested {
		return r, ErrLimit
	}
	total, err := r.Derivative(symbol, budget)
	if err != nil {
		return r, err
	}
	for _, name := range r.Variables() {
		if name == symbol {
			continue
		}
		inner, err := f.derivativeOfName(name, symbol, budget, depth)
		if err != nil {
			return r, err
		}
		if inner.IsZero() {
			continue
		}
		outer, err := r.Derivative(name, budget)
		if err == nil {
			outer, err = outer.Mul(inner, budget)
		}
		if err == nil {
			total, err = total.Add(outer, budget)
		}
		if err != nil {
			return r, err
		}
	}
	return total, nil
}

// derivativeOfName is the derivative of what a name stands for.
func (f *Functions) derivativeOfName(name, symbol string, budget *Budget, depth int) (RationalFunction, error) {
	a := f.given[name]
	zero := FromInt(0)
	if a == nil || a.kind == unknown {
		if exponent, ok := strings.CutPrefix(name, symbol+"^{"); ok {
			// A power of the symbol whose exponent is another symbol.
			exponent = strings.TrimSuffix(exponent, "}")
			if isPlainSymbol(exponent) && exponent != symbol {
				power, err := Var(name).Mul(Var(exponent), budget)
				if err == nil {
					power, err = power.Quo(Var(symbol), budget)
				}
				return power, err
			}
		}
		if mentionsSymbol(name, symbol) {
			return zero, ErrNoDerivative
		}
		return zero, nil
	}
	if a.constant {
		return zero, nil
	}
	if a.kind == antiderivative {
		if a.variable == symbol {
			return a.argument, nil
		}
		return zero, ErrNoDerivative
	}
	inner, err := f.derivative(a.argument, symbol, budget, depth+1)
	if err != nil || inner.IsZero() {
		return zero, err
	}
	outer := Var(name)
	switch a.kind {
	case root:
		if outer, err = outer.Quo(a.argument, budget); err == nil {
			outer, err = outer.Quo(FromInt(int64(a.index)), budget)
		}
	case absolute:
		outer, err = outer.Quo(a.argument, budget)
	case exponential:
	case logarithm:
		outer, err = FromInt(1).Quo(a.argument, budget)
	case cosine:
		if _, outer, err = f.CosSin(a.argument, budget); err == nil {
			outer = outer.Neg()
		}
	case sine:
		outer, _, err = f.CosSin(a.argument, budget)
	case arctangent:
		if outer, err = a.argument.Mul(a.argument, budget); err == nil {
			if outer, err = outer.Add(FromInt(1), budget); err == nil {
				outer, err = FromInt(1).Quo(outer, budget)
			}
		}
	default:
		return zero, ErrNoDerivative
	}
	if err != nil {
		return zero, err
	}
	return outer.Mul(inner, budget)
}

func isPlainSymbol(text string) bool {
	return text != "" && !strings.ContainsAny(text, "^_({ })+-*/|0123456789") && (len(text) == 1 || text[0] == '\\')
}

// mentionsSymbol says whether a symbol stands in a name that is not understood. It errs towards yes.
func mentionsSymbol(name, symbol string) bool {
	for rest := name; ; {
		at := strings.Index(rest, symbol)
		if at < 0 {
			return false
		}
		behind := rest[at+len(symbol):]
		letterBefore := at > 0 && isLetterByte(rest[at-1])
		letterBehind := behind != "" && isLetterByte(behind[0])
		if !(letterBefore && strings.HasPrefix(commandBefore(rest[:at]), `\`)) && !(letterBehind && strings.HasPrefix(symbol, `\`)) {
			return true
		}
		rest = behind
	}
}

func isLetterByte(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// commandBefore is the run of letters at the end of a text, with its backslash if it has one.
func commandBefore(text string) string {
	i := len(text)
	for i > 0 && isLetterByte(text[i-1]) {
		i--
	}
	if i > 0 && text[i-1] == '\\' {
		i--
	}
	return text[i:]
}

// Antiderivative gives a name to an antiderivative of r by a symbol, of which no more is known.
func (f *Functions) Antiderivative(r RationalFunction, symbol string) (RationalFunction, error) {
	p, err := f.name(`\int `+r.String()+` d `+symbol, application{kind: antiderivative, argument: r, variable: symbol})
	return FromPolynomial(p), err
}

// HoldsAntiderivative says whether r holds a name that [Functions.Antiderivative] gave out, and by which
// symbol: the first of them.
func (f *Functions) HoldsAntiderivative(r RationalFunction) (symbol string, ok bool) {
	for _, name := range r.Variables() {
		if a := f.given[name]; a != nil && a.kind == antiderivative {
			return a.variable, true
		}
	}
	return "", false
}

// Substitute puts values in the places of symbols, in the arguments of functions too.
func (f *Functions) Substitute(r RationalFunction, values map[string]RationalFunction, budget *Budget) (RationalFunction, error) {
	return f.substitute(r, values, budget, 0)
}

func (f *Functions) substitute(r RationalFunction, values map[string]RationalFunction, budget *Budget, depth int) (RationalFunction, error) {
	if depth > mostNested {
		return r, ErrLimit
	}
	all := map[string]RationalFunction{}
	for _, name := range r.Variables() {
		if value, ok := values[name]; ok {
			all[name] = value
			continue
		}
		a := f.given[name]
		if a == nil || a.kind == unknown || a.kind == antiderivative {
			for _, symbol := range slices.Sorted(maps.Keys(values)) {
				if !mentionsSymbol(name, symbol) || values[symbol].Equal(Var(symbol)) {
					continue
				}
				exponent, isPower := strings.CutPrefix(name, symbol+"^{")
				vs := values[symbol].Variables()
				if !isPower || mentionsSymbol(exponent, symbol) || len(vs) != 1 || !values[symbol].Equal(Var(vs[0])) {
					return r, ErrNoDerivative
				}
				all[name] = f.Opaque(vs[0] + "^{" + exponent)
			}
			continue
		}
		if a.constant {
			continue
		}
		argument, err := f.substitute(a.argument, values, budget, depth+1)
		if err != nil {
			return r, err
		}
		if argument.Equal(a.argument) {
			continue
		}
		switch a.kind {
		case root:
			if a.index%2 == 0 {
				argument, err = f.Abs(argument, budget)
			}
			if err == nil {
				all[name], err = f.Root(argument, a.index, budget)
			}
		case absolute:
			all[name], err = f.Abs(argument, budget)
		case exponential:
			all[name], err = f.Exp(argument, budget)
		case logarithm:
			if argument.IsZero() {
				return r, ErrDivisionByZero
			}
			if argument, err = f.Abs(argument, budget); err == nil {
				all[name], err = f.Log(argument, budget)
			}
		case cosine:
			all[name], _, err = f.CosSin(argument, budget)
		case sine:
			_, all[name], err = f.CosSin(argument, budget)
		case arctangent:
			all[name], err = f.Arctan(argument, budget)
		default:
			return r, ErrNoDerivative
		}
		if err != nil {
			return r, err
		}
	}
	if len(all) == 0 {
		return r, nil
	}
	return r.Substitute(all, budget)
}
