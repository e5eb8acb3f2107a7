package proofs

import "github.com/hence-math/hence/proofs/certificate"

// Report is what checking a document found. Its JSON form is the contract with
// programs (docs/contract.md): fields may be added, none changes its meaning.
type Report struct {
	Version    int         `json:"version"`
	Document   string      `json:"document"`
	Verdict    Verdict     `json:"verdict"`
	FirstWrong *int        `json:"first_wrong"` // index in Links, nil when nothing is wrong
	Links      []Link      `json:"links"`
	Findings   []Finding   `json:"findings"`
	Corrected  []Corrected `json:"corrected"`
	Inductions []Induction `json:"inductions"`
	Summary    Summary     `json:"summary"`
	// WrongStep is, for a document given in steps, a *int: the step of the first
	// wrong link, or nil. It is absent (a nil interface) for other documents.
	WrongStep any `json:"wrong_step,omitempty"`

	// Understood lists every formula as it was understood, for `--explain`.
	Understood []Understood `json:"-"`
	// Source is the text the offsets point into, and Files hold those of the
	// files that the document reads in, by their names.
	Source string            `json:"-"`
	Files  map[string]string `json:"-"`
	// Statements says in formulas what was proved, refuted or rounded, in the order of
	// the document, where [Options] asked for it.
	Statements []certificate.Statement `json:"-"`
}

// Link is one relation sign with its verdict.
type Link struct {
	At       int     `json:"at"`             // byte offset of the relation sign
	File     string  `json:"file,omitempty"` // the file it stands in, where that is one the document reads in
	Line     int     `json:"line"`           // from 1
	Column   int     `json:"column"`         // from 1, in characters
	Tag      string  `json:"tag"`
	Equation int     `json:"equation"`       // counts the formulas that hold a link, from 1
	Link     int     `json:"link"`           // counts from 1 from the last tag or the formula's start
	Step     *int    `json:"step,omitempty"` // from 0, of a document given in steps
	Relation string  `json:"relation"`
	Read     bool    `json:"read"`
	Verdict  Verdict `json:"verdict"`
	Reason   Reason  `json:"reason"`
	Left     string  `json:"left"`    // as written
	Right    string  `json:"right"`   // as written
	Value    string  `json:"value"`   // what the left member comes to, in the claimed environment
	Correct  string  `json:"correct"` // what would stand here had nothing before gone wrong
	Claims   string  `json:"claims"`  // what the right member comes to, in the claimed environment

	Readings   []string          `json:"readings"`   // codes of the loose readings that made it hold
	Remarks    []string          `json:"remarks"`    // codes
	Assumed    []string          `json:"assumed"`    // what was inferred and not said, such as "\alpha = 0.2"
	Carried    []int             `json:"carried"`    // indices in Links of the refuted links this one rests on
	Slips      []Slip            `json:"slips"`      // the smallest edits that give the claimed value
	Conditions []string          `json:"conditions"` // what must hold for it to be true, such as "1 - \rho \ne 0"
	Witness    map[string]string `json:"witness"`    // values of the free symbols at which the members differ

	Says   string `json:"says"`   // one sentence: why this verdict
	Margin string `json:"margin"` // what a teacher would write beside it; empty where nothing is wrong

	// Known says that a baseline accepts the link as it is; the checker never sets it.
	Known bool `json:"known,omitempty"`

	// LeftSpan and RightSpan are where the members stand, as byte offsets; a
	// member taken from another row or formula stands there.
	LeftSpan  [2]int `json:"-"`
	RightSpan [2]int `json:"-"`
}

// Slip is a named small error (a "buggy rule") that turns the left member's
// computation into exactly the claimed value.
type Slip struct {
	Code string `json:"code"` // "sign", "operands-swapped", "digits-transposed", ...
	Says string `json:"says"` // "the second term was added"
}

// Severity ranks a finding.
type Severity string

// The severities. An error makes the document not proved and the exit status 1.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
	SeverityNote    Severity = "note"
)

// Finding is something about the whole document rather than one link.
type Finding struct {
	Code     string   `json:"code"`
	Severity Severity `json:"severity"`
	Says     string   `json:"says"`
	File     string   `json:"file,omitempty"` // as of a link
	Line     int      `json:"line"`
	Column   int      `json:"column"`
	// Known says that a baseline accepts the finding; the checker never sets it.
	Known bool `json:"known,omitempty"`
}

// Corrected is a name whose value in the document is not what it should be.
type Corrected struct {
	Name    string `json:"name"`
	Claimed string `json:"claimed"`
	Correct string `json:"correct"`
	Line    int    `json:"line"`
	Link    int    `json:"link"` // index in Links of the link that settles the claimed value
}

// Induction is a claim for all n that the document announces, or that a sheet
// asks for, with what became of its obligations. Source says where it came from:
// "stated" or "conjectured" (generalised from cases).
type Induction struct {
	Claim       string       `json:"claim"`
	Source      string       `json:"source"`
	Verdict     Verdict      `json:"verdict"`
	FailsAt     *int64       `json:"fails_at"`
	Obligations []Obligation `json:"obligations"`
	Conditions  []string     `json:"conditions"`
	Proof       []string     `json:"proof"`          // the proof a marker would accept, line by line, in Markdown
	File        string       `json:"file,omitempty"` // as of a link
	Line        int          `json:"line"`
}

// Obligation is one thing that a proof for all n owes. Shown says whether the
// document itself shows it; Verdict whether it is true.
type Obligation struct {
	Code    string  `json:"code"` // "base", "step", "identity", "residues"
	Verdict Verdict `json:"verdict"`
	Shown   bool    `json:"shown"`
	Says    string  `json:"says"`
}

// Summary counts links by verdict.
type Summary struct {
	Links      int `json:"links"`
	Read       int `json:"read"`
	Proved     int `json:"proved"`
	Refuted    int `json:"refuted"`
	Rounded    int `json:"rounded"`
	IllTyped   int `json:"ill-typed"`
	Definition int `json:"definition"`
	Given      int `json:"given"`
	Unknown    int `json:"unknown"`
}

// Understood is one formula as it was read: the tree printed back, and what
// each member came to. Unread is the reason where it was not read.
type Understood struct {
	File         string // as of a link
	Line, Column int
	Tag          string
	Source       string
	Printed      string
	Unread       string
	Members      []UnderstoodMember
}

// UnderstoodMember is one member of a chain: its source, and its value, or why
// it has none.
type UnderstoodMember struct {
	Source string
	Value  string
	Note   string
}

// summarise counts the links.
func summarise(links []Link) Summary {
	s := Summary{Links: len(links)}
	for _, l := range links {
		if l.Read {
			s.Read++
		}
		switch l.Verdict {
		case Proved:
			s.Proved++
		case Refuted:
			s.Refuted++
		case Rounded:
			s.Rounded++
		case IllTyped:
			s.IllTyped++
		case Definition:
			s.Definition++
		case Given:
			s.Given++
		default:
			s.Unknown++
		}
	}
	return s
}

// SolveResult is what solving a sheet gave.
type SolveResult struct {
	Version  int           `json:"version"`
	Document string        `json:"document"`
	Finds    []Found       `json:"finds"`
	Claims   []ClaimResult `json:"claims"`
	Findings []Finding     `json:"findings"`
	// Sheet is the text of the sheet if that is a variant of another.
	Sheet string `json:"sheet,omitempty"`

	// Steps is the worked solution, for the Markdown and LaTeX writers.
	Steps []WorkedStep `json:"-"`
	Title string       `json:"-"`
}

// Found is one answer. Value is in the notation of the contract; Digits is the
// number of certain digits of an inexact value, nil for an exact one. Unknown
// answers have an empty Value and say why.
type Found struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Exact  bool   `json:"exact"`
	Digits *int   `json:"digits"`
	Says   string `json:"says,omitempty"`
}

// WorkedStep is a piece of a worked solution: a heading, a sentence, or a
// displayed equation in LaTeX with the tag it bears. Fields that do not apply
// are empty. Chain holds the members of the equation, each on its own.
type WorkedStep struct {
	Heading  string
	Level    int
	Sentence string
	Chain    []string
	Tag      string
	// Inexact says that the last member is only near: it is joined by \approx.
	Inexact bool
}

// ProveResult is what proving the claims of a sheet gave.
type ProveResult struct {
	Version  int           `json:"version"`
	Document string        `json:"document"`
	Claims   []ClaimResult `json:"claims"`
	Findings []Finding     `json:"findings"`

	// Title is the sheet's heading, and Given its data and rules as LaTeX
	// formulas, so that what is written about the claims stands by itself.
	Title string   `json:"-"`
	Given []string `json:"-"`
}

// ClaimResult is what became of one claim of a sheet.
type ClaimResult struct {
	Tag         string       `json:"tag"`
	Claim       string       `json:"claim"`
	Range       string       `json:"range"` // of the index, such as "n \\ge 1"; empty where there is none
	Line        int          `json:"line"`
	Verdict     Verdict      `json:"verdict"`
	Reason      Reason       `json:"reason"`
	FailsAt     *int64       `json:"fails_at"`
	Left        string       `json:"left"`  // at the failing n
	Right       string       `json:"right"` // at the failing n
	Conditions  []string     `json:"conditions"`
	Obligations []Obligation `json:"obligations"`
	Says        string       `json:"says"`
	Proof       []string     `json:"proof"` // paragraphs in Markdown with LaTeX formulas

	// Statements says in formulas what was proved or refuted, a statement for each link.
	Statements []certificate.Statement `json:"-"`
	proofs     int                     // links tried
}
