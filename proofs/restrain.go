package proofs

import (
	"math/big"
	"strings"
	"unicode"

	"github.com/hence-math/hence/proofs/syntax"
)

// This file holds what keeps a false statement from being called an error: a
// document may set out several possibilities, quote what is wrong, or use a
// notation with another meaning. Each of these turns `refuted` and `ill-typed`
// into an honest `unknown`, and none of them makes anything true.

// otherwiseWords set possibilities side by side.
var otherwiseWords = newPhrase(`(?:^|[^a-z])(or|either|otherwise|instead|alternatively|another|second|third|other|if|suppose|supposing|assume|assuming|try|trying|guess|would|possib\w*|cases?|letting|plugging|say|namely|when|respectively|first|extraneous|solutions?|roots?)(?:$|[^a-z])`)

// whenWeHave opens a condition that other words belong to: "it is 0 when we have".
var whenWeHave = newPhrase(`(?:^|[^a-z])(?:when|if|iff|whenever|only if|unless|until)\s+(?:we (?:have|get)|it is true that|and only if)?\s*$`)

// recallWords repeat a value that was found before.
var recallWords = newPhrase(`(?:^|[^a-z])(using|use|since|because|recall|recalling|found|from|above|earlier|again)(?:$|[^a-z])`)

// restrain takes back a verdict of wrong where the document does not say what the
// link seems to say.
func (c *checker) restrain(l *Link, ch *chain, i int, left, right outcome, k claim) {
	if !l.Verdict.Wrong() && l.Verdict != Proved {
		return
	}
	withdraw := func(reason Reason, says string) {
		l.Verdict, l.Reason, l.Says = Unknown, reason, says
		l.Witness = map[string]string{}
		c.judged[ch.links[i]].withdrawn = true
	}
	a, b := ch.members[i], ch.members[i+1]
	if says := c.otherMeaning(a, b, l.Verdict == Proved); says != "" {
		withdraw(Unsupported, says)
		return
	}
	if l.Verdict == Proved {
		if relationOf(ch.operators[i].Name) == "=" && c.needsCommuting(a, b, left, right) {
			withdraw(Unsupported, "the products of the text need not commute")
			return
		}
		if c.holdsForAssumedOnly(a, b, left, right) {
			withdraw(Conditional, "true for the values that other places of the document show")
			return
		}
		if c.holdsForNumbersOnly(a, b, left, right) && !verifies.MatchString(k.words.before+" "+k.words.after) {
			withdraw(Conditional, "true for the numbers that the letters have above, and not for all")
			return
		}
		if !c.holdsInGeneral(a, b, left, right, k.words) {
			withdraw(Conditional, "claimed for all values, and true for the numbers that the letters have above")
			return
		}
		if (left.trace.names["i"] || right.trace.names["i"]) && c.isImaginary() && c.usesUnit(left, right) {
			l.Assumed = appendNew(l.Assumed, "i^2 = -1")
		}
		return
	}
	computation := isComputation(a) && isComputation(b)
	bracketed := c.bracketsMean(a, b)
	switch {
	case len(ch.links) == 1 && ch.modulus == nil && relationOf(ch.operators[i].Name) == "=" && areBareNumbers(a, b):
		withdraw(Conditional, "two numbers that nobody computed: what a supposition leads to")
	case relationOf(ch.operators[i].Name) == "=" && left.failed == nil && right.failed == nil && c.takesPi(left.cases[0].value, right.cases[0].value):
		withdraw(Conditional, "a number to compute with in place of \\pi")
	case left.failed == nil && right.failed == nil && c.isLooselyRounded(relationOf(ch.operators[i].Name), a, b, left.cases[0].value, right.cases[0].value):
		withdraw(Conditional, "not exact, and as near as the decimals show")
	case len(ch.links) == 1 && isName(a) && isWholeNextTo(b, left):
		withdraw(Conditional, "the next whole number, which may be meant")
	case bracketed != "":
		withdraw(Unsupported, bracketed)
	case mayBeResidueSymbols(a, b):
		withdraw(Unsupported, "these may be Legendre symbols")
	case l.Verdict == IllTyped && left.failed == nil && right.failed == nil && isCommonMultiple(left.cases[0].value, right.cases[0].value):
		withdraw(Unsupported, "numbers in brackets may be their least common multiple")
	case l.Verdict == IllTyped && c.composesCycles():
		withdraw(Unsupported, "the text speaks of permutations, and rows of numbers may be cycles")
	case tellsComplement(l):
		withdraw(Conditional, "a letter and the letter with a bar may be related")
	case l.Verdict == IllTyped && len(left.trace.loose)+len(right.trace.loose) > 0:
		withdraw(UndefinedSymbol, "the shapes do not agree, but nothing says what shape a name has")
	case l.Verdict == IllTyped && c.standsForBold(a, b):
		withdraw(UndefinedSymbol, "a plain letter need not be its bold namesake")
	case isNumberPair(a) != isNumberPair(b):
		withdraw(Unsupported, "two numbers in parentheses may be their greatest common divisor, a point or an interval")
	case relationOf(ch.operators[i].Name) == `\equiv` && ch.modulus == nil:
		withdraw(Conditional, "not equal, and no modulus stands beside it")
	case c.isAsked(ch, k.words):
		withdraw(Conditional, "false, and the text asks whether it holds")
	case !computation && isDifferentialEquation(a, b) && !verifies.MatchString(k.words.before+" "+k.words.after):
		withdraw(Conditional, "a differential equation, for a function that may be another one")
	case c.isDenied(ch, k, computation):
		withdraw(Conditional, "false, and the text may say so")
	case !computation && c.leadsToAbsurdity(ch):
		withdraw(Conditional, "false, and the text draws an absurdity from it")
	case c.isQuestion(ch):
		withdraw(Conditional, "a question says nothing of what it asks about")
	case c.hasAnother(ch, i):
		withdraw(Unsupported, "the text announces a base or a modulus")
	case !computation && c.speaksOfGroups() && c.withoutValues(left, right):
		withdraw(Unsupported, "the text speaks of other products than those of numbers")
	case c.otherArithmetic() != "":
		withdraw(Unsupported, c.otherArithmetic())
	case c.followsSign(ch) && i == 0:
		withdraw(Unsupported, "a sign stands before this formula")
	case c.operatorIsDefined(a, b):
		withdraw(Unsupported, "the document gives this sign a meaning of its own")
	case (percentOnOneSide(a, b) || unitBehind.MatchString(k.words.after)) && c.isHundredfold(ch.links[i]) || remainderBehind.MatchString(k.words.after) && c.leavesRemainder(ch.links[i]):
		withdraw(Conditional, "a unit or a remainder comes or goes")
	case isAngle(a, b) || isAngle(b, a):
		withdraw(Unsupported, "degrees beside parts of pi")
	case c.dividesUnevenly(a) || c.dividesUnevenly(b):
		withdraw(Unsupported, "two slashes in a row, set differently, may divide by a fraction")
	case !computation && c.isForeign():
		withdraw(Conditional, "hence does not read the language that lays this down")
	case isTuple(a) && closed(b):
		withdraw(Conditional, "the names have other values above")
	case !computation && (len(ch.links) == 1 && (isStep(a, b) || assignsAgain(ch)) || ch.members[0] != nil && ch.members[1] != nil && isStep(ch.members[0], ch.members[1])):
		withdraw(Conditional, "true for no value; it reads as a step of a program")
	case (len(l.Witness) > 0 || c.restsOnProblem(left, right)) && i == 0 && c.isSolved(ch, k):
		withdraw(Conditional, "an equation to be solved, and true for some values only")
	case !computation && c.isSolvedNext(ch, i, left, right):
		withdraw(Conditional, "an equation to be solved, for the next formula follows from it")
	case !computation && len(ch.links) == 1 && toBeSolved.MatchString(k.words.before):
		withdraw(Conditional, "an equation to be solved, which may have no solution")
	case i == 0 && isName(a) && !c.isElement(a) && newWords.MatchString(k.words.before):
		withdraw(Conditional, "a new value of a name")
	case i == 0 && isBoxed(a):
		withdraw(Unsupported, "a box in front may be an operation")
	case c.readsLatest(a, b):
		withdraw(Conditional, "a name without an index need not be the latest element of its family")
	case !computation && whenWeHave.MatchString(k.words.before):
		withdraw(Conditional, "it may say when something else is so")
	case c.isCut(ch, i):
		withdraw(Unsupported, "words or signs beside the formula belong to it")
	case !computation && k.words.isOption():
		withdraw(Conditional, "one of several possibilities")
	case c.isElementwiseWitness(l):
		withdraw(Conditional, "the elements of a sequence may be related")
	case !computation && c.callsUnsettled(a, b):
		withdraw(Conditional, "the function is one of several here, or limited to some arguments")
	case c.callsNumberedName(ch, left, right):
		withdraw(Conditional, "true for all arguments, perhaps, and not for the number that the name has above")
	case !computation && c.namesFigures() && (capitalsTogether(a) || capitalsTogether(b)) && restsOnCapitals(left, right):
		withdraw(Unsupported, "two capitals may be the ends of a segment")
	case !computation && c.restsOnOtherValues(ch, left, right, k):
		withdraw(Conditional, "not so for the values that the names have above, which may not be meant")
	}
}

// equationWords announce or follow an equation that is to be solved.
var equationWords = newPhrase(`(?:^|[^a-z])(equations?|equate|equating|setting|set|solve|solving|solves|both sides|satisf\w*|cross-multipl\w*|isolat\w*|rearrang\w*|roots?|solutions?|square both|cubing|squaring)(?:$|[^a-z])`)

// newWords are those right before a quantity that has changed: "the new side is".
var newWords = newPhrase(`(?:^|[^a-z])new\s+[a-z ]{1,30}$`)

// isBoxed says whether a member is a number in a box. An answer stands last.
func isBoxed(n syntax.Node) bool {
	w, ok := n.(*syntax.Wrapped)
	return ok && w.Command == "boxed" && isBareNumber(w.Inner)
}

// toBeSolved are the words of a task right before its equation.
var toBeSolved = newPhrase(`(?:^|[^a-z])(?:solve|find (?:all|any|every|the) [^.]{0,40}(?:with|satisf\w*|such that|for which|to|of)|(?:for|find) (?:what|which) [^.]{0,40}(?:with|satisf\w*|is|does|of|to))(?:[^.]{0,20}equations?)?\s*$`)

// restsOnProblem says whether a name in the members has its value from the problem,
// which may give one for a moment and ask for others.
func (c *checker) restsOnProblem(left, right outcome) bool {
	if c.problem == nil {
		return false
	}
	for _, o := range []outcome{left, right} {
		for key := range o.trace.names {
			if b := c.env.find(key); b != nil && b.scope == c.problem.env {
				return true
			}
		}
	}
	return false
}

// isSolved says whether the sentence of a chain, or the next words behind it, take
// it for an equation to be solved.
func (c *checker) isSolved(ch *chain, k claim) bool {
	if equationWords.MatchString(k.words.before) || equationWords.MatchString(k.words.after) {
		return true
	}
	for i := ch.block + 1; i < len(c.document.Blocks); i++ {
		if b := c.document.Blocks[i]; b.Kind == syntax.Prose {
			return equationWords.MatchString(strings.ToLower(b.Text))
		}
	}
	return false
}

// isHundredfold says whether one member of a link is a hundred times the other.
func (c *checker) isHundredfold(link int) bool {
	j := c.judged[link]
	if !j.known {
		return false
	}
	x, ok := constantOf(j.left)
	y, also := constantOf(j.right)
	if !ok || !also {
		return false
	}
	hundred := big.NewRat(100, 1)
	return new(big.Rat).Mul(x, hundred).Cmp(y) == 0 || new(big.Rat).Mul(y, hundred).Cmp(x) == 0
}

// leavesRemainder says whether one member of a link is the whole part of the other, or
// hence does not know.
func (c *checker) leavesRemainder(link int) bool {
	j := c.judged[link]
	x, ok := constantOf(j.left)
	y, also := constantOf(j.right)
	if !j.known || !ok || !also {
		return true
	}
	isFloor := func(whole, r *big.Rat) bool {
		rest := new(big.Rat).Sub(r, whole)
		return whole.IsInt() && rest.Sign() > 0 && rest.Cmp(big.NewRat(1, 1)) < 0
	}
	return isFloor(x, y) || isFloor(y, x)
}

// isComputation says whether a member is a computation with numbers and \pi only.
func isComputation(n syntax.Node) bool {
	names := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		switch m := m.(type) {
		case *syntax.Symbol:
			names = names || m.Name != `\pi` && m.Name != `\circ`
		case *syntax.Big, *syntax.Application, *syntax.Dots:
			names = true
		}
		return !names
	})
	return !names
}

var (
	// unitBehind is a unit behind a formula that its other members need not have.
	unitBehind = newPhrase(`^\s*(?:cents?|¢|%|percent)`)
	// remainderBehind is a remainder that a division leaves.
	remainderBehind = newPhrase(`^\s*r\s+\d|\bremainder\b`)
)

// dividesUnevenly says whether a product divides twice in a row, once with space
// around the slash and once without: 28 / 1/5.
func (c *checker) dividesUnevenly(n syntax.Node) bool {
	source, found := c.document.Source, false
	spaced := func(at syntax.Span) bool {
		return at.Start > 0 && at.End < len(source) && (source[at.Start-1] == ' ' || source[at.End] == ' ')
	}
	syntax.Inspect(n, func(m syntax.Node) bool {
		if p, ok := m.(*syntax.Product); ok {
			for i := 2; i < len(p.Factors); i++ {
				f, g := p.Factors[i-1], p.Factors[i]
				if f.Operator == "/" && g.Operator == "/" && spaced(f.OperatorAt) != spaced(g.OperatorAt) {
					found = true
				}
			}
		}
		return !found
	})
	return found
}

// percentOnOneSide says whether exactly one member has a percent sign.
func percentOnOneSide(a, b syntax.Node) bool {
	has := func(n syntax.Node) bool {
		found := false
		syntax.Inspect(n, func(m syntax.Node) bool {
			if p, ok := m.(*syntax.Postfix); ok && strings.HasSuffix(p.Operator, "%") {
				found = true
			}
			return !found
		})
		return found
	}
	return has(a) != has(b)
}

// isStep says whether an equation reads as a step of a program, such as
// `q = q + 1`.
func isStep(a, b syntax.Node) bool {
	id, ok := identify(a)
	if !ok {
		return false
	}
	s, ok := unwrapped(b).(*syntax.Sum)
	if !ok {
		return false
	}
	for _, t := range s.Terms {
		if other, ok := identify(t.Value); ok && other.base == id.base && syntax.Print(a) == syntax.Print(t.Value) {
			return true
		}
	}
	return false
}

// isElementwiseWitness says whether the witness gives values to elements of a
// sequence whose index is a letter, or to what may be a power.
func (c *checker) isElementwiseWitness(l *Link) bool {
	for name := range l.Witness {
		if strings.Contains(name, "^{(") {
			return true
		}
		_, index, ok := strings.Cut(name, "_{")
		if ok && strings.ContainsAny(index, "ijklmnrst") {
			return true
		}
	}
	return false
}

// isForeign says whether most letters of the document's prose are of a script
// whose words hence does not read.
func (c *checker) isForeign() bool {
	latin, others := 0, 0
	for _, b := range c.document.Blocks {
		if b.Kind == syntax.Math {
			continue
		}
		for _, r := range b.Text {
			switch {
			case r < 0x250 && unicode.IsLetter(r):
				latin++
			case unicode.IsLetter(r):
				others++
			}
		}
	}
	return others > latin/4
}

// offer gives one of several possible values its verdict; the name keeps none.
func (c *checker) offer(ch *chain, h head) {
	l := &c.links[ch.links[0]]
	c.judged[ch.links[0]] = judged{chain: ch, env: c.env}
	l.Verdict, l.Reason = Given, ""
	if o := c.outcome(ch.members[1], false); o.failed == nil {
		l.Claims = o.cases[0].value.String()
	}
	if b := c.env.find(h.name.key()); b != nil && !b.fromSheet && !c.computed(b) && b.scope != nil {
		b.scope.remove(h.name.key())
	}
}
