package certificate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hence-math/hence/symbolic"
)

// headOfScaled is what sums use whose terms all grow by one factor from an index to the next.
const headOfScaled = `Lemma sum_scaled (a count : nat) (f g : nat -> Q) (c : Q) :
  (forall i, (a <= i)%nat -> (i < a + count)%nat -> f i == c * g i) -> sum_of a count f == c * sum_of a count g.
Proof.
  intro H. induction count as [|count IH]; cbn [sum_of]; [ ring | ].
  rewrite IH, (H (a + count)%nat) by (intros; try apply H; lia). ring.
Qed.
`

// scaled is a sum whose terms hold the index of the claim in exponents only, such as the sum of rho^(n-i) g(i): one
// step on, every term is as many times what it was, and one is new.
type scaled struct {
	index, letter string // of the sum, of the claim
	low, count    int64  // count at k = 0
	at            int64  // where the claim's index stands at k = 0
	body          symbolic.Expression
	factor        symbolic.Expression
	powers        []symbolic.Expression // the exponents that hold both
	grow          []int64               // by how much each of them does
}

// scaledSum reads a sum as one whose terms scale.
func (p *prover) scaledSum(x symbolic.Expression, letter, index string, low int64, count, at position, body symbolic.Expression) (*scaled, error) {
	none := errMissing("a sum whose terms hold the index of the claim")
	if _, sum := x.(symbolic.Summation); !sum || count.slope != 1 || at.slope != 1 {
		return nil, none
	}
	out := &scaled{index: index, letter: letter, low: low, count: count.offset, at: at.offset, body: body}
	factors := []symbolic.Expression{body}
	if product, ok := body.(symbolic.Multiplication); ok {
		factors = product.Factors
	}
	var growth []symbolic.Expression
	for _, f := range factors {
		if !slices.Contains(symbols(f), letter) {
			continue
		}
		power, ok := f.(symbolic.Power)
		if !ok || slices.Contains(symbols(power.Base), letter) || slices.Contains(symbols(power.Base), index) {
			return nil, none
		}
		a, ok := naturalOf(power.Exponent)
		if !ok || a.slopes[letter] < 1 {
			return nil, none
		}
		growth = append(growth, symbolic.Raise(power.Base, symbolic.Int(a.slopes[letter])))
		out.powers, out.grow = append(out.powers, power.Exponent), append(out.grow, a.slopes[letter])
	}
	out.factor = symbolic.Times(growth...)
	return out, nil
}

// function writes the terms of a scaled sum j steps on.
func (p *prover) function(s *scaled, j int64) (string, error) {
	id := p.w.names.of(s.index)
	ranges, least := p.w.ranges, p.w.least
	defer func() { p.w.ranges, p.w.least = ranges, least }()
	p.w.least = map[string]int64{s.letter: s.at + j}
	high := natural{slopes: map[string]int64{s.letter: 1}, offset: s.low + s.count - 1 - s.at}
	p.w.ranges = map[string][2]natural{s.index: {{offset: s.low}, high}}
	text, err := p.textWith(s.body, map[string]string{s.index: id, s.letter: shifted(s.at + j)})
	return fmt.Sprintf("(fun %s => %s)", id, strings.TrimSpace(text)), err
}

// scaledAt is a scaled sum j steps on.
func (p *prover) scaledAt(s *scaled, j int64) (symbolic.RationalFunction, error) {
	none := symbolic.RationalFunction{}
	function, err := p.function(s, j)
	if err != nil {
		return none, err
	}
	sum := func(count int64, function string) string {
		return fmt.Sprintf("sum_of %d %s %s", s.low, shifted(count), function)
	}
	left := "(" + sum(s.count+j, function) + ")"
	if j == 0 {
		text := sum(s.count, function)
		return p.generator(text, text, func(j int64) (symbolic.RationalFunction, error) { return p.scaledAt(s, j) }, func(j int64) string {
			function, err := p.function(s, j)
			if err != nil {
				p.w.fail(err.Error())
			}
			return sum(s.count+j, function)
		}), nil
	}
	if r, ok := p.known[left]; ok {
		return r, nil
	}
	before, err := p.scaledAt(s, j-1)
	if err != nil {
		return none, err
	}
	was, err := p.function(s, j-1)
	if err != nil {
		return none, err
	}
	place := map[string]position{s.letter: {1, s.at + j}, s.index: {1, s.low + s.count + j - 1}}
	last, err := p.value(s.body, place)
	if err != nil {
		return none, err
	}
	lastText, err := p.textAt(s.body, place)
	if err != nil {
		return none, err
	}
	factor, err := p.value(s.factor, nil)
	if err != nil {
		return none, err
	}
	factorText, err := p.textWith(s.factor, nil)
	if err != nil {
		return none, err
	}
	r, err := before.Mul(factor, p.budget)
	if err == nil {
		r, err = r.Add(last, p.budget)
	}
	if err != nil {
		return none, err
	}
	var each strings.Builder
	for i, exponent := range s.powers {
		a, _ := naturalOf(exponent)
		now, is := a.text(map[string]string{s.letter: shifted(s.at + j), s.index: "i"}, nil)
		then, was := a.text(map[string]string{s.letter: shifted(s.at + j - 1), s.index: "i"}, nil)
		if !is || !was {
			return none, errMissing("a sum whose terms hold the index of the claim")
		}
		fmt.Fprintf(&each, "replace (%s)%%nat with (%d + (%s))%%nat by lia; rewrite (power_plus _ %d (%s)); ", now, s.grow[i], then, s.grow[i], then)
	}
	how := fmt.Sprintf("change %s with (%s + %s); rewrite (sum_scaled %d %s _ %s %s) by (intros i L U; cbv beta; %scbn [power]; ring); %s; algebra",
		left, sum(s.count+j-1, function), lastText, s.low, shifted(s.count+j-1), was, factorText, each.String(), p.rewriteAll())
	return p.equate(left, r, how), nil
}
