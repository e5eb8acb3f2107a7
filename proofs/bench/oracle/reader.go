package oracle

import (
	"math/big"
	"strings"
)

// The limits of what is computed.
const (
	maxText  = 2000    // of an expression, in bytes
	maxBits  = 1 << 14 // of a number
	maxDepth = 60      // of groups inside each other
)

// reader evaluates text as it reads it. Once it failed, values mean nothing.
type reader struct {
	text    string
	at      int
	depth   int
	failed  bool
	letters func(string) *big.Rat
}

// fail gives up; the value is a placeholder.
func (r *reader) fail() *big.Rat {
	r.failed = true
	return new(big.Rat)
}

// layout is what neither adds to a value nor parts it.
var layout = []string{
	`\left`, `\right`, `\displaystyle`, `\big`, `\Big`, `\bigl`, `\bigr`, `\Bigl`, `\Bigr`, `\,`, `\;`, `\:`, `\!`, `\ `, "&", `\\`, " ", "\n", "\t", "~",
}

// skip passes over layout.
func (r *reader) skip() {
	for again := true; again; {
		again = false
		for _, l := range layout {
			if strings.HasPrefix(r.text[r.at:], l) && !(letter(l[len(l)-1]) && letter(r.byteAt(r.at+len(l)))) {
				r.at += len(l)
				again = true
			}
		}
	}
	if rest := strings.TrimRight(r.text[r.at:], " \n.,;"); rest == "" {
		r.at = len(r.text)
	}
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
func digit(c byte) bool  { return c >= '0' && c <= '9' }

func (r *reader) byteAt(i int) byte {
	if i < len(r.text) {
		return r.text[i]
	}
	return 0
}

// take passes over a sign or command if it stands here, and layout behind it.
func (r *reader) take(words ...string) bool {
	for _, w := range words {
		if strings.HasPrefix(r.text[r.at:], w) && !(letter(w[len(w)-1]) && len(w) > 1 && letter(r.byteAt(r.at+len(w)))) {
			r.at += len(w)
			r.skip()
			return true
		}
	}
	return false
}

// sum reads terms joined by plus and minus.
func (r *reader) sum() *big.Rat {
	if r.depth++; r.depth > maxDepth {
		return r.fail()
	}
	defer func() { r.depth-- }()
	total := new(big.Rat)
	negative := false
	switch {
	case r.take("-", "−"):
		negative = true
	case r.take("+"):
	}
	for {
		t := r.product()
		if negative {
			t = new(big.Rat).Neg(t)
		}
		total = new(big.Rat).Add(total, t)
		switch {
		case r.failed:
			return total
		case r.take("+"):
			negative = false
		case r.take("-", "−"):
			negative = true
		default:
			return r.small(total)
		}
	}
}

// product reads factors, side by side or joined. What a slash covers when
// factors follow it side by side is not clear, so that is not judged.
func (r *reader) product() *big.Rat {
	total := r.signed()
	divided := false
	for !r.failed {
		switch {
		case r.take(`\cdot`, `\times`, "**", "*", "·", "×"):
			if strings.HasSuffix(strings.TrimRight(r.text[:r.at], " "), "**") {
				return r.fail()
			}
			total = new(big.Rat).Mul(total, r.signed())
			divided = false
		case r.take("/", `\div`, "÷"):
			by := r.signed()
			if by.Sign() == 0 {
				return r.fail()
			}
			total = new(big.Rat).Quo(total, by)
			divided = true
		case r.startsFactor():
			if divided {
				return r.fail()
			}
			total = new(big.Rat).Mul(total, r.power())
		default:
			return total
		}
		total = r.small(total)
	}
	return total
}

// signed reads a factor that may have a sign.
func (r *reader) signed() *big.Rat {
	if r.take("-", "−") {
		return new(big.Rat).Neg(r.power())
	}
	return r.power()
}

// startsFactor tells whether a factor stands here. A number behind another
// factor is no product that anyone writes, but for one in brackets.
func (r *reader) startsFactor() bool {
	rest := r.text[r.at:]
	if rest == "" {
		return false
	}
	for _, w := range []string{`\frac`, `\dfrac`, `\tfrac`, `\sqrt`, `\binom`, `\boxed`, "(", "[", "{"} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	if letter(rest[0]) {
		return true
	}
	_, _, is := r.greek()
	return is
}

// power reads a factor with what stands above and behind it.
func (r *reader) power() *big.Rat {
	v := r.atom()
	for !r.failed {
		switch {
		case r.take(`^\circ`, `^{\circ}`, "°", `\degree`):
			v = new(big.Rat).Mul(v, r.name("°"))
		case r.take("^"):
			v = r.raise(v, r.script())
			if strings.HasPrefix(r.text[r.at:], "^") {
				return r.fail() // a tower without braces
			}
		case r.take(`\%`, "%"):
			v = new(big.Rat).Quo(v, big.NewRat(100, 1))
		case strings.HasPrefix(r.text[r.at:], "!") && r.byteAt(r.at+1) != '=' && r.byteAt(r.at+1) != '!':
			r.at++
			r.skip()
			v = r.factorial(v)
		default:
			return v
		}
	}
	return v
}

// script reads what stands behind a hat: one digit or letter, or a group.
func (r *reader) script() *big.Rat {
	if c := r.byteAt(r.at); digit(c) {
		r.at++
		r.skip()
		return big.NewRat(int64(c-'0'), 1)
	}
	return r.atom()
}

// raise computes a whole power.
func (r *reader) raise(v, exponent *big.Rat) *big.Rat {
	if !exponent.IsInt() || !exponent.Num().IsInt64() {
		return r.fail()
	}
	n := exponent.Num().Int64()
	size := int64(v.Num().BitLen() + v.Denom().BitLen())
	if n > maxBits || n < -maxBits || max(n, -n)*size > maxBits {
		return r.fail()
	}
	if n <= 0 && v.Sign() == 0 {
		return r.fail()
	}
	if n < 0 {
		v, n = new(big.Rat).Inv(v), -n
	}
	power := big.NewInt(n)
	return new(big.Rat).SetFrac(new(big.Int).Exp(v.Num(), power, nil), new(big.Int).Exp(v.Denom(), power, nil))
}

// factorial computes n! for a small whole n.
func (r *reader) factorial(v *big.Rat) *big.Rat {
	if !v.IsInt() || v.Sign() < 0 || v.Cmp(big.NewRat(200, 1)) > 0 {
		return r.fail()
	}
	return new(big.Rat).SetInt(new(big.Int).MulRange(1, v.Num().Int64()))
}

// small gives up on numbers that grow too long.
func (r *reader) small(v *big.Rat) *big.Rat {
	if v.Num().BitLen()+v.Denom().BitLen() > 4*maxBits {
		return r.fail()
	}
	return v
}

// group reads a sum between brackets that are open already.
func (r *reader) group(shut ...string) *big.Rat {
	v := r.sum()
	if r.failed || !r.take(shut...) {
		return r.fail()
	}
	return v
}

// argument reads `{...}`, or one digit or letter.
func (r *reader) argument() *big.Rat {
	if r.take("{") {
		return r.group("}")
	}
	if c := r.byteAt(r.at); digit(c) {
		r.at++
		r.skip()
		return big.NewRat(int64(c-'0'), 1)
	}
	return r.letterName()
}

// atom reads a number, a name, a group or a command.
func (r *reader) atom() *big.Rat {
	switch {
	case r.failed:
		return r.fail()
	case r.take("("):
		return r.group(")")
	case r.take("["):
		return r.group("]")
	case r.take("{"):
		return r.group("}")
	case r.take(`\boxed`):
		return r.argument()
	case r.take(`\frac`, `\dfrac`, `\tfrac`):
		above := r.argument()
		below := r.argument()
		if r.failed || below.Sign() == 0 {
			return r.fail()
		}
		return new(big.Rat).Quo(above, below)
	case r.take(`\sqrt`, "sqrt"):
		return r.root(r.rootArgument())
	case r.take(`\binom`):
		above, below := r.argument(), r.argument()
		if r.failed || !above.IsInt() || !below.IsInt() || above.Sign() < 0 || below.Sign() < 0 || above.Cmp(big.NewRat(200, 1)) > 0 || below.Cmp(above) > 0 {
			return r.fail()
		}
		return new(big.Rat).SetInt(new(big.Int).Binomial(above.Num().Int64(), below.Num().Int64()))
	case digit(r.byteAt(r.at)), r.byteAt(r.at) == '.' && digit(r.byteAt(r.at+1)):
		return r.number()
	}
	return r.letterName()
}

// rootArgument reads what a root covers.
func (r *reader) rootArgument() *big.Rat {
	if r.take("(") { // sqrt(16) in plain text
		return r.group(")")
	}
	return r.argument()
}

// root computes a square root that comes out even.
func (r *reader) root(v *big.Rat) *big.Rat {
	if r.failed || v.Sign() < 0 {
		return r.fail()
	}
	above, below := new(big.Int).Sqrt(v.Num()), new(big.Int).Sqrt(v.Denom())
	root := new(big.Rat).SetFrac(above, below)
	if new(big.Rat).Mul(root, root).Cmp(v) != 0 {
		return r.fail()
	}
	return root
}

// number reads digits with a point and groups of three.
func (r *reader) number() *big.Rat {
	var digits strings.Builder
	point := false
	for {
		c := r.byteAt(r.at)
		switch {
		case digit(c):
			digits.WriteByte(c)
			r.at++
			continue
		case c == '.' && !point && digit(r.byteAt(r.at+1)):
			point = true
			digits.WriteByte('.')
			r.at++
			continue
		}
		if n := r.separator(); n > 0 && !point {
			r.at += n
			continue
		}
		break
	}
	r.skip()
	rest := r.text[r.at:]
	if strings.HasPrefix(rest, `\frac`) || strings.HasPrefix(rest, `\dfrac`) || strings.HasPrefix(rest, `\tfrac`) || rest != "" && digit(rest[0]) {
		return r.fail() // a mixed number, or digits side by side
	}
	v, ok := new(big.Rat).SetString(digits.String())
	if !ok || digits.Len() > 2000 {
		return r.fail()
	}
	return v
}

// separator is the length of what parts groups of three digits here, or 0.
func (r *reader) separator() int {
	for _, s := range []string{`{,}`, `,\!`, ","} {
		if behind := r.at + len(s); strings.HasPrefix(r.text[r.at:], s) && digit(r.byteAt(behind)) && digit(r.byteAt(behind+1)) && digit(r.byteAt(behind+2)) && !digit(r.byteAt(behind+3)) {
			return len(s)
		}
	}
	return 0
}

// greekNames are the commands that are letters.
var greekNames = strings.Fields(`alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta kappa lambda mu nu xi pi rho sigma tau phi varphi chi psi omega ell`)

// greek is the command of a Greek letter that stands here, and its length.
func (r *reader) greek() (name string, length int, is bool) {
	for _, g := range greekNames {
		if strings.HasPrefix(r.text[r.at:], `\`+g) && !letter(r.byteAt(r.at+1+len(g))) {
			return g, 1 + len(g), true
		}
	}
	return "", 0, false
}

// functions are the letters that a bracket may make a function of.
const functions = "fghpqrEFGHNPT"

// letterName reads a letter with its indices. The letters of functions and of
// well-known constants may be something else and are not judged.
func (r *reader) letterName() *big.Rat {
	name, length, is := r.greek()
	if !is {
		if !letter(r.byteAt(r.at)) || letter(r.byteAt(r.at+1)) && len(r.text) > r.at+2 && letter(r.text[r.at+2]) {
			return r.fail() // three letters are a word
		}
		name, length = r.text[r.at:r.at+1], 1
		if name == "d" || name == "e" || name == "i" {
			return r.fail()
		}
	}
	r.at += length
	for _, open := range []string{"_{", "^{(", "^{["} {
		if !strings.HasPrefix(r.text[r.at:], open) {
			continue
		}
		shut := strings.IndexByte(r.text[r.at:], '}')
		if shut < 0 {
			return r.fail()
		}
		name += r.text[r.at : r.at+shut+1]
		r.at += shut + 1
	}
	if r.byteAt(r.at) == '_' {
		name += r.text[r.at:min(r.at+2, len(r.text))]
		r.at = min(r.at+2, len(r.text))
	}
	if r.byteAt(r.at) == '\'' {
		return r.fail()
	}
	r.skip()
	if len(name) == 1 && r.byteAt(r.at) == '(' && strings.IndexByte(functions, name[0]) >= 0 {
		return r.fail()
	}
	return r.name(name)
}

// name is the value of a name.
func (r *reader) name(name string) *big.Rat {
	v := r.letters(name)
	if v == nil {
		return r.fail()
	}
	return v
}
