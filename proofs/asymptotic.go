package proofs

import (
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// growthClass is what a member with asymptotic notation stands for: one function of the variable, or all
// functions, positive from some n on, that grow as fast as another, no faster or no slower.
type growthClass struct {
	kind   growthKind
	growth symbolic.Growth
	sign   int // of a single function, for all n from some on
}

type growthKind int

const (
	oneFunction growthKind = iota
	noFaster               // O
	asFast                 // \Theta
	noSlower               // \Omega
	slower                 // o
	faster                 // \omega
)

// growthKinds are the letters of the classes.
var growthKinds = map[string]growthKind{
	"O": noFaster, `\mathcal{O}`: noFaster, `\Theta`: asFast, `\Omega`: noSlower, "o": slower, `\omega`: faster,
}

// byGrowth proves a link with asymptotic notation in one variable that tends to infinity: the functions on
// the left are among those on the right. It refutes nothing, for no single value would show it.
func (c *checker) byGrowth(l *Link, ch *chain, i int) bool {
	left, right := ch.members[i], ch.members[i+1]
	relation := relationOf(ch.operators[i].Name)
	if left == nil || right == nil || l.Verdict != Unknown || l.Reason != Unsupported || relation != "=" && relation != `\ne` && relation != `\in` {
		return false
	}
	variable, ok := growingVariable(left, right)
	if !ok || !c.tendsToInfinity() || c.letterIsFixed(variable) || c.env.find(variable) != nil {
		return false
	}
	g := &grower{checker: c, evaluator: c.evaluator(false), variable: variable, budget: c.budget()}
	x, ok := g.class(left)
	if !ok {
		return false
	}
	y, ok := g.class(right)
	if !ok || y.kind == oneFunction {
		return false
	}
	sign, ok := c.functions.Compare(x.growth, y.growth, g.budget)
	if !ok || x.kind == oneFunction && x.sign <= 0 {
		return false
	}
	holds, fails := false, false
	exact := x.kind == oneFunction || x.kind == asFast
	switch y.kind {
	case noFaster:
		holds, fails = sign <= 0 && (exact || x.kind == noFaster || x.kind == slower), sign > 0 && exact
	case asFast:
		holds, fails = sign == 0 && exact, sign != 0 && exact
	case noSlower:
		holds, fails = sign >= 0 && (exact || x.kind == noSlower || x.kind == faster), sign < 0 && exact
	case slower:
		holds = sign < 0 && (exact || x.kind == noFaster) || sign <= 0 && x.kind == slower
		fails = sign >= 0 && exact
	case faster:
		holds = sign > 0 && (exact || x.kind == noSlower) || sign >= 0 && x.kind == faster
		fails = sign <= 0 && exact
	}
	if relation == `\ne` && !fails || relation != `\ne` && !holds {
		return false
	}
	l.Verdict, l.Reason, l.Says = Proved, "", "as "+variable+" tends to infinity"
	if g.binary {
		l.Readings = appendNew(l.Readings, logarithmBase.codes()[0])
	}
	return true
}

// growingVariable is the one letter of two members of which some part is asymptotic notation.
func growingVariable(trees ...syntax.Node) (string, bool) {
	name, known := "", true
	var visit func(syntax.Node) bool
	visit = func(n syntax.Node) bool {
		if n, ok := n.(*syntax.Application); ok { // the function is no letter
			syntax.Inspect(n.Argument, visit)
			if s, ok := n.Function.(*syntax.Script); ok {
				for _, part := range []syntax.Node{s.Sub, s.Sup} {
					if part != nil {
						syntax.Inspect(part, visit)
					}
				}
			}
			return false
		}
		if id, ok := identify(n); ok {
			if _, class := growthKinds[letterOf(id.base)]; !class && (id.sub != nil || id.sup != nil || !noteOnly(&name, id.base)) {
				known = false
			}
			return false
		}
		return known
	}
	for _, tree := range trees {
		syntax.Inspect(tree, visit)
	}
	return name, known && name != "" && slices.ContainsFunc(trees, holdsClass)
}

// holdsClass says whether asymptotic notation stands in a tree.
func holdsClass(n syntax.Node) bool {
	found := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		if p, ok := m.(*syntax.Product); ok {
			for i := range p.Factors[:len(p.Factors)-1] {
				_, is := classLetter(p.Factors[i].Value, p.Factors[i+1])
				found = found || is
			}
		}
		return !found
	})
	return found
}

// noteOnly notes the first name and says whether another is the same.
func noteOnly(name *string, base string) bool {
	if *name == "" {
		*name = base
	}
	return *name == base
}

// classLetter reads a letter of asymptotic notation before brackets.
func classLetter(f syntax.Node, behind syntax.Factor) (growthKind, bool) {
	id, ok := identify(f)
	if !ok || id.sub != nil || id.sup != nil || behind.Operator != "" || !isBracket(behind.Value) {
		return 0, false
	}
	kind, ok := growthKinds[letterOf(id.base)]
	return kind, ok
}

// growthWord says that sizes grow without end.
var growthWord = newPhrase(`(?i)(?:\\infty|\binfinity\b|\b(?:sufficiently|large) (?:large|enough)\b|\b(?:large|all large) \$|\b(?:running|run) ?times?\b|\bruns? in\b|\btakes? (?:time|\$|\\\()|\b(?:worst|best|average)[ -]case\b|\balgorithms?\b|\brecurrences?\b|\basymptotic|\bgrow(?:s|th|ing)?\b|\bcomplexity\b|n_0)`)

// tendsToInfinity says whether the document speaks of growth: with \Theta or \Omega and words that tell that
// the argument grows, or of logarithms of base 2, and nowhere of arguments that tend to zero.
func (c *checker) tendsToInfinity() bool {
	if c.grows == nil {
		text := c.document.Source
		grows := false
		for _, sign := range []string{`\Theta`, `\Omega`} {
			grows = grows || strings.Contains(text, sign)
		}
		grows = grows && growthWord.MatchString(text) || strings.Contains(text, `\lg`)
		for _, sign := range []string{`\to 0`, `\to0`, `\rightarrow 0`, "Taylor", "tends to 0", "tends to zero", "approaches 0", "approaches zero", "near zero", "near 0", "small x", "small $"} {
			grows = grows && !strings.Contains(text, sign)
		}
		c.grows = &grows
	}
	return *c.grows
}

// grower finds the growth of trees in one variable.
type grower struct {
	checker   *checker
	evaluator *evaluator
	variable  string
	budget    *symbolic.Budget
	binary    bool // a logarithm without a base in an exponent was taken to base 2
	depth     int
}

func (g *grower) class(n syntax.Node) (growthClass, bool) {
	g.depth++
	defer func() { g.depth-- }()
	var none growthClass
	if n == nil || g.depth > 60 {
		return none, false
	}
	if !mentions(n, g.variable) {
		if p, ok := unwrapped(n).(*syntax.Product); !ok || len(p.Factors) != 2 {
			return g.constant(n)
		}
	}
	if names := lettersListed(n); len(names) == 1 {
		return growthClass{growth: symbolic.GrowthOfIndex(), sign: 1}, names[0] == g.variable
	}
	switch n := n.(type) {
	case *syntax.Wrapped:
		return g.class(n.Inner)
	case *syntax.Group:
		if n.Open != "(" && n.Open != "[" {
			return none, false
		}
		return g.class(n.Inner)
	case *syntax.Sum:
		total, ok := g.class(n.Terms[0].Value)
		for i, t := range n.Terms {
			if !ok || t.Sign == `\pm` || t.Sign == `\mp` {
				return none, false
			}
			x := total
			if i > 0 {
				if x, ok = g.class(t.Value); !ok {
					return none, false
				}
			}
			if t.Sign == "-" {
				if x.kind != oneFunction {
					return none, false
				}
				x.sign = -x.sign
			}
			if i == 0 {
				total = x
			} else {
				total, ok = g.plus(total, x)
			}
		}
		return total, ok
	case *syntax.Product:
		return g.product(n)
	case *syntax.Fraction:
		if binomial, known := fractionKind(n.Command); !known || binomial {
			return none, false
		}
		top, ok := g.class(n.Numerator)
		if !ok {
			return none, false
		}
		bottom, ok := g.class(n.Denominator)
		if !ok {
			return none, false
		}
		return g.times(top, bottom, true)
	case *syntax.Root:
		x, ok := g.class(n.Radicand)
		if !ok || n.Index != nil {
			return none, false
		}
		half, err := symbolic.FromInt(1).Quo(symbolic.FromInt(2), g.budget)
		if err != nil {
			return none, false
		}
		return g.power(x, half)
	case *syntax.Script:
		if n.Sub != nil || n.Sup == nil || n.Primes > 0 {
			return none, false
		}
		return g.script(n)
	case *syntax.Postfix:
		names := lettersListed(unwrapped(n.Operand))
		return growthClass{growth: symbolic.GrowthOfFactorial(), sign: 1}, n.Operator == "!" && len(names) == 1 && names[0] == g.variable
	case *syntax.Application:
		return g.logarithm(n)
	}
	return none, false
}

// constant is a number that is not zero, or a class such as O(1).
func (g *grower) constant(n syntax.Node) (growthClass, bool) {
	x, ok := g.number(n)
	if !ok {
		return growthClass{}, false
	}
	sign, ok := g.checker.functions.Sign(x, g.budget)
	return growthClass{sign: sign}, ok && sign != 0
}

// number is the value of a tree without letters.
func (g *grower) number(n syntax.Node) (symbolic.RationalFunction, bool) {
	x, ok := g.scalar(n)
	return x, ok && len(g.checker.functions.FreeSymbols(x.Numerator())) == 0 && len(g.checker.functions.FreeSymbols(x.Denominator())) == 0
}

// scalar is the value of a tree, with logarithms without a base taken to base 2.
func (g *grower) scalar(n syntax.Node) (symbolic.RationalFunction, bool) {
	x, failed := g.evaluator.scalar(n)
	if failed != nil {
		return x, false
	}
	if x.Numerator().Degree(unknownBase) > 0 || x.Denominator().Degree(unknownBase) > 0 {
		two, err := g.checker.functions.Log(symbolic.FromInt(2), g.budget)
		if err == nil {
			x, err = x.Substitute(map[string]symbolic.RationalFunction{unknownBase: two}, g.budget)
		}
		if g.binary = true; err != nil {
			return x, false
		}
	}
	return x, true
}

// plus adds two classes.
func (g *grower) plus(x, y growthClass) (growthClass, bool) {
	sign, ok := g.checker.functions.Compare(x.growth, y.growth, g.budget)
	if !ok {
		return x, false
	}
	if sign < 0 || sign == 0 && (y.kind == oneFunction || y.kind == asFast) && x.kind != oneFunction {
		x, y, sign = y, x, -sign
	}
	// x grows at least as fast.
	switch {
	case x.kind == oneFunction && y.kind == oneFunction:
		return x, sign > 0 || x.sign == y.sign
	case x.kind == oneFunction && x.sign > 0 && (y.kind == asFast || sign > 0 && y.kind == noFaster || y.kind == slower):
		x.kind = asFast
		return x, true
	case sign == 0 && y.kind == noFaster && (x.kind == oneFunction || x.kind == asFast):
		x.kind = noFaster
		return x, true
	case (x.kind == asFast || x.kind == noSlower) && (sign > 0 && (y.kind == oneFunction || y.kind == noFaster || y.kind == asFast || y.kind == slower) || sign == 0 && y.kind == asFast):
		return x, true
	case x.kind == noFaster && (y.kind == noFaster || y.kind == oneFunction && y.sign > 0 || y.kind == asFast || y.kind == slower):
		return x, true
	}
	return x, false
}

// times multiplies two classes, or divides them.
func (g *grower) times(x, y growthClass, divides bool) (growthClass, bool) {
	h := y.growth
	var err error
	if divides {
		if y.kind != oneFunction && y.kind != asFast {
			return x, false
		}
		if h, err = h.Power(symbolic.FromInt(-1), g.budget); err != nil {
			return x, false
		}
	}
	if x.growth, err = x.growth.Times(h, g.budget); err != nil {
		return x, false
	}
	switch {
	case x.kind == oneFunction && y.kind == oneFunction:
		x.sign *= y.sign
		return x, true
	case x.kind == oneFunction:
		x.kind = y.kind
		return x, x.sign > 0
	case y.kind == oneFunction:
		return x, y.sign > 0
	case x.kind == y.kind || y.kind == asFast:
		return x, true
	case x.kind == asFast:
		x.kind = y.kind
		return x, true
	}
	return x, false
}

// power raises a class to a fixed exponent.
func (g *grower) power(x growthClass, exponent symbolic.RationalFunction) (growthClass, bool) {
	sign, ok := g.checker.functions.Sign(exponent, g.budget)
	if !ok || x.kind == oneFunction && x.sign <= 0 || x.kind != oneFunction && x.kind != asFast && sign <= 0 {
		return x, false
	}
	var err error
	x.growth, err = x.growth.Power(exponent, g.budget)
	return x, err == nil
}

func (g *grower) product(n *syntax.Product) (growthClass, bool) {
	var total growthClass
	total.sign = 1
	for i := 0; i < len(n.Factors); i++ {
		f := n.Factors[i]
		var x growthClass
		ok := false
		if i+1 < len(n.Factors) {
			if kind, is := classLetter(f.Value, n.Factors[i+1]); is {
				if x, ok = g.class(n.Factors[i+1].Value.(*syntax.Group).Inner); !ok || x.kind != oneFunction || x.sign <= 0 {
					return x, false
				}
				x.kind = kind
				i++
			}
		}
		if !ok {
			if x, ok = g.class(f.Value); !ok {
				return x, false
			}
		}
		switch {
		case division(f.Operator):
			if i+1 < len(n.Factors) && n.Factors[i+1].Operator == "" {
				return x, false // what the stroke covers is not clear
			}
			total, ok = g.times(total, x, true)
		case f.Operator == "" || f.Operator == `\cdot` || f.Operator == `\times` || f.Operator == "*":
			total, ok = g.times(total, x, false)
		default:
			return x, false
		}
		if !ok {
			return x, false
		}
	}
	return total, true
}

// script is a power.
func (g *grower) script(n *syntax.Script) (growthClass, bool) {
	var none growthClass
	if count, _ := factorialPower(n); count != nil {
		return none, false
	}
	if !mentions(n.Sup, g.variable) {
		x, ok := g.class(n.Base)
		if !ok {
			return none, false
		}
		e, ok := g.number(n.Sup)
		if !ok {
			return none, false
		}
		return g.power(x, e)
	}
	if mentions(n.Base, g.variable) {
		return none, false
	}
	base, ok := g.number(n.Base)
	if !ok {
		return none, false
	}
	log, err := g.checker.functions.Log(base, g.budget)
	if err != nil {
		return none, false
	}
	exponent, ok := g.scalar(n.Sup)
	if !ok || exponent.Denominator().Degree(g.variable) > 0 {
		return none, false
	}
	// The exponent is a n + b \ln n + c with numbers.
	ofIndex, err := g.checker.functions.Log(symbolic.Var(g.variable), g.budget)
	if err != nil || len(ofIndex.Variables()) != 1 {
		return none, false
	}
	lnIndex := ofIndex.Variables()[0]
	total := growthClass{sign: 1}
	rest := exponent
	for _, part := range []struct {
		name string
		unit symbolic.Growth
	}{
		{g.variable, symbolic.ExponentialGrowth(symbolic.FromInt(1))},
		{lnIndex, symbolic.GrowthOfIndex()},
	} {
		coefficient, err := rest.Derivative(part.name, g.budget)
		if err != nil || slices.Contains(coefficient.Variables(), g.variable) || slices.Contains(coefficient.Variables(), lnIndex) {
			return none, false
		}
		linear, err := coefficient.Mul(symbolic.Var(part.name), g.budget)
		if err == nil {
			rest, err = rest.Sub(linear, g.budget)
		}
		if err == nil {
			coefficient, err = coefficient.Mul(log, g.budget)
		}
		if err != nil {
			return none, false
		}
		unit, err := part.unit.Power(coefficient, g.budget)
		if err == nil {
			total.growth, err = total.growth.Times(unit, g.budget)
		}
		if err != nil {
			return none, false
		}
	}
	return total, len(g.checker.functions.FreeSymbols(rest.Numerator())) == 0 && len(g.checker.functions.FreeSymbols(rest.Denominator())) == 0
}

// logarithm is one to any fixed base greater than 1.
func (g *grower) logarithm(n *syntax.Application) (growthClass, bool) {
	var none growthClass
	function, power, base := n.Function, syntax.Node(nil), syntax.Node(nil)
	if s, ok := function.(*syntax.Script); ok {
		function, power, base = s.Base, s.Sup, s.Sub
	}
	symbol, ok := function.(*syntax.Symbol)
	if !ok {
		return none, false
	}
	switch strings.TrimPrefix(symbol.Name, `\`) {
	case "ln", "lg", "log":
	default:
		return none, false
	}
	if base != nil {
		b, ok := g.number(base)
		if !ok {
			return none, false
		}
		if b, err := b.Sub(symbolic.FromInt(1), g.budget); err != nil {
			return none, false
		} else if sign, ok := g.checker.functions.Sign(b, g.budget); !ok || sign <= 0 {
			return none, false
		}
	}
	x, ok := g.class(n.Argument)
	if !ok || x.kind != oneFunction && x.kind != asFast || x.kind == oneFunction && x.sign <= 0 {
		return none, false
	}
	var err error
	if x.growth, err = g.checker.functions.GrowthOfLog(x.growth, g.budget); err != nil {
		return none, false
	}
	if power == nil {
		return x, true
	}
	e, ok := g.number(power)
	if !ok {
		return none, false
	}
	return g.power(x, e)
}
