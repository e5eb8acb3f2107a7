package bench

import (
	"time"

	"github.com/hence-math/hence/proofs"
)

// Figures is what was counted over documents.
type Figures struct {
	Documents int                    `json:"documents"`
	Failed    int                    `json:"failed"` // documents that could not be read as such
	Summary   proofs.Summary         `json:"summary"`
	Decided   int                    `json:"decided"` // proved, refuted, rounded or ill-typed
	Reasons   map[proofs.Reason]int  `json:"reasons"` // of the unknown links
	Findings  map[string]int         `json:"findings"`
	FirstStep *FirstStep             `json:"first_step"` // nil where no document bears the label
	Groups    map[string]*GroupTotal `json:"groups,omitempty"`

	Elapsed            time.Duration `json:"-"`
	Seconds            float64       `json:"seconds"` // spent on checking
	DocumentsPerSecond float64       `json:"documents_per_second"`
	LinksPerSecond     float64       `json:"links_per_second"`
}

// GroupTotal is what was counted over the documents of one group.
type GroupTotal struct {
	Documents int            `json:"documents"`
	Summary   proofs.Summary `json:"summary"`
	Decided   int            `json:"decided"`
}

// Label is what is known of a document: its first wrong step, or for a document
// without steps its first wrong link, counted from 0; or nil where all is right.
type Label struct{ FirstWrong *int }

// Add counts a report and the time that it took. The group may be empty, and
// the label nil.
func (f *Figures) Add(r *proofs.Report, group string, label *Label, took time.Duration) {
	f.Documents++
	f.Summary = sum(f.Summary, r.Summary)
	f.Decided += decided(r.Summary)
	for _, l := range r.Links {
		if l.Verdict == proofs.Unknown {
			increment(&f.Reasons, l.Reason)
		}
	}
	for _, finding := range r.Findings {
		increment(&f.Findings, finding.Code)
	}
	if label != nil {
		if f.FirstStep == nil {
			f.FirstStep = &FirstStep{}
		}
		f.FirstStep.add(label.FirstWrong, firstWrong(r))
	}
	if group != "" {
		if f.Groups == nil {
			f.Groups = map[string]*GroupTotal{}
		}
		if f.Groups[group] == nil {
			f.Groups[group] = &GroupTotal{}
		}
		g := f.Groups[group]
		g.Documents++
		g.Summary = sum(g.Summary, r.Summary)
		g.Decided += decided(r.Summary)
	}
	f.Elapsed += took
	if f.Seconds = f.Elapsed.Seconds(); f.Seconds > 0 {
		f.DocumentsPerSecond = float64(f.Documents) / f.Seconds
		f.LinksPerSecond = float64(f.Summary.Links) / f.Seconds
	}
}

// increment counts a key, in a map that is made when it is first needed.
func increment[K comparable](counts *map[K]int, key K) {
	if *counts == nil {
		*counts = map[K]int{}
	}
	(*counts)[key]++
}

// sum adds two summaries.
func sum(a, b proofs.Summary) proofs.Summary {
	return proofs.Summary{
		Links: a.Links + b.Links, Read: a.Read + b.Read, Proved: a.Proved + b.Proved, Refuted: a.Refuted + b.Refuted,
		Rounded: a.Rounded + b.Rounded, IllTyped: a.IllTyped + b.IllTyped, Definition: a.Definition + b.Definition,
		Given: a.Given + b.Given, Unknown: a.Unknown + b.Unknown,
	}
}

// decided is how many links a verdict settles.
func decided(s proofs.Summary) int { return s.Proved + s.Refuted + s.Rounded + s.IllTyped }

// firstWrong is the first wrong step that a report names, or for a document
// without steps its first wrong link; nil where nothing is wrong.
func firstWrong(r *proofs.Report) *int {
	if step, is := r.WrongStep.(*int); is {
		return step
	}
	return r.FirstWrong
}

// FirstStep counts how the first wrong step was found, over the documents whose
// label says which it is.
type FirstStep struct {
	Wrong     int `json:"wrong"`     // documents with a wrong step
	Found     int `json:"found"`     // of these, the very step was named
	Elsewhere int `json:"elsewhere"` // another step was named
	Missed    int `json:"missed"`    // none was
	Right     int `json:"right"`     // documents without one
	Alarms    int `json:"alarms"`    // of these, one was named all the same

	Precision float64 `json:"precision"` // of the steps named, the share that is the first wrong one
	Recall    float64 `json:"recall"`    // of the first wrong steps, the share that was named
	F1        float64 `json:"f1"`        // the harmonic mean of both
}

// add counts what is true of a document and what was named.
func (s *FirstStep) add(truth, named *int) {
	switch {
	case truth == nil && named == nil:
		s.Right++
	case truth == nil:
		s.Right++
		s.Alarms++
	case named == nil:
		s.Wrong++
		s.Missed++
	case *truth == *named:
		s.Wrong++
		s.Found++
	default:
		s.Wrong++
		s.Elsewhere++
	}
	s.Precision = share(s.Found, s.Found+s.Elsewhere+s.Alarms)
	s.Recall = share(s.Found, s.Wrong)
	s.F1 = 0
	if s.Precision+s.Recall > 0 {
		s.F1 = 2 * s.Precision * s.Recall / (s.Precision + s.Recall)
	}
}

// share is a part of a whole, 1 of nothing.
func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}
