package across

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/pipeline"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// accounts are the final accounts of "entity year" with lines "year concept
// value", values in 万元; a line may end with "text" or "table", where it stands.
func accounts(entity string, year int, lines ...string) *schema.Report {
	id := pipeline.Hash([]byte(fmt.Sprint(entity, year, lines)))
	r := &schema.Report{Document: schema.Document{ID: id, Status: schema.Read, ReportKind: schema.FinalAccounts, Entity: entity, FiscalYear: year}}
	for i, line := range lines {
		var period int
		var concept, raw, where string
		_, _ = fmt.Sscan(line, &period, &concept, &raw, &where)
		f := schema.Fact{ID: fmt.Sprintf("%s-%d", id[:8], i), Document: id, Entity: entity, Concept: schema.ConceptID(concept), Label: concept,
			Kind: schema.Amount, Unit: "元", Form: schema.Level, Measure: schema.Final, Value: decimal.RequireFromString(raw).Shift(4),
			Decimals: -2, Period: schema.YearPeriod(period), Raw: raw, Source: schema.Provenance{Line: i + 1, Block: -1, Table: -1, Row: -1, Col: -1}}
		switch f.Concept {
		case schema.BalanceOpening:
			f.Period = schema.Instant(schema.DateOf(period, 1, 1))
		case schema.BalanceClosing:
			f.Period = schema.Instant(schema.DateOf(period, 12, 31))
		}
		if where == "text" {
			f.SourceKind = schema.Narrative
		}
		if where == "table" {
			f.SourceKind = schema.TableSource
		}
		r.Facts = append(r.Facts, f)
	}
	return r
}

// result is what was found of a set of reports.
type result struct {
	checks []schema.Check
	issues map[string][]schema.Issue // by document_id
}

// lines lists the checks as "entity rule verdict diagnosis", sorted.
func (r *result) lines(reports []*schema.Report) (lines []string) {
	names := make(map[string]string)
	for _, one := range reports {
		names[one.Document.ID] = one.Document.Entity
	}
	for _, c := range r.checks {
		lines = append(lines, strings.TrimSpace(fmt.Sprint(names[c.Document], " ", c.Rule, " ", c.Verdict, " ", c.Diagnosis)))
	}
	slices.Sort(lines)
	return lines
}

// codes counts the issues.
func (r *result) codes() map[schema.IssueCode]int {
	counts := make(map[schema.IssueCode]int)
	for _, all := range r.issues {
		for _, i := range all {
			counts[i.Code]++
		}
	}
	return counts
}

// each yields rows in the order of CompareFacts.
func each(rows []sink.FactRow) iter.Seq2[*sink.FactRow, error] {
	rows = slices.Clone(rows)
	sink.Sort(rows, sink.CompareFacts())
	return func(yield func(*sink.FactRow, error) bool) {
		for i := range rows {
			if !yield(&rows[i], nil) {
				return
			}
		}
	}
}

// compareReports holds reports against one another, all files of one folder, as a run
// over them would.
func compareReports(t *testing.T, reports ...*schema.Report) *result {
	t.Helper()
	var documents []Document
	facts := make(map[int32][]sink.FactRow)
	for _, r := range reports {
		d := Document{ID: r.Document.ID, Entity: r.Document.Entity, Year: r.Document.FiscalYear, Kind: r.Document.ReportKind,
			Level: r.Document.EntityLevel, Scope: r.Document.EntityScope, Units: r.Document.Units, Shares: []string{"one folder"}}
		for _, f := range sink.FromReport(r, "").Facts {
			facts[f.FiscalYear] = append(facts[f.FiscalYear], f)
			d.Text = d.Text || f.SourceKind == string(schema.Narrative)
			d.Tables = d.Tables || f.SourceKind == string(schema.TableSource)
		}
		documents = append(documents, d)
	}
	found := &result{issues: make(map[string][]schema.Issue)}
	opening, closing := make(map[int32][]sink.FactRow), make(map[int32][]sink.FactRow)
	out := Output{
		Check: func(c schema.Check) { found.checks = append(found.checks, c) },
		Issue: func(document string, i schema.Issue) { found.issues[document] = append(found.issues[document], i) },
		Balance: func(f sink.FactRow) {
			if *f.Concept == string(schema.BalanceOpening) {
				opening[f.FiscalYear] = append(opening[f.FiscalYear], f)
			} else {
				closing[f.FiscalYear] = append(closing[f.FiscalYear], f)
			}
		},
	}
	c := New(documents)
	for _, task := range c.Tasks(Years(slices.Collect(maps.Keys(facts))...)) {
		if err := task.Run(each(facts[task.Year]), out); err != nil {
			t.Fatal(err)
		}
	}
	for _, year := range slices.Sorted(maps.Keys(opening)) {
		if err := c.CarriedOver(each(closing[year-1]), each(opening[year]), out); err != nil {
			t.Fatal(err)
		}
	}
	return found
}

// TestRestated holds figures restated in the next year's accounts, and opening
// balances, against the original.
func TestRestated(t *testing.T) {
	reports := []*schema.Report{
		accounts("甲", 2019, "2019 revenue.total 482.02", "2019 expenditure.total 480", "2019 balance.closing 4.99", "2019 revenue.fiscal 1"),
		accounts("甲", 2020, "2020 revenue.total 444.71", "2019 revenue.total 482.02", "2019 expenditure.total 4800", "2020 balance.opening 4.98", "2018 revenue.total 3"),
		accounts("乙", 2020, "2020 revenue.total 1", "2019 revenue.total 9"),
		accounts("丙", 2019, "2019 revenue.total 7.00", "2019 expenditure.total 1"),
		accounts("丙", 2019, "2019 revenue.total 8.00", "2019 expenditure.total 1"),
		accounts("丙", 2020, "2019 revenue.total 7.00", "2019 expenditure.total 1"),
	}
	found := compareReports(t, reports...)
	want := []string{"丙 across.prior_year ambiguous", "丙 across.prior_year exact", "甲 across.carry_over rounding",
		"甲 across.prior_year exact", "甲 across.prior_year inconsistent unit_slip"}
	if got := found.lines(reports); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if codes := found.codes(); codes[schema.IssueRepublished] != 2 || len(codes) != 1 {
		t.Errorf("issues %v", codes)
	}
	for _, c := range found.checks {
		if len(c.Operands) != 2 || c.Operands[0].Fact.Document != c.Document || c.Operands[1].Fact.Document == c.Document {
			t.Errorf("%s: operands %+v", c.Formula, c.Operands)
		}
	}
}

// TestManyBalances has several hundred balances of each entity, which agree.
func TestManyBalances(t *testing.T) {
	var reports []*schema.Report
	for _, entity := range []string{"甲", "乙", "丙"} {
		reports = append(reports, accounts(entity, 2019, slices.Repeat([]string{"2019 balance.closing 4.99"}, 200)...),
			accounts(entity, 2020, slices.Repeat([]string{"2020 balance.opening 4.99"}, 200)...))
	}
	found := compareReports(t, reports...)
	if len(found.checks) != 3 || slices.ContainsFunc(found.checks, func(c schema.Check) bool { return c.Verdict != schema.ExactVerdict }) {
		t.Errorf("%v", found.lines(reports))
	}
}

// TestTasksAreNamed: what a result depends on is in a task's name and input, so
// that no two tasks share both, and another document changes those it bears on.
func TestTasksAreNamed(t *testing.T) {
	documents := []Document{
		{ID: "a", Entity: "甲局", Year: 2020, Kind: schema.FinalAccounts, Text: true, Shares: []string{"x"}},
		{ID: "b", Entity: "甲局", Year: 2020, Kind: schema.FinalAccounts, Tables: true, Shares: []string{"x"}},
		{ID: "c", Entity: "甲局", Year: 2021, Kind: schema.FinalAccounts},
		{ID: "d", Entity: "乙局", Year: 2021, Kind: schema.FinalAccounts, Scope: schema.Summary, Units: []string{"乙局本级", "丙站"}},
		{ID: "e", Entity: "丙站", Year: 2021, Kind: schema.FinalAccounts, Scope: schema.Unit},
		{ID: "f", Entity: "某市", Year: 2021, Kind: schema.FinalAccounts, Level: schema.Government},
	}
	names := func(documents []Document) map[string]bool {
		named := make(map[string]bool)
		for _, task := range New(documents).Tasks(Years(2020, 2021, 2022, 0)) {
			named[fmt.Sprint(task.Name, task.Year, task.Input)] = true
		}
		return named
	}
	if got := names(documents); len(got) != 5 { // notes, two years, a filing, a department
		t.Errorf("%v", got)
	}
	if c := New(documents); c.Len() != 5 {
		t.Errorf("%d documents are compared", c.Len())
	}
	more := append(slices.Clone(documents), Document{ID: "g", Entity: "丙站", Year: 2021, Kind: schema.FinalAccounts, Scope: schema.Unit})
	kept := 0
	for name := range names(more) {
		if names(documents)[name] {
			kept++
		}
	}
	if kept != 3 {
		t.Errorf("%d tasks are as they were", kept)
	}
}

// TestNamesakes: bodies of one name are held against each other as far as it is
// known that they are one.
func TestNamesakes(t *testing.T) {
	together, elsewhere := []string{"in/甲县"}, []string{"in/乙县"}
	for name, c := range map[string]struct {
		earlier, later Document
		want           string
	}{
		"one place":                {Document{Place: "510403"}, Document{Place: "510403"}, "inconsistent"},
		"two places in one folder": {Document{Place: "510403", Shares: together}, Document{Place: "310107", Shares: together}, ""},
		"only one is known":        {Document{Place: "510403", Shares: together}, Document{Shares: elsewhere}, "ambiguous"},
		"the province is known":    {Document{Place: "510000"}, Document{Place: "510403"}, "ambiguous"},
		"one folder":               {Document{Shares: together}, Document{Shares: together}, "inconsistent"},
		"two folders":              {Document{Shares: together}, Document{Shares: elsewhere}, "ambiguous"},
	} {
		t.Run(name, func(t *testing.T) {
			reports := []*schema.Report{accounts("城关镇", 2020, "2020 revenue.total 444.71"), accounts("城关镇", 2021, "2020 revenue.total 447.41")}
			c.earlier.ID, c.later.ID = reports[0].Document.ID, reports[1].Document.ID
			var rows []sink.FactRow
			documents := []Document{c.earlier, c.later}
			for i := range documents {
				documents[i].Entity, documents[i].Year, documents[i].Kind = "城关镇", 2020+i, schema.FinalAccounts
				rows = append(rows, sink.FromReport(reports[i], "").Facts...)
			}
			got := ""
			out := Output{Check: func(c schema.Check) { got = string(c.Verdict) }, Issue: func(string, schema.Issue) {}, Balance: func(sink.FactRow) {}}
			for _, task := range New(documents).Tasks(Years(2020, 2021)) {
				if task.Year == 2020 {
					if err := task.Run(each(rows), out); err != nil {
						t.Fatal(err)
					}
				}
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// read has a text read as a run would.
func read(t *testing.T, tagger *tag.Tagger, text string) *schema.Report {
	t.Helper()
	return pipeline.Process(t.Context(), tagger, pipeline.Source{Data: []byte(text)}, pipeline.Options{})
}
