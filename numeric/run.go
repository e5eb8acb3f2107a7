package numeric

import (
	"context"
	"fmt"
)

// Step is one update of a run, with what was computed on the way.
type Step struct {
	// Number counts from 1.
	Number int
	// Point is where the objective was evaluated: the weights before the update, or where the rule looks ahead.
	Point Vector
	// The evaluation is the objective's at Point.
	Evaluation
	// The state is the one after the update.
	State
}

// Run makes the given number of updates from the start and returns every one of them. On an error, which
// may be that of ctx, it returns the steps made before it.
func Run(ctx context.Context, objective Objective, rule Rule, start State, steps int) ([]Step, error) {
	var trace []Step
	state := start
	for number := 1; number <= steps; number++ {
		if err := ctx.Err(); err != nil {
			return trace, err
		}
		step, err := update(objective, rule, state)
		if err != nil {
			return trace, fmt.Errorf("step %d: %w", number, err)
		}
		step.Number = number
		trace = append(trace, step)
		state = step.State
	}
	return trace, nil
}

// update makes one update from a state.
func update(objective Objective, rule Rule, state State) (Step, error) {
	point, err := rule.Point(state)
	if err != nil {
		return Step{}, err
	}
	evaluation, err := objective.Evaluate(point)
	if err != nil {
		return Step{}, err
	}
	next, err := rule.Next(state, evaluation.Gradient)
	if err != nil {
		return Step{}, err
	}
	next.Updates = state.Updates + 1
	return Step{Point: point, Evaluation: evaluation, State: next}, nil
}
