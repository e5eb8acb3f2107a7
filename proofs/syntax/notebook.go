package syntax

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// notebook puts the Markdown cells of a Jupyter notebook together, with a blank
// line between two. The origin leads back to the file, in which texts are
// written with escapes. An error stands where the file is no notebook.
func notebook(name, source string) (string, *Origin, *Error) {
	n := &notebookReader{
		source: source, decoder: json.NewDecoder(strings.NewReader(source)),
		origin: &Origin{Files: []File{{name, source}}},
	}
	n.object(func(key string) {
		switch key {
		case "cells":
			n.cells()
		case "worksheets": // of notebooks before version 4
			n.array(func() { n.object(func(key string) { n.orSkip(key == "cells", n.cells) }) })
		default:
			n.skip()
		}
	})
	if n.err == nil {
		if _, err := n.decoder.Token(); !errors.Is(err, io.EOF) {
			n.fail("something stands behind the notebook")
		}
	}
	if n.err == nil && !n.found {
		n.fail("this JSON is no notebook: it has no cells")
	}
	if n.err != nil {
		return "", nil, n.err
	}
	return n.text.String(), n.origin, nil
}

// notebookReader is where the reading of a notebook stands. After an error
// every step does nothing.
type notebookReader struct {
	source  string
	decoder *json.Decoder
	text    strings.Builder
	origin  *Origin
	found   bool
	err     *Error
}

// fail keeps the first error, where the reader stands.
func (n *notebookReader) fail(says string) {
	if n.err == nil {
		at := min(int(n.decoder.InputOffset()), len(n.source))
		n.err = unread(Span{at, at}, says)
	}
}

// token reads one token, and gives where it begins, with what stands between it
// and the token before.
func (n *notebookReader) token() (token json.Token, from int) {
	if n.err != nil {
		return nil, 0
	}
	from = int(n.decoder.InputOffset())
	token, err := n.decoder.Token()
	var syntax *json.SyntaxError
	switch {
	case err == nil:
		return token, from
	case errors.As(err, &syntax):
		at := min(max(int(syntax.Offset)-1, from), len(n.source))
		n.err = unread(Span{at, at}, "this is no JSON: "+syntax.Error())
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		n.err = unread(Span{len(n.source), len(n.source)}, "the notebook breaks off")
	default:
		n.fail("this is no JSON: " + err.Error())
	}
	return nil, from
}

// skip passes over one value.
func (n *notebookReader) skip() {
	depth := 0
	for n.err == nil {
		switch token, _ := n.token(); token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return
		}
	}
}

// orSkip reads a value if it is wanted.
func (n *notebookReader) orSkip(wanted bool, read func()) {
	if wanted {
		read()
	} else {
		n.skip()
	}
}

// object reads an object; field reads the value of each of its keys.
func (n *notebookReader) object(field func(key string)) {
	if token, _ := n.token(); n.err == nil && token != json.Delim('{') {
		n.fail(fmt.Sprintf("an object should stand here, not %v", token))
	}
	for n.err == nil && n.decoder.More() {
		key, _ := n.token()
		if name, is := key.(string); is {
			field(name)
		}
	}
	n.token()
}

// array reads an array; element reads each of its elements.
func (n *notebookReader) array(element func()) {
	if token, _ := n.token(); n.err == nil && token != json.Delim('[') {
		n.fail(fmt.Sprintf("a list should stand here, not %v", token))
	}
	for n.err == nil && n.decoder.More() {
		element()
	}
	n.token()
}

// cells reads the cells and keeps those in Markdown.
func (n *notebookReader) cells() {
	n.found = true
	n.array(func() {
		kind := ""
		var source []Span // of the strings, with their quotes
		n.object(func(key string) {
			switch key {
			case "cell_type":
				token, _ := n.token()
				kind, _ = token.(string)
			case "source":
				source = n.strings()
			default:
				n.skip()
			}
		})
		if kind == "markdown" && n.err == nil {
			for _, s := range source {
				n.add(s)
			}
			n.origin.append(n.text.Len(), 0, int(n.decoder.InputOffset()), 1)
			n.text.WriteString("\n\n")
		}
	})
}

// strings reads a string or a list of strings and gives where they stand.
func (n *notebookReader) strings() []Span {
	var all []Span
	depth := 0
	for n.err == nil {
		token, from := n.token()
		switch token := token.(type) {
		case json.Delim:
			if token == '[' || token == '{' {
				depth++
			} else {
				depth--
			}
		case string:
			// Nothing but spaces, a comma or a colon stands before the quote.
			from += strings.IndexByte(n.source[from:], '"')
			all = append(all, Span{from, int(n.decoder.InputOffset())})
		}
		if depth == 0 {
			return all
		}
	}
	return nil
}

// add adds the text of a JSON string, which the decoder found to be one.
func (n *notebookReader) add(s Span) {
	for at := s.Start + 1; at < s.End-1; {
		if n.source[at] != '\\' {
			end := at
			for end < s.End-1 && n.source[end] != '\\' {
				end++
			}
			n.origin.append(n.text.Len(), 0, at, 0)
			n.text.WriteString(n.source[at:end])
			at = end
			continue
		}
		size := 2
		if n.source[at+1] == 'u' {
			size = 6
			if high := at + 6; strings.HasPrefix(n.source[high:s.End-1], `\u`) && isHighSurrogate(n.source[at+2:at+6]) {
				size = 12
			}
		}
		var decoded string
		if json.Unmarshal([]byte(`"`+n.source[at:at+size]+`"`), &decoded) != nil || !utf8.ValidString(decoded) {
			decoded = string(utf8.RuneError)
		}
		n.origin.append(n.text.Len(), 0, at, size)
		n.text.WriteString(decoded)
		at += size
	}
}

// isHighSurrogate tells whether four hexadecimal digits are the first half of a
// character.
func isHighSurrogate(digits string) bool {
	return (digits[0] == 'd' || digits[0] == 'D') && strings.IndexByte("89abAB", digits[1]) >= 0
}
