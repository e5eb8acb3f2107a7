// Package proofs checks worked mathematics: it reads a document, follows what
// its names stand for, and gives every relation sign a verdict.
//
// Data runs one way: text, blocks and trees (package syntax), chains, values,
// verdicts, report. A chain is a run of members joined by relation signs; a link
// is one of these signs. Members are evaluated to exact values (package
// symbolic) in two environments: the claimed one, in which a name has the value
// that the document gives it, and the correct one, in which it has the value it
// should have had. A link is judged in the claimed environment, so that one slip
// is one error.
//
// Loose notation is evaluated under several readings at once; a member has a
// short list of candidate values, those with the fewest loose readings first.
//
// What a document got wrong is a verdict or a finding, never a Go error. An
// error says that there was no document to check.
package proofs
