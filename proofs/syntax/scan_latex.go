package syntax

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// latex finds the blocks of a LaTeX document: what stands between
// `\begin{document}` and `\end{document}`, or everything where these are
// missing. Macros are collected from the preamble too.
func (s *scanner) latex() {
	l := &latexScanner{scanner: s}
	l.maskVerbatim()
	l.maskComments()
	s.collectMacros()
	end := len(s.text)
	if open := bytes.Index(s.text, []byte(`\begin{document}`)); open >= 0 {
		l.at = open + len(`\begin{document}`)
	}
	if shut := bytes.Index(s.text[l.at:], []byte(`\end{document}`)); shut >= 0 {
		end = l.at + shut
	}
	l.end = end
	for l.at < end {
		l.piece()
	}
	s.flush(end)
}

// latexScanner is where the scan of a LaTeX document stands.
type latexScanner struct {
	*scanner
	at, end    int
	boldUntil  []int // where the groups of bold text close
	titleUntil int   // where the heading being read closes, or 0
	comments   []comment
	paragraph  int // where the current paragraph ends
	line       int // where the current line ends
	open       int // up to here dollars stay open
}

// comment is a comment that may hold a directive.
type comment struct {
	at   int
	text string
}

// maskVerbatim masks what is set as typed.
func (l *latexScanner) maskVerbatim() {
	for _, name := range []string{"verbatim", "verbatim*", "lstlisting", "minted", "comment", "tikzpicture", "Verbatim"} {
		open, shut := []byte(`\begin{`+name+"}"), []byte(`\end{`+name+"}")
		for at := 0; ; {
			from := bytes.Index(l.text[at:], open)
			if from < 0 {
				break
			}
			to := bytes.Index(l.text[at+from:], shut)
			if to < 0 {
				break
			}
			l.mask(at+from, at+from+to+len(shut))
			at += from + to + len(shut)
		}
	}
	for at := 0; ; {
		from := bytes.Index(l.text[at:], []byte(`\verb`))
		if from < 0 {
			return
		}
		at += from + len(`\verb`)
		if l.hasPrefix(at, "*") {
			at++
		}
		if at >= len(l.text) || isLetter(l.text[at]) || isSpace(l.text[at]) {
			continue
		}
		if to := bytes.IndexByte(l.text[at+1:l.lineEnd(at)], l.text[at]); to >= 0 {
			l.mask(at-len(`\verb`), at+to+2)
			at += to + 2
		}
	}
}

// maskComments masks comments and keeps those with directives.
func (l *latexScanner) maskComments() {
	for at := 0; at < len(l.text); at++ {
		switch l.text[at] {
		case '\\':
			at++
		case '%':
			end := l.lineEnd(at)
			words := strings.TrimSpace(strings.TrimLeft(string(l.text[at:end]), "%"))
			if strings.HasPrefix(words, "hence:") {
				l.comments = append(l.comments, comment{at, words})
			}
			l.mask(at, end)
			// A comment swallows the end of its line, so that an otherwise empty
			// line with one is no blank line.
			if end < len(l.text) && !l.alone(at) {
				l.text[end] = ' '
			}
			at = end
		}
	}
}

// alone tells whether the comment at an offset has its line for itself and
// stands beside a blank line, which then still ends the paragraph.
func (l *latexScanner) alone(at int) bool {
	for at > 0 && l.src[at-1] != '\n' {
		if !isSpace(l.src[at-1]) {
			return false
		}
		at--
	}
	return at < 2 || l.src[at-2] == '\n'
}

// piece reads one piece at the current offset.
func (l *latexScanner) piece() {
	at := l.at
	for len(l.comments) > 0 && l.comments[0].at < at {
		l.flush(at)
		l.directive(l.comments[0].text, l.comments[0].at+len(l.comments[0].text))
		l.comments = l.comments[1:]
	}
	if last := len(l.boldUntil) - 1; last >= 0 && at >= l.boldUntil[last] {
		l.flush(at)
		l.boldUntil = l.boldUntil[:last]
		l.bold = last > 0
	}
	if l.titleUntil > 0 && at >= l.titleUntil {
		l.separate(at)
		l.level, l.titleUntil = 0, 0
	}
	if l.line <= at {
		l.line = min(l.lineEnd(at), l.end)
	}
	if l.text[at] != '$' {
		if next := l.numbers(at, l.line); next > at {
			l.at = next
			return
		}
	}
	switch c := l.text[at]; c {
	case '\n':
		here := at + 1
		for here < l.end && (l.text[here] == ' ' || l.text[here] == '\t' || l.text[here] == '\r') {
			here++
		}
		if here < l.end && l.text[here] == '\n' {
			l.blank(at)
		}
		l.add(at, " ")
		l.at = max(at+1, here)
	case '$':
		l.dollar()
	case '\\':
		l.escape()
	case '{', '}':
		l.at++
	case '~', '&':
		l.add(at, " ")
		l.at++
	default:
		next := at + 1
		for next < l.end && plainByte(l.text[next]) && plainByte(c) {
			next++
		}
		l.add(at, string(l.text[at:next]))
		l.at = next
	}
}

// dollar reads a formula that begins with a dollar.
func (l *latexScanner) dollar() {
	at := l.at
	l.at++
	if l.hasPrefix(at, "$$") {
		if shut := l.find("$$", at+2); shut >= 0 && shut < l.end {
			l.formula(Span{at, shut + 2}, Span{at + 2, shut}, true, "")
			l.at = shut + 2
			return
		}
		l.at++
		return
	}
	end := l.paragraphEnd(at)
	depth := 0
	for i := at + 1; i < end && at >= l.open; i++ {
		switch l.text[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			depth--
		case '$':
			if depth > 0 {
				continue
			}
			l.formula(Span{at, i + 1}, Span{at + 1, i}, false, "")
			l.at = i + 1
			return
		}
	}
	l.open = end
	l.add(at, "$")
}

// paragraphEnd is the offset of the blank line behind at, or the end.
func (l *latexScanner) paragraphEnd(at int) int {
	if l.paragraph > at {
		return l.paragraph
	}
	for here := at; here < l.end; here++ {
		if l.text[here] != '\n' {
			continue
		}
		next := here + 1
		for next < l.end && (l.text[next] == ' ' || l.text[next] == '\t' || l.text[next] == '\r') {
			next++
		}
		if next < l.end && l.text[next] == '\n' {
			l.paragraph = here
			return here
		}
	}
	l.paragraph = l.end
	return l.end
}

// escape reads what begins with a backslash.
func (l *latexScanner) escape() {
	at := l.at
	for _, pair := range [...][2]string{{`\(`, `\)`}, {`\[`, `\]`}} {
		if l.hasPrefix(at, pair[0]) {
			if shut := l.find(pair[1], at+2); shut >= 0 && shut < l.end {
				l.formula(Span{at, shut + 2}, Span{at + 2, shut}, pair[0] == `\[`, "")
				l.at = shut + 2
				return
			}
		}
	}
	if next := l.displayedEnvironment(at); next > at {
		l.at = next
		return
	}
	if at+1 >= l.end {
		l.at++
		return
	}
	if c := l.text[at+1]; !isLetter(c) {
		_, size := utf8.DecodeRune(l.text[at+1:])
		l.at += 1 + size
		switch c {
		case '\\', ',', ' ', ';', '\n':
			l.add(at, " ")
		case '-', '/', '!', '(', ')', '[', ']':
		default:
			l.add(at, string(l.text[at+1:at+1+size]))
		}
		return
	}
	l.word()
}

// word reads a command with a name.
func (l *latexScanner) word() {
	at := l.at
	name, here := l.controlWord(at)
	name = name[1:]
	if l.hasPrefix(here, "*") {
		here++
	}
	switch name {
	case "part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph", "title":
		if l.hasPrefix(here, "[") {
			if shut := bytes.IndexByte(l.text[here:min(l.end, here+500)], ']'); shut >= 0 {
				here += shut + 1
			}
		}
		if _, behind := l.braceGroup(here); behind > here {
			l.separate(at)
			l.bold = false
			l.level = map[string]int{
				"part": 1, "chapter": 1, "title": 1, "section": 1, "subsection": 2, "subsubsection": 3,
				"paragraph": 4, "subparagraph": 5,
			}[name]
			l.titleUntil = behind
			l.at = here
			for l.text[l.at] != '{' {
				l.at++
			}
			l.at++
			return
		}
	case "textbf":
		if _, behind := l.braceGroup(here); behind > here && len(l.boldUntil) < l.doc.limits.Depth {
			l.flush(at)
			l.bold = true
			l.boldUntil = append(l.boldUntil, behind)
			l.at = here
			return
		}
	case "item":
		l.separate(at)
		l.item = true
		if l.hasPrefix(here, "[") {
			l.text[here] = ' '
			if shut := bytes.IndexByte(l.text[here:min(l.end, here+200)], ']'); shut >= 0 {
				l.text[here+shut] = ' '
			}
		}
		l.at = here
		return
	case "begin", "end":
		environment, behind := l.braceGroup(here)
		if behind > here {
			l.environment(at, name, environment, behind)
			return
		}
	case "par":
		l.blank(at)
		l.at = here
		return
	}
	l.at = l.proseCommand(at, l.end)
}

// statements are the environments whose kind is printed as a heading in bold.
var statements = map[string]string{
	"theorem": "Theorem", "lemma": "Lemma", "proposition": "Proposition", "corollary": "Corollary", "claim": "Claim",
	"thm": "Theorem", "lem": "Lemma", "prop": "Proposition", "cor": "Corollary",
	"exercise": "Exercise", "problem": "Problem", "question": "Question", "example": "Example",
}

// environment passes over the beginning or the end of an environment of prose.
// One that is set apart begins a paragraph.
func (l *latexScanner) environment(at int, which, name string, behind int) {
	l.at = behind
	switch strings.TrimSuffix(name, "*") {
	case "center", "flushleft", "flushright", "small", "minipage":
		l.add(at, " ")
	default:
		l.separate(at)
	}
	if which == "end" {
		return
	}
	if word, is := statements[strings.TrimSuffix(name, "*")]; is {
		// The environment's heading is printed, though the source lacks it.
		wasBold := l.bold
		l.bold = true
		l.add(at, word)
		l.flush(behind)
		l.bold = wasBold
	}
	for range 3 { // options and columns, such as [leftmargin=*] and {ll}
		switch {
		case l.hasPrefix(l.at, "[") && name != "theorem" && name != "lemma" && name != "proof":
			shut := bytes.IndexByte(l.text[l.at:min(l.end, l.at+500)], ']')
			if shut < 0 {
				return
			}
			l.at += shut + 1
		case l.hasPrefix(l.at, "{") && (name == "tabular" || name == "array" || name == "minipage" || name == "multicols"):
			_, l.at = l.braceGroup(l.at)
		default:
			return
		}
	}
}
