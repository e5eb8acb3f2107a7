package proofs

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// derivativeFraction gives the value of a fraction that is a derivative. The
// operand, if not nil, is what \frac{d}{dx} stands before.
func (e *evaluator) derivativeFraction(n *syntax.Fraction, operand syntax.Node) ([]candidate, *failure, bool) {
	function, by, ok := splitDerivative(n)
	if !ok {
		return nil, nil, false
	}
	if function == nil {
		function = operand
	}
	if function == nil {
		return nil, unsupported(n, "a derivative of nothing"), true
	}
	if operand == nil {
		if cs, failed, ok := e.stated(n); ok {
			return cs, failed, true
		}
	}
	if len(by) == 1 {
		cs, failed := e.derivative(function, by[0], n)
		return cs, failed, true
	}
	cs, failed := e.higherDerivative(function, by, n)
	return cs, failed, true
}

// stated gives a derivative the value that the document gave it as a whole.
func (e *evaluator) stated(n syntax.Node) ([]candidate, *failure, bool) {
	b := e.env.find(e.derivativeKey(n))
	if b == nil && len(e.formals) == 0 {
		if body, at, _, ok := e.statedAt(n); ok {
			cs, failed := at.unfold(body, e.derivativeKey(n), n.Span())
			return cs, failed, true
		}
	}
	if b == nil || len(e.formals) > 0 || e.correct && !b.hasCorrect || !e.correct && !b.hasClaimed {
		return nil, nil, false
	}
	cs, failed := e.bound(b, b.name.key(), n.Span())
	return cs, failed, true
}

// statedAt finds the formula by which the document gave a derivative for every index,
// `\frac{\partial L}{\partial z_i} = p_i - y_i`, and an evaluator with that index.
func (e *evaluator) statedAt(n syntax.Node) (body syntax.Node, at *evaluator, letter string, ok bool) {
	if !isDerivative(n) {
		return nil, nil, "", false
	}
	wanted := e.derivativeKey(n)
	if b := e.env.find(wanted); b != nil {
		return b.definition, e, "", b.definition != nil
	}
	for scope := e.env; scope != nil; scope = scope.parent {
		for _, key := range slices.Backward(scope.order) {
			b := scope.bindings[key]
			if b.definition == nil || !strings.HasPrefix(key, `\frac{`) && !strings.HasPrefix(key, `\nabla`) {
				continue
			}
			if letter, k, ok := indexBetween(key, wanted); ok {
				return b.definition, e.withIndex(letter, k), letter, true
			}
		}
	}
	return nil, nil, "", false
}

// indexBetween gives the letter and the number by whose exchange one key becomes the
// other.
func indexBetween(pattern, key string) (letter string, k int64, ok bool) {
	start := strings.Index(pattern, "_{")
	for start >= 0 {
		rest := pattern[start+2:]
		closing := strings.IndexByte(rest, '}')
		if closing == 1 && rest[0] >= 'a' && rest[0] <= 'z' && strings.HasPrefix(key, pattern[:start+2]) {
			number := key[start+2:]
			end := strings.IndexByte(number, '}')
			if end < 0 {
				return "", 0, false
			}
			k, err := strconv.ParseInt(number[:end], 10, 64)
			letter := rest[:1]
			return letter, k, err == nil && strings.ReplaceAll(pattern, "_{"+letter+"}", "_{"+number[:end]+"}") == key
		}
		next := strings.Index(rest, "_{")
		if next < 0 {
			break
		}
		start += 2 + next
	}
	return "", 0, false
}

// derivativeKey names a derivative that the document gives a value.
func (e *evaluator) derivativeKey(n syntax.Node) string {
	switch n := n.(type) {
	case *syntax.Fraction:
		return `\frac{` + e.printSettled(n.Numerator) + `}{` + e.printSettled(n.Denominator) + `}`
	case *syntax.Application:
		return e.printSettled(n.Function) + " " + e.printSettled(n.Argument)
	}
	return syntax.Print(n)
}

// printSettled prints a node with the indices of its names evaluated.
func (e *evaluator) printSettled(n syntax.Node) string {
	if id, ok := identify(n); ok {
		return e.settle(id).key()
	}
	switch n := n.(type) {
	case *syntax.Product:
		var parts []string
		for _, f := range n.Factors {
			if f.Operator != "" {
				parts = append(parts, f.Operator)
			}
			parts = append(parts, e.printSettled(f.Value))
		}
		return strings.Join(parts, " ")
	case *syntax.Group:
		if n.Inner != nil {
			return n.Open + e.printSettled(n.Inner) + n.Close
		}
	case *syntax.List:
		var parts []string
		for _, item := range n.Items {
			parts = append(parts, e.printSettled(item))
		}
		return strings.Join(parts, n.Separator+" ")
	case *syntax.Script:
		if n.Sub != nil && n.Sup == nil {
			return e.printSettled(n.Base) + "_{" + e.printSettled(n.Sub) + "}"
		}
	}
	return syntax.Print(n)
}

// derivativeOperator reads a product that begins with \frac{d}{dx}.
func (e *evaluator) derivativeOperator(n *syntax.Product) ([]candidate, *failure, bool) {
	f, ok := n.Factors[0].Value.(*syntax.Fraction)
	if !ok || len(n.Factors) < 2 || n.Factors[1].Operator != "" {
		return nil, nil, false
	}
	function, _, ok := splitDerivative(f)
	if !ok || function != nil {
		return nil, nil, false
	}
	operand := n.Factors[1].Value
	if len(n.Factors) > 2 {
		rest := &syntax.Product{At: n.At, Factors: n.Factors[1:]}
		rest.At.Start = operand.Span().Start
		operand = rest
	}
	cs, failed, _ := e.derivativeFraction(f, operand)
	return cs, failed, true
}

// derivativeAt gives \frac{df}{dx}(a): the derivative of a function the document
// defined, by one of its parameters, at a point.
func (e *evaluator) derivativeAt(n syntax.Node, argument syntax.Node) ([]candidate, *failure, bool) {
	f, ok := n.(*syntax.Fraction)
	if !ok || !isArgument(argument) {
		return nil, nil, false
	}
	function, by, ok := splitDerivative(f)
	if !ok || function == nil {
		return nil, nil, false
	}
	id, ok := identify(function)
	if !ok {
		return nil, nil, false
	}
	arguments := argumentsOf(argument)
	fn := e.env.findFunction(functionKey(e.settle(id).key(), len(arguments)))
	if fn == nil {
		return nil, nil, false
	}
	order := make([]string, len(by))
	for i, variable := range by {
		id, ok := identify(variable)
		if !ok {
			return nil, nil, false
		}
		order[i] = e.settle(id).key()
	}
	inner := e.withOwnFormals()
	const symbol = "#at"
	back := map[string]symbolic.RationalFunction{}
	for i, p := range fn.parameters {
		name, ok := identify(p)
		if !ok {
			return nil, nil, false
		}
		cs, failed := e.evaluate(arguments[i])
		if failed != nil {
			return nil, failed, true
		}
		key := e.settle(name).key()
		inner.formals[key] = cs[0].value
		if slices.Contains(order, key) {
			x := cs[0].value.single()
			if x.isMatrix {
				return nil, unsupported(n, "a derivative by a vector, at a point"), true
			}
			back[key+symbol] = x.scalar
			inner.formals[key] = scalarValue(symbolic.Var(key + symbol))
		}
	}
	for i := range order {
		order[i] += symbol
		if _, ok := back[order[i]]; !ok {
			return nil, nil, false
		}
	}
	cs, failed := inner.evaluate(fn.body)
	if failed != nil {
		return nil, failed, true
	}
	x := cs[0].value.single()
	if x.isMatrix {
		return nil, unsupported(n, "a derivative of a function hence does not know"), true
	}
	d, err := e.derivativeIn(order, x.scalar, back)
	if err != nil {
		return nil, fromError(err, n.Span()), true
	}
	return one(e.withFunctions(d)), nil, true
}

// derivativeIn differentiates by one symbol after the other and puts the point in.
func (e *evaluator) derivativeIn(symbols []string, f symbolic.RationalFunction, at map[string]symbolic.RationalFunction) (symbolic.RationalFunction, error) {
	for _, s := range symbols {
		var err error
		if f, err = e.functions.Derivative(f, s, e.budget); err != nil {
			return f, err
		}
	}
	return e.functions.Substitute(f, at, e.budget)
}

// higherDerivative differentiates a scalar by scalars, one after the other.
func (e *evaluator) higherDerivative(body syntax.Node, by []syntax.Node, n syntax.Node) ([]candidate, *failure) {
	if len(by) == 0 {
		return nil, unsupported(n, "a derivative of an order that is no number from 1 to %d, or not that of its variables", mostDerivatives)
	}
	inner := e.withOwnFormals()
	inner.evaluation = &evaluation{memo: e.memo}
	back := map[string]symbolic.RationalFunction{}
	var order, symbols []string
	var read readings
	body = e.functionBody(body, by)
	for _, variable := range by {
		id, ok := identify(variable)
		if !ok {
			return nil, unsupported(variable, "a derivative by what is no name")
		}
		key, at, r := e.variableOf(id, body)
		if key == "" {
			return nil, unsupported(variable, "it is not clear which instance the derivative is taken by")
		}
		if at.isMatrix {
			return nil, unsupported(variable, "a second derivative by a vector")
		}
		s, formal := formalLike(at, key)
		if !slices.Contains(symbols, s[0]) {
			symbols, back[s[0]], inner.formals[key] = append(symbols, s[0]), at.scalar, formal
			if s[0] == key && !e.inEntry {
				note(&e.trace.loose, key)
			}
		}
		order, read = append(order, s[0]), read|r
	}
	fs, failed := inner.evaluate(body)
	if failed != nil {
		return nil, failed
	}
	var all []candidate
	for _, f := range fs {
		x := f.value.single()
		if x.isMatrix || !e.followsFrom(x, symbols, body, n) {
			failed = firstFailure(failed, unsupported(n, "how this depends on %s is not known", order[0]))
			continue
		}
		d, err := e.derivativeIn(order, x.scalar, back)
		if err != nil {
			failed = firstFailure(failed, fromError(err, n.Span()))
			continue
		}
		all = append(all, candidate{value: e.withFunctions(d), by: read | f.by})
	}
	if len(all) == 0 {
		return nil, failed
	}
	return tidy(all), nil
}

// mostParameters is how many parameters a function that is differentiated by them may have.
const mostParameters = 6

// functionBody is what a function stands for that is differentiated by its own parameters, and any other node as it is.
func (e *evaluator) functionBody(n syntax.Node, by []syntax.Node) syntax.Node {
	f, ok := identify(n)
	if !ok {
		return n
	}
	for count := 1; count <= mostParameters; count++ {
		fn := e.env.findFunction(functionKey(e.settle(f).key(), count))
		if fn == nil {
			continue
		}
		own := map[string]bool{}
		for _, p := range fn.parameters {
			if id, ok := identify(p); ok {
				own[e.settle(id).key()] = true
			}
		}
		for _, variable := range by {
			if id, ok := identify(variable); !ok || !own[e.settle(id).key()] {
				return n
			}
		}
		return fn.body
	}
	return n
}

// gradientAt gives \nabla f(a) for a function of several scalars the document
// defined, at a vector of as many entries.
func (e *evaluator) gradientAt(body, n syntax.Node) ([]candidate, *failure, bool) {
	p, ok := body.(*syntax.Product)
	if !ok || len(p.Factors) != 2 || !isArgument(p.Factors[1].Value) {
		return nil, nil, false
	}
	id, ok := identify(p.Factors[0].Value)
	if !ok {
		return nil, nil, false
	}
	cs, failed := e.evaluate(unwrapped(p.Factors[1].Value))
	if failed != nil || !cs[0].value.isVector() {
		return nil, nil, false
	}
	at := cs[0].value
	fn := e.env.findFunction(functionKey(e.settle(id).key(), len(at.entries())))
	if fn == nil {
		return nil, nil, false
	}
	symbols, formal := formalLike(at, "#at")
	inner := e.withOwnFormals()
	back := map[string]symbolic.RationalFunction{}
	for i, parameter := range fn.parameters {
		name, ok := identify(parameter)
		if !ok {
			return nil, nil, false
		}
		inner.formals[e.settle(name).key()] = scalarValue(symbolic.Var(symbols[i]))
		back[symbols[i]] = at.entries()[i]
	}
	fs, failed := inner.evaluate(fn.body)
	if failed != nil {
		return nil, failed, true
	}
	out, failed := e.differentiate(fs[0].value, formal, symbols, back, n)
	return out, failed, true
}

// ofOneNumber reads a call of a function of one number that is defined.
func (e *evaluator) ofOneNumber(body syntax.Node) (*function, syntax.Node) {
	p, ok := body.(*syntax.Product)
	if !ok || len(p.Factors) != 2 || !isArgument(p.Factors[1].Value) {
		return nil, nil
	}
	id, ok := identify(p.Factors[0].Value)
	if !ok {
		return nil, nil
	}
	return e.env.findFunction(functionKey(e.settle(id).key(), 1)), unwrapped(p.Factors[1].Value)
}

// gradient gives \nabla_w of a node. Without a subscript there is no variable to
// differentiate by.
func (e *evaluator) gradient(body, variable, n syntax.Node) ([]candidate, *failure) {
	if variable == nil {
		// The gradient of a function is by its argument.
		if p, ok := body.(*syntax.Product); ok && len(p.Factors) == 2 && isArgument(p.Factors[1].Value) {
			id, named := identify(p.Factors[0].Value)
			argument := unwrapped(p.Factors[1].Value)
			if _, ok := identify(argument); ok && named && e.env.findFunction(functionKey(e.settle(id).key(), 1)) != nil {
				return e.derivative(body, argument, n)
			}
		}
		if cs, failed, ok := e.gradientAt(body, n); ok {
			return cs, failed
		}
		if fn, argument := e.ofOneNumber(body); fn != nil {
			return e.applyDerivative(fn, 1, argument, n)
		}
		return nil, unsupported(n, "a gradient that does not say by what")
	}
	return e.derivative(body, variable, n)
}

// derivative differentiates by a scalar, a vector or a matrix, with the rest of
// the document's names followed back to it.
func (e *evaluator) derivative(body, variable, n syntax.Node) ([]candidate, *failure) {
	id, ok := identify(variable)
	if !ok {
		return nil, unsupported(variable, "a derivative by what is no name")
	}
	body = e.functionBody(body, []syntax.Node{variable})
	key, at, by := e.variableOf(id, body)
	if key == "" {
		return nil, unsupported(variable, "it is not clear which instance the derivative is taken by")
	}
	inner := e.withOwnFormals()
	inner.evaluation = &evaluation{memo: e.memo}
	symbols, formal := formalLike(at, key)
	inner.formals[key] = formal
	if symbols[0] == key && !e.inEntry {
		note(&e.trace.loose, key)
	}
	fs, failed := inner.evaluate(body)
	if failed != nil {
		return nil, failed
	}
	back := map[string]symbolic.RationalFunction{}
	for i, entry := range at.entries() {
		back[symbols[i]] = entry
	}
	var all []candidate
	for _, f := range fs {
		if !e.followsFrom(f.value, symbols, body, n) {
			failed = firstFailure(failed, unsupported(n, "how this depends on %s is not known", key))
			continue
		}
		more, worse := e.differentiate(f.value, formal, symbols, back, n)
		if worse != nil {
			failed = firstFailure(failed, worse)
			continue
		}
		for _, c := range more {
			all = append(all, candidate{value: c.value, by: c.by | f.by | by})
		}
	}
	all = tidy(all)
	if len(all) == 0 {
		if failed == nil {
			failed = unsupported(n, "this derivative")
		}
		return nil, failed
	}
	return all, nil
}

// followsFrom says whether a value tells all of its dependence on the formal
// symbols: it holds one of them, and no other symbol that might depend on them.
func (e *evaluator) followsFrom(f value, symbols []string, body, n syntax.Node) bool {
	own := map[string]bool{}
	for _, s := range symbols {
		own[s] = true
	}
	holds := false
	for _, name := range e.freeSymbolsOf(f) {
		switch {
		case own[name], len(symbols) == 1 && strings.HasPrefix(name, symbols[0]+"^{"):
			holds = true
		case len(symbols) > 1 || strings.ContainsAny(name, "_^("):
			return false
		}
	}
	if holds {
		return true
	}
	if fraction, ok := n.(*syntax.Fraction); ok && len(symbols) == 1 {
		_, sign, _, _ := derivativeAbove(fraction.Denominator)
		return closed(body) || sign == `\partial` && !e.holdsBound(body)
	}
	return closed(body)
}

// freeSymbolsOf lists the free symbols of a value, those in arguments of functions
// too.
func (e *evaluator) freeSymbolsOf(v value) []string {
	if !v.opaque {
		return v.variables()
	}
	seen := map[string]bool{}
	for _, entry := range v.entries() {
		for _, p := range []symbolic.Polynomial{entry.Numerator(), entry.Denominator()} {
			for _, name := range e.functions.FreeSymbols(p) {
				seen[name] = true
			}
		}
	}
	return sortedKeys(seen)
}

// withFunctions is a scalar that may hold functions.
func (e *evaluator) withFunctions(r symbolic.RationalFunction) value {
	return value{scalar: r, opaque: e.holdsFunctions(r)}
}

// holdsBound says whether a tree holds a name that has a value: what that value
// came from is then not told by its form.
func (e *evaluator) holdsBound(n syntax.Node) bool {
	bound := false
	eachName(n, func(id identifier) { bound = bound || e.env.find(e.settle(id).key()) != nil })
	return bound
}

// variableOf finds the name a derivative is taken by and its value: itself where
// it is bound or free, or the one indexed instance the body depends on.
func (e *evaluator) variableOf(id identifier, body syntax.Node) (key string, at value, by readings) {
	s := e.settle(id)
	quiet := *e
	quiet.trace = newTrace()
	use := func(k string) (string, value, bool) {
		b := e.env.find(k)
		if b == nil {
			if v, ok := e.formals[k]; ok {
				return k, v, true
			}
			return "", value{}, false
		}
		cs, failed := quiet.bound(b, k, id.at)
		if failed != nil {
			return "", value{}, false
		}
		e.note(b, k)
		return k, cs[0].value, true
	}
	if k, v, ok := use(s.key()); ok {
		return k, v, 0
	}
	if cs, failed, ok := quiet.byRule(s, id.at); ok && failed == nil {
		return s.key(), cs[0].value, 0
	}
	if b := e.namesake(s); b != nil {
		if k, v, ok := use(b.name.key()); ok {
			return k, v, boldNamesake
		}
	}
	if len(s.indices) == 0 {
		// The one instance of the family that the body depends on, not counting
		// those that this instance itself came from.
		met := map[string]settled{}
		stop := quiet
		stop.stopAt, stop.met = id.plain, met
		stop.closure(body, map[string]bool{}, map[string]bool{})
		if len(met) == 1 {
			for k, name := range met {
				if name.base != id.base {
					by = boldNamesake
				}
				if cs, failed, ok := e.resolve(name, id.at); ok && failed == nil {
					return k, cs[0].value, by
				}
			}
		}
		if b := e.latest(id); b != nil {
			if k, v, ok := use(b.name.key()); ok {
				return k, v, latestInstance
			}
		}
	}
	if s.bold || e.names != nil && e.names.shaped[s.base] {
		return "", value{}, 0
	}
	return s.key(), scalarValue(symbolic.Var(s.key())), 0
}

// closure collects the keys a tree depends on, through definitions.
func (e *evaluator) closure(n syntax.Node, used, open map[string]bool) {
	if n == nil || len(used) > 10_000 {
		return
	}
	follow := func(b *binding, key string) {
		used[key] = true
		if _, formal := e.formals[key]; formal {
			return
		}
		if b != nil && b.definition != nil && !open[key] {
			open[key] = true
			e.closure(b.definition, used, open)
		}
	}
	syntax.Inspect(n, func(m syntax.Node) bool {
		p, ok := m.(*syntax.Product)
		if !ok {
			return true
		}
		for i := 0; i+1 < len(p.Factors); i++ {
			id, ok := identify(p.Factors[i].Value)
			if !ok || !isArgument(p.Factors[i+1].Value) {
				continue
			}
			count := len(argumentsOf(p.Factors[i+1].Value))
			if fn := e.env.findFunction(functionKey(e.settle(id).key(), count)); fn != nil && !open[fn.base] {
				open[fn.base] = true
				e.closureOfFunction(fn, used, open)
			}
		}
		return true
	})
	eachName(n, func(id identifier) {
		if e.exampleIndex != "" && id.sup != nil && indexIs(id.sup, e.exampleIndex) {
			if b := e.latest(id); b != nil {
				follow(b, b.name.key())
				return
			}
		}
		e.closureOfName(id, used, open, follow)
		for _, whole := range wholes(id) { // perhaps an entry of a vector
			e.closureOfName(whole, used, open, follow)
		}
	})
}

// closureOfName adds what one name depends on.
func (e *evaluator) closureOfName(id identifier, used, open map[string]bool, follow func(*binding, string)) {
	s := e.settle(id)
	b := e.env.find(s.key())
	if e.stopAt == id.plain && len(s.indices) > 0 {
		if b == nil {
			if other := e.namesake(s); other != nil {
				s = other.name
			}
		}
		e.met[s.key()] = s
		return
	}
	follow(b, s.key())
	if other := e.namesake(s); other != nil {
		follow(other, other.name.key())
	}
	if len(s.indices) == 0 && b == nil {
		if latest := e.latest(id); latest != nil {
			follow(latest, latest.name.key())
		}
	}
	if _, formal := e.formals[s.key()]; formal || b != nil || open[s.key()] {
		return
	}
	for _, r := range e.env.allRules() {
		if t, ok := e.instance(r, s); ok {
			open[s.key()] = true
			e.withIndex(r.variable, t).closure(r.body, used, open)
			return
		}
	}
}

// closureOfFunction adds what the body of a function depends on besides its
// parameters.
func (e *evaluator) closureOfFunction(fn *function, used, open map[string]bool) {
	inner := e.withOwnFormals()
	parameters := map[string]bool{}
	for _, p := range fn.parameters {
		if id, ok := identify(p); ok {
			key := e.settle(id).key()
			parameters[key] = true
			inner.formals[key] = value{}
		}
	}
	own := map[string]bool{}
	inner.closure(fn.body, own, open)
	for key := range own {
		if !parameters[key] {
			used[key] = true
		}
	}
}

// dependsOnFormals says whether a tree depends on a formal symbol.
func (e *evaluator) dependsOnFormals(n syntax.Node) bool {
	used := map[string]bool{}
	e.closure(n, used, map[string]bool{})
	for k := range e.formals {
		if used[k] {
			return true
		}
	}
	return false
}

// formalLike makes a value of the same shape whose entries are fresh symbols. A
// free scalar stays itself.
func formalLike(at value, key string) ([]string, value) {
	if !at.isMatrix {
		if vs := at.scalar.Variables(); len(vs) == 1 && vs[0] == key && at.scalar.Equal(symbolic.Var(key)) {
			return []string{key}, at
		}
	}
	n := at.rows() * at.columns()
	symbols := make([]string, n)
	entries := make([]symbolic.RationalFunction, n)
	for i := range symbols {
		symbols[i] = key + "#" + strconv.Itoa(i+1)
		entries[i] = symbolic.Var(symbols[i])
	}
	if !at.isMatrix {
		return symbols, scalarValue(entries[0])
	}
	return symbols, reshape(at.rows(), at.columns(), entries, false)
}

// differentiate differentiates f by the formal value and puts the point back in.
// A scalar gives a gradient of the variable's shape; a vector by a vector its
// Jacobian, either way up, or, where each entry depends on its own symbol only,
// entry by entry.
func (e *evaluator) differentiate(f, formal value, symbols []string, back map[string]symbolic.RationalFunction, n syntax.Node) ([]candidate, *failure) {
	f = f.single()
	at := n.Span()
	partial := func(x symbolic.RationalFunction, symbol string) (symbolic.RationalFunction, *failure) {
		d, err := e.functions.Derivative(x, symbol, e.budget)
		if err == nil {
			d, err = e.functions.Substitute(d, back, e.budget)
		}
		if err != nil {
			return d, fromError(err, at)
		}
		return d, nil
	}
	if !formal.isMatrix {
		entries := f.entries()
		for i, x := range entries {
			var failed *failure
			if entries[i], failed = partial(x, symbols[0]); failed != nil {
				return nil, failed
			}
		}
		if !f.isMatrix {
			return one(e.withFunctions(entries[0])), nil
		}
		return one(reshape(f.rows(), f.columns(), entries, f.opaque)), nil
	}
	if !f.isMatrix {
		entries := make([]symbolic.RationalFunction, len(symbols))
		for i, s := range symbols {
			var failed *failure
			if entries[i], failed = partial(f.scalar, s); failed != nil {
				return nil, failed
			}
		}
		return one(reshape(formal.rows(), formal.columns(), entries, f.opaque)), nil
	}
	if !f.isVector() || !formal.isVector() {
		return nil, unsupported(n, "the derivative of a %s by a %s value", f.shape(), formal.shape())
	}
	fs := f.entries()
	if len(fs)*len(symbols) > e.limits.Iterations {
		return nil, &failure{verdict: Unknown, reason: Limit, at: at, says: "this Jacobian is too large"}
	}
	own := len(fs) == len(symbols)
	grid := make([]symbolic.RationalFunction, 0, len(fs)*len(symbols))
	diagonal := make([]symbolic.RationalFunction, 0, len(fs))
	for i, x := range fs {
		for j, s := range symbols {
			d, failed := partial(x, s)
			if failed != nil {
				return nil, failed
			}
			grid = append(grid, d)
			if i == j {
				diagonal = append(diagonal, d)
			} else if own {
				raw, err := e.functions.Derivative(x, s, e.budget)
				if err != nil {
					return nil, fromError(err, at)
				}
				own = own && raw.IsZero()
			}
		}
	}
	jacobian := reshape(len(fs), len(symbols), grid, f.opaque)
	all := []candidate{{value: jacobian}, {value: jacobian.transposed(), by: perExample}}
	if own {
		all = append(all, candidate{value: reshape(f.rows(), f.columns(), diagonal, f.opaque), by: perExample})
	}
	return all, nil
}
