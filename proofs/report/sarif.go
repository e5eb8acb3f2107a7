package report

import (
	"io"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"github.com/hence-math/hence/proofs"
)

// sarifSchema is where the schema of the format is published.
const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// home is where the codes are explained.
const home = "https://github.com/hence-math/hence"

// The part of the Static Analysis Results Interchange Format (SARIF) 2.1.0 that
// a run of hence needs.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		ColumnKind  string            `json:"columnKind"`
		Invocations []sarifInvocation `json:"invocations"`
		Results     []sarifResult     `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version,omitempty"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string       `json:"id"`
		Short   sarifMessage `json:"shortDescription"`
		HelpURI string       `json:"helpUri"`
	}
	sarifInvocation struct {
		Successful    bool                `json:"executionSuccessful"`
		Notifications []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotification struct {
		Level     string          `json:"level"`
		Message   sarifMessage    `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID       string             `json:"ruleId"`
		RuleIndex    int                `json:"ruleIndex"`
		Level        string             `json:"level"`
		Message      sarifMessage       `json:"message"`
		Locations    []sarifLocation    `json:"locations"`
		Fingerprints map[string]string  `json:"partialFingerprints"`
		Suppressions []sarifSuppression `json:"suppressions,omitempty"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Justification string `json:"justification"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
)

// SARIF writes the failures, warnings and notes of a run as one log in the Static
// Analysis Results Interchange Format 2.1.0. What a baseline accepts is listed
// as suppressed. A document that could not be checked is a notification of the
// run, which then was not successful. The version is that of hence.
func SARIF(w io.Writer, version string, documents []Examined) error {
	run := sarifRun{
		Tool:        sarifTool{sarifDriver{Name: "hence", Version: version, InformationURI: home, Rules: []sarifRule{}}},
		ColumnKind:  "unicodeCodePoints",
		Invocations: []sarifInvocation{{Successful: true}},
		Results:     []sarifResult{},
	}
	rules := map[string]int{}
	for _, d := range documents {
		for _, o := range d.Outcomes {
			if o.Level != Passed && o.Level != Skipped {
				rules[o.Code] = 0
			}
		}
	}
	codes := sortedKeys(rules)
	for i, code := range codes {
		rules[code] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{code, sarifMessage{explain(code)}, home + "/blob/main/docs/verdicts.md"})
	}
	for _, d := range documents {
		artifact := sarifArtifact{uri(d.Document)}
		if d.Failed != "" {
			n := &run.Invocations[0]
			n.Successful = false
			n.Notifications = append(n.Notifications, sarifNotification{"error", sarifMessage{clean(d.Failed)}, []sarifLocation{{sarifPhysical{Artifact: artifact}}}})
		}
		for _, o := range d.Outcomes {
			artifact := artifact
			if o.File != "" {
				artifact = sarifArtifact{uri(o.File)}
			}
			r := sarifResult{
				RuleID: o.Code, RuleIndex: rules[o.Code], Level: "error", Message: sarifMessage{orCode(o)},
				Locations:    []sarifLocation{{sarifPhysical{artifact, region(o)}}},
				Fingerprints: map[string]string{"hence/v1": o.Fingerprint},
			}
			switch o.Level {
			case Passed, Skipped:
				continue
			case Known:
				r.Suppressions = []sarifSuppression{{"external", "listed in the baseline"}}
			case Warning, Note:
				r.Level = string(o.Level)
			}
			run.Results = append(run.Results, r)
		}
	}
	e := encoder(w)
	e.SetIndent("", "  ")
	return e.Encode(sarifLog{sarifSchema, "2.1.0", []sarifRun{run}})
}

// orCode is what an outcome says, or its code where it says nothing.
func orCode(o Outcome) string {
	if o.Says == "" {
		return o.Code
	}
	return o.Says
}

// region is the part of a document an outcome speaks of, or nil for the whole.
func region(o Outcome) *sarifRegion {
	if o.Line < 1 {
		return nil
	}
	return &sarifRegion{o.Line, o.Column, o.EndLine, o.EndColumn}
}

// uri writes the name of a file as a reference that may stand in a URI.
func uri(name string) string {
	name = filepath.ToSlash(name)
	if path.IsAbs(name) {
		return (&url.URL{Scheme: "file", Path: name}).String()
	}
	return (&url.URL{Path: name}).String()
}

// explain says in a few words what a code means.
func explain(code string) string {
	verdict, reason, _ := strings.Cut(code, "/")
	switch proofs.Verdict(verdict) {
	case proofs.Refuted:
		return "The two sides differ"
	case proofs.IllTyped:
		return "The shapes of the two sides fit under no reading"
	case proofs.Unknown:
		return "Not decided: " + reason
	}
	return upperFirst(strings.ReplaceAll(code, "-", " "))
}

// upperFirst begins a sentence in ASCII with a capital letter.
func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
