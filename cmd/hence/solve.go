package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/hence-math/hence/proofs"
	"github.com/hence-math/hence/proofs/report"
)

// solveCommand is `hence solve`.
func (a *application) solveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "solve SHEET",
		Short: "Write the worked solution of a sheet",
		Long: `Runs the rules of a sheet exactly, step by step, answers every Find, proves every
Show, and writes the worked solution. "-" is standard input. With --output the
solution goes to a file, whose ending tells the format unless --format does, and
the answers to standard output.

With --variant the sheet is given new data first: other numbers of the same sign and
length for what its names are given, chosen so that every exact number in the solution has
at most --variant-digits digits. The same seed gives the same variant. The solution
begins with the new data; --sheet-output writes the sheet itself, its layout kept.

Work is bounded by the budgets that --max-bytes, --max-steps, --max-bits,
--max-iterations and --max-depth set; an answer that would exceed one is not found.

Exit status: 0 everything is answered; 1 something is not, or is found wrong; 2 wrong
usage, or a sheet that cannot be read or asks nothing; 3 a bug in hence.`,
		Example: `  hence solve exercise.md
  hence solve exercise.md -o solution.tex
  hence solve exercise.md --show answers --digits 50
  hence solve exercise.md --steps 0,98-99 --show steps
  hence solve exercise.md --format json
  hence solve exercise.md --variant 7 --sheet-output exercise-7.md -o solution-7.md`,
		Args: oneSheet,
	}
	format := addChoice(cmd, "format", "how to write the solution", "markdown", "latex", "json")
	output := cmd.Flags().StringP("output", "o", "", "write the solution to `FILE`")
	show := addChoice(cmd, "show", "how much of the work to write", "substitutions", "steps", "answers")
	steps := cmd.Flags().String("steps", "", "write only these steps of a rule, such as 0,1 or 98-100")
	digits := cmd.Flags().Int("digits", 15, "how many certain decimal places of an inexact number to write, at most 10000")
	v := a.addVariant(cmd)
	limits := addLimits(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if !cmd.Flags().Changed("format") {
			format.value = formatOf(*output)
		}
		wanted, err := parseSteps(*steps)
		if err != nil {
			return err
		}
		if *digits < 1 || *digits > mostDigits {
			return fmt.Errorf("--digits %d: from 1 to %d", *digits, mostDigits)
		}
		options := proofs.SolveOptions{Limits: *limits, Digits: *digits, Depth: depths[show.value], Steps: wanted}
		if err := v.complete(cmd, *output); err != nil {
			return err
		}
		return a.solve(cmd.Context(), args[0], *output, format.value, options, v)
	}
	return cmd
}

// mostDigits bounds the decimal places that may be asked for.
const mostDigits = 10_000

// depths are the values of --show.
var depths = map[string]proofs.Depth{
	"substitutions": proofs.EverySubstitution,
	"steps":         proofs.EveryStep,
	"answers":       proofs.AnswersOnly,
}

// parseSteps reads the value of --steps: numbers and ranges between commas. Nothing
// stands for all steps.
func parseSteps(list string) (func(int64) bool, error) {
	if list == "" {
		return nil, nil
	}
	type stretch struct{ first, last int64 }
	var all []stretch
	for part := range strings.SplitSeq(list, ",") {
		from, to, isRange := strings.Cut(strings.TrimSpace(part), "-")
		if !isRange {
			to = from
		}
		first, err := strconv.ParseInt(from, 10, 64)
		last, alsoErr := strconv.ParseInt(to, 10, 64)
		if err != nil || alsoErr != nil || last < first {
			return nil, fmt.Errorf("--steps %q: numbers and ranges between commas, such as 0,1 or 98-100", list)
		}
		all = append(all, stretch{first, last})
	}
	return func(step int64) bool {
		return slices.ContainsFunc(all, func(s stretch) bool { return s.first <= step && step <= s.last })
	}, nil
}

// formatOf is the format that the name of an output file tells.
func formatOf(name string) string {
	switch filepath.Ext(name) {
	case ".tex":
		return "latex"
	case ".json":
		return "json"
	}
	return "markdown"
}

// solve solves a sheet and writes the solution to standard output, or to a
// file and the answers to standard output.
func (a *application) solve(ctx context.Context, name, output, format string, options proofs.SolveOptions, v *variant) error {
	if sameFile(name, output) {
		return fmt.Errorf("%s: the solution would replace its sheet; name another file", output)
	}
	sheet, err := a.document(ctx, name, documentBytes(options.Limits))
	if err != nil {
		return err
	}
	if v.wanted {
		if sheet, err = v.of(ctx, sheet, options.Limits); err != nil {
			return located(sheet, err)
		}
	}
	r, err := guarded(sheet.Name, sheet.Text, func() (*proofs.SolveResult, error) { return a.engine.solve(ctx, sheet, options) })
	if err != nil {
		return located(sheet, err)
	}
	if len(r.Finds) == 0 && len(r.Claims) == 0 {
		says := "nothing to solve: no formula under a heading or bold word Find or Show"
		for _, f := range r.Findings {
			says += fmt.Sprintf("; %d:%d: %s", f.Line, f.Column, f.Says)
		}
		return &unreadable{name: name, says: says}
	}
	if v.wanted {
		r.Sheet = sheet.Text
	}
	if output == "" || output == standardInput {
		err = writeSolution(a.stdout, r, format)
	} else {
		var b bytes.Buffer
		if err = writeSolution(&b, r, format); err == nil {
			err = replace(output, b.Bytes())
		}
		if err == nil {
			err = report.Finds(a.stdout, r)
		}
	}
	if err != nil {
		return err
	}
	return a.solved(sheet, r)
}

// writeSolution writes a solution in a format.
func writeSolution(w io.Writer, r *proofs.SolveResult, format string) error {
	switch format {
	case "latex":
		return report.LaTeX(w, r)
	case "json":
		return report.JSON(w, r)
	}
	return report.Markdown(w, r)
}

// solved is errWrong if something is unanswered or wrong; standard error says what.
func (a *application) solved(sheet proofs.Source, r *proofs.SolveResult) error {
	var err error
	complain := func(format string, arguments ...any) {
		err = errWrong
		fmt.Fprintln(a.stderr, "hence: "+printable(sheet.Name+": "+fmt.Sprintf(format, arguments...)))
	}
	for _, f := range r.Finds {
		if f.Value == "" {
			complain("%s is not found: %s", f.Name, f.Says)
		}
	}
	for _, c := range r.Claims {
		if c.Verdict != proofs.Proved {
			complain("the claim in line %d is %s", c.Line, c.Verdict)
		}
	}
	for _, f := range r.Findings {
		before := err
		complain("%d:%d: %s: %s [%s]", f.Line, f.Column, f.Severity, f.Says, f.Code)
		if f.Severity != proofs.SeverityError {
			err = before
		}
	}
	return err
}

// sameFile says whether two names are of one existing file.
func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}
