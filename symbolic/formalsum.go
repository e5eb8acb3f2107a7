package symbolic

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// rangeSum is a sum over the integer points of a range in a normal form.
type rangeSum struct {
	product bool
	indices []string
	limits  []RationalFunction // none is negative in the range
	body    RationalFunction
}

func (s *rangeSum) key() string {
	var b strings.Builder
	if s.product {
		b.WriteString("product ")
	}
	for _, x := range s.limits {
		b.WriteString(x.String() + " >= 0, ")
	}
	b.WriteString(s.body.String())
	return b.String()
}

func (f *Formal) freeOf(s *rangeSum) []string {
	all := f.symbolsOf(s.body)
	for _, x := range s.limits {
		all = unionOf(all, f.symbolsOf(x))
	}
	return slices.DeleteFunc(slices.Clone(all), func(v string) bool { return slices.Contains(s.indices, v) })
}

// What is done for one sum at most.
const (
	maxIndices    = 3
	maxSplitTerms = 8 // terms split off at an end
	maxSumDegree  = 6
	maxSumTerms   = 60
)

// Index returns a new symbol for the index of a sum.
func (f *Formal) Index() string {
	f.indices++
	name := "~" + strconv.Itoa(f.indices) + "'"
	f.integers[name] = true
	return name
}

// Sum adds up the body for all integers, one for each index, for which no limit is negative. Each index comes from
// [Formal.Index] and stands in no other sum.
func (f *Formal) Sum(indices []string, limits []RationalFunction, body RationalFunction) (RationalFunction, error) {
	if err := f.discharge(indices, limits); err != nil {
		return body, err
	}
	if len(indices) > maxIndices {
		return body, ErrUnsupported
	}
	var total RationalFunction
	body, err := f.reduce(body)
	if err != nil {
		return body, err
	}
	free, bound := FromInt(1), FromInt(1) // of the denominator
	factors, err := body.Denominator().Factors(f.budget)
	if err != nil {
		return body, err
	}
	for _, factor := range factors {
		x, err := FromPolynomial(factor.Factor).Pow(factor.Multiplicity, f.budget)
		if err != nil {
			return body, err
		}
		if f.holdsAny(x, indices) {
			bound, err = bound.Mul(x, f.budget)
		} else {
			free, err = free.Mul(x, f.budget)
		}
		if err != nil {
			return body, err
		}
	}
	if body.Numerator().Len() > maxSumTerms {
		return body, ErrLimit
	}
	type part struct{ outside, inside RationalFunction }
	var parts []part
	for powers, c := range body.Numerator().Terms() {
		outside, err := FromRat(c).Quo(free, f.budget)
		if err != nil {
			return body, err
		}
		inside := FromInt(1)
		for _, p := range powers {
			x, err := Var(p.Name).Pow(p.Exponent, f.budget)
			if err == nil {
				if f.holdsAny(x, indices) {
					inside, err = inside.Mul(x, f.budget)
				} else {
					outside, err = outside.Mul(x, f.budget)
				}
			}
			if err != nil {
				return body, err
			}
		}
		if inside, err = inside.Quo(bound, f.budget); err != nil {
			return body, err
		}
		known := slices.IndexFunc(parts, func(q part) bool { return q.inside.Equal(inside) })
		if known < 0 {
			parts = append(parts, part{outside, inside})
		} else if parts[known].outside, err = parts[known].outside.Add(outside, f.budget); err != nil {
			return body, err
		}
	}
	if len(indices) > 1 && !f.isFinite(indices, limits) {
		return body, ErrUnsupported // the order of the sums may matter
	}
	// Where sums that do not end converge, they do so whatever they are split into here: only linear relations
	// between their terms are used.
	for _, p := range parts {
		x, err := f.sumOfTerm(indices, limits, p.inside)
		if err == nil {
			x, err = x.Mul(p.outside, f.budget)
		}
		if err == nil {
			total, err = total.Add(x, f.budget)
		}
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

// Product multiplies the body like [Formal.Sum].
func (f *Formal) Product(indices []string, limits []RationalFunction, body RationalFunction) (RationalFunction, error) {
	if err := f.discharge(indices, limits); err != nil {
		return body, err
	}
	return f.canonicalSum(true, indices, limits, body)
}

func (f *Formal) holdsAny(x RationalFunction, symbols []string) bool {
	return slices.ContainsFunc(f.symbolsOf(x), func(v string) bool { return slices.Contains(symbols, v) })
}

// discharge shows that the demands on an index hold in its range: it is replaced by
// the end of its range that makes them hardest.
func (f *Formal) discharge(indices []string, limits []RationalFunction) error {
	for _, list := range []*[]RationalFunction{&f.whole, &f.nonzero} {
		if slices.ContainsFunc(*list, func(x RationalFunction) bool { return f.holdsAny(x, indices) }) {
			return ErrUnsupported
		}
	}
	for i, demand := range f.demands {
		for range len(indices) + 1 {
			at := slices.IndexFunc(indices, func(v string) bool { return f.holds(demand, v) })
			if at < 0 {
				break
			}
			v := indices[at]
			slope, _, ok := f.linear(demand, v)
			if !ok {
				return ErrUnsupported
			}
			found := false
			for _, limit := range limits {
				other, rest, ok := f.linear(limit, v)
				if !ok || other != 1 && other != -1 || (slope > 0) != (other > 0) {
					continue
				}
				// v >= -rest, or v <= rest
				end := rest
				if other > 0 {
					end = rest.Neg()
				}
				var err error
				if demand, err = demand.Substitute(map[string]RationalFunction{v: end}, f.budget); err != nil {
					return err
				}
				found = true
				break
			}
			if !found {
				return ErrUnsupported
			}
		}
		if f.holdsAny(demand, indices) {
			return ErrUnsupported
		}
		f.demands[i] = demand
	}
	return nil
}

// linear writes x as slope v + rest with an integer slope, where v stands in no generator.
func (f *Formal) linear(x RationalFunction, v string) (slope int64, rest RationalFunction, ok bool) {
	for _, name := range x.Variables() {
		if a, is := f.atoms[name]; is && slices.Contains(a.symbols, v) {
			return 0, rest, false
		}
	}
	if x.Denominator().Degree(v) > 0 {
		return 0, rest, false
	}
	parts := x.Numerator().Coefficients(v)
	if len(parts) < 2 {
		return 0, x, true
	}
	whole, err := FromPolynomial(parts[1]).Quo(FromPolynomial(x.Denominator()), f.budget)
	if err != nil || len(parts) > 2 {
		return 0, rest, false
	}
	if rest, err = FromPolynomial(parts[0]).Quo(FromPolynomial(x.Denominator()), f.budget); err != nil {
		return 0, rest, false
	}
	slope, ok = whole.AsInteger()
	return slope, rest, ok
}

// ends are the least and the greatest value of an index, where one limit each gives
// them.
func (f *Formal) ends(v string, limits []RationalFunction) (low, high *RationalFunction, ok bool) {
	for _, x := range limits {
		slope, rest, ok := f.linear(x, v)
		switch {
		case !ok:
			return nil, nil, false
		case slope == 0:
		case slope == 1 && low == nil:
			end := rest.Neg()
			low = &end
		case slope == -1 && high == nil:
			end := rest
			high = &end
		default:
			return nil, nil, false
		}
	}
	return low, high, true
}

// isFinite says whether the limits bound every index on both sides, through each other
// or not.
func (f *Formal) isFinite(indices []string, limits []RationalFunction) bool {
	bounded := map[string][2]bool{} // below, above
	for again := true; again; {
		again = false
		for _, v := range indices {
			for _, x := range limits {
				slope, _, ok := f.linear(x, v)
				if !ok || slope == 0 {
					continue
				}
				side := 0
				if slope < 0 {
					side = 1
				}
				known := !bounded[v][side]
				for _, w := range indices {
					if w == v {
						continue
					}
					s, _, ok := f.linear(x, w)
					// The limit bounds v by -s w.
					known = known && ok && (s == 0 || bounded[w][map[bool]int{true: side, false: 1 - side}[(s < 0) == (slope > 0)]])
				}
				if known {
					b := bounded[v]
					b[side] = true
					bounded[v], again = b, true
				}
			}
		}
	}
	return !slices.ContainsFunc(indices, func(v string) bool { return bounded[v] != [2]bool{true, true} })
}

// sumOfTerm adds up one term without factors free of all indices: a product of sums where its
// factors and limits fall apart.
func (f *Formal) sumOfTerm(indices []string, limits []RationalFunction, term RationalFunction) (RationalFunction, error) {
	if len(indices) == 0 {
		if len(limits) > 0 {
			return term, ErrUnsupported
		}
		return term, nil
	}
	var pieces []RationalFunction
	for i, p := range []Polynomial{term.Numerator(), term.Denominator()} {
		factors, err := p.Factors(f.budget)
		if err != nil {
			return term, err
		}
		for _, factor := range factors {
			x, err := FromPolynomial(factor.Factor).Pow(factor.Multiplicity, f.budget)
			if err != nil {
				return term, err
			}
			if i == 1 {
				x = x.inverse()
			}
			pieces = append(pieces, x)
		}
	}
	// Indices that a limit or a factor holds together.
	group := map[string]string{}
	for _, v := range indices {
		group[v] = v
	}
	for _, x := range slices.Concat(limits, pieces) {
		first := ""
		for _, v := range f.symbolsOf(x) {
			g, is := group[v]
			if !is {
				continue
			}
			if first == "" {
				first = g
			}
			for w, old := range group {
				if old == g {
					group[w] = first
				}
			}
		}
	}
	total := FromInt(1)
	for _, leader := range indices {
		if group[leader] != leader {
			continue
		}
		var own []string
		for _, v := range indices {
			if group[v] == leader {
				own = append(own, v)
			}
		}
		var ownLimits []RationalFunction
		for _, x := range limits {
			if f.holdsAny(x, own) {
				ownLimits = append(ownLimits, x)
			}
		}
		inside := FromInt(1)
		var err error
		for _, x := range pieces {
			if f.holdsAny(x, own) {
				if inside, err = inside.Mul(x, f.budget); err != nil {
					return total, err
				}
			}
		}
		x, err := f.connectedSum(own, ownLimits, inside)
		if err == nil {
			total, err = total.Mul(x, f.budget)
		}
		if err != nil {
			return total, err
		}
	}
	for _, x := range pieces { // numbers
		if f.holdsAny(x, indices) {
			continue
		}
		var err error
		if total, err = total.Mul(x, f.budget); err != nil {
			return total, err
		}
	}
	return total, nil
}

// connectedSum adds up a term over indices that hang together. An index that the term holds as a power only is
// eliminated, if need be after another has been counted from an end of its range.
func (f *Formal) connectedSum(indices []string, limits []RationalFunction, term RationalFunction) (RationalFunction, error) {
	if len(indices) == 1 {
		return f.singleSum(indices[0], limits, term)
	}
	if x, ok, err := f.eliminated(indices, limits, term); ok || err != nil {
		return x, err
	}
	for _, v := range indices {
		for _, limit := range limits {
			slope, rest, ok := f.linear(limit, v)
			if !ok || slope != 1 && slope != -1 || !f.isInteger(rest) || !f.holdsAny(rest, indices) {
				continue
			}
			value, err := Var(v).Sub(rest, f.budget)
			if slope == -1 {
				value = value.Neg()
			}
			if err != nil {
				return term, err
			}
			moved, t, err := f.substituted(limits, term, v, value)
			if err != nil {
				return term, err
			}
			if x, ok, err := f.eliminated(indices, moved, t); ok || err != nil {
				return x, err
			}
		}
	}
	return f.canonicalSum(false, indices, limits, term)
}

// substituted puts a value in the place of an index, in the limits and the body of a sum.
func (f *Formal) substituted(limits []RationalFunction, body RationalFunction, v string, value RationalFunction) ([]RationalFunction, RationalFunction, error) {
	values := map[string]RationalFunction{v: value}
	moved := make([]RationalFunction, len(limits))
	for i, x := range limits {
		var err error
		if moved[i], err = f.substitute(x, values); err != nil {
			return nil, body, err
		}
	}
	body, err := f.substitute(body, values)
	return moved, body, err
}

// eliminated carries out one of several sums.
func (f *Formal) eliminated(indices []string, limits []RationalFunction, term RationalFunction) (x RationalFunction, ok bool, err error) {
	limits = withoutImplied(slices.Clone(limits), f.budget)
	for _, v := range indices {
		low, high, ok := f.ends(v, limits)
		if !ok || low == nil || high == nil || !f.isPowerOf(term, v) {
			continue
		}
		var others []string
		for _, w := range indices {
			if w != v {
				others = append(others, w)
			}
		}
		var rest []RationalFunction
		for _, x := range limits {
			if !f.holds(x, v) {
				rest = append(rest, x)
			}
		}
		before := slices.Clone(f.demands)
		span, err := high.Sub(*low, f.budget)
		if err == nil && f.holdsAny(span, others) {
			if !f.isInteger(span) {
				continue
			}
			rest = append(rest, span) // elsewhere the inner sum is empty
		} else if err == nil {
			err = f.demandRange(*low, *high)
		}
		var inner RationalFunction
		if err == nil {
			inner, err = f.closedSum(v, *low, *high, term)
		}
		if err == nil {
			x, err = f.Sum(others, rest, inner)
		}
		if err == nil {
			return x, true, nil
		}
		if f.demands = before; errors.Is(err, ErrLimit) {
			return x, false, err
		}
	}
	return x, false, nil
}

// isPowerOf says whether a term holds an index only as a power of its own.
func (f *Formal) isPowerOf(term RationalFunction, v string) bool {
	if slices.Contains(f.symbolsOf(FromPolynomial(term.Denominator())), v) || term.Numerator().Degree(v) > maxSumDegree {
		return false
	}
	for _, name := range term.Numerator().Variables() {
		if a, is := f.atoms[name]; is && slices.Contains(a.symbols, v) {
			return false
		}
	}
	return true
}

// closedSum adds up a polynomial in v from low to high, for high >= low - 1.
func (f *Formal) closedSum(v string, low, high, term RationalFunction) (RationalFunction, error) {
	var total RationalFunction
	bottom := FromPolynomial(term.Denominator())
	before, err := low.Sub(FromInt(1), f.budget)
	if err != nil {
		return term, err
	}
	for d, c := range term.Numerator().Coefficients(v) {
		for i, end := range []RationalFunction{high, before} {
			x, err := f.powerSum(d, end)
			if err == nil {
				x, err = x.Mul(FromPolynomial(c), f.budget)
			}
			if err == nil {
				x, err = x.Quo(bottom, f.budget)
			}
			if i == 1 {
				x = x.Neg()
			}
			if err == nil {
				total, err = total.Add(x, f.budget)
			}
			if err != nil {
				return total, err
			}
		}
	}
	return total, nil
}

// demandRange notes that a sum does not run backwards and that its end is reached.
func (f *Formal) demandRange(low, high RationalFunction) error {
	count, err := high.Sub(low, f.budget)
	if err != nil {
		return err
	}
	if !f.isInteger(count) {
		f.whole = append(f.whole, count)
	}
	if count, err = count.Add(FromInt(1), f.budget); err != nil {
		return err
	}
	if c, number := count.AsConstant(); number {
		if c.Sign() < 0 {
			return ErrUnsupported
		}
		return nil
	}
	f.demand(count)
	return nil
}

// powerSum is 0^d + 1^d + ... + n^d without 0^0, a polynomial in n that continues it:
// P(n) - P(n-1) = n^d and P(0) = 0.
func (f *Formal) powerSum(d int, n RationalFunction) (RationalFunction, error) {
	// (d+1) P_d(n) = (n+1)^{d+1} - 1 - sum over j < d of C(d+1, j) P_j(n)
	sums := make([]RationalFunction, d+1)
	next, err := n.Add(FromInt(1), f.budget)
	if err != nil {
		return n, err
	}
	for e := 0; e <= d; e++ {
		x, err := next.Pow(e+1, f.budget)
		if err == nil {
			x, err = x.Sub(FromInt(1), f.budget)
		}
		choose := int64(1)
		for j := 0; j < e && err == nil; j++ {
			var y RationalFunction
			if y, err = sums[j].Mul(FromInt(choose), f.budget); err == nil {
				x, err = x.Sub(y, f.budget)
			}
			choose = choose * int64(e+1-j) / int64(j+1)
		}
		if err == nil {
			sums[e], err = x.Quo(FromInt(int64(e+1)), f.budget)
		}
		if err != nil {
			return n, err
		}
	}
	return sums[d], nil
}

// singleSum adds up one term over one index.
func (f *Formal) singleSum(v string, limits []RationalFunction, term RationalFunction) (RationalFunction, error) {
	if shift, _, err := f.shifted(v, term); err != nil {
		return term, err
	} else if !shift.IsZero() {
		f.depth++
		defer func() { f.depth-- }()
		if f.depth > maxAtomDepth {
			return term, ErrLimit
		}
		back, err := Var(v).Sub(shift, f.budget)
		if err != nil {
			return term, err
		}
		moved, t, err := f.substituted(limits, term, v, back)
		if err != nil {
			return term, err
		}
		return f.Sum([]string{v}, moved, t)
	}
	low, high, ok := f.ends(v, limits)
	switch {
	case !ok || low == nil && high == nil:
		return f.canonicalSum(false, []string{v}, limits, term)
	case high == nil:
		turned, err := f.substitute(term, map[string]RationalFunction{v: Var(v).Neg()})
		if err != nil {
			return term, err
		}
		return f.upTo(v, low.Neg(), turned)
	case low == nil:
		return f.upTo(v, *high, term)
	}
	if f.isPowerOf(term, v) {
		if err := f.demandRange(*low, *high); err != nil {
			return term, err
		}
		return f.closedSum(v, *low, *high, term)
	}
	if x, ok, err := f.geometric(v, *low, *high, term); ok || err != nil {
		return x, err
	}
	// Forwards and backwards.
	var best RationalFunction
	var bestKey string
	for i := range 2 {
		t, from, to := term, *low, *high
		if i == 1 {
			both, err := from.Add(to, f.budget)
			if err == nil {
				both, err = both.Sub(Var(v), f.budget)
			}
			if err != nil || !f.isInteger(both) {
				break
			}
			turned, err := f.substitute(term, map[string]RationalFunction{v: both})
			if err != nil {
				break
			}
			t = turned
		}
		x, key, err := f.between(v, from, to, t)
		if err != nil {
			if i == 0 {
				return f.canonicalSum(false, []string{v}, limits, term)
			}
			break
		}
		if i == 0 || key < bestKey {
			best, bestKey = x, key
		}
	}
	if err := f.demandRange(*low, *high); err != nil {
		return best, err
	}
	return best, nil
}

// between is the difference of two sums that have no first term, the one up to the last
// term and the one up to the term before the first.
func (f *Formal) between(v string, low, high, term RationalFunction) (RationalFunction, string, error) {
	shift, token, term, err := f.normalTerm(v, term)
	if err != nil {
		return term, "", err
	}
	var total RationalFunction
	for i, end := range []RationalFunction{high, low} {
		// The shifted index runs from low + shift to high + shift.
		if end, err = end.Add(shift, f.budget); err != nil {
			return term, "", err
		}
		if i == 1 {
			if end, err = end.Sub(FromInt(1), f.budget); err != nil {
				return term, "", err
			}
		}
		x, err := f.sumUpTo(token, end, term)
		if err != nil {
			return x, "", err
		}
		if i == 1 {
			x = x.Neg()
		}
		if total, err = total.Add(x, f.budget); err != nil {
			return total, "", err
		}
	}
	return total, term.String(), nil
}

// normalTerm is a term with its index shifted and named as it is in normal form.
func (f *Formal) normalTerm(v string, term RationalFunction) (shift RationalFunction, token string, normal RationalFunction, err error) {
	shift, normal, err = f.shifted(v, term)
	if err != nil {
		return shift, "", normal, err
	}
	token = f.token(normal)
	if normal, err = f.substitute(normal, map[string]RationalFunction{v: Var(token)}); err == nil {
		normal, err = f.reduce(normal)
	}
	return shift, token, normal, err
}

// upTo is a sum without a first term.
func (f *Formal) upTo(v string, end, term RationalFunction) (RationalFunction, error) {
	shift, token, normal, err := f.normalTerm(v, term)
	if err == nil {
		if shift, err = shift.Add(end, f.budget); err == nil {
			return f.sumUpTo(token, shift, normal)
		}
	}
	return term, err
}

// sumUpTo splits off the terms behind the last one without a number in it.
func (f *Formal) sumUpTo(token string, end, term RationalFunction) (RationalFunction, error) {
	var constant int64
	base := end
	if end.IsPolynomial() {
		for powers, c := range end.Numerator().Terms() {
			if len(powers) == 0 && c.IsInt() && c.Num().IsInt64() {
				constant = c.Num().Int64()
			}
		}
	}
	if constant > maxSplitTerms || constant < -maxSplitTerms {
		return end, ErrUnsupported
	}
	base, err := end.Sub(FromInt(constant), f.budget)
	if err != nil {
		return end, err
	}
	limit, err := base.Sub(Var(token), f.budget)
	if err != nil {
		return end, err
	}
	total, err := f.intern(&formalAtom{kind: sumAtom, sum: &rangeSum{indices: []string{token}, limits: []RationalFunction{limit}, body: term}})
	at := func(k int64) (RationalFunction, error) {
		place, err := base.Add(FromInt(k), f.budget)
		if err != nil {
			return place, err
		}
		return f.substitute(term, map[string]RationalFunction{token: place})
	}
	for k := int64(1); k <= constant && err == nil; k++ {
		var x RationalFunction
		if x, err = at(k); err == nil {
			total, err = total.Add(x, f.budget)
		}
	}
	for k := constant + 1; k <= 0 && err == nil; k++ {
		var x RationalFunction
		if x, err = at(k); err == nil {
			total, err = total.Sub(x, f.budget)
		}
	}
	return total, err
}

// shifted moves an index so that the greatest number added to it in a generator or a
// denominator is 0.
func (f *Formal) shifted(v string, term RationalFunction) (shift, moved RationalFunction, err error) {
	var greatest int64
	found := false
	look := func(x RationalFunction) {
		slope, rest, ok := f.linear(x, v)
		if !ok || slope != 1 && slope != -1 {
			return
		}
		var c int64
		for powers, r := range rest.Numerator().Terms() {
			if len(powers) == 0 && r.IsInt() && r.Num().IsInt64() {
				c = r.Num().Int64() * slope
			}
		}
		if !found || c > greatest {
			greatest, found = c, true
		}
	}
	f.eachArgument(term, look)
	factors, err := term.Denominator().Factors(f.budget)
	if err != nil {
		return shift, term, err
	}
	for _, factor := range factors {
		look(FromPolynomial(factor.Factor))
	}
	if !found || greatest == 0 || greatest > maxSplitTerms || greatest < -maxSplitTerms {
		return FromInt(0), term, nil
	}
	back, err := Var(v).Sub(FromInt(greatest), f.budget)
	if err != nil {
		return shift, term, err
	}
	moved, err = f.substitute(term, map[string]RationalFunction{v: back})
	return FromInt(greatest), moved, err
}

// eachArgument goes through the arguments of all generators in x.
func (f *Formal) eachArgument(x RationalFunction, look func(RationalFunction)) {
	for _, name := range x.Variables() {
		a, is := f.atoms[name]
		if !is {
			continue
		}
		for _, argument := range a.arguments {
			look(argument)
			f.eachArgument(argument, look)
		}
	}
}

// geometric adds up a term whose quotient with the next one is free of the index.
func (f *Formal) geometric(v string, low, high, term RationalFunction) (x RationalFunction, ok bool, err error) {
	following, err := Var(v).Add(FromInt(1), f.budget)
	if err != nil {
		return x, false, err
	}
	next, err := f.substitute(term, map[string]RationalFunction{v: following})
	if err != nil {
		return x, false, nil
	}
	ratio, err := next.Quo(term, f.budget)
	if err == nil {
		ratio, err = f.reduce(ratio)
	}
	if err != nil || f.holds(ratio, v) {
		return x, false, err
	}
	below, err := ratio.Sub(FromInt(1), f.budget)
	if err != nil || below.IsZero() {
		return x, false, err
	}
	count, err := high.Sub(low, f.budget)
	if err == nil {
		count, err = count.Add(FromInt(1), f.budget)
	}
	if err != nil {
		return x, false, err
	}
	power, err := f.Power(ratio, count)
	if err != nil {
		return x, false, nil
	}
	first, err := f.substitute(term, map[string]RationalFunction{v: low})
	if err != nil {
		return x, false, nil
	}
	if power, err = power.Sub(FromInt(1), f.budget); err == nil {
		if x, err = first.Mul(power, f.budget); err == nil {
			x, err = x.Quo(below, f.budget)
		}
	}
	if err != nil {
		return x, false, err
	}
	if !below.IsConstant() {
		f.nonzero = append(f.nonzero, below)
	}
	return x, true, f.demandRange(low, high)
}

// token is the letter of an index in normal form: one that no sum within uses.
func (f *Formal) token(x RationalFunction) string { return indexToken(f.levelOf(x) + 1) }

func indexToken(level int) string { return "~" + strconv.Itoa(level) }

// isIndex says whether a symbol is the index of a sum.
func isIndex(symbol string) bool { return strings.HasPrefix(symbol, "~") }

func (f *Formal) levelOf(x RationalFunction) int {
	level := 0
	for _, name := range x.Variables() {
		if a, is := f.atoms[name]; is {
			level = max(level, a.level)
		}
	}
	return level
}

// substitute puts values in the place of symbols, within generators too.
func (f *Formal) substitute(x RationalFunction, values map[string]RationalFunction) (RationalFunction, error) {
	f.depth++
	defer func() { f.depth-- }()
	if f.depth > maxAtomDepth {
		return x, ErrLimit
	}
	all := map[string]RationalFunction{}
	for _, name := range x.Variables() {
		a, is := f.atoms[name]
		if !is {
			if value, given := values[name]; given {
				all[name] = value
			}
			continue
		}
		if !slices.ContainsFunc(a.symbols, func(v string) bool { _, given := values[v]; return given }) {
			continue
		}
		value, err := f.rebuilt(a, values)
		if err != nil {
			return x, err
		}
		all[name] = value
	}
	if len(all) == 0 {
		return x, nil
	}
	return x.Substitute(all, f.budget)
}

func (f *Formal) rebuilt(a *formalAtom, values map[string]RationalFunction) (RationalFunction, error) {
	arguments := make([]RationalFunction, len(a.arguments))
	for i, x := range a.arguments {
		var err error
		if arguments[i], err = f.substitute(x, values); err != nil {
			return x, err
		}
	}
	switch a.kind {
	case powerAtom:
		return f.Power(arguments[0], arguments[1])
	case signAtom:
		if !f.isInteger(arguments[0]) {
			return arguments[0], ErrUnsupported
		}
		return f.sign(arguments[0])
	case logAtom:
		return f.Log(arguments[0])
	case expAtom:
		return f.exponential(arguments[0])
	case floorAtom:
		return f.Floor(arguments[0])
	case factorialAtom:
		return f.Factorial(arguments[0])
	case sumAtom:
		inner := &rangeSum{product: a.sum.product, indices: a.sum.indices}
		for _, x := range a.sum.limits {
			y, err := f.substitute(x, values)
			if err != nil {
				return y, err
			}
			inner.limits = append(inner.limits, y)
		}
		var err error
		if inner.body, err = f.substitute(a.sum.body, values); err != nil {
			return inner.body, err
		}
		if f.levelOf(inner.body) >= f.levelOf(a.sum.body)+1 {
			return inner.body, ErrUnsupported // an index would be caught
		}
		for _, v := range values {
			if f.levelOf(v) > 0 || slices.ContainsFunc(f.symbolsOf(v), func(s string) bool { return isIndex(s) && slices.Contains(a.sum.indices, s) }) {
				return inner.body, ErrUnsupported
			}
		}
		return f.intern(&formalAtom{kind: sumAtom, sum: inner, level: a.level})
	}
	return f.intern(&formalAtom{kind: a.kind, function: a.function, arguments: arguments})
}

// canonicalSum is a sum as one generator: of all ways to count its range that begin at an end of each
// index, the one whose text is first.
func (f *Formal) canonicalSum(product bool, indices []string, limits []RationalFunction, body RationalFunction) (RationalFunction, error) {
	level := f.levelOf(body)
	for _, x := range limits {
		level = max(level, f.levelOf(x))
	}
	var best *rangeSum
	consider := func(limits []RationalFunction, body RationalFunction, names map[string]RationalFunction) error {
		s := &rangeSum{product: product}
		for i := range indices {
			s.indices = append(s.indices, indexToken(level+1+i))
		}
		for _, x := range limits {
			y, err := f.substitute(x, names)
			if err != nil {
				return err
			}
			s.limits = append(s.limits, y)
		}
		s.limits = withoutImplied(s.limits, f.budget)
		var err error
		if s.body, err = f.substitute(body, names); err != nil {
			return err
		}
		if s.body, err = f.reduce(s.body); err != nil {
			return err
		}
		if best == nil || s.key() < best.key() {
			best = s
		}
		return nil
	}
	var try func(left []string, limits []RationalFunction, body RationalFunction, names map[string]RationalFunction) error
	try = func(left []string, limits []RationalFunction, body RationalFunction, names map[string]RationalFunction) error {
		if len(left) == 0 {
			return consider(limits, body, names)
		}
		for i, v := range left {
			rest := slices.Delete(slices.Clone(left), i, i+1)
			named := map[string]RationalFunction{v: Var(indexToken(level + 1 + len(names)))}
			for w, x := range names {
				named[w] = x
			}
			moved := false
			for _, x := range limits {
				slope, other, ok := f.linear(x, v)
				if !ok || slope != 1 && slope != -1 || !f.isInteger(other) {
					continue
				}
				// v >= -other is v - other, v <= other is other - v.
				value, err := Var(v).Sub(other, f.budget)
				if slope == -1 {
					value, err = other.Sub(Var(v), f.budget)
				}
				if err != nil {
					return err
				}
				next, b, err := f.substituted(limits, body, v, value)
				if err != nil {
					return err
				}
				moved = true
				if err := try(rest, next, b, named); err != nil {
					return err
				}
			}
			if !moved {
				_, b, err := f.shifted(v, body)
				if err != nil {
					return err
				}
				if slices.ContainsFunc(limits, func(x RationalFunction) bool { return f.holds(x, v) }) {
					b = body
				}
				if err := try(rest, limits, b, named); err != nil {
					return err
				}
			}
		}
		return nil
	}
	limits = withoutImplied(slices.Clone(limits), f.budget)
	if err := try(indices, limits, body, map[string]RationalFunction{}); err != nil {
		return body, err
	}
	return f.intern(&formalAtom{kind: sumAtom, sum: best, level: level + len(indices)})
}

// withoutImplied sorts limits and leaves out those that are the sum of two others and a
// number that is not negative.
func withoutImplied(limits []RationalFunction, budget *Budget) []RationalFunction {
	slices.SortFunc(limits, func(a, b RationalFunction) int { return strings.Compare(a.String(), b.String()) })
	limits = slices.CompactFunc(limits, RationalFunction.Equal)
	implied := func(i int) bool {
		for j := range limits {
			for k := j; k < len(limits); k++ {
				if j == i || k == i {
					continue
				}
				sum := limits[j]
				var err error
				if k > j {
					sum, err = sum.Add(limits[k], budget)
				}
				if err == nil {
					sum, err = limits[i].Sub(sum, budget)
				}
				if c, number := sum.AsConstant(); err == nil && number && c.Sign() >= 0 {
					return true
				}
			}
		}
		return false
	}
	for i := 0; i < len(limits); {
		if implied(i) {
			limits = slices.Delete(limits, i, i+1)
		} else {
			i++
		}
	}
	return limits
}
