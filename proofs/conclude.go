package proofs

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// consequence is what the premises in force say of an equation.
type consequence struct {
	follows  bool // it holds wherever they do
	excluded bool // it holds nowhere where they do
	used     []premise
	offered  bool // of one of several alternatives
	conflict bool // some premise was left out because it contradicts nearer ones
	ideal    symbolic.Ideal
	nonzero  []symbolic.Polynomial
}

// concludeSteps and concludeBits bound the algebra for one link.
const (
	concludeSteps = 12_000
	concludeBits  = 1_000
)

// conclude decides what nothing else decided: a link that follows from the
// equations in force is proved, one that none of their solutions satisfies is
// refuted, if the text presents it as a consequence. Then it keeps the link's own
// equation as a premise.
func (c *checker) conclude(ch *chain, i int, w words, outcomes []outcome, chosen []int) {
	l := &c.links[ch.links[i]]
	if relationOf(ch.operators[i].Name) == `\ne` {
		defer func() {
			if !l.Verdict.Wrong() {
				c.withdrawDenied(ch, i, outcomes, chosen)
			}
		}()
	}
	if l.Verdict.Wrong() || c.judged[ch.links[i]].withdrawn || c.isTorn(ch, i) || c.alternated[ch] != nil || isProgramStep(ch) && !w.supposes() || c.speaksOfGroups() ||
		c.otherMeaning(ch.members[i], ch.members[i+1], true) != "" {
		return
	}
	switch relationOf(ch.operators[i].Name) {
	case "=", ":=":
	case `\ne`:
		c.refuteDifference(ch, i, w, outcomes, chosen)
		return
	default:
		c.concludeOrder(ch, i, w, outcomes, chosen)
		return
	}
	if c.decideSigns(l, ch.members[i], ch.members[i+1]) {
		return
	}
	p, nonzero, ok := c.unknowns(ch, i, outcomes, chosen)
	if !ok && (len(branches(ch.members[i])) > 1 || len(branches(ch.members[i+1])) > 1) {
		one := *ch
		one.members = []syntax.Node{ch.members[i], ch.members[i+1]}
		p, nonzero, ok = c.branchesOf(&one)
	}
	if ok && p.IsZero() && l.Verdict == Unknown && l.Reason == UndefinedSymbol {
		// Whatever the names stand for.
		l.Verdict, l.Reason, l.Says = Proved, "", ""
	}
	if !ok && l.Verdict == Unknown && l.Reason == Conditional {
		c.refuteByValues(l, ch, i, w, outcomes, chosen)
	}
	if !ok || p.IsZero() {
		return
	}
	if p.IsConstant() {
		return
	}
	switch l.Reason {
	case UndefinedValue, Limit, Unread:
		return
	}
	if l.Verdict == Unknown && l.Reason == Unsupported && c.refuteAmount(l, ch, i, w, outcomes) {
		return
	}
	laid := i == 0 && (l.Verdict == Given && w.isLaidDown() || c.isSheet)
	if !laid && (l.Verdict == Unknown || l.Verdict == Given || l.Verdict == Definition) {
		k := c.consequenceOf(p, nonzero, ch)
		if k.follows && c.isGeneral(ch, i) && slices.ContainsFunc(k.used, func(x premise) bool { return x.solved }) {
			k.follows = false // an equation to be solved says nothing of the function
		}
		if k.follows && equationOfCurve.MatchString(w.before) && c.crosses(k) {
			k.follows = false
		}
		switch {
		case k.follows && (l.Verdict != Definition || closed(ch.members[i+1]) || !c.restsOnValues(k, p, ch.members[i])):
			c.proveFrom(l, k)
			c.judged[ch.links[i]].concluded = true
		case !k.excluded && l.Verdict == Unknown && c.followsForPositive(l, p, k):
			c.judged[ch.links[i]].concluded = true
		case k.excluded && (l.Verdict == Unknown || closed(ch.members[i+1])) && c.isPresented(ch, i, w, k):
			c.refuteByPoint(l, ch, i, p, k, outcomes, chosen)
		}
		if l.Verdict == Unknown || l.Verdict == Given {
			c.refuteNearby(l, ch, i, p, c.withoutRestated(ch, w), k, outcomes, chosen)
		}
		if l.Verdict == Refuted {
			for _, name := range c.functions.FreeSymbols(p) {
				c.sought[name] = true
			}
			return
		}
		if !k.follows && !k.excluded {
			c.noteLost(p, k, ch.links[i])
		}
	}
	if !laid && closed(ch.members[i+1]) {
		c.noteExtraneous(ch, i, ch.links[i])
	}
	c.solving.noteStep(p, ch.links[i])
	if c.isUnasserted(ch) || len(ch.members) > 2 && w.isOption() {
		return
	}
	if p.Len() == 1 && l.Verdict != Proved && !laid && !closed(ch.members[i]) && !closed(ch.members[i+1]) ||
		i == 0 && behindFor.MatchString(w.before) && !isName(ch.members[0]) {
		// Two formulas that are equal where a factor is 0 only, or where what stands before them holds.
		c.premises.left[ch.links[i]] = true
		return
	}
	general := c.isGeneral(ch, i) && !c.givesValueAtName(ch, i)
	c.premises.add(premise{
		equation: p, nonzero: nonzero, written: writtenLink(l), line: l.Line, block: ch.block, link: ch.links[i],
		laid: laid, supposed: c.isSupposed(ch, w, laid), problem: c.isSheet || laid && c.isProblem(ch.block), general: general,
		solved:   general && (closed(ch.members[i]) || closed(ch.members[i+1])),
		instance: laid && instanceWords.MatchString(w.before),
		chain:    ch, computed: len(ch.links) > 1 && (l.Verdict == Unknown || slices.Contains(l.Remarks, "rebound") || l.Verdict != Proved && !isName(ch.members[i]) && !isName(ch.members[i+1])),
	})
}

// behindFor ends right before an equation that is the condition of another.
var behindFor = newPhrase(`(?:^|[^a-z])for\s*$`)

// proveFrom proves a link from premises, and lists them as its conditions.
func (c *checker) proveFrom(l *Link, k consequence) {
	l.Verdict, l.Reason = Proved, ""
	l.Says = "follows from " + k.inWords()
	for _, x := range k.used {
		l.Conditions = appendNew(l.Conditions, x.written)
	}
}

// isProgramStep says whether a chain is a step of a program, in which a name has
// other values before and after.
func isProgramStep(ch *chain) bool {
	if ch.head() == nil || ch.members[1] == nil {
		return false
	}
	if p, ok := unwrapped(ch.head()).(*syntax.Product); ok {
		for _, f := range p.Factors {
			if f.Operator == ":" {
				return true // a label, with what stands before it
			}
		}
	}
	return isStep(ch.head(), ch.members[1]) || assignsAgain(ch)
}

// assignsAgain says whether a name is assigned what it is computed from itself.
func assignsAgain(ch *chain) bool {
	if ch.operators[0].Name != ":=" && !isAssignment(ch.operators[0].Name) || ch.head() == nil || ch.members[1] == nil {
		return false
	}
	again := false
	eachName(ch.members[1], func(id identifier) {
		again = again || id.written != nil && syntax.Print(id.node()) == syntax.Print(ch.head())
	})
	return again
}

// isTorn says whether words stand between the members of a link: the left one
// comes from another formula.
func (c *checker) isTorn(ch *chain, i int) bool {
	at := ch.operators[i].At.Start
	left := ch.members[i]
	if left == nil {
		return true
	}
	between := c.document.Source[min(left.Span().End, at):at]
	return strings.Contains(between, "$") || strings.Contains(between, `\text`) || strings.Contains(between, `\)`) || strings.Contains(between, `\]`)
}

// isSupposed says whether an equation holds in a case only: it is laid down for
// one, or follows from a bound that is, as in "if n > 3, then m = 2".
func (c *checker) isSupposed(ch *chain, w words, laid bool) bool {
	if c.isSheet || c.isProblem(ch.block) {
		return false
	}
	return laid && w.supposes() || !laid && supposition.MatchString(w.before) && !c.premises.isOpenIn(c, ch.block)
}

func isName(n syntax.Node) bool {
	_, ok := identify(n)
	return ok
}

// followsForPositive proves that an unknown has a value, where the premises leave
// several and the unknown is said to be positive, by a bound in force, as a
// length, or by the words of the text.
func (c *checker) followsForPositive(l *Link, p symbolic.Polynomial, k consequence) bool {
	names := c.functions.FreeSymbols(p)
	if len(names) != 1 || p.Degree(names[0]) != 1 || k.conflict || len(k.used) == 0 {
		return false
	}
	name := names[0]
	budget := c.share(concludeSteps, concludeBits)
	parts := p.Coefficients(name)
	value, err := symbolic.FromPolynomial(parts[0].Neg()).Quo(symbolic.FromPolynomial(parts[1]), budget)
	if err != nil {
		return false
	}
	if sign, ok := c.functions.Sign(value, budget); !ok || sign <= 0 || !c.isPositive(name) {
		return false
	}
	if !c.isOnlyPositive(p, name, value, k, budget) {
		return false
	}
	for _, x := range k.used {
		one := k
		one.used = []premise{x}
		one.ideal = symbolic.NewIdeal(append(c.relations(x.equation, map[string]bool{}), x.equation), budget)
		if c.isOnlyPositive(p, name, value, one, budget) {
			k = one
			break
		}
	}
	c.proveFrom(l, k)
	l.Conditions = appendNew(l.Conditions, name+` \ge 0`)
	return true
}

// isOnlyPositive says whether the premises leave no other positive value for a name:
// it is this one or its negative, or the other roots of an equation for it are
// not positive.
func (c *checker) isOnlyPositive(p symbolic.Polynomial, name string, value symbolic.RationalFunction, k consequence, budget *symbolic.Budget) bool {
	other, err := p.SubstitutePolynomials(map[string]symbolic.Polynomial{name: symbolic.Variable(name).Neg()}, budget)
	if err == nil {
		if product, err := p.Mul(other, budget); err == nil && k.ideal.With(c.relations(p, map[string]bool{}), budget).Contains(product, budget) {
			return true
		}
	}
	root, rational := value.AsConstant()
	if !rational {
		return false
	}
	for _, g := range k.ideal.Basis() {
		if names := g.Variables(); len(names) != 1 || names[0] != name {
			continue
		}
		factors, err := g.Factors(budget)
		if err != nil {
			return false
		}
		found := false
		for _, f := range factors {
			at, err := f.Factor.Evaluate(map[string]*big.Rat{name: root}, budget)
			if err != nil {
				return false
			}
			if at.Sign() == 0 && f.Factor.Degree(name) == 1 {
				found = true
			} else if !isOneSigned(f.Factor) {
				return false
			}
		}
		return found
	}
	return false
}

// isOneSigned says whether all coefficients have one sign, so that there is no
// positive root.
func isOneSigned(p symbolic.Polynomial) bool {
	sign := 0
	for _, c := range p.Terms() {
		if sign != 0 && c.Sign() != sign {
			return false
		}
		sign = c.Sign()
	}
	return true
}

// isPositive says whether the text says that an unknown is not negative.
func (c *checker) isPositive(name string) bool {
	if isSegment(name) || isSegment(letterOf(name)) {
		return true
	}
	for _, k := range c.env.allConditions() {
		q := k.difference.Numerator()
		if names := q.Variables(); len(names) != 1 || names[0] != name || q.Degree(name) != 1 || !k.difference.IsPolynomial() {
			continue
		}
		parts := q.Coefficients(name)
		lead, _ := parts[1].AsConstant()
		rest, _ := parts[0].AsConstant()
		// lead*name + rest > 0 with lead > 0 and rest <= 0
		switch k.relation {
		case ">", `\ge`:
			if lead.Sign() > 0 && rest.Sign() <= 0 {
				return true
			}
		case "<", `\le`:
			if lead.Sign() < 0 && rest.Sign() >= 0 {
				return true
			}
		}
	}
	return c.isCalledPositive(name)
}

// isCalledPositive says whether the words right beside a letter or a list of letters
// call it positive or a measure: "since $x$ is positive", "a circle of radius $r$".
func (c *checker) isCalledPositive(name string) bool {
	blocks := c.allBlocks()
	for i, b := range blocks {
		if b.Kind != syntax.Math || b.Formula == nil || !c.isListed(b.Formula, name) {
			continue
		}
		text := ""
		for _, j := range []int{i - 1, i + 1} {
			if j >= 0 && j < len(blocks) && blocks[j].Paragraph == b.Paragraph && blocks[j].Kind != syntax.Math {
				near := blocks[j].Text
				if stop := lastStop(near); j < i && stop >= 0 {
					near = near[stop:]
				}
				if stop := strings.IndexAny(near, ".?!"); j > i && stop >= 0 {
					near = near[:stop]
				}
				text += " " + strings.ToLower(near)
			}
		}
		if saysPositive.MatchString(sidesOfEquation.ReplaceAllString(text, "")) && !negationWords.MatchString(text) {
			return true
		}
	}
	return false
}

// isListed says whether a formula begins with a name, or a list that holds it.
func (c *checker) isListed(f *syntax.Formula, name string) bool {
	for _, row := range f.Rows {
		for _, clause := range row.Clauses {
			if clause.Chain == nil || len(clause.Chain.Members) == 0 || clause.Chain.Members[0] == nil {
				continue
			}
			items := []syntax.Node{clause.Chain.Members[0]}
			if list, ok := items[0].(*syntax.List); ok {
				items = list.Items
			}
			for _, item := range items {
				if id, ok := identify(item); ok && c.evaluator(false).settle(id).key() == name {
					return true
				}
			}
		}
	}
	return false
}

// negationWords deny what a sentence says, or leave it open.
var negationWords = newPhrase(`(?:^|[^a-z])(not|nothing|no|neither|nor|never|whether|if|negative|cannot|isn't|or)(?:$|[^a-z])`)

// writtenLink is a link as it stands in the document, on one line.
func writtenLink(l *Link) string {
	const most = 120
	text := strings.Join(strings.Fields(l.Left+" "+l.Relation+" "+l.Right), " ")
	if len(text) > most {
		return strings.ToValidUTF8(text[:most], "") + "..."
	}
	return text
}

// inWords names the premises.
func (k consequence) inWords() string {
	var parts []string
	for _, x := range k.used {
		parts = append(parts, x.inWords())
	}
	return strings.Join(parts, " and ")
}

// inWords is a premise as it is written, and where.
func (x premise) inWords() string {
	if x.line > 0 {
		return fmt.Sprintf("%s (line %d)", x.written, x.line)
	}
	return x.written
}

// equationOfCurve stands before an equation that is one of a curve, with no other formula
// and no comma between: "the equation of the tangent is".
var equationOfCurve = newPhrase(`(?:^|[^a-z])(?:graphs?|asymptotes?|lines?|curves?|parabolas?|planes?|hyperbolas?|ellipses?|circles?|tangents?|bisectors?|medians?|altitudes?)(?:$|[^a-z` + otherMark + `.,;][^.,;` + otherMark + `]*$)`)

// crosses says whether a consequence needs two equations between several unknowns: of
// two curves it is true where they meet, and not of a third curve.
func (c *checker) crosses(k consequence) bool {
	between := 0
	for _, x := range k.used {
		if len(c.functions.FreeSymbols(x.equation)) > 1 {
			between++
		}
	}
	return between > 1
}

// restsOnValues says whether a formula follows for single values of its unknowns
// only: the premises used give one but its head a number.
func (c *checker) restsOnValues(k consequence, p symbolic.Polynomial, head syntax.Node) bool {
	for _, x := range k.used {
		names := c.functions.FreeSymbols(x.equation)
		if len(names) == 1 && p.Degree(names[0]) > 0 && names[0] != syntax.Print(unwrapped(head)) {
			return true
		}
	}
	return false
}

// consequenceOf compares an equation with the premises in force, the nearest first.
func (c *checker) consequenceOf(p symbolic.Polynomial, nonzero []symbolic.Polynomial, ch *chain) consequence {
	related := c.related(p)
	if c.foreign {
		// The words that open and close cases are not understood.
		related = slices.DeleteFunc(related, func(x premise) bool { return x.block != ch.block })
	}
	// With a value put in for an unknown, what still holds the unknown is meant of all.
	related = slices.DeleteFunc(related, func(x premise) bool {
		return x.instance && slices.ContainsFunc(x.equation.Variables(), func(name string) bool { return p.Degree(name) > 0 })
	})
	// An undecided link of one computation says nothing of the next.
	related = slices.DeleteFunc(related, func(x premise) bool { return x.chain == ch && x.computed })
	if len(related) == 0 {
		return consequence{}
	}
	budget := c.share(concludeSteps, concludeBits)
	k := consequence{nonzero: nonzero}
	known := map[string]bool{}
	k.ideal = k.ideal.With(c.relations(p, known), budget)
	for _, x := range related {
		d := k.ideal.With(append(c.relations(x.equation, known), x.equation), budget)
		if d.IsUnit() {
			k.conflict = true
			continue
		}
		k.ideal = d
		k.used = append(k.used, x)
		k.nonzero = append(k.nonzero, x.nonzero...)
		if k.ideal.Contains(p, budget) {
			k.follows = true
			break
		}
		if budget.Left() == 0 {
			break
		}
	}
	if !k.ideal.IsConsistent() {
		if _, ok := k.ideal.Point(k.nonzero, c.share(concludeSteps, concludeBits)); !ok {
			return consequence{conflict: true}
		}
	}
	if len(k.nonzero) > 0 && vanishes(k.ideal, symbolic.Integer(1), k.nonzero, budget) {
		return consequence{conflict: true} // something divides by zero
	}
	if !k.follows {
		k.follows = vanishes(k.ideal, p, k.nonzero, budget)
	}
	if !k.follows {
		k.excluded = k.ideal.Excludes(p, budget)
	}
	if k.follows || k.excluded {
		c.prune(&k, p)
	}
	return k
}

// vanishSteps bounds the algebra with which roots are drawn and divisors cancelled:
// where that leads anywhere, it is short.
const vanishSteps = 3_000

// vanishes is [symbolic.Ideal.Vanishes] with a part of the budget.
func vanishes(d symbolic.Ideal, p symbolic.Polynomial, nonzero []symbolic.Polynomial, budget *symbolic.Budget) bool {
	part := budget.Split(vanishSteps)
	defer budget.Return(part)
	return d.Vanishes(p, nonzero, part)
}

// prune leaves out the premises that the consequence does not need.
func (c *checker) prune(k *consequence, p symbolic.Polynomial) {
	budget := c.share(concludeSteps, concludeBits)
	for i := 0; len(k.used) > 1 && i < len(k.used); {
		var equations, nonzero []symbolic.Polynomial
		known := map[string]bool{}
		equations = append(equations, c.relations(p, known)...)
		for j, x := range k.used {
			if j != i {
				equations = append(append(equations, c.relations(x.equation, known)...), x.equation)
				nonzero = append(nonzero, x.nonzero...)
			}
		}
		d := symbolic.NewIdeal(equations, budget)
		if k.follows && vanishes(d, p, nonzero, budget) || k.excluded && d.Excludes(p, budget) {
			k.used = slices.Delete(slices.Clone(k.used), i, i+1)
			continue
		}
		i++
	}
}

// related lists the premises that share an unknown with the equation, directly or
// through others, the nearest first.
func (c *checker) related(p symbolic.Polynomial) []premise {
	f := c.premises
	touched := map[string]bool{}
	touch := func(q symbolic.Polynomial) {
		for _, name := range c.functions.FreeSymbols(q) {
			touched[name] = true
		}
	}
	touch(p)
	first := max(0, len(f.all)-premisesLookedAt)
	taken := make([]bool, len(f.all)-first)
	var all []premise
	for again := true; again; {
		again = false
		for i := len(f.all) - 1; i >= first && len(all) < mostPremises; i-- {
			if taken[i-first] || !holdsAny(f.all[i].equation, touched) {
				continue
			}
			taken[i-first] = true
			again = true
			all = append(all, f.all[i])
			touch(f.all[i].equation)
		}
	}
	return all
}

func holdsAny(p symbolic.Polynomial, names map[string]bool) bool {
	for _, name := range p.Variables() {
		if names[name] {
			return true
		}
	}
	return false
}

// relations gives what is known of the symbols of a polynomial that are no
// unknowns: the square of the root of 2 is 2.
func (c *checker) relations(p symbolic.Polynomial, known map[string]bool) []symbolic.Polynomial {
	var all []symbolic.Polynomial
	for _, name := range p.Variables() {
		if known[name] || len(known) > mostNames {
			continue
		}
		known[name] = true
		symbol := symbolic.Variable(name)
		if name == "i" && c.isImaginary() {
			if square, err := symbol.Mul(symbol, nil); err == nil {
				all = append(all, square.Add(symbolic.Integer(1)))
			}
			continue
		}
		if !c.functions.Holds(symbol) {
			continue
		}
		for k := 2; k <= 4; k++ {
			power, err := symbol.Pow(k, nil)
			if err != nil {
				break
			}
			reduced, err := c.functions.Reduce(power, c.premises.domain, c.share(concludeSteps, concludeBits))
			if err != nil {
				break
			}
			if relation := power.Sub(reduced); !relation.IsZero() {
				all = append(append(all, relation), c.relations(relation, known)...)
				break
			}
		}
	}
	return all
}

// doubtWords open another possibility, or take what is said for one.
var doubtWords = newPhrase(`(?:^|[^a-z])(or|otherwise|instead|alternatively|another|other|if|suppose|supposing|assume|assuming|try|trying|guess|would|possib\w*|letting|let|plugging|say|namely|when|where|respectively|extraneous|unless|only|except|cases?|wlog|symmetr\w*|similarly)(?:$|[^a-z])`)

// severalWords list several things of which each is meant by itself.
var severalWords = newPhrase(`(?:^|[^a-z])(both|either|neither|cases?|trying|whether|respectively)(?:$|[^a-z])`)

// consequenceWords present a formula as a consequence.
var consequenceWords = newPhrase(`(?:^|[^a-z])(so|then|thus|hence|therefore|gives?|giving|gets?|getting|obtain(?:s|ed|ing)?|yields?|yielding|impl(?:y|ies|ying)|finds?|conclude|follows|becomes|simplif(?:y|ies|ying)|simplified|reduces?|factors?|factoring|rearrang\w*|solving|equivalently|leads|which means|this means|that means|we have|we see|we know|must be)(?:$|[^a-z])`)

// namesCurve are the words for what an equation stands for as a name, or for
// equations of which each coefficient counts.
var namesCurve = newPhrase(`(?:^|[^a-z])(graphs?|axis|axes|asymptotes?|lines?|curves?|parabolas?|planes?|hyperbolas?|ellipses?|circles?|vertex|shift\w*|translat\w*|reflect\w*|rotat\w*|stretch\w*|invers\w*|coefficients?|identically)(?:$|[^a-z])`)

// isPresented says whether the text presents a link as a consequence of what was
// said before, with nothing between that opens another possibility.
func (c *checker) isPresented(ch *chain, i int, w words, k consequence) bool {
	if k.conflict || c.isSheet || c.foreign || c.hasLeftSupposition(ch, i) {
		return false
	}
	text := w.before + " " + w.after
	near := w.near()
	behind := w.after
	if len(behind) > 60 {
		behind = strings.ToValidUTF8(behind[:60], "")
	}
	if w.isLaidDown() || namesCurve.MatchString(text) || doubtWords.MatchString(near) || doubtWords.MatchString(behind) ||
		deniedWords.MatchString(text) || c.isDenied(ch, claim{words: w}, false) {
		return false
	}
	if severalWords.MatchString(w.before) && !k.offered || supposition.MatchString(w.before) && !c.premises.isOpenIn(c, ch.block) {
		return false
	}
	if i == 0 && !consequenceWords.MatchString(w.before) && !c.continuesRow(ch) {
		return false
	}
	nearest, wavering := -1, c.waveringNames()
	for _, x := range k.used {
		if x.general {
			return false
		}
		if x.block < 0 {
			continue
		}
		nearest = max(nearest, x.block)
		for _, name := range x.equation.Variables() {
			if wavering[name] && (!k.offered || x.equation.TotalDegree() == 1) {
				return false
			}
		}
	}
	for at := max(nearest, 0) + 1; at < ch.block; at++ {
		b := c.document.Blocks[at]
		text := strings.ToLower(b.Text)
		if b.Kind != syntax.Math && (doubtWords.MatchString(text) || deniedWords.MatchString(text)) {
			return false
		}
	}
	return true
}

// hasLeftSupposition says whether a link gives what the open supposition gave a number
// another one: the text has come to the next case, or back from the last.
func (c *checker) hasLeftSupposition(ch *chain, i int) bool {
	f := c.premises
	if f.scope < 0 || c.premises.isOpenIn(c, ch.block) {
		return false
	}
	id, ok := identify(ch.members[i])
	return ok && closed(ch.members[i+1]) && f.all[f.scope].equation.Degree(c.evaluator(false).settle(id).key()) > 0 && len(f.all[f.scope].equation.Variables()) == 1
}

// refuteByPoint refutes a link at a common solution of the premises it contradicts.
func (c *checker) refuteByPoint(l *Link, ch *chain, i int, p symbolic.Polynomial, k consequence, outcomes []outcome, chosen []int) {
	if c.holdsForgotten(p) || c.holdsCalls(p) || slices.ContainsFunc(k.used, func(x premise) bool { return c.holdsCalls(x.equation) }) {
		return
	}
	budget := c.share(concludeSteps, concludeBits)
	known := map[string]bool{}
	equations := c.relations(p, known)
	for _, x := range k.used {
		equations = append(append(equations, c.relations(x.equation, known)...), x.equation)
	}
	ideal := symbolic.NewIdeal(equations, budget)
	point, ok := ideal.Point(append([]symbolic.Polynomial{p}, k.nonzero...), budget)
	if !ok {
		if places, ok := literal(ch.members[i+1]); !ok || places == 0 { // else a root may be rounded
			c.refuteByRoot(l, p, k, ideal, budget)
		}
		return
	}
	left, _, ok := c.unknown(ch.members[i], outcomes[i], chosen[i])
	right, _, also := c.unknown(ch.members[i+1], outcomes[i+1], chosen[i+1])
	if !ok || !also {
		return
	}
	a, err := left.Evaluate(point, budget)
	b, err2 := right.Evaluate(point, budget)
	if err != nil || err2 != nil || a.Cmp(b) == 0 {
		return
	}
	if places, ok := literal(ch.members[i+1]); ok && places > 0 {
		if right, _ := rightToPlaces(a, b, places); right {
			l.Verdict, l.Reason = Rounded, ""
			l.Says = fmt.Sprintf("not exact, but right to the %d decimal places shown", places)
			return
		}
	}
	l.Verdict, l.Reason = Refuted, ""
	l.Witness = map[string]string{}
	names := map[string]*big.Rat{}
	for name, r := range point {
		l.Witness[name] = symbolic.FormatRat(r)
		names[name] = r
	}
	l.Says = fmt.Sprintf("%s has the solution %s, at which the left member is %s and the right one %s",
		k.inWords(), witnessInWords(l.Witness), symbolic.FormatRat(a), symbolic.FormatRat(b))
	l.Conditions = []string{}
}

// holdsCalls says whether a polynomial holds a letter that may be a function, whose
// calls were then read as products.
func (c *checker) holdsCalls(p symbolic.Polynomial) bool {
	return slices.ContainsFunc(p.Variables(), c.names.mayBeFunction)
}

// refuteByRoot refutes a link that is nowhere true where the premises hold, where
// these have no rational solution: a root of a polynomial is one.
func (c *checker) refuteByRoot(l *Link, p symbolic.Polynomial, k consequence, ideal symbolic.Ideal, budget *symbolic.Budget) {
	difference, err := ideal.Remainder(p, budget)
	if err != nil || len(k.nonzero) > 0 {
		return
	}
	witness, ok := c.rootsOf(p, ideal, budget)
	if !ok {
		if witness, ok = c.solutionOf(p, k, budget); !ok {
			return
		}
	}
	l.Verdict, l.Reason = Refuted, ""
	l.Witness = witness
	l.Says = fmt.Sprintf("where %s, the members differ: their difference is a multiple of %s, which is not 0 there", k.inWords(), clip(difference.String()))
	l.Conditions = []string{}
}

// hasRealRoot says whether a polynomial in one variable is known to have a real
// root: it changes its sign.
func hasRealRoot(p symbolic.Polynomial, name string, budget *symbolic.Budget) bool {
	if p.Degree(name)%2 == 1 {
		return true
	}
	seen := 0
	for _, at := range []int64{0, 1, -1, 2, -2, 3, -3, 5, -5, 10, -10, 100, -100, 10_000, -10_000} {
		v, err := p.Evaluate(map[string]*big.Rat{name: big.NewRat(at, 1)}, budget)
		if err != nil {
			return false
		}
		if v.Sign() == 0 || seen*v.Sign() < 0 {
			return true
		}
		seen = v.Sign()
	}
	return false
}

// holdsForgotten says whether a polynomial holds a name whose value is a formula that is no longer among the premises: a point
// would give the name a value of its own.
func (c *checker) holdsForgotten(p symbolic.Polynomial) bool {
	return slices.ContainsFunc(p.Variables(), func(name string) bool {
		b := c.env.find(name)
		return b != nil && b.hasClaimed && !b.claimed.isMatrix && !b.claimed.isConstant() && c.premises.left[b.link]
	})
}
