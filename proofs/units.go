package proofs

import (
	"math/big"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// measure is a unit of measurement as so many of another, its base, to a power.
// Units of different systems have different bases: what joins them is rounded
// in most texts.
type measure struct {
	symbol string // of the unit, the same for all its spellings
	base   string
	size   *big.Rat // in the base
	power  int      // of the base
}

// measures are the units that convert, by their spellings; those of the plural
// come from these.
var measures = map[string]measure{}

func init() {
	for _, u := range []struct {
		spellings, base string
		above, below    int64
		power           int
	}{
		{"mm millimeter millimetre", "m", 1, 1000, 1},
		{"cm centimeter centimetre", "m", 1, 100, 1},
		{"dm decimeter decimetre", "m", 1, 10, 1},
		{"m meter metre", "m", 1, 1, 1},
		{"km kilometer kilometre", "m", 1000, 1, 1},
		{"in inch inches", "in", 1, 1, 1},
		{"ft foot feet", "in", 12, 1, 1},
		{"yd yds yard", "in", 36, 1, 1},
		{"mi mile", "in", 63360, 1, 1},
		{"mg milligram", "g", 1, 1000, 1},
		{"g gram", "g", 1, 1, 1},
		{"kg kilogram", "g", 1000, 1, 1},
		{"oz ounce", "oz", 1, 1, 1},
		{"lb lbs pound", "oz", 16, 1, 1},
		{"s sec second", "s", 1, 1, 1},
		{"min minute", "s", 60, 1, 1},
		{"h hr hour", "s", 3600, 1, 1},
		{"day", "s", 86400, 1, 1},
		{"week wk", "s", 604800, 1, 1},
		{"month", "month", 1, 1, 1},
		{"year yr", "month", 12, 1, 1},
		{"mL ml milliliter millilitre", "m", 1, 1000000, 3},
		{"L l liter litre", "m", 1, 1000, 3},
		{"cup", "cup", 1, 1, 1},
		{"pint pt", "cup", 2, 1, 1},
		{"quart qt", "cup", 4, 1, 1},
		{"gallon gal", "cup", 16, 1, 1},
		{cent + " ¢", dollar, 1, 100, 1},
		{dollar, dollar, 1, 1, 1},
	} {
		spellings := strings.Fields(u.spellings)
		for i, s := range spellings {
			m := measure{unitSymbol(spellings[0]), unitSymbol(u.base), big.NewRat(u.above, u.below), u.power}
			measures[s] = m
			if i > 0 || len(spellings) == 1 || len(s) > 2 {
				measures[s+"s"] = m
			}
		}
	}
}

const (
	cent   = "cent"
	dollar = "dollar"
)

// unitSymbol is the name by which a unit is carried in a value.
func unitSymbol(name string) string { return `\text{` + name + `}` }

func isUnitSymbol(name string) bool { return strings.HasPrefix(name, `\text{`) }

// quantityOf reads words as units that convert, such as "square feet", "miles
// per hour" or "cm^2"; ok is false for other words.
func quantityOf(words string) (value symbolic.RationalFunction, ok bool) {
	words = strings.Trim(words, " .,~")
	if words == "mph" {
		words = "mi/h"
	}
	value = symbolic.FromInt(1)
	for i, part := range strings.Split(strings.ReplaceAll(words, " per ", "/"), "/") {
		one, ok := unitPower(strings.TrimSpace(part))
		if !ok || i > 1 {
			return value, false
		}
		var err error
		if i == 0 {
			value = one
		} else if value, err = value.Quo(one, nil); err != nil {
			return value, false
		}
	}
	return value, true
}

// unitPower reads one unit, perhaps squared or cubed.
func unitPower(words string) (symbolic.RationalFunction, bool) {
	power := 1
	for _, p := range []struct {
		word  string
		power int
	}{{"square ", 2}, {"sq. ", 2}, {"sq ", 2}, {"cubic ", 3}, {"cu. ", 3}, {"cu ", 3}} {
		if rest, is := strings.CutPrefix(words, p.word); is {
			words, power = rest, p.power
		}
	}
	for _, p := range []struct {
		word  string
		power int
	}{{"^2", 2}, {"^3", 3}, {"²", 2}, {"³", 3}, {" squared", 2}, {" cubed", 3}} {
		if rest, is := strings.CutSuffix(words, p.word); is && power == 1 {
			words, power = rest, p.power
		}
	}
	m, known := measures[strings.Trim(words, " .")]
	if !known {
		return symbolic.RationalFunction{}, false
	}
	v, err := symbolic.Var(m.symbol).Pow(power, nil)
	return v, err == nil
}

// carried is the value of words behind a quantity: a unit that converts, or a
// symbol that stands for itself, the same for one thing and for several.
func carried(words string) value {
	if v, ok := quantityOf(words); ok {
		return scalarValue(v)
	}
	if howApplied.MatchString(words) {
		return integerValue(1)
	}
	name := strings.TrimSpace(words)
	if len(name) > 3 && strings.HasSuffix(name, "s") && !strings.HasSuffix(name, "ss") && !strings.Contains(name, " ") {
		name = name[:len(name)-1]
	}
	return scalarValue(symbolic.Var(unitSymbol(name)))
}

// uprightUnit is the value of a factor in upright letters that names a unit, `\mathrm{cm}` or a power of it, where it
// stands directly behind a number and the document gives the letters no value.
func (e *evaluator) uprightUnit(factors []syntax.Factor, i int) (v value, ok bool) {
	if i == 0 || factors[i].Operator != "" {
		return v, false
	}
	if _, number := factors[i-1].Value.(*syntax.Number); !number {
		return v, false
	}
	n, power := factors[i].Value, ""
	if script, is := n.(*syntax.Script); is && script.Sub == nil && script.Primes == 0 {
		if k, is := script.Sup.(*syntax.Number); is {
			n, power = script.Base, "^"+k.Text
		}
	}
	s, is := n.(*syntax.Symbol)
	if !is || s.Font != "mathrm" || e.env.find(s.Name) != nil {
		return v, false
	}
	unit, ok := quantityOf(s.Name + power)
	return scalarValue(unit), ok
}

// severalUnits adds what is given in units of one kind, the larger first: `5 \text{ ft } 4 \text{ in}`.
func (e *evaluator) severalUnits(n *syntax.Product) (v value, ok bool) {
	if len(n.Factors) < 4 || len(n.Factors)%2 != 0 {
		return v, false
	}
	total, above := symbolic.FromInt(0), measure{}
	for i := 0; i < len(n.Factors); i += 2 {
		_, number := n.Factors[i].Value.(*syntax.Number)
		text, words := n.Factors[i+1].Value.(*syntax.Text)
		if !number || !words || n.Factors[i].Operator != "" || n.Factors[i+1].Operator != "" {
			return v, false
		}
		m, known := measures[strings.Trim(text.Content, " .,~")]
		if !known || i > 0 && (m.base != above.base || m.power != above.power || m.size.Cmp(above.size) >= 0) {
			return v, false
		}
		count, failed := e.oneScalar(n.Factors[i].Value)
		if failed != nil {
			return v, false
		}
		part, err := symbolic.Var(m.symbol).Mul(count, e.budget)
		if err == nil {
			total, err = total.Add(part, e.budget)
		}
		if err != nil {
			return v, false
		}
		above = m
	}
	return scalarValue(total), true
}

// amount is a value as a number of units.
type amount struct {
	number symbolic.RationalFunction
	units  map[string]int // the power of each, none of them 0
}

// amountOf takes a value apart. It is not ok where terms have different units.
func amountOf(v symbolic.RationalFunction, budget *symbolic.Budget) (a amount, ok bool) {
	a.units = map[string]int{}
	ones := map[string]symbolic.RationalFunction{}
	for k, part := range []symbolic.Polynomial{v.Numerator(), v.Denominator()} {
		sign := 1 - 2*k
		var of map[string]int
		for powers := range part.Terms() {
			units := map[string]int{}
			for _, p := range powers {
				if isUnitSymbol(p.Name) {
					units[p.Name] = p.Exponent
					ones[p.Name] = symbolic.FromInt(1)
				}
			}
			if of == nil {
				of = units
			} else if !sameUnits(of, units) {
				return a, false
			}
		}
		for name, power := range of {
			if a.units[name] += sign * power; a.units[name] == 0 {
				delete(a.units, name)
			}
		}
	}
	number, err := v.Substitute(ones, budget)
	if err != nil {
		return a, false
	}
	a.number = number
	return a, true
}

func sameUnits(a, b map[string]int) bool {
	if len(a) != len(b) {
		return false
	}
	for name, power := range a {
		if b[name] != power {
			return false
		}
	}
	return true
}

// inBase writes the units of a value as their bases.
func inBase(v symbolic.RationalFunction, budget *symbolic.Budget) (symbolic.RationalFunction, bool) {
	bases := map[string]symbolic.RationalFunction{}
	for _, name := range v.Variables() {
		if m, known := measures[strings.TrimSuffix(strings.TrimPrefix(name, `\text{`), "}")]; known && m.symbol == name {
			base, err := symbolic.Var(m.base).Pow(m.power, budget)
			if err == nil {
				base, err = base.Mul(symbolic.FromRat(m.size), budget)
			}
			if err != nil {
				return v, false
			}
			bases[name] = base
		}
	}
	// Both are replaced at once: a base that is a unit as well is none twice.
	w, err := v.Substitute(bases, budget)
	return w, err == nil
}

// hasUnits says whether a value carries a unit.
func hasUnits(v value) bool {
	if v.isMatrix {
		return false
	}
	for _, name := range v.scalar.Variables() {
		if isUnitSymbol(name) {
			return true
		}
	}
	return false
}

// withoutUnits brings two members to numbers of one unit. A unit on one side
// only is ignored where the numbers agree. What it says is why the link cannot
// be decided, empty where it can.
func (c *checker) withoutUnits(a, b syntax.Node, x, y value) (s, t value, says string) {
	if x.isMatrix || y.isMatrix || !hasUnits(x) && !hasUnits(y) {
		return x, y, ""
	}
	budget := c.budget()
	const other = "units that hence does not convert"
	p, pOK := amountOf(x.scalar, budget)
	q, qOK := amountOf(y.scalar, budget)
	if !pOK || !qOK || len(p.units) > 0 && len(q.units) > 0 && !sameUnits(p.units, q.units) {
		left, leftOK := inBase(x.scalar, budget)
		right, rightOK := inBase(y.scalar, budget)
		if !leftOK || !rightOK {
			return x, y, other
		}
		p, pOK = amountOf(left, budget)
		q, qOK = amountOf(right, budget)
		if !pOK || !qOK || !sameUnits(p.units, q.units) {
			return x, y, other
		}
		if !p.number.Equal(q.number) && c.isToScale() {
			return x, y, "the text may set one length for another, to scale"
		}
	}
	switch {
	case sameUnits(p.units, q.units):
	case p.number.Equal(q.number):
	case inMoney(p, a, q, b):
		if q.units[unitSymbol(cent)] == 1 {
			q.number = hundredth(q.number)
		}
		if p.units[unitSymbol(cent)] == 1 {
			p.number = hundredth(p.number)
		}
	default:
		return x, y, other
	}
	s, t = scalarValue(p.number), scalarValue(q.number)
	if nearly(s, t) {
		return x, y, "the numbers of units nearly agree, and may be rounded"
	}
	return s, t, ""
}

// inMoney says whether one amount is in cents or dollars and the other bears
// the sign of dollars.
func inMoney(p amount, a syntax.Node, q amount, b syntax.Node) bool {
	coins := func(x amount) bool {
		return len(x.units) == 1 && (x.units[unitSymbol(cent)] == 1 || x.units[unitSymbol(dollar)] == 1)
	}
	return coins(p) && len(q.units) == 0 && hasSign(b, `\$`) || coins(q) && len(p.units) == 0 && hasSign(a, `\$`)
}

// hasSign says whether a symbol stands somewhere in a member.
func hasSign(n syntax.Node, name string) bool {
	found := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		if s, is := m.(*syntax.Symbol); is && s.Name == name {
			found = true
		}
		return !found
	})
	return found
}

// asOneAngle brings degrees on one side and a multiple of \pi on the other to
// radians, where that makes them equal.
func (c *checker) asOneAngle(a, b syntax.Node, x, y value) (s, t value, ok bool) {
	if x.isMatrix || y.isMatrix || !isAngle(a, b) && !isAngle(b, a) || c.same(x, y) {
		return x, y, false
	}
	degree, err := symbolic.Var(`\pi`).Mul(symbolic.FromRat(big.NewRat(1, 180)), nil)
	if err != nil {
		return x, y, false
	}
	turned := &x
	if isAngle(b, a) {
		turned = &y
	}
	radians, err := turned.scalar.Mul(degree, nil)
	if err != nil {
		return x, y, false
	}
	*turned = scalarValue(radians)
	return x, y, c.same(x, y)
}

// isAngle says whether a member is in degrees and the other in parts of \pi, or
// computed by an inverse trigonometric function.
func isAngle(a, b syntax.Node) bool {
	return hasSign(a, `\circ`) && !hasSign(a, `\pi`) && !hasSign(b, `\circ`) && (hasSign(b, `\pi`) || findsAngle(b))
}

// findsAngle says whether an inverse trigonometric function stands in a member.
func findsAngle(n syntax.Node) bool {
	found := false
	syntax.Inspect(n, func(m syntax.Node) bool {
		switch m := m.(type) {
		case *syntax.Symbol:
			found = found || strings.HasPrefix(strings.TrimPrefix(m.Name, `\`), "arc")
		case *syntax.Script:
			f, ok := m.Base.(*syntax.Symbol)
			found = found || ok && m.Sup != nil && syntax.Print(m.Sup) == "-1" && (f.Name == `\sin` || f.Name == `\cos` || f.Name == `\tan`)
		}
		return !found
	})
	return found
}

func hundredth(v symbolic.RationalFunction) symbolic.RationalFunction {
	w, err := v.Mul(symbolic.FromRat(big.NewRat(1, 100)), nil)
	if err != nil {
		return v // only for want of a budget
	}
	return w
}

// nearly says whether two numbers differ, by a fiftieth at most: people round
// what they measure.
func nearly(x, y value) bool {
	a, aOK := constantOf(x)
	b, bOK := constantOf(y)
	if !aOK || !bOK || a.Cmp(b) == 0 {
		return false
	}
	difference := new(big.Rat).Sub(a, b)
	limit := new(big.Rat).Quo(new(big.Rat).Abs(b), big.NewRat(50, 1))
	return difference.Abs(difference).Cmp(limit) <= 0
}

// scaleWords are those of maps and models, on which a length stands for another.
var scaleWords = newPhrase(`(?i)(?:^|[^a-z])(scale|map|maps|model|models|blueprint|blueprints|represents?|corresponds?|drawing)(?:$|[^a-z])`)

// isToScale says whether the text speaks of a map or a model.
func (c *checker) isToScale() bool {
	for _, b := range c.allBlocks() {
		if b.Kind != syntax.Math && scaleWords.MatchString(strings.ToLower(b.Text)) {
			return true
		}
	}
	return false
}
