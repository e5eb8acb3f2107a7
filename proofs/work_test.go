//go:build !race

package proofs

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// work is what checking a group of documents costs, without any clock.
type work struct {
	group              string
	links              int
	steps, allocations int // for all links together
}

// Each link may cost that much more than in testdata/work.txt, in percent.
const (
	moreSteps       = 10
	moreAllocations = 10
)

// TestWork counts the steps of algebra and the allocations that the documents of testdata take. It fails where a
// change makes a link dearer: see which rule it is and put a cheap test before it, or say in the commit what
// the work buys, and rewrite the figures with HENCE_UPDATE=1.
func TestWork(t *testing.T) {
	if testing.Short() {
		t.Skip("allocations are counted with other tests at rest")
	}
	const file = "testdata/work.txt"
	var now []work
	for _, g := range []struct {
		group     string
		documents []Source
	}{
		{"generated", recordsOf(t, "../testdata/corpus/generated.jsonl")},
		{"altered", recordsOf(t, "../testdata/corpus/altered.jsonl")},
		{"written", filesOf(t, "../testdata/corpus/written/*.*")},
		{"accept", filesOf(t, "../testdata/accept/*.[mt][de]*")},
		{"reject", filesOf(t, "../testdata/reject/*.[mt][de]*")},
		{"unknown", filesOf(t, "../testdata/unknown/*.[mt][de]*")},
	} {
		now = append(now, workOf(t, g.group, g.documents))
	}
	before, err := os.ReadFile(file)
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSpace(string(before)), "\n")
	update := os.Getenv("HENCE_UPDATE") != ""
	if !update {
		require.Len(t, lines, len(now))
	}
	var after bytes.Buffer
	for i, w := range now {
		steps, allocations := w.steps/w.links, w.allocations/w.links
		var oldSteps, oldAllocations int
		if i < len(lines) {
			_, err = fmt.Sscanf(lines[i], w.group+": %d steps and %d allocations a link", &oldSteps, &oldAllocations)
		}
		if update {
			// Figures within the tolerance stay: another Go version or a small change must not alter a golden file.
			if err != nil || !within(steps, oldSteps, moreSteps) || !within(allocations, oldAllocations, moreAllocations) {
				oldSteps, oldAllocations = steps, allocations
			}
			fmt.Fprintf(&after, "%s: %d steps and %d allocations a link\n", w.group, oldSteps, oldAllocations)
			continue
		}
		require.NoError(t, err, lines[i])
		assert.LessOrEqual(t, steps, oldSteps*(100+moreSteps)/100, "steps a link, %s", w.group)
		assert.LessOrEqual(t, allocations, oldAllocations*(100+moreAllocations)/100, "allocations a link, %s", w.group)
	}
	if update {
		require.NoError(t, os.WriteFile(file, after.Bytes(), 0o644))
	}
}

// within says whether now differs from before by at most that many percent of it.
func within(now, before, percent int) bool {
	return 100*max(now-before, before-now) <= percent*before
}

// workOf checks documents and counts what it takes.
func workOf(t *testing.T, group string, documents []Source) work {
	t.Helper()
	w := work{group: group}
	require.NotEmpty(t, documents)
	w.allocations = int(testing.AllocsPerRun(1, func() {
		w.links, w.steps = 0, 0
		for _, d := range documents {
			c, err := judgeAll(t.Context(), d, Options{Limits: DefaultLimits()}, nil)
			require.NoError(t, err, d.Name)
			w.links += len(c.report(d).Links)
			w.steps += int(c.spent + c.formalSpent)
		}
	}))
	return w
}

// recordsOf reads the documents of a JSON Lines file.
func recordsOf(t *testing.T, path string) []Source {
	t.Helper()
	file, err := os.Open(path)
	require.NoError(t, err)
	defer func() { assert.NoError(t, file.Close()) }()
	var all []Source
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var r struct {
			Format, Text string
			Steps        []string
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &r))
		ending := map[string]string{"": ".md", "markdown": ".md", "latex": ".tex", "text": ".txt"}[r.Format]
		require.NotEmpty(t, ending, r.Format)
		all = append(all, Source{Name: "record" + ending, Text: r.Text + strings.Join(r.Steps, "\n\n")})
	}
	return all
}

// filesOf reads the documents that a pattern names.
func filesOf(t *testing.T, pattern string) []Source {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	require.NoError(t, err)
	var all []Source
	for _, path := range paths {
		if strings.HasSuffix(path, ".want") {
			continue
		}
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		all = append(all, Source{Name: path, Text: string(text)})
	}
	return all
}
