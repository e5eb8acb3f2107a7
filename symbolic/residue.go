package symbolic

import (
	"math/big"
	"math/bits"
	"slices"
)

// residuePrime is the number of elements of the field of residues. It is chosen so that roots of small
// numbers are there as they are among the real ones: it is 7 modulo 8, all primes up to 59 are squares
// modulo it, and no prime up to 13 but 2 divides what is one less.
const residuePrime = 2305843009213057079

// A Residue is an element of a field of a prime number of elements. What is equal over the rational
// numbers has equal residues wherever no denominator vanishes there, so that two residues that differ
// tell for a few operations on words that two values do. Equal ones prove nothing.
type Residue uint64

// ResidueFor returns a value for the variable of the given name: always the same for one seed, and another
// one for nearly every other name and seed.
func ResidueFor(name string, seed uint64) Residue {
	const offset, prime = 14695981039346656037, 1099511628211 // of FNV-1a
	h := offset + seed*prime
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * prime
	}
	h ^= h >> 29
	return Residue(h % residuePrime)
}

func residueOf(n integer) Residue {
	if n.long != nil {
		m := new(big.Int).Mod(n.long, big.NewInt(residuePrime))
		return Residue(m.Uint64())
	}
	r := Residue(magnitude(n.word) % residuePrime)
	if n.word < 0 {
		return r.Neg()
	}
	return r
}

// Add returns a + b.
func (a Residue) Add(b Residue) Residue {
	s := a + b
	if s >= residuePrime {
		s -= residuePrime
	}
	return s
}

// Neg returns -a.
func (a Residue) Neg() Residue {
	if a == 0 {
		return 0
	}
	return residuePrime - a
}

// Mul returns a b.
func (a Residue) Mul(b Residue) Residue {
	high, low := bits.Mul64(uint64(a), uint64(b))
	return Residue(bits.Rem64(high, low, residuePrime))
}

// Pow returns a to the power of n.
func (a Residue) Pow(n uint64) Residue {
	power := Residue(1)
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			power = power.Mul(a)
		}
		a = a.Mul(a)
	}
	return power
}

// Inverse returns 1/a; it is not ok for 0.
func (a Residue) Inverse() (Residue, bool) { return a.Pow(residuePrime - 2), a != 0 }

// IsSmall reports whether a is the residue of an integer of at most that absolute value.
func (a Residue) IsSmall(most uint64) bool { return uint64(a) <= most || uint64(a.Neg()) <= most }

// root returns the k-th root of a. Squares stand for the positive numbers, so that -1 is none and every
// square has one root of each index that is a square. It is not ok where there is no such root.
func (a Residue) root(k int) (Residue, bool) {
	const squares = (residuePrime - 1) / 2 // as many as there are, an odd number
	order := int64(squares)
	if k%2 == 1 {
		order *= 2
	}
	inverse := new(big.Int).ModInverse(big.NewInt(int64(k)), big.NewInt(order))
	if inverse == nil {
		return 0, false
	}
	r := a.Pow(inverse.Uint64())
	return r, r.Pow(uint64(k)) == a
}

// Residues returns a common solution of the equations among residues: what they leave free has the
// values of [ResidueFor]. It is not ok where none is found, which says nothing.
func (d Ideal) Residues(seed uint64) (map[string]Residue, bool) {
	at := map[string]Residue{}
	left := len(d.variables)
	for left > 0 {
		name, value := "", Residue(0)
		for _, g := range d.basis {
			v, only := d.onlyLeft(g, at)
			if !only {
				continue
			}
			var ok bool
			if value, ok = d.rootAmong(g, v, at, seed); !ok {
				return nil, false
			}
			name = d.variables[v]
			break
		}
		if name == "" {
			name = d.free(at)
			value = ResidueFor(name, seed)
		}
		at[name] = value
		left--
	}
	for _, g := range d.basis {
		sum := Residue(0)
		for i, row := range g.rows {
			sum = sum.Add(residueOf(g.coefficients[i]).Mul(d.powers(row, -1, at)))
		}
		if sum != 0 {
			return nil, false
		}
	}
	return at, true
}

// differsSomewhere reports whether a common solution is found at which p is not 0 and none of nonzero is.
func (d Ideal) differsSomewhere(p Polynomial, nonzero []Polynomial) bool {
	for seed := range uint64(2) { // each with its own of two roots
		values, ok := d.Residues(seed)
		if !ok {
			continue
		}
		at := func(name string) (Residue, bool) {
			if r, ok := values[name]; ok {
				return r, true
			}
			return ResidueFor(name, seed), true
		}
		isZero := func(q Polynomial) bool {
			r, ok := q.residue(at)
			return r == 0 || !ok
		}
		if !isZero(p) && !slices.ContainsFunc(nonzero, isZero) {
			return true
		}
	}
	return false
}

// onlyLeft returns the one variable of g that has no value yet.
func (d Ideal) onlyLeft(g generating, at map[string]Residue) (v int, ok bool) {
	v = -1
	for w, name := range d.variables {
		if _, known := at[name]; known || v == w {
			continue
		}
		if slices.ContainsFunc(g.rows, func(row []int32) bool { return row[1+w] > 0 }) {
			if v >= 0 {
				return 0, false
			}
			v = w
		}
	}
	return v, v >= 0
}

// free returns a variable without a value, if possible one that no leading term is a power of.
func (d Ideal) free(at map[string]Residue) string {
	name := ""
	for v, other := range slices.Backward(d.variables) {
		if _, known := at[other]; known {
			continue
		}
		name = other
		if !slices.ContainsFunc(d.basis, func(g generating) bool { return g.rows[0][1+v] == g.rows[0][0] }) {
			break
		}
	}
	return name
}

// powers is the product of the powers in a row of exponents, but for that of one variable.
func (d Ideal) powers(row []int32, but int, at map[string]Residue) Residue {
	product := Residue(1)
	for v, k := range row[1:] {
		if k > 0 && v != but {
			product = product.Mul(at[d.variables[v]].Pow(uint64(k)))
		}
	}
	return product
}

// rootAmong returns a root of g, of degree 1 or 2, in the one variable that has no value; of two roots one for
// even seeds and one for odd ones.
func (d Ideal) rootAmong(g generating, v int, at map[string]Residue, seed uint64) (Residue, bool) {
	var c [3]Residue
	for i, row := range g.rows {
		k := row[1+v]
		if int(k) >= len(c) {
			return 0, false
		}
		c[k] = c[k].Add(residueOf(g.coefficients[i]).Mul(d.powers(row, v, at)))
	}
	if c[2] == 0 {
		divisor, ok := c[1].Inverse()
		return c[0].Neg().Mul(divisor), ok
	}
	root, ok := c[1].Mul(c[1]).Add(c[0].Mul(c[2]).Mul(4).Neg()).root(2)
	if seed%2 == 1 {
		root = root.Neg()
	}
	divisor, also := c[2].Add(c[2]).Inverse()
	return root.Add(c[1].Neg()).Mul(divisor), ok && also
}

// Residue returns the value of a where its variables have the given ones. It is not ok if the denominator
// vanishes there or a variable has none.
func (a RationalFunction) Residue(at func(name string) (Residue, bool)) (Residue, bool) {
	r, ok := a.numerator.residue(at)
	if a.denominator.IsZero() || !ok {
		return r, ok
	}
	d, ok := a.denominator.residue(at)
	if !ok {
		return 0, false
	}
	d, ok = d.Inverse()
	return r.Mul(d), ok
}

func (p Polynomial) residue(at func(name string) (Residue, bool)) (Residue, bool) {
	values := make([]Residue, len(p.variables))
	for v, name := range p.variables {
		var ok bool
		if values[v], ok = at(name); !ok {
			return 0, false
		}
	}
	sum := Residue(0)
	for i, c := range p.coefficients {
		term := residueOf(c)
		row := p.exponents[i*(len(values)+1)+1:]
		for v, x := range values {
			if k := row[v]; k > 0 {
				term = term.Mul(x.Pow(uint64(k)))
			}
		}
		sum = sum.Add(term)
	}
	if p.denominator.isOne() || len(p.coefficients) == 0 {
		return sum, true
	}
	d, ok := residueOf(p.denominator).Inverse()
	return sum.Mul(d), ok
}

// Residue returns a value of x, where the given names have given values and other free symbols those of
// [ResidueFor]. What [Functions.Reduce] and [Functions.IsZero] would find to be zero has the value 0. It is
// not ok where a function has no such value, or not for certain.
func (f *Functions) Residue(x RationalFunction, given map[string]Residue, seed uint64) (Residue, bool) {
	return x.Residue(func(name string) (Residue, bool) {
		if r, ok := given[name]; ok {
			return r, true
		}
		a := f.given[name]
		if a == nil {
			return ResidueFor(name, seed), true
		}
		return f.residueOf(name, a, given, seed)
	})
}

// angleParts is the number by which angles and exponents are divided: those with another denominator have no
// residue.
const angleParts = 5040

// residueOf is the value of a name that was given out.
func (f *Functions) residueOf(name string, a *application, given map[string]Residue, seed uint64) (Residue, bool) {
	switch a.kind {
	case unknown, circle, logarithm, complexBars:
		return ResidueFor(name, seed), true
	case arctangent, arcsine:
		return ResidueFor(name, seed), !a.constant // numbers may be sums of each other
	case root, absolute:
		if a.constant && !a.argument.IsConstant() {
			return 0, false // a root of roots may be a sum of roots
		}
		inside, ok := f.Residue(a.argument, given, seed)
		if !ok || (a.kind == absolute || a.index%2 == 0) && inside.Pow((residuePrime-1)/2) > 1 {
			return 0, false // not positive
		}
		if a.kind == absolute {
			return inside, true
		}
		return inside.root(a.index)
	case euler:
		return ResidueFor("e^{1}", seed).Pow(angleParts), true
	case exponential:
		form, c := unitMultiple(a.argument)
		power, ok := partsOf(c)
		return ResidueFor("e^{"+form.String()+"}", seed).Pow(uint64(power)), ok && power >= 0
	case cosine, sine:
		return f.turnedResidue(a, seed)
	}
	return 0, false
}

// partsOf gives a number times angleParts, if that is a short integer.
func partsOf(c *big.Rat) (int64, bool) {
	if c.Num().BitLen() > 32 || !c.Denom().IsInt64() || angleParts%c.Denom().Int64() != 0 {
		return 0, false
	}
	return c.Num().Int64() * (angleParts / c.Denom().Int64()), true
}

// unitMultiple splits x into a form with coprime integer coefficients and a number.
func unitMultiple(x RationalFunction) (form RationalFunction, c *big.Rat) {
	n, c := x.numerator.primitive()
	if x.IsPolynomial() {
		return FromPolynomial(n), c
	}
	m, d := x.denominator.primitive()
	return quotientOfCoprime(n, m), c.Quo(c, d)
}

// turnedResidue is a cosine or a sine: a point on the circle for each part of the angle, turned together.
func (f *Functions) turnedResidue(a *application, seed uint64) (Residue, bool) {
	if a.constant {
		return 0, false // it may be a sum of roots
	}
	cos, sin := Residue(1), Residue(0)
	turn := func(form RationalFunction, c *big.Rat) bool {
		times, ok := partsOf(c)
		if !ok {
			return false
		}
		t := ResidueFor(`\tan(`+form.String()+")", seed)
		square := t.Mul(t)
		divisor, ok := square.Add(1).Inverse()
		x, y := Residue(1).Add(square.Neg()).Mul(divisor), t.Add(t).Mul(divisor)
		if times < 0 {
			times, y = -times, y.Neg()
		}
		for ; times > 0; times >>= 1 {
			if times&1 == 1 {
				cos, sin = cos.Mul(x).Add(sin.Mul(y).Neg()), sin.Mul(x).Add(cos.Mul(y))
			}
			x, y = x.Mul(x).Add(y.Mul(y).Neg()), x.Mul(y).Add(x.Mul(y))
		}
		return ok
	}
	if !a.argument.IsPolynomial() {
		form, c := unitMultiple(a.argument)
		if !turn(form, c) {
			return 0, false
		}
	} else {
		for monomial, c := range a.argument.numerator.Terms() {
			form := Integer(1)
			for _, v := range monomial {
				power, err := Variable(v.Name).Pow(v.Exponent, nil)
				if err == nil {
					form, err = form.Mul(power, nil)
				}
				if err != nil {
					return 0, false
				}
			}
			if !turn(FromPolynomial(form), c) {
				return 0, false
			}
		}
	}
	if a.kind == sine {
		return sin, true
	}
	return cos, true
}
