package main

import (
	"fmt"
	"path"
	"runtime"
	"strings"
)

// bug is a panic that was recovered: hence failed, not the document.
type bug struct {
	where  string // document, line and column, as far as they are known
	panic  any
	frames []string // the innermost functions of hence that were running
}

// Error says what failed and asks for a report.
func (b *bug) Error() string {
	var s strings.Builder
	if b.where != "" {
		s.WriteString(b.where + ": ")
	}
	fmt.Fprintf(&s, "a bug in hence: %v; please report it together with the document", b.panic)
	for _, f := range b.frames {
		s.WriteString("\n  in " + f)
	}
	return s.String()
}

// placed is what a panic value may implement to tell the byte offset in the
// document at which hence failed.
type placed interface{ Offset() int }

// guarded calls f and turns a panic into an error of type *bug that bears the
// name of the document and the place in it, if the panic knows one.
func guarded[T any](name, text string, f func() (T, error)) (result T, err error) {
	defer func() {
		if p := recover(); p != nil {
			b := &bug{where: name, panic: p, frames: frames()}
			if at, ok := p.(placed); ok && at.Offset() >= 0 && at.Offset() <= len(text) {
				line, column := position(text, at.Offset())
				b.where = fmt.Sprintf("%s:%d:%d", name, line, column)
			}
			err = b
		}
	}()
	return f()
}

// module is the path below which functions are ours.
const module = "github.com/hence-math/hence/"

// frames lists the innermost functions of hence, outside this command, that a
// panic left: at most five.
func frames() []string {
	pcs := make([]uintptr, 64)
	running := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	var found []string
	for len(found) < 5 {
		f, more := running.Next()
		if name, ours := strings.CutPrefix(f.Function, module); ours && !strings.HasPrefix(name, "cmd/") {
			found = append(found, fmt.Sprintf("%s (%s:%d)", name, path.Base(f.File), f.Line))
		}
		if !more {
			break
		}
	}
	return found
}

// bugReported is a bug whose message was written already.
type bugReported struct{ error }

// Unwrap gives the bug.
func (b *bugReported) Unwrap() error { return b.error }
