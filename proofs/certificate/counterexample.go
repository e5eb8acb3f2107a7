package certificate

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/hence-math/hence/symbolic"
)

// counterexample writes that a claim fails at one index, for the values of its witness.
func counterexample(s Statement) (string, error) {
	p, err := newProver(s)
	if err != nil {
		return "", err
	}
	claim := s.Induction.Claim
	at := s.Induction.FailsAt
	if at < 0 {
		return "", errMissing("a refutation at a negative index")
	}
	work := p.work(claim.Left, map[string]int64{claim.Index: at}) + p.work(claim.Right, map[string]int64{claim.Index: at})
	if work > mostWork {
		return "", errMissing("a refutation that is long to compute")
	}
	p.tabulate = slices.ContainsFunc(p.list, func(q symbolic.Sequence) bool { _, order := base(q); return order > 1 }) && at > 12
	definitions, err := p.definitions()
	if err != nil {
		return "", err
	}
	p.w.least[claim.Index] = at
	place := map[string]string{claim.Index: strconv.FormatInt(at, 10)}
	left, err := p.sideWith(claim.Left, place)
	if err != nil {
		return "", err
	}
	right, err := p.sideWith(claim.Right, place)
	if err != nil {
		return "", err
	}
	fact, err := related(claim.Relation, left, right)
	if err != nil {
		return "", err
	}
	quantifiers, values, err := p.witness(s)
	if err != nil {
		return "", err
	}
	facts, proofs, err := p.assumptions(claim)
	if err != nil {
		return "", err
	}
	facts = append(facts, "~ ("+fact+")")
	if claim.Relation == symbolic.Divides {
		proofs = append(proofs, "apply not_multiple; [ discriminate | vm_compute; discriminate ]")
	} else {
		proofs = append(proofs, "refute")
	}
	var b strings.Builder
	b.WriteString(definitions)
	fmt.Fprintf(&b, "Theorem %s :\n", p.name)
	if quantifiers != "" {
		fmt.Fprintf(&b, "  %s\n", quantifiers)
	}
	fmt.Fprintf(&b, "  %s.\nProof. ", strings.Join(facts, " /\\\n  "))
	if len(values) > 0 {
		fmt.Fprintf(&b, "exists %s; ", strings.Join(values, ", "))
	}
	for _, how := range proofs[:len(proofs)-1] {
		fmt.Fprintf(&b, "split; [ %s | ]; ", how)
	}
	fmt.Fprintf(&b, "%s. Qed.\n", proofs[len(proofs)-1])
	return b.String(), p.w.failed
}

// witness writes what exists, and which it is.
func (p *prover) witness(s Statement) (quantifiers string, values []string, err error) {
	valueOf := func(id string) *big.Rat {
		for name, given := range p.w.names.given {
			if given == id && s.Witness[name] != nil {
				return s.Witness[name]
			}
		}
		return big.NewRat(1, 1)
	}
	declare := func(ids []string, of string) {
		if len(ids) > 0 {
			quantifiers += fmt.Sprintf("exists %s : %s, ", strings.Join(ids, " "), of)
		}
	}
	declare(p.naturals, "nat")
	for _, id := range p.naturals {
		r := valueOf(id)
		if !r.IsInt() || r.Sign() < 0 || !r.Num().IsInt64() || r.Num().Int64() > mostIndex {
			return "", nil, errMissing("a refutation at an integer that is no small number")
		}
		values = append(values, r.Num().String()+"%nat")
	}
	declare(p.parameters, "Q")
	for _, id := range p.parameters {
		text, _ := p.w.number(valueOf(id))
		values = append(values, text)
	}
	declare(p.arbitrary, "nat -> Q")
	for _, q := range p.list {
		if q.Rule != nil {
			continue
		}
		var cases []string
		for _, name := range sortedNames(s.Witness) {
			index, is := strings.CutPrefix(name, q.Name+"_{")
			i, err := strconv.ParseInt(strings.TrimSuffix(index, "}"), 10, 64)
			if !is || err != nil || i < 0 || i > mostIndex {
				continue
			}
			text, _ := p.w.number(s.Witness[name])
			cases = append(cases, fmt.Sprintf("%d%%nat => %s", i, text))
		}
		values = append(values, "(fun i => match i with "+strings.Join(append(cases, "_ => 1"), " | ")+" end)")
	}
	return strings.TrimSpace(quantifiers), values, nil
}

// assumptions writes what a claim lays down on its letters, and how it is proved of numbers.
func (p *prover) assumptions(claim symbolic.Claim) (facts, proofs []string, err error) {
	for _, a := range claim.Assume {
		id, used := p.w.names.given[a.Name]
		switch {
		case a.Elements:
			return nil, nil, errMissing("a bound on the elements of a sequence")
		case a.Bound == nil || !used:
			continue
		}
		if p.w.indices[a.Name] != "" {
			id = "number " + id
		}
		bound, _ := p.w.number(a.Bound)
		fact, err := related(a.Relation, id, bound)
		if err != nil {
			return nil, nil, err
		}
		facts = append(facts, fact)
		proofs = append(proofs, "first [ calculate | refute ]")
	}
	for _, name := range claim.Natural {
		if id := p.w.indices[name]; id != "" && !slices.ContainsFunc(claim.Assume, func(a symbolic.Assumption) bool { return a.Name == name }) {
			facts = append(facts, fmt.Sprintf("(1 <= %s)%%nat", id))
			proofs = append(proofs, "lia")
		}
	}
	for _, pair := range claim.Ordered {
		at := map[string]string{claim.Index: fmt.Sprint(p.w.least[claim.Index])}
		for i, name := range pair {
			if id := p.w.indices[name]; id != "" {
				at[name] = id
			} else if name != claim.Index {
				return nil, nil, errMissing("letters in an order: " + comment(pair[1-i]))
			}
		}
		facts = append(facts, fmt.Sprintf("(%s <= %s)%%nat", at[pair[1]], at[pair[0]]))
		proofs = append(proofs, "lia")
	}
	return facts, proofs, nil
}

// The bounds of what Coq computes with numbers that count in ones.
const (
	mostWork  = 4000
	mostIndex = 4000
)

// work estimates how many terms a value has.
func (p *prover) work(x symbolic.Expression, at map[string]int64) int64 {
	total := int64(1)
	number := func(x symbolic.Expression) int64 {
		if power, ok := x.(symbolic.Power); ok {
			if b, ok := power.Base.(symbolic.Number); ok && b.Value.Cmp(big.NewRat(4, 1)) <= 0 {
				if e := p.placeOf(power.Exponent, at); e < 12 {
					f, _ := b.Value.Float64()
					total := 1.0
					for range e {
						total *= f
					}
					return int64(total)
				}
			}
			return mostWork + 1
		}
		return p.placeOf(x, at)
	}
	series := func(index string, from, to, body symbolic.Expression) {
		low, high := number(from), number(to)
		for i := low; i <= high && total <= mostWork; i++ {
			was, had := at[index]
			at[index] = i
			total += p.work(body, at)
			if delete(at, index); had {
				at[index] = was
			}
		}
	}
	switch x := x.(type) {
	case symbolic.Summation:
		series(x.Index, x.From, x.To, x.Body)
	case symbolic.IteratedProduct:
		series(x.Index, x.From, x.To, x.Body)
	case symbolic.Harmonic:
		total += max(p.placeOf(x.Of, at), 0)
	case symbolic.Factorial:
		total += max(p.placeOf(x.Of, at), 0)
	case symbolic.Term:
		total += max(p.placeOf(x.Argument, at), 0)
	case symbolic.Power:
		total += p.work(x.Base, at)
		if e := p.placeOf(x.Exponent, at); e > 0 {
			total += e
		}
	default:
		for _, c := range parts(x) {
			total += p.work(c, at)
			if total > mostWork {
				break
			}
		}
	}
	return total
}

// placeOf is an index where its letters are numbers; letters beside them count as 10.
func (p *prover) placeOf(x symbolic.Expression, at map[string]int64) int64 {
	a, ok := naturalOf(x)
	if !ok {
		return mostWork + 1
	}
	total := a.offset
	for name, m := range a.slopes {
		i, known := at[name]
		if !known {
			i = 10
		}
		total += m * i
	}
	return total
}

func sortedNames(m map[string]*big.Rat) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
