package export

import (
	"bytes"
	"encoding/json"
	"iter"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline/sink"
)

// writeTable writes rows as the parts of a table.
func writeTable[R sink.Row](t *testing.T, dir string, rows ...R) {
	t.Helper()
	if _, _, err := sink.WriteParts(dir, "test", pointers(rows)); err != nil {
		t.Fatal(err)
	}
}

// dataset writes one report of two figures and two checks, of which one does not hold, beside
// a file that could not be read.
func dataset(t *testing.T) *sink.Snapshot {
	t.Helper()
	dir := t.TempDir()
	line, page, table, cell := sink.Locator{Line: ptr(int32(7))}, ptr(int32(3)), ptr(int32(0)), ptr(int32(1))
	writeTable(t, filepath.Join(dir, "documents"), sink.DocumentRow{DocumentID: "d1", Path: "甲.txt", Status: "read", Entity: ptr("甲局"), FiscalYear: ptr(int32(2021)), ChecksInconsistent: 1},
		sink.DocumentRow{Path: "乙.txt", Status: "refused", Reason: ptr("empty")})
	writeTable(t, filepath.Join(dir, "facts", sink.Partition(2021)),
		sink.FactRow{FactID: "f1", DocumentID: "d1", Label: "收入", Kind: "amount", Value: 50_0000, Unit: "元", ValueForm: "level", FiscalYear: 2021, Locator: line},
		sink.FactRow{FactID: "f2", DocumentID: "d1", Label: "支出", Kind: "amount", Value: 60_0000, Unit: "元", ValueForm: "level", FiscalYear: 2021, Locator: sink.Locator{Page: page, Table: table, Row: cell, Col: cell}})
	writeTable(t, filepath.Join(dir, "checks", sink.Partition(2021)),
		sink.CheckRow{CheckID: "c1", DocumentID: "d1", Rule: "final.balanced", Family: "sum", Verdict: "inconsistent", FiscalYear: 2021, Operands: []sink.OperandRow{{FactID: "f2", Role: "part"}}},
		sink.CheckRow{CheckID: "c2", DocumentID: "d1", Rule: "final.balanced", Family: "sum", Verdict: "exact", FiscalYear: 2021, Operands: []sink.OperandRow{{FactID: "f1", Role: "part"}}})
	writeTable(t, filepath.Join(dir, "observations", sink.Partition(2021)), sink.ObservationRow{Concept: "revenue.total", Kind: "amount", Unit: "元", ValueForm: "level", Status: "inconsistent", FiscalYear: 2021})
	s, err := sink.OpenSnapshot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// TestOpen tells of every table which rows fail, where they are shown, and what an export
// adds to their columns.
func TestOpen(t *testing.T) {
	s := dataset(t)
	type shown struct {
		Fails bool
		Link  string
	}
	for name, want := range map[string][]shown{
		"facts":        {{false, "http://here/doc/d1#fact-f1"}, {true, "http://here/doc/d1#fact-f2"}},
		"checks":       {{true, "http://here/doc/d1#check-c1"}, {false, "http://here/doc/d1#check-c2"}},
		"documents":    {{true, "http://here/doc/d1"}, {false, ""}},
		"observations": {{true, ""}},
	} {
		table, err := Open(s, name, "http://here")
		if err != nil {
			t.Fatal(err)
		}
		var got []shown
		for row, err := range table.Rows() {
			if err != nil {
				t.Fatal(err)
			}
			one := shown{Fails: table.fails(row)}
			if table.link != nil {
				one.Link = table.link(row)
			}
			got = append(got, one)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	if _, err := Open(s, "blocks", ""); err == nil || !strings.Contains(err.Error(), `"blocks"`) {
		t.Errorf("a table that is none: %v", err)
	}
	facts, err := Open(s, "facts", "")
	if err != nil || facts.link != nil {
		t.Fatal("links without pages: ", err)
	}
	var added [][]any
	for row := range facts.Rows() {
		added = append(added, []any{row[facts.at("path")], row[facts.at("place")], row[facts.at("checked")]})
	}
	if d := cmp.Diff([][]any{{"甲.txt", "第7行", nil}, {"甲.txt", "第3页 表1第2行第2列", "inconsistent"}}, added); d != "" {
		t.Error(d)
	}
}

// TestList takes the rows of a page as they are and describes the columns that it knows.
func TestList(t *testing.T) {
	rows := iter.Seq2[[]any, error](func(yield func([]any, error) bool) { yield([]any{"甲局", "5"}, nil) })
	table := List("facts", []string{"entity", "2021"}, rows, func(row []any) bool { return row[1] == "5" }, nil)
	if table.Columns[1].Name != "2021" || table.Columns[1].Chinese != "2021" || table.Columns[0].Chinese == "entity" {
		t.Errorf("%+v", table.Columns)
	}
	for row, err := range table.Rows() {
		if err != nil || !table.fails(row) || row[0] != "甲局" {
			t.Error(row, err)
		}
	}
}

// TestPackage describes the files that are there, by their tables.
func TestPackage(t *testing.T) {
	s := dataset(t)
	var b bytes.Buffer
	if err := WritePackage(&b, s.Dir); err != nil {
		t.Fatal(err)
	}
	var p struct {
		Resources []struct {
			Path   string
			Schema struct {
				Fields []struct {
					Name, Type  string
					Constraints map[string]any
				}
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &p); err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, r := range p.Resources {
		paths = append(paths, filepath.Dir(r.Path))
		for _, f := range r.Schema.Fields {
			if want := map[string]string{"value": "number", "period_end": "date", "operands": "any", "formula": "string"}[f.Name]; want != "" && f.Type != want {
				t.Errorf("%s: %s is a %s, want %s", r.Path, f.Name, f.Type, want)
			}
			if f.Name == "document_id" && f.Constraints["required"] != true {
				t.Errorf("%s: document_id may be missing", r.Path)
			}
		}
	}
	if d := cmp.Diff([]string{"current/documents", "current/facts/year=2021", "current/checks/year=2021", "current/observations/year=2021"}, paths); d != "" {
		t.Error(d)
	}
}
