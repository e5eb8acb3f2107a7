package symbolic

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestGrowthLaws holds the order of growths to that of the logarithms they stand for, far out.
func TestGrowthLaws(t *testing.T) {
	f := NewFunctions(1 << 12)
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) (Growth, int64) {
			var g Growth
			var c [growthScales]int64
			for i := range c {
				c[i] = rapid.Int64Range(-2, 2).Draw(t, name)
				g.order[i] = FromInt(c[i])
			}
			// Far out each scale outweighs all that are behind it.
			var total int64
			for _, k := range c {
				total = 100*total + k
			}
			return g, total
		}
		g, a := draw("g")
		h, b := draw("h")
		sign, ok := f.Compare(g, h, nil)
		require.True(t, ok)
		want := a - b
		switch {
		case want > 0:
			assert.Equal(t, 1, sign)
		case want < 0:
			assert.Equal(t, -1, sign)
		default:
			assert.Zero(t, sign)
		}
		back, _ := f.Compare(h, g, nil)
		assert.Equal(t, -sign, back)
		product, err := g.Times(h, nil)
		require.NoError(t, err)
		quotient, err := h.Power(FromInt(-1), nil)
		require.NoError(t, err)
		again, err := product.Times(quotient, nil)
		require.NoError(t, err)
		same, ok := f.Compare(again, g, nil)
		assert.True(t, ok && same == 0)
	})
}
