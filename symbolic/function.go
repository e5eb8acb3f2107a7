package symbolic

import (
	"errors"
	"maps"
	"math/big"
	"slices"
	"strconv"
)

// ErrNotReal says that a function has no real value at its argument, such as the square root of -1.
var ErrNotReal = errors.New("symbolic: a function has no real value here")

// Functions gives names to values of real functions, so that polynomials and rational functions can
// hold them: the symbol `\sqrt{x + 1}` stands for the root of its argument. The same value gets the same
// name always. Names that were not given out here are free symbols, which stand for any real
// number.
//
// What the names stand for is made multiplicative on purpose: an even root is the root of the
// absolute value, a logarithm that of the absolute value. They differ from the functions only where those
// are not defined. Facts, polynomials that are not negative, then take the bars off again.
type Functions struct {
	given map[string]*application
	most  int
	// enclosed remembers the enclosures of constants.
	enclosed map[toBits]Enclosure
}

// toBits is a constant and the precision of an enclosure of it.
type toBits struct {
	name string
	bits uint
}

// mostRemembered bounds the enclosures that are remembered.
const mostRemembered = 1 << 14

type kind uint8

const (
	unknown     kind = iota // nothing is known but that equal arguments give equal values
	root                    // the index-th root of the argument, of its absolute value if the index is even
	absolute                // the absolute value of the argument
	complexBars             // the absolute value of an argument that may be complex
	exponential             // e to the argument, a monomial times a fraction 1/n
	logarithm               // the natural logarithm of the absolute value of the argument
	cosine
	sine
	arctangent
	arcsine
	circle // the number pi
	euler  // the number e
	antiderivative
	named // the argument, a number, by a name of its own
)

// application is what a name stands for: a function at an argument.
type application struct {
	kind     kind
	argument RationalFunction // of roots, bars and logarithms a primitive polynomial with positive leading coefficient
	index    int              // of a root
	constant bool             // the argument holds no free symbol
	variable string           // of an antiderivative: the symbol it is taken by
}

// PiName is the name of the circle's number.
const PiName = `\pi`

// NewFunctions returns a table that holds pi and room for the given number of names.
func NewFunctions(most int) *Functions {
	f := &Functions{given: map[string]*application{}, most: most, enclosed: map[toBits]Enclosure{}}
	f.given[PiName] = &application{kind: circle, constant: true}
	return f
}

// Holds says whether p holds a name that was given out here, other than pi.
func (f *Functions) Holds(p Polynomial) bool {
	for _, name := range p.variables {
		if a := f.given[name]; a != nil && a.kind != circle {
			return true
		}
	}
	return false
}

// Understands says whether every name in p that was given out here stands for a function that is known.
func (f *Functions) Understands(p Polynomial) bool {
	for _, name := range p.variables {
		if a := f.given[name]; a != nil {
			if a.kind == unknown || !f.Understands(a.argument.numerator) || !f.Understands(a.argument.denominator) {
				return false
			}
		}
	}
	return true
}

// IsConstant says whether the name stands for one number.
func (f *Functions) IsConstant(name string) bool {
	a := f.given[name]
	return a != nil && a.constant
}

// FreeSymbols lists the free symbols of p, those in arguments of functions too, sorted.
func (f *Functions) FreeSymbols(p Polynomial) []string {
	seen := map[string]bool{}
	f.gather(p, seen)
	free := make([]string, 0, len(seen))
	for name := range seen {
		free = append(free, name)
	}
	slices.Sort(free)
	return free
}

func (f *Functions) gather(p Polynomial, seen map[string]bool) {
	for _, name := range p.variables {
		switch a := f.given[name]; {
		case a == nil || a.kind == unknown:
			seen[name] = true
		case !a.constant:
			f.gather(a.argument.numerator, seen)
			f.gather(a.argument.denominator, seen)
		}
	}
}

// isNumber says whether p holds no free symbol.
func (f *Functions) isNumber(p Polynomial) bool {
	for _, name := range p.variables {
		if !f.IsConstant(name) {
			return false
		}
	}
	return true
}

// Opaque gives a value of which nothing is known a name.
func (f *Functions) Opaque(name string) RationalFunction {
	if len(f.given) < f.most && f.given[name] == nil {
		f.given[name] = &application{kind: unknown}
	}
	return Var(name)
}

// name gives out a name.
func (f *Functions) name(text string, a application) (Polynomial, error) {
	if f.given[text] == nil {
		if len(f.given) >= f.most {
			return Polynomial{}, ErrLimit
		}
		a.constant = a.kind != antiderivative && f.isNumber(a.argument.numerator) && f.isNumber(a.argument.Denominator())
		f.given[text] = &a
	}
	return Variable(text), nil
}

// Root gives the k-th root of x, which is real and not negative where k is even. It returns
// [ErrNotReal] for an even root of a negative number.
func (f *Functions) Root(x RationalFunction, k int, budget *Budget) (RationalFunction, error) {
	x, err := f.Simplify(x, budget)
	if err != nil || x.IsZero() || k == 1 {
		return x, err
	}
	num, den := x.numerator, x.Denominator()
	if f.isNumber(num) && f.isNumber(den) {
		sign, ok := f.Sign(x, budget)
		switch {
		case !ok:
			return x, ErrLimit
		case sign == 0:
			return FromInt(0), nil
		case sign < 0 && k%2 == 0:
			return x, ErrNotReal
		case sign < 0:
			r, err := f.Root(x.Neg(), k, budget)
			return r.Neg(), err
		}
	}
	result := FromInt(1)
	for i, part := range []Polynomial{num, den} {
		factors, err := f.factors(part, budget)
		if err != nil {
			return x, err
		}
		for _, factor := range factors {
			r, err := f.rootOfFactor(factor.Factor, factor.Multiplicity*(1-2*i), k, budget)
			if err == nil {
				result, err = result.Mul(r, budget)
			}
			if err != nil {
				return x, err
			}
		}
	}
	return result, nil
}

// mostFactored is the number of terms beyond which a polynomial is taken as it is.
const mostFactored = 40

// factors splits p; numbers are left whole but for their rational content.
func (f *Functions) factors(p Polynomial, budget *Budget) ([]PolynomialFactor, error) {
	if p.IsConstant() {
		return []PolynomialFactor{{p, 1}}, nil
	}
	if !f.isNumber(p) && p.Len() <= mostFactored {
		part := budget.Split(50_000)
		factors, err := p.Factors(part)
		budget.Return(part)
		if err == nil {
			return factors, nil
		}
	}
	rest, content := p.primitive()
	monomial, rest := rest.splitMonomial()
	factors := []PolynomialFactor{{Constant(content), 1}}
	for v, name := range monomial.variables {
		factors = append(factors, PolynomialFactor{Variable(name), int(monomial.exponents[1+v])})
	}
	if !rest.isOne() {
		factors = append(factors, PolynomialFactor{rest, 1})
	}
	return factors, nil
}

// rootOfFactor is the k-th root of a power of a number or of a primitive polynomial.
func (f *Functions) rootOfFactor(p Polynomial, power, k int, budget *Budget) (RationalFunction, error) {
	if c, ok := p.AsConstant(); ok {
		r, err := f.rootOfNumber(c, k, budget)
		if err != nil {
			return r, err
		}
		return r.Pow(power, budget)
	}
	whole, rest := power/k, power%k
	if rest < 0 {
		whole, rest = whole-1, rest+k
	}
	outside := FromPolynomial(p)
	if k%2 == 0 && whole%2 != 0 {
		bars, err := f.absoluteOf(p, absolute, budget)
		if err != nil {
			return outside, err
		}
		outside = FromPolynomial(bars)
	}
	result, err := outside.Pow(whole, budget)
	if err != nil || rest == 0 {
		return result, err
	}
	common := gcdInt(rest, k)
	if k%2 == 0 && k/common%2 == 1 {
		common /= largestPowerOfTwo(common) // an even root stays one
	}
	r, err := f.rootName(p, k/common)
	if err != nil {
		return result, err
	}
	inside, err := r.Pow(rest/common, budget)
	if err != nil {
		return result, err
	}
	return result.Mul(FromPolynomial(inside), budget)
}

func gcdInt(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return max(a, -a)
}

func largestPowerOfTwo(n int) int { return n & -n }

// rootName is the name of a root that cannot be taken.
func (f *Functions) rootName(p Polynomial, k int) (Polynomial, error) {
	text := `\sqrt{` + p.String() + "}"
	if k != 2 {
		text = `\sqrt[` + strconv.Itoa(k) + `]{` + p.String() + "}"
	}
	return f.name(text, application{kind: root, argument: FromPolynomial(p), index: k})
}

// rootOfNumber is the k-th root of the absolute value of a rational number, with its sign where k is
// odd. A square root is split over the primes.
func (f *Functions) rootOfNumber(c *big.Rat, k int, budget *Budget) (RationalFunction, error) {
	if c.Sign() < 0 && k%2 == 1 {
		r, err := f.rootOfNumber(new(big.Rat).Neg(c), k, budget)
		return r.Neg(), err
	}
	// The root of a/b is the root of a b^(k-1), over b.
	inside := new(big.Int).Abs(c.Num())
	if !budget.allowsBits(int64(c.Denom().BitLen()) * int64(k)) {
		return RationalFunction{}, ErrLimit
	}
	inside.Mul(inside, new(big.Int).Exp(c.Denom(), big.NewInt(int64(k-1)), nil))
	outside := big.NewInt(1)
	if exact := rootFloor(inside, k); new(big.Int).Exp(exact, big.NewInt(int64(k)), nil).Cmp(inside) == 0 {
		return FromRat(new(big.Rat).SetFrac(exact, c.Denom())), nil
	}
	if err := budget.Spend(2000); err != nil {
		return RationalFunction{}, err
	}
	primes, left := PrimeFactors(inside)
	if exact := rootFloor(left, k); new(big.Int).Exp(exact, big.NewInt(int64(k)), nil).Cmp(left) == 0 {
		outside.Set(exact)
		left.SetInt64(1)
	}
	common := k
	if left.Cmp(big.NewInt(1)) != 0 {
		common = 1
	}
	kept := new(big.Int).Set(left)
	var odd []*big.Int
	for _, p := range primes {
		outside.Mul(outside, new(big.Int).Exp(p.Prime, big.NewInt(int64(p.Power/k)), nil))
		if rest := p.Power % k; rest > 0 {
			common = gcdInt(common, rest)
			kept.Mul(kept, new(big.Int).Exp(p.Prime, big.NewInt(int64(rest)), nil))
			odd = append(odd, p.Prime)
		}
	}
	result := FromRat(new(big.Rat).SetFrac(outside, c.Denom()))
	if kept.Cmp(big.NewInt(1)) == 0 {
		return result, nil
	}
	if k/common == 2 {
		if left.Cmp(big.NewInt(1)) != 0 {
			odd = append(odd, left)
		}
	} else {
		odd = []*big.Int{rootFloor(kept, common)}
	}
	for _, n := range odd {
		r, err := f.rootName(Constant(new(big.Rat).SetInt(n)), k/common)
		if err == nil {
			result, err = result.Mul(FromPolynomial(r), budget)
		}
		if err != nil {
			return result, err
		}
	}
	return result, nil
}

// Abs gives the absolute value of x.
func (f *Functions) Abs(x RationalFunction, budget *Budget) (RationalFunction, error) {
	return f.bars(x, absolute, budget)
}

// Modulus gives the absolute value of x, whose symbols may stand for complex numbers.
func (f *Functions) Modulus(x RationalFunction, budget *Budget) (RationalFunction, error) {
	return f.bars(x, complexBars, budget)
}

func (f *Functions) bars(x RationalFunction, k kind, budget *Budget) (RationalFunction, error) {
	x, err := f.Simplify(x, budget)
	if err != nil {
		return x, err
	}
	if f.isNumber(x.numerator) && f.isNumber(x.Denominator()) {
		sign, ok := f.Sign(x, budget)
		if !ok {
			return x, ErrLimit
		}
		if sign < 0 {
			x = x.Neg()
		}
		return x, nil
	}
	result := FromInt(1)
	for i, part := range []Polynomial{x.numerator, x.Denominator()} {
		factors, err := f.factors(part, budget)
		if err != nil {
			return x, err
		}
		for _, factor := range factors {
			p := factor.Factor
			if factor.Multiplicity%2 != 0 || k == complexBars {
				if p, err = f.absoluteOf(p, k, budget); err != nil {
					return x, err
				}
			}
			r, err := FromPolynomial(p).Pow(factor.Multiplicity*(1-2*i), budget)
			if err == nil {
				result, err = result.Mul(r, budget)
			}
			if err != nil {
				return x, err
			}
		}
	}
	return result, nil
}

// absoluteOf is the absolute value of a number or of a primitive polynomial.
func (f *Functions) absoluteOf(p Polynomial, k kind, budget *Budget) (Polynomial, error) {
	if c, ok := p.AsConstant(); ok {
		return Constant(new(big.Rat).Abs(c)), nil
	}
	if f.isNumber(p) {
		sign, ok := f.Sign(FromPolynomial(p), budget)
		if !ok {
			return p, ErrLimit
		}
		if sign < 0 {
			return p.Neg(), nil
		}
		return p, nil
	}
	rest, content := p.primitive()
	if k == absolute && f.notNegative(rest, nil) {
		return rest.Scale(new(big.Rat).Abs(content)), nil
	}
	name, err := f.name(`\left|`+rest.String()+`\right|`, application{kind: k, argument: FromPolynomial(rest)})
	return name.Scale(new(big.Rat).Abs(content)), err
}

// Log gives the natural logarithm of x, split over the factors of x. It returns [ErrNotReal] for
// numbers that are not positive.
func (f *Functions) Log(x RationalFunction, budget *Budget) (RationalFunction, error) {
	x, err := f.Simplify(x, budget)
	if err != nil {
		return x, err
	}
	if f.isNumber(x.numerator) && f.isNumber(x.Denominator()) {
		sign, ok := f.Sign(x, budget)
		switch {
		case !ok:
			return x, ErrLimit
		case sign <= 0:
			return x, ErrNotReal
		}
	}
	total := FromInt(0)
	for i, part := range []Polynomial{x.numerator, x.Denominator()} {
		factors, err := f.factors(part, budget)
		if err != nil {
			return x, err
		}
		for _, factor := range factors {
			term, err := f.logOfFactor(factor.Factor, budget)
			if err == nil {
				term, err = term.Mul(FromInt(int64(factor.Multiplicity*(1-2*i))), budget)
			}
			if err == nil {
				total, err = total.Add(term, budget)
			}
			if err != nil {
				return x, err
			}
		}
	}
	return total, nil
}

func (f *Functions) logOfFactor(p Polynomial, budget *Budget) (RationalFunction, error) {
	if c, ok := p.AsConstant(); ok {
		if err := budget.Spend(2000); err != nil {
			return RationalFunction{}, err
		}
		total := Polynomial{}
		for i, part := range []*big.Int{new(big.Int).Abs(c.Num()), c.Denom()} {
			primes, left := PrimeFactors(part)
			if left.Cmp(big.NewInt(1)) != 0 {
				primes = append(primes, PrimePower{left, 1})
			}
			for _, q := range primes {
				name, err := f.logName(Constant(new(big.Rat).SetInt(q.Prime)))
				if err != nil {
					return name, err
				}
				total = total.Add(name.numerator.Scale(big.NewRat(int64(q.Power*(1-2*i)), 1)))
			}
		}
		return FromPolynomial(total), nil
	}
	if len(p.variables) == 1 && p.Equal(Variable(p.variables[0])) {
		switch a := f.given[p.variables[0]]; {
		case a == nil:
		case a.kind == euler:
			return FromInt(1), nil
		case a.kind == root && (a.index%2 == 0 || a.constant):
			inside, err := f.Log(a.argument, budget)
			if err != nil {
				return inside, err
			}
			return inside.Mul(FromRat(big.NewRat(1, int64(a.index))), budget)
		case a.kind == absolute:
			return f.logName(a.argument.numerator)
		case a.kind == exponential:
			return a.argument, nil
		}
	}
	return f.logName(p)
}

func (f *Functions) logName(p Polynomial) (RationalFunction, error) {
	name, err := f.name(`\ln(`+p.String()+")", application{kind: logarithm, argument: FromPolynomial(p)})
	return FromPolynomial(name), err
}

// Euler lets a name stand for the base of the natural logarithm.
func (f *Functions) Euler(name string) RationalFunction {
	if f.given[name] == nil {
		f.given[name] = &application{kind: euler, constant: true}
	}
	return Var(name)
}

// Heavy says whether x is a number without free symbols whose form is so long, or so deeply nested, that
// computing on with it costs more than its enclosure does.
func (f *Functions) Heavy(x RationalFunction) bool {
	if x.IsConstant() || !f.isNumber(x.numerator) || !f.isNumber(x.Denominator()) {
		return false
	}
	weight := 0
	for _, p := range []Polynomial{x.numerator, x.Denominator()} {
		weight += 8 * p.Len()
		for _, c := range p.Terms() {
			weight += (c.Num().BitLen() + c.Denom().BitLen()) / 64
		}
		for _, name := range p.variables {
			if a := f.given[name]; a != nil && a.kind != named {
				weight += 8 * (a.argument.numerator.Len() - 1)
			}
		}
	}
	return weight > mostWeight
}

// mostWeight is the weight of some ten terms with short coefficients.
const mostWeight = 100

// Named gives a number without free symbols a name, of which no more than its enclosure is known. The hint
// becomes part of the name; equal forms under one hint get equal names.
func (f *Functions) Named(hint string, x RationalFunction) (RationalFunction, error) {
	for text := hint; ; text += "'" {
		if a := f.given[text]; a != nil && (a.kind != named || !a.argument.Equal(x)) {
			continue
		}
		p, err := f.name(text, application{kind: named, argument: x})
		return FromPolynomial(p), err
	}
}

// Unnamed gives the form of a number that [Functions.Named] has given a name, and other
// values as they are.
func (f *Functions) Unnamed(x RationalFunction) RationalFunction {
	vs := x.Variables()
	if len(vs) != 1 {
		return x
	}
	if a := f.given[vs[0]]; a != nil && a.kind == named && x.Equal(Var(vs[0])) {
		return a.argument
	}
	return x
}

// AssumingEuler returns a copy of f in which a name stands for the base of the natural logarithm.
func (f *Functions) AssumingEuler(name string) *Functions {
	assuming := *f
	assuming.given, assuming.enclosed = maps.Clone(f.given), map[toBits]Enclosure{}
	assuming.Euler(name)
	return &assuming
}

// Power gives b to the exponent x for a positive base b: the exponential function at x times the
// logarithm of b, split over the terms of the product.
func (f *Functions) Power(b, x RationalFunction, budget *Budget) (RationalFunction, error) {
	log, err := f.Log(b, budget)
	if err == nil {
		x, err = f.Simplify(x, budget)
	}
	if err == nil {
		x, err = x.Mul(log, budget)
	}
	if err != nil {
		return x, err
	}
	return f.Exp(x, budget)
}

// Exp gives the exponential function at x.
func (f *Functions) Exp(x RationalFunction, budget *Budget) (RationalFunction, error) {
	if x.numerator.Len() > mostFactored {
		return x, ErrLimit
	}
	result := FromInt(1)
	denominator, divisor := x.Denominator().primitive()
	for monomial, c := range x.numerator.Terms() {
		c = c.Quo(c, divisor)
		form := Integer(1)
		for _, v := range monomial {
			power, err := Variable(v.Name).Pow(v.Exponent, budget)
			if err == nil {
				form, err = form.Mul(power, budget)
			}
			if err != nil {
				return x, err
			}
		}
		part, err := FromPolynomial(form).Quo(FromPolynomial(denominator), budget)
		if err == nil {
			part, err = f.expOfTerm(part, c, budget)
		}
		if err == nil {
			result, err = result.Mul(part, budget)
		}
		if err != nil {
			return x, err
		}
	}
	return result, nil
}

// expOfTerm is the exponential function at c times a monomial.
func (f *Functions) expOfTerm(form RationalFunction, c *big.Rat, budget *Budget) (RationalFunction, error) {
	if !c.Num().IsInt64() || !c.Denom().IsInt64() || c.Num().BitLen() > 16 || c.Denom().BitLen() > 16 {
		return form, ErrLimit
	}
	power, index := int(c.Num().Int64()), int(c.Denom().Int64())
	if form.IsPolynomial() && len(form.numerator.variables) == 1 && form.numerator.Equal(Variable(form.numerator.variables[0])) {
		// The exponential function at the logarithm of a number is its power.
		if a := f.given[form.numerator.variables[0]]; a != nil && a.kind == logarithm {
			r, err := f.Root(a.argument, index, budget)
			if err != nil {
				return r, err
			}
			return r.Pow(power, budget)
		}
	}
	name, err := f.expName(form, index)
	if err != nil {
		return form, err
	}
	return FromPolynomial(name).Pow(power, budget)
}

// expName is the name of e to the form divided by the index, written as the power of a number where the
// logarithm of one is a factor.
func (f *Functions) expName(form RationalFunction, index int) (Polynomial, error) {
	x, err := form.Mul(FromRat(big.NewRat(1, int64(index))), nil)
	if err != nil {
		return Polynomial{}, err
	}
	text := "e^{" + x.String() + "}"
	if one, ok := x.AsConstant(); ok && one.Cmp(big.NewRat(1, 1)) == 0 {
		return f.Euler("e").numerator, nil
	}
	for _, name := range form.numerator.variables {
		a := f.given[name]
		if a == nil || a.kind != logarithm {
			continue
		}
		if !a.argument.IsConstant() {
			continue
		}
		if rest, ok, err := x.numerator.Quotient(Variable(name), nil); err == nil && ok {
			text = a.argument.String() + "^{" + quotientOfCoprime(rest, x.Denominator()).String() + "}"
			break
		}
	}
	return f.name(text, application{kind: exponential, argument: x})
}
