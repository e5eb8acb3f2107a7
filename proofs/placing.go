package proofs

import (
	"math/big"
	"regexp"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// placing gathers the edits that put values in the places of numbers.
type placing struct {
	*chainFix
	edits   []textEdit
	numbers []carriedNumber
	factor  bool // what is being placed stands behind another factor
}

// replace notes an edit. Text that came from a macro is none of the member's own.
func (p *placing) replace(at syntax.Span, text string) {
	p.edits = append(p.edits, textEdit{at, text})
}

// place puts a value into a literal: a number, a fraction, a row, a column or a
// matrix of numbers. It fails where the tree is a computation or the shapes do
// not fit.
func (p *placing) place(n syntax.Node, v value) bool {
	v = v.single()
	switch n := n.(type) {
	case *syntax.Wrapped:
		return p.place(n.Inner, v)
	case *syntax.Group:
		if list, ok := n.Inner.(*syntax.List); ok {
			return p.placeRow(list.Items, v)
		}
		if r, ok := constantOf(v); ok && p.placeNumber(n, r) {
			return true // with its brackets
		}
		return n.Inner != nil && p.place(n.Inner, v)
	case *syntax.Matrix:
		return p.placeMatrix(n, v)
	case *syntax.Script:
		if n.Sub == nil && n.Sup != nil && isTranspose(n.Sup) {
			return v.isMatrix && p.place(n.Base, v.transposed())
		}
	}
	r, ok := constantOf(v)
	return ok && p.placeNumber(n, r)
}

// placeRow puts a vector into the items of a list.
func (p *placing) placeRow(items []syntax.Node, v value) bool {
	entries := v.entries()
	if !v.isVector() || len(entries) != len(items) {
		return false
	}
	for i, item := range items {
		if r, ok := entries[i].AsConstant(); !ok || !p.placeNumber(item, r) {
			return false
		}
	}
	return true
}

// placeMatrix puts a matrix into one of its shape, or a vector into each row, or
// each column, of a matrix that repeats it.
func (p *placing) placeMatrix(n *syntax.Matrix, v value) bool {
	if !v.isMatrix || len(n.Rows) == 0 {
		return false
	}
	rows, columns := len(n.Rows), len(n.Rows[0])
	at := v.at
	switch {
	case rows == v.rows() && columns == v.columns():
	case v.rows() == 1 && columns == v.columns():
		at = func(_, j int) symbolic.RationalFunction { return v.at(0, j) }
		if !repeats(n, true) {
			return false
		}
	case v.columns() == 1 && rows == v.rows():
		at = func(i, _ int) symbolic.RationalFunction { return v.at(i, 0) }
		if !repeats(n, false) {
			return false
		}
	default:
		return false
	}
	for i, row := range n.Rows {
		if len(row) != columns {
			return false
		}
		for j, entry := range row {
			r, ok := at(i, j).AsConstant()
			if !ok || entry == nil || !p.placeNumber(entry, r) {
				return false
			}
		}
	}
	return true
}

// repeats says whether all rows, or all columns, of a matrix are written alike.
func repeats(n *syntax.Matrix, rows bool) bool {
	for _, row := range n.Rows {
		for j, entry := range row {
			like := n.Rows[0]
			k := j
			if !rows {
				like, k = row, 0
			}
			if entry == nil || k >= len(like) || like[k] == nil || syntax.Print(entry) != syntax.Print(like[k]) {
				return false
			}
		}
	}
	return true
}

// placeNumber puts a number into a literal number, with its sign.
func (p *placing) placeNumber(n syntax.Node, r *big.Rat) bool {
	old, ok := signedNumber(n)
	if !ok || !p.own(n) {
		return false
	}
	if p.rounded {
		if places, decimal := literal(n); decimal {
			if _, ends := decimalPlaces(r); !ends || places < mostDecimals(r) {
				r = halfUp.round(r, -places)
			}
		}
	}
	if old.Cmp(r) == 0 {
		return true
	}
	p.numbers = append(p.numbers, carriedNumber{old, r})
	if p.placeDenominator(n, r) {
		return true
	}
	p.replace(n.Span(), writeLike(r, p.document.Text(n.Span())))
	return true
}

// placeDenominator writes a whole number as a fraction with the numerator that stands
// there, where that goes: 12 for 60/4 is 60/5.
func (p *placing) placeDenominator(n syntax.Node, r *big.Rat) bool {
	f, ok := n.(*syntax.Fraction)
	if !ok || !r.IsInt() || r.Sign() <= 0 {
		return false
	}
	top, ok := signedNumber(f.Numerator)
	at := f.Denominator.Span()
	if !ok || p.document.Text(syntax.Span{Start: at.Start - 1, End: at.Start}) != "{" {
		return false
	}
	bottom := new(big.Rat).Quo(top, r)
	if !bottom.IsInt() || bottom.Cmp(big.NewRat(1, 1)) <= 0 {
		return false
	}
	p.replace(at, bottom.Num().String())
	return true
}

// mostDecimals is the number of decimal places of a number that ends.
func mostDecimals(r *big.Rat) int {
	places, _ := decimalPlaces(r)
	return places
}

// decimalPlaces is how many decimal places a number has, and whether it ends.
func decimalPlaces(r *big.Rat) (int, bool) { return r.FloatPrec() }

// own says whether the numerals of a literal stand in the source as they are, not
// by way of a macro.
func (p *placing) own(n syntax.Node) bool {
	own := true
	syntax.Inspect(n, func(k syntax.Node) bool {
		if k, ok := k.(*syntax.Number); ok {
			own = own && p.document.Text(k.At) == k.Written
		}
		return own
	})
	return own
}

// signedNumber gives the value of a literal: a decimal or a fraction of integers,
// with a sign or without.
func signedNumber(n syntax.Node) (*big.Rat, bool) {
	switch n := n.(type) {
	case *syntax.Wrapped:
		return signedNumber(n.Inner)
	case *syntax.Group:
		if n.Open == "(" && n.Close == ")" && n.Inner != nil {
			return signedNumber(n.Inner)
		}
	case *syntax.Number:
		return numberOf(n)
	case *syntax.Sum:
		if len(n.Terms) != 1 {
			return nil, false
		}
		r, ok := signedNumber(n.Terms[0].Value)
		if ok && plainSign(n.Terms[0].Sign) == "-" {
			r = new(big.Rat).Neg(r)
		}
		return r, ok && (plainSign(n.Terms[0].Sign) == "-" || plainSign(n.Terms[0].Sign) == "+")
	case *syntax.Fraction:
		if strings.Contains(n.Command, "frac") {
			return quotient(n.Numerator, n.Denominator)
		}
	case *syntax.Product:
		if len(n.Factors) == 2 && n.Factors[1].Operator == "/" {
			return quotient(n.Factors[0].Value, n.Factors[1].Value)
		}
	}
	return nil, false
}

func quotient(a, b syntax.Node) (*big.Rat, bool) {
	x, ok := signedNumber(a)
	y, also := signedNumber(b)
	if !ok || !also || y.Sign() == 0 || !x.IsInt() || !y.IsInt() {
		return nil, false
	}
	return new(big.Rat).Quo(x, y), true
}

// numberOf gives the value of a numeral of moderate length.
func numberOf(n *syntax.Number) (*big.Rat, bool) {
	if n.Repeating != "" || len(n.Text) > 10_000 {
		return nil, false
	}
	for _, d := range n.Text {
		if (d < '0' || d > '9') && d != '.' {
			return nil, false
		}
	}
	return new(big.Rat).SetString(n.Text)
}

// writeLike writes a number in the notation of an old literal: brackets, the sign
// used for minus, the decimal comma and the kind of fraction stay.
func writeLike(r *big.Rat, old string) string {
	trimmed := strings.TrimSpace(old)
	if inner, ok := strings.CutPrefix(trimmed, "("); ok && strings.HasSuffix(inner, ")") {
		inner = strings.TrimSuffix(inner, ")")
		if r.Sign() >= 0 && strings.ContainsAny(inner, "-−") {
			return writeLike(r, inner) // (-3) had brackets for its sign only
		}
		return "(" + writeLike(r, inner) + ")"
	}
	minus := "-"
	if strings.HasPrefix(trimmed, "−") {
		minus = "−"
	}
	sign := ""
	if r.Sign() < 0 {
		sign = minus
	}
	size := new(big.Rat).Abs(r)
	fraction := oldFraction.FindString(trimmed)
	text := ""
	switch places, ends := size.FloatPrec(); {
	case size.IsInt():
		text = size.Num().String()
	case fraction != "":
		text = `\` + strings.TrimPrefix(fraction, `\`) + "{" + size.Num().String() + "}{" + size.Denom().String() + "}"
	case strings.Contains(trimmed, "/"):
		text = size.Num().String() + "/" + size.Denom().String()
	case ends && places <= 200:
		text = size.FloatString(places)
		if strings.Contains(trimmed, "{,}") {
			text = strings.Replace(text, ".", "{,}", 1)
		} else if oldComma.MatchString(trimmed) {
			text = strings.Replace(text, ".", ",", 1)
		}
	default:
		text = `\frac{` + size.Num().String() + "}{" + size.Denom().String() + "}"
	}
	return sign + text
}

var (
	oldFraction = regexp.MustCompile(`\\[dtc]?frac`)
	oldComma    = regexp.MustCompile(`^[-−+]?\d+,\d+$`)
)

// valueText writes a value with symbols as a formula.
func (m *chainFix) valueText() (string, bool) {
	v := m.target.single()
	if v.isMatrix || v.isConstant() || len(v.String()) > 400 {
		return "", false
	}
	text := func(p symbolic.Polynomial) string {
		return exponent.ReplaceAllString(strings.ReplaceAll(p.String(), "*", " "), "^{$1}")
	}
	top := text(v.scalar.Numerator())
	if bottom := text(v.scalar.Denominator()); bottom != "1" {
		return `\frac{` + top + "}{" + bottom + "}", true
	}
	return top, true
}

var exponent = regexp.MustCompile(`\^(\d+)`)

// literalText writes a value without symbols in the notation of the format.
func (m *chainFix) literalText() (string, bool) {
	v := m.target.single()
	if !v.isConstant() {
		return "", false
	}
	like := ""
	for _, n := range m.chain.members {
		if n != nil {
			if k, ok := n.(*syntax.Number); ok {
				like = k.Written
			}
		}
	}
	if m.document.Format == syntax.Plain {
		like += "/"
	}
	rows := make([]string, v.rows())
	for i := range rows {
		cells := make([]string, v.columns())
		for j := range cells {
			r, _ := v.at(i, j).AsConstant()
			old := like
			if _, ends := decimalPlaces(r); ends {
				old = strings.TrimSuffix(like, "/")
			}
			cells[j] = writeLike(r, old)
		}
		if m.document.Format == syntax.Plain {
			rows[i] = strings.Join(cells, ", ")
		} else {
			rows[i] = strings.Join(cells, " & ")
		}
	}
	switch {
	case !v.isMatrix:
		return rows[0], true
	case m.document.Format == syntax.Plain:
		return "[" + strings.Join(rows, "; ") + "]", true
	}
	return `\begin{bmatrix} ` + strings.Join(rows, ` \\ `) + ` \end{bmatrix}`, true
}
