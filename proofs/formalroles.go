package proofs

import "github.com/hence-math/hence/proofs/syntax"

// roles are what the letters of two members stand for by the places where they stand.
type roles struct {
	integers map[string]bool // bounds and indices of sums, arguments of factorials, lower ones of binomial coefficients
	reals    map[string]bool // upper arguments of binomial coefficients only
	bare     map[string]bool // letters that stand without an argument behind them
}

func rolesOf(trees ...syntax.Node) *roles {
	r := &roles{integers: map[string]bool{}, reals: map[string]bool{}, bare: map[string]bool{}}
	elsewhere := map[string]bool{}
	upper := map[string]bool{}
	letters := func(n syntax.Node, into map[string]bool) {
		if n == nil {
			return
		}
		syntax.Inspect(n, func(m syntax.Node) bool {
			if id, ok := identify(m); ok && id.sub == nil && id.sup == nil {
				into[id.base] = true
			}
			return true
		})
	}
	for _, tree := range trees {
		syntax.Inspect(tree, func(n syntax.Node) bool {
			switch n := n.(type) {
			case *syntax.Big:
				letters(n.Lower, r.integers)
				letters(n.Upper, r.integers)
			case *syntax.Postfix:
				letters(n.Operand, r.integers)
			case *syntax.Fraction:
				if binomial, known := fractionKind(n.Command); known && binomial {
					letters(n.Denominator, r.integers)
					letters(n.Numerator, upper)
				} else if !known {
					letters(n, elsewhere)
				}
			case *syntax.Script:
				if n.Sup != nil {
					if factors, _ := factorialPower(n); factors != nil {
						letters(factors, r.integers)
						letters(n.Base, upper)
					} else {
						letters(n.Sup, elsewhere)
						if isMinusOne(n.Base) {
							letters(n.Sup, r.integers)
						}
					}
				}
				letters(n.Sub, elsewhere)
			case *syntax.Application:
				letters(n.Argument, elsewhere)
			case *syntax.Group:
				if n.Open == `\lfloor` || n.Open == `\lceil` || n.Open == "|" {
					letters(n.Inner, elsewhere)
				}
				if relation, ok := n.Inner.(*syntax.Relation); ok {
					letters(relation, r.integers)
				}
			case *syntax.Product:
				for i, f := range n.Factors {
					id, ok := identify(f.Value)
					if !ok || id.sub != nil || id.sup != nil {
						continue
					}
					if i+1 < len(n.Factors) && n.Factors[i+1].Operator == "" && isBracket(withoutPower(n.Factors[i+1].Value)) {
						letters(n.Factors[i+1].Value, elsewhere)
					} else {
						r.bare[id.base] = true
					}
				}
			case *syntax.Sum:
				for _, t := range n.Terms {
					noteLetter(t.Value, r.bare)
				}
			case *syntax.Relation, *syntax.Matrix:
				letters(n, elsewhere)
			}
			return true
		})
		noteLetter(tree, r.bare)
	}
	for name := range upper {
		switch {
		case r.integers[name]:
		case elsewhere[name]:
			r.integers[name] = true
		default:
			r.reals[name] = true
		}
	}
	return r
}

// noteLetter notes a lone letter.
func noteLetter(n syntax.Node, into map[string]bool) {
	if id, ok := identify(n); ok && id.sub == nil && id.sup == nil {
		into[id.base] = true
	}
}

func isBracket(n syntax.Node) bool {
	g, ok := n.(*syntax.Group)
	return ok && g.Inner != nil && (g.Open == "(" || g.Open == "[" || g.Open == `\{`)
}

func isMinusOne(n syntax.Node) bool {
	text := syntax.Print(n)
	return text == "(-1)" || text == `\left(-1\right)` || text == "[-1]"
}

// factorialPower reads `x^{\underline{m}}` and `x^{\overline{m}}`: the number of factors, and
// whether they rise.
func factorialPower(n *syntax.Script) (count syntax.Node, rises bool) {
	sup := n.Sup
	switch sup := sup.(type) {
	case *syntax.Wrapped:
		if sup.Command == "underline" {
			return sup.Inner, false
		}
	case *syntax.Accent:
		switch sup.Command {
		case "underline":
			return sup.Over, false
		case "overline", "bar":
			return sup.Over, true
		}
	}
	return nil, false
}
