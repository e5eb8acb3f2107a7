package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
	"github.com/hence-math/hence/proofs/syntax"
)

// crash is a panic that knows its place.
type crash struct{ at int }

func (c crash) Offset() int { return c.at }

// fakeCheck gives the verdict that the text names: each word is a link.
func fakeCheck(ctx context.Context, doc proofs.Source, options proofs.Options) (*proofs.Report, error) {
	r := &proofs.Report{Version: 1, Document: doc.Name, Source: doc.Text, Verdict: proofs.Proved}
	for _, word := range strings.Fields(doc.Text) {
		l := proofs.Link{Line: 1, Column: 1, Relation: "=", Verdict: proofs.Verdict(word)}
		switch word {
		case "panic":
			panic("out of ideas")
		case "crash":
			panic(crash{strings.Index(doc.Text, word)})
		case "unreadable":
			at := strings.Index(doc.Text, word)
			return nil, fmt.Errorf("reading: %w", &syntax.Error{At: syntax.Span{Start: at, End: at + 1}, Says: "this cannot be read; write something else"})
		case "wait":
			<-ctx.Done()
			return nil, ctx.Err()
		case "prose":
			continue
		case "finding":
			r.Findings = append(r.Findings, proofs.Finding{Code: "find-unanswered", Severity: proofs.SeverityError, Says: "no answer", Line: 1, Column: 1})
			continue
		case "refuted":
			r.Summary.Refuted++
		case "unknown":
			r.Summary.Unknown++
		case "proved":
			r.Summary.Proved++
		}
		r.Links = append(r.Links, l)
		r.Summary.Links++
		r.Summary.Read++
		if l.Verdict != proofs.Proved {
			r.Verdict = l.Verdict
		}
	}
	return r, nil
}

// hence runs the command on a fake engine.
func hence(t *testing.T, stdin string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	steps := func(context.Context, string, []string, proofs.Options) (*proofs.Report, error) {
		return nil, errors.New("no steps here")
	}
	a := &application{engine: engine{check: fakeCheck, steps: steps}, stdin: strings.NewReader(stdin), stdout: &out, stderr: &errs}
	status = a.run(t.Context(), args)
	return status, out.String(), errs.String()
}

func TestStatusOfOneDocument(t *testing.T) {
	for _, test := range []struct {
		text   string
		flags  []string
		status int
		stderr string
	}{
		{text: "proved proved", status: statusRight},
		{text: "proved unknown", status: statusRight},
		{text: "proved unknown", flags: []string{"--fail-on", "unknown"}, status: statusWrong},
		{text: "proved refuted", status: statusWrong},
		{text: "proved ill-typed", status: statusWrong},
		{text: "proved finding", status: statusWrong},
		{text: "prose", status: statusUnusable, stderr: "hence: -: no relation sign found"},
		{text: "prose finding", status: statusUnusable, stderr: "hence: -: no relation sign found"},
		{text: "proved\nand unreadable", status: statusUnusable, stderr: "hence: -:2:5: this cannot be read; write something else\n"},
		{text: "panic", status: statusBug, stderr: "hence: -: a bug in hence: out of ideas; please report it"},
		{text: "proved\n crash", status: statusBug, stderr: "hence: -:2:2: a bug in hence: "},
	} {
		t.Run(test.text, func(t *testing.T) {
			status, _, stderr := hence(t, test.text, append([]string{"check", "-"}, test.flags...)...)
			require.Equal(t, test.status, status, stderr)
			require.Contains(t, stderr, test.stderr)
			require.Equal(t, test.stderr == "", stderr == "", stderr)
		})
	}
}

// files writes documents whose names are their texts and returns the folder.
func files(t *testing.T, texts ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, text := range texts {
		require.NoError(t, os.WriteFile(filepath.Join(dir, text+".md"), []byte(text), 0o644))
	}
	return dir
}

func TestSeveralDocuments(t *testing.T) {
	t.Chdir(files(t, "proved", "refuted", "unknown", "prose", "panic"))
	status, stdout, stderr := hence(t, "", "check", "proved.md", "refuted.md", "unknown.md", "prose.md", "missing.md", "panic.md")
	require.Equal(t, statusBug, status)
	require.Equal(t, `proved.md: proved: 1 link: 1 proved
refuted.md: refuted: 1 link: 1 refuted
unknown.md: unknown: 1 link: 1 unknown
prose.md: proved: no relation sign found
6 documents: 2 proved, 1 wrong, 1 undecided, 2 not checked
`, stdout)
	require.Equal(t, 1, strings.Count(stderr, "missing.md: no such file"), stderr)
	require.Equal(t, 1, strings.Count(stderr, "panic.md: a bug in hence"), stderr)

	status, stdout, _ = hence(t, "", "check", "proved.md", "refuted.md", "--format=json")
	require.Equal(t, statusWrong, status)
	require.Equal(t, 2, strings.Count(stdout, "\n"))

	status, _, stderr = hence(t, "", "check", "proved.md", "prose.md")
	require.Equal(t, statusRight, status)
	require.Empty(t, stderr)
}

func TestRecords(t *testing.T) {
	status, stdout, stderr := hence(t, `{"id": 1, "text": "proved", "more": true}
{"id": "b", "text": "unreadable"}
{"id": null, "text": "panic"}
{"id": 4, "steps": ["proved"]}
{"id": 5, "text": "refuted", "format": "latex"}`, "check", "--jsonl", "-")
	require.Equal(t, statusBug, status)
	lines := strings.Split(strings.TrimSpace(stdout), "\n")
	require.Len(t, lines, 5)
	require.Contains(t, lines[0], `{"id":1,"version":1,"document":"record.md","verdict":"proved"`)
	require.JSONEq(t, `{"id":"b","error":"record.md:1:1: this cannot be read; write something else"}`, lines[1])
	require.Contains(t, lines[2], `{"id":null,"error":"record.md: a bug in hence: out of ideas`)
	require.Contains(t, lines[3], `{"id":4,"error":`)
	require.Contains(t, lines[4], `{"id":5,"version":1,"document":"record.tex","verdict":"refuted"`)
	require.Contains(t, stderr, "hence: -:2: record.md:1:1: this cannot be read")

	status, stdout, _ = hence(t, `{"text": "refuted"}`, "check", "--jsonl", "-")
	require.Equal(t, statusWrong, status)
	require.Contains(t, stdout, `{"id":null,"version":1`)
}

// A record is answered before the next one is there.
func TestRecordsStream(t *testing.T) {
	in, feed := io.Pipe()
	answers, out := io.Pipe()
	a := &application{engine: engine{check: fakeCheck}, stdin: in, stdout: out, stderr: io.Discard}
	done := make(chan int)
	go func() { done <- a.run(t.Context(), []string{"check", "--jsonl", "-"}) }()
	buffer := make([]byte, 1<<12)
	for i := range 3 {
		fmt.Fprintf(feed, "{\"id\": %d, \"text\": \"proved\"}\n", i)
		n, err := answers.Read(buffer)
		require.NoError(t, err)
		require.Contains(t, string(buffer[:n]), fmt.Sprintf(`{"id":%d,`, i))
	}
	require.NoError(t, feed.Close())
	require.Equal(t, statusRight, <-done)
}

// However many records are checked at a time, the answers come in order.
func TestRecordsKeepTheirOrder(t *testing.T) {
	var input, want strings.Builder
	for i := range 500 {
		fmt.Fprintf(&input, "{\"id\": %d, \"text\": %q}\n\n", i, strings.Repeat("$1 + 1 = 2$ ", i*7%40)+"and $2 + 2 = 4$")
		fmt.Fprintf(&want, "%d ", i)
	}
	var first string
	for _, jobs := range []string{"1", "2", "16"} {
		var stdout bytes.Buffer
		require.Equal(t, statusRight, run([]string{"check", "--jsonl", "-", "--jobs", jobs}, strings.NewReader(input.String()), &stdout, io.Discard))
		if first == "" {
			first = stdout.String()
		}
		require.Equal(t, first, stdout.String())
		var got strings.Builder
		for line := range strings.Lines(stdout.String()) {
			var answer struct{ ID int }
			require.NoError(t, json.Unmarshal([]byte(line), &answer))
			fmt.Fprintf(&got, "%d ", answer.ID)
		}
		require.Equal(t, want.String(), got.String())
	}
}

// A line that is too long is skipped without being held, and the next one is read.
func TestRecordsSkipALongLine(t *testing.T) {
	status, stdout, _ := hence(t, strings.Repeat("x", 1<<20)+"\n{\"id\": 2, \"text\": \"proved\"}\n{\"id\": 3, \"text\": \"proved proved proved\"}\n",
		"check", "--jsonl", "-", "--max-bytes", "10")
	require.Equal(t, statusUnusable, status)
	lines := strings.Split(strings.TrimSpace(stdout), "\n")
	require.Len(t, lines, 3)
	require.JSONEq(t, `{"id":null,"error":"the line is longer than a document may be; split it"}`, lines[0])
	require.Contains(t, lines[1], `{"id":2,"version":1`)
	require.Contains(t, lines[2], `{"id":3,"error":"the text has more than 10 bytes`)
}

// An interrupt ends the command while it waits for input, and while it works.
func TestInterrupt(t *testing.T) {
	for name, test := range map[string]struct {
		stdin io.Reader
		args  []string
	}{
		"waiting for a document": {waiting{}, []string{"check", "-"}},
		"waiting for a record":   {waiting{}, []string{"check", "--jsonl", "-"}},
		"working":                {strings.NewReader("wait"), []string{"check", "-"}},
		"working on a record":    {strings.NewReader(`{"text": "wait"}`), []string{"check", "--jsonl", "-"}},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			interrupted, interrupt := context.WithCancel(ctx)
			var stderr bytes.Buffer
			a := &application{engine: engine{check: fakeCheck}, stdin: test.stdin, stdout: io.Discard, stderr: &stderr}
			time.AfterFunc(10*time.Millisecond, interrupt)
			require.Equal(t, statusUnusable, a.run(interrupted, test.args))
			require.NoError(t, ctx.Err())
			require.Equal(t, "hence: interrupted\n", stderr.String())
		})
	}
}

// waiting is an input that never comes.
type waiting struct{}

func (waiting) Read([]byte) (int, error) { select {} }

// full is a disk that is full.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestOutputThatCannotBeWritten(t *testing.T) {
	for _, args := range [][]string{{"check", "-"}, {"check", "-", "--format", "json"}, {"version"}} {
		var stderr bytes.Buffer
		a := &application{engine: engine{check: fakeCheck}, stdin: strings.NewReader("proved"), stdout: full{}, stderr: &stderr}
		require.Equal(t, statusUnusable, a.run(t.Context(), args))
		require.Equal(t, "hence: no space left on device\n", stderr.String())
	}
}

// What is no text is refused at the byte that shows it.
func TestReadable(t *testing.T) {
	for text, want := range map[string]string{
		"a\nb\x00":       "x:2:2: not a text: byte 0x00; give a Markdown, LaTeX or text file",
		"é = \xe9":       "x:1:5: not UTF-8: byte 0xe9; save the document as UTF-8",
		"\xff\xfea\x00":  "x:1:1: this is UTF-16; save it as UTF-8",
		"PK\x03\x04":     "x:1:1: this is an archive or an office document; save it as Markdown or LaTeX",
		"\uFEFF \n\t":    "x:1:1: the document is empty; give one with formulas, such as $1 + 1 = 2$",
		"\xed\xa0\x80 x": "x:1:1: not UTF-8: byte 0xed; save the document as UTF-8",
	} {
		require.EqualError(t, readable("x", text), want)
	}
	require.NoError(t, readable("x", "\uFEFF$1 + 1 = 2$ \uFFFD"))
}

// A message cannot speak to the terminal either.
func TestMessagesArePrintable(t *testing.T) {
	_, _, stderr := hence(t, "", "check", "\x1b[2J\u202e.md")
	require.Equal(t, "hence: ?[2J?.md: no such file; check its name and the folder you are in\n", stderr)
}

func TestColoured(t *testing.T) {
	require.False(t, coloured("auto", &bytes.Buffer{}))
	require.True(t, coloured("always", &bytes.Buffer{}))
	require.False(t, coloured("never", os.Stdout))
	status, stdout, _ := hence(t, "refuted", "check", "-", "--color", "always")
	require.Equal(t, statusWrong, status)
	require.Contains(t, stdout, "\x1b[")
}
