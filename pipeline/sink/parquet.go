package sink

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

const (
	rowsPerGroup = 100_000   // what one writer holds in memory
	rowsPerPart  = 2_000_000 // then the next part file begins
	rowsPerBatch = 1024
)

// WriteParts writes rows, already in the table's order, as dir/part-00000.parquet
// and so on, and returns the names and how many rows there were. Without rows
// it writes one empty part, so that a reader finds the columns. Each part is
// on the disk when WriteParts returns.
func WriteParts[R Row](dir, toolVersion string, rows iter.Seq2[R, error]) (names []string, n int64, err error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, 0, err
	}
	next, stop := iter.Pull2(rows)
	defer stop()
	for more := true; more; {
		name := fmt.Sprintf("part-%05d.parquet", len(names))
		var written int64
		written, more, err = writePart(filepath.Join(dir, name), toolVersion, next)
		if err != nil {
			return nil, 0, err
		}
		if written == 0 && len(names) > 0 { // the rows ended with the part before
			return names, n, os.Remove(filepath.Join(dir, name))
		}
		names, n = append(names, name), n+written
	}
	return names, n, nil
}

// writePart writes one file; more is false when the rows have ended.
func writePart[R Row](path, toolVersion string, next func() (R, error, bool)) (n int64, more bool, err error) {
	f, err := os.Create(path)
	if err != nil {
		return 0, false, err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	buf := bufio.NewWriterSize(f, 1<<18)
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
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedDefault}),
		parquet.MaxRowsPerRowGroup(rowsPerGroup),
		parquet.DataPageStatistics(true),
		parquet.BloomFilters(filters...),
		parquet.SortingWriterConfig(parquet.SortingColumns(sorting...)),
		parquet.KeyValueMetadata("schema_version", SchemaVersion),
		parquet.KeyValueMetadata("tool_version", toolVersion),
		parquet.CreatedBy("gongkai", toolVersion, ""))
}
