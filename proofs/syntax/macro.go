package syntax

import "strings"

// macro is a command that the document defines.
type macro struct {
	arguments int
	optional  []token // what the first argument is where it is not given
	defaulted bool
	body      []token
}

// macroTable holds the macros of a document. A nil table is empty.
type macroTable struct {
	// decimalComma says that the document writes `0{,}5` for a half.
	decimalComma bool
	// plainComma says that it writes `0,5`.
	plainComma bool
	byName     map[string]*macro
}

// used tells whether the document defines macros.
func (m *macroTable) used() bool { return m != nil && len(m.byName) > 0 }

func (m *macroTable) has(name string) bool {
	return m != nil && m.byName[name] != nil
}

// define adds a macro. Its body is cut into tokens when it is used first, for
// it may use macros that are defined later.
func (m *macroTable) define(name, body string, arguments int, optional string, defaulted bool) {
	if m.byName == nil {
		m.byName = map[string]*macro{}
	}
	made := &macro{arguments: arguments, defaulted: defaulted}
	m.byName[name] = made
	const most = 10000
	made.body, _ = lexBody(body, most)
	made.optional, _ = lexBody(optional, most)
}

// lexBody cuts the body of a macro into tokens. Names that no table knows are
// kept, for they may be macros.
func lexBody(body string, most int) ([]token, bool) {
	return lex(body, Span{0, len(body)}, false, nil, most)
}

// expander replaces the macros of a formula by what they stand for.
type expander struct {
	table  *macroTable
	limits Limits
	most   int
	work   *int // tokens looked at, by all expanders of a formula together
	out    []token
	err    *Error
}

// expand gives the tokens with all macros expanded. What a macro brings forth
// bears the span of its call.
func expand(tokens []token, table *macroTable, limits Limits, most int) ([]token, *Error) {
	if table == nil || len(table.byName) == 0 {
		return tokens, nil
	}
	e := &expander{table: table, limits: limits, most: most, work: new(int)}
	e.run(tokens, nil, nil, 0)
	return e.out, e.err
}

// run expands tokens; call is the span of the macro whose body they are, and
// arguments are that macro's.
func (e *expander) run(tokens []token, call *Span, arguments [][]token, level int) {
	if level > e.limits.Expansion {
		e.err = tooMuch(*call, "macros use each other too deeply; does one use itself?")
		return
	}
	for i := 0; i < len(tokens) && e.err == nil; {
		t := tokens[i]
		i++
		if call != nil {
			t.at = *call
		}
		*e.work++
		if len(e.out) >= e.most || *e.work > e.most+len(tokens) {
			e.err = tooMuch(t.at, "the macros of this formula bring forth too much")
			return
		}
		if t.kind == tParameter && call != nil {
			index := int(t.text[0] - '1')
			if index < 0 || index >= len(arguments) {
				e.err = unread(t.at, "the macro uses an argument that it does not take")
				return
			}
			*e.work += len(arguments[index])
			e.out = append(e.out, arguments[index]...)
			continue
		}
		name := strings.TrimPrefix(t.text, `\`)
		used := e.table.byName[name]
		if used == nil || !strings.HasPrefix(t.text, `\`) || t.kind == tText || t.kind == tWord {
			e.out = append(e.out, t)
			continue
		}
		given, next, err := e.arguments(tokens, i, used, call, arguments, level)
		if err != nil {
			e.err = err
			return
		}
		at := t.at
		if call == nil && next > i {
			at.End = tokens[next-1].at.End
		}
		i = next
		first := len(e.out)
		e.run(used.body, &at, given, level+1)
		if first < len(e.out) {
			e.out[first].space, e.out[first].gap = t.space, t.gap
		}
	}
}

// arguments reads the arguments of a macro behind its name and expands them.
func (e *expander) arguments(tokens []token, i int, used *macro, call *Span, outer [][]token, level int) ([][]token, int, *Error) {
	var given [][]token
	for index := range used.arguments {
		var part []token
		switch {
		case index == 0 && used.defaulted:
			part = used.optional
			if i < len(tokens) && tokens[i].kind == tBracketOpen && tokens[i].text == "[" {
				end := i + 1
				for end < len(tokens) && !(tokens[end].kind == tBracketClose && tokens[end].text == "]") {
					end++
				}
				part = tokens[i+1 : min(end, len(tokens))]
				i = min(end+1, len(tokens))
			}
		case i >= len(tokens):
			return nil, i, unread(Span{tokens[len(tokens)-1].at.Start, tokens[len(tokens)-1].at.End}, "an argument of a macro is missing")
		case tokens[i].kind == tOpen:
			depth, end := 0, i
			for ; end < len(tokens); end++ {
				if tokens[end].kind == tOpen {
					depth++
				} else if tokens[end].kind == tClose {
					depth--
					if depth == 0 {
						break
					}
				}
			}
			if end == len(tokens) {
				return nil, i, unread(tokens[i].at, "a brace is not closed")
			}
			part = tokens[i+1 : end]
			i = end + 1
		default:
			part = tokens[i : i+1]
			i++
		}
		// An argument is expanded where it stands, before the body sees it.
		inner := &expander{table: e.table, limits: e.limits, most: e.most, work: e.work}
		inner.run(part, call, outer, level+1)
		if inner.err != nil {
			return nil, i, inner.err
		}
		given = append(given, inner.out)
	}
	return given, i, nil
}
