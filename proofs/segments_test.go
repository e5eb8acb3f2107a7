package proofs

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// What points name side by side is one quantity, whatever the order of the points, unless the letters stand by themselves.
func TestFigures(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"segments", `In triangle $ABC$ we have $AB = 3$ and $\overline{BC} = 4$, so $BA + CB = 7$ and $AC^2 = AB^2 + BC^2 = 25$.`, "definition definition proved unknown proved"},
		{"segments, altered", `In triangle $ABC$ we have $AB = 3$ and $\overline{BC} = 4$, so $BA + CB = 8$.`, "definition definition refuted"},
		{"a power is of the whole", `The rectangle has $AB = 5$. Its square is $AB^2 = 25$.`, "definition proved"},
		{"angles", `We have $\angle A = 30^\circ$ and $m\angle BAC + \angle CAD = 90^\circ$. Hence $\angle DAC = 90^\circ - \angle CAB$.`, "definition given proved"},
		{"areas", `In the triangle $[ABC] = 12$, so $\frac13 [\triangle CAB] = 4$ and $2 [BCA] = 25$.`, "definition proved refuted"},
		{"arcs", `On the circle, $\widehat{AB} = 100^\circ$, so $\frac12 \widehat{BA} = 50^\circ$.`, "definition proved"},
		{"triangles", `$\triangle ABC \sim \triangle DEF$ with $AB = 3$ and $DE = 6$. Hence $\frac{AB}{ED} = \frac12$.`, "given given proved"},
		{"the angle at a point", `In triangle $ABC$, $\frac{BC}{\sin A} = \frac{AC}{\sin B}$. With $BC = 6$ we have $2 CB = 12$.`, "given given proved"},
		{"letters that are numbers", `The rectangle has sides $A = 3$ and $B = 4$. Its area is $AB = 12$.`, "definition definition proved"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _ := verdictsOf(t, c.text)
			assert.Equal(t, c.want, got)
		})
	}
}
