package table

import (
	"cmp"
	"strings"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// chart tags the cached series of a chart: categories in row 0, series names in
// column 0. Values carry no unit; money is in the unit the same figure has in
// the text (value co-reference), and a chart whose categories are years gives
// each value its year.
func (t *tabler) chart() {
	t.section = schema.SectionChart
	t.home = clause.SectionDefault{Fund: schema.AllFunds, Function: true, Grand: true, Concept: schema.ExpenditureTotal}
	title := t.axis(t.r.Doc.Blocks[t.block].Text.S)
	t.classCategories()
	var values []int
	for r := 1; r < t.g.t.Rows; r++ {
		series := t.axis(nlp.StripNumbering(t.g.text(r, 0)))
		for c := 1; c < t.g.t.Cols; c++ {
			k := t.g.at[r][c]
			if k < 0 || !t.g.figure[k] {
				continue
			}
			category := t.axis(nlp.StripNumbering(strings.Trim(t.g.text(0, c), ".")))
			if f, ok := t.chartFact(k, title, series, category); ok {
				t.g.ms[k][0].Scale = -1
				values = append(values, t.pending(k, f))
			}
		}
	}
	t.settleChart(values)
}

// classCategories classes the numbers that name categories and series: years
// are dates, others are ordinals, and none is a quantity.
func (t *tabler) classCategories() {
	for k := range t.g.t.Cells {
		c := &t.g.t.Cells[k]
		if c.Row > 0 && c.Col > 0 {
			continue
		}
		as := nlp.Ordinal
		if t.axis(c.Text.S).year > 0 {
			as = nlp.Date
		}
		clause.Classify(t.g.ms[k], as)
	}
}

// chartFact reads one value of a chart.
func (t *tabler) chartFact(k int, title, series, category axis) (schema.Fact, bool) {
	f := schema.Fact{Form: schema.Level, Section: schema.SectionChart, SourceKind: schema.ChartSource, Rule: "chart"}
	for _, a := range []axis{category, series, title} {
		if f.Concept == "" && a.concept != "" && !category.opaque() { // what a category names that nobody knows is not what the title names
			f.Concept, f.Dimensions, f.Label = a.concept, a.dims, a.label
		}
		if f.Measure == "" {
			f.Measure = a.measure
		}
	}
	if f.Label == "" {
		f.Label = cmp.Or(category.label, series.label)
	}
	if f.Concept == schema.ExpenditureByFunction {
		f.Dimensions.FundSource = schema.GeneralPublicBudget
	} else if f.Dimensions.FundSource == "" {
		p := clause.Phrase{}
		f.Dimensions.FundSource = p.FundOf(f.Concept, t.home)
	}
	if f.Measure == "" || f.Measure == schema.Budget {
		f.Measure = t.r.Ctx.Frame.Measure
	}
	year := t.r.Ctx.Frame.Year
	switch {
	case category.year > 0:
		year = category.year
	case series.year > 0:
		year = series.year
	}
	if year > 0 {
		f.Period = clause.FitPeriod(f.Concept, schema.YearPeriod(year), t.r.Ctx.Frame.Year)
	}
	f.Context = strings.TrimSpace(series.label + " × " + category.label)
	return f, true
}

// pending holds a chart value until the chart's unit is known.
type pendingFact struct {
	cell int
	fact schema.Fact
}

func (t *tabler) pending(k int, f schema.Fact) int {
	t.waiting = append(t.waiting, pendingFact{k, f})
	return len(t.waiting) - 1
}

// settleChart decides the unit of a chart's values together: a ratio where the
// cell says so, else the scale under which most of them recur in the text.
func (t *tabler) settleChart(values []int) {
	votes := map[int]int{}
	for _, v := range values {
		m := &t.g.ms[t.waiting[v].cell][0]
		if m.Kind == nlp.Number {
			if s, ok := t.scaleInText(m); ok {
				votes[s]++
			}
		}
	}
	scale, best := -1, 0
	for _, s := range []int{4, 0, 8, 3} {
		if votes[s] > best {
			scale, best = s, votes[s]
		}
	}
	if best == 0 && t.r.Ctx.TableUnit != "" {
		scale = unitScale(t.r.Ctx.TableUnit)
	}
	for _, v := range values {
		p := &t.waiting[v]
		m := &t.g.ms[p.cell][0]
		m.Scale = 0
		loc := extract.Loc{Block: t.block, Cell: p.cell}
		if t.r.Out.Glued(loc, m) {
			continue
		}
		switch {
		case m.Kind == nlp.Ratio:
			p.fact.Form = schema.Share
			p.fact.Base.Concept = clause.ParentOf(p.fact.Concept, schema.SectionFinalGeneralBudget)
			if p.fact.Concept != schema.ExpenditureByFunction {
				p.fact.Base.Concept = clause.ParentOf(p.fact.Concept, "")
			}
		case m.Kind == nlp.Number && scale >= 0:
			scaleMoney(m, scale)
		case m.Kind == nlp.Number:
			t.r.Out.Issue(loc, m.Start, m.End, schema.IssueUnit, "the chart states no unit and no value recurs in the text")
			continue
		}
		p.fact.Kind, p.fact.Value, p.fact.Unit = schema.Kind(m.Kind), m.Value, m.Unit
		t.r.Out.Fact(loc, m, p.fact)
	}
	t.waiting = t.waiting[:0]
}

// scaleInText finds the scale of an equal mantissa among the facts already read:
// that of the first fact which has it.
func (t *tabler) scaleInText(m *nlp.Mention) (scale int, ok bool) {
	if m.Value.IsZero() {
		return 0, false
	}
	first := t.r.amounts.upTo(t.r.Out.Facts)
	best := len(t.r.Out.Facts)
	for _, s := range []int{4, 0, 8, 3} {
		if k, found := first[m.Value.Abs().Shift(int32(s)).String()]; found && k < best {
			best, scale, ok = k, s, true
		}
	}
	return scale, ok
}

// amountIndex knows the first fact outside charts of each amount, whatever its
// sign. It grows with the facts and looks at each of them once.
type amountIndex struct {
	first map[string]int // by absolute value
	seen  int
}

func (x *amountIndex) upTo(facts []schema.Fact) map[string]int {
	if x.first == nil {
		x.first = make(map[string]int)
	}
	for ; x.seen < len(facts); x.seen++ {
		f := &facts[x.seen]
		if f.Kind != schema.Amount || f.SourceKind == schema.ChartSource {
			continue
		}
		value := f.Value.Abs().String()
		if _, ok := x.first[value]; !ok {
			x.first[value] = x.seen
		}
	}
	return x.first
}
