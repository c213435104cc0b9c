package table

import (
	"cmp"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// fact says what the figure where a row and a column cross is. It settles the unit of
// the mention, and reports false where nothing states one.
func (x *crossing) fact(m *nlp.Mention, row, col *axis) (schema.Fact, bool) {
	f := schema.Fact{Section: x.about.section, SourceKind: schema.TableSource, Rule: "table"}
	f.Concept, f.Dimensions = x.meaning(row, col)
	f.Said.Remark = col.remark
	if f.Dimensions.EntityScope == "" && f.Dimensions.Subordinate == "" {
		f.Dimensions.EntityScope = x.about.scope
	}
	named := f.Concept
	f.Label, f.Called = cmp.Or(row.label, col.label), x.called(row, col, &f)
	f.Context = strings.TrimSpace(row.label + " × " + col.label)
	if f.Concept == schema.AssetVehiclesByKind && row.concept == f.Concept {
		f.Dimensions.VehicleKind = clause.VehicleKind(plainName(row.label))
	}
	f.Measure, f.MeasureSource = x.measure(row, col)
	if f.Form = cmp.Or(col.form, row.form, schema.Level); col.unitless() {
		f.Form = schema.Level // how long, and how much it counts, whatever the row is a rate of
	}
	if !x.settleUnit(m, row, col, &f) {
		return f, false
	}
	f.Kind, f.Value, f.Unit = schema.Kind(m.Kind), m.Value, m.Unit
	f.Period, f.PeriodSource = x.period(f.Concept, row, col)
	if f.Kind != schema.Amount && (f.Concept == schema.PerformanceProjectBudget || f.Concept == schema.PerformanceProjectSpent) && f.Form == schema.Level {
		f.Concept = "" // what a project does, not what it costs
	}
	clause.SettleMember(&f, row.form == "" && col.form == "")
	if f.Concept != named && f.Concept == "" {
		f.Called = x.called(row, col, &f) // as what it is
	}
	if x.isOwed(&f) {
		f.Measure, f.MeasureSource = schema.Executed, schema.FromConcept
	}
	switch {
	case col.related:
		f.Base = x.base(col, &f)
	case row.related:
		f.Base = x.base(row, &f)
	}
	if f.Form == schema.Completion && f.Base.Measure == "" {
		f.Base.Measure = x.budget // 完成率 says of what no more than that it is done
	}
	return f, true
}

// isOwed reports a debt of a day, or what was borrowed and repaid by then, in a notice of what is owed:
// neither its title nor that of the table names a phase.
func (x *crossing) isOwed(f *schema.Fact) bool {
	said := f.MeasureSource == schema.FromColumn || f.MeasureSource == schema.FromRow || x.about.measure != ""
	return clause.OfDebt(f.Concept) && f.Concept != schema.DebtLimit && f.Concept != schema.DebtLimitNew && !said && f.Measure.IsBudget() && f.Period.Known() &&
		f.Period.End.Year() <= x.ctx.Frame.Year && schema.PhaseNamed(x.ctx.Frame.Title) == ""
}

// settleUnit gives a bare figure the unit of its column, row or table.
func (x *crossing) settleUnit(m *nlp.Mention, row, col *axis, f *schema.Fact) bool {
	unit := cmp.Or(col.unit, row.unit)
	counted := col.counted
	if col.unitless() {
		unit = col.unit
	} else if counted == nil && unit == "" && !col.money() {
		counted = row.counted
	}
	concept, _ := schema.ConceptByID(f.Concept)
	switch {
	case f.Concept == schema.PerformanceScore && m.Kind == nlp.Number:
		m.Kind, m.Unit, f.Form = nlp.Score, schema.UnitPoint, schema.ScoreForm
	case m.Kind == nlp.Ratio && col.done && f.Form == schema.Level:
		f.Form = schema.Completion
	case m.Kind == nlp.Ratio && m.Unit == "%" && f.Form == schema.Delta && concept.Kind == schema.Amount:
		f.Form = schema.PctChange // the cell itself says that the change is a rate
	case m.Kind == nlp.Ratio:
		f.Form = shareAtLeast(f.Form)
	case m.Kind != nlp.Number:
	case unit == "" && (cmp.Or(col.bare, row.bare) == bareIndex || counted == nil && x.about.index):
		m.Kind, m.Unit = nlp.Ratio, "%"
	case unit == "" && cmp.Or(col.bare, row.bare) != "" && col.bare != bareQuantity:
		m.Kind, m.Unit = nlp.Count, ""
	case unit == "%", unit == "" && (f.Form == schema.PctChange || f.Form == schema.Share), unit == "" && counted == nil && x.about.rates:
		m.Kind, m.Unit = nlp.Ratio, "%"
		if f.Form == schema.Level && x.about.changes && !words.RateEnd.Labels().Say(plainName(lastHead(col.label))) {
			f.Form = schema.PctChange
		}
		f.Form = shareAtLeast(f.Form)
	case concept.Kind == schema.Count && col.unit != "":
		f.Concept = "" // 车辆 × 金额（万元） is what the cars cost
		scaleMoney(m, unitScale(col.unit))
	case concept.Kind == schema.Count && (m.Decimals > 0 || col.money()) && x.unit() != "":
		f.Concept = "" // 车辆 × 60.00 in a table in 万元, or × 金额, is what they cost
		scaleMoney(m, unitScale(x.unit()))
	case concept.Kind == schema.Count:
		m.Kind, m.Unit = nlp.Count, concept.Unit
	case counted != nil:
		if concept.Kind == schema.Amount && counted.Kind != nlp.Amount {
			f.Concept = "" // 房屋（平方米） × 数量
		}
		countIn(m, counted)
	case unit == "" && col.bare == bareQuantity && row.piece != nil:
		f.Concept = ""
		countIn(m, row.piece)
	case unit == "" && col.bare == bareQuantity:
		f.Concept, m.Kind, m.Unit = "", nlp.Count, ""
	case unit == "" && x.about.counted != nil:
		countIn(m, x.about.counted)
	case unit == "" && f.Concept == "" && counts(row, col) != nil:
		countIn(m, counts(row, col))
	default:
		if unit = cmp.Or(unit, x.unit()); unit == "" {
			return false
		}
		scaleMoney(m, unitScale(unit))
	}
	return true
}

// money reports a column of what something costs or is worth, in a table in a unit of money: 原值 beside 数量.
func (a *axis) money() bool { return labelled(plainName(lastHead(a.label)), words.MoneyColumn) }

// counts is one of what the heading of a column, or else of a row, says that it counts: 户数 in a table in 万元. It is
// nil where they count nothing.
func counts(row, col *axis) *nlp.Mention {
	for _, a := range [...]*axis{col, row} {
		if l := words.CountHead.Labels().Of(plainName(lastHead(a.label))); l != nil {
			return oneOf(l.Means)
		}
	}
	return nil
}

// The meanings of headings whose figures have no unit by themselves: those of a base of 100,
// and those that count what the row names in its own unit.
const (
	bareIndex    = "index"
	bareQuantity = "quantity"
	bareTerm     = "term"
	bareWeight   = "weight"
)

// unitless reports a column of terms or weights, which have no unit of their row's.
func (a *axis) unitless() bool { return a.bare == bareTerm || a.bare == bareWeight }

// countIn makes a bare number one of a unit, of which one is given.
func countIn(m, one *nlp.Mention) {
	m.Kind, m.Unit, m.Scale = one.Kind, one.Unit, one.Scale
	m.Value, m.Decimals = m.Value.Mul(one.Value), m.Decimals+one.Decimals
}

// unit is the money unit of the table, or else of the first that stated one. Where the
// line of the table's own unit has lost it, nothing says that it is the same.
func (x *crossing) unit() string {
	if x.about.unstated || x.about.counted != nil {
		return ""
	}
	return cmp.Or(x.about.unit, x.ctx.TableUnit)
}

// shareAtLeast is the form of a ratio: a level of one is a share.
func shareAtLeast(form schema.Form) schema.Form {
	if form == schema.Level {
		return schema.Share
	}
	return form
}
