package certificate

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/hence-math/hence/symbolic"
)

// headOfLadders is what proofs of orders and of divisibility for every n use.
const headOfLadders = `(* Divisibility, and orders that hold from one index to the next. *)
Require Import Qpower.
Lemma not_multiple (a b : Q) :
  ~ b == 0 -> (Qnum (a / b) mod QDen (a / b) <> 0)%Z -> ~ (exists z : Z, a == b * inject_Z z).
Proof.
  intros B D [z E]. apply D.
  assert (F : a / b == inject_Z z) by (rewrite E; field; exact B).
  change (Qnum (a / b) * 1 = z * QDen (a / b))%Z in F.
  rewrite Z.mul_1_r in F. rewrite F. apply Z.mod_mul. discriminate.
Qed.
Lemma multiple_step (m v c w x : Q) (d : Z) :
  (exists y : Z, v == m * inject_Z y) -> (exists z : Z, w == m * inject_Z z) ->
  c == inject_Z d -> x == c * v + w -> exists z : Z, x == m * inject_Z z.
Proof.
  intros [y Y] [z Z] C X. exists (d * y + z)%Z.
  rewrite X, C, Y, Z, inject_Z_plus, inject_Z_mult. ring.
Qed.
Lemma multiple_same (m v x : Q) :
  (exists y : Z, v == m * inject_Z y) -> x == v -> exists z : Z, x == m * inject_Z z.
Proof. intros [y Y] X. exists y. rewrite X. exact Y. Qed.
Lemma order_step (v c w x : Q) : 0 <= v -> 0 <= w -> 0 <= c -> x == c * v + w -> 0 <= x.
Proof. intros V W C X. rewrite X. pose proof (Qmult_le_0_compat c v C V). lra. Qed.
Lemma strict_step (v c w x : Q) : 0 < v -> 0 <= w -> 0 < c -> x == c * v + w -> 0 < x.
Proof.
  intros V W C X. rewrite X. assert (P : 0 * v < c * v) by (apply Qmult_lt_r; assumption). lra.
Qed.
Lemma order_by (a b v : Q) : 0 <= v -> b - a == v -> a <= b.
Proof. intros V E. rewrite <- E in V. lra. Qed.
Lemma strict_by (a b v : Q) : 0 < v -> b - a == v -> a < b.
Proof. intros V E. rewrite <- E in V. lra. Qed.
Lemma sum_nonnegative (a b : Q) : 0 <= a -> 0 <= b -> 0 <= a + b.
Proof. lra. Qed.
Lemma quotient_nonnegative (a b : Q) : 0 <= a -> 0 <= b -> 0 <= a / b.
Proof. intros A B. apply Qmult_le_0_compat; [ exact A | apply Qinv_le_0_compat; exact B ]. Qed.
Lemma power_nonnegative (x : Q) (k : nat) : 0 <= x -> 0 <= power x k.
Proof.
  intro X. induction k as [|k IH]; cbn [power]; [ discriminate | apply Qmult_le_0_compat; assumption ].
Qed.
Lemma factorial_nonnegative (k : nat) : 0 <= factorial k.
Proof.
  induction k as [|k IH]; cbn [factorial]; [ discriminate | ].
  apply Qmult_le_0_compat; [ apply number_nonnegative | exact IH ].
Qed.
Ltac nonnegative := repeat first
  [ assumption | apply number_nonnegative | apply factorial_nonnegative | apply power_nonnegative
  | apply sum_nonnegative | apply quotient_nonnegative | apply Qmult_le_0_compat | apply Qpower_pos
  | solve [ vm_compute; discriminate ] ].

`

// A ladder proves that V(k) is nonnegative, or a multiple of m, for every k. Each rung
// is what the one before leaves over: V'(k) = V(k+1) - c V(k) with a factor c that is
// nonnegative, or an integer. If all rungs are right at k = 0 and the last is for every
// k, all are at every k.
type ladder struct {
	rungs   []symbolic.RationalFunction // the last holds by itself
	factors []symbolic.RationalFunction
}

const (
	mostRungs  = 16
	mostClimbs = 600 // rungs tried in all
)

// isNonnegative says whether a rational function of the generators has nonnegative
// coefficients only, above and below.
func (p *prover) isNonnegative(r symbolic.RationalFunction) bool {
	for _, q := range []symbolic.Polynomial{r.Numerator(), r.Denominator()} {
		for monomial, c := range q.Terms() {
			if c.Sign() < 0 {
				return false
			}
			for _, x := range monomial {
				if !p.isNonnegativeGenerator(x.Name) {
					return false
				}
			}
		}
	}
	return true
}

func (p *prover) isNonnegativeGenerator(variable string) bool {
	for key, g := range p.generators {
		if g.variable == variable {
			base, isPower := strings.CutPrefix(key, "power ")
			return key == "number" || strings.HasPrefix(key, "factorial") || isPower && strings.Trim(base, "0123456789.") == ""
		}
	}
	return false
}

// atZero is a rational function of the generators at k = 0; false where that is not known.
func (p *prover) atZero(r symbolic.RationalFunction) (symbolic.RationalFunction, bool) {
	values := map[string]symbolic.RationalFunction{}
	for key, g := range p.generators {
		switch {
		case key == "number", strings.HasPrefix(key, "sum_of "):
			values[g.variable] = symbolic.FromInt(0)
		case strings.HasPrefix(key, "factorial"), strings.HasPrefix(key, "power "), strings.HasPrefix(key, "product_of "):
			values[g.variable] = symbolic.FromInt(1)
		default:
			x, err := p.elementAtZero(g)
			if err != nil {
				return r, false
			}
			values[g.variable] = x
		}
	}
	out, err := r.Substitute(values, p.budget)
	return out, err == nil
}

// elementAtZero is the value at k = 0 of an element that stands for its sequence.
func (p *prover) elementAtZero(g *generator) (symbolic.RationalFunction, error) {
	for _, s := range p.list {
		call, rest := p.w.calls[s.Name], ""
		if g.text == call+" k" {
			rest = "0"
		} else if after, ok := strings.CutPrefix(g.text, call+" ("); ok {
			rest, _, _ = strings.Cut(after, " ")
		}
		var at int64
		if _, err := fmt.Sscan(rest, &at); rest == "" || err != nil || s.Rule == nil {
			continue
		}
		r, _, err := symbolic.Value(symbolic.Term{Sequence: s.Name, Argument: symbolic.Int(at)}, nil, p.list, nil, p.budget)
		return r, err
	}
	return symbolic.RationalFunction{}, errMissing("a sequence without values")
}

// later is a rational function of the generators one step later.
func (p *prover) later(r symbolic.RationalFunction) (symbolic.RationalFunction, error) {
	above, err := p.at(r.Numerator(), 1)
	if err != nil {
		return above, err
	}
	below, err := p.at(r.Denominator(), 1)
	if err != nil {
		return below, err
	}
	return above.Quo(below, p.budget)
}

// growths are the factors worth trying on r: by which its terms grow, and 1.
func (p *prover) growths(r symbolic.RationalFunction) []symbolic.RationalFunction {
	all := []symbolic.RationalFunction{symbolic.FromInt(1)}
	for monomial := range r.Numerator().Terms() {
		growth := symbolic.FromInt(1)
		for _, x := range monomial {
			one := symbolic.Var(x.Name)
			if g, ok := p.generators["number"]; ok && g.variable == x.Name {
				continue
			}
			next, err := p.later(one)
			if err == nil {
				next, err = next.Quo(one, p.budget)
			}
			if err == nil {
				next, err = next.Pow(x.Exponent, p.budget)
			}
			if err == nil {
				growth, err = growth.Mul(next, p.budget)
			}
			if err != nil {
				return all
			}
		}
		known := false
		for _, g := range all {
			known = known || g.Equal(growth)
		}
		for _, name := range append(growth.Numerator().Variables(), growth.Denominator().Variables()...) {
			known = known || p.generators["number"] == nil || name != p.generators["number"].variable
		}
		if !known && growth.IsPolynomial() {
			all = append(all, growth)
		}
	}
	return all
}

// climb finds a ladder of the fewest rungs. right says whether a value at k = 0 is as it must be, done
// whether a rung holds by itself, and fits whether a factor may be used.
func (p *prover) climb(v symbolic.RationalFunction, right, done, fits func(symbolic.RationalFunction) bool) *ladder {
	left := mostClimbs
	var up func(v symbolic.RationalFunction, height int) *ladder
	up = func(v symbolic.RationalFunction, height int) *ladder {
		left--
		start, ok := p.atZero(v)
		if left < 0 || !ok || !right(start) {
			return nil
		}
		if done(v) {
			return &ladder{rungs: []symbolic.RationalFunction{v}}
		}
		if height == 0 {
			return nil
		}
		next, err := p.later(v)
		if err != nil {
			return nil
		}
		for _, c := range p.growths(v) {
			if !fits(c) {
				continue
			}
			scaled, err := c.Mul(v, p.budget)
			if err != nil {
				continue
			}
			rest, err := next.Sub(scaled, p.budget)
			if err != nil {
				continue
			}
			if l := up(rest, height-1); l != nil {
				l.rungs = append([]symbolic.RationalFunction{v}, l.rungs...)
				l.factors = append([]symbolic.RationalFunction{c}, l.factors...)
				return l
			}
		}
		return nil
	}
	for height := range mostRungs {
		if l := up(v, height); l != nil || left < 0 {
			return l
		}
	}
	return nil
}

// textOfValue writes a rational function of the generators j steps later.
func (p *prover) textOfValue(r symbolic.RationalFunction, j int64) string {
	was := p.w.values
	p.w.values = map[string]string{}
	for _, g := range p.generators {
		p.w.values[g.variable] = "(" + g.textAt(j) + ")"
	}
	text := p.w.write(p.factored(r), bindsSum)
	p.w.values = was
	return text
}

// laddered proves that an order or a divisibility holds: it writes the lemma on the rungs and
// gives the tactic that ends the theorem.
func (p *prover) laddered(relation symbolic.Relation, a, b symbolic.RationalFunction) (lemma, last string, err error) {
	if len(p.parameters)+len(p.arbitrary) > 0 {
		return "", "", errMissing("an order or divisibility with letters beside the index")
	}
	outer := p.rewriteAll()
	p.equations, p.known = nil, map[string]symbolic.RationalFunction{}
	if relation == symbolic.Divides {
		return p.divides(a, b, outer)
	}
	strict := relation == symbolic.Less || relation == symbolic.Greater
	if relation == symbolic.Greater || relation == symbolic.GreaterOrEqual {
		a, b = b, a
	}
	v, err := b.Sub(a, p.budget)
	if err != nil {
		return "", "", errMissing("the induction is too long")
	}
	positive := func(r symbolic.RationalFunction) bool {
		n, ok := r.AsConstant()
		return ok && n.Sign() > 0
	}
	first := true
	l := p.climb(v, func(r symbolic.RationalFunction) bool {
		n, ok := r.AsConstant()
		isFirst := first
		first = false
		return ok && n.Sign() >= 0 && (!strict || !isFirst || n.Sign() > 0)
	}, func(r symbolic.RationalFunction) bool {
		return p.isNonnegative(r) && !(strict && r.Equal(v))
	}, func(c symbolic.RationalFunction) bool {
		start, ok := p.atZero(c)
		return ok && p.isNonnegative(c) && positive(start)
	})
	if l == nil {
		return "", "", errMissing("no proof of the order by a few steps was found")
	}
	facts := make([]string, len(l.rungs))
	for i := range facts {
		facts[i] = "0 <= %s"
	}
	step, by := "order_step", "order_by"
	if strict {
		facts[0], by = "0 < %s", "strict_by"
	}
	text, err := p.writeLadder(l, facts, func(i int) string {
		if i == len(l.rungs)-1 {
			return "nonnegative"
		}
		factor := "nonnegative"
		if strict && i == 0 {
			step = "strict_step"
			factor = "lra"
		} else {
			step = "order_step"
		}
		return fmt.Sprintf("apply (%s _ %s _ _ I%d I%d); [ %s | rewrites; algebra ]", step, p.w.write(p.factored(l.factors[i]), bindsAtom), i+1, i+2, factor)
	}, func(i int) string { return "calculate" }, "nonnegative")
	use := fmt.Sprintf("(%s_ladder k)", p.name)
	if len(l.rungs) > 1 {
		use = "(proj1 " + use + ")"
	}
	return text, fmt.Sprintf("apply (%s _ _ _ %s); algebra", by, use), err
}

// divides proves that the number a divides b; outer rewrites with the equations of the theorem.
func (p *prover) divides(a, b symbolic.RationalFunction, outer string) (lemma, last string, err error) {
	m, ok := a.AsConstant()
	if !ok || m.Sign() <= 0 || !m.IsInt() {
		return "", "", errMissing("a divisor that is no number")
	}
	isInteger := func(r symbolic.RationalFunction) bool {
		n, ok := r.AsConstant()
		return ok && n.IsInt()
	}
	quotient := func(r symbolic.RationalFunction) (symbolic.RationalFunction, bool) {
		q, err := r.Quo(a, p.budget)
		return q, err == nil && isInteger(q)
	}
	l := p.climb(b, func(r symbolic.RationalFunction) bool { _, ok := quotient(r); return ok }, func(r symbolic.RationalFunction) bool {
		constant := r.IsConstant()
		return constant
	}, isInteger)
	if l == nil {
		return "", "", errMissing("no proof of divisibility by a few steps was found")
	}
	modulus, _ := p.w.number(m)
	times, _ := quotient(l.rungs[len(l.rungs)-1])
	ends := fmt.Sprintf("exists (%s)%%Z; calculate", constantOf(times).RatString())
	facts := make([]string, len(l.rungs))
	for i := range facts {
		facts[i] = "(exists z : Z, %s == " + modulus + " * inject_Z z)"
	}
	text, err := p.writeLadder(l, facts, func(i int) string {
		if i == len(l.rungs)-1 {
			return ends
		}
		c, _ := p.w.number(constantOf(l.factors[i]))
		return fmt.Sprintf("apply (multiple_step _ _ %s _ _ (%s)%%Z I%d I%d); [ reflexivity | rewrites; algebra ]", c, c, i+1, i+2)
	}, func(i int) string {
		start, _ := p.atZero(l.rungs[i])
		q, _ := quotient(start)
		return fmt.Sprintf("exists (%s)%%Z; calculate", constantOf(q).RatString())
	}, ends)
	use := fmt.Sprintf("(%s_ladder k)", p.name)
	if len(l.rungs) > 1 {
		use = "(proj1 " + use + ")"
	}
	return text, fmt.Sprintf("apply (multiple_same _ _ _ %s); %s; algebra", use, outer), err
}

// writeLadder writes the lemma that all rungs are right at every k. Facts are the
// patterns of what is said of each; step and start prove it at 1 + k and at 0.
func (p *prover) writeLadder(l *ladder, facts []string, step, start func(i int) string, only string) (string, error) {
	all := make([]string, len(l.rungs))
	for i, r := range l.rungs {
		all[i] = fmt.Sprintf(facts[i], p.textOfValue(r, 0))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Lemma %s_ladder : forall (k : nat),\n  %s.\nProof.\n", p.name, strings.Join(all, " /\\\n  "))
	if len(all) == 1 {
		fmt.Fprintf(&b, "  intro k; %s.\nQed.\n", only)
		return b.String(), p.w.failed
	}
	b.WriteString("  induction k as [|k IH].\n  - repeat apply conj.\n")
	for i := range all {
		fmt.Fprintf(&b, "    { %s. }\n", start(i))
	}
	pattern := fmt.Sprintf("I%d", len(all))
	for i := len(all) - 1; i > 0; i-- {
		pattern = fmt.Sprintf("[I%d %s]", i, pattern)
	}
	fmt.Fprintf(&b, "  - destruct IH as %s.\n", pattern)
	p.writeEquations(&b, p.equations)
	next := make([]string, len(l.rungs))
	for i, r := range l.rungs {
		next[i] = fmt.Sprintf(facts[i], p.textOfValue(r, 1))
	}
	fmt.Fprintf(&b, "    change (%s).\n    repeat apply conj.\n", strings.Join(next, " /\\\n      "))
	for i := range all {
		fmt.Fprintf(&b, "    { %s. }\n", strings.ReplaceAll(step(i), "rewrites", p.rewriteAll()))
	}
	b.WriteString("Qed.\n")
	return b.String(), p.w.failed
}

// constantOf is a rational function that is known to be a number.
func constantOf(r symbolic.RationalFunction) *big.Rat {
	n, _ := r.AsConstant()
	return n
}
