package proofs

import (
	"context"
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// sheet is a problem: what is given as an environment, what is to be found, and
// what is to be shown.
type sheet struct {
	document *syntax.Document
	checker  *checker // has judged the given part
	env      *environment
	finds    []find
	answers  []*chain // what a part of its own states as answers
	around   *surroundings
	laid     map[syntax.Node]bool // first members of what the Show part lays down
	ranges   map[string][]int64   // the values a letter is said to run through
	title    string
	tabled   []datumInTable // what tables give
	marked   bool           // a heading or bold word asks for something, answers it or wants it shown
	started  []*binding     // first values of names that updates give new ones

	components map[string]bool // the letters that count components, see componentLetters
	assigned   map[string]bool // names that updates give new values
	derived    map[string]bool // names computed from those at the beginning of each step
	steps      int64           // how many updates are made
}

// find is one thing asked for: a tree, or a quantity described in words, at one
// value of an index or at all of its range.
type find struct {
	node  syntax.Node
	chain *chain // the clause it stands in, which may state an answer
	at    syntax.Span
}

// part is a part of a sheet.
type part int

const (
	givenPart part = iota
	findPart
	showPart
	answersPart
)

var partWords = []struct {
	part part
	word *phrase
}{
	{givenPart, newPhrase(`(?i)^\W*(given|data|set-?up|setting|known|notation|definitions?|let|(?:update )?rules?|model|hypothes[ie]s|assumptions?|initial|parameters|inputs?|problem|background|context|consider|start|we are given|you are given)\b`)},
	{answersPart, newPhrase(`(?i)^\W*(answers?|answer key|expected answers?|expected)\b`)},
	{findPart, newPhrase(`(?i)^\W*(find|compute|determine|calculate|evaluate|wanted|to find|to compute|to determine|asked|work out|questions?|tasks?|unknowns?|obtain|quantities wanted|to do|todo|sought)\b|^\W*(?:give|state|required|what|what (?:is|are|does))\W*$|^\W*(?:give|state) (?:the|your|all|both)\b|^\W*what (?:(?:is|are) )?(?:asked|wanted|required|sought|needed|to)\b`)},
	{showPart, newPhrase(`(?i)^\W*(show|prove|claims?|to show|to prove|verify|demonstrate|establish|confirm|justify|argue|deduce|theorem|proposition|lemma|corollary|statement)\b`)},
}

// numbered are headings that only count: "Task 7".
var numbered = newPhrase(`(?i)^\W*(?:tasks?|questions?|problems?)\s*(?:no\.?\s*|#\s*)?\d[\w.]*\W*$`)

// opensTheorem are headings that stand in notes as well as in sheets.
var opensTheorem = newPhrase(`(?i)^\W*(theorem|proposition|lemma|corollary|statement|claim)\b`)

// partOf says which part the words of a block open, if any. Bold words and
// headings open a part; plain prose does only at the beginning of a paragraph.
func partOf(text string) (part, bool) {
	if numbered.MatchString(text) {
		return givenPart, false
	}
	for _, p := range partWords {
		if p.word.MatchString(text) {
			return p.part, true
		}
	}
	return givenPart, false
}

// numberedTitle is the title of an exercise and not its question: "Question 3".
var numberedTitle = newPhrase(`(?i)^\W*(?:questions?|tasks?|problem|assignment)\s*(?:no\.?\s*)?[\d(]`)

// partOfBlock is what a heading or bold word opens. The title above all formulas opens
// nothing.
func partOfBlock(d *syntax.Document, block int) (part, bool) {
	text := d.Blocks[block].Text
	if numberedTitle.MatchString(text) && !slices.ContainsFunc(d.Blocks[:block], func(b syntax.Block) bool { return b.Formula != nil }) {
		return givenPart, false
	}
	return partOf(text)
}

// opensClaim begins a paragraph that states something to be proved: "Theorem 2.".
var opensClaim = newPhrase(`^\s*(?:Theorem|Proposition|Lemma|Corollary|Claim|Statement|Assertion)\b[^.:]{0,40}[.:]`)

// statement says that a letter is the name of what is to be proved: "let P(n) be
// the statement that".
var statement = newPhrase(`(?i)\b(?:be|is|denotes?|stands? for|means?)\s+(?:the\s+)?(?:following\s+)?(?:statement|proposition|claim|assertion|property|predicate|hypothesis|inequality|equation|identity|formula)\b`)

// asks finds the words of a sentence that ask for something or for a proof.
var asks = newPhrase(`(?i)(?:^\W*|[.,;:!?]\s+|\([a-z0-9]+\)\s*|\n|\bthen,?\s+|\band\s+|\binduction,?\s+(?:to\s+)?|\bto\s+)(find|compute|determine|calculate|evaluate|work out|obtain|what (?:is|are)|what does|show|prove|verify|establish|demonstrate|confirm|justify|argue|deduce)\b|(?:^\W*|[.;:!?]\s+|\([a-z0-9]+\)\s*|\n)(give|state)\b`)

// laysInShow are the words that lay something down within what is to be shown: the
// formula stands right behind, or behind others joined by "and".
var laysInShow = newPhrase(`\b(with|let|given|suppose|assume|assuming|define|denote|if)\s*(?:\x00\s*(?:and|,\s*and)\s*)*$`)

// supposes are the words directly before a hypothesis of a claim.
var supposes = newPhrase(`\b(if|provided|provided that|whenever|unless|assuming|assuming that)\s*$`)

// isHypothesis says whether a relation that is no equation, such as `\rho^n \ne 1`,
// is supposed and not claimed.
func isHypothesis(d *syntax.Document, c showing) bool {
	if c.relation == nil || len(c.relation.Operators) != 1 || c.relation.Operators[0].Name == "=" || c.row > 0 {
		return false
	}
	return supposes.MatchString(wordsAround(d, &chain{block: c.block}).before)
}

// whereWord lays down all definitions behind it.
var whereWord = newPhrase(`\bwhere\b`)

// laidInShow says whether a chain of the Show part is laid down and not claimed. A
// range is neither.
func laidInShow(d *syntax.Document, ch *chain) bool {
	if ch.alone || ch.head() == nil || ch.operators[0].Name != "=" {
		return false
	}
	before := claimHeading.ReplaceAllString(wordsAround(d, ch).before, "")
	before = onlyRange.ReplaceAllString(before, "")
	if laysSentence.MatchString(before) && !claimsAfter.MatchString(before) {
		return true
	}
	if _, ok := identify(ch.head()); !ok && !hasElements(ch) {
		return false
	}
	if last := asked.FindAllStringIndex(before, -1); last != nil {
		before = before[last[len(last)-1][1]:]
	}
	return whereWord.MatchString(before) || laysInShow.MatchString(before)
}

// laysSentence begins a sentence that lays down, up to a word that concludes.
var (
	claimHeading = newPhrase(`^\W*(?:theorem|proposition|lemma|corollary|claim|statement|assertion|exercise|problem)(?:\s*[\d.]+)?\s*(?:\([^)]*\))?[.:]?`)
	onlyRange    = newPhrase(`\b(?:if|where|when|whenever|for)\s*` + rangeMark + `(?:\s*is an?[\w -]* (?:integer|number))?`)
	laysSentence = newPhrase(`^\W*(?:\w+ ){0,2}?(?:let|suppose|define|assume|given|consider|denote|if|here)\b|\b(?:is|are) (?:(?:recursively|inductively) )?(?:defined|given) (?:by|as|recursively|inductively)\b|\bsequences?\b.*\bsatisf(?:y|ies|ying)\b`)
	claimsAfter  = newPhrase(`\b(?:then|show|prove|verify|that for|we have|it follows|holds|claim|statement|proposition)\b`)
)

// withWord lays a value down within what is asked for.
var withWord = newPhrase(`\b(with|where|for|if|when|given)\s*(?:\x00\s*(?:,|and|,\s*and)\s*)*$`)

// saidInFind are the words before a value that is said, and not asked for, in the Find
// part: "at x = 2", "The rate is r = 0.1. Find ...".
var saidInFind = newPhrase(`\bat\s*$|(?:^|[.?!)]\s+)\W*(?:the|its|here|now|this|suppose|take|use|set)\b[^.?!\x00]*\b(?:is|be|are|use|set|take|equals)\s*$`)

// laidInFind says whether a chain of the Find part lays something down.
func (s *sheet) laidInFind(ch *chain) bool {
	if ch.alone || !defines(ch.operators[0].Name) || ch.members[1] == nil {
		return false
	}
	w := wordsAround(s.document, ch)
	if w.isLaidDown() && (!closed(ch.members[1]) || withWord.MatchString(w.before)) {
		return true
	}
	id, ok := identify(ch.head())
	if !ok || !closed(ch.members[1]) || !saidInFind.MatchString(w.before) {
		return false
	}
	e := s.checker.evaluator(true)
	name := e.settle(id)
	return e.env.find(name.key()) == nil && !e.hasRule(name)
}

// asked finds the last word that asks for a proof.
var asked = newPhrase(`\b(show|prove|verify|establish|deduce|claim)\b`)

// parts gives every block its part: by headings and bold words where these
// speak, else by the sentences.
func parts(d *syntax.Document) []part {
	all := make([]part, len(d.Blocks))
	now := givenPart
	marked := false
	for i, b := range d.Blocks {
		if p, ok := partOfBlock(d, i); ok && p != givenPart && p != answersPart && (b.Kind == syntax.Heading || b.Bold) {
			marked = true
		}
	}
	for i, b := range d.Blocks {
		switch {
		case b.Kind == syntax.Heading || b.Bold:
			if p, ok := partOfBlock(d, i); ok {
				now = p
			}
		case b.Kind == syntax.Prose && !marked:
			opens := i == 0 || d.Blocks[i-1].Paragraph != b.Paragraph
			if opens && opensClaim.MatchString(b.Text) || statement.MatchString(b.Text) && followsCall(d, i) {
				now = showPart
			}
			if m := asks.FindAllStringSubmatch(b.Text, -1); m != nil {
				now, _ = partOf(m[len(m)-1][1] + m[len(m)-1][2])
			}
		}
		all[i] = now
	}
	if !marked {
		askBehind(d, all)
	}
	return all
}

// askedBehind asks for the proof of what stands before: "Prove it by induction."
var askedBehind = newPhrase(`(?i)(?:^|[.,;:]\s+)\W*(?:prove|show|verify|establish)\s+(?:it\b|this\b|that this\b|the (?:above|claim|statement|formula|identity|inequality|equation|result|proposition|theorem|following)\b|by (?:mathematical )?induction\s*[.!]|using (?:mathematical )?induction\s*[.!])`)

// askBehind gives the formulas of a paragraph whose proof is asked for behind it to the Show part, where no other formula
// is in it.
func askBehind(d *syntax.Document, all []part) {
	last := -1
	for i, b := range d.Blocks {
		if b.Formula != nil && all[i] != givenPart {
			return // what is asked for stands behind: "Prove the identity"
		}
	}
	for i, b := range d.Blocks {
		if b.Formula != nil {
			last = i
		}
		if b.Kind == syntax.Prose && last >= 0 && askedBehind.MatchString(b.Text) {
			for j := last; j >= 0 && d.Blocks[j].Paragraph == d.Blocks[last].Paragraph; j-- {
				all[j] = showPart
			}
			return
		}
	}
}

// followsCall says whether the words of a block stand behind a call such as P(n).
func followsCall(d *syntax.Document, block int) bool {
	if block == 0 || d.Blocks[block-1].Formula == nil {
		return block > 0 && d.Format == syntax.Plain
	}
	rows := d.Blocks[block-1].Formula.Rows
	if len(rows) == 0 || len(rows[len(rows)-1].Clauses) == 0 {
		return false
	}
	clauses := rows[len(rows)-1].Clauses
	last := clauses[len(clauses)-1].Chain
	if last == nil || len(last.Operators) > 0 {
		return false
	}
	_, _, ok := callOf(last.Members[0])
	return ok
}

// readSheet reads a problem and takes in what it gives.
func readSheet(ctx context.Context, source Source, limits Limits) (*sheet, error) {
	c, err := newProblem(ctx, source, newEnvironment(nil), limits)
	if err != nil {
		return nil, err
	}
	document := c.document
	s := &sheet{document: document, checker: c, ranges: c.ranges, around: &surroundings{document: document}, laid: map[syntax.Node]bool{}}
	s.components = c.componentLetters()
	part := parts(document)
	for i, b := range document.Blocks {
		if b.Kind == syntax.Heading && s.title == "" {
			s.title = b.Text
		}
		if b.Kind == syntax.Heading || b.Bold {
			p, ok := partOfBlock(document, i)
			s.marked = s.marked || ok && p != givenPart && !opensTheorem.MatchString(b.Text)
		}
	}
	s.takeTables(part)
	var stated []*chain
	for i, ch := range c.chains {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c.at = i
		switch part[ch.block] {
		case givenPart:
			stated = append(stated, ch)
			if !s.isUpdate(ch) {
				c.judge(ch)
			}
		case findPart:
			if s.laidInFind(ch) {
				c.judge(ch) // "with f(x) = ..."
				continue
			}
			s.addFind(ch)
		case answersPart:
			if ch.head() != nil {
				s.answers = append(s.answers, ch)
			}
		case showPart:
			if laidInShow(document, ch) {
				s.laid[ch.head()] = true
				stated = append(stated, ch)
				c.judge(ch) // "where s_0 = 3"
			}
		}
	}
	s.settleLate()
	s.runFinds()
	s.program()
	for scope := c.env; scope != nil; scope = scope.parent {
		for _, b := range scope.bindings {
			b.fromSheet = true
		}
		for _, r := range scope.rules {
			r.fromSheet = true
		}
	}
	s.env = c.env
	s.impliedRules(stated)
	e := c.evaluator(true)
	e.env = newEnvironment(nil)
	s.around.collect(e, func(block int) bool { return part[block] == showPart })
	claims := s.around.shows[:0]
	for _, show := range s.around.shows {
		if isHypothesis(document, show) {
			continue
		}
		if show.relation == nil || !s.laid[show.relation.Members[0]] {
			claims = append(claims, show)
		}
	}
	s.around.shows = claims
	s.findInWords(part)
	s.findUnread(part)
	return s, nil
}

// newProblem reads a document that states a problem: what it says is given, and
// assignments define.
func newProblem(ctx context.Context, source Source, root *environment, limits Limits) (*checker, error) {
	c, err := newChecker(ctx, source, root, limits)
	if err != nil {
		return nil, err
	}
	c.isSheet = true
	c.lookAround()
	c.env = newEnvironment(root)
	c.chains, c.links = assemble(c.document, true)
	c.judged = make([]judged, len(c.links))
	return c, nil
}

// readProblem takes in all that a problem says, as given, on top of an environment.
func readProblem(ctx context.Context, source Source, limits Limits, root *environment) (*checker, error) {
	c, err := newProblem(ctx, source, root, limits)
	if err != nil {
		return nil, err
	}
	for i, ch := range c.chains {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c.at = i
		c.judge(ch)
		c.finishAlternatives(ch)
	}
	c.env.premises = slices.Clone(root.premises)
	for _, x := range c.premises.all {
		x.beside = true
		c.env.premises = append(c.env.premises, x)
	}
	for i := range c.env.conditions {
		c.env.conditions[i].link = -1 // that of another document
	}
	for _, b := range c.env.bindings {
		b.link = -1
	}
	return c, nil
}

// addFind adds what a clause of the Find part asks for. A clause that fixes a
// letter's range (`t = 0, 1, 2`) asks for nothing.
func (s *sheet) addFind(ch *chain) {
	m := ch.head()
	if m == nil {
		return
	}
	if !ch.alone {
		if _, list := ch.members[1].(*syntax.List); list {
			s.checker.judge(ch)
			return
		}
	}
	if !ch.alone && s.definedInAsking(ch) {
		s.checker.judge(ch) // what is asked for is defined in the asking
	}
	if list, ok := m.(*syntax.List); ok && ch.alone {
		for _, item := range list.Items {
			if _, dots := item.(*syntax.Dots); !dots {
				s.finds = append(s.finds, find{node: item, chain: ch, at: item.Span()})
			}
		}
		return
	}
	s.finds = append(s.finds, find{node: m, chain: ch, at: m.Span()})
}

// quantities are the words for what sheets ask for, with the letters they go by.
var quantities = []struct {
	word    *phrase
	letters []string
}{
	{newPhrase(`(?i)\bloss(es)?\b|\bcosts?\b|\bobjectives?\b`), []string{`\mathcal{L}`, "L", `\ell`, "J", "E", "C", "f"}},
	{newPhrase(`(?i)\bgradients?\b`), []string{`g`, `\nabla`, "d"}},
	{newPhrase(`(?i)\bvelocit(y|ies)\b|\bmomentum buffers?\b`), []string{"v", "u", "m"}},
	{newPhrase(`(?i)\bpredictions?\b|\boutputs?\b`), []string{`\hat{y}`, "p", "y"}},
	{newPhrase(`(?i)\bweights?\b|\bparameters?\b|\biterates?\b`), []string{"w", `\theta`, "x", "W"}},
}

// each says that a quantity is asked for at every step.
var each = newPhrase(`(?i)\b(each|every|all)\b`)

// findInWords adds what the prose of the Find part asks for by name only.
func (s *sheet) findInWords(part []part) {
	asked := map[string]bool{}
	for _, f := range s.finds {
		if id, ok := identify(f.node); ok {
			asked[letterOf(id.plain)] = true
			asked[id.plain] = true
		}
	}
	for i, b := range s.document.Blocks {
		if b.Kind != syntax.Prose || part[i] != findPart || !each.MatchString(b.Text) {
			continue
		}
		for _, q := range quantities {
			if q.word.MatchString(b.Text) {
				s.addQuantity(q.letters, asked, b)
			}
		}
	}
}

// asksInWords are the words of a request for a quantity, with its first word.
var asksInWords = newPhrase(`(?i)\b(?:find|compute|determine|calculate|evaluate|work out|what (?:is|are))\s+(?:the|its|an?|your|how)\s+(\w+)[^:]*$`)

// findUnread complains of paragraphs that ask for something and name no formula.
func (s *sheet) findUnread(part []part) {
	blocks := s.document.Blocks
	named := map[int]bool{}
	for _, f := range s.finds {
		for i, b := range blocks {
			if b.At.Start <= f.at.Start && f.at.Start < max(b.At.End, b.At.Start+1) {
				named[blocks[i].Paragraph] = true
			}
		}
	}
	for i := 0; i < len(blocks); {
		first, text, formulas, asked := i, "", false, false
		for ; i < len(blocks) && blocks[i].Paragraph == blocks[first].Paragraph; i++ {
			formulas = formulas || blocks[i].Formula != nil
			asked = asked || part[i] == findPart && blocks[i].Kind != syntax.Heading
			text += blocks[i].Text + " "
		}
		if !asked || formulas || named[blocks[first].Paragraph] {
			continue
		}
		if m := asksInWords.FindStringSubmatch(text); m != nil && m[1] != "following" {
			s.checker.find("find-unread", SeverityWarning, blocks[first].At.Start,
				"this names no formula, so hence does not know what is asked for; name it as the sheet does, as in \"find $x$\"")
		}
	}
}

func (s *sheet) addQuantity(letters []string, asked map[string]bool, b syntax.Block) {
	for _, letter := range letters {
		for _, r := range s.env.allRules() {
			if r.name.plain != letter || asked[letter] {
				continue
			}
			for _, t := range s.rangeOf(r) {
				s.finds = append(s.finds, find{node: instanceOf(r, t+r.offset), at: b.At})
			}
			asked[letter] = true
			return
		}
	}
}

// rangeOf lists the values of a rule's variable that the sheet names.
func (s *sheet) rangeOf(r *rule) []int64 { return s.ranges[r.variable] }

// instanceOf writes the name of a rule at one value of its index.
func instanceOf(r *rule, at int64) syntax.Node {
	base := r.name.written
	number := numberNode(at)
	switch {
	case r.kind == '_':
		return &syntax.Script{At: r.name.at, Base: base, Sub: number, Sup: r.name.sup}
	default:
		open, closing := "(", ")"
		if g, ok := r.name.sup.(*syntax.Group); ok {
			open, closing = g.Open, g.Close
		}
		return &syntax.Script{At: r.name.at, Base: base, Sub: r.name.sub, Sup: &syntax.Group{At: r.name.at, Open: open, Close: closing, Inner: number}}
	}
}

// answerFinds holds the document against what the sheet asks for.
func (c *checker) answerFinds() {
	if c.sheet == nil {
		return
	}
	for _, f := range c.sheet.finds {
		id, ok := identify(f.node)
		if !ok {
			continue
		}
		e := c.evaluator(false)
		s := e.settle(id)
		b := e.env.find(s.key())
		if b == nil || b.fromSheet {
			b = e.namesake(s)
		}
		if b != nil && !b.fromSheet {
			continue
		}
		if c.answeredByFamily(id, s) {
			continue
		}
		c.find("find-unanswered", SeverityError, len(c.document.Source), "the sheet asks for %s, and the document gives no value for it", s.key())
	}
}

// bearsIndices says whether the indices of a name stand somewhere in a text.
func bearsIndices(text string, s settled) bool {
	for _, i := range s.indices {
		if !strings.Contains(text, strings.Trim(i.text, "()[]")) {
			return false
		}
	}
	return true
}

// answeredByFamily says whether the document computes the quantity under a form
// of its own: `\mathcal{L}(\hat y^{(0)}, y)` for L^{(0)}.
func (c *checker) answeredByFamily(id identifier, s settled) bool {
	for _, ch := range c.chains {
		found := false
		for _, m := range ch.members[:1] {
			if m == nil {
				continue
			}
			syntax.Inspect(m, func(n syntax.Node) bool {
				if other, ok := identify(n); ok && strings.Trim(letterOf(other.plain), `\`) == strings.Trim(letterOf(id.plain), `\`) {
					found = true
				}
				return !found
			})
		}
		if found && !ch.alone && bearsIndices(syntax.Print(ch.head()), s) {
			return true
		}
	}
	return false
}
