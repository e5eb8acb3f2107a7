package proofs

import (
	"fmt"
	"slices"
	"sort"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// slipOrder ranks the slips from the most telling. Those from weakSlip on say
// little about what was thought, and never come before others.
var slipOrder = []string{
	"copied", "value-put-in", "moved-without-sign", "one-side-only", "product-rule", "quotient-rule", "chain-rule", "power-rule",
	"power-distributed", "root-distributed", "function-distributed", "distributed-in-part", "sign-in-brackets", "order-of-operations", "sign",
	"operands-swapped", "exponent-arithmetic", "added-across", "term-cancelled", "fraction-split", "cross-multiplied",
	"multiplied-through", "factor-forgotten", "term-dropped", "exponent-off-by-one", "transposed", "operation-confused",
	"fraction-inverted", "digits-transposed", "factor-of-ten", "percent", "unit", "bound-off-by-one", "carry",
	weakSlip, "coefficient", "fraction-part", "digit-misread",
}

const weakSlip = "off-by-one"

// What the search for slips may cost, in nodes evaluated: for a link beside a
// multiple of its length, and for a document beside some for each of its links.
const (
	slipWork         = 4_000
	documentSlipWork = 400_000
	lateSlipWork     = 150
)

// nameSlips finds, for every refuted link, the smallest edits of the left
// member's computation that give exactly the claimed value. The slip that
// explains most refuted links of the document comes first.
func (c *checker) nameSlips() {
	votes := map[string]int{}
	rank := map[string]int{}
	for i, code := range slipOrder {
		rank[code] = i
	}
	left := documentSlipWork
	for i := range c.links {
		l := &c.links[i]
		if l.Verdict != Refuted || !c.judged[i].known || relationOf(l.Relation) == `\ne` {
			continue // an edit cannot make equal members differ
		}
		work := slipWork
		if left <= 0 {
			work = lateSlipWork
		}
		s := c.searchSlips(i, work)
		left -= work - s.work
		l.Slips = append([]Slip{}, s.found...)
		voted := map[string]bool{}
		for _, slip := range l.Slips {
			if !voted[slip.Code] {
				voted[slip.Code] = true
				votes[slip.Code]++
			}
		}
	}
	weak := rank[weakSlip]
	for i := range c.links {
		slips := c.links[i].Slips
		sort.SliceStable(slips, func(a, b int) bool {
			x, y := slips[a].Code, slips[b].Code
			switch {
			case (rank[x] < weak) != (rank[y] < weak):
				return rank[x] < weak
			case votes[x] != votes[y]:
				return votes[x] > votes[y]
			}
			return rank[x] < rank[y]
		})
		c.links[i].Slips = onePerCode(slips)
	}
}

// onePerCode keeps the first slip of each code, four at most.
func onePerCode(slips []Slip) []Slip {
	kept := []Slip{}
	seen := map[string]bool{}
	for _, s := range slips {
		if !seen[s.Code] && len(kept) < 4 {
			seen[s.Code] = true
			kept = append(kept, s)
		}
	}
	return kept
}

// slipSearch looks for the edits of one member that give what is claimed.
type slipSearch struct {
	*checker
	budget *symbolic.Budget
	work   int // nodes that may still be evaluated
	found  []Slip
}

// mostSlips bounds how many slips of a link are gathered.
const mostSlips = 12

func (c *checker) searchSlips(link, work int) *slipSearch {
	j := c.judged[link]
	outer := c.env
	c.env = j.env
	defer func() { c.env = outer }()
	n := j.chain.members[j.index]
	s := &slipSearch{checker: c, work: work, budget: c.share(c.limits.Steps/4, c.limits.Bits)}
	if n == nil {
		return s
	}
	size := nodes(n)
	s.work += 4 * size // a long member is read once more as a whole
	at := site{node: n, left: j.left, target: j.right, size: size}
	switch near, ok := s.localise(at, j.chain.members[j.index+1]); {
	case ok:
		s.explain(near)
		s.ofResult(near.left, near.target)
	default:
		s.ofEquation(link)
	}
	if len(s.found) == 0 {
		s.explain(at)
		s.ofResult(at.left, at.target)
	}
	s.work = min(work, s.work)
	return s
}

// note adds a slip that explains the claim.
func (s *slipSearch) note(code, format string, a ...any) {
	slip := Slip{Code: code, Says: fmt.Sprintf(format, a...)}
	if len(s.found) < mostSlips && !slices.Contains(s.found, slip) {
		s.found = append(s.found, slip)
	}
}

func (s *slipSearch) done() bool {
	return s.work <= 0 || s.budget.Left() == 0 || len(s.found) >= mostSlips
}

// site is a part of a computation, with what it comes to and what it would have to
// come to for the claim to hold.
type site struct {
	node         syntax.Node
	left, target value
	// whole puts a changed part into a larger one, to which left and target
	// belong; nil where they belong to the part itself.
	whole func(syntax.Node) syntax.Node
	size  int // of what is evaluated, in nodes
}

// nodes counts the nodes of a tree.
func nodes(n syntax.Node) int {
	count := 0
	syntax.Inspect(n, func(syntax.Node) bool { count++; return true })
	return count
}

// values evaluates a node, within the budget.
func (s *slipSearch) values(n syntax.Node, size int) []value {
	s.work -= size + 2
	if s.work < 0 {
		return nil
	}
	e := s.evaluator(false)
	e.budget = s.budget
	cases, failed := e.evaluate(n)
	if failed != nil {
		return nil
	}
	all := make([]value, 0, len(cases))
	for _, k := range cases {
		all = append(all, withoutDegrees(k.value))
	}
	return all
}

// scalarOf evaluates a part that is a number, or a formula for one.
func (s *slipSearch) scalarOf(n syntax.Node) (symbolic.RationalFunction, bool) {
	if n == nil {
		return symbolic.RationalFunction{}, false
	}
	all := s.values(n, nodes(n))
	if len(all) == 0 || all[0].opaque || all[0].single().isMatrix {
		return symbolic.RationalFunction{}, false
	}
	return all[0].single().scalar, true
}

// matches says whether two values are the same.
func (s *slipSearch) matches(a, b value) bool {
	if !sameShape(a, b) {
		return false
	}
	if a.equal(b) {
		return true
	}
	if a.isConstant() && b.isConstant() {
		return false
	}
	before := s.spent
	same := s.same(a, b)
	return s.budget.Spend(s.spent-before) == nil && same
}

// explain looks for the slips at a site, and then within its parts.
func (s *slipSearch) explain(at site) {
	if at.node == nil || s.done() {
		return
	}
	add := func(node syntax.Node, code, format string, a ...any) {
		if s.done() {
			return
		}
		if at.whole != nil {
			node = at.whole(node)
		}
		for _, v := range s.values(node, at.size) {
			if s.matches(v, at.target) {
				s.note(code, format, a...)
				return
			}
		}
	}
	if n, ok := at.node.(*syntax.Number); ok {
		if x, known := constantOf(at.target); known && at.whole == nil {
			s.ofNumber(n, x)
		} else {
			editNumber(n, add)
		}
		return
	}
	editAt(at.node, add)
	s.editDerivative(at.node, add)
	if at.whole == nil && s.throughValues(at) {
		return
	}
	editParts(at.node, add)
	for _, p := range partsOf(at.node) {
		inner := p.whole
		if outer := at.whole; outer != nil {
			inner = func(n syntax.Node) syntax.Node { return outer(p.whole(n)) }
		}
		s.explain(site{node: p.node, left: at.left, target: at.target, whole: inner, size: at.size})
	}
}

// throughValues computes, for each part of a sum, a product, a fraction or a
// matrix, what that part alone would have to be, so that an edit within costs no
// more than the part. It reports false where parts are no numbers.
func (s *slipSearch) throughValues(at site) bool {
	switch n := at.node.(type) {
	case *syntax.Wrapped:
		s.explain(site{node: n.Inner, left: at.left, target: at.target, size: at.size})
		return true
	case *syntax.Group:
		if n.Open != "(" || n.Close != ")" || at.left.single().isMatrix {
			return false
		}
		s.explain(site{node: n.Inner, left: at.left, target: at.target, size: at.size})
		return true
	case *syntax.Matrix:
		return s.throughEntries(n, at)
	}
	left, target := at.left.single(), at.target.single()
	if left.isMatrix || target.isMatrix || left.opaque || target.opaque {
		return false
	}
	switch n := at.node.(type) {
	case *syntax.Sum:
		return s.throughTerms(n, left.scalar, target.scalar)
	case *syntax.Product:
		return s.throughFactors(n, left.scalar, target.scalar)
	case *syntax.Fraction:
		return s.throughFraction(n, left.scalar, target.scalar)
	}
	return false
}

// partOnly looks at a part that must come to a known value.
func (s *slipSearch) partOnly(n syntax.Node, left, needed symbolic.RationalFunction) {
	s.explain(site{node: n, left: scalarValue(left), target: scalarValue(needed), size: nodes(n)})
}

func (s *slipSearch) throughEntries(n *syntax.Matrix, at site) bool {
	if !sameShape(at.left, at.target) || len(n.Rows) != at.left.rows() {
		return false
	}
	row, column, count := 0, 0, 0
	for i := range n.Rows {
		if len(n.Rows[i]) != at.left.columns() {
			return false
		}
		for j := range n.Rows[i] {
			if !at.left.at(i, j).Equal(at.target.at(i, j)) {
				row, column, count = i, j, count+1
			}
		}
	}
	if count != 1 || n.Rows[row][column] == nil {
		return count > 1
	}
	s.partOnly(n.Rows[row][column], at.left.at(row, column), at.target.at(row, column))
	return true
}

// signedTerms evaluates the terms of a sum, each with its sign.
func (s *slipSearch) signedTerms(n *syntax.Sum) ([]symbolic.RationalFunction, bool) {
	all := make([]symbolic.RationalFunction, len(n.Terms))
	for i, t := range n.Terms {
		v, ok := s.scalarOf(t.Value)
		if !ok || t.Sign != "" && t.Sign != "+" && t.Sign != "-" {
			return nil, false
		}
		all[i] = v
		if t.Sign == "-" {
			all[i] = v.Neg()
		}
	}
	return all, true
}

// sumIs says whether values add up to a total.
func (s *slipSearch) sumIs(all []symbolic.RationalFunction, total symbolic.RationalFunction) bool {
	sum, err := symbolic.FromInt(0), error(nil)
	for _, v := range all {
		if sum, err = sum.Add(v, s.budget); err != nil {
			return false
		}
	}
	return sum.Equal(total)
}

func (s *slipSearch) throughTerms(n *syntax.Sum, left, target symbolic.RationalFunction) bool {
	terms, ok := s.signedTerms(n)
	if !ok || !s.sumIs(terms, left) {
		return false
	}
	short, err := left.Sub(target, s.budget) // what the claim lacks
	if err != nil {
		return true
	}
	for i, v := range terms {
		if v.Equal(short) && len(terms) > 1 {
			s.note("term-dropped", "the %s term was left out", ordinal(i))
		}
		if twice, err := v.Add(v, s.budget); err == nil && twice.Equal(short) {
			s.note("sign", "the %s term was %s", ordinal(i), wrongSign(n, i))
		}
	}
	for i, v := range terms {
		if s.done() {
			break
		}
		needed, err := v.Sub(short, s.budget)
		if err != nil {
			break
		}
		if n.Terms[i].Sign == "-" {
			v, needed = v.Neg(), needed.Neg()
		}
		s.partOnly(n.Terms[i].Value, v, needed)
	}
	return true
}

// wrongSign is what was done to a term whose sign was taken for the other.
func wrongSign(n *syntax.Sum, i int) string {
	switch {
	case i == 0:
		return "taken with the wrong sign"
	case n.Terms[i].Sign == "-":
		return "added"
	}
	return "subtracted"
}

func (s *slipSearch) throughFactors(n *syntax.Product, left, target symbolic.RationalFunction) bool {
	if left.IsZero() {
		return false
	}
	factors := make([]symbolic.RationalFunction, len(n.Factors))
	product, err := symbolic.FromInt(1), error(nil)
	for i, f := range n.Factors {
		v, ok := s.scalarOf(f.Value)
		if !ok || v.IsZero() {
			return false
		}
		switch f.Operator {
		case "/", `\div`:
			product, err = product.Quo(v, s.budget)
		case "", `\cdot`, `\times`, "*":
			product, err = product.Mul(v, s.budget)
		default:
			return false
		}
		if err != nil {
			return false
		}
		factors[i] = v
	}
	if !product.Equal(left) {
		return false // a call, a mixed number, or a slash that covers more
	}
	ratio, err := target.Quo(left, s.budget)
	if err != nil {
		return true
	}
	for i, v := range factors {
		divides := division(n.Factors[i].Operator)
		if divides && ratio.IsZero() {
			continue
		}
		needed := ratio
		if divides {
			if needed, err = symbolic.FromInt(1).Quo(ratio, s.budget); err != nil {
				return true
			}
		}
		if needed, err = v.Mul(needed, s.budget); err != nil {
			return true
		}
		if needed.IsOne() {
			s.note("factor-forgotten", "the factor %s was forgotten", syntax.Print(n.Factors[i].Value))
		}
		s.partOnly(n.Factors[i].Value, v, needed)
	}
	return true
}

func (s *slipSearch) throughFraction(n *syntax.Fraction, left, target symbolic.RationalFunction) bool {
	if isBinomial(n.Command) {
		return false
	}
	top, ok := s.scalarOf(n.Numerator)
	bottom, known := s.scalarOf(n.Denominator)
	if !ok || !known || bottom.IsZero() {
		return false // d/dx among them
	}
	if q, err := top.Quo(bottom, s.budget); err != nil || !q.Equal(left) {
		return false
	}
	if needed, err := target.Mul(bottom, s.budget); err == nil {
		s.partOnly(n.Numerator, top, needed)
	}
	if target.IsZero() {
		return true
	}
	if needed, err := top.Quo(target, s.budget); err == nil {
		if needed.IsOne() {
			s.note("factor-forgotten", "the division by %s was forgotten", syntax.Print(n.Denominator))
		}
		s.partOnly(n.Denominator, bottom, needed)
	}
	return true
}

// slipPart is a part of a tree, with what puts another in its place.
type slipPart struct {
	node  syntax.Node
	whole func(syntax.Node) syntax.Node
}

// partsOf lists the parts of a tree in which a slip may have happened.
func partsOf(n syntax.Node) []slipPart {
	var all []slipPart
	add := func(part syntax.Node, whole func(syntax.Node) syntax.Node) {
		if part != nil {
			all = append(all, slipPart{part, whole})
		}
	}
	switch n := n.(type) {
	case *syntax.Sum:
		for i, t := range n.Terms {
			add(t.Value, func(m syntax.Node) syntax.Node {
				return withTerm(n, i, syntax.Term{Sign: t.Sign, SignAt: t.SignAt, Value: m})
			})
		}
	case *syntax.Product:
		for i, f := range n.Factors {
			add(f.Value, func(m syntax.Node) syntax.Node {
				return withFactor(n, i, syntax.Factor{Operator: f.Operator, OperatorAt: f.OperatorAt, Value: m})
			})
		}
	case *syntax.Fraction:
		if isDerivativeSign(n) {
			return nil
		}
		add(n.Numerator, func(m syntax.Node) syntax.Node {
			return &syntax.Fraction{At: n.At, Command: n.Command, Numerator: m, Denominator: n.Denominator}
		})
		add(n.Denominator, func(m syntax.Node) syntax.Node {
			return &syntax.Fraction{At: n.At, Command: n.Command, Numerator: n.Numerator, Denominator: m}
		})
	case *syntax.Script:
		add(n.Base, func(m syntax.Node) syntax.Node {
			return &syntax.Script{At: n.At, Base: m, Sub: n.Sub, Sup: n.Sup, Primes: n.Primes}
		})
	case *syntax.Group:
		add(n.Inner, func(m syntax.Node) syntax.Node {
			return &syntax.Group{At: n.At, Open: n.Open, Close: n.Close, Inner: m}
		})
	case *syntax.Wrapped:
		add(n.Inner, func(m syntax.Node) syntax.Node { return &syntax.Wrapped{At: n.At, Command: n.Command, Inner: m} })
	case *syntax.Root:
		add(n.Radicand, func(m syntax.Node) syntax.Node { return &syntax.Root{At: n.At, Index: n.Index, Radicand: m} })
	case *syntax.Application:
		add(n.Argument, func(m syntax.Node) syntax.Node {
			return &syntax.Application{At: n.At, Function: n.Function, Argument: m}
		})
	case *syntax.Postfix:
		add(n.Operand, func(m syntax.Node) syntax.Node {
			return &syntax.Postfix{At: n.At, Operator: n.Operator, Operand: m}
		})
	case *syntax.Matrix:
		for i, row := range n.Rows {
			for j, entry := range row {
				add(entry, func(m syntax.Node) syntax.Node { return withEntry(n, i, j, m) })
			}
		}
	}
	return all
}

// localise finds the innermost part of a member that its counterpart in the next
// member differs from, where all the rest is alike. It notes what was copied
// wrongly, and reports false where the members are not built alike.
func (s *slipSearch) localise(at site, right syntax.Node) (site, bool) {
	inside := false
	for right != nil && !s.done() {
		l, r := unwrapped(at.node), unwrapped(right)
		var from, to []syntax.Node
		var signs []bool // whether the parts differ in sign
		switch l := l.(type) {
		case *syntax.Sum:
			m, ok := r.(*syntax.Sum)
			if !ok || len(m.Terms) != len(l.Terms) {
				return at, inside
			}
			for i, t := range l.Terms {
				from, to = append(from, t.Value), append(to, m.Terms[i].Value)
				signs = append(signs, (t.Sign == "-") != (m.Terms[i].Sign == "-"))
			}
		case *syntax.Product:
			m, ok := r.(*syntax.Product)
			if !ok || len(m.Factors) != len(l.Factors) {
				return at, inside
			}
			for i, f := range l.Factors {
				if division(f.Operator) != division(m.Factors[i].Operator) {
					return at, inside
				}
				from, to, signs = append(from, f.Value), append(to, m.Factors[i].Value), append(signs, false)
			}
		case *syntax.Fraction:
			m, ok := r.(*syntax.Fraction)
			if !ok {
				return at, inside
			}
			from, to, signs = []syntax.Node{l.Numerator, l.Denominator}, []syntax.Node{m.Numerator, m.Denominator}, []bool{false, false}
		default:
			s.copied(l, r, at, inside)
			return at, inside
		}
		differs := -1
		var x, y symbolic.RationalFunction
		for i := range from {
			a, ok := s.scalarOf(from[i])
			b, known := s.scalarOf(to[i])
			if !ok || !known {
				return at, inside
			}
			if signs[i] {
				b = b.Neg()
			}
			if a.Equal(b) {
				continue
			}
			if differs >= 0 {
				return at, inside
			}
			differs, x, y = i, a, b
		}
		if differs < 0 {
			return at, inside
		}
		inside = true
		if signs[differs] && x.Equal(y.Neg()) {
			s.note("sign", "the sign of the %s term was changed", ordinal(differs))
			return at, false
		}
		at = site{node: from[differs], left: scalarValue(x), target: scalarValue(y), size: nodes(from[differs])}
		right = to[differs]
		if signs[differs] {
			return at, true
		}
	}
	return at, inside
}

// copied notes what was written down wrongly in a member built like the one before.
func (s *slipSearch) copied(l, r syntax.Node, at site, inside bool) {
	if !inside {
		return
	}
	shown := syntax.Print(r)
	n, ok := r.(*syntax.Number)
	switch m := l.(type) {
	case *syntax.Number:
		if ok && exchanged(m.Text, n.Text) {
			s.note("digits-transposed", "the digits of %s were exchanged", m.Text)
		} else if ok {
			s.note("copied", "%s was copied as %s", m.Text, shown)
		}
	case *syntax.Symbol, *syntax.Script:
		x, known := constantOf(at.left)
		if _, name := identify(m); ok && name && known {
			s.note("value-put-in", "%s was put in for %s, which is %s", shown, syntax.Print(m), symbolic.FormatRat(x))
		}
	}
}
