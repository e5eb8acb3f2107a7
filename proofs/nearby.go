package proofs

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// A text says more than its equations, so that a line which these do not imply need not
// be wrong: it may rest on a word. But a line that one changed sign, number or
// exponent would turn into a consequence of them rests on nothing else: it was
// meant to be that consequence, and it is refuted where it fails at a common solution.

// changedNumber is the symbol that stands for a number of a member: no
// document can write it.
const changedNumber = "#"

// mostChanges bounds the changes of one link that are tried.
const mostChanges = 40

// change is a member with one sign, number or exponent changed.
type change struct {
	node syntax.Node
	open bool   // changedNumber stands in it for the number
	says string // what was changed
}

// changesOf lists the changes of one sign, number or exponent in a member.
func changesOf(n syntax.Node, most int) []change {
	var all []change
	add := func(ch change) {
		if len(all) < most {
			all = append(all, ch)
		}
	}
	within := func(part syntax.Node, rebuild func(syntax.Node) syntax.Node) {
		if part == nil || len(all) >= most {
			return
		}
		for _, ch := range changesOf(part, most-len(all)) {
			ch.node = rebuild(ch.node)
			all = append(all, ch)
		}
	}
	switch n := n.(type) {
	case *syntax.Sum:
		for i, t := range n.Terms {
			flipped := "-"
			if t.Sign == "-" {
				flipped = "+"
			}
			if t.Sign != `\pm` && t.Sign != `\mp` {
				add(change{node: withTerm(n, i, syntax.Term{Sign: flipped, SignAt: t.SignAt, Value: t.Value}), says: "the other sign before " + syntax.Print(t.Value)})
			}
		}
		for i, t := range n.Terms {
			within(t.Value, func(m syntax.Node) syntax.Node {
				return withTerm(n, i, syntax.Term{Sign: t.Sign, SignAt: t.SignAt, Value: m})
			})
		}
	case *syntax.Product:
		for i, f := range n.Factors {
			within(f.Value, func(m syntax.Node) syntax.Node {
				return withFactor(n, i, syntax.Factor{Operator: f.Operator, OperatorAt: f.OperatorAt, Value: m})
			})
		}
	case *syntax.Fraction:
		within(n.Numerator, func(m syntax.Node) syntax.Node {
			return &syntax.Fraction{At: n.At, Command: n.Command, Numerator: m, Denominator: n.Denominator}
		})
		within(n.Denominator, func(m syntax.Node) syntax.Node {
			return &syntax.Fraction{At: n.At, Command: n.Command, Numerator: n.Numerator, Denominator: m}
		})
	case *syntax.Script:
		if k, ok := n.Sup.(*syntax.Number); ok && n.Sub == nil && len(k.Text) == 1 {
			for e := 1; e < 10; e++ {
				if text := strconv.Itoa(e); text != k.Text {
					add(change{
						node: &syntax.Script{At: n.At, Base: n.Base, Sup: &syntax.Number{At: k.At, Text: text, Written: text}, Primes: n.Primes},
						says: "the exponent " + text + " for " + k.Text,
					})
				}
			}
		}
		within(n.Base, func(m syntax.Node) syntax.Node {
			return &syntax.Script{At: n.At, Base: m, Sub: n.Sub, Sup: n.Sup, Primes: n.Primes}
		})
	case *syntax.Group:
		within(n.Inner, func(m syntax.Node) syntax.Node {
			return &syntax.Group{At: n.At, Open: n.Open, Close: n.Close, Inner: m}
		})
	case *syntax.Wrapped:
		within(n.Inner, func(m syntax.Node) syntax.Node { return &syntax.Wrapped{At: n.At, Command: n.Command, Inner: m} })
	case *syntax.Number:
		if n.Repeating == "" {
			add(change{node: &syntax.Symbol{At: n.At, Name: changedNumber}, open: true, says: " for " + n.Text})
		}
	}
	return all
}

// nearby finds a change of one member of a link that makes it follow from what is
// known, and says which.
func (c *checker) nearby(ch *chain, i int, ideal symbolic.Ideal, outcomes []outcome, chosen []int) (string, bool) {
	for side := range 2 {
		for _, changed := range changesOf(ch.members[i+side], mostChanges) {
			one := *ch
			one.members = []syntax.Node{ch.members[i], ch.members[i+1]}
			one.members[side] = changed.node
			values, cases := slices.Clone(outcomes[i:i+2]), slices.Clone(chosen[i:i+2])
			values[side], cases[side] = c.outcome(changed.node, false), 0
			p, _, ok := c.unknowns(&one, 0, values, cases)
			if !ok {
				continue
			}
			if says, ok := c.makesConsequence(p, changed, ideal); ok {
				return says, true
			}
		}
	}
	return "", false
}

// makesConsequence says whether the changed difference of a link vanishes wherever
// the ideal does, for one value of the number that is open.
func (c *checker) makesConsequence(p symbolic.Polynomial, changed change, ideal symbolic.Ideal) (string, bool) {
	budget := c.share(concludeSteps, concludeBits)
	rest, err := ideal.Remainder(p, budget)
	switch {
	case err != nil:
		return "", false
	case rest.IsZero():
		return changed.says, !changed.open
	case !changed.open || rest.Degree(changedNumber) == 0:
		return "", false
	}
	// Its values where all other symbols are numbers hold the one that is sought.
	at, next := map[string]symbolic.Polynomial{}, int64(2)
	for _, name := range rest.Variables() {
		if name != changedNumber {
			at[name] = symbolic.Integer(next)
			next = 2*next + 1
		}
	}
	single, err := rest.SubstitutePolynomials(at, budget)
	if err != nil {
		return "", false
	}
	factors, err := single.Factors(budget)
	if err != nil {
		return "", false
	}
	for _, f := range factors {
		if f.Factor.Degree(changedNumber) != 1 {
			continue
		}
		parts := f.Factor.Coefficients(changedNumber)
		constant, _ := parts[0].AsConstant()
		lead, _ := parts[1].AsConstant()
		if constant == nil || lead == nil {
			continue
		}
		root := new(big.Rat).Quo(constant, lead)
		root.Neg(root)
		zero, err := rest.SubstitutePolynomials(map[string]symbolic.Polynomial{changedNumber: symbolic.Constant(root)}, budget)
		if err == nil && zero.IsZero() {
			return symbolic.FormatRat(root) + changed.says, true
		}
	}
	return "", false
}

// refuteNearby refutes a link that one change would make a consequence of the
// premises, at a common solution of all of them at which it fails.
func (c *checker) refuteNearby(l *Link, ch *chain, i int, p symbolic.Polynomial, k consequence, outcomes []outcome, chosen []int) {
	left, _, ok := c.unknown(ch.members[i], outcomes[i], chosen[i])
	right, _, also := c.unknown(ch.members[i+1], outcomes[i+1], chosen[i+1])
	if !ok || !also || c.isNumberFor(left, right) || c.isNumberFor(right, left) {
		return
	}
	if k.excluded {
		if _, ok := c.nearby(ch, i, k.ideal, outcomes, chosen); ok {
			c.refuteByPoint(l, ch, i, p, k, outcomes, chosen)
		}
		return
	}
	budget := c.share(concludeSteps, concludeBits)
	avoid := append([]symbolic.Polynomial{p}, k.nonzero...)
	for _, name := range c.functions.FreeSymbols(p) {
		avoid = append(avoid, symbolic.Variable(name))
	}
	point, ok := k.ideal.Point(avoid, budget)
	if !ok {
		if point, ok = k.ideal.Point(avoid[:1+len(k.nonzero)], budget); !ok {
			return
		}
	}
	names := map[string]bool{}
	for name := range point {
		if c.functions.Holds(symbolic.Variable(name)) || strings.Contains(name, "^{(") || name == "i" && c.isImaginary() {
			return
		}
		names[name] = true
	}
	if !c.isWitness(p, nil, c.conditionsOn(names), point, budget) {
		return
	}
	says, ok := c.nearby(ch, i, k.ideal, outcomes, chosen)
	if !ok {
		return
	}
	a, err := left.Evaluate(point, budget)
	b, err2 := right.Evaluate(point, budget)
	if err != nil || err2 != nil || a.Cmp(b) == 0 {
		return
	}
	l.Verdict, l.Reason, l.Conditions = Refuted, "", []string{}
	l.Witness = map[string]string{}
	for name, r := range point {
		l.Witness[name] = symbolic.FormatRat(r)
	}
	where := "at " + witnessInWords(l.Witness)
	if len(k.used) > 0 {
		where = k.inWords() + " has the solution " + witnessInWords(l.Witness) + ", at which"
	}
	l.Says = fmt.Sprintf("%s the left member is %s and the right one %s; with %s it would hold", where, symbolic.FormatRat(a), symbolic.FormatRat(b), says)
}

// isDerived says whether a link is meant to follow: it stands in a chain, or words
// present it as a consequence, and none lays it down or opens another possibility.
func (c *checker) isDerived(ch *chain, i int, w words, k consequence) bool {
	if k.conflict || c.isSheet || c.foreign || len(k.used) >= mostPremises || w.isLaidDown() || whenWeHave.MatchString(w.before) {
		return false
	}
	if elsewhere.MatchString(w.before) && !c.premises.isOpenIn(c, ch.block) {
		return false
	}
	if i == 0 && len(ch.links) == 1 && !consequenceWords.MatchString(w.before) && !c.continuesRow(ch) {
		return false
	}
	near := w.before[strings.LastIndexAny(w.before, otherMark+rangeMark)+1:]
	if opensOther.MatchString(near) || severalWords.MatchString(w.before) || namesCurve.MatchString(w.before) || c.isDenied(ch, claim{words: w}, false) {
		return false
	}
	return !slices.ContainsFunc(k.used, func(x premise) bool { return x.general })
}

// opensOther are the words right before a formula that open another possibility.
var opensOther = newPhrase(`(?:^|[^a-z])(or|otherwise|instead|alternatively|another|other|if|suppose|supposing|assume|assuming|try|trying|guess|would|possib\w*|when|where|respectively|unless|cases?|at)(?:$|[^a-z])`)

// elsewhere are the words that make a sentence one about a case of its own.
var elsewhere = newPhrase(`(?:^|[^a-z])(if|when|whenever|suppose|supposing|assume|assuming|case|cases|otherwise|for\s*` + rangeMark + `)(?:$|[^a-z])`)

// isNumberFor says whether a name is given a number.
func (c *checker) isNumberFor(name, number symbolic.RationalFunction) bool {
	names := name.Variables()
	return len(names) == 1 && name.Equal(symbolic.Var(names[0])) && len(c.freeSymbols(number.Numerator())) == 0 && len(c.freeSymbols(number.Denominator())) == 0
}
