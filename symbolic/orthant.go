package symbolic

import (
	"math/big"
	"slices"
)

// A Bound is a linear polynomial that is not negative, or that is positive.
type Bound struct {
	Of     Polynomial
	Strict bool
}

// orthant carries a polynomial from the numbers that some bounds leave to those where all its variables
// are at least 0: there it is not negative if none of its coefficients is.
type orthant struct {
	bounds []Bound
	below  bool // whether single variables are counted from a lower bound, and from an upper one
	above  bool
	used   []int
	// replaced are the variables that stand for a distance from a bound, and whether it is positive.
	replaced map[string]bool
	closed   bool // an interval holds its upper end, which no number of the orthant stands for
	budget   *Budget
}

// NotNegativeWithin reports whether p is at least 0 wherever the bounds hold, and greater than 0 where
// positive is true too, and which bounds it needs. Bounds count for more the earlier they stand: of two that
// contradict each other the later is left out. It carries the region to an orthant, by shifts along bounds
// between variables and from single ones, and x = (a + b t)/(1 + t) from an interval, and then looks at the
// signs of the coefficients. That is sufficient and not necessary: false means that nothing is known.
//
// Source: G. Pólya, Über positive Darstellung von Polynomen (1928), in its first step.
func NotNegativeWithin(p Polynomial, bounds []Bound, budget *Budget) (holds, positive bool, used []int) {
	// A region with fewer bounds is larger, and often enough.
	for _, try := range []struct{ between, below, above bool }{{true, true, true}, {false, true, false}, {false, false, true}, {false, true, true}} {
		o := &orthant{bounds: bounds, below: try.below, above: try.above, replaced: map[string]bool{}, budget: budget}
		q, err := p, error(nil)
		if try.between {
			q, err = o.shiftBetween(p)
			if err == nil && len(o.used) == 0 {
				continue
			}
		}
		if err == nil {
			q, err = o.shiftSingly(q)
		}
		if err != nil {
			continue
		}
		if holds, positive = o.signs(q); holds {
			return true, positive, o.used
		}
	}
	return false, false, nil
}

// shiftBetween writes x = y + c + t for a bound between variables, as x - y >= c.
func (o *orthant) shiftBetween(p Polynomial) (Polynomial, error) {
	for again := true; again; {
		again = false
		for i, b := range o.bounds {
			if len(b.Of.variables) < 2 || b.Of.TotalDegree() != 1 || slices.Contains(o.used, i) {
				continue
			}
			for _, name := range b.Of.variables {
				parts := b.Of.Coefficients(name)
				lead, _ := parts[1].AsConstant()
				if lead.Sign() <= 0 || p.Degree(name) == 0 || o.isTaken(name, parts[0]) || o.waits(i, name) {
					continue
				}
				from := parts[0].Scale(new(big.Rat).Inv(lead)).Neg()
				if err := o.replace(&p, name, from.Add(Variable(name)), b.Strict, i); err != nil {
					return p, err
				}
				again = true
				break
			}
		}
	}
	return p, nil
}

// isTaken reports whether a variable was replaced, or others that it is to be counted from.
func (o *orthant) isTaken(name string, rest Polynomial) bool {
	taken := func(name string) bool { _, is := o.replaced[name]; return is }
	return taken(name) || slices.ContainsFunc(rest.variables, taken)
}

// waits reports whether another bound counts a variable from this one: that comes first.
func (o *orthant) waits(i int, name string) bool {
	for j, b := range o.bounds {
		if j == i || len(b.Of.variables) < 2 || slices.Contains(o.used, j) || b.Of.Degree(name) != 1 {
			continue
		}
		lead, _ := b.Of.Coefficients(name)[1].AsConstant()
		if lead != nil && lead.Sign() < 0 {
			return true
		}
	}
	return false
}

func (o *orthant) replace(p *Polynomial, name string, value Polynomial, strict bool, used ...int) error {
	var err error
	*p, err = p.SubstitutePolynomials(map[string]Polynomial{name: value}, o.budget)
	o.replaced[name] = strict
	o.used = append(o.used, used...)
	return err
}

// shiftSingly counts each variable from its bounds.
func (o *orthant) shiftSingly(p Polynomial) (Polynomial, error) {
	for _, name := range slices.Clone(p.variables) {
		if _, done := o.replaced[name]; done {
			continue
		}
		lower, upper := -1, -1
		var low, high *big.Rat
		for i, b := range o.bounds {
			if len(b.Of.variables) != 1 || b.Of.variables[0] != name || b.Of.TotalDegree() != 1 {
				continue
			}
			parts := b.Of.Coefficients(name)
			lead, _ := parts[1].AsConstant()
			constant, _ := parts[0].AsConstant()
			at := new(big.Rat).Quo(constant.Neg(constant), lead)
			switch {
			case lead.Sign() > 0 && o.below && lower < 0 && (upper < 0 || at.Cmp(high) < 0):
				lower, low = i, at
			case lead.Sign() < 0 && o.above && upper < 0 && (lower < 0 || at.Cmp(low) > 0):
				upper, high = i, at
			}
		}
		x := Variable(name)
		var err error
		switch {
		case lower >= 0 && upper >= 0:
			// (low + high x)/(1 + x), times a power of 1 + x
			strict := o.bounds[lower].Strict && o.bounds[upper].Strict
			var value RationalFunction
			if value, err = FromPolynomial(Constant(low).Add(x.Scale(high))).Quo(FromPolynomial(Integer(1).Add(x)), o.budget); err == nil {
				p, _, err = p.homogenise(map[string]RationalFunction{name: value}, o.budget)
			}
			o.replaced[name] = strict
			o.closed = o.closed || !o.bounds[upper].Strict
			o.used = append(o.used, lower, upper)
		case lower >= 0:
			err = o.replace(&p, name, Constant(low).Add(x), o.bounds[lower].Strict, lower)
		case upper >= 0:
			err = o.replace(&p, name, Constant(high).Sub(x), o.bounds[upper].Strict, upper)
		}
		if err != nil {
			return p, err
		}
	}
	return p, nil
}

// signs looks at the coefficients: a variable without a bound may stand in squares only.
func (o *orthant) signs(p Polynomial) (notNegative, positive bool) {
	for monomial, c := range p.Terms() {
		if c.Sign() < 0 {
			return false, false
		}
		strict := true
		for _, v := range monomial {
			at, bounded := o.replaced[v.Name]
			if !bounded && v.Exponent%2 != 0 {
				return false, false
			}
			strict = strict && at
		}
		positive = positive || strict
	}
	return true, positive && !o.closed
}
