package proofs

// Verdict is what is true of one link. The zero value is Unknown, and only a
// decider with a proof or an exact witness in hand moves it from there.
type Verdict string

// The verdicts.
const (
	Unknown    Verdict = "unknown"    // neither proved nor refuted; a Reason says why
	Proved     Verdict = "proved"     // both members reach the same canonical form
	Refuted    Verdict = "refuted"    // an exact witness shows that the members differ
	Rounded    Verdict = "rounded"    // unequal, but every digit shown is right
	IllTyped   Verdict = "ill-typed"  // no reading of the notation makes the shapes agree
	Definition Verdict = "definition" // the link introduces or rebinds a name, or supplies its value
	Given      Verdict = "given"      // the link lays a condition down
)

// Reason is why a link is Unknown.
type Reason string

// The reasons.
const (
	Unread          Reason = "unread"           // the formula could not be read
	UndefinedSymbol Reason = "undefined-symbol" // a name has no value and no shape here
	UndefinedValue  Reason = "undefined-value"  // a member has no value, such as 1/0
	Conditional     Reason = "conditional"      // true for some values of its symbols only
	Unsupported     Reason = "unsupported"      // read, but outside what hence decides
	Limit           Reason = "limit"            // deciding it would exceed a budget
)

// Decided says whether the verdict settles the link.
func (v Verdict) Decided() bool {
	return v == Proved || v == Refuted || v == Rounded || v == IllTyped
}

// Wrong says whether the verdict is an error of the document.
func (v Verdict) Wrong() bool { return v == Refuted || v == IllTyped }
