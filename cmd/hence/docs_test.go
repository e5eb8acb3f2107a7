package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	pageFile   = regexp.MustCompile("(?s)<!-- file: (\\S+) -->\n```\\w*\n(.*?)```\n")
	pageOutput = regexp.MustCompile("(?s)(<!-- output: ([^\n]*); exit (\\d) -->\n```\\w*\n)(.*?)(```\n<!-- end of output -->)")
)

// What these pages show is what the command writes: their files are put in a folder
// and their commands run there. HENCE_UPDATE=1 rewrites the outputs.
func TestPages(t *testing.T) {
	for _, page := range []string{"contract.md", "certificates.md", "optimizers.md"} {
		t.Run(page, func(t *testing.T) { testPage(t, page) })
	}
}

func testPage(t *testing.T, base string) {
	name, err := filepath.Abs(filepath.Join("../../docs", base))
	require.NoError(t, err)
	page, err := os.ReadFile(name)
	require.NoError(t, err)
	t.Chdir(t.TempDir())
	for _, file := range pageFile.FindAllStringSubmatch(string(page), -1) {
		require.NoError(t, os.WriteFile(file[1], []byte(file[2]), 0o600))
	}
	update, runs := os.Getenv("HENCE_UPDATE") != "", 0
	updated := pageOutput.ReplaceAllStringFunc(string(page), func(shown string) string {
		runs++
		part := pageOutput.FindStringSubmatch(shown)
		var out, errs bytes.Buffer
		status := run(strings.Fields(part[2]), strings.NewReader(""), &out, &errs)
		require.Equal(t, part[3], strconv.Itoa(status), "hence %s\n%s", part[2], errs.String())
		output := out.String() + errs.String()
		if !update {
			assert.Equal(t, strings.Split(part[4], "\n"), strings.Split(output, "\n"), "hence %s", part[2])
		}
		return part[1] + output + part[5]
	})
	require.Equal(t, strings.Count(string(page), "<!-- output:"), runs, "an example has no end")
	if update {
		require.NoError(t, os.WriteFile(name, []byte(updated), 0o644))
	}
}
