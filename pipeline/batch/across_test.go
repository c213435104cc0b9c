package batch

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/pipeline"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// filingLedger reads "entity year", or "?" for neither, and then lines "year concept value" as the
// final accounts of a year, values in 万元.
func filingLedger(_ context.Context, src pipeline.Source, _ pipeline.Options) *schema.Report {
	lines := strings.Split(strings.TrimSpace(string(src.Data)), "\n")
	r := &schema.Report{Document: schema.Document{ID: pipeline.Hash(src.Data), Status: schema.Read, ReportKind: schema.FinalAccounts}}
	d := &r.Document
	fmt.Sscan(strings.TrimPrefix(lines[0], "?"), &d.Entity, &d.FiscalYear)
	for i, line := range lines[1:] {
		var year int
		var concept, raw string
		fmt.Sscan(line, &year, &concept, &raw)
		f := schema.Fact{ID: fmt.Sprintf("%s-%d", d.ID[:8], i), Document: d.ID, Entity: d.Entity, Concept: schema.ConceptID(concept), Label: concept,
			Kind: schema.Amount, Unit: "元", Form: schema.Level, Measure: schema.Final, Value: decimal.RequireFromString(raw).Shift(4),
			Decimals: -2, Period: schema.YearPeriod(year), Raw: raw, Source: schema.Provenance{Line: i + 2, Block: -1, Table: -1, Row: -1, Col: -1}}
		switch f.Concept {
		case schema.BalanceOpening:
			f.Period = schema.Instant(schema.DateOf(year, 1, 1))
		case schema.BalanceClosing:
			f.Period = schema.Instant(schema.DateOf(year, 12, 31))
		}
		r.Facts = append(r.Facts, f)
	}
	count(r)
	return r
}

func writeFilings(t testing.TB, in string) {
	t.Helper()
	write(t, filepath.Join(in, "a2019.txt"), "甲 2019\n2019 revenue.total 482.02\n2019 expenditure.total 480\n2019 balance.closing 4.99\n2019 revenue.fiscal 1")
	write(t, filepath.Join(in, "a2020.txt"), "甲 2020\n2020 revenue.total 444.71\n2019 revenue.total 482.02\n2019 expenditure.total 4800\n2020 balance.opening 4.98\n2018 revenue.total 3")
	write(t, filepath.Join(in, "b2020.txt"), "乙 2020\n2020 revenue.total 1\n2019 revenue.total 9")
	write(t, filepath.Join(in, "c2019.txt"), "丙 2019\n2019 revenue.total 7.00\n2019 expenditure.total 1")
	write(t, filepath.Join(in, "c2019bis.txt"), "丙 2019\n2019 revenue.total 8.00\n2019 expenditure.total 1")
	write(t, filepath.Join(in, "c2020.txt"), "丙 2020\n2019 revenue.total 7.00\n2019 expenditure.total 1")
}

func filingConfig(in, out string) Config {
	c := config(in, out)
	c.process = filingLedger
	return c
}

// crossChecks lists the checks across documents as "entity rule verdict diagnosis".
func crossChecks(t *testing.T, out string) map[string]bool {
	t.Helper()
	docs := make(map[string]sink.DocumentRow)
	for _, d := range table[sink.DocumentRow](t, out, "documents/*.parquet") {
		docs[d.DocumentID] = d
	}
	found := make(map[string]bool)
	for _, c := range table[sink.CheckRow](t, out, "checks/*/*.parquet") {
		line := *docs[c.DocumentID].Entity + " " + c.Rule + " " + c.Verdict
		if c.Diagnosis != nil {
			line += " " + *c.Diagnosis
		}
		if c.WaiverReason != nil {
			line += ": " + *c.WaiverReason
		}
		if found[line] {
			line += " again"
		}
		found[line] = true
		if len(c.Operands) != 2 || c.Operands[0].DocumentID != c.DocumentID || c.Operands[1].DocumentID == c.DocumentID {
			t.Errorf("%s: operands %+v", line, c.Operands)
		}
		if y := docs[c.Operands[1].DocumentID].FiscalYear; *y != 2019 {
			t.Errorf("%s: the original is of %d", line, *y)
		}
	}
	return found
}

func sameSet(t *testing.T, got map[string]bool, want ...string) {
	t.Helper()
	for _, w := range want {
		if !got[w] {
			t.Errorf("missing %s", w)
		}
		delete(got, w)
	}
	for g := range got {
		t.Errorf("unexpected %s", g)
	}
}

func TestAcrossDocuments(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeFilings(t, in)
	s := mustRun(t, filingConfig(in, out))
	sameSet(t, crossChecks(t, out),
		"甲 across.prior_year exact", "甲 across.prior_year inconsistent unit_slip", "甲 across.carry_over rounding",
		"丙 across.prior_year ambiguous", "丙 across.prior_year exact")
	if s.Checks[schema.Inconsistent] != 1 || s.Issues != 2 || len(s.Failures) != 1 || !strings.HasSuffix(s.Failures[0].Path, "a2020.txt") {
		t.Errorf("%+v", s)
	}
	for _, i := range table[sink.IssueRow](t, out, "issues/*.parquet") {
		if i.Code != string(schema.IssueRepublished) {
			t.Errorf("%+v", i)
		}
	}
	for _, d := range table[sink.DocumentRow](t, out, "documents/*.parquet") {
		want := map[string]int32{"a2020.txt": 3, "c2020.txt": 2}[filepath.Base(d.Path)]
		if d.Checks != want {
			t.Errorf("%s: %d checks, want %d", d.Path, d.Checks, want)
		}
	}
	if s := mustRun(t, filingConfig(in, out)); !s.Unchanged || s.Checks[schema.Inconsistent] != 1 {
		t.Errorf("again: %+v", s)
	}
	one := t.TempDir()
	c := filingConfig(in, one)
	c.Workers = 1
	mustRun(t, c)
	sameFiles(t, "1 and 2 workers", snapshot(t, one), snapshot(t, out))
	write(t, filepath.Join(in, "b2019.txt"), "乙 2019\n2019 revenue.total 6")
	mustRun(t, filingConfig(in, out))
	if got := crossChecks(t, out); !got["乙 across.prior_year inconsistent"] || len(got) != 6 {
		t.Errorf("with the missing year: %v", got)
	}
}

// TestAcrossManyBalances has more balances than are read between two looks at
// whether the run is to end.
func TestAcrossManyBalances(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	for _, entity := range []string{"甲", "乙", "丙", "丁", "戊", "己"} {
		write(t, filepath.Join(in, entity+"2019.txt"), entity+" 2019"+strings.Repeat("\n2019 balance.closing 4.99", 200))
		write(t, filepath.Join(in, entity+"2020.txt"), entity+" 2020"+strings.Repeat("\n2020 balance.opening 4.99", 200))
	}
	s := mustRun(t, filingConfig(in, out))
	if s.Checks[schema.ExactVerdict] != 6 || len(s.Checks) != 1 {
		t.Errorf("%v", s.Checks)
	}
}

func TestWaivers(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeFilings(t, in)
	mustRun(t, filingConfig(in, out))
	c := filingConfig(in, out)
	var err error
	c.Waivers, err = readWaivers([]byte("# known\na2020.txt\tacross.prior_year\t口径调整\n*.txt\ttext.share\tnone such\n"))
	if err != nil {
		t.Fatal(err)
	}
	s := mustRun(t, c)
	if s.Processed != 0 || s.Unchanged || s.Checks[schema.Inconsistent] != 0 || s.Checks[schema.Waived] != 1 || len(s.Failures) != 0 {
		t.Errorf("%+v", s)
	}
	if got := crossChecks(t, out); !got["甲 across.prior_year waived unit_slip: 口径调整"] || len(got) != 5 {
		t.Errorf("%v", got)
	}
	for _, d := range table[sink.DocumentRow](t, out, "documents/*.parquet") {
		if filepath.Base(d.Path) == "a2020.txt" && (d.ChecksWaived != 1 || d.ChecksInconsistent != 0 || d.Checks != 3) {
			t.Errorf("%+v", d)
		}
	}
	c.Waivers = nil
	if s := mustRun(t, c); s.Checks[schema.Inconsistent] != 1 || s.Checks[schema.Waived] != 0 {
		t.Errorf("without: %+v", s)
	}
}

func TestWaiverErrors(t *testing.T) {
	for _, bad := range []string{"a.txt\ttext.share", "a.txt\ttext.share\t ", "a.txt\tno.rule\twhy", "[\ttext.share\twhy"} {
		if w, err := readWaivers([]byte(bad)); err == nil {
			t.Errorf("%q: %+v", bad, w)
		}
	}
}
