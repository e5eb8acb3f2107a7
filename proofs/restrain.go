package proofs

import (
	"math/big"
	"slices"
	"strings"
	"unicode"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// This file holds what keeps a false statement from being called an error: a
// document may set out several possibilities, quote what is wrong, or use a
// notation with another meaning. Each of these turns `refuted` and `ill-typed`
// into an honest `unknown`, and none of them makes anything true.

// otherwiseWords set possibilities side by side.
var otherwiseWords = newPhrase(`(?:^|[^a-z])(or|either|otherwise|instead|alternatively|another|second|third|other|if|suppose|supposing|assume|assuming|try|trying|guess|would|possib\w*|cases?|letting|plugging|say|namely|when|respectively|first|extraneous|solutions?|roots?)(?:$|[^a-z])`)

// deniedWords say that what is written is not so.
var deniedWords = newPhrase(`(?:^|[^a-z])(contradict\w*|impossib\w*|absurd\w*|false|incorrect\w*|wrong\w*|mistake\w*|not true|untrue|invalid|no solutions?|inconsistent|never|does not|doesn't|do not|don't|is not|isn't|are not|cannot|can't|fails?|too (?:small|big|large|high|low))(?:$|[^a-z])`)

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

// readsLatest says whether a name without an index takes its value from the
// latest element of a family of the same letter.
func (c *checker) readsLatest(members ...syntax.Node) bool {
	return c.anyName(members, func(e *evaluator, s settled) bool {
		return len(s.indices) == 0 && e.namesake(s) == nil && e.latest(s.identifier) != nil
	})
}

// anyPlainName says whether a name in the members that is not bold and has no value of
// its own passes a test.
func (c *checker) anyPlainName(members []syntax.Node, test func(e *evaluator, s settled) bool) bool {
	return c.anyName(members, func(e *evaluator, s settled) bool { return !s.bold && test(e, s) })
}

// anyName says whether a name in the members that has no value of its own passes a test.
func (c *checker) anyName(members []syntax.Node, test func(e *evaluator, s settled) bool) bool {
	e := c.evaluator(false)
	found := false
	for _, m := range members {
		eachName(m, func(id identifier) {
			s := e.settle(id)
			found = found || e.env.find(s.key()) == nil && test(e, s)
		})
	}
	return found
}

// isCut says whether a member is torn from what belongs to it: it begins with an
// operator, stands in another formula of the sentence with words between, or has
// letters right behind it.
func (c *checker) isCut(ch *chain, i int) bool {
	a, b := ch.members[i], ch.members[i+1]
	if p, ok := a.(*syntax.Product); ok && p.Factors[0].Operator != "" {
		return true
	}
	if here := c.blockAt(a.Span().Start); here > 0 && i == 0 {
		block, before := c.document.Blocks[here], c.document.Blocks[here-1]
		if before.Kind == syntax.Math && before.Paragraph == block.Paragraph && block.Formula.At == block.Formula.Inner {
			return true // numbers in the text right behind a formula
		}
	}
	source := c.document.Source
	if at := a.Span().Start; i == 0 && isPartOf(source[max(0, at-40):at]) {
		return true
	}
	if strings.HasSuffix(strings.TrimRight(source[:a.Span().Start], " "), `\mid`) || strings.HasPrefix(strings.TrimLeft(source[b.Span().End:], " "), `\mid`) {
		return true // a row of numerals between bars
	}
	if sum, ok := a.(*syntax.Sum); ok && i == 0 && sum.Terms[0].Sign == "+" {
		return true // what is added to stands before it
	}
	if end := b.Span().End; end < len(source) && (isASCIILetter(source[end]) && source[end-1] != ' ' || restBehind.MatchString(source[end:min(end+20, len(source))])) {
		return true
	}
	if end := b.Span().End; end+1 < len(source) && source[end] == '.' && isASCIILetter(source[end+1]) && source[end+1] != 'e' {
		return true
	}
	if pointBefore.MatchString(source[max(0, a.Span().Start-20):a.Span().Start]) || pointBehind.MatchString(source[b.Span().End:min(len(source), b.Span().End+20)]) {
		return true // a full stop that may multiply
	}
	sign := ch.operators[i].At.Start
	left, right := c.blockAt(a.Span().Start), c.blockAt(sign)
	if left == right || left < 0 || right < 0 || c.document.Blocks[right].Formula == nil || c.document.Blocks[right].Formula.Display {
		return false
	}
	for _, block := range c.document.Blocks[left+1 : right] {
		if block.Kind != syntax.Math && strings.ContainsFunc(block.Text, unicode.IsLetter) {
			return true
		}
	}
	return false
}

// isPartOf says whether text ends in words that take a part of what follows:
// 50% of 80.
func isPartOf(before string) bool {
	part, is := strings.CutSuffix(strings.TrimRight(before, ` $(\`), " of")
	if !is {
		return false
	}
	part = strings.TrimRight(strings.ToLower(part), " $")
	for _, word := range []string{"%", "percent", "half", "third", "thirds", "quarter", "quarters", "fourths", "fifth", "fifths", "}"} {
		if strings.HasSuffix(part, word) {
			return true
		}
	}
	return part != "" && part[len(part)-1] >= '0' && part[len(part)-1] <= '9'
}

// pointBefore and pointBehind are full stops within a formula between what may be factors.
var (
	pointBefore = newPhrase(`[0-9})]\.\s*(?:\\left)?$`)
	pointBehind = newPhrase(`^(?:\\right\s*\))?\.[ ]*(?:[0-9(]|\\(?:frac|dfrac|tfrac|sqrt|left|binom|sin|cos|tan|log|ln)(?:$|[^a-z]))`)
)

// restBehind is the rest of a mixed number in words: 1 and 1/3.
var restBehind = newPhrase(`^ *and \d+/\d`)

func isASCIILetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// blockAt is the index of the block that holds an offset, -1 for none.
func (c *checker) blockAt(offset int) int {
	for i, b := range c.document.Blocks {
		if b.Kind == syntax.Math && b.At.Start <= offset && offset < b.At.End {
			return i
		}
	}
	return -1
}

// holdsForAssumedOnly says whether two formulas are equal only for the numbers that
// other places show for letters of both: they say more than those places do.
func (c *checker) holdsForAssumedOnly(a, b syntax.Node, left, right outcome) bool {
	formals := map[string]value{}
	for _, key := range sortedKeys(left.trace.assumed) {
		if found := c.env.find(key); right.trace.assumed[key] && found != nil && found.hasClaimed && !found.claimed.isMatrix {
			formals[key] = scalarValue(symbolic.Var(key))
		}
	}
	if len(formals) == 0 {
		return false
	}
	return !c.equalWith(formals, a, b)
}

// equalWith says whether two members are equal, or one has no value, where names have
// the given values.
func (c *checker) equalWith(formals map[string]value, a, b syntax.Node) bool {
	value := func(n syntax.Node) ([]candidate, bool) {
		e := c.evaluator(false)
		e.formals = formals
		cs, failed := e.evaluate(n)
		return cs, failed == nil
	}
	xs, ok := value(a)
	if !ok {
		return true
	}
	ys, ok := value(b)
	if !ok {
		return true
	}
	for _, x := range xs {
		for _, y := range ys {
			if sameShape(x.value, y.value) && c.same(x.value, y.value) {
				return true
			}
		}
	}
	return false
}

// usesUnit says whether a difference of the members holds the imaginary unit.
func (c *checker) usesUnit(left, right outcome) bool {
	for _, x := range left.cases {
		for _, y := range right.cases {
			if x.value.equal(y.value) {
				return false
			}
		}
	}
	return true
}

// standsForBold says whether a plain letter of the members takes the value of its
// bold namesake.
func (c *checker) standsForBold(members ...syntax.Node) bool {
	return c.anyPlainName(members, func(e *evaluator, s settled) bool { return e.namesake(s) != nil })
}

// isNumberPair says whether a member is two or more numbers in parentheses.
func isNumberPair(n syntax.Node) bool {
	items := tupleItems(n)
	for _, item := range items {
		if !closed(item) {
			return false
		}
	}
	return len(items) > 1
}

var (
	// supposedWords say what would be so if something else were.
	supposedWords = newPhrase(`(?:^|[^a-z])((?:first|earlier|previous|initial) (?:attempt|try|guess|version|draft)|(?:student|pupil|friend|someone|somebody)s? (?:writes?|wrote|claims?|claimed|says?|said|thinks?|thought|computes?|computed|argues?|argued)|would (?:also |then |have to )?(?:be|get|have|give|imply|mean|need|yield|follow|require|equal|become|lead)|tempt\w*|beware|one might (?:think|expect|hope|guess|say|try|be)|naive(?:ly)?|common (?:error|mistake)s?|does not (?:equal|hold)|do not (?:equal|hold))(?:$|[^a-z])`)
	// mistakenWords present an argument in which an error is to be found.
	mistakenWords = newPhrase(`(?i)(?:^|[^a-z])((?:what|which|where|find|spot|locate|identify|explain)[^.?!]{0,25} (?:wrong|mistakes?|errors?|flaws?|fallacy|goes wrong)|fallac\w*|sophisms?|bogus|["“”'` + "`" + `‘’]proof["“”'` + "`" + `‘’])`)
	// contradictionWords end an argument whose last lines are false on purpose.
	contradictionWords = newPhrase(`(?i)(?:^|[^a-z])(contradict\w*|absurd\w*|(?:what|which|find|where) .{0,20}(?:wrong|mistake|error|flaw)|incorrect(?:ly)?|fallac\w*)(?:$|[^a-z])`)
	// falseWords say outright that what is written is false.
	falseWords = newPhrase(`(?:^|[^a-z])(contradict\w*|impossib\w*|not possible|absurd\w*|false|incorrect\w*|wrong\w*|mistake\w*|(?:not|never) (?:be )?true|untrue|invalid|erroneous\w*|forgot|misread\w*|misplac\w*|nonsense|no solutions?)(?:$|[^a-z])`)
)

// failsBehind denies what stands right before it.
var failsBehind = newPhrase(`^\W*(?:(?:which|this|that|it) )?(?:fails?|does not|doesn't (?:hold|work)|is not (?:true|so|the case|valid)|is (?:false|wrong)|no longer|cannot (?:hold|be true))(?:$|[^a-z])`)

// isDenied says whether the sentence or what follows it, within two sentences, says
// that what was written is not so, or the text before announces an error. Of a
// computation it must say so outright.
func (c *checker) isDenied(ch *chain, k claim, computation bool) bool {
	after := k.words.after
	if computation && len(after) > 50 {
		after = after[:50]
	}
	if falseWords.MatchString(k.words.before) || falseWords.MatchString(after) || supposedWords.MatchString(k.words.before) || failsBehind.MatchString(after) {
		return true
	}
	if c.seeksMistake() {
		return true
	}
	if !computation && (len(ch.links) == 1 && deniedWords.MatchString(k.words.before) || deniedWords.MatchString(k.words.after)) {
		return true
	}
	b := c.document.Blocks[ch.block]
	text, stops := "", 0
	for i := ch.block + 1; i < len(c.document.Blocks) && c.document.Blocks[i].Paragraph <= b.Paragraph+1 && stops < 2; i++ {
		if block := c.document.Blocks[i]; block.Kind == syntax.Prose {
			text += " " + block.Text
			stops += strings.Count(block.Text+" ", ". ")
		}
	}
	if contradictionWords.MatchString(text) || !computation && falseWords.MatchString(strings.ToLower(text)) {
		return true
	}
	for i := ch.block - 1; i >= 0 && c.document.Blocks[i].Paragraph >= b.Paragraph-1; i-- {
		if block := c.document.Blocks[i]; block.Kind != syntax.Math && contradictionWords.MatchString(block.Text) {
			return true
		}
	}
	return false
}

// seeksMistake says whether the document or its problem presents an argument in which an error is to be found.
func (c *checker) seeksMistake() bool {
	if c.mistaken == nil {
		found := slices.ContainsFunc(c.allBlocks(), func(b syntax.Block) bool {
			return b.Kind != syntax.Math && mistakenWords.MatchString(b.Text)
		})
		c.mistaken = &found
	}
	return *c.mistaken
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

// followsSign says whether the formula continues another one over a sign that
// stands in the text between: `$(3)$ x $(5) = 64$`.
func (c *checker) followsSign(ch *chain) bool {
	if ch.block < 2 || c.document.Blocks[ch.block-2].Kind != syntax.Math || c.document.Blocks[ch.block-2].Paragraph != c.document.Blocks[ch.block].Paragraph {
		return false
	}
	switch strings.ToLower(strings.TrimSpace(c.document.Blocks[ch.block-1].Text)) {
	case "x", "×", "+", "-", "–", "−", "*", "/", "÷", "times", "plus", "minus", "over", "divided by", "of":
		return true
	}
	return false
}

// operatorIsDefined says whether the members hold an operator between two factors
// that the document defines anew: `a * b = a^b + b`.
func (c *checker) operatorIsDefined(members ...syntax.Node) bool {
	defined := map[string]bool{}
	chains := c.chains
	if c.problem != nil {
		chains = slices.Concat(chains, c.problem.chains)
	}
	for _, ch := range chains {
		if ch.alone || ch.head() == nil || ch.members[1] == nil {
			continue
		}
		p, ok := unwrapped(ch.head()).(*syntax.Product)
		if !ok || len(p.Factors) != 2 || p.Factors[1].Operator == "" {
			continue
		}
		a, isName := identify(p.Factors[0].Value)
		b, also := identify(p.Factors[1].Value)
		if isName && also && mentions(ch.members[1], a.base) && mentions(ch.members[1], b.base) && a.base != b.base {
			defined[p.Factors[1].Operator] = true
		}
	}
	found := false
	for _, m := range members {
		syntax.Inspect(m, func(n syntax.Node) bool {
			if p, ok := n.(*syntax.Product); ok {
				for _, f := range p.Factors {
					found = found || f.Operator != "" && defined[f.Operator]
				}
			}
			return !found
		})
	}
	return found
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

// callsUnsettled says whether a member calls a function that the document defines
// in more than one way, under a supposition, or for some arguments only.
func (c *checker) callsUnsettled(members ...syntax.Node) bool {
	unsettled := c.unsettledFunctions()
	if len(unsettled) == 0 {
		return false
	}
	found := false
	for _, m := range members {
		syntax.Inspect(m, func(n syntax.Node) bool {
			if p, ok := n.(*syntax.Product); ok {
				for i, f := range p.Factors[:len(p.Factors)-1] {
					if id, ok := identify(f.Value); ok && isArgument(baseOf(p.Factors[i+1].Value)) && unsettled[strings.TrimRight(id.base, "'")] {
						found = true
					}
				}
			}
			return !found
		})
	}
	return found
}

var (
	suppositionWords = newPhrase(`(?:^|[^a-z])(suppose|supposing|assume|assuming|otherwise|or|either|if)(?:$|[^a-z])`)
	limitedBehind    = newPhrase(`^\s*[,;]?\s*(?:for|when|if|whenever|or)\s*(?:$|[^a-z\s]|(?:some|positive|negative|odd|even|all\s*\x00)(?:$|[^a-z]))`)
)

// holdsSegment says whether a value holds a length of a figure, such as AB, which
// another figure of the document may have differently.
func holdsSegment(v value) bool {
	for _, name := range v.variables() {
		if len(name) == 2 && name[0] >= 'A' && name[0] <= 'Z' && name[1] >= 'A' && name[1] <= 'Z' {
			return true
		}
	}
	return false
}

// supposesBetween says whether the prose between two blocks opens another case.
func (c *checker) supposesBetween(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if b := c.document.Blocks[i]; b.Kind != syntax.Math && suppositionWords.MatchString(strings.ToLower(b.Text)) {
			return true
		}
	}
	return false
}

// unsettledFunctions lists the letters of such functions, in the problem of a record as
// in its solution.
func (c *checker) unsettledFunctions() map[string]bool {
	unsettled := map[string]bool{}
	if c.problem != nil {
		unsettled = c.problem.unsettledFunctions()
	}
	bodies := map[string]string{}
	for _, ch := range c.chains {
		if ch.alone || ch.head() == nil || ch.members[1] == nil || !defines(ch.operators[0].Name) {
			continue
		}
		p, ok := unwrapped(ch.head()).(*syntax.Product)
		if !ok || len(p.Factors) != 2 || p.Factors[1].Operator != "" || !isArgument(p.Factors[1].Value) {
			continue
		}
		id, ok := identify(p.Factors[0].Value)
		if !ok {
			continue
		}
		argument, isName := identify(p.Factors[1].Value.(*syntax.Group).Inner)
		isName = isName || areNames(tupleItems(p.Factors[1].Value))
		if !isName && (!closed(p.Factors[1].Value) || !closed(ch.members[1])) {
			continue
		}
		w := wordsAround(c.document, ch)
		call := syntax.Print(ch.head())
		body := syntax.Print(unwrapped(ch.members[1]))
		if old, ok := bodies[call]; ok && old != body && len(ch.links) == 1 {
			unsettled[id.base] = true
		}
		bodies[call] = body
		if isName && (argument.sub != nil || suppositionWords.MatchString(w.before) && !c.asksIn(ch.block) || limitedBehind.MatchString(w.after)) {
			unsettled[id.base] = true
		}
	}
	return unsettled
}

// areNames says whether there are several nodes and all are names.
func areNames(nodes []syntax.Node) bool {
	return len(nodes) > 1 && !slices.ContainsFunc(nodes, func(n syntax.Node) bool {
		_, ok := identify(n)
		return !ok
	})
}

// waveringNames lists the names that the document, or the problem, gives more than
// one bare number.
func (c *checker) waveringNames() map[string]bool {
	wavering := map[string]bool{}
	if c.problem != nil {
		wavering = c.problem.waveringNames()
	}
	numbers := map[string]string{}
	for _, ch := range c.chains {
		if ch.alone || ch.head() == nil || len(ch.links) != 1 || ch.members[1] == nil || !closed(ch.members[1]) || ch.operators[0].Name != "=" {
			continue
		}
		id, ok := identify(ch.head())
		if !ok {
			continue
		}
		key, number := c.evaluator(false).settle(id).key(), syntax.Print(unwrapped(ch.members[1]))
		if old, ok := numbers[key]; ok && old != number {
			wavering[key] = true
		}
		numbers[key] = number
	}
	return wavering
}

// restsOnOtherValues says whether a false link rests on numbers that were given to
// names elsewhere and need not be meant here.
func (c *checker) restsOnOtherValues(ch *chain, left, right outcome, k claim) bool {
	paragraph := c.document.Blocks[ch.block].Paragraph
	text := k.words.before + " " + k.words.after
	goesOn := !k.words.isLaidDown() && !otherwiseWords.MatchString(text)
	var wavering map[string]bool
	for _, o := range []outcome{left, right} {
		for _, key := range sortedKeys(o.trace.names) {
			b := c.env.find(key)
			if b != nil && c.problem != nil && b.scope == c.problem.env && c.problem.waveringNames()[key] {
				return true
			}
			if b == nil || b.fromSheet || b.assumed || b.link < 0 || c.judged[b.link].chain == nil {
				continue
			}
			if strings.Contains(k.words.before, "otherwise") && !c.computed(b) || holdsSegment(b.claimed) {
				return true
			}
			if wavering == nil {
				wavering = c.waveringNames()
			}
			at := c.judged[b.link].chain.block
			if wavering[key] && !c.computed(b) && c.supposesBetween(at, ch.block) {
				return true
			}
			if c.document.Blocks[at].Paragraph == paragraph {
				continue
			}
			if wavering[key] || len(ch.links) == 1 && !c.computed(b) && !goesOn {
				return true
			}
		}
	}
	return false
}

// callsNumberedName says whether a chain is about a function of a name, `R(p) = p^2`, that
// has a bare number elsewhere, on which a member rests.
func (c *checker) callsNumberedName(ch *chain, left, right outcome) bool {
	if ch.head() == nil {
		return false
	}
	found := false
	syntax.Inspect(ch.head(), func(n syntax.Node) bool {
		p, ok := n.(*syntax.Product)
		if !ok {
			return !found
		}
		for i := range p.Factors[:len(p.Factors)-1] {
			_, argument, ok := pairOf(p.Factors[i].Value, p.Factors[i+1].Value)
			if !ok || p.Factors[i+1].Operator != "" {
				continue
			}
			if id, ok := identify(argument); ok {
				key := c.evaluator(false).settle(id).key()
				b := c.env.find(key)
				found = found || b != nil && !b.fromSheet && !c.computed(b) && (left.trace.names[key] || right.trace.names[key])
			}
		}
		return !found
	})
	return found
}

// restsOnCapitals says whether two members hold several capitals, and not the length
// between two points as one symbol.
func restsOnCapitals(left, right outcome) bool {
	capitals := map[string]bool{}
	for _, o := range []outcome{left, right} {
		for key := range o.trace.names {
			if len(key) == 1 && isCapitalLetter(key) {
				capitals[key] = true
			}
		}
	}
	return len(capitals) > 1
}

// figureWords name figures whose points have capitals for names.
var figureWords = newPhrase(`(?i)(?:^|[^a-z])(triangles?|segments?|circles?|quadrilaterals?|rectangles?|parallelograms?|trapezo?i(?:d|um)s?|polygons?|chords?|midpoints?)(?:$|[^a-z])`)

// namesFigures says whether the document is about figures with points.
func (c *checker) namesFigures() bool {
	if c.figures == nil {
		names := false
		for _, b := range c.document.Blocks {
			if b.Kind == syntax.Math {
				text := c.document.Text(b.At)
				names = names || strings.Contains(text, `\triangle`) || strings.Contains(text, `\angle`)
			} else {
				names = names || figureWords.MatchString(b.Text)
			}
		}
		c.figures = &names
	}
	return *c.figures
}

// isTuple says whether a member is a list of names in parentheses.
func isTuple(n syntax.Node) bool {
	for _, item := range tupleItems(n) {
		if _, ok := identify(item); !ok {
			return false
		}
	}
	return len(tupleItems(n)) > 0
}

// otherMeaning says what in the members may mean something else than what they
// came to, or "". A true link is doubted only where the other meaning is the
// usual one.
func (c *checker) otherMeaning(a, b syntax.Node, holds bool) string {
	says := ""
	for _, member := range []syntax.Node{a, b} {
		if member == nil {
			continue
		}
		syntax.Inspect(member, func(n syntax.Node) bool {
			if says != "" {
				return false
			}
			switch n := n.(type) {
			case *syntax.Product:
				says = c.otherProduct(n, holds)
			case *syntax.Script:
				if g, ok := n.Sup.(*syntax.Group); ok && !holds && g.Open == "(" {
					if id, ok := identify(n); ok && c.env.find(c.evaluator(false).settle(id).key()) == nil && c.valueless(id) {
						says = "a superscript in parentheses may be an index or a power"
					}
				}
			}
			return says == ""
		})
	}
	return says
}

// valueless says whether no member of the family has a value.
func (c *checker) valueless(id identifier) bool {
	return len(c.env.family(id, true)) == 0
}

// otherProduct doubts a product that may be a call: `E[X]`, `f^{-1}(x)`,
// `G(z)^2`, `[z^n] G`.
func (c *checker) otherProduct(p *syntax.Product, holds bool) string {
	for i, f := range p.Factors[:len(p.Factors)-1] {
		next := p.Factors[i+1]
		if next.Operator != "" {
			continue
		}
		if g, ok := f.Value.(*syntax.Group); ok && i == 0 && g.Open == "[" && (hasPower(g.Inner) || hasRelation(g.Inner)) && !holds {
			return "brackets in front may pick a coefficient"
		}
		if _, ok := f.Value.(*syntax.Number); ok && !holds {
			if _, ok := next.Value.(*syntax.Number); ok {
				return "two numbers side by side may be one"
			}
		}
		if number, ok := next.Value.(*syntax.Number); ok && !holds {
			if letter, ok := f.Value.(*syntax.Symbol); ok && letter.At.End == number.At.Start && len(letter.Name) == 1 && isASCIILetter(letter.Name[0]) {
				return "a letter and the digits behind it may be one name"
			}
		}
		id, ok := identify(f.Value)
		if !ok {
			if s, is := unwrapped(f.Value).(*syntax.Script); is && s.Sup != nil && syntax.Print(s.Sup) == "-1" && isArgument(next.Value) {
				if base, ok := identify(s.Base); ok && c.isFunctionSomewhere(base) {
					return "the inverse of a function"
				}
			}
			continue
		}
		known := func() bool { return c.env.find(c.evaluator(false).settle(id).key()) != nil }
		switch g := next.Value.(type) {
		case *syntax.Group:
			if g.Open == "(" && !holds && len(p.Factors) == 2 && closed(g) && tupleItems(g) == nil && !known() && c.env.findFunction(functionKey(id.base, 1)) == nil {
				return "parentheses behind a letter may be a call"
			}
			if inner, lone := identify(g.Inner); lone && g.Open == "(" && !holds && known() && inner.sub == nil && inner.sup == nil && !isBoldOrMatrix(c, id) {
				return "parentheses around a letter may hold an argument"
			}
			if g.Open == "[" && isSingleIndex(g.Inner) && next.Value.Span().Start == f.Value.Span().End {
				return "brackets behind a letter may be a call or an index"
			}
			if g.Open == "[" && !known() && (!holds || capital(id.base)) {
				return "brackets behind a letter may be a call or an index"
			}
			if g.Open == "[" && known() && !holds && capital(id.base) {
				return "brackets behind a letter may be a call or an index"
			}
		case *syntax.Matrix:
			if g.Environment == "[" && len(g.Rows) == 1 && len(g.Rows[0]) == 1 && isSingleIndex(g.Rows[0][0]) && g.Span().Start == f.Value.Span().End {
				return "brackets behind a letter may be a call or an index"
			}
			if g.Environment == "[" && !known() && !holds && capital(id.base) {
				return "brackets behind a letter may be a call or an index"
			}
		case *syntax.Script:
			if isArgument(g.Base) && !known() && !holds && c.isFunctionSomewhere(id) {
				return "the power of a function's value"
			}
		}
	}
	return ""
}

// isSingleIndex says whether a tree is a number or a name, as an index is.
func isSingleIndex(n syntax.Node) bool {
	if _, number := n.(*syntax.Number); number {
		return true
	}
	return n != nil && isName(n)
}

// isBoldOrMatrix says whether a name is bold or stands for a matrix, which is no function.
func isBoldOrMatrix(c *checker, id identifier) bool {
	b := c.env.find(c.evaluator(false).settle(id).key())
	return id.bold || b != nil && b.claimed.isMatrix
}

func capital(base string) bool {
	letters := []rune(strings.Trim(letterOf(base), `\`))
	return len(letters) > 0 && unicode.IsUpper(letters[0])
}

// isFunctionSomewhere says whether the document uses a letter as a function.
func (c *checker) isFunctionSomewhere(id identifier) bool {
	if c.env.findFunction(functionKey(id.base, 1)) != nil || c.names.called[id.base] {
		return true
	}
	return c.names.applied[id.base] > 0
}

func hasPower(n syntax.Node) bool {
	s, ok := n.(*syntax.Script)
	if !ok || s.Sup == nil {
		return false
	}
	_, letter := s.Base.(*syntax.Symbol)
	return letter
}

func hasRelation(n syntax.Node) bool {
	_, ok := n.(*syntax.Relation)
	return ok
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

// computed says whether a name got its value by a computation of the document's,
// and not as a bare number that may be one of several.
func (c *checker) computed(b *binding) bool {
	if b == nil || b.assumed || b.passing {
		return false
	}
	if b.fromSheet {
		return true
	}
	if b.link < 0 {
		return false
	}
	ch := c.judged[b.link].chain
	return ch != nil && (len(ch.links) > 1 || !closed(ch.members[1]))
}

// isHeldTo says whether a number restated for a name that has another value is
// held to it: the name was computed, and the sentence goes on from there.
func (c *checker) isHeldTo(b *binding, w words) bool {
	text := w.before + " " + w.after
	return c.computed(b) && (followsWords.MatchString(w.before) || recallWords.MatchString(w.before)) &&
		!otherwiseWords.MatchString(text) && !deniedWords.MatchString(text) && !w.isLaidDown() && !c.isForeign()
}

// forgetBeside takes back the bare numbers that were given in the same sentence
// as a number that is now another: `p = 28 when q = 7` says nothing of q = 49.
func (c *checker) forgetBeside(old *binding) {
	if old.link < 0 || c.judged[old.link].chain == nil {
		return
	}
	at := c.judged[old.link].chain.block
	for scope := c.env; scope != nil; scope = scope.parent {
		for _, key := range append([]string{}, scope.order...) {
			b := scope.bindings[key]
			if b == old || b.fromSheet || b.assumed || b.link < 0 || c.judged[b.link].chain == nil || c.computed(b) {
				continue
			}
			if c.sameSentence(at, c.judged[b.link].chain.block) {
				scope.remove(key)
			}
		}
	}
}

// sameSentence says whether two blocks of a paragraph stand in one sentence.
func (c *checker) sameSentence(a, b int) bool {
	if a > b {
		a, b = b, a
	}
	if c.document.Blocks[a].Paragraph != c.document.Blocks[b].Paragraph {
		return false
	}
	for i := a + 1; i < b; i++ {
		if block := c.document.Blocks[i]; block.Kind != syntax.Math && lastStop(block.Text) >= 0 {
			return false
		}
	}
	return true
}

// isSure says whether the conditions in scope that touch the symbols of p leave
// no choice: all are linear, and nothing since the first of them sets
// possibilities side by side.
func (c *checker) isSure(p symbolic.Polynomial, ch *chain) bool {
	touched := map[string]bool{}
	for _, name := range p.Variables() {
		touched[name] = true
	}
	conditions := c.env.allConditions()
	if labelled, ok := unwrapped(ch.head()).(*syntax.Product); ok && ch.head() != nil {
		for _, f := range labelled.Factors {
			if f.Operator == ":" {
				return false // a step of a program, with what stands before it
			}
		}
	}
	for name := range c.waveringNames() {
		if touched[name] {
			return false
		}
	}
	first := ch.block
	for again := true; again; {
		again = false
		for _, k := range conditions {
			names := k.difference.Variables()
			if !sharesLetter(names, touched) {
				continue
			}
			if k.relation == "=" && (!k.difference.IsPolynomial() || degree(k.difference.Numerator()) > 1) {
				return false
			}
			if k.link >= 0 && c.judged[k.link].chain != nil {
				first = min(first, c.judged[k.link].chain.block)
			}
			for _, name := range names {
				again = again || !touched[name]
				touched[name] = true
			}
		}
	}
	for i := first; i <= ch.block; i++ {
		b := c.document.Blocks[i]
		text := strings.ToLower(b.Text)
		if b.Formula != nil {
			text = ""
			for _, row := range b.Formula.Rows {
				for _, clause := range row.Clauses {
					text += strings.ToLower(" " + clause.Lead + " " + clause.Trail)
				}
			}
		}
		if otherwiseWords.MatchString(text) || deniedWords.MatchString(text) {
			return false
		}
	}
	w := wordsAround(c.document, ch)
	return !otherwiseWords.MatchString(w.before+" "+w.after) && !deniedWords.MatchString(w.before+" "+w.after) && !w.isLaidDown() && !c.isForeign()
}

// sharesLetter says whether a name is touched, or holds a touched letter, as
// `\left|x - 4\right|` holds x.
func sharesLetter(names []string, touched map[string]bool) bool {
	for _, name := range names {
		if touched[name] {
			return true
		}
		for letter := range touched {
			if strings.Contains(name, letter) || strings.Contains(letter, name) {
				return true
			}
		}
	}
	return false
}

// degree is the largest total degree of a polynomial's terms.
func degree(p symbolic.Polynomial) int {
	most := 0
	for _, name := range p.Variables() {
		d := p.Degree(name)
		most = max(most, d)
		if d == 1 {
			parts := p.Coefficients(name)
			if !parts[1].IsConstant() {
				most = 2
			}
		}
	}
	return most
}

// meansRange says whether an inequality that holds for the values its names have
// is rather a range or a condition: a name has a bare number, or stands for an
// element of a family.
func (c *checker) meansRange(a, b syntax.Node, left, right outcome, k claim) bool {
	if c.readsLatest(a, b) {
		return true
	}
	for _, o := range []outcome{left, right} {
		for _, key := range sortedKeys(o.trace.names) {
			if found := c.env.find(key); found != nil && !c.computed(found) && !found.assumed && !c.isHeldToValues(left, right, k) {
				return true
			}
		}
	}
	return false
}

// isHeldToValues says whether an inequality is about the values that its names
// have: all were computed, and the sentence goes on from there. Else it may be a
// range, in which the names are meant anew.
func (c *checker) isHeldToValues(left, right outcome, k claim) bool {
	for _, o := range []outcome{left, right} {
		for _, key := range sortedKeys(o.trace.names) {
			if !c.computed(c.env.find(key)) {
				return false
			}
		}
	}
	text := k.words.before + " " + k.words.after
	return followsWords.MatchString(k.words.before) && !k.words.isLaidDown() && !otherwiseWords.MatchString(text) && !deniedWords.MatchString(text)
}

// mayBeCondition says whether a link of a chain may constrain its symbols rather
// than restate an expression: one member is a number as it is written, both are
// names that have no value, or the right one brings symbols that no member
// before it has.
func (c *checker) mayBeCondition(ch *chain, i int) bool {
	a, b := ch.members[i], ch.members[i+1]
	if closed(a) != closed(b) || c.isFreeName(a) && c.isFreeName(b) {
		return true
	}
	known := map[string]bool{}
	for _, m := range ch.members[:i+1] {
		for name := range c.freeNames(m) {
			known[name] = true
		}
	}
	if i == 0 && c.isCall(a) && !closed(b) {
		// The form of a function found in two ways: it fixes its parameters.
		for _, name := range c.freeSymbolsOf(a) {
			if !c.freeNames(b)[name] {
				return true
			}
		}
	}
	for name := range c.freeNames(b) {
		if !known[name] {
			return true
		}
	}
	return c.holdsLateName(ch, i)
}

// holdsLateName says whether two members hold a name that the chain brought in on its
// way, and more than once: what it has to do with the others may be said nowhere.
func (c *checker) holdsLateName(ch *chain, i int) bool {
	const late = 2 // the second member may introduce what the first stands for
	if i < late {
		return false
	}
	first := map[string]bool{}
	for _, m := range ch.members[:late] {
		for name := range c.freeNames(m) {
			first[name] = true
		}
		for _, name := range c.freeSymbolsOf(m) {
			first[name] = true
		}
	}
	here := c.freeNames(ch.members[i])
	for name := range here {
		if first[name] || len(here) == 1 || mentionsLetter(ch.members[:late], name) {
			continue
		}
		times := 0
		for _, m := range ch.members[late : i+2] {
			if c.freeNames(m)[name] {
				times++
			}
		}
		if times > 1 {
			return true
		}
	}
	return false
}

// mentionsLetter says whether one of the members holds a letter, as an index too.
func mentionsLetter(members []syntax.Node, letter string) bool {
	return slices.ContainsFunc(members, func(m syntax.Node) bool { return m != nil && mentions(m, letter) })
}

// isCall says whether a member is a function applied to an argument.
func (c *checker) isCall(n syntax.Node) bool {
	p, ok := unwrapped(n).(*syntax.Product)
	return ok && len(p.Factors) == 2 && p.Factors[1].Operator == "" && c.evaluator(false).isCall(p.Factors[0].Value, p.Factors[1].Value)
}

// freeSymbolsOf lists the free symbols of a member's value.
func (c *checker) freeSymbolsOf(n syntax.Node) []string {
	o := c.outcome(n, false)
	if o.failed != nil {
		return nil
	}
	return c.evaluator(false).freeSymbolsOf(o.cases[0].value)
}

func (c *checker) isFreeName(n syntax.Node) bool {
	id, ok := identify(n)
	if !ok {
		return false
	}
	return c.env.find(c.evaluator(false).settle(id).key()) == nil && !c.evaluator(false).hasRule(c.evaluator(false).settle(id))
}

// freeNames lists the names of a tree that have no value, but for functions and
// the indices of sums.
func (c *checker) freeNames(n syntax.Node) map[string]bool {
	names := map[string]bool{}
	if n == nil {
		return names
	}
	e := c.evaluator(false)
	running := map[string]bool{}
	syntax.Inspect(n, func(m syntax.Node) bool {
		if b, ok := m.(*syntax.Big); ok {
			if variable, _, failed := e.lowerBound(b); failed == nil {
				running[variable] = true
			}
		}
		return true
	})
	applied := map[syntax.Node]bool{}
	syntax.Inspect(n, func(m syntax.Node) bool {
		if a, ok := m.(*syntax.Application); ok {
			applied[a.Function] = true
		}
		if applied[m] {
			return false // the cos of \cos x is no name
		}
		id, ok := identify(m)
		if !ok {
			return true
		}
		s := e.settle(id)
		switch {
		case running[id.base], e.env.find(s.key()) != nil, e.hasRule(s), e.namesake(s) != nil, e.latest(id) != nil, id.base == `\pi`, id.base == "e":
		case e.env.findFunction(functionKey(s.key(), 1)) != nil, c.names.isFunction(id.base):
		case id.base == "i" && c.isImaginary():
		default:
			names[s.key()] = true
		}
		return false
	})
	return names
}

// isCounterexample says whether the failure of a claim for all values of an index
// is one of the document's: the index and the parameters have values that the
// text allows, and nothing else is said of them.
func (c *checker) isCounterexample(proof symbolic.Proof, index string, relation symbolic.Relation, at showing, members ...syntax.Node) bool {
	if proof.FailsAt == nil || !c.around.allows(index, ratOf(*proof.FailsAt), at) {
		return false
	}
	for _, b := range c.around.bounds {
		if b.letter != index && c.sameSentence(b.block, at.block) && !mentions(members[0], b.letter) && !mentions(members[1], b.letter) {
			return false // the range of another letter, which may be meant for this one
		}
	}
	for _, name := range sortedKeys(proof.Witness) {
		if name == index {
			continue
		}
		if !isPlainLetter(name) || c.constrained(name) || relation != symbolic.Equals && !c.around.bounded(name) || !c.around.allows(name, proof.Witness[name], at) {
			return false
		}
	}
	for _, m := range members {
		for name := range c.freeNames(m) {
			if name != index && c.constrained(name) {
				return false
			}
		}
	}
	return true
}

// isPlainLetter says whether a symbol is a letter, and no root, function or
// element of a sequence.
func isPlainLetter(name string) bool { return !strings.ContainsAny(name, "_^({|") }

// allows says whether no bound in the paragraph of a claim excludes the value.
func (s *surroundings) allows(letter string, x *big.Rat, c showing) bool {
	for _, b := range s.bounds {
		if b.letter == letter && s.document.Blocks[b.block].Paragraph == s.document.Blocks[c.block].Paragraph && !satisfies(b.relation, x.Cmp(b.number)) {
			return false
		}
	}
	return true
}

// concludesRange says whether the bounds of a letter come only behind a claim, and
// not as its range: "2^n > 225, so n > 7" says nothing of n before.
func (s *surroundings) concludesRange(letter string, c showing) bool {
	after := false
	for _, b := range s.bounds {
		if b.letter != letter {
			continue
		}
		if b.at < c.at || b.block == c.block && b.row == c.row || c.end < b.at && b.at-c.end < 200 && rangeBehind.MatchString(s.document.Source[c.end:b.at]) {
			return false
		}
		after = true
	}
	return after
}

// rangeBehind introduces the range of a claim behind it.
var rangeBehind = newPhrase(`(?i)^[\s,$]*(for|whenever|when|if|where|provided|with)\b[^.:;]*$`)

// bounded says whether the document says anywhere in which range a letter lies.
func (s *surroundings) bounded(letter string) bool {
	for _, b := range s.bounds {
		if b.letter == letter {
			return true
		}
	}
	return false
}

// isImaginary says whether i is the imaginary unit, as far as the document uses
// it: it is no index and no name with a value.
func (c *checker) isImaginary() bool { return !c.names.index && c.env.find("i") == nil }

// reduceUnit replaces the square of the imaginary unit by -1.
func (c *checker) reduceUnit(p symbolic.Polynomial, budget *symbolic.Budget) (symbolic.Polynomial, bool) {
	if p.Degree("i") < 2 || !c.isImaginary() {
		return p, true
	}
	p, err := unitReduced(p, budget)
	return p, err == nil
}

// unitReduced replaces i^2 by -1.
func unitReduced(p symbolic.Polynomial, budget *symbolic.Budget) (symbolic.Polynomial, error) {
	if p.Degree("i") < 2 {
		return p, nil
	}
	total := symbolic.Polynomial{}
	for k, part := range p.Coefficients("i") {
		if k%4 >= 2 {
			part = part.Neg()
		}
		if k%2 == 1 {
			var err error
			if part, err = part.Mul(symbolic.Variable("i"), budget); err != nil {
				return p, err
			}
		}
		total = symbolic.Sum(total, part)
	}
	return total, nil
}

// withoutUnit gives the real part of a complex number, or its imaginary part where
// that is zero: it is not zero where the whole is not. With other symbols, which
// need not be real, there is no telling.
func (c *checker) withoutUnit(p symbolic.Polynomial) symbolic.Polynomial {
	if p.Degree("i") != 1 || len(c.freeSymbols(p)) > 1 || !c.isImaginary() {
		return p
	}
	parts := p.Coefficients("i")
	if parts[0].IsZero() {
		return parts[1]
	}
	return parts[0]
}

// holdsName says whether a symbol is the name, or a function or power of what
// holds it, such as `\sqrt[3]{2*x - 4}` of x.
func holdsName(symbol, key string) bool {
	if symbol == key {
		return true
	}
	if len(symbol) < len(key) || isPlainLetter(symbol) || key == "" {
		return false
	}
	letter := func(i int) bool {
		return i >= 0 && i < len(symbol) && (symbol[i] >= 'a' && symbol[i] <= 'z' || symbol[i] >= 'A' && symbol[i] <= 'Z' || symbol[i] == '\\')
	}
	for at := 0; ; {
		i := strings.Index(symbol[at:], key)
		if i < 0 {
			return false
		}
		i += at
		if !letter(i-1) && !letter(i+len(key)) {
			return true
		}
		at = i + 1
	}
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
