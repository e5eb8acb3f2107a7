package syntax

import "strings"

// normalizer brings tokens to one form, so that the parser and the check of
// faithfulness see the same thing for `\frac12` and `\frac{1}{2}`: every
// argument and every script has braces, letters below a font command are one
// tWord, and braces around a single sign are gone.
type normalizer struct {
	in      []token
	closing []int32 // where the brace that opens at an index closes
	out     []token
	depth   int
	limits  Limits
	plain   bool
	err     *Error
}

// normalize rewrites the tokens of a formula.
func normalize(in []token, limits Limits, plain bool) ([]token, *Error) {
	closing, err := matchBraces(in)
	if err != nil {
		return nil, err
	}
	n := &normalizer{in: in, closing: closing, limits: limits, plain: plain, out: make([]token, 0, len(in)+len(in)/4)}
	for i := 0; i < len(in) && n.err == nil; {
		i = n.one(i)
	}
	return n.out, n.err
}

// matchBraces finds the partner of each brace.
func matchBraces(in []token) ([]int32, *Error) {
	var closing []int32
	var open []int32
	for i := range in {
		switch in[i].kind {
		case tOpen:
			if closing == nil {
				closing = make([]int32, len(in))
			}
			open = append(open, int32(i))
		case tClose:
			if len(open) == 0 {
				return nil, unread(in[i].at, "a brace closes that was not opened")
			}
			closing[open[len(open)-1]] = int32(i)
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return nil, unread(in[open[len(open)-1]].at, "a brace is not closed")
	}
	return closing, nil
}

// one passes on the token at i with its arguments and gives the index behind.
func (n *normalizer) one(i int) int {
	t := n.in[i]
	switch t.kind {
	case tOpen:
		return n.brace(i)
	case tScript:
		if i+2 < len(n.in) && n.in[i+1].kind == tOpen && n.in[i+2].kind == tClose && len(n.out) > 0 && n.out[len(n.out)-1].kind != tOpen {
			return i + 3 // an empty script, as in \sum_{k}^{}
		}
		n.out = append(n.out, t)
		return n.argument(i+1, t)
	case tAccent, tModulus, tSubstack:
		n.out = append(n.out, t)
		return n.argument(i+1, t)
	case tWrap:
		n.out = append(n.out, t)
		return n.argument(i+1, t)
	case tFraction:
		n.out = append(n.out, t)
		return n.argument(n.argument(i+1, t), t)
	case tStack:
		n.out = append(n.out, t)
		at := len(n.out)
		first := n.argument(i+1, t)
		second := len(n.out)
		end := n.argument(first, t)
		n.relationStack(at, second)
		n.bound(at, second, t)
		return end
	case tRoot:
		n.out = append(n.out, t)
		return n.argument(n.optional(i+1), t)
	case tFont:
		return n.font(i)
	case tOperator:
		if t.text == ":" && n.announces(i+1) {
			t.kind = tPoint
		}
	case tRelation:
		if t.text == `\xrightarrow` || t.text == `\xleftarrow` {
			return n.labelled(i)
		}
	case tFunction:
		if t.text == `\arg` && i+1 < len(n.in) && n.in[i+1].kind == tBig && (n.in[i+1].text == `\min` || n.in[i+1].text == `\max`) {
			t.kind, t.text, t.at.End = tBig, `\arg`+n.in[i+1].text[1:], n.in[i+1].at.End
			n.out = append(n.out, t)
			return i + 2
		}
	}
	n.out = append(n.out, t)
	return i + 1
}

// announces tells whether words, or nothing, stand from i on: a colon before
// them is punctuation.
func (n *normalizer) announces(i int) bool {
	for ; i < len(n.in); i++ {
		switch n.in[i].kind {
		case tAmpersand:
			continue
		case tText, tBreak, tEnd:
			return true
		}
		return false
	}
	return true
}

// brace passes on a group in braces. Braces around nothing stand for nothing
// unless a script hangs on them; braces around one sign are dropped; a font
// switch inside them becomes the font command.
func (n *normalizer) brace(i int) int {
	end := int(n.closing[i])
	if end == i+1 {
		if end+1 < len(n.in) && (n.in[end+1].kind == tScript || n.in[end+1].kind == tPrime) {
			n.out = append(n.out, n.in[i], n.in[end])
		}
		return end + 1
	}
	inside := n.in[i+1]
	if end == i+2 {
		last := len(n.out) - 1
		switch inside.kind {
		case tAmpersand:
			n.out = append(n.out, inside)
			return end + 1
		case tText:
			if last >= 0 && (n.out[last].kind == tFunction || n.out[last].kind == tBig || n.out[last].kind == tClose) {
				break // the braces hold an argument
			}
			n.out = append(n.out, inside)
			return end + 1
		case tSign, tOperator, tRelation, tComma, tPoint, tArrow:
			inside.at = Span{n.in[i].at.Start, n.in[end].at.End}
			inside.space = n.in[i].space
			n.out = append(n.out, inside)
			return end + 1
		}
	}
	if inside.kind == tFont && inside.aux == "old" {
		n.in[i+1] = n.in[i]
		n.in[i+1].at = inside.at
		inside.at, inside.aux = n.in[i].at, ""
		inside.space, inside.gap = n.in[i].space, n.in[i].gap
		n.closing[i+1] = int32(end)
		n.in[i] = inside
		return n.font(i)
	}
	n.out = append(n.out, n.in[i])
	return i + 1
}

// argument passes on one argument of the command t in braces, with braces
// added where there were none.
func (n *normalizer) argument(i int, t token) int {
	if n.err != nil {
		return i
	}
	n.depth++
	defer func() { n.depth-- }()
	if n.depth > n.limits.Depth {
		n.err = tooMuch(t.at, "commands stand inside each other too deeply")
		return i
	}
	for i < len(n.in) && n.in[i].kind == tAmpersand {
		i++
	}
	if i >= len(n.in) {
		n.err = unread(t.at, t.text+" lacks what it applies to")
		return i
	}
	first := n.in[i]
	open := token{kind: tOpen, text: "{", partner: -1, at: Span{first.at.Start, first.at.Start}}
	shut := func(end int) {
		n.out = append(n.out, token{kind: tClose, text: "}", partner: -1, at: Span{end, end}})
	}
	switch first.kind {
	case tOpen:
		end := int(n.closing[i])
		n.out = append(n.out, first)
		for j := i + 1; j < end && n.err == nil; {
			j = n.one(j)
		}
		n.out = append(n.out, n.in[end])
		return end + 1
	case tNumber:
		n.out = append(n.out, open)
		if n.plain || len(first.text) == 1 || first.aux != "" {
			n.out = append(n.out, first)
			shut(first.at.End)
			return i + 1
		}
		digit, rest := first, first
		digit.text, rest.text = first.text[:1], first.text[1:]
		if first.at.End-first.at.Start == len(first.text) { // else a macro brought it forth
			digit.at.End = digit.at.Start + 1
			rest.at.Start++
		}
		rest.space, rest.gap = false, gapNone
		if strings.HasPrefix(rest.text, ".") {
			rest.text = "0" + rest.text
		}
		n.out = append(n.out, digit)
		shut(digit.at.End)
		n.in[i] = rest
		return i
	case tBracketOpen:
		if t.kind != tScript && !(t.kind == tRoot && n.plain) {
			break
		}
		end := n.bracketClose(i)
		if end == len(n.in) {
			break
		}
		n.out = append(n.out, open)
		for j := i; j <= end && n.err == nil; {
			j = n.one(j)
		}
		shut(n.in[end].at.End)
		return end + 1
	case tSign:
		if t.kind == tScript && i+1 < len(n.in) && n.in[i+1].kind == tNumber && !n.in[i+1].space && first.text == "-" {
			n.out = append(n.out, open, first, n.in[i+1])
			shut(n.in[i+1].at.End)
			return i + 2
		}
		if t.kind != tScript {
			break
		}
		n.out = append(n.out, open, first)
		shut(first.at.End)
		return i + 1
	case tScript, tClose, tBracketClose, tBar, tAmpersand, tBreak, tBegin, tEnd, tPrime, tBang, tComma, tPoint, tTag, tBad, tInfix:
	default:
		if first.kind == tOperator && t.kind != tScript {
			break
		}
		n.out = append(n.out, open)
		next := n.one(i)
		shut(n.out[len(n.out)-1].at.End)
		return next
	}
	n.err = unread(Span{t.at.Start, first.at.End}, t.text+" lacks what it applies to; add braces")
	return i
}

// bracketClose gives the place of the bracket that closes the one at i, or the
// end of the formula. Groups in braces are passed over.
func (n *normalizer) bracketClose(i int) int {
	depth := 0
	for ; i < len(n.in); i++ {
		switch n.in[i].kind {
		case tBracketOpen:
			depth++
		case tBracketClose:
			depth--
		case tOpen:
			i = int(n.closing[i])
		}
		if depth == 0 {
			break
		}
	}
	return i
}

// optional passes on the degree of a root, `[3]`, as a group in braces that is
// marked as optional.
func (n *normalizer) optional(i int) int {
	if i >= len(n.in) || n.in[i].kind != tBracketOpen || n.in[i].text != "[" || n.err != nil {
		return i
	}
	end := n.bracketClose(i)
	if end == len(n.in) {
		return i
	}
	n.depth++
	defer func() { n.depth-- }()
	if n.depth > n.limits.Depth {
		n.err = tooMuch(n.in[i].at, "roots stand inside each other too deeply")
		return i
	}
	open, shut := n.in[i], n.in[end]
	open.kind, open.text, open.aux = tOpen, "{", "optional"
	shut.kind, shut.text = tClose, "}"
	n.out = append(n.out, open)
	for j := i + 1; j < end && n.err == nil; {
		j = n.one(j)
	}
	n.out = append(n.out, shut)
	return end + 1
}

// font folds the letters below a font command into one word. What is no word
// stays an argument in braces; words with gaps are text.
func (n *normalizer) font(i int) int {
	t := n.in[i]
	font := strings.TrimPrefix(t.text, `\`)
	if t.aux == "old" { // a switch without braces: to the end, for what we know
		return i + 1
	}
	if font == "mathop" || font == "mathbin" || font == "mathord" {
		if i+3 < len(n.in) && n.in[i+1].kind == tOpen && n.in[i+2].kind == tText && n.in[i+3].kind == tClose {
			n.out = append(n.out, n.in[i+2])
			return i + 4
		}
		return i + 1
	}
	from := len(n.out)
	n.out = append(n.out, t)
	if i+1 < len(n.in) && n.in[i+1].kind == tFunction {
		n.out = append(n.out[:from], n.in[i+1])
		return i + 2
	}
	next := n.argument(i+1, t)
	if n.err != nil {
		return next
	}
	parts := n.out[from+2 : len(n.out)-1]
	name, words, ok := foldWord(parts, uprightFonts[font])
	end := n.out[len(n.out)-1].at.End
	switch {
	case len(parts) == 0:
		n.out = n.out[:from]
	case ok && words:
		t.kind, t.aux, t.text, t.at.End = tText, font, name, end
		n.out = append(n.out[:from], t)
	case ok:
		t.kind, t.aux, t.text, t.at.End = tWord, font, name, end
		n.out = append(n.out[:from], t)
	}
	return next
}

// foldWord gives the word that letters make, or the text where gaps part them
// below an upright font.
func foldWord(parts []token, upright bool) (name string, words, ok bool) {
	if len(parts) == 0 {
		return "", false, false
	}
	if len(parts) == 1 {
		switch t := parts[0]; {
		case t.kind == tSymbol:
			return t.text, false, true
		case t.kind == tFunction || t.kind == tBig && upright:
			return strings.TrimPrefix(t.text, `\`), false, true
		case t.kind == tNumber && len(t.text) == 1 && t.aux == "":
			return t.text, false, true
		case t.kind == tOperator && t.text == `\mod` && upright:
			return "mod", false, true
		}
	}
	var word strings.Builder
	for index := range parts {
		t := &parts[index]
		switch {
		case t.kind == tLetter && len(t.text) == 1 && isLetter(t.text[0]),
			t.kind == tNumber && index > 0 && t.aux == "",
			t.kind == tText && upright,
			t.kind == tFunction && upright,
			t.kind == tSign && t.text == "-" && index > 0 && upright && len(parts) > index+1,
			(t.kind == tPoint || t.kind == tComma) && upright && len(parts) > 1,
			t.kind == tBig && upright:
		case t.kind == tOperator && t.text == "/" && upright && index > 0 && len(parts) > index+1:
			words = true // a unit such as km/h
		default:
			return "", false, false
		}
		if t.gap != gapNone && t.gap != gapThin || t.kind == tText || t.kind == tComma || t.kind == tPoint {
			words = true
		}
		if t.gap > gapThin {
			word.WriteString(" ")
		}
		word.WriteString(strings.TrimPrefix(t.text, `\`))
	}
	if words && !upright {
		return "", false, false
	}
	return word.String(), words, true
}

// relationStack replaces `\stackrel{?}{=}` by its sign, when the second
// argument is one; at is the index behind the command.
func (n *normalizer) relationStack(at, second int) {
	if n.err != nil || second+3 != len(n.out) {
		return
	}
	sign := n.out[second+1]
	switch sign.kind {
	case tRelation, tArrow, tOperator:
	default:
		return
	}
	command := n.out[at-1]
	sign.at = Span{command.at.Start, n.out[len(n.out)-1].at.End}
	sign.space = command.space
	n.out = append(n.out[:at-1], sign)
}

// labelled passes on an arrow that bears labels, `\xrightarrow[below]{above}`, as
// one sign, whose name holds what stands above.
func (n *normalizer) labelled(i int) int {
	t := n.in[i]
	from := len(n.out)
	n.out = append(n.out, t)
	next := n.optional(i + 1)
	if next >= len(n.in) || n.in[next].kind != tOpen {
		n.out = n.out[:from+1]
		return i + 1
	}
	at := len(n.out)
	end := n.argument(next, t)
	if n.err != nil {
		return end
	}
	t.at.End = n.out[len(n.out)-1].at.End
	t.text += "{" + plainTokens(n.out[at+1:len(n.out)-1]) + "}"
	n.out = n.out[:from]
	behind := end
	for behind < len(n.in) && n.in[behind].kind == tAmpersand {
		behind++
	}
	if behind < len(n.in) && n.in[behind].kind == tRelation {
		return end // a remark on the sign behind it
	}
	n.out = append(n.out, t)
	return end
}

// bound replaces `\underset{x}{\max}` by the operator with a subscript.
func (n *normalizer) bound(at, second int, t token) {
	if n.err != nil || t.text != `\underset` || second+3 != len(n.out) {
		return
	}
	operator := n.out[second+1]
	if operator.kind != tBig && operator.kind != tFunction && !(operator.kind == tWord && operator.aux == "operatorname") {
		return
	}
	operator.at, operator.space, operator.gap = t.at, t.space, t.gap
	script := token{kind: tScript, text: "_", partner: -1, at: Span{t.at.End, t.at.End}}
	lower := append([]token{operator, script}, n.out[at:second]...)
	lower[len(lower)-1].at.End = n.out[len(n.out)-1].at.End
	n.out = append(n.out[:at-1], lower...)
}
