package proofs_test

import (
	"context"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
)

// claimEntry is an entry of testdata/claims: a true claim with false twins.
type claimEntry struct {
	name         string
	claim, twin  string
	means        string // the left member where it has an ellipsis
	late         string // agrees with the truth for all small n
	from         int64
	twinFrom     int64
	sequences    []sequenceEntry
	let, twinLet string
	natural      map[string]int64
}

type sequenceEntry struct {
	name    string
	first   int64
	initial []string
	rule    string
}

func readClaims(t *testing.T) []claimEntry {
	text, err := os.ReadFile(filepath.Join("..", "testdata", "claims", "claims.txt"))
	require.NoError(t, err)
	var all []claimEntry
	for _, stanza := range strings.Split(strings.TrimSpace(string(text)), "\n\n") {
		c := claimEntry{natural: map[string]int64{}}
		for _, line := range strings.Split(stanza, "\n") {
			key, value, ok := strings.Cut(line, ": ")
			require.True(t, ok, line)
			switch key {
			case "name":
				c.name = value
			case "claim":
				c.claim = value
			case "twin":
				c.twin = value
			case "means":
				c.means = value
			case "late":
				c.late = value
			case "let":
				c.let, c.twinLet = value, value
			case "twin let":
				c.twinLet = ""
			case "from":
				c.from, err = strconv.ParseInt(value, 10, 64)
				require.NoError(t, err)
				c.twinFrom = c.from
			case "twin from":
				c.twinFrom, err = strconv.ParseInt(value, 10, 64)
				require.NoError(t, err)
			case "natural":
				name, least, _ := strings.Cut(value, " ")
				c.natural[name], err = strconv.ParseInt(least, 10, 64)
				require.NoError(t, err)
			case "seq":
				parts := strings.Split(value, " | ")
				require.Len(t, parts, 4, line)
				first, err := strconv.ParseInt(parts[1], 10, 64)
				require.NoError(t, err)
				c.sequences = append(c.sequences, sequenceEntry{parts[0], first, strings.Split(parts[2], "; "), parts[3]})
			default:
				require.Fail(t, "unknown key", line)
			}
		}
		all = append(all, c)
	}
	return all
}

// failsAt is the smallest n from which on the claim fails, nil if it does for none up to a bound.
func (c claimEntry) failsAt(t *testing.T, claim, let string, from int64) *int64 {
	if c.means != "" {
		right := claim[strings.LastIndex(claim, "dots"):]
		for _, sign := range []string{"=", "<"} {
			if _, r, ok := strings.Cut(right, sign); ok {
				claim = c.means + " " + sign + " " + r
				break
			}
		}
	}
	r := &bruteReader{t: t, sequences: map[string]*bruteSequence{}, letters: map[string]bool{}, bound: map[string]int{}}
	for _, q := range c.sequences {
		r.sequences[q.name] = &bruteSequence{first: q.first, known: map[string]*big.Rat{}}
	}
	for _, q := range c.sequences {
		s := r.sequences[q.name]
		for _, x := range q.initial {
			s.initial = append(s.initial, r.read(x))
		}
		s.rule = r.read(q.rule)
	}
	check := r.relation(claim)
	var letters []string
	for name := range r.letters {
		if name != "n" {
			letters = append(letters, name)
		}
	}
	sort.Strings(letters)
	points := []*big.Rat{big.NewRat(1, 3), big.NewRat(-5, 3), new(big.Rat), big.NewRat(2, 1), big.NewRat(1, 1), big.NewRat(-1, 1), big.NewRat(1, 2), big.NewRat(3, 1)}
	count := int64(len(points) * len(points))
	if len(letters) == 0 {
		count = 1
	}
	for n := from; n < from+26; n++ {
		for i := range count {
			at := numbers{"n": big.NewRat(n, 1), "sample": big.NewRat(i, 1)}
			for j, name := range letters {
				if least, natural := c.natural[name]; natural {
					at[name] = big.NewRat(least+i%4, 1)
				} else {
					at[name] = points[(i*int64(j+1)+i/8*int64(j*j))%8]
				}
			}
			if !allowed(t, let, at) {
				continue
			}
			if holds, defined := check(at); defined && !holds {
				return &n
			}
		}
	}
	return nil
}

// allowed holds values against assumptions such as `x > -1; x \ne 0`.
func allowed(t *testing.T, let string, at numbers) bool {
	if let == "" {
		return true
	}
	for _, part := range strings.Split(let, "; ") {
		r := &bruteReader{t: t, letters: map[string]bool{}, bound: map[string]int{}}
		if holds, _ := r.relation(part)(at); !holds {
			return false
		}
	}
	return true
}

// given writes what a claim rests on.
func (c claimEntry) given(let string, how int) string {
	var parts []string
	for _, q := range c.sequences {
		var start []string
		for i, x := range q.initial {
			start = append(start, fmt.Sprintf("$%s_{%d} = %s$", q.name, q.first+int64(i), x))
		}
		from := q.first + int64(len(q.initial))
		rule := fmt.Sprintf("%s_{n} = %s", q.name, q.rule)
		switch how % 4 {
		case 0:
			parts = append(parts, fmt.Sprintf("The sequence $(%s_{n})$ is defined by %s and $%s$ for $n \\ge %d$.", q.name, strings.Join(start, ", "), rule, from))
		case 1:
			parts = append(parts, fmt.Sprintf("Let %s and, for all $n \\ge %d$,\n$$%s.$$", strings.Join(start, " and "), from, rule))
		case 2:
			parts = append(parts, fmt.Sprintf("Suppose that %s and $%s$ for every integer $n \\ge %d$.", strings.Join(start, ", "), rule, from))
		default:
			parts = append(parts, fmt.Sprintf("Let %s, and let $%s$ whenever $n \\ge %d$.", strings.Join(start, ", "), rule, from))
		}
	}
	if strings.Contains(c.claim, "H_") {
		parts = append(parts, `Here $H_n = \sum_{k=1}^{n} \frac{1}{k}$.`)
	}
	if let != "" {
		parts = append(parts, "Let $"+strings.ReplaceAll(let, "; ", "$ and $")+"$.")
	}
	for _, name := range sortedNames(c.natural) {
		parts = append(parts, fmt.Sprintf("Let $%s \\ge %d$ be an integer.", name, c.natural[name]))
	}
	return strings.Join(parts, " ")
}

func sortedNames(m map[string]int64) []string {
	var all []string
	for name := range m {
		all = append(all, name)
	}
	sort.Strings(all)
	return all
}

// said writes a claim: as it is, or a divisibility in words.
func said(claim string, how int) string {
	if divisor, number, ok := strings.Cut(claim, ` \mid `); ok && how%2 == 1 {
		return []string{"$" + number + "$ is divisible by $" + divisor + "$", "$" + number + "$ is a multiple of $" + divisor + "$", "$" + divisor + "$ divides $" + number + "$"}[how/2%3]
	}
	return "$" + claim + "$"
}

func rangeSaid(from int64, how int) string {
	all := []string{
		"for all $n \\ge %d$", "for every integer $n \\geq %d$", "for all integers $n \\ge %d$", "whenever $n \\ge %d$", "for $n = %d, %d, \\ldots$",
		"for each integer $n$ with $n \\ge %d$", "for all integers $n$ at least $%d$",
	}
	if from == 1 {
		all = append(all, "for every positive integer $n$", "for all $n \\in \\mathbb{N}$", "for each natural number $n$")
	} else if from == 0 {
		all = append(all, "for every non-negative integer $n$", "for all $n \\in \\mathbb{N}_0$")
	}
	phrase := all[how%len(all)]
	if strings.Count(phrase, "%d") == 2 {
		return fmt.Sprintf(phrase, from, from+1)
	}
	if !strings.Contains(phrase, "%d") {
		return phrase
	}
	return fmt.Sprintf(phrase, from)
}

// claimWordings are the ways in which the claims are put.
var claimWordings = []struct{ name, text string }{
	{"headings.md", "## Given\n\nGIVEN\n\n## Show\n\nCLAIM RANGE.\n"},
	{"bold.md", "**Given.** GIVEN\n\n**Show** that CLAIM RANGE.\n"},
	{"prove.md", "GIVEN Prove that CLAIM RANGE.\n"},
	{"induction.md", "GIVEN Show by induction that RANGE, CLAIM.\n"},
	{"theorem.tex", "\\documentclass{article}\n\\newtheorem{theorem}{Theorem}\n\\begin{document}\n\\begin{theorem}\nGIVEN Then CLAIM RANGE.\n\\end{theorem}\n\\end{document}\n"},
	{"proposition.tex", "\\documentclass{article}\n\\begin{document}\n\\begin{proposition}\nGIVEN We have CLAIM RANGE.\n\\end{proposition}\n\\end{document}\n"},
	{"sections.tex", "\\documentclass{article}\n\\begin{document}\n\\section*{Given}\nGIVEN\n\\section*{Show}\nCLAIM RANGE.\n\\end{document}\n"},
	{"theorem.md", "GIVEN\n\n**Theorem.** CLAIM RANGE.\n"},
	{"statement.md", "GIVEN Let $P(n)$ be the statement that CLAIM. Prove that $P(n)$ is true RANGE.\n"},
	{"strong.md", "GIVEN Use strong induction to prove that CLAIM RANGE.\n"},
	{"lemma.md", "GIVEN\n\nLemma 3. RANGE we have CLAIM.\n"},
	{"exercise.md", "Exercise 7. GIVEN Verify by mathematical induction that CLAIM RANGE.\n"},
}

// TestClaims proves every claim of testdata/claims and refutes its twins at the smallest n at which they fail, in
// varying words. The smallest n comes from plain computing.
func TestClaims(t *testing.T) {
	all := readClaims(t)
	late := 0
	for i, c := range all {
		t.Run(c.name, func(t *testing.T) {
			require.Nil(t, c.failsAt(t, c.claim, c.let, c.from), "the claim is not true")
			for j := range 3 {
				c.check(t, i*5+j*7, c.claim, c.let, c.from, nil)
			}
			n := c.failsAt(t, c.twin, c.twinLet, c.twinFrom)
			require.NotNil(t, n, "the twin is not false")
			for j := range 3 {
				c.check(t, i*7+j*5, c.twin, c.twinLet, c.twinFrom, n)
			}
			if c.late != "" {
				n := c.failsAt(t, c.late, c.let, c.from)
				require.NotNil(t, n)
				require.Greater(t, *n, int64(20))
				late++
				c.check(t, i, c.late, c.let, c.from, n)
			}
		})
	}
	assert.GreaterOrEqual(t, len(all), 150)
	assert.GreaterOrEqual(t, late, 30)
}

// check proves one wording of a claim, or refutes it at n.
func (c claimEntry) check(t *testing.T, how int, claim, let string, from int64, n *int64) {
	t.Helper()
	w := claimWordings[how%len(claimWordings)]
	text := strings.NewReplacer("GIVEN", c.given(let, how), "CLAIM", said(claim, how/3), "RANGE", rangeSaid(from, how/2)).Replace(w.text)
	result, err := proofs.Prove(context.Background(), proofs.Source{Name: w.name, Text: text}, proofs.DefaultLimits())
	require.NoError(t, err)
	if !assert.Len(t, result.Claims, 1, "%s", text) {
		return
	}
	got := result.Claims[0]
	if n == nil {
		assert.Equal(t, proofs.Proved, got.Verdict, "%s\n%s: %s", text, got.Reason, got.Says)
		for _, o := range got.Obligations {
			assert.Equal(t, proofs.Proved, o.Verdict, "%s", o.Says)
		}
		return
	}
	if assert.Equal(t, proofs.Refuted, got.Verdict, "%s\nwant %d; %s: %s", text, *n, got.Reason, got.Says) {
		assert.Equal(t, *n, *got.FailsAt, "%s", text)
	}
}
