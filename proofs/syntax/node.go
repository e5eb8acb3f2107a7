package syntax

// Span is a half-open range of byte offsets [Start, End) in the source of a
// document, never in a copy of it.
type Span struct {
	Start, End int
}

// Node is a node of the tree of a formula. The tree is what the author
// wrote, not what it means: `\frac` and `/` are different nodes, parentheses
// are kept, and a superscript is a superscript whether it is a power, an index
// or a transpose. A tree prints back to the formula it was read from.
//
// Trees are built by this package only and never change afterwards.
type Node interface {
	// Span says where the node stands in the source of the document.
	Span() Span
	node()
}

// Number is a numeral. Text holds its digits in a plain form ("1000.25" for
// `1{,}000.25`); Repeating holds the digits below an overline, as in
// `0.\overline{3}`; Written is the source text.
type Number struct {
	At        Span
	Text      string
	Repeating string
	Written   string
}

// Symbol is a letter, a command that stands for one (`\alpha`), or a word set
// upright (`\mathrm{diag}`, `\operatorname{tr}`). Name is the letter, the word,
// or the command with its backslash; Font is the command that sets it
// ("mathbf", "mathcal", "operatorname", ...) without backslash, or empty.
type Symbol struct {
	At   Span
	Name string
	Font string
}

// Accent is a mark over a symbol, such as `\hat{y}`; Command has no backslash.
type Accent struct {
	At      Span
	Command string
	Over    Node
}

// Script is a base with a subscript, a superscript, primes, or several of
// these. Sub and Sup are nil where absent. `x_{i,j}` has a List as its Sub.
type Script struct {
	At     Span
	Base   Node
	Sub    Node
	Sup    Node
	Primes int
}

// Group is a bracketed part. Open and Close are the bracket without `\left`,
// `\right` and their like: "(", "[", `\{`, "|", `\|`, `\lfloor`, ... Inner is
// nil for empty brackets. Intervals may open and close differently.
type Group struct {
	At    Span
	Open  string
	Close string
	Inner Node
}

// List is several items with the separator between them, "," or ";".
type List struct {
	At        Span
	Items     []Node
	Separator string
}

// Matrix is an array of entries. Environment is the name of the LaTeX
// environment ("bmatrix", "pmatrix", "array", "cases", ...), or "[" or "(" for
// a row written between brackets with gaps, such as `[2 \ -1]`. Rows may be
// ragged: what that means is for the reader of the tree to say. An empty entry
// is nil.
type Matrix struct {
	At          Span
	Environment string
	Rows        [][]Node
}

// Sum is a signed sum of one term or more. A lone term bears a sign: `-x` is
// the Sum of the one term x with the sign "-".
type Sum struct {
	At    Span
	Terms []Term
}

// Term is a term of a Sum. Sign is "", "+", "-", `\pm` or `\mp`; only the
// first term may have none. SignAt is where the sign stands.
type Term struct {
	Sign   string
	SignAt Span
	Value  Node
}

// Product is a product of two factors or more, in one level: `a b / c \cdot d`
// has four. Factors are read in order; what a slash covers is for the reader
// of the tree to say. Juxtaposed factors with nothing between them bind no
// tighter here than those with a sign.
type Product struct {
	At      Span
	Factors []Factor
}

// Factor is a factor of a Product. Operator stands before it: "" for the
// first and for juxtaposition, `\cdot`, `\times`, "*", "/", `\div`, `\odot`,
// `\otimes`, `\circ`, `\ast`, `\bmod`.
type Factor struct {
	Operator   string
	OperatorAt Span
	Value      Node
}

// Fraction is `\frac{a}{b}` or one of its kin; Command is "frac", "dfrac",
// "tfrac", "cfrac", "binom", ... or "over".
type Fraction struct {
	At          Span
	Command     string
	Numerator   Node
	Denominator Node
}

// Root is `\sqrt{x}` or `\sqrt[n]{x}`; Index is nil for a square root.
type Root struct {
	At       Span
	Index    Node
	Radicand Node
}

// Postfix is an operand with a sign behind it: "!", "!!", `\%`.
type Postfix struct {
	At       Span
	Operator string
	Operand  Node
}

// Application is an operator set before its argument without need of
// parentheses: `\sin x`, `\log_2 8`, `\det A`, `\nabla_w L`, `\operatorname{tr} A`.
// Function is the Symbol, or a Script of it. `f(x)` is not one: it is a
// Product of f and a Group, for only the document knows whether f is a function.
type Application struct {
	At       Span
	Function Node
	Argument Node
}

// Big is a big operator with its body: Operator is the command with its
// backslash (`\sum`, `\prod`, `\int`, `\lim`, `\max`, ...). Lower and Upper are
// nil where absent. The body reaches to the next sign + or - of the same level,
// or the end; an integral's body holds its `dx`.
type Big struct {
	At       Span
	Operator string
	Lower    Node
	Upper    Node
	Body     Node
}

// Text is words inside a formula, `\text{ if }`; Command has no backslash.
type Text struct {
	At      Span
	Command string
	Content string
}

// Dots is an ellipsis: `\dots`, `\cdots`, `\ldots`, `...`. Command has no
// backslash, or is "...".
type Dots struct {
	At      Span
	Command string
}

// Wrapped is a part inside a command that only decorates it: `\boxed{5}`,
// `\underline{x}`, `\color{red}{x}`. Command has no backslash.
type Wrapped struct {
	At      Span
	Command string
	Inner   Node
}

// Relation is a chain of members with a relation sign between each two:
// `a = b \le c`. It has one operator fewer than members, and at least one. Where
// a chain begins with a relation sign its first member is nil: it continues
// what went before.
type Relation struct {
	At        Span
	Members   []Node
	Operators []Operator
}

// Operator is a relation sign: "=", "<", ">", `\le`, `\approx`, `\equiv`, `\mid`,
// `\in`, `\to`, `\Rightarrow`, ... `\leq` and `\ne` are kept as written.
type Operator struct {
	At   Span
	Name string
}

// Span implements [Node].
func (n *Number) Span() Span { return n.At }

// Span implements [Node].
func (n *Symbol) Span() Span { return n.At }

// Span implements [Node].
func (n *Accent) Span() Span { return n.At }

// Span implements [Node].
func (n *Script) Span() Span { return n.At }

// Span implements [Node].
func (n *Group) Span() Span { return n.At }

// Span implements [Node].
func (n *List) Span() Span { return n.At }

// Span implements [Node].
func (n *Matrix) Span() Span { return n.At }

// Span implements [Node].
func (n *Sum) Span() Span { return n.At }

// Span implements [Node].
func (n *Product) Span() Span { return n.At }

// Span implements [Node].
func (n *Fraction) Span() Span { return n.At }

// Span implements [Node].
func (n *Root) Span() Span { return n.At }

// Span implements [Node].
func (n *Postfix) Span() Span { return n.At }

// Span implements [Node].
func (n *Application) Span() Span { return n.At }

// Span implements [Node].
func (n *Big) Span() Span { return n.At }

// Span implements [Node].
func (n *Text) Span() Span { return n.At }

// Span implements [Node].
func (n *Dots) Span() Span { return n.At }

// Span implements [Node].
func (n *Wrapped) Span() Span { return n.At }

// Span implements [Node].
func (n *Relation) Span() Span { return n.At }

func (*Number) node()      {}
func (*Symbol) node()      {}
func (*Accent) node()      {}
func (*Script) node()      {}
func (*Group) node()       {}
func (*List) node()        {}
func (*Matrix) node()      {}
func (*Sum) node()         {}
func (*Product) node()     {}
func (*Fraction) node()    {}
func (*Root) node()        {}
func (*Postfix) node()     {}
func (*Application) node() {}
func (*Big) node()         {}
func (*Text) node()        {}
func (*Dots) node()        {}
func (*Wrapped) node()     {}
func (*Relation) node()    {}
