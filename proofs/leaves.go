package proofs

import (
	"math/big"

	"github.com/hence-math/hence/proofs/syntax"
)

// leaf is one literal number of a member.
type leaf struct {
	node syntax.Node
	old  *big.Rat
}

// leavesOf lists the literal numbers of a member from left to right, each with
// its sign where it stands alone.
func leavesOf(n syntax.Node) []leaf {
	var all []leaf
	syntax.Inspect(n, func(k syntax.Node) bool {
		if s, ok := k.(*syntax.Script); ok && s.Sup != nil {
			if !isTranspose(s.Sup) {
				all = append(all, leavesOf(s.Base)...)
				return false
			}
			all = append(all, leavesOf(s.Base)...)
			return false
		}
		if r, ok := signedNumber(k); ok {
			all = append(all, leaf{k, r})
			return false
		}
		return true
	})
	return all
}

// layOut puts the entries of what a member should come to in the places of its
// numbers, row by row or column by column, as they stood there: for columns set
// side by side.
func (m *chainFix) layOut(n syntax.Node, o outcome) bool {
	leaves := leavesOf(n)
	if o.failed != nil || !m.target.isMatrix || len(leaves) != m.rows()*m.columns() {
		return false
	}
	layouts := []value{m.target.transposed(), m.target}
	// agreeing counts the numbers that stand where a layout has them.
	agreeing := func(v value) int {
		n := 0
		for i, entry := range v.entries() {
			if r, ok := entry.AsConstant(); ok && i < len(leaves) && r.Cmp(leaves[i].old) == 0 {
				n++
			}
		}
		return n
	}
	old := o.cases[0].value
	if agreeing(old) > agreeing(old.transposed()) {
		layouts[0], layouts[1] = layouts[1], layouts[0]
	}
	for _, v := range layouts {
		done := m.attempt(n, o, func(p *placing) bool {
			for i, entry := range v.entries() {
				r, ok := entry.AsConstant()
				if !ok || !p.placeNumber(leaves[i].node, r) {
					return false
				}
			}
			return true
		})
		if done {
			return true
		}
	}
	return false
}

// mostCombinations bounds the search for which of the numbers of a member were
// copied from others.
const mostCombinations = 600

// carry replaces numbers of a member by what became of the same numbers further
// up, if the member then comes to what it should.
func (m *chainFix) carry(n syntax.Node, o outcome) bool {
	leaves := leavesOf(n)
	const most = 12
	if o.failed != nil || len(leaves) > most {
		return false
	}
	choices := make([][]*big.Rat, len(leaves))
	known := append(append([]carriedNumber{}, m.fixer.carried...), m.numbers...)
	for i, l := range leaves {
		seen := map[string]bool{}
		add := func(r *big.Rat) {
			if !seen[r.RatString()] && len(choices[i]) < 6 {
				seen[r.RatString()] = true
				choices[i] = append(choices[i], r)
			}
		}
		for k := len(known) - 1; k >= 0; k-- {
			switch size := known[k]; {
			case size.old.Cmp(l.old) == 0:
				add(size.new)
			case new(big.Rat).Neg(size.old).Cmp(l.old) == 0: // the sign went into the operation
				add(new(big.Rat).Neg(size.new))
			}
		}
		add(l.old)
	}
	at := make([]int, len(leaves))
	for range mostCombinations {
		done := m.attempt(n, o, func(p *placing) bool {
			for i, l := range leaves {
				if !p.placeLeaf(n, l, choices[i][at[i]]) {
					return false
				}
			}
			return true
		})
		if done {
			return true
		}
		k := len(at) - 1
		for ; k >= 0; k-- {
			if at[k]++; at[k] < len(choices[k]) {
				break
			}
			at[k] = 0
		}
		if k < 0 {
			return false
		}
	}
	return false
}

// placeLeaf puts a number where a leaf stands, and takes a minus into the sign
// before it.
func (p *placing) placeLeaf(n syntax.Node, l leaf, r *big.Rat) bool {
	before := len(p.edits)
	if !p.placeNumber(l.node, r) {
		return false
	}
	if len(p.edits) == before+1 {
		syntax.Inspect(n, func(k syntax.Node) bool {
			if s, ok := k.(*syntax.Sum); ok && len(s.Terms) > 1 {
				for i, t := range s.Terms {
					if t.Value == l.node {
						p.mergeSign(t, i == 0, before)
					}
				}
			}
			return true
		})
	}
	return true
}
