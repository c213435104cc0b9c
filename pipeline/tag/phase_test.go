package tag_test

import (
	"gongkai/schema"
	"slices"
	"testing"
)

// TestOwed holds that a debt of a day that has been is no budget's, and one that is
// planned for the budgeted year is.
func TestOwed(t *testing.T) {
	for _, tt := range []struct {
		title, sentence string
		want            schema.Measure
	}{
		{"清州市2026年预算（草案）", "截至2025年底，全市政府债务余额5.5亿元。", schema.Executed},
		{"清州市2025年末地方政府债务余额情况", "2025年末政府债务余额5.5亿元。", schema.Executed},
		{"清州市2026年预算（草案）", "2026年末政府债务余额5.5亿元。", schema.BudgetInitial},
	} {
		report := reportOn(t, tt.title+"\n", tt.sentence)
		k := slices.IndexFunc(report.Facts, func(f schema.Fact) bool { return f.Concept == schema.DebtBalance })
		if k < 0 || report.Facts[k].Measure != tt.want {
			t.Errorf("%s: %s: %+v, want %s", tt.title, tt.sentence, report.Facts, tt.want)
		}
	}
}

// TestToCome holds that what is said of the year to come is an aim, whatever verb leads
// to it, and of the year that is told was reached.
func TestToCome(t *testing.T) {
	for sentence, want := range map[string]schema.ConceptID{
		"2026年，实现战略性新兴产业增加值增长5.5%。": schema.EconomyTarget,
		"2025年，实现战略性新兴产业增加值增长5.5%。": schema.EconomyActual,
	} {
		report := reportOn(t, "清州市2025年预算执行情况和2026年预算草案的报告\n", sentence)
		if k := slices.IndexFunc(report.Facts, func(f schema.Fact) bool { return f.Form == schema.PctChange }); k < 0 || report.Facts[k].Concept != want {
			t.Errorf("%s: %+v, want %s", sentence, report.Facts, want)
		}
	}
}

// TestSpentOfBudget holds that what accounts name again behind its budget is what became of it.
func TestSpentOfBudget(t *testing.T) {
	for sentence, want := range map[string][]schema.Measure{
		"支出预算2,070万元，全年支出2,015.5万元。":                 {schema.Budget, schema.Final},
		"收入预算2,070万元，实际收入2,015.5万元。":                 {schema.Budget, schema.Final},
		"年初预算1,860万元，调整后预算2,070万元。":                  {schema.BudgetInitial, schema.BudgetAdjusted},
		"调整后预算2,070万元；全年实际支出2,015.5万元。":              {schema.BudgetAdjusted, schema.Executed},
		"支出预算2,070万元，其中基本支出预算1,070万元。":               {schema.Budget, schema.Budget},
		"接待费支出2万元，年初预算3万元，差值1万元；车辆运行费支出5万元，年初预算6万元。": {schema.Final, schema.BudgetInitial, schema.BudgetInitial, schema.Final, schema.BudgetInitial},
	} {
		var got []schema.Measure
		for _, f := range reportOn(t, "清溪县水利局2022年部门整体支出绩效自评报告\n", sentence).Facts {
			got = append(got, f.Measure)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", sentence, got, want)
		}
	}
}

// TestComparedBefore holds that the parts of an amount told beside its budget are of the amount, that a sentence that begins with its subject and its change goes on with the comparison
// of the one before, and that the year of a paper is no period.
func TestComparedBefore(t *testing.T) {
	const head = "清溪县水利局2022年度部门决算\n"
	var phases []schema.Measure
	for _, f := range reportOn(t, head, "支出总计90万元，年初预算95万元。其中：基本支出50万元，年初预算55万元。").Facts {
		phases = append(phases, f.Measure)
	}
	if want := []schema.Measure{schema.Final, schema.BudgetInitial, schema.Final, schema.BudgetInitial}; !slices.Equal(phases, want) {
		t.Errorf("%v, want %v", phases, want)
	}
	facts := reportOn(t, head, "与2021年相比，收入总计增加9万元，主要原因是人员增加。支出总计增加8万元，增长3%。").Facts
	for _, f := range facts {
		if f.Base.Period != schema.YearPeriod(2021) {
			t.Errorf("%s is against %v", f.Raw, f.Base.Period)
		}
	}
	for _, f := range reportOn(t, head, "按照2017年《露营服务规范》，全县设露营地15家。").Facts {
		if f.Period.End.Year() != 2022 {
			t.Errorf("%s is of %v", f.Raw, f.Period)
		}
	}
}
