package schema

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// taxonomyRow is a line of the design's list of concepts.
type taxonomyRow struct{ id, label, kind, unit, period, synonyms string }

func taxonomy(t *testing.T) []taxonomyRow {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "taxonomy.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var rows []taxonomyRow
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(f) < 6 {
			continue
		}
		rows = append(rows, taxonomyRow{f[0], f[1], f[2], f[3], f[4], f[5]})
	}
	return rows
}

func TestConceptsFollowTaxonomy(t *testing.T) {
	rows, all := taxonomy(t), Concepts()
	if len(rows) != len(all) {
		t.Errorf("%d concepts, taxonomy has %d", len(all), len(rows))
	}
	for i, row := range rows[:min(len(rows), len(all))] {
		c := all[i]
		if string(c.ID) != row.id || c.Label != row.label {
			t.Fatalf("concept %d is %s %s, taxonomy has %s %s", i, c.ID, c.Label, row.id, row.label)
		}
		if got := string(c.Kind); got != row.kind && (got != "" || !strings.Contains(row.kind, "|")) {
			t.Errorf("%s: kind %q, want %q", c.ID, got, row.kind)
		}
		if c.Unit != strings.ReplaceAll(row.unit, "–", "") {
			t.Errorf("%s: unit %q, want %q", c.ID, c.Unit, row.unit)
		}
		if c.Instant != (row.period == "instant") {
			t.Errorf("%s: instant %v, want %s", c.ID, c.Instant, row.period)
		}
		missingSynonyms(t, c, row.synonyms)
	}
}

// notWordings are entries of the taxonomy's synonym column that describe a
// way of naming instead of being one, or name the members of a dimension.
var notWordings = []string{"…", "（类）（款）（项）", "优", "良", "合格", "不合格"}

func missingSynonyms(t *testing.T, c Concept, synonyms string) {
	t.Helper()
	have := slices.Collect(c.Wordings())
	for _, s := range words(synonyms) {
		s, _, _ = strings.Cut(s, " (")
		s, _, _ = strings.Cut(s, "（收入侧")
		s, _, _ = strings.Cut(s, "（支出侧")
		s = strings.NewReplacer("“", "", "”", "").Replace(s)
		if strings.Contains(s, "…") || slices.Contains(notWordings, s) {
			continue
		}
		if !slices.Contains(have, s) {
			t.Errorf("%s lacks the taxonomy's wording %s", c.ID, s)
		}
	}
}

func TestConceptsAreComplete(t *testing.T) {
	seen := make(map[ConceptID]bool)
	for _, c := range Concepts() {
		if seen[c.ID] {
			t.Errorf("%s stands twice", c.ID)
		}
		seen[c.ID] = true
		if c.Basis == "" {
			t.Errorf("%s has no basis", c.ID)
		}
		example := strings.NewReplacer("“", "", "”", "").Replace(c.Example)
		named := func(w string) bool { return strings.Contains(example, w) }
		if !slices.ContainsFunc(slices.Collect(c.Wordings()), named) {
			t.Errorf("%s: the example %q contains none of its wordings", c.ID, c.Example)
		}
	}
}

// sharedWordings name two concepts by design; which one is meant is settled
// by the side of the sentence or table, or by target and actual.
var sharedWordings = func() map[string][2]ConceptID {
	shared := map[string][2]ConceptID{
		"固定资产投资": {EconomyTarget, EconomyActual},
		"招商引资":   {EconomyTarget, EconomyActual},
		"工业投资":   {EconomyTarget, EconomyActual},
		"技改投资":   {EconomyTarget, EconomyActual},
	}
	for _, sides := range []string{"收支", "收、支", "收入支出", "收入、支出"} {
		for _, total := range []string{"总计", "总预算", "总决算"} {
			shared[sides+total] = [2]ConceptID{RevenueTotal, ExpenditureTotal}
		}
	}
	for _, sides := range []string{"收支", "收、支", "收入支出", "收入、支出", "收入和支出", "收入与支出"} {
		for _, total := range []string{"总计", "总预算", "总决算", "决算总计", "决算总预算", "决算总决算"} {
			shared["财政拨款"+sides+total] = [2]ConceptID{RevenueFiscal, ExpenditureFiscal}
		}
	}
	shared["财政拨款收支预算"] = [2]ConceptID{RevenueFiscal, ExpenditureFiscal}
	return shared
}()

func TestWordingsNameOneConcept(t *testing.T) {
	owner := make(map[string]ConceptID)
	found := make(map[string]bool)
	for _, c := range Concepts() {
		for w := range c.Wordings() {
			other, taken := owner[w]
			switch {
			case !taken:
				owner[w] = c.ID
			case sharedWordings[w] == [2]ConceptID{other, c.ID}:
				found[w] = true
			default:
				t.Errorf("%s names both %s and %s", w, other, c.ID)
			}
		}
	}
	for w := range sharedWordings {
		if !found[w] {
			t.Errorf("%s is listed as shared and is not", w)
		}
	}
}

func TestWordingsAreFolded(t *testing.T) {
	for _, c := range Concepts() {
		for w := range c.Wordings() {
			if w == "" || strings.ContainsAny(w, "“”\"‘’()% \t") {
				t.Errorf("%s: wording %q is not folded", c.ID, w)
			}
		}
	}
}

// TestPatternsAreWhole holds that the brackets of every pattern close and that no
// alternative of one is empty.
func TestPatternsAreWhole(t *testing.T) {
	for _, c := range Concepts() {
		for _, p := range c.Synonyms {
			bare := strings.ReplaceAll(p, " ", "")
			if strings.Count(bare, "(") != strings.Count(bare, ")") || strings.Count(bare, "[") != strings.Count(bare, "]") {
				t.Errorf("%s: brackets of %s", c.ID, p)
			}
			for _, empty := range []string{"()", "[]", "||", "(|", "|)", "[|", "|]"} {
				if strings.Contains(bare, empty) {
					t.Errorf("%s: %s stands for nothing in %s", c.ID, empty, p)
				}
			}
		}
	}
}

func TestConceptByID(t *testing.T) {
	for _, c := range Concepts() {
		if got, ok := ConceptByID(c.ID); !ok || got.Label != c.Label {
			t.Errorf("ConceptByID(%s) = %v, %v", c.ID, got, ok)
		}
	}
	if c, ok := ConceptByID("revenue.none"); ok {
		t.Errorf("unknown id gave %v", c)
	}
}

func BenchmarkConceptByID(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := ConceptByID(EconomyActual); !ok {
			b.Fatal("no such concept")
		}
	}
}
