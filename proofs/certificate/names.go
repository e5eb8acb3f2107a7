package certificate

import (
	"strconv"
	"strings"
)

// reserved are words that Coq, or the head of a certificate, uses already.
var reserved = map[string]bool{}

func init() {
	for _, word := range strings.Fields(`
		as at cofix else end exists exists2 fix for forall fun if IF in let match mod
		Prop return Set SProp then Type using where with by Axiom Admitted Parameter Theorem Proof Qed
		Q R Z N nat S O I h k m v z n0 P C IH Hn Hm sum product sum_of product_of number factorial double_factorial binomial i j L U true false eq le lt ge gt plus minus mult list prod sum pair fst snd
		inject_Z Qeq Qle Qlt Qplus Qmult Qminus Qopp Qdiv Qinv Qpower Qabs Qnum Qden pow power fact`) {
		reserved[word] = true
	}
}

// naming gives the names of a document identifiers of their own.
type naming struct {
	given map[string]string
	taken map[string]bool
}

func newNaming() *naming { return &naming{given: map[string]string{}, taken: map[string]bool{}} }

// of is the identifier of a name: its letters and digits, and a number behind them
// where another name has the same.
func (n *naming) of(name string) string {
	if id, ok := n.given[name]; ok {
		return id
	}
	base := plain(name)
	id := base
	for i := 2; n.taken[id] || reserved[id] || isHypothesis(id); i++ {
		id = base + "_" + strconv.Itoa(i)
	}
	n.given[name], n.taken[id] = id, true
	return id
}

// isHypothesis says whether the proofs name a hypothesis so: E1, H2, I3.
func isHypothesis(id string) bool {
	return len(id) > 1 && (id[0] == 'E' || id[0] == 'H' || id[0] == 'I') && strings.Trim(id[1:], "0123456789") == ""
}

// mostLetters bounds the length of an identifier.
const mostLetters = 40

// plain keeps the letters, digits and indices of a name: \hat{y}_{2} becomes hat_y_2.
func plain(name string) string {
	for _, font := range []string{`\mathbf`, `\boldsymbol`, `\mathrm`, `\text`, `\mathcal`, `\left`, `\right`} {
		name = strings.ReplaceAll(name, font, "")
	}
	var b strings.Builder
	gap := false
	for _, r := range name {
		switch {
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('_')
			}
			gap = false
			b.WriteRune(r)
		case r == '\'':
			b.WriteString("_prime") // as in the derivative of a function
		default:
			gap = true
		}
		if b.Len() >= mostLetters {
			break
		}
	}
	id := b.String()
	if id == "" || id[0] < 'A' || id[0] == '_' {
		id = "x" + id
	}
	return id
}

// comment makes text fit for a comment: nothing in it opens or closes one, begins a
// string, or ends a line.
func comment(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	var b strings.Builder
	var last rune
	for _, r := range text {
		switch {
		case r == '"':
			r = '\''
		case r == ')' && last == '*', r == '*' && last == '(':
			b.WriteByte(' ')
		case r < ' ' || r == 0x7f || r > 0x7e && (r < 0xa1 || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfffd):
			r = '?'
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}
