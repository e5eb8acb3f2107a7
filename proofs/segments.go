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
	if !strings.Contains(d.Source, `\triangle`) && !strings.Contains(d.Source, `\angle`) && !figureWords.MatchString(d.Source) || matrixWord.MatchString(d.Source) {
		return d
	}
	f := &figures{apart: map[string]bool{}, gathering: true}
	eachRelation(d, func(r *syntax.Relation) {
		if len(r.Members) < 2 {
			return // "the point A"
		}
		for _, m := range r.Members {
			if m != nil {
				f.setApart(f.names(m))
			}
		}
	})
	if !f.found || f.matrix {
		return d
	}
	f.gathering = false
	return mapMembers(d, f.names)
}

// figures are what a document names by points.
type figures struct {
	apart     map[string]bool // letters that stand by themselves in some equation
	gathering bool            // these are still looked for
	found     bool
	matrix    bool
}

// setApart notes the capitals that stand by themselves in a tree, but for angles of which a sine is taken.
func (f *figures) setApart(n syntax.Node) {
	syntax.Inspect(n, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Symbol:
			if isPointName(n) {
				f.apart[n.Name] = true
			}
		case *syntax.Application:
			return !isPointName(n.Argument)
		case *syntax.Matrix:
			f.matrix = true
		}
		return true
	})
}

// isPointName says whether a node is a plain capital.
func isPointName(n syntax.Node) bool {
	s, ok := n.(*syntax.Symbol)
	return ok && s.Font == "" && len(s.Name) == 1 && isCapitalLetter(s.Name)
}

// names writes the quantities of figures in a tree as symbols. The ends of a segment, of the legs of an angle and the
// corners of an area are in the order of the alphabet, so that AB and BA are one name.
func (f *figures) names(n syntax.Node) syntax.Node {
	named := func(at syntax.Span, name string) syntax.Node {
		f.found = true
		return &syntax.Symbol{At: at, Name: name}
	}
	return rewrite(n, func(m syntax.Node) (syntax.Node, bool) {
		switch m := m.(type) {
		case *syntax.Product:
			return f.inProduct(m)
		case *syntax.Accent:
			if letters, ok := f.pointsOf(m.Over); ok && len(letters) == 2 {
				switch m.Command {
				case "overline", "bar":
					return named(m.At, sortedLetters(letters)), true
				case "widehat", "overarc", "wideparen":
					return named(m.At, `\widehat{`+sortedLetters(letters)+"}"), true
				}
			}
		case *syntax.Group:
			if m.Open == "[" && m.Close == "]" && m.Inner != nil {
				if letters, ok := f.pointsOf(withoutTriangle(m.Inner)); ok && len(letters) > 2 {
					return named(m.At, "["+sortedLetters(letters)+"]"), true
				}
			}
			if letters, ok := f.pointsOf(m.Inner); ok && len(letters) == 2 && strings.HasSuffix(m.Open, "|") && strings.HasSuffix(m.Close, "|") {
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
func (f *figures) pointsOf(n syntax.Node) ([]string, bool) {
	p, ok := n.(*syntax.Product)
	if !ok {
		return nil, false
	}
	var letters []string
	for _, factor := range p.Factors {
		if factor.Operator != "" || !isPointName(factor.Value) || f.apart[factor.Value.(*syntax.Symbol).Name] {
			return nil, false
		}
		letters = append(letters, factor.Value.(*syntax.Symbol).Name)
	}
	return letters, true
}

func sortedLetters(letters []string) string {
	return strings.Join(sortedStrings(slices.Clone(letters)), "")
}

// inProduct names the angles and segments among the factors of a product. Three points side by side are named only while the
// letters that stand apart are gathered: they may be an area, a figure or digits.
func (f *figures) inProduct(p *syntax.Product) (syntax.Node, bool) {
	var factors []syntax.Factor
	for i := 0; i < len(p.Factors); i++ {
		factor := p.Factors[i]
		run, power := f.run(p.Factors[i:])
		behind, raised := f.run(p.Factors[i+1:])
		switch {
		case isSymbol(factor.Value, `\angle`) && raised == nil && (len(behind) == 1 || len(behind) == 3):
			name := behind[0]
			if len(behind) == 3 {
				name = min(behind[0], behind[2]) + behind[1] + max(behind[0], behind[2])
			}
			if last := len(factors) - 1; last >= 0 && factor.Operator == "" && isSymbol(factors[last].Value, "m") {
				factor.Operator, factor.OperatorAt = factors[last].Operator, factors[last].OperatorAt
				factors = factors[:last] // m\angle A is the measure of the angle
			}
			factor.Value = &syntax.Symbol{At: spanOver(factor.Value, p.Factors[i+len(behind)].Value), Name: `\angle ` + name}
			i += len(behind)
			f.found = true
		case len(run) == 2 || len(run) > 2 && f.gathering:
			last := p.Factors[i+len(run)-1].Value
			factor.Value = &syntax.Symbol{At: spanOver(factor.Value, last), Name: sortedLetters(run)}
			if power != nil {
				factor.Value = &syntax.Script{At: factor.Value.Span(), Base: factor.Value, Sup: power}
			}
			i += len(run) - 1
			f.found = f.found || len(run) == 2
		case len(run) > 2:
			factors = append(factors, p.Factors[i:i+len(run)-1]...)
			i += len(run) - 1
			factor = p.Factors[i]
		default:
			factor.Value = f.names(factor.Value)
		}
		factors = append(factors, factor)
	}
	if len(factors) == 1 {
		return factors[0].Value, true
	}
	return &syntax.Product{At: p.At, Factors: factors}, true
}

// run lists the points side by side at the beginning of some factors; the last may bear a power.
func (f *figures) run(factors []syntax.Factor) (letters []string, power syntax.Node) {
	for i, factor := range factors {
		if i > 0 && factor.Operator != "" {
			break
		}
		n := factor.Value
		s, raised := n.(*syntax.Script)
		if raised && i > 0 && s.Sub == nil && s.Primes == 0 && s.Sup != nil && closed(s.Sup) && !isTranspose(s.Sup) {
			n = s.Base
		}
		if !isPointName(n) || f.apart[n.(*syntax.Symbol).Name] {
			break
		}
		letters = append(letters, n.(*syntax.Symbol).Name)
		if n != factor.Value {
			return letters, s.Sup
		}
	}
	return letters, nil
}
