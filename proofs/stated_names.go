package proofs

import (
	"fmt"
	"maps"
	"strings"

	"github.com/hence-math/hence/proofs/certificate"
	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// name writes out a name: the argument that a function was given, or the value that
// the document gives it.
func (s *stater) name(id identifier) ([]stated, error) {
	e := s.evaluator
	if x, ok := s.formals[e.settle(id).key()]; ok {
		return []stated{x}, nil
	}
	if len(s.formals) > 0 && id.sub != nil {
		whole := id
		whole.sub = nil
		if x, ok := s.formals[e.settle(whole).key()]; ok {
			return s.entry(x, indexParts(id.sub))
		}
	}
	cs, failed := e.name(id)
	if failed != nil {
		return nil, unstated(failed.says)
	}
	all := make([]stated, 0, len(cs))
	for _, c := range cs {
		if c.value.opaque {
			return nil, unstated("the value of " + e.settle(id).key())
		}
		x := asStated(c)
		for _, key := range sortedKeys(s.formals) {
			// The bold argument that a plain letter stands for, as the document wrote it.
			if c.by&boldNamesake != 0 && c.value.equal(e.formals[key]) {
				x.entries = s.formals[key].entries
			}
		}
		all = append(all, x)
	}
	return s.keep(all)
}

// call writes out the body of a function with its arguments in it.
func (s *stater) call(f, argument syntax.Node) ([]stated, error) {
	e := s.evaluator
	arguments := argumentsOf(argument)
	if word, ok := unwrapped(f).(*syntax.Symbol); ok && word.Font != "" && len(arguments) == 1 {
		if cs, failed, known := e.functionByWord(word.Name, arguments[0], argument); known {
			if failed == nil && cs[0].value.isConstant() && strings.HasPrefix(strings.ToLower(word.Name), "zero") {
				return []stated{asStated(cs[0])}, nil
			}
			return s.wordFunction(word.Name, arguments[0])
		}
	}
	id, _ := identify(f)
	fn := e.env.findFunction(functionKey(e.settle(id).key(), len(arguments)))
	if plain := strings.TrimSuffix(id.base, "'"); fn == nil && plain != id.base && len(arguments) == 1 {
		return s.derivativeOfCall(plain+e.settle(id).suffix(), arguments[0])
	}
	if fn == nil || e.open["call "+syntax.Print(f)] {
		return nil, unstated("the function " + syntax.Print(f))
	}
	inner := s.withEvaluator(e.withOwnFormals())
	inner.within, inner.formals = 1<<len(readingNames)-1, maps.Clone(s.formals)
	if inner.formals == nil {
		inner.formals = map[string]stated{}
	}
	var by readings
	for i, p := range fn.parameters {
		parameter, ok := identify(p)
		if !ok {
			return nil, unstated("a function whose parameters are no names")
		}
		cs, failed := e.evaluate(arguments[i])
		if failed != nil {
			return nil, unstated(failed.says)
		}
		xs, err := s.state(arguments[i])
		if err != nil {
			return nil, err
		}
		by |= xs[0].by
		key := e.settle(parameter).key()
		inner.evaluator.formals[key] = cs[0].value
		argument := xs[0]
		argument.by = 0
		inner.formals[key] = argument
	}
	name := "call " + syntax.Print(f)
	note(&e.open, name)
	defer delete(e.open, name)
	xs, err := inner.state(fn.body)
	if err != nil {
		return nil, err
	}
	xs[0].by = by
	return s.keep(xs[:1])
}

// derivativeOfCall writes out f'(x) for a function that the document defined.
func (s *stater) derivativeOfCall(key string, argument syntax.Node) ([]stated, error) {
	e := s.evaluator
	fn := e.env.findFunction(functionKey(key, 1))
	if fn == nil {
		return nil, unstated("the function " + key + "'")
	}
	parameter, ok := identify(fn.parameters[0])
	if !ok {
		return nil, unstated("a function whose parameter is no name")
	}
	x, by, err := s.scalar(argument)
	if err != nil {
		return nil, err
	}
	const symbol = "#argument"
	inner := s.withEvaluator(e.withOwnFormals())
	formal := e.settle(parameter).key()
	inner.evaluator.formals[formal] = scalarValue(symbolic.Var(symbol))
	inner.within, inner.formals = 1<<len(readingNames)-1, map[string]stated{formal: scalarStated(symbolic.Sym(symbol))}
	body, _, err := inner.scalar(fn.body)
	if err != nil {
		return nil, err
	}
	d := certificate.Derivative{Name: fmt.Sprintf("#D_%d", len(*s.derivatives)+1), Of: body, By: symbol, At: map[string]symbolic.Expression{symbol: x}}
	*s.derivatives = append(*s.derivatives, d)
	out := scalarStated(symbolic.Sym(d.Name))
	out.by = by
	return []stated{out}, nil
}

// gradientOf splits \nabla_w f; the variable is nil where there is none.
func gradientOf(n *syntax.Application) (function, variable syntax.Node, ok bool) {
	f := n.Function
	if script, scripted := f.(*syntax.Script); scripted {
		f, variable = script.Base, script.Sub
	}
	sign, ok := f.(*syntax.Symbol)
	return n.Argument, variable, ok && sign.Name == `\nabla`
}

// derivative writes out a derivative as a symbol for each of its entries, each of them
// the derivative of an entry of the body by an entry of the variable.
func (s *stater) derivative(n, body syntax.Node, fraction *syntax.Fraction) ([]stated, error) {
	e := s.evaluator
	var variable syntax.Node
	if fraction != nil {
		_, by, _ := splitDerivative(fraction)
		if len(by) != 1 {
			return nil, unstated("a derivative of higher order")
		}
		variable = by[0]
	} else if application, ok := n.(*syntax.Application); ok {
		_, variable, _ = gradientOf(application)
	}
	if isDerivative(n) {
		if cs, failed, ok := e.stated(n); ok {
			if failed != nil {
				return nil, unstated(failed.says)
			}
			return []stated{asStated(cs[0])}, nil
		}
	}
	id, ok := identify(variable)
	if variable == nil || !ok {
		return nil, unstated("a derivative by what is no name")
	}
	body = e.functionBody(body, []syntax.Node{variable})
	key, at, by := e.variableOf(id, body)
	if key == "" {
		return nil, unstated("the point of a derivative")
	}
	symbols, formal := formalLike(at, key)
	inner := s.withEvaluator(e.withOwnFormals())
	inner.evaluator.evaluation = &evaluation{memo: e.memo}
	inner.evaluator.formals[key] = formal
	inner.formals = maps.Clone(s.formals)
	if inner.formals == nil {
		inner.formals = map[string]stated{}
	}
	variables := asStated(candidate{value: formal})
	inner.formals[key] = variables
	fs, err := inner.state(body)
	if err != nil {
		return nil, err
	}
	point := map[string]symbolic.Expression{}
	for i, entry := range at.entries() {
		point[symbols[i]] = symbolic.ExpressionOf(entry)
	}
	partial := func(f symbolic.Expression, by string) symbolic.Expression {
		d := certificate.Derivative{Name: fmt.Sprintf("#D_%d", len(*s.derivatives)+1), Of: f, By: by, At: point}
		*s.derivatives = append(*s.derivatives, d)
		return symbolic.Sym(d.Name)
	}
	var all []stated
	for _, f := range fs {
		for _, x := range s.layouts(f.single(), variables, symbols, partial) {
			x.by |= f.by | by
			all = append(all, x)
		}
	}
	return s.keep(all)
}

// layouts are the shapes that a derivative may have, as for [evaluator.differentiate].
func (s *stater) layouts(f, variables stated, symbols []string, partial func(f symbolic.Expression, by string) symbolic.Expression) []stated {
	shaped := func(like stated) stated {
		return stated{rows: like.rows, columns: like.columns, isMatrix: like.isMatrix}
	}
	if !variables.isMatrix || !f.isMatrix {
		out := shaped(f)
		if variables.isMatrix {
			out = shaped(variables)
		}
		for _, entry := range f.entries {
			for _, symbol := range symbols {
				out.entries = append(out.entries, partial(entry, symbol))
			}
		}
		return []stated{out}
	}
	if !f.isVector() || !variables.isVector() || len(f.entries)*len(symbols) > mostWritten {
		return nil
	}
	jacobian := stated{rows: len(f.entries), columns: len(symbols), isMatrix: true}
	diagonal := shaped(f)
	for i, entry := range f.entries {
		for j, symbol := range symbols {
			x := partial(entry, symbol)
			jacobian.entries = append(jacobian.entries, x)
			if i == j {
				diagonal.entries = append(diagonal.entries, x)
			}
		}
	}
	transposed := jacobian.transposed()
	transposed.by = perExample
	all := []stated{jacobian, transposed}
	if len(diagonal.entries) == len(f.entries) && len(f.entries) == len(symbols) && separate(f, symbols) {
		diagonal.by = perExample
		all = append(all, diagonal)
	}
	return all
}

// separate says whether each entry holds its own symbol only.
func separate(f stated, symbols []string) bool {
	for i, entry := range f.entries {
		for _, name := range certificate.Symbols(entry) {
			for j, symbol := range symbols {
				if name == symbol && i != j {
					return false
				}
			}
		}
	}
	return true
}
