package proofs

import (
	"context"
	"fmt"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// Comparison is what comparing two expressions gave.
type Comparison struct {
	Verdict Verdict // proved, refuted, ill-typed or unknown
	Reason  Reason
	Left    string // the value of each, in the notation of the contract
	Right   string
	// Difference is the left value less the right one, empty where they have
	// different shapes.
	Difference string
	// Differs is the first digit in which the right value differs from the left
	// one, which is taken for the exact one; nil where they are no numbers.
	Differs *DigitDifference
	// Counterexample is where they differ and both values there, in words; empty
	// for numbers and where they do not.
	Counterexample string
	Conditions     []string // what must hold for them to be equal, such as "x \ne 0"
	Says           string   // one sentence: why this verdict
}

// Compare decides whether two expressions, in LaTeX or plain notation, are equal
// for all values of their symbols. It is proved only by one canonical form for both,
// and refuted only by values at which they differ. A row stands for a column too.
// The error is that of the context.
func Compare(ctx context.Context, left, right string, limits Limits) (*Comparison, error) {
	unread := func(says string) (*Comparison, error) {
		return &Comparison{Verdict: Unknown, Reason: Unread, Says: says}, nil
	}
	c, err := newChecker(ctx, Source{Name: "comparison.md", Text: "$$" + left + "$$\n\n$$" + right + "$$\n"}, newEnvironment(nil), limits)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return unread(err.Error())
	}
	c.lookAround()
	c.env = newEnvironment(nil)
	c.chains, c.links = assemble(c.document, false)
	if len(c.links) > 0 || len(c.chains) != 2 || c.chains[0].head() == nil || c.chains[1].head() == nil {
		for _, b := range c.document.Blocks {
			if b.Formula != nil && b.Formula.Unread != nil {
				return unread(b.Formula.Unread.Says)
			}
		}
		return unread("not one expression on each side")
	}
	for i, text := range []string{left, right} {
		// All of the text must be in the expression, or a part would be passed over.
		if f := c.document.Blocks[c.chains[i].block].Formula; f == nil || !syntax.Faithful(c.document, f) || c.document.Text(f.Inner) != text {
			return unread(fmt.Sprintf("%q was not read as one expression", clip(text)))
		}
	}
	a, b := c.outcome(c.chains[0].head(), false), c.outcome(c.chains[1].head(), false)
	out := &Comparison{Verdict: Unknown, Reason: Unsupported, Conditions: c.conditions(a, b)}
	if f := failureOf(a, b); f != nil {
		out.Reason, out.Says = f.reason, f.says
		if f.verdict == IllTyped {
			out.Verdict, out.Reason = IllTyped, ""
		}
		return out, nil
	}
	c.compareValues(out, a, b)
	return out, nil
}

// compareValues decides between the candidate values of both sides.
func (c *checker) compareValues(out *Comparison, a, b outcome) {
	x, y := a.cases[0].value, b.cases[0].value
	for _, v := range []value{x, y} {
		if !v.linearInVectors() {
			f := unknownShape(v, v, syntax.Span{})
			out.Reason, out.Says = f.reason, f.says
			return
		}
	}
	shaped := false
	for _, p := range a.cases {
		for _, q := range b.cases {
			v, ok := oriented(q.value, p.value)
			if !ok || (p.by|q.by).count() > mostReadings {
				continue
			}
			if !shaped {
				shaped, x, y = true, p.value, v
			}
			if c.same(p.value, v) {
				out.Verdict, out.Reason = Proved, ""
				out.Left, out.Right = p.value.String(), q.value.String()
				return
			}
		}
	}
	out.Left, out.Right = x.String(), y.String()
	if !shaped {
		out.Verdict, out.Reason = IllTyped, ""
		out.Says = fmt.Sprintf("the left one is a %s, the right one a %s", shapeInWords(x), shapeInWords(y))
		return
	}
	if d, ok := c.valueDifference(x, y); ok {
		out.Difference = d
	}
	if x.opaque || y.opaque || x.holdsVectorSymbol() || y.holdsVectorSymbol() {
		out.Says = "hence has no normal form for these"
		return
	}
	if d, ok := c.firstDifference(x, y); ok {
		out.Verdict, out.Reason, out.Differs, out.Says = Refuted, "", d, d.says()
		return
	}
	if at, left, right, ok := c.breaks(x, y, c.env); ok {
		out.Verdict, out.Reason = Refuted, ""
		out.Counterexample = fmt.Sprintf("for %s the left one is %s, the right one %s", at, left, right)
		out.Says = out.Counterexample
		return
	}
	out.Reason, out.Says = Limit, "neither a common form nor values at which they differ were found"
}

// valueDifference writes x - y, entry by entry.
func (c *checker) valueDifference(x, y value) (string, bool) {
	x, y = x.single(), y.single()
	as, bs := x.entries(), y.entries()
	budget := c.budget()
	entries := make([]symbolic.RationalFunction, len(as))
	for i := range as {
		d, err := as[i].Sub(bs[i], budget)
		if err != nil {
			return "", false
		}
		entries[i] = d
	}
	if !x.isMatrix {
		return scalarValue(entries[0]).String(), true
	}
	return reshape(x.rows(), x.columns(), entries, false).String(), true
}

// Says tells the difference in words: "the first digit that differs is the units: 4, not 5".
func (d *DigitDifference) Says() string { return d.says() }
