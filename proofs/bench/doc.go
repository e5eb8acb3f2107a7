// Package bench measures the checker: how much it reads and decides of a set of
// documents, how well it finds the first wrong step where that is known, and
// how many alterations of right documents it refutes.
//
// It judges nothing by itself but alterations, and these by package oracle,
// which shares no code with the checker.
package bench
