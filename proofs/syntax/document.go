package syntax

import "sync"

// Format is how a document is written.
type Format int

// The formats.
const (
	Markdown Format = iota
	LaTeX
	Plain
)

// Document is a document as it was read: its blocks in the order of the
// source. Nothing in it is lost: what was not understood is a Formula with an
// Unread error.
type Document struct {
	Name   string
	Source string
	Format Format
	Blocks []Block
	// Origin leads from offsets back to files, nil where Source is the file.
	Origin *Origin
	// Missing are the files that should have been read in and were not.
	Missing []Error

	limits    Limits
	macros    *macroTable
	comma     Span   // the first decimal written with a comma
	masked    string // the source with what is no text replaced by spaces
	findLines sync.Once
	lines     []int // where the lines begin
}

// WithBlocks returns a document that differs from d in its blocks only.
func (d *Document) WithBlocks(blocks []Block) *Document {
	return &Document{Blocks: blocks, Name: d.Name, Source: d.Source, Format: d.Format, Origin: d.Origin, Missing: d.Missing, limits: d.limits, macros: d.macros, comma: d.comma, masked: d.masked}
}

// Kind says what a Block is.
type Kind int

// The kinds of blocks.
const (
	Prose Kind = iota
	Heading
	Math
)

// Block is a heading, a run of prose, or a formula. A paragraph with formulas
// inside is several blocks that bear the same Paragraph number; a displayed
// formula that stands within a sentence belongs to that paragraph.
type Block struct {
	Kind      Kind
	At        Span
	Paragraph int
	Level     int      // of a heading, from 1
	Text      string   // of prose and headings, without markup: `**Find**` is "Find"
	Bold      bool     // prose set in bold, such as the word **Given**
	Item      bool     // the block begins an item of a list
	Formula   *Formula // of a formula
}

// Formula is one formula: an inline or displayed one, or one environment.
type Formula struct {
	At          Span // with its delimiters
	Inner       Span // without them
	Display     bool
	Environment string // "align", "equation", ...; empty for dollars and brackets
	Rows        []Row
	// Unread is nil where the formula was read. Otherwise Rows is empty and
	// Signs are the relation signs outside braces.
	Unread *Error
	Signs  []Operator

	prose bool // numbers in running text, found without delimiters
}

// Row is a row of an aligned environment; other formulas have one.
type Row struct {
	At      Span
	Tag     string // the label printed beside it, without parentheses: from `\tag{4}` or `\quad (4)`
	Clauses []Clause
}

// Clause is one of the statements of a row that commas, wide gaps or words
// separate: `n = 1, \quad s_0 = 0` has two. A lone expression is a clause whose
// Chain has one member.
type Clause struct {
	At      Span
	Lead    string    // words of `\text{...}` before it
	Chain   *Relation // members and signs; one member and no sign for a lone expression
	Trail   string    // words behind it
	Modulus Node      // of `\pmod{m}`, or nil
}

// Error is why a formula could not be read, or a document, and where.
type Error struct {
	At   Span
	Code string // "unread" or "limit"
	Says string // what is wrong and what to do, a sentence without full stop
}

func (e *Error) Error() string { return e.Says }
