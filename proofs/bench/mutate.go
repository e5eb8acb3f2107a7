package bench

import (
	"hash/fnv"
	"math/rand/v2"
	"sort"
	"strings"

	"github.com/hence-math/hence/proofs"
	"github.com/hence-math/hence/proofs/bench/oracle"
)

// Kind is what an alteration changes.
type Kind string

// The kinds of alterations.
const (
	Digit    Kind = "digit"
	Sign     Kind = "sign"     // a plus becomes a minus, or a minus a plus
	Operator Kind = "operator" // a product becomes a sum, a quotient a product
	Exponent Kind = "exponent" // a digit above
	Letter   Kind = "letter"
	Relation Kind = "relation" // `=` becomes unequal, an order is turned
)

// Kinds lists them in the order of reports.
var Kinds = []Kind{Digit, Sign, Operator, Exponent, Letter, Relation}

// Alteration replaces one symbol of a document, in a member of a link that is
// proved or by turning its sign.
type Alteration struct {
	Kind       Kind
	Start, End int    // what is replaced, as byte offsets
	With       string // what takes its place

	link   proofs.Link // the one it is in
	member [2]int      // the span of the member it is in
}

// In is the document altered.
func (a Alteration) In(text string) string { return text[:a.Start] + a.With + text[a.End:] }

// Alterations picks at most count alterations of a document from its report,
// always the same for the same seed.
func Alterations(source proofs.Source, r *proofs.Report, seed int64, count int) []Alteration {
	h := fnv.New64a()
	_, _ = h.Write([]byte(source.Text)) // never fails
	random := rand.New(rand.NewPCG(uint64(seed), h.Sum64()))
	byKind := map[Kind][]Alteration{}
	seen := map[int]bool{}
	letters := lettersOf(source.Text, r)
	for _, l := range r.Links {
		if l.Verdict != proofs.Proved {
			continue
		}
		if with, is := turned[strings.TrimLeft(l.Relation, "&")]; is && strings.HasPrefix(source.Text[l.At:], l.Relation) {
			if strings.HasSuffix(strings.ToLower(source.Name), ".txt") && with == `\ne ` {
				with = "!="
			}
			byKind[Relation] = append(byKind[Relation], Alteration{Relation, l.At, l.At + len(l.Relation), with, l, [2]int{l.At, l.At + len(l.Relation)}})
		}
		for _, span := range [][2]int{l.LeftSpan, l.RightSpan} {
			for _, a := range inMember(source.Text, span, letters, random) {
				if !seen[a.Start] {
					seen[a.Start] = true
					a.link = l
					byKind[a.Kind] = append(byKind[a.Kind], a)
				}
			}
		}
	}
	// Kinds take turns, so that digits do not crowd out the rest.
	order := append([]Kind(nil), Kinds...)
	var picked []Alteration
	for len(picked) < count {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		before := len(picked)
		for _, k := range order {
			if all := byKind[k]; len(all) > 0 && len(picked) < count {
				i := random.IntN(len(all))
				picked = append(picked, all[i])
				all[i] = all[len(all)-1]
				byKind[k] = all[:len(all)-1]
			}
		}
		if len(picked) == before {
			break
		}
	}
	sort.SliceStable(picked, func(i, j int) bool { return picked[i].Start < picked[j].Start })
	return picked
}

// turned is what each relation sign becomes.
var turned = map[string]string{
	"=": `\ne `, "<": ">", ">": "<", `\le`: `>`, `\leq`: `>`, `\ge`: `<`, `\geq`: `<`, `\ne`: "=", `\neq`: "=",
}

// lettersOf lists the single letters in the members of the proved links.
func lettersOf(text string, r *proofs.Report) string {
	found := map[byte]bool{}
	for _, l := range r.Links {
		if l.Verdict == proofs.Proved {
			for _, span := range [][2]int{l.LeftSpan, l.RightSpan} {
				for i := span[0]; i < span[1]; i++ {
					if n := noSymbol(text[i:span[1]]); n > 0 {
						i += n - 1
					} else if alone(text, i) {
						found[text[i]] = true
					}
				}
			}
		}
	}
	var all []byte
	for c := range found {
		all = append(all, c)
	}
	sort.Slice(all, func(i, j int) bool { return all[i] < all[j] })
	return string(all)
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }

// alone tells whether a letter stands at i that is part of no longer word.
func alone(text string, i int) bool {
	return isLetter(text[i]) && (i == 0 || !isLetter(text[i-1])) && (i+1 >= len(text) || !isLetter(text[i+1]))
}

// noSymbol is the length of what stands at the start of s and is no symbol of
// a computation: a command with its name, words, an environment.
func noSymbol(s string) int {
	if !strings.HasPrefix(s, `\`) {
		return 0
	}
	for _, command := range []string{`\begin`, `\end`, `\tag`, `\label`, `\text`, `\mbox`, `\textbf`, `\mathrm`, `\operatorname`, `\mathbf`, `\boldsymbol`} {
		if strings.HasPrefix(s, command+"{") {
			if shut := strings.IndexByte(s, '}'); shut >= 0 {
				return shut + 1
			}
			return len(s)
		}
	}
	n := 1
	for n < len(s) && isLetter(s[n]) {
		n++
	}
	return min(max(n, 2), len(s))
}

// inMember lists the alterations of one member, one for each symbol.
func inMember(text string, span [2]int, letters string, random *rand.Rand) []Alteration {
	var all []Alteration
	add := func(kind Kind, start, end int, with string) {
		all = append(all, Alteration{Kind: kind, Start: start, End: end, With: with, member: span})
	}
	above := 0 // depth of braces below which an exponent stands, or 0
	depth := 0
	for i := span[0]; i < span[1]; i++ {
		rest := text[i:span[1]]
		if strings.HasPrefix(rest, `\cdot`) || strings.HasPrefix(rest, `\times`) {
			n := noSymbol(rest)
			if n == len(`\cdot`) || n == len(`\times`) {
				add(Operator, i, i+n, "+")
			}
		}
		if n := noSymbol(rest); n > 0 {
			i += n - 1
			continue
		}
		c := text[i]
		up := above > 0 || i > 0 && text[i-1] == '^'
		switch {
		case c == '{':
			depth++
			if i > 0 && text[i-1] == '^' && above == 0 {
				above = depth
			}
		case c == '}':
			if depth == above {
				above = 0
			}
			depth--
		case isDigit(c) && up:
			add(Exponent, i, i+1, otherDigit(c, random))
		case isDigit(c):
			add(Digit, i, i+1, otherDigit(c, random))
		case c == '+':
			add(Sign, i, i+1, "-")
		case c == '-' && strings.TrimLeft(text[span[0]:i], " ({[&\n") == "":
			add(Sign, i, i+1, " ")
		case c == '-':
			add(Sign, i, i+1, "+")
		case c == '*' && !strings.HasPrefix(rest, "**"):
			add(Operator, i, i+1, "+")
		case c == '/':
			add(Operator, i, i+1, "*")
		case alone(text, i) && strings.IndexByte("dei", c) < 0 && !up:
			if with := otherLetter(c, letters, random); with != "" {
				add(Letter, i, i+1, with)
			}
		}
	}
	return all
}

// otherDigit is another digit than c.
func otherDigit(c byte, random *rand.Rand) string {
	return string('0' + (c-'0'+byte(1+random.IntN(9)))%10)
}

// otherLetter is another letter of the document, or nothing where it has none.
func otherLetter(c byte, letters string, random *rand.Rand) string {
	others := strings.ReplaceAll(letters, string(c), "")
	if others == "" {
		return ""
	}
	return string(others[random.IntN(len(others))])
}

// Judge says whether an alteration changes what is claimed: whether the member
// has another value, so that its link, which held, holds no longer. In an order
// that takes both members; what a congruence or rounded digits still allow is
// not judged.
func (a Alteration) Judge(text string) oracle.Judgement {
	if a.Kind == Relation {
		return oracle.Different // the opposite of what was proved
	}
	was := text[a.member[0]:a.member[1]]
	now := text[a.member[0]:a.Start] + a.With + text[a.End:a.member[1]]
	if line := text[a.Start:min(len(text), a.Start+300)]; strings.Contains(line, "mod") {
		return oracle.CannotJudge
	}
	switch relation := strings.TrimLeft(a.link.Relation, "&"); relation {
	case "=":
		return oracle.Compare(was, now)
	case "<", ">", `\le`, `\leq`, `\ge`, `\geq`, "<=", ">=", "≤", "≥":
		left, right := a.link.Left, a.link.Right
		if a.member == a.link.LeftSpan {
			left = now
		} else {
			right = now
		}
		return ordered(left, relation, right)
	}
	return oracle.CannotJudge
}

// ordered says whether two numbers are no longer in an order.
func ordered(left, relation, right string) oracle.Judgement {
	x, ok := oracle.Value(left, oracle.Constants)
	if !ok {
		return oracle.CannotJudge
	}
	y, ok := oracle.Value(right, oracle.Constants)
	if !ok {
		return oracle.CannotJudge
	}
	order := x.Cmp(y)
	var holds bool
	switch relation {
	case "<":
		holds = order < 0
	case ">":
		holds = order > 0
	case `\le`, `\leq`, "<=", "≤":
		holds = order <= 0
	default:
		holds = order >= 0
	}
	if holds {
		return oracle.Same
	}
	return oracle.Different
}

// Outcome is what became of an altered document.
type Outcome int

// The outcomes.
const (
	Found     Outcome = iota // a link of the altered member is refuted or ill-typed
	Elsewhere                // only another link is
	Undecided                // nothing is refuted, and no link of the member is proved
	Survived                 // a link of the member is still proved, and none refuted
)

// Outcome says what the report of the altered document makes of the alteration.
func (a Alteration) Outcome(r *proofs.Report) Outcome {
	outcome := Undecided
	for _, l := range r.Links {
		touches := a.touches(l)
		switch {
		case l.Verdict.Wrong() && touches:
			return Found
		case l.Verdict.Wrong():
			outcome = Elsewhere
		case outcome != Elsewhere && l.Verdict == proofs.Proved && touches:
			outcome = Survived
		}
	}
	return outcome
}

// Missed gives the first link of the altered member in the report of the altered
// document, with the reason for which it is not refuted.
func (a Alteration) Missed(r *proofs.Report) (proofs.Link, bool) {
	for _, l := range r.Links {
		if a.touches(l) {
			return l, true
		}
	}
	return proofs.Link{}, false
}

// touches says whether a link of the altered document has the altered member.
func (a Alteration) touches(l proofs.Link) bool {
	if a.Kind == Relation {
		return l.At == a.Start
	}
	end := a.member[1] + len(a.With) - (a.End - a.Start)
	return l.LeftSpan[0] < end && a.member[0] < l.LeftSpan[1] || l.RightSpan[0] < end && a.member[0] < l.RightSpan[1]
}
