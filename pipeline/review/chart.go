package review

import "slices"

// The scripts of a page that shows a chart: Chart.js as it is published, with
// its licence beside it, and what feeds it from the tables of the page.
const (
	chartLibrary = "chartjs-4.6.1/chart.umd.min.js"
	chartScript  = "charts.js"
)

// chart is bars over years. The page holds its numbers as a table, which the
// script draws above it.
type chart struct {
	ID, Title string
	Unit      string // of the numbers in the table, "" where they tell it
	Series    []seriesName
	Columns   []chartColumn
	Axis      chartAxis
	Stacked   bool
}

// seriesName is what a series is called; Lang is "" in the language of the page.
type seriesName struct{ Text, Lang string }

// chartAxis is what the bars are measured in: Per of the table's units.
type chartAxis struct {
	Unit string
	Per  int64
}

// chartColumn is a year.
type chartColumn struct {
	Name   string
	Values []chartValue // one for each series
}

// chartValue is a number of the table. Without a Value it has no bar.
type chartValue struct {
	Value string // a plain decimal
	Text  string // as people read it
}

// scriptsFor are the scripts of a page that shows charts, none without any.
func scriptsFor(charts ...*chart) []string {
	if !slices.ContainsFunc(charts, func(c *chart) bool { return c != nil }) {
		return nil
	}
	return []string{chartLibrary, chartScript}
}

// yearChart shows the documents of each year and their checks that do not hold.
func yearChart(w words, years []groupLine) *chart {
	if len(years) < 2 {
		return nil
	}
	documents, _ := w.T("documents")
	bad, _ := w.T("inconsistent checks")
	count, _ := w.T("unit count")
	c := &chart{ID: "by-year", Title: joined(w.comma(), documents, bad), Series: []seriesName{{Text: documents}, {Text: bad}}, Axis: chartAxis{count, 1}}
	for i := len(years) - 1; i >= 0; i-- {
		y := &years[i]
		c.Columns = append(c.Columns, chartColumn{y.Name, []chartValue{countValue(int64(y.Documents)), countValue(y.Bad)}})
	}
	return c
}

func countValue(n int64) chartValue { return chartValue{itoa(n), grouped(itoa(n))} }
