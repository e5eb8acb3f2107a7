package proofs

import (
	"regexp/syntax"
	"strings"
	"sync/atomic"
	"unicode/utf8"
)

// Many phrases are tried on one text, and nearly none is in it. Every phrase of words needs one of a few
// pieces of them, and which groups of three letters a text holds is found once for all phrases.

// piece is what a text must hold: the places of some groups of three letters in its letterGroups.
type piece []uint16

// groupPlaces is how many places there are; a text of some lines fills a tenth.
const groupPlaces = 4096

// letterGroups tells which groups of three letters a text holds. Large letters count as small ones.
type letterGroups struct {
	text  string
	held  [groupPlaces / 64]uint64
	folds bool // it holds a character that stands for an ASCII letter where case is ignored
}

// groupAt is the place of a group.
func groupAt(a, b, c byte) uint16 {
	return (uint16(small(a))<<10 ^ uint16(small(b))<<5 ^ uint16(small(c))) % groupPlaces
}

func small(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// recentGroups are those of the texts looked at last. A text stands in one place only, so that what is
// found there is compared with it, and that is all that goroutines share.
var recentGroups [64]atomic.Pointer[letterGroups]

// groupsOf gives the groups of a text of at least three bytes.
func groupsOf(text string) *letterGroups {
	place := &recentGroups[(len(text)*31+int(text[0])*7+int(text[len(text)/2])*3+int(text[len(text)-1]))%len(recentGroups)]
	if g := place.Load(); g != nil && g.text == text {
		return g
	}
	g := &letterGroups{text: text, folds: strings.Contains(text, "ſ") || strings.Contains(text, "K")}
	for i := 2; i < len(text); i++ {
		at := groupAt(text[i-2], text[i-1], text[i])
		g.held[at/64] |= 1 << (at % 64)
	}
	place.Store(g)
	return g
}

// mayHold says whether a text may hold one of the pieces.
func (g *letterGroups) mayHold(pieces []piece) bool {
	if g.folds {
		return true
	}
next:
	for _, p := range pieces {
		for _, at := range p {
			if g.held[at/64]&(1<<(at%64)) == 0 {
				continue next
			}
		}
		return true
	}
	return false
}

const (
	mostPieces  = 80 // of one phrase; with more the automaton is as fast
	mostLetters = 6  // of a piece
)

// piecesOf gives pieces of which every text that matches an expression holds one; nil where there are none.
func piecesOf(re *syntax.Regexp) []piece {
	exact, needed := literalsOf(re)
	if isLong(exact) {
		needed = exact
	}
	var all []piece
	for _, s := range needed {
		var p piece
		for i := 2; i < min(len(s), mostLetters); i++ {
			p = append(p, groupAt(s[i-2], s[i-1], s[i]))
		}
		all = append(all, p)
	}
	return all
}

// isLong says whether there are strings, and each has a group.
func isLong(all []string) bool {
	for _, s := range all {
		if len(s) < 3 {
			return false
		}
	}
	return len(all) > 0
}

// literalsOf gives all the texts that an expression matches, if they are few, else nil; and some of which each
// of these holds one, each with a group of letters, or nil.
func literalsOf(re *syntax.Regexp) (exact, needed []string) {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return []string{""}, nil
	case syntax.OpLiteral:
		text := string(re.Rune)
		if re.Flags&syntax.FoldCase != 0 && len(text) != utf8.RuneCountInString(text) {
			return nil, nil // other letters may stand for these
		}
		return []string{text}, nil
	case syntax.OpCapture:
		return literalsOf(re.Sub[0])
	case syntax.OpQuest:
		if inner, _ := literalsOf(re.Sub[0]); inner != nil {
			return append([]string{""}, inner...), nil
		}
	case syntax.OpPlus:
		inner, needed := literalsOf(re.Sub[0])
		if isLong(inner) {
			needed = inner
		}
		return nil, needed
	case syntax.OpAlternate:
		return ofAlternatives(re.Sub)
	case syntax.OpConcat:
		return ofSequence(re.Sub)
	}
	return nil, nil
}

func ofAlternatives(parts []*syntax.Regexp) (exact, needed []string) {
	exact, needed = []string{}, []string{}
	for _, part := range parts {
		e, n := literalsOf(part)
		if exact != nil && e != nil && len(exact)+len(e) <= mostPieces {
			exact = append(exact, e...)
		} else {
			exact = nil
		}
		if isLong(e) {
			n = e
		}
		if needed != nil && n != nil && len(needed)+len(n) <= mostPieces {
			needed = append(needed, n...)
		} else {
			needed = nil
		}
	}
	return exact, needed
}

func ofSequence(parts []*syntax.Regexp) (exact, needed []string) {
	run, whole := []string{""}, true // the texts of the parts since one that was no list
	keep := func(all []string) {
		if isLong(all) && (needed == nil || len(all) < len(needed)) {
			needed = all
		}
	}
	for _, part := range parts {
		e, n := literalsOf(part)
		keep(n)
		if e == nil || len(e)*len(run) > mostPieces {
			keep(run)
			run, whole = []string{""}, false
			keep(e)
			continue
		}
		var longer []string
		for _, a := range run {
			for _, b := range e {
				longer = append(longer, a+b)
			}
		}
		run = longer
	}
	keep(run)
	if whole {
		return run, needed
	}
	return nil, needed
}
