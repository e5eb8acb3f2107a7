package proofs

import (
	"maps"
	"slices"
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
	updates, components := s.updates()
	if len(updates) == 0 {
		return
	}
	assigned := map[string]bool{}
	for _, u := range updates {
		assigned[stepKey(u.id)] = true
		if u.letter != "" {
			assigned[u.id.base] = true
		}
	}
	s.overComponents(components, maps.Clone(assigned))
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
	next := maps.Clone(now)
	var made []string
	for i, u := range updates {
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
		made = append(made, stepKey(u.id))
		if u.letter != "" {
			made = append(made, u.id.base)
		}
		if i+1 < len(updates) && u.chain == updates[i+1].chain {
			continue // all components are updated at once
		}
		for _, key := range made {
			next[key] = nextIndex(stepIndex)
		}
	}
	s.assigned, s.derived = assigned, derived
	s.countSteps(stepIndex)
}

// update gives a name a new value. The letter is that of the components, where the sheet writes the update
// for all of them at once.
type update struct {
	chain  *chain
	id     identifier
	body   syntax.Node
	letter string
}

// updates lists what the sheet gives new values, in its order, with the values of the letters that components
// are counted by.
func (s *sheet) updates() (all []update, components map[string][]int64) {
	components = map[string][]int64{}
	for _, ch := range s.checker.chains {
		if !s.isUpdate(ch) {
			continue
		}
		id, letter, ok := s.checker.byLetter(ch)
		if !ok {
			id, _ = identify(ch.head())
			all = append(all, update{chain: ch, id: id, body: ch.members[1]})
			continue
		}
		values := s.componentsOf(id, letter)
		if len(values) == 0 {
			s.checker.find("components-unsaid", SeverityError, ch.head().Span().Start,
				"the sheet does not say which components $%[1]s$ has; give them values, or the range of $%[2]s$, as in $%[2]s = 1, 2$", s.document.Text(ch.head().Span()), letter)
		}
		for _, k := range values {
			at := id
			at.sub = numberNode(k)
			all = append(all, update{chain: ch, id: at, body: atIndex(ch.members[1], letter, k), letter: letter})
		}
		components[letter] = values
	}
	return all, components
}

// isUpdate says whether a chain gives a name without an index, or every component of one, a new value.
func (s *sheet) isUpdate(ch *chain) bool {
	c := s.checker
	if ch.alone || ch.head() == nil || ch.members[1] == nil || len(ch.members) != 2 {
		return false
	}
	id, ok := identify(ch.head())
	e := c.evaluator(true)
	if !ok || id.sup != nil || id.sub != nil && !e.isFixed(id.sub) && !s.countsComponents(id.sub) {
		return false
	}
	self := e.takesItself(ch, id)
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

// afterOneStep says without a number that an update is made once.
var afterOneStep = newPhrase(`(?i)\b(?:after|following)\s+(?:an?|the|this|that)\s+(?:\w+\s+){0,2}(?:update|step|iteration)\b|\b(?:new|updated|next)\s+(?:values?|weights?|parameters?|iterates?)\b`)

var numberWords = map[string]int64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}

// countSteps finds how many steps the words name and makes every asked-for name that has a step mean its value
// after them. Where they name none, one is made.
func (s *sheet) countSteps(stepIndex string) {
	for _, b := range s.document.Blocks {
		m := stepsInWords.FindStringSubmatch(b.Text)
		if m == nil {
			continue
		}
		if k, ok := numberWords[strings.ToLower(m[1])]; ok {
			s.steps = k
		} else if k, err := strconv.ParseInt(m[1], 10, 64); err == nil {
			s.steps = k
		}
	}
	if s.steps == 0 {
		s.makeOneStep()
	}
	for t := range s.steps {
		s.ranges[stepIndex] = append(s.ranges[stepIndex], t)
	}
	for i, f := range s.finds {
		s.finds[i].node = s.afterSteps(f.node)
	}
}

// makeOneStep lets the updates be made once if a name that they give a new value is asked for, and warns where no
// word says so.
func (s *sheet) makeOneStep() {
	for _, f := range s.finds {
		id, ok := identify(f.node)
		if !ok || id.sup != nil || !s.assigned[stepKey(id)] && !s.assigned[id.base] {
			continue
		}
		s.steps = 1
		if !slices.ContainsFunc(s.document.Blocks, func(b syntax.Block) bool { return afterOneStep.MatchString(b.Text) }) {
			s.checker.find("steps-unsaid", SeverityWarning, f.at.Start,
				"the sheet does not say after how many updates $%s$ is asked for, and one is made; say it, as in \"after three updates\"", s.document.Text(f.at))
		}
		return
	}
}

// afterSteps is the name of a value after all steps, for a name that gets new values.
func (s *sheet) afterSteps(n syntax.Node) syntax.Node {
	id, ok := identify(n)
	switch {
	case !ok || id.sup != nil || s.steps == 0:
	case s.assigned[stepKey(id)] || s.assigned[id.base]:
		return identifierAt(id, s.steps).node()
	case s.derived[stepKey(id)] || s.derived[id.base]:
		return identifierAt(id, s.steps-1).node()
	}
	return n
}

func mentionsBase(n syntax.Node, bases map[string]bool) bool {
	found := false
	eachName(n, func(id identifier) { found = found || bases[id.base] })
	return found
}
