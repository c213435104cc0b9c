package sink

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"

	"github.com/parquet-go/parquet-go"
	"golang.org/x/sync/errgroup"
)

// Snapshot reads rows of one committed snapshot without loading its tables: a
// row group is passed over by its statistics and Bloom filter, and of the others
// only the rows and columns asked for are decoded. The files stay open, so that
// a run that commits meanwhile takes nothing away. It is safe for concurrent use.
type Snapshot struct {
	Dir   string
	parts map[string][]tablePart
}

// tablePart is one file of a table.
type tablePart struct {
	file *os.File
	p    *parquet.File
}

// Position names a row of a table in an open Snapshot.
type Position struct {
	Part int32 // ordinal of the file in its table
	Row  int32 // in that file
}

// OpenSnapshot opens the files of the snapshot in dir. A table without a file is
// empty, but documents there must be.
func OpenSnapshot(dir string) (*Snapshot, error) {
	s := &Snapshot{Dir: dir, parts: make(map[string][]tablePart)}
	for _, t := range Tables() {
		pattern := filepath.Join(dir, t.Name, "*.parquet")
		if t.Partitioned {
			pattern = filepath.Join(dir, t.Name, "*", "*.parquet")
		}
		paths, err := filepath.Glob(pattern)
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
		for _, path := range paths {
			part, err := openPart(path)
			if err != nil {
				return nil, errors.Join(fmt.Errorf("%s: %w", path, err), s.Close())
			}
			s.parts[t.Name] = append(s.parts[t.Name], part)
		}
	}
	if len(s.parts["documents"]) == 0 {
		return nil, errors.Join(fmt.Errorf("%s: %w", filepath.Join(dir, "documents"), fs.ErrNotExist), s.Close())
	}
	return s, nil
}

// OpenFiles opens some files of tables, by table: parts of any version.
func OpenFiles(files map[string][]string) (*Snapshot, error) {
	s := &Snapshot{parts: make(map[string][]tablePart)}
	for table, paths := range files {
		for _, path := range paths {
			part, err := openPart(path)
			if err != nil {
				return nil, errors.Join(fmt.Errorf("%s: %w", path, err), s.Close())
			}
			s.parts[table] = append(s.parts[table], part)
		}
	}
	return s, nil
}

func openPart(path string) (tablePart, error) {
	f, err := os.Open(path)
	if err != nil {
		return tablePart{}, err
	}
	info, err := f.Stat()
	if err != nil {
		return tablePart{}, errors.Join(err, f.Close())
	}
	p, err := parquet.OpenFile(f, info.Size(), parquet.SkipPageIndex(true), parquet.ReadBufferSize(64<<10))
	if err != nil {
		return tablePart{}, errors.Join(err, f.Close())
	}
	if err := checkVersion(p); err != nil {
		return tablePart{}, errors.Join(err, f.Close())
	}
	return tablePart{f, p}, nil
}

// checkVersion refuses a file with another set of columns, of which a reader
// would take those it misses for empty.
func checkVersion(p *parquet.File) error {
	if v, ok := p.Lookup("schema_version"); !ok || v != SchemaVersion {
		return fmt.Errorf("written with schema %q, this gongkai reads %s: run it over the inputs again", v, SchemaVersion)
	}
	return nil
}

// Close closes the files.
func (s *Snapshot) Close() (err error) {
	for _, parts := range s.parts {
		for _, p := range parts {
			err = errors.Join(err, p.file.Close())
		}
	}
	return err
}

// Equal asks for the rows whose string column has a value.
type Equal struct{ Column, Value string }

// Select hands each row of a table to do, in the order stored, or those where
// holds for. The fields of R say which columns are read; one that the file does
// not have stays zero. do ends it by returning false.
func Select[R any](s *Snapshot, table string, where *Equal, do func(Position, *R) bool) error {
	for i := range s.parts[table] {
		part, base := &s.parts[table][i], int64(0)
		for _, group := range part.p.RowGroups() {
			more, err := selectGroup(part, group, where, func(row int64, r *R) bool {
				return do(Position{int32(i), int32(base + row)}, r)
			})
			if err != nil {
				return fmt.Errorf("%s: %w", part.file.Name(), err)
			}
			if !more {
				return nil
			}
			base += group.NumRows()
		}
	}
	return nil
}

// selectBatch is how many rows are decoded at once: those of a row group, for a
// page that is begun is decompressed whole.
const selectBatch = rowsPerGroup

func selectGroup[R any](part *tablePart, group parquet.RowGroup, where *Equal, do func(int64, *R) bool) (more bool, err error) {
	rows := []span{{0, group.NumRows()}}
	if where != nil {
		if rows, err = find(part.p, group, where); err != nil {
			return false, err
		}
	}
	for batch := range batches(rows, selectBatch) {
		decoded := make([]R, length(batch))
		if err := decode(part, group, batch, where, reflect.ValueOf(decoded)); err != nil {
			return false, err
		}
		k := 0
		for _, sp := range batch {
			for row := sp.from; row < sp.to; row++ {
				if !do(row, &decoded[k]) {
					return false, nil
				}
				k++
			}
		}
	}
	return true, nil
}

// At returns the rows of a table at positions, in their order.
func At[R any](s *Snapshot, table string, at []Position) ([]R, error) {
	order := make([]int, len(at))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(at[a].Part, at[b].Part), cmp.Compare(at[a].Row, at[b].Row))
	})
	out := make([]R, len(at))
	for len(order) > 0 {
		n := 1
		for n < len(order) && at[order[n]].Part == at[order[0]].Part {
			n++
		}
		if err := rowsAt(&s.parts[table][at[order[0]].Part], at, order[:n], out); err != nil {
			return nil, err
		}
		order = order[n:]
	}
	return out, nil
}

// rowsAt decodes rows of one file; order is sorted by row.
func rowsAt[R any](part *tablePart, at []Position, order []int, out []R) error {
	base := int64(0)
	for _, group := range part.p.RowGroups() {
		var spans []span
		var mine []int
		for len(order) > 0 && int64(at[order[0]].Row) < base+group.NumRows() {
			row := int64(at[order[0]].Row) - base
			if k := len(spans) - 1; k < 0 || spans[k].from != row { // a row may be asked for twice
				spans = append(spans, span{row, row + 1})
			}
			mine, order = append(mine, order[0]), order[1:]
		}
		decoded := make([]R, len(spans))
		if err := decode(part, group, spans, nil, reflect.ValueOf(decoded)); err != nil {
			return fmt.Errorf("%s: %w", part.file.Name(), err)
		}
		for k, j := 0, 0; j < len(mine); j++ {
			for spans[k].from != int64(at[mine[j]].Row)-base {
				k++
			}
			out[mine[j]] = decoded[k]
		}
		base += group.NumRows()
	}
	return nil
}

// OfDocument returns what the snapshot holds of a content: the rows of its
// paths, and its facts, checks, issues and blocks in the orders of the tables, the
// operands of checks with what they quote. It returns fs.ErrNotExist for an unknown
// document_id.
func (s *Snapshot) OfDocument(id string) (documents []DocumentRow, rows Rows, err error) {
	where := &Equal{"document_id", id}
	if documents, err = all[DocumentRow](s, "documents", where, -1); err != nil {
		return nil, rows, err
	}
	if len(documents) == 0 {
		return nil, rows, fmt.Errorf("document %s: %w", id, fs.ErrNotExist)
	}
	rows.Document = documents[0]
	d := &rows.Document
	var tables errgroup.Group
	tables.Go(func() (err error) { rows.Facts, err = all[FactRow](s, "facts", where, int(d.Facts)); return })
	tables.Go(func() (err error) { rows.Checks, err = s.checksOf(where, int(d.Checks)); return })
	tables.Go(func() (err error) { rows.Issues, err = all[IssueRow](s, "issues", where, int(d.Issues)); return })
	tables.Go(func() (err error) { rows.Blocks, err = all[BlockRow](s, "blocks", where, int(d.Blocks)); return })
	if err := tables.Wait(); err != nil {
		return documents, rows, err
	}
	return documents, rows, s.Quote(rows.Checks, rows.Facts)
}

// Quote gives the operands of checks what their facts say. Facts that are not among
// those known are read from the table.
func (s *Snapshot) Quote(checks []CheckRow, known []FactRow) error {
	quoted := make(map[string]*Quoted, len(known))
	for i := range known {
		f := &known[i]
		quoted[f.FactID] = &Quoted{&f.Value, f.Raw, f.Locator}
	}
	asked := make(map[string]bool) // documents
	for i := range checks {
		for k := range checks[i].Operands {
			o := &checks[i].Operands[k]
			if quoted[o.FactID] == nil && !asked[o.DocumentID] {
				asked[o.DocumentID] = true
				if err := s.quotedOf(o.DocumentID, quoted); err != nil {
					return err
				}
			}
			o.Quoted = quoted[o.FactID]
		}
	}
	return nil
}

// quotedOf adds what the facts of a document say.
func (s *Snapshot) quotedOf(document string, quoted map[string]*Quoted) error {
	type row struct {
		FactID string `parquet:"fact_id"`
		Value  int64  `parquet:"value"`
		Raw    string `parquet:"raw"`
		Locator
	}
	return Select(s, "facts", &Equal{"document_id", document}, func(_ Position, f *row) bool {
		quoted[f.FactID] = &Quoted{&f.Value, f.Raw, f.Locator}
		return true
	})
}

// briefCheck is a check with no more of its operands than names them: the
// checks of a document stand in as many places as there are rules and
// verdicts, and each place costs a page of every column.
type briefCheck struct {
	CheckID      string         `parquet:"check_id"`
	DocumentID   string         `parquet:"document_id"`
	Rule         string         `parquet:"rule"`
	Family       string         `parquet:"family"`
	Formula      string         `parquet:"formula"`
	Verdict      string         `parquet:"verdict"`
	Reported     *int64         `parquet:"reported"`
	Computed     *int64         `parquet:"computed"`
	Difference   *int64         `parquet:"difference"`
	Tolerance    *int64         `parquet:"tolerance"`
	Diagnosis    *string        `parquet:"diagnosis"`
	Severity     string         `parquet:"severity"`
	WaiverReason *string        `parquet:"waiver_reason"`
	Finding      *string        `parquet:"finding"`
	ForReported  *int32         `parquet:"for_reported"`
	ForComputed  *int32         `parquet:"for_computed"`
	Operands     []briefOperand `parquet:"operands"`
	FiscalYear   int32          `parquet:"fiscal_year"`
}

type briefOperand struct {
	FactID     string `parquet:"fact_id"`
	DocumentID string `parquet:"document_id"`
	Role       string `parquet:"role"`
}

func (s *Snapshot) checksOf(where *Equal, want int) ([]CheckRow, error) {
	brief, err := all[briefCheck](s, "checks", where, want)
	rows := make([]CheckRow, len(brief))
	for i := range brief {
		c := &brief[i]
		rows[i] = CheckRow{CheckID: c.CheckID, DocumentID: c.DocumentID, Rule: c.Rule, Family: c.Family, Formula: c.Formula, Verdict: c.Verdict,
			Reported: c.Reported, Computed: c.Computed, Difference: c.Difference, Tolerance: c.Tolerance, Diagnosis: c.Diagnosis,
			Severity: c.Severity, WaiverReason: c.WaiverReason, Finding: c.Finding, ForReported: c.ForReported, ForComputed: c.ForComputed, FiscalYear: c.FiscalYear}
		for _, o := range c.Operands {
			rows[i].Operands = append(rows[i].Operands, OperandRow{FactID: o.FactID, DocumentID: o.DocumentID, Role: o.Role})
		}
	}
	return rows, err
}

// all gathers rows; it stops at want of them, unless that is negative.
func all[R any](s *Snapshot, table string, where *Equal, want int) (rows []R, err error) {
	if want == 0 {
		return nil, nil
	}
	err = Select(s, table, where, func(_ Position, r *R) bool {
		rows = append(rows, *r)
		return len(rows) != want
	})
	return rows, err
}

// RowsOf returns the rows of a table where a column has a value.
func RowsOf[R any](s *Snapshot, table string, where Equal) ([]R, error) {
	return all[R](s, table, &where, -1)
}

// errColumn means that a file is not one of ours.
var errColumn = errors.New("no such column")

// find returns the rows of a row group where a column has a value.
func find(p *parquet.File, group parquet.RowGroup, where *Equal) ([]span, error) {
	leaf, ok := p.Schema().Lookup(where.Column)
	if !ok {
		return nil, fmt.Errorf("%s: %w", where.Column, errColumn)
	}
	chunk := group.ColumnChunks()[leaf.ColumnIndex]
	if absent, err := pruned(chunk, where.Value); absent || err != nil {
		return nil, err
	}
	pages := chunk.Pages()
	defer pages.Close()
	var rows []span
	var wanted wantedIndex
	for base := int64(0); ; {
		page, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		rows, err = wanted.match(rows, page, base, where.Value)
		base += page.NumRows()
		parquet.Release(page)
		if err != nil {
			return nil, err
		}
		if wanted.absent {
			return nil, nil
		}
	}
}

// pruned tells from statistics and Bloom filter that a chunk lacks a value.
func pruned(chunk parquet.ColumnChunk, value string) (bool, error) {
	if c, ok := chunk.(*parquet.FileColumnChunk); ok {
		if low, high, known := c.Bounds(); known && (value < string(low.ByteArray()) || value > string(high.ByteArray())) {
			return true, nil
		}
	}
	if filter := chunk.BloomFilter(); filter != nil {
		maybe, err := filter.Check(parquet.ByteArrayValue([]byte(value)))
		return err == nil && !maybe, err
	}
	return false, nil
}

// wantedIndex is the number a value has in the dictionary of a chunk.
type wantedIndex struct {
	known, absent bool
	index         int32
}

// match adds the rows of a page that have the value.
func (w *wantedIndex) match(rows []span, page parquet.Page, base int64, value string) ([]span, error) {
	if d := page.Dictionary(); d != nil {
		if !w.known {
			w.look(d, value)
		}
		if !w.absent {
			rows = w.matchIndexes(rows, page, base)
		}
		return rows, nil
	}
	values := make([]parquet.Value, page.NumValues())
	if n, err := page.Values().ReadValues(values); n < len(values) && err != nil {
		return nil, err
	}
	for i, v := range values {
		if !v.IsNull() && string(v.ByteArray()) == value {
			rows = appendRowTo(rows, base+int64(i))
		}
	}
	return rows, nil
}

func (w *wantedIndex) look(d parquet.Dictionary, value string) {
	w.known, w.absent = true, true
	for i := range int32(d.Len()) {
		if string(d.Index(i).ByteArray()) == value {
			w.index, w.absent = i, false
			return
		}
	}
}

func (w *wantedIndex) matchIndexes(rows []span, page parquet.Page, base int64) []span {
	values := page.Data()
	indexes, defined := values.Int32(), page.DefinitionLevels()
	k := 0
	for i := range page.NumRows() {
		if len(defined) > 0 && defined[i] == 0 { // a missing value has no index
			continue
		}
		if k < len(indexes) && indexes[k] == w.index {
			rows = appendRowTo(rows, base+i)
		}
		k++
	}
	return rows
}
