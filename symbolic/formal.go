package symbolic

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Formal computes with formulas whose parts have no value in closed form: calls of functions of which
// nothing is known, powers, logarithms and factorials of symbols, sums with symbols for bounds. Each such part is a
// generator, a variable of the rational functions that a Formal gives out, and is the same
// variable wherever it is the same part. Two members that come to the same rational function are
// equal wherever both are defined and the [Formal.Conditions] hold; that two come to different ones says
// nothing.
//
// A Formal belongs to one comparison. It is not safe for concurrent use.
type Formal struct {
	integers map[string]bool
	reals    map[string]bool
	atoms    map[string]*formalAtom // by variable
	byKey    map[string]string      // variables by what they stand for
	demands  []RationalFunction     // must not be negative
	whole    []RationalFunction     // must be integers
	nonzero  []RationalFunction
	budget   *Budget
	depth    int
	indices  int // given out
}

// formalAtom is what a generator stands for.
type formalAtom struct {
	kind      atomKind
	function  string
	arguments []RationalFunction
	sum       *rangeSum
	level     int      // how deep sums lie in it
	symbols   []string // free in it, sorted
}

type atomKind byte

const (
	callAtom      atomKind = 'c'
	powerAtom     atomKind = 'p' // base, exponent
	signAtom      atomKind = 's' // -1 to the power of an integer
	logAtom       atomKind = 'l' // of the absolute value
	expAtom       atomKind = 'e'
	floorAtom     atomKind = 'f'
	factorialAtom atomKind = '!'
	sineAtom      atomKind = 'i' // \pi over the sine of \pi x
	sumAtom       atomKind = '+'
)

// What a Formal holds at most, and how deep its generators lie in each other.
const (
	maxAtoms      = 600
	maxAtomDepth  = 40
	maxFormalSize = 4000 // terms of a rational function
)

// NewFormal returns a Formal. Integers are the symbols that stand for integers; reals are those of which only
// polynomials are formed, apart from factorials and binomial coefficients whose lower argument does not hold them:
// an identity that holds for almost all of their values then holds for all.
func NewFormal(integers, reals map[string]bool, budget *Budget) *Formal {
	integers = maps.Clone(integers)
	if integers == nil {
		integers = map[string]bool{}
	}
	return &Formal{
		integers: integers, reals: reals, atoms: map[string]*formalAtom{}, byKey: map[string]string{}, budget: budget,
	}
}

// Conditions are what must hold of the symbols besides that both members are defined: what must not be
// negative, what must be an integer, and what must not be zero.
func (f *Formal) Conditions() (nonnegative, integers, nonzero []RationalFunction) {
	return f.demands, f.whole, f.nonzero
}

// Call returns the value of an unknown function, which is the same for equal arguments.
func (f *Formal) Call(function string, arguments ...RationalFunction) (RationalFunction, error) {
	return f.intern(&formalAtom{kind: callAtom, function: function, arguments: arguments})
}

func (f *Formal) intern(a *formalAtom) (RationalFunction, error) {
	var key strings.Builder
	fmt.Fprintf(&key, "%c %s", a.kind, a.function)
	for i, x := range a.arguments {
		reduced, err := f.reduce(x)
		if err != nil {
			return RationalFunction{}, err
		}
		a.arguments[i] = reduced
		key.WriteString(" | " + reduced.String())
	}
	if a.sum != nil {
		key.WriteString(" | " + a.sum.key())
	}
	if err := f.budget.Spend(int64(key.Len())); err != nil {
		return RationalFunction{}, err
	}
	if name, known := f.byKey[key.String()]; known {
		return Var(name), nil
	}
	if len(f.atoms) >= maxAtoms {
		return RationalFunction{}, ErrLimit
	}
	for _, x := range a.arguments {
		a.symbols = unionOf(a.symbols, f.symbolsOf(x))
		a.level = max(a.level, f.levelOf(x))
	}
	if a.sum != nil {
		a.symbols = f.freeOf(a.sum)
		a.level = max(a.level, f.levelOf(a.sum.body)+len(a.sum.indices))
	}
	name := fmt.Sprintf("#%d", len(f.atoms)+1)
	f.byKey[key.String()], f.atoms[name] = name, a
	return Var(name), nil
}

// symbolsOf lists the symbols in x, those within its generators too.
func (f *Formal) symbolsOf(x RationalFunction) []string {
	var all []string
	for _, v := range x.Variables() {
		if a, is := f.atoms[v]; is {
			all = unionOf(all, a.symbols)
		} else {
			all = unionOf(all, []string{v})
		}
	}
	return all
}

// holds says whether a symbol occurs in x.
func (f *Formal) holds(x RationalFunction, symbol string) bool {
	return slices.Contains(f.symbolsOf(x), symbol)
}

// IsZero reports whether x is zero, up to the squares of signs.
func (f *Formal) IsZero(x RationalFunction) (bool, error) {
	reduced, err := f.reduce(x)
	return err == nil && reduced.IsZero(), err
}

// reduce puts 1 in the place of the square of a sign, and of a sign's inverse the sign.
func (f *Formal) reduce(x RationalFunction) (RationalFunction, error) {
	if x.numerator.Len()+x.denominator.Len() > maxFormalSize {
		return RationalFunction{}, ErrLimit
	}
	changed := false
	low := func(p Polynomial) (Polynomial, error) {
		for _, v := range p.Variables() {
			a, is := f.atoms[v]
			if !is || a.kind != signAtom || p.Degree(v) < 2 {
				continue
			}
			changed = true
			parts := p.Coefficients(v)
			var sums [2]RationalFunction
			for i, part := range parts {
				var err error
				if sums[i%2], err = sums[i%2].Add(FromPolynomial(part), f.budget); err != nil {
					return p, err
				}
			}
			odd, err := sums[1].Mul(Var(v), f.budget)
			if err != nil {
				return p, err
			}
			total, err := sums[0].Add(odd, f.budget)
			if err != nil {
				return p, err
			}
			p = total.Numerator()
		}
		return p, nil
	}
	num, err := low(x.Numerator())
	if err != nil {
		return x, err
	}
	den := x.Denominator()
	for _, v := range den.Variables() {
		a, is := f.atoms[v]
		if !is || a.kind != signAtom {
			continue
		}
		if parts := den.Coefficients(v); len(parts) == den.Degree(v)+1 && allZero(parts[:len(parts)-1]) {
			// 1/s is s, and s^2 is 1.
			z, err := x.Mul(FromPolynomial(Variable(v)), f.budget)
			if err == nil {
				z, err = z.Mul(Var(v), f.budget)
			}
			if err != nil {
				return x, err
			}
			return f.reduce(z)
		}
	}
	if den, err = low(den); err != nil || !changed {
		return x, err
	}
	return FromPolynomial(num).Quo(FromPolynomial(den), f.budget)
}

func allZero(ps []Polynomial) bool {
	return !slices.ContainsFunc(ps, func(p Polynomial) bool { return !p.IsZero() })
}
