package proofs

import (
	"slices"
	"strings"
	"unicode"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// premise is an equation that the document states, as a polynomial that is zero. Names
// are unknowns in it, also those with a value: what gives them one is a premise too.
// Alternatives such as "x = 1 or x = 2" are one premise, their product.
type premise struct {
	equation symbolic.Polynomial
	nonzero  []symbolic.Polynomial // what was divided by
	written  string
	line     int // 0 of a problem that is not part of the document
	block    int // -1 of such a problem
	link     int
	chain    *chain
	computed bool // an undecided step of a chain of formulas
	laid     bool // said to be so, and not derived
	supposed bool // laid down for a case or a sentence
	instance bool // a value put in for an unknown, as in "setting x = 1"
	problem  bool // stated by the problem
	beside   bool // by a problem beside the document, whose blocks these are
	general  bool // holds a function of an unknown, and may be meant for all its values
	solved   bool // gives such a function a number, for some value of the unknown
}

// premises are the equations in force at a place of the document.
type premises struct {
	all []premise
	// scope is where the innermost open supposition stands in all, -1 for none.
	scope int
	// left are the links whose equations are no longer in force.
	left map[int]bool
	// domain lists what is not negative, for the document takes its root.
	domain []symbolic.Polynomial
}

// reasoning is what a checker knows of the equations of its document.
type reasoning struct {
	premises *premises // the equations in force
	// alternated says of the chains of alternatives how they are decided, and
	// pending is the premise that they make after the last of them.
	alternated   map[*chain]func(*Link)
	pending      []premise
	pendingAfter *chain
	at           int  // index of the chain that is judged
	foreign      bool // the prose is in a language that is not read
	// sought are the unknowns of refuted equations: what they are said to be is no
	// definition.
	sought  map[string]bool
	solving solving // what becomes a finding at the end of the section
}

func newReasoning() reasoning {
	return reasoning{premises: newPremises(), alternated: map[*chain]func(*Link){}, sought: map[string]bool{}}
}

func newPremises() *premises { return &premises{scope: -1, left: map[int]bool{}} }

// mostPremises bounds the equations that one link is compared with, and
// premisesLookedAt how far back they are looked for.
const (
	mostPremises      = 10
	premisesLookedAt  = 60
	mostPremiseTerms  = 60
	mostPremiseDegree = 24
)

// supposition opens a case or a passing supposition right before a formula.
var supposition = newPhrase(`(?:^|[^a-z])(if|when|whenever|suppose|supposing|assume|assuming|case|cases|for|try|trying|plugging in|plug in|plugging|substituting|setting|putting|letting|taking|otherwise|at)(?:$|[^a-z])`)

// lastingSupposition holds beyond its paragraph.
var lastingSupposition = newPhrase(`(?:^|[^a-z])(suppose|supposing|assume|assuming|case|base)(?:$|[^a-z])`)

// instanceWords put a value in for an unknown in what holds for every value.
var instanceWords = newPhrase(`(?:^|[^a-z])(plugging in|plug in|plugging|plug|substituting|setting|set|putting|letting|taking)\s*$`)

// goesElsewhere are the words with which a text leaves what it derived: another
// solution, a general conclusion, or the next case.
var goesElsewhere = newPhrase(`(?i)(?:^|[^a-z])(alternatively|another (?:way|solution|approach|method)|second (?:solution|approach|method|way)|solution (?:\d|i)|instead|- ?or ?-|otherwise|on the other hand|next|finally|in (?:all|either|both|any|every|general) cases?|on the contrary|conversely|remaining cases?|similarly|likewise|same (?:reasoning|argument|way|manner|logic))(?:$|[^a-z])`)

// asksSomething finds the question of a problem, whose conditions are no cases.
var asksSomething = newPhrase(`(?i)\?|(?:^|[^a-z])(find|what|compute|determine|evaluate|how (?:many|much|long|far|old)|calculate|express|solve|which)(?:$|[^a-z])`)

// supposes says whether the words before a formula lay it down for a case or a
// sentence only.
func (w words) supposes() bool {
	return supposition.isLastOf(quantified.ReplaceAllString(w.before, " holds "), followsWords, w.before)
}

// endsSentence says whether the full stop of a sentence stands within a formula:
// `$x = 2.$ If $y$ ...`.
func endsSentence(d *syntax.Document, block int) bool {
	b := d.Blocks[block]
	if b.Kind != syntax.Math || block+1 >= len(d.Blocks) || !strings.HasSuffix(strings.TrimRight(d.Text(b.At), "$] \\\n\t"), ".") {
		return false
	}
	next := strings.TrimLeftFunc(d.Blocks[block+1].Text, unicode.IsSpace)
	return next != "" && unicode.IsUpper([]rune(next)[0])
}

// sentenceWords are the words around a chain as [wordsAround] gives them, but not
// from before a full stop that stands within a formula.
func (c *checker) sentenceWords(ch *chain) words {
	w := wordsAround(c.document, ch)
	paragraph := c.document.Blocks[ch.block].Paragraph
	for i := ch.block - 1; i >= 0 && c.document.Blocks[i].Paragraph == paragraph; i-- {
		b := c.document.Blocks[i]
		if b.Kind != syntax.Math && lastStop(b.Text) >= 0 {
			break
		}
		if endsSentence(c.document, i) {
			text := ""
			for j := i + 1; j < ch.block; j++ {
				if c.document.Blocks[j].Kind == syntax.Math {
					text += formulaMark(c.document.Blocks[j].Formula)
				} else {
					text += " " + c.document.Blocks[j].Text
				}
			}
			before := withoutOperations(strings.ToLower(text + " " + ch.lead))
			return words{before: before, after: w.after, laidDown: func() bool { return laysDownLast(before) }}
		}
	}
	return w
}

// inOneSentence says whether two blocks stand in one sentence.
func (c *checker) inOneSentence(a, b int) bool {
	if !c.sameSentence(a, b) {
		return false
	}
	for i := min(a, b); i < max(a, b); i++ {
		if endsSentence(c.document, i) {
			return false
		}
	}
	return true
}

// isProblem says whether what a sentence lays down is the problem: it asks
// something, or it stands in the first of several paragraphs.
func (c *checker) isProblem(block int) bool {
	blocks := c.document.Blocks
	first := blocks[0].Paragraph
	return blocks[block].Paragraph == first && blocks[len(blocks)-1].Paragraph > first || c.asksIn(block)
}

// asksIn says whether the sentence of a block asks something.
func (c *checker) asksIn(block int) bool {
	paragraph := c.document.Blocks[block].Paragraph
	for i := block + 1; i < len(c.document.Blocks) && i < block+24 && c.document.Blocks[i].Paragraph == paragraph; i++ {
		b := c.document.Blocks[i]
		if b.Kind == syntax.Math {
			continue
		}
		text := b.Text
		if stop := strings.IndexAny(text, ".?!"); stop >= 0 {
			return asksSomething.MatchString(text[:stop+1])
		}
		if asksSomething.MatchString(text) {
			return true
		}
	}
	return false
}

// leaveScope ends suppositions that the text has left when it comes to a chain, and
// forgets what was derived from them.
func (c *checker) leaveScope(ch *chain, w words) {
	f := c.premises
	if len(f.all) == 0 || c.isSheet || ch.alone {
		return
	}
	defer c.unbindDerived(f.all)
	last := f.all[len(f.all)-1].block
	if last >= 0 && last < ch.block && c.goesElsewhere(last, ch.block) {
		f.dropDerived()
	} else if last >= 0 && last < ch.block && c.saysBetween(laterCase, last, ch.block) {
		f.dropSince(c.lastSaid(earlierCase, ch.block))
	}
	if f.scope < 0 {
		return
	}
	opened := f.all[f.scope].block
	if opened == ch.block {
		return
	}
	if c.saysBetween(endsCase, opened, ch.block) {
		c.unbind(f.all[f.scope])
		f.close()
		return
	}
	b := c.document.Blocks[ch.block]
	switch {
	case f.all[f.scope].instance && !c.inOneSentence(opened, ch.block) && c.mentionsUnknownOf(f.all[f.scope], ch):
		c.unbind(f.all[f.scope]) // it speaks of the unknown again
		f.close()
	case w.supposes() && !c.inOneSentence(opened, ch.block):
		f.close()
	case c.document.Blocks[opened].Paragraph != b.Paragraph && !lastingSupposition.MatchString(c.sentenceWords(&chain{block: opened}).before):
		f.close()
	}
}

// unbindDerived takes the values that were derived in a case from their names when the case has ended.
func (c *checker) unbindDerived(before []premise) {
	if len(before) == len(c.premises.all) {
		return
	}
	for _, x := range before {
		if c.premises.left[x.link] && c.links[x.link].Verdict == Proved {
			c.unbind(x)
		}
	}
}

// mentionsUnknownOf says whether a chain holds an unknown of an equation.
func (c *checker) mentionsUnknownOf(x premise, ch *chain) bool {
	names := map[string]bool{}
	for _, name := range x.equation.Variables() {
		names[name] = true
	}
	e := c.evaluator(false)
	for _, m := range ch.members {
		found := false
		if m != nil {
			eachName(m, func(id identifier) { found = found || names[e.settle(id).key()] })
		}
		if found {
			return true
		}
	}
	return false
}

// laterCase opens a case after another, and earlierCase the one before it.
var (
	laterCase   = newPhrase(`(?i)(?:^|[^a-z])(?:second|third|fourth|last|other|next|latter) (?:case|possibility|option)(?:$|[^a-z])`)
	earlierCase = newPhrase(`(?i)(?:^|[^a-z])(?:first|second|third|former|one) (?:case|possibility|option)(?:$|[^a-z])`)
)

// lastSaid is the last block before another whose words have a phrase, but not the
// words right before it; -1 if there is none.
func (c *checker) lastSaid(p *phrase, before int) int {
	for i := before - 2; i >= c.sectionStart; i-- {
		if b := c.document.Blocks[i]; b.Kind != syntax.Math && p.MatchString(b.Text) {
			return i
		}
	}
	return -1
}

// endsCase are the words with which a case is done.
var endsCase = newPhrase(`(?i)(?:^|[^a-z])(contradict\w*|impossible|absurd|(?:may|can|will|now|henceforth) assume|assume (?:now|from now on|henceforth))(?:$|[^a-z])`)

// saysBetween says whether the prose between two blocks has a phrase.
func (c *checker) saysBetween(p *phrase, from, to int) bool {
	for i := max(from, 0) + 1; i < to; i++ {
		if b := c.document.Blocks[i]; b.Kind != syntax.Math && p.MatchString(b.Text) {
			return true
		}
	}
	return false
}

// goesElsewhere says whether the prose between two blocks leaves what was derived.
func (c *checker) goesElsewhere(from, to int) bool {
	for i := from + 1; i < to; i++ {
		b := c.document.Blocks[i]
		if b.Kind == syntax.Heading || b.Kind != syntax.Math && goesElsewhere.MatchString(b.Text) {
			return true
		}
	}
	return false
}

// close forgets the innermost supposition and what was derived from it. Of a value
// put in for an unknown all stays that is free of the unknown.
func (f *premises) close() {
	opened, derived := f.all[f.scope], f.all[f.scope+1:]
	f.all = f.all[:f.scope:f.scope]
	f.scope = -1
	defer f.leave(append([]premise{opened}, derived...))
	if !opened.instance {
		return
	}
	names := map[string]bool{}
	for _, name := range opened.equation.Variables() {
		names[name] = true
	}
	for _, x := range derived {
		if x.supposed {
			return
		}
		if !holdsAny(x.equation, names) {
			f.all = append(f.all, x)
		}
	}
}

// isOpenIn says whether a supposition that was made in the sentence of a block is
// open.
func (f *premises) isOpenIn(c *checker, block int) bool {
	return f.scope >= 0 && f.all[f.scope].block >= 0 && c.inOneSentence(f.all[f.scope].block, block)
}

// dropDerived forgets all but what the problem states.
func (f *premises) dropDerived() {
	f.drop(func(x premise) bool { return !x.problem })
	f.scope = -1
}

// dropSince forgets what was derived behind a block, if there is such a block.
func (f *premises) dropSince(block int) {
	if block >= 0 {
		f.drop(func(x premise) bool { return !x.problem && x.block > block })
	}
}

// drop forgets equations.
func (f *premises) drop(forgotten func(premise) bool) {
	before := f.all
	f.all = slices.DeleteFunc(slices.Clone(f.all), forgotten)
	if f.scope >= len(f.all) || len(f.all) < len(before) && f.scope >= 0 {
		f.scope = -1
	}
	f.leave(before)
}

// leave notes that equations are no longer in force, but for those that were kept.
func (f *premises) leave(before []premise) {
	for _, x := range before {
		f.left[x.link] = true
	}
	for _, x := range f.all {
		delete(f.left, x.link)
	}
}

// add keeps an equation.
func (f *premises) add(x premise) {
	if x.supposed && f.scope < 0 {
		f.scope = len(f.all)
	}
	f.all = append(f.all, x)
}

// keepValue keeps that a name has a value.
func (c *checker) keepValue(ch *chain, name settled, v value, supposed bool) {
	if v = v.single(); v.isMatrix {
		return
	}
	l := &c.links[ch.links[0]]
	d, err := symbolic.Var(name.key()).Sub(v.scalar, nil)
	if err != nil || d.IsZero() {
		return
	}
	asks := c.isProblem(ch.block)
	c.premises.add(premise{
		equation: d.Numerator(), written: writtenLink(l), line: l.Line, block: ch.block, link: ch.links[0],
		laid: true, supposed: supposed && !c.isSheet && !asks, problem: c.isSheet || asks,
		instance: instanceWords.MatchString(c.sentenceWords(ch).before),
	})
}

// unknowns gives the difference of two neighbouring members as a polynomial in all
// names, also in those that have a number or a formula for a value, and what they
// divide by.
func (c *checker) unknowns(ch *chain, i int, outcomes []outcome, chosen []int) (symbolic.Polynomial, []symbolic.Polynomial, bool) {
	left, divisors, ok := c.unknown(ch.members[i], outcomes[i], chosen[i])
	if !ok {
		return symbolic.Polynomial{}, nil, false
	}
	right, more, ok := c.unknown(ch.members[i+1], outcomes[i+1], chosen[i+1])
	if !ok {
		return symbolic.Polynomial{}, nil, false
	}
	p, ok := c.difference(left, right)
	if ok {
		for _, name := range p.Variables() {
			ok = ok && isUnknownName(name)
		}
	}
	if !ok || p.Len() > mostPremiseTerms || p.TotalDegree() > mostPremiseDegree {
		return symbolic.Polynomial{}, nil, false
	}
	var nonzero []symbolic.Polynomial
	for _, d := range append(append(divisors, more...), left.Denominator(), right.Denominator()) {
		if !d.IsConstant() {
			nonzero = append(nonzero, d)
		}
	}
	return p, nonzero, true
}

// namesAsUnknowns gives each name of a member that has a value itself for one. It is nil where there
// is no such name.
func (c *checker) namesAsUnknowns(n syntax.Node, e *evaluator) map[string]value {
	var formals map[string]value
	eachName(n, func(id identifier) {
		s := e.settle(id)
		if b := c.env.find(s.key()); b != nil && (b.hasClaimed && !b.claimed.isMatrix || !b.hasClaimed) && !e.hasRule(s) {
			if formals == nil {
				formals = map[string]value{}
			}
			formals[s.key()] = scalarValue(symbolic.Var(s.key()))
		}
	})
	return formals
}

// unknown is a member as a function of all its names, and what it divides by.
func (c *checker) unknown(n syntax.Node, o outcome, chosen int) (symbolic.RationalFunction, []symbolic.Polynomial, bool) {
	if n == nil || holdsSegments(n) || holdsOrder(n) {
		return symbolic.RationalFunction{}, nil, false
	}
	e := c.evaluator(false)
	formals := c.namesAsUnknowns(n, e)
	var v value
	trace := o.trace
	switch {
	case len(formals) > 0:
		e.formals, e.trace = formals, newTrace()
		cs, failed := e.evaluate(n)
		if failed != nil {
			return symbolic.RationalFunction{}, nil, false
		}
		v, trace = withoutDegrees(cs[0].value), e.trace
	case o.failed != nil || len(o.cases) == 0:
		id, ok := identify(n)
		if !ok || o.failed != nil {
			return symbolic.RationalFunction{}, nil, false
		}
		return symbolic.Var(e.settle(id).key()), nil, true // a name that the chain introduces
	case chosen >= 0 && chosen < len(o.cases):
		v = o.cases[chosen].value
	default:
		v = o.cases[0].value
	}
	v = v.single()
	if v.isMatrix || v.holdsVectorSymbol() {
		return symbolic.RationalFunction{}, nil, false
	}
	var divisors []symbolic.Polynomial
	for _, d := range trace.domain {
		if q := d.value.Numerator(); d.value.IsPolynomial() && len(c.premises.domain) < mostPremises {
			c.premises.domain = append(c.premises.domain, q)
		}
	}
	for _, d := range trace.nonzero {
		divisors = append(divisors, d.value.Numerator())
	}
	return v.scalar, divisors, true
}

// isGeneral says whether a member applies a function to an unknown, so that the
// equation may be meant for all its values. Of events it is meant as they are.
func (c *checker) isGeneral(ch *chain, i int) bool {
	found := false
	for _, m := range []syntax.Node{ch.members[i], ch.members[i+1]} {
		syntax.Inspect(m, func(n syntax.Node) bool {
			if p, ok := n.(*syntax.Product); ok {
				for j, f := range p.Factors[1:] {
					if !isArgument(f.Value) || closed(f.Value) || !c.evaluator(false).isCall(p.Factors[j].Value, f.Value) {
						continue
					}
					id, _, one := pairOf(p.Factors[j].Value, f.Value)
					found = found || !one || !c.callsOf(id).atEvent
				}
			}
			return !found
		})
	}
	return found
}

// isUnknownName says whether a symbol stands for one number: not a sign that is no
// letter, such as \angle or \& , which makes a product of what is none.
func isUnknownName(name string) bool {
	if strings.ContainsAny(name, "?@") {
		return false
	}
	for rest := name; ; {
		at := strings.IndexByte(rest, '\\')
		if at < 0 {
			return true
		}
		rest = rest[at+1:]
		end := 0
		for end < len(rest) && isASCIILetter(rest[end]) {
			end++
		}
		if rest[:end] == "angle" && strings.HasPrefix(rest[end:], " ") {
			return true // that of a figure, see withFigures
		}
		switch rest[:end] {
		case "", "angle", "triangle", "cdots", "ldots", "dots", "square", "Box", "clubsuit", "diamondsuit", "heartsuit", "spadesuit",
			"star", "ast", "odot", "oplus", "otimes", "circ", "bullet", "diamond", "phantom", "underline", "infty":
			return false
		}
		rest = rest[end:]
	}
}

// holdsSegments says whether capital letters stand side by side, which may be the
// segment between two points and no product.
func holdsSegments(n syntax.Node) bool {
	found := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		p, ok := m.(*syntax.Product)
		if !ok {
			return !found
		}
		for i, f := range p.Factors[1:] {
			a, isName := identify(p.Factors[i].Value)
			b, also := identify(baseOf(f.Value))
			found = found || f.Operator == "" && isName && also && capital(a.base) && capital(b.base)
		}
		return !found
	})
	return found
}

// holdsOrder says whether a member is known up to its order only, as `O(n^2)`, so
// that an equation with it is none, or holds braces, which mean several things.
func holdsOrder(n syntax.Node) bool {
	found := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		if g, ok := m.(*syntax.Group); ok && g.Open == `\{` {
			found = true // a fractional part, or a set
		}
		p, ok := m.(*syntax.Product)
		if !ok {
			return !found
		}
		for i, f := range p.Factors[1:] {
			if id, isName := identify(p.Factors[i].Value); isName && f.Operator == "" && isArgument(f.Value) {
				switch letterOf(id.plain) {
				case "O", "o", `\Theta`, `\Omega`, `\omega`:
					found = true
				}
			}
		}
		return !found
	})
	return found
}
