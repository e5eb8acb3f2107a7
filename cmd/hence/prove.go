package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/hence-math/hence/proofs"
	"github.com/hence-math/hence/proofs/certificate"
	"github.com/hence-math/hence/proofs/report"
)

// proveCommand is `hence prove`.
func (a *application) proveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "prove SHEET",
		Short: "Prove every claim under Show of a sheet",
		Long: `Proves every claim under Show of a sheet and writes the proofs in Markdown, or
says which obligation fails, at which n first, and what the two sides are there.
"-" is standard input.

With --certificate coq a file for Coq states each claim that was proved or refuted, with
a proof that coqc accepts. It goes to standard output instead of the proofs, or to the
file that --output names, beside them.

Work is bounded by the budgets that --max-bytes, --max-steps, --max-bits,
--max-iterations and --max-depth set; a claim that would exceed one is not proved.

Exit status: 0 every claim is proved; 1 one is not; 2 wrong usage, or a sheet that
cannot be read or claims nothing; 3 a bug in hence.`,
		Example: `  hence prove exercise.md
  hence prove exercise.md --format json
  hence prove exercise.md --certificate coq -o exercise.v`,
		Args: oneSheet,
	}
	format := addChoice(cmd, "format", "how to write the proofs", "text", "json")
	var output string
	kernel := addCertificate(cmd, &output)
	limits := addLimits(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if output != "" && kernel.value == "none" {
			return errors.New("--output is for a certificate; add --certificate coq")
		}
		return a.prove(cmd.Context(), args[0], proving{format: format.value, certify: kernel.value != "none", output: output}, *limits)
	}
	return cmd
}

// proving is how the claims of a sheet are reported.
type proving struct {
	format, output string
	certify        bool
}

// prove proves the claims of a sheet and writes the proofs.
func (a *application) prove(ctx context.Context, name string, how proving, limits proofs.Limits) error {
	sheet, err := a.document(ctx, name, documentBytes(limits))
	if err != nil {
		return err
	}
	r, err := guarded(sheet.Name, sheet.Text, func() (*proofs.ProveResult, error) { return a.engine.prove(ctx, sheet, limits) })
	if err != nil {
		return located(sheet, err)
	}
	if how.certify {
		var all []certificate.Statement
		for _, c := range r.Claims {
			all = append(all, c.Statements...)
		}
		err = a.certify(name, how.output, all)
	}
	if err != nil {
		return err
	}
	switch {
	case how.certify && !toFile(how.output):
	case how.format == "json":
		err = report.JSON(a.stdout, r)
	case len(r.Claims) > 0:
		err = report.Proofs(a.stdout, r)
	}
	if err != nil {
		return err
	}
	if len(r.Claims) == 0 {
		return &unreadable{name: name, says: "nothing to prove: no formula under a heading or bold word Show"}
	}
	for _, c := range r.Claims {
		if c.Verdict != proofs.Proved {
			return errWrong
		}
	}
	if wrong(r.Findings) {
		return errWrong
	}
	return nil
}
