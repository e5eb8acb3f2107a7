package proofs

import (
	"context"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// checker follows one document.
type checker struct {
	decisions map[int]decision // by link, where the document speaks of induction
	inducts   bool
	certifying

	ctx        context.Context
	document   *syntax.Document
	limits     Limits
	names      *usage
	sheet      *sheet
	problem    *checker     // has taken in the problem of a record; nil where there is none
	root       *environment // what the sheet lays down, or empty
	env        *environment
	reasoning               // what the document states, and what follows from it
	assumes    *environment // the scope of a case or a passing assumption, or nil
	paragraph  int          // the paragraph that opened assumes; -1 for a case
	chains     []*chain
	links      []Link
	judged     []judged // beside links: what later stages need
	findings   []Finding
	suppliers  map[int]bool // links that supply an inferred value first
	disputes   []dispute
	settled    []settlement
	position   *positions
	strict     bool
	fixer      *fixer             // nil unless the document is to be fixed
	ranges     map[string][]int64 // the values a letter is said to run through
	isSheet    bool
	functions  *symbolic.Functions
	members    [2]*trace             // those of the members of the link in hand
	known      []symbolic.Polynomial // what is not negative where these have a value
	factsKnown bool
	used       map[string]bool // symbols met so far without a value
	around     *surroundings   // what the text says of the ranges of letters
	// sectionStart is the first block of the section being judged.
	sectionStart int
	complex      *bool   // whether the document speaks of complex vectors, nil until asked
	arithmetic   *string // see otherArithmetic; nil until asked
	mistaken     *bool   // see seeksMistake; nil until asked

	spent       int64               // steps, see budget
	formalSpent int64               // steps, see byFormula
	derivations map[int]bool        // displays whose rows are steps, as far as asked
	calls       map[string]callKind // what letters are called with, nil until asked
	groups      *bool               // products need not commute, nil until asked
	calledWith  map[string]string   // the names that letters are called with, nil until asked
	figures     *bool               // figures with points, nil until asked
	running     map[string]bool     // letters that are parameters of functions, nil until asked
	grows       *bool               // the document speaks of growth, nil until asked
	compared    []comparison        // see difference
}

// judged is what judging a link leaves for the stages behind it.
type judged struct {
	chain *chain
	index int // of the operator in the chain
	env   *environment
	left  value
	right value
	known bool // left and right are values
	// withdrawn says that the link is false as it stands, and the text may mean
	// something else.
	withdrawn bool
	// concluded says that the link was proved from conditions, and is one.
	concluded bool
}

// settlement is a name whose value a chain settled.
type settlement struct {
	binding *binding
	link    int
	line    int
}

// newChecker reads a document and makes a checker that has judged nothing yet.
func newChecker(ctx context.Context, source Source, root *environment, limits Limits) (*checker, error) {
	document, err := syntax.ReadFile(source.Name, source.Text, source.Open, limits.Syntax)
	if err != nil {
		return nil, err
	}
	document = withFigures(respelled(document))
	c := &checker{
		ctx: ctx, document: document, limits: limits, names: newUsage(), root: root,
		suppliers: map[int]bool{}, paragraph: -1, position: newPositions(document.Source, document.Origin),
		ranges: map[string][]int64{}, used: map[string]bool{}, functions: symbolic.NewFunctions(mostNames),
		reasoning: newReasoning(),
	}
	c.names.count(document)
	c.foreign = c.isForeign()
	return c, nil
}

// Check checks every link of a document. The error is a *syntax.Error for what
// cannot be read as a document at all, or the context's.
func Check(ctx context.Context, doc Source, options Options) (*Report, error) {
	return check(ctx, doc, options, nil)
}

// check checks a document, and gathers what must be replaced in it where a fixer
// is given.
func check(ctx context.Context, doc Source, options Options, f *fixer) (*Report, error) {
	c, err := judgeAll(ctx, doc, options, f)
	if err != nil {
		return nil, err
	}
	return c.report(doc), nil
}

// judgeAll makes a checker that has judged every link of a document.
func judgeAll(ctx context.Context, doc Source, options Options, f *fixer) (*checker, error) {
	c, err := newChecker(ctx, doc, newEnvironment(nil), options.Limits)
	if err != nil {
		return nil, err
	}
	c.strict, c.certify, c.fixer = options.Strict, options.Certify, f
	if options.Sheet != nil {
		s, err := readSheet(ctx, *options.Sheet, options.Limits)
		if err != nil {
			return nil, err
		}
		c.sheet, c.root, c.functions = s, s.env, s.checker.functions
		c.names.count(s.document)
	}
	if options.Problem != nil {
		problem, err := readProblem(ctx, *options.Problem, options.Limits, c.root)
		if err != nil {
			return nil, err
		}
		c.problem, c.root, c.functions = problem, problem.env, problem.functions
		c.names.count(problem.document)
	}
	c.lookAround()
	c.chains, c.links = assemble(c.document, false)
	c.judged = make([]judged, len(c.links))
	return c, c.run()
}

// lookAround gathers what the text says of the ranges of letters.
func (c *checker) lookAround() {
	c.around = &surroundings{document: c.document}
	c.env = newEnvironment(nil)
	c.around.collect(c.evaluator(false), func(int) bool { return false })
}

// run judges the chains section by section.
func (c *checker) run() error {
	next := 0
	for _, s := range sections(c.document) {
		first := next
		for next < len(c.chains) && c.chains[next].block < s.end {
			next++
		}
		c.env = newEnvironment(c.root)
		c.assumes, c.sectionStart = nil, s.first
		c.premises = newPremises()
		c.premises.all = append(c.premises.all, c.root.premises...)
		for _, b := range c.inferValues(c.chains[first:next]) {
			c.env.bind(b)
		}
		for i, ch := range c.chains[first:next] {
			if err := c.ctx.Err(); err != nil {
				return err
			}
			c.at = first + i
			c.judge(ch)
			c.finishAlternatives(ch)
		}
		c.findSolutions(s.end)
	}
	return nil
}

// outcome is what a member came to.
type outcome struct {
	cases  []candidate
	failed *failure
	trace  *trace
}

func (c *checker) outcome(n syntax.Node, correct bool) outcome {
	e := c.evaluator(correct)
	if n == nil {
		return outcome{failed: &failure{verdict: Unknown, reason: Unread, says: "there is nothing before this sign"}, trace: e.trace}
	}
	cs, failed := e.evaluate(n)
	for i := range cs {
		cs[i].value = withoutDegrees(cs[i].value)
	}
	return outcome{cases: cs, failed: failed, trace: e.trace}
}

// judge gives the links of one chain their verdicts, and then lets the chain
// change what names stand for.
func (c *checker) judge(ch *chain) {
	w := wordsAround(c.document, ch)
	c.openScope(ch)
	said := c.sentenceWords(ch)
	c.leaveScope(ch, said)
	if ch.alone {
		c.openAnew(ch)
		return
	}
	if c.alternated[ch] == nil {
		if together := c.alternativesAt(ch); len(together) > 1 {
			c.offerTogether(together, said)
		}
	}
	outer := c.env
	if c.assumes != nil {
		c.assumes.parent = outer
		c.env = c.assumes
	}
	defer func() { c.env = outer }()
	h := c.headOf(ch, w)
	switch h.kind {
	case assumption:
		c.assume(ch, h, w)
		return
	case runs:
		c.letRun(ch, h)
		return
	case several:
		c.env = outer
		c.bindSeveral(ch, w)
		return
	case option:
		c.offer(ch, h)
		return
	case tuple:
		c.env = outer
		c.bindTuple(ch, w)
		return
	}
	if h.function != nil && h.function.isRecursive() {
		// The members behind its definition unfold it.
		h.function.scope = c.env
		c.env.define(h.function.base, h.function)
	}
	outcomes := make([]outcome, len(ch.members))
	for i, m := range ch.members {
		if i == 0 && h.introduces() {
			outcomes[0] = outcome{trace: newTrace()}
			continue
		}
		outcomes[i] = c.outcome(m, false)
	}
	if h.kind == ruled {
		// The head has no value of its own yet: the sheet's rule gives it.
		if f := outcomes[0].failed; f != nil && f.reason != Limit {
			h.kind = fresh
			outcomes[0] = outcome{trace: newTrace()}
		}
	}
	for _, o := range outcomes {
		for key := range o.trace.loose {
			c.used[key] = true
		}
	}
	start := 0
	if h.introduces() {
		start = 1
	}
	chosen := chooseReadings(outcomes, start)
	correct, hasCorrect := c.correctValue(ch, h, outcomes, chosen)
	context := c.contextOf(ch, h, w, outcomes)
	carried := map[int]bool{}
	for i := range ch.operators {
		l := &c.links[ch.links[i]]
		newest := outcomes[i+1 : i+2]
		if i == 0 {
			newest = outcomes[:2]
		}
		for _, o := range newest {
			for k := range o.trace.rests {
				carried[k] = true
			}
		}
		c.judged[ch.links[i]] = judged{chain: ch, index: i, env: c.env}
		if hasCorrect {
			l.Correct = correct.String()
		}
		if i == 0 && h.introduces() {
			c.introduce(l, h, w, outcomes)
		} else {
			c.decide(ch, i, outcomes[i], outcomes[i+1], chosen[i], chosen[i+1], context)
			if i == 0 && h.kind == restated && l.Verdict == Unknown && c.repeatsFunction(ch) {
				l.Verdict, l.Reason, l.Says = Proved, "", ""
			}
			c.forgive(l, ch, i, len(carried) > 0)
			if i == 1 && h.introduces() && l.Verdict == Unknown && outcomes[1].failed != nil && isDerivative(unwrapped(ch.members[1])) && outcomes[2].failed == nil {
				// Another new name for the same thing.
				l.Verdict, l.Reason, l.Says = Definition, "", ""
			}
		}
		if c.certify && l.Verdict.certifiable() {
			c.keepStatement(l, ch, i)
		}
		l.Carried = sortedKeys(carried)
		if l.Verdict == Proved && c.suppliers[ch.links[i]] {
			l.Verdict = Definition
		}
		c.corroborate(l, outcomes[i], outcomes[i+1])
		c.conclude(ch, i, said, outcomes, chosen)
	}
	if c.fixer != nil {
		c.fixChain(ch, h, outcomes, chosen, correct, hasCorrect)
	}
	c.env = outer
	if c.assumes != nil {
		outer = c.bindingScope(h, outer)
		c.env = outer
	}
	c.settle(ch, h, outcomes, chosen, correct, hasCorrect)
}

// forgive proves a link between two formulas that differ in the claimed environment
// only: with the values that their names should have they are equal, so the step
// is right and what is wrong was inherited.
func (c *checker) forgive(l *Link, ch *chain, i int, inherits bool) {
	left, right := ch.members[i], ch.members[i+1]
	doubted := l.Verdict == Unknown && l.Reason == Conditional
	if l.Verdict != Refuted && !doubted || left == nil || right == nil || closed(left) || closed(right) {
		return
	}
	if !inherits && c.sheet == nil {
		return
	}
	a, b := c.outcome(left, true), c.outcome(right, true)
	if a.failed != nil || b.failed != nil {
		return
	}
	for _, x := range a.cases {
		for _, y := range b.cases {
			if (x.by|y.by).count() <= mostReadings && sameShape(x.value, y.value) && c.same(x.value, y.value) {
				l.Verdict, l.Reason, l.Says = Proved, "", ""
				l.Value = l.Claims
				return
			}
		}
	}
}

// bindingScope is where a chain's name is bound: in a case that only fixes an
// index, what is computed outlives the case.
func (c *checker) bindingScope(h head, section *environment) *environment {
	if c.paragraph == -1 && !c.onlyIndex() {
		return c.assumes
	}
	return section
}

// onlyIndex says whether the open assumption is a number for an index.
func (c *checker) onlyIndex() bool {
	for _, b := range c.assumes.bindings {
		if !b.hasClaimed || !b.claimed.isConstant() {
			return false
		}
	}
	return len(c.assumes.conditions) == 0
}

// openScope opens and closes the scopes of cases and passing assumptions.
func (c *checker) openScope(ch *chain) {
	b := c.document.Blocks[ch.block]
	if c.assumes != nil && c.paragraph >= 0 && b.Paragraph != c.paragraph {
		c.assumes = nil
	}
	if c.assumes != nil {
		// A heading, or the next case, closes a case.
		for i := c.assumedAt() + 1; i < ch.block; i++ {
			if c.document.Blocks[i].Kind == syntax.Heading || concludes(c.document.Blocks[i].Text) {
				c.assumes = nil
				return
			}
		}
	}
}

func (c *checker) assumedAt() int {
	for _, b := range c.assumes.bindings {
		if b.link >= 0 {
			return c.judged[b.link].chain.block
		}
	}
	for _, k := range c.assumes.conditions {
		if k.link >= 0 && c.judged[k.link].chain != nil {
			return c.judged[k.link].chain.block
		}
	}
	return 0
}

// closesCase finds the words with which a text leaves a case for the general.
var closesCase = newPhrase(`(?i)\b(induct\w*|step|hypothesis|suppose|assume|assuming|in general|holds|arbitrary|conclu\w*|for all|for every|therefore|in (?:all|either|both) cases?|claim|theorem)\b`)

func concludes(text string) bool { return closesCase.MatchString(text) }

// corroborate clears the doubt about a value inferred from one place, once a link
// that rests on it and did not supply it is proved.
func (c *checker) corroborate(l *Link, left, right outcome) {
	if l.Verdict != Proved {
		return
	}
	for _, o := range []outcome{left, right} {
		for key := range o.trace.single {
			if b := c.env.find(key); b != nil {
				b.single = false
			}
		}
	}
}

// correctValue is what the chain should have come to: its head by the sheet's
// rule, or the first member that rests on earlier names, or the first with a
// value, in the correct environment. The reading is the one with the shape that
// the claimed values have.
func (c *checker) correctValue(ch *chain, h head, outcomes []outcome, chosen []int) (value, bool) {
	pick := func(o outcome, like value, some bool, by readings) (value, bool) {
		if o.failed != nil || len(o.cases) == 0 {
			return value{}, false
		}
		if some {
			for _, k := range o.cases {
				if k.by == by && sameShape(k.value, like) {
					return k.value, true
				}
			}
			for _, k := range o.cases {
				if sameShape(k.value, like) {
					return k.value, true
				}
			}
		}
		return o.cases[0].value, true
	}
	like, some := lastValue(outcomes, chosen)
	if h.kind == ruled {
		if v, ok := pick(c.outcome(ch.head(), true), like, some, 0); ok {
			return v, true
		}
	}
	for i, m := range ch.members {
		if i == 0 && h.introduces() || m == nil {
			continue
		}
		if !c.restsOnNames(outcomes[i].trace) && outcomes[i].failed == nil {
			continue
		}
		o := outcomes[i]
		if !c.env.agrees() {
			o = c.outcome(m, true)
		}
		if o.failed == nil && c.restsOnNames(o.trace) {
			var by readings
			if chosen[i] >= 0 && chosen[i] < len(outcomes[i].cases) {
				by = outcomes[i].cases[chosen[i]].by
			}
			if v, ok := pick(o, like, some, by); ok {
				return v, true
			}
		}
	}
	return value{}, false
}

func (c *checker) restsOnNames(t *trace) bool {
	for _, key := range sortedKeys(t.names) {
		if b := c.env.find(key); b != nil && (b.hasClaimed || b.definition != nil) {
			return true
		}
	}
	return false
}

// lastValue is the value of the last member that has one.
func lastValue(outcomes []outcome, chosen []int) (value, bool) {
	for i := len(outcomes) - 1; i >= 0; i-- {
		if outcomes[i].failed == nil && chosen[i] >= 0 && len(outcomes[i].cases) > 0 {
			return outcomes[i].cases[chosen[i]].value, true
		}
	}
	return value{}, false
}

// chooseReadings picks for every member one of its values so that as many links
// as possible hold, then as many as possible agree in shape, with the fewest
// loose readings. Members without a value get -1.
func chooseReadings(outcomes []outcome, start int) []int {
	type state struct {
		score [3]int // links that hold, links of agreeing shape, minus readings
		from  int
	}
	better := func(a, b [3]int) bool {
		for i := range a {
			if a[i] != b[i] {
				return a[i] > b[i]
			}
		}
		return false
	}
	chosen := make([]int, len(outcomes))
	for i := range chosen {
		chosen[i] = -1
	}
	table := make([][]state, len(outcomes))
	for i := start; i < len(outcomes); i++ {
		cases := outcomes[i].cases
		table[i] = make([]state, max(len(cases), 1))
		for k := range table[i] {
			best := state{from: -1}
			cost := 0
			if len(cases) > 0 {
				cost = cases[k].by.count()
			}
			if i == start {
				best.score[2] = -cost
				table[i][k] = best
				continue
			}
			for j, previous := range table[i-1] {
				score := previous.score
				score[2] -= cost
				if len(cases) > 0 && len(outcomes[i-1].cases) > 0 {
					a, b := outcomes[i-1].cases[j], cases[k]
					if (a.by|b.by).count() <= mostReadings && sameShape(a.value, b.value) {
						score[1]++
						if a.value.equal(b.value) {
							score[0]++
						}
					}
				}
				if best.from < 0 || better(score, best.score) {
					best = state{score: score, from: j}
				}
			}
			table[i][k] = best
		}
	}
	if start >= len(outcomes) {
		return chosen
	}
	last := len(outcomes) - 1
	k := 0
	for j := range table[last] {
		if better(table[last][j].score, table[last][k].score) {
			k = j
		}
	}
	for i := last; i >= start; i-- {
		if len(outcomes[i].cases) > 0 {
			chosen[i] = k
		}
		k = max(table[i][k].from, 0)
	}
	return chosen
}

// settle binds the name at the head of a chain to what the chain came to.
func (c *checker) settle(ch *chain, h head, outcomes []outcome, chosen []int, correct value, hasCorrect bool) {
	switch h.kind {
	case plain:
		c.keepCondition(ch, outcomes)
		return
	case bound:
		c.copiedWrongly(ch, h, outcomes, chosen)
		return
	case restated:
		return
	}
	first := ch.links[0]
	if h.function != nil {
		h.function.scope = c.env
		c.env.forgetDerivatives(h.name.key())
		c.env.define(functionKey(h.name.key(), len(h.function.parameters)), h.function)
		return
	}
	if h.rule != nil {
		h.rule.scope = c.env
		c.env.rules = append(c.env.rules, h.rule)
		return
	}
	if h.array != nil {
		h.array.scope = c.env
		c.env.arrays = append(c.env.arrays, h.array)
		return
	}
	b := &binding{name: h.name, definition: ch.members[1], link: first}
	if closed(ch.members[1]) || h.kind == ruled {
		b.definition = ch.members[1]
	}
	rests := map[int]bool{}
	end := len(outcomes) - 1
	for i, sign := range ch.operators {
		if !defines(sign.Name) {
			end = min(end, i) // what is only near is no value of the name
		}
	}
	for i := end; i >= 1; i-- {
		if outcomes[i].failed == nil && chosen[i] >= 0 {
			b.claimed, b.hasClaimed = lightened(c.functions, outcomes[i].cases[chosen[i]].value, h.name.key()), true
			break
		}
	}
	for i, o := range outcomes {
		for k := range o.trace.rests {
			rests[k] = true
		}
		if i < len(ch.links) && c.links[ch.links[i]].Verdict == Refuted {
			rests[ch.links[i]] = true
		}
	}
	switch {
	case hasCorrect:
		b.correct, b.hasCorrect = correct, true
	case len(outcomes) > 1 && outcomes[1].failed == nil && chosen[1] >= 0:
		b.correct, b.hasCorrect = outcomes[1].cases[chosen[1]].value, true
	default:
		b.correct, b.hasCorrect = b.claimed, b.hasClaimed
	}
	if b.hasClaimed && b.hasCorrect && sameShape(b.claimed, b.correct) && b.claimed.equal(b.correct) {
		// Right again, whatever it rests on.
		rests = map[int]bool{}
	}
	b.rests = sortedKeys(rests)
	if mentionsName(c.evaluator(false), b.definition, h.name) {
		b.definition = nil
	}
	c.env.bind(b)
	c.settled = append(c.settled, settlement{binding: b, link: ch.links[len(ch.links)-1], line: c.links[first].Line})
}

// copiedWrongly follows a document that restates a value of its sheet wrongly: the
// link is refuted, and what comes after rests on the value that was written.
func (c *checker) copiedWrongly(ch *chain, h head, outcomes []outcome, chosen []int) {
	old := c.env.find(h.name.key())
	if old == nil {
		old = c.evaluator(false).namesake(h.name)
	}
	link := ch.links[0]
	if old == nil || !old.fromSheet || c.links[link].Verdict != Refuted && c.links[link].Verdict != IllTyped {
		return
	}
	v, ok := lastValue(outcomes[1:], chosen[1:])
	if !ok {
		return
	}
	b := *old
	b.claimed, b.hasClaimed, b.fromSheet, b.link = v, true, false, link
	b.rests = []int{link}
	c.env.bind(&b)
	c.find("given-mismatch", SeverityError, c.links[link].At, "the sheet gives %s = %s, and the document has %s", h.name.key(), old.correct, v)
}

// mentionsName says whether a tree holds the name.
func mentionsName(e *evaluator, n syntax.Node, name settled) bool {
	found := false
	eachName(n, func(id identifier) {
		found = found || e.settle(id).key() == name.key()
	})
	return found
}

// keepCondition keeps a relation that constrains its symbols.
func (c *checker) keepCondition(ch *chain, outcomes []outcome) {
	if c.isUnasserted(ch) {
		return
	}
	for i := range ch.operators {
		l := c.links[ch.links[i]]
		if l.Verdict != Given && (l.Verdict != Unknown || l.Reason != Conditional) && !c.judged[ch.links[i]].concluded {
			continue
		}
		if outcomes[i+1].failed != nil {
			continue
		}
		for _, a := range c.each(ch, i, outcomes[i]) {
			if a.failed == nil {
				c.keepRelation(ch, i, a.cases[0].value, outcomes[i+1].cases[0].value)
			}
		}
	}
}

// keepRelation keeps one link as a condition, for each entry of what it compares.
func (c *checker) keepRelation(ch *chain, i int, a, b value) {
	relation := relationOf(ch.operators[i].Name)
	x, y, _ := c.asOneShape(ch, i, a, b)
	if !sameShape(x, y) || x.isMatrix && (relation != "=" || c.links[ch.links[i]].Verdict != Given) {
		return
	}
	m, _ := c.modulusOf(ch)
	if m != nil {
		relation = `\equiv`
	}
	right := y.entries()
	for j, left := range x.entries() {
		// An equation between matrices is one for each entry.
		d, err := left.Sub(right[j], c.budget())
		if err != nil || x.isMatrix && d.IsZero() {
			continue
		}
		now := condition{relation: relation, difference: d, modulus: m, link: ch.links[i]}
		c.openCase(now)
		c.env.impose(now)
	}
}
