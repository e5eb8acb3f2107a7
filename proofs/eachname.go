package proofs

import "github.com/hence-math/hence/proofs/syntax"

// eachName calls f for every name of a tree, the outermost first found: of
// `w_1^T` the name w_1, of `\hat y^{(t)}_i` the whole. What stands within a name is
// not visited.
func eachName(n syntax.Node, f func(identifier)) {
	if n == nil {
		return
	}
	syntax.Inspect(n, func(m syntax.Node) bool {
		if id, ok := identify(m); ok {
			f(id)
			return false
		}
		s, ok := m.(*syntax.Script)
		if !ok || s.Sup == nil {
			return true
		}
		base := withoutSuperscript(s)
		eachName(base, f)
		if !isTranspose(s.Sup) && !isDegree(s.Sup) {
			eachName(s.Sup, f)
		}
		return false
	})
}
