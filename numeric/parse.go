package numeric

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Parse reads an exact number: digits with an optional sign, decimal point and power of ten (-3, .5, 2.50,
// 1e-3), or a fraction of two such numbers (1/3). The sign may be a hyphen, a plus or U+2212. Spaces, digit
// separators, infinities and other bases are no part of a number here.
func Parse(text string) (Scalar, error) {
	if len(text) > 2*maxLiteral+1 {
		return Scalar{}, fmt.Errorf("literal of %d bytes: %w", len(text), ErrLimit)
	}
	above, below, isFraction := strings.Cut(text, "/")
	numerator, err := parseDecimal(above)
	if err != nil || !isFraction {
		return numerator, err
	}
	denominator, err := parseDecimal(below)
	if err != nil {
		return Scalar{}, err
	}
	return numerator.Quo(denominator)
}

// MustParse is Parse for literals in a program. It panics if text is not a number.
func MustParse(text string) Scalar {
	s, err := Parse(text)
	if err != nil {
		panic("numeric.MustParse: " + err.Error())
	}
	return s
}

// parseDecimal reads one decimal literal.
func parseDecimal(text string) (Scalar, error) {
	negative, rest := cutSign(text)
	mantissa, exponentText, hasExponent := cutExponent(rest)
	whole, fraction, hasPoint := strings.Cut(mantissa, ".")
	if !allDigits(whole) || !allDigits(fraction) || whole+fraction == "" || (hasPoint && fraction == "") {
		return Scalar{}, syntaxError(text)
	}
	exponent, tooLarge := 0, false
	if hasExponent {
		var ok bool
		if exponent, tooLarge, ok = parseExponent(exponentText); !ok {
			return Scalar{}, syntaxError(text)
		}
	}
	digits := strings.TrimLeft(whole+fraction, "0")
	significant := strings.TrimRight(digits, "0")
	if significant == "" {
		return Scalar{}, nil
	}
	exponent += len(digits) - len(significant) - len(fraction)
	if tooLarge || exponent > MaxExponent || exponent < -MaxExponent || len(significant) > MaxDigits+1 {
		return Scalar{}, fmt.Errorf("%s: %w", shorten(text), ErrLimit)
	}
	coefficient, ok := new(big.Int).SetString(significant, 10)
	if !ok {
		return Scalar{}, syntaxError(text)
	}
	if negative {
		coefficient.Neg(coefficient)
	}
	return NewDecimal(decimal.NewFromBigInt(coefficient, int32(exponent)))
}

// cutSign takes a leading sign off text.
func cutSign(text string) (negative bool, rest string) {
	for _, minus := range []string{"-", "\u2212"} {
		if rest, found := strings.CutPrefix(text, minus); found {
			return true, rest
		}
	}
	return false, strings.TrimPrefix(text, "+")
}

// cutExponent splits text at the letter that announces a power of ten.
func cutExponent(text string) (mantissa, exponent string, found bool) {
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		return text[:i], text[i+1:], true
	}
	return text, "", false
}

// parseExponent reads a power of ten. An exponent that no literal of allowed length could bring within the
// limits is reported as too large instead of being computed.
func parseExponent(text string) (exponent int, tooLarge, ok bool) {
	negative, digits := cutSign(text)
	if digits == "" || !allDigits(digits) {
		return 0, false, false
	}
	digits = strings.TrimLeft(digits, "0")
	if len(digits) > 9 {
		return 0, true, true
	}
	if digits == "" {
		return 0, false, true
	}
	exponent, err := strconv.Atoi(digits)
	if negative {
		exponent = -exponent
	}
	return exponent, false, err == nil
}

// allDigits reports whether text holds nothing but ASCII digits.
func allDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

// syntaxError returns the error for a literal that is not a number.
func syntaxError(text string) error { return fmt.Errorf("%q: %w", shorten(text), ErrSyntax) }

// shorten cuts text to what fits in a message.
func shorten(text string) string {
	const most = 40
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "..."
}
