package proofs

import (
	"regexp"
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
var otherwiseWords = regexp.MustCompile(`(?:^|[^a-z])(or|either|otherwise|instead|alternatively|another|second|third|other|if|suppose|supposing|assume|assuming|try|trying|guess|would|possib\w*|cases?|letting|plugging|say|namely|when|respectively|first|extraneous|solutions?|roots?)(?:$|[^a-z])`)

// deniedWords say that what is written is not so.
var deniedWords = regexp.MustCompile(`(?:^|[^a-z])(contradict\w*|impossib\w*|absurd\w*|false|incorrect\w*|wrong\w*|mistake\w*|not true|untrue|invalid|no solutions?|inconsistent|never|does not|doesn't|do not|don't|is not|isn't|are not|cannot|can't|fails?|too (?:small|big|large|high|low))(?:$|[^a-z])`)

// recallWords repeat a value that was found before.
var recallWords = regexp.MustCompile(`(?:^|[^a-z])(using|use|since|because|recall|recalling|found|from|above|earlier|again)(?:$|[^a-z])`)

// notationWords announce a meaning of numerals or signs that is not the usual one.
var notationWords = regexp.MustCompile(`(?i)(?:^|[^a-z])(base[ -]?(?:\d+|\x00|\$|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|sixteen)|bases|in base|binary|octal|hexadecimal|ternary|modulo|modulus|modular|mod|\\pmod|\\bmod|\\mod|clock)(?:$|[^a-z])`)

// restrain takes back a verdict of wrong where the document does not say what the
// link seems to say.
func (c *checker) restrain(l *Link, ch *chain, i int, left, right outcome, k claim) {
	if !l.Verdict.Wrong() && l.Verdict != Proved {
		return
	}
	withdraw := func(reason Reason, says string) {
		l.Verdict, l.Reason, l.Says = Unknown, reason, says
		l.Witness = map[string]string{}
	}
	a, b := ch.members[i], ch.members[i+1]
	if says := c.otherMeaning(a, b, l.Verdict == Proved); says != "" {
		withdraw(Unsupported, says)
		return
	}
	if !l.Verdict.Wrong() {
		return
	}
	computation := closed(a) && closed(b)
	switch {
	case deniedWords.MatchString(k.words.before) && len(ch.links) == 1 || deniedWords.MatchString(k.words.after):
		withdraw(Conditional, "false, and the sentence may say so")
	case !computation && c.isForeign():
		withdraw(Conditional, "hence does not read the language that lays this down")
	case isTuple(a) && closed(b):
		withdraw(Conditional, "the names have other values above")
	}
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
			case *syntax.Symbol:
				if n.Name == `\$` && !holds {
					says = "money on one side only"
				}
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
		id, ok := identify(f.Value)
		if !ok {
			if s, is := unwrapped(f.Value).(*syntax.Script); is && s.Sup != nil && syntax.Print(s.Sup) == "-1" && isArgument(next.Value) {
				if base, ok := identify(s.Base); ok && c.isFunctionSomewhere(base) {
					return "the inverse of a function"
				}
			}
			continue
		}
		known := c.env.find(c.evaluator(false).settle(id).key()) != nil
		switch g := next.Value.(type) {
		case *syntax.Group:
			if g.Open == "[" && !known && (!holds || capital(id.base)) {
				return "brackets behind a letter may be a call or an index"
			}
			if g.Open == "[" && known && !holds && capital(id.base) {
				return "brackets behind a letter may be a call or an index"
			}
		case *syntax.Matrix:
			if g.Environment == "[" && !known && !holds && capital(id.base) {
				return "brackets behind a letter may be a call or an index"
			}
		case *syntax.Script:
			if isArgument(g.Base) && !known && !holds && c.isFunctionSomewhere(id) {
				return "the power of a function's value"
			}
		}
	}
	return ""
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
			if _, constant := parts[1].AsConstant(); !constant {
				most = 2
			}
		}
	}
	return most
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
