package symbolic

import "math/big"

// What is multiplied out between two factorials at most, and the multiples whose factorials are
// split.
const (
	maxFactorialShift    = 40
	maxFactorialMultiple = 6
)

// Factorial returns x!. It is \Gamma(x+1) where x is no integer.
func (f *Formal) Factorial(x RationalFunction) (RationalFunction, error) {
	f.depth++
	defer func() { f.depth-- }()
	if f.depth > maxAtomDepth {
		return x, ErrLimit
	}
	if !x.IsPolynomial() {
		return f.intern(&formalAtom{kind: factorialAtom, arguments: []RationalFunction{x}})
	}
	constant := new(big.Rat)
	for powers, c := range x.Numerator().Terms() {
		if len(powers) == 0 {
			constant = c
		}
	}
	whole := new(big.Int).Div(constant.Num(), constant.Denom())
	if !whole.IsInt64() || whole.Int64() > maxFactorialShift || whole.Int64() < -maxFactorialShift {
		return x, ErrLimit
	}
	if x.IsConstant() && constant.IsInt() {
		if constant.Sign() < 0 {
			return x, ErrUndefined
		}
		return FromRat(new(big.Rat).SetInt(new(big.Int).MulRange(1, whole.Int64()))), nil
	}
	if leading := f.leadingReal(x); leading < 0 {
		return f.reflected(x)
	}
	if d := f.multiple(x, constant); d > 1 && d <= maxFactorialMultiple {
		return f.multiplied(x, d)
	}
	base, err := x.Sub(FromRat(new(big.Rat).SetInt(whole)), f.budget)
	if err != nil {
		return x, err
	}
	total, err := f.intern(&formalAtom{kind: factorialAtom, arguments: []RationalFunction{base}})
	for k := whole.Int64(); k > 0 && err == nil; k-- {
		var factor RationalFunction
		if factor, err = base.Add(FromInt(k), f.budget); err == nil {
			total, err = total.Mul(factor, f.budget)
		}
	}
	for k := whole.Int64() + 1; k <= 0 && err == nil; k++ {
		var factor RationalFunction
		if factor, err = base.Add(FromInt(k), f.budget); err == nil {
			total, err = total.Quo(factor, f.budget)
		}
	}
	return total, err
}

// leadingReal is the sign of the first real symbol of x, 0 where it has none.
func (f *Formal) leadingReal(x RationalFunction) int {
	for _, v := range x.Numerator().Variables() {
		if !f.reals[v] {
			continue
		}
		parts := x.Numerator().Coefficients(v)
		if c, number := parts[len(parts)-1].AsConstant(); number {
			return c.Sign()
		}
		return 0
	}
	return 0
}

// reflected uses x! (-x-1)! = (-1)^m \pi/\sin \pi u for x = m - u with an integer m.
func (f *Formal) reflected(x RationalFunction) (RationalFunction, error) {
	var m, u RationalFunction
	for powers, c := range x.Numerator().Terms() {
		t, err := f.monomialOf(powers)
		if err != nil {
			return x, err
		}
		into, c := &u, new(big.Rat).Neg(c)
		if f.isInteger(t) && c.IsInt() {
			into, c = &m, c.Neg(c)
		}
		if t, err = t.Mul(FromRat(c), f.budget); err == nil {
			*into, err = into.Add(t, f.budget)
		}
		if err != nil {
			return x, err
		}
	}
	total, err := f.sign(m)
	if err != nil {
		return x, err
	}
	sine, err := f.intern(&formalAtom{kind: sineAtom, arguments: []RationalFunction{u}})
	if err == nil {
		total, err = total.Mul(sine, f.budget)
	}
	if err != nil {
		return x, err
	}
	other, err := x.Neg().Sub(FromInt(1), f.budget)
	if err == nil {
		other, err = f.Factorial(other)
	}
	if err != nil {
		return x, err
	}
	return total.Quo(other, f.budget)
}

// multiple is the greatest common divisor of the coefficients of x besides its
// constant, 0 where they are no integers.
func (f *Formal) multiple(x RationalFunction, constant *big.Rat) int64 {
	common := new(big.Int)
	for powers, c := range x.Numerator().Terms() {
		if len(powers) == 0 {
			continue
		}
		if !c.IsInt() {
			return 0
		}
		common.GCD(nil, nil, common, new(big.Int).Abs(c.Num()))
	}
	if common.Sign() == 0 || !common.IsInt64() {
		return 0
	}
	return common.Int64()
}

// multiplied is Gauss's formula for (d y)!.
func (f *Formal) multiplied(x RationalFunction, d int64) (RationalFunction, error) {
	total, err := f.Power(FromInt(d), x)
	if err != nil {
		return x, err
	}
	y, err := x.Quo(FromInt(d), f.budget)
	for j := int64(0); j < d && err == nil; j++ {
		part := FromRat(big.NewRat(-j, d))
		var top, bottom RationalFunction
		if bottom, err = f.Factorial(part); err != nil {
			break
		}
		if top, err = y.Add(part, f.budget); err != nil {
			break
		}
		if top, err = f.Factorial(top); err != nil {
			break
		}
		if top, err = top.Quo(bottom, f.budget); err == nil {
			total, err = total.Mul(top, f.budget)
		}
	}
	return total, err
}

// Binomial returns the binomial coefficient, whose lower argument is an integer.
func (f *Formal) Binomial(upper, lower RationalFunction) (RationalFunction, error) {
	if k, ok := lower.AsInteger(); ok {
		if k < 0 {
			return RationalFunction{}, nil
		}
		top, err := f.Falling(upper, lower)
		if err != nil {
			return top, err
		}
		bottom, err := f.Factorial(lower)
		if err != nil {
			return bottom, err
		}
		return top.Quo(bottom, f.budget)
	}
	if !f.isInteger(lower) {
		return f.Call(`\binom`, upper, lower)
	}
	rest, err := upper.Sub(lower, f.budget)
	if err != nil {
		return rest, err
	}
	if !f.isGeneric(upper, lower) {
		if !f.isInteger(upper) {
			return f.Call(`\binom`, upper, lower)
		}
		f.demand(upper)
		if k, ok := rest.AsInteger(); ok && k < 0 {
			return RationalFunction{}, nil
		}
	}
	total, err := f.Factorial(upper)
	for _, x := range []RationalFunction{lower, rest} {
		if err != nil {
			return total, err
		}
		if x, err = f.Factorial(x); err == nil {
			total, err = total.Quo(x, f.budget)
		}
	}
	return total, err
}

// isGeneric says whether x holds a real symbol that y does not.
func (f *Formal) isGeneric(x, y RationalFunction) bool {
	if !x.IsPolynomial() {
		return false
	}
	for _, v := range x.Variables() {
		if f.reals[v] && !f.holds(y, v) && f.leadingReal(x) != 0 {
			return true
		}
	}
	return false
}

// Falling returns the product of so many factors x, x - 1, ....
func (f *Formal) Falling(x, count RationalFunction) (RationalFunction, error) {
	if k, ok := count.AsInteger(); ok && k >= 0 {
		if k > maxFactorialShift {
			return x, ErrLimit
		}
		total := FromInt(1)
		for i := range k {
			factor, err := x.Sub(FromInt(i), f.budget)
			if err == nil {
				total, err = total.Mul(factor, f.budget)
			}
			if err != nil {
				return x, err
			}
		}
		return total, nil
	}
	if !f.isInteger(count) || !f.isGeneric(x, count) && !f.isInteger(x) {
		return f.Call(`\underline`, x, count)
	}
	if !f.isGeneric(x, count) {
		f.demand(x)
	}
	return f.quotientOfFactorials(x, count.Neg(), true)
}

// Rising returns the product of so many factors x, x + 1, ....
func (f *Formal) Rising(x, count RationalFunction) (RationalFunction, error) {
	if k, ok := count.AsInteger(); ok && k >= 0 {
		start, err := x.Add(FromInt(k-1), f.budget)
		if err != nil {
			return x, err
		}
		return f.Falling(start, count)
	}
	if !f.isInteger(count) || !f.isGeneric(x, count) && !f.isInteger(x) {
		return f.Call(`\overline`, x, count)
	}
	x, err := x.Sub(FromInt(1), f.budget)
	if err != nil {
		return x, err
	}
	if !f.isGeneric(x, count) {
		f.demand(x)
	}
	return f.quotientOfFactorials(x, count, false)
}

// quotientOfFactorials is (x+d)!/x!, or its inverse.
func (f *Formal) quotientOfFactorials(x, d RationalFunction, inverse bool) (RationalFunction, error) {
	y, err := x.Add(d, f.budget)
	if err != nil {
		return x, err
	}
	if x, err = f.Factorial(x); err != nil {
		return x, err
	}
	if y, err = f.Factorial(y); err != nil {
		return y, err
	}
	if inverse {
		return x.Quo(y, f.budget)
	}
	return y.Quo(x, f.budget)
}

// demand notes that x must not be negative.
func (f *Formal) demand(x RationalFunction) {
	f.demands = append(f.demands, x)
}
