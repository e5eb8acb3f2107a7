// Package report writes what [proofs] found: as text for people, as JSON for
// programs, as Markdown and LaTeX for worked solutions and proofs.
//
// # Model
//
// A writer is a function of a result and of options; it decides nothing. A
// verdict, a value or a sentence that is not in the result is not in the
// output, and the same result gives the same bytes on every machine. Whether
// colours are used and how wide a terminal is are options, for only the
// command knows.
//
// # Hostile text
//
// Results quote documents. What is written for people is stripped of control
// characters, of marks that turn the direction of writing, and of whatever is
// not UTF-8: each is shown as U+FFFD. Quotations are cut to a window, so that
// a line of any length costs no more than what is shown of it.
//
// # Failure
//
// Every function returns the first error of its writer and nothing else. None
// panics on a result that [proofs] made; offsets outside the source are
// brought back into it.
package report
