package delta

import (
	"encoding/json"
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
		if table.Name == "checks" && !strings.Contains(text, `{"name":"value","type":"decimal(18,4)"`) {
			t.Errorf("operands have lost their value: %s", text)
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
