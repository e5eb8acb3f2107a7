// Package syntax reads documents: Markdown, LaTeX and plain text become blocks of
// prose and formulas, and formulas become trees. It knows no algebra; what a tree
// means is for package proofs to say.
//
// Data runs one way. A scanner cuts the source into headings, prose and formulas; a
// lexer cuts a formula into tokens and carries out its macros; rows and statements
// are found among the tokens; a parser makes a tree of each statement. Every
// block, token and node knows where it stands as byte offsets in the source of
// the document.
//
// Nothing is misread in silence: a formula whose tree does not print back to the
// same formula counts as unread. An unread formula is a result, not an error. Every
// loop is bounded by [Limits], which count bytes, tokens and depth.
package syntax
