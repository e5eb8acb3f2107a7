package symbolic

import (
	"math/big"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPi(t *testing.T) {
	low, high := Pi(220).Bounds()
	assert.Equal(t, "3.141592653589793238462643383279502884197169399375105820974945", low.FloatString(60))
	assert.Equal(t, low.FloatString(60), high.FloatString(60))
}

// The enclosures of functions hold what another program computes.
func TestEnclosuresAgainstPari(t *testing.T) {
	gp, err := exec.LookPath("gp")
	if err != nil {
		t.Skip("gp (PARI) is not installed: enclosures are not compared with it")
	}
	functions := []struct {
		name string
		of   func(Enclosure) (Enclosure, bool)
		any  bool // defined for negative arguments
	}{
		{"exp", Enclosure.exp, true},
		{"log", Enclosure.log, false},
		{"cos", func(a Enclosure) (Enclosure, bool) { c, _ := a.cosSin(); return c, true }, true},
		{"sin", func(a Enclosure) (Enclosure, bool) { _, s := a.cosSin(); return s, true }, true},
		{"atan", func(a Enclosure) (Enclosure, bool) { return a.arctan(), true }, true},
		{"sqrt", func(a Enclosure) (Enclosure, bool) { return a.root(2) }, false},
		{"x->sqrtn(x,5)", func(a Enclosure) (Enclosure, bool) { return a.root(5) }, false},
	}
	arguments := []string{"1/1000000", "1/7", "1/2", "1", "3/2", "2", "22/7", "10", "355/113", "100/3", "47"}
	for _, a := range arguments[:9] {
		arguments = append(arguments, "-"+a)
	}
	type query struct {
		name, argument string
		value          Enclosure
	}
	var queries []query
	script := "default(realprecision,120);p(x)=print(floor(x*10^60));\n"
	for _, f := range functions {
		for _, a := range arguments {
			r, _ := new(big.Rat).SetString(a)
			if r.Sign() < 0 && !f.any {
				continue
			}
			v, ok := f.of(EncloseRat(r, 256))
			require.True(t, ok, "%s(%s)", f.name, a)
			queries = append(queries, query{f.name, a, v})
			script += "p((" + f.name + ")(" + a + "));\n"
		}
	}
	command := exec.Command(gp, "-q", "-f")
	command.Stdin = strings.NewReader(script)
	out, err := command.Output()
	require.NoError(t, err)
	lines := strings.Fields(string(out))
	if len(lines) != len(queries) {
		t.Fatalf("%d answers to %d questions", len(lines), len(queries)) // listing them would drown the message
	}
	for i, q := range queries {
		want, ok := new(big.Int).SetString(lines[i], 10)
		require.True(t, ok)
		low, high := q.value.Bounds()
		ten := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(60), nil))
		below, above := new(big.Rat).SetInt(want), new(big.Rat).SetInt(new(big.Int).Add(want, big.NewInt(1)))
		assert.LessOrEqual(t, low.Mul(low, ten).Cmp(above), 0, "%s(%s)", q.name, q.argument)
		assert.GreaterOrEqual(t, high.Mul(high, ten).Cmp(below), 0, "%s(%s)", q.name, q.argument)
		width := new(big.Rat).Sub(high, low)
		assert.Negative(t, width.Cmp(big.NewRat(1, 1)), "%s(%s) is enclosed too widely", q.name, q.argument)
	}
}
