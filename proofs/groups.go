package proofs

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// groupWords say that letters are elements of a group or a ring, or operators, whose
// products need not commute.
var groupWords = newPhrase(`(?i)(?:^|[^a-z])(abelian|(?:sub|semi)groups?|monoids?|cosets?|conjugacy|commutators?|homomorphisms?|quaternions?|non-?commut\w*|(?:group|ring) (?:theory|axioms?|operations?|elements?|of order)|be a (?:finite |cyclic )?group|(?:identity|inverse) element|order of (?:an|the) elements?|linear operators?|differential operators?|hamiltonian)(?:$|[^a-z])`)

// speaksOfGroups says whether the products of the document need not commute, as far as
// its words tell.
func (c *checker) speaksOfGroups() bool {
	if c.groups == nil {
		speaks := false
		for _, b := range c.document.Blocks {
			speaks = speaks || b.Kind != syntax.Math && groupWords.MatchString(b.Text)
		}
		c.groups = &speaks
	}
	return *c.groups
}

// needsCommuting says whether two equal members in letters are equal because their
// products commute, which those of a group need not.
func (c *checker) needsCommuting(a, b syntax.Node, left, right outcome) bool {
	if !c.speaksOfGroups() || !c.withoutValues(left, right) {
		return false
	}
	if len(lettersListed(a)) < 2 && len(lettersListed(b)) < 2 && !holdsSeveralLetters(a) && !holdsSeveralLetters(b) {
		return false
	}
	x, ok := groupWord(a)
	y, also := groupWord(b)
	return !ok || !also || x != y
}

// holdsSeveralLetters says whether a tree holds two different letters.
func holdsSeveralLetters(n syntax.Node) bool {
	names := map[string]bool{}
	eachName(n, func(id identifier) { names[id.base] = true })
	return len(names) > 1
}

// letterPower is a letter of a word with the whole number that it is raised to.
type letterPower struct {
	letter string
	power  int64
}

// mostOfWord bounds the words of a group that are compared.
const mostOfWord = 200

// groupWord reduces a product of letters and their whole powers to one form: the word
// of a free group.
func groupWord(n syntax.Node) (string, bool) {
	word, ok := wordOf(n, 0)
	if !ok {
		return "", false
	}
	var all []string
	for _, l := range word {
		all = append(all, l.letter+"^"+strconv.FormatInt(l.power, 10))
	}
	return strings.Join(all, " "), true
}

func wordOf(n syntax.Node, depth int) ([]letterPower, bool) {
	const deepest = 40
	if n == nil || depth > deepest {
		return nil, false
	}
	n = unwrapped(n)
	switch m := n.(type) {
	case *syntax.Group:
		if m.Open != "(" && m.Open != "[" {
			return nil, false
		}
		return wordOf(m.Inner, depth+1)
	case *syntax.Product:
		var word []letterPower
		for _, f := range m.Factors {
			if f.Operator != "" && f.Operator != `\cdot` && f.Operator != "*" {
				return nil, false
			}
			part, ok := wordOf(f.Value, depth+1)
			if !ok || len(word)+len(part) > mostOfWord {
				return nil, false
			}
			word = joinWords(word, part)
		}
		return word, true
	case *syntax.Script:
		if m.Sup == nil || m.Primes > 0 {
			break
		}
		power, ok := wholePower(m.Sup)
		if !ok || m.Sub != nil {
			break
		}
		base, ok := wordOf(m.Base, depth+1)
		if !ok || int64(len(base))*max(power, -power) > mostOfWord {
			return nil, false
		}
		if power < 0 {
			base, power = inverseWord(base), -power
		}
		var word []letterPower
		for range power {
			word = joinWords(word, base)
		}
		return word, true
	}
	if id, ok := identify(n); ok {
		return []letterPower{{syntax.Print(n), 1}}, id.base != ""
	}
	return nil, false
}

// wholePower is an exponent that is a small whole number.
func wholePower(n syntax.Node) (int64, bool) {
	const largest = 100
	r, ok := new(big.Rat).SetString(strings.ReplaceAll(strings.Trim(syntax.Print(n), "{}"), " ", ""))
	if !ok || !r.IsInt() || !r.Num().IsInt64() || max(r.Num().Int64(), -r.Num().Int64()) > largest {
		return 0, false
	}
	return r.Num().Int64(), true
}

func inverseWord(word []letterPower) []letterPower {
	var inverse []letterPower
	for i := len(word) - 1; i >= 0; i-- {
		inverse = append(inverse, letterPower{word[i].letter, -word[i].power})
	}
	return inverse
}

// joinWords puts two words side by side and cancels what meets its inverse.
func joinWords(a, b []letterPower) []letterPower {
	word := append([]letterPower{}, a...)
	for _, l := range b {
		last := len(word) - 1
		switch {
		case last >= 0 && word[last].letter == l.letter && word[last].power == -l.power:
			word = word[:last]
		case last >= 0 && word[last].letter == l.letter:
			word[last].power += l.power
		default:
			word = append(word, l)
		}
	}
	return word
}
