package pipeline

import (
	"context"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// TestProjectShared: a project's money is shared out after a colon, under the
// name it was given before in the paragraph; other passages call it by another
// of its usual names.
func TestProjectShared(t *testing.T) {
	text := "甲街道办事处2020年度部门决算\n第四部分 附件\n项目支出绩效自评报告\n（一）项目基本情况。\n" +
		"2020年区财政下拨社区活动费17万元和宣传服务费3万元，街道进行了分配。其中，社区活动费：东里社区10万元；西里社区7万元。\n" +
		"（二）项目资金批复情况。\n批复项目资金社区活动经费17万元和宣传服务费3万元。\n"
	r := Process(context.Background(), tagger(), Source{Path: "a.txt", Data: []byte(text)}, Options{Limits: extract.DefaultLimits()})
	found := map[schema.RuleID]int{}
	for i := range r.Checks {
		c := &r.Checks[i]
		if c.Verdict == schema.ExactVerdict && c.Operands[0].Fact.Raw == "17万元" {
			found[c.Rule] = len(c.Operands)
		}
	}
	if found[schema.RuleListSum] != 3 || found[schema.RuleRestated] != 2 {
		t.Errorf("checks of 17万元 %v, want a sum of two parts and a restatement", found)
		for i := range r.Facts {
			f := &r.Facts[i]
			t.Logf("%s %s %s %+v", f.Raw, f.Concept, f.Measure, f.Dimensions)
		}
	}
}
