package certificate

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/hence-math/hence/symbolic"
)

// Induction is what a claim for every value of an index says: its members as in the
// document, and the recurrences behind them.
type Induction struct {
	Claim     symbolic.Claim
	Sequences []symbolic.Sequence
	// FailsAt is, for a refuted claim, an index at which it fails.
	FailsAt int64
}

// headOfInductions defines what claims about every n are written in.
const headOfInductions = `(* Numbers with an index, powers, sums and products from a to b. *)
Definition number (n : nat) : Q := inject_Z (Z.of_nat n).
Fixpoint power (x : Q) (n : nat) : Q :=
  match n with O => 1 | S m => x * power x m end.
Fixpoint factorial (n : nat) : Q :=
  match n with O => 1 | S m => number n * factorial m end.
Fixpoint sum_of (a count : nat) (f : nat -> Q) : Q :=
  match count with O => 0 | S m => sum_of a m f + f (a + m)%nat end.
Fixpoint product_of (a count : nat) (f : nat -> Q) : Q :=
  match count with O => 1 | S m => product_of a m f * f (a + m)%nat end.
Definition sum (a b : nat) (f : nat -> Q) : Q := sum_of a (S b - a) f.
Definition product (a b : nat) (f : nat -> Q) : Q := product_of a (S b - a) f.

Fixpoint double_factorial (n : nat) : Q :=
  match n with O => 1 | S O => 1 | S (S m) => number n * double_factorial m end.
Definition binomial (x : Q) (k : nat) : Q := product_of 0 k (fun i => (x - number i) / number (S i)).

Lemma number_shift (c k : nat) (q : Q) : number c == q -> number (c + k) == number k + q.
Proof. intro E. rewrite <- E. unfold number. rewrite Nat2Z.inj_add, inject_Z_plus. ring. Qed.
Lemma number_affine (c k m : nat) : number (c + k * m) == number k * number m + number c.
Proof. unfold number. rewrite Nat2Z.inj_add, Nat2Z.inj_mul, inject_Z_plus, inject_Z_mult. ring. Qed.
Lemma number_nonnegative (k : nat) : 0 <= number k.
Proof. unfold number. change 0 with (inject_Z 0). rewrite <- Zle_Qle. lia. Qed.
Lemma power_plus (x : Q) (c k : nat) : power x (c + k) == power x c * power x k.
Proof. induction c as [|c IH]; cbn [power Nat.add]; [ ring | rewrite IH; ring ]. Qed.
Lemma power_split (b x y : Q) (k : nat) : b == x * y -> power b k == power x k * power y k.
Proof. intro E. induction k as [|k IH]; cbn [power]; [ ring | rewrite IH, E; ring ]. Qed.
Lemma power_times (x : Q) (k m : nat) : power x (k * m) == power (power x k) m.
Proof.
  rewrite Nat.mul_comm. induction m as [|m IH]; cbn [power Nat.mul]; [ reflexivity | ].
  rewrite power_plus, IH. reflexivity.
Qed.
Lemma power_nonzero (x : Q) (k : nat) : ~ x == 0 -> ~ power x k == 0.
Proof.
  intro H. induction k as [|k IH]; cbn [power]; [ discriminate | ].
  intro E. destruct (Qmult_integral _ _ E); auto.
Qed.
Lemma factorial_nonzero (k : nat) : ~ factorial k == 0.
Proof.
  induction k as [|k IH]; cbn [factorial]; [ discriminate | ].
  intro E. destruct (Qmult_integral _ _ E) as [N|N]; [ | auto ].
  assert (S : number (1 + k) == number k + 1) by (apply number_shift; reflexivity).
  pose proof (number_nonnegative k). cbn [Nat.add] in S. rewrite S in N. lra.
Qed.
Lemma sum_count (a b c : nat) (f : nat -> Q) : (S b - a)%nat = c -> sum a b f = sum_of a c f.
Proof. intro E. unfold sum. rewrite E. reflexivity. Qed.
Lemma product_count (a b c : nat) (f : nat -> Q) :
  (S b - a)%nat = c -> product a b f = product_of a c f.
Proof. intro E. unfold product. rewrite E. reflexivity. Qed.
Lemma at_least (c n : nat) : (c <= n)%nat -> exists k, n = (c + k)%nat.
Proof. intros. exists (n - c)%nat. lia. Qed.
Lemma by_zero (a b m n : Q) : n == 0 -> a - b == n * m -> a == b.
Proof.
  intros H E. rewrite H in E. setoid_replace a with (b + (a - b)) by ring. rewrite E. ring.
Qed.
Lemma by_one (n a c : Q) : a == 0 -> n == c * a -> n == 0.
Proof. intros A E. rewrite E, A. ring. Qed.
Lemma by_two (n a b c d : Q) : a == 0 -> b == 0 -> n == c * a + d * b -> n == 0.
Proof. intros A B E. rewrite E, A, B. ring. Qed.
Lemma by_three (n a b c d e f : Q) :
  a == 0 -> b == 0 -> c == 0 -> n == d * a + e * b + f * c -> n == 0.
Proof. intros A B C E. rewrite E, A, B, C. ring. Qed.
Lemma by_four (n a b c d e f g h : Q) :
  a == 0 -> b == 0 -> c == 0 -> d == 0 -> n == e * a + f * b + g * c + h * d -> n == 0.
Proof. intros A B C D E. rewrite E, A, B, C, D. ring. Qed.

`

// combinations are the lemmas for a step that uses so many earlier cases.
var combinations = []string{1: "by_one", 2: "by_two", 3: "by_three", 4: "by_four"}

const mostCases = 4

// natural is an affine form in letters for natural numbers.
type natural struct {
	slopes map[string]int64
	offset int64
}

// naturalOf reads an expression as an affine form.
func naturalOf(x symbolic.Expression) (natural, bool) {
	const most = 1 << 20
	switch x := x.(type) {
	case symbolic.Number:
		if x.Value.IsInt() && x.Value.Num().IsInt64() && x.Value.Num().Int64() < most && x.Value.Num().Int64() > -most {
			return natural{offset: x.Value.Num().Int64()}, true
		}
	case symbolic.Symbol:
		return natural{slopes: map[string]int64{x.Name: 1}}, true
	case symbolic.Negation:
		a, ok := naturalOf(x.Of)
		return natural{}.plus(a, -1), ok
	case symbolic.Addition:
		total := natural{}
		for _, t := range x.Terms {
			a, ok := naturalOf(t)
			if !ok {
				return total, false
			}
			total = total.plus(a, 1)
		}
		return total, true
	case symbolic.Multiplication:
		total := natural{offset: 1}
		for _, f := range x.Factors {
			a, ok := naturalOf(f)
			if !ok || len(a.slopes) > 0 && len(total.slopes) > 0 || total.offset > most || total.offset < -most {
				return total, false
			}
			if len(total.slopes) > 0 {
				a, total = total, a
			}
			total = natural{}.plus(a, total.offset)
		}
		return total, true
	}
	return natural{}, false
}

// text writes an affine form of type nat, given the texts of its letters, and before, if not nil, for what
// precedes a letter by j. What is taken off stands behind, so that the text is right wherever the form is not negative.
func (a natural) text(texts map[string]string, before func(name string, j int64) string) (string, bool) {
	names := make([]string, 0, len(a.slopes))
	for name := range a.slopes {
		names = append(names, name)
	}
	slices.Sort(names)
	var parts, less []string
	for _, name := range names {
		m, text := a.slopes[name], texts[name]
		if text == "" {
			return "", false
		}
		if m != 1 && m != -1 {
			text = fmt.Sprintf("%d * %s", max(m, -m), text)
		}
		if m > 0 {
			parts = append(parts, text)
		} else {
			less = append(less, text)
		}
	}
	switch {
	case a.offset < 0 && before != nil && len(names) == 1 && a.slopes[names[0]] == 1:
		return before(names[0], -a.offset), true
	case len(parts) == 0 && a.offset < 0:
		return "", false
	case a.offset > 0 || len(parts) == 0:
		parts = append(parts, fmt.Sprint(a.offset))
	case a.offset < 0:
		less = append(less, fmt.Sprint(-a.offset))
	}
	return strings.Join(append([]string{strings.Join(parts, " + ")}, less...), " - "), true
}

// plus is a + times b.
func (a natural) plus(b natural, times int64) natural {
	sum := natural{slopes: map[string]int64{}, offset: a.offset + times*b.offset}
	for name, m := range a.slopes {
		sum.slopes[name] += m
	}
	for name, m := range b.slopes {
		sum.slopes[name] += times * m
	}
	for name, m := range sum.slopes {
		if m == 0 {
			delete(sum.slopes, name)
		}
	}
	return sum
}

// shifted writes c + k.
func shifted(c int64) string { return position{1, c}.text() }

// generator is something that stands for a sequence in the algebra of a proof: as a
// variable of rational functions, its meaning at k.
type generator struct {
	variable string
	text     string // at k
	// at is its value j steps later, and textAt its text there.
	at     func(j int64) (symbolic.RationalFunction, error)
	textAt func(j int64) string
}

// equation says what a part of the text is in terms of the generators.
type equation struct {
	left  string
	right symbolic.RationalFunction
	proof string
}

// prover writes the proof of one induction.
type prover struct {
	name       string
	w          *writer
	index      string
	sequences  map[string]symbolic.Sequence
	list       []symbolic.Sequence
	naturals   []string // identifiers, of integers that are parameters
	parameters []string // identifiers, of numbers
	arbitrary  []string // identifiers, of sequences without a rule
	generators map[string]*generator
	order      []string
	equations  []equation
	known      map[string]symbolic.RationalFunction // by the left side of an equation
	budget     *symbolic.Budget
	depth      int
	tabulate   bool // define sequences so that an element is computed once
}

// position is where an index stands: at slope*k + offset.
type position struct{ slope, offset int64 }

func (p *prover) generator(key, text string, at func(j int64) (symbolic.RationalFunction, error), textAt func(j int64) string) symbolic.RationalFunction {
	g, ok := p.generators[key]
	if !ok {
		g = &generator{variable: fmt.Sprintf("#g%d", len(p.order)), text: text, at: at, textAt: textAt}
		p.generators[key] = g
		p.order = append(p.order, key)
		p.w.values[g.variable] = "(" + text + ")"
	}
	return symbolic.Var(g.variable)
}

// equate remembers what a part of the text is.
func (p *prover) equate(left string, right symbolic.RationalFunction, proof string) symbolic.RationalFunction {
	if _, ok := p.known[left]; !ok {
		p.known[left] = right
		p.equations = append(p.equations, equation{left: left, right: right, proof: proof})
	}
	return right
}

const mostEquations = 200

// value gives an expression as a rational function of the generators, with the indices
// at the positions given, and notes the equations that say so.
func (p *prover) value(x symbolic.Expression, at map[string]position) (symbolic.RationalFunction, error) {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > 60 || len(p.equations) > mostEquations {
		return symbolic.RationalFunction{}, errMissing("the induction is too long")
	}
	switch x := x.(type) {
	case symbolic.Number:
		return symbolic.FromRat(x.Value), nil
	case symbolic.Symbol:
		if a, ok := at[x.Name]; ok {
			return p.number(a)
		}
		return symbolic.Var(x.Name), nil
	case symbolic.Addition:
		total := symbolic.FromInt(0)
		for _, t := range x.Terms {
			r, err := p.value(t, at)
			if err == nil {
				total, err = total.Add(r, p.budget)
			}
			if err != nil {
				return total, err
			}
		}
		return total, nil
	case symbolic.Multiplication:
		total := symbolic.FromInt(1)
		for _, f := range x.Factors {
			r, err := p.value(f, at)
			if err == nil {
				total, err = total.Mul(r, p.budget)
			}
			if err != nil {
				return total, err
			}
		}
		return total, nil
	case symbolic.Negation:
		r, err := p.value(x.Of, at)
		return r.Neg(), err
	case symbolic.Division:
		a, err := p.value(x.Numerator, at)
		if err != nil {
			return a, err
		}
		b, err := p.value(x.Denominator, at)
		if err != nil {
			return b, err
		}
		return a.Quo(b, p.budget)
	case symbolic.Power:
		if n, ok := x.Exponent.(symbolic.Number); ok && n.Value.IsInt() && n.Value.Num().IsInt64() {
			r, err := p.value(x.Base, at)
			if err != nil {
				return r, err
			}
			return r.Pow(int(n.Value.Num().Int64()), p.budget)
		}
		return p.power(x, at)
	case symbolic.Factorial:
		return p.factorial(x, at)
	case symbolic.Binomial:
		return p.binomial(x, at)
	case symbolic.Harmonic:
		return p.value(harmonic(x), at)
	case symbolic.Summation:
		return p.series(x, x.Index, x.From, x.To, x.Body, at)
	case symbolic.IteratedProduct:
		return p.series(x, x.Index, x.From, x.To, x.Body, at)
	case symbolic.Term:
		return p.element(x, at)
	}
	return symbolic.RationalFunction{}, errMissing("an induction on " + comment(x.String()))
}

// harmonic is a harmonic number as a sum.
func harmonic(x symbolic.Harmonic) symbolic.Expression {
	return symbolic.Summation{Index: "#i", From: symbolic.Int(1), To: x.Of, Body: symbolic.Over(symbolic.Int(1), symbolic.Sym("#i"))}
}

// placed gives an affine form as slope*k + offset.
func placed(x symbolic.Expression, at map[string]position) (position, error) {
	a, ok := naturalOf(x)
	if !ok {
		return position{}, errMissing("the index " + comment(x.String()))
	}
	out := position{offset: a.offset}
	for name, m := range a.slopes {
		where, ok := at[name]
		if !ok {
			return out, errMissing("a letter beside the index: " + comment(name))
		}
		out.slope += m * where.slope
		out.offset += m * where.offset
	}
	if out.slope < 0 || out.offset < 0 {
		return out, errMissing("an index below 0")
	}
	return out, nil
}

// textAt writes an expression with its indices at their positions.
func (p *prover) textAt(x symbolic.Expression, at map[string]position) (string, error) {
	indices := map[string]string{}
	ranges := p.w.ranges
	defer func() { p.w.ranges = ranges }()
	if p.w.ranges = maps.Clone(ranges); ranges == nil {
		p.w.ranges = map[string][2]natural{}
	}
	for name, a := range at {
		indices[name] = a.text()
		place := natural{slopes: map[string]int64{"#k": a.slope}, offset: a.offset}
		p.w.ranges[name] = [2]natural{place, place}
	}
	return p.textWith(x, indices)
}

func (p *prover) textWith(x symbolic.Expression, indices map[string]string) (string, error) {
	was := p.w.indices
	p.w.indices = maps.Clone(was)
	maps.Copy(p.w.indices, indices)
	text := p.w.write(x, bindsAtom)
	p.w.indices = was
	return text, p.w.failed
}

func (p *prover) number(a position) (symbolic.RationalFunction, error) {
	if a.slope == 0 {
		left := fmt.Sprintf("(number %d)", a.offset)
		return p.equate(left, symbolic.FromInt(a.offset), "reflexivity"), nil
	}
	k := p.generator("number", "number k",
		func(j int64) (symbolic.RationalFunction, error) { return p.number(position{1, j}) },
		func(j int64) string { return "number " + shifted(j) })
	if a == (position{1, 0}) {
		return k, nil
	}
	r, err := k.Mul(symbolic.FromInt(a.slope), p.budget)
	if err == nil {
		r, err = r.Add(symbolic.FromInt(a.offset), p.budget)
	}
	if err != nil {
		return r, err
	}
	if a.slope > 1 {
		return p.equate("(number "+a.text()+")", r, fmt.Sprintf("change %s with (%d + k * %d)%%nat; rewrite number_affine; change (number %d) with %d; change (number %d) with %d; ring",
			a.text()+"%nat", a.offset, a.slope, a.offset, a.offset, a.slope, a.slope)), nil
	}
	return p.equate("(number "+shifted(a.offset)+")", r, "apply number_shift; reflexivity"), nil
}

// rewriteAll rewrites with every equation there is so far.
func (p *prover) rewriteAll() string { return p.rewriteFirst(len(p.equations)) }

func (p *prover) rewriteFirst(n int) string {
	if n == 0 {
		return "idtac"
	}
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("?E%d", n-i)
	}
	return "rewrite " + strings.Join(names, ", ")
}

// written equates the text of a part, as it stands where its indices are, with what it is in the form
// that proofs compute with.
func (p *prover) written(x symbolic.Expression, at map[string]position, r symbolic.RationalFunction, how string) (symbolic.RationalFunction, error) {
	text, err := p.textAt(x, at)
	if err != nil {
		return r, err
	}
	if g, ok := p.generatorOf(r); ok && "("+g.text+")" == text {
		return r, nil
	}
	return p.equate(text, r, how+p.rewriteAll()+"; algebra"), nil
}

func (p *prover) generatorOf(r symbolic.RationalFunction) (*generator, bool) {
	for _, g := range p.generators {
		if r.Equal(symbolic.Var(g.variable)) {
			return g, true
		}
	}
	return nil, false
}

// power is a power whose exponent moves with the index.
func (p *prover) power(x symbolic.Power, at map[string]position) (symbolic.RationalFunction, error) {
	for name := range at {
		if slices.Contains(symbols(x.Base), name) {
			return symbolic.RationalFunction{}, errMissing("a power of the index with the index above")
		}
	}
	a, err := placed(x.Exponent, at)
	if err != nil {
		return symbolic.RationalFunction{}, err
	}
	base, err := p.textWith(x.Base, nil)
	if err != nil {
		return symbolic.RationalFunction{}, err
	}
	r, err := p.powerOf(x.Base, base, a)
	if err != nil {
		return r, err
	}
	exponent, err := p.exponentText(x.Exponent, at)
	if err != nil {
		return r, err
	}
	canonical := a.text()
	return p.written(x, at, r, fmt.Sprintf("replace (%s)%%nat with %s%%nat by lia; ", exponent, canonical))
}

func (p *prover) exponentText(x symbolic.Expression, at map[string]position) (string, error) {
	a, ok := naturalOf(x)
	texts := map[string]string{}
	for name, where := range at {
		texts[name] = where.text()
	}
	text, is := a.text(texts, p.w.before)
	if !ok || !is {
		return "", errMissing("the index " + comment(x.String()))
	}
	return text, nil
}

// text writes a position: 3, k, (1 + k), (1 + k * 2). At 1 + k in the place of k it computes to the position
// that the slope is further on.
func (a position) text() string {
	k := "k"
	switch {
	case a.slope == 0:
		return fmt.Sprint(a.offset)
	case a.slope > 1:
		k = fmt.Sprintf("k * %d", a.slope)
	}
	switch {
	case a.offset > 0:
		return fmt.Sprintf("(%d + %s)", a.offset, k)
	case a.slope > 1:
		return "(" + k + ")"
	}
	return k
}

// later is a position j steps later.
func (a position) later(j int64) position { return position{a.slope, a.offset + j*a.slope} }

// powerOf is the power of a base at a position. Whole bases are split into primes, so
// that the algebra knows that 4^n is the square of 2^n.
func (p *prover) powerOf(base symbolic.Expression, text string, a position) (symbolic.RationalFunction, error) {
	b, err := value(base)
	if err != nil {
		return b, err
	}
	left := fmt.Sprintf("(power %s %s)", text, a.text())
	start, err := b.Pow(int(a.offset), p.budget)
	if err != nil {
		return b, err
	}
	if a.slope == 0 {
		return p.equate(left, start, "cbn [power]; algebra"), nil
	}
	if n, ok := b.AsConstant(); ok && n.IsInt() && n.Num().IsInt64() {
		if prime, rest := splitPrime(n.Num().Int64()); rest != 1 {
			x, err := p.powerOf(symbolic.Int(prime), fmt.Sprint(prime), a)
			if err != nil {
				return x, err
			}
			restText, _ := p.w.number(big.NewRat(rest, 1))
			y, err := p.powerOf(symbolic.Int(rest), restText, a)
			if err != nil {
				return y, err
			}
			r, err := x.Mul(y, p.budget)
			if err != nil {
				return r, err
			}
			return p.equate(left, r, fmt.Sprintf("rewrite (power_split %s %d %s %s (Qeq_refl _)); %s; algebra", text, prime, restText, a.text(), p.rewriteAll())), nil
		}
	}
	k := p.generator("power "+text, fmt.Sprintf("power %s k", text),
		func(j int64) (symbolic.RationalFunction, error) { return p.powerOf(base, text, position{1, j}) },
		func(j int64) string { return fmt.Sprintf("power %s %s", text, shifted(j)) })
	if a == (position{1, 0}) {
		return k, nil
	}
	r, err := k.Pow(int(a.slope), p.budget)
	if err == nil {
		r, err = r.Mul(start, p.budget)
	}
	if err != nil {
		return r, err
	}
	how := fmt.Sprintf("rewrite (power_plus %s %d %s)", text, a.offset, position{a.slope, 0}.text())
	if a.slope > 1 {
		how = fmt.Sprintf("change %s%%nat with (%d + k * %d)%%nat; rewrite (power_plus %s %d (k * %d)), (power_times %s k %d)", a.text(), a.offset, a.slope, text, a.offset, a.slope, text, a.slope)
	}
	return p.equate(left, r, how+"; cbn [power]; algebra"), nil
}

// splitPrime takes the least prime out of a whole number greater than 1; the rest is 1 where it
// is a prime, or not to be split.
func splitPrime(n int64) (prime, rest int64) {
	if n < 4 || n > 1<<31 {
		return n, 1
	}
	for d := int64(2); d*d <= n; d++ {
		if n%d == 0 {
			return d, n / d
		}
	}
	return n, 1
}

// mostBelow bounds the number below in a binomial coefficient.
const mostBelow = 8

// binomial is a binomial coefficient with a number below: a polynomial in what is above.
func (p *prover) binomial(x symbolic.Binomial, at map[string]position) (symbolic.RationalFunction, error) {
	upper, err := p.value(x.Upper, at)
	if err != nil {
		return upper, err
	}
	below, err := placed(x.Lower, at)
	if err != nil || below.slope != 0 || below.offset > mostBelow {
		return upper, errMissing("a binomial coefficient with a letter below")
	}
	r := symbolic.FromInt(1)
	numbers := "change (number 0) with 0"
	for i := range below.offset {
		factor, err := upper.Sub(symbolic.FromInt(i), p.budget)
		if err == nil {
			factor, err = factor.Quo(symbolic.FromInt(i+1), p.budget)
		}
		if err == nil {
			r, err = r.Mul(factor, p.budget)
		}
		if err != nil {
			return r, err
		}
		numbers += fmt.Sprintf("; change (number %d) with %d", i+1, i+1)
	}
	return p.written(x, at, r, "unfold binomial; cbn [product_of Nat.add]; "+numbers+"; ")
}

func (p *prover) factorial(x symbolic.Factorial, at map[string]position) (symbolic.RationalFunction, error) {
	a, err := placed(x.Of, at)
	if err != nil {
		return symbolic.RationalFunction{}, err
	}
	r, err := p.factorialAt(a)
	if err != nil {
		return r, err
	}
	argument, err := p.exponentText(x.Of, at)
	if err != nil {
		return r, err
	}
	return p.written(x, at, r, fmt.Sprintf("replace (%s)%%nat with %s%%nat by lia; ", argument, a.text()))
}

func (p *prover) factorialAt(a position) (symbolic.RationalFunction, error) {
	if a.slope == 0 {
		if a.offset > 60 {
			return symbolic.RationalFunction{}, errMissing("a long factorial")
		}
		r := symbolic.FromRat(new(big.Rat).SetInt(new(big.Int).MulRange(1, a.offset)))
		return p.equate(fmt.Sprintf("(factorial %d)", a.offset), r, "reflexivity"), nil
	}
	first := position{a.slope, 0}
	k := p.generator(strings.TrimSuffix("factorial "+first.text(), " k"), "factorial "+first.text(),
		func(j int64) (symbolic.RationalFunction, error) { return p.factorialAt(first.later(j)) },
		func(j int64) string { return "factorial " + first.later(j).text() })
	if a.offset == 0 {
		return k, nil
	}
	before, err := p.factorialAt(position{a.slope, a.offset - 1})
	if err != nil {
		return before, err
	}
	n, err := p.number(a)
	if err != nil {
		return n, err
	}
	r, err := n.Mul(before, p.budget)
	if err != nil {
		return r, err
	}
	how := fmt.Sprintf("change (factorial %s) with (number %s * factorial %s); ", a.text(), a.text(), position{a.slope, a.offset - 1}.text())
	return p.equate(fmt.Sprintf("(factorial %s)", a.text()), r, how+p.rewriteAll()+"; algebra"), nil
}

// series is a sum or product from a number to the index plus a number.
func (p *prover) series(x symbolic.Expression, index string, from, to, body symbolic.Expression, at map[string]position) (symbolic.RationalFunction, error) {
	none := symbolic.RationalFunction{}
	low, err := placed(from, nil)
	if err != nil {
		return none, errMissing("a sum that begins at a letter")
	}
	letter := ""
	for name := range at {
		if slices.Contains(symbols(body), name) && name != index {
			letter = name
		}
	}
	high, err := placed(to, at)
	if err != nil {
		return none, err
	}
	count := position{high.slope, high.offset + 1 - low.offset}
	_, isProduct := x.(symbolic.IteratedProduct)
	if count.slope == 0 {
		count.offset = max(count.offset, 0)
	}
	if count.offset < 0 {
		return none, errEarlier
	}
	var r symbolic.RationalFunction
	if letter != "" {
		var s *scaled
		if s, err = p.scaledSum(x, letter, index, low.offset, count, at[letter], body); err == nil {
			r, err = p.scaledAt(s, 0)
		}
	} else {
		var function string
		if function, err = p.functionText(index, from, to, body); err == nil {
			r, err = p.seriesOf(isProduct, low.offset, count, index, body, function)
		}
	}
	if err != nil {
		return r, err
	}
	if end, known := naturalOf(to); known && p.w.before == nil && !p.w.isNatural(end) { // as series writes it
		end, err := p.exponentText(symbolic.Plus(to, symbolic.Int(1-low.offset)), at)
		if err != nil {
			return r, err
		}
		return p.written(x, at, r, fmt.Sprintf("replace (%s)%%nat with %s%%nat by lia; ", end, count.text()))
	}
	end, err := p.exponentText(to, at)
	if err != nil {
		return r, err
	}
	counting := "sum_count"
	if isProduct {
		counting = "product_count"
	}
	how := fmt.Sprintf("rewrite (%s %d (%s) %s _) by lia; ", counting, low.offset, end, count.text())
	return p.written(x, at, r, how)
}

// errEarlier says that a part has a form only for a later index.
const errEarlier = errMissing("a sum that begins later than the claim")

// functionText writes fun i => body.
func (p *prover) functionText(index string, from, to, body symbolic.Expression) (string, error) {
	id := p.w.names.of(index)
	was := p.w.ranges
	defer func() { p.w.ranges = was }()
	low, lowKnown := naturalOf(from)
	high, highKnown := naturalOf(to)
	if p.w.ranges = maps.Clone(was); lowKnown && highKnown {
		if was == nil {
			p.w.ranges = map[string][2]natural{}
		}
		p.w.ranges[index] = [2]natural{low, high}
	}
	text, err := p.textWith(body, map[string]string{index: id})
	return fmt.Sprintf("(fun %s => %s)", id, strings.TrimSpace(text)), err
}

func (p *prover) seriesOf(isProduct bool, low int64, count position, index string, body symbolic.Expression, function string) (symbolic.RationalFunction, error) {
	name, sign := "sum_of", "+"
	empty := symbolic.FromInt(0)
	if isProduct {
		name, sign, empty = "product_of", "*", symbolic.FromInt(1)
	}
	left := fmt.Sprintf("(%s %d %s %s)", name, low, count.text(), function)
	if count == (position{0, 0}) {
		return p.equate(left, empty, "reflexivity"), nil
	}
	if count.offset == 0 {
		text := fmt.Sprintf("%s %d %s %s", name, low, count.text(), function)
		return p.generator(text, text,
			func(j int64) (symbolic.RationalFunction, error) {
				return p.seriesOf(isProduct, low, count.later(j), index, body, function)
			},
			func(j int64) string { return fmt.Sprintf("%s %d %s %s", name, low, count.later(j).text(), function) }), nil
	}
	if r, ok := p.known[left]; ok {
		return r, nil
	}
	before := position{count.slope, count.offset - 1}
	r, err := p.seriesOf(isProduct, low, before, index, body, function)
	if err != nil {
		return r, err
	}
	place := map[string]position{index: {count.slope, low + count.offset - 1}}
	last, err := p.value(body, place)
	if err != nil {
		return last, err
	}
	lastText, err := p.textAt(body, place)
	if err != nil {
		return last, err
	}
	if isProduct {
		r, err = r.Mul(last, p.budget)
	} else {
		r, err = r.Add(last, p.budget)
	}
	if err != nil {
		return r, err
	}
	how := fmt.Sprintf("change %s with (%s %d %s %s %s %s); %s; algebra", left, name, low, before.text(), function, sign, lastText, p.rewriteAll())
	return p.equate(left, r, how), nil
}
