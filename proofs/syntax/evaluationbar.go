package syntax

// evaluationBars opens an invisible bracket for each bar that stands alone behind an expression and bears bounds,
// `F \Big|_a^b` and `\frac{dy}{dx}|_{x=2}`: as in `\left. F \right|_a^b`, it closes what the row has since the last
// relation sign or comma.
func evaluationBars(tokens []token) []token {
	found := false
	for i := range tokens {
		found = found || tokens[i].isBoundedBar(tokens, i)
	}
	if !found {
		return tokens
	}
	type level struct {
		start  int  // of the expression, in out
		bars   bool // whether a bar stands in it already
		closed bool // whether it has ended in a bar with bounds
	}
	out := make([]token, 0, len(tokens)+2)
	levels := []level{{}}
	for i := range tokens {
		t := tokens[i]
		here := &levels[len(levels)-1]
		switch t.kind {
		case tOpen, tBracketOpen, tBegin:
			out = append(out, t)
			levels = append(levels, level{start: len(out)})
			continue
		case tClose, tBracketClose, tEnd:
			if len(levels) > 1 {
				levels = levels[:len(levels)-1]
			}
		case tRelation, tArrow, tComma, tPoint, tAmpersand, tBreak, tText:
			*here = level{start: len(out) + 1}
		case tSign:
			if here.closed {
				*here = level{start: len(out) + 1}
			}
		case tBar:
			if !here.bars && !here.closed && here.start < len(out) && t.isBoundedBar(tokens, i) {
				first := out[here.start]
				opening := token{
					kind: tBracketOpen, side: 1, text: ".", partner: -1, at: Span{first.at.Start, first.at.Start},
					gap: first.gap, space: first.space, amp: first.amp,
				}
				out = append(out, token{})
				copy(out[here.start+1:], out[here.start:])
				out[here.start] = opening
				t.kind, t.side, here.closed = tBracketClose, -1, true
			} else {
				here.bars = true
			}
		}
		out = append(out, t)
	}
	return out
}

// isBoundedBar tells whether a token is a bar behind an operand and before an index.
func (t *token) isBoundedBar(tokens []token, i int) bool {
	return t.kind == tBar && t.text == "|" && i > 0 && tokens[i-1].ends() && i+1 < len(tokens) && tokens[i+1].kind == tScript && tokens[i+1].text == "_"
}
