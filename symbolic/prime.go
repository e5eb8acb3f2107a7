package symbolic

import "math/big"

// A PrimePower is a prime with its multiplicity in a number.
type PrimePower struct {
	Prime *big.Int
	Power int
}

// PrimeFactors splits a positive integer over its primes below 2000. What is left is 1, or a number above
// 1 of which no factor is known; a prime that is left, below 2^63, is listed among the factors.
func PrimeFactors(n *big.Int) (factors []PrimePower, left *big.Int) {
	rest := new(big.Int).Set(n)
	var all []PrimePower
	if rest.BitLen() > 4096 {
		return nil, rest
	}
	q, r := new(big.Int), new(big.Int)
	for p := int64(2); p < 2000 && rest.Cmp(big.NewInt(1)) > 0; p++ {
		if rest.IsInt64() && rest.Int64() < p*p {
			break // what is left is a prime
		}
		d := big.NewInt(p)
		k := 0
		for {
			q.QuoRem(rest, d, r)
			if r.Sign() != 0 {
				break
			}
			rest.Set(q)
			k++
		}
		if k > 0 {
			all = append(all, PrimePower{d, k})
		}
	}
	// ProbablyPrime is exact below 2^64.
	if rest.BitLen() > 1 && rest.BitLen() < 64 && rest.ProbablyPrime(0) {
		all = append(all, PrimePower{new(big.Int).Set(rest), 1})
		rest.SetInt64(1)
	}
	return all, rest
}
