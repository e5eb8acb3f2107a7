package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/hence-math/hence/proofs"
	"github.com/hence-math/hence/proofs/syntax"
)

// unreadable is why an input cannot be used: where, what is wrong, what to do.
type unreadable struct {
	name         string
	line, column int // 0 where the whole is meant
	says         string
}

// Error has the form that editors follow.
func (u *unreadable) Error() string {
	if u.line == 0 {
		return u.name + ": " + u.says
	}
	return fmt.Sprintf("%s:%d:%d: %s", u.name, u.line, u.column, u.says)
}

// position is the line and the column, counted in characters, both from 1, of
// a byte offset.
func position(text string, offset int) (line, column int) {
	before := text[:min(max(offset, 0), len(text))]
	return 1 + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
}

// standardInput is the name by which a document on standard input goes.
const standardInput = "-"

// document reads a named document, or standard input, of at most limit bytes.
// A larger one is refused before more than that is in memory.
func (a *application) document(ctx context.Context, name string, limit int) (proofs.Source, error) {
	none := proofs.Source{}
	tooLarge := &unreadable{name: name, says: fmt.Sprintf("has more than %d bytes, which is the limit; split it", limit)}
	r := io.Reader(&interruptible{ctx: ctx, r: a.stdin})
	if name != standardInput {
		f, err := os.Open(name)
		if err != nil {
			return none, notOpened(name, err)
		}
		defer func() { _ = f.Close() }() // only read
		if info, err := f.Stat(); err == nil {
			if info.IsDir() {
				return none, &unreadable{name: name, says: "is a folder; name the documents in it, as in hence check " + strings.TrimRight(name, "/") + "/*.md"}
			}
			if info.Mode().IsRegular() && info.Size() > int64(limit) {
				return none, tooLarge
			}
		}
		r = f
	}
	data, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	switch {
	case ctx.Err() != nil:
		return none, ctx.Err()
	case err != nil:
		return none, notOpened(name, err)
	case len(data) > limit:
		return none, tooLarge
	}
	text := string(data)
	if err := readable(name, text); err != nil {
		return none, err
	}
	return proofs.Source{Name: name, Text: text, Open: opener(name, limit)}, nil
}

// opener reads the files that a document reads in, of at most limit bytes each.
// They stand in its folder or below; no link and no path leads out of it.
func opener(name string, limit int) syntax.Opener {
	if name == standardInput {
		return nil
	}
	return func(part string) (string, error) {
		folder, err := os.OpenRoot(filepath.Dir(name))
		if err != nil {
			return "", err
		}
		defer func() { _ = folder.Close() }() // only read
		info, err := folder.Stat(part)
		if err != nil {
			return "", err
		}
		if !info.Mode().IsRegular() { // a pipe would wait for ever
			return "", fs.ErrInvalid
		}
		f, err := folder.Open(part)
		if err != nil {
			return "", err
		}
		defer func() { _ = f.Close() }() // only read
		data, err := io.ReadAll(io.LimitReader(f, int64(limit)+1))
		if err == nil && len(data) > limit {
			err = fs.ErrInvalid
		}
		return string(data), err
	}
}

// notOpened says why a file could not be read, without repeating its name.
func notOpened(name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &unreadable{name: name, says: "no such file; check its name and the folder you are in"}
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return &unreadable{name: name, says: "cannot be read: " + err.Error()}
}

// readable refuses what is no text in UTF-8 and what is empty.
func readable(name, text string) error {
	at := func(offset int, says string) error {
		line, column := position(text, offset)
		return &unreadable{name: name, line: line, column: column, says: says}
	}
	if strings.TrimSpace(strings.TrimPrefix(text, "\uFEFF")) == "" {
		return at(0, "the document is empty; give one with formulas, such as $1 + 1 = 2$")
	}
	for _, known := range []struct{ magic, says string }{
		{"%PDF-", "this is a PDF; give the Markdown or LaTeX it was made from"},
		{"PK\x03\x04", "this is an archive or an office document; save it as Markdown or LaTeX"},
		{"\xFF\xFE", "this is UTF-16; save it as UTF-8"},
		{"\xFE\xFF", "this is UTF-16; save it as UTF-8"},
	} {
		if strings.HasPrefix(text, known.magic) {
			return at(0, known.says)
		}
	}
	if i := strings.IndexByte(text, 0); i >= 0 {
		return at(i, "not a text: byte 0x00; give a Markdown, LaTeX or text file")
	}
	if !utf8.ValidString(text) {
		for i := 0; i < len(text); {
			r, size := utf8.DecodeRuneInString(text[i:])
			if r == utf8.RuneError && size == 1 {
				return at(i, fmt.Sprintf("not UTF-8: byte %#02x; save the document as UTF-8", text[i]))
			}
			i += size
		}
	}
	return nil
}

// located gives an error of the reader its place in the document.
func located(doc proofs.Source, err error) error {
	var e *syntax.Error
	if !errors.As(err, &e) {
		return err
	}
	line, column := position(doc.Text, e.At.Start)
	return &unreadable{name: doc.Name, line: line, column: column, says: e.Says}
}

// interruptible reads from r until the context is cancelled, even while r
// waits for input that never comes.
type interruptible struct {
	ctx context.Context
	r   io.Reader
}

// Read implements [io.Reader]. A read that is left waiting keeps a buffer of
// its own, so that it cannot write into p later.
func (i *interruptible) Read(p []byte) (int, error) {
	type outcome struct {
		n   int
		err error
	}
	buffer := make([]byte, min(len(p), 1<<16))
	done := make(chan outcome, 1)
	go func() {
		n, err := i.r.Read(buffer)
		done <- outcome{n, err}
	}()
	select {
	case <-i.ctx.Done():
		return 0, i.ctx.Err()
	case o := <-done:
		return copy(p, buffer[:o.n]), o.err
	}
}

// documentBytes is how large a document may be.
func documentBytes(limits proofs.Limits) int { return limits.Syntax.Bytes }
