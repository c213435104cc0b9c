package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"gongkai/schema"
)

func TestExitStatus(t *testing.T) {
	dir := t.TempDir()
	empty := filepath.Join(dir, "empty.txt")
	if err := os.WriteFile(empty, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	tests := []struct {
		args []string
		want int
	}{
		{[]string{"version"}, exitOK},
		{[]string{"--help"}, exitOK},
		{[]string{"run", "--out", out, empty}, exitOK},
		{[]string{"run", "--out", out, "--strict", empty}, exitStrict},
		{[]string{"run", "--out", out, filepath.Join(dir, "none")}, exitFailed},
		{[]string{"extract", empty}, exitFailed},
		{[]string{"run", "--bogus"}, exitUsage},
		{[]string{"run"}, exitUsage},
		{nil, exitUsage},
	}
	for _, tt := range tests {
		var stdout, stderr bytes.Buffer
		if got := run(nil, tt.args, strings.NewReader(""), &stdout, &stderr); got != tt.want {
			t.Errorf("gongkai %q: status %d, want %d\n%s", tt.args, got, tt.want, stderr.String())
		}
		if tt.want == exitFailed && (stdout.Len() > 0 || stderr.Len() == 0) {
			t.Errorf("gongkai %q: stdout %q, stderr %q", tt.args, stdout.String(), stderr.String())
		}
	}
}

func TestCurrentOf(t *testing.T) {
	for out, want := range map[string]string{"out": "out/current", "out/": "out/current", "/": "/current",
		"s3://bucket": "s3://bucket/current", "s3://bucket/a/b/": "s3://bucket/a/b/current"} {
		if got := currentOf(out); got != want {
			t.Errorf("%s: %s, want %s", out, got, want)
		}
	}
}

func TestCells(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "收入": 4, "１２": 4, "a，b": 4, "×": 1} {
		if got := cells(s); got != want {
			t.Errorf("cells(%q) = %d, want %d", s, got, want)
		}
	}
	for _, tt := range []struct {
		s     string
		limit int
		want  string
	}{{"收入总计", 8, "收入总计"}, {"收入总计", 7, "收入总…"}, {"收入总计", 6, "收入…"}, {"a\nb", 9, "a b"}, {"\x1b[31m", 9, " [31m"}} {
		if got := fit(tt.s, tt.limit); got != tt.want {
			t.Errorf("fit(%q, %d) = %q, want %q", tt.s, tt.limit, got, tt.want)
		}
	}
}

func TestTail(t *testing.T) {
	for _, tt := range []struct{ path, want string }{
		{"in/a.txt", "in/a.txt"}, {"/long/way/to/报告.txt", "…/to/报告.txt"}, {"无法再短的文件名.txt", "无法再短的文…"},
	} {
		if got := tail(tt.path, 13); got != tt.want {
			t.Errorf("tail(%q) = %q, want %q", tt.path, got, tt.want)
		}
	}
}

func TestGrouped(t *testing.T) {
	for s, want := range map[string]string{"0": "0", "999": "999", "1000": "1,000", "-4447100.5": "-4,447,100.5", "-100": "-100"} {
		if got := grouped(s); got != want {
			t.Errorf("grouped(%s) = %s, want %s", s, got, want)
		}
	}
}

// viewReport is a report with a contradiction, by hand.
func viewReport() *schema.Report {
	at := func(line, start, end int) schema.Provenance {
		return schema.Provenance{Line: line, Table: -1, Row: -1, Col: -1, Start: start, End: end}
	}
	fact := func(id, label, concept, value, raw string, source schema.Provenance) schema.Fact {
		return schema.Fact{ID: id, Concept: schema.ConceptID(concept), Label: label, Kind: schema.Amount, Unit: "元", Form: schema.Level,
			Value: decimal.RequireFromString(value), Decimals: -2, Measure: schema.Final, Period: schema.YearPeriod(2020),
			Section: "final.total", Raw: raw, Source: source}
	}
	return &schema.Report{
		Document: schema.Document{Entity: "东城街道办事处", FiscalYear: 2020, Format: "txt", Status: schema.Read, FactCount: 2, WithConcept: 2,
			CheckCounts: map[schema.Verdict]int{schema.Inconsistent: 1}},
		Facts: []schema.Fact{
			fact("a", "收入总计", "revenue.total", "4447100", "444.71万元", at(1, 8, 16)),
			fact("b", "支出", "expenditure.total", "44471000", "4447.1万元", at(2, 3, 11)),
		},
		Checks: []schema.Check{{Rule: "T.balance", Verdict: schema.Inconsistent, Severity: schema.Error, Formula: "收入总计 4447100 = 支出总计 44471000",
			Difference: decimal.NewNullDecimal(decimal.NewFromInt(-40023900)), Tolerance: decimal.NewNullDecimal(decimal.NewFromInt(100)),
			Diagnosis: schema.UnitSlip, Operands: []schema.Operand{{Role: "part", Fact: &schema.Fact{Raw: "444.71万元", Source: at(1, 8, 16)}}}}},
	}
}

func TestView(t *testing.T) {
	var out bytes.Buffer
	if err := writeView(&out, viewReport(), palette{}); err != nil {
		t.Fatal(err)
	}
	want := `东城街道办事处 · 2020年
txt, 0 bytes, read: 0 blocks, 0 tables, 0 charts
0 numbers, 2 facts, 2 with a concept, 0 issues
checks: 1 inconsistent

final.total
  L1:8  收入总计  4,447,100 元   revenue.total      final 2020
  L2:3  支出      44,471,000 元  expenditure.total  final 2020

Does not add up
✗ error T.balance  收入总计 4447100 = 支出总计 44471000
    off by -40,023,900, allowed 100, looks like unit_slip
     part  L1:8  444.71万元
`
	if d := cmp.Diff(want, out.String()); d != "" {
		t.Error(d)
	}
}

func TestScore(t *testing.T) {
	gold := []label{
		{Line: 1, Start: 8, End: 16, Raw: "444.71万元", Kind: "amount", Value: "4447100", Unit: "元", Concept: "revenue.total", Form: "level",
			PeriodStart: "2020-01-01", PeriodEnd: "2020-12-31", Section: "final.total"},
		{Line: 2, Start: 4, End: 11, Raw: "444.71万元", Kind: "amount", Value: "-44471000", Unit: "元", Concept: "revenue.total",
			ConceptAlt: []string{"expenditure.total"}, Form: "level", Section: "final.total"},
		{Line: 3, Start: 0, End: 2, Raw: "5人", Kind: "count", Value: "5", Unit: "人", Form: "level", Section: "overview.work"},
	}
	facts := viewReport().Facts
	extra := facts[0]
	extra.Source.Line = 9
	facts = append(facts, extra)
	s := score(gold, facts)
	if s.matched != 2 || s.unsigned != 2 || s.signed != 1 || s.conceptRight != 2 || s.predictedConcept != 3 || s.predictedConceptGood != 2 || s.full != 1 {
		t.Errorf("%+v", s)
	}
	if k := s.byKind["count"]; k == nil || k.gold != 1 || k.found != 0 {
		t.Errorf("count: %+v", k)
	}
	var what []string
	for _, m := range s.misses {
		what = append(what, m[2])
	}
	if d := cmp.Diff([]string{"sign", "missed", "extra"}, what); d != "" {
		t.Error(d)
	}
	var out bytes.Buffer
	s.write(&out)
	if !strings.Contains(out.String(), "mention") || !strings.Contains(out.String(), "3 misses") {
		t.Error(out.String())
	}
}

// TestScoreGoldAgainstItself reads the hand-made labels of the reference document.
func TestScoreGoldAgainstItself(t *testing.T) {
	gold, err := loadGold(filepath.Join("..", "..", "pipeline", "testdata", "gold", "reference", "facts.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var facts []schema.Fact
	for _, g := range gold {
		facts = append(facts, schema.Fact{Kind: schema.Kind(g.Kind), Unit: g.Unit, Value: decimal.RequireFromString(strings.TrimSuffix(g.Value, "%")),
			Approx: schema.Approx(g.Approx), Concept: schema.ConceptID(g.Concept), Form: schema.Form(g.Form), Measure: schema.Measure(g.Measure),
			Period: goldSpan(t, g.PeriodStart, g.PeriodEnd), Section: schema.SectionID(g.Section),
			Dimensions: schema.Dimensions{FundSource: schema.FundSource(g.FundSource), FuncCode: g.FuncCode},
			Base:       schema.Base{Concept: schema.ConceptID(g.BaseConcept)},
			Source:     schema.Provenance{Line: g.Line, Start: g.Start, End: g.End}})
	}
	if s := score(gold, facts); s.full != len(gold) || len(s.misses) > 0 {
		t.Errorf("%d of %d; %v", s.full, len(gold), s.misses)
	}
}

func goldSpan(t *testing.T, start, end string) schema.Period {
	t.Helper()
	if end == "" {
		return schema.Period{}
	}
	if start == "" {
		start = end
	}
	return schema.Period{Start: day(t, start), End: day(t, end)}
}

func day(t *testing.T, s string) schema.Date {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return schema.DateOf(d.Year(), d.Month(), d.Day())
}
