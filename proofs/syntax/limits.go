package syntax

// Limits bounds the work that a document may cause. They count bytes, tokens
// and levels, never time, so the same document is read alike on every machine.
type Limits struct {
	Bytes     int // the size of a document
	Depth     int // levels of brackets, braces, scripts and operators inside each other
	Nodes     int // tokens of all formulas of a document together, macros expanded
	Expansion int // levels of macros that use macros
}

// DefaultLimits are limits that no honest document meets.
func DefaultLimits() Limits {
	return Limits{Bytes: 16 << 20, Depth: 200, Nodes: 1_000_000, Expansion: 50}
}

// The codes of an Error.
const (
	codeUnread = "unread"
	codeLimit  = "limit"
)

// unread makes an error for what was not understood.
func unread(at Span, says string) *Error {
	return &Error{At: at, Code: codeUnread, Says: says}
}

// tooMuch makes an error for what exceeds a limit.
func tooMuch(at Span, says string) *Error {
	return &Error{At: at, Code: codeLimit, Says: says}
}
