package symbolic

import (
	"math/big"
	"math/bits"
)

// residuePrime is the number of elements of the field of residues.
const residuePrime = 1<<61 - 1

// A Residue is an element of the field of 2^61-1 elements. What is equal over the rational numbers has
// equal residues wherever no denominator vanishes there, so that two residues that differ tell for
// a few operations on words that two values do. Equal ones prove nothing.
type Residue uint64

// ResidueOf returns the residue of a number; it is not ok if its denominator vanishes.
func ResidueOf(r *big.Rat) (Residue, bool) {
	d, ok := residueOf(fromBig(r.Denom())).Inverse()
	return residueOf(fromBig(r.Num())).Mul(d), ok
}

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
