package proofs

import (
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// alternatives are several equations of which one holds: "x = 1 or x = 4",
// "x = 1, 4", `x = \pm 2`. As one condition they say that their product is zero.
type alternatives struct {
	chains  []*chain
	product symbolic.Polynomial
	each    []symbolic.Polynomial
	nonzero []symbolic.Polynomial
}

// mostAlternatives bounds how many are taken together.
const mostAlternatives = 8

var (
	// betweenFormulas is what LaTeX sets between two formulas that says nothing.
	betweenFormulas = newPhrase(`\\(?:text|textrm|mbox|qquad|quad|displaystyle|\[|\]|\(|\)|,|;|!| )|[$\s{}&~]+`)
	joinsByOr       = newPhrase(`^[\s,;]*(?:and/or|or|or that|or else|or when|and)?[\s,;]*$`)
)

// alternativesAt lists the alternatives that begin with a chain; fewer than two
// where it has none beside it.
func (c *checker) alternativesAt(ch *chain) []*chain {
	at := c.at
	if at >= len(c.chains) || c.chains[at] != ch {
		return nil // judged by itself
	}
	all := []*chain{ch}
	said := false
	for i := at + 1; i < len(c.chains) && len(all) < mostAlternatives; i++ {
		joined, or := c.joins(c.chains[i-1], c.chains[i])
		if !joined {
			break
		}
		said = said || or
		all = append(all, c.chains[i])
	}
	if !said {
		return nil
	}
	return all
}

// joins says whether two chains are set side by side as possibilities, and whether
// "or" stands between them.
func (c *checker) joins(a, b *chain) (joined, or bool) {
	if !isEquation(a) || !isEquation(b) {
		return false, false
	}
	end, start := a.last().Span().End, b.head().Span().Start
	if start < end || start-end > 60 {
		return false, false
	}
	between := strings.ToLower(betweenFormulas.ReplaceAllString(c.document.Source[end:start], " "))
	if !joinsByOr.MatchString(between) {
		return false, false
	}
	if strings.Contains(between, "and") && !strings.Contains(between, "and/or") {
		// "x = 1 and x = 4" are the two roots; "x = 1 and y = 4" hold together.
		one, ok := identify(a.head())
		two, also := identify(b.head())
		return ok && also && one.base == two.base && closed(a.last()) && closed(b.last()) &&
			syntax.Print(a.head()) == syntax.Print(b.head()) && syntax.Print(a.last()) != syntax.Print(b.last()), true
	}
	return strings.Contains(between, "or") || strings.Contains(between, ","), strings.Contains(between, "or")
}

// isEquation says whether a chain is one equation of two members.
func isEquation(ch *chain) bool {
	return !ch.alone && len(ch.members) == 2 && ch.members[0] != nil && ch.members[1] != nil && relationOf(ch.operators[0].Name) == "="
}

// offerTogether decides alternatives as the one condition that they are.
func (c *checker) offerTogether(chains []*chain, w words) {
	a := alternatives{chains: chains, product: symbolic.Integer(1)}
	for _, ch := range chains {
		p, nonzero, ok := c.branchesOf(ch)
		if !ok || !a.add(p, nonzero) {
			return
		}
	}
	if !a.restate(c) && !a.hasIdle(c) {
		c.weighAlternatives(a, w)
	}
}

// hasIdle says whether the others suffice without one of them: then "or" does not
// set it beside them, or it is no solution, and each is judged by itself.
func (a *alternatives) hasIdle(c *checker) bool {
	if len(c.premises.all) == 0 {
		return false
	}
	for i := range a.each {
		others := symbolic.Integer(1)
		for j, p := range a.each {
			if j == i {
				continue
			}
			var err error
			if others, err = others.Mul(p, c.share(concludeSteps, concludeBits)); err != nil {
				return true
			}
		}
		if c.consequenceOf(others, a.nonzero, a.chains[0]).follows {
			return true
		}
	}
	return false
}

// withoutRestated is the words around an equation without the "or" behind it, where the equation
// behind that follows by itself: then it restates this one, as in "6x = 6, or x = 1".
func (c *checker) withoutRestated(ch *chain, w words) words {
	if !optionBehind.MatchString(w.after) || !isEquation(ch) || c.at+1 >= len(c.chains) || c.chains[c.at] != ch {
		return w
	}
	next := c.chains[c.at+1]
	if joined, or := c.joins(ch, next); !joined || !or || sameHeads([]*chain{ch, next}) {
		return w
	}
	if p, nonzero, ok := c.branchesOf(next); ok && c.consequenceOf(p, nonzero, ch).follows {
		w.after = ""
	}
	return w
}

// restate says whether each is another form of the one before: "6x - 4 = 2, or
// 6x = 6".
func (a *alternatives) restate(c *checker) bool {
	for i := 1; i < len(a.each); i++ {
		known := len(c.premises.all)
		c.premises.all = append(c.premises.all, premise{equation: a.each[i-1], block: a.chains[0].block})
		k := c.consequenceOf(a.each[i], nil, a.chains[0])
		c.premises.all = c.premises.all[:known]
		if !k.follows {
			return false
		}
	}
	return true
}

// add multiplies by one more alternative.
func (a *alternatives) add(p symbolic.Polynomial, nonzero []symbolic.Polynomial) bool {
	product, err := a.product.Mul(p, symbolic.NewBudget(concludeSteps, concludeBits))
	if err != nil || product.Len() > mostPremiseTerms || product.TotalDegree() > mostPremiseDegree {
		return false
	}
	a.product = product
	a.each = append(a.each, p)
	a.nonzero = append(a.nonzero, nonzero...)
	return true
}

// weighAlternatives proves alternatives that follow together from the premises in
// force and none of which these exclude, and keeps them as a premise.
func (c *checker) weighAlternatives(a alternatives, w words) {
	first := &c.links[a.chains[0].links[0]]
	laid := c.isSheet || w.isLaidDown()
	var k consequence
	if !laid {
		k = c.consequenceOf(a.product, a.nonzero, a.chains[0])
	}
	alone := w
	alone.after = "" // the "or" behind it is its own
	alone.before = strings.ReplaceAll(alone.before, "either", "")
	written := make([]string, len(a.chains))
	excluded := make([]bool, len(a.chains))
	for i, ch := range a.chains {
		l := &c.links[ch.links[0]]
		written[i] = writtenLink(l)
		if laid || len(a.each) != len(a.chains) {
			continue
		}
		one := c.consequenceOf(a.each[i], a.nonzero, ch)
		one.offered = true
		excluded[i] = one.excluded
		if excluded[i] && sameHeads(a.chains) && c.isPresented(a.chains[0], 0, alone, one) {
			c.alternated[ch] = func(l *Link) { c.refuteAlternative(l, ch, one) }
		}
	}
	c.solving.noteStep(a.product, a.chains[0].links[0])
	if !laid {
		if !k.follows && !slices.Contains(excluded, true) {
			c.noteLost(a.product, k, a.chains[0].links[0])
		}
		for _, ch := range a.chains {
			c.noteExtraneous(ch, 0, ch.links[0])
		}
	}
	for i, ch := range a.chains {
		if !k.follows || excluded[i] {
			continue
		}
		c.alternated[ch] = func(l *Link) {
			if l.Verdict == Unknown || l.Verdict == Given || l.Verdict == Definition {
				c.proveFrom(l, k)
			}
		}
	}
	for _, ch := range a.chains {
		if c.alternated[ch] == nil {
			c.alternated[ch] = func(*Link) {}
		}
	}
	c.pending = append(c.pending, premise{
		equation: a.product, nonzero: a.nonzero, written: strings.Join(written, " or "), line: first.Line,
		block: a.chains[0].block, link: a.chains[0].links[0], laid: laid,
		supposed: laid && !c.isSheet && w.supposes() && !c.isProblem(a.chains[0].block), problem: c.isSheet || laid && c.isProblem(a.chains[0].block),
	})
	c.pendingAfter = a.chains[len(a.chains)-1]
}

// sameHeads says whether all alternatives are values of one member.
func sameHeads(chains []*chain) bool {
	for _, ch := range chains[1:] {
		if syntax.Print(ch.head()) != syntax.Print(chains[0].head()) {
			return false
		}
	}
	return true
}

// finishAlternatives gives an alternative its verdict, after the last one keeps
// their premise.
func (c *checker) finishAlternatives(ch *chain) {
	decide := c.alternated[ch]
	if decide == nil {
		return
	}
	decide(&c.links[ch.links[0]])
	if ch == c.pendingAfter {
		for _, x := range c.pending {
			c.premises.add(x)
		}
		c.pending, c.pendingAfter = nil, nil
	}
}

// refuteAlternative refutes an alternative that no common solution of the premises has.
func (c *checker) refuteAlternative(l *Link, ch *chain, k consequence) {
	if l.Verdict != Unknown && l.Verdict != Given && l.Verdict != Definition {
		return
	}
	outcomes := []outcome{c.outcome(ch.members[0], false), c.outcome(ch.members[1], false)}
	p, _, ok := c.unknowns(ch, 0, outcomes, []int{0, 0})
	if ok {
		c.refuteByPoint(l, ch, 0, p, k, outcomes, []int{0, 0})
	}
}

// branchesOf gives a chain of one equation as a polynomial: the product over the
// signs of `\pm` and over the values of a list.
func (c *checker) branchesOf(ch *chain) (symbolic.Polynomial, []symbolic.Polynomial, bool) {
	product := symbolic.Integer(1)
	var nonzero []symbolic.Polynomial
	for _, head := range branches(ch.members[0]) {
		for _, value := range branches(ch.members[1]) {
			one := *ch
			one.members = []syntax.Node{head, value}
			outcomes := []outcome{c.outcome(head, false), c.outcome(value, false)}
			p, avoid, ok := c.unknowns(&one, 0, outcomes, []int{0, 0})
			if !ok {
				return product, nil, false
			}
			var err error
			if product, err = product.Mul(p, c.share(concludeSteps, concludeBits)); err != nil {
				return product, nil, false
			}
			nonzero = append(nonzero, avoid...)
		}
	}
	return product, nonzero, true
}

// branches lists what a tree stands for: itself, or both values of a `\pm`, or the
// values of a list. Several signs go together: the upper ones, then the lower.
func branches(n syntax.Node) []syntax.Node {
	if list, ok := unwrapped(n).(*syntax.List); ok && len(list.Items) <= mostAlternatives {
		for _, item := range list.Items {
			if !closed(item) {
				return []syntax.Node{n}
			}
		}
		return list.Items
	}
	if !holdsTwoSigns(n) {
		return []syntax.Node{n}
	}
	return []syntax.Node{withSign(n, true), withSign(n, false)}
}

func holdsTwoSigns(n syntax.Node) bool {
	found := false
	if n != nil {
		syntax.Inspect(n, func(m syntax.Node) bool {
			if s, ok := m.(*syntax.Sum); ok {
				for _, t := range s.Terms {
					found = found || t.Sign == `\pm` || t.Sign == `\mp`
				}
			}
			return !found
		})
	}
	return found
}

// withSign is the tree with the upper or the lower of two signs throughout.
func withSign(n syntax.Node, upper bool) syntax.Node {
	return rewrite(n, func(n syntax.Node) (syntax.Node, bool) {
		sum, ok := n.(*syntax.Sum)
		if !ok {
			return nil, false
		}
		one := &syntax.Sum{At: sum.At, Terms: make([]syntax.Term, len(sum.Terms))}
		for i, t := range sum.Terms {
			t.Value = withSign(t.Value, upper)
			if t.Sign == `\pm` || t.Sign == `\mp` {
				t.Sign = map[bool]string{true: "+", false: "-"}[upper == (t.Sign == `\pm`)]
			}
			one.Terms[i] = t
		}
		return one, true
	})
}

// decideSigns decides a link whose members hold `\pm`: they are the same two
// values, in either order.
func (c *checker) decideSigns(l *Link, a, b syntax.Node) bool {
	if !holdsTwoSigns(a) || !holdsTwoSigns(b) {
		return false
	}
	var values [4]value
	for i, n := range []syntax.Node{withSign(a, true), withSign(a, false), withSign(b, true), withSign(b, false)} {
		o := c.outcome(n, false)
		if o.failed != nil || o.cases[0].value.isMatrix {
			return false
		}
		values[i] = o.cases[0].value
	}
	l.Value = values[0].String() + " or " + values[1].String()
	l.Claims = values[2].String() + " or " + values[3].String()
	if c.same(values[0], values[2]) && c.same(values[1], values[3]) || c.same(values[0], values[3]) && c.same(values[1], values[2]) {
		l.Verdict, l.Reason, l.Says = Proved, "", ""
		return true
	}
	return false
}
