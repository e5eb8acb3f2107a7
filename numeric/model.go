package numeric

// Reduction says how the squared errors of the examples make one loss.
type Reduction int

const (
	// Mean is the mean of the squared errors.
	Mean Reduction = iota
	// HalfMean is half the mean of the squared errors.
	HalfMean
	// Sum is the sum of the squared errors.
	Sum
	// HalfSum is half the sum of the squared errors.
	HalfSum
)

// weight returns the factor of each squared error in the loss of n > 0 examples.
func (r Reduction) weight(n int) (Scalar, error) {
	one, half := NewInt(1), MustParse("0.5")
	count := NewInt(int64(n))
	switch r {
	case HalfMean:
		return half.Quo(count)
	case Sum:
		return one, nil
	case HalfSum:
		return half, nil
	default:
		return one.Quo(count)
	}
}

// Linear is the model that predicts w^T X for weights w and examples standing as the columns of X, with the
// squared error of each example against its target. Make one with NewLinear.
type Linear struct {
	inputs    Matrix
	targets   Vector
	reduction Reduction
}

// NewLinear returns the model with the given examples, one in each column of inputs, their targets, and the
// loss to descend on. There must be an example, and as many targets as examples.
func NewLinear(inputs Matrix, targets Vector, reduction Reduction) (Linear, error) {
	if inputs.shape.Columns == 0 || inputs.shape.Columns != targets.Len() {
		return Linear{}, &ShapeError{Operation: "examples and targets", Left: inputs.shape, Right: targets.Row().shape}
	}
	return Linear{inputs: inputs, targets: targets, reduction: reduction}, nil
}

// Predict returns w^T X, a prediction for each example.
func (l Linear) Predict(w Vector) (Vector, error) {
	product, err := w.Row().Mul(l.inputs)
	return Vector{entries: product.entries}, err
}

// SquaredErrors returns the squared error of each example.
func (l Linear) SquaredErrors(w Vector) (Vector, error) {
	evaluation, err := l.Evaluate(w)
	return evaluation.Losses, err
}

// Loss returns the squared errors reduced to one number.
func (l Linear) Loss(w Vector) (Scalar, error) {
	losses, err := l.SquaredErrors(w)
	if err != nil {
		return Scalar{}, err
	}
	sum, err := losses.Sum()
	if err != nil {
		return Scalar{}, err
	}
	weight, err := l.reduction.weight(l.targets.Len())
	if err != nil {
		return Scalar{}, err
	}
	return sum.Mul(weight)
}

// Gradient returns the gradient of the loss with respect to the weights, 2 c X (w^T X - y)^T where c is the
// factor of each squared error in the loss. A mean over three examples may have entries that are fractions.
func (l Linear) Gradient(w Vector) (Vector, error) {
	evaluation, err := l.Evaluate(w)
	return evaluation.Gradient, err
}

// Evaluate implements Objective.
func (l Linear) Evaluate(w Vector) (Evaluation, error) {
	prediction, err := l.Predict(w)
	if err != nil {
		return Evaluation{}, err
	}
	residuals, err := prediction.Sub(l.targets)
	if err != nil {
		return Evaluation{}, err
	}
	losses, err := residuals.MulElements(residuals)
	if err != nil {
		return Evaluation{}, err
	}
	gradient, err := l.gradient(residuals)
	if err != nil {
		return Evaluation{}, err
	}
	return Evaluation{Prediction: prediction, Losses: losses, Gradient: gradient}, nil
}

// gradient returns the gradient of the loss at which the predictions miss the targets by the residuals.
func (l Linear) gradient(residuals Vector) (Vector, error) {
	weight, err := l.reduction.weight(l.targets.Len())
	if err != nil {
		return Vector{}, err
	}
	factor, err := weight.Add(weight)
	if err != nil {
		return Vector{}, err
	}
	sums, err := l.inputs.MulVector(residuals)
	if err != nil {
		return Vector{}, err
	}
	return sums.Scale(factor)
}
