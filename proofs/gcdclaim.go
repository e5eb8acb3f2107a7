package proofs

import (
	"fmt"
	"math/big"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// gcdClaim is a claim that the greatest common divisor of two whole numbers that vary with n is a number. It is proved by
// a combination u a + v b that is the number, which also divides both, or by a step of Euclid's algorithm: the pair at
// n + 1 comes from the pair at n by a matrix of whole numbers with determinant 1 or -1, which keeps the divisor.
type gcdClaim struct {
	sheet  *sheet
	v      *converter
	at     showing
	trees  []syntax.Node
	a, b   symbolic.Expression
	value  int64
	index  string
	from   int64
	as, bs []*big.Int // at from, from + 1, ...
	lines  []string
}

const (
	shownCases     = 24 // held against the claim before it is proved
	mostMultiplier = 12 // of a combination that is looked for
)

// gcdOf gives the two numbers of `\gcd(a, b)`.
func gcdOf(n syntax.Node) (a, b syntax.Node, ok bool) {
	var name, argument syntax.Node
	switch n := unwrapped(n).(type) {
	case *syntax.Application:
		name, argument = n.Function, n.Argument
	case *syntax.Product:
		if len(n.Factors) != 2 || n.Factors[1].Operator != "" {
			return nil, nil, false
		}
		name, argument = n.Factors[0].Value, n.Factors[1].Value
	}
	sign, is := name.(*syntax.Symbol)
	if !is || sign.Name != `\gcd` && sign.Name != "gcd" {
		return nil, nil, false
	}
	parts := arguments(argument)
	if len(parts) != 2 || parts[0] == nil || parts[1] == nil {
		return nil, nil, false
	}
	return parts[0], parts[1], true
}

// proveGcd proves or refutes such a claim. It reports whether the claim is one.
func (s *sheet) proveGcd(e *evaluator, c showing, left, right syntax.Node, sign syntax.Operator, result *ClaimResult) bool {
	x, y, ok := gcdOf(left)
	other := right
	if !ok {
		x, y, ok = gcdOf(right)
		other = left
	}
	value, whole := wholeLiteral(other)
	if !ok || !whole || value < 1 || sign.Name != "=" {
		return false
	}
	v, members, ok := e.expressions(x, y)
	if !ok {
		return false
	}
	g := &gcdClaim{sheet: s, v: v, at: c, trees: []syntax.Node{x, y}, a: members[0], b: members[1], value: value}
	// Where the index begins, by a claim that is true.
	proof, index, from, says := s.around.proveExpressions(v, g.a, g.a, symbolic.Equals, c, g.trees)
	if says != "" || proof.Verdict != symbolic.Proved {
		return false
	}
	g.index, g.from = index, from
	result.Range = fmt.Sprintf("%s \\ge %d", index, from)
	result.Verdict, result.Reason, result.Says = Unknown, Unsupported, "no combination and no step of Euclid's algorithm was found that settles it"
	if !g.values() {
		return true
	}
	for i := range g.as {
		d := new(big.Int).GCD(nil, nil, new(big.Int).Abs(g.as[i]), new(big.Int).Abs(g.bs[i]))
		if d.Cmp(big.NewInt(value)) != 0 {
			n := from + int64(i)
			result.Verdict, result.Reason, result.FailsAt = Refuted, "", &n
			result.Left, result.Right = d.String(), fmt.Sprint(value)
			result.Says = fmt.Sprintf("false for %s = %d: the greatest common divisor of %s and %s is %s", index, n, g.as[i], g.bs[i], d)
			return true
		}
	}
	if g.byCombination() || g.byEuclid() {
		result.Verdict, result.Reason, result.Says = Proved, "", ""
		result.Proof = append(result.Proof, g.lines...)
		result.Obligations = append(result.Obligations, Obligation{Code: symbolic.CodeIdentity, Verdict: Proved, Says: "the greatest common divisor is kept"})
	}
	return true
}

// values computes both numbers at the first indices. It fails where they are not whole.
func (g *gcdClaim) values() bool {
	budget := g.v.evaluator.proofBudget()
	for n := g.from; n < g.from+shownCases; n++ {
		for i, e := range []symbolic.Expression{g.a, g.b} {
			r, _, err := symbolic.Value(e, map[string]int64{g.index: n}, g.v.system, nil, budget)
			x, constant := r.AsConstant()
			if err != nil || !constant || !x.IsInt() {
				return false
			}
			if i == 0 {
				g.as = append(g.as, new(big.Int).Set(x.Num()))
			} else {
				g.bs = append(g.bs, new(big.Int).Set(x.Num()))
			}
		}
	}
	return true
}

func (g *gcdClaim) proves(left, right symbolic.Expression, relation symbolic.Relation) bool {
	proof, _, _, says := g.sheet.around.proveExpressions(g.v, left, right, relation, g.at, g.trees)
	return says == "" && proof.Verdict == symbolic.Proved
}

// solvePair finds whole u and v with u a_i + v b_i = w_i, from two cases, which must fit a third. It gives small ones only.
func solvePair(as, bs, ws []*big.Int) (u, v int64, ok bool) {
	for i := range as {
		for j := i + 1; j < len(as) && j < i+4; j++ {
			det := new(big.Int).Sub(new(big.Int).Mul(as[i], bs[j]), new(big.Int).Mul(as[j], bs[i]))
			if det.Sign() == 0 {
				continue
			}
			x := new(big.Int).Sub(new(big.Int).Mul(ws[i], bs[j]), new(big.Int).Mul(ws[j], bs[i]))
			y := new(big.Int).Sub(new(big.Int).Mul(as[i], ws[j]), new(big.Int).Mul(as[j], ws[i]))
			if new(big.Int).Rem(x, det).Sign() != 0 || new(big.Int).Rem(y, det).Sign() != 0 {
				return 0, 0, false
			}
			x.Quo(x, det)
			y.Quo(y, det)
			return x.Int64(), y.Int64(), x.BitLen() < 20 && y.BitLen() < 20
		}
	}
	return 0, 0, false
}

// byCombination finds u and v, of which one may have a multiple of n, with u a + v b the divisor.
func (g *gcdClaim) byCombination() bool {
	if one := symbolic.Int(1); !g.proves(one, g.a, symbolic.Divides) || !g.proves(one, g.b, symbolic.Divides) {
		return false // they may not be whole beyond the cases that were looked at
	}
	divisor := symbolic.Int(g.value)
	divides := func() bool {
		return g.value == 1 || g.proves(divisor, g.a, symbolic.Divides) && g.proves(divisor, g.b, symbolic.Divides)
	}
	for slope := range int64(2*mostMultiplier + 1) {
		slope = (slope + 1) / 2 * (1 - 2*(slope%2))
		for side := range 2 {
			ws := make([]*big.Int, 6)
			for i := range ws {
				times := big.NewInt(slope * (g.from + int64(i)))
				ws[i] = new(big.Int).Sub(big.NewInt(g.value), times.Mul(times, [][]*big.Int{g.as, g.bs}[side][i]))
			}
			u, v, ok := solvePair(g.as[:6], g.bs[:6], ws)
			if !ok {
				continue
			}
			factors := []symbolic.Expression{symbolic.Int(u), symbolic.Int(v)}
			if slope != 0 {
				factors[side] = symbolic.Plus(symbolic.Times(symbolic.Int(slope), symbolic.Sym(g.index)), factors[side])
			}
			total := symbolic.Plus(symbolic.Times(factors[0], g.a), symbolic.Times(factors[1], g.b))
			if g.proves(total, divisor, symbolic.Equals) && divides() {
				g.lines = append(g.lines, fmt.Sprintf("With the whole factors $%s$ and $%s$ the two numbers add up to $%d$ for every $%s$. So a common divisor of both divides $%d$.",
					factors[0].LaTeX(), factors[1].LaTeX(), g.value, g.index, g.value))
				return true
			}
		}
	}
	return false
}

// byEuclid finds the matrix by which the pair at n + 1 comes from the pair at n.
func (g *gcdClaim) byEuclid() bool {
	m := [2][2]int64{}
	for i, e := range []symbolic.Expression{g.a, g.b} {
		values := [][]*big.Int{g.as, g.bs}[i]
		u, v, ok := solvePair(g.as[:8], g.bs[:8], values[1:9])
		next := symbolic.Replace(e, g.index, symbolic.Plus(symbolic.Sym(g.index), symbolic.Int(1)))
		if !ok || !g.proves(next, symbolic.Plus(symbolic.Times(symbolic.Int(u), g.a), symbolic.Times(symbolic.Int(v), g.b)), symbolic.Equals) {
			return false
		}
		m[i] = [2]int64{u, v}
	}
	if det := m[0][0]*m[1][1] - m[0][1]*m[1][0]; det != 1 && det != -1 {
		return false
	}
	g.lines = append(g.lines,
		fmt.Sprintf("**Base case** $%s = %d$: the numbers are $%s$ and $%s$, with the greatest common divisor $%d$.", g.index, g.from, g.as[0], g.bs[0], g.value),
		fmt.Sprintf("**Step.** Let $a$ and $b$ be the numbers at $%s$. At $%s + 1$ they are $%s$ and $%s$. These combinations of whole numbers have determinant $1$ or $-1$, so that $a$ and $b$ are combinations of the new numbers too, and the common divisors are the same.",
			g.index, g.index, pairText(m[0]), pairText(m[1])))
	return true
}

func pairText(m [2]int64) string {
	return symbolic.FromInt(m[0]).LaTeX() + ` \cdot a + ` + bracketedNumber(m[1]) + ` \cdot b`
}

func bracketedNumber(n int64) string {
	if n < 0 {
		return fmt.Sprintf("(%d)", n)
	}
	return fmt.Sprint(n)
}
