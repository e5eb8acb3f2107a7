package proofs

import (
	"math/big"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// longestMisread bounds the numbers whose digits are changed one by one.
const longestMisread = 6

// ofNumber names what was done with a number that was taken for another.
func (s *slipSearch) ofNumber(n *syntax.Number, taken *big.Rat) {
	meant, ok := new(big.Rat).SetString(n.Text)
	if len(n.Text) > 40 || n.Repeating != "" || !ok {
		return
	}
	if meant.Cmp(taken) == 0 {
		return
	}
	sum, difference := new(big.Rat).Add(meant, taken), new(big.Rat).Sub(meant, taken)
	switch {
	case sum.Sign() == 0:
		s.note("sign", "the sign of %s was lost", n.Text)
	case difference.IsInt() && difference.Num().IsInt64() && (difference.Num().Int64() == 1 || difference.Num().Int64() == -1):
		s.note("off-by-one", "%s was taken one off", n.Text)
	}
	if one := big.NewRat(1, 1); meant.Sign() > 0 && meant.Cmp(one) < 0 && sum.Cmp(one) == 0 {
		s.note("percent", "%s was taken, which is the rest of %s to the whole", symbolic.FormatRat(taken), n.Text)
	}
	if meant.Sign() != 0 {
		switch ratio := new(big.Rat).Quo(taken, meant); {
		case ratio.Cmp(big.NewRat(10, 1)) == 0:
			s.note("factor-of-ten", "%s was taken ten times too large", n.Text)
		case ratio.Cmp(big.NewRat(1, 10)) == 0:
			s.note("factor-of-ten", "%s was taken ten times too small", n.Text)
		}
	}
	shown := symbolic.FormatRat(taken)
	switch {
	case exchanged(n.Text, shown):
		s.note("digits-transposed", "the digits of %s were exchanged", n.Text)
	case len(n.Text) <= longestMisread && oneDigitOff(n.Text, shown):
		s.note("digit-misread", "%s was misread as %s", n.Text, shown)
	}
}

// oneDigitOff says whether two numerals differ in one digit.
func oneDigitOff(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	count := 0
	for i := range len(a) {
		if a[i] != b[i] {
			if !isDigit(a[i]) || !isDigit(b[i]) {
				return false
			}
			count++
		}
	}
	return count == 1
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// exchanged says whether two numerals differ by two neighbouring digits exchanged.
func exchanged(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := 0; i+1 < len(a); i++ {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}

// editNumber offers the numbers that one may be taken for.
func editNumber(n *syntax.Number, add addEdit) {
	if n.Repeating != "" || len(n.Text) > 40 {
		return
	}
	number := func(text string) syntax.Node { return &syntax.Number{At: n.At, Text: text, Written: text} }
	add(&syntax.Sum{At: n.At, Terms: []syntax.Term{{Sign: "-", Value: n}}}, "sign", "the sign of %s was lost", n.Text)
	digits := []byte(n.Text)
	for i := 0; i+1 < len(digits); i++ {
		j := i + 1
		if digits[j] == '.' {
			j++
		}
		if digits[i] != '.' && j < len(digits) && digits[i] != digits[j] {
			swapped := append([]byte{}, digits...)
			swapped[i], swapped[j] = swapped[j], swapped[i]
			add(number(string(swapped)), "digits-transposed", "the digits of %s were exchanged", n.Text)
		}
	}
	add(&syntax.Product{At: n.At, Factors: []syntax.Factor{{Value: n}, {Operator: `\cdot`, Value: number("10")}}}, "factor-of-ten", "%s was taken ten times too large", n.Text)
	add(&syntax.Product{At: n.At, Factors: []syntax.Factor{{Value: n}, {Operator: `\cdot`, Value: number("0.1")}}}, "factor-of-ten", "%s was taken ten times too small", n.Text)
	for _, sign := range []string{"+", "-"} {
		add(&syntax.Sum{At: n.At, Terms: []syntax.Term{{Value: n}, {Sign: sign, Value: number("1")}}}, "off-by-one", "%s was taken one off", n.Text)
	}
	if len(digits) > 3 {
		return
	}
	for i, d := range digits {
		if d == '.' {
			continue
		}
		for other := byte('0'); other <= '9'; other++ {
			if other != d {
				changed := append([]byte{}, digits...)
				changed[i] = other
				add(number(string(changed)), "digit-misread", "%s was misread as %s", n.Text, changed)
			}
		}
	}
}

// ofResult names errors in writing a result down: exchanged digits, a lost sign, a
// decimal point that slid, one coefficient. One entry at most may differ.
func (s *slipSearch) ofResult(meant, written value) {
	meant, written = meant.single(), written.single()
	if !sameShape(meant, written) {
		return
	}
	a, b := meant.entries(), written.entries()
	at := -1
	for i := range a {
		if !a[i].Equal(b[i]) {
			if at >= 0 {
				s.ofTransposed(meant, written)
				return
			}
			at = i
		}
	}
	if at < 0 {
		return
	}
	x, ok := a[at].AsConstant()
	y, known := b[at].AsConstant()
	switch {
	case ok && known:
		s.ofConstant(x, y)
	case !meant.opaque && !written.opaque:
		s.ofFormula(a[at], b[at])
	}
}

// ofTransposed notes a matrix written with rows and columns exchanged.
func (s *slipSearch) ofTransposed(meant, written value) {
	if meant.isMatrix && meant.rows() == meant.columns() && s.matches(meant.transposed(), written) {
		s.note("transposed", "rows and columns were exchanged")
	}
}

func (s *slipSearch) ofConstant(x, y *big.Rat) {
	shown, right := symbolic.FormatRat(y), symbolic.FormatRat(x)
	if x.Sign() != 0 && y.Sign() != 0 {
		ratio := new(big.Rat).Quo(y, x)
		switch side, slid := slidBy(ratio); {
		case ratio.Cmp(big.NewRat(-1, 1)) == 0:
			s.note("sign", "the sign of the result was lost")
		case slid:
			s.note("factor-of-ten", "the decimal point of the result slid to the %s", side)
		case new(big.Rat).Mul(x, y).Cmp(big.NewRat(1, 1)) == 0:
			s.note("fraction-inverted", "the result was turned upside down")
		case ratio.Cmp(big.NewRat(60, 1)) == 0 || ratio.Cmp(big.NewRat(1, 60)) == 0:
			s.note("unit", "the result is out by 60, as between hours, minutes and seconds")
		case ratio.Cmp(big.NewRat(2, 1)) == 0 && len(s.found) == 0:
			s.note("factor-forgotten", "the result is twice what it should be")
		case ratio.Cmp(big.NewRat(1, 2)) == 0 && len(s.found) == 0:
			s.note("factor-forgotten", "the result is half of what it should be")
		}
	}
	if exchanged(right, shown) {
		s.note("digits-transposed", "two digits of the result %s were exchanged", right)
	}
	if x.IsInt() && y.IsInt() {
		s.ofInteger(new(big.Int).Sub(y.Num(), x.Num()), x.Num(), y.Num())
		return
	}
	switch {
	case !strings.Contains(right, "/") && !strings.Contains(shown, "/"):
		if oneDigitOff(right, shown) {
			s.note("digit-misread", "one digit of the result is wrong: %s, not %s", right, shown)
		}
	case x.Denom().Cmp(y.Denom()) == 0:
		s.note("fraction-part", "the numerator should be %s, not %s", x.Num(), y.Num())
	case x.Num().Cmp(y.Num()) == 0:
		s.note("fraction-part", "the denominator should be %s, not %s", x.Denom(), y.Denom())
	}
}

// ofInteger names what makes a whole result wrong by a small amount, or by one in
// some place.
func (s *slipSearch) ofInteger(off, right, shown *big.Int) {
	digits := new(big.Int).Abs(off).String()
	if right.Sign()*shown.Sign() < 0 || len(digits) > 40 {
		return
	}
	switch {
	case digits == "1":
		s.note("off-by-one", "the result is one off")
	case digits[0] == '1' && strings.Trim(digits[1:], "0") == "" && off.Sign()*right.Sign() < 0:
		s.note("carry", "a carry was forgotten: the result is %s too small", digits)
	case digits[0] == '1' && strings.Trim(digits[1:], "0") == "":
		s.note("carry", "one was carried too much, or not borrowed: the result is %s too large", digits)
	case oneDigitOff(right.String(), shown.String()):
		s.note("digit-misread", "one digit of the result is wrong: %s, not %s", right, shown)
	}
}

// slidBy says where a decimal point slid to, for a ratio that is a power of ten.
func slidBy(ratio *big.Rat) (side string, ok bool) {
	zeros := func(n *big.Int) bool {
		text := n.String()
		return len(text) > 1 && len(text) < 20 && text[0] == '1' && strings.Trim(text[1:], "0") == ""
	}
	switch {
	case ratio.IsInt() && zeros(ratio.Num()):
		return "right", true
	case ratio.Num().IsInt64() && ratio.Num().Int64() == 1 && zeros(ratio.Denom()):
		return "left", true
	}
	return "", false
}

// mostCoefficients bounds the formulas whose terms are compared.
const mostCoefficients = 200

// ofFormula names the one term in which two formulas differ.
func (s *slipSearch) ofFormula(x, y symbolic.RationalFunction) {
	if x.Equal(y.Neg()) {
		s.note("sign", "the sign of the result was lost")
		return
	}
	if !x.Denominator().Equal(y.Denominator()) {
		if product, err := x.Mul(y, s.budget); err == nil && product.IsOne() {
			s.note("fraction-inverted", "the result was turned upside down")
		}
		return
	}
	p, q := x.Numerator(), y.Numerator()
	if p.Len() > mostCoefficients || q.Len() > mostCoefficients {
		return
	}
	d := q.Sub(p)
	if d.Len() != 1 {
		return
	}
	var powers []symbolic.VariablePower
	for monomial := range d.Terms() {
		powers = monomial
	}
	meant, shown := coefficientOf(p, powers), coefficientOf(q, powers)
	where := "the constant term"
	if len(powers) > 0 {
		where = "the term in " + monomialOf(powers).LaTeX()
	}
	switch {
	case shown.Sign() == 0:
		s.note("term-dropped", "%s is missing", where)
	case meant.Sign() == 0:
		s.note("coefficient", "%s should not be there", where)
	case new(big.Rat).Add(meant, shown).Sign() == 0:
		s.note("sign", "the sign of %s was lost", where)
	case len(powers) == 0:
		s.note("coefficient", "the constant term should be %s, not %s", symbolic.FormatRat(meant), symbolic.FormatRat(shown))
	default:
		s.note("coefficient", "the coefficient of %s should be %s, not %s", monomialOf(powers).LaTeX(), symbolic.FormatRat(meant), symbolic.FormatRat(shown))
	}
}

// coefficientOf gives the coefficient of a monomial in a polynomial.
func coefficientOf(p symbolic.Polynomial, powers []symbolic.VariablePower) *big.Rat {
	m := monomialOf(powers)
	for other, coefficient := range p.Terms() {
		if monomialOf(other).Equal(m) {
			return coefficient
		}
	}
	return new(big.Rat)
}

func monomialOf(powers []symbolic.VariablePower) symbolic.Polynomial {
	m := symbolic.Integer(1)
	for _, v := range powers {
		p, err := symbolic.Variable(v.Name).Pow(v.Exponent, nil)
		if err != nil {
			return m
		}
		if m, err = m.Mul(p, nil); err != nil {
			return m
		}
	}
	return m
}
