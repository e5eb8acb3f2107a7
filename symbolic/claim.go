package symbolic

import (
	"math/big"
	"strings"
)

// A Relation is a relation sign of a [Claim].
type Relation string

// The relations. Divides says that the left member divides the right one.
const (
	Equals         Relation = "="
	NotEquals      Relation = "!="
	Less           Relation = "<"
	LessOrEqual    Relation = "<="
	Greater        Relation = ">"
	GreaterOrEqual Relation = ">="
	Divides        Relation = "divides"
)

// A Claim says that a relation holds for every integer Index >= From and all values of the parameters
// for which both members are defined and the assumptions hold.
type Claim struct {
	Left, Right Expression
	Relation    Relation
	Index       string
	From        int64
	// Where gives parameters in terms of others, as in b = a^2 or rho = 1/2; it is applied first.
	Where map[string]RationalFunction
	// Assume restricts parameters. Without any they are arbitrary.
	Assume []Assumption
	// Natural lists parameters that are integers, >= 1 unless an assumption says from where on.
	Natural []string
	// Ordered lists pairs of the index and parameters of which the first is at least the second.
	Ordered [][2]string
	// Says is, in words, the part of a claim that this one is.
	Says   string
	nested bool // a part of another claim
}

// An Assumption bounds a parameter by a number, as in x >= -1. Its relation is one of <, <=, >, >= and !=.
type Assumption struct {
	Name     string
	Relation Relation
	Bound    *big.Rat
	// Elements says that Name is a sequence without a rule, each of whose elements is bounded.
	Elements bool
}

// concerns reports whether the assumption bounds a parameter, or an element named like "x_{3}".
func (a Assumption) concerns(name string) bool {
	if a.Bound == nil {
		return false
	}
	if a.Elements {
		return strings.HasPrefix(name, a.Name+"_{")
	}
	return a.Name == name
}

// A Verdict says what became of a claim. The zero value is Unknown.
type Verdict int

// The verdicts.
const (
	Unknown Verdict = iota
	Proved
	Refuted
)

// String returns "unknown", "proved" or "refuted".
func (v Verdict) String() string {
	switch v {
	case Proved:
		return "proved"
	case Refuted:
		return "refuted"
	}
	return "unknown"
}

// Reasons why a verdict is Unknown.
const (
	ReasonUnsupported    = "unsupported"     // nothing here covers the claim
	ReasonLimit          = "limit"           // the budget is used up
	ReasonUndefinedValue = "undefined-value" // a member has no value at FailsAt
)

// Codes of obligations.
const (
	CodeBase     = "base"     // the claim at one n
	CodeStep     = "step"     // from n (or the last Order cases) to n+1
	CodeIdentity = "identity" // the claim for every n at once, without hypothesis
	CodeResidues = "residues" // the residues repeat and all were seen
)

// An Obligation is one thing that a proof has to show.
type Obligation struct {
	Code    string
	At      int64 // the n of a base case, or from where on a step holds
	Verdict Verdict
	// Left and Right are the two members: at At for a base case; for a step the members at n+1 in
	// terms of the generators.
	Left, Right RationalFunction
	// Remainder is, for a step, what is left of Left - Right minus the hypothesis times its
	// coefficients: zero for an equation, and nonnegative for an inequality.
	Remainder RationalFunction
	// Says is a sentence in words for readers; nothing depends on it.
	Says string
}

// A Condition is something that the members divide by and that must not be zero.
type Condition struct {
	// Nonzero is what must not vanish, in the parameters, the index and powers such as rho^n.
	Nonzero RationalFunction
	// Says lists the values at which it vanishes, such as "rho = 1" and "rho = -1 when n is even".
	Says []string
	// Each says that it must not vanish at any index up to n, not at n alone.
	Each bool
	// Index is the name of the index in Nonzero.
	Index string
}

// A Generator explains a variable of the elements in a proof.
type Generator struct {
	Name    string // as it occurs in rational functions
	Meaning Expression
	Next    RationalFunction // its value at n+1
}

// Methods of proofs.
const (
	MethodIdentity     = "identity"     // the members agree as they stand
	MethodInduction    = "induction"    // base and step with the hypothesis at n
	MethodRecurrence   = "recurrence"   // both members satisfy a recurrence of higher order
	MethodSubstitution = "substitution" // the closed form satisfies the rule and the initial values
	MethodMultiplier   = "multiplier"   // an inequality: D(n+1) - c D(n) is not negative
	MethodResidues     = "residues"     // divisibility: residues go round a cycle
)

// A Proof is what is known of a claim. Proved needs every obligation to be proved.
type Proof struct {
	Verdict Verdict
	Reason  string // empty unless Unknown
	Says    string // what stood in the way, in words
	Method  string
	Claim   Claim
	// FailsAt is the smallest n at which the claim fails, or has no value if the reason says so.
	FailsAt *int64
	// LeftValue and RightValue are the members there, and Witness values of the parameters at which
	// both are defined and the relation does not hold.
	LeftValue, RightValue RationalFunction
	Witness               map[string]*big.Rat
	// HoldsTo is, where the verdict is Unknown, the last n up to which every case was checked, and
	// From-1 if none was.
	HoldsTo     int64
	Obligations []Obligation
	Conditions  []Condition
	// Order is the number of earlier cases the step uses. With D the left minus the right member,
	// cleared of denominators that contain generators, the step says that the sum of
	// Coefficients[i] D(n+i) for i = 0 .. Order is the remainder of the step obligation.
	Order        int
	Coefficients []RationalFunction
	Generators   []Generator
}
