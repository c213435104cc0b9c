package frame

import (
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/schema"
)

// read reads a text as a document.
func read(t *testing.T, text string) *extract.Document {
	t.Helper()
	doc, err := extract.Read(t.Context(), []byte(text), extract.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestTerritory names the place that a government's report speaks of, where its title names
// none: by the congress it was told, by a title in quotation marks, by what stands before a
// year of its accounts, by the place that it names most.
func TestTerritory(t *testing.T) {
	for _, tt := range []struct{ name, text, entity string }{
		{"congress", "关于2024年预算执行情况和2025年预算草案的报告\n——2025年1月8日在德阳市第九届人民代表大会第五次会议上\n德阳市财政局\n各位代表：\n2024年，全市一般公共预算收入完成5亿元。\n", "德阳市"},
		{"the congress on two lines", "关于2024年预算执行情况和2025年预算草案的报告\n——2025年1月8日在德阳市第九届\n人民代表大会第五次会议上\n各位代表：\n2024年，全市一般公共预算收入完成5亿元。\n", "德阳市"},
		{"for whom it speaks", "关于2024年预算执行情况和2025年预算草案的报告\n各位代表：\n现在，我代表德阳市人民政府，向大会报告2024年预算执行情况。\n向成都市、成都市、成都市学习。\n2024年，全市一般公共预算收入完成5亿元。\n", "德阳市"},
		{"quoted", "关于2024年预算执行情况和2025年预算草案的报告\n现将《德阳市2024年预算执行情况和2025年预算草案的报告》公布如下。\n2024年，全市一般公共预算收入完成5亿元。\n", "德阳市"},
		{"before a year", "关于2024年预算执行情况和2025年预算草案的报告\n现提交德阳市2024年预算执行情况和2025年预算草案，请审议。\n2024年，全市一般公共预算收入完成5亿元。\n", "德阳市"},
		{"named most", "关于2024年预算执行情况和2025年预算草案的报告\n各位代表：\n" + strings.Repeat("要推动德阳市发展。\n", 4) + "向成都市学习。\n2024年，全市一般公共预算收入完成5亿元。\n", "德阳市"},
		{"named as often as another", "关于2024年预算执行情况和2025年预算草案的报告\n各位代表：\n" + strings.Repeat("要推动德阳市发展，向成都市学习。\n", 4) + "2024年，全市一般公共预算收入完成5亿元。\n", ""},
	} {
		f := Of(read(t, tt.text), schema.Document{})
		if f.Entity != tt.entity || !f.OfBudget() || f.Year != 2025 {
			t.Errorf("%s: entity %q of %d, want %q of 2025; of a government's budget: %v", tt.name, f.Entity, f.Year, tt.entity, f.OfBudget())
		}
	}
}

// TestLooksBackOnOwnYear: a work report that looks back on the year of its title tells of it,
// most look ahead to it.
func TestLooksBackOnOwnYear(t *testing.T) {
	for heading, want := range map[string]int{
		"一、2024年工作回顾": 2025, "一、2023年工作回顾": 2024,
		"——2024年12月20日在德阳市第九届人民代表大会第五次会议上": 2025, "——2025年1月8日在德阳市第九届人民代表大会第五次会议上": 2025, "——2024年1月8日在德阳市第九届人民代表大会第五次会议上": 2024,
	} {
		f := Of(read(t, "2024年德阳市政府工作报告\n"+heading+"\n地区生产总值增长5%。\n"), schema.Document{})
		if got := f.YearAhead(); got != want || f.Kind != schema.WorkReport {
			t.Errorf("%s: %s, ahead is %d, want %d", heading, f.Kind, got, want)
		}
	}
}

// TestYearOthersAreHeldAgainst: a year of what something was before is not the year of a report.
func TestYearOthersAreHeldAgainst(t *testing.T) {
	f := Of(read(t, "政府工作报告\n现在，我代表德阳市人民政府报告工作。\n2015年地区生产总值95亿元，是2010年的2.4倍；出口由2010年的4亿元增加到9亿元，投资由2010年的3亿元增加到8亿元。\n"), schema.Document{})
	if f.Year != 2015 {
		t.Errorf("a report of %d, want 2015", f.Year)
	}
}

// TestPublished reads the day that a page states, and no day where it states none.
func TestPublished(t *testing.T) {
	for said, want := range map[string]schema.Period{
		"发布时间：2024-08-16 10:05": schema.Instant(schema.DateOf(2024, 8, 16)), "2024年8月16日": schema.Instant(schema.DateOf(2024, 8, 16)),
		"2024年8月": {}, "昨天": {}, "": {},
	} {
		doc := read(t, "某市财政局2023年度部门决算\n收入5万元。\n")
		doc.Meta.Published = said
		if got := Of(doc, schema.Document{}).Published; got != want {
			t.Errorf("%q: %v, want %v", said, got, want)
		}
	}
}

// TestPart: a heading with the title of another report begins one, of its own genre and year;
// other headings go on with the same.
func TestPart(t *testing.T) {
	whole := Of(read(t, "2024年德阳市政府工作报告\n地区生产总值增长5%。\n"), schema.Document{})
	p, begins := whole.Part("关于德阳市2023年预算执行情况和2024年预算草案的报告")
	if !begins || p.Kind != schema.BudgetReport || p.Year != 2024 || p.Entity != whole.Entity || p.Measure != schema.BudgetInitial {
		t.Errorf("begins %v: %+v", begins, p)
	}
	if _, begins := whole.Part("一、2023年工作回顾"); begins {
		t.Error("a heading of the report begins another")
	}
	if same, begins := whole.Part(whole.Title); !begins || same != whole {
		t.Error("its own title begins another report")
	}
	office := Of(read(t, "某市财政局2023年度部门决算\n收入5万元。\n"), schema.Document{})
	if _, begins := office.Part("关于德阳市2023年预算执行情况和2024年预算草案的报告"); begins {
		t.Error("the accounts of one office hold no reports of a government")
	}
}

// TestPlaceAlone tells the name of a territory from what only begins with one.
func TestPlaceAlone(t *testing.T) {
	for s, want := range map[string]bool{"四川省德阳市": true, "德阳市": true, "德阳市财政局": false, "市": false, "": false, "收入": false} {
		if got := IsPlace(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}

// TestHeadingText drops the numbering of a heading and refuses sentences.
func TestHeadingText(t *testing.T) {
	for _, tt := range []struct {
		text, heading string
		may           bool
	}{
		{"一、收入决算情况说明", "收入决算情况说明", true}, {"（二）支出情况：", "支出情况", true}, {"收入5万元。支出5万元。", "收入5万元。支出5万元。", false}, {"", "", false},
		{strings.Repeat("很长的标题", 20), strings.Repeat("很长的标题", 20), false},
	} {
		v := nlp.ViewOf(tt.text)
		if got, may := HeadingText(&v); may != tt.may || may && got != tt.heading {
			t.Errorf("%s: %q, %v; want %q, %v", tt.text, got, may, tt.heading, tt.may)
		}
	}
}

// TestHeaded takes a page that begins with the heading of its first part for one of a government by its items, unless it says
// that it is of an office.
func TestHeaded(t *testing.T) {
	const items = "一般公共预算收入7亿元，税收收入5亿元。\n政府性基金收入2亿元。\n"
	for text, want := range map[string]bool{
		"一、2022年收支决算情况\n" + items:         true,
		"一、2022年收支决算情况\n本部门" + items:      false,
		"一、2022年收支决算情况\n" + items + "本单位": false,
		"2022年部门收支决算情况\n" + items:         false,
	} {
		if f := Of(read(t, text), schema.Document{}); f.Territorial != want {
			t.Errorf("%q: of a government %v, want %v", text, f.Territorial, want)
		}
	}
}
