package pipeline

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
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

// mutationsPerStyle is how many numbers of each style are changed. The
// environment variable GONGKAI_MUTATIONS asks for more, "all" for every number.
func mutationsPerStyle(t *testing.T) int {
	t.Helper()
	switch s := os.Getenv("GONGKAI_MUTATIONS"); s {
	case "":
		if asked() {
			return 40
		}
		return 6
	case "all":
		return 1 << 30
	default:
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			t.Fatalf("GONGKAI_MUTATIONS=%q is neither a number nor all", s)
		}
		return n
	}
}

// mutation rewrites one printed number, and reports false where it cannot.
type mutation struct {
	name string
	edit func(line []rune, f *schema.Fact, r *rand.Rand) ([]rune, bool)
}

// mutations are the slips of a hand: each makes one number say something else.
func mutations() []mutation {
	return []mutation{{"digit", otherDigit}, {"swap", swappedDigits}, {"unit", otherUnit}, {"sign", otherSign}}
}

// digitsIn lists the digits of a number in its line.
func digitsIn(line []rune, f *schema.Fact) (at []int) {
	for i := f.Source.Start; i < f.Source.End; i++ {
		if line[i] >= '0' && line[i] <= '9' {
			at = append(at, i)
		}
	}
	return at
}

// otherDigit changes one of the two leading digits, so that the number moves by
// a hundredth or more and no rounding hides it.
func otherDigit(line []rune, f *schema.Fact, r *rand.Rand) ([]rune, bool) {
	at := digitsIn(line, f)
	if len(at) == 0 {
		return nil, false
	}
	if !f.Value.IsZero() {
		for line[at[0]] == '0' {
			at = at[1:]
		}
		at = at[:min(2, len(at))]
	} else {
		at = at[:1]
	}
	i := at[r.IntN(len(at))]
	out := slices.Clone(line)
	out[i] = '1' + (line[i]-'0'+rune(r.IntN(8)))%9
	return out, out[i] != line[i]
}

func swappedDigits(line []rune, f *schema.Fact, _ *rand.Rand) ([]rune, bool) {
	at := digitsIn(line, f)
	for k := 0; k+1 < len(at); k++ {
		if i, j := at[k], at[k+1]; line[i] != line[j] {
			out := slices.Clone(line)
			out[i], out[j] = line[j], line[i]
			return out, true
		}
	}
	return nil, false
}

// otherUnit prints 元 for 万元.
func otherUnit(line []rune, f *schema.Fact, _ *rand.Rand) ([]rune, bool) {
	for i := f.Source.Start; i < f.Source.End; i++ {
		if line[i] == '万' && !f.Value.IsZero() {
			return slices.Delete(slices.Clone(line), i, i+1), true
		}
	}
	return nil, false
}

// otherSign turns the word before a change, or puts a minus before a cell.
func otherSign(line []rune, f *schema.Fact, _ *rand.Rand) ([]rune, bool) {
	switch {
	case f.Value.IsZero():
	case f.Form == schema.Delta || f.Form == schema.PctChange:
		return turned(line, f.Source.Start)
	case f.SourceKind == schema.TableSource && f.Form == schema.Level && f.Kind == schema.Amount:
		return slices.Insert(slices.Clone(line), f.Source.Start, '-'), true
	}
	return nil, false
}

// turned replaces the word of direction that ends right before a number.
func turned(line []rune, start int) ([]rune, bool) {
	before := string(line[:start])
	trimmed := strings.TrimRight(before, " ")
	for _, w := range [][2]string{{"增加", "减少"}, {"减少", "增加"}, {"增长率为", "下降率为"}, {"下降率为", "增长率为"}, {"增长", "下降"}, {"上升", "下降"}, {"下降", "增长"}, {"降低", "增长"}} {
		if head, ok := strings.CutSuffix(trimmed, w[0]); ok {
			return []rune(head + w[1] + before[len(trimmed):] + string(line[start:])), true
		}
	}
	return nil, false
}

// watch counts mutations and those that some check caught.
type watch struct{ made, caught int }

func (g watch) share() float64 { return float64(g.caught) / float64(max(g.made, 1)) }

// mutant is a report of which any one number can be changed.
type mutant struct {
	lines [][]rune
	facts []schema.Fact
	limit extract.Limits
}

func newMutant(t *testing.T, tagger *tag.Tagger, style generate.Style, seed uint64) *mutant {
	t.Helper()
	r, _ := processGenerated(t, tagger, generate.New(seed, style), generate.Text)
	_, data, _ := generate.New(seed, style).Render(generate.Text)
	m := &mutant{facts: r.Facts, limit: extract.DefaultLimits()}
	for line := range strings.SplitSeq(string(data), "\n") {
		m.lines = append(m.lines, []rune(line))
	}
	if n := r.Document.CheckCounts[schema.Inconsistent]; n > 0 {
		t.Fatalf("%s seed %d: %d checks fail before anything is changed", style, seed, n)
	}
	return m
}

// caught reports whether some check fails once a line is replaced.
func (m *mutant) caught(tagger *tag.Tagger, number int, line []rune) bool {
	old := m.lines[number-1]
	m.lines[number-1] = line
	var text strings.Builder
	for _, l := range m.lines {
		text.WriteString(string(l) + "\n")
	}
	m.lines[number-1] = old
	r := Process(context.Background(), tagger, Source{Path: "mutant.txt", Data: []byte(text.String())}, Options{Limits: m.limit})
	return r.Document.CheckCounts[schema.Inconsistent]+r.Document.CheckCounts[schema.DisclosureFault] > 0
}

// mutationFloors are the shares of mutations that some check must catch, slightly
// under what was measured over all numbers of a report of each style.
var mutationFloors = map[string]float64{"digit": 0.96, "swap": 0.96, "unit": 0.98, "sign": 0.97}

// TestMutations changes one number of a consistent report at a time and asks
// whether some check notices. What nothing guards is listed by what it is and
// where it stands.
func TestMutations(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("one goroutine, and long under the race detector")
	}
	n, tagger := mutationsPerStyle(t), tagger()
	total, open, example := map[string]*watch{}, map[string]*watch{}, map[string]string{}
	for s, style := range generate.Styles() {
		m := newMutant(t, tagger, style, uint64(s+1))
		rng := rand.New(rand.NewPCG(uint64(s), 7))
		order := rng.Perm(len(m.facts))
		for _, k := range order[:min(n, len(order))] {
			f := &m.facts[k]
			if f.Form == schema.Threshold || f.Source.Line < 1 {
				continue
			}
			for _, edit := range mutations() {
				line, ok := edit.edit(m.lines[f.Source.Line-1], f, rng)
				if !ok {
					continue
				}
				place := fmt.Sprintf("%s %s %s %s", f.Section, f.SourceKind, f.Concept, f.Form)
				for key, in := range map[string]map[string]*watch{edit.name: total, place: open} {
					if in[key] == nil {
						in[key] = &watch{}
					}
					in[key].made++
				}
				if m.caught(tagger, f.Source.Line, line) {
					total[edit.name].caught++
					open[place].caught++
				} else if example[place] == "" {
					example[place] = fmt.Sprintf("%s: %s %s", style, f.Raw, f.Context)
				}
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(total)) {
		g := total[name]
		t.Logf("%-6s %5d of %5d caught, %.4f", name, g.caught, g.made, g.share())
		if g.made-g.caught > 2 && g.share() < mutationFloors[name] { // of a few, two say little
			t.Errorf("%s: %.4f of the mutations are caught, floor %.4f", name, g.share(), mutationFloors[name])
		}
	}
	places := slices.SortedFunc(maps.Keys(open), func(a, b string) int {
		return (open[b].made - open[b].caught) - (open[a].made - open[a].caught)
	})
	for _, p := range places {
		if g := open[p]; g.caught < g.made {
			t.Logf("unguarded %4d of %4d  %s  e.g. %.150s", g.made-g.caught, g.made, p, example[p])
		}
	}
}
