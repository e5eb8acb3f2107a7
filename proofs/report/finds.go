package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"

	"github.com/hence-math/hence/proofs"
)

// Finds writes the answers of a sheet, one on each line: a name with its
// value, with "≈" before the certain digits of an inexact one, or with what
// kept it from being found.
func Finds(w io.Writer, r *proofs.SolveResult) error {
	b := bufio.NewWriter(w)
	for _, f := range r.Finds {
		switch {
		case f.Value == "":
			fmt.Fprintf(b, "%s: not found: %s\n", clean(f.Name), clean(f.Says))
		case f.Exact:
			fmt.Fprintf(b, "%s = %s\n", clean(f.Name), clean(f.Value))
		case f.Digits != nil:
			fmt.Fprintf(b, "%s ≈ %s (%s)\n", clean(f.Name), clean(f.Value), plural(*f.Digits, "certain digit"))
		default:
			fmt.Fprintf(b, "%s ≈ %s\n", clean(f.Name), clean(f.Value))
		}
	}
	return b.Flush()
}

// integer writes an integer in decimal.
func integer(n int64) string { return strconv.FormatInt(n, 10) }
