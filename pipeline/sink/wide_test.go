package sink

import (
	"bytes"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"gongkai/schema"
)

// TestWideColumns fills a column by the level of its concept, year, phase and fund, from the
// most accurate figure, and leaves it open where figures disagree.
func TestWideColumns(t *testing.T) {
	dir := t.TempDir()
	day := func(year int) *int32 { return ptr(int32(schema.DateOf(year, 12, 31))) }
	fact := func(id string, c schema.ConceptID, value int64, change func(*FactRow)) FactRow {
		f := FactRow{FactID: id, DocumentID: "d", Concept: ptr(string(c)), Value: value, Approx: string(schema.Exact), Decimals: -2, Kind: "amount", Unit: "元",
			ValueForm: string(schema.Level), Measure: ptr(string(schema.Final)), PeriodEnd: day(2021), FiscalYear: 2021}
		if change != nil {
			change(&f)
		}
		return f
	}
	fund := func(s schema.FundSource) func(*FactRow) { return func(f *FactRow) { f.FundSource = ptr(string(s)) } }
	facts := []FactRow{
		fact("revenue", schema.RevenueTotal, 444_7100_0000, nil),
		fact("rounded", schema.RevenueTotal, 445_0000_0000, func(f *FactRow) { f.Decimals = -4 }),
		fact("budget", schema.RevenueTotal, 40000, func(f *FactRow) { f.Measure = ptr(string(schema.BudgetInitial)) }),
		fact("change", schema.RevenueTotal, 99999, func(f *FactRow) { f.ValueForm = string(schema.Delta) }),
		fact("aim", schema.ExpenditureTotal, 5, func(f *FactRow) { f.Measure = ptr(string(schema.Target)) }),
		fact("prior", schema.RevenueYear, 300, func(f *FactRow) { f.PeriodEnd = day(2020) }),
		fact("one", schema.ExpenditureBasic, 100_0000_0000, nil), fact("other", schema.ExpenditureBasic, 200_0000_0000, nil), // they disagree
		fact("general", schema.ThreePublicTotal, 25, fund(schema.GeneralPublicBudget)),
		fact("of a fund", schema.ThreePublicTotal, 77, fund(schema.GovernmentFund)),
		fact("class", schema.ExpenditureByFunction, 11, func(f *FactRow) { f.FuncCode = ptr("201") }),
		fact("item", schema.ExpenditureByFunction, 7, func(f *FactRow) { f.FuncCode = ptr("2010301") }),
		fact("of none", schema.RevenueTotal, 1, func(f *FactRow) { f.DocumentID = "gone" }),
	}
	Sort(facts, CompareFacts())
	document := DocumentRow{DocumentID: "d", Path: "a.txt", Status: "read", FiscalYear: ptr(int32(2021)), Checks: 9, ChecksInconsistent: 2, ChecksIncomplete: 3, ChecksAmbiguous: 1, ChecksNotApplicable: 1}
	again := document
	again.Path = "copy.txt"
	writeTable(t, filepath.Join(dir, "documents"), []DocumentRow{document, again, {DocumentID: "x", Path: "bad.txt", Status: string(schema.Refused)}})
	writeTable(t, filepath.Join(dir, "facts", Partition(2021)), facts)
	rows, err := Wide(dir)
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	for i := range rows {
		r := &rows[i]
		got := []*int64{r.RevenueTotal, r.RevenueTotalBudget, r.ExpenditureTotal, r.RevenuePrior, r.RevenueYear, r.ExpenditureBasic, r.ThreePublic}
		want := []*int64{ptr(int64(444_7100_0000)), ptr(int64(40000)), nil, ptr(int64(300)), nil, nil, ptr(int64(25))}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", r.Path, d)
		}
		if d := cmp.Diff([]FunctionAmount{{"201", 11}}, r.Functions); d != "" || len(r.FunctionsBudget) > 0 {
			t.Errorf("classes: %s, budgeted %v", d, r.FunctionsBudget)
		}
		if r.ChecksRun != 4 || r.ChecksFail != 2 {
			t.Errorf("%d checks run, %d fail", r.ChecksRun, r.ChecksFail)
		}
	}
	var b bytes.Buffer
	if err := WriteWide(&b, "test", rows); err != nil {
		t.Fatal(err)
	}
	back, err := parquet.Read[WideRow](bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil || len(back) != 2 || *back[1].RevenueTotal != 444_7100_0000 {
		t.Errorf("%d rows written and read: %v", len(back), err)
	}
}

// TestPhaseUnsaid: a figure that names no phase is of the one its report is about.
func TestPhaseUnsaid(t *testing.T) {
	for kind, want := range map[schema.ReportKind]bool{schema.BudgetReport: true, schema.FinalAccounts: false} {
		w := wide{rows: []WideRow{{ReportKind: ptr(string(kind))}}}
		if budget, known := w.phase(0, &FactRow{}); budget != want || !known {
			t.Errorf("%s: budget %v, known %v", kind, budget, known)
		}
	}
}

// TestCells reads a row column by column, each in the type that Zero tells, and nil where a
// row says nothing.
func TestCells(t *testing.T) {
	cells := CellsOf[FactRow]()
	names, zeros := cells.Names(), cells.Zero()
	row := FactRow{FactID: "f", Value: 4447100, PeriodEnd: ptr(int32(schema.DateOf(2021, 12, 31))), FiscalYear: 2021}
	values := cells.Of(&row)
	if len(names) != len(zeros) || len(names) != len(values) {
		t.Fatalf("%d names, %d zeros, %d values", len(names), len(zeros), len(values))
	}
	said := map[string]string{"fact_id": "f", "value": "444.71", "period_end": "2021-12-31", "fiscal_year": "2021"}
	for i, name := range names {
		if values[i] != nil && typeName(zeros[i]) != typeName(values[i]) {
			t.Errorf("%s is a %s, said to be a %s", name, typeName(values[i]), typeName(zeros[i]))
		}
		if want, there := said[name]; there && fmt.Sprint(values[i]) != want {
			t.Errorf("%s: %v, want %s", name, values[i], want)
		}
	}
	for _, name := range []string{"concept", "entity", "period_start"} {
		for i := range names {
			if names[i] == name && values[i] != nil {
				t.Errorf("%s: %v, want nothing", name, values[i])
			}
		}
	}
}

// TestRowsWhere yields the rows that have a value, and stops when it is told to.
func TestRowsWhere(t *testing.T) {
	dir, _ := snapshotOf(t, 20)
	s, err := OpenSnapshot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	failing, err := RowsOf[CheckRow](s, "checks", Equal{Column: "verdict", Value: "inconsistent"})
	if err != nil || len(failing) != 20 {
		t.Errorf("%d checks do not hold: %v", len(failing), err)
	}
	n := 0
	for c, err := range RowsWhere[CheckRow](s, "checks", &Equal{Column: "verdict", Value: "inconsistent"}) {
		if err != nil || c.Verdict != "inconsistent" {
			t.Fatal(c, err)
		}
		if n++; n == 5 {
			break
		}
	}
	for _, err := range RowsWhere[CheckRow](s, "checks", &Equal{Column: "nothing", Value: "x"}) {
		if err == nil {
			t.Error("a column that is none is no error")
		}
	}
	parts, _ := filepath.Glob(filepath.Join(dir, "facts", "*", "*.parquet"))
	some, err := OpenFiles(map[string][]string{"facts": parts})
	if err != nil {
		t.Fatal(err)
	}
	defer some.Close()
	if facts, err := RowsOf[FactRow](some, "facts", Equal{Column: "label", Value: "收入"}); err != nil || len(facts) != 60 {
		t.Errorf("%d facts of the files alone: %v", len(facts), err)
	}
	if _, err := OpenFiles(map[string][]string{"facts": {filepath.Join(dir, "none.parquet")}}); err == nil {
		t.Error("a file that is not there is no error")
	}
}

func typeName(v any) string { return fmt.Sprintf("%T", v) }

// TestKeptRow: a file that cannot be read now is said to be so, and what is found after its row
// was made is added to what was counted; a place is the one it was made of.
func TestKeptRow(t *testing.T) {
	d := DocumentRow{Status: "read", Checks: 3, ChecksExact: 2, ChecksInconsistent: 1, Issues: 4}
	d.Keep("unreadable", "mount the share", "input/output error")
	if d.Status != string(schema.Stale) || *d.Reason != "unreadable" || *d.Advice != "mount the share" || *d.Detail != "input/output error" {
		t.Errorf("%+v", d)
	}
	d.Recount(map[schema.Verdict]int{schema.Inconsistent: 2, schema.ExactVerdict: 1}, 5)
	if d.Checks != 6 || d.ChecksExact != 3 || d.ChecksInconsistent != 3 || d.Issues != 9 {
		t.Errorf("%d checks, %d exact, %d inconsistent, %d issues", d.Checks, d.ChecksExact, d.ChecksInconsistent, d.Issues)
	}
	for _, p := range []schema.Provenance{{Line: 3, Block: -1, Table: -1, Row: -1, Col: -1, Start: 2, End: 5}, {Block: 0, Table: 0, Row: 4, Col: 1, Page: 2}} {
		l := locator(p, new(Locator))
		if got := l.Provenance(); got != p {
			t.Errorf("%+v is kept as %+v", p, got)
		}
	}
}
