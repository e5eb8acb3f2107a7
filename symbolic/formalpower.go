package symbolic

import "math/big"

// maxFormalExponent bounds the powers that are multiplied out.
const maxFormalExponent = 24

// isInteger says whether x is an integer whatever integers its symbols are.
func (f *Formal) isInteger(x RationalFunction) bool {
	if !x.IsPolynomial() || !x.Numerator().den().isOne() {
		return false
	}
	for _, v := range x.Variables() {
		if a, is := f.atoms[v]; is {
			if a.kind != floorAtom && a.kind != signAtom && !(a.kind == factorialAtom && f.isInteger(a.arguments[0])) {
				return false
			}
		} else if !f.integers[v] && !isIndex(v) {
			return false
		}
	}
	return true
}

// Power returns base to the exponent. Both are real; a base with an exponent that is no integer is positive,
// and anything to the power 0 is 1.
func (f *Formal) Power(base, exponent RationalFunction) (RationalFunction, error) {
	f.depth++
	defer func() { f.depth-- }()
	if f.depth > maxAtomDepth {
		return RationalFunction{}, ErrLimit
	}
	if k, ok := exponent.AsInteger(); ok {
		if k > maxFormalExponent || k < -maxFormalExponent {
			if c, number := base.AsConstant(); !number || k > 4096 || k < -4096 || c.Num().BitLen()+c.Denom().BitLen() > 64 {
				return f.opaquePower(base, exponent)
			}
		}
		return base.Pow(int(k), f.budget)
	}
	if f.holdsLogarithm(exponent) {
		log, err := f.Log(base)
		if err != nil {
			return log, err
		}
		if log, err = log.Mul(exponent, f.budget); err != nil {
			return log, err
		}
		return f.exponential(log)
	}
	whole := f.isInteger(exponent)
	total := FromInt(1)
	multiply := func(x RationalFunction, err error) error {
		if err == nil {
			total, err = total.Mul(x, f.budget)
		}
		return err
	}
	if c, number := base.AsConstant(); number && c.Sign() < 0 {
		if !whole {
			return RationalFunction{}, ErrUnsupported
		}
		if err := multiply(f.sign(exponent)); err != nil {
			return total, err
		}
		err := multiply(f.Power(base.Neg(), exponent))
		return total, err
	} else if number && c.Sign() == 0 {
		return f.opaquePower(base, exponent)
	}
	num, err := base.Numerator().Factors(f.budget)
	if err != nil {
		return total, err
	}
	den, err := base.Denominator().Factors(f.budget)
	if err != nil {
		return total, err
	}
	if len(num)+len(den) > 1 && !whole {
		if c, number := base.AsConstant(); !number || c.Sign() <= 0 {
			return f.splitExponent(base, exponent)
		}
	}
	for i, factor := range append(num, den...) {
		times := int64(factor.Multiplicity)
		if i >= len(num) {
			times = -times
		}
		e, err := exponent.Mul(FromInt(times), f.budget)
		if err != nil {
			return total, err
		}
		if c, number := factor.Factor.AsConstant(); number {
			if c.Sign() < 0 {
				if err := multiply(f.sign(e)); err != nil {
					return total, err
				}
			}
			if err := f.numberPower(c, e, multiply); err != nil {
				return total, err
			}
			continue
		}
		if err := multiply(f.factorPower(FromPolynomial(factor.Factor), e, whole)); err != nil {
			return total, err
		}
	}
	return total, nil
}

// factorPower is a power of what is not split further.
func (f *Formal) factorPower(base, exponent RationalFunction, whole bool) (RationalFunction, error) {
	if v := base.Variables(); whole && len(v) == 1 && base.Equal(Var(v[0])) {
		if a, is := f.atoms[v[0]]; is {
			switch a.kind {
			case powerAtom:
				e, err := a.arguments[1].Mul(exponent, f.budget)
				if err != nil {
					return e, err
				}
				return f.splitExponent(a.arguments[0], e)
			case signAtom:
				e, err := a.arguments[0].Mul(exponent, f.budget)
				if err != nil {
					return e, err
				}
				return f.sign(e)
			case expAtom:
				e, err := a.arguments[0].Mul(exponent, f.budget)
				if err != nil {
					return e, err
				}
				return f.exponential(e)
			}
		}
	}
	return f.splitExponent(base, exponent)
}

// splitExponent writes base^(a n + b m + c) as a product of powers with one monomial each.
func (f *Formal) splitExponent(base, exponent RationalFunction) (RationalFunction, error) {
	if k, ok := exponent.AsInteger(); ok && k <= maxFormalExponent && k >= -maxFormalExponent {
		return base.Pow(int(k), f.budget)
	}
	if !exponent.IsPolynomial() {
		return f.opaquePower(base, exponent)
	}
	total := FromInt(1)
	for powers, c := range exponent.Numerator().Terms() {
		m, err := f.monomialOf(powers)
		if err != nil {
			return total, err
		}
		times := new(big.Int).Set(c.Num())
		if len(powers) == 0 && c.IsInt() {
			if !times.IsInt64() || times.Int64() > maxFormalExponent || times.Int64() < -maxFormalExponent {
				return f.opaquePower(base, exponent)
			}
			x, err := base.Pow(int(times.Int64()), f.budget)
			if err == nil {
				total, err = total.Mul(x, f.budget)
			}
			if err != nil {
				return total, err
			}
			continue
		}
		if !times.IsInt64() || times.Int64() > maxFormalExponent || times.Int64() < -maxFormalExponent {
			return f.opaquePower(base, exponent)
		}
		if m, err = m.Quo(FromRat(new(big.Rat).SetInt(c.Denom())), f.budget); err != nil {
			return total, err
		}
		x, err := f.opaquePower(base, m)
		if err == nil {
			x, err = x.Pow(int(times.Int64()), f.budget)
		}
		if err == nil {
			total, err = total.Mul(x, f.budget)
		}
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

func (f *Formal) monomialOf(powers []VariablePower) (RationalFunction, error) {
	m := FromInt(1)
	for _, p := range powers {
		x, err := Var(p.Name).Pow(p.Exponent, f.budget)
		if err == nil {
			m, err = m.Mul(x, f.budget)
		}
		if err != nil {
			return m, err
		}
	}
	return m, nil
}

func (f *Formal) opaquePower(base, exponent RationalFunction) (RationalFunction, error) {
	return f.intern(&formalAtom{kind: powerAtom, arguments: []RationalFunction{base, exponent}})
}

// numberPower is a power of the absolute value of a number: of its primes as far as they are small.
func (f *Formal) numberPower(c *big.Rat, exponent RationalFunction, multiply func(RationalFunction, error) error) error {
	for i, part := range []*big.Int{c.Num(), c.Denom()} {
		e := exponent
		if i == 1 {
			e = e.Neg()
		}
		for _, p := range primesOf(part) {
			x, err := e.Mul(FromInt(int64(p.Power)), f.budget)
			if err != nil {
				return err
			}
			if err := multiply(f.splitExponent(FromRat(new(big.Rat).SetInt(p.Prime)), x)); err != nil {
				return err
			}
		}
	}
	return nil
}

// primesOf splits a positive integer as far as it is easy.
func primesOf(n *big.Int) []PrimePower {
	all, rest := PrimeFactors(new(big.Int).Abs(n))
	if rest.Cmp(big.NewInt(1)) > 0 {
		all = append(all, PrimePower{rest, 1})
	}
	return all
}

// sign is -1 to the power of an integer, by the parities of its terms.
func (f *Formal) sign(exponent RationalFunction) (RationalFunction, error) {
	total := FromInt(1)
	for powers, c := range exponent.Numerator().Terms() {
		if !c.IsInt() {
			return total, ErrUnsupported
		}
		if c.Num().Bit(0) == 0 {
			continue
		}
		if len(powers) == 0 {
			total = total.Neg()
			continue
		}
		for i := range powers {
			powers[i].Exponent = 1 // a power of an integer is as odd as the integer
		}
		m, err := f.monomialOf(powers)
		if err != nil {
			return total, err
		}
		x, err := f.intern(&formalAtom{kind: signAtom, arguments: []RationalFunction{m}})
		if err == nil {
			total, err = total.Mul(x, f.budget)
		}
		if err != nil {
			return total, err
		}
	}
	return f.reduce(total)
}

// holdsLogarithm says whether a logarithm stands in x.
func (f *Formal) holdsLogarithm(x RationalFunction) bool {
	for _, v := range x.Variables() {
		if a, is := f.atoms[v]; is && a.kind == logAtom {
			return true
		}
	}
	return false
}

// Log returns the natural logarithm of x, which is positive.
func (f *Formal) Log(x RationalFunction) (RationalFunction, error) {
	var total RationalFunction
	if c, number := x.AsConstant(); number && c.Sign() <= 0 || x.IsZero() {
		return total, ErrUnsupported
	}
	f.depth++
	defer func() { f.depth-- }()
	if f.depth > maxAtomDepth {
		return total, ErrLimit
	}
	add := func(times int64, argument RationalFunction) error {
		var term RationalFunction
		var err error
		if v := argument.Variables(); len(v) == 1 && argument.Equal(Var(v[0])) && f.atoms[v[0]] != nil {
			switch a := f.atoms[v[0]]; a.kind {
			case powerAtom:
				if term, err = f.Log(a.arguments[0]); err == nil {
					term, err = term.Mul(a.arguments[1], f.budget)
				}
				if err != nil {
					return err
				}
			case expAtom:
				term = a.arguments[0]
			case signAtom:
				return nil // its absolute value is 1
			default:
				term, err = f.intern(&formalAtom{kind: logAtom, arguments: []RationalFunction{argument}})
			}
		} else {
			term, err = f.intern(&formalAtom{kind: logAtom, arguments: []RationalFunction{argument}})
		}
		if err == nil {
			term, err = term.Mul(FromInt(times), f.budget)
		}
		if err == nil {
			total, err = total.Add(term, f.budget)
		}
		return err
	}
	for i, p := range []Polynomial{x.Numerator(), x.Denominator()} {
		factors, err := p.Factors(f.budget)
		if err != nil {
			return total, err
		}
		for _, factor := range factors {
			times := int64(factor.Multiplicity)
			if i == 1 {
				times = -times
			}
			if c, number := factor.Factor.AsConstant(); number {
				for j, part := range []*big.Int{c.Num(), c.Denom()} {
					for _, q := range primesOf(part) {
						n := times * int64(q.Power)
						if j == 1 {
							n = -n
						}
						if err := add(n, FromRat(new(big.Rat).SetInt(q.Prime))); err != nil {
							return total, err
						}
					}
				}
				continue
			}
			if err := add(times, FromPolynomial(factor.Factor)); err != nil {
				return total, err
			}
		}
	}
	return total, nil
}

// exponential is e to the power x, where x is a sum of products with logarithms.
func (f *Formal) exponential(x RationalFunction) (RationalFunction, error) {
	total := FromInt(1)
	den := x.Denominator()
	for powers, c := range x.Numerator().Terms() {
		m, err := f.monomialOf(powers)
		if err == nil {
			m, err = m.Quo(FromPolynomial(den), f.budget)
		}
		if err != nil {
			return total, err
		}
		times := int64(1)
		if c.Num().IsInt64() && c.Num().Int64() <= maxFormalExponent && c.Num().Int64() >= -maxFormalExponent {
			times = c.Num().Int64()
			c = new(big.Rat).SetFrac(big.NewInt(1), c.Denom())
		}
		if m, err = m.Mul(FromRat(c), f.budget); err != nil {
			return total, err
		}
		var y RationalFunction
		if v := m.Variables(); len(v) == 1 && m.Equal(Var(v[0])) && f.atoms[v[0]] != nil && f.atoms[v[0]].kind == logAtom {
			y = f.atoms[v[0]].arguments[0] // e^{\ln y}
			f.demandPositive(y)
		} else if base, exponent, ok := f.oneLogarithm(m); ok {
			f.demandPositive(base)
			if y, err = f.splitExponent(base, exponent); err != nil {
				return total, err
			}
		} else if y, err = f.intern(&formalAtom{kind: expAtom, arguments: []RationalFunction{m}}); err != nil {
			return total, err
		}
		if y, err = y.Pow(int(times), f.budget); err == nil {
			total, err = total.Mul(y, f.budget)
		}
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

// demandPositive notes that x, which is not zero, must not be negative.
func (f *Formal) demandPositive(x RationalFunction) {
	if !x.IsConstant() {
		f.demand(x)
	}
}

// oneLogarithm splits a product with one logarithm that no other stands beside: it is
// that of a power.
func (f *Formal) oneLogarithm(m RationalFunction) (base, exponent RationalFunction, ok bool) {
	var found string
	for _, v := range m.Variables() {
		if a, is := f.atoms[v]; is && a.kind == logAtom {
			if found != "" {
				return base, exponent, false
			}
			found = v
		}
	}
	if found == "" || m.Numerator().Degree(found) != 1 || m.Denominator().Degree(found) != 0 {
		return base, exponent, false
	}
	exponent, err := m.Quo(Var(found), f.budget)
	return f.atoms[found].arguments[0], exponent, err == nil
}

// Floor returns the greatest integer that is at most x.
func (f *Formal) Floor(x RationalFunction) (RationalFunction, error) {
	var whole, rest RationalFunction
	if !x.IsPolynomial() {
		rest = x
	} else {
		for powers, c := range x.Numerator().Terms() {
			m, err := f.monomialOf(powers)
			if err != nil {
				return whole, err
			}
			part := new(big.Rat)
			if f.isInteger(m) {
				part.SetInt(new(big.Int).Div(c.Num(), c.Denom()))
			}
			for _, half := range []struct {
				into *RationalFunction
				c    *big.Rat
			}{{&whole, part}, {&rest, new(big.Rat).Sub(c, part)}} {
				t, err := m.Mul(FromRat(half.c), f.budget)
				if err == nil {
					*half.into, err = half.into.Add(t, f.budget)
				}
				if err != nil {
					return whole, err
				}
			}
		}
	}
	if c, number := rest.AsConstant(); number {
		rest = FromInt(0)
		whole, err := whole.Add(FromRat(new(big.Rat).SetInt(new(big.Int).Div(c.Num(), c.Denom()))), f.budget)
		return whole, err
	}
	y, err := f.intern(&formalAtom{kind: floorAtom, arguments: []RationalFunction{rest}})
	if err != nil {
		return y, err
	}
	return whole.Add(y, f.budget)
}
