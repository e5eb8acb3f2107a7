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

// records checks the records of a file one by one and writes a line for each,
// in order. Only one of them is in memory at a time. Lines are handed on as
// soon as no further input is waiting.
func (c *checking) records(ctx context.Context) error {
	input := io.Reader(&interruptible{ctx: ctx, r: c.stdin})
	if c.jsonl != standardInput {
		f, err := os.Open(c.jsonl)
		if err != nil {
			return notOpened(c.jsonl, err)
		}
		defer func() { _ = f.Close() }() // only read
		input = f
	}
	limit := 6*documentBytes(*c.limits) + 1<<16 // an escaped character takes six bytes
	in, out := bufio.NewReaderSize(input, 1<<16), bufio.NewWriterSize(c.stdout, 1<<16)
	var worst error
	for number := 1; ; number++ {
		line, long, err := readLine(in, limit)
		if ctx.Err() != nil {
			return errors.Join(out.Flush(), ctx.Err())
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return errors.Join(out.Flush(), notOpened(c.jsonl, err))
		}
		if long || len(bytes.TrimSpace(line)) > 0 {
			value, problem := c.record(ctx, line, long)
			if ctx.Err() != nil {
				return errors.Join(out.Flush(), ctx.Err())
			}
			if statusOf(problem) > statusWrong {
				fmt.Fprintf(c.stderr, "hence: %s:%d: %s\n", printable(c.jsonl), number, printable(problem.Error()))
			}
			worst = worse(worst, problem)
			if err := report.JSONLine(out, value); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) || in.Buffered() == 0 {
			if err := out.Flush(); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return silenced(worst)
		}
	}
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
