package proofs

import (
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// isDifferentialSign says whether a node is the d of `dx`, upright or not.
func isDifferentialSign(n syntax.Node) bool {
	s, ok := n.(*syntax.Symbol)
	return ok && s.Name == "d" && (s.Font == "" || s.Font == "mathrm" || s.Font == "operatorname" || s.Font == "rm")
}

// isVariable says whether a node can stand behind the d of a differential.
func isVariable(n syntax.Node) bool {
	id, ok := identify(n)
	return ok && id.sup == nil && letterOf(id.plain) != "d"
}

// splitDifferential takes `dx` off the end of what stands under an integral: the
// integrand, which is nil where nothing is left, and the variable.
func splitDifferential(n syntax.Node) (integrand, variable syntax.Node, ok bool) {
	switch n := n.(type) {
	case *syntax.Product:
		for i := len(n.Factors) - 2; i >= 0; i-- {
			d, x := n.Factors[i], n.Factors[i+1]
			if !isDifferentialSign(d.Value) || x.Operator != "" || !isVariable(x.Value) || d.Operator == "/" {
				continue
			}
			factors := append(append([]syntax.Factor{}, n.Factors[:i]...), n.Factors[i+2:]...)
			switch {
			case len(factors) == 0:
				return nil, x.Value, true
			case len(factors) == 1:
				return factors[0].Value, x.Value, true
			}
			factors[0].Operator = ""
			return &syntax.Product{At: n.At, Factors: factors}, x.Value, true
		}
		last := len(n.Factors) - 1
		if n.Factors[last].Operator == "/" {
			return nil, nil, false
		}
		rest, x, ok := splitDifferential(n.Factors[last].Value)
		if _, fraction := n.Factors[last].Value.(*syntax.Fraction); !ok || !fraction || rest == nil {
			return nil, nil, false
		}
		factors := append([]syntax.Factor{}, n.Factors...)
		factors[last].Value = rest
		return &syntax.Product{At: n.At, Factors: factors}, x, true
	case *syntax.Sum:
		last := len(n.Terms) - 1
		rest, x, ok := splitDifferential(n.Terms[last].Value)
		if !ok {
			return nil, nil, false
		}
		if rest == nil {
			rest = numberNode(1)
		}
		terms := append([]syntax.Term{}, n.Terms...)
		terms[last].Value = rest
		return &syntax.Sum{At: n.At, Terms: terms}, x, true
	case *syntax.Fraction:
		if binomial, known := fractionKind(n.Command); binomial || !known || isDerivative(n) {
			return nil, nil, false
		}
		rest, x, ok := splitDifferential(n.Numerator)
		if !ok {
			return nil, nil, false
		}
		if rest == nil {
			rest = numberNode(1)
		}
		return &syntax.Fraction{At: n.At, Command: n.Command, Numerator: rest, Denominator: n.Denominator}, x, true
	case *syntax.Wrapped:
		return splitDifferential(n.Inner)
	}
	return nil, nil, false
}

// integrates says whether a tree holds an integral.
func integrates(n syntax.Node) bool {
	found := false
	if n != nil {
		syntax.Inspect(n, func(m syntax.Node) bool {
			if b, ok := m.(*syntax.Big); ok && isIntegralSign(b.Operator) {
				found = true
			}
			return !found
		})
	}
	return found
}

func isIntegralSign(operator string) bool {
	return operator == `\int` || operator == `\iint` || operator == `\iiint`
}

// computes says whether a tree is the result of a rule of calculus, and so the
// claim of an identity: it differentiates or integrates something written out.
func computes(n syntax.Node) bool {
	if integrates(n) {
		return true
	}
	p, ok := unwrapped(n).(*syntax.Product)
	if !ok || len(p.Factors) < 2 {
		return false
	}
	f, ok := p.Factors[0].Value.(*syntax.Fraction)
	if !ok {
		return false
	}
	function, _, ok := splitDerivative(f)
	return ok && function == nil
}

// integral gives the value of a definite integral, and a name to an indefinite one.
func (e *evaluator) integral(n *syntax.Big) ([]candidate, *failure) {
	if n.Body == nil || !isIntegralSign(n.Operator) {
		return nil, unsupported(n, "%s is not decided", n.Operator)
	}
	if n.Operator != `\int` {
		return nil, unsupported(n, "an integral over a region")
	}
	integrand, variable, ok := splitDifferential(n.Body)
	if !ok {
		return nil, unsupported(n, "an integral that does not say by what")
	}
	if integrand == nil {
		integrand = numberNode(1)
	}
	id, _ := identify(variable)
	key := e.settle(id).key()
	if n.Lower == nil && n.Upper == nil {
		return e.indefinite(n, integrand, id, key)
	}
	if n.Lower == nil || n.Upper == nil {
		return nil, unsupported(n, "an integral over a set")
	}
	if isInfinite(n.Lower) || isInfinite(n.Upper) {
		return nil, unsupported(n, "an improper integral")
	}
	e.functions.Euler("e")
	lower, _, failed := e.scalarWith(n.Lower)
	if failed != nil {
		return nil, failed
	}
	upper, _, failed := e.scalarWith(n.Upper)
	if failed != nil {
		return nil, failed
	}
	formal := integrationSymbol(key)
	f, domain, failed := e.boundScalar(integrand, key, formal)
	if failed != nil {
		return nil, failed
	}
	for _, d := range domain {
		if !e.functions.NotNegative(d, formal, lower, upper, e.budget) {
			return nil, unsupported(n, "an integral of what may not be defined")
		}
	}
	integral, ok := e.functions.Integrate(f, formal, e.budget)
	if !ok {
		return nil, unsupported(n, "an integral of which hence finds no antiderivative")
	}
	if !e.continuous(f, formal, lower, upper) || !e.continuous(integral, formal, lower, upper) {
		return nil, unsupported(n, "an integral of what may not be continuous")
	}
	return e.between(integral, formal, lower, upper, n)
}

// integrationSymbol is the symbol of a bound variable, which no name outside is.
func integrationSymbol(key string) string { return key + "#" }

// boundScalar gives the value of a tree with a name bound to a symbol, and what
// must not be negative for it to have one. What the tree rests on besides is noted.
func (e *evaluator) boundScalar(n syntax.Node, key, symbol string) (symbolic.RationalFunction, []symbolic.RationalFunction, *failure) {
	inner := e.withOwnFormals()
	inner.formals[key] = scalarValue(symbolic.Var(symbol))
	outer := *e.trace
	defer func() { e.trace.nonzero, e.trace.domain = outer.nonzero, outer.domain }()
	r, failed := inner.oneScalar(n)
	if failed != nil {
		return r, nil, failed
	}
	var domain []symbolic.RationalFunction
	for _, d := range e.trace.domain[len(outer.domain):] {
		if slices.Contains(e.freeSymbolsOf(e.withFunctions(d.value)), symbol) {
			domain = append(domain, d.value)
		}
	}
	return r, domain, nil
}

// oneScalar gives the standard value of a tree, which must be a number; functions
// may stand in it.
func (e *evaluator) oneScalar(n syntax.Node) (symbolic.RationalFunction, *failure) {
	r, _, failed := e.scalarWith(n)
	return r, failed
}

func isInfinite(n syntax.Node) bool {
	found := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		if s, ok := m.(*syntax.Symbol); ok && s.Name == `\infty` {
			found = true
		}
		return !found
	})
	return found
}

// between is f at the upper bound less f at the lower.
func (e *evaluator) between(f symbolic.RationalFunction, symbol string, lower, upper symbolic.RationalFunction, n syntax.Node) ([]candidate, *failure) {
	a, err := e.functions.Substitute(f, map[string]symbolic.RationalFunction{symbol: upper}, e.budget)
	if err != nil {
		return nil, fromError(err, n.Span())
	}
	b, err := e.functions.Substitute(f, map[string]symbolic.RationalFunction{symbol: lower}, e.budget)
	if err == nil {
		a, err = a.Sub(b, e.budget)
	}
	if err == nil {
		a, err = e.functions.Simplify(a, e.budget)
	}
	if err != nil {
		return nil, fromError(err, n.Span())
	}
	return one(e.withFunctions(a)), nil
}

// continuous says whether f is surely defined and continuous from lower to upper.
func (e *evaluator) continuous(f symbolic.RationalFunction, symbol string, lower, upper symbolic.RationalFunction) bool {
	ok, err := e.functions.Continuous(f, symbol, lower, upper, e.budget)
	return ok && err == nil
}

// indefinite names an antiderivative: its derivative is all that is known of it.
// By a variable that the document defined, u = x^2 + 1, the integral is one by x.
func (e *evaluator) indefinite(n *syntax.Big, integrand syntax.Node, id identifier, key string) ([]candidate, *failure) {
	factor := symbolic.FromInt(1)
	if b := e.env.find(key); b != nil && len(e.formals) == 0 {
		value := b.claimed
		if e.correct {
			value = b.correct
		}
		if value = value.single(); !value.isMatrix && (b.hasClaimed || b.hasCorrect) {
			if free := e.freeSymbolsOf(value); len(free) == 1 {
				d, err := e.functions.Derivative(value.scalar, free[0], e.budget)
				if err != nil {
					return nil, fromError(err, n.At)
				}
				factor, key = d, free[0]
				e.note(b, b.name.key())
			}
		}
	}
	var f symbolic.RationalFunction
	var failed *failure
	if factor.Equal(symbolic.FromInt(1)) {
		f, _, failed = e.boundScalar(integrand, key, key)
	} else {
		f, failed = e.oneScalar(integrand)
	}
	if failed != nil {
		return nil, failed
	}
	f, err := f.Mul(factor, e.budget)
	if err == nil {
		f, err = e.functions.Antiderivative(f, key)
	}
	if err != nil {
		return nil, fromError(err, n.At)
	}
	return one(value{scalar: f, opaque: true}), nil
}

// differential reads a product that ends in `du` as the differential of u.
func (e *evaluator) differential(n *syntax.Product) ([]candidate, *failure, bool) {
	if e.names == nil || !e.names.calculus {
		return nil, nil, false
	}
	rest, variable, ok := splitDifferential(n)
	if !ok {
		return nil, nil, false
	}
	id, _ := identify(variable)
	key := e.settle(id).key()
	du := symbolic.Var("d" + key)
	if b := e.env.find(key); b != nil && b.hasClaimed && !b.claimed.isMatrix {
		free := e.freeSymbolsOf(b.claimed)
		if len(free) != 1 {
			return nil, unsupported(n, "a differential of several variables"), true
		}
		e.note(b, key)
		d, err := e.functions.Derivative(b.claimed.scalar, free[0], e.budget)
		if err == nil {
			du, err = d.Mul(symbolic.Var("d"+free[0]), e.budget)
		}
		if err != nil {
			return nil, fromError(err, n.At), true
		}
	}
	if rest == nil {
		return one(e.withFunctions(du)), nil, true
	}
	cs, failed := e.evaluate(rest)
	if failed != nil {
		return nil, failed, true
	}
	cs, failed = transform(cs, func(x value) ([]candidate, *failure) {
		return e.multiply(x, e.withFunctions(du), "", n.At)
	})
	return cs, failed, true
}

// bar reads `[F]_a^b`, `\left. F \right|_a^b` and `F \Big|_a^b`: the difference of
// F at two values of its variable; and `F \Big|_{x = a}`, its value at one.
func (e *evaluator) bar(n *syntax.Script) ([]candidate, *failure, bool) {
	g, ok := n.Base.(*syntax.Group)
	if !ok || g.Inner == nil || n.Sub == nil || n.Primes > 0 {
		return nil, nil, false
	}
	if !(g.Open == "[" && g.Close == "]" && n.Sup != nil || g.Close == "|" && (g.Open == "." || g.Open == "[" || g.Open == "(")) {
		return nil, nil, false
	}
	name, lower := barBound(n.Sub)
	if n.Sup == nil {
		if name == "" || isInfinite(lower) {
			return nil, nil, false
		}
		cs, failed := e.valueAt(g.Inner, name, lower, n)
		return cs, failed, true
	}
	upperName, upper := barBound(n.Sup)
	if name == "" {
		name = upperName
	}
	if isInfinite(lower) || isInfinite(upper) {
		return nil, unsupported(n, "an improper integral"), true
	}
	if name == "" {
		names := map[string]bool{}
		eachName(g.Inner, func(id identifier) {
			if key := e.settle(id).key(); e.names != nil && e.names.integrated[key] {
				names[key] = true
			}
		})
		if len(names) == 0 {
			eachName(g.Inner, func(id identifier) {
				key := e.settle(id).key()
				if _, formal := e.formals[key]; e.env.find(key) == nil && !formal && key != `\pi` && key != "e" {
					names[key] = true
				}
			})
		}
		if len(names) > 1 {
			return nil, unsupported(n, "which variable the bounds are for is not said"), true
		}
		for only := range names {
			name = only
		}
	}
	low, failed := e.oneScalar(lower)
	if failed != nil {
		return nil, failed, true
	}
	high, failed := e.oneScalar(upper)
	if failed != nil {
		return nil, failed, true
	}
	if terms, several := g.Inner.(*syntax.Sum); several && g.At.Start == terms.At.Start {
		for _, t := range terms.Terms { // the reach of the bar is not marked
			if !mentions(t.Value, name) {
				return nil, unsupported(n, "which terms the bar is for is not said"), true
			}
		}
	}
	formal := integrationSymbol(name)
	f, _, failed := e.boundScalar(g.Inner, name, formal)
	if failed != nil {
		return nil, failed, true
	}
	cs, failed := e.between(f, formal, low, high, n)
	return cs, failed, true
}

// valueAt is the value of a tree where its variable has a value of its own.
func (e *evaluator) valueAt(n syntax.Node, name string, at syntax.Node, whole syntax.Node) ([]candidate, *failure) {
	x, failed := e.oneScalar(at)
	if failed != nil {
		return nil, failed
	}
	formal := integrationSymbol(name)
	f, _, failed := e.boundScalar(n, name, formal)
	if failed != nil {
		return nil, failed
	}
	f, err := e.functions.Substitute(f, map[string]symbolic.RationalFunction{formal: x}, e.budget)
	if err != nil {
		return nil, fromError(err, whole.Span())
	}
	return one(e.withFunctions(f)), nil
}

// barBound splits `x = 1` into the variable and its value.
func barBound(n syntax.Node) (name string, value syntax.Node) {
	if r, ok := n.(*syntax.Relation); ok && len(r.Members) == 2 && r.Operators[0].Name == "=" {
		if id, ok := identify(r.Members[0]); ok && id.sub == nil && id.sup == nil {
			return id.base, r.Members[1]
		}
	}
	return "", n
}

// byAntiderivative decides a link that holds an indefinite integral: the members
// are equal up to a constant if their derivatives are.
func (c *checker) byAntiderivative(l *Link, ch *chain, i int, x, y value, k claim) bool {
	if x.isMatrix || y.isMatrix || !(x.opaque || y.opaque) || !integrates(ch.members[i]) && !integrates(ch.members[i+1]) {
		return false
	}
	budget := c.budget()
	d, err := x.scalar.Sub(y.scalar, budget)
	if err != nil {
		return false
	}
	variable, ok := c.functions.HoldsAntiderivative(d)
	if !ok {
		return false
	}
	d, err = c.functions.Derivative(d, variable, budget)
	if err != nil {
		return false
	}
	if _, again := c.functions.HoldsAntiderivative(d); again {
		return false
	}
	zero, sure := c.functions.IsZero(d.Numerator(), c.facts(d.Numerator()), budget)
	if zero && sure {
		l.Verdict, l.Reason, l.Says = Proved, "", ""
		return true
	}
	l.Verdict, l.Reason, l.Says = Unknown, Unsupported, "the derivatives of the members have different forms"
	if k.words.isLaidDown() || c.laidOnSymbols(d.Numerator()) || !c.functions.Understands(d.Numerator()) {
		return true
	}
	for _, name := range c.freeSymbols(d.Numerator()) {
		if name != variable {
			return true // what else may depend on the variable is not known
		}
	}
	witness, ok := c.witness(d.Numerator(), []symbolic.Polynomial{d.Denominator()})
	if ok {
		c.refute(l, witness)
		l.Says = strings.Replace(l.Says, "the members differ", "the derivatives of the members differ", 1)
	}
	return true
}
