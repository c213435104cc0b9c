package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// scorecard compares gold facts with a report's.
type scorecard struct {
	gold, predicted      int
	matched              int
	unsigned, signed     int
	conceptRight         int
	goldConcept          int
	predictedConcept     int
	predictedConceptGood int
	full                 int
	byKind               map[string]*tally
	byConcept            map[string]*tally
	bySection            map[string]*tally
	misses               [][]string
}

// tally counts, for a group, the gold facts and how many were found right, and
// the predicted facts and how many are right.
type tally struct{ gold, found, predicted, right int }

// score pairs labels and facts whose spans on a line overlap, one to one, the
// largest overlap first, and judges each pair field by field.
func score(gold []label, facts []schema.Fact) *scorecard {
	s := &scorecard{gold: len(gold), predicted: len(facts),
		byKind: make(map[string]*tally), byConcept: make(map[string]*tally), bySection: make(map[string]*tally)}
	pairs, taken := pair(gold, facts)
	for i := range gold {
		g := &gold[i]
		if j, ok := pairs[i]; ok {
			s.judge(g, &facts[j])
			continue
		}
		s.goldConcept += one(g.Concept != "")
		s.groups(g, nil, false, false, false)
		s.miss(g, "missed", "")
	}
	for j := range facts {
		f := &facts[j]
		if taken[j] {
			continue
		}
		s.predictedConcept += one(f.Concept != "")
		s.groups(nil, f, false, false, false)
		s.misses = append(s.misses, []string{place(f.Source), f.Raw, "extra", string(f.Kind), string(f.Concept), f.Label})
	}
	return s
}

func pair(gold []label, facts []schema.Fact) (pairs map[int]int, taken map[int]bool) {
	type candidate struct{ overlap, mismatch, gold, fact int }
	byLine := make(map[int][]int)
	for j := range facts {
		byLine[facts[j].Source.Line] = append(byLine[facts[j].Source.Line], j)
	}
	var all []candidate
	for i, g := range gold {
		for _, j := range byLine[g.Line] {
			p := facts[j].Source
			if o := min(g.End, p.End) - max(g.Start, p.Start); o > 0 {
				all = append(all, candidate{o, abs((p.End - p.Start) - (g.End - g.Start)), i, j})
			}
		}
	}
	sort.Slice(all, func(i, j int) bool {
		a, b := &all[i], &all[j]
		return cmp.Or(b.overlap-a.overlap, a.mismatch-b.mismatch, a.gold-b.gold, a.fact-b.fact) < 0
	})
	pairs, taken = make(map[int]int), make(map[int]bool)
	for _, c := range all {
		if _, ok := pairs[c.gold]; !ok && !taken[c.fact] {
			pairs[c.gold], taken[c.fact] = c.fact, true
		}
	}
	return pairs, taken
}

func (s *scorecard) judge(g *label, f *schema.Fact) {
	s.matched++
	want, err := decimal.NewFromString(strings.TrimSuffix(g.Value, "%"))
	signed := err == nil && want.Equal(f.Value)
	unsigned := err == nil && want.Abs().Equal(f.Value.Abs())
	kind := g.Kind == string(f.Kind) && oneOf(f.Unit, g.Unit, g.UnitAlt)
	approx := cmp.Or(g.Approx, "exact") == string(cmp.Or(f.Approx, schema.Exact))
	concept := oneOf(string(f.Concept), g.Concept, g.ConceptAlt)
	form := oneOf(string(f.Form), g.Form, g.FormAlt)
	measure := g.Measure == "" || oneOf(string(f.Measure), g.Measure, g.MeasureAlt)
	when := g.PeriodEnd == "" || samePeriod(g, f.Period)
	dims := g.Concept == "" || sameDimensions(g, f, concept)

	s.unsigned += one(unsigned)
	s.signed += one(signed)
	s.goldConcept += one(g.Concept != "")
	s.conceptRight += one(g.Concept != "" && concept && f.Concept != "")
	if f.Concept != "" && (g.Concept != "" || !concept) { // neutral where gold leaves it open
		s.predictedConcept++
		s.predictedConceptGood += one(concept)
	}
	s.full += one(signed && kind && approx && concept && form && measure && when && dims)
	s.groups(g, f, kind && unsigned, concept && unsigned, concept && signed)
	for _, m := range []struct {
		wrong bool
		name  string
		got   string
	}{
		{!unsigned, "value", f.Value.String()}, {unsigned && !signed, "sign", f.Value.String()},
		{!kind, "kind/unit", joined(" ", string(f.Kind), f.Unit)}, {!approx, "approx", string(f.Approx)},
		{!concept, "concept", cmp.Or(string(f.Concept), "none")}, {!form, "form", string(f.Form)},
		{!measure, "measure", cmp.Or(string(f.Measure), "none")}, {!when, "period", cmp.Or(period(f.Period), "none")},
		{!dims, "dimensions", joined(" ", string(f.Dimensions.FundSource), f.Dimensions.FuncCode, string(f.Base.Concept))},
	} {
		if m.wrong {
			s.miss(g, m.name, m.got)
		}
	}
}

func samePeriod(g *label, p schema.Period) bool {
	start, end := "", ""
	if p.Known() {
		start, end = p.Start.String(), p.End.String()
	}
	if start == cmp.Or(g.PeriodStart, g.PeriodEnd) && end == g.PeriodEnd {
		return true
	}
	return slices.ContainsFunc(g.PeriodAlt, func(alt goldPeriod) bool {
		if len(alt) != 2 {
			return !p.Known()
		}
		return cmp.Or(alt[0], alt[1]) == start && alt[1] == end
	})
}

// sameDimensions judges fund source, functional class and base. A fund source
// that the concept implies need not be stated, nor the base of a completion,
// which is the concept itself.
func sameDimensions(g *label, f *schema.Fact, concept bool) bool {
	want := g.FundSource
	if want == "" && (g.Kind == "amount" || g.Kind == "ratio") {
		want = string(schema.FundNamed(schema.ConceptID(g.Concept)))
	}
	got := cmp.Or(string(f.Dimensions.FundSource), string(schema.FundNamed(f.Concept)), "all")
	if want != "" && got != want && !slices.Contains(g.FundSourceAlt, got) {
		return false
	}
	if g.FuncCode != f.Dimensions.FuncCode {
		return false
	}
	base := string(f.Base.Concept)
	if base == "" && g.Form == "completion" {
		base = string(f.Concept)
	}
	return g.BaseConcept == "" || oneOf(base, g.BaseConcept, g.BaseAlt) ||
		g.Form == "completion" && g.BaseConcept == g.Concept && base == string(f.Concept) && concept
}

// groups counts a pair, or one side of it, by kind, concept and section.
func (s *scorecard) groups(g *label, f *schema.Fact, kind, concept, section bool) {
	count := func(m map[string]*tally, gold, predicted string, right bool) {
		if g != nil && gold != "" {
			t := entry(m, gold)
			t.gold++
			t.found += one(right)
		}
		if f != nil && predicted != "" {
			t := entry(m, predicted)
			t.predicted++
			t.right += one(right)
		}
	}
	var l label
	var p schema.Fact
	if g != nil {
		l = *g
	}
	if f != nil {
		p = *f
	}
	count(s.byKind, l.Kind, string(p.Kind), kind)
	count(s.byConcept, l.Concept, string(p.Concept), concept)
	count(s.bySection, cmp.Or(l.Section, "(none)"), cmp.Or(string(p.Section), "(none)"), section)
}

func entry(m map[string]*tally, key string) *tally {
	if m[key] == nil {
		m[key] = new(tally)
	}
	return m[key]
}

func (s *scorecard) miss(g *label, what, got string) {
	s.misses = append(s.misses, []string{fmt.Sprintf("L%d:%d", g.Line, g.Start), g.Raw, what, got, g.wanted(what), g.Label})
}

// wanted is what the label says in the field that was missed.
func (g *label) wanted(what string) string {
	switch what {
	case "value", "sign":
		return g.Value
	case "kind/unit":
		return joined(" ", g.Kind, g.Unit)
	case "approx":
		return g.Approx
	case "form":
		return g.Form
	case "measure":
		return g.Measure
	case "period":
		return joined("/", g.PeriodStart, g.PeriodEnd)
	case "dimensions":
		return joined(" ", g.FundSource, g.FuncCode, g.BaseConcept)
	}
	return cmp.Or(g.Concept, "none")
}

func (s *scorecard) write(w io.Writer) {
	fmt.Fprintf(w, "gold %d, predicted %d, matched %d\n\n", s.gold, s.predicted, s.matched)
	rows := [][]string{{"level", "precision", "recall", "F1"}}
	line := func(name string, right, predicted, found, gold int) {
		p, r := ratio(right, predicted), ratio(found, gold)
		f := 0.0
		if p+r > 0 {
			f = 2 * p * r / (p + r)
		}
		rows = append(rows, []string{name, fmt.Sprintf("%.4f", p), fmt.Sprintf("%.4f", r), fmt.Sprintf("%.4f", f)})
	}
	line("mention", s.matched, s.predicted, s.matched, s.gold)
	line("value, unsigned", s.unsigned, s.predicted, s.unsigned, s.gold)
	line("value, signed", s.signed, s.predicted, s.signed, s.gold)
	line("concept", s.predictedConceptGood, s.predictedConcept, s.conceptRight, s.goldConcept)
	line("full", s.full, s.predicted, s.full, s.gold)
	writeColumns(w, rows)
	for _, group := range []struct {
		name string
		of   map[string]*tally
	}{{"kind", s.byKind}, {"concept", s.byConcept}, {"section", s.bySection}} {
		fmt.Fprintf(w, "\n")
		rows = [][]string{{"by " + group.name, "gold", "predicted", "precision", "recall"}}
		for _, key := range slices.Sorted(maps.Keys(group.of)) {
			t := group.of[key]
			rows = append(rows, []string{key, fmt.Sprint(t.gold), fmt.Sprint(t.predicted),
				fmt.Sprintf("%.4f", ratio(t.right, t.predicted)), fmt.Sprintf("%.4f", ratio(t.found, t.gold))})
		}
		writeColumns(w, rows)
	}
	if len(s.misses) > 0 {
		fmt.Fprintf(w, "\n%d misses\n", len(s.misses))
		writeColumns(w, append([][]string{{"place", "raw", "what", "predicted", "gold", "label"}}, s.misses...))
	}
}

// ratio is 1 for nothing of nothing.
func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

func oneOf(s, want string, alt []string) bool { return s == want || slices.Contains(alt, s) }

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func abs(n int) int { return max(n, -n) }
