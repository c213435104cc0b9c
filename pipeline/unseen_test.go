package pipeline

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/nlp"
	"gongkai/schema"
)

// unseenFact is one row of testdata/unseen, see README.md there.
type unseenFact struct {
	Doc      string          `json:"doc"`
	Where    string          `json:"where"`
	Raw      string          `json:"raw"`
	Value    decimal.Decimal `json:"value"`
	Concepts []struct {
		Concept   schema.ConceptID `json:"concept"`
		FuncCode  string           `json:"func_code"`
		Indicator string           `json:"indicator"`
	} `json:"concepts"`
	Form     schema.Form         `json:"form"`
	Measures []schema.Measure    `json:"measures"`
	Period   string              `json:"period"`
	Funds    []schema.FundSource `json:"funds"`
	Label    string              `json:"label"`
	// Places are those any of which is right; without any it is not compared.
	Places []struct {
		EntityScope schema.EntityScope `json:"entity_scope"`
		Subordinate string             `json:"subordinate"`
	} `json:"places"`
	// earlier says that the label is older than some of the concepts, see namedLater,
	// and than the rule that a quotation ends in its figure.
	earlier bool
	// joined says that the label is older than the members that joined last, see joinedLast,
	// before that it is older than those of joinedSince.
	joined, before bool
}

// TestUnseen scores labels of documents no rule was written with. A score is the
// share of the figures for which a fact of the same place is right in that respect.
func TestUnseen(t *testing.T) {
	t.Parallel()
	if raced {
		t.Skip("scores over a hundred documents look for no races, and would take minutes")
	}
	for set, floor := range map[string]struct{ concept, strict, label, place float64 }{
		"built_on": {.98, .94, .95, 0},
		"held_out": {.93, .84, .91, 0},
		// Labelled a wave of mending later.
		"built_on_later": {.92, .90, .94, 0},
		"held_out_later": {.93, .91, .94, 0},
		// Of the accounts and indicators of territories, with the member of the indicator.
		"territory": {.98, .95, .98, 0},
		// Of other documents again, with places.
		"built_on_third": {.93, .91, .94, .98},
		"held_out_third": {.95, .93, .93, .98},
		// Of every k-th figure of the prose of other documents, when the vocabulary was complete.
		"built_on_fourth": {.98, .96, .92, .97},
		"held_out_fourth": {.90, .86, .91, .93},
		// The same of yet other documents, a day of mending later.
		"built_on_fifth": {.93, .92, .88, .97},
		"held_out_fifth": {.91, .88, .90, .92},
		// Of work reports and bulletins, the two genres that were read worst.
		"built_on_sixth": {.95, .91, .93, .97},
		"held_out_sixth": {.91, .88, .88, .93},
		// Of genres that were hardly seen before: evaluations, an audit, counties.
		"built_on_seventh": {.97, .97, .91, .97},
		"held_out_seventh": {.93, .92, .85, .97},
		// Of small offices and places, most in provinces that no earlier set has.
		"built_on_eighth": {.99, .96, .95, .98},
		"held_out_eighth": {.95, .90, .86, .94},
		// Of bulletins, work reports, budgets, debts, an audit and a plan of territories.
		"built_on_ninth": {.99, .92, .98, .94},
		"held_out_ninth": {.93, .84, .93, .98},
		// Of evaluations, the work of offices and towns and the disclosure of information.
		"built_on_tenth": {.96, .96, .93, 0},
		"held_out_tenth": {.94, .92, .86, 0},
	} {
		t.Run(set, func(t *testing.T) {
			t.Parallel()
			labels := unseen(t, set)
			var concept, strict, label, placed, place int
			for _, l := range labels {
				placed += one(l.Places != nil)
				f := l.find(l.report(t).Facts)
				if f == nil {
					continue
				}
				meant, named := l.means(f), l.names(f)
				concept += one(meant)
				strict += one(meant && l.exactly(f))
				label += one(named)
				place += one(l.Places != nil && l.placed(f))
			}
			n, where := float64(len(labels)), float64(max(placed, 1))
			t.Logf("%d figures: concept %.3f, with form, phase, period and fund %.3f, label %.3f; of %d the place %.3f",
				len(labels), float64(concept)/n, float64(strict)/n, float64(label)/n, placed, float64(place)/where)
			if float64(concept) < floor.concept*n || float64(strict) < floor.strict*n || float64(label) < floor.label*n || float64(place) < floor.place*where {
				t.Errorf("below %v", floor)
			}
		})
	}
}

func one(right bool) int {
	if right {
		return 1
	}
	return 0
}

func unseen(t *testing.T, set string) (labels []unseenFact) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "unseen", set+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(data) {
		var l unseenFact
		if err := json.Unmarshal(line, &l); err != nil {
			t.Fatal(err)
		}
		newest := strings.HasSuffix(set, "_sixth") || strings.HasSuffix(set, "_seventh") || strings.HasSuffix(set, "_eighth") || strings.HasSuffix(set, "_ninth")
		last := strings.HasSuffix(set, "_fifth") || newest
		l.earlier = !strings.HasSuffix(set, "_fourth") && !last
		l.joined = !last
		l.before = !newest
		labels = append(labels, l)
	}
	return labels
}

// report is the document as read. A document of the last labels may be one of which
// not all pages can be read; the earlier ones must be read whole.
func (l *unseenFact) report(t *testing.T) *schema.Report {
	t.Helper()
	if l.joined {
		return processShared(t, l.Doc)
	}
	return reportOf(t, l.Doc)
}

// find is the fact of the figure: of those with its size the one whose sentence
// shares most with the quotation. Where a sentence has the size twice, 总收入5亿元，
// 总支出5亿元, it is the one that the quotation ends in.
func (l *unseenFact) find(facts []schema.Fact) *schema.Fact {
	var best []*schema.Fact
	most := -1
	for i := range facts {
		f := &facts[i]
		if !f.Value.Abs().Equal(l.Value.Abs()) {
			continue
		}
		switch n := shared(nlp.Squeeze(l.Where), nlp.Squeeze(f.Context)); {
		case n > most:
			best, most = []*schema.Fact{f}, n
		case n == most && f.Context == best[0].Context && f.Source != best[len(best)-1].Source:
			best = append(best, f)
		}
	}
	if len(best) == 0 {
		return nil
	}
	if written := slices.DeleteFunc(slices.Clone(best), func(f *schema.Fact) bool { return f.Raw != l.Raw }); len(written) > 0 && !l.earlier {
		best = written // 0元，占0%
	}
	if l.earlier { // these were scored with the first, and not all end in their figure
		return best[0]
	}
	times := regexp.MustCompile(`(^|[^\d.,])`+regexp.QuoteMeta(l.Raw)).FindAllString(l.Where, -1)
	return best[min(max(len(times), 1), len(best))-1]
}

// shared counts the runs of four letters that two texts have in common.
func shared(a, b string) (n int) {
	runes := []rune(a)
	seen := make(map[string]bool)
	for i := 0; i+4 <= len(runes); i++ {
		if run := string(runes[i : i+4]); !seen[run] && strings.Contains(b, run) {
			seen[run] = true
			n++
		}
	}
	return n
}

func (l *unseenFact) means(f *schema.Fact) bool {
	for _, c := range l.Concepts {
		if c.Concept == f.Concept && (c.FuncCode == "" || c.FuncCode == f.Dimensions.FuncCode) && (c.Indicator == "" || c.Indicator == f.Dimensions.Indicator) {
			return true
		}
		if c.Concept == "" && (joinedNow(f) || l.earlier || l.joined && joinedLast(f.Dimensions.Indicator) || l.before && slices.Contains(joinedSince, f.Dimensions.Indicator)) && namedLater(l.Label, f.Concept, f.Dimensions.Indicator) {
			return true
		}
	}
	return false
}

// exactly reports that value, form, phase, period and fund are right too.
func (l *unseenFact) exactly(f *schema.Fact) bool {
	period := true
	switch at, instant := strings.CutPrefix(l.Period, "@"); {
	case instant:
		period = f.Period.End.String() == at
	case l.Period != "":
		period = f.Period.Start.String() == l.Period+"-01-01" && f.Period.End.String() == l.Period+"-12-31"
	}
	return f.Value.Equal(l.Value) && f.Form == l.Form && period && (len(l.Measures) == 0 || slices.Contains(l.Measures, f.Measure)) &&
		(len(l.Funds) == 0 || slices.Contains(l.Funds, f.Dimensions.FundSource))
}

// placed reports that the fact is of one of the places that are right.
func (l *unseenFact) placed(f *schema.Fact) bool {
	for _, p := range l.Places {
		if p.EntityScope == f.Dimensions.EntityScope && p.Subordinate == f.Dimensions.Subordinate {
			return true
		}
	}
	return false
}

// names reports a figure that has a concept, or a label that a person would use:
// one contains the other and is not much shorter.
func (l *unseenFact) names(f *schema.Fact) bool {
	if f.Concept != "" {
		return true
	}
	short, long := nlp.Squeeze(f.Label), nlp.Squeeze(l.Label)
	if len(short) > len(long) {
		short, long = long, short
	}
	return short != "" && strings.Contains(long, short) && 2*len(short) >= len(long)
}

// unseenCell is one row of testdata/unseen/tables.jsonl: a figure of a table, by its
// block, its row and its text, with whose figure it is.
type unseenCell struct {
	unseenFact
	Block  int                  `json:"block"`
	Row    string               `json:"row"`
	Scopes []schema.EntityScope `json:"scopes"` // empty where the table does not say
	Place  string               `json:"place"`
}

// TestUnseenTables scores labels of cells of tables of other hands, as TestUnseen does.
func TestUnseenTables(t *testing.T) {
	t.Parallel()
	if raced {
		t.Skip("scores over a hundred documents look for no races, and would take minutes")
	}
	for set, floor := range map[string]struct{ concept, strict, place float64 }{
		// Two debt limits, labelled before there was a concept of them, now stand at the end of their year.
		"tables": {.98, .92, .97},
		// Of two cells the line 单位： has lost its unit. They were facts ten thousand times too
		// small, in the unit of an earlier table, and are issues now: no place is right of them.
		"tables_fourth": {.848, .787, .939},
		// Of a hundred tables of other hands, first scored before anything was mended for them.
		"tables_fifth": {.87, .85, .94},
	} {
		t.Run(set, func(t *testing.T) {
			t.Parallel()
			cells := unseenCells(t, set)
			var concept, strict, place int
			for _, c := range cells {
				f := c.find(reportOf(t, c.Doc).Facts)
				if f == nil {
					t.Logf("no fact: %s [%d] %s %s", c.Doc, c.Block, c.Row, c.Raw)
					continue
				}
				meant, exact, placed := c.means(f), c.means(f) && c.exactly(f), c.placed(f)
				concept, strict, place = concept+one(meant), strict+one(exact), place+one(placed)
				if !exact || !placed {
					t.Logf("%s [%d] %s %s: %s %s %s %s %v %s %s %s %q", c.Doc, c.Block, c.Row, c.Raw, f.Value, f.Concept, f.Form, f.Measure, f.Period, f.Dimensions.FundSource, f.Dimensions.EntityScope, f.Dimensions.Subordinate, f.Context)
				}
			}
			n := float64(len(cells))
			t.Logf("%.0f cells: concept %.3f, with form, phase, period and fund %.3f, place %.3f", n, float64(concept)/n, float64(strict)/n, float64(place)/n)
			if float64(concept) < floor.concept*n || float64(strict) < floor.strict*n || float64(place) < floor.place*n {
				t.Error("below the floor")
			}
		})
	}
}

func unseenCells(t *testing.T, set string) (cells []unseenCell) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "unseen", set+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(data) {
		var c unseenCell
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatal(err)
		}
		c.earlier, c.joined = set == "tables", set != "tables_fifth"
		cells = append(cells, c)
	}
	return cells
}

// find is the fact of the cell.
func (c *unseenCell) find(facts []schema.Fact) *schema.Fact {
	for i := range facts {
		f := &facts[i]
		row, _, _ := strings.Cut(f.Context, " × ")
		if f.Source.Block == c.Block && f.Raw == c.Raw && strings.Contains(nlp.Squeeze(row), c.Row) {
			return f
		}
	}
	return nil
}

// placed reports that the figure is given to the place it is of.
func (c *unseenCell) placed(f *schema.Fact) bool {
	d := &f.Dimensions
	return len(c.Scopes) == 0 || slices.Contains(c.Scopes, d.EntityScope) && d.Subordinate == c.Place
}
