package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// plain finds the blocks of a plain text. A relation with the expressions
// around it is a formula; words end it. A line with nothing else is a
// displayed formula, so it may bear a label and continue the line before.
func (s *scanner) plain() {
	at := 0
	for at < len(s.text) {
		end := s.lineEnd(at)
		line := strings.TrimSpace(string(s.text[at:end]))
		switch {
		case line == "":
			s.blank(at)
		case strings.HasPrefix(line, "#"):
			s.directive(strings.TrimLeft(line, "# "), end)
			s.separate(at)
			s.level = len(line) - len(strings.TrimLeft(line, "#"))
			s.add(at, strings.TrimLeft(line, "# "))
			s.separate(end)
			s.level = 0
		default:
			s.plainLine(at, end)
		}
		at = end + 1
	}
	s.flush(len(s.text))
}

// plainLine reads one line.
func (s *scanner) plainLine(at, end int) {
	start := at
	for at < end {
		from, to := s.expression(at, end)
		if to <= from {
			break
		}
		s.add(at, string(s.text[at:from]))
		before := strings.TrimSpace(string(s.text[start:from]))
		after := strings.Trim(string(s.text[to:end]), " .,;\r")
		f := &Formula{At: Span{from, to}, Inner: Span{from, to}, Display: before == "" && after == ""}
		s.flush(from)
		s.place(&Block{Kind: Math, At: f.At, Formula: f}, "")
		at = to
	}
	if at < end {
		s.add(at, string(s.text[at:end]))
	}
	s.add(min(end, len(s.text)), " ")
}

// expression finds the next relation in a line: the longest run around a
// relation sign without words, brackets balanced.
func (s *scanner) expression(at, end int) (from, to int) {
	for at < end {
		stop, related := s.mathRun(at, end)
		if related {
			from, to = at, stop
			for to > from && strings.IndexByte(" ,;:.?!\r", s.text[to-1]) >= 0 {
				to--
			}
			for from < to && strings.IndexByte(" ,;:.\r", s.text[from]) >= 0 && !(s.text[from] == '.' && from+1 < to && isDigit(s.text[from+1])) {
				from++
			}
			if from < to {
				return from, to
			}
		}
		if stop == at {
			stop = s.wordEnd(at, end)
		}
		at = stop
	}
	return end, end
}

// wordEnd passes over a word, or over one character.
func (s *scanner) wordEnd(at, end int) int {
	here := at
	for here < end && (isLetter(s.text[here]) || s.text[here] == '\'' || s.text[here] >= utf8.RuneSelf) {
		here++
	}
	if here == at {
		_, size := utf8.DecodeRune(s.text[at:])
		return at + size
	}
	return here
}

// mathRun passes over what may stand in a formula from at on. It tells where
// that ends and whether a relation sign is in it with something on both sides.
func (s *scanner) mathRun(at, end int) (stop int, related bool) {
	depth, braces, sign, operand := 0, 0, false, false
	here := at
	for here < end {
		c := s.text[here]
		switch {
		case isLetter(c):
			stop := here
			for stop < end && (isLetter(s.text[stop]) || isDigit(s.text[stop]) || s.text[stop] == '_') {
				stop++
			}
			word := string(s.text[here:stop])
			letters := stop - here
			for k := range len(word) {
				if !isLetter(word[k]) {
					letters = k
					break
				}
			}
			if !s.symbolic(word[:letters], here, stop, end) {
				return here, related
			}
			operand, here = true, stop
		case isDigit(c):
			operand = true
			here++
			for here < end && (isDigit(s.text[here]) || (s.text[here] == '.' || s.text[here] == ',') && here+1 < end && isDigit(s.text[here+1])) {
				here++
			}
		case c == '=' || c == '<' || c == '>':
			if !operand && !sign && strings.TrimSpace(string(s.text[at:here])) != "" {
				return here, related
			}
			if braces == 0 { // the bounds of a sum relate nothing
				sign, operand = true, false
			}
			here++
		case c == '(' || c == '[' || c == '{':
			depth++
			if c == '{' {
				braces++
			}
			here++
		case c == ')' || c == ']' || c == '}':
			if depth == 0 {
				return here, related
			}
			depth--
			if c == '}' && braces > 0 {
				braces--
			}
			here++
			operand = true
		case strings.IndexByte(" +-*/^!%|_'.,;:$\\\t\r", c) >= 0:
			if dots := s.ellipsis(here, end); dots > 0 {
				here += dots
				continue
			}
			if (c == '.' || c == ';' || c == ',') && depth == 0 && here+1 < end && isSpace(s.text[here+1]) && c != ',' {
				return here, related
			}
			here++
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRune(s.text[here:])
			stands, known := signs[r]
			_, up := raised[r]
			_, low := lowered[r]
			switch {
			case known && stands[0] == '\\' && commands[stands[1:]].kind == tRelation:
				sign, operand = true, false
			case known, up, low, r == '°':
				operand = true
			case unicode.IsSpace(r):
			default:
				return here, related
			}
			here += size
		default:
			return here, related
		}
		related = related || sign && operand
	}
	return here, related
}

// ellipsis is the length of the dots at an offset that stand for terms between
// others: an operator or a comma goes before and behind them.
func (s *scanner) ellipsis(at, end int) int {
	if !strings.HasPrefix(string(s.text[at:min(end, at+3)]), "...") {
		return 0
	}
	between := func(step, from int) bool {
		for from >= 0 && from < end && s.text[from] == ' ' {
			from += step
		}
		return from >= 0 && from < end && strings.IndexByte("+-*,", s.text[from]) >= 0
	}
	if !between(-1, at-1) || !between(1, at+3) {
		return 0
	}
	return 3
}

// symbolic tells whether letters stand for a quantity rather than a word: one
// letter that is no article, the name of a function, or a name with a relation
// sign beside it.
func (s *scanner) symbolic(letters string, from, to, end int) bool {
	if plainFunctions[letters] || letters == "sqrt" || letters == "pi" {
		return true
	}
	if plainBigs[letters] {
		return from+len(letters) < end && s.text[from+len(letters)] == '_'
	}
	next := to
	for next < end && s.text[next] == ' ' {
		next++
	}
	beside := next < end && strings.IndexByte("=<>+-*/^()_!|,", s.text[next]) >= 0 && (next+1 >= end || s.text[next] != '-' || s.text[next+1] != '-')
	before := from
	for before > 0 && s.text[before-1] == ' ' {
		before--
	}
	behind := before > 0 && strings.IndexByte("=<>+-*/^(|", s.text[before-1]) >= 0
	if len(letters) == 1 {
		return letters != "a" && letters != "A" && letters != "I" || beside || behind
	}
	if connectives[strings.ToLower(letters)] {
		return false
	}
	return next < end && (s.text[next] == '=' || s.text[next] == '<' || s.text[next] == '>') || to < end && s.text[to] == '(' && behind || behind && next >= end
}
