package numeric

// Evaluation is what an objective has to show at one point.
type Evaluation struct {
	// Prediction and Losses hold a value for each example. They are empty where there are no examples.
	Prediction, Losses Vector
	Gradient           Vector
}

// Objective is a function to be minimised.
type Objective interface {
	// Evaluate returns the gradient at the weights w and the values on the way to it.
	Evaluate(w Vector) (Evaluation, error)
}

// ConstantGradient is the objective whose gradient is the same everywhere.
type ConstantGradient struct {
	Gradient Vector
}

// Evaluate implements Objective.
func (c ConstantGradient) Evaluate(Vector) (Evaluation, error) {
	return Evaluation{Gradient: c.Gradient}, nil
}
