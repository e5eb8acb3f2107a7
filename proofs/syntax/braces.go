package syntax

import "sort"

// braceIndex knows where each brace of a text closes. It is made in one pass,
// so that asking for many braces that never close costs no more than for one.
type braceIndex struct {
	open, shut []int32 // offsets; shut is -1 for a brace that never closes
}

// indexBraces finds the braces of src between from and to that no backslash
// escapes.
func indexBraces(src string, from, to int) *braceIndex {
	index := &braceIndex{}
	var pending []int
	for i := from; i < to; i++ {
		switch src[i] {
		case '\\':
			i++
		case '{':
			pending = append(pending, len(index.open))
			index.open = append(index.open, int32(i))
			index.shut = append(index.shut, -1)
		case '}':
			if last := len(pending) - 1; last >= 0 {
				index.shut[pending[last]] = int32(i)
				pending = pending[:last]
			}
		}
	}
	return index
}

// closing is where the brace that opens at an offset closes, or -1.
func (b *braceIndex) closing(open int) int {
	k := sort.Search(len(b.open), func(k int) bool { return int(b.open[k]) >= open })
	if k == len(b.open) || int(b.open[k]) != open {
		return -1
	}
	return int(b.shut[k])
}
