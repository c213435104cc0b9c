package pipeline

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// TestCrowd publishes the accounts of an office more often than any office does,
// and those of another as often as is still compared.
func TestCrowd(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	for i := range mostAlike + 1 {
		write(t, filepath.Join(in, fmt.Sprintf("many%d.txt", i)), fmt.Sprintf("甲 2019\n2019 revenue.total %d", i+1))
	}
	for i := range mostAlike {
		write(t, filepath.Join(in, fmt.Sprintf("few%d.txt", i)), fmt.Sprintf("乙 2019\n2019 revenue.total %d", i+1))
	}
	for _, entity := range []string{"甲", "乙"} {
		write(t, filepath.Join(in, entity+"2020.txt"), entity+" 2020\n2019 revenue.total 7")
	}
	mustRun(t, filingConfig(in, out))
	codes := make(map[string]int)
	for _, i := range table[sink.IssueRow](t, out, "issues/*.parquet") {
		codes[i.Code]++
		if i.Code == string(schema.IssueCrowded) && (!strings.Contains(i.Detail, fmt.Sprint("甲 2019: ", mostAlike+1, " documents")) || i.Severity != string(schema.Warning)) {
			t.Errorf("%+v", i)
		}
	}
	if codes[string(schema.IssueCrowded)] != mostAlike+1 || codes[string(schema.IssueRepublished)] != mostAlike {
		t.Errorf("issues %v", codes)
	}
	sameSet(t, crossChecks(t, out), "乙 across.prior_year ambiguous")
	if s := mustRun(t, filingConfig(in, out)); !s.Unchanged {
		t.Error("a second run has something to do")
	}
}

// pairsOf joins documents of one body, two in each folder, and counts the pairs.
func pairsOf(bodies, folders int) (pairs, crowds int) {
	plan := &Plan{Paths: make(map[string][]string)}
	l := newLinker(&reducer{plan: plan}, "")
	for b := range bodies {
		for i := range 2 * folders {
			hash := fmt.Sprintf("%d-%d", b, i)
			plan.Paths[hash] = []string{fmt.Sprintf("in/%d/%d/%d.html", b, i/2, i)}
			l.filings[hash] = filing{hash: hash, entity: fmt.Sprint(b), year: 2020, kind: schema.FinalAccounts, text: i%2 == 0, tables: i%2 == 1}
		}
	}
	crowds = len(l.takeCrowds())
	for _, with := range l.joined() {
		pairs += len(with)
	}
	return pairs, crowds
}

// TestFilingPairs counts the pairs of documents that are compared: they grow with
// the documents, whether these are of one body or of many.
func TestFilingPairs(t *testing.T) {
	for _, c := range []struct{ bodies, folders, pairs, crowds int }{
		{1, 1, 2, 0},
		{1, mostAlike / 2, mostAlike, 0},
		{1, mostAlike/2 + 1, 0, 1},
		{1, 1000, 0, 1},
		{1000, 1, 2000, 0},
		{100, 10, 2000, 0},
	} {
		if pairs, crowds := pairsOf(c.bodies, c.folders); pairs != c.pairs || crowds != c.crowds {
			t.Errorf("%d bodies with %d folders: %d pairs and %d crowds, want %d and %d", c.bodies, c.folders, pairs, crowds, c.pairs, c.crowds)
		}
	}
}

// TestCrowdedUnit leaves a department alone of whose unit there are too many documents.
func TestCrowdedUnit(t *testing.T) {
	of := func(crowd int) int {
		l := newLinker(&reducer{plan: &Plan{}}, "")
		add := func(f filing) {
			f.hash, f.year, f.kind = fmt.Sprint(len(l.filings)), 2020, schema.FinalAccounts
			l.filings[f.hash] = f
		}
		add(filing{entity: "某市教育局", scope: schema.Summary, units: []string{"某市第一中学", "某市第二中学"}})
		add(filing{entity: "某市第一中学", scope: schema.Unit})
		for range crowd {
			add(filing{entity: "某市第二中学", scope: schema.Unit})
		}
		l.takeCrowds()
		return len(l.consolidations())
	}
	if got := of(mostAlike); got != 1 {
		t.Errorf("with %d documents of a unit: %d departments", mostAlike, got)
	}
	if got := of(mostAlike + 1); got != 0 {
		t.Errorf("with %d documents of a unit: %d departments", mostAlike+1, got)
	}
}
