package proofs

import (
	"math/big"
	"regexp"

	"github.com/hence-math/hence/proofs/syntax"
)

// rounding is a rule for rounding to a multiple of a power of ten. The zero value
// is half up.
type rounding int

// The rules. Up and down are away from zero and towards it.
const (
	halfUp rounding = iota
	halfEven
	halfDown
	roundedDown
	roundedUp
	roundedFloor
	roundedCeiling
)

// roundingRules are the rules with their names and the words for them in a text.
var roundingRules = []struct {
	rule  rounding
	name  string // in reports
	past  string // as it is done
	words *regexp.Regexp
}{
	{halfEven, "half even", "rounded half to even", regexp.MustCompile(`(?i)\bhalf[- ]?(?:to[- ])?(?:the nearest )?even\b|\bbanker'?s\b`)},
	{halfDown, "half down", "rounded half down", regexp.MustCompile(`(?i)\bhalf[- ]?down\b`)},
	{halfUp, "half up", "rounded half up", regexp.MustCompile(`(?i)\bhalf[- ]?up\b|\bhalf away from zero\b`)},
	{roundedFloor, "floor", "rounded to the floor", regexp.MustCompile(`(?i)\bround\w* (?:down )?towards? (?:minus|negative) infinity\b|\brounded to the floor\b`)},
	{roundedCeiling, "ceiling", "rounded to the ceiling", regexp.MustCompile(`(?i)\bround\w* (?:up )?towards? (?:plus|positive) infinity\b|\brounded to the ceiling\b`)},
	{roundedDown, "truncated", "truncated", regexp.MustCompile(`(?i)\btruncat\w+\b|\bcut off\b|\bchopped\b|\bround\w* (?:down|towards? zero)\b|\bwithout rounding\b`)},
	{roundedUp, "up", "rounded up", regexp.MustCompile(`(?i)\bround\w* (?:up|away from zero)\b`)},
}

// String names the rule as reports do.
func (r rounding) String() string {
	for _, k := range roundingRules {
		if k.rule == r {
			return k.name
		}
	}
	return ""
}

// past says what the rule does, as in "which rounded half up is 0.667".
func (r rounding) past() string {
	for _, k := range roundingRules {
		if k.rule == r {
			return k.past
		}
	}
	return ""
}

// round gives the multiple of 10^unit that the rule takes x to. The unit must lie
// within what literals may have.
func (r rounding) round(x *big.Rat, unit int) *big.Rat {
	scale := new(big.Rat).SetInt(powerOfTen(max(unit, -unit)))
	if unit < 0 {
		scale.Inv(scale)
	}
	scaled := new(big.Rat).Quo(x, scale)
	size := new(big.Rat).Abs(scaled)
	whole := new(big.Int).Quo(size.Num(), size.Denom())
	rest := new(big.Rat).Sub(size, new(big.Rat).SetInt(whole))
	tie := rest.Cmp(big.NewRat(1, 2))
	away := false
	switch r {
	case halfUp:
		away = tie >= 0
	case halfEven:
		away = tie > 0 || tie == 0 && whole.Bit(0) == 1
	case halfDown:
		away = tie > 0
	case roundedUp:
		away = rest.Sign() > 0
	case roundedFloor:
		away = rest.Sign() > 0 && scaled.Sign() < 0
	case roundedCeiling:
		away = rest.Sign() > 0 && scaled.Sign() > 0
	case roundedDown:
	}
	if away {
		whole.Add(whole, big.NewInt(1))
	}
	out := new(big.Rat).SetInt(whole)
	if scaled.Sign() < 0 {
		out.Neg(out)
	}
	return out.Mul(out, scale)
}

// roundingAt is the rule for an answer in a block: of those that its paragraph
// names, the last before it, or the first behind it; else the last one named
// before that, else the first of the sheet, else half up.
func (s *sheet) roundingAt(block int) rounding {
	best, rank := halfUp, 0
	for i, b := range s.document.Blocks {
		if b.Kind == syntax.Math {
			continue
		}
		rule, ok := ruleNamed(b.Text)
		if !ok {
			continue
		}
		now := 1 // behind, elsewhere
		switch same := b.Paragraph == s.document.Blocks[block].Paragraph; {
		case same && i < block:
			now = 4
		case same:
			now = 3
		case i < block:
			now = 2
		}
		if now > rank || now == rank && i < block {
			best, rank = rule, now
		}
	}
	return best
}

// ruleNamed finds the rule that a text names.
func ruleNamed(text string) (rounding, bool) {
	for _, k := range roundingRules {
		if k.words.MatchString(text) {
			return k.rule, true
		}
	}
	return halfUp, false
}
