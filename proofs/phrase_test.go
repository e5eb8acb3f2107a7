package proofs

import (
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

// phrases are expressions with every kind of assertion, class and bracket.
var phrases = []*phrase{
	otherwiseWords, deniedWords, notationWords, kindWords, leastWords, limitedBehind, quantified, laysDown, closesCase, sentenceEnd,
	shortened, follows, connects, nothing, contradictionWords, asks, callsFunction,
	newPhrase(`^let\b`), newPhrase(`\blet$`), newPhrase(`(?m)^a.b$`), newPhrase(`(?i)ſ|K|é+`), newPhrase(`x*`), newPhrase(`(?s)a.b`), newPhrase(`\Bet\B`),
	newPhrase(`[^a-zß]$`), newPhrase(`a{2,4}b|(ab)+c`), newPhrase(`\A\z`),
}

func TestPhraseIsFoundWhereItsExpressionIs(t *testing.T) {
	pieces := []string{
		"let", "Let", "LET", "or", "if", " ", "  ", "\n", ".", ",", "\x00", "\x01", "n", "\x02", "natural numbers", "positive integers", "at least", "4", "is",
		"contradiction", "wrong", "which", "base", "mod", "functions", "for all", "holds", "a", "b", "x", "ab", "aab", "c", "é", "ſ", "K", "ß", "\xff", "∀", "(", ")", "e.g", "$",
	}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(pieces), rapid.String()), 0, 24).Draw(t, "pieces"), "")
		for _, p := range phrases {
			assert.Equal(t, p.Regexp.MatchString(text), p.MatchString(text), "%s in %q", p, text)
		}
	})
}

// Too many states leave the work to the regular expression.
func TestPhraseOfManyStates(t *testing.T) {
	p := newPhrase(`(a|b)*a(a|b){14}c`)
	random := rapid.StringOfN(rapid.SampledFrom([]rune("ab")), 20_000, 20_000, -1)
	for i := range 3 {
		text := random.Example(i)
		assert.False(t, p.MatchString(text))
		assert.True(t, p.MatchString(text+"abbbbbbbbbbbbbbc"))
	}
	assert.LessOrEqual(t, len(p.states), mostPhraseStates)
}

func TestPhraseIsSafeForGoroutines(t *testing.T) {
	p := newPhrase(`\b(?:even|odd|prime)\b.*\bnumbers?$`)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			assert.True(t, p.MatchString("an odd or a prime number"))
			assert.False(t, p.MatchString("an odd or a prime numeral"))
		})
	}
	group.Wait()
}

func FuzzPhrase(f *testing.F) {
	f.Add(`\bfor (all|every)\b`, "so for all n")
	f.Add(`(?i)^[\s(]*(here|where)\b`, " (Where")
	f.Fuzz(func(t *testing.T, expression, text string) {
		if len(expression) > 40 || strings.ContainsAny(expression, "{") {
			t.Skip("an expression is written by us")
		}
		defer func() {
			if recover() != nil {
				t.Skip("no expression")
			}
		}()
		p := newPhrase(expression)
		assert.Equal(t, p.Regexp.MatchString(text), p.MatchString(text))
	})
}

// BenchmarkPhrase looks for a phrase that is not there, as nearly always.
func BenchmarkPhrase(b *testing.B) {
	text := strings.Repeat("We turn the wheel once more and count the teeth that pass. ", 20)
	for name, find := range map[string]func(string) bool{"automaton": otherwiseWords.MatchString, "expression": otherwiseWords.Regexp.MatchString} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if find(text) {
					b.Fatal("found")
				}
			}
		})
	}
}
