package syntax

import (
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Opener reads a file that a document names, by its name relative to the
// document's folder, with slashes. It must not read anything outside of that folder.
type Opener func(name string) (text string, err error)

// The limits of files that files read in.
const (
	maxInputs     = 500
	maxInputDepth = 20
)

var inputCommand = regexp.MustCompile(`\\(input|include|subfile)\s*\{([^{}\n]*)\}`)

// inputs puts a LaTeX document together with the files that it reads in, and
// lists what it could not read.
func inputs(name, source string, open Opener, limits Limits) (string, *Origin, []Error) {
	if !strings.Contains(source, `\input`) && !strings.Contains(source, `\include`) && !strings.Contains(source, `\subfile`) {
		return source, nil, nil
	}
	r := &inputReader{open: open, limits: limits, origin: &Origin{Files: []File{{name, source}}}}
	r.read(0, source, nil)
	if len(r.origin.Files) == 1 {
		return source, nil, r.missing
	}
	return r.text.String(), r.origin, r.missing
}

// inputReader is where the putting together of a document stands.
type inputReader struct {
	open    Opener
	limits  Limits
	origin  *Origin
	text    strings.Builder
	missing []Error // in the text put together
	count   int
}

// read adds a file, and those that it reads in. within are the files that read
// it in.
func (r *inputReader) read(file int, source string, within []string) {
	from := 0
	for _, m := range inputCommand.FindAllStringSubmatchIndex(source, -1) {
		if commented(source, m[0]) {
			continue
		}
		r.add(file, source, from, m[0])
		from = m[1]
		at := r.text.Len()
		name := path.Clean(strings.TrimSpace(source[m[4]:m[5]]))
		if path.Ext(name) == "" {
			name += ".tex"
		}
		text, says := r.file(name, within)
		if says != "" {
			r.add(file, source, m[0], m[0]+1) // gives the error a place
			r.text.WriteByte(' ')
			r.missing = append(r.missing, Error{At: Span{at, at + 1}, Code: codeUnread, Says: says})
			continue
		}
		r.origin.Files = append(r.origin.Files, File{filepath.Join(filepath.Dir(r.origin.Files[0].Name), filepath.FromSlash(name)), text})
		r.read(len(r.origin.Files)-1, text, append(slices.Clip(within), name))
	}
	r.add(file, source, from, len(source))
}

// file reads a file, or says why it does not.
func (r *inputReader) file(name string, within []string) (text, says string) {
	r.count++
	switch {
	case r.open == nil:
		return "", "the file " + name + " is not read in: this document stands in no folder"
	case path.IsAbs(name) || name == ".." || strings.HasPrefix(name, "../"):
		return "", "the file " + name + " is not read in: it stands outside of the folder of the document"
	case slices.Contains(within, name) || filepath.Base(r.origin.Files[0].Name) == name:
		return "", "the file " + name + " is not read in: it reads in itself"
	case len(within) >= maxInputDepth || r.count > maxInputs:
		return "", "the file " + name + " is not read in: too many files read in others"
	}
	text, err := r.open(name)
	switch {
	case err != nil:
		return "", "the file " + name + " is not read in: it cannot be read"
	case r.limits.Bytes > 0 && r.text.Len()+len(text) > r.limits.Bytes:
		return "", "the file " + name + " is not read in: the document grows too large"
	}
	return text, ""
}

// add adds a part of a file as it stands.
func (r *inputReader) add(file int, source string, from, to int) {
	if from < to {
		r.origin.append(r.text.Len(), file, from, 0)
		r.text.WriteString(source[from:to])
	}
}

// commented tells whether a percent sign makes what stands at an offset a comment.
func commented(source string, at int) bool {
	line := source[strings.LastIndexByte(source[:at], '\n')+1 : at]
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '%':
			return true
		}
	}
	return false
}
