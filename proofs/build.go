package proofs

import (
	"math/big"
	"slices"
	"strconv"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// numberNode is the tree of an integer.
func numberNode(k int64) syntax.Node {
	text := strconv.FormatInt(k, 10)
	if k < 0 {
		return &syntax.Sum{Terms: []syntax.Term{{Sign: "-", Value: numberNode(-k)}}}
	}
	return &syntax.Number{Text: text, Written: text}
}

// rationalNode is the tree of an exact number: a decimal where it ends and is
// not longer than the fraction by much, else a fraction.
func rationalNode(r *big.Rat) syntax.Node {
	if r.Sign() < 0 {
		return &syntax.Sum{Terms: []syntax.Term{{Sign: "-", Value: rationalNode(new(big.Rat).Neg(r))}}}
	}
	text := symbolic.FormatRat(r)
	if n, d := r.Num().String(), r.Denom().String(); text == n+"/"+d {
		return &syntax.Fraction{
			Command:   "frac",
			Numerator: &syntax.Number{Text: n, Written: n}, Denominator: &syntax.Number{Text: d, Written: d},
		}
	}
	return &syntax.Number{Text: text, Written: text}
}

// valueNode is the tree of a value that holds numbers only.
func valueNode(v value) (syntax.Node, bool) {
	v = v.single()
	if !v.isMatrix {
		c, ok := v.scalar.AsConstant()
		if !ok {
			return nil, false
		}
		return rationalNode(c), true
	}
	rows := make([][]syntax.Node, v.rows())
	for i := range rows {
		for j := range v.columns() {
			c, ok := v.at(i, j).AsConstant()
			if !ok {
				return nil, false
			}
			rows[i] = append(rows[i], rationalNode(c))
		}
	}
	return &syntax.Matrix{Environment: "bmatrix", Rows: rows}, true
}

// mostTerms is how many terms of a sum a worked solution writes out.
const mostTerms = 12

// substituted writes a computation with the values of its names in their places.
// It fails where a part is no such computation, such as a derivative.
func (e *evaluator) substituted(n syntax.Node) (syntax.Node, bool) {
	if id, ok := identify(n); ok {
		quiet := *e
		quiet.trace = newTrace()
		cs, failed := quiet.name(id)
		if failed != nil {
			return nil, false
		}
		return valueNode(cs[0].value)
	}
	switch n := n.(type) {
	case *syntax.Number:
		return n, true
	case *syntax.Sum:
		out := &syntax.Sum{}
		for _, t := range n.Terms {
			m, ok := e.substituted(t.Value)
			if !ok {
				return nil, false
			}
			if _, signed := m.(*syntax.Sum); signed && (t.Sign != "" || len(n.Terms) > 1 && len(out.Terms) > 0) {
				m = bracketed(m)
			}
			out.Terms = append(out.Terms, syntax.Term{Sign: t.Sign, Value: m})
		}
		return out, true
	case *syntax.Product:
		return e.substitutedProduct(n)
	case *syntax.Fraction:
		if isDerivativeSign(n) {
			return nil, false
		}
		top, ok := e.substituted(n.Numerator)
		if !ok {
			return nil, false
		}
		bottom, ok := e.substituted(n.Denominator)
		return &syntax.Fraction{Command: n.Command, Numerator: top, Denominator: bottom}, ok
	case *syntax.Group:
		if n.Inner == nil {
			return nil, false
		}
		m, ok := e.substituted(n.Inner)
		return &syntax.Group{Open: n.Open, Close: n.Close, Inner: m}, ok
	case *syntax.Wrapped:
		return e.substituted(n.Inner)
	case *syntax.Root:
		m, ok := e.substituted(n.Radicand)
		return &syntax.Root{Index: n.Index, Radicand: m}, ok
	case *syntax.Script:
		if n.Sup == nil {
			return nil, false
		}
		base, ok := e.substituted(withoutSuperscript(n))
		if !ok {
			return nil, false
		}
		sup := n.Sup
		if !isTranspose(sup) {
			if sup, ok = e.substituted(sup); !ok {
				return nil, false
			}
		}
		switch base.(type) {
		case *syntax.Sum, *syntax.Fraction, *syntax.Product:
			base = bracketed(base)
		}
		return &syntax.Script{Base: base, Sup: sup}, true
	case *syntax.Matrix:
		out := &syntax.Matrix{Environment: n.Environment}
		for _, row := range n.Rows {
			var entries []syntax.Node
			for _, entry := range row {
				if entry == nil {
					return nil, false
				}
				m, ok := e.substituted(entry)
				if !ok {
					return nil, false
				}
				entries = append(entries, m)
			}
			out.Rows = append(out.Rows, entries)
		}
		return out, true
	case *syntax.Big:
		return e.writtenOut(n)
	}
	return nil, false
}

func (e *evaluator) substitutedProduct(n *syntax.Product) (syntax.Node, bool) {
	out := &syntax.Product{}
	for i := 0; i < len(n.Factors); i++ {
		f := n.Factors[i]
		if i+1 < len(n.Factors) && n.Factors[i+1].Operator == "" {
			if _, _, is := e.call(f.Value, n.Factors[i+1].Value); is {
				return nil, false
			}
		}
		m, ok := e.substituted(f.Value)
		if !ok {
			return nil, false
		}
		operator := f.Operator
		if len(out.Factors) > 0 && operator == "" {
			operator = `\cdot`
		}
		switch m.(type) {
		case *syntax.Sum:
			m = bracketed(m)
		case *syntax.Fraction:
			if division(operator) {
				m = bracketed(m)
			}
		}
		out.Factors = append(out.Factors, syntax.Factor{Operator: operator, Value: m})
	}
	return out, true
}

// writtenOut writes a sum with literal bounds term by term.
func (e *evaluator) writtenOut(n *syntax.Big) (syntax.Node, bool) {
	if n.Operator != `\sum` {
		return nil, false
	}
	variable, from, failed := e.lowerBound(n)
	if failed != nil {
		return nil, false
	}
	low, ok := e.integer(from)
	high, known := e.integer(n.Upper)
	if from == nil || n.Upper == nil {
		if count := e.indexedLength(n.Body, variable); count > 0 {
			low, high, ok, known = 1, int64(count), true, true
		}
	}
	if !ok || !known || high < low || high-low >= mostTerms {
		return nil, false
	}
	out := &syntax.Sum{}
	for k := low; k <= high; k++ {
		term, ok := e.withIndex(variable, k).substituted(n.Body)
		if !ok {
			return nil, false
		}
		if _, signed := term.(*syntax.Sum); signed {
			term = bracketed(term)
		}
		sign := "+"
		if k == low {
			sign = ""
		}
		out.Terms = append(out.Terms, syntax.Term{Sign: sign, Value: term})
	}
	if len(out.Terms) == 1 {
		return out.Terms[0].Value, true
	}
	return bracketed(out), true
}

func bracketed(n syntax.Node) syntax.Node {
	return &syntax.Group{Open: "(", Close: ")", Inner: n}
}

// withNumbers writes a tree with the indices in its names, and the index itself,
// as numbers; other names stay.
func (e *evaluator) withNumbers(n syntax.Node, variable string) syntax.Node {
	return rewrite(n, func(m syntax.Node) (syntax.Node, bool) {
		switch m := m.(type) {
		case *syntax.Accent:
			return m, true // a marked letter is another name
		case *syntax.Script:
			if s, ok := m.Base.(*syntax.Symbol); ok && s.Name == variable && s.Font == "" && m.Sub == nil {
				return nil, false
			}
			if _, ok := identify(m.Base); !ok {
				return nil, false
			}
			out := &syntax.Script{At: m.At, Base: m.Base, Primes: m.Primes}
			if parts := indexParts(m.Sub); len(parts) > 1 && mentions(m.Sub, variable) {
				items := make([]syntax.Node, len(parts))
				for i, part := range parts {
					items[i] = e.withNumbers(part, variable)
				}
				out.Sub = &syntax.List{At: m.Sub.Span(), Items: items, Separator: ","}
			} else if m.Sub != nil {
				out.Sub = e.withNumbers(m.Sub, variable)
			}
			if m.Sup != nil {
				out.Sup = e.withNumbers(m.Sup, variable)
			}
			return out, true
		case *syntax.Symbol:
			if m.Name == variable && m.Font == "" {
				if k, ok := e.integer(m); ok {
					return numberNode(k), true
				}
			}
		case *syntax.Product:
			out := *m
			out.Factors = slices.Clone(m.Factors)
			for i, f := range m.Factors {
				out.Factors[i].Value = e.withNumbers(f.Value, variable)
				if _, number := out.Factors[i].Value.(*syntax.Number); number && i > 0 && f.Operator == "" && out.Factors[i].Value != f.Value {
					out.Factors[i].Operator = `\cdot` // a number behind another would join it
				}
			}
			return &out, true
		case *syntax.Sum:
			if mentions(m, variable) {
				if k, ok := e.integer(m); ok && onlySymbol(m, variable) {
					return numberNode(k), true
				}
			}
		}
		return nil, false
	})
}

// onlySymbol says whether the tree holds no symbol but the given one.
func onlySymbol(n syntax.Node, variable string) bool {
	only := true
	syntax.Inspect(n, func(m syntax.Node) bool {
		if s, ok := m.(*syntax.Symbol); ok && s.Name != variable {
			only = false
		}
		return only
	})
	return only
}

// rewrite copies a tree with the parts replaced for which f gives something else.
func rewrite(n syntax.Node, f func(syntax.Node) (syntax.Node, bool)) syntax.Node {
	if n == nil {
		return nil
	}
	if m, ok := f(n); ok {
		return m
	}
	again := func(m syntax.Node) syntax.Node { return rewrite(m, f) }
	switch n := n.(type) {
	case *syntax.Accent:
		return &syntax.Accent{At: n.At, Command: n.Command, Over: again(n.Over)}
	case *syntax.Script:
		out := &syntax.Script{At: n.At, Base: again(n.Base), Primes: n.Primes}
		if n.Sub != nil {
			out.Sub = again(n.Sub)
		}
		if n.Sup != nil {
			out.Sup = again(n.Sup)
		}
		return out
	case *syntax.Group:
		if n.Inner == nil {
			return n
		}
		return &syntax.Group{At: n.At, Open: n.Open, Close: n.Close, Inner: again(n.Inner)}
	case *syntax.List:
		out := &syntax.List{At: n.At, Separator: n.Separator}
		for _, item := range n.Items {
			out.Items = append(out.Items, again(item))
		}
		return out
	case *syntax.Matrix:
		out := &syntax.Matrix{At: n.At, Environment: n.Environment}
		for _, row := range n.Rows {
			var entries []syntax.Node
			for _, entry := range row {
				entries = append(entries, again(entry))
			}
			out.Rows = append(out.Rows, entries)
		}
		return out
	case *syntax.Sum:
		out := &syntax.Sum{At: n.At}
		for _, t := range n.Terms {
			out.Terms = append(out.Terms, syntax.Term{Sign: t.Sign, SignAt: t.SignAt, Value: again(t.Value)})
		}
		return out
	case *syntax.Product:
		out := &syntax.Product{At: n.At}
		for _, t := range n.Factors {
			out.Factors = append(out.Factors, syntax.Factor{Operator: t.Operator, OperatorAt: t.OperatorAt, Value: again(t.Value)})
		}
		return out
	case *syntax.Fraction:
		return &syntax.Fraction{At: n.At, Command: n.Command, Numerator: again(n.Numerator), Denominator: again(n.Denominator)}
	case *syntax.Root:
		out := &syntax.Root{At: n.At, Radicand: again(n.Radicand)}
		if n.Index != nil {
			out.Index = again(n.Index)
		}
		return out
	case *syntax.Postfix:
		return &syntax.Postfix{At: n.At, Operator: n.Operator, Operand: again(n.Operand)}
	case *syntax.Application:
		return &syntax.Application{At: n.At, Function: again(n.Function), Argument: again(n.Argument)}
	case *syntax.Big:
		out := &syntax.Big{At: n.At, Operator: n.Operator, Body: again(n.Body)}
		if n.Lower != nil {
			out.Lower = again(n.Lower)
		}
		if n.Upper != nil {
			out.Upper = again(n.Upper)
		}
		return out
	case *syntax.Wrapped:
		return again(n.Inner)
	case *syntax.Relation:
		out := &syntax.Relation{At: n.At, Operators: n.Operators}
		for _, m := range n.Members {
			out.Members = append(out.Members, again(m))
		}
		return out
	}
	return n
}

func ratOf(k int64) *big.Rat { return big.NewRat(k, 1) }
