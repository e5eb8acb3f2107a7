package proofs

import (
	"context"
	"fmt"
	"math/big"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// TestResult is what recomputing the answers that a sheet states gave.
type TestResult struct {
	Version  int           `json:"version"`
	Document string        `json:"document"`
	Answers  []Answer      `json:"answers"`
	Claims   []ClaimResult `json:"claims"` // what is under Show, proved or not

	// Source is the text the offsets point into.
	Source string `json:"-"`
	// Marked says that a heading or a bold word, such as Find or Answers, makes the
	// document a sheet. Without one its sentences do, and these stand in notes too.
	Marked bool `json:"-"`
}

// Answer is one answer that a sheet states, held against the exact value that
// its rules give. It is proved or refuted, or unknown for a reason.
type Answer struct {
	Name     string  `json:"name"`
	At       int     `json:"at"`   // byte offset of the relation sign, or of a bare answer
	Line     int     `json:"line"` // from 1
	Column   int     `json:"column"`
	Relation string  `json:"relation"` // as written; "=" for a bare answer
	Stated   string  `json:"stated"`   // as written
	Claims   string  `json:"claims"`   // what that comes to
	Value    string  `json:"value"`    // what the rules give: exact, or its certain digits
	Exact    bool    `json:"exact"`    // whether Value is exact
	Digits   *int    `json:"digits"`   // the number of certain decimal places where it is not
	Rounding string  `json:"rounding"` // the rule for a rounded answer, empty for an exact one
	Rounded  string  `json:"rounded"`  // the value rounded to the digits shown; empty for an exact answer
	Verdict  Verdict `json:"verdict"`
	Reason   Reason  `json:"reason"`
	Says     string  `json:"says"`
	// Differs is the first digit in which the answer is wrong, nil where it is
	// right or no number.
	Differs *DigitDifference `json:"differs"`

	// Span is where the stated answer stands, as byte offsets.
	Span [2]int `json:"-"`
}

// DigitDifference is the first digit, from the left, in which two numbers differ.
type DigitDifference struct {
	// Row and Column are those of the entry of a matrix, from 1; 0 for a number.
	Row    int `json:"row"`
	Column int `json:"column"`
	// Place is the power of ten the digit stands for: 0 for the units, -1 for the
	// first decimal place. It says nothing where the signs differ.
	Place  int    `json:"place"`
	Sign   bool   `json:"sign"`   // the signs differ
	Stated string `json:"stated"` // the digit, or the sign
	Exact  string `json:"exact"`

	rank int // of the entry of a vector, from 1
}

// Test recomputes every answer that a sheet states, under Find or in a part of its
// own, with the engine of [Solve], and proves every claim under Show. The error
// is a *syntax.Error for what cannot be read as a document, or the context's.
func Test(ctx context.Context, source Source, limits Limits) (*TestResult, error) {
	s, err := readSheet(ctx, source, limits)
	if err != nil {
		return nil, err
	}
	if s.env.find("e") == nil && s.checker.names.bare["e"] > 0 {
		s.checker.functions.Euler("e")
	}
	result := &TestResult{Version: 1, Document: source.Name, Answers: []Answer{}, Source: source.Text, Marked: s.marked}
	for _, a := range s.statedAnswers() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		w := newWorker(ctx, s, SolveOptions{})
		w.evaluator.env = s.env
		result.Answers = append(result.Answers, w.hold(a))
	}
	if result.Claims, err = s.prove(ctx); err != nil {
		return nil, err
	}
	return result, nil
}

// statedAnswer is an answer as the sheet states it.
type statedAnswer struct {
	of       find
	relation string // one spelling of the relation sign
	written  string // the sign as written
	at       int
	node     syntax.Node // nil for a bare answer to nothing that is known
	block    int
}

// statedAnswers lists the answers that the sheet states, in the order of the text.
// A bare answer in a part of its own answers the question of its rank, if there
// are as many.
func (s *sheet) statedAnswers() []statedAnswer {
	var all []statedAnswer
	open := 0
	for _, f := range s.finds {
		if f.chain == nil || f.chain.alone {
			open++
			continue
		}
		first := 0
		if s.definedInAsking(f.chain) {
			first = 1 // "find c = a + b = 7" states what is behind the definition
		}
		all = append(all, s.statedIn(f, f.chain, first)...)
	}
	var bare []*chain
	for _, ch := range s.answers {
		if ch.alone {
			bare = append(bare, ch)
			continue
		}
		all = append(all, s.statedIn(find{node: s.afterSteps(ch.head()), chain: ch, at: ch.head().Span()}, ch, 0)...)
	}
	var asked []find
	for _, f := range s.finds {
		if f.chain == nil || f.chain.alone {
			asked = append(asked, f)
		}
	}
	for i, ch := range bare {
		a := statedAnswer{relation: "=", written: "=", at: ch.head().Span().Start, node: ch.head(), block: ch.block}
		if len(bare) == len(asked) {
			a.of = asked[i]
		}
		all = append(all, a)
	}
	return all
}

// statedIn lists what a chain says of its first member, from the given sign on.
func (s *sheet) statedIn(f find, ch *chain, first int) []statedAnswer {
	var all []statedAnswer
	for i, sign := range ch.operators {
		if i < first || ch.members[i+1] == nil {
			continue
		}
		all = append(all, statedAnswer{
			of: f, relation: relationOf(sign.Name), written: s.document.Text(sign.At), at: sign.At.Start, node: ch.members[i+1], block: ch.block,
		})
	}
	return all
}

// definedInAsking says whether a clause of the Find part defines what it asks
// for, as "find c = a + b" does, and states no answer.
func (s *sheet) definedInAsking(ch *chain) bool {
	return defines(ch.operators[0].Name) && ch.members[1] != nil && !onlyNumbers(ch.members[1])
}

// onlyNumbers says whether a tree holds no names but that of \pi.
func onlyNumbers(n syntax.Node) bool {
	plain := true
	syntax.Inspect(n, func(m syntax.Node) bool {
		switch m := m.(type) {
		case *syntax.Script:
			if m.Sub == nil && m.Sup != nil && isTranspose(m.Sup) {
				plain = plain && onlyNumbers(m.Base)
				return false
			}
		case *syntax.Symbol:
			plain = plain && m.Name == `\pi`
		case *syntax.Big, *syntax.Application, *syntax.Dots:
			plain = false
		}
		return plain
	})
	return plain
}

// hold recomputes one answer and compares.
func (w *worker) hold(a statedAnswer) Answer {
	s := w.sheet
	line, column := s.checker.position.of(a.at)
	out := Answer{
		At: a.at, Line: line, Column: column, Relation: a.written, Stated: clip(s.document.Text(a.node.Span())),
		Verdict: Unknown, Reason: Unsupported, Exact: true, Span: [2]int{a.node.Span().Start, a.node.Span().End},
	}
	if a.of.node == nil {
		out.Says = "nothing says which question this answers; write it as name = value"
		return out
	}
	out.Name = w.label(a.of)
	cases, failed := w.evaluator.evaluate(a.of.node)
	if failed != nil {
		out.Reason, out.Says = failed.reason, "the rules of the sheet do not give it: "+failed.says
		return out
	}
	x := cases[0].value
	if id, ok := identify(a.of.node); ok {
		key := w.evaluator.settle(id).key()
		for _, name := range x.variables() {
			if name == key {
				out.Reason, out.Says = UndefinedSymbol, "the sheet gives it no value"
				return out
			}
		}
	}
	out.Value = x.String()
	if entries, digits, ok := w.inexact(x); ok {
		out.Value, out.Exact, out.Digits = inexactText(x, entries), false, &digits
	}
	stated, failed := w.evaluator.evaluate(a.node)
	if failed != nil {
		out.Reason, out.Says = failed.reason, "the stated answer has no value: "+failed.says
		return out
	}
	switch a.relation {
	case "=", ":=":
		w.exactly(&out, x, stated, a)
	case `\approx`:
		rule := s.roundingAt(a.block)
		w.rounded(&out, x, stated, a.node, rule)
	default:
		out.Says = "an answer is stated with = or, where it is rounded, with \\approx"
	}
	return out
}

// exactly holds an exact answer against its value. A rounded literal is wrong.
func (w *worker) exactly(out *Answer, x value, stated []candidate, a statedAnswer) {
	c := w.sheet.checker
	for _, v := range []value{x, stated[0].value} {
		if !v.linearInVectors() {
			f := unknownShape(v, v, a.node.Span())
			out.Reason, out.Says = f.reason, f.says
			return
		}
	}
	shaped := false
	for _, k := range stated {
		y, ok := oriented(k.value, x)
		if !ok {
			continue
		}
		if !shaped {
			shaped = true
			out.Claims = k.value.String()
		}
		if c.same(x, y) {
			out.Claims = k.value.String()
			out.Verdict, out.Reason = Proved, ""
			return
		}
	}
	out.Claims = stated[0].value.String()
	if !shaped {
		out.Verdict, out.Reason = IllTyped, ""
		out.Says = fmt.Sprintf("the stated answer is a %s, the exact one a %s", shapeInWords(stated[0].value), shapeInWords(x))
		return
	}
	if x.opaque || stated[0].value.opaque {
		out.Says = "hence has no exact value for this"
		return
	}
	y, _ := oriented(stated[0].value, x)
	if d, ok := c.firstDifference(x, y); ok {
		out.Verdict, out.Reason, out.Differs = Refuted, "", d
		out.Says = fmt.Sprintf("stated %s, exactly %s; %s", out.Claims, out.Value, d.says())
		if w.isRounding(x, y, a.node, w.sheet.roundingAt(a.block)) {
			out.Says += `; a rounded answer is stated with \approx`
		}
		return
	}
	if at, left, right, ok := c.breaks(x, y, w.sheet.env); ok {
		out.Verdict, out.Reason = Refuted, ""
		out.Says = fmt.Sprintf("stated %s, exactly %s; for %s the one is %s, the other %s", out.Claims, out.Value, at, right, left)
		return
	}
	out.Reason = Limit
	out.Says = fmt.Sprintf("stated %s, exactly %s; whether they are equal cannot be settled", out.Claims, out.Value)
}

// isRounding says whether every entry of y shows the digits that rounding x gives.
func (w *worker) isRounding(x, y value, node syntax.Node, rule rounding) bool {
	units, ok := shownUnits(node)
	if !ok || len(units) != len(y.entries()) {
		return false
	}
	for i, entry := range y.entries() {
		shown, constant := entry.AsConstant()
		e, enclosed := enclose(w.evaluator.functions, scalarValue(x.entries()[i]))
		if !constant || !enclosed || units[i] >= 0 || rule.round(e.low, units[i]).Cmp(shown) != 0 {
			return false
		}
	}
	return true
}

// breaks finds values of the symbols at which two values differ, exactly.
func (c *checker) breaks(x, y value, env *environment) (at, left, right string, ok bool) {
	c.env = env
	as, bs := x.single().entries(), y.single().entries()
	for i := range as {
		d, ok := c.difference(as[i], bs[i])
		if !ok || d.IsZero() {
			continue
		}
		where, ok := c.witness(d, []symbolic.Polynomial{as[i].Denominator(), bs[i].Denominator()})
		if !ok {
			continue
		}
		budget := c.budget()
		for _, name := range append(as[i].Variables(), bs[i].Variables()...) {
			if where[name] == nil {
				where[name] = new(big.Rat)
			}
		}
		a, err := as[i].Evaluate(where, budget)
		if err != nil {
			continue
		}
		b, err := bs[i].Evaluate(where, budget)
		if err != nil || a.Cmp(b) == 0 {
			continue
		}
		var parts []string
		for _, name := range sortedKeys(where) {
			parts = append(parts, name+" = "+symbolic.FormatRat(where[name]))
		}
		return strings.Join(parts, ", "), symbolic.FormatRat(a), symbolic.FormatRat(b), true
	}
	return "", "", "", false
}

// oriented gives y in the shape of x: a row may stand for a column.
func oriented(y, x value) (value, bool) {
	if sameShape(y, x) {
		return y, true
	}
	if y.isVector() && x.isVector() && y.rows() == x.columns() && y.columns() == x.rows() {
		return y.transposed(), true
	}
	return y, false
}

// rounded holds a rounded answer against its value: every digit shown must be
// the one that the rounding rule gives.
func (w *worker) rounded(out *Answer, x value, stated []candidate, node syntax.Node, rule rounding) {
	out.Rounding = rule.String()
	y, ok := oriented(stated[0].value, x)
	out.Claims = stated[0].value.String()
	if !ok {
		out.Verdict, out.Reason = IllTyped, ""
		out.Says = fmt.Sprintf("the stated answer is a %s, the exact one a %s", shapeInWords(stated[0].value), shapeInWords(x))
		return
	}
	units, ok := shownUnits(node)
	if ok && len(units) == 1 && len(y.entries()) > 1 {
		ok = false
	}
	if !ok || len(units) != len(y.entries()) {
		out.Says = `an answer with \approx must show decimals, so that it is clear how many digits are meant`
		return
	}
	var texts []string
	for i, entry := range y.entries() {
		shown, constant := entry.AsConstant()
		low, settled, enclosed := w.roundEntry(x.entries()[i], units[i], rule)
		if !constant || !enclosed {
			out.Says = "hence cannot enclose its value"
			return
		}
		if !settled {
			out.Reason, out.Says = Limit, "its value lies so close to where the rounding changes that no enclosure settles it"
			return
		}
		texts = append(texts, decimalTo(low, units[i]))
		if shown.Cmp(low) == 0 || out.Differs != nil {
			continue
		}
		out.Differs = digitsDiffer(shown, interval{low, low})
		if out.Differs != nil && len(y.entries()) > 1 {
			out.Differs.locate(i, x)
		}
	}
	out.Rounded = shaped(texts, x)
	if out.Differs == nil {
		out.Verdict, out.Reason = Proved, ""
		return
	}
	out.Verdict, out.Reason = Refuted, ""
	exactly := "exactly " + out.Value
	if !out.Exact {
		exactly = "exactly " + out.Value + "..."
	}
	out.Says = fmt.Sprintf("stated %s, %s, which %s is %s; %s", decimalsOf(y, units), exactly, rule.past(), out.Rounded, out.Differs.says())
}

// roundEntry rounds an entry without free symbols. It is not settled where no
// enclosure tells on which side of a tie it lies.
func (w *worker) roundEntry(entry symbolic.RationalFunction, unit int, rule rounding) (rounded *big.Rat, settled, enclosed bool) {
	for bits := enclosureBits; bits <= mostEnclosureBits; bits *= 4 {
		e, ok := encloseTo(w.evaluator.functions, scalarValue(entry), uint(bits))
		if !ok {
			return nil, false, false
		}
		rounded = rule.round(e.low, unit)
		if rounded.Cmp(rule.round(e.high, unit)) == 0 {
			return rounded, true, true
		}
	}
	return nil, false, true
}

// shaped writes entries in the shape of a value.
func shaped(texts []string, like value) string {
	if !like.isMatrix {
		return texts[0]
	}
	rows := make([]string, like.rows())
	for i := range rows {
		rows[i] = strings.Join(texts[i*like.columns():(i+1)*like.columns()], ", ")
	}
	return "[" + strings.Join(rows, "; ") + "]"
}

// decimalsOf writes a value with the digits that were shown.
func decimalsOf(v value, units []int) string {
	var texts []string
	for i, entry := range v.entries() {
		c, _ := entry.AsConstant()
		texts = append(texts, decimalTo(c, units[i]))
	}
	return shaped(texts, v)
}

// decimalTo writes a multiple of 10^unit with the places that unit has.
func decimalTo(r *big.Rat, unit int) string { return r.FloatString(max(-unit, 0)) }

// shownUnits gives, for every entry of a member, the power of ten that its last
// digit stands for. It fails where an entry is no decimal.
func shownUnits(n syntax.Node) ([]int, bool) {
	var all []int
	for _, entry := range writtenEntries(n) {
		unit, ok := shownUnit(entry)
		if !ok {
			return nil, false
		}
		all = append(all, unit)
	}
	return all, len(all) > 0
}

// writtenEntries lists the entries of a row, a column or a matrix as written, row
// by row, or a member itself.
func writtenEntries(n syntax.Node) []syntax.Node {
	n = unwrapped(n)
	switch m := n.(type) {
	case *syntax.Matrix:
		var all []syntax.Node
		for _, row := range m.Rows {
			all = append(all, row...)
		}
		return all
	case *syntax.Group:
		if list, ok := m.Inner.(*syntax.List); ok {
			return list.Items
		}
		if m.Inner != nil {
			return writtenEntries(m.Inner)
		}
	case *syntax.Script:
		if m.Sub == nil && m.Sup != nil && isTranspose(m.Sup) {
			if inner, ok := unwrapped(m.Base).(*syntax.Matrix); ok && (len(inner.Rows) == 1 || len(inner.Rows) > 0 && len(inner.Rows[0]) == 1) {
				return writtenEntries(m.Base) // a vector keeps the order of its entries
			}
			return nil
		}
	}
	return []syntax.Node{n}
}

// shownUnit is the power of ten that the last digit of a decimal stands for:
// -3 for 0.667, 2 for 1.2 \times 10^3, -3 for 66.7\%.
func shownUnit(n syntax.Node) (int, bool) {
	if n == nil {
		return 0, false
	}
	n = unwrapped(n)
	switch m := n.(type) {
	case *syntax.Sum:
		if len(m.Terms) == 1 {
			return shownUnit(m.Terms[0].Value)
		}
	case *syntax.Postfix:
		if m.Operator == `\%` || m.Operator == "%" {
			unit, ok := shownUnit(m.Operand)
			return unit - 2, ok
		}
	case *syntax.Product:
		if len(m.Factors) != 2 {
			return 0, false
		}
		power, ok := m.Factors[1].Value.(*syntax.Script)
		unit, isDecimal := shownUnit(m.Factors[0].Value)
		if !ok || !isDecimal || power.Sup == nil || power.Sub != nil || division(m.Factors[1].Operator) {
			return 0, false
		}
		if ten, ok := power.Base.(*syntax.Number); !ok || ten.Text != "10" {
			return 0, false
		}
		exponent, ok := smallInteger(power.Sup)
		return unit + exponent, ok
	case *syntax.Number:
		places, ok := literal(m)
		return -places, ok
	}
	return 0, false
}

// smallInteger reads an integer of at most four digits.
func smallInteger(n syntax.Node) (int, bool) {
	sign := 1
	if s, ok := unwrapped(n).(*syntax.Sum); ok && len(s.Terms) == 1 {
		if plainSign(s.Terms[0].Sign) == "-" {
			sign = -1
		}
		n = s.Terms[0].Value
	}
	number, ok := unwrapped(n).(*syntax.Number)
	if !ok || len(number.Text) > 4 || number.Repeating != "" {
		return 0, false
	}
	k := 0
	for _, d := range number.Text {
		if d < '0' || d > '9' {
			return 0, false
		}
		k = 10*k + int(d-'0')
	}
	return sign * k, true
}
