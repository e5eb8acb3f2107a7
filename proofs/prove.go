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
	if here := s.around.sentenceOf(c); here >= 0 && existsWords.MatchString(s.around.sentences[here].text) {
		result.Reason, result.Says = Unsupported, "the claim says that something exists"
		return result
	}
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
	written, ok := s.withoutExpectations(e, members)
	if !ok {
		result.Reason, result.Says = Unsupported, "an expectation that is not linear in what has a stated one"
		return result
	}
	members = written
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

// existsWords make a claim one about the existence of numbers.
var existsWords = newPhrase(`(?i)\b(?:can (?:always )?be (?:written|expressed|represented|formed|obtained|paid)|for (?:some|suitable|certain)|there (?:is|are|exists?)|has a solution|have a solution)\b`)

// relationsOfClaims are the signs a claim may bear.
var relationsOfClaims = map[string]symbolic.Relation{
	"=": symbolic.Equals, `\ne`: symbolic.NotEquals, "<": symbolic.Less, `\le`: symbolic.LessOrEqual,
	">": symbolic.Greater, `\ge`: symbolic.GreaterOrEqual,
}

func (s *sheet) proveLink(e *evaluator, c showing, left, right syntax.Node, sign syntax.Operator, result *ClaimResult) {
	unsupportedClaim := func(says string) {
		result.Verdict, result.Reason, result.Says = Unknown, Unsupported, says
	}
	if s.proveSurds(e, c, left, right, sign, result) || s.proveGcd(e, c, left, right, sign, result) {
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
	if proof.Verdict == symbolic.Refuted && (!e.allows(proof.Witness, proof.Claim.Where) || !s.around.tellsApart(proof.Witness)) {
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

// tellsApart says whether a witness has different values for letters that are said to differ.
func (s *surroundings) tellsApart(witness map[string]*big.Rat) bool {
	for _, r := range s.distinct {
		a, b := witness[lettersListed(r.Members[0])[0]], witness[lettersListed(r.Members[1])[0]]
		if a != nil && b != nil && a.Cmp(b) == 0 {
			return false
		}
	}
	return true
}

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
