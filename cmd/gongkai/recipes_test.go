package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/pipeline/sink"
)

// A recipe is a block of the README that reads the dataset, and what it needs.
type recipe struct {
	engine string
	code   string
}

// TestRecipes runs the recipes of the README over a dataset that has rows of no
// year, each where its engine is installed for the interpreter that
// GONGKAI_PYTHON names (python3). Those that give a mean must all give the same.
func TestRecipes(t *testing.T) {
	if os.Getenv("GONGKAI_ENGINES") == "" {
		t.Skip("starts other programs: set GONGKAI_ENGINES=1")
	}
	python := cmp.Or(os.Getenv("GONGKAI_PYTHON"), "python3")
	if path, err := exec.LookPath(python); err == nil {
		python = path
	} else {
		t.Skip("no Python: ", err)
	}
	dir := yearlessDataset(t)
	want := means(t, dir)
	all := append(recipes(t, readFile(t, readme)), recipe{"pyiceberg", icebergRecipe}, recipe{"duckdb", viewsRecipe(t)})
	all = append(all, wholeTables()...)
	for _, r := range all {
		t.Run(r.engine, func(t *testing.T) {
			if err := exec.Command(python, "-c", "import "+r.engine).Run(); err != nil {
				t.Skipf("no %s: pip install %[1]s, or name an interpreter that has it in GONGKAI_PYTHON", r.engine)
			}
			cmd := exec.Command(python, "-c", recipeRunner, r.engine)
			cmd.Dir, cmd.Stdin = dir, strings.NewReader(r.code)
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("%v\n%s\n%s", err, r.code, stderr.String())
			}
			lines := strings.Split(strings.TrimSpace(string(out)), "\n") // an engine may talk before
			var results [][]map[string]any
			if err := json.Unmarshal([]byte(lines[len(lines)-1]), &results); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			for i, rows := range results {
				checkRecipe(t, i, rows, want)
			}
		})
	}
}

// checkRecipe: no statement comes back empty, and means by year are right.
func checkRecipe(t *testing.T, i int, rows []map[string]any, want map[int]float64) {
	t.Helper()
	if len(rows) == 0 {
		t.Errorf("statement %d gives no rows", i)
		return
	}
	if _, ok := rows[0]["mean"]; !ok {
		return
	}
	got := make(map[int]float64)
	for _, row := range rows {
		year, _ := row["fiscal_year"].(float64) // null is 0
		if got[int(year)], _ = row["mean"].(float64); year == 0 {
			delete(got, 0) // some readers group what has no year, others drop it
		}
	}
	if !maps.EqualFunc(got, want, func(a, b float64) bool { return math.Abs(a-b) < 1e-3 }) {
		t.Errorf("statement %d gives %v, want %v", i, got, want)
	}
}

// yearlessDataset makes a dataset of the samples and a report that names no year.
func yearlessDataset(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	text := "关于“三公”经费的说明\n“三公”经费财政拨款支出决算为12.30万元，其中：公务接待费支出决算为1.20万元。\n"
	if err := os.WriteFile(filepath.Join(dir, "no year.txt"), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	if status := run(nil, []string{"run", "--out", filepath.Join(dir, "out"), "../../samples", filepath.Join(dir, "no year.txt")}, nil, &stdout, &stderr); status != exitOK {
		t.Fatal(stderr.String())
	}
	return dir
}

// means are the yearly means that the recipes ask for, of the known years.
func means(t *testing.T, dir string) map[int]float64 {
	t.Helper()
	snapshot, err := sink.OpenSnapshot(filepath.Join(dir, "out", "current"))
	if err != nil {
		t.Fatal(err)
	}
	defer snapshot.Close()
	values := make(map[int][]float64)
	err = sink.Select(snapshot, "observations", &sink.Equal{Column: "concept", Value: "three_public.total"}, func(_ sink.Position, o *sink.ObservationRow) bool {
		if o.ValueForm == "level" && o.Measure != nil && *o.Measure == "final" && o.Unit == "元" && o.Value != nil {
			values[int(o.FiscalYear)] = append(values[int(o.FiscalYear)], sink.Unscaled(*o.Value).InexactFloat64())
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(values[0]) == 0 || len(values) < 3 {
		t.Fatalf("the dataset has %v: want years, and a figure of none", values)
	}
	delete(values, 0)
	result := make(map[int]float64)
	for year, all := range values {
		for _, v := range all {
			result[year] += v / float64(len(all))
		}
	}
	return result
}

// recipes finds the blocks of Python and SQL.
func recipes(t *testing.T, text string) (all []recipe) {
	t.Helper()
	var fence string
	var block strings.Builder
	for line := range strings.Lines(text) {
		info, fenced := strings.CutPrefix(strings.TrimSpace(line), "```")
		switch {
		case fenced && fence == "":
			fence = cmp.Or(info, "text")
			block.Reset()
		case fenced:
			if fence == "python" || fence == "sql" {
				all = append(all, recipe{engineOf(t, fence, block.String()), block.String()})
			}
			fence = ""
		default:
			block.WriteString(line)
		}
	}
	var engines []string
	for _, r := range all {
		engines = append(engines, r.engine)
	}
	for _, engine := range []string{"duckdb", "pandas", "polars", "pyarrow", "pyspark", "chdb"} {
		if !slices.Contains(engines, engine) {
			t.Errorf("README has no recipe for %s", engine)
		}
	}
	return all
}

// engineOf tells the Python module that runs a block: a script imports its own
// first, and ClickHouse alone reads files by a function.
func engineOf(t *testing.T, fence, code string) string {
	t.Helper()
	if fence == "python" {
		words := strings.Fields(code)
		if len(words) < 2 || words[0] != "import" && words[0] != "from" {
			t.Fatalf("README: this recipe does not begin with an import:\n%s", code)
		}
		engine, _, _ := strings.Cut(words[1], ".")
		return engine
	}
	if strings.Contains(code, "file(") {
		return "chdb"
	}
	return "duckdb"
}

// recipeRunner runs standard input with the engine named by its argument and
// prints the results as one line of JSON: that of the last expression of a
// script, or those of all statements of SQL that give any.
const recipeRunner = `
import ast, json, sys

def rows(result):
    if isinstance(result, list):
        return result
    for convert in ("to_dicts", "to_pylist"):
        if hasattr(result, convert):
            return getattr(result, convert)()
    if hasattr(result, "to_dict"):
        return result.to_dict("records")
    return [row.asDict() for row in result.collect()]

engine, code = sys.argv[1], sys.stdin.read()
statements = [s for s in code.split(";") if s.strip()]
if engine == "duckdb":
    import duckdb
    for s in statements:
        if s.split()[0] == "CREATE":
            duckdb.execute(s)
    relations = [duckdb.sql(s) for s in statements if s.split()[0] != "CREATE"]
    results = [[dict(zip(r.columns, row)) for row in r.fetchall()] for r in relations]
elif engine == "chdb":
    import chdb
    results = [[json.loads(line) for line in str(chdb.query(s, "JSONEachRow")).splitlines()] for s in statements]
else:
    tree = ast.parse(code)
    last = ast.Expression(tree.body.pop().value)
    names = {}
    exec(compile(tree, "recipe", "exec"), names)
    results = [rows(eval(compile(last, "recipe", "eval"), names))]
plain = lambda v: float(v) if type(v).__name__ in ("Decimal", "int32", "int64") else str(v)
print()
print(json.dumps(results, default=plain))
`

// icebergRecipe registers the files as they are: what is in no column of
// theirs would be null.
const icebergRecipe = `
import pyiceberg, glob, tempfile
import pyarrow.parquet as pq
from pyiceberg.catalog.sql import SqlCatalog
place = tempfile.mkdtemp()
catalog = SqlCatalog("test", uri=f"sqlite:///{place}/catalog.db", warehouse=f"file://{place}")
catalog.create_namespace("test")
files = sorted(glob.glob("out/current/observations/*/*.parquet"))
table = catalog.create_table("test.observations", schema=pq.read_schema(files[0]))
table.add_files(files)
(table.scan(row_filter="concept = 'three_public.total' and value_form = 'level' and measure = 'final' and unit = '元'")
    .to_pandas().assign(mean=lambda o: o.value.astype(float)).groupby("fiscal_year", as_index=False)["mean"].mean())
`

// viewsRecipe makes the views and looks at each.
func viewsRecipe(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	if err := sink.WriteSQL(&b, "out", false); err != nil {
		t.Fatal(err)
	}
	var looks []string
	for line := range strings.Lines(b.String()) {
		if rest, ok := strings.CutPrefix(line, "CREATE OR REPLACE VIEW "); ok {
			looks = append(looks, "SELECT * FROM "+strings.Fields(rest)[0])
		}
	}
	looks = slices.DeleteFunc(looks, func(s string) bool { return strings.HasSuffix(s, "yearly_change") }) // no office has two years here
	return withoutComments(b.String()) + strings.Join(looks, ";\n") + ";\nSELECT fiscal_year, avg(value) AS mean FROM panel WHERE concept = 'three_public.total' GROUP BY 1"
}

// withoutComments drops the lines that are comments, which may hold a semicolon.
func withoutComments(sql string) string {
	var b strings.Builder
	for line := range strings.Lines(sql) {
		if !strings.HasPrefix(line, "--") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// wholeTables reads every column of every row of the partitioned tables, with
// each engine's shortest way to do so.
func wholeTables() []recipe {
	const each = "[{'rows': count('out/current/' + name)} for name in ('facts', 'checks', 'observations')]"
	return []recipe{
		{"pandas", "import pandas as pd\ncount = lambda path: len(pd.read_parquet(path))\n" + each},
		{"polars", "import polars as pl\ncount = lambda path: pl.read_parquet(path).height\n" + each},
		{"pyarrow", "import pyarrow.parquet as pq\ncount = lambda path: pq.read_table(path).num_rows\n" + each},
		{"duckdb", "SELECT * FROM 'out/current/facts/**/*.parquet'; SELECT * FROM 'out/current/checks/**/*.parquet'; SELECT * FROM 'out/current/observations/**/*.parquet'"},
		{"chdb", "SELECT * FROM file('out/current/facts/*/*.parquet'); SELECT * FROM file('out/current/checks/*/*.parquet'); SELECT * FROM file('out/current/observations/*/*.parquet')"},
	}
}

// exportReader reads what export wrote with the program that a user has.
const exportReader = `
import sys, warnings
warnings.simplefilter("ignore")
if sys.argv[1] == "pandas":
    import pandas as pd
    d = pd.read_stata("facts.dta")
    c = pd.read_csv("facts.csv", dtype=str)
    assert len(d) == len(c) > 1000 and abs(d.value.sum() - c[[n for n in c.columns if n.startswith("数值")][0]].astype(float).sum()) < 1
    assert str(d.concept.dtype) == "category" and d.period_end.dtype.kind == "M"
elif sys.argv[1] == "pyreadstat":
    import pyreadstat
    d, m = pyreadstat.read_dta("facts.dta", apply_value_formats=True)
    assert (d.concept == "three_public.total").any() and max(map(len, d.columns)) <= 32 and m.column_names_to_labels["unit"] == "单位"
elif sys.argv[1] == "openpyxl":
    import openpyxl
    book = openpyxl.load_workbook("all.xlsx")
    assert book.sheetnames[0] == "说明" and len(book.sheetnames) == 6
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2" and len(sheet.tables) == 1
    once = openpyxl.load_workbook("all.xlsx", read_only=True) # as it comes
    assert all(sum(1 for _ in once[s.title].iter_rows()) == s.max_row > 1 for s in book.worksheets)
    assert any(row[0].fill.fgColor.rgb == "FFFFC7CE" for row in book["核对"].iter_rows())
elif sys.argv[1] == "frictionless":
    from frictionless import Package
    report = Package("out/datapackage.json").validate()
    assert report.valid and len(report.tasks) > 10, report.flatten(["name", "type", "note"])[:5]
`

// TestExportsAreRead has other programs read the exports, each where it is installed.
func TestExportsAreRead(t *testing.T) {
	if os.Getenv("GONGKAI_ENGINES") == "" {
		t.Skip("starts other programs: set GONGKAI_ENGINES=1")
	}
	python := cmp.Or(os.Getenv("GONGKAI_PYTHON"), "python3")
	dir := yearlessDataset(t)
	for _, args := range [][]string{{"--table", "facts", "--format", "dta", "--file", "facts.dta"},
		{"--table", "facts", "--excel", "--file", "facts.csv"}, {"--table", "all", "--format", "xlsx", "--file", "all.xlsx"}} {
		var stderr bytes.Buffer
		args[len(args)-1] = filepath.Join(dir, args[len(args)-1])
		if status := run(nil, append([]string{"export", "--out", filepath.Join(dir, "out")}, args...), nil, &stderr, &stderr); status != exitOK {
			t.Fatal(stderr.String())
		}
	}
	for _, reader := range []string{"pandas", "pyreadstat", "openpyxl", "frictionless"} {
		t.Run(reader, func(t *testing.T) {
			if err := exec.Command(python, "-c", "import "+reader).Run(); err != nil {
				t.Skipf("no %s: pip install %[1]s, or name an interpreter that has it in GONGKAI_PYTHON", reader)
			}
			cmd := exec.Command(python, "-c", exportReader, reader)
			cmd.Dir = dir
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
}
