package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/hence-math/hence/proofs"
)

// engine is what the command asks: the functions of package proofs, or a
// test's own.
type engine struct {
	check func(context.Context, proofs.Source, proofs.Options) (*proofs.Report, error)
	prove func(context.Context, proofs.Source, proofs.Limits) (*proofs.ProveResult, error)
	solve func(context.Context, proofs.Source, proofs.SolveOptions) (*proofs.SolveResult, error)
	// variant gives a sheet new data.
	variant func(context.Context, proofs.Source, proofs.VariantOptions) (proofs.Source, error)
	test    func(context.Context, proofs.Source, proofs.Limits) (*proofs.TestResult, error)
	fix     func(context.Context, proofs.Source, proofs.Options) (*proofs.FixResult, error)
	// steps checks a document that is given step by step.
	steps func(ctx context.Context, name string, steps []string, options proofs.Options) (*proofs.Report, error)
}

// application is one run of the command: what it asks and its streams.
type application struct {
	engine engine
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
}

// run runs the command with its arguments (without its name) and returns the
// exit status. An interrupt cancels whatever is under way; a second one kills.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	a := &application{
		engine: engine{check: proofs.Check, prove: proofs.Prove, solve: proofs.Solve, variant: proofs.Variant, test: proofs.Test, fix: proofs.Fix, steps: proofs.CheckSteps},
		stdin:  stdin, stdout: stdout, stderr: stderr,
	}
	return a.run(ctx, args)
}

// run runs the command and returns the exit status.
func (a *application) run(ctx context.Context, args []string) int {
	_, err := guarded("", "", func() (struct{}, error) {
		root := a.command()
		root.SetArgs(args)
		return struct{}{}, root.ExecuteContext(ctx)
	})
	a.complain(err)
	return statusOf(err)
}

// complain writes an error that no one has written yet.
func (a *application) complain(err error) {
	var said *bugReported
	switch {
	case err == nil, errors.Is(err, errWrong), errors.Is(err, errReported), errors.As(err, &said):
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(a.stderr, "hence: interrupted")
	default:
		fmt.Fprintln(a.stderr, "hence: "+printable(strings.TrimSpace(err.Error())))
	}
}

// printable shows what a terminal could obey, such as a file's name with
// escape codes in it, as a question mark.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069) {
			return '?'
		}
		return r
	}, s)
}

// command is the command with its verbs.
func (a *application) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "hence",
		Short: "Check worked mathematics",
		Long: `hence reads worked mathematics the way a careful marker does. It checks every
relation sign of a Markdown, LaTeX or text document exactly, names the first
wrong step with the value it should have had and everything that inherits it,
proves the inductions, and writes correct worked solutions.

Nothing is computed in floating point. Work is bounded by budgets that count
operations and not seconds, so that a document gets the same verdicts on every
machine: see "hence check --help".

Exit status: 0 nothing is wrong; 1 something is; 2 wrong usage, or an input that
cannot be read or holds no relation sign; 3 a bug in hence.`,
		Example: `  hence check solution.md
  hence check solution.md --sheet exercise.md
  hence prove exercise.md
  hence solve exercise.md -o solution.md
  hence test exercises/`,
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(*cobra.Command, []string) error {
			return errors.New(`no command given, such as "hence check solution.md"; see "hence --help"`)
		},
	}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w; see %q", err, cmd.CommandPath()+" --help")
	})
	root.AddCommand(a.checkCommand(), a.proveCommand(), a.solveCommand(), a.testCommand(), a.benchCommand(), a.versionCommand())
	return root
}

// oneSheet demands a single argument, the name of a sheet.
func oneSheet(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%s takes one sheet, not %d; see %q", cmd.Name(), len(args), cmd.CommandPath()+" --help")
	}
	return nil
}
