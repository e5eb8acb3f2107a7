// Command hence checks worked mathematics: it reads a document, checks every
// relation sign exactly, proves the inductions, and writes correct solutions.
package main

import "os"

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
