package table

import (
	"cmp"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// ownClasses begin the classes of what a government hands on, repays and pays for its debt.
const ownClasses = "23"

// crossing says what a figure is of where a row and a column meet.
type crossing struct {
	about    *topic
	ctx      *clause.Context
	nameless bool                   // the rows have no names
	budget   schema.Measure         // what 预算 means where figures are held against it
	heads    *headings              // of the columns, nil where there are none
	named    rowNamed               // the row whose figures are named
	columns  map[columnNamed]string // what columns name
}

// meaning decides the concept and the dimensions. One of the two headings names the
// concept and the other may only narrow it.
func (x *crossing) meaning(row, col *axis) (schema.ConceptID, schema.Dimensions) {
	d := row.dims
	d.FundSource = cmp.Or(col.dims.FundSource, row.dims.FundSource)
	d.EntityScope = cmp.Or(col.dims.EntityScope, row.dims.EntityScope)
	if d.Subordinate = cmp.Or(col.dims.Subordinate, row.dims.Subordinate); d.Subordinate != "" && d.EntityScope == schema.Summary {
		d.EntityScope = schema.Subordinate // 全市 in the row of 甲市
	}
	d.Indicator = cmp.Or(row.dims.Indicator, col.dims.Indicator)
	switch {
	case x.about.insured:
		return insuredCross(row, col, schema.Dimensions{EntityScope: d.EntityScope, Subordinate: d.Subordinate})
	case row.group, col.nameless:
		return "", schema.Dimensions{EntityScope: d.EntityScope, Subordinate: d.Subordinate}
	}
	c := staff(x.concept(row, col, &d), row, col, &d)
	if row.kind.bare || col.kind.bare {
		c = x.kindOfDebt(row, col)
	}
	if ofPurchases(row.concept) && ofPurchases(col.concept) && row.concept != col.concept {
		c = "" // 授予中小企业合同金额 × 货物: neither all goods nor all that they sold
	}
	if x.about.isStandard() && strings.HasPrefix(string(c), "economy.") {
		c = "" // 税收收入 in the accounts is no indicator of the economy
	}
	if c == schema.ExpenditureByFunction && x.about.economy && !clause.Specific(row.dims.FundSource) {
		c, d.FuncCode = "", "" // 农业 and 教育 in a bulletin are fields of the economy
	}
	if (c == schema.ExpenditureByFunction || c == "") && x.about.debts && !strings.HasPrefix(d.FuncCode, ownClasses) {
		c, d.FuncCode = "", "" // 职业教育 in a table of bonds is what they were issued for
	}
	if clause.Specific(schema.FundNamed(c)) || schema.FundNamed(c) == schema.FiscalFunds {
		if d.FundSource == schema.CarriedFunds {
			c = "" // of the fund, what the year before left of it
		}
	}
	if col.ofYear && x.about.defaults.Fund == schema.FiscalFunds && d.FundSource == schema.FiscalFunds {
		c = "" // 当年财政拨款安排 beside all of the appropriation
	}
	c = x.underFund(c, col.dims.FundSource, col.own)
	if m := x.indicator(c, row, col); m != "" {
		return schema.EconomyActual, schema.Dimensions{Indicator: m, EntityScope: d.EntityScope, Subordinate: d.Subordinate}
	}
	if c == "" && x.about.economy {
		d.Indicator = "" // of all, where the row names a part
		return c, d
	}
	if d.FundSource == "" || impliesFund(c) {
		p := clause.Phrase{}
		d.FundSource = p.FundOf(c, x.about.defaults)
	}
	if d.FundSource == "" && clause.OfDebt(c) {
		d.FundSource = x.about.debtFund
	}
	if c == schema.RevenueTransferredIn && clause.EndsInGeneralBudget(row.label) {
		c, d.FundSource = clause.TransferToGeneral(d.FundSource, clause.Specific(row.dims.FundSource))
	}
	if fund := clause.FundOfTransfer(d.FuncCode); fund != "" && c == schema.ExpenditureByFunction {
		d.FundSource = fund
	}
	return c, d
}

// ofPurchases reports a part of what was bought.
func ofPurchases(c schema.ConceptID) bool {
	return schema.AccountOf(c) == schema.ProcurementAccount && c != schema.ProcurementTotal
}

// indicator is the member of the economy that a figure is of which has no other concept, "" for none. In a document
// of no genre the row and the column have to name it, both of them.
func (x *crossing) indicator(c schema.ConceptID, row, col *axis) string {
	switch {
	case c != "":
	case x.about.economy:
		return x.member(row, col)
	case x.ctx.Frame.Kind == schema.OtherReport:
		return pair(row, col)
	}
	return ""
}

// transferElsewhere reports a class of transfers of another budget than the one that the
// table is of: 专项转移支付 in the table of a government fund is none of 23003.
func (h *headings) transferElsewhere(code string) bool {
	fund, of := clause.FundOfTransfer(code), schema.TableDefaultOf(h.section).Fund
	return fund != "" && clause.Specific(of) && of != fund
}

// concept is what the two headings name together.
func (x *crossing) concept(row, col *axis, d *schema.Dimensions) schema.ConceptID {
	ofRow := x.ofFund(row.concept)
	ofColumn, known := x.paidFrom(col, x.ofFund(col.concept), ofRow, d)
	switch {
	case !known:
		return ""
	case row.kind.again && row.dims.Project != "":
		return "" // one of several amounts for a project
	case x.about.only == schema.ProcurementTotal && procured(row) != "" && !col.opaque():
		return procured(row)
	case x.about.only == schema.ProcurementTotal && strings.HasPrefix(string(ofColumn), "procurement."):
		return ofColumn
	case row.dims.Project != "" && x.about.defaults.Concept == schema.ExpenditureProject:
		return x.ofProject(row, col, ofColumn)
	case x.about.only != "" && !col.opaque() && (row.dims.FuncCode != "" || row.dims.EconCode != "" || row.total || row.fundAlone()):
		return x.about.only
	case x.about.defaults.Concept == schema.ThreePublicTotal && (ofRow == schema.ExpenditureYear || ofRow == schema.ExpenditureTotal || row.total && isYearTotal(ofColumn)):
		return schema.ThreePublicTotal // 支出合计 in the table of them, or 合计 × 全年支出
	case x.about.only == schema.ProcurementTotal && (strings.HasPrefix(string(ofRow), "agency.") || strings.HasPrefix(string(ofRow), "asset.")):
		return "" // 会议费 in a table of procurement is what is bought
	case x.about.defaults.Concept == schema.ExpenditureProject && row.total && (ofColumn == schema.ExpenditureYear || ofColumn == schema.ExpenditureTotal):
		return schema.ExpenditureProject
	case ofRow == "" && row.opaque() && !row.total && row.dims.Subordinate == "" && row.dims.EntityScope == "" && (clause.OfGovernment(ofColumn) || row.government):
		return "" // an unknown row of figures that only a government has
	case col.opaque() && ofColumn == "":
		if ofRow == schema.AssetFixed && col.unread == plainName(lastHead(col.label)) && labelled(col.unread, words.MoneyColumn, "worth") {
			return ofRow // 固定资产 × 年末数 原值
		}
		return "" // a column the tables do not know, or a part of one: 其中：教育收费
	case row.dims.FuncCode != "" && clause.IsEconomy(ofColumn):
		d.FuncCode = ""
		return "" // 乡镇卫生院 × 卫生技术人员
	case row.dims.FuncCode != "":
		return x.ofClass(col, ofRow, ofColumn, d)
	case row.dims.EconCode != "":
		if partOfEconomic(ofColumn) || x.about.halves && ofColumn == schema.ExpenditureBasic {
			return ofColumn // 人员经费 and 公用经费 beside 合计
		}
		return ofRow
	case ofRow == "" && row.dims == (schema.Dimensions{}) && !row.total && (clause.OfDebt(ofColumn) && row.namesOther() || clause.IsEconomy(ofColumn) && namesPart(row.label)):
		return "" // 农业农村 × 新增债券, 公立医院 × 卫生技术人员: a part of what the column is of
	case ofRow == "" || row.total && ofColumn != "":
		return x.wholeOr(row, col, cmp.Or(ofColumn, ofRow), d)
	case isYearTotal(ofRow) && splitsFunction(ofColumn):
		return ofColumn
	case clause.OfDebt(ofRow) && clause.OfDebt(ofColumn) && ofRow != ofColumn:
		return narrower(ofRow, ofColumn)
	}
	return ofRow
}

// wholeOr is the concept of a cell whose row names no account of its own, or a whole: c, which the column or the row has, or else
// what the table is about.
func (x *crossing) wholeOr(row, col *axis, c schema.ConceptID, d *schema.Dimensions) schema.ConceptID {
	d.FuncCode, d.EconCode = col.dims.FuncCode, col.dims.EconCode
	if c == "" && (row.total || row.saysYear() || row.label == "" && x.nameless) {
		c = x.whole(col)
	}
	if c == "" && !col.opaque() && (row.total || row.dims.EntityScope != "") {
		c = x.about.sided // 南京市 × 2021年执行数 in the table of the spending of one fund
	}
	if c == "" && !col.opaque() && !row.opaque() && (row.total || row.dims.EntityScope != "") && d.FuncCode == "" && x.heads != nil && x.heads.transfers {
		c, d.FuncCode = x.about.handed.concept, x.about.handed.class // of all transfers
		d.FundSource = cmp.Or(d.FundSource, x.about.handed.fund)
	}
	if c == "" && col.total && (row.total || row.dims.EntityScope != "") {
		c = x.about.debt // 市本级 × 合计 in a table of bonds issued
	}
	return c
}

// namesOther reports a row whose words are all known and name something that is neither a phase, a year, a kind of
// debt nor a sum.
func (a *axis) namesOther() bool {
	return nlp.HanCount(a.label) > 1 && !a.total && a.dims.EntityScope == "" && a.dims.Subordinate == "" && a.measure == "" && a.year == 0 && a.shift == 0 && a.form == "" && !a.kind.bare && !a.region && a.concept == "" && clause.UnreadIn(plainName(a.label)) != ""
}

// fundAlone reports a row that names whose money it is and nothing else: 政府性基金.
func (a *axis) fundAlone() bool {
	return a.dims.FundSource != "" && a.concept == "" && !a.opaque() && a.dims.Project == ""
}

// saysYear reports a row that names a year, and its phase at most: 2022年决算.
func (a *axis) saysYear() bool {
	return a.year > 0 && !a.opaque() && a.concept == "" && a.dims == (schema.Dimensions{}) && a.form == ""
}

// procured is what a row of a table of procurement that names a kind of it is of: 货物.
func procured(row *axis) schema.ConceptID {
	return schema.ConceptID(words.Procured.Labels().Meaning(nlp.Unnumbered(row.label)))
}

// narrower is which of two concepts of debt is a part of the other, "" where none is: a row
// of limits says nothing of a column of balances.
func narrower(a, b schema.ConceptID) schema.ConceptID {
	switch {
	case a == schema.DebtService && (b == schema.DebtRepaid || b == schema.DebtInterest):
		return b
	case b == schema.DebtService && (a == schema.DebtRepaid || a == schema.DebtInterest):
		return a
	case strings.HasPrefix(string(a), string(b)+"_"):
		return a
	case strings.HasPrefix(string(b), string(a)+"_"):
		return b
	}
	return ""
}

// ofClass is the concept of a figure of a functional class: the part of it that the
// column names, or in a table of revenue, 收入决算表 by class, the class's revenue.
func (x *crossing) ofClass(col *axis, ofRow, ofColumn schema.ConceptID, d *schema.Dimensions) schema.ConceptID {
	switch {
	case x.ctx.Frame.Territorial && x.about.defaults.Concept != schema.RevenueYear && strings.HasPrefix(string(x.about.defaults.Concept), "revenue."):
		d.FuncCode = "" // 政府性基金转移支付收入 is named like a class and is none of expenditure
		return ""
	case clause.OfDebt(ofColumn) && !strings.HasPrefix(d.FuncCode, ownClasses):
		return "" // bonds issued for education are a part of those issued
	case splitsFunction(ofColumn):
		return ofColumn
	case strings.HasPrefix(string(x.about.defaults.Concept), "revenue."):
		return x.whole(col)
	}
	return ofRow
}

func isYearTotal(c schema.ConceptID) bool {
	return c == schema.ExpenditureYear || c == schema.ExpenditureTotal || c == schema.RevenueYear
}

func partOfEconomic(c schema.ConceptID) bool {
	return c == schema.ExpenditurePersonnel || c == schema.ExpenditurePublicUse || c == schema.ExpenditureProject
}

// ofFund reads 本年收入 and 本年支出 in the table of one fund as that fund's.
func (x *crossing) ofFund(c schema.ConceptID) schema.ConceptID {
	switch {
	case x.about.section == schema.SectionTable4 || x.about.section == schema.SectionBudgetTable4:
		return clause.FiscalYear(c)
	case x.about.defaults.HeadFund == "":
	case c == schema.RevenueYear:
		return sideOf(schema.RevenueSide, x.about.defaults.HeadFund)
	case c == schema.ExpenditureYear:
		return sideOf(schema.ExpenditureSide, x.about.defaults.HeadFund)
	}
	return c
}

// underFund reads 本年收入合计 under a column of one fund as that fund's total.
func (x *crossing) underFund(c schema.ConceptID, fund schema.FundSource, own bool) schema.ConceptID {
	switch {
	case fund == "":
	case fund == schema.OtherFunds:
		if own && (c == schema.RevenueYear || c == schema.RevenueFiscal) {
			return ""
		}
		if c == schema.RevenueYear || c == schema.RevenueFiscal {
			return schema.RevenueOther
		}
	case c == schema.RevenueYear && x.about.section != schema.SectionTable1:
		return sideOf(schema.RevenueSide, fund)
	case fund == schema.FiscalFunds:
	case c == schema.RevenueFiscal:
		return sideOf(schema.RevenueSide, fund)
	case c == schema.ExpenditureFiscal:
		return sideOf(schema.ExpenditureSide, fund)
	}
	return c
}

// sideOf is the revenue or expenditure of one fund.
func sideOf(side schema.Side, fund schema.FundSource) schema.ConceptID {
	return clause.SideConcept(side, &clause.Phrase{Fund: fund}, schema.SectionDefault{})
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
	p := clause.Phrase{}
	return p.FundOf(c, schema.SectionDefault{}) != ""
}

// base says what a figure is held against: another phase, another year, or the whole
// it is a share of.
func (x *crossing) base(a *axis, f *schema.Fact) schema.Base {
	b := schema.Base{Measure: a.against.measure}
	if b.Measure == schema.Budget {
		b.Measure = x.budget
	}
	if f.Form == schema.Share {
		b.Concept = a.against.concept
	}
	if !f.Period.Known() {
		return b
	}
	year := f.Period.End.Year() + a.against.shift
	if a.against.year > 0 {
		year = a.against.year
	}
	if year != f.Period.End.Year() {
		b.Period = clause.InYear(f.Period, year)
	}
	return b
}

// monthsIn is the part of a year that a figure is of: the months that its column, its row or the title
// names, or else those of the document.
func (x *crossing) monthsIn(row, col *axis, year int) (p schema.Period, from schema.Origin) {
	p = clause.InYear(x.ctx.Frame.Period, year)
	if x.about.months.Known() {
		p, from = clause.InYear(x.about.months, year), schema.FromTableTitle
	}
	switch {
	case col.months != (months{}):
		return col.months.in(p, year), schema.FromColumn
	case (col.measure.IsBudget() || col.measure == schema.Target) && from == schema.FromTableTitle:
		return schema.YearPeriod(year), schema.FromColumn // 年初预算 in a table of 1-6月 is that of the year
	case row.months.span.Known() && !row.opaque():
		return row.months.in(p, year), schema.FromRow
	}
	return p, from
}

// phase reads 预算 in the report of a budget as the phase of the report.
func phase(m schema.Measure, ctx *clause.Context) schema.Measure {
	switch {
	case m == schema.Budget && ctx.Frame.Kind == schema.BudgetReport && ctx.Frame.Measure.IsBudget():
		return ctx.Frame.Measure
	case m == schema.Budget && ctx.Frame.Kind == schema.BudgetReport:
		return schema.BudgetInitial // in a notice of what is owed
	case m == schema.Actual && ctx.Frame.Territorial:
		return schema.Executed // 实际完成: accounts have an execution; SettleMember gives indicators their actual value
	}
	return m
}

// measure is the phase of a figure and what names it.
func (x *crossing) measure(row, col *axis) (schema.Measure, schema.Origin) {
	switch {
	case col.measure != "":
		return phase(col.measure, x.ctx), schema.FromColumn
	case col.months != (months{}) && (x.about.measure == "" || x.about.measure.IsBudget()) && x.ctx.Frame.Measure != schema.Final:
		return schema.Executed, schema.FromColumn // 累计 beside 年初预算
	case row.measure != "" && !row.opaque() && (row.concept == "" || row.year > 0):
		return phase(row.measure, x.ctx), schema.FromRow
	case x.about.measure != "":
		return x.about.measure, schema.FromTableTitle
	case x.about.months.Known() && x.ctx.Frame.Measure.IsBudget():
		return schema.Executed, schema.FromTableTitle // of some months, whatever the document is
	case strings.HasPrefix(string(x.about.section), "budget.") && x.about.planned:
		return schema.BudgetInitial, schema.FromTableTitle
	}
	if year, from := x.yearSaid(row, col); x.about.debts && year > 0 {
		switch {
		case year > x.ctx.Frame.Year:
			return schema.Budget, from // what will fall due is planned
		case year == x.ctx.Frame.Told, year < x.ctx.Frame.Year && x.ctx.Frame.Measure.IsBudget():
			return schema.Executed, from
		}
	}
	return x.ctx.Frame.Measure, schema.FromDocument
}

// yearSaid is the year that the column, the row or the title names, 0 for none.
func (x *crossing) yearSaid(row, col *axis) (int, schema.Origin) {
	switch {
	case col.year > 0:
		return col.year, schema.FromColumn
	case row.year > 0:
		return row.year, schema.FromRow
	}
	return x.about.year, schema.FromTableTitle
}

// point is the end of a year that a heading says its figures are of, "" for none: 年末数, 年末总户数.
func (a *axis) point() string {
	if !words.EndOfYear.Labels().Say(a.label) && a.whole == "" {
		return "" // as most
	}
	for _, s := range append(strings.Fields(a.label), a.whole) {
		if m := words.EndOfYear.Labels().Of(plainName(strings.TrimPrefix(s, yearBefore.FindString(s)))); m != nil {
			return m.Means
		}
	}
	return ""
}

// period is the period of a figure: that of the document, in the year that its column,
// its row or the title names, which of them being said.
func (x *crossing) period(c schema.ConceptID, row, col *axis) (schema.Period, schema.Origin) {
	year, from := x.ctx.Frame.Year, schema.FromDocument
	if x.about.year > 0 {
		year, from = x.about.year, schema.FromTableTitle
	}
	switch {
	case col.year > 0 && row.concept == schema.BalanceOpening:
		return schema.Instant(schema.DateOf(col.year, 1, 1)), schema.FromColumn // 上年结余 among the accounts of 2024 opens 2024
	case col.shift != 0 && row.concept == schema.BalanceOpening && row.year == 0:
		return schema.Instant(schema.DateOf(year+col.shift, 1, 1)), schema.FromColumn // 上年结转 × 上年预算数
	case col.year > 0:
		year, from = col.year, schema.FromColumn
	case row.year > 0:
		year, from = row.year, schema.FromRow
	case col.shift != 0:
		year, from = year+col.shift, schema.FromColumn
	}
	if c == schema.DebtBalance && row.year == 0 && row.shift != 0 {
		year, from = year+row.shift, schema.FromRow // 上年末债务余额 beside the issue of 2024
	}
	if year <= 0 {
		return schema.Period{}, ""
	}
	if c == "" {
		switch point := cmp.Or(col.point(), row.point()); {
		case point == "opening":
			return schema.Instant(schema.DateOf(year, 1, 1)), from
		case point == "closing", x.about.closes:
			return schema.Instant(schema.DateOf(year, 12, 31)), from
		}
	}
	months, in := x.monthsIn(row, col, year)
	return clause.FitPeriod(c, months, x.ctx.Frame.Year), cmp.Or(in, from)
}
