package symbolic

// A Growth says how fast a positive function of n grows as n tends to infinity: the coefficients of n ln n,
// n, ln n, ln ln n and ln ln ln n in the logarithm of the function, which is known up to a bounded term. They are numbers, with
// the functions of a [Functions] in them. The zero value is that of a constant.
type Growth struct {
	order [growthScales]RationalFunction
}

// The scales of a [Growth], the greatest first.
const (
	scaleFactorial = iota // n ln n
	scaleExponential
	scalePower
	scaleLog
	scaleLogLog
	growthScales
)

// GrowthOfIndex is the growth of n.
func GrowthOfIndex() Growth {
	var g Growth
	g.order[scalePower] = FromInt(1)
	return g
}

// ExponentialGrowth is the growth of base^n, given the logarithm of the base.
func ExponentialGrowth(log RationalFunction) Growth {
	var g Growth
	g.order[scaleExponential] = log
	return g
}

// Compare tells which of two functions grows faster: the sign is that of a minus b, and 0 where their quotient stays between
// two positive bounds. It reports false where the numbers cannot be told apart.
func (f *Functions) Compare(a, b Growth, budget *Budget) (sign int, ok bool) {
	for i := range growthScales {
		d, err := a.order[i].Sub(b.order[i], budget)
		if err != nil {
			return 0, false
		}
		if d.IsZero() {
			continue
		}
		if sign, ok = f.Sign(d, budget); !ok || sign != 0 {
			return sign, ok
		}
	}
	return 0, true
}

// Times is the growth of the product.
func (g Growth) Times(h Growth, budget *Budget) (Growth, error) {
	for i := range growthScales {
		var err error
		if g.order[i], err = g.order[i].Add(h.order[i], budget); err != nil {
			return g, err
		}
	}
	return g, nil
}

// Power is the growth of a power with a fixed exponent.
func (g Growth) Power(exponent RationalFunction, budget *Budget) (Growth, error) {
	for i := range growthScales {
		var err error
		if g.order[i], err = g.order[i].Mul(exponent, budget); err != nil {
			return g, err
		}
	}
	return g, nil
}

// GrowthOfLog is the growth of the logarithm of a function that tends to infinity. It returns [ErrUnsupported] of one that does not, or
// that is beyond the scales.
func (f *Functions) GrowthOfLog(g Growth, budget *Budget) (Growth, error) {
	var log Growth
	for i := range growthScales {
		if g.order[i].IsZero() {
			continue
		}
		sign, ok := f.Sign(g.order[i], budget)
		if !ok || sign < 0 {
			return log, ErrUnsupported
		}
		if sign == 0 {
			continue
		}
		switch i {
		case scaleFactorial:
			log.order[scalePower], log.order[scaleLog] = FromInt(1), FromInt(1)
		case scaleExponential:
			log.order[scalePower] = FromInt(1)
		case scalePower:
			log.order[scaleLog] = FromInt(1)
		case scaleLog:
			log.order[scaleLogLog] = FromInt(1)
		default:
			return log, ErrUnsupported
		}
		return log, nil
	}
	return log, ErrUnsupported
}

// GrowthOfFactorial is the growth of n!, by Stirling's formula.
func GrowthOfFactorial() Growth {
	var g Growth
	g.order[scaleFactorial] = FromInt(1)
	g.order[scaleExponential] = FromInt(-1)
	half, err := FromInt(1).Quo(FromInt(2), nil)
	if err == nil {
		g.order[scalePower] = half
	}
	return g
}
