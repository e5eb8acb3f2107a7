package proofs

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

var inductionWord = newPhrase(`(?i)\binduct(?:ion|ive|ively)\b`)

// family is the cases of one indexed name that the document works through:
// s_1, s_2, s_3, each with the tree it was defined by and its value.
type family struct {
	name  identifier
	kind  byte
	at    []int64
	trees []syntax.Node
	last  []value
	link  int // of the last case
	start map[int64]*binding
	// bindings are beside at, trees and last.
	bindings []*binding
}

// auditInductions reports what the document's inductions show and owe. A
// document that only works through cases is told that the step is missing; the
// cases are generalised to the claim they suggest, marked as a conjecture, and
// its proof is supplied.
func (c *checker) auditInductions() []Induction {
	all := []Induction{}
	announced := -1
	for i, b := range c.document.Blocks {
		if b.Kind != syntax.Math && inductionWord.MatchString(b.Text) {
			announced = i
		}
	}
	if announced < 0 {
		return all
	}
	stated := c.statedClaims()
	if len(stated) > 0 {
		return append(all, stated...)
	}
	if in, ok := c.statedDivisibility(); ok {
		return append(all, in)
	}
	families := c.families()
	if len(families) == 0 {
		return all
	}
	step := c.hasStep()
	all = append(all, c.generalise(families, step)...)
	if !step {
		first, last := families[0].at[0], families[0].at[len(families[0].at)-1]
		says := "the document shows the cases " + c.indexLetter() + " = " + strconv.FormatInt(first, 10) + ", ..., " + strconv.FormatInt(last, 10) +
			" and then concludes by induction, but no step from " + c.indexLetter() + " to " + c.indexLetter() + " + 1 is shown"
		if len(all) > 0 && all[len(all)-1].Verdict == Proved {
			says += "; the step is true and supplied below"
		}
		c.find("induction-step-missing", SeverityError, c.document.Blocks[announced].At.Start, "%s", says)
	}
	return all
}

// announcesInduction says whether the words of the document speak of induction.
func (c *checker) announcesInduction() bool {
	if c.decisions == nil {
		c.decisions = map[int]decision{}
		for _, b := range c.document.Blocks {
			c.inducts = c.inducts || b.Kind != syntax.Math && inductionWord.MatchString(b.Text)
		}
	}
	return c.inducts
}

// hasStep says whether the document shows a step: a link about the next index of
// a family, or a sum up to n + 1.
func (c *checker) hasStep() bool {
	for _, j := range c.judged {
		if j.chain == nil || c.links[j.chain.links[j.index]].Verdict == Given {
			continue
		}
		for _, m := range j.chain.members {
			if m != nil && hasNextIndex(m) {
				return true
			}
		}
	}
	return false
}

// hasNextIndex says whether a tree holds an index, or an upper bound of a sum,
// that is a letter plus or minus a number.
func hasNextIndex(n syntax.Node) bool {
	found := false
	shifted := func(m syntax.Node) bool {
		if g, ok := m.(*syntax.Group); ok {
			m = g.Inner
		}
		s, ok := m.(*syntax.Sum)
		if !ok || len(s.Terms) != 2 {
			return false
		}
		_, letter := s.Terms[0].Value.(*syntax.Symbol)
		_, number := s.Terms[1].Value.(*syntax.Number)
		return letter && number
	}
	syntax.Inspect(n, func(m syntax.Node) bool {
		switch m := m.(type) {
		case *syntax.Script:
			if m.Sub != nil && shifted(m.Sub) || m.Sup != nil && isIndex(m.Sup) && shifted(m.Sup) {
				found = true
			}
		case *syntax.Big:
			if m.Upper != nil && shifted(m.Upper) {
				found = true
			}
		}
		return !found
	})
	return found
}

// indexLetter is the letter whose cases the document goes through.
func (c *checker) indexLetter() string {
	for _, j := range c.judged {
		if j.chain == nil || j.env == nil {
			continue
		}
		if c.links[j.chain.links[0]].Verdict != Given {
			continue
		}
		if id, ok := identify(j.chain.head()); ok && len(j.chain.links) == 1 && id.sub == nil && id.sup == nil && closed(j.chain.members[1]) {
			w := wordsAround(c.document, j.chain)
			if caseWord.MatchString(w.before) {
				return id.base
			}
		}
	}
	return "n"
}

// families gathers the names that were defined by a formula at two consecutive
// indices or more, in the order of the document.
func (c *checker) families() []*family {
	byName := map[string]*family{}
	var all []*family
	for _, s := range c.settled {
		b := s.binding
		if len(b.name.indices) != 1 || !b.name.indices[0].isWhole || !b.hasClaimed || b.claimed.isMatrix {
			continue
		}
		i := b.name.indices[0]
		key := familyName(b.name.identifier, i.kind)
		f := byName[key]
		if f == nil {
			f = &family{name: b.name.identifier, kind: i.kind, start: map[int64]*binding{}}
			byName[key] = f
			all = append(all, f)
		}
		if b.definition == nil || closed(b.definition) {
			f.start[i.whole] = b
			continue
		}
		if n := len(f.at); n > 0 && f.at[n-1] != i.whole-1 {
			continue
		}
		f.at = append(f.at, i.whole)
		f.trees = append(f.trees, b.definition)
		f.last = append(f.last, b.claimed)
		f.bindings = append(f.bindings, b)
		f.link = s.link
	}
	kept := all[:0]
	for _, f := range all {
		if len(f.at) >= 2 && !f.last[len(f.last)-1].isConstant() {
			kept = append(kept, f)
		}
	}
	return kept
}

// generalise turns the cases of each family into a rule, guesses the closed form
// of their values, and proves it.
func (c *checker) generalise(families []*family, step bool) []Induction {
	letter := c.indexLetter()
	env := newEnvironment(nil)
	outer := c.env
	c.env = env
	defer func() { c.env = outer }()
	all := []Induction{}
	for _, f := range families {
		body, ok := generalTree(f.trees, f.at, letter)
		for !ok && len(f.at) > 2 {
			// The first case may be the start and follow no rule.
			f.start[f.at[0]] = f.bindings[0]
			f.at, f.trees, f.last, f.bindings = f.at[1:], f.trees[1:], f.last[1:], f.bindings[1:]
			body, ok = generalTree(f.trees, f.at, letter)
		}
		if !ok || !mentions(body, letter) {
			continue
		}
		env.rules = append(env.rules, &rule{name: f.indexed(letter), kind: f.kind, variable: letter, body: body, scope: env, from: &f.at[0]})
		for _, k := range sortedKeys(f.start) {
			if k < f.at[0] {
				b := *f.start[k]
				b.definition = nil
				env.bind(&b)
			}
		}
	}
	for _, f := range families {
		if in, ok := c.conjecture(f, letter, step); ok {
			all = append(all, in)
		}
	}
	return all
}

// indexed is the name of the family with the letter for its index.
func (f *family) indexed(letter string) identifier {
	id := f.name
	symbol := &syntax.Symbol{Name: letter}
	if f.kind == '_' {
		id.sub = symbol
	} else {
		id.sup = &syntax.Group{Open: "(", Close: ")", Inner: symbol}
	}
	return id
}

// conjecture guesses the closed form of a family from its cases and proves it.
func (c *checker) conjecture(f *family, letter string, step bool) (Induction, bool) {
	values := make([]symbolic.RationalFunction, len(f.last))
	for i, v := range f.last {
		values[i] = v.scalar
	}
	budget := c.budget()
	guess, ok := symbolic.Guess(values, f.at[0], letter, budget)
	if !ok {
		return Induction{}, false
	}
	e := c.evaluator(false)
	v := e.converter()
	name := f.indexed(letter).node()
	left, ok := v.expression(name)
	if !ok {
		return Induction{}, false
	}
	sequences, ok := v.sequences()
	if !ok {
		return Induction{}, false
	}
	proof := symbolic.Prove(symbolic.Claim{Left: left, Right: guess, Relation: symbolic.Equals, Index: letter, From: f.at[0]},
		sequences, c.proofBudget())
	parsed := syntax.ParseFormula(guess.LaTeX())
	if parsed.Unread != nil || len(parsed.Rows) == 0 || len(parsed.Rows[0].Clauses) == 0 {
		return Induction{}, false
	}
	right := parsed.Rows[0].Clauses[0].Chain.Members[0]
	var claim ClaimResult
	text := claimText{left: name, right: right, sign: "=", index: letter, from: f.at[0]}
	if proof.Verdict != symbolic.Proved {
		return Induction{}, false // a guess that is not true is no claim of the document's
	}
	writeProof(proof, text, &claim)
	in := Induction{
		Claim: text.with(&syntax.Symbol{Name: letter}), Source: "conjectured", Verdict: claim.Verdict, FailsAt: claim.FailsAt,
		Obligations: claim.Obligations, Conditions: claim.Conditions, Proof: claim.Proof, File: c.links[f.link].File, Line: c.links[f.link].Line,
	}
	if in.Conditions == nil {
		in.Conditions = []string{}
	}
	for i := range in.Obligations {
		o := &in.Obligations[i]
		o.Shown = o.Code == symbolic.CodeBase || step
	}
	return in, true
}

// statedClaims are the links that were proved for all values of an index in a
// paragraph or sentence that announces a claim.
func (c *checker) statedClaims() []Induction {
	all := []Induction{}
	for i := range c.links {
		l := &c.links[i]
		j := c.judged[i]
		if l.Verdict != Refuted && !contains(l.Remarks, "by-induction") {
			continue
		}
		w := wordsAround(c.document, j.chain)
		if !forAll.MatchString(w.before+" "+w.after) && !c.around.saysRange(c.indexOfLink(j), showing{block: j.chain.block}) {
			continue
		}
		if l.Verdict == Refuted && len(l.Witness) == 0 {
			continue
		}
		if in, ok := c.stated(j, l); ok {
			all = append(all, in)
			break
		}
	}
	return all
}

func (c *checker) indexOfLink(j judged) string {
	e := c.evaluator(false)
	v := e.converter()
	left, right := j.chain.members[j.index], j.chain.members[j.index+1]
	v.expression(left)
	v.expression(right)
	return c.around.indexOf(v, showing{block: j.chain.block}, []syntax.Node{left, right})
}

// A decision is what byInduction made of a link: the proof and the words it needs.
type decision struct {
	proof symbolic.Proof
	text  claimText
}

// stated turns the proof of a stated claim into what the report says of it.
func (c *checker) stated(j judged, l *Link) (Induction, bool) {
	left, right := j.chain.members[j.index], j.chain.members[j.index+1]
	at := showing{block: j.chain.block, row: j.chain.row, at: l.At, end: c.document.Blocks[j.chain.block].At.End}
	made, decided := c.decisions[j.chain.links[j.index]]
	if !decided {
		outer := c.env
		c.env = j.env
		defer func() { c.env = outer }()
		relation := relationsOfClaims[relationOf(j.chain.operators[j.index].Name)]
		v, members, ok := c.evaluator(false).expressions(left, right)
		if !ok {
			return Induction{}, false
		}
		proof, index, from, says := c.around.proveExpressions(v, members[0], members[1], relation, at, []syntax.Node{left, right})
		if says != "" {
			return Induction{}, false
		}
		made = decision{proof, claimText{left: left, right: right, sign: j.chain.operators[j.index].Name, index: index, from: from, ellipses: v.ellipses}}
	}
	proof, text := made.proof, made.text
	index, from := text.index, text.from
	_, said := c.around.rangeOfClaim(index, at)
	w := &writtenProof{checker: c, claim: j.chain, link: j.index, index: index, from: from, said: said}
	return c.audited(w, proof, text, l.At, c.hasStep() || w.showsStep() || c.showsNext(w, left, right)), true
}

// audited reports the proof of a claim that a document states, and finds what the document's own proof owes.
func (c *checker) audited(w *writtenProof, proof symbolic.Proof, text claimText, at int, step bool) Induction {
	var claim ClaimResult
	writeProof(proof, text, &claim)
	if claim.Conditions == nil {
		claim.Conditions = []string{}
	}
	file, line := "", 0
	if len(w.claim.links) > 0 {
		l := c.links[w.claim.links[w.link]]
		file, line = l.File, l.Line
	} else {
		line, _ = c.position.of(at)
	}
	in := Induction{
		Claim: text.with(&syntax.Symbol{Name: w.index}), Source: "stated", Verdict: claim.Verdict, FailsAt: claim.FailsAt,
		Obligations: claim.Obligations, Conditions: claim.Conditions, Proof: claim.Proof, File: file, Line: line,
	}
	base := c.showsCase(w.index, w.from) || w.showsInstance(w.from)
	for i := range in.Obligations {
		o := &in.Obligations[i]
		o.Shown = o.Code == symbolic.CodeBase && base || o.Code != symbolic.CodeBase && step
	}
	if !step {
		c.find("induction-step-missing", SeverityError, at, "the text speaks of induction, but no step from %s to %s + 1 is shown", w.index, w.index)
	}
	if wrong := w.auditBase(); !base && !wrong {
		c.find("induction-base-missing", SeverityWarning, at, "no base case %s = %d is shown", w.index, w.from)
	}
	w.auditOrder()
	if supposed := w.auditHypotheses(); step {
		w.auditDerivation(supposed)
	}
	w.auditUses()
	w.auditFirstValues()
	return in
}

// statedDivisibility audits a claim about divisibility, which is no link: the first one that is said for all values of its
// index.
func (c *checker) statedDivisibility() (Induction, bool) {
	for i, b := range c.document.Blocks {
		if b.Formula == nil || b.Formula.Unread != nil {
			continue
		}
		for r, row := range b.Formula.Rows {
			for k, clause := range row.Clauses {
				if clause.Chain == nil || clause.Chain.Members[0] == nil {
					continue
				}
				if said, ok := c.around.saidInWords(i, r, k); ok {
					clause = said
				}
				if len(clause.Chain.Operators) != 1 || clause.Chain.Operators[0].Name != `\mid` || clause.Chain.Members[1] == nil {
					continue
				}
				at := showing{relation: clause.Chain, block: i, row: r, at: clause.At.Start, end: clause.At.End}
				members := clause.Chain.Members
				e := c.evaluator(false)
				v, sides, ok := e.expressions(members...)
				if !ok {
					continue
				}
				proof, index, from, says := c.around.proveExpressions(v, sides[0], sides[1], symbolic.Divides, at, members)
				_, said := c.around.rangeOfClaim(index, at)
				if says != "" || !said || !c.around.saysRange(index, at) {
					continue
				}
				w := &writtenProof{checker: c, claim: &chain{members: members, operators: clause.Chain.Operators, block: i, row: r}, index: index, from: from, said: said}
				step := w.showsStep() || c.showsNext(w, members[0], members[1]) || c.showsNextAlone(i)
				text := claimText{left: members[0], right: members[1], sign: `\mid`, index: index, from: from, ellipses: v.ellipses}
				return c.audited(w, proof, text, clause.At.Start, step), true
			}
		}
	}
	return Induction{}, false
}

// showsNextAlone says whether an expression behind a block speaks of the next index.
func (c *checker) showsNextAlone(block int) bool {
	for _, b := range c.document.Blocks[block+1:] {
		if b.Formula == nil || b.Formula.Unread != nil {
			continue
		}
		for _, row := range b.Formula.Rows {
			for _, clause := range row.Clauses {
				if clause.Chain != nil && slices.ContainsFunc(clause.Chain.Members, func(m syntax.Node) bool { return m != nil && hasNext(m) }) {
					return true
				}
			}
		}
	}
	return false
}

// showsNext says whether the document writes the next integer behind a letter in
// another formula than the claim: `2^{n + 1}`, `(k + 1)!`.
func (c *checker) showsNext(w *writtenProof, left, right syntax.Node) bool {
	claimed := map[string]bool{syntax.Print(left): true, syntax.Print(right): true}
	for _, j := range c.judged {
		if j.chain == nil || j.chain != w.claim && w.isHypothesis(j.chain) {
			continue
		}
		for _, m := range j.chain.members {
			if m == nil || claimed[syntax.Print(m)] {
				continue
			}
			found := false
			syntax.Inspect(m, func(n syntax.Node) bool {
				if _, ok := n.(*syntax.Big); ok {
					return false // its index is bound
				}
				if s, ok := n.(*syntax.Sum); ok && len(s.Terms) == 2 && s.Terms[1].Sign == "+" {
					_, letter := s.Terms[0].Value.(*syntax.Symbol)
					found = found || letter && syntax.Print(s.Terms[1].Value) == "1"
				}
				return !found
			})
			if found {
				return true
			}
		}
	}
	return false
}

// showsCase says whether the document treats the case of the index.
func (c *checker) showsCase(letter string, k int64) bool {
	number := strconv.FormatInt(k, 10)
	for _, j := range c.judged {
		if j.chain == nil {
			continue
		}
		if id, ok := identify(j.chain.head()); ok && id.base == letter && len(j.chain.members) == 2 && j.chain.operators[0].Name == "=" && j.chain.members[1] != nil && syntax.Print(j.chain.members[1]) == number {
			return true
		}
	}
	for _, b := range c.document.Blocks {
		if b.Kind != syntax.Math && strings.Contains(strings.ToLower(b.Text), "base") {
			return true
		}
	}
	return false
}

// generalTree finds the one tree that gives the tree of every case when the
// letter takes the case's number: numbers that grow with the case become the
// letter plus a constant.
func generalTree(trees []syntax.Node, at []int64, letter string) (syntax.Node, bool) {
	g := generaliser{at: at, letter: letter}
	return g.node(trees)
}

type generaliser struct {
	at     []int64
	letter string
}

func (g *generaliser) number(values []int64) (syntax.Node, bool) {
	same := true
	for i, v := range values {
		same = same && v == values[0]
		if v-g.at[i] != values[0]-g.at[0] && !same {
			return nil, false
		}
	}
	if same {
		return numberNode(values[0]), true
	}
	offset := values[0] - g.at[0]
	symbol := &syntax.Symbol{Name: g.letter}
	switch {
	case offset == 0:
		return symbol, true
	case offset > 0:
		return &syntax.Sum{Terms: []syntax.Term{{Value: symbol}, {Sign: "+", Value: numberNode(offset)}}}, true
	}
	return &syntax.Sum{Terms: []syntax.Term{{Value: symbol}, {Sign: "-", Value: numberNode(-offset)}}}, true
}

func (g *generaliser) node(trees []syntax.Node) (syntax.Node, bool) {
	for _, t := range trees {
		if t == nil {
			return nil, false
		}
	}
	switch first := trees[0].(type) {
	case *syntax.Number:
		values := make([]int64, len(trees))
		whole := true
		for i, t := range trees {
			n, ok := t.(*syntax.Number)
			if !ok {
				return nil, false
			}
			v, err := strconv.ParseInt(n.Text, 10, 64)
			whole = whole && err == nil
			values[i] = v
			if !whole && n.Text != first.Text {
				return nil, false
			}
		}
		if !whole {
			return first, true
		}
		return g.number(values)
	case *syntax.Symbol:
		for _, t := range trees {
			s, ok := t.(*syntax.Symbol)
			if !ok || s.Name != first.Name || s.Font != first.Font {
				return nil, false
			}
		}
		return first, true
	case *syntax.Accent:
		over, ok := g.children(trees, func(n syntax.Node) syntax.Node {
			if a, ok := n.(*syntax.Accent); ok && a.Command == first.Command {
				return a.Over
			}
			return nil
		})
		return &syntax.Accent{At: first.At, Command: first.Command, Over: over}, ok
	case *syntax.Group:
		inner, ok := g.children(trees, func(n syntax.Node) syntax.Node {
			if a, ok := n.(*syntax.Group); ok && a.Open == first.Open {
				return a.Inner
			}
			return nil
		})
		return &syntax.Group{At: first.At, Open: first.Open, Close: first.Close, Inner: inner}, ok
	case *syntax.Wrapped:
		return g.children(trees, func(n syntax.Node) syntax.Node {
			if a, ok := n.(*syntax.Wrapped); ok {
				return a.Inner
			}
			return nil
		})
	case *syntax.Script:
		return g.script(first, trees)
	case *syntax.Fraction:
		part := func(pick func(*syntax.Fraction) syntax.Node) (syntax.Node, bool) {
			return g.children(trees, func(n syntax.Node) syntax.Node {
				if a, ok := n.(*syntax.Fraction); ok && a.Command == first.Command {
					return pick(a)
				}
				return nil
			})
		}
		top, ok := part(func(f *syntax.Fraction) syntax.Node { return f.Numerator })
		if !ok {
			return nil, false
		}
		bottom, ok := part(func(f *syntax.Fraction) syntax.Node { return f.Denominator })
		return &syntax.Fraction{At: first.At, Command: first.Command, Numerator: top, Denominator: bottom}, ok
	case *syntax.Sum:
		out := &syntax.Sum{At: first.At}
		for i, t := range first.Terms {
			m, ok := g.children(trees, func(n syntax.Node) syntax.Node {
				if a, ok := n.(*syntax.Sum); ok && len(a.Terms) == len(first.Terms) && plainSign(a.Terms[i].Sign) == plainSign(t.Sign) {
					return a.Terms[i].Value
				}
				return nil
			})
			if !ok {
				return nil, false
			}
			out.Terms = append(out.Terms, syntax.Term{Sign: t.Sign, Value: m})
		}
		return out, true
	case *syntax.Product:
		out := &syntax.Product{At: first.At}
		for i, f := range first.Factors {
			m, ok := g.children(trees, func(n syntax.Node) syntax.Node {
				if a, ok := n.(*syntax.Product); ok && len(a.Factors) == len(first.Factors) && division(a.Factors[i].Operator) == division(f.Operator) {
					return a.Factors[i].Value
				}
				return nil
			})
			if !ok {
				return nil, false
			}
			out.Factors = append(out.Factors, syntax.Factor{Operator: f.Operator, Value: m})
		}
		return out, true
	}
	printed := syntax.Print(trees[0])
	for _, t := range trees[1:] {
		if syntax.Print(t) != printed {
			return nil, false
		}
	}
	return trees[0], true
}

// children generalises one part of every tree; pick gives nil where a tree has
// no such part.
func (g *generaliser) children(trees []syntax.Node, pick func(syntax.Node) syntax.Node) (syntax.Node, bool) {
	parts := make([]syntax.Node, len(trees))
	for i, t := range trees {
		if parts[i] = pick(t); parts[i] == nil {
			return nil, false
		}
	}
	return g.node(parts)
}

func (g *generaliser) script(first *syntax.Script, trees []syntax.Node) (syntax.Node, bool) {
	out := &syntax.Script{At: first.At, Primes: first.Primes}
	for _, t := range trees {
		s, ok := t.(*syntax.Script)
		if !ok || (s.Sub == nil) != (first.Sub == nil) || (s.Sup == nil) != (first.Sup == nil) || s.Primes != first.Primes {
			return nil, false
		}
	}
	var ok bool
	if out.Base, ok = g.children(trees, func(n syntax.Node) syntax.Node { return n.(*syntax.Script).Base }); !ok {
		return nil, false
	}
	if first.Sub != nil {
		if out.Sub, ok = g.children(trees, func(n syntax.Node) syntax.Node { return n.(*syntax.Script).Sub }); !ok {
			return nil, false
		}
	}
	if first.Sup != nil {
		if out.Sup, ok = g.children(trees, func(n syntax.Node) syntax.Node { return n.(*syntax.Script).Sup }); !ok {
			return nil, false
		}
	}
	return out, true
}
