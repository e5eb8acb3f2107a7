package proofs

import (
	"math/big"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hence-math/hence/proofs/syntax"
)

// sentence is a run of prose and formulas that belong together. In its text each
// clause of a formula is what it says of a range, between the marks opens and
// closes: the letters or the number it consists of, or nothing.
type sentence struct {
	text  string
	marks []mark
}

// mark is a bound or a statement in a sentence.
type mark struct {
	at, end    int // in the text
	block, row int
	bound      *rangeBound // nil for a statement
	own        bool        // the bound stands in the row of a statement
}

const (
	opens  = "\x01"
	closes = "\x02"
)

var (
	sentenceEnd      = newPhrase(`[.!?;]+["')\]]*(\s+|$)`)
	shortened        = newPhrase(`(?i)(?:^|[\s(])(e\.g|i\.e|resp|cf|eq|eqs|ex|no|vs|s\.t|w\.r\.t|etc|[(]?[a-z0-9]{1,2})$`)
	follows          = newPhrase(`(?i)^\s*,?\s*\(?(for|whenever|when|if|where|provided|with|as soon as|as long as|once|holds|is true)\b[^:;]*$`)
	explains         = newPhrase(`(?i)^[\s(]*(here|where|for|with|in (all|each|both)|throughout|assume|suppose|let)\b`)
	connects         = newPhrase(`(?i)^(and|also|or|then|finally|moreover|further(more)?|in addition|\(?[a-z0-9]{1,3}[.)]|[\s,.:;()])*$`)
	zeroNatural      = newPhrase(`(?i)\b(natural numbers?|naturals)[^.]*\b(include|includes|including|contains?|start at|start with|starting at|from) (zero|0)\b|\b(zero|0) is (a )?natural`)
	naturalsFromZero = newPhrase(`\\mathbb\s*\{?\s*N\s*\}?\s*=\s*\\\{\s*0\b`)
	nothing          = newPhrase(`^[\s,:]*$`)
)

// maxShortened is longer than every abbreviation.
const maxShortened = 24

const (
	positives    = `positive integers?|positive whole numbers?|natural numbers?|positive natural numbers?|naturals|counting numbers?`
	nonnegatives = `non-?\s?negative (?:integers?|whole numbers?|numbers?)|whole numbers?|natural numbers? (?:including|with) (?:zero|0|\x010\x02)`
	numerals     = `zero|one|two|three|four|five|six|seven|eight|nine|ten`
)

var (
	kindWords = newPhrase(`(?i)(?:\x01([^\x02]*)\x02\s*(?:,\s*)?(?:is|be|are|being|denotes?|ranges? over|runs? (?:over|through))\s+(?:an?\s+|any\s+|all\s+|the\s+|some\s+)?(?:arbitrary\s+|fixed\s+|given\s+)?)?` +
		`\b(?:(` + nonnegatives + `)|(` + positives + `))(?:\s*\x01([^\x02]*)\x02)?`)
	realWords = newPhrase(`(?i)(?:\x01([^\x02]*)\x02\s*(?:,\s*)?(?:is|be|are)\s+(?:an?\s+|any\s+|all\s+)?(?:arbitrary\s+|fixed\s+|given\s+)?)?` +
		`\b(?:(positive)|non-?\s?negative)\s+(?:real|rational)s?(?:\s+numbers?)?(?:\s*\x01([^\x02]*)\x02)?`)
	leastWords = newPhrase(`(?i)(?:\x01([^\x02]*)\x02\s*(?:,\s*)?(?:which is\s+|that is\s+|is\s+|are\s+|be\s+)?)?` +
		`\b(?:(greater than or equal to|at least|no less than|not less than|no smaller than|not smaller than|not below|starting (?:from|at|with)|beginning (?:with|at|from)|from)|(greater than|larger than|bigger than|more than|exceeding|above))\s+` +
		`(?:\x01(-?\d+)\x02|(-?\d+|` + numerals + `)\b)(\s+(?:on|onwards?|upwards?)\b)?`)
)

// readSentences divides the document into sentences and finds what each says of
// ranges. It adds the bounds that are said in words.
func (s *surroundings) readSentences(e *evaluator) {
	var now sentence
	paragraph, display := -1, false
	stop := func() {
		if strings.TrimSpace(now.text) != "" {
			s.readWords(&now)
			s.sentences = append(s.sentences, now)
		}
		now = sentence{}
	}
	for i, b := range s.document.Blocks {
		text := strings.TrimSpace(b.Text)
		first, _ := utf8.DecodeRuneInString(text)
		goesOn := b.Kind == syntax.Prose && display && (unicode.IsLower(first) || first == ',' || first == '(' && !b.Item)
		if b.Paragraph != paragraph && !goesOn || b.Item || b.Kind == syntax.Prose && display && unicode.IsUpper(first) {
			stop()
		}
		paragraph, display = b.Paragraph, false
		if b.Kind != syntax.Math {
			s.readProse(&now, text, stop)
			continue
		}
		if b.Formula == nil {
			continue
		}
		display = b.Formula.Display || b.Formula.Environment != ""
		if b.Formula.Unread != nil {
			now.mark(opens+closes, mark{block: i})
			continue
		}
		for r, row := range b.Formula.Rows {
			s.readRow(&now, e, row, i, r)
		}
		if strings.HasSuffix(strings.TrimRight(s.document.Text(b.Formula.Inner), " \n\t"), ".") {
			stop()
		}
	}
	stop()
	if s.zeroIsNatural() {
		for i := range s.bounds {
			s.bounds[i].countFromZero()
		}
		for _, t := range s.sentences {
			for _, m := range t.marks {
				m.bound.countFromZero()
			}
		}
	}
}

// zeroIsNatural says whether the document counts 0 among the natural numbers.
func (s *surroundings) zeroIsNatural() bool {
	for _, b := range s.document.Blocks {
		if zeroNatural.MatchString(b.Text) {
			return true
		}
		if b.Formula != nil && naturalsFromZero.MatchString(s.document.Text(b.Formula.Inner)) {
			return true
		}
	}
	return false
}

func (b *rangeBound) countFromZero() {
	if b != nil && b.natural {
		b.number = new(big.Rat)
	}
}

func (s *surroundings) readProse(now *sentence, text string, stop func()) {
	for text != "" {
		cut := -1
		for from := 0; cut < 0; {
			stop := strings.IndexAny(text[from:], ".!?;")
			if stop < 0 {
				break
			}
			m := sentenceEnd.Regexp.FindStringIndex(text[from+stop:])
			if m == nil {
				break
			}
			at, end := from+stop+m[0], from+stop+m[1]
			if text[at] == '.' && end < len(text) && shortened.MatchString(text[max(0, at-maxShortened):at]) {
				from = end
				continue
			}
			cut = end
		}
		if cut < 0 {
			now.text += " " + text
			return
		}
		now.text += " " + text[:cut]
		stop()
		text = text[cut:]
	}
}

// readRow writes the clauses of a row into the sentence and marks them.
func (s *surroundings) readRow(now *sentence, e *evaluator, row syntax.Row, block, r int) {
	stated := false
	start := len(now.marks)
	for _, clause := range row.Clauses {
		now.text += " " + clause.Lead + " "
		if clause.Chain != nil && len(clause.Chain.Members) > 0 {
			bounds, ranges := e.boundsOf(clause.Chain, block, r)
			letters := lettersListed(clause.Chain.Members[0])
			number, isNumber := e.plainNumber(clause.Chain.Members[0])
			alone := len(clause.Chain.Operators) == 0
			switch {
			case len(bounds) > 0:
				for i := range bounds {
					now.mark(opens+bounds[i].letter+closes, mark{block: block, row: r, bound: &bounds[i]})
				}
			case ranges:
				now.text += opens + strings.Join(lettersListed(clause.Chain.Members[0]), ",") + closes
			case alone && len(letters) > 0:
				now.text += opens + strings.Join(letters, ",") + closes
			case alone && isNumber:
				now.text += opens + number.RatString() + closes
			case alone && isCall(clause.Chain.Members[0]):
				now.text += opens + closes // the name of a statement
			case !alone && isOrder(clause.Chain) && rangeWords.MatchString(now.text):
				for _, b := range e.orderBounds(clause.Chain, block, r) {
					now.mark(opens+b.letter+closes, mark{block: block, row: r, bound: &b})
				}
			case !alone && clause.Chain.Members[0] == nil && stated:
				now.text += opens + closes
			default:
				stated = true
				now.mark(opens+closes, mark{block: block, row: r})
			}
		}
		now.text += " " + clause.Trail
	}
	if stated {
		for i := start; i < len(now.marks); i++ {
			now.marks[i].own = now.marks[i].bound != nil
		}
	}
}

func isCall(n syntax.Node) bool {
	_, _, ok := callOf(n)
	return ok
}

// isOrder says whether a relation puts letters in order.
func isOrder(r *syntax.Relation) bool {
	_, ok := orderedLetters(r)
	return ok
}

func (t *sentence) mark(text string, m mark) {
	t.text += " "
	m.at = len(t.text)
	t.text += text
	m.end = len(t.text)
	t.marks = append(t.marks, m)
}

// readWords adds the bounds that a sentence says in words: "positive integers n",
// "n at least 4".
func (s *surroundings) readWords(t *sentence) {
	add := func(at, end int, names string, least *big.Rat, relation string, natural bool) {
		block, row := t.place(at)
		for _, name := range strings.Split(names, ",") {
			b := rangeBound{letter: name, relation: relation, number: least, block: block, row: row, at: -1, natural: natural}
			t.insert(mark{at: at, end: end, block: block, row: row, bound: &b})
			if name != "" {
				s.bounds = append(s.bounds, b)
			}
		}
	}
	group := func(m []int, i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return t.text[m[2*i]:m[2*i+1]]
	}
	for _, m := range kindWords.FindAllStringSubmatchIndex(t.text, -1) {
		names := group(m, 1)
		if m[2] >= 0 && !areLetters(names) {
			continue
		}
		if names == "" && areLetters(group(m, 4)) {
			names = group(m, 4)
		}
		least := big.NewRat(1, 1)
		if m[4] >= 0 {
			least = new(big.Rat)
		}
		add(m[0], m[1], names, least, `\ge`, strings.Contains(strings.ToLower(group(m, 3)), "natural"))
	}
	for _, m := range realWords.FindAllStringSubmatchIndex(t.text, -1) {
		names := group(m, 1)
		if !areLetters(names) {
			names = group(m, 3)
		}
		if !areLetters(names) {
			continue
		}
		relation := `\ge`
		if m[4] >= 0 {
			relation = ">"
		}
		add(m[0], m[1], names, new(big.Rat), relation, false)
	}
	for _, m := range leastWords.FindAllStringSubmatchIndex(t.text, -1) {
		names := group(m, 1)
		if m[2] >= 0 && !areLetters(names) || strings.EqualFold(group(m, 2), "from") && m[12] < 0 {
			continue
		}
		least, ok := numeral(group(m, 4) + group(m, 5))
		if !ok {
			continue
		}
		relation := `\ge`
		if m[6] >= 0 {
			relation = ">"
		}
		add(m[0], m[1], names, least, relation, false)
	}
}

func areLetters(names string) bool {
	return names != "" && !strings.ContainsAny(names[:1], "-0123456789")
}

func numeral(text string) (*big.Rat, bool) {
	for i, word := range strings.Split(numerals, "|") {
		if strings.EqualFold(word, text) {
			return big.NewRat(int64(i), 1), true
		}
	}
	n, err := strconv.ParseInt(text, 10, 32)
	return big.NewRat(n, 1), err == nil
}

// place gives the block and row near an offset of the text.
func (t *sentence) place(at int) (block, row int) {
	for i, m := range t.marks {
		if i == 0 || m.at <= at {
			block, row = m.block, m.row
		}
	}
	return block, row
}

// insert keeps the marks in the order of the text.
func (t *sentence) insert(m mark) {
	i := len(t.marks)
	for i > 0 && t.marks[i-1].at > m.at {
		i--
	}
	t.marks = append(t.marks[:i], append([]mark{m}, t.marks[i:]...)...)
}

// sentenceOf is the sentence in which a claim stands, -1 if none.
func (s *surroundings) sentenceOf(c showing) int {
	near := -1
	for i, t := range s.sentences {
		for _, m := range t.marks {
			if m.block == c.block && m.row == c.row {
				return i
			}
			if m.block <= c.block {
				near = i
			}
		}
	}
	return near
}

func (t *sentence) statements() []mark {
	var all []mark
	for _, m := range t.marks {
		if m.bound == nil {
			all = append(all, m)
		}
	}
	return all
}

// isBare says whether the sentence has no words of its own.
func (t *sentence) isBare() bool {
	text := t.text
	for i := len(t.marks) - 1; i >= 0; i-- {
		if m := t.marks[i]; m.end <= len(text) {
			text = text[:m.at] + text[m.end:]
		}
	}
	return connects.MatchString(text)
}

// speaksOf says whether the mark bounds the letter from below.
func (m mark) speaksOf(letter string) (int64, bool) {
	if m.bound == nil || m.bound.letter != letter && m.bound.letter != "" {
		return 0, false
	}
	return m.bound.least()
}

// strongest gives the greatest of the lower bounds among marks. A number said
// outweighs natural, for some count from 0 and some from 1.
func strongest(all []mark, letter string) (from int64, ok bool) {
	natural := true
	for _, m := range all {
		k, speaks := m.speaksOf(letter)
		if !speaks || m.bound.natural && !natural {
			continue
		}
		if !ok || k > from || natural && !m.bound.natural {
			from, ok = k, true
		}
		natural = natural && m.bound.natural
	}
	return from, ok
}

// all gives the bound that a sentence without statements puts on a letter.
func (t *sentence) all(letter string) (int64, bool) { return strongest(t.marks, letter) }

// until lists the marks before those of a claim.
func (t *sentence) until(c showing) []mark {
	for i, m := range t.marks {
		if m.block == c.block && m.row == c.row {
			return t.marks[:i]
		}
	}
	return t.marks
}

// ahead gives the bound that stands before the first statement.
func (t *sentence) ahead(letter string) (int64, bool) {
	var before []mark
	for _, m := range t.marks {
		if m.bound == nil {
			break
		}
		if !m.own {
			before = append(before, m)
		}
	}
	return strongest(before, letter)
}

// rangeOf finds the bound that the sentence of a claim puts on its index.
func (t *sentence) rangeOf(letter string, c showing) (int64, bool) {
	var own []mark
	stated := -1
	for i, m := range t.marks {
		if m.block == c.block && m.row == c.row {
			if m.own {
				own = append(own, m)
			}
			if m.bound == nil && stated < 0 {
				stated = i
			}
		}
	}
	if from, ok := strongest(own, letter); ok {
		return from, true
	}
	if stated < 0 {
		return t.all(letter)
	}
	// The bounds between two statements belong to the one before if they follow it
	// with "for" and the like, else to those behind.
	type run struct {
		behind bool // belongs to the statement before
		marks  []mark
	}
	runs := map[int]run{} // by the mark of the statement before, -1 at the beginning
	last := -1
	for i, m := range t.marks {
		switch {
		case m.bound == nil:
			last = i
		case m.own:
		default:
			if _, speaks := m.speaksOf(letter); !speaks {
				continue
			}
			r := runs[last]
			r.marks = append(r.marks, m)
			runs[last] = r
		}
	}
	endsBehind := len(runs[last].marks) > 0 && last >= 0
	for at, r := range runs {
		if at < 0 {
			continue
		}
		gap := t.text[t.marks[at].end:max(t.marks[at].end, r.marks[0].at)] + " "
		r.behind = follows.MatchString(gap) || nothing.MatchString(gap)
		if next := t.nextStatement(at); r.behind && next >= 0 && !endsBehind {
			r.behind = !nothing.MatchString(t.text[r.marks[len(r.marks)-1].end:max(r.marks[len(r.marks)-1].end, t.marks[next].at)])
		}
		if t.nextStatement(at) < 0 {
			r.behind = true
		}
		runs[at] = r
	}
	if r, ok := runs[stated]; ok && r.behind {
		return strongest(r.marks, letter)
	}
	for i := stated - 1; i >= -1; i-- {
		if r, ok := runs[i]; ok && !r.behind {
			return strongest(r.marks, letter)
		}
	}
	for i := stated + 1; i < len(t.marks); i++ {
		if r, ok := runs[i]; ok && r.behind {
			return strongest(r.marks, letter)
		}
	}
	for i := stated - 1; i >= 0; i-- {
		if r := runs[i]; r.behind && infers.MatchString(t.text[r.marks[len(r.marks)-1].end:t.marks[stated].at]) {
			return strongest(r.marks, letter)
		}
	}
	return 0, false
}

// infers says that a statement follows from the one before, and so for the same numbers.
var infers = newPhrase(`(?i)\b(?:hence|therefore|thus|consequently|deduce|conclude)\b`)

// nextStatement is the mark of the statement behind one, -1 if none.
func (t *sentence) nextStatement(i int) int {
	for j := i + 1; j < len(t.marks); j++ {
		if t.marks[j].bound == nil {
			return j
		}
	}
	return -1
}

var (
	parityBefore = newPhrase(`(?i)\b(?:all|every|each|any|an?|for|with|positive|natural|non-?negative|integers?)\s+(?:positive\s+|natural\s+|non-?negative\s+)?(odd|even)\s+(?:(?:positive|natural|non-?negative)\s+)?(?:integers?\s*|(?:natural )?numbers?\s*)?\x01([^\x02]*)\x02`)
	countsFirst  = newPhrase(`(?i)\b(?:first|last|next)\s*$`) // n counts: "the first n odd numbers"
	parityBehind = newPhrase(`(?i)\x01([^\x02]*)\x02\s*(?:is\s+|be\s+)?(?:an?\s+)?(?:positive\s+)?(odd|even)\b`)
)

// parityOf says whether the text restricts the index to the odd or the even
// numbers, and to which.
func (s *surroundings) parityOf(letter string, c showing) (remainder int64, said bool) {
	here := s.sentenceOf(c)
	for i := here; i >= 0; i-- {
		t := &s.sentences[i]
		if i < here && len(t.statements()) > 0 {
			continue
		}
		from, to := len(t.text), len(t.text)
		if i == here {
			from, to = t.reach(c)
		}
		said := t.parities(letter)
		// What follows the claim comes first, then what stands before it, then the rest.
		for _, near := range []func(at int) bool{
			func(at int) bool { return at >= from && at < to },
			func(at int) bool { return at < from },
			func(int) bool { return true },
		} {
			for _, p := range said {
				if near(p.at) {
					return p.remainder, true
				}
			}
		}
	}
	return 0, false
}

// parity says at an offset that a letter is odd or even.
type parity struct {
	at        int
	remainder int64
}

func (t *sentence) parities(letter string) []parity {
	var all []parity
	for _, m := range parityBefore.FindAllStringSubmatchIndex(t.text, -1) {
		if t.text[m[4]:m[5]] == letter {
			all = append(all, parity{m[2], oddness(t.text[m[2]:m[3]])})
		}
	}
	for _, m := range parityBehind.FindAllStringSubmatchIndex(t.text, -1) {
		if t.text[m[2]:m[3]] == letter && !countsFirst.MatchString(t.text[:m[0]]) {
			all = append(all, parity{m[2], oddness(t.text[m[4]:m[5]])})
		}
	}
	return all
}

// reach is where the words behind a claim begin and where the next one stands.
func (t *sentence) reach(c showing) (from, to int) {
	from, to = 0, len(t.text)
	for i, m := range t.marks {
		if m.bound == nil && m.block == c.block && m.row == c.row {
			from = m.end
			if next := t.nextStatement(i); next >= 0 {
				to = t.marks[next].at
			}
			break
		}
	}
	return from, to
}

func oddness(word string) int64 {
	if strings.EqualFold(word, "odd") {
		return 1
	}
	return 0
}
