package proofs

import (
	"math/big"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// formalSteps bounds the work for one link, and as many times as much that for a document.
const (
	formalSteps  = 40_000
	formalShares = 50
)

// byFormula proves an equation whose members are one formula whatever its letters, its functions and the terms of
// its sums stand for. No value in the document is asked for, and nothing is refuted.
func (c *checker) byFormula(l *Link, ch *chain, i int) bool {
	left, right := ch.members[i], ch.members[i+1]
	if ch.operators[i].Name != "=" || left == nil || right == nil || l.Verdict != Unknown || l.Reason != Unsupported && l.Reason != Conditional {
		return false
	}
	if vectorDegree(left) != 0 || vectorDegree(right) != 0 || c.holdsMatrix(left) || c.holdsMatrix(right) {
		return false
	}
	if c.formalSpent > formalShares*formalSteps {
		return false
	}
	budget := symbolic.NewBudget(formalSteps, c.limits.Bits)
	budget.CountIn(&c.formalSpent)
	roles := rolesOf(left, right)
	v := &formalConverter{checker: c, budget: budget, roles: roles, formal: symbolic.NewFormal(roles.integers, roles.reals, budget), bound: map[string]symbolic.RationalFunction{}, indices: map[string]bool{}}
	x, ok := v.value(left)
	if !ok {
		return false
	}
	v.classes = 0
	y, ok := v.value(right)
	if !ok {
		return false
	}
	d, err := x.Sub(y, budget)
	if err != nil {
		return false
	}
	zero, err := v.formal.IsZero(d)
	if err != nil || !zero || !v.used {
		return false
	}
	conditions, ok := v.conditions()
	if !ok {
		return false
	}
	l.Verdict, l.Reason, l.Says = Proved, "", ""
	for _, condition := range conditions {
		l.Conditions = appendNew(l.Conditions, condition)
	}
	for _, name := range sortedKeys(roles.integers) {
		if !v.indices[name] {
			l.Assumed = appendNew(l.Assumed, name+" is an integer")
		}
	}
	return true
}

// holdsMatrix says whether a name in the tree stands for what is no number.
func (c *checker) holdsMatrix(n syntax.Node) bool {
	found := false
	e := c.evaluator(false)
	syntax.Inspect(n, func(m syntax.Node) bool {
		if s, ok := m.(*syntax.Script); ok && s.Sup != nil && isTranspose(s.Sup) {
			found = true
		}
		if id, ok := identify(m); ok {
			if id.bold || id.sup != nil && isTranspose(id.sup) || e.names != nil && e.names.shaped[id.base] {
				found = true
			} else if b := e.env.find(e.settle(id).key()); b != nil && b.hasClaimed && b.claimed.single().isMatrix {
				found = true
			}
		}
		return !found
	})
	return found
}

// conditions writes what must hold besides; it fails where that is never so.
func (v *formalConverter) conditions() ([]string, bool) {
	nonnegative, integers, nonzero := v.formal.Conditions()
	var all []string
	for _, x := range nonnegative {
		if k, number := x.AsConstant(); number {
			if k.Sign() < 0 {
				return nil, false
			}
			continue
		}
		all = appendNew(all, v.written(x)+` \ge 0`)
	}
	for _, x := range integers {
		all = appendNew(all, v.written(x)+` \in \mathbb{Z}`)
	}
	for _, x := range nonzero {
		all = appendNew(all, v.written(x)+` \ne 0`)
	}
	return all, true
}

// written is a value with its generators as the text has them.
func (v *formalConverter) written(x symbolic.RationalFunction) string {
	return x.LaTeX()
}

// formalConverter turns trees into values of a Formal.
type formalConverter struct {
	checker *checker
	budget  *symbolic.Budget
	roles   *roles
	formal  *symbolic.Formal
	bound   map[string]symbolic.RationalFunction // indices of sums
	base    *big.Rat                             // of logarithms without one, nil where it is a symbol
	used    bool                                 // something stands in it that is no plain number
	indices map[string]bool                      // letters of sums
	classes int                                  // asymptotic notation met in this member
	depth   int
}

func (v *formalConverter) value(n syntax.Node) (symbolic.RationalFunction, bool) {
	v.depth++
	defer func() { v.depth-- }()
	var none symbolic.RationalFunction
	if n == nil || v.depth > 100 {
		return none, false
	}
	keep := func(x symbolic.RationalFunction, err error) (symbolic.RationalFunction, bool) {
		v.used = true
		return x, err == nil
	}
	if id, ok := identify(n); ok {
		return v.name(id)
	}
	switch n := n.(type) {
	case *syntax.Number:
		r, failed := v.checker.evaluator(false).numeral(n)
		if failed != nil {
			return none, false
		}
		return symbolic.FromRat(r), true
	case *syntax.Wrapped:
		if n.Command == "underline" || n.Command == "overline" {
			return none, false
		}
		return v.value(n.Inner)
	case *syntax.Group:
		return v.group(n)
	case *syntax.Sum:
		var total symbolic.RationalFunction
		for _, t := range n.Terms {
			x, ok := v.value(t.Value)
			if !ok || t.Sign != "" && t.Sign != "+" && t.Sign != "-" {
				return none, false
			}
			if t.Sign == "-" {
				x = x.Neg()
			}
			var err error
			if total, err = total.Add(x, v.budget); err != nil {
				return none, false
			}
		}
		return total, true
	case *syntax.Product:
		return v.product(n.Factors)
	case *syntax.Fraction:
		if _, _, derivative := splitDerivative(n); derivative {
			return none, false
		}
		top, ok := v.value(n.Numerator)
		if !ok {
			return none, false
		}
		bottom, ok := v.value(n.Denominator)
		if !ok {
			return none, false
		}
		binomial, known := fractionKind(n.Command)
		switch {
		case !known && strings.Contains(n.Command, "genfrac"):
			return keep(v.formal.Call(n.Command, top, bottom))
		case !known:
			return none, false
		case binomial:
			return keep(v.formal.Binomial(top, bottom))
		}
		x, err := top.Quo(bottom, v.budget)
		return x, err == nil
	case *syntax.Root:
		x, ok := v.value(n.Radicand)
		if !ok {
			return none, false
		}
		index := symbolic.FromInt(2)
		if n.Index != nil {
			if index, ok = v.value(n.Index); !ok {
				return none, false
			}
		}
		return keep(v.formal.Call(`\sqrt`, x, index))
	case *syntax.Script:
		if n.Sup == nil || n.Primes > 0 {
			return none, false
		}
		base := withoutSuperscript(n)
		if count, rises := factorialPower(n); count != nil {
			return v.factorialPower(base, count, rises)
		}
		b, ok := v.value(base)
		if !ok {
			return none, false
		}
		x, ok := v.value(n.Sup)
		if !ok {
			return none, false
		}
		if _, number := x.AsInteger(); !number {
			v.used = true
		}
		y, err := v.formal.Power(b, x)
		return y, err == nil
	case *syntax.Postfix:
		x, ok := v.value(n.Operand)
		if !ok || n.Operator != "!" {
			return none, false
		}
		return keep(v.formal.Factorial(x))
	case *syntax.Application:
		return v.application(n)
	case *syntax.Big:
		return v.big(n)
	}
	return none, false
}

func (v *formalConverter) factorialPower(base, count syntax.Node, rises bool) (symbolic.RationalFunction, bool) {
	x, ok := v.value(base)
	if !ok {
		return x, false
	}
	m, ok := v.value(count)
	if !ok {
		return m, false
	}
	v.used = true
	var err error
	if rises {
		x, err = v.formal.Rising(x, m)
	} else {
		x, err = v.formal.Falling(x, m)
	}
	return x, err == nil
}

// name is a symbol, an index, or an element of a family.
func (v *formalConverter) name(id identifier) (symbolic.RationalFunction, bool) {
	var none symbolic.RationalFunction
	if id.sub == nil && id.sup == nil {
		if x, is := v.bound[id.base]; is {
			return x, true
		}
		switch {
		case id.base == `\infty`, id.base == `\Delta`, strings.Contains(id.base, "operatorname"):
			return none, false // no number, or an operator on what follows
		}
		return symbolic.Var(id.base), true
	}
	if id.sub == nil {
		return none, false
	}
	function := id.base + "_"
	if id.sup != nil {
		function += "^{" + syntax.Print(id.sup) + "}"
		if v.holdsBound(id.sup) {
			return none, false
		}
	}
	items := []syntax.Node{id.sub}
	if list, ok := id.sub.(*syntax.List); ok {
		items = list.Items
	}
	var arguments []symbolic.RationalFunction
	for _, item := range items {
		if _, label := item.(*syntax.Text); label {
			return symbolic.Var(function + syntax.Print(id.sub)), !v.holdsBound(id.sub)
		}
		x, ok := v.value(item)
		if !ok {
			return none, false
		}
		arguments = append(arguments, x)
	}
	x, err := v.formal.Call(function, arguments...)
	v.used = true
	return x, err == nil
}

// holdsBound says whether an index of a sum stands in a tree.
func (v *formalConverter) holdsBound(n syntax.Node) bool {
	found := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		if id, ok := identify(m); ok && id.sub == nil && id.sup == nil {
			_, is := v.bound[id.base]
			found = found || is
		}
		return !found
	})
	return found
}

func (v *formalConverter) group(n *syntax.Group) (symbolic.RationalFunction, bool) {
	var none symbolic.RationalFunction
	if n.Inner == nil {
		return none, false
	}
	switch n.Inner.(type) {
	case *syntax.Relation, *syntax.List:
		return none, false
	}
	x, ok := v.value(n.Inner)
	if !ok {
		return none, false
	}
	var err error
	switch {
	case n.Open == "(" && n.Close == ")" || n.Open == "[" && n.Close == "]" || n.Open == "{":
		return x, true
	case n.Open == `\lfloor` && n.Close == `\rfloor`:
		v.used = true
		x, err = v.formal.Floor(x)
		return x, err == nil
	case n.Open == `\lceil` && n.Close == `\rceil`:
		v.used = true
		x, err = v.formal.Floor(x.Neg())
		return x.Neg(), err == nil
	}
	return none, false
}

// product multiplies factors, of which a letter and the brackets behind it may be a call.
func (v *formalConverter) product(factors []syntax.Factor) (symbolic.RationalFunction, bool) {
	var none symbolic.RationalFunction
	total := symbolic.FromInt(1)
	for i := 0; i < len(factors); i++ {
		f := factors[i]
		x, isCall, ok := none, false, false
		if i+1 < len(factors) && factors[i+1].Operator == "" {
			x, isCall, ok = v.call(f.Value, factors[i+1].Value)
		}
		if isCall {
			i++
		} else {
			x, ok = v.value(f.Value)
		}
		if !ok {
			return none, false
		}
		var err error
		switch {
		case division(f.Operator):
			if i+1 < len(factors) && factors[i+1].Operator == "" {
				return none, false // what the stroke covers is not clear
			}
			total, err = total.Quo(x, v.budget)
		case f.Operator == "" || f.Operator == `\cdot` || f.Operator == `\times` || f.Operator == "*":
			total, err = total.Mul(x, v.budget)
		default:
			return none, false
		}
		if err != nil {
			return none, false
		}
	}
	return total, true
}

// call reads `f(x, y)`, `A[i]` and `f(x)^2`. A letter of which nothing tells is taken for a function: what holds for
// every function holds for the one that multiplies.
func (v *formalConverter) call(f, behind syntax.Node) (x symbolic.RationalFunction, is, ok bool) {
	var power syntax.Node
	if s, script := behind.(*syntax.Script); script && s.Sub == nil && s.Sup != nil && s.Primes == 0 {
		if count, _ := factorialPower(s); count != nil {
			return x, false, false
		}
		behind, power = s.Base, s.Sup
	}
	if !isBracket(behind) {
		return x, false, false
	}
	group := behind.(*syntax.Group)
	if _, condition := group.Inner.(*syntax.Relation); condition {
		return x, true, false
	}
	function := ""
	if text, word := f.(*syntax.Text); word {
		function = text.Content
	} else if id, named := identify(f); named && id.sup == nil {
		if id.sub != nil && v.holdsBound(id.sub) {
			return x, true, false
		}
		function = id.base
		if isAsymptotic(id.base) {
			// A set of functions, the same on both sides where it stands once on each.
			if v.classes++; v.classes > 1 || len(v.bound) > 0 {
				return x, true, false
			}
		}
		_, list := group.Inner.(*syntax.List)
		if _, bound := v.bound[id.base]; bound || id.sub == nil && (v.roles.integers[id.base] || v.roles.bare[id.base]) {
			return x, list, false
		}
		if id.sub != nil {
			function += "_{" + syntax.Print(id.sub) + "}"
		}
	} else {
		if s, script := f.(*syntax.Script); script && s.Sup != nil {
			if id, named := identify(s.Base); named && !v.roles.bare[id.base] && !v.roles.integers[id.base] {
				_, bound := v.bound[id.base]
				return x, !bound, false // a power of a function, or a factor
			}
		}
		return x, false, false
	}
	items := []syntax.Node{group.Inner}
	if list, several := group.Inner.(*syntax.List); several {
		items = list.Items
	}
	var arguments []symbolic.RationalFunction
	for _, item := range items {
		y, ok := v.value(item)
		if !ok {
			return x, true, false
		}
		arguments = append(arguments, y)
	}
	v.used = true
	x, err := v.formal.Call(function+group.Open, arguments...)
	if err != nil {
		return x, true, false
	}
	if power != nil {
		e, ok := v.value(power)
		if !ok {
			return x, true, false
		}
		x, err = v.formal.Power(x, e)
	}
	return x, true, err == nil
}

// application is a function that needs no brackets.
func (v *formalConverter) application(n *syntax.Application) (symbolic.RationalFunction, bool) {
	var none symbolic.RationalFunction
	function, power, sub := n.Function, syntax.Node(nil), syntax.Node(nil)
	if s, ok := function.(*syntax.Script); ok {
		function, power, sub = s.Base, s.Sup, s.Sub
	}
	symbol, ok := function.(*syntax.Symbol)
	if !ok {
		return none, false
	}
	x, ok := v.value(n.Argument)
	if !ok {
		return none, false
	}
	v.used = true
	var err error
	switch name := strings.TrimPrefix(symbol.Name, `\`); name {
	case "ln", "lg", "log":
		if x, err = v.formal.Log(x); err != nil {
			return none, false
		}
		var base symbolic.RationalFunction
		switch {
		case sub != nil:
			b, ok := v.value(sub)
			if !ok {
				return none, false
			}
			base, err = v.formal.Log(b)
		case name == "ln":
			base = symbolic.FromInt(1)
		case v.base != nil:
			base, err = v.formal.Log(symbolic.FromRat(v.base))
		default:
			base = symbolic.Var(`\ln b_{\` + name + `}`)
		}
		if err == nil {
			x, err = x.Quo(base, v.budget)
		}
	case "Gamma":
		if x, err = x.Sub(symbolic.FromInt(1), v.budget); err == nil {
			x, err = v.formal.Factorial(x)
		}
	case "sin", "cos", "tan", "exp", "deg":
		if sub != nil || name == "exp" {
			return none, false
		}
		x, err = v.formal.Call(symbol.Name, x)
	default:
		return none, false
	}
	if err == nil && power != nil {
		e, ok := v.value(power)
		if k, whole := e.AsInteger(); !ok || !whole || k < 0 {
			return none, false
		}
		x, err = v.formal.Power(x, e)
	}
	return x, err == nil
}
