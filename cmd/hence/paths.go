package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// documentEndings are those of the files that are taken from a folder.
var documentEndings = []string{".md", ".markdown", ".tex", ".latex", ".ltx", ".txt", ".text", ".ipynb"}

// expand gives the documents that arguments name: of a folder all that it holds,
// deep down, in the order of their names, but nothing hidden; of a pattern such
// as '*.md' what it matches; each once. endings are those of the files taken
// from folders. Whatever else stays as it is.
func expand(arguments, endings []string) ([]string, error) {
	var all []string
	seen := map[string]bool{}
	add := func(name string) {
		if name == standardInput || !seen[filepath.Clean(name)] {
			seen[filepath.Clean(name)] = true
			all = append(all, name)
		}
	}
	for _, argument := range arguments {
		info, err := os.Stat(argument)
		switch {
		case argument == standardInput:
			add(argument)
		case err == nil && info.IsDir():
			found, err := documentsIn(argument, endings)
			if err != nil {
				return nil, err
			}
			for _, name := range found {
				add(name)
			}
		case err != nil && strings.ContainsAny(argument, "*?["):
			matches, err := filepath.Glob(argument)
			if err != nil { // a bracket that does not close is no pattern
				add(argument)
				continue
			}
			if len(matches) == 0 {
				return nil, &unreadable{name: argument, says: "nothing matches this pattern"}
			}
			for _, name := range matches {
				if !strings.HasPrefix(filepath.Base(name), ".") || strings.HasPrefix(filepath.Base(argument), ".") {
					add(name)
				}
			}
		default:
			add(argument)
		}
	}
	return all, nil
}

// documentsIn lists the documents in a folder and the folders in it.
func documentsIn(folder string, endings []string) ([]string, error) {
	var found []string
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return notOpened(name, err)
		}
		hidden := name != folder && strings.HasPrefix(entry.Name(), ".")
		switch {
		case entry.IsDir() && hidden:
			return filepath.SkipDir
		case (entry.Type().IsRegular() || entry.Type()&fs.ModeSymlink != 0) && !hidden && slices.Contains(endings, strings.ToLower(filepath.Ext(name))):
			found = append(found, name)
		}
		return nil
	})
	if err == nil && len(found) == 0 {
		err = &unreadable{name: folder, says: "this folder holds no document, such as a file that ends in .md or .tex"}
	}
	return found, err
}
