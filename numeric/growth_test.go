package numeric

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// decimalPlaces counts those of the longest entry.
func decimalPlaces(v Vector) int {
	most := 0
	for _, entry := range strings.FieldsFunc(v.String(), func(r rune) bool { return strings.ContainsRune("[], ", r) }) {
		_, behind, _ := strings.Cut(entry, ".")
		most = max(most, len(behind))
	}
	return most
}

// An exact step multiplies by numbers of one decimal place and forgets nothing: every
// update of the exercise but the first, whose velocity is whole, adds one place.
func TestDigitsOfExactSteps(t *testing.T) {
	rule := Momentum{Rate: MustParse("0.2"), Decay: MustParse("0.8")}
	start := State{Weights: MustVector("1", "0"), Velocity: ZeroVector(2)}
	steps, err := Run(context.Background(), exercise(t, Mean), rule, start, 1000)
	require.NoError(t, err)
	for i, s := range steps {
		assert.Equal(t, i, decimalPlaces(s.Weights))
	}
}
