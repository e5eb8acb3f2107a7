package proofs

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// inNotebook turns an edit of the text of a notebook's cells into one of the notebook, where
// that text stands in JSON strings. It fails for what does not stand within one string.
func inNotebook(origin *syntax.Origin, e textEdit, notebook string) (textEdit, bool) {
	_, span := origin.Span(e.span)
	if span.Start < 0 || span.End > len(notebook) || span.End <= span.Start {
		return e, false
	}
	old := notebook[span.Start:span.End]
	for i := 0; i < len(old); i++ {
		switch old[i] {
		case '\\':
			i++
		case '"':
			return e, false // the end of a string
		}
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if encoder.Encode(e.text) != nil {
		return e, false
	}
	quoted := strings.TrimSuffix(b.String(), "\n")
	return textEdit{span, quoted[1 : len(quoted)-1]}, true
}
