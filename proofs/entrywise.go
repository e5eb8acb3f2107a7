package proofs

import (
	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// entryName is the formal name under which a function sees one entry of a vector. The
// backslash makes it a letter: as an exponent it is no mark that belongs to a name.
const entryName = `\#entry`

// howApplied is a remark behind a formula that says how its function is applied.
var howApplied = newPhrase(`(?i)^\W*(?:applied )?(?:row|element|entry|component)[- ]?wise\W*$`)

// mostEntries bounds the entries to which a function of a number is applied one by one.
const mostEntries = 1000

// entrywise applies a function of numbers to each entry of the arguments. All that are
// no single numbers must agree in shape; a single number stands beside each entry. The
// last result is false where every argument is a single number.
func (e *evaluator) entrywise(
	arguments []syntax.Node, f func(inner *evaluator, entries []syntax.Node) ([]candidate, *failure),
) ([]candidate, *failure, bool) {
	values := make([]value, len(arguments))
	var shape value
	for i, argument := range arguments {
		if argument == nil {
			return nil, nil, false
		}
		cs, failed := e.evaluate(argument)
		if failed != nil {
			return nil, nil, false
		}
		values[i] = cs[0].value.single()
		switch {
		case !values[i].isMatrix:
		case !shape.isMatrix:
			shape = values[i]
		case !sameShape(shape, values[i]):
			return nil, mismatch("comparing entries", shape, values[i], argument.Span()), true
		}
	}
	if !shape.isMatrix {
		return nil, nil, false
	}
	count := shape.rows() * shape.columns()
	if count > mostEntries {
		return nil, &failure{verdict: Unknown, reason: Limit, at: arguments[0].Span(), says: "a function of too many entries"}, true
	}
	entries := make([]symbolic.RationalFunction, count)
	opaque := false
	inner := e.withOwnFormals()
	names := make([]syntax.Node, len(arguments))
	keys := make([]string, len(arguments))
	for i, argument := range arguments {
		keys[i] = entryName + string(rune('a'+i%26)) + string(rune('a'+i/26))
		names[i] = &syntax.Symbol{At: argument.Span(), Name: keys[i]}
	}
	for k := range count {
		for i, v := range values {
			entry := v.scalar
			if v.isMatrix {
				entry = v.at(k/v.columns(), k%v.columns())
			}
			inner.formals[keys[i]] = value{scalar: entry, opaque: v.opaque}
		}
		cs, failed := f(inner, names)
		if failed != nil {
			return nil, failed, true
		}
		v := cs[0].value.single()
		if v.isMatrix {
			return nil, unsupported(arguments[0], "a function of a number that is no number"), true
		}
		entries[k], opaque = v.scalar, opaque || v.opaque
	}
	return one(reshape(shape.rows(), shape.columns(), entries, opaque)), nil, true
}

// activation gives the functions of networks that are known by their names alone:
// relu, sigmoid and softmax. The last result is false for other words.
func (e *evaluator) activation(word string, argument, n syntax.Node) ([]candidate, *failure, bool) {
	e1 := &syntax.Symbol{At: n.Span(), Name: "e"}
	unit := &syntax.Number{At: n.Span(), Text: "1"}
	power := func(exponent syntax.Node) syntax.Node { return &syntax.Script{At: n.Span(), Base: e1, Sup: exponent} }
	switch word {
	case "relu":
		cs, failed, ok := e.ofSeveral("max", &syntax.List{At: n.Span(), Separator: ",", Items: []syntax.Node{&syntax.Number{Text: "0"}, argument}}, n)
		return cs, failed, ok
	case "sign", "sgn":
		sign := func(inner *evaluator, x syntax.Node) ([]candidate, *failure, bool) {
			v, failed := inner.scalar(x)
			if failed != nil {
				return nil, failed, true
			}
			if len(inner.functions.FreeSymbols(v.Numerator()))+len(inner.functions.FreeSymbols(v.Denominator())) > 0 {
				return nil, nil, false
			}
			k, ok := inner.functions.Sign(v, inner.budget)
			return one(integerValue(int64(k))), nil, ok
		}
		cs, failed, ok := e.entrywise([]syntax.Node{argument}, func(inner *evaluator, x []syntax.Node) ([]candidate, *failure) {
			cs, failed, known := sign(inner, x[0])
			if !known {
				return nil, unsupported(n, "the sign of what is not known")
			}
			return cs, failed
		})
		if ok {
			return cs, failed, true
		}
		return sign(e, argument)
	case "sigmoid", "logistic":
		if e.env.find("e") != nil {
			return nil, nil, false
		}
		e.functions.Euler("e")
		logistic := func(inner *evaluator, x syntax.Node) ([]candidate, *failure) {
			minus := &syntax.Sum{At: n.Span(), Terms: []syntax.Term{{Sign: "-", Value: x}}}
			sum := &syntax.Sum{At: n.Span(), Terms: []syntax.Term{{Value: unit}, {Sign: "+", Value: power(minus)}}}
			return inner.evaluate(&syntax.Fraction{At: n.Span(), Numerator: unit, Denominator: sum})
		}
		cs, failed, ok := e.entrywise([]syntax.Node{argument}, func(inner *evaluator, x []syntax.Node) ([]candidate, *failure) { return logistic(inner, x[0]) })
		if !ok {
			cs, failed = logistic(e, argument)
		}
		return cs, failed, true
	case "softmax":
		if e.env.find("e") != nil {
			return nil, nil, false
		}
		e.functions.Euler("e")
		cs, failed := e.evaluate(argument)
		if failed != nil {
			return nil, failed, true
		}
		v := cs[0].value.single()
		if !v.isMatrix || !v.isVector() && !e.names.rowWise {
			return nil, unsupported(n, "softmax of a matrix whose text does not say that it is taken of each row"), true
		}
		powers, failed, ok := e.entrywise([]syntax.Node{argument}, func(inner *evaluator, x []syntax.Node) ([]candidate, *failure) {
			return inner.evaluate(power(x[0]))
		})
		if !ok || failed != nil {
			return powers, failed, ok
		}
		shares, failed := e.shares(powers[0].value, n)
		return shares, failed, true
	}
	return nil, nil, false
}

// shares divides the entries of a vector by their sum, and those of a matrix by the sum of
// their row.
func (e *evaluator) shares(v value, n syntax.Node) ([]candidate, *failure) {
	entries := v.entries()
	together := len(entries)
	if !v.isVector() {
		together = v.columns()
	}
	out := make([]symbolic.RationalFunction, 0, len(entries))
	for from := 0; from < len(entries); from += together {
		total := symbolic.FromInt(0)
		var err error
		for _, x := range entries[from : from+together] {
			if total, err = total.Add(x, e.budget); err != nil {
				return nil, fromError(err, n.Span())
			}
		}
		for _, x := range entries[from : from+together] {
			share, failed := e.divide(scalarValue(x), scalarValue(total), syntax.Print(n), n.Span())
			if failed != nil {
				return nil, failed
			}
			out = append(out, share[0].value.scalar)
		}
	}
	return one(reshape(v.rows(), v.columns(), out, v.opaque)), nil
}
