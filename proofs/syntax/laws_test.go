package syntax

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// checkDocument tells what is wrong with the spans and trees of a document,
// or nothing.
func checkDocument(d *Document) error {
	last := 0
	for _, b := range d.Blocks {
		if b.At.Start < last || b.At.End < b.At.Start || b.At.End > len(d.Source) {
			return fmt.Errorf("block %v is out of place", b.At)
		}
		last = b.At.Start
		if b.Formula == nil {
			continue
		}
		f := b.Formula
		if !holds(f.At, f.Inner) || !holds(Span{0, len(d.Source)}, f.At) {
			return fmt.Errorf("formula %v holds %v", f.At, f.Inner)
		}
		if f.Unread != nil {
			if len(f.Rows) > 0 || f.Unread.Says == "" || !holds(Span{0, len(d.Source)}, f.Unread.At) {
				return fmt.Errorf("unread formula %v is wrong: %w", f.At, f.Unread)
			}
			continue
		}
		if !Faithful(d, f) {
			return fmt.Errorf("formula %q does not print back", d.Text(f.At))
		}
		for _, row := range f.Rows {
			for _, clause := range row.Clauses {
				if !holds(f.Inner, clause.At) || !holds(clause.At, clause.Chain.At) {
					return fmt.Errorf("clause %v of %v is out of place", clause.At, f.Inner)
				}
				if err := checkTree(clause.Chain); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// holds tells whether one span holds another.
func holds(outer, inner Span) bool {
	return outer.Start <= inner.Start && inner.Start <= inner.End && inner.End <= outer.End
}

// checkTree tells whether each node holds its parts.
func checkTree(n Node) error {
	var err error
	Inspect(n, func(node Node) bool {
		for _, child := range children(node) {
			if !holds(node.Span(), child.Span()) && err == nil {
				err = fmt.Errorf("%s %v does not hold %s %v", dump(node), node.Span(), dump(child), child.Span())
			}
		}
		return err == nil
	})
	return err
}

// checkPrinted tells whether the clauses of a formula, printed and read again,
// give the same trees.
func checkPrinted(f *Formula) error {
	for _, row := range f.Rows {
		for _, clause := range row.Clauses {
			n := member(clause.Chain)
			if text, ok := n.(*Text); ok && clause.Lead == text.Content {
				continue // nothing but words
			}
			printed := Print(n)
			again := ParseFormula(printed)
			if again.Unread != nil && again.Unread.Code == codeLimit {
				continue // the braces of the printer took it over the limit
			}
			if again.Unread != nil {
				return fmt.Errorf("%s printed as %s is unread: %s", dump(n), printed, again.Unread.Says)
			}
			if len(again.Rows) != 1 || len(again.Rows[0].Clauses) != 1 {
				return fmt.Errorf("%s printed as %s is read as %s", dump(n), printed, dumpFormula(again))
			}
			if got := dump(member(again.Rows[0].Clauses[0].Chain)); got != dump(n) {
				return fmt.Errorf("%s printed as %s is read as %s", dump(n), printed, got)
			}
		}
	}
	return nil
}

// member is a chain, or its only member.
func member(chain *Relation) Node {
	if len(chain.Members) == 1 && chain.Members[0] != nil {
		return chain.Members[0]
	}
	return chain
}

// checkFormula reads a lone formula and checks all laws.
func checkFormula(text string) error {
	f, err := checkSpans(text)
	if err != nil {
		return err
	}
	return checkPrinted(f)
}

// checkSpans reads a lone formula and checks the laws that hold of any text.
func checkSpans(text string) (*Formula, error) {
	f := ParseFormula(text)
	d := &Document{
		Source: text, Format: LaTeX, limits: DefaultLimits(), masked: text,
		Blocks: []Block{{Kind: Math, At: f.At, Formula: f}},
	}
	return f, checkDocument(d)
}

// TestPrintedNotation checks the laws on every formula of the table.
func TestPrintedNotation(t *testing.T) {
	for _, formula := range notation(t) {
		if err := checkFormula(formula); err != nil {
			t.Errorf("%s: %v", formula, err)
		}
	}
}

// TestLaws checks the laws on formulas put together at random.
func TestLaws(t *testing.T) {
	pieces := strings.Fields(`x y n \alpha 1 2 10 0.5 + - \cdot / = \le < , ; ( ) [ ] { } | ^ _ ^2 _{i} ^{n+1} ' ! \frac12 \frac{a}{b}
		\sqrt{x} \sum_{i=1}^n \int \sin \log \max \nabla \hat{x} \mathbf{w} \text{if} \text{cm} \dots \left( \right) \quad \, \ \\ &
		\begin{bmatrix} \end{bmatrix} \begin{cases} \end{cases} \boxed{x=1} \pm \in \Rightarrow : . \{ \} \pmod{m} \mod \operatorname{tr} \over
		\% \lfloor \rfloor \forall d \mathrm{d} \tag{1} \substack{a\\b} \lim_{x\to0} \binom{n}{k} \mid \to \land`)
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 14).Draw(t, "parts")
		separator := rapid.SampledFrom([]string{" ", ""}).Draw(t, "separator")
		if err := checkFormula(strings.Join(parts, separator)); err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzParse checks on any formula that spans stay inside and that what counts as
// read is faithful. That it prints and reads alike is held on the notation that
// people write, by the tests above: contrived texts such as `{a or b}\quad(`
// still escape it.
func FuzzParse(f *testing.F) {
	for _, formula := range notation(f) {
		f.Add(formula)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := checkSpans(text); err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzRead checks the laws on any document in any format.
func FuzzRead(f *testing.F) {
	for _, c := range readScanCases(f) {
		f.Add(c.source, uint8(c.format))
	}
	f.Fuzz(func(t *testing.T, source string, format uint8) {
		d, err := Read("fuzz", source, Format(format%3), DefaultLimits())
		if err != nil {
			return
		}
		if err := checkDocument(d); err != nil {
			t.Fatal(err)
		}
	})
}
