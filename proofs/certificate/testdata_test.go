package certificate_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
	"github.com/hence-math/hence/proofs/certificate"
)

// root is where the documents of the tests are.
var root = filepath.Join("..", "..", "testdata")

// claimSheets makes a sheet of every claim of testdata/claims, of its false twin and of what agrees with it
// for all small n only.
func claimSheets(t *testing.T) (sheets []string) {
	text, err := os.ReadFile(filepath.Join(root, "claims", "claims.txt"))
	require.NoError(t, err)
	for _, stanza := range strings.Split(strings.TrimSpace(string(text)), "\n\n") {
		entry := map[string]string{}
		var given []string
		for _, line := range strings.Split(stanza, "\n") {
			key, value, _ := strings.Cut(line, ": ")
			switch key {
			case "seq":
				parts := strings.Split(value, " | ")
				var first int
				_, err := fmt.Sscan(parts[1], &first)
				require.NoError(t, err)
				for _, x := range strings.Split(parts[2], "; ") {
					given = append(given, fmt.Sprintf("$%s_{%d} = %s$,", parts[0], first, x))
					first++
				}
				given = append(given, fmt.Sprintf("$%s_{n} = %s$ for $n \\ge %d$.", parts[0], parts[3], first))
			case "natural":
				name, least, _ := strings.Cut(value, " ")
				given = append(given, fmt.Sprintf("Let $%s \\ge %s$ be an integer.", name, least))
			default:
				entry[key] = value
			}
		}
		if strings.Contains(entry["claim"], "H_") {
			given = append(given, `Here $H_n = \sum_{k=1}^{n} \frac{1}{k}$.`)
		}
		for _, kind := range []string{"claim", "twin", "late"} {
			claim, from, let := entry[kind], entry["from"], entry["let"]
			if claim == "" {
				continue
			}
			if other, ok := entry["twin from"]; ok && kind == "twin" {
				from = other
			}
			if _, ok := entry["twin let"]; ok && kind == "twin" {
				let = ""
			}
			all := strings.Join(given, " ")
			if let != "" {
				all += " Let $" + strings.ReplaceAll(let, "; ", "$ and $") + "$."
			}
			sheets = append(sheets, fmt.Sprintf("**Given.** %s\n\n**Show** that $%s$ for all $n \\ge %s$.\n", all, claim, from))
		}
	}
	return sheets
}

// sheetFiles are the sheets of testdata.
func sheetFiles(t *testing.T) (sheets []string) {
	require.NoError(t, filepath.WalkDir(filepath.Join(root, "sheets"), func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			sheets = append(sheets, path)
		}
		return err
	}))
	return sheets
}

// recordsOf reads the documents of a file of records.
func recordsOf(t *testing.T, name string) (texts []proofs.Source) {
	content, err := os.ReadFile(filepath.Join(root, "corpus", name))
	require.NoError(t, err)
	for line := range strings.Lines(string(content)) {
		var record struct {
			ID, Format, Text string
			Steps            []string
		}
		require.NoError(t, json.Unmarshal([]byte(line), &record))
		if record.Steps != nil {
			record.Text = strings.Join(record.Steps, "\n\n")
		}
		ending := map[string]string{"latex": ".tex", "text": ".txt"}[record.Format]
		if ending == "" {
			ending = ".md"
		}
		texts = append(texts, proofs.Source{Name: record.ID + ending, Text: record.Text})
	}
	return texts
}

// checked is the statements of a document.
func checked(t *testing.T, source proofs.Source) []certificate.Statement {
	r, err := proofs.Check(context.Background(), source, proofs.Options{Limits: proofs.DefaultLimits(), Certify: true})
	require.NoError(t, err, source.Name)
	return r.Statements
}

// shown is the statements of the claims of a sheet.
func shown(t *testing.T, source proofs.Source) (all []certificate.Statement) {
	r, err := proofs.Prove(context.Background(), source, proofs.DefaultLimits())
	require.NoError(t, err, source.Name)
	for _, c := range r.Claims {
		all = append(all, c.Statements...)
	}
	return all
}

// statementsByGroup are all statements that testdata gives rise to, with names that no two share.
func statementsByGroup(t *testing.T) (groups []string, statements map[string][]certificate.Statement) {
	statements = map[string][]certificate.Statement{}
	documents := 0
	add := func(group string, all []certificate.Statement) {
		if len(groups) == 0 || groups[len(groups)-1] != group {
			groups = append(groups, group)
		}
		for _, s := range all {
			s.Name = fmt.Sprintf("d%d_%s", documents, s.Name)
			statements[group] = append(statements[group], s)
		}
		documents++
	}
	read := func(name string) proofs.Source {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		return proofs.Source{Name: name, Text: string(text)}
	}
	for _, sheet := range claimSheets(t) {
		add("claims", shown(t, proofs.Source{Name: "claim.md", Text: sheet}))
	}
	for _, name := range sheetFiles(t) {
		add("sheets", shown(t, read(name)))
		add("sheets", checked(t, read(name)))
	}
	for _, folder := range []string{"accept", "reject", "unknown", filepath.Join("corpus", "written")} {
		for _, ending := range []string{"*.md", "*.tex", "*.txt"} {
			names, err := filepath.Glob(filepath.Join(root, folder, ending))
			require.NoError(t, err)
			for _, name := range names {
				add(folder, checked(t, read(name)))
			}
		}
	}
	for _, name := range []string{"generated.jsonl", "altered.jsonl"} {
		for _, source := range recordsOf(t, name) {
			add(name, checked(t, source))
		}
	}
	return groups, statements
}
