package proofs

import (
	"errors"
	"fmt"
	"maps"
	"math/big"
	"strconv"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// failure is why a part has no value, and where. It is a result, not an error.
type failure struct {
	verdict Verdict // Unknown or IllTyped
	reason  Reason
	at      syntax.Span
	says    string
}

func unsupported(n syntax.Node, format string, a ...any) *failure {
	return &failure{verdict: Unknown, reason: Unsupported, at: n.Span(), says: fmt.Sprintf(format, a...)}
}

// fromError turns an error of the algebra into a failure.
func fromError(err error, at syntax.Span) *failure {
	switch {
	case errors.Is(err, symbolic.ErrLimit):
		return &failure{verdict: Unknown, reason: Limit, at: at, says: "computing this would exceed the budget"}
	case errors.Is(err, symbolic.ErrNoDerivative):
		return &failure{verdict: Unknown, reason: Unsupported, at: at, says: "a derivative of a function hence does not know"}
	case errors.Is(err, symbolic.ErrDivisionByZero):
		return &failure{verdict: Unknown, reason: UndefinedValue, at: at, says: "this divides by zero"}
	default:
		return &failure{verdict: Unknown, reason: Unsupported, at: at, says: err.Error()}
	}
}

// trace collects what the value of a member rests on.
type trace struct {
	names    map[string]bool // keys of the names used
	rests    map[int]bool    // refuted links behind their claimed values
	assumed  map[string]bool // keys of inferred names
	disputed map[string]bool // keys of names two places disagree about
	single   map[string]bool // keys inferred from one place only
	nonzero  []denominator
	domain   []denominator   // what must not be negative
	loose    map[string]bool // free symbols that stand where a vector might
	integers map[string]bool // symbols taken for integers because they stand in an exponent
	// identities are the symbols taken for identity matrices.
	identities map[string]bool
	ellipses   []string // how ellipses were read
}

// denominator is something that must not be zero: written as in the document,
// and its value.
type denominator struct {
	written string
	value   symbolic.RationalFunction
}

func newTrace() *trace { return &trace{} }

// note adds a key to one of the sets of a trace, most of which stay empty.
func note[K comparable](set *map[K]bool, key K) {
	if *set == nil {
		*set = map[K]bool{}
	}
	(*set)[key] = true
}

// evaluator gives nodes their values in one environment.
type evaluator struct {
	document  *syntax.Document
	names     *usage
	env       *environment
	correct   bool // use the values names should have, not those they are given
	formals   map[string]value
	limits    Limits
	budget    *symbolic.Budget
	trace     *trace
	functions *symbolic.Functions
	depth     int
	*evaluation
	// exampleIndex is the index of a sum whose superscript (i) means the i-th
	// example of the latest instance; empty outside such a reading.
	exampleIndex string
	// stopAt is a plain base at whose indexed instances closure stops, noting
	// them in met; empty where it follows every name.
	stopAt string
	met    map[string]settled
	// inEntry is set within the entries of a matrix, where symbols are scalars.
	inEntry bool
	// used are the names that stood for unknowns of their own before.
	used map[string]bool
	// sign is which value a part with \pm takes.
	sign sign
	// unfoldings is how often a function defined by itself is replaced by its body.
	unfoldings int
	// unfolded remembers the calls of such functions while a link is unfolded, whose
	// traces nobody asks for. Nil elsewhere.
	unfolded map[string]unfoldedCall
	// exact takes names as they are written: an index t is not the vector t.
	exact bool
	// base is that of the numerals, 0 for ten.
	base int64
	// proofBudget gives the budget of a proof for all values of an index.
	proofBudget func() *symbolic.Budget
}

// evaluation is what an evaluator shares with those that are made of it.
type evaluation struct {
	memo map[string][]candidate // instances of rules
	open map[string]bool        // names whose definitions are being evaluated
}

// withOwnFormals is the evaluator with a copy of its formal values, to which more
// may be added.
func (e *evaluator) withOwnFormals() *evaluator {
	inner := *e
	inner.formals = maps.Clone(e.formals)
	if inner.formals == nil {
		inner.formals = map[string]value{}
	}
	return &inner
}

// nodeSteps is what evaluating a node costs beside the algebra that it leads to.
const nodeSteps = 16

// evaluate gives the candidate values of a node, those with the fewest loose
// readings first, or why it has none. Exactly one of the results is nil.
func (e *evaluator) evaluate(n syntax.Node) ([]candidate, *failure) {
	if n == nil {
		return nil, &failure{verdict: Unknown, reason: Unread, says: "a part is missing"}
	}
	e.depth++
	defer func() { e.depth-- }()
	if err := e.budget.Spend(nodeSteps); err != nil {
		return nil, fromError(err, n.Span())
	}
	if e.depth > e.limits.Depth*4 {
		return nil, &failure{verdict: Unknown, reason: Limit, at: n.Span(), says: "this is nested too deeply"}
	}
	if id, ok := identify(n); ok {
		return e.name(id)
	}
	switch n := n.(type) {
	case *syntax.Number:
		return e.number(n)
	case *syntax.Script:
		return e.script(n)
	case *syntax.Group:
		return e.group(n)
	case *syntax.Matrix:
		return e.matrix(n)
	case *syntax.Sum:
		if cs, failed, ok := e.seriesShown(n); ok {
			return cs, failed
		}
		return e.sum(n)
	case *syntax.Product:
		if cs, failed, ok := e.seriesShown(n); ok {
			return cs, failed
		}
		return e.product(n)
	case *syntax.Fraction:
		return e.fraction(n)
	case *syntax.Root:
		return e.root(n)
	case *syntax.Postfix:
		return e.postfix(n)
	case *syntax.Application:
		return e.application(n)
	case *syntax.Big:
		return e.big(n)
	case *syntax.Wrapped:
		return e.evaluate(n.Inner)
	case *syntax.List:
		return nil, unsupported(n, "a list of values")
	case *syntax.Text:
		if v, ok := quantityOf(n.Content); ok {
			return one(scalarValue(v)), nil
		}
		return nil, unsupported(n, "the words %q have no value", strings.TrimSpace(n.Content))
	case *syntax.Dots:
		return nil, unsupported(n, "an ellipsis has no value of its own")
	case *syntax.Symbol:
		switch {
		case n.Name == `\$`:
			return one(integerValue(1)), nil // a sum of money is its number
		case isZero(n):
			return one(integerValue(0)), nil
		}
		return nil, unsupported(n, "%s has no value", n.Name)
	}
	return nil, unsupported(n, "this has no value")
}

// one is the single candidate of a standard reading.
func one(v value) []candidate { return []candidate{{value: v}} }

// combine applies f to every pair of candidates. It fails with f's last failure
// where no pair has a value.
func combine(xs, ys []candidate, f func(x, y value) ([]candidate, *failure)) ([]candidate, *failure) {
	if len(xs) == 1 && len(ys) == 1 && xs[0].by == 0 && ys[0].by == 0 {
		return f(xs[0].value, ys[0].value)
	}
	var all []candidate
	var worst *failure
	for _, x := range xs {
		for _, y := range ys {
			by := x.by | y.by
			if by.count() > mostReadings {
				continue
			}
			zs, failed := f(x.value, y.value)
			if failed != nil {
				worst = firstFailure(worst, failed)
				continue
			}
			for _, z := range zs {
				all = append(all, candidate{value: z.value, by: z.by | by})
			}
		}
	}
	all = tidy(all)
	if len(all) == 0 {
		if worst == nil {
			worst = &failure{verdict: Unknown, reason: Unsupported, says: "this needs more loose readings than are allowed"}
		}
		return nil, worst
	}
	return all, nil
}

// firstFailure keeps the failure to report: an undecided one outweighs shapes
// that do not agree, for with another value they might.
func firstFailure(a, b *failure) *failure {
	if a == nil || a.verdict == IllTyped && b.verdict != IllTyped {
		return b
	}
	return a
}

// transform applies f to every candidate.
func transform(xs []candidate, f func(x value) ([]candidate, *failure)) ([]candidate, *failure) {
	return combine(xs, one(value{}), func(x, _ value) ([]candidate, *failure) { return f(x) })
}

// scalar gives the value of a node that must be a scalar, in its standard reading.
func (e *evaluator) scalar(n syntax.Node) (symbolic.RationalFunction, *failure) {
	cs, failed := e.evaluate(n)
	if failed != nil {
		return symbolic.RationalFunction{}, failed
	}
	v := cs[0].value.single()
	if v.isMatrix {
		return symbolic.RationalFunction{}, &failure{verdict: IllTyped, at: n.Span(), says: "a " + v.shape() + " matrix stands where a number is meant"}
	}
	return v.scalar, nil
}

// integer gives the value of a node that must be a small integer.
func (e *evaluator) integer(n syntax.Node) (int64, bool) {
	if n == nil {
		return 0, false
	}
	if number, ok := n.(*syntax.Number); ok {
		r, failed := e.numeral(number)
		if failed != nil || !r.IsInt() || !r.Num().IsInt64() {
			return 0, false
		}
		return r.Num().Int64(), true
	}
	quiet := *e
	quiet.trace = newTrace()
	quiet.exact = true
	r, failed := quiet.scalar(n)
	if failed != nil {
		return 0, false
	}
	return wholeNumber(r)
}

// wholeNumber gives r as an integer where it is one that fits.
func wholeNumber(r symbolic.RationalFunction) (int64, bool) {
	return r.AsInteger()
}

// mostNumeral bounds the digits of a numeral in another base than ten.
const mostNumeral = 200

// number gives a numeral its exact value.
func (e *evaluator) number(n *syntax.Number) ([]candidate, *failure) {
	if len(n.Text) <= 18 && n.Repeating == "" && e.base == 0 {
		if k, err := strconv.ParseInt(n.Text, 10, 64); err == nil && k >= 0 {
			return one(integerValue(k)), nil
		}
	}
	r, failed := e.numeral(n)
	if failed != nil {
		return nil, failed
	}
	return one(scalarValue(symbolic.FromRat(r))), nil
}

func (e *evaluator) numeral(n *syntax.Number) (*big.Rat, *failure) {
	if e.base != 0 {
		m, ok := new(big.Int).SetString(n.Text, int(e.base))
		if !ok || n.Repeating != "" || len(n.Text) > mostNumeral {
			return nil, unsupported(n, "this is no whole number in its base")
		}
		return new(big.Rat).SetInt(m), nil
	}
	if len(n.Text) <= 18 && n.Repeating == "" { // most numerals
		if k, err := strconv.ParseInt(n.Text, 10, 64); err == nil && k >= 0 {
			return new(big.Rat).SetInt64(k), nil
		}
	}
	tooLong := &failure{verdict: Unknown, reason: Limit, at: n.At, says: "this number is too long"}
	text, exponent, scientific := strings.Cut(strings.ToLower(n.Text), "e")
	whole, decimals, _ := strings.Cut(text, ".")
	digits := whole + decimals + n.Repeating
	if len(digits)*4 > e.limits.Bits {
		return nil, tooLong
	}
	if digits == "" {
		return nil, unsupported(n, "this is no number")
	}
	m, ok := new(big.Int).SetString(whole+decimals, 10)
	if !ok && whole+decimals != "" {
		return nil, unsupported(n, "this is no number")
	}
	if m == nil {
		m = new(big.Int)
	}
	r := new(big.Rat).SetFrac(m, powerOfTen(len(decimals)))
	if n.Repeating != "" {
		period, ok := new(big.Int).SetString(n.Repeating, 10)
		if !ok {
			return nil, unsupported(n, "this is no number")
		}
		nines := new(big.Int).Sub(powerOfTen(len(n.Repeating)), big.NewInt(1))
		tail := new(big.Rat).SetFrac(period, nines)
		tail.Quo(tail, new(big.Rat).SetInt(powerOfTen(len(decimals))))
		r.Add(r, tail)
	}
	if scientific {
		var k int
		if _, err := fmt.Sscanf(exponent, "%d", &k); err != nil || len(exponent) > 7 || 4*max(k, -k) > e.limits.Bits {
			return nil, tooLong
		}
		scale := new(big.Rat).SetInt(powerOfTen(max(k, -k)))
		if k < 0 {
			scale.Inv(scale)
		}
		r.Mul(r, scale)
	}
	return r, nil
}

func powerOfTen(n int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}

// group gives the value of a bracketed part.
func (e *evaluator) group(n *syntax.Group) ([]candidate, *failure) {
	if n.Inner == nil {
		return nil, unsupported(n, "these brackets are empty")
	}
	if list, ok := n.Inner.(*syntax.List); ok {
		if n.Open == `\langle` && len(list.Items) == 2 {
			return e.innerProduct(list.Items[0], list.Items[1], n)
		}
		if (n.Open == "(") != (n.Close == ")") {
			return nil, unsupported(n, "an interval that is open at one end")
		}
		if n.Open == "(" || n.Open == "[" || n.Open == `\langle` {
			return e.entriesOf([][]syntax.Node{list.Items}, n)
		}
		return nil, unsupported(n, "a set of values")
	}
	if m, ok := casesOf(n); ok {
		return e.byCases(m)
	}
	switch n.Open {
	case "(", "[", `\{`, "{", `\lbrace`:
		if n.Close == ")" || n.Close == "]" || n.Close == `\}` || n.Close == "}" || n.Close == `\rbrace` {
			cs, failed := e.evaluate(n.Inner)
			if failed == nil && n.Open == "[" {
				// `[3]` is a row of one entry, and used as that entry.
				return cs, nil
			}
			return cs, failed
		}
	case "|", `\vert`, `\lvert`:
		return e.magnitude(n)
	case `\|`, `\Vert`, `\lVert`:
		return e.norm(n, nil, nil, n)
	case `\lfloor`, `\lceil`:
		return e.floor(n)
	}
	return nil, unsupported(n, "brackets %s %s", n.Open, n.Close)
}

// innerProduct is the sum of the products of the entries of two vectors.
func (e *evaluator) innerProduct(a, b, n syntax.Node) ([]candidate, *failure) {
	xs, failed := e.evaluate(a)
	if failed != nil {
		return nil, failed
	}
	ys, failed := e.evaluate(b)
	if failed != nil {
		return nil, failed
	}
	return combine(xs, ys, func(x, y value) ([]candidate, *failure) {
		p, q := x.entries(), y.entries()
		if !x.isVector() || !y.isVector() || len(p) != len(q) {
			return nil, mismatch("inner product", asMatrix(x), asMatrix(y), n.Span())
		}
		total := symbolic.FromInt(0)
		for i := range p {
			product, err := p[i].Mul(q[i], e.budget)
			if err == nil {
				total, err = total.Add(product, e.budget)
			}
			if err != nil {
				return nil, fromError(err, n.Span())
			}
		}
		return one(value{scalar: total, opaque: x.opaque || y.opaque}), nil
	})
}

// magnitude is the absolute value of a number, or the determinant of a matrix.
func (e *evaluator) magnitude(n *syntax.Group) ([]candidate, *failure) {
	cs, failed := e.evaluate(n.Inner)
	if failed != nil {
		return nil, failed
	}
	return transform(cs, func(x value) ([]candidate, *failure) {
		x = x.single()
		if x.isMatrix {
			if x.rows() != x.columns() {
				return nil, unsupported(n, "bars around a %s value", x.shape())
			}
			return e.determinant(x, n)
		}
		if c, ok := x.scalar.AsConstant(); ok {
			return one(scalarValue(symbolic.FromRat(new(big.Rat).Abs(c)))), nil
		}
		return e.absolute(x, n)
	})
}

func (e *evaluator) floor(n *syntax.Group) ([]candidate, *failure) {
	x, failed := e.scalar(n.Inner)
	if failed != nil {
		return nil, failed
	}
	up := n.Open == `\lceil`
	switch nearest := n.Open == `\lfloor` && n.Close == `\rceil`; {
	case nearest:
		var err error
		if x, err = x.Add(symbolic.FromRat(big.NewRat(1, 2)), e.budget); err != nil {
			return nil, fromError(err, n.At)
		}
		if c, ok := x.AsConstant(); ok && c.IsInt() {
			return nil, unsupported(n, "two integers are nearest")
		}
	case up != (n.Close == `\rceil`):
		return nil, unsupported(n, "brackets %s %s", n.Open, n.Close)
	case up:
		x = x.Neg() // the ceiling of x is minus the floor of -x
	}
	q, ok := e.functions.Floor(x, e.budget)
	if !ok {
		if up {
			x = x.Neg()
		}
		return e.opaqueFunction(n.Open + " " + x.String() + " " + n.Close)
	}
	if up {
		q.Neg(q)
	}
	return one(scalarValue(symbolic.FromRat(new(big.Rat).SetInt(q)))), nil
}

// matrix gives an array its entries.
func (e *evaluator) matrix(n *syntax.Matrix) ([]candidate, *failure) {
	if _, ok := casesOf(n); ok {
		return e.byCases(n)
	}
	cs, failed := e.entriesOf(n.Rows, n)
	if failed == nil && (n.Environment == "vmatrix" || n.Environment == "Vmatrix") {
		return transform(cs, func(x value) ([]candidate, *failure) { return e.determinant(x, n) })
	}
	return cs, failed
}

func (e *evaluator) entriesOf(rows [][]syntax.Node, n syntax.Node) ([]candidate, *failure) {
	if len(rows) == 0 || len(rows[0]) == 0 {
		return nil, unsupported(n, "an empty matrix")
	}
	grid := make([][]symbolic.RationalFunction, len(rows))
	opaque := false
	var by readings
	for i, row := range rows {
		if len(row) != len(rows[0]) {
			return nil, unsupported(n, "ragged rows: row %d of this matrix has %d entries where row 1 has %d", i+1, len(row), len(rows[0]))
		}
		for _, entry := range row {
			if entry == nil {
				return nil, unsupported(n, "an entry of this matrix is missing in row %d", i+1)
			}
			was := e.inEntry
			e.inEntry = true
			cs, failed := e.evaluate(entry)
			e.inEntry = was
			if failed != nil {
				return nil, failed
			}
			x := cs[0].value.single()
			if x.isMatrix {
				return nil, unsupported(entry, "a %s matrix as an entry of another", x.shape())
			}
			by |= cs[0].by
			opaque = opaque || x.opaque
			grid[i] = append(grid[i], x.scalar)
		}
	}
	m, err := symbolic.NewMatrix(grid)
	if err != nil {
		return nil, unsupported(n, "%v", err)
	}
	return []candidate{{value: value{matrix: m, isMatrix: true, opaque: opaque}, by: by}}, nil
}

func asMatrix(x value) value {
	if x.isMatrix {
		return x
	}
	return reshape(1, 1, []symbolic.RationalFunction{x.scalar}, x.opaque)
}

// postfix gives factorials and percentages.
func (e *evaluator) postfix(n *syntax.Postfix) ([]candidate, *failure) {
	x, failed := e.scalar(n.Operand)
	if failed != nil {
		return nil, failed
	}
	switch n.Operator {
	case `\%`, "%":
		r, err := x.Quo(symbolic.FromInt(100), e.budget)
		if err != nil {
			return nil, fromError(err, n.At)
		}
		return one(scalarValue(r)), nil
	case "!", "!!":
		k, ok := wholeNumber(x)
		if !ok || k < 0 {
			if x.IsConstant() {
				return nil, &failure{verdict: Unknown, reason: UndefinedValue, at: n.At, says: "a factorial of what is no natural number"}
			}
			return e.opaqueFunction("(" + x.String() + ")" + n.Operator)
		}
		// log2(k!) < k*log2(k): refuse before computing.
		if k > 1 && int64(big.NewInt(k).BitLen())*k > int64(e.limits.Bits) {
			return nil, &failure{verdict: Unknown, reason: Limit, at: n.At, says: "this factorial is too long to compute"}
		}
		result := big.NewInt(1)
		if n.Operator == "!" {
			result.MulRange(1, k)
		} else {
			for ; k > 1; k -= 2 {
				result.Mul(result, big.NewInt(k))
			}
		}
		return one(scalarValue(symbolic.FromRat(new(big.Rat).SetInt(result)))), nil
	}
	return nil, unsupported(n, "the sign %s", n.Operator)
}

// opaqueFunction gives a function that has no normal form here a symbol of its
// own: equal arguments give equal symbols, and nothing else is known of it.
func (e *evaluator) opaqueFunction(form string) ([]candidate, *failure) {
	return one(value{scalar: e.functions.Opaque(form), opaque: true}), nil
}

// plainWord takes the punctuation out of the name of a function.
var plainWord = strings.NewReplacer(" ", "", "_", "", `\`, "", "-", "", ".", "")

// functionByWord are functions known by a word rather than a letter.
func (e *evaluator) functionByWord(word string, argument syntax.Node, n syntax.Node) (cs []candidate, failed *failure, known bool) {
	if f, is := matrixFunctions[strings.TrimPrefix(word, `\`)]; is {
		cs, failed = f(e, argument, n)
		return cs, failed, true
	}
	switch strings.ToLower(plainWord.Replace(word)) {
	case "zeroslike", "zeros", "zerolike", "0like", "npzeroslike", "torchzeroslike":
		cs, failed = e.evaluate(argument)
		if failed != nil {
			return nil, failed, true
		}
		cs, failed = transform(cs, func(x value) ([]candidate, *failure) { return one(constantLike(x, 0)), nil })
		return cs, failed, true
	case "oneslike", "ones":
		cs, failed = e.evaluate(argument)
		if failed != nil {
			return nil, failed, true
		}
		cs, failed = transform(cs, func(x value) ([]candidate, *failure) { return one(constantLike(x, 1)), nil })
		return cs, failed, true
	case "exp":
		x, failed := e.scalar(argument)
		if failed != nil {
			each, alsoFailed, ok := e.entrywise([]syntax.Node{argument}, func(inner *evaluator, x []syntax.Node) ([]candidate, *failure) {
				cs, failed, _ := inner.functionByWord("exp", x[0], n)
				return cs, failed
			})
			if ok {
				return withReading(each, elementWise), alsoFailed, true
			}
			return nil, failed, true
		}
		cs, failed = e.power(scalarValue(symbolic.Var("e")), x, "e", n)
		return cs, failed, true
	}
	return e.activation(strings.ToLower(strings.TrimPrefix(word, `\`)), argument, n)
}

// constantLike is a value of the shape of x with every entry k.
func constantLike(x value, k int64) value {
	if !x.isMatrix {
		return integerValue(k)
	}
	entries := make([]symbolic.RationalFunction, x.rows()*x.columns())
	for i := range entries {
		entries[i] = symbolic.FromInt(k)
	}
	return reshape(x.rows(), x.columns(), entries, false)
}

// application gives the value of an operator applied to an argument.
func (e *evaluator) application(n *syntax.Application) ([]candidate, *failure) {
	function, ok := n.Function.(*syntax.Symbol)
	script, scripted := n.Function.(*syntax.Script)
	if scripted {
		function, ok = script.Base.(*syntax.Symbol)
	}
	if !ok {
		return nil, unsupported(n, "this operator")
	}
	if function.Name == `\nabla` {
		var variable syntax.Node
		if scripted {
			variable = script.Sub
		}
		if cs, failed, ok := e.stated(n); ok {
			return cs, failed
		}
		return e.gradient(n.Argument, variable, n)
	}
	if !scripted {
		if cs, failed, known := e.ofSeveral(function.Name, n.Argument, n); known {
			return cs, failed
		}
		if cs, failed, known := e.functionByWord(function.Name, n.Argument, n); known {
			return cs, failed
		}
	}
	if cs, failed, known := e.knownApplication(function, script, n); known {
		return cs, failed
	}
	cs, failed := e.evaluate(n.Argument)
	if failed != nil {
		return nil, failed
	}
	name := syntax.Print(n.Function)
	return transform(cs, func(x value) ([]candidate, *failure) {
		return e.opaqueFunction(name + "(" + x.String() + ")")
	})
}
