package proofs

import (
	"strings"
	"unicode"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// juxtaposed gives the value of two neighbours that are no plain product: the
// power of a function's value, an inverse function, the brackets of
// an expectation or an index, a segment named by its two ends. The last result is
// false where nothing of the kind stands at f.
func (e *evaluator) juxtaposed(n *syntax.Product, i int) ([]candidate, *failure, bool) {
	f, next := n.Factors[i].Value, n.Factors[i+1].Value
	if name, power, ok := e.segment(f, next); ok {
		if i+2 < len(n.Factors) && n.Factors[i+2].Operator == "" {
			if third, ok := identify(baseOf(n.Factors[i+2].Value)); ok && isCapital(third) {
				return nil, unsupported(f, "three points side by side"), true
			}
		}
		cs := one(scalarValue(symbolic.Var(name)))
		if power == nil {
			return cs, nil, true
		}
		cs, failed := e.raise(cs, power, name, next)
		return cs, failed, true
	}
	if s, ok := next.(*syntax.Script); ok && s.Sub == nil && s.Primes == 0 && s.Sup != nil && e.isCall(f, s.Base) {
		call := &syntax.Product{At: spanOver(f, s.Base), Factors: []syntax.Factor{{Value: f}, {Value: s.Base}}}
		cs, failed := e.evaluate(&syntax.Script{At: spanOver(f, next), Base: &syntax.Group{At: call.At, Open: "(", Close: ")", Inner: call}, Sup: s.Sup})
		return cs, failed, true
	}
	if s, ok := unwrapped(f).(*syntax.Script); ok && s.Sup != nil && syntax.Print(s.Sup) == "-1" && isArgument(next) {
		if id, ok := identify(s.Base); ok && e.isLetterOfFunction(id) {
			return nil, unsupported(f, "the inverse of the function %s", syntax.Print(s.Base)), true
		}
	}
	id, ok := identify(f)
	if !ok {
		return nil, nil, false
	}
	if inBrackets(next) && isCapital(id) && e.env.find(e.settle(id).key()) == nil && e.namesake(e.settle(id)) == nil {
		return nil, unsupported(f, "brackets behind %s may be a call or an index", syntax.Print(f)), true
	}
	if isArgument(next) && closed(next) && e.env.find(e.settle(id).key()) == nil && e.isLetterOfCalls(id) {
		cs, failed := e.scalar(next.(*syntax.Group).Inner)
		if failed != nil {
			return nil, failed, true
		}
		opaque, failed := e.opaqueFunction(e.settle(id).key() + "(" + cs.String() + ")")
		return opaque, failed, true
	}
	if other, ok := identify(baseOf(next)); ok && e.isPoint(id) && e.isPoint(other) {
		return nil, unsupported(f, "two points side by side name what lies between them"), true
	}
	return nil, nil, false
}

// raise raises a value to a power that is written behind it.
func (e *evaluator) raise(cs []candidate, power syntax.Node, written string, n syntax.Node) ([]candidate, *failure) {
	x, failed := e.scalar(power)
	if failed != nil {
		return nil, failed
	}
	return transform(cs, func(v value) ([]candidate, *failure) { return e.power(v, x, written, n) })
}

// baseOf is what stands below a power, or the node itself.
func baseOf(n syntax.Node) syntax.Node {
	if s, ok := n.(*syntax.Script); ok && s.Sup != nil && s.Sub == nil {
		if _, name := identify(n); !name {
			return s.Base
		}
	}
	return n
}

// segment reads two capitals side by side, which the document has in no other
// way, as the name of one quantity, such as the length AB; a power behind it is
// the power of the whole.
func (e *evaluator) segment(f, next syntax.Node) (name string, power syntax.Node, ok bool) {
	a, ok := identify(f)
	if !ok || e.names == nil {
		return "", nil, false
	}
	b, ok := identify(baseOf(next))
	if !ok || !isCapital(a) || !isCapital(b) || a.sub != nil || b.sub != nil || a.sup != nil || b.sup != nil {
		return "", nil, false
	}
	for _, id := range []identifier{a, b} {
		if e.names.apart[id.base] > 0 || e.names.shaped[id.base] || e.env.find(e.settle(id).key()) != nil || e.env.findFunction(functionKey(id.base, 1)) != nil {
			return "", nil, false
		}
	}
	if baseOf(next) != next {
		power = next.(*syntax.Script).Sup
		if isTranspose(power) {
			return "", nil, false
		}
	}
	first, second := a.base, b.base
	if second < first {
		first, second = second, first
	}
	return first + second, power, true
}

// isLetterOfCalls says whether a free letter before a number in parentheses is a
// function: it is one by habit, or the document applies it more than once.
func (e *evaluator) isLetterOfCalls(id identifier) bool {
	if e.names == nil || id.sub != nil {
		return false
	}
	switch strings.TrimRight(letterOf(id.plain), "'") {
	case "f", "g", "h", "F", "G", "H", "P", "Q", "p", "q":
		return true
	}
	return e.names.called[id.base]
}

func spanOver(a, b syntax.Node) syntax.Span {
	return syntax.Span{Start: a.Span().Start, End: b.Span().End}
}

// isLetterOfFunction says whether the document defines or applies a letter as a
// function.
func (e *evaluator) isLetterOfFunction(id identifier) bool {
	s := e.settle(id)
	if e.env.findFunction(functionKey(s.key(), 1)) != nil {
		return true
	}
	return e.env.find(s.key()) == nil && e.names != nil && (e.names.called[id.base] || e.names.applied[id.base] > 0)
}

// inBrackets says whether a factor is something in square brackets, or a power of it.
func inBrackets(n syntax.Node) bool {
	if s, ok := n.(*syntax.Script); ok {
		n = s.Base
	}
	switch n := n.(type) {
	case *syntax.Group:
		return n.Open == "["
	case *syntax.Matrix:
		return n.Environment == "["
	}
	return false
}

func isCapital(id identifier) bool {
	letters := []rune(strings.Trim(letterOf(id.plain), `\`))
	return len(letters) > 0 && unicode.IsUpper(letters[0]) && !id.bold
}

// isPoint says whether a name is a capital that stands for a tuple `(3, 4)`.
func (e *evaluator) isPoint(id identifier) bool {
	if !isCapital(id) {
		return false
	}
	b := e.env.find(e.settle(id).key())
	if b == nil || !b.hasClaimed || b.definition == nil || !b.claimed.isMatrix || b.claimed.rows() != 1 {
		return false
	}
	return len(tupleItems(unwrapped(b.definition))) > 1 || len(tupleItems(b.definition)) > 1
}

// fractionKind tells what a fraction command with explicit delimiters stands for.
func fractionKind(command string) (binomial, known bool) {
	arguments, ok := strings.CutPrefix(strings.TrimPrefix(command, `\`), "genfrac")
	if !ok {
		return isBinomial(command), true
	}
	parts := strings.Split(strings.TrimSuffix(strings.TrimPrefix(arguments, "{"), "}"), "}{")
	if len(parts) != 4 {
		return false, false
	}
	open, shut, thickness := strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1]), strings.TrimSpace(parts[2])
	switch {
	case open == "(" && shut == ")" && strings.HasPrefix(thickness, "0"):
		return true, true
	case open == "" && shut == "" && !strings.HasPrefix(thickness, "0"):
		return false, true
	}
	return false, false
}
