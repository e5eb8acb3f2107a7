package proofs

import (
	"sort"
	"unicode/utf8"
)

// positions turns byte offsets into lines and columns, both from 1, columns in
// characters.
type positions struct {
	source string
	starts []int // of the lines
}

func newPositions(source string) *positions {
	p := &positions{source: source, starts: []int{0}}
	for i := range len(source) {
		if source[i] == '\n' {
			p.starts = append(p.starts, i+1)
		}
	}
	return p
}

func (p *positions) of(offset int) (line, column int) {
	offset = min(max(offset, 0), len(p.source))
	i := sort.SearchInts(p.starts, offset+1) - 1
	return i + 1, utf8.RuneCountInString(p.source[p.starts[i]:offset]) + 1
}
