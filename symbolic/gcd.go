package symbolic

import (
	"math/big"
	"slices"
)

// maxDenseDegree bounds the degree of what is handled as a list of all coefficients.
const maxDenseDegree = 1 << 16

// GCD returns the greatest common divisor of p and q, with coprime integer coefficients and a
// positive leading one; that of 0 and 0 is 0. Every result has been checked by dividing p and q by it
// or comes from a remainder sequence, which needs no check.
func GCD(p, q Polynomial, budget *Budget) (Polynomial, error) {
	p, _ = p.splitContent()
	q, _ = q.splitContent()
	switch {
	case p.IsZero():
		return q, nil
	case q.IsZero() || p.Equal(q):
		return p, nil
	case p.IsConstant() || q.IsConstant():
		return Integer(1), nil
	}
	if err := budget.Spend(overhead + p.steps() + q.steps()); err != nil {
		return Polynomial{}, err
	}
	if areDisjoint(p.variables, q.variables) {
		return Integer(1), nil
	}
	pm, p := p.splitMonomial()
	qm, q := q.splitMonomial()
	if max(p.TotalDegree(), q.TotalDegree()) > maxDenseDegree && p.Len() > 1 && q.Len() > 1 {
		return Polynomial{}, ErrLimit
	}
	g, err := gcdPrimitive(p, q, budget)
	if err != nil {
		return Polynomial{}, err
	}
	return g.Mul(commonMonomial(pm, qm), budget)
}

// splitMonomial returns the greatest monomial that divides every term, and p divided by it.
func (p Polynomial) splitMonomial() (monomial, rest Polynomial) {
	width := len(p.variables) + 1
	least := slices.Clone(p.exponents[:width])
	for i := range p.coefficients {
		for v, e := range p.row(i) {
			least[v] = min(least[v], e)
		}
	}
	least[0] = 0
	for _, e := range least[1:] {
		least[0] += e
	}
	if least[0] == 0 {
		return Integer(1), p
	}
	rows := make([]int32, len(p.exponents))
	for i, e := range p.exponents {
		rows[i] = e - least[i%width]
	}
	monomial = canonical(p.variables, least, []integer{word(1)}, word(1))
	p.exponents = rows
	return monomial, p.dropUnused()
}

// commonMonomial returns the greatest common divisor of two monomials.
func commonMonomial(a, b Polynomial) Polynomial {
	g := Integer(1)
	for v, name := range a.variables {
		g = g.shiftExponent(name, min(a.exponents[1+v], int32(b.Degree(name))))
	}
	return g
}

// gcdPrimitive is GCD for primitive polynomials, not 0, that no variable divides.
func gcdPrimitive(p, q Polynomial, budget *Budget) (Polynomial, error) {
	if p.IsConstant() || q.IsConstant() {
		return Integer(1), nil
	}
	if p.Equal(q) {
		return p, nil
	}
	// A variable of only one of them is not in the divisor, which then divides every coefficient.
	for _, name := range unionOf(p.variables, q.variables) {
		_, inP := slices.BinarySearch(p.variables, name)
		_, inQ := slices.BinarySearch(q.variables, name)
		if !inP || !inQ {
			return gcdOfCoefficients(p, q, name, budget)
		}
	}
	bound, err := gcdDegreeBounds(p, q, budget)
	if err != nil {
		return Polynomial{}, err
	}
	total := 0
	for _, d := range bound {
		total += d
	}
	if total == 0 {
		return Integer(1), nil
	}
	for v, d := range bound {
		if d == 0 {
			return gcdOfCoefficients(p, q, p.variables[v], budget)
		}
	}
	if p.Len() < q.Len() {
		p, q = q, p
	}
	divides := true
	for v, name := range q.variables {
		divides = divides && bound[v] == q.Degree(name)
	}
	if divides {
		if _, ok, err := p.Quotient(q, budget); err != nil || ok {
			return q, err
		}
	}
	if g, ok, err := gcdHeuristic(p, q, budget); err != nil || ok {
		return g, err
	}
	main := 0
	for v := range bound {
		if bound[v] < bound[main] || bound[v] == bound[main] && p.degreeAt(v) < p.degreeAt(main) {
			main = v
		}
	}
	return gcdRemainders(p, q, p.variables[main], budget)
}

// gcdOfCoefficients returns the greatest common divisor of all coefficients of p and q as polynomials
// in the named variable.
func gcdOfCoefficients(p, q Polynomial, name string, budget *Budget) (Polynomial, error) {
	var parts []Polynomial
	for _, c := range append(p.Coefficients(name), q.Coefficients(name)...) {
		if !c.IsZero() {
			parts = append(parts, c)
		}
	}
	slices.SortStableFunc(parts, func(a, b Polynomial) int { return a.Len() - b.Len() })
	g := Polynomial{}
	var err error
	for _, c := range parts {
		if g, err = GCD(g, c, budget); err != nil {
			return Polynomial{}, err
		}
		if g.IsConstant() {
			return Integer(1), nil
		}
	}
	return g, nil
}

// contentIn returns the greatest common divisor of the coefficients of p in the named variable.
func (p Polynomial) contentIn(name string, budget *Budget) (Polynomial, error) {
	return gcdOfCoefficients(p, Polynomial{}, name, budget)
}

// modulus is the prime of the images that bound the degree of a divisor.
const modulus = 1<<31 - 1

func powMod(a, e uint64) uint64 {
	r := uint64(1)
	for ; e > 0; e >>= 1 {
		if e&1 == 1 {
			r = r * a % modulus
		}
		a = a * a % modulus
	}
	return r
}

// gcdDegreeBounds returns for each variable of p, which has the same ones as q, an upper bound on its
// degree in the greatest common divisor. It looks at images modulo a prime with all other variables
// at fixed values: where the leading coefficient of one image does not vanish, the divisor's degree
// survives.
func gcdDegreeBounds(p, q Polynomial, budget *Budget) ([]int, error) {
	n := len(p.variables)
	bound := make([]int, n)
	for v := range n {
		dp, dq := int(p.degreeAt(v)), int(q.degreeAt(v))
		bound[v] = min(dp, dq)
		if err := budget.Spend(saturatingMul(int64(dp), int64(dq)) + int64(n)*int64(p.Len()+q.Len())); err != nil {
			return nil, err
		}
		for try := range 3 {
			a := p.image(v, uint64(try), dp)
			b := q.image(v, uint64(try), dq)
			if len(a) <= dp && len(b) <= dq || len(a) == 0 || len(b) == 0 {
				continue // both leading coefficients vanish
			}
			bound[v] = min(bound[v], gcdImage(a, b))
			break
		}
	}
	return bound, nil
}

// image returns the coefficients of p in its v-th variable modulo the prime, the others at values that
// depend on the try, without leading zeros.
func (p Polynomial) image(v int, try uint64, degree int) []uint64 {
	values := make([]uint64, len(p.variables))
	for i := range values {
		// splitmix64, to scatter the points
		z := (try*64 + uint64(i) + 1) * 0x9e3779b97f4a7c15
		z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		values[i] = (z^z>>31)%(modulus-1) + 1
	}
	image := make([]uint64, degree+1)
	for i, c := range p.coefficients {
		m := c.mod(modulus)
		row := p.row(i)[1:]
		for w, e := range row {
			if w != v && e != 0 {
				m = m * powMod(values[w], uint64(e)) % modulus
			}
		}
		image[row[v]] = (image[row[v]] + m) % modulus
	}
	return trimImage(image)
}

func trimImage(a []uint64) []uint64 {
	for len(a) > 0 && a[len(a)-1] == 0 {
		a = a[:len(a)-1]
	}
	return a
}

// gcdImage returns the degree of the greatest common divisor of two images, which it overwrites.
func gcdImage(a, b []uint64) int {
	for len(b) > 0 {
		if len(a) < len(b) {
			a, b = b, a
			continue
		}
		inverse := powMod(b[len(b)-1], modulus-2)
		for len(a) >= len(b) {
			f := a[len(a)-1] * inverse % modulus
			shift := len(a) - len(b)
			for i, c := range b {
				a[shift+i] = (a[shift+i] + (modulus-f)*c) % modulus
			}
			a = trimImage(a)
		}
		a, b = b, a
	}
	return len(a) - 1
}

// maxHeuristicBits bounds the integers that the heuristic evaluates polynomials to.
const maxHeuristicBits = 40_000

// gcdHeuristic evaluates both polynomials at a large integer for one variable after the other, takes
// the greatest common divisor of the values, reads it as a polynomial again by its digits and checks
// by division (the method of Char, Geddes and Gonnet). It may fail without error.
func gcdHeuristic(p, q Polynomial, budget *Budget) (Polynomial, bool, error) {
	unit := fraction(p.content().gcd(q.content()), word(1))
	if p.IsConstant() || q.IsConstant() {
		return unit, true, nil
	}
	p, _ = p.splitContent()
	q, _ = q.splitContent()
	name := unionOf(p.variables, q.variables)[0]
	// The evaluation point exceeds twice the coefficients of any small divisor.
	x := new(big.Int).Lsh(big.NewInt(1), uint(max(2, min(p.bitLen(), q.bitLen())+1)))
	x.Add(x, big.NewInt(29))
	size := int64(x.BitLen())
	for _, v := range unionOf(p.variables, q.variables) {
		size = saturatingMul(size, int64(max(p.Degree(v), q.Degree(v))+1))
	}
	if size > maxHeuristicBits {
		return Polynomial{}, false, nil
	}
	for range 6 {
		point := fromBig(new(big.Int).Set(x))
		if err := budget.Spend(int64(p.Len()+q.Len()) * (1 + size/64)); err != nil {
			return Polynomial{}, false, err
		}
		a, b := p.evaluateInteger(name, point), q.evaluateInteger(name, point)
		if !a.IsZero() && !b.IsZero() {
			g, ok, err := gcdHeuristic(a, b, budget)
			if err != nil {
				return Polynomial{}, false, err
			}
			if ok {
				g = g.digits(name, point)
				g, _ = g.splitContent()
				ok, err = dividesBoth(g, p, q, budget)
				if err != nil {
					return Polynomial{}, false, err
				}
				if ok {
					g, err = g.Mul(unit, budget)
					return g, true, err
				}
			}
		}
		x.Mul(x, big.NewInt(73794))
		x.Div(x, big.NewInt(27011))
		x.Add(x, big.NewInt(1))
	}
	return Polynomial{}, false, nil
}

func dividesBoth(g, p, q Polynomial, budget *Budget) (bool, error) {
	if _, ok, err := q.Quotient(g, budget); err != nil || !ok {
		return false, err
	}
	_, ok, err := p.Quotient(g, budget)
	return ok, err
}

// evaluateInteger returns p, which has integer coefficients, with the named variable at an integer.
func (p Polynomial) evaluateInteger(name string, at integer) Polynomial {
	coefficients := p.Coefficients(name)
	terms := make([]Polynomial, 0, len(coefficients))
	power := word(1)
	for _, c := range coefficients {
		terms = append(terms, c.scale(power, word(1)))
		power = power.mul(at)
	}
	return Sum(terms...)
}

// digits reads every coefficient of p, integers, in base x with digits between -x/2 and x/2, and
// returns the polynomial whose i-th coefficient in the named variable is made of the i-th digits.
func (p Polynomial) digits(name string, x integer) Polynomial {
	var coefficients []Polynomial
	base := x.shared()
	half := new(big.Int).Rsh(base, 1)
	rest := make([]*big.Int, len(p.coefficients))
	for i, c := range p.coefficients {
		rest[i] = new(big.Int).Set(c.shared())
	}
	width := len(p.variables) + 1
	for more := true; more; {
		more = false
		var rows []int32
		var digits []integer
		for i, r := range rest {
			if r.Sign() == 0 {
				continue
			}
			d := new(big.Int)
			r.DivMod(r, base, d)
			if d.Cmp(half) > 0 {
				d.Sub(d, base)
				r.Add(r, big.NewInt(1))
			}
			if d.Sign() != 0 {
				rows = append(rows, p.exponents[i*width:(i+1)*width]...)
				digits = append(digits, fromBig(d))
			}
			more = more || r.Sign() != 0
		}
		coefficients = append(coefficients, canonical(p.variables, rows, digits, word(1)))
	}
	return fromCoefficients(coefficients, name)
}

// gcdRemainders computes the greatest common divisor by the subresultant remainder sequence in the
// named variable.
func gcdRemainders(p, q Polynomial, name string, budget *Budget) (Polynomial, error) {
	cp, err := p.contentIn(name, budget)
	if err != nil {
		return Polynomial{}, err
	}
	cq, err := q.contentIn(name, budget)
	if err != nil {
		return Polynomial{}, err
	}
	common, err := GCD(cp, cq, budget)
	if err != nil {
		return Polynomial{}, err
	}
	if p, _, err = p.Quotient(cp, budget); err != nil {
		return Polynomial{}, err
	}
	if q, _, err = q.Quotient(cq, budget); err != nil {
		return Polynomial{}, err
	}
	a, b := p.Coefficients(name), q.Coefficients(name)
	if len(a) < len(b) {
		a, b = b, a
	}
	g, h := Integer(1), Integer(1)
	for {
		delta := len(a) - len(b)
		r, err := pseudoRemainder(a, b, budget)
		if err != nil {
			return Polynomial{}, err
		}
		if len(r) == 0 {
			break
		}
		if len(r) == 1 {
			return common, nil
		}
		scale, err := h.Pow(delta, budget)
		if err != nil {
			return Polynomial{}, err
		}
		if scale, err = scale.Mul(g, budget); err != nil {
			return Polynomial{}, err
		}
		for i := range r {
			if r[i], _, err = r[i].Quotient(scale, budget); err != nil {
				return Polynomial{}, err
			}
		}
		a, b = b, r
		g = a[len(a)-1]
		// h = g^delta / h^(delta-1)
		if delta > 0 {
			power, err := g.Pow(delta, budget)
			if err != nil {
				return Polynomial{}, err
			}
			divisor, err := h.Pow(delta-1, budget)
			if err != nil {
				return Polynomial{}, err
			}
			if h, _, err = power.Quotient(divisor, budget); err != nil {
				return Polynomial{}, err
			}
		}
	}
	d := fromCoefficients(b, name)
	content, err := d.contentIn(name, budget)
	if err != nil {
		return Polynomial{}, err
	}
	if d, _, err = d.Quotient(content, budget); err != nil {
		return Polynomial{}, err
	}
	if d, err = d.Mul(common, budget); err != nil {
		return Polynomial{}, err
	}
	d, _ = d.splitContent()
	return d, nil
}

// pseudoRemainder returns the remainder of lc(b)^(deg a - deg b + 1) * a by b, all given by their
// coefficients, without leading zeros.
func pseudoRemainder(a, b []Polynomial, budget *Budget) ([]Polynomial, error) {
	r := slices.Clone(a)
	lead := b[len(b)-1]
	steps := len(a) - len(b) + 1
	var err error
	for len(r) >= len(b) {
		top := r[len(r)-1]
		shift := len(r) - len(b)
		for i := range r[:len(r)-1] {
			if r[i], err = r[i].Mul(lead, budget); err != nil {
				return nil, err
			}
			if i >= shift {
				m, err := b[i-shift].Mul(top, budget)
				if err != nil {
					return nil, err
				}
				r[i] = r[i].Sub(m)
			}
		}
		r = r[:len(r)-1]
		for len(r) > 0 && r[len(r)-1].IsZero() {
			r = r[:len(r)-1]
		}
		steps--
	}
	if steps > 0 && len(r) > 0 {
		scale, err := lead.Pow(steps, budget)
		if err != nil {
			return nil, err
		}
		for i := range r {
			if r[i], err = r[i].Mul(scale, budget); err != nil {
				return nil, err
			}
		}
	}
	return r, nil
}
