package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/hence-math/hence/proofs"
)

// fixAll shows or writes what puts documents right. A document that is right
// already gives nothing.
func (c *checking) fixAll(ctx context.Context, names []string) error {
	var worst error
	for _, name := range names {
		err := c.fixOne(ctx, name)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if statusOf(err) > statusWrong {
			c.complain(err)
			err = silenced(err)
		}
		worst = worse(worst, err)
	}
	return worst
}

// fixOne fixes one document. The status is that of the document as it stands
// afterwards: where only the diff is shown, as it stood before.
func (c *checking) fixOne(ctx context.Context, name string) error {
	doc, err := c.document(ctx, name, documentBytes(*c.limits))
	if err != nil {
		return err
	}
	r, err := guarded(doc.Name, doc.Text, func() (*proofs.FixResult, error) { return c.engine.fix(ctx, doc, c.options) })
	if err != nil {
		return located(doc, err)
	}
	for _, u := range r.Unfixed {
		tag := ""
		if u.Tag != "" {
			tag = " (" + u.Tag + ")"
		}
		fmt.Fprintf(c.stderr, "hence: %s\n", printable(fmt.Sprintf("%s:%d:%d: not fixed%s: %s", name, u.Line, u.Column, tag, u.Says)))
	}
	switch {
	case c.write && name == standardInput:
		if _, err := fmt.Fprint(c.stdout, r.Text); err != nil {
			return err
		}
	case c.write && r.Edits > 0:
		if err := keepingOriginal(name, doc.Text, r.Text); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(c.stdout, "%s: %s rewritten; the original is %s\n", name, places(r.Edits), name+original); err != nil {
			return err
		}
	case !c.write:
		if err := c.showDiff(name, doc.Text, r.Text); err != nil {
			return err
		}
		return judged(r.Before, c.failOnUnknown())
	}
	return judged(r.After, c.failOnUnknown())
}

// places counts edits in words.
func places(n int) string {
	if n == 1 {
		return "1 place"
	}
	return fmt.Sprintf("%d places", n)
}

// showDiff writes the difference of two texts as patch reads it.
func (c *checking) showDiff(name, before, after string) error {
	text := unified(name, before, after)
	_, terminal := descriptor(c.stdout)
	colours := coloured(c.color.value, c.stdout)
	for line := range strings.Lines(text) {
		if terminal {
			line = printable(line)
		}
		if colours {
			line = colouredDiff(line)
		}
		if _, err := fmt.Fprint(c.stdout, line); err != nil {
			return err
		}
	}
	return nil
}

// unified writes the difference of two texts, with three lines around. Numbers are
// replaced within their lines, so that line nearly always answers to line; where
// it does not, a general diff finds what does.
func unified(name, before, after string) string {
	a, b := strings.SplitAfter(before, "\n"), strings.SplitAfter(after, "\n")
	if len(a) != len(b) || !strings.HasSuffix(before, "\n") || !strings.HasSuffix(after, "\n") {
		text := string(diff.Diff(name, []byte(before), name, []byte(after)))
		if _, rest, ok := strings.Cut(text, "\n"); ok && strings.HasPrefix(text, "diff ") {
			return rest
		}
		return text
	}
	a, b = a[:len(a)-1], b[:len(b)-1] // behind the last line end is nothing
	const around = 3
	var out strings.Builder
	for i := 0; i < len(a); {
		if a[i] == b[i] {
			i++
			continue
		}
		last := i // of the lines that differ in this piece
		for k := i + 1; k < len(a) && k <= last+2*around+1; k++ {
			if a[k] != b[k] {
				last = k
			}
		}
		from, to := max(i-around, 0), min(last+around+1, len(a))
		if out.Len() == 0 {
			fmt.Fprintf(&out, "--- %s\n+++ %s\n", name, name)
		}
		fmt.Fprintf(&out, "@@ -%d,%d +%d,%d @@\n", from+1, to-from, from+1, to-from)
		for k := from; k < to; {
			if a[k] == b[k] {
				out.WriteString(" " + a[k])
				k++
				continue
			}
			end := k
			for end < to && a[end] != b[end] {
				end++
			}
			out.WriteString("-" + strings.Join(a[k:end], "-"))
			out.WriteString("+" + strings.Join(b[k:end], "+"))
			k = end
		}
		i = last + 1
	}
	return out.String()
}

// colouredDiff sets a line of a diff in the colours that diffs have.
func colouredDiff(line string) string {
	colour := ""
	switch {
	case strings.HasPrefix(line, "---"), strings.HasPrefix(line, "+++"):
		colour = "1"
	case strings.HasPrefix(line, "@@"):
		colour = "36"
	case strings.HasPrefix(line, "-"):
		colour = "31"
	case strings.HasPrefix(line, "+"):
		colour = "32"
	default:
		return line
	}
	return "\x1b[" + colour + "m" + strings.TrimSuffix(line, "\n") + "\x1b[0m\n"
}

// original is the ending of the file that keeps a document as it was.
const original = ".orig"

// keepingOriginal writes a document anew after its text as it was is safe in a
// file beside it. It refuses to overwrite such a file of an earlier time, and a
// document that somebody changed meanwhile.
func keepingOriginal(name, before, after string) error {
	if old, err := os.ReadFile(name + original); err == nil && string(old) != before {
		return &unreadable{name: name + original, says: "holds an earlier original; move it away, so that it is not lost"}
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return notOpened(name+original, err)
	}
	if info, err := os.Stat(name); err == nil && info.Mode().Perm()&0o222 == 0 {
		return &unreadable{name: name, says: "is read-only; make it writable first"}
	}
	now, err := os.ReadFile(name)
	if err != nil {
		return notOpened(name, err)
	}
	if !bytes.Equal(now, []byte(before)) {
		return &unreadable{name: name, says: "was changed while it was read; try again"}
	}
	if err := replace(name+original, []byte(before)); err != nil {
		return err
	}
	return replace(name, []byte(after))
}
