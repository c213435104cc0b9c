package tag_test

import (
	stdcontext "context"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// TestClassPath reads one class by every way its levels are printed, with the
// phase behind the path joined to it or after a colon.
func TestClassPath(t *testing.T) {
	const head = "青禾街道办事处2020年度部门决算\n五、一般公共预算财政拨款支出决算情况说明\n"
	const path = "社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）"
	tests := []struct{ text, code string }{
		{path + "：支出决算为12.5万元。", "2080506"},
		{"1." + path + ":支出决算为12.5万元，完成预算100%。", "2080506"},
		{path + "支出决算为12.5万元。", "2080506"},
		{path + "：支出12.5万元。", "2080506"},
		{"社会保障和就业（类）支出12.5万元，占5%。", "208"},
		{"1.“社会保障和就业支出-行政事业单位养老支出-机关事业单位职业年金缴费支出”科目12.5万元，主要用于缴费。", "2080506"},
		{"住房保障支出—住房改革支出—购房补贴12.5万元。", "2210203"},
		{"住房保障支出/住房改革支出12.5万元。", "22102"},
		{"社会保障和就业支出（类）行政事业单位养老支出（款）某某缴费（项）：支出决算为12.5万元。", "20805"},
	}
	tagger := tag.New()
	for _, tt := range tests {
		doc, err := extract.Read(stdcontext.Background(), []byte(head+tt.text+"\n"), extract.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		facts := tagger.Tag(doc, schema.Document{ID: "x"}).Facts
		if len(facts) == 0 {
			t.Errorf("%s: no facts", tt.text)
			continue
		}
		if f := facts[0]; f.Concept != schema.ExpenditureByFunction || f.Dimensions.FuncCode != tt.code || f.Value.String() != "125000" {
			t.Errorf("%s: %s %q %s (%s), want class %s", tt.text, f.Concept, f.Dimensions.FuncCode, f.Value, f.Rule, tt.code)
		}
	}
}
