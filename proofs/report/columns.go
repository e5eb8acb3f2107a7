package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// tabColumns is how many columns a tab takes. It does not depend on where the
// tab stands, so that an excerpt may begin anywhere in its line.
const tabColumns = 4

// cell is what a terminal shows for the first character of s: the text to be
// printed, its columns, and how many bytes of s it stands for. Characters that
// could move the cursor, colour the screen or turn the direction of writing
// are shown as U+FFFD.
func cell(s string) (shown string, columns, size int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == '\t':
		return strings.Repeat(" ", tabColumns), tabColumns, size
	case r >= ' ' && r < 0x7f:
		return s[:size], 1, size
	case r == utf8.RuneError && size <= 1, unicode.IsControl(r),
		unicode.In(r, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp):
		return "\uFFFD", 1, size
	case unicode.In(r, unicode.Mn, unicode.Me), r >= 0x1160 && r <= 0x11FF:
		return s[:size], 0, size
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return s[:size], 2, size
	}
	return s[:size], 1, size
}

// columnsOf counts the columns of s and stops once they exceed limit.
func columnsOf(s string, limit int) int {
	n := 0
	for len(s) > 0 && n <= limit {
		_, columns, size := cell(s)
		n += columns
		s = s[size:]
	}
	return n
}

// clean makes s fit to be printed on one line: every run of white space
// becomes one blank, and what a terminal could obey becomes U+FFFD.
func clean(s string) string { return clip(s, len(s)*tabColumns) }

// clip cleans s and cuts it where it would exceed limit columns, saying how
// many characters it had.
func clip(s string, limit int) string {
	shown, whole := cut(s, limit)
	if whole {
		return shown
	}
	return fmt.Sprintf("%s (%d characters)", shown, utf8.RuneCountInString(s))
}

// cut cleans s, cuts it where it would exceed limit columns, and says whether
// it is whole.
func cut(s string, limit int) (kept string, whole bool) {
	var b strings.Builder
	n, blank := 0, false
	for rest := s; len(rest) > 0; {
		shown, columns, size := cell(rest)
		if r, _ := utf8.DecodeRuneInString(rest); unicode.IsSpace(r) {
			blank = b.Len() > 0
			rest = rest[size:]
			continue
		}
		if blank {
			b.WriteByte(' ')
			n, blank = n+1, false
		}
		if n+columns > limit {
			return strings.TrimRight(b.String(), " ") + ellipsis, false
		}
		b.WriteString(shown)
		n += columns
		rest = rest[size:]
	}
	return b.String(), true
}

// cleanLines cleans every line of s and keeps the line breaks, as a paragraph
// of Markdown or LaTeX needs.
func cleanLines(s string) string {
	var b strings.Builder
	for rest := s; len(rest) > 0; {
		shown, _, size := cell(rest)
		switch {
		case rest[0] == '\n':
			shown = "\n"
		case rest[0] == '\r' && size < len(rest) && rest[size] == '\n':
			shown = ""
		}
		b.WriteString(shown)
		rest = rest[size:]
	}
	return b.String()
}

// pad fills s with blanks up to the given number of columns.
func pad(s string, columns int) string {
	if missing := columns - columnsOf(s, columns); missing > 0 {
		return s + strings.Repeat(" ", missing)
	}
	return s
}
