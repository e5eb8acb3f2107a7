package proofs

import (
	"math/big"
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// This file tells where signs mean something else than in ordinary arithmetic:
// fields with few elements, Boolean algebra, brackets that are functions.

var (
	// structureWords announce another arithmetic.
	structureWords = newPhrase(`(?i)(?:^|[^a-z])(boolean|de morgan|logic gates?|truth tables?|tropical|min-plus|max-plus|finite fields?|galois field|(?:ring|field)s? (?:of|with|has) characteristic|of characteristic|clock arithmetic|nim|nimbers?|xor|oktalsystem|dualsystem|bin(?:är|aire|ario)\w*|hexad\w*|(?:im|en|zur|la) (?:basis|base)|basis \d+|system(?:em)? zur basis)(?:$|[^a-z])`)
	// structureNames are the names of such structures in formulas.
	structureNames = newPhrase(`\\math(?:bb|bf|rm)\s*\{?\s*(?:[ZF]\s*\}?\s*(?:_|/|\\slash|\\left/)|GF)|\\(?:Z|F|Zmod|ZZ|FF)\s*_|(?:^|[^A-Za-z])GF\s*\(|\\operatorname\s*\{\s*GF\s*\}`)
	// permutationWords announce products of cycles.
	permutationWords = newPhrase(`(?i)(?:^|[^a-z])(permutations?|cycles?|transpositions?|symmetric group|disjoint)(?:$|[^a-z])`)
	permutationNames = newPhrase(`(?:^|[^A-Za-z\\])[SA]_\{?[0-9n]`)
	// operationBehind gives the operation that a formula shows a meaning.
	operationBehind = newPhrase(`(?i)^\s*(?:to\s+)?(?:mean(?:s|ing)?|denot(?:es?|ing)|stands? for|is defined)(?:$|[^a-z])`)
	// integerPart is what brackets or braces are said to take.
	integerPart = newPhrase(`(?i)(?:^|[^a-z])(greatest integer|integer part|integral part|whole part|fractional part|floor|least integer)(?:$|[^a-z])`)
)

// otherArithmetic says in which other arithmetic the document computes, or "".
func (c *checker) otherArithmetic() string {
	if c.arithmetic == nil {
		says := c.findArithmetic()
		c.arithmetic = &says
	}
	return *c.arithmetic
}

func (c *checker) findArithmetic() string {
	blocks := c.document.Blocks
	for i, b := range blocks {
		switch {
		case b.Kind != syntax.Math:
			if structureWords.MatchString(b.Text) {
				return "the text announces another arithmetic"
			}
			if i > 0 && blocks[i-1].Kind == syntax.Math && operationBehind.MatchString(b.Text) && isOperation(blocks[i-1].Formula) {
				return "the text gives the sign of an operation another meaning"
			}
		case b.Formula != nil && structureNames.MatchString(c.document.Text(b.Formula.Inner)):
			return "the document computes in a ring of residues or a finite field"
		}
	}
	return ""
}

// isOperation says whether a formula is nothing but two names with a sign between.
func isOperation(f *syntax.Formula) bool {
	if f == nil || len(f.Rows) != 1 || len(f.Rows[0].Clauses) != 1 || f.Rows[0].Clauses[0].Chain == nil || len(f.Rows[0].Clauses[0].Chain.Members) != 1 {
		return false
	}
	var parts []syntax.Node
	switch n := f.Rows[0].Clauses[0].Chain.Members[0].(type) {
	case *syntax.Sum:
		for _, t := range n.Terms {
			parts = append(parts, t.Value)
		}
	case *syntax.Product:
		for _, f := range n.Factors {
			parts = append(parts, f.Value)
		}
	}
	for _, part := range parts {
		if _, ok := identify(part); !ok {
			return false
		}
	}
	return len(parts) == 2
}

// composesCycles says whether a document speaks of permutations, whose cycles look
// like rows of numbers.
func (c *checker) composesCycles() bool {
	for _, b := range c.document.Blocks {
		if b.Kind != syntax.Math && permutationWords.MatchString(b.Text) || b.Formula != nil && permutationNames.MatchString(c.document.Text(b.Formula.Inner)) {
			return true
		}
	}
	return c.problem != nil && c.problem.composesCycles()
}

// bracketsMean says what brackets in the members may mean, or "": `[2.5]` and
// `\{2.5\}` group nothing, so they take the integer part or what is left of it.
func (c *checker) bracketsMean(members ...syntax.Node) string {
	says := ""
	for _, m := range members {
		indices := map[syntax.Node]bool{}
		syntax.Inspect(m, func(n syntax.Node) bool {
			if s, ok := n.(*syntax.Script); ok {
				indices[s.Sup] = true
			}
			if indices[n] {
				return false // w^{[1]}
			}
			open, inner := "", syntax.Node(nil)
			switch n := n.(type) {
			case *syntax.Group:
				open, inner = n.Open, n.Inner
			case *syntax.Matrix:
				if len(n.Rows) == 1 && len(n.Rows[0]) == 1 {
					open, inner = n.Environment, n.Rows[0][0]
				}
			}
			if inner == nil || open != "[" && open != `\{` || holdsList(inner) {
				return says == ""
			}
			if groupsNothing(inner) || c.takesIntegerPart() {
				says = "these brackets group nothing and may be a function"
			}
			return says == ""
		})
	}
	return says
}

// groupsNothing says whether brackets around a tree have no use for grouping: it is
// no sum of several terms and holds no parentheses.
func groupsNothing(n syntax.Node) bool {
	if s, ok := n.(*syntax.Sum); ok && len(s.Terms) > 1 {
		return false
	}
	useless := true
	syntax.Inspect(n, func(m syntax.Node) bool {
		switch m := m.(type) {
		case *syntax.Group:
			useless = useless && m.Open != "(" && m.Open != "["
		case *syntax.Matrix:
			useless = false
		}
		return useless
	})
	return useless
}

func holdsList(n syntax.Node) bool {
	_, ok := n.(*syntax.List)
	return ok
}

func (c *checker) takesIntegerPart() bool {
	for _, b := range c.allBlocks() {
		if b.Kind != syntax.Math && integerPart.MatchString(b.Text) {
			return true
		}
	}
	return false
}

// mayBeResidueSymbols says whether the members may be Legendre symbols: each is a
// product of fractions in parentheses, or one is and the other is 0, 1 or -1.
func mayBeResidueSymbols(a, b syntax.Node) bool {
	first, second := isResidueSymbol(a), isResidueSymbol(b)
	return first && second || first && isTrit(b) || second && isTrit(a)
}

// isResidueSymbol says whether a member is a product of fractions in parentheses
// with an odd denominator, which nothing needs parentheses for.
func isResidueSymbol(n syntax.Node) bool {
	switch m := n.(type) {
	case *syntax.Sum:
		return len(m.Terms) == 1 && isResidueSymbol(m.Terms[0].Value)
	case *syntax.Product:
		for _, f := range m.Factors {
			if !isResidueSymbol(f.Value) || f.Operator == "/" {
				return false
			}
		}
		return true
	case *syntax.Script:
		return m.Sub == nil && isResidueSymbol(m.Base)
	case *syntax.Group:
		f, ok := m.Inner.(*syntax.Fraction)
		if !ok || m.Open != "(" {
			return false
		}
		bottom, ok := f.Denominator.(*syntax.Number)
		return ok && bottom.Text != "1" && strings.ContainsAny(bottom.Text[len(bottom.Text)-1:], "13579")
	}
	return false
}

// isTrit says whether a member is 0, 1 or -1 as written.
func isTrit(n syntax.Node) bool {
	if s, ok := n.(*syntax.Sum); ok && len(s.Terms) == 1 {
		n = s.Terms[0].Value
	}
	number, ok := n.(*syntax.Number)
	return ok && (number.Text == "1" || number.Text == "0")
}

// isCommonMultiple says whether a row of whole numbers stands beside their greatest
// common divisor or least common multiple: [4, 6] = 12.
func isCommonMultiple(x, y value) bool {
	if !x.isMatrix {
		x, y = y, x
	}
	number, ok := constantOf(y)
	if !ok || !x.isMatrix || x.rows() != 1 || !number.IsInt() || number.Sign() <= 0 {
		return false
	}
	divisor, multiple := new(big.Int), big.NewInt(1)
	for _, entry := range x.entries() {
		e, ok := entry.AsConstant()
		if !ok || !e.IsInt() || e.Sign() <= 0 || e.Num().BitLen() > 64 || x.columns() > 16 {
			return false
		}
		divisor.GCD(nil, nil, divisor, e.Num())
		common := new(big.Int).GCD(nil, nil, multiple, e.Num())
		multiple.Mul(multiple, new(big.Int).Quo(e.Num(), common))
	}
	return number.Num().Cmp(divisor) == 0 || number.Num().Cmp(multiple) == 0
}

// tellsComplement says whether a witness gives values both to a letter and to the
// letter with a bar, its complement or conjugate.
func tellsComplement(l *Link) bool {
	for name := range l.Witness {
		for _, bar := range []string{`\overline{`, `\bar{`} {
			if letter, ok := strings.CutPrefix(name, bar); ok {
				if _, both := l.Witness[strings.TrimSuffix(letter, "}")]; both {
					return true
				}
			}
		}
	}
	return false
}

// areBareNumbers says whether both members are whole numbers as they are written:
// nobody computes 5 = 7, it is what a supposition leads to.
func areBareNumbers(a, b syntax.Node) bool {
	return isBareNumber(a) && isBareNumber(b)
}

func isBareNumber(n syntax.Node) bool {
	if s, ok := n.(*syntax.Sum); ok && len(s.Terms) == 1 {
		n = s.Terms[0].Value
	}
	number, ok := n.(*syntax.Number)
	return ok && !strings.Contains(number.Text, ".")
}

// conventionalPi are the numbers that schools take for \pi.
var conventionalPi = []*big.Rat{
	big.NewRat(22, 7), big.NewRat(314, 100), big.NewRat(31416, 10000), big.NewRat(3142, 1000), big.NewRat(31, 10), big.NewRat(355, 113),
}

// takesPi says whether two numbers are equal once one of the usual numbers stands for
// \pi.
func (c *checker) takesPi(x, y value) bool {
	x, y = x.single(), y.single()
	if x.isMatrix || y.isMatrix || !slices.Contains(append(x.variables(), y.variables()...), `\pi`) {
		return false
	}
	budget := c.budget()
	d, err := x.scalar.Sub(y.scalar, budget)
	if err != nil {
		return false
	}
	for _, p := range conventionalPi {
		if r, err := d.Substitute(map[string]symbolic.RationalFunction{`\pi`: symbolic.FromRat(p)}, budget); err == nil && r.IsZero() {
			return true
		}
	}
	return false
}
