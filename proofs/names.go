package proofs

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// settle evaluates the indices of a name.
func (e *evaluator) settle(id identifier) settled {
	s := settled{identifier: id}
	if id.sub != nil {
		s.indices = append(s.indices, e.index('_', id.sub))
	}
	if id.sup != nil {
		sup := id.sup
		if g, ok := sup.(*syntax.Group); ok && g.Inner != nil {
			i := e.index('^', g.Inner)
			i.text = g.Open + i.text + g.Close
			s.indices = append(s.indices, i)
		} else {
			s.indices = append(s.indices, index{kind: '^', text: syntax.Print(sup)})
		}
	}
	return s
}

func (e *evaluator) index(kind byte, n syntax.Node) index {
	if e.isLabel(n) {
		return index{kind: kind, text: syntax.Print(n)}
	}
	if k, ok := e.integer(n); ok {
		return index{kind: kind, text: strconv.FormatInt(k, 10), whole: k, isWhole: true}
	}
	switch n.(type) {
	case *syntax.List, *syntax.Text, *syntax.Product:
		return index{kind: kind, text: e.printIndex(n)}
	}
	quiet := *e
	quiet.trace = newTrace()
	quiet.exact = true
	if r, failed := quiet.scalar(n); failed == nil {
		return index{kind: kind, text: r.String()}
	}
	return index{kind: kind, text: syntax.Print(n)}
}

// isLabel says whether an index is the letter of a quantity: the g_w that belongs to w
// is not g_1 where w is 1, and v_{dw} belongs to dw.
func (e *evaluator) isLabel(n syntax.Node) bool {
	if _, ok := differentialHead(n); ok {
		return true
	}
	letter, ok := n.(*syntax.Symbol)
	if !ok {
		return false
	}
	b := e.env.find(letter.Name)
	if b != nil && b.hasCorrect && !runsThrough(b.correct) {
		return true
	}
	switch letter.Name {
	case "w", "b", "W", "B", "x", "y", "z", "X", "Y", "Z", "u", "v", "a", "h", "o", `\theta`, `\beta`, `\gamma`:
	default:
		return false
	}
	return b != nil && b.definition != nil && !b.passing
}

// runsThrough says whether a value can be an index: a whole number, or a letter and one.
func runsThrough(v value) bool {
	if v.isMatrix || v.opaque {
		return false
	}
	if _, constant := v.scalar.AsConstant(); constant {
		_, whole := wholeNumber(v.scalar)
		return whole
	}
	return v.scalar.IsPolynomial()
}

// isFixed says whether an index is part of a name and runs through nothing: the number
// in w_1, the words in v_{dw}.
func (e *evaluator) isFixed(n syntax.Node) bool {
	switch n := n.(type) {
	case *syntax.Text, *syntax.Product:
		return true
	case *syntax.Symbol:
		return len(n.Name) > 1 && n.Name[0] != '\\' || e.isLabel(n)
	}
	return closed(n)
}

// printIndex prints a list of indices with the known ones as numbers.
func (e *evaluator) printIndex(n syntax.Node) string {
	parts := indexParts(n)
	texts := make([]string, len(parts))
	for i, part := range parts {
		if k, ok := e.integer(part); ok {
			texts[i] = strconv.FormatInt(k, 10)
		} else {
			texts[i] = syntax.Print(part)
		}
	}
	return strings.Join(texts, ",")
}

// indexParts splits `i,j` and `ij` into the single indices.
func indexParts(n syntax.Node) []syntax.Node {
	switch n := n.(type) {
	case nil:
		return nil
	case *syntax.List:
		return n.Items
	case *syntax.Product:
		if _, label := differentialHead(n); label {
			return []syntax.Node{n}
		}
		var parts []syntax.Node
		for _, f := range n.Factors {
			if f.Operator != "" {
				return []syntax.Node{n}
			}
			if _, ok := f.Value.(*syntax.Symbol); !ok {
				if _, ok := f.Value.(*syntax.Number); !ok {
					return []syntax.Node{n}
				}
			}
			parts = append(parts, f.Value)
		}
		return parts
	case *syntax.Number:
		// `x_{12}` on a matrix is row 1, column 2; on a vector entry 12. The
		// caller has one index and decides.
		return []syntax.Node{n}
	}
	return []syntax.Node{n}
}

// name gives the value of a name: bound, by rule, as an entry of a vector, by its
// bold namesake, or as a free symbol.
func (e *evaluator) name(id identifier) ([]candidate, *failure) {
	if e.exampleIndex != "" && id.sup != nil && indexIs(id.sup, e.exampleIndex) {
		if b := e.latest(id); b != nil {
			return e.bound(b, b.name.key(), id.at)
		}
	}
	if e.exampleIndex != "" && id.sub != nil && indexIs(id.sub, e.exampleIndex) {
		id.sub = nil // the i-th entry, for every i at once
	}
	s := e.settle(id)
	if b := e.spoken(s); b != nil && b.name.base != s.base && !e.exact {
		cs, failed := e.bound(b, b.name.key(), id.at)
		return withReading(cs, boldNamesake), failed
	}
	if cs, failed, ok := e.resolve(s, id.at); ok {
		return cs, failed
	}
	if id.sub != nil {
		if cs, failed, ok := e.entryOfName(id); ok {
			return cs, failed
		}
	}
	if e.exact {
		return e.free(s)
	}
	if b := e.namesake(s); b != nil {
		cs, failed := e.bound(b, b.name.key(), id.at)
		return withReading(cs, boldNamesake), failed
	}
	if key := s.plainKey(); !id.bold {
		for _, formal := range sortedKeys(e.formals) {
			if formal != key && strings.ReplaceAll(formal, `\mathbf{`+letterOf(id.plain)+`}`, letterOf(id.plain)) == key {
				return []candidate{{value: e.formals[formal], by: boldNamesake}}, nil
			}
		}
	}
	if len(s.indices) == 0 && !e.used[s.key()] {
		if b := e.latest(id); b != nil {
			cs, failed := e.bound(b, b.name.key(), id.at)
			return withReading(cs, latestInstance), failed
		}
	}
	return e.free(s)
}

// letterOf strips the marks of a base: the innermost letter.
func letterOf(base string) string {
	for {
		open := strings.IndexByte(base, '{')
		if open < 0 || !strings.HasSuffix(base, "}") {
			return base
		}
		base = base[open+1 : len(base)-1]
	}
}

func withReading(cs []candidate, by readings) []candidate {
	out := make([]candidate, 0, len(cs))
	for _, c := range cs {
		out = append(out, candidate{value: c.value, by: c.by | by})
	}
	return out
}

// resolve gives the value of exactly this name, if it is bound or a rule gives it.
func (e *evaluator) resolve(s settled, at syntax.Span) ([]candidate, *failure, bool) {
	key := s.key()
	if v, ok := e.formals[key]; ok {
		note(&e.trace.names, key)
		return one(v), nil, true
	}
	if b := e.env.find(key); b != nil {
		cs, failed := e.bound(b, key, at)
		return cs, failed, true
	}
	if other, ok := s.otherDigits(); ok {
		if b := e.env.find(other); b != nil {
			cs, failed := e.bound(b, other, at)
			return cs, failed, true
		}
	}
	if cs, failed, ok := e.byRule(s, at); ok {
		return cs, failed, true
	}
	if cs, failed, ok := e.byArray(s, at); ok {
		return cs, failed, true
	}
	return nil, nil, false
}

// bound gives the value of a binding. Where it depends on a formal symbol, the
// tree it was defined by is evaluated instead of its value.
func (e *evaluator) bound(b *binding, key string, at syntax.Span) ([]candidate, *failure) {
	if v, ok := e.formals[key]; ok {
		note(&e.trace.names, key)
		return one(v), nil
	}
	e.note(b, key)
	if len(e.formals) > 0 && b.definition != nil && e.dependsOnFormals(b.definition) {
		return e.unfold(b.definition, key, at)
	}
	switch {
	case e.correct && b.hasCorrect:
		return one(b.correct), nil
	case !e.correct && b.hasClaimed:
		return one(b.claimed), nil
	case b.definition != nil:
		return e.unfold(b.definition, key, at)
	}
	return nil, &failure{verdict: Unknown, reason: UndefinedSymbol, at: at, says: key + " has no value here"}
}

// note records what a use of the binding rests on.
func (e *evaluator) note(b *binding, key string) {
	note(&e.trace.names, key)
	for _, link := range b.rests {
		note(&e.trace.rests, link)
	}
	if b.assumed {
		note(&e.trace.assumed, key)
		if b.single {
			note(&e.trace.single, key)
		}
	}
	if b.disputed {
		note(&e.trace.disputed, key)
	}
}

// unfold evaluates the tree a name was defined by. The loose readings it needs
// were settled where the name was defined.
func (e *evaluator) unfold(definition syntax.Node, key string, at syntax.Span) ([]candidate, *failure) {
	if e.open[key] {
		return nil, &failure{verdict: Unknown, reason: UndefinedSymbol, at: at, says: key + " is defined by itself"}
	}
	if len(e.open) > e.limits.Depth {
		return nil, &failure{verdict: Unknown, reason: Limit, at: at, says: "these definitions rest on each other too deeply"}
	}
	note(&e.open, key)
	defer delete(e.open, key)
	cs, failed := e.evaluate(definition)
	if failed != nil {
		return nil, failed
	}
	return one(lightened(e.functions, cs[0].value, key)), nil
}

// byRule instantiates the rule that gives this name. Instances are remembered
// while one member is evaluated, for a recurrence would otherwise cost its square
// or worse.
func (e *evaluator) byRule(s settled, at syntax.Span) ([]candidate, *failure, bool) {
	for _, r := range e.env.allRules() {
		t, ok := e.instance(r, s)
		if !ok {
			continue
		}
		key := s.key()
		note(&e.trace.names, key)
		if len(e.open) > e.limits.Depth*8 || t > int64(e.limits.Iterations) {
			return nil, &failure{verdict: Unknown, reason: Limit, at: at, says: "this takes too many steps"}, true
		}
		inner := e.withIndex(r.variable, t)
		if len(inner.formals) > 0 && !inner.dependsOnFormals(r.body) {
			inner.formals = nil
		}
		remember := len(inner.formals) == 0 && e.exampleIndex == ""
		if cs, ok := e.memo[key]; ok && remember {
			return cs, nil, true
		}
		cs, failed := inner.unfold(r.body, key, at)
		if failed == nil && remember {
			e.remember(key, cs)
		}
		return cs, failed, true
	}
	return nil, nil, false
}

// remember keeps an instance of a rule for the member in hand.
func (e *evaluation) remember(key string, cs []candidate) {
	if e.memo == nil {
		e.memo = map[string][]candidate{}
	}
	e.memo[key] = cs
}

// withIndex is the evaluator with an index bound to a number.
func (e *evaluator) withIndex(variable string, value int64) *evaluator {
	inner, index := e.indexed(variable)
	index.set(value)
	return inner
}

// indexed is the evaluator with an index that is yet to be set.
func (e *evaluator) indexed(variable string) (*evaluator, *binding) {
	inner := *e
	inner.env = newEnvironment(e.env)
	index := &binding{name: settled{identifier: identifier{base: variable, plain: variable}}, hasClaimed: true, hasCorrect: true, link: -1}
	inner.env.bind(index)
	return &inner, index
}

// set gives an index its number.
func (b *binding) set(number int64) {
	b.claimed = integerValue(number)
	b.correct = b.claimed
}

// instance gives the value of the rule's variable at which its name is s.
func (e *evaluator) instance(r *rule, s settled) (int64, bool) {
	if r.name.base != s.base && !(r.name.plain == s.plain && r.name.bold != s.bold && s.bold) && !(r.name.plain == s.plain && !s.bold && r.name.bold) {
		return 0, false
	}
	if r.name.sub != nil && r.kind != '_' || r.name.sup != nil && r.kind != '^' {
		// The name bears a second, fixed index: it must be the same.
		own := e.settle(r.name)
		if len(own.indices) != len(s.indices) {
			return 0, false
		}
		for i := range own.indices {
			if own.indices[i].kind != r.kind && own.indices[i].text != s.indices[i].text {
				return 0, false
			}
		}
	}
	for _, i := range s.indices {
		if i.kind != r.kind {
			if r.name.sub == nil || r.name.sup == nil {
				return 0, false
			}
			continue
		}
		if !i.isWhole {
			return 0, false
		}
		t := i.whole - r.offset
		if r.from != nil && t < *r.from || r.from == nil && t < 0 || i.whole < 0 {
			return 0, false
		}
		return t, true
	}
	return 0, false
}

// entryOfName reads the subscript, or the last part of it, as the index of an
// entry, where the name without it is a vector or a matrix: `y_i`, `A_{ij}`,
// `\hat y_{t,i}`.
func (e *evaluator) entryOfName(id identifier) ([]candidate, *failure, bool) {
	parts := indexParts(id.sub)
	for kept, whole := range wholes(id) {
		var at []int64
		for _, part := range parts[kept:] {
			k, ok := e.integer(part)
			if !ok {
				return nil, nil, false
			}
			at = append(at, k)
		}
		if cs, failed, ok := e.entryAt(whole, at, id.at); ok {
			return cs, failed, true
		}
	}
	return nil, nil, false
}

// wholes lists the names whose entry a subscripted name may be: `y_{t,i}` is an
// entry of y, or of y_t.
func wholes(id identifier) []identifier {
	parts := indexParts(id.sub)
	all := make([]identifier, 0, len(parts))
	for kept := range parts {
		whole := id
		switch kept {
		case 0:
			whole.sub = nil
		case 1:
			whole.sub = parts[0]
		default:
			whole.sub = &syntax.List{At: id.sub.Span(), Items: parts[:kept], Separator: ","}
		}
		all = append(all, whole)
	}
	return all
}

// entryAt gives an entry of a name that is a vector or a matrix.
func (e *evaluator) entryAt(whole identifier, at []int64, span syntax.Span) ([]candidate, *failure, bool) {
	s := e.settle(whole)
	var cs []candidate
	var failed *failure
	if b := e.spoken(s); b != nil {
		cs, failed = e.bound(b, b.name.key(), span)
	} else {
		var ok bool
		if cs, failed, ok = e.resolve(s, span); !ok {
			b := e.namesake(s)
			if b == nil {
				return nil, nil, false
			}
			cs, failed = e.bound(b, b.name.key(), span)
		}
	}
	if failed != nil {
		return nil, failed, failed.reason != UndefinedSymbol
	}
	if !cs[0].value.isMatrix {
		b := e.namesake(s) // an index t beside the vector t
		if b == nil {
			return nil, nil, false
		}
		if cs, failed = e.bound(b, b.name.key(), span); failed != nil || !cs[0].value.isMatrix {
			return nil, nil, false
		}
	}
	cs, failed = transform(cs, func(x value) ([]candidate, *failure) {
		if len(at) == 1 && at[0] >= 11 && !x.isVector() {
			return component(x, []int64{at[0] / 10, at[0] % 10}, &syntax.Symbol{At: span})
		}
		return component(x, at, &syntax.Symbol{At: span})
	})
	return cs, failed, true
}

// spoken is the document's own binding of a name, in bold or not: what a
// document claims outweighs the rule of its sheet. Nil where there is none, or
// where the values that names should have are wanted.
func (e *evaluator) spoken(s settled) *binding {
	if e.correct {
		return nil
	}
	if _, formal := e.formals[s.key()]; formal {
		return nil
	}
	if b := e.env.find(s.key()); b != nil {
		return b
	}
	if b := e.namesake(s); b != nil && !b.fromSheet {
		return b
	}
	return nil
}

// namesake finds the bold name a plain letter stands for, or the reverse.
func (e *evaluator) namesake(s settled) *binding {
	for scope := e.env; scope != nil; scope = scope.parent {
		for _, key := range slices.Backward(scope.plains[s.plainKey()]) {
			if b := scope.bindings[key]; b.name.base != s.base {
				return b
			}
		}
	}
	return nil
}

// latest finds the latest indexed instance of a family: v for v^{(2)}.
func (e *evaluator) latest(id identifier) *binding {
	id.sub, id.sup = nil, nil
	for _, loose := range []bool{false, true} {
		for _, b := range e.env.family(id, loose) {
			if b.hasClaimed || b.definition != nil {
				return b
			}
		}
	}
	return nil
}

// indexIs says whether an index is exactly the symbol of that name.
func indexIs(n syntax.Node, name string) bool {
	if g, ok := n.(*syntax.Group); ok {
		n = g.Inner
	}
	s, ok := n.(*syntax.Symbol)
	return ok && s.Name == name
}

// free makes an unbound name a free scalar, if nothing suggests that it is more.
func (e *evaluator) free(s settled) ([]candidate, *failure) {
	key := s.key()
	if key == symbolic.PiName {
		return one(scalarValue(symbolic.Var(key))), nil
	}
	note(&e.trace.names, key)
	undefined := func(format string, a ...any) ([]candidate, *failure) {
		return nil, &failure{verdict: Unknown, reason: UndefinedSymbol, at: s.at, says: fmt.Sprintf(format, a...)}
	}
	switch {
	case e.names != nil && e.names.shaped[s.base]:
		return undefined("%s is transposed somewhere but has no value here", key)
	case s.base == `\infty`:
		return nil, &failure{verdict: Unknown, reason: Unsupported, at: s.at, says: "infinity is no number"}
	}
	for _, i := range s.indices {
		if !i.isWhole {
			continue
		}
		if i.whole < 0 && e.hasRule(s) {
			return undefined("%s stands before the first element that has a value", key)
		}
		for _, b := range e.env.family(s.identifier, true) {
			if b.hasClaimed && b.claimed.isConstant() && len(b.name.indices) == len(s.indices) && b.name.indices[0].isWhole {
				return undefined("%s has no value here, though %s has", key, b.name.key())
			}
		}
	}
	if !e.inEntry {
		note(&e.trace.loose, key)
	}
	return one(scalarValue(symbolic.Var(key))), nil
}

// isCall says whether a factor and the parentheses behind it are a call: of a
// function the document defined, of its derivative, or of a letter that is used
// in no other way.
func (e *evaluator) isCall(f, argument syntax.Node) bool {
	id, ok := identify(f)
	if !ok || !isArgument(argument) {
		return false
	}
	if isWord(f) {
		return true
	}
	s := e.settle(id)
	key := functionKey(s.key(), len(argumentsOf(argument)))
	if e.env.findFunction(key) != nil || e.env.findFunction(strings.TrimRight(s.base, "'")+s.suffix()+"/1") != nil {
		return true
	}
	return e.env.find(s.key()) == nil && e.names != nil && (e.names.isFunction(id.base) || strings.HasSuffix(id.base, "'"))
}

func argumentsOf(argument syntax.Node) []syntax.Node {
	inner := argument.(*syntax.Group).Inner
	if list, ok := inner.(*syntax.List); ok {
		return list.Items
	}
	return []syntax.Node{inner}
}

// call gives the value of a function applied to an argument in parentheses; the
// last result is false where the two factors are a plain product.
func (e *evaluator) call(f, argument syntax.Node) ([]candidate, *failure, bool) {
	if !e.isCall(f, argument) {
		return nil, nil, false
	}
	arguments := argumentsOf(argument)
	id, _ := identify(f)
	s := e.settle(id)
	if word, ok := unwrapped(f).(*syntax.Symbol); ok && word.Font != "" && len(arguments) == 1 && e.env.findFunction(functionKey(s.key(), 1)) == nil {
		if cs, failed, known := e.functionByWord(word.Name, arguments[0], argument); known {
			return cs, failed, true
		}
	}
	if fn := e.env.findFunction(functionKey(s.key(), len(arguments))); fn != nil {
		cs, failed := e.applyFunction(fn, arguments, f)
		return cs, failed, true
	}
	if s.key() == `\sigma` && len(arguments) == 1 && e.names.sigmoid && e.env.find(`\sigma`) == nil {
		if cs, failed, known := e.activation("sigmoid", arguments[0], f); known {
			return cs, failed, true
		}
	}
	if plain := strings.TrimRight(s.base, "'"); plain != s.base && len(arguments) == 1 {
		if fn := e.env.findFunction(functionKey(plain+s.suffix(), 1)); fn != nil {
			cs, failed := e.applyDerivative(fn, len(s.base)-len(plain), arguments[0], f)
			return cs, failed, true
		}
	}
	if isAsymptotic(s.base) && len(arguments) == 1 {
		return nil, unsupported(f, "asymptotic notation stands for a set of functions"), true
	}
	name, failed := e.callName(s.key(), arguments)
	if failed != nil {
		return nil, failed, true
	}
	cs, failed := e.opaqueFunction(name)
	return cs, failed, true
}

// applyDerivative evaluates f'(x), f”(x), ... of a function of one scalar.
func (e *evaluator) applyDerivative(fn *function, times int, argument, at syntax.Node) ([]candidate, *failure) {
	id, ok := identify(fn.parameters[0])
	if !ok || times > 20 {
		return nil, unsupported(at, "this derivative")
	}
	x, failed := e.scalar(argument)
	if failed != nil {
		return nil, failed
	}
	inner := e.withOwnFormals()
	const symbol = "#argument"
	inner.formals[e.settle(id).key()] = scalarValue(symbolic.Var(symbol))
	cs, failed := inner.evaluate(fn.body)
	if failed != nil {
		return nil, failed
	}
	f := cs[0].value.single()
	if f.isMatrix {
		return nil, unsupported(at, "a derivative of a function hence does not know")
	}
	d := f.scalar
	var err error
	for range times {
		if d, err = e.functions.Derivative(d, symbol, e.budget); err != nil {
			return nil, fromError(err, at.Span())
		}
	}
	d, err = e.functions.Substitute(d, map[string]symbolic.RationalFunction{symbol: x}, e.budget)
	if err != nil {
		return nil, fromError(err, at.Span())
	}
	return one(e.withFunctions(d)), nil
}

// isWord says whether a factor is a word set upright, which is a function's name.
func isWord(f syntax.Node) bool {
	s, ok := f.(*syntax.Symbol)
	return ok && s.Font != "" && len([]rune(s.Name)) > 1 && !strings.HasPrefix(s.Name, `\`)
}

func functionKey(base string, arguments int) string { return base + "/" + strconv.Itoa(arguments) }

// applyFunction evaluates the body of a function with its parameters bound to
// the arguments.
func (e *evaluator) applyFunction(fn *function, arguments []syntax.Node, at syntax.Node) ([]candidate, *failure) {
	if len(e.open) > e.limits.Depth {
		return nil, &failure{verdict: Unknown, reason: Limit, at: at.Span(), says: "these definitions rest on each other too deeply"}
	}
	recursive := fn.isRecursive()
	if recursive && e.unfoldings == 0 {
		return e.recursiveValue(fn, arguments, at)
	}
	inner := e.withOwnFormals()
	if recursive {
		inner.unfoldings--
	}
	var by readings
	for i, p := range fn.parameters {
		id, ok := identify(p)
		if !ok {
			return nil, unsupported(at, "a function whose parameters are no names")
		}
		cs, failed := e.evaluate(arguments[i])
		if failed != nil {
			return nil, failed
		}
		by |= cs[0].by
		inner.formals[e.settle(id).key()] = cs[0].value
	}
	memoKey := ""
	if recursive && e.unfolded != nil && !e.exact && len(inner.formals) == len(fn.parameters) {
		memoKey = inner.unfoldingKey(fn)
		if k, known := e.unfolded[memoKey]; known {
			return k.cases, k.failed
		}
		if len(e.unfolded) >= mostUnfolded {
			return nil, &failure{verdict: Unknown, reason: Limit, at: at.Span(), says: "this recursion has too many branches"}
		}
	}
	name := "call " + syntax.Print(at)
	if e.open[name] && !recursive {
		return nil, unsupported(at, "a function defined by itself")
	}
	if !e.open[name] {
		note(&e.open, name)
		defer delete(e.open, name)
	}
	cs, failed := inner.evaluate(fn.body)
	if failed == nil {
		cs = []candidate{{value: cs[0].value, by: by}}
	} else if len(arguments) == 1 && !recursive {
		// A function of a number, of a vector: entry by entry.
		each, alsoFailed, ok := e.entrywise(arguments, func(of *evaluator, x []syntax.Node) ([]candidate, *failure) {
			id, _ := identify(fn.parameters[0])
			entry := inner.withOwnFormals()
			entry.formals[e.settle(id).key()] = of.formals[x[0].(*syntax.Symbol).Name]
			return entry.evaluate(fn.body)
		})
		if ok && alsoFailed == nil {
			cs, failed = withReading(each, elementWise), nil
		}
	}
	if memoKey != "" {
		e.unfolded[memoKey] = unfoldedCall{cs, failed}
	}
	return cs, failed
}
