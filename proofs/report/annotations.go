package report

import (
	"bufio"
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// Annotations writes the failures, warnings and notes of a run as workflow
// commands of GitHub Actions, one on each line, which show them beside the
// changed lines.
func Annotations(w io.Writer, documents []Examined) error {
	b := bufio.NewWriter(w)
	for _, d := range documents {
		file := "file=" + annotationProperty(filepath.ToSlash(d.Document))
		if d.Failed != "" {
			fmt.Fprintf(b, "::error %s,title=hence::%s\n", file, annotationData(clean(d.Failed)))
		}
		for _, o := range d.Outcomes {
			command := ""
			switch o.Level {
			case Failure:
				command = "error"
			case Warning:
				command = "warning"
			case Note:
				command = "notice"
			default:
				continue
			}
			file := file
			if o.File != "" {
				file = "file=" + annotationProperty(filepath.ToSlash(o.File))
			}
			fmt.Fprintf(b, "::%s %s", command, file)
			if o.Line > 0 {
				fmt.Fprintf(b, ",line=%d,col=%d", o.Line, o.Column)
			}
			if o.EndLine > 0 {
				fmt.Fprintf(b, ",endLine=%d", o.EndLine)
				if o.EndLine == o.Line { // columns are shown only within one line
					fmt.Fprintf(b, ",endColumn=%d", o.EndColumn)
				}
			}
			fmt.Fprintf(b, ",title=%s::%s\n", annotationProperty("hence: "+o.Code), annotationData(clean(orCode(o))))
		}
	}
	return b.Flush()
}

var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// annotationData escapes the message of a workflow command.
func annotationData(s string) string { return dataEscapes.Replace(s) }

// annotationProperty escapes a property of a workflow command.
func annotationProperty(s string) string { return propertyEscapes.Replace(s) }
