package across

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/schema"
)

// TestCrowd publishes the accounts of an office more often than any office does,
// and those of another as often as is still compared.
func TestCrowd(t *testing.T) {
	var reports []*schema.Report
	for i := range mostAlike + 1 {
		reports = append(reports, accounts("甲", 2019, fmt.Sprintf("2019 revenue.total %d", i+1)))
	}
	for i := range mostAlike {
		reports = append(reports, accounts("乙", 2019, fmt.Sprintf("2019 revenue.total %d", i+1)))
	}
	for _, entity := range []string{"甲", "乙"} {
		reports = append(reports, accounts(entity, 2020, "2019 revenue.total 7"))
	}
	found := compareReports(t, reports...)
	for _, all := range found.issues {
		for _, i := range all {
			if i.Code == schema.IssueCrowded && (!strings.Contains(i.Detail, fmt.Sprint("甲 2019: ", mostAlike+1, " documents")) || i.Severity != schema.Warning) {
				t.Errorf("%+v", i)
			}
		}
	}
	if codes := found.codes(); codes[schema.IssueCrowded] != mostAlike+1 || codes[schema.IssueRepublished] != mostAlike {
		t.Errorf("issues %v", codes)
	}
	if got := found.lines(reports); !slices.Equal(got, []string{"乙 across.prior_year ambiguous"}) {
		t.Errorf("%q", got)
	}
}

// pairsOf joins documents of one body, two in each folder, and counts the pairs.
func pairsOf(bodies, folders int) (pairs, crowds int) {
	var documents []Document
	for b := range bodies {
		for i := range 2 * folders {
			documents = append(documents, Document{ID: fmt.Sprintf("%d-%d", b, i), Entity: fmt.Sprint(b), Year: 2020, Kind: schema.FinalAccounts,
				Text: i%2 == 0, Tables: i%2 == 1, Shares: []string{fmt.Sprintf("in/%d/%d", b, i/2)}})
		}
	}
	c := New(documents)
	for _, with := range c.with {
		pairs += len(with)
	}
	return pairs, len(c.crowds)
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
		var documents []Document
		add := func(d Document) {
			d.ID, d.Year, d.Kind = fmt.Sprint(len(documents)), 2020, schema.FinalAccounts
			documents = append(documents, d)
		}
		add(Document{Entity: "某市教育局", Scope: schema.Summary, Units: []string{"某市第一中学", "某市第二中学"}})
		add(Document{Entity: "某市第一中学", Scope: schema.Unit})
		for range crowd {
			add(Document{Entity: "某市第二中学", Scope: schema.Unit})
		}
		return len(New(documents).consolidations())
	}
	if got := of(mostAlike); got != 1 {
		t.Errorf("with %d documents of a unit: %d departments", mostAlike, got)
	}
	if got := of(mostAlike + 1); got != 0 {
		t.Errorf("with %d documents of a unit: %d departments", mostAlike+1, got)
	}
}
