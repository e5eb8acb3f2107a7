package proofs_test

import (
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/hence-math/hence/proofs"
)

// mutation is one small edit of a formula.
type mutation struct {
	formula     int // counts the formulas of the document
	start, end  int // what is replaced
	replacement string
	kind        string // sign, digit, index or exponent
}

func (m mutation) of(text string) string { return text[:m.start] + m.replacement + text[m.end:] }

// mutations lists the edits of a document: each sign turned, each digit
// changed, and each letter in an index or exponent moved by one.
func mutations(text string) []mutation {
	var all []mutation
	for f, at := range plainFormulas(text) {
		script := []string{""} // of the groups around: "^", "_" or neither
		next := ""
		for i := at.start; i < at.end; i++ {
			here, single := script[len(script)-1], next
			next = ""
			if single != "" && text[i] != '{' {
				here = single
			}
			if n := skipped(text[i:at.end]); n > 0 {
				i += n - 1
				continue
			}
			add := func(kind, replacement string) {
				switch {
				case here == "^" && kind != "sign":
					kind = "exponent"
				case here == "_" && kind != "sign":
					kind = "index"
				}
				all = append(all, mutation{f, i, i + 1, replacement, kind})
			}
			switch c := text[i]; {
			case c == '{':
				if single == "" {
					single = here
				}
				if single == "^" && strings.HasPrefix(text[i:], "{(") {
					single = "_" // the number of a step
				}
				script = append(script, single)
			case c == '}' && len(script) > 1:
				script = script[:len(script)-1]
			case c == '^' || c == '_':
				next = string(c)
			case c == '+':
				add("sign", "-")
			case c == '-' && opensTerm(text[at.start:i]):
				add("sign", " ")
			case c == '-':
				add("sign", "+")
			case '0' <= c && c <= '9':
				add("digit", string('0'+(c-'0'+1+byte(i%8))%10))
			case here != "" && strings.IndexByte(plainIndices, c) >= 0:
				add("digit", "{"+string(c)+"+1}")
			}
		}
	}
	return all
}

// skipped is the length of what stands at the start of s and is no computation.
func skipped(s string) int {
	for _, command := range []string{`\begin`, `\end`, `\tag`, `\label`, `\text`, `\mathbf`, `\boldsymbol`} {
		if strings.HasPrefix(s, command+"{") {
			return strings.IndexByte(s, '}') + 1
		}
	}
	if strings.HasPrefix(s, `\\`) {
		return 2
	}
	if !strings.HasPrefix(s, `\`) {
		return 0
	}
	n := 1
	for n < len(s) && (s[n] >= 'a' && s[n] <= 'z' || s[n] >= 'A' && s[n] <= 'Z') {
		n++
	}
	return max(n, 1)
}

// opensTerm says whether a sign behind the text is that of a number alone.
func opensTerm(before string) bool {
	before = strings.TrimRight(before, " \n")
	for _, end := range []string{"(", "[", "{", "&", "=", ",", `\\`, "$", `\approx`, `\cdot`, "}"} {
		if strings.HasSuffix(before, end) {
			return end != "}" || strings.HasSuffix(before, "matrix}")
		}
	}
	return before == ""
}

// sampled picks at most n of the mutations: always the same, from everywhere.
func sampled(name string, all []mutation, n int) []mutation {
	key := func(m mutation) uint64 {
		h := fnv.New64a()
		fmt.Fprintf(h, "%s %d %s", filepath.Base(name), m.start, m.replacement)
		return h.Sum64()
	}
	sort.Slice(all, func(i, j int) bool { return key(all[i]) < key(all[j]) })
	return all[:min(n, len(all))]
}

// knownSurvivors are the lines of documents on which a false alteration is not
// noticed yet, with what is missing. An alteration that survives elsewhere is a
// bug, and with HENCE_MUTATIONS=all so is a line on which none survives.
var knownSurvivors = map[string]string{
	"completing-the-square.md 13":    "an equation in a letter used for every value is taken for a condition",
	"moving-average-cases.tex 5":     "a recurrence is restated otherwise than it was given",
	"moving-average-induction.md 11": "a hypothesis is not held against its claim",
	"powers-and-factorials.md 9":     "an equation said for every n is taken for a condition",
	"sum-of-odd-numbers.md 7":        "the case n = 1 stays open in the next sentence",
}

// TestPlainAgrees: the plain way finds nothing wrong in the documents without a
// mistake, computes most of their links, and finds what is refuted in the others.
func TestPlainAgrees(t *testing.T) {
	links, computed := 0, 0
	for _, d := range corpus(t, "accept") {
		truth := plainJudge(d.source.Text)
		assert.Empty(t, truth.wrong, d.source.Name)
		links, computed = links+truth.links, computed+truth.computed
	}
	t.Logf("%d of %d links computed; the others give a value or lay a condition down", computed, links)
	assert.Greater(t, 4*computed, 2*links)
	for _, d := range corpus(t, "reject") {
		if d.want[0].verdict == proofs.Refuted {
			assert.Len(t, plainJudge(d.source.Text).wrong, len(d.want), d.source.Name)
		}
	}
}

// TestMutations alters one sign, digit, index or exponent of the documents
// without a mistake. No document that is false by the plain way may stay proved,
// and none may be refuted whose links all hold. HENCE_MUTATIONS=all takes every
// alteration instead of a sample.
func TestMutations(t *testing.T) {
	sample := 30
	switch {
	case os.Getenv("HENCE_MUTATIONS") == "all":
		sample = 1 << 20
	case testing.Short():
		sample = 8
	}
	made, wrong, found, survived := map[string]int{}, map[string]int{}, map[string]int{}, map[string]bool{}
	for _, d := range corpus(t, "accept") {
		for _, m := range sampled(d.source.Name, mutations(d.source.Text), sample) {
			text := m.of(d.source.Text)
			r := check(t, proofs.Source{Name: d.source.Name, Text: text})
			truth := plainJudge(text)
			made[m.kind]++
			line := 1 + strings.Count(text[:m.start], "\n")
			says := fmt.Sprintf("%s:%d: %q for %q", d.source.Name, line, m.replacement, d.source.Text[m.start:m.end])
			if len(truth.wrong) == 0 {
				if r.Verdict == proofs.Refuted && len(truth.open) == 0 {
					l := r.Links[*r.FirstWrong]
					t.Errorf("%s: refuted without reason: %s %s %s: %s", says, l.Left, l.Relation, l.Right, l.Says)
				}
				continue
			}
			wrong[m.kind]++
			if r.Verdict != proofs.Proved {
				found[m.kind]++
				continue
			}
			place := fmt.Sprint(filepath.Base(d.source.Name), " ", line)
			survived[place] = true
			if knownSurvivors[place] == "" {
				t.Errorf("%s: still proved, though %s is false", says, truth.wrong[0])
			}
		}
	}
	for _, kind := range []string{"sign", "digit", "index", "exponent"} {
		t.Logf("%-9s %4d altered, %4d false, %4d of these not proved any more", kind, made[kind], wrong[kind], found[kind])
		assert.NotZero(t, wrong[kind], kind)
	}
	if sample == 1<<20 {
		for place, missing := range knownSurvivors {
			assert.True(t, survived[place], "%s: every false alteration is noticed now, so %q is done", place, missing)
		}
	}
}
