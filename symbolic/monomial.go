package symbolic

import (
	"encoding/binary"
	"math/bits"
)

// unionOf returns the sorted union of two sorted lists of names, one of them itself if possible.
func unionOf(a, b []string) []string {
	switch {
	case isSublist(b, a):
		return a
	case isSublist(a, b):
		return b
	}
	union := make([]string, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			union, a = append(union, a[0]), a[1:]
		case a[0] > b[0]:
			union, b = append(union, b[0]), b[1:]
		default:
			union, a, b = append(union, a[0]), a[1:], b[1:]
		}
	}
	return append(append(union, a...), b...)
}

// isSublist reports whether all of a sorted list of names are in another.
func isSublist(a, b []string) bool {
	for len(a) > 0 && len(a) <= len(b) {
		if a[0] < b[0] {
			return false
		}
		if a[0] == b[0] {
			a = a[1:]
		}
		b = b[1:]
	}
	return len(a) == 0
}

// areDisjoint reports whether two sorted lists of names have none in common.
func areDisjoint(a, b []string) bool {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			return false
		}
	}
	return true
}

// rowsOver returns the exponents of p over a list of names that contains its variables. The order of
// the rows does not change by it. If the lists agree, the result is p's own and must not be changed.
func (p Polynomial) rowsOver(names []string) []int32 {
	if len(names) == len(p.variables) {
		return p.exponents
	}
	place := make([]int, len(p.variables))
	at := 0
	for v, name := range p.variables {
		for names[at] != name {
			at++
		}
		place[v] = at
	}
	width := len(names) + 1
	rows := make([]int32, len(p.coefficients)*width)
	for i := range p.coefficients {
		from, to := p.row(i), rows[i*width:(i+1)*width]
		to[0] = from[0]
		for v, e := range from[1:] {
			to[1+place[v]] = e
		}
	}
	return rows
}

// A key is a row of exponents packed so that comparing keys compares rows.
type key interface{ uint64 | string }

// A packing translates rows to keys and back.
type packing[K key] interface {
	pack(row []int32) K
	unpack(k K, row []int32)
	product(a, b K) K
	// quotient returns a/b if b divides a.
	quotient(a, b K) (K, bool)
}

// wordPacking packs a row in one machine word with a field wide enough for every exponent.
type wordPacking struct {
	shifts []uint
	masks  []uint64
}

// packFor returns a packing in a machine word for rows up to the given bounds, if there is one.
func packFor(bounds []int32) (wordPacking, bool) {
	total := 0
	for _, b := range bounds {
		total += bits.Len32(uint32(b))
	}
	if total > 64 {
		return wordPacking{}, false
	}
	p := wordPacking{make([]uint, len(bounds)), make([]uint64, len(bounds))}
	shift := uint(total)
	for i, b := range bounds {
		n := uint(bits.Len32(uint32(b)))
		shift -= n
		p.shifts[i] = shift
		p.masks[i] = 1<<n - 1
	}
	return p, true
}

func (p wordPacking) pack(row []int32) uint64 {
	k := uint64(0)
	for i, e := range row {
		k |= uint64(e) << p.shifts[i]
	}
	return k
}

func (p wordPacking) unpack(k uint64, row []int32) {
	for i, s := range p.shifts {
		row[i] = int32(k >> s & p.masks[i])
	}
}

func (p wordPacking) product(a, b uint64) uint64 { return a + b }

func (p wordPacking) quotient(a, b uint64) (uint64, bool) {
	for i, s := range p.shifts {
		if a>>s&p.masks[i] < b>>s&p.masks[i] {
			return 0, false
		}
	}
	return a - b, true
}

// stringPacking packs rows of any width.
type stringPacking struct{ width int }

func (p stringPacking) pack(row []int32) string {
	s := make([]byte, 0, 4*len(row))
	for _, e := range row {
		s = binary.BigEndian.AppendUint32(s, uint32(e))
	}
	return string(s)
}

func (p stringPacking) unpack(k string, row []int32) {
	for i := range row {
		row[i] = p.at(k, i)
	}
}

func (p stringPacking) at(k string, i int) int32 {
	return int32(uint32(k[4*i])<<24 | uint32(k[4*i+1])<<16 | uint32(k[4*i+2])<<8 | uint32(k[4*i+3]))
}

func (p stringPacking) product(a, b string) string {
	s := make([]byte, 0, len(a))
	for i := range p.width {
		s = binary.BigEndian.AppendUint32(s, uint32(p.at(a, i)+p.at(b, i)))
	}
	return string(s)
}

func (p stringPacking) quotient(a, b string) (string, bool) {
	s := make([]byte, 0, len(a))
	for i := range p.width {
		e := p.at(a, i) - p.at(b, i)
		if e < 0 {
			return "", false
		}
		s = binary.BigEndian.AppendUint32(s, uint32(e))
	}
	return string(s), true
}

// bounds returns the largest total degree and the largest exponent of each variable in rows.
func bounds(rows []int32, width int) []int32 {
	b := make([]int32, width)
	for i := 0; i < len(rows); i += width {
		for v, e := range rows[i : i+width] {
			b[v] = max(b[v], e)
		}
	}
	return b
}
