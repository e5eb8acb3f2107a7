package proofs

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// claim is how a chain is meant, as far as it decides what its links need.
type claim struct {
	words    words
	identity bool // the members are said to be equal for all values of their symbols
	rounds   bool // the text speaks of rounding
}

// contextOf says how the chain is meant. A chain in which one link between
// formulas holds for all values of the symbols, or which computes a name, is a
// chain of equal members; a lone equation is a condition.
func (c *checker) contextOf(ch *chain, h head, w words, outcomes []outcome) claim {
	k := claim{words: w}
	text := w.before + " " + w.after
	for _, word := range []string{"nearest", "about", "approximately", "round", "roughly", "decimal place", "significant"} {
		k.rounds = k.rounds || strings.Contains(text, word)
	}
	if h.kind == derived || h.kind == restated {
		k.identity = true
	}
	for _, m := range ch.members {
		k.identity = k.identity || computes(m) && !w.isLaidDown()
	}
	if len(ch.links) < 2 {
		return k
	}
	k.identity = k.identity || h.introduces() || c.isElement(ch.head()) || h.kind == bound && len(h.name.indices) > 0 || h.kind == derived || h.kind == ruled || h.kind == restated
	for _, m := range ch.members {
		k.identity = k.identity || holdsSeries(m)
	}
	for i := 1; i < len(outcomes); i++ {
		a, b := outcomes[i-1], outcomes[i]
		if a.failed != nil || b.failed != nil || len(a.cases) == 0 || len(b.cases) == 0 {
			continue
		}
		if _, name := identify(ch.members[i-1]); name {
			continue
		}
		if len(a.trace.loose)+len(b.trace.loose) > 0 && sameShape(a.cases[0].value, b.cases[0].value) && c.agree(a, b) {
			k.identity = true
		}
	}
	return k
}

// agree says whether the first values of two members are equal for all values of
// their symbols.
func (c *checker) agree(a, b outcome) bool {
	x, y := a.cases[0].value, b.cases[0].value
	if x.equal(y) || !x.opaque && !y.opaque {
		return x.equal(y)
	}
	c.members, c.factsKnown, c.compared = [2]*trace{a.trace, b.trace}, false, c.compared[:0]
	return c.same(x, y)
}

// isElement says whether a member is an element of a sequence that has a rule.
func (c *checker) isElement(n syntax.Node) bool {
	id, ok := identify(n)
	if n == nil || !ok || id.sub == nil && id.sup == nil {
		return false
	}
	e := c.evaluator(false)
	return e.hasRule(e.settle(id))
}

// holdsSeries says whether a member is a sum or product over an index, which
// stands for a computation and not for an unknown.
func holdsSeries(n syntax.Node) bool {
	found := false
	if n != nil {
		syntax.Inspect(n, func(m syntax.Node) bool {
			switch m.(type) {
			case *syntax.Big, *syntax.Dots:
				found = true
			}
			return !found
		})
	}
	return found
}

// decide gives link i of a chain its verdict, from the candidate values of its
// two members and the pair of readings the chain settled on.
func (c *checker) decide(ch *chain, i int, left, right outcome, a, b int, k claim) {
	if c.decideEach(ch, i, right, b, k) {
		return
	}
	l := &c.links[ch.links[i]]
	c.weigh(l, ch, i, left, right, a, b, k)
	c.byFormula(l, ch, i)
	c.byGrowth(l, ch, i)
	c.restrain(l, ch, i, left, right, k)
}

func (c *checker) weigh(l *Link, ch *chain, i int, left, right outcome, a, b int, k claim) {
	c.members, c.factsKnown, c.compared = [2]*trace{left.trace, right.trace}, false, c.compared[:0]
	l.Conditions = c.conditions(left, right)
	l.Assumed = c.assumedBy(left, right)
	if c.byQuotient(l, ch, i, k) {
		return
	}
	if failed := failureOf(left, right); failed != nil {
		if failed.reason == Unsupported && (c.bySigns(l, ch, i) || c.byInduction(l, ch, i, k)) || c.byMatrixAlgebra(l, ch, i, k) {
			return
		}
		c.fail(l, failed, left, right, a, b)
		return
	}
	x, y := left.cases[a], right.cases[b]
	if isArrow(ch.operators[i].Name) {
		c.byRowOperations(l, ch, i, x.value, y.value)
		return
	}
	if s, t, ok := c.asOneShape(ch, i, x.value, y.value); ok {
		x.value, y.value = s, t
		left.cases, right.cases = []candidate{x}, []candidate{y}
		l.Assumed = c.assumedBy(left, right)
	}
	relation := relationOf(ch.operators[i].Name)
	if s, t, ok := c.asOneAngle(ch.members[i], ch.members[i+1], x.value, y.value); ok {
		x.value, y.value = s, t
		left.cases, right.cases = []candidate{x}, []candidate{y}
	}
	if relation != `\approx` {
		s, t, says := c.withoutUnits(ch.members[i], ch.members[i+1], x.value, y.value)
		if says != "" {
			l.Verdict, l.Reason, l.Says = Unknown, Unsupported, says
			return
		}
		if hasUnits(x.value) || hasUnits(y.value) {
			x.value, y.value = s, t
			left.cases, right.cases = []candidate{x}, []candidate{y}
		}
	}
	equal := func(x, y candidate) bool {
		return (x.by|y.by).count() <= mostReadings && sameShape(x.value, y.value) && c.same(x.value, y.value)
	}
	if !equal(x, y) {
		for _, p := range left.cases {
			for _, q := range right.cases {
				if equal(p, q) && !equal(x, y) {
					x, y = p, q
				}
			}
		}
	}
	l.Value, l.Claims = x.value.String(), y.value.String()
	for _, v := range []value{x.value, y.value} {
		if !v.linearInVectors() || v.holdsVectorSymbol() && !sameShape(x.value, y.value) {
			if c.byMatrixAlgebra(l, ch, i, k) {
				return
			}
			f := unknownShape(v, v, ch.members[i].Span())
			l.Verdict, l.Reason, l.Says = f.verdict, f.reason, f.says
			return
		}
	}
	c.judged[ch.links[i]].left, c.judged[ch.links[i]].right, c.judged[ch.links[i]].known = x.value, y.value, true
	switch relation {
	case "=", ":=", `\coloneqq`, `\triangleq`:
		if c.equalModulo(l, ch, i, x.value, y.value, k) {
			return
		}
	case `\equiv`:
		if ch.modulus != nil {
			c.congruent(l, ch, i, x.value, y.value, k)
			return
		}
	case `\approx`:
		c.approximately(l, ch, i, x.value, y.value)
		return
	default:
		c.compare(l, ch, i, relation, x.value, y.value, k, left, right)
		return
	}
	if c.byAntiderivative(l, ch, i, x.value, y.value, k) || relation == "=" && c.byUnfolding(l, ch, i, x.value, y.value) {
		return
	}
	switch {
	case equal(x, y) && maybeIntervals(ch.members[i], ch.members[i+1]):
		l.Verdict, l.Reason, l.Says = Unknown, Unsupported, "these may be intervals of different kinds"
	case equal(x, y):
		l.Verdict, l.Reason = Proved, ""
		l.Readings = append(l.Readings, (x.by | y.by).codes()...)
		if (x.by | y.by).count() > 0 {
			l.Remarks = append(l.Remarks, "loose-notation")
		}
	case !sameShape(x.value, y.value) && len(left.trace.loose)+len(right.trace.loose) > 0:
		if i == 0 && len(ch.links) == 1 {
			l.Verdict, l.Reason = Given, "" // an equation for what may be a vector
			return
		}
		l.Verdict, l.Reason = Unknown, UndefinedSymbol
		names := append(sortedKeys(left.trace.loose), sortedKeys(right.trace.loose)...)
		l.Says = "the shapes do not agree, but nothing says that " + names[0] + " is a number"
	case !sameShape(x.value, y.value):
		l.Verdict, l.Reason = IllTyped, ""
		l.Says = fmt.Sprintf("the left member is a %s, the right one a %s", shapeInWords(x.value), shapeInWords(y.value))
		if c.endsAgree(ch, i, left, right) {
			l.Remarks = append(l.Remarks, "ends-agree")
		}
	default:
		c.differ(l, ch, i, x.value, y.value, k, left, right)
	}
}

// maybeIntervals says whether both members are pairs in different brackets.
func maybeIntervals(a, b syntax.Node) bool {
	g, ok := a.(*syntax.Group)
	h, also := b.(*syntax.Group)
	if !ok || !also || g.Open == h.Open {
		return false
	}
	list, ok := g.Inner.(*syntax.List)
	return ok && len(list.Items) == 2
}

func shapeInWords(v value) string {
	v = v.single()
	if !v.isMatrix {
		return "number"
	}
	switch {
	case v.rows() == 1:
		return fmt.Sprintf("row of %d (%s)", v.columns(), v.shape())
	case v.columns() == 1:
		return fmt.Sprintf("column of %d (%s)", v.rows(), v.shape())
	}
	return v.shape() + " matrix"
}

// holdsElements says whether a value holds an element of a sequence that has a
// rule, such as s_{n + 1}, which its form does not follow.
func (c *checker) holdsElements(v value) bool {
	for _, name := range v.variables() {
		for _, r := range c.env.allRules() {
			if strings.HasPrefix(name, r.name.base+"_{") || strings.HasPrefix(name, r.name.base+"^{(") {
				return true
			}
		}
	}
	return false
}

// endsAgree says whether the chain's first value and its last are equal although
// a member between them has no meaning there.
func (c *checker) endsAgree(ch *chain, i int, left, right outcome) bool {
	if len(ch.members) > 12 {
		return false // every two members would be compared
	}
	for p := i; p >= 0; p-- {
		for q := i + 1; q < len(ch.members); q++ {
			if p == i && q == i+1 || ch.members[p] == nil || ch.members[q] == nil {
				continue
			}
			a, b := c.outcome(ch.members[p], false), c.outcome(ch.members[q], false)
			if a.failed != nil || b.failed != nil {
				continue
			}
			for _, x := range a.cases {
				for _, y := range b.cases {
					if sameShape(x.value, y.value) && x.value.equal(y.value) {
						return true
					}
				}
			}
		}
	}
	return false
}

// failureOf gives the failure that decides the link, or nil.
func failureOf(left, right outcome) *failure {
	switch {
	case left.failed == nil && right.failed == nil:
		return nil
	case left.failed == nil:
		return right.failed
	case right.failed == nil:
		return left.failed
	}
	return firstFailure(left.failed, right.failed)
}

func (c *checker) fail(l *Link, f *failure, left, right outcome, a, b int) {
	l.Verdict, l.Reason, l.Says = f.verdict, f.reason, f.says
	if left.failed == nil && a >= 0 && a < len(left.cases) {
		l.Value = left.cases[a].value.String()
	}
	if right.failed == nil && b >= 0 && b < len(right.cases) {
		l.Claims = right.cases[b].value.String()
	}
	if f.at.End > f.at.Start {
		line, column := c.position.of(f.at.Start)
		if line == l.Line {
			return // the excerpt shows it
		}
		l.Says += fmt.Sprintf(" (%d:%d)", line, column)
	}
}

// same says whether two values of one shape are equal for all values of their
// symbols.
func (c *checker) same(x, y value) bool {
	x, y = x.single(), y.single()
	as, bs := x.entries(), y.entries()
	for i := range as {
		if as[i].Equal(bs[i]) {
			continue
		}
		d, ok := c.difference(as[i], bs[i])
		if !ok || !d.IsZero() {
			return false
		}
	}
	return true
}

// comparison is a difference that was computed for the link in hand.
type comparison struct {
	a, b       symbolic.RationalFunction
	difference symbolic.Polynomial
	ok         bool
}

// mostCompared bounds the comparisons remembered for a link.
const mostCompared = 8

// difference is the numerator of a - b, with the squares of roots carried out.
// Several rules ask for the same one.
func (c *checker) difference(a, b symbolic.RationalFunction) (symbolic.Polynomial, bool) {
	for _, k := range c.compared {
		if k.a.Equal(a) && k.b.Equal(b) {
			return k.difference, k.ok
		}
	}
	p, ok := c.computeDifference(a, b)
	if len(c.compared) < mostCompared {
		c.compared = append(c.compared, comparison{a, b, p, ok})
	}
	return p, ok
}

func (c *checker) computeDifference(a, b symbolic.RationalFunction) (symbolic.Polynomial, bool) {
	budget := c.budget()
	d, err := a.Sub(b, budget)
	if err != nil {
		return symbolic.Polynomial{}, false
	}
	p, ok := c.reduceUnit(d.Numerator(), budget)
	if !ok || !c.functions.Holds(p) {
		return p, ok
	}
	if x, y := c.functions.Unnamed(a), c.functions.Unnamed(b); x.Equal(y) {
		return symbolic.Polynomial{}, true // the one is only a name of the other
	}
	if c.functions.Holds(d.Denominator()) {
		if zero, _ := c.functions.IsZero(d.Denominator(), nil, budget); zero {
			return p, false // what divides is zero in disguise
		}
	}
	p, zero, ok := c.vanishes(p, budget)
	if zero {
		return symbolic.Polynomial{}, ok
	}
	return p, ok
}

// conditions lists what must not be zero for the link to hold, as written.
func (c *checker) conditions(left, right outcome) []string {
	seen := map[string]bool{}
	all := []string{}
	for _, o := range []outcome{left, right} {
		for _, d := range o.trace.nonzero {
			if len(c.freeSymbols(d.value.Numerator())) == 0 {
				continue // a number, and not zero
			}
			form := d.value.Numerator().String()
			negative := d.value.Numerator().Neg().String()
			if seen[form] || seen[negative] {
				continue
			}
			seen[form] = true
			all = append(all, d.written+` \ne 0`)
		}
		for _, d := range o.trace.domain {
			if condition := d.written + ` \ge 0`; len(c.freeSymbols(d.value.Numerator())) > 0 && !seen[condition] {
				seen[condition] = true
				all = append(all, condition)
			}
		}
	}
	return all
}

func (c *checker) assumedBy(left, right outcome) []string {
	seen := map[string]bool{}
	for _, o := range []outcome{left, right} {
		for key := range o.trace.assumed {
			if b := c.env.find(key); b != nil {
				seen[key+" = "+b.claimed.String()] = true
			}
		}
		for name := range o.trace.integers {
			seen[name+" is an integer"] = true
		}
		for name := range o.trace.identities {
			seen[name+" is the identity matrix"] = true
		}
		for _, how := range o.trace.ellipses {
			seen["the ellipsis stands for "+how] = true
		}
	}
	all := sortedKeys(seen)
	if all == nil {
		return []string{}
	}
	return all
}

// differ decides between two values of one shape that are not the same form.
func (c *checker) differ(l *Link, ch *chain, i int, x, y value, k claim, left, right outcome) {
	for _, o := range []outcome{left, right} {
		for _, key := range sortedKeys(o.trace.disputed) {
			l.Verdict, l.Reason = Unknown, Conditional
			l.Says = "two places of the document disagree about " + key
			return
		}
	}
	understood := c.isUnderstood(x) && c.isUnderstood(y)
	if x.opaque || y.opaque || c.holdsElements(x) || c.holdsElements(y) {
		if !c.byInduction(l, ch, i, k) && !understood && (x.opaque || y.opaque) {
			c.byInstances(l, ch, i, k)
			if l.Verdict == Unknown && i == 0 && (len(ch.links) == 1 && k.words.isLaidDown() || c.isFirstValue(ch, x, k)) {
				l.Verdict, l.Reason, l.Says = Given, "", ""
			}
			if l.Verdict == Unknown && l.Reason == Unsupported && !x.isMatrix && !y.isMatrix {
				c.onUnknownFunctions(l, ch, i, x, y, k, left, right)
			}
			return
		}
		if l.Verdict != Unknown || l.Reason == "" {
			return
		}
	}
	numbers := true
	impossible := false
	var differing symbolic.Polynomial
	xs, ys := x.single().entries(), y.single().entries()
	for j := range xs {
		p, ok := c.difference(xs[j], ys[j])
		if !ok {
			l.Verdict, l.Reason, l.Says = Unknown, Limit, "comparing the members would exceed the budget"
			return
		}
		if p.IsZero() {
			continue
		}
		if len(xs) == 1 && c.byBase(l, p) {
			return
		}
		if p = c.withoutUnit(c.withoutBase(p)); p.Degree(unknownBase) > 0 && len(c.freeSymbols(p)) == 1 {
			l.Verdict, l.Reason, l.Says = Unknown, Conditional, "the base of the logarithms is not written"
			return
		}
		if free := c.freeSymbols(p); len(free) > 0 {
			numbers = false
		} else if c.surelyNotZero(p) {
			impossible = true
		} else {
			l.Verdict, l.Reason, l.Says = Unknown, Limit, "to tell these numbers apart would exceed the budget"
			return
		}
		differing = p
	}
	if numbers || impossible {
		if c.isRounded(l, ch, i, x, y, k) {
			return
		}
		if single := singles(left, right); len(single) > 0 && !ownNumbers(left, right) && !c.blameless(ch.members[i], ch.members[i+1]) {
			l.Verdict, l.Reason = Unknown, Conditional
			l.Says = "this rests on " + strings.Join(single, ", ") + ", whose value only one place of the document shows"
			c.disputes = append(c.disputes, dispute{key: single[0]})
			return
		}
		c.refute(l, nil)
		return
	}
	if c.functions.Holds(differing) && c.byPositivity(l, x, y) {
		return
	}
	if !k.identity || c.laidOnSymbols(differing) || c.mayBeCondition(ch, i) {
		c.condition(l, ch, i, x, y, k, differing, left, right)
		return
	}
	if len(left.trace.loose) == 0 || len(right.trace.loose) == 0 {
		c.condition(l, ch, i, x, y, k, differing, left, right)
		return
	}
	var avoid []symbolic.Polynomial
	for _, v := range append(xs, ys...) {
		if !v.Denominator().IsConstant() {
			avoid = append(avoid, v.Denominator())
		}
	}
	for _, o := range []outcome{left, right} {
		for _, d := range o.trace.nonzero {
			avoid = append(avoid, d.value.Numerator())
		}
	}
	witness, ok := c.witness(differing, avoid)
	if !ok {
		l.Verdict, l.Reason, l.Says = Unknown, Unsupported, "the members have different forms, and no witness was found"
		return
	}
	c.refute(l, witness)
}

// laidOnSymbols says whether a condition in scope holds one of the symbols: the
// members may then be equal where it is true.
func (c *checker) laidOnSymbols(p symbolic.Polynomial) bool {
	for _, name := range p.Variables() {
		if c.constrained(name) {
			return true
		}
	}
	return false
}

// singles lists the names inferred from one place only.
func singles(left, right outcome) []string {
	seen := map[string]bool{}
	for _, o := range []outcome{left, right} {
		for key := range o.trace.single {
			seen[key] = true
		}
	}
	return sortedKeys(seen)
}

// ownNumbers says whether both members are computations with numbers only.
func ownNumbers(left, right outcome) bool {
	return len(left.trace.names) == 0 && len(right.trace.names) == 0
}

// withoutValues says whether no name in two members has a value.
func (c *checker) withoutValues(left, right outcome) bool {
	for _, o := range []outcome{left, right} {
		for key := range o.trace.names {
			if b := c.env.find(key); b != nil && (b.hasClaimed || b.definition != nil) {
				return false
			}
		}
	}
	return true
}

// freeSymbols lists the symbols of a polynomial that are not constants such as
// the root of a prime, \pi or e, those in the arguments of functions too.
func (c *checker) freeSymbols(p symbolic.Polynomial) []string { return c.functions.FreeSymbols(p) }

// naturalLetters are the symbols that are integers by habit.
func naturalLetters(p symbolic.Polynomial) map[string]bool {
	natural := map[string]bool{}
	for _, name := range p.Variables() {
		switch name {
		case "n", "m", "k", "i", "j", "t", "N", "M", "K":
			natural[name] = true
		}
	}
	return natural
}

// refute records a refutation with its witness.
func (c *checker) refute(l *Link, witness map[string]*big.Rat) {
	l.Verdict, l.Reason = Refuted, ""
	for name, r := range witness {
		l.Witness[name] = symbolic.FormatRat(r)
	}
	if len(witness) > 0 {
		l.Says = "the members differ at " + witnessInWords(l.Witness)
		return
	}
	l.Says = fmt.Sprintf("the left member is %s, not %s", l.Value, l.Claims)
}

func witnessInWords(w map[string]string) string {
	var parts []string
	for _, name := range sortedKeys(w) {
		parts = append(parts, name+" = "+w[name])
	}
	return strings.Join(parts, ", ")
}

// condition handles an equation that is true for some values only: it is laid
// down, or constrains its symbols first, or should follow from what was said.
func (c *checker) condition(l *Link, ch *chain, i int, x, y value, k claim, p symbolic.Polynomial, left, right outcome) {
	known := c.laidOnSymbols(p)
	if known {
		if verdict, says := c.follows(p, x, y); verdict == Proved || verdict == Refuted && !x.isMatrix && !c.standsBeside(ch, i) && !c.isAngleElsewhere(ch, i) && c.isSure(p, ch) {
			l.Verdict, l.Reason, l.Says = verdict, "", says
			if verdict == Refuted {
				l.Reason = ""
			}
			return
		}
	}
	if i == 0 && !closedRest(ch) && len(ch.links) > 1 {
		known = true
	}
	for _, name := range c.freeSymbols(p) {
		if strings.HasPrefix(name, `\text{`) {
			l.Verdict, l.Reason, l.Says = Unknown, Unsupported, "units that hence does not convert"
			return
		}
	}
	if i == 0 && !k.words.isLaidDown() && (c.restsOnFormulas(x, left) || c.restsOnFormulas(y, right)) {
		l.Verdict, l.Reason = Unknown, Conditional
		l.Says = "true only where " + clip(p.LaTeX()) + " = 0"
		return
	}
	if i == 0 && !ch.severed && !k.words.concludes() && (k.words.isLaidDown() || !known && c.firstOf(p, x.isMatrix) || c.continuesSystem(ch)) {
		l.Verdict, l.Reason = Given, ""
		return
	}
	l.Verdict, l.Reason = Unknown, Conditional
	l.Says = "true only where " + clip(p.LaTeX()) + " = 0"
}

// continuesSystem says whether the chain is a further row of a system of equations behind one brace of which the first
// row lays a condition down: then it is laid down too.
func (c *checker) continuesSystem(ch *chain) bool {
	if ch.row == 0 {
		return false
	}
	f := c.document.Blocks[ch.block].Formula
	text := strings.TrimLeft(c.document.Text(f.Inner), " \n\t")
	if !strings.HasPrefix(text, `\begin{cases}`) && !strings.HasPrefix(text, `\begin{dcases}`) && !strings.HasPrefix(text, `\left\{`) {
		return false
	}
	for j := ch.links[0] - 1; j >= 0 && c.links[j].At >= f.At.Start; j-- {
		if c.links[j].Verdict != Given {
			return false
		}
	}
	return true
}

// restsOnFormulas says whether a value with free symbols came from names that the
// document computed: an equation about these lays nothing down.
func (c *checker) restsOnFormulas(v value, o outcome) bool {
	for _, key := range sortedKeys(o.trace.names) {
		b := c.env.find(key)
		if b != nil && b.hasClaimed && b.definition != nil && !b.fromSheet && !b.claimed.isConstant() && !closed(b.definition) {
			return len(v.variables()) > 0
		}
	}
	return false
}

// closedRest says whether all members but the first are computations with
// numbers.
func closedRest(ch *chain) bool {
	for _, m := range ch.members[1:] {
		if m == nil || !closed(m) {
			return false
		}
	}
	return true
}

// firstOf says whether the link is the first to constrain its symbols: none of
// them has been used as a free symbol before. An equation between matrices, which
// is several at once, need only be the first for one of them.
func (c *checker) firstOf(p symbolic.Polynomial, between bool) bool {
	for _, name := range c.freeSymbols(p) {
		switch constrained := c.constrained(name); {
		case constrained && !between:
			return false
		case !constrained && between:
			return true
		}
	}
	return !between
}

// follows decides an equation from the conditions in scope, where these are
// linear in one symbol that they determine.
func (c *checker) follows(p symbolic.Polynomial, x, y value) (Verdict, string) {
	conditions := slices.DeleteFunc(c.env.allConditions(), func(k condition) bool { return c.premises.left[k.link] })
	solution, consistent := c.solution(conditions)
	if names := p.Variables(); !consistent && len(names) == 1 && p.Degree(names[0]) == 1 {
		return Unknown, "" // one of several numbers for the unknown
	}
	budget := c.budget()
	r, err := symbolic.FromPolynomial(p).Substitute(solution, budget)
	if err != nil {
		return Unknown, ""
	}
	if r.IsZero() {
		return Proved, ""
	}
	for _, k := range conditions {
		// The same equation in another form: a constant multiple of it.
		if k.relation != "=" {
			continue
		}
		if q, ok, err := k.difference.Numerator().Quotient(p, budget); err == nil && ok {
			if q.IsConstant() {
				return Proved, ""
			}
		}
	}
	if r.IsConstant() && len(solution) > 0 {
		var parts []string
		for _, name := range sortedKeys(solution) {
			if c.names.mayBeFunction(name) || !isUnknownName(name) {
				return Unknown, "" // what it stands at was read as products
			}
			parts = append(parts, name+" = "+solution[name].String())
		}
		return Refuted, "what was said before gives " + strings.Join(parts, ", ")
	}
	return Unknown, ""
}

// solution solves the conditions in scope that are linear equations in one
// symbol with numbers for coefficients. Nothing follows where they
// contradict each other.
func (c *checker) solution(conditions []condition) (solved map[string]symbolic.RationalFunction, consistent bool) {
	solved = map[string]symbolic.RationalFunction{}
	budget := c.budget()
	if len(conditions) > 50 {
		return nil, true
	}
	for again := true; again; {
		again = false
		for _, k := range conditions {
			if k.relation != "=" {
				continue
			}
			r, err := k.difference.Substitute(solved, budget)
			if err != nil {
				return nil, true
			}
			p := r.Numerator()
			if constant, ok := p.AsConstant(); ok {
				if constant.Sign() != 0 {
					return nil, false // nothing follows
				}
				continue
			}
			vs := p.Variables()
			if len(vs) != 1 || p.Degree(vs[0]) != 1 {
				continue
			}
			parts := p.Coefficients(vs[0])
			value, err := symbolic.FromPolynomial(parts[0].Neg()).Quo(symbolic.FromPolynomial(parts[1]), budget)
			if err != nil {
				return nil, true
			}
			solved[vs[0]] = value
			again = true
		}
	}
	for _, k := range conditions {
		if r, err := k.difference.Substitute(solved, budget); err == nil && k.relation != "=" {
			if constant, ok := r.AsConstant(); ok && !satisfies(k.relation, constant.Sign()) {
				return nil, false
			}
		}
	}
	return solved, true
}

// byInstances refutes a link with symbolic exponents by small integers for the
// symbols of the exponents, at which both members are plain polynomials.
func (c *checker) byInstances(l *Link, ch *chain, i int, k claim) {
	l.Verdict, l.Reason = Unknown, Unsupported
	l.Says = "the members have different forms, in functions or powers that hence has no normal form for"
	e := c.evaluator(false)
	if !k.identity {
		return
	}
	integers := map[string]bool{}
	for _, m := range []syntax.Node{ch.members[i], ch.members[i+1]} {
		if _, failed := e.evaluate(m); failed != nil {
			return
		}
	}
	for name := range e.trace.integers {
		integers[name] = true
	}
	letters := sortedKeys(integers)
	if len(letters) == 0 || len(letters) > 2 || c.mayBeCondition(ch, i) {
		return
	}
	for _, at := range [][]int64{{1, 1}, {2, 1}, {2, 3}, {3, 2}, {3, 3}} {
		inner := c.evaluator(false)
		for j, name := range letters {
			inner = inner.withIndex(name, at[j])
		}
		x, failed := inner.evaluate(ch.members[i])
		if failed != nil {
			return
		}
		y, failed := inner.evaluate(ch.members[i+1])
		if failed != nil {
			return
		}
		a, b := x[0].value, y[0].value
		if a.opaque || b.opaque || !sameShape(a, b) {
			return
		}
		if c.same(a, b) {
			continue
		}
		for j, v := range a.single().entries() {
			p, ok := c.difference(v, b.single().entries()[j])
			if !ok || p.IsZero() {
				continue
			}
			var avoid []symbolic.Polynomial
			for _, d := range inner.trace.nonzero {
				avoid = append(avoid, d.value.Numerator())
			}
			if c.laidOnSymbols(p) {
				return
			}
			witness, ok := c.witness(p, avoid)
			if !ok {
				return
			}
			for j, name := range letters {
				witness[name] = big.NewRat(at[j], 1)
			}
			c.refute(l, witness)
			return
		}
	}
}

func constantOf(v value) (*big.Rat, bool) {
	v = v.single()
	if v.isMatrix {
		return nil, false
	}
	return v.scalar.AsConstant()
}
