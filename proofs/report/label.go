package report

import (
	"fmt"
	"strings"

	"github.com/hence-math/hence/proofs"
)

// label names a link for a reader: by the tag printed beside it, else by its line.
func label(l proofs.Link) string {
	if l.Tag != "" {
		return "(" + clip(l.Tag, 40) + ")"
	}
	return fmt.Sprintf("line %d", l.Line)
}

// labels names the links with these indices, each name once and in the order
// of the document. Three names or more that follow each other in the document
// are a range. At most limit names or ranges are shown (0 for all of them).
func labels(links []proofs.Link, indices []int, limit int) string {
	place := map[string]int{} // of each name among those of the document
	for _, l := range links {
		if name := label(l); !has(place, name) {
			place[name] = len(place)
		}
	}
	var names []string
	seen := map[string]bool{}
	for _, i := range indices {
		if i < 0 || i >= len(links) {
			continue
		}
		if name := label(links[i]); !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	var runs []string
	for i := 0; i < len(names); {
		j := i
		for j+1 < len(names) && place[names[j+1]] == place[names[j]]+1 {
			j++
		}
		if j < i+2 {
			j = i
			runs = append(runs, names[i])
		} else {
			runs = append(runs, names[i]+" to "+names[j])
		}
		i = j + 1
	}
	if limit > 0 && len(runs) > limit+1 { // "and 1 more" is no shorter than the name
		return fmt.Sprintf("%s and %d more", strings.Join(runs[:limit], ", "), len(runs)-limit)
	}
	return strings.Join(runs, ", ")
}

// has says whether a map has a key.
func has[K comparable, V any](m map[K]V, key K) bool {
	_, there := m[key]
	return there
}

// inherited tells, for each link, which links rest on it.
func inherited(links []proofs.Link) map[int][]int {
	by := map[int][]int{}
	for i, l := range links {
		for _, j := range l.Carried {
			by[j] = append(by[j], i)
		}
	}
	return by
}

// heirs sorts the links that rest on a wrong one by what became of them.
type heirs struct {
	follow []int // right as they follow from it
	wrong  []int // wrong again on their own
	right  []int // they come to what they should, although it is wrong
}

// heirsOf sorts the links with these indices.
func heirsOf(links []proofs.Link, indices []int) heirs {
	var h heirs
	for _, i := range indices {
		switch l := links[i]; {
		case l.Verdict == proofs.IllTyped: // it has no value to inherit
		case l.Verdict == proofs.Refuted:
			h.wrong = append(h.wrong, i)
		case l.Verdict == proofs.Proved && l.Correct != "" && l.Claims == l.Correct:
			h.right = append(h.right, i)
		default:
			h.follow = append(h.follow, i)
		}
	}
	return h
}

// plural is "1 link", "2 links".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
