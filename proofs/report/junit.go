package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// The part of the JUnit XML format that continuous-integration systems read.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Skipped  int          `xml:"skipped,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		File    string        `xml:"file,attr,omitempty"`
		Line    int           `xml:"line,attr,omitempty"`
		Failure *junitMessage `xml:"failure"`
		Error   *junitMessage `xml:"error"`
		Skipped *junitMessage `xml:"skipped"`
	}
	junitMessage struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
		Text    string `xml:",chardata"`
	}
)

// JUnit writes a run as JUnit XML: a suite for each document, a case for each
// link, finding, answer or claim. What is undecided, and what a baseline accepts,
// is skipped; a document that could not be checked is an error. Notes and
// warnings are no cases.
func JUnit(w io.Writer, documents []Examined) error {
	all := junitSuites{Name: "hence"}
	for _, d := range documents {
		name := xmlText(d.Document)
		s := junitSuite{Name: name}
		if d.Failed != "" {
			s.Errors++
			s.Cases = append(s.Cases, junitCase{Name: "read", Class: name, File: name, Error: &junitMessage{Message: xmlText(d.Failed), Type: "error"}})
		}
		for i, o := range d.Outcomes {
			c := junitCase{Name: fmt.Sprintf("%d. %s", i+1, xmlText(o.Name)), Class: name, File: name, Line: o.Line}
			switch o.Level {
			case Note, Warning:
				continue
			case Failure:
				s.Failures++
				c.Failure = &junitMessage{
					Message: xmlText(orCode(o)), Type: o.Code,
					Text: fmt.Sprintf("%s:%d:%d: %s: %s", name, o.Line, o.Column, o.Code, xmlText(o.Says)),
				}
			case Known:
				s.Skipped++
				c.Skipped = &junitMessage{Message: xmlText("in the baseline: " + orCode(o))}
			case Skipped:
				s.Skipped++
				c.Skipped = &junitMessage{Message: xmlText(strings.TrimSuffix(o.Code+": "+o.Says, ": "))}
			}
			s.Cases = append(s.Cases, c)
		}
		s.Tests = len(s.Cases)
		all.Suites = append(all.Suites, s)
		all.Tests += s.Tests
		all.Failures += s.Failures
		all.Errors += s.Errors
		all.Skipped += s.Skipped
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// xmlText makes a text fit for XML on one line: what is no character there is
// shown as U+FFFD.
func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		if r == 0xFFFE || r == 0xFFFF {
			return utf8.RuneError
		}
		return r
	}, clean(s))
}
