package tag_test

import (
	"slices"
	"strings"
	"testing"

	"gongkai/schema"
	"gongkai/schema/words"
)

// headsOf are the beginnings of reports in whose sections the wordings of counts hold.
var headsOf = map[string]string{
	"":                      "青禾街道办事处2020年度部门决算\n",
	"overview":              "青禾街道办事处2020年度部门决算\n第一部分 部门概况\n",
	"overview.organization": "青禾街道办事处2020年度部门决算\n第一部分 部门概况\n二、机构设置\n",
	"final.three_public":    "青禾街道办事处2020年度部门决算\n第三部分 部门决算情况说明\n七、“三公”经费支出决算情况说明\n",
	"other.assets":          "青禾街道办事处2020年度部门决算\n第三部分 部门决算情况说明\n十、国有资产占用情况说明\n",
	"other.performance":     "青禾街道办事处2020年度部门决算\n第三部分 部门决算情况说明\n十、预算绩效情况说明\n",
	"annex":                 "青禾街道办事处2020年度部门决算\n第五部分 附件\n",
	"budget.":               "青禾街道办事处2020年度部门预算\n第三部分 部门预算情况说明\n八、预算绩效情况说明\n",
}

// TestCountRows reads the example and the counter-example of every way to count
// in the section it is for.
func TestCountRows(t *testing.T) {
	tables := words.Load()
	for i := range tables.Counts {
		c := &tables.Counts[i]
		head, ok := headsOf[c.Section]
		if !ok {
			t.Errorf("%s:%d: the test has no section %s", c.File, c.Line, c.Section)
			continue
		}
		says := func(r *schema.Report) bool {
			return slices.ContainsFunc(r.Facts, func(f schema.Fact) bool { return string(f.Concept) == c.Concept })
		}
		if r := reportOn(t, head, c.Example); !says(r) {
			t.Errorf("%s:%d: the example is no %s: %s\n%s", c.File, c.Line, c.Concept, c.Example, told(r))
		}
		if r := reportOn(t, head, c.Counter); says(r) {
			t.Errorf("%s:%d: the counter-example is %s: %s\n%s", c.File, c.Line, c.Concept, c.Counter, told(r))
		}
	}
}

// TestGradeRows reads the grades of projects.
func TestGradeRows(t *testing.T) {
	for _, g := range words.Load().Grades {
		if r := reportOn(t, headsOf["other.performance"], g.Example); first(r).Dimensions.Grade != g.Text {
			t.Errorf("%s:%d: the example has the grade %q: %s\n%s", g.File, g.Line, first(r).Dimensions.Grade, g.Example, told(r))
		}
		if r := reportOn(t, headsOf["other.performance"], g.Counter); first(r).Dimensions.Grade == g.Text {
			t.Errorf("%s:%d: the counter-example has the grade: %s", g.File, g.Line, g.Counter)
		}
	}
}

// TestPlanRows holds that what a budget plans to buy is no stock.
func TestPlanRows(t *testing.T) {
	const head = "青禾街道办事处2020年度部门预算\n"
	for _, p := range words.Load().Plans {
		if r := reportOn(t, head, p.Example); first(r).Concept != "" {
			t.Errorf("%s:%d: the example has a concept: %s\n%s", p.File, p.Line, p.Example, told(r))
		}
		if r := reportOn(t, head, p.Counter); first(r).Concept == "" {
			t.Errorf("%s:%d: the counter-example has no concept: %s\n%s", p.File, p.Line, p.Counter, told(r))
		}
	}
}

// TestTallyRows holds that a tally counts what stands before it in the sentence.
func TestTallyRows(t *testing.T) {
	for _, w := range words.Load().Tallies {
		head := headsOf["other.performance"]
		if !strings.Contains(w.Example, "项目") {
			head = headsOf["final.three_public"]
		}
		if r := reportOn(t, head, w.Example); last(r).Concept == "" {
			t.Errorf("%s:%d: the example has no concept: %s\n%s", w.File, w.Line, w.Example, told(r))
		}
		if r := reportOn(t, head, w.Counter); last(r).Concept != "" {
			t.Errorf("%s:%d: the counter-example has a concept: %s\n%s", w.File, w.Line, w.Counter, told(r))
		}
	}
}
