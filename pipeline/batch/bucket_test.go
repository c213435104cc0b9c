package batch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

func TestBucketsFor(t *testing.T) {
	for contents, want := range map[int]int{0: 1, 1: 1, 1024: 1, 1025: 64, 2048: 64, 2049: 128, 4096: 128, 4097: 256, 10_000: 512, 50_000: 2048, 131_072: 4096, 30_000_000: 4096} {
		if got := bucketsFor(contents); got != want || !validBuckets(got) {
			t.Errorf("%d contents: %d buckets, want %d", contents, got, want)
		}
	}
	for _, bad := range []int{-1, 3, 2 * slots} {
		c := config(t.TempDir(), t.TempDir())
		c.Buckets = bad
		if _, err := Run(t.Context(), c); err == nil {
			t.Errorf("%d buckets are no error", bad)
		}
	}
}

// related writes reports that are held against one another: a department and its units, an
// office in two years, a filing in several files, two versions of one report.
func related(t *testing.T, in string) {
	t.Helper()
	unit := func(title, units string, revenue, spending float64) string {
		return title + "\n第一部分 概况\n一、主要职责\n负责有关工作。\n二、部门决算单位构成\n" + units + "\n第二部分 2023年度决算情况说明\n一、收入支出决算总体情况说明\n" +
			fmt.Sprintf("2023年度收入总计%.2f万元，支出总计%.2f万元。年末结转和结余1.00万元。\n", revenue, spending)
	}
	for name, text := range map[string]string{
		"d/department.txt": unit("某市水务局2023年度部门决算", "纳入某市水务局2023年度部门决算编制范围的预算单位共3个，包括：\n1.某市水务局本级\n2.某市水质监测中心\n3.某市排水管理站", 1200, 1100),
		"d/own.txt":        unit("某市水务局（本级）2023年度单位决算", "本单位无下属单位。", 700, 650),
		"d/centre.txt":     unit("某市水质监测中心2023年度单位决算", "本单位无下属单位。", 300, 208),
		"d/station.txt":    unit("某市排水管理站2023年度单位决算", "本单位无下属单位。", 200, 170),
		"y/2022.txt":       "某市档案局2022年度部门决算\n2022年度收入总计200.00万元，支出总计190.00万元。\n",
		"y/2023.txt":       "某市档案局2023年度部门决算\n2023年度收入总计300.00万元。上年收入总计210.00万元。\n",
		"y/again.txt":      "某市档案局2023年度部门决算\n2023年度收入总计300.00万元。\n",
		"n/yearless.txt":   "关于“三公”经费的说明\n“三公”经费财政拨款支出决算为12.30万元。\n",
	} {
		write(t, filepath.Join(in, name), text)
	}
	samples, err := filepath.Glob(filepath.Join("..", "testdata", "budget", "*.*"))
	more, err2 := filepath.Glob(filepath.Join("..", "..", "samples", "*部门决算.txt"))
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	for _, path := range append(samples, more...) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(in, "s", filepath.Base(path)), string(data))
	}
}

// rowsOf are the rows of a table, sorted.
func rowsOf[R any](t *testing.T, out, pattern string) (rows []string) {
	t.Helper()
	for _, r := range table[R](t, out, pattern) {
		data, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, string(data))
	}
	slices.Sort(rows)
	return rows
}

func everyRow(t *testing.T, out string) map[string][]string {
	t.Helper()
	return map[string][]string{
		"documents":    rowsOf[sink.DocumentRow](t, out, "documents/*.parquet"),
		"facts":        rowsOf[sink.FactRow](t, out, "facts/*/*.parquet"),
		"checks":       rowsOf[sink.CheckRow](t, out, "checks/*/*.parquet"),
		"observations": rowsOf[sink.ObservationRow](t, out, "observations/*/*.parquet"),
		"issues":       rowsOf[sink.IssueRow](t, out, "issues/*.parquet"),
		"blocks":       rowsOf[sink.BlockRow](t, out, "blocks/*.parquet"),
	}
}

// readOnce processes files as a run does, and the same bytes once: what is made of their
// reports afterwards is what is tested.
func readOnce() func(context.Context, pipeline.Source, pipeline.Options) *schema.Report {
	tagger := sync.OnceValue(tag.New)
	type file struct {
		id    string
		known pipeline.Known
	}
	var read sync.Map // of func() *schema.Report, by file
	return func(ctx context.Context, src pipeline.Source, opt pipeline.Options) *schema.Report {
		once, _ := read.LoadOrStore(file{src.ID, src.Known}, sync.OnceValue(func() *schema.Report { return pipeline.Process(ctx, tagger(), src, opt) }))
		return once.(func() *schema.Report)()
	}
}

// TestBuckets: however many buckets there are, the tables have the same rows, those found
// across documents among them, an entity's facts are in one part of a year, and a
// dataset that has grown is as one made at once.
func TestBuckets(t *testing.T) {
	in, reads := t.TempDir(), readOnce()
	related(t, in)
	run := func(out string, buckets int) {
		mustRun(t, Config{Paths: []string{in}, Out: out, Buckets: buckets, Workers: 2, Options: pipeline.Options{Limits: extract.DefaultLimits(), Blocks: true}, process: reads})
	}
	one := t.TempDir()
	run(one, 1)
	want := everyRow(t, one)
	across := make(map[string]int)
	for _, c := range table[sink.CheckRow](t, one, "checks/*/*.parquet") {
		across[c.Rule]++
	}
	for _, rule := range []schema.RuleID{schema.RulePriorYear, schema.RuleUnits} {
		if across[string(rule)] == 0 {
			t.Errorf("no check of %s to be lost", rule)
		}
	}
	for _, buckets := range []int{4, 64, 4096} {
		out := t.TempDir()
		run(out, buckets)
		for name, rows := range everyRow(t, out) {
			if !slices.Equal(rows, want[name]) {
				t.Errorf("%d buckets: %d rows of %s, not those %d of one bucket", buckets, len(rows), name, len(want[name]))
			}
		}
		parts, err := filepath.Glob(filepath.Join(out, "current", "facts", sink.Partition(2023), "*.parquet"))
		if err != nil || len(parts) < 2 {
			t.Fatal(parts, err)
		}
		in := make(map[string]string)
		for _, part := range parts {
			rel, _ := filepath.Rel(filepath.Join(out, "current"), part)
			for _, f := range table[sink.FactRow](t, out, rel) {
				if f.Entity == nil {
					continue
				}
				if in[*f.Entity] != "" && in[*f.Entity] != part {
					t.Errorf("%d buckets: %s is in two parts", buckets, *f.Entity)
				}
				in[*f.Entity] = part
			}
		}
	}
	grown := t.TempDir()
	run(grown, 4)
	for _, gone := range []string{"d/centre.txt", "y/2022.txt"} {
		if err := os.Remove(filepath.Join(in, gone)); err != nil {
			t.Fatal(err)
		}
		for _, buckets := range []int{64, 2} {
			fresh := t.TempDir()
			run(grown, buckets)
			run(fresh, buckets)
			sameFiles(t, fmt.Sprintf("%s is gone, %d buckets", gone, buckets), snapshot(t, fresh), snapshot(t, grown))
		}
	}
}

// TestUnitsApart: when the number of buckets changes, each reads its own rows of the units
// that are there and no others.
func TestUnitsApart(t *testing.T) {
	in := t.TempDir()
	for i := range 40 {
		write(t, filepath.Join(in, fmt.Sprint(i, ".txt")), office(i+1))
	}
	c := config(in, t.TempDir())
	c.Buckets = 2
	mustRun(t, c)
	c.Buckets = 64
	j, unlock, err := c.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if err := j.makePlan(t.Context()); err != nil {
		t.Fatal(err)
	}
	g := j.gather()
	if missing, err := j.load(t.Context(), g); err != nil || len(missing) > 0 {
		t.Fatal(missing, err)
	}
	for cell, segments := range spread(slices.Concat(g.segments...), c.Buckets, func(cell) bool { return true }) {
		for _, s := range segments {
			if s.filter != nil {
				t.Fatalf("%v reads rows of others in %s", cell, s.file)
			}
		}
	}
}

// TestTouchedBuckets: a changed report has the parts of its buckets written again and no
// others, and a damaged one of another bucket is seen and made again.
func TestTouchedBuckets(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 80)
	c := config(in, out)
	c.Buckets = 16
	mustRun(t, c)
	inodes := func() map[string]os.FileInfo {
		all := make(map[string]os.FileInfo)
		found, err := filepath.Glob(filepath.Join(out, "current", "*", "*", "*.parquet"))
		for _, path := range found {
			info, e := os.Stat(path)
			all[strings.TrimPrefix(path, filepath.Join(out, "current"))], err = info, errors.Join(err, e)
		}
		if err != nil || len(found) < 100 {
			t.Fatal(len(found), err)
		}
		return all
	}
	before := inodes()
	write(t, filepath.Join(in, "new.txt"), office(1003))
	mustRun(t, c)
	written := 0
	for name, now := range inodes() {
		if !os.SameFile(before[name], now) {
			written++
		}
	}
	// five years of facts and observations in one bucket, and of checks in that of the document
	if written != 15 {
		t.Errorf("%d of %d parts written", written, len(before))
	}
	for name := range before {
		if strings.Contains(name, "facts") {
			flip(t, filepath.Join(out, "current", name), 50, 2)
			break
		}
	}
	write(t, filepath.Join(in, "more.txt"), office(1004))
	mustRun(t, c)
	fresh := c
	fresh.Out = t.TempDir()
	mustRun(t, fresh)
	sameFiles(t, "after damage", snapshot(t, fresh.Out), snapshot(t, out))
}
