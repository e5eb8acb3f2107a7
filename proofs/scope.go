package proofs

import (
	"slices"
	"strings"
	"sync"

	"github.com/hence-math/hence/proofs/syntax"
)

// A section that introduces quantities of its own does not inherit the numbers
// of another; these words say that it introduces some.
var introduces = newPhrase(`(?i)\b(given|let|suppose|assume|prove|proof|show|claim|consider|exercise|problem|question|task|theorem|lemma)\b`)

// sectionNumber reads the number a heading begins with: "1.2 Second update",
// "Exercise 3", "Part B:".
var sectionNumber = newPhrase(`^\s*(?i:exercise|problem|question|task|part|section|chapter)?\s*(\d+|[A-Z]|[IVX]+)((?:\.\d+)*)(?:[.):]|\s|$)`)

// section is a stretch of blocks that share their quantities.
type section struct {
	first, end int  // blocks [first, end)
	exercise   bool // an exercise, whose values are its own
}

// sections cuts a document at its headings: where they are numbered, at a change
// of the first number; else at the topmost level that occurs more than once. An exercise
// is a section of its own.
func sections(d *syntax.Document) []section {
	top := topLevel(d)
	all := []section{{}}
	number := ""
	for i, b := range d.Blocks {
		if beginsExercise(d, i) {
			if i > 0 {
				all[len(all)-1].end = i
				all = append(all, section{first: i})
			}
			all[len(all)-1].exercise = true
			continue
		}
		if b.Kind != syntax.Heading {
			continue
		}
		cut := false
		if m := sectionNumber.FindStringSubmatch(b.Text); m != nil {
			cut = m[1] != number && (m[2] == "" || number != "")
			number = m[1]
		} else if b.Level <= top && number == "" {
			cut = true
		}
		if cut && i > 0 {
			all[len(all)-1].end = i
			all = append(all, section{first: i})
		}
	}
	all[len(all)-1].end = len(d.Blocks)
	kept := all[:1]
	for _, s := range all[1:] {
		if s.exercise || introducesOwn(d, s) {
			kept = append(kept, s)
		} else {
			kept[len(kept)-1].end = s.end
		}
	}
	return kept
}

// introducesOwn says whether a section lays down quantities of its own, and so
// shares none with the one before it.
func introducesOwn(d *syntax.Document, s section) bool {
	for _, b := range d.Blocks[s.first:s.end] {
		if b.Kind != syntax.Math && introduces.MatchString(b.Text) {
			return true
		}
	}
	return false
}

// topLevel is the smallest level of heading that occurs more than once, 0 if none.
func topLevel(d *syntax.Document) int {
	count := map[int]int{}
	for _, b := range d.Blocks {
		if b.Kind == syntax.Heading {
			count[b.Level]++
		}
	}
	for _, level := range sortedKeys(count) {
		if count[level] > 1 {
			return level
		}
	}
	return 0
}

// words are what stands around a chain and tells how it is meant.
type words struct {
	before string // the prose of the same sentence before it
	after  string // the prose behind it, up to the sentence's end
	// laidDown is found out when it is first asked for, for many rules ask.
	laidDown func() bool
}

// wordsAround gathers the prose around a chain, and the words inside its formula.
func wordsAround(d *syntax.Document, c *chain) words {
	if c.around.laidDown == nil {
		c.around = gatherWords(d, c)
	}
	return c.around
}

func gatherWords(d *syntax.Document, c *chain) words {
	const far = 24 // blocks that a sentence is followed back over
	b := d.Blocks[c.block]
	before := []string{c.lead}
	if c.followsArrow(d) {
		before = []string{c.lead + " so "}
	}
	for i := c.block - 1; i >= max(0, c.block-far) && d.Blocks[i].Paragraph == b.Paragraph; i-- {
		if d.Blocks[i].Kind == syntax.Math {
			before = append(before, formulaMark(d.Blocks[i].Formula))
			continue
		}
		text := d.Blocks[i].Text
		if stop := lastStop(text); stop >= 0 {
			before = append(before, text[stop:])
			break
		}
		before = append(before, text)
	}
	slices.Reverse(before)
	after := c.trail
	for i := c.block + 1; i < len(d.Blocks) && d.Blocks[i].Paragraph == b.Paragraph; i++ {
		if d.Blocks[i].Kind == syntax.Math {
			break
		}
		after += " " + d.Blocks[i].Text
	}
	w := words{before: withoutOperations(strings.ToLower(strings.Join(before, " "))), after: strings.ToLower(after)}
	w.laidDown = sync.OnceValue(func() bool { return laysDownLast(w.before) })
	return w
}

// operations are words that say what is done with equations, and suppose nothing: "if we
// multiply all three", "substituting this into".
var operations = newPhrase(`(?:^|[^a-z])(?:(?:if|when) we (?:multiply|add|subtract|divide|square|expand|simplify|rewrite|rearrange|combine|factor|solve|cancel|distribute|eliminate|equate|compare|cross-multiply)|(?:plugging|plug|substituting|substitute|putting|setting) (?:this|that|these|those|it|them|back|for))(?:$|[^a-z])`)

func withoutOperations(before string) string {
	if !operations.MatchString(before) {
		return before
	}
	return operations.Regexp.ReplaceAllString(before, " ")
}

// followsArrow says whether an implication arrow stands right before a chain, which says
// what "so" does.
func (c *chain) followsArrow(d *syntax.Document) bool {
	f := d.Blocks[c.block].Formula
	if f == nil || len(c.members) == 0 || c.head() == nil || c.head().Span().Start < f.Inner.Start {
		return false
	}
	before := d.Source[max(f.Inner.Start, c.head().Span().Start-60):c.head().Span().Start]
	return arrowBefore.MatchString(before)
}

// arrowBefore is an implication arrow with nothing but space behind it.
var arrowBefore = newPhrase(`(?:\\(?:Rightarrow|Longrightarrow|implies|therefore|iff|Leftrightarrow|Longleftrightarrow)|⇒|⟹|⇔|⟺|∴|=>)(?:[\s&~,]|\\\\|\\q?quad|\\[,;! ])*$`)

// lastStop is the offset behind the last full stop that ends a sentence, -1 if none.
func lastStop(text string) int {
	for i := len(text) - 1; i >= 0; i-- {
		switch text[i] {
		case '.', '?', '!':
			if i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '\n' {
				return i + 1
			}
		}
	}
	return -1
}

// laysDown are the words that lay a condition or a value down.
var laysDown = newPhrase(`(?:^|[^a-z])(let|suppose|supposing|assume|assuming|given|where|with|when|for|if|set|setting|take|choose|denote|define|case|base|start|starting|initially|initial|know|known|consider)(?:$|[^a-z])`)

// caseWord opens a case.
var caseWord = newPhrase(`(?i)(?:^|[^a-z])(case|base case|for|when|if|step|iteration|epoch|update|round|time|at)(?:\s*\(?\s*(?:\d+|[ivx]+|[a-d])\s*\)?)?\s*[:.,]?\s*$`)

// followsWords are the words that announce a consequence.
var followsWords = newPhrase(`(?:^|[^a-z])(so|then|thus|hence|therefore|gives|giving|get|getting|obtain|obtains|obtaining|yields|yielding|implies|implying|find|conclude|follows|becomes|simplifies|factors|factored|rearranges|expands|reduces|have|has|means|is|equals|solving)(?:$|[^a-z])`)

// quantified is a "for" that lays nothing down: what follows is claimed of all.
var quantified = newPhrase(`\bfor (all|every|each|any)\b|\b(for|with|if|when|whenever)\s*` + rangeMark)

// In the words around a chain, other formulas are marks: one for a range such as
// `n \ge 1`, one for any other.
const (
	otherMark = "\x00"
	rangeMark = "\x01"
)

// formulaMark is the mark of a formula.
func formulaMark(f *syntax.Formula) string {
	for _, row := range f.Rows {
		for _, clause := range row.Clauses {
			if clause.Chain == nil || len(clause.Chain.Operators) == 0 {
				return otherMark
			}
			for _, sign := range clause.Chain.Operators {
				if _, bounds := mirrored[relationOf(sign.Name)]; !bounds && sign.Name != `\in` {
					return otherMark
				}
			}
		}
	}
	if len(f.Rows) == 0 {
		return otherMark
	}
	return rangeMark
}

// concluding are the words that claim a consequence, and lay nothing down.
var concluding = newPhrase(`(?:^|[^a-z])(so|thus|hence|therefore|implies|conclude)(?:$|[^a-z])`)

// concludes says whether the last word that speaks claims a consequence.
func (w words) concludes() bool {
	return concluding.isLastOf(w.before, laysDown, w.before)
}

// near are the words behind the last formula before a chain.
func (w words) near() string {
	return w.before[strings.LastIndexAny(w.before, otherMark+rangeMark)+1:]
}

// isLaidDown says whether the words before a chain lay it down. The last word
// that speaks decides.
func (w words) isLaidDown() bool { return w.laidDown() }

func laysDownLast(before string) bool {
	return laysDown.isLastOf(quantified.ReplaceAllString(before, " holds "), followsWords, before)
}

// optionBehind and optionBefore set a value beside another: "x = 1 or x = 2".
var (
	optionBehind    = newPhrase(`^\s*[,;]?\s*(?:or|and/or)(?:$|[^a-z])`)
	conditionBefore = newPhrase(`(?:^|[^a-z])(?:when|if|iff|whenever|only if|unless|until)\s*$`)
	optionBefore    = newPhrase(`(?:^|[^a-z])(?:or|either)\s*(?:when|if|that)?\s*$`)
)

// isOption says whether a chain is one of several possibilities of its sentence.
func (w words) isOption() bool {
	return optionBehind.MatchString(w.after) || optionBefore.MatchString(w.before)
}
