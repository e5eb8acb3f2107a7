package symbolic

import (
	"math/big"
	"slices"
)

// Witness finds small rational values of all variables of p and avoid at which p is not zero and none
// of avoid is. Variables in natural get integers from the given one on. It tries 0, 1, 2, -1, 3, 1/2, ... for one
// variable after the other, in the order of their names, so the same question has always the same
// answer. It reports false only if p or one of avoid is the zero polynomial, or so large that the work
// is refused.
func Witness(p Polynomial, avoid []Polynomial, natural map[string]int64) (map[string]*big.Rat, bool) {
	all := append([]Polynomial{p}, avoid...)
	var names []string
	for _, q := range all {
		if q.IsZero() {
			return nil, false
		}
		names = unionOf(names, q.variables)
	}
	budget := NewBudget(50_000_000, 1_000_000)
	witness := make(map[string]*big.Rat, len(names))
	for _, name := range slices.Clone(names) {
		degrees := 0
		for _, q := range all {
			degrees += q.Degree(name)
		}
		found := false
		// A polynomial has no more roots than its degree, so one of these values is none.
		for i := 0; i <= degrees && !found; i++ {
			value := candidate(i, natural, name)
			next := make([]Polynomial, len(all))
			found = true
			for j, q := range all {
				if q.Degree(name) == 0 {
					next[j] = q
					continue
				}
				r, err := q.Substitute(map[string]RationalFunction{name: FromRat(value)}, budget)
				if err != nil {
					return nil, false
				}
				if next[j] = r.Numerator(); next[j].IsZero() {
					found = false
					break
				}
			}
			if found {
				witness[name] = value
				all = next
			}
		}
		if !found {
			return nil, false
		}
	}
	return witness, true
}

func isNatural(natural map[string]int64, name string) bool {
	_, is := natural[name]
	return is
}

// candidate returns the i-th value to try: naturals from the least on, or rationals
// 0, 1, 2, -1, 3, 1/2, -2, 4, -1/2, 5, -3, 6, ....
func candidate(i int, natural map[string]int64, name string) *big.Rat {
	if isNatural(natural, name) {
		return big.NewRat(int64(i)+natural[name], 1)
	}
	if i < len(smallNumbers) {
		return smallNumbers[i]
	}
	i -= len(smallNumbers)
	if i%2 == 0 {
		return big.NewRat(int64(i/2)+5, 1)
	}
	return big.NewRat(-int64(i/2)-3, 1)
}

// smallNumbers are the values tried first. Nothing changes them.
var smallNumbers = []*big.Rat{
	big.NewRat(0, 1), big.NewRat(1, 1), big.NewRat(2, 1), big.NewRat(-1, 1), big.NewRat(3, 1),
	big.NewRat(1, 2), big.NewRat(-2, 1), big.NewRat(4, 1), big.NewRat(-1, 2),
}
