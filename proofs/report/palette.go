package report

import "github.com/hence-math/hence/proofs"

// palette colours text, or leaves it alone.
type palette struct{ on bool }

// The colours, as parameters of the ANSI sequence "select graphic rendition".
const (
	bold   = "1"
	faint  = "2"
	red    = "1;31"
	green  = "32"
	yellow = "33"
	blue   = "34"
)

// paint sets s in a colour.
func (p palette) paint(colour, s string) string {
	if !p.on || s == "" {
		return s
	}
	return "\x1b[" + colour + "m" + s + "\x1b[0m"
}

// verdict sets a verdict in its colour.
func (p palette) verdict(v proofs.Verdict) string {
	switch {
	case v.Wrong():
		return p.paint(red, string(v))
	case v == proofs.Proved || v == proofs.Rounded:
		return p.paint(green, string(v))
	case v == proofs.Unknown:
		return p.paint(yellow, string(v))
	}
	return string(v)
}

// severity sets a severity in its colour.
func (p palette) severity(s proofs.Severity) string {
	switch s {
	case proofs.SeverityError:
		return p.paint(red, string(s))
	case proofs.SeverityWarning:
		return p.paint(yellow, string(s))
	}
	return string(s)
}
