// Package oracle evaluates arithmetic as people type it, in TeX or plain text,
// at chosen values of its letters. It is the judge of what altering a document
// changes, so it shares no code with the checker: a reader of its own goes
// over the text once and computes as it reads, exactly.
//
// It reads numbers, letters, sums, products, quotients, whole powers,
// factorials and square roots that come out even. Of all else, and wherever
// notation has two readings, it says that it cannot judge.
package oracle

import (
	"hash/fnv"
	"math/big"
	"strconv"
)

// Judgement is what the oracle says of two expressions.
type Judgement int

// The judgements.
const (
	CannotJudge Judgement = iota
	Same                  // equal at every point tried
	Different             // unequal at one of them
)

// points is how many sets of values the letters are given.
const points = 5

// Compare compares two expressions at several points. That they are Different
// is certain, as both have exact values there; that they are Same is not.
func Compare(a, b string) Judgement {
	found := CannotJudge
	for seed := range points {
		left, ok := Value(a, Letters(seed))
		if !ok {
			continue
		}
		right, ok := Value(b, Letters(seed))
		if !ok {
			continue
		}
		if left.Cmp(right) != 0 {
			return Different
		}
		found = Same
	}
	return found
}

// Letters gives every name a value of its own, a whole number from 2 to 14, so
// that powers with a letter above stay small. The same seed gives the same values.
func Letters(seed int) func(name string) *big.Rat {
	return func(name string) *big.Rat {
		h := fnv.New32a()
		_, _ = h.Write([]byte(name + "#" + strconv.Itoa(seed))) // never fails
		return big.NewRat(int64(2+h.Sum32()%13), 1)
	}
}

// Constants gives no name a value: what has a letter cannot be judged.
func Constants(string) *big.Rat { return nil }

// Value evaluates an expression. It is not ok where the expression is not
// read, has two readings, or has no value, and where letters has none for a name.
func Value(text string, letters func(name string) *big.Rat) (value *big.Rat, ok bool) {
	if len(text) > maxText {
		return nil, false
	}
	r := &reader{text: text, letters: letters}
	r.skip()
	v := r.sum()
	r.skip()
	if r.failed || r.at < len(r.text) {
		return nil, false
	}
	return v, true
}
