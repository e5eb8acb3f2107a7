package certificate

import (
	"errors"
	"fmt"
	"io"
	"math/big"
	"slices"
	"strings"

	"github.com/hence-math/hence/symbolic"
)

// head begins every certificate: what it needs of the standard library, and the
// tactics that its proofs use.
const head = `Require Import ZArith QArith Qabs Qfield Lqa Lia.
Open Scope Q_scope.

(* A divisor is not zero because a hypothesis says so of it, of a multiple of it, of its
   square or cube, or of it in another form. *)
Ltac nonzero :=
  let E := fresh in
  intro E;
  match type of E with
  | ?d == 0 =>
    match goal with
    | H : ~ ?h == 0 |- False =>
      solve [ apply H; first
        [ exact E
        | transitivity d; [ ring | exact E ]
        | unfold Qdiv; rewrite E; ring
        | transitivity (d * d); [ ring | rewrite E; ring ]
        | transitivity (d * d * d); [ ring | rewrite E; ring ]
        | transitivity (- (d * d * d)); [ ring | rewrite E; ring ]
        | lra ] ]
    end
  end.
Ltac divisors := repeat apply conj; first [ assumption | discriminate | lra | nonzero ].
Ltac algebra := solve [ ring | field; divisors ].
Ltac calculate := vm_compute; first [ reflexivity | discriminate ].
Ltac at_number := cbv -[Qplus Qmult Qminus Qopp Qdiv Qinv Qpower Qeq]; algebra.
Ltac refute := let H := fresh in intro H; vm_compute in H; intuition discriminate.

`

// Coq writes statements with proofs that coqc accepts if they are true. It returns
// those that it has no form or proof for, each with the reason in Missing; the file
// lists them too.
func Coq(out io.Writer, document string, statements []Statement) (missing []Statement, err error) {
	var theorems, without strings.Builder
	var proved []string
	for _, s := range statements {
		text, err := theorem(s)
		var why errMissing
		switch {
		case s.Missing != "":
		case errors.As(err, &why):
			s.Missing = string(why)
		case err != nil:
			return nil, err
		}
		if s.Missing != "" {
			missing = append(missing, s)
			fmt.Fprintf(&without, "   %s at %s: %s\n", s.Name, s.Place, comment(s.Missing))
			continue
		}
		theorems.WriteString(about(s) + text + "\n")
		proved = append(proved, s.Name)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "(* Certificate of %s: %d statements.\n", comment(document), len(proved))
	b.WriteString("   Check it with coqc, 8.16 or later; nothing but Coq's standard library is needed. *)\n\n")
	if len(missing) > 0 {
		fmt.Fprintf(&b, "(* Without a certificate:\n%s*)\n\n", without.String())
	}
	b.WriteString(head)
	if slices.ContainsFunc(statements, func(s Statement) bool { return s.Induction != nil }) {
		b.WriteString(headOfInductions + headOfScaled + "\n")
	}
	if slices.ContainsFunc(statements, func(s Statement) bool { return s.Induction != nil && s.Induction.Claim.Relation != symbolic.Equals }) {
		b.WriteString(headOfLadders)
	}
	b.WriteString(theorems.String())
	for _, name := range proved {
		fmt.Fprintf(&b, "Print Assumptions %s.\n", name)
	}
	_, err = io.WriteString(out, b.String())
	return missing, err
}

// about is the comment before a theorem: where it stands and what the document says.
func about(s Statement) string {
	var b strings.Builder
	fmt.Fprintf(&b, "(* %s: %s", s.Place, comment(s.Source))
	for _, note := range s.Notes {
		fmt.Fprintf(&b, "\n   %s", comment(note))
	}
	b.WriteString(" *)\n")
	return b.String()
}

// theorem writes a statement and its proof.
func theorem(s Statement) (string, error) {
	if s.Missing != "" {
		return "", nil
	}
	switch {
	case s.Induction != nil && s.Refuted:
		return counterexample(s)
	case s.Induction != nil:
		return induction(s)
	case s.Refuted:
		return refutation(s)
	}
	w := &writer{names: newNaming(), integers: s.Modulus != nil}
	members, free := membersOf(s)
	var facts, witnesses, names []string
	hypotheses := ""
	for i, d := range s.Derivatives {
		w.names.given[d.Name] = fmt.Sprintf("D_%d", i+1)
		w.names.taken[w.names.given[d.Name]] = true
	}
	for _, d := range denominators(members...) {
		if r, err := value(d); err != nil {
			return "", err
		} else if r.IsZero() {
			return "", errMissing("a member divides by zero")
		}
		hypotheses += "  ~ " + w.write(d, bindsSum) + " == 0 ->\n"
	}
	for _, d := range s.Derivatives {
		fact, derivative, err := w.derivative(d)
		if err != nil {
			return "", err
		}
		facts = append(facts, fact)
		witnesses = append(witnesses, derivative)
		names = append(names, w.names.of(d.Name))
	}
	for _, e := range s.Entries {
		fact, err := w.relation(e, s)
		if err != nil {
			return "", err
		}
		facts = append(facts, fact)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Theorem %s :\n", s.Name)
	if len(free) > 0 {
		fmt.Fprintf(&b, "  forall %s : Q,\n", strings.Join(w.identifiers(free), " "))
	}
	b.WriteString(hypotheses)
	proof := "intros; "
	if len(names) > 0 {
		fmt.Fprintf(&b, "  exists %s : Q,\n", strings.Join(names, " "))
		proof += "exists " + strings.Join(witnesses, ", ") + "; "
	}
	b.WriteString("  " + strings.Join(facts, " /\\\n  ") + ".\n")
	proof += "repeat apply conj; "
	if len(free) == 0 && len(names) == 0 {
		proof += "calculate"
	} else {
		proof += "intros; algebra"
	}
	if w.failed != nil {
		return "", w.failed
	}
	fmt.Fprintf(&b, "Proof. %s. Qed.\n", proof)
	return b.String(), nil
}

// membersOf lists the members of a statement with the points of its derivatives, and
// the symbols that are free in them.
func membersOf(s Statement) (members []symbolic.Expression, free []string) {
	bound := map[string]bool{}
	for _, e := range s.Entries {
		members = append(members, e.Left, e.Right)
	}
	for _, d := range s.Derivatives {
		bound[d.Name] = true
		members = append(members, d.atPoint(nil))
	}
	for _, name := range symbols(members...) {
		if !bound[name] {
			free = append(free, name)
		}
	}
	return members, free
}

func (w *writer) identifiers(names []string) []string {
	ids := make([]string, len(names))
	for i, name := range names {
		ids[i] = w.names.of(name)
	}
	return ids
}

// relation writes what one entry says.
func (w *writer) relation(e Entry, s Statement) (string, error) {
	left, right := w.write(e.Left, bindsSum), w.write(e.Right, bindsSum)
	switch {
	case w.failed != nil:
		return "", w.failed
	case s.Modulus != nil:
		return fmt.Sprintf("((%s - (%s)) mod %s = 0)%%Z", left, right, s.Modulus), nil
	case s.Within != nil:
		return fmt.Sprintf("Qabs (%s - (%s)) <= %s", left, right, w.write(symbolic.Number{Value: s.Within}, bindsAtom)), nil
	}
	return related(s.Relation, left, right)
}

// related writes a relation between two texts.
func related(relation symbolic.Relation, left, right string) (string, error) {
	switch relation {
	case symbolic.Equals:
		return left + " == " + right, nil
	case symbolic.NotEquals:
		return "~ " + left + " == " + right, nil
	case symbolic.Less, symbolic.LessOrEqual:
		return left + " " + string(relation) + " " + right, nil
	case symbolic.Greater:
		return right + " < " + left, nil
	case symbolic.GreaterOrEqual:
		return right + " <= " + left, nil
	case symbolic.Divides:
		return "exists z : Z, " + right + " == " + left + " * inject_Z z", nil
	}
	return "", errMissing("a relation that has no form in Coq here")
}

// step is the symbol by which a derivative moves its point. No name of a document
// is like it.
const step = "#h"

// atPoint is the function at the point of the derivative, moved by h where that is not nil.
func (d Derivative) atPoint(h symbolic.Expression) symbolic.Expression {
	x := d.Of
	names := make([]string, 0, len(d.At))
	for name := range d.At {
		names = append(names, name)
	}
	slices.Sort(names)
	// Two rounds, so that nothing put in is taken for a symbol to be replaced.
	for i, name := range names {
		x = symbolic.Replace(x, name, symbolic.Symbol{Name: fmt.Sprintf("#%d", i)})
	}
	for i, name := range names {
		at := d.At[name]
		if name == d.By && h != nil {
			at = symbolic.Plus(at, h)
		}
		x = symbolic.Replace(x, fmt.Sprintf("#%d", i), at)
	}
	return x
}

// Value is the derivative.
func (d Derivative) Value(budget *symbolic.Budget) (symbolic.RationalFunction, error) {
	f, err := value(d.Of)
	if err != nil {
		return f, err
	}
	slope, err := f.Derivative(d.By, budget)
	if err != nil {
		return f, errMissing("the derivative is too long")
	}
	at := map[string]symbolic.RationalFunction{}
	for name, x := range d.At {
		if at[name], err = value(x); err != nil {
			return f, err
		}
	}
	if slope, err = slope.Substitute(at, budget); err != nil {
		return f, errMissing("the derivative has no value there")
	}
	return slope, nil
}

// derivative writes what a derivative says, and its value.
func (w *writer) derivative(d Derivative) (fact, derivative string, err error) {
	w.values = map[string]string{step: "h"}
	here, there := d.atPoint(nil), d.atPoint(symbolic.Symbol{Name: step})
	budget := symbolic.NewBudget(steps, bits)
	slope, err := d.Value(budget)
	if err != nil {
		return "", "", err
	}
	remainder, err := remainder(there, here, slope, budget)
	if err != nil {
		return "", "", err
	}
	hypotheses := ""
	for _, x := range denominators(there) {
		if slices.Contains(symbols(x), step) {
			hypotheses += "~ " + w.write(x, bindsSum) + " == 0 -> "
		}
	}
	fact = fmt.Sprintf("(forall h : Q, %s%s == %s + h * %s + h ^ 2 * %s)", hypotheses, w.write(there, bindsSum), w.write(here, bindsSum),
		w.names.of(d.Name), w.write(remainder, bindsSign))
	return fact, w.write(symbolic.ExpressionOf(slope), bindsAtom), w.failed
}

// remainder is (f(x+h) - f(x) - h D) / h^2, which has a value at h = 0.
func remainder(there, here symbolic.Expression, slope symbolic.RationalFunction, budget *symbolic.Budget) (symbolic.Expression, error) {
	a, err := value(there)
	if err != nil {
		return nil, err
	}
	b, err := value(here)
	if err != nil {
		return nil, err
	}
	h := symbolic.Var(step)
	r, err := a.Sub(b, budget)
	if err == nil {
		r, err = r.Quo(h, budget)
	}
	if err == nil {
		r, err = r.Sub(slope, budget)
	}
	if err == nil {
		r, err = r.Quo(h, budget)
	}
	if err != nil {
		return nil, errMissing("the derivative is too long")
	}
	return symbolic.ExpressionOf(r), nil
}

// refutation writes that not all entries hold, at the witness of a statement.
func refutation(s Statement) (string, error) {
	w := &writer{names: newNaming(), integers: s.Modulus != nil}
	members, free := membersOf(s)
	if len(s.Derivatives) > 0 {
		return "", errMissing("a refuted derivative")
	}
	at, err := completed(s.Witness, free, members)
	if err != nil {
		return "", err
	}
	var facts []string
	for _, d := range denominators(members...) {
		facts = append(facts, "~ "+w.write(d, bindsSum)+" == 0")
	}
	var entries, values []string
	for _, e := range s.Entries {
		fact, err := w.relation(e, s)
		if err != nil {
			return "", err
		}
		entries = append(entries, fact)
		values = append(values, valuesAt(e, at))
	}
	facts = append(facts, "~ ("+strings.Join(entries, " /\\\n     ")+")")
	var b strings.Builder
	fmt.Fprintf(&b, "(* The members are %s. *)\n", comment(strings.Join(values, "; ")))
	fmt.Fprintf(&b, "Theorem %s :\n", s.Name)
	proof := "repeat apply conj; refute"
	if len(free) > 0 {
		fmt.Fprintf(&b, "  exists %s : Q,\n", strings.Join(w.identifiers(free), " "))
		var witnesses []string
		for _, name := range free {
			text, _ := w.number(at[name])
			witnesses = append(witnesses, text)
		}
		proof = "exists " + strings.Join(witnesses, ", ") + "; " + proof
	}
	b.WriteString("  " + strings.Join(facts, " /\\\n  ") + ".\n")
	if w.failed != nil {
		return "", w.failed
	}
	fmt.Fprintf(&b, "Proof. %s. Qed.\n", proof)
	return b.String(), nil
}

// completed adds to a witness a value for each symbol that the witness does not
// hold, such that every member has a value.
func completed(witness map[string]*big.Rat, free []string, members []symbolic.Expression) (map[string]*big.Rat, error) {
	for candidate := int64(1); candidate < 20; candidate++ {
		at := map[string]*big.Rat{}
		for i, name := range free {
			at[name] = big.NewRat(candidate+int64(i), 1)
			if r := witness[name]; r != nil {
				at[name] = r
			}
		}
		defined := true
		for _, m := range members {
			for _, d := range denominators(m) {
				r, err := numberAt(d, at)
				defined = defined && err == nil && r.Sign() != 0
			}
		}
		if defined {
			return at, nil
		}
	}
	return nil, errMissing("a member has no value at the witness")
}

// numberAt is the value of an expression with numbers for its symbols.
func numberAt(x symbolic.Expression, at map[string]*big.Rat) (*big.Rat, error) {
	where := map[string]symbolic.RationalFunction{}
	for name, r := range at {
		where[name] = symbolic.FromRat(r)
	}
	r, _, err := symbolic.Value(x, nil, nil, where, symbolic.NewBudget(steps, bits))
	if err != nil {
		return nil, err
	}
	number, ok := r.AsConstant()
	if !ok {
		return nil, errMissing("a member has no value at the witness")
	}
	return number, nil
}

// valuesAt says what both members of an entry are.
func valuesAt(e Entry, at map[string]*big.Rat) string {
	left, err := numberAt(e.Left, at)
	right, also := numberAt(e.Right, at)
	if err != nil || also != nil {
		return "not computed"
	}
	return symbolic.FormatRat(left) + " and " + symbolic.FormatRat(right)
}
