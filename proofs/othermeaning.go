package proofs

import (
	"slices"
	"strings"
	"unicode"

	"github.com/hence-math/hence/proofs/syntax"
)

// This file tells names that may mean something else than what they are read as.

// standsForBold says whether a plain letter of the members takes the value of its
// bold namesake.
func (c *checker) standsForBold(members ...syntax.Node) bool {
	return c.anyPlainName(members, func(e *evaluator, s settled) bool { return e.namesake(s) != nil })
}

// isNumberPair says whether a member is two or more numbers in parentheses.
func isNumberPair(n syntax.Node) bool {
	items := tupleItems(n)
	for _, item := range items {
		if !closed(item) {
			return false
		}
	}
	return len(items) > 1
}

// operatorIsDefined says whether the members hold an operator between two factors
// that the document defines anew: `a * b = a^b + b`.
func (c *checker) operatorIsDefined(members ...syntax.Node) bool {
	defined := map[string]bool{}
	chains := c.chains
	if c.problem != nil {
		chains = slices.Concat(chains, c.problem.chains)
	}
	for _, ch := range chains {
		if ch.alone || ch.head() == nil || ch.members[1] == nil {
			continue
		}
		p, ok := unwrapped(ch.head()).(*syntax.Product)
		if !ok || len(p.Factors) != 2 || p.Factors[1].Operator == "" {
			continue
		}
		a, isName := identify(p.Factors[0].Value)
		b, also := identify(p.Factors[1].Value)
		if isName && also && mentions(ch.members[1], a.base) && mentions(ch.members[1], b.base) && a.base != b.base {
			defined[p.Factors[1].Operator] = true
		}
	}
	found := false
	for _, m := range members {
		syntax.Inspect(m, func(n syntax.Node) bool {
			if p, ok := n.(*syntax.Product); ok {
				for _, f := range p.Factors {
					found = found || f.Operator != "" && defined[f.Operator]
				}
			}
			return !found
		})
	}
	return found
}

// isTuple says whether a member is a list of names in parentheses.
func isTuple(n syntax.Node) bool {
	for _, item := range tupleItems(n) {
		if _, ok := identify(item); !ok {
			return false
		}
	}
	return len(tupleItems(n)) > 0
}

// otherMeaning says what in the members may mean something else than what they
// came to, or "". A true link is doubted only where the other meaning is the
// usual one.
func (c *checker) otherMeaning(a, b syntax.Node, holds bool) string {
	says := ""
	for _, member := range []syntax.Node{a, b} {
		if member == nil {
			continue
		}
		syntax.Inspect(member, func(n syntax.Node) bool {
			if says != "" {
				return false
			}
			switch n := n.(type) {
			case *syntax.Product:
				says = c.otherProduct(n, holds)
			case *syntax.Script:
				if g, ok := n.Sup.(*syntax.Group); ok && !holds && g.Open == "(" {
					if id, ok := identify(n); ok && c.env.find(c.evaluator(false).settle(id).key()) == nil && c.valueless(id) {
						says = "a superscript in parentheses may be an index or a power"
					}
				}
			}
			return says == ""
		})
	}
	return says
}

// valueless says whether no member of the family has a value.
func (c *checker) valueless(id identifier) bool {
	return len(c.env.family(id, true)) == 0
}

// otherProduct doubts a product that may be a call: `E[X]`, `f^{-1}(x)`,
// `G(z)^2`, `[z^n] G`.
func (c *checker) otherProduct(p *syntax.Product, holds bool) string {
	for i, f := range p.Factors[:len(p.Factors)-1] {
		next := p.Factors[i+1]
		if next.Operator != "" {
			continue
		}
		if g, ok := f.Value.(*syntax.Group); ok && i == 0 && g.Open == "[" && (hasPower(g.Inner) || hasRelation(g.Inner)) && !holds {
			return "brackets in front may pick a coefficient"
		}
		if _, ok := f.Value.(*syntax.Number); ok && !holds {
			if _, ok := next.Value.(*syntax.Number); ok {
				return "two numbers side by side may be one"
			}
		}
		if number, ok := next.Value.(*syntax.Number); ok && !holds {
			if letter, ok := f.Value.(*syntax.Symbol); ok && letter.At.End == number.At.Start && len(letter.Name) == 1 && isASCIILetter(letter.Name[0]) {
				return "a letter and the digits behind it may be one name"
			}
		}
		id, ok := identify(f.Value)
		if !ok {
			if s, is := unwrapped(f.Value).(*syntax.Script); is && s.Sup != nil && syntax.Print(s.Sup) == "-1" && isArgument(next.Value) {
				if base, ok := identify(s.Base); ok && c.isFunctionSomewhere(base) {
					return "the inverse of a function"
				}
			}
			continue
		}
		known := func() bool { return c.env.find(c.evaluator(false).settle(id).key()) != nil }
		switch g := next.Value.(type) {
		case *syntax.Group:
			if g.Open == "(" && !holds && len(p.Factors) == 2 && closed(g) && tupleItems(g) == nil && !known() && c.env.findFunction(functionKey(id.base, 1)) == nil {
				return "parentheses behind a letter may be a call"
			}
			if g.Open == "(" && !holds && closed(g) && known() && c.headsCall(id) {
				return "parentheses behind a letter may be a call"
			}
			if inner, lone := identify(g.Inner); lone && g.Open == "(" && !holds && known() && inner.sub == nil && inner.sup == nil && !isBoldOrMatrix(c, id) {
				return "parentheses around a letter may hold an argument"
			}
			if g.Open == "[" && isSingleIndex(g.Inner) && next.Value.Span().Start == f.Value.Span().End {
				return "brackets behind a letter may be a call or an index"
			}
			if g.Open == "[" && !known() && (!holds || capital(id.base)) {
				return "brackets behind a letter may be a call or an index"
			}
			if g.Open == "[" && known() && !holds && capital(id.base) {
				return "brackets behind a letter may be a call or an index"
			}
		case *syntax.Matrix:
			if g.Environment == "[" && len(g.Rows) == 1 && len(g.Rows[0]) == 1 && isSingleIndex(g.Rows[0][0]) && g.Span().Start == f.Value.Span().End {
				return "brackets behind a letter may be a call or an index"
			}
			if g.Environment == "[" && !known() && !holds && capital(id.base) {
				return "brackets behind a letter may be a call or an index"
			}
		case *syntax.Script:
			if isArgument(g.Base) && !known() && !holds && c.isFunctionSomewhere(id) {
				return "the power of a function's value"
			}
		}
	}
	return ""
}

// isSingleIndex says whether a tree is a number or a name, as an index is.
func isSingleIndex(n syntax.Node) bool {
	if _, number := n.(*syntax.Number); number {
		return true
	}
	return n != nil && isName(n)
}

// isBoldOrMatrix says whether a name is bold or stands for a matrix, which is no function.
func isBoldOrMatrix(c *checker, id identifier) bool {
	b := c.env.find(c.evaluator(false).settle(id).key())
	return id.bold || b != nil && b.claimed.isMatrix
}

func capital(base string) bool {
	letters := []rune(strings.Trim(letterOf(base), `\`))
	return len(letters) > 0 && unicode.IsUpper(letters[0])
}

// headsCall says whether the document says what a letter before a name in parentheses is, as in `V(x) = x^2`, though the
// letter may stand for a number elsewhere.
func (c *checker) headsCall(id identifier) bool {
	return slices.ContainsFunc(c.chains, func(ch *chain) bool {
		if ch.alone || ch.members[1] == nil {
			return false
		}
		f, argument, call := callOf(ch.head())
		name, plain := identify(argument)
		return call && plain && f.base == id.base && mentions(ch.members[1], name.base)
	})
}

// isFunctionSomewhere says whether the document uses a letter as a function.
func (c *checker) isFunctionSomewhere(id identifier) bool {
	if c.env.findFunction(functionKey(id.base, 1)) != nil || c.names.called[id.base] {
		return true
	}
	return c.names.applied[id.base] > 0
}

func hasPower(n syntax.Node) bool {
	s, ok := n.(*syntax.Script)
	if !ok || s.Sup == nil {
		return false
	}
	_, letter := s.Base.(*syntax.Symbol)
	return letter
}

func hasRelation(n syntax.Node) bool {
	_, ok := n.(*syntax.Relation)
	return ok
}
