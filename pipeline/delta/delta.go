// Package delta writes the log of a table in the open Delta format, so that engines
// that know it (DuckDB, polars, deltalake, Spark with the Delta package) read any of
// its versions.
//
//	TABLE/_delta_log/00000000000000000000.json   what version 0 added
//	TABLE/_delta_log/00000000000000000001.json   what version 1 added and removed
//	TABLE/part-….parquet                         named by content, never changed
//
// A version is one small file of JSON lines that is made only where there is none.
// No feature of the format is used that a first reader would not know: no deletion
// vectors, no column mapping, no checkpoints, and no partition columns, for
// fiscal_year is a column in the files; its bounds stand beside each file, by which
// engines pass over the files of other years.
//
// The format: https://github.com/delta-io/delta/blob/master/PROTOCOL.md
package delta

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"time"

	"gongkai/pipeline/sink"
)

// File is a part of a table.
type File struct {
	Path  string // below the table
	Bytes int64
	Rows  int64
	Year  int32 // of all its rows, 0 for none
}

// Commit is one version of a table.
type Commit struct {
	Table   sink.Table
	Time    time.Time
	Tool    string // and its version
	Columns bool   // the columns are told, as in the first version and where they have changed
	Added   []File
	Removed []File
}

// LogName is the name of a version's file, below the table.
func LogName(version int64) string { return fmt.Sprintf("_delta_log/%020d.json", version) }

// The actions of the format that are used.
type (
	protocol struct {
		Reader int `json:"minReaderVersion"`
		Writer int `json:"minWriterVersion"`
	}
	format struct {
		Provider string            `json:"provider"`
		Options  map[string]string `json:"options"`
	}
	metaData struct {
		ID            string            `json:"id"`
		Name          string            `json:"name"`
		Description   string            `json:"description"`
		Format        format            `json:"format"`
		Schema        string            `json:"schemaString"`
		Partitions    []string          `json:"partitionColumns"`
		Configuration map[string]string `json:"configuration"`
		Created       int64             `json:"createdTime"`
	}
	add struct {
		Path       string            `json:"path"`
		Partitions map[string]string `json:"partitionValues"`
		Size       int64             `json:"size"`
		Modified   int64             `json:"modificationTime"`
		Changes    bool              `json:"dataChange"`
		Stats      string            `json:"stats"`
	}
	remove struct {
		Path       string            `json:"path"`
		Deleted    int64             `json:"deletionTimestamp"`
		Changes    bool              `json:"dataChange"`
		Metadata   bool              `json:"extendedFileMetadata"`
		Partitions map[string]string `json:"partitionValues"`
		Size       int64             `json:"size"`
	}
	commitInfo struct {
		Time       int64             `json:"timestamp"`
		Operation  string            `json:"operation"`
		Parameters map[string]string `json:"operationParameters"`
		Engine     string            `json:"engineInfo"`
	}
	stats struct {
		Rows  int64            `json:"numRecords"`
		Least map[string]int32 `json:"minValues,omitempty"`
		Most  map[string]int32 `json:"maxValues,omitempty"`
		Nulls map[string]int64 `json:"nullCount,omitempty"`
	}
)

// Encode makes the file of a version. The same commit gives the same bytes.
func (c *Commit) Encode() ([]byte, error) {
	at := c.Time.UnixMilli()
	actions := []map[string]any{{"commitInfo": commitInfo{at, "WRITE", map[string]string{"mode": "Append"}, c.Tool}}}
	if c.Columns {
		schema, err := schemaOf(c.Table)
		if err != nil {
			return nil, err
		}
		actions = append(actions, map[string]any{"protocol": protocol{1, 2}},
			map[string]any{"metaData": metaData{idOf(c.Table.Name), c.Table.Name, c.Table.Meaning, format{"parquet", map[string]string{}},
				schema, []string{}, map[string]string{}, at}})
	}
	for _, f := range c.Removed {
		actions = append(actions, map[string]any{"remove": remove{f.Path, at, true, true, map[string]string{}, f.Bytes}})
	}
	for _, f := range c.Added {
		s, err := json.Marshal(c.stats(&f))
		if err != nil {
			return nil, err
		}
		actions = append(actions, map[string]any{"add": add{f.Path, map[string]string{}, f.Bytes, at, true, string(s)}})
	}
	var b bytes.Buffer
	lines := json.NewEncoder(&b)
	lines.SetEscapeHTML(false)
	for _, a := range actions {
		if err := lines.Encode(a); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

// yearColumn is what files of partitioned tables have bounds of.
const yearColumn = "fiscal_year"

func (c *Commit) stats(f *File) stats {
	s := stats{Rows: f.Rows}
	switch {
	case !c.Table.Partitioned:
	case f.Year == 0:
		s.Nulls = map[string]int64{yearColumn: f.Rows}
	default:
		s.Least, s.Most, s.Nulls = map[string]int32{yearColumn: f.Year}, map[string]int32{yearColumn: f.Year}, map[string]int64{yearColumn: 0}
	}
	return s
}

// idOf is the id of a table, in the form of a UUID.
func idOf(name string) string {
	sum := sha256.Sum256([]byte("gongkai " + name))
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}
