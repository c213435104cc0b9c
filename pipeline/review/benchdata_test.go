package review

import (
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// The shape of a generated dataset: each document has so many rows.
const (
	benchYears  = 10
	benchFacts  = 30
	benchChecks = 40
	benchBlocks = 40
)

// benchDataset writes a dataset of n documents straight to Parquet: offices
// with a report for each of benchYears years, in 31 provinces. One check in
// forty does not hold.
func benchDataset(tb testing.TB, dir string, n int) (ids []string) {
	tb.Helper()
	snapshot := filepath.Join(dir, "snapshots", "bench")
	documents := make([]sink.DocumentRow, n)
	for i := range documents {
		documents[i] = benchDocument(i)
		ids = append(ids, documents[i].DocumentID)
	}
	sink.Sort(documents, sink.CompareDocuments())
	benchTable(tb, filepath.Join(snapshot, "documents"), slices.Values(documents))
	benchTable(tb, filepath.Join(snapshot, "issues"), slices.Values([]sink.IssueRow(nil)))
	benchTable(tb, filepath.Join(snapshot, "blocks"), benchBlockRows(documents))
	for y := range benchYears {
		year := int32(2015 + y)
		var mine []sink.DocumentRow
		for _, d := range documents {
			if *d.FiscalYear == year {
				mine = append(mine, d)
			}
		}
		benchTable(tb, filepath.Join(snapshot, "checks", sink.Partition(year)), benchCheckRows(mine))
		slices.SortFunc(mine, func(a, b sink.DocumentRow) int { return strings.Compare(*a.Entity, *b.Entity) })
		benchTable(tb, filepath.Join(snapshot, "facts", sink.Partition(year)), benchFactRows(mine))
		benchTable(tb, filepath.Join(snapshot, "observations", sink.Partition(year)), sinkObserve(benchFactRows(mine)))
	}
	if err := os.Symlink(filepath.Join("snapshots", "bench"), filepath.Join(dir, "current")); err != nil {
		tb.Fatal(err)
	}
	return ids
}

func benchTable[R sink.Row](tb testing.TB, dir string, rows iter.Seq[R]) {
	tb.Helper()
	_, _, err := sink.WriteParts(dir, "bench", func(yield func(*R, error) bool) {
		for r := range rows {
			if !yield(&r, nil) {
				return
			}
		}
	})
	if err != nil {
		tb.Fatal(err)
	}
}

func sinkObserve(rows iter.Seq[sink.FactRow]) iter.Seq[sink.ObservationRow] {
	return func(yield func(sink.ObservationRow) bool) {
		observed := sink.Observe(func(yield func(*sink.FactRow, error) bool) {
			for r := range rows {
				if !yield(&r, nil) {
					return
				}
			}
		})
		for o, err := range observed {
			if err != nil || !yield(*o) {
				return
			}
		}
	}
}

func of[T any](v T) *T { return &v }

func benchDocument(i int) sink.DocumentRow {
	office, year := i/benchYears, int32(2015+i%benchYears)
	entity := fmt.Sprintf("第%06d街道办事处", office)
	return sink.DocumentRow{DocumentID: benchID(i), Path: fmt.Sprintf("in/%02d/%s%d年度部门决算.docx", office%31, entity, year), Format: of("docx"), Bytes: 60000, Status: "read",
		Title: of(fmt.Sprintf("%s%d年度部门决算", entity, year)), Entity: of(entity), EntityLevel: of("街道"), Province: of(fmt.Sprintf("第%02d省", office%31)),
		City: of(fmt.Sprintf("第%03d市", office%310)), ReportKind: of("final_accounts"), FiscalYear: of(year), Blocks: benchBlocks, Facts: benchFacts, FactsWithConcept: benchFacts,
		Checks: benchChecks, ChecksExact: benchChecks - 1, ChecksInconsistent: 1, Obligations: 60, ObligationsEvaluated: 55, ToolVersion: "bench"}
}

// benchID spreads ids over their range, as hashes are.
func benchID(i int) string {
	h := uint64(i+1) * 0x9e3779b97f4a7c15
	return fmt.Sprintf("%016x%016x%016x%016x", h, h^0xabcdef, h*31, h*17)
}

func benchFactRows(documents []sink.DocumentRow) iter.Seq[sink.FactRow] {
	concepts := []schema.ConceptID{schema.ExpenditureTotal, schema.RevenueTotal, schema.ThreePublicReception, schema.ThreePublicTotal}
	slices.Sort(concepts)
	return func(yield func(sink.FactRow) bool) {
		for i := range documents {
			d := &documents[i]
			start, end := int32(schema.DateOf(int(*d.FiscalYear), 1, 1)), int32(schema.DateOf(int(*d.FiscalYear), 12, 31))
			for k := range int32(benchFacts) {
				raw := fmt.Sprintf("%d.%02d万元", 100+k, k)
				f := sink.FactRow{FactID: benchFact(d, k), DocumentID: d.DocumentID, Entity: d.Entity, Concept: of(string(concepts[min(int(k), 3)])), Label: "收入总计", Kind: "amount",
					Value: int64(1000000+k*100) * 10000, Unit: "元", Approx: "exact", Decimals: -2, ValueForm: "level", Measure: of("final"), PeriodStart: &start, PeriodEnd: &end,
					SourceKind: "narrative", Context: "本年度收入总计" + raw + "，与上年相比有所增加", Raw: raw, Locator: sink.Locator{Block: of(k), Start: 7, End: 7 + int32(len([]rune(raw)))}, FiscalYear: *d.FiscalYear}
				if k > 3 {
					f.FuncCode = of(fmt.Sprintf("2%02d", k))
				}
				if !yield(f) {
					return
				}
			}
		}
	}
}

func benchFact(d *sink.DocumentRow, k int32) string {
	return d.DocumentID[:12] + fmt.Sprintf("%04x", k)
}

// benchCheckRows are in the order of checks: twenty rules, of each two checks of
// every document; those of the first do not hold in one of the two.
func benchCheckRows(documents []sink.DocumentRow) iter.Seq[sink.CheckRow] {
	rules := []string{"text.share", "text.list_sum", "text.pct_change", "text.duplicate", "text.completion"}
	return func(yield func(sink.CheckRow) bool) {
		one := func(d *sink.DocumentRow, k int, verdict string) bool {
			return yield(sink.CheckRow{CheckID: d.DocumentID[:12] + fmt.Sprintf("%04x", k+0x1000), DocumentID: d.DocumentID, Rule: rules[k%len(rules)], Family: "share",
				Formula: fmt.Sprintf("一般公共预算财政拨款收入占比: %s万元 / 101.01万元 = 99.0001%%；报告 99%%", d.DocumentID[k%9:k%9+5]), Verdict: verdict, Severity: "error",
				Reported: of(int64(k) * 10000), Computed: of(int64(k)*10001 + 3), Difference: of(int64(k)), Tolerance: of(int64(53)), FiscalYear: *d.FiscalYear,
				Operands: []sink.OperandRow{{FactID: benchFact(d, 0), DocumentID: d.DocumentID, Role: "numerator"},
					{FactID: benchFact(d, 1), DocumentID: d.DocumentID, Role: "denominator"}}})
		}
		for k := 1; k < benchChecks/2; k++ {
			for i := range documents {
				if !one(&documents[i], k, "exact") || !one(&documents[i], k+benchChecks/2, "exact") {
					return
				}
			}
		}
		for _, verdict := range []string{"inconsistent", "rounding"} {
			for i := range documents {
				if !one(&documents[i], map[string]int{"inconsistent": 0, "rounding": benchChecks / 2}[verdict], verdict) {
					return
				}
			}
		}
	}
}

func benchBlockRows(documents []sink.DocumentRow) iter.Seq[sink.BlockRow] {
	return func(yield func(sink.BlockRow) bool) {
		for i := range documents {
			for k := range int32(benchBlocks) {
				b := sink.BlockRow{DocumentID: documents[i].DocumentID, Block: k, Kind: "paragraph", Section: of("final.total"),
					Text: fmt.Sprintf("本年度收入总计%d.%02d万元，与上年相比有所增加，主要原因是人员经费调整和项目支出安排变化。", 100+k, k)}
				if !yield(b) {
					return
				}
			}
		}
	}
}
