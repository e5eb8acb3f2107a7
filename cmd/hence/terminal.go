package main

import (
	"io"
	"os"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
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

// progress shows on a terminal how much of long work is done. Elsewhere it is
// silent.
type progress struct {
	bars *mpb.Progress // nil where it is silent
	bar  *mpb.Bar
}

// newProgress begins work of a known size. It is silent unless w is a terminal.
func newProgress(w io.Writer, name string, size int64) *progress {
	if _, terminal := descriptor(w); !terminal {
		return &progress{}
	}
	bars := mpb.New(mpb.WithOutput(w), mpb.WithWidth(40))
	return &progress{bars: bars, bar: bars.AddBar(size, mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Name("hence "+name+" ")), mpb.AppendDecorators(decor.Percentage()))}
}

// add says that some more is done.
func (p *progress) add(n int) {
	if p.bars != nil {
		p.bar.IncrBy(n)
	}
}

// above is where to write what shall stand above the progress: w itself where
// it is silent.
func (p *progress) above(w io.Writer) io.Writer {
	if p.bars == nil {
		return w
	}
	return p.bars
}

// done ends the work, and takes what was shown off the terminal.
func (p *progress) done() {
	if p.bars != nil {
		p.bar.Abort(true)
		p.bars.Wait()
		p.bars = nil
	}
}
