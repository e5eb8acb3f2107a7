package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lookFor is how far the partner of \lvert is looked for: without one it is a plain bar.
const lookFor = 5000

// lexer cuts the source between pos and end into tokens. It never fails: what
// it does not know becomes a tBad token, so that the relation signs of an
// unread formula are found all the same.
type lexer struct {
	src      string
	pos, end int
	start    int
	braces   *braceIndex // made when it is first needed
	plain    bool        // words are names, `!=` is a sign, `x^10` has one exponent
	macros   *macroTable
	most     int  // tokens allowed
	full     bool // there were more
	out      []token
	nesting  []byte // the brackets that are open, for commas between digits
	double   bool   // `\\{` stands for `\{`, as Markdown has it
	gap      gapKind
	space    bool
	side     int8
}

// lex cuts src[span.Start:span.End] into tokens.
func lex(src string, span Span, plain bool, macros *macroTable, most int) ([]token, bool) {
	l := &lexer{src: src, pos: span.Start, start: span.Start, end: span.End, plain: plain, macros: macros, most: most}
	part := src[span.Start:span.End]
	l.out = make([]token, 0, min(most, len(part)/2+4))
	if opens := strings.Count(part, `\\{`); opens > 0 && opens == strings.Count(part, `\\}`) {
		l.double = true
	}
	for l.pos < l.end {
		if len(l.out) >= l.most {
			l.full = true
			break
		}
		l.next()
	}
	return l.out, l.full
}

// emit adds a token that began at start and ends at the current position.
func (l *lexer) emit(kind tokenKind, start int, text, aux string) {
	l.out = append(l.out, token{
		kind: kind, gap: l.gap, space: l.space || l.gap != gapNone, side: l.side, partner: -1,
		at: Span{start, l.pos}, text: text, aux: aux,
	})
	l.gap, l.space, l.side = gapNone, false, 0
}

// widen asks for white space before the next token.
func (l *lexer) widen(gap gapKind) {
	l.space = true
	l.gap = max(l.gap, gap)
}

// peekByte is the byte at an offset from the current one, or 0.
func (l *lexer) peekByte(offset int) byte {
	if l.pos+offset < l.end {
		return l.src[l.pos+offset]
	}
	return 0
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isSpace(c byte) bool  { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// next reads one token, or passes over layout.
func (l *lexer) next() {
	start, c := l.pos, l.src[l.pos]
	switch {
	case isSpace(c):
		l.pos++
		l.space = true
	case c == '~':
		l.pos++
		l.widen(gapSpace)
	case isDigit(c) || c == '.' && isDigit(l.peekByte(1)) && !l.afterDigit():
		l.number()
	case isLetter(c):
		l.letters()
	case c == '\\':
		l.command()
	case c >= utf8.RuneSelf:
		l.beyondASCII()
	default:
		l.pos++
		l.sign(start, c)
	}
}

// afterDigit tells whether a digit stands directly before the current byte.
func (l *lexer) afterDigit() bool {
	return len(l.out) > 0 && !l.space && l.out[len(l.out)-1].kind == tNumber
}

// sign reads the ASCII character c, which has been passed.
func (l *lexer) sign(start int, c byte) {
	two := func(second byte, kind tokenKind, name string) bool {
		if l.peekByte(0) != second {
			return false
		}
		l.pos++
		l.emit(kind, start, name, "")
		return true
	}
	switch c {
	case '{':
		holds := byte('b')
		if len(l.out) > 0 && l.out[len(l.out)-1].kind == tScript {
			holds = '{'
		}
		l.nesting = append(l.nesting, holds)
		l.emit(tOpen, start, "{", "")
	case '}':
		l.leave()
		l.emit(tClose, start, "}", "")
	case '(', '[':
		l.bracket(tBracketOpen, start, string(c))
	case ')', ']':
		l.bracket(tBracketClose, start, string(c))
	case '|':
		if l.side == 0 && l.peekByte(0) == '|' && l.plain {
			l.pos++
			l.emit(tBar, start, `\|`, "")
			return
		}
		l.bracket(tBar, start, "|")
	case '^', '_':
		l.emit(tScript, start, string(c), "")
	case '\'':
		l.emit(tPrime, start, "'", "")
	case '+':
		l.emit(tSign, start, "+", "")
	case '-':
		if !two('>', tRelation, `\to`) {
			l.emit(tSign, start, "-", "")
		}
	case '*', '/':
		l.emit(tOperator, start, string(c), "")
	case '=':
		if !two('=', tRelation, "==") && !two('>', tArrow, `\Rightarrow`) {
			l.emit(tRelation, start, "=", "")
		}
	case '<':
		if !two('=', tRelation, `\le`) {
			l.emit(tRelation, start, "<", "")
		}
	case '>':
		if !two('=', tRelation, `\ge`) {
			l.emit(tRelation, start, ">", "")
		}
	case ':':
		if !two('=', tRelation, ":=") {
			l.emit(tOperator, start, ":", "")
		}
	case '!':
		spaced := l.space
		if l.plain && spaced && two('=', tRelation, `\ne`) {
			return
		}
		l.emit(tBang, start, "!", "")
	case ',', ';':
		l.emit(tComma, start, string(c), "")
	case '&':
		for _, entity := range [...][2]string{{"lt;", "<"}, {"gt;", ">"}, {"le;", `\le`}, {"ge;", `\ge`}, {"ne;", `\ne`}} {
			if strings.HasPrefix(l.src[l.pos:l.end], entity[0]) {
				l.pos += len(entity[0])
				l.emit(tRelation, start, entity[1], "")
				return
			}
		}
		if strings.HasPrefix(l.src[l.pos:l.end], "amp;") {
			l.pos += len("amp;")
		}
		l.emit(tAmpersand, start, "&", "")
	case '.':
		l.point(start)
	case '?', '@', '$':
		name := string(c)
		if c == '$' {
			name = `\$`
		}
		l.emit(tLetter, start, name, "")
	case '%':
		l.emit(tPercent, start, `\%`, "")
	case '#':
		if isDigit(l.peekByte(0)) {
			l.pos++
			l.emit(tParameter, start, l.src[start+1:l.pos], "")
			return
		}
		l.emit(tLetter, start, `\#`, "")
	default:
		l.emit(tBad, start, string(c), "")
	}
}

// point reads what begins with a full stop that is no decimal point.
func (l *lexer) point(start int) {
	dots := 1
	for l.peekByte(0) == '.' && dots < 3 {
		l.pos++
		dots++
	}
	if dots > 1 {
		l.emit(tDots, start, l.src[start:l.pos], "")
		return
	}
	if l.field() {
		l.emit(tOperator, start, ".", "")
		return
	}
	if l.repeats(start) {
		return
	}
	if l.multiplies() {
		l.emit(tOperator, start, `\cdot`, "")
		return
	}
	l.emit(tPoint, start, ".", "")
}

// multiplies tells whether the full stop before the current byte stands for a dot of
// multiplication, as in `2.\frac{3}{4}`: a sentence that began there would leave a space.
func (l *lexer) multiplies() bool {
	if l.space || len(l.out) == 0 || !l.out[len(l.out)-1].ends() || l.pos >= l.end {
		return false
	}
	rest := l.src[l.pos:min(l.end, l.pos+7)]
	for _, factor := range []string{`\frac`, `\dfrac`, `\tfrac`, `\sqrt`, `\left(`, `\binom`} {
		if strings.HasPrefix(rest, factor) {
			return true
		}
	}
	return l.out[len(l.out)-1].kind == tNumber && isLetter(l.src[l.pos])
}

// field tells whether the full stop before the current byte names a part of
// what stands before it, as in `A.length`.
func (l *lexer) field() bool {
	if l.space || len(l.out) == 0 || !l.out[len(l.out)-1].ends() || l.pos >= l.end {
		return false
	}
	if isLetter(l.src[l.pos]) {
		return l.out[len(l.out)-1].kind != tNumber
	}
	end := l.pos + 1
	for end < l.end && isLetter(l.src[end]) {
		end++
	}
	kind := commands[l.src[l.pos+1:max(end, l.pos+1)]].kind
	return l.src[l.pos] == '\\' && (kind == tSymbol || kind == tFont || kind == tText)
}

// repeats reads `.\overline{7}`, of which the point has been passed.
func (l *lexer) repeats(start int) bool {
	text := "0."
	repeating := l.repeating(&text)
	if repeating == "" {
		return false
	}
	l.emit(tNumber, start, text, repeating)
	return true
}

// bracket emits a bracket and notes that it opens or closes.
func (l *lexer) bracket(kind tokenKind, start int, text string) {
	if l.side != 0 && kind == tBar {
		kind = tBracketOpen
		if l.side < 0 {
			kind = tBracketClose
		}
	}
	switch kind {
	case tBracketOpen:
		holds := text[len(text)-1]
		if last := len(l.out) - 1; holds == '(' && last >= 0 && !l.space {
			switch l.out[last].kind {
			case tLetter, tWord, tSymbol, tText, tFunction, tBig:
				holds = 'f' // what it encloses may be arguments
			}
		}
		l.nesting = append(l.nesting, holds)
	case tBracketClose:
		l.leave()
	}
	l.emit(kind, start, text, "")
}

func (l *lexer) leave() {
	if len(l.nesting) > 0 {
		l.nesting = l.nesting[:len(l.nesting)-1]
	}
}

// letters reads a run of letters: one token each, but for names and words
// that are typed without a backslash.
func (l *lexer) letters() {
	start := l.pos
	end := start
	for end < l.end && isLetter(l.src[end]) {
		end++
	}
	run := l.src[start:end]
	switch {
	case len(run) > 1 && plainFunctions[run]:
		l.pos = end
		known := commands[run]
		l.emit(known.kind, start, known.name, "")
	case l.plain && (run == "sqrt" || commands[run].kind == tSymbol && greek[run]):
		l.pos = end
		l.emit(commands[run].kind, start, `\`+run, "")
	case l.plain && plainBigs[run] && end < l.end && l.src[end] == '_':
		l.pos = end
		l.emit(commands[run].kind, start, `\`+run, "")
	case len(run) > 1 && l.plain && run != "dx":
		l.pos = end
		l.emit(tWord, start, run, "mathrm")
	case len(run) > 1 && connectives[run] && l.apart(end):
		l.pos = end
		l.emit(tText, start, run, "text")
	case len(run) == 1 && l.plain && run == "x" && l.between(start, end):
		l.pos = end
		l.emit(tOperator, start, `\times`, "")
	default:
		for l.pos < end {
			if len(l.out) >= l.most {
				l.full = true
				return
			}
			at := l.pos
			l.pos++
			l.emit(tLetter, at, l.src[at:l.pos], "")
		}
	}
}

// apart tells whether white space stands around the run that ends at end.
func (l *lexer) apart(end int) bool {
	if !l.space || end >= l.end {
		return false
	}
	next := l.src[end:l.end]
	return isSpace(next[0]) || next[0] == '~' || strings.HasPrefix(next, `\ `) || strings.HasPrefix(next, `\text`) ||
		strings.HasPrefix(next, `\quad`)
}

// between tells whether a lone x stands as a sign between two numbers.
func (l *lexer) between(start, end int) bool {
	if len(l.out) == 0 {
		return false
	}
	switch last := l.out[len(l.out)-1]; last.kind {
	case tNumber, tBracketClose:
	default:
		return false
	}
	for end < l.end && (isSpace(l.src[end]) || l.src[end] == '$') {
		end++
	}
	return end < l.end && (isDigit(l.src[end]) || end > start+1 && l.src[end] == '(')
}

// command reads what begins with a backslash.
func (l *lexer) command() {
	start := l.pos
	l.pos++
	if l.pos >= l.end {
		l.space = true // "\ " whose space was trimmed
		return
	}
	c := l.src[l.pos]
	if !isLetter(c) {
		l.controlSymbol(start, c)
		return
	}
	for l.pos < l.end && isLetter(l.src[l.pos]) {
		l.pos++
	}
	name := l.src[start+1 : l.pos]
	if l.macros.has(name) {
		l.emit(tBad, start, `\`+name, "macro")
		return
	}
	l.named(start, name)
}

// controlSymbol reads a backslash with one character that is no letter.
func (l *lexer) controlSymbol(start int, c byte) {
	_, size := utf8.DecodeRuneInString(l.src[l.pos:l.end])
	l.pos += size
	if c == '\r' {
		c = '\n'
	}
	if gap, ok := gaps[string(rune(c))]; ok && size == 1 {
		if c != '!' && c != '/' {
			l.widen(gap)
		}
		return
	}
	switch c {
	case '\\':
		if l.double && (l.peekByte(0) == '{' || l.peekByte(0) == '}') {
			brace := l.src[l.pos : l.pos+1]
			l.pos++
			kind := tBracketOpen
			if brace == "}" {
				kind = tBracketClose
			}
			l.bracket(kind, start, `\`+brace)
			return
		}
		if l.peekByte(0) == '*' {
			l.pos++
		}
		l.skipLength()
		l.emit(tBreak, start, `\\`, "")
	case '{':
		l.bracket(tBracketOpen, start, `\{`)
	case '}':
		l.bracket(tBracketClose, start, `\}`)
	case '|':
		l.bracket(tBar, start, `\|`)
	case '%':
		l.emit(tPercent, start, `\%`, "")
	case '$', '#', '&', '_':
		l.emit(tLetter, start, l.src[start:l.pos], "")
	case '*':
		l.emit(tOperator, start, "*", "")
	case '(', ')': // Markdown takes the backslash off
		if c == '(' {
			l.bracket(tBracketOpen, start, "(")
		} else {
			l.bracket(tBracketClose, start, ")")
		}
	case '-', '@':
	default:
		l.emit(tBad, start, l.src[start:l.pos], "")
	}
}

// skipLength passes over the `[2pt]` behind a `\\`.
func (l *lexer) skipLength() {
	rest := l.src[l.pos:min(l.end, l.pos+24)]
	trimmed := strings.TrimLeft(rest, " ")
	if !strings.HasPrefix(trimmed, "[") {
		return
	}
	inside, _, closed := strings.Cut(trimmed[1:], "]")
	if !closed {
		return
	}
	inside = strings.TrimSpace(inside)
	digits := strings.TrimLeft(inside, "-+.0123456789 ")
	if digits == "" || !isLetter(digits[0]) && digits[0] != '\\' || len(digits) == len(inside) && digits[0] != '\\' {
		return
	}
	l.pos += strings.IndexByte(rest, ']') + 1
}

// named reads the command of that name, which has been passed.
func (l *lexer) named(start int, name string) {
	if gap, ok := gaps[name]; ok {
		l.widen(gap)
		return
	}
	if gap, ok := spacers[name]; ok {
		if l.peekByte(0) == '*' {
			l.pos++
		}
		l.rawGroup()
		if gap != gapNone {
			l.widen(gap)
		}
		return
	}
	if font, ok := oldFonts[name]; ok {
		l.emit(tFont, start, `\`+font, "old")
		return
	}
	if layout[name] {
		l.layoutCommand(name)
		return
	}
	switch name {
	case "begin", "end":
		l.environment(start, name)
		return
	case "tag":
		star := l.peekByte(0) == '*'
		if star {
			l.pos++
		}
		label, ok := l.rawGroup()
		if ok {
			l.emit(tTag, start, trimLabel(label), "")
			return
		}
	case "eqno", "leqno":
		rest := l.src[l.pos:l.end]
		label, ok := l.rawGroup()
		if !ok {
			label = strings.TrimSpace(rest)
			if len(label) > 12 {
				break
			}
			l.pos = l.end
		}
		l.emit(tTag, start, trimLabel(label), "")
		return
	case "not":
		l.negated(start)
		return
	case "kern", "hskip", "mkern", "mskip", "vskip":
		for l.pos < l.end && strings.IndexByte(" -+.0123456789", l.src[l.pos]) >= 0 {
			l.pos++
		}
		for unit := 0; unit < 2 && l.pos < l.end && isLetter(l.src[l.pos]); unit++ {
			l.pos++
		}
		l.widen(gapThin)
		return
	case "textcolor", "color", "colorbox", "bbox", "definecolor":
		l.colour(start, name)
		return
	case "char", "genfrac":
		if name == "genfrac" {
			l.generalFraction(start)
			return
		}
	case "unicode", "style", "class", "cssId":
		l.rawGroup()
		return
	case "ref", "eqref", "cite", "footnote", "footnotemark":
		content, _ := l.rawGroup()
		l.emit(tText, start, content, name)
		return
	}
	known, ok := commands[name]
	if !ok {
		l.emit(tBad, start, `\`+name, "")
		return
	}
	switch known.kind {
	case tText:
		l.text(start, name)
	case tBracketOpen, tBracketClose:
		l.bracket(known.kind, start, known.name)
	case tBar:
		switch name {
		case "lvert", "lVert":
			if strings.Contains(l.src[l.pos:min(l.end, l.pos+lookFor)], `\r`+name[1:]) {
				l.side = 1
			}
		case "rvert", "rVert":
			if strings.Contains(l.src[max(l.start, start-lookFor):start], `\l`+name[1:]) {
				l.side = -1
			}
		}
		l.bracket(tBar, start, known.name)
	case tFont:
		if name == "operatorname" && l.peekByte(0) == '*' {
			l.pos++
		}
		l.emit(tFont, start, known.name, "")
	default:
		l.emit(known.kind, start, known.name, "")
	}
}

// layoutCommand passes over a style, or notes the side of the next bracket.
func (l *lexer) layoutCommand(name string) {
	switch name {
	case "left", "right", "middle":
		for l.pos < l.end && isSpace(l.src[l.pos]) {
			l.pos++
		}
		start := l.pos
		switch c := l.peekByte(0); {
		case name == "middle":
			if c == '|' {
				l.pos++
				l.emit(tRelation, start, `\mid`, "")
			}
		case c == '.', c == '<' && name == "left", c == '>' && name == "right", c == '/':
			text := "."
			kind := tBracketOpen
			if name == "right" {
				kind = tBracketClose
			}
			switch c {
			case '<':
				text = `\langle`
			case '>':
				text = `\rangle`
			}
			l.pos++
			l.bracket(kind, start, text)
			l.out[len(l.out)-1].side = map[string]int8{"left": 1, "right": -1}[name]
		case c != 0:
			l.side = 1
			if name == "right" {
				l.side = -1
			}
		}
	case "bigl", "Bigl", "biggl", "Biggl":
		l.sizedBar(1)
	case "bigr", "Bigr", "biggr", "Biggr":
		l.sizedBar(-1)
	}
}

// sizedBar notes the side of a bar; other brackets say it themselves. A right bar that no
// left one opened is a plain one, as behind what it is evaluated at.
func (l *lexer) sizedBar(side int8) {
	if before := l.src[max(l.start, l.pos-lookFor):l.pos]; side < 0 && !strings.Contains(before, "igl") && !strings.Contains(before, "iggl") {
		return
	}
	rest := l.src[l.pos:l.end]
	if strings.HasPrefix(rest, "|") || strings.HasPrefix(rest, `\|`) || strings.HasPrefix(rest, `\vert`) || strings.HasPrefix(rest, `\Vert`) {
		l.side = side
	}
}

// rawGroup passes over white space and a group in braces and gives what is
// inside, unread.
func (l *lexer) rawGroup() (string, bool) {
	at := l.pos
	for at < l.end && isSpace(l.src[at]) {
		at++
	}
	if at >= l.end || l.src[at] != '{' {
		return "", false
	}
	if l.braces == nil {
		l.braces = indexBraces(l.src, l.start, l.end)
	}
	end := l.braces.closing(at)
	if end < 0 {
		return "", false
	}
	l.pos = end + 1
	return l.src[at+1 : end], true
}

// environment reads `\begin{name}` or `\end{name}`.
func (l *lexer) environment(start int, which string) {
	name, ok := l.rawGroup()
	if !ok {
		l.emit(tBad, start, `\`+which, "")
		return
	}
	name = strings.TrimSpace(name)
	if which == "end" {
		l.leave()
		l.emit(tEnd, start, name, "")
		return
	}
	l.nesting = append(l.nesting, 'b')
	if rest := l.src[l.pos:l.end]; strings.HasPrefix(rest, "[") && len(rest) > 2 && rest[2] == ']' &&
		strings.IndexByte("tbcrl", rest[1]) >= 0 {
		l.pos += 3
	}
	if withColumns[name] {
		l.rawGroup()
	}
	l.emit(tBegin, start, name, "")
}

// negated reads the relation sign behind `\not`.
func (l *lexer) negated(start int) {
	before := len(l.out)
	for l.pos < l.end && len(l.out) == before && !strings.HasPrefix(l.src[l.pos:l.end], `\not`) {
		l.next()
	}
	if len(l.out) == before {
		l.emit(tBad, start, `\not`, "")
		return
	}
	last := &l.out[before]
	last.at.Start = start
	if last.kind != tRelation && last.kind != tArrow {
		last.kind = tBad
		return
	}
	switch last.text {
	case "=":
		last.text = `\ne`
	case `\in`:
		last.text = `\notin`
	case `\mid`:
		last.text = `\nmid`
	default:
		last.text = `\not` + last.text
	}
}

// colour reads `\color{red}{x}`; without braces behind it, it is a switch and
// means nothing.
func (l *lexer) colour(start int, name string) {
	if name == "bbox" {
		if l.peekByte(0) == '[' {
			if end := strings.IndexByte(l.src[l.pos:l.end], ']'); end >= 0 {
				l.pos += end + 1
			}
		}
		l.emit(tWrap, start, `\bbox`, "")
		return
	}
	l.rawGroup()
	if l.peekByte(0) == '{' {
		l.emit(tWrap, start, `\`+name, "")
	}
}

// generalFraction reads `\genfrac` with the four arguments that say how the
// fraction looks; they become part of the command's name.
func (l *lexer) generalFraction(start int) {
	var look strings.Builder
	look.WriteString(`\genfrac`)
	for range 4 {
		part, ok := l.rawGroup()
		if !ok || len(part) > 12 {
			l.emit(tBad, start, `\genfrac`, "")
			return
		}
		look.WriteString("{" + part + "}")
	}
	l.emit(tFraction, start, look.String(), "")
}

// text reads words: `\text{ if }`. Words without letters or digits are layout
// or a comma.
func (l *lexer) text(start int, name string) {
	content, ok := l.rawGroup()
	if !ok { // `\text E` sets the next letter, `\text-size` the next sign
		for l.pos < l.end && isSpace(l.src[l.pos]) {
			l.pos++
		}
		if c := l.peekByte(0); !isLetter(c) && !isDigit(c) && c != '-' {
			l.emit(tBad, start, `\`+name, "")
			return
		}
		content = l.src[l.pos : l.pos+1]
		l.pos++
	}
	switch inside := strings.Trim(content, " ~\t\n"); {
	case inside == "":
		l.widen(gapSpace)
	case inside == "," || inside == ";":
		l.emit(tComma, start, inside, "")
	case inside == "." || inside == ":":
		l.emit(tPoint, start, inside, "")
	case inside == "mod" || inside == `\bmod`:
		l.emit(tOperator, start, `\mod`, "")
	default:
		l.emit(tText, start, content, name)
	}
}

// beyondASCII reads a character of more than one byte.
func (l *lexer) beyondASCII() {
	start := l.pos
	r, size := utf8.DecodeRuneInString(l.src[l.pos:l.end])
	l.pos += size
	if digit, ok := raised[r]; ok {
		l.scripts(start, "^", digit, raised)
		return
	}
	if digit, ok := lowered[r]; ok {
		l.scripts(start, "_", digit, lowered)
		return
	}
	switch {
	case r == '°' || r == 'º' || r == '˚':
		l.emit(tScript, start, "^", "")
		l.emit(tOpen, start, "{", "")
		l.emit(tSymbol, start, `\circ`, "")
		l.emit(tClose, start, "}", "")
		return
	case r == '″':
		l.emit(tPrime, start, "'", "")
		l.emit(tPrime, start, "'", "")
		return
	case r == '\u00a0' || unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
		l.widen(gapNone)
		return
	}
	stands, ok := signs[r]
	switch {
	case !ok && unicode.IsLetter(r):
		for l.pos < l.end {
			r, size = utf8.DecodeRuneInString(l.src[l.pos:l.end])
			if r < utf8.RuneSelf || !unicode.IsLetter(r) {
				break
			}
			if _, sign := signs[r]; sign {
				break
			}
			l.pos += size
		}
		l.emit(tText, start, l.src[start:l.pos], "text")
	case !ok:
		l.emit(tBad, start, string(r), "")
	case stands[0] == '\\':
		known := commands[stands[1:]]
		switch known.kind {
		case tBracketOpen, tBracketClose, tBar:
			l.bracket(known.kind, start, known.name)
		default:
			l.emit(known.kind, start, known.name, "")
		}
	case stands == ".":
		l.emit(tPoint, start, stands, "")
	default:
		l.sign(start, stands[0])
	}
}

// scripts reads a run of raised or lowered characters as one script.
func (l *lexer) scripts(start int, which, first string, table map[rune]string) {
	l.emit(tScript, start, which, "")
	l.emit(tOpen, start, "{", "")
	text := first
	at := start
	flush := func() {
		kind := tNumber
		if isLetter(text[0]) {
			kind = tLetter
		} else if !isDigit(text[0]) {
			kind = tSign
		}
		l.emit(kind, at, text, "")
	}
	for l.pos < l.end {
		r, size := utf8.DecodeRuneInString(l.src[l.pos:l.end])
		more, ok := table[r]
		if !ok {
			break
		}
		if isDigit(more[0]) && isDigit(text[0]) {
			text += more
		} else {
			flush()
			at, text = l.pos, more
		}
		l.pos += size
	}
	flush()
	l.emit(tClose, l.pos, "}", "")
}

// trimLabel gives the label inside `\tag{(4)}`.
func trimLabel(label string) string {
	label = strings.TrimSpace(label)
	label = strings.Trim(label, "$")
	if strings.HasPrefix(label, "(") && strings.HasSuffix(label, ")") && len(label) > 1 {
		label = strings.TrimSpace(label[1 : len(label)-1])
	}
	return label
}
