package proofs

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// claimText is what the words of a proof need of the claim.
type claimText struct {
	left, right syntax.Node
	sign        string
	index       string
	from        int64
	modulus     syntax.Node
	ellipses    []string
	isPart      bool // the claim is about a part of its members
}

// combined writes that the combination of the members which the step is about is the same of both. It reports false where
// this is not so for the members as they stand.
func (t claimText) combined(p symbolic.Proof) (string, bool) {
	if t.isPart || len(p.Conditions) > 0 || dividesBy(t.left, t.index) || dividesBy(t.right, t.index) {
		return "", false
	}
	sides := make([]string, 2)
	for i, member := range []syntax.Node{t.left, t.right} {
		total := &syntax.Sum{}
		for j, c := range p.Coefficients {
			number, ok := c.AsConstant()
			if !ok {
				return "", false
			}
			if number.Sign() == 0 {
				continue
			}
			sign := "+"
			if number.Sign() < 0 {
				sign = "-"
				number = new(big.Rat).Neg(number)
			}
			if len(total.Terms) == 0 && sign == "+" {
				sign = ""
			}
			value := inPlaceOf(member, t.index, shiftedNode(t.index, int64(j)))
			if _, named := identify(value); !named {
				value = bracketed(value)
			}
			if number.Cmp(ratOf(1)) != 0 {
				coefficient, ok := valueNode(scalarValue(symbolic.FromRat(number)))
				if !ok {
					return "", false
				}
				value = &syntax.Product{Factors: []syntax.Factor{{Value: coefficient}, {Value: value}}}
			}
			total.Terms = append(total.Terms, syntax.Term{Sign: sign, Value: value})
		}
		sides[i] = syntax.Print(total)
	}
	return sides[0] + " = " + sides[1], true
}

// dividesBy says whether a letter stands in a denominator of a tree.
func dividesBy(n syntax.Node, letter string) bool {
	found := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		switch m := m.(type) {
		case *syntax.Fraction:
			found = found || !isBinomial(m.Command) && mentions(m.Denominator, letter)
		case *syntax.Product:
			for _, f := range m.Factors {
				found = found || division(f.Operator) && mentions(f.Value, letter)
			}
		}
		return !found
	})
	return found
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
		if combined, ok := t.combined(p); ok {
			say("**Step.** For every $%s$", n)
			say("$$%s,$$", combined)
			say("The members agree at the earlier indices by hypothesis, and so they do at $%s + %d$.", n, p.Order)
			return lines
		}
		say("**Step.** Write $D(%s)$ for the left member minus the right one, cleared of denominators. Carrying out the shift, the combination $%s$ vanishes for every $%s$. The earlier differences are zero by hypothesis, and so is $D(%s + %d)$.",
			n, strings.Join(parts, " + "), n, n, p.Order)
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
