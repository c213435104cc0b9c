package review

import (
	"cmp"
	"maps"
	"slices"

	"gongkai/schema"
)

// publishedPage shows which office has published what of which year, and what is
// missing between: a year without a report of an office that had one before.
type publishedPage struct {
	Filter  filter
	Choices choices
	Kind    string
	Years   []int32
	Rows    []*publishedRow
	Pager   pager
	Missing int // reports
	Only    bool
}

// publishedRow is an office.
type publishedRow struct {
	Entity, URL, Place string
	Cells              []publishedCell // one for each year
	Missing            int
}

// publishedCell is a year of an office: its report, a gap, or nothing, before its first.
type publishedCell struct {
	URL     string
	Bad     int32 // checks that do not hold
	Missing bool
}

// publishedYears is how many years the page has, the last ones.
const publishedYears = 10

func (s *Server) published(r *request) (view, error) {
	x, f := r.state.index, filterOf(r.Request)
	kind := cmp.Or(f.Kind, string(schema.FinalAccounts))
	f.Kind = kind
	p := &publishedPage{Filter: f, Choices: r.choices(f), Kind: r.words.Value("kind", kind), Only: r.URL.Query().Get("only") != ""}
	f.Year = 0 // of a year alone there are no gaps
	m := x.matcher(f)
	reports, years := make(map[int32]map[int32]int32), make(map[int32]bool) // line of a document by office and year
	for i := range x.documents {
		d := &x.documents[i]
		if d.entity == 0 || d.year == 0 || !m.document(d) {
			continue
		}
		if reports[d.entity] == nil {
			reports[d.entity] = make(map[int32]int32)
		}
		reports[d.entity][d.year], years[d.year] = int32(i), true
	}
	p.Years = slices.Sorted(maps.Keys(years))
	p.Years = p.Years[max(0, len(p.Years)-publishedYears):]
	var rows []*publishedRow
	for entity, byYear := range reports {
		row := x.publishedRow(r.words, entity, byYear, p.Years)
		p.Missing += row.Missing
		if !p.Only || row.Missing > 0 {
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b *publishedRow) int {
		return cmp.Or(cmp.Compare(b.Missing, a.Missing), cmp.Compare(a.Place, b.Place), cmp.Compare(a.Entity, b.Entity))
	})
	p.Pager = newPager(r, len(rows))
	p.Rows = rows[max(p.Pager.First-1, 0):p.Pager.Last]
	title, err := r.words.T("published")
	return view{name: "published", title: title, body: p}, err
}

func (x *index) publishedRow(w words, entity int32, byYear map[int32]int32, years []int32) *publishedRow {
	row := &publishedRow{Entity: x.Name(entity), URL: officeURL(x.Name(entity))}
	began := false
	for year := range byYear {
		began = began || len(years) > 0 && year < years[0]
	}
	for _, year := range years {
		i, there := byYear[year]
		cell := publishedCell{Missing: began && !there}
		if there {
			began = true
			d := x.row(w, i)
			cell.URL, cell.Bad, row.Place = d.URL, d.bad, d.Place
		}
		if cell.Missing {
			row.Missing++
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}
