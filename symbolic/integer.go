package symbolic

import (
	"math"
	"math/big"
	"math/bits"
)

// An integer is an immutable integer of any size. Nearly all coefficients fit in a machine word, and
// operations on those allocate nothing. The representation is unique: long is nil exactly when the
// value fits in an int64.
type integer struct {
	word int64
	long *big.Int // never changed once it is here
}

func word(n int64) integer { return integer{word: n} }

// fromBig takes over z, which the caller must not change afterwards.
func fromBig(z *big.Int) integer {
	if z.IsInt64() {
		return integer{word: z.Int64()}
	}
	return integer{long: z}
}

func fromUint64(u uint64) integer {
	if u <= math.MaxInt64 {
		return integer{word: int64(u)}
	}
	return integer{long: new(big.Int).SetUint64(u)}
}

// shared returns the value as a *big.Int that must not be changed.
func (a integer) shared() *big.Int {
	if a.long != nil {
		return a.long
	}
	return big.NewInt(a.word)
}

func (a integer) sign() int {
	switch {
	case a.long != nil:
		return a.long.Sign()
	case a.word < 0:
		return -1
	case a.word > 0:
		return 1
	}
	return 0
}

func (a integer) isZero() bool { return a.word == 0 && a.long == nil }
func (a integer) isOne() bool  { return a.word == 1 && a.long == nil }

func (a integer) equal(b integer) bool {
	if a.long == nil || b.long == nil {
		return a.long == nil && b.long == nil && a.word == b.word
	}
	return a.long.Cmp(b.long) == 0
}

func (a integer) bitLen() int {
	if a.long != nil {
		return a.long.BitLen()
	}
	return bits.Len64(magnitude(a.word))
}

// words is the length in machine words, at least 1.
func (a integer) words() int64 {
	if a.long != nil {
		return int64(a.long.BitLen()/64) + 1
	}
	return 1
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

func addWords(a, b int64) (int64, bool) {
	s := a + b
	return s, (a^s)&(b^s) >= 0
}

func mulWords(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if hi != 0 || lo > math.MaxInt64 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(lo), true
	}
	return int64(lo), true
}

func (a integer) add(b integer) integer {
	if a.long == nil && b.long == nil {
		if s, ok := addWords(a.word, b.word); ok {
			return integer{word: s}
		}
	}
	return fromBig(new(big.Int).Add(a.shared(), b.shared()))
}

func (a integer) neg() integer {
	if a.long == nil && a.word != math.MinInt64 {
		return integer{word: -a.word}
	}
	return fromBig(new(big.Int).Neg(a.shared()))
}

func (a integer) abs() integer {
	if a.sign() < 0 {
		return a.neg()
	}
	return a
}

func (a integer) mul(b integer) integer {
	if a.long == nil && b.long == nil {
		if m, ok := mulWords(a.word, b.word); ok {
			return integer{word: m}
		}
	}
	if a.isZero() || b.isZero() {
		return integer{}
	}
	if a.isOne() {
		return b
	}
	if b.isOne() {
		return a
	}
	return fromBig(new(big.Int).Mul(a.shared(), b.shared()))
}

// quo returns a/b, for b nonzero, which is exact or ok is false.
func (a integer) quo(b integer) (q integer, ok bool) {
	if a.long == nil && b.long == nil {
		if b.word == -1 {
			return a.neg(), true
		}
		return integer{word: a.word / b.word}, a.word%b.word == 0
	}
	if b.isOne() {
		return a, true
	}
	z, r := new(big.Int).QuoRem(a.shared(), b.shared(), new(big.Int))
	return fromBig(z), r.Sign() == 0
}

// exact returns a/b where b is known to divide a.
func (a integer) exact(b integer) integer {
	q, _ := a.quo(b)
	return q
}

func gcdWords(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// gcd returns the nonnegative greatest common divisor; that of 0 and 0 is 0.
func (a integer) gcd(b integer) integer {
	if a.long == nil && b.long == nil {
		return fromUint64(gcdWords(magnitude(a.word), magnitude(b.word)))
	}
	if a.isZero() {
		return b.abs()
	}
	if b.isZero() {
		return a.abs()
	}
	if a.long == nil || b.long == nil { // one is short: one long remainder, then words
		if a.long == nil {
			a, b = b, a
		}
		m := new(big.Int).SetUint64(magnitude(b.word))
		r := new(big.Int).Rem(a.long, m)
		return fromUint64(gcdWords(magnitude(b.word), r.Abs(r).Uint64()))
	}
	x, y := new(big.Int).Abs(a.long), new(big.Int).Abs(b.long)
	return fromBig(x.GCD(nil, nil, x, y))
}

// mod returns the residue of a in 0..m-1.
func (a integer) mod(m uint64) uint64 {
	if a.long == nil {
		if a.word >= 0 {
			return uint64(a.word) % m
		}
		r := magnitude(a.word) % m
		if r == 0 {
			return 0
		}
		return m - r
	}
	return new(big.Int).Mod(a.long, new(big.Int).SetUint64(m)).Uint64()
}

func (a integer) String() string { return a.shared().String() }

// An accumulator is a mutable integer that sums products.
type accumulator struct {
	word int64
	long *big.Int // owned; nil while the sum fits in a word
}

func (s *accumulator) add(a integer) {
	if s.long == nil && a.long == nil {
		if t, ok := addWords(s.word, a.word); ok {
			s.word = t
			return
		}
	}
	if s.long == nil {
		s.long = big.NewInt(s.word)
	}
	s.long.Add(s.long, a.shared())
}

// addProduct adds a*b, using scratch for the product.
func (s *accumulator) addProduct(a, b integer, scratch *big.Int) {
	if a.long == nil && b.long == nil {
		if m, ok := mulWords(a.word, b.word); ok {
			s.add(integer{word: m})
			return
		}
	}
	if s.long == nil {
		s.long = big.NewInt(s.word)
	}
	s.long.Add(s.long, scratch.Mul(a.shared(), b.shared()))
}

// value returns the sum and ends the use of the accumulator.
func (s *accumulator) value() integer {
	if s.long != nil {
		return fromBig(s.long)
	}
	return integer{word: s.word}
}
