package proofs

// mostLatePasses bounds how often the definitions of a sheet are gone through again.
const mostLatePasses = 16

// settleLate gives the quantities that a sheet defines before it states what they rest
// on their values: `z = wx + b` may stand before `w = 2`.
func (s *sheet) settleLate() {
	for range mostLatePasses {
		changed := false
		for scope := s.checker.env; scope != nil; scope = scope.parent {
			for _, key := range scope.order {
				if s.checker.ctx.Err() != nil {
					return
				}
				changed = s.settleAgain(scope.bindings[key]) || changed
			}
		}
		if !changed {
			return
		}
	}
}

// settleAgain evaluates a definition whose value still holds free symbols, and says
// whether that value has changed.
func (s *sheet) settleAgain(b *binding) bool {
	if b.definition == nil || b.hasCorrect && b.correct.isConstant() && (!b.hasClaimed || b.claimed.isConstant()) {
		return false
	}
	e := s.checker.evaluator(true)
	note(&e.open, b.name.key())
	cs, failed := e.evaluate(b.definition)
	if failed != nil {
		return false
	}
	v := cs[0].value
	same := func(old value) bool { return sameShape(old, v) && old.equal(v) && old.opaque == v.opaque }
	if b.hasCorrect && b.hasClaimed && same(b.correct) && same(b.claimed) {
		return false
	}
	b.claimed, b.correct, b.hasClaimed, b.hasCorrect = v, v, true, true
	return true
}
