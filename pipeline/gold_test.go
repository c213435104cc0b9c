package pipeline

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/extract"
	"gongkai/schema"
)

// goldFact is one row of testdata/gold, see README.md there.
type goldFact struct {
	Doc         string          `json:"doc"`
	Concept     *string         `json:"concept"`
	ConceptAlt  []*string       `json:"concept_alt"`
	Label       string          `json:"label"`
	Form        string          `json:"value_form"`
	FormAlt     []string        `json:"value_form_alt"`
	Measure     string          `json:"measure"`
	MeasureAlt  []string        `json:"measure_alt"`
	PeriodStart string          `json:"period_start"`
	PeriodEnd   string          `json:"period_end"`
	FuncCode    string          `json:"func_code"`
	FuncCodeAlt []string        `json:"func_code_alt"`
	EconCode    string          `json:"econ_code"`
	FundSource  string          `json:"fund_source"`
	FundAlt     []string        `json:"fund_source_alt"`
	Value       decimal.Decimal `json:"value"`
	Unit        string          `json:"unit"`
	Where       string          `json:"where"`
	Section     string          `json:"section"`
}

// goldKey is what a labelled and an extracted fact must share.
type goldKey struct{ concept, value, form, function string }

func (g goldFact) keys() []goldKey {
	var keys []goldKey
	for _, c := range append([]*string{g.Concept}, g.ConceptAlt...) {
		name := ""
		if c != nil {
			name = *c
		}
		if c == nil {
			keys = append(keys, g.laterKeys()...)
		}
		for _, code := range append([]string{g.FuncCode}, g.FuncCodeAlt...) {
			for _, form := range append([]string{g.Form}, g.FormAlt...) {
				keys = append(keys, goldKey{name, g.Value.String(), form, code})
			}
		}
	}
	return keys
}

// laterKeys are those of the concepts that joined after the label was made and
// have its name.
func (g goldFact) laterKeys() (keys []goldKey) {
	for _, c := range laterConcepts {
		named := namedLater(g.Label, c, "")
		for m := range schema.Members() {
			named = named || m.Concept == c && namedLater(g.Label, c, m.Name)
		}
		for _, form := range append([]string{g.Form}, g.FormAlt...) {
			if named {
				keys = append(keys, goldKey{string(c), g.Value.String(), form, ""})
			}
		}
	}
	return keys
}

// strict reports whether measure and period agree too, where the label has them.
func (g goldFact) strict(f *schema.Fact) bool {
	if g.Measure != "" && g.Measure != string(f.Measure) && !slices.Contains(g.MeasureAlt, string(f.Measure)) {
		return false
	}
	return (g.PeriodStart == "" || g.PeriodStart == f.Period.Start.String()) &&
		(g.PeriodEnd == "" || g.PeriodEnd == f.Period.End.String())
}

func (g goldFact) sameFund(f *schema.Fact) bool {
	fund := string(f.Dimensions.FundSource)
	return g.FundSource == fund || slices.Contains(g.FundAlt, fund)
}

// sameLabel reports whether a fact without a concept is about what was labelled:
// one label contains the other, and is not much shorter.
func (g goldFact) sameLabel(f *schema.Fact) bool {
	long, short := g.Label, f.Label
	if len(long) < len(short) {
		long, short = short, long
	}
	return strings.Contains(long, short) && 2*len(short) >= len(long)
}

// nearness prefers, among facts that agree, the one of the same fund and
// economic class, so that what is listed as not strict is the right fact.
func (g goldFact) nearness(f *schema.Fact) int {
	n := 0
	if !g.sameFund(f) {
		n++
	}
	if g.EconCode != f.Dimensions.EconCode {
		n += 2
	}
	return n
}

func (g goldFact) String() string {
	concept := "(" + g.Label + ")"
	if g.Concept != nil {
		concept = *g.Concept
	}
	return fmt.Sprintf("%s %s %s%s %s%s | %s | %s", concept, g.Form, g.FuncCode, g.EconCode, g.Value, g.Unit, g.Section, g.Where)
}

// pairing is a one-to-one pairing of the labels of a document with its facts:
// the fact of each label, or -1.
type pairing []int

func (p pairing) size() int {
	n := 0
	for _, j := range p {
		if j >= 0 {
			n++
		}
	}
	return n
}

// pair finds a largest pairing by augmenting paths. Candidates are tried in
// the order given.
func pair(candidates [][]int) pairing {
	owner := map[int]int{}
	var place func(i int, seen map[int]bool) bool
	place = func(i int, seen map[int]bool) bool {
		for _, j := range candidates[i] {
			if seen[j] {
				continue
			}
			seen[j] = true
			if k, taken := owner[j]; !taken || place(k, seen) {
				owner[j] = i
				return true
			}
		}
		return false
	}
	for i := range candidates {
		place(i, map[int]bool{})
	}
	p := slices.Repeat(pairing{-1}, len(candidates))
	for j, i := range owner {
		p[i] = j
	}
	return p
}

// agree pairs labels with facts, once by concept, value, form and function
// and once by measure and period too.
func agree(gold []goldFact, facts []schema.Fact) (loose, strict pairing) {
	byKey := map[goldKey][]int{}
	for j, f := range facts {
		k := goldKey{string(f.Concept), f.Value.String(), string(f.Form), f.Dimensions.FuncCode}
		byKey[k] = append(byKey[k], j)
	}
	looseOf, strictOf := make([][]int, len(gold)), make([][]int, len(gold))
	for i, g := range gold {
		var all []int
		for _, k := range g.keys() {
			all = append(all, byKey[k]...)
		}
		slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(g.nearness(&facts[a]), g.nearness(&facts[b])) })
		for _, j := range all {
			if g.strict(&facts[j]) {
				strictOf[i] = append(strictOf[i], j)
			}
		}
		looseOf[i] = append(slices.Clone(strictOf[i]), all...)
	}
	return pair(looseOf), pair(strictOf)
}

// details counts, over the paired facts, how often what does not decide the
// pairing agrees.
type details struct{ fund, funds, econ, econs, label, labels int }

func (d *details) add(g goldFact, f *schema.Fact) {
	tally := func(agrees bool, got, of *int) {
		*of++
		if agrees {
			*got++
		}
	}
	if g.FundSource != "" {
		tally(g.sameFund(f), &d.fund, &d.funds)
	}
	if g.EconCode != "" {
		tally(g.EconCode == f.Dimensions.EconCode, &d.econ, &d.econs)
	}
	if g.Concept == nil && f.Concept == "" {
		tally(g.sameLabel(f), &d.label, &d.labels)
	}
}

func (d details) String() string {
	return fmt.Sprintf("fund %d/%d, econ %d/%d, label %d/%d", d.fund, d.funds, d.econ, d.econs, d.label, d.labels)
}

// readLines decodes a file of one JSON object a line.
func readLines[T any](t *testing.T, path string) []T {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var rows []T
	for line := range strings.Lines(string(data)) {
		var row T
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatalf("%s:%d: %v", path, len(rows)+1, err)
		}
		rows = append(rows, row)
	}
	return rows
}

// slow leaves out a test that costs the processor many seconds, unless asked.
func slow(t *testing.T, why string) {
	t.Helper()
	if !asked() {
		t.Skip(why + ": set GONGKAI_SLOW=1")
	}
}

// asked reports whether the environment asks for the tests that are slow, as
// .ci/run does.
func asked() bool { return !testing.Short() && os.Getenv("GONGKAI_SLOW") != "" }

// sharedReports are those that processShared made, by document.
var sharedReports sync.Map

// processShared runs a file of the corpus beside the repository, once for all
// the tests that look at its facts: none may change them.
func processShared(t *testing.T, doc string) *schema.Report {
	t.Helper()
	r := reportOf(t, doc)
	if r.Document.Status != schema.Read {
		t.Fatalf("%s: %s %s", doc, r.Document.Status, r.Document.Detail)
	}
	return r
}

// reportOf reads a file of the corpus once for all tests, however much of it can be
// read and however long that takes: the race detector makes it ten times as slow.
func reportOf(t *testing.T, doc string) *schema.Report {
	t.Helper()
	data, err := os.ReadFile(documentPath(doc))
	if err != nil {
		t.Skipf("../shared/corpus is absent: %v", err)
	}
	once, _ := sharedReports.LoadOrStore(doc, sync.OnceValue(func() *schema.Report {
		return Process(context.Background(), tagger(), Source{Path: doc, Data: data}, Options{Limits: extract.DefaultLimits(), Timeout: -1})
	}))
	return once.(func() *schema.Report)()
}

// documentPath is where a labelled document lies: excerpts that came with the labels
// under testdata, the others in the shared corpus.
func documentPath(doc string) string {
	if strings.HasPrefix(doc, "texts/") {
		return filepath.Join("testdata", "unseen", filepath.FromSlash(doc))
	}
	return filepath.Join("..", "..", "shared", "corpus", filepath.FromSlash(doc))
}

// goldFloors are what recall, loose and strict, must not fall below. They lie
// a little under what was measured when they were set; raise them with it.
var goldFloors = map[string][2]float64{
	"hainan_2021_provincial_budget":      {0.93, 0.64},
	"jiangsu_procuratorate_2018_budget":  {0.89, 0.87},
	"putian_2025_execution":              {0.85, 0},
	"putuo_commerce_2025_budget":         {0.95, 0.93},
	"putuo_justice_2026_budget":          {0.96, 0.95},
	"wanli_street_2024_budget":           {0.98, 0.98},
	"weifang_2025_execution_2026_budget": {0.83, 0.14},
}

// TestGold measures recall on filings labelled by hand before the rules were
// tuned on them. Run it with -v for the misses.
func TestGold(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("testdata", "gold", "*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no gold files: %v", err)
	}
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), ".jsonl")
		t.Run(name, func(t *testing.T) { testGold(t, name, readLines[goldFact](t, path)) })
	}
}

func testGold(t *testing.T, name string, rows []goldFact) {
	byDoc := map[string][]goldFact{}
	for _, g := range rows {
		byDoc[g.Doc] = append(byDoc[g.Doc], g)
	}
	var loose, strict int
	var also details
	for _, doc := range slices.Sorted(maps.Keys(byDoc)) {
		gold, facts := byDoc[doc], processShared(t, doc).Facts
		l, s := agree(gold, facts)
		loose, strict = loose+l.size(), strict+s.size()
		for i, j := range l {
			if j >= 0 {
				also.add(gold[i], &facts[j])
			}
		}
		listMisses(t, gold, facts, l, s)
	}
	total := len(rows)
	got := [2]float64{float64(loose) / float64(total), float64(strict) / float64(total)}
	t.Logf("%d facts: recall %.3f, strict %.3f; of the paired: %v", total, got[0], got[1], also)
	floor, ok := goldFloors[name]
	if !ok {
		t.Fatalf("no floor for %s; measured %.3f", name, got)
	}
	if got[0] < floor[0] || got[1] < floor[1] {
		t.Errorf("recall %.3f, floor %.3f", got, floor)
	}
}

func listMisses(t *testing.T, gold []goldFact, facts []schema.Fact, loose, strict pairing) {
	for i, g := range gold {
		switch {
		case loose[i] < 0:
			t.Logf("missed %v%s", g, nearMiss(g, facts))
		case strict[i] < 0:
			f := facts[loose[i]]
			t.Logf("not strict %v: got %s %s..%s, want %s %s..%s", g, f.Measure, f.Period.Start, f.Period.End, g.Measure, g.PeriodStart, g.PeriodEnd)
		}
	}
}

// nearMiss names a fact of the same size, to show what became of the number.
func nearMiss(g goldFact, facts []schema.Fact) string {
	var seen []string
	for _, f := range facts {
		if f.Value.Abs().Equal(g.Value.Abs()) && f.Dimensions.EconCode == g.EconCode {
			s := fmt.Sprintf("%s %s %s (%s)", f.Concept, f.Form, f.Dimensions.FuncCode, f.Rule)
			if !slices.Contains(seen, s) && len(seen) < 3 {
				seen = append(seen, s)
			}
		}
	}
	if seen == nil {
		return ": no such number"
	}
	return ": got " + strings.Join(seen, ", ")
}

// wrongFact is a row of testdata/gold/wrong: what no fact of the document may
// be. The fields present must all agree.
type wrongFact struct {
	Doc       string           `json:"doc"`
	Concept   string           `json:"concept"`
	Label     string           `json:"label"`
	Form      string           `json:"value_form"`
	FuncCode  string           `json:"func_code"`
	Value     *decimal.Decimal `json:"value"`
	PeriodEnd string           `json:"period_end"`
	Table     *int             `json:"table"` // the 0-based table of the document
	Where     string           `json:"where"`
	Why       string           `json:"why"`
}

func (w wrongFact) matches(f *schema.Fact) bool {
	same := func(want, got string) bool { return want == "" || want == got }
	return same(w.Concept, string(f.Concept)) && same(w.Label, f.Label) && same(w.Form, string(f.Form)) &&
		same(w.FuncCode, f.Dimensions.FuncCode) && same(w.PeriodEnd, f.Period.End.String()) &&
		(w.Value == nil || w.Value.Equal(f.Value)) && (w.Table == nil || f.Source.Col >= 0 && *w.Table == f.Source.Table)
}

// wrongCeiling is how many wrong facts were left when it was last set. Lower
// it with them.
const wrongCeiling = 239

// TestGoldWrong counts facts known to have the wrong meaning: readings that
// are easy to make and that recall does not see.
func TestGoldWrong(t *testing.T) {
	t.Parallel()
	facts := map[string][]schema.Fact{}
	wrong, total := 0, 0
	for _, w := range readLines[wrongFact](t, filepath.Join("testdata", "gold", "wrong", "wrong.jsonl")) {
		if _, ok := facts[w.Doc]; !ok {
			facts[w.Doc] = processShared(t, w.Doc).Facts
			total += len(facts[w.Doc])
		}
		n := 0
		for i := range facts[w.Doc] {
			if w.matches(&facts[w.Doc][i]) {
				n++
			}
		}
		if n > 0 {
			t.Logf("%d facts: %s %s | %s: %s", n, w.Concept, w.Form, w.Where, w.Why)
		}
		wrong += n
	}
	t.Logf("%d of %d facts wrong", wrong, total)
	if wrong > wrongCeiling {
		t.Errorf("%d wrong facts, ceiling %d", wrong, wrongCeiling)
	}
}
