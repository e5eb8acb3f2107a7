package main

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// descriptor is the file descriptor behind a writer, if it is a terminal.
func descriptor(w io.Writer) (fd int, terminal bool) {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	return int(f.Fd()), true
}

// coloured decides once whether output is coloured: as the flag says, and
// without one on a terminal that can, unless NO_COLOR is set.
func coloured(choice string, w io.Writer) bool {
	switch choice {
	case "always":
		return true
	case "never":
		return false
	}
	_, terminal := descriptor(w)
	return terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// columns is the width of the terminal, or 0 where there is none.
func columns(w io.Writer) int {
	fd, terminal := descriptor(w)
	if !terminal {
		return 0
	}
	width, _, err := term.GetSize(fd)
	if err != nil {
		return 0
	}
	return width
}

// progress says on one line of a terminal which of several documents is being
// checked. Elsewhere it is silent.
type progress struct {
	w  io.Writer
	on bool
}

// newProgress is silent unless there are several documents and w is a terminal.
func newProgress(w io.Writer, documents int) progress {
	_, terminal := descriptor(w)
	return progress{w: w, on: terminal && documents > 1}
}

// show replaces the line.
func (p progress) show(i, n int, name string) {
	if p.on {
		fmt.Fprintf(p.w, "\r\x1b[K%d of %d: %q", i, n, name)
	}
}

// clear removes the line.
func (p progress) clear() {
	if p.on {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
