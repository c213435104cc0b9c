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
func WriteParts[R Row](dir, toolVersion string, rows iter.Seq2[R, error]) (parts []Part, n int64, err error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, 0, err
	}
	next, stop := iter.Pull2(rows)
	defer stop()
	for more := true; more; {
		part := Part{Name: fmt.Sprintf("part-%05d.parquet", len(parts))}
		var written int64
		written, more, err = writePart(dir, &part, toolVersion, next)
		if err != nil {
			return nil, 0, err
		}
		if written == 0 && len(parts) > 0 { // the rows ended with the part before
			return parts, n, os.Remove(filepath.Join(dir, part.Name))
		}
		parts, n = append(parts, part), n+written
	}
	return parts, n, nil
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

// writePart writes one file; more is false when the rows have ended.
func writePart[R Row](dir string, part *Part, toolVersion string, next func() (R, error, bool)) (n int64, more bool, err error) {
	f, err := os.Create(filepath.Join(dir, part.Name))
	if err != nil {
		return 0, false, err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	sum := &sums{hash: sha256.New()}
	buf := bufio.NewWriterSize(io.MultiWriter(f, sum), 1<<18)
	w := newWriter[R](buf, toolVersion)
	batch := make([]R, 0, rowsPerBatch)
	for n < rowsPerPart {
		row, err, ok := next()
		if err != nil {
			return n, false, err
		}
		if more = ok; !ok {
			break
		}
		if batch = append(batch, row); len(batch) == cap(batch) {
			if _, err := w.Write(batch); err != nil {
				return n, false, err
			}
			batch = batch[:0]
		}
		n++
	}
	if _, err := w.Write(batch); err != nil {
		return n, false, err
	}
	if err := w.Close(); err != nil {
		return n, false, err
	}
	if err := buf.Flush(); err != nil {
		return n, false, err
	}
	part.Bytes, part.Rows, part.SHA256 = sum.n, n, hex.EncodeToString(sum.hash.Sum(nil))
	return n, more, f.Sync()
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
