package main

import (
	"fmt"
	"io"

	"github.com/hence-math/hence/proofs/report"
)

// holdsAll says whether a format holds all documents of a run at once.
func holdsAll(format string) bool {
	return format == "sarif" || format == "junit" || format == "github"
}

// writeAll writes what a run found in such a format.
func writeAll(w io.Writer, format string, documents []report.Examined) error {
	switch format {
	case "sarif":
		return report.SARIF(w, moduleVersion(), documents)
	case "junit":
		return report.JUnit(w, documents)
	case "github":
		return report.Annotations(w, documents)
	}
	return fmt.Errorf("%s is no format for several documents", format)
}
