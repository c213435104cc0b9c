package table

import (
	"cmp"
	"strings"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// chartDefaults is what a chart takes for granted.
var chartDefaults = schema.SectionDefault{Fund: schema.AllFunds, Function: true, Grand: true, Concept: schema.ExpenditureTotal}

// chart reads the cached series of a chart: categories in row 0, series names in
// column 0. Values carry no unit; money is in the unit the same figure has in
// the text (value co-reference), and a chart whose categories are years gives
// each value its year.
func (r *Reader) chart(block int, g *grid) {
	h := r.headings(schema.SectionChart, chartDefaults.Function)
	title := h.axis(r.Doc.Blocks[block].Text.S)
	categories := make([]axis, g.t.Cols)
	for c := 1; c < g.t.Cols; c++ {
		categories[c] = h.axis(nlp.Unnumbered(strings.Trim(g.text(0, c), ".")))
	}
	classCategories(g, &h)
	var values []chartValue
	for row := 1; row < g.t.Rows; row++ {
		series := h.axis(nlp.Unnumbered(g.text(row, 0)))
		for c := 1; c < g.t.Cols; c++ {
			if k := g.at[row][c]; k >= 0 && g.figure[k] {
				values = append(values, chartValue{&g.ms[k][0], g.loc(block, k), chartFact(&title, &series, &categories[c], r.Ctx)})
			}
		}
	}
	scale, known := r.chartScale(values)
	for _, v := range values {
		r.chartValue(v, scale, known)
	}
}

// chartValue is a value of a chart and what it means but for its unit.
type chartValue struct {
	mention *nlp.Mention
	loc     extract.Loc
	fact    schema.Fact
}

// classCategories classes the numbers that name categories and series: years
// are dates, others are ordinals, and none is a quantity.
func classCategories(g *grid, h *headings) {
	for k := range g.t.Cells {
		c := &g.t.Cells[k]
		if c.Row > 0 && c.Col > 0 {
			continue
		}
		as := nlp.Ordinal
		if a := h.axis(c.Text.S); a.year > 0 {
			as = nlp.Date
		}
		clause.Classify(g.ms[k], as)
	}
}

// chartFact says what a value of a chart is of. What a category names that nobody
// knows is not what the title names.
func chartFact(title, series, category *axis, ctx *clause.Context) schema.Fact {
	f := schema.Fact{Form: schema.Level, Section: schema.SectionChart, SourceKind: schema.ChartSource, Rule: "chart"}
	from := [...]schema.Origin{schema.FromColumn, schema.FromRow, schema.FromTableTitle}
	for k, a := range []*axis{category, series, title} {
		if f.Concept == "" && a.concept != "" && !category.opaque() {
			f.Concept, f.Dimensions, f.Label = a.concept, a.dims, a.label
		}
		if f.Measure == "" {
			f.Measure, f.MeasureSource = a.measure, from[k]
		}
	}
	f.Label = cmp.Or(f.Label, category.label, series.label)
	if f.Concept == schema.ExpenditureByFunction {
		f.Dimensions.FundSource = schema.GeneralPublicBudget
	} else if f.Dimensions.FundSource == "" {
		p := clause.Phrase{}
		f.Dimensions.FundSource = p.FundOf(f.Concept, chartDefaults)
	}
	if f.Measure == "" || f.Measure == schema.Budget {
		f.Measure, f.MeasureSource = ctx.Frame.Measure, schema.FromDocument
	}
	f.PeriodSource = schema.FromDocument
	for k, a := range []*axis{category, series} {
		if a.year > 0 && f.PeriodSource == schema.FromDocument {
			f.PeriodSource = from[k]
		}
	}
	if year := cmp.Or(category.year, series.year, ctx.Frame.Year); year > 0 {
		f.Period = clause.FitPeriod(f.Concept, schema.YearPeriod(year), ctx.Frame.Year)
	}
	f.Context = strings.TrimSpace(series.label + " × " + category.label)
	return f
}

// chartScales are the powers of ten that a chart's values may be of, the likeliest first.
var chartScales = [...]int{4, 0, 8, 3}

// chartScale decides the scale of a chart's values together: that under which most of
// them recur in the text, else that of the tables.
func (r *Reader) chartScale(values []chartValue) (scale int, known bool) {
	votes := map[int]int{}
	for _, v := range values {
		if v.mention.Kind == nlp.Number {
			if s, ok := r.scaleInText(v.mention); ok {
				votes[s]++
			}
		}
	}
	best := 0
	for _, s := range chartScales {
		if votes[s] > best {
			scale, best = s, votes[s]
		}
	}
	if best == 0 && r.Ctx.TableUnit != "" {
		return unitScale(r.Ctx.TableUnit), true
	}
	return scale, best > 0
}

// chartValue settles the unit of a value: a ratio where the cell says so, else money.
func (r *Reader) chartValue(v chartValue, scale int, known bool) {
	m, f := v.mention, v.fact
	if r.Out.Glued(v.loc, m) {
		return
	}
	switch {
	case m.Kind == nlp.Ratio:
		f.Form = schema.Share
		whole := schema.SectionFinalGeneralBudget
		if f.Concept != schema.ExpenditureByFunction {
			whole = ""
		}
		f.Base.Concept = clause.ParentOf(f.Concept, whole)
	case m.Kind == nlp.Number && known:
		scaleMoney(m, scale)
	case m.Kind == nlp.Number:
		r.Out.Issue(v.loc, m.Start, m.End, schema.IssueUnit, "the chart states no unit and no value recurs in the text")
		return
	}
	f.Kind, f.Value, f.Unit = schema.Kind(m.Kind), m.Value, m.Unit
	r.Out.Fact(v.loc, m, f)
}

// scaleInText finds the scale of an equal mantissa among the facts already read:
// that of the first fact which has it.
func (r *Reader) scaleInText(m *nlp.Mention) (scale int, ok bool) {
	if m.Value.IsZero() {
		return 0, false
	}
	first := r.amounts.upTo(r.Out.Facts)
	best := len(r.Out.Facts)
	for _, s := range chartScales {
		if k, found := first[m.Value.Abs().Shift(int32(s)).String()]; found && k < best {
			best, scale, ok = k, s, true
		}
	}
	return scale, ok
}
