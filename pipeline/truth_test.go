package pipeline

import (
	"bytes"
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// truthSpan is a place in a line of the reference document.
type truthSpan struct {
	Line  int `json:"line"`
	Start int `json:"start"`
	End   int `json:"end"`
}

func (s truthSpan) overlap(p schema.Provenance) int {
	if s.Line != p.Line {
		return 0
	}
	return min(s.End, p.End) - max(s.Start, p.Start)
}

// truthFact is a hand-labelled fact of the reference document. Fields ending in
// Alt list other readings that are right too.
type truthFact struct {
	truthSpan
	Raw        string     `json:"raw"`
	Value      string     `json:"value"`
	Concept    *string    `json:"concept"`
	ConceptAlt []*string  `json:"concept_alt"`
	Form       string     `json:"value_form"`
	FormAlt    []string   `json:"value_form_alt"`
	Start0     string     `json:"period_start"`
	End0       string     `json:"period_end"`
	PeriodAlt  [][]string `json:"period_alt"`
}

// names reports whether a concept is among the readings; nil and "" mean none.
func (g truthFact) names(id schema.ConceptID) bool {
	for _, c := range append([]*string{g.Concept}, g.ConceptAlt...) {
		if c == nil && id == "" || c != nil && *c == string(id) {
			return true
		}
	}
	return false
}

func (g truthFact) during(p schema.Period) bool {
	end := p.End.String()
	if end == g.End0 {
		return true
	}
	return slices.ContainsFunc(g.PeriodAlt, func(alt []string) bool { return len(alt) == 2 && alt[1] == end })
}

func referenceReport(t *testing.T) *schema.Report {
	t.Helper()
	return processShared(t, "000_87676b5426a20651.txt")
}

// referenceGold holds the labels of the reference document.
var referenceGold = filepath.Join("testdata", "gold", "reference")

// TestReferenceGoldIsTheTruth: the labels kept here are those the scorers beside
// the repository use.
func TestReferenceGoldIsTheTruth(t *testing.T) {
	for _, name := range []string{"facts.jsonl", "checks.jsonl", "mentions.jsonl", "headline.jsonl"} {
		kept, err := os.ReadFile(filepath.Join(referenceGold, name))
		if err != nil {
			t.Fatal(err)
		}
		truth, err := os.ReadFile(filepath.Join("..", "..", "shared", "gold", name))
		if err != nil {
			t.Skip("../shared/gold is absent")
		}
		if !bytes.Equal(kept, truth) {
			t.Errorf("%s is not that of ../shared/gold", name)
		}
	}
}

// overlapping pairs labels and facts one to one, the largest overlap first.
func overlapping(gold []truthFact, facts []schema.Fact) map[int]int {
	type candidate struct{ overlap, gold, fact int }
	var all []candidate
	for i, g := range gold {
		for j := range facts {
			if o := g.overlap(facts[j].Source); o > 0 {
				all = append(all, candidate{o, i, j})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.overlap, a.overlap) })
	pairs, taken := map[int]int{}, map[int]bool{}
	for _, c := range all {
		if _, ok := pairs[c.gold]; !ok && !taken[c.fact] {
			pairs[c.gold], taken[c.fact] = c.fact, true
		}
	}
	return pairs
}

// TestReferenceFacts holds the facts of the reference document against labels
// made by hand: F1 of values and concepts, accuracy of forms and periods.
func TestReferenceFacts(t *testing.T) {
	gold := readLines[truthFact](t, filepath.Join(referenceGold, "facts.jsonl"))
	r := referenceReport(t)
	pairs := overlapping(gold, r.Facts)
	var value, concept, goldConcept, form, period, periods, extra int
	for i, g := range gold {
		goldConcept += btoi(g.Concept != nil)
		j, ok := pairs[i]
		if !ok {
			t.Logf("missed %+v %s", g.truthSpan, g.Raw)
			continue
		}
		f := &r.Facts[j]
		want, err := decimal.NewFromString(strings.TrimSuffix(g.Value, "%"))
		value += btoi(err == nil && want.Abs().Equal(f.Value.Abs()))
		concept += btoi(g.Concept != nil && f.Concept != "" && g.names(f.Concept))
		extra += btoi(f.Concept != "" && (g.Concept != nil || !g.names(f.Concept)))
		form += btoi(g.Form == string(f.Form) || slices.Contains(g.FormAlt, string(f.Form)))
		if g.End0 != "" {
			periods++
			period += btoi(g.during(f.Period))
		}
	}
	for _, f := range unpaired(r.Facts, pairs) {
		extra += btoi(f.Concept != "")
	}
	floor := func(name string, got, least float64) {
		t.Logf("%s %.4f", name, got)
		if got < least {
			t.Errorf("%s %.4f is under %.4f", name, got, least)
		}
	}
	floor("value F1", 2*float64(value)/float64(len(gold)+len(r.Facts)), 0.995)
	floor("concept F1", 2*float64(concept)/float64(goldConcept+extra), 0.991)
	floor("form", float64(form)/float64(max(len(pairs), 1)), 0.999)
	floor("period", float64(period)/float64(max(periods, 1)), 0.999)
}

func unpaired(facts []schema.Fact, pairs map[int]int) (rest []schema.Fact) {
	taken := map[int]bool{}
	for _, j := range pairs {
		taken[j] = true
	}
	for j := range facts {
		if !taken[j] {
			rest = append(rest, facts[j])
		}
	}
	return rest
}

// truthCheck is a hand-made check of the reference document.
type truthCheck struct {
	ID            string `json:"id"`
	Contradiction bool   `json:"contradiction"`
	Group         string `json:"contradiction_id"`
	Operands      []struct {
		truthSpan
		Optional bool    `json:"optional"`
		Alt      [][]int `json:"alt"`
	} `json:"operands"`
}

// touches counts the operands of the gold check that an operand of k states.
func (g truthCheck) touches(k *schema.Check) (hit int) {
	for _, o := range g.Operands {
		spans := []truthSpan{o.truthSpan}
		for _, a := range o.Alt {
			spans = append(spans, truthSpan{a[0], a[1], a[2]})
		}
		hit += btoi(slices.ContainsFunc(k.Operands, func(p schema.Operand) bool {
			return slices.ContainsFunc(spans, func(s truthSpan) bool { return s.overlap(p.Fact.Source) > 0 })
		}))
	}
	return hit
}

// TestReferenceContradictions: every contradiction of the reference document is
// called inconsistent, and every inconsistent check is about one of them.
func TestReferenceContradictions(t *testing.T) {
	gold := readLines[truthCheck](t, filepath.Join(referenceGold, "checks.jsonl"))
	r := referenceReport(t)
	found := map[string]bool{}
	for i := range r.Checks {
		k := &r.Checks[i]
		if k.Verdict != schema.Inconsistent {
			continue
		}
		explained := false
		for _, g := range gold {
			if g.Contradiction && g.touches(k) >= min(2, len(g.Operands)) {
				explained, found[g.Group] = true, true
			}
		}
		if !explained {
			t.Errorf("false alarm: %s %s", k.Rule, k.Formula)
		}
	}
	groups := 0
	for _, g := range gold {
		if g.Contradiction && g.Group != "" {
			groups++
			if !found[g.Group] {
				t.Errorf("contradiction %s (%s) is not found", g.Group, g.ID)
			}
		}
	}
	if groups == 0 {
		t.Fatal("the gold lists no contradictions")
	}
}
