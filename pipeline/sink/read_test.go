package sink

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
)

func ptr[T any](v T) *T { return &v }

func writeTable[R Row](t testing.TB, dir string, rows []R) {
	t.Helper()
	if _, _, err := WriteParts(dir, "test", each(rows)); err != nil {
		t.Fatal(err)
	}
}

// snapshotOf writes the rows of n documents, each with a few rows in every table.
func snapshotOf(t testing.TB, n int) (string, map[string]Rows) {
	t.Helper()
	dir := t.TempDir()
	want := make(map[string]Rows)
	var documents []DocumentRow
	var facts []FactRow
	var checks []CheckRow
	var issues []IssueRow
	var blocks []BlockRow
	for i := range n {
		id := fmt.Sprintf("%064x", i)
		r := Rows{Document: DocumentRow{DocumentID: id, Path: fmt.Sprint(i, ".txt"), Status: "read", Facts: 3, Checks: 2, Issues: 1, Blocks: 1}}
		if i%2 == 0 {
			r.Document.Title, r.Document.FiscalYear = ptr("标题"), ptr(int32(2021))
		}
		for k := range 3 {
			f := FactRow{FactID: fmt.Sprint(id[60:], k), DocumentID: id, Label: "收入", Kind: "amount", Value: int64(i*10 + k), FiscalYear: 2021,
				Locator: Locator{Block: ptr(int32(k)), Start: 2, End: 4}}
			if k > 0 {
				f.Concept, f.PeriodEnd, f.FuncCode, f.Row = ptr("revenue.total"), ptr(int32(18000)), ptr("201"), ptr(int32(0))
			}
			r.Facts = append(r.Facts, f)
		}
		r.Checks = []CheckRow{
			{CheckID: "a" + id[60:], DocumentID: id, Rule: "text.share", Verdict: "exact", FiscalYear: 2021},
			{CheckID: "b" + id[60:], DocumentID: id, Rule: "text.share", Verdict: "inconsistent", Diagnosis: ptr("unit_slip"), Difference: ptr(int64(0)), FiscalYear: 2021,
				Operands: []OperandRow{quoting(&r.Facts[0], "part"), quoting(&r.Facts[1], "whole")}},
		}
		if len(facts) > 0 { // and a figure of the document before
			r.Checks[1].Operands = append(r.Checks[1].Operands, quoting(&facts[len(facts)-1], "whole"))
		}
		r.Issues = []IssueRow{{DocumentID: id, Code: "unbound_number", Raw: "5"}}
		r.Blocks = []BlockRow{{DocumentID: id, Kind: "paragraph", Text: "收入1元", Tokens: []string{"收入", "1元"}}}
		want[id] = r
		documents, facts, checks = append(documents, r.Document), append(facts, r.Facts...), append(checks, r.Checks...)
		issues, blocks = append(issues, r.Issues...), append(blocks, r.Blocks...)
	}
	Sort(facts, CompareFacts())
	Sort(checks, CompareChecks())
	writeTable(t, filepath.Join(dir, "documents"), documents)
	writeTable(t, filepath.Join(dir, "facts", Partition(2021)), facts)
	writeTable(t, filepath.Join(dir, "checks", Partition(2021)), checks)
	writeTable(t, filepath.Join(dir, "issues"), issues)
	writeTable(t, filepath.Join(dir, "blocks"), blocks)
	return dir, want
}

// quoting is an operand that quotes a fact.
func quoting(f *FactRow, role string) OperandRow {
	value := f.Value
	return OperandRow{FactID: f.FactID, DocumentID: f.DocumentID, Role: role, Quoted: &Quoted{&value, f.Raw, f.Locator}}
}

// TestOtherVersion: a dataset with other columns is refused, not read as one
// whose years are missing.
func TestOtherVersion(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "documents"), 0o777); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(dir, "documents", "part-00000.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	w := parquet.NewGenericWriter[DocumentRow](f, parquet.KeyValueMetadata("schema_version", "2"))
	_, err = w.Write([]DocumentRow{{Path: "a"}})
	if err := errors.Join(err, w.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	if s, err := OpenSnapshot(dir); err == nil || !strings.Contains(err.Error(), `schema "2"`) {
		t.Errorf("opened: %v, %v", s, err)
	}
	if rows, err := Wide(dir); err == nil || !strings.Contains(err.Error(), `schema "2"`) {
		t.Errorf("exported: %v, %v", rows, err)
	}
}

func TestSnapshotOfDocument(t *testing.T) {
	dir, want := snapshotOf(t, 500)
	s, err := OpenSnapshot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for id, w := range want {
		documents, got, err := s.OfDocument(id)
		if err != nil {
			t.Fatal(err)
		}
		Sort(got.Facts, func(a, b *FactRow) int { return int(*a.Block) - int(*b.Block) })
		if d := cmp.Diff(w, got); d != "" || len(documents) != 1 {
			t.Fatalf("%s: %s", id, d)
		}
	}
	if _, _, err := s.OfDocument("none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("unknown document: %v", err)
	}
}

// TestSnapshotSelect reads only the columns named, and finds rows again.
func TestSnapshotSelect(t *testing.T) {
	dir, _ := snapshotOf(t, 300)
	s, err := OpenSnapshot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	type head struct {
		CheckID    string `parquet:"check_id"`
		FiscalYear int32  `parquet:"fiscal_year"`
		Later      *int32 `parquet:"column_of_a_later_version"`
	}
	var at []Position
	var ids []string
	err = Select(s, "checks", &Equal{"verdict", "inconsistent"}, func(p Position, h *head) bool {
		if h.FiscalYear != 2021 || h.CheckID[0] != 'b' {
			t.Errorf("%+v", *h)
		}
		at, ids = append(at, p), append(ids, h.CheckID)
		return true
	})
	if err != nil || len(at) != 300 {
		t.Fatal(len(at), err)
	}
	got, err := At[CheckRow](s, "checks", []Position{at[299], at[0], at[7], at[0]})
	if err != nil {
		t.Fatal(err)
	}
	for i, k := range []int{299, 0, 7, 0} {
		if got[i].CheckID != ids[k] || len(got[i].Operands) < 2 {
			t.Errorf("%d: %+v", i, got[i])
		}
	}
}
