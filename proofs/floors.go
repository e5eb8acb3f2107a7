package proofs

import (
	"math/big"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// Floors of polynomials at whole numbers. Where L is a common denominator of p, p(n) - p(n - L) is a whole number, and the
// floor of p(n) is a sequence f with f_n = f_(n-L) + p(n) - p(n - L) and L first values.

// mostResidues bounds such an L.
const mostResidues = 24

var (
	wholeBefore = newPhrase(`(?i)\b(?:integers?|natural numbers?|naturals|whole numbers?)\s*$`)
	wholeBehind = newPhrase(`(?i)^\s*(?:is|be|are|denotes?)\s+(?:an?\s+|any\s+)?(?:\w+[- ])?(?:integers?|natural|whole)\b`)
)

// isWhole says whether a letter runs through whole numbers: it is an index, or the text says so.
func (v *converter) isWhole(letter string) bool {
	if _, bound := v.symbols[letter]; bound || v.indices[letter] {
		return true
	}
	blocks := v.evaluator.document.Blocks
	for i, b := range blocks {
		if b.Formula == nil || b.Formula.Unread != nil {
			continue
		}
		for _, row := range b.Formula.Rows {
			for j, clause := range row.Clauses {
				if clause.Chain == nil || !isLetter(clause.Chain.Members[0], letter) {
					continue
				}
				before, behind := clause.Lead, clause.Trail
				if i > 0 && j == 0 {
					before = blocks[i-1].Text + before
				}
				if i+1 < len(blocks) && j == len(row.Clauses)-1 {
					behind += blocks[i+1].Text
				}
				sets := len(clause.Chain.Operators) == 1 && clause.Chain.Operators[0].Name == `\in` && clause.Chain.Members[1] != nil
				if wholeBefore.MatchString(before) || wholeBehind.MatchString(behind) || sets && wholeSet.MatchString(syntax.Print(clause.Chain.Members[1])) {
					return true
				}
			}
		}
	}
	return false
}

// wholeSet are the sets of whole numbers.
var wholeSet = newPhrase(`^\\mathbb\{[NZ]\}`)

func isLetter(n syntax.Node, letter string) bool {
	if n == nil {
		return false
	}
	id, ok := identify(n)
	return ok && id.sub == nil && id.sup == nil && id.base == letter
}

// wholePolynomial reads a tree as a polynomial in one letter that runs through whole numbers, with a common denominator.
func (v *converter) wholePolynomial(n syntax.Node) (p symbolic.RationalFunction, letter string, denominator int64, ok bool) {
	p, failed := v.evaluator.scalar(n)
	if failed != nil || !p.IsPolynomial() || len(p.Variables()) != 1 {
		return p, "", 0, false
	}
	letter = p.Variables()[0]
	common := big.NewInt(1)
	parts := p.Numerator().Coefficients(letter)
	for _, c := range parts {
		x, constant := c.AsConstant()
		if !constant {
			return p, "", 0, false
		}
		gcd := new(big.Int).GCD(nil, nil, common, x.Denom())
		common.Mul(common, new(big.Int).Quo(x.Denom(), gcd))
		if common.BitLen() > 16 {
			return p, "", 0, false
		}
	}
	return p, letter, common.Int64(), len(parts) <= 8 && common.Int64() <= mostResidues && v.isWhole(letter)
}

// at gives a polynomial at a number, and at its letter moved by one.
func (v *converter) at(p symbolic.RationalFunction, letter string, k int64) (*big.Rat, bool) {
	x, err := p.Evaluate(map[string]*big.Rat{letter: ratOf(k)}, v.evaluator.budget)
	return x, err == nil
}

// periodic gives the element at a letter of a sequence with f_n = f_(n-period) + step(n) and the first values given from
// `first` on.
func (v *converter) periodic(letter string, first, period int64, values []symbolic.Expression, step symbolic.Expression) symbolic.Expression {
	name := primed("f", 2*len(v.extra))
	rule := symbolic.Expression(symbolic.Term{Sequence: name, Argument: symbolic.Plus(symbolic.Sym(sequenceIndex), symbolic.Int(-period))})
	if step != nil {
		rule = symbolic.Plus(rule, step)
	}
	v.extra = append(v.extra, symbolic.Sequence{Name: name, First: first, Index: sequenceIndex, Initial: values, Rule: rule})
	argument, bound := v.symbols[letter]
	if !bound {
		argument = symbolic.Sym(letter)
	}
	v.indices[letter] = true
	return symbolic.Term{Sequence: name, Argument: argument}
}

// firstPeriods is how many periods below 0 such a sequence begins.
const firstPeriods = 3

// floor converts the floor of a polynomial in an index.
func (v *converter) floor(n syntax.Node) (symbolic.Expression, bool) {
	if closed(n) {
		x, failed := v.evaluator.scalar(n)
		number, constant := x.AsConstant()
		if failed != nil || !constant {
			return nil, false
		}
		return symbolic.Number{Value: new(big.Rat).SetInt(floorOf(number))}, true
	}
	p, letter, period, ok := v.wholePolynomial(n)
	if !ok {
		return nil, false
	}
	first := -firstPeriods * period
	var values []symbolic.Expression
	for k := first; k < first+period; k++ {
		x, ok := v.at(p, letter, k)
		if !ok {
			return nil, false
		}
		values = append(values, symbolic.Number{Value: new(big.Rat).SetInt(floorOf(x))})
	}
	index := symbolic.Var(sequenceIndex)
	here, err := p.Substitute(map[string]symbolic.RationalFunction{letter: index}, v.evaluator.budget)
	if err != nil {
		return nil, false
	}
	back, err := index.Sub(symbolic.FromRat(ratOf(period)), v.evaluator.budget)
	if err != nil {
		return nil, false
	}
	before, err := p.Substitute(map[string]symbolic.RationalFunction{letter: back}, v.evaluator.budget)
	if err != nil {
		return nil, false
	}
	step, err := here.Sub(before, v.evaluator.budget)
	if err != nil {
		return nil, false
	}
	return v.periodic(letter, first, period, values, symbolic.ExpressionOf(step)), true
}

// signPower converts (-1)^p(n) for a polynomial p whose values are whole and that is not of the first degree.
func (v *converter) signPower(base, exponent syntax.Node) (symbolic.Expression, bool) {
	x, failed := v.evaluator.scalar(base)
	if sign, constant := x.AsConstant(); failed != nil || !constant || sign.Cmp(ratOf(-1)) != 0 {
		return nil, false
	}
	v.note(exponent) // a power of -1 needs a whole exponent
	p, letter, period, ok := v.wholePolynomial(exponent)
	if !ok || p.Numerator().Degree(letter) < 2 {
		return nil, false
	}
	period *= 2
	var values []symbolic.Expression
	for k := -period; k < 0; k++ {
		at, ok := v.at(p, letter, k)
		if !ok || !at.IsInt() {
			return nil, false
		}
		values = append(values, symbolic.Int(1-2*int64(at.Num().Bit(0))))
	}
	return v.periodic(letter, -period, period, values, nil), true
}

// floorOf is the greatest integer that is at most a number.
func floorOf(x *big.Rat) *big.Int {
	return new(big.Int).Div(x.Num(), x.Denom())
}
