// Package certificate writes what was proved or refuted as a file for Coq, with
// proofs that its kernel checks.
//
// # Model
//
// A [Statement] says in formulas what one verdict says: the members of a link as
// the document has them, entry by entry, the denominators that must not vanish, and the
// values at which a refuted link fails. Package proofs makes statements
// from the trees of a document; [Coq] writes them. A file rests on Coq's standard library
// alone and holds no axiom.
//
// # Trust
//
// Nothing here decides: a statement that is false gets a proof that coqc rejects.
// What remains to be read by a person is that the statement says what the
// document says, and therefore it is printed beside the document's own text.
//
// # Hostile text
//
// Documents are quoted in comments only, where [Coq] takes from them whatever could end
// the comment, and their names become plain identifiers.
package certificate
