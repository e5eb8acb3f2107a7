package proofs

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// VariantOptions says what new data for a sheet must be like.
type VariantOptions struct {
	// Seed picks the variant: equal seeds give equal sheets.
	Seed uint64
	// Digits is how many digits, before and behind the point together, each exact
	// number in the solution may have; 0 stands for [DefaultVariantDigits], or for as
	// many as the solution of the sheet as it stands needs, if those are more.
	Digits int
	Limits Limits
}

// DefaultVariantDigits is how many digits the numbers of a variant's solution may have.
const DefaultVariantDigits = 6

// mostTrials bounds the sheets that are solved in search of a variant.
const mostTrials = 2000

// ErrNoVariant says that new data was looked for and not found.
var ErrNoVariant = errors.New("no new data found whose values stay that short")

// Variant gives a sheet new data. Each number in a value that the sheet gives to a name
// is replaced by another of the same kind: signs, zeros, exponents and the
// numbers of digits stay, and so does what counts something. The data is chosen so
// that every value of the solution stays short, and ends if those of the sheet do. Answers that the sheet states
// are stated anew; all else keeps its bytes. The error is that of [Solve], or
// [ErrNoVariant], or says why the sheet has no variants.
func Variant(ctx context.Context, source Source, options VariantOptions) (Source, error) {
	s, err := readSheet(ctx, source, options.Limits)
	if err != nil {
		return Source{}, err
	}
	if s.document.Origin != nil {
		return Source{}, fmt.Errorf("%s: a notebook, or a sheet that reads in other files, has no variants; write it into one file", source.Name)
	}
	data := s.data()
	if len(data) == 0 {
		return Source{}, fmt.Errorf("%s: the sheet gives no name a number that could be replaced, as $x_0 = 2$ does", source.Name)
	}
	solving := SolveOptions{Limits: options.Limits, Depth: EveryStep}
	original, err := Solve(ctx, source, solving)
	if err != nil {
		return Source{}, err
	}
	if says, ok := isSolved(original); !ok {
		return Source{}, fmt.Errorf("%s: as it stands the sheet is not solved: %s", source.Name, says)
	}
	digits, ends := lengthOf(original)
	digits = max(digits, DefaultVariantDigits)
	if options.Digits > 0 {
		digits = options.Digits
	}
	random := rand.New(rand.NewPCG(options.Seed, 0))
	for trial := range mostTrials {
		if err := ctx.Err(); err != nil {
			return Source{}, err
		}
		variant := source
		variant.Text = varied(source.Text, data, random, trial)
		if variant.Text == source.Text {
			continue
		}
		solved, err := Solve(ctx, variant, solving)
		if err != nil {
			continue
		}
		if _, ok := isSolved(solved); !ok {
			continue
		}
		if longest, allEnd := lengthOf(solved); longest <= digits && (allEnd || !ends) {
			return answeredAnew(ctx, variant, options.Limits)
		}
	}
	return Source{}, fmt.Errorf("%s: %w: at most %d digits in %d trials", source.Name, ErrNoVariant, digits, mostTrials)
}

// isSolved says whether all that is asked for is found and proved, or what is not.
func isSolved(r *SolveResult) (says string, ok bool) {
	for _, f := range r.Finds {
		if f.Value == "" {
			return f.Name + " is not found: " + f.Says, false
		}
	}
	for _, c := range r.Claims {
		if c.Verdict != Proved {
			return fmt.Sprintf("the claim in line %d is %s", c.Line, c.Verdict), false
		}
	}
	return "it asks nothing", len(r.Finds)+len(r.Claims) > 0
}

// shownNumber finds the numbers of a value.
var shownNumber = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)?`)

// lengthOf gives the digits of the longest number among the exact values of a solution,
// and whether each value is exact and ends.
func lengthOf(r *SolveResult) (digits int, ends bool) {
	ends = true
	for _, step := range r.Steps {
		if len(step.Chain) == 0 {
			continue
		}
		if step.Inexact {
			ends = false
			continue
		}
		last := step.Chain[len(step.Chain)-1]
		ends = ends && !strings.Contains(last, `\frac`)
		for _, number := range shownNumber.FindAllString(last, -1) {
			digits = max(digits, len(strings.TrimLeft(strings.Replace(number, ".", "", 1), "0")))
		}
	}
	return digits, ends
}

// answeredAnew replaces the answers that a sheet states and that are wrong by the right
// ones.
func answeredAnew(ctx context.Context, source Source, limits Limits) (Source, error) {
	s, err := readSheet(ctx, source, limits)
	if err != nil {
		return Source{}, err
	}
	w := newWorker(ctx, s, SolveOptions{Limits: limits})
	w.evaluator.env = s.env
	f := &fixer{}
	for _, a := range s.statedAnswers() {
		held := w.hold(a)
		if held.Verdict == Proved {
			continue
		}
		text, ok := w.restated(a, held)
		if !ok {
			line, column := s.checker.position.of(a.at)
			return Source{}, fmt.Errorf("%s:%d:%d: this answer cannot be stated for new data: %s", source.Name, line, column, held.Says)
		}
		f.edits = append(f.edits, textEdit{a.node.Span(), text})
	}
	source.Text, _ = f.apply(source.Text)
	return source, nil
}

// restated writes what a stated answer should be, in LaTeX.
func (w *worker) restated(a statedAnswer, held Answer) (string, bool) {
	if a.of.node == nil {
		return "", false
	}
	cases, failed := w.evaluator.evaluate(a.of.node)
	if failed != nil {
		return "", false
	}
	v := cases[0].value.single()
	if stated, failed := w.evaluator.evaluate(a.node); failed == nil {
		if turned, ok := oriented(v, stated[0].value); ok {
			v = turned
		}
	}
	if held.Rounded != "" {
		units, _ := shownUnits(a.node)
		rule, texts := w.sheet.roundingAt(a.block), []string(nil)
		for i, entry := range v.entries() {
			r, settled, enclosed := w.roundEntry(entry, units[i], rule)
			if !settled || !enclosed {
				return "", false
			}
			texts = append(texts, decimalTo(r, units[i]))
		}
		return syntax.Print(inexactNode(v, texts)), true
	}
	n, ok := valueNode(v)
	return syntax.Print(n), ok
}
