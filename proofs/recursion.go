package proofs

import (
	"strconv"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// isAsymptotic says whether a letter before parentheses is one of asymptotic
// notation.
func isAsymptotic(base string) bool {
	switch letterOf(base) {
	case "O", "o", `\Theta`, `\Omega`, `\omega`, `\mathcal{O}`:
		return true
	}
	return strings.HasSuffix(base, "{O}") || strings.HasSuffix(base, `{\Theta}`) || strings.HasSuffix(base, `{\Omega}`)
}

// isRecursive says whether the body of a function calls the function.
func (f *function) isRecursive() bool {
	if f.recursive == nil {
		base, _, _ := strings.Cut(f.base, "/")
		found := f.body != nil && callsLetter(f.body, base)
		f.recursive = &found
	}
	return *f.recursive
}

// callsLetter says whether a tree applies a letter to an argument.
func callsLetter(n syntax.Node, base string) bool {
	found := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		p, ok := m.(*syntax.Product)
		if !ok {
			return !found
		}
		for i := 0; i+1 < len(p.Factors); i++ {
			id, ok := identify(p.Factors[i].Value)
			if ok && id.base == base && p.Factors[i+1].Operator == "" && isArgument(withoutPower(p.Factors[i+1].Value)) {
				found = true
			}
		}
		return !found
	})
	return found
}

// callName names the value of a function at its arguments.
func (e *evaluator) callName(key string, arguments []syntax.Node) (string, *failure) {
	forms := make([]string, len(arguments))
	for i, a := range arguments {
		form, known := e.eventForm(a)
		if !known || !isEvent(a) {
			cs, failed := e.evaluate(a)
			switch {
			case failed == nil:
				form = cs[0].value.String()
			case !known:
				return "", failed
			}
		}
		forms[i] = form
	}
	return key + "(" + strings.Join(forms, ", ") + ")", nil
}

// recursiveValue is the value of a function defined by itself, not unfolded: what
// the document said of it at this argument, or a value of its own.
func (e *evaluator) recursiveValue(fn *function, arguments []syntax.Node, at syntax.Node) ([]candidate, *failure) {
	base, _, _ := strings.Cut(fn.base, "/")
	name, failed := e.callName(base, arguments)
	if failed != nil {
		return nil, failed
	}
	if b := e.env.find(name); b != nil {
		return e.bound(b, name, at.Span())
	}
	return e.opaqueFunction(name)
}

// recursiveHead is the head `T(n) = ...` where T has another definition by itself:
// a recurrence of its own takes the place of the one before.
func (c *checker) recursiveHead(e *evaluator, fn *function, name settled, parameters []syntax.Node, ch *chain) (head, bool) {
	body := ch.members[1]
	paragraph := c.document.Blocks[ch.block].Paragraph
	if !fn.isRecursive() || paragraph == fn.paragraph || followsWords.MatchString(wordsAround(c.document, ch).before) || !callsLetter(body, name.base) || syntax.Print(body) == syntax.Print(fn.body) {
		return head{}, false
	}
	if strings.Contains(syntax.Print(body), syntax.Print(ch.head())) || c.unfoldsTo(ch.head(), body) {
		return head{}, false
	}
	return head{kind: fresh, name: name, function: &function{base: fn.base, parameters: parameters, body: body, paragraph: paragraph}}, true
}

// firstValueHead is the head `T(1) = 1` of a function defined by itself.
func (c *checker) firstValueHead(e *evaluator, name settled, parameters []syntax.Node, ch *chain) (head, bool) {
	fn := e.env.findFunction(functionKey(name.key(), len(parameters)))
	if fn == nil || !fn.isRecursive() || len(parameters) != 1 || !closed(parameters[0]) || len(ch.members) != 2 || !closed(ch.members[1]) {
		return head{}, false
	}
	if followsWords.MatchString(wordsAround(c.document, ch).before) {
		return head{}, false // an answer
	}
	key, failed := e.callName(name.key(), parameters)
	if failed != nil || e.env.find(key) != nil || c.unfoldsTo(ch.head(), ch.members[1]) {
		return head{}, false
	}
	// What the recurrence gives from values that are known is computed, and no first value.
	unfolded := map[string]unfoldedCall{}
	for level := 1; level <= mostUnfoldings; level++ {
		inner := c.evaluator(false)
		inner.unfoldings, inner.unfolded = level, unfolded
		if cs, failed := inner.evaluate(ch.head()); failed == nil && cs[0].value.isConstant() {
			return head{}, false
		}
	}
	return head{kind: fresh, name: settled{identifier: identifier{base: key, plain: key, at: ch.head().Span()}}}, true
}

// mostUnfoldings is how often a function defined by itself is unfolded for one link.
const mostUnfoldings = 6

// mostUnfolded bounds the different calls that unfolding a link may come to: a body
// that calls its function five times branches 5^6-fold.
const mostUnfolded = 500

// unfoldedCall is what a call of a function defined by itself came to.
type unfoldedCall struct {
	cases  []candidate
	failed *failure
}

// unfoldingKey names the call whose arguments the evaluator holds as its formal
// values, with how often it may still be unfolded.
func (e *evaluator) unfoldingKey(fn *function) string {
	parts := []string{fn.base, strconv.Itoa(len(fn.parameters)), strconv.Itoa(e.unfoldings)}
	for _, name := range sortedKeys(e.formals) {
		v := e.formals[name]
		parts = append(parts, name, v.shape(), v.String())
	}
	return strings.Join(parts, "\x00")
}

// unfoldsTo says whether two members are equal once functions defined by
// themselves are unfolded, each as often as may be needed.
func (c *checker) unfoldsTo(a, b syntax.Node) bool {
	unfolded := map[string]unfoldedCall{}
	unfold := func(n syntax.Node) []value {
		var all []value
		for level := 0; level <= mostUnfoldings; level++ {
			e := c.evaluator(false)
			e.unfoldings, e.unfolded = level, unfolded
			cs, failed := e.evaluate(n)
			if failed != nil {
				break
			}
			if last := len(all) - 1; last >= 0 && sameShape(all[last], cs[0].value) && all[last].equal(cs[0].value) {
				break
			}
			all = append(all, cs[0].value)
		}
		return all
	}
	left, right := unfold(a), unfold(b)
	for _, x := range left {
		for _, y := range right {
			if sameShape(x, y) && c.same(x, y) {
				return true
			}
		}
	}
	return false
}

// byUnfolding proves a link between values of functions defined by themselves by
// their recurrence.
func (c *checker) byUnfolding(l *Link, ch *chain, i int, x, y value) bool {
	if !x.opaque && !y.opaque || !c.callsRecursive(ch.members[i]) && !c.callsRecursive(ch.members[i+1]) {
		return false
	}
	if !c.unfoldsTo(ch.members[i], ch.members[i+1]) {
		return false
	}
	l.Verdict, l.Reason, l.Says = Proved, "", ""
	return true
}

// callsRecursive says whether a tree applies a function that is defined by itself.
func (c *checker) callsRecursive(n syntax.Node) bool {
	found := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		p, ok := m.(*syntax.Product)
		if !ok {
			return !found
		}
		for i := 0; i+1 < len(p.Factors); i++ {
			id, ok := identify(p.Factors[i].Value)
			if !ok || !isArgument(withoutPower(p.Factors[i+1].Value)) {
				continue
			}
			count := len(argumentsOf(withoutPower(p.Factors[i+1].Value)))
			if fn := c.env.findFunction(functionKey(c.evaluator(false).settle(id).key(), count)); fn != nil && fn.isRecursive() {
				found = true
			}
		}
		return !found
	})
	return found
}
