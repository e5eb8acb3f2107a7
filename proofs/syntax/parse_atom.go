package syntax

import "strings"

// atom parses an operand without what hangs on it.
func (p *parser) atom() Node {
	if !p.enter() {
		p.leave()
		return nil
	}
	defer p.leave()
	t := p.peek()
	if t == nil {
		return p.fail(p.lastSpan(), "something is missing behind this")
	}
	switch t.kind {
	case tNumber:
		p.i++
		return &Number{At: t.at, Text: t.text, Repeating: t.aux, Written: p.src[t.at.Start:t.at.End]}
	case tLetter, tSymbol, tFunction, tBig:
		p.i++
		return &Symbol{At: t.at, Name: t.text}
	case tWord:
		p.i++
		return &Symbol{At: t.at, Name: t.text, Font: t.aux}
	case tText:
		p.i++
		if next := p.peek(); next != nil && next.kind == tBracketOpen && (next.text == "(" || next.text == "[") && isIdentifier(t.text) {
			return &Symbol{At: t.at, Name: t.text, Font: t.aux}
		}
		return p.text(t)
	case tDots:
		p.i++
		return &Dots{At: t.at, Command: strings.TrimPrefix(t.text, `\`)}
	case tOpen:
		return p.braces(t)
	case tBracketOpen:
		return p.group(t)
	case tBegin:
		return p.matrix(t)
	case tFraction:
		p.i++
		f := &Fraction{At: t.at, Command: t.text[1:]}
		f.Numerator, f.At = p.argument(f.At)
		f.Denominator, f.At = p.argument(f.At)
		return f
	case tRoot:
		p.i++
		r := &Root{At: t.at}
		if open := p.peek(); open != nil && open.aux == "optional" {
			r.Index, r.At = p.argument(r.At)
		}
		r.Radicand, r.At = p.argument(r.At)
		return r
	case tAccent:
		p.i++
		a := &Accent{At: t.at, Command: t.text[1:]}
		a.Over, a.At = p.argument(a.At)
		return a
	case tFont, tWrap:
		p.i++
		w := &Wrapped{At: t.at, Command: t.text[1:]}
		if p.i+1 < p.end && p.tokens[p.i+1].kind == tClose { // a box to fill in
			w.Inner = &Symbol{At: Span{p.tokens[p.i].at.Start, p.tokens[p.i+1].at.End}, Name: "{}"}
			w.At = join(w.At, w.Inner.Span())
			p.i += 2
			return w
		}
		w.Inner, w.At = p.argument(w.At)
		return w
	case tStack:
		return p.stack(t)
	case tSubstack:
		p.i++
		open := p.i
		shut := int(p.tokens[open].partner)
		p.i = shut + 1
		m := &Matrix{At: join(t.at, p.tokens[shut].at), Environment: "substack"}
		m.Rows = p.cells(open+1, shut)
		return m
	}
	return p.unexpected(t)
}

// argument parses a group in braces at the current token; at grows by it.
func (p *parser) argument(at Span) (Node, Span) {
	open := p.peek()
	if p.err != nil || open == nil || open.kind != tOpen {
		return p.fail(at, "an argument is missing"), at
	}
	shut := int(open.partner)
	from := p.i + 1
	p.i = shut + 1
	at = join(at, p.tokens[shut].at)
	if from == shut {
		return p.fail(at, "an argument is empty"), at
	}
	return p.inner(from, shut), at
}

// text makes the node of words.
func (p *parser) text(t *token) Node {
	return &Text{At: t.at, Command: t.aux, Content: t.text}
}

// braces parses a group in braces, which is invisible: only the grouping
// remains.
func (p *parser) braces(t *token) Node {
	from, shut := p.i+1, int(t.partner)
	p.i = shut + 1
	if from == shut { // scripts may hang on nothing, as in {}_nC_r
		if next := p.peek(); next == nil || next.kind != tScript && next.kind != tPrime {
			return p.fail(t.at, "there is nothing between these braces")
		}
		return &Symbol{At: join(t.at, p.tokens[shut].at), Name: "{}"}
	}
	if shut == from+1 && !p.tokens[from].starts() {
		return p.unexpected(&p.tokens[from])
	}
	return p.inner(from, shut)
}

// stack parses `\overset{a}{b}`: the mark a becomes part of the command's name.
func (p *parser) stack(t *token) Node {
	p.i++
	open := p.i
	shut := int(p.tokens[open].partner)
	second := shut + 1
	p.i = second
	w := &Wrapped{At: t.at}
	w.Inner, w.At = p.argument(w.At)
	w.Command = t.text[1:] + "{" + plainTokens(p.tokens[open+1:shut]) + "}"
	return w
}

// plainTokens writes tokens down with a space behind each command.
func plainTokens(tokens []token) string {
	var b strings.Builder
	for index := range tokens {
		t := &tokens[index]
		if t.kind == tOpen && index+1 < len(tokens) && tokens[index+1].kind == tClose ||
			t.kind == tClose && index > 0 && tokens[index-1].kind == tOpen {
			continue // nothing
		}
		switch t.kind {
		case tText, tWord:
			b.WriteString(`\` + t.aux + "{" + t.text + "}")
		case tBegin:
			b.WriteString(`\begin{` + t.text + "}")
		case tEnd:
			b.WriteString(`\end{` + t.text + "}")
		default:
			b.WriteString(t.text)
			if len(t.text) > 1 && t.text[0] == '\\' {
				b.WriteString(" ")
			}
		}
	}
	return strings.TrimSpace(b.String())
}

// application parses a named operator with its argument.
func (p *parser) application() Node {
	t := p.peek()
	fn := p.functionSymbol(t)
	p.i++
	if next := p.peek(); next != nil && (next.kind == tScript || next.kind == tPrime) {
		fn = p.scripts(fn)
	}
	if p.err != nil {
		return nil
	}
	argument := p.applied()
	if p.err != nil {
		return nil
	}
	if argument == nil {
		return fn
	}
	return &Application{At: join(fn.Span(), argument.Span()), Function: fn, Argument: argument}
}

// functionSymbol is the symbol of a named operator.
func (p *parser) functionSymbol(t *token) Node {
	if t.kind == tWord {
		return &Symbol{At: t.at, Name: t.text, Font: t.aux}
	}
	return &Symbol{At: t.at, Name: t.text}
}

// applied parses the argument of a named operator: the brackets directly
// behind it, or the factors beside it up to a sign, an operator, words or the
// next named operator. It is nil where there is none.
func (p *parser) applied() Node {
	t := p.peek()
	if t == nil {
		return nil
	}
	switch t.kind {
	case tBracketOpen, tOpen:
		return p.operand()
	case tFunction, tBig:
		return p.factor()
	case tWord:
		if t.aux == "operatorname" {
			return p.factor()
		}
	case tSymbol:
		if t.text == `\nabla` {
			return p.factor()
		}
	case tSign:
		p.i++
		rest := p.applied()
		if p.err != nil {
			return nil
		}
		if rest == nil {
			p.i--
			return nil
		}
		return &Sum{At: join(t.at, rest.Span()), Terms: []Term{{Sign: t.text, SignAt: t.at, Value: rest}}}
	}
	var factors []Factor
	for p.err == nil {
		t = p.peek()
		if t == nil || !t.starts() || !p.belongs(t, factors) {
			break
		}
		factors = append(factors, Factor{Value: p.operand()})
	}
	if p.err != nil || len(factors) == 0 {
		return nil
	}
	if n := p.slashed(&factors); n != nil {
		return n
	}
	if len(factors) == 1 {
		return factors[0].Value
	}
	return &Product{At: join(factors[0].Value.Span(), factors[len(factors)-1].Value.Span()), Factors: factors}
}

// belongs tells whether the operand that begins with t belongs to the argument
// of a named operator of which factors have been read.
func (p *parser) belongs(t *token, factors []Factor) bool {
	switch t.kind {
	case tFunction, tBig:
		return false
	case tText, tDots:
		return len(factors) == 0
	case tWord:
		if t.aux == "operatorname" || t.text == "d" && p.integral > 0 {
			return false
		}
	case tLetter:
		if t.text == "d" && p.integral > 0 && p.i+1 < p.end && p.tokens[p.i+1].starts() {
			return false
		}
	case tSymbol:
		if t.text == `\nabla` {
			return false
		}
	}
	if len(factors) == 0 {
		return true
	}
	switch t.kind {
	case tBracketOpen, tBegin:
		last, ok := factors[len(factors)-1].Value.(*Symbol)
		return ok && t.kind == tBracketOpen && t.text == "(" && !t.space && last.Font == "" && functionsOfOne[last.Name]
	}
	return true
}

// slashed takes the `/6` of `\sin \pi/6` into the argument, for no one means
// (\sin \pi)/6.
func (p *parser) slashed(factors *[]Factor) Node {
	last, ok := (*factors)[len(*factors)-1].Value.(*Symbol)
	t := p.peek()
	if !ok || last.Name != `\pi` || t == nil || t.kind != tOperator || t.text != "/" ||
		p.i+1 >= p.end || p.tokens[p.i+1].kind != tNumber {
		return nil
	}
	p.i++
	value := p.operand()
	if p.err != nil {
		return nil
	}
	*factors = append(*factors, Factor{Operator: "/", OperatorAt: t.at, Value: value})
	return &Product{At: join((*factors)[0].Value.Span(), value.Span()), Factors: *factors}
}

// gradient parses `\nabla_w f`, which applies to the rest of the product, or
// the symbol alone where nothing follows.
func (p *parser) gradient() Node {
	t := p.peek()
	var fn Node = &Symbol{At: t.at, Name: t.text}
	p.i++
	if next := p.peek(); next != nil && (next.kind == tScript || next.kind == tPrime) {
		fn = p.scripts(fn)
	}
	if p.err != nil {
		return nil
	}
	if next := p.peek(); next == nil || !next.starts() {
		return fn
	}
	argument := p.product(false)
	if p.err != nil {
		return nil
	}
	return &Application{At: join(fn.Span(), argument.Span()), Function: fn, Argument: argument}
}

// big parses a big operator with its bounds and its body.
func (p *parser) big() Node {
	t := p.peek()
	b := &Big{At: t.at, Operator: t.text}
	p.i++
	for p.err == nil {
		script := p.peek()
		if script == nil || script.kind != tScript {
			break
		}
		shut := int(p.tokens[p.i+1].partner)
		switch {
		case script.text == "_" && b.Lower == nil:
			b.Lower = p.inner(p.i+2, shut)
		case script.text == "^" && b.Upper == nil:
			b.Upper = p.inner(p.i+2, shut)
		default:
			return p.fail(script.at, "a second bound of "+t.text)
		}
		b.At = join(b.At, p.tokens[shut].at)
		p.i = shut + 1
	}
	if p.err != nil {
		return nil
	}
	if b.Lower == nil && b.Upper == nil && takesGroup(t.text) {
		return p.extremum(t)
	}
	return p.bigBody(b)
}

// extremum parses `\max` without bounds, which is a function: of what stands in
// the brackets directly behind it, or of the rest of the product.
func (p *parser) extremum(t *token) Node {
	fn := &Symbol{At: t.at, Name: t.text}
	next := p.peek()
	var argument Node
	switch {
	case next == nil || !next.starts() && next.kind != tSign:
		return fn
	case next.kind == tBracketOpen || next.kind == tOpen:
		argument = p.operand()
	default:
		body := &Big{At: t.at, Operator: t.text}
		p.bigBody(body)
		argument = body.Body
	}
	if p.err != nil {
		return nil
	}
	return &Application{At: join(t.at, argument.Span()), Function: fn, Argument: argument}
}

// takesGroup tells whether an operator without bounds is a function.
func takesGroup(name string) bool {
	switch name {
	case `\max`, `\min`, `\sup`, `\inf`, `\argmax`, `\argmin`:
		return true
	}
	return false
}

// bigBody parses the body of a big operator.
func (p *parser) bigBody(b *Big) Node {
	t := p.peek()
	if p.err != nil {
		return nil
	}
	if t == nil || !t.starts() && t.kind != tSign {
		return b
	}
	if end := p.differential(b.Operator); end > p.i {
		p.integral++
		from := p.i
		p.i = end
		b.Body = p.within(from, end, func() Node { return p.sum(false) })
		p.integral--
	} else if t.kind == tSign {
		p.i++
		value := p.product(false)
		if p.err != nil {
			return nil
		}
		b.Body = &Sum{At: join(t.at, value.Span()), Terms: []Term{{Sign: t.text, SignAt: t.at, Value: value}}}
	} else {
		b.Body = p.product(false)
	}
	if p.err != nil {
		return nil
	}
	b.At = join(b.At, b.Body.Span())
	return b
}

// differential is the index behind the `dx` that ends the integral whose body
// begins at the current token, or 0.
func (p *parser) differential(operator string) int {
	wanted := 0
	switch operator {
	case `\int`, `\oint`:
		wanted = 1
	case `\iint`:
		wanted = 2
	case `\iiint`:
		wanted = 3
	default:
		return 0
	}
	const far = 20_000 // tokens of a body
	for i := p.i; i < min(p.end, p.i+far); i++ {
		t := &p.tokens[i]
		if t.kind == tRelation || t.kind == tComma || t.kind == tArrow || t.kind == tBreak {
			return 0
		}
		if t.kind == tBig && strings.Contains(t.text, "int") {
			wanted++
		}
		if t.text == "d" && (t.kind == tLetter || t.kind == tWord) && i+1 < p.end {
			next := &p.tokens[i+1]
			if next.kind == tLetter || next.kind == tSymbol || next.kind == tWord || next.kind == tAccent {
				i++
				if next.kind == tAccent {
					i = int(p.tokens[i+1].partner)
				}
				for i+1 < p.end && p.tokens[i+1].kind == tScript {
					i = int(p.tokens[i+2].partner)
				}
				wanted--
				if wanted == 0 {
					return i + 1
				}
				continue
			}
		}
		if t.partner > int32(i) {
			i = int(t.partner)
		}
	}
	return 0
}
