package proofs

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// datum is the numbers of one value that a sheet gives, which are replaced together: each
// by another of its kind ([another]), or, where they add up to 1, all by themselves in another order.
type datum struct {
	spans      [][]syntax.Span // for each number, where it stands; more than once if it must stay equal to itself
	texts      []string
	rearranged bool
}

// data lists what other data may replace, in the order of the text: the numbers of the
// values that names are given, without exponents, roots and bounds.
func (s *sheet) data() []datum {
	fixed := s.fixedNames()
	part := parts(s.document)
	e := s.checker.evaluator(true)
	var all []datum
	known := map[string]int{}
	for _, t := range s.tabled {
		if id, ok := identify(t.name); ok && !fixed[id.base] {
			if d := s.datumIn(t.value); d.mayChange() {
				known[e.settle(id).key()] = len(all)
				all = append(all, d)
			}
		}
	}
	for _, ch := range s.checker.chains {
		if p := part[ch.block]; p == answersPart || p == findPart || ch.alone || ch.head() == nil {
			continue
		}
		last := ch.members[len(ch.members)-1]
		id, ok := identify(ch.head())
		if !ok || last == nil || !defines(ch.operators[0].Name) || !closed(last) || fixed[id.base] {
			continue
		}
		if _, list := last.(*syntax.List); list {
			continue // t = 0, 1, 2
		}
		d := s.datumIn(last)
		if !d.mayChange() {
			continue
		}
		key := e.settle(id).key()
		if i, again := known[key]; again && slices.Equal(all[i].texts, d.texts) {
			for k := range d.spans { // stated again
				all[i].spans[k] = append(all[i].spans[k], d.spans[k]...)
			}
			continue
		}
		known[key] = len(all)
		all = append(all, d)
	}
	return all
}

// datumIn gathers the numbers of a value. Of a symmetric matrix, entries opposite each
// other are one number.
func (s *sheet) datumIn(n syntax.Node) datum {
	var d datum
	syntax.Inspect(n, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Script:
			if n.Sub == nil && n.Sup != nil && isTranspose(n.Sup) {
				return true
			}
			return false
		case *syntax.Big, *syntax.Root, *syntax.Application:
			return false
		case *syntax.Number:
			if s.document.Text(n.At) == n.Text && len(n.Text) <= 12 && shownNumber.FindString(n.Text) == n.Text && n.Repeating == "" {
				d.texts = append(d.texts, n.Text)
				d.spans = append(d.spans, []syntax.Span{n.At})
			}
		}
		return true
	})
	if m, ok := unwrapped(n).(*syntax.Matrix); ok {
		d.mirror(s.document, m)
	}
	return d
}

// mirror joins the opposite entries of a symmetric matrix of plain numbers.
func (d *datum) mirror(document *syntax.Document, m *syntax.Matrix) {
	size := len(m.Rows)
	entry := func(i, j int) (syntax.Span, string) {
		if len(m.Rows[i]) != size || m.Rows[i][j] == nil {
			return syntax.Span{}, ""
		}
		return m.Rows[i][j].Span(), document.Text(m.Rows[i][j].Span())
	}
	for i := range size {
		for j := range i {
			_, a := entry(i, j)
			_, b := entry(j, i)
			if a == "" || a != b {
				return
			}
		}
	}
	within := func(outer, inner syntax.Span) bool { return outer.Start <= inner.Start && inner.End <= outer.End }
	for i := range size {
		for j := range i {
			upper, _ := entry(j, i)
			lower, _ := entry(i, j)
			first := slices.IndexFunc(d.spans, func(s []syntax.Span) bool { return within(upper, s[0]) })
			second := slices.IndexFunc(d.spans, func(s []syntax.Span) bool { return within(lower, s[0]) })
			if first < 0 || second < 0 {
				continue
			}
			d.spans[first] = append(d.spans[first], d.spans[second]...)
			d.spans = slices.Delete(d.spans, second, second+1)
			d.texts = slices.Delete(d.texts, second, second+1)
		}
	}
}

// mayChange says whether the numbers may change, and notes how. Zeros and tiny numbers
// may not, nor may several that say yes and no with 1 and 0.
func (d *datum) mayChange() bool {
	changes, marks, sum := false, len(d.texts) > 1, new(big.Rat)
	for _, text := range d.texts {
		r, ok := new(big.Rat).SetString(text)
		if !ok {
			return false
		}
		changes = changes || r.Cmp(tiniest) >= 0
		marks = marks && (text == "0" || text == "1")
		sum.Add(sum, r)
	}
	d.rearranged = len(d.texts) > 1 && sum.Cmp(ratOf(1)) == 0
	return changes && !marks
}

// fixedNames lists the names whose values stay: those that stand in an index, an exponent
// or a bound or are divided by alone, for they count, and those that say yes or no: 0 or 1
// and taken from 1, or several of one letter that are 0 and 1.
func (s *sheet) fixedNames() map[string]bool {
	found := map[string]bool{}
	add := func(n syntax.Node) {
		if n != nil {
			eachName(n, func(id identifier) { found[id.base] = true })
		}
	}
	marks, others := map[string]bool{}, map[string]bool{}
	family := map[string]string{} // by letter, the values that are given
	for _, ch := range s.checker.chains {
		id, ok := identify(ch.head())
		if !ok || ch.alone || ch.members[1] == nil || !closed(ch.members[1]) {
			continue
		}
		text := s.document.Text(ch.members[1].Span())
		if text == "0" || text == "1" {
			marks[id.base] = true
			family[id.base] += text
		} else {
			others[id.base] = true
		}
	}
	for base, texts := range family {
		if !others[base] && strings.Contains(texts, "0") && strings.Contains(texts, "1") {
			found[base] = true
		}
	}
	for _, ch := range s.checker.chains {
		for _, m := range ch.members {
			if m == nil {
				continue
			}
			syntax.Inspect(m, func(n syntax.Node) bool {
				switch n := n.(type) {
				case *syntax.Script:
					add(n.Sub)
					if base, ok := n.Base.(*syntax.Symbol); !ok || base.Name != "e" {
						add(n.Sup) // what e is raised to counts nothing
					}
				case *syntax.Big:
					add(n.Lower)
					add(n.Upper)
				case *syntax.Fraction:
					if _, ok := identify(n.Denominator); ok {
						add(n.Denominator)
					}
				case *syntax.Sum:
					if id, ok := takenFromOne(n); ok && marks[id.base] {
						found[id.base] = true
					}
				}
				return true
			})
		}
	}
	return found
}

// takenFromOne gives the name in `1 - y`.
func takenFromOne(n *syntax.Sum) (identifier, bool) {
	if len(n.Terms) != 2 || plainSign(n.Terms[1].Sign) != "-" {
		return identifier{}, false
	}
	if one, ok := n.Terms[0].Value.(*syntax.Number); !ok || one.Text != "1" {
		return identifier{}, false
	}
	return identify(n.Terms[1].Value)
}

// varied writes other numbers in the place of some of the data: of nearly all in the first
// trials, of fewer the longer the search goes on, for what was given is short.
func varied(text string, data []datum, random *rand.Rand, trial int) string {
	keep := min(trial/40, 8) // in tenths
	f := &fixer{}
	for _, d := range data {
		texts := slices.Clone(d.texts)
		if d.rearranged {
			random.Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
		} else {
			for i, old := range texts {
				if random.IntN(10) >= keep {
					texts[i] = another(old, random)
				}
			}
		}
		for i, spans := range d.spans {
			for _, span := range spans {
				f.edits = append(f.edits, textEdit{span, texts[i]})
			}
		}
	}
	out, _ := f.apply(text)
	return out
}

// tiniest is the least number that is replaced: smaller ones keep a division from
// dividing by zero.
var tiniest = big.NewRat(1, 10_000)

// another gives a number of the same kind: as many digits before the point and behind it;
// one between 0 and 1 stays on its side of 1/2 and as near to 0 or to 1. Zero and tiny
// numbers stay.
func another(old string, random *rand.Rand) string {
	value, ok := new(big.Rat).SetString(old)
	if !ok || value.Cmp(tiniest) < 0 {
		return old
	}
	whole, places, _ := strings.Cut(old, ".")
	if strings.Trim(whole, "0") != "" {
		number := digits(len(whole), random, 1)
		if places != "" {
			number += "." + digits(len(places), random, 0)
		}
		return number
	}
	// Between 0 and 1: the zeros or nines it begins with stay, but for the last place.
	lead := 0
	for lead < len(places)-1 && (places[lead] == '0' || places[lead] == '9') && places[lead] == places[0] {
		lead++
	}
	least, most := 1, 9
	if lead > 0 && places[0] == '9' {
		least = 5
	} else if lead == 0 {
		if half := big.NewRat(1, 2); value.Cmp(half) > 0 {
			least = 5
		} else {
			most = 5
		}
	}
	first := least + random.IntN(most-least+1)
	rest := len(places) - lead - 1
	number := whole + "." + places[:lead] + strconv.Itoa(first)
	if rest > 0 {
		number += digits(rest, random, 0)
	}
	return number
}

// digits writes a random number of that many digits. The first is at least least,
// and a last one behind the point no zero.
func digits(count int, random *rand.Rand, least int) string {
	var b strings.Builder
	for i := range count {
		from := 0
		if i == 0 {
			from = least
		}
		if least == 0 && i == count-1 {
			from = 1
		}
		b.WriteByte(byte('0' + from + random.IntN(10-from)))
	}
	return b.String()
}
