package figures

import (
	"strconv"
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// fact is a plain level in 万元 of 2020, changed by the options.
func fact(value string, options ...func(*schema.Fact)) schema.Fact {
	v := decimal.RequireFromString(value)
	f := schema.Fact{Concept: schema.RevenueTotal, Kind: schema.Amount, Unit: "元", Form: schema.Level, Approx: schema.Exact, Measure: schema.Final,
		Value: v.Shift(4), Decimals: int(-v.Exponent()) - 4, Period: schema.YearPeriod(2020), Section: schema.SectionFinalTotal, SourceKind: schema.Narrative,
		Source: schema.Provenance{Table: -1, Row: -1, Col: -1}}
	for _, o := range options {
		o(&f)
	}
	return f
}

// TestFind asks for the level of a quantity, a condition at a time.
func TestFind(t *testing.T) {
	column := Column{schema.TableSource, 1, 2}
	inTable := func(row, col int) func(*schema.Fact) {
		return func(f *schema.Fact) {
			f.SourceKind, f.Source.Table, f.Source.Row, f.Source.Col = schema.TableSource, 1, row, col
		}
	}
	facts := []schema.Fact{
		0:  fact("1.00"),
		1:  fact("2.00", func(f *schema.Fact) { f.Said.InBrackets = true }),
		2:  fact("3.00", func(f *schema.Fact) { f.Approx = schema.About }),
		3:  fact("4.00", func(f *schema.Fact) { f.Form = schema.Delta }),
		4:  fact("5.00", func(f *schema.Fact) { f.Measure = schema.Budget }),
		5:  fact("6.00", func(f *schema.Fact) { f.Period = schema.YearPeriod(2019) }),
		6:  fact("7.00", func(f *schema.Fact) { f.Dimensions.FundSource = schema.FiscalFunds }),
		7:  fact("8.00", inTable(3, 2)),
		8:  fact("9.00", inTable(4, 2), func(f *schema.Fact) { f.Section = schema.SectionTable5 }),
		9:  fact("10.00", func(f *schema.Fact) { f.Dimensions.Project = "某项目" }),
		10: fact("11.00", func(f *schema.Fact) { f.Form = schema.Threshold }),
		11: fact("12.0000", func(f *schema.Fact) { f.Section = "other"; f.Source.Block = 5 }),
		12: fact("13.00", func(f *schema.Fact) { f.Concept = "" }),
		13: fact("14.00", func(f *schema.Fact) { f.Source.Block = 5; f.Measure = schema.Budget }),
		14: fact("15.00", func(f *schema.Fact) { f.Source.Block = 5 }),
	}
	s := New(facts, Printed)
	fiscal := schema.Dimensions{FundSource: schema.FiscalFunds}
	none := schema.Dimensions{}
	for _, tt := range []struct {
		name string
		q    Query
		want int
	}{
		{"the first", Query{}, 0},
		{"never itself", Query{From: &facts[0], Measures: []schema.Measure{schema.Final}, Year: 2020}, 6},
		{"a phase", Query{Measures: []schema.Measure{schema.Budget}}, 4},
		{"a year", Query{Year: 2019}, 5},
		{"a period", Query{Period: schema.YearPeriod(2019)}, 5},
		{"dimensions", Query{Dims: &fiscal}, 6},
		{"dimensions and another year", Query{Dims: &fiscal, Year: 2019}, -1},
		{"a section", Query{Section: schema.SectionTable5}, 8},
		{"a column", Query{Column: &column}, 7},
		{"its own row", Query{From: &facts[8], Column: &column, OwnRow: true}, -1},
		{"the filing body", Query{From: &facts[0], Body: true, Where: func(g *schema.Fact) bool { return g.Value.GreaterThan(facts[8].Value) }}, 11},
		{"the closest section", Query{Dims: &none, Measures: []schema.Measure{schema.Final}, Year: 2020, Prefer: s.Closer("other")}, 11},
		{"the closest in vain", Query{Dims: &none, Prefer: s.Closer("nowhere")}, 11},
		{"another concept", Query{Concept: schema.RevenueYear}, -1},
		{"beside", Query{From: &facts[14], At: 14, Before: 2, Dims: &none}, 13},
		{"within its reach", Query{From: &facts[14], At: 14, Before: 1, Dims: &none, Measures: []schema.Measure{schema.Final}}, -1},
	} {
		q := tt.q
		if q.Concept == "" {
			q.Concept = schema.RevenueTotal
		}
		if got := s.Find(&q); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
	if got := s.Level(&facts[6], schema.YearPeriod(2020), schema.Final); got != -1 {
		t.Errorf("the level of a quantity stated once is %d", got)
	}
	if got := s.Level(&facts[3], schema.YearPeriod(2019), schema.Final); got != 5 {
		t.Errorf("the level of the year before is %d", got)
	}
	if got := s.Level(&facts[3], schema.Period{}, schema.Final); got != -1 {
		t.Errorf("the level of no year is %d", got)
	}
	if len(s.Of(schema.RevenueTotal)) != 13 || len(s.Quantities()) != 3 || s.Quantity(6) == s.Quantity(0) || len(s.Alike(&facts[6])) != 1 || s.Alike(&schema.Fact{}) != nil {
		t.Errorf("the index has %d facts of %d quantities", len(s.Of(schema.RevenueTotal)), len(s.Quantities()))
	}
}

// TestCloserPrefersFigures: a printed figure comes before one stated in words.
func TestCloserPrefersFigures(t *testing.T) {
	words, printed := fact("0", func(f *schema.Fact) { f.Said.InWords = true }), fact("0.00", func(f *schema.Fact) { f.Section = "other" })
	closer := New(nil, Printed).Closer(words.Section)
	if closer(&words, &printed) || !closer(&printed, &words) {
		t.Error("words before a figure")
	}
}

// TestHalf holds the table of halves against its definition, past both ends.
func TestHalf(t *testing.T) {
	for d := -15; d <= 15; d++ {
		if want := decimal.New(5, int32(-d-1)); !Half(d).Equal(want) || Half(d).Exponent() != want.Exponent() {
			t.Errorf("Half(%d) = %v, want %v", d, Half(d), want)
		}
	}
	if !Unit(-2).Equal(decimal.NewFromInt(100)) {
		t.Errorf("Unit(-2) = %v", Unit(-2))
	}
}

// TestScale: a report is as accurate as most of its figures.
func TestScale(t *testing.T) {
	ratio := func(f *schema.Fact) { f.Kind = schema.Ratio; f.Decimals += 4 }
	count := func(f *schema.Fact) { f.Kind = schema.Count; f.Decimals = 0 }
	facts := []schema.Fact{fact("1.00"), fact("2.00"), fact("3"), fact("0"), fact("5.123", ratio), fact("5.12", ratio), fact("5.123", ratio), fact("7", func(f *schema.Fact) { f.Form = schema.Threshold })}
	s := ScaleOf(facts)
	if s != (Scale{Money: -2, Percent: 3}) || ScaleOf(nil) != Printed {
		t.Fatalf("scale %+v", s)
	}
	for _, tt := range []struct {
		name    string
		f       schema.Fact
		literal bool
		want    string
	}{
		{"at the report's quantum", fact("3"), false, "50"},
		{"at its own digits", fact("3"), true, "5000"},
		{"finer than the report", fact("3.0000"), false, "0.5"},
		{"nothing", fact("0"), false, "0"},
		{"nothing at its own digits", fact("0"), true, "50"},
		{"a percentage", fact("5.1", ratio), false, "0.0005"},
		{"a count", fact("5", count), false, "0"},
		{"a count in 万", fact("5", count, func(f *schema.Fact) { f.Decimals = -4 }), false, "5000"},
	} {
		if got := s.Slack(&tt.f, tt.literal); !got.Equal(decimal.RequireFromString(tt.want)) {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	if c := fact("5", count); s.Quantum(&c) != 0 {
		t.Error("a count is taken at another accuracy than its own")
	}
}

func TestTablesOfWholeUnits(t *testing.T) {
	var facts []schema.Fact
	for i := range manyWhole {
		facts = append(facts, schema.Fact{Kind: schema.Amount, SourceKind: schema.TableSource, Source: schema.Provenance{Table: 3}, Decimals: -2,
			Raw: strconv.Itoa(i+1) + ".00", Value: decimal.New(int64(i+1), 4)})
	}
	if s := ScaleOf(facts); s.Money != -4 || !s.Slack(&facts[0], false).Equal(decimal.New(5, 3)) {
		t.Errorf("a table of amounts that all end in .00 is taken at %d decimals", s.Money)
	}
	facts[0].Raw, facts[0].Value = "1.50", decimal.New(15, 3)
	if s := ScaleOf(facts); s.Money != -2 {
		t.Errorf("a table with 1.50 is taken at %d decimals", s.Money)
	}
}
