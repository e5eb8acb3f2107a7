package syntax

import "sort"

// Origin says where the parts of a text come from that was put together from
// the cells of a notebook or from several files. A nil Origin is that of a text
// that stands as it was written.
type Origin struct {
	// Files are the files, the document itself first.
	Files []File

	pieces []piece
}

// File is a file that a document was put together from.
type File struct{ Name, Text string }

// piece is a part of the text: as it stands in a file, or written there in
// another way, as an escape.
type piece struct {
	at   int // where it begins in the text
	file int
	from int // where it begins in the file
	size int // in the file, of what is written otherwise; 0 for what stands as it is
}

// append says that the text goes on at an offset with what begins at from in a
// file. A size is that of something written otherwise there.
func (o *Origin) append(at, file, from, size int) {
	o.pieces = append(o.pieces, piece{at, file, from, size})
}

// Of gives the file, as an index, and the offset in it that an offset of the
// text comes from.
func (o *Origin) Of(offset int) (file, at int) {
	if o == nil || len(o.pieces) == 0 {
		return 0, offset
	}
	p := o.pieces[max(0, sort.Search(len(o.pieces), func(i int) bool { return o.pieces[i].at > offset })-1)]
	if p.size > 0 {
		return p.file, p.from
	}
	return p.file, min(p.from+max(0, offset-p.at), len(o.Files[p.file].Text))
}

// Span gives the file and the span in it that a span of the text comes from,
// as far as it lies in the file in which it begins.
func (o *Origin) Span(s Span) (file int, span Span) {
	file, start := o.Of(s.Start)
	if s.End <= s.Start || o == nil {
		return file, Span{start, start + s.End - s.Start}
	}
	last, end := o.Of(s.End - 1)
	if last != file || end < start {
		return file, Span{start, start}
	}
	p := o.pieces[max(0, sort.Search(len(o.pieces), func(i int) bool { return o.pieces[i].at > s.End-1 })-1)]
	return file, Span{start, end + max(1, p.size)}
}
