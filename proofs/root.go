package proofs

import (
	"math/big"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// primePower is a prime factor with its multiplicity.
type primePower struct {
	prime *big.Int
	power int
}

// trialBound is the largest prime that is looked for by division.
const trialBound = 2000

// smallFactors splits a positive integer over its primes up to trialBound. What
// is left is 1, a prime (listed among the factors, then 1 is left), or
// something whose factors are not known.
func smallFactors(n *big.Int) ([]primePower, *big.Int) {
	rest := new(big.Int).Set(n)
	if rest.BitLen() > 4096 {
		return nil, rest
	}
	var all []primePower
	r, q := new(big.Int), new(big.Int)
	for p := int64(2); p < trialBound && rest.CmpAbs(big.NewInt(1)) > 0; p++ {
		d := big.NewInt(p)
		k := 0
		for {
			q.QuoRem(rest, d, r)
			if r.Sign() != 0 {
				break
			}
			rest.Set(q)
			k++
		}
		if k > 0 {
			all = append(all, primePower{prime: d, power: k})
		}
	}
	// ProbablyPrime is exact below 2^64.
	if rest.BitLen() > 1 && rest.BitLen() < 64 && rest.ProbablyPrime(0) {
		all = append(all, primePower{prime: rest, power: 1})
		rest = big.NewInt(1)
	}
	return all, rest
}

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

// rootOf gives the k-th root of a scalar. A square root of a rational number is a
// rational multiple of roots of primes, which are independent over Q.
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
	form := rootPrefix + x.scalar.String() + "}"
	if k != 2 {
		form = `\sqrt[` + big.NewInt(int64(k)).String() + `]{` + x.scalar.String() + "}"
	}
	c, constant := x.scalar.AsConstant()
	if !constant || x.opaque {
		e.atoms.root(form, x, k)
		return e.opaqueFunction(form)
	}
	if c.Sign() < 0 && k%2 == 0 {
		return nil, unsupported(n, "an even root of a negative number")
	}
	if c.Sign() == 0 {
		return one(integerValue(0)), nil
	}
	// The root of a/b is the root of a b^(k-1), over b.
	inside := new(big.Int).Mul(c.Num(), new(big.Int).Exp(c.Denom(), big.NewInt(int64(k-1)), nil))
	sign := int64(inside.Sign())
	factors, rest := smallFactors(inside.Abs(inside))
	result := symbolic.FromRat(new(big.Rat).SetFrac(big.NewInt(sign), c.Denom()))
	times := func(r symbolic.RationalFunction) *failure {
		var err error
		if result, err = result.Mul(r, e.budget); err != nil {
			return fromError(err, n.Span())
		}
		return nil
	}
	opaque := false
	if rest.Cmp(big.NewInt(1)) != 0 {
		exact := integerRoot(rest, k)
		if exact == nil {
			e.atoms.root(form, x, k)
			return e.opaqueFunction(form)
		}
		if failed := times(symbolic.FromRat(new(big.Rat).SetInt(exact))); failed != nil {
			return nil, failed
		}
	}
	for _, f := range factors {
		outside := new(big.Int).Exp(f.prime, big.NewInt(int64(f.power/k)), nil)
		if failed := times(symbolic.FromRat(new(big.Rat).SetInt(outside))); failed != nil {
			return nil, failed
		}
		switch left := f.power % k; {
		case left == 0:
		case k == 2:
			if failed := times(symbolic.Var(rootPrefix + f.prime.String() + "}")); failed != nil {
				return nil, failed
			}
		default:
			e.atoms.root(form, x, k)
			return e.opaqueFunction(form)
		}
	}
	return one(value{scalar: result, opaque: opaque}), nil
}

// integerRoot gives the exact k-th root of a positive integer, or nil.
func integerRoot(n *big.Int, k int) *big.Int {
	if k == 2 {
		r := new(big.Int).Sqrt(n)
		if new(big.Int).Mul(r, r).Cmp(n) == 0 {
			return r
		}
		return nil
	}
	low, high := big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), uint(n.BitLen()/k+1))
	for low.Cmp(high) <= 0 {
		middle := new(big.Int).Add(low, high)
		middle.Rsh(middle, 1)
		switch new(big.Int).Exp(middle, big.NewInt(int64(k)), nil).Cmp(n) {
		case 0:
			return middle
		case -1:
			low.Add(middle, big.NewInt(1))
		default:
			high.Sub(middle, big.NewInt(1))
		}
	}
	return nil
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

// reduceRoots replaces the square of the root of p by p, so that a polynomial in
// roots of primes is zero exactly when its form is.
func reduceRoots(p symbolic.Polynomial, budget *symbolic.Budget) (symbolic.Polynomial, error) {
	for _, name := range p.Variables() {
		square, ok := squareOfRoot(name)
		if !ok || p.Degree(name) < 2 {
			continue
		}
		var parts []symbolic.Polynomial
		for i, c := range p.Coefficients(name) {
			scale := new(big.Rat).SetInt(new(big.Int).Exp(square.Num(), big.NewInt(int64(i/2)), nil))
			part := c.Scale(scale)
			if i%2 == 1 {
				var err error
				if part, err = part.Mul(symbolic.Variable(name), budget); err != nil {
					return p, err
				}
			}
			parts = append(parts, part)
		}
		p = symbolic.Sum(parts...)
	}
	return p, nil
}
