package proofs

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/hence-math/hence/proofs/certificate"
	"github.com/hence-math/hence/symbolic"
)

// inductionOf is what a proof for every value of an index says; nil where nothing was decided.
func inductionOf(proof symbolic.Proof, sequences []symbolic.Sequence) *certificate.Induction {
	out := &certificate.Induction{Claim: proof.Claim, Sequences: sequences}
	if proof.Verdict == symbolic.Refuted && proof.FailsAt != nil {
		out.FailsAt = *proof.FailsAt
	}
	return out
}

// keepStatement keeps what a proved or refuted link of a claim says.
func (r *ClaimResult) keepStatement(proof symbolic.Proof, sequences []symbolic.Sequence, ellipses []string) {
	if proof.Verdict == symbolic.Unknown {
		return
	}
	s := certificate.Statement{
		Relation: proof.Claim.Relation, Refuted: proof.Verdict == symbolic.Refuted, Witness: proof.Witness, Induction: inductionOf(proof, sequences),
	}
	for _, how := range ellipses {
		s.Notes = append(s.Notes, "The ellipsis stands for "+how+".")
	}
	r.Statements = append(r.Statements, s)
}

// nameStatements gives the statements of each claim their names and places, and says which
// claims have none.
func nameStatements(claims []ClaimResult) {
	for i := range claims {
		c := &claims[i]
		if !c.Verdict.certifiable() {
			c.Statements = nil
			continue
		}
		if len(c.Statements) < c.proofs {
			c.Statements = append(c.Statements, certificate.Statement{Missing: "it was not decided by an induction"})
		}
		for j := range c.Statements {
			s := &c.Statements[j]
			s.Name, s.Place, s.Source = fmt.Sprintf("claim_%d", i+1), fmt.Sprintf("%d:1", c.Line), c.Claim
			if len(c.Statements) > 1 {
				s.Name += fmt.Sprintf("_%d", j+1)
			}
			if c.Tag != "" {
				s.Source = "(" + c.Tag + ") " + s.Source
			}
		}
	}
}

// keepInduction keeps the proof that decided a link for every value of its index.
func (c *checker) keepInduction(number int, proof symbolic.Proof, sequences []symbolic.Sequence) {
	if !c.certify {
		return
	}
	if c.inductions == nil {
		c.inductions = map[int]*certificate.Induction{}
	}
	c.inductions[number] = inductionOf(proof, sequences)
}

// byInductionStatement fills in a statement about every value of an index.
func (c *checker) byInductionStatement(out *certificate.Statement, l *Link, in *certificate.Induction) {
	out.Induction, out.Relation = in, in.Claim.Relation
	if l.Verdict != Refuted {
		return
	}
	out.Witness = map[string]*big.Rat{}
	for name, text := range l.Witness {
		if r, ok := new(big.Rat).SetString(text); ok && !strings.EqualFold(name, in.Claim.Index) {
			out.Witness[name] = r
		}
	}
}
