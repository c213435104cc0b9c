package review

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// comparePage is one item of all offices, a row for each, over the years.
type comparePage struct {
	Filter   filter
	Choices  choices
	Concept  string
	Label    string
	Concepts []choice
	Phase    string // final, budget, or over: by how much the one is more than the other
	Phases   []choice
	Years    []int32
	Rows     []*officeRow
	Pager    pager
	Export   exportLinks
	Many     int // offices that are too many to compare, 0 when they are not
	Known    int // offices of which what was planned and what came out are both known
}

// officeRow is an office of the comparison.
type officeRow struct {
	Entity, URL, Place string
	Values             []comparedValue // one for each year

	years, planned series // planned: of a comparison with the budget only
	last           int64
}

// comparedValue is a figure of the comparison and the place in its report, or the
// difference of two.
type comparedValue struct {
	chartValue
	URL  string          `json:",omitempty"`
	Of   []comparedValue `json:",omitempty"` // what came out and what was planned
	Over bool            `json:",omitempty"` // more came out
}

// comparedYears is how many years a comparison has, the last ones.
const comparedYears = 8

func (s *Server) compare(r *request) (view, error) {
	p, all, err := r.compared()
	if err != nil {
		return view{}, err
	}
	p.Pager = newPager(r, len(all))
	p.Rows = all[max(p.Pager.First-1, 0):p.Pager.Last]
	reports := r.reportsOf(p.Rows)
	for _, row := range p.Rows {
		for _, year := range p.Years {
			value := r.comparedValue(row.years[year], reports)
			if p.Phase == overBudget {
				value = difference(value, r.comparedValue(row.planned[year], reports), row.over(year))
			}
			row.Values = append(row.Values, value)
		}
	}
	title, err := r.words.T("compare")
	return view{name: "compare", title: title, body: p}, err
}

// comparedValue is a figure as a comparison shows it.
func (r *request) comparedValue(f *figure, reports map[string]string) comparedValue {
	v := comparedValue{chartValue: f.value(r.words)}
	if f != nil {
		for _, fact := range f.row.Members {
			short, _, _ := strings.Cut(fact, "-")
			if report := reports[short]; report != "" {
				v.URL = report + "#fact-" + fact
				break
			}
		}
	}
	return v
}

// reportsOf are the addresses of the reports of offices, by what ids of their facts begin with.
func (r *request) reportsOf(rows []*officeRow) map[string]string {
	x := r.state.index
	offices := make(map[int32]bool)
	for _, row := range rows {
		offices[x.names.number(row.Entity)] = true
	}
	all := make(map[string]string)
	for i := range x.documents {
		if d := &x.documents[i]; d.known && offices[d.entity] {
			all[d.ID()[:shortID]] = documentURL(d.ID())
		}
	}
	return all
}

// over is by how much more was spent in a year than was planned, nil where either is not
// known or they are not of the same funds and bodies.
func (o *officeRow) over(year int32) *int64 {
	final, planned := o.years[year], o.planned[year]
	if final == nil || planned == nil || final.row.Value == nil || planned.row.Value == nil ||
		str(final.row.FundSource) != str(planned.row.FundSource) || str(final.row.EntityScope) != str(planned.row.EntityScope) {
		return nil
	}
	d := *final.row.Value - *planned.row.Value
	return &d
}

// difference is what a comparison with the budget shows of a year.
func difference(final, planned comparedValue, over *int64) comparedValue {
	if over == nil {
		return comparedValue{}
	}
	v := comparedValue{Of: []comparedValue{final, planned}, Over: *over > 0}
	v.Value, v.Text = sink.Unscaled(*over).Shift(-4).String(), tenThousands(*over)
	if v.Over {
		v.Text = "+" + v.Text
	}
	return v
}

// shortID is how much of a document's id stands in those of its facts.
const shortID = 16

// overBudget is the phase that compares what came out with what was planned.
const overBudget = "over"

// compared gathers the offices that a request asks to compare.
func (r *request) compared() (*comparePage, []*officeRow, error) {
	q := r.URL.Query()
	p := &comparePage{Filter: filterOf(r.Request), Concept: cmp.Or(q.Get("concept"), string(schema.ThreePublicTotal)), Phase: cmp.Or(q.Get("phase"), "final"),
		Export: linksTo("/compare", r.Request)}
	p.Label = r.words.ConceptLabel(p.Concept)
	p.Choices = r.choices(p.Filter)
	for _, c := range schema.Concepts() {
		if c.Kind == schema.Amount {
			p.Concepts = append(p.Concepts, choice{string(c.ID), c.Label, string(c.ID) == p.Concept})
		}
	}
	phases, err := r.words.options("compared", p.Phase, "final", "budget", overBudget)
	if err != nil {
		return nil, nil, err
	}
	p.Phases = phases
	places := r.places(p.Filter)
	c := &comparison{phase: p.Phase, places: places, offices: make(map[string]*officeRow), years: make(map[int32]bool)}
	switch {
	case len(places) <= mostAsked:
		err = r.askOffices(c, p.Concept)
	case r.state.index.facts() <= mostCompared:
		err = sink.Select(r.state.snap, "observations", &sink.Equal{Column: "concept", Value: p.Concept}, func(_ sink.Position, o *sink.ObservationRow) bool {
			c.add(o)
			return r.Context().Err() == nil
		})
	default:
		p.Many = len(places)
	}
	if err != nil {
		return nil, nil, err
	}
	if p.Phase == overBudget {
		p.Known = c.onlyOver(p.Filter.Year)
	}
	p.Years = slices.Sorted(maps.Keys(c.years))
	p.Years = p.Years[max(0, len(p.Years)-comparedYears):]
	return p, sortOffices(c.offices, p.Years), nil
}

// onlyOver leaves the offices that spent more than was planned in a year, in any for 0,
// and the years of which both are known. It tells of how many offices they are.
func (c *comparison) onlyOver(wanted int32) (known int) {
	c.years = make(map[int32]bool)
	maps.DeleteFunc(c.offices, func(_ string, row *officeRow) bool {
		both, more := false, false
		for year := range row.years {
			if d := row.over(year); d != nil && (wanted == 0 || year == wanted) {
				both, more = true, more || *d > 0
			}
		}
		if both {
			known++
		}
		return !more
	})
	for _, row := range c.offices {
		for year := range row.years {
			if row.over(year) != nil && (wanted == 0 || year == wanted) {
				c.years[year] = true
			}
		}
	}
	return known
}

// An item's figures stand all over a dataset, and those of an office together: so
// few offices are asked one by one, and of many the whole table is read unless it is
// too large for somebody who waits.
const (
	mostAsked    = 12
	mostCompared = 1_000_000 // facts
)

func (r *request) askOffices(c *comparison, concept string) error {
	for name := range c.places {
		rows, err := sink.RowsOf[sink.ObservationRow](r.state.snap, "observations", sink.Equal{Column: "entity", Value: name})
		if err != nil {
			return err
		}
		for i := range rows {
			if rows[i].Concept == concept {
				c.add(&rows[i])
			}
		}
	}
	return nil
}

// comparison gathers figures.
type comparison struct {
	phase   string
	places  map[string]string // of the offices wanted
	offices map[string]*officeRow
	years   map[int32]bool
}

// add takes a figure, unless it is not of a whole office and year, or a better one is there.
func (c *comparison) add(o *sink.ObservationRow) {
	place, wanted := c.places[str(o.Entity)]
	if !wanted {
		return
	}
	row := c.offices[*o.Entity]
	if row == nil {
		row = &officeRow{Entity: *o.Entity, URL: officeURL(*o.Entity), Place: place, years: make(series), planned: make(series)}
	}
	added := false
	switch c.phase {
	case overBudget:
		added = row.years.add(o, false)
		added = row.planned.add(o, true) || added
	default:
		added = row.years.add(o, c.phase == "budget")
	}
	if added {
		c.offices[*o.Entity], c.years[o.FiscalYear] = row, true
	}
}

// add takes a figure of a whole office, final or planned, unless a better one is there.
func (s series) add(o *sink.ObservationRow, planned bool) bool {
	class, rank, ok := whole(o, planned)
	if !ok || class != "" {
		return false
	}
	if old := s[o.FiscalYear]; old == nil || rank < old.rank {
		kept := *o
		s[o.FiscalYear] = &figure{&kept, rank}
	}
	return true
}

// places are the offices of documents that a filter wants, with where they are.
func (r *request) places(f filter) map[string]string {
	x := r.state.index
	m := x.matcher(f)
	all := make(map[string]string)
	for i := range x.documents {
		if d := &x.documents[i]; d.entity != 0 && m.document(d) {
			if name := x.Name(d.entity); all[name] == "" {
				all[name] = joined(" ", x.Name(d.province), x.Name(d.city), x.Name(d.district))
			}
		}
	}
	return all
}

// sortOffices puts the largest figure of the last year that an office has first.
func sortOffices(offices map[string]*officeRow, years []int32) (all []*officeRow) {
	for _, row := range offices {
		for _, year := range years {
			if d := row.over(year); d != nil {
				row.last = *d
			} else if f := row.years[year]; f != nil && len(row.planned) == 0 {
				row.last = f.size()
			}
		}
		all = append(all, row)
	}
	slices.SortFunc(all, func(a, b *officeRow) int {
		return cmp.Or(cmp.Compare(b.last, a.last), strings.Compare(a.Entity, b.Entity))
	})
	return all
}
