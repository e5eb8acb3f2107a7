package hencetest

import (
	"encoding"
	"fmt"
	"math"
	"math/big"
	"reflect"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hence-math/hence/numeric"
)

// mostExponent is how large an exponent of a decimal may be, either way, so that
// writing it out costs little.
const mostExponent = 10_000

// literal writes a Go value as an expression, exactly.
func literal(value any) (string, error) {
	switch v := value.(type) {
	case nil:
		return "", fmt.Errorf("nil is no number")
	case string:
		return matrixLiteral(v), nil
	case *big.Rat:
		if v == nil {
			return "", fmt.Errorf("a nil *big.Rat is no number")
		}
		return rational(v), nil
	case *big.Int:
		if v == nil {
			return "", fmt.Errorf("a nil *big.Int is no number")
		}
		return v.String(), nil
	case *big.Float:
		if v == nil || v.IsInf() || v.MantExp(nil) > 4*mostExponent || v.MantExp(nil) < -4*mostExponent {
			return "", fmt.Errorf("the *big.Float is no number within the limits")
		}
		r, _ := v.Rat(nil)
		return rational(r), nil
	case decimal.Decimal:
		if e := v.Exponent(); e > mostExponent || e < -mostExponent {
			return "", fmt.Errorf("the exponent %d of the decimal is beyond %d", e, mostExponent)
		}
		return rational(v.Rat()), nil
	case numeric.Scalar:
		return rational(v.Rat()), nil
	case numeric.Vector:
		return row(entries(v.Len(), func(i int) any { return v.At(i) }))
	case numeric.Matrix:
		rows := make([]any, v.Shape().Rows)
		for i := range rows {
			rows[i] = v.Row(i)
		}
		return matrix(rows)
	}
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return fmt.Sprint(v.Int()), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return fmt.Sprint(v.Uint()), nil
	case reflect.Float32, reflect.Float64:
		if f := v.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
			return "", fmt.Errorf("%v is no number", f)
		}
		return rational(new(big.Rat).SetFloat64(v.Float())), nil
	case reflect.Slice, reflect.Array:
		all := entries(v.Len(), func(i int) any { return v.Index(i).Interface() })
		if v.Len() > 0 {
			switch k := reflect.ValueOf(all[0]); {
			case k.Kind() == reflect.Slice, k.Kind() == reflect.Array && k.Type() != reflect.TypeFor[decimal.Decimal](), k.Type() == reflect.TypeFor[numeric.Vector]():
				return matrix(all)
			}
		}
		return row(all)
	}
	if text, ok := value.(encoding.TextMarshaler); ok {
		b, err := text.MarshalText()
		return matrixLiteral(string(b)), err
	}
	return "", fmt.Errorf("a %T is no number that hence knows; give its text, or a *big.Rat", value)
}

// entries lists n values.
func entries(n int, at func(int) any) []any {
	all := make([]any, n)
	for i := range all {
		all[i] = at(i)
	}
	return all
}

// rational writes a number as a decimal where that ends soon, else as a fraction.
func rational(r *big.Rat) string {
	if places, exact := r.FloatPrec(); exact && places <= mostExponent {
		return r.FloatString(places)
	}
	text := fmt.Sprintf(`\frac{%s}{%s}`, new(big.Int).Abs(r.Num()), r.Denom())
	if r.Sign() < 0 {
		return "-" + text
	}
	return text
}

// row writes values as a row.
func row(values []any) (string, error) {
	cells, err := cellsOf(values)
	return `\begin{bmatrix} ` + cells + ` \end{bmatrix}`, err
}

// matrix writes values that are rows as a matrix.
func matrix(rows []any) (string, error) {
	lines := make([]string, len(rows))
	for i, r := range rows {
		v := reflect.ValueOf(r)
		var values []any
		if vector, ok := r.(numeric.Vector); ok {
			values = entries(vector.Len(), func(j int) any { return vector.At(j) })
		} else {
			values = entries(v.Len(), func(j int) any { return v.Index(j).Interface() })
		}
		cells, err := cellsOf(values)
		if err != nil {
			return "", err
		}
		lines[i] = cells
	}
	return `\begin{bmatrix} ` + strings.Join(lines, ` \\ `) + ` \end{bmatrix}`, nil
}

// cellsOf writes the entries of a row.
func cellsOf(values []any) (string, error) {
	cells := make([]string, len(values))
	for i, v := range values {
		cell, err := literal(v)
		if err != nil {
			return "", fmt.Errorf("entry %d: %w", i+1, err)
		}
		cells[i] = cell
	}
	return strings.Join(cells, " & "), nil
}

// matrixLiteral rewrites [1, 2; 3, 4], the notation of reports, as LaTeX; all else
// stays.
func matrixLiteral(text string) string {
	inner, opened := strings.CutPrefix(strings.TrimSpace(text), "[")
	inner, closed := strings.CutSuffix(inner, "]")
	if !opened || !closed || !strings.Contains(inner, ";") || strings.ContainsAny(inner, `[]\`) {
		return text
	}
	return `\begin{bmatrix} ` + strings.NewReplacer(",", " &", ";", ` \\`).Replace(inner) + ` \end{bmatrix}`
}
