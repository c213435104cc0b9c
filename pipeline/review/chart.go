package review

import (
	"math"
	"strconv"
)

// chart is bars over years, drawn here as SVG; the same numbers follow it as a
// table. A null value has no bar.
type chart struct {
	ID, Title, Unit string
	Series          []string
	Columns         []chartColumn
	Stacked         bool

	Width, Height float64
	Ticks         []chartTick
	Bars          []chartBar
	Labels        []chartLabel
}

// chartColumn is a year.
type chartColumn struct {
	Name   string
	Values []chartValue // one for each series
}

// chartValue is a number as drawn and as told.
type chartValue struct {
	Known bool
	V     float64 // for drawing only
	Text  string
}

type chartTick struct {
	Y    float64
	Text string
}

type chartBar struct {
	X, Y, W, H float64
	Series     int
	Text       string
}

type chartLabel struct {
	X    float64
	Text string
}

// The measures of a chart, in the units of its view box.
const (
	chartLeft, chartRight, chartTop, chartBottom = 64, 8, 12, 28
	plotHeight                                   = 200
	columnWidth                                  = 96
)

// layOut computes where the bars stand.
func (c *chart) layOut() *chart {
	c.Width = chartLeft + chartRight + float64(max(4, len(c.Columns)))*columnWidth
	c.Height = chartTop + plotHeight + chartBottom
	top := c.top()
	y := func(v float64) float64 { return round(chartTop + plotHeight*(1-v/top)) }
	for _, part := range []float64{0, 0.25, 0.5, 0.75, 1} {
		c.Ticks = append(c.Ticks, chartTick{y(top * part), grouped(strconv.FormatFloat(top*part, 'f', -1, 64))})
	}
	step := (c.Width - chartLeft - chartRight) / float64(max(1, len(c.Columns)))
	wide := min(step*0.72, 84)
	for i, col := range c.Columns {
		left := chartLeft + step*float64(i) + (step-wide)/2
		c.Labels = append(c.Labels, chartLabel{round(left + wide/2), col.Name})
		base := 0.0
		for k, v := range col.Values {
			if !v.Known || v.V < 0 {
				continue
			}
			bar := chartBar{X: round(left), W: round(wide), Series: k, Text: col.Name + " " + c.Series[k] + " " + v.Text}
			if !c.Stacked {
				bar.W = round(wide / float64(len(c.Series)))
				bar.X, base = round(left+bar.W*float64(k)), 0
			}
			bar.Y = y(base + v.V)
			bar.H = round(y(base) - bar.Y)
			base += v.V
			c.Bars = append(c.Bars, bar)
		}
	}
	return c
}

// top is a round number no column is above.
func (c *chart) top() float64 {
	most := 0.0
	for _, col := range c.Columns {
		sum := 0.0
		for _, v := range col.Values {
			if v.Known && v.V > 0 {
				sum += v.V
				if !c.Stacked {
					most = max(most, v.V)
				}
			}
		}
		if c.Stacked {
			most = max(most, sum)
		}
	}
	if most <= 0 {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(most)))
	for _, m := range []float64{1, 2, 4, 5, 8, 10} {
		if most <= m*power*1.0001 {
			return m * power
		}
	}
	return 10 * power
}

func round(v float64) float64 { return math.Round(v*10) / 10 }

// yearChart shows the documents of each year by whether their checks hold.
func yearChart(w words, years []groupLine) *chart {
	checks, _ := w.T("documents")
	bad, _ := w.T("inconsistent checks")
	c := &chart{ID: "by-year", Title: joined(w.comma(), checks, bad), Series: []string{checks, bad}}
	for i := len(years) - 1; i >= 0; i-- {
		y := &years[i]
		c.Columns = append(c.Columns, chartColumn{y.Name, []chartValue{
			{true, float64(y.Documents), grouped(itoa(int64(y.Documents)))}, {true, float64(y.Bad), grouped(itoa(y.Bad))}}})
	}
	if len(c.Columns) < 2 {
		return nil
	}
	return c.layOut()
}
