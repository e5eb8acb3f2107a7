package proofs_test

import (
	"fmt"
	"hash/fnv"
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

func TestExplore(t *testing.T) {
	tally := map[string]int{}
	for _, d := range corpus(t, "accept") {
		for _, m := range sampled(d.source.Name, mutations(d.source.Text), 10000) {
			text := m.of(d.source.Text)
			r := check(t, proofs.Source{Name: d.source.Name, Text: text})
			truth := plainJudge(text)
			j := "true"
			if truth.open[m.formula] {
				j = "open"
			}
			if len(truth.wrong) > 0 {
				j = "false"
			}
			tally[string(r.Verdict)+" "+j]++
			if r.Verdict == proofs.Proved || (r.Verdict.Wrong() && j != "false") {
				line := 1 + strings.Count(text[:m.start], "\n")
				from := strings.LastIndexByte(text[:m.start], '\n') + 1
				to := strings.IndexByte(text[m.end:], '\n') + m.end
				fw := ""
				if r.FirstWrong != nil {
					l := r.Links[*r.FirstWrong]
					fw = fmt.Sprintf("WRONG %d: %s %s %s: %s", l.Line, l.Left, l.Relation, l.Right, l.Says)
				}
				fmt.Printf("%s/%s %s:%d %s %q: %s>>%s<<%s  %q %s\n", r.Verdict, j, filepath.Base(d.source.Name), line, m.kind, m.replacement, text[from:m.start], text[m.start:m.start+len(m.replacement)], text[m.start+len(m.replacement):max(to, m.start+len(m.replacement))], truth.wrong, fw)
			}
		}
	}
	fmt.Println(tally)
	assert.True(t, true)
}
