package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/hence-math/hence/proofs"
	"github.com/hence-math/hence/proofs/report"
)

// baseline is what is known to be wrong in documents. An entry names a document,
// relative to the folder of the baseline, and the text that is wrong with its
// verdict, and no line: edits elsewhere leave it valid.
type baseline struct {
	path   string
	folder string
	known  map[accepted]int // how often each entry may still occur
	now    []baselineEntry  // what is wrong now
}

// accepted identifies an entry.
type accepted struct{ document, fingerprint string }

// baselineFile is the file of a baseline.
type baselineFile struct {
	Version  int             `json:"version"`
	Accepted []baselineEntry `json:"accepted"`
}

// baselineEntry is one thing that is accepted as it is. The text is for people,
// the fingerprint identifies it.
type baselineEntry struct {
	Document    string `json:"document"`
	Verdict     string `json:"verdict"`
	Text        string `json:"text"`
	Fingerprint string `json:"fingerprint"`
	Count       int    `json:"count,omitempty"` // how often, where more than once
}

// mostBaselineBytes is how large a baseline may be.
const mostBaselineBytes = 64 << 20

// readBaseline reads a baseline. A new one need not exist.
func readBaseline(path string, anew bool) (*baseline, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	b := &baseline{path: path, folder: filepath.Dir(absolute), known: map[accepted]int{}}
	if anew {
		return b, nil
	}
	if info, err := os.Stat(path); err == nil && info.Size() > mostBaselineBytes {
		return nil, &unreadable{name: path, says: fmt.Sprintf("has more than %d bytes, which is the limit of a baseline", mostBaselineBytes)}
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &unreadable{name: path, says: "no such baseline; --write-baseline writes it"}
	}
	if err != nil {
		return nil, notOpened(path, err)
	}
	var file baselineFile
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, &unreadable{name: path, says: "is no baseline: " + err.Error()}
	}
	if file.Version != 1 {
		return nil, &unreadable{name: path, says: fmt.Sprintf("has version %d of the format, and this hence knows version 1", file.Version)}
	}
	for _, e := range file.Accepted {
		b.known[accepted{e.Document, e.Fingerprint}] += max(e.Count, 1)
	}
	return b, nil
}

// apply marks what the baseline accepts in a report, and notes what is wrong.
func (b *baseline) apply(r *proofs.Report, failOnUnknown bool) {
	document := b.name(r.Document)
	for i := range r.Links {
		l := &r.Links[i]
		if l.Verdict.Wrong() || failOnUnknown && l.Verdict == proofs.Unknown {
			text := l.Left + " " + l.Relation + " " + l.Right
			l.Known = b.accepts(document, string(l.Verdict), text, report.LinkFingerprint(*l))
		}
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Severity == proofs.SeverityError {
			f.Known = b.accepts(document, f.Code, f.Says, report.FindingFingerprint(r, *f))
		}
	}
}

// accepts notes a thing that is wrong, and says whether it is known.
func (b *baseline) accepts(document, verdict, text, fingerprint string) bool {
	const shown = 120 // characters of the text
	if runes := []rune(strings.Join(strings.Fields(text), " ")); len(runes) > shown {
		text = string(runes[:shown]) + "…"
	} else {
		text = string(runes)
	}
	b.now = append(b.now, baselineEntry{Document: document, Verdict: verdict, Text: text, Fingerprint: fingerprint})
	key := accepted{document, fingerprint}
	if b.known[key] == 0 {
		return false
	}
	b.known[key]--
	return true
}

// name is the name of a document as the baseline has it.
func (b *baseline) name(document string) string {
	if document == standardInput {
		return document
	}
	absolute, err := filepath.Abs(document)
	if err != nil {
		return filepath.ToSlash(document)
	}
	relative, err := filepath.Rel(b.folder, absolute)
	if err != nil {
		return filepath.ToSlash(absolute)
	}
	return filepath.ToSlash(relative)
}

// unmet is the number of entries that did not occur.
func (b *baseline) unmet() int {
	n := 0
	for _, left := range b.known {
		n += left
	}
	return n
}

// write writes what is wrong now as the new baseline, sorted.
func (b *baseline) write() error {
	file := baselineFile{Version: 1, Accepted: []baselineEntry{}}
	at := map[accepted]int{}
	for _, e := range b.now {
		key := accepted{e.Document, e.Fingerprint}
		if i, again := at[key]; again {
			file.Accepted[i].Count = max(file.Accepted[i].Count, 1) + 1
			continue
		}
		at[key] = len(file.Accepted)
		file.Accepted = append(file.Accepted, e)
	}
	sort.SliceStable(file.Accepted, func(i, j int) bool { return file.Accepted[i].Document < file.Accepted[j].Document })
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(file); err != nil {
		return err
	}
	return replace(b.path, out.Bytes())
}
