package proofs

import (
	"fmt"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// lacks finds the symbols that an answer is left with, although what is asked for does
// not hold them, and says where each first stands. An element of a family, such as x_1,
// should have a value; a letter may be meant to stay.
func (w *worker) lacks(f find, v value) {
	e := w.evaluator
	asked := map[string]bool{}
	eachName(f.node, func(id identifier) { asked[id.base] = true; asked[e.settle(id).key()] = true })
	for _, name := range v.variables() {
		letter := name
		if i := strings.IndexAny(name, "_^"); i > 0 {
			letter = name[:i]
		}
		if asked[name] || letter != name && asked[letter] || w.lacking[name] || strings.HasPrefix(name, "\\#") || !w.sheet.holds(letter) {
			continue
		}
		w.lacking[name] = true
		severity, at := SeverityWarning, w.sheet.first(name, letter)
		if letter != name {
			severity = SeverityError
		}
		w.sheet.checker.find("value-missing", severity, at.Start,
			"%s rests on %s, which the sheet gives no value; give it one, as in $%s = 1$", w.label(f), name, name)
	}
}

// holds says whether a letter stands in the formulas of the sheet.
func (s *sheet) holds(letter string) bool { return s.first(letter, letter) != syntax.Span{} }

// first is where a name first stands, or else its letter.
func (s *sheet) first(name, letter string) syntax.Span {
	e := s.checker.evaluator(true)
	var exactly, loosely syntax.Span
	look := func(n syntax.Node) {
		eachName(n, func(id identifier) {
			if exactly == (syntax.Span{}) && e.settle(id).key() == name {
				exactly = id.at
			}
			if loosely == (syntax.Span{}) && id.base == letter {
				loosely = id.at
			}
		})
	}
	for _, ch := range s.checker.chains {
		for _, m := range ch.members {
			if m != nil {
				look(m)
			}
		}
	}
	if exactly != (syntax.Span{}) {
		return exactly
	}
	return loosely
}

// where names a place of the sheet, for the end of a message. It is empty for the place
// of nothing.
func (s *sheet) where(at syntax.Span) string {
	if at.End <= at.Start {
		return ""
	}
	line, column := s.checker.position.of(at.Start)
	text := clip(s.document.Text(at))
	return fmt.Sprintf(" (%d:%d: %s)", line, column, text)
}
