package proofs

import (
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// usage is how the document uses its letters, counted once before anything is
// evaluated: it settles whether `g(1 - x)` is a product or a call.
type usage struct {
	bare    map[string]int  // occurrences of a base not followed by a parenthesis
	applied map[string]int  // occurrences directly before a parenthesis
	shaped  map[string]bool // bases that are transposed, or otherwise no scalars
	called  map[string]bool // bases that the prose calls functions
	apart   map[string]int  // occurrences of a capital that stands beside no other
	complex bool            // the prose speaks of complex numbers
	// matrices are the bases that the prose calls matrices or vectors, and inverted
	// those that are inverted on their own.
	matrices, inverted map[string]bool
	// subscripted counts the occurrences with a subscript; appliedIndexed are the letters that stand so, or with an index
	// above, before a parenthesis.
	subscripted    map[string]int
	appliedIndexed map[string]bool
	columns        bool // some letter is a column
	// integrated are the variables of integrals, and calculus says that the document
	// integrates something.
	integrated map[string]bool
	calculus   bool
	// naturalLogarithm says that the prose speaks of what natural logarithms are for.
	naturalLogarithm bool
	sigmoid          bool // the prose speaks of the sigmoid, which \sigma then is
	rowWise          bool // the text says that something is done row by row
	index            bool // i is an index, a bound variable, or is given a value
}

// naturalWord is prose by which a logarithm without a base is natural.
var naturalWord = newPhrase(`(?i)\bnatural log|\blogarithms (?:are|is) natural|\bcross[- ]entropy|\blog[- ]likelihood|\blog[- ]loss|\blogistic regression|\bsoftmax|\bin nats\b`)

// sigmoidWord is prose by which \sigma is the sigmoid where nothing defines it, and rowWord
// text by which the softmax of a matrix is that of its rows.
var (
	sigmoidWord = newPhrase(`(?i)\bsigmoid|\blogistic (?:function|regression|unit|neuron|activation)`)
	rowStem     = newPhrase(`(?i)row|attention`) // in every rowWord
	rowWord     = newPhrase(`(?i)\brow[- ]?wise\b|\b(?:each|every|the|over|along) rows?\b|\brow by row\b|\bby rows?\b|\battention\b`)
)

// callsFunction is prose that says of the letter behind it that it is a function.
var callsFunction = newPhrase(`(?i)\b(functions?|maps?|mappings?|operators?|sequences?)\s*(?:$|,|and|\x00)`)

func newUsage() *usage {
	return &usage{bare: map[string]int{}, applied: map[string]int{}, shaped: map[string]bool{}, called: map[string]bool{}, apart: map[string]int{}, integrated: map[string]bool{}, matrices: map[string]bool{}, inverted: map[string]bool{}, subscripted: map[string]int{}, appliedIndexed: map[string]bool{}}
}

// count adds the formulas of a document.
func (u *usage) count(d *syntax.Document) {
	u.naturalLogarithm = u.naturalLogarithm || strings.Contains(d.Source, `\exp`) && !strings.Contains(d.Source, `\log_`) && !strings.Contains(d.Source, `\ln`)
	rows := rowStem.MatchString(d.Source)
	for i, b := range d.Blocks {
		u.rowWise = u.rowWise || rows && (rowWord.MatchString(b.Text) || b.Formula != nil && rowWord.MatchString(d.Text(b.At)))
		if b.Formula == nil {
			u.naturalLogarithm = u.naturalLogarithm || naturalWord.MatchString(b.Text)
			u.sigmoid = u.sigmoid || sigmoidWord.MatchString(b.Text)
			u.complex = u.complex || complexWord.MatchString(b.Text)
			continue
		}
		if saysMatrices(d, i) {
			u.shape(b.Formula)
		}
		said := i > 0 && d.Blocks[i-1].Kind == syntax.Prose && callsFunction.MatchString(d.Blocks[i-1].Text)
		for _, row := range b.Formula.Rows {
			for _, clause := range row.Clauses {
				if clause.Chain == nil {
					continue
				}
				if id, ok := identify(clause.Chain.Members[0]); ok && len(clause.Chain.Operators) == 0 {
					// A letter that is only named tells nothing of its use.
					u.called[id.base] = u.called[id.base] || said
					continue
				}
				if _, ok := identify(clause.Chain.Members[0]); ok && indexIs(clause.Chain.Members[0], "i") {
					u.index = true
				}
				u.node(clause.Chain)
			}
		}
	}
}

// complexWord is prose that speaks of complex numbers.
var complexWord = newPhrase(`(?i)\bcomplex (?:numbers?|plane|roots?|conjugates?|solutions?|coefficients?|zeros?)\b`)

// matrixWord is prose that says of the letters around it that they are no numbers.
var matrixWord = newPhrase(`(?i)\b(matrix|matrices|vectors?)\b`)

// saysMatrices says whether the prose directly around a formula speaks of
// matrices or vectors.
func saysMatrices(d *syntax.Document, i int) bool {
	paragraph := d.Blocks[i].Paragraph
	within := func(j int) bool {
		return j >= 0 && j < len(d.Blocks) && d.Blocks[j].Paragraph == paragraph && d.Blocks[j].Kind != syntax.Math
	}
	if within(i - 1) {
		text := d.Blocks[i-1].Text
		if stop := lastStop(text); stop >= 0 {
			text = text[stop:]
		}
		if matrixWord.MatchString(text) {
			return true
		}
	}
	const far = 9 // blocks that a sentence is followed over: "A, B, C and D be n x n matrices"
	for j := i + 1; j <= i+far && within(j); j += 2 {
		text := d.Blocks[j].Text
		stop := strings.Index(text, ". ")
		if stop >= 0 {
			text = text[:stop]
		}
		if matrixWord.MatchString(text) {
			return true
		}
		if stop >= 0 || j > i+1 && !joinsNames.MatchString(text) {
			return false
		}
	}
	return false
}

// joinsNames is prose between the names of a list.
var joinsNames = newPhrase(`(?i)^(?:[\s,]|and|or|be|are|is|both|two|three|any|denote|square|arbitrary|an?)*$`)

// shape marks the letters that a formula only names as no scalars.
func (u *usage) shape(f *syntax.Formula) {
	for _, row := range f.Rows {
		for _, clause := range row.Clauses {
			if clause.Chain == nil || len(clause.Chain.Operators) > 0 {
				continue
			}
			members := clause.Chain.Members[:1]
			if list, ok := members[0].(*syntax.List); ok {
				members = list.Items
			}
			for _, m := range members {
				if id, ok := identify(m); ok && id.sub == nil && id.sup == nil {
					u.shaped[id.base], u.matrices[id.base] = true, true
				}
			}
		}
	}
}

func (u *usage) node(n syntax.Node) {
	if n == nil {
		return
	}
	syntax.Inspect(n, func(m syntax.Node) bool {
		switch m := m.(type) {
		case *syntax.Fraction:
			if function, _, ok := splitDerivative(m); ok && function != nil {
				if id, ok := identify(function); ok {
					u.bare[id.base]-- // what is differentiated is a function
				}
			}
		case *syntax.Group:
			list, isList := m.Inner.(*syntax.List)
			if m.Inner != nil && (isNorm(m) || isList && m.Open == `\langle` && len(list.Items) == 2) {
				u.shapeVectors(m.Inner)
			}
		case *syntax.Product:
			u.capitals(m)
			for i, f := range m.Factors {
				if s, ok := unwrapped(f.Value).(*syntax.Symbol); ok && i+1 < len(m.Factors) && isWord(s) && matrixFunctions[s.Name] != nil {
					u.shapeCapitals(m.Factors[i+1].Value)
				}
				if i+1 < len(m.Factors) && m.Factors[i+1].Operator == "" && isArgument(m.Factors[i+1].Value) {
					if id, ok := identify(f.Value); ok {
						u.applied[id.base]++
						u.bare[id.base]-- // taken back when the name itself is visited
						if id.sub != nil || id.sup != nil {
							u.appliedIndexed[id.base] = true
						}
					}
				}
			}
		case *syntax.Big:
			if isIntegralSign(m.Operator) {
				u.calculus = true
				if m.Body != nil {
					if _, variable, ok := splitDifferential(m.Body); ok {
						if id, ok := identify(variable); ok {
							u.integrated[id.base] = true
						}
					}
				}
			}
			u.index = u.index || m.Lower != nil && mentions(m.Lower, "i")
		case *syntax.Script:
			u.index = u.index || m.Sub != nil && mentions(m.Sub, "i") || m.Sup != nil && isIndex(m.Sup) && mentions(m.Sup, "i")
			if id, ok := identify(m.Base); ok && m.Sup != nil && syntax.Print(m.Sup) == "-1" {
				u.inverted[id.base] = true
			}
			if id, ok := identify(m.Base); ok && m.Sup != nil && (isTranspose(m.Sup) || isCapital(id) && syntax.Print(m.Sup) == "-1" && u.applied[id.base] == 0) {
				u.shaped[id.base] = true
				u.columns = u.columns || !isCapital(id)
			}
		case *syntax.Application:
			if id, ok := identify(m.Argument); ok && isCapital(id) {
				u.apart[id.base]-- // the angle at a point of a figure
			}
			if f, ok := m.Function.(*syntax.Symbol); ok && (matrixFunctions[strings.TrimPrefix(f.Name, `\`)] != nil) {
				u.shapeCapitals(m.Argument)
			}
			return true
		}
		switch m := m.(type) {
		case *syntax.Script:
			if id, ok := identify(m); ok {
				u.bare[id.base]++
				u.apart[id.base]++
				if id.sub != nil {
					u.subscripted[id.base]++
				}
				return false
			}
		case *syntax.Symbol, *syntax.Accent:
			if id, ok := identify(m); ok {
				u.bare[id.base]++
				u.apart[id.base]++
				return false
			}
		}
		return true
	})
}

// shapeCapitals marks the capitals in the argument of a function of matrices.
func (u *usage) shapeCapitals(argument syntax.Node) {
	eachName(argument, func(id identifier) {
		if isCapital(id) && !identityName.MatchString(id.base) {
			u.shaped[id.base] = true
		}
	})
}

// shapeVectors marks the letters in a norm or an inner product.
func (u *usage) shapeVectors(n syntax.Node) {
	eachName(n, func(id identifier) {
		if id.sub == nil && (isCapital(id) && !identityName.MatchString(id.base) || isVectorLetter(id)) {
			u.shaped[id.base], u.columns = true, true
		}
	})
}

// isVectorLetter says whether a plain letter is one that vectors bear by habit.
func isVectorLetter(id identifier) bool {
	return len(id.plain) == 1 && id.plain[0] >= 'u' && id.plain[0] <= 'z'
}

// capitals takes back the occurrences of capitals side by side, which may name a
// segment, from those that stand apart.
func (u *usage) capitals(p *syntax.Product) {
	beside := func(i int) bool {
		if i < 0 || i+1 >= len(p.Factors) || p.Factors[i+1].Operator != "" {
			return false
		}
		a, ok := identify(baseOf(p.Factors[i].Value))
		b, also := identify(baseOf(p.Factors[i+1].Value))
		return ok && also && isCapital(a) && isCapital(b)
	}
	for i, f := range p.Factors {
		if beside(i-1) || beside(i) {
			id, _ := identify(baseOf(f.Value))
			u.apart[id.base]--
		}
	}
}

// isArgument says whether a node can be the argument of a function.
func isArgument(n syntax.Node) bool {
	g, ok := n.(*syntax.Group)
	return ok && g.Open == "(" && g.Close == ")" && g.Inner != nil
}

// isFunction says whether a letter that nothing defines is only ever applied.
func (u *usage) isFunction(base string) bool {
	habit := base == "f" || base == "g" || base == "h"
	bare := u.bare[base]
	if !u.appliedIndexed[base] {
		bare -= u.subscripted[base] // v_0 beside v(t) is a name of its own
	}
	return u.applied[base] > 0 && (bare <= 0 || u.called[base] || habit && u.applied[base] > 2*u.bare[base])
}

// mayBeFunction says whether a letter that is taken for a number is one that functions
// go by, and stands before parentheses somewhere.
func (u *usage) mayBeFunction(base string) bool {
	return isFunctionLetter(base) && u.applied[base] > 0 && !u.isFunction(base)
}

// isFunctionLetter says whether functions go by that letter.
func isFunctionLetter(base string) bool {
	switch base {
	case "f", "g", "h", "F", "G", "H", "L", "J", "E", "C", `\ell`, `\phi`, `\varphi`, `\psi`, "P", "Q", "p", "q":
		return true
	}
	return false
}
