package proofs

import (
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// This file tells whether the conditions in scope leave no choice.

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
