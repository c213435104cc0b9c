package delta

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai/pipeline/sink"
)

// TestSchema: every column of every table has a type, and the nested ones keep their fields.
func TestSchema(t *testing.T) {
	for _, table := range sink.Tables() {
		text, err := schemaOf(table)
		if err != nil {
			t.Fatal(err)
		}
		var s struct {
			Fields []struct {
				Name string
				Type json.RawMessage
			}
		}
		if err := json.Unmarshal([]byte(text), &s); err != nil || len(s.Fields) != len(table.Columns) {
			t.Errorf("%s: %d fields of %d columns, %v", table.Name, len(s.Fields), len(table.Columns), err)
		}
		if table.Name == "checks" && !strings.Contains(text, `{"name":"role","type":"string"`) {
			t.Errorf("operands have lost their role: %s", text)
		}
	}
	if _, err := typeOf("STRUCT(a UUID)[]"); err == nil {
		t.Error("a type nobody knows is no error")
	}
}

func TestEncode(t *testing.T) {
	c := Commit{Table: sink.Tables()[1], Time: time.UnixMilli(1700000000000), Tool: "gongkai 1", Columns: true,
		Added: []File{{"year=2021/part-00000-aa.parquet", 10, 3, 2021}, {"year=0/part-00000-bb.parquet", 9, 2, 0}}, Removed: []File{{Path: "year=2021/old.parquet", Bytes: 8}}}
	data, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"minReaderVersion":1`, `"partitionColumns":[]`, `{"remove":{"path":"year=2021/old.parquet"`,
		`\"minValues\":{\"fiscal_year\":2021}`, `\"nullCount\":{\"fiscal_year\":2}`, `"timestamp":1700000000000`} {
		if !strings.Contains(string(data), want) {
			t.Errorf("no %s in\n%s", want, data)
		}
	}
	for line := range strings.Lines(string(data)) {
		if !json.Valid([]byte(line)) {
			t.Errorf("no JSON: %s", line)
		}
	}
	if LogName(12) != "_delta_log/00000000000000000012.json" {
		t.Error(LogName(12))
	}
}

// TestRead takes apart what Encode wrote; a changed byte is an error, but of the columns,
// which may be another tool's.
func TestRead(t *testing.T) {
	table := sink.Tables()[1]
	c := Commit{Table: table, Time: time.UnixMilli(1700000000000), Tool: "gongkai 1", Columns: true,
		Added: []File{{"year=2021/part-00000-aa.parquet", 10, 3, 2021}}, Removed: []File{{Path: "year=2021/old.parquet", Bytes: 8}}}
	data, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got, known, err := Read(table, data)
	if err != nil || !known {
		t.Fatal(known, err)
	}
	if !got.Time.Equal(c.Time) || got.Tool != c.Tool || !got.Columns || !slices.Equal(got.Added, c.Added) || !slices.Equal(got.Removed, c.Removed) {
		t.Errorf("read %+v, written %+v", got, c)
	}
	for _, change := range [][2]string{{`"size":10`, `"size":010`}, {`"remove"`, `"removed"`}, {"\n", "\n\n"}, {`"path":"year=2021/old`, `"path":"year=2021/\u006fld`}, {`{"numRecords`, `{"num`}} {
		bad := strings.Replace(string(data), change[0], change[1], 1)
		if _, _, err := Read(table, []byte(bad)); bad != string(data) && err == nil {
			t.Errorf("believed with %s", change[1])
		}
	}
	other := strings.Replace(string(data), table.Meaning, "another meaning", 1)
	if _, known, err := Read(table, []byte(other)); other == string(data) || known || err != nil {
		t.Errorf("columns of another tool: known %v, %v", known, err)
	}
}
