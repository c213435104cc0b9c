package sink

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"iter"
	"os"
	"path/filepath"

	"github.com/parquet-go/parquet-go"
)

const (
	rowsPerGroup = 100_000   // what one writer holds in memory
	rowsPerPart  = 2_000_000 // then the next part file begins
	rowsPerBatch = 1024

	// Bits of a Bloom filter for each value: one in a hundred row groups without it pass
	// with ten, one in twelve with six. Ids of facts are as many as the rows.
	idBits     = 10
	factIDBits = 6
)

// WriteParts writes rows, already in the table's order, as dir/part-00000.parquet
// and so on, and returns the parts and how many rows there were. Without rows
// it writes one empty part, so that a reader finds the columns. Each part is
// on the disk when WriteParts returns.
func WriteParts[R Row](dir, toolVersion string, rows iter.Seq2[*R, error]) (parts []Part, n int64, err error) {
	w, err := NewPartsWriter[R](dir, toolVersion)
	if err != nil {
		return nil, 0, err
	}
	defer w.Abort()
	for row, err := range rows {
		if err != nil {
			return nil, 0, err
		}
		if err := w.Add(row); err != nil {
			return nil, 0, err
		}
	}
	return w.Close()
}

// PartsWriter is WriteParts for rows that come one by one.
type PartsWriter[R Row] struct {
	dir, toolVersion string
	part             *partWriter[R]
	parts            []Part
	n                int64
}

// NewPartsWriter begins the first part. Who gives up calls Abort.
func NewPartsWriter[R Row](dir, toolVersion string) (*PartsWriter[R], error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	w := &PartsWriter[R]{dir: dir, toolVersion: toolVersion}
	return w, w.next()
}

// next begins a part.
func (w *PartsWriter[R]) next() error {
	part, err := newPart[R](w.dir, len(w.parts), w.toolVersion)
	if err == nil {
		w.part = part
	}
	return err
}

// end ends a part.
func (w *PartsWriter[R]) end() error {
	done, err := w.part.end()
	w.parts = append(w.parts, done)
	return err
}

// Add writes a row, which it does not keep.
func (w *PartsWriter[R]) Add(row *R) error {
	if w.part.n == rowsPerPart {
		if err := w.end(); err != nil {
			return err
		}
		if err := w.next(); err != nil {
			return err
		}
	}
	w.n++
	return w.part.add(row)
}

// Close ends the last part and returns what WriteParts does.
func (w *PartsWriter[R]) Close() (parts []Part, n int64, err error) {
	if err := w.end(); err != nil {
		return nil, 0, err
	}
	return w.parts, w.n, nil
}

// Abort closes what is open; after Close it does nothing.
func (w *PartsWriter[R]) Abort() { _ = w.part.f.Close() }

// Part is a file of a table, with what it was when it was written: by that it
// is known again.
type Part struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	Rows   int64  `json:"rows"`
	SHA256 string `json:"sha256"`
}

// sums counts and hashes what is written to it.
type sums struct {
	hash hash.Hash
	n    int64
}

func (s *sums) Write(p []byte) (int, error) {
	s.n += int64(len(p))
	return s.hash.Write(p)
}

// partWriter writes one file.
type partWriter[R Row] struct {
	name  string
	f     *os.File
	sum   *sums
	buf   *bufio.Writer
	w     *parquet.GenericWriter[R]
	batch []R
	n     int64
}

func newPart[R Row](dir string, number int, toolVersion string) (*partWriter[R], error) {
	p := &partWriter[R]{name: fmt.Sprintf("part-%05d.parquet", number), sum: &sums{hash: sha256.New()}, batch: make([]R, 0, rowsPerBatch)}
	f, err := os.Create(filepath.Join(dir, p.name))
	if err != nil {
		return nil, err
	}
	p.f = f
	p.buf = bufio.NewWriterSize(io.MultiWriter(f, p.sum), 1<<18)
	p.w = newWriter[R](p.buf, toolVersion)
	return p, nil
}

func (p *partWriter[R]) add(row *R) error {
	p.n++
	if p.batch = append(p.batch, *row); len(p.batch) < cap(p.batch) {
		return nil
	}
	return p.write()
}

func (p *partWriter[R]) write() error {
	_, err := p.w.Write(p.batch)
	p.batch = p.batch[:0]
	return err
}

// end ends the file, which is on the disk then.
func (p *partWriter[R]) end() (Part, error) {
	for _, step := range []func() error{p.write, p.w.Close, p.buf.Flush, p.f.Sync, p.f.Close} {
		if err := step(); err != nil {
			return Part{}, err
		}
	}
	return Part{Name: p.name, Bytes: p.sum.n, Rows: p.n, SHA256: hex.EncodeToString(p.sum.hash.Sum(nil))}, nil
}

func newWriter[R Row](w io.Writer, toolVersion string) *parquet.GenericWriter[R] {
	var sorting []parquet.SortingColumn
	var filters []parquet.BloomFilterColumn
	for _, name := range tableOf[R]().Sorted {
		sorting = append(sorting, parquet.NullsFirst(parquet.Ascending(name)))
	}
	for _, name := range tableOf[R]().Filtered {
		bits := uint(idBits)
		if name == "fact_id" {
			bits = factIDBits
		}
		filters = append(filters, parquet.SplitBlockFilter(bits, name))
	}
	return parquet.NewGenericWriter[R](w,
		parquet.Compression(new(sharedZstd)),
		parquet.MaxRowsPerRowGroup(rowsPerGroup),
		parquet.DataPageStatistics(false),
		parquet.BloomFilters(filters...),
		parquet.SortingWriterConfig(parquet.SortingColumns(sorting...)),
		parquet.KeyValueMetadata("schema_version", SchemaVersion),
		parquet.KeyValueMetadata("tool_version", toolVersion),
		parquet.CreatedBy("gongkai", toolVersion, ""))
}
