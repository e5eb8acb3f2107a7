package syntax

// parser builds trees from tokens whose brackets are matched. Each part is
// parsed between two indices that are known beforehand, so no part can run
// over its bracket.
type parser struct {
	src    string
	tokens []token
	limits Limits
	i, end int
	depth  int
	// integral counts the integrals whose `dx` is still to come.
	integral int
	err      *Error
}

// fail notes the first error.
func (p *parser) fail(at Span, says string) Node {
	if p.err == nil {
		p.err = unread(at, says)
	}
	return nil
}

// enter counts a level of nesting; it is false when there are too many.
func (p *parser) enter() bool {
	p.depth++
	if p.depth > 4*p.limits.Depth {
		if p.err == nil {
			p.err = tooMuch(p.here(), "the formula is nested too deeply")
		}
		return false
	}
	return p.err == nil
}

func (p *parser) leave() { p.depth-- }

// here is the span of the current token, or of the last.
func (p *parser) here() Span {
	switch {
	case p.i < len(p.tokens):
		return p.tokens[p.i].at
	case len(p.tokens) > 0:
		return p.tokens[len(p.tokens)-1].at
	}
	return Span{}
}

// peek is the current token, or nil at the end of the part.
func (p *parser) peek() *token {
	for p.i < p.end && p.tokens[p.i].kind == tBreak {
		p.i++ // a line broken within brackets
	}
	if p.i >= p.end || p.err != nil {
		return nil
	}
	return &p.tokens[p.i]
}

// within parses the tokens from from to to with f.
func (p *parser) within(from, to int, f func() Node) Node {
	i, end := p.i, p.end
	p.i, p.end = from, to
	var n Node
	if p.enter() {
		n = f()
	}
	p.leave()
	p.i, p.end = i, end
	return n
}

// join is the span from the start of one to the end of the other.
func join(from, to Span) Span { return Span{min(from.Start, to.Start), max(from.End, to.End)} }

// inner parses what stands between braces, in a cell, or in a script. There a
// comma makes a list, unless relation signs stand on both sides of it.
func (p *parser) inner(from, to int) Node {
	return p.within(from, to, func() Node { return p.scope(false) })
}

// bracketed parses what stands between brackets, where each comma parts the
// items of a list.
func (p *parser) bracketed(from, to int) Node {
	return p.within(from, to, func() Node { return p.scope(true) })
}

// scope parses from the current token to the end of the part.
func (p *parser) scope(brackets bool) Node {
	alone := p.end == p.i+1
	for p.end > p.i {
		last := &p.tokens[p.end-1]
		if last.kind != tPoint && last.kind != tBreak && (last.kind != tComma || p.end-1 == p.i) {
			break
		}
		p.end--
	}
	from, to := p.i, p.end
	if from >= to {
		return p.fail(p.here(), "something is missing here")
	}
	if alone {
		switch t := &p.tokens[from]; t.kind {
		case tSign, tOperator, tRelation, tComma, tBang, tArrow, tPercent:
			return &Symbol{At: t.at, Name: t.text}
		}
	}
	var commas, semicolons, words []int
	infix := -1
	for i := from; i < to; i++ {
		t := &p.tokens[i]
		switch t.kind {
		case tComma:
			if t.text == ";" {
				semicolons = append(semicolons, i)
			} else {
				commas = append(commas, i)
			}
		case tInfix:
			infix = i
		case tText:
			if isConnective(t.text) && !(i+1 < to && (p.tokens[i+1].kind == tScript || p.tokens[i+1].kind == tPrime)) {
				words = append(words, i)
			}
		}
		if t.partner > int32(i) {
			i = int(t.partner)
		}
	}
	switch {
	case infix >= 0:
		return p.infix(from, infix, to)
	case len(semicolons) > 0:
		return p.list(from, to, semicolons, ";", brackets)
	case len(commas) > 0 && (brackets || p.statements(from, to, commas)):
		return p.list(from, to, commas, ",", brackets)
	case len(words) > 0:
		return p.worded(from, to, words)
	}
	return p.chain(!brackets, false)
}

// isConnective tells whether words join statements.
func isConnective(text string) bool {
	words := cleanWords(text)
	if words == "to" {
		return false // 3 to 5 is a range
	}
	for i := 0; i < len(words); i++ {
		if words[i] == ' ' || words[i] == ',' {
			words = words[:i]
		}
	}
	return words == "" || connectives[words]
}

// statements tells whether the commas part statements rather than items:
// whether two parts have relation signs.
func (p *parser) statements(from, to int, commas []int) bool {
	related, next, count := false, 0, 0
	for i := from; i < to; i++ {
		if next < len(commas) && i == commas[next] {
			related = false
			next++
		}
		if p.tokens[i].kind == tRelation && !related {
			related = true
			count++
		}
		if p.tokens[i].partner > int32(i) {
			i = int(p.tokens[i].partner)
		}
	}
	return count > 1
}

// list parses the parts between separators.
func (p *parser) list(from, to int, separators []int, separator string, brackets bool) Node {
	l := &List{Separator: separator, Items: make([]Node, 0, len(separators)+1)}
	for _, at := range append(separators, to) {
		if from >= at {
			return p.fail(p.tokens[min(at, len(p.tokens)-1)].at, "an item of the list is missing")
		}
		item := p.within(from, at, func() Node { return p.scope(brackets) })
		if p.err != nil {
			return nil
		}
		l.Items = append(l.Items, item)
		from = at + 1
	}
	l.At = join(l.Items[0].Span(), l.Items[len(l.Items)-1].Span())
	return l
}

// worded parses a part in which words stand between statements, such as `0
// \text{ if } n = 0`: a Product of the statements and the words.
func (p *parser) worded(from, to int, words []int) Node {
	product := &Product{}
	for _, at := range append(words, to) {
		if from < at {
			part := p.within(from, at, func() Node { return p.scope(false) })
			if p.err != nil {
				return nil
			}
			product.Factors = append(product.Factors, Factor{Value: part})
		}
		if at < to {
			product.Factors = append(product.Factors, Factor{Value: p.text(&p.tokens[at])})
		}
		from = at + 1
	}
	if len(product.Factors) == 1 {
		return product.Factors[0].Value
	}
	product.At = join(product.Factors[0].Value.Span(), product.Factors[len(product.Factors)-1].Value.Span())
	return product
}

// infix parses `a \over b`.
func (p *parser) infix(from, at, to int) Node {
	if from == at || at+1 == to {
		return p.fail(p.tokens[at].at, p.tokens[at].text+" lacks one side")
	}
	f := &Fraction{Command: p.tokens[at].text[1:]}
	f.Numerator = p.inner(from, at)
	f.Denominator = p.inner(at+1, to)
	if p.err != nil {
		return nil
	}
	f.At = join(f.Numerator.Span(), f.Denominator.Span())
	return f
}

// chain parses members with relation signs between them. With lists, a member
// may be several items with commas. In the chain of a whole statement, a member
// that is a chain in a box gives all members of that chain, and an operator may
// stand first.
func (p *parser) chain(lists, whole bool) Node {
	r := &Relation{At: p.here()}
	for p.err == nil {
		t := p.peek()
		if t != nil && (t.kind == tRelation || t.kind == tArrow) && len(r.Members) == 0 {
			r.Members = append(r.Members, nil)
		} else {
			r.Members, r.Operators = p.member(lists, whole, r.Members, r.Operators)
		}
		t = p.peek()
		if t == nil {
			break
		}
		if t.kind != tRelation && t.kind != tArrow {
			return p.unexpected(t)
		}
		r.Operators = append(r.Operators, Operator{At: t.at, Name: t.text})
		p.i++
		if p.peek() == nil {
			return p.fail(t.at, "nothing stands behind "+t.text)
		}
	}
	if p.err != nil {
		return nil
	}
	if len(r.Operators) == 0 {
		return r.Members[0]
	}
	if first := r.Members[0]; first != nil {
		r.At = first.Span()
	}
	r.At = join(r.At, r.Members[len(r.Members)-1].Span())
	return r
}

// unexpected fails at a token that fits nowhere.
func (p *parser) unexpected(t *token) Node {
	switch {
	case t.kind == tBad && len(t.text) > 1 && t.text[0] == '\\':
		return p.fail(t.at, "the command "+t.text+" is not known")
	case t.kind == tBad:
		return p.fail(t.at, "the character "+t.text+" is not known here")
	}
	return p.fail(t.at, t.text+" is not expected here")
}

// member parses a member and adds it, or those of the chain in its box.
func (p *parser) member(lists, whole bool, members []Node, operators []Operator) ([]Node, []Operator) {
	first := p.sum(whole && len(members) == 0)
	if p.err != nil {
		return members, operators
	}
	if t := p.peek(); lists && t != nil && t.kind == tComma {
		l := &List{Separator: t.text, Items: []Node{first}}
		for t != nil && t.kind == tComma && t.text == l.Separator && p.err == nil {
			p.i++
			l.Items = append(l.Items, p.sum(false))
			t = p.peek()
		}
		if p.err != nil {
			return members, operators
		}
		l.At = join(first.Span(), l.Items[len(l.Items)-1].Span())
		return append(members, l), operators
	}
	if box, ok := first.(*Wrapped); ok && whole && isBox(`\`+box.Command) {
		if chain, ok := box.Inner.(*Relation); ok && chain.Members[0] != nil &&
			(len(operators) == 0 || !joinsStatements(operators[len(operators)-1].Name)) {
			return append(members, chain.Members...), append(operators, chain.Operators...)
		}
	}
	return append(members, first), operators
}

// sum parses terms with signs. At the head of a chain an operator may stand
// first, for rows are wrapped before it.
func (p *parser) sum(head bool) Node {
	if !p.enter() {
		p.leave()
		return nil
	}
	defer p.leave()
	var terms []Term
	t := p.peek()
	for p.err == nil {
		var term Term
		if t != nil && t.kind == tSign {
			term.Sign, term.SignAt = t.text, t.at
			p.i++
		}
		term.Value = p.product(head && len(terms) == 0 && term.Sign == "")
		if p.err != nil {
			return nil
		}
		terms = append(terms, term)
		t = p.peek()
		if t == nil || t.kind != tSign {
			break
		}
	}
	if p.err != nil {
		return nil
	}
	if len(terms) == 1 && terms[0].Sign == "" {
		return terms[0].Value
	}
	at := terms[0].Value.Span()
	if terms[0].Sign != "" {
		at = join(terms[0].SignAt, at)
	}
	return &Sum{At: join(at, terms[len(terms)-1].Value.Span()), Terms: terms}
}

// product parses factors with operators or nothing between them.
func (p *parser) product(head bool) Node {
	var factors []Factor
	t := p.peek()
	for p.err == nil {
		var factor Factor
		switch {
		case t == nil:
			return p.fail(p.lastSpan(), "something is missing behind this")
		case t.kind == tOperator && (len(factors) > 0 || head):
			factor.Operator, factor.OperatorAt = t.text, t.at
			p.i++
			if next := p.peek(); next == nil {
				return p.fail(t.at, "nothing stands behind "+t.text)
			}
		case t.kind == tModulus && len(factors) > 0:
			factor.Operator, factor.OperatorAt = t.text, t.at
			p.i++
		case !t.starts() && !(t.kind == tSign && len(factors) == 0):
			return p.unexpected(t)
		}
		factor.Value = p.factor()
		if p.err != nil {
			return nil
		}
		factors = append(factors, factor)
		t = p.peek()
		if t == nil || !t.starts() && t.kind != tOperator && t.kind != tModulus {
			break
		}
	}
	if p.err != nil {
		return nil
	}
	if len(factors) == 1 && factors[0].Operator == "" {
		return factors[0].Value
	}
	at := factors[0].Value.Span()
	if factors[0].Operator != "" {
		at = join(factors[0].OperatorAt, at)
	}
	return &Product{At: join(at, factors[len(factors)-1].Value.Span()), Factors: factors}
}

// lastSpan is the span of the token before the current one.
func (p *parser) lastSpan() Span {
	if p.i > 0 && p.i <= len(p.tokens) {
		return p.tokens[p.i-1].at
	}
	return p.here()
}

// factor parses one factor: a signed one, an application, a big operator, or
// an operand with what hangs on it.
func (p *parser) factor() Node {
	if !p.enter() {
		p.leave()
		return nil
	}
	defer p.leave()
	t := p.peek()
	switch {
	case t == nil:
		return p.fail(p.lastSpan(), "something is missing behind this")
	case t.kind == tSign:
		p.i++
		value := p.factor()
		if p.err != nil {
			return nil
		}
		return &Sum{At: join(t.at, value.Span()), Terms: []Term{{Sign: t.text, SignAt: t.at, Value: value}}}
	case t.kind == tBig:
		return p.big()
	case t.kind == tFunction, t.kind == tWord && t.aux == "operatorname",
		t.kind == tWord && len(t.text) > 1 && plainFunctions[t.text]:
		return p.application()
	case t.kind == tSymbol && t.text == `\nabla`:
		return p.gradient()
	}
	return p.operand()
}

// operand parses an atom with its scripts and postfix signs.
func (p *parser) operand() Node {
	n := p.atom()
	for level := 0; p.err == nil; level++ {
		t := p.peek()
		if t == nil {
			return n
		}
		if level > p.limits.Depth/8 {
			p.err = tooMuch(t.at, "too many scripts or signs hang on one operand")
			return nil
		}
		switch t.kind {
		case tScript, tPrime:
			n = p.scripts(n)
		case tBang, tPercent:
			operator := t.text
			at := join(n.Span(), t.at)
			p.i++
			if next := p.peek(); t.kind == tBang && next != nil && next.kind == tBang && !next.space {
				operator = "!!"
				at = join(at, next.at)
				p.i++
			}
			n = &Postfix{At: at, Operator: operator, Operand: n}
		default:
			return n
		}
	}
	return nil
}

// scripts parses the scripts and primes behind base.
func (p *parser) scripts(base Node) Node {
	s := &Script{At: base.Span(), Base: base}
	for p.err == nil {
		t := p.peek()
		if t == nil || t.kind != tPrime && t.kind != tScript {
			break
		}
		if t.kind == tPrime {
			s.Primes++
			s.At = join(s.At, t.at)
			p.i++
			continue
		}
		if t.text == "_" && s.Sub != nil || t.text == "^" && s.Sup != nil {
			break
		}
		open := p.i + 1
		shut := int(p.tokens[open].partner)
		s.At = join(s.At, p.tokens[shut].at)
		if primes := p.primes(open+1, shut); t.text == "^" && primes > 0 {
			s.Primes += primes
			p.i = shut + 1
			continue
		}
		script := p.inner(open+1, shut)
		if t.text == "_" {
			s.Sub = script
		} else {
			s.Sup = script
		}
		p.i = shut + 1
	}
	if p.err != nil {
		return nil
	}
	return s
}

// primes counts the primes from from to to, or gives 0 if there is anything
// else.
func (p *parser) primes(from, to int) int {
	for i := from; i < to; i++ {
		if t := &p.tokens[i]; t.kind != tPrime && !(t.kind == tSymbol && t.text == `\prime`) {
			return 0
		}
	}
	return to - from
}
