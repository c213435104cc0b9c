package review

import (
	"cmp"
	"io/fs"
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// officePage is one office with its years side by side.
type officePage struct {
	Entity    string
	Documents []documentRow
	Places    []string // more than one: two offices of one name
	Charts    []*chart
}

func (s *Server) office(r *request) (view, error) {
	entity := r.URL.Query().Get("entity")
	x := r.state.index
	p := &officePage{Entity: entity}
	n := x.names.number(entity)
	if n <= 0 {
		return view{}, fs.ErrNotExist
	}
	for i := range x.documents {
		if x.documents[i].entity == n {
			row := x.row(r.words, int32(i))
			p.Documents = append(p.Documents, row)
			if row.Place != "" && !slices.Contains(p.Places, row.Place) {
				p.Places = append(p.Places, row.Place)
			}
		}
	}
	if len(p.Documents) == 0 {
		return view{}, fs.ErrNotExist
	}
	sort.SliceStable(p.Documents, func(i, j int) bool { return p.Documents[j].year < p.Documents[i].year })
	rows, err := sink.RowsOf[sink.ObservationRow](r.state.snap, "observations", sink.Equal{Column: "entity", Value: entity})
	if err != nil {
		return view{}, err
	}
	p.Charts = officeCharts(r.words, rows)
	return view{"office", entity, p, scriptsFor(p.Charts...)}, nil
}

// panel is the amounts of an office by concept and year, final or planned ones.
type panel struct {
	years    []int32 // the last shownYears
	concepts map[string]series
	classes  map[string]series // expenditure by the func_code of its 类
}

// series is the figures of one quantity by year.
type series map[int32]*figure

// shownYears is how many years a chart has room for.
const shownYears = 12

// figure is the settled value of a year, the best of the funds it is told for.
type figure struct {
	row  *sink.ObservationRow
	rank int
}

func panelOf(rows []sink.ObservationRow, planned bool) *panel {
	p := &panel{concepts: make(map[string]series), classes: make(map[string]series)}
	for i := range rows {
		o := &rows[i]
		class, rank, ok := whole(o, planned)
		if !ok {
			continue
		}
		if class != "" {
			keep(p.classes, class, o, rank)
		} else {
			keep(p.concepts, o.Concept, o, rank)
		}
		if k, found := slices.BinarySearch(p.years, o.FiscalYear); !found {
			p.years = slices.Insert(p.years, k, o.FiscalYear)
		}
	}
	p.years = p.years[max(0, len(p.years)-shownYears):]
	return p
}

// keep adds a figure unless the year has one of a better fund.
func keep(to map[string]series, key string, o *sink.ObservationRow, rank int) {
	if to[key] == nil {
		to[key] = make(series)
	}
	if old := to[key][o.FiscalYear]; old == nil || rank < old.rank {
		to[key][o.FiscalYear] = &figure{o, rank}
	}
}

// phase ranks the measures that are of the accounts, or of the budget.
func phase(o *sink.ObservationRow, planned bool) (rank int, ok bool) {
	wanted := []schema.Measure{schema.Final, ""}
	if planned {
		wanted = []schema.Measure{schema.BudgetInitial, schema.Budget, schema.BudgetAdjusted}
	}
	rank = slices.Index(wanted, schema.Measure(str(o.Measure)))
	return rank, rank >= 0
}

// whole takes the amounts of whole years as they turned out, or were planned, without
// a breakdown but by fund, which it ranks, and but by the 类 of the expenditure.
func whole(o *sink.ObservationRow, planned bool) (class string, rank int, ok bool) {
	d := o.Known()
	fund, function := d.FundSource, d.FuncCode
	d.FundSource, d.EntityScope, d.FuncCode = "", "", ""
	told, ok := phase(o, planned)
	if !ok || o.Kind != string(schema.Amount) || o.ValueForm != string(schema.Level) || o.FiscalYear == 0 || d != (schema.Dimensions{}) ||
		o.PeriodStart == nil || o.PeriodEnd == nil ||
		(schema.Period{Start: schema.Date(*o.PeriodStart), End: schema.Date(*o.PeriodEnd)}) != schema.YearPeriod(int(o.FiscalYear)) {
		return "", 0, false
	}
	funds := []schema.FundSource{schema.AllFunds, "", schema.FundNamed(schema.ConceptID(o.Concept)), schema.FiscalFunds, schema.GeneralPublicBudget}
	if rank = slices.Index(funds, fund); rank < 0 {
		return "", 0, false
	}
	rank = 4*rank + told
	switch {
	case o.Concept == string(schema.ExpenditureByFunction) && len(function) == 3:
		return function, rank, true
	case function != "":
		return "", 0, false
	}
	return "", rank, true
}

func officeCharts(w words, rows []sink.ObservationRow) (charts []*chart) {
	final, planned := panelOf(rows, false), panelOf(rows, true)
	threePublic := []schema.ConceptID{schema.ThreePublicTotal, schema.ThreePublicAbroad, schema.ThreePublicVehicle, schema.ThreePublicReception}
	for _, c := range []*chart{
		final.chart(w, "chart revenue", final.revenue()),
		planned.chart(w, "chart revenue planned", planned.revenue()),
		final.chart(w, "chart three public", threePublic),
		planned.chart(w, "chart three public planned", threePublic),
		final.shares(w),
	} {
		if c != nil {
			charts = append(charts, c)
		}
	}
	return charts
}

// revenue is the revenue and the expenditure that can be compared: both of the
// year or both in total, which of them the reports tell more of.
func (p *panel) revenue() []schema.ConceptID {
	year := []schema.ConceptID{schema.RevenueYear, schema.ExpenditureYear}
	total := []schema.ConceptID{schema.RevenueTotal, schema.ExpenditureTotal}
	told := func(pair []schema.ConceptID) int {
		return len(p.concepts[string(pair[0])]) + len(p.concepts[string(pair[1])])
	}
	if told(total) > told(year) {
		return total
	}
	return year
}

// chart shows concepts over the years: the table in 万元 as reports are, the
// axis in 亿元 where that keeps its numbers short.
func (p *panel) chart(w words, title string, concepts []schema.ConceptID) *chart {
	c := &chart{ID: strings.ReplaceAll(title, " ", "-")}
	c.Title, _ = w.T(title)
	c.Unit, _ = w.T("unit wan")
	var told []series
	for _, id := range concepts {
		if s := p.concepts[string(id)]; len(s) > 0 {
			told, c.Series = append(told, s), append(c.Series, seriesName{w.ConceptLabel(string(id)), "zh-CN"})
		}
	}
	largest := int64(0)
	for _, year := range p.years {
		col := chartColumn{Name: itoa(int64(year))}
		for _, s := range told {
			largest = max(largest, s[year].size())
			col.Values = append(col.Values, s[year].value(w))
		}
		if slices.ContainsFunc(col.Values, func(v chartValue) bool { return v.Text != "" }) {
			c.Columns = append(c.Columns, col)
		}
	}
	if len(c.Columns) == 0 {
		return nil
	}
	c.Axis = chartAxis{c.Unit, 1}
	if sink.Unscaled(largest).GreaterThanOrEqual(decimal.New(1, 8)) {
		c.Axis.Per = 10_000
		c.Axis.Unit, _ = w.T("unit yi")
	}
	return c
}

// value is a figure in 万元; one whose reports contradict each other has no bar.
func (f *figure) value(w words) chartValue {
	switch {
	case f == nil:
		return chartValue{}
	case f.row.Value == nil:
		format, _ := w.T("between")
		return chartValue{Text: strings.NewReplacer("%a", tenThousands(f.row.ValueMin), "%b", tenThousands(f.row.ValueMax)).Replace(format)}
	}
	return chartValue{Value: sink.Unscaled(*f.row.Value).Shift(-4).String(), Text: tenThousands(*f.row.Value)}
}

// size is how far the bar of a figure reaches, as stored.
func (f *figure) size() int64 {
	if f == nil || f.row.Value == nil {
		return 0
	}
	return max(*f.row.Value, -*f.row.Value)
}

// tenThousands prints a stored amount in 万元, with the two places reports give
// and more where it has them.
func tenThousands(n int64) string {
	d := sink.Unscaled(n).Shift(-4)
	if d.Equal(d.Round(2)) {
		return grouped(d.StringFixed(2))
	}
	return grouped(d.String())
}

// shownClasses is how many 类 a chart of shares tells apart.
const shownClasses = 7

// shares shows what part of the expenditure each 类 has, in per cent.
func (p *panel) shares(w words) *chart {
	c := &chart{ID: "chart-shares", Axis: chartAxis{"%", 1}, Stacked: true}
	c.Title, _ = w.T("chart shares")
	sums, byYear := make(map[string]decimal.Decimal), make(map[int32]decimal.Decimal)
	for code, years := range p.classes {
		for year, f := range years {
			if v := f.row.Value; v != nil && *v > 0 {
				sums[code] = sums[code].Add(sink.Unscaled(*v))
				byYear[year] = byYear[year].Add(sink.Unscaled(*v))
			}
		}
	}
	codes := slices.SortedFunc(maps.Keys(sums), func(a, b string) int { return cmp.Or(sums[b].Cmp(sums[a]), cmp.Compare(a, b)) })
	if len(codes) < 2 {
		return nil
	}
	rest := codes[min(len(codes), shownClasses):]
	codes = codes[:len(codes)-len(rest)]
	for _, code := range codes {
		class, _ := schema.FunctionByCode(code, 0)
		c.Series = append(c.Series, seriesName{cmp.Or(class.Name, code), "zh-CN"})
	}
	if len(rest) > 0 {
		other, _ := w.T("other classes")
		c.Series = append(c.Series, seriesName{Text: other})
	}
	for _, year := range p.years {
		if total := byYear[year]; total.IsPositive() {
			c.Columns = append(c.Columns, p.shareColumn(year, total, codes, rest))
		}
	}
	if len(c.Columns) == 0 {
		return nil
	}
	return c
}

func (p *panel) shareColumn(year int32, total decimal.Decimal, codes, rest []string) chartColumn {
	col := chartColumn{Name: itoa(int64(year))}
	amount := func(code string) decimal.Decimal {
		if f := p.classes[code][year]; f != nil && f.row.Value != nil && *f.row.Value > 0 {
			return sink.Unscaled(*f.row.Value)
		}
		return decimal.Zero
	}
	add := func(d decimal.Decimal) {
		share := d.Shift(2).DivRound(total, 2)
		col.Values = append(col.Values, chartValue{share.String(), share.StringFixed(2) + "%"})
	}
	for _, code := range codes {
		add(amount(code))
	}
	if len(rest) > 0 {
		sum := decimal.Zero
		for _, code := range rest {
			sum = sum.Add(amount(code))
		}
		add(sum)
	}
	return col
}
