package proofs

import (
	"math/big"
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// rangeBound is a statement such as `n \ge 1` or `x > -1`: a letter against a number.
type rangeBound struct {
	letter   string
	relation string // of the letter to the number: "<", `\le`, ">", `\ge`, `\ne`
	number   *big.Rat
	block    int
	row      int
	at       int  // offset
	natural  bool // said by "natural numbers"
	elements bool // of each element of the family the letter names
}

// mirrored turns a relation round.
var mirrored = map[string]string{"<": ">", ">": "<", `\le`: `\ge`, `\ge`: `\le`, `\ne`: `\ne`}

// boundsOf reads a clause as a statement about the range of letters: `n \ge 1`,
// `1 \le n`, `n, m \ge 1`, `n \in \mathbb{N}`, `0 \le x \le 1`, `n = 1, 2, 3, \ldots`,
// any of them in brackets. A range that bounds nothing, such as all integers, is
// one too.
func (e *evaluator) boundsOf(r *syntax.Relation, block, row int) (all []rangeBound, ranges bool) {
	if r == nil || len(r.Members) == 0 {
		return nil, false
	}
	if len(r.Operators) == 0 {
		return e.bracketed(r.Members[0], block, row)
	}
	for i, sign := range r.Operators {
		left, right := r.Members[i], r.Members[i+1]
		at := sign.At.Start
		if sign.Name == `\in` {
			names := lettersListed(left)
			if len(names) == 0 {
				return nil, false
			}
			for _, b := range e.membership(right) {
				for _, name := range names {
					all = append(all, rangeBound{letter: name, relation: b.relation, number: b.number, block: block, row: row, at: at, natural: b.natural})
				}
			}
			continue
		}
		if sign.Name == "=" {
			first, ok := e.endless(right)
			names := lettersListed(left)
			if !ok && len(names) == 1 && len(r.Operators) == 1 && isRun(right) {
				return nil, true // `k = 1, \ldots, n` and `k = 1..n`
			}
			if !ok || len(names) != 1 {
				return nil, false
			}
			all = append(all, rangeBound{letter: names[0], relation: `\ge`, number: first, block: block, row: row, at: at})
			continue
		}
		relation := relationOf(sign.Name)
		if _, ok := mirrored[relation]; !ok {
			return nil, false
		}
		if c, ok := e.plainNumber(right); ok && len(lettersListed(left)) > 0 {
			for _, name := range lettersListed(left) {
				all = append(all, rangeBound{letter: name, relation: relation, number: c, block: block, row: row, at: at})
			}
			continue
		}
		if c, ok := e.plainNumber(left); ok && len(lettersListed(right)) > 0 {
			for _, name := range lettersListed(right) {
				all = append(all, rangeBound{letter: name, relation: mirrored[relation], number: c, block: block, row: row, at: at})
			}
			continue
		}
		return nil, false
	}
	return all, true
}

// isRun says whether a tree lists numbers up to a last one, as `1, \ldots, n` and `1..n`.
func isRun(n syntax.Node) bool {
	var items []syntax.Node
	switch n := n.(type) {
	case *syntax.List:
		items = n.Items
	case *syntax.Product:
		for _, f := range n.Factors {
			items = append(items, f.Value)
		}
	}
	return len(items) > 1 && slices.ContainsFunc(items, func(item syntax.Node) bool {
		_, dots := item.(*syntax.Dots)
		return dots
	})
}

// bracketed reads `(n \ge 1)` and `(n = 0, 1, 2, \ldots)`.
func (e *evaluator) bracketed(n syntax.Node, block, row int) ([]rangeBound, bool) {
	g, ok := n.(*syntax.Group)
	if !ok {
		return nil, false
	}
	switch inner := g.Inner.(type) {
	case *syntax.Relation:
		return e.boundsOf(inner, block, row)
	case *syntax.List:
		first, ok := inner.Items[0].(*syntax.Relation)
		if !ok || len(first.Members) != 2 {
			return nil, false
		}
		list := &syntax.List{At: inner.At, Items: append([]syntax.Node{first.Members[1]}, inner.Items[1:]...)}
		return e.boundsOf(&syntax.Relation{At: first.At, Members: []syntax.Node{first.Members[0], list}, Operators: first.Operators}, block, row)
	}
	return nil, false
}

// lettersListed gives the letters of `n` or `n, m`; nil of anything else.
func lettersListed(n syntax.Node) []string {
	if list, ok := n.(*syntax.List); ok {
		var names []string
		for _, item := range list.Items {
			id, ok := identify(item)
			if !ok || id.sub != nil || id.sup != nil {
				return nil
			}
			names = append(names, id.base)
		}
		return names
	}
	if n == nil {
		return nil
	}
	if id, ok := identify(n); ok && id.sub == nil && id.sup == nil {
		return []string{id.base}
	}
	return nil
}

// plainNumber gives the value of a tree without letters.
func (e *evaluator) plainNumber(n syntax.Node) (*big.Rat, bool) {
	if n == nil || !closed(n) {
		return nil, false
	}
	quiet := *e
	quiet.trace = newTrace()
	x, failed := quiet.scalar(n)
	if failed != nil {
		return nil, false
	}
	return x.AsConstant()
}

// endless reads `4, 5, 6, \ldots`: all integers from the first on.
func (e *evaluator) endless(n syntax.Node) (*big.Rat, bool) {
	list, ok := n.(*syntax.List)
	if !ok || len(list.Items) < 2 {
		return nil, false
	}
	last := len(list.Items) - 1
	if _, dots := list.Items[last].(*syntax.Dots); !dots {
		return nil, false
	}
	var first *big.Rat
	for i, item := range list.Items[:last] {
		x, ok := e.plainNumber(item)
		if !ok || !x.IsInt() {
			return nil, false
		}
		if first == nil {
			first = x
		}
		if new(big.Rat).Sub(x, first).Cmp(big.NewRat(int64(i), 1)) != 0 {
			return nil, false
		}
	}
	return first, true
}

// membership gives what a set bounds its elements by: natural numbers, parts of
// the integers, intervals. Other sets bound nothing.
func (e *evaluator) membership(set syntax.Node) []rangeBound {
	bound := func(relation string, x *big.Rat) rangeBound { return rangeBound{relation: relation, number: x} }
	from := func(k int64) []rangeBound { return []rangeBound{bound(`\ge`, big.NewRat(k, 1))} }
	switch set := set.(type) {
	case *syntax.Group:
		list, ok := set.Inner.(*syntax.List)
		if !ok {
			return nil
		}
		if first, ok := e.endless(list); ok && set.Open == `\{` {
			return []rangeBound{bound(`\ge`, first)}
		}
		if len(list.Items) != 2 || set.Open != "(" && set.Open != "[" {
			return nil
		}
		var all []rangeBound
		if x, ok := e.plainNumber(list.Items[0]); ok {
			all = append(all, bound(map[string]string{"(": ">", "[": `\ge`}[set.Open], x))
		}
		if x, ok := e.plainNumber(list.Items[1]); ok {
			all = append(all, bound(map[bool]string{true: `\le`, false: "<"}[set.Close == "]"], x))
		}
		return all
	case *syntax.Product: // N together with 0, or without it
		if len(set.Factors) != 2 {
			return nil
		}
		switch set.Factors[1].Operator {
		case `\cup`:
			if syntax.Print(set.Factors[1].Value) == `\{0\}` && len(e.membership(set.Factors[0].Value)) > 0 {
				return from(0)
			}
		case `\setminus`, `\backslash`:
			if g, ok := set.Factors[1].Value.(*syntax.Group); ok {
				if x, ok := e.plainNumber(g.Inner); ok && x.Sign() == 0 {
					return from(1)
				}
			}
		}
		return nil
	}
	base, sub, sup := set, syntax.Node(nil), syntax.Node(nil)
	if s, ok := set.(*syntax.Script); ok {
		base, sub, sup = s.Base, s.Sub, s.Sup
	}
	id, ok := identify(base)
	if !ok {
		return nil
	}
	letter := letterOf(id.plain)
	if letter != "N" && letter != "Z" {
		return nil
	}
	for _, mark := range []syntax.Node{sub, sup} {
		if mark == nil {
			continue
		}
		if r, ok := mark.(*syntax.Relation); ok && len(r.Operators) == 1 && r.Members[0] == nil {
			if x, ok := e.plainNumber(r.Members[1]); ok {
				return []rangeBound{bound(relationOf(r.Operators[0].Name), x)}
			}
		}
		switch syntax.Print(mark) {
		case "0":
			return from(0)
		case "+", "*", `\ast`, `\times`, ">0", "1":
			return from(1)
		}
	}
	if letter == "N" {
		return []rangeBound{{relation: `\ge`, number: big.NewRat(1, 1), natural: true}}
	}
	return nil
}

// surroundings are what a document says of the ranges of letters, and where its
// claims stand.
type surroundings struct {
	document  *syntax.Document
	bounds    []rangeBound
	orders    []letterOrder
	distinct  []*syntax.Relation // letters said to differ: `x \ne y`
	shows     []showing
	sentences []sentence
}

// layWords stand before a relation that is supposed and not claimed.
var layWords = newPhrase(`(?i)(?:^|[^a-z])(?:let|suppose|supposing|assume|assuming|given|with|where|if|numbers?|reals?|integers?|each|all)(?: that)?\s*$`)

// familyBounds reads `x_k \ge 0` and `x_1, \ldots, x_n > 0` as a statement about every
// element of a family.
func (e *evaluator) familyBounds(r *syntax.Relation, block, row int) []rangeBound {
	if len(r.Operators) == 2 { // `0 \le x_k \le 1`
		left := &syntax.Relation{At: r.At, Members: []syntax.Node{r.Members[1], r.Members[0]}, Operators: []syntax.Operator{{Name: mirrored[relationOf(r.Operators[0].Name)], At: r.Operators[0].At}}}
		right := &syntax.Relation{At: r.At, Members: r.Members[1:], Operators: r.Operators[1:]}
		below, above := e.familyBounds(left, block, row), e.familyBounds(right, block, row)
		if len(below) == 0 || len(above) == 0 {
			return nil
		}
		return append(below, above...)
	}
	if len(r.Operators) != 1 || r.Members[0] == nil || r.Members[1] == nil {
		return nil
	}
	relation := relationOf(r.Operators[0].Name)
	if _, ok := mirrored[relation]; !ok {
		return nil
	}
	bound, ok := e.plainNumber(r.Members[1])
	if !ok {
		return nil
	}
	items := []syntax.Node{r.Members[0]}
	if list, ok := items[0].(*syntax.List); ok {
		items = list.Items
	}
	var all []rangeBound
	for _, item := range items {
		if _, dots := item.(*syntax.Dots); dots {
			continue
		}
		id, ok := identify(item)
		kind, _, single := indexNode(id)
		if !ok || !single {
			return nil
		}
		b := rangeBound{letter: familyName(id, kind), relation: relation, number: bound, block: block, row: row, at: r.At.Start, elements: true}
		if len(all) == 0 || all[0].letter == b.letter {
			all = []rangeBound{b}
		} else {
			all = append(all, b)
		}
	}
	return all
}

// letterOrder says that each letter is at least the next one, as in "for all n \ge r".
type letterOrder struct {
	letters []string
	block   int
}

// rangeWords stand before a relation that says which values letters take.
var rangeWords = newPhrase(`(?i)(?:^|[^a-z])(?:for|all|every|each|any|integers?|numbers?|reals?|indices|with|where|whenever|when|if|let|and)\s*$`)

// orderedLetters reads `n \ge r \ge 0` and `1 \le k \le n`: letters against letters,
// the greatest first.
func orderedLetters(r *syntax.Relation) ([]string, bool) {
	var names []string
	way := ""
	for i, m := range r.Members {
		if i > 0 {
			sign := relationOf(r.Operators[i-1].Name)
			if sign == "<" {
				sign = `\le`
			} else if sign == ">" {
				sign = `\ge`
			}
			if sign != `\le` && sign != `\ge` || way != "" && way != sign {
				return nil, false
			}
			way = sign
		}
		if m == nil {
			return nil, false
		}
		letters := lettersListed(m)
		if _, number := wholeLiteral(m); !number && len(letters) != 1 {
			return nil, false
		}
		names = append(names, letters...)
	}
	if way == `\le` {
		slices.Reverse(names)
	}
	return names, len(names) > 0 && way != ""
}

// orderBounds gives the bounds that a number in such a relation puts on the letters before it.
func (e *evaluator) orderBounds(r *syntax.Relation, block, row int) []rangeBound {
	members := slices.Clone(r.Members)
	signs := make([]string, len(r.Operators))
	for i, o := range r.Operators {
		signs[i] = relationOf(o.Name)
	}
	if signs[0] == "<" || signs[0] == `\le` {
		slices.Reverse(members)
		slices.Reverse(signs)
		for i := range signs {
			signs[i] = mirrored[signs[i]]
		}
	}
	var all []rangeBound
	for i, m := range members {
		number, ok := e.plainNumber(m)
		if !ok {
			continue
		}
		for j := range i {
			for _, letter := range lettersListed(members[j]) {
				relation := `\ge`
				if slices.Contains(signs[j:i], ">") {
					relation = ">"
				}
				all = append(all, rangeBound{letter: letter, relation: relation, number: number, block: block, row: row, at: r.At.Start})
			}
		}
	}
	return all
}

// wordsBefore are the words directly before a clause.
func (s *surroundings) wordsBefore(block, r, j int) string {
	row := s.document.Blocks[block].Formula.Rows[r]
	if lead := strings.TrimSpace(row.Clauses[j].Lead); lead != "" {
		return lead
	}
	if j > 0 {
		return strings.TrimSpace(row.Clauses[j-1].Trail)
	}
	if r == 0 && block > 0 && s.document.Blocks[block-1].Formula == nil {
		return strings.TrimSpace(s.document.Blocks[block-1].Text)
	}
	return ""
}

// least is the least integer that a bound allows.
func (b rangeBound) least() (int64, bool) {
	switch b.relation {
	case `\ge`:
		return new(big.Int).Neg(new(big.Int).Div(new(big.Int).Neg(b.number.Num()), b.number.Denom())).Int64(), true
	case ">":
		return new(big.Int).Div(b.number.Num(), b.number.Denom()).Int64() + 1, true
	}
	return 0, false
}

// rangeOfClaim finds the first index a claim is about: in its own row, in its
// sentence, or in a sentence before it that says it of all that follows. The last
// result is false where the text is silent.
func (s *surroundings) rangeOfClaim(letter string, c showing) (int64, bool) {
	here := s.sentenceOf(c)
	if here < 0 {
		return 0, false
	}
	if from, ok := s.sentences[here].rangeOf(letter, c); ok {
		return from, true
	}
	if next := here + 1; next < len(s.sentences) {
		if n := s.sentences[next]; len(n.statements()) == 0 && explains.MatchString(n.text) {
			if from, ok := n.all(letter); ok {
				return from, true
			}
		}
	}
	if statement.MatchString(s.sentences[here].text) { // "Prove P(n) for all n >= 1."
		for i := here + 1; i < len(s.sentences) && len(s.sentences[i].statements()) == 0; i++ {
			if from, ok := s.sentences[i].all(letter); ok {
				return from, true
			}
		}
	}
	bare := s.sentences[here].isBare()
	for i := here; i >= 0; i-- {
		before := s.sentences[i]
		var from int64
		ok := false
		switch {
		case len(s.shows) == 0: // in a solution the last range spoken of still holds
			from, ok = strongest(before.until(c), letter)
		case i == here:
		case len(before.statements()) == 0:
			from, ok = before.all(letter)
		case bare && forAll.MatchString(strings.ToLower(before.text)):
			from, ok = before.ahead(letter)
		}
		if ok {
			return from, true
		}
	}
	return 0, false
}

// assumptionsFor lists the bounds on letters that are parameters: of the claim's
// sentence, and of sentences that state no other claim.
func (s *surroundings) assumptionsFor(index string, c showing) []symbolic.Assumption {
	var all []symbolic.Assumption
	relations := map[string]symbolic.Relation{
		"<": symbolic.Less, `\le`: symbolic.LessOrEqual, ">": symbolic.Greater, `\ge`: symbolic.GreaterOrEqual, `\ne`: symbolic.NotEquals,
	}
	here := s.sentenceOf(c)
	for _, b := range s.bounds {
		if b.letter == index {
			continue
		}
		in := s.sentenceOf(showing{block: b.block, row: b.row})
		applies := in == here || b.block < c.block && !s.claims(in)
		if next := here + 1; in == next && in >= 0 && len(s.sentences[in].statements()) == 0 && explains.MatchString(s.sentences[in].text) {
			applies = true
		}
		if applies {
			all = append(all, symbolic.Assumption{Name: b.letter, Relation: relations[b.relation], Bound: b.number, Elements: b.elements})
		}
	}
	return all
}

// claims says whether a sentence states a claim of the sheet.
func (s *surroundings) claims(sentence int) bool {
	for _, c := range s.shows {
		if s.sentenceOf(c) == sentence {
			return true
		}
	}
	return false
}
