package syntax

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// asNotebook writes Markdown cells as a notebook.
func asNotebook(t require.TestingT, cells ...string) string {
	type cell struct {
		Type   string   `json:"cell_type"`
		Source []string `json:"source"`
	}
	var all []cell
	for _, c := range cells {
		all = append(all, cell{"code", []string{"1 == 2"}}, cell{"markdown", strings.SplitAfter(c, "\n")})
	}
	data, err := json.MarshalIndent(map[string]any{"cells": all, "nbformat": 4}, "", " ")
	require.NoError(t, err)
	return string(data)
}

func TestNotebook(t *testing.T) {
	source := asNotebook(t, "# One\n\n$\\frac12$ \"x\"\n", "Caf\u00e9 \U0001F600 <b>")
	text, origin, err := notebook("a.ipynb", source)
	require.Nil(t, err)
	assert.Equal(t, "# One\n\n$\\frac12$ \"x\"\n\n\nCaf\u00e9 \U0001F600 <b>\n\n", text)
	at := strings.Index(text, "frac")
	_, there := origin.Of(at)
	assert.Equal(t, strings.Index(source, "frac"), there)
	_, span := origin.Span(Span{at - 1, at + 6}) // \frac12, where the backslash takes two bytes
	assert.Equal(t, `\\frac12`, source[span.Start:span.End])
}

// Surrogates, notebooks of older versions and sources in one string are read.
func TestNotebookForms(t *testing.T) {
	for _, test := range []struct{ source, want string }{
		{`{"cells": [{"source": "$1=1$", "cell_type": "markdown"}]}`, "$1=1$\n\n"},
		{`{"worksheets": [{"name": "x", "cells": [{"cell_type": "markdown", "source": ["a", "b"]}]}]}`, "ab\n\n"},
		{`{"cells": [{"cell_type": "markdown", "source": "\ud83d\ude00\u00d7\ud83d"}]}`, "\U0001F600\u00d7\ufffd\n\n"},
		{`{"cells": [{"cell_type": "raw", "source": "$1=2$"}, {"cell_type": "markdown", "source": []}]}`, "\n\n"},
		{`{"cells": []}`, ""},
	} {
		text, _, err := notebook("a.ipynb", test.source)
		require.Nil(t, err, test.source)
		assert.Equal(t, test.want, text)
	}
}

// What is no notebook is an error with its place.
func TestNoNotebook(t *testing.T) {
	for _, test := range []struct {
		source string
		at     int
		says   string
	}{
		{`{"cells": [{"cell_type": "markdown", "sou`, 41, "breaks off"},
		{`{"cells": [1 2]}`, 12, "object should stand here"},
		{`{"a": 1}`, 8, "has no cells"},
		{`[1]`, 1, "object should stand here"},
		{`{"cells": {"a": 1}}`, 11, "list should stand here"},
		{`$1 = 2$`, 0, "no JSON"},
		{`{"cells": []} {}`, 15, "stands behind"},
		{strings.Repeat("[", 100_000), 1, "object should stand here"},
		{`{"a": ` + strings.Repeat("[", 20_000), -1, ""},
		{`{"cells": [{"source": {"a": "b"}, "cell_type": {}}]}`, -1, ""},
	} {
		_, _, err := notebook("a.ipynb", test.source)
		if test.at < 0 {
			continue // no more than an end without a panic
		}
		require.NotNil(t, err, test.source)
		assert.Equal(t, test.at, err.At.Start, test.source)
		assert.Contains(t, err.Says, test.says)
	}
}

// Every character of a cell leads back to a place in the file at which it, or
// its escape, stands.
func TestNotebookOrigin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cells := rapid.SliceOfN(rapid.StringOf(rapid.RuneFrom([]rune("a$\\\"\n é\u2028<😀"))), 1, 4).Draw(t, "cells")
		source := asNotebook(t, cells...)
		text, origin, err := notebook("a.ipynb", source)
		require.Nil(t, err)
		require.Equal(t, strings.Join(cells, "\n\n")+"\n\n", text)
		last := -1
		for i := range len(text) {
			_, at := origin.Of(i)
			require.GreaterOrEqual(t, at, last)
			last = at
			if source[at] != '\\' && text[i] != '\n' {
				require.Equal(t, text[i], source[at])
			}
		}
	})
}

func FuzzNotebook(f *testing.F) {
	f.Add(asNotebook(f, "$1 + 1 = 2$", `\begin{align} x &= 1 \\ &= 2 \end{align}`))
	f.Add(`{"cells": [{"cell_type": "markdown", "source": ["\ud8`)
	f.Add(`{"worksheets": [{"cells": [{"source": {"a": ["b"]}}]}]}`)
	f.Fuzz(func(t *testing.T, source string) {
		d, err := ReadFile("a.ipynb", source, nil, DefaultLimits())
		if err != nil {
			var e *Error
			require.ErrorAs(t, err, &e)
			require.LessOrEqual(t, e.At.Start, len(source))
			return
		}
		for _, b := range d.Blocks {
			_, span := d.Origin.Span(b.At)
			require.True(t, 0 <= span.Start && span.Start <= span.End && span.End <= len(source))
		}
	})
}

// folder is an Opener on files in memory.
func folder(files map[string]string) Opener {
	return func(name string) (string, error) {
		text, is := files[name]
		if !is {
			return "", errors.New("no such file")
		}
		return text, nil
	}
}

func TestInputs(t *testing.T) {
	files := map[string]string{
		"one.tex": "$1 = 1$ \\input{parts/two}", "parts/two.tex": "$2 = 2$", "loop.tex": `\input{loop}`, "macros.tex": `\newcommand{\x}{3}`,
	}
	for _, test := range []struct{ source, text, missing string }{
		{`a \input{one} b`, "a $1 = 1$ $2 = 2$ b", ""},
		{"% \\input{one}\n$3 = 3$", "% \\input{one}\n$3 = 3$", ""},
		{`100\% \include{parts/two.tex}`, `100\% $2 = 2$`, ""},
		{`\input{none}`, "\\ ", "cannot be read"},
		{`\input{../secret}`, "\\ ", "outside of the folder"},
		{`\input{parts/../../secret}`, "\\ ", "outside of the folder"},
		{`\input{/etc/passwd}`, "\\ ", "outside of the folder"},
		{`\input{main}`, "\\ ", "reads in itself"},
		{`\input{loop}`, "\\ ", "reads in itself"},
		{`\input`, `\input`, ""},
	} {
		text, _, missing := inputs("main.tex", test.source, folder(files), DefaultLimits())
		if test.missing == "" {
			assert.Equal(t, test.text, text)
			assert.Empty(t, missing, test.source)
			continue
		}
		require.Len(t, missing, 1, test.source)
		assert.Contains(t, missing[0].Says, test.missing)
	}
	d, err := ReadFile("book/main.tex", `\input{macros} \input{one} $\x$`, folder(files), DefaultLimits())
	require.NoError(t, err)
	file, at := d.Origin.Of(strings.Index(d.Source, "2 = 2"))
	assert.Equal(t, "book/parts/two.tex", d.Origin.Files[file].Name)
	assert.Equal(t, 1, at)
	file, at = d.Origin.Of(strings.LastIndex(d.Source, `\x`))
	assert.Equal(t, 0, file)
	assert.Equal(t, 28, at)
}

// Files that read in each other many times over end at a limit.
func TestInputsGrow(t *testing.T) {
	doubles := func(name string) (string, error) {
		return strings.Repeat(`\input{x`+name[1:len(name)-4]+`}`, 2), nil
	}
	_, _, missing := inputs("main.tex", `\input{a}`, doubles, DefaultLimits())
	assert.NotEmpty(t, missing)
	big := func(string) (string, error) { return strings.Repeat("a", 1000), nil }
	text, _, missing := inputs("main.tex", strings.Repeat(`\input{b}`, 100), big, Limits{Bytes: 5000})
	assert.Less(t, len(text), 6000)
	assert.NotEmpty(t, missing)
}
