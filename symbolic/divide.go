package symbolic

import (
	"math/big"
	"slices"
)

// Quotient returns p/q if q divides p. Dividing by 0 is [ErrDivisionByZero].
func (p Polynomial) Quotient(q Polynomial, budget *Budget) (quotient Polynomial, ok bool, err error) {
	switch {
	case q.IsZero():
		return Polynomial{}, false, ErrDivisionByZero
	case p.IsZero():
		return Polynomial{}, true, nil
	case q.IsConstant():
		if err := budget.Spend(int64(p.Len())); err != nil {
			return Polynomial{}, false, err
		}
		n, d := q.denominator, q.coefficients[0]
		if d.sign() < 0 {
			n, d = n.neg(), d.neg()
		}
		return p.scale(n, d), true, nil
	case len(q.variables) > len(p.variables):
		return Polynomial{}, false, nil
	}
	variables := p.variables
	for _, name := range q.variables {
		if _, ok := slices.BinarySearch(variables, name); !ok {
			return Polynomial{}, false, nil
		}
	}
	width := len(variables) + 1
	rows := q.rowsOver(variables)
	limit := bounds(p.exponents, width)
	for v, e := range bounds(rows, width) {
		if e > limit[v] {
			return Polynomial{}, false, nil
		}
	}
	// By Gauss's lemma the quotient by a primitive divisor has integer coefficients.
	divisor, content := q.splitContent()
	numerator := p
	var coefficients []integer
	if packing, fits := packFor(limit); fits {
		rows, coefficients, ok, err = dividePacked(packing, width, numerator.exponents, rows, numerator.coefficients, divisor.coefficients, budget)
	} else {
		rows, coefficients, ok, err = dividePacked(stringPacking{width}, width, numerator.exponents, rows, numerator.coefficients, divisor.coefficients, budget)
	}
	if err != nil || !ok {
		return Polynomial{}, false, err
	}
	quotient = canonical(variables, rows, coefficients, p.denominator)
	return quotient.scaleInverse(content), true, nil
}

// A pending is a product of a term of the quotient and a term of the divisor that is still to be
// subtracted.
type pending[K key] struct {
	key  K
	i, j int
}

// dividePacked divides with a heap of pending products (Johnson's method), so that it needs memory
// only for the quotient. It stops at the first term that the divisor's leading term does not divide.
func dividePacked[K key, P packing[K]](packing P, width int, a, b []int32, p, q []integer, budget *Budget) ([]int32, []integer, bool, error) {
	ak, bk := make([]K, len(p)), make([]K, len(q))
	for i := range ak {
		ak[i] = packing.pack(a[i*width : (i+1)*width])
	}
	for i := range bk {
		bk[i] = packing.pack(b[i*width : (i+1)*width])
	}
	// The degrees of an exact quotient are the differences of the degrees. Terms beyond them show that
	// the division is not exact, and would not fit the packing.
	largest := bounds(a, width)
	for v, e := range bounds(b, width) {
		largest[v] -= e
	}
	top := packing.pack(largest)
	if _, ok := packing.quotient(ak[len(ak)-1], bk[len(bk)-1]); !ok {
		return nil, nil, false, nil
	}
	if _, ok := p[len(p)-1].quo(q[len(q)-1]); !ok {
		return nil, nil, false, nil
	}
	var (
		heap     []pending[K]
		keys     []K
		quotient []integer
		scratch  = new(big.Int)
	)
	for next := 0; next < len(p) || len(heap) > 0; {
		var k K
		if next < len(p) && (len(heap) == 0 || ak[next] >= heap[0].key) {
			k = ak[next]
		} else {
			k = heap[0].key
		}
		var sum accumulator
		if next < len(p) && ak[next] == k {
			sum.add(p[next])
			next++
		}
		for len(heap) > 0 && heap[0].key == k {
			top := heap[0]
			sum.addProduct(quotient[top.i].neg(), q[top.j], scratch)
			if err := budget.Spend(1 + quotient[top.i].words()*q[top.j].words()/8); err != nil {
				return nil, nil, false, err
			}
			if top.j+1 < len(q) {
				heap[0] = pending[K]{packing.product(keys[top.i], bk[top.j+1]), top.i, top.j + 1}
			} else {
				heap[0] = heap[len(heap)-1]
				heap = heap[:len(heap)-1]
			}
			siftDown(heap)
		}
		c := sum.value()
		if c.isZero() {
			continue
		}
		t, ok := packing.quotient(k, bk[0])
		if !ok {
			return nil, nil, false, nil
		}
		if _, ok := packing.quotient(top, t); !ok {
			return nil, nil, false, nil
		}
		if c, ok = c.quo(q[0]); !ok {
			return nil, nil, false, nil
		}
		if !budget.allowsBits(int64(c.bitLen())) {
			return nil, nil, false, ErrLimit
		}
		if err := budget.Spend(1); err != nil {
			return nil, nil, false, err
		}
		keys = append(keys, t)
		quotient = append(quotient, c)
		if len(q) > 1 {
			heap = append(heap, pending[K]{packing.product(t, bk[1]), len(keys) - 1, 1})
			siftUp(heap)
		}
	}
	rows := make([]int32, len(keys)*width)
	for i, k := range keys {
		packing.unpack(k, rows[i*width:(i+1)*width])
	}
	return rows, quotient, true, nil
}

func siftDown[K key](heap []pending[K]) {
	for i := 0; ; {
		child := 2*i + 1
		if child >= len(heap) {
			return
		}
		if child+1 < len(heap) && heap[child+1].key > heap[child].key {
			child++
		}
		if heap[i].key >= heap[child].key {
			return
		}
		heap[i], heap[child] = heap[child], heap[i]
		i = child
	}
}

func siftUp[K key](heap []pending[K]) {
	for i := len(heap) - 1; i > 0; {
		parent := (i - 1) / 2
		if heap[parent].key >= heap[i].key {
			return
		}
		heap[i], heap[parent] = heap[parent], heap[i]
		i = parent
	}
}
