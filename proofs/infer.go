package proofs

import (
	"github.com/hence-math/hence/proofs/syntax"
)

// vote is a value that a place of the document shows for a name that nothing
// defines: `\beta v` stands where the next member has `0.8 v`.
type vote struct {
	name   settled
	value  value
	link   int  // the link whose right member shows it
	weak   bool // that member agrees in shape with no neighbour
	places int  // how many places agree, once counted
}

// inference finds values by matching positions in trees of equal shape with
// equal operators and signs, and in no other way: solving for a value would
// bless the very slip that spoiled it.
type inference struct {
	evaluator *evaluator
	defined   map[string]bool // keys that stand at the head of a chain
	all       bool            // take votes for defined names too
	votes     []vote
}

// inferValues gives the bindings that the chains imply, in order of their names.
func (c *checker) inferValues(chains []*chain) []*binding {
	inf := &inference{evaluator: c.evaluator(false), defined: map[string]bool{}}
	for _, ch := range chains {
		if ch.alone || ch.head() == nil {
			continue
		}
		if !defines(ch.operators[0].Name) {
			continue
		}
		for _, n := range append([]syntax.Node{ch.head()}, tupleItems(ch.head())...) {
			if id, ok := identify(n); ok {
				inf.defined[inf.evaluator.settle(id).key()] = true
				inf.defined[inf.evaluator.settle(id).plainKey()] = true
			}
		}
	}
	for _, ch := range chains {
		inf.chain(ch)
	}
	return inf.bindings(c)
}

func (inf *inference) chain(ch *chain) {
	if len(ch.links) < 2 {
		return
	}
	for i := 0; i+1 < len(ch.members); i++ {
		a, b := ch.members[i], ch.members[i+1]
		if a == nil || b == nil || ch.operators[i].Name != "=" || !closed(b) {
			continue
		}
		if _, bare := identify(a); bare {
			continue
		}
		var found []vote
		if !inf.match(a, b, &found) {
			continue
		}
		weak := !inf.agreesWithNeighbour(ch, i+1)
		for _, v := range found {
			v.link, v.weak = ch.links[i], weak
			inf.votes = append(inf.votes, v)
		}
	}
}

// agreesWithNeighbour says whether the member has, under some reading, the shape
// that the next member has under some reading.
func (inf *inference) agreesWithNeighbour(ch *chain, i int) bool {
	if i+1 >= len(ch.members) || !closed(ch.members[i+1]) {
		return true
	}
	as, failed := inf.evaluator.evaluate(ch.members[i])
	if failed != nil {
		return false
	}
	bs, failed := inf.evaluator.evaluate(ch.members[i+1])
	if failed != nil {
		return true
	}
	for _, a := range as {
		for _, b := range bs {
			if sameShape(a.value, b.value) {
				return true
			}
		}
	}
	return false
}

// closed says whether a tree holds no names: it is a computation with numbers.
func closed(n syntax.Node) bool {
	open := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		switch m := m.(type) {
		case *syntax.Script:
			if m.Sub == nil && m.Sup != nil && isTranspose(m.Sup) {
				open = open || !closed(m.Base)
				return false
			}
		case *syntax.Symbol:
			open = open || !isZero(m)
		case *syntax.Big, *syntax.Application, *syntax.Dots:
			open = true
		}
		return !open
	})
	return !open
}

func (inf *inference) value(n syntax.Node) (value, bool) {
	cs, failed := inf.evaluator.evaluate(n)
	if failed != nil {
		return value{}, false
	}
	return cs[0].value, true
}

// match compares a formula with the computation that follows it, position by
// position, and collects the values of names. It is all or nothing.
func (inf *inference) match(a, b syntax.Node, found *[]vote) bool {
	a, b = unwrapped(a), unwrapped(b)
	if id, ok := identify(a); ok {
		if id.base == `\pi` {
			return false // a number near it is no value of it
		}
		v, ok := inf.value(b)
		if !ok {
			return false
		}
		inf.vote(id, v, found)
		return true
	}
	if isDerivative(a) {
		_, ok := inf.value(b) // it has a value of its own, which judging compares
		return ok
	}
	if closed(a) {
		x, ok := inf.value(a)
		y, known := inf.value(b)
		return ok && known && sameShape(x, y) && x.equal(y)
	}
	if _, isNumber := b.(*syntax.Number); isNumber {
		// A computed part, such as 1 - \mu against 0.1: it supplies nothing, and
		// is checked when the link is judged.
		return onlyPlainNames(a)
	}
	switch a := a.(type) {
	case *syntax.Sum:
		other, ok := b.(*syntax.Sum)
		if !ok || len(a.Terms) != len(other.Terms) {
			return false
		}
		for i, t := range a.Terms {
			if plainSign(t.Sign) != plainSign(other.Terms[i].Sign) || !inf.match(t.Value, other.Terms[i].Value, found) {
				return false
			}
		}
		return true
	case *syntax.Product:
		other, ok := b.(*syntax.Product)
		if !ok {
			return false
		}
		return inf.matchProducts(a, other, found)
	case *syntax.Fraction:
		other, ok := b.(*syntax.Fraction)
		if !closed(a.Numerator) && !closed(a.Denominator) {
			return false // a ratio does not tell its parts
		}
		return ok && inf.match(a.Numerator, other.Numerator, found) && inf.match(a.Denominator, other.Denominator, found)
	case *syntax.Root:
		other, ok := b.(*syntax.Root)
		return ok && a.Index == nil && other.Index == nil && inf.match(a.Radicand, other.Radicand, found)
	case *syntax.Script:
		return inf.matchScripts(a, b, found)
	}
	return false
}

// onlyPlainNames says whether all names of a tree are letters without index.
func onlyPlainNames(n syntax.Node) bool {
	plain := true
	eachName(n, func(id identifier) { plain = plain && id.sub == nil && id.sup == nil && !id.bold })
	return plain
}

func plainSign(s string) string {
	if s == "" {
		return "+"
	}
	return s
}

func (inf *inference) vote(id identifier, v value, found *[]vote) {
	s := inf.evaluator.settle(id)
	if inf.all || !inf.defined[s.key()] && !inf.defined[s.plainKey()] {
		*found = append(*found, vote{name: s, value: v})
	}
}

func (inf *inference) matchScripts(a *syntax.Script, b syntax.Node, found *[]vote) bool {
	named := a.Sub != nil || a.Primes > 0
	if a.Sup == nil || named && !isTranspose(a.Sup) {
		return false
	}
	if named {
		return inf.matchScripts(&syntax.Script{At: a.At, Base: withoutSuperscript(a), Sup: a.Sup}, b, found)
	}
	if isTranspose(a.Sup) {
		if other, ok := b.(*syntax.Script); ok && other.Sup != nil && isTranspose(other.Sup) {
			return inf.match(a.Base, other.Base, found)
		}
		id, ok := identify(unwrapped(a.Base))
		v, known := inf.value(b)
		if !ok || !known {
			return false
		}
		inf.vote(id, v.transposed(), found)
		return true
	}
	other, ok := b.(*syntax.Script)
	return ok && other.Sup != nil && other.Sub == nil &&
		syntax.Print(a.Sup) == syntax.Print(other.Sup) && inf.match(a.Base, other.Base, found)
}

// matchProducts matches factor by factor; a run of juxtaposed columns on the
// right may stand for one factor.
func (inf *inference) matchProducts(a, b *syntax.Product, found *[]vote) bool {
	for i := 0; i+1 < len(a.Factors); i++ {
		if a.Factors[i+1].Operator == "" && inf.evaluator.isCall(a.Factors[i].Value, a.Factors[i+1].Value) {
			return false
		}
	}
	for i := 0; i+1 < len(a.Factors); i++ {
		x, ok := identify(a.Factors[i].Value)
		y, also := identify(baseOf(a.Factors[i+1].Value))
		if ok && also && a.Factors[i+1].Operator == "" && isCapital(x) && isCapital(y) && len(b.Factors) == len(a.Factors) {
			if v, known := inf.value(b.Factors[i].Value); known && !v.isMatrix {
				return false // the length AB is no product of numbers
			}
		}
	}
	type slot struct {
		node  syntax.Node
		value *value
	}
	var slots []slot
	for _, f := range b.Factors {
		slots = append(slots, slot{node: f.Value})
	}
	if len(slots) > len(a.Factors) {
		items, failed := inf.evaluator.items(b)
		if failed != nil {
			return false
		}
		joined, ok := joinColumns(items)
		if !ok || len(joined[0].items) != len(a.Factors) {
			return false
		}
		slots = slots[:0]
		for _, it := range joined[0].items {
			v := it.cases[0].value
			slots = append(slots, slot{node: it.node, value: &v})
		}
	}
	if len(slots) != len(a.Factors) {
		return false
	}
	for i, f := range a.Factors {
		if slots[i].node != nil {
			if division(f.Operator) != (i < len(b.Factors) && division(b.Factors[i].Operator)) {
				return false
			}
			if !inf.match(f.Value, slots[i].node, found) {
				return false
			}
			continue
		}
		id, ok := identify(unwrapped(f.Value))
		if !ok || division(f.Operator) {
			return false
		}
		inf.vote(id, *slots[i].value, found)
	}
	return true
}

func division(operator string) bool { return operator == "/" || operator == `\div` }

// bindings counts the votes. The value most places show is taken; where two
// values have equally many, the name is disputed. A weak vote counts only where
// there are no others and it does not stand alone.
func (inf *inference) bindings(c *checker) []*binding {
	byName := map[string][]vote{}
	for _, v := range inf.votes {
		key := v.name.key()
		byName[key] = append(byName[key], v)
	}
	var all []*binding
	for _, key := range sortedKeys(byName) {
		if c.env.find(key) != nil {
			continue
		}
		tally := count(byName[key], false)
		if len(tally) == 0 {
			tally = count(byName[key], true)
			if len(tally) == 0 || tally[0].places < 2 {
				continue
			}
		}
		best := tally[0]
		for _, v := range tally[1:] {
			if v.places > best.places {
				best = v
			}
		}
		b := &binding{
			name: best.name, claimed: best.value, correct: best.value, hasClaimed: true, hasCorrect: true,
			assumed: true, single: best.places == 1, link: -1,
		}
		for _, v := range tally {
			if v.places == best.places && !(v.value.equal(best.value) && sameShape(v.value, best.value)) {
				b.disputed = true
			}
		}
		if b.disputed {
			c.disputes = append(c.disputes, dispute{key: key, votes: tally})
		}
		for _, v := range byName[key] {
			if sameShape(v.value, best.value) && v.value.equal(best.value) {
				c.suppliers[v.link] = true
				b.link = v.link
				break
			}
		}
		all = append(all, b)
	}
	return all
}

// count lists the distinct values among the votes with the places that show each.
func count(votes []vote, weak bool) []vote {
	var tally []vote
	for _, v := range votes {
		if v.weak != weak {
			continue
		}
		known := false
		for i := range tally {
			if sameShape(tally[i].value, v.value) && tally[i].value.equal(v.value) {
				tally[i].places++
				known = true
				break
			}
		}
		if !known {
			v.places = 1
			tally = append(tally, v)
		}
	}
	return tally
}

// blameless says whether a formula and the computation behind it agree at the
// position of every name that was inferred from one place only, so that what
// makes them differ is something else.
func (c *checker) blameless(a, b syntax.Node) bool {
	if a == nil || b == nil || !closed(b) {
		return false
	}
	inf := &inference{evaluator: c.evaluator(false), defined: map[string]bool{}, all: true}
	inf.evaluator.env = newEnvironment(nil)
	var found []vote
	if !inf.match(a, b, &found) {
		return false
	}
	for _, v := range found {
		known := c.env.find(v.name.key())
		if known == nil || known.single && !(sameShape(known.claimed, v.value) && known.claimed.equal(v.value)) {
			return false
		}
	}
	return true
}

// dispute is a name two places of the document give different values.
type dispute struct {
	key   string
	votes []vote
}

// evaluator makes an evaluator of the checker's present state with a fresh
// budget.
func (c *checker) evaluator(correct bool) *evaluator {
	all := &struct { // in one piece, for there are many
		evaluator
		trace
		evaluation
	}{}
	all.evaluator = evaluator{
		document: c.document, names: c.names, env: c.env, correct: correct, limits: c.limits,
		budget: c.budget(), trace: &all.trace, functions: c.functions,
		proofBudget: c.proofBudget, evaluation: &all.evaluation, used: c.used,
	}
	return &all.evaluator
}
