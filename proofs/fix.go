package proofs

import (
	"context"
	"fmt"
	"math/big"
	"sort"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// FixResult is a document with the right values in place of wrong ones.
type FixResult struct {
	Text  string // the document as it should be
	Edits int    // how many pieces of the text were replaced
	// Unfixed are the links that are still refuted in Text, each with the reason.
	Unfixed []Unfixed
	// Before and After are the reports of the document and of Text.
	Before, After *Report

	coarse int // members that were rewritten as a whole
}

// Unfixed is a refuted link of a fixed document that was left as it was.
type Unfixed struct {
	Line   int // in the fixed text
	Column int
	Tag    string
	Says   string // why it could not be fixed
}

// mostFixPasses bounds how often a document is checked while it is fixed. One
// pass carries the right values through the whole document; further ones follow
// what only shows then.
const mostFixPasses = 12

// Fix writes the right values into a document in place of those of refuted links
// and of all that inherits them, until [Check] refutes nothing or nothing more
// can be done. Values keep the notation of what they replace, and every other
// byte stays. The error is that of [Check].
//
// With a sheet the document is also fixed by what it says itself first, and the
// sheet held against the outcome: of the two ways the one is taken that leaves
// less refuted and rewrites fewer members as a whole.
func Fix(ctx context.Context, doc Source, options Options) (*FixResult, error) {
	result, err := fix(ctx, doc, options)
	if err != nil || options.Sheet == nil || result.coarse == 0 {
		return result, err
	}
	alone := options
	alone.Sheet = nil
	first, err := fix(ctx, doc, alone)
	if err != nil {
		return nil, err
	}
	other, err := fix(ctx, Source{Name: doc.Name, Text: first.Text, Open: doc.Open}, options)
	if err != nil {
		return nil, err
	}
	other.Before = result.Before
	other.Edits += first.Edits
	other.coarse += first.coarse
	if other.After.Summary.Refuted < result.After.Summary.Refuted ||
		other.After.Summary.Refuted == result.After.Summary.Refuted && other.coarse < result.coarse {
		return other, nil
	}
	return result, nil
}

// fix fixes a document in one way.
func fix(ctx context.Context, doc Source, options Options) (*FixResult, error) {
	result := &FixResult{Text: doc.Text}
	seen := map[string]bool{doc.Text: true}
	for pass := 0; ; pass++ {
		f := &fixer{reasons: map[int]string{}}
		r, err := check(ctx, Source{Name: doc.Name, Text: result.Text, Open: doc.Open}, options, f)
		if err != nil {
			return nil, err
		}
		if pass == 0 {
			result.Before = r
		}
		result.After = r
		result.Unfixed = f.unfixed(r)
		if r.Summary.Refuted == 0 || pass == mostFixPasses {
			return result, nil
		}
		text, n := f.apply(result.Text)
		if n == 0 || seen[text] {
			if text, n, err = f.search(ctx, Source{Name: doc.Name, Text: result.Text, Open: doc.Open}, r, options); err != nil {
				return nil, err
			}
			if n == 0 || seen[text] {
				return result, nil
			}
		}
		seen[text] = true
		result.Text = text
		result.Edits += n
		result.coarse += f.coarse
	}
}

// fixer gathers, while a document is judged, what must be replaced in it.
type fixer struct {
	edits   []textEdit
	carried []carriedNumber
	reasons map[int]string // by link: why it is left alone
	tries   int
	coarse  int            // members that are replaced as a whole
	origin  *syntax.Origin // of the text that the edits are in, for a notebook
	tweaks  []linkTweaks   // of refuted links that have no value to write
}

// linkTweaks are the small changes that may make a link hold.
type linkTweaks struct {
	link  int
	edits []textEdit
}

// What a search for a change that makes a link hold may cost: each try is a check
// of the whole document.
const (
	mostSearchTries = 60
	mostSearchLinks = 3000
)

// search tries the small changes of the first refuted link that has no value to
// write, such as a step of an induction, and keeps one by which the link is
// proved and nothing else is refuted that was not.
func (f *fixer) search(ctx context.Context, doc Source, before *Report, options Options) (string, int, error) {
	tries, text := 0, doc.Text
	if len(before.Links) > mostSearchLinks {
		return text, 0, nil
	}
	for _, t := range f.tweaks {
		for _, e := range t.edits {
			if tries++; tries > mostSearchTries {
				return text, 0, nil
			}
			one := &fixer{edits: []textEdit{e}, origin: f.origin}
			changed, _ := one.apply(text)
			r, err := check(ctx, Source{Name: doc.Name, Text: changed, Open: doc.Open}, options, nil)
			if err != nil {
				return text, 0, err
			}
			if len(r.Links) == len(before.Links) && r.Links[t.link].Verdict == Proved && r.Summary.Refuted <= before.Summary.Refuted {
				return changed, 1, nil
			}
		}
	}
	return text, 0, nil
}

// textEdit replaces a piece of the source.
type textEdit struct {
	span syntax.Span
	text string
}

// carriedNumber is a number of the document that was replaced: where the old one
// stands again, it may have been copied from there.
type carriedNumber struct{ old, new *big.Rat }

// unfixed lists what is still refuted.
func (f *fixer) unfixed(r *Report) []Unfixed {
	var all []Unfixed
	for i, l := range r.Links {
		if l.Verdict != Refuted {
			continue
		}
		says := f.reasons[i]
		if says == "" {
			says = "what replaced it is refuted again"
		}
		all = append(all, Unfixed{Line: l.Line, Column: l.Column, Tag: l.Tag, Says: says})
	}
	return all
}

// apply puts the edits into a text; of two that overlap the first one found
// stands.
func (f *fixer) apply(text string) (string, int) {
	sort.SliceStable(f.edits, func(i, j int) bool { return f.edits[i].span.Start < f.edits[j].span.Start })
	var b strings.Builder
	at, n := 0, 0
	for _, e := range f.edits {
		if f.origin != nil {
			var ok bool
			if e, ok = inNotebook(f.origin, e, text); !ok {
				continue
			}
		}
		if e.span.Start < at || e.span.End < e.span.Start || e.span.End > len(text) || text[e.span.Start:e.span.End] == e.text {
			continue
		}
		b.WriteString(text[at:e.span.Start])
		b.WriteString(e.text)
		at = e.span.End
		n++
	}
	b.WriteString(text[at:])
	return b.String(), n
}

// fixChain finds what must be replaced in a chain that is wrong or inherits an
// error. It runs when the links of the chain have their verdicts and before the
// chain binds its name.
func (c *checker) fixChain(ch *chain, h head, outcomes []outcome, chosen []int, correct value, hasCorrect bool) {
	f := c.fixer
	touched := false
	for _, k := range ch.links {
		l := c.links[k]
		touched = touched || l.Verdict == Refuted || len(l.Carried) > 0
	}
	if !touched {
		return
	}
	if f.origin = c.document.Origin; f.origin != nil && len(f.origin.Files) > 1 {
		for _, k := range ch.links {
			f.reasons[k] = "its document reads in other files; only what stands in one file is fixed"
		}
		return
	}
	for i, sign := range ch.operators {
		if name := relationOf(sign.Name); !defines(sign.Name) && name != "=" && name != `\approx` {
			f.reasons[ch.links[i]] = "a relation such as " + sign.Name + " has no one right value"
			return
		}
	}
	start := 0
	if h.introduces() {
		start = 1
	}
	target, ok := correct, hasCorrect
	if !ok {
		for i := start; i < len(outcomes) && !ok; i++ {
			if outcomes[i].failed == nil && chosen[i] >= 0 {
				target, ok = outcomes[i].cases[chosen[i]].value, true
			}
		}
	}
	if !ok || target.opaque {
		f.leave(c, ch, "no exact value is known for what should stand here")
		return
	}
	m := &chainFix{checker: c, chain: ch, target: target, correct: c.evaluator(true), claimed: c.evaluator(false)}
	m.now = append(m.now, ch.members...)
	first := max(start, 1)
	if !target.isConstant() {
		// Formulas may stand for one another by what was said before: only from the
		// first refuted link on is it clear what they should come to.
		for i, k := range ch.links {
			if c.links[k].Verdict == Refuted && outcomes[i].failed == nil && chosen[i] >= 0 && chosen[i] < len(outcomes[i].cases) {
				m.target, first, ok = outcomes[i].cases[chosen[i]].value, i+1, true
				break
			}
			ok = false
		}
		if !ok || m.target.opaque || m.restsOnHead(ch) {
			f.leave(c, ch, "what should stand here depends on what the chain is about")
			return
		}
	}
	for i := first; i < len(ch.members); i++ {
		n := ch.members[i]
		if n == nil {
			continue
		}
		o := outcomes[i]
		if k := chosen[i]; o.failed == nil && k > 0 && k < len(o.cases) {
			o.cases = append([]candidate{o.cases[k]}, o.cases...) // the reading in use first
		}
		link := ch.links[i-1]
		m.rounded = c.links[link].Verdict == Rounded || relationOf(ch.operators[i-1].Name) == `\approx`
		if !closed(n) && c.links[link].Verdict != Refuted || m.right(n, o) {
			continue // a formula is changed only where it is refuted itself
		}
		before := len(m.edits)
		done := m.rewrite(i, n, o)
		if done {
			m.now[i] = m.memberOf(m.edited(n, m.edits[before:]))
		}
		if !done && c.links[link].Verdict == Refuted {
			f.tweaks = append(f.tweaks, linkTweaks{link, c.tweaks(n)})
			f.reasons[link] = fmt.Sprintf("it should come to %s, and there is no way to write that in the notation of what stands here", m.target)
		}
	}
	f.edits = append(f.edits, m.edits...)
	f.carried = append(f.carried, m.numbers...)
}

// leave notes why the refuted links of a chain are left alone.
func (f *fixer) leave(c *checker, ch *chain, says string) {
	for _, k := range ch.links {
		if c.links[k].Verdict != Refuted {
			continue
		}
		f.reasons[k] = says
		f.tweaks = append(f.tweaks, linkTweaks{k, c.tweaks(ch.members[c.judged[k].index+1])})
	}
}

// chainFix is the repair of one chain.
type chainFix struct {
	*checker
	chain   *chain
	target  value      // what every member should come to
	correct *evaluator // with the values that names should have
	claimed *evaluator // with those that the document gives them
	rounded bool       // the member in hand is a rounded one
	edits   []textEdit
	numbers []carriedNumber
	now     []syntax.Node // the members as they are after the edits
}

// restsOnHead says whether what should stand in a chain holds the name that the
// chain is about.
func (m *chainFix) restsOnHead(ch *chain) bool {
	id, ok := identify(ch.head())
	if !ok {
		return false
	}
	key := m.claimed.settle(id).key()
	for _, name := range m.target.variables() {
		if name == key {
			return true
		}
	}
	return false
}

// right says whether a member comes to what it should already.
func (m *chainFix) right(n syntax.Node, o outcome) bool {
	if !closed(n) {
		o = m.outcome(n, true)
	}
	if o.failed != nil {
		return !closed(n) // a formula without a value is left alone
	}
	for _, k := range o.cases {
		if sameShape(k.value, m.target) && m.same(k.value, m.target) {
			return true
		}
		if !m.rounded || !closed(n) {
			continue
		}
		shown, constant := constantOf(k.value)
		places, decimal := literal(n)
		e, enclosed := enclose(m.functions, m.target)
		if constant && decimal && enclosed {
			if right, _ := e.rightToPlaces(shown, places); right {
				return true
			}
		}
	}
	return false
}

// rewrite finds edits that make a member right: numbers in their places first,
// the whole member last.
func (m *chainFix) rewrite(i int, n syntax.Node, o outcome) bool {
	if !closed(n) {
		return m.tweak(n) || m.rule(n) || m.whole(i, n)
	}
	if m.attempt(n, o, func(e *placing) bool { return e.place(n, m.target) }) {
		return true
	}
	if m.links[m.chain.links[i-1]].Verdict == Refuted && m.shaped(o) && m.keepOne(n, m.signs(n)) {
		return true
	}
	for j := i - 1; j >= 0; j-- {
		if a := m.now[j]; a != nil && m.attempt(n, o, func(e *placing) bool { return e.align(a, n, "+", "+") }) {
			return true
		}
	}
	if m.layOut(n, o) || m.carry(n, o) {
		return true
	}
	if !m.shaped(o) {
		return false // it had no meaning here before
	}
	if !isLiteral(n) && m.tweak(n) {
		return true
	}
	return m.whole(i, n)
}

// attempt tries a way of placing values and keeps its edits if the member then
// comes to what it should. A member that has no value, as written, cannot be held
// against it.
func (m *chainFix) attempt(n syntax.Node, o outcome, try func(*placing) bool) bool {
	e := &placing{chainFix: m}
	if !try(e) || len(e.edits) == 0 {
		return false
	}
	if m.shaped(o) && !m.comesTo(m.edited(n, e.edits)) {
		return false
	}
	m.edits = append(m.edits, e.edits...)
	m.numbers = append(m.numbers, e.numbers...)
	return true
}

// shaped says whether a member has a value, under some reading, of the shape that
// it should have.
func (m *chainFix) shaped(o outcome) bool {
	for _, k := range o.cases {
		if o.failed == nil && sameShape(k.value, m.target) {
			return true
		}
	}
	return false
}

// edited is the text of a member with edits in it.
func (m *chainFix) edited(n syntax.Node, edits []textEdit) string {
	at := n.Span()
	moved := &fixer{}
	for _, e := range edits {
		moved.edits = append(moved.edits, textEdit{syntax.Span{Start: e.span.Start - at.Start, End: e.span.End - at.Start}, e.text})
	}
	text, _ := moved.apply(m.document.Text(at))
	return text
}

// comesTo says whether a text, read as a member, has the value that it should.
func (m *chainFix) comesTo(text string) bool {
	m.fixer.tries++
	if m.fixer.tries > mostFixTries {
		return false
	}
	n := m.memberOf(text)
	if n == nil {
		return false
	}
	o := m.outcome(n, true)
	return o.failed == nil && m.right(n, o)
}

// memberOf reads a text as a member; nil where it is none.
func (m *chainFix) memberOf(text string) syntax.Node {
	parsed := m.document.ParseFormula(text)
	if parsed.Unread != nil || len(parsed.Rows) != 1 || len(parsed.Rows[0].Clauses) != 1 {
		return nil
	}
	relation := parsed.Rows[0].Clauses[0].Chain
	if relation == nil || len(relation.Operators) > 0 {
		return nil
	}
	return relation.Members[0]
}

// mostFixTries bounds how many texts are tried in one pass over a document.
const mostFixTries = 20_000

// tweak changes one number or one sign of a formula, if that makes it right: the
// exponent that was one off.
func (m *chainFix) tweak(n syntax.Node) bool { return m.keepOne(n, m.tweaks(n)) }

// keepOne keeps the first of some edits that makes a member right.
func (m *chainFix) keepOne(n syntax.Node, edits []textEdit) bool {
	for _, e := range edits {
		if m.comesTo(m.edited(n, []textEdit{e})) {
			m.edits = append(m.edits, e)
			return true
		}
	}
	return false
}

// mostTweaks bounds how many places of a formula are tried.
const mostTweaks = 40

// tweaks lists the smallest changes of a formula: another sign, an exponent or a
// number that is one or two off.
func (c *checker) tweaks(n syntax.Node) []textEdit {
	var powers, numbers []textEdit
	syntax.Inspect(n, func(k syntax.Node) bool {
		switch k := k.(type) {
		case *syntax.Script:
			if k.Sup == nil || isTranspose(k.Sup) || isIndex(k.Sup) {
				return true
			}
			if _, number := k.Sup.(*syntax.Number); number {
				return true
			}
			at := k.Sup.Span()
			for _, by := range []int64{1, -1} {
				changed := shifted(k.Sup, by)
				if c.document.Text(syntax.Span{Start: at.Start - 1, End: at.Start}) != "{" {
					changed = "{" + changed + "}"
				}
				powers = append(powers, textEdit{at, changed})
			}
		case *syntax.Number:
			old, ok := numberOf(k)
			if !ok || c.document.Text(k.At) != k.Written {
				return true
			}
			for _, by := range []int64{1, -1, 2, -2} {
				if next := new(big.Rat).Add(old, big.NewRat(by, 1)); next.Sign() >= 0 {
					numbers = append(numbers, textEdit{k.At, writeLike(next, k.Written)})
				}
			}
		}
		return true
	})
	all := append(append(c.signs(n), powers...), numbers...)
	return all[:min(len(all), 4*mostTweaks)]
}

// signs lists the changes of one sign between two terms.
func (c *checker) signs(n syntax.Node) []textEdit {
	var all []textEdit
	syntax.Inspect(n, func(k syntax.Node) bool {
		if s, ok := k.(*syntax.Sum); ok && len(s.Terms) > 1 {
			for _, t := range s.Terms[1:] {
				other := map[string]string{"+": "-", "-": "+"}[t.Sign]
				if other != "" && c.document.Text(t.SignAt) == t.Sign {
					all = append(all, textEdit{t.SignAt, other})
				}
			}
		}
		return len(all) < mostTweaks
	})
	return all
}

// shifted writes an exponent with a small number added: to the number at its end,
// if it has one.
func shifted(n syntax.Node, by int64) string {
	text := syntax.Print(n)
	if s, ok := n.(*syntax.Sum); ok && len(s.Terms) > 1 {
		last := s.Terms[len(s.Terms)-1]
		if r, ok := signedNumber(last.Value); ok && r.IsInt() && r.Num().IsInt64() && last.Sign != "" {
			k := r.Num().Int64()
			if last.Sign == "-" {
				k = -k
			}
			by += k
			rest := &syntax.Sum{At: s.At, Terms: s.Terms[:len(s.Terms)-1]}
			text = syntax.Print(rest)
		}
	}
	switch {
	case by > 0:
		return fmt.Sprintf("%s + %d", text, by)
	case by < 0:
		return fmt.Sprintf("%s - %d", text, -by)
	}
	return text
}

// rule puts the sheet's own rule in the place of a formula that goes against it.
func (m *chainFix) rule(n syntax.Node) bool {
	id, ok := identify(m.chain.head())
	if !ok {
		return false
	}
	e := m.evaluator(true)
	s := e.settle(id)
	for _, r := range e.env.allRules() {
		t, ok := e.instance(r, s)
		if !ok || !r.fromSheet {
			continue
		}
		body := e.withIndex(r.variable, t).withNumbers(r.body, r.variable)
		if m.replaceAll(n, syntax.Print(body)) {
			return true
		}
	}
	return false
}

// whole writes what a member should come to in its place, in the notation of a
// literal of the chain.
func (m *chainFix) whole(i int, n syntax.Node) bool {
	if text, ok := m.valueText(); ok && m.replaceAll(n, text) {
		return true
	}
	for _, like := range append([]syntax.Node{n, m.chain.last()}, m.chain.members...) {
		if like == nil {
			continue
		}
		found := false
		syntax.Inspect(like, func(k syntax.Node) bool {
			if found || m.rows() < 2 && m.columns() < 2 {
				return false
			}
			e := &placing{chainFix: m}
			if _, ok := k.(*syntax.Number); !ok && e.place(k, m.target) {
				found = m.replaceAll(n, m.edited(k, e.edits))
			}
			return !found
		})
		if found {
			return true
		}
	}
	text, ok := m.literalText()
	return ok && m.replaceAll(n, text)
}

func (m *chainFix) rows() int    { return m.target.rows() }
func (m *chainFix) columns() int { return m.target.columns() }

// replaceAll replaces a whole member by a text that comes to what it should.
func (m *chainFix) replaceAll(n syntax.Node, text string) bool {
	old := m.document.Text(n.Span())
	if !m.comesTo(text) || strings.Contains(old, "\n\n") || strings.Contains(old, "$") || strings.Contains(old, `\tag`) {
		return false
	}
	if parsed := m.document.ParseFormula(old); parsed.Unread != nil || len(parsed.Rows) != 1 {
		return false // the member runs over rows
	}
	m.edits = append(m.edits, textEdit{n.Span(), text})
	m.fixer.coarse++
	return true
}
