package symbolic

import (
	"cmp"
	"math/big"
	"slices"
)

// An Ideal is what follows by algebra from polynomial equations p_1 = 0, ..., p_k = 0: all sums of
// multiples of the p_i. It is held as a Gröbner basis for the order of terms of [Polynomial], by which a
// set of linear equations is in reduced echelon form. Where the budget did not suffice, the basis is
// incomplete: what it contains does follow, and nothing is known of the rest.
//
// An Ideal is immutable, and its zero value is that of no equations.
//
// Source: B. Buchberger's algorithm (1965), with his criterion of coprime leading terms; D. Cox,
// J. Little, D. O'Shea, Ideals, Varieties, and Algorithms, chapter 2.
type Ideal struct {
	variables  []string
	basis      []generating // each primitive, with a positive leading coefficient, and reduced by the others
	incomplete bool
}

// A generating polynomial is a nonzero polynomial over the variables of its ideal: rows of exponents in decreasing
// order, as in Polynomial, with integer coefficients.
type generating struct {
	rows         [][]int32
	coefficients []integer
}

// mostElements bounds a basis, whatever the budget: reducing by very many is never worth it.
const mostElements = 60

// NewIdeal returns the ideal of the equations p = 0 for the given p. It cannot fail: a budget that does
// not suffice leaves the ideal incomplete.
func NewIdeal(equations []Polynomial, budget *Budget) Ideal { return Ideal{}.With(equations, budget) }

// With returns the ideal of its equations and further ones.
func (d Ideal) With(equations []Polynomial, budget *Budget) Ideal {
	if len(equations) == 0 {
		return d
	}
	names := d.variables
	for _, p := range equations {
		names = unionOf(names, p.variables)
	}
	b := builder{width: len(names) + 1, budget: budget, failed: d.incomplete}
	b.basis = d.over(names)
	for _, p := range equations {
		if !p.IsZero() {
			b.queue = append(b.queue, generatingOf(p, names))
		}
	}
	b.run()
	return Ideal{variables: names, basis: b.basis, incomplete: b.failed}
}

// IsUnit reports whether 1 is known to be in the ideal: its equations contradict each other, and have
// no common solution even among the complex numbers.
func (d Ideal) IsUnit() bool { return len(d.basis) == 1 && d.basis[0].isConstant() }

// IsConsistent reports whether the equations are known to have a common solution among the complex
// numbers, which is so where the basis is complete and does not hold 1.
func (d Ideal) IsConsistent() bool { return !d.incomplete && !d.IsUnit() }

// Basis returns the elements of the basis.
func (d Ideal) Basis() []Polynomial {
	all := make([]Polynomial, len(d.basis))
	for i, g := range d.basis {
		all[i] = g.polynomial(d.variables)
	}
	return all
}

// Remainder returns p reduced by the basis and scaled to integer coefficients. It is 0 only if p
// is in the ideal and, where the basis is complete, exactly then. Where the budget does not suffice, it
// fails with [ErrLimit].
func (d Ideal) Remainder(p Polynomial, budget *Budget) (Polynomial, error) {
	if p.IsZero() {
		return p, nil
	}
	names := unionOf(d.variables, p.variables)
	b := builder{width: len(names) + 1, budget: budget, basis: d.over(names)}
	r := b.reduce(generatingOf(p, names), -1)
	if b.failed {
		return Polynomial{}, ErrLimit
	}
	return r.polynomial(names), nil
}

// Contains reports whether p is known to be in the ideal, and so vanishes wherever its equations hold.
func (d Ideal) Contains(p Polynomial, budget *Budget) bool {
	r, err := d.Remainder(p, budget)
	return err == nil && r.IsZero()
}

// isAffine reports whether each equation of the complete basis is known to give one variable by the others, so
// that the solutions are those others, each free: the ideal is then prime, and a polynomial
// that is nowhere zero on it has a constant for remainder.
func (d Ideal) isAffine() bool {
	if d.incomplete || len(d.basis) > len(d.variables) {
		return false
	}
	left := make([]bool, len(d.basis))
	for i := range left {
		left[i] = true
	}
	for range d.basis {
		solved := -1
		for i, g := range d.basis {
			if left[i] && solved < 0 && d.solves(g, i, left) {
				solved = i
			}
		}
		if solved < 0 {
			return false
		}
		left[solved] = false
	}
	return true
}

// solves reports whether an element of the basis holds some variable in one term only, alone and of degree 1,
// and no other of the elements left holds it.
func (d Ideal) solves(g generating, at int, left []bool) bool {
	for v := range d.variables {
		terms, alone := 0, false
		for _, row := range g.rows {
			if row[1+v] > 0 {
				terms++
				alone = row[0] == 1
			}
		}
		if terms != 1 || !alone {
			continue
		}
		elsewhere := false
		for i, h := range d.basis {
			for _, row := range h.rows {
				elsewhere = elsewhere || i != at && left[i] && row[1+v] > 0
			}
		}
		if !elsewhere {
			return true
		}
	}
	return false
}

// Excludes reports whether p is known to vanish nowhere where the equations hold.
func (d Ideal) Excludes(p Polynomial, budget *Budget) bool {
	r, err := d.Remainder(p, budget)
	if err != nil || r.IsZero() {
		return false
	}
	if r.IsConstant() || d.isAffine() {
		return r.IsConstant() // else a polynomial that is not constant, over a whole space
	}
	return d.With([]Polynomial{r}, budget).IsUnit()
}

// Vanishes reports whether p is known to be 0 wherever the equations hold and none of nonzero is 0: a
// power of p, times powers of those, is in the ideal. (Rabinowitsch's argument: the equations and
// t p q_1 ... q_k = 1 contradict each other, for a new symbol t.)
func (d Ideal) Vanishes(p Polynomial, nonzero []Polynomial, budget *Budget) bool {
	r, err := d.Remainder(p, budget)
	if err != nil {
		return false
	}
	if r.IsZero() {
		return true
	}
	if len(d.basis) == 0 {
		return false
	}
	if d.isAffine() {
		// The ideal is prime: what vanishes is in it, p or one of the others.
		return slices.ContainsFunc(nonzero, func(q Polynomial) bool { return d.Contains(q, budget) })
	}
	if d.differsSomewhere(r, nonzero) {
		return false
	}
	product, err := r.Mul(Variable("#t"), budget)
	for _, q := range nonzero {
		if err == nil {
			product, err = product.Mul(q, budget)
		}
	}
	return err == nil && d.With([]Polynomial{product.Sub(Integer(1))}, budget).IsUnit()
}

// Point returns rational values of the variables of the ideal and of avoid at which all equations hold
// and none of avoid is 0. It tries the rational roots of what determines a variable and small numbers
// for what is free, so that it may miss a point, and always finds the same one.
func (d Ideal) Point(avoid []Polynomial, budget *Budget) (map[string]*big.Rat, bool) {
	values := map[string]*big.Rat{}
	tries := 200
	if !d.point(avoid, values, &tries, budget) {
		return nil, false
	}
	for _, g := range d.Basis() {
		if v, err := g.Evaluate(values, budget); err != nil || v.Sign() != 0 {
			return nil, false
		}
	}
	for _, q := range avoid {
		if v, err := q.Evaluate(values, budget); err != nil || v.Sign() == 0 {
			return nil, false
		}
	}
	return values, true
}

func (d Ideal) point(avoid []Polynomial, values map[string]*big.Rat, tries *int, budget *Budget) bool {
	if d.IsUnit() {
		return false
	}
	name, candidates := d.next(avoid, values, budget)
	if name == "" {
		return true
	}
	for _, value := range candidates {
		if *tries--; *tries < 0 || budget.Left() == 0 {
			return false
		}
		at := Variable(name).Sub(Constant(value))
		rest := make([]Polynomial, len(avoid))
		vanishes := false
		for i, q := range avoid {
			r, err := q.SubstitutePolynomials(map[string]Polynomial{name: Constant(value)}, budget)
			if err != nil || r.IsZero() {
				vanishes = true
				break
			}
			rest[i] = r
		}
		if vanishes {
			continue
		}
		values[name] = value
		if d.With([]Polynomial{at}, budget).point(rest, values, tries, budget) {
			return true
		}
		delete(values, name)
	}
	return false
}

// next picks the variable to settle next and the values to try: one that the basis determines, else the
// last that no leading term holds alone.
func (d Ideal) next(avoid []Polynomial, values map[string]*big.Rat, budget *Budget) (string, []*big.Rat) {
	leads := map[int]bool{}
	for _, g := range d.basis {
		only, alone := -1, true
		for v := range d.variables {
			for _, row := range g.rows {
				if row[1+v] > 0 && only != v {
					alone = alone && only < 0
					only = v
				}
			}
		}
		if only >= 0 && alone {
			if name := d.variables[only]; values[name] == nil {
				return name, rationalRoots(g.polynomial(d.variables), name, budget)
			}
		}
		for v := range d.variables {
			if g.rows[0][1+v] == g.rows[0][0] {
				leads[v] = true
			}
		}
	}
	left := ""
	for v, name := range slices.Backward(d.variables) {
		if values[name] == nil {
			if !leads[v] {
				return name, smallNumbers
			}
			left = name
		}
	}
	if left != "" {
		return left, smallNumbers
	}
	for _, q := range avoid {
		for _, name := range q.variables {
			if values[name] == nil {
				return name, smallNumbers
			}
		}
	}
	return "", nil
}

// rationalRoots lists the rational roots of a polynomial in one variable.
func rationalRoots(p Polynomial, name string, budget *Budget) []*big.Rat {
	factors, err := p.Factors(budget)
	if err != nil {
		return nil
	}
	var roots []*big.Rat
	for _, f := range factors {
		if f.Factor.Degree(name) != 1 {
			continue
		}
		parts := f.Factor.Coefficients(name)
		a, ok := parts[1].AsConstant()
		b, also := parts[0].AsConstant()
		if ok && also {
			roots = append(roots, new(big.Rat).Neg(new(big.Rat).Quo(b, a)))
		}
	}
	return roots
}

// over returns the basis with rows over a longer list of variables.
func (d Ideal) over(names []string) []generating {
	if len(names) == len(d.variables) {
		return slices.Clone(d.basis)
	}
	place := make([]int, len(d.variables))
	at := 0
	for v, name := range d.variables {
		for names[at] != name {
			at++
		}
		place[v] = 1 + at
	}
	all := make([]generating, len(d.basis))
	for i, g := range d.basis {
		rows := make([][]int32, len(g.rows))
		for j, row := range g.rows {
			wide := make([]int32, len(names)+1)
			wide[0] = row[0]
			for v, e := range row[1:] {
				wide[place[v]] = e
			}
			rows[j] = wide
		}
		all[i] = generating{rows, g.coefficients}
	}
	return all
}

func generatingOf(p Polynomial, names []string) generating {
	p, _ = p.splitContent()
	flat := p.rowsOver(names)
	width := len(names) + 1
	g := generating{make([][]int32, p.Len()), p.coefficients}
	for i := range g.rows {
		g.rows[i] = flat[i*width : (i+1)*width : (i+1)*width]
	}
	return g
}

func (g generating) polynomial(names []string) Polynomial {
	var flat []int32
	for _, row := range g.rows {
		flat = append(flat, row...)
	}
	return canonical(slices.Clone(names), flat, slices.Clone(g.coefficients), word(1))
}

func (g generating) isConstant() bool { return len(g.rows) == 1 && g.rows[0][0] == 0 }

// primitive divides by the content and makes the leading coefficient positive.
func (g generating) primitive() generating {
	content := g.coefficients[0].abs()
	for _, c := range g.coefficients[1:] {
		if content.isOne() {
			break
		}
		content = content.gcd(c)
	}
	if g.coefficients[0].sign() < 0 {
		content = content.neg()
	}
	if content.isOne() {
		return g
	}
	for i, c := range g.coefficients {
		g.coefficients[i] = c.exact(content)
	}
	return g
}

// A builder computes a Gröbner basis.
type builder struct {
	width  int
	basis  []generating
	queue  []generating // equations still to be added
	pairs  []criticalPair
	budget *Budget
	grown  bool // by an element
	failed bool

	latest, spare generating // hold what eliminate returned last and before
	room          []int32    // for terms
}

// A criticalPair is two elements whose leading terms are to be cancelled against each other.
type criticalPair struct {
	i, j   int
	common []int32 // least common multiple of the leading terms
}

func (b *builder) run() {
	for !b.failed {
		var next generating
		switch {
		case len(b.queue) > 0:
			next, b.queue = b.queue[0], b.queue[1:]
		case len(b.pairs) > 0:
			at := 0
			for k := range b.pairs {
				if slices.Compare(b.pairs[k].common, b.pairs[at].common) < 0 {
					at = k
				}
			}
			p := b.pairs[at]
			b.pairs = slices.Delete(b.pairs, at, at+1)
			if len(b.basis[p.i].rows) == 0 || len(b.basis[p.j].rows) == 0 {
				continue
			}
			next = b.cancel(p)
		default:
			if b.grown {
				b.tidy()
			}
			return
		}
		r := b.reduce(next, -1)
		if b.failed || len(r.rows) == 0 {
			continue
		}
		if r.isConstant() {
			b.basis = []generating{{[][]int32{make([]int32, b.width)}, []integer{word(1)}}}
			return
		}
		b.insert(r)
	}
	b.tidy()
}

// insert adds a reduced element. Elements whose leading term it divides are taken out and reduced again.
func (b *builder) insert(r generating) {
	for i, g := range b.basis {
		if len(g.rows) > 0 && dividesRow(r.rows[0], g.rows[0]) {
			b.queue = append(b.queue, g)
			b.basis[i] = generating{}
		}
	}
	n := len(b.basis)
	b.grown = true
	for i, g := range b.basis {
		if len(g.rows) == 0 {
			continue
		}
		common, coprime := leastCommon(g.rows[0], r.rows[0])
		if !coprime {
			b.pairs = append(b.pairs, criticalPair{i, n, common})
		}
	}
	b.basis = append(b.basis, r)
	if n >= mostElements {
		b.failed = true
	}
}

// tidy drops what was taken out and reduces every element by the others.
func (b *builder) tidy() {
	b.basis = slices.DeleteFunc(b.basis, func(g generating) bool { return len(g.rows) == 0 })
	for i := range b.basis {
		was := b.failed
		r := b.reduce(b.basis[i], i)
		if b.failed && !was || len(r.rows) == 0 {
			b.failed = true
			continue
		}
		b.basis[i] = r
	}
	slices.SortFunc(b.basis, func(f, g generating) int { return slices.Compare(f.rows[0], g.rows[0]) })
}

// cancel returns the combination of the two elements in which their leading terms cancel.
func (b *builder) cancel(p criticalPair) generating {
	f, g := b.basis[p.i], b.basis[p.j]
	shift := subtractRow(p.common, f.rows[0])
	scaled := generating{make([][]int32, len(f.rows)), f.coefficients}
	for i, row := range f.rows {
		scaled.rows[i] = b.product(row, shift)
	}
	return b.eliminate(scaled, 0, g)
}

// reduce returns the remainder by the basis but for element skip, primitive.
func (b *builder) reduce(f generating, skip int) generating {
	for at := 0; at < len(f.rows); {
		by := -1
		for i, g := range b.basis {
			if i != skip && len(g.rows) > 0 && dividesRow(g.rows[0], f.rows[at]) && (by < 0 || len(g.rows) < len(b.basis[by].rows)) {
				by = i
			}
		}
		if by < 0 {
			at++
			continue
		}
		if f = b.eliminate(f, at, b.basis[by]); b.failed {
			return f
		}
	}
	if len(f.rows) == 0 {
		return f
	}
	// What eliminate returned does not last.
	return generating{slices.Clone(f.rows), slices.Clone(f.coefficients)}.primitive()
}

// eliminate removes the term at an index of f, which the leading term of g divides, by subtracting a
// multiple of g from a multiple of f. The result lasts until the next but one.
func (b *builder) eliminate(f generating, at int, g generating) generating {
	work := int64(len(f.rows) + len(g.rows))
	c, lead := f.coefficients[at], g.coefficients[0]
	if !c.isZero() {
		common := c.gcd(lead)
		c, lead = c.exact(common), lead.exact(common)
	}
	if lead.sign() < 0 {
		c, lead = c.neg(), lead.neg()
	}
	size := max(c.bitLen(), lead.bitLen())
	if err := b.budget.Spend(work * (1 + int64(size)/32)); err != nil || !b.budget.allowsBits(int64(size)) {
		b.failed = true
		return f
	}
	shift := subtractRow(f.rows[at], g.rows[0])
	b.spare, b.latest = b.latest, b.spare
	out := generating{b.latest.rows[:0], b.latest.coefficients[:0]}
	i, j := 0, 0
	for i < len(f.rows) || j < len(g.rows) {
		order := 0
		switch {
		case j == len(g.rows):
			order = 1
		case i == len(f.rows):
			order = -1
		default:
			order = compareProduct(f.rows[i], g.rows[j], shift)
		}
		var sum integer
		var row []int32
		switch {
		case order > 0:
			sum, row = f.coefficients[i].mul(lead), f.rows[i]
			i++
		case order < 0:
			sum, row = g.coefficients[j].mul(c).neg(), b.product(g.rows[j], shift)
			j++
		default:
			sum, row = f.coefficients[i].mul(lead).add(g.coefficients[j].mul(c).neg()), f.rows[i]
			i, j = i+1, j+1
		}
		if !sum.isZero() {
			out.rows = append(out.rows, row)
			out.coefficients = append(out.coefficients, sum)
		}
	}
	b.latest = out
	if len(out.rows) > 0 && (len(out.coefficients) > 40 || out.coefficients[0].bitLen() > 60) {
		out = out.primitive()
	}
	return out
}

func dividesRow(a, b []int32) bool {
	for v, e := range a {
		if e > b[v] {
			return false
		}
	}
	return true
}

// product returns the product of two terms.
func (b *builder) product(x, y []int32) []int32 {
	if cap(b.room)-len(b.room) < len(x) {
		b.room = make([]int32, 0, 32*len(x))
	}
	at := len(b.room)
	for v, e := range x {
		b.room = append(b.room, e+y[v])
	}
	return b.room[at:len(b.room):len(b.room)]
}

// compareProduct compares a term with the product of two.
func compareProduct(a, x, y []int32) int {
	for v, e := range a {
		if c := cmp.Compare(e, x[v]+y[v]); c != 0 {
			return c
		}
	}
	return 0
}

func subtractRow(a, b []int32) []int32 {
	difference := make([]int32, len(a))
	for v, e := range a {
		difference[v] = e - b[v]
	}
	return difference
}

// leastCommon returns the least common multiple of two terms, and whether they share no variable.
func leastCommon(a, b []int32) (common []int32, coprime bool) {
	common = make([]int32, len(a))
	coprime = true
	for v := 1; v < len(a); v++ {
		common[v] = max(a[v], b[v])
		common[0] += common[v]
		coprime = coprime && (a[v] == 0 || b[v] == 0)
	}
	return common, coprime
}
