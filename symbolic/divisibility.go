package symbolic

import (
	"encoding/binary"
	"fmt"
	"math/big"
)

// maxResidues bounds how many steps a cycle of residues may take.
const maxResidues = 200_000

// proveDivisibility proves that the left member, which does not vary with n, divides the right one. For a
// number it follows the residues until they repeat; for a polynomial in the parameters it looks for a
// multiplier c such that it divides f(n+1) - c f(n).
func (p *prover) proveDivisibility() {
	check := func(n int64) bool { return p.checkDivisibility(n, false) }
	if !p.casesHold(quickCases, check) {
		return
	}
	err := p.divisibilityProof()
	if err == nil || p.settled() {
		return
	}
	p.proof.Obligations = nil
	if p.casesHold(manyCases, check) || !p.settled() {
		p.giveUp(err)
	}
}

// integerCoefficients reports whether f is a polynomial with integer coefficients.
func integerCoefficients(f RationalFunction) bool {
	return f.IsPolynomial() && f.numerator.den().isOne()
}

// dividesPolynomial reports whether a divides b with a quotient that has integer coefficients.
func dividesPolynomial(a, b Polynomial, budget *Budget) (bool, error) {
	if b.IsZero() {
		return true, nil
	}
	if a.IsZero() {
		return false, nil
	}
	q, ok, err := b.Quotient(a, budget)
	return ok && q.den().isOne(), err
}

// checkDivisibility checks the claim at n.
func (p *prover) checkDivisibility(n int64, record bool) bool {
	left, right, err := p.values(n)
	if err != nil {
		p.failAt(n, err)
		return false
	}
	if !integerCoefficients(left) || !integerCoefficients(right) {
		p.giveUp(unsupported("%s or %s is not an integer", left, right))
		return false
	}
	ok, err := dividesPolynomial(left.numerator, right.numerator, p.budget)
	if err != nil {
		p.giveUp(err)
		return false
	}
	if ok {
		if record {
			p.proof.Obligations = append(p.proof.Obligations, Obligation{
				Code: CodeBase, At: n, Verdict: Proved, Left: left, Right: right,
				Says: fmt.Sprintf("for %s = %d, %s divides %s", p.claim.Index, n, left, right),
			})
		}
		return true
	}
	// Not as polynomials: look for integers at which it fails.
	names := unionOf(left.numerator.variables, right.numerator.variables)
	accept := func(w map[string]*big.Rat) bool {
		for _, name := range names {
			if w[name] == nil || !w[name].IsInt() {
				return false
			}
		}
		a, err := left.Evaluate(w, p.budget)
		if err != nil || a.Sign() == 0 {
			return false
		}
		b, err := right.Evaluate(w, p.budget)
		return err == nil && !new(big.Rat).Quo(b, a).IsInt()
	}
	if len(names) == 0 {
		p.refute(n, left, right, map[string]*big.Rat{})
		return false
	}
	if w, ok := p.witness(accept, Integer(1), left, right); ok {
		p.refute(n, left, right, w)
		return false
	}
	p.giveUp(unsupported("%s does not divide %s as a polynomial", left, right))
	return false
}

func (p *prover) divisibilityProof() error {
	r, members, err := p.membersInRing()
	if err != nil {
		return err
	}
	start := max(p.claim.From, r.validFrom)
	if !r.isConstant(members[0]) {
		return p.divisibilityIdentity(r, members[0], members[1], start)
	}
	if start-p.claim.From > 1000 {
		return ErrLimit
	}
	for n := p.claim.From; n <= start; n++ {
		if !p.checkDivisibility(n, true) {
			return errStop
		}
	}
	done, err := p.divisibilityStep(r, members[0], members[1], start)
	if err != nil || done {
		return err
	}
	return p.residues(r, members[0], members[1], start)
}

// divisibilityIdentity proves that a divisor that varies with n divides, where the quotient has integer
// coefficients as it stands.
func (p *prover) divisibilityIdentity(r *ring, divisor, f RationalFunction, start int64) error {
	if !divisor.IsPolynomial() || !f.IsPolynomial() || start-p.claim.From > 1000 {
		return unsupported("the divisor varies")
	}
	ok, err := dividesPolynomial(divisor.numerator, f.numerator, p.budget)
	if err != nil {
		return err
	}
	integers, err := p.integerGenerators(r, start)
	if err != nil {
		return err
	}
	if !ok || !integers || !integerCoefficients(divisor) {
		return unsupported("the divisor varies")
	}
	for n := p.claim.From; n < start; n++ {
		if !p.checkDivisibility(n, true) {
			return errStop
		}
	}
	p.proof.Method = MethodIdentity
	p.proof.Obligations = append(p.proof.Obligations, Obligation{
		Code: CodeIdentity, At: start, Verdict: Proved, Left: divisor, Right: f,
		Says: fmt.Sprintf("%s is a multiple of %s as it stands", f, divisor),
	})
	p.finish(r)
	return nil
}

// integerGenerators reports whether all generators are integers where they start and remain so.
func (p *prover) integerGenerators(r *ring, start int64) (bool, error) {
	for _, g := range r.list {
		v, err := p.evaluator.value(g.meaning, map[string]int64{r.variable: start})
		if err != nil {
			return false, err
		}
		if g.kind != arbitraryGenerator && (!integerCoefficients(v) || !integerCoefficients(g.shift)) {
			return false, nil
		}
	}
	return true, nil
}

// divisibilityStep looks for c such that the divisor divides every coefficient of f(n+1) - c f(n).
func (p *prover) divisibilityStep(r *ring, divisor, f RationalFunction, start int64) (bool, error) {
	if !f.IsPolynomial() {
		return false, nil
	}
	q := &comparison{ring: r, prover: p}
	if integers, err := p.integerGenerators(r, start); err != nil || !integers {
		return false, err
	}
	candidates, err := q.multipliers(f)
	if err != nil {
		return false, err
	}
	next, err := r.shift(f)
	if err != nil {
		return false, err
	}
	for _, c := range candidates {
		if len(c) != 1 || !integerCoefficients(c[0]) {
			continue
		}
		t, err := r.mul(c[0], f)
		if err != nil {
			return false, err
		}
		remainder, err := r.add(next, t.Neg())
		if err != nil {
			return false, err
		}
		if !remainder.IsPolynomial() {
			continue
		}
		ok, err := dividesPolynomial(divisor.numerator, remainder.numerator, p.budget)
		if err != nil {
			return false, err
		}
		if !ok {
			continue
		}
		p.proof.Method, p.proof.Order = MethodInduction, 1
		p.proof.Coefficients = []RationalFunction{c[0].Neg(), FromInt(1)}
		p.proof.Obligations = append(p.proof.Obligations, Obligation{
			Code: CodeStep, At: start, Verdict: Proved, Left: divisor, Right: next, Remainder: remainder,
			Says: fmt.Sprintf("the value at %s + 1 is %s times the value at %s plus %s, and %s divides both", p.claim.Index, c[0], p.claim.Index, remainder, divisor),
		})
		p.finish(r)
		return true, nil
	}
	return false, nil
}

// residues follows n and all generators modulo the divisor until they repeat.
func (p *prover) residues(r *ring, divisor, f RationalFunction, start int64) error {
	d, ok := divisor.AsConstant()
	if !ok || !f.IsPolynomial() {
		return unsupported("the divisor is not a number")
	}
	// f = numerator/den, so den*divisor must divide the numerator.
	m := new(big.Int).Abs(d.Num())
	m.Mul(m, f.numerator.den().shared())
	if m.Sign() == 0 || m.BitLen() > 31 {
		return ErrLimit
	}
	modulus := m.Uint64()
	names := []string{r.variable}
	shifts := []Polynomial{Variable(r.variable).Add(Integer(1))}
	state := []uint64{word(start).mod(modulus)}
	for _, g := range r.list {
		v, err := p.evaluator.value(g.meaning, map[string]int64{r.variable: start})
		if err != nil {
			return err
		}
		c, ok := v.AsConstant()
		if !ok || !c.IsInt() || !g.shifted || !integerCoefficients(g.shift) {
			return unsupported("%s is not an integer with integer steps", g.meaning)
		}
		names = append(names, g.name)
		shifts = append(shifts, g.shift.numerator)
		state = append(state, fromBig(new(big.Int).Set(c.Num())).mod(modulus))
	}
	place := map[string]int{}
	for i, name := range names {
		place[name] = i
	}
	for _, q := range append([]Polynomial{f.numerator}, shifts...) {
		for _, name := range q.variables {
			if _, ok := place[name]; !ok {
				return unsupported("%s has the parameter %s", f, name)
			}
		}
	}
	value := modularPolynomial(f.numerator, place, modulus)
	steps := make([]func([]uint64) uint64, len(shifts))
	for i, s := range shifts {
		steps[i] = modularPolynomial(s, place, modulus)
	}
	cost := int64(f.numerator.Len())
	for _, s := range shifts {
		cost += int64(s.Len())
	}
	seen := map[string]int64{}
	for n := start; ; n++ {
		key := make([]byte, 0, 4*len(state))
		for _, s := range state {
			key = binary.BigEndian.AppendUint32(key, uint32(s))
		}
		if first, ok := seen[string(key)]; ok {
			p.proof.Method = MethodResidues
			p.proof.Obligations = append(p.proof.Obligations, Obligation{
				Code: CodeResidues, At: start, Verdict: Proved, Left: FromInt(n - first), Right: FromInt(first),
				Says: fmt.Sprintf("modulo %d everything repeats from %s = %d on with period %d, and is 0 throughout", modulus, r.variable, first, n-first),
			})
			p.finish(r)
			return nil
		}
		if value(state) != 0 {
			if p.checkDivisibility(n, false) {
				return unsupported("residues disagree with the value at %d", n)
			}
			return errStop
		}
		if n-start > maxResidues {
			return ErrLimit
		}
		if err := p.budget.Spend(cost); err != nil {
			return err
		}
		seen[string(key)] = n
		next := make([]uint64, len(state))
		for i, step := range steps {
			next[i] = step(state)
		}
		state = next
	}
}

// modularPolynomial returns a function that evaluates the numerator of p modulo a number below 2^31.
func modularPolynomial(p Polynomial, place map[string]int, modulus uint64) func([]uint64) uint64 {
	type factor struct {
		at       int
		exponent uint64
	}
	coefficients := make([]uint64, p.Len())
	monomials := make([][]factor, p.Len())
	for i, c := range p.coefficients {
		coefficients[i] = c.mod(modulus)
		for _, v := range p.monomial(i) {
			monomials[i] = append(monomials[i], factor{place[v.Name], uint64(v.Exponent)})
		}
	}
	return func(state []uint64) uint64 {
		sum := uint64(0)
		for i, c := range coefficients {
			for _, f := range monomials[i] {
				b := state[f.at]
				for e := f.exponent; e > 0; e >>= 1 {
					if e&1 == 1 {
						c = c * b % modulus
					}
					b = b * b % modulus
				}
			}
			sum = (sum + c) % modulus
		}
		return sum
	}
}
