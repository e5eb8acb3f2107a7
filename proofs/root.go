package proofs

import (
	"errors"
	"math/big"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// root gives the value of \sqrt[k]{x}.
func (e *evaluator) root(n *syntax.Root) ([]candidate, *failure) {
	k := int64(2)
	if n.Index != nil {
		var ok bool
		if k, ok = e.integer(n.Index); !ok || k < 1 || k > 64 {
			return nil, unsupported(n, "a root whose index is not a small number")
		}
	}
	xs, failed := e.evaluate(n.Radicand)
	if failed != nil {
		return nil, failed
	}
	return transform(xs, func(x value) ([]candidate, *failure) { return e.rootOf(x, int(k), n) })
}

const rootPrefix = `\sqrt{`

// rootOf gives the k-th root of a scalar, or of every entry of a matrix.
func (e *evaluator) rootOf(x value, k int, n syntax.Node) ([]candidate, *failure) {
	x = x.single()
	if x.isMatrix {
		entries := x.entries()
		out := value{opaque: x.opaque}
		for i, entry := range entries {
			cs, failed := e.rootOf(value{scalar: entry, opaque: x.opaque}, k, n)
			if failed != nil {
				return nil, failed
			}
			entries[i] = cs[0].value.scalar
			out.opaque = out.opaque || cs[0].value.opaque
		}
		return []candidate{{value: reshape(x.rows(), x.columns(), entries, out.opaque), by: elementWise}}, nil
	}
	if k == 1 {
		return one(x), nil
	}
	if e.holdsComplex(x.scalar) {
		return e.complexRoot(x, k)
	}
	r, err := e.functions.Root(x.scalar, k, e.budget)
	if errors.Is(err, symbolic.ErrNotReal) && k == 2 && e.imaginary() {
		if r, err = e.functions.Root(x.scalar.Neg(), 2, e.budget); err == nil {
			r, err = r.Mul(symbolic.Var("i"), e.budget)
		}
	}
	if err == nil && k%2 == 0 {
		if root, ok := n.(*syntax.Root); ok {
			e.needs(x.scalar, syntax.Print(unwrapped(root.Radicand)))
		} else {
			e.needs(x.scalar, x.scalar.LaTeX())
		}
	}
	return e.fromFunction(r, err, x.opaque, n)
}

// holdsComplex says whether a value holds the imaginary unit or a letter that stands
// for a complex number.
func (e *evaluator) holdsComplex(x symbolic.RationalFunction) bool {
	for _, p := range []symbolic.Polynomial{x.Numerator(), x.Denominator()} {
		for _, name := range p.Variables() {
			if name == "i" && e.imaginary() || isComplexLetter(name) && !isCapitalLetter(name) && e.mayBeComplex(name) {
				return true
			}
		}
	}
	return false
}

// complexRoot is a name for a root of a complex number: of its size only a positive
// rational factor can be taken out.
func (e *evaluator) complexRoot(x value, k int) ([]candidate, *failure) {
	size := symbolic.FromInt(1)
	for _, c := range x.scalar.Numerator().Terms() {
		size = symbolic.FromRat(new(big.Rat).Abs(c))
		break
	}
	rest, err := x.scalar.Quo(size, e.budget)
	outside := size
	if err == nil {
		outside, err = e.functions.Root(size, k, e.budget)
	}
	if err == nil {
		name := e.functions.Opaque(`\sqrt[` + big.NewInt(int64(k)).String() + `]{` + rest.String() + "}")
		outside, err = outside.Mul(name, e.budget)
	}
	if err != nil {
		return e.opaqueFunction(`\sqrt{` + x.String() + "}")
	}
	return one(value{scalar: outside, opaque: true}), nil
}

// squareOfRoot gives p for the symbol that stands for the root of the prime p.
func squareOfRoot(name string) (*big.Rat, bool) {
	digits, ok := strings.CutPrefix(name, rootPrefix)
	if !ok {
		return nil, false
	}
	digits, ok = strings.CutSuffix(digits, "}")
	if !ok || digits == "" || strings.Trim(digits, "0123456789") != "" {
		return nil, false
	}
	p, ok := new(big.Int).SetString(digits, 10)
	if !ok {
		return nil, false
	}
	return new(big.Rat).SetInt(p), true
}
