package table

import (
	"cmp"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// isPerformance recognises a project's performance table (项目支出绩效目标（自评）表)
// by two of the labels every province prints in it.
func isPerformance(g *grid) bool {
	found := 0
	for k := range g.t.Cells {
		if labelled(nlp.Squeeze(g.t.Cells[k].Text.S), words.PerformanceMark) {
			found++
		}
		if found >= 2 {
			return true
		}
	}
	return false
}

// listsIndicators reports a table whose header names indicators, what was aimed at and what was reached.
func listsIndicators(g *grid) bool {
	found := make(map[performanceRole]bool)
	for k := range g.t.Cells {
		if g.t.Cells[k].Row < g.header {
			found[roleOf(nlp.Squeeze(g.t.Cells[k].Text.S))] = true
		}
	}
	return found[targetRole] && found[actualRole] && (found[indicatorRole] || found[elseRole])
}

// performanceRole is what a header cell of a performance table announces for the cells
// below it, "" for nothing.
type performanceRole string

// The roles, as schema/words names them.
const (
	indicatorRole performanceRole = "name"
	elseRole      performanceRole = "name_else" // a class of indicators, or what one is about: its name where no column has that
	targetRole    performanceRole = "target"
	actualRole    performanceRole = "actual"
	scoreRole     performanceRole = "score"
	weightRole    performanceRole = "weight"
	initialRole   performanceRole = "budget_initial"
	adjustedRole  performanceRole = "budget_adjusted"
	budgetRole    performanceRole = "budget"
	executedRole  performanceRole = "executed"
	rateRole      performanceRole = "rate"
	reachedRole   performanceRole = "reached" // how much of what was aimed at
	unitRole      performanceRole = "unit"
	boundRole     performanceRole = "bound"
	remarkRole    performanceRole = "remark" // why, and what is to be done
)

// roleOf reads a header cell. What ends in a colon is a label of the cell beside it.
func roleOf(s string) performanceRole {
	role := performanceRole(words.PerformanceHead.Labels().Meaning(s))
	if !role.isName() && (strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：")) {
		return ""
	}
	return role
}

// measures are the phases of the roles that have one.
var measures = map[performanceRole]schema.Measure{
	targetRole: schema.Target, actualRole: schema.Actual, executedRole: schema.Executed,
	initialRole: schema.BudgetInitial, adjustedRole: schema.BudgetAdjusted, budgetRole: schema.Budget,
}

func (role performanceRole) isBudget() bool {
	return role == initialRole || role == adjustedRole || role == budgetRole
}

func (role performanceRole) isName() bool { return role == indicatorRole || role == elseRole }

func (role performanceRole) isMoney() bool { return role.isBudget() || role == executedRole }

func (role performanceRole) isValue() bool { return role == targetRole || role == actualRole }

// performanceTable is one table of a project: its money above, its indicators below.
type performanceTable struct {
	r       *Reader
	block   int
	g       *grid
	unit    string
	project string
	listed  int               // the column of the projects of a table of several, -1 for none
	whole   bool              // of all that a body spends, and no project
	nested  bool              // 财政资金 is the whole of 当年财政拨款 and what was carried over
	heads   []performanceRole // of the columns, from the last header row
}

// performance reads a performance table.
func (r *Reader) performance(block int, g *grid, about topic) {
	t := performanceTable{r: r, block: block, g: g, unit: cmp.Or(about.unit, r.Ctx.TableUnit), project: projectOf(g), listed: projectsIn(g), nested: fundsNested(g), heads: make([]performanceRole, g.t.Cols)}
	t.whole = t.project == "" && (labelled(r.Ctx.Frame.Title, words.WholeBody) || g.says(words.WholeBody))
	for row := range g.at {
		if heads := performanceHeads(g, row); heads != nil {
			t.heads = heads
			continue
		}
		if t.listed >= 0 {
			t.project = ""
			if s := t.g.text(row, t.listed); !isFiller(s) && !labelled(s, words.RowName, "sum", "subtotal") {
				t.project = clause.ProjectName(s)
			}
		}
		t.row(row)
	}
}

// says reports a label in the first cells of a grid, its title and its first row.
func (g *grid) says(use words.Use) bool {
	for k := range g.t.Cells {
		if g.t.Cells[k].Row > 1 {
			break
		}
		if labelled(nlp.Squeeze(g.t.Cells[k].Text.S), use) {
			return true
		}
	}
	return false
}

// fundsNested reports a table with a row of all fiscal money, of which the others are parts.
func fundsNested(g *grid) bool {
	for k := range g.t.Cells {
		if labelled(strings.TrimRight(nlp.Squeeze(g.t.Cells[k].Text.S), ":："), words.PerformanceFund, "fiscal_whole") {
			return true
		}
	}
	return false
}

// projectsIn is the column that lists the projects that the rows of a table are of, with a head beside others and a name
// below it in each row: 项目名称 | 预算金额 | 三级指标 | 指标值. It is -1 where there is none.
func projectsIn(g *grid) int {
	for r := range g.at {
		heads := performanceHeads(g, r)
		if heads == nil {
			continue
		}
		for c := range heads {
			if k := g.at[r][c]; heads[c] == "" && k >= 0 && g.t.Cells[k].ColSpan == 1 && words.Column.Labels().Meaning(g.text(r, c)) == "project" {
				return c
			}
		}
		return -1
	}
	return -1
}

// projectOf returns the project's name, which stands right of its label.
func projectOf(g *grid) string {
	for r := range g.at {
		for c := 0; c+1 < g.t.Cols; c++ {
			if !labelled(g.text(r, c), words.PerformanceLabel, "project") {
				continue
			}
			for d := c + 1; d < g.t.Cols; d++ {
				if g.at[r][d] == g.at[r][c] || g.text(r, d) == "" {
					continue
				}
				if roleOf(g.text(r, d)) == "" {
					return clause.ProjectName(g.text(r, d))
				}
				break // 项目名称 | 预算数 | 年度目标: it heads a column of them
			}
		}
	}
	return ""
}

// performanceHeads reads a header row: cells without figures that name at least two
// different columns. 预算数 and 执行数 before their values are a row of the body. It
// returns nil for any other row.
func performanceHeads(g *grid, r int) []performanceRole {
	heads := make([]performanceRole, g.t.Cols)
	found := 0
	different := map[performanceRole]bool{}
	for c, k := range g.at[r] {
		if k >= 0 && g.figure[k] {
			return nil
		}
		role := roleOf(g.text(r, c))
		heads[c] = role
		if role == "" || role == remarkRole {
			continue
		}
		if c == 0 || g.at[r][c-1] != k {
			found++
		}
		switch {
		case role.isBudget():
			role = budgetRole
		case role.isName():
			role = indicatorRole
		}
		different[role] = true
	}
	if found < 2 || len(different) < 2 {
		return nil
	}
	return heads
}

// row reads one row: a label speaks for the figure after it.
func (t *performanceTable) row(r int) {
	name := t.indicator(r)
	label, side := "", performanceRole("")
	stated := false // the row itself says which side it is on
	nth := map[string]int{}
	for c, k := range t.g.at[r] {
		if !t.g.begins(r, c) {
			continue
		}
		if t.g.figure[k] {
			t.figure(k, r, name, label, roleAt(t.heads[c], side, stated, label, name))
			continue
		}
		s := strings.TrimRight(t.g.text(r, c), ":：")
		if role := roleOf(s); role.isMoney() || role.isValue() {
			side, label, stated = role, s, true
		} else if s != "" && !isFiller(s) {
			nth[s]++
			label, side = s[len(indicatorNumber.FindString(s)):], sideAfter(nth[s], side)
		}
		t.text(k, name, t.heads[c])
	}
}

// sideAfter tells budget from execution where a row prints 财政拨款 twice: the
// first under the budget, the second under execution.
func sideAfter(nth int, side performanceRole) performanceRole {
	if nth >= 2 {
		return executedRole
	}
	return cmp.Or(side, budgetRole)
}

// roleAt is what a figure is by the head of its column and the label before it. A
// column of scores or rates beside those of money is none of it, whatever the row, and an indicator
// has a value, though it is one of money: 数量指标 | 补助资金 | 5万元.
func roleAt(head, side performanceRole, stated bool, label, name string) performanceRole {
	switch {
	case head.isValue() && label != "" && label == name:
		return head
	case head == "" && side.isValue():
		return side
	case !stated && (head == scoreRole || head == weightRole || head == rateRole), head.isMoney():
		return head
	case side.isMoney() && labelled(label, words.PerformanceMoney):
		return side
	}
	return head
}

// indicator is the name of the indicator of a row: that of the column of names, else what
// stands under 绩效指标 or 指标内容.
func (t *performanceTable) indicator(r int) string {
	for _, want := range [...]performanceRole{indicatorRole, elseRole} {
		for c, role := range t.heads {
			if role != want {
				continue
			}
			if s := t.g.text(r, c); s != "" && !isFiller(s) {
				return s[len(indicatorNumber.FindString(s)):]
			}
		}
	}
	return ""
}

// indicatorNumber is the number of an indicator before its name: 指标1：完工率.
var indicatorNumber = regexp.MustCompile(`^指标\d+[:：、.]?`)

// told is what the cell of a row under a head says, "" where no column has it.
func (t *performanceTable) told(r int, role performanceRole) string {
	for c := range t.heads {
		if t.heads[c] == role {
			return t.g.text(r, c)
		}
	}
	return ""
}

// measured gives a bare number of an indicator the unit and the bound that its row tells in
// columns of their own, and reports whether it has one: ≥ | 1200 | 吨.
func (t *performanceTable) measured(m *nlp.Mention, r int, role performanceRole) bool {
	unit := t.told(r, unitRole)
	one := cmp.Or(oneOf(unit), unitInBrackets(t.indicator(r)))
	if name := strings.TrimRight(t.indicator(r), "）)"); percent().MatchString(unit) || unit == "" && strings.HasSuffix(strings.ReplaceAll(name, "％", "%"), "%") {
		m.Kind, m.Unit = nlp.Ratio, "%"
	} else if one != nil {
		m.Kind, m.Unit, m.Scale = one.Kind, one.Unit, m.Scale+one.Scale
		m.Value = m.Value.Mul(one.Value)
		m.Decimals += one.Decimals
	} else {
		return false
	}
	if bound := t.told(r, boundRole); role == targetRole && bound != "" {
		if ms := nlp.Scan(bound+"1", nlp.ScanOptions{Cell: true}); len(ms) == 1 {
			m.Approx = ms[0].Approx
		}
	}
	return true
}

// figure reads a bare figure.
func (t *performanceTable) figure(k, r int, name, label string, role performanceRole) {
	m := &t.g.ms[k][0]
	loc := t.g.loc(t.block, k)
	if t.r.Out.Glued(loc, m) {
		return
	}
	f := t.fact("performance_table")
	f.Label, f.Context = cmp.Or(label, name), strings.TrimSpace(label+" "+name)
	missing := ""
	switch {
	case role.isMoney() && m.Kind == nlp.Ratio:
		f.Form, f.Measure = schema.Share, "" // 100.00% among amounts: the cells are not under their headings
	case role.isMoney():
		missing = t.money(&f, m, label, role)
	case role == rateRole:
		f.Concept, f.Form, f.Measure = schema.PerformanceProjectSpent, schema.Completion, schema.Executed
		f.Base = schema.Base{Concept: schema.PerformanceProjectBudget, Measure: schema.BudgetAdjusted}
		if t.of(&f, label); t.whole {
			f.Concept = t.ofBody(&f, label)
			f.Base.Concept = f.Concept
		}
		if m.Kind == nlp.Number {
			m.Kind, m.Unit = nlp.Ratio, "%"
		}
	case role == reachedRole:
		f.Concept, f.Form, f.Measure = schema.PerformanceIndicator, schema.Completion, schema.Actual
		f.Dimensions.Indicator, f.Base.Measure = cmp.Or(name, label), schema.Target
		f.Label = f.Dimensions.Indicator
		if m.Kind == nlp.Number {
			m.Kind, m.Unit = nlp.Ratio, "%"
		}
	case role == scoreRole, role == weightRole:
		f.Form, f.Concept = schema.ScoreForm, schema.PerformanceScore
		if role == weightRole {
			f.Form, f.Concept = schema.Threshold, ""
		}
		if f.Dimensions.Indicator = name; name != "" {
			f.Label = name
		}
		m.Kind, m.Unit = nlp.Score, schema.UnitPoint
	default:
		f.Concept, f.Measure = schema.PerformanceIndicator, measures[role]
		f.Dimensions.Indicator = cmp.Or(name, label)
		f.Label = f.Dimensions.Indicator
		if m.Kind == nlp.Number && !t.measured(m, r, role) && !isPercent(m, name) {
			missing = "an indicator value without unit"
		}
	}
	if missing != "" {
		t.r.Out.Issue(loc, m.Start, m.End, schema.IssueUnit, missing)
		return
	}
	f.Kind, f.Value, f.Unit = schema.Kind(m.Kind), m.Value, m.Unit
	t.r.Out.Fact(loc, m, f)
}

// isPercent makes a bare number above one of an indicator that is a rate by its name a percentage: 完工率 | 100.
func isPercent(m *nlp.Mention, name string) bool {
	if !labelled(name, words.PerformanceRate) || !m.Value.GreaterThan(decimal.NewFromInt(1)) {
		return false
	}
	m.Kind, m.Unit = nlp.Ratio, "%"
	return true
}

// fact begins a fact of the table. Where it will have a phase, the head of its column
// names it.
func (t *performanceTable) fact(rule string) schema.Fact {
	return schema.Fact{Form: schema.Level, Section: schema.SectionPerformanceTable, SourceKind: schema.PerformanceTable, Rule: rule,
		MeasureSource: schema.FromColumn, Period: t.r.Ctx.Frame.Period, PeriodSource: schema.FromDocument, Dimensions: schema.Dimensions{Project: t.project}}
}

// money reads a figure of the project's money. It returns what is missing to do so.
func (t *performanceTable) money(f *schema.Fact, m *nlp.Mention, label string, role performanceRole) (missing string) {
	f.Concept, f.Measure = schema.PerformanceProjectBudget, measures[role]
	if role == executedRole {
		f.Concept = schema.PerformanceProjectSpent
	}
	t.of(f, label)
	if t.nested && role.isBudget() && labelled(label, words.PerformanceMoney, string(schema.BalanceOpening)) {
		f.Concept, f.Dimensions.FundSource = schema.BalanceOpening, ""
		f.Period = clause.FitPeriod(f.Concept, f.Period, t.r.Ctx.Frame.Year)
	}
	if t.whole {
		f.Concept = t.ofBody(f, label)
	}
	if m.Kind == nlp.Number {
		if t.unit == "" {
			return "the performance table states no unit"
		}
		scaleMoney(m, unitScale(t.unit))
	}
	return ""
}

// ofBody is what a label says of all that a body spends: all of it, what it spends of one fund,
// or a part that has no concept.
func (t *performanceTable) ofBody(f *schema.Fact, label string) schema.ConceptID {
	switch {
	case labelled(label, words.PerformanceFund, "general"):
		f.Dimensions.FundSource = schema.GeneralPublicBudget
		return schema.ExpenditureGeneralPublicBudget
	case labelled(label, words.PerformanceFund, "government"):
		f.Dimensions.FundSource = schema.GovernmentFund
		return schema.ExpenditureGovernmentFund
	case f.Dimensions.FundSource == "" && labelled(label, words.PerformanceFund, "sum"):
		f.Dimensions.FundSource = schema.AllFunds
		return schema.ExpenditureYear
	}
	return ""
}

// of says whose money the label of a figure names, and which where a table can have several.
func (t *performanceTable) of(f *schema.Fact, label string) {
	f.Dimensions.FundSource = t.fund(label)
	if bare := strings.TrimLeft(strings.TrimPrefix(label, words.OfThem), ":："); partOfMoney().MatchString(bare) {
		f.Dimensions.FundSource, f.Dimensions.Indicator = t.fund(bare), bare
	}
}

// otherMoney is how a label speaks of money that is not the budget's.
var otherMoney = compiled(`{performance_fund other}.*{performance_fund noun}`)

// partOfMoney is how it speaks of a part of the budget's money, or of the other, of which
// there may be several in one table.
var partOfMoney = compiled(`{performance_fund fiscal_part}|^{performance_fund other_part}.*{performance_fund noun}`)

// fund is whose money a label names. Where the table has no row of all fiscal money, what is
// left of the year before stands beside that of the year; else both are parts of that row.
func (t *performanceTable) fund(s string) schema.FundSource {
	switch {
	case labelled(s, words.PerformanceMoney, string(schema.BalanceOpening)):
		return schema.CarriedFunds
	case t.nested && labelled(s, words.PerformanceFund, string(schema.GeneralPublicBudget)):
		return schema.GeneralPublicBudget
	case labelled(s, words.PerformanceFund, string(schema.FiscalFunds)):
		return schema.FiscalFunds
	case labelled(s, words.PerformanceFund, "fiscal_part"):
		return schema.FiscalFunds
	case otherMoney().MatchString(s), partOfMoney().MatchString(s):
		return schema.OtherFunds
	}
	return ""
}

// text reads the numbers inside the words of an indicator cell: 全年安全排查80次 is an
// indicator named by the words before the number.
func (t *performanceTable) text(k int, name string, head performanceRole) {
	ms := t.g.ms[k]
	text := t.g.t.Cells[k].Text.S
	from := len(indicatorNumber.FindString(text))
	for i := range ms {
		m := &ms[i]
		if m.Start < from {
			m.Kind = nlp.Ordinal
			continue
		}
		if !schema.Kind(m.Kind).IsFact() {
			if m.Kind == nlp.Number {
				m.Kind = nlp.Noise
			}
			continue
		}
		label := clause.TrimFunction(lastClause(text[from:m.Start]))
		from = m.End
		f := t.fact("indicator")
		f.Concept, f.Measure, f.Context = schema.PerformanceIndicator, measures[head], nlp.Squeeze(text)
		f.Dimensions.Indicator = cmp.Or(label, name)
		if f.Label = f.Dimensions.Indicator; head == remarkRole {
			f.Concept, f.Dimensions.Indicator = "", ""
		}
		if m.Kind == nlp.Score && !head.isValue() {
			f.Form, f.Concept, f.Measure = schema.Threshold, "", "" // 产出指标（50分）
		}
		f.Kind, f.Value, f.Unit = schema.Kind(m.Kind), m.Value, m.Unit
		t.r.Out.Fact(t.g.loc(t.block, k), m, f)
	}
}

// lastClause returns what follows the last clause mark.
func lastClause(s string) string {
	if k := strings.LastIndexAny(strings.TrimRight(s, "，；。：、,;: "), "，；。："); k >= 0 {
		_, size := utf8.DecodeRuneInString(s[k:])
		if rest := s[k+size:]; clause.IsPhrase(rest) {
			return rest
		}
	}
	return s
}
