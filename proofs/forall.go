package proofs

import (
	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// forAll says that a statement is meant for all values of its index.
var forAll = newPhrase(`(?:^|[^a-z])((?:for|with|if|when|whenever) \x01|for (?:all|every|each|any)|show|prove|claim|holds|identity|formula|theorem|lemma|proposition)(?:$|[^a-z])`)

// byInduction decides a link between expressions with symbolic bounds, indices or
// exponents, for every value of the index. It leaves the link as it is where the
// members have no such expressions or the claim is out of reach.
func (c *checker) byInduction(l *Link, ch *chain, i int, k claim) bool {
	relation, known := relationsOfClaims[relationOf(ch.operators[i].Name)]
	left, right := ch.members[i], ch.members[i+1]
	if !known || left == nil || right == nil {
		return false
	}
	if c.mayNotCommute(left) || c.mayNotCommute(right) {
		return false
	}
	if d := vectorDegree(left); d < 0 || d != vectorDegree(right) {
		return false
	}
	e := c.evaluator(false)
	if c.bySurds(e, l, ch, i) {
		return true
	}
	v, members, ok := e.expressions(left, right)
	if !ok || len(v.indices) == 0 && len(v.families) == 0 && len(v.ellipses) == 0 {
		return false
	}
	at := showing{block: ch.block, row: ch.row, at: ch.operators[i].At.Start, end: c.document.Blocks[ch.block].At.End}
	proof, index, from, says := c.around.proveExpressions(v, members[0], members[1], relation, at, []syntax.Node{left, right})
	if says != "" {
		return false
	}
	c.keepInduction(ch.links[i], proof, v.system)
	if c.announcesInduction() {
		c.decisions[ch.links[i]] = decision{proof, claimText{left: left, right: right, sign: ch.operators[i].Name, index: index, from: from, ellipses: v.ellipses}}
	}
	if proof.Verdict == symbolic.Proved || proof.Verdict == symbolic.Refuted {
		for _, how := range v.ellipses {
			l.Assumed = appendNew(l.Assumed, "the ellipsis stands for "+how)
		}
		for _, name := range v.natural {
			l.Assumed = appendNew(l.Assumed, name+" is an integer")
		}
	}
	switch proof.Verdict {
	case symbolic.Proved:
		if relation != symbolic.Equals && c.around.concludesRange(index, at) {
			return false // what follows from an inequality is not its range
		}
		if relation != symbolic.Equals && len(v.families) == 0 && !c.around.bounded(index) && !holdsFactorial(left) && !holdsFactorial(right) && !c.announcesInduction() {
			return false // an exponent need not be an integer, but where the text speaks of induction
		}
		l.Verdict, l.Reason, l.Says = Proved, "", ""
		for _, condition := range proof.Conditions {
			l.Conditions = appendNew(l.Conditions, conditionText(condition, proof))
		}
		if proof.Method != symbolic.MethodIdentity {
			l.Remarks = append(l.Remarks, "by-induction")
		}
		return true
	case symbolic.Refuted:
		meant := k.identity || forAll.MatchString(k.words.before) || forAll.MatchString(k.words.after) || c.around.saysRange(index, at)
		if !meant || !mentions(left, index) && !v.endsAtIndex(left) || !mentions(right, index) || c.letterIsFixed(index) {
			return false
		}
		if c.mayBeCondition(ch, i) || !c.isCounterexample(proof, index, relation, at, left, right) {
			return false
		}
		if len(ch.links) == 1 && k.words.isLaidDown() && !forAll.MatchString(k.words.before) {
			return false
		}
		l.Verdict, l.Reason = Refuted, ""
		l.Value, l.Claims = proof.LeftValue.String(), proof.RightValue.String()
		for name, r := range proof.Witness {
			l.Witness[name] = symbolic.FormatRat(r)
		}
		l.Witness[index] = symbolic.FormatRat(ratOf(*proof.FailsAt))
		l.Says = "at " + witnessInWords(map[string]string{index: l.Witness[index]}) + " the left member is " + l.Value + ", the right one " + l.Claims
		return true
	}
	return false
}

// bySurds proves an equation between numbers with one square root, such as Binet's formula, for every value of the index: the
// rational parts agree and the multiples of the root do.
func (c *checker) bySurds(e *evaluator, l *Link, ch *chain, i int) bool {
	left, right := ch.members[i], ch.members[i+1]
	if ch.operators[i].Name != "=" {
		return false
	}
	root, ok := e.rootIn(left, right)
	if !ok {
		return false
	}
	convert := &surds{e.converter(), root}
	a, ok := convert.convert(left)
	if !ok {
		return false
	}
	b, ok := convert.convert(right)
	if !ok || len(convert.v.extra) == 0 {
		return false
	}
	at := showing{block: ch.block, row: ch.row, at: ch.operators[i].At.Start, end: c.document.Blocks[ch.block].At.End}
	for _, part := range [][2]symbolic.Expression{{a.a, b.a}, {a.b, b.b}} {
		proof, _, _, says := c.around.proveExpressions(convert.v, part[0], part[1], symbolic.Equals, at, []syntax.Node{left, right})
		if says != "" || proof.Verdict != symbolic.Proved {
			return false
		}
		for _, condition := range proof.Conditions {
			l.Conditions = appendNew(l.Conditions, conditionText(condition, proof))
		}
	}
	l.Verdict, l.Reason, l.Says = Proved, "", ""
	l.Remarks = append(l.Remarks, "by-induction")
	return true
}

// mayNotCommute says whether a tree holds a transpose, or a product of two names that are transposed somewhere.
func (c *checker) mayNotCommute(n syntax.Node) bool {
	found := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		switch m := m.(type) {
		case *syntax.Script:
			found = found || m.Sup != nil && isTranspose(m.Sup)
		case *syntax.Product:
			count := 0
			for _, f := range m.Factors {
				if id, ok := identify(baseOf(f.Value)); ok && c.names != nil && c.names.shaped[id.base] {
					count++
				}
			}
			found = found || count > 1
		}
		return !found
	})
	return found
}

// endsAtIndex says whether the tree holds an ellipsis, whose end is the index.
func (v *converter) endsAtIndex(syntax.Node) bool { return len(v.ellipses) > 0 }

// letterIsFixed says whether a condition in scope holds the letter: it is then no
// index that runs through all numbers.
func (c *checker) letterIsFixed(letter string) bool {
	for _, k := range c.env.allConditions() {
		if k.relation != "=" {
			continue
		}
		for _, name := range k.difference.Variables() {
			if holdsName(name, letter) {
				return true
			}
		}
	}
	return false
}

// saysRange says whether the sentence of a claim bounds its index.
func (s *surroundings) saysRange(letter string, c showing) bool {
	paragraph := s.document.Blocks[c.block].Paragraph
	for _, b := range s.bounds {
		if b.letter == letter && s.document.Blocks[b.block].Paragraph == paragraph {
			return true
		}
	}
	return false
}

// holdsFactorial says whether a member takes a factorial.
func holdsFactorial(n syntax.Node) bool {
	found := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		if p, ok := m.(*syntax.Postfix); ok && p.Operator == "!" {
			found = true
		}
		return !found
	})
	return found
}
