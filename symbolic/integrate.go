package symbolic

import (
	"maps"
	"math/big"
	"slices"
)

// Integrate returns an antiderivative of r by a symbol. It knows polynomials, powers of linear forms,
// rational functions over linear or one quadratic factor, exponentials, sines, cosines and logarithms of
// linear forms times powers of the symbol, and what is the derivative of a function met in r times a
// number. What it returns has been differentiated and compared; ok is false where it found none.
func (f *Functions) Integrate(r RationalFunction, symbol string, budget *Budget) (integral RationalFunction, ok bool) {
	simple, err := f.Simplify(r, budget)
	if err != nil {
		return r, false
	}
	forms := []RationalFunction{r}
	if !simple.Equal(r) {
		forms = append(forms, simple)
	}
	for _, form := range forms {
		for _, method := range []func(RationalFunction, string, *Budget) (RationalFunction, error){
			f.integrateTerms, f.integrateRational, f.integrateByGuess,
		} {
			part := budget.Split(200_000)
			integral, err := method(form, symbol, part)
			found := err == nil && f.isAntiderivative(integral, r, symbol, part)
			budget.Return(part)
			if found {
				return integral, true
			}
		}
	}
	return r, false
}

// isAntiderivative says whether the derivative of integral is r.
func (f *Functions) isAntiderivative(integral, r RationalFunction, symbol string, budget *Budget) bool {
	d, err := f.Derivative(integral, symbol, budget)
	if err == nil {
		d, err = d.Sub(r, budget)
	}
	if err != nil {
		return false
	}
	zero, sure := f.IsZero(d.Numerator(), nil, budget)
	return zero && sure
}

// dependsOn says whether a name is the symbol, or a function of it.
func (f *Functions) dependsOn(name, symbol string) bool {
	if name == symbol {
		return true
	}
	a := f.given[name]
	if a == nil || a.kind == unknown {
		return mentionsSymbol(name, symbol)
	}
	return !a.constant && (f.anyDependsOn(a.argument, symbol) || a.kind == antiderivative)
}

func (f *Functions) anyDependsOn(r RationalFunction, symbol string) bool {
	for _, name := range r.Variables() {
		if f.dependsOn(name, symbol) {
			return true
		}
	}
	return false
}

// integrand is one term: a factor free of the symbol, a power of the symbol, and
// powers of functions of it.
type integrand struct {
	factor RationalFunction
	power  int
	names  []string
	powers []int
}

// mostIntegrated bounds the terms of what is integrated term by term.
const mostIntegrated = 200

func (f *Functions) integrateTerms(r RationalFunction, symbol string, budget *Budget) (RationalFunction, error) {
	den := r.Denominator()
	numerator := r.Numerator()
	if den.Len() != 1 && f.anyDependsOn(FromPolynomial(den), symbol) || numerator.Len() > mostIntegrated {
		return r, ErrNoDerivative
	}
	below := map[string]int{}
	divisor := FromPolynomial(den)
	if den.Len() == 1 {
		for monomial, c := range den.Terms() {
			divisor = FromRat(c)
			for _, v := range monomial {
				if f.dependsOn(v.Name, symbol) {
					below[v.Name] = v.Exponent
					continue
				}
				p, err := Var(v.Name).Pow(v.Exponent, budget)
				if err == nil {
					divisor, err = divisor.Mul(p, budget)
				}
				if err != nil {
					return r, err
				}
			}
		}
	}
	total := FromInt(0)
	for monomial, c := range numerator.Terms() {
		t := integrand{factor: FromRat(c)}
		exponents := map[string]int{}
		for name, e := range below {
			exponents[name] = -e
		}
		for _, v := range monomial {
			if f.dependsOn(v.Name, symbol) {
				exponents[v.Name] += v.Exponent
				continue
			}
			p, err := Var(v.Name).Pow(v.Exponent, budget)
			if err == nil {
				t.factor, err = t.factor.Mul(p, budget)
			}
			if err != nil {
				return r, err
			}
		}
		factor, err := t.factor.Quo(divisor, budget)
		if err != nil {
			return r, err
		}
		t.factor, t.power = factor, exponents[symbol]
		delete(exponents, symbol)
		for _, name := range slices.Sorted(maps.Keys(exponents)) {
			if exponents[name] != 0 {
				t.names, t.powers = append(t.names, name), append(t.powers, exponents[name])
			}
		}
		part, err := f.integrateTerm(t, symbol, budget)
		if err == nil {
			part, err = part.Mul(t.factor, budget)
		}
		if err == nil {
			total, err = total.Add(part, budget)
		}
		if err != nil {
			return r, err
		}
	}
	return total, nil
}

// integrateTerm integrates x^power times the functions of one term.
func (f *Functions) integrateTerm(t integrand, symbol string, budget *Budget) (RationalFunction, error) {
	x := Var(symbol)
	switch len(t.names) {
	case 0:
		if t.power == -1 {
			return f.Log(x, budget)
		}
		p, err := x.Pow(t.power+1, budget)
		if err == nil {
			p, err = p.Quo(FromInt(int64(t.power+1)), budget)
		}
		return p, err
	case 1:
		a := f.given[t.names[0]]
		if a == nil {
			return x, ErrNoDerivative
		}
		switch a.kind {
		case root:
			return f.integrateRoot(t, a, symbol, budget)
		case exponential:
			return f.integrateExponential(t, symbol, budget)
		case cosine, sine:
			if t.powers[0] == 1 {
				return f.integrateWave(t, a, symbol, budget)
			}
			return f.integrateSquare(t, a, symbol, budget)
		case logarithm:
			return f.integrateLogarithm(t, a, symbol, budget)
		}
	default:
		all := true
		for _, name := range t.names {
			a := f.given[name]
			all = all && a != nil && a.kind == exponential
		}
		if all {
			return f.integrateExponential(t, symbol, budget)
		}
	}
	return x, ErrNoDerivative
}

// slope is the factor of the symbol in a linear form.
func (f *Functions) slope(r RationalFunction, symbol string, budget *Budget) (RationalFunction, error) {
	d, err := f.Derivative(r, symbol, budget)
	if err != nil || d.IsZero() || f.anyDependsOn(d, symbol) {
		return d, ErrNoDerivative
	}
	return d, nil
}

// integrateRoot integrates x^n u^e where u is the k-th root of x, or n is 0 and u that of a linear form.
func (f *Functions) integrateRoot(t integrand, a *application, symbol string, budget *Budget) (RationalFunction, error) {
	m, err := f.slope(a.argument, symbol, budget)
	if err != nil || t.power != 0 && !a.argument.Equal(Var(symbol)) {
		return m, ErrNoDerivative
	}
	exponent := new(big.Rat).Add(big.NewRat(int64(t.powers[0]), int64(a.index)), big.NewRat(int64(t.power+1), 1))
	if exponent.Sign() == 0 {
		return m, ErrNoDerivative
	}
	u, err := Var(t.names[0]).Pow(t.powers[0], budget)
	if err != nil {
		return u, err
	}
	x, err := Var(symbol).Pow(t.power, budget)
	for _, factor := range []RationalFunction{x, a.argument, FromRat(new(big.Rat).Inv(exponent))} {
		if err == nil {
			u, err = u.Mul(factor, budget)
		}
	}
	if err != nil {
		return u, err
	}
	return u.Quo(m, budget)
}

// integrateExponential integrates x^n e^(mx + c) by parts.
func (f *Functions) integrateExponential(t integrand, symbol string, budget *Budget) (RationalFunction, error) {
	if t.power < 0 || t.power > 40 {
		return Var(symbol), ErrNoDerivative
	}
	m, e := FromInt(0), FromInt(1)
	for i, name := range t.names {
		d, err := f.Derivative(f.given[name].argument, symbol, budget)
		if err == nil {
			d, err = d.Mul(FromInt(int64(t.powers[i])), budget)
		}
		if err == nil {
			m, err = m.Add(d, budget)
		}
		u := e
		if err == nil {
			u, err = Var(name).Pow(t.powers[i], budget)
		}
		if err == nil {
			e, err = e.Mul(u, budget)
		}
		if err != nil {
			return e, err
		}
	}
	if m.IsZero() || f.anyDependsOn(m, symbol) {
		return m, ErrNoDerivative
	}
	total, factor := FromInt(0), FromInt(1)
	for k := t.power; k >= 0; k-- {
		factor0, err := factor.Quo(m, budget)
		if err != nil {
			return total, err
		}
		factor = factor0
		x, err := Var(symbol).Pow(k, budget)
		if err == nil {
			x, err = x.Mul(factor, budget)
		}
		if err == nil {
			total, err = total.Add(x, budget)
		}
		if err == nil {
			factor, err = factor.Mul(FromInt(int64(-k)), budget)
		}
		if err != nil {
			return total, err
		}
	}
	return total.Mul(e, budget)
}

// integrateWave integrates x^n sin(mx + c) or x^n cos(mx + c) by parts.
func (f *Functions) integrateWave(t integrand, a *application, symbol string, budget *Budget) (RationalFunction, error) {
	m, err := f.slope(a.argument, symbol, budget)
	if err != nil || t.power < 0 || t.power > 40 {
		return m, ErrNoDerivative
	}
	cos, sin, err := f.CosSin(a.argument, budget)
	if err != nil {
		return m, err
	}
	// What comes next when integrating: cos, sin, -cos, -sin, and round again.
	wave := [4]RationalFunction{cos, sin, cos.Neg(), sin.Neg()}
	at := 0
	if a.kind == sine {
		at = 1
	}
	total, factor := FromInt(0), FromInt(1)
	for k := t.power; k >= 0; k-- {
		at++
		if factor, err = factor.Quo(m, budget); err != nil {
			return total, err
		}
		x, err := Var(symbol).Pow(k, budget)
		if err == nil {
			x, err = x.Mul(factor, budget)
		}
		if err == nil {
			x, err = x.Mul(wave[at%4], budget)
		}
		if err == nil {
			total, err = total.Add(x, budget)
		}
		if err == nil {
			factor, err = factor.Mul(FromInt(int64(-k)), budget)
		}
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

// integrateSquare integrates sin^2 and cos^2 of a linear form.
func (f *Functions) integrateSquare(t integrand, a *application, symbol string, budget *Budget) (RationalFunction, error) {
	m, err := f.slope(a.argument, symbol, budget)
	if err != nil || t.power != 0 || t.powers[0] != 2 {
		return m, ErrNoDerivative
	}
	cos, sin, err := f.CosSin(a.argument, budget)
	if err != nil {
		return m, err
	}
	wave, err := cos.Mul(sin, budget)
	if err == nil {
		wave, err = wave.Quo(m, budget)
	}
	if err != nil {
		return m, err
	}
	if a.kind == sine {
		wave = wave.Neg()
	}
	if wave, err = wave.Add(Var(symbol), budget); err != nil {
		return m, err
	}
	return wave.Quo(FromInt(2), budget)
}

// integrateLogarithm integrates x^n ln(x), and powers of ln(x) over x.
func (f *Functions) integrateLogarithm(t integrand, a *application, symbol string, budget *Budget) (RationalFunction, error) {
	log, x := Var(t.names[0]), Var(symbol)
	if !a.argument.Equal(x) {
		return x, ErrNoDerivative
	}
	if t.power == -1 && t.powers[0] > 0 {
		p, err := log.Pow(t.powers[0]+1, budget)
		if err == nil {
			p, err = p.Quo(FromInt(int64(t.powers[0]+1)), budget)
		}
		return p, err
	}
	if t.powers[0] != 1 || t.power == -1 {
		return x, ErrNoDerivative
	}
	n := FromInt(int64(t.power + 1))
	p, err := x.Pow(t.power+1, budget)
	if err == nil {
		p, err = p.Quo(n, budget)
	}
	if err != nil {
		return x, err
	}
	left, err := p.Mul(log, budget)
	if err != nil {
		return x, err
	}
	right, err := p.Quo(n, budget)
	if err != nil {
		return x, err
	}
	return left.Sub(right, budget)
}

// integrateRational integrates a rational function of the symbol alone by partial fractions: over linear
// factors met once, over a power of one, or over one quadratic factor.
func (f *Functions) integrateRational(r RationalFunction, symbol string, budget *Budget) (RationalFunction, error) {
	num, den := r.Numerator(), r.Denominator()
	for _, p := range []Polynomial{num, den} {
		for _, name := range p.Variables() {
			if name != symbol {
				return r, ErrNoDerivative
			}
		}
	}
	if den.Degree(symbol) < 1 || den.Degree(symbol) > 12 || num.Degree(symbol) > 60 {
		return r, ErrNoDerivative
	}
	// Divide with remainder, in powers of the symbol.
	total := FromInt(0)
	x := Variable(symbol)
	for num.Degree(symbol) >= den.Degree(symbol) && !num.IsZero() {
		shift := num.Degree(symbol) - den.Degree(symbol)
		top, bottom := num.Coefficients(symbol), den.Coefficients(symbol)
		a, _ := top[len(top)-1].AsConstant()
		b, _ := bottom[len(bottom)-1].AsConstant()
		if a == nil || b == nil {
			return r, ErrNoDerivative
		}
		monomial, err := x.Pow(shift, budget)
		if err != nil {
			return r, err
		}
		monomial = monomial.Scale(new(big.Rat).Quo(a, b))
		product, err := monomial.Mul(den, budget)
		if err != nil {
			return r, err
		}
		num = num.Sub(product)
		if total, err = total.Add(FromPolynomial(monomial), budget); err != nil {
			return r, err
		}
	}
	whole, err := f.integrateTerms(total, symbol, budget)
	if err != nil {
		return r, err
	}
	factors, err := den.Factors(budget)
	if err != nil {
		return r, err
	}
	var rest RationalFunction
	varying := factors[:0:0]
	for _, factor := range factors {
		if factor.Factor.Degree(symbol) > 0 {
			varying = append(varying, factor)
		}
	}
	switch {
	case len(varying) == 1 && varying[0].Factor.Degree(symbol) == 2 && varying[0].Multiplicity == 1:
		rest, err = f.integrateOverQuadratic(num, den, symbol, budget)
	case len(varying) == 1 && varying[0].Factor.Degree(symbol) == 1:
		rest, err = f.integrateOverPower(num, den, varying[0], symbol, budget)
	default:
		rest, err = f.integrateOverLinear(num, den, varying, symbol, budget)
	}
	if err != nil {
		return r, err
	}
	return whole.Add(rest, budget)
}

// rootOfLinear is where a linear polynomial vanishes.
func rootOfLinear(p Polynomial, symbol string) (*big.Rat, bool) {
	parts := p.Coefficients(symbol)
	if len(parts) != 2 {
		return nil, false
	}
	b, ok := parts[0].AsConstant()
	a, also := parts[1].AsConstant()
	if !ok || !also {
		return nil, false
	}
	return new(big.Rat).Neg(new(big.Rat).Quo(b, a)), true
}

func (f *Functions) integrateOverLinear(num, den Polynomial, factors []PolynomialFactor, symbol string, budget *Budget) (RationalFunction, error) {
	total := FromInt(0)
	slope := den.Derivative(symbol)
	for _, factor := range factors {
		at, ok := rootOfLinear(factor.Factor, symbol)
		if !ok || factor.Multiplicity != 1 {
			return total, ErrNoDerivative
		}
		a, err := num.Evaluate(map[string]*big.Rat{symbol: at}, budget)
		if err != nil {
			return total, err
		}
		b, err := slope.Evaluate(map[string]*big.Rat{symbol: at}, budget)
		if err != nil || b.Sign() == 0 {
			return total, ErrNoDerivative
		}
		log, err := f.Log(FromPolynomial(factor.Factor), budget)
		if err == nil {
			log, err = log.Mul(FromRat(a.Quo(a, b)), budget)
		}
		if err == nil {
			total, err = total.Add(log, budget)
		}
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

// integrateOverPower integrates num over a multiple of (x - c)^k.
func (f *Functions) integrateOverPower(num, den Polynomial, factor PolynomialFactor, symbol string, budget *Budget) (RationalFunction, error) {
	c, ok := rootOfLinear(factor.Factor, symbol)
	if !ok {
		return FromInt(0), ErrNoDerivative
	}
	shifted, err := FromPolynomial(num).Substitute(map[string]RationalFunction{symbol: FromPolynomial(Variable(symbol).Add(constantOf(c)))}, budget)
	if err != nil {
		return shifted, err
	}
	monic, err := Variable(symbol).Sub(constantOf(c)).Pow(factor.Multiplicity, budget)
	if err != nil {
		return shifted, err
	}
	lead, exact, err := den.Quotient(monic, budget)
	if err != nil || !exact {
		return shifted, ErrNoDerivative
	}
	divided, err := Var(symbol).Pow(factor.Multiplicity, budget)
	if err == nil {
		divided, err = divided.Mul(FromPolynomial(lead), budget)
	}
	if err == nil {
		divided, err = shifted.Quo(divided, budget)
	}
	if err == nil {
		divided, err = f.integrateTerms(divided, symbol, budget)
	}
	if err != nil {
		return shifted, err
	}
	return f.Substitute(divided, map[string]RationalFunction{symbol: FromPolynomial(Variable(symbol).Sub(constantOf(c)))}, budget)
}

func constantOf(c *big.Rat) Polynomial { return Integer(1).Scale(c) }

// integrateOverQuadratic integrates (ax + b)/(px^2 + qx + r) without real roots below.
func (f *Functions) integrateOverQuadratic(num, den Polynomial, symbol string, budget *Budget) (RationalFunction, error) {
	top, bottom := num.Coefficients(symbol), den.Coefficients(symbol)
	numbers := func(parts []Polynomial, n int) []*big.Rat {
		all := make([]*big.Rat, n)
		for i := range all {
			all[i] = new(big.Rat)
			if i < len(parts) {
				if c, ok := parts[i].AsConstant(); ok {
					all[i] = c
				}
			}
		}
		return all
	}
	n, d := numbers(top, 2), numbers(bottom, 3)
	p, q, r := d[2], d[1], d[0]
	// 4pr - q^2, positive where there is no real root.
	discriminant := new(big.Rat).Mul(p, r)
	discriminant.Mul(discriminant, big.NewRat(4, 1))
	discriminant.Sub(discriminant, new(big.Rat).Mul(q, q))
	if discriminant.Sign() <= 0 {
		return FromInt(0), ErrNoDerivative
	}
	half := new(big.Rat).Quo(n[1], new(big.Rat).Mul(p, big.NewRat(2, 1)))
	log, err := f.Log(FromPolynomial(den), budget)
	if err == nil {
		log, err = log.Mul(FromRat(half), budget)
	}
	if err != nil {
		return log, err
	}
	s, err := f.Root(FromRat(discriminant), 2, budget)
	if err != nil {
		return log, err
	}
	angle, err := FromPolynomial(den.Derivative(symbol)).Quo(s, budget)
	if err == nil {
		angle, err = f.Arctan(angle, budget)
	}
	if err == nil {
		rest := new(big.Rat).Sub(n[0], new(big.Rat).Mul(half, q))
		angle, err = angle.Mul(FromRat(rest.Mul(rest, big.NewRat(2, 1))), budget)
	}
	if err == nil {
		angle, err = angle.Quo(s, budget)
	}
	if err != nil {
		return log, err
	}
	return log.Add(angle, budget)
}

// integrateByGuess tries powers and logarithms of what r is made of: it is right where r is a number times
// the derivative.
func (f *Functions) integrateByGuess(r RationalFunction, symbol string, budget *Budget) (RationalFunction, error) {
	var guesses []RationalFunction
	add := func(g RationalFunction, err error) {
		if err == nil {
			guesses = append(guesses, g)
		}
	}
	den := FromPolynomial(r.Denominator())
	if f.anyDependsOn(den, symbol) {
		add(f.Log(den, budget))
		add(FromInt(1).Quo(den, budget))
		if factors, err := r.Denominator().Factors(budget); err == nil && len(factors) < 8 {
			for _, factor := range factors {
				if base := FromPolynomial(factor.Factor); factor.Multiplicity > 1 && f.anyDependsOn(base, symbol) {
					add(base.Pow(1-factor.Multiplicity, budget))
				}
			}
		}
	}
	if factors, err := r.Numerator().Factors(budget); err == nil && len(factors) < 8 {
		for _, factor := range factors {
			if base := FromPolynomial(factor.Factor); f.anyDependsOn(base, symbol) && factor.Multiplicity < 40 {
				add(base.Pow(factor.Multiplicity+1, budget))
			}
		}
	}
	for _, name := range r.Variables() {
		a := f.given[name]
		if a == nil || name == symbol || !f.dependsOn(name, symbol) {
			continue
		}
		for _, e := range []int{1, 2, 3, 4, -1, -2} {
			add(Var(name).Pow(e, budget))
		}
		if a.kind == root {
			for _, e := range []int{1, 3} {
				if u, err := Var(name).Pow(e, budget); err == nil {
					add(u.Mul(a.argument, budget))
				}
			}
		}
		if cos, sin, err := f.CosSin(a.argument, budget); err == nil && (a.kind == cosine || a.kind == sine) {
			for e := 1; e <= 5; e++ {
				add(cos.Pow(e, budget))
				add(sin.Pow(e, budget))
			}
			add(sin.Quo(cos, budget))
			add(cos.Quo(sin, budget))
			add(f.Log(cos, budget))
			add(f.Log(sin, budget))
		}
	}
	for _, g := range guesses {
		d, err := f.Derivative(g, symbol, budget)
		if err != nil || d.IsZero() {
			continue
		}
		ratio, err := r.Quo(d, budget)
		if err == nil {
			ratio, err = f.Simplify(ratio, budget)
		}
		if err == nil && !f.anyDependsOn(ratio, symbol) {
			return ratio.Mul(g, budget)
		}
	}
	return r, ErrNoDerivative
}
