package proofs

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// compare decides an inequality between numbers.
func (c *checker) compare(l *Link, ch *chain, i int, relation string, x, y value, k claim, left, right outcome) {
	x, y = x.single(), y.single()
	if x.isMatrix || y.isMatrix {
		if relation == `\ne` && (!sameShape(x, y) || !c.same(x, y)) && x.isConstant() && y.isConstant() {
			l.Verdict, l.Reason = Proved, ""
			return
		}
		if relation == `\ne` && sameShape(x, y) && c.same(x, y) && (ownNumbers(left, right) || c.withoutValues(left, right) || c.isHeldToValues(left, right, k)) {
			l.Verdict, l.Reason, l.Says = Refuted, "", "the two members are equal"
			return
		}
		l.Verdict, l.Reason, l.Says = Unknown, Unsupported, "an inequality between matrices"
		return
	}
	d, ok := c.difference(x.scalar, y.scalar)
	if !ok {
		l.Verdict, l.Reason, l.Says = Unknown, Limit, "comparing the members would exceed the budget"
		return
	}
	budget := c.budget()
	r, err := x.scalar.Sub(y.scalar, budget)
	constant, isNumber := r.AsConstant()
	if err == nil && !isNumber && len(c.freeSymbols(d)) == 0 {
		if sign, ok := c.functions.Sign(r, budget); ok {
			constant, isNumber = big.NewRat(int64(sign), 1), true
		}
	}
	if (err != nil || !isNumber && !d.IsZero()) && c.byInduction(l, ch, i, k) {
		return
	}
	if err != nil || !isNumber && !d.IsZero() {
		if len(c.freeSymbols(d)) > 0 && (relation == `\ne` || !x.opaque && !y.opaque) {
			l.Verdict, l.Reason = Given, ""
			if len(k.words.before) > 0 && !k.words.isLaidDown() && !quantified.MatchString(k.words.before) && followsWords.MatchString(k.words.before) {
				l.Verdict, l.Reason, l.Says = Unknown, Conditional, "true for some values of the symbols only"
			}
			return
		}
		l.Verdict, l.Reason, l.Says = Unknown, Unsupported, "an inequality hence cannot decide"
		return
	}
	sign := 0
	if !d.IsZero() {
		sign = constant.Sign()
	}
	holds := map[string]bool{"<": sign < 0, ">": sign > 0, `\le`: sign <= 0, `\ge`: sign >= 0, `\ne`: sign != 0}[relation]
	if holds {
		l.Verdict, l.Reason = Proved, ""
		if c.meansRange(ch.members[i], ch.members[i+1], left, right, k) {
			l.Verdict = Given
		}
		return
	}
	if k.words.isLaidDown() && len(lettersListed(ch.members[i])) == 1 && closed(ch.members[i+1]) && !c.isHeldToValues(left, right, k) {
		l.Verdict, l.Reason = Given, "" // "let n >= 2", after a case n_0 = 1
		return
	}
	if !ownNumbers(left, right) && !c.isHeldToValues(left, right, k) && !(d.IsZero() && c.withoutValues(left, right) && !holdsSegments(ch.members[i]) && !holdsSegments(ch.members[i+1])) {
		l.Verdict, l.Reason, l.Says = Unknown, Conditional, "not so for the values that the names have above, which may not be meant"
		return
	}
	if relation == `\ne` && (capitalsTogether(ch.members[i]) || capitalsTogether(ch.members[i+1])) && c.withoutValues(left, right) {
		l.Verdict, l.Reason, l.Says = Unknown, Unsupported, "these may be matrices, which need not commute"
		return
	}
	l.Verdict, l.Reason = Refuted, ""
	l.Says = fmt.Sprintf("%s %s %s is false", l.Value, relation, l.Claims)
	if relation == `\ne` {
		l.Says = "the two members are equal"
	}
}

// refuteDifference refutes that two members differ where, with an equals sign between
// them, the link would be proved, and the text means what it says.
func (c *checker) refuteDifference(ch *chain, i int, w words, outcomes []outcome, chosen []int) {
	at := ch.links[i]
	l := &c.links[at]
	if l.Verdict != Given && (l.Verdict != Unknown || l.Reason != Conditional && l.Reason != Unsupported) || c.isSheet {
		return
	}
	equal := c.asEquation(ch, i, w, outcomes, chosen)
	if equal.Verdict != Proved || c.isQuoted(ch, w) {
		return
	}
	p, nonzero, ok := c.unknowns(ch, i, outcomes, chosen)
	if !ok && mayBeReordered(ch.members[i], ch.members[i+1]) {
		return
	}
	var k consequence
	if !ok || !p.IsZero() {
		if ok {
			k = c.consequenceOf(p, nonzero, ch)
		}
		if !c.derivesDifference(ch, i, w, p, k) || c.isExcluded(k) {
			return
		}
	}
	witness := map[string]string{}
	if k.follows {
		budget := c.share(concludeSteps, concludeBits)
		point, ok := k.ideal.Point(k.nonzero, budget)
		for name, r := range point {
			witness[name] = symbolic.FormatRat(r)
		}
		if !ok {
			if witness, ok = c.solutionOf(p, k, budget); !ok {
				return
			}
		}
	}
	l.Verdict, l.Reason, l.Conditions, l.Witness = Refuted, "", []string{}, witness
	l.Says = "the two members are equal"
	if equal.Says != "" {
		l.Says += ": that " + equal.Says
	}
}

// asEquation judges a link as if an equals sign stood in it, and leaves no trace.
func (c *checker) asEquation(ch *chain, i int, w words, outcomes []outcome, chosen []int) Link {
	at := ch.links[i]
	one := *ch
	one.operators = slices.Clone(ch.operators)
	one.operators[i].Name = "="
	link, known, premises, disputes, sought := c.links[at], c.judged[at], *c.premises, c.disputes, c.sought
	c.sought = maps.Clone(sought)
	defer func() {
		c.links[at], c.judged[at], *c.premises, c.disputes, c.sought = link, known, premises, disputes, sought
	}()
	l := &c.links[at]
	l.Verdict, l.Reason, l.Says, l.Witness = Unknown, "", "", map[string]string{}
	l.Conditions, l.Readings, l.Remarks = nil, nil, nil
	around := wordsAround(c.document, ch)
	c.decide(&one, i, outcomes[i], outcomes[i+1], chosen[i], chosen[i+1], c.contextOf(&one, c.headOf(&one, around), around, outcomes))
	c.conclude(&one, i, w, outcomes, chosen)
	return *l
}

// isQuoted says whether the text says that what is written is not so, or takes it for
// a supposition's end.
func (c *checker) isQuoted(ch *chain, w words) bool {
	return c.isDenied(ch, claim{words: w}, true) || c.foreign || whenWeHave.MatchString(w.before)
}

// adversativeWords set a line against what was said before: "but x \ne 2, for we
// divided by x - 2".
var adversativeWords = newPhrase(`(?:^|[^a-z])(but|however|although|though|because|unless|except|provided|domain|denominators?|undefined|defined|exclud\w*|restrict\w*|nonzero|distinct|different|differs?|either|neither|whether|cases?|respectively|otherwise|instead|alternatively|no longer)(?:$|[^a-z])`)

// supposesHere are the words right before a formula that take it for a case, or set it
// against something.
var supposesHere = newPhrase(`(?:^|[^a-z])(if|iff|when|whenever|unless|until|except|provided|as long as|suppose|supposing|assume|assuming|either|neither|whether|cases?|conditions?|possib\w*|chance|probability|such that|but|however|although|though)(?:$|[^a-z])|(?:^|[^a-z])(?:at|for|with|where)[,:]?\s*$`)

// limitsBehind are the words right behind one that say where it holds.
var limitsBehind = newPhrase(`^\s*,?\s*(?:(?:is|are|holds?|will be|be) (?:\w+ )?)?(?:as long as|if|when|whenever|unless|provided|only|except|satisfied|true)(?:$|[^a-z])`)

// derivesDifference says whether a link that contradicts the equations in force is meant
// to follow from them: it does not lay anything down, is set against nothing, and
// ends no supposition. That a letter is not a number is said for many reasons;
// that two formulas differ, hardly without such a word beside it.
func (c *checker) derivesDifference(ch *chain, i int, w words, p symbolic.Polynomial, k consequence) bool {
	if k.conflict || elsewhere.MatchString(w.before) && !c.premises.isOpenIn(c, ch.block) {
		return false
	}
	derived := i > 0 || len(ch.links) > 1 || consequenceWords.MatchString(w.before) || c.continuesRow(ch)
	if c.tellsApart(ch.members[i], ch.members[i+1]) {
		if !derived || i == 0 && w.isLaidDown() || adversativeWords.MatchString(w.before) || adversativeWords.MatchString(w.after) || namesCurve.MatchString(w.before) {
			return false
		}
	} else if !derived && !assertsFormula.MatchString(w.near()) || i == 0 && supposesHere.isLastOf(w.near(), consequenceWords, w.near()) || limitsBehind.MatchString(w.after) {
		return false
	}
	return !slices.ContainsFunc(k.used, func(x premise) bool { return x.general || c.mayDeny(x, p, &c.links[ch.links[i]], ch) })
}

// assertsFormula are words right before a formula that the text means, also where it says
// it again.
var assertsFormula = newPhrase(`(?:^|[^a-z])(since|because|as|from|know|given|recall|note|notice|observe|using|substitut\w*|plugging|lies on|lie on|satisf\w*|equation)(?:$|[^a-z])|^\s*$`)

// tellsApart says whether a name is said to be another one or a number.
func (c *checker) tellsApart(a, b syntax.Node) bool {
	return isName(a) && (isName(b) || isBareNumber(b)) || isName(b) && isBareNumber(a)
}

// isExcluded says whether the document says elsewhere that what makes two members equal
// is not so: then it is no longer in force.
func (c *checker) isExcluded(k consequence) bool {
	budget := c.share(concludeSteps, concludeBits)
	return slices.ContainsFunc(c.env.allConditions(), func(x condition) bool {
		return x.relation == `\ne` && k.ideal.Contains(x.difference.Numerator(), budget)
	})
}

// mayDeny says whether a line that two members differ may deny one of the equations that
// make them equal, and not contradict it: it ends a supposition, or stands beside
// it as the other case.
func (c *checker) mayDeny(x premise, p symbolic.Polynomial, l *Link, ch *chain) bool {
	if x.beside && x.laid && !x.supposed {
		return false
	}
	if x.written == strings.Join(strings.Fields(l.Left+" = "+l.Right), " ") {
		return true
	}
	if x.beside || x.block >= 0 && c.inOneSentence(x.block, ch.block) {
		return false
	}
	supposed := x.supposed || x.laid && supposition.MatchString(c.sentenceWords(&chain{block: x.block}).before)
	budget := c.share(concludeSteps, concludeBits)
	return supposed && symbolic.NewIdeal([]symbolic.Polynomial{p}, budget).Contains(x.equation, budget)
}

// rootsOf names real roots that the unknowns of a polynomial have in common
// solutions, where none is rational.
func (c *checker) rootsOf(p symbolic.Polynomial, ideal symbolic.Ideal, budget *symbolic.Budget) (map[string]string, bool) {
	roots := map[string]string{}
	for _, g := range ideal.Basis() {
		names := c.functions.FreeSymbols(g)
		if len(names) == 1 && len(g.Variables()) == 1 && hasRealRoot(g, names[0], budget) {
			roots[names[0]] = "a root of " + g.String()
		}
	}
	return roots, ideal.IsConsistent() && len(roots) > 0 && len(roots) >= len(c.functions.FreeSymbols(p))
}

// mayBeReordered says whether two members hold products of the same capital letters, which
// need not commute: AB may be a length, or a product of matrices.
func mayBeReordered(a, b syntax.Node) bool {
	letters := func(n syntax.Node) string {
		var all []string
		syntax.Inspect(n, func(m syntax.Node) bool {
			if s, ok := m.(*syntax.Symbol); ok && isCapitalLetter(s.Name) {
				all = append(all, s.Name)
			}
			return true
		})
		slices.Sort(all)
		return strings.Join(all, "")
	}
	return (holdsSegments(a) || holdsSegments(b)) && letters(a) == letters(b)
}

// capitalsTogether says whether two capital letters stand side by side, which may be matrices.
func capitalsTogether(n syntax.Node) bool {
	found := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		if p, ok := m.(*syntax.Product); ok {
			count := 0
			for _, f := range p.Factors {
				if s, ok := f.Value.(*syntax.Symbol); ok && f.Operator == "" && isCapitalLetter(s.Name) {
					count++
				}
			}
			found = found || count > 1
		}
		return !found
	})
	return found
}
