package bench

import "github.com/hence-math/hence/proofs/bench/oracle"

// Mutations is what became of the alterations of documents.
type Mutations struct {
	Altered int `json:"altered"`
	Unknown int `json:"not_judged"`     // the oracle cannot tell
	Same    int `json:"same_value"`     // nothing changed
	Changed int `json:"value_changing"` // the rest
	Tally
	ByKind map[Kind]*Tally `json:"by_kind"`
}

// Tally counts the outcomes of alterations that change a value.
type Tally struct {
	Found     int     `json:"refuted"`           // at a link of the altered member
	Elsewhere int     `json:"refuted_elsewhere"` // at another link only
	Undecided int     `json:"undecided"`
	Survived  int     `json:"still_proved"`
	Share     float64 `json:"share_refuted"`
}

// Add counts an alteration; the outcome counts only where it changes a value.
func (m *Mutations) Add(kind Kind, judgement oracle.Judgement, outcome Outcome) {
	m.Altered++
	switch judgement {
	case oracle.CannotJudge:
		m.Unknown++
		return
	case oracle.Same:
		m.Same++
		return
	}
	m.Changed++
	if m.ByKind == nil {
		m.ByKind = map[Kind]*Tally{}
	}
	if m.ByKind[kind] == nil {
		m.ByKind[kind] = &Tally{}
	}
	m.add(outcome)
	m.ByKind[kind].add(outcome)
}

// add counts one outcome.
func (t *Tally) add(outcome Outcome) {
	switch outcome {
	case Found:
		t.Found++
	case Elsewhere:
		t.Elsewhere++
	case Undecided:
		t.Undecided++
	case Survived:
		t.Survived++
	}
	t.Share = share(t.Found, t.Total())
}

// Total is how many outcomes were counted.
func (t *Tally) Total() int { return t.Found + t.Elsewhere + t.Undecided + t.Survived }
