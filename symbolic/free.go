package symbolic

import (
	"slices"
	"sort"
	"strings"
)

// A Letter stands for a matrix or a vector of unknown entries, transposed or not. Letters do not commute.
type Letter struct {
	Name       string
	Transposed bool
}

// String writes the letter in LaTeX.
func (l Letter) String() string {
	if l.Transposed {
		return l.Name + "^{T}"
	}
	return l.Name
}

// A freeWord is a product of letters; the empty one is the identity.
type freeWord []Letter

func (w freeWord) String() string {
	parts := make([]string, len(w))
	for i, l := range w {
		parts[i] = l.String()
	}
	return strings.Join(parts, " ")
}

// before orders words by length, then letter by letter. Products keep this order, so rewriting from the
// greater to the smaller comes to an end.
func (w freeWord) before(v freeWord) bool {
	if len(w) != len(v) {
		return len(w) < len(v)
	}
	for i, l := range w {
		if a, b := l.String(), v[i].String(); a != b {
			return a < b
		}
	}
	return false
}

// A FreePolynomial is a polynomial in letters that do not commute, with rational functions of commuting
// symbols for coefficients. Its zero value is 0. It is immutable.
type FreePolynomial struct {
	terms map[string]freeTerm
}

type freeTerm struct {
	word        freeWord
	coefficient RationalFunction
}

// IsZero reports whether p is 0.
func (p FreePolynomial) IsZero() bool { return len(p.terms) == 0 }

// AsScalar returns p as a number times the identity, if it is one.
func (p FreePolynomial) AsScalar() (RationalFunction, bool) {
	switch len(p.terms) {
	case 0:
		return FromInt(0), true
	case 1:
		if t, ok := p.terms[""]; ok {
			return t.coefficient, true
		}
	}
	return RationalFunction{}, false
}

// Letters lists the letters of p by name, sorted and each once.
func (p FreePolynomial) Letters() []string {
	var names []string
	for _, t := range p.terms {
		for _, l := range t.word {
			names = append(names, l.Name)
		}
	}
	sort.Strings(names)
	return slices.Compact(names)
}

// sorted lists the terms, the greatest word first.
func (p FreePolynomial) sorted() []freeTerm {
	all := make([]freeTerm, 0, len(p.terms))
	for _, t := range p.terms {
		all = append(all, t)
	}
	sort.Slice(all, func(i, j int) bool { return all[j].word.before(all[i].word) })
	return all
}

// String writes p with its greatest word first.
func (p FreePolynomial) String() string {
	if p.IsZero() {
		return "0"
	}
	parts := make([]string, 0, len(p.terms))
	for _, t := range p.sorted() {
		c := t.coefficient.String()
		switch {
		case len(t.word) == 0:
			parts = append(parts, c)
		case c == "1":
			parts = append(parts, t.word.String())
		default:
			parts = append(parts, "("+c+") "+t.word.String())
		}
	}
	return strings.Join(parts, " + ")
}

// A FreeAlgebra computes with free polynomials under relations among their letters. It is not safe for
// concurrent use.
//
// Letters that are columns make scalars: of `u x^T A y`, the part `x^T A y` is a number, equal to its own
// transpose. Relations are used from the greater word to the smaller; that every two equal polynomials
// meet is not promised, so different forms say nothing.
type FreeAlgebra struct {
	columns   map[string]bool
	symmetric map[string]int // 1 or -1: the transpose is the letter itself, or its negative
	rules     []wordRule
	scalars   map[string]RationalFunction // values of scalars such as u^T u
	inverses  map[string]inverseOf        // what a letter is the inverse of
	budget    *Budget
}

type inverseOf struct {
	of   FreePolynomial
	name string
}

type wordRule struct {
	from freeWord
	to   FreePolynomial
}

// NewFreeAlgebra returns an algebra without relations, whose work the budget bounds.
func NewFreeAlgebra(budget *Budget) *FreeAlgebra {
	return &FreeAlgebra{
		columns: map[string]bool{}, symmetric: map[string]int{}, scalars: map[string]RationalFunction{},
		inverses: map[string]inverseOf{}, budget: budget,
	}
}

// Column says that a letter stands for a column of numbers.
func (a *FreeAlgebra) Column(name string) { a.columns[name] = true }

// Symmetric says that a letter is its own transpose, or the negative of it where sign is -1.
func (a *FreeAlgebra) Symmetric(name string, sign int) { a.symmetric[name] = sign }

// Scalar returns r times the identity.
func (a *FreeAlgebra) Scalar(r RationalFunction) FreePolynomial {
	p := FreePolynomial{terms: map[string]freeTerm{}}
	// The only failure of adding to nothing would be a limit on a value that exists already.
	_ = a.add(p.terms, freeTerm{coefficient: r})
	return p
}

// Letter returns a letter, not transposed.
func (a *FreeAlgebra) Letter(name string) FreePolynomial {
	return FreePolynomial{terms: map[string]freeTerm{name: {word: freeWord{{Name: name}}, coefficient: FromInt(1)}}}
}

// add adds a term whose word is in normal form.
func (a *FreeAlgebra) add(terms map[string]freeTerm, t freeTerm) error {
	if err := a.budget.Spend(1 + int64(len(t.word))); err != nil {
		return err
	}
	key := t.word.String()
	if old, ok := terms[key]; ok {
		sum, err := old.coefficient.Add(t.coefficient, a.budget)
		if err != nil {
			return err
		}
		t.coefficient = sum
	}
	if t.coefficient.IsZero() {
		delete(terms, key)
	} else {
		terms[key] = t
	}
	return nil
}

// Add returns p + q.
func (a *FreeAlgebra) Add(p, q FreePolynomial) (FreePolynomial, error) {
	sum := map[string]freeTerm{}
	for _, part := range []FreePolynomial{p, q} {
		for _, t := range part.sorted() {
			if err := a.add(sum, t); err != nil {
				return FreePolynomial{}, err
			}
		}
	}
	return FreePolynomial{terms: sum}, nil
}

// Sub returns p - q.
func (a *FreeAlgebra) Sub(p, q FreePolynomial) (FreePolynomial, error) {
	minus, err := a.Mul(a.Scalar(FromInt(-1)), q)
	if err != nil {
		return FreePolynomial{}, err
	}
	return a.Add(p, minus)
}

// longestWord bounds the products of letters.
const longestWord = 64

// Mul returns p q.
func (a *FreeAlgebra) Mul(p, q FreePolynomial) (FreePolynomial, error) {
	product := map[string]freeTerm{}
	for _, s := range p.sorted() {
		for _, t := range q.sorted() {
			c, err := s.coefficient.Mul(t.coefficient, a.budget)
			if err != nil {
				return FreePolynomial{}, err
			}
			if len(s.word)+len(t.word) > longestWord {
				return FreePolynomial{}, ErrLimit
			}
			w := append(append(freeWord{}, s.word...), t.word...)
			if err := a.reduce(product, w, c); err != nil {
				return FreePolynomial{}, err
			}
		}
	}
	return FreePolynomial{terms: product}, nil
}

// reduce adds c times a word to the terms, rewritten by the relations.
func (a *FreeAlgebra) reduce(terms map[string]freeTerm, w freeWord, c RationalFunction) error {
	if err := a.budget.Spend(8 + int64(len(w)*(1+len(a.rules)))); err != nil {
		return err
	}
	for i, l := range w {
		if sign := a.symmetric[l.Name]; sign != 0 && l.Transposed {
			w = slices.Clone(w)
			w[i].Transposed = false
			if sign < 0 {
				c = c.Neg()
			}
		}
	}
	for _, r := range a.rules {
		at := w.index(r.from)
		if at < 0 {
			continue
		}
		for _, t := range r.to.sorted() {
			inner, err := c.Mul(t.coefficient, a.budget)
			if err != nil {
				return err
			}
			next := append(append(append(freeWord{}, w[:at]...), t.word...), w[at+len(r.from):]...)
			if err := a.reduce(terms, next, inner); err != nil {
				return err
			}
		}
		return nil
	}
	rest, factor, err := a.extract(w)
	if err == nil {
		c, err = c.Mul(factor, a.budget)
	}
	if err != nil {
		return err
	}
	if len(rest) < len(w) {
		return a.reduce(terms, rest, c)
	}
	return a.add(terms, freeTerm{word: w, coefficient: c})
}

func (w freeWord) index(part freeWord) int {
	for i := 0; i+len(part) <= len(w); i++ {
		if slices.Equal(w[i:i+len(part)], part) {
			return i
		}
	}
	return -1
}

// extract takes the numbers out of a word: what stands between a transposed
// column and the next column.
func (a *FreeAlgebra) extract(w freeWord) (rest freeWord, factor RationalFunction, err error) {
	factor = FromInt(1)
	row := -1
	for j, l := range w {
		switch {
		case !a.columns[l.Name]:
		case l.Transposed:
			row = j
		case row >= 0:
			value, err := a.number(w[row : j+1])
			if err != nil {
				return nil, factor, err
			}
			return append(append(freeWord{}, w[:row]...), w[j+1:]...), value, nil
		}
	}
	return w, factor, nil
}

// number is the symbol of a word that is a number, and so its own transpose.
func (a *FreeAlgebra) number(w freeWord) (RationalFunction, error) {
	turned, c, err := a.transpose(w)
	if err != nil {
		return RationalFunction{}, err
	}
	form := w
	if turned.before(w) {
		form = turned
	} else {
		c = FromInt(1)
	}
	if turned.String() == w.String() && c.Equal(FromInt(-1)) {
		return FromInt(0), nil // x^T A x of a skew-symmetric A
	}
	return a.valueOf(form.String()).Mul(c, a.budget)
}

// valueOf gives a number by its name, or the symbol of that name.
func (a *FreeAlgebra) valueOf(name string) RationalFunction {
	if value, ok := a.scalars[name]; ok {
		return value
	}
	return Var(name)
}

// Root returns the symbol of the length of a vector whose square is r, the number x^T x.
func (a *FreeAlgebra) Root(r RationalFunction) RationalFunction {
	if c, ok := r.AsConstant(); ok && c.IsInt() && c.Sign() >= 0 && c.Num().BitLen() <= 1 {
		return r
	}
	return a.valueOf(rootPrefix + r.String() + "}")
}

const (
	rootPrefix        = `\sqrt{`
	determinantPrefix = `\det `
	tracePrefix       = `\operatorname{tr}`
)

// transpose returns the transpose of a word, and its sign.
func (a *FreeAlgebra) transpose(w freeWord) (freeWord, RationalFunction, error) {
	turned := make(freeWord, len(w))
	c := FromInt(1)
	for i, l := range w {
		if sign := a.symmetric[l.Name]; sign != 0 {
			l.Transposed = true
			if sign < 0 {
				c = c.Neg()
			}
		}
		l.Transposed = !l.Transposed
		turned[len(w)-1-i] = l
	}
	return turned, c, nil
}

// Transpose returns the transpose of p.
func (a *FreeAlgebra) Transpose(p FreePolynomial) (FreePolynomial, error) {
	terms := map[string]freeTerm{}
	for _, t := range p.sorted() {
		turned, sign, err := a.transpose(t.word)
		if err != nil {
			return FreePolynomial{}, err
		}
		c, err := t.coefficient.Mul(sign, a.budget)
		if err == nil {
			err = a.reduce(terms, turned, c)
		}
		if err != nil {
			return FreePolynomial{}, err
		}
	}
	return FreePolynomial{terms: terms}, nil
}

// Relate lays down that p is zero: its greatest word is rewritten by the others from now on, and so is
// the transpose. It reports whether the relation can be used.
func (a *FreeAlgebra) Relate(p FreePolynomial) bool {
	used := a.relate(p)
	if turned, err := a.Transpose(p); err == nil && used {
		a.relate(turned)
	}
	return used
}

func (a *FreeAlgebra) relate(p FreePolynomial) bool {
	if p.IsZero() {
		return false
	}
	terms := p.sorted()
	if r, ok := p.AsScalar(); ok {
		return a.relateScalar(r)
	}
	lead := terms[0]
	if !lead.coefficient.IsConstant() {
		return false
	}
	rest := map[string]freeTerm{}
	for _, t := range terms[1:] {
		c, err := t.coefficient.Neg().Quo(lead.coefficient, a.budget)
		if err == nil {
			err = a.add(rest, freeTerm{word: t.word, coefficient: c})
		}
		if err != nil {
			return false
		}
	}
	a.rules = append(a.rules, wordRule{from: lead.word, to: FreePolynomial{terms: rest}})
	return true
}

// relateScalar lays down that a number such as u^T u - 1 or \det A - 3 is zero.
func (a *FreeAlgebra) relateScalar(r RationalFunction) bool {
	p := r.Numerator()
	for _, name := range p.Variables() {
		own := strings.Contains(name, "^{T}") || strings.HasPrefix(name, determinantPrefix) || strings.HasPrefix(name, tracePrefix)
		if !own || p.Degree(name) != 1 {
			continue
		}
		parts := p.Coefficients(name)
		if !parts[1].IsConstant() || slices.Contains(parts[0].Variables(), name) {
			continue
		}
		value, err := FromPolynomial(parts[0].Neg()).Quo(FromPolynomial(parts[1]), a.budget)
		if err != nil {
			return false
		}
		a.scalars[name] = value
		if square, root := strings.CutPrefix(name, rootPrefix); root {
			if value, err = value.Mul(value, a.budget); err == nil {
				a.scalars[strings.TrimSuffix(square, "}")] = value
			}
		}
		return true
	}
	return false
}

// Inverse returns the inverse of p, which must have one: a number's, a known letter's, or a letter of its
// own with p p^{-1} = 1. The inverse of a product is taken apart where invertible says of each letter that
// it has an inverse.
func (a *FreeAlgebra) Inverse(p FreePolynomial, invertible func(name string) bool) (FreePolynomial, error) {
	if r, ok := p.AsScalar(); ok {
		if r.IsZero() {
			return FreePolynomial{}, ErrDivisionByZero
		}
		inverse, err := FromInt(1).Quo(r, a.budget)
		if err != nil {
			return FreePolynomial{}, err
		}
		return a.Scalar(inverse), nil
	}
	terms := p.sorted()
	if len(terms) == 1 {
		w := terms[0].word
		separate := true
		for _, l := range w {
			_, inverted := a.inverses[l.Name]
			separate = separate && (inverted || invertible(l.Name))
		}
		if separate || len(w) == 1 {
			c, err := FromInt(1).Quo(terms[0].coefficient, a.budget)
			if err != nil {
				return FreePolynomial{}, err
			}
			product := a.Scalar(c)
			for _, l := range slices.Backward(w) {
				inverse, err := a.inverseOfLetter(l)
				if err == nil {
					product, err = a.Mul(product, inverse)
				}
				if err != nil {
					return FreePolynomial{}, err
				}
			}
			return product, nil
		}
	}
	return a.inverseLetter(p)
}

func (a *FreeAlgebra) inverseOfLetter(l Letter) (FreePolynomial, error) {
	if known, ok := a.inverses[l.Name]; ok {
		if l.Transposed {
			return a.Transpose(known.of)
		}
		return known.of, nil
	}
	inverse, err := a.inverseLetter(a.Letter(l.Name))
	if err == nil && l.Transposed {
		inverse, err = a.Transpose(inverse)
	}
	return inverse, err
}

// inverseLetter makes the letter that stands for the inverse of p.
func (a *FreeAlgebra) inverseLetter(p FreePolynomial) (FreePolynomial, error) {
	turned, err := a.Transpose(p)
	if err != nil {
		return FreePolynomial{}, err
	}
	form, other := p.String(), turned.String()
	symmetric := form == other
	isTurned := other < form
	if isTurned {
		p, form = turned, other
	}
	name := `\left(` + form + `\right)^{-1}`
	if len(p.terms) == 1 && len(p.sorted()[0].word) == 1 {
		name = form + "^{-1}"
	}
	inverse := a.Letter(name)
	if _, known := a.inverses[name]; !known {
		a.inverses[name] = inverseOf{of: p, name: name}
		if symmetric {
			a.symmetric[name] = 1
		}
		for _, sides := range [][2]FreePolynomial{{p, inverse}, {inverse, p}} {
			product, err := a.Mul(sides[0], sides[1])
			if err == nil {
				product, err = a.Sub(product, a.Scalar(FromInt(1)))
			}
			if err != nil {
				return FreePolynomial{}, err
			}
			a.Relate(product)
		}
	}
	if isTurned {
		return a.Transpose(inverse)
	}
	return inverse, nil
}

// Trace returns the trace of p: linear, and the same for a product begun at any of its letters and for
// the transpose.
func (a *FreeAlgebra) Trace(p FreePolynomial) (RationalFunction, error) {
	total := FromInt(0)
	for _, t := range p.sorted() {
		value, err := a.traceOf(t.word)
		if err == nil {
			value, err = value.Mul(t.coefficient, a.budget)
		}
		if err == nil {
			total, err = total.Add(value, a.budget)
		}
		if err != nil {
			return RationalFunction{}, err
		}
	}
	return total, nil
}

func (a *FreeAlgebra) traceOf(w freeWord) (RationalFunction, error) {
	if len(w) == 0 {
		return a.valueOf(tracePrefix + " I"), nil
	}
	turned, sign, err := a.transpose(w)
	if err != nil {
		return RationalFunction{}, err
	}
	var least freeWord
	c := FromInt(1)
	for side, v := range []freeWord{w, turned} {
		for i := range v {
			if err := a.budget.Spend(int64(len(v))); err != nil {
				return RationalFunction{}, err
			}
			rotated := append(append(freeWord{}, v[i:]...), v[:i]...)
			first, last := rotated[0], rotated[len(rotated)-1]
			if a.columns[first.Name] && first.Transposed && a.columns[last.Name] && !last.Transposed {
				p := map[string]freeTerm{}
				if err := a.reduce(p, rotated, FromInt(1)); err != nil {
					return RationalFunction{}, err
				}
				if r, ok := (FreePolynomial{terms: p}).AsScalar(); ok && side == 0 {
					return r, nil
				}
			}
			if least == nil || rotated.before(least) {
				least = rotated
				if side == 1 {
					c = sign
				} else {
					c = FromInt(1)
				}
			}
		}
	}
	return a.valueOf(tracePrefix+`\left(`+least.String()+`\right)`).Mul(c, a.budget)
}

// Determinant returns the determinant of p: that of a product is the product of those of its letters,
// which must be square, and the transpose has the same.
func (a *FreeAlgebra) Determinant(p FreePolynomial) (RationalFunction, error) {
	terms := p.sorted()
	if len(terms) == 1 && terms[0].coefficient.Equal(FromInt(1)) {
		total := FromInt(1)
		for _, l := range terms[0].word {
			var d RationalFunction
			var err error
			if known, ok := a.inverses[l.Name]; ok {
				if d, err = a.Determinant(known.of); err == nil {
					d, err = FromInt(1).Quo(d, a.budget)
				}
			} else {
				d = a.valueOf(determinantPrefix + l.Name)
			}
			if err == nil {
				total, err = total.Mul(d, a.budget)
			}
			if err != nil {
				return RationalFunction{}, err
			}
		}
		return total, nil
	}
	turned, err := a.Transpose(p)
	if err != nil {
		return RationalFunction{}, err
	}
	return a.valueOf(determinantPrefix + `\left(` + min(p.String(), turned.String()) + `\right)`), nil
}

// Evaluate returns p with matrices of numbers in the places of its letters. It fails with [ErrShape] where
// their shapes do not fit, and where a letter has no matrix.
func (a *FreeAlgebra) Evaluate(p FreePolynomial, letters map[string]Matrix, size int) (Matrix, error) {
	total := Identity(size)
	total, err := total.Scale(FromInt(0), a.budget)
	if err != nil {
		return Matrix{}, err
	}
	for _, t := range p.sorted() {
		product := Identity(size)
		for _, l := range t.word {
			m, ok := letters[l.Name]
			if !ok {
				return Matrix{}, ErrShape
			}
			if l.Transposed {
				m = m.Transpose()
			}
			if product, err = product.Mul(m, a.budget); err != nil {
				return Matrix{}, err
			}
		}
		if product, err = product.Scale(t.coefficient, a.budget); err == nil {
			total, err = total.Add(product, a.budget)
		}
		if err != nil {
			return Matrix{}, err
		}
	}
	return total, nil
}
