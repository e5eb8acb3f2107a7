package proofs

import (
	"regexp"
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// wordFunction gives the name and the arguments of `\operatorname{RMS}(x)`, where the
// word names no function that is known anyway.
func wordFunction(n syntax.Node) (name string, arguments *syntax.Group, ok bool) {
	a, is := n.(*syntax.Application)
	if !is {
		return "", nil, false
	}
	word, named := a.Function.(*syntax.Symbol)
	arguments, grouped := a.Argument.(*syntax.Group)
	if !named || !grouped || arguments.Open != "(" || arguments.Inner == nil || word.Name == `\nabla` || isKnownWord(word) {
		return "", nil, false
	}
	return syntax.Print(word), arguments, true
}

// isKnownWord says whether a word names a function whatever the document says.
func isKnownWord(word *syntax.Symbol) bool {
	if strings.HasPrefix(word.Name, `\`) && word.Font == "" && !strings.Contains(word.Name, "{") {
		return true // \sin, \log
	}
	if matrixFunctions[word.Name] != nil {
		return true
	}
	switch strings.ToLower(plainWord.Replace(word.Name)) {
	case "relu", "sign", "sgn", "sigmoid", "logistic", "softmax", "exp", "gcd", "gcf", "hcf", "lcm", "max", "min", "ones", "zeros", "e", "var", "cov":
		return true
	}
	return false
}

// definesWordFunction says whether a relation defines such a function: its arguments
// are names, and its value is computed from them.
func definesWordFunction(r *syntax.Relation) (name string, ok bool) {
	name, arguments, ok := wordFunction(r.Members[0])
	if !ok || len(r.Members) < 2 || r.Members[1] == nil {
		return "", false
	}
	parameters := map[string]bool{}
	for _, a := range indexParts(arguments.Inner) {
		id, named := identify(a)
		if !named {
			return "", false
		}
		parameters[id.base] = true
	}
	return name, mentionsBase(r.Members[1], parameters)
}

// wordBelow finds an index that may be a word.
var wordBelow = regexp.MustCompile(`_\s*\{\s*[A-Za-z]{3,}\s*\}`)

// indexWord gives an index of three letters or more in a row that is a word, as in
// w_{new}. Letters that indices go by are several indices: T_{ijk}.
func indexWord(n syntax.Node) (*syntax.Symbol, bool) {
	p, ok := n.(*syntax.Product)
	if !ok || len(p.Factors) < 3 {
		return nil, false
	}
	word, running := "", true
	for i, f := range p.Factors {
		letter, ok := f.Value.(*syntax.Symbol)
		if !ok || f.Operator != "" || len(letter.Name) != 1 || letter.Font != "" || i > 0 && letter.At.Start != p.Factors[i-1].Value.Span().End {
			return nil, false
		}
		word += letter.Name
		running = running && strings.IndexByte("ijklmnpqrst", letter.Name[0]) >= 0
	}
	return &syntax.Symbol{At: p.At, Name: word}, !running
}

// differentialName gives the name of which `dW` is the gradient, as programs call it.
func differentialName(d syntax.Node, behind syntax.Factor) (id identifier, ok bool) {
	if behind.Operator != "" || !isDifferentialSign(d) {
		return id, false
	}
	id, ok = identify(withoutPower(behind.Value))
	return id, ok && letterOf(id.plain) != "d"
}

// differentialHead gives that name where it is what a relation defines.
func differentialHead(n syntax.Node) (id identifier, ok bool) {
	p, is := n.(*syntax.Product)
	if !is || len(p.Factors) != 2 {
		return id, false
	}
	return differentialName(p.Factors[0].Value, p.Factors[1])
}

// differentialsOf lists the letters whose `dW` are names in a document: each of them is
// defined somewhere, one of the letters has a value or a rule of its own, and no d
// stands elsewhere than before them or in a derivative. In `du = 2x dx` the dx is none.
func differentialsOf(d *syntax.Document) map[string]bool {
	names := map[string]bool{}
	eachDefined(d, func(head syntax.Node) {
		if id, ok := differentialHead(head); ok {
			names[id.base] = true
		}
	})
	if len(names) == 0 {
		return nil
	}
	heads := map[string]bool{}
	eachDefined(d, func(head syntax.Node) {
		if id, ok := identify(head); ok {
			heads[id.base] = true
		}
	})
	if heads["d"] {
		return nil
	}
	if !slices.ContainsFunc(sortedKeys(names), func(name string) bool { return heads[name] }) {
		return nil
	}
	only := true
	eachRelation(d, func(r *syntax.Relation) {
		for _, m := range r.Members {
			only = only && (m == nil || differentiatesOnly(m, names))
		}
	})
	if !only {
		return nil
	}
	return names
}

// eachDefined calls f with the first member of every definition or assignment.
func eachDefined(d *syntax.Document, f func(head syntax.Node)) {
	eachRelation(d, func(r *syntax.Relation) {
		if len(r.Operators) > 0 && r.Members[0] != nil && (defines(r.Operators[0].Name) || isAssignment(r.Operators[0].Name)) {
			f(r.Members[0])
		}
	})
}

// differentiatesOnly says whether every d of a tree stands before one of the letters
// or in a derivative.
func differentiatesOnly(n syntax.Node, names map[string]bool) bool {
	only := true
	syntax.Inspect(n, func(m syntax.Node) bool {
		switch m := m.(type) {
		case *syntax.Fraction:
			if _, _, ok := derivativeFraction(m); ok {
				return false
			}
		case *syntax.Big:
			only = only && !strings.Contains(m.Operator, "int")
		case *syntax.Script:
			only = only && differentiatesOnly(m.Base, names) && (m.Sup == nil || differentiatesOnly(m.Sup, names))
			return false // a d below is a label
		case *syntax.Product:
			for i := 0; i < len(m.Factors); i++ {
				if i+1 < len(m.Factors) {
					if id, ok := differentialName(m.Factors[i].Value, m.Factors[i+1]); ok {
						only = only && names[id.base]
						i++
						continue
					}
				}
				only = only && differentiatesOnly(m.Factors[i].Value, names)
			}
			return false
		case *syntax.Symbol:
			only = only && !isDifferentialSign(m)
		}
		return only
	})
	return only
}

// derivativeFraction says whether a fraction is a derivative: both its parts begin
// with a d.
func derivativeFraction(n *syntax.Fraction) (above, below syntax.Node, ok bool) {
	begins := func(m syntax.Node) bool {
		for {
			switch x := m.(type) {
			case *syntax.Product:
				m = x.Factors[0].Value
			case *syntax.Script:
				m = x.Base
			default:
				return isDifferentialSign(m)
			}
		}
	}
	return n.Numerator, n.Denominator, begins(n.Numerator) && begins(n.Denominator)
}

// asDifferential writes `dW^{[1]}` as a name.
func (s spellings) asDifferential(d syntax.Node, behind syntax.Factor) (syntax.Node, bool) {
	id, ok := differentialName(d, behind)
	if !ok || !s.differentials[id.base] {
		return nil, false
	}
	return s.marked(d, behind.Value), true
}

func (s spellings) marked(d, n syntax.Node) syntax.Node {
	if script, ok := n.(*syntax.Script); ok {
		out := *script
		out.At.Start = d.Span().Start
		out.Base = s.marked(d, script.Base)
		return &out
	}
	return &syntax.Symbol{At: syntax.Span{Start: d.Span().Start, End: n.Span().End}, Name: "d" + syntax.Print(n)}
}

// respellDifferentials writes `x\,dz` with dz as a name.
func (s spellings) respellDifferentials(p *syntax.Product) (syntax.Node, bool) {
	if len(s.differentials) == 0 {
		return nil, false
	}
	out := &syntax.Product{At: p.At}
	for i := 0; i < len(p.Factors); i++ {
		f := p.Factors[i]
		if i+1 < len(p.Factors) {
			if name, ok := s.asDifferential(f.Value, p.Factors[i+1]); ok {
				out.Factors = append(out.Factors, syntax.Factor{Operator: f.Operator, OperatorAt: f.OperatorAt, Value: name})
				i++
				continue
			}
		}
		out.Factors = append(out.Factors, syntax.Factor{Operator: f.Operator, OperatorAt: f.OperatorAt, Value: s.respell(f.Value)})
	}
	if len(out.Factors) == 1 {
		return out.Factors[0].Value, true
	}
	return out, true
}

// asCall writes `\operatorname{RMS}(x)` as the call of a function of the document.
func (s spellings) asCall(a *syntax.Application) (syntax.Node, bool) {
	name, arguments, ok := wordFunction(a)
	if !ok || !slices.Contains(s.words, name) {
		return nil, false
	}
	group := *arguments
	group.Inner = s.respell(arguments.Inner)
	return &syntax.Product{At: a.At, Factors: []syntax.Factor{{Value: &syntax.Symbol{At: a.Function.Span(), Name: name}}, {Value: &group}}}, true
}
