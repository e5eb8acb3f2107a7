package proofs

import (
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// A written proof is what a document says in proof of a claim: its first cases and its
// hypothesis. They are held against the claim.
type writtenProof struct {
	checker *checker
	claim   *chain
	link    int // of the claim's relation in its chain
	index   string
	from    int64
	said    bool // the text says where the range begins
}

// supposesWord stands before a hypothesis, with no word behind it that concludes or aims.
var (
	supposesWord = newPhrase(`\b(?:assume|assuming|suppose|supposing|hypothesis|hypothesize|inductive assumption)\b`)
	aimsWord     = newPhrase(`\b(?:show|prove|then|want|need|must|verify|thus|hence|so|therefore|have|get|obtain|goal|contrary|contradiction|false|fails)\b`)
	firstWord    = newPhrase(`\b(?:base|basis|for|when|if|case|first|start|check|verify|let|take|at|put|setting|initial|with|true|clear|trivial)\b[^.]*$`)
)

// showsStep says whether a relation behind the claim, that is not laid down, speaks of the next index anywhere: in
// an exponent, a factorial, a factor.
func (p *writtenProof) showsStep() bool {
	for _, j := range p.checker.judged {
		if j.chain == nil || j.chain == p.claim || j.chain.block < p.claim.block || p.isHypothesis(j.chain) || p.checker.links[j.chain.links[j.index]].Verdict == Given {
			continue
		}
		for _, m := range j.chain.members {
			if m != nil && hasNext(m) {
				return true
			}
		}
	}
	return false
}

// hasNext says whether a letter plus one stands somewhere in a tree.
func hasNext(n syntax.Node) bool {
	found := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		if s, ok := m.(*syntax.Sum); ok && len(s.Terms) > 1 {
			symbol, letter := s.Terms[len(s.Terms)-2].Value.(*syntax.Symbol)
			letter = letter && !boundIn(n, symbol.Name)
			number, whole := wholeLiteral(s.Terms[len(s.Terms)-1].Value)
			found = found || letter && whole && number == 1 && s.Terms[len(s.Terms)-1].Sign == "+"
		}
		return !found
	})
	return found
}

// auditBase looks at the cases `n = 1` that the document treats, and reports whether the first
// comes too late.
func (p *writtenProof) auditBase() bool {
	c := p.checker
	var shown []int64
	at := 0
	for _, ch := range c.chains {
		if ch.block < p.claim.block || ch == p.claim || ch.head() == nil || len(ch.operators) != 1 || ch.operators[0].Name != "=" || ch.members[1] == nil {
			continue
		}
		id, ok := identify(ch.head())
		k, whole := wholeLiteral(ch.members[1])
		if !ok || !whole || id.sup != nil || id.sub != nil && syntax.Print(id.sub) != "0" || len(id.base) != 1 {
			continue
		}
		if id.base != p.index && id.sub == nil || !firstWord.MatchString(wordsAround(c.document, ch).before) {
			continue
		}
		if shown = append(shown, k); len(shown) == 1 {
			at = ch.operators[0].At.Start
		}
	}
	if len(shown) == 0 || !p.said {
		return false
	}
	least := slices.Min(shown)
	if least > p.from {
		c.find("induction-base-wrong", SeverityError, at, "the claim is made from %s = %d on, and the first case shown is %s = %d", p.index, p.from, p.index, least)
	}
	return least > p.from
}

// subject is the number of the claim's member that holds its index: the left one, or what is divided.
func (p *writtenProof) subject() int {
	if mentions(p.claim.members[p.link], p.index) {
		return p.link
	}
	return p.link + 1
}

// other is the claim's other member.
func (p *writtenProof) other() int { return 2*p.link + 1 - p.subject() }

// showsInstance says whether the document treats the claim at a number: its member, the element there, or P(1).
func (p *writtenProof) showsInstance(k int64) bool {
	want := spaceless(syntax.Print(inPlaceOf(p.claim.members[p.subject()], p.index, numberNode(k))))
	for _, ch := range p.checker.chains {
		if ch == p.claim || ch.block < p.claim.block && len(ch.operators) < 2 {
			continue // a first value that is given shows no case
		}
		for _, m := range ch.members {
			if m == nil {
				continue
			}
			if id, argument, ok := callOf(m); ok && isCapital(id) {
				if at, whole := wholeLiteral(argument); whole && at == k {
					return true
				}
			}
			if !ch.alone && spaceless(syntax.Print(m)) == want {
				return true
			}
		}
	}
	return false
}

// severalCases are words by which a text treats several first cases at once.
var severalCases = newPhrase(`(?i)\b(?:base|basis|initial|first|starting) (?:two |three |four )?(?:cases|steps|values|conditions|terms)\b|\bfirst (?:two|three|four|few)\b|\bboth (?:cases|base)\b`)

// auditOrder looks whether the cases shown are as many as a step takes back: one that goes from a_{n-1} and a_{n-2} to
// a_n needs two.
func (p *writtenProof) auditOrder() {
	c := p.checker
	id, ok := identify(p.claim.members[p.subject()])
	if !ok {
		return
	}
	kind, _, single := indexNode(id)
	if !single {
		return
	}
	back, at := int64(0), 0
	shown := map[int64]bool{}
	for _, ch := range c.chains {
		if ch.block < p.claim.block || ch == p.claim || ch.alone {
			continue
		}
		if ch.head() != nil && ch.operators[0].Name == "=" {
			if n, ok := identify(ch.head()); ok && n.base == p.index && n.sup == nil {
				for _, item := range itemsOf(ch.members[1]) {
					if k, whole := wholeLiteral(item); whole {
						shown[k] = true
					}
				}
			}
		}
		offsets := map[string][]int64{}
		highest := map[string]int64{}
		for i, m := range ch.members {
			if m == nil {
				continue
			}
			eachName(m, func(name identifier) {
				k, index, single := indexNode(name)
				if name.base != id.base || k != kind || !single {
					return
				}
				if at, whole := wholeLiteral(index); whole {
					shown[at] = shown[at] || c.links[ch.links[0]].Verdict != Given
					return
				}
				if letter, offset, ok := c.evaluator(false).affineIndex(index); ok {
					offsets[letter] = append(offsets[letter], offset)
					if i == 0 {
						highest[letter] = offset
					}
				}
			})
		}
		for letter, top := range highest {
			if c.links[ch.links[0]].Verdict == Given {
				continue
			}
			for _, offset := range offsets[letter] {
				if top-offset > back {
					back, at = top-offset, ch.operators[0].At.Start
				}
			}
		}
	}
	for _, b := range c.document.Blocks {
		if b.Kind != syntax.Math && severalCases.MatchString(b.Text) {
			return
		}
	}
	count := int64(0)
	for k := range shown {
		if k >= p.from && k < p.from+back {
			count++
		}
	}
	if back > 1 && back <= 8 && count > 0 && count < back {
		c.find("induction-base-short", SeverityError, at, "the step goes back %d places, and of the first %d cases, from %s = %d on, %d %s shown", back, back, p.index, p.from, count, map[bool]string{true: "is", false: "are"}[count == 1])
	}
}

// itemsOf lists the items of a list, or what is no list.
func itemsOf(n syntax.Node) []syntax.Node {
	if list, ok := n.(*syntax.List); ok {
		return list.Items
	}
	return []syntax.Node{n}
}

// supposing are words by which a text takes a case for granted.
var supposing = newPhrase(`(?i)\b(?:assum\w*|suppos\w*|hypothes\w*|let|if|given|implies)\b|\b(?:holds|true|valid) for\s*(?:$|some\b|an?\b|any\b|this\b|that\b)|(?:^|[.,;:]\s+|\bthen,? |\band,? )by (?:the )?induction(?:[,:]|\s*$|\s+\w)`)

// auditDerivation looks whether a step derives the next case from a hypothesis, or just states it.
func (p *writtenProof) auditDerivation(supposed bool) {
	c := p.checker
	at := -1
	var stated *chain
	for _, ch := range c.chains {
		if ch == p.claim || ch.block < p.claim.block || ch.alone || p.isHypothesis(ch) {
			continue
		}
		for _, m := range ch.members {
			if m == nil || !hasNext(m) && !hasNextIndex(m) {
				continue
			}
			if ch.head() == nil || len(ch.members) != 2 && (!p.isWhole() || p.goesBack(ch)) {
				return
			}
			_, offset, ok := p.instance(ch.members[p.subject()-p.link])
			if !ok || offset != 1 {
				return
			}
			at, stated = ch.operators[0].At.Start, ch
			break
		}
	}
	if at < 0 {
		return
	}
	start := c.document.Blocks[p.claim.block].At.Start
	for _, b := range c.document.Blocks {
		supposed = supposed || b.Kind != syntax.Math && b.At.End > start && supposing.MatchString(b.Text)
	}
	if supposed {
		p.auditCircle(stated)
		return
	}
	c.find("induction-hypothesis-missing", SeverityError, at, "the step states the claim for the next %s, and nothing that it is derived from", p.index)
}

// auditHypotheses looks at what the document supposes in the form of the claim: a hypothesis that is not the claim,
// and a step that supposes what it is to prove. It reports whether there is any.
func (p *writtenProof) auditHypotheses() bool {
	c := p.checker
	type supposed struct {
		letter string
		offset int64
		at     int
	}
	var all []supposed
	for _, ch := range c.chains {
		if ch == p.claim || ch.block < p.claim.block || len(ch.operators) != 1 || ch.head() == nil || ch.members[1] == nil || ch.operators[0].Name != p.claim.operators[p.link].Name {
			continue
		}
		before := wordsAround(c.document, ch).before
		supposes := supposesWord.FindAllStringIndex(before, -1)
		if len(supposes) == 0 || aimsWord.MatchString(before[supposes[len(supposes)-1][1]:]) {
			continue
		}
		letter, offset, ok := p.instance(ch.members[p.subject()-p.link])
		if !ok {
			continue
		}
		all = append(all, supposed{letter, offset, ch.operators[0].At.Start})
		if !p.agrees(ch.members[p.other()-p.link], letter, offset) {
			side := map[bool]string{true: "right", false: "left"}[p.other() > p.link]
			c.find("induction-hypothesis-wrong", SeverityError, ch.operators[0].At.Start, "the hypothesis is not the claim for %s: there the %s member is $%s$",
				shiftedText(letter, offset), side, syntax.Print(inPlaceOf(p.claim.members[p.other()], p.index, shiftedNode(letter, offset))))
		}
	}
	if len(all) == 1 && all[0].offset > 0 {
		c.find("induction-circular", SeverityError, all[0].at, "the claim for %s, which the step is to prove, is supposed", shiftedText(all[0].letter, all[0].offset))
	}
	return len(all) > 0
}

func shiftedText(letter string, offset int64) string {
	return syntax.Print(shiftedNode(letter, offset))
}

// shiftedNode is the tree of a letter plus a number.
func shiftedNode(letter string, offset int64) syntax.Node {
	symbol := &syntax.Symbol{Name: letter}
	switch {
	case offset == 0:
		return symbol
	case offset < 0:
		return &syntax.Sum{Terms: []syntax.Term{{Value: symbol}, {Sign: "-", Value: numberNode(-offset)}}}
	}
	return &syntax.Sum{Terms: []syntax.Term{{Value: symbol}, {Sign: "+", Value: numberNode(offset)}}}
}

// instance says for which letter and offset a tree is the left member of the claim.
func (p *writtenProof) instance(n syntax.Node) (letter string, offset int64, ok bool) {
	printed := spaceless(syntax.Print(n))
	claim := p.claim.members[p.subject()]
	for _, letter := range []string{p.index, "k", "m", "n", "r", "j", "i", "N", "p", "t", "s", "q"} {
		if letter != p.index && mentions(claim, letter) && !boundIn(claim, letter) {
			continue
		}
		for _, offset := range []int64{0, -1, 1} {
			if spaceless(syntax.Print(inPlaceOf(claim, p.index, shiftedNode(letter, offset)))) == printed {
				return letter, offset, true
			}
		}
	}
	return "", 0, false
}

func spaceless(s string) string { return strings.ReplaceAll(s, " ", "") }

// boundIn says whether a letter is the index of a sum in the tree.
func boundIn(n syntax.Node, letter string) bool {
	found := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		if b, ok := m.(*syntax.Big); ok && b.Lower != nil && mentions(b.Lower, letter) {
			found = true
		}
		return !found
	})
	return found
}

// agrees says whether a tree has the values of the right member of the claim, or is not
// known to have others.
func (p *writtenProof) agrees(n syntax.Node, letter string, offset int64) bool {
	e := p.checker.evaluator(false)
	want := inPlaceOf(p.claim.members[p.other()], p.index, shiftedNode(letter, offset))
	v, sides, ok := e.expressions(want, n)
	if !ok {
		return true
	}
	sequences, ok := v.sequences()
	if !ok {
		return true
	}
	claim := symbolic.Claim{Left: sides[0], Right: sides[1], Relation: symbolic.Equals, Index: letter, From: p.from - min(offset, 0)}
	proof := symbolic.Prove(claim, sequences, p.checker.proofBudget())
	return proof.Verdict != symbolic.Refuted
}

// auditRules holds the recurrences that a document restates against those of its sheet.
func (c *checker) auditRules() {
	if c.sheet == nil {
		return
	}
	for i := range c.links {
		l, j := &c.links[i], c.judged[i]
		if j.chain == nil || j.env == nil || len(j.chain.members) != 2 || j.chain.head() == nil || j.chain.members[1] == nil || j.chain.operators[0].Name != "=" {
			continue
		}
		id, ok := identify(j.chain.head())
		if l.Verdict != Given && l.Verdict != Unknown && l.Verdict != Refuted || !ok || !mentionsBase(j.chain.members[1], map[string]bool{id.base: true}) {
			continue
		}
		outer := c.env
		c.env = j.env
		e := c.evaluator(false)
		differs := e.hasRule(e.settle(id)) && c.differsFromRule(e, j)
		c.env = outer
		if differs {
			c.find("given-mismatch", SeverityError, l.At, "the sheet gives another rule for %s", syntax.Print(j.chain.head()))
			return
		}
	}
}

// differsFromRule says whether a recurrence that is written down is false by the rules of the sheet, for some index.
func (c *checker) differsFromRule(e *evaluator, j judged) bool {
	id, _ := identify(j.chain.head())
	_, index, single := indexNode(id)
	if !single || !mentionsLetters(index) {
		return false
	}
	v, members, ok := e.expressions(j.chain.members[0], j.chain.members[1])
	if !ok {
		return false
	}
	at := showing{block: j.chain.block, row: j.chain.row, at: j.chain.operators[0].At.Start, end: c.document.Blocks[j.chain.block].At.End}
	proof, _, _, says := c.around.proveExpressions(v, members[0], members[1], symbolic.Equals, at, j.chain.members)
	return says == "" && proof.Verdict == symbolic.Refuted
}
