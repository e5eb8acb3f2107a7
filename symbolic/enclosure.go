package symbolic

import (
	"math/big"
	"sync"
)

// An Enclosure is a pair of rational numbers with a power of two for denominator between which a real
// number lies. Every operation rounds outwards, so that what is said of an enclosure is true of the
// number. The zero value is no enclosure.
type Enclosure struct {
	low, high *big.Int
	bits      uint // the denominator of both is 2^bits
}

// EncloseRat encloses a rational number to the given number of binary places.
func EncloseRat(r *big.Rat, bits uint) Enclosure {
	scaled := new(big.Int).Lsh(r.Num(), bits)
	low, rest := new(big.Int).DivMod(scaled, r.Denom(), new(big.Int))
	high := low
	if rest.Sign() != 0 {
		high = new(big.Int).Add(low, big.NewInt(1))
	}
	return Enclosure{low, high, bits}
}

// Sign gives the sign of every number in the enclosure, or 0 where they differ in it or are zero.
func (a Enclosure) Sign() int {
	switch {
	case a.low.Sign() > 0:
		return 1
	case a.high.Sign() < 0:
		return -1
	}
	return 0
}

// Bounds gives the two ends.
func (a Enclosure) Bounds() (low, high *big.Rat) {
	den := new(big.Int).Lsh(big.NewInt(1), a.bits)
	return new(big.Rat).SetFrac(a.low, den), new(big.Rat).SetFrac(a.high, den)
}

// Floor gives the largest integer not above the number, if the enclosure settles it.
func (a Enclosure) Floor() (*big.Int, bool) {
	low, high := new(big.Int).Rsh(a.low, a.bits), new(big.Int).Rsh(a.high, a.bits)
	return low, low.Cmp(high) == 0
}

func (a Enclosure) add(b Enclosure) Enclosure {
	return Enclosure{new(big.Int).Add(a.low, b.low), new(big.Int).Add(a.high, b.high), a.bits}
}

func (a Enclosure) neg() Enclosure {
	return Enclosure{new(big.Int).Neg(a.high), new(big.Int).Neg(a.low), a.bits}
}

// hull encloses both.
func (a Enclosure) hull(b Enclosure) Enclosure {
	out := a
	if b.low.Cmp(a.low) < 0 {
		out.low = b.low
	}
	if b.high.Cmp(a.high) > 0 {
		out.high = b.high
	}
	return out
}

// widen moves both ends outwards by so many units in the last place.
func (a Enclosure) widen(units int64) Enclosure {
	u := big.NewInt(units)
	return Enclosure{new(big.Int).Sub(a.low, u), new(big.Int).Add(a.high, u), a.bits}
}

func (a Enclosure) mul(b Enclosure) Enclosure {
	if a.low.Sign() >= 0 && b.low.Sign() >= 0 {
		low := new(big.Int).Mul(a.low, b.low)
		high := new(big.Int).Mul(a.high, b.high)
		return Enclosure{low.Rsh(low, a.bits), ceilShift(high, a.bits), a.bits}
	}
	var low, high *big.Int
	for _, x := range []*big.Int{a.low, a.high} {
		for _, y := range []*big.Int{b.low, b.high} {
			p := new(big.Int).Mul(x, y)
			if low == nil || p.Cmp(low) < 0 {
				low = p
			}
			if high == nil || p.Cmp(high) > 0 {
				high = p
			}
		}
	}
	return Enclosure{new(big.Int).Rsh(low, a.bits), ceilShift(high, a.bits), a.bits}
}

func ceilShift(x *big.Int, bits uint) *big.Int {
	n := new(big.Int).Neg(x)
	n.Rsh(n, bits)
	return n.Neg(n)
}

// inverse fails where the number may be zero.
func (a Enclosure) inverse() (Enclosure, bool) {
	if a.Sign() == 0 {
		return Enclosure{}, false
	}
	unit := new(big.Int).Lsh(big.NewInt(1), 2*a.bits)
	low := new(big.Int).Div(unit, a.high)
	high := new(big.Int).Div(unit, a.low)
	return Enclosure{low.Sub(low, big.NewInt(1)), high.Add(high, big.NewInt(1)), a.bits}, true
}

// divideInt divides by a positive integer.
func (a Enclosure) divideInt(n int64) Enclosure {
	d := big.NewInt(n)
	low := new(big.Int).Div(a.low, d) // the floor, for d is positive
	high := new(big.Int).Neg(new(big.Int).Div(new(big.Int).Neg(a.high), d))
	return Enclosure{low, high, a.bits}
}

// to changes the number of places.
func (a Enclosure) to(bits uint) Enclosure {
	if bits >= a.bits {
		s := bits - a.bits
		return Enclosure{new(big.Int).Lsh(a.low, s), new(big.Int).Lsh(a.high, s), bits}
	}
	s := a.bits - bits
	return Enclosure{new(big.Int).Rsh(a.low, s), ceilShift(a.high, s), bits}
}

// root is the k-th root of a number that is not negative; for odd k the real root of any number.
func (a Enclosure) root(k int) (Enclosure, bool) {
	if a.high.Sign() < 0 || a.low.Sign() < 0 && k%2 == 1 {
		if k%2 == 0 {
			return Enclosure{}, false
		}
		if a.high.Sign() <= 0 {
			r, ok := a.neg().root(k)
			return r.neg(), ok
		}
		low, _ := Enclosure{new(big.Int), new(big.Int).Neg(a.low), a.bits}.root(k)
		high, _ := Enclosure{new(big.Int), a.high, a.bits}.root(k)
		return low.neg().hull(high), true
	}
	low := a.low
	if low.Sign() < 0 {
		low = new(big.Int)
	}
	scale := uint(k-1) * a.bits
	l := rootFloor(new(big.Int).Lsh(low, scale), k)
	h := rootFloor(new(big.Int).Lsh(a.high, scale), k)
	return Enclosure{l, h.Add(h, big.NewInt(1)), a.bits}, true
}

// rootFloor is the largest integer whose k-th power is not above n, for n that is not negative.
func rootFloor(n *big.Int, k int) *big.Int {
	if k == 2 {
		return new(big.Int).Sqrt(n)
	}
	if n.Sign() == 0 {
		return new(big.Int)
	}
	// Newton's method from above falls until it is at the root.
	x := new(big.Int).Lsh(big.NewInt(1), uint((n.BitLen()+k-1)/k))
	exponent, index := big.NewInt(int64(k-1)), big.NewInt(int64(k))
	for {
		next := new(big.Int).Exp(x, exponent, nil)
		next.Quo(n, next)
		next.Add(next, new(big.Int).Mul(x, exponent))
		next.Quo(next, index)
		if next.Cmp(x) >= 0 {
			return x
		}
		x = next
	}
}

// guard is how many places more than asked for a series is summed with.
const guard = 32

// series sums t + t f(1) + t f(1) f(2) + ..., in which every term is at most half of the one before.
func series(first Enclosure, ratio func(k int64, term Enclosure) Enclosure) Enclosure {
	sum, term := first, first
	for k := int64(1); ; k++ {
		term = ratio(k, term)
		sum = sum.add(term)
		if term.low.CmpAbs(big.NewInt(2)) <= 0 && term.high.CmpAbs(big.NewInt(2)) <= 0 {
			return sum.widen(4) // the rest is at most as much as this term
		}
	}
}

// pis are the enclosures of the circle's number by precision, up to [mostPi].
var pis sync.Map

// mostPi bounds the precision to which the circle's number is remembered.
const mostPi = 1 << 10

// Pi encloses the circle's number.
func Pi(bits uint) Enclosure {
	if bits > mostPi {
		return machin(bits)
	}
	known, ok := pis.Load(bits)
	if !ok {
		known, _ = pis.LoadOrStore(bits, machin(bits))
	}
	return known.(Enclosure)
}

// machin encloses the circle's number by Machin's formula.
func machin(bits uint) Enclosure {
	w := bits + guard
	arctangent := func(n int64) Enclosure { // of 1/n: the sum of (-1)^k / ((2k+1) n^(2k+1))
		power := EncloseRat(big.NewRat(1, n), w)
		sum := power
		for k := int64(1); power.high.CmpAbs(big.NewInt(2)) > 0; k++ {
			power = power.divideInt(n * n)
			term := power.divideInt(2*k + 1)
			if k%2 == 1 {
				term = term.neg()
			}
			sum = sum.add(term)
		}
		return sum.widen(4)
	}
	sixteen, four := EncloseRat(big.NewRat(16, 1), w), EncloseRat(big.NewRat(-4, 1), w)
	return sixteen.mul(arctangent(5)).add(four.mul(arctangent(239))).to(bits)
}

// exponent of the largest argument whose exponential is computed.
const mostExponent = 12

// exp is the exponential function; it fails for arguments beyond 2^mostExponent.
func (a Enclosure) exp() (Enclosure, bool) {
	if a.low.BitLen() > int(a.bits)+mostExponent || a.high.BitLen() > int(a.bits)+mostExponent {
		return Enclosure{}, false
	}
	w := a.bits + guard + 2*mostExponent
	point := func(x *big.Int) Enclosure {
		r := Enclosure{x, x, a.bits}.to(w)
		halvings := uint(0)
		for r.low.BitLen() > int(w)-2 {
			r = Enclosure{new(big.Int).Rsh(r.low, 1), ceilShift(r.high, 1), w}
			halvings++
		}
		e := series(EncloseRat(big.NewRat(1, 1), w), func(k int64, t Enclosure) Enclosure { return t.mul(r).divideInt(k) })
		for range halvings {
			e = e.mul(e)
		}
		return e
	}
	return point(a.low).hull(point(a.high)).to(a.bits), true
}

// log is the natural logarithm of a positive number.
func (a Enclosure) log() (Enclosure, bool) {
	if a.low.Sign() <= 0 {
		return Enclosure{}, false
	}
	w := a.bits + guard
	// twice the area tangent of y is the logarithm of (1+y)/(1-y)
	doubled := func(y Enclosure) Enclosure {
		square, power := y.mul(y), y
		sum := y
		for k := int64(3); power.low.CmpAbs(big.NewInt(2)) > 0 || power.high.CmpAbs(big.NewInt(2)) > 0; k += 2 {
			power = power.mul(square)
			sum = sum.add(power.divideInt(k))
		}
		sum = sum.widen(4)
		return sum.add(sum)
	}
	two := doubled(EncloseRat(big.NewRat(1, 3), w))
	point := func(x *big.Int) Enclosure {
		k := x.BitLen() - int(a.bits) // x is in [2^(k-1), 2^k)
		m := Enclosure{x, x, a.bits}.to(w)
		if k >= 0 {
			m = Enclosure{new(big.Int).Rsh(m.low, uint(k)), ceilShift(m.high, uint(k)), w}
		} else {
			m = Enclosure{new(big.Int).Lsh(m.low, uint(-k)), new(big.Int).Lsh(m.high, uint(-k)), w}
		}
		one := EncloseRat(big.NewRat(1, 1), w)
		below, _ := m.add(one).inverse()
		factor := EncloseRat(big.NewRat(int64(k), 1), w)
		return doubled(m.add(one.neg()).mul(below)).add(factor.mul(two))
	}
	return point(a.low).hull(point(a.high)).to(a.bits), true
}

// cosSin gives cosine and sine.
func (a Enclosure) cosSin() (cosine, sine Enclosure) {
	length := uint(max(a.low.BitLen(), a.high.BitLen()))
	w := a.bits + guard
	if length > a.bits {
		w += length - a.bits
	}
	middle := new(big.Int).Add(a.low, a.high)
	middle.Rsh(middle, 1)
	radius := new(big.Int).Sub(a.high, middle)
	radius.Lsh(radius, w-a.bits)
	x := Enclosure{middle, middle, a.bits}.to(w)
	turn := Pi(w)
	turn = turn.add(turn)
	q := new(big.Int).Div(x.low, turn.low)
	qw := Enclosure{new(big.Int).Lsh(q, w), new(big.Int).Lsh(q, w), w}
	x = x.add(qw.mul(turn).neg())
	// An eighth of the angle, which is below 1, and the formulas for the double.
	x = Enclosure{new(big.Int).Rsh(x.low, 3), ceilShift(x.high, 3), w}
	square := x.mul(x).neg()
	one := EncloseRat(big.NewRat(1, 1), w)
	cosine = series(one, func(k int64, t Enclosure) Enclosure { return t.mul(square).divideInt((2*k - 1) * 2 * k) })
	sine = series(x, func(k int64, t Enclosure) Enclosure { return t.mul(square).divideInt(2 * k * (2*k + 1)) })
	for range 3 {
		cosine, sine = cosine.mul(cosine).add(sine.mul(sine).neg()), sine.mul(cosine).mul(EncloseRat(big.NewRat(2, 1), w))
	}
	spread := Enclosure{new(big.Int).Neg(radius), radius, w} // neither changes faster than its argument
	return cosine.add(spread).to(a.bits), sine.add(spread).to(a.bits)
}

// arctan is the angle between -pi/2 and pi/2 with that tangent.
func (a Enclosure) arctan() Enclosure {
	w := a.bits + guard
	one := EncloseRat(big.NewRat(1, 1), w)
	point := func(x *big.Int) Enclosure {
		t := Enclosure{x, x, a.bits}.to(w)
		// The tangent of half the angle, four times: then it is below 1/8.
		for range 4 {
			hypotenuse, _ := t.mul(t).add(one).root(2)
			below, _ := hypotenuse.add(one).inverse()
			t = t.mul(below)
		}
		square, power, sum := t.mul(t).neg(), t, t
		for k := int64(3); power.low.CmpAbs(big.NewInt(2)) > 0 || power.high.CmpAbs(big.NewInt(2)) > 0; k += 2 {
			power = power.mul(square)
			sum = sum.add(power.divideInt(k))
		}
		return sum.widen(4).mul(EncloseRat(big.NewRat(16, 1), w))
	}
	return point(a.low).hull(point(a.high)).to(a.bits)
}
