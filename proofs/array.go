package proofs

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// array is a definition with several indices: `A_{ij} = i + j`, `x^{(t)}_i = ...`,
// `C_{n,k} = C_{n-1,k-1} + C_{n-1,k}`.
type array struct {
	name    identifier
	indices []arrayIndex
	body    syntax.Node
	at      syntax.Span
	scope   *environment
}

// arrayIndex is one place of an array's name: a letter plus a number, or, where the
// letter is empty, the number itself.
type arrayIndex struct {
	variable string
	offset   int64
}

// arrayHead reads the name and the body of a definition as those of an array: two
// indices or more are letters, all of them free, and the body holds each.
func (e *evaluator) arrayHead(s settled, body syntax.Node) (*array, bool) {
	a := &array{name: s.identifier, body: body, at: s.at}
	letters := map[string]bool{}
	for _, part := range indicesOf(s.identifier) {
		if k, ok := e.integer(part); ok {
			a.indices = append(a.indices, arrayIndex{offset: k})
			continue
		}
		variable, offset, ok := e.affineIndex(part)
		if !ok || letters[variable] || !mentions(body, variable) {
			return nil, false
		}
		letters[variable] = true
		a.indices = append(a.indices, arrayIndex{variable: variable, offset: offset})
	}
	return a, len(letters) > 1
}

// indicesOf lists the single indices of a name: those below it, then the one above.
func indicesOf(id identifier) []syntax.Node {
	parts := indexParts(id.sub)
	if g, ok := id.sup.(*syntax.Group); ok && g.Inner != nil {
		parts = append(parts, g.Inner)
	}
	return parts
}

// letters lists the letters that run.
func (a *array) letters() []string {
	var all []string
	for _, index := range a.indices {
		if index.variable != "" {
			all = append(all, index.variable)
		}
	}
	return all
}

// element binds the letters of an array where the name is one of its elements.
func (e *evaluator) element(a *array, s settled) (*evaluator, bool) {
	if a.name.plain != s.plain || a.name.bold != s.bold || (a.name.sup == nil) != (s.sup == nil) {
		return nil, false
	}
	at, ok := e.indexValues(s.identifier, len(a.indices))
	if !ok {
		return nil, false
	}
	inner := e
	for i, index := range a.indices {
		value := at[i] - index.offset
		switch {
		case index.variable != "":
			inner = inner.withIndex(index.variable, value)
		case value != 0:
			return nil, false
		}
	}
	return inner, true
}

// indexValues evaluates so many indices of a name; the digits of `A_{12}` are two.
func (e *evaluator) indexValues(id identifier, count int) ([]int64, bool) {
	parts := indicesOf(id)
	var values []int64
	for _, part := range parts {
		number, literal := part.(*syntax.Number)
		if literal && len(parts) < count && len(number.Text) == count-len(parts)+1 {
			for _, digit := range number.Text {
				if digit < '0' || digit > '9' {
					return nil, false
				}
				values = append(values, int64(digit-'0'))
			}
			continue
		}
		k, ok := e.integer(part)
		if !ok || k < 0 {
			return nil, false
		}
		values = append(values, k)
	}
	return values, len(values) == count
}

// byArray gives the value of an element of an array.
func (e *evaluator) byArray(s settled, at syntax.Span) ([]candidate, *failure, bool) {
	for _, a := range e.env.allArrays() {
		inner, ok := e.element(a, s)
		if !ok {
			continue
		}
		key := s.key()
		note(&e.trace.names, key)
		if len(e.open) > e.limits.Depth*8 {
			return nil, &failure{verdict: Unknown, reason: Limit, at: at, says: "this takes too many steps"}, true
		}
		remember := len(inner.formals) == 0 && e.exampleIndex == ""
		if cs, ok := e.memo[key]; ok && remember {
			return cs, nil, true
		}
		cs, failed := inner.unfold(a.body, key, at)
		if failed == nil && remember {
			e.remember(key, cs)
		}
		return cs, failed, true
	}
	return nil, nil, false
}

// otherDigits is the key of the name with its digits apart, `A_{1,2}` for `A_{12}`, or
// the other way round.
func (s settled) otherDigits() (string, bool) {
	other := s
	other.indices = slices.Clone(s.indices)
	for i, index := range s.indices {
		if index.kind != '_' || len(index.text) < 2 || len(index.text) > 5 {
			continue
		}
		digits := strings.Split(index.text, ",")
		joined := strings.Join(digits, "")
		if strings.Trim(joined, "0123456789") != "" {
			continue
		}
		switch {
		case len(digits) == len(joined):
			other.indices[i].text = joined
		case len(digits) == 1:
			other.indices[i].text = strings.Join(strings.Split(joined, ""), ",")
		default:
			continue
		}
		return other.key(), true
	}
	return "", false
}

// allArrays lists the arrays in scope, innermost and latest first.
func (e *environment) allArrays() []*array {
	var all []*array
	for s := e; s != nil; s = s.parent {
		for i := len(s.arrays) - 1; i >= 0; i-- {
			all = append(all, s.arrays[i])
		}
	}
	return all
}

// hasArray says whether an array of the same name is known.
func (e *evaluator) hasArray(s settled) bool {
	for _, a := range e.env.allArrays() {
		if a.name.plain == s.plain && len(a.indices) == len(indicesOf(s.identifier)) {
			return true
		}
	}
	return false
}

// elementNode writes the name of an element with its indices as numbers.
func (e *evaluator) elementNode(a *array, s settled) syntax.Node {
	at, ok := e.indexValues(s.identifier, len(a.indices))
	if !ok {
		return s.node()
	}
	id := s.identifier
	if g, isGroup := id.sup.(*syntax.Group); isGroup {
		last := numberNode(at[len(at)-1])
		id.sup = &syntax.Group{At: g.At, Open: g.Open, Close: g.Close, Inner: last}
		at = at[:len(at)-1]
	}
	if len(at) == 1 {
		id.sub = numberNode(at[0])
		return id.node()
	}
	texts := make([]string, len(at))
	items := make([]syntax.Node, len(at))
	_, listed := s.sub.(*syntax.List)
	single := !listed // S_{11} only where the commas are left out
	for i, k := range at {
		texts[i], items[i] = strconv.FormatInt(k, 10), numberNode(k)
		single = single && k < 10
	}
	if single {
		id.sub = &syntax.Number{At: s.at, Text: strings.Join(texts, "")}
	} else {
		id.sub = &syntax.List{At: s.at, Items: items, Separator: ","}
	}
	return id.node()
}
