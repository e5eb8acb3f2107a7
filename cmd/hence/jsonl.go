package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"

	"github.com/hence-math/hence/proofs"
	"github.com/hence-math/hence/proofs/report"
)

// record is one line of --jsonl. Fields beside these are ignored.
type record struct {
	ID      json.RawMessage
	Text    *string
	Steps   []string // nil where the record has a text
	Problem string
	Format  string
}

// recordName is the name that the document of a record goes by: its ending
// tells its format.
var recordName = map[string]string{"": "record.md", "markdown": "record.md", "latex": "record.tex", "text": "record.txt"}

// parseRecord reads a record. On an error the record still has the id, if it
// could be found.
func parseRecord(line []byte) (record, error) {
	var raw struct {
		ID      json.RawMessage `json:"id"`
		Text    json.RawMessage `json:"text"`
		Steps   json.RawMessage `json:"steps"`
		Problem json.RawMessage `json:"problem"`
		Format  json.RawMessage `json:"format"`
	}
	var wrongType *json.UnmarshalTypeError
	switch err := json.Unmarshal(line, &raw); {
	case errors.As(err, &wrongType):
		return record{}, fmt.Errorf("not a JSON object but %s", wrongType.Value)
	case err != nil:
		return record{}, fmt.Errorf("not a JSON object: %w", err)
	}
	r := record{ID: raw.ID}
	for _, field := range []struct {
		name string
		raw  json.RawMessage
		into any
		want string
	}{
		{"text", raw.Text, &r.Text, "a string"},
		{"steps", raw.Steps, &r.Steps, "a list of strings"},
		{"problem", raw.Problem, &r.Problem, "a string"},
		{"format", raw.Format, &r.Format, "a string"},
	} {
		if field.raw == nil {
			continue
		}
		if err := json.Unmarshal(field.raw, field.into); err != nil {
			return r, fmt.Errorf("%q must be %s", field.name, field.want)
		}
	}
	switch {
	case r.Text == nil && r.Steps == nil:
		return r, errors.New(`neither "text" nor "steps"; give one of them`)
	case r.Text != nil && r.Steps != nil:
		return r, errors.New(`both "text" and "steps"; give one of them`)
	case recordName[r.Format] == "":
		return r, fmt.Errorf(`"format" is %q; it must be markdown, latex or text`, r.Format)
	}
	return r, nil
}

// reported is the line that a record gives: its report with its id in front.
type reported struct {
	ID json.RawMessage `json:"id"`
	*proofs.Report
}

// failed is the line that a bad record gives.
type failed struct {
	ID    json.RawMessage `json:"id"`
	Error string          `json:"error"`
}

// lineJob is a line of a record and, once it is checked, what it gives.
type lineJob struct {
	number  int
	line    []byte
	long    bool
	failure error         // of reading, which ends the stream
	done    chan struct{} // closed when the rest is there
	output  bytes.Buffer
	problem error
}

// records checks the records of a file, several at a time, and writes a line for
// each, in order. Only a few of them are in memory. Lines are handed on as soon
// as no further one is waiting.
func (c *checking) records(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	input := io.Reader(&interruptible{ctx: ctx, r: c.stdin})
	if c.jsonl != standardInput {
		f, err := os.Open(c.jsonl)
		if err != nil {
			return notOpened(c.jsonl, err)
		}
		defer func() { _ = f.Close() }() // only read
		input = f
	}
	jobs := int(c.jobs.value)
	if jobs == 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	work, inOrder := make(chan *lineJob, jobs), make(chan *lineJob, jobs)
	var running sync.WaitGroup
	defer func() { stop(); running.Wait() }()
	running.Go(func() { c.readRecords(ctx, input, work, inOrder) })
	for range jobs {
		running.Go(func() {
			for job := range work {
				c.checkLine(ctx, job)
			}
		})
	}
	return c.writeRecords(ctx, inOrder)
}

// readRecords hands out the lines of the input, each to the workers and in order.
func (c *checking) readRecords(ctx context.Context, input io.Reader, work, inOrder chan<- *lineJob) {
	defer close(inOrder)
	defer close(work)
	limit := 6*documentBytes(*c.limits) + 1<<16 // an escaped character takes six bytes
	in := bufio.NewReaderSize(input, 1<<16)
	for number := 1; ; number++ {
		job := &lineJob{number: number, done: make(chan struct{})}
		var err error
		if job.line, job.long, err = readLine(in, limit); err != nil && !errors.Is(err, io.EOF) {
			job.failure = err
		}
		if job.failure == nil && !job.long && len(bytes.TrimSpace(job.line)) == 0 {
			if err != nil {
				return
			}
			continue
		}
		for _, to := range []chan<- *lineJob{work, inOrder} {
			select {
			case to <- job:
			case <-ctx.Done():
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// checkLine checks the record of a job.
func (c *checking) checkLine(ctx context.Context, job *lineJob) {
	defer close(job.done)
	if job.failure != nil || ctx.Err() != nil {
		return
	}
	var value any
	value, job.problem = c.record(ctx, job.line, job.long)
	job.line = nil
	if err := report.JSONLine(&job.output, value); err != nil {
		job.failure = err
	}
}

// writeRecords writes what the jobs give.
func (c *checking) writeRecords(ctx context.Context, inOrder <-chan *lineJob) error {
	out := bufio.NewWriterSize(c.stdout, 1<<16)
	var worst error
	for job := range inOrder {
		select {
		case <-job.done:
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			return errors.Join(out.Flush(), ctx.Err())
		}
		if job.failure != nil {
			return errors.Join(out.Flush(), notOpened(c.jsonl, job.failure))
		}
		if statusOf(job.problem) > statusWrong {
			fmt.Fprintf(c.stderr, "hence: %s:%d: %s\n", printable(c.jsonl), job.number, printable(job.problem.Error()))
		}
		worst = worse(worst, job.problem)
		if _, err := out.Write(job.output.Bytes()); err != nil {
			return err
		}
		if len(inOrder) == 0 {
			if err := out.Flush(); err != nil {
				return err
			}
		}
	}
	if err := errors.Join(out.Flush(), ctx.Err()); err != nil {
		return err
	}
	return silenced(worst)
}

// record checks one line and returns what to write for it.
func (c *checking) record(ctx context.Context, line []byte, long bool) (value any, err error) {
	if long {
		err = errors.New("the line is longer than a document may be; split it")
		return failed{nil, err.Error()}, err
	}
	rec, err := parseRecord(line)
	if err != nil {
		return failed{rec.ID, err.Error()}, err
	}
	r, err := c.checkRecord(ctx, rec)
	if err != nil {
		return failed{rec.ID, err.Error()}, err
	}
	return reported{rec.ID, r}, judged(r, c.failOnUnknown())
}

// checkRecord checks the document of a record, its text or its steps; its
// problem counts as given.
func (c *checking) checkRecord(ctx context.Context, rec record) (*proofs.Report, error) {
	name := recordName[rec.Format]
	options := c.options
	size := len(rec.Problem)
	if rec.Problem != "" {
		options.Problem = &proofs.Source{Name: name, Text: rec.Problem}
	}
	if rec.Text != nil {
		size += len(*rec.Text)
	}
	for _, step := range rec.Steps {
		size += len(step) + 2
	}
	if size > documentBytes(*c.limits) {
		return nil, fmt.Errorf("the text has more than %d bytes, which is the limit; split it", documentBytes(*c.limits))
	}
	if rec.Text != nil {
		with := *c
		with.options = options
		return with.checkSource(ctx, proofs.Source{Name: name, Text: *rec.Text})
	}
	return guarded(name, "", func() (*proofs.Report, error) {
		return c.engine.steps(ctx, name, rec.Steps, options)
	})
}

// readLine reads a line without its end. One of more than limit bytes is
// skipped, and long. The error is io.EOF at the end of the input, even if that
// ends a line.
func readLine(in *bufio.Reader, limit int) (line []byte, long bool, err error) {
	for {
		piece, err := in.ReadSlice('\n')
		if long = long || len(line)+len(piece) > limit; long {
			line = nil
		} else {
			line = append(line, piece...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, long, err
		}
	}
}
