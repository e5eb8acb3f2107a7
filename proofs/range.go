package proofs

import (
	"math/big"
	"regexp"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// rangeBound is a statement such as `n \ge 1` or `x > -1`: a letter against a number.
type rangeBound struct {
	letter   string
	relation string // of the letter to the number: "<", `\le`, ">", `\ge`, `\ne`
	number   *big.Rat
	block    int
	row      int
	at       int // offset
}

// mirrored turns a relation round.
var mirrored = map[string]string{"<": ">", ">": "<", `\le`: `\ge`, `\ge`: `\le`, `\ne`: `\ne`}

// boundsOf reads a clause as a statement about the range of letters: `n \ge 1`,
// `1 \le n`, `n, m \ge 1`, `n \in \mathbb{N}`, `0 \le x \le 1`.
func (e *evaluator) boundsOf(r *syntax.Relation, block, row int) []rangeBound {
	var all []rangeBound
	if r == nil || len(r.Operators) == 0 {
		return nil
	}
	letters := func(n syntax.Node) []string {
		if list, ok := n.(*syntax.List); ok {
			var names []string
			for _, item := range list.Items {
				id, ok := identify(item)
				if !ok || id.sub != nil || id.sup != nil {
					return nil
				}
				names = append(names, id.base)
			}
			return names
		}
		if id, ok := identify(n); n != nil && ok && id.sub == nil && id.sup == nil {
			return []string{id.base}
		}
		return nil
	}
	number := func(n syntax.Node) (*big.Rat, bool) {
		if n == nil || !closed(n) {
			return nil, false
		}
		quiet := *e
		quiet.trace = newTrace()
		x, failed := quiet.scalar(n)
		if failed != nil {
			return nil, false
		}
		return x.AsConstant()
	}
	for i, sign := range r.Operators {
		left, right := r.Members[i], r.Members[i+1]
		if sign.Name == `\in` {
			all = append(all, e.membership(letters(left), right, block, row, sign.At.Start)...)
			continue
		}
		relation := relationOf(sign.Name)
		if _, ok := mirrored[relation]; !ok {
			return nil
		}
		if c, ok := number(right); ok && len(letters(left)) > 0 {
			for _, name := range letters(left) {
				all = append(all, rangeBound{name, relation, c, block, row, sign.At.Start})
			}
			continue
		}
		if c, ok := number(left); ok && len(letters(right)) > 0 {
			for _, name := range letters(right) {
				all = append(all, rangeBound{name, mirrored[relation], c, block, row, sign.At.Start})
			}
			continue
		}
		return nil
	}
	return all
}

// membership reads `n \in \mathbb{N}` and its like: positive integers, natural
// numbers. Sets that bound nothing give an empty bound that only marks the letter.
func (e *evaluator) membership(letters []string, set syntax.Node, block, row, at int) []rangeBound {
	var all []rangeBound
	id, ok := identify(set)
	if !ok {
		return nil
	}
	letter := letterOf(id.plain)
	for _, name := range letters {
		switch {
		case letter == "N" && id.sub != nil && syntax.Print(id.sub) == "0":
			all = append(all, rangeBound{name, `\ge`, big.NewRat(0, 1), block, row, at})
		case letter == "N" || letter == "Z" && id.sup != nil:
			all = append(all, rangeBound{name, `\ge`, big.NewRat(1, 1), block, row, at})
		}
	}
	return all
}

// surroundings are what a document says of the ranges of letters, and where its
// claims stand.
type surroundings struct {
	document *syntax.Document
	bounds   []rangeBound
	shows    []showing
}

var (
	positiveWords    = regexp.MustCompile(`(?i)\b(positive integers?|natural numbers?|positive whole)\b`)
	nonnegativeWords = regexp.MustCompile(`(?i)\b(non-?negative integers?|non-?negative whole|whole numbers?)\b`)
	rangeFollows     = regexp.MustCompile(`(?i)^\s*[,]?\s*(for|whenever|when|if|where|provided|with)\b[^.:;]*$`)
)

// rangeOfClaim finds the first index a claim is about: in its own row, behind it
// in the sentence, in the latest statement before it, or in words. The last
// result is false where the text is silent.
func (s *surroundings) rangeOfClaim(letter string, c showing) (int64, bool) {
	least := func(b rangeBound) (int64, bool) {
		switch b.relation {
		case `\ge`:
			return new(big.Int).Neg(new(big.Int).Div(new(big.Int).Neg(b.number.Num()), b.number.Denom())).Int64(), true
		case ">":
			return new(big.Int).Div(b.number.Num(), b.number.Denom()).Int64() + 1, true
		}
		return 0, false
	}
	var before *rangeBound
	for i := range s.bounds {
		b := &s.bounds[i]
		if b.letter != letter {
			continue
		}
		if _, ok := least(*b); !ok {
			continue
		}
		if b.block == c.block && b.row == c.row {
			return least(*b)
		}
		if b.at > c.at {
			text := s.textBetween(c.end, b.at)
			if rangeFollows.MatchString(text) && !s.claimFollows(*b) {
				return least(*b)
			}
			continue
		}
		before = b
	}
	if before != nil {
		return least(*before)
	}
	for i := c.block; i >= 0; i-- {
		b := s.document.Blocks[i]
		if b.Kind == syntax.Math {
			continue
		}
		switch {
		case nonnegativeWords.MatchString(b.Text):
			return 0, true
		case positiveWords.MatchString(b.Text):
			return 1, true
		}
	}
	return 0, false
}

// textBetween is the prose between two offsets.
func (s *surroundings) textBetween(from, to int) string {
	var b strings.Builder
	for _, block := range s.document.Blocks {
		if block.At.Start >= from && block.At.End <= to+1 && block.Kind != syntax.Math {
			b.WriteString(block.Text)
			b.WriteByte(' ')
		} else if block.Kind == syntax.Math && block.At.Start >= from && block.At.End < to {
			b.WriteString(" . ") // another formula stands between
		}
	}
	return b.String()
}

// claimFollows says whether the sentence goes on to another claim right behind
// the bound, which then belongs to that one.
func (s *surroundings) claimFollows(b rangeBound) bool {
	for _, c := range s.shows {
		if c.at > b.at && c.block > b.block && s.document.Blocks[c.block].Paragraph == s.document.Blocks[b.block].Paragraph {
			text := strings.TrimSpace(s.textBetween(s.document.Blocks[b.block].At.End, c.at))
			return text == "" || text == "," || text == ":"
		}
	}
	return false
}

// assumptionsFor lists the bounds on letters that are parameters.
func (s *surroundings) assumptionsFor(index string, c showing) []symbolic.Assumption {
	var all []symbolic.Assumption
	relations := map[string]symbolic.Relation{
		"<": symbolic.Less, `\le`: symbolic.LessOrEqual, ">": symbolic.Greater, `\ge`: symbolic.GreaterOrEqual, `\ne`: symbolic.NotEquals,
	}
	for _, b := range s.bounds {
		if b.letter != index && b.block <= c.block {
			all = append(all, symbolic.Assumption{Name: b.letter, Relation: relations[b.relation], Bound: b.number})
		}
	}
	return all
}
