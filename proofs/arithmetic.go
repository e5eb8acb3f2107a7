package proofs

import (
	"fmt"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// sum adds the terms of a signed sum, in halves, so that a long sum costs no
// more than its terms.
func (e *evaluator) sum(n *syntax.Sum) ([]candidate, *failure) {
	for _, t := range n.Terms {
		if (t.Sign == `\pm` || t.Sign == `\mp`) && e.sign == noSign {
			return nil, unsupported(n, "%s stands for two values", t.Sign)
		}
	}
	if other := negatedRemainder(n); other != nil {
		return e.evaluate(other)
	}
	if holdsRemainder(n) {
		return nil, unsupported(n, "how far a remainder's sign reaches")
	}
	if cs, ok := e.scalarSum(n); ok {
		return cs, nil
	}
	return e.addTerms(n, n.Terms)
}

// mostCells bounds the exponents that a sum may hold, one a term and symbol.
const mostCells = 1 << 22

// scalarSum adds terms that are all scalars with one candidate, at once.
func (e *evaluator) scalarSum(n *syntax.Sum) ([]candidate, bool) {
	if len(n.Terms) < 64 {
		return nil, false
	}
	parts := make([]symbolic.Polynomial, 0, len(n.Terms))
	opaque := false
	names := map[string]bool{}
	for _, t := range n.Terms {
		cs, failed := e.evaluate(t.Value)
		if failed != nil || len(cs) != 1 || cs[0].by != 0 || cs[0].value.isMatrix {
			return nil, false
		}
		x := cs[0].value
		if !x.scalar.Denominator().IsConstant() {
			return nil, false
		}
		p := x.scalar.Numerator()
		if d, _ := x.scalar.Denominator().AsConstant(); d.Num().BitLen() != 1 || !d.IsInt() {
			p = p.Scale(d.Inv(d))
		}
		if e.sign.isNegative(t.Sign) {
			p = p.Neg()
		}
		for _, name := range p.Variables() {
			names[name] = true
		}
		if len(names)*len(n.Terms) > mostCells && len(names) > 8 {
			return nil, false // one at a time, until the budget is used up
		}
		opaque = opaque || x.opaque
		parts = append(parts, p)
	}
	total := symbolic.FromPolynomial(symbolic.Sum(parts...))
	return one(value{scalar: total, opaque: opaque}), true
}

func (e *evaluator) addTerms(n *syntax.Sum, terms []syntax.Term) ([]candidate, *failure) {
	if len(terms) > 1 {
		half := len(terms) / 2
		if len(terms) < 16 {
			half = len(terms) - 1
		}
		left, failed := e.addTerms(n, terms[:half])
		if failed != nil {
			return nil, failed
		}
		right, failed := e.addTerms(n, terms[half:])
		if failed != nil {
			return nil, failed
		}
		return combine(left, right, func(x, y value) ([]candidate, *failure) { return e.add(x, y, n.At) })
	}
	cs, failed := e.evaluate(terms[0].Value)
	if failed != nil || !e.sign.isNegative(terms[0].Sign) {
		return cs, failed
	}
	return transform(cs, func(x value) ([]candidate, *failure) { return one(negated(x)), nil })
}

func negated(x value) value {
	if !x.isMatrix {
		return value{scalar: x.scalar.Neg(), opaque: x.opaque}
	}
	entries := x.entries()
	for i := range entries {
		entries[i] = entries[i].Neg()
	}
	return reshape(x.rows(), x.columns(), entries, x.opaque)
}

// entryWise applies f to the entries of x and y; a scalar meets every entry, and
// a row every row of a matrix with as many columns.
func (e *evaluator) entryWise(x, y value, at syntax.Span, f func(a, b symbolic.RationalFunction) (symbolic.RationalFunction, error)) (value, *failure) {
	rows, columns := max(x.rows(), y.rows()), max(x.columns(), y.columns())
	entries := make([]symbolic.RationalFunction, 0, rows*columns)
	pick := func(v value, i, j int) symbolic.RationalFunction {
		return v.at(min(i, v.rows()-1), min(j, v.columns()-1))
	}
	for i := range rows {
		for j := range columns {
			r, err := f(pick(x, i, j), pick(y, i, j))
			if err != nil {
				return value{}, fromError(err, at)
			}
			entries = append(entries, r)
		}
	}
	if !x.isMatrix && !y.isMatrix {
		return value{scalar: entries[0], opaque: x.opaque || y.opaque}, nil
	}
	return reshape(rows, columns, entries, x.opaque || y.opaque), nil
}

// add adds under every reading that gives the shapes a meaning.
func (e *evaluator) add(x, y value, at syntax.Span) ([]candidate, *failure) {
	plus := func(a, b symbolic.RationalFunction) (symbolic.RationalFunction, error) { return a.Add(b, e.budget) }
	if !x.isMatrix && !y.isMatrix {
		r, err := plus(x.scalar, y.scalar)
		if err != nil {
			return nil, fromError(err, at)
		}
		return one(value{scalar: r, opaque: x.opaque || y.opaque}), nil
	}
	attempt := func(a, b value, by readings) ([]candidate, *failure) {
		v, failed := e.entryWise(a, b, at, plus)
		if failed != nil {
			return nil, failed
		}
		return []candidate{{value: v, by: by}}, nil
	}
	switch {
	case x.isMatrix == y.isMatrix && x.rows() == y.rows() && x.columns() == y.columns():
		return attempt(x, y, 0)
	case x.single().isMatrix != y.single().isMatrix:
		if a, b, ok := e.inOneShape(x, y); ok {
			return attempt(a, b, 0)
		}
		if x.holdsVectorSymbol() || y.holdsVectorSymbol() {
			return nil, unknownShape(x, y, at)
		}
		if x.isZeroScalar() || y.isZeroScalar() {
			// A plain 0 stands for the zero of any shape.
			return attempt(x, y, 0)
		}
		return attempt(x, y, elementWise)
	case x.isVector() && y.isVector() && x.rows() == y.columns() && x.columns() == y.rows():
		left, failed := attempt(x, y.transposed(), orientation)
		if failed != nil {
			return nil, failed
		}
		right, failed := attempt(x.transposed(), y, orientation)
		if failed != nil {
			return nil, failed
		}
		return append(left, right...), nil
	case x.columns() == y.columns() && (x.rows() == 1 || y.rows() == 1):
		return attempt(x, y, elementWise)
	}
	return nil, &failure{verdict: IllTyped, at: at, says: fmt.Sprintf("a %s and a %s value cannot be added", x.shape(), y.shape())}
}

func (v value) isZeroScalar() bool { return !v.isMatrix && v.scalar.IsZero() }

// multiply multiplies under every reading that gives the shapes a meaning.
// Element by element it multiplies only where the sign says so (\odot).
func (e *evaluator) multiply(x, y value, operator string, at syntax.Span) ([]candidate, *failure) {
	times := func(a, b symbolic.RationalFunction) (symbolic.RationalFunction, error) { return a.Mul(b, e.budget) }
	xs, ys := x.single(), y.single()
	if !xs.isMatrix || !ys.isMatrix {
		if operator == `\circ` || operator == `\ast` {
			return nil, &failure{verdict: Unknown, reason: Unsupported, at: at, says: "the operation " + operator + " between numbers or functions"}
		}
		if xs.isMatrix != ys.isMatrix {
			xs, ys = e.withoutIdentity(xs, ys.rows()), e.withoutIdentity(ys, xs.columns())
		}
		if xs.isMatrix != ys.isMatrix && (xs.holdsVectorSymbol() || ys.holdsVectorSymbol()) {
			return nil, unknownShape(xs, ys, at)
		}
		v, failed := e.entryWise(xs, ys, at, times)
		if failed != nil {
			return nil, failed
		}
		return one(v), nil
	}
	switch operator {
	case `\odot`, `\circ`:
		if x.rows() == y.rows() && x.columns() == y.columns() {
			v, failed := e.entryWise(x, y, at, times)
			if failed != nil {
				return nil, failed
			}
			return one(v), nil
		}
		return nil, mismatch("element-wise product", x, y, at)
	case `\otimes`:
		return e.kronecker(x, y, at)
	case `\ast`:
		return nil, &failure{verdict: Unknown, reason: Unsupported, at: at, says: "the operation " + operator + " between matrices"}
	case `\times`:
		if x.isVector() && y.isVector() && x.columns() != y.rows() {
			return e.crossProduct(x, y, at)
		}
	}
	var all []candidate
	product := func(a, b value, by readings) *failure {
		m, err := a.matrix.Mul(b.matrix, e.budget)
		if err != nil {
			return fromError(err, at)
		}
		all = append(all, candidate{value: value{matrix: m, isMatrix: true, opaque: x.opaque || y.opaque}, by: by})
		return nil
	}
	var failed *failure
	switch {
	case x.columns() == y.rows():
		failed = product(x, y, 0)
	case x.columns() == 1 && x.rows() == y.rows(): // a column times a matrix, or two columns
		failed = product(x.transposed(), y, orientation)
	case y.rows() == 1 && x.columns() == y.columns(): // a matrix times a row, or two rows
		failed = product(x, y.transposed(), orientation)
	}
	if failed == nil && operator == `\cdot` && x.columns() == 1 && y.rows() == 1 && x.rows() == y.columns() && x.rows() > 1 {
		failed = product(x.transposed(), y.transposed(), orientation) // a dot between a column and a row
	}
	if failed != nil {
		return nil, failed
	}
	// d X scales the columns of X; d must be written as a row.
	if x.rows() == 1 && y.rows() > 1 && x.columns() == y.columns() {
		v, failed := e.entryWise(x, y, at, times)
		if failed != nil {
			return nil, failed
		}
		all = append(all, candidate{value: v, by: scaledColumns})
	}
	if len(all) == 0 {
		return nil, mismatch("product", x, y, at)
	}
	return all, nil
}

// unknownShape is the failure of an operation on a value and a vector or matrix
// that nothing gives a value.
func unknownShape(x, y value, at syntax.Span) *failure {
	for _, name := range append(x.variables(), y.variables()...) {
		if isVectorSymbol(name) {
			return &failure{verdict: Unknown, reason: UndefinedSymbol, at: at, says: name + " is written as a vector or matrix but has no value here"}
		}
	}
	return &failure{verdict: Unknown, reason: UndefinedSymbol, at: at, says: "a shape is not known here"}
}

func mismatch(what string, x, y value, at syntax.Span) *failure {
	return &failure{verdict: IllTyped, at: at, says: fmt.Sprintf("the %s of a %s and a %s matrix has no meaning", what, x.shape(), y.shape())}
}

// divide divides by a scalar.
func (e *evaluator) divide(x, y value, written string, at syntax.Span) ([]candidate, *failure) {
	x, y = x.single(), y.single()
	if y.isMatrix && x.isMatrix && (x.rows() != y.rows() || x.columns() != y.columns()) {
		return nil, &failure{verdict: IllTyped, at: at, says: "division of a " + x.shape() + " by a " + y.shape() + " matrix"}
	}
	if y.isMatrix {
		return e.divideEntries(x, y, written, at)
	}
	if y.scalar.IsZero() {
		return nil, &failure{verdict: Unknown, reason: UndefinedValue, at: at, says: "this divides by zero"}
	}
	if !y.scalar.IsConstant() {
		e.trace.nonzero = append(e.trace.nonzero, denominator{written: written, value: y.scalar})
	}
	v, failed := e.entryWise(x, y, at, func(a, b symbolic.RationalFunction) (symbolic.RationalFunction, error) {
		return a.Quo(b, e.budget)
	})
	if failed != nil {
		return nil, failed
	}
	return one(v), nil
}

// divideEntries divides entry by entry, as in m / (\sqrt{v} + \epsilon).
func (e *evaluator) divideEntries(x, y value, written string, at syntax.Span) ([]candidate, *failure) {
	for _, entry := range y.entries() {
		if entry.IsZero() {
			return nil, &failure{verdict: Unknown, reason: UndefinedValue, at: at, says: "this divides by zero"}
		}
		if !entry.IsConstant() {
			e.trace.nonzero = append(e.trace.nonzero, denominator{written: written, value: entry})
		}
	}
	v, failed := e.entryWise(x, y, at, func(a, b symbolic.RationalFunction) (symbolic.RationalFunction, error) {
		return a.Quo(b, e.budget)
	})
	if failed != nil {
		return nil, failed
	}
	return []candidate{{value: v, by: elementWise}}, nil
}

// item is a factor of a product on its way to a value: a node, a call of a
// function, or columns set side by side.
type item struct {
	operator string
	node     syntax.Node // nil for columns set side by side
	argument syntax.Node // what stands behind a node that is called, or the first column; else nil
	cases    []candidate // set where the value is known already
	at       syntax.Span
}

// written is the factor as it stands in the document.
func (it item) written() string {
	text := ""
	for _, n := range []syntax.Node{it.node, it.argument} {
		if n != nil {
			text += syntax.Print(n)
		}
	}
	return text
}

// product multiplies the factors in order. A slash reaches over one factor, or,
// loosely, over all that are juxtaposed behind it.
func (e *evaluator) product(n *syntax.Product) ([]candidate, *failure) {
	if cs, failed, is := e.derivativeOperator(n); is {
		return cs, failed
	}
	if v, is := e.severalUnits(n); is {
		return one(v), nil
	}
	if cs, failed, is := e.differential(n); is {
		return cs, failed
	}
	items, failed := e.items(n)
	if failed != nil {
		return nil, failed
	}
	var all []candidate
	joined, some := joinColumns(items)
	if !some {
		all, failed = e.multiplyItems(items)
	} else {
		for _, variant := range joined {
			more, worse := e.multiplyItems(variant.items)
			if worse != nil {
				failed = firstFailure(failed, worse)
				continue
			}
			for _, c := range more {
				all = append(all, candidate{value: c.value, by: c.by | variant.by})
			}
		}
	}
	if reach := slashReaches(items); reach != nil {
		more, worse := e.multiplyItems(reach)
		if worse == nil {
			for _, c := range more {
				all = append(all, candidate{value: c.value, by: c.by | slashReach})
			}
		}
	}
	if other, by := misset(n); other != nil {
		more, worse := e.evaluate(other)
		if worse == nil {
			if by == numberTimesFraction {
				// The mixed number is what is written, and the product the loose reading.
				for i := range all {
					all[i].by |= by
				}
				by = mixedNumber
			}
			for _, c := range more {
				all = append(all, candidate{value: c.value, by: c.by | by})
			}
		}
	}
	all = tidy(all)
	if len(all) == 0 {
		return nil, failed
	}
	return all, nil
}

// misset gives what the author of a product of literals probably meant: a mixed
// number in `3\frac{1}{4}`, an exponent of two digits in `2^10`. Nil where
// the product can only be meant as one.
func misset(n *syntax.Product) (syntax.Node, readings) {
	for i := 0; i+1 < len(n.Factors); i++ {
		f, g := n.Factors[i].Value, n.Factors[i+1]
		if g.Operator != "" {
			continue
		}
		replaced := func(node syntax.Node) syntax.Node {
			factors := append(append([]syntax.Factor{}, n.Factors[:i]...), syntax.Factor{Operator: n.Factors[i].Operator, Value: node})
			factors = append(factors, n.Factors[i+2:]...)
			if len(factors) == 1 {
				return node
			}
			return &syntax.Product{At: n.At, Factors: factors}
		}
		whole, isNumber := f.(*syntax.Number)
		fraction, isFraction := g.Value.(*syntax.Fraction)
		if isNumber && isFraction && isWhole(whole) && isProper(fraction) {
			sum := &syntax.Sum{At: n.At, Terms: []syntax.Term{{Value: f}, {Sign: "+", Value: fraction}}}
			return replaced(bracketed(sum)), numberTimesFraction
		}
		power, isPower := f.(*syntax.Script)
		digits, isDigits := g.Value.(*syntax.Number)
		if !isPower || !isDigits || power.Sub != nil || power.Sup == nil || power.At.End != digits.At.Start || !isWhole(digits) {
			continue
		}
		if first, ok := power.Sup.(*syntax.Number); ok && isWhole(first) && len(first.Text) == 1 && first.At.End == digits.At.Start {
			text := first.Text + digits.Text
			exponent := &syntax.Number{At: syntax.Span{Start: first.At.Start, End: digits.At.End}, Text: text, Written: text}
			return replaced(&syntax.Script{At: n.At, Base: power.Base, Sup: exponent}), exponentDigits
		}
	}
	return nil, 0
}

func isWhole(n *syntax.Number) bool {
	return n.Repeating == "" && strings.Trim(n.Text, "0123456789") == ""
}

// isProper says whether a fraction is one of whole numbers, the upper smaller.
func isProper(f *syntax.Fraction) bool {
	top, ok := f.Numerator.(*syntax.Number)
	bottom, also := f.Denominator.(*syntax.Number)
	if !ok || !also || !isWhole(top) || !isWhole(bottom) || isBinomial(f.Command) {
		return false
	}
	return len(top.Text) < len(bottom.Text) || len(top.Text) == len(bottom.Text) && top.Text < bottom.Text
}

// items evaluates the factors, having found the calls of functions among them.
func (e *evaluator) items(n *syntax.Product) ([]item, *failure) {
	var items []item
	for i := 0; i < len(n.Factors); i++ {
		f := n.Factors[i]
		it := item{operator: f.Operator, node: f.Value, at: f.Value.Span()}
		if i+1 < len(n.Factors) && n.Factors[i+1].Operator == "" {
			cs, failed, is := e.namedBeside(f.Value, n.Factors[i+1].Value)
			if !is {
				cs, failed, is = e.call(f.Value, n.Factors[i+1].Value)
			}
			if !is {
				cs, failed, is = e.derivativeAt(f.Value, n.Factors[i+1].Value)
			}
			if !is {
				cs, failed, is = e.juxtaposed(n, i)
			}
			if is {
				if failed != nil {
					return nil, failed
				}
				it.cases = cs
				it.argument = n.Factors[i+1].Value
				it.at.End = n.Factors[i+1].Value.Span().End
				items = append(items, it)
				i++
				continue
			}
		}
		if text, is := f.Value.(*syntax.Text); is && i > 0 && strings.TrimSpace(text.Content) == "of" && i+1 < len(n.Factors) {
			continue // "three quarters of 12" is a product
		}
		if v, is := e.uprightUnit(n.Factors, i); is {
			it.cases = one(v)
			items = append(items, it)
			continue
		}
		if text, is := f.Value.(*syntax.Text); is && i > 0 && i+1 < len(n.Factors) {
			if _, unit := n.Factors[i+1].Value.(*syntax.Text); !unit && n.Factors[i+1].Operator == "" {
				return nil, unsupported(text, "the words %q between two factors", strings.TrimSpace(text.Content))
			}
		}
		if text, is := f.Value.(*syntax.Text); is && i > 0 {
			// A unit behind a quantity is carried as a symbol of its own.
			it.cases = one(carried(text.Content))
			items = append(items, it)
			continue
		}
		cs, failed := e.evaluate(f.Value)
		if failed != nil {
			return nil, failed
		}
		it.cases = cs
		items = append(items, it)
	}
	return items, nil
}

func (e *evaluator) multiplyItems(items []item) ([]candidate, *failure) {
	total := items[0].cases
	var failed *failure
	for _, it := range items[1:] {
		total, failed = combine(total, it.cases, func(x, y value) ([]candidate, *failure) {
			switch it.operator {
			case "/", `\div`:
				return e.divide(x, y, it.written(), it.at)
			case `\bmod`, `\mod`:
				return e.remainder(x.single(), y.single(), it.at)
			case "", `\cdot`, `\times`, "*", `\ast`, `\odot`, `\otimes`, `\circ`, `\cdotp`, `\bullet`:
			default:
				return nil, &failure{verdict: Unknown, reason: Unsupported, at: it.at, says: "the operation " + it.operator}
			}
			return e.multiply(x, y, it.operator, syntax.Span{Start: items[0].at.Start, End: it.at.End})
		})
		if failed != nil {
			return nil, failed
		}
	}
	return total, nil
}

// joining is a way to read juxtaposed vectors as one matrix.
type joining struct {
	items []item
	by    readings
}

// joinColumns finds runs of vectors written out and set side by side, and reads
// each as a matrix: the vectors are its columns, or its rows. A product of
// columns has no other meaning.
func joinColumns(items []item) ([]joining, bool) {
	for i := range items {
		if !writtenVector(items[i]) {
			continue
		}
		end := i + 1
		for end < len(items) && items[end].operator == "" && writtenVector(items[end]) &&
			items[end].cases[0].value.shape() == items[i].cases[0].value.shape() {
			end++
		}
		if end-i < 2 {
			continue
		}
		var columns, rows [][]symbolic.RationalFunction
		opaque := false
		for _, it := range items[i:end] {
			v := it.cases[0].value
			rows = append(rows, v.entries())
			opaque = opaque || v.opaque
		}
		for k := range rows[0] {
			var column []symbolic.RationalFunction
			for _, row := range rows {
				column = append(column, row[k])
			}
			columns = append(columns, column)
		}
		var all []joining
		for _, grid := range [][][]symbolic.RationalFunction{columns, rows} {
			m, err := symbolic.NewMatrix(grid)
			if err != nil {
				return nil, false
			}
			joined := item{
				operator: items[i].operator, argument: items[i].node, at: syntax.Span{Start: items[i].at.Start, End: items[end-1].at.End},
				cases: one(value{matrix: m, isMatrix: true, opaque: opaque}),
			}
			variant := append(append(append([]item{}, items[:i]...), joined), items[end:]...)
			all = append(all, joining{items: variant, by: sideBySide})
		}
		return all, true
	}
	return nil, false
}

// writtenVector says whether the factor is a row or a column written out, or the
// transpose of one.
func writtenVector(it item) bool {
	n := it.node
	if s, ok := n.(*syntax.Script); ok && s.Sub == nil && s.Sup != nil && isTranspose(s.Sup) {
		n = unwrapped(s.Base)
	}
	_, ok := n.(*syntax.Matrix)
	return ok && len(it.cases) > 0 && it.cases[0].value.isVector() && it.cases[0].by == 0
}

// slashReaches reads every slash as dividing by all juxtaposed factors behind
// it, and by a power of ten that makes its divisor one number; nil where that changes nothing.
func slashReaches(items []item) []item {
	changed := false
	out := make([]item, len(items))
	copy(out, items)
	dividing := false
	for i := range out {
		switch out[i].operator {
		case "/", `\div`:
			dividing = true
		case "":
			if dividing {
				out[i].operator = "/"
				changed = true
			}
		default:
			// A power of ten belongs to the number before it: a / 5 \times 10^{-9}.
			if dividing && i > 0 && out[i].operator != "/" && isPowerOfTen(out[i].node) && isDecimal(out[i-1].node) {
				out[i].operator = "/"
				changed = true
			}
			dividing = false
		}
	}
	if !changed {
		return nil
	}
	return out
}

// fraction gives the value of a fraction, a derivative or a binomial.
func (e *evaluator) fraction(n *syntax.Fraction) ([]candidate, *failure) {
	if binomial, known := fractionKind(n.Command); !known {
		return nil, unsupported(n, "these brackets around two numbers")
	} else if binomial {
		return e.binomial(n)
	}
	if cs, failed, is := e.derivativeFraction(n, nil); is {
		return cs, failed
	}
	top, failed := e.evaluate(n.Numerator)
	if failed != nil {
		return nil, failed
	}
	bottom, failed := e.evaluate(n.Denominator)
	if failed != nil {
		return nil, failed
	}
	written := syntax.Print(unwrapped(n.Denominator))
	return combine(top, bottom, func(x, y value) ([]candidate, *failure) {
		return e.divide(x, y, written, n.At)
	})
}

func (e *evaluator) binomial(n *syntax.Fraction) ([]candidate, *failure) {
	top, failed := e.scalar(n.Numerator)
	if failed != nil {
		return nil, failed
	}
	bottom, failed := e.scalar(n.Denominator)
	if failed != nil {
		return nil, failed
	}
	k, ok := wholeNumber(bottom)
	if !top.IsConstant() && k > mostSymbols {
		ok = false // a polynomial of that degree tells nobody anything
	}
	if !ok || k < 0 || k > int64(e.limits.Iterations) {
		if ok && k < 0 {
			return one(integerValue(0)), nil
		}
		return e.opaqueFunction(`\binom{` + top.String() + `}{` + bottom.String() + `}`)
	}
	// The falling factorial over k!, which is right for every upper entry; for a
	// natural one the shorter of the two symmetric products.
	if whole, ok := wholeNumber(top); ok && whole >= 0 && whole-k < k {
		k = whole - k
	}
	if k < 0 {
		return one(integerValue(0)), nil
	}
	result := symbolic.FromInt(1)
	for i := range k {
		factor, err := top.Sub(symbolic.FromInt(i), e.budget)
		if err == nil {
			result, err = result.Mul(factor, e.budget)
		}
		if err == nil {
			result, err = result.Quo(symbolic.FromInt(i+1), e.budget)
		}
		if err != nil {
			return nil, fromError(err, n.At)
		}
	}
	return one(scalarValue(result)), nil
}
