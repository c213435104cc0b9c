package tag_test

import (
	"testing"

	"gongkai/schema"
)

// TestComparedWith reads what a change is measured against: a day of the year, the
// day it began, or the years of a plan.
func TestComparedWith(t *testing.T) {
	last := schema.Instant(schema.DateOf(2024, 12, 31))
	first := schema.Instant(schema.DateOf(2025, 1, 1))
	plan := schema.Period{Start: schema.DateOf(2016, 1, 1), End: schema.DateOf(2020, 12, 31)}
	for _, c := range []struct {
		sentence string
		base     schema.Period
		form     schema.Form
	}{
		{"培训费支出5万元，比上年末增加1.17万元。", last, schema.Delta},
		{"培训费支出5万元，较去年底增长1.17%。", last, schema.PctChange},
		{"培训费支出5万元，比年初增加1.17万元。", first, schema.Delta},
		{"培训费支出5万元，较“十三五”时期增加1.17万元。", plan, schema.Delta},
		{"培训费支出5万元，比“十三五”增加1.17万元。", plan, schema.Delta},
		{"培训费支出5万元，较“十三五”末增加1.17万元。", schema.Instant(plan.End), schema.Delta},
	} {
		facts := readAs(t, "青禾街道办事处2025年度部门决算\n", c.sentence)
		f := &facts[len(facts)-1]
		if len(facts) != 2 || f.Concept != schema.AgencyTraining || f.Form != c.form || f.Base.Period != c.base {
			t.Errorf("%s: %s %s against %v", c.sentence, f.Concept, f.Form, f.Base.Period)
		}
	}
}

// TestPlanPeriod holds that the years a plan names are those of the figure.
func TestPlanPeriod(t *testing.T) {
	facts := readAs(t, "青禾街道办事处2025年度部门决算\n", "“十四五”期间，培训费支出5万元，年均增长1.17%。")
	if len(facts) != 2 {
		t.Fatalf("%d facts", len(facts))
	}
	if want := (schema.Period{Start: schema.DateOf(2021, 1, 1), End: schema.DateOf(2025, 12, 31)}); facts[0].Period != want {
		t.Errorf("the level is of %v, not %v", facts[0].Period, want)
	}
	if facts[1].Rule != "annual_average" {
		t.Errorf("the rate of every year is read by %s", facts[1].Rule)
	}
}

// TestRemarkBehindSubject holds that a remark in brackets takes nothing from the
// noun before it, and that nouns that end in 比 do not hide a comparison.
func TestRemarkBehindSubject(t *testing.T) {
	for _, s := range []string{"培训费支出（预计完成数，下同）5万元。", "培训费支出（快报数，含结转，下同）5万元。"} {
		if facts := readIn(t, s); len(facts) != 1 || facts[0].Concept != schema.AgencyTraining {
			t.Errorf("%s: %+v", s, facts)
		}
	}
	facts := readAs(t, "青禾市2025年国民经济和社会发展统计公报\n", "规模以上服务业企业营业收入比上年增长8.0%。")
	if len(facts) != 1 || facts[0].Period != schema.YearPeriod(2025) || facts[0].Base.Period != schema.YearPeriod(2024) || facts[0].Label != "规模以上服务业企业营业收入" {
		t.Errorf("%+v", facts)
	}
}

// TestRatioNounEndsText holds that a noun that ends in 比 may be the last of a text.
func TestRatioNounEndsText(t *testing.T) {
	if facts := readAs(t, "青禾市2025年国民经济和社会发展统计公报\n", "居民收入4万元，城乡居民收入比"); len(facts) != 1 {
		t.Errorf("%+v", facts)
	}
}

// TestRelationLabel holds that a share or change is labelled by what it is of.
func TestRelationLabel(t *testing.T) {
	for s, want := range map[string]string{
		"民生支出415亿元，占全部支出的比重为80.3%。":      "民生支出",
		"地方税种收入额占地方财力的比重为57.2%。":         "地方税种收入额",
		"金融机构存款余额5943.6亿元，比年初增加596.7亿元。": "金融机构存款余额",
		"高技术制造业增加值比上年增长10.8%。":           "高技术制造业增加值",
	} {
		facts := readAs(t, "青禾市2025年国民经济和社会发展统计公报\n", s)
		if f := &facts[len(facts)-1]; f.Label != want {
			t.Errorf("%s: the label is %s", s, f.Label)
		}
	}
}

// TestBudgetOfSection reads an execution report that tells the budget, the budget
// as changed and what was reached, and names its fund only in the heading.
func TestBudgetOfSection(t *testing.T) {
	facts := readAs(t, "关于青禾市2025年预算执行情况和2026年预算草案的报告\n",
		"一、2025年预算执行情况\n1.一般公共预算\n支出预算合计100万元，支出预算调整为120万元，实际完成90万元，为调整预算的75%。")
	want := []schema.Measure{schema.BudgetInitial, schema.BudgetAdjusted, schema.Executed}
	if len(facts) != 4 {
		t.Fatalf("%d facts", len(facts))
	}
	for i, f := range facts {
		if f.Concept != schema.ExpenditureGeneralPublicBudget || i < len(want) && f.Measure != want[i] {
			t.Errorf("%s is %s %s", f.Raw, f.Concept, f.Measure)
		}
	}
}
