package syntax

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// markdown finds the blocks of a Markdown document. It goes through the source
// once, line by line, and leaves the line where a formula spans several.
func (s *scanner) markdown() {
	s.maskDrawings()
	s.collectMacros()
	m := &markdownScanner{scanner: s}
	for m.at < len(s.text) {
		m.line()
	}
	s.flush(len(s.text))
}

// maskDrawings masks the figures that `[asy]` and `[/asy]` enclose: programs,
// not prose.
func (s *scanner) maskDrawings() {
	at := 0
	for {
		open := bytes.Index(s.text[at:], []byte("[asy]"))
		if open < 0 {
			return
		}
		end := bytes.Index(s.text[at+open:], []byte("[/asy]"))
		if end < 0 {
			return
		}
		s.mask(at+open, at+open+end+len("[/asy]"))
		at += open + end
	}
}

// markdownScanner is where the scan of a Markdown document stands.
type markdownScanner struct {
	*scanner
	at        int
	quote     int  // the depth of block quotes of the current line
	strong    int  // where bold text began, or 0
	codeless  int  // no code span closes before this offset
	uncounted int  // up to here braces are not counted: they do not balance
	paragraph int  // where the current paragraph's text ends
	table     bool // the line is a row of a table
}

// line reads from the beginning of a line.
func (m *markdownScanner) line() {
	m.prefix()
	end := m.lineEnd(m.at)
	trimmed := strings.TrimSpace(string(m.text[m.at:end]))
	switch {
	case trimmed == "":
		m.blank(m.at)
		m.strong = 0
		m.at = end + 1
		return
	case m.fence(trimmed, end):
		return
	case m.heading(trimmed, end):
		return
	case isRule(trimmed):
		m.separate(m.at)
		m.at = end + 1
		return
	}
	m.marker(end)
	setext := m.underlined(end)
	if setext > 0 {
		m.separate(m.at)
		m.level = setext
	}
	m.table = strings.HasPrefix(trimmed, "|")
	m.inline(end)
	if setext > 0 {
		m.separate(m.at)
		m.level = 0
		m.at = m.lineEnd(m.at) + 1
	}
}

// prefix passes over the marks of a block quote and masks them.
func (m *markdownScanner) prefix() {
	m.quote = 0
	at := m.at
	for {
		here := at
		for here < len(m.text) && here < at+4 && m.text[here] == ' ' {
			here++
		}
		if here >= len(m.text) || m.text[here] != '>' {
			break
		}
		m.text[here] = ' '
		m.quote++
		at = here + 1
	}
	m.at = at
}

// isRule tells whether a line is a thematic break or the line below the head
// of a table.
func isRule(line string) bool {
	if strings.Trim(line, "-| :") == "" && strings.Count(line, "-") >= 3 {
		return true
	}
	for _, mark := range []string{"*", "_"} {
		if strings.Trim(line, mark+" ") == "" && strings.Count(line, mark) >= 3 {
			return true
		}
	}
	return false
}

// underlined gives the level of the heading that the next line makes of this
// one, or 0.
func (m *markdownScanner) underlined(end int) int {
	if end+1 >= len(m.text) || !(m.broken || m.fresh) {
		return 0
	}
	below := strings.TrimSpace(string(m.text[end+1 : m.lineEnd(end+1)]))
	switch {
	case len(below) >= 2 && strings.Trim(below, "=") == "":
		return 1
	case len(below) >= 2 && strings.Trim(below, "-") == "":
		return 2
	}
	return 0
}

// fence reads a block of code between fences. One marked `math` is a formula.
func (m *markdownScanner) fence(trimmed string, end int) bool {
	mark := ""
	for _, fence := range []string{"```", "~~~"} {
		if strings.HasPrefix(trimmed, fence) {
			mark = fence
		}
	}
	if mark == "" || mark == "```" && strings.Contains(strings.TrimLeft(trimmed, "`"), "`") {
		return false
	}
	mark = trimmed[:len(trimmed)-len(strings.TrimLeft(trimmed, mark[:1]))]
	info := strings.TrimSpace(trimmed[len(mark):])
	start := m.at
	from := min(end+1, len(m.text))
	inner := Span{from, len(m.text)}
	at := from
	for at < len(m.text) {
		m.at = at
		depth := m.quote
		m.prefix()
		m.quote = depth
		stop := m.lineEnd(m.at)
		line := strings.TrimSpace(string(m.text[m.at:stop]))
		if strings.HasPrefix(line, mark) && strings.Trim(line, mark[:1]) == "" {
			inner.End = at
			at = stop + 1
			break
		}
		at = stop + 1
	}
	at = min(at, len(m.text))
	m.at = at
	if info == "math" {
		whole := Span{start, trimSpan(m.src, Span{start, at}).End}
		// A fence never closed may end in blanks, which the whole leaves out.
		inner.End = min(inner.End, whole.End)
		inner.Start = min(inner.Start, inner.End)
		m.formula(whole, inner, true, "")
		return true
	}
	m.flush(start)
	m.mask(start, at)
	return true
}

// heading reads a line that begins with `#`.
func (m *markdownScanner) heading(trimmed string, end int) bool {
	level := len(trimmed) - len(strings.TrimLeft(trimmed, "#"))
	if level == 0 || level > 6 || len(trimmed) > level && trimmed[level] != ' ' && trimmed[level] != '\t' {
		return false
	}
	m.separate(m.at)
	for m.text[m.at] != '#' {
		m.at++
	}
	m.mask(m.at, m.at+level)
	m.at += level
	stop := end
	for stop > m.at && (m.text[stop-1] == '#' || isSpace(m.text[stop-1])) {
		stop--
	}
	if stop > m.at && stop < end && m.text[stop] != '#' {
		m.mask(stop, end)
	}
	m.level, m.bold, m.strong = level, false, 0
	m.inline(end)
	m.separate(m.at)
	m.level = 0
	return true
}

// marker passes over the mark of an item of a list and masks it.
func (m *markdownScanner) marker(end int) {
	for range 8 {
		at := m.at
		for at < end && (m.text[at] == ' ' || m.text[at] == '\t') {
			at++
		}
		mark := at
		switch {
		case at < end && strings.IndexByte("-*+", m.text[at]) >= 0:
			at++
		default:
			for at < end && isDigit(m.text[at]) && at < mark+4 {
				at++
			}
			if at == mark || at >= end || m.text[at] != '.' && m.text[at] != ')' {
				return
			}
			at++
		}
		if at >= end || m.text[at] != ' ' && m.text[at] != '\t' {
			return
		}
		m.separate(mark)
		m.mask(mark, at)
		m.item = true
		m.at = at
	}
}

// inline reads running text up to the end of the line, or behind a formula
// that began on it.
func (m *markdownScanner) inline(end int) {
	for m.at < end {
		if next := m.piece(end); next > end {
			// A formula or comment went beyond the line: its rest is read alike.
			end = m.lineEnd(min(next, len(m.text)))
			m.at = next
		} else {
			m.at = next
		}
	}
	m.add(min(m.at, len(m.text)), " ")
	m.at = end + 1
}

// piece reads one piece of running text and gives the offset behind it.
func (m *markdownScanner) piece(end int) int {
	at := m.at
	c := m.text[at]
	if c == '$' { // a formula, before a sum of money
		if next := m.dollar(at); next > at {
			return next
		}
	}
	if next := m.numbers(at, end); next > at {
		return next
	}
	switch c {
	case '\\':
		return m.escape(at, end)
	case '`':
		return m.code(at, end)
	case '<':
		if next := m.tag(at, end); next > at {
			return next
		}
	case '*', '_':
		return m.emphasis(at, c)
	case '{', '}':
		if m.unbraced[at] {
			return at + 1
		}
	case '!':
		if m.hasPrefix(at, "![") {
			return at + 1
		}
	case '[':
		return at + 1
	case ']':
		if at+1 < end && m.text[at+1] == '(' {
			if shut := bytes.IndexByte(m.text[at+1:min(end, at+2000)], ')'); shut >= 0 {
				return at + 2 + shut
			}
		}
		return at + 1
	case '|':
		if m.table {
			m.add(at, " ")
			return at + 1
		}
	case '&':
		for _, entity := range [...][2]string{{"&nbsp;", " "}, {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}} {
			if m.hasPrefix(at, entity[0]) {
				m.add(at, entity[1])
				return at + len(entity[0])
			}
		}
	}
	next := at + 1
	for next < end && plainByte(m.text[next]) && plainByte(c) {
		next++
	}
	m.add(at, string(m.text[at:next]))
	return next
}

// plainByte tells whether a byte of running text has no meaning of its own.
func plainByte(c byte) bool { return isLetter(c) || c == ' ' || c >= utf8.RuneSelf }

// escape reads a backslash in running text.
func (m *markdownScanner) escape(at, end int) int {
	for _, pair := range [...][2]string{{`\\(`, `\\)`}, {`\\[`, `\\]`}, {`\(`, `\)`}, {`\[`, `\]`}} {
		if !m.hasPrefix(at, pair[0]) {
			continue
		}
		from := at + len(pair[0])
		var shut int
		if len(pair[1]) == 3 {
			shut = m.findDoubled(pair[1], from)
		} else {
			shut = m.find(pair[1], from)
		}
		display := strings.HasSuffix(pair[1], "]")
		if shut < 0 || !display && m.paragraphEnd(at) < shut {
			continue
		}
		m.container(from, shut)
		m.formula(Span{at, shut + len(pair[1])}, Span{from, shut}, display, "")
		return shut + len(pair[1])
	}
	if m.hasPrefix(at, `\begin{`) {
		if next := m.displayedEnvironment(at); next > at {
			m.container(at, next)
			return next
		}
	}
	if at+1 >= end {
		return at + 1
	}
	if !isLetter(m.text[at+1]) {
		if m.text[at+1] == '\\' {
			m.add(at, " ")
		} else {
			_, size := utf8.DecodeRune(m.text[at+1:])
			m.add(at, string(m.text[at+1:at+1+size]))
			return at + 1 + size
		}
		return at + 2
	}
	return m.proseCommand(at, end)
}

// findDoubled is find for the doubled delimiters `\\)` and `\\]`.
func (m *markdownScanner) findDoubled(what string, from int) int {
	if at, ok := m.nextAt[what]; ok && (at < 0 || at >= from) {
		return at
	}
	at := bytes.Index(m.text[from:], []byte(what))
	if at >= 0 {
		at += from
	}
	m.nextAt[what] = at
	return at
}

// code masks a code span; without a closing mark the marks are text.
func (m *markdownScanner) code(at, end int) int {
	length := 0
	for at+length < len(m.text) && m.text[at+length] == '`' {
		length++
	}
	stop := m.paragraphEnd(at)
	if m.codeless < at+length {
		for here := at + length; here < stop; {
			if m.text[here] != '`' {
				here++
				continue
			}
			run := 0
			for here+run < stop && m.text[here+run] == '`' {
				run++
			}
			here += run
			if run == length {
				m.mask(at, here)
				m.add(at, " ")
				return here
			}
		}
		m.codeless = stop
	}
	return at + length
}

// tag passes over a comment or a tag of HTML.
func (m *markdownScanner) tag(at, end int) int {
	if m.hasPrefix(at, "<!--") {
		shut := m.find("-->", at+4)
		if shut < 0 {
			return at
		}
		m.flush(at)
		m.directive(string(m.text[at+4:shut]), shut)
		m.mask(at, shut+3)
		return shut + 3
	}
	if m.hasPrefix(at, "<<") { // <<48/2=24>>24: a computation beside its value
		if shut := bytes.Index(m.text[at:min(end, at+200)], []byte(">>")); shut > 0 {
			m.mask(at, at+shut+2)
			return at + shut + 2
		}
		return at
	}
	if at+1 < end && (isLetter(m.text[at+1]) || m.text[at+1] == '/') {
		for here := at + 2; here < end && here < at+200; here++ {
			if m.text[here] == '>' {
				m.mask(at, here+1)
				m.add(at, " ")
				return here + 1
			}
			if m.text[here] == '<' || m.text[here] == '$' {
				break
			}
		}
	}
	return at
}

// emphasis reads a run of `*` or `_`: two or more switch bold on or off. An
// underscore between letters is one.
func (m *markdownScanner) emphasis(at int, c byte) int {
	length := 0
	for at+length < len(m.text) && m.text[at+length] == c {
		length++
	}
	before, after := byte(' '), byte(' ')
	if at > 0 {
		before = m.text[at-1]
	}
	if at+length < len(m.text) {
		after = m.text[at+length]
	}
	if isSpace(before) && isSpace(after) || c == '_' && (isLetter(before) || isDigit(before)) && (isLetter(after) || isDigit(after)) {
		m.add(at, strings.Repeat(string(c), length))
		return at + length
	}
	if length >= 2 {
		switch {
		case !m.bold && !isSpace(after):
			m.flush(at)
			m.bold = true
		case m.bold:
			m.flush(at)
			m.bold = false
		}
	}
	return at + length
}

// paragraphEnd is the offset of the end of the paragraph around at: the first
// blank line, or the end.
func (m *markdownScanner) paragraphEnd(at int) int {
	if m.paragraph > at {
		return m.paragraph
	}
	here := m.lineEnd(at)
	for here < len(m.text) {
		next := m.lineEnd(here + 1)
		if len(bytes.Trim(m.text[here+1:next], " \t\r>")) == 0 {
			break
		}
		here = next
	}
	m.paragraph = here
	return here
}

// container masks the marks of block quotes that stand at the beginnings of
// the lines between from and to.
func (m *markdownScanner) container(from, to int) {
	if m.quote == 0 {
		return
	}
	for at := from; at < to; at++ {
		if m.text[at] != '\n' {
			continue
		}
		here := at + 1
		for depth := 0; depth < m.quote && here < to; depth++ {
			for here < to && m.text[here] == ' ' {
				here++
			}
			if here >= to || m.text[here] != '>' {
				break
			}
			m.text[here] = ' '
			here++
		}
	}
}

// dollar reads a formula that begins with a dollar, and gives the offset
// behind it, or the same offset where the dollar is money.
func (m *markdownScanner) dollar(at int) int {
	if m.hasPrefix(at, "$$") {
		return m.doubleDollar(at)
	}
	end := m.paragraphEnd(at)
	shut := -1
	if m.uncounted <= at {
		if shut = m.closingDollar(at+1, end, true); shut < 0 {
			m.uncounted = end
		}
	}
	if shut < 0 {
		shut = m.closingDollar(at+1, end, false)
	}
	if shut <= at+1 || m.isMoney(at, shut) {
		return at
	}
	m.container(at, shut)
	inner := Span{at + 1, shut}
	if shut > at+3 && m.text[at+1] == '`' && m.text[shut-1] == '`' { // $`x`$ of some forges
		inner = Span{at + 2, shut - 1}
	}
	m.formula(Span{at, shut + 1}, inner, false, "")
	return shut + 1
}

// closingDollar looks for the dollar that closes a formula whose inside begins
// at from. With braces, one inside braces does not close.
func (m *markdownScanner) closingDollar(from, end int, braces bool) int {
	depth := 0
	for i := from; i < end; i++ {
		switch m.text[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			depth--
		case '$':
			if braces && depth > 0 {
				continue
			}
			next := byte(' ')
			if i+1 < len(m.text) {
				next = m.text[i+1]
			}
			spaced := i > from && isSpace(m.text[i-1])
			switch {
			case next == '<' && m.hasPrefix(i+1, "<<"): // $<<2*3=6>>6
				return -1
			case isDigit(next):
				if spaced {
					return -1
				}
			case spaced && !isSpace(next) && strings.IndexByte(".,;:!?)]}-'\"*_|", next) < 0 && next < utf8.RuneSelf:
				return -1
			default:
				return i
			}
		}
	}
	return -1
}

// isMoney tells whether what two dollars enclose is rather the prose between
// two sums of money.
func (m *markdownScanner) isMoney(at, shut int) bool {
	inside := string(m.text[at+1 : shut])
	if strings.TrimSpace(inside) == "" {
		return true
	}
	if isSpace(inside[0]) && at > 0 {
		if r, _ := utf8.DecodeLastRune(m.text[:at]); r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return true
		}
	}
	if !isDigit(strings.TrimSpace(inside)[0]) {
		return false
	}
	words, braces := 0, 0
	for _, field := range strings.Fields(inside) {
		braces += strings.Count(field, "{") - strings.Count(field, "}")
		if word := strings.Trim(field, ".,;:"); braces == 0 && len(word) >= 3 && isWord(word) {
			words++
		}
	}
	return words >= 2
}

// doubleDollar reads a formula between `$$` and `$$`. It does not reach beyond
// a heading behind a blank line.
func (m *markdownScanner) doubleDollar(at int) int {
	from := at + 2
	shut := m.find("$$", from)
	if shut < 0 {
		return at
	}
	if inside := m.text[from:shut]; bytes.Contains(inside, []byte("\n\n#")) {
		return at
	}
	m.container(from, shut)
	m.formula(Span{at, shut + 2}, Span{from, shut}, true, "")
	return shut + 2
}
