package proofs

import (
	"regexp"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// identityName matches the free symbols that stand for an identity matrix beside
// matrices: `I`, `I_{3}`, `I_{n}`, in bold or not.
var identityName = regexp.MustCompile(`^(?:I|\\mathbf\{I\}|\\mathbb\{I\}|\\mathbb\{1\}|\\mathbf\{1\})(?:_\{(\d+|[a-z])\})?$`)

// asMultipleOfIdentity reads a scalar in which every term holds the symbol of an
// identity matrix, such as `2 \lambda I`, as that multiple of the identity of the
// given size. A size that the symbol names must be that one.
func (e *evaluator) asMultipleOfIdentity(x value, size int) (value, bool) {
	factor, ok := e.identityFactor(x, size)
	if !ok {
		return value{}, false
	}
	entries := make([]symbolic.RationalFunction, size*size)
	for i := range entries {
		entries[i] = symbolic.FromInt(0)
		if i%(size+1) == 0 {
			entries[i] = factor
		}
	}
	return reshape(size, size, entries, x.opaque), true
}

// identityFactor gives what an identity matrix is multiplied by in a scalar every
// term of which holds one. A size of 0 fits any.
func (e *evaluator) identityFactor(x value, size int) (symbolic.RationalFunction, bool) {
	none := symbolic.RationalFunction{}
	if x.isMatrix {
		return none, false
	}
	back := map[string]symbolic.RationalFunction{}
	for _, name := range x.scalar.Denominator().Variables() {
		if identityName.MatchString(name) {
			return none, false
		}
	}
	for _, name := range x.scalar.Numerator().Variables() {
		if m := identityName.FindStringSubmatch(name); m != nil {
			if size > 0 && m[1] != "" && m[1][0] <= '9' && m[1] != symbolic.FromInt(int64(size)).String() {
				return none, false
			}
			back[name] = symbolic.FromInt(1)
		}
	}
	if len(back) == 0 {
		return none, false
	}
	for monomial := range x.scalar.Numerator().Terms() {
		holds := false
		for _, v := range monomial {
			_, is := back[v.Name]
			holds = holds || is
		}
		if !holds {
			return none, false
		}
	}
	factor, err := x.scalar.Substitute(back, e.budget)
	if err != nil {
		return none, false
	}
	for _, name := range sortedKeys(back) {
		note(&e.trace.identities, name)
	}
	return factor, true
}

// inOneShape makes two values of one shape where one is a multiple of the identity
// and the other a square matrix.
func (e *evaluator) inOneShape(x, y value) (value, value, bool) {
	x, y = x.single(), y.single()
	switch {
	case x.isMatrix == y.isMatrix:
	case y.isMatrix:
		y, x, ok := e.inOneShape(y, x)
		return x, y, ok
	case x.rows() == x.columns():
		if m, ok := e.asMultipleOfIdentity(y, x.rows()); ok {
			return x, m, true
		}
	}
	return x, y, false
}

// asOneShape makes the members of a link of one shape where one is written as a
// multiple of the identity, or as the plain 0 that stands for the zero of any shape.
func (c *checker) asOneShape(ch *chain, i int, x, y value) (value, value, bool) {
	x, y = x.single(), y.single()
	if x.isMatrix == y.isMatrix {
		return x, y, false
	}
	if x.isMatrix && isPlainZero(ch.members[i+1]) {
		return x, constantLike(x, 0), true
	}
	if y.isMatrix && isPlainZero(ch.members[i]) {
		return constantLike(y, 0), y, true
	}
	e := c.evaluator(false)
	return e.inOneShape(x, y)
}

// isPlainZero says whether a node is the numeral 0 or a bold zero, which may have
// an index or an arrow.
func isPlainZero(n syntax.Node) bool {
	switch n := unwrapped(n).(type) {
	case *syntax.Number:
		return n.Text == "0" && n.Repeating == ""
	case *syntax.Symbol:
		return isZero(n)
	case *syntax.Accent:
		return isPlainZero(n.Over)
	case *syntax.Script:
		return n.Sup == nil && n.Primes == 0 && isPlainZero(n.Base)
	}
	return false
}

// withoutIdentity gives a factor that multiplies a matrix with so many rows or
// columns, or stands behind one, without the identity matrix in it.
func (e *evaluator) withoutIdentity(x value, size int) value {
	if factor, ok := e.identityFactor(x, size); ok {
		return value{scalar: factor, opaque: x.opaque}
	}
	return x
}
