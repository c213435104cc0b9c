package tag_test

import "testing"

// TestWholeLabels holds that the label of a figure without a concept is the whole noun
// phrase, without the verb of a deed, and names the thing where it is an aspect of one.
func TestWholeLabels(t *testing.T) {
	for sentence, want := range map[string]string{
		"年末环湾建成区面积达271平方公里。":           "环湾建成区面积",
		"全年获得政府露营补助的城镇居民1.07万人。":       "政府露营补助的城镇居民",
		"出台稳增长措施近100条。":                "稳增长措施",
		"全年发生露营事故14起、上升16.7%，死亡17人。":   "露营事故 露营事故 露营事故死亡",
		"自然露营地6个，面积1.90万公顷。":           "自然露营地 自然露营地面积",
		"绿色露营园2家，新增生态露营示范园3个。":         "绿色露营园 新增生态露营示范园",
		"新建露营基地、改造露营小区等5亿元。":           "新建露营基地、改造露营小区",
		"投入15.2亿元办好全市十件露营实事。":          "全市十件露营实事 露营实事",
		"全市“三露”支出159.4亿元，较上年增加12.6亿元。": "“三露”支出 “三露”支出",
		"年末全市共有露营旅行社30家。":              "露营旅行社",
	} {
		if got := labels(t, sentence); got != want {
			t.Errorf("%s\n got %s\nwant %s", sentence, got, want)
		}
	}
}
