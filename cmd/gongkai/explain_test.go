package main

import (
	"slices"
	"strings"
	"testing"

	"gongkai/schema"
)

// TestExplainRules: every rule has a formula a reader can follow, a basis and an
// example.
func TestExplainRules(t *testing.T) {
	for _, r := range schema.Rules() {
		f := formula(&r)
		switch r.Relation.(type) {
		case schema.Sum, schema.Children:
			if !strings.Contains(f, " = ") {
				t.Errorf("%s: formula %q", r.ID, f)
			}
		case schema.NotAbove:
			if !strings.Contains(f, " ≤ ") || !strings.ContainsAny(r.Example, "≤>") {
				t.Errorf("%s: formula %q, example %q", r.ID, f, r.Example)
			}
		}
		if strings.Contains(f, "the parent") && !strings.HasSuffix(string(r.ID), "_hierarchy") && r.ID != "project.total" {
			t.Errorf("%s: a formula that names no total: %q", r.ID, f)
		}
		if r.Basis == "" || r.Example == "" || r.Title == "" {
			t.Errorf("%s: title %q, basis %q, example %q", r.ID, r.Title, r.Basis, r.Example)
		}
	}
}

// TestExplainEveryName: whatever a concept or a rule is called, explain finds it
// under that name, in the spelling of a report or of a reader.
func TestExplainEveryName(t *testing.T) {
	all := topics()
	names := make(map[string][]string)
	for _, c := range schema.Concepts() {
		names[string(c.ID)] = append(slices.Collect(c.Wordings()), string(c.ID), c.Label)
	}
	for _, r := range schema.Rules() {
		names[string(r.ID)] = []string{string(r.ID), r.Title, r.English}
	}
	names["2010301"], names["30101"], names["final.three_public"] = []string{"行政运行"}, []string{"基本工资"}, []string{"final three_public"}
	asReaderWrites := strings.NewReplacer("（", "(", "）", ")", "“", "", "”", "", "一", "一 ")
	for id, names := range names {
		for _, n := range names {
			spellings := []string{n, strings.ToUpper(n), asReaderWrites.Replace(n), " " + n + "："}
			slices.Sort(spellings)
			for _, spelling := range slices.Compact(spellings) {
				if !slices.ContainsFunc(named(all, spelling), func(o topic) bool { return o.id == id }) {
					t.Errorf("%s is not found as %q", id, spelling)
				}
			}
		}
	}
	for _, e := range all {
		var said strings.Builder
		if err := e.explain(&said); err != nil || !strings.HasPrefix(said.String(), e.id+"  ") {
			t.Errorf("%s is explained as %q %v", e.id, said.String(), err)
		}
	}
}

func TestExplainNear(t *testing.T) {
	all := topics()
	for _, tt := range []struct{ said, want string }{
		{"公务接侍费", "three_public.reception"}, {"公务接代费用", "three_public.reception"}, {"三公", "three_public.total"},
		{"2020年度三公经费", "three_public.total"}, {"收入总汁", "revenue.total"}, {"revenue.totl", "revenue.total"}, {"three_publik.total", "three_public.total"},
		{"text.shares", "text.share"}, {"text.duplicat", "text.duplicate"}, {"2010398", "2010399"}, {"final.totals", "final.total"},
	} {
		if len(named(all, tt.said)) > 0 {
			t.Errorf("%q is a name", tt.said)
		}
		found := near(all, tt.said)
		if len(found) > mostNear || !slices.ContainsFunc(found, func(o topic) bool { return o.id == tt.want }) {
			t.Errorf("near %q are %v, want %s", tt.said, listed(found), tt.want)
		}
	}
	for _, said := range []string{"", "？", "xyz", "kubernetes"} {
		if found := append(named(all, said), near(all, said)...); len(found) > 0 {
			t.Errorf("%q: %s", said, listed(found))
		}
	}
}
