package proofs

import (
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// Points of figures have capitals for names, and what lies between them is named by several side by side: the length AB, the
// angle \angle ABC, the area [ABC]. Read as products these would say what the text does not.

// withFigures is a document about figures with such quantities as names. A letter that stands by itself in an equation is no
// point, and what holds it stays a product.
func withFigures(d *syntax.Document) *syntax.Document {
	if !strings.Contains(d.Source, `\triangle`) && !strings.Contains(d.Source, `\angle`) && !figureWords.MatchString(d.Source) {
		return d
	}
	apart := map[string]bool{}
	found, matrix := false, false
	eachRelation(d, func(r *syntax.Relation) {
		if len(r.Members) < 2 {
			return // "the point A"
		}
		for _, m := range r.Members {
			if m == nil {
				continue
			}
			syntax.Inspect(figureNames(m, apartOf{}, &found), func(n syntax.Node) bool {
				switch n := n.(type) {
				case *syntax.Symbol:
					if isPointName(n) {
						apart[n.Name] = true
					}
				case *syntax.Matrix:
					matrix = true
				}
				return true
			})
		}
	})
	if !found || matrix {
		return d
	}
	return mapMembers(d, func(n syntax.Node) syntax.Node { return figureNames(n, apart, &found) })
}

// apartOf are the letters that stand by themselves in some equation.
type apartOf = map[string]bool

// isPointName says whether a node is a plain capital.
func isPointName(n syntax.Node) bool {
	s, ok := n.(*syntax.Symbol)
	return ok && s.Font == "" && len(s.Name) == 1 && isCapitalLetter(s.Name)
}

// figureNames writes the quantities of figures in a tree as symbols. The ends of a segment, of the legs of an angle and the
// corners of an area are in the order of the alphabet, so that AB and BA are one name.
func figureNames(n syntax.Node, apart apartOf, found *bool) syntax.Node {
	named := func(at syntax.Span, name string) syntax.Node {
		*found = true
		return &syntax.Symbol{At: at, Name: name}
	}
	return rewrite(n, func(m syntax.Node) (syntax.Node, bool) {
		switch m := m.(type) {
		case *syntax.Product:
			return inProduct(m, apart, found)
		case *syntax.Accent:
			if letters, ok := pointsOf(m.Over, apart); ok && len(letters) == 2 {
				switch m.Command {
				case "overline", "bar":
					return named(m.At, sortedLetters(letters)), true
				case "widehat", "overarc", "wideparen":
					return named(m.At, `\widehat{`+sortedLetters(letters)+"}"), true
				}
			}
		case *syntax.Group:
			if m.Open == "[" && m.Close == "]" && m.Inner != nil {
				if letters, ok := pointsOf(withoutTriangle(m.Inner), apart); ok && len(letters) > 2 {
					return named(m.At, "["+sortedLetters(letters)+"]"), true
				}
			}
			if letters, ok := pointsOf(m.Inner, apart); ok && len(letters) == 2 && strings.HasSuffix(m.Open, "|") && strings.HasSuffix(m.Close, "|") {
				return named(m.At, sortedLetters(letters)), true
			}
		}
		return nil, false
	})
}

// withoutTriangle is a product without the sign of a triangle before it.
func withoutTriangle(n syntax.Node) syntax.Node {
	if p, ok := n.(*syntax.Product); ok && isSymbol(p.Factors[0].Value, `\triangle`) && len(p.Factors) > 2 {
		return &syntax.Product{At: p.At, Factors: p.Factors[1:]}
	}
	return n
}

func isSymbol(n syntax.Node, name string) bool {
	s, ok := n.(*syntax.Symbol)
	return ok && s.Name == name
}

// pointsOf lists the letters of a product of nothing but points side by side.
func pointsOf(n syntax.Node, apart apartOf) ([]string, bool) {
	p, ok := n.(*syntax.Product)
	if !ok {
		return nil, false
	}
	var letters []string
	for _, f := range p.Factors {
		if f.Operator != "" || !isPointName(f.Value) || apart[f.Value.(*syntax.Symbol).Name] {
			return nil, false
		}
		letters = append(letters, f.Value.(*syntax.Symbol).Name)
	}
	return letters, true
}

func sortedLetters(letters []string) string {
	return strings.Join(sortedStrings(slices.Clone(letters)), "")
}

// inProduct names the angles and segments among the factors of a product.
func inProduct(p *syntax.Product, apart apartOf, found *bool) (syntax.Node, bool) {
	var factors []syntax.Factor
	changed := false
	for i := 0; i < len(p.Factors); i++ {
		f := p.Factors[i]
		run, power := runOfPoints(p.Factors[min(i+1, len(p.Factors)):], apart)
		switch {
		case isSymbol(f.Value, `\angle`) && power == nil && (len(run) == 1 || len(run) == 3):
			name := run[0]
			if len(run) == 3 {
				name = min(run[0], run[2]) + run[1] + max(run[0], run[2])
			}
			if last := len(factors) - 1; last >= 0 && f.Operator == "" && isSymbol(factors[last].Value, "m") {
				f.Operator, f.OperatorAt = factors[last].Operator, factors[last].OperatorAt
				factors = factors[:last] // m\angle A is the measure of the angle
			}
			f.Value = &syntax.Symbol{At: spanOver(f.Value, p.Factors[i+len(run)].Value), Name: `\angle ` + name}
			i += len(run)
			changed = true
		case isPointName(f.Value):
			run, power = runOfPoints(p.Factors[i:], apart)
			if len(run) != 2 || i > 0 && f.Operator == "" && isFigureSign(p.Factors[i-1].Value) {
				for range max(len(run), 1) - 1 {
					factors = append(factors, p.Factors[i])
					i++
				}
				f = p.Factors[i]
				break
			}
			last := p.Factors[i+1].Value
			f.Value = &syntax.Symbol{At: spanOver(f.Value, last), Name: sortedLetters(run)}
			if power != nil {
				f.Value = &syntax.Script{At: f.Value.Span(), Base: f.Value, Sup: power}
			}
			i++
			changed = true
		default:
			f.Value = figureNames(f.Value, apart, found)
		}
		factors = append(factors, f)
	}
	*found = *found || changed
	if len(factors) == 1 {
		return factors[0].Value, true
	}
	return &syntax.Product{At: p.At, Factors: factors}, true
}

// isFigureSign says whether a node is the sign of an angle or triangle, which points behind it belong to.
func isFigureSign(n syntax.Node) bool { return isSymbol(n, `\angle`) || isSymbol(n, `\triangle`) }

// runOfPoints lists the points side by side at the beginning of some factors; the last may bear a power.
func runOfPoints(factors []syntax.Factor, apart apartOf) (letters []string, power syntax.Node) {
	for i, f := range factors {
		if i > 0 && f.Operator != "" {
			break
		}
		n := f.Value
		s, raised := n.(*syntax.Script)
		if raised && i > 0 && s.Sub == nil && s.Primes == 0 && s.Sup != nil && closed(s.Sup) && !isTranspose(s.Sup) {
			n = s.Base
		}
		if !isPointName(n) || apart[n.(*syntax.Symbol).Name] {
			break
		}
		letters = append(letters, n.(*syntax.Symbol).Name)
		if n != f.Value {
			return letters, s.Sup
		}
	}
	return letters, nil
}
