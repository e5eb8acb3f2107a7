package proofs

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// A text says more than its equations, so that a line which these do not imply need not
// be wrong: it may rest on a word. But a line that one changed sign, number or
// exponent would turn into a consequence of them rests on nothing else: it was
// meant to be that consequence, and it is refuted where it fails at a common solution.

// evidence is that a link was meant to be a consequence: the change that makes it one.
type evidence struct {
	says   string
	number string // what stands for the open number
	// weak is that only one number is left over, so that some number always fits.
	weak bool
	// copied is that the change makes it the very equation of a premise.
	copied bool
}

// nearby finds a change of one member of a link that makes it follow from what is
// known.
func (c *checker) nearby(ch *chain, i int, k consequence, outcomes []outcome, chosen []int) (evidence, bool) {
	var weak evidence
	var said []premise
	for _, x := range c.premises.all[max(0, len(c.premises.all)-premisesLookedAt):] {
		if x.chain != nil {
			said = append(said, x)
		}
	}
	sieve := c.newSieve(ch, i, k)
	letters := c.lettersAround(ch, i, k)
	for side := range 2 {
		other := ch.members[i+1-side]
		for _, changed := range changesOf(ch.members[i+side], mostChanges, letters...) {
			if !sieve.mayFollow(side, changed, other) || isSaidTwice(changed.node, other, "") {
				continue
			}
			one := *ch
			one.members = []syntax.Node{ch.members[i], ch.members[i+1]}
			one.members[side] = changed.node
			values, cases := slices.Clone(outcomes[i:i+2]), slices.Clone(chosen[i:i+2])
			values[side], cases[side] = c.outcome(changed.node, false), 0
			p, _, ok := c.unknowns(&one, 0, values, cases)
			if !ok {
				if p, ok = c.differenceOf(values); !ok {
					continue
				}
			}
			found, ok := c.makesConsequence(p, changed, other, k.ideal)
			if !ok {
				continue
			}
			at := slices.IndexFunc(said, func(x premise) bool { return x.isWritten(one.members, found.number) })
			if at >= 0 && said[at].block == ch.block {
				continue // nobody says the same twice in one formula
			}
			found.copied = at >= 0
			if found.copied && changed.letter {
				continue // the same of other quantities
			}
			if !found.weak && !found.copied {
				return found, true
			} else if weak.says == "" {
				weak = found
			}
		}
	}
	return weak, weak.says != ""
}

// lettersAround lists the small letters of a link and of the premises it was compared with:
// one may stand where another should. Where the premises leave the link open, it may as
// well say of one letter what they say of another, so that only a chain's members are
// tried.
func (c *checker) lettersAround(ch *chain, i int, k consequence) []string {
	const most = 6
	if !k.excluded && len(ch.links) == 1 {
		return nil
	}
	seen := map[string]bool{}
	for _, m := range ch.members[i : i+2] {
		eachName(m, func(id identifier) { seen[id.base] = true })
	}
	for _, x := range k.used {
		for _, name := range x.equation.Variables() {
			seen[letterOf(name)] = true
		}
	}
	var all []string
	for _, name := range sortedKeys(seen) {
		if len(name) == 1 && !isCapitalLetter(name) && name != "i" && name != "e" && len(all) < most {
			all = append(all, name)
		}
	}
	return all
}

// isWritten says whether a premise has these members, with a number for the open one.
func (x premise) isWritten(members []syntax.Node, number string) bool {
	i := slices.Index(x.chain.links, x.link)
	return i >= 0 && x.chain.members[i] != nil && isSaidTwice(members[0], x.chain.members[i], number) && isSaidTwice(members[1], x.chain.members[i+1], number)
}

// isSaidTwice says whether a changed member is written as the other one is: what is equal to
// itself tells nothing.
func isSaidTwice(changed, other syntax.Node, number string) bool {
	plain := strings.NewReplacer(" ", "", "(", "", ")", "", "{", "", "}", "", `\left`, "", `\right`, "", `\cdot`, "", changedNumber, number)
	return plain.Replace(syntax.Print(unwrapped(changed))) == plain.Replace(syntax.Print(unwrapped(other)))
}

// differenceOf is the difference of the values of two members, with the numbers that
// names have.
func (c *checker) differenceOf(members []outcome) (symbolic.Polynomial, bool) {
	for _, m := range members {
		if m.failed != nil || len(m.cases) == 0 || m.cases[0].value.single().isMatrix {
			return symbolic.Polynomial{}, false
		}
	}
	return c.difference(members[0].cases[0].value.single().scalar, members[1].cases[0].value.single().scalar)
}

// makesConsequence says whether the changed difference of a link vanishes wherever
// the ideal does, for one value of the number that is open.
func (c *checker) makesConsequence(p symbolic.Polynomial, changed change, other syntax.Node, ideal symbolic.Ideal) (evidence, bool) {
	budget := c.share(concludeSteps, concludeBits)
	rest, err := ideal.Remainder(p, budget)
	switch {
	case err != nil:
		return evidence{}, false
	case rest.IsZero():
		return evidence{says: changed.says}, !changed.open
	case !changed.open || rest.Degree(changedNumber) == 0:
		return evidence{}, false
	}
	// Its values where all other symbols are numbers hold the one that is sought.
	at, next := map[string]symbolic.Polynomial{}, int64(2)
	for _, name := range rest.Variables() {
		if name != changedNumber {
			at[name] = symbolic.Integer(next)
			next = 2*next + 1
		}
	}
	single, err := rest.SubstitutePolynomials(at, budget)
	if err != nil {
		return evidence{}, false
	}
	factors, err := single.Factors(budget)
	if err != nil {
		return evidence{}, false
	}
	for _, f := range factors {
		if f.Factor.Degree(changedNumber) != 1 {
			continue
		}
		parts := f.Factor.Coefficients(changedNumber)
		constant, _ := parts[0].AsConstant()
		lead, _ := parts[1].AsConstant()
		if constant == nil || lead == nil {
			continue
		}
		root := new(big.Rat).Quo(constant, lead)
		root.Neg(root)
		number := symbolic.FormatRat(root)
		if _, whole := changed.node.(*syntax.Symbol); number == "0" && !whole || number == "1" && changed.alone || !isLike(root, changed.number) || isSaidTwice(changed.node, other, number) {
			continue
		}
		zero, err := rest.SubstitutePolynomials(map[string]symbolic.Polynomial{changedNumber: symbolic.Constant(root)}, budget)
		if err == nil && zero.IsZero() {
			weak := len(c.functions.FreeSymbols(rest)) <= 1 && !differsInOneDigit(changed.number, number)
			return evidence{says: number + changed.says, number: number, weak: weak}, true
		}
	}
	return evidence{}, false
}

// isLike says whether a number could stand for a written one: with no more decimals, and
// hardly more digits.
func isLike(r *big.Rat, written string) bool {
	_, decimals, _ := strings.Cut(written, ".")
	whole := new(big.Rat).Mul(r, new(big.Rat).SetInt(powerOfTen(len(decimals))))
	return whole.IsInt() && len(new(big.Int).Abs(whole.Num()).String()) <= len(written)+1
}

// differsInOneDigit says whether two numbers of several digits differ in a single one:
// where a number always fits, that one is no accident.
func differsInOneDigit(a, b string) bool {
	if len(a) != len(b) || len(a) < 2 {
		return false
	}
	differ := 0
	for i := range a {
		if a[i] != b[i] {
			differ++
		}
	}
	return differ == 1
}

// refuteNearby refutes a link that one change would make a consequence of the premises,
// at a common solution of all of them at which it fails.
func (c *checker) refuteNearby(l *Link, ch *chain, i int, p symbolic.Polynomial, w words, k consequence, outcomes []outcome, chosen []int) {
	left, _, ok := c.unknown(ch.members[i], outcomes[i], chosen[i])
	right, _, also := c.unknown(ch.members[i+1], outcomes[i+1], chosen[i+1])
	if !ok || !also || c.isNumberFor(left, right) || c.isNumberFor(right, left) || c.holdsCalls(p) || c.holdsValues(p) || c.holdsForgotten(p) {
		return
	}
	presented := i > 0 || consequenceWords.MatchString(w.before) || c.continuesRow(ch)
	if !presented && (c.isProblem(ch.block) || (l.Verdict == Given || len(k.used) == 0) && !assertWords.MatchString(w.before) && !c.isStatedAlone(left, right, ch, w, k)) || !c.mayFollow(ch, w, k) {
		return
	}
	found, ok := c.nearby(ch, i, k, outcomes, chosen)
	beside := otherwiseSaid.MatchString(w.near())
	if !ok || beside && (found.weak || found.copied || isOtherValue(p, k)) || !presented && (found.weak && len(ch.links) == 1 || found.copied && !assertWords.MatchString(w.before)) {
		return
	}
	if k.excluded {
		if c.refuteByPoint(l, ch, i, p, k, outcomes, chosen); l.Verdict == Refuted || l.Verdict == Rounded {
			return
		}
	}
	budget := c.share(concludeSteps, concludeBits)
	avoid := append([]symbolic.Polynomial{p}, k.nonzero...)
	for _, name := range c.functions.FreeSymbols(p) {
		avoid = append(avoid, symbolic.Variable(name))
	}
	point, ok := k.ideal.Point(avoid, budget)
	if !ok {
		point, ok = k.ideal.Point(avoid[:1+len(k.nonzero)], budget)
	}
	if len(k.used) == 0 {
		if small, found := c.witness(p, k.nonzero); found && len(small) == len(point) {
			point = small // no fraction or negative number where a letter may count things
		}
	}
	if ok && c.isPlainPoint(point) && c.isWitness(p, nil, c.conditionsOn(keysOf(point)), point, budget) {
		a, err := left.Evaluate(point, budget)
		b, err2 := right.Evaluate(point, budget)
		if err == nil && err2 == nil && a.Cmp(b) != 0 {
			l.Witness = map[string]string{}
			for name, r := range point {
				l.Witness[name] = symbolic.FormatRat(r)
			}
			c.refuteBeside(l, k, found, fmt.Sprintf("the left member is %s and the right one %s", symbolic.FormatRat(a), symbolic.FormatRat(b)))
		}
		return
	}
	c.refuteBySolution(l, p, k, found)
}

// isOtherValue says whether a link gives what a premise gives a number another one: behind
// "or" it is the next possibility.
func isOtherValue(p symbolic.Polynomial, k consequence) bool {
	return slices.ContainsFunc(k.used, func(x premise) bool {
		return p.Sub(x.equation).IsConstant() || p.Add(x.equation).IsConstant()
	})
}

// holdsValues says whether a polynomial holds values of a function that has no rule, such
// as p(4): another argument is another unknown.
func (c *checker) holdsValues(p symbolic.Polynomial) bool {
	return slices.ContainsFunc(p.Variables(), func(name string) bool {
		return strings.HasSuffix(name, ")") && !strings.HasPrefix(name, `\`)
	})
}

// isStatedAlone says whether an equation of several terms stands before any other in its
// letters, and no word takes it for one to be solved: then it is an identity.
func (c *checker) isStatedAlone(left, right symbolic.RationalFunction, ch *chain, w words, k consequence) bool {
	const several = 3
	return len(k.used) == 0 && max(left.Numerator().Len(), right.Numerator().Len()) >= several &&
		!c.isSolved(ch, claim{words: w}) && !c.asksIn(ch.block) && !namesCurve.MatchString(w.before)
}

// keysOf is the set of the keys of a map.
func keysOf[V any](m map[string]V) map[string]bool {
	all := map[string]bool{}
	for key := range m {
		all[key] = true
	}
	return all
}

// isPlainPoint says whether a point gives values to unknowns only, and to no values of
// functions, which it may not choose.
func (c *checker) isPlainPoint(point map[string]*big.Rat) bool {
	for name := range point {
		if _, root := squareOfRoot(name); root {
			return false
		}
		if c.functions.Holds(symbolic.Variable(name)) || strings.Contains(name, "^{(") || name == "i" && c.isImaginary() {
			return false
		}
	}
	return true
}

// refuteBySolution refutes a link at a common solution of the premises that is not
// written in rational numbers, or at values of functions.
func (c *checker) refuteBySolution(l *Link, p symbolic.Polynomial, k consequence, found evidence) {
	if len(k.used) == 0 {
		if witness, ok := c.witness(p, k.nonzero); ok && len(witness) > 0 {
			l.Witness = map[string]string{}
			for name, r := range witness {
				l.Witness[name] = symbolic.FormatRat(r)
			}
			c.refuteBeside(l, k, found, "the members differ")
		}
		return
	}
	witness, ok := c.solutionOf(p, k, c.share(concludeSteps, concludeBits))
	if !ok {
		return
	}
	l.Witness = witness
	c.refuteBeside(l, k, found, "the members differ")
}

// solutionOf is a common solution of the premises that is not written in rational numbers,
// or one with values of functions: one at which a polynomial is not zero, unless they
// make it so everywhere or nowhere.
func (c *checker) solutionOf(p symbolic.Polynomial, k consequence, budget *symbolic.Budget) (map[string]string, bool) {
	names := c.functions.FreeSymbols(p)
	for _, name := range p.Variables() {
		if strings.Contains(name, "^{(") {
			return nil, false // an index or a power
		}
		if !slices.Contains(names, name) && len(c.functions.FreeSymbols(symbolic.Variable(name))) > 0 {
			return nil, false // the value of a function of an unknown
		}
	}
	avoid := k.nonzero
	if !k.excluded && !k.follows {
		avoid = append([]symbolic.Polynomial{p}, avoid...)
	}
	solution, ok := k.ideal.Solution(names, avoid, budget)
	if !ok {
		return nil, false
	}
	for _, x := range c.conditionsOn(keysOf(solution.Values)) {
		if v, err := x.difference.Evaluate(solution.Values, budget); x.relation != "=" && (err != nil || !satisfies(x.relation, v.Sign())) {
			return nil, false
		}
	}
	witness := map[string]string{}
	for name, r := range solution.Values {
		witness[name] = symbolic.FormatRat(r)
	}
	for name, g := range solution.Roots {
		if !hasRealRoot(g, name, budget) && !c.names.complex && c.names.bare["i"] == 0 {
			return nil, false
		}
		witness[name] = "a root of " + g.String()
	}
	return witness, true
}

// mayFollow says whether the words around a link leave it to be a consequence: none of
// them lays it down, denies it, opens another possibility or supposes something.
func (c *checker) mayFollow(ch *chain, w words, k consequence) bool {
	if k.conflict || c.isSheet || c.foreign || len(k.used) >= mostPremises || w.isLaidDown() || whenWeHave.MatchString(w.before) || optionBehind.MatchString(w.after) {
		return false
	}
	if elsewhere.MatchString(w.before) && !c.premises.isOpenIn(c, ch.block) || c.isLeftCase(ch, k) {
		return false
	}
	near := w.near()
	if namesCurve.MatchString(w.before) && !consequenceWords.MatchString(near) {
		return false // the planes $x + y = 1$ and $x + y = 2$
	}
	if opensOther.MatchString(near) || namesEquation.MatchString(near) || eachOfSeveral.MatchString(w.before) || c.isDenied(ch, claim{words: w}, false) {
		return false
	}
	return !slices.ContainsFunc(k.used, func(x premise) bool { return x.general })
}

// isLeftCase says whether a premise was supposed in an earlier sentence, in passing: the
// text may have left that case.
func (c *checker) isLeftCase(ch *chain, k consequence) bool {
	f := c.premises
	if f.scope < 0 || f.isOpenIn(c, ch.block) {
		return false
	}
	opened := f.all[f.scope].block
	return opened >= 0 && !lastingSupposition.MatchString(c.sentenceWords(&chain{block: opened}).before) &&
		slices.ContainsFunc(k.used, func(x premise) bool { return x.block >= opened })
}

var (
	// opensOther are the words right before a formula that open another possibility.
	opensOther = newPhrase(`(?:^|[^a-z])(otherwise|instead|alternatively|another|other|if|suppose|supposing|assume|assuming|try|guess|would|possib\w*|when|where|respectively|unless|cases?)(?:$|[^a-z])|(?:^|[^a-z])(?:second|third|trying|at)[,:]?\s*$`)
	// otherwiseSaid sets a formula beside another one: it may say the same.
	otherwiseSaid = newPhrase(`(?:^|[^a-z])or(?:$|[^a-z])`)
	// namesEquation are the words right before an equation that is spoken of and not said.
	namesEquation = newPhrase(`(?:^|[^a-z])(?:roots? of|solutions? (?:of|to)|graphs? of|solv(?:e|es|ing)|want)(?: the equations?)?\s*$`)
	// elsewhere are the words that make a sentence one about a case of its own.
	elsewhere = newPhrase(`(?:^|[^a-z])(if|when|whenever|suppose|supposing|assume|assuming|case|cases|otherwise|for\s*` + rangeMark + `)(?:$|[^a-z])`)
	// eachOfSeveral lists several equations of which each is meant by itself, or of which each
	// coefficient counts.
	eachOfSeveral = newPhrase(`(?:^|[^a-z])(either|neither|trying|whether|respectively|possibilit\w*|both\s*` + otherMark + `|coefficients?|identically)(?:$|[^a-z])`)
	// assertWords say that an equation is so.
	assertWords = newPhrase(`(?:^|[^a-z])(since|because|as|note|notice|observe|recall|in general|always|identity|formula|write|written|rewrite|rewritten|expand\w*|expansion|is equal to|equals|completing|combin\w*|computed)(?:$|[^a-z])`)
)

// refuteBeside refutes a link at the witness it has.
func (c *checker) refuteBeside(l *Link, k consequence, found evidence, differ string) {
	l.Verdict, l.Reason, l.Conditions = Refuted, "", []string{}
	where := "at " + witnessInWords(l.Witness)
	if len(k.used) > 0 {
		where = k.inWords() + " has the solution " + witnessInWords(l.Witness) + ", at which"
	}
	l.Says = fmt.Sprintf("%s %s; with %s it would hold", where, differ, found.says)
}

// isNumberFor says whether a name is given a number.
func (c *checker) isNumberFor(name, number symbolic.RationalFunction) bool {
	names := name.Variables()
	return len(names) == 1 && name.Equal(symbolic.Var(names[0])) && len(c.freeSymbols(number.Numerator())) == 0 && len(c.freeSymbols(number.Denominator())) == 0
}
