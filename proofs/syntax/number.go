package syntax

import (
	"regexp"
	"strings"
)

// bracedComma is a comma in braces between digits that cannot part thousands: it
// follows a lone zero, or no group of three digits follows it.
var bracedComma = regexp.MustCompile(`(?:^|[^0-9])0\{,\}[0-9]|[0-9]\{,\}(?:[0-9]{1,2}|[0-9]{4,})(?:[^0-9]|$)`)

// plainComma is a comma between digits in a sum, a product or an equation that can part neither thousands nor the items
// of a list.
var plainComma = regexp.MustCompile(`(?:^|[^0-9.,;(\[{\\_^])((?:0,[0-9]+|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})))[ ]*(?:\+|=|\\cdot|\\times|\\approx|\\%)`)

// decimalPoint is a decimal with a point.
var decimalPoint = regexp.MustCompile(`[0-9]\.[0-9]`)

// decimalComma finds the first decimal of a source that is written with a comma, as `0{,}5` or, where none has a point,
// as `0,5`. The span is empty where there is none.
func decimalComma(source string) (at Span, plain bool) {
	if strings.Contains(source, "{,}") {
		if m := bracedComma.FindStringIndex(source); m != nil {
			return Span{m[0], m[1]}, false
		}
	}
	if !holdsCommaInDigits(source) || !plainComma.MatchString(source) || decimalPoint.MatchString(source) {
		return Span{}, false
	}
	for _, m := range plainComma.FindAllStringSubmatchIndex(source, -1) {
		if !inBrackets(source, m[2]) {
			return Span{m[2], m[3]}, true
		}
	}
	return Span{}, false
}

// holdsCommaInDigits tells whether a comma stands between two digits.
func holdsCommaInDigits(source string) bool {
	for i := 1; i+1 < len(source); i++ {
		next := strings.IndexByte(source[i:len(source)-1], ',')
		if next < 0 {
			return false
		}
		if i += next; isDigit(source[i-1]) && isDigit(source[i+1]) {
			return true
		}
	}
	return false
}

// inBrackets tells whether a bracket is open at an offset that its line or formula opened.
func inBrackets(source string, at int) bool {
	depth := 0
	for i := at - 1; i >= 0; i-- {
		switch source[i] {
		case '(', '[', '{':
			if depth--; depth < 0 {
				return true
			}
		case ')', ']', '}':
			depth++
		case '$', '\n':
			return false
		}
	}
	return false
}

// number reads a numeral. Digits in groups of three are one numeral when a
// comma without space (`1,000`), a comma in braces (`1{,}000`), a comma with a
// negative space (`12,\!345`) or a thin space (`1\,000`) parts them. Between
// brackets `1,000` may be a list, and there only a group that begins with 0
// tells that it is none.
func (l *lexer) number() {
	start := l.pos
	var digits strings.Builder
	l.digits(&digits)
	decimal := l.macros != nil && l.macros.decimalComma
	if whole := digits.Len(); whole > 0 && whole <= 3 && l.src[start] != '0' && !decimal {
		for l.group(&digits) {
		}
	}
	text := digits.String()
	if l.peekByte(0) == '.' && isDigit(l.peekByte(1)) {
		l.pos++
		digits.Reset()
		l.digits(&digits)
		text += "." + digits.String()
	} else if comma := l.decimalMark(); decimal && text != "" && comma > 0 {
		l.pos += comma
		digits.Reset()
		l.digits(&digits)
		text += "." + digits.String()
	}
	if exponent := l.exponent(strings.Contains(text, ".")); exponent != "" && text != "" {
		text += "e" + exponent
	}
	repeating := l.repeating(&text)
	if strings.HasPrefix(text, ".") {
		text = "0" + text
	}
	l.emit(tNumber, start, text, repeating)
}

// decimalMark is the length of the decimal comma here, 0 where there is none.
func (l *lexer) decimalMark() int {
	rest := l.src[l.pos:l.end]
	for _, comma := range []string{"{,}", ","} {
		if strings.HasPrefix(rest, comma) && len(rest) > len(comma) && isDigit(rest[len(comma)]) && (comma != "," || l.macros != nil && l.macros.plainComma) {
			return len(comma)
		}
	}
	return 0
}

// digits passes over digits.
func (l *lexer) digits(to *strings.Builder) {
	from := l.pos
	for l.pos < l.end && isDigit(l.src[l.pos]) {
		l.pos++
	}
	to.WriteString(l.src[from:l.pos])
}

// group passes over a separator and three digits, if they stand here.
func (l *lexer) group(to *strings.Builder) bool {
	rest := l.src[l.pos:min(l.end, l.pos+12)]
	for _, separator := range []string{`{,}`, `,\!`, `\!,`, `,\,`, `{,\!}`, `,`, `\,`} {
		after, found := strings.CutPrefix(rest, separator)
		if !found {
			continue
		}
		if len(after) < 3 || !isDigit(after[0]) || !isDigit(after[1]) || !isDigit(after[2]) ||
			len(after) > 3 && isDigit(after[3]) {
			return false
		}
		if (separator == "," || separator == `\,`) && l.listed(after[0] == '0') {
			return false
		}
		to.WriteString(after[:3])
		l.pos += len(separator) + 3
		return true
	}
	return false
}

// exponent passes over the exponent of a numeral as computers write it: `1e6`,
// `1.5e-3`. A signed one needs decimals before it, for `2e-3` is a difference.
func (l *lexer) exponent(decimals bool) string {
	if c := l.peekByte(0); c != 'e' && c != 'E' {
		return ""
	}
	at := 1
	if c := l.peekByte(1); decimals && (c == '-' || c == '+') {
		at = 2
	}
	if !isDigit(l.peekByte(at)) {
		return ""
	}
	from := l.pos + 1
	l.pos += at
	for l.pos < l.end && isDigit(l.src[l.pos]) {
		l.pos++
	}
	return l.src[from:l.pos]
}

// listed tells whether the innermost open bracket may hold a list of which the
// next item begins here. No item of a list begins with a zero, unless it is the
// argument of a function.
func (l *lexer) listed(zero bool) bool {
	if len(l.nesting) == 0 {
		return false
	}
	switch l.nesting[len(l.nesting)-1] {
	case 'b': // an environment, or a brace that is no script
		return false
	case 'f':
		return true
	}
	return !zero
}

// repeating reads the digits below an overline, and the decimal point before
// it: `0.\overline{3}`.
func (l *lexer) repeating(text *string) string {
	rest := l.src[l.pos:min(l.end, l.pos+64)]
	decimal := strings.Contains(*text, ".")
	if !decimal {
		after, found := strings.CutPrefix(rest, ".")
		if !found {
			return ""
		}
		rest = after
	}
	for _, mark := range []string{`\overline{`, `\bar{`, `\overline `, `\bar `, `\overline`, `\bar`} {
		after, found := strings.CutPrefix(rest, mark)
		if !found {
			continue
		}
		length := 0
		for length < len(after) && isDigit(after[length]) {
			length++
		}
		braced := strings.HasSuffix(mark, "{")
		if length == 0 || braced && (length == len(after) || after[length] != '}') {
			return ""
		}
		if !braced {
			length = 1
		}
		l.pos += len(mark) + length
		if braced {
			l.pos++
		}
		if !decimal {
			l.pos++
			*text += "."
		}
		return after[:length]
	}
	return ""
}
