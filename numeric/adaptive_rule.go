package numeric

// EpsilonPlace says where a rule adds epsilon to keep from dividing by zero.
type EpsilonPlace int

const (
	// OutsideRoot divides by sqrt(v) + epsilon, as PyTorch and Optax do.
	OutsideRoot EpsilonPlace = iota
	// InsideRoot divides by sqrt(v + epsilon), as Keras' RMSprop and AdaGrad do.
	InsideRoot
)

// AdaGrad is the method of Duchi, Hazan and Singer (2011), per entry: v <- v + g^2, then
// w <- w - rate g / (sqrt(v) + epsilon).
type AdaGrad struct {
	Rate, Epsilon Scalar
	Place         EpsilonPlace
}

// Next implements AdaptiveRule.
func (r AdaGrad) Next(p Precision, s AdaptiveState, gradient []Enclosure) (AdaptiveState, error) {
	return s.each(p, gradient, func(c *calculator, e *entryState, g Enclosure) {
		e.second = c.add(e.second, c.square(g))
		e.weight = c.sub(e.weight, c.scaled(r.Rate, g, e.second, r.Epsilon, r.Place))
	})
}

// RMSProp is the method of Tieleman and Hinton (2012), per entry: v <- decay v + (1 - decay) g^2, then
// w <- w - rate g / (sqrt(v) + epsilon). If Centred, m <- decay m + (1 - decay) g and v - m^2 stands under the
// root (Graves 2013).
type RMSProp struct {
	Rate, Decay, Epsilon Scalar
	Place                EpsilonPlace
	Centred              bool
}

// Next implements AdaptiveRule.
func (r RMSProp) Next(p Precision, s AdaptiveState, gradient []Enclosure) (AdaptiveState, error) {
	return s.each(p, gradient, func(c *calculator, e *entryState, g Enclosure) {
		e.second = c.average(r.Decay, e.second, c.square(g))
		variance := e.second
		if r.Centred {
			e.first = c.average(r.Decay, e.first, g)
			variance = c.sub(variance, c.square(e.first))
		}
		e.weight = c.sub(e.weight, c.scaled(r.Rate, g, variance, r.Epsilon, r.Place))
	})
}

// Adam is the method of Kingma and Ba (2015, algorithm 1), per entry: m <- b1 m + (1 - b1) g,
// v <- b2 v + (1 - b2) g^2, then with m' = m/(1 - b1^t) and v' = v/(1 - b2^t) at update t
// w <- w - rate m' / (sqrt(v') + epsilon).
type Adam struct {
	Rate, FirstDecay, SecondDecay, Epsilon Scalar
	// Maximum puts the largest v so far in place of v before its correction, as PyTorch's AMSGrad does; Reddi,
	// Kale and Kumar (2018) correct neither moment.
	Maximum bool
	// Penalty is the factor of the weights that is added to the gradient (L2 regularisation).
	Penalty Scalar
	// WeightDecay shrinks the weights by rate times itself before the update, apart from the gradient: AdamW of
	// Loshchilov and Hutter (2019).
	WeightDecay Scalar
}

// Next implements AdaptiveRule.
func (r Adam) Next(p Precision, s AdaptiveState, gradient []Enclosure) (AdaptiveState, error) {
	update := s.Updates + 1
	c := calculator{precision: p}
	firstCorrection, secondCorrection := c.correction(r.FirstDecay, update), c.correction(r.SecondDecay, update)
	if c.err != nil {
		return AdaptiveState{}, c.err
	}
	return s.each(p, gradient, func(c *calculator, e *entryState, g Enclosure) {
		g = c.add(g, c.mul(Exactly(r.Penalty), e.weight))
		e.first = c.average(r.FirstDecay, e.first, g)
		e.second = c.average(r.SecondDecay, e.second, c.square(g))
		second := e.second
		if r.Maximum {
			e.largest = Max(e.largest, e.second)
			second = e.largest
		}
		step := c.scaled(r.Rate, c.quo(e.first, firstCorrection), c.quo(second, secondCorrection), r.Epsilon, OutsideRoot)
		shrink := c.mul(c.mul(Exactly(r.Rate), Exactly(r.WeightDecay)), e.weight)
		e.weight = c.sub(c.sub(e.weight, shrink), step)
	})
}

// entryState is the state that belongs to one weight.
type entryState struct {
	weight, first, second, largest Enclosure
}

// each updates every weight by itself. The gradient has an entry for each weight.
func (s AdaptiveState) each(
	p Precision, gradient []Enclosure, update func(c *calculator, e *entryState, g Enclosure),
) (AdaptiveState, error) {
	next := AdaptiveState{Updates: s.Updates + 1}
	c := calculator{precision: p}
	for i, g := range gradient {
		e := entryState{weight: s.Weights[i], first: s.First[i], second: s.Second[i], largest: s.Largest[i]}
		update(&c, &e, g)
		next.Weights = append(next.Weights, e.weight)
		next.First = append(next.First, e.first)
		next.Second = append(next.Second, e.second)
		next.Largest = append(next.Largest, e.largest)
	}
	return next, c.err
}

// calculator computes at one precision and keeps the first error; what follows an error is 0.
type calculator struct {
	precision Precision
	err       error
}

func (c *calculator) add(a, b Enclosure) Enclosure { return c.apply(c.precision.Add, a, b) }
func (c *calculator) sub(a, b Enclosure) Enclosure { return c.apply(c.precision.Sub, a, b) }
func (c *calculator) mul(a, b Enclosure) Enclosure { return c.apply(c.precision.Mul, a, b) }
func (c *calculator) quo(a, b Enclosure) Enclosure { return c.apply(c.precision.Quo, a, b) }

func (c *calculator) square(a Enclosure) Enclosure {
	return c.apply(func(a, _ Enclosure) (Enclosure, error) { return c.precision.Square(a) }, a, Enclosure{})
}

func (c *calculator) sqrt(a Enclosure) Enclosure {
	return c.apply(func(a, _ Enclosure) (Enclosure, error) { return c.precision.Sqrt(a) }, a, Enclosure{})
}

func (c *calculator) apply(operation func(a, b Enclosure) (Enclosure, error), a, b Enclosure) Enclosure {
	if c.err != nil {
		return Enclosure{}
	}
	var result Enclosure
	result, c.err = operation(a, b)
	return result
}

// average returns decay old + (1 - decay) new.
func (c *calculator) average(decay Scalar, old, latest Enclosure) Enclosure {
	rest := c.sub(Exactly(NewInt(1)), Exactly(decay))
	return c.add(c.mul(Exactly(decay), old), c.mul(rest, latest))
}

// correction returns 1 - decay^updates.
func (c *calculator) correction(decay Scalar, updates int) Enclosure {
	power, factor := Exactly(NewInt(1)), Exactly(decay)
	for n := updates; n > 0; n /= 2 {
		if n%2 == 1 {
			power = c.mul(power, factor)
		}
		factor = c.mul(factor, factor)
	}
	return c.sub(Exactly(NewInt(1)), power)
}

// scaled returns rate g divided by the root of v, with epsilon in its place.
func (c *calculator) scaled(rate Scalar, g, v Enclosure, epsilon Scalar, place EpsilonPlace) Enclosure {
	var denominator Enclosure
	if place == InsideRoot {
		denominator = c.sqrt(c.add(v, Exactly(epsilon)))
	} else {
		denominator = c.add(c.sqrt(v), Exactly(epsilon))
	}
	return c.quo(c.mul(Exactly(rate), g), denominator)
}
