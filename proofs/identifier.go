package proofs

import (
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// identifier is a name as it is written: a letter with its marks, and the
// indices that belong to the name rather than to an operation on its value.
type identifier struct {
	base  string // `\hat{\mathbf{y}}`
	plain string // the same without bold: `\hat{y}`
	bold  bool
	sub   syntax.Node // nil where absent
	sup   syntax.Node // an index such as (t) or [1], or a mark such as *; nil where absent
	at    syntax.Span
	// written is the base as a tree, without indices.
	written syntax.Node
}

// identify reads a node as a name. A superscript that is a power, an inverse or a
// transpose is no part of a name, and the node is then no identifier.
func identify(n syntax.Node) (identifier, bool) {
	switch n := n.(type) {
	case *syntax.Wrapped:
		return identify(n.Inner)
	case *syntax.Symbol:
		return identifySymbol(n)
	case *syntax.Accent:
		id, ok := identify(n.Over)
		if !ok {
			return identifier{}, false
		}
		id.at, id.written = n.At, n
		switch n.Command {
		case "vec", "mathbf", "boldsymbol", "bm":
			id.base, id.bold = `\mathbf{`+id.base+`}`, true
		case "overline", "widehat", "widetilde", "hat", "bar", "tilde", "dot", "ddot", "check", "breve", "underline":
			command := strings.TrimPrefix(n.Command, "wide")
			id.base = `\` + command + `{` + id.base + `}`
			id.plain = `\` + command + `{` + id.plain + `}`
		default:
			return identifier{}, false
		}
		return id, true
	case *syntax.Script:
		id, ok := identify(n.Base)
		if !ok || n.Primes > 0 && n.Sup != nil && !isIndex(n.Sup) {
			return identifier{}, false
		}
		if n.Sub != nil {
			if id.sub != nil {
				return identifier{}, false
			}
			id.sub = n.Sub
		}
		if n.Sup != nil {
			if id.sup != nil || !isIndex(n.Sup) {
				return identifier{}, false
			}
			id.sup = n.Sup
		}
		if n.Primes > 0 {
			marks := strings.Repeat("'", n.Primes)
			id.base += marks
			id.plain += marks
		}
		id.at = n.At
		return id, true
	}
	return identifier{}, false
}

func identifySymbol(n *syntax.Symbol) (identifier, bool) {
	switch n.Name {
	case `\partial`, `\nabla`, `\infty`, `\%`, `\pm`, `\mp`, `\circ`, `\top`, `\emptyset`, `\square`, `\Box`, `\$`:
		return identifier{}, false
	}
	if isZero(n) {
		return identifier{}, false
	}
	id := identifier{base: n.Name, plain: n.Name, at: n.At, written: n}
	switch n.Font {
	case "mathbf", "boldsymbol", "bm", "pmb", "mathbfit", "textbf", "symbf":
		id.base, id.bold = `\mathbf{`+n.Name+`}`, true
	case "mathcal", "mathscr", "mathbb", "mathfrak", "mathsf", "mathtt":
		id.base = `\` + n.Font + `{` + n.Name + `}`
		id.plain = id.base
	}
	return id, true
}

// isZero says whether a symbol is the zero vector, a bold 0.
func isZero(n *syntax.Symbol) bool { return n.Name == "0" && n.Font != "" }

// isIndex says whether a superscript belongs to the name: `(t)`, `[1]`, a star.
func isIndex(sup syntax.Node) bool {
	switch sup := sup.(type) {
	case *syntax.Group:
		return sup.Inner != nil && (sup.Open == "(" && sup.Close == ")" || sup.Open == "[" && sup.Close == "]")
	case *syntax.Matrix:
		return sup.Environment == "[" || sup.Environment == "("
	case *syntax.Symbol:
		switch sup.Name {
		case "*", `\ast`, `\star`, `\dagger`, `\prime`, `\ddagger`, "+":
			return true
		}
		return len(sup.Name) > 1 && !strings.HasPrefix(sup.Name, `\`)
	case *syntax.Text:
		return true
	case *syntax.Wrapped:
		return isIndex(sup.Inner)
	}
	return false
}

// withoutSuperscript is a script without what stands above it: the name of which
// `w_k'^T` is the transpose.
func withoutSuperscript(n *syntax.Script) syntax.Node {
	if n.Sub == nil && n.Primes == 0 {
		return n.Base
	}
	return &syntax.Script{At: n.At, Base: n.Base, Sub: n.Sub, Primes: n.Primes}
}

// isTranspose says whether a superscript is the sign of the transpose.
func isTranspose(sup syntax.Node) bool {
	s, ok := sup.(*syntax.Symbol)
	return ok && (s.Name == "T" || s.Name == `\top` || s.Name == `\intercal`)
}

// unwrapped takes decorations and plain parentheses off a node.
func unwrapped(n syntax.Node) syntax.Node {
	for {
		switch m := n.(type) {
		case *syntax.Wrapped:
			n = m.Inner
		case *syntax.Group:
			if m.Open != "(" || m.Close != ")" || m.Inner == nil {
				return n
			}
			if _, list := m.Inner.(*syntax.List); list {
				return n
			}
			n = m.Inner
		default:
			return n
		}
	}
}

// settled is a name whose indices have been evaluated. Two settled names with the
// same key are the same name.
type settled struct {
	identifier
	indices []index
}

// index is one evaluated index: kind is '_' or '^', text its canonical form.
// whole is its value where it is an integer.
type index struct {
	kind    byte
	text    string
	whole   int64
	isWhole bool
}

// key identifies the name: `\hat{\mathbf{y}}^{(0)}`, `s_{n - 1}`.
func (s settled) key() string { return s.base + s.suffix() }

// plainKey is the key of the namesake that is not bold.
func (s settled) plainKey() string { return s.plain + s.suffix() }

func (s settled) suffix() string {
	var b strings.Builder
	for _, i := range s.indices {
		b.WriteByte(i.kind)
		b.WriteByte('{')
		b.WriteString(i.text)
		b.WriteByte('}')
	}
	return b.String()
}
