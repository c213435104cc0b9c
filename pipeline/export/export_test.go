package export

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"iter"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// fixed is a table of observations that are written here.
func fixed(t *testing.T, rows ...sink.ObservationRow) *Table {
	t.Helper()
	table, err := plain[sink.ObservationRow]("observations", nil, func() iter.Seq2[*sink.ObservationRow, error] { return pointers(rows) })
	if err != nil {
		t.Fatal(err)
	}
	table.fails = equals(table, "status", sink.StatusInconsistent)
	table.link = linked(table, "http://127.0.0.1:1", "entity", "#fact-", "concept")
	return table
}

func ptr[T any](v T) *T { return &v }

func day(s string) *int32 {
	year, _ := strconv.Atoi(s[:4])
	return ptr(int32(schema.DateOf(year, 12, 31)))
}

func rows() []sink.ObservationRow {
	long := strings.Repeat("很长的名称", 100)
	return []sink.ObservationRow{
		{Entity: ptr("=甲局"), Concept: "three_public.total", Unit: "元", ValueForm: "level", Measure: ptr("final"), PeriodEnd: day("2021"), Value: ptr(int64(123456789012)), Count: 2, FiscalYear: 2021, Status: "complete", Members: []string{"a", "b"}},
		{Entity: ptr("乙局"), Concept: "three_public.total", Unit: "元", ValueForm: "level", Measure: ptr("budget"), Value: nil, ValueMax: -10000, FiscalYear: 2022, Status: sink.StatusInconsistent},
		{Concept: "staff.total", Unit: "人", ValueForm: "level", Value: ptr(int64(0)), Status: "consistent", Dimensions: sink.Dimensions{Project: &long}},
	}
}

// TestConditions: a condition keeps the rows it says, and what is no condition is
// told.
func TestConditions(t *testing.T) {
	for condition, want := range map[string]string{
		"unit=元":                      "=甲局 乙局",
		"unit!=元":                     "-",
		"unit=元,人":                    "=甲局 乙局 -",
		"unit!=元,人":                   "",
		"value>=1000":                 "=甲局",
		"value<1":                     "-",
		"value=":                      "乙局",
		"value!=":                     "=甲局 -",
		"value=0":                     "-",
		"fiscal_year=2021,2022":       "=甲局 乙局",
		"fiscal_year=":                "-",
		"entity~局":                    "=甲局 乙局",
		"entity==甲局":                  "=甲局",
		"period_end>2021-01-01":       "=甲局",
		"concept=three_public.total":  "=甲局 乙局",
		"concept!=three_public.total": "-",
	} {
		table := fixed(t, rows()...)
		c, err := ParseCondition(condition)
		if err != nil {
			t.Fatal(err)
		}
		if err := table.SetFilter(Filter{[]Condition{c}}); err != nil {
			t.Fatal(err)
		}
		var got []string
		for row, err := range table.Rows() {
			if err != nil {
				t.Fatal(err)
			}
			name := "-"
			if row[0] != nil {
				name = text(row[0])
			}
			got = append(got, name)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s keeps %q, want %q", condition, s, want)
		}
	}
	for _, bad := range []string{"", "unit", "=x", "nothing=1", "value=much", "value~1"} {
		c, err := ParseCondition(bad)
		if err == nil {
			err = fixed(t).SetFilter(Filter{[]Condition{c}})
		}
		if err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

// TestEveryColumnIsDescribed: every column of every table that is exported has a
// Chinese name of its own in it, and a name for Stata.
func TestEveryColumnIsDescribed(t *testing.T) {
	of := map[string][]string{
		"wide":  sink.CellsOf[sink.WideRow]().Names(),
		"facts": append(sink.CellsOf[sink.FactRow]().Names(), "path", "place", "checked"), "checks": append(sink.CellsOf[sink.CheckRow]().Names(), "path", "entity"),
		"observations": sink.CellsOf[sink.ObservationRow]().Names(), "documents": sink.CellsOf[sink.DocumentRow]().Names(),
	}
	for _, name := range Names() {
		columns, err := describe(name, of[name], make([]any, len(of[name])))
		if err != nil || len(columns) == 0 {
			t.Fatal(name, err)
		}
		for _, names := range []func(Column) string{func(c Column) string { return c.Chinese }, func(c Column) string { return stataName(c.Name) }} {
			seen := make(map[string]bool)
			for _, c := range columns {
				n := names(c)
				if n == "" || seen[n] {
					t.Errorf("%s: %s is called %q as another is", name, c.Name, n)
				}
				seen[n] = true
			}
		}
		for _, c := range columns {
			if n := stataName(c.Name); len(n) > mostName {
				t.Errorf("%s: %s is %d long", name, n, len(n))
			}
		}
		if descriptions()["* "+name].chinese == "" {
			t.Errorf("no name for %s", name)
		}
	}
	if strings.Contains(columnsTSV, "\n\n") || len(descriptions()) != strings.Count(columnsTSV, "\n") {
		t.Error("columns.tsv has lines that are none, or the same name twice")
	}
}

// TestWriteXLSX: a workbook says what the csv of the same rows says under the same
// names, its figures are numbers, and no text of a report is a formula.
func TestWriteXLSX(t *testing.T) {
	table := fixed(t, rows()...)
	var sheet, plain bytes.Buffer
	if err := WriteXLSX(&sheet, About{Program: "gongkai", Filter: "=1"}, []*Table{table}); err != nil {
		t.Fatal(err)
	}
	if err := WriteCSV(&plain, table, true); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(plain.String(), byteOrderMark+"单位名称,") || !strings.Contains(plain.String(), "\r\n'=甲局,") {
		t.Errorf("%.80q", plain.String())
	}
	want, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(plain.String(), byteOrderMark))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&sheet)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	const name = "汇总值"
	for i, record := range want {
		for j, value := range record {
			at, _ := excelize.CoordinatesToCellName(j+1, i+1)
			got, err := book.GetCellValue(name, at, excelize.Options{RawCellValue: true})
			if err != nil || got != value {
				t.Errorf("%s (%s): %q, want %q (%v)", at, want[0][j], got, value, err)
			}
			if formula, _ := book.GetCellFormula(name, at); formula != "" {
				t.Errorf("%s is a formula: %s", at, formula)
			}
		}
	}
	for row, bad := range []bool{1: false, 2: true, 3: false} {
		style, err := book.GetCellStyle(name, "A"+strconv.Itoa(row+1))
		if row > 0 && (err != nil || (style != 0) != bad) {
			t.Errorf("row %d has style %d", row, style)
		}
	}
	if tables, err := book.GetTables(name); err != nil || len(tables) != 1 {
		t.Errorf("%d tables, which bring the filters: %v", len(tables), err)
	}
	if panes, err := book.GetPanes(name); err != nil || !panes.Freeze {
		t.Errorf("the header moves: %v", err)
	}
	if formula, err := book.GetCellFormula("说明", "B4"); err != nil || formula != "" {
		t.Errorf("the filter became %q, %v", formula, err)
	}
	if err := WriteXLSX(&sheet, About{}, []*Table{fixed(t)}); err != nil {
		t.Error("of no rows:", err)
	}
}

func TestWriteJSON(t *testing.T) {
	var b bytes.Buffer
	if err := WriteJSON(&b, fixed(t, rows()...)); err != nil {
		t.Fatal(err)
	}
	var got []map[string]any
	for line := range strings.Lines(b.String()) {
		var row map[string]any
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		got = append(got, row)
	}
	if d := cmp.Diff([]any{"=甲局", "12345678.9012", "2021-12-31", 2021.0, []any{"a", "b"}, nil},
		[]any{got[0]["entity"], got[0]["value"], got[0]["period_end"], got[0]["fiscal_year"], got[0]["members"], got[1]["value"]}); d != "" {
		t.Error(d)
	}
}

// TestWriteStata reads the parts of a file by its own map.
func TestWriteStata(t *testing.T) {
	var b bytes.Buffer
	if err := WriteStata(&b, fixed(t, rows()...)); err != nil {
		t.Fatal(err)
	}
	file := b.Bytes()
	at := bytes.Index(file, []byte("<map>")) + len("<map>")
	tags := []string{"<stata_dta>", "<map>", "<variable_types>", "<varnames>", "<sortlist>", "<formats>", "<value_label_names>", "<variable_labels>",
		"<characteristics>", "<data>", "<strls>", "<value_labels>", "</stata_dta>"}
	places := make([]int, len(tags)+1)
	for i := range places {
		places[i] = int(binary.LittleEndian.Uint64(file[at+8*i:]))
	}
	for i, tag := range tags {
		if !bytes.HasPrefix(file[places[i]:], []byte(tag)) {
			t.Fatalf("the map says %s at %d, where %.20q stands", tag, places[i], file[places[i]:])
		}
	}
	if places[len(tags)] != len(file) {
		t.Errorf("the map ends at %d of %d", places[len(tags)], len(file))
	}
	if !bytes.Contains(file[places[10]:], []byte("GSO")) || !bytes.Contains(file[places[11]:], []byte("three_public.total\x00")) {
		t.Error("no long text, or no label")
	}
	if bytes.Contains(file[:places[9]], []byte("members")) {
		t.Error("a list is a variable")
	}
}

// TestWriteStataOfNothing: a table without rows is a file too.
func TestWriteStataOfNothing(t *testing.T) {
	var b bytes.Buffer
	if err := WriteStata(&b, fixed(t)); err != nil || !bytes.Contains(b.Bytes(), []byte("<data></data>")) {
		t.Error(err)
	}
}

// TestFieldTypes: every type of a column is one that Table Schema knows.
func TestFieldTypes(t *testing.T) {
	known := []string{"any", "number", "integer", "date", "string"}
	for _, table := range sink.Tables() {
		for _, c := range table.Columns {
			if !slices.Contains(known, fieldType(&c)) {
				t.Errorf("%s is of type %s", c.Name, fieldType(&c))
			}
			if descriptions()[c.Name].chinese == "" && table.Name != "issues" && table.Name != "blocks" {
				t.Errorf("%s has no title", c.Name)
			}
		}
	}
	if fieldType(&sink.Column{Type: "INTEGER"}) != "integer" || fieldType(&sink.Column{Type: "VARCHAR[]"}) != "any" {
		t.Error("wrong types")
	}
}

// TestFitting: a cell holds no more than a spreadsheet takes.
func TestFitting(t *testing.T) {
	if got := fitting(strings.Repeat("𠮷", 40000)); len([]rune(got))*2 > mostText {
		t.Errorf("%d characters are left", len([]rune(got)))
	}
	if sheetValue(decimal.RequireFromString("1.5")) != 1.5 || sheetValue("=1") != "'=1" {
		t.Error("a value is not as it should be")
	}
}
