package news

import (
	"iter"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline/sink"
)

func ptr[T any](v T) *T { return &v }

// each yields rows as a merge does.
func each[R any](rows []R) iter.Seq2[*R, error] {
	return func(yield func(*R, error) bool) {
		for i := range rows {
			if !yield(&rows[i], nil) {
				return
			}
		}
	}
}

// figure is the revenue of a document in ten-thousandths, by its label.
func figure(document, label string, value int64) sink.FactRow {
	return sink.FactRow{FactID: document + label, DocumentID: document, Concept: ptr("revenue.total"), Label: label, Kind: "amount", Value: value, Unit: "元",
		ValueForm: "level", Measure: ptr("final"), PeriodEnd: ptr(int32(18992)), FiscalYear: 2021}
}

// snapshot writes tables and opens them.
func snapshot(t *testing.T, documents []sink.DocumentRow, facts []sink.FactRow, checks []sink.CheckRow) *sink.Snapshot {
	t.Helper()
	dir := t.TempDir()
	sink.Sort(facts, sink.CompareFacts())
	sink.Sort(checks, sink.CompareChecks())
	write := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	_, _, err := sink.WriteParts(filepath.Join(dir, "documents"), "test", each(documents))
	write(err)
	_, _, err = sink.WriteParts(filepath.Join(dir, "facts", sink.Partition(2021)), "test", each(facts))
	write(err)
	_, _, err = sink.WriteParts(filepath.Join(dir, "checks", sink.Partition(2021)), "test", each(checks))
	write(err)
	s, err := sink.OpenSnapshot(dir)
	write(err)
	t.Cleanup(func() { write(s.Close()) })
	return s
}

// TestTake remembers of a snapshot its files and the checks that lead a finding, and tells
// which figures a file published again states otherwise.
func TestTake(t *testing.T) {
	document := func(id, path string) sink.DocumentRow {
		return sink.DocumentRow{DocumentID: id, Path: path, Status: "read", Entity: ptr("甲局"), ReportKind: ptr("final_accounts"), FiscalYear: ptr(int32(2021))}
	}
	check := func(id, verdict, finding string) sink.CheckRow {
		c := sink.CheckRow{CheckID: id, DocumentID: "old", Rule: "final.balanced", Family: "sum", Verdict: verdict, Severity: "error", Formula: id, FiscalYear: 2021}
		if finding != "" {
			c.Finding = &finding
		}
		return c
	}
	old := snapshot(t, []sink.DocumentRow{document("old", "a.txt"), {DocumentID: "bad", Path: "b.txt", Status: "refused", Reason: ptr("empty")}},
		[]sink.FactRow{figure("old", "收入", 50_0000), figure("old", "其他收入", 7_0000), figure("old", "甲项", 1_0000), figure("old", "甲项", 2_0000)},
		[]sink.CheckRow{check("lead", "inconsistent", "lead"), check("led", "inconsistent", "lead"), check("alone", "inconsistent", ""), check("good", "exact", "")})
	now := snapshot(t, []sink.DocumentRow{document("now", "a.txt")},
		[]sink.FactRow{figure("now", "收入", 60_0000), figure("now", "其他收入", 7_0000), figure("now", "甲项", 3_0000), figure("now", "新项", 3_0000)}, nil)
	before, err := Take(old)
	if err != nil {
		t.Fatal(err)
	}
	after, err := Take(now)
	if err != nil {
		t.Fatal(err)
	}
	n := Compare(before, after)
	var gone []string
	for _, f := range n.Gone {
		gone = append(gone, f.Path+" "+f.Formula)
	}
	if d := cmp.Diff([]string{"a.txt alone", "a.txt lead"}, gone); d != "" {
		t.Error("a finding is told by the check that leads it:", d)
	}
	if d := cmp.Diff([]File{{"b.txt", ""}}, n.Removed); d != "" {
		t.Error(d)
	}
	if err := n.Changed(before, after, old, now); err != nil {
		t.Fatal(err)
	}
	want := []Change{{"a.txt", "revenue.total 收入 level final 2021-12-31", "50元", "60元"}}
	if d := cmp.Diff(want, n.Changes); d != "" {
		t.Error("what a version states twice, or alone, is no change:", d)
	}
}
