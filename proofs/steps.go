package proofs

import (
	"context"
	"sort"
	"strings"
)

// CheckSteps checks a document that is given as a list of steps. Offsets, lines and
// columns of the links count within their step, and the report names the step of
// the first wrong link. name tells the format by its ending. Errors are those of
// [Check].
func CheckSteps(ctx context.Context, name string, steps []string, options Options) (*Report, error) {
	starts := make([]int, len(steps))
	var text strings.Builder
	for i, s := range steps {
		starts[i] = text.Len()
		text.WriteString(s)
		text.WriteString("\n\n")
	}
	r, err := Check(ctx, Source{Name: name, Text: text.String()}, options)
	if err != nil {
		return nil, err
	}
	var wrong *int
	for i := range r.Links {
		l := &r.Links[i]
		step := sort.SearchInts(starts, l.At+1) - 1
		l.Step = &step
		l.At -= starts[step]
		l.Line, l.Column = newPositions(steps[step], nil).of(l.At)
		if wrong == nil && l.Verdict.Wrong() {
			wrong = &step
		}
	}
	r.WrongStep = wrong
	return r, nil
}
