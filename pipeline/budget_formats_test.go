package pipeline

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/extract"
	"gongkai/schema"
)

// meaning is a fact without what says where it stands.
func meaning(f schema.Fact) string {
	f.ID, f.Document, f.Context, f.Raw, f.Source = "", "", "", "", schema.Provenance{}
	value := f.Value.String() // the same for all ways to write it
	f.Value = decimal.Zero
	return fmt.Sprintf("%s %s %+v", f.Label, value, f)
}

// TestOneBudget reads one budget as a workbook of two formats and as the PDF
// printed from it.
func TestOneBudget(t *testing.T) {
	tagger := tagger()
	read := func(name string) *schema.Report {
		data, err := os.ReadFile(filepath.Join("testdata", "budget", name))
		if err != nil {
			t.Fatal(err)
		}
		return Process(context.Background(), tagger, Source{Path: name, Data: data}, Options{Limits: extract.DefaultLimits()})
	}
	count := func(r *schema.Report) map[string]int {
		n := map[string]int{}
		for _, f := range r.Facts {
			n[meaning(f)]++
		}
		return n
	}
	book := read("budget.xlsx")
	for _, c := range book.Checks {
		if c.Verdict == schema.Inconsistent && c.Family != schema.DisclosureFamily { // it says nothing of assets
			t.Errorf("%s %s", c.Rule, c.Formula)
		}
	}
	const facts = 248 + 37 // cells with an amount, counted in the workbook, and figures in the notes
	if len(book.Facts) != facts {
		t.Errorf("%d facts, want %d", len(book.Facts), facts)
	}
	want := count(book)
	for _, name := range []string{"budget.xls", "budget.pdf"} {
		r := read(name)
		got := count(r)
		for _, k := range slices.Sorted(maps.Keys(want)) {
			if got[k] < want[k] {
				t.Errorf("%s lacks %s", name, k)
			}
		}
		for _, k := range slices.Sorted(maps.Keys(got)) {
			if want[k] < got[k] {
				t.Errorf("only in %s: %s", name, k)
			}
		}
		if a, b := r.Document, book.Document; a.Entity != b.Entity || a.FiscalYear != b.FiscalYear || a.ReportKind != b.ReportKind || a.EntityScope != b.EntityScope {
			t.Errorf("%s: %s %d %s %s", name, a.Entity, a.FiscalYear, a.ReportKind, a.EntityScope)
		}
	}
}
