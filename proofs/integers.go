package proofs

import (
	"math/big"
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// arguments lists what stands in the brackets behind a function of several
// numbers: `\gcd(12, 18)`, `\max\{a, b\}`. It is nil for anything else.
func arguments(n syntax.Node) []syntax.Node {
	for {
		switch m := n.(type) {
		case *syntax.Wrapped:
			n = m.Inner
		case *syntax.Group:
			if list, ok := m.Inner.(*syntax.List); ok {
				return list.Items
			}
			n = m.Inner
		case *syntax.Matrix:
			if len(m.Rows) == 1 && (m.Environment == "(" || m.Environment == "[") {
				return m.Rows[0]
			}
			return nil
		case *syntax.List:
			return m.Items
		default:
			return nil
		}
	}
}

// mostArguments bounds the numbers a function of several may have.
const mostArguments = 50

// ofSeveral gives gcd, lcm, max and min of numbers or symbols. The last result is false
// where the name is none of these.
func (e *evaluator) ofSeveral(name string, argument, n syntax.Node) ([]candidate, *failure, bool) {
	name = strings.ToLower(strings.Trim(strings.NewReplacer(`\`, "", " ", "", ".", "").Replace(name), "{}"))
	var join func(a, b symbolic.RationalFunction) (symbolic.RationalFunction, bool, *failure)
	switch name {
	case "gcd", "gcf", "hcf":
		join = e.gcd
	case "lcm":
		join = e.lcm
	case "max", "min":
		join = func(a, b symbolic.RationalFunction) (symbolic.RationalFunction, bool, *failure) {
			return e.extreme(a, b, name == "max", n)
		}
	default:
		return nil, nil, false
	}
	parts := arguments(argument)
	if len(parts) < 2 || len(parts) > mostArguments {
		return nil, unsupported(n, "%s of what are not several numbers", name), true
	}
	var total symbolic.RationalFunction
	opaque := false
	for i, part := range parts {
		if part == nil {
			return nil, unsupported(n, "an argument is missing"), true
		}
		x, unknown, failed := e.scalarWith(part)
		if failed != nil {
			if name == "max" || name == "min" {
				cs, alsoFailed, ok := e.entrywise(parts, func(inner *evaluator, entries []syntax.Node) ([]candidate, *failure) {
					cs, failed, _ := inner.ofSeveral(name, &syntax.List{At: n.Span(), Items: entries, Separator: ","}, n)
					return cs, failed
				})
				if ok {
					return withReading(cs, elementWise), alsoFailed, true
				}
			}
			return nil, failed, true
		}
		if i == 0 {
			total, opaque = x, unknown
			continue
		}
		var known bool
		if total, known, failed = join(total, x); failed != nil {
			return nil, failed, true
		}
		if !known {
			cs, failed := e.opaqueOfSeveral(name, parts)
			return cs, failed, true
		}
		opaque = opaque || unknown
	}
	return one(value{scalar: total, opaque: opaque || e.holdsFunctions(total) || e.holdsOpaque(total)}), nil, true
}

// namedBeside gives `\text{gcd}\,(12, 18)`, where words stand beside brackets.
func (e *evaluator) namedBeside(f, next syntax.Node) ([]candidate, *failure, bool) {
	var word string
	switch f := f.(type) {
	case *syntax.Text:
		word = f.Content
	case *syntax.Symbol:
		if len(f.Name) < 3 {
			return nil, nil, false
		}
		word = f.Name
	default:
		return nil, nil, false
	}
	if len(arguments(next)) < 2 {
		return nil, nil, false
	}
	return e.ofSeveral(word, next, f)
}

// opaqueOfSeveral names a value that hence does not know, whatever the order of its
// arguments.
func (e *evaluator) opaqueOfSeveral(name string, parts []syntax.Node) ([]candidate, *failure) {
	forms := make([]string, len(parts))
	for i, part := range parts {
		x, _, failed := e.scalarWith(part)
		if failed != nil {
			return nil, failed
		}
		forms[i] = x.String()
	}
	slices.Sort(forms)
	return e.opaqueFunction(`\` + name + "(" + strings.Join(forms, ", ") + ")")
}

// holdsOpaque says whether a value holds a name of which nothing is known.
func (e *evaluator) holdsOpaque(r symbolic.RationalFunction) bool {
	return !e.functions.Understands(r.Numerator()) || !e.functions.Understands(r.Denominator())
}

// gcd gives the greatest common divisor of two integers, or of two polynomials with
// whole coefficients whose symbols are integers: what one is more than a multiple of
// the other does not change it.
func (e *evaluator) gcd(a, b symbolic.RationalFunction) (symbolic.RationalFunction, bool, *failure) {
	if !a.IsPolynomial() || !b.IsPolynomial() || e.functions.Holds(a.Numerator()) || e.functions.Holds(b.Numerator()) {
		return a, false, nil
	}
	p, q := a.Numerator(), b.Numerator()
	if !isIntegral(p) || !isIntegral(q) {
		return a, false, nil
	}
	for _, name := range append(p.Variables(), q.Variables()...) {
		note(&e.trace.integers, name)
	}
	for range 200 {
		switch {
		case p.IsZero():
			p, q = q, p
			fallthrough
		case q.IsZero():
			if p.IsZero() {
				return symbolic.FromInt(0), true, nil
			}
			if c, ok := p.AsConstant(); ok {
				return symbolic.FromRat(new(big.Rat).Abs(c)), true, nil
			}
			r, err := e.functions.Abs(symbolic.FromPolynomial(p), e.budget)
			return r, err == nil, nil
		}
		reduced, ok := wholeRemainder(p, q)
		if !ok {
			if reduced, ok = wholeRemainder(q, p); !ok {
				break
			}
			p, q = q, p
		}
		p = reduced
	}
	forms := []string{normalSign(p).String(), normalSign(q).String()}
	slices.Sort(forms)
	return e.functions.Opaque(`\gcd(` + strings.Join(forms, ", ") + ")"), true, nil
}

// normalSign is p or -p, whichever prints with a positive leading coefficient.
func normalSign(p symbolic.Polynomial) symbolic.Polynomial {
	if strings.HasPrefix(p.String(), "-") {
		return p.Neg()
	}
	return p
}

// isIntegral says whether all coefficients are integers.
func isIntegral(p symbolic.Polynomial) bool {
	for _, c := range p.Terms() {
		if !c.IsInt() {
			return false
		}
	}
	return true
}

// wholeRemainder takes a multiple of q off p, with whole coefficients, so that the
// leading coefficient of p becomes smaller, or by a constant q every one. It fails
// where none does.
func wholeRemainder(p, q symbolic.Polynomial) (symbolic.Polynomial, bool) {
	if m, ok := q.AsConstant(); ok {
		reduced := modulo(p, m.Num())
		return reduced, !reduced.Equal(p)
	}
	for leading, c := range q.Terms() {
		for monomial, d := range p.Terms() {
			factor, ok := monomialQuotient(monomial, leading)
			ratio := new(big.Int).Quo(d.Num(), c.Num())
			if !ok || ratio.Sign() == 0 {
				return p, false
			}
			product, err := q.Mul(factor.Scale(new(big.Rat).SetInt(ratio)), nil)
			if err != nil {
				return p, false
			}
			return p.Sub(product), true
		}
	}
	return p, false
}

// monomialQuotient divides a monomial by another.
func monomialQuotient(a, b []symbolic.VariablePower) (symbolic.Polynomial, bool) {
	powers := map[string]int{}
	for _, v := range a {
		powers[v.Name] = v.Exponent
	}
	for _, v := range b {
		powers[v.Name] -= v.Exponent
	}
	result := symbolic.Integer(1)
	for _, name := range sortedKeys(powers) {
		if powers[name] < 0 {
			return result, false
		}
		power, err := symbolic.Variable(name).Pow(powers[name], nil)
		if err == nil {
			result, err = result.Mul(power, nil)
		}
		if err != nil {
			return result, false
		}
	}
	return result, true
}

// modulo reduces every coefficient, an integer, to between 0 and m.
func modulo(p symbolic.Polynomial, m *big.Int) symbolic.Polynomial {
	m = new(big.Int).Abs(m)
	var parts []symbolic.Polynomial
	for monomial, c := range p.Terms() {
		rest := new(big.Int).Mod(c.Num(), m)
		if rest.Sign() == 0 {
			continue
		}
		term, ok := monomialQuotient(monomial, nil)
		if !ok {
			return p
		}
		parts = append(parts, term.Scale(new(big.Rat).SetInt(rest)))
	}
	return symbolic.Sum(parts...)
}

// lcm gives the least common multiple of two integers.
func (e *evaluator) lcm(a, b symbolic.RationalFunction) (symbolic.RationalFunction, bool, *failure) {
	x, ok := a.AsConstant()
	y, also := b.AsConstant()
	if !ok || !also || !x.IsInt() || !y.IsInt() || x.Sign() == 0 || y.Sign() == 0 {
		return a, false, nil
	}
	divisor := new(big.Int).GCD(nil, nil, new(big.Int).Abs(x.Num()), new(big.Int).Abs(y.Num()))
	product := new(big.Int).Mul(x.Num(), y.Num())
	return symbolic.FromRat(new(big.Rat).SetInt(product.Abs(product.Quo(product, divisor)))), true, nil
}

// extreme gives the larger or the smaller of two numbers: (a + b ± |a - b|)/2.
func (e *evaluator) extreme(a, b symbolic.RationalFunction, largest bool, n syntax.Node) (symbolic.RationalFunction, bool, *failure) {
	d, err := a.Sub(b, e.budget)
	if err != nil {
		return a, false, fromError(err, n.Span())
	}
	if len(e.functions.FreeSymbols(d.Numerator())) == 0 && len(e.functions.FreeSymbols(d.Denominator())) == 0 {
		sign, ok := e.functions.Sign(d, e.budget)
		if !ok {
			return a, false, nil
		}
		if sign >= 0 == largest {
			return a, true, nil
		}
		return b, true, nil
	}
	bars, err := e.functions.Abs(d, e.budget)
	if err == nil && !largest {
		bars = bars.Neg()
	}
	var total symbolic.RationalFunction
	if err == nil {
		if total, err = a.Add(b, e.budget); err == nil {
			if total, err = total.Add(bars, e.budget); err == nil {
				total, err = total.Quo(symbolic.FromInt(2), e.budget)
			}
		}
	}
	if err != nil {
		return a, false, fromError(err, n.Span())
	}
	return total, true, nil
}

// remainder gives `a \bmod m`: a less m times the floor of a/m, and a where m is 0.
func (e *evaluator) remainder(x, y value, at syntax.Span) ([]candidate, *failure) {
	a, ok := constantOf(x)
	m, also := constantOf(y)
	if !ok || !also {
		if x.isMatrix || y.isMatrix {
			return nil, &failure{verdict: Unknown, reason: Unsupported, at: at, says: "a remainder of what is no number"}
		}
		return e.opaqueFunction("(" + x.String() + `) \bmod (` + y.String() + ")")
	}
	if m.Sign() == 0 {
		return one(x), nil
	}
	q := new(big.Rat).Quo(a, m)
	floor := new(big.Rat).SetInt(new(big.Int).Div(q.Num(), q.Denom()))
	return one(scalarValue(symbolic.FromRat(new(big.Rat).Sub(a, floor.Mul(floor, m))))), nil
}

// holdsRemainder says whether a term of a sum is a product with `\bmod`: how far that
// reaches to the left differs from author to author.
func holdsRemainder(n *syntax.Sum) bool {
	for _, t := range n.Terms {
		p, ok := t.Value.(*syntax.Product)
		if !ok || len(n.Terms) < 2 {
			continue
		}
		for _, f := range p.Factors {
			if f.Operator == `\bmod` || f.Operator == `\mod` {
				return true
			}
		}
	}
	return false
}

// negatedRemainder reads `-a \bmod m` as the remainder of -a. It is nil for anything
// else.
func negatedRemainder(n *syntax.Sum) syntax.Node {
	if len(n.Terms) != 1 || n.Terms[0].Sign != "-" {
		return nil
	}
	p, ok := n.Terms[0].Value.(*syntax.Product)
	if !ok || len(p.Factors) != 2 || p.Factors[1].Operator != `\bmod` && p.Factors[1].Operator != `\mod` {
		return nil
	}
	negative := &syntax.Sum{At: p.At, Terms: []syntax.Term{{Sign: "-", Value: p.Factors[0].Value}}}
	return &syntax.Product{At: n.At, Factors: []syntax.Factor{{Value: bracketed(negative)}, p.Factors[1]}}
}

// inBase gives a numeral with its base for subscript: `1011_2`, `25_b`. The last result
// is false where the script is none.
func (e *evaluator) inBase(n *syntax.Script) ([]candidate, *failure, bool) {
	digits, ok := n.Base.(*syntax.Number)
	if group, grouped := n.Base.(*syntax.Group); grouped && group.Open == "(" {
		digits, ok = group.Inner.(*syntax.Number)
	}
	if !ok || n.Sub == nil || n.Sup != nil || !isWhole(digits) || len(digits.Text) > mostNumeral {
		return nil, nil, false
	}
	base, opaque, failed := e.scalarWith(n.Sub)
	if failed != nil {
		return nil, nil, false
	}
	largest := int64(0)
	for _, d := range digits.Text {
		largest = max(largest, int64(d-'0'))
	}
	if c, constant := base.AsConstant(); constant && (!c.IsInt() || c.Cmp(big.NewRat(largest, 1)) <= 0 || c.Cmp(big.NewRat(36, 1)) > 0) {
		return nil, nil, false
	}
	total := symbolic.FromInt(0)
	for _, d := range digits.Text {
		var err error
		if total, err = total.Mul(base, e.budget); err == nil {
			total, err = total.Add(symbolic.FromInt(int64(d-'0')), e.budget)
		}
		if err != nil {
			return nil, fromError(err, n.At), true
		}
	}
	return one(value{scalar: total, opaque: opaque}), nil, true
}
