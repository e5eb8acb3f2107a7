package bench_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
	"github.com/hence-math/hence/proofs/bench"
	"github.com/hence-math/hence/proofs/bench/oracle"
)

const corpus = "../../testdata/corpus/"

// The corpus is what the templates give for these seeds.
const (
	rightSeeds   = 7
	alteredSeeds = 4
)

// generated writes the documents of all templates, right ones as a text and
// altered ones in steps with the label of the first wrong one.
func generated() (right, wrong []made) {
	ids := map[string]int{}
	for number, t := range templates {
		for seed := range uint64(rightSeeds) {
			format, steps := generate(number, t, seed)
			ids[t.kind]++
			right = append(right, made{
				ID: fmt.Sprintf("%s-%d", strings.ReplaceAll(t.kind, " ", "-"), ids[t.kind]), Kind: t.kind,
				Format: format, Text: strings.Join(unmarked(steps), separator(format)),
			})
		}
		for seed := range uint64(alteredSeeds) {
			format, steps := generate(number, t, 100+seed)
			if !wholeResult.MatchString(strings.Join(steps, "")) {
				continue
			}
			ids["altered"]++
			m := made{ID: fmt.Sprintf("altered-%d", ids["altered"]), Kind: t.kind, Format: format}
			var first int
			m.Steps, first = altered(steps, seed)
			m.FirstWrong = &first
			wrong = append(wrong, m)
		}
	}
	return right, wrong
}

var wholeResult = regexp.MustCompile(`«-?\d+»`)

// separator parts the steps of a text.
func separator(format string) string {
	if format == "text" {
		return "\n"
	}
	return "\n\n"
}

// TestGenerated holds the records of the corpus to what the templates give.
func TestGenerated(t *testing.T) {
	right, wrong := generated()
	assert.GreaterOrEqual(t, len(right), 300)
	assert.GreaterOrEqual(t, len(wrong), 150)
	for name, records := range map[string][]made{"generated.jsonl": right, "altered.jsonl": wrong} {
		var out bytes.Buffer
		e := json.NewEncoder(&out)
		e.SetEscapeHTML(false)
		for _, m := range records {
			require.NoError(t, e.Encode(m))
		}
		if os.Getenv("HENCE_UPDATE") != "" {
			require.NoError(t, os.WriteFile(corpus+name, out.Bytes(), 0o644))
		}
		kept, err := os.ReadFile(corpus + name)
		require.NoError(t, err)
		require.Equal(t, string(kept), out.String(), "HENCE_UPDATE=1 writes %s anew", name)
	}
}

// corpusFigures checks the whole corpus: the right documents, and all records
// that bear a label.
func corpusFigures(t *testing.T) (right, labelled bench.Figures) {
	t.Helper()
	generatedRight, generatedWrong := generated()
	options := proofs.Options{Limits: proofs.DefaultLimits()}
	for _, m := range generatedRight {
		_, r := check(t, "record"+endings[m.Format], m.Text)
		right.Add(r, m.Kind, nil, 0)
		labelled.Add(r, "", &bench.Label{}, 0)
		nothingWrong(t, m.ID, r)
	}
	for _, m := range generatedWrong {
		r, err := proofs.CheckSteps(t.Context(), "record"+endings[m.Format], m.Steps, options)
		require.NoError(t, err)
		labelled.Add(r, "", &bench.Label{FirstWrong: m.FirstWrong}, 0)
	}
	written, err := filepath.Glob(corpus + "written/*")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(written), 60)
	for _, name := range written {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		_, r := check(t, name, string(text))
		right.Add(r, "written by hand", nil, 0)
		nothingWrong(t, name, r)
	}
	return right, labelled
}

var endings = map[string]string{"markdown": ".md", "latex": ".tex", "text": ".txt"}

// nothingWrong wants nothing wrong in a right document.
func nothingWrong(t *testing.T, name string, r *proofs.Report) {
	t.Helper()
	for _, l := range r.Links {
		assert.False(t, l.Verdict.Wrong(), "%s:%d:%d: %s %s %s: %s", name, l.Line, l.Column, l.Left, l.Relation, l.Right, l.Says)
	}
	for _, f := range r.Findings {
		assert.NotEqual(t, proofs.SeverityError, f.Severity, "%s:%d: %s", name, f.Line, f.Says)
	}
}

var figuresPage = regexp.MustCompile(`(?s)(<!-- figures of the corpus -->\n)(.*?)(<!-- end of figures -->)`)

// TestCorpus checks the corpus. Nothing right is called wrong, and no figure
// may fall below what docs/bench.md shows. HENCE_UPDATE=1 writes them anew.
func TestCorpus(t *testing.T) {
	right, labelled := corpusFigures(t)
	now := figuresTable(&right, labelled.FirstStep)
	const name = "../../docs/bench.md"
	page, err := os.ReadFile(name)
	require.NoError(t, err)
	shown := figuresPage.FindSubmatch(page)
	require.NotNil(t, shown, "%s shows no figures", name)
	if os.Getenv("HENCE_UPDATE") != "" {
		updated := figuresPage.ReplaceAllLiteral(page, append(append(append([]byte{}, shown[1]...), now...), shown[3]...))
		require.NoError(t, os.WriteFile(name, updated, 0o644))
		return
	}
	floors, figures := strings.Split(string(shown[2]), "\n"), strings.Split(now, "\n")
	require.Len(t, figures, len(floors))
	for i, floor := range floors {
		least, is := numbersOf(floor), numbersOf(figures[i])
		require.Len(t, is, len(least), "%s is %s now", floor, figures[i])
		for k := range least {
			assert.GreaterOrEqual(t, is[k], least[k], "%s is %s now", floor, figures[i])
		}
	}
}

// figuresTable is what docs/bench.md shows: for each kind of document how many
// links are read and decided, then how many first wrong steps are found.
func figuresTable(right *bench.Figures, first *bench.FirstStep) string {
	var b strings.Builder
	b.WriteString("| kind | documents | links | read | decided |\n| --- | --- | --- | --- | --- |\n")
	for _, kind := range slices.Sorted(maps.Keys(right.Groups)) {
		g := right.Groups[kind]
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d |\n", kind, g.Documents, g.Summary.Links, g.Summary.Read, g.Decided)
	}
	fmt.Fprintf(&b, "| all | %d | %d | %d | %d |\n\n", right.Documents, right.Summary.Links, right.Summary.Read, right.Decided)
	fmt.Fprintf(&b, "Of %d documents with a wrong step it is named in %d, and %d of %d right ones are left alone:\n", first.Wrong, first.Found, first.Right-first.Alarms, first.Right)
	fmt.Fprintf(&b, "precision %.3f, recall %.3f, F1 %.3f.\n", first.Precision, first.Recall, first.F1)
	return b.String()
}

var number = regexp.MustCompile(`[0-9]+(\.[0-9]+)?`)

// numbersOf lists the numbers in a line.
func numbersOf(line string) []float64 {
	var all []float64
	for _, s := range number.FindAllString(line, -1) {
		x, _ := strconv.ParseFloat(s, 64) // the expression takes numbers only
		all = append(all, x)
	}
	return all
}

// TestCorpusMutations alters the right documents. Of the alterations that
// change a value nearly none may stay proved, and most are refuted.
func TestCorpusMutations(t *testing.T) {
	var m bench.Mutations
	right, _ := generated()
	for k, document := range right {
		if testing.Short() && k%5 > 0 {
			continue
		}
		doc, r := check(t, "record"+endings[document.Format], document.Text)
		for _, a := range bench.Alterations(doc, r, 1, 3) {
			outcome := bench.Undecided
			if a.Judge(doc.Text) == oracle.Different {
				_, now := check(t, doc.Name, a.In(doc.Text))
				outcome = a.Outcome(now)
				if outcome == bench.Survived {
					t.Logf("still proved: %s: %s %q for %q in %s", document.ID, a.Kind, a.With, doc.Text[a.Start:a.End], a.In(doc.Text))
				}
			}
			m.Add(a.Kind, a.Judge(doc.Text), outcome)
		}
	}
	var out strings.Builder
	bench.WriteMutations(&out, &m)
	t.Log("\n" + out.String())
	assert.LessOrEqual(t, m.Survived, m.Changed/100)
	assert.GreaterOrEqual(t, m.Share, 0.75)
}
