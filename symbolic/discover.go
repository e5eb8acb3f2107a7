package symbolic

import (
	"cmp"
	"math/big"
	"slices"
)

// maxDiscoveredOrder bounds the order of a recurrence with constant coefficients that is looked for.
const maxDiscoveredOrder = 8

// Discover finds the closed form, for every index from first on, of an expression whose values are numbers
// and satisfy a recurrence with constant coefficients and rational characteristic roots: sums of
// polynomials times geometric sequences. The recurrence is conjectured from values (Berlekamp and
// Massey), and the form is returned only with its proof. Otherwise says tells what stood in the way.
func Discover(e Expression, recurrences []Sequence, index string, first int64, budget *Budget) (form Expression, proof Proof, says string) {
	const outside = "no sum of polynomials times geometric sequences has its values"
	all, err := newSystem(recurrences)
	if err != nil || depth(e, maxDepth) > maxDepth {
		return nil, Proof{}, "its rule is outside of what is understood"
	}
	evaluate := newEvaluator(all, nil, budget)
	values := make([]*big.Rat, 2*maxDiscoveredOrder+6)
	for i := range values {
		v, err := evaluate.value(e, map[string]int64{index: first + int64(i)})
		if err != nil {
			return nil, Proof{}, "its first values are not known"
		}
		number, ok := v.AsConstant()
		if !ok {
			return nil, Proof{}, "its values are not numbers"
		}
		values[i] = number
	}
	recurrence, err := shortestRecurrence(values, budget)
	switch {
	case err != nil:
		return nil, Proof{}, "the work budget is used up"
	case len(recurrence) > maxDiscoveredOrder:
		return nil, Proof{}, outside
	}
	characteristic := Integer(0)
	order := len(recurrence)
	for i := 0; i <= order; i++ {
		c := Integer(1)
		if i < order {
			c = Constant(recurrence[order-1-i]).Neg()
		}
		characteristic = characteristic.Add(c.shiftExponent("x", int32(i)))
	}
	type root struct {
		value        *big.Rat
		multiplicity int
	}
	var roots []root
	if order > 0 {
		factors, err := characteristic.Factors(budget)
		if err != nil {
			return nil, Proof{}, "the work budget is used up"
		}
		for _, f := range factors {
			if f.Factor.isConstant() {
				continue
			}
			if f.Factor.TotalDegree() > 1 {
				return nil, Proof{}, "the roots of its characteristic polynomial " + f.Factor.String() + " are not rational"
			}
			c := f.Factor.Coefficients("x")
			low, _ := c[0].AsConstant()
			high, _ := c[1].AsConstant()
			value := new(big.Rat).Quo(low, high)
			if value.Neg(value).Sign() == 0 {
				return nil, Proof{}, "its first values do not follow the form of the others"
			}
			roots = append(roots, root{value, f.Multiplicity})
		}
	}
	slices.SortFunc(roots, func(a, b root) int {
		return cmp.Or(new(big.Rat).Abs(b.value).Cmp(new(big.Rat).Abs(a.value)), b.value.Cmp(a.value))
	})
	// values[i] = sum of c_(r,j) n^j r^(n - first) with n = first + i
	system := make([][]*big.Rat, order)
	for i := range system {
		n := big.NewRat(first+int64(i), 1)
		for _, r := range roots {
			term := power(r.value, i)
			for range r.multiplicity {
				system[i] = append(system[i], term)
				term = new(big.Rat).Mul(term, n)
			}
		}
		system[i] = append(system[i], values[i])
	}
	if !solveInPlace(system) {
		return nil, Proof{}, outside
	}
	var terms []Expression
	column := 0
	for _, r := range roots {
		scale := power(r.value, int(max(first, -first)))
		if first > 0 {
			scale.Inv(scale)
		}
		p := Integer(0)
		for j := range r.multiplicity {
			c := new(big.Rat).Mul(system[column][order], scale)
			p = p.Add(Constant(c).shiftExponent(index, int32(j)))
			column++
		}
		terms = append(terms, geometricTerm(p, r.value, index)...)
	}
	form = Int(0)
	if len(terms) > 0 {
		form = Plus(terms...)
	}
	proof = Prove(Claim{Left: e, Right: form, Relation: Equals, Index: index, From: first}, recurrences, budget)
	if proof.Verdict != Proved {
		return nil, proof, "its first values are those of a closed form that is not proved"
	}
	return form, proof, ""
}

// geometricTerm writes p r^index; for the root 1, the terms of p.
func geometricTerm(p Polynomial, r *big.Rat, index string) []Expression {
	if r.Cmp(oneRat()) == 0 {
		if sum, ok := polynomialExpression(p).(Addition); ok {
			return sum.Terms
		}
		return []Expression{polynomialExpression(p)}
	}
	geometric := Power{Number{r}, Symbol{index}}
	c, constant := p.AsConstant()
	if !constant {
		return []Expression{Times(polynomialExpression(p), geometric)}
	}
	var term Expression = geometric
	if magnitude := new(big.Rat).Abs(c); magnitude.Cmp(oneRat()) != 0 {
		term = Times(Number{magnitude}, geometric)
	}
	if c.Sign() < 0 {
		term = Negation{term}
	}
	return []Expression{term}
}

func power(r *big.Rat, n int) *big.Rat {
	product := oneRat()
	for range n {
		product.Mul(product, r)
	}
	return product
}

// shortestRecurrence returns the c of the shortest v[i] = c[0] v[i-1] + c[1] v[i-2] + ... that holds for the
// values (Massey, Shift-register synthesis and BCH decoding, 1969).
func shortestRecurrence(values []*big.Rat, budget *Budget) ([]*big.Rat, error) {
	var current, before []*big.Rat
	failed, mismatch := -1, new(big.Rat) // where before failed, and by how much
	for i := range values {
		if err := budget.Spend(int64(len(current)+1) * int64(values[i].Num().BitLen()+1)); err != nil {
			return nil, err
		}
		difference := new(big.Rat).Set(values[i])
		for j, c := range current {
			difference.Sub(difference, new(big.Rat).Mul(c, values[i-1-j]))
		}
		if difference.Sign() == 0 {
			continue
		}
		if failed < 0 {
			failed, mismatch = i, difference
			current = zeros(i + 1)
			continue
		}
		factor := new(big.Rat).Quo(difference, mismatch)
		next := zeros(max(len(current), i-failed+len(before)))
		for j, c := range current {
			next[j].Set(c)
		}
		next[i-failed-1].Add(next[i-failed-1], factor)
		for j, c := range before {
			next[i-failed+j].Sub(next[i-failed+j], new(big.Rat).Mul(factor, c))
		}
		if i-len(current) > failed-len(before) {
			before, failed, mismatch = current, i, difference
		}
		current = next
	}
	return current, nil
}

func zeros(n int) []*big.Rat {
	all := make([]*big.Rat, n)
	for i := range all {
		all[i] = new(big.Rat)
	}
	return all
}

// solveInPlace brings the augmented rows of a square system to the identity and its solution. It reports
// whether there is exactly one.
func solveInPlace(rows [][]*big.Rat) bool {
	for k := range rows {
		pivot := slices.IndexFunc(rows[k:], func(row []*big.Rat) bool { return row[k].Sign() != 0 })
		if pivot < 0 {
			return false
		}
		rows[k], rows[k+pivot] = rows[k+pivot], rows[k]
		for i := range rows {
			factor := new(big.Rat).Quo(rows[i][k], rows[k][k])
			if i == k {
				factor = new(big.Rat).Sub(oneRat(), new(big.Rat).Inv(rows[k][k]))
			}
			for j := range rows[i] {
				rows[i][j] = new(big.Rat).Sub(rows[i][j], new(big.Rat).Mul(factor, rows[k][j]))
			}
		}
	}
	return true
}
