package proofs

import (
	"github.com/hence-math/hence/proofs/syntax"
)

// showing is one statement under Show.
type showing struct {
	relation *syntax.Relation
	modulus  syntax.Node
	tag      string
	block    int
	row      int
	at, end  int // offsets
	half     *half
	from     *int64 // where the claim begins, nil where the text says
}

// collect gathers the claims of the blocks that are chosen and the bounds of all,
// in the order of the text.
func (s *surroundings) collect(e *evaluator, chosen func(block int) bool) {
	for i, b := range s.document.Blocks {
		if b.Formula == nil {
			continue
		}
		if b.Formula.Unread != nil {
			if chosen(i) {
				s.shows = append(s.shows, showing{block: i, at: b.At.Start, end: b.At.End})
			}
			continue
		}
		for r, row := range b.Formula.Rows {
			for j, clause := range row.Clauses {
				if clause.Chain == nil {
					continue
				}
				if chosen(i) {
					if told, ok := s.saidInWords(i, r, j); ok {
						s.add(told, row, i, r)
						continue
					}
				}
				if bounds, ranges := e.boundsOf(clause.Chain, i, r); ranges {
					s.bounds = append(s.bounds, bounds...)
					continue
				}
				if bounds := e.familyBounds(clause.Chain, i, r); len(bounds) > 0 && layWords.MatchString(s.wordsBefore(i, r, j)) {
					s.bounds = append(s.bounds, bounds...)
					continue
				}
				if runs, ok := orderedLetters(clause.Chain); ok && rangeWords.MatchString(s.wordsBefore(i, r, j)) {
					s.orders = append(s.orders, letterOrder{letters: runs, block: i})
					s.bounds = append(s.bounds, e.orderBounds(clause.Chain, i, r)...)
					continue
				}
				if distinctLetters(clause.Chain) && rangeWords.MatchString(s.wordsBefore(i, r, j)) {
					s.distinct = append(s.distinct, clause.Chain)
					continue
				}
				if chosen(i) {
					s.add(clause, row, i, r)
				}
			}
		}
	}
	s.readSentences(e)
}

// distinctLetters says whether a relation is `x \ne y`, of letters alone.
func distinctLetters(r *syntax.Relation) bool {
	return len(r.Operators) == 1 && relationOf(r.Operators[0].Name) == `\ne` && len(lettersListed(r.Members[0])) == 1 && len(lettersListed(r.Members[1])) == 1
}

func (s *surroundings) add(clause syntax.Clause, row syntax.Row, block, r int) {
	c := showing{relation: clause.Chain, modulus: clause.Modulus, tag: row.Tag, block: block, row: r, at: clause.At.Start, end: clause.At.End}
	if n := len(s.shows); clause.Chain.Members[0] == nil && n > 0 && s.shows[n-1].relation != nil {
		last := s.shows[n-1].relation
		joined := &syntax.Relation{
			At:        syntax.Span{Start: last.At.Start, End: clause.Chain.At.End},
			Members:   append(append([]syntax.Node{}, last.Members...), clause.Chain.Members[1:]...),
			Operators: append(append([]syntax.Operator{}, last.Operators...), clause.Chain.Operators...),
		}
		s.shows[n-1].relation = joined
		s.shows[n-1].end = c.end
		if c.tag != "" {
			s.shows[n-1].tag = c.tag
		}
		return
	}
	if len(clause.Chain.Operators) == 0 {
		return
	}
	if _, list := clause.Chain.Members[1].(*syntax.List); list && len(clause.Chain.Members) == 2 {
		return // `n = 1, 2, \ldots`
	}
	s.shows = append(s.shows, c)
}
