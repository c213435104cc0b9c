package pipeline

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// goldCell is a line of testdata/gold/cells: a cell of one of the nine tables
// with all that it is bound to.
type goldCell struct {
	doc, page, table, code, row, column, unit, year, measure, value string
	concepts                                                        []string // any of them is right
	fund                                                            string   // "" is not compared
}

func readCells(t *testing.T) map[string][]goldCell {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "gold", "cells", "nine_tables.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	cells := map[string][]goldCell{}
	for i, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 12 {
			t.Fatalf("line %d has %d fields", i+1, len(f))
		}
		if i > 0 {
			cells[f[0]] = append(cells[f[0]], goldCell{f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], strings.Split(f[10], "|"), f[11]})
		}
	}
	return cells
}

// cellTally counts what of the cells was right.
type cellTally struct{ cells, found, row, column, unit, year, all, meaning, fund int }

func (n cellTally) String() string {
	return fmt.Sprintf("%d cells: found %d, row %d, column %d, unit %d, year and phase %d, all of these %d; concept %d, fund %d",
		n.cells, n.found, n.row, n.column, n.unit, n.year, n.all, n.meaning, n.fund)
}

// bound says which parts of a cell's binding a fact has right.
type bound struct{ row, column, unit, year, concept, fund bool }

func (g goldCell) bound(f *schema.Fact) bound {
	row, column, _ := strings.Cut(f.Context, "×")
	value := decimal.RequireFromString(strings.ReplaceAll(g.value, ",", ""))
	if g.unit == "万元" {
		value = value.Shift(4)
	}
	b := bound{unit: value.Equal(f.Value) && f.Unit == "元", year: f.Period.Start.String() == g.year+"-01-01" && f.Period.End.String() == g.year+"-12-31" && string(f.Measure) == g.measure}
	b.row = g.code == f.Dimensions.FuncCode+f.Dimensions.EconCode && strings.HasSuffix(strings.TrimSpace(row), g.row)
	b.column = true
	for _, word := range strings.Fields(g.column) {
		b.column = b.column && strings.Contains(column, word)
	}
	b.concept = slices.Contains(g.concepts, string(f.Concept))
	b.fund = g.fund == "" || g.fund == string(f.Dimensions.FundSource)
	return b
}

func (b bound) score() int {
	n := 0
	for _, ok := range []bool{b.row, b.row, b.column, b.column, b.unit, b.year, b.concept, b.fund} {
		if ok {
			n++
		}
	}
	return n
}

func (b bound) all() bool { return b.row && b.column && b.unit && b.year }

var nineTable = regexp.MustCompile(`^(table|budget)\.T[1-9]$`)

// measureCells pairs every cell with the fact of its page, table and digits
// that agrees best and that no other cell has.
func measureCells(t *testing.T, cells []goldCell, facts []schema.Fact) (n cellTally, left int) {
	taken := map[int]bool{}
	for _, g := range cells {
		best, at := bound{}, -1
		for i := range facts {
			f := &facts[i]
			if taken[i] || f.SourceKind != schema.TableSource || f.Raw != g.value || fmt.Sprint(f.Source.Page) != g.page || !strings.HasSuffix(string(f.Section), "."+g.table) {
				continue
			}
			if b := g.bound(f); at < 0 || b.score() > best.score() {
				best, at = b, i
			}
		}
		n.cells++
		if at < 0 {
			t.Logf("missed %v", g)
			continue
		}
		taken[at] = true
		n.add(best)
		if f := &facts[at]; !best.all() || !best.concept || !best.fund {
			t.Logf("%v\n\tgot %s | %s %s%s %s %s %s..%s %s%s: %+v", g, f.Context, f.Concept, f.Dimensions.FuncCode, f.Dimensions.EconCode, f.Dimensions.FundSource, f.Measure, f.Period.Start, f.Period.End, f.Value, f.Unit, best)
		}
	}
	for i := range facts {
		if f := &facts[i]; !taken[i] && f.SourceKind == schema.TableSource && nineTable.MatchString(string(f.Section)) {
			t.Logf("no such cell: %s page %d %s %s", f.Section, f.Source.Page, f.Raw, f.Context)
			left++
		}
	}
	return n, left
}

func (n *cellTally) add(b bound) {
	count := func(ok bool, to *int) {
		if ok {
			*to++
		}
	}
	n.found++
	count(b.row, &n.row)
	count(b.column, &n.column)
	count(b.unit, &n.unit)
	count(b.year, &n.year)
	count(b.all(), &n.all)
	count(b.concept, &n.meaning)
	count(b.fund, &n.fund)
}

// TestNineTableCells holds every cell of the nine tables of two filings to its
// row, column, unit and year, as read from the pages by eye before the reader
// was held to them.
func TestNineTableCells(t *testing.T) {
	t.Parallel()
	cells := readCells(t)
	for _, doc := range slices.Sorted(maps.Keys(cells)) {
		t.Run(filepath.Base(doc), func(t *testing.T) {
			r := processShared(t, doc)
			n, left := measureCells(t, cells[doc], r.Facts)
			t.Logf("%v; %d facts that are no cell", n, left)
			if n.all != n.cells || n.meaning != n.cells || n.fund != n.cells || left > 0 {
				t.Error("every cell was right when it was first measured")
			}
		})
	}
}

// TestNineTableIdentities holds the two filings and the budget of the year after
// to their identities: all are evaluated, and what does not hold is what a
// person finds wrong on the pages.
func TestNineTableIdentities(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string][]string{
		"real/中共上海市普陀区委社会工作部2024年度部门决算.pdf": nil,
		"real/万里街道办事处2023部门预算.pdf": {
			"8103",               // 7998 and 105 make 8103, the text has 8013
			"5356",               // 8013 and 5356 make 13369, the text has 13459
			"4541",               // 11.67 to 45.41 is 289.12%, the text has 314.82%
			"4412500元 − 1325900", // 职业年金 has the figure of the line before, 441.25
			"= 4412500元",
			"11419043元 ≤",  // of 10903043 of fiscal money 11419043 are of this year
			"33281300元 = ", // the five projects make 3351.33, the text has 3328.13
		},
		"real/万里街道办事处2024部门预算.pdf": {
			"8103",
			"5356",
			"3526700元 − 3485200", // 住房公积金 has the figure of the year before, 352.67
			"= 3526700元",
		},
	} {
		t.Run(filepath.Base(doc), func(t *testing.T) {
			identities := map[schema.RuleID]int{}
			for _, c := range processShared(t, doc).Checks {
				id := string(c.Rule)
				if strings.HasPrefix(id, "final.") || strings.HasPrefix(id, "table.") || strings.HasPrefix(id, "three_public.") {
					identities[c.Rule]++
					if !slices.Contains([]schema.Verdict{schema.ExactVerdict, schema.Rounding, schema.Literal}, c.Verdict) {
						t.Errorf("%s %s %s", c.Verdict, c.Rule, c.Formula)
					}
				}
				words := []schema.RuleID{schema.RuleGrowthFromZero, schema.RuleCompletionOfZero, schema.RuleReasonAgainstFigures, schema.RuleChangeAboveLevel}
				if c.Verdict == schema.Inconsistent && c.Family != schema.DisclosureFamily && !slices.Contains(words, c.Rule) {
					k := slices.IndexFunc(want, func(s string) bool { return strings.Contains(c.Formula, s) })
					if k < 0 {
						t.Errorf("%s %s", c.Rule, c.Formula)
						continue
					}
					want = slices.Delete(want, k, k+1)
				}
			}
			if len(want) > 0 {
				t.Errorf("not found: %v", want)
			}
			if len(identities) < 12 {
				t.Errorf("only %d rules evaluated: %v", len(identities), identities)
			}
			t.Log(identities)
		})
	}
}

// nineTables says, for every PDF of the corpus, how many figures stand in each
// of the nine tables, counted on the pages. A table printed without a figure
// has 0; what has no such table at all has 0 too, but its title is in
// TestPDFNineTables of package extract.
var nineTables = map[string][9]int{
	"万里街道办事处2023部门预算.pdf":          {12, 134, 201, 20, 201, 0, 0, 63, 7},
	"万里街道办事处2024部门预算.pdf":          {13, 335, 201, 22, 201, 0, 0, 96, 7},
	"普陀区司法局2026部门预算.pdf":           {13, 110, 66, 14, 66, 0, 0, 90, 7},
	"普陀区商务委员会2025部门预算.pdf":         {11, 62, 65, 18, 65, 0, 0, 63, 3},
	"中共上海市普陀区委社会工作部2024年度部门决算.pdf": {9, 36, 39, 15, 39, 67, 0, 0, 0},
	"江苏省人民检察院_2018年省检察院部门预算公开.pdf": {13, 5, 4, 6, 15, 0, 0, 30, 8},
	"附件2_部门决算模板_上海.pdf":            {}, // a form to fill in
}

// TestNineTablesFound reads every PDF of the corpus: each is read, and each of
// its tables gives as many facts as figures are printed in it.
func TestNineTablesFound(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("one goroutine, and long under the race detector")
	}
	paths, _ := filepath.Glob(filepath.Join("..", "..", "shared", "corpus", "real", "*.pdf"))
	if len(paths) == 0 {
		t.Skip("no PDFs beside the repository")
	}
	for _, path := range paths {
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) {
			want, known := nineTables[name]
			if !known {
				t.Fatal("nobody has looked at this file")
			}
			var got [9]int
			for _, f := range processShared(t, "real/"+name).Facts {
				if id := string(f.Section); f.SourceKind == schema.TableSource && nineTable.MatchString(id) {
					got[id[len(id)-1]-'1']++
				}
			}
			if got != want {
				t.Errorf("figures of T1 to T9: %v, want %v", got, want)
			}
		})
	}
}
