package certificate_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs/certificate"
)

func TestSurvey(t *testing.T) {
	out := os.Getenv("SURVEY")
	if out == "" {
		t.Skip()
	}
	groups, statements := statementsByGroup(t)
	for _, g := range groups {
		if w := os.Getenv("GROUP"); w != "" && w != g {
			continue
		}
		reasons := map[string]int{}
		all := statements[g]
		var certified []certificate.Statement
		var list strings.Builder
		start := time.Now()
		for _, s := range all {
			var b strings.Builder
			m, err := certificate.Coq(&b, "x", []certificate.Statement{s})
			require.NoError(t, err)
			if len(m) > 0 {
				reasons[m[0].Missing]++
				fmt.Fprintf(&list, "%s | %s | %v | %s\n", m[0].Missing, s.Name, s.Refuted, s.Source)
				continue
			}
			certified = append(certified, s)
			if one := os.Getenv("EACH"); one != "" {
				if r := os.Getenv("ONLY"); r == "" || regexp.MustCompile(r).MatchString(s.Name+" "+s.Source) {
					_ = os.WriteFile(filepath.Join(one, s.Name+".v"), []byte(b.String()), 0o600)
				}
			}
		}
		fmt.Printf("== %s: %d statements, %d certified (%v to write)\n", g, len(all), len(certified), time.Since(start))
		var keys []string
		for k := range reasons {
			keys = append(keys, k)
		}
		sort.Slice(keys, func(i, j int) bool { return reasons[keys[i]] > reasons[keys[j]] })
		for _, k := range keys {
			fmt.Printf("   %4d %s\n", reasons[k], k)
		}
		name := strings.NewReplacer("/", "_", ".", "_").Replace(g)
		require.NoError(t, os.WriteFile(filepath.Join(out, name+".missing"), []byte(list.String()), 0o600))
		if os.Getenv("COMPILE") == "" {
			continue
		}
		failing := 0
		size, _ := strconv.Atoi(os.Getenv("COMPILE"))
		for i := 0; i < len(certified); i += size {
			batch := append([]certificate.Statement{}, certified[i:min(i+size, len(certified))]...)
			for len(batch) > 0 {
				var b strings.Builder
				_, err := certificate.Coq(&b, "x", batch)
				require.NoError(t, err)
				began := time.Now()
				text, err := attempt(t, b.String())
				if err == nil {
					if d := time.Since(began); d > 5*time.Second {
						fmt.Println("slow batch", d, batch[0].Name, batch[len(batch)-1].Name)
					}
					require.Equal(t, len(batch), strings.Count(text, closed))
					break
				}
				m := regexp.MustCompile(`line (\d+), characters`).FindStringSubmatch(text)
				require.NotNil(t, m, text)
				line, _ := strconv.Atoi(m[1])
				head := strings.Join(strings.Split(b.String(), "\n")[:line], "\n")
				names := regexp.MustCompile(`(?m)^(?:Lemma|Theorem|Fixpoint|Definition) (d\d+_(?:link|claim)_\d+(?:_\d+)?)`).FindAllStringSubmatch(head, -1)
				bad := names[len(names)-1][1]
				failing++
				k := -1
				for j, s := range batch {
					if s.Name == bad || strings.HasPrefix(bad, s.Name+"_") {
						k = j
					}
				}
				require.GreaterOrEqual(t, k, 0, bad)
				fmt.Printf("FAILING %s: %s\n", batch[k].Name, batch[k].Source)
				var one strings.Builder
				_, _ = certificate.Coq(&one, "x", batch[k:k+1])
				_ = os.WriteFile(filepath.Join(out, batch[k].Name+".v"), []byte(one.String()), 0o600)
				batch = append(batch[:k], batch[k+1:]...)
			}
		}
		fmt.Printf("   %d failing, %v\n", failing, time.Since(start))
	}
}
