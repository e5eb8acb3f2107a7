package proofs

import (
	"maps"
	"regexp"
	"strings"
	"unicode"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// matrixAlgebra reads trees over matrices and vectors without values as free
// polynomials, in which letters do not commute.
type matrixAlgebra struct {
	checker    *checker
	evaluator  *evaluator
	free       *symbolic.FreeAlgebra
	facts      map[string]matrixFacts
	open       map[string]bool
	letters    map[string]identifier
	related    bool // a relation among letters was used
	conditions []string
	assumed    map[string]bool
	depth      int
}

// law is an equation between matrices that the document laid down.
type law struct {
	left, right syntax.Node
}

// mostFreeWork bounds the work of one link between matrices without values.
const mostFreeWork = 200_000

func (c *checker) newMatrixAlgebra(ch *chain) *matrixAlgebra {
	e := c.evaluator(false)
	m := &matrixAlgebra{
		checker: c, evaluator: e, free: symbolic.NewFreeAlgebra(e.budget.Split(mostFreeWork)), facts: c.matrixFacts(ch.block),
		open: map[string]bool{}, letters: map[string]identifier{}, assumed: map[string]bool{},
	}
	return m
}

// speaksOfMatrices says whether a tree holds a name that is no number: one that
// is bold, or that the document transposes, inverts or calls a matrix or vector.
func (c *checker) speaksOfMatrices(n syntax.Node) bool {
	found := false
	if n != nil {
		eachName(n, func(id identifier) { found = found || id.bold || c.names.shaped[id.base] })
	}
	return found
}

// byMatrixAlgebra decides a link between expressions in matrices and vectors of
// unknown entries. It leaves the link as it is where they are out of reach.
func (c *checker) byMatrixAlgebra(l *Link, ch *chain, i int, k claim) bool {
	left, right := ch.members[i], ch.members[i+1]
	if ch.operators[i].Name != "=" || !c.speaksOfMatrices(left) && !c.speaksOfMatrices(right) {
		return false
	}
	m := c.newMatrixAlgebra(ch)
	p, ok := m.read(left)
	if !ok {
		return false
	}
	q, ok := m.read(right)
	if !ok {
		return false
	}
	// Laws come behind the members, whose letters and inverses they are about.
	if m.applyLaws() {
		if p, ok = m.read(left); !ok {
			return false
		}
		if q, ok = m.read(right); !ok {
			return false
		}
	}
	d, err := m.free.Sub(p, q)
	if err != nil {
		return false
	}
	if d.IsZero() {
		l.Verdict, l.Reason, l.Says = Proved, "", ""
		for _, condition := range m.conditions {
			l.Conditions = appendNew(l.Conditions, condition)
		}
		for _, what := range sortedKeys(m.assumed) {
			l.Assumed = appendNew(l.Assumed, what)
		}
		return true
	}
	if i == 0 && len(ch.links) == 1 && !ch.severed && k.words.isLaidDown() {
		l.Verdict, l.Reason, l.Says = Given, "", ""
		c.env.laws = append(c.env.laws, law{left: left, right: right})
		return true
	}
	if m.differ(l, ch, d, k) {
		return true
	}
	l.Verdict, l.Reason, l.Says = Unknown, UndefinedSymbol, "the members have different forms in matrices and vectors that need not commute"
	return true
}

// read gives a tree as a free polynomial.
func (m *matrixAlgebra) read(n syntax.Node) (symbolic.FreePolynomial, bool) {
	m.depth++
	defer func() { m.depth-- }()
	if n == nil || m.depth > 100 {
		return symbolic.FreePolynomial{}, false
	}
	if id, ok := identify(n); ok {
		return m.name(id)
	}
	switch n := n.(type) {
	case *syntax.Number:
		r, failed := m.evaluator.numeral(n)
		if failed != nil {
			return symbolic.FreePolynomial{}, false
		}
		return m.free.Scalar(symbolic.FromRat(r)), true
	case *syntax.Symbol:
		return symbolic.FreePolynomial{}, isZero(n)
	case *syntax.Accent:
		return symbolic.FreePolynomial{}, isPlainZero(n)
	case *syntax.Wrapped:
		return m.read(n.Inner)
	case *syntax.Group:
		return m.group(n)
	case *syntax.Sum:
		return m.sum(n)
	case *syntax.Product:
		return m.product(n.Factors)
	case *syntax.Fraction:
		top, ok := m.read(n.Numerator)
		bottom, also := m.scalar(n.Denominator)
		if binomial, known := fractionKind(n.Command); !ok || !also || binomial || !known || isDerivative(n) {
			return symbolic.FreePolynomial{}, false
		}
		return m.over(top, bottom, n.Denominator)
	case *syntax.Script:
		return m.script(n)
	case *syntax.Application:
		return m.function(syntax.Print(n.Function), n.Argument)
	}
	return symbolic.FreePolynomial{}, false
}

// scalar gives a tree that is a number.
func (m *matrixAlgebra) scalar(n syntax.Node) (symbolic.RationalFunction, bool) {
	p, ok := m.read(n)
	if !ok {
		return symbolic.RationalFunction{}, false
	}
	return p.AsScalar()
}

func (m *matrixAlgebra) over(p symbolic.FreePolynomial, r symbolic.RationalFunction, written syntax.Node) (symbolic.FreePolynomial, bool) {
	if r.IsZero() {
		return p, false
	}
	if !r.IsConstant() {
		m.conditions = append(m.conditions, syntax.Print(unwrapped(written))+` \ne 0`)
	}
	inverse, err := symbolic.FromInt(1).Quo(r, m.evaluator.budget)
	if err != nil {
		return p, false
	}
	p, err = m.free.Mul(m.free.Scalar(inverse), p)
	return p, err == nil
}

// scalarLetters are the plain lower-case letters that are numbers beside matrices
// unless the document transposes them or says otherwise.
const scalarLetters = "acijkmnpqrst"

// name gives the value of a name, or the letter it is.
func (m *matrixAlgebra) name(id identifier) (symbolic.FreePolynomial, bool) {
	e := m.evaluator
	s := e.settle(id)
	key := s.key()
	if b := e.env.find(key); b != nil {
		switch {
		case b.hasClaimed && !b.claimed.isMatrix && !b.claimed.opaque && len(b.rests) == 0 && !b.assumed:
			return m.free.Scalar(b.claimed.scalar), true
		case !b.hasClaimed && b.definition != nil && !m.open[key]:
			m.open[key] = true
			defer delete(m.open, key)
			return m.read(b.definition)
		}
		return symbolic.FreePolynomial{}, false
	}
	if identityName.MatchString(key) {
		m.assumed[key+" is the identity matrix"] = true
		return m.free.Scalar(symbolic.FromInt(1)), true
	}
	letter := letterOf(id.plain)
	shaped := e.names.shaped[id.base]
	small := len([]rune(letter)) == 1 && unicode.IsLower([]rune(letter)[0])
	greek := strings.HasPrefix(letter, `\`) && len(letter) > 1 && unicode.IsLower(rune(letter[1]))
	switch {
	case (id.bold || shaped) && (small || greek) || e.names.columns && isVectorLetter(id):
		m.free.Column(key)
		m.assumed[key+" is a column"] = true
	case greek, small && strings.Contains(scalarLetters, letter):
		m.assumed[key+" is a number"] = true
		return m.free.Scalar(symbolic.Var(key)), true
	case len([]rune(letter)) > 1 && !greek:
		return symbolic.FreePolynomial{}, false
	}
	if _, met := m.letters[key]; !met {
		m.letters[key] = id
		facts := m.facts[id.base]
		if facts.symmetry != 0 {
			m.free.Symmetric(key, facts.symmetry)
			m.related = true
		}
		if facts.orthogonal || facts.idempotent {
			m.related = true
			x := m.free.Letter(key)
			for _, pair := range facts.relations(m.free, x) {
				if pair.err == nil {
					m.free.Relate(pair.polynomial)
				}
			}
		}
	}
	return m.free.Letter(key), true
}

func (m *matrixAlgebra) group(n *syntax.Group) (symbolic.FreePolynomial, bool) {
	none := symbolic.FreePolynomial{}
	list, isList := n.Inner.(*syntax.List)
	switch {
	case n.Inner == nil:
		return none, false
	case isList && n.Open == `\langle` && len(list.Items) == 2:
		return m.innerProduct(list.Items[0], list.Items[1])
	case isList:
		return none, false
	case n.Open == "(" || n.Open == "[" || n.Open == `\{`:
		return m.read(n.Inner)
	case n.Open == "|" || n.Open == `\lvert`:
		p, ok := m.read(n.Inner)
		if _, number := p.AsScalar(); !ok || number {
			return none, false
		}
		return m.determinant(p)
	case isNorm(n):
		squared, ok := m.normSquared(n)
		if !ok {
			return none, false
		}
		return m.free.Scalar(m.free.Root(squared)), true
	}
	return none, false
}

// innerProduct is x^T y of two columns of real numbers.
func (m *matrixAlgebra) innerProduct(a, b syntax.Node) (symbolic.FreePolynomial, bool) {
	x, ok := m.read(a)
	y, also := m.read(b)
	if !ok || !also || !m.isColumn(x) || !m.isColumn(y) || m.checker.isComplex() {
		return symbolic.FreePolynomial{}, false
	}
	turned, err := m.free.Transpose(x)
	if err == nil {
		y, err = m.free.Mul(turned, y)
	}
	return y, err == nil
}

// isColumn says whether every term is a column: it is a column if it can be
// multiplied with its own transpose to a number.
func (m *matrixAlgebra) isColumn(p symbolic.FreePolynomial) bool {
	turned, err := m.free.Transpose(p)
	if err != nil || p.IsZero() {
		return false
	}
	product, err := m.free.Mul(turned, p)
	if err != nil {
		return false
	}
	_, number := p.AsScalar()
	_, ok := product.AsScalar()
	return ok && !number
}

func (m *matrixAlgebra) normSquared(n *syntax.Group) (symbolic.RationalFunction, bool) {
	p, ok := m.innerProduct(n.Inner, n.Inner)
	if !ok {
		return symbolic.RationalFunction{}, false
	}
	return p.AsScalar()
}

func (m *matrixAlgebra) sum(n *syntax.Sum) (symbolic.FreePolynomial, bool) {
	total := symbolic.FreePolynomial{}
	for _, t := range n.Terms {
		p, ok := m.read(t.Value)
		if !ok {
			return total, false
		}
		var err error
		switch t.Sign {
		case "-":
			total, err = m.free.Sub(total, p)
		case "", "+":
			total, err = m.free.Add(total, p)
		default:
			return total, false
		}
		if err != nil {
			return total, false
		}
	}
	return total, true
}

func (m *matrixAlgebra) product(factors []syntax.Factor) (symbolic.FreePolynomial, bool) {
	total := m.free.Scalar(symbolic.FromInt(1))
	for i := 0; i < len(factors); i++ {
		f := factors[i]
		if i+1 < len(factors) && factors[i+1].Operator == "" {
			if s, ok := unwrapped(f.Value).(*syntax.Symbol); ok && isWord(s) {
				p, ok := m.function(s.Name, factors[i+1].Value)
				if !ok {
					return total, false
				}
				var err error
				if total, err = m.free.Mul(total, p); err != nil {
					return total, false
				}
				i++
				continue
			}
			if isArgument(factors[i+1].Value) && m.evaluator.isCall(f.Value, factors[i+1].Value) {
				return total, false
			}
		}
		p, ok := m.read(f.Value)
		if !ok {
			return total, false
		}
		var err error
		switch f.Operator {
		case "/":
			r, number := p.AsScalar()
			if !number {
				return total, false
			}
			if total, ok = m.over(total, r, f.Value); !ok {
				return total, false
			}
		case `\cdot`:
			if m.isColumn(total) && m.isColumn(p) {
				if total, err = m.free.Transpose(total); err != nil {
					return total, false
				}
			}
			total, err = m.free.Mul(total, p)
		case "", "*":
			total, err = m.free.Mul(total, p)
		default:
			return total, false
		}
		if err != nil {
			return total, false
		}
	}
	return total, true
}

func (m *matrixAlgebra) script(n *syntax.Script) (symbolic.FreePolynomial, bool) {
	none := symbolic.FreePolynomial{}
	if n.Primes > 0 || n.Sup == nil && n.Sub != nil && !isNorm(n.Base) {
		return none, false
	}
	base := n.Base
	if n.Sub != nil && !isNorm(n.Base) {
		base = &syntax.Script{At: n.At, Base: n.Base, Sub: n.Sub}
	}
	if isNorm(base) && (n.Sup == nil || !isTranspose(n.Sup)) {
		if kind := m.evaluator.normKind(n.Sub); kind != euclidean {
			return none, false
		}
		group := unwrapped(base).(*syntax.Group)
		if n.Sup == nil {
			return m.group(group)
		}
		k, ok := m.evaluator.integer(n.Sup)
		squared, also := m.normSquared(group)
		if !ok || !also || k < 2 || k > 12 || k%2 != 0 {
			return none, false
		}
		power, err := squared.Pow(int(k/2), m.evaluator.budget)
		return m.free.Scalar(power), err == nil
	}
	p, ok := m.read(base)
	if !ok {
		return none, false
	}
	turned := false
	sup := n.Sup
	if minus, ok := sup.(*syntax.Sum); ok && len(minus.Terms) == 1 && minus.Terms[0].Sign == "-" && isTranspose(minus.Terms[0].Value) {
		turned, sup = true, &syntax.Sum{At: minus.At, Terms: []syntax.Term{{Sign: "-", Value: numberNode(1)}}}
	}
	if isTranspose(sup) {
		q, err := m.free.Transpose(p)
		return q, err == nil
	}
	k, ok := m.evaluator.integer(sup)
	if !ok || k > 12 || k < -12 {
		return none, false
	}
	if k < 0 {
		if _, number := p.AsScalar(); !number {
			m.conditions = append(m.conditions, `\det `+syntax.Print(base)+` \ne 0`)
		} else {
			m.conditions = append(m.conditions, syntax.Print(base)+` \ne 0`)
		}
		inverse, err := m.free.Inverse(p, m.isInvertible)
		if err != nil {
			return none, false
		}
		p, k = inverse, -k
	}
	total := m.free.Scalar(symbolic.FromInt(1))
	for range k {
		var err error
		if total, err = m.free.Mul(total, p); err != nil {
			return none, false
		}
	}
	if turned {
		q, err := m.free.Transpose(total)
		return q, err == nil
	}
	return total, true
}

// isInvertible says whether the document inverts a letter on its own, or says that
// it has an inverse.
func (m *matrixAlgebra) isInvertible(key string) bool {
	id, met := m.letters[key]
	return met && (m.checker.names.inverted[id.base] || m.facts[id.base].invertible || m.facts[id.base].orthogonal)
}

// function gives the trace, the determinant or the transpose by name.
func (m *matrixAlgebra) function(name string, argument syntax.Node) (symbolic.FreePolynomial, bool) {
	none := symbolic.FreePolynomial{}
	p, ok := m.read(argument)
	if !ok {
		return none, false
	}
	switch strings.TrimPrefix(name, `\`) {
	case "tr", "Tr", "trace", `operatorname{tr}`, `operatorname{Tr}`, `mathrm{tr}`, `text{tr}`:
		r, err := m.free.Trace(p)
		return m.free.Scalar(r), err == nil
	case "det", `operatorname{det}`, `mathrm{det}`:
		return m.determinant(p)
	}
	return none, false
}

func (m *matrixAlgebra) determinant(p symbolic.FreePolynomial) (symbolic.FreePolynomial, bool) {
	d, err := m.free.Determinant(p)
	return m.free.Scalar(d), err == nil
}

// applyLaws gives the algebra the equations that the document laid down. It says
// whether there are any.
func (m *matrixAlgebra) applyLaws() bool {
	used := false
	for env := m.checker.env; env != nil; env = env.parent {
		for _, k := range env.laws {
			p, ok := m.read(k.left)
			if !ok {
				continue
			}
			q, ok := m.read(k.right)
			if !ok {
				continue
			}
			if d, err := m.free.Sub(p, q); err == nil && m.free.Relate(d) {
				used, m.related = true, true
			}
		}
	}
	return used
}

// differ refutes a link between products of matrices by matrices of numbers, where
// the document says that its letters are matrices and nothing else about them.
func (m *matrixAlgebra) differ(l *Link, ch *chain, d symbolic.FreePolynomial, k claim) bool {
	if m.related || len(m.letters) == 0 || len(m.letters) > 4 || len(ch.links) < 2 && !forAll.MatchString(k.words.before) || k.words.isLaidDown() || m.checker.restrictsMatrices(ch) {
		return false
	}
	for _, id := range m.letters {
		if !m.checker.names.matrices[id.base] || id.sub != nil || id.sup != nil || !isCapital(id) {
			return false
		}
	}
	for _, name := range d.Letters() {
		if _, plain := m.letters[name]; !plain {
			return false // an inverse
		}
	}
	entries := [][4]int64{{1, 2, 0, 1}, {2, 1, 1, 3}, {1, 0, 3, 1}, {0, 1, 1, 2}}
	at := map[string]symbolic.Matrix{}
	for i, name := range sortedKeys(m.letters) {
		e := entries[i]
		matrix, err := symbolic.NewMatrix([][]symbolic.RationalFunction{
			{symbolic.FromInt(e[0]), symbolic.FromInt(e[1])}, {symbolic.FromInt(e[2]), symbolic.FromInt(e[3])},
		})
		if err != nil {
			return false
		}
		at[name] = matrix
	}
	difference, err := m.free.Evaluate(d, at, 2)
	if err != nil {
		return false
	}
	wrong := false
	for i := range 2 {
		for j := range 2 {
			r, constant := difference.At(i, j).AsConstant()
			if !constant {
				return false
			}
			wrong = wrong || r.Sign() != 0
		}
	}
	if !wrong {
		return false
	}
	l.Verdict, l.Reason = Refuted, ""
	for name, matrix := range at {
		l.Witness[name] = matrix.String()
	}
	l.Says = "the members differ at " + witnessInWords(l.Witness)
	return true
}

// matrixFacts is what the prose says of a matrix.
type matrixFacts struct {
	symmetry   int // 1 symmetric, -1 skew-symmetric
	orthogonal bool
	idempotent bool
	invertible bool
}

type freeRelation struct {
	polynomial symbolic.FreePolynomial
	err        error
}

// relations lists what is zero by the facts.
func (f matrixFacts) relations(a *symbolic.FreeAlgebra, x symbolic.FreePolynomial) []freeRelation {
	var all []freeRelation
	add := func(p, q, r symbolic.FreePolynomial, err error) {
		if err != nil {
			return
		}
		product, err := a.Mul(p, q)
		if err == nil {
			product, err = a.Sub(product, r)
		}
		all = append(all, freeRelation{product, err})
	}
	if f.orthogonal {
		one := a.Scalar(symbolic.FromInt(1))
		turned, err := a.Transpose(x)
		add(turned, x, one, err)
		add(x, turned, one, err)
	}
	if f.idempotent {
		add(x, x, x, nil)
	}
	return all
}

var (
	factBehind = regexp.MustCompile(`(?i)^\s*,?\s*(?:is|be|are|was|which is|that is)\s+(?:an?\s+)?((?:(?:real|square|invertible|nonsingular|non-singular|symmetric|orthogonal|idempotent|skew-symmetric|antisymmetric|positive|definite|semidefinite|and|,|n|-)\s*)+)`)
	factBefore = regexp.MustCompile(`(?i)\b((?:(?:real|square|invertible|nonsingular|non-singular|symmetric|orthogonal|idempotent|skew-symmetric|antisymmetric|positive|definite|semidefinite|projection)\s+)+)(?:matrix|matrices)\s*$`)
	newlySaid  = regexp.MustCompile(`(?i)\b(let|any|arbitrary|every|each|a|an)\b[^.]*$`)
)

// matrixFacts gathers what the prose of the section says of matrices before or
// in a block: "A is symmetric", "an orthogonal matrix Q".
func (c *checker) matrixFacts(block int) map[string]matrixFacts {
	facts := map[string]matrixFacts{}
	d := c.document
	last := block
	for last+1 < len(d.Blocks) && d.Blocks[last+1].Paragraph == d.Blocks[block].Paragraph && last < block+4 {
		last++
	}
	for i := c.sectionStart; i <= last; i++ {
		b := d.Blocks[i]
		if b.Formula == nil || len(b.Formula.Rows) != 1 || len(b.Formula.Rows[0].Clauses) != 1 {
			continue
		}
		clause := b.Formula.Rows[0].Clauses[0]
		if clause.Chain == nil || len(clause.Chain.Operators) > 1 || len(clause.Chain.Operators) == 1 && clause.Chain.Operators[0].Name != `\in` {
			continue
		}
		id, ok := identify(clause.Chain.Members[0])
		if !ok {
			continue
		}
		text := ""
		if i > 0 && d.Blocks[i-1].Kind == syntax.Prose {
			before := d.Blocks[i-1].Text
			if newlySaid.MatchString(before) {
				delete(facts, id.base) // a matrix of its own
			}
			if said := factBefore.FindStringSubmatch(before); said != nil {
				text = said[1]
			}
		}
		if i+1 < len(d.Blocks) && d.Blocks[i+1].Kind == syntax.Prose {
			if said := factBehind.FindStringSubmatch(d.Blocks[i+1].Text); said != nil {
				text += " " + said[1]
			}
		}
		if text == "" {
			continue
		}
		f := facts[id.base]
		for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == ' ' || r == ',' || r == '\n' }) {
			switch word {
			case "symmetric":
				f.symmetry = 1
			case "skew-symmetric", "antisymmetric":
				f.symmetry = -1
			case "orthogonal":
				f.orthogonal = true
			case "idempotent":
				f.idempotent = true
			case "invertible", "nonsingular", "non-singular":
				f.invertible = true
			}
		}
		facts[id.base] = f
	}
	return maps.Clone(facts)
}

// restrictingWords say more of matrices than hence understands.
var restrictingWords = newPhrase(`(?i)\b(commut\w*|diagonal\w*|symmetric|orthogonal\w*|idempotent|nilpotent|projection|involut\w*|scalar matri\w*|such that|satisf\w*|if|suppose|when|assum\w*|given|false|wrong|not true|in general|counterexample|mistake)\b`)

// restrictsMatrices says whether the section says something of its matrices that
// might make two products equal, or denies that they are.
func (c *checker) restrictsMatrices(ch *chain) bool {
	for i := c.sectionStart; i < len(c.document.Blocks) && i <= ch.block+2; i++ {
		if b := c.document.Blocks[i]; b.Kind != syntax.Math && restrictingWords.MatchString(b.Text) {
			return true
		}
	}
	return false
}

var complexWords = newPhrase(`(?i)\b(complex|hermitian|unitary|conjugate)\b|\\mathbb\s*\{?\s*C\s*\}?`)

// isComplex says whether the document speaks of complex numbers, over which an
// inner product is not symmetric.
func (c *checker) isComplex() bool {
	if c.complex == nil {
		is := complexWords.MatchString(c.document.Source) || c.problem != nil && c.problem.isComplex()
		c.complex = &is
	}
	return *c.complex
}
