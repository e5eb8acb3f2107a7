package proofs

import (
	"encoding/binary"
	"regexp"
	"regexp/syntax"
	"slices"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"
)

// phrase is a regular expression that is tried on every text of a document and
// seldom found. Whether it occurs is told by a deterministic automaton, in one
// table look-up a character; only a text in which it occurs is given to the
// regular expression, which takes twenty times as long.
//
// The automaton is built state by state as texts lead to them. It is shared by
// all goroutines.
type phrase struct {
	*regexp.Regexp
	program *syntax.Prog
	ascii   [utf8.RuneSelf]uint16 // the class of a character
	bounds  []rune                // class i is of the runes from bounds[i] to bounds[i+1]-1
	start   *phraseState
	fixed   bool // it can only stand at the beginning of a text
	pieces  []piece
	mutex   sync.Mutex
	states  map[string]*phraseState
}

// phraseState is a set of instructions that the characters so far lead to, and
// what the last character was. It is read without a lock once it is there.
type phraseState struct {
	instructions []uint32
	last         rune // stands for the last character where an assertion looks back, -1 at the beginning
	found        bool
	dead         bool                          // it cannot be found any more
	next         []atomic.Pointer[phraseState] // by class; the last is for the end of the text
}

// mostPhraseStates bounds the memory of one automaton. What would need more is
// left to the regular expression.
const mostPhraseStates = 1 << 12

// newPhrase panics if the expression has a mistake.
func newPhrase(expression string) *phrase {
	p := &phrase{Regexp: regexp.MustCompile(expression), states: map[string]*phraseState{}}
	parsed, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		panic(err) // not where regexp.MustCompile did not
	}
	p.pieces = piecesOf(parsed)
	if p.program, err = syntax.Compile(parsed.Simplify()); err != nil {
		panic(err)
	}
	p.fixed = p.program.StartCond()&syntax.EmptyBeginText != 0
	p.partition()
	p.start = p.state([]uint32{uint32(p.program.Start)}, -1, false)
	return p
}

// partition divides the characters into classes whose members no instruction
// tells apart.
func (p *phrase) partition() {
	cuts := []rune{0, '\n', '\n' + 1, '0', '9' + 1, 'A', 'Z' + 1, '_', '_' + 1, 'a', 'z' + 1}
	for i := range p.program.Inst {
		in := &p.program.Inst[i]
		switch in.Op {
		case syntax.InstRune, syntax.InstRune1:
			if len(in.Rune) == 1 {
				for r := in.Rune[0]; ; {
					cuts = append(cuts, r, r+1)
					if r = unicode.SimpleFold(r); r == in.Rune[0] {
						break
					}
				}
				continue
			}
			for k, r := range in.Rune {
				cuts = append(cuts, r+rune(k&1)) // a range ends with its last member
			}
		}
	}
	slices.Sort(cuts)
	p.bounds = slices.Compact(cuts)
	for r := range p.ascii {
		p.ascii[r] = uint16(p.classOf(rune(r)))
	}
}

func (p *phrase) classOf(r rune) int {
	i, exact := slices.BinarySearch(p.bounds, r)
	if exact {
		return i
	}
	return i - 1
}

// shortText is the length below which the automaton needs no help.
const shortText = 32

// MatchString says whether the phrase occurs in the text.
func (p *phrase) MatchString(text string) bool {
	if p.pieces != nil && len(text) >= shortText && !groupsOf(text).mayHold(p.pieces) {
		return false
	}
	s := p.start
	for i := 0; i < len(text) && !s.found; {
		var class int
		if c := text[i]; c < utf8.RuneSelf {
			class = int(p.ascii[c])
			i++
		} else {
			r, size := utf8.DecodeRuneInString(text[i:])
			class = p.classOf(r)
			i += size
		}
		next := s.next[class].Load()
		if next == nil {
			if next = p.step(s, class); next == nil {
				return p.Regexp.MatchString(text)
			}
		}
		if s = next; s.dead {
			return false
		}
	}
	if s.found {
		return true
	}
	end := s.next[len(p.bounds)].Load()
	if end == nil {
		if end = p.step(s, len(p.bounds)); end == nil {
			return p.Regexp.MatchString(text)
		}
	}
	return end.found
}

// step adds the state behind a state and a character of a class, or the end of
// the text; nil where there are too many.
func (p *phrase) step(s *phraseState, class int) *phraseState {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if next := s.next[class].Load(); next != nil {
		return next
	}
	if len(p.states) >= mostPhraseStates {
		return nil
	}
	r := rune(-1)
	if class < len(p.bounds) {
		r = p.bounds[class]
	}
	met := syntax.EmptyOpContext(s.last, r)
	seen := make([]bool, len(p.program.Inst))
	found := false
	var next []uint32
	var follow func(at uint32)
	follow = func(at uint32) {
		if seen[at] {
			return
		}
		seen[at] = true
		switch in := &p.program.Inst[at]; in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			follow(in.Out)
			follow(in.Arg)
		case syntax.InstCapture, syntax.InstNop:
			follow(in.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(in.Arg)&^met == 0 {
				follow(in.Out)
			}
		case syntax.InstMatch:
			found = true
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			if r >= 0 && in.MatchRune(r) {
				next = append(next, in.Out)
			}
		}
	}
	for _, at := range s.instructions {
		follow(at)
	}
	if !p.fixed {
		next = append(next, uint32(p.program.Start)) // it may begin anywhere
	}
	slices.Sort(next)
	t := p.state(slices.Compact(next), lookedBack(r), found)
	s.next[class].Store(t)
	return t
}

// lookedBack gives one character for all that assertions do not tell apart when
// they look back.
func lookedBack(r rune) rune {
	switch {
	case r == '\n':
		return r
	case syntax.IsWordChar(r):
		return 'a'
	}
	return ' '
}

// state gives the one state of these properties.
func (p *phrase) state(instructions []uint32, last rune, found bool) *phraseState {
	key := binary.AppendVarint(nil, int64(last))
	if found {
		key, instructions = []byte("found"), nil // what follows does not matter
	}
	for _, at := range instructions {
		key = binary.BigEndian.AppendUint32(key, at)
	}
	s, ok := p.states[string(key)]
	if !ok {
		s = &phraseState{instructions: instructions, last: last, found: found, dead: len(instructions) == 0 && !found}
		if !found {
			s.next = make([]atomic.Pointer[phraseState], len(p.bounds)+1)
		}
		p.states[string(key)] = s
	}
	return s
}

// isLastOf says whether the phrase occurs in a text, and behind the last place of
// another one in its own text.
func (p *phrase) isLastOf(text string, other *phrase, otherText string) bool {
	if !p.MatchString(text) {
		return false
	}
	if !other.MatchString(otherText) {
		return true
	}
	here, there := p.Regexp.FindAllStringIndex(text, -1), other.Regexp.FindAllStringIndex(otherText, -1)
	return there[len(there)-1][0] < here[len(here)-1][0]
}

// FindStringSubmatch is as in [regexp.Regexp].
func (p *phrase) FindStringSubmatch(text string) []string {
	if !p.MatchString(text) {
		return nil
	}
	return p.Regexp.FindStringSubmatch(text)
}

// FindStringIndex is as in [regexp.Regexp].
func (p *phrase) FindStringIndex(text string) []int {
	if !p.MatchString(text) {
		return nil
	}
	return p.Regexp.FindStringIndex(text)
}

// FindString is as in [regexp.Regexp].
func (p *phrase) FindString(text string) string {
	if !p.MatchString(text) {
		return ""
	}
	return p.Regexp.FindString(text)
}

// FindStringSubmatchIndex is as in [regexp.Regexp].
func (p *phrase) FindStringSubmatchIndex(text string) []int {
	if !p.MatchString(text) {
		return nil
	}
	return p.Regexp.FindStringSubmatchIndex(text)
}

// FindAllStringIndex is as in [regexp.Regexp].
func (p *phrase) FindAllStringIndex(text string, n int) [][]int {
	if !p.MatchString(text) {
		return nil
	}
	return p.Regexp.FindAllStringIndex(text, n)
}

// FindAllStringSubmatch is as in [regexp.Regexp].
func (p *phrase) FindAllStringSubmatch(text string, n int) [][]string {
	if !p.MatchString(text) {
		return nil
	}
	return p.Regexp.FindAllStringSubmatch(text, n)
}

// FindAllStringSubmatchIndex is as in [regexp.Regexp].
func (p *phrase) FindAllStringSubmatchIndex(text string, n int) [][]int {
	if !p.MatchString(text) {
		return nil
	}
	return p.Regexp.FindAllStringSubmatchIndex(text, n)
}

// ReplaceAllString is as in [regexp.Regexp].
func (p *phrase) ReplaceAllString(text, replacement string) string {
	if !p.MatchString(text) {
		return text
	}
	return p.Regexp.ReplaceAllString(text, replacement)
}
