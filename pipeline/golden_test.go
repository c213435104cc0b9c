package pipeline

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"

	"gongkai/extract"
	"gongkai/schema"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const goldenComment = `What the program makes of a sample, kept so that a change shows in review.
It is no truth: samples/.expected.tsv says what is planted.

`

// TestGolden shows what changed in the reports of samples/; -update rewrites.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join("..", "samples", "*部门决算.*"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("samples: %v, %v", paths, err)
	}
	tagger := tagger()
	for _, path := range paths {
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			r := Process(context.Background(), tagger, Source{Path: name, Data: data}, Options{Limits: extract.DefaultLimits()})
			got := txtar.Format(goldenArchive(r))
			golden := filepath.Join("testdata", "golden", name+".txtar")
			if *update {
				if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if d := changed(want, got); d != "" {
				t.Errorf("-update accepts:\n%s", d)
			}
		})
	}
}

// changed shows the lines that differ as they are written, Han as Han.
func changed(want, got []byte) string { return string(diff.Diff("golden", want, "now", got)) }

func TestGoldenDiffIsReadable(t *testing.T) {
	lines := func(raw string) []byte {
		return []byte(strings.Repeat("final.total　收入总计 444.71万元\n", 20) + "三公经费\u3000“" + raw + "”\n" + strings.Repeat("支出总计\n", 20))
	}
	d := changed(lines("2.50万元"), lines("2.51万元"))
	if !strings.Contains(d, "\n-三公经费\u3000“2.50万元”\n+三公经费\u3000“2.51万元”\n") || strings.Count(d, "\n") > 16 {
		t.Errorf("a changed line is shown as\n%s", d)
	}
	if d := changed(lines("同"), lines("同")); d != "" {
		t.Errorf("no change is shown as\n%s", d)
	}
}

func goldenArchive(r *schema.Report) *txtar.Archive {
	var document, facts, checks, issues bytes.Buffer
	d := &r.Document
	fmt.Fprintf(&document, "%s %s %s %d %s\nfacts %d issues %d obligations %d evaluated %d\n",
		d.Entity, d.EntityLevel, d.ReportKind, d.FiscalYear, d.Format, d.FactCount, d.IssueCount, d.Obligations, d.Evaluated)
	for i := range r.Facts {
		f := &r.Facts[i]
		fmt.Fprintf(&facts, "%s %s %s %s %s %s %s %s %s %s\n", f.Section, f.Concept, f.Form, f.Measure, f.Period.End,
			f.Dimensions.FuncCode, f.Dimensions.EconCode, f.Value, f.Unit, f.Raw)
	}
	for _, v := range []schema.Verdict{schema.ExactVerdict, schema.Rounding, schema.Truncation, schema.Literal,
		schema.Inconsistent, schema.Incomplete, schema.Ambiguous, schema.NotApplicable} {
		fmt.Fprintf(&checks, "%s %d\n", v, d.CheckCounts[v])
	}
	for i := range r.Checks {
		if c := &r.Checks[i]; c.Verdict == schema.Inconsistent {
			fmt.Fprintf(&checks, "%s %s %s\n", c.Rule, c.Diagnosis, c.Formula)
		}
	}
	for _, i := range r.Issues {
		fmt.Fprintf(&issues, "%s %s %s\n", i.Code, i.Raw, i.Detail)
	}
	return &txtar.Archive{Comment: []byte(goldenComment), Files: []txtar.File{
		{Name: "document", Data: document.Bytes()}, {Name: "facts", Data: facts.Bytes()},
		{Name: "checks", Data: checks.Bytes()}, {Name: "issues", Data: issues.Bytes()},
	}}
}
