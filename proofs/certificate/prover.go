package certificate

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hence-math/hence/symbolic"
)

// element is an element of a sequence.
func (p *prover) element(x symbolic.Term, at map[string]position) (symbolic.RationalFunction, error) {
	a, err := placed(x.Argument, at)
	if err != nil {
		return symbolic.RationalFunction{}, err
	}
	r, err := p.elementAt(x.Sequence, a)
	if err != nil {
		return r, err
	}
	argument, err := p.exponentText(x.Argument, at)
	if err != nil {
		return r, err
	}
	return p.written(x, at, r, fmt.Sprintf("replace (%s)%%nat with %s%%nat by lia; ", argument, a.text()))
}

// base is the first of the elements that stand for a sequence in the algebra; there are
// as many as the rule looks back.
func base(s symbolic.Sequence) (first, order int64) {
	walk(s.Rule, func(x symbolic.Expression) {
		if t, ok := x.(symbolic.Term); ok && t.Sequence == s.Name {
			if a, ok := naturalOf(t.Argument); ok {
				order = max(order, -a.offset)
			}
		}
	})
	return max(s.First, s.First+int64(len(s.Initial))-order, 0), order
}

func (p *prover) elementAt(name string, a position) (symbolic.RationalFunction, error) {
	none := symbolic.RationalFunction{}
	s, ok := p.sequences[name]
	if !ok {
		return none, errMissing("the sequence " + comment(name))
	}
	call := p.w.calls[name]
	left := "(" + p.w.element(name, call, a.text()) + ")"
	atom := func(a position) symbolic.RationalFunction {
		text := p.w.element(name, call, a.text())
		return p.generator(text, text, func(j int64) (symbolic.RationalFunction, error) {
			return p.elementAt(name, position{a.slope, a.offset + j*a.slope})
		}, func(j int64) string {
			return p.w.element(name, call, a.later(j).text())
		})
	}
	if s.Rule == nil {
		return atom(a), nil
	}
	if a.slope == 0 {
		r, _, err := symbolic.Value(symbolic.Term{Sequence: name, Argument: symbolic.Int(a.offset)}, nil, p.list, nil, p.budget)
		if err != nil {
			return none, errMissing("an element that has no value")
		}
		return p.equate(left, r, p.atNumber()), nil
	}
	first, order := base(s)
	switch {
	case a.offset < first:
		return none, errEarlier
	case a.offset < first+order:
		return atom(a), nil
	}
	if r, ok := p.known[left]; ok {
		return r, nil
	}
	was := p.w.before
	p.w.before = func(name string, j int64) string { return position{a.slope, a.offset - j}.text() }
	defer func() { p.w.before = was }()
	place := map[string]position{s.Index: a}
	r, err := p.value(s.Rule, place)
	if err != nil {
		return r, err
	}
	text, err := p.textAt(s.Rule, place)
	if err != nil {
		return r, err
	}
	return p.equate(left, r, fmt.Sprintf("change %s with %s; %s; algebra", left, text, p.rewriteAll())), nil
}

// definitions writes the sequences as functions, those first that others refer to.
func (p *prover) definitions() (string, error) {
	var b strings.Builder
	done := map[string]bool{}
	binders := p.binders()
	for range p.list {
		for _, s := range p.list {
			if done[s.Name] || s.Rule == nil || !p.ready(s, done) {
				continue
			}
			text, err := p.definition(s, binders)
			if err != nil {
				return "", err
			}
			b.WriteString(text)
			done[s.Name] = true
		}
	}
	var together []symbolic.Sequence
	for _, s := range p.list {
		if s.Rule != nil && !done[s.Name] {
			together = append(together, s)
		}
	}
	text, err := p.system(together, binders)
	return b.String() + text, err
}

// system writes sequences that refer to each other as one definition: what one needs of another at its own
// index is put in from the other's rule.
func (p *prover) system(together []symbolic.Sequence, binders string) (string, error) {
	rules := map[string]symbolic.Sequence{}
	for _, s := range together {
		rules[s.Name] = s
	}
	var texts []string
	for _, s := range together {
		for range together {
			s.Rule = inlined(s, rules)
		}
		text, err := p.definition(s, binders)
		if err != nil {
			return "", err
		}
		texts = append(texts, strings.TrimSuffix(strings.TrimPrefix(text, "Fixpoint "), ".\n"))
	}
	if p.tabulate && len(together) > 0 {
		return "", errMissing("sequences that refer to each other, at a late index")
	}
	if len(texts) == 0 {
		return "", nil
	}
	return "Fixpoint " + strings.Join(texts, "\nwith ") + ".\n", nil
}

// inlined puts the rules of others in the place of their elements at the index of a rule.
func inlined(s symbolic.Sequence, rules map[string]symbolic.Sequence) symbolic.Expression {
	return mapped(s.Rule, func(x symbolic.Expression) symbolic.Expression {
		t, ok := x.(symbolic.Term)
		if !ok || t.Sequence == s.Name {
			return x
		}
		a, affine := naturalOf(t.Argument)
		other, known := rules[t.Sequence]
		if !affine || !known || a.offset != 0 || len(a.slopes) != 1 || a.slopes[s.Index] != 1 {
			return x
		}
		return symbolic.Replace(other.Rule, other.Index, symbolic.Sym(s.Index))
	})
}

// ready says whether everything that a rule refers to is defined.
func (p *prover) ready(s symbolic.Sequence, done map[string]bool) bool {
	ok := true
	walk(s.Rule, func(x symbolic.Expression) {
		if t, is := x.(symbolic.Term); is && t.Sequence != s.Name {
			ok = ok && (done[t.Sequence] || p.sequences[t.Sequence].Rule == nil)
		}
	})
	return ok
}

// binders declares the parameters.
func (p *prover) binders() string {
	var b strings.Builder
	if len(p.naturals) > 0 {
		fmt.Fprintf(&b, " (%s : nat)", strings.Join(p.naturals, " "))
	}
	if len(p.parameters) > 0 {
		fmt.Fprintf(&b, " (%s : Q)", strings.Join(p.parameters, " "))
	}
	if len(p.arbitrary) > 0 {
		fmt.Fprintf(&b, " (%s : nat -> Q)", strings.Join(p.arbitrary, " "))
	}
	return b.String()
}

const mostInitial = 12

func (p *prover) definition(s symbolic.Sequence, binders string) (string, error) {
	if s.First < 0 || s.First+int64(len(s.Initial)) > mostInitial {
		return "", errMissing("a sequence that begins there")
	}
	id := strings.Fields(p.w.calls[s.Name])[0]
	from := s.First + int64(len(s.Initial))
	_, order := base(s)
	levels := max(from, order)
	was, least := p.w.before, p.w.least
	defer func() { p.w.before, p.w.least, p.w.tables = was, least, nil }()
	p.w.least = maps.Clone(least)
	p.w.least[s.Index] = levels
	p.w.before = func(_ string, j int64) string {
		if j > levels {
			p.w.fail("a rule that looks back further than it may")
		}
		return fmt.Sprintf("p%d", j)
	}
	if p.tabulate {
		p.w.tables = map[string]func(int64) string{s.Name: func(j int64) string { return fmt.Sprintf("List.nth %d v 0", j-1) }}
	}
	var b strings.Builder
	index := "n"
	for i := range levels {
		text := "0"
		if j := i - s.First; j >= 0 && j < int64(len(s.Initial)) {
			var err error
			if text, err = p.textWith(s.Initial[j], nil); err != nil {
				return "", err
			}
		}
		fmt.Fprintf(&b, "match %s with O => %s | S p%d =>\n  ", index, text, i+1)
		index = fmt.Sprintf("p%d", i+1)
	}
	text, err := p.textWith(s.Rule, map[string]string{s.Index: "n"})
	if err != nil {
		return "", err
	}
	body := b.String() + text + strings.Repeat(" end", int(levels))
	if p.tabulate {
		call := strings.TrimPrefix(p.w.calls[s.Name], id)
		return fmt.Sprintf("Fixpoint %s_before%s (m : nat) {struct m} : list Q :=\n  match m with O => nil | S n => let v := %s_before%s n in cons\n  (%s) v end.\n"+
			"Definition %s%s (n : nat) : Q := List.nth 0 (%s_before%s (S n)) 0.\n", id, binders, id, call, body, id, binders, id, call), nil
	}
	return fmt.Sprintf("Fixpoint %s%s (n : nat) {struct n} : Q :=\n  %s.\n", id, binders, body), nil
}

// induction writes a claim for every index, with the definitions and lemmas it needs.
func induction(s Statement) (string, error) {
	var err error
	for from := s.Induction.Claim.From; from <= s.Induction.Claim.From+mostCases; from++ {
		var text string
		if text, err = inductionFrom(s, from); err == nil {
			return text, nil
		}
		if !errors.Is(err, errEarlier) {
			return "", err
		}
	}
	return "", err
}

func newProver(s Statement) (*prover, error) {
	claim := s.Induction.Claim
	p := &prover{
		name: s.Name, index: claim.Index, list: s.Induction.Sequences, sequences: map[string]symbolic.Sequence{},
		w: &writer{names: newNaming(), values: map[string]string{}, calls: map[string]string{}, free: map[string]bool{}}, generators: map[string]*generator{},
		known: map[string]symbolic.RationalFunction{}, budget: symbolic.NewBudget(steps, bits),
	}
	if len(claim.Where) > 0 {
		return nil, errMissing("letters that conditions tie together")
	}
	p.w.indices, p.w.least = map[string]string{}, map[string]int64{claim.Index: claim.From}
	p.w.names.given[claim.Index], p.w.names.taken["n"], p.w.names.taken["k"] = "n", true, true
	free := map[string]bool{}
	bound := map[string]bool{claim.Index: true}
	collect := func(x symbolic.Expression) {
		walk(x, func(x symbolic.Expression) {
			switch x := x.(type) {
			case symbolic.Symbol:
				free[x.Name] = true
			case symbolic.Summation:
				bound[x.Index] = true
			case symbolic.IteratedProduct:
				bound[x.Index] = true
			}
		})
	}
	collect(claim.Left)
	collect(claim.Right)
	for _, q := range p.list {
		p.sequences[q.Name] = q
		if q.Rule != nil {
			bound[q.Index] = true
			collect(q.Rule)
		}
		for _, x := range q.Initial {
			collect(x)
		}
	}
	names := make([]string, 0, len(free))
	for name := range free {
		if !bound[name] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		id := p.w.names.of(name)
		if slices.Contains(claim.Natural, name) {
			p.naturals = append(p.naturals, id)
			p.w.indices[name], p.w.least[name] = id, leastOf(name, claim)
		} else {
			p.parameters = append(p.parameters, id)
		}
	}
	for _, q := range p.list {
		if q.Rule == nil {
			p.w.calls[q.Name] = p.w.names.of(q.Name + " sequence")
			p.w.free[q.Name] = true
			p.arbitrary = append(p.arbitrary, p.w.calls[q.Name])
		}
	}
	arguments := strings.Join(p.letters(), " ")
	for _, q := range p.list {
		if q.Rule != nil {
			p.w.calls[q.Name] = strings.TrimSpace(s.Name + "_" + plain(q.Name) + " " + arguments)
		}
	}
	return p, nil
}

// leastOf is from where on a parameter that is an integer runs.
func leastOf(name string, claim symbolic.Claim) int64 {
	for _, a := range claim.Assume {
		if a.Name == name && a.Bound != nil && a.Bound.IsInt() && a.Bound.Num().IsInt64() {
			switch a.Relation {
			case symbolic.GreaterOrEqual:
				return a.Bound.Num().Int64()
			case symbolic.Greater:
				return a.Bound.Num().Int64() + 1
			}
		}
	}
	return 1
}

// letters lists the identifiers of what a claim is about beside its index.
func (p *prover) letters() []string { return slices.Concat(p.naturals, p.parameters, p.arbitrary) }

// hypothesis is a divisor that must not be zero, as it is written.
type hypothesis struct {
	text   string
	always bool // it does not depend on the index
}

func inductionFrom(s Statement, from int64) (string, error) {
	p, err := newProver(s)
	if err != nil {
		return "", err
	}
	claim := s.Induction.Claim
	if claim.Relation == symbolic.NotEquals {
		return "", errMissing("an induction on a relation that is no equation")
	}
	definitions, err := p.definitions()
	if err != nil {
		return "", err
	}
	statement := map[string]string{claim.Index: "n"}
	left, err := p.sideWith(claim.Left, statement)
	if err != nil {
		return "", err
	}
	right, err := p.sideWith(claim.Right, statement)
	if err != nil {
		return "", err
	}
	here := map[string]position{claim.Index: {1, from}}
	a, err := p.value(claim.Left, here)
	if err != nil {
		return "", err
	}
	b, err := p.value(claim.Right, here)
	if err != nil {
		return "", err
	}
	hypotheses, err := p.hypotheses(s, here, statement)
	if err != nil {
		return "", err
	}
	difference, err := a.Sub(b, p.budget)
	if err != nil {
		return "", errMissing("the induction is too long")
	}
	var text strings.Builder
	text.WriteString(definitions)
	outer := p.equations
	last := "algebra"
	switch {
	case claim.Relation != symbolic.Equals:
		var lemma string
		if lemma, last, err = p.laddered(claim.Relation, a, b); err != nil {
			return "", err
		}
		text.WriteString(lemma)
	case !difference.IsZero():
		lemma, use, err := p.zero(difference.Numerator(), hypotheses)
		if err != nil {
			return "", err
		}
		text.WriteString(lemma)
		inverse, err := symbolic.FromInt(1).Quo(symbolic.FromPolynomial(difference.Denominator()), p.budget)
		if err != nil {
			return "", err
		}
		last = fmt.Sprintf("apply (by_zero _ _ %s _ %s); algebra", p.w.write(p.factored(inverse), bindsAtom), use)
	}
	fmt.Fprintf(&text, "Theorem %s : forall%s (n : nat),\n  (%d <= n)%%nat ->\n", p.name, p.binders(), claim.From)
	names := p.letters()
	names = append(names, "n", "Hn")
	var given []string
	for i, h := range hypotheses {
		fmt.Fprintf(&text, "  ~ %s == 0 ->\n", h.text)
		given = append(given, fmt.Sprintf("H%d", i+1))
	}
	fact, err := related(claim.Relation, left, right)
	if err != nil {
		return "", err
	}
	fmt.Fprintf(&text, "  %s.\nProof.\n", fact)
	fmt.Fprintf(&text, "  intros %s.\n", strings.Join(append(names, given...), " "))
	if from > claim.From && claim.Relation != symbolic.Equals {
		return "", errMissing("an order or divisibility that begins later than the claim")
	}
	p.caseSplit(&text, claim.From, from)
	if from > 0 {
		fmt.Fprintf(&text, "  destruct (at_least %d n Hn) as [k ->]; clear Hn.\n", from)
	} else {
		text.WriteString("  rename n into k.\n")
	}
	p.writeEquations(&text, outer)
	for i := len(outer); i > 0; i-- {
		fmt.Fprintf(&text, "  rewrite ?E%d.", i)
		for _, h := range given {
			fmt.Fprintf(&text, " rewrite ?E%d in %s.", i, h)
		}
		text.WriteString("\n")
	}
	fmt.Fprintf(&text, "  %s.\nQed.\n", last)
	if p.w.failed != nil {
		return "", p.w.failed
	}
	return text.String(), nil
}

func (p *prover) sideWith(x symbolic.Expression, indices map[string]string) (string, error) {
	was := p.w.indices
	p.w.indices = maps.Clone(was)
	maps.Copy(p.w.indices, indices)
	text := p.w.write(x, bindsSum)
	p.w.indices = was
	return text, p.w.failed
}

// caseSplit proves the cases before the one at which the general argument begins.
func (p *prover) caseSplit(b *strings.Builder, first, from int64) {
	if from == first {
		return
	}
	var cases, patterns []string
	for i := first; i < from; i++ {
		cases = append(cases, fmt.Sprintf("n = %d%%nat", i))
		patterns = append(patterns, "->")
	}
	cases = append(cases, fmt.Sprintf("(%d <= n)%%nat", from))
	pattern := "Hm"
	for range patterns {
		pattern = "[->|" + pattern + "]"
	}
	fmt.Fprintf(b, "  assert (C : %s) by lia.\n  clear Hn; destruct C as %s.\n", strings.Join(cases, " \\/ "), pattern)
	for range patterns {
		fmt.Fprintf(b, "  { %s. }\n", p.atNumber())
	}
	b.WriteString("  rename Hm into Hn.\n")
}

// writeEquations writes what holds at every k, and then each equation with its proof.
func (p *prover) writeEquations(b *strings.Builder, equations []equation) {
	b.WriteString("  pose proof (number_nonnegative k) as P.\n")
	for _, key := range p.order {
		if strings.HasPrefix(key, "factorial") {
			fmt.Fprintf(b, "  pose proof (factorial_nonzero %s).\n", strings.TrimPrefix(p.generators[key].text, "factorial "))
		}
	}
	for _, key := range p.order {
		if base, ok := strings.CutPrefix(key, "power "); ok && !strings.ContainsAny(base, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") {
			fmt.Fprintf(b, "  assert (~ power %s k == 0) by (apply power_nonzero; discriminate).\n", base)
		}
	}
	for i, e := range equations {
		fmt.Fprintf(b, "  assert (E%d : %s == %s) by (%s).\n", i+1, e.left, p.w.write(p.factored(e.right), bindsSum), e.proof)
	}
}

// factored is an expression whose divisor, and beside factorials its numerator too, is
// split into factors, of which each is easily seen not to be zero.
func (p *prover) factored(r symbolic.RationalFunction) symbolic.Expression {
	above := symbolic.ExpressionOf(symbolic.FromPolynomial(r.Numerator()))
	if slices.ContainsFunc(p.order, func(key string) bool { return strings.HasPrefix(key, "factorial") }) {
		above = p.product(r.Numerator())
	}
	if r.IsPolynomial() {
		return above
	}
	return symbolic.Over(above, p.product(r.Denominator()))
}

// product writes a polynomial as the product of its factors.
func (p *prover) product(q symbolic.Polynomial) symbolic.Expression {
	factors, err := q.Factors(p.budget)
	if err != nil || len(factors) < 2 && q.Len() < 2 {
		return symbolic.ExpressionOf(symbolic.FromPolynomial(q))
	}
	var all []symbolic.Expression
	for _, f := range factors {
		x := symbolic.ExpressionOf(symbolic.FromPolynomial(f.Factor))
		if f.Multiplicity > 1 {
			x = symbolic.Raise(x, symbolic.Int(int64(f.Multiplicity)))
		}
		all = append(all, x)
	}
	return symbolic.Times(all...)
}

// atNumber is how a case with numbers for its index is proved.
func (p *prover) atNumber() string {
	if len(p.letters()) == 0 {
		return "calculate"
	}
	return "at_number"
}

// hypotheses lists the divisors of a claim that are not positive numbers anyway.
func (p *prover) hypotheses(s Statement, here map[string]position, statement map[string]string) ([]hypothesis, error) {
	claim := s.Induction.Claim
	var all []hypothesis
	seen := map[string]bool{}
	add := func(d symbolic.Expression, inner bool) error {
		bound := false
		for _, name := range symbols(d) {
			bound = bound || name != claim.Index && !slices.Contains(p.letters(), p.w.names.given[name])
		}
		if bound {
			return nil // within a sum: noted where it is computed
		}
		r, err := p.value(d, here)
		if err != nil {
			return err
		}
		if p.isPositive(r.Numerator()) {
			return nil
		}
		if inner && slices.Contains(symbols(d), claim.Index) {
			return errMissing("a divisor in a rule")
		}
		text, err := p.sideWith(d, statement)
		if err != nil || seen[text] {
			return err
		}
		seen[text] = true
		all = append(all, hypothesis{text: text, always: !slices.Contains(symbols(d), claim.Index) && !strings.Contains(text, " n")})
		return nil
	}
	for _, d := range denominators(claim.Left, claim.Right) {
		if err := add(d, false); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// isPositive says whether a polynomial is positive, or its negative, for every k because all its
// coefficients are and its variables are k and powers of numbers.
func (p *prover) isPositive(q symbolic.Polynomial) bool {
	sign := 0
	constant := false
	for monomial, c := range q.Terms() {
		if sign == 0 {
			sign = c.Sign()
		}
		if c.Sign() != sign {
			return false
		}
		positive := true
		for _, x := range monomial {
			key := ""
			for _, k := range p.order {
				if p.generators[k].variable == x.Name {
					key = k
				}
			}
			base, isPower := strings.CutPrefix(key, "power ")
			switch {
			case key == "number":
				positive = false // it may be 0
			case isPower && strings.Trim(base, "0123456789.") == "":
			default:
				return false
			}
		}
		constant = constant || positive
	}
	return constant
}

// zero writes the lemma that a polynomial in the generators is zero at every k, and how
// to use it.
func (p *prover) zero(n symbolic.Polynomial, hypotheses []hypothesis) (lemma, use string, err error) {
	p.equations, p.known = nil, map[string]symbolic.RationalFunction{}
	cases := []symbolic.RationalFunction{symbolic.FromPolynomial(n)}
	var factors []symbolic.RationalFunction
	for order := 1; order <= mostCases && factors == nil; order++ {
		next, err := p.at(n, int64(order))
		if err != nil {
			return "", "", err
		}
		cases = append(cases, next)
		factors = p.combination(cases)
	}
	if factors == nil {
		return "", "", errMissing("the step of the induction was not found")
	}
	order := len(factors)
	texts := make([]string, order+1)
	for j := range texts {
		texts[j] = p.textOf(n, int64(j))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Lemma %s_zero : forall%s (k : nat),\n", p.name, p.binders())
	names := p.letters()
	arguments := append(slices.Clone(names), "k")
	names = append(names, "k")
	for i, h := range hypotheses {
		if h.always {
			fmt.Fprintf(&b, "  ~ %s == 0 ->\n", h.text)
			names = append(names, fmt.Sprintf("H%d", i+1))
			arguments = append(arguments, fmt.Sprintf("H%d", i+1))
		}
	}
	var facts, known []string
	for j := range order {
		facts = append(facts, texts[j]+" == 0")
		known = append(known, fmt.Sprintf("I%d", j+1))
	}
	fmt.Fprintf(&b, "  %s.\nProof.\n  intros %s; induction k as [|k IH].\n", strings.Join(facts, " /\\\n  "), strings.Join(names, " "))
	fmt.Fprintf(&b, "  - repeat apply conj; %s.\n", p.atNumber())
	pattern := known[order-1]
	for j := order - 2; j >= 0; j-- {
		pattern = "[" + known[j] + " " + pattern + "]"
	}
	if order == 1 {
		b.WriteString("  - rename IH into I1.\n")
	} else {
		fmt.Fprintf(&b, "  - destruct IH as %s.\n", pattern)
	}
	for j := 1; j < order; j++ {
		fmt.Fprintf(&b, "  split; [ exact %s | ].\n", known[j])
	}
	p.writeEquations(&b, p.equations)
	var coefficients []string
	for _, c := range factors {
		coefficients = append(coefficients, p.w.write(p.factored(c), bindsAtom))
	}
	fmt.Fprintf(&b, "  change (%s == 0).\n", texts[order])
	fmt.Fprintf(&b, "  apply (%s %s %s %s).\n", combinations[order], strings.TrimSpace(strings.Repeat("_ ", order+1)), strings.Join(coefficients, " "), strings.Join(known, " "))
	for i := len(p.equations); i > 0; i-- {
		fmt.Fprintf(&b, "  rewrite ?E%d.\n", i)
	}
	b.WriteString("  algebra.\nQed.\n")
	use = fmt.Sprintf("(%s_zero %s)", p.name, strings.Join(arguments, " "))
	if order > 1 {
		use = "(proj1 " + use + ")"
	}
	return b.String(), use, p.w.failed
}

// at is a polynomial in the generators j steps later.
func (p *prover) at(n symbolic.Polynomial, j int64) (symbolic.RationalFunction, error) {
	values := map[string]symbolic.RationalFunction{}
	for _, name := range n.Variables() {
		for _, key := range slices.Clone(p.order) {
			if g := p.generators[key]; g.variable == name {
				r, err := g.at(j)
				if err != nil {
					return r, err
				}
				values[name] = r
			}
		}
	}
	r, err := n.Substitute(values, p.budget)
	if err != nil {
		return r, errMissing("the induction is too long")
	}
	return r, nil
}

// textOf writes a polynomial in the generators j steps later.
func (p *prover) textOf(n symbolic.Polynomial, j int64) string {
	was := p.w.values
	p.w.values = map[string]string{}
	for _, g := range p.generators {
		p.w.values[g.variable] = "(" + g.textAt(j) + ")"
	}
	text := p.w.write(symbolic.ExpressionOf(symbolic.FromPolynomial(n)), bindsSum)
	p.w.values = was
	return text
}

// combination finds factors c with cases[r] = c[0] cases[0] + ... + c[r-1] cases[r-1], which hold no
// generator but k; nil where there are none.
func (p *prover) combination(cases []symbolic.RationalFunction) []symbolic.RationalFunction {
	order := len(cases) - 1
	number := ""
	if g, ok := p.generators["number"]; ok {
		number = g.variable
	}
	rows := map[string][]symbolic.RationalFunction{}
	for j, r := range cases {
		for _, name := range r.Denominator().Variables() {
			if strings.HasPrefix(name, "#g") && name != number {
				return nil
			}
		}
		for monomial, c := range r.Numerator().Terms() {
			key := ""
			coefficient := symbolic.FromRat(c)
			for _, x := range monomial {
				power, err := symbolic.Var(x.Name).Pow(x.Exponent, p.budget)
				if err != nil {
					return nil
				}
				if strings.HasPrefix(x.Name, "#g") && x.Name != number {
					key += fmt.Sprintf("%s^%d ", x.Name, x.Exponent)
					continue
				}
				if coefficient, err = coefficient.Mul(power, p.budget); err != nil {
					return nil
				}
			}
			if rows[key] == nil {
				rows[key] = make([]symbolic.RationalFunction, order+1)
			}
			sum, err := rows[key][j].Add(coefficient, p.budget)
			if err != nil {
				return nil
			}
			rows[key][j] = sum
		}
	}
	keys := make([]string, 0, len(rows))
	for key := range rows {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	grid := make([][]symbolic.RationalFunction, 0, len(keys))
	for _, key := range keys {
		row := rows[key]
		for j := range row {
			d := symbolic.FromPolynomial(cases[j].Denominator())
			r, err := row[j].Quo(d, p.budget)
			if err != nil {
				return nil
			}
			row[j] = r
		}
		grid = append(grid, row)
	}
	return p.solve(grid, order)
}

// solve solves the linear equations whose rows end with the right side.
func (p *prover) solve(grid [][]symbolic.RationalFunction, unknowns int) []symbolic.RationalFunction {
	rank := 0
	for column := range unknowns {
		pivot := -1
		for i := rank; i < len(grid); i++ {
			if !grid[i][column].IsZero() {
				pivot = i
				break
			}
		}
		if pivot < 0 {
			return nil
		}
		grid[rank], grid[pivot] = grid[pivot], grid[rank]
		for i := range grid {
			if i == rank || grid[i][column].IsZero() {
				continue
			}
			factor, err := grid[i][column].Quo(grid[rank][column], p.budget)
			if err != nil {
				return nil
			}
			for j := column; j <= unknowns; j++ {
				product, err := factor.Mul(grid[rank][j], p.budget)
				if err == nil {
					grid[i][j], err = grid[i][j].Sub(product, p.budget)
				}
				if err != nil {
					return nil
				}
			}
		}
		rank++
	}
	for _, row := range grid[rank:] {
		if !row[unknowns].IsZero() {
			return nil
		}
	}
	factors := make([]symbolic.RationalFunction, unknowns)
	for i := range factors {
		var err error
		if factors[i], err = grid[i][unknowns].Quo(grid[i][i], p.budget); err != nil {
			return nil
		}
		if !p.isPositive(factors[i].Denominator()) {
			if !factors[i].Denominator().IsConstant() {
				return nil
			}
		}
	}
	return factors
}
