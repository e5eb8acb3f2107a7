package syntax

// match finds the partner of each brace, bracket, bar and environment, and
// tells bars that enclose from bars that relate.
func match(tokens []token, limits Limits) *Error {
	var open []int32
	bars := false
	for i := range tokens {
		t := &tokens[i]
		switch t.kind {
		case tOpen, tBracketOpen, tBegin:
			if len(open) >= limits.Depth {
				return tooMuch(t.at, "brackets stand inside each other too deeply")
			}
			open = append(open, int32(i))
		case tClose, tBracketClose, tEnd:
			if len(open) == 0 {
				return unread(t.at, describe(t)+" closes what was not opened")
			}
			last := open[len(open)-1]
			if !pairs(&tokens[last], t) {
				return unread(Span{tokens[last].at.Start, t.at.End}, describe(&tokens[last])+" is closed by "+describe(t))
			}
			tokens[last].partner, t.partner = int32(i), last
			open = open[:len(open)-1]
		case tBar:
			bars = true
		}
	}
	if len(open) > 0 {
		t := &tokens[open[len(open)-1]]
		return unread(t.at, describe(t)+" is not closed")
	}
	if bars {
		return matchBars(tokens, 0, len(tokens), limits)
	}
	return nil
}

// describe names a bracket in a message.
func describe(t *token) string {
	switch t.kind {
	case tBegin:
		return `\begin{` + t.text + "}"
	case tEnd:
		return `\end{` + t.text + "}"
	}
	return t.text
}

// pairs tells whether shut may close open. Round and square brackets may pair
// in intervals; the brackets of `\left` and `\right` pair freely.
func pairs(open, shut *token) bool {
	switch {
	case open.kind == tOpen || shut.kind == tClose:
		return open.kind == tOpen && shut.kind == tClose
	case open.kind == tBegin || shut.kind == tEnd:
		return open.kind == tBegin && shut.kind == tEnd && open.text == shut.text
	case open.side == 1 && shut.side == -1:
		return true
	}
	switch open.text {
	case "(", "[":
		return shut.text == ")" || shut.text == "]"
	case `\{`:
		return shut.text == `\}`
	case `\lfloor`:
		return shut.text == `\rfloor` || shut.text == `\rceil`
	case `\lceil`:
		return shut.text == `\rceil` || shut.text == `\rfloor`
	case `\langle`:
		return shut.text == `\rangle`
	case `\llbracket`:
		return shut.text == `\rrbracket`
	}
	return open.text == shut.text
}

// matchBars pairs the bars of the tokens from from to to that stand in no
// brackets, then those inside. A bar closes when one is open and an operand
// stands before it; it opens when no operand stands before it, or when another
// bar follows before the next comma or relation sign; otherwise it is the
// relation sign `\mid`.
func matchBars(tokens []token, from, to int, limits Limits) *Error {
	var outside []int32 // the indices at this level
	for i := from; i < to; i++ {
		outside = append(outside, int32(i))
		t := &tokens[i]
		if t.kind == tOpen || t.kind == tBracketOpen || t.kind == tBegin {
			if err := matchBars(tokens, i+1, int(t.partner), limits); err != nil {
				return err
			}
			i = int(t.partner)
			outside = append(outside, int32(i))
		}
	}
	// follows[k] tells whether a like bar follows outside[k] before a barrier.
	follows := make([]bool, len(outside))
	single, double := false, false
	for k := len(outside) - 1; k >= 0; k-- {
		t := &tokens[outside[k]]
		switch t.kind {
		case tBar:
			if t.text == "|" {
				follows[k], single = single, true
			} else {
				follows[k], double = double, true
			}
		case tComma, tRelation, tArrow, tBreak, tAmpersand, tText:
			single, double = false, false
		}
	}
	var open []int32
	var behind []bool // whether an operand stands before the bars in open
	for k, index := range outside {
		t := &tokens[index]
		if t.kind != tBar {
			continue
		}
		operand := k > 0 && tokens[outside[k-1]].ends()
		switch {
		case len(open) > 0 && operand && tokens[open[len(open)-1]].text == t.text:
			last := open[len(open)-1]
			tokens[last].kind, tokens[last].partner = tBracketOpen, index
			t.kind, t.partner = tBracketClose, last
			open, behind = open[:len(open)-1], behind[:len(behind)-1]
		case !operand || follows[k]:
			if len(open) >= limits.Depth {
				return tooMuch(t.at, "bars stand inside each other too deeply")
			}
			open, behind = append(open, index), append(behind, operand)
		default:
			t.kind, t.text = tRelation, `\mid`
		}
	}
	for k, index := range open {
		t := &tokens[index]
		if !behind[k] {
			return unread(t.at, t.text+" is not closed")
		}
		t.kind, t.text = tRelation, `\mid`
	}
	return nil
}
