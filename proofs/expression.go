package proofs

import (
	"math/big"
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// converter turns trees into the sequence expressions of package symbolic, in
// which sums and recurrences keep their symbolic bounds and indices. It notes the
// families of indexed names it meets, and how it read each ellipsis.
type converter struct {
	evaluator *evaluator
	families  map[string]identifier          // sequences met, by name
	symbols   map[string]symbolic.Expression // what index variables stand for
	indices   map[string]bool                // letters that stand in exponents, bounds and factorials
	ellipses  []string                       // how each ellipsis was read
	natural   []string                       // letters that are taken for integers, so that a sum ends
	starts    []int64                        // lower bounds of the sums that end at an index
	arbitrary map[string]bool                // families that nothing is said of
	spoken    map[string]int64               // the least number that stands as an index of a family in the claim
	extra     []symbolic.Sequence            // sequences without a name in the text
	depth     int
	system    []symbolic.Sequence // what stands behind the claim that was proved last
}

func (e *evaluator) converter() *converter {
	return &converter{
		evaluator: e, families: map[string]identifier{}, symbols: map[string]symbolic.Expression{}, indices: map[string]bool{}, arbitrary: map[string]bool{},
		spoken: map[string]int64{},
	}
}

// expression converts a tree; it fails on whatever has no place in a sequence
// expression.
func (v *converter) expression(n syntax.Node) (symbolic.Expression, bool) {
	v.depth++
	defer func() { v.depth-- }()
	if n == nil || v.depth > 150 {
		return nil, false
	}
	if id, ok := identify(n); ok {
		return v.name(id)
	}
	switch n := n.(type) {
	case *syntax.Number:
		r, failed := v.evaluator.numeral(n)
		return symbolic.Number{Value: r}, failed == nil
	case *syntax.Wrapped:
		return v.expression(n.Inner)
	case *syntax.Group:
		switch {
		case n.Inner != nil && n.Open == `\lfloor` && n.Close == `\rfloor`:
			return v.floor(n.Inner)
		case n.Inner != nil && n.Open == `\lceil` && n.Close == `\rceil`:
			x, ok := v.floor(&syntax.Sum{At: n.At, Terms: []syntax.Term{{Sign: "-", Value: bracketed(n.Inner)}}})
			return symbolic.Negation{Of: x}, ok
		}
		if n.Inner == nil || !(n.Open == "(" && n.Close == ")" || n.Open == "[" && n.Close == "]" || n.Open == `\{` || n.Open == "{") {
			return nil, false
		}
		return v.expression(n.Inner)
	case *syntax.Sum:
		if s, ok := v.ellipsis(n); ok {
			return s, true
		}
		return v.sum(n.Terms)
	case *syntax.Product:
		if p, ok := v.ellipsisProduct(n); ok {
			return p, true
		}
		return v.product(n.Factors)
	case *syntax.Fraction:
		if isDerivativeSign(n) {
			return nil, false
		}
		top, ok := v.expression(n.Numerator)
		if !ok {
			return nil, false
		}
		bottom, ok := v.expression(n.Denominator)
		if !ok {
			return nil, false
		}
		binomial, known := fractionKind(n.Command)
		if !known {
			return nil, false
		}
		if binomial {
			v.note(n.Numerator)
			v.note(n.Denominator)
			return symbolic.Binomial{Upper: top, Lower: bottom}, true
		}
		return symbolic.Over(top, bottom), true
	case *syntax.Script:
		if n.Sup == nil {
			return nil, false
		}
		if count, _ := factorialPower(n); count != nil {
			return nil, false
		}
		base := withoutSuperscript(n)
		b, ok := v.expression(base)
		if !ok {
			return nil, false
		}
		if x, ok := v.signPower(base, n.Sup); ok {
			return x, true
		}
		x, ok := v.expression(n.Sup)
		if !ok {
			return nil, false
		}
		v.note(n.Sup)
		return symbolic.Raise(b, x), true
	case *syntax.Postfix:
		x, ok := v.expression(n.Operand)
		if !ok {
			return nil, false
		}
		v.note(n.Operand)
		switch n.Operator {
		case "!":
			return symbolic.Factorial{Of: x}, true
		case "!!":
			return symbolic.DoubleFactorial{Of: x}, true
		}
	case *syntax.Big:
		return v.big(n)
	}
	return nil, false
}

func isBinomial(command string) bool {
	switch command {
	case "binom", "dbinom", "tbinom", "choose":
		return true
	}
	return false
}

// note marks the letters of an exponent, bound or factorial as indices.
func (v *converter) note(n syntax.Node) {
	syntax.Inspect(n, func(m syntax.Node) bool {
		if id, ok := identify(m); ok {
			if id.sub == nil && id.sup == nil {
				v.indices[id.base] = true
			}
			return false
		}
		return true
	})
}

// name converts a name: an index variable, a value, an element of a sequence, or
// a parameter.
func (v *converter) name(id identifier) (symbolic.Expression, bool) {
	e := v.evaluator
	if id.sub == nil && id.sup == nil {
		if x, ok := v.symbols[id.base]; ok {
			return x, true
		}
		if zeroVector.MatchString(id.base) {
			return symbolic.Int(0), true
		}
	}
	s := e.settle(id)
	index, node, single := indexNode(id)
	if single && e.hasRule(s) && node != nil {
		argument, ok := v.expression(node)
		if !ok {
			return nil, false
		}
		if x, ok := v.inlined(id, index, argument); ok {
			v.note(node)
			return x, true
		}
		name := familyName(id, index)
		if _, known := v.families[name]; !known {
			v.families[name] = id
		}
		if index == '_' || index == '^' {
			v.note(node)
		}
		if k, whole := wholeLiteral(node); whole && v.spoken != nil {
			if least, met := v.spoken[name]; !met || k < least {
				v.spoken[name] = k
			}
		}
		return symbolic.Term{Sequence: name, Argument: argument}, true
	}
	if single && node != nil && e.env.find(s.key()) == nil {
		if x, ok, is := v.ofAll(id, index, node); is {
			return x, ok
		}
	}
	if b := e.env.find(s.key()); b != nil {
		value := b.claimed
		if e.correct {
			value = b.correct
		}
		value = value.single()
		if (e.correct && !b.hasCorrect || !e.correct && !b.hasClaimed) || value.isMatrix || value.opaque {
			return nil, false
		}
		return symbolic.ExpressionOf(value.scalar), true
	}
	if mentionsLetters(id.sub) || mentionsLetters(id.sup) {
		return nil, false // an element of a sequence of which nothing is known
	}
	return symbolic.Sym(s.key()), true
}

// mentionsLetters says whether an index holds a letter, and is no fixed label.
func mentionsLetters(n syntax.Node) bool {
	found := false
	if n != nil {
		syntax.Inspect(n, func(m syntax.Node) bool {
			if s, ok := m.(*syntax.Symbol); ok && (len(s.Name) == 1 && s.Name[0] >= 'a' && s.Name[0] <= 'z' || s.Name == "N" || s.Name == "M" || s.Name == "K") {
				found = true
			}
			return !found
		})
	}
	return found
}

// ofAll converts an element of a family without a rule: `g_i`, where `g_t = g` was
// said for all t, or where nothing is said and each element is a number of its own.
// The last result is false where the index is no variable.
func (v *converter) ofAll(id identifier, kind byte, node syntax.Node) (x symbolic.Expression, ok, is bool) {
	e := v.evaluator
	if i, known := v.knownByWord(id); known {
		argument, ok := v.expression(node)
		v.note(node)
		if !ok || i == 0 {
			return symbolic.Harmonic{Of: argument}, ok, true
		}
		name := familyName(id, kind)
		if _, met := v.families[name]; !met {
			v.families[name] = id
		}
		return symbolic.Term{Sequence: name, Argument: argument}, true, true
	}
	given := false
	for _, b := range e.env.family(identifier{base: id.base, plain: id.plain}, false) {
		if len(b.name.indices) != 1 || b.name.indices[0].kind != kind {
			continue
		}
		given = true
		value, known := b.claimed, b.hasClaimed
		if e.correct {
			value, known = b.correct, b.hasCorrect
		}
		if value = value.single(); known && !b.name.indices[0].isWhole && !value.isMatrix && !value.opaque {
			return symbolic.ExpressionOf(value.scalar), true, true
		}
	}
	name := familyName(id, kind)
	if given || !v.arbitrary[name] && !v.runs(node) {
		return nil, false, false
	}
	argument, ok := v.expression(node)
	if !ok {
		return nil, false, true
	}
	v.note(node)
	v.arbitrary[name] = true
	if _, known := v.families[name]; !known {
		v.families[name] = id
	}
	return symbolic.Term{Sequence: name, Argument: argument}, true, true
}

// runs says whether an index holds a letter that runs through numbers: bound by a
// sum, the variable of a rule, or met in a place for indices.
func (v *converter) runs(node syntax.Node) bool {
	found := false
	syntax.Inspect(node, func(m syntax.Node) bool {
		id, ok := identify(m)
		if !ok {
			return true
		}
		if id.sub != nil || id.sup != nil {
			return false
		}
		if _, bound := v.symbols[id.base]; bound || v.indices[id.base] {
			found = true
		}
		for _, r := range v.evaluator.env.allRules() {
			if r.variable == id.base && v.evaluator.env.find(id.base) == nil {
				found = true
			}
		}
		return false
	})
	return found
}

// inlined gives an element of a family whose rule does not come back to the
// family: it is an abbreviation, and what it abbreviates takes its place.
func (v *converter) inlined(id identifier, kind byte, argument symbolic.Expression) (symbolic.Expression, bool) {
	for _, r := range v.evaluator.env.allRules() {
		if r.name.base != id.base || r.kind != kind {
			continue
		}
		if v.reaches(r.body, id.base, map[string]bool{}) {
			return nil, false
		}
		old, had := v.symbols[r.variable]
		v.symbols[r.variable] = symbolic.Plus(argument, symbolic.Int(-r.offset))
		x, ok := v.expression(r.body)
		if had {
			v.symbols[r.variable] = old
		} else {
			delete(v.symbols, r.variable)
		}
		return x, ok
	}
	return nil, false
}

// reaches says whether a tree comes to a name of the given base, through rules.
func (v *converter) reaches(n syntax.Node, base string, open map[string]bool) bool {
	found := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		id, ok := identify(m)
		if !ok || found {
			return !found
		}
		if id.base == base {
			found = true
			return false
		}
		if open[id.base] {
			return false
		}
		for _, r := range v.evaluator.env.allRules() {
			if r.name.base == id.base {
				open[id.base] = true
				found = found || v.reaches(r.body, base, open)
			}
		}
		return false
	})
	return found
}

// vectorDegree counts the bold names that are multiplied in a tree; it is -1 where
// the arithmetic of numbers might not be right for them.
func vectorDegree(n syntax.Node) int {
	if n == nil {
		return 0
	}
	if id, ok := identify(n); ok {
		if id.bold {
			return 1
		}
		return 0
	}
	switch n := n.(type) {
	case *syntax.Group:
		return vectorDegree(n.Inner)
	case *syntax.Wrapped:
		return vectorDegree(n.Inner)
	case *syntax.Sum:
		degree := vectorDegree(n.Terms[0].Value)
		for _, t := range n.Terms[1:] {
			if vectorDegree(t.Value) != degree {
				return -1
			}
		}
		return degree
	case *syntax.Product:
		total := 0
		for _, f := range n.Factors {
			d := vectorDegree(f.Value)
			if d < 0 || d > 0 && division(f.Operator) {
				return -1
			}
			total += d
		}
		if total > 1 {
			return -1
		}
		return total
	case *syntax.Fraction:
		if vectorDegree(n.Denominator) != 0 {
			return -1
		}
		return vectorDegree(n.Numerator)
	case *syntax.Big:
		return vectorDegree(n.Body)
	}
	degree := 0
	syntax.Inspect(n, func(m syntax.Node) bool {
		if id, ok := identify(m); ok && id.bold {
			degree = -1
		}
		return degree == 0
	})
	return degree
}

// indexNode gives the one index of a name and where it stands.
func indexNode(id identifier) (kind byte, node syntax.Node, single bool) {
	sup := id.sup
	if g, ok := sup.(*syntax.Group); ok {
		sup = g.Inner
	} else {
		sup = nil
	}
	switch {
	case id.sub != nil && id.sup == nil:
		return '_', id.sub, true
	case id.sub == nil && sup != nil:
		return '^', sup, true
	}
	return 0, nil, false
}

// familyName names the sequence of a family. Families that bear their index below
// and above are different ones.
func familyName(id identifier, index byte) string {
	if index == '^' {
		return id.base + "^{*}"
	}
	return id.base
}

func (v *converter) sum(terms []syntax.Term) (symbolic.Expression, bool) {
	var all []symbolic.Expression
	for _, t := range terms {
		x, ok := v.expression(t.Value)
		if !ok || t.Sign == `\pm` || t.Sign == `\mp` {
			return nil, false
		}
		if t.Sign == "-" {
			x = symbolic.Negation{Of: x}
		}
		all = append(all, x)
	}
	return symbolic.Plus(all...), true
}

func (v *converter) product(factors []syntax.Factor) (symbolic.Expression, bool) {
	var total symbolic.Expression
	for i, f := range factors {
		x, ok := v.expression(f.Value)
		if !ok {
			return nil, false
		}
		if i+1 < len(factors) && factors[i+1].Operator == "" {
			if _, _, is := v.evaluator.call(f.Value, factors[i+1].Value); is {
				return nil, false
			}
			if _, _, is := v.evaluator.juxtaposed(&syntax.Product{Factors: factors}, i); is {
				return nil, false
			}
		}
		switch {
		case i == 0:
			total = x
		case division(f.Operator):
			total = symbolic.Over(total, x)
		case f.Operator == `\bmod` && i == 1:
			quotient, ok := v.floor(&syntax.Fraction{Command: "frac", Numerator: factors[0].Value, Denominator: f.Value})
			if _, number := f.Value.(*syntax.Number); !ok || !number {
				return nil, false
			}
			total = symbolic.Minus(total, symbolic.Times(x, quotient))
		case f.Operator == "" || f.Operator == `\cdot` || f.Operator == `\times` || f.Operator == "*":
			total = symbolic.Times(total, x)
		default:
			return nil, false
		}
	}
	return total, true
}

func (v *converter) big(n *syntax.Big) (symbolic.Expression, bool) {
	if n.Operator != `\sum` && n.Operator != `\prod` {
		return nil, false
	}
	if r, ok := n.Lower.(*syntax.Relation); ok && n.Upper == nil && len(r.Operators) > 1 {
		return v.between(n, r)
	}
	variable, from, failed := v.evaluator.lowerBound(n)
	endless := false
	if failed != nil {
		if variable, from, endless = endlessSum(n); !endless {
			return nil, false
		}
	}
	to := n.Upper
	if (from == nil || endless) && to == nil && n.Operator == `\sum` {
		low, high := support(n.Body, variable)
		if k, whole := wholeLiteral(low); endless && (!whole || k != 0) {
			return nil, false
		}
		if !endless {
			from = low
		}
		if to = high; to != nil {
			for _, name := range lettersIn(to) {
				v.natural = appendNew(v.natural, name)
			}
		}
	}
	if from == nil || to == nil {
		return nil, false
	}
	low, ok := v.expression(from)
	if !ok {
		return nil, false
	}
	high, ok := v.expression(to)
	if !ok {
		return nil, false
	}
	v.note(from)
	v.note(to)
	if k, ok := v.evaluator.integer(from); ok {
		v.starts = append(v.starts, k)
	}
	shadowed, was := v.symbols[variable]
	v.symbols[variable] = symbolic.Sym(variable)
	body, ok := v.expression(n.Body)
	if was {
		v.symbols[variable] = shadowed
	} else {
		delete(v.symbols, variable)
	}
	delete(v.indices, variable)
	if !ok {
		return nil, false
	}
	if n.Operator == `\sum` {
		return symbolic.Summation{Index: variable, From: low, To: high, Body: body}, true
	}
	return symbolic.IteratedProduct{Index: variable, From: low, To: high, Body: body}, true
}

// endlessSum reads the range of a sum over `k \ge 0` or `k \ge 1`.
func endlessSum(n *syntax.Big) (variable string, from syntax.Node, ok bool) {
	r, is := n.Lower.(*syntax.Relation)
	if !is || n.Upper != nil || len(r.Operators) != 1 || relationOf(r.Operators[0].Name) != `\ge` {
		return "", nil, false
	}
	letters := lettersListed(r.Members[0])
	k, whole := wholeLiteral(r.Members[1])
	if len(letters) != 1 || !whole || k < 0 || k > 1 {
		return "", nil, false // from further on the range may run backwards
	}
	return letters[0], r.Members[1], true
}

// lettersIn lists the letters in a tree, as they come.
func lettersIn(n syntax.Node) []string {
	var all []string
	syntax.Inspect(n, func(m syntax.Node) bool {
		if id, ok := identify(m); ok && id.sub == nil && id.sup == nil {
			all = appendNew(all, id.base)
		}
		return true
	})
	return all
}

// support gives the range outside of which a factor of the body, a binomial coefficient with a letter or a
// sum of letters above, is zero. It is nil where there is none.
func support(body syntax.Node, variable string) (low, high syntax.Node) {
	factors := []syntax.Node{unwrapped(body)}
	if p, ok := factors[0].(*syntax.Product); ok {
		factors = nil
		for _, f := range p.Factors {
			if division(f.Operator) {
				break
			}
			factors = append(factors, f.Value)
		}
	}
	for _, n := range factors {
		if power, ok := unwrapped(n).(*syntax.Script); ok && power.Sub == nil && power.Sup != nil {
			if k, whole := wholeLiteral(power.Sup); whole && k > 0 {
				n = power.Base
			}
		}
		b, ok := unwrapped(n).(*syntax.Fraction)
		if !ok || mentions(b.Numerator, variable) {
			continue
		}
		if binomial, known := fractionKind(b.Command); !known || !binomial {
			continue
		}
		zero, upper := numberNode(0), b.Numerator
		if names := lettersListed(b.Denominator); len(names) == 1 && names[0] == variable {
			return zero, upper
		}
		s, ok := b.Denominator.(*syntax.Sum)
		if !ok || len(s.Terms) != 2 {
			continue
		}
		first, second := s.Terms[0], s.Terms[1]
		minus := func(a, b syntax.Node) syntax.Node {
			return &syntax.Sum{At: s.At, Terms: []syntax.Term{{Value: a}, {Sign: "-", Value: b}}}
		}
		is := func(n syntax.Node) bool {
			names := lettersListed(n)
			return len(names) == 1 && names[0] == variable
		}
		bare := func(t syntax.Term) bool {
			_, product := t.Value.(*syntax.Product)
			return !product && !mentions(t.Value, variable)
		}
		switch {
		case first.Sign == "" && is(first.Value) && bare(second) && second.Sign == "+": // k + c
			return minus(zero, second.Value), minus(upper, second.Value)
		case first.Sign == "" && is(first.Value) && bare(second) && second.Sign == "-": // k - c
			return second.Value, &syntax.Sum{At: s.At, Terms: []syntax.Term{{Value: upper}, {Sign: "+", Value: second.Value}}}
		case first.Sign == "" && bare(first) && is(second.Value) && second.Sign == "+": // c + k
			return minus(zero, first.Value), minus(upper, first.Value)
		case first.Sign == "" && bare(first) && is(second.Value) && second.Sign == "-": // c - k
			return minus(first.Value, upper), first.Value
		}
	}
	return nil, nil
}

// between reads a sum over `1 \le i \le n` or `1 \le i < j \le n`: the last letter
// runs outermost.
func (v *converter) between(n *syntax.Big, r *syntax.Relation) (symbolic.Expression, bool) {
	last := len(r.Operators) - 1
	strict := func(i int) bool { return r.Operators[i].Name == "<" }
	plus := func(x syntax.Node, k int64) syntax.Node {
		sign := "+"
		if k < 0 {
			sign, k = "-", -k
		}
		return &syntax.Sum{At: x.Span(), Terms: []syntax.Term{{Value: x}, {Sign: sign, Value: numberNode(k)}}}
	}
	for i := range r.Operators {
		if name := relationOf(r.Operators[i].Name); name != "<" && name != `\le` {
			return nil, false
		}
	}
	low := r.Members[0]
	if strict(0) {
		low = plus(low, 1)
	}
	body := n.Body
	for i := 1; i <= last; i++ {
		if len(lettersListed(r.Members[i])) != 1 {
			return nil, false
		}
		high := r.Members[i+1]
		if strict(i) {
			high = plus(high, -1)
		}
		body = &syntax.Big{
			At: n.At, Operator: n.Operator, Upper: high, Body: body,
			Lower: &syntax.Relation{At: r.At, Members: []syntax.Node{r.Members[i], low}, Operators: []syntax.Operator{{Name: "="}}},
		}
	}
	return v.expression(body)
}

// sequences gives the recurrences behind the families met, and those behind
// theirs.
func (v *converter) sequences() ([]symbolic.Sequence, bool) {
	all := append([]symbolic.Sequence{}, v.extra...)
	done := map[string]bool{}
	for {
		var next []string
		for name := range v.families {
			if !done[name] {
				next = append(next, name)
			}
		}
		if len(next) == 0 {
			return all, true
		}
		for _, name := range sortedStrings(next) {
			done[name] = true
			s, ok := v.sequence(name)
			if !ok {
				return nil, false
			}
			all = append(all, s)
		}
	}
}

const (
	sequenceIndex  = "index"
	arbitraryFirst = -1000 // an arbitrary sequence has a value wherever a claim looks
)

// sequence gives the rule and the first values of one family.
func (v *converter) sequence(name string) (symbolic.Sequence, bool) {
	e := v.evaluator
	id := v.families[name]
	kind, _, _ := indexNode(id)
	if v.arbitrary[name] {
		return symbolic.Sequence{Name: name, Index: sequenceIndex, First: arbitraryFirst}, true
	}
	for _, r := range e.env.allRules() {
		if r.name.base != id.base || r.kind != kind {
			continue
		}
		s := symbolic.Sequence{Name: name, Index: sequenceIndex}
		inner := &converter{
			evaluator: e, families: v.families, indices: map[string]bool{}, arbitrary: v.arbitrary, depth: v.depth,
			symbols: map[string]symbolic.Expression{r.variable: symbolic.Plus(symbolic.Sym(sequenceIndex), symbolic.Int(-r.offset))},
		}
		body, cases := r.byCases()
		rule, ok := inner.expression(body)
		if !ok {
			return s, false
		}
		s.Rule = rule
		if first, values, ok := inner.startOf(cases, r.offset); ok {
			s.First, s.Initial = first, values
			return s, true
		}
		first, values, ok := v.initial(id, kind)
		if !ok {
			if recursive(rule, name) {
				return v.startedFreely(s, r, id, kind)
			}
			s.First = r.offset // where the variable is 0
			if r.from != nil {
				s.First = r.offset + *r.from
			} else if lead := leastStart(v.families, e, rule); lead != nil {
				s.First = *lead
			}
			return s, true
		}
		s.First = first
		for _, value := range values {
			x := symbolic.ExpressionOf(value)
			for _, name := range value.Variables() {
				if zeroVector.MatchString(name) {
					x = symbolic.Replace(x, name, symbolic.Int(0))
				}
			}
			s.Initial = append(s.Initial, x)
		}
		return s, true
	}
	return v.byWord(name)
}

// startedFreely gives a recurrence of the first order without a first value, of which the claim speaks, any first
// value: x_{k+1} = 2 x_k with a claim about x_0.
func (v *converter) startedFreely(s symbolic.Sequence, r *rule, id identifier, kind byte) (symbolic.Sequence, bool) {
	from := 1 - r.offset
	if r.from != nil {
		from = *r.from
	}
	s.First = r.offset + from - 1
	if spoken, met := v.spoken[s.Name]; !met || spoken != s.First || !refersOneBack(s.Rule, s) {
		return s, false
	}
	first := elementAt(&syntax.Symbol{Name: id.base}, kind, numberNode(s.First))
	s.Initial = []symbolic.Expression{symbolic.Sym(strings.ReplaceAll(syntax.Print(first), " ", ""))}
	return s, true
}

// refersOneBack says whether the rule of a sequence holds no element of it but the one before.
func refersOneBack(x symbolic.Expression, s symbolic.Sequence) bool {
	const at = 10
	switch x := x.(type) {
	case symbolic.Term:
		k, _, err := symbolic.Value(x.Argument, map[string]int64{s.Index: at}, nil, nil, symbolic.NewBudget(1000, 1<<10))
		return err == nil && (x.Sequence != s.Name || k.Equal(symbolic.FromRat(ratOf(at-1))))
	case symbolic.Addition:
		return !slices.ContainsFunc(x.Terms, func(t symbolic.Expression) bool { return !refersOneBack(t, s) })
	case symbolic.Multiplication:
		return !slices.ContainsFunc(x.Factors, func(t symbolic.Expression) bool { return !refersOneBack(t, s) })
	case symbolic.Negation:
		return refersOneBack(x.Of, s)
	case symbolic.Division:
		return refersOneBack(x.Numerator, s) && refersOneBack(x.Denominator, s)
	case symbolic.Power:
		return refersOneBack(x.Base, s) && !recursive(x.Exponent, s.Name)
	}
	return !recursive(x, s.Name)
}

// zeroVector is a zero set in bold or under an arrow.
var zeroVector = newPhrase(`^\\(?:mathbf|boldsymbol|bm|pmb|vec)\s*\{?0\}?$`)

// known are the sequences that a word defines, by their usual letters.
var known = []struct {
	word   *phrase
	letter string
	values []int64
}{
	{newPhrase(`(?i)\bharmonic\b`), "H", nil},
	{newPhrase(`(?i)\bFibonacci\b`), "F", []int64{0, 1}},
	{newPhrase(`(?i)\bLucas\b`), "L", []int64{2, 1}},
}

// knownByWord finds the sequence that the words of the document define, such as
// "where H_n is the n-th harmonic number".
func (v *converter) knownByWord(id identifier) (at int, ok bool) {
	for i, k := range known {
		if id.base != k.letter {
			continue
		}
		for _, b := range v.evaluator.document.Blocks {
			if k.word.MatchString(b.Text) {
				return i, true
			}
		}
	}
	return 0, false
}

// byWord is a sequence that words define; first values that the text gives go
// before the usual ones.
func (v *converter) byWord(name string) (symbolic.Sequence, bool) {
	id := v.families[name]
	i, ok := v.knownByWord(id)
	if !ok {
		return symbolic.Sequence{}, false
	}
	before := func(k int64) symbolic.Expression {
		return symbolic.Term{Sequence: name, Argument: symbolic.Plus(symbolic.Sym(sequenceIndex), symbolic.Int(-k))}
	}
	s := symbolic.Sequence{Name: name, Index: sequenceIndex, Rule: symbolic.Plus(before(1), before(2))}
	for _, x := range known[i].values {
		s.Initial = append(s.Initial, symbolic.Int(x))
	}
	kind, _, _ := indexNode(id)
	if first, values, ok := v.initial(id, kind); ok && len(values) == len(s.Initial) && first == 0 {
		for j, x := range values {
			s.Initial[j] = symbolic.ExpressionOf(x)
		}
	}
	return s, true
}

// byCases divides a rule that is given by cases, as with `\begin{cases}`, into the
// rule for all indices and the values at single ones. Any other rule has no cases.
func (r *rule) byCases() (body syntax.Node, cases map[int64]syntax.Node) {
	m, ok := casesOf(r.body)
	if !ok {
		return r.body, nil
	}
	cases = map[int64]syntax.Node{}
	for _, row := range m.Rows {
		if len(row) != 2 {
			return r.body, nil
		}
		var condition *syntax.Relation
		if row[1] != nil {
			syntax.Inspect(row[1], func(n syntax.Node) bool {
				if x, is := n.(*syntax.Relation); is && condition == nil {
					condition = x
				}
				return condition == nil
			})
		}
		if condition != nil && len(condition.Operators) == 1 && condition.Operators[0].Name == "=" {
			k, whole := wholeLiteral(condition.Members[1])
			names := lettersListed(condition.Members[0])
			if !whole || len(names) != 1 || names[0] != r.variable {
				return r.body, nil
			}
			cases[k] = row[0]
			continue
		}
		if body != nil {
			return r.body, nil
		}
		body = row[0]
	}
	if body == nil {
		return r.body, nil
	}
	return body, cases
}

// wholeLiteral reads an integer written in digits.
func wholeLiteral(n syntax.Node) (int64, bool) {
	x, ok := new(big.Int).SetString(syntax.Print(n), 10)
	return safeInt64(x, ok)
}

func safeInt64(x *big.Int, ok bool) (int64, bool) {
	if !ok || !x.IsInt64() {
		return 0, false
	}
	return x.Int64(), true
}

// startOf gives the values of the cases at consecutive indices.
func (v *converter) startOf(cases map[int64]syntax.Node, offset int64) (first int64, values []symbolic.Expression, ok bool) {
	keys := sortedKeys(cases)
	for i, k := range keys {
		if k != keys[0]+int64(i) {
			return 0, nil, false
		}
		x, ok := v.expression(cases[k])
		if !ok {
			return 0, nil, false
		}
		values = append(values, x)
	}
	if len(keys) == 0 {
		return 0, nil, false
	}
	return keys[0] + offset, values, true
}

// recursive says whether the rule refers to its own sequence.
func recursive(x symbolic.Expression, name string) bool {
	switch x := x.(type) {
	case symbolic.Term:
		return x.Sequence == name
	case symbolic.Addition:
		return anyOf(x.Terms, name)
	case symbolic.Multiplication:
		return anyOf(x.Factors, name)
	case symbolic.Division:
		return recursive(x.Numerator, name) || recursive(x.Denominator, name)
	case symbolic.Negation:
		return recursive(x.Of, name)
	case symbolic.Power:
		return recursive(x.Base, name) || recursive(x.Exponent, name)
	case symbolic.Summation:
		return recursive(x.Body, name)
	case symbolic.IteratedProduct:
		return recursive(x.Body, name)
	}
	return false
}

func anyOf(all []symbolic.Expression, name string) bool {
	for _, x := range all {
		if recursive(x, name) {
			return true
		}
	}
	return false
}

// leastStart is the first index at which a rule without recursion has a value
// because the sequences it refers to do. Nil where nothing tells.
func leastStart(families map[string]identifier, e *evaluator, rule symbolic.Expression) *int64 {
	var least *int64
	for _, name := range sortedKeys(families) {
		if !recursive(rule, name) {
			continue
		}
		kind, _, _ := indexNode(families[name])
		c := &converter{evaluator: e}
		if first, _, ok := c.initial(families[name], kind); ok && (least == nil || first > *least) {
			least = &first
		}
	}
	return least
}

// initial collects the values of a family at consecutive indices that the text
// gives.
func (v *converter) initial(id identifier, kind byte) (first int64, values []symbolic.RationalFunction, ok bool) {
	e := v.evaluator
	at := map[int64]symbolic.RationalFunction{}
	for _, b := range e.env.family(identifier{base: id.base, plain: id.plain}, false) {
		if len(b.name.indices) != 1 || b.name.indices[0].kind != kind {
			continue
		}
		k, whole := familyIndex(b.name.indices[0])
		value := b.claimed
		known := b.hasClaimed
		if e.correct {
			value, known = b.correct, b.hasCorrect
		}
		value = value.single()
		if !whole || !known || value.isMatrix || value.opaque {
			continue
		}
		at[k] = value.scalar
	}
	keys := sortedKeys(at)
	if len(keys) == 0 {
		return 0, nil, false
	}
	first = keys[0]
	for i, k := range keys {
		if k != first+int64(i) {
			break
		}
		values = append(values, at[k])
	}
	return first, values, true
}

// familyIndex gives the number of an index.
func familyIndex(i index) (int64, bool) { return i.whole, i.isWhole }
