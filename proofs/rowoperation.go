package proofs

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
	"github.com/hence-math/hence/symbolic"
)

// rowWords are the words of a text that reduces matrices by operations on rows.
var rowWords = newPhrase(`(?i)\b(row|rows|rref|ref|echelon|gauss\w*|eliminat\w*|pivot\w*|augmented)\b`)

// columnWords are those of a text that operates on columns too.
var columnWords = newPhrase(`(?i)\bcolumn (?:operation|reduc|echelon)|\bC_`)

// rowName is a row in the label of an arrow.
var rowName = regexp.MustCompile(`^(?:R|r|L|\\rho|\\mathbf\{r\}|Row)$`)

// isArrow says whether a sign may lead from a matrix to the next of a reduction.
func isArrow(sign string) bool {
	switch sign {
	case `\to`, `\rightarrow`, `\longrightarrow`, `\sim`, `\leadsto`, `\rightsquigarrow`, `\xrightarrow`:
		return true
	}
	return strings.HasPrefix(sign, `\xrightarrow{`)
}

// writtenMatrix says whether a node is a matrix written out.
func writtenMatrix(n syntax.Node) bool {
	switch n := n.(type) {
	case *syntax.Matrix:
		return n.Environment != "cases" && n.Environment != "vmatrix"
	case *syntax.Group:
		return n.Inner != nil && writtenMatrix(n.Inner)
	case *syntax.Wrapped:
		return writtenMatrix(n.Inner)
	}
	return false
}

// isRowStep says whether an arrow between two written matrices is a step of a
// reduction by rows: its label or the text says so.
func (a *assembler) isRowStep(left syntax.Node, sign syntax.Operator, right syntax.Node) bool {
	if left == nil || right == nil || !isArrow(sign.Name) || !writtenMatrix(left) || !writtenMatrix(right) {
		return false
	}
	return len(rowOperations(labelOf(a.document, sign))) > 0 || rowWords.MatchString(a.document.Source)
}

// labelOf gives what is written above or below an arrow.
func labelOf(d *syntax.Document, sign syntax.Operator) string {
	text := d.Text(sign.At)
	open := strings.IndexByte(text, '{')
	if open < 0 {
		return ""
	}
	depth := 0
	for i := open; i < len(text); i++ {
		switch text[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return text[open+1 : i]
			}
		}
	}
	return ""
}

// rowOperation changes one row, or exchanges two.
type rowOperation struct {
	target   int64                               // the row that is replaced, 0 where the text does not say
	rows     map[int64]symbolic.RationalFunction // what it is replaced by, nil for an exchange
	exchange [2]int64
}

// rowOperations reads a label such as `R_2 \leftarrow R_2 - 2R_1, R_1 \leftrightarrow R_3`.
// It is nil where anything else stands in it.
func rowOperations(label string) []rowOperation {
	if label == "" || len(label) > 2000 || !strings.ContainsAny(label, "RrL") {
		return nil
	}
	for _, mark := range []string{`\substack`, `\small`, `\scriptstyle`, `\footnotesize`} {
		label = strings.ReplaceAll(label, mark, "")
	}
	var all []rowOperation
	for _, line := range strings.Split(strings.ReplaceAll(label, `\newline`, `\\`), `\\`) {
		d, err := syntax.Read("label.md", "$"+line+"$", syntax.Markdown, syntax.DefaultLimits())
		if err != nil {
			return nil
		}
		for _, b := range d.Blocks {
			if b.Formula == nil {
				continue
			}
			if b.Formula.Unread != nil {
				return nil
			}
			for _, row := range b.Formula.Rows {
				for _, clause := range row.Clauses {
					more := operationsOf(clause.Chain)
					if more == nil {
						return nil
					}
					all = append(all, more...)
				}
			}
		}
	}
	return all
}

// operationsOf reads one statement of a label.
func operationsOf(r *syntax.Relation) []rowOperation {
	if r == nil || r.Members[0] == nil {
		return nil
	}
	if len(r.Operators) == 0 {
		items := []syntax.Node{r.Members[0]}
		if list, ok := r.Members[0].(*syntax.List); ok {
			items = list.Items
		}
		var all []rowOperation
		for _, item := range items {
			rows := rowsOf(item)
			if rows == nil {
				return nil
			}
			all = append(all, rowOperation{rows: rows})
		}
		return all
	}
	if len(r.Operators) != 1 {
		return nil
	}
	left, right := rowsOf(r.Members[0]), rowsOf(r.Members[1])
	if left == nil || right == nil {
		return nil
	}
	a, isRow := singleRow(left)
	b, isOther := singleRow(right)
	switch r.Operators[0].Name {
	case `\leftrightarrow`, `\longleftrightarrow`, `\rightleftharpoons`, `\Leftrightarrow`:
		if isRow && isOther {
			return []rowOperation{{exchange: [2]int64{a, b}}}
		}
	case `\leftarrow`, `\gets`, "=", ":=", `\longleftarrow`, `\coloneqq`:
		if isRow {
			return []rowOperation{{target: a, rows: right}}
		}
	case `\to`, `\rightarrow`, `\longrightarrow`, `\mapsto`:
		if isOther {
			return []rowOperation{{target: b, rows: left}}
		}
		if isRow {
			return []rowOperation{{target: a, rows: right}}
		}
	}
	return nil
}

func singleRow(rows map[int64]symbolic.RationalFunction) (int64, bool) {
	if len(rows) != 1 {
		return 0, false
	}
	for i, c := range rows {
		return i, c.Equal(symbolic.FromInt(1))
	}
	return 0, false
}

// rowsOf reads a combination of rows, `R_2 - \frac12 R_1`; nil if it is none.
func rowsOf(n syntax.Node) map[int64]symbolic.RationalFunction {
	e := &evaluator{limits: DefaultLimits(), env: newEnvironment(nil), trace: newTrace(), functions: symbolic.NewFunctions(8), evaluation: &evaluation{}}
	e.budget = symbolic.NewBudget(10_000, 10_000)
	r, failed := e.scalar(n)
	if failed != nil || !r.IsPolynomial() {
		return nil
	}
	rows := map[int64]symbolic.RationalFunction{}
	total := symbolic.FromInt(0)
	for _, name := range r.Variables() {
		base, index, ok := strings.Cut(name, "_{")
		if !ok || !rowName.MatchString(base) {
			continue
		}
		var i int64
		if _, err := fmt.Sscanf(index, "%d}", &i); err != nil || i < 1 || r.Numerator().Degree(name) != 1 {
			return nil
		}
		c, err := r.Derivative(name, e.budget)
		if err != nil {
			return nil
		}
		rows[i] = c
		part, err := c.Mul(symbolic.Var(name), e.budget)
		if err == nil {
			total, err = total.Add(part, e.budget)
		}
		if err != nil {
			return nil
		}
	}
	if len(rows) == 0 || !total.Equal(r) {
		return nil
	}
	return rows
}

// byRowOperations decides a step of a reduction: what its label announces, or that
// the rows span the same space.
func (c *checker) byRowOperations(l *Link, ch *chain, i int, x, y value) {
	l.Verdict, l.Reason = Unknown, Unsupported
	l.Value, l.Claims = x.String(), y.String()
	x, y = asMatrix(x), asMatrix(y)
	if x.rows() != y.rows() || x.columns() != y.columns() {
		l.Says = "a step between matrices of different shapes"
		return
	}
	e := c.evaluator(false)
	operations := rowOperations(labelOf(c.document, ch.operators[i]))
	if len(operations) > 0 {
		results, ok := e.applyRows(x, operations)
		if !ok {
			l.Says = "these operations on rows cannot be carried out here"
			return
		}
		for _, result := range results {
			if c.same(result, y) {
				l.Verdict, l.Reason = Proved, ""
				return
			}
		}
		row := differingRow(results[0], y)
		l.Verdict, l.Reason = Refuted, ""
		l.Says = fmt.Sprintf("the operations give %s in row %d", rowText(results[0], row), row+1)
		l.Value = results[0].String()
		return
	}
	if !x.isConstant() || !y.isConstant() || x.opaque || y.opaque {
		l.Says = "whether these matrices are row equivalent depends on their symbols"
		return
	}
	a, _, failed := e.reduced(x, ch.members[i])
	if failed == nil {
		var b value
		if b, _, failed = e.reduced(y, ch.members[i+1]); failed == nil && a.equal(b) {
			l.Verdict, l.Reason = Proved, ""
			return
		}
	}
	if failed != nil {
		l.Reason, l.Says = failed.reason, failed.says
		return
	}
	row := e.rowOutside(x, y, ch.members[i])
	if row < 0 || columnWords.MatchString(c.document.Source) {
		l.Reason, l.Says = Conditional, "these matrices are not row equivalent"
		return
	}
	l.Verdict, l.Reason = Refuted, ""
	l.Says = fmt.Sprintf("row %d, %s, is no combination of the rows before", row+1, rowText(y, row))
}

// rowOutside is the first row of y that the rows of x do not combine to, -1 if
// there is none.
func (e *evaluator) rowOutside(x, y value, n syntax.Node) int {
	_, rank, failed := e.reduced(x, n)
	if failed != nil {
		return -1
	}
	for i := range y.rows() {
		entries := append(x.entries(), rowOf(y, i)...)
		_, more, failed := e.reduced(reshape(x.rows()+1, x.columns(), entries, false), n)
		if failed == nil && more > rank {
			return i
		}
	}
	return -1
}

func rowOf(x value, i int) []symbolic.RationalFunction {
	row := make([]symbolic.RationalFunction, x.columns())
	for j := range row {
		row[j] = x.at(i, j)
	}
	return row
}

func rowText(x value, i int) string {
	return reshape(1, x.columns(), rowOf(x, i), false).String()
}

// differingRow is the first row in which two matrices of one shape differ.
func differingRow(x, y value) int {
	for i := range x.rows() {
		for j := range x.columns() {
			if !x.at(i, j).Equal(y.at(i, j)) {
				return i
			}
		}
	}
	return 0
}

// mostRowReadings bounds the ways in which a list of operations is read.
const mostRowReadings = 64

// applyRows applies the operations in every way they may be meant: one after the
// other or all on the matrix before, with each row named as the one replaced
// where none is said to be.
func (e *evaluator) applyRows(x value, operations []rowOperation) ([]value, bool) {
	results := []value{}
	for _, together := range []bool{false, true} {
		if together && len(operations) == 1 {
			continue
		}
		states := []value{x}
		for _, o := range operations {
			var next []value
			for _, state := range states {
				from := state
				if together {
					from = x
				}
				for _, target := range o.targets() {
					changed, ok := e.applyRow(state, from, o, target)
					if !ok {
						return nil, false
					}
					next = append(next, changed)
				}
			}
			if states = next; len(states) > mostRowReadings {
				return nil, false
			}
		}
		results = append(results, states...)
	}
	return results, len(results) > 0
}

// targets lists the rows that an operation may replace, the likeliest first.
func (o rowOperation) targets() []int64 {
	if o.target != 0 || o.rows == nil {
		return []int64{o.target}
	}
	var plain, others []int64
	for _, i := range sortedKeys(o.rows) {
		if o.rows[i].Equal(symbolic.FromInt(1)) {
			plain = append([]int64{i}, plain...)
		} else {
			others = append(others, i)
		}
	}
	return append(plain, others...)
}

// applyRow replaces the target row of a state by a combination of the rows of from.
func (e *evaluator) applyRow(state, from value, o rowOperation, target int64) (value, bool) {
	rows := int64(state.rows())
	entries := state.entries()
	width := state.columns()
	if o.rows == nil {
		a, b := o.exchange[0], o.exchange[1]
		if a < 1 || b < 1 || a > rows || b > rows {
			return value{}, false
		}
		copy(entries[int(a-1)*width:], rowOf(from, int(b-1)))
		copy(entries[int(b-1)*width:], rowOf(from, int(a-1)))
		return reshape(state.rows(), width, entries, false), true
	}
	if target < 1 || target > rows || o.rows[target].IsZero() {
		return value{}, false
	}
	total := make([]symbolic.RationalFunction, width)
	for j := range total {
		total[j] = symbolic.FromInt(0)
	}
	for _, i := range sortedKeys(o.rows) {
		if i > rows {
			return value{}, false
		}
		for j, entry := range rowOf(from, int(i-1)) {
			product, err := o.rows[i].Mul(entry, e.budget)
			if err == nil {
				total[j], err = total[j].Add(product, e.budget)
			}
			if err != nil {
				return value{}, false
			}
		}
	}
	copy(entries[int(target-1)*width:], total)
	return reshape(state.rows(), width, entries, false), true
}
