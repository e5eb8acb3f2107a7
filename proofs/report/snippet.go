package report

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// source finds the lines of a text.
type source struct {
	text   string
	starts []int // byte offsets at which lines begin; the first is 0
}

// newSource indexes the lines of text.
func newSource(text string) *source {
	s := &source{text: text, starts: []int{0}}
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' {
			s.starts = append(s.starts, i+1)
		}
	}
	return s
}

// line returns the number, from 1, of the line that holds the offset, and the
// offsets at which its text begins and ends, without the line break.
func (s *source) line(offset int) (number, start, end int) {
	number = sort.SearchInts(s.starts, offset+1)
	start, end = s.starts[number-1], len(s.text)
	if number < len(s.starts) {
		end = s.starts[number] - 1
	}
	if end > start && s.text[end-1] == '\r' {
		end--
	}
	return number, start, end
}

// excerpt is what is shown of one line, with a part of it marked. Before and
// Marked count columns of Text.
type excerpt struct {
	Line   int
	Text   string
	Before int // columns before the mark
	Marked int // columns of the mark, at least 1
}

// ellipsis stands where an excerpt leaves out text.
const ellipsis = "…"

// excerpt shows the line on which the span begins, marks the part of the span
// that stands on it, and cuts what does not fit into width columns: a third of
// what the mark leaves free is kept behind it, two thirds before it. It looks
// at no more of the line than it shows.
func (s *source) excerpt(span [2]int, width int) excerpt {
	width = max(width, 16)
	from := min(max(span[0], 0), len(s.text))
	number, start, end := s.line(from)
	from = min(from, end)
	to := min(max(span[1], from), end)
	for to > from {
		r, size := utf8.DecodeLastRuneInString(s.text[from:to])
		if !unicode.IsSpace(r) {
			break
		}
		to -= size
	}

	first, last := start, end
	if columnsOf(s.text[start:end], width) > width {
		room := width - 2 // for an ellipsis on each side
		marked := min(columnsOf(s.text[from:to], room), room*4/5)
		var used int
		first, used = s.back(start, from, (room-marked)*2/3)
		last = s.forward(from, end, room-used)
		if last == end { // what the end of the line leaves free goes to its beginning
			first, _ = s.back(start, from, room-columnsOf(s.text[from:end], room))
		}
	}

	e := excerpt{Line: number}
	var b strings.Builder
	if first > start {
		b.WriteString(ellipsis)
		e.Before++
	}
	for at := first; at < last; {
		shown, columns, size := cell(s.text[at:])
		b.WriteString(shown)
		switch {
		case at < from:
			e.Before += columns
		case at < to:
			e.Marked += columns
		}
		at += size
	}
	if last < end {
		b.WriteString(ellipsis)
	}
	e.Text, e.Marked = strings.TrimRight(b.String(), " "), max(e.Marked, 1)
	return e
}

// back walks from an offset towards the start of its line for at most the
// given number of columns. It returns where it came and the columns it took.
func (s *source) back(start, from, columns int) (first, used int) {
	first = from
	for first > start {
		_, size := utf8.DecodeLastRuneInString(s.text[start:first])
		_, n, _ := cell(s.text[first-size:])
		if used+n > columns {
			break
		}
		first, used = first-size, used+n
	}
	for first < from { // a mark without its letter is not shown
		_, n, size := cell(s.text[first:])
		if n > 0 {
			break
		}
		first += size
	}
	return first, used
}

// forward walks from an offset towards the end of its line for at most the
// given number of columns and returns where it came.
func (s *source) forward(from, end, columns int) int {
	for from < end {
		_, n, size := cell(s.text[from:])
		if n > columns {
			break
		}
		from, columns = from+size, columns-n
	}
	return from
}

// underline is the line below an excerpt: blanks, then ^~~~ as wide as the mark.
func (e excerpt) underline() (blanks, mark string) {
	return strings.Repeat(" ", e.Before), "^" + strings.Repeat("~", e.Marked-1)
}
