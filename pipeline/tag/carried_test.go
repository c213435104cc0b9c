package tag_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// TestSaidBefore holds what an earlier sentence or item lends a figure, and what it does not:
// the fund that opens a paragraph, the class of the item before, the fund of the whole, and
// not the year of a reason.
func TestSaidBefore(t *testing.T) {
	const (
		accounts = "望舒省2023年社会保险基金决算情况的说明\n"
		classes  = "关于望舒省省级2026年一般公共预算支出预算的说明\n三、"
		pension  = "企业职工基本养老保险基金"
	)
	for _, tt := range []struct{ head, text, want string }{
		{accounts, "一、企业职工基本养老保险。基金收入9亿元，完成预算的104.2%；基金支出8亿元。年末滚存结余7亿元。其中，保险费收入增长13.6%，其他支出下降5%。",
			"revenue.social_insurance " + pension + " 2023|revenue.social_insurance " + pension + " 2023|expenditure.social_insurance " + pension + " 2023|balance.closing " + pension +
				" 2023|revenue.insurance_premiums " + pension + " 2023|expenditure.insurance_other " + pension + " 2023"},
		{accounts, "2023年，全省社会保险基金收入9亿元。基金支出8亿元。", "revenue.social_insurance  2023|expenditure.social_insurance  2023"},
		{draft, "2025年，露营基金收入9亿元。", "  2025"},
		{draft, "2025年，教育支出9亿元，主要是补缴2022年度缓缴的费用；农林水支出下降7%。", "expenditure.by_function 205 2025|expenditure.by_function 213 2025"},
		{draft, "截至2026年1月31日，市本级一般公共预算支出5亿元，其中：基本支出4亿元，主要用于1月份工资；项目支出1亿元。",
			"expenditure.general_public_budget  2026 executed|expenditure.basic  2026 executed|expenditure.project  2026 executed"},
		{classes, "科学技术支出预算数为9万元。其中：\n1.科学技术管理事务预算数为2万元。\n2.基础研究预算数为3万元，增长5%。", "expenditure.by_function 206 2026|expenditure.by_function 20601 2026|expenditure.by_function 20602 2026|expenditure.by_function 20602 2026"},
		{classes, "科学技术支出预算数为9万元。其中：\n1.露营事务预算数为2万元。\n2.基础研究预算数为3万元。", "expenditure.by_function 206 2026|  2026|expenditure.by_function 20602 2026"},
		{draft, "2025年，全市支出预算调整为9万元，完成8万元，为调整预算的89%,增长4.8%。",
			"expenditure.year  2025 budget_adjusted|expenditure.year  2025 executed|expenditure.year  2025 executed|expenditure.year  2025 executed"},
		{draft, "2025年，全市政府性基金预算支出9亿元，主要是专项债券收入安排的支出5亿元。", "expenditure.government_fund  2025|  2025"},
		{draft, "2025年，全市民生支出9亿元，占一般公共预算支出的比重达到76.3%。", "expenditure.livelihood  2025|expenditure.livelihood  2025"},
	} {
		var got []string
		for _, f := range readAs(t, tt.head, tt.text) {
			s := fmt.Sprintf("%s %s%s %d", f.Concept, f.Dimensions.Indicator, f.Dimensions.FuncCode, f.Period.End.Year())
			if strings.Contains(tt.want, "executed") {
				s += " " + string(f.Measure)
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.text, s, tt.want)
		}
	}
}

// TestReportsInOneFile holds that each report of a gazette is read as what it is itself.
func TestReportsInOneFile(t *testing.T) {
	const gazette = "<html><body><p>望舒市人民政府公报</p><h1>2026年望舒市政府工作报告</h1><h2>二、2026年主要目标</h2><p>地区生产总值增长5%左右。</p>" +
		"<h1>关于望舒市2025年预算执行情况和2026年预算草案的报告</h1><h2>三、2026年预算安排</h2><p>市本级安排教育支出9亿元，扩大消费。</p></body></html>"
	doc, err := extract.Read(context.Background(), []byte(gazette), extract.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, f := range wordsTagger.Tag(doc, schema.Document{ID: "d"}).Facts {
		got += string(f.Concept) + " " + string(f.Measure) + "|"
	}
	if want := "economy.target target|expenditure.by_function budget_initial|"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
