package table

import (
	"cmp"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// figure tags the figure where a row and a column cross.
func (t *tabler) figure(k int, row, col axis) {
	m := &t.g.ms[k][0]
	loc := extract.Loc{Block: t.block, Cell: k}
	if t.r.Out.Glued(loc, m) {
		return
	}
	f := schema.Fact{Form: schema.Level, Section: t.section, SourceKind: schema.TableSource, Rule: "table"}
	f.Concept, f.Dimensions = t.cross(row, col)
	f.Label = cmp.Or(row.label, col.label)
	f.Context = strings.TrimSpace(row.label + " × " + col.label)
	f.Measure = t.tableMeasure(row, col)
	if row.form != "" {
		f.Form = row.form
	}
	if col.form != "" {
		f.Form = col.form
	}
	if !t.resolveUnit(m, row, col, &f) {
		t.r.Out.Issue(loc, m.Start, m.End, schema.IssueUnit, "no unit in the title, the header or the cell")
		return
	}
	f.Kind, f.Value, f.Unit = schema.Kind(m.Kind), m.Value, m.Unit
	f.Period = t.tablePeriod(f.Concept, row, col)
	clause.SettleMember(&f, row.form == "" && col.form == "")
	switch {
	case col.related:
		f.Base = t.baseOf(&col, &f)
	case row.related:
		f.Base = t.baseOf(&row, &f)
	}
	t.r.Out.Fact(loc, m, f)
}

// baseOf says what a figure is held against: another phase, another year, or
// the whole it is a share of.
func (t *tabler) baseOf(a *axis, f *schema.Fact) schema.Base {
	b := schema.Base{Measure: t.basePhase(a.against.measure)}
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
		b.Period = schema.YearPeriod(year)
	}
	return b
}

// basePhase reads 预算 in a heading as the column of that name, or the one budget
// that the table has a column of; where it has two, the heading leaves open which
// is meant.
func (t *tabler) basePhase(m schema.Measure) schema.Measure {
	if m != schema.Budget {
		return m
	}
	var only schema.Measure
	for c := range t.columns {
		switch b := t.columns[c].measure; {
		case !b.IsBudget() || t.columns[c].form != "":
		case b == schema.Budget:
			return t.phase(b)
		case only != "" && only != b:
			return schema.Budget
		default:
			only = b
		}
	}
	return cmp.Or(only, t.phase(m))
}

// phase reads 预算 in the report of a budget as the phase of the report.
func (t *tabler) phase(m schema.Measure) schema.Measure {
	if m == schema.Budget && t.r.Ctx.Frame.Kind == schema.BudgetReport {
		return t.r.Ctx.Frame.Measure
	}
	return m
}

// cross decides the concept where a row and a column meet.
func (t *tabler) cross(row, col axis) (schema.ConceptID, schema.Dimensions) {
	row.concept, col.concept = t.ofFund(row.concept), t.ofFund(col.concept)
	d := row.dims
	d.FundSource = cmp.Or(col.dims.FundSource, row.dims.FundSource)
	d.EntityScope = cmp.Or(col.dims.EntityScope, row.dims.EntityScope)
	d.Subordinate = cmp.Or(col.dims.Subordinate, row.dims.Subordinate)
	d.Indicator = cmp.Or(row.dims.Indicator, col.dims.Indicator)
	c := row.concept
	switch {
	case t.insured:
		return insuredCross(row, col, schema.Dimensions{EntityScope: d.EntityScope, Subordinate: d.Subordinate})
	case row.group:
		return "", schema.Dimensions{EntityScope: d.EntityScope, Subordinate: d.Subordinate}
	case t.only != "" && (row.dims.FuncCode != "" || row.dims.EconCode != "" || row.total):
		c = t.only
	case c == "" && row.opaque() && !row.total && row.dims.Subordinate == "" && row.dims.EntityScope == "" && clause.OfGovernment(col.concept):
	case col.opaque() && col.concept == "" && !row.total:
		c = "" // a column the tables do not know
	case row.dims.FuncCode != "":
		switch {
		case splitsFunction(col.concept):
			c = col.concept
		case strings.HasPrefix(string(t.home.Concept), "revenue."):
			c = t.home.Concept // 收入决算表 by class: the class's revenue
		}
	case row.dims.EconCode != "":
		if col.concept == schema.ExpenditurePersonnel || col.concept == schema.ExpenditurePublicUse || col.concept == schema.ExpenditureProject {
			c = col.concept // 人员经费 and 公用经费 beside 合计
		}
	case c == "" || row.total && col.concept != "":
		c = cmp.Or(col.concept, c)
		d.FuncCode, d.EconCode = col.dims.FuncCode, col.dims.EconCode
		if c == "" && (row.total || row.label == "") {
			c = t.home.Concept
		}
	case (c == schema.ExpenditureYear || c == schema.ExpenditureTotal || c == schema.RevenueYear) && splitsFunction(col.concept):
		c = col.concept
	}
	c = t.fundColumn(c, col.dims.FundSource)
	if d.FundSource == "" || impliesFund(c) {
		p := clause.Phrase{}
		d.FundSource = p.FundOf(c, t.home)
	}
	return c, d
}

// ofFund reads 本年收入 and 本年支出 in the table of one fund as that fund's.
func (t *tabler) ofFund(c schema.ConceptID) schema.ConceptID {
	switch {
	case t.section == schema.SectionTable4 || t.section == schema.SectionBudgetTable4:
		return clause.FiscalYear(c)
	case t.home.HeadFund == "":
	case c == schema.RevenueYear:
		return clause.SideConcept(clause.RevenueSide, &clause.Phrase{Fund: t.home.HeadFund}, clause.SectionDefault{})
	case c == schema.ExpenditureYear:
		return clause.SideConcept(clause.ExpenditureSide, &clause.Phrase{Fund: t.home.HeadFund}, clause.SectionDefault{})
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
		return clause.SideConcept(clause.RevenueSide, &clause.Phrase{Fund: fund}, clause.SectionDefault{})
	case fund == schema.FiscalFunds:
	case c == schema.RevenueFiscal:
		return clause.SideConcept(clause.RevenueSide, &clause.Phrase{Fund: fund}, clause.SectionDefault{})
	case c == schema.ExpenditureFiscal:
		return clause.SideConcept(clause.ExpenditureSide, &clause.Phrase{Fund: fund}, clause.SectionDefault{})
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
	p := clause.Phrase{}
	return p.FundOf(c, clause.SectionDefault{}) != ""
}

// tableMeasure is the phase of a table's figures.
func (t *tabler) tableMeasure(row, col axis) schema.Measure {
	switch {
	case col.measure != "":
		return t.phase(col.measure)
	case row.measure != "" && row.concept == "" && !row.opaque():
		return row.measure
	case strings.HasPrefix(string(t.section), "budget."):
		return schema.BudgetInitial
	}
	return t.r.Ctx.Frame.Measure
}

// tablePeriod is the period of a table's figures: that of the document, in the
// year that its row or column names.
func (t *tabler) tablePeriod(c schema.ConceptID, row, col axis) schema.Period {
	year := t.r.Ctx.Frame.Year
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
	return clause.FitPeriod(c, clause.InYear(t.r.Ctx.Frame.Period, year), t.r.Ctx.Frame.Year)
}

// resolveUnit gives a bare figure the unit of its column, row or table.
func (t *tabler) resolveUnit(m *nlp.Mention, row, col axis, f *schema.Fact) bool {
	if m.Kind != nlp.Number {
		if m.Kind == nlp.Ratio && f.Form == schema.Level {
			f.Form = schema.Share
		}
		return true
	}
	unit := cmp.Or(col.unit, row.unit)
	counted := col.counted
	if counted == nil && unit == "" {
		counted = row.counted
	}
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
	if counted != nil {
		m.Kind, m.Unit, m.Scale = counted.Kind, counted.Unit, counted.Scale
		m.Value, m.Decimals = m.Value.Mul(counted.Value), m.Decimals+counted.Decimals
		return true
	}
	scale := t.scale
	if unit == "" {
		unit = cmp.Or(t.unit, t.r.Ctx.TableUnit)
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
