package proofs

import (
	"math/bits"
	"slices"
)

// readings is a set of loose readings of the notation. The standard reading is
// the empty set.
type readings uint16

// The loose readings (docs/verdicts.md has an example of each).
const (
	elementWise         readings = 1 << iota // + - ^ entry by entry, a scalar or a row added to all
	scaledColumns                            // d \cdot X scales the columns of X by the entries of d
	orientation                              // a row where a column is meant, or the reverse
	sideBySide                               // juxtaposed columns are the columns of a matrix
	boldNamesake                             // a plain letter for its bold namesake
	sumOfExamples                            // a sum whose body lacks its index adds up the examples
	exampleIndex                             // a superscript (i) that the sum's index makes the i-th example
	perExample                               // a derivative taken example by example
	latestInstance                           // a name without index for its latest indexed instance
	slashReach                               // what stands behind a slash reaches over all juxtaposed factors
	numberTimesFraction                      // 3\frac14 is a product, and not three and a quarter
	exponentDigits                           // 2^10 has the exponent ten
	logarithmBase                            // a logarithm without a base has a usual one
)

// mixedNumber marks the standard reading of 3\frac14. It is no loose one, but must not
// stand beside the other in one link.
const mixedNumber readings = 1 << 15

// mostReadings is how many loose readings a link may need (design, section 1).
const mostReadings = 3

var readingNames = []string{
	"element-wise", "scaled-columns", "orientation", "side-by-side", "bold-namesake",
	"sum-of-examples", "example-index", "per-example", "latest-instance", "slash-reach",
	"number-times-fraction", "exponent-digits", "logarithm-base",
}

// count is the number of loose readings in the set, and more than are allowed where one
// notation would be read in two ways.
func (r readings) count() int {
	if r&numberTimesFraction != 0 && r&mixedNumber != 0 {
		return mostReadings + 1
	}
	return bits.OnesCount16(uint16(r &^ mixedNumber))
}

// codes lists the readings by name.
func (r readings) codes() []string {
	var names []string
	for i, name := range readingNames {
		if r&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return names
}

// candidate is one value of a member together with the readings that give it.
type candidate struct {
	value value
	by    readings
}

// mostCandidates is how many values a member may have side by side.
const mostCandidates = 16

// tidy sorts candidates by the number of readings, keeps of equal values the one
// with the fewest, and drops what needs too many.
func tidy(all []candidate) []candidate {
	if len(all) == 1 {
		return all
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return a.by.count() - b.by.count() })
	var kept []candidate
	for _, c := range all {
		if c.by.count() > mostReadings || len(kept) == mostCandidates {
			continue
		}
		again := slices.ContainsFunc(kept, func(k candidate) bool {
			return k.by&mixedNumber == c.by&mixedNumber && sameShape(k.value, c.value) && k.value.equal(c.value)
		})
		if !again {
			kept = append(kept, c)
		}
	}
	return kept
}
