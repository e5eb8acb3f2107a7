package syntax

import (
	"strings"
	"unicode/utf8"
)

// proseCommand reads a LaTeX command in running text and gives the offset
// behind what of it is no text: `\textbf{word}` leaves the word, `\ref{eq:1}`
// nothing.
func (s *scanner) proseCommand(at, end int) int {
	here := at + 1
	for here < len(s.text) && isLetter(s.text[here]) {
		here++
	}
	name := string(s.text[at+1 : here])
	if here < len(s.text) && s.text[here] == '*' {
		here++
	}
	if here == at+1 {
		return at + 1
	}
	switch name {
	case "ref", "eqref", "label", "cite", "citep", "citet", "includegraphics", "input", "include", "vspace", "hspace", "pageref",
		"usepackage", "documentclass", "bibliography", "bibliographystyle", "url", "autoref", "cref", "Cref", "setcounter",
		"setlength", "addtolength", "pagestyle", "thispagestyle", "begin", "end", "color", "rule", "hypersetup", "theoremstyle":
		if name == "begin" || name == "end" {
			s.add(at, " ")
		}
		if here < len(s.text) && s.text[here] == '[' {
			if shut := strings.IndexByte(string(s.text[here:min(len(s.text), here+300)]), ']'); shut >= 0 {
				here += shut + 1
			}
		}
		_, behind := s.braceGroup(here)
		s.mask(at, behind)
		return behind
	case "textbf", "textit", "emph", "underline", "text", "textrm", "texttt", "textsc", "mbox", "textsf", "uline":
		if _, behind := s.braceGroup(here); behind > here {
			open := here + strings.IndexByte(s.src[here:behind], '{')
			s.unbraced[open], s.unbraced[behind-1] = true, true
		}
	case "dots", "ldots":
		s.add(at, "...")
		return here
	case "quad", "qquad", "newline", "par", "hfill", "smallskip", "medskip", "bigskip", "newpage", "noindent", "item":
		s.add(at, " ")
	case "S":
		s.add(at, "§")
	}
	return here
}

// numbers reads a relation between numbers in running text, such as `1/4 =
// 0.25`, and gives the offset behind it, or the same offset. Names and words
// end it; at must begin a number, a sign or parentheses.
func (s *scanner) numbers(at, end int) int {
	c := s.text[at]
	if !isDigit(c) && c != '(' && c != '-' && c != '.' && c != '$' || at < s.proseSeen {
		return at
	}
	if at > 0 && (isLetter(s.text[at-1]) || isDigit(s.text[at-1]) || s.text[at-1] == '_' || s.text[at-1] == '\\' ||
		s.text[at-1] == '.' && isDigit(c) || s.text[at-1] == '^') {
		return at
	}
	if s.continues(at) {
		return at
	}
	run := s.numericRun(at, end)
	s.proseSeen = max(s.proseSeen, run.seen)
	if run.end <= at || s.breaksOff(run.end, end) {
		return at
	}
	f := &Formula{At: Span{at, run.end}, Inner: Span{at, run.end}, prose: true}
	s.flush(at)
	s.place(&Block{Kind: Math, At: f.At, Level: s.level, Formula: f}, "")
	return run.end
}

// continues says whether a number in running text belongs to an expression whose
// earlier part is no number: `72 cubic ft * 3/4`, `x + 4`, `9:00`, `1 1/2`.
func (s *scanner) continues(at int) bool {
	before := at
	for before > 0 && (s.text[before-1] == ' ' || s.text[before-1] == '$') {
		before--
	}
	if before == 0 {
		return false
	}
	c := s.text[before-1]
	operand := isLetter(c) || isDigit(c) || c == ')'
	if s.text[at] == '-' && operand && (before == at || at+1 < len(s.text) && s.text[at+1] == ' ') {
		return true // a difference that begins with a word
	}
	switch {
	case c == '+' || c == '*' || c == '/' || c == '^' || c == '%' || c == '&':
		return true
	case c == '-':
		return before > 1 // `cupcakes - 18`, but not a dash that begins an item
	case c == ':':
		for before--; before > 0 && s.text[before-1] == ' '; before-- {
		}
		return before > 0 && isDigit(s.text[before-1])
	case c == 'x' || c == 'X':
		return before < at && before > 1 && s.text[before-2] == ' '
	case isDigit(c):
		return isDigit(s.text[at]) && before < at
	}
	r, _ := utf8.DecodeLastRune(s.text[:before])
	switch r {
	case '−', '×', '·', '÷', '⋅', '–':
		return true
	}
	return false
}

// breaksOff says whether what follows a relation in running text belongs to its
// last member: a letter, an operator with one, `and 1/3`, dots, a percent sign apart.
func (s *scanner) breaksOff(here, end int) bool {
	if here < end && isLetter(s.text[here]) {
		return true
	}
	if here+1 < end && s.text[here] == ' ' && isDigit(s.text[here+1]) && isDigit(s.text[here-1]) {
		return true // 18 000, or 1 1/2
	}
	for here < end && s.text[here] == ' ' {
		here++
	}
	rest := string(s.text[here:min(end, here+12)])
	switch {
	case strings.HasPrefix(rest, "%"), strings.HasPrefix(rest, "..."), strings.HasPrefix(rest, "…"):
		return true
	case strings.HasPrefix(rest, "and "):
		after := strings.TrimLeft(rest[4:], " ")
		digits := strings.TrimLeft(after, "0123456789")
		return len(digits) < len(after) && strings.HasPrefix(digits, "/")
	}
	word := rest
	for _, sign := range []string{"+", "*", "/", "^", "×", "·", "÷", "−", "-", "–"} {
		word = strings.TrimPrefix(word, sign)
	}
	if word == rest {
		return strings.HasPrefix(rest, "cent") || strings.HasPrefix(rest, "¢") // the other member may be dollars
	}
	word = strings.TrimLeft(word, " ($")
	letters := 0
	for letters < len(word) && isLetter(word[letters]) {
		letters++
	}
	if c := rest[0]; c == '+' || c == '*' || c == '^' {
		return true
	}
	return letters == 1
}

// run is what numericRun found: the end of a relation between numbers, or 0,
// and how far it looked.
type run struct{ end, seen int }

// numericRun reads numbers, operators and parentheses from at on, and gives
// the end of the last point where a relation between balanced members with
// digits is whole.
func (s *scanner) numericRun(at, end int) run {
	depth, relations := 0, 0
	digit, operand := false, false // in the current member; directly before
	good := 0
	here := at
	for here < end {
		c := s.text[here]
		switch {
		case c == ' ':
			here++
			continue
		case isDigit(c) || c == '.' && here+1 < end && isDigit(s.text[here+1]):
			if operand && s.text[here-1] == ' ' {
				return run{good, here}
			}
			for here < end && (isDigit(s.text[here]) || (s.text[here] == '.' || s.text[here] == ',') && here+1 < end && isDigit(s.text[here+1])) {
				here++
			}
			digit, operand = true, true
			if here < end && s.text[here] == '%' {
				here++
			}
			if here < end && (isLetter(s.text[here]) && s.text[here] != 'x' || s.text[here] == '_' || s.text[here] == ':') {
				if s.text[here] == ':' && (here+1 >= end || !isDigit(s.text[here+1])) {
					break
				}
				return run{good, here}
			}
		case c == '(' || c == '[':
			if c == '[' {
				return run{good, here}
			}
			depth++
			here++
			operand = false
			continue
		case c == ')':
			depth--
			if depth < 0 {
				return run{good, here}
			}
			here++
			operand = true
		case c == '$':
			if here+1 >= end || !isDigit(s.text[here+1]) && s.text[here+1] != ' ' && s.text[here+1] != '<' {
				return run{good, here}
			}
			here++
			continue
		case c == '<' && s.hasPrefix(here, "<<"):
			shut := strings.Index(string(s.text[here:min(end, here+200)]), ">>")
			if shut < 0 {
				return run{good, here}
			}
			s.mask(here, here+shut+2)
			here += shut + 2
			continue
		case c == '=' || c == '<' || c == '>':
			if !digit || depth != 0 || !operand {
				return run{good, here}
			}
			here++
			if here < end && s.text[here] == '=' {
				here++
			}
			relations++
			digit, operand = false, false
			continue
		case c == '+' || c == '-' || c == '*' || c == '/' || c == '^':
			here++
			operand = false
			continue
		case c == 'x' && operand && here+1 < end && (s.text[here+1] == ' ' || isDigit(s.text[here+1])):
			here++
			operand = false
			continue
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRune(s.text[here:])
			switch r {
			case '−', '–', '×', '·', '÷', '⋅':
				operand = false
			case '≈', '≤', '≥', '≠':
				if !digit || depth != 0 || !operand {
					return run{good, here}
				}
				relations++
				digit, operand = false, false
			default:
				return run{good, here}
			}
			here += size
			continue
		default:
			return run{good, here}
		}
		if relations > 0 && depth == 0 && digit && operand {
			good = here
		}
	}
	return run{good, here}
}
