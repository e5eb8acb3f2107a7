package proofs

import (
	"slices"

	"github.com/hence-math/hence/proofs/syntax"
)

// componentLetters are the letters that count the components of what is updated, such as j in
// `\theta_j \leftarrow \theta_j - \alpha g_j`: the name stands with the bare letter on both sides, and the
// sheet never moves the letter on, as a count of steps is.
func (c *checker) componentLetters() map[string]bool {
	letters, moved := map[string]bool{}, map[string]bool{}
	for _, ch := range c.chains {
		for _, m := range ch.members {
			if m != nil {
				eachName(m, func(id identifier) {
					noteMoved(id.sub, moved)
					noteMoved(id.sup, moved)
				})
			}
		}
		id, letter, ok := c.byLetter(ch)
		if ok && c.evaluator(true).takesItself(ch, id) {
			letters[letter] = true
		}
	}
	for letter := range moved {
		delete(letters, letter)
	}
	return letters
}

// noteMoved notes the letters of an index such as `t - 1`.
func noteMoved(index syntax.Node, moved map[string]bool) {
	if group, ok := index.(*syntax.Group); ok {
		index = group.Inner
	}
	sum, ok := index.(*syntax.Sum)
	if !ok {
		return
	}
	for _, t := range sum.Terms {
		if s, ok := t.Value.(*syntax.Symbol); ok {
			moved[s.Name] = true
		}
	}
}

// byLetter is the name at the head of an equation between two members, and the letter that is its
// subscript.
func (c *checker) byLetter(ch *chain) (identifier, string, bool) {
	if ch.alone || ch.head() == nil || len(ch.members) != 2 || ch.members[1] == nil {
		return identifier{}, "", false
	}
	id, ok := identify(ch.head())
	if !ok || id.sup != nil {
		return identifier{}, "", false
	}
	letter, ok := id.sub.(*syntax.Symbol)
	if !ok || c.evaluator(true).isFixed(letter) {
		return identifier{}, "", false
	}
	return id, letter.Name, true
}

// takesItself says whether the name at the head of a chain stands in the other member too.
func (e *evaluator) takesItself(ch *chain, id identifier) bool {
	return mentionsName(e, ch.members[1], e.settle(id))
}

// componentsOf are the values of the letter of a name: those that the sheet says, else the indices at
// which the sheet gives the name a value. The entries of a vector become names of their own.
func (s *sheet) componentsOf(id identifier, letter string) []int64 {
	if values := s.ranges[letter]; len(values) > 0 {
		s.splitVector(id, values)
		return values
	}
	var values []int64
	for _, b := range s.checker.env.bindings {
		if k, ok := b.component(id.base); ok && b.hasCorrect {
			values = append(values, k)
		}
	}
	if len(values) == 0 {
		values = s.splitVector(id, nil)
	}
	slices.Sort(values)
	return values
}

// component is the one subscript of a name with a base.
func (b *binding) component(base string) (int64, bool) {
	n := b.name
	if n.base != base || len(n.indices) != 1 || n.indices[0].kind != '_' || !n.indices[0].isWhole {
		return 0, false
	}
	return n.indices[0].whole, true
}

// splitVector gives each entry of a vector a name with its index and returns the indices.
func (s *sheet) splitVector(id identifier, values []int64) []int64 {
	e := s.checker.evaluator(true)
	whole := id
	whole.sub = nil
	b := s.checker.env.find(e.settle(whole).key())
	if b == nil || !b.hasCorrect || !b.correct.isMatrix || min(b.correct.rows(), b.correct.columns()) != 1 {
		return nil
	}
	entries := b.correct.entries()
	if values != nil && len(values) != len(entries) {
		return nil
	}
	for i, entry := range entries {
		if len(values) <= i {
			values = append(values, int64(i)+1)
		}
		at := id
		at.sub = numberNode(values[i])
		v := scalarValue(entry)
		s.checker.env.bind(&binding{name: e.settle(at), claimed: v, correct: v, hasClaimed: true, hasCorrect: true, link: -1})
	}
	return values
}

// overComponents gives each component its own definition where a rule is computed from assigned names, or
// from what is computed from them.
func (s *sheet) overComponents(components map[string][]int64, assigned map[string]bool) {
	e := s.checker.evaluator(true)
	for again := true; again; {
		again = false
		for key, b := range s.checker.env.bindings {
			if b.name.sup == nil && !assigned[key] && b.definition != nil && mentionsStep(b.definition, assigned) {
				assigned[key], assigned[stepKey(b.name.identifier)] = true, true
				again = true
			}
		}
		kept := s.checker.env.rules[:0]
		for _, r := range s.checker.env.rules {
			values, ok := components[r.variable]
			if !ok || r.kind != '_' || r.offset != 0 || r.name.sup != nil || !mentionsStep(r.body, assigned) {
				kept = append(kept, r)
				continue
			}
			for _, k := range values {
				id := r.name
				id.sub = numberNode(k)
				s.checker.env.bind(&binding{name: e.settle(id), definition: atIndex(r.body, r.variable, k), link: -1})
			}
			assigned[r.name.base] = true
			again = true
		}
		s.checker.env.rules = kept
	}
}

// atIndex writes a number for a letter.
func atIndex(n syntax.Node, letter string, k int64) syntax.Node {
	return rewrite(n, func(m syntax.Node) (syntax.Node, bool) {
		switch m := m.(type) {
		case *syntax.Symbol:
			return numberNode(k), m.Name == letter
		case *syntax.Big:
			return m, bindsLetter(m, letter)
		}
		return nil, false
	})
}

// bindsLetter says whether a sum or product runs over a letter.
func bindsLetter(b *syntax.Big, letter string) bool {
	bound := false
	if relation, ok := b.Lower.(*syntax.Relation); ok && len(relation.Members) > 0 {
		s, is := relation.Members[0].(*syntax.Symbol)
		bound = is && s.Name == letter
	}
	s, is := b.Lower.(*syntax.Symbol)
	return bound || is && s.Name == letter
}

// runFinds replaces what is asked for at a letter by what is asked for at each value that the letter is
// said to run through: "find $w_i$ for $i = 1, 2$".
func (s *sheet) runFinds() {
	var all []find
	for _, f := range s.finds {
		all = append(all, s.instancesOf(f)...)
	}
	s.finds = all
}

func (s *sheet) instancesOf(f find) []find {
	if f.chain == nil || !f.chain.alone {
		return []find{f}
	}
	for _, letter := range sortedKeys(s.ranges) {
		if _, itself := f.node.(*syntax.Symbol); itself || len(s.ranges[letter]) == 0 || !holdsLetter(f.node, letter) {
			continue
		}
		var all []find
		for _, k := range s.ranges[letter] {
			all = append(all, s.instancesOf(find{node: atIndex(f.node, letter, k), chain: f.chain, at: f.at})...)
		}
		return all
	}
	return []find{f}
}

// holdsLetter says whether a letter stands in a tree, and not only where a sum runs over it.
func holdsLetter(n syntax.Node, letter string) bool {
	found := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		switch m := m.(type) {
		case *syntax.Symbol:
			found = found || m.Name == letter
		case *syntax.Big:
			return !bindsLetter(m, letter)
		}
		return !found
	})
	return found
}

// countsComponents says whether a subscript is a letter that counts components.
func (s *sheet) countsComponents(sub syntax.Node) bool {
	letter, ok := sub.(*syntax.Symbol)
	return ok && s.components[letter.Name]
}
