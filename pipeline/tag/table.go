package tag

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

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
	codeColumn
	serialColumn
)

// axis is what a row or column heading says about the figures along it.
type axis struct {
	concept schema.ConceptID
	dims    schema.Dimensions
	measure schema.Measure
	total   bool
	form    schema.Form // "" for a level
	sign    int
	shift   int // years from the document's
	year    int // explicit year
	unit    string
	label   string
	opaque  bool // names something the lexicon does not know
}

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
		if s := squeeze(stripResidue(b.Text.S)); s != "" && len([]rune(s)) <= 80 {
			above = append(above, s)
		}
	}
	own := squeeze(t.doc.Blocks[t.block].Text.S)
	inside := t.topLines()
	title := ""
	for _, s := range append(append([]string{own}, inside...), above...) {
		if id, ok := schema.TableOf(stripNumbering(s)); ok {
			t.section, title = id, s
			break
		}
	}
	for _, s := range append(inside, above...) {
		if m := moneyUnit.FindStringSubmatch(s); m != nil {
			t.setUnit(nonEmpty(m[3], m[4]))
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

// tableHome is what each of the nine tables takes for granted (domain.md 1.2).
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

// classRow marks the numbers of a header row: column numbers and codes are no facts.
func (t *tabler) classRow(r int) {
	for c := range t.g.at[r] {
		if k := t.g.at[r][c]; k >= 0 && t.g.t.Cells[k].Row == r {
			classify(t.g.ms[k], nlp.Ordinal)
		}
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
	codes, figures, words := 0, 0, 0
	for r := t.g.header; r < t.g.t.Rows; r++ {
		k := t.g.at[r][c]
		if k < 0 {
			continue
		}
		s := t.g.text(r, c)
		switch {
		case s == "":
		case isCode(s) && (len(s) >= 3 && s[0] >= '2' && s[0] <= '5' || strings.Contains(h, "编码") || strings.Contains(h, "代码") || isSplitHeader(h)):
			codes++
		case t.g.figure[k]:
			figures++
		default:
			words++
		}
	}
	switch {
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
			a, have = t.sided(t.rowAxis(s, digits), lane), true
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
	classify(t.g.ms[k], nlp.Noise)
}

// rowAxis reads a row's code and name.
func (t *tabler) rowAxis(name, digits string) axis {
	a := t.axis(stripNumbering(name))
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
	a.label = nonEmpty(name, digits)
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

// axis reads a heading: the concept, phase, fund, year and form it names.
func (t *tabler) axis(s string) axis {
	a := axis{label: s}
	if len(s) >= 4 && isCode(s[:4]) && (len(s) == 4 || s[4] < '0' || s[4] > '9') {
		if y := atoi(s[:4]); y > 1990 && y < 2100 {
			a.year = y
		}
	}
	n := narrator{lex: t.lex, ctx: t.ctx, section: t.section, text: s}
	ms := nlp.Scan(s, nlp.ScanOptions{})
	n.lx = t.lex.lex(s, ms, nil)
	a.opaque = n.opaque()
	for i := 0; i < len(n.lx); {
		x := &n.lx[i]
		next := i + 1
		switch {
		case x.kind == lexNumber:
			if y := atoi(s[x.start:x.end]); y > 1990 && y < 2100 {
				a.year = y
			}
		case x.kind == lexDate:
			if p := spanPeriod(&ms[x.mention], t.ctx.year); p.Known() {
				a.year = p.End.Year()
			}
		case x.kind == lexWord:
			next = t.axisWord(&a, &n, i)
		}
		i = max(next, i+1)
	}
	a.concept = vehiclePart(a.concept, s)
	if m := moneyUnit.FindStringSubmatch(s); m != nil {
		a.unit = nonEmpty(m[3], m[4])
	}
	if strings.Contains(s, "%") || strings.Contains(s, "％") || strings.HasSuffix(s, "率") {
		a.unit = "%"
	}
	return a
}

// headWords stand in headings and name nothing by themselves.
var headWords = strings.Fields("科目名称 科目编码 功能分类 经济分类 预算科目 项目 科目 名称 金额 单位 万元 亿元 千元 元 栏次 其中 小计 情况 明细 资金来源 资金性质 数 年 度 比 上 表 按")

// opaque reports a heading with words the lexicon does not account for.
func (n *narrator) opaque() bool {
	rest, from := "", 0
	for i := range n.lx {
		x := &n.lx[i]
		rest += n.text[from:x.start]
		from = x.end
	}
	rest += n.text[from:]
	for _, w := range headWords {
		rest = strings.ReplaceAll(rest, w, "")
	}
	return hanCount(trimFunction(rest)) >= 3
}

// vehiclePart narrows a column under 公务用车购置及运行费 to the part its last
// header cell names: 购置费 or 运行费.
func vehiclePart(c schema.ConceptID, heading string) schema.ConceptID {
	k := strings.LastIndex(heading, " ")
	if c != schema.ThreePublicVehicle || k < 0 {
		return c
	}
	switch last := heading[k+1:]; {
	case strings.Contains(last, "购置") && strings.Contains(last, "运行"):
	case strings.Contains(last, "购置"):
		return schema.ThreePublicVehiclePurchase
	case strings.Contains(last, "运行"):
		return schema.ThreePublicVehicleOperation
	}
	return c
}

// axisWord takes one word or noun phrase of a heading into the axis.
func (t *tabler) axisWord(a *axis, n *narrator, i int) int {
	e := n.lx[i].entry
	switch e.role {
	case rConcept, rFund, rHead, rTotal, rQualifier:
		p := phrase{}
		j := i
		for ; j < len(n.lx) && n.lx[j].kind == lexWord && p.takes(n.lx[j].entry); j++ {
			if j > i && !connective(n.text[n.lx[j-1].end:n.lx[j].start]) {
				break
			}
			p.add(n.lx[j].entry)
		}
		t.axisPhrase(a, &p)
		return j
	case rMeasure:
		a.measure = e.measure
	case rYear:
		a.shift = e.year
	case rShare:
		a.form = schema.Share
	case rCompletion:
		a.form = schema.Completion
	case rDelta:
		a.form, a.sign = schema.Delta, e.sign
	case rPct:
		a.form, a.sign = schema.PctChange, e.sign
	}
	return i + 1
}

// axisPhrase merges a noun phrase: the most specific concept of a heading wins,
// a bare fund only colours it.
func (t *tabler) axisPhrase(a *axis, p *phrase) {
	switch {
	case p.measure != "":
		a.measure = p.measure
	case p.named != nil && p.named.measure != "":
		a.measure = p.named.measure
	}
	if p.named == nil && p.side == noSide && p.fund == "" {
		a.total = a.total || p.total
		return
	}
	if p.named == nil && p.side == noSide {
		a.dims.FundSource = p.fund
		return
	}
	if p.named == nil && p.side != noSide && !p.total && !p.year && p.fund == "" {
		if a.concept != "" {
			return // 卫生健康:支出
		}
		if t.section != schema.SectionChart {
			return // 支出 alone over a lane says only which side it is
		}
	}
	h := t.home
	var s subject
	if h.function && p.named != nil && p.named.function {
		s = p.resolveAt(home{fund: schema.GeneralPublicBudget, function: true, classes: true}, t.ctx)
	} else {
		s = p.resolve(t.section, t.ctx)
	}
	if s.concept == "" {
		return
	}
	a.concept = s.concept
	fund := p.fund
	if strings.HasSuffix(string(s.concept), ".general_public_budget") || strings.HasSuffix(string(s.concept), ".government_fund") || strings.HasSuffix(string(s.concept), ".state_capital") {
		fund = s.dims.FundSource
	}
	if fund != "" {
		a.dims.FundSource = fund
	}
	a.dims.FuncCode, a.dims.EconCode = s.dims.FuncCode, s.dims.EconCode
	a.total = a.total || p.total && p.named == nil
}

// figure tags the figure where a row and a column cross.
func (t *tabler) figure(k int, row, col axis) {
	m := &t.g.ms[k][0]
	f := schema.Fact{Form: schema.Level, Section: t.section, SourceKind: schema.TableSource, Rule: "table"}
	f.Concept, f.Dimensions = t.cross(row, col)
	f.Label = nonEmpty(row.label, col.label)
	f.Context = strings.TrimSpace(row.label + " × " + col.label)
	f.Measure = t.tableMeasure(row, col)
	if row.form != "" {
		f.Form = row.form
	}
	if col.form != "" {
		f.Form = col.form
	}
	loc := extract.Loc{Block: t.block, Cell: k}
	if !t.resolveUnit(m, row, col, &f) {
		t.out.issue(loc, m.Start, m.End, schema.IssueUnit, "no unit in the title, the header or the cell")
		return
	}
	f.Kind, f.Value, f.Unit = schema.Kind(m.Kind), m.Value, m.Unit
	f.Period = t.tablePeriod(f.Concept, row, col)
	t.out.fact(loc, m, f)
}

// cross decides the concept where a row and a column meet (domain.md 1.2).
func (t *tabler) cross(row, col axis) (schema.ConceptID, schema.Dimensions) {
	row.concept, col.concept = t.ofFund(row.concept), t.ofFund(col.concept)
	d := row.dims
	d.FundSource = nonEmptyFund(col.dims.FundSource, row.dims.FundSource)
	c := row.concept
	switch {
	case t.only != "" && (row.dims.FuncCode != "" || row.dims.EconCode != "" || row.total):
		c = t.only
	case col.opaque && col.concept == "" && !row.total:
		c = "" // a column the tables do not know
	case row.dims.FuncCode != "":
		switch {
		case splitsFunction(col.concept):
			c = col.concept
		case strings.HasPrefix(string(t.home.concept), "revenue."):
			c = t.home.concept // 收入决算表 by class: the class's revenue
		}
	case row.dims.EconCode != "":
		if col.concept == schema.ExpenditurePersonnel || col.concept == schema.ExpenditurePublicUse || col.concept == schema.ExpenditureProject {
			c = col.concept // 人员经费 and 公用经费 beside 合计
		}
	case c == "" || row.total && col.concept != "":
		c = nonEmptyConcept(col.concept, c)
		d.FuncCode, d.EconCode = col.dims.FuncCode, col.dims.EconCode
		if c == "" && (row.total || row.label == "") {
			c = t.home.concept
		}
	case (c == schema.ExpenditureYear || c == schema.ExpenditureTotal || c == schema.RevenueYear) && splitsFunction(col.concept):
		c = col.concept
	}
	c = t.fundColumn(c, col.dims.FundSource)
	if d.FundSource == "" || impliesFund(c) {
		p := phrase{}
		d.FundSource = p.fundOf(c, t.home)
	}
	return c, d
}

// ofFund reads 本年收入 and 本年支出 in the table of one fund as that fund's.
func (t *tabler) ofFund(c schema.ConceptID) schema.ConceptID {
	switch {
	case t.section == schema.SectionTable4 || t.section == schema.SectionBudgetTable4:
		return fiscalYear(c)
	case t.home.headFund == "":
	case c == schema.RevenueYear:
		return sideConcept(revenueSide, &phrase{fund: t.home.headFund}, home{})
	case c == schema.ExpenditureYear:
		return sideConcept(expenditureSide, &phrase{fund: t.home.headFund}, home{})
	}
	return c
}

// fundColumn reads 本年收入合计 under a column of one fund as that fund's total.
func (t *tabler) fundColumn(c schema.ConceptID, fund schema.FundSource) schema.ConceptID {
	switch {
	case fund == "":
	case fund == schema.OtherFunds:
		if c == schema.RevenueYear || c == schema.RevenueFiscal {
			return schema.RevenueOther
		}
	case c == schema.RevenueYear && t.section != schema.SectionTable1:
		return sideConcept(revenueSide, &phrase{fund: fund}, home{})
	case fund == schema.FiscalFunds:
	case c == schema.RevenueFiscal:
		return sideConcept(revenueSide, &phrase{fund: fund}, home{})
	case c == schema.ExpenditureFiscal:
		return sideConcept(expenditureSide, &phrase{fund: fund}, home{})
	}
	return c
}

// splitsFunction reports column concepts that break a functional class down;
// 本年支出合计 over a class is the class itself.
func splitsFunction(c schema.ConceptID) bool {
	switch c {
	case "", schema.ExpenditureYear, schema.ExpenditureTotal, schema.ExpenditureByFunction, schema.ExpenditureByEconomic,
		schema.ExpenditureGeneralPublicBudget, schema.ExpenditureGovernmentFund, schema.ExpenditureStateCapital, schema.ExpenditureFiscal:
		return false
	}
	return true
}

func impliesFund(c schema.ConceptID) bool {
	p := phrase{}
	return p.fundOf(c, home{}) != ""
}

func nonEmptyFund(a, b schema.FundSource) schema.FundSource {
	if a != "" {
		return a
	}
	return b
}

func nonEmptyConcept(a, b schema.ConceptID) schema.ConceptID {
	if a != "" {
		return a
	}
	return b
}

// tableMeasure is the phase of a table's figures.
func (t *tabler) tableMeasure(row, col axis) schema.Measure {
	switch {
	case col.measure != "":
		if col.measure == schema.Budget && t.ctx.kind == schema.BudgetReport {
			return t.ctx.measure
		}
		return col.measure
	case row.measure != "" && row.concept == "":
		return row.measure
	case strings.HasPrefix(string(t.section), "budget."):
		return schema.BudgetInitial
	}
	return t.ctx.measure
}

// tablePeriod is the period of a table's figures.
func (t *tabler) tablePeriod(c schema.ConceptID, row, col axis) schema.Period {
	year := t.ctx.year
	switch {
	case col.year > 0:
		year = col.year
	case row.year > 0:
		year = row.year
	case col.shift != 0:
		year += col.shift
	}
	if year <= 0 {
		return schema.Period{}
	}
	return fitPeriod(c, schema.YearPeriod(year), t.ctx.year)
}

// resolveUnit gives a bare figure the unit of its column, row or table.
func (t *tabler) resolveUnit(m *nlp.Mention, row, col axis, f *schema.Fact) bool {
	if m.Kind != nlp.Number {
		if m.Kind == nlp.Ratio && f.Form == schema.Level {
			f.Form = schema.Share
		}
		return true
	}
	unit := nonEmpty(col.unit, row.unit)
	if unit == "%" {
		m.Kind, m.Unit = nlp.Ratio, "%"
		if f.Form == schema.Level {
			f.Form = schema.Share
		}
		return true
	}
	if c, ok := schema.ConceptByID(f.Concept); ok && c.Kind == schema.Count {
		m.Kind, m.Unit = nlp.Count, c.Unit
		return true
	}
	scale := t.scale
	if unit == "" {
		unit = nonEmpty(t.unit, t.ctx.tableUnit)
		if t.unit == "" {
			scale = unitScale(unit)
		}
	} else {
		scale = unitScale(unit)
	}
	if unit == "" {
		return false
	}
	scaleMoney(m, scale)
	return true
}

func unitScale(unit string) int {
	switch unit {
	case "千元":
		return 3
	case "万元":
		return 4
	case "亿元":
		return 8
	}
	return 0
}

// scaleMoney turns a bare number into money of a scale.
func scaleMoney(m *nlp.Mention, scale int) {
	m.Kind, m.Unit, m.Scale = nlp.Amount, "元", scale
	m.Value = m.Value.Mul(decimal.New(1, int32(scale)))
	m.Decimals -= scale
}
