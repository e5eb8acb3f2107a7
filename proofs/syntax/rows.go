package syntax

import "strings"

// statement is a clause before it is parsed: a run of tokens with the words
// around it.
type statement struct {
	lead, trail  []string
	from, to     int
	modFrom, mod int // the argument of `\pmod`, from < to; none if equal
}

// line is a row before it is parsed.
type line struct {
	from, to   int
	tag        string
	statements []statement
}

// layOut brings the tokens of a formula into rows and statements. The tokens
// must be normalized; layOut matches their brackets. It parses nothing: which
// token belongs to which statement is decided here, and the check of
// faithfulness relies on it.
func layOut(tokens []token, display bool, limits Limits) ([]token, []line, *Error) {
	tokens, tag := unwrap(tokens)
	tokens = dropAlignment(splice(tokens))
	tokens = evaluationBars(tokens)
	if err := match(tokens, limits); err != nil {
		return tokens, nil, err
	}
	var lines []line
	from := 0
	add := func(to int) {
		if to > from {
			lines = append(lines, line{from: from, to: to})
		}
		from = to + 1
	}
	for i := 0; i < len(tokens); i++ {
		t := &tokens[i]
		if t.kind == tBreak {
			add(i)
		}
		if t.partner > int32(i) {
			i = int(t.partner)
		}
	}
	add(len(tokens))
	for index := range lines {
		s := splitter{tokens: tokens, line: &lines[index], display: display}
		s.split()
	}
	if tag != "" && len(lines) > 0 {
		last := &lines[len(lines)-1]
		if last.tag == "" {
			last.tag = tag
		}
	}
	return tokens, lines, nil
}

// joinsNext tells whether the break at i stands within a statement: the token
// before it, which is the last of kept, needs something behind it, and
// something that is no sign follows.
func joinsNext(kept, tokens []token, i int) bool {
	if len(kept) == 0 {
		return false
	}
	switch kept[len(kept)-1].kind {
	case tSign, tOperator, tRelation:
	default:
		return false
	}
	const far = 32 // no author leaves so many lines empty
	for k := i + 1; k < len(tokens) && k < i+far; k++ {
		switch tokens[k].kind {
		case tBreak, tAmpersand:
			continue
		case tRelation, tOperator, tArrow, tTag, tEnd:
			return false
		}
		return true
	}
	return false
}

// unwrap takes off an environment around the whole formula whose rows are the
// rows of the formula, and gives the label behind it.
func unwrap(tokens []token) ([]token, string) {
	tag := ""
	for range 8 {
		from, to := 0, len(tokens)
		for to > from {
			t := tokens[to-1]
			if t.kind == tTag {
				tag = t.text
			} else if t.kind != tPoint && t.kind != tComma && t.kind != tBreak {
				break
			}
			to--
		}
		for from < to && (tokens[from].kind == tBreak || tokens[from].kind == tAmpersand) {
			from++
		}
		braced := isBracedSystem(tokens[from:to])
		if braced {
			from, to = from+1, to-1
		}
		if to-from < 2 || tokens[from].kind != tBegin || tokens[to-1].kind != tEnd {
			break
		}
		name := tokens[from].text
		if !braced && !aligned[name] && !(name == "array" && isAlignment(tokens[from+1:to-1])) &&
			!(strings.HasSuffix(strings.TrimSuffix(name, "*"), "cases") && isSystem(tokens[from+1:to-1])) {
			break
		}
		depth, end := 0, from
		for ; end < to; end++ {
			if tokens[end].kind == tBegin {
				depth++
			} else if tokens[end].kind == tEnd {
				depth--
				if depth == 0 {
					break
				}
			}
		}
		if end != to-1 {
			break
		}
		tokens = tokens[from+1 : to-1]
	}
	return tokens, tag
}

// isBracedSystem tells whether the tokens are equations behind one large brace, `\left\{ \begin{array}{l} ... \end{array}
// \right.`.
func isBracedSystem(tokens []token) bool {
	last := len(tokens) - 1
	return last >= 3 && tokens[0].kind == tBracketOpen && tokens[0].text == `\{` && tokens[last].kind == tBracketClose && tokens[last].text == "." &&
		tokens[1].kind == tBegin && tokens[last-1].kind == tEnd && isSystem(tokens[2:last-1])
}

// splice takes the marks of an aligned environment away that fills rows of the
// formula: its rows are rows of the formula too.
func splice(tokens []token) []token {
	drop := map[int]bool{}
	var open []int // the environments that are open and may be spliced, or -1
	depth := 0
	for i := range tokens {
		switch tokens[i].kind {
		case tOpen, tBracketOpen:
			depth++
		case tClose, tBracketClose:
			depth--
		case tBegin:
			at := -1
			if len(open) == 0 && depth == 0 && aligned[tokens[i].text] && (i == 0 || tokens[i-1].kind == tBreak) {
				at = i
			}
			open = append(open, at)
		case tEnd:
			if len(open) == 0 {
				return tokens
			}
			at := open[len(open)-1]
			open = open[:len(open)-1]
			if at < 0 || depth != 0 {
				continue
			}
			next := i + 1
			for next < len(tokens) && (tokens[next].kind == tPoint || tokens[next].kind == tComma || tokens[next].kind == tTag) {
				next++
			}
			next = behindLabel(tokens, next)
			if next == len(tokens) || tokens[next].kind == tBreak {
				drop[at], drop[i] = true, true
			}
		}
	}
	if len(drop) == 0 {
		return tokens
	}
	kept := make([]token, 0, len(tokens))
	for i, t := range tokens {
		if !drop[i] {
			kept = append(kept, t)
		}
	}
	return kept
}

// behindLabel gives the offset behind a label in parentheses behind a wide gap,
// or the same offset where there is none.
func behindLabel(tokens []token, at int) int {
	if at >= len(tokens) || tokens[at].kind != tBracketOpen || tokens[at].text != "(" || tokens[at].gap != gapWide {
		return at
	}
	for k := at + 1; k < len(tokens) && k < at+8; k++ {
		if tokens[k].kind == tBracketClose {
			if labelText(tokens[at+1:k]) != "" {
				return k + 1
			}
			break
		}
	}
	return at
}

// isAlignment tells whether the rows of an array are equations rather than
// entries: a relation sign stands beside an alignment mark.
func isAlignment(tokens []token) bool {
	for i := range tokens {
		if tokens[i].kind == tBegin {
			return false
		}
		if tokens[i].kind == tRelation && i > 0 && i+1 < len(tokens) &&
			(tokens[i-1].kind == tAmpersand || tokens[i+1].kind == tAmpersand) {
			return true
		}
	}
	return false
}

// isSystem tells whether every row of an environment of cases is a relation of
// its own, with nothing behind an alignment mark but the rest of it.
func isSystem(tokens []token) bool {
	related, rows := false, 0
	depth := 0
	for i, t := range tokens {
		switch t.kind {
		case tBegin, tText, tWord:
			return false
		case tOpen, tBracketOpen:
			depth++
		case tClose, tBracketClose:
			depth--
		case tRelation:
			related = related || depth == 0
		case tAmpersand:
			beside := i > 0 && tokens[i-1].kind == tRelation || i+1 < len(tokens) && tokens[i+1].kind == tRelation
			if !beside {
				return false
			}
		case tBreak:
			if i+1 == len(tokens) {
				continue
			}
			if !related {
				return false
			}
			rows++
			related = false
		}
	}
	return related && rows > 0
}

// dropAlignment removes the alignment marks outside inner environments and
// notes them on the tokens behind. Breaks of a line within brackets or behind a
// sign go too.
func dropAlignment(tokens []token) []token {
	kept := tokens[:0:len(tokens)]
	depth, brackets, amp := 0, 0, false
	braces, stacked := 0, []int(nil) // the braces of `\substack` count as an environment
	for i, t := range tokens {
		switch t.kind {
		case tOpen:
			braces++
			if i > 0 && tokens[i-1].kind == tSubstack {
				stacked = append(stacked, braces)
				depth++
			}
		case tClose:
			if last := len(stacked) - 1; last >= 0 && stacked[last] == braces {
				stacked = stacked[:last]
				depth--
			}
			braces--
		case tBegin:
			depth++
		case tEnd:
			depth--
		case tBracketOpen:
			brackets++
		case tBracketClose:
			brackets--
		}
		if depth == 0 && (t.kind == tAmpersand || t.kind == tBreak && (brackets > 0 || joinsNext(kept, tokens, i))) {
			amp = amp || t.kind == tAmpersand
			continue
		}
		t.amp = amp
		amp = false
		kept = append(kept, t)
	}
	return kept
}

// splitter cuts a row into statements.
type splitter struct {
	tokens  []token
	line    *line
	display bool
	now     statement
	tail    int  // from here on only points, labels and words stand
	open    bool // now has tokens
	related bool // now has a relation sign

	relations int  // how many
	congruent bool // one of them is `\equiv`
}

// split does the work.
func (s *splitter) split() {
	s.unbox()
	to := s.line.to
	for s.tail = to; s.tail > s.line.from; s.tail-- {
		t := &s.tokens[s.tail-1]
		if t.kind != tComma && t.kind != tPoint && t.kind != tTag && t.kind != tBreak &&
			!(t.kind == tText && (t.gap == gapWide || isConnective(t.text) || strings.Count(cleanWords(t.text), " ") > 2)) {
			break
		}
	}
	s.now.from, s.now.to = s.line.from, s.line.from
	for i := s.line.from; i < to; {
		t := &s.tokens[i]
		next := i + 1
		if t.partner > int32(i) {
			next = int(t.partner) + 1
		}
		if s.open && (t.gap == gapWide || t.amp) && s.parts(i) {
			s.finish(i)
		}
		switch {
		case t.kind == tTag:
			s.finish(i)
			s.line.tag = t.text
			s.now.from = next
		case s.isLabel(i, next):
			s.finish(i)
			s.line.tag = labelText(s.tokens[i+1 : next-1])
			s.now.from = next
		case t.kind == tArrow, isQuantifier(t) && !s.open, s.statementSign(i, next):
			s.finish(i)
			s.now.lead = append(s.now.lead, t.text)
			s.now.from = next
		case t.kind == tText && s.isWords(i):
			s.finish(i)
			if words := cleanWords(t.text); words != "" {
				s.now.lead = append(s.now.lead, words)
			}
			s.now.from = next
		case t.kind == tModulus:
			s.now.to = i
			end := int(s.tokens[i+1].partner)
			if s.open {
				s.now.modFrom, s.now.mod = i+2, end
				s.finish(i)
			} else if last := len(s.line.statements); last > 0 {
				s.line.statements[last-1].modFrom, s.line.statements[last-1].mod = i+2, end
			}
			next = end + 1
			s.now.from = next
		case s.isModulus(i, next) && s.open:
			s.now.modFrom, s.now.mod = i+2, next-1
			s.finish(i)
			s.now.from = next
		case t.kind == tOperator && t.text == ":" && s.open && (s.quantified() || s.namesStatement(i)):
			s.finish(i)
			s.now.from = next
		case t.kind == tOperator && (t.text == `\mod` || t.text == `\bmod`) && s.open && s.modular(t) && s.modulusEnd(next) > next:
			s.now.to = i
			next = s.modulusEnd(next)
			s.now.modFrom, s.now.mod = i+1, next
			s.finish(i)
			s.now.from = next
		case t.kind == tComma || t.kind == tPoint || t.kind == tOperator && t.text == ":" && s.endsHere(next):
			if s.separates(i) {
				s.finish(i)
				s.now.from = next
			}
		default:
			if !s.open {
				s.now.from, s.open = i, true
			}
			if t.kind == tRelation {
				s.related = true
				s.relations++
				s.congruent = s.congruent || t.text == `\equiv` || t.text == `\not\equiv` || t.text == `\cong`
			}
		}
		i = next
	}
	s.finish(to)
	if len(s.now.lead) > 0 {
		if last := len(s.line.statements); last > 0 {
			s.line.statements[last-1].trail = append(s.line.statements[last-1].trail, s.now.lead...)
		} else {
			s.line.statements = append(s.line.statements, statement{lead: s.now.lead, from: to, to: to})
		}
	}
}

// namesStatement tells whether what stands before the colon at i is the name of a
// statement about a letter, as in `P(n): 2^n > n`. Where colons abound they are ratios.
func (s *splitter) namesStatement(i int) bool {
	at := s.now.from
	if i-at != 4 || s.tokens[at].kind != tLetter || s.tokens[at+2].kind != tLetter || s.tokens[at+1].text != "(" || int(s.tokens[at+1].partner) != i-1 {
		return false
	}
	name := s.tokens[at].text
	if len(name) != 1 || name[0] < 'A' || name[0] > 'Z' {
		return false
	}
	for j := i + 1; j < s.line.to; j++ {
		if s.tokens[j].kind == tOperator && s.tokens[j].text == ":" {
			return false
		}
	}
	return s.relatedWithin(i+1, s.line.to)
}

// finish ends the statement before i, if one was begun.
func (s *splitter) finish(i int) {
	if s.open {
		s.now.to = i
		for s.now.to > s.now.from {
			last := &s.tokens[s.now.to-1]
			if last.kind != tComma && last.kind != tPoint && last.kind != tBreak {
				break
			}
			s.now.to--
		}
		s.line.statements = append(s.line.statements, s.now)
		s.now = statement{}
	}
	s.open, s.related, s.congruent, s.relations = false, false, false, 0
	s.now.from = i
}

// unbox takes off a box around the whole row.
func (s *splitter) unbox() {
	for range 4 {
		from, to := s.line.from, s.line.to
		for to > from && (s.tokens[to-1].kind == tPoint || s.tokens[to-1].kind == tComma) {
			to--
		}
		if to-from > 2 && s.tokens[from].kind == tOpen && int(s.tokens[from].partner) == to-1 && !s.infixWithin(from+1, to-1) {
			s.line.from, s.line.to = from+1, to-1
			continue
		}
		if to-from < 3 || s.tokens[from].kind != tWrap || !isBox(s.tokens[from].text) ||
			int(s.tokens[from+1].partner) != to-1 || s.tokens[from+2].kind == tRelation || !s.relatedWithin(from+2, to-1) {
			return
		}
		s.line.from, s.line.to = from+2, to-1
	}
}

// infixWithin tells whether `\over` or its like stands between from and to at
// this level: its braces are more than a grouping.
func (s *splitter) infixWithin(from, to int) bool {
	for i := from; i < to; i++ {
		if s.tokens[i].kind == tInfix {
			return true
		}
		if s.tokens[i].partner > int32(i) {
			i = int(s.tokens[i].partner)
		}
	}
	return false
}

// isBox tells whether a chain inside the wrapper is as good as one outside.
func isBox(command string) bool {
	switch command {
	case `\boxed`, `\fbox`, `\framebox`, `\color`, `\textcolor`, `\colorbox`, `\bbox`:
		return true
	}
	return false
}

// relatedWithin tells whether a relation sign stands between from and to at
// this level.
func (s *splitter) relatedWithin(from, to int) bool {
	for i := from; i < to; i++ {
		if s.tokens[i].kind == tRelation {
			return true
		}
		if s.tokens[i].partner > int32(i) {
			i = int(s.tokens[i].partner)
		}
	}
	return false
}

// relatedNext tells whether a relation sign stands between i and the next
// separator.
func (s *splitter) relatedNext(i int) bool {
	marks := 0
	for k := i; k < s.line.to; k++ {
		t := &s.tokens[k]
		if k > i && t.amp {
			if marks++; marks > 1 {
				return false
			}
		}
		switch t.kind {
		case tOperator:
			if t.text == `\land` || t.text == `\lor` || t.text == `\wedge` || t.text == `\vee` {
				return false
			}
		case tRelation:
			return true
		case tComma, tArrow, tTag, tPoint:
			return false
		case tText:
			if s.isWords(k) {
				return false
			}
		}
		if k > i && t.gap == gapWide && t.starts() {
			return false
		}
		if t.partner > int32(k) {
			k = int(t.partner)
		}
	}
	return false
}

// parts tells whether the wide gap or alignment mark before i ends a statement.
func (s *splitter) parts(i int) bool {
	t, before := &s.tokens[i], &s.tokens[i-1]
	switch t.kind {
	case tRelation, tOperator, tSign, tComma, tPoint, tText, tTag, tArrow, tModulus, tBang, tScript, tPrime:
		return false
	}
	switch before.kind {
	case tRelation, tOperator, tSign, tFunction, tBig:
		return false
	}
	if t.gap == gapWide {
		return true
	}
	return s.related && s.relatedNext(i)
}

// isLabel tells whether the parentheses from i to next are the number of a
// displayed formula: short, behind a wide gap, at the end of the row.
func (s *splitter) isLabel(i, next int) bool {
	t := &s.tokens[i]
	if !s.display || t.kind != tBracketOpen || t.text != "(" || t.gap != gapWide || next-i > 8 || i == s.line.from {
		return false
	}
	if !s.endsHere(next) {
		return false
	}
	label := labelText(s.tokens[i+1 : next-1])
	if label == "" || len(label) > 6 {
		return false
	}
	if !isDigit(label[0]) && strings.Trim(label, "*") != "" && len(label) > 2 {
		return false
	}
	return true
}

// labelText joins the tokens of a label, or gives nothing if they are not
// those of one.
func labelText(tokens []token) string {
	var text strings.Builder
	for index := range tokens {
		t := &tokens[index]
		switch {
		case t.kind == tNumber, t.kind == tLetter, t.kind == tPrime, t.kind == tOperator && t.text == "*",
			t.kind == tText, t.kind == tOperator && t.text == ".", t.kind == tSymbol && t.text == `\star`,
			t.kind == tSign && t.text == "-" && index > 0 && index < len(tokens)-1:
			text.WriteString(strings.TrimSpace(t.text))
		default:
			return ""
		}
	}
	return text.String()
}

// endsHere tells whether only points, labels and words stand behind i.
func (s *splitter) endsHere(i int) bool { return i >= s.tail }

// quantified tells whether a quantifier stands before the statement.
func (s *splitter) quantified() bool {
	for _, word := range s.now.lead {
		if word == `\forall` || word == `\exists` {
			return true
		}
	}
	return false
}

// modular tells whether a `\mod` here says in which modulus the whole chain
// is to be read, rather than being an operator: the chain is a congruence, or
// has several links of which it ends the last.
func (s *splitter) modular(t *token) bool {
	return s.congruent || t.text == `\mod` && s.relations > 1
}

// modulusEnd is where the modulus that begins at i ends, or i if a relation
// sign follows, for then it is no modulus.
func (s *splitter) modulusEnd(i int) int {
	k := i
	for ; k < s.line.to; k++ {
		t := &s.tokens[k]
		switch t.kind {
		case tRelation, tOperator:
			return i
		case tComma, tPoint, tText, tTag, tArrow, tModulus:
			return k
		}
		if k > i && t.gap == gapWide {
			return k
		}
		if t.partner > int32(k) {
			k = int(t.partner)
		}
	}
	return k
}

// isQuantifier tells whether a token is `\forall` or `\exists`.
func isQuantifier(t *token) bool {
	return t.kind == tSymbol && (t.text == `\forall` || t.text == `\exists`)
}

// statementSign tells whether an arrow or a logical sign at i stands between
// two statements.
func (s *splitter) statementSign(i, next int) bool {
	return joinsStatements(s.tokens[i].text) && s.open && s.related && s.relatedNext(next) && !s.betweenMatrices(i, next)
}

// betweenMatrices tells whether an arrow leads from a matrix to a matrix, as in a
// reduction by rows.
func (s *splitter) betweenMatrices(i, next int) bool {
	before, behind := i-1, next
	for before > 0 && (s.tokens[before].kind == tBracketClose || s.tokens[before].kind == tAmpersand) {
		before--
	}
	for behind+1 < len(s.tokens) && (s.tokens[behind].kind == tBracketOpen || s.tokens[behind].kind == tAmpersand) {
		behind++
	}
	return before >= 0 && behind < len(s.tokens) && s.tokens[before].kind == tEnd && s.tokens[behind].kind == tBegin
}

// joinsStatements tells whether a sign may join statements as well as members
// or factors.
func joinsStatements(name string) bool {
	switch name {
	case `\to`, `\rightarrow`, `\longrightarrow`, `\land`, `\lor`, `\wedge`, `\vee`, `\leadsto`, `\leftrightarrow`:
		return true
	}
	return false
}

// isModulus tells whether the parentheses from i to next are `(\mod 7)`.
func (s *splitter) isModulus(i, next int) bool {
	t := &s.tokens[i]
	if t.kind != tBracketOpen || t.text != "(" || next-i < 4 {
		return false
	}
	inside := &s.tokens[i+1]
	return inside.kind == tOperator && (inside.text == `\mod` || inside.text == `\bmod`) ||
		inside.kind == tWord && inside.text == "mod"
}

// separates tells whether the comma or point at i ends a statement rather than
// an item of a list.
func (s *splitter) separates(i int) bool {
	if !s.open {
		return true
	}
	if i+1 >= s.line.to || s.endsHere(i+1) || s.tokens[i].kind != tComma {
		return true
	}
	behind := &s.tokens[i+1]
	switch behind.kind {
	case tArrow, tComma:
		return true
	case tText:
		if s.isWords(i + 1) {
			return true
		}
	case tOperator:
		return true
	case tSymbol:
		if isQuantifier(behind) {
			return true
		}
	}
	related := s.relatedNext(i + 1)
	if behind.gap == gapWide {
		return true
	}
	return related && s.related
}

// isWords tells whether the text at i stands between statements; other text is
// a unit or a name.
func (s *splitter) isWords(i int) bool {
	t := &s.tokens[i]
	words := cleanWords(t.text)
	first, rest, _ := strings.Cut(words, " ")
	if i+1 < s.line.to && (s.tokens[i+1].kind == tScript || s.tokens[i+1].kind == tPrime) {
		return false
	}
	if words == "" || words != "to" && connectives[strings.ToLower(strings.Trim(first, ",.;:"))] {
		return true
	}
	if strings.HasSuffix(words, ":") || strings.Count(rest, " ") >= 2 {
		return true
	}
	if i == s.line.from || i > 0 && !s.open {
		if i+1 >= s.line.to {
			return i > s.line.from
		}
		behind := &s.tokens[i+1]
		if behind.kind == tBracketOpen && (behind.text == "(" || behind.text == "[") && isIdentifier(t.text) {
			return false
		}
		return behind.starts()
	}
	if t.gap == gapWide || t.amp {
		return !(i+1 < s.line.to && isIdentifier(t.text) && s.tokens[i+1].kind == tRelation)
	}
	return false
}

// isIdentifier tells whether words are one name, fit to be a function's.
func isIdentifier(words string) bool {
	if words == "" || !isLetter(words[0]) {
		return false
	}
	for i := 0; i < len(words); i++ {
		if c := words[i]; !isLetter(c) && !isDigit(c) && c != '-' && c != '.' && c != '_' {
			return false
		}
	}
	return true
}

// cleanWords gives words without the points and gaps around them.
func cleanWords(text string) string {
	text = strings.ReplaceAll(text, "~", " ")
	text = strings.ReplaceAll(text, `\ `, " ")
	text = strings.Join(strings.Fields(text), " ")
	return strings.Trim(text, " ,;.")
}
