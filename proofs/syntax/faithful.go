package syntax

import (
	"slices"
	"strings"
)

// Faithful tells whether a formula prints back to what was written: whether
// the tree of each clause, printed, is cut into the same tokens as the source
// of the clause, up to layout. Spaces, `\left` and `\right`, sizes, alignment
// marks and braces that only group do not count; the braces of arguments and
// scripts do. It is false for an unread formula.
func Faithful(d *Document, f *Formula) bool {
	if f.Unread != nil {
		return false
	}
	tokens, lines, err := d.prepare(f)
	if err != nil {
		return false
	}
	lines = withStatements(lines)
	if len(lines) != len(f.Rows) {
		return false
	}
	for k, l := range lines {
		row := &f.Rows[k]
		if l.tag != row.Tag || len(l.statements) != len(row.Clauses) {
			return false
		}
		for c := range l.statements {
			s, clause := &l.statements[c], &row.Clauses[c]
			if strings.Join(s.lead, " ") != clause.Lead || strings.Join(s.trail, " ") != clause.Trail {
				return false
			}
			if s.from < s.to && !d.printsBack(f, tokens, s.from, s.to, clause.Chain) {
				return false
			}
			if s.modFrom < s.mod && (clause.Modulus == nil || !d.printsBack(f, tokens, s.modFrom, s.mod, clause.Modulus)) {
				return false
			}
		}
	}
	return true
}

// printsBack tells whether n, printed, has the tokens of the source.
func (d *Document) printsBack(f *Formula, source []token, from, to int, n Node) bool {
	text := Print(n)
	if d.Format != Plain && !f.prose && !d.macros.used() && sameButSpaces(text, d.masked[source[from].at.Start:source[to-1].at.End]) {
		return true
	}
	tokens, full := lex(text, Span{0, len(text)}, false, nil, 4*(to-from)+1000)
	if full {
		return false
	}
	tokens, err := normalize(tokens, d.limits, false)
	if err != nil {
		return false
	}
	if err = match(tokens, d.limits); err != nil {
		return false
	}
	return slices.Equal(canonical(source, from, to, make([]string, 0, to-from)), canonical(tokens, 0, len(tokens), make([]string, 0, to-from)))
}

// sameButSpaces tells whether two formulas differ at most in spaces between a sign and an operand, so
// that they have the same tokens. It may miss that.
func sameButSpaces(a, b string) bool {
	var last byte
	for {
		x, y := strings.TrimLeft(a, " \t\n"), strings.TrimLeft(b, " \t\n")
		if x == "" || y == "" {
			return x == y
		}
		if x[0] != y[0] {
			return false
		}
		if (len(x) < len(a)) != (len(y) < len(b)) && !(isSignByte(last) && isOperandByte(x[0]) || isOperandByte(last) && last != '\\' && isSignByte(x[0])) {
			return false
		}
		last, a, b = x[0], x[1:], y[1:]
	}
}

func isSignByte(c byte) bool { return strings.IndexByte("=+-<>^_(){}", c) >= 0 }

func isOperandByte(c byte) bool {
	return isLetter(c) || isDigit(c) || strings.IndexByte("(){}\\", c) >= 0
}

// canonical gives the tokens from from to to without layout.
func canonical(tokens []token, from, to int, out []string) []string {
	for i := from; i < to; i++ {
		t := &tokens[i]
		switch t.kind {
		case tOpen, tClose, tAmpersand, tPoint:
		case tBreak:
			if len(out) > 0 && out[len(out)-1] != `\\` {
				out = append(out, `\\`)
			}
		case tEnd:
			out = append(trimBreak(out), `\end{`+t.text+"}")
		case tBegin:
			out = append(out, `\begin{`+t.text+"}")
		case tComma:
			if !droppedComma(tokens, i, to) {
				out = append(out, t.text)
			}
		case tNumber:
			out = append(out, t.text)
			if t.aux != "" {
				out = append(out, "~"+t.aux)
			}
		case tWord:
			out = append(out, t.aux+":"+t.text)
		case tText:
			out = append(out, t.aux+"="+strings.Join(strings.Fields(t.text), " "))
		case tBracketOpen, tBracketClose:
			out = append(out, t.text+map[tokenKind]string{tBracketOpen: "(", tBracketClose: ")"}[t.kind])
		case tPrime, tScript:
			i, out = canonicalScripts(tokens, i, to, out)
		case tWrap:
			if !isBox(t.text) {
				out = append(out, t.text)
			}
		case tFraction, tRoot, tAccent, tFont, tStack, tModulus, tSubstack:
			out = append(out, t.text)
			i++
			for count := arity(t); count > 0 && i < to && tokens[i].kind == tOpen; count-- {
				if tokens[i].aux == "optional" {
					count++
				}
				end := int(tokens[i].partner)
				out = append(out, "{"+tokens[i].aux)
				out = append(trimBreak(canonical(tokens, i+1, end, out)), "}")
				i = end + 1
			}
			i--
		default:
			out = append(out, t.text)
		}
	}
	return out
}

// arity is how many arguments a command takes.
func arity(t *token) int {
	switch t.kind {
	case tFraction, tStack:
		return 2
	}
	return 1
}

// trimBreak takes off a break at the end.
func trimBreak(out []string) []string {
	if len(out) > 0 && out[len(out)-1] == `\\` {
		return out[:len(out)-1]
	}
	return out
}

// droppedComma tells whether a comma stands at the end of a part, where it
// only punctuates.
func droppedComma(tokens []token, i, to int) bool {
	for i++; i < to; i++ {
		switch tokens[i].kind {
		case tPoint:
			continue
		case tAmpersand, tBreak, tEnd, tClose, tBracketClose, tText:
			return true
		}
		return false
	}
	return true
}

// canonicalScripts gives the scripts from i on in one order: below, primes,
// above.
func canonicalScripts(tokens []token, i, to int, out []string) (int, []string) {
	var sub, sup []string
	primes := 0
	for i < to {
		t := &tokens[i]
		if t.kind == tPrime {
			primes++
			i++
			continue
		}
		if t.kind != tScript || t.text == "_" && sub != nil || t.text == "^" && sup != nil {
			break
		}
		end := int(tokens[i+1].partner)
		part := canonical(tokens, i+2, end, []string{t.text + "{"})
		part = append(part, "}")
		i = end + 1
		if t.text == "_" {
			sub = part
			continue
		}
		if only := countPrimes(part); only > 0 {
			primes += only
			continue
		}
		sup = part
	}
	out = append(out, sub...)
	for range primes {
		out = append(out, "'")
	}
	return i - 1, append(out, sup...)
}

// countPrimes counts the primes of a superscript that has nothing else.
func countPrimes(part []string) int {
	for _, piece := range part[1 : len(part)-1] {
		if piece != "'" && piece != `\prime` {
			return 0
		}
	}
	return len(part) - 2
}
