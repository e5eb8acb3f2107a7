package proofs

import (
	"sort"
	"unicode/utf8"

	"github.com/hence-math/hence/proofs/syntax"
)

// positions turns byte offsets into lines and columns, both from 1, columns in
// characters. Those of a document that was put together are in the file that an
// offset comes from.
type positions struct {
	origin *syntax.Origin
	files  []lines
}

// lines finds the lines of a text.
type lines struct {
	text   string
	starts []int
	latest located // the one asked for last, from where the next is often found
}

// located is an offset, in which line, and after how many characters of it.
type located struct{ offset, line, characters int }

func newLines(text string) lines {
	l := lines{text: text, starts: []int{0}}
	for i := range len(text) {
		if text[i] == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

func newPositions(source string, origin *syntax.Origin) *positions {
	if origin == nil {
		return &positions{files: []lines{newLines(source)}}
	}
	p := &positions{origin: origin}
	for _, f := range origin.Files {
		p.files = append(p.files, newLines(f.Text))
	}
	return p
}

func (p *positions) of(offset int) (line, column int) {
	file, offset := p.origin.Of(offset)
	l := &p.files[file]
	offset = min(max(offset, 0), len(l.text))
	i := sort.SearchInts(l.starts, offset+1) - 1
	at := located{offset: l.starts[i], line: i}
	if l.latest.line == at.line && l.latest.offset <= offset {
		at = l.latest
	}
	at.characters += utf8.RuneCountInString(l.text[at.offset:offset])
	at.offset = offset
	l.latest = at
	return at.line + 1, at.characters + 1
}

// file is the name of the file that an offset comes from, empty for the
// document itself.
func (p *positions) file(offset int) string {
	if file, _ := p.origin.Of(offset); file > 0 {
		return p.origin.Files[file].Name
	}
	return ""
}

// relocate makes the offsets of links those of the files they come from.
func (p *positions) relocate(links []Link) {
	if p.origin == nil {
		return
	}
	for i := range links {
		l := &links[i]
		for _, span := range []*[2]int{&l.LeftSpan, &l.RightSpan} {
			file, s := p.origin.Span(syntax.Span{Start: span[0], End: span[1]})
			if *span = [2]int{s.Start, s.End}; file > 0 && l.File == "" || file == 0 && l.File != "" {
				*span = [2]int{} // a member from another file
			}
		}
		_, l.At = p.origin.Of(l.At)
	}
}
