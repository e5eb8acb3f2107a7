package proofs

import (
	"fmt"
	"math/big"
	"sort"
	"strconv"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// edit is a small change of a computation, with the name of the error that makes it.
type edit struct {
	node syntax.Node
	slip Slip
}

// mostEdits bounds how many edits of one member are tried.
const mostEdits = 400

// nameSlips finds, for every refuted link, the smallest edits of the left
// member's computation that give exactly the claimed value. The slip that
// explains most refuted links of the document comes first.
func (c *checker) nameSlips() {
	votes := map[Slip]int{}
	rank := map[string]int{}
	for i, code := range slipOrder {
		rank[code] = i
	}
	for i := range c.links {
		l := &c.links[i]
		if l.Verdict != Refuted || !c.judged[i].known || relationOf(c.judged[i].chain.operators[c.judged[i].index].Name) == `\ne` {
			continue // an edit cannot make equal members differ
		}
		l.Slips = c.slipsOf(c.judged[i])
		for _, s := range l.Slips {
			votes[s]++
		}
	}
	for i := range c.links {
		slips := c.links[i].Slips
		sort.SliceStable(slips, func(a, b int) bool {
			if votes[slips[a]] != votes[slips[b]] {
				return votes[slips[a]] > votes[slips[b]]
			}
			return rank[slips[a].Code] < rank[slips[b].Code]
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

// slipOrder ranks the slips from the commonest.
var slipOrder = []string{
	"sign", "operands-swapped", "power-distributed", "factor-forgotten", "term-dropped", "exponent-off-by-one",
	"added-across", "transposed", "operation-confused", "fraction-inverted", "digits-transposed", "factor-of-ten", "off-by-one", "digit-misread",
}

func (c *checker) slipsOf(j judged) []Slip {
	target := j.right
	var slips []Slip
	seen := map[Slip]bool{}
	outer := c.env
	c.env = j.env
	defer func() { c.env = outer }()
	for _, ed := range editsOf(j.chain.members[j.index], mostEdits) {
		o := c.outcome(ed.node, false)
		if o.failed != nil || seen[ed.slip] {
			continue
		}
		for _, k := range o.cases {
			if sameShape(k.value, target) && c.same(k.value, target) {
				seen[ed.slip] = true
				slips = append(slips, ed.slip)
				break
			}
		}
	}
	for _, s := range slipsOfResult(j.left, target) {
		if !seen[s] {
			seen[s] = true
			slips = append(slips, s)
		}
	}
	if slips == nil {
		return []Slip{}
	}
	return slips
}

// slipsOfResult names errors in writing a result down: exchanged digits, a lost
// sign, a decimal point that slid. One entry at most may differ.
func slipsOfResult(right, written value) []Slip {
	right, written = right.single(), written.single()
	a, b := right.entries(), written.entries()
	at := -1
	for i := range a {
		if !a[i].Equal(b[i]) {
			if at >= 0 {
				return nil
			}
			at = i
		}
	}
	if at < 0 {
		return nil
	}
	x, ok := a[at].AsConstant()
	y, known := b[at].AsConstant()
	if !ok || !known || x.Sign() == 0 {
		return nil
	}
	var slips []Slip
	meant, shown := symbolic.FormatRat(x), symbolic.FormatRat(y)
	switch ratio := new(big.Rat).Quo(y, x); {
	case ratio.Cmp(big.NewRat(-1, 1)) == 0:
		slips = append(slips, Slip{Code: "sign", Says: "the sign of the result was lost"})
	case ratio.Cmp(big.NewRat(10, 1)) == 0 || ratio.Cmp(big.NewRat(100, 1)) == 0:
		slips = append(slips, Slip{Code: "factor-of-ten", Says: "the decimal point of the result slid to the right"})
	case ratio.Cmp(big.NewRat(1, 10)) == 0 || ratio.Cmp(big.NewRat(1, 100)) == 0:
		slips = append(slips, Slip{Code: "factor-of-ten", Says: "the decimal point of the result slid to the left"})
	}
	if exchanged(meant, shown) {
		slips = append(slips, Slip{Code: "digits-transposed", Says: "two digits of the result " + meant + " were exchanged"})
	}
	return slips
}

// exchanged says whether two numerals differ by two neighbouring digits exchanged.
func exchanged(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := 0; i+1 < len(a); i++ {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}

// editsOf lists the small changes of a computation: at its root, and then within
// each of its parts.
func editsOf(n syntax.Node, most int) []edit {
	var all []edit
	add := func(node syntax.Node, code, format string, a ...any) {
		if len(all) < most {
			all = append(all, edit{node, Slip{Code: code, Says: fmt.Sprintf(format, a...)}})
		}
	}
	within := func(part syntax.Node, rebuild func(syntax.Node) syntax.Node) {
		if part == nil || len(all) >= most {
			return
		}
		for _, ed := range editsOf(part, most-len(all)) {
			all = append(all, edit{rebuild(ed.node), ed.slip})
		}
	}
	switch n := n.(type) {
	case *syntax.Sum:
		if across, ok := addedAcross(n); ok {
			add(across, "added-across", "numerators and denominators were added")
		}
		for i := range n.Terms {
			editTerm(n, i, add)
		}
		for i, t := range n.Terms {
			within(t.Value, func(m syntax.Node) syntax.Node {
				return withTerm(n, i, syntax.Term{Sign: t.Sign, SignAt: t.SignAt, Value: m})
			})
		}
	case *syntax.Product:
		for i := range n.Factors {
			editFactor(n, i, add)
		}
		for i, f := range n.Factors {
			within(f.Value, func(m syntax.Node) syntax.Node {
				return withFactor(n, i, syntax.Factor{Operator: f.Operator, OperatorAt: f.OperatorAt, Value: m})
			})
		}
	case *syntax.Fraction:
		add(&syntax.Fraction{At: n.At, Command: n.Command, Numerator: n.Denominator, Denominator: n.Numerator}, "fraction-inverted", "the fraction was turned upside down")
		within(n.Numerator, func(m syntax.Node) syntax.Node {
			return &syntax.Fraction{At: n.At, Command: n.Command, Numerator: m, Denominator: n.Denominator}
		})
		within(n.Denominator, func(m syntax.Node) syntax.Node {
			return &syntax.Fraction{At: n.At, Command: n.Command, Numerator: n.Numerator, Denominator: m}
		})
	case *syntax.Script:
		editScript(n, add)
		within(n.Base, func(m syntax.Node) syntax.Node {
			return &syntax.Script{At: n.At, Base: m, Sub: n.Sub, Sup: n.Sup, Primes: n.Primes}
		})
	case *syntax.Group:
		within(n.Inner, func(m syntax.Node) syntax.Node {
			return &syntax.Group{At: n.At, Open: n.Open, Close: n.Close, Inner: m}
		})
	case *syntax.Wrapped:
		within(n.Inner, func(m syntax.Node) syntax.Node { return &syntax.Wrapped{At: n.At, Command: n.Command, Inner: m} })
	case *syntax.Root:
		within(n.Radicand, func(m syntax.Node) syntax.Node { return &syntax.Root{At: n.At, Index: n.Index, Radicand: m} })
	case *syntax.Matrix:
		for i, row := range n.Rows {
			for j, entry := range row {
				within(entry, func(m syntax.Node) syntax.Node { return withEntry(n, i, j, m) })
			}
		}
	case *syntax.Number:
		editNumber(n, add)
	}
	return all
}

type addEdit func(node syntax.Node, code, format string, a ...any)

var ordinals = []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}

func ordinal(i int) string {
	if i < len(ordinals) {
		return ordinals[i]
	}
	return strconv.Itoa(i+1) + "th"
}

func editTerm(n *syntax.Sum, i int, add addEdit) {
	t := n.Terms[i]
	flipped := "-"
	what := "subtracted"
	if t.Sign == "-" {
		flipped, what = "+", "added"
	}
	if i == 0 {
		what = "taken with the wrong sign"
	}
	add(withTerm(n, i, syntax.Term{Sign: flipped, SignAt: t.SignAt, Value: t.Value}), "sign", "the %s term was %s", ordinal(i), what)
	if len(n.Terms) == 2 && i == 1 && t.Sign == "-" && n.Terms[0].Sign == "" {
		add(&syntax.Sum{At: n.At, Terms: []syntax.Term{{Value: t.Value}, {Sign: "-", Value: n.Terms[0].Value}}},
			"operands-swapped", "the two terms were subtracted the wrong way round")
	}
	if len(n.Terms) > 1 {
		rest := append(append([]syntax.Term{}, n.Terms[:i]...), n.Terms[i+1:]...)
		add(&syntax.Sum{At: n.At, Terms: rest}, "term-dropped", "the %s term was left out", ordinal(i))
	}
}

// addedAcross is the slip a/b + c/d = (a+c)/(b+d).
func addedAcross(n *syntax.Sum) (syntax.Node, bool) {
	top, bottom := &syntax.Sum{At: n.At}, &syntax.Sum{At: n.At}
	for _, t := range n.Terms {
		f, ok := t.Value.(*syntax.Fraction)
		if !ok || isBinomial(f.Command) {
			return nil, false
		}
		top.Terms = append(top.Terms, syntax.Term{Sign: t.Sign, Value: f.Numerator})
		bottom.Terms = append(bottom.Terms, syntax.Term{Sign: t.Sign, Value: f.Denominator})
	}
	return &syntax.Fraction{At: n.At, Command: "frac", Numerator: top, Denominator: bottom}, len(n.Terms) > 1
}

func withTerm(n *syntax.Sum, i int, t syntax.Term) syntax.Node {
	terms := append([]syntax.Term{}, n.Terms...)
	terms[i] = t
	return &syntax.Sum{At: n.At, Terms: terms}
}

func editFactor(n *syntax.Product, i int, add addEdit) {
	f := n.Factors[i]
	if len(n.Factors) == 2 && i == 1 {
		if division(f.Operator) {
			add(&syntax.Product{At: n.At, Factors: []syntax.Factor{{Value: f.Value}, {Operator: f.Operator, Value: n.Factors[0].Value}}},
				"fraction-inverted", "the division was done the wrong way round")
			add(&syntax.Product{At: n.At, Factors: []syntax.Factor{n.Factors[0], {Operator: `\cdot`, Value: f.Value}}},
				"operation-confused", "it was multiplied instead of divided")
		} else {
			add(&syntax.Product{At: n.At, Factors: []syntax.Factor{{Value: f.Value}, {Operator: f.Operator, Value: n.Factors[0].Value}}},
				"operands-swapped", "the two factors were exchanged")
			add(&syntax.Sum{At: n.At, Terms: []syntax.Term{{Value: n.Factors[0].Value}, {Sign: "+", Value: f.Value}}},
				"operation-confused", "it was added instead of multiplied")
		}
	}
	if s, ok := f.Value.(*syntax.Script); ok && s.Sub == nil && s.Sup != nil && syntax.Print(s.Sup) == "2" {
		// the factor squared, once only
		add(withFactor(n, i, syntax.Factor{Operator: f.Operator, Value: s.Base}), "exponent-off-by-one", "the exponent 2 was forgotten")
	}
	rest := append(append([]syntax.Factor{}, n.Factors[:i]...), n.Factors[i+1:]...)
	if len(rest) == 0 || i == 0 && division(rest[0].Operator) {
		return
	}
	rest[0].Operator = ""
	var node syntax.Node = &syntax.Product{At: n.At, Factors: rest}
	if len(rest) == 1 {
		node = rest[0].Value
	}
	add(node, "factor-forgotten", "the factor %s was forgotten", syntax.Print(f.Value))
}

func withFactor(n *syntax.Product, i int, f syntax.Factor) syntax.Node {
	factors := append([]syntax.Factor{}, n.Factors...)
	factors[i] = f
	return &syntax.Product{At: n.At, Factors: factors}
}

func editScript(n *syntax.Script, add addEdit) {
	if n.Sup == nil {
		return
	}
	if isTranspose(n.Sup) {
		add(n.Base, "transposed", "rows and columns were exchanged")
		return
	}
	if k, ok := n.Sup.(*syntax.Number); ok {
		if v, err := strconv.Atoi(k.Text); err == nil && v < 1000 {
			for _, by := range []int{1, -1} {
				text := strconv.Itoa(v + by)
				if v+by < 0 {
					continue
				}
				add(&syntax.Script{At: n.At, Base: n.Base, Sub: n.Sub, Sup: &syntax.Number{At: k.At, Text: text, Written: text}},
					"exponent-off-by-one", "the exponent %s was taken for %s", k.Text, text)
			}
			if v == 2 {
				if t, ok := unwrapped(n.Base).(*syntax.Sum); ok && len(t.Terms) > 1 {
					terms := make([]syntax.Term, len(t.Terms))
					for i, term := range t.Terms {
						terms[i] = syntax.Term{Sign: term.Sign, Value: &syntax.Script{At: n.At, Base: &syntax.Group{At: n.At, Open: "(", Close: ")", Inner: term.Value}, Sup: n.Sup}}
					}
					add(&syntax.Sum{At: n.At, Terms: terms}, "power-distributed", "the square of a sum was taken term by term")
					for i := range terms {
						terms := append([]syntax.Term{}, terms...)
						if i > 0 {
							terms[i].Sign = "+"
							add(&syntax.Sum{At: n.At, Terms: terms}, "power-distributed", "the square of a sum was taken term by term")
						}
					}
				}
				add(&syntax.Product{At: n.At, Factors: []syntax.Factor{{Value: &syntax.Number{At: k.At, Text: "2", Written: "2"}}, {Operator: `\cdot`, Value: n.Base}}},
					"operation-confused", "it was doubled instead of squared")
			}
		}
	}
}

func withEntry(n *syntax.Matrix, i, j int, entry syntax.Node) syntax.Node {
	rows := append([][]syntax.Node{}, n.Rows...)
	rows[i] = append([]syntax.Node{}, rows[i]...)
	rows[i][j] = entry
	return &syntax.Matrix{At: n.At, Environment: n.Environment, Rows: rows}
}

func editNumber(n *syntax.Number, add addEdit) {
	if n.Repeating != "" || len(n.Text) > 40 {
		return
	}
	number := func(text string) syntax.Node { return &syntax.Number{At: n.At, Text: text, Written: text} }
	add(&syntax.Sum{At: n.At, Terms: []syntax.Term{{Sign: "-", Value: n}}}, "sign", "the sign of %s was lost", n.Text)
	digits := []byte(n.Text)
	for i := 0; i+1 < len(digits); i++ {
		j := i + 1
		if digits[j] == '.' {
			j++
		}
		if digits[i] != '.' && j < len(digits) && digits[i] != digits[j] {
			swapped := append([]byte{}, digits...)
			swapped[i], swapped[j] = swapped[j], swapped[i]
			add(number(string(swapped)), "digits-transposed", "the digits of %s were exchanged", n.Text)
		}
	}
	add(&syntax.Product{At: n.At, Factors: []syntax.Factor{{Value: n}, {Operator: `\cdot`, Value: number("10")}}}, "factor-of-ten", "%s was taken ten times too large", n.Text)
	add(&syntax.Product{At: n.At, Factors: []syntax.Factor{{Value: n}, {Operator: `\cdot`, Value: number("0.1")}}}, "factor-of-ten", "%s was taken ten times too small", n.Text)
	for _, sign := range []string{"+", "-"} {
		add(&syntax.Sum{At: n.At, Terms: []syntax.Term{{Value: n}, {Sign: sign, Value: number("1")}}}, "off-by-one", "%s was taken one off", n.Text)
	}
	if len(digits) > 6 {
		return
	}
	for i, d := range digits {
		if d == '.' {
			continue
		}
		for other := byte('0'); other <= '9'; other++ {
			if other != d {
				changed := append([]byte{}, digits...)
				changed[i] = other
				add(number(string(changed)), "digit-misread", "%s was misread as %s", n.Text, changed)
			}
		}
	}
}
