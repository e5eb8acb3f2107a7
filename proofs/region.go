package proofs

import (
	"math/big"
	"slices"

	"github.com/hence-math/hence/symbolic"
)

// region is where the nearest conditions on an unknown hold, on its line cut at all roots
// of theirs and of a polynomial.
type region struct {
	line       symbolic.Line
	goal       []int // the polynomial's sign in each cell
	conditions []condition
	allowed    [][]bool // by condition, the cells in which it holds
}

// regionOf gathers the conditions in scope on the one unknown of a polynomial, but for
// those of a link itself. It is empty where there are none.
func (c *checker) regionOf(p symbolic.Polynomial, name string, link int, budget *symbolic.Budget) (r region) {
	carriers := []symbolic.Polynomial{p}
	conditions := c.boundsAt(link)
	for j := len(conditions) - 1; j >= 0 && len(r.conditions) < mostBounds; j-- {
		k := conditions[j]
		if names := k.difference.Variables(); len(names) != 1 || names[0] != name || k.link == link || k.modulus != nil {
			continue
		}
		if _, order := mirrored[k.relation]; !order {
			continue // a single value may be meant for a moment
		}
		if q, ok := c.signCarrier(k.difference, budget); ok {
			r.conditions, carriers = append(r.conditions, k), append(carriers, q)
		}
	}
	if len(r.conditions) == 0 {
		return region{}
	}
	line, err := symbolic.NewLine(name, carriers, budget)
	if err != nil {
		return region{}
	}
	r.line = line
	if r.goal, err = line.Signs(p, budget); err != nil {
		return region{}
	}
	for j, q := range carriers[1:] {
		signs, err := line.Signs(q, budget)
		if err != nil {
			return region{}
		}
		allowed := make([]bool, len(signs))
		for i, s := range signs {
			allowed[i] = satisfies(r.conditions[j].relation, s)
		}
		r.allowed = append(r.allowed, allowed)
	}
	return r
}

// holds says whether the polynomial has the sign that a relation to zero asks for wherever
// the conditions hold, and which are needed. Conditions that leave no number, with nearer
// ones, are left out.
func (r region) holds(relation string) (needed []condition, ok bool) {
	within := make([]bool, len(r.goal))
	for i := range within {
		within[i] = true
	}
	holds := func(within []bool) bool {
		for i, s := range r.goal {
			if within[i] && !satisfies(relation, s) {
				return false
			}
		}
		return true
	}
	var used []int
	for j, allowed := range r.allowed {
		left := meet(within, allowed)
		if !slices.Contains(left, true) {
			continue
		}
		if within, used = left, append(used, j); !holds(within) {
			continue
		}
		// Those before may not be needed.
		needed, within = []condition{r.conditions[j]}, allowed
		for n := len(used) - 2; n >= 0 && !holds(within); n-- {
			within = meet(within, r.allowed[used[n]])
			needed = append(needed, r.conditions[used[n]])
		}
		return needed, true
	}
	return nil, false
}

// turnedAt is a number at which conditions hold, where these end at a root of the
// polynomial: then they are its bound, and the sign between is turned.
func (r region) turnedAt(conditions []condition) (*big.Rat, bool) {
	within := make([]bool, len(r.goal))
	for i := range within {
		within[i] = true
		for j, k := range r.conditions {
			if slices.ContainsFunc(conditions, func(used condition) bool {
				return used.link == k.link && used.relation == k.relation && used.difference.Equal(k.difference)
			}) {
				within[i] = within[i] && r.allowed[j][i]
			}
		}
	}
	for i, is := range within {
		ends := i > 0 && r.goal[i-1] == 0 && !(within[i-1] && within[i-2]) || i+1 < len(within) && r.goal[i+1] == 0 && !(within[i+1] && within[i+2])
		if at, rational := r.line.Sample(i); is && ends && rational {
			return at, true
		}
	}
	return nil, false
}

// meet is where two sets of cells agree.
func meet(a, b []bool) []bool {
	both := slices.Clone(a)
	for i := range both {
		both[i] = both[i] && b[i]
	}
	return both
}
