package proofs

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// showing is one statement under Show.
type showing struct {
	relation *syntax.Relation
	modulus  syntax.Node
	tag      string
	block    int
	row      int
	at, end  int // offsets
	half     *half
}

// Prove proves every claim under Show of a sheet, for all values of its index.
// The error is a *syntax.Error for what cannot be read as a document, or the
// context's.
func Prove(ctx context.Context, source Source, limits Limits) (*ProveResult, error) {
	s, err := readSheet(ctx, source, limits)
	if err != nil {
		return nil, err
	}
	claims, err := s.prove(ctx)
	if err != nil {
		return nil, err
	}
	return &ProveResult{Version: 1, Document: source.Name, Claims: claims, Findings: []Finding{}, Title: s.title, Given: s.givenFormulas()}, nil
}

// givenFormulas are the statements of the given part as LaTeX.
func (s *sheet) givenFormulas() []string {
	var numbers, functions, rest []string
	for i, part := range parts(s.document) {
		f := s.document.Blocks[i].Formula
		if part != givenPart || f == nil || f.Unread != nil {
			continue
		}
		for _, row := range f.Rows {
			for _, clause := range row.Clauses {
				if clause.Chain != nil && len(clause.Chain.Operators) > 0 && clause.Chain.Members[0] != nil {
					text := printRelation(clause.Chain)
					_, named := identify(clause.Chain.Members[0])
					_, _, called := callOf(clause.Chain.Members[0])
					switch last := clause.Chain.Members[len(clause.Chain.Members)-1]; {
					case named && last != nil && closed(last):
						numbers = append(numbers, text)
					case called:
						functions = append(functions, text)
					default:
						rest = append(rest, text)
					}
				}
			}
		}
	}
	return slices.Concat(numbers, functions, rest)
}

// collect gathers the claims of the blocks that are chosen and the bounds of all,
// in the order of the text.
func (s *surroundings) collect(e *evaluator, chosen func(block int) bool) {
	for i, b := range s.document.Blocks {
		if b.Formula == nil {
			continue
		}
		if b.Formula.Unread != nil {
			if chosen(i) {
				s.shows = append(s.shows, showing{block: i, at: b.At.Start, end: b.At.End})
			}
			continue
		}
		for r, row := range b.Formula.Rows {
			for j, clause := range row.Clauses {
				if clause.Chain == nil {
					continue
				}
				if told, ok := s.dividesInWords(i, r, j); ok && chosen(i) {
					s.add(told, row, i, r)
					continue
				}
				if bounds, ranges := e.boundsOf(clause.Chain, i, r); ranges {
					s.bounds = append(s.bounds, bounds...)
					continue
				}
				if bounds := e.familyBounds(clause.Chain, i, r); len(bounds) > 0 && layWords.MatchString(s.wordsBefore(i, r, j)) {
					s.bounds = append(s.bounds, bounds...)
					continue
				}
				if runs, ok := orderedLetters(clause.Chain); ok && rangeWords.MatchString(s.wordsBefore(i, r, j)) {
					s.orders = append(s.orders, letterOrder{letters: runs, block: i})
					s.bounds = append(s.bounds, e.orderBounds(clause.Chain, i, r)...)
					continue
				}
				if chosen(i) {
					s.add(clause, row, i, r)
				}
			}
		}
	}
	s.readSentences(e)
}

var (
	isDivisible = newPhrase(`(?i)^\s*(?:is|are|be)?\s*(?:always\s+)?(?:(?:exactly |evenly )?divisible by|an? (?:integer |integral )?multiple of)\s*(?:(\d+)\b[^$]*|\s*)$`)
	dividesIt   = newPhrase(`(?i)^\s*(?:always\s+)?(?:divides|is an? (?:divisor|factor) of)\s*$`)
	isEven      = newPhrase(`(?i)^\s*(?:is|are|be)\s+(?:always\s+|an?\s+)?(even|odd)\b`)
)

// dividesInWords reads a lone expression that words make a claim about
// divisibility: `$6^n - 1$ is divisible by $5$`, `$3$ divides $n^3 - n$`.
func (s *surroundings) dividesInWords(block, r, j int) (syntax.Clause, bool) {
	row := s.document.Blocks[block].Formula.Rows[r]
	clause := row.Clauses[j]
	if len(clause.Chain.Operators) > 0 {
		return clause, false
	}
	words := clause.Trail
	var next *syntax.Clause
	switch {
	case j+1 < len(row.Clauses):
		words += row.Clauses[j+1].Lead
		next = &row.Clauses[j+1]
	case block+1 < len(s.document.Blocks) && s.document.Blocks[block+1].Kind == syntax.Prose:
		words += s.document.Blocks[block+1].Text
		if block+2 < len(s.document.Blocks) {
			if f := s.document.Blocks[block+2].Formula; f != nil && f.Unread == nil && len(f.Rows) > 0 && len(f.Rows[0].Clauses) > 0 {
				next = &f.Rows[0].Clauses[0]
			}
		}
	}
	claim := func(sign string, left, right, modulus syntax.Node) (syntax.Clause, bool) {
		clause.Chain = &syntax.Relation{
			At: clause.Chain.At, Members: []syntax.Node{left, right},
			Operators: []syntax.Operator{{Name: sign, At: syntax.Span{Start: clause.At.End, End: clause.At.End}}},
		}
		clause.Modulus = modulus
		return clause, true
	}
	here := clause.Chain.Members[0]
	if m := isEven.FindStringSubmatch(words); m != nil {
		if strings.EqualFold(m[1], "even") {
			return claim(`\mid`, numberNode(2), here, nil)
		}
		return claim(`\equiv`, here, numberNode(1), numberNode(2))
	}
	if m := isDivisible.FindStringSubmatch(words); m != nil && m[1] != "" {
		if k, ok := wholeLiteral(&syntax.Number{Text: m[1]}); ok {
			return claim(`\mid`, numberNode(k), here, nil)
		}
	}
	if next == nil || next.Chain == nil || len(next.Chain.Operators) > 0 {
		return clause, false
	}
	there := next.Chain.Members[0]
	switch {
	case isDivisible.MatchString(words):
		return claim(`\mid`, there, here, nil)
	case dividesIt.MatchString(words):
		return claim(`\mid`, here, there, nil)
	}
	return clause, false
}

func (s *surroundings) add(clause syntax.Clause, row syntax.Row, block, r int) {
	c := showing{relation: clause.Chain, modulus: clause.Modulus, tag: row.Tag, block: block, row: r, at: clause.At.Start, end: clause.At.End}
	if n := len(s.shows); clause.Chain.Members[0] == nil && n > 0 && s.shows[n-1].relation != nil {
		last := s.shows[n-1].relation
		joined := &syntax.Relation{
			At:        syntax.Span{Start: last.At.Start, End: clause.Chain.At.End},
			Members:   append(append([]syntax.Node{}, last.Members...), clause.Chain.Members[1:]...),
			Operators: append(append([]syntax.Operator{}, last.Operators...), clause.Chain.Operators...),
		}
		s.shows[n-1].relation = joined
		s.shows[n-1].end = c.end
		if c.tag != "" {
			s.shows[n-1].tag = c.tag
		}
		return
	}
	if len(clause.Chain.Operators) == 0 {
		return
	}
	if _, list := clause.Chain.Members[1].(*syntax.List); list && len(clause.Chain.Members) == 2 {
		return // `n = 1, 2, \ldots`
	}
	s.shows = append(s.shows, c)
}

// prove proves the claims of a sheet.
func (s *sheet) prove(ctx context.Context) ([]ClaimResult, error) {
	all := []ClaimResult{}
	for _, c := range s.around.shows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		all = append(all, s.proveClaim(c))
	}
	nameStatements(all)
	return all, nil
}

// proveClaim proves each link of a claim. A name that nothing defines and that
// stands at the head is defined by the claim.
func (s *sheet) proveClaim(c showing) ClaimResult {
	line, _ := s.checker.position.of(c.at)
	result := ClaimResult{Tag: c.tag, Line: line, Verdict: Unknown, Reason: Unread, Conditions: []string{}, Obligations: []Obligation{}, Proof: []string{}}
	if c.relation == nil {
		f := s.document.Blocks[c.block].Formula
		result.Claim = s.document.Text(f.Inner)
		result.Says = f.Unread.Says
		return result
	}
	result.Claim = printRelation(c.relation)
	members := c.relation.Members
	signs := c.relation.Operators
	e := s.checker.evaluator(true)
	e.env = newEnvironment(s.env)
	if calls := s.calls(); len(calls) > 0 {
		s.addCalls(e, calls)
		written := make([]syntax.Node, len(members))
		for i, m := range members {
			written[i] = calls.asIndices(m)
		}
		members = written
	}
	if id, ok := identify(members[0]); ok && len(signs) > 1 && signs[0].Name == "=" {
		name := e.settle(id)
		known := e.env.find(name.key()) != nil || e.hasRule(name)
		if !known {
			if r, ok := s.checker.ruleHead(e, name, members[1]); ok {
				r.scope = e.env
				e.env.rules = append(e.env.rules, r)
			}
			members, signs = members[1:], signs[1:]
		}
	}
	proofs := 0
	result.Verdict, result.Reason = Proved, ""
	for i, sign := range signs {
		if len(signs) > 1 && len(members) > 2 {
			result.Proof = append(result.Proof, fmt.Sprintf("*Link %d:* $%s %s %s$.", i+1, syntax.Print(members[i]), sign.Name, syntax.Print(members[i+1])))
		}
		link := result
		s.proveLink(e, c, members[i], members[i+1], sign, &link)
		proofs++
		link.proofs = proofs
		switch {
		case result.Verdict == Proved:
			result = link
		case link.Verdict == Refuted && result.Verdict == Refuted && link.FailsAt != nil && *link.FailsAt < *result.FailsAt:
			result = link // the chain fails where any of its links does
		}
		if result.Verdict == Unknown {
			return result
		}
	}
	if proofs == 0 {
		result.Verdict, result.Reason, result.Says = Unknown, Unsupported, "there is no relation to prove"
	}
	return result
}

// relationsOfClaims are the signs a claim may bear.
var relationsOfClaims = map[string]symbolic.Relation{
	"=": symbolic.Equals, `\ne`: symbolic.NotEquals, "<": symbolic.Less, `\le`: symbolic.LessOrEqual,
	">": symbolic.Greater, `\ge`: symbolic.GreaterOrEqual,
}

func (s *sheet) proveLink(e *evaluator, c showing, left, right syntax.Node, sign syntax.Operator, result *ClaimResult) {
	unsupportedClaim := func(says string) {
		result.Verdict, result.Reason, result.Says = Unknown, Unsupported, says
	}
	if s.proveSurds(e, c, left, right, sign, result) {
		return
	}
	v, members, ok := e.expressions(left, right)
	if !ok {
		if !s.proveEntries(e, c, left, right, sign, result) {
			s.proveByValues(e, left, right, sign, result)
		}
		return
	}
	a, b := members[0], members[1]
	relation, known := relationsOfClaims[relationOf(sign.Name)]
	switch {
	case sign.Name == `\mid`:
		relation, known = symbolic.Divides, true
	case c.modulus != nil && (sign.Name == `\equiv` || sign.Name == "="):
		m, ok := v.expression(c.modulus)
		if !ok {
			unsupportedClaim("the modulus is outside what hence proves")
			return
		}
		a, b, relation, known = m, symbolic.Minus(a, b), symbolic.Divides, true
	}
	if !known {
		unsupportedClaim("claims with " + sign.Name + " are outside what hence proves")
		return
	}
	if index := s.around.indexOf(v, c, []syntax.Node{left, right}); c.half == nil {
		if remainder, said := s.around.parityOf(index, c); said {
			s.proveHalf(e, c, left, right, sign, index, remainder, result)
			return
		}
	}
	proof, index, from, says := s.around.proveExpressions(v, a, b, relation, c, []syntax.Node{left, right})
	if says != "" {
		unsupportedClaim(says)
		return
	}
	if proof.Verdict == symbolic.Refuted && !e.allows(proof.Witness, proof.Claim.Where) {
		result.Verdict, result.Reason = Unknown, Conditional
		result.Says = "it does not hold for all values of its letters, and what is given restricts these"
		return
	}
	if proof.Verdict == symbolic.Refuted && relation != symbolic.Equals && s.around.restricts(proof.Witness) {
		result.Verdict, result.Reason = Unknown, Conditional
		result.Says = "it fails for some values of its letters, and what the words say of them may rule these out"
		return
	}
	writeProof(proof, claimText{left: left, right: right, sign: sign.Name, index: index, from: from, modulus: c.modulus, ellipses: v.ellipses}, result)
	result.keepStatement(proof, v.system, v.ellipses)
}

// rangelessWords say something of numbers that is not read as a bound.
var rangelessWords = newPhrase(`(?i)\b(?:positive|negative|non-?\s?negative|non-?zero|between|increasing|decreasing|monoton\w*|bounded|distinct)\b`)

// restricts says whether the words of the document may restrict letters of a witness of
// which no bound is known.
func (s *surroundings) restricts(witness map[string]*big.Rat) bool {
	for _, name := range sortedKeys(witness) {
		known := false
		for _, b := range s.bounds {
			known = known || b.letter == name || b.elements && strings.HasPrefix(name, b.letter+"_{")
		}
		if known {
			continue
		}
		for _, b := range s.document.Blocks {
			if b.Kind == syntax.Prose && rangelessWords.MatchString(kindWords.ReplaceAllString(b.Text, "")) && !positiveIntegers.MatchString(b.Text) {
				return true
			}
		}
	}
	return false
}

// positiveIntegers are words about indices.
var positiveIntegers = newPhrase(`(?i)\b(?:positive|non-?\s?negative)\s+(?:odd |even )?(?:integers?|whole|natural)`)

// constants are names of numbers that are no letters for others.
var constants = newPhrase(`^\\(?:sqrt|pi|ln|log|exp|sin|cos|tan|mathrm\{e\}|text)\b`)

// allows says whether what is given of the letters admits a witness.
func (e *evaluator) allows(witness map[string]*big.Rat, where map[string]symbolic.RationalFunction) bool {
	at := map[string]symbolic.RationalFunction{}
	for name, x := range witness {
		if constants.MatchString(name) {
			return false
		}
		at[name] = symbolic.FromRat(x)
	}
	for name, value := range where {
		if x, err := value.Substitute(at, e.budget); err == nil {
			at[name] = x
		}
	}
	for _, k := range e.env.allConditions() {
		concerns := false
		for _, name := range k.difference.Variables() {
			concerns = concerns || witness[name] != nil
		}
		if !concerns || k.relation != "=" {
			continue
		}
		x, err := k.difference.Substitute(at, e.budget)
		if err != nil || !x.IsZero() {
			return false
		}
	}
	return true
}

// half is the index of a claim about the odd or the even numbers alone: the letter
// m of n = 2 m + 1, and where it begins.
type half struct {
	letter string
	from   int64
}

// proveHalf proves a claim for the numbers n = 2m + remainder.
func (s *sheet) proveHalf(e *evaluator, c showing, left, right syntax.Node, sign syntax.Operator, index string, remainder int64, result *ClaimResult) {
	from, said := s.around.rangeOfClaim(index, c)
	if !said {
		from = 1
	}
	h := &half{letter: "m", from: -((remainder - from) / 2)}
	for 2*h.from+remainder < from {
		h.from++
	}
	for 2*(h.from-1)+remainder >= from {
		h.from--
	}
	for _, letter := range []string{"m", "k", "j", "i", "p", "r"} {
		h.letter = letter
		if letter != index && !mentions(left, letter) && !mentions(right, letter) {
			break
		}
	}
	c.half = h
	double := &syntax.Product{Factors: []syntax.Factor{{Value: numberNode(2)}, {Value: &syntax.Symbol{Name: h.letter}}}}
	var by syntax.Node = double
	if remainder != 0 {
		by = &syntax.Sum{Terms: []syntax.Term{{Value: double}, {Sign: "+", Value: numberNode(remainder)}}}
	}
	put := func(n syntax.Node) syntax.Node {
		return rewrite(n, func(m syntax.Node) (syntax.Node, bool) {
			if x, ok := m.(*syntax.Symbol); ok && x.Name == index {
				return bracketed(by), true
			}
			return nil, false
		})
	}
	result.Proof = append(result.Proof, fmt.Sprintf("Put $%s = %s$ with $%s \\ge %d$.", index, syntax.Print(by), h.letter, h.from))
	s.proveLink(e, c, put(left), put(right), sign, result)
	if result.FailsAt != nil {
		at := 2**result.FailsAt + remainder
		result.Says = strings.Replace(result.Says, fmt.Sprintf("false for %s = %d", h.letter, *result.FailsAt), fmt.Sprintf("false for %s = %d", index, at), 1)
		result.FailsAt = &at
	}
}

// expressions converts trees together: an element such as g_0 may stand before the
// g_i that tells that g is a sequence, and then all are converted again.
func (e *evaluator) expressions(trees ...syntax.Node) (v *converter, all []symbolic.Expression, ok bool) {
	v = e.converter()
	for {
		known := len(v.arbitrary)
		all, ok = make([]symbolic.Expression, len(trees)), true
		for i, n := range trees {
			x, converted := v.expression(n)
			all[i], ok = x, ok && converted
		}
		if len(v.arbitrary) == 0 || known > 0 {
			return v, all, ok
		}
		again := e.converter()
		again.arbitrary = v.arbitrary
		v = again
	}
}

// proveExpressions proves one relation for all values of its index, from where
// the text says. It says why where it cannot try.
func (s *surroundings) proveExpressions(v *converter, a, b symbolic.Expression, relation symbolic.Relation, c showing, trees []syntax.Node) (proof symbolic.Proof, index string, from int64, says string) {
	sequences, ok := v.sequences()
	if !ok {
		return proof, "", 0, "a sequence in this claim has no rule or no first value here"
	}
	index = s.indexOf(v, c, trees)
	from, said := s.rangeOfClaim(index, c)
	if c.half != nil {
		index, from, said = c.half.letter, c.half.from, true
	}
	if !said {
		from = defaultFrom(v, sequences)
	}
	for i, q := range sequences {
		// Readers know the index by the letter of the claim.
		if rule := q.Rule; rule != nil && !holdsSymbol(rule, index) {
			sequences[i].Index, sequences[i].Rule = index, symbolic.Replace(rule, q.Index, symbolic.Sym(index))
		}
	}
	v.system = sequences
	claim := symbolic.Claim{
		Left: a, Right: b, Relation: relation, Index: index, From: from, Assume: s.assumptionsFor(index, c),
	}
	claim.Where = v.evaluator.tiedLetters(claim, sequences)
	for _, o := range s.orders {
		for i := 1; i < len(o.letters); i++ {
			claim.Ordered = append(claim.Ordered, [2]string{o.letters[i-1], o.letters[i]})
		}
	}
	for _, letter := range sortedKeys(v.indices) {
		if letter != index {
			claim.Natural = append(claim.Natural, letter)
		}
	}
	for {
		proof = symbolic.Prove(claim, sequences, v.evaluator.proofBudget())
		late := proof.Verdict == symbolic.Unknown && proof.Reason == symbolic.ReasonUndefinedValue && proof.FailsAt != nil && *proof.FailsAt == claim.From
		if said || !late || claim.From >= from+latestFirst {
			return proof, proof.Claim.Index, proof.Claim.From, ""
		}
		claim.From++ // the first index that has a value
	}
}

// tiedLetters solves the conditions that tie letters of a claim to each other, such as
// rho + sigma = 1, for one letter each, where that takes no division by a letter.
func (e *evaluator) tiedLetters(claim symbolic.Claim, sequences []symbolic.Sequence) map[string]symbolic.RationalFunction {
	where := map[string]symbolic.RationalFunction{}
	conditions := e.env.allConditions()
	if len(conditions) > 20 {
		return nil
	}
	occurs := func(name string) bool {
		if holdsSymbol(claim.Left, name) || holdsSymbol(claim.Right, name) {
			return true
		}
		for _, q := range sequences {
			if q.Rule != nil && holdsSymbol(q.Rule, name) {
				return true
			}
		}
		return false
	}
	for _, k := range conditions {
		if k.relation != "=" {
			continue
		}
		f, err := k.difference.Substitute(where, e.budget)
		if err != nil || !f.IsPolynomial() {
			continue
		}
		p := f.Numerator()
		names := p.Variables()
		if slices.Contains(names, claim.Index) || !slices.ContainsFunc(names, occurs) {
			continue
		}
		for i := len(names) - 1; i >= 0; i-- {
			if p.Degree(names[i]) != 1 {
				continue
			}
			parts := p.Coefficients(names[i])
			lead, constant := parts[1].AsConstant()
			if !constant {
				continue
			}
			solved, err := symbolic.FromPolynomial(parts[0].Neg()).Quo(symbolic.FromRat(lead), e.budget)
			if err != nil {
				break
			}
			for name, value := range where {
				if value, err = value.Substitute(map[string]symbolic.RationalFunction{names[i]: solved}, e.budget); err == nil {
					where[name] = value
				}
			}
			where[names[i]] = solved
			break
		}
	}
	return where
}

// latestFirst bounds how far behind the least index the first value is looked for.
const latestFirst = 8

// holdsSymbol says whether the rule of a sequence holds the symbol.
func holdsSymbol(x symbolic.Expression, name string) bool {
	return symbolic.Replace(x, name, symbolic.Int(0)).String() != x.String()
}

// proveByValues decides a claim without sums or sequences by the values of its
// members, such as one about matrices.
func (s *sheet) proveByValues(e *evaluator, left, right syntax.Node, sign syntax.Operator, result *ClaimResult) {
	result.Verdict, result.Reason = Unknown, Unsupported
	result.Says = "hence has no method for this kind of claim"
	if sign.Name != "=" {
		return
	}
	x, failed := e.evaluate(left)
	if failed == nil {
		var y []candidate
		if y, failed = e.evaluate(right); failed == nil {
			a, b := x[0].value, y[0].value
			if sameShape(a, b) && s.checker.same(a, b) {
				result.Verdict, result.Reason, result.Says = Proved, "", ""
				result.Obligations = append(result.Obligations, Obligation{Code: "identity", Verdict: Proved, Shown: false, Says: "both members have the same form"})
				result.Proof = append(result.Proof, "Both members come to $"+latexOf(a)+"$.")
				for _, d := range e.trace.nonzero {
					result.Conditions = append(result.Conditions, d.written+` \ne 0`)
				}
			}
			return
		}
	}
	result.Reason, result.Says = failed.reason, failed.says
}

func latexOf(v value) string {
	if v.isMatrix {
		return v.matrix.LaTeX()
	}
	return v.scalar.LaTeX()
}

// indexOf chooses the letter of the induction: one that the text bounds, or one
// that stands in an exponent, a bound or an index, by habit n first.
func (s *surroundings) indexOf(v *converter, c showing, trees []syntax.Node) string {
	present := map[string]bool{}
	for _, n := range trees {
		for _, letter := range v.lettersOf(n) {
			present[letter] = true
		}
	}
	for letter := range v.indices {
		present[letter] = true
	}
	habit := []string{"n", "m", "k", "t", "N", "i", "j", "r", "p", "q"}
	if here := s.sentenceOf(c); here >= 0 { // the one letter that the claim's own sentence bounds
		own := ""
		for _, letter := range sortedKeys(present) {
			if _, bounded := s.sentences[here].rangeOf(letter, c); bounded {
				if own != "" {
					own = ""
					break
				}
				own = letter
			}
		}
		if v.indices[own] || slices.Contains(habit, own) {
			return own
		}
	}
	for _, bounded := range []bool{true, false} {
		for _, indices := range []bool{true, false} {
			for _, letter := range habit {
				if present[letter] && (!bounded || s.isBounded(letter, c)) && (!indices || v.indices[letter]) {
					return letter
				}
			}
			for _, letter := range sortedKeys(present) {
				if v.indices[letter] && (!bounded || s.isBounded(letter, c)) {
					return letter
				}
			}
		}
	}
	return "n"
}

func (s *surroundings) isBounded(letter string, c showing) bool {
	for _, b := range s.bounds {
		if b.letter == letter && b.number.IsInt() && (b.relation == `\ge` || b.relation == ">") && b.block <= c.block+2 {
			return true
		}
	}
	return false
}

// defaultFrom is where a claim's range starts if the text is silent: at the
// lower bound of its sums, else at the first index that has a value, else at 1.
func defaultFrom(v *converter, sequences []symbolic.Sequence) int64 {
	if len(v.starts) > 0 {
		from := v.starts[0]
		for _, k := range v.starts {
			from = max(from, k)
		}
		return from
	}
	if len(sequences) > 0 {
		from := sequences[0].First
		for _, q := range sequences {
			from = max(from, q.First)
		}
		return from
	}
	return 1
}

// claimText is what the words of a proof need of the claim.
type claimText struct {
	left, right syntax.Node
	sign        string
	index       string
	from        int64
	modulus     syntax.Node
	ellipses    []string
}

// with writes the claim with something in the place of its index.
func (t claimText) with(by syntax.Node) string {
	s := syntax.Print(inPlaceOf(t.left, t.index, by)) + " " + t.sign + " " + syntax.Print(inPlaceOf(t.right, t.index, by))
	if t.modulus != nil {
		s += ` \pmod{` + syntax.Print(t.modulus) + "}"
	}
	return s
}

// inPlaceOf writes a tree with something in the place of a letter.
func inPlaceOf(n syntax.Node, letter string, by syntax.Node) syntax.Node {
	return replaceLetter(n, letter, by, false)
}

func replaceLetter(n syntax.Node, letter string, by syntax.Node, tight bool) syntax.Node {
	return rewrite(n, func(m syntax.Node) (syntax.Node, bool) {
		switch m := m.(type) {
		case *syntax.Symbol:
			if m.Name != letter {
				return nil, false
			}
			if _, compound := by.(*syntax.Sum); compound && tight {
				return bracketed(by), true
			}
			return by, true
		case *syntax.Script:
			out := &syntax.Script{At: m.At, Base: replaceLetter(m.Base, letter, by, true), Primes: m.Primes}
			if m.Sub != nil {
				out.Sub = replaceLetter(m.Sub, letter, by, false)
			}
			if m.Sup != nil {
				out.Sup = replaceLetter(m.Sup, letter, by, false)
			}
			return out, true
		case *syntax.Product:
			out := &syntax.Product{At: m.At}
			for i, f := range m.Factors {
				operator := f.Operator
				value := replaceLetter(f.Value, letter, by, true)
				if _, digits := value.(*syntax.Number); digits && i > 0 && operator == "" {
					operator = `\cdot`
				}
				out.Factors = append(out.Factors, syntax.Factor{Operator: operator, Value: value})
			}
			return out, true
		case *syntax.Postfix:
			return &syntax.Postfix{At: m.At, Operator: m.Operator, Operand: replaceLetter(m.Operand, letter, by, true)}, true
		case *syntax.Big, *syntax.Fraction, *syntax.Group:
			if tight {
				return replaceLetter(m, letter, by, false), true
			}
		}
		return nil, false
	})
}

// nextIndex is the tree of n + 1.
func nextIndex(letter string) syntax.Node {
	return &syntax.Sum{Terms: []syntax.Term{{Value: &syntax.Symbol{Name: letter}}, {Sign: "+", Value: numberNode(1)}}}
}

// writeProof turns a proof into the result of a claim, with the words a marker
// would accept.
func writeProof(p symbolic.Proof, t claimText, result *ClaimResult) {
	switch p.Verdict {
	case symbolic.Proved:
		result.Verdict, result.Reason = Proved, ""
	case symbolic.Refuted:
		result.Verdict, result.Reason = Refuted, ""
	default:
		result.Verdict, result.Says = Unknown, p.Says
		result.Reason = map[string]Reason{
			symbolic.ReasonLimit: Limit, symbolic.ReasonUndefinedValue: UndefinedValue,
		}[p.Reason]
		if result.Reason == "" {
			result.Reason = Unsupported
		}
	}
	result.Range = fmt.Sprintf("%s \\ge %d", t.index, t.from)
	for _, o := range p.Obligations {
		result.Obligations = append(result.Obligations, Obligation{Code: o.Code, Verdict: verdictOf(o.Verdict), Says: o.Says})
	}
	for _, c := range p.Conditions {
		result.Conditions = appendNew(result.Conditions, conditionText(c, p))
	}
	if p.FailsAt != nil {
		result.FailsAt = p.FailsAt
		if p.Verdict == symbolic.Refuted {
			result.Left, result.Right = p.LeftValue.String(), p.RightValue.String()
			result.Says = fmt.Sprintf("false for %s = %d: the left member is %s, the right one %s", t.index, *p.FailsAt, result.Left, result.Right)
			var at []string
			for _, name := range sortedKeys(p.Witness) {
				at = append(at, name+" = "+symbolic.FormatRat(p.Witness[name]))
			}
			if len(at) > 0 {
				result.Says += " (they differ at " + strings.Join(at, ", ") + ")"
			}
		}
	}
	if p.Verdict == symbolic.Proved {
		result.Proof = append(result.Proof, proofInWords(p, t)...)
	}
}

func appendNew(all []string, s string) []string {
	for _, t := range all {
		if t == s {
			return all
		}
	}
	return append(all, s)
}

func verdictOf(v symbolic.Verdict) Verdict {
	switch v {
	case symbolic.Proved:
		return Proved
	case symbolic.Refuted:
		return Refuted
	}
	return Unknown
}

// conditionText says what must not vanish, and where it does.
func conditionText(c symbolic.Condition, p symbolic.Proof) string {
	s := rendered(c.Nonzero, p) + ` \ne 0`
	if len(c.Says) > 0 {
		s += " (it vanishes for " + strings.Join(c.Says, "; ") + ")"
	}
	if c.Each {
		s += " for every index up to " + c.Index
	}
	return s
}

// rendered writes a rational function with the meanings of its generators.
func rendered(r symbolic.RationalFunction, p symbolic.Proof) string {
	names := map[string]symbolic.RationalFunction{}
	for _, g := range p.Generators {
		names[g.Name] = symbolic.Var(starless(g.Meaning.LaTeX()))
	}
	if renamed, err := r.Substitute(names, symbolic.NewBudget(1_000_000, 1<<16)); err == nil {
		r = renamed
	}
	return r.LaTeX()
}

// starless writes the element of a family whose index stands above: w^{(n)}.
func starless(s string) string {
	const mark = "^{*}_{"
	for {
		i := strings.Index(s, mark)
		if i < 0 {
			return s
		}
		end := strings.IndexByte(s[i+len(mark):], '}')
		if end < 0 {
			return s
		}
		end += i + len(mark)
		s = s[:i] + "^{(" + s[i+len(mark):end] + ")}" + s[end+1:]
	}
}

// proofInWords writes the proof: base, hypothesis, step with its algebra,
// conclusion, side conditions.
func proofInWords(p symbolic.Proof, t claimText) []string {
	var lines []string
	say := func(format string, a ...any) { lines = append(lines, fmt.Sprintf(format, a...)) }
	for _, e := range t.ellipses {
		say("The ellipsis is read as the terms %s.", e)
	}
	if p.Method == symbolic.MethodIdentity {
		say("Both members are the same expression: expanding and collecting terms turns one into the other.")
		return append(lines, conditionsInWords(p)...)
	}
	n := t.index
	for _, o := range p.Obligations {
		switch o.Code {
		case symbolic.CodeBase:
			switch p.Claim.Relation {
			case symbolic.Divides:
				say("**Base case** $%s = %d$: the value is $%s$, which $%s$ divides.", n, o.At, rendered(o.Right, p), rendered(o.Left, p))
			case symbolic.Equals:
				say("**Base case** $%s = %d$: both members are $%s$.", n, o.At, rendered(o.Left, p))
			default:
				say("**Base case** $%s = %d$: the members are $%s$ and $%s$.", n, o.At, rendered(o.Left, p), rendered(o.Right, p))
			}
		case symbolic.CodeStep:
			lines = append(lines, stepInWords(p, o, t)...)
		case symbolic.CodeIdentity:
			say("Both members are the same expression: expanding and collecting terms turns one into the other.")
		default:
			say("%s.", upperFirst(o.Says))
		}
	}
	say("**Conclusion.** By induction $%s$ for every integer $%s \\ge %d$.", t.with(&syntax.Symbol{Name: n}), n, t.from)
	return append(lines, conditionsInWords(p)...)
}

// indexAfter writes the index moved by so many places.
func indexAfter(index string, by int) string {
	if by == 0 {
		return index
	}
	return fmt.Sprintf("%s + %d", index, by)
}

func stepInWords(p symbolic.Proof, o symbolic.Obligation, t claimText) []string {
	var lines []string
	say := func(format string, a ...any) { lines = append(lines, fmt.Sprintf(format, a...)) }
	n := t.index
	here := t.with(&syntax.Symbol{Name: n})
	if p.Order > 1 {
		var held []string
		for i := range p.Order {
			held = append(held, "$"+indexAfter(n, i)+"$")
		}
		say("**Induction hypothesis.** Let $%s \\ge %d$ and suppose the claim holds for %s.", n, o.At, listInWords(held))
		var parts []string
		for i, c := range p.Coefficients {
			factor := rendered(c, p)
			switch {
			case factor == "1":
				factor = ""
			case strings.ContainsAny(factor, "+-"):
				factor = "\\left(" + factor + "\\right) "
			default:
				factor += " "
			}
			parts = append(parts, fmt.Sprintf("%sD(%s)", factor, indexAfter(n, i)))
		}
		say("**Step.** Let $D(%s)$ be the left member minus the right one, cleared of denominators. Carrying out the shift gives $%s = %s$ for every $%s$; the earlier differences are zero by hypothesis, so $D(%s + %d) = 0$.",
			n, strings.Join(parts, " + "), rendered(o.Remainder, p), n, n, p.Order)
		return lines
	}
	if o.Left.IsZero() && o.Right.IsZero() && p.Claim.Relation != symbolic.Equals {
		return otherStep(p, o, t)
	}
	say("**Induction hypothesis.** Suppose $%s$ for some $%s \\ge %d$.", here, n, o.At)
	if p.Claim.Relation != symbolic.Equals {
		lines = append(lines, otherStep(p, o, t)...)
		return lines
	}
	left := syntax.Print(inPlaceOf(t.left, n, nextIndex(n)))
	right := syntax.Print(inPlaceOf(t.right, n, nextIndex(n)))
	say("**Step.** For $%s + 1$ the left member is", n)
	if end := rendered(o.Right, p); end != right {
		say("$$%s = %s,$$", left, rendered(o.Left, p))
		say("and the right member is")
		say("$$%s = %s.$$", right, end)
	} else {
		say("$$%s = %s,$$", left, rendered(o.Left, p))
		say("and the right member is $%s$.", end)
	}
	if len(p.Coefficients) == 2 {
		factor, err := p.Coefficients[0].Neg().Quo(p.Coefficients[1], symbolic.NewBudget(1_000_000, 1<<16))
		if err == nil {
			times := "is that of the members"
			if !factor.IsOne() {
				times = "is $" + rendered(factor, p) + "$ times that of the members"
			}
			say("Their difference, cleared of denominators, %s at $%s$, which is zero by the hypothesis. So $%s$.", times, n, t.with(nextIndex(n)))
			return lines
		}
	}
	say("Their difference is zero by the hypothesis.")
	return lines
}

// valuesInWords sets the formulas of "rho = -1 when n is even" as such.
func valuesInWords(all []string) []string {
	out := make([]string, len(all))
	for i, s := range all {
		formula, when, found := strings.Cut(s, " when ")
		out[i] = "$" + formula + "$"
		if letter, rest, ok := strings.Cut(when, " "); found && ok {
			out[i] += " when $" + letter + "$ " + rest
		}
	}
	return out
}

// otherStep writes the step of a divisibility or an inequality.
func otherStep(p symbolic.Proof, o symbolic.Obligation, t claimText) []string {
	n := t.index
	if o.Left.IsZero() && o.Right.IsZero() {
		return []string{"**Further step.** " + upperFirst(o.Says) + "."}
	}
	left := syntax.Print(inPlaceOf(t.left, n, nextIndex(n)))
	right := syntax.Print(inPlaceOf(t.right, n, nextIndex(n)))
	if p.Claim.Relation == symbolic.Divides {
		return []string{fmt.Sprintf("**Step.** For $%s + 1$ the value is $%s$. The factor of the value at $%s$ is a whole number, and what is left is $%s$, which $%s$ divides. So it divides both parts.",
			n, rendered(o.Right, p), n, rendered(o.Remainder, p), rendered(o.Left, p))}
	}
	return []string{
		fmt.Sprintf("**Step.** For $%s + 1$ the members are", n),
		fmt.Sprintf("$$%s = %s$$", left, rendered(o.Left, p)),
		"and",
		fmt.Sprintf("$$%s = %s.$$", right, rendered(o.Right, p)),
		fmt.Sprintf("Their difference, less a nonnegative multiple of the difference at $%s$, is $%s$, which is not negative for $%s \\ge %d$.", n, rendered(o.Remainder, p), n, o.At),
	}
}

func conditionsInWords(p symbolic.Proof) []string {
	var lines []string
	for _, c := range p.Conditions {
		s := fmt.Sprintf("**Condition.** $%s \\ne 0$", rendered(c.Nonzero, p))
		if len(c.Says) > 0 {
			s += "; it vanishes for " + strings.Join(valuesInWords(c.Says), "; ")
		}
		if c.Each {
			s += ", and this is needed at every index up to $" + c.Index + "$"
		}
		lines = append(lines, s+".")
	}
	return lines
}
