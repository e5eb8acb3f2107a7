package symbolic

import (
	"math/big"
	"slices"
)

// Continuous says whether r is surely defined and continuous for all values of the symbol between two
// bounds, both included. Bounds with free symbols will do where r is so everywhere.
func (f *Functions) Continuous(r RationalFunction, symbol string, lower, upper RationalFunction, budget *Budget) (bool, error) {
	if err := budget.Spend(100); err != nil {
		return false, err
	}
	c := f.continuity(symbol, lower, upper, budget)
	return c.holds(r, 0), nil
}

func (f *Functions) continuity(symbol string, lower, upper RationalFunction, budget *Budget) *continuity {
	c := &continuity{functions: f, symbol: symbol, budget: budget}
	a, low := f.Enclose(lower, nil, 128)
	b, high := f.Enclose(upper, nil, 128)
	if low && high {
		below, above := a.Bounds()
		other, beyond := b.Bounds()
		c.low, c.high = below, beyond
		if other.Cmp(below) < 0 {
			c.low, c.high = other, above
		}
		// Bounds that are rational are met exactly.
		for _, bound := range []RationalFunction{lower, upper} {
			if x, ok := bound.AsConstant(); ok {
				if c.exactLow == nil || x.Cmp(c.exactLow) < 0 {
					c.exactLow = x
				}
				if c.exactHigh == nil || x.Cmp(c.exactHigh) > 0 {
					c.exactHigh = x
				}
			}
		}
	}
	return c
}

// continuity asks whether something holds on a closed interval.
type continuity struct {
	functions           *Functions
	symbol              string
	budget              *Budget
	low, high           *big.Rat // around the interval; nil where it is not known
	exactLow, exactHigh *big.Rat
}

func (c *continuity) holds(r RationalFunction, depth int) bool {
	if depth > mostNested || c.budget.Spend(10) != nil {
		return false
	}
	if den := r.Denominator(); c.functions.anyDependsOn(FromPolynomial(den), c.symbol) && !c.neverZero(den, depth) {
		return false
	}
	for _, name := range r.Variables() {
		a := c.functions.given[name]
		if name == c.symbol || !c.functions.dependsOn(name, c.symbol) {
			continue
		}
		if a == nil || !c.holds(a.argument, depth+1) {
			return false
		}
		switch a.kind {
		case exponential, cosine, sine, arctangent, absolute:
		case root:
			// The name stands for the root of the absolute value.
			if a.index%2 == 0 && !c.sign(a.argument, true) && !c.sign(a.argument.Neg(), true) {
				return false
			}
		case logarithm:
			if !c.sign(a.argument, false) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// neverZero says whether a polynomial surely has no zero on the interval, factor by factor.
func (c *continuity) neverZero(p Polynomial, depth int) bool {
	part := c.budget.Split(50_000)
	factors, err := p.Factors(part)
	c.budget.Return(part)
	if err != nil {
		factors = []PolynomialFactor{{p, 1}}
	}
	for _, factor := range factors {
		q := factor.Factor
		if !c.functions.anyDependsOn(FromPolynomial(q), c.symbol) {
			continue
		}
		names := q.Variables()
		a := c.functions.given[names[0]]
		if len(names) != 1 || a == nil {
			if !c.sign(FromPolynomial(q), false) {
				return false
			}
			continue
		}
		if !q.Equal(Variable(names[0])) {
			return false
		}
		switch a.kind {
		case exponential:
		case root:
			if !c.sign(a.argument, false) {
				return false
			}
		case cosine, sine:
			if !c.waveNeverZero(a) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// waveNeverZero says whether a sine or cosine of a linear form stays between two of its zeros next to 0.
func (c *continuity) waveNeverZero(a *application) bool {
	if c.low == nil || !a.argument.IsPolynomial() || a.argument.Numerator().Degree(c.symbol) != 1 {
		return false
	}
	bounds := []*big.Rat{big.NewRat(-157, 100), big.NewRat(157, 100)} // inside pi/2
	if a.kind == sine {
		bounds = []*big.Rat{big.NewRat(0, 1), big.NewRat(314, 100)}
	}
	for _, x := range []*big.Rat{c.low, c.high} {
		at, ok := c.functions.Enclose(a.argument, map[string]*big.Rat{c.symbol: x}, 64)
		if !ok {
			return false
		}
		if below, above := at.Bounds(); below.Cmp(bounds[0]) <= 0 || above.Cmp(bounds[1]) >= 0 {
			return false
		}
	}
	return true
}

// sign says whether a polynomial in the symbol alone has no zero on the interval, or, with zero, is not
// negative there. With zero it may vanish at a bound that is rational.
func (c *continuity) sign(r RationalFunction, zero bool) bool {
	if !r.IsPolynomial() {
		return false
	}
	p := r.Numerator()
	if names := p.Variables(); len(names) != 1 || names[0] != c.symbol || p.Degree(c.symbol) > 30 {
		return false
	}
	if c.low == nil {
		return p.hasNoRealRoot()
	}
	low, high := c.low, c.high
	if zero && c.exactLow != nil && c.exactHigh != nil {
		// Divide out zeros at the bounds.
		for _, at := range []*big.Rat{c.exactLow, c.exactHigh} {
			factor := Variable(c.symbol).Sub(constantOf(at))
			q, ok, err := p.Quotient(factor, c.budget)
			if err != nil || !ok {
				continue
			}
			if at == c.exactHigh {
				q = q.Neg()
			}
			p = q
		}
		if constant, ok := p.AsConstant(); ok {
			return constant.Sign() > 0
		}
	}
	if !zero {
		value, err := p.Evaluate(map[string]*big.Rat{c.symbol: low}, c.budget)
		return err == nil && value.Sign() != 0 && c.noRoot(p, low, high)
	}
	value, err := p.Evaluate(map[string]*big.Rat{c.symbol: low}, c.budget)
	return err == nil && value.Sign() > 0 && c.noRoot(p, low, high)
}

// noRoot says, by Sturm's theorem, whether a polynomial in one symbol has no root from low, which is
// none, to high.
func (c *continuity) noRoot(p Polynomial, low, high *big.Rat) bool {
	chain, ok := c.sturm(p)
	if !ok {
		return false
	}
	a, b := c.changes(chain, low), c.changes(chain, high)
	return a >= 0 && b >= 0 && a == b
}

// sturm is the chain of polynomials whose changes of sign count the roots of p.
func (c *continuity) sturm(p Polynomial) ([]Polynomial, bool) {
	chain := []Polynomial{p, p.Derivative(c.symbol)}
	for !chain[len(chain)-1].IsZero() {
		a, b := chain[len(chain)-2], chain[len(chain)-1]
		rest, ok := c.remainder(a, b)
		if !ok {
			return nil, false
		}
		chain = append(chain, rest.Neg())
	}
	return slices.DeleteFunc(chain, Polynomial.IsZero), true
}

// changes counts the changes of sign along a chain at a number, -1 beyond the budget.
func (c *continuity) changes(chain []Polynomial, at *big.Rat) int {
	count, last := 0, 0
	for _, q := range chain {
		value, err := q.Evaluate(map[string]*big.Rat{c.symbol: at}, c.budget)
		if err != nil {
			return -1
		}
		if s := value.Sign(); s != 0 {
			if last != 0 && s != last {
				count++
			}
			last = s
		}
	}
	return count
}

// remainder divides polynomials in the symbol with rational coefficients.
func (c *continuity) remainder(a, b Polynomial) (Polynomial, bool) {
	bottom := b.Coefficients(c.symbol)
	lead, ok := bottom[len(bottom)-1].AsConstant()
	if !ok {
		return a, false
	}
	for !a.IsZero() && a.Degree(c.symbol) >= b.Degree(c.symbol) {
		top := a.Coefficients(c.symbol)
		factor, ok := top[len(top)-1].AsConstant()
		if !ok {
			return a, false
		}
		monomial, err := Variable(c.symbol).Pow(a.Degree(c.symbol)-b.Degree(c.symbol), c.budget)
		if err != nil {
			return a, false
		}
		product, err := monomial.Scale(new(big.Rat).Quo(factor, lead)).Mul(b, c.budget)
		if err != nil {
			return a, false
		}
		a = a.Sub(product)
	}
	return a, true
}

// NotNegative says whether r, a polynomial in the symbol, is surely not negative for all its values between
// two bounds.
func (f *Functions) NotNegative(r RationalFunction, symbol string, lower, upper RationalFunction, budget *Budget) bool {
	c := f.continuity(symbol, lower, upper, budget)
	return c.sign(r, true)
}
