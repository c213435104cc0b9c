package tag

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/schema"
)

// tabler reads one table: what its rows and columns speak of, and so what
// stands where they cross.
type tabler struct {
	*reader
	block   int
	g       *grid
	section schema.SectionID // of the table, by its title
	home    home
	only    schema.ConceptID // the one concept a special table is about, "" for most
	scale   int              // power of ten of the table's money unit
	unit    string           // money unit as written, "" when unknown
	kinds   []columnKind
	columns []axis
	above   [2]schema.ConceptID // what the row above speaks of, per lane
	waiting []pendingFact       // chart values whose unit is not settled yet
	code    string              // functional or economic code of the last row, for split codes
}

type columnKind uint8

const (
	valueColumn columnKind = iota
	nameColumn
	measureColumn // of the row's figures
	codeColumn
	serialColumn
)

// table tags a table or chart.
func (r *reader) table(i int) {
	b := &r.doc.Blocks[i]
	g := newGrid(b.Table)
	if g == nil {
		r.out.issue(extract.Loc{Block: i, Cell: -1}, 0, 0, schema.IssueTableShape, "empty or oversized table")
		return
	}
	t := &tabler{reader: r, block: i, g: g}
	t.identify()
	switch {
	case b.Kind == extract.ChartBlock:
		t.chart()
	case !strings.HasPrefix(string(t.section), "table.") && !strings.HasPrefix(string(t.section), "budget.T") && isPerformance(g):
		t.performance()
	default:
		t.statement()
	}
	for k := range g.ms {
		r.out.mentions(extract.Loc{Block: i, Cell: k}, g.ms[k])
	}
}

var moneyUnit = regexp.MustCompile(`(单位|金额单位)[:：]?(人民币)?(万元|亿元|千元|元)|[（(](万元|亿元|千元|元)[）)]`)

// identify settles the table's title, section and unit from the lines above it
// and its own first rows.
func (t *tabler) identify() {
	t.section = t.reader.section
	var above []string
	for j := t.block - 1; j >= 0 && j >= t.block-8; j-- {
		b := &t.doc.Blocks[j]
		if b.Table != nil {
			break
		}
		if s := squeeze(nlp.StripResidue(b.Text.S)); s != "" && len([]rune(s)) <= 80 {
			above = append(above, s)
		}
	}
	own := squeeze(t.doc.Blocks[t.block].Text.S)
	inside := t.topLines()
	title := ""
	lines := slices.Concat(inside, []string{own}, above) // a sheet's tab abridges the title inside
	for _, s := range lines {
		if id, ok := schema.TableOf(nlp.StripNumbering(s)); ok {
			t.section, title = id, s
			break
		}
	}
	for _, s := range lines {
		if m := moneyUnit.FindStringSubmatch(s); m != nil {
			t.setUnit(cmp.Or(m[3], m[4]))
			break
		}
	}
	t.home = tableHome(t.section)
	t.special(title)
}

// special settles tables outside the nine: what they are about and which fund
// their title names.
func (t *tabler) special(title string) {
	switch {
	case strings.Contains(title, "政府采购"):
		t.only = schema.ProcurementTotal
	case strings.Contains(title, "机关运行经费") && !strings.Contains(title, "三公"):
		t.only = schema.AgencyOperatingCost
	}
	if t.section != schema.SectionTableExtra && t.section != schema.SectionBudgetTableExtra {
		return
	}
	switch {
	case strings.Contains(title, "一般公共预算"):
		t.home.fund = schema.GeneralPublicBudget
	case strings.Contains(title, "政府性基金"):
		t.home.fund = schema.GovernmentFund
	case strings.Contains(title, "国有资本"):
		t.home.fund = schema.StateCapital
	case strings.Contains(title, "财政拨款"):
		t.home.fund = schema.FiscalFunds
	}
}

// topLines returns the words of header rows that are one merged cell or hold a unit.
func (t *tabler) topLines() []string {
	var out []string
	for r := 0; r < min(t.g.header+1, t.g.t.Rows, 8); r++ {
		for c := range t.g.at[r] {
			k := t.g.at[r][c]
			if k >= 0 && t.g.t.Cells[k].Row == r && t.g.t.Cells[k].Col == c {
				if s := t.g.text(r, c); s != "" {
					out = append(out, s)
				}
			}
		}
	}
	return out
}

func (t *tabler) setUnit(u string) {
	t.unit = u
	t.scale = map[string]int{"元": 0, "千元": 3, "万元": 4, "亿元": 8}[u]
	if t.ctx.tableUnit == "" {
		t.ctx.tableUnit = u
	}
}

// tableHome is what each of the nine tables takes for granted.
func tableHome(s schema.SectionID) home {
	switch s {
	case schema.SectionTable1, schema.SectionBudgetTable1:
		return home{fund: schema.AllFunds, function: true}
	case schema.SectionTable2, schema.SectionBudgetTable2:
		return home{fund: schema.AllFunds, function: true, concept: schema.RevenueYear}
	case schema.SectionTable3, schema.SectionBudgetTable3:
		return home{fund: schema.AllFunds, function: true, concept: schema.ExpenditureYear}
	case schema.SectionTable4, schema.SectionBudgetTable4:
		return home{fund: schema.FiscalFunds, function: true}
	case schema.SectionTable5, schema.SectionBudgetTable5:
		return home{fund: schema.GeneralPublicBudget, headFund: schema.GeneralPublicBudget, function: true, concept: schema.ExpenditureGeneralPublicBudget}
	case schema.SectionTable6, schema.SectionBudgetTable8:
		return home{fund: schema.GeneralPublicBudget, concept: schema.ExpenditureBasic}
	case schema.SectionTable7, schema.SectionBudgetTable9:
		return home{fund: schema.FiscalFunds, concept: schema.ThreePublicTotal}
	case schema.SectionTable8, schema.SectionBudgetTable6:
		return home{fund: schema.GovernmentFund, headFund: schema.GovernmentFund, function: true, concept: schema.ExpenditureGovernmentFund}
	case schema.SectionTable9, schema.SectionBudgetTable7:
		return home{fund: schema.StateCapital, headFund: schema.StateCapital, function: true, concept: schema.ExpenditureStateCapital}
	}
	h := homeOf(s)
	h.function = true
	return h
}

// statement tags a table of the accounts row by row.
func (t *tabler) statement() {
	t.columns = make([]axis, t.g.t.Cols)
	t.kinds = make([]columnKind, t.g.t.Cols)
	for c := range t.kinds {
		t.kinds[c] = t.columnKind(c)
	}
	for c := range t.columns {
		t.columns[c] = t.axis(t.g.heading(c, t.isLaneTitle))
	}
	t.widerTotal()
	for r := range t.g.at {
		if r < t.g.header || t.g.isColumnNumbers(r) {
			t.classRow(r)
			continue
		}
		t.row(r)
	}
}

// isLaneTitle reports a header cell that also stands over names or codes: it
// says what the rows of its lane are, not what the figures mean.
func (t *tabler) isLaneTitle(r, c int) bool {
	k := t.g.at[r][c]
	for d := range t.g.at[r] {
		if t.g.at[r][d] == k && (t.kinds[d] == nameColumn || t.kinds[d] == codeColumn) {
			return true
		}
	}
	return false
}

// widerTotal drops the default concept of a 三公 table whose total also covers
// 会议费 and 培训费, as in 江苏 and 陕西.
func (t *tabler) widerTotal() {
	if t.home.concept != schema.ThreePublicTotal {
		return
	}
	for c := range t.columns {
		if t.columns[c].concept == schema.AgencyConference || t.columns[c].concept == schema.AgencyTraining {
			t.home.concept = ""
		}
	}
}

// classRow marks the numbers of a header row: column numbers and codes are no
// facts. A note that fills a row above the figures is read.
func (t *tabler) classRow(r int) {
	for c := range t.g.at[r] {
		k := t.g.at[r][c]
		if k < 0 || t.g.t.Cells[k].Row != r || t.g.t.Cells[k].Col != c || t.proseCell(k) {
			continue
		}
		classify(t.g.ms[k], nlp.Ordinal)
	}
}

// classify turns fact kinds into a class that is none.
func classify(ms []nlp.Mention, as nlp.Kind) {
	for i := range ms {
		if schema.Kind(ms[i].Kind).IsFact() || ms[i].Kind == nlp.Number {
			ms[i].Kind = as
		}
	}
}

// columnKind tells codes, names and serial numbers from values.
func (t *tabler) columnKind(c int) columnKind {
	h := squeeze(t.g.heading(c, nil))
	codes, figures, words, units := 0, 0, 0, 0
	for r := t.g.header; r < t.g.t.Rows; r++ {
		k := t.g.at[r][c]
		if k < 0 {
			continue
		}
		s := t.g.text(r, c)
		switch {
		case s == "":
		case isCode(s) && (looksCoded(s) || strings.Contains(h, "编码") || strings.Contains(h, "代码") || isSplitHeader(h)):
			codes++
		case t.g.figure[k]:
			figures++
		default:
			words++
			if oneOf(s) != nil {
				units++
			}
		}
	}
	switch {
	case strings.HasSuffix(h, "单位") && units*2 > words:
		return measureColumn
	case strings.Contains(h, "行次") || strings.Contains(h, "序号"):
		return serialColumn
	case codes > 0 && (strings.Contains(h, "编码") || strings.Contains(h, "代码") || isSplitHeader(h)) && figures <= codes/4:
		return codeColumn
	case codes > 0 && figures == 0 && words <= codes:
		return codeColumn
	case words > figures+codes:
		return nameColumn
	}
	return valueColumn
}

// looksCoded reports digits that may be a class without a header that says so:
// 类 and 款 of the functional and both economic classifications, and a 项, the
// last of seven digits, which amounts in 元 have too.
func looksCoded(s string) bool {
	return (len(s) == 3 || len(s) == 5) && s[0] >= '2' && s[0] <= '5' || isFunctionCode(s)
}

// isSplitHeader reports the header of a code printed in three columns.
func isSplitHeader(h string) bool {
	return strings.HasSuffix(h, "类") || strings.HasSuffix(h, "款") || strings.HasSuffix(h, "项") && !strings.HasSuffix(h, "事项") && !strings.HasSuffix(h, "款项")
}

// row tags one body row, lane by lane: a name speaks for the values right of
// it until the next name.
func (t *tabler) row(r int) {
	var a axis
	have := false
	digits := ""
	lane := -1
	for c := 0; c < t.g.t.Cols; c++ {
		k := t.g.at[r][c]
		if k < 0 || t.g.t.Cells[k].Col != c && t.kinds[c] != valueColumn {
			continue
		}
		first := t.g.t.Cells[k].Row == r && t.g.t.Cells[k].Col == c
		s := t.g.text(r, c)
		switch {
		case s == "":
		case t.kinds[c] == measureColumn:
			a.counted = oneOf(s)
		case t.kinds[c] == serialColumn:
			if first {
				classify(t.g.ms[k], nlp.Ordinal)
			}
		case t.kinds[c] == codeColumn && (isCode(s) || t.g.figure[k]):
			if first {
				classify(t.g.ms[k], nlp.Code)
			}
			digits += s
			a, have = axis{}, false
		case !t.g.figure[k]:
			lane++
			if isSubtotal(s) {
				a, have = t.subtotal(a, s), true
			} else {
				a, have = t.sided(t.rowAxis(s, digits), lane), true
			}
			digits = ""
			if first {
				t.wordsIn(k)
			}
		case first:
			if !have {
				a, have = t.rowAxis("", digits), true
				digits = ""
			}
			t.figure(k, a, t.columns[c])
		}
	}
}

// isSubtotal reports the row that sums up a group of rows and not the table.
func isSubtotal(name string) bool { return name == "小计" }

// subtotal reads the row 小计: what it sums up is the group named left of it, and
// without one nothing says which rows it covers.
func (t *tabler) subtotal(group axis, name string) axis {
	if group.concept == "" && group.dims.FundSource != "" && group.dims.FundSource != schema.OtherFunds && t.home.concept == schema.RevenueYear {
		group.concept = sideConcept(revenueSide, &phrase{fund: group.dims.FundSource}, home{})
	}
	if group.concept == "" {
		return axis{label: strings.TrimSpace(group.label + " " + name), group: true}
	}
	group.label += " " + name
	return group
}

// sided reads the rows of the general tables by their lane: the left lane is
// revenue, the right lane expenditure. 总计 is the grand total of its side, and a
// fund alone names that fund of the balance or the side above it.
func (t *tabler) sided(a axis, lane int) axis {
	switch t.section {
	case schema.SectionTable1, schema.SectionTable4, schema.SectionBudgetTable1, schema.SectionBudgetTable4:
	default:
		return a
	}
	lane = min(lane, 1)
	switch {
	case a.concept == "" && a.total:
		a.concept = pick(lane == 0, schema.RevenueTotal, schema.ExpenditureTotal)
	case a.concept == "" && a.dims.FundSource != "" && strings.HasPrefix(string(t.above[lane]), "balance."):
		a.concept = t.above[lane]
		return a
	case a.concept == "" && a.dims.FundSource != "":
		p := phrase{fund: a.dims.FundSource}
		a.concept = sideConcept(map[bool]side{true: revenueSide, false: expenditureSide}[lane == 0], &p, home{})
	}
	t.above[lane] = a.concept
	return a
}

// wordsIn classes the numbers inside a name cell: they are part of a name.
func (t *tabler) wordsIn(k int) {
	if !t.proseCell(k) {
		classify(t.g.ms[k], nlp.Noise)
	}
}

// proseCell tags a cell that holds sentences with figures, such as a note or
// the reasons beside an amount, and reports whether it does. What it says
// changes nothing for the cells around it.
func (t *tabler) proseCell(k int) bool {
	s, ms := t.g.t.Cells[k].Text.S, t.g.ms[k]
	if !strings.ContainsAny(s, "。；") || !statesFact(ms) || hanCount(s) < proseChars {
		return false
	}
	defer t.aside()()
	t.narrator.paragraph(extract.Loc{Block: t.block, Cell: k}, s, ms)
	return true
}

// proseChars is how many Han characters a cell of sentences has at least.
const proseChars = 12

// rowAxis reads a row's code and name.
func (t *tabler) rowAxis(name, digits string) axis {
	a := t.axis(nlp.StripNumbering(name))
	if digits == "" {
		if k := strings.IndexFunc(name, func(r rune) bool { return r < '0' || r > '9' }); k >= 3 && k <= 7 {
			digits = name[:k]
		}
	}
	if digits == "" {
		return a
	}
	code := t.fullCode(digits)
	switch {
	case t.section != schema.SectionTable6 && t.section != schema.SectionBudgetTable8 && isFunctionCode(code):
		a.concept, a.dims.FuncCode, a.dims.EconCode = schema.ExpenditureByFunction, code, ""
	case isEconomicCode(code):
		a.concept, a.dims.EconCode, a.dims.FuncCode = schema.ExpenditureByEconomic, code, ""
	case isFunctionCode(code):
		a.concept, a.dims.FuncCode, a.dims.EconCode = schema.ExpenditureByFunction, code, ""
	}
	a.label = cmp.Or(name, digits)
	return a
}

// fullCode completes a split code from the row above: 类 and 款 are printed
// once and left blank below.
func (t *tabler) fullCode(digits string) string {
	if len(digits) == 2 || len(digits) == 4 {
		switch prev := t.code; {
		case len(digits) == 2 && len(prev) >= 5:
			digits = prev[:5] + digits
		case len(digits) == 2 && len(prev) == 3:
			digits = prev + digits
		case len(digits) == 4 && len(prev) >= 3:
			digits = prev[:3] + digits
		}
	}
	t.code = digits
	return digits
}

func isFunctionCode(s string) bool {
	return (len(s) == 3 || len(s) == 5 || len(s) == 7) && s[0] == '2' && s >= "201" && s < "235"
}

func isEconomicCode(s string) bool {
	return (len(s) == 3 || len(s) == 5) && s[0] == '3' && s >= "301" && s <= "39999"
}
