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
	Phase    string // final or budget
	Phases   []choice
	Years    []int32
	Rows     []*officeRow
	Pager    pager
	Export   exportLinks
	Many     int // offices that are too many to compare, 0 when they are not
}

// officeRow is an office of the comparison.
type officeRow struct {
	Entity, URL, Place string
	Values             []chartValue // one for each year

	years series
	last  int64
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
	for i := range p.Rows {
		row := p.Rows[i]
		for _, year := range p.Years {
			row.Values = append(row.Values, row.years[year].value(r.words))
		}
	}
	title, err := r.words.T("compare")
	return view{name: "compare", title: title, body: p}, err
}

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
	phases, err := r.words.options("compared", p.Phase, "final", "budget")
	if err != nil {
		return nil, nil, err
	}
	p.Phases = phases
	places := r.places(p.Filter)
	c := &comparison{planned: p.Phase == "budget", places: places, offices: make(map[string]*officeRow), years: make(map[int32]bool)}
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
	p.Years = slices.Sorted(maps.Keys(c.years))
	p.Years = p.Years[max(0, len(p.Years)-comparedYears):]
	return p, sortOffices(c.offices, p.Years), nil
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
	planned bool
	places  map[string]string // of the offices wanted
	offices map[string]*officeRow
	years   map[int32]bool
}

// add takes a figure, unless it is not of a whole office and year, or a better one is there.
func (c *comparison) add(o *sink.ObservationRow) {
	class, rank, ok := whole(o, c.planned)
	place, wanted := c.places[str(o.Entity)]
	if !ok || !wanted || class != "" {
		return
	}
	row := c.offices[*o.Entity]
	if row == nil {
		row = &officeRow{Entity: *o.Entity, URL: officeURL(*o.Entity), Place: place, years: make(series)}
		c.offices[*o.Entity] = row
	}
	if old := row.years[o.FiscalYear]; old == nil || rank < old.rank {
		kept := *o
		row.years[o.FiscalYear] = &figure{&kept, rank}
	}
	c.years[o.FiscalYear] = true
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
			if f := row.years[year]; f != nil {
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
