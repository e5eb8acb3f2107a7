package main

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/hence-math/hence/proofs/certificate"
)

// addCertificate adds the flags that ask for a certificate.
func addCertificate(cmd *cobra.Command, output *string) *choice {
	kernel := addChoice(cmd, "certificate", "write a certificate that this proof assistant checks", "none", "coq")
	cmd.Flags().StringVarP(output, "output", "o", "", "write the certificate to `FILE`")
	return kernel
}

// toFile says whether an output is a file rather than standard output.
func toFile(output string) bool { return output != "" && output != standardInput }

// certify writes the certificate of a document to a file, or to standard output, and says
// on standard error what has none.
func (a *application) certify(document, output string, statements []certificate.Statement) error {
	if sameFile(document, output) {
		return fmt.Errorf("%s: the certificate would replace its document; name another file", output)
	}
	var b bytes.Buffer
	missing, err := certificate.Coq(&b, document, statements)
	if err != nil {
		return err
	}
	if !toFile(output) {
		_, err = a.stdout.Write(b.Bytes())
	} else {
		err = replace(output, b.Bytes())
	}
	if err != nil {
		return err
	}
	for _, s := range missing {
		fmt.Fprintln(a.stderr, "hence: "+printable(fmt.Sprintf("%s:%s: no certificate: %s", document, s.Place, s.Missing)))
	}
	return nil
}
