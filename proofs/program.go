package proofs

import (
	"strconv"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// stepLetter is a letter that the sheet does not use, for the index that a program
// without indices counts its steps by.
func (s *sheet) stepLetter() string {
	for _, letter := range []string{"k", "t", "s", "j", "n", "i", "r"} {
		if s.checker.names.bare[letter] == 0 && s.checker.names.applied[letter] == 0 {
			return letter
		}
	}
	return "\\tau"
}

// program turns the updates of a sheet that writes them without an index,
// `v \leftarrow \beta v - \alpha g`, `w \leftarrow w + v`, into rules: each
// assigned name gets the index of the step, a name assigned earlier in the same
// step stands for its new value, and what is computed from assigned names is
// computed from those of the step's beginning.
func (s *sheet) program() {
	c := s.checker
	e := c.evaluator(true)
	stepIndex := s.stepLetter()
	type update struct {
		id   identifier
		body syntax.Node
	}
	var updates []update
	assigned := map[string]bool{}
	for _, ch := range c.chains {
		if !c.isUpdate(ch) {
			continue
		}
		id, _ := identify(ch.head())
		updates = append(updates, update{id, ch.members[1]})
		assigned[stepKey(id)] = true
	}
	if len(updates) == 0 {
		return
	}
	// What is computed from assigned names belongs to the step too.
	derived := map[string]bool{}
	for again := true; again; {
		again = false
		for _, key := range sortedKeys(c.env.bindings) {
			b := c.env.bindings[key]
			name := stepKey(b.name.identifier)
			if b.name.sup != nil || assigned[name] || derived[name] || b.definition == nil {
				continue
			}
			if mentionsStep(b.definition, assigned) || mentionsStep(b.definition, derived) {
				derived[name] = true
				again = true
			}
		}
	}
	now := map[string]syntax.Node{}
	for base := range assigned {
		now[base] = &syntax.Symbol{Name: stepIndex}
	}
	for base := range derived {
		now[base] = &syntax.Symbol{Name: stepIndex}
	}
	for _, key := range sortedKeys(c.env.bindings) {
		b := c.env.bindings[key]
		if derived[stepKey(b.name.identifier)] && b.definition != nil && b.name.sup == nil {
			c.env.rules = append(c.env.rules, &rule{
				name: indexedBy(b.name.identifier, stepIndex), kind: '^', variable: stepIndex, body: withSteps(b.definition, now), scope: c.env,
			})
			c.env.remove(key)
		}
	}
	next := map[string]syntax.Node{}
	for base, n := range now {
		next[base] = n
	}
	for _, u := range updates {
		key := e.settle(u.id).key()
		if b, ok := c.env.bindings[key]; ok && b.hasCorrect {
			first := *b
			first.name = e.settle(identifierAt(u.id, 0))
			first.definition = nil
			s.started = append(s.started, &first)
			c.env.remove(key)
			c.env.bind(&first)
		}
		c.env.rules = append(c.env.rules, &rule{
			name: indexedBy(u.id, stepIndex), kind: '^', variable: stepIndex, offset: 1, body: withSteps(u.body, next), scope: c.env,
		})
		next[stepKey(u.id)] = nextIndex(stepIndex)
	}
	s.countSteps(stepIndex, assigned, derived)
}

// isUpdate says whether a chain gives a name without an index a new value.
func (c *checker) isUpdate(ch *chain) bool {
	if ch.alone || ch.head() == nil || ch.members[1] == nil || len(ch.members) != 2 {
		return false
	}
	id, ok := identify(ch.head())
	e := c.evaluator(true)
	if !ok || id.sup != nil || id.sub != nil && !e.isFixed(id.sub) {
		return false
	}
	self := mentionsName(e, ch.members[1], e.settle(id))
	if ch.operators[0].Name == "=" && self {
		return c.isSheet && stepsInWords.MatchString(c.document.Source) // as programs write it
	}
	return isAssignment(ch.operators[0].Name) || ch.operators[0].Name == ":=" && self
}

// stepKey is what a name that gets new values goes by: `w`, `w_1`, `v_{dw}`.
func stepKey(id identifier) string {
	if id.sub == nil {
		return id.base
	}
	return id.base + "_" + syntax.Print(id.sub)
}

// mentionsStep says whether a tree holds a name, or an entry of one, out of a list.
func mentionsStep(n syntax.Node, names map[string]bool) bool {
	found := false
	eachName(n, func(id identifier) { found = found || id.sup == nil && (names[stepKey(id)] || names[id.base]) })
	return found
}

// indexedBy is a name with a letter for its step.
func indexedBy(id identifier, letter string) identifier {
	id.sup = &syntax.Group{Open: "(", Close: ")", Inner: &syntax.Symbol{Name: letter}}
	return id
}

func identifierAt(id identifier, k int64) identifier {
	id.sup = &syntax.Group{Open: "(", Close: ")", Inner: numberNode(k)}
	return id
}

// withSteps writes a tree with the step on every name that has one.
func withSteps(n syntax.Node, steps map[string]syntax.Node) syntax.Node {
	return rewrite(n, func(m syntax.Node) (syntax.Node, bool) {
		switch m := m.(type) {
		case *syntax.Symbol, *syntax.Accent:
			if id, ok := identify(m); ok {
				if at, is := steps[id.base]; is {
					return &syntax.Script{At: m.Span(), Base: id.written, Sup: &syntax.Group{Open: "(", Close: ")", Inner: at}}, true
				}
			}
		case *syntax.Script:
			id, ok := identify(&syntax.Script{At: m.At, Base: m.Base, Primes: m.Primes})
			if !ok {
				return nil, false
			}
			id.sub = m.Sub
			at, is := steps[stepKey(id)]
			if !is {
				at, is = steps[id.base]
			}
			if !is && m.Sup == nil {
				return m, true // another name
			}
			if !is {
				return &syntax.Script{At: m.At, Base: m.Base, Primes: m.Primes, Sub: m.Sub, Sup: withSteps(m.Sup, steps)}, true
			}
			named := &syntax.Script{At: m.At, Base: id.written, Primes: m.Primes, Sub: m.Sub, Sup: &syntax.Group{Open: "(", Close: ")", Inner: at}}
			if m.Sup == nil {
				return named, true
			}
			return &syntax.Script{At: m.At, Base: &syntax.Group{Open: "(", Close: ")", Inner: named}, Sup: m.Sup}, true
		}
		return nil, false
	})
}

// stepsInWords finds "three updates", "10 iterations".
var stepsInWords = newPhrase(`(?i)\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\s+(?:\w+\s+)?(updates?|steps?|iterations?|epochs?|times)\b`)

var numberWords = map[string]int64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}

// countSteps makes every asked-for name that has a step mean its value after the
// number of steps that the words name.
func (s *sheet) countSteps(stepIndex string, assigned, derived map[string]bool) {
	steps := int64(0)
	for _, b := range s.document.Blocks {
		m := stepsInWords.FindStringSubmatch(b.Text)
		if m == nil {
			continue
		}
		if k, ok := numberWords[strings.ToLower(m[1])]; ok {
			steps = k
		} else if k, err := strconv.ParseInt(m[1], 10, 64); err == nil {
			steps = k
		}
	}
	for t := range steps {
		s.ranges[stepIndex] = append(s.ranges[stepIndex], t)
	}
	for i, f := range s.finds {
		id, ok := identify(f.node)
		if !ok || id.sup != nil || steps == 0 {
			continue
		}
		switch {
		case assigned[stepKey(id)] || assigned[id.base]:
			s.finds[i].node = identifierAt(id, steps).node()
		case derived[stepKey(id)] || derived[id.base]:
			s.finds[i].node = identifierAt(id, steps-1).node()
		}
	}
}

func mentionsBase(n syntax.Node, bases map[string]bool) bool {
	found := false
	eachName(n, func(id identifier) { found = found || bases[id.base] })
	return found
}
