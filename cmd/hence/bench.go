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
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/hence-math/hence/proofs"
	"github.com/hence-math/hence/proofs/bench"
	"github.com/hence-math/hence/proofs/bench/oracle"
	"github.com/hence-math/hence/proofs/report"
)

// benching is what `hence bench` was asked to do, and what it counted.
type benching struct {
	checking
	label, by string
	list      []string
	mutate    bool
	seed      int64
	count     int

	figures   bench.Figures
	mutations bench.Mutations
	listed    []listedLink
	progress  *progress
}

// listedLink is a link that was asked for.
type listedLink struct {
	Document string         `json:"document"` // with the line of a record: records.jsonl:12
	Step     *int           `json:"step,omitempty"`
	Line     int            `json:"line"`
	Column   int            `json:"column"`
	Verdict  proofs.Verdict `json:"verdict"`
	Reason   proofs.Reason  `json:"reason"`
	Link     string         `json:"link"`
	Says     string         `json:"says"`
}

// benchCommand is `hence bench`.
func (a *application) benchCommand() *cobra.Command {
	b := &benching{checking: checking{application: a, failOn: &choice{}}}
	cmd := &cobra.Command{
		Use:   "bench PATH...",
		Short: "Measure how much of many documents is read, decided and found",
		Long: `Checks many documents and counts: links, the share that was read (its tree prints
back to the same formula) and decided (proved, refuted, rounded, ill-typed), the
rest by reason, definitions and givens, and the speed. A path is a document, a
folder, a pattern, or a file of records that ends in .jsonl.

Where records bear the label of their first wrong step (from 0, null for none), it
gives precision, recall and F1 of finding it: of the steps named, and of those
labelled, the share that are the same.

With --mutate it takes the documents as right and alters one symbol at a time
in a member of a link that is proved. An evaluator that shares no code with the
checker judges whether that changes a value. It reports how many of those that do
are refuted at a link of the altered member, and lists those that stay proved;
with --list also those that have another verdict or reason there, and why.

Exit status: 0, whatever was found; 2 wrong usage or a document that cannot be
read; 3 a bug in hence.`,
		Example: `  hence bench testdata/corpus
  hence bench records.jsonl --list refuted --by kind
  hence bench homework/ --mutate --seed 7 --count 5`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return b.run(cmd.Context(), args) },
	}
	cmd.Flags().StringVar(&b.label, "label", "first_wrong", "the `FIELD` of a record that names its first wrong step")
	cmd.Flags().StringVar(&b.by, "by", "", "count by the value of this `FIELD` of records too")
	cmd.Flags().StringSliceVar(&b.list, "list", nil, "list the links of this `VERDICT` or reason, such as refuted or conditional")
	cmd.Flags().BoolVar(&b.mutate, "mutate", false, "alter one symbol at a time and count what is refuted")
	cmd.Flags().Int64Var(&b.seed, "seed", 1, "what to alter: `N` gives the same alterations every time")
	cmd.Flags().IntVar(&b.count, "count", 4, "alterations of each document, `K` at most")
	b.format = addChoice(cmd, "format", "how to write the figures", "text", "json")
	b.limits = addLimits(cmd)
	return cmd
}

// verdictsAndReasons are what --list takes.
var verdictsAndReasons = []string{
	string(proofs.Proved), string(proofs.Refuted), string(proofs.Rounded), string(proofs.IllTyped), string(proofs.Definition),
	string(proofs.Given), string(proofs.Unknown), string(proofs.Unread), string(proofs.UndefinedSymbol),
	string(proofs.UndefinedValue), string(proofs.Conditional), string(proofs.Unsupported), string(proofs.Limit),
}

// run measures on all documents and writes the figures.
func (b *benching) run(ctx context.Context, arguments []string) error {
	b.options = proofs.Options{Limits: *b.limits}
	for _, wanted := range b.list {
		if !slices.Contains(verdictsAndReasons, wanted) {
			return fmt.Errorf("--list %s: must be one of %s", wanted, strings.Join(verdictsAndReasons, ", "))
		}
	}
	names, err := expand(arguments, append([]string{".jsonl"}, documentEndings...))
	if err != nil {
		return err
	}
	var worst error
	b.progress = newProgress(b.stderr, "bench", sizes(names))
	for _, name := range names {
		measure := b.file
		if strings.EqualFold(filepath.Ext(name), ".jsonl") {
			measure = b.recordsOf
		}
		err := measure(ctx, name)
		if ctx.Err() != nil {
			b.progress.done()
			return ctx.Err()
		}
		worst = worse(worst, err)
	}
	b.progress.done()
	if err := b.write(); err != nil {
		return err
	}
	return silenced(worst)
}

// sizes adds up the sizes of files, as far as they are known.
func sizes(names []string) int64 {
	var total int64
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			total += info.Size()
		}
	}
	return total
}

// amiss complains of a document that could not be checked, and counts it.
func (b *benching) amiss(err error) error {
	b.figures.Failed++
	above := *b.application
	above.stderr = b.progress.above(b.stderr)
	above.complain(err)
	return err
}

// file measures on a document of its own.
func (b *benching) file(ctx context.Context, name string) error {
	doc, err := b.document(ctx, name, documentBytes(*b.limits))
	if err != nil {
		return b.amiss(err)
	}
	defer b.progress.add(len(doc.Text))
	return b.measure(ctx, name, "", nil, doc, nil, func() (*proofs.Report, error) { return b.checkSource(ctx, doc) })
}

// recordsOf measures on the records of a file, line by line.
func (b *benching) recordsOf(ctx context.Context, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return b.amiss(notOpened(name, err))
	}
	defer func() { _ = f.Close() }() // only read
	in := bufio.NewReaderSize(f, 1<<16)
	var worst error
	for number := 1; ; number++ {
		line, long, err := readLine(in, 6*documentBytes(*b.limits)+1<<16)
		if err != nil && !errors.Is(err, io.EOF) {
			return b.amiss(notOpened(name, err))
		}
		if long || len(bytes.TrimSpace(line)) > 0 {
			worst = worse(worst, b.oneRecord(ctx, fmt.Sprint(name, ":", number), line, long))
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
		b.progress.add(len(line))
		if errors.Is(err, io.EOF) {
			return worst
		}
	}
}

// oneRecord measures on one record.
func (b *benching) oneRecord(ctx context.Context, at string, line []byte, long bool) error {
	if long {
		return b.amiss(&unreadable{name: at, says: "the line is longer than a document may be; split it"})
	}
	rec, err := parseRecord(line)
	if err != nil {
		return b.amiss(&unreadable{name: at, says: err.Error()})
	}
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(line, &fields); err != nil {
		return b.amiss(&unreadable{name: at, says: err.Error()})
	}
	label, err := labelOf(fields[b.label])
	if err != nil {
		return b.amiss(&unreadable{name: at, says: fmt.Sprintf("%q %v", b.label, err)})
	}
	doc := proofs.Source{Name: recordName[rec.Format], Text: strings.Join(rec.Steps, "\n\n")}
	if rec.Text != nil {
		doc.Text = *rec.Text
	}
	return b.measure(ctx, at, group(fields[b.by]), label, doc, &rec, func() (*proofs.Report, error) {
		r, err := b.checkRecord(ctx, rec)
		if err != nil && statusOf(err) < statusBug {
			err = &unreadable{name: at, says: err.Error()}
		}
		return r, err
	})
}

// labelOf reads a label: a step from 0, null for none, nothing where the field
// is missing.
func labelOf(raw json.RawMessage) (*bench.Label, error) {
	if raw == nil {
		return nil, nil
	}
	var step *int
	if err := json.Unmarshal(raw, &step); err != nil || step != nil && *step < 0 {
		return nil, errors.New("must be the number of a step, from 0, or null")
	}
	return &bench.Label{FirstWrong: step}, nil
}

// group is the value of a field to count by: a string, or what is written.
func group(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	return string(raw)
}

// measure checks a document, or alters it, and counts. rec is the record it
// comes from, or nil.
func (b *benching) measure(ctx context.Context, at, group string, label *bench.Label, doc proofs.Source, rec *record, check func() (*proofs.Report, error)) error {
	if b.mutate {
		if err := b.alter(ctx, at, doc, rec); err != nil {
			return b.amiss(err)
		}
		return nil
	}
	began := time.Now()
	r, err := check()
	if err != nil {
		return b.amiss(err)
	}
	b.figures.Add(r, group, label, time.Since(began))
	for _, l := range r.Links {
		if slices.Contains(b.list, string(l.Verdict)) || l.Reason != "" && slices.Contains(b.list, string(l.Reason)) {
			b.listed = append(b.listed, listedLink{
				at, l.Step, l.Line, l.Column, l.Verdict, l.Reason, strings.Join(strings.Fields(l.Left+" "+l.Relation+" "+l.Right), " "), l.Says,
			})
		}
	}
	return nil
}

// alter checks a document as it is and with each alteration.
func (b *benching) alter(ctx context.Context, at string, doc proofs.Source, rec *record) error {
	with := checking{application: b.application, limits: b.limits, options: b.options}
	if rec != nil && rec.Problem != "" {
		with.options.Problem = &proofs.Source{Name: doc.Name, Text: rec.Problem}
	}
	began := time.Now()
	r, err := with.checkSource(ctx, doc)
	if err != nil {
		return err
	}
	b.figures.Add(r, "", nil, time.Since(began))
	for _, a := range bench.Alterations(doc, r, b.seed, b.count) {
		judgement := a.Judge(doc.Text)
		if judgement != oracle.Different {
			b.mutations.Add(a.Kind, judgement, 0)
			continue
		}
		altered := proofs.Source{Name: doc.Name, Text: a.In(doc.Text)}
		now, err := with.checkSource(ctx, altered)
		if err != nil {
			return err
		}
		outcome := a.Outcome(now)
		b.mutations.Add(a.Kind, judgement, outcome)
		b.missed(at, doc.Text, altered.Text, a, outcome, now)
	}
	return nil
}

// missed lists an alteration that stays proved, and one that is not refuted where its
// verdict or reason is asked for.
func (b *benching) missed(at, text, altered string, a bench.Alteration, outcome bench.Outcome, r *proofs.Report) {
	if outcome == bench.Found {
		return
	}
	l, ok := a.Missed(r)
	asked := ok && (slices.Contains(b.list, string(l.Verdict)) || l.Reason != "" && slices.Contains(b.list, string(l.Reason)))
	if outcome != bench.Survived && !asked {
		return
	}
	if outcome == bench.Survived {
		l.Verdict, l.Reason, l.Says = proofs.Proved, "", ""
	}
	line, column := position(text, a.Start)
	says := fmt.Sprintf("%s: %q for %q", a.Kind, a.With, text[a.Start:a.End])
	if l.Says != "" {
		says += "; " + l.Says
	}
	b.listed = append(b.listed, listedLink{
		Document: at, Line: line, Column: column, Verdict: l.Verdict, Reason: l.Reason,
		Link: altered[max(0, a.Start-30):min(len(altered), a.Start+len(a.With)+30)], Says: says,
	})
}

// recordLine is the name that a record goes by.
var recordLine = regexp.MustCompile(`\.jsonl:\d+$`)

// write writes what was counted.
func (b *benching) write() error {
	out := bufio.NewWriter(b.stdout)
	if b.format.value == "json" {
		figures := struct {
			Version int `json:"version"`
			bench.Figures
			Mutations *bench.Mutations `json:"mutations,omitempty"`
			Listed    []listedLink     `json:"listed,omitempty"`
		}{Version: 1, Figures: b.figures, Listed: b.listed}
		if b.mutate {
			figures.Mutations = &b.mutations
		}
		return errors.Join(report.JSONLine(out, figures), out.Flush())
	}
	for _, l := range b.listed {
		within := "" // a record stands on one line, with places of its own in it
		switch {
		case l.Step != nil:
			within = fmt.Sprintf(" step %d, ", *l.Step)
		case recordLine.MatchString(l.Document):
			within = " "
		}
		why := string(l.Verdict)
		if l.Reason != "" {
			why += " [" + string(l.Reason) + "]"
		}
		fmt.Fprintf(out, "%s:%s%d:%d: %s: %s", l.Document, within, l.Line, l.Column, why, printable(strings.Join(strings.Fields(l.Link), " ")))
		if l.Says != "" {
			fmt.Fprintf(out, " (%s)", printable(l.Says))
		}
		fmt.Fprintln(out)
	}
	if len(b.listed) > 0 {
		fmt.Fprintln(out)
	}
	if b.mutate {
		bench.WriteMutations(out, &b.mutations)
	} else {
		bench.Write(out, &b.figures)
	}
	return out.Flush()
}
