package syntax

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestMeasure counts what is read of real documents. It needs the corpora, of
// which HENCE_CORPORA names the folder; with HENCE_UNREAD it shows that many
// unread formulas of each.
func TestMeasure(t *testing.T) {
	folder := os.Getenv("HENCE_CORPORA")
	if folder == "" {
		t.Skip("HENCE_CORPORA names no folder of documents to measure on")
	}
	show, _ := strconv.Atoi(os.Getenv("HENCE_UNREAD"))
	only := os.Getenv("HENCE_ONLY")
	for _, name := range []string{"competition.jsonl", "school.jsonl", "arithmetic-steps.jsonl", "algorithms", "concrete"} {
		if only != "" && name != only {
			continue
		}
		count, read := 0, 0
		causes := map[string]int{}
		examples := map[string][]string{}
		for _, text := range corpus(t, filepath.Join(folder, name)) {
			d, err := Read(name, text, Markdown, DefaultLimits())
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			for _, b := range d.Blocks {
				if b.Formula == nil {
					continue
				}
				count++
				if b.Formula.Unread == nil {
					read++
					continue
				}
				says := b.Formula.Unread.Says
				causes[says]++
				examples[says] = append(examples[says], d.Text(b.At)+"   AT "+d.Text(b.Formula.Unread.At))
			}
		}
		t.Logf("%s: %d of %d formulas read (%.2f%%)", name, read, count, 100*float64(read)/float64(max(count, 1)))
		var order []string
		for says := range causes {
			order = append(order, says)
		}
		sort.Slice(order, func(i, j int) bool { return causes[order[i]] > causes[order[j]] })
		for k, says := range order {
			if k >= show {
				break
			}
			t.Logf("%5d %s", causes[says], says)
			for e, example := range examples[says] {
				if e > 5 {
					break
				}
				t.Logf("        %s", strings.ReplaceAll(example, "\n", "⏎"))
			}
		}
	}
}

// corpus gives the texts of a file of records or of a folder.
func corpus(t *testing.T, path string) []string {
	var texts []string
	if strings.HasSuffix(path, ".jsonl") {
		file, err := os.Open(path)
		if err != nil {
			t.Skip(err)
		}
		t.Cleanup(func() { assert.NoError(t, file.Close()) })
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			var record struct {
				Text, Problem string
				Steps         []string
			}
			if err := json.Unmarshal(lines.Bytes(), &record); err != nil {
				t.Fatal(err)
			}
			texts = append(texts, record.Text, record.Problem, strings.Join(record.Steps, "\n\n"))
		}
		return texts
	}
	files, _ := filepath.Glob(filepath.Join(path, "*.md"))
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(data))
	}
	return texts
}
