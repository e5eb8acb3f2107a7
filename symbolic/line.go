package symbolic

import (
	"math/big"
)

// A Line is the real line, cut at all real roots of some polynomials in one variable into the roots
// and the open intervals between them, from left to right: an interval, a root, an interval, and so on.
//
// Source: J. C. F. Sturm (1829), on the number of real roots between two bounds.
type Line struct {
	name  string
	base  []Polynomial // pairwise coprime and free of squares; their roots are the roots
	cells []lineCell
}

// A lineCell is an open interval with a number in it, or a root and a number so near below it
// that no other root lies between.
type lineCell struct {
	at   *big.Rat
	root int // in the base, -1 of an interval
}

// maxLineDegree bounds the degree of all the polynomials of a line together.
const maxLineDegree = 24

// NewLine cuts the line of a variable at the roots of polynomials in that variable alone. It fails with
// [ErrLimit] where the budget or the degree is exceeded.
func NewLine(name string, polynomials []Polynomial, budget *Budget) (Line, error) {
	l := Line{name: name}
	for _, p := range polynomials {
		factors, err := p.Factors(budget)
		if err != nil {
			return l, err
		}
		for _, f := range factors {
			if err := l.refine(f.Factor, budget); err != nil {
				return l, err
			}
		}
	}
	product := Integer(1)
	for _, f := range l.base {
		var err error
		if product, err = product.Mul(f, budget); err != nil {
			return l, err
		}
	}
	if product.Degree(name) > maxLineDegree {
		return l, ErrLimit
	}
	return l, l.cut(product, budget)
}

// refine adds a polynomial without squares to the base, which stays coprime.
func (l *Line) refine(f Polynomial, budget *Budget) error {
	for i := 0; i < len(l.base) && !f.IsConstant(); i++ {
		common, err := GCD(f, l.base[i], budget)
		if err != nil {
			return err
		}
		if common.IsConstant() {
			continue
		}
		rest, _, err := l.base[i].Quotient(common, budget)
		if err != nil {
			return err
		}
		if f, _, err = f.Quotient(common, budget); err != nil {
			return err
		}
		l.base[i] = common
		if !rest.IsConstant() {
			l.base = append(l.base, rest)
		}
	}
	if !f.IsConstant() {
		l.base = append(l.base, f)
	}
	return nil
}

// cut finds the cells from the product of the base.
func (l *Line) cut(product Polynomial, budget *Budget) error {
	if product.IsConstant() {
		l.cells = []lineCell{{at: new(big.Rat), root: -1}}
		return nil
	}
	counter := continuity{symbol: l.name, budget: budget}
	sturm, ok := counter.sturm(product)
	if !ok {
		return ErrLimit
	}
	// All roots lie within 1 + the greatest ratio of a coefficient to the first.
	parts := product.Coefficients(l.name)
	lead, _ := parts[len(parts)-1].AsConstant()
	bound := big.NewRat(1, 1)
	for _, part := range parts[:len(parts)-1] {
		if a, ok := part.AsConstant(); ok {
			if q := new(big.Rat).Abs(new(big.Rat).Quo(a, lead)); q.Cmp(bound) > 0 {
				bound = q
			}
		}
	}
	bound = new(big.Rat).Add(bound, big.NewRat(1, 1))
	low := new(big.Rat).Neg(bound)
	l.cells = []lineCell{{at: low, root: -1}}
	return l.isolate(sturm, low, bound, counter.changes(sturm, low), counter.changes(sturm, bound), budget)
}

// isolate adds the cells between two numbers that are no roots, given the changes of sign there.
func (l *Line) isolate(sturm []Polynomial, low, high *big.Rat, before, behind int, budget *Budget) error {
	if before < 0 || behind < 0 || budget.Spend(1) != nil {
		return ErrLimit
	}
	switch before - behind {
	case 0:
		return nil
	case 1:
		for i, f := range l.base {
			a, err := f.Evaluate(map[string]*big.Rat{l.name: low}, budget)
			if err != nil {
				return err
			}
			b, err := f.Evaluate(map[string]*big.Rat{l.name: high}, budget)
			if err != nil {
				return err
			}
			if a.Sign() != b.Sign() {
				l.cells = append(l.cells, lineCell{at: low, root: i}, lineCell{at: high, root: -1})
				return nil
			}
		}
		return ErrLimit
	}
	counter := continuity{symbol: l.name, budget: budget}
	for k := int64(1); k <= maxLineDegree+1; k++ {
		// One of so many numbers is no root: the middle first.
		share := big.NewRat(k, 2*k+1)
		if k == 1 {
			share = big.NewRat(1, 2)
		}
		middle := new(big.Rat).Mul(new(big.Rat).Sub(high, low), share)
		middle.Add(middle, low)
		value, err := sturm[0].Evaluate(map[string]*big.Rat{l.name: middle}, budget)
		if err != nil {
			return err
		}
		if value.Sign() == 0 {
			continue
		}
		between := counter.changes(sturm, middle)
		if err := l.isolate(sturm, low, middle, before, between, budget); err != nil {
			return err
		}
		return l.isolate(sturm, middle, high, between, behind, budget)
	}
	return ErrLimit
}

// Signs returns the sign of one of the polynomials of the line, or of a product of some, in each of its
// cells from left to right.
func (l Line) Signs(p Polynomial, budget *Budget) ([]int, error) {
	signs := make([]int, len(l.cells))
	for i, cell := range l.cells {
		if cell.root >= 0 {
			_, divides, err := p.Quotient(l.base[cell.root], budget)
			if err != nil {
				return nil, err
			}
			if divides {
				continue
			}
		}
		value, err := p.Evaluate(map[string]*big.Rat{l.name: cell.at}, budget)
		if err != nil {
			return nil, err
		}
		signs[i] = value.Sign()
	}
	return signs, nil
}

// Sample returns a number in a cell, counted from the left; a root need not be rational, and has none.
func (l Line) Sample(cell int) (*big.Rat, bool) {
	c := l.cells[cell]
	return c.at, c.root < 0
}
