package tag_test

import (
	"slices"
	"strings"
	"testing"

	"gongkai/schema"
)

// TestCountsOther holds that a concept counts what its rows ask for near the
// number, also where the words before it name the concept.
func TestCountsOther(t *testing.T) {
	for _, deed := range []string{"开展事前评估", "编制绩效目标", "开展绩效自评", "绩效监控", "开展绩效评价"} {
		for _, noun := range []string{"会议", "部门", "单位", "街道", "企业", "学校", "处室", "专家组"} {
			for _, between := range []string{"的", "", "工作的"} {
				s := deed + between + noun + "7个。"
				if f := first(reportOn(t, headsOf["other.performance"], s)); f.Concept != "" {
					t.Errorf("%s is %s", s, f.Concept)
				}
			}
		}
		for _, noun := range []string{"的项目", "项目", ""} {
			s := deed + noun + "7个。"
			if f := first(reportOn(t, headsOf["other.performance"], s)); f.Concept == "" {
				t.Errorf("%s has no concept", s)
			}
		}
	}
}

// TestTallyItems holds that a tally counts what its own item speaks of, in
// whatever order the items stand.
func TestTallyItems(t *testing.T) {
	abroad, guests := "因公出国（境）团组1个、人次7人次", "国内公务接待7批次、人次17人次"
	for s, want := range map[string][]schema.ConceptID{
		abroad + "；" + guests + "。": {schema.ThreePublicAbroadGroups, schema.ThreePublicAbroadTrips, schema.ThreePublicReceptionBatches, schema.ThreePublicReceptionVisitors},
		guests + "；" + abroad + "。": {schema.ThreePublicReceptionBatches, schema.ThreePublicReceptionVisitors, schema.ThreePublicAbroadGroups, schema.ThreePublicAbroadTrips},
		"召开会议7次、人次17人次。":            {"", ""},
	} {
		var got []schema.ConceptID
		for _, f := range reportOn(t, headsOf["final.three_public"], s).Facts {
			got = append(got, f.Concept)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", s, got, want)
		}
	}
}

// TestGradesInEveryFrame reads each grade in each way to say that a project has it.
func TestGradesInEveryFrame(t *testing.T) {
	for _, grade := range []string{"优", "优秀", "良", "良好", "中", "合格", "不合格", "差"} {
		for _, frame := range []string{"评价结果为“%”的项目7个。", "评价结果为%的项目7个。", "绩效评级为%的项目7个。", "评价等级为“%”的项目7个。", "评为%的项目7个。"} {
			s := strings.ReplaceAll(frame, "%", grade)
			f := first(reportOn(t, headsOf["other.performance"], s))
			if f.Concept != schema.PerformanceProjectsByGrade || f.Dimensions.Grade != grade {
				t.Errorf("%s: %s %q", s, f.Concept, f.Dimensions.Grade)
			}
		}
	}
}

// TestKeptEnds holds that a name keeps an end that is part of a longer word.
func TestKeptEnds(t *testing.T) {
	for _, name := range []string{"青少年", "关爱少年", "救助青年", "培训费支出青少年"} {
		if f := first(reportOn(t, headsOf[""], name+"1.17万元。")); f.Label != name || f.Concept != "" {
			t.Errorf("%s is %q %s", name, f.Label, f.Concept)
		}
	}
}

// TestSpansAreNoYear holds that a change against several years is not one against
// the document's own.
func TestSpansAreNoYear(t *testing.T) {
	for _, span := range []string{"上两年", "前三年", "近三年", "过去五年"} {
		for _, f := range readIn(t, "培训费支出较"+span+"增加1.17万元。") {
			if f.Base.Period.Known() || f.Form == schema.Level {
				t.Errorf("%s: %s against %v", span, f.Form, f.Base.Period)
			}
		}
	}
}
