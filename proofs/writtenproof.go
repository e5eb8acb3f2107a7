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
		if j.chain == nil || j.chain == p.claim || j.chain.block < p.claim.block || p.checker.links[j.chain.links[j.index]].Verdict == Given {
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

// auditHypotheses looks at what the document supposes in the form of the claim: a hypothesis that is not the claim,
// and a step that supposes what it is to prove.
func (p *writtenProof) auditHypotheses() {
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
		letter, offset, ok := p.instance(ch.head())
		if !ok {
			continue
		}
		all = append(all, supposed{letter, offset, ch.operators[0].At.Start})
		if !p.agrees(ch.members[1], letter, offset) {
			c.find("induction-hypothesis-wrong", SeverityError, ch.operators[0].At.Start, "the hypothesis is not the claim for %s: there the right member is $%s$",
				shiftedText(letter, offset), syntax.Print(inPlaceOf(p.claim.members[p.link+1], p.index, shiftedNode(letter, offset))))
		}
	}
	if len(all) == 1 && all[0].offset > 0 {
		c.find("induction-circular", SeverityError, all[0].at, "the claim for %s, which the step is to prove, is supposed", shiftedText(all[0].letter, all[0].offset))
	}
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
	claim := p.claim.members[p.link]
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
	want := inPlaceOf(p.claim.members[p.link+1], p.index, shiftedNode(letter, offset))
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
