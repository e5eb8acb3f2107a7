package report

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
)

func TestJSON(t *testing.T) {
	var b strings.Builder
	require.NoError(t, JSON(&b, sample(t)))
	golden(t, "report.json", b.String())
}

// filled gives every slice within v one element, so that nothing below stays unseen.
func filled(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				filled(v.Field(i))
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		filled(v.Index(0))
	}
}

// nulls lists the paths at which a JSON value is null.
func nulls(path string, v any) []string {
	var found []string
	switch v := v.(type) {
	case nil:
		return []string{path}
	case map[string]any:
		for _, k := range sortedKeys(v) {
			found = append(found, nulls(path+"."+k, v[k])...)
		}
	case []any:
		for _, e := range v {
			found = append(found, nulls(path, e)...)
		}
	}
	return found
}

// encoded is a result, written and read back, with its nulls.
func encoded[R proofs.Report | proofs.ProveResult | proofs.SolveResult](t *testing.T, r *R) []string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, JSON(&b, r))
	var v any
	require.NoError(t, json.Unmarshal([]byte(b.String()), &v))
	return nulls("", v)
}

// Null is written only where it means something, whatever the model holds.
func TestJSONIsNeverNull(t *testing.T) {
	var check proofs.Report
	var prove proofs.ProveResult
	var solve proofs.SolveResult
	require.Equal(t, []string{".first_wrong"}, encoded(t, &check))
	require.Empty(t, encoded(t, &prove))
	require.Empty(t, encoded(t, &solve))
	for _, v := range []any{&check, &prove, &solve} {
		filled(reflect.ValueOf(v).Elem())
	}
	require.Equal(t, []string{".first_wrong", ".inductions.fails_at"}, withoutOptional(encoded(t, &check)))
	require.Equal(t, []string{".claims.fails_at"}, encoded(t, &prove))
	require.Equal(t, []string{".claims.fails_at", ".finds.digits"}, encoded(t, &solve))
}

// withoutOptional drops what the model may leave null beyond the contract.
func withoutOptional(paths []string) []string {
	var kept []string
	for _, p := range paths {
		if p != ".wrong_step" && p != ".links.step" {
			kept = append(kept, p)
		}
	}
	return kept
}

// The report that was given is not changed by writing it.
func TestJSONLeavesItsArgumentAlone(t *testing.T) {
	r := &proofs.Report{Links: []proofs.Link{{}}}
	require.NoError(t, JSON(&strings.Builder{}, r))
	require.Nil(t, r.Findings)
	require.Nil(t, r.Links[0].Readings)
}

func TestJSONKeepsSigns(t *testing.T) {
	var b strings.Builder
	require.NoError(t, JSON(&b, &proofs.Report{Links: []proofs.Link{{Relation: "<", Left: "a & b"}}}))
	require.Contains(t, b.String(), `"relation": "<"`)
	require.Contains(t, b.String(), `"left": "a & b"`)
}

func TestJSONLine(t *testing.T) {
	var b strings.Builder
	require.NoError(t, JSONLine(&b, struct {
		ID json.RawMessage `json:"id"`
		*proofs.Report
	}{json.RawMessage(`"a<b"`), &proofs.Report{Document: "x"}}))
	require.Equal(t, 1, strings.Count(b.String(), "\n"))
	require.True(t, strings.HasPrefix(b.String(), `{"id":"a<b","version":0,"document":"x",`), b.String())
	require.Contains(t, b.String(), `"links":[]`)
}
