package proofs

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// A text that announces a base or a modulus gives numerals another meaning. That is no
// reason to doubt all its computations: a false link is doubted only where it holds in
// an arithmetic that the text names, or where it does not name one hence understands.

// notationWords announce a base or a modulus. Their groups are the base, and the modulus.
var notationWords = newPhrase(`(?i)(?:^|[^a-z])(?:((?:in|to|from|into) base\s*$|base[ -]?(?:\d+|\x00|\$|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|sixteen)|binary|octal|hexadecimal|ternary)|(modulo|modulus|modular|mod|\\pmod|\\bmod|\\mod|clock))(?:$|[^a-z])`)

// basesInWords are the bases that have a name.
var basesInWords = map[string]int64{
	"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "sixteen": 16,
	"binary": 2, "ternary": 3, "octal": 8, "hexadecimal": 16,
}

// arithmetics are the bases and moduli that a text announces.
type arithmetics struct {
	bases, moduli      []int64
	anyBase, anyModulo bool // it does not say which
}

// hasAnother says whether a link may be meant in an arithmetic that the document
// announces: in a base anywhere, or modulo a number in its paragraph.
func (c *checker) hasAnother(ch *chain, i int) bool {
	var all arithmetics
	paragraph := c.document.Blocks[ch.block].Paragraph
	all.announcedIn(c.document, func(b syntax.Block) bool { return b.Paragraph == paragraph || b.Paragraph == paragraph-1 })
	if c.problem != nil {
		all.announcedIn(c.problem.document, func(syntax.Block) bool { return true })
	}
	differs := relationOf(ch.operators[i].Name) == `\ne`
	if differs {
		all.anyModulo, all.moduli = false, nil // what is equal is so modulo every number
	}
	if !all.anyBase && !all.anyModulo && len(all.bases) == 0 && len(all.moduli) == 0 {
		return false
	}
	a, b := ch.members[i], ch.members[i+1]
	if all.anyModulo || !closed(a) || !closed(b) {
		return true
	}
	j := c.judged[ch.links[i]]
	if !j.known {
		return true
	}
	x, ok := constantOf(j.left)
	y, also := constantOf(j.right)
	if !ok || !also {
		return true
	}
	difference := new(big.Rat).Sub(x, y).Num()
	for _, m := range all.moduli {
		if new(big.Int).Rem(difference, big.NewInt(m)).Sign() == 0 {
			return true
		}
	}
	if all.anyBase {
		all.bases = []int64{2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 16}
	}
	for _, base := range all.bases {
		for _, side := range [][2]int64{{base, base}, {base, 10}, {10, base}} {
			if holds, readable := c.holdsInBases(a, b, side); readable && holds != differs {
				return true
			}
		}
	}
	return false
}

// holdsInBases says whether two members are equal where their numerals are written in
// these bases, if they have such digits.
func (c *checker) holdsInBases(a, b syntax.Node, bases [2]int64) (holds, readable bool) {
	var values [2]*big.Rat
	for side, n := range []syntax.Node{a, b} {
		e := c.evaluator(false)
		e.base = bases[side]
		cs, failed := e.evaluate(n)
		if failed != nil {
			return false, false
		}
		r, ok := constantOf(cs[0].value)
		if !ok {
			return false, false
		}
		values[side] = r
	}
	return values[0].Cmp(values[1]) == 0, true
}

// announcedIn adds what a document announces: bases anywhere, moduli where near says so.
func (all *arithmetics) announcedIn(d *syntax.Document, near func(syntax.Block) bool) {
	for i, b := range d.Blocks {
		if b.Kind == syntax.Math && b.Formula != nil {
			continue
		}
		for _, at := range notationWords.FindAllStringSubmatchIndex(b.Text, -1) {
			isBase := at[2] >= 0
			word := strings.ToLower(b.Text[at[0]:at[1]])
			number, ok := numberIn(word + b.Text[at[1]:min(len(b.Text), at[1]+12)])
			if rest := strings.Trim(b.Text[at[1]:], " ({$\n"); !ok && rest == "" && i+1 < len(d.Blocks) && d.Blocks[i+1].Formula != nil {
				number, ok = numberIn(d.Text(d.Blocks[i+1].Formula.Inner))
			}
			switch {
			case strings.Contains(word, "clock"):
				if near(b) {
					all.moduli = appendNumber(appendNumber(all.moduli, 12), 24)
				}
			case isBase && ok:
				all.bases = appendNumber(all.bases, number)
			case isBase:
				all.anyBase = true
			case !near(b):
			case ok:
				all.moduli = appendNumber(all.moduli, number)
			default:
				all.anyModulo = true
			}
		}
	}
}

func appendNumber(all []int64, n int64) []int64 {
	if slices.Contains(all, n) {
		return all
	}
	return append(all, n)
}

// numberIn is the first number of a short text, in digits or in words.
func numberIn(text string) (int64, bool) {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !(r >= '0' && r <= '9') && !(r >= 'a' && r <= 'z') }) {
		if n, ok := basesInWords[word]; ok {
			return n, true
		}
		if n, err := strconv.ParseInt(word, 10, 32); err == nil && n > 1 {
			return n, true
		}
	}
	return 0, false
}
