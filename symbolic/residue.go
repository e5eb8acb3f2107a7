package symbolic

import (
	"math/big"
	"math/bits"
	"slices"
)

// residuePrime is the number of elements of the field of residues.
const residuePrime = 1<<61 - 1

// A Residue is an element of the field of 2^61-1 elements. What is equal over the rational numbers has
// equal residues wherever no denominator vanishes there, so that two residues that differ tell for
// a few operations on words that two values do. Equal ones prove nothing.
type Residue uint64

// ResidueFor returns a value for the variable of the given name: always the same, and another one
// for nearly every other name.
func ResidueFor(name string) Residue {
	const offset, prime = 14695981039346656037, 1099511628211 // of FNV-1a
	h := uint64(offset)
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
	s := low&residuePrime + (low>>61 | high<<3) // 2^61 = 1
	if s >= residuePrime {
		s -= residuePrime
	}
	return Residue(s)
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

// root returns a square root of a; it is not ok where there is none.
func (a Residue) root() (Residue, bool) {
	r := a.Pow((residuePrime + 1) / 4) // for the prime is 3 modulo 4
	return r, r.Mul(r) == a
}

// Residues returns a common solution of the equations among residues: what they leave free has the
// values of [ResidueFor]. It is not ok where none is found, which says nothing.
func (d Ideal) Residues() (map[string]Residue, bool) {
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
			if value, ok = d.rootAmong(g, v, at); !ok {
				return nil, false
			}
			name = d.variables[v]
			break
		}
		if name == "" {
			name = d.free(at)
			value = ResidueFor(name)
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

// rootAmong returns a root of g, of degree 1 or 2, in the one variable that has no value.
func (d Ideal) rootAmong(g generating, v int, at map[string]Residue) (Residue, bool) {
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
	root, ok := c[1].Mul(c[1]).Add(c[0].Mul(c[2]).Mul(4).Neg()).root()
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
