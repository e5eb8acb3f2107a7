package proofs

import (
	"strconv"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

var (
	isDivisible = newPhrase(`(?i)^\s*(?:is|are|be)?\s*(?:always\s+)?(?:(?:exactly |evenly )?divisible by|an? (?:integer |integral )?multiple of)\s*(?:(\d+)\b[^$]*|\s*)$`)
	dividesIt   = newPhrase(`(?i)^\s*(?:always\s+)?(?:divides|is an? (?:divisor|factor) of)\s*$`)
	isEven      = newPhrase(`(?i)^\s*(?:is|are|be)\s+(?:always\s+|an?\s+)?(even|odd)\b`)
)

// A remainder is said around two formulas: `$4^n$ leaves remainder $1$ when divided by $3$`.
var (
	leavesRemainder = newPhrase(`(?i)^\s*(?:always\s+)?(?:leaves?|has|gives?|yields?)\s+(?:an?\s+|the\s+)?(?:remainder|residue)(?:\s+(?:of|equal to))?\s*$`)
	leavesBoth      = newPhrase(`(?i)^\s*(?:always\s+)?(?:leaves?|has|gives?|yields?)\s+(?:an?\s+|the\s+)?(?:remainder|residue)(?:\s+(?:of|equal to))?\s+(\d+)\s+(?:when|if|upon|on|after)\s+(?:it\s+is\s+)?(?:being\s+)?(?:divided|division)\s+by\s*(\d*)`)
	isCongruent     = newPhrase(`(?i)^\s*is\s+(?:always\s+)?congruent\s+to\s*$`)
	whenDivided     = newPhrase(`(?i)^\s*(?:when|if|upon|on|after)\s+(?:it\s+is\s+)?(?:being\s+)?(?:divided|division)\s+by\s*(\d*)\b`)
	moduloWord      = newPhrase(`(?i)^\s*\(?\s*(?:modulo|mod)\s*(\d*)\b`)
)

// comparisons are the words between two expressions that say a relation.
var comparisons = []struct {
	sign string
	word *phrase
}{
	{"=", newPhrase(`(?i)^\s*(?:is )?(?:always |exactly )?(?:equals?|equal to)\s*$`)},
	{`\le`, newPhrase(`(?i)^\s*(?:is |are )?(?:always )?(?:at most|no more than|no greater than|no larger than|not greater than|less than or equal to|does not exceed|never exceeds|bounded above by)\s*$`)},
	{`\ge`, newPhrase(`(?i)^\s*(?:is |are )?(?:always )?(?:at least|no less than|no smaller than|not less than|greater than or equal to|bounded below by)\s*$`)},
	{"<", newPhrase(`(?i)^\s*(?:is |are )?(?:always )?(?:strictly )?(?:less|smaller) than\s*$`)},
	{">", newPhrase(`(?i)^\s*(?:is |are )?(?:always )?(?:strictly )?(?:(?:greater|larger|bigger|more) than|exceeds?)\s*$`)},
}

var (
	ofTheFirst = newPhrase(`(?i)\b(sum|product) of (?:the )?(?:(squares|cubes|fourth powers|reciprocals) of )?(?:the )?first\s*$`)
	firstKinds = newPhrase(`(?i)^\s*(?:consecutive )?(?:(?:positive|natural|strictly positive) )*(?:(odd|even) )?(?:(?:positive|natural) )*(?:(integers|numbers|naturals)|(?:perfect )?(squares|cubes)|(triangular) numbers|multiples of (\d+)),?\s+(?:is|equals|is equal to|is given by|is exactly|is always|comes to|adds up to)\s*$`)
)

// saidInWords reads a lone expression that words make a claim: `$6^n - 1$ is divisible by $5$`, `$n!$ exceeds
// $2^n$`, "the sum of the first $n$ odd numbers is $n^2$".
func (s *surroundings) saidInWords(block, r, j int) (syntax.Clause, bool) {
	row := s.document.Blocks[block].Formula.Rows[r]
	clause := row.Clauses[j]
	if len(clause.Chain.Operators) > 0 {
		return clause, false
	}
	words := clause.Trail
	var next *syntax.Clause
	switch {
	case j+1 < len(row.Clauses):
		words += row.Clauses[j+1].Lead
		next = &row.Clauses[j+1]
	case block+1 < len(s.document.Blocks) && s.document.Blocks[block+1].Kind == syntax.Prose:
		words += s.document.Blocks[block+1].Text
		if block+2 < len(s.document.Blocks) {
			if f := s.document.Blocks[block+2].Formula; f != nil && f.Unread == nil && len(f.Rows) > 0 && len(f.Rows[0].Clauses) > 0 {
				next = &f.Rows[0].Clauses[0]
			}
		}
	}
	claim := func(sign string, left, right, modulus syntax.Node) (syntax.Clause, bool) {
		clause.Chain = &syntax.Relation{
			At: clause.Chain.At, Members: []syntax.Node{left, right},
			Operators: []syntax.Operator{{Name: sign, At: syntax.Span{Start: clause.At.End, End: clause.At.End}}},
		}
		clause.Modulus = modulus
		return clause, true
	}
	here := clause.Chain.Members[0]
	if m := isEven.FindStringSubmatch(words); m != nil {
		if strings.EqualFold(m[1], "even") {
			return claim(`\mid`, numberNode(2), here, nil)
		}
		return claim(`\equiv`, here, numberNode(1), numberNode(2))
	}
	if m := isDivisible.FindStringSubmatch(words); m != nil && m[1] != "" {
		if k, ok := wholeLiteral(&syntax.Number{Text: m[1]}); ok {
			return claim(`\mid`, numberNode(k), here, nil)
		}
	}
	if rest, modulus, ok := s.remainderSaid(block, r, j); ok {
		return claim(`\equiv`, here, rest, modulus)
	}
	if next == nil || next.Chain == nil || len(next.Chain.Operators) > 0 {
		return clause, false
	}
	there := next.Chain.Members[0]
	switch {
	case isDivisible.MatchString(words):
		return claim(`\mid`, there, here, nil)
	case dividesIt.MatchString(words):
		return claim(`\mid`, here, there, nil)
	}
	if len(lettersListed(here)) > 0 && (closed(there) || len(lettersListed(there)) > 0) {
		return clause, false // a range: `n` at least `1`
	}
	for _, c := range comparisons {
		if c.word.MatchString(words) {
			return claim(c.sign, here, there, nil)
		}
	}
	if total, ok := totalOfFirst(s.wordsBefore(block, r, j), words, here); ok && !s.zeroIsNatural() {
		return claim("=", total, there, nil)
	}
	return clause, false
}

// remainderSaid reads the remainder and the modulus that the two formulas behind a clause give.
func (s *surroundings) remainderSaid(block, r, j int) (rest, modulus syntax.Node, ok bool) {
	if j+1 != len(s.document.Blocks[block].Formula.Rows[r].Clauses) {
		return nil, nil, false
	}
	alone := func(i int) syntax.Node {
		if i >= len(s.document.Blocks) {
			return nil
		}
		f := s.document.Blocks[i].Formula
		if f == nil || f.Unread != nil || len(f.Rows) != 1 || len(f.Rows[0].Clauses) != 1 {
			return nil
		}
		c := f.Rows[0].Clauses[0].Chain
		if c == nil || len(c.Operators) > 0 {
			return nil
		}
		return c.Members[0]
	}
	prose := func(i int) string {
		if i < len(s.document.Blocks) && s.document.Blocks[i].Kind == syntax.Prose {
			return s.document.Blocks[i].Text
		}
		return ""
	}
	first, second := prose(block+1), prose(block+3)
	if m := leavesBoth.FindStringSubmatch(first); m != nil {
		if modulus = (&syntax.Number{Text: m[2]}); m[2] == "" {
			modulus = alone(block + 2)
		}
		return &syntax.Number{Text: m[1]}, modulus, modulus != nil && closed(modulus)
	}
	pair := func(a, b *phrase) bool {
		if !a.MatchString(first) || !b.MatchString(second) {
			return false
		}
		rest = alone(block + 2)
		if m := b.FindStringSubmatch(second); m[1] != "" {
			modulus = &syntax.Number{Text: m[1]}
		} else {
			modulus = alone(block + 4)
		}
		return rest != nil && modulus != nil && closed(modulus)
	}
	ok = pair(leavesRemainder, whenDivided) || pair(isCongruent, moduloWord)
	return rest, modulus, ok
}

// totalOfFirst is the sum or product that "the sum of the squares of the first n odd numbers" speaks of.
func totalOfFirst(before, behind string, count syntax.Node) (syntax.Node, bool) {
	total, kind := ofTheFirst.FindStringSubmatch(before), firstKinds.FindStringSubmatch(behind)
	if total == nil || kind == nil {
		return nil, false
	}
	index := "k"
	if mentions(count, index) {
		index = "i"
	}
	letter := &syntax.Symbol{Name: index}
	times := func(k int64) syntax.Node {
		return &syntax.Product{Factors: []syntax.Factor{{Value: numberNode(k)}, {Value: letter}}}
	}
	raised := func(base syntax.Node, k int64) syntax.Node {
		return &syntax.Script{Base: bracketed(base), Sup: numberNode(k)}
	}
	var term syntax.Node = letter
	switch {
	case strings.EqualFold(kind[1], "odd"):
		term = bracketed(&syntax.Sum{Terms: []syntax.Term{{Value: times(2)}, {Sign: "-", Value: numberNode(1)}}})
	case strings.EqualFold(kind[1], "even"):
		term = times(2)
	case kind[4] != "":
		term = &syntax.Fraction{Command: "frac", Denominator: numberNode(2), Numerator: &syntax.Product{Factors: []syntax.Factor{
			{Value: letter}, {Value: bracketed(&syntax.Sum{Terms: []syntax.Term{{Value: letter}, {Sign: "+", Value: numberNode(1)}}})},
		}}}
	case kind[5] != "":
		k, err := strconv.ParseInt(kind[5], 10, 32)
		if err != nil {
			return nil, false
		}
		term = times(k)
	}
	for _, word := range []string{total[2], kind[3]} {
		switch strings.ToLower(word) {
		case "squares":
			term = raised(term, 2)
		case "cubes":
			term = raised(term, 3)
		case "fourth powers":
			term = raised(term, 4)
		case "reciprocals":
			term = &syntax.Fraction{Command: "frac", Numerator: numberNode(1), Denominator: term}
		}
	}
	operator := `\sum`
	if strings.EqualFold(total[1], "product") {
		operator = `\prod`
	}
	from := &syntax.Relation{Members: []syntax.Node{letter, numberNode(1)}, Operators: []syntax.Operator{{Name: "="}}}
	return &syntax.Big{Operator: operator, Lower: from, Upper: count, Body: term}, true
}
