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
)

// WriteParts writes rows, already in the table's order, as dir/part-00000.parquet
// and so on, and returns the parts and how many rows there were. Without rows
// it writes one empty part, so that a reader finds the columns. Each part is
// on the disk when WriteParts returns.
func WriteParts[R Row](dir, toolVersion string, rows iter.Seq2[*R, error]) (parts []Part, n int64, err error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, 0, err
	}
	part, err := newPart[R](dir, 0, toolVersion)
	if err != nil {
		return nil, 0, err
	}
	defer func() { _ = part.f.Close() }() // where an error comes before its end
	for row, err := range rows {
		if err != nil {
			return nil, 0, err
		}
		if part.n == rowsPerPart {
			done, err := part.end()
			if err != nil {
				return nil, 0, err
			}
			parts = append(parts, done)
			next, err := newPart[R](dir, len(parts), toolVersion)
			if err != nil {
				return nil, 0, err
			}
			part = next
		}
		if err := part.add(row); err != nil {
			return nil, 0, err
		}
		n++
	}
	done, err := part.end()
	return append(parts, done), n, err
}

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
		filters = append(filters, parquet.SplitBlockFilter(10, name))
	}
	return parquet.NewGenericWriter[R](w,
		parquet.Compression(new(sharedZstd)),
		parquet.MaxRowsPerRowGroup(rowsPerGroup),
		parquet.DataPageStatistics(true),
		parquet.BloomFilters(filters...),
		parquet.SortingWriterConfig(parquet.SortingColumns(sorting...)),
		parquet.KeyValueMetadata("schema_version", SchemaVersion),
		parquet.KeyValueMetadata("tool_version", toolVersion),
		parquet.CreatedBy("gongkai", toolVersion, ""))
}
