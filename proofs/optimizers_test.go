package proofs_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/numeric"
	"github.com/hence-math/hence/proofs"
)

// exactRules are the rules that numeric writes out by hand, by the name of their sheet in testdata.
var exactRules = map[string]numeric.Rule{
	"sgd":                numeric.Descent{Rate: number("0.1")},
	"momentum-velocity":  numeric.Momentum{Rate: number("0.1"), Decay: number("0.9")},
	"momentum-buffer":    numeric.BufferMomentum{Rate: number("0.1"), Decay: number("0.9")},
	"nesterov-sutskever": numeric.Nesterov{Rate: number("0.1"), Decay: number("0.9")},
	"nesterov-buffer":    numeric.BufferNesterov{Rate: number("0.1"), Decay: number("0.9")},
	"dampening":          numeric.BufferMomentum{Rate: number("0.1"), Decay: number("0.9"), Dampening: number("0.5")},
	"weight-decay":       numeric.Penalised{Rule: numeric.Descent{Rate: number("0.1")}, Penalty: number("0.5")},
	"schedule": numeric.Schedule(func(update int) numeric.Rule {
		return numeric.Descent{Rate: []numeric.Scalar{number("0.2"), number("0.1"), number("0.05")}[update-1]}
	}),
}

// adaptiveRules are those with square roots.
var adaptiveRules = map[string]numeric.AdaptiveRule{
	"adagrad":        numeric.AdaGrad{Rate: number("0.5"), Epsilon: number("0.001")},
	"adagrad-inside": numeric.AdaGrad{Rate: number("0.5"), Epsilon: number("0.001"), Place: numeric.InsideRoot},
	"rmsprop":        numeric.RMSProp{Rate: number("0.1"), Decay: number("0.9"), Epsilon: number("0.001")},
	"rmsprop-inside": numeric.RMSProp{
		Rate: number("0.1"), Decay: number("0.9"), Epsilon: number("0.001"), Place: numeric.InsideRoot,
	},
	"rmsprop-centred": numeric.RMSProp{Rate: number("0.1"), Decay: number("0.9"), Epsilon: number("0.001"), Centred: true},
	"rmsprop-centred-inside": numeric.RMSProp{
		Rate: number("0.1"), Decay: number("0.9"), Epsilon: number("0.001"), Place: numeric.InsideRoot, Centred: true,
	},
	"adam":         adam("0.99", numeric.Adam{}),
	"amsgrad":      adam("0.5", numeric.Adam{Maximum: true}),
	"adam-penalty": adam("0.99", numeric.Adam{Penalty: number("0.1")}),
	"adamw":        adam("0.99", numeric.Adam{WeightDecay: number("0.1")}),
}

func number(literal string) numeric.Scalar { return numeric.MustParse(literal) }

// adam fills in what the sheets of Adam and its kin share.
func adam(secondDecay string, rule numeric.Adam) numeric.Adam {
	rule.Rate, rule.FirstDecay, rule.SecondDecay = number("0.1"), number("0.9"), number(secondDecay)
	rule.Epsilon = number("1e-8")
	return rule
}

// What the one engine of rules makes of a sheet is what numeric's own code for that optimizer gives, digit for
// digit, and check accepts the worked solution.
func TestOptimizerSheets(t *testing.T) {
	const folder = "../testdata/sheets/optimizers"
	model, err := numeric.NewLinear(numeric.MustMatrix("2 -1; -1 3"), numeric.MustVector("3", "1"), numeric.HalfSum)
	require.NoError(t, err)
	start := numeric.MustVector("1", "0")
	files, err := filepath.Glob(filepath.Join(folder, "*.md"))
	require.NoError(t, err)
	require.Len(t, files, len(exactRules)+len(adaptiveRules))
	page, err := os.ReadFile("../docs/optimizers.md")
	require.NoError(t, err)
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".md")
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			found := solveOne(t, name+".md", string(text))
			assert.Regexp(t, "(?m)^\\| `"+name+"` \\|.*\\| `"+regexp.QuoteMeta(found.Value)+"` \\|$", string(page), "docs/optimizers.md")
			if rule := exactRules[name]; rule != nil {
				steps, err := numeric.Run(
					context.Background(), model, rule, numeric.State{Weights: start, Velocity: numeric.ZeroVector(2)}, 3)
				require.NoError(t, err)
				assert.True(t, found.Exact)
				assert.Equal(t, steps[2].Weights.String(), found.Value)
				return
			}
			require.NotNil(t, adaptiveRules[name])
			require.NotNil(t, found.Digits)
			trace, err := numeric.RunAdaptive(context.Background(), model, adaptiveRules[name], start, 3, *found.Digits)
			require.NoError(t, err)
			assert.False(t, found.Exact)
			weights := trace[2].Weights
			assert.Equal(t,
				fmt.Sprintf("[%s, %s]", weights[0].Text(*found.Digits), weights[1].Text(*found.Digits)), found.Value)
		})
	}
}

// solveOne solves a sheet with one Find.
func solveOne(t *testing.T, name, text string) proofs.Found {
	t.Helper()
	result, err := proofs.Solve(context.Background(), proofs.Source{Name: name, Text: text}, proofs.SolveOptions{Limits: proofs.DefaultLimits()})
	require.NoError(t, err)
	require.Len(t, result.Finds, 1)
	require.Empty(t, result.Finds[0].Says)
	return result.Finds[0]
}
