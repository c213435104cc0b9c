package table

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// tabler reads one table: what its rows and columns speak of, and so what
// stands where they cross.
type tabler struct {
	r       *Reader
	block   int
	g       *grid
	section schema.SectionID // of the table, by its title
	home    clause.SectionDefault
	only    schema.ConceptID // the one concept a special table is about, "" for most
	scale   int              // power of ten of the table's money unit
	unit    string           // money unit as written, "" when unknown
	kinds   []columnKind
	figures []bool // the column holds figures
	columns []axis
	above   [2]schema.ConceptID // what the row above speaks of, per lane
	waiting []pendingFact       // chart values whose unit is not settled yet
	insured bool                // the table is of the social insurance funds
	places  bool                // rows are named after places
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

// Read tags a table or chart.
func (r *Reader) Read(i int, section schema.SectionID) {
	b := &r.Doc.Blocks[i]
	g := newGrid(b.Table)
	if g == nil {
		r.Out.Issue(extract.Loc{Block: i, Cell: -1}, 0, 0, schema.IssueTableShape, "empty or oversized table")
		return
	}
	t := &tabler{r: r, block: i, g: g}
	t.identify(section)
	switch {
	case b.Kind == extract.ChartBlock:
		t.chart()
	case !strings.HasPrefix(string(t.section), "table.") && !strings.HasPrefix(string(t.section), "budget.T") && isPerformance(g):
		t.performance()
	default:
		t.statement()
	}
	for k := range g.ms {
		r.Out.Record(extract.Loc{Block: i, Cell: k}, g.ms[k])
	}
}

var moneyUnit = regexp.MustCompile(`(单位|金额单位)[:：]?(人民币)?(万元|亿元|千元|元)|[（(](万元|亿元|千元|元)[）)]`)

// identify settles the table's title, section and unit from the lines above it
// and its own first rows.
func (t *tabler) identify(section schema.SectionID) {
	t.section = section
	var above []string
	for j := t.block - 1; j >= 0 && j >= t.block-8; j-- {
		b := &t.r.Doc.Blocks[j]
		if b.Table != nil {
			break
		}
		if s := nlp.Squeeze(nlp.StripResidue(b.Text.S)); s != "" && len([]rune(s)) <= 80 {
			above = append(above, s)
		}
	}
	own := nlp.Squeeze(t.r.Doc.Blocks[t.block].Text.S)
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
	t.insured = slices.ContainsFunc(slices.Concat(inside, []string{own}, above[:min(len(above), nearLines)]), socialInsurance.MatchString)
	t.special(title)
	t.r.Out.Headed(title)
}

// nearLines is how many lines above a table may be its title.
const nearLines = 3

// socialInsurance is the title of a table of the social insurance funds, which
// are no part of the accounts whose concepts these are: 其他收入 in it is another.
var socialInsurance = regexp.MustCompile(`(社会保险|社保)基金.{0,12}(收入|支出|收支|预算|决算|结余|执行)`)

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
		t.home.Fund = schema.GeneralPublicBudget
	case strings.Contains(title, "政府性基金"):
		t.home.Fund = schema.GovernmentFund
	case strings.Contains(title, "国有资本"):
		t.home.Fund = schema.StateCapital
	case strings.Contains(title, "财政拨款"):
		t.home.Fund = schema.FiscalFunds
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
	if t.r.Ctx.TableUnit == "" {
		t.r.Ctx.TableUnit = u
	}
}

// tableHome is what each of the nine tables takes for granted.
func tableHome(s schema.SectionID) clause.SectionDefault { return clause.TableDefaultOf(s) }

// statement tags a table of the accounts, or several that stand below one
// another, each under its own header.
func (t *tabler) statement() {
	for r := range t.g.top {
		t.classRow(r)
	}
	for _, part := range t.g.parts() {
		t.g = part
		t.part()
	}
}

// part tags the rows below one header.
func (t *tabler) part() {
	t.kinds, t.figures = make([]columnKind, t.g.t.Cols), make([]bool, t.g.t.Cols)
	for c := range t.kinds {
		t.kinds[c], t.figures[c] = t.columnKind(c)
	}
	t.columns = make([]axis, t.g.t.Cols)
	t.readColumns()
	t.widerTotal()
	t.sumOfThreePublic()
	for r := t.g.top; r < t.g.end; r++ {
		if r < t.g.header || t.g.isColumnNumbers(r) {
			t.classRow(r)
			continue
		}
		t.row(r)
	}
}

// readColumns reads the headings of all columns. Where several columns are
// named after places, each figure is that place's.
func (t *tabler) readColumns() {
	heads := make([]string, t.g.t.Cols)
	places := 0
	for c := range heads {
		heads[c] = t.g.heading(c, t.isLaneTitle)
		if t.kinds[c] == valueColumn && placeIn(lastHead(heads[c])) != "" {
			places++
		}
	}
	for c, s := range heads {
		last := lastHead(s)
		if place := placeIn(last); places > 1 && place != "" {
			t.columns[c] = t.column(strings.TrimSpace(strings.TrimSuffix(s, last)))
			t.columns[c].label = s
			t.columns[c].dims.Subordinate, t.columns[c].dims.EntityScope = place, schema.Subordinate
			continue
		}
		t.columns[c] = t.column(s)
	}
	t.settleColumns()
	t.places = t.namesPlaces()
}

// lastHead is what the lowest header cell of a column says.
func lastHead(heading string) string { return heading[strings.LastIndexByte(heading, ' ')+1:] }

// namesPlaces reports a table with a row for each place.
func (t *tabler) namesPlaces() bool {
	found := 0
	for r := t.g.header; r < t.g.end; r++ {
		for c := range t.kinds {
			if t.kinds[c] == nameColumn && placeIn(nlp.StripNumbering(t.g.text(r, c))) != "" {
				found++
			}
		}
	}
	return found > 1
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
	if t.home.Concept != schema.ThreePublicTotal {
		return
	}
	for c := range t.columns {
		if t.columns[c].concept == schema.AgencyConference || t.columns[c].concept == schema.AgencyTraining {
			t.home.Concept = ""
		}
	}
}

// sumOfThreePublic reads 合计 in a table without a title that says so as the sum
// of the items of the 三公 if its rows are these and nothing else.
func (t *tabler) sumOfThreePublic() {
	items := 0
	for r := t.g.header; r < t.g.end; r++ {
		for c := range t.kinds {
			s := t.g.text(r, c)
			if t.kinds[c] != nameColumn || s == "" {
				continue
			}
			switch a := t.axis(nlp.StripNumbering(s)); {
			case strings.HasPrefix(string(a.concept), "three_public."):
				items++
			case !a.total:
				return
			}
		}
	}
	if items > 1 && t.home.Concept == "" {
		t.home.Concept = schema.ThreePublicTotal
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
		clause.Classify(t.g.ms[k], nlp.Ordinal)
	}
}

// columnKind tells codes, names and serial numbers from values by what most
// cells of a column are, and whether it is a column of figures: one whose cells
// are figures where they are anything.
func (t *tabler) columnKind(c int) (columnKind, bool) {
	h := t.g.heading(c, nil)
	ofUnits := lastHead(h) == "单位" || strings.HasSuffix(h, "计量单位")
	h = nlp.Squeeze(h)
	codes, figures, words, units := 0, 0, 0, 0
	for r := t.g.header; r < t.g.end; r++ {
		k := t.g.at[r][c]
		if k < 0 {
			continue
		}
		s := t.g.text(r, c)
		switch {
		case s == "" || isFiller(s):
		case clause.IsCode(s) && (looksCoded(s) || strings.Contains(h, "编码") || strings.Contains(h, "代码") || isSplitHeader(h)):
			codes++
		case t.g.figure[k] || isBroken(s) && !t.g.dated(k):
			figures++
		default:
			words++
			if oneOf(s) != nil {
				units++
			}
		}
	}
	switch {
	case ofUnits && units*2 > words:
		return measureColumn, false
	case strings.Contains(h, "行次") || strings.Contains(h, "序号") || t.g.isKeyed(c):
		return serialColumn, false
	case codes > 0 && (strings.Contains(h, "编码") || strings.Contains(h, "代码") || isSplitHeader(h)) && figures <= codes/4:
		return codeColumn, false
	case codes > 0 && figures == 0 && words <= codes && t.codesNames(c):
		return codeColumn, false
	case words > figures+codes:
		return nameColumn, false
	}
	return valueColumn, figures+codes > words
}

// codesNames reports a column that by its place may hold codes: names stand right
// of it and its heading speaks of no amounts.
func (t *tabler) codesNames(c int) bool {
	head := t.column(t.g.heading(c, nil))
	if head.measure != "" || head.unit != "" || head.related {
		return false
	}
	for r := t.g.header; r < t.g.end; r++ {
		for d := c + 1; d < t.g.t.Cols; d++ {
			if s := t.g.text(r, d); s != "" && t.g.at[r][d] != t.g.at[r][c] {
				if nlp.HanCount(s) > 0 {
					return true
				}
				break
			}
		}
	}
	return false
}

// isBroken reports a cell of digits and marks without words: a figure as
// printed, readable or not.
func isBroken(s string) bool { return figureMarks.MatchString(s) }

var figureMarks = regexp.MustCompile(`^[^\p{L}\d]*\d[^\p{L}]*([eE][^\p{L}]*)?$`)

// looksCoded reports digits that may be a class without a header that says so:
// 类 and 款 of the functional and both economic classifications, and a 项, the
// last of seven digits, which amounts in 元 have too.
func looksCoded(s string) bool {
	return (len(s) == 3 || len(s) == 5) && s[0] >= '2' && s[0] <= '5' || clause.IsFunctionCode(s)
}

// isSplitHeader reports the header of a code printed in three columns.
func isSplitHeader(h string) bool {
	return strings.HasSuffix(h, "类") || strings.HasSuffix(h, "款") || strings.HasSuffix(h, "项") && !strings.HasSuffix(h, "事项") && !strings.HasSuffix(h, "款项")
}

// row tags one body row, lane by lane: a name speaks for the values right of it
// until the next name. Only a column of names or of words gives names.
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
				clause.Classify(t.g.ms[k], nlp.Ordinal)
			}
		case t.kinds[c] == codeColumn && (clause.IsCode(s) || t.g.figure[k]):
			if first {
				clause.Classify(t.g.ms[k], nlp.Code)
			}
			digits += s
			a, have = axis{}, false
		case t.g.figure[k]:
			if !first {
				continue
			}
			if !have {
				a, have = t.rowAxis("", digits), true
				digits = ""
			}
			t.figure(k, a, t.columns[c])
		case isFiller(s) || t.figures[c] && t.g.t.Cells[k].ColSpan == 1:
			if first {
				t.noFigure(k, t.figures[c])
			}
		default:
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
		}
	}
}

// noFigure classes a cell that holds no figure. In a column of figures it is a
// placeholder, which is blank and not zero; what points elsewhere or cannot be
// read is an issue.
func (t *tabler) noFigure(k int, among bool) {
	s := nlp.Squeeze(t.g.t.Cells[k].Text.S)
	loc := extract.Loc{Block: t.block, Cell: k}
	switch {
	case fillers.MatchString(s):
	case pointers.MatchString(s):
		if among {
			t.r.Out.Issue(loc, 0, len(t.g.t.Cells[k].Text.S), schema.IssuePlaceholder, "no figure where the column has figures")
		}
	case t.proseCell(k):
		return
	case len(t.g.ms[k]) > 1:
		t.r.Out.Issue(loc, 0, len(t.g.t.Cells[k].Text.S), schema.IssueGluedCells, "several numbers in one cell of a column of figures")
	default:
		t.r.Out.Issue(loc, 0, len(t.g.t.Cells[k].Text.S), schema.IssueUnbound, "a cell of a column of figures that is no figure")
	}
	clause.Classify(t.g.ms[k], nlp.Noise)
}

// isSubtotal reports the row that sums up a group of rows and not the table.
func isSubtotal(name string) bool { return name == "小计" }

// subtotal reads the row 小计: what it sums up is the group named left of it, and
// without one nothing says which rows it covers.
func (t *tabler) subtotal(group axis, name string) axis {
	if group.concept == "" && group.dims.FundSource != "" && group.dims.FundSource != schema.OtherFunds && t.home.Concept == schema.RevenueYear {
		group.concept = clause.SideConcept(clause.RevenueSide, &clause.Phrase{Fund: group.dims.FundSource}, clause.SectionDefault{})
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
		a.concept = clause.OnSide(lane == 0, schema.RevenueTotal, schema.ExpenditureTotal)
	case a.concept == "" && a.dims.FundSource != "" && strings.HasPrefix(string(t.above[lane]), "balance."):
		a.concept = t.above[lane]
		return a
	case a.concept == "" && a.dims.FundSource != "":
		p := clause.Phrase{Fund: a.dims.FundSource}
		a.concept = clause.SideConcept(map[bool]clause.Side{true: clause.RevenueSide, false: clause.ExpenditureSide}[lane == 0], &p, clause.SectionDefault{})
	}
	t.above[lane] = a.concept
	return a
}

// wordsIn classes the numbers inside a name cell: they are part of a name.
func (t *tabler) wordsIn(k int) {
	if !t.proseCell(k) {
		clause.Classify(t.g.ms[k], nlp.Noise)
	}
}

// proseCell tags a cell that holds sentences with figures, such as a note or
// the reasons beside an amount, and reports whether it does. What it says
// changes nothing for the cells around it.
func (t *tabler) proseCell(k int) bool {
	s, ms := t.g.t.Cells[k].Text.S, t.g.ms[k]
	if !strings.ContainsAny(s, "。；") || !clause.StatesFact(ms) || nlp.HanCount(s) < proseChars {
		return false
	}
	t.r.Prose(extract.Loc{Block: t.block, Cell: k}, s, ms)
	return true
}

// proseChars is how many Han characters a cell of sentences has at least.
const proseChars = 12

// rowAxis reads a row's code, from its columns or at the start of its name, and
// its name.
func (t *tabler) rowAxis(name, digits string) axis {
	plain := nlp.StripNumbering(name)
	if place := placeIn(plain); t.places && place != "" {
		a := axis{label: name}
		a.dims.Subordinate, a.dims.EntityScope = place, schema.Subordinate
		return a
	}
	code := ""
	if digits != "" {
		code = t.fullCode(digits)
	} else if k := codeAhead(name); k > 0 {
		code, plain = name[:k], name[k:]
		t.code = code
	} else if class := t.markedClass(plain); class != "" {
		code, t.code = class, class
	}
	a := t.axis(plain)
	a.label = cmp.Or(name, digits)
	switch {
	case t.section != schema.SectionTable6 && t.section != schema.SectionBudgetTable8 && clause.IsFunctionCode(code):
		a.concept, a.dims.FuncCode, a.dims.EconCode = schema.ExpenditureByFunction, code, ""
	case clause.IsEconomicCode(code):
		a.concept, a.dims.EconCode, a.dims.FuncCode = schema.ExpenditureByEconomic, code, ""
	case clause.IsFunctionCode(code):
		a.concept, a.dims.FuncCode, a.dims.EconCode = schema.ExpenditureByFunction, code, ""
	}
	return a
}

// markedClass is the code of a row that is named by the last level of a class and
// prints its mark, 其他教育支出（款） under 教育支出（类）, "" where the rows above
// leave open which one is meant.
func (t *tabler) markedClass(name string) string {
	at, size, level := (&clause.Paragraph{Text: name}).AnyLevelMark(0)
	if at < 0 || strings.TrimSpace(name[at+size:]) != "" {
		return ""
	}
	parent := ""
	if clause.IsFunctionCode(t.code) {
		parent = t.code[:min(len(t.code), map[string]int{"类": 0, "款": 3, "项": 5}[level])]
	}
	class := clause.TrimClassName(name[:at])
	if level != "类" && parent == "" && len(schema.FunctionCodes(class, t.r.Ctx.Frame.Year)) > 1 {
		return ""
	}
	return t.r.Ctx.ChildCode(class, parent, level)
}

// codeAhead is the length of the code of a class at the start of a row's name,
// 230转移性支出, 0 where there is none: 2024年中央农田建设补助资金 begins with a
// year and 300人以上 with a count.
func codeAhead(name string) int {
	k := strings.IndexFunc(name, func(r rune) bool { return r < '0' || r > '9' })
	if k < 0 || !clause.IsFunctionCode(name[:k]) && !clause.IsEconomicCode(name[:k]) {
		return 0
	}
	if ms := nlp.Scan(name, nlp.ScanOptions{Cell: true}); len(ms) > 0 && ms[0].Start == 0 && ms[0].End > k {
		return 0
	}
	return k
}

// yearAhead is the length of the year that a heading begins with, 0 for none.
func yearAhead(s string) int {
	if len(s) < 4 || !isYear(s[:4]) || len(s) > 4 && nlp.IsDigit(s[4]) {
		return 0
	}
	return 4
}

// isYear reports four digits that are a year of our time.
func isYear(s string) bool {
	return len(s) == 4 && clause.IsCode(s) && s > "1990" && s < "2100"
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
