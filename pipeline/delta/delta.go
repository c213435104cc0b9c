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
	"errors"
	"fmt"
	"reflect"
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
	// action is a line of a version: one of them.
	action struct {
		Info     *commitInfo `json:"commitInfo,omitempty"`
		Protocol *protocol   `json:"protocol,omitempty"`
		Data     *metaData   `json:"metaData,omitempty"`
		Remove   *remove     `json:"remove,omitempty"`
		Add      *add        `json:"add,omitempty"`
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
	var columns *metaData
	if c.Columns {
		var err error
		if columns, err = dataOf(c.Table, c.Time.UnixMilli()); err != nil {
			return nil, err
		}
	}
	return c.encode(columns)
}

// encode is Encode that tells given columns, nil for none.
func (c *Commit) encode(columns *metaData) ([]byte, error) {
	at := c.Time.UnixMilli()
	actions := []action{{Info: &commitInfo{at, "WRITE", map[string]string{"mode": "Append"}, c.Tool}}}
	if columns != nil {
		columns.Created = at
		actions = append(actions, action{Protocol: &protocol{1, 2}}, action{Data: columns})
	}
	for _, f := range c.Removed {
		actions = append(actions, action{Remove: &remove{f.Path, at, true, true, map[string]string{}, f.Bytes}})
	}
	for _, f := range c.Added {
		s, err := json.Marshal(c.stats(&f))
		if err != nil {
			return nil, err
		}
		actions = append(actions, action{Add: &add{f.Path, map[string]string{}, f.Bytes, at, true, string(s)}})
	}
	var b []byte
	for _, a := range actions {
		line, err := encodeLine(a)
		if err != nil {
			return nil, err
		}
		b = append(b, line...)
	}
	return b, nil
}

// encodeLine writes an action.
func encodeLine(a action) ([]byte, error) {
	var b bytes.Buffer
	line := json.NewEncoder(&b)
	line.SetEscapeHTML(false)
	err := line.Encode(a)
	return b.Bytes(), err
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

// Read takes a version of a table apart. Bytes that Encode would not have written are an error,
// but that the columns may be those of another tool; known is false of these.
func Read(t sink.Table, data []byte) (c *Commit, known bool, err error) {
	c, known = &Commit{Table: t}, true
	var columns *metaData
	for line := range bytes.Lines(data) {
		var a action
		if err := json.Unmarshal(line, &a); err != nil {
			return nil, false, err
		}
		switch {
		case a.Info != nil:
			c.Time, c.Tool = time.UnixMilli(a.Info.Time), a.Info.Engine
		case a.Data != nil:
			c.Columns, columns = true, a.Data
		case a.Remove != nil:
			c.Removed = append(c.Removed, File{Path: a.Remove.Path, Bytes: a.Remove.Size})
		case a.Add != nil:
			var s stats
			if err := json.Unmarshal([]byte(a.Add.Stats), &s); err != nil {
				return nil, false, err
			}
			c.Added = append(c.Added, File{a.Add.Path, a.Add.Size, s.Rows, s.Least[yearColumn]})
		}
	}
	if want, err := dataOf(t, c.Time.UnixMilli()); c.Columns && (err != nil || !reflect.DeepEqual(want, columns)) {
		known = false
	}
	again, err := c.encode(columns)
	if err == nil && !bytes.Equal(again, data) {
		err = errors.New("not as it was written")
	}
	return c, known, err
}

// dataOf tells the columns of a table.
func dataOf(t sink.Table, at int64) (*metaData, error) {
	schema, err := schemaOf(t)
	return &metaData{idOf(t.Name), t.Name, t.Meaning, format{"parquet", map[string]string{}}, schema, []string{}, map[string]string{}, at}, err
}
