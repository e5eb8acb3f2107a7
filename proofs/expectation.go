package proofs

import (
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// expectations takes the brackets of E[...] off a claim: an expectation is linear, the rule of a moving average
// becomes a rule for its expectation, and the expectations of what arrives at each step are those that the
// document states.
type expectations struct {
	evaluator *evaluator
	random    map[string]bool // bases of what is no number
	stated    []statedExpectation
	constant  bool            // the document calls what arrives stationary
	done      map[string]bool // families whose rule has its expectation
	failed    bool
}

// statedExpectation is a line such as `E[g_t] = \mu` for every t.
type statedExpectation struct {
	body   syntax.Node
	letter string
	value  syntax.Node
}

var (
	expectationWords = newPhrase(`(?i)\bexpect(?:ed|ation|ations)?\b|\bmean\b`)
	stationaryWords  = newPhrase(`(?i)\bstationar|\bidentically distributed\b|\bi\.\s?i\.\s?d\b|\bsame (?:mean|expectation|expected value|distribution|moments?|first moment|second moment)\b`)
)

// expectationOf gives the body of `E[...]` where it begins at a factor of a product.
func (x *expectations) expectationOf(p *syntax.Product, i int) (body syntax.Node, ok bool) {
	if i+1 >= len(p.Factors) || p.Factors[i+1].Operator != "" {
		return nil, false
	}
	return x.bracketsBehind(p.Factors[i].Value, withoutPower(p.Factors[i+1].Value))
}

func (x *expectations) bracketsBehind(f, behind syntax.Node) (body syntax.Node, ok bool) {
	sign, is := f.(*syntax.Symbol)
	if !is || sign.Name != "E" {
		return nil, false
	}
	switch g := behind.(type) {
	case *syntax.Group:
		round := g.Open == "(" && (sign.Font == "mathbb" || sign.Font == "operatorname" || x.wordsMatch(expectationWords))
		if g.Open != "[" && g.Open != `\{` && g.Open != "{" && !round {
			return nil, false
		}
		body = g.Inner
	case *syntax.Matrix:
		if g.Environment != "[" || len(g.Rows) != 1 || len(g.Rows[0]) != 1 {
			return nil, false
		}
		body = g.Rows[0][0]
	}
	return body, body != nil && len(indexedNames(body)) > 0
}

func (x *expectations) wordsMatch(words *phrase) bool {
	for _, b := range x.evaluator.document.Blocks {
		if b.Kind != syntax.Math && words.MatchString(b.Text) {
			return true
		}
	}
	return false
}

// indexedNames lists the bases of the names in a tree whose index holds a letter.
func indexedNames(n syntax.Node) []string {
	var all []string
	eachName(n, func(id identifier) {
		if _, index, single := indexNode(id); single && index != nil && mentionsLetters(index) {
			all = append(all, id.base)
		}
	})
	return all
}

// bodies calls f with the body of every expectation in a tree.
func (x *expectations) bodies(n syntax.Node, f func(body syntax.Node)) {
	if n == nil {
		return
	}
	syntax.Inspect(n, func(m syntax.Node) bool {
		switch m := m.(type) {
		case *syntax.Product:
			for i := range m.Factors {
				if body, ok := x.expectationOf(m, i); ok {
					f(body)
				}
			}
		case *syntax.Application:
			if body, ok := x.bracketsBehind(m.Function, m.Argument); ok {
				f(body)
			}
		}
		return true
	})
}

// withoutExpectations writes the members of a claim without expectations. It returns them as they are where there
// are none, and false where an expectation cannot be taken off.
func (s *sheet) withoutExpectations(e *evaluator, members []syntax.Node) ([]syntax.Node, bool) {
	x := &expectations{evaluator: e, random: map[string]bool{}, done: map[string]bool{}}
	for _, m := range members {
		x.bodies(m, func(body syntax.Node) {
			for _, base := range indexedNames(body) {
				x.random[base] = true
			}
		})
	}
	if len(x.random) == 0 {
		return members, true
	}
	x.constant = x.wordsMatch(stationaryWords)
	for _, ch := range s.checker.chains {
		if len(ch.members) == 2 && ch.head() != members[0] && ch.operators[0].Name == "=" && ch.members[0] != nil && ch.members[1] != nil {
			x.takeStated(ch.members[0], ch.members[1])
		}
	}
	for grown := true; grown; { // what random names are made of is random
		grown = false
		for _, r := range e.env.allRules() {
			if !x.random[r.name.base] {
				continue
			}
			for _, base := range indexedNames(r.body) {
				grown = grown || !x.random[base]
				x.random[base] = true
			}
		}
	}
	written := make([]syntax.Node, len(members))
	for i, m := range members {
		written[i] = x.takenOff(m)
	}
	return written, !x.failed
}

// takeStated notes an equation `E[g_t^2] = \sigma^2`.
func (x *expectations) takeStated(left, right syntax.Node) {
	var body syntax.Node
	switch n := unwrapped(left).(type) {
	case *syntax.Product:
		if len(n.Factors) == 2 {
			body, _ = x.expectationOf(n, 0)
		}
	case *syntax.Application:
		body, _ = x.bracketsBehind(n.Function, n.Argument)
	}
	if body == nil {
		return
	}
	index, ok := firstIndex(body)
	if letter, is := index.(*syntax.Symbol); ok && is {
		for _, base := range indexedNames(body) {
			x.random[base] = true
		}
		x.stated = append(x.stated, statedExpectation{body: body, letter: letter.Name, value: right})
	}
}

// firstIndex is the index of the first indexed name in a tree.
func firstIndex(n syntax.Node) (index syntax.Node, ok bool) {
	eachName(n, func(id identifier) {
		if _, node, single := indexNode(id); single && node != nil && !ok {
			index, ok = node, true
		}
	})
	return index, ok
}

// takenOff writes a tree with the value of each expectation in the place of its brackets.
func (x *expectations) takenOff(n syntax.Node) syntax.Node {
	return rewrite(n, func(m syntax.Node) (syntax.Node, bool) {
		switch m := m.(type) {
		case *syntax.Application:
			if body, ok := x.bracketsBehind(m.Function, m.Argument); ok {
				return bracketed(x.expected(body)), true
			}
		case *syntax.Product:
			out := &syntax.Product{At: m.At}
			changed := false
			for i := 0; i < len(m.Factors); i++ {
				f := m.Factors[i]
				body, ok := x.expectationOf(m, i)
				if !ok {
					f.Value = x.takenOff(f.Value)
					out.Factors = append(out.Factors, f)
					continue
				}
				changed = true
				i++
				value := bracketed(x.expected(body))
				if power, raised := m.Factors[i].Value.(*syntax.Script); raised {
					value = &syntax.Script{At: power.At, Base: value, Sup: power.Sup}
				}
				out.Factors = append(out.Factors, syntax.Factor{Operator: f.Operator, OperatorAt: f.OperatorAt, Value: value})
			}
			if changed && len(out.Factors) == 1 {
				return out.Factors[0].Value, true
			}
			return out, changed
		}
		return nil, false
	})
}

func (x *expectations) isRandom(n syntax.Node) bool {
	found := false
	eachName(n, func(id identifier) {
		_, index, single := indexNode(id)
		found = found || x.random[id.base] && (single && index != nil)
	})
	return found
}

// expected writes the expectation of a tree.
func (x *expectations) expected(n syntax.Node) syntax.Node {
	if x.failed || !x.isRandom(n) {
		return n
	}
	if v := x.statedFor(n); v != nil {
		return v
	}
	if id, ok := identify(n); ok {
		return x.ofName(id, "")
	}
	switch n := n.(type) {
	case *syntax.Wrapped:
		return x.expected(n.Inner)
	case *syntax.Group:
		if n.Open == "(" || n.Open == "[" || n.Open == `\{` || n.Open == "{" {
			return &syntax.Group{At: n.At, Open: "(", Close: ")", Inner: x.expected(n.Inner)}
		}
	case *syntax.Sum:
		out := &syntax.Sum{At: n.At}
		for _, t := range n.Terms {
			out.Terms = append(out.Terms, syntax.Term{Sign: t.Sign, SignAt: t.SignAt, Value: x.expected(t.Value)})
		}
		return out
	case *syntax.Product:
		out := &syntax.Product{At: n.At}
		random := 0
		for _, f := range n.Factors {
			if x.isRandom(f.Value) {
				if random++; random > 1 || division(f.Operator) {
					break
				}
				f.Value = bracketed(x.expected(f.Value))
			}
			out.Factors = append(out.Factors, f)
		}
		if len(out.Factors) == len(n.Factors) {
			return out
		}
	case *syntax.Fraction:
		if !x.isRandom(n.Denominator) && !isBinomial(n.Command) {
			return &syntax.Fraction{At: n.At, Command: n.Command, Numerator: x.expected(n.Numerator), Denominator: n.Denominator}
		}
	case *syntax.Big:
		if n.Operator == `\sum` && (n.Lower == nil || !x.isRandom(n.Lower)) && (n.Upper == nil || !x.isRandom(n.Upper)) {
			return &syntax.Big{At: n.At, Operator: n.Operator, Lower: n.Lower, Upper: n.Upper, Body: x.expected(n.Body)}
		}
	case *syntax.Script:
		if id, ok := identify(n.Base); n.Sub == nil && n.Sup != nil && ok && closed(n.Sup) {
			return x.ofName(id, "^"+syntax.Print(n.Sup))
		}
		if id, ok := identify(&syntax.Script{Base: n.Base, Sub: n.Sub}); n.Sub != nil && n.Sup != nil && ok && closed(n.Sup) {
			return x.ofName(id, "^"+syntax.Print(n.Sup))
		}
	}
	x.failed = true
	return n
}

// statedFor gives the value that the document states for the expectation of a tree.
func (x *expectations) statedFor(n syntax.Node) syntax.Node {
	index, ok := firstIndex(n)
	if !ok {
		return nil
	}
	printed := spaceless(syntax.Print(n))
	for _, s := range x.stated {
		if spaceless(syntax.Print(inPlaceOf(s.body, s.letter, index))) == printed {
			return inPlaceOf(s.value, s.letter, index)
		}
	}
	return nil
}

// ofName is the expectation of an element, or of a power of it: an element of the family that the expectations
// make, which has a rule if the element has one and the power is the first.
func (x *expectations) ofName(id identifier, power string) syntax.Node {
	kind, index, single := indexNode(id)
	if !single || index == nil {
		x.failed = true
		return &syntax.Symbol{Name: id.base}
	}
	name := expectedName(id.base + power)
	if power == "" && x.giveRule(id, kind, name) {
		return elementAt(name, kind, index)
	}
	if x.constant {
		return name
	}
	return elementAt(name, kind, index)
}

// expectedName is the name of a family's expectations. No text has it.
func expectedName(base string) *syntax.Symbol {
	return &syntax.Symbol{Name: `\mathbb{E}` + strings.TrimSpace(base)}
}

func elementAt(name syntax.Node, kind byte, index syntax.Node) syntax.Node {
	if kind == '^' {
		return &syntax.Script{Base: name, Sup: &syntax.Group{Open: "(", Close: ")", Inner: index}}
	}
	return &syntax.Script{Base: name, Sub: index}
}

// giveRule gives the expectations of a family their rule and first values. It reports whether the family has a rule.
func (x *expectations) giveRule(id identifier, kind byte, name *syntax.Symbol) bool {
	env := x.evaluator.env
	for _, r := range env.allRules() {
		if r.name.base != id.base || r.kind != kind {
			continue
		}
		if x.done[id.base] {
			return true
		}
		x.done[id.base] = true
		renamed := func(old identifier) identifier {
			old.base, old.plain, old.bold, old.written = name.Name, name.Name, false, name
			return old
		}
		for _, b := range env.family(identifier{base: id.base, plain: id.plain}, false) {
			value := *b
			value.name.identifier = renamed(b.name.identifier)
			value.definition = nil
			env.bind(&value)
		}
		of := *r
		of.name, of.body = renamed(r.name), x.expected(r.body)
		env.rules = append(env.rules, &of)
		return true
	}
	return false
}
