package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/pipeline/batch"
)

// grown makes a dataset of two versions and returns its folder.
func grown(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.txt"), filepath.Join(dir, "out")
	for _, total := range []string{"200.00", "300.00"} {
		if err := os.WriteFile(in, []byte("某局2021年度部门决算\n2021年度收入总计"+total+"万元。\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		var stdout, stderr bytes.Buffer
		if status := run(nil, []string{"run", "--out", out, in, "../../samples"}, nil, &stdout, &stderr); status != exitOK {
			t.Fatal(stderr.String())
		}
	}
	return out
}

func TestLogAndDiff(t *testing.T) {
	out := grown(t)
	say := func(args ...string) string {
		var stdout, stderr bytes.Buffer
		if status := run(nil, args, nil, &stdout, &stderr); status != exitOK {
			t.Fatalf("%q: %d %s", args, status, stderr.String())
		}
		return stdout.String()
	}
	if said := say("log", out); strings.Count(said, "\n") != 2 || !strings.Contains(said, "(+0)") {
		t.Error(said)
	}
	if said := say("diff", out, "0", "1"); !strings.Contains(said, "2000000 元 → 3000000 元") || !strings.Contains(said, "facts: 0 came, 0 went, 1 changed\n") {
		t.Error(said)
	}
	var d struct{ Facts []batch.Differing }
	if err := json.Unmarshal([]byte(say("diff", "--json", out, "0", "1")), &d); err != nil || len(d.Facts) != 1 {
		t.Errorf("%+v %v", d, err)
	}
	for _, bad := range []string{"0", "-1", "x", "3w", "", "10,"} {
		var stdout, stderr bytes.Buffer
		if status := run(nil, []string{"run", "--keep=" + bad, "--out", out, "../../samples"}, nil, &stdout, &stderr); status != exitUsage {
			t.Errorf("--keep=%s: %d", bad, status)
		}
	}
}

// historyReader counts the rows of each table and version with each engine.
const historyReader = `
import json, sys
from deltalake import DeltaTable
import duckdb, polars
counts = {}
for table in sys.argv[2:]:
    for version in (0, 1):
        where = sys.argv[1] + "/delta/" + table
        rows = DeltaTable(where, version=version).to_pyarrow_dataset()
        counts[f"{table} {version}"] = [
            rows.count_rows(),
            duckdb.sql("SELECT count(*) FROM rows").fetchall()[0][0],
            polars.scan_delta(where, version=version).select(polars.len()).collect().item(),
        ]
print(json.dumps(counts))
`

// TestHistoryIsRead has deltalake, DuckDB and polars read each version of each table.
func TestHistoryIsRead(t *testing.T) {
	if os.Getenv("GONGKAI_ENGINES") == "" {
		t.Skip("starts other programs: set GONGKAI_ENGINES=1")
	}
	python := cmp.Or(os.Getenv("GONGKAI_PYTHON"), "python3")
	if err := exec.Command(python, "-c", "import deltalake, duckdb, polars, pyarrow").Run(); err != nil {
		t.Skip("pip install deltalake duckdb polars pyarrow, or name an interpreter that has them in GONGKAI_PYTHON")
	}
	out := grown(t)
	versions, err := batch.Log(t.Context(), out)
	if err != nil || len(versions) != 2 {
		t.Fatal(versions, err)
	}
	args := []string{"-c", historyReader, out}
	for table := range versions[0].Rows {
		args = append(args, table)
	}
	cmd := exec.Command(python, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	said, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	lines := strings.Split(strings.TrimSpace(string(said)), "\n")
	var counts map[string][]int64
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &counts); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	for table := range versions[0].Rows {
		for n, name := range []string{table + " 0", table + " 1"} {
			got := counts[name]
			if len(got) != 3 {
				t.Errorf("%s: %v", name, got)
			}
			for _, rows := range got {
				if rows != versions[n].Rows[table] {
					t.Errorf("%s: %v rows by deltalake, DuckDB and polars; written were %d", name, got, versions[n].Rows[table])
				}
			}
		}
	}
}
