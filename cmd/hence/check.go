package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/hence-math/hence/proofs"
	"github.com/hence-math/hence/proofs/report"
)

// checking is what `hence check` was asked to do.
type checking struct {
	*application
	sheet  string
	jsonl  string
	output string
	format *choice
	color  *choice
	failOn *choice
	kernel *choice // for whom a certificate is written

	explain, strict, all, allowEmpty bool

	fix, write bool

	baselineFile  string
	writeBaseline bool
	baseline      *baseline

	jobs    *budget
	limits  *proofs.Limits
	options proofs.Options
}

// checkCommand is `hence check`.
func (a *application) checkCommand() *cobra.Command {
	c := &checking{application: a}
	cmd := &cobra.Command{
		Use:   "check DOC...",
		Short: "Check every relation sign of documents",
		Long: `Checks every relation sign of each document exactly and reports what is proved,
refuted, ill-typed or rounded, what defines a name, and what could not be decided
and why. A name that ends in .tex is read as LaTeX, with the files of its folder
that it reads in, in .txt as plain text, in .ipynb as a Jupyter notebook, any other
as Markdown; "-" is standard input. A folder stands for all documents in it and
deeper down, a pattern such as '*.md' for what it matches. With one document the
report is in full, with several it is a line for each (in full again with --all or
--explain) and a summary.

A sheet states the problem: its Given part supplies values and rules, its Find and
Show parts say what the document must answer.

--format sarif, junit and github write what CI systems show: SARIF 2.1.0, JUnit XML,
and workflow commands of GitHub Actions. A baseline (--baseline FILE) lists what is
known to be wrong, by document, text and verdict; it does not make the exit status 1
again. --write-baseline writes it.

With --certificate coq a file for Coq states what was proved, refuted or rounded,
with proofs that coqc accepts. It goes to standard output instead of the report, or to
the file that --output names, beside the report.

--fix shows, as a diff, how the right values would stand in place of the refuted
right-hand sides and of everything that inherits them; nothing else is touched. With
--write too it is done, and the document as it was is kept beside it as DOC.orig.

With --jsonl each line of a file is a record {"id", "text" | "steps", "problem",
"format"} and gives one report on a line, in order; --jobs says how many are
checked at a time.

Documents are untrusted, and work is bounded: what would exceed a budget is
"unknown [limit]". The budgets count work and not time; --max-bytes,
--max-steps, --max-bits, --max-iterations and --max-depth set them.

Exit status: 0 nothing is wrong (unknown is allowed unless --fail-on unknown);
1 something is refuted, ill-typed or found wrong; 2 wrong usage, an input that
cannot be read, or a single document without any relation sign; 3 a bug in hence.
Of several documents the largest status counts.`,
		Example: `  hence check solution.md
  hence check solution.md --sheet exercise.md
  hence check homework/ --fail-on unknown
  echo '1/3 = 0.33' | hence check - --format json
  hence check solution.md --fix
  hence check notes/*.md --format sarif > hence.sarif
  hence check notes/*.md --baseline known.json --write-baseline
  hence check solution.md --certificate coq -o solution.v
  hence check --jsonl records.jsonl > reports.jsonl`,
		Args: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("jsonl") {
				if len(args) > 0 {
					return fmt.Errorf(`--jsonl takes no documents beside it; see "hence check --help"`)
				}
				return nil
			}
			if len(args) == 0 {
				return errors.New(`no document named, such as solution.md, or - for standard input; see "hence check --help"`)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args) },
	}
	cmd.Flags().StringVar(&c.sheet, "sheet", "", "the `SHEET` that states the problem")
	cmd.Flags().StringVar(&c.jsonl, "jsonl", "", "check the records of `FILE`, or of - for standard input")
	c.format = addChoice(cmd, "format", "how to write the report", "text", "json", "sarif", "junit", "github")
	cmd.Flags().BoolVar(&c.explain, "explain", false, "show every formula as it was understood")
	cmd.Flags().BoolVar(&c.strict, "strict", false, "count loose notation as wrong")
	cmd.Flags().BoolVar(&c.all, "all", false, "list everything in full instead of counting it")
	cmd.Flags().BoolVar(&c.allowEmpty, "allow-empty", false, "a single document may be without any relation sign")
	c.color = addChoice(cmd, "color", "colour the text; auto looks at the terminal and at NO_COLOR", "auto", "always", "never")
	c.failOn = addChoice(cmd, "fail-on", "what else makes the exit status 1", "wrong", "unknown")
	cmd.Flags().BoolVar(&c.fix, "fix", false, "show how the right values would be written, as a diff")
	cmd.Flags().BoolVar(&c.write, "write", false, "with --fix, write them, and keep the original as DOC.orig")
	cmd.Flags().StringVar(&c.baselineFile, "baseline", "", "accept what `FILE` lists as known")
	cmd.Flags().BoolVar(&c.writeBaseline, "write-baseline", false, "write what is wrong now to the --baseline file")
	c.jobs = &budget{set: func(int64) {}, most: 1 << 10}
	cmd.Flags().Var(c.jobs, "jobs", "records of --jsonl checked at a time; as many as there are cores by default")
	c.kernel = addCertificate(cmd, &c.output)
	c.limits = addLimits(cmd)
	return cmd
}

// run checks what was asked for.
func (c *checking) run(ctx context.Context, arguments []string) error {
	c.options = proofs.Options{Strict: c.strict, Limits: *c.limits, Certify: c.certifies()}
	names, err := expand(arguments, documentEndings)
	if err != nil {
		return err
	}
	switch {
	case c.output != "" && !c.certifies():
		return errors.New("--output is for a certificate; add --certificate coq")
	case c.certifies() && (c.jsonl != "" || len(names) != 1):
		return errors.New("--certificate takes one document")
	}
	if err := onceOnly(append([]string{c.sheet, c.jsonl}, names...)); err != nil {
		return err
	}
	if c.sheet != "" {
		sheet, err := c.document(ctx, c.sheet, documentBytes(*c.limits))
		if err != nil {
			return err
		}
		c.options.Sheet = &sheet
	}
	if err := c.compatible(); err != nil {
		return err
	}
	if c.baselineFile != "" {
		var err error
		if c.baseline, err = readBaseline(c.baselineFile, c.writeBaseline); err != nil {
			return err
		}
	}
	switch {
	case c.fix:
		return c.fixAll(ctx, names)
	case c.jsonl != "":
		return c.records(ctx)
	case len(names) == 1 && names[0] == arguments[0] && !c.together():
		return c.kept(c.one(ctx, names[0]))
	}
	return c.kept(c.several(ctx, names))
}

// compatible refuses flags that do not go together.
func (c *checking) compatible() error {
	switch {
	case c.jsonl != "" && c.together():
		return fmt.Errorf(`--jsonl writes reports in JSON, not in %s; see "hence check --help"`, c.format.value)
	case c.jsonl != "" && c.baselineFile != "":
		return errors.New(`--baseline is for documents, not for --jsonl; see "hence check --help"`)
	case c.write && !c.fix:
		return errors.New(`--write goes with --fix; see "hence check --help"`)
	case c.fix && (c.jsonl != "" || c.baselineFile != "" || c.explain || c.format.value != "text" || c.certifies()):
		return errors.New(`--fix writes a diff, and does not go with --jsonl, --baseline, --explain, --certificate or --format; see "hence check --help"`)
	case c.writeBaseline && c.baselineFile == "":
		return errors.New(`--write-baseline needs --baseline FILE, the file to write; see "hence check --help"`)
	}
	return nil
}

// together says whether the format holds all documents of a run at once.
func (c *checking) together() bool { return holdsAll(c.format.value) }

// kept writes the baseline where that was asked for, or says what of it is no
// longer there.
func (c *checking) kept(err error) error {
	if c.baseline == nil || statusOf(err) > statusWrong {
		return err
	}
	if c.writeBaseline {
		if e := c.baseline.write(); e != nil {
			return e
		}
		return nil
	}
	if n := c.baseline.unmet(); n > 0 {
		fmt.Fprintf(c.stderr, "hence: %s: %d of its entries no longer occur; --write-baseline drops them\n", printable(c.baselineFile), n)
	}
	return err
}

// onceOnly refuses to read standard input twice.
func onceOnly(names []string) error {
	n := 0
	for _, name := range names {
		if name == standardInput {
			n++
		}
	}
	if n > 1 {
		return errors.New("standard input can be read once only; name a file instead of a second -")
	}
	return nil
}

// check reads and checks a document.
func (c *checking) check(ctx context.Context, name string) (*proofs.Report, error) {
	doc, err := c.document(ctx, name, documentBytes(*c.limits))
	if err != nil {
		return nil, err
	}
	return c.checkSource(ctx, doc)
}

// checkSource checks a document that was read.
func (c *checking) checkSource(ctx context.Context, doc proofs.Source) (*proofs.Report, error) {
	r, err := guarded(doc.Name, doc.Text, func() (*proofs.Report, error) { return c.engine.check(ctx, doc, c.options) })
	if err != nil {
		return nil, located(doc, err)
	}
	if c.baseline != nil {
		c.baseline.apply(r, c.failOnUnknown())
	}
	return r, nil
}

// one checks a single document and reports in full.
func (c *checking) one(ctx context.Context, name string) error {
	r, err := c.check(ctx, name)
	if err != nil {
		return err
	}
	if c.certifies() {
		if err := c.certify(name, c.output, r.Statements); err != nil {
			return err
		}
	}
	if !c.certifies() || toFile(c.output) {
		if err := c.report(r, true); err != nil {
			return err
		}
	}
	if len(r.Links) == 0 && !c.allowEmpty {
		return worse(judged(r, c.failOnUnknown()), nothingToCheck(name))
	}
	return judged(r, c.failOnUnknown())
}

// nothingToCheck is the error of a lone document without any relation sign.
func nothingToCheck(name string) error {
	return &unreadable{name: name, says: "no relation sign found: there is nothing to check; formulas stand between dollars, as in $1 + 1 = 2$"}
}

// several checks each document and writes a line for each and their number, or
// everything together where the format wants it so.
func (c *checking) several(ctx context.Context, names []string) error {
	var worst error
	var examined []report.Examined
	right, amiss, failed := 0, 0, 0
	p := &progress{}
	if _, terminal := descriptor(c.stdout); !terminal { // there the reports show how far it is
		p = newProgress(c.stderr, "check", int64(len(names)))
	}
	defer p.done()
	for _, name := range names {
		r, err := c.check(ctx, name)
		p.add(1)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			c.complain(err)
			failed++
			worst = worse(worst, err)
			examined = append(examined, report.Examined{Document: name, Failed: err.Error()})
			if c.format.value == "json" {
				if err := report.JSONLine(c.stdout, failedDocument{name, err.Error()}); err != nil {
					return err
				}
			}
			continue
		}
		if c.together() {
			examined = append(examined, report.Examine(r, c.failOnUnknown()))
			if len(names) == 1 && len(r.Links) == 0 && !c.allowEmpty {
				err := nothingToCheck(name)
				c.complain(err)
				worst = worse(worst, err)
			}
		} else if err := c.report(r, false); err != nil {
			return err
		}
		switch err := judged(r, c.failOnUnknown()); {
		case err != nil:
			amiss++
			worst = worse(worst, err)
		case r.Verdict == proofs.Proved:
			right++
		}
	}
	if c.together() {
		if err := writeAll(c.stdout, c.format.value, examined); err != nil {
			return err
		}
	}
	if c.format.value == "text" {
		noun := "documents"
		if len(names) == 1 {
			noun = "document"
		}
		if _, err := fmt.Fprintf(c.stdout, "%d %s: %d proved, %d wrong, %d undecided, %d not checked\n",
			len(names), noun, right, amiss, len(names)-right-amiss-failed, failed); err != nil {
			return err
		}
	}
	return silenced(worst)
}

// silenced keeps the status of an error that was written already.
func silenced(err error) error {
	switch statusOf(err) {
	case statusUnusable:
		return errReported
	case statusBug:
		return &bugReported{err}
	}
	return err
}

// failedDocument stands for the report of a document that has none.
type failedDocument struct {
	Document string `json:"document"`
	Error    string `json:"error"`
}

// report writes a report. In JSON, several are one on each line.
func (c *checking) report(r *proofs.Report, alone bool) error {
	if c.format.value == "json" {
		if alone {
			return report.JSON(c.stdout, r)
		}
		return report.JSONLine(c.stdout, r)
	}
	return report.Text(c.stdout, r, report.TextOptions{
		Color: coloured(c.color.value, c.stdout), Width: columns(c.stdout),
		Explain: c.explain, All: c.all, Quiet: !alone && !c.all && !c.explain,
	})
}

// certifies says whether a certificate is wanted.
func (c *checking) certifies() bool { return c.kernel.value != "none" }

// failOnUnknown says whether an unknown link is a failure.
func (c *checking) failOnUnknown() bool { return c.failOn.value == "unknown" }
