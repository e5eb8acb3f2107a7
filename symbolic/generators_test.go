package symbolic

import (
	"math/big"

	"pgregory.net/rapid"
)

// Generators of small random values for the laws.

var lawNames = []string{"a", "b", "x", "y"}

func drawRat(t *rapid.T, label string) *big.Rat {
	return big.NewRat(rapid.Int64Range(-9, 9).Draw(t, label), rapid.Int64Range(1, 6).Draw(t, label+"den"))
}

func drawCoefficient(t *rapid.T) *big.Rat {
	r := drawRat(t, "coefficient")
	if rapid.IntRange(0, 9).Draw(t, "long") == 0 { // beyond a machine word
		r.Mul(r, new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), uint(rapid.IntRange(50, 130).Draw(t, "bits")))))
	}
	return r
}

func drawPolynomial(t *rapid.T, label string, terms, degree int) Polynomial {
	p := Polynomial{}
	for range rapid.IntRange(0, terms).Draw(t, label) {
		term := Constant(drawCoefficient(t))
		for _, name := range lawNames {
			term = term.shiftExponent(name, int32(rapid.IntRange(0, degree).Draw(t, name)))
		}
		p = p.Add(term)
	}
	return p
}

func drawRational(t *rapid.T, label string) RationalFunction {
	for {
		den := drawPolynomial(t, label+" denominator", 2, 1)
		if den.IsZero() {
			den = Integer(1)
		}
		r, _, err := Rational(drawPolynomial(t, label, 3, 2), den, nil)
		if err == nil {
			return r
		}
	}
}
