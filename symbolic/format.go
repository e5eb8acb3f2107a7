package symbolic

import (
	"math/big"
	"strconv"
	"strings"
)

// FormatRat writes r exactly: as a decimal if it has a finite one ("0.5", "-3.8", "2"), else as a
// fraction in lowest terms ("-1/3"). A nil r is "0".
func FormatRat(r *big.Rat) string {
	if r == nil {
		return "0"
	}
	if r.IsInt() {
		return r.Num().String()
	}
	// The denominator is 2^a 5^b exactly if r has a finite decimal, with max(a, b) places.
	d := new(big.Int).Set(r.Denom())
	twos := d.TrailingZeroBits()
	d.Rsh(d, twos)
	fives := uint(0)
	// Divide by 5^(2^i) downwards, so that long denominators take few divisions.
	var squares []*big.Int
	for f := big.NewInt(5); f.Cmp(d) <= 0; f = new(big.Int).Mul(f, f) {
		squares = append(squares, f)
	}
	remainder := new(big.Int)
	for i := len(squares) - 1; i >= 0; i-- {
		q := new(big.Int)
		if q.QuoRem(d, squares[i], remainder); remainder.Sign() == 0 {
			d = q
			fives += 1 << uint(i)
		}
	}
	if !d.IsInt64() || d.Int64() != 1 {
		return r.String()
	}
	return r.FloatString(int(max(twos, fives)))
}

// String writes p as in "g*rho^2 - g + 1/2", the leading term first. Names are printed as they are.
func (p Polynomial) String() string {
	return p.format(plainStyle)
}

// LaTeX writes p as in "g \rho^{2} - g + \frac{1}{2}". Names that begin with a backslash and single
// letters are printed as they are, names of Greek letters get their backslash, and other names of
// letters alone are set upright.
func (p Polynomial) LaTeX() string {
	return p.format(latexStyle)
}

type style struct {
	number func(r *big.Rat) string
	power  func(name string, exponent int) string
	// join puts a factor after another.
	join func(left, right string) string
}

var plainStyle = style{
	number: func(r *big.Rat) string { return r.RatString() },
	power: func(name string, e int) string {
		if e == 1 {
			return name
		}
		if strings.ContainsAny(name, "^+-*/ ") && !enclosed(name) {
			name = "(" + name + ")"
		}
		return name + "^" + strconv.Itoa(e)
	},
	join: func(left, right string) string { return left + "*" + right },
}

func enclosed(name string) bool {
	return strings.HasPrefix(name, "(") && strings.HasSuffix(name, ")") && strings.Count(name, "(") == 1
}

var latexStyle = style{
	number: latexRat,
	power: func(name string, e int) string {
		name = latexName(name)
		if e == 1 {
			return name
		}
		if strings.Contains(name, "^") {
			name = `\left(` + name + `\right)`
		}
		return name + "^{" + strconv.Itoa(e) + "}"
	},
	join: func(left, right string) string {
		if right[0] >= '0' && right[0] <= '9' || strings.HasPrefix(right, `\frac`) {
			return left + ` \cdot ` + right
		}
		return left + " " + right
	},
}

func latexRat(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	sign := ""
	if r.Sign() < 0 {
		sign = "-"
	}
	return sign + `\frac{` + new(big.Int).Abs(r.Num()).String() + "}{" + r.Denom().String() + "}"
}

const greek = " alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho varrho sigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega "

func latexName(name string) string {
	if len(name) < 2 || name[0] == '\\' {
		return name
	}
	letters := true
	for i := range len(name) {
		c := name[i] | 0x20
		letters = letters && c >= 'a' && c <= 'z'
	}
	switch {
	case !letters:
		return name
	case strings.Contains(greek, " "+name+" "):
		return `\` + name
	}
	return `\mathrm{` + name + "}"
}

// format writes a sum of terms.
func (p Polynomial) format(s style) string {
	if p.IsZero() {
		return "0"
	}
	var b strings.Builder
	for i := range p.coefficients {
		c := p.rat(i)
		switch {
		case i == 0 && c.Sign() < 0:
			b.WriteString("-")
		case i > 0 && c.Sign() < 0:
			b.WriteString(" - ")
		case i > 0:
			b.WriteString(" + ")
		}
		c.Abs(c)
		monomial := p.monomial(i)
		text := ""
		if len(monomial) == 0 || c.Cmp(oneRat()) != 0 {
			text = s.number(c)
		}
		for _, f := range monomial {
			factor := s.power(f.Name, f.Exponent)
			if text == "" {
				text = factor
			} else {
				text = s.join(text, factor)
			}
		}
		b.WriteString(text)
	}
	return b.String()
}

func oneRat() *big.Rat { return big.NewRat(1, 1) }

// parts returns a as a quotient of polynomials with integer coefficients.
func (a RationalFunction) parts() (num, den Polynomial) {
	num, den = a.numerator, a.Denominator()
	d := num.den()
	num.denominator = word(1)
	return num, den.scale(d, word(1))
}

// String writes a as in "(rho^2 - 1)/(2*rho + 1)". A constant is written by [FormatRat].
func (a RationalFunction) String() string {
	if c, ok := a.AsConstant(); ok {
		return FormatRat(c)
	}
	if a.IsPolynomial() {
		return a.numerator.String()
	}
	num, den := a.parts()
	n, d := num.String(), den.String()
	if num.Len() > 1 {
		n = "(" + n + ")"
	}
	if den.Len() > 1 || strings.Contains(d, "*") {
		d = "(" + d + ")"
	}
	return n + "/" + d
}

// LaTeX writes a as a fraction of polynomials with integer coefficients, or as a polynomial.
func (a RationalFunction) LaTeX() string {
	if a.IsPolynomial() {
		return a.numerator.LaTeX()
	}
	num, den := a.parts()
	sign := ""
	if num.Len() == 1 && num.leading().sign() < 0 {
		sign, num = "-", num.Neg()
	}
	return sign + `\frac{` + num.LaTeX() + "}{" + den.LaTeX() + "}"
}
