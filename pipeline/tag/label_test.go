package tag_test

import (
	"strings"
	"testing"

	"gongkai/schema/words"
)

// TestWholeLabels holds that the label of a figure without a concept is the whole noun
// phrase, without the verb of a deed, and names the thing where it is an aspect of one.
func TestWholeLabels(t *testing.T) {
	for sentence, want := range map[string]string{
		"年末环湾建成区面积达271平方公里。":                                "环湾建成区面积",
		"全年获得政府露营补助的城镇居民1.07万人。":                            "政府露营补助的城镇居民",
		"出台稳增长措施近100条。":                                     "稳增长措施",
		"全年发生露营事故14起、上升16.7%，死亡17人。":                        "露营事故 露营事故 露营事故死亡",
		"自然露营地6个，面积1.90万公顷。":                                "自然露营地 自然露营地面积",
		"绿色露营园2家，新增生态露营示范园3个。":                              "绿色露营园 新增生态露营示范园",
		"新建露营基地、改造露营小区等5亿元。":                                "新建露营基地、改造露营小区",
		"投入15.2亿元办好全市十件露营实事。":                               "全市十件露营实事 露营实事",
		"全市“三露”支出159.4亿元，较上年增加12.6亿元。":                      "“三露”支出 “三露”支出",
		"年末全市共有露营旅行社30家。":                                   "露营旅行社",
		"全年全市登记露营成果412项。":                                   "登记露营成果",
		"获批9个全国重点露营室，成效明显。":                                 "全国重点露营室",
		"出台69项支持政策，形成合力。":                                   "支持政策",
		"东湖、望舒3家露营区位列全国50强。":                                "露营区",
		"推动4个露营产业基地提质升级，成效明显。":                              "露营产业基地",
		"露营中标金额23.7亿元。":                                     "露营中标金额",
		"新建和加密露营步道81公里。":                                    "新建和加密露营步道",
		"建成和美露营村500个。":                                      "和美露营村",
		"每千人口露营位数达4.6个。":                                    "每千人口露营位数",
		"提出了15个方面的露营任务和4个方面的露营措施。":                          "露营任务 露营措施",
		"共有露营平台405个，其中省级露营平台118个。":                          "露营平台 省级露营平台",
		"多收取露营租金28万元，少支付露营工程款5万元。":                          "多收取露营租金 少支付露营工程款",
		"完成12类30项露营实事。":                                     "露营实事 露营实事",
		"露营案件受理810件，审结760件，同比分别增长8.4%和9.6%。":                "露营案件受理 审结 露营案件受理 审结",
		"露营合同成交额5260亿元，露营企业数量8700家，露营点、骑行点数量分别增长3.2%、2.5%。": "露营合同成交额 露营企业数量 露营点数量 骑行点数量",
		"实施先锋等12村旧营复垦、露营开发等项目共计58亩。":                        "旧营复垦 旧营复垦、露营开发等项目",
		"12家露营企业总产值5亿元。":                                    "露营企业 露营企业总产值",
		"云水镇17个村全部完成露营改造。":                                  "村",
		"涉及3个村、9个社。":                                        "村 社",
		"营地接待户由最初的128户增加到290户。":                             "营地接待户 营地接待户",
		"带动露营户增收20万元。":                                      "露营户增收",
		"8名露营青年光荣入伍。":                                       "露营青年",
		"露营收入达到100万元的村2个，60—70万元的7个。":                       "露营收入 村 村 村 村",
		"露营受理量由最初的140件增长到目前的450件。":                          "露营受理量 露营受理量",
		"不露率从2018年的22.1%升至43.4%。":                           "不露率 不露率",
		"全市14035户25559人享受露营补贴。":                             "享受露营补贴 享受露营补贴",
		"云水镇共有露营地45个，新建28个，续建17个。":                          "云水镇共有露营地 云水镇共有露营地新建 云水镇共有露营地续建",
		"规范3家露营收购站、发放露营通知书12份。":                             "露营收购站 发放露营通知书",
		"联系16个镇街、7个重点直管营地开展露营。":                             "镇街 重点直管营地",
		"资助露营户12户，资助资金11万元。":                                "露营户 资助资金",
		"年末在册露营对象8399人，其中城镇4992人。":                          "在册露营对象 城镇在册露营对象",
		"资金用于28个村的露营改造。":                                    "村",
	} {
		if got := labels(t, sentence); got != want {
			t.Errorf("%s\n got %s\nwant %s", sentence, got, want)
		}
	}
}

// TestLabelWords holds that the verbs in a name that are no part of it are left out.
func TestLabelWords(t *testing.T) {
	tables := words.Load().Labels
	for _, l := range tables[words.LabelTail] {
		if got := labels(t, l.Example+"1.17亿元。"); got != l.Counter {
			t.Errorf("%s:%d: %s: %q", l.File, l.Line, l.Example, got)
		}
	}
	for _, l := range tables[words.LabelStop] {
		noun, _, _ := strings.Cut(l.Example, l.Text)
		if got := labels(t, "东湖、望舒3家"+l.Example+"，成效明显。"); got != noun {
			t.Errorf("%s:%d: %s: %q", l.File, l.Line, l.Example, got)
		}
	}
	for _, l := range tables[words.InstitutionNoun] {
		if got := readAs(t, bulletin, "年末共有"+l.Example+"13个，卫生技术人员674人。"); len(got) != 2 || got[1].Concept != "" {
			t.Errorf("%s:%d: what follows is not of %s: %+v", l.File, l.Line, l.Example, got)
		}
	}
}
