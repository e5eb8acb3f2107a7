package docs_test

import (
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
)

// codesOf gives what the last link of a report, or the report, has of each kind
// of code that a section of verdicts.md explains.
var codesOf = map[string]func(r *proofs.Report) []string{
	"Verdicts":             func(r *proofs.Report) []string { return []string{string(last(r).Verdict)} },
	"Reasons of `unknown`": func(r *proofs.Report) []string { return []string{string(last(r).Reason)} },
	"Readings":             func(r *proofs.Report) []string { return last(r).Readings },
	"Remarks": func(r *proofs.Report) []string {
		var remarks []string
		for _, l := range r.Links {
			if len(l.Remarks) > 0 {
				remarks = l.Remarks
			}
		}
		return remarks
	},
	"Slips": func(r *proofs.Report) []string {
		if len(last(r).Slips) == 0 {
			return nil
		}
		return []string{last(r).Slips[0].Code}
	},
	"Findings": func(r *proofs.Report) []string {
		var all []string
		for _, f := range r.Findings {
			all = append(all, f.Code)
		}
		return all
	},
}

// last is the last link of a report: the one that an example is about.
func last(r *proofs.Report) proofs.Link { return r.Links[len(r.Links)-1] }

// example is a cell of verdicts.md: a document, its sheet if it has one, and
// whether loose notation counts.
type example struct {
	sheet, document string
	strict          bool
}

func readExample(cell string) example {
	pieces := spans(cell)
	e := example{strict: strings.HasPrefix(cell, "strict")}
	if strings.HasPrefix(cell, "sheet") {
		e.sheet, pieces = pieces[0], pieces[1:]
	}
	if len(pieces) > 0 {
		e.document = pieces[0]
	}
	return e
}

// TestVerdicts demands of each example exactly the code of its row.
func TestVerdicts(t *testing.T) {
	for _, r := range readTables(t, "verdicts.md") {
		t.Run(fmt.Sprintf("line %d", r.line), func(t *testing.T) {
			e := readExample(r.cells["example"])
			if r.section == "Obligations of a proof" {
				require.Equal(t, spans(r.cells["obligations"]), obligations(t, e.sheet))
				return
			}
			if r.section == "Findings of a sheet" {
				solved, err := proofs.Solve(t.Context(), proofs.Source{Name: "sheet.md", Text: e.document}, proofs.SolveOptions{Limits: proofs.DefaultLimits()})
				require.NoError(t, err)
				require.Len(t, solved.Findings, 1)
				require.Equal(t, []string{solved.Findings[0].Code}, code(r))
				require.Equal(t, r.cells["severity"], string(solved.Findings[0].Severity))
				return
			}
			options := proofs.Options{Strict: e.strict}
			if e.sheet != "" {
				options.Sheet = &proofs.Source{Name: "sheet.md", Text: e.sheet}
			}
			report := check(t, e.document, r.format, options)
			require.NotEmpty(t, report.Links)
			require.Equal(t, code(r), codesOf[r.section](report), e.document)
			if severity := r.cells["severity"]; severity != "" {
				require.Equal(t, severity, string(report.Findings[0].Severity))
			}
		})
	}
}

// code is the code that a row explains.
func code(r row) []string {
	for _, column := range []string{"verdict", "reason", "reading", "remark", "slip", "finding", "obligations"} {
		if cell, ok := r.cells[column]; ok {
			return spans(cell)
		}
	}
	return nil
}

// obligations lists what the proof of the first claim of a sheet owes.
func obligations(t *testing.T, sheet string) []string {
	t.Helper()
	r, err := proofs.Prove(context.Background(), proofs.Source{Name: "sheet.md", Text: sheet}, proofs.DefaultLimits())
	require.NoError(t, err)
	require.Equal(t, proofs.Proved, r.Claims[0].Verdict)
	var all []string
	for _, o := range r.Claims[0].Obligations {
		all = append(all, o.Code)
	}
	return all
}

// TestVerdictsAreComplete compares the page with the codes in the source.
func TestVerdictsAreComplete(t *testing.T) {
	documented := map[string]map[string]bool{}
	for _, r := range readTables(t, "verdicts.md") {
		r.section = strings.TrimSuffix(r.section, " of a sheet")
		if documented[r.section] == nil {
			documented[r.section] = map[string]bool{}
		}
		for _, c := range code(r) {
			documented[r.section][c] = true
		}
	}
	for section, codes := range sourceCodes(t) {
		require.Equal(t, slices.Sorted(maps.Keys(codes)), slices.Sorted(maps.Keys(documented[section])), section)
		delete(documented, section)
	}
	require.Empty(t, documented)
}

// sourceCodes collects the codes that the program can give, by the section of the
// page that explains them.
func sourceCodes(t *testing.T) map[string]map[string]bool {
	t.Helper()
	found := map[string]map[string]bool{}
	add := func(section string, literal ast.Expr) {
		if b, ok := literal.(*ast.BasicLit); ok && b.Kind == token.STRING {
			text, err := strconv.Unquote(b.Value)
			require.NoError(t, err)
			if found[section] == nil {
				found[section] = map[string]bool{}
			}
			found[section][text] = true
		}
	}
	constants, used := map[string]ast.Expr{}, map[string]bool{}
	for _, name := range sources(t, "../proofs", "../symbolic") {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		require.NoError(t, err)
		slips := strings.HasPrefix(filepath.Base(name), "slip")
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				for i, value := range n.Values {
					switch {
					case isName(n.Type, "Verdict"):
						add("Verdicts", value)
					case isName(n.Type, "Reason"):
						add("Reasons of `unknown`", value)
					case n.Names[0].Name == "readingNames":
						for _, element := range value.(*ast.CompositeLit).Elts {
							add("Readings", element)
						}
					case strings.HasPrefix(n.Names[i].Name, "Code"):
						constants[n.Names[i].Name] = value
					}
				}
			case *ast.CallExpr:
				selector, isMethod := n.Fun.(*ast.SelectorExpr)
				switch {
				case isMethod && selector.Sel.Name == "find" && len(n.Args) > 3:
					add("Findings", n.Args[0])
				case isName(n.Fun, "append") && isField(n.Args[0], "Remarks"):
					for _, argument := range n.Args[1:] {
						add("Remarks", argument)
					}
				case slips && isName(n.Fun, "add") && len(n.Args) > 2:
					add("Slips", n.Args[1])
				case slips && isMethod && selector.Sel.Name == "note":
					add("Slips", n.Args[0])
				}
			case *ast.KeyValueExpr:
				if value, ok := n.Value.(*ast.Ident); ok && isName(n.Key, "Code") {
					used[value.Name] = true
				}
			}
			return true
		})
	}
	for name := range used {
		if value, ok := constants[name]; ok {
			add("Obligations of a proof", value)
		}
	}
	return found
}

// sources lists the files of folders that are no tests.
func sources(t *testing.T, folders ...string) []string {
	t.Helper()
	var all []string
	for _, folder := range folders {
		entries, err := os.ReadDir(folder)
		require.NoError(t, err)
		for _, e := range entries {
			if name := e.Name(); strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
				all = append(all, filepath.Join(folder, name))
			}
		}
	}
	return all
}

func isName(n ast.Expr, name string) bool {
	id, ok := n.(*ast.Ident)
	return ok && id.Name == name
}

func isField(n ast.Expr, name string) bool {
	s, ok := n.(*ast.SelectorExpr)
	return ok && s.Sel.Name == name
}
