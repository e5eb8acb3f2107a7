package proofs_test

import "testing"

func TestPlain(t *testing.T) {
	for _, d := range corpus(t, "accept", "reject") {
		truth := plainJudge(d.source.Text)
		t.Logf("%s %d/%d %v %q", d.source.Name, truth.computed, truth.links, truth.open, truth.false)
	}
}
