package proofs

import (
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// isDifferentialEquation says whether a link holds the derivative of a name and the name
// itself: it is a condition on a function, and a text may set down several.
func isDifferentialEquation(members ...syntax.Node) bool {
	derived := map[string]bool{}
	plain := map[string]bool{}
	visit := func(n syntax.Node) bool {
		if f, ok := n.(*syntax.Fraction); ok && isDerivativeSign(f) {
			if function, _, ok := splitDerivative(f); ok && function != nil {
				if id, ok := identify(function); ok {
					derived[id.base] = true
				}
			}
			return false
		}
		if id, ok := identify(n); ok {
			if base := strings.TrimRight(id.base, "'"); base != id.base {
				derived[base] = true
			} else {
				plain[base] = true
			}
			return false
		}
		return true
	}
	for _, m := range members {
		if m != nil {
			syntax.Inspect(m, visit)
		}
	}
	for name := range derived {
		if plain[name] {
			return true
		}
	}
	return false
}
