package proofs

import (
	"math/big"
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// solving is what was noticed while equations of a section were solved. What becomes
// a finding is known at the end of the section: a text may take up later what it has
// passed over, and throw out what does not fit.
type solving struct {
	steps      []solvingStep
	lost       []lostSolutions
	extraneous []extraneousSolution
	// speaks says whether the document speaks of dividing or of all solutions; nil
	// until asked.
	speaks *bool
}

// solvingStep is an equation of the text.
type solvingStep struct {
	equation symbolic.Polynomial
	link     int
}

// lostSolutions are the zeros of a factor that an equation has and the next has not.
type lostSolutions struct {
	factor symbolic.Polynomial
	name   string // the unknown, "" of several
	from   premise
	link   int
}

// extraneousSolution is a value of an unknown at which an equation that the text
// states is false, or has no value.
type extraneousSolution struct {
	name   string
	value  syntax.Node
	from   premise
	link   int
	member [2]string // what the members come to, "" without a value
}

var (
	// dividesWords tell of a division by what holds an unknown.
	dividesWords = newPhrase(`(?:^|[^a-z])(divid(?:e|es|ed|ing)|division|cancel\w*)(?:$|[^a-z])`)
	// solvesWords ask for all solutions.
	solvesWords = newPhrase(`(?:^|[^a-z])(solv(?:e|es|ed|ing)|find all|(?:all|the|real) (?:solutions?|roots?|zeros)|solution set)(?:$|[^a-z])`)
	// excludesWords give a reason why a solution is not meant.
	excludesWords = newPhrase(`(?:^|[^a-z])(non-?zero|not (?:be |equal )?(?:zero|0)|positive|negative|distinct|different|cannot|can't|impossible|integers?|natural|whole|since|because|as long as|provided|unless|assum\w*|suppos\w*|if|when|where|case|cases|reject\w*|discard\w*|ignor\w*|trivial|length|distance|obviously|clearly|wlog)(?:$|[^a-z])`)
	// rejectsWords throw out a value, or put it to the test.
	rejectsWords = newPhrase(`(?:^|[^a-z])(extraneous|reject\w*|discard\w*|exclud\w*|satisf\w*|not|n't|neither|nor|no|only|fails?|invalid|undefined|defined|domain|impossible|cannot|can't|must|positive|negative|check\w*|verif\w*|plug\w*|but|however|valid|works?|contradict\w*|ignor\w*|candidates?|possible|apparent|spurious)(?:$|[^a-z])`)
)

// noteStep keeps an equation for the end of the section.
func (s *solving) noteStep(p symbolic.Polynomial, link int) {
	s.steps = append(s.steps, solvingStep{p, link})
}

// noteLost notes what an equation that does not follow from a nearer one has lost of
// its solutions: it divides it, and the quotient has zeros of its own.
func (c *checker) noteLost(p symbolic.Polynomial, k consequence, link int) {
	if !c.speaksOfSolving() {
		return
	}
	const nearest = 3
	budget := c.share(concludeSteps, concludeBits)
	sought := map[string]bool{}
	for _, name := range c.functions.FreeSymbols(p) {
		sought[name] = true
	}
	for i, seen := len(c.premises.all)-1, 0; i >= 0 && seen < nearest; i-- {
		x := c.premises.all[i]
		if !slices.ContainsFunc(c.functions.FreeSymbols(x.equation), func(name string) bool { return sought[name] }) {
			continue
		}
		seen++
		lost, ok := dividedOut(x.equation, p, budget)
		if !ok {
			continue
		}
		names := c.functions.FreeSymbols(lost)
		if len(names) == 0 || k.ideal.With([]symbolic.Polynomial{lost}, budget).IsUnit() || c.isNonzero(lost, k.nonzero, budget) {
			return
		}
		name := ""
		if len(c.functions.FreeSymbols(x.equation)) == 1 {
			name = names[0]
		}
		if lost.Degree(name) > 0 && len(lost.Variables()) == 1 && (!c.hasAdmittedRoot(lost, name, budget) || c.isGained(lost, name)) {
			return
		}
		c.solving.lost = append(c.solving.lost, lostSolutions{lost, name, x, link})
		return
	}
}

// speaksOfSolving says whether the document, or its problem, speaks of dividing or of
// all solutions: without that nothing that was lost is a finding.
func (c *checker) speaksOfSolving() bool {
	if c.solving.speaks == nil {
		text := c.solvingText(-1, len(c.document.Blocks))
		speaks := dividesWords.MatchString(text) || solvesWords.MatchString(text)
		c.solving.speaks = &speaks
	}
	return *c.solving.speaks
}

// dividedOut gives what is left of q when it is divided by p and then by all that
// has a zero in common with p.
func dividedOut(q, p symbolic.Polynomial, budget *symbolic.Budget) (symbolic.Polynomial, bool) {
	rest, divides, err := q.Quotient(p, budget)
	for err == nil && divides {
		if _, constant := rest.AsConstant(); constant {
			return rest, false
		}
		var common symbolic.Polynomial
		if common, err = symbolic.GCD(rest, p, budget); err != nil {
			break
		}
		if _, coprime := common.AsConstant(); coprime {
			return rest, true
		}
		rest, divides, err = rest.Quotient(common, budget)
	}
	return rest, false
}

// isGained says whether the zeros of a factor may have come in on the way: they do not
// satisfy an equation that the text states.
func (c *checker) isGained(factor symbolic.Polynomial, name string) bool {
	for _, x := range c.statedFor(name) {
		root, rational := rootOf(factor, name)
		if !rational || c.isFalseAt(&extraneousSolution{name: name, from: x}, scalarValue(symbolic.FromRat(root))) {
			return true
		}
	}
	return false
}

// rootOf is the root of a linear polynomial.
func rootOf(p symbolic.Polynomial, name string) (*big.Rat, bool) {
	if p.Degree(name) != 1 || len(p.Variables()) != 1 {
		return nil, false
	}
	parts := p.Coefficients(name)
	a, _ := parts[1].AsConstant()
	b, _ := parts[0].AsConstant()
	return new(big.Rat).Quo(b.Neg(b), a), true
}

// isNonzero says whether the document says of a factor of p that it is not zero.
func (c *checker) isNonzero(p symbolic.Polynomial, nonzero []symbolic.Polynomial, budget *symbolic.Budget) bool {
	for _, k := range c.env.allConditions() {
		if k.relation == `\ne` || k.relation == "<" || k.relation == ">" {
			nonzero = append(slices.Clip(nonzero), k.difference.Numerator())
		}
	}
	return slices.ContainsFunc(nonzero, func(q symbolic.Polynomial) bool {
		_, divides, err := q.Quotient(p, budget)
		return err != nil || divides && !q.IsZero()
	})
}

// hasAdmittedRoot says whether a polynomial in one unknown has a real root that no
// bound of the document shuts out.
func (c *checker) hasAdmittedRoot(p symbolic.Polynomial, name string, budget *symbolic.Budget) bool {
	polynomials := []symbolic.Polynomial{p}
	var bounds []condition
	for _, k := range c.env.allConditions() {
		q := k.difference.Numerator()
		names := q.Variables()
		if len(names) != 1 || names[0] != name || !k.difference.IsPolynomial() {
			continue
		}
		bounds = append(bounds, k)
		polynomials = append(polynomials, q)
	}
	if c.isPositive(name) {
		polynomials = append(polynomials, symbolic.Variable(name))
	}
	line, err := symbolic.NewLine(name, polynomials, budget)
	if err != nil {
		return false
	}
	admitted, err := line.Signs(p, budget)
	if err != nil {
		return false
	}
	at := make([]bool, len(admitted))
	for i, sign := range admitted {
		at[i] = sign == 0
	}
	restrict := func(q symbolic.Polynomial, holds func(int) bool) {
		signs, err := line.Signs(q, budget)
		for i := range at {
			at[i] = at[i] && err == nil && holds(signs[i])
		}
	}
	for _, k := range bounds {
		restrict(k.difference.Numerator(), func(sign int) bool { return satisfies(k.relation, sign) })
	}
	if c.isPositive(name) {
		restrict(symbolic.Variable(name), func(sign int) bool { return sign > 0 })
	}
	return slices.Contains(at, true)
}

// noteExtraneous notes equations stated by the text, in one unknown and with a root,
// a quotient or another function, that are false at the value which the text gives
// that unknown.
func (c *checker) noteExtraneous(ch *chain, i int, link int) {
	id, ok := identify(ch.members[i])
	if !ok {
		return
	}
	name := c.evaluator(false).settle(id).key()
	for _, x := range c.statedFor(name) {
		if x.link == link && !x.beside {
			continue
		}
		for _, v := range branches(ch.members[i+1]) {
			at := c.outcome(v, false)
			if !closed(v) || at.failed != nil || len(at.cases) != 1 || at.cases[0].value.isMatrix {
				continue
			}
			if found := (extraneousSolution{name: name, value: v, from: x, link: link}); c.isFalseAt(&found, at.cases[0].value) {
				c.solving.extraneous = append(c.solving.extraneous, found)
			}
		}
	}
}

// statedFor lists the equations in force that the text states for one unknown and
// that can gain solutions when they are worked on.
func (c *checker) statedFor(name string) []premise {
	var all []premise
	for _, x := range c.premises.all {
		if !c.isStated(x) || x.supposed || x.instance || x.chain == nil || len(x.chain.members) != 2 || !c.asksForRoots(x) {
			continue
		}
		if names := c.functions.FreeSymbols(x.equation); len(names) == 1 && names[0] == name {
			all = append(all, x)
		}
	}
	return all
}

// isStated says whether the text states an equation, and does not derive it.
func (c *checker) isStated(x premise) bool {
	return x.laid || x.beside || c.links[x.link].Verdict == Given
}

// asksForRoots says whether an equation can gain solutions when it is worked on: it
// divides, or holds functions.
func (c *checker) asksForRoots(x premise) bool {
	return len(x.nonzero) > 0 || c.functions.Holds(x.equation)
}

// isFalseAt says whether an equation is false at a value of its unknown, or has no
// value there, and notes what its members come to.
func (c *checker) isFalseAt(s *extraneousSolution, at value) bool {
	var members [2]value
	for j, m := range s.from.chain.members {
		e := c.evaluator(false)
		e.formals = map[string]value{s.name: at}
		cs, failed := e.evaluate(m)
		switch {
		case failed != nil && failed.reason == UndefinedValue:
			s.member[0], s.member[1] = "", ""
			return true
		case failed != nil || len(cs) != 1 || cs[0].value.isMatrix:
			return false
		}
		members[j] = withoutDegrees(cs[0].value).single()
		s.member[j] = members[j].String()
	}
	d, err := members[0].scalar.Sub(members[1].scalar, c.share(concludeSteps, concludeBits))
	if err != nil {
		return false
	}
	sign, ok := c.functions.Sign(d, c.share(concludeSteps, concludeBits))
	return ok && sign != 0
}

// findSolutions makes findings of what the section, which ends before a block, left as
// it was noticed.
func (c *checker) findSolutions(end int) {
	for _, s := range c.solving.lost {
		if c.losesUnsaid(s, end) {
			l := &c.links[s.link]
			c.find("solution-lost", SeverityWarning, l.At, "%s loses %s, which satisfies %s",
				map[bool]string{true: "the division", false: "this step"}[c.dividesBefore(s)], zeroOf(s.factor, s.name), s.from.inWords())
		}
	}
	for _, s := range c.solving.extraneous {
		if c.keepsUnsaid(s, end) {
			l := &c.links[s.link]
			written := syntax.Print(s.value)
			if s.member == [2]string{} {
				c.find("solution-extraneous", SeverityError, l.At, "%s = %s is no solution of %s, which has no value there", s.name, written, s.from.inWords())
				continue
			}
			c.find("solution-extraneous", SeverityError, l.At, "%s = %s is no solution of %s: there the left member is %s and the right one %s",
				s.name, written, s.from.inWords(), s.member[0], s.member[1])
		}
	}
	c.solving = solving{speaks: c.solving.speaks}
}

// zeroOf writes the equation of lost solutions, solved where it is linear.
func zeroOf(p symbolic.Polynomial, name string) string {
	if root, ok := rootOf(p, name); ok {
		return name + " = " + symbolic.FormatRat(root)
	}
	return p.String() + " = 0"
}

// dividesBefore says whether the words between two equations tell of a division.
func (c *checker) dividesBefore(s lostSolutions) bool {
	return dividesWords.MatchString(c.solvingText(s.from.block, c.judged[s.link].chain.block))
}

// losesUnsaid says whether a text divides by what may be zero, or is to give all
// solutions, and neither says why some are left out nor takes them up.
func (c *checker) losesUnsaid(s lostSolutions, end int) bool {
	text := c.solvingText(s.from.block, c.judged[s.link].chain.block)
	if excludesWords.MatchString(text) {
		return false
	}
	if !dividesWords.MatchString(text) {
		asked := c.solvingText(min(s.from.block, c.sectionStart), c.judged[s.link].chain.block)
		if s.name == "" || !solvesWords.MatchString(asked) || excludesWords.MatchString(asked) {
			return false
		}
	}
	budget := c.share(concludeSteps, concludeBits)
	for _, x := range c.solving.steps {
		if x.link == s.link || x.link == s.from.link {
			continue
		}
		if _, whole, err := x.equation.Quotient(s.from.equation, budget); err != nil || whole {
			continue // the same equation in another form
		}
		if common, err := symbolic.GCD(x.equation, s.factor, budget); err != nil || !isConstant(common) {
			return false
		}
	}
	return !c.takesUp(s, end)
}

func isConstant(p symbolic.Polynomial) bool {
	_, constant := p.AsConstant()
	return constant
}

// takesUp says whether some chain of the section speaks of a lost solution, whatever it
// says of it.
func (c *checker) takesUp(s lostSolutions, end int) bool {
	for _, ch := range c.chains {
		if ch.block < c.sectionStart || ch.block >= end || ch.head() == nil {
			continue
		}
		for i, m := range ch.members[1:] {
			id, ok := identify(ch.members[i])
			if !ok || m == nil || s.name == "" || c.evaluator(false).settle(id).key() != s.name {
				continue
			}
			for _, v := range branches(m) {
				at := c.outcome(v, false)
				if at.failed != nil || len(at.cases) == 0 || at.cases[0].value.isMatrix || !closed(v) {
					continue
				}
				z, err := s.factor.Substitute(map[string]symbolic.RationalFunction{s.name: at.cases[0].value.single().scalar}, c.share(concludeSteps, concludeBits))
				if err == nil && z.IsZero() {
					return true
				}
			}
		}
	}
	return false
}

// keepsUnsaid says whether a text gives a value as a solution, and from there on
// neither throws it out nor puts it to the test.
func (c *checker) keepsUnsaid(s extraneousSolution, end int) bool {
	ch := c.judged[s.link].chain
	text := c.solvingText(ch.block, end)
	if rejectsWords.MatchString(text) || excludesWords.MatchString(c.sentenceWords(ch).before) {
		return false
	}
	for _, later := range c.chains {
		if later.block > ch.block && later.block < end && later.head() != nil && !c.inOneSentence(ch.block, later.block) && c.givesOther(later, s) {
			return false
		}
	}
	return true
}

// givesOther says whether a chain gives the unknown another value.
func (c *checker) givesOther(ch *chain, s extraneousSolution) bool {
	id, ok := identify(ch.head())
	if !ok || ch.alone || c.evaluator(false).settle(id).key() != s.name {
		return false
	}
	return !slices.ContainsFunc(branches(ch.last()), func(v syntax.Node) bool { return syntax.Print(v) == syntax.Print(s.value) })
}

// solvingText is the prose from the sentence of one block to that of another.
func (c *checker) solvingText(from, to int) string {
	blocks := c.document.Blocks
	var text strings.Builder
	if from < 0 && c.problem != nil {
		for _, b := range c.problem.document.Blocks {
			text.WriteString(" " + b.Text)
		}
	}
	for i := max(from-1, 0); i <= min(to+1, len(blocks)-1); i++ {
		b := blocks[i]
		switch {
		case b.Kind == syntax.Math:
			text.WriteString(" ; ")
			continue
		case i == to+1 && b.Paragraph != blocks[min(to, len(blocks)-1)].Paragraph:
			continue
		}
		said := b.Text
		if stop := lastStop(said); i < from && stop >= 0 {
			said = said[stop:]
		} else if stop := strings.IndexAny(said, ".?!"); i > to && stop >= 0 {
			said = said[:stop]
		}
		text.WriteString(" " + said)
	}
	return strings.ToLower(text.String())
}
