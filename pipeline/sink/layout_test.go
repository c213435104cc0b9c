package sink

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// TestPhysicalLayout holds a part to what lets a query read little of it: rows
// sorted by the columns the file says, small row groups with the range of every
// column, pages with an index, and Bloom filters on the columns by which single
// rows are looked for.
func TestPhysicalLayout(t *testing.T) {
	const entities, each = 1500, 100
	rows := make([]FactRow, 0, entities*each)
	sample := FromReport(sampleReport(1), "test").Facts[0]
	for i := range entities * each {
		f := sample
		entity, concept := fmt.Sprintf("office %04d", i/each), fmt.Sprintf("concept.%02d", i%each)
		f.FactID, f.DocumentID, f.Entity, f.Concept = fmt.Sprintf("fact %d", i), fmt.Sprintf("document %d", i/each), &entity, &concept
		rows = append(rows, f)
	}
	slices.Reverse(rows)
	Sort(rows, CompareFacts())
	file := openRows(t, rows)
	if n := len(file.RowGroups()); n < 2 {
		t.Fatalf("%d row groups", n)
	}
	last := ""
	for i, g := range file.RowGroups() {
		if n := g.NumRows(); n > rowsPerGroup {
			t.Errorf("group %d: %d rows", i, n)
		}
		if s := g.SortingColumns(); len(s) != 1 || s[0].Path()[0] != "entity" || s[0].Descending() {
			t.Errorf("group %d: sorted by %v", i, s)
		}
		for _, column := range []string{"entity", "concept", "measure", "value_form", "value"} {
			pagesOf(t, g, column)
		}
		low, high := pagesOf(t, g, "entity")
		if low < last || high < low {
			t.Errorf("group %d: entities %q to %q after %q", i, low, high, last)
		}
		last = high
	}
	for column, tt := range map[string][2]string{"fact_id": {"fact 7", "fact x"}, "document_id": {"document 7", "document x"}} {
		if got := filtered(t, file, column, tt[0]); got != 1 {
			t.Errorf("%s: %d of %d groups may have %s", column, got, len(file.RowGroups()), tt[0])
		}
		if got := filtered(t, file, column, tt[1]); got != 0 {
			t.Errorf("%s: %d groups may have %s", column, got, tt[1])
		}
	}
}

// openRows writes rows as a part and opens it.
func openRows[R Row](t *testing.T, rows []R) *parquet.File {
	t.Helper()
	dir := t.TempDir()
	names, _, err := WriteParts(dir, "test", each(rows))
	if err != nil || len(names) != 1 {
		t.Fatal(names, err)
	}
	f, err := os.Open(filepath.Join(dir, names[0].Name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	file, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func chunkOf(t *testing.T, g parquet.RowGroup, column string) parquet.ColumnChunk {
	t.Helper()
	leaf, ok := g.Schema().Lookup(column)
	if !ok {
		t.Fatalf("no column %s", column)
	}
	return g.ColumnChunks()[leaf.ColumnIndex]
}

// pagesOf returns the least and the greatest value by a column's page index.
func pagesOf(t *testing.T, g parquet.RowGroup, column string) (low, high string) {
	t.Helper()
	chunk := chunkOf(t, g, column)
	index, err := chunk.ColumnIndex()
	if err != nil {
		t.Fatalf("%s: %v", column, err)
	}
	offsets, err := chunk.OffsetIndex()
	if err != nil || offsets.NumPages() != index.NumPages() || index.NumPages() == 0 {
		t.Fatalf("%s: %v, %d pages", column, err, index.NumPages())
	}
	if column == "entity" && !index.IsAscending() {
		t.Errorf("%s: the pages are not in order", column)
	}
	return index.MinValue(0).String(), index.MaxValue(index.NumPages() - 1).String()
}

// filtered counts the row groups whose Bloom filter lets a value pass.
func filtered(t *testing.T, file *parquet.File, column, value string) (n int) {
	t.Helper()
	for _, g := range file.RowGroups() {
		filter := chunkOf(t, g, column).BloomFilter()
		if filter == nil {
			t.Fatalf("%s has no Bloom filter", column)
		}
		ok, err := filter.Check(parquet.ValueOf(value))
		if err != nil {
			t.Fatal(err)
		}
		if ok {
			n++
		}
	}
	return n
}
