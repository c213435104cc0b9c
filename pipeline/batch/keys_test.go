package batch

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// realFiles are the samples and, where a slow test is asked for and it is present,
// the corpus beside the repository.
func realFiles(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "..", "samples", "*部门决算.*"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("samples: %v, %v", paths, err)
	}
	corpus := filepath.Join("..", "..", "..", "shared", "corpus")
	if _, err := os.Stat(corpus); err != nil || testing.Short() || os.Getenv("GONGKAI_SLOW") == "" {
		t.Log("samples only: set GONGKAI_SLOW for the corpus in ../shared")
		return paths
	}
	err = filepath.WalkDir(corpus, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.HasSuffix(path, ".tsv") {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// TestForeignKeys: what a row names is there, in a dataset of the samples, the
// corpus and files made so that a fact has to be left out.
func TestForeignKeys(t *testing.T) {
	t.Parallel()
	in := t.TempDir()
	write(t, filepath.Join(in, "huge.txt"), "某某局2021年度部门决算\n\n收入总计1234567890123456.00万元，其中：财政拨款收入1234567890123455.00万元，其他收入1.00万元。\n"+
		"支出总计1234567890123456.00万元，比上年增加5.00万元，增长5.26%。\n收入总计1234567890123456.00万元。\n")
	write(t, filepath.Join(in, "yearless.txt"), "某某局部门决算\n\n收入总计100.00万元，比上年增加5.00万元，增长5.26%。上年支出总计95.00万元。\n")
	out := t.TempDir()
	paths := []string{in}
	for _, path := range realFiles(t) {
		const small = 128 << 10 // so that the test stays one of seconds
		if info, err := os.Stat(path); err == nil && info.Size() < small {
			paths = append(paths, path)
		}
	}
	mustRun(t, Config{Paths: paths, Out: out, Options: pipeline.Options{Limits: extract.DefaultLimits()}})
	if wrong := dangling(t, out); len(wrong) > 0 {
		t.Errorf("%d keys name nothing:\n%s", len(wrong), strings.Join(wrong[:min(len(wrong), 20)], "\n"))
	}
}

// dangling lists what rows of a dataset name and no row has.
func dangling(t *testing.T, out string) (wrong []string) {
	t.Helper()
	documents, facts := map[string]bool{}, map[string]bool{}
	for _, d := range table[sink.DocumentRow](t, out, "documents/*.parquet") {
		documents[d.DocumentID] = true
	}
	named := func(row, key string, in map[string]bool) {
		if !in[key] {
			wrong = append(wrong, row+" names "+key)
		}
	}
	for _, f := range table[sink.FactRow](t, out, "facts/*/*.parquet") {
		facts[f.FactID] = true
		named("a fact", f.DocumentID, documents)
		for _, day := range []*int32{f.PeriodStart, f.PeriodEnd, f.BasePeriodStart, f.BasePeriodEnd} {
			if day != nil && (schema.Date(*day).Year() < 1678 || schema.Date(*day).Year() > 2261) {
				wrong = append(wrong, fmt.Sprintf("fact %s %q has the date %v", f.FactID, f.Raw, schema.Date(*day)))
			}
		}
	}
	for _, c := range table[sink.CheckRow](t, out, "checks/*/*.parquet") {
		named("check "+c.CheckID, c.DocumentID, documents)
		for _, o := range c.Operands {
			named("operand of "+c.Rule+" "+c.Formula, o.FactID, facts)
			named("operand of "+c.CheckID, o.DocumentID, documents)
		}
	}
	for _, i := range table[sink.IssueRow](t, out, "issues/*.parquet") {
		named("issue "+i.Detail, i.DocumentID, documents)
	}
	for _, o := range table[sink.ObservationRow](t, out, "observations/*/*.parquet") {
		for _, m := range o.Members {
			named("observation of "+o.Concept, m, facts)
		}
	}
	if len(documents) == 0 || len(facts) == 0 {
		t.Fatalf("%d documents and %d facts", len(documents), len(facts))
	}
	return wrong
}
