package proofs

import (
	"math/big"
	"slices"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// environment is what the document has said so far, in nested scopes: the values
// of names, the rules they follow, the functions it defined, and the conditions
// it laid down.
type environment struct {
	parent     *environment
	bindings   map[string]*binding
	order      []string            // keys in the order of binding, for the latest instance of a family
	plains     map[string][]string // the keys that share a name but for bold
	functions  map[string]*function
	rules      []*rule
	arrays     []*array
	conditions []condition
	equated    map[string]bool // the symbols that equations among the conditions hold
	// mixed says that a name bound here need not be the same in the claimed and in
	// the correct environment: its two values differ, or it is bold and outweighs a
	// plain name in one of them only.
	mixed    bool
	laws     []law
	premises []premise // what a problem states, for the documents that answer it
}

// binding is a name with its two values and the tree it was defined by.
type binding struct {
	name       settled
	claimed    value
	correct    value
	hasClaimed bool
	hasCorrect bool
	definition syntax.Node // nil where there is only a value
	scope      *environment
	rests      []int // refuted links the claimed value rests on
	assumed    bool  // inferred from the document and not said
	disputed   bool  // two places of the document disagree about it
	single     bool  // inferred from one place only
	fromSheet  bool
	passing    bool // a number for a letter, for a case or a sentence
	link       int  // index of the link that settled it, -1 for none
}

// function is a definition with arguments: f(x) = x^2.
type function struct {
	base       string
	parameters []syntax.Node
	body       syntax.Node
	scope      *environment
	recursive  *bool // whether the body calls the function, nil until asked
	paragraph  int   // where it is defined
}

// rule is a definition with an index: v^{(t+1)} = \beta v^{(t)}. The name on its
// left has the index scale*variable + offset in the place of the given kind.
type rule struct {
	name      identifier
	kind      byte // '_' or '^'
	variable  string
	offset    int64
	body      syntax.Node
	at        syntax.Span
	from      *int64 // the least value of variable the text allows, nil where unsaid
	scope     *environment
	fromSheet bool
}

// condition is a relation laid down and not an identity: its difference is zero,
// or compares to zero as its relation says.
type condition struct {
	relation   string
	difference symbolic.RationalFunction
	modulus    *big.Int // of a congruence, else nil
	link       int
}

func newEnvironment(parent *environment) *environment {
	return &environment{parent: parent}
}

// find gives the binding of a key, from this scope outwards, or nil.
func (e *environment) find(key string) *binding {
	for s := e; s != nil; s = s.parent {
		if b, ok := s.bindings[key]; ok {
			return b
		}
	}
	return nil
}

// bind binds a name in this scope; what an earlier binding held is forgotten.
func (e *environment) bind(b *binding) {
	key := b.name.key()
	b.scope = e
	e.mixed = e.mixed || b.name.base != b.name.plain || b.hasClaimed != b.hasCorrect || b.hasClaimed && !(sameShape(b.claimed, b.correct) && b.claimed.equal(b.correct))
	if e.bindings == nil { // many scopes stay empty
		e.bindings, e.plains = map[string]*binding{}, map[string][]string{}
	}
	if _, again := e.bindings[key]; again {
		e.order = slices.DeleteFunc(e.order, func(k string) bool { return k == key })
	} else {
		e.plains[b.name.plainKey()] = append(e.plains[b.name.plainKey()], key)
	}
	e.bindings[key] = b
	e.order = append(e.order, key)
}

// agrees says whether every member has the same outcome in the claimed and in the
// correct environment.
func (e *environment) agrees() bool {
	for s := e; s != nil; s = s.parent {
		if s.mixed || len(s.rules) > 0 || len(s.arrays) > 0 {
			return false
		}
	}
	return true
}

// remove forgets the binding of a key in this scope.
func (e *environment) remove(key string) {
	if b, ok := e.bindings[key]; ok {
		plain := b.name.plainKey()
		e.plains[plain] = slices.DeleteFunc(e.plains[plain], func(k string) bool { return k == key })
	}
	delete(e.bindings, key)
	e.order = slices.DeleteFunc(e.order, func(k string) bool { return k == key })
}

// define keeps a function in this scope.
func (e *environment) define(key string, f *function) {
	if e.functions == nil {
		e.functions = map[string]*function{}
	}
	e.functions[key] = f
}

// findFunction gives the latest function of that name and number of arguments.
func (e *environment) findFunction(key string) *function {
	for s := e; s != nil; s = s.parent {
		if f, ok := s.functions[key]; ok {
			return f
		}
	}
	return nil
}

// family lists the bindings, latest first, whose base is the given one and which
// bear an index. Bases are compared without bold where loose is set.
func (e *environment) family(id identifier, loose bool) []*binding {
	var all []*binding
	for s := e; s != nil; s = s.parent {
		for _, key := range slices.Backward(s.order) {
			b := s.bindings[key]
			if len(b.name.indices) == 0 {
				continue
			}
			if b.name.base == id.base || loose && b.name.plain == id.plain {
				all = append(all, b)
			}
		}
	}
	return all
}

// allRules lists the rules in scope, innermost and latest first.
func (e *environment) allRules() []*rule {
	var all []*rule
	for s := e; s != nil; s = s.parent {
		for _, r := range slices.Backward(s.rules) {
			all = append(all, r)
		}
	}
	return all
}

// impose adds a condition.
func (e *environment) impose(k condition) {
	e.conditions = append(e.conditions, k)
	if k.relation == "=" {
		for _, name := range k.difference.Variables() {
			note(&e.equated, name)
		}
	}
}

// equates says whether an equation in scope holds a symbol.
func (e *environment) equates(key string) bool {
	for s := e; s != nil; s = s.parent {
		if s.equated[key] {
			return true
		}
		for name := range s.equated {
			if holdsName(name, key) {
				return true
			}
		}
	}
	return false
}

// allConditions lists the conditions in scope, outermost first.
func (e *environment) allConditions() []condition {
	var all []condition
	if e.parent != nil {
		all = e.parent.allConditions()
	}
	return append(all, e.conditions...)
}
