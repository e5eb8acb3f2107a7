package symbolic

import (
	"math/big"
)

// A RationalFunction is a quotient of polynomials in canonical form: numerator and denominator are
// coprime, and the denominator has coprime integer coefficients, the leading one positive. It is
// immutable and its zero value is 0. Two are equal as elements of the field of fractions exactly if
// Equal says so; where a cancelled factor vanishes they may still differ as expressions.
type RationalFunction struct {
	numerator   Polynomial
	denominator Polynomial // the zero polynomial stands for 1
}

// Rational returns num/den in lowest terms and the factors that were cancelled, which are not
// constant: the quotient has a value only where they do not vanish. It fails with
// [ErrDivisionByZero] if den is 0.
func Rational(num, den Polynomial, budget *Budget) (r RationalFunction, cancelled []Polynomial, err error) {
	if den.IsZero() {
		return RationalFunction{}, nil, ErrDivisionByZero
	}
	if den.IsConstant() {
		return RationalFunction{numerator: num.scaleInverse(den)}, nil, nil
	}
	if num.IsZero() {
		d, _ := den.splitContent()
		factors, err := d.Factors(budget)
		return RationalFunction{}, basesOf(factors), err
	}
	if num.IsConstant() {
		return quotientOfCoprime(num, den), nil, nil
	}
	g, err := GCD(num, den, budget)
	if err != nil {
		return RationalFunction{}, nil, err
	}
	if g.IsConstant() {
		return quotientOfCoprime(num, den), nil, nil
	}
	if num, _, err = num.Quotient(g, budget); err != nil {
		return RationalFunction{}, nil, err
	}
	if den, _, err = den.Quotient(g, budget); err != nil {
		return RationalFunction{}, nil, err
	}
	factors, err := g.Factors(budget)
	if err != nil {
		return RationalFunction{}, nil, err
	}
	return quotientOfCoprime(num, den), basesOf(factors), nil
}

func basesOf(factors []PolynomialFactor) []Polynomial {
	var bases []Polynomial
	for _, f := range factors {
		if !f.Factor.IsConstant() {
			bases = append(bases, f.Factor)
		}
	}
	return bases
}

// scaleInverse returns p/c for a constant c that is not 0.
func (p Polynomial) scaleInverse(c Polynomial) Polynomial {
	n, d := c.denominator, c.coefficients[0]
	if d.sign() < 0 {
		n, d = n.neg(), d.neg()
	}
	return p.scale(n, d)
}

// quotientOfCoprime returns num/den for coprime num and den.
func quotientOfCoprime(num, den Polynomial) RationalFunction {
	if num.IsZero() {
		return RationalFunction{}
	}
	d, content := den.splitContent()
	num = num.scaleInverse(content)
	if d.isOne() {
		return RationalFunction{numerator: num}
	}
	return RationalFunction{num, d}
}

// reduced returns num/den in lowest terms without reporting what was cancelled.
func reduced(num, den Polynomial, budget *Budget) (RationalFunction, error) {
	if num.IsZero() {
		return RationalFunction{}, nil
	}
	num, den, err := cancel(num, den, budget)
	if err != nil {
		return RationalFunction{}, err
	}
	return quotientOfCoprime(num, den), nil
}

// cancel divides both, which are not 0, by their greatest common divisor.
func cancel(num, den Polynomial, budget *Budget) (Polynomial, Polynomial, error) {
	if num.IsConstant() || den.IsConstant() {
		return num, den, nil
	}
	g, err := GCD(num, den, budget)
	if err != nil || g.IsConstant() {
		return num, den, err
	}
	if num, _, err = num.Quotient(g, budget); err != nil {
		return Polynomial{}, Polynomial{}, err
	}
	den, _, err = den.Quotient(g, budget)
	return num, den, err
}

// FromPolynomial returns p as a rational function.
func FromPolynomial(p Polynomial) RationalFunction { return RationalFunction{numerator: p} }

// FromRat returns r as a rational function. A nil r is 0.
func FromRat(r *big.Rat) RationalFunction { return RationalFunction{numerator: Constant(r)} }

// FromInt returns n as a rational function.
func FromInt(n int64) RationalFunction { return RationalFunction{numerator: Integer(n)} }

// Var returns the variable of the given name as a rational function.
func Var(name string) RationalFunction { return RationalFunction{numerator: Variable(name)} }

// Numerator returns the numerator, whose coefficients may be fractions.
func (a RationalFunction) Numerator() Polynomial { return a.numerator }

// Denominator returns the denominator, with coprime integer coefficients, the leading one positive.
func (a RationalFunction) Denominator() Polynomial {
	if a.denominator.IsZero() {
		return Integer(1)
	}
	return a.denominator
}

// IsPolynomial reports whether the denominator is 1.
func (a RationalFunction) IsPolynomial() bool { return a.denominator.IsZero() }

// IsZero reports whether a is 0.
func (a RationalFunction) IsZero() bool { return a.numerator.IsZero() }

// IsOne reports whether a is 1.
func (a RationalFunction) IsOne() bool { return a.denominator.IsZero() && a.numerator.isOne() }

// IsConstant reports whether a has no variables.
func (a RationalFunction) IsConstant() bool {
	return a.denominator.IsZero() && a.numerator.IsConstant()
}

// AsConstant returns the value of a if it has no variables.
func (a RationalFunction) AsConstant() (*big.Rat, bool) {
	if !a.denominator.IsZero() {
		return nil, false
	}
	return a.numerator.AsConstant()
}

// AsInteger returns the value of a if it is an integer that fits.
func (a RationalFunction) AsInteger() (int64, bool) {
	if !a.IsConstant() {
		return 0, false
	}
	if a.IsZero() {
		return 0, true
	}
	c := a.numerator.coefficients[0]
	return c.word, c.long == nil && a.numerator.denominator.isOne()
}

// Variables returns the names of the variables that occur, sorted. They must not be changed.
func (a RationalFunction) Variables() []string {
	names := unionOf(a.numerator.variables, a.denominator.variables)
	return names[:len(names):len(names)]
}

// Equal reports whether a and b are the same rational function.
func (a RationalFunction) Equal(b RationalFunction) bool {
	return a.numerator.Equal(b.numerator) && a.denominator.Equal(b.denominator)
}

// isCanonical reports whether the representation is the unique one; tests assert it.
func (a RationalFunction) isCanonical() bool {
	if !a.numerator.isCanonical() || !a.denominator.isCanonical() {
		return false
	}
	if a.denominator.IsZero() {
		return true
	}
	d, unit := a.denominator.primitive()
	g, err := GCD(a.numerator, d, nil)
	return err == nil && g.isOne() && unit.Cmp(big.NewRat(1, 1)) == 0 && !d.IsConstant()
}

// Neg returns -a.
func (a RationalFunction) Neg() RationalFunction {
	return RationalFunction{a.numerator.Neg(), a.denominator}
}

// Add returns a + b.
func (a RationalFunction) Add(b RationalFunction, budget *Budget) (RationalFunction, error) {
	if tooWide(a.numerator, b.numerator) {
		return RationalFunction{}, ErrLimit
	}
	if a.denominator.IsZero() && b.denominator.IsZero() {
		if err := budget.Spend(1 + a.numerator.steps() + b.numerator.steps()); err != nil {
			return RationalFunction{}, err
		}
		sum := a.numerator.Add(b.numerator)
		if !budget.allowsBits(int64(sum.bitLen())) {
			return RationalFunction{}, ErrLimit
		}
		return RationalFunction{numerator: sum}, nil
	}
	if a.IsZero() {
		return b, nil
	}
	if b.IsZero() {
		return a, nil
	}
	da, db := a.Denominator(), b.Denominator()
	if da.Equal(db) {
		return reduced(a.numerator.Add(b.numerator), da, budget)
	}
	// With g the common divisor of the denominators, only g can share factors with the new numerator.
	g, err := GCD(da, db, budget)
	if err != nil {
		return RationalFunction{}, err
	}
	ra, _, err := da.Quotient(g, budget)
	if err != nil {
		return RationalFunction{}, err
	}
	rb, _, err := db.Quotient(g, budget)
	if err != nil {
		return RationalFunction{}, err
	}
	x, err := a.numerator.Mul(rb, budget)
	if err != nil {
		return RationalFunction{}, err
	}
	y, err := b.numerator.Mul(ra, budget)
	if err != nil {
		return RationalFunction{}, err
	}
	if err := budget.Spend(x.steps() + y.steps()); err != nil {
		return RationalFunction{}, err
	}
	num := x.Add(y)
	if num.IsZero() {
		return RationalFunction{}, nil
	}
	num, g, err = cancel(num, g, budget)
	if err != nil {
		return RationalFunction{}, err
	}
	den, err := ra.Mul(rb, budget)
	if err != nil {
		return RationalFunction{}, err
	}
	if den, err = den.Mul(g, budget); err != nil {
		return RationalFunction{}, err
	}
	return quotientOfCoprime(num, den), nil
}

// Sub returns a - b.
func (a RationalFunction) Sub(b RationalFunction, budget *Budget) (RationalFunction, error) {
	return a.Add(b.Neg(), budget)
}

// Mul returns a * b.
func (a RationalFunction) Mul(b RationalFunction, budget *Budget) (RationalFunction, error) {
	if a.denominator.IsZero() && b.denominator.IsZero() {
		num, err := a.numerator.Mul(b.numerator, budget)
		return RationalFunction{numerator: num}, err
	}
	if a.IsZero() || b.IsZero() {
		return RationalFunction{}, nil
	}
	an, bd, err := cancel(a.numerator, b.Denominator(), budget)
	if err != nil {
		return RationalFunction{}, err
	}
	bn, ad, err := cancel(b.numerator, a.Denominator(), budget)
	if err != nil {
		return RationalFunction{}, err
	}
	num, err := an.Mul(bn, budget)
	if err != nil {
		return RationalFunction{}, err
	}
	den, err := ad.Mul(bd, budget)
	if err != nil {
		return RationalFunction{}, err
	}
	return quotientOfCoprime(num, den), nil
}

// Quo returns a / b. It fails with [ErrDivisionByZero] if b is 0. The quotient has a value only where
// the numerator of b does not vanish: that condition is the caller's to record.
func (a RationalFunction) Quo(b RationalFunction, budget *Budget) (RationalFunction, error) {
	if b.IsZero() {
		return RationalFunction{}, ErrDivisionByZero
	}
	return a.Mul(b.inverse(), budget)
}

// inverse returns 1/a for a not 0.
func (a RationalFunction) inverse() RationalFunction {
	return quotientOfCoprime(a.Denominator(), a.numerator)
}

// Pow returns a to the n-th power, where n may be negative. The 0-th power is 1, also that of 0; a
// negative power of 0 is [ErrDivisionByZero].
func (a RationalFunction) Pow(n int, budget *Budget) (RationalFunction, error) {
	if n < 0 {
		if a.IsZero() {
			return RationalFunction{}, ErrDivisionByZero
		}
		if n == -n { // the least int has no negative
			return RationalFunction{}, ErrLimit
		}
		a, n = a.inverse(), -n
	}
	num, err := a.numerator.Pow(n, budget)
	if err != nil || a.denominator.IsZero() {
		return RationalFunction{numerator: num}, err
	}
	den, err := a.denominator.Pow(n, budget)
	if err != nil {
		return RationalFunction{}, err
	}
	return quotientOfCoprime(num, den), nil
}

// Substitute returns a with the given variables replaced, all at once, by rational functions. It
// fails with [ErrDivisionByZero] if the denominator vanishes under the substitution.
func (a RationalFunction) Substitute(values map[string]RationalFunction, budget *Budget) (RationalFunction, error) {
	if a.denominator.IsZero() {
		return a.numerator.Substitute(values, budget)
	}
	num, err := a.numerator.Substitute(values, budget)
	if err != nil {
		return RationalFunction{}, err
	}
	den, err := a.denominator.Substitute(values, budget)
	if err != nil {
		return RationalFunction{}, err
	}
	return num.Quo(den, budget)
}

// Derivative returns the derivative of a by the named variable.
func (a RationalFunction) Derivative(name string, budget *Budget) (RationalFunction, error) {
	if a.denominator.IsZero() {
		return RationalFunction{numerator: a.numerator.Derivative(name)}, nil
	}
	x, err := a.numerator.Derivative(name).Mul(a.denominator, budget)
	if err != nil {
		return RationalFunction{}, err
	}
	y, err := a.numerator.Mul(a.denominator.Derivative(name), budget)
	if err != nil {
		return RationalFunction{}, err
	}
	square, err := a.denominator.Mul(a.denominator, budget)
	if err != nil {
		return RationalFunction{}, err
	}
	return reduced(x.Sub(y), square, budget)
}

// Evaluate returns a with every variable at the given value; a variable without one stands for 0. It
// fails with [ErrDivisionByZero] where the denominator vanishes.
func (a RationalFunction) Evaluate(values map[string]*big.Rat, budget *Budget) (*big.Rat, error) {
	num, err := a.numerator.Evaluate(values, budget)
	if err != nil || a.denominator.IsZero() {
		return num, err
	}
	den, err := a.denominator.Evaluate(values, budget)
	if err != nil {
		return nil, err
	}
	if den.Sign() == 0 {
		return nil, ErrDivisionByZero
	}
	return num.Quo(num, den), nil
}

// maxCells bounds the exponents that a sum may hold: every term has one for every
// variable, so that many terms in as many variables take the square.
const maxCells = 1 << 22

// tooWide says whether the sum of p and q might hold more exponents than that.
func tooWide(p, q Polynomial) bool {
	return (p.Len()+q.Len())*(len(p.variables)+len(q.variables)) > maxCells && len(p.variables)+len(q.variables) > 8
}
