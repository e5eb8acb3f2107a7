package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/hence-math/hence/proofs"
)

// variant is what `hence solve` was asked to do to the data of a sheet.
type variant struct {
	*application
	wanted  bool
	options proofs.VariantOptions
	output  string // the file for the sheet, or empty
}

// mostVariantDigits bounds the digits that a variant may be asked for.
const mostVariantDigits = 1000

// addVariant adds the flags.
func (a *application) addVariant(cmd *cobra.Command) *variant {
	v := &variant{application: a}
	cmd.Flags().Uint64Var(&v.options.Seed, "variant", 0, "solve the sheet with new data, which the number `SEED` picks")
	cmd.Flags().IntVar(&v.options.Digits, "variant-digits", 0, fmt.Sprintf(
		"how many digits the numbers in the solution of a variant may have (default %d, or as many as those of the sheet as it stands)",
		proofs.DefaultVariantDigits))
	cmd.Flags().StringVar(&v.output, "sheet-output", "", "write the sheet with its new data to `FILE`")
	return v
}

// complete looks at what was asked for. solution is the file for the solution.
func (v *variant) complete(cmd *cobra.Command, solution string) error {
	v.wanted = cmd.Flags().Changed("variant")
	digits := cmd.Flags().Changed("variant-digits")
	switch {
	case !v.wanted && (digits || v.output != ""):
		return errors.New("--variant-digits and --sheet-output belong to a variant; pick one, such as --variant 1")
	case digits && (v.options.Digits < 1 || v.options.Digits > mostVariantDigits):
		return fmt.Errorf("--variant-digits %d: from 1 to %d", v.options.Digits, mostVariantDigits)
	case v.output == standardInput:
		return errors.New("--sheet-output wants the name of a file; standard output is for the solution")
	case v.output != "" && v.output == solution:
		return fmt.Errorf("%s: the solution would replace its sheet; name another file", solution)
	}
	return nil
}

// of gives a sheet its new data, and writes it if that was asked for.
func (v *variant) of(ctx context.Context, sheet proofs.Source, limits proofs.Limits) (proofs.Source, error) {
	if sameFile(sheet.Name, v.output) {
		return sheet, fmt.Errorf("%s: the variant would replace its sheet; name another file", v.output)
	}
	v.options.Limits = limits
	varied, err := guarded(sheet.Name, sheet.Text, func() (proofs.Source, error) { return v.engine.variant(ctx, sheet, v.options) })
	switch {
	case errors.Is(err, proofs.ErrNoVariant):
		return sheet, fmt.Errorf("%w; allow more with --variant-digits, or try another seed", err)
	case err != nil:
		return sheet, err
	case v.output == "":
		return varied, nil
	}
	return varied, replace(v.output, []byte(varied.Text))
}
