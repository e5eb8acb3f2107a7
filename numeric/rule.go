package numeric

// State is what an optimizer carries from one step to the next.
type State struct {
	// Velocity is the running sum of gradients, which some conventions call the momentum buffer. Rules
	// without one leave it as it was.
	Weights, Velocity Vector
	// Updates counts the updates made; Run counts them.
	Updates int
}

// Rule is the update rule of an optimizer.
type Rule interface {
	// Point returns the weights at which the rule wants the gradient.
	Point(s State) (Vector, error)
	// Next returns the state after one update with that gradient.
	Next(s State, gradient Vector) (State, error)
}

// atWeights is embedded in the rules that take the gradient at the current weights.
type atWeights struct{}

// Point implements Rule.
func (atWeights) Point(s State) (Vector, error) { return s.Weights, nil }

// Descent is plain gradient descent: w <- w - rate g.
type Descent struct {
	atWeights
	Rate Scalar
}

// Next implements Rule.
func (r Descent) Next(s State, gradient Vector) (State, error) {
	weights, err := addScaled(s.Weights, r.Rate.Neg(), gradient)
	return State{Weights: weights, Velocity: s.Velocity}, err
}

// Momentum is momentum with the rate inside the velocity, as in Keras and most textbooks:
// v <- decay v - rate g, then w <- w + v.
type Momentum struct {
	atWeights
	Rate, Decay Scalar
}

// Next implements Rule.
func (r Momentum) Next(s State, gradient Vector) (State, error) {
	velocity, err := r.velocity(s, gradient)
	if err != nil {
		return State{}, err
	}
	weights, err := s.Weights.Add(velocity)
	return State{Weights: weights, Velocity: velocity}, err
}

// velocity returns decay v - rate g.
func (r Momentum) velocity(s State, gradient Vector) (Vector, error) {
	kept, err := s.Velocity.Scale(r.Decay)
	if err != nil {
		return Vector{}, err
	}
	return addScaled(kept, r.Rate.Neg(), gradient)
}

// BufferMomentum is momentum with the rate outside the velocity, as in PyTorch, Optax and TensorFlow:
// v <- decay v + (1 - dampening) g, then w <- w - rate v. As in PyTorch the first update is not dampened.
type BufferMomentum struct {
	atWeights
	Rate, Decay, Dampening Scalar
}

// Next implements Rule.
func (r BufferMomentum) Next(s State, gradient Vector) (State, error) {
	added := gradient
	if s.Updates > 0 {
		var err error
		if added, err = addScaled(gradient, r.Dampening.Neg(), gradient); err != nil {
			return State{}, err
		}
	}
	velocity, err := addScaled(added, r.Decay, s.Velocity)
	if err != nil {
		return State{}, err
	}
	weights, err := addScaled(s.Weights, r.Rate.Neg(), velocity)
	return State{Weights: weights, Velocity: velocity}, err
}

// Nesterov is Nesterov's method in the form of Sutskever and others (2013): the gradient g is taken at
// w + decay v, then v <- decay v - rate g and w <- w + v.
type Nesterov struct {
	Rate, Decay Scalar
}

// Point implements Rule.
func (r Nesterov) Point(s State) (Vector, error) { return addScaled(s.Weights, r.Decay, s.Velocity) }

// Next implements Rule.
func (r Nesterov) Next(s State, gradient Vector) (State, error) {
	return Momentum{Rate: r.Rate, Decay: r.Decay}.Next(s, gradient)
}

// KerasNesterov is Nesterov's method in the form of Keras, with the gradient taken at the weights:
// v <- decay v - rate g, then w <- w + decay v - rate g.
type KerasNesterov struct {
	atWeights
	Rate, Decay Scalar
}

// Next implements Rule.
func (r KerasNesterov) Next(s State, gradient Vector) (State, error) {
	momentum := Momentum{Rate: r.Rate, Decay: r.Decay}
	velocity, err := momentum.velocity(s, gradient)
	if err != nil {
		return State{}, err
	}
	ahead, err := momentum.velocity(State{Velocity: velocity}, gradient)
	if err != nil {
		return State{}, err
	}
	weights, err := s.Weights.Add(ahead)
	return State{Weights: weights, Velocity: velocity}, err
}

// BufferNesterov is Nesterov's method in the form of PyTorch and Optax, with the gradient taken at the
// weights: v <- decay v + g, then w <- w - rate (g + decay v).
type BufferNesterov struct {
	atWeights
	Rate, Decay Scalar
}

// Next implements Rule.
func (r BufferNesterov) Next(s State, gradient Vector) (State, error) {
	velocity, err := addScaled(gradient, r.Decay, s.Velocity)
	if err != nil {
		return State{}, err
	}
	direction, err := addScaled(gradient, r.Decay, velocity)
	if err != nil {
		return State{}, err
	}
	weights, err := addScaled(s.Weights, r.Rate.Neg(), direction)
	return State{Weights: weights, Velocity: velocity}, err
}

// Penalised is a rule whose gradients are those of the objective with a penalty on large weights:
// g + penalty w (L2 regularisation, which PyTorch's SGD calls weight decay).
type Penalised struct {
	Rule
	Penalty Scalar
}

// Next implements Rule.
func (r Penalised) Next(s State, gradient Vector) (State, error) {
	point, err := r.Point(s)
	if err != nil {
		return State{}, err
	}
	penalised, err := addScaled(gradient, r.Penalty, point)
	if err != nil {
		return State{}, err
	}
	return r.Rule.Next(s, penalised)
}

// Schedule gives the rule of each update, counted from 1, such as one rule with changing rates.
type Schedule func(update int) Rule

// Point implements Rule.
func (r Schedule) Point(s State) (Vector, error) { return r(s.Updates + 1).Point(s) }

// Next implements Rule.
func (r Schedule) Next(s State, gradient Vector) (State, error) {
	return r(s.Updates+1).Next(s, gradient)
}

// addScaled returns v + s u.
func addScaled(v Vector, s Scalar, u Vector) (Vector, error) {
	scaled, err := u.Scale(s)
	if err != nil {
		return Vector{}, err
	}
	return v.Add(scaled)
}
