package numeric

// zip combines the entries of two lists of one length. On an error it returns no list.
func zip(a, b []Scalar, operation func(a, b Scalar) (Scalar, error)) ([]Scalar, error) {
	result := make([]Scalar, len(a))
	for i := range a {
		var err error
		if result[i], err = operation(a[i], b[i]); err != nil {
			return nil, err
		}
	}
	return result, nil
}

// scale multiplies every entry by s. On an error it returns no list.
func scale(entries []Scalar, s Scalar) ([]Scalar, error) {
	result := make([]Scalar, len(entries))
	for i, entry := range entries {
		var err error
		if result[i], err = entry.Mul(s); err != nil {
			return nil, err
		}
	}
	return result, nil
}

// negate returns the entries with their signs changed.
func negate(entries []Scalar) []Scalar {
	result := make([]Scalar, len(entries))
	for i, entry := range entries {
		result[i] = entry.Neg()
	}
	return result
}

// equalEntries reports whether two lists hold the same numbers.
func equalEntries(a, b []Scalar) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !a[i].Equal(b[i]) {
			return false
		}
	}
	return true
}

// allTerminate reports whether every entry has a finite decimal expansion.
func allTerminate(entries []Scalar) bool {
	for _, entry := range entries {
		if !entry.Terminates() {
			return false
		}
	}
	return true
}
