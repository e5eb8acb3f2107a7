package proofs

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/hence-math/hence/proofs/certificate"
	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// certifiable says whether a verdict is one that a certificate can bear out.
func (v Verdict) certifiable() bool { return v == Proved || v == Refuted || v == Rounded }

// certified lists the statements of the links that were proved, refuted or rounded.
func (c *checker) certified() []certificate.Statement {
	var all []certificate.Statement
	for i := range c.links {
		l := &c.links[i]
		if !l.Verdict.certifiable() {
			continue
		}
		s, ok := c.statements[i]
		if !ok || s.Refuted != (l.Verdict == Refuted) {
			s = c.blankStatement(l, i)
			s.Missing = "it was not decided by the values of its members"
		}
		all = append(all, s)
	}
	return all
}

// blankStatement is a statement without formulas.
func (c *checker) blankStatement(l *Link, number int) certificate.Statement {
	out := certificate.Statement{
		Name: fmt.Sprintf("link_%d", number+1), Place: fmt.Sprintf("%d:%d", l.Line, l.Column),
		Source: strings.Join([]string{l.Left, l.Relation, l.Right}, " "), Relation: relationsOfClaims[relationOf(l.Relation)],
		Refuted: l.Verdict == Refuted,
	}
	if l.Tag != "" {
		out.Source = "(" + l.Tag + ") " + out.Source
	}
	return out
}

// certifying is what a checker keeps for a certificate.
type certifying struct {
	certify    bool
	statements map[int]certificate.Statement // by link
	inductions map[int]*certificate.Induction
}

// keepStatement keeps what the verdict on link i of a chain says.
func (c *checker) keepStatement(l *Link, ch *chain, i int) {
	if c.statements == nil {
		c.statements = map[int]certificate.Statement{}
	}
	c.statements[ch.links[i]] = c.statement(l, ch, i, ch.links[i])
}

// statement is what a verdict says, in formulas: the members of link i of a chain as
// the document has them.
func (c *checker) statement(l *Link, ch *chain, i, number int) certificate.Statement {
	out := c.blankStatement(l, number)
	if len(l.Readings) > 0 {
		out.Notes = append(out.Notes, "Read loosely: "+strings.Join(l.Readings, ", ")+".")
	}
	if len(l.Assumed) > 0 {
		out.Notes = append(out.Notes, "Assumed: "+strings.Join(l.Assumed, "; ")+".")
	}
	if err := c.fillStatement(&out, l, ch, i, c.judged[number]); err != nil {
		out.Missing = err.Error()
	}
	return out
}

// fillStatement writes the members out and checks that they come to the values which
// the verdict rests on.
func (c *checker) fillStatement(out *certificate.Statement, l *Link, ch *chain, i int, j judged) error {
	if ch.members[i] == nil || ch.members[i+1] == nil {
		return unstated("a member is missing")
	}
	if in := c.inductions[ch.links[i]]; in != nil {
		c.byInductionStatement(out, l, in)
		return nil
	}
	if !j.known {
		return unstated("it was not decided by the values of its members")
	}
	within := readings(1<<len(readingNames) - 1)
	if l.Verdict != Refuted {
		within = readingsNamed(l.Readings)
	}
	for _, correct := range []bool{false, true} {
		e := c.evaluator(correct)
		if correct {
			out.Notes = append(out.Notes, "The names have the values they should have, not those the document gives them.")
		}
		witness := map[string]*big.Rat{}
		for name, text := range l.Witness {
			if r, ok := new(big.Rat).SetString(text); ok {
				witness[name] = r
			}
		}
		out.Witness = witness
		var derivatives []certificate.Derivative
		s := &stater{evaluator: e, within: within, derivatives: &derivatives}
		xs, err := s.state(ch.members[i])
		if err != nil {
			return err
		}
		ys, err := s.state(ch.members[i+1])
		if err != nil {
			return err
		}
		if c.choose(out, l, xs, ys, derivatives, j, correct) {
			if out.Refuted && relationOf(l.Relation) == "=" && !c.differAtWitness(out, witness) {
				return unstated("a refutation that rests on more than values of letters")
			}
			if err := c.finishStatement(out, l, ch, i); err != nil {
				return err
			}
			return c.bearsOut(out)
		}
	}
	return unstated("what its members say could not be written out")
}

// differAtWitness says whether the members of an entry differ where the letters have the
// values of the witness: without it, a symbol such as that of a root would be taken for a letter.
func (c *checker) differAtWitness(out *certificate.Statement, witness map[string]*big.Rat) bool {
	where := map[string]symbolic.RationalFunction{}
	for name, r := range witness {
		where[name] = symbolic.FromRat(r)
	}
	for _, entry := range out.Entries {
		d, _, err := symbolic.Value(symbolic.Minus(entry.Left, entry.Right), nil, nil, where, symbolic.NewBudget(c.limits.Steps, c.limits.Bits))
		if number, ok := d.AsConstant(); err == nil && ok && number.Sign() != 0 {
			return true
		}
	}
	return false
}

// bearsOut says whether numbers bear out what a statement says of an order or of multiples: of letters, the proofs
// of a certificate show equations only.
func (c *checker) bearsOut(out *certificate.Statement) error {
	if out.Relation == symbolic.Equals && out.Modulus == nil {
		return nil
	}
	where := map[string]symbolic.RationalFunction{}
	for name, r := range out.Witness {
		where[name] = symbolic.FromRat(r)
	}
	all := true
	for _, entry := range out.Entries {
		d, _, err := symbolic.Value(symbolic.Minus(entry.Left, entry.Right), nil, nil, where, symbolic.NewBudget(c.limits.Steps, c.limits.Bits))
		number, ok := d.AsConstant()
		if err != nil || !ok {
			return unstated("a relation between letters that is no equation")
		}
		if out.Modulus != nil {
			all = all && number.IsInt() && new(big.Int).Mod(number.Num(), out.Modulus).Sign() == 0
			continue
		}
		all = all && holdsFor(out.Relation, number.Sign())
	}
	if all == out.Refuted {
		return unstated("a relation that follows from more than its members")
	}
	return nil
}

// holdsFor says whether a relation holds between members whose difference has a sign.
func holdsFor(relation symbolic.Relation, sign int) bool {
	switch relation {
	case symbolic.Less:
		return sign < 0
	case symbolic.LessOrEqual:
		return sign <= 0
	case symbolic.Greater:
		return sign > 0
	case symbolic.GreaterOrEqual:
		return sign >= 0
	case symbolic.NotEquals:
		return sign != 0
	}
	return sign == 0
}

// choose takes the readings of the members under which they come to the values that the
// verdict rests on.
func (c *checker) choose(out *certificate.Statement, l *Link, xs, ys []stated, derivatives []certificate.Derivative, j judged, correct bool) bool {
	values := map[string]symbolic.RationalFunction{}
	budget := symbolic.NewBudget(c.limits.Steps*10, c.limits.Bits)
	for _, d := range derivatives {
		r, err := d.Value(budget)
		if err != nil {
			return false
		}
		values[d.Name] = r
	}
	comesTo := func(x stated) (value, bool) {
		entries := make([]symbolic.RationalFunction, len(x.entries))
		for i, entry := range x.entries {
			r, _, err := symbolic.Value(entry, nil, nil, values, budget)
			if err != nil {
				return value{}, false
			}
			entries[i] = r
		}
		if !x.isMatrix {
			return withoutDegrees(scalarValue(entries[0])), true
		}
		return withoutDegrees(reshape(x.rows, x.columns, entries, false)), true
	}
	for _, x := range xs {
		a, ok := comesTo(x)
		if !ok || !correct && (!sameShape(a, j.left) || !a.equal(j.left)) {
			continue
		}
		for _, y := range ys {
			b, ok := comesTo(y)
			if !ok || !sameShape(a, b) || !correct && (!sameShape(b, j.right) || !b.equal(j.right)) || (x.by|y.by).count() > mostReadings {
				continue
			}
			exact := relationOf(l.Relation) != `\approx` && l.Verdict == Proved && relationsOfClaims[relationOf(l.Relation)] == symbolic.Equals
			if (correct || exact) && !a.equal(b) {
				continue // it follows from more than its members
			}
			for k := range x.entries {
				out.Entries = append(out.Entries, certificate.Entry{Left: x.entries[k], Right: y.entries[k]})
			}
			if by := x.by | y.by; l.Verdict == Refuted && by.count() > 0 {
				out.Notes = append(out.Notes, "Read loosely: "+strings.Join(by.codes(), ", ")+".")
			}
			used := map[string]bool{}
			for _, e := range out.Entries {
				for _, name := range append(certificate.Symbols(e.Left), certificate.Symbols(e.Right)...) {
					used[name] = true
				}
			}
			for _, d := range derivatives {
				if used[d.Name] {
					out.Derivatives = append(out.Derivatives, d)
				}
			}
			return true
		}
	}
	return false
}

// finishStatement adds what the relation needs: digits that are rounded, a modulus.
func (c *checker) finishStatement(out *certificate.Statement, l *Link, ch *chain, i int) error {
	relation := relationOf(l.Relation)
	switch {
	case relation == `\equiv`:
		m, ok := c.evaluator(false).integer(ch.modulus)
		if !ok || m <= 0 {
			return unstated("a modulus that is no number")
		}
		out.Modulus = big.NewInt(m)
		out.Relation = symbolic.Equals
	case relation == `\approx` || l.Verdict == Rounded:
		out.Relation = symbolic.Equals
		return c.roundedStatement(out, ch.members[i], ch.members[i+1])
	case relation == ":=" || relation == `\coloneqq` || relation == `\triangleq`:
		out.Relation = symbolic.Equals
	case out.Relation == "":
		return unstated("the relation " + l.Relation)
	}
	return nil
}

// roundedStatement bounds the difference of the members by half a unit in the last
// place of the decimal that one of them is, or by a unit where it was cut.
func (c *checker) roundedStatement(out *certificate.Statement, left, right syntax.Node) error {
	if len(out.Entries) != 1 {
		return unstated("rounded entries of a matrix")
	}
	decimals, ok := placesShown(right)
	if !ok {
		if decimals, ok = placesShown(left); !ok {
			return unstated("digits that are no plain decimal")
		}
	}
	budget := symbolic.NewBudget(c.limits.Steps, c.limits.Bits)
	difference, _, err := symbolic.Value(symbolic.Minus(out.Entries[0].Left, out.Entries[0].Right), nil, nil, nil, budget)
	if err != nil {
		return unstated("the members are too long")
	}
	d, ok := difference.AsConstant()
	if !ok {
		return unstated("rounded letters")
	}
	unit := new(big.Rat).SetFrac(big.NewInt(1), powerOfTen(decimals))
	half := new(big.Rat).Mul(unit, big.NewRat(1, 2))
	d = new(big.Rat).Abs(d)
	switch {
	case d.Cmp(half) <= 0:
		out.Within = half
		out.Notes = append(out.Notes, "Within half a unit of the last place shown.")
	case d.Cmp(unit) <= 0:
		out.Within = unit
		out.Notes = append(out.Notes, "Within a unit of the last place shown: the digits are cut.")
	default:
		return unstated("digits that are rounded in a way of their own")
	}
	if out.Refuted {
		return unstated("digits that are refuted")
	}
	return nil
}

// placesShown counts the places behind the point of a plain decimal.
func placesShown(n syntax.Node) (int, bool) {
	n = unwrapped(n)
	if sum, ok := n.(*syntax.Sum); ok && len(sum.Terms) == 1 {
		n = sum.Terms[0].Value
	}
	number, ok := n.(*syntax.Number)
	if !ok || number.Repeating != "" || strings.ContainsAny(number.Text, "eE") {
		return 0, false
	}
	_, decimals, _ := strings.Cut(number.Text, ".")
	return len(decimals), true
}

// readingsNamed is the set of the readings of the given codes.
func readingsNamed(codes []string) readings {
	var by readings
	for i, name := range readingNames {
		if slices.Contains(codes, name) {
			by |= 1 << i
		}
	}
	return by
}
