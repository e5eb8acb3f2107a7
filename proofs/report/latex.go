package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/hence-math/hence/proofs"
)

// LaTeX writes the worked solution of a sheet as a complete document that a
// plain distribution sets: class article, packages amsmath and amssymb.
func LaTeX(w io.Writer, r *proofs.SolveResult) error {
	l := &latex{w: bufio.NewWriter(w)}
	fmt.Fprint(l.w, "\\documentclass{article}\n\\usepackage[utf8]{inputenc}\n\\usepackage{amsmath,amssymb}\n\\begin{document}\n")
	solution(l, r)
	fmt.Fprint(l.w, "\n\\end{document}\n")
	return l.w.Flush()
}

// latex is a document being written. Errors stick in w and come back from its
// Flush.
type latex struct{ w *bufio.Writer }

// block writes a paragraph.
func (l *latex) block(s string) { fmt.Fprint(l.w, "\n"+s+"\n") }

// heading writes a heading; levels beyond the third look like the third.
func (l *latex) heading(level int, s string) {
	command := []string{"section", "subsection", "subsubsection"}[min(level, 3)-1]
	l.block("\\" + command + "*{" + prose(clean(s)) + "}")
}

// display writes a displayed formula with its tag. A blank line would end it.
func (l *latex) display(formula, tag string) {
	if tag != "" {
		formula += ` \tag{` + escaped(clean(tag)) + "}"
	}
	l.block("\\[" + formula + "\\]")
}

// paragraph writes a paragraph of Markdown.
func (l *latex) paragraph(s string) { l.block(prose(s)) }

// list writes points one below the other.
func (l *latex) list(items []string) {
	s := `\begin{itemize}`
	for _, item := range items {
		s += "\n\\item " + prose(item)
	}
	l.block(s + "\n\\end{itemize}")
}

// prose turns a paragraph of Markdown into LaTeX: formulas between dollars
// stay, displayed ones get brackets, bold and slanted words and code get their
// command, and everything else is escaped. A dollar without its fellow is a dollar.
func prose(s string) string {
	s = strings.TrimSpace(cleanLines(s))
	var b strings.Builder
	for len(s) > 0 {
		switch {
		case strings.HasPrefix(s, `\$`):
			b.WriteString(`\$`)
			s = s[2:]
		case strings.HasPrefix(s, "$$"):
			inner, rest, closed := strings.Cut(s[2:], "$$")
			if closed {
				b.WriteString(`\[` + strings.TrimSpace(inner) + `\]`)
				s = rest
				continue
			}
			b.WriteString(`\$\$`)
			s = s[2:]
		case s[0] == '$':
			inner, rest, closed := strings.Cut(s[1:], "$")
			if closed && inner != "" {
				b.WriteString("$" + inner + "$")
				s = rest
				continue
			}
			b.WriteString(`\$`)
			s = s[1:]
		case strings.HasPrefix(s, "**"):
			inner, rest, closed := strings.Cut(s[2:], "**")
			if closed && inner != "" {
				b.WriteString(`\textbf{` + prose(inner) + "}")
				s = rest
				continue
			}
			b.WriteString("**")
			s = s[2:]
		case s[0] == '`':
			inner, rest, closed := strings.Cut(s[1:], "`")
			if closed {
				b.WriteString(`\texttt{` + escaped(inner) + "}")
				s = rest
				continue
			}
			b.WriteByte('`')
			s = s[1:]
		case s[0] == '*' && len(s) > 1 && s[1] != ' ':
			inner, rest, closed := strings.Cut(s[1:], "*")
			if closed && !strings.Contains(inner, "$") {
				b.WriteString(`\emph{` + escaped(inner) + "}")
				s = rest
				continue
			}
			b.WriteByte('*')
			s = s[1:]
		default:
			_, size := utf8.DecodeRuneInString(s)
			b.WriteString(escaped(s[:size]))
			s = s[size:]
		}
	}
	return b.String()
}

// escaped makes text stand for itself in LaTeX. Letters and signs that a plain
// distribution cannot set in text are set as formulas.
func escaped(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch r {
		case '#', '%', '&', '_', '{', '}', '$':
			b.WriteString(`\` + string(r))
		case '~':
			b.WriteString(`\textasciitilde{}`)
		case '^':
			b.WriteString(`\textasciicircum{}`)
		case '\\':
			b.WriteString(`\textbackslash{}`)
		case '<', '>', '|':
			b.WriteString("$" + string(r) + "$")
		default:
			if command, ok := texSign(r); ok {
				b.WriteString("$" + command + "$")
				continue
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// greek are the lower-case Greek letters from U+03B1 on that have a command.
var greek = [...]string{
	"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
	"xi", "", "pi", "rho", "", "sigma", "tau", "upsilon", "varphi", "chi", "psi", "omega",
}

// texSign is the command for a mathematical sign that may stand in prose.
func texSign(r rune) (string, bool) {
	if i := int(r - 'α'); i >= 0 && i < len(greek) && greek[i] != "" {
		return `\` + greek[i], true
	}
	switch r {
	case '≤':
		return `\le`, true
	case '≥':
		return `\ge`, true
	case '≠':
		return `\ne`, true
	case '≈':
		return `\approx`, true
	case '−':
		return "-", true
	case '×':
		return `\times`, true
	case '·':
		return `\cdot`, true
	case '→':
		return `\to`, true
	case '∞':
		return `\infty`, true
	case '…':
		return `\ldots`, true
	case '∈':
		return `\in`, true
	case '\uFFFD':
		return `\square`, true
	}
	return "", false
}
