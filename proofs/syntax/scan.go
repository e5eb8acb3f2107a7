package syntax

import (
	"regexp"
	"strings"
)

// scanner finds the blocks of a document. It works on a copy of the source in
// which it overwrites with spaces what is neither prose nor mathematics, so
// that offsets stay those of the source.
type scanner struct {
	doc    *Document
	src    string
	text   []byte // the copy
	blocks []Block

	paragraph int
	fresh     bool // the next block begins a paragraph
	broken    bool // a blank line stands before the next block
	item      bool // the next block begins an item of a list
	level     int  // of the heading that is being read, or 0
	bold      bool
	from      int             // where the prose being gathered begins
	prose     strings.Builder // without markup
	ignore    bool            // pass over the next formula or paragraph
	ignored   int             // the paragraph that is being passed over, or 0
	ignoring  bool            // pass over everything
	nextAt    map[string]int  // where a closing delimiter stands next
	braces    *braceIndex     // made when it is first needed
	unbraced  map[int]bool    // braces of commands of running text, which are no text
	proseSeen int             // up to here no relation between numbers begins
}

func newScanner(d *Document) *scanner {
	return &scanner{doc: d, src: d.Source, text: []byte(d.Source), from: -1, fresh: true, nextAt: map[string]int{}, unbraced: map[int]bool{}}
}

// mask overwrites a part of the copy with spaces; line ends stay.
func (s *scanner) mask(from, to int) {
	for i := from; i < to && i < len(s.text); i++ {
		if s.text[i] != '\n' {
			s.text[i] = ' '
		}
	}
}

// add gathers prose that stands at an offset.
func (s *scanner) add(at int, piece string) {
	if s.from < 0 {
		s.from = at
	}
	s.prose.WriteString(piece)
}

// flush ends the prose being gathered at end and makes a block of it.
func (s *scanner) flush(end int) {
	text := strings.Join(strings.Fields(s.prose.String()), " ")
	from := min(s.from, len(s.src))
	end = min(end, len(s.src))
	s.from = -1
	s.prose.Reset()
	if text == "" {
		return
	}
	b := Block{Kind: Prose, At: trimSpan(s.src, Span{from, end}), Level: s.level, Text: text, Bold: s.bold}
	if s.level > 0 {
		b.Kind = Heading
	}
	s.place(&b, text)
}

// trimSpan takes white space off both ends of a span.
func trimSpan(src string, at Span) Span {
	for at.Start < at.End && isSpace(src[at.Start]) {
		at.Start++
	}
	for at.End > at.Start && isSpace(src[at.End-1]) {
		at.End--
	}
	return at
}

// place gives a block its paragraph and adds it. A displayed formula behind a
// blank line still belongs to the sentence before it, if that has not ended;
// and a sentence goes on behind a displayed formula if it begins with a small
// letter.
func (s *scanner) place(b *Block, text string) {
	if s.broken && !s.fresh && !s.goesOn(b, text) {
		s.fresh = true
	}
	if s.fresh {
		s.paragraph++
	}
	s.fresh, s.broken = false, false
	b.Paragraph, b.Item = s.paragraph, s.item
	s.item = false
	if s.ignoring {
		return
	}
	if s.ignore {
		// A formula is passed over alone, prose with its whole paragraph.
		if s.ignored == 0 {
			s.ignored = s.paragraph
			s.ignore = b.Kind != Math
			if !s.ignore {
				s.ignored = 0
			}
			return
		}
		if s.ignored == s.paragraph {
			return
		}
		s.ignore, s.ignored = false, 0
	}
	s.blocks = append(s.blocks, *b)
}

// goesOn tells whether a block behind a blank line belongs to the paragraph
// before.
func (s *scanner) goesOn(b *Block, text string) bool {
	if len(s.blocks) == 0 || s.item || b.Kind == Heading {
		return false
	}
	last := &s.blocks[len(s.blocks)-1]
	switch {
	case last.Kind == Heading || last.Paragraph != s.paragraph:
		return false
	case b.Kind == Math:
		if !b.Formula.Display {
			return false
		}
		if last.Kind == Prose {
			return !strings.ContainsAny(last.Text[len(last.Text)-1:], ".!?")
		}
		return !last.Formula.Display || strings.HasSuffix(strings.TrimSpace(s.src[last.Formula.Inner.Start:last.Formula.Inner.End]), ",")
	}
	return last.Kind == Math && last.Formula.Display && text[0] >= 'a' && text[0] <= 'z' &&
		!strings.HasSuffix(strings.TrimSpace(s.src[last.Formula.Inner.Start:last.Formula.Inner.End]), ".")
}

// blank notes the end of a paragraph, but for displayed formulas.
func (s *scanner) blank(at int) {
	s.flush(at)
	s.broken = true
	s.bold = false
	s.level = 0
}

// separate begins a new paragraph.
func (s *scanner) separate(at int) {
	s.flush(at)
	s.fresh = true
}

// formula adds a formula.
func (s *scanner) formula(at, inner Span, display bool, environment string) {
	s.flush(at.Start)
	if strings.TrimSpace(string(s.text[inner.Start:inner.End])) == "" {
		return
	}
	f := &Formula{At: at, Inner: inner, Display: display, Environment: environment}
	s.place(&Block{Kind: Math, At: at, Level: s.level, Formula: f}, "")
}

// find is the offset of the next closing delimiter from from on, or -1. It
// remembers what it found, so that many openings without a closing cost no
// more than one.
func (s *scanner) find(what string, from int) int {
	if at, ok := s.nextAt[what]; ok && (at < 0 || at >= from) {
		return at
	}
	at := s.search(what, from)
	s.nextAt[what] = at
	return at
}

// search looks for a delimiter that no backslash escapes.
func (s *scanner) search(what string, from int) int {
	for i := from; i+len(what) <= len(s.text); i++ {
		if string(s.text[i:i+len(what)]) == what {
			return i
		}
		if s.text[i] == '\\' {
			i++
		}
	}
	return -1
}

// hasPrefix tells whether the copy goes on with prefix at an offset.
func (s *scanner) hasPrefix(at int, prefix string) bool {
	return at >= 0 && at+len(prefix) <= len(s.text) && string(s.text[at:at+len(prefix)]) == prefix
}

// lineEnd is the offset of the line end at or behind at.
func (s *scanner) lineEnd(at int) int {
	for at < len(s.text) && s.text[at] != '\n' {
		at++
	}
	return at
}

// environmentAt is the name of the environment that `\begin{name}` opens at an
// offset, and the offset behind it.
func (s *scanner) environmentAt(at int) (string, int) {
	if !s.hasPrefix(at, `\begin{`) {
		return "", at
	}
	from := at + len(`\begin{`)
	for end := from; end < len(s.text) && end < from+32; end++ {
		switch s.text[end] {
		case '}':
			return string(s.text[from:end]), end + 1
		case '\n', '{':
			return "", at
		}
	}
	return "", at
}

// displayedEnvironment reads a bare `\begin{align}` at an offset and gives the
// offset behind it, or the same offset if there is none.
func (s *scanner) displayedEnvironment(at int) int {
	name, from := s.environmentAt(at)
	if !displayed[name] {
		return at
	}
	closer := `\end{` + name + "}"
	end := s.find(closer, from)
	if end < 0 {
		return at
	}
	inner := Span{from, end}
	if withColumns[name] && from < end && s.text[from] == '{' {
		if shut := s.closingBrace(from); shut >= 0 && shut < end {
			inner.Start = shut + 1
		}
	}
	s.formula(Span{at, end + len(closer)}, inner, true, name)
	return end + len(closer)
}

// nextDirective finds what the next directive is.
var nextDirective = regexp.MustCompile(`hence:[ \t]*([a-z-]*)`)

// directive obeys `hence: ...` in a comment that ends at an offset. "ignore"
// reaches up to the next "end" where that is the next directive, else over one
// formula or paragraph.
func (s *scanner) directive(comment string, behind int) {
	words, found := strings.CutPrefix(strings.TrimSpace(comment), "hence:")
	if !found {
		return
	}
	switch strings.TrimSpace(words) {
	case "ignore":
		next := nextDirective.FindStringSubmatch(s.src[min(behind, len(s.src)):])
		s.ignoring = s.ignoring || next != nil && (next[1] == "end" || next[1] == "ignore-end")
		s.ignore = !s.ignoring
	case "ignore-begin":
		s.ignoring = true
	case "end", "ignore-end":
		s.ignoring = false
	}
}

// collectMacros takes the definitions of macros out of the copy.
func (s *scanner) collectMacros() {
	for at := 0; at < len(s.text); at++ {
		if s.text[at] != '\\' {
			continue
		}
		end := at + 1
		for end < len(s.text) && isLetter(s.text[end]) {
			end++
		}
		if end == at+1 {
			at++
			continue
		}
		behind := end
		switch string(s.text[at+1 : end]) {
		case "newcommand", "renewcommand", "providecommand":
			behind = s.newCommand(end)
		case "def":
			behind = s.plainDefinition(end)
		case "let":
			behind = s.letCommand(end)
		case "DeclareMathOperator":
			behind = s.declareOperator(end)
		}
		if behind > end {
			s.mask(at, behind)
		}
		at = behind - 1
	}
}

// braceGroup gives what stands in the braces at an offset behind white space,
// and the offset behind them; no braces leave the offset as it was.
func (s *scanner) braceGroup(at int) (string, int) {
	from := at
	for from < len(s.text) && isSpace(s.text[from]) {
		from++
	}
	if from >= len(s.text) || s.text[from] != '{' {
		return "", at
	}
	end := s.closingBrace(from)
	if end < 0 {
		return "", at
	}
	return s.src[from+1 : end], end + 1
}

// closingBrace is where the brace at an offset closes, or -1.
func (s *scanner) closingBrace(open int) int {
	if s.braces == nil {
		s.braces = indexBraces(s.src, 0, len(s.src))
	}
	return s.braces.closing(open)
}

// newCommand reads the rest of `\newcommand{\name}[2][default]{body}`.
func (s *scanner) newCommand(at int) int {
	start := at
	if s.hasPrefix(at, "*") {
		at++
	}
	name, next := s.braceGroup(at)
	if next == at {
		name, next = s.controlWord(at)
	}
	name = strings.TrimPrefix(strings.TrimSpace(name), `\`)
	if !isWord(name) {
		return start
	}
	at = next
	count, optional, defaulted := 0, "", false
	for index := range 2 {
		if !s.hasPrefix(at, "[") {
			break
		}
		end := strings.IndexByte(s.src[at:min(len(s.src), at+200)], ']')
		if end < 0 {
			return start
		}
		inside := s.src[at+1 : at+end]
		at += end + 1
		if index == 1 {
			optional, defaulted = inside, true
		} else if len(inside) == 1 && inside[0] >= '0' && inside[0] <= '9' {
			count = int(inside[0] - '0')
		}
	}
	body, behind := s.braceGroup(at)
	if behind == at {
		return start
	}
	s.doc.macros.define(name, body, count, optional, defaulted)
	return behind
}

// plainDefinition reads the rest of `\def\name#1#2{body}`.
func (s *scanner) plainDefinition(at int) int {
	name, next := s.controlWord(at)
	if next == at {
		return at
	}
	count, here := 0, next
	for s.hasPrefix(here, "#") && here+1 < len(s.text) && isDigit(s.text[here+1]) {
		count++
		here += 2
	}
	body, behind := s.braceGroup(here)
	if behind == here {
		return at
	}
	s.doc.macros.define(strings.TrimPrefix(name, `\`), body, count, "", false)
	return behind
}

// letCommand reads the rest of a `\let` behind its name, an equals sign or none between both.
func (s *scanner) letCommand(at int) int {
	name, next := s.controlWord(at)
	if next == at {
		return at
	}
	if s.hasPrefix(next, "=") {
		next++
	}
	other, behind := s.controlWord(next)
	if behind == next || other == name {
		return at
	}
	s.doc.macros.define(strings.TrimPrefix(name, `\`), other, 0, "", false)
	return behind
}

// declareOperator reads the rest of `\DeclareMathOperator{\name}{words}`.
func (s *scanner) declareOperator(at int) int {
	start := at
	if s.hasPrefix(at, "*") {
		at++
	}
	name, next := s.braceGroup(at)
	if next == at {
		name, next = s.controlWord(at)
	}
	body, behind := s.braceGroup(next)
	name = strings.TrimPrefix(strings.TrimSpace(name), `\`)
	if behind == next || !isWord(name) {
		return start
	}
	if commands[name].kind != tFunction || name != body { // \lcm is known by itself
		s.doc.macros.define(name, `\operatorname{`+body+"}", 0, "", false)
	}
	return behind
}

// controlWord reads `\name`.
func (s *scanner) controlWord(at int) (string, int) {
	if !s.hasPrefix(at, `\`) {
		return "", at
	}
	end := at + 1
	for end < len(s.text) && isLetter(s.text[end]) {
		end++
	}
	if end == at+1 {
		return "", at
	}
	return string(s.text[at:end]), end
}

func isWord(name string) bool {
	for i := 0; i < len(name); i++ {
		if !isLetter(name[i]) {
			return false
		}
	}
	return name != ""
}
