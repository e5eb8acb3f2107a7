package symbolic

import (
	"math/big"
	"slices"
)

// Neg returns -p.
func (p Polynomial) Neg() Polynomial {
	if p.IsZero() {
		return p
	}
	coefficients := make([]integer, len(p.coefficients))
	for i, c := range p.coefficients {
		coefficients[i] = c.neg()
	}
	p.coefficients = coefficients
	return p
}

// Add returns p + q.
func (p Polynomial) Add(q Polynomial) Polynomial { return p.combine(q, false) }

// Sub returns p - q.
func (p Polynomial) Sub(q Polynomial) Polynomial { return p.combine(q, true) }

func (p Polynomial) combine(q Polynomial, subtract bool) Polynomial {
	if q.IsZero() {
		return p
	}
	if p.IsZero() {
		if subtract {
			return q.Neg()
		}
		return q
	}
	// p = P/dp and q = Q/dq, so the sum is (P*sp + Q*sq)/den with den the least common multiple.
	sp, sq, den := word(1), word(1), p.denominator
	if !p.denominator.equal(q.denominator) {
		g := p.denominator.gcd(q.denominator)
		sp, sq = q.denominator.exact(g), p.denominator.exact(g)
		den = p.denominator.mul(sp)
	}
	if subtract {
		sq = sq.neg()
	}
	if p.IsConstant() && q.IsConstant() {
		return fraction(p.coefficients[0].mul(sp).add(q.coefficients[0].mul(sq)), den)
	}
	variables := unionOf(p.variables, q.variables)
	a, b := p.rowsOver(variables), q.rowsOver(variables)
	width := len(variables) + 1
	rows := make([]int32, 0, len(a)+len(b))
	coefficients := make([]integer, 0, len(p.coefficients)+len(q.coefficients))
	i, j := 0, 0
	for i < len(p.coefficients) || j < len(q.coefficients) {
		order := 0
		switch {
		case i == len(p.coefficients):
			order = -1
		case j == len(q.coefficients):
			order = 1
		default:
			order = slices.Compare(a[i*width:(i+1)*width], b[j*width:(j+1)*width])
		}
		switch {
		case order > 0:
			rows = append(rows, a[i*width:(i+1)*width]...)
			coefficients = append(coefficients, p.coefficients[i].mul(sp))
			i++
		case order < 0:
			rows = append(rows, b[j*width:(j+1)*width]...)
			coefficients = append(coefficients, q.coefficients[j].mul(sq))
			j++
		default:
			if c := p.coefficients[i].mul(sp).add(q.coefficients[j].mul(sq)); !c.isZero() {
				rows = append(rows, a[i*width:(i+1)*width]...)
				coefficients = append(coefficients, c)
			}
			i++
			j++
		}
	}
	return canonical(variables, rows, coefficients, den)
}

// Sum returns the sum of all ps. It takes time in proportion to the number of terms, times its
// logarithm, where adding one by one would take the square.
func Sum(ps ...Polynomial) Polynomial {
	switch len(ps) {
	case 0:
		return Polynomial{}
	case 1:
		return ps[0]
	}
	return Sum(ps[:len(ps)/2]...).Add(Sum(ps[len(ps)/2:]...))
}

// Scale returns r*p. A nil r is 0.
func (p Polynomial) Scale(r *big.Rat) Polynomial {
	if r == nil || r.Sign() == 0 || p.IsZero() {
		return Polynomial{}
	}
	return p.scale(fromBig(new(big.Int).Set(r.Num())), fromBig(new(big.Int).Set(r.Denom())))
}

// scale returns n/d times p for n/d nonzero and in lowest terms with d positive.
func (p Polynomial) scale(n, d integer) Polynomial {
	if n.isOne() && d.isOne() || p.IsZero() {
		return p
	}
	if !p.denominator.isOne() {
		g := n.gcd(p.denominator)
		n, p.denominator = n.exact(g), p.denominator.exact(g)
	}
	if !d.isOne() {
		g := p.content().gcd(d)
		d = d.exact(g)
		p.denominator = p.denominator.mul(d)
		if !g.isOne() {
			coefficients := make([]integer, len(p.coefficients))
			for i, c := range p.coefficients {
				coefficients[i] = c.exact(g).mul(n)
			}
			p.coefficients = coefficients
			return p
		}
	}
	if !n.isOne() {
		coefficients := make([]integer, len(p.coefficients))
		for i, c := range p.coefficients {
			coefficients[i] = c.mul(n)
		}
		p.coefficients = coefficients
	}
	return p
}

// Mul returns p * q, or [ErrLimit].
func (p Polynomial) Mul(q Polynomial, budget *Budget) (Polynomial, error) {
	if wide := len(p.variables) + len(q.variables); wide > 8 && p.Len()*q.Len() > 16*maxCells/wide {
		return Polynomial{}, ErrLimit
	}
	if p.IsZero() || q.IsZero() {
		return Polynomial{}, nil
	}
	if int64(p.TotalDegree())+int64(q.TotalDegree()) > maxDegree {
		return Polynomial{}, ErrLimit
	}
	pw, qw := int64(1), int64(1)
	if pb, qb := int64(p.bitLen()), int64(q.bitLen()); pb+qb > 62 {
		// A sum of n products of these lengths is at most this long; products of constants are exact.
		if !budget.allowsBits(pb + qb) {
			return Polynomial{}, ErrLimit
		}
		pw, qw = pb/64+1, qb/64+1
	}
	cost := saturatingMul(saturatingMul(int64(p.Len()), int64(q.Len())), 1+saturatingMul(pw, qw)/8)
	cost = saturatingMul(cost, 1+int64(len(p.variables)+len(q.variables))/8) + overhead
	if cost > 1<<20 {
		cost = saturatingMul(cost, 4) // for the memory
	}
	if err := budget.Spend(cost); err != nil {
		return Polynomial{}, err
	}
	if q.IsConstant() {
		p, q = q, p
	}
	if p.IsConstant() {
		return q.scale(p.coefficients[0], p.denominator), nil
	}
	den := word(1)
	if !p.denominator.isOne() || !q.denominator.isOne() {
		den = p.denominator.mul(q.denominator)
	}
	variables := unionOf(p.variables, q.variables)
	a, b := p.rowsOver(variables), q.rowsOver(variables)
	width := len(variables) + 1
	if p.Len() == 1 {
		p, q, a, b = q, p, b, a
	}
	if q.Len() == 1 {
		rows := make([]int32, len(a))
		coefficients := make([]integer, len(p.coefficients))
		for i := range rows {
			rows[i] = a[i] + b[i%width]
		}
		for i, c := range p.coefficients {
			coefficients[i] = c.mul(q.coefficients[0])
		}
		return canonical(variables, rows, coefficients, den), nil
	}
	limit := bounds(a, width)
	for v, e := range bounds(b, width) {
		limit[v] += e
	}
	if packing, ok := packFor(limit); ok {
		return mulPacked(packing, variables, a, b, p.coefficients, q.coefficients, den), nil
	}
	return mulPacked(stringPacking{width}, variables, a, b, p.coefficients, q.coefficients, den), nil
}

func mulPacked[K key, P packing[K]](packing P, variables []string, a, b []int32, p, q []integer, den integer) Polynomial {
	width := len(variables) + 1
	ak, bk := make([]K, len(p)), make([]K, len(q))
	for i := range ak {
		ak[i] = packing.pack(a[i*width : (i+1)*width])
	}
	for i := range bk {
		bk[i] = packing.pack(b[i*width : (i+1)*width])
	}
	if len(p) > len(q) {
		p, q, ak, bk = q, p, bk, ak
	}
	if len(p)*len(q) <= 64 {
		scratch := new(big.Int)
		// Few products: sort them and sum runs.
		type product struct {
			key  K
			i, j int
		}
		products := make([]product, 0, len(p)*len(q))
		for i := range p {
			for j := range q {
				products = append(products, product{packing.product(ak[i], bk[j]), i, j})
			}
		}
		slices.SortFunc(products, func(x, y product) int {
			switch {
			case x.key > y.key:
				return -1
			case x.key < y.key:
				return 1
			}
			return 0
		})
		rows := make([]int32, 0, len(products)*width)
		coefficients := make([]integer, 0, len(products))
		row := make([]int32, width)
		for n := 0; n < len(products); {
			var sum accumulator
			k := products[n].key
			for ; n < len(products) && products[n].key == k; n++ {
				sum.addProduct(p[products[n].i], q[products[n].j], scratch)
			}
			if c := sum.value(); !c.isZero() {
				packing.unpack(k, row)
				rows = append(rows, row...)
				coefficients = append(coefficients, c)
			}
		}
		return canonical(variables, rows, coefficients, den)
	}
	// Multiply one half of p, then the other, and merge: memory is read and written in order only.
	var multiply func(from, to int) ([]K, []integer)
	multiply = func(from, to int) ([]K, []integer) {
		if to-from == 1 {
			keys, coefficients := make([]K, len(q)), make([]integer, len(q))
			for j := range q {
				keys[j] = packing.product(ak[from], bk[j])
				coefficients[j] = p[from].mul(q[j])
			}
			return keys, coefficients
		}
		middle := (from + to) / 2
		xk, xc := multiply(from, middle)
		yk, yc := multiply(middle, to)
		return mergeTerms(xk, xc, yk, yc)
	}
	keys, coefficients := multiply(0, len(p))
	rows := make([]int32, len(keys)*width)
	for i, k := range keys {
		packing.unpack(k, rows[i*width:(i+1)*width])
	}
	return canonical(variables, rows, coefficients, den)
}

// mergeTerms adds two lists of terms with decreasing keys.
func mergeTerms[K key](xk []K, xc []integer, yk []K, yc []integer) ([]K, []integer) {
	keys := make([]K, 0, len(xk)+len(yk))
	coefficients := make([]integer, 0, len(xk)+len(yk))
	i, j := 0, 0
	for i < len(xk) && j < len(yk) {
		switch {
		case xk[i] > yk[j]:
			keys, coefficients = append(keys, xk[i]), append(coefficients, xc[i])
			i++
		case xk[i] < yk[j]:
			keys, coefficients = append(keys, yk[j]), append(coefficients, yc[j])
			j++
		default:
			if c := xc[i].add(yc[j]); !c.isZero() {
				keys, coefficients = append(keys, xk[i]), append(coefficients, c)
			}
			i++
			j++
		}
	}
	keys, coefficients = append(keys, xk[i:]...), append(coefficients, xc[i:]...)
	return append(keys, yk[j:]...), append(coefficients, yc[j:]...)
}

// Pow returns p to the n-th power, or [ErrLimit], which it finds before computing where the result
// would be too large. The 0-th power is 1, also that of 0. It panics if n is negative.
func (p Polynomial) Pow(n int, budget *Budget) (Polynomial, error) {
	switch {
	case n < 0:
		panic("symbolic: negative exponent of a polynomial")
	case n == 0:
		return Integer(1), nil
	case n == 1 || p.IsZero() || p.isOne():
		return p, nil
	}
	if saturatingMul(int64(p.TotalDegree()), int64(n)) > maxDegree {
		return Polynomial{}, ErrLimit
	}
	if p.IsConstant() && p.denominator.isOne() && p.coefficients[0].neg().isOne() {
		return Integer(1 - 2*int64(n&1)), nil
	}
	if p.Len() == 1 {
		return p.powMonomial(n, budget)
	}
	// The power has at least n+1 terms (those on an edge of the Newton polytope do not cancel), and
	// computing it by repeated products costs at least the number of terms.
	if err := budget.checkPower(n); err != nil {
		return Polynomial{}, err
	}
	result, base := Polynomial{}, p
	started := false
	var err error
	for {
		if n&1 == 1 {
			if !started {
				result, started = base, true
			} else if result, err = result.Mul(base, budget); err != nil {
				return Polynomial{}, err
			}
		}
		if n >>= 1; n == 0 {
			return result, nil
		}
		if base, err = base.Mul(base, budget); err != nil {
			return Polynomial{}, err
		}
	}
}

// maxPowerCost bounds a single power even without a budget.
const maxPowerCost = 1 << 32

// checkPower estimates from below what the n-th power of a polynomial of several terms costs.
func (b *Budget) checkPower(n int) error {
	// Its last product alone multiplies two of about n/2 terms each.
	half := int64(n / 2)
	if cost := saturatingMul(half, half); cost > maxPowerCost || cost > b.Left() {
		return ErrLimit
	}
	return nil
}

func (p Polynomial) powMonomial(n int, budget *Budget) (Polynomial, error) {
	c, d := p.coefficients[0], p.denominator
	longest := max(c.bitLen(), d.bitLen())
	if longest > 1 { // not 1, -1
		size := saturatingMul(int64(longest-1), int64(n))
		if !budget.allowsBits(size) {
			return Polynomial{}, ErrLimit
		}
		if err := budget.Spend(1 + saturatingMul(size/64, size/64)/8); err != nil {
			return Polynomial{}, err
		}
	}
	e := big.NewInt(int64(n))
	rows := make([]int32, len(p.exponents))
	for i, x := range p.exponents {
		rows[i] = x * int32(min(n, maxDegree))
	}
	return Polynomial{
		p.variables, rows,
		[]integer{fromBig(new(big.Int).Exp(c.shared(), e, nil))},
		fromBig(new(big.Int).Exp(d.shared(), e, nil)),
	}, nil
}

// Derivative returns the derivative of p by the named variable.
func (p Polynomial) Derivative(name string) Polynomial {
	v, ok := slices.BinarySearch(p.variables, name)
	if !ok {
		return Polynomial{}
	}
	var rows []int32
	var coefficients []integer
	for i, c := range p.coefficients {
		row := p.row(i)
		e := row[1+v]
		if e == 0 {
			continue
		}
		at := len(rows)
		rows = append(rows, row...)
		rows[at]--
		rows[at+1+v]--
		coefficients = append(coefficients, c.mul(word(int64(e))))
	}
	return canonical(p.variables, rows, coefficients, p.denominator)
}
