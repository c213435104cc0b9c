package table

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// columns is what the columns of a part of a table hold and what their headings
// say, read once for all rows.
type columns struct {
	kinds   []columnKind
	figures []bool // the column holds figures
	regions []bool // the column says that it lists places
	axes    []axis
	places  bool         // several of them are named after places
	single  bool         // the rows are of single bonds, each with its date
	bonds   *bondColumns // of a list of the projects that bonds pay for
	besides besides
	years   int // the column of the years that the rows are of, -1 for none
}

type columnKind uint8

const (
	valueColumn columnKind = iota
	nameColumn
	measureColumn // of the row's figures
	codeColumn
	serialColumn
)

// readColumns reads all columns. Where several of them are named after places, each
// figure is that place's.
func readColumns(g *grid, h *headings) columns {
	cols := columns{make([]columnKind, g.t.Cols), make([]bool, g.t.Cols), make([]bool, g.t.Cols), make([]axis, g.t.Cols), false, false, nil, besides{project: -1, body: -1, sum: -1}, yearsIn(g)}
	for c := range g.t.Cols {
		if cols.kinds[c], cols.figures[c] = kindOf(g, c, h); c == cols.years {
			cols.kinds[c], cols.figures[c] = nameColumn, false
		}
		cols.regions[c] = cols.kinds[c] == nameColumn && labelled(lastHead(g.heading(c, nil)), words.Column, "places")
	}
	cols.english(g)
	heads := make([]string, g.t.Cols)
	places := 0
	overNames := make(map[int]bool) // of each header cell, which may be as wide as the table
	for c := range heads {
		heads[c] = g.heading(c, func(r, c int) bool {
			k := g.at[r][c]
			names, known := overNames[k]
			if !known {
				names = cols.namesRows(g, r, c)
				overNames[k] = names
			}
			return names
		})
		if cols.kinds[c] == valueColumn && h.placed(lastHead(heads[c])).EntityScope != "" {
			places++
		}
	}
	cols.places = places > 1
	for c, s := range heads {
		last := lastHead(s)
		of := h.placed(last)
		if places < 2 || of.EntityScope == "" {
			cols.axes[c] = h.column(s)
			continue
		}
		cols.axes[c] = h.column(strings.TrimSpace(strings.TrimSuffix(s, last)))
		cols.axes[c].label = s
		cols.axes[c].dims.Subordinate, cols.axes[c].dims.EntityScope = of.Subordinate, of.EntityScope
	}
	cols.withoutRemarks(heads, h)
	cols.settle()
	cols.besides = besidesIn(g, &cols, h)
	cols.beside()
	cols.posts()
	if h.debts {
		cols.bonds = bondsIn(g, &cols)
		cols.ofItsParts(heads)
		for c := range g.t.Cols {
			cols.single = cols.single || words.Column.Labels().Meaning(lastHead(g.heading(c, nil))) == "issued_on"
		}
	}
	return cols
}

// withoutRemarks reads a column without the remark on what is in its figures or is not, 2025年预算（不含上年结转）, where no
// other column has the same heading with another remark or with none.
func (cols *columns) withoutRemarks(heads []string, h *headings) {
	plain := make([]string, len(heads))
	seen := make(map[string]int)
	for c, s := range heads {
		if plain[c] = s; words.Included.Labels().Say(s) {
			plain[c] = strings.TrimSpace(includedHead().ReplaceAllString(s, "$1"))
		}
		seen[plain[c]]++
	}
	for c, s := range heads {
		if plain[c] == s || plain[c] == "" || seen[plain[c]] > 1 || !cols.axes[c].opaque() || cols.axes[c].dims.Subordinate != "" {
			continue
		}
		if a := h.column(plain[c]); !a.opaque() {
			cols.axes[c] = a
			cols.axes[c].label, cols.axes[c].remark = s, strings.TrimSpace(includedHead().FindString(s))
		}
	}
}

var includedHead = compiled(`[（(]\p{Han}{0,2}?{included}[^（）()]*[）)]( |$)`)

// yearsIn is the first column where its cells are years and nothing else, several of them: the rows are of one year
// each, 2019 below 年份. It is -1 where there is none.
func yearsIn(g *grid) int {
	seen := make(map[string]bool)
	for r := g.header; r < g.end; r++ {
		s := g.text(r, 0)
		if s == "" || !isYear(s) || seen[s] {
			return -1
		}
		seen[s] = true
	}
	if len(seen) < 2 {
		return -1
	}
	return 0
}

// english passes over a column of the English of the names beside it.
func (cols *columns) english(g *grid) {
	for c := 1; c < g.t.Cols; c++ {
		if cols.kinds[c] != nameColumn || cols.kinds[c-1] != nameColumn {
			continue
		}
		found := 0
		for r := g.header; r < g.end; r++ {
			switch s := g.text(r, c); {
			case s == "":
			case nlp.HanCount(s) > 0 || !strings.ContainsFunc(s, isLetter) || nlp.HanCount(g.text(r, c-1)) == 0:
				found = -g.end
			default:
				found++
			}
		}
		if found > 1 {
			cols.kinds[c] = serialColumn
		}
	}
}

// namesRows reports a header cell that also stands over names or codes: it says what
// the rows are, not what the figures mean.
func (cols *columns) namesRows(g *grid, r, c int) bool {
	row, first, end := g.at[r], c, c
	for first > 0 && row[first-1] == row[c] {
		first--
	}
	for end < len(row) && row[end] == row[c] {
		end++
	}
	return slices.ContainsFunc(cols.kinds[first:end], func(k columnKind) bool { return k == nameColumn || k == codeColumn })
}

// mostLeft is how many columns left of one are looked at for what it leaves unsaid.
const mostLeft = 256

// settle gives a column that does not say what its figures are of, such as 占预算%
// or one of several counties, the phase and year of the nearest column of levels left
// of it. A completion is of what was done, never of a budget, and nothing is held
// against itself.
func (cols *columns) settle() {
	for c := range cols.axes {
		a := &cols.axes[c]
		if a.related {
			cols.takesBase(c)
			cols.takesItem(c)
			cols.takesMonths(c)
			cols.takesYear(c)
		}
		cols.takesUnit(c)
		cols.asThen(c)
		cols.doneBeside(c)
		cols.ofNewest(c)
		if a.measure != "" || !a.related && a.dims.Subordinate == "" {
			continue
		}
		for d := c - 1; d >= max(0, c-mostLeft); d-- {
			b := &cols.axes[d]
			if a.form == schema.Completion && d > 0 && b.saysNothing() {
				break // 金额 占预算%: what was done is in a column that does not say of which phase it is
			}
			if b.shift < 0 && a.related && a.shift == 0 {
				continue // 预算数 同期数 增幅%: the year before is what they grew from
			}
			if a.related && b.form == "" && !b.related && b.measure == "" && b.concept != "" && !b.opaque() {
				break // 年初预算 全年支出 比上年增减: of what the document is
			}
			if b.form != "" || b.measure == "" || a.form == schema.Completion && b.measure.IsBudget() || a.related && a.against.is(b) {
				continue
			}
			a.measure = b.measure
			if a.year == 0 && a.shift == 0 {
				if a.form == schema.PctChange || a.form == schema.Delta {
					b = cols.laterOf(d)
				}
				a.year, a.shift = b.year, b.shift
			}
			break
		}
	}
	cols.budgetedFirst()
}

// ofNewest gives a column that only says that its figures are changes, 增减额 behind 2023年决算 and 2022年决算, the
// newest of the years of the levels left of it and as its base the other, where there are two.
func (cols *columns) ofNewest(c int) {
	a := &cols.axes[c]
	if !a.related || a.form != schema.Delta && a.form != schema.PctChange || a.against != (against{}) || a.measure != "" || a.year != 0 || a.shift != 0 {
		return
	}
	var last, before *axis
	for d := c - 1; d >= max(0, c-mostLeft) && cols.kinds[d] == valueColumn && before == nil; d-- {
		switch b := &cols.axes[d]; {
		case b.form != "" || b.related:
		case last == nil:
			last = b
		case b.year != last.year:
			before = b
		}
	}
	if before == nil || last.year == 0 || before.year == 0 {
		return
	}
	if last.year < before.year {
		last, before = before, last
	}
	a.measure, a.year = last.measure, last.year
	a.against.measure, a.against.year = before.measure, before.year
}

// budgetedFirst reads 预算数 beside 调整预算数 of the same year as what was budgeted first.
func (cols *columns) budgetedFirst() {
	for c := range cols.axes {
		a := &cols.axes[c]
		if a.measure == schema.Budget && slices.ContainsFunc(cols.axes, func(b axis) bool {
			return b.measure == schema.BudgetAdjusted && b.form == "" && b.year == a.year && b.shift == a.shift
		}) {
			a.measure, a.first = schema.BudgetInitial, true
		}
	}
}

// takesBase gives a column that only says that its figures are changes, 增减%, the base of the changes in the
// column next to it on the left: 2024年比2023年预算增减额.
func (cols *columns) takesBase(c int) {
	a := &cols.axes[c]
	if c == 0 || a.form != schema.PctChange || a.against != (against{}) || a.measure != "" || a.year != 0 || a.shift != 0 {
		return
	}
	if b := &cols.axes[c-1]; cols.kinds[c-1] == valueColumn && b.related && b.form == schema.Delta {
		a.against, a.measure, a.year, a.shift = b.against, b.measure, b.year, b.shift
	}
}

// takesYear gives a column that relates figures of a phase and names no year, 预算数比上年执行数增长%, that
// of the column of levels of the phase left of it: 2026年预算数.
func (cols *columns) takesYear(c int) {
	a := &cols.axes[c]
	if a.measure == "" || a.year != 0 || a.shift != 0 {
		return
	}
	for d := c - 1; d >= max(0, c-mostLeft) && cols.kinds[d] == valueColumn; d-- {
		if b := &cols.axes[d]; b.form == "" && !b.related && b.measure == a.measure {
			a.year = b.year
			return
		}
	}
}

// takesItem gives a column that relates figures and names nothing, 占预算(%), what the
// column of levels next to it on the left is of: 全市支出完成.
func (cols *columns) takesItem(c int) {
	a := &cols.axes[c]
	if a.concept != "" || a.opaque() || a.total || a.dims != (schema.Dimensions{}) || cols.ofWhole(c) {
		return
	}
	for d := c - 1; d >= max(0, c-mostLeft) && cols.kinds[d] == valueColumn; d-- {
		if b := &cols.axes[d]; b.form == "" && !b.related {
			if b = &cols.axes[cols.firstUnder(d, c)]; !b.opaque() {
				a.concept, a.dims, a.total = b.concept, b.dims, b.total
			}
			return
		}
	}
}

// firstUnder is the first of the columns that stand under the head of column d, where that is a sum and column c has
// another head: 小计 of 2023年决算数, over 小计, 基本支出 and 项目支出, for 增减比例 beside them. Else it is d itself.
func (cols *columns) firstUnder(d, c int) int {
	over := strings.TrimSuffix(cols.axes[d].label, lastHead(cols.axes[d].label))
	if over == "" || strings.HasPrefix(cols.axes[c].label, over) {
		return d
	}
	first := d
	for first > 0 && strings.HasPrefix(cols.axes[first-1].label, over) {
		first--
	}
	if labelled(lastHead(cols.axes[first].label), words.RowName, "sum", "subtotal") {
		return first
	}
	return d
}

// ofWhole reports a column that relates what the phase and the year of its heading say, 2024年预算数比
// 2023年执行数 增减额, where several columns of levels of those begin with one for the whole: 2024年预算数
// 小计 before 基本支出 and 项目支出.
func (cols *columns) ofWhole(c int) bool {
	a, first, found := &cols.axes[c], c, 0
	if a.measure == "" || a.year == 0 {
		return false
	}
	for d := c - 1; d >= max(0, c-mostLeft); d-- {
		if b := &cols.axes[d]; cols.kinds[d] == valueColumn && b.form == "" && !b.related && b.measure == a.measure && b.year == a.year {
			first, found = d, found+1
		}
	}
	return found > 1 && cols.axes[first].concept == "" && !cols.axes[first].opaque()
}

// beside gives a column that only says how figures changed the heading of the levels left
// of it: 产量 for 比上年增长 beside it.
func (cols *columns) beside() {
	for c := range cols.axes {
		for d := c - 1; d >= max(0, c-mostLeft) && cols.axes[c].related; d-- {
			if b := &cols.axes[d]; cols.kinds[d] == valueColumn && !b.related && b.form == "" {
				cols.axes[c].levels = b.label
				break
			}
		}
	}
}

// nameless marks the columns of figures that have no heading where there are several: what
// tells them apart, a phase, a year or a place, is not there.
func (cols *columns) nameless() {
	var bare []int
	for c := range cols.axes {
		if cols.kinds[c] == valueColumn && cols.figures[c] && cols.axes[c].label == "" {
			bare = append(bare, c)
		}
	}
	if len(bare) < 2 {
		return
	}
	for _, c := range bare {
		cols.axes[c].nameless = true
	}
}

// saysNothing reports a heading that is known and names neither an item nor a phase.
func (a *axis) saysNothing() bool {
	return a.label != "" && !a.opaque() && a.form == "" && a.measure == "" && a.concept == "" && !a.related && a.dims.Subordinate == ""
}

// is reports a column of what figures are held against: 上年决算数 for 同比增减%.
func (x *against) is(b *axis) bool {
	return x.year == b.year && x.shift == b.shift && (x.measure == b.measure || x.measure == "" && (x.year != 0 || x.shift != 0))
}

// names is how many columns name rows.
func (cols *columns) names() (n int) {
	for c, kind := range cols.kinds {
		if kind == nameColumn && !cols.figures[c] {
			n++
		}
	}
	return n
}

// have reports a column of one of the concepts.
func (cols *columns) have(concepts ...schema.ConceptID) bool {
	for c := range cols.axes {
		for _, want := range concepts {
			if cols.axes[c].concept == want {
				return true
			}
		}
	}
	return false
}

// budgetMeant reads 预算 in a heading that holds figures against it as the column of
// that name, or the one budget that the table has a column of; where it has two, the
// heading leaves open which is meant.
func (cols *columns) budgetMeant(ofReport schema.Measure) schema.Measure {
	var only schema.Measure
	for c := range cols.axes {
		switch b := cols.axes[c].measure; {
		case !b.IsBudget() || cols.axes[c].form != "":
		case b == schema.Budget:
			return ofReport
		case cols.axes[c].first:
			return b
		case only != "" && only != b:
			return schema.Budget
		default:
			only = b
		}
	}
	return cmp.Or(only, ofReport)
}

// tally counts what the cells of a column are.
type tally struct{ codes, figures, words, long, units int }

// kindOf tells codes, names and serial numbers from values by what most cells of a
// column are, and whether it is a column of figures: one whose cells are figures where
// they are anything.
func kindOf(g *grid, c int, h *headings) (columnKind, bool) {
	heading := g.heading(c, nil)
	head := nlp.Squeeze(heading)
	codes := labelled(head, words.Column, "code") || isCodeLevel(lastHead(heading)) && !h.economy // 肉类 in a bulletin
	meaning := words.Column.Labels().Meaning(lastHead(heading))
	n := count(g, c, codes, meaning == "measure")
	switch {
	case n.units*2 > n.words, meaning == "piece" && n.words > n.figures:
		return measureColumn, false
	case labelled(head, words.Column, "serial") || g.isKeyed(c), labelled(nlp.Squeeze(lastHead(heading)), words.Column, "body_code") && n.words <= n.codes+n.figures:
		return serialColumn, false // 301 is a body there, and no class
	case labelled(lastHead(heading), words.PerformanceHead, string(boundRole)), labelled(lastHead(heading), words.PerformanceHead, string(unitRole)) && n.long*2 <= n.words:
		return serialColumn, false // ≥ and 人次 beside the name of an indicator are none
	case n.codes > 0 && codes && n.figures <= n.codes/4:
		return codeColumn, false
	case n.codes > 0 && n.figures == 0 && n.words <= n.codes && codesNames(g, c, h.column(heading)):
		return codeColumn, false
	case n.words > n.figures+n.codes:
		return nameColumn, false
	}
	return valueColumn, n.figures+n.codes > n.words
}

// count counts the cells of a column, under a heading of measures also those that are units. Under a heading
// of codes all digits may be one.
func count(g *grid, c int, codes, measures bool) (n tally) {
	for r := g.header; r < g.end; r++ {
		k := g.at[r][c]
		if k < 0 {
			continue
		}
		s := g.text(r, c)
		switch {
		case s == "" || g.filler(r, c):
		case clause.IsCode(s) && (codes || looksCoded(s)), codes && revenueCode.MatchString(s):
			n.codes++
		case g.figure[k] || isBroken(s) && !g.dated(k):
			n.figures++
		default:
			if n.words++; nlp.HanCount(s) > longestWordOfUnit {
				n.long++
			}
			if measures && oneOf(s) != nil {
				n.units++
			}
		}
	}
	return n
}

// longestWordOfUnit is how many Han characters a unit in a cell has at most: 个百分点.
const longestWordOfUnit = 4

// revenueCode is the code of a class of revenue, which has up to nine digits.
var revenueCode = regexp.MustCompile(`^1[01][0-9]{1,7}$`)

// isCodeLevel reports the header of a code printed in three columns: 类, 款 or 项.
func isCodeLevel(head string) bool {
	return words.Column.Labels().Meaning(head) == "level"
}

// codesNames reports a column that by its place may hold codes: names stand right
// of it and its heading speaks of no amounts.
func codesNames(g *grid, c int, head axis) bool {
	if head.measure != "" || head.unit != "" || head.related {
		return false
	}
	for r := g.header; r < g.end; r++ {
		for d := c + 1; d < g.t.Cols; d++ {
			if s := g.text(r, d); s != "" && g.at[r][d] != g.at[r][c] {
				if nlp.HanCount(s) > 0 {
					return true
				}
				break
			}
		}
	}
	return false
}
