package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// readYAML reads a file of the top level, and refuses fields that into lacks.
func readYAML(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../..", name))
	require.NoError(t, err)
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	require.NoError(t, d.Decode(into))
}

// action is what an action.yml may hold, as far as ours does.
type action struct {
	Name        string
	Description string
	Branding    struct{ Icon, Color string }
	Inputs      map[string]struct {
		Description string
		Default     *string
	}
	Runs struct {
		Using string
		Steps []actionStep
	}
}

type actionStep struct {
	Name  string
	Uses  string
	With  map[string]string
	Shell string
	Env   map[string]string
	Run   string
}

// The steps of the action do what they should, run as GitHub runs them: only the
// step that fetches Go is left out.
func TestAction(t *testing.T) {
	var a action
	readYAML(t, "action.yml", &a)
	require.Equal(t, "composite", a.Runs.Using)
	require.NotEmpty(t, a.Name)
	require.NotEmpty(t, a.Description)
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash")
	}
	if testing.Short() {
		t.Skip("builds the command")
	}
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	runner := t.TempDir()
	// act runs the steps with the given inputs in a folder.
	act := func(folder string, inputs map[string]string) (string, int) {
		t.Helper()
		var all bytes.Buffer
		for _, s := range a.Runs.Steps {
			if s.Uses != "" {
				continue
			}
			require.Equal(t, "bash", s.Shell)
			require.NotContains(t, s.Run, "${{", "inputs reach a script as variables only")
			cmd := exec.CommandContext(t.Context(), bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", s.Run)
			cmd.Dir = folder
			cmd.Env = append(os.Environ(), "RUNNER_TEMP="+runner)
			for name, value := range s.Env {
				if input, ok := strings.CutPrefix(value, "${{ inputs."); ok {
					input = strings.TrimSuffix(input, " }}")
					require.Contains(t, a.Inputs, input)
					require.NotNil(t, a.Inputs[input].Default, input)
					value = *a.Inputs[input].Default
					if given, ok := inputs[input]; ok {
						value = given
					}
				}
				cmd.Env = append(cmd.Env, name+"="+strings.ReplaceAll(value, "${{ github.action_path }}", root))
			}
			cmd.Stdout, cmd.Stderr = &all, &all
			if err := cmd.Run(); err != nil {
				var failed *exec.ExitError
				require.ErrorAs(t, err, &failed)
				return all.String(), failed.ExitCode()
			}
		}
		return all.String(), 0
	}

	folder := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o700))
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600))
	}
	write("README.md", "Words only.\n")
	output, status := act(folder, nil)
	require.Zero(t, status, output)

	write("notes/a b.md", "$2 + 3 = 6$\n")
	output, status = act(folder, nil)
	require.Equal(t, 1, status)
	assert.Contains(t, output, "::error file=notes/a b.md,line=1,col=10,endLine=1,endColumn=11,title=hence%3A refuted::should be 5, not 6")

	_, status = act(folder, map[string]string{"sarif": "hence.sarif"})
	require.Equal(t, 1, status)
	log, err := os.ReadFile(filepath.Join(folder, "hence.sarif"))
	require.NoError(t, err)
	assert.Contains(t, string(log), `"uri": "notes/a%20b.md"`)

	t.Chdir(folder)
	require.Zero(t, run([]string{"check", "notes/a b.md", "--baseline", "known.json", "--write-baseline"}, strings.NewReader(""), new(bytes.Buffer), new(bytes.Buffer)))
	output, status = act(folder, map[string]string{"baseline": "known.json"})
	require.Zero(t, status, output)

	write("sheets/one.md", "**Given** $a = 2$. **Find** $a^2 = 5$.\n")
	output, status = act(folder, map[string]string{"documents": "", "sheets": "sheets"})
	require.Equal(t, 1, status)
	assert.Contains(t, output, "a^{2}: stated 5, exactly 4")

	output, status = act(folder, map[string]string{"documents": "*.tex"})
	require.Equal(t, 2, status)
	assert.Contains(t, output, "no document matches")
	output, status = act(folder, map[string]string{"documents": "$(touch stolen) `touch stolen`; touch stolen"})
	require.NotZero(t, status, output)
	_, err = os.Stat("stolen")
	require.ErrorIs(t, err, os.ErrNotExist, "an input is no command")
}

// The hooks for pre-commit are commands of hence that take names of files.
func TestPreCommitHooks(t *testing.T) {
	var hooks []struct {
		ID, Name, Description, Entry, Language string
		TypesOr                                []string `yaml:"types_or"`
	}
	readYAML(t, ".pre-commit-hooks.yaml", &hooks)
	require.Len(t, hooks, 2)
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"words.md": "Words only.\n", "wrong.md": "**Find** $1 + 1 = 3$.\n", "right.tex": "\\textbf{Find} \\(1 + 1 = 2\\).\n",
	} {
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
	}
	for _, h := range hooks {
		require.Equal(t, "golang", h.Language)
		require.Equal(t, []string{"markdown", "tex"}, h.TypesOr)
		words := strings.Fields(h.Entry)
		require.Equal(t, "hence", words[0])
		for files, want := range map[string]int{"words.md": 0, "right.tex": 0, "wrong.md": 1, "words.md wrong.md right.tex": 1} {
			var out, errs bytes.Buffer
			status := run(append(words[1:], strings.Fields(files)...), strings.NewReader(""), &out, &errs)
			assert.Equal(t, want, status, "%s %s: %s%s", h.Entry, files, out.String(), errs.String())
		}
	}
}
