package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/generate"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// generatedReports is how many reports of each style are evaluated. The
// environment variable GONGKAI_GENERATED asks for a larger run.
func generatedReports(t *testing.T) int {
	t.Helper()
	s := os.Getenv("GONGKAI_GENERATED")
	if s == "" {
		if asked() {
			return 3
		}
		return 1
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		t.Fatalf("GONGKAI_GENERATED=%q is no number of reports", s)
	}
	return n
}

// slotMiss names the first thing in which a fact differs from a slot, "" when
// it states the same. Slots without concept only ask for value and unit.
func slotMiss(s *generate.Slot, f *schema.Fact) string {
	switch {
	case s.Concept == "":
		if f.Unit != s.Unit {
			return "unit"
		}
	case f.Concept != s.Concept && !slices.Contains(s.Alt, f.Concept):
		return "concept"
	case f.Form != s.Form:
		return "form"
	case !f.Value.Equal(s.Value):
		return "sign"
	case f.Dimensions.FuncCode != s.FuncCode:
		return "func_code"
	case f.Period.End != s.Period.End:
		return "period"
	case s.Measure != "" && f.Measure != s.Measure && !slices.Contains(s.AltMeasure, f.Measure):
		return "measure"
	}
	return ""
}

// missOrder ranks how near a fact is to a slot: the later the first difference,
// the nearer.
var missOrder = []string{"", "measure", "period", "func_code", "sign", "form", "concept", "unit"}

// pairSlots pairs slots and facts of one absolute value one to one: first the
// pairs that agree in everything, then the nearest. The cause is "value" where
// no fact is left.
func pairSlots(slots []generate.Slot, facts []schema.Fact) (causes []string) {
	byValue := map[string][]int{}
	for j := range facts {
		k := facts[j].Value.Abs().String()
		byValue[k] = append(byValue[k], j)
	}
	causes = make([]string, len(slots))
	open := make([]bool, len(slots))
	taken := map[int]bool{}
	for i := range open {
		open[i], causes[i] = true, "value"
	}
	for _, want := range missOrder {
		for i := range slots {
			s := &slots[i]
			for _, j := range byValue[s.Value.Abs().String()] {
				if open[i] && !taken[j] && slotMiss(s, &facts[j]) == want {
					open[i], taken[j], causes[i] = false, true, want
				}
			}
		}
	}
	return causes
}

// recall counts slots and what was missed, by cause.
type recall struct {
	slots, right int
	causes       map[string]int
	examples     map[string]string
}

func newRecall() *recall {
	return &recall{causes: map[string]int{}, examples: map[string]string{}}
}

func (r *recall) add(slots []generate.Slot, causes []string) {
	for i := range slots {
		r.slots++
		if causes[i] == "" {
			r.right++
			continue
		}
		s := &slots[i]
		key := fmt.Sprintf("%s %s %s %s/%s", causes[i], s.Section, s.Source, s.Concept, s.Form)
		r.causes[key]++
		if r.examples[key] == "" {
			r.examples[key] = s.Where + " " + s.Raw
		}
	}
}

func (r *recall) share() float64 { return float64(r.right) / float64(max(r.slots, 1)) }

// commonest lists the most frequent causes with an example of each.
func (r *recall) commonest(n int) string {
	keys := slices.Sorted(maps.Keys(r.causes))
	slices.SortStableFunc(keys, func(a, b string) int { return r.causes[b] - r.causes[a] })
	var out strings.Builder
	for _, k := range keys[:min(n, len(keys))] {
		fmt.Fprintf(&out, "  %5d  %s  e.g. %s\n", r.causes[k], k, r.examples[k])
	}
	return out.String()
}

func processGenerated(t *testing.T, tagger *tag.Tagger, o *generate.Office, f generate.Format) (*schema.Report, []generate.Slot) {
	t.Helper()
	name, data, truth := o.Render(f)
	r := Process(context.Background(), tagger, Source{Path: name, Data: data}, Options{Limits: extract.DefaultLimits()})
	if r.Document.Status == schema.Refused {
		t.Fatalf("%s refused: %s %s", name, r.Document.Reason, r.Document.Detail)
	}
	return r, truth
}

// slotRecallFloor is the share of slots every style must reach. It stands
// slightly under what was measured: raise it when the tagger improves.
const slotRecallFloor = 0.99

// TestGeneratedSlots holds the facts of consistent reports against the ledger
// they were written from, and lets no check call them inconsistent.
func TestGeneratedSlots(t *testing.T) {
	t.Parallel()
	n, tagger := generatedReports(t), tagger()
	for _, style := range generate.Styles() {
		all := newRecall()
		placed := 0
		for seed := range n {
			for _, f := range generate.Formats() {
				r, truth := processGenerated(t, tagger, generate.New(uint64(seed+1), style), f)
				all.add(truth, pairSlots(truth, r.Facts))
				placed += located(factsOf(truth, r.Facts))
				for i := range r.Checks {
					if c := &r.Checks[i]; c.Verdict == schema.Inconsistent {
						t.Errorf("%s seed %d %s: a consistent report is called inconsistent: %s %s", style, seed+1, f, c.Rule, c.Formula)
					}
				}
			}
		}
		t.Logf("%-10s slots %d, right %.4f\n%s", style, all.slots, all.share(), all.commonest(12))
		if placed < all.slots {
			t.Errorf("%s: %d of %d slots have no fact where they are printed", style, all.slots-placed, all.slots)
		}
		if all.share() < slotRecallFloor {
			t.Errorf("%s: %.4f of the slots are right, floor %.4f", style, all.share(), slotRecallFloor)
		}
	}
}

// factsOf pairs slots with the facts read from them by position: the longest
// common subsequence of their printed numbers, both in reading order. The index
// is -1 where a slot became no fact.
func factsOf(slots []generate.Slot, facts []schema.Fact) []int {
	order := readingOrder(facts)
	n, m := len(slots), len(order)
	printed, read := make([]string, n), make([]string, m)
	for i := range slots {
		printed[i] = bareNumber(slots[i].Raw)
	}
	for j, k := range order {
		read[j] = bareNumber(facts[k].Raw)
	}
	best := make([][]int32, n+1)
	for i := range best {
		best[i] = make([]int32, m+1)
	}
	same := func(i, j int) bool { return printed[i] == read[j] }
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if same(i, j) {
				best[i][j] = max(best[i][j], best[i+1][j+1]+1)
			}
		}
	}
	out := make([]int, n)
	for i, j := 0, 0; i < n; i++ {
		for j < m && best[i][j+1] == best[i][j] && !(same(i, j) && best[i+1][j+1]+1 == best[i][j]) {
			j++
		}
		out[i] = -1
		if j < m && same(i, j) && best[i+1][j+1]+1 == best[i][j] {
			out[i] = order[j]
			j++
		}
	}
	return out
}

// located counts the slots that became a fact.
func located(facts []int) (n int) {
	for _, k := range facts {
		n += btoi(k >= 0)
	}
	return n
}

// readingOrder orders facts by where they stand.
func readingOrder(facts []schema.Fact) []int {
	order := make([]int, len(facts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := facts[a].Source, facts[b].Source
		return cmp.Or(cmp.Compare(x.Line, y.Line), cmp.Compare(x.Block, y.Block), cmp.Compare(x.Row, y.Row), cmp.Compare(x.Col, y.Col), cmp.Compare(x.Start, y.Start))
	})
	return order
}

// bareNumber is the number of a printed figure, without unit and grouping.
func bareNumber(raw string) string {
	raw = strings.ReplaceAll(raw, ",", "")
	if i := strings.IndexFunc(raw, func(r rune) bool { return r != '.' && r != '-' && (r < '0' || r > '9') }); i >= 0 {
		return raw[:i]
	}
	return raw
}

// plantedTally counts what became of the planted errors of one kind.
type plantedTally struct {
	planted, found         int
	diagnosable, diagnosed int // of the errors a diagnosis fits
	blamed                 int // errors of which some check names another cause
	silenced               int // errors missed because of a second reading alone
	missed, misread, wrong []string
}

func (t *plantedTally) add(o plantedTally) {
	t.planted, t.found = t.planted+o.planted, t.found+o.found
	t.diagnosable, t.diagnosed, t.blamed = t.diagnosable+o.diagnosable, t.diagnosed+o.diagnosed, t.blamed+o.blamed
	t.silenced += o.silenced
	t.missed, t.misread, t.wrong = append(t.missed, o.missed...), append(t.misread, o.misread...), append(t.wrong, o.wrong...)
}

func (t *plantedTally) shares() (found, diagnosed float64) {
	return float64(t.found) / float64(max(t.planted, 1)), float64(t.diagnosed) / float64(max(t.diagnosable, 1))
}

// findPlanted returns the inconsistent checks of which the planted fact itself
// is an operand, not one of the same value elsewhere.
func findPlanted(r *schema.Report, fact int) (out []*schema.Check) {
	if fact < 0 {
		return nil
	}
	for i := range r.Checks {
		c := &r.Checks[i]
		if c.Verdict == schema.Inconsistent && slices.ContainsFunc(c.Operands, func(o schema.Operand) bool { return o.Fact.ID == r.Facts[fact].ID }) {
			out = append(out, c)
		}
	}
	return out
}

// planted is one report with one error.
type planted struct {
	style  generate.Style
	seed   int
	format generate.Format
	kind   generate.ErrorKind
}

func (p planted) evaluate(t *testing.T, tagger *tag.Tagger) (out plantedTally) {
	t.Helper()
	o := generate.New(uint64(p.seed), p.style)
	plant, err := o.Plant(p.kind)
	if err != nil {
		return out // the style has no place for the kind
	}
	r, truth := processGenerated(t, tagger, o, p.format)
	checks := findPlanted(r, factsOf(truth, r.Facts)[plant.Slot])
	name := fmt.Sprintf("%s seed %d %s: %s %s -> %s", p.style, p.seed, p.format, truth[plant.Slot].Where, plant.Before, plant.After)
	out.planted = 1
	if out.found = btoi(len(checks) > 0); out.found == 0 {
		out.missed = []string{name}
		out.silenced = btoi(slices.ContainsFunc(r.Checks, readOtherwise))
	}
	for _, c := range checks {
		out.blamed = max(out.blamed, btoi(c.Diagnosis != "" && c.Diagnosis != plant.Diagnosis))
		out.diagnosed = max(out.diagnosed, btoi(c.Diagnosis != "" && c.Diagnosis == plant.Diagnosis))
		name += fmt.Sprintf("\n        [%s] %s %s", c.Diagnosis, c.Rule, c.Formula)
	}
	if out.diagnosable = btoi(plant.Diagnosis != ""); out.diagnosable > out.diagnosed {
		out.misread = []string{name}
	}
	if out.blamed > 0 {
		out.wrong = []string{name}
	}
	return out
}

// What every kind must reach at every style. Below enough reports a share says
// little, so a short run holds only all styles of a kind together to the floors
// and allows one error.
const (
	plantedFoundFloor     = 0.98
	plantedDiagnosedFloor = 0.90
	enoughReports         = 10
	plantedBlamedCeiling  = 0.02 // of all kinds: checks that name another cause than the planted one
)

// judge fails the test where a tally falls below the floors.
func (t *plantedTally) judge(tb testing.TB, name string) {
	tb.Helper()
	missed, misread := t.planted-t.found, t.diagnosable-t.diagnosed
	if found, diagnosed := t.shares(); missed > 1 && found < plantedFoundFloor || misread > 1 && diagnosed < plantedDiagnosedFloor {
		tb.Errorf("%s: found %.3f of %d (floor %.2f), diagnosed %.3f of %d (floor %.2f)", name, found, t.planted, plantedFoundFloor, diagnosed, t.diagnosable, plantedDiagnosedFloor)
	}
}

func (t *plantedTally) String() string {
	found, diagnosed := t.shares()
	s := fmt.Sprintf("planted %4d found %.4f", t.planted, found)
	if t.diagnosable > 0 {
		s += fmt.Sprintf(" diagnosed %.4f", diagnosed)
	}
	return s + fmt.Sprintf(" another cause named %d silenced by a second reading %d", t.blamed, t.silenced)
}

// readOtherwise reports a check that was left open because another reading of its
// sentence holds.
func readOtherwise(c schema.Check) bool {
	return c.Verdict == schema.Ambiguous && strings.Contains(c.Formula, "；也可读作 ")
}

// some shows the first of a list of examples under a heading.
func some(heading string, list []string) string {
	if len(list) == 0 {
		return ""
	}
	return "\n  " + heading + ":\n    " + strings.Join(list[:min(3, len(list))], "\n    ")
}

// TestGeneratedErrors plants one error of each kind in a report of each style.
func TestGeneratedErrors(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("one goroutine, and long under the race detector")
	}
	n, tagger := generatedReports(t), tagger()
	var all plantedTally
	for _, kind := range generate.ErrorKinds() {
		var ofKind plantedTally
		styles := ""
		for _, style := range generate.Styles() {
			var k plantedTally
			for seed := range n {
				k.add(planted{style, seed + 1, generate.Formats()[seed%len(generate.Formats())], kind}.evaluate(t, tagger))
			}
			styles += fmt.Sprintf("\n  %-10s %s", style, &k)
			ofKind.add(k)
			if k.planted >= enoughReports {
				k.judge(t, string(kind)+" "+style.String())
			}
		}
		if ofKind.planted == 0 {
			t.Errorf("%s was planted nowhere", kind)
		}
		t.Logf("%-18s %s%s%s%s%s", kind, &ofKind, styles, some("missed", ofKind.missed), some("misread", ofKind.misread), some("another cause", ofKind.wrong))
		ofKind.judge(t, string(kind))
		all.add(ofKind)
	}
	t.Logf("all %s", &all)
	if all.silenced > 0 {
		t.Errorf("a second reading silences %d true errors", all.silenced)
	}
	if blamed := float64(all.blamed) / float64(all.planted); blamed > plantedBlamedCeiling {
		t.Errorf("another cause is named for %.4f of the errors, ceiling %.2f", blamed, plantedBlamedCeiling)
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// territories is how many reports of several places and years are read.
func territories() int {
	if asked() {
		return 5000
	}
	return 40
}

// TestTerritories reads consistent reports on several places and years in one text: no
// check calls one inconsistent, and most of what they state is held against something.
func TestTerritories(t *testing.T) {
	t.Parallel()
	tagger, judged, open, otherwise := tagger(), 0, 0, 0
	for seed := range territories() {
		text := generate.Territory(uint64(seed + 1))
		r := Process(context.Background(), tagger, Source{Path: "report.txt", Data: []byte(text)}, Options{Limits: extract.DefaultLimits()})
		for i := range r.Checks {
			c := &r.Checks[i]
			judged += btoi(c.Verdict.Evaluated())
			open += btoi(c.Verdict == schema.Ambiguous)
			otherwise += btoi(readOtherwise(*c))
			if c.Verdict == schema.Inconsistent {
				t.Errorf("seed %d: %s %s", seed+1, c.Rule, c.Formula)
			}
		}
	}
	t.Logf("%d reports, %d checks judged, %d ambiguous, %d of them by a second reading", territories(), judged, open, otherwise)
	if judged < 20*territories() {
		t.Errorf("%d checks judged in %d reports", judged, territories())
	}
}
