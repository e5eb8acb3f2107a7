package syntax

// tokenKind classes the tokens of a formula.
type tokenKind uint8

const (
	tBad          tokenKind = iota // what the lexer does not know
	tNumber                        // digits; aux holds the repeating ones
	tLetter                        // a letter or a sign that stands for one
	tSymbol                        // a command that stands for a letter
	tWord                          // letters under a font command, which is aux
	tText                          // words; aux is the command
	tFunction                      // `\sin`
	tBig                           // `\sum`
	tOpen                          // `{`
	tClose                         // `}`
	tBracketOpen                   // ( [ \{ \lfloor ...
	tBracketClose                  // ) ] \} \rfloor ...
	tBar                           // | or \| of which the side is not known yet
	tScript                        // ^ _
	tPrime                         // '
	tSign                          // + - \pm \mp
	tOperator                      // \cdot \times / ...
	tRelation                      // = < \le ...
	tArrow                         // \Rightarrow and other signs between statements
	tComma                         // , ;
	tPoint                         // . : ? where they end a statement
	tAmpersand                     // &
	tBreak                         // \\
	tBegin                         // \begin{...}; text is the name
	tEnd                           // \end{...}
	tBang                          // !
	tPercent                       // \%
	tDots                          // \dots, ...
	tTag                           // \tag{...}; text is the label
	tFraction                      // \frac and kin: two arguments
	tInfix                         // \over, \choose
	tRoot                          // \sqrt
	tAccent                        // \hat ...: one argument
	tFont                          // \mathbf ...: one argument
	tWrap                          // \boxed ...: one argument
	tStack                         // \overset ...: two arguments
	tModulus                       // \pmod: one argument
	tSubstack                      // \substack: one argument
	tParameter                     // #1 in the body of a macro
)

// gapKind is the width of the white space that the author asked for by command.
type gapKind uint8

const (
	gapNone  gapKind = iota
	gapThin          // \, \; \:
	gapSpace         // "\ " and ~
	gapWide          // \quad and wider
)

// token is the smallest part of a formula. After match, partner is the index
// of the other bracket of a pair, or -1.
type token struct {
	kind    tokenKind
	gap     gapKind // asked for before it
	space   bool    // white space or any gap before it
	amp     bool    // an alignment mark stood before it
	side    int8    // 1 for a bracket of \left, -1 for one of \right
	partner int32
	at      Span
	text    string
	aux     string
}

// ends tells whether an operand may end with the token.
func (t *token) ends() bool {
	switch t.kind {
	case tNumber, tLetter, tSymbol, tWord, tText, tClose, tBracketClose, tPrime, tEnd, tBang, tPercent, tDots:
		return true
	}
	return false
}

// starts tells whether an operand may begin with the token.
func (t *token) starts() bool {
	switch t.kind {
	case tNumber, tLetter, tSymbol, tWord, tText, tFunction, tBig, tOpen, tBracketOpen, tBegin, tDots,
		tFraction, tRoot, tAccent, tFont, tWrap, tStack, tSubstack:
		return true
	}
	return false
}
