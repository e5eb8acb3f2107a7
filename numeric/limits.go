package numeric

import "math/big"

const (
	// MaxDigits bounds the significant digits of a Scalar; as it is enforced in bits, a number of one
	// digit more may pass.
	MaxDigits = 100_000
	// MaxExponent bounds the absolute value of the power of ten of a decimal in lowest terms.
	MaxExponent = 100_000

	// maxBits is the length of 10^MaxDigits in bits, rounded up: log2(10) < 3.32193.
	maxBits = MaxDigits * 332193 / 100_000
	// maxLiteral bounds the characters of one decimal literal: a plain number with every digit and every
	// zero that the limits allow, and its sign, point and exponent.
	maxLiteral = MaxDigits + MaxExponent + 32
)

// fits reports whether every one of the integers is within the digits allowed.
func fits(integers ...*big.Int) bool {
	for _, n := range integers {
		if n.BitLen() > maxBits {
			return false
		}
	}
	return true
}
