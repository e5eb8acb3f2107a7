package proofs

import (
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// kind is what the first member of a chain is to the document.
type kind int

const (
	plain      kind = iota // an expression, or a name that is judged like one
	fresh                  // a name that this chain introduces
	rebound                // a name with a value that this chain computes anew
	bound                  // a name with a value that the chain is held to
	ruled                  // a name that a rule gives a value, and the chain another
	derived                // a derivative, evaluated and then bound
	assumption             // a number for a letter, for a case or a sentence
	restated               // a function or rule said again
	several                // several names with one value: F_1 = F_2 = 1
	tuple                  // several names that get the entries of a tuple
	runs                   // a letter that runs through a list of values
	revalued               // a name that is given another number than it had
	option                 // one of several numbers that a name may have
)

// head is the first member of a chain as far as it is a name.
type head struct {
	kind     kind
	name     settled
	function *function
	rule     *rule
	array    *array
}

// introduces says whether the first link gives the head its value, so that there
// is nothing to judge.
func (h head) introduces() bool {
	return h.kind == fresh || h.kind == rebound || h.kind == revalued
}

// rebinds are the words that give a name a new value whatever it had.
var rebinds = newPhrase(`(?:^|[^a-z])(let|set|setting|suppose|take|assume|given|consider|now|instead|choose|define)(?:$|[^a-z])`)

// passingWord gives letters numbers for the sentence: "with q = 2 and n = 9".
var passingWord = newPhrase(`(?:^|[^a-z])(with|at|when|for|putting|substituting|setting|taking)\s+(?:\x00\s*(?:,|and|,\s*and)\s*)*$`)

// sentenceWord ends words that give a number for one sentence if the letter was
// free before, and for good if it was not.
var sentenceWord = newPhrase(`(?i)(?:^|[^a-z])(for|when|if|at)\s*[:.,]?\s*$`)

// announces are the words of a claim, which defines nothing.
var announces = newPhrase(`(?:^|[^a-z])(claim|show|prove|guess|conjecture|by induction)(?:$|[^a-z])`)

// casesWords are those that open a case, not only a sentence.
var casesWords = newPhrase(`(?:^|[^a-z])(case|base)(?:$|[^a-z])`)

// headOf says what the first member is.
func (c *checker) headOf(ch *chain, w words) head {
	m := ch.head()
	if m == nil || ch.severed || !defines(ch.operators[0].Name) || ch.operators[0].Name == `\equiv` && ch.modulus != nil || ch.members[1] == nil {
		return head{}
	}
	e := c.evaluator(false)
	if d := unwrapped(m); isDerivative(d) {
		key := e.derivativeKey(d)
		name := settled{identifier: identifier{base: key, plain: key, at: d.Span()}}
		if o := c.outcome(d, false); o.failed != nil {
			return head{kind: fresh, name: name}
		}
		return head{kind: derived, name: name}
	}
	if c.isUnasserted(ch) {
		if id, ok := identify(m); ok && closed(ch.members[1]) {
			if s := e.settle(id); c.env.find(s.key()) != nil {
				return head{kind: option, name: s} // what it was before no longer counts
			}
		}
		return head{}
	}
	if c.isSeveralNames(e, ch, w) {
		return head{kind: several}
	}
	if c.isTupleOfNames(e, m, ch) {
		return head{kind: tuple}
	}
	if h, ok := c.functionHead(e, m, ch); ok {
		return h
	}
	id, ok := identify(m)
	if !ok {
		return head{}
	}
	s := e.settle(id)
	if s.base == `\pi` {
		return head{} // a constant is given no value
	}
	h := head{name: s}
	single := len(ch.members) == 2
	if _, list := ch.members[1].(*syntax.List); list && single {
		h.kind = runs
		return h
	}
	if single && !c.isSheet && len(s.indices) == 0 && !s.bold && closed(ch.members[1]) &&
		(caseWord.MatchString(w.before) && (c.used[s.key()] || !sentenceWord.MatchString(w.before)) || passingWord.MatchString(w.before) && c.used[s.key()]) {
		h.kind = assumption
		return h
	}
	if b := c.env.find(s.key()); b != nil && b.passing && single && closed(ch.members[1]) {
		h.kind = assumption
		return h
	}
	if single && !c.isSheet && (closed(ch.members[1]) && w.isOption() || !closed(ch.members[1]) && c.used[s.key()] && conditionBefore.MatchString(w.before)) {
		h.kind = option
		return h
	}
	if r, ok := c.ruleHead(e, s, ch.members[1]); ok {
		if e.hasRule(s) || announces.MatchString(w.before) && !mentionsBase(ch.members[1], map[string]bool{s.base: true}) {
			return head{}
		}
		h.kind, h.rule = fresh, r
		return h
	}
	if a, ok := e.arrayHead(s, ch.members[1]); ok && !e.hasArray(s) {
		h.kind, h.array = fresh, a
		return h
	}
	b := c.env.find(s.key())
	if b == nil {
		if n := e.namesake(s); n != nil && n.fromSheet {
			b = n
		}
	}
	if b == nil {
		for _, r := range c.env.allRules() {
			if c.isSheet && closed(ch.members[1]) {
				break // a first value, stated behind the rule
			}
			if _, ok := e.instance(r, s); ok {
				h.kind = ruled
				return h
			}
		}
		if !c.isSheet || !closed(ch.members[1]) {
			for _, a := range c.env.allArrays() {
				if _, ok := e.element(a, s); ok {
					h.kind = ruled
					return h
				}
			}
		}
		if mentionsName(e, ch.members[1], s) || c.constrained(s.key()) || c.isEntry(e, id) {
			return head{}
		}
		h.kind = fresh
		return h
	}
	h.kind = bound
	if b.fromSheet {
		return h
	}
	if rebinds.MatchString(w.before) {
		h.kind = rebound
		return h
	}
	restates := single && closed(ch.members[1])
	if len(s.indices) > 0 && !single {
		return h
	}
	old, now := c.outcome(m, false), c.outcome(ch.members[1], false)
	if (restates || len(s.indices) > 0) && (old.failed != nil || now.failed != nil) {
		return h
	}
	if old.failed == nil && now.failed == nil {
		for _, x := range old.cases {
			for _, y := range now.cases {
				if sameShape(x.value, y.value) && x.value.equal(y.value) {
					return h
				}
			}
		}
	}
	h.kind = rebound
	if restates || len(s.indices) > 0 {
		h.kind = revalued
		if c.isHeldTo(b, w) && !c.inOtherItem(b, ch, w) {
			h.kind = bound
		}
	}
	return h
}

// isEntry says whether the name is the entry of a vector that has a value.
func (c *checker) isEntry(e *evaluator, id identifier) bool {
	if id.sub == nil {
		return false
	}
	_, failed, ok := e.entryOfName(id)
	return ok && failed == nil
}

// constrained says whether a condition in scope holds the symbol: a value for it
// is then an answer and no definition.
func (c *checker) constrained(key string) bool {
	if c.sought[key] {
		return true
	}
	return c.env.equates(key)
}

// functionHead reads `f(x) = ...` as the definition of a function whose
// arguments are names, where f is no variable.
func (c *checker) functionHead(e *evaluator, m syntax.Node, ch *chain) (head, bool) {
	p, ok := unwrapped(m).(*syntax.Product)
	if !ok || len(p.Factors) != 2 || p.Factors[1].Operator != "" || !isArgument(p.Factors[1].Value) {
		return head{}, false
	}
	id, ok := identify(p.Factors[0].Value)
	if !ok {
		return head{}, false
	}
	if _, known := matrixFunctions[id.base]; known && isWord(p.Factors[0].Value) {
		return head{}, false
	}
	inner := p.Factors[1].Value.(*syntax.Group).Inner
	if isAsymptotic(id.base) && len(ch.members) > 1 && ch.members[1] != nil && holdsClass(ch.members[1]) {
		return head{}, false // O(n) = O(n^2)
	}
	parameters := []syntax.Node{inner}
	if list, ok := inner.(*syntax.List); ok {
		parameters = list.Items
	}
	if len(parameters) == 1 && !c.names.isFunction(id.base) && !c.looksLikeFunction(e, id, parameters[0], ch) {
		return head{}, false
	}
	name := e.settle(id)
	key := functionKey(name.key(), len(parameters))
	if h, ok := c.firstValueHead(e, name, parameters, ch); ok {
		return h, true
	}
	for _, a := range parameters {
		if _, ok := identify(a); !ok {
			return head{}, false
		}
	}
	if e.env.find(name.key()) != nil || c.isValueAtName(id, parameters, ch) || c.callsOf(id).atEvent {
		return head{}, false
	}
	if fn := e.env.findFunction(key); fn != nil {
		if h, ok := c.recursiveHead(e, fn, name, parameters, ch); ok {
			return h, true
		}
		if c.isDefinedAnew(fn, name, ch) {
			return head{kind: fresh, name: name, function: &function{base: key, parameters: parameters, body: ch.members[1], paragraph: c.document.Blocks[ch.block].Paragraph}}, true
		}
		return head{kind: restated, name: name}, true
	}
	if plain := strings.TrimRight(name.base, "'"); plain != name.base && e.env.findFunction(functionKey(plain+name.suffix(), len(parameters))) != nil {
		return head{kind: restated, name: name}, true // the derivative of a known function
	}
	if strings.Contains(syntax.Print(ch.members[1]), syntax.Print(m)) {
		return head{}, false // circular
	}
	return head{kind: fresh, name: name, function: &function{base: key, parameters: parameters, body: ch.members[1], paragraph: c.document.Blocks[ch.block].Paragraph}}, true
}

// looksLikeFunction says whether `f(x) = ...` defines a function although the
// letter stands elsewhere without parentheses: it is a function's letter, and its
// argument is a free name that the body holds.
func (c *checker) looksLikeFunction(e *evaluator, id identifier, parameter syntax.Node, ch *chain) bool {
	if _, cases := casesOf(ch.members[1]); !cases && !isFunctionLetter(strings.TrimRight(letterOf(id.plain), "'")) {
		return false
	}
	name, ok := identify(parameter)
	if !ok || e.env.find(e.settle(name).key()) != nil {
		return false
	}
	return mentionsName(e, ch.members[1], e.settle(name)) && !mentionsName(e, ch.members[1], e.settle(id))
}

// ruleHead reads `v_{t+1} = ...` as a rule: the index is a letter without value,
// plus a number.
func (c *checker) ruleHead(e *evaluator, s settled, body syntax.Node) (*rule, bool) {
	var found *rule
	for _, at := range []struct {
		kind byte
		node syntax.Node
	}{{'_', s.sub}, {'^', s.sup}} {
		n := at.node
		if g, ok := n.(*syntax.Group); ok {
			n = g.Inner
		}
		if n == nil {
			continue
		}
		variable, offset, ok := e.affineIndex(n)
		if !ok || isCapitalLabel(variable) {
			continue
		}
		if found != nil {
			return nil, false
		}
		found = &rule{name: s.identifier, kind: at.kind, variable: variable, offset: offset, body: body, at: s.at}
	}
	if found == nil || !mentions(body, found.variable) {
		return nil, false
	}
	return found, true
}

// isCapitalLabel says whether an index is the letter of a batch, a weight or the like,
// and runs through nothing.
func isCapitalLabel(variable string) bool {
	switch variable {
	case "B", "W", "X", "Y", "Z":
		return true
	}
	return false
}

// affineIndex reads an index as a letter plus a number.
func (e *evaluator) affineIndex(n syntax.Node) (variable string, offset int64, ok bool) {
	if _, label := differentialHead(n); label {
		return "", 0, false
	}
	quiet := *e
	quiet.trace = newTrace()
	quiet.exact = true
	r, failed := quiet.scalar(n)
	if failed != nil || !r.IsPolynomial() {
		return "", 0, false
	}
	vs := r.Variables()
	if len(vs) != 1 {
		return "", 0, false
	}
	k, ok := subtract(r, vs[0])
	return vs[0], k, ok
}

// subtract gives r - variable where it is a small integer.
func subtract(r symbolic.RationalFunction, variable string) (int64, bool) {
	d, err := r.Sub(symbolic.Var(variable), nil)
	if err != nil {
		return 0, false
	}
	return wholeNumber(d)
}

// hasRule says whether a rule for the same family and place is known.
func (e *evaluator) hasRule(s settled) bool {
	for _, r := range e.env.allRules() {
		if r.name.base == s.base && len(s.indices) > 0 {
			return true
		}
	}
	return false
}

// introduce gives the first link of a chain that introduces its head its verdict.
func (c *checker) introduce(l *Link, h head, w words, outcomes []outcome) {
	l.Verdict, l.Reason = Definition, ""
	if w.isLaidDown() {
		l.Verdict = Given
	}
	if h.kind == rebound {
		l.Verdict = Definition
		l.Remarks = append(l.Remarks, "rebound")
		l.Says = h.name.key() + " is computed anew"
	}
	if o := outcomes[1]; o.failed == nil && len(o.cases) > 0 {
		l.Claims = o.cases[0].value.String()
	}
	if old := c.env.find(h.name.key()); h.kind == revalued && old != nil {
		c.forgetBeside(old)
		if l.Verdict != Given {
			l.Verdict, l.Reason = Unknown, Conditional
			l.Says = h.name.key() + " was " + old.claimed.String() + " before, and the document does not say which is meant"
		}
	}
}

// assume binds a letter to a number for a case or a sentence.
func (c *checker) assume(ch *chain, h head, w words) {
	l := &c.links[ch.links[0]]
	c.judged[ch.links[0]] = judged{chain: ch, env: c.env}
	o := c.outcome(ch.members[1], false)
	if o.failed != nil {
		l.Reason, l.Says = o.failed.reason, o.failed.says
		return
	}
	l.Verdict, l.Reason = Given, ""
	v := o.cases[0].value
	l.Claims = v.String()
	if c.assumes == nil || c.paragraph != c.document.Blocks[ch.block].Paragraph {
		c.assumes = newEnvironment(nil)
	}
	c.paragraph = c.document.Blocks[ch.block].Paragraph
	if casesWords.MatchString(w.before) || c.inHeading(ch) {
		c.paragraph = -1
	}
	c.assumes.bind(&binding{name: h.name, claimed: v, correct: v, hasClaimed: true, hasCorrect: true, passing: true, link: ch.links[0]})
	c.keepValue(ch, h.name, v, true)
}

// letRun records the values that a letter is said to run through, such as
// `t = 0, 1, 2` or `t = 0, \ldots, 9`.
func (c *checker) letRun(ch *chain, h head) {
	l := &c.links[ch.links[0]]
	c.judged[ch.links[0]] = judged{chain: ch, env: c.env}
	l.Verdict, l.Reason = Given, ""
	e := c.evaluator(false)
	var values []int64
	dots := false
	for _, item := range ch.members[1].(*syntax.List).Items {
		if _, is := item.(*syntax.Dots); is {
			dots = true
			continue
		}
		k, ok := e.integer(item)
		if !ok {
			return
		}
		if n := len(values); dots && n > 0 && k-values[n-1] <= int64(c.limits.Iterations) {
			for v := values[n-1] + 1; v < k; v++ {
				values = append(values, v)
			}
		}
		dots = false
		values = append(values, k)
	}
	c.ranges[h.name.key()] = values
}

// inHeading says whether the chain stands in a heading.
func (c *checker) inHeading(ch *chain) bool {
	paragraph := c.document.Blocks[ch.block].Paragraph
	for i := ch.block - 1; i >= 0 && c.document.Blocks[i].Paragraph == paragraph; i-- {
		if c.document.Blocks[i].Kind == syntax.Heading {
			return true
		}
	}
	return false
}

// tupleItems gives the items of `(a, b)`, nil of anything else.
func tupleItems(n syntax.Node) []syntax.Node {
	g, ok := n.(*syntax.Group)
	if !ok || g.Inner == nil || g.Open != "(" {
		return nil
	}
	if list, ok := g.Inner.(*syntax.List); ok {
		return list.Items
	}
	return nil
}

// isTupleOfNames says whether a chain gives new names the entries of a tuple:
// `(x_1, y_1) = (2, 3)`.
func (c *checker) isTupleOfNames(e *evaluator, m syntax.Node, ch *chain) bool {
	names, values := tupleItems(m), tupleItems(ch.members[1])
	if len(names) == 0 || len(names) != len(values) || len(ch.members) != 2 {
		return false
	}
	for _, n := range names {
		id, ok := identify(n)
		if !ok || c.env.find(e.settle(id).key()) != nil && !passingWord.MatchString(wordsAround(c.document, ch).before) {
			return false
		}
	}
	return true
}

// bindTuple binds the names of a tuple.
func (c *checker) bindTuple(ch *chain, w words) {
	l := &c.links[ch.links[0]]
	c.judged[ch.links[0]] = judged{chain: ch, env: c.env}
	l.Verdict, l.Reason = Definition, ""
	if w.isLaidDown() {
		l.Verdict = Given
	}
	if w.isOption() || c.isUnasserted(ch) {
		return // one of several points
	}
	values := tupleItems(ch.members[1])
	for i, n := range tupleItems(ch.head()) {
		id, _ := identify(n)
		o := c.outcome(values[i], false)
		if o.failed != nil {
			l.Verdict, l.Reason, l.Says = Unknown, o.failed.reason, o.failed.says
			return
		}
		v := o.cases[0].value
		name := c.evaluator(false).settle(id)
		c.env.bind(&binding{
			name: name, definition: values[i], link: ch.links[0],
			claimed: v, correct: v, hasClaimed: true, hasCorrect: true,
		})
		c.keepValue(ch, name, v, false)
	}
}

// isSeveralNames says whether all members but the last are new names, and the
// last a number.
func (c *checker) isSeveralNames(e *evaluator, ch *chain, w words) bool {
	if len(ch.members) < 3 || ch.last() == nil || !closed(ch.last()) && !(c.isSheet && e.isSettled(ch.last())) {
		return false
	}
	for i, m := range ch.members[:len(ch.members)-1] {
		id, ok := identify(m)
		if m == nil || !ok || ch.operators[i].Name != "=" {
			return false
		}
		s := e.settle(id)
		if b := c.env.find(s.key()); b != nil && (b.fromSheet || c.computed(b) || !w.isLaidDown()) || c.constrained(s.key()) && !w.isLaidDown() {
			return false
		}
		if _, _, ruled := e.byRule(s, id.at); ruled && !c.isSheet {
			return false
		}
	}
	return true
}

// isSettled says whether a tree is a name with a number as its value.
func (e *evaluator) isSettled(n syntax.Node) bool {
	id, ok := identify(n)
	if !ok {
		return false
	}
	b := e.env.find(e.settle(id).key())
	return b != nil && b.hasCorrect && b.correct.isConstant()
}

// bindSeveral binds several names to one value.
func (c *checker) bindSeveral(ch *chain, w words) {
	o := c.outcome(ch.last(), false)
	for i, m := range ch.members[:len(ch.members)-1] {
		l := &c.links[ch.links[i]]
		c.judged[ch.links[i]] = judged{chain: ch, index: i, env: c.env}
		if o.failed != nil {
			l.Verdict, l.Reason, l.Says = Unknown, o.failed.reason, o.failed.says
			continue
		}
		l.Verdict, l.Reason = Definition, ""
		if w.isLaidDown() {
			l.Verdict = Given
		}
		v := o.cases[0].value
		l.Claims = v.String()
		id, _ := identify(m)
		name := c.evaluator(false).settle(id)
		c.env.bind(&binding{
			name: name, definition: ch.last(), link: ch.links[i],
			claimed: v, correct: v, hasClaimed: true, hasCorrect: true,
		})
		c.keepValue(ch, name, v, false)
	}
}
