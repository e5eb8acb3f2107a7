package proofs

import (
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/certificate"
	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// stater writes trees out in formulas, with the readings that made a link hold. It
// follows the evaluator in what names, products and shapes mean, and shares none of its
// arithmetic, so that a mistake there gives a statement that has no proof.
type stater struct {
	evaluator   *evaluator
	within      readings
	formals     map[string]stated
	derivatives *[]certificate.Derivative
	depth       int
}

// unstated says why a tree has no form in a statement.
type unstated string

func (u unstated) Error() string { return string(u) }

// keep drops what needs other readings than those allowed, or too many.
func (s *stater) keep(all []stated) ([]stated, error) {
	kept := all[:0:0]
	for _, x := range all {
		if x.by&^s.within == 0 && x.by.count() <= mostReadings && len(kept) < mostCandidates {
			kept = append(kept, x)
		}
	}
	slices.SortStableFunc(kept, func(a, b stated) int { return a.by.count() - b.by.count() })
	if len(kept) == 0 {
		return nil, unstated("it needs a reading that has no form in a statement")
	}
	return kept, nil
}

// pairs applies f to every two statements of x and y.
func (s *stater) pairs(xs, ys []stated, f func(x, y stated) ([]stated, error)) ([]stated, error) {
	var all []stated
	var worst error
	for _, x := range xs {
		for _, y := range ys {
			zs, err := f(x, y)
			if err != nil {
				worst = err
			}
			for _, z := range zs {
				z.by |= x.by | y.by
				all = append(all, z)
			}
		}
	}
	if len(all) == 0 && worst != nil {
		return nil, worst
	}
	return s.keep(all)
}

func (s *stater) each(xs []stated, f func(x stated) ([]stated, error)) ([]stated, error) {
	return s.pairs(xs, []stated{{}}, func(x, _ stated) ([]stated, error) { return f(x) })
}

// state writes out a tree in every reading that is allowed.
func (s *stater) state(n syntax.Node) ([]stated, error) {
	s.depth++
	defer func() { s.depth-- }()
	if n == nil || s.depth > s.evaluator.limits.Depth*4 {
		return nil, unstated("it is nested too deeply")
	}
	if id, ok := identify(n); ok {
		return s.name(id)
	}
	switch n := n.(type) {
	case *syntax.Number:
		r, failed := s.evaluator.numeral(n)
		if failed != nil {
			return nil, unstated(failed.says)
		}
		return []stated{scalarStated(symbolic.Number{Value: r})}, nil
	case *syntax.Wrapped:
		return s.state(n.Inner)
	case *syntax.Group:
		return s.group(n)
	case *syntax.Matrix:
		return s.matrix(n)
	case *syntax.Sum:
		return s.sum(n)
	case *syntax.Product:
		return s.product(n)
	case *syntax.Fraction:
		return s.fraction(n)
	case *syntax.Script:
		return s.script(n)
	case *syntax.Big:
		return s.big(n)
	case *syntax.Postfix:
		return s.postfix(n)
	case *syntax.Application:
		if function, _, ok := gradientOf(n); ok {
			return s.derivative(n, function, nil)
		}
		if word, ok := n.Function.(*syntax.Symbol); ok {
			return s.wordFunction(word.Name, n.Argument)
		}
		return nil, unstated("the function " + syntax.Print(n.Function))
	case *syntax.Symbol:
		switch {
		case n.Name == `\$`:
			return []stated{scalarStated(symbolic.Int(1))}, nil
		case isZero(n):
			return []stated{scalarStated(symbolic.Int(0))}, nil
		}
	}
	return nil, unstated("a part of it: " + clip(syntax.Print(n)))
}

// scalar writes out a tree that must be a number.
func (s *stater) scalar(n syntax.Node) (symbolic.Expression, readings, error) {
	xs, err := s.state(n)
	if err != nil {
		return nil, 0, err
	}
	if x := xs[0].single(); !x.isMatrix {
		return x.entries[0], x.by, nil
	}
	return nil, 0, unstated("a matrix where a number is meant")
}

func (s *stater) group(n *syntax.Group) ([]stated, error) {
	if list, ok := n.Inner.(*syntax.List); ok {
		if (n.Open == "(") == (n.Close == ")") && (n.Open == "(" || n.Open == "[") {
			return s.entriesOf([][]syntax.Node{list.Items})
		}
		return nil, unstated("brackets " + n.Open + n.Close)
	}
	switch n.Open {
	case "(", "[", `\{`, "{", `\lbrace`:
		return s.state(n.Inner)
	case "|", `\vert`, `\lvert`:
		xs, err := s.state(n.Inner)
		if err != nil {
			return nil, err
		}
		if xs[0].single().isMatrix {
			return s.each(xs, s.determinant)
		}
		if x, failed := s.evaluator.scalar(n.Inner); failed == nil {
			if r, ok := x.AsConstant(); ok { // the sign of a number is known
				if r.Sign() >= 0 {
					return xs, nil
				}
				return s.each(xs, func(x stated) ([]stated, error) { return []stated{s.negated(x)}, nil })
			}
		}
	}
	return nil, unstated("brackets " + n.Open + n.Close)
}

func (s *stater) matrix(n *syntax.Matrix) ([]stated, error) {
	if _, ok := casesOf(n); ok {
		return nil, unstated("a definition by cases")
	}
	xs, err := s.entriesOf(n.Rows)
	if err == nil && (n.Environment == "vmatrix" || n.Environment == "Vmatrix") {
		return s.each(xs, s.determinant)
	}
	return xs, err
}

func (s *stater) entriesOf(rows [][]syntax.Node) ([]stated, error) {
	out := stated{rows: len(rows), isMatrix: true}
	for _, row := range rows {
		out.columns = len(row)
		if len(row) != len(rows[0]) {
			return nil, unstated("ragged rows")
		}
		for _, cell := range row {
			if cell == nil {
				return nil, unstated("an entry is missing")
			}
			x, by, err := s.scalar(cell)
			if err != nil {
				return nil, err
			}
			out.by |= by
			out.entries = append(out.entries, x)
		}
	}
	return s.keep([]stated{out})
}

func (s *stater) sum(n *syntax.Sum) ([]stated, error) {
	var total []stated
	for i, t := range n.Terms {
		if t.Sign == `\pm` || t.Sign == `\mp` {
			return nil, unstated(t.Sign)
		}
		xs, err := s.state(t.Value)
		if err != nil {
			return nil, err
		}
		if t.Sign == "-" {
			for j := range xs {
				xs[j] = s.negated(xs[j])
			}
		}
		if i == 0 {
			total = xs
			continue
		}
		if total, err = s.pairs(total, xs, s.add); err != nil {
			return nil, err
		}
	}
	return total, nil
}

func (s *stater) product(n *syntax.Product) ([]stated, error) {
	if f, ok := n.Factors[0].Value.(*syntax.Fraction); ok && len(n.Factors) > 1 && n.Factors[1].Operator == "" {
		if function, _, is := splitDerivative(f); is && function == nil {
			operand := n.Factors[1].Value
			if len(n.Factors) > 2 {
				operand = &syntax.Product{At: n.At, Factors: n.Factors[1:]}
			}
			return s.derivative(n, operand, f)
		}
	}
	factors, err := s.factors(n)
	if err != nil {
		return nil, err
	}
	var all []stated
	add := func(factors []statedFactor, by readings) {
		more, worse := s.multiplyAll(factors)
		if worse != nil {
			err = worse
			return
		}
		for _, x := range more {
			x.by |= by
			all = append(all, x)
		}
	}
	if joined := sideBySideColumns(factors); joined != nil {
		for _, variant := range joined {
			add(variant, sideBySide)
		}
	} else {
		add(factors, 0)
	}
	if s.within&slashReach != 0 {
		if reach, changed := slashesReaching(factors); changed {
			add(reach, slashReach)
		}
	}
	if other, by := misset(n); other != nil {
		if more, worse := s.state(other); worse == nil {
			if by == numberTimesFraction {
				for i := range all {
					all[i].by |= by
				}
				by = 0
			}
			for _, x := range more {
				x.by |= by
				all = append(all, x)
			}
		}
	}
	if len(all) == 0 && err != nil {
		return nil, err
	}
	return s.keep(all)
}

func (s *stater) factors(n *syntax.Product) ([]statedFactor, error) {
	e := s.evaluator
	var all []statedFactor
	for i := 0; i < len(n.Factors); i++ {
		f := n.Factors[i]
		if i+1 < len(n.Factors) && n.Factors[i+1].Operator == "" {
			next := n.Factors[i+1].Value
			if e.isCall(f.Value, next) {
				xs, err := s.call(f.Value, next)
				if err != nil {
					return nil, err
				}
				all = append(all, statedFactor{operator: f.Operator, node: f.Value, cases: xs})
				i++
				continue
			}
			if _, _, is := e.derivativeAt(f.Value, next); is {
				return nil, unstated("a derivative at a point")
			}
			if _, _, is := e.juxtaposed(n, i); is {
				return nil, unstated("two neighbours that are no product")
			}
		}
		if text, is := f.Value.(*syntax.Text); is && i > 0 {
			if strings.TrimSpace(text.Content) == "of" && i+1 < len(n.Factors) {
				continue
			}
			unit := scalarStated(symbolic.Sym(`\text{` + text.Content + `}`))
			all = append(all, statedFactor{operator: f.Operator, node: f.Value, cases: []stated{unit}})
			continue
		}
		xs, err := s.state(f.Value)
		if err != nil {
			return nil, err
		}
		all = append(all, statedFactor{operator: f.Operator, node: f.Value, cases: xs})
	}
	return all, nil
}

func (s *stater) fraction(n *syntax.Fraction) ([]stated, error) {
	binomial, known := fractionKind(n.Command)
	switch {
	case binomial:
		return s.binomial(n)
	case !known:
		return nil, unstated("brackets around two numbers")
	}
	if function, _, is := splitDerivative(n); is {
		if function == nil {
			return nil, unstated("a derivative of nothing")
		}
		return s.derivative(n, function, n)
	}
	top, err := s.state(n.Numerator)
	if err != nil {
		return nil, err
	}
	bottom, err := s.state(n.Denominator)
	if err != nil {
		return nil, err
	}
	return s.pairs(top, bottom, s.divide)
}

func (s *stater) script(n *syntax.Script) ([]stated, error) {
	if n.Sup == nil {
		xs, err := s.state(n.Base)
		if err != nil {
			return nil, err
		}
		return s.each(xs, func(x stated) ([]stated, error) { return s.entry(x, indexParts(n.Sub)) })
	}
	if isNorm(n.Base) || isDegree(n.Sup) {
		return nil, unstated("a norm or a degree")
	}
	base := withoutSuperscript(n)
	xs, err := s.state(base)
	if err != nil {
		return nil, err
	}
	if isTranspose(n.Sup) {
		return s.each(xs, func(x stated) ([]stated, error) { return []stated{x.transposed()}, nil })
	}
	exponent, failed := s.evaluator.scalar(n.Sup)
	if failed != nil {
		return nil, unstated(failed.says)
	}
	k, ok := wholeNumber(exponent)
	if !ok {
		return nil, unstated("a power with a letter or a fraction above")
	}
	for _, x := range xs {
		for _, entry := range x.entries {
			length := int64(2)
			if number, ok := entry.(symbolic.Number); ok {
				length = int64(max(number.Value.Num().BitLen(), number.Value.Denom().BitLen()))
			}
			if length > mostBits || max(k, -k) > mostBits/max(length, 1) {
				return nil, unstated("the power is too long to compute in Coq")
			}
		}
	}
	return s.each(xs, func(x stated) ([]stated, error) { return s.power(x, k) })
}

func (s *stater) postfix(n *syntax.Postfix) ([]stated, error) {
	x, by, err := s.scalar(n.Operand)
	if err != nil {
		return nil, err
	}
	var out stated
	switch n.Operator {
	case `\%`, "%":
		out = scalarStated(symbolic.Over(x, symbolic.Int(100)))
	case "!":
		k, ok := s.evaluator.integer(n.Operand)
		if !ok || k < 0 || k > 500 {
			return nil, unstated("a factorial of a letter")
		}
		factors := []symbolic.Expression{symbolic.Int(1)}
		for i := int64(2); i <= k; i++ {
			factors = append(factors, symbolic.Int(i))
		}
		out = scalarStated(symbolic.Times(factors...))
	default:
		return nil, unstated("the sign " + n.Operator)
	}
	out.by = by
	return s.keep([]stated{out})
}

// binomial writes out a falling factorial over a factorial.
func (s *stater) binomial(n *syntax.Fraction) ([]stated, error) {
	top, by, err := s.scalar(n.Numerator)
	if err != nil {
		return nil, err
	}
	k, ok := s.evaluator.integer(n.Denominator)
	if !ok || k < 0 || k > mostWritten {
		return nil, unstated("a binomial coefficient with a letter below")
	}
	if upper, ok := s.evaluator.integer(n.Numerator); ok && upper >= 0 && upper < k {
		k = upper + 1 // a factor 0 is enough
	}
	above, below := []symbolic.Expression{symbolic.Int(1)}, []symbolic.Expression{symbolic.Int(1)}
	for i := range k {
		above = append(above, symbolic.Minus(top, symbolic.Int(i)))
		below = append(below, symbolic.Int(i+1))
	}
	out := scalarStated(symbolic.Over(symbolic.Times(above...), symbolic.Times(below...)))
	out.by = by
	return s.keep([]stated{out})
}

// wordFunction writes out a function that a word names.
func (s *stater) wordFunction(word string, argument syntax.Node) ([]stated, error) {
	xs, err := s.state(argument)
	if err != nil {
		return nil, err
	}
	switch strings.TrimPrefix(strings.ToLower(word), `\`) {
	case "det":
		return s.each(xs, s.determinant)
	case "tr", "trace":
		return s.each(xs, func(x stated) ([]stated, error) {
			if x.rows != x.columns {
				return nil, unstated("a trace")
			}
			terms := make([]symbolic.Expression, x.rows)
			for i := range terms {
				terms[i] = x.at(i, i)
			}
			return []stated{scalarStated(symbolic.Plus(terms...))}, nil
		})
	}
	return nil, unstated("the function " + word)
}

// mostBits bounds the length of a power of a number: at 60000 bits Coq's stack overflows.
const mostBits = 20_000

// mostWritten bounds the terms of a sum that is written out.
const mostWritten = 200

func (s *stater) big(n *syntax.Big) ([]stated, error) {
	e := s.evaluator
	if n.Operator != `\sum` && n.Operator != `\prod` {
		return nil, unstated(n.Operator)
	}
	variable, from, failed := e.lowerBound(n)
	if failed != nil {
		return nil, unstated(failed.says)
	}
	low, lowKnown := e.integer(from)
	high, highKnown := e.integer(n.Upper)
	if !lowKnown || !highKnown || high < low || high-low >= mostWritten {
		return nil, unstated("a sum whose bounds are no small numbers")
	}
	join := func(x, y stated) ([]stated, error) { return s.add(x, y) }
	if n.Operator == `\prod` {
		join = func(x, y stated) ([]stated, error) { return s.multiply(x, y, "") }
	}
	var total []stated
	for k := low; k <= high; k++ {
		inner := s.withEvaluator(e.withIndex(variable, k))
		term, err := inner.state(n.Body)
		if err == nil && k > low {
			term, err = s.pairs(total, term, join)
		}
		if err != nil {
			total = nil
			break
		}
		total = term
	}
	examples := s
	switch {
	case n.Operator == `\prod`:
	case s.within&exampleIndex != 0:
		inner := *e
		inner.exampleIndex = variable
		examples = s.withEvaluator(&inner)
		fallthrough
	case s.within&sumOfExamples != 0:
		by := exampleIndex
		if examples == s {
			by = sumOfExamples
		}
		xs, err := examples.state(n.Body)
		if err != nil {
			break
		}
		for _, x := range xs {
			if x.isVector() && int64(len(x.entries)) == high-low+1 {
				z := scalarStated(symbolic.Plus(x.entries...))
				z.by = x.by | by
				total = append(total, z)
			}
		}
	}
	if len(total) == 0 {
		return nil, unstated("a sum whose terms have no form")
	}
	return s.keep(total)
}

func (s *stater) withEvaluator(e *evaluator) *stater {
	inner := *s
	inner.evaluator = e
	return &inner
}
