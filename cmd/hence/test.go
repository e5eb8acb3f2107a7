package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/hence-math/hence/proofs"
	"github.com/hence-math/hence/proofs/report"
)

// sheetTest is what `hence test` was asked to do.
type sheetTest struct {
	*application
	format *choice
	color  *choice
	limits *proofs.Limits

	allowEmpty bool
}

// testCommand is `hence test`.
func (a *application) testCommand() *cobra.Command {
	t := &sheetTest{application: a}
	cmd := &cobra.Command{
		Use:   "test DIR|SHEET...",
		Short: "Recompute the answers that sheets state",
		Long: `Recomputes every answer that a sheet states, exactly, from its Given part alone, and
proves every claim under Show. An answer stands under Find, as in "Find $w_3 = 1.875$",
or in a part Answers. One stated with = must be exact, so that 0.667 for 2/3 is wrong;
one stated with \approx must show the digits that the rounding rule of the sheet gives
(half up unless it names half even, half down, truncated, up, floor or ceiling).

Of a folder, every .md and .tex file below it is tested that has such a part, as a
heading or in bold, with an answer or a claim in it; other notes are counted and
passed over, and so are files and folders whose names begin with a dot. "-" is
standard input.

Work is bounded by the budgets that --max-bytes, --max-steps, --max-bits,
--max-iterations and --max-depth set.

Exit status: 0 every answer is right and every claim proved; 1 one is not; 2 wrong
usage, an input that cannot be read, or nothing to test; 3 a bug in hence.`,
		Example: `  hence test exercises/
  hence test exercise.md --format json
  hence test exercises/ --format junit > answers.xml`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New(`no sheet or folder named, such as exercises/; see "hence test --help"`)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return t.run(cmd.Context(), args) },
	}
	t.format = addChoice(cmd, "format", "how to write the results", "text", "json", "sarif", "junit", "github")
	cmd.Flags().BoolVar(&t.allowEmpty, "allow-empty", false, "there need be nothing to test")
	t.color = addChoice(cmd, "color", "colour the text; auto looks at the terminal and at NO_COLOR", "auto", "always", "never")
	t.limits = addLimits(cmd)
	return cmd
}

// run tests the sheets named, and those in folders.
func (t *sheetTest) run(ctx context.Context, args []string) error {
	if err := onceOnly(args); err != nil {
		return err
	}
	sheets, err := t.sheets(args)
	if err != nil {
		return err
	}
	var worst error
	var examined []report.Examined
	tested, right, amiss, failed, silent := 0, 0, 0, 0, 0
	p := &progress{}
	if _, terminal := descriptor(t.stdout); !terminal { // there the results show how far it is
		p = newProgress(t.stderr, "test", int64(len(sheets)))
	}
	defer p.done()
	for _, s := range sheets {
		r, err := t.test(ctx, s.name)
		p.add(1)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil && s.found && !r.Marked {
			silent++
			continue
		}
		if err == nil && len(r.Answers) == 0 && len(r.Claims) == 0 {
			if s.found || t.allowEmpty {
				silent++
				continue
			}
			err = &unreadable{name: s.name, says: "nothing to test: no answer under Find or Answers, such as $w_3 = 1.875$, and no claim under Show"}
		}
		if err != nil {
			t.complain(err)
			failed++
			worst = worse(worst, err)
			examined = append(examined, report.Examined{Document: s.name, Failed: err.Error()})
			if t.format.value == "json" {
				if err := report.JSONLine(t.stdout, failedDocument{s.name, err.Error()}); err != nil {
					return err
				}
			}
			continue
		}
		tested++
		e := report.ExamineAnswers(r)
		examined = append(examined, e)
		switch t.format.value {
		case "text":
			err = report.Answers(t.stdout, r, report.TextOptions{Color: coloured(t.color.value, t.stdout), Width: columns(t.stdout)})
		case "json":
			if len(sheets) == 1 {
				err = report.JSON(t.stdout, r)
			} else {
				err = report.JSONLine(t.stdout, r)
			}
		}
		if err != nil {
			return err
		}
		wrong := e.Failures()
		amiss += wrong
		right += len(r.Answers) + len(r.Claims) - wrong
		if wrong > 0 {
			worst = worse(worst, errWrong)
		}
	}
	if holdsAll(t.format.value) {
		if err := writeAll(t.stdout, t.format.value, examined); err != nil {
			return err
		}
	}
	if tested+failed == 0 && !t.allowEmpty {
		return &unreadable{name: args[0], says: "nothing to test: no sheet below it states an answer under Find or Answers, or a claim under Show"}
	}
	if t.format.value == "text" && len(sheets) > 1 {
		untested := ""
		if silent > 0 {
			untested = fmt.Sprintf("; %d with no answer under Find or Answers and no claim under Show", silent)
		}
		if _, err := fmt.Fprintf(t.stdout, "%d sheets: %d right, %d wrong, %d not tested%s\n", tested+failed, right, amiss, failed, untested); err != nil {
			return err
		}
	}
	return silenced(worst)
}

// test tests one sheet.
func (t *sheetTest) test(ctx context.Context, name string) (*proofs.TestResult, error) {
	sheet, err := t.document(ctx, name, documentBytes(*t.limits))
	if err != nil {
		return nil, err
	}
	r, err := guarded(sheet.Name, sheet.Text, func() (*proofs.TestResult, error) { return t.engine.test(ctx, sheet, *t.limits) })
	if err != nil {
		return nil, located(sheet, err)
	}
	return r, nil
}

// namedSheet is a file to be tested. One that was found in a folder need not
// state anything.
type namedSheet struct {
	name  string
	found bool
}

// sheetEndings are those of the files that are taken from a folder.
var sheetEndings = []string{".md", ".tex"}

// sheets lists the files named and those below folders, each once.
func (t *sheetTest) sheets(args []string) ([]namedSheet, error) {
	var all []namedSheet
	seen := map[string]bool{}
	for _, name := range args {
		names, err := expand([]string{name}, sheetEndings)
		if err != nil {
			return nil, err
		}
		found := len(names) != 1 || names[0] != name
		for _, n := range names {
			if info, err := os.Stat(n); found && err == nil && info.Size() == 0 {
				continue
			}
			if key := filepath.Clean(n); !seen[key] {
				seen[key] = true
				all = append(all, namedSheet{n, found})
			}
		}
	}
	return all, nil
}
