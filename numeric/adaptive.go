package numeric

import (
	"context"
	"errors"
	"fmt"
)

// AdaptiveState is what an optimizer with square roots carries from one update to the next.
type AdaptiveState struct {
	Weights []Enclosure
	// First and Second are the running moments of the gradient and of its square; Largest holds, entry by
	// entry, the largest second moment so far. Rules leave alone those that they do not use.
	First, Second, Largest []Enclosure
	// Updates counts the updates made.
	Updates int
}

// AdaptiveRule is the update rule of an optimizer that scales each weight's step by a square root.
type AdaptiveRule interface {
	// Next returns the state after one update with that gradient.
	Next(p Precision, s AdaptiveState, gradient []Enclosure) (AdaptiveState, error)
}

// EnclosedObjective is an objective whose gradient can be enclosed.
type EnclosedObjective interface {
	// EncloseGradient returns an enclosure of each entry of the gradient at the weights w.
	EncloseGradient(p Precision, w []Enclosure) ([]Enclosure, error)
}

// AdaptiveStep is one update of an adaptive run.
type AdaptiveStep struct {
	Gradient []Enclosure
	// The state is the one after the update.
	AdaptiveState
}

// RunAdaptive makes the given number of updates from the start and returns every one of them. Each weight of the
// trace is exact or certain to the given number of decimal places: the run is made again with twice the precision
// until that is so. On an error, which may be that of ctx or ErrUncertain, it returns no steps.
func RunAdaptive(
	ctx context.Context, objective EnclosedObjective, rule AdaptiveRule, start Vector, steps, places int,
) ([]AdaptiveStep, error) {
	for p := Precision(max(places, 0) + 20); p <= MaxDigits/4; p *= 2 {
		trace, err := runAdaptive(ctx, objective, rule, start, steps, p)
		if errors.Is(err, ErrUncertain) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if settled(trace, places) {
			return trace, nil
		}
	}
	return nil, ErrUncertain
}

func runAdaptive(
	ctx context.Context, objective EnclosedObjective, rule AdaptiveRule, start Vector, steps int, p Precision,
) ([]AdaptiveStep, error) {
	n := start.Len()
	state := AdaptiveState{
		First: make([]Enclosure, n), Second: make([]Enclosure, n), Largest: make([]Enclosure, n),
	}
	for _, entry := range start.entries {
		state.Weights = append(state.Weights, Exactly(entry))
	}
	var trace []AdaptiveStep
	for number := 1; number <= steps; number++ {
		if err := ctx.Err(); err != nil {
			return trace, err
		}
		gradient, err := objective.EncloseGradient(p, state.Weights)
		if err != nil {
			return trace, fmt.Errorf("step %d: %w", number, err)
		}
		if len(gradient) != n {
			return trace, fmt.Errorf("step %d: %w", number,
				&ShapeError{Operation: "update", Left: start.Shape(), Right: Shape{Rows: len(gradient), Columns: 1}})
		}
		if state, err = rule.Next(p, state, gradient); err != nil {
			return trace, fmt.Errorf("step %d: %w", number, err)
		}
		trace = append(trace, AdaptiveStep{Gradient: gradient, AdaptiveState: state})
	}
	return trace, nil
}

// settled reports whether every weight of the trace is exact or certain to so many places.
func settled(trace []AdaptiveStep, places int) bool {
	for _, step := range trace {
		for _, w := range step.Weights {
			if _, exact := w.Exact(); !exact && w.Places(places) < places {
				return false
			}
		}
	}
	return true
}

// AdaptiveSchedule gives the rule of each update, counted from 1, such as one rule with changing rates.
type AdaptiveSchedule func(update int) AdaptiveRule

// Next implements AdaptiveRule.
func (r AdaptiveSchedule) Next(p Precision, s AdaptiveState, gradient []Enclosure) (AdaptiveState, error) {
	return r(s.Updates+1).Next(p, s, gradient)
}

// EncloseGradient implements EnclosedObjective.
func (c ConstantGradient) EncloseGradient(Precision, []Enclosure) ([]Enclosure, error) {
	gradient := make([]Enclosure, c.Gradient.Len())
	for i, entry := range c.Gradient.entries {
		gradient[i] = Exactly(entry)
	}
	return gradient, nil
}

// EncloseGradient implements EnclosedObjective.
func (l Linear) EncloseGradient(p Precision, w []Enclosure) ([]Enclosure, error) {
	if len(w) != l.inputs.shape.Rows {
		return nil, &ShapeError{Operation: "matrix product", Left: Shape{Rows: 1, Columns: len(w)}, Right: l.inputs.shape}
	}
	weight, err := l.reduction.weight(l.targets.Len())
	if err != nil {
		return nil, err
	}
	factor, err := weight.Add(weight)
	if err != nil {
		return nil, err
	}
	c := calculator{precision: p}
	gradient := make([]Enclosure, len(w))
	for j := range l.targets.entries {
		residual := Exactly(l.targets.At(j).Neg())
		for i := range w {
			residual = c.add(residual, c.mul(w[i], Exactly(l.inputs.At(i, j))))
		}
		for i := range gradient {
			gradient[i] = c.add(gradient[i], c.mul(residual, Exactly(l.inputs.At(i, j))))
		}
	}
	for i := range gradient {
		gradient[i] = c.mul(Exactly(factor), gradient[i])
	}
	return gradient, c.err
}
