package symbolic

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// plainly is a formula computed in two ways: as a Formal and by its meaning.
type plainly struct {
	text   string
	formal RationalFunction
	at     func(map[string]int64) (*big.Rat, bool)
}

// callValue is some function of integers.
func callValue(x *big.Rat) *big.Rat {
	return new(big.Rat).Add(new(big.Rat).Mul(x, new(big.Rat).Mul(x, x)), big.NewRat(7, 3))
}

func factorialValue(x *big.Rat) (*big.Rat, bool) {
	if !x.IsInt() || x.Sign() < 0 || x.Num().Int64() > 60 {
		return nil, false
	}
	return new(big.Rat).SetInt(new(big.Int).MulRange(1, x.Num().Int64())), true
}

func powerValue(b *big.Rat, e *big.Rat) (*big.Rat, bool) {
	if !e.IsInt() || !e.Num().IsInt64() || e.Num().Int64() > 60 || e.Num().Int64() < -60 {
		return nil, false
	}
	k := e.Num().Int64()
	if k < 0 && b.Sign() == 0 {
		return nil, false
	}
	total := big.NewRat(1, 1)
	for range max(k, -k) {
		total.Mul(total, b)
	}
	if k < 0 {
		total.Inv(total)
	}
	return total, true
}

// firstOfSums is where sums without a first term begin here: all terms of these tests have
// a value from there on.
const firstOfSums = -25

// valueOf computes a normal form from what its generators mean.
func (f *Formal) valueOf(x RationalFunction, at map[string]*big.Rat) (*big.Rat, bool) {
	values := map[string]*big.Rat{}
	for _, name := range x.Variables() {
		a, is := f.atoms[name]
		if !is {
			v, ok := at[name]
			if !ok {
				return nil, false
			}
			values[name] = v
			continue
		}
		var arguments []*big.Rat
		for _, y := range a.arguments {
			v, ok := f.valueOf(y, at)
			if !ok {
				return nil, false
			}
			arguments = append(arguments, v)
		}
		var ok bool
		switch a.kind {
		case callAtom:
			values[name], ok = callValue(arguments[0]), true
		case powerAtom:
			values[name], ok = powerValue(arguments[0], arguments[1])
		case signAtom:
			values[name], ok = powerValue(big.NewRat(-1, 1), arguments[0])
		case factorialAtom:
			values[name], ok = factorialValue(arguments[0])
		case floorAtom:
			values[name], ok = new(big.Rat).SetInt(new(big.Int).Div(arguments[0].Num(), arguments[0].Denom())), true
		case sumAtom:
			values[name], ok = f.valueOfSum(a.sum, at, a.sum.indices)
		}
		if !ok {
			return nil, false
		}
	}
	v, err := x.Evaluate(values, nil)
	return v, err == nil
}

func (f *Formal) valueOfSum(s *rangeSum, at map[string]*big.Rat, left []string) (*big.Rat, bool) {
	if len(left) == 0 {
		for _, x := range s.limits {
			if v, ok := f.valueOf(x, at); !ok || v.Sign() < 0 {
				return new(big.Rat), ok
			}
		}
		return f.valueOf(s.body, at)
	}
	total := new(big.Rat)
	for k := int64(firstOfSums); k <= 25; k++ {
		inner := map[string]*big.Rat{}
		for name, v := range at {
			inner[name] = v
		}
		inner[left[0]] = big.NewRat(k, 1)
		x, ok := f.valueOfSum(s, inner, left[1:])
		if !ok {
			return nil, false
		}
		total.Add(total, x)
	}
	return total, true
}

// drawPlainly draws a formula in n, m and the given indices.
func drawPlainly(t *rapid.T, f *Formal, names []string, depth int) plainly {
	number := func(k int64) plainly {
		return plainly{fmt.Sprint(k), FromInt(k), func(map[string]int64) (*big.Rat, bool) { return big.NewRat(k, 1), true }}
	}
	name := func(s string) plainly {
		return plainly{s, Var(s), func(at map[string]int64) (*big.Rat, bool) { return big.NewRat(at[s], 1), true }}
	}
	must := func(x RationalFunction, err error) RationalFunction {
		if err != nil {
			t.Skip(err)
		}
		return x
	}
	if depth == 0 {
		if rapid.Bool().Draw(t, "number") {
			return number(rapid.Int64Range(-2, 3).Draw(t, "value"))
		}
		return name(rapid.SampledFrom(names).Draw(t, "name"))
	}
	linear := func() plainly { // a letter and a number
		s := rapid.SampledFrom(names).Draw(t, "letter")
		c := rapid.Int64Range(-2, 3).Draw(t, "shift")
		return plainly{fmt.Sprintf("(%s%+d)", s, c), must(Var(s).Add(FromInt(c), nil)), func(at map[string]int64) (*big.Rat, bool) { return big.NewRat(at[s]+c, 1), true }}
	}
	switch rapid.IntRange(0, 8).Draw(t, "kind") {
	case 0, 1:
		a, b := drawPlainly(t, f, names, depth-1), drawPlainly(t, f, names, depth-1)
		return plainly{"(" + a.text + "+" + b.text + ")", must(a.formal.Add(b.formal, nil)), func(at map[string]int64) (*big.Rat, bool) {
			x, ok := a.at(at)
			y, also := b.at(at)
			if !ok || !also {
				return nil, false
			}
			return new(big.Rat).Add(x, y), true
		}}
	case 2, 3:
		a, b := drawPlainly(t, f, names, depth-1), drawPlainly(t, f, names, depth-1)
		return plainly{a.text + "*" + b.text, must(a.formal.Mul(b.formal, nil)), func(at map[string]int64) (*big.Rat, bool) {
			x, ok := a.at(at)
			y, also := b.at(at)
			if !ok || !also {
				return nil, false
			}
			return new(big.Rat).Mul(x, y), true
		}}
	case 4:
		a := linear()
		return plainly{"f" + a.text, must(f.Call("f", a.formal)), func(at map[string]int64) (*big.Rat, bool) {
			x, _ := a.at(at)
			return callValue(x), true
		}}
	case 5:
		base := rapid.SampledFrom([]int64{-1, 2, -2, 6}).Draw(t, "base")
		a := linear()
		return plainly{fmt.Sprintf("(%d)^%s", base, a.text), must(f.Power(FromInt(base), a.formal)), func(at map[string]int64) (*big.Rat, bool) {
			x, _ := a.at(at)
			return powerValue(big.NewRat(base, 1), x)
		}}
	case 6:
		a := linear()
		half := must(a.formal.Quo(FromInt(2), nil))
		return plainly{"floor" + a.text + "/2", must(f.Floor(half)), func(at map[string]int64) (*big.Rat, bool) {
			x, _ := a.at(at)
			return new(big.Rat).SetInt(new(big.Int).Div(x.Num(), big.NewInt(2))), true
		}}
	default:
		low, high := rapid.Int64Range(-1, 2).Draw(t, "low"), rapid.Int64Range(-2, 1).Draw(t, "high")
		from, to := FromInt(low), must(Var("n").Add(FromInt(high), nil))
		lowest := func(map[string]int64) int64 { return low }
		if len(names) > 2 && rapid.Bool().Draw(t, "triangle") {
			outer := names[len(names)-1]
			from = must(Var(outer).Add(FromInt(low), nil))
			lowest = func(at map[string]int64) int64 { return at[outer] + low }
		}
		index := f.Index()
		body := drawPlainly(t, f, append(append([]string{}, names...), index), depth-1)
		limits := []RationalFunction{must(Var(index).Sub(from, nil)), must(to.Sub(Var(index), nil))}
		return plainly{
			"sum(" + index + "=" + from.String() + ".." + to.String() + ", " + body.text + ")", must(f.Sum([]string{index}, limits, body.formal)),
			func(at map[string]int64) (*big.Rat, bool) {
				total := new(big.Rat)
				for k := lowest(at); k <= at["n"]+high; k++ {
					inner := map[string]int64{index: k}
					for name, v := range at {
						if name != index {
							inner[name] = v
						}
					}
					x, ok := body.at(inner)
					if !ok {
						return nil, false
					}
					total.Add(total, x)
				}
				return total, true
			},
		}
	}
}

// TestFormalMeansWhatItComputes holds every normal form to the formula it came from, at values that
// meet its conditions.
func TestFormalMeansWhatItComputes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := NewFormal(map[string]bool{"n": true, "m": true}, nil, NewBudget(2_000_000, 1<<16))
		e := drawPlainly(t, f, []string{"n", "m"}, rapid.IntRange(1, 4).Draw(t, "depth"))
		nonnegative, integers, nonzero := f.Conditions()
		for n := int64(0); n < 5; n++ {
			m := 3 - n
			at := map[string]*big.Rat{"n": big.NewRat(n, 1), "m": big.NewRat(m, 1)}
			met := true
			for _, x := range nonnegative {
				v, ok := f.valueOf(x, at)
				met = met && ok && v.Sign() >= 0
			}
			for _, x := range integers {
				v, ok := f.valueOf(x, at)
				met = met && ok && v.IsInt()
			}
			for _, x := range nonzero {
				v, ok := f.valueOf(x, at)
				met = met && ok && v.Sign() != 0
			}
			want, ok := e.at(map[string]int64{"n": n, "m": m})
			if !met || !ok {
				continue
			}
			got, ok := f.valueOf(e.formal, at)
			if !ok {
				continue
			}
			require.Zero(t, want.Cmp(got), "%s at n = %d, m = %d is %s, its normal form %s is %s", e.text, n, m, want, e.formal, got)
		}
	})
}

// TestFormalBinomials holds binomial coefficients, written with factorials, to Pascal's triangle.
func TestFormalBinomials(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := NewFormal(map[string]bool{"n": true, "k": true}, nil, NewBudget(2_000_000, 1<<16))
		shift := rapid.Int64Range(-3, 3)
		draw := func(name string) (RationalFunction, int64, int64) {
			a, c := rapid.Int64Range(1, 3).Draw(t, name), shift.Draw(t, name)
			x, err := Var(name).Mul(FromInt(a), nil)
			require.NoError(t, err)
			x, err = x.Add(FromInt(c), nil)
			require.NoError(t, err)
			return x, a, c
		}
		upper, a, c := draw("n")
		lower, b, d := draw("k")
		x, err := f.Binomial(upper, lower)
		require.NoError(t, err)
		// C(u, l) l!(u-l)! = u!
		n, k := rapid.Int64Range(3, 6).Draw(t, "at n"), rapid.Int64Range(0, 3).Draw(t, "at k")
		u, l := a*n+c, b*k+d
		if l < 0 || u < l {
			return
		}
		at := map[string]*big.Rat{"n": big.NewRat(n, 1), "k": big.NewRat(k, 1)}
		got, ok := f.valueOf(x, at)
		if !ok {
			return // factorials of fractions
		}
		require.Zero(t, new(big.Rat).SetInt(new(big.Int).Binomial(u, l)).Cmp(got), "C(%d, %d)", u, l)
	})
}
