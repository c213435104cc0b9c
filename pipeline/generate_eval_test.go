package pipeline

import (
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
		return 3
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
	n, tagger := generatedReports(t), tag.New()
	for _, style := range generate.Styles() {
		all := newRecall()
		for seed := range n {
			for _, f := range generate.Formats() {
				r, truth := processGenerated(t, tagger, generate.New(uint64(seed+1), style), f)
				all.add(truth, pairSlots(truth, r.Facts))
				for i := range r.Checks {
					if c := &r.Checks[i]; c.Verdict == schema.Inconsistent {
						t.Errorf("%s seed %d %s: a consistent report is called inconsistent: %s %s", style, seed+1, f, c.Rule, c.Formula)
					}
				}
			}
		}
		t.Logf("%-10s slots %d, right %.4f\n%s", style, all.slots, all.share(), all.commonest(12))
		if all.share() < slotRecallFloor {
			t.Errorf("%s: %.4f of the slots are right, floor %.4f", style, all.share(), slotRecallFloor)
		}
	}
}

// plantedTally counts what became of the planted errors of one kind.
type plantedTally struct {
	planted, found         int
	diagnosable, diagnosed int // of the errors a diagnosis fits
	missed                 string
}

// findPlanted reports whether an inconsistent check has the planted figure as an operand,
// and whether one of them has the diagnosis.
func findPlanted(r *schema.Report, slot *generate.Slot, want schema.Diagnosis) (found, diagnosed bool) {
	for i := range r.Checks {
		c := &r.Checks[i]
		if c.Verdict != schema.Inconsistent {
			continue
		}
		for _, o := range c.Operands {
			if o.Value.Abs().Equal(slot.Value.Abs()) {
				found = true
				diagnosed = diagnosed || want != "" && c.Diagnosis == want
			}
		}
	}
	return found, diagnosed
}

// The floors of all kinds together, slightly under what was measured.
const (
	plantedFoundFloor     = 0.99
	plantedDiagnosedFloor = 0.89
)

// TestGeneratedErrors plants one error of each kind in a report of each style.
func TestGeneratedErrors(t *testing.T) {
	n, tagger := generatedReports(t), tag.New()
	var all plantedTally
	for _, kind := range generate.ErrorKinds() {
		var k plantedTally
		for _, style := range generate.Styles() {
			for seed := range n {
				o := generate.New(uint64(seed+1), style)
				p, err := o.Plant(kind)
				if err != nil {
					continue // the style has no place for the kind
				}
				f := generate.Formats()[seed%len(generate.Formats())]
				r, truth := processGenerated(t, tagger, o, f)
				found, diagnosed := findPlanted(r, &truth[p.Slot], p.Diagnosis)
				k.planted++
				k.diagnosable += btoi(p.Diagnosis != "")
				k.found += btoi(found)
				k.diagnosed += btoi(diagnosed)
				if !found && k.missed == "" {
					k.missed = fmt.Sprintf("%s seed %d %s: %s %s -> %s", style, seed+1, f, truth[p.Slot].Where, p.Before, p.After)
				}
			}
		}
		if k.planted == 0 {
			t.Errorf("%s was planted nowhere", kind)
		}
		t.Logf("%-20s planted %3d found %3d diagnosed %3d of %3d  first missed: %s", kind, k.planted, k.found, k.diagnosed, k.diagnosable, k.missed)
		all.planted, all.found = all.planted+k.planted, all.found+k.found
		all.diagnosable, all.diagnosed = all.diagnosable+k.diagnosable, all.diagnosed+k.diagnosed
	}
	found, diagnosed := float64(all.found)/float64(all.planted), float64(all.diagnosed)/float64(all.diagnosable)
	t.Logf("all: planted %d, found %.4f; of %d with a diagnosis, right %.4f", all.planted, found, all.diagnosable, diagnosed)
	if found < plantedFoundFloor || diagnosed < plantedDiagnosedFloor {
		t.Errorf("found %.4f (floor %.4f), diagnosed %.4f (floor %.4f)", found, plantedFoundFloor, diagnosed, plantedDiagnosedFloor)
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
