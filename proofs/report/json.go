package report

import (
	"encoding/json"
	"io"
	"reflect"

	"github.com/hence-math/hence/proofs"
)

// JSON writes a result of checking, proving, solving or testing as the contract with
// programs has it: one object, indented, its fields in the order of the model,
// empty lists as [] and empty maps as {}.
func JSON[R proofs.Report | proofs.ProveResult | proofs.SolveResult | proofs.TestResult](w io.Writer, result *R) error {
	e := encoder(w)
	e.SetIndent("", "  ")
	return e.Encode(complete(reflect.ValueOf(result)).Interface())
}

// JSONLine writes any value that holds results as one line, with the same care
// for what is empty.
func JSONLine(w io.Writer, value any) error {
	return encoder(w).Encode(complete(reflect.ValueOf(value)).Interface())
}

// encoder leaves <, > and & as they are: formulas are full of them.
func encoder(w io.Writer) *json.Encoder {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e
}

// complete copies a value and makes its nil slices and maps empty ones, so
// that programs need not tell null from nothing. Pointers stay nil: there,
// null has a meaning. Raw JSON and fields that are not written stay as they are.
func complete(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		c := reflect.New(v.Type().Elem())
		c.Elem().Set(complete(v.Elem()))
		return c
	case reflect.Struct:
		c := reflect.New(v.Type()).Elem()
		c.Set(v)
		for i := range v.NumField() {
			if isPlain(v.Field(i).Kind()) {
				continue
			}
			if f := v.Type().Field(i); f.IsExported() && f.Tag.Get("json") != "-" {
				c.Field(i).Set(complete(v.Field(i)))
			}
		}
		return c
	case reflect.Slice:
		if v.Type() == reflect.TypeFor[json.RawMessage]() || !v.IsNil() && isPlain(v.Type().Elem().Kind()) {
			return v
		}
		c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			c.Index(i).Set(complete(v.Index(i)))
		}
		return c
	case reflect.Map:
		if !v.IsNil() && isPlain(v.Type().Elem().Kind()) {
			return v
		}
		c := reflect.MakeMapWithSize(v.Type(), v.Len())
		for _, k := range v.MapKeys() {
			c.SetMapIndex(k, complete(v.MapIndex(k)))
		}
		return c
	}
	return v
}

// isPlain says whether values of a kind hold no slice and no map.
func isPlain(k reflect.Kind) bool { return k == reflect.String || k < reflect.Array }
