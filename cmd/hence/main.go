// Command hence checks worked mathematics: it reads a document, checks every
// relation sign exactly, proves the inductions, and writes correct solutions.
package main

import (
	"os"
	"runtime/debug"
)

func main() {
	tuneMemory()
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// tuneMemory lets more garbage gather than is usual, for little is alive at a
// time, some ten megabytes, and collecting it took a fifth of the work; near the limit it is
// collected eagerly again. Who sets GOGC or GOMEMLIMIT is obeyed.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(512 << 20)
	}
}
