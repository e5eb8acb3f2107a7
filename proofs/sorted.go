package proofs

import (
	"cmp"
	"maps"
	"slices"
)

// sortedKeys lists the keys of a map in order, so that no map order ever shows.
func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	return slices.Sorted(maps.Keys(m))
}

// sortedStrings sorts a list in place and gives it back.
func sortedStrings(all []string) []string {
	slices.Sort(all)
	return all
}
