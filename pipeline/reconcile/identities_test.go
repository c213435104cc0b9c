package reconcile

import (
	"strings"
	"testing"

	"gongkai/schema"
)

// TestIdentities judges the identities of the rules table.
func TestIdentities(t *testing.T) {
	spent := schema.ExpenditureTotal
	grand := said(func(w *schema.Wording) { w.GrandTotal = true })
	gpb, all := fund(schema.GeneralPublicBudget), fund(schema.AllFunds)
	public := func(c schema.ConceptID, v string, o ...option) schema.Fact { return amount(c, v, o...) }
	run(t, []evaluation{
		{"two flows", "final.balanced", []schema.Fact{amount(revenue, "100.00"), amount(spent, "90.00")}, nil, "ambiguous"},
		{"two sides", "final.balanced", []schema.Fact{amount(revenue, "100.00", grand), amount(spent, "90.00")}, nil, "inconsistent"},
		{"balanced", "final.balanced", []schema.Fact{amount(revenue, "100.00", grand), amount(spent, "100.00")}, nil, "exact"},
		{"the finest statement", "final.balanced", []schema.Fact{amount(revenue, "100.40", grand), amount(revenue, "100.4021", grand), amount(spent, "100.4021"), amount(basic, "3.00"), amount(works, "4.00")}, nil, "exact"},
		{"said again in another section", "final.balanced", []schema.Fact{amount(revenue, "100.00", grand), amount(spent, "100.00"), amount(revenue, "100.00", grand, section("other"))}, nil, "exact"},
		{"of another year", "final.balanced", []schema.Fact{amount(revenue, "100.00", grand), amount(spent, "100.00", in(2019))}, nil, ""},
		{"with an opening balance", "final.revenue_total", []schema.Fact{amount(revenue, "120.00", grand), amount(schema.RevenueYear, "100.00"), amount(schema.BalanceOpening, "20.00", phase(""))}, nil, "exact"},
		{"whose balance is not told", "final.revenue_total", []schema.Fact{amount(revenue, "120.00", grand), amount(schema.RevenueYear, "100.00")}, nil, "incomplete"},
		{"too small for a balance", "final.revenue_total", []schema.Fact{amount(revenue, "90.00", grand), amount(schema.RevenueYear, "100.00")}, nil, "inconsistent"},
		{"nothing carried over", "final.expenditure_total", []schema.Fact{amount(spent, "120.00", grand), amount(spent, "120.00", section("other"), sentence(2, 2)), amount(year, "120.00")}, nil, "exact"},
		{"a half is missing", "final.basic_split", []schema.Fact{amount(basic, "10.00"), amount(schema.ExpenditurePersonnel, "8.00")}, nil, "incomplete"},
		{"all is missing", "final.basic_split", []schema.Fact{amount(basic, "10.00")}, nil, ""},
		{"of one fund", "final.general_budget_nature", []schema.Fact{amount(schema.ExpenditureGeneralPublicBudget, "307.82", gpb), amount(basic, "105.58", gpb), amount(works, "202.24", gpb)}, nil, "exact"},
		{"of the three expenses, whichever the fund", "three_public.parts", []schema.Fact{public(schema.ThreePublicTotal, "2.50", fund(schema.FiscalFunds)), public(schema.ThreePublicAbroad, "0.00", gpb),
			public(schema.ThreePublicVehicle, "2.50", gpb), public(schema.ThreePublicReception, "0.00", gpb)}, nil, "exact"},
		{"all fiscal", "final.project_remainder", []schema.Fact{
			amount(works, "60.64", all), amount(schema.RevenueYear, "477.36", all), amount(schema.RevenueGeneralPublicBudget, "477.36", gpb), amount(basic, "416.72", all), amount(basic, "416.72", gpb), amount(schema.ExpenditureGeneralPublicBudget, "477.36", gpb)}, nil, "exact"},
		{"not all fiscal", "final.project_remainder", []schema.Fact{
			amount(works, "60.64", all), amount(schema.RevenueYear, "500.36", all), amount(schema.RevenueGeneralPublicBudget, "477.36", gpb), amount(basic, "416.72", all), amount(basic, "416.72", gpb), amount(schema.ExpenditureGeneralPublicBudget, "477.36", gpb)}, nil, ""},
		{"revenue not told", "final.project_remainder", []schema.Fact{amount(works, "60.64", all)}, nil, ""},
		{"a part", "part.vehicle", []schema.Fact{amount(schema.ThreePublicTotal, "3.00"), amount(schema.ThreePublicVehicle, "2.50")}, nil, "exact"},
		{"above its whole", "part.vehicle", []schema.Fact{amount(schema.ThreePublicTotal, "2.00"), amount(schema.ThreePublicVehicle, "2.50")}, nil, "inconsistent"},
		{"of the largest whole", "part.vehicle", []schema.Fact{amount(schema.ThreePublicTotal, "2.00"), amount(schema.ThreePublicTotal, "3.00"), amount(schema.ThreePublicVehicle, "2.50")}, nil, "exact"},
		{"an economic class within", "part.reception_of_basic", []schema.Fact{amount(schema.ThreePublicReception, "2.50"), amount(schema.ExpenditureByEconomic, "2.00", gpb, economicClass("30217"))}, nil, "exact"},
		{"an economic class above", "part.reception_of_basic", []schema.Fact{amount(schema.ThreePublicReception, "2.50"), amount(schema.ExpenditureByEconomic, "2.80", gpb, economicClass("30217"))}, nil, "inconsistent"},
		{"another economic class", "part.reception_of_basic", []schema.Fact{amount(schema.ThreePublicReception, "2.50"), amount(schema.ExpenditureByEconomic, "2.80", gpb, economicClass("30216"))}, nil, ""},
		{"an economic class of all funds", "part.reception_of_basic", []schema.Fact{amount(schema.ThreePublicReception, "2.50"), amount(schema.ExpenditureByEconomic, "2.80", all, economicClass("30217"))}, nil, ""},
		{"of a whole of less", "part.procurement", []schema.Fact{amount(year, "2.00", gpb), amount(schema.ProcurementTotal, "2.50", all)}, nil, ""},
		{"covered", "part.spending_covered", []schema.Fact{amount(year, "483.15"), amount(schema.RevenueYear, "444.71"), amount(schema.BalanceOpening, "44.99", all)}, nil, "exact"},
		{"not covered", "part.spending_covered", []schema.Fact{amount(year, "483.15"), amount(schema.RevenueYear, "444.71"), amount(schema.BalanceOpening, "4.99", all)}, nil, "inconsistent"},
		{"covered by what is not told", "part.spending_covered", []schema.Fact{amount(year, "483.15"), amount(schema.RevenueYear, "444.71")}, nil, ""},
	})
	closing := func(v string, o ...option) schema.Fact { return amount(schema.BalanceClosing, v, o...) }
	for _, tt := range []evaluation{
		{"both sides of a government's budget", "government.balance", []schema.Fact{amount(revenue, "100.00"), amount(spent, "100.00")}, nil, "exact"},
		{"with what is left told after", "government.balance", []schema.Fact{amount(revenue, "100.00"), amount(spent, "90.00"), closing("10.00")}, nil, "exact"},
		{"with digits swapped", "government.balance", []schema.Fact{amount(revenue, "1245.30"), amount(spent, "1100.15"), closing("154.15")}, nil, "inconsistent"},
		{"what is left told before, among the expenditure", "government.balance", []schema.Fact{amount(revenue, "100.00"), closing("10.00"), amount(spent, "90.00")}, nil, "incomplete"},
		{"what is left is not told", "government.balance", []schema.Fact{amount(revenue, "100.00"), amount(spent, "90.00")}, nil, "incomplete"},
		{"a balance that rolls on", "insurance.rolling", []schema.Fact{closing("1621.30", in(2019)), amount(schema.BalanceYear, "103.70"), closing("1725.00")}, nil, "exact"},
		{"digits swapped in it", "insurance.rolling", []schema.Fact{closing("1621.30", in(2019)), amount(schema.BalanceYear, "103.70"), closing("1752.00")}, nil, "inconsistent"},
		{"two balances of the year before", "insurance.rolling", []schema.Fact{closing("1621.30", in(2019)), closing("1600.00", in(2019)), amount(schema.BalanceYear, "103.70"), closing("1752.00")}, nil, ""},
	} {
		if got := evaluated(t, &schema.Report{Territorial: true, Facts: tt.facts}, tt.rule); got != tt.want {
			t.Errorf("%s, %s: %q, want %q", tt.rule, tt.name, got, tt.want)
		}
	}
	r := &schema.Report{Territorial: true, Facts: []schema.Fact{amount(revenue, "100.00", grand), amount(spent, "90.00")}}
	if got := evaluated(t, r, "final.balanced"); got != "" {
		t.Errorf("the identities of a body are held against a government: %s", got)
	}
}

// TestAxes judges sums along the axes of tables and passages.
func TestAxes(t *testing.T) {
	row := func(c schema.ConceptID, v string, r, col int, o ...option) schema.Fact {
		return amount(c, v, append([]option{cell(1, r, col)}, o...)...)
	}
	class, fn := func(c string) option { return code(c) }, schema.ExpenditureByFunction
	totalRow := said(func(w *schema.Wording) { w.TotalRow, w.SumRow, w.Generic = true, true, true })
	econ := func(c string) option { return func(f *schema.Fact) { f.Dimensions.EconCode = c } }
	kind := func(k string) option { return func(f *schema.Fact) { f.Dimensions.VehicleKind = k } }
	grade := func(g string) option { return func(f *schema.Fact) { f.Dimensions.Grade = g } }
	fiscal, gpb, gov, all := fund(schema.FiscalFunds), fund(schema.GeneralPublicBudget), fund(schema.GovernmentFund), fund(schema.AllFunds)
	money, budget := schema.PerformanceProjectBudget, phase(schema.Budget)
	perf := func(v string, o ...option) schema.Fact {
		return amount(money, v, append([]option{cell(1, 0, 0), func(f *schema.Fact) { f.SourceKind = schema.PerformanceTable }}, o...)...)
	}
	run(t, []evaluation{
		{"classes under their total", "table.function_total", []schema.Fact{row(year, "30.00", 1, 2, totalRow), row(fn, "10.00", 2, 2, class("201")), row(fn, "20.00", 3, 2, class("208"))}, nil, "exact"},
		{"classes above their total", "table.function_total", []schema.Fact{row(fn, "10.00", 2, 2, class("201")), row(fn, "20.00", 3, 2, class("208")), row(year, "31.00", 4, 2, totalRow), row(fn, "9.00", 5, 2, class("210"))}, nil, "inconsistent"},
		{"a second table below its total", "table.function_total", []schema.Fact{row("", "3.00", 0, 2), row("", "3.00", 1, 2, totalRow), row(fn, "10.00", 2, 2, class("201")), row(fn, "20.00", 3, 2, class("208")), row(year, "30.00", 4, 2, totalRow)}, nil, "exact"},
		{"classes without a total", "table.function_total", []schema.Fact{row(fn, "10.00", 2, 2, class("201")), row(fn, "20.00", 3, 2, class("208"))}, nil, ""},
		{"items alone", "table.function_total", []schema.Fact{row(year, "30.00", 1, 2, totalRow), row(fn, "10.00", 2, 2, class("20101"))}, nil, ""},
		{"rows without class", "table.function_total", []schema.Fact{row(year, "33.00", 1, 2, totalRow), row(fn, "10.00", 2, 2, class("201")), row("", "7.00", 3, 2), row(fn, "20.00", 4, 2, class("208"))}, nil, "ambiguous"},
		{"economic classes", "table.economic_hierarchy", []schema.Fact{row(schema.ExpenditureByEconomic, "30.00", 1, 2, econ("301")), row(schema.ExpenditureByEconomic, "10.00", 2, 2, econ("30101")), row(schema.ExpenditureByEconomic, "20.00", 3, 2, econ("30102"))}, nil, "exact"},
		{"only some items", "table.function_hierarchy", []schema.Fact{row(fn, "33.00", 1, 2, class("20101")), row(fn, "10.00", 2, 2, class("2010101"), said(func(w *schema.Wording) { w.OfWhich = true })), row(fn, "20.00", 3, 2, class("2010102"))}, nil, "ambiguous"},
		{"only the rest", "table.function_hierarchy", []schema.Fact{row(fn, "33.00", 1, 2, class("20101")), row(fn, "10.00", 2, 2, class("2010199"), said(func(w *schema.Wording) { w.Remainder = true }))}, nil, "ambiguous"},
		{"a flattened table", "table.function_hierarchy", []schema.Fact{row(fn, "33.00", 1, 2, class("20101"), said(func(w *schema.Wording) { w.NoColumns = true })), row(fn, "10.00", 2, 2, class("2010101"))}, nil, ""},
		{"natures", "table.nature", []schema.Fact{row(fn, "30.00", 1, 2, class("201")), row(basic, "10.00", 1, 3, class("201")), row(works, "20.00", 1, 4, class("201"))}, nil, "exact"},
		{"halves of the basic one", "table.nature", []schema.Fact{row(fn, "30.00", 1, 2, class("201")), row(schema.ExpenditurePersonnel, "7.00", 1, 3, class("201")), row(schema.ExpenditurePublicUse, "3.00", 1, 4, class("201")), row(works, "19.00", 1, 5, class("201"))}, nil, "inconsistent"},
		{"natures of a budget beside what was executed", "table.nature", []schema.Fact{row(fn, "28.00", 1, 2, class("201"), phase(schema.Executed), in(2019)), row(fn, "30.00", 1, 3, class("201"), budget), row(basic, "10.00", 1, 4, class("201"), budget), row(works, "20.00", 1, 5, class("201"), budget)}, nil, "exact"},
		{"natures of one fund beside the class of all", "table.nature", []schema.Fact{row(fn, "40.00", 1, 2, class("201"), all), row(fn, "30.00", 1, 3, class("201"), gpb), row(basic, "10.00", 1, 4, class("201"), gpb), row(works, "20.00", 1, 5, class("201"), gpb)}, nil, "exact"},
		{"kinds of procurement of all funds beside the sum of one", "procurement.parts", []schema.Fact{row(schema.ProcurementTotal, "7.00", 1, 3, gpb), row(schema.ProcurementGoods, "4.00", 2, 2), row(schema.ProcurementWorks, "3.00", 3, 2), row(schema.ProcurementServices, "2.00", 4, 2)}, nil, ""},
		{"kinds of procurement beside what one fund pays", "procurement.parts", []schema.Fact{amount(schema.ProcurementTotal, "9.00"), amount(schema.ProcurementTotal, "7.00", gpb), amount(schema.ProcurementGoods, "4.00"), amount(schema.ProcurementWorks, "3.00"), amount(schema.ProcurementServices, "2.00")}, nil, "exact"},
		{"funds beside their sum", "table.fund_columns", []schema.Fact{row(year, "30.00", 1, 2, fiscal), row(year, "10.00", 1, 3, gpb), row(year, "20.00", 1, 4, gov)}, nil, "exact"},
		{"a fund that is blank", "table.fund_columns", []schema.Fact{row(year, "33.00", 1, 2, fiscal), row(year, "10.00", 1, 3, gpb), row(year, "20.00", 1, 4, gov)}, nil, "incomplete"},
		{"one fund alone", "table.fund_columns", []schema.Fact{row(year, "33.00", 1, 2, fiscal), row(year, "10.00", 1, 3, gpb)}, nil, ""},
		{"a fund's flow", "table.fund_flow", []schema.Fact{row(schema.BalanceOpening, "5.00", 1, 2, gov), row(schema.RevenueGovernmentFund, "10.00", 1, 3, gov), row(schema.ExpenditureGovernmentFund, "12.00", 1, 4, gov), row(schema.BalanceClosing, "3.00", 1, 5, gov)}, nil, "exact"},
		{"half a fund's flow", "table.fund_flow", []schema.Fact{row(schema.BalanceOpening, "5.00", 1, 2, gov), row(schema.BalanceClosing, "3.00", 1, 5, gov)}, nil, ""},
		{"a fund's column", "table.fund_total", []schema.Fact{row(schema.ExpenditureTotal, "15.00", 9, 2, gov), row(schema.ExpenditureGovernmentFund, "12.00", 7, 2, gov), row(schema.BalanceClosing, "3.00", 8, 2, gov)}, nil, "exact"},
		{"with what was transferred", "table.fund_total", []schema.Fact{row(schema.ExpenditureTotal, "15.00", 9, 2, gov), row(schema.ExpenditureGovernmentFund, "9.00", 6, 2, gov), row(schema.ExpenditureTransferredOut, "3.00", 7, 2, gov), row(schema.BalanceClosing, "3.00", 8, 2, gov)}, nil, "exact"},
		{"not even with it", "table.fund_total", []schema.Fact{row(schema.ExpenditureTotal, "15.00", 9, 2, gov), row(schema.ExpenditureGovernmentFund, "9.10", 6, 2, gov), row(schema.ExpenditureTransferredOut, "3.00", 7, 2, gov), row(schema.BalanceClosing, "3.00", 8, 2, gov)}, nil, "inconsistent"},
		{"a blank balance", "table.fund_total", []schema.Fact{row(schema.ExpenditureTotal, "15.00", 9, 2, gov), row(schema.ExpenditureGovernmentFund, "12.00", 7, 2, gov)}, nil, "incomplete"},
		{"vehicles by kind", "asset.vehicle_kinds", []schema.Fact{number(schema.AssetVehicles, "3"), number(schema.AssetVehiclesByKind, "1", kind("a")), number(schema.AssetVehiclesByKind, "2", kind("b")), number(schema.AssetVehiclesByKind, "7", kind("b"))}, nil, "exact"},
		{"projects by grade", "performance.grades", []schema.Fact{number(schema.PerformanceProjectsEvaluated, "5"), number(schema.PerformanceProjectsByGrade, "4", grade("优")), number(schema.PerformanceProjectsByGrade, "2", grade("良"))}, nil, "inconsistent"},
		{"one grade", "performance.grades", []schema.Fact{number(schema.PerformanceProjectsEvaluated, "5"), number(schema.PerformanceProjectsByGrade, "4", grade("优"))}, nil, ""},
		{"projects of a section", "project.total", []schema.Fact{amount(money, "8.00", budget), amount(money, "4.00", budget, project("甲"), sentence(2, 2)), amount(money, "4.00", budget, project("乙"), sentence(3, 3))}, nil, "exact"},
		{"some projects of a section", "project.total", []schema.Fact{amount(money, "9.00", budget), amount(money, "4.00", budget, project("甲"), sentence(2, 2)), amount(money, "4.00", budget, project("乙"), sentence(3, 3))}, nil, "incomplete"},
		{"funds of a project", "project.funds", []schema.Fact{perf("4.00"), perf("3.00", fiscal), perf("1.00", fund(schema.OtherFunds)), perf("3.00", gpb)}, nil, "exact"},
	})
	cells := []schema.Fact{row(year, "33.00", 1, 2, totalRow), row(fn, "10.00", 2, 2, class("201")), row(fn, "20.00", 4, 2, class("208"))}
	unread := schema.Issue{Code: schema.IssueGluedCells, Source: schema.Provenance{Table: 1, Row: 3, Col: 2}}
	if got := evaluated(t, &schema.Report{Facts: cells, Issues: []schema.Issue{unread}}, "table.function_total"); got != "ambiguous" {
		t.Errorf("a column with a cell that could not be read: %s", got)
	}
}

// TestStatedTwice judges statements of one fact in several places.
func TestStatedTwice(t *testing.T) {
	at := func(v string, block int, o ...option) schema.Fact {
		return amount(year, v, append(o, sentence(block, block))...)
	}
	copied := func(v string, block, words int) schema.Fact {
		return number("", v, sentence(block, block), said(func(w *schema.Wording) { w.Words = words }), func(f *schema.Fact) { f.Label = "走访" })
	}
	town := func(v string, block int) schema.Fact {
		return number("", v, sentence(block, block), said(func(w *schema.Wording) { w.Territory = true }), func(f *schema.Fact) { f.Label = "楼房" })
	}
	indicator := func(v string, m schema.Measure, block int) schema.Fact {
		return number(schema.PerformanceIndicator, v, phase(m), project("甲"), sentence(block, block), func(f *schema.Fact) { f.Dimensions.Indicator = "次数" })
	}
	offices := func(v string, block int) schema.Fact {
		return number(schema.OrganizationOffices, v, sentence(block, block))
	}
	self := func(f *schema.Fact) { f.Dimensions.EntityScope = schema.Self }
	rate := func(v string, block int) schema.Fact {
		return percent(year, schema.PctChange, v, on(2019), sentence(block, block), self)
	}
	breakdown := func(v string, block int) schema.Fact {
		return amount(schema.ExpenditureByEconomic, v, sentence(block, block), func(f *schema.Fact) { f.Dimensions.EconCode = "301" })
	}
	years := func(f *schema.Fact) { f.Period.Start = schema.YearPeriod(2018).Start }
	twoTables := func(second ...string) (all []schema.Fact) {
		for i, v := range []string{"8.50", "7.00", "6.00"} {
			class := func(f *schema.Fact) { f.Dimensions.FuncCode = []string{"201", "205", "206"}[i] }
			all = append(all, amount(schema.ExpenditureByFunction, v, cell(1, i, 1), class), amount(schema.ExpenditureByFunction, second[i], cell(2, i, 1), class))
		}
		return all
	}
	pairs := func(last string) (all []schema.Fact) {
		for i, v := range []string{"1", "2", "3", "4", "5"} {
			all = append(all, copied(v, 1, i+1))
		}
		for i, v := range []string{"1", "2", "3", "4", last} {
			all = append(all, copied(v, 2, i+1))
		}
		return all
	}
	run(t, []evaluation{
		{"alike", schema.RuleDuplicate, []schema.Fact{at("9.00", 1), at("9.00", 2)}, nil, "exact"},
		{"one deviates", schema.RuleDuplicate, []schema.Fact{at("9.00", 1), at("9.00", 2), at("8.00", 3), at("8.00", 4)}, nil, "exact inconsistent"},
		{"once", schema.RuleDuplicate, []schema.Fact{at("9.00", 1)}, nil, ""},
		{"in coarser figures", schema.RuleDuplicate, []schema.Fact{at("9", 1), at("9.31", 2)}, nil, "literal"},
		{"rows of one table", schema.RuleDuplicate, []schema.Fact{amount(year, "9.00", cell(1, 1, 1)), amount(year, "8.00", cell(1, 2, 1))}, nil, ""},
		{"counted twice in one sentence", schema.RuleDuplicate, []schema.Fact{number(schema.AssetVehicles, "3"), number(schema.AssetVehicles, "2")}, nil, "ambiguous"},
		{"offices", schema.RuleDuplicate, []schema.Fact{offices("3", 1), offices("2", 2)}, nil, ""},
		{"two halves of the expenditure", schema.RuleDuplicate, []schema.Fact{amount(works, "9.00"), breakdown("5.00", 1), breakdown("4.00", 3)}, []schema.Claim{sumOf(0, 1)}, ""},
		{"completions on any budget", schema.RuleDuplicate, []schema.Fact{percent(year, schema.Completion, "90", onBudget(schema.Budget)), percent(year, schema.Completion, "90", onBudget(schema.BudgetInitial), sentence(2, 2))}, nil, "exact"},
		{"two places", schema.RuleDuplicate, []schema.Fact{at("9.00", 1, self), at("8.00", 2, self)}, nil, "ambiguous"},
		{"two places with one rate", schema.RuleDuplicate, []schema.Fact{at("9.00", 1, self), rate("7.5", 1), at("8.00", 2, self), rate("7.5", 2)}, nil, "inconsistent exact"},
		{"three of which no two agree", schema.RuleDuplicate, []schema.Fact{at("9.00", 1), at("8.00", 2), at("7.00", 3)}, nil, "ambiguous ambiguous"},
		{"two that agree and a third", schema.RuleDuplicate, []schema.Fact{at("9.00", 1), at("9.00", 2), at("7.00", 3), at("6.00", 4)}, nil, "exact inconsistent inconsistent"},
		{"each with a rate of its own", schema.RuleDuplicate, []schema.Fact{at("9.00", 1), rate("7.5", 1), at("8.00", 2), rate("6.5", 2)}, nil, "ambiguous ambiguous"},
		{"years one after the other", schema.RuleDuplicate, []schema.Fact{at("9.00", 1, years), at("8.00", 1, years)}, nil, "ambiguous"},
		{"the years of a plan", schema.RuleDuplicate, []schema.Fact{at("9.00", 1, years), at("8.00", 2, years)}, nil, "inconsistent"},
		{"tables that agree in most rows", schema.RuleDuplicate, twoTables("9.00", "7.00", "6.00"), nil, "inconsistent exact exact"},
		{"tables that differ in most rows", schema.RuleDuplicate, twoTables("8.00", "6.00", "4.00"), nil, "ambiguous ambiguous ambiguous"},
		{"all funds and one", schema.RuleRestated, []schema.Fact{at("9.00", 1, fund(schema.AllFunds)), at("9.00", 2, fund(schema.FiscalFunds))}, nil, "exact"},
		{"all funds and less", schema.RuleRestated, []schema.Fact{at("9.00", 1, fund(schema.AllFunds)), at("8.00", 2, fund(schema.FiscalFunds))}, nil, ""},
		{"two budgets", schema.RuleRestated, []schema.Fact{at("9.00", 1, phase(schema.Budget)), at("9.0", 2, phase(schema.BudgetInitial))}, nil, "exact"},
		{"an aim and what was reached", schema.RuleRestated, []schema.Fact{indicator("9", schema.Target, 1), indicator("9", schema.Actual, 2)}, nil, "exact"},
		{"a copy", schema.RuleRepeat, pairs("5"), nil, "exact exact exact exact exact"},
		{"a copy with a slip", schema.RuleRepeat, pairs("6"), nil, "exact exact exact exact inconsistent"},
		{"a wording in common", schema.RuleRepeat, []schema.Fact{copied("1", 1, 1), copied("2", 2, 1)}, nil, ""},
		{"a sentence twice in one passage", schema.RuleRepeat, []schema.Fact{copied("1", 1, 1), copied("2", 1, 1), copied("2", 2, 1)}, nil, ""},
		{"the whole town", schema.RuleTerritory, []schema.Fact{town("93", 1), town("92", 1), town("93", 1)}, nil, "inconsistent"},
	})
	loose := []schema.Fact{amount(schema.PerformanceAmountCovered, "3.00"), amount(schema.PerformanceIndicator, "3.00"), amount(schema.EconomyActual, "3.00"), amount(schema.ExpenditureByFunction, "3.00"), amount(schema.ExpenditureByEconomic, "3.00"),
		amount(year, "3.00", said(func(w *schema.Wording) { w.InBrackets = true })), amount(year, "3.00", said(func(w *schema.Wording) { w.PartOfClass = true }))}
	for i := range loose {
		if delimited(&loose[i]) {
			t.Errorf("%s is delimited", loose[i].Concept)
		}
	}
	if budget := amount(schema.PerformanceProjectBudget, "3.00", project("甲"), section(schema.SectionBudgetProject)); !looselyNamed(&budget) || !delimited(&budget) {
		t.Error("the projects of a budget's list are named exactly")
	}
}

// TestAcross judges figures of two documents.
func TestAcross(t *testing.T) {
	figure := func(v, document string, y int) *schema.Fact {
		f := amount(year, v, in(y))
		f.ID, f.Document, f.Label, f.Said = document, document, "本年支出", schema.Wording{}
		return &f
	}
	for _, tt := range []struct {
		check   schema.Check
		want    schema.Verdict
		formula string
	}{
		{Across(schema.RulePriorYear, 2020, figure("482.02", "b", 2019), figure("482.02", "a", 2019), NoDoubt), schema.ExactVerdict, "2020年报告 本年支出(2019) 482.02万元 = 2019年报告 本年支出(2019) 482.02万元"},
		{Across(schema.RulePriorYear, 2020, figure("428.02", "b", 2019), figure("482.02", "a", 2019), NoDoubt), schema.Inconsistent, "2020年报告 本年支出(2019) 428.02万元 = 2019年报告 本年支出(2019) 482.02万元；相差 -54万元"},
		{Across(schema.RulePriorYear, 2020, figure("428.02", "b", 2019), figure("482.02", "a", 2019), TwoFigures), schema.Ambiguous, "2020年报告 本年支出(2019) 428.02万元 = 2019年报告 本年支出(2019) 482.02万元"},
		{Filed(2020, figure("5.00", "b", 2020), figure("5.00", "a", 2020), NoDoubt), schema.ExactVerdict, "正文 本年支出 5万元 = 表 本年支出 5万元"},
		{Department(&Units{Entity: "某局", Year: 2020, Department: figure("120.00", "d", 2020), Names: []string{"本级", "图书馆"}, Units: []*schema.Fact{figure("70.00", "a", 2020), figure("50.00", "b", 2020)}}),
			schema.ExactVerdict, "某局2020年部门报告 本年支出 120万元 = 本级 70万元 + 图书馆 50万元 = 120万元"},
		{Department(&Units{Entity: "某局", Year: 2020, Department: figure("130.00", "d", 2020), Names: []string{"本级", "图书馆"}, Units: []*schema.Fact{figure("70.00", "a", 2020), figure("50.00", "b", 2020)}}),
			schema.Inconsistent, "某局2020年部门报告 本年支出 130万元 = 本级 70万元 + 图书馆 50万元 = 120万元；相差 10万元"},
		{Department(&Units{Entity: "某局", Year: 2020, Department: figure("115.00", "d", 2020), Names: []string{"本级", "图书馆"}, Units: []*schema.Fact{figure("70.00", "a", 2020), figure("50.00", "b", 2020)}, Transfers: []*schema.Fact{figure("5.00", "a", 2020)}}),
			schema.Ambiguous, "某局2020年部门报告 本年支出 115万元 = 本级 70万元 + 图书馆 50万元 = 120万元；相差 -5万元，各单位之间往来 5万元，可能已抵销"},
		{Department(&Units{Entity: "某局", Year: 2020, Department: figure("115.00", "d", 2020), Names: []string{"本级", "图书馆"}, Units: []*schema.Fact{figure("70.00", "a", 2020), nil}}),
			schema.Incomplete, "某局2020年部门报告 本年支出 115万元 = 本级 70万元 = 70万元；未列：图书馆"},
		{Department(&Units{Entity: "某局", Year: 2020, Department: figure("115.00", "d", 2020), Names: []string{"本级"}, Units: []*schema.Fact{figure("70.00", "a", 2020)}, Ambiguous: true}),
			schema.Ambiguous, "某局2020年部门报告 本年支出 115万元 = 本级 70万元 = 70万元"},
		{UnitsMissing("d", "某局", 2020, []string{"本级", "图书馆"}, []string{"图书馆"}), schema.Incomplete, "某局2020年部门报告列出2个单位，缺少其中1个的报告：图书馆"},
	} {
		if tt.check.Verdict != tt.want || !strings.HasPrefix(tt.check.Formula, tt.formula) {
			t.Errorf("%s %s, want %s %s", tt.check.Verdict, tt.check.Formula, tt.want, tt.formula)
		}
	}
}

// TestDamaged: letters that the file's fonts do not name leave a check open.
func TestDamaged(t *testing.T) {
	run(t, []evaluation{{"damaged", schema.RuleDuplicate, []schema.Fact{amount(year, "9.00", sentence(1, 1)), amount(year, "8.00", sentence(2, 2), said(func(w *schema.Wording) { w.Damaged = true }))}, nil, "ambiguous"}})
}
